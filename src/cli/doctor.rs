//! `doctor`: diagnosis of the terminal and the database file. Changes nothing.

use std::path::Path;
use std::process::Command;

use super::args::OutputFormat;
use super::context::{Context, OutputRow};
use super::error::CliError;
use super::input;
use super::next_action::NextAction;
use crate::display::charset::Charset;

use crate::i18n::cli::Heading;
use crate::i18n::doctor::DoctorText;
use crate::i18n::{display, fill_placeholders};
use crate::list_row;
use crate::report::table::{CellTone, TextCell};
use crate::store::StoreError;

/// Minimum window size for comfortable use.
const MIN_WINDOW: (u16, u16) = (60, 15);
const COMFORTABLE_WINDOW: (u16, u16) = (80, 24);
/// Minimum free space in MB: a year of figures and their journal.
const MIN_FREE_MB: u64 = 50;
/// Letters and marks that fonts may lack.
const SAMPLE_LETTERS: &str = "ă â đ ê ô ơ ư ắ ằ ặ ấ ậ ế ệ ố ộ ớ ợ ứ ự ỷ ỹ Đ Ằ Ộ Ử";
const SAMPLE_MARKS: &str = "► ◄ ▲ ▼ ● ○ ■ □ √ · … → ← ↑ ↓ ≥ ≤ ≈ ± █ ▓ ▒ ░ ▄ ─ │";
const SAMPLE_DIGITS: &str = "1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6";

/// Result of a check.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum DiagnosticState {
    Good,
    Notice,
    Wrong,
}

/// Result of one check: name, key for scripts, value, state, advice.
struct Diagnostic {
    subject: (DoctorText, &'static str),
    value: String,
    state: DiagnosticState,
    advice: Option<String>,
}

list_row! {
    /// A diagnosis for scripts.
    pub struct DiagnosticRow {
        /// `locale`, `term`, `tmux`, `size`, `colours`, `glyphs`, `input_method`, `database`, `space`, `zone`, `keys`.
        pub check: String,
        /// `good`, `note`, `wrong`.
        pub state: String,
        /// Observed value.
        pub value: String,
        /// Advice; `None` if nothing is to be done.
        pub advice: Option<String>,
    }
}

/// `tiendo doctor --keys`: shows each key as received.
pub fn show_keys_action() -> Result<NextAction, CliError> {
    input::require_terminal()?;
    Ok(NextAction::ShowKeys)
}

/// `tiendo doctor`: status 1 if a problem is found.
pub fn run_doctor(context: &mut Context) -> Result<u8, CliError> {
    let size = context
        .table_output
        .width
        .and_then(|_| crossterm::terminal::size().ok());
    let mut found = vec![
        check_locale(context),
        check_term(context, size.is_some()),
        check_tmux(context),
        check_size(context, size),
        check_colours(context),
    ];
    found.extend([check_charset(context), check_input_method(context)]);
    found.extend(check_database(context));
    found.extend([check_time_zone(context), check_keyboard(context)]);
    let wrong = found
        .iter()
        .any(|finding| finding.state == DiagnosticState::Wrong);
    print_diagnostics(context, &found)?;
    Ok(u8::from(wrong))
}

fn diagnostic(
    subject: (DoctorText, &'static str),
    value: impl Into<String>,
    state: DiagnosticState,
    advice: Option<String>,
) -> Diagnostic {
    Diagnostic {
        subject,
        value: value.into(),
        state,
        advice,
    }
}

fn check_locale(context: &Context) -> Diagnostic {
    let words = |text: DoctorText| text.text(context.lang).to_owned();
    let (state, advice) = match (
        context.terminal_env.locale(),
        context.terminal_env.lacks_utf8(),
    ) {
        (_, true) => (DiagnosticState::Wrong, Some(words(DoctorText::DoLocale))),
        (None, _) => (DiagnosticState::Notice, Some(words(DoctorText::DoLocale))),
        (Some(_), false) => (DiagnosticState::Good, None),
    };
    diagnostic(
        (DoctorText::Locale, "locale"),
        context
            .terminal_env
            .locale()
            .unwrap_or(&words(DoctorText::Unset)),
        state,
        advice,
    )
}

fn check_term(context: &Context, there: bool) -> Diagnostic {
    let words = |text: DoctorText| text.text(context.lang).to_owned();
    let name = context.terminal_env.get("TERM");
    let state = match name {
        _ if !there => DiagnosticState::Notice,
        None | Some("dumb") => DiagnosticState::Wrong,
        Some(_) => DiagnosticState::Good,
    };
    let value = match (name, there) {
        (name, true) => name.map_or_else(|| words(DoctorText::Unset), str::to_owned),
        (None, false) => words(DoctorText::NoTerminal),
        (Some(name), false) => format!("{name} ({})", words(DoctorText::NoTerminal)),
    };
    diagnostic(
        (DoctorText::Term, "term"),
        value,
        state,
        (state == DiagnosticState::Wrong).then(|| words(DoctorText::DoTerm)),
    )
}

/// Checks tmux, which writes `_` for letters if its client is not known to support UTF-8.
fn check_tmux(context: &Context) -> Diagnostic {
    let words = |text: DoctorText| text.text(context.lang);
    let (value, state) = match context.terminal_env.get("TMUX").map(|_| query_tmux_utf8()) {
        None => (DoctorText::NoTmux, DiagnosticState::Good),
        Some(Some(true)) => (DoctorText::TmuxUtf8, DiagnosticState::Good),
        Some(Some(false)) => (DoctorText::TmuxNotUtf8, DiagnosticState::Wrong),
        Some(None) => (DoctorText::TmuxUnknown, DiagnosticState::Notice),
    };
    let advice = (state == DiagnosticState::Wrong).then(|| words(DoctorText::DoTmux).to_owned());
    diagnostic((DoctorText::Tmux, "tmux"), words(value), state, advice)
}

fn query_tmux_utf8() -> Option<bool> {
    let asked = Command::new("tmux")
        .args(["display-message", "-p", "#{client_utf8}"])
        .output()
        .ok()?;
    match String::from_utf8_lossy(&asked.stdout).trim() {
        "1" => Some(true),
        "0" => Some(false),
        _ => None,
    }
}

fn check_size(context: &Context, size: Option<(u16, u16)>) -> Diagnostic {
    let words = |text: DoctorText| text.text(context.lang).to_owned();
    let within =
        |(columns, rows): (u16, u16), least: (u16, u16)| columns >= least.0 && rows >= least.1;
    let (value, state) = match size {
        None => (words(DoctorText::NoTerminal), DiagnosticState::Notice),
        Some(size) => {
            let state = match (within(size, COMFORTABLE_WINDOW), within(size, MIN_WINDOW)) {
                (true, _) => DiagnosticState::Good,
                (false, true) => DiagnosticState::Notice,
                (false, false) => DiagnosticState::Wrong,
            };
            (format!("{}×{}", size.0, size.1), state)
        }
    };
    let small = size.is_some() && state != DiagnosticState::Good;
    diagnostic(
        (DoctorText::Size, "size"),
        value,
        state,
        small.then(|| words(DoctorText::DoSize)),
    )
}

fn check_colours(context: &Context) -> Diagnostic {
    let set = ["COLORTERM", "COLORFGBG", "NO_COLOR"].into_iter();
    let set: Vec<String> = set
        .filter_map(|name| {
            context
                .terminal_env
                .get(name)
                .map(|value| format!("{name}={value}"))
        })
        .collect();
    let theme = context.display_settings.theme.name();
    let value = if set.is_empty() {
        theme.to_owned()
    } else {
        format!("{theme} ({})", set.join(", "))
    };
    diagnostic(
        (DoctorText::Colours, "colours"),
        value,
        DiagnosticState::Good,
        None,
    )
}

fn check_charset(context: &Context) -> Diagnostic {
    let value = match context.display_settings.charset {
        Charset {
            is_ascii: false,
            strips_accents: false,
        } => DoctorText::GlyphsRich,
        Charset {
            is_ascii: true,
            strips_accents: false,
        } => DoctorText::GlyphsAscii,
        Charset {
            is_ascii: false,
            strips_accents: true,
        } => DoctorText::GlyphsNoAccents,
        Charset {
            is_ascii: true,
            strips_accents: true,
        } => DoctorText::GlyphsBoth,
    };
    diagnostic(
        (DoctorText::Glyphs, "glyphs"),
        value.text(context.lang),
        DiagnosticState::Good,
        None,
    )
}

fn check_input_method(context: &Context) -> Diagnostic {
    let words = |text: DoctorText| text.text(context.lang).to_owned();
    let what = (DoctorText::Typing, "input_method");
    diagnostic(
        what,
        words(DoctorText::KindUnicode),
        DiagnosticState::Notice,
        Some(words(DoctorText::DoTyping)),
    )
}

/// Checks the database file and its disk.
fn check_database(context: &Context) -> Vec<Diagnostic> {
    let words = |text: DoctorText| text.text(context.lang).to_owned();
    let what = (DoctorText::Database, "database");
    let path = match context.database_path() {
        Ok(path) => path,
        Err(failure) => {
            return vec![diagnostic(
                what,
                "",
                DiagnosticState::Wrong,
                Some(failure.message(context.lang)),
            )];
        }
    };
    let folder = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty())
        .unwrap_or(Path::new("."));
    let shown = path.display().to_string();
    // SQLite keeps its log next to the file: the folder must be writable too.
    let unwritable =
        folder.exists() && rustix::fs::access(folder, rustix::fs::Access::WRITE_OK).is_err();
    let file = match context.open_store() {
        _ if unwritable => diagnostic(
            what,
            shown,
            DiagnosticState::Wrong,
            Some(words(DoctorText::DoFolder)),
        ),
        Ok(_) => diagnostic(
            what,
            format!("{shown} ({})", words(DoctorText::Writable)),
            DiagnosticState::Good,
            None,
        ),
        Err(CliError::Store(StoreError::FileMissing(_))) => diagnostic(
            what,
            shown,
            DiagnosticState::Notice,
            Some(words(DoctorText::DoInit)),
        ),
        Err(failure) => diagnostic(
            what,
            shown,
            DiagnosticState::Wrong,
            Some(failure.message(context.lang)),
        ),
    };
    [Some(file), check_free_space(context, folder)]
        .into_iter()
        .flatten()
        .collect()
}

fn check_free_space(context: &Context, folder: &Path) -> Option<Diagnostic> {
    let there = folder.ancestors().find(|folder| folder.exists())?;
    let free = rustix::fs::statvfs(there).ok()?;
    let free = free.f_bavail.saturating_mul(free.f_frsize) >> 20;
    let (state, advice) = if free < MIN_FREE_MB {
        (DiagnosticState::Wrong, Some(DoctorText::DoSpace))
    } else {
        (DiagnosticState::Good, None)
    };
    let value = fill_placeholders(DoctorText::Megabytes.text(context.lang), &[&free]);
    let advice = advice.map(|text| text.text(context.lang).to_owned());
    Some(diagnostic(
        (DoctorText::Space, "space"),
        value,
        state,
        advice,
    ))
}

fn check_time_zone(context: &Context) -> Diagnostic {
    let zone = context
        .terminal_env
        .get("TZ")
        .unwrap_or(DoctorText::Unset.text(context.lang));
    let value = fill_placeholders(
        DoctorText::Days.text(context.lang),
        &[&zone, &display::day(context.lang, context.today)],
    );
    diagnostic(
        (DoctorText::Zone, "zone"),
        value,
        DiagnosticState::Good,
        Some(DoctorText::DoZone.text(context.lang).to_owned()),
    )
}

fn check_keyboard(context: &Context) -> Diagnostic {
    let words = |text: DoctorText| text.text(context.lang).to_owned();
    diagnostic(
        (DoctorText::Keys, "keys"),
        words(DoctorText::PressKeys),
        DiagnosticState::Notice,
        Some(words(DoctorText::DoKeys)),
    )
}

fn print_diagnostics(context: &mut Context, found: &[Diagnostic]) -> Result<(), CliError> {
    let lang = context.lang;
    let lines = found
        .iter()
        .map(|finding| OutputRow {
            row: diagnostic_row(finding),
            cells: diagnostic_cells(lang, finding),
        })
        .collect();
    context.print_list(&[Heading::Checked, Heading::Result, Heading::Found], lines)?;
    if !matches!(context.format, None | Some(OutputFormat::Text)) {
        return Ok(());
    }
    context.print_line("")?;
    for finding in found.iter().filter(|finding| finding.advice.is_some()) {
        let advice = finding.advice.as_deref().unwrap_or_default();
        context.print_line(&format!("{}: {advice}", finding.subject.0.text(lang)))?;
    }
    let by_eye = [DoctorText::ByEye, DoctorText::ByEyeElse].map(|text| text.text(lang));
    for line in [
        "",
        by_eye[0],
        "",
        SAMPLE_LETTERS,
        SAMPLE_DIGITS,
        "",
        SAMPLE_MARKS,
        SAMPLE_DIGITS,
        "",
        by_eye[1],
    ] {
        context.print_line(line)?;
    }
    Ok(())
}

fn diagnostic_cells(lang: crate::i18n::Lang, finding: &Diagnostic) -> Vec<TextCell> {
    let (state, tone) = match finding.state {
        DiagnosticState::Good => (DoctorText::Good, CellTone::Good),
        DiagnosticState::Notice => (DoctorText::Note, CellTone::Warn),
        DiagnosticState::Wrong => (DoctorText::Wrong, CellTone::Bad),
    };
    let state = TextCell::from(state.text(lang)).tone(tone);
    vec![
        TextCell::from(finding.subject.0.text(lang)),
        state,
        TextCell::from(finding.value.as_str()).truncatable(),
    ]
}

fn diagnostic_row(finding: &Diagnostic) -> DiagnosticRow {
    let state = match finding.state {
        DiagnosticState::Good => "good",
        DiagnosticState::Notice => "note",
        DiagnosticState::Wrong => "wrong",
    };
    DiagnosticRow {
        check: finding.subject.1.to_owned(),
        state: state.to_owned(),
        value: finding.value.clone(),
        advice: finding.advice.clone(),
    }
}
