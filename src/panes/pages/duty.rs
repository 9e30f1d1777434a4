//! The page of one duty: how it stands, the resolved deadline, what happened to it, the narrative that was sent.

use crate::domain::day::print_day;
use crate::domain::duty::{DutyEvent, DutyEventKind, DutyKey};
use crate::domain::plan::Party;
use crate::domain::star::Starred;
use crate::panes::book::{Book, OwedDuty};
use crate::panes::pages::plan::{held_by, party};
use crate::panes::{remarks, tones};
use crate::store::{Store, StoreError};
use crate::widgets::page::Page;
use crate::widgets::table::toned;
use crate::widgets::theme::Tone;
use crate::words::screen::Text;
use crate::words::{chain, facts, fill};

/// The page.
pub fn page(book: &Book, store: &Store, key: &DutyKey) -> Result<Page, StoreError> {
    let words = |text: Text| text.words(book.lang);
    let Some(owed) = book.duty(key) else { return Ok(Page::new(key.rule.as_str())) };
    let title = format!("{} – {}", book.told(&key.office), book.report_name(owed));
    let mut page = Page::new(remarks::marked(book, &Starred::Duty(key.clone()), &title));
    let state = owed.standing.state;
    let mut head = format!("{} {}", facts::duty_mark(state), facts::duty_state(book.lang, state));
    if owed.standing.waived {
        head = format!("{head} · {}", words(Text::Waived));
    }
    if !owed.record.duty.tracked {
        head = format!("{head} · {}", words(Text::NotTracked));
    }
    page.gap();
    page.text(toned(head, tones::of_state(state)));
    page.text(book.deadline(owed));
    page.heading(words(Text::HeadDuty));
    if let Some((plan, rule)) = book.rule(owed) {
        page.field(words(Text::Plan), plan.title.as_str());
        page.field(words(Text::AsSigned), format!("“{}”", rule.wording));
        let to = match &rule.to {
            None => held_by(book, &plan.coordinator),
            Some(Party::Office(office)) => held_by(book, office),
            Some(to) => party(book, to),
        };
        page.field(words(Text::Recipient), to);
        page.field(words(Text::Via), rule.via.as_ref().map_or_else(String::new, |via| held_by(book, via)));
    }
    page.field(words(Text::LastDay), print_day(owed.record.duty.last_day));
    let from = owed.record.duty.came_from(book.today);
    let from: Vec<String> =
        from.map(|origin| format!("{}, {}", book.office(&origin.office), print_day(origin.on))).collect();
    page.field(words(Text::InheritedFrom), from.join("; "));
    chained(&mut page, book, owed);
    page.heading(words(Text::HeadEvents));
    if !owed.record.events.iter().any(|event| matches!(event.kind, DutyEventKind::Sent(_))) {
        page.text(toned(words(Text::NoEvents), Tone::Dim));
    }
    for event in &owed.record.events {
        page.row(vec![
            (toned(print_day(event.on), Tone::Strong), 11),
            (toned(described(book, event), Tone::Plain), 60),
        ]);
    }
    narrative(&mut page, book, &owed.record.events);
    remarks::comments(&mut page, book, &store.comments_on_duty(key)?);
    Ok(page)
}

/// The cells that go with the report, what it waits for or was sent without, and what waits for it.
fn chained(page: &mut Page, book: &Book, owed: &OwedDuty) {
    let words = |text: Text| text.words(book.lang);
    let cells = book.cells(owed.key());
    if cells.owed() > 0 {
        page.heading(words(Text::HeadCells));
        page.text(chain::completeness(book.lang, &cells));
        if !cells.missing.is_empty() {
            let names = chain::missing_cells(book.lang, &cells.missing);
            page.text(toned(fill(words(Text::MissingAre), &[&names]), Tone::Warn));
        }
    }
    let blockers = book.blockers(owed);
    if !blockers.is_empty() {
        let head = if owed.standing.is_in_hand() { Text::HeadSentWithout } else { Text::HeadBlockers };
        page.heading(fill(words(head), &[&blockers.len()]));
        for blocker in &blockers {
            page.text(toned(chain::blocker(book.lang, &book.catalog, blocker), Tone::Warn));
        }
    }
    let blocked = book.blocked(owed);
    if !blocked.is_empty() {
        page.heading(fill(words(Text::HeadBlocks), &[&blocked.len()]));
        for other in blocked {
            let office = book.office(&other.key().office);
            page.text(format!("{office} – {}: {}", book.report_name(other), book.deadline(other)));
        }
    }
}

/// One event in a sentence.
fn described(book: &Book, event: &DutyEvent) -> String {
    let words = |text: Text| text.words(book.lang);
    let what = match &event.kind {
        DutyEventKind::Sent(sending) => {
            let mut what = words(Text::EventSent).to_owned();
            if let Some(letter) = &sending.letter {
                what = format!("{what}, {} {letter}", words(Text::LetterNo));
            }
            if let Some(on) = sending.letter_on {
                what = format!("{what}, {} {}", words(Text::LetterDay), print_day(on));
            }
            if sending.behalf {
                what = format!("{what}, {}", words(Text::OnBehalf));
            }
            if !sending.blockers.is_empty() {
                let without = chain::blockers(book.lang, &book.catalog, &sending.blockers);
                what = format!("{what}. {without}");
            }
            match &sending.missing_note {
                Some(note) => format!("{what}. {}: {note}", words(Text::FieldMissing)),
                None => what,
            }
        }
        DutyEventKind::Returned { reason, mend_by } => {
            fill(words(Text::EventReturned), &[&print_day(*mend_by), reason])
        }
        DutyEventKind::Accepted => words(Text::EventAccepted).to_owned(),
        DutyEventKind::Extended { to, reason } => fill(words(Text::EventExtended), &[&print_day(*to), reason]),
        DutyEventKind::Waived { reason } => fill(words(Text::EventWaived), &[reason]),
        DutyEventKind::Reminded { channel, note } => {
            let how = fill(words(Text::EventReminded), &[&facts::channel(book.lang, *channel)]);
            note.as_ref().map_or(how.clone(), |note| format!("{how}: {note}"))
        }
    };
    format!("{what} ({})", event.by)
}

/// The narrative of the newest report.
fn narrative(page: &mut Page, book: &Book, events: &[DutyEvent]) {
    let newest = events.iter().rev().find_map(|event| match &event.kind {
        DutyEventKind::Sent(sending) => Some(&sending.narrative),
        _ => None,
    });
    let Some(narrative) = newest else { return };
    let parts = [
        (Text::FieldResults, &narrative.results),
        (Text::FieldDifficulties, &narrative.difficulties),
        (Text::FieldProposals, &narrative.proposals),
    ];
    for (label, text) in parts.into_iter().filter(|(_, text)| !text.is_empty()) {
        page.heading(label.words(book.lang));
        page.text(text.as_str());
    }
}
