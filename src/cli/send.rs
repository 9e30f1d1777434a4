//! `report send`: what a report is sent with, and what it is sent without, said before it is recorded. Which step may
//! come next is decided by `domain::step`.

use std::path::Path;

use super::args::ReportSend;
use super::output::Desk;
use super::report::{find_duty, record_step};
use super::{Failure, duties, file, find};
use crate::domain::complete::{Completeness, completeness};
use crate::domain::duty::{DutyEventKind, Narrative, Sending};
use crate::domain::step;
use crate::domain::text::{NARRATIVE_MAX, NOTE_MAX, TITLE_MAX, gate_line, gate_text};
use crate::words::cli::Said;
use crate::words::{chain, fill};

/// `tiendo report send`
pub fn send(desk: &mut Desk, send: &ReportSend) -> Result<(), Failure> {
    let mut store = desk.open()?;
    let catalog = store.catalog_on(desk.day)?;
    let record = find_duty(desk, &store, &catalog, &send.duty)?;
    let narrative = send.narrative.as_deref().map(narrative).transpose()?;
    let missing_note = send.missing_note.as_deref().map(|note| gate_text(note.trim(), NOTE_MAX)).transpose()?;
    let missing_note = missing_note.filter(|note| !note.is_empty());
    let cells = completeness(&catalog, &record.duty.key, &store.figures(&record.duty.key.rule.plan())?);
    let (bare, unexplained) = (narrative.is_none(), missing_note.is_none());
    let event = DutyEventKind::Sent(Sending {
        letter: send.letter.as_deref().map(|letter| gate_line(letter.trim(), TITLE_MAX)).transpose()?,
        letter_on: send.letter_date.as_deref().map(|typed| find::day(typed, desk.today)).transpose()?,
        behalf: send.behalf,
        narrative: narrative.unwrap_or_default(),
        missing_note,
        blockers: Vec::new(),
    });
    let on = send.duty.on.as_deref().map_or(Ok(desk.today), |typed| find::day(typed, desk.today))?;
    // What is missing is told only to whom the step is open at all.
    step::check(&record.duty, &record.events, record.outside, &event, (on, desk.today))?;
    if send.strict && unexplained && !cells.missing.is_empty() {
        return Err(Failure::MissingCells(chain::missing_cells(desk.lang, &cells.missing)));
    }
    let stood = duties::stood(&store, &catalog, vec![record.clone()], on)?;
    for stood in stood.iter().filter(|stood| !stood.blockers.is_empty()) {
        let missing = chain::blockers(desk.lang, &catalog, &stood.blockers);
        warn(desk, &fill(Said::Blockers.words(desk.lang), &[&missing]));
    }
    warn_of_cells(desk, &cells, (bare, unexplained));
    record_step(desk, &mut store, &catalog, &record, (&send.duty, event))
}

/// Says what the report has no figures for. `bare`: it has no narrative; `unexplained`: missing cells have no note.
fn warn_of_cells(desk: &mut Desk, cells: &Completeness, (bare, unexplained): (bool, bool)) {
    let lang = desk.lang;
    if cells.owed() == 0 && bare {
        warn(desk, Said::NoNarrative.words(lang));
    }
    if unexplained && !cells.missing.is_empty() {
        let (count, names) = (chain::completeness(lang, cells), chain::missing_cells(lang, &cells.missing));
        warn(desk, &fill(Said::MissingCells.words(lang), &[&count, &names]));
    }
}

fn warn(desk: &mut Desk, text: &str) {
    desk.warn(&format!("{}: {text}", Said::Warning.words(desk.lang)));
}

/// A narrative: TOML with its three parts, or a text that is the results.
fn narrative(path: &Path) -> Result<Narrative, Failure> {
    let bytes = file::read(path)?;
    let refused = |detail: String| Failure::Narrative(path.to_owned(), detail);
    let text = String::from_utf8(bytes).map_err(|_| refused("UTF-8".to_owned()))?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    let is_toml = path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("toml"));
    let read = toml::from_str::<Narrative>(text);
    // Nothing but "# …" is an empty TOML, but was meant as a text with headings.
    let says_nothing = toml::from_str::<toml::Table>(text).is_ok_and(|table| table.is_empty());
    let narrative = match read {
        Ok(narrative) if is_toml || !says_nothing => narrative,
        Ok(_) => Narrative { results: text.to_owned(), ..Narrative::default() },
        Err(error) if is_toml => return Err(refused(error.message().to_owned())),
        Err(_) => Narrative { results: text.to_owned(), ..Narrative::default() },
    };
    let gated = |text: &str| gate_text(text.trim(), NARRATIVE_MAX);
    Ok(Narrative {
        results: gated(&narrative.results)?,
        difficulties: gated(&narrative.difficulties)?,
        proposals: gated(&narrative.proposals)?,
    })
}
