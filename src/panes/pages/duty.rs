//! Page of a duty: status, resolved deadline, events, and the narrative sent.

use crate::domain::duty::{DutyEvent, DutyEventKind, DutyKey};
use crate::domain::plan::Party;
use crate::domain::star::StarSubject;
use crate::i18n::screen::Text;
use crate::i18n::{display, facts, fill_placeholders, submission};
use crate::panes::cells::party_name;
use crate::panes::pages::plan::holder_chain_text;
use crate::panes::read_model::{DutyWithStatus, ReadModel};
use crate::panes::{annotations, cells};
use crate::store::{Store, StoreError};
use crate::widgets::page::Page;
use crate::widgets::table::styled;
use crate::widgets::theme::Tone;

/// Builds the page.
pub fn build_page(book: &ReadModel, store: &Store, key: &DutyKey) -> Result<Page, StoreError> {
    let words = |text: Text| text.text(book.lang);
    let Some(owed) = book.duty(key) else {
        return Ok(Page::new(key.rule.as_str()));
    };
    let title = format!(
        "{} – {}",
        book.qualified_office_name(&key.office),
        book.report_name(owed)
    );
    let mut page = Page::new(annotations::with_star_mark(
        book,
        &StarSubject::Duty(key.clone()),
        &title,
    ));
    add_status(&mut page, book, owed);
    page.add_heading(words(Text::HeadDuty));
    if let Some((plan, rule)) = book.plan_and_rule(owed) {
        page.add_field(words(Text::Plan), plan.title.as_str());
        page.add_field(words(Text::DeadlineWording), rule.wording.as_str());
        let to = match &rule.to {
            None => holder_chain_text(book, &plan.coordinator),
            Some(Party::Office(office)) => holder_chain_text(book, office),
            Some(to) => party_name(book, to),
        };
        page.add_field(words(Text::Recipient), to);
        page.add_field(
            words(Text::Via),
            rule.via
                .as_ref()
                .map_or_else(String::new, |via| holder_chain_text(book, via)),
        );
    }
    page.add_field(
        words(Text::LastDay),
        display::day(book.lang, owed.record.duty.last_day),
    );
    let from = owed.record.duty.predecessors_on(book.today);
    let from: Vec<String> = from
        .map(|origin| {
            let office = facts::office_with_place(book.lang, &book.catalog, &origin.office);
            let until = facts::predecessor_day(book.lang, origin.on);
            fill_placeholders(words(Text::PredecessorUntil), &[&office, &until])
        })
        .collect();
    page.add_field(words(Text::Predecessors), from.join("; "));
    add_dependencies(&mut page, book, owed);
    add_events(&mut page, book, &owed.record.events);
    add_narrative(&mut page, book, &owed.record.events);
    annotations::add_comments(&mut page, book, &store.comments_on_duty(key)?);
    Ok(page)
}

/// How it stands, and by when it is due.
fn add_status(page: &mut Page, book: &ReadModel, owed: &DutyWithStatus) {
    let state = owed.status.state;
    let mut head = format!(
        "{} {}",
        facts::duty_mark(state),
        facts::duty_state(book.lang, state)
    );
    if owed.status.exempted {
        head = format!("{head} · {}", Text::Exempted.text(book.lang));
    }
    if !owed.record.duty.tracked {
        head = format!("{head} · {}", Text::NotTracked.text(book.lang));
    }
    page.add_blank_line();
    page.add_text(styled(head, cells::duty_state_tone(state)));
    page.add_text(book.deadline_text(owed));
}

/// What happened to it.
fn add_events(page: &mut Page, book: &ReadModel, events: &[DutyEvent]) {
    page.add_heading(Text::HeadEvents.text(book.lang));
    let is_sending = |event: &DutyEvent| matches!(event.kind, DutyEventKind::Sent(_));
    if !events.iter().any(is_sending) {
        page.add_text(styled(Text::NoEvents.text(book.lang), Tone::Dim));
    }
    for event in events {
        page.add_row(vec![
            (styled(display::day(book.lang, event.on), Tone::Strong), 11),
            (styled(event_text(book, event), Tone::Plain), 60),
        ]);
    }
}

/// Adds the cells of the report, its blockers, and the reports that wait for it.
fn add_dependencies(page: &mut Page, book: &ReadModel, owed: &DutyWithStatus) {
    let words = |text: Text| text.text(book.lang);
    let cells = book.completeness(owed.key());
    if cells.total() > 0 {
        page.add_heading(words(Text::HeadCells));
        page.add_text(submission::completeness(book.lang, &cells));
        if !cells.missing.is_empty() {
            let names = submission::missing_cells(book.lang, &cells.missing);
            page.add_text(styled(
                fill_placeholders(words(Text::MissingAre), &[&names]),
                Tone::Warn,
            ));
        }
    }
    let blockers = book.blockers(owed);
    if !blockers.is_empty() {
        let head = if owed.status.is_submitted() {
            Text::HeadSentWithout
        } else {
            Text::HeadBlockers
        };
        page.add_heading(fill_placeholders(words(head), &[&blockers.len()]));
        for blocker in &blockers {
            page.add_text(styled(
                submission::blocker(book.lang, &book.catalog, blocker),
                Tone::Warn,
            ));
        }
    }
    let blocked = book.blocked_duties(owed);
    if !blocked.is_empty() {
        page.add_heading(fill_placeholders(
            words(Text::HeadBlocks),
            &[&blocked.len()],
        ));
        for other in blocked {
            let office = book.office_name(&other.key().office);
            page.add_text(format!(
                "{office} – {}: {}",
                book.report_name(other),
                book.deadline_text(other)
            ));
        }
    }
}

/// One event as a sentence.
fn event_text(book: &ReadModel, event: &DutyEvent) -> String {
    let words = |text: Text| text.text(book.lang);
    let what = match &event.kind {
        DutyEventKind::Sent(sending) => {
            let mut what = words(Text::EventSent).to_owned();
            if let Some(letter) = &sending.letter {
                what = format!("{what}, {} {letter}", words(Text::LetterNo));
            }
            if let Some(on) = sending.letter_on {
                what = format!(
                    "{what}, {} {}",
                    words(Text::LetterDay),
                    display::day(book.lang, on)
                );
            }
            if sending.on_behalf {
                what = format!("{what}, {}", words(Text::OnBehalf));
            }
            if !sending.blockers.is_empty() {
                let without = submission::blockers(book.lang, &book.catalog, &sending.blockers);
                what = format!("{what}. {without}");
            }
            match &sending.missing_note {
                Some(note) => format!("{what}. {}: {note}", words(Text::FieldMissing)),
                None => what,
            }
        }
        DutyEventKind::Returned {
            reason,
            resubmit_by,
        } => fill_placeholders(
            words(Text::EventReturned),
            &[&display::day(book.lang, *resubmit_by), reason],
        ),
        DutyEventKind::Accepted => words(Text::EventAccepted).to_owned(),
        DutyEventKind::Extended { to, reason } => fill_placeholders(
            words(Text::EventExtended),
            &[&display::day(book.lang, *to), reason],
        ),
        DutyEventKind::Exempted { reason } => {
            fill_placeholders(words(Text::EventExempted), &[reason])
        }
        DutyEventKind::Reminded { channel, note } => {
            let how = fill_placeholders(
                words(Text::EventReminded),
                &[&facts::reminder_channel(book.lang, *channel)],
            );
            note.as_ref()
                .map_or(how.clone(), |note| format!("{how}: {note}"))
        }
    };
    format!("{what} ({})", event.by)
}

/// Adds the narrative of the newest report.
fn add_narrative(page: &mut Page, book: &ReadModel, events: &[DutyEvent]) {
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
        page.add_heading(label.text(book.lang));
        page.add_text(text.as_str());
    }
}
