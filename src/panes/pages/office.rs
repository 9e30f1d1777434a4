//! Page of an office: outstanding reports, punctuality, responsibilities, predecessors and successors.

use std::rc::Rc;

use chrono::NaiveDate;

use crate::domain::code::OfficeCode;
use crate::domain::duty::{DutyState, Totals};
use crate::domain::office::{Office, is_within};
use crate::domain::succession::Succession;
use crate::i18n::display;
use crate::i18n::fill_placeholders;
use crate::i18n::screen::Text;
use crate::panes::cells;
use crate::panes::cells::measure_number;
use crate::panes::duty_rows;
use crate::panes::read_model::{DutyWithStatus, ReadModel};
use crate::widgets::page::Page;
use crate::widgets::table::styled;
use crate::widgets::theme::Tone;

/// Builds the page.
pub fn build_page(model: &ReadModel, code: &OfficeCode) -> Page {
    let words = |text: Text| text.text(model.lang);
    let mut page = Page::new(model.qualified_office_name(code));
    let own = model.duties_of_office(code);
    let mut totals = Totals::default();
    for owed in &own {
        totals.count(owed.record.duty.tracked, &owed.status);
    }
    page.add_text(cells::format_totals(model.lang, &totals));
    let open = |owed: &&Rc<DutyWithStatus>| {
        use DutyState as S;
        owed.is_counted()
            && matches!(
                owed.status.state,
                S::Overdue | S::Returned | S::DueSoon | S::WithinDeadline | S::Waiting
            )
    };
    page.add_heading(words(Text::HeadOwes));
    let mut owes: Vec<&Rc<DutyWithStatus>> = own.iter().filter(open).collect();
    owes.sort_by_key(|owed| (owed.status.state, owed.status.deadline));
    if owes.is_empty() {
        page.add_text(styled(words(Text::OwesNothing), Tone::Good));
    }
    for owed in owes {
        add_duty_row(&mut page, model, owed);
    }
    add_measures(&mut page, model, code);
    let mut done: Vec<&Rc<DutyWithStatus>> = own
        .iter()
        .filter(|owed| owed.status.state == DutyState::Accepted)
        .collect();
    if !done.is_empty() {
        page.add_heading(words(Text::HeadDone));
        done.sort_by_key(|owed| std::cmp::Reverse(owed.status.sent_on));
        for owed in done {
            add_duty_row(&mut page, model, owed);
        }
    }
    if let Some(office) = model.catalog.offices.get(code) {
        add_header(&mut page, model, office);
    }
    page
}

fn add_duty_row(page: &mut Page, model: &ReadModel, owed: &DutyWithStatus) {
    let plan = model
        .plan_and_rule(owed)
        .map_or("", |(plan, _)| plan.short_name.as_str());
    let days = usize::from(duty_rows::days_width(model.lang));
    page.add_row(vec![
        (cells::duty_state_mark(owed.status.state), 1),
        (
            styled(
                format!("{:>days$}", cells::days_cell(model, owed).text),
                cells::duty_state_tone(owed.status.state),
            ),
            duty_rows::days_width(model.lang),
        ),
        (
            styled(format!("{} – {plan}", model.report_name(owed)), Tone::Plain),
            40,
        ),
    ]);
}

/// Adds the measures it owns, each with its assessment.
fn add_measures(page: &mut Page, model: &ReadModel, code: &OfficeCode) {
    let mut lines = Vec::new();
    let succession = Succession::new(&model.catalog.offices);
    for plan in &model.catalog.plans {
        for (id, _, measure) in plan.measures() {
            let day = model.today.min(plan.to);
            let owners = measure
                .owners
                .iter()
                .filter(|owner| is_within(day, owner.from, owner.to));
            let owns = owners
                .map(|owner| &owner.office)
                .any(|owner| succession.is_holder_on(code, owner, model.today));
            let group = measure
                .quota
                .as_ref()
                .and_then(|quota| model.catalog.groups.get(quota.group.as_ref()?));
            let member = group.is_some_and(|group| {
                group
                    .members_on(day)
                    .any(|member| succession.is_holder_on(code, member, day))
            });
            if owns || member {
                let status = cells::listed_assessment_cell(model, &id);
                lines.push((status, format!("{} {}", measure_number(&id), measure.label)));
            }
        }
    }
    if lines.is_empty() {
        return;
    }
    page.add_heading(Text::HeadAnswers.text(model.lang));
    for (status, words) in lines {
        page.add_row(vec![(status, 17), (styled(words, Tone::Plain), 40)]);
    }
}

fn add_header(page: &mut Page, model: &ReadModel, office: &Office) {
    let words = |text: Text| text.text(model.lang);
    let day = |day: Option<NaiveDate>| {
        day.map(|day| display::day(model.lang, day))
            .unwrap_or_default()
    };
    page.add_heading(words(Text::HeadOffice));
    page.add_field(words(Text::Code), office.code.as_str());
    page.add_field(words(Text::Aliases), office.aliases.join(", "));
    page.add_field(
        words(Text::Parent),
        office
            .parent
            .as_ref()
            .map_or("", |parent| model.office_name(parent)),
    );
    page.add_field(words(Text::From), day(office.from));
    page.add_field(words(Text::To), day(office.to));
    let followers: Vec<String> = office
        .successors
        .iter()
        .map(|next| {
            fill_placeholders(
                words(Text::SuccessorFrom),
                &[&model.office_name(&next.office), &day(Some(next.on))],
            )
        })
        .collect();
    page.add_field(words(Text::Successors), followers.join("; "));
    if let Some(contact) = &office.contact {
        let parts: Vec<&str> = [&contact.person, &contact.phone, &contact.email]
            .into_iter()
            .flatten()
            .map(String::as_str)
            .collect();
        page.add_field(words(Text::Contact), parts.join(" · "));
    }
}
