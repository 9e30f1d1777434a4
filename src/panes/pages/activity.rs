//! Page of an activity: its window, offices, progress and spending.

use crate::domain::code::PlanCode;
use crate::domain::day::vietnam_day;
use crate::domain::plan::{Activity, Party, Plan};
use crate::i18n::budget::print_dong;
use crate::i18n::screen::Text;
use crate::i18n::{display, fill_placeholders};
use crate::lists::execution::quantity_text;
use crate::panes::activities::{activity_state_cell, window_text};
use crate::panes::cells::party_name;
use crate::panes::read_model::ReadModel;
use crate::store::{Store, StoreError};
use crate::widgets::page::Page;
use crate::widgets::table::styled;
use crate::widgets::theme::Tone;

/// Builds the page.
pub fn build_page(
    model: &ReadModel,
    store: &Store,
    code: &PlanCode,
    no: u32,
) -> Result<Page, StoreError> {
    let plan = model.catalog.plan(code);
    let found = plan.and_then(|plan| {
        Some((
            plan,
            plan.activities.iter().find(|activity| activity.no == no)?,
        ))
    });
    let Some((plan, activity)) = found else {
        return Ok(Page::new(format!("{code} {no}")));
    };
    let mut page = Page::new(format!("{}. {}", activity.no, activity.content));
    add_header(&mut page, model, plan, activity);
    add_progress(&mut page, model, store, (plan, activity))?;
    add_spending(&mut page, model, plan, activity);
    Ok(page)
}

fn add_header(page: &mut Page, model: &ReadModel, plan: &Plan, activity: &Activity) {
    let words = |text: Text| text.text(model.lang);
    let done = model.execution().quantity_done(&plan.code, activity.no);
    page.add_field(
        words(Text::State),
        activity_state_cell(model, activity, done),
    );
    page.add_field(words(Text::Window), window_text(model, activity));
    page.add_field(
        words(Text::DoneOf),
        quantity_text(model.lang, activity, done),
    );
    page.add_field(words(Text::Lead), model.office_name(&activity.lead));
    for partner in &activity.partners {
        page.add_field(
            words(Text::Partners),
            partner_text(model, partner, activity),
        );
    }
    page.add_field(words(Text::Plan), plan.short_name.as_str());
}

/// Name of a partner; for a group its members on the first day of the window.
fn partner_text(model: &ReadModel, partner: &Party, activity: &Activity) -> String {
    let name = party_name(model, partner);
    let Party::Group(group) = partner else {
        return name;
    };
    let members = model.catalog.members(group, activity.window.from);
    let members: Vec<&str> = members
        .iter()
        .map(|office| model.catalog.office_name(office))
        .collect();
    fill_placeholders(
        Text::GroupNow.text(model.lang),
        &[&name, &members.join(", ")],
    )
}

fn add_progress(
    page: &mut Page,
    model: &ReadModel,
    store: &Store,
    (plan, activity): (&Plan, &Activity),
) -> Result<(), StoreError> {
    page.add_heading(Text::HeadProgress.text(model.lang));
    let mut history = store.activity_history(&plan.code, activity.no)?;
    history.retain(|record| record.progress.on <= model.today);
    if history.is_empty() {
        page.add_text(styled(Text::NoProgress.text(model.lang), Tone::Dim));
    }
    for record in history.iter().rev() {
        let done = format!(
            "{} {}",
            display::number(model.lang, record.progress.done, 0),
            activity.unit.as_deref().unwrap_or_default()
        );
        let at = display::day(model.lang, vietnam_day(record.at));
        let note = record.progress.note.as_deref().unwrap_or("–");
        page.add_row(vec![
            (
                styled(display::day(model.lang, record.progress.on), Tone::Dim),
                10,
            ),
            (styled(done, Tone::Plain), 12),
            (
                fill_placeholders(Text::RecordedBy.text(model.lang), &[&note, &record.by, &at])
                    .into(),
                40,
            ),
        ]);
    }
    Ok(())
}

fn add_spending(page: &mut Page, model: &ReadModel, plan: &Plan, activity: &Activity) {
    page.add_heading(Text::HeadSpent.text(model.lang));
    page.add_field(
        Text::Sum.text(model.lang),
        print_dong(
            model.lang,
            model
                .execution()
                .amount_spent_on_activity(&plan.code, activity.no),
        ),
    );
    for line in model
        .execution()
        .spending_of_plan(&plan.code)
        .filter(|line| line.spending.activity == Some(activity.no))
    {
        let place = line
            .spending
            .source
            .and_then(|no| usize::try_from(no).ok()?.checked_sub(1));
        let source = place
            .and_then(|place| plan.budget.get(place))
            .map(|source| source.source.as_str());
        let source = source.unwrap_or(Text::NoSource.text(model.lang));
        let note = line
            .spending
            .note
            .as_ref()
            .map_or_else(String::new, |note| format!("{note} · "));
        page.add_row(vec![
            (
                styled(display::day(model.lang, line.spending.on), Tone::Dim),
                10,
            ),
            (
                styled(
                    format!("{:>16}", print_dong(model.lang, line.spending.amount)),
                    Tone::Plain,
                ),
                16,
            ),
            (format!("{note}{source} · {}", line.by).into(), 40),
        ]);
    }
}
