//! The page of one office: what it owes, how punctual it is, for what it answers, who came before and after.

use chrono::NaiveDate;

use crate::domain::code::OfficeCode;
use crate::domain::duty::DutyState;
use crate::domain::office::{Office, within};
use crate::panes::book::{Book, OwedDuty};
use crate::panes::targets::number;
use crate::panes::tones;
use crate::widgets::page::Page;
use crate::widgets::table::toned;
use crate::widgets::theme::Tone;
use crate::words::fill;
use crate::words::screen::Text;

/// The page.
pub fn page(book: &Book, code: &OfficeCode) -> Page {
    let words = |text: Text| text.words(book.lang);
    let mut page = Page::new(book.told(code));
    let totals = book.totals(|owed| owed.key().office == *code);
    page.text(tones::totals(book.lang, &totals));
    let own: Vec<&OwedDuty> = book.duties.iter().filter(|owed| owed.key().office == *code).collect();
    let open = |owed: &&&OwedDuty| {
        use DutyState as S;
        owed.counts() && matches!(owed.standing.state, S::Overdue | S::Returned | S::DueSoon | S::InTerm | S::Waiting)
    };
    page.heading(words(Text::HeadOwes));
    let mut owes: Vec<&OwedDuty> = own.iter().filter(open).copied().collect();
    owes.sort_by_key(|owed| (owed.standing.state, owed.standing.deadline));
    if owes.is_empty() {
        page.text(toned(words(Text::OwesNothing), Tone::Good));
    }
    for owed in owes {
        duty_row(&mut page, book, owed);
    }
    answers(&mut page, book, code);
    let mut done: Vec<&OwedDuty> = own.into_iter().filter(|owed| owed.standing.state == DutyState::Accepted).collect();
    if !done.is_empty() {
        page.heading(words(Text::HeadDone));
        done.sort_by_key(|owed| std::cmp::Reverse(owed.standing.sent_on));
        for owed in done {
            duty_row(&mut page, book, owed);
        }
    }
    if let Some(office) = book.catalog.offices.get(code) {
        header(&mut page, book, office);
    }
    page
}

fn duty_row(page: &mut Page, book: &Book, owed: &OwedDuty) {
    let plan = book.rule(owed).map_or("", |(plan, _)| plan.short.as_str());
    page.row(vec![
        (tones::state_mark(owed.standing.state), 1),
        (toned(format!("{:>15}", tones::days(book, owed).text), tones::of_state(owed.standing.state)), 15),
        (toned(format!("{} – {plan}", book.report_name(owed)), Tone::Plain), 40),
    ]);
}

/// The measures of which it is an owner, each with its verdict.
fn answers(page: &mut Page, book: &Book, code: &OfficeCode) {
    let mut lines = Vec::new();
    for plan in &book.catalog.plans {
        for (id, _, measure) in plan.measures() {
            let day = book.today.min(plan.to);
            let owners = measure.owners.iter().filter(|owner| within(day, owner.from, owner.to));
            let held = book.catalog.followed(owners.map(|owner| &owner.office), book.today);
            let owns = held.iter().any(|held| held.office == *code);
            let group = measure.quota.as_ref().and_then(|quota| quota.group.as_ref());
            let member = group
                .is_some_and(|group| book.catalog.members_followed(group, day).iter().any(|held| held.office == *code));
            if owns || member {
                let status = book.verdict(&id).map_or_else(Default::default, |v| tones::verdict(book.lang, v.status));
                lines.push((status, format!("{} {}", number(&id), measure.label)));
            }
        }
    }
    if lines.is_empty() {
        return;
    }
    page.heading(Text::HeadAnswers.words(book.lang));
    for (status, words) in lines {
        page.row(vec![(status, 17), (toned(words, Tone::Plain), 40)]);
    }
}

fn header(page: &mut Page, book: &Book, office: &Office) {
    let words = |text: Text| text.words(book.lang);
    let day = |day: Option<NaiveDate>| day.map(crate::domain::day::print_day).unwrap_or_default();
    page.heading(words(Text::HeadOffice));
    page.field(words(Text::Code), office.code.as_str());
    page.field(words(Text::Aliases), office.aliases.join(", "));
    page.field(words(Text::Parent), office.parent.as_ref().map_or("", |parent| book.office(parent)));
    page.field(words(Text::From), day(office.from));
    page.field(words(Text::To), day(office.to));
    let followers: Vec<String> = office
        .successors
        .iter()
        .map(|next| fill(words(Text::FollowerFrom), &[&book.office(&next.office), &day(Some(next.on))]))
        .collect();
    page.field(words(Text::Successors), followers.join("; "));
    if let Some(contact) = &office.contact {
        let parts: Vec<&str> =
            [&contact.person, &contact.phone, &contact.email].into_iter().flatten().map(String::as_str).collect();
        page.field(words(Text::Contact), parts.join(" · "));
    }
}
