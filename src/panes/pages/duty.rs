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
pub fn build_page(model: &ReadModel, store: &Store, key: &DutyKey) -> Result<Page, StoreError> {
    let words = |text: Text| text.text(model.lang);
    let Some(owed) = model.duty(key) else {
        return Ok(Page::new(key.rule.as_str()));
    };
    let owed = &*owed;
    let title = format!(
        "{} – {}",
        model.qualified_office_name(&key.office),
        model.report_name(owed)
    );
    let mut page = Page::new(annotations::with_star_mark(
        model,
        &StarSubject::Duty(key.clone()),
        &title,
    ));
    add_status(&mut page, model, owed);
    page.add_heading(words(Text::HeadDuty));
    if let Some((plan, rule)) = model.plan_and_rule(owed) {
        page.add_field(words(Text::Plan), plan.title.as_str());
        page.add_field(words(Text::DeadlineWording), rule.wording.as_str());
        let to = match &rule.to {
            None => holder_chain_text(model, &plan.coordinator),
            Some(Party::Office(office)) => holder_chain_text(model, office),
            Some(to) => party_name(model, to),
        };
        page.add_field(words(Text::Recipient), to);
        page.add_field(
            words(Text::Via),
            rule.via
                .as_ref()
                .map_or_else(String::new, |via| holder_chain_text(model, via)),
        );
    }
    page.add_field(
        words(Text::LastDay),
        display::day(model.lang, owed.record.duty.last_day),
    );
    let from = owed.record.duty.predecessors_on(model.today);
    let from: Vec<String> = from
        .map(|origin| {
            let office = facts::office_with_place(model.lang, &model.catalog, &origin.office);
            let until = facts::predecessor_day(model.lang, origin.on);
            fill_placeholders(words(Text::PredecessorUntil), &[&office, &until])
        })
        .collect();
    page.add_field(words(Text::Predecessors), from.join("; "));
    add_dependencies(&mut page, model, owed);
    add_events(&mut page, model, &owed.record.events);
    add_narrative(&mut page, model, &owed.record.events);
    annotations::add_comments(&mut page, model, &store.comments_on_duty(key)?);
    Ok(page)
}

/// How it stands, and by when it is due.
fn add_status(page: &mut Page, model: &ReadModel, owed: &DutyWithStatus) {
    let state = owed.status.state;
    let mut head = format!(
        "{} {}",
        facts::duty_mark(state),
        facts::duty_state(model.lang, state)
    );
    if owed.status.exempted {
        head = format!("{head} · {}", Text::Exempted.text(model.lang));
    }
    if !owed.record.duty.tracked {
        head = format!("{head} · {}", Text::NotTrackedLong.text(model.lang));
    }
    page.add_blank_line();
    page.add_text(styled(head, cells::duty_state_tone(state)));
    page.add_text(model.deadline_text(owed));
}

/// What happened to it.
fn add_events(page: &mut Page, model: &ReadModel, events: &[DutyEvent]) {
    page.add_heading(Text::HeadEvents.text(model.lang));
    let is_sending = |event: &DutyEvent| matches!(event.kind, DutyEventKind::Sent(_));
    if !events.iter().any(is_sending) {
        page.add_text(styled(Text::NoEvents.text(model.lang), Tone::Dim));
    }
    for event in events {
        page.add_row(vec![
            (styled(display::day(model.lang, event.on), Tone::Strong), 11),
            (styled(event_text(model, event), Tone::Plain), 60),
        ]);
    }
}

/// Adds the cells of the report, its blockers, and the reports that wait for it.
fn add_dependencies(page: &mut Page, model: &ReadModel, owed: &DutyWithStatus) {
    let words = |text: Text| text.text(model.lang);
    let cells = model.completeness(owed.key());
    if cells.total() > 0 {
        page.add_heading(words(Text::HeadCells));
        page.add_text(submission::completeness(model.lang, &cells));
        if !cells.missing.is_empty() {
            let names = submission::missing_cells(model.lang, &cells.missing);
            page.add_text(styled(
                fill_placeholders(words(Text::MissingAre), &[&names]),
                Tone::Warn,
            ));
        }
    }
    let blockers = model.blockers(owed);
    if !blockers.is_empty() {
        let head = if owed.status.is_submitted() {
            Text::HeadSentWithout
        } else {
            Text::HeadBlockers
        };
        page.add_heading(fill_placeholders(words(head), &[&blockers.len()]));
        for blocker in &blockers {
            page.add_text(styled(
                submission::blocker(model.lang, &model.catalog, blocker),
                Tone::Warn,
            ));
        }
    }
    let blocked = model.blocked_duties(owed);
    if !blocked.is_empty() {
        page.add_heading(fill_placeholders(
            words(Text::HeadBlocks),
            &[&blocked.len()],
        ));
        for other in blocked {
            let office = model.office_name(&other.key().office);
            page.add_text(format!(
                "{office} – {}: {}",
                model.report_name(&other),
                model.deadline_text(&other)
            ));
        }
    }
}

/// One event as a sentence.
fn event_text(model: &ReadModel, event: &DutyEvent) -> String {
    let words = |text: Text| text.text(model.lang);
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
                    display::day(model.lang, on)
                );
            }
            if sending.on_behalf {
                what = format!("{what}, {}", words(Text::OnBehalf));
            }
            if !sending.blockers.is_empty() {
                let without = submission::blockers(model.lang, &model.catalog, &sending.blockers);
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
            &[&display::day(model.lang, *resubmit_by), reason],
        ),
        DutyEventKind::Accepted => words(Text::EventAccepted).to_owned(),
        DutyEventKind::Extended { to, reason } => fill_placeholders(
            words(Text::EventExtended),
            &[&display::day(model.lang, *to), reason],
        ),
        DutyEventKind::Exempted { reason } => {
            fill_placeholders(words(Text::EventExempted), &[reason])
        }
        DutyEventKind::Reminded { channel, note } => {
            let how = fill_placeholders(
                words(Text::EventReminded),
                &[&facts::reminder_channel(model.lang, *channel)],
            );
            note.as_ref()
                .map_or(how.clone(), |note| format!("{how}: {note}"))
        }
    };
    format!("{what} ({})", event.by)
}

/// Adds the narrative of the newest report.
fn add_narrative(page: &mut Page, model: &ReadModel, events: &[DutyEvent]) {
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
        page.add_heading(label.text(model.lang));
        page.add_text(text.as_str());
    }
}
