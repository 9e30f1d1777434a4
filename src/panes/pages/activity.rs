//! The page of one row of an annex: its window, who does it, everything that was recorded of it, its money.

use crate::domain::code::PlanCode;
use crate::domain::day::{print_day, vietnam_day};
use crate::domain::number::print;
use crate::domain::plan::{Activity, Party, Plan};
use crate::panes::activities::{quantity, state_cell, window};
use crate::panes::book::Book;
use crate::panes::pages::plan::party;
use crate::store::{Store, StoreError};
use crate::widgets::page::Page;
use crate::widgets::table::toned;
use crate::widgets::theme::Tone;
use crate::words::fill;
use crate::words::money::dong;
use crate::words::screen::Text;

/// The page.
pub fn page(book: &Book, store: &Store, code: &PlanCode, no: u32) -> Result<Page, StoreError> {
    let plan = book.catalog.plan(code);
    let found = plan.and_then(|plan| Some((plan, plan.activities.iter().find(|activity| activity.no == no)?)));
    let Some((plan, activity)) = found else { return Ok(Page::new(format!("{code} {no}"))) };
    let mut page = Page::new(format!("{}. {}", activity.no, activity.content));
    head(&mut page, book, plan, activity);
    progress(&mut page, book, store, (plan, activity))?;
    money(&mut page, book, plan, activity);
    Ok(page)
}

fn head(page: &mut Page, book: &Book, plan: &Plan, activity: &Activity) {
    let words = |text: Text| text.words(book.lang);
    let done = book.work.done(&plan.code, activity.no);
    page.field(words(Text::State), state_cell(book, activity, done));
    page.field(words(Text::Window), window(book, activity));
    page.field(words(Text::DoneOf), quantity(activity, done));
    page.field(words(Text::Lead), book.office(&activity.lead));
    for partner in &activity.partners {
        page.field(words(Text::Partners), who(book, partner, activity));
    }
    page.field(words(Text::Plan), plan.short.as_str());
}

/// A partner; of a group its members on the first day of the window.
fn who(book: &Book, partner: &Party, activity: &Activity) -> String {
    let name = party(book, partner);
    let Party::Group(group) = partner else { return name };
    let members = book.catalog.members(group, activity.window.from);
    let members: Vec<&str> = members.iter().map(|office| book.catalog.office_name(office)).collect();
    fill(Text::GroupNow.words(book.lang), &[&name, &members.join(", ")])
}

fn progress(
    page: &mut Page,
    book: &Book,
    store: &Store,
    (plan, activity): (&Plan, &Activity),
) -> Result<(), StoreError> {
    page.heading(Text::HeadProgress.words(book.lang));
    let mut history = store.activity_history(&plan.code, activity.no)?;
    history.retain(|record| record.progress.on <= book.today);
    if history.is_empty() {
        page.text(toned(Text::NoProgress.words(book.lang), Tone::Dim));
    }
    for record in history.iter().rev() {
        let done = format!("{} {}", print(record.progress.done, 0), activity.unit.as_deref().unwrap_or_default());
        let at = print_day(vietnam_day(record.at));
        let note = record.progress.note.as_deref().unwrap_or("–");
        page.row(vec![
            (toned(print_day(record.progress.on), Tone::Dim), 10),
            (toned(done, Tone::Plain), 12),
            (fill(Text::RecordedBy.words(book.lang), &[&note, &record.by, &at]).into(), 40),
        ]);
    }
    Ok(())
}

fn money(page: &mut Page, book: &Book, plan: &Plan, activity: &Activity) {
    page.heading(Text::HeadSpent.words(book.lang));
    page.field(Text::Sum.words(book.lang), dong(book.work.spent_for(&plan.code, activity.no)));
    for line in book.work.spent(&plan.code).filter(|line| line.spending.activity == Some(activity.no)) {
        let place = line.spending.source.and_then(|no| usize::try_from(no).ok()?.checked_sub(1));
        let source = place.and_then(|place| plan.budget.get(place)).map(|source| source.source.as_str());
        let source = source.unwrap_or(Text::NoSource.words(book.lang));
        let note = line.spending.note.as_ref().map_or_else(String::new, |note| format!("{note} · "));
        page.row(vec![
            (toned(print_day(line.spending.on), Tone::Dim), 10),
            (toned(format!("{:>16}", dong(line.spending.amount)), Tone::Plain), 16),
            (format!("{note}{source} · {}", line.by).into(), 40),
        ]);
    }
}
