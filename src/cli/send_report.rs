//! `report send`: records a submission; prints missing cells and blockers before. `domain::duty_step` decides whether
//! it is allowed.

use std::path::Path;

use super::args::ReportSendArgs;
use super::context::Context;
use super::duty_steps::{find_duty, record_step};
use super::error::CliError;
use super::input;
use super::{duties, lookup};
use crate::domain::completeness::{Completeness, completeness};
use crate::domain::duty::{DutyEventKind, Narrative, Submission};
use crate::domain::duty_step;
use crate::domain::text::{NARRATIVE_MAX, NOTE_MAX, TITLE_MAX, validate_line, validate_text};
use crate::i18n::cli::CliText;
use crate::i18n::{fill_placeholders, submission};

/// `tiendo report send`
pub fn send_report(context: &mut Context, send: &ReportSendArgs) -> Result<(), CliError> {
    let store = context.open_store()?;
    let catalog = store.catalog_as_of(context.day)?;
    let record = find_duty(context, &store, &catalog, &send.duty)?;
    let narrative = send.narrative.as_deref().map(read_narrative).transpose()?;
    let missing_note = send.missing_note.as_deref();
    let missing_note = missing_note
        .map(|note| validate_text(note.trim(), NOTE_MAX))
        .transpose()?
        .filter(|note| !note.is_empty());
    let figures = store.figures(&record.duty.key.rule.plan())?;
    let cells = completeness(&catalog, &record.duty.key, &figures);
    let (bare, unexplained) = (narrative.is_none(), missing_note.is_none());
    let event = DutyEventKind::Sent(Submission {
        letter: send
            .letter
            .as_deref()
            .map(|letter| validate_line(letter.trim(), TITLE_MAX))
            .transpose()?,
        letter_on: send
            .letter_date
            .as_deref()
            .map(|typed| lookup::parse_day_argument(typed, context.today))
            .transpose()?,
        on_behalf: send.behalf,
        narrative: narrative.unwrap_or_default(),
        missing_note,
        blockers: Vec::new(),
    });
    let on = send.duty.on.as_deref().map_or(Ok(context.today), |typed| {
        lookup::parse_day_argument(typed, context.today)
    })?;
    // Missing cells are reported only if the step is allowed at all.
    duty_step::check_duty_step(
        &record.duty,
        &record.events,
        record.external_recipient,
        &event,
        (on, context.today),
    )?;
    if send.strict && unexplained && !cells.missing.is_empty() {
        return Err(CliError::MissingCells(submission::missing_cells(
            context.lang,
            &cells.missing,
        )));
    }
    let owed = duties::with_status_and_blockers(&store, &catalog, vec![record.clone()], on)?;
    for owed in owed.iter().filter(|owed| !owed.blockers.is_empty()) {
        let missing = submission::blockers(context.lang, &catalog, &owed.blockers);
        let words = fill_placeholders(CliText::Blockers.text(context.lang), &[&missing]);
        print_warning(context, &words);
    }
    print_missing_cells(context, &cells, (bare, unexplained));
    record_step(context, &store, &catalog, &record, (&send.duty, event))
}

/// Prints the missing cells. `bare`: there is no narrative; `unexplained`: there is no explanation.
fn print_missing_cells(
    context: &mut Context,
    cells: &Completeness,
    (bare, unexplained): (bool, bool),
) {
    let lang = context.lang;
    if cells.total() == 0 && bare {
        print_warning(context, CliText::NoNarrative.text(lang));
    }
    if unexplained && !cells.missing.is_empty() {
        let (count, names) = (
            submission::completeness(lang, cells),
            submission::missing_cells(lang, &cells.missing),
        );
        print_warning(
            context,
            &fill_placeholders(CliText::MissingCells.text(lang), &[&count, &names]),
        );
    }
}

fn print_warning(context: &mut Context, text: &str) {
    context.print_warning(&format!("{}: {text}", CliText::Warning.text(context.lang)));
}

/// Reads a narrative: TOML with its three parts, or a text that becomes the results.
fn read_narrative(path: &Path) -> Result<Narrative, CliError> {
    let bytes = input::read_file_or_stdin(path)?;
    let refused = |detail: String| CliError::UnreadableNarrative(path.to_owned(), detail);
    let text = String::from_utf8(bytes).map_err(|_| refused("UTF-8".to_owned()))?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    let is_toml = path
        .extension()
        .is_some_and(|extension| extension.eq_ignore_ascii_case("toml"));
    let read = toml::from_str::<Narrative>(text);
    // A file with nothing but "# …" is an empty TOML document, but was meant as text with headings.
    let says_nothing = toml::from_str::<toml::Table>(text).is_ok_and(|table| table.is_empty());
    let narrative = match read {
        Ok(narrative) if is_toml || !says_nothing => narrative,
        Ok(_) => Narrative {
            results: text.to_owned(),
            ..Narrative::default()
        },
        Err(error) if is_toml => return Err(refused(error.message().to_owned())),
        Err(_) => Narrative {
            results: text.to_owned(),
            ..Narrative::default()
        },
    };
    let gated = |text: &str| validate_text(text.trim(), NARRATIVE_MAX);
    Ok(Narrative {
        results: gated(&narrative.results)?,
        difficulties: gated(&narrative.difficulties)?,
        proposals: gated(&narrative.proposals)?,
    })
}
