//! `doctor`: whether this terminal and this file will do. Looks and changes nothing.

use std::path::Path;
use std::process::Command;

use super::args::Format;
use super::output::{Desk, Line};
use super::{Done, Failure, file};
use crate::domain::day::print_day;
use crate::report::table::{Cell, Tone};
use crate::row;
use crate::store::StoreError;
use crate::terminal::glyphs::Glyphs;
use crate::words::cli::Head;
use crate::words::doctor::Doctor;
use crate::words::fill;

/// Windows smaller than this show a message only, or are cramped.
const SMALLEST: (u16, u16) = (60, 15);
const WHOLE: (u16, u16) = (80, 24);
/// Less free space than this will not last, in MB: a year of figures and their journal.
const LITTLE: u64 = 50;
/// Letters that fonts lack, marks that fonts lack: each over its digit.
const LETTERS: &str = "ă â đ ê ô ơ ư ắ ằ ặ ấ ậ ế ệ ố ộ ớ ợ ứ ự ỷ ỹ Đ Ằ Ộ Ử";
const MARKS: &str = "► ◄ ▲ ▼ ● ○ ■ □ √ · … → ← ↑ ↓ ≥ ≤ ≈ ± █ ▓ ▒ ░ ▄ ─ │";
const DIGITS: &str = "1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6";

/// How a thing is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    Good,
    Note,
    Wrong,
}

/// One thing that was looked at: what, its key for scripts, what was found, how that is, what to do.
struct Finding {
    what: (Doctor, &'static str),
    value: String,
    state: State,
    advice: Option<String>,
}

row! {
    /// A finding for scripts.
    pub struct FindingRow {
        /// `locale`, `term`, `tmux`, `size`, `colours`, `glyphs`, `input_method`, `database`, `space`, `zone`, `keys`.
        pub check: String,
        /// `good`, `note`, `wrong`.
        pub state: String,
        /// What was found.
        pub value: String,
        /// What to do; none where nothing is to be done.
        pub advice: Option<String>,
    }
}

/// `tiendo doctor --keys`: the terminal shows each key.
pub fn keys() -> Result<Done, Failure> {
    file::require_terminal()?;
    Ok(Done::Keys)
}

/// `tiendo doctor`: status 1 if something is wrong.
pub fn doctor(desk: &mut Desk) -> Result<u8, Failure> {
    let size = desk.paper.width.and_then(|_| crossterm::terminal::size().ok());
    let mut found = vec![locale(desk), term(desk, size.is_some()), tmux(desk), sized(desk, size), colours(desk)];
    found.extend([glyphs(desk), typing(desk)]);
    found.extend(database(desk));
    found.extend([zone(desk), keyboard(desk)]);
    let wrong = found.iter().any(|finding| finding.state == State::Wrong);
    print(desk, &found)?;
    Ok(u8::from(wrong))
}

fn finding(what: (Doctor, &'static str), value: impl Into<String>, state: State, advice: Option<String>) -> Finding {
    Finding { what, value: value.into(), state, advice }
}

fn locale(desk: &Desk) -> Finding {
    let words = |text: Doctor| text.words(desk.lang).to_owned();
    let (state, advice) = match (desk.around.locale(), desk.around.lacks_utf8()) {
        (_, true) => (State::Wrong, Some(words(Doctor::DoLocale))),
        (None, _) => (State::Note, Some(words(Doctor::DoLocale))),
        (Some(_), false) => (State::Good, None),
    };
    finding((Doctor::Locale, "locale"), desk.around.locale().unwrap_or(&words(Doctor::Unset)), state, advice)
}

fn term(desk: &Desk, there: bool) -> Finding {
    let words = |text: Doctor| text.words(desk.lang).to_owned();
    let name = desk.around.get("TERM");
    let state = match name {
        _ if !there => State::Note,
        None | Some("dumb") => State::Wrong,
        Some(_) => State::Good,
    };
    let value = match (name, there) {
        (name, true) => name.map_or_else(|| words(Doctor::Unset), str::to_owned),
        (None, false) => words(Doctor::NoTerminal),
        (Some(name), false) => format!("{name} ({})", words(Doctor::NoTerminal)),
    };
    finding((Doctor::Term, "term"), value, state, (state == State::Wrong).then(|| words(Doctor::DoTerm)))
}

/// tmux writes `_` for letters where the client it draws on is not known to be UTF-8.
fn tmux(desk: &Desk) -> Finding {
    let words = |text: Doctor| text.words(desk.lang);
    let (value, state) = match desk.around.get("TMUX").map(|_| asked_tmux()) {
        None => (Doctor::Outside, State::Good),
        Some(Some(true)) => (Doctor::Inside, State::Good),
        Some(Some(false)) => (Doctor::InsideNot, State::Wrong),
        Some(None) => (Doctor::InsideUnknown, State::Note),
    };
    let advice = (state == State::Wrong).then(|| words(Doctor::DoTmux).to_owned());
    finding((Doctor::Tmux, "tmux"), words(value), state, advice)
}

fn asked_tmux() -> Option<bool> {
    let asked = Command::new("tmux").args(["display-message", "-p", "#{client_utf8}"]).output().ok()?;
    match String::from_utf8_lossy(&asked.stdout).trim() {
        "1" => Some(true),
        "0" => Some(false),
        _ => None,
    }
}

fn sized(desk: &Desk, size: Option<(u16, u16)>) -> Finding {
    let words = |text: Doctor| text.words(desk.lang).to_owned();
    let within = |(columns, rows): (u16, u16), least: (u16, u16)| columns >= least.0 && rows >= least.1;
    let (value, state) = match size {
        None => (words(Doctor::NoTerminal), State::Note),
        Some(size) => {
            let state = match (within(size, WHOLE), within(size, SMALLEST)) {
                (true, _) => State::Good,
                (false, true) => State::Note,
                (false, false) => State::Wrong,
            };
            (format!("{}×{}", size.0, size.1), state)
        }
    };
    let small = size.is_some() && state != State::Good;
    finding((Doctor::Size, "size"), value, state, small.then(|| words(Doctor::DoSize)))
}

fn colours(desk: &Desk) -> Finding {
    let set = ["COLORTERM", "COLORFGBG", "NO_COLOR"].into_iter();
    let set: Vec<String> =
        set.filter_map(|name| desk.around.get(name).map(|value| format!("{name}={value}"))).collect();
    let theme = desk.manner.theme.name();
    let value = if set.is_empty() { theme.to_owned() } else { format!("{theme} ({})", set.join(", ")) };
    finding((Doctor::Colours, "colours"), value, State::Good, None)
}

fn glyphs(desk: &Desk) -> Finding {
    let value = match desk.manner.glyphs {
        Glyphs { ascii: false, no_accents: false } => Doctor::GlyphsRich,
        Glyphs { ascii: true, no_accents: false } => Doctor::GlyphsAscii,
        Glyphs { ascii: false, no_accents: true } => Doctor::GlyphsNoAccents,
        Glyphs { ascii: true, no_accents: true } => Doctor::GlyphsBoth,
    };
    finding((Doctor::Glyphs, "glyphs"), value.words(desk.lang), State::Good, None)
}

fn typing(desk: &Desk) -> Finding {
    let words = |text: Doctor| text.words(desk.lang).to_owned();
    let what = (Doctor::Typing, "input_method");
    finding(what, words(Doctor::KindUnicode), State::Note, Some(words(Doctor::DoTyping)))
}

/// The file and the disk that it lies on.
fn database(desk: &Desk) -> Vec<Finding> {
    let words = |text: Doctor| text.words(desk.lang).to_owned();
    let what = (Doctor::Database, "database");
    let path = match desk.db() {
        Ok(path) => path,
        Err(failure) => return vec![finding(what, "", State::Wrong, Some(failure.words(desk.lang)))],
    };
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let shown = path.display().to_string();
    // Beside the file SQLite keeps its log: the folder has to be writable too.
    let unwritable = folder.exists() && rustix::fs::access(folder, rustix::fs::Access::WRITE_OK).is_err();
    let file = match desk.open() {
        _ if unwritable => finding(what, shown, State::Wrong, Some(words(Doctor::DoFolder))),
        Ok(_) => finding(what, format!("{shown} ({})", words(Doctor::Writable)), State::Good, None),
        Err(Failure::Store(StoreError::Missing(_))) => finding(what, shown, State::Note, Some(words(Doctor::DoInit))),
        Err(failure) => finding(what, shown, State::Wrong, Some(failure.words(desk.lang))),
    };
    [Some(file), space(desk, folder)].into_iter().flatten().collect()
}

fn space(desk: &Desk, folder: &Path) -> Option<Finding> {
    let there = folder.ancestors().find(|folder| folder.exists())?;
    let free = rustix::fs::statvfs(there).ok()?;
    let free = free.f_bavail.saturating_mul(free.f_frsize) >> 20;
    let (state, advice) = if free < LITTLE { (State::Wrong, Some(Doctor::DoSpace)) } else { (State::Good, None) };
    let value = fill(Doctor::Megabytes.words(desk.lang), &[&free]);
    let advice = advice.map(|text| text.words(desk.lang).to_owned());
    Some(finding((Doctor::Space, "space"), value, state, advice))
}

fn zone(desk: &Desk) -> Finding {
    let zone = desk.around.get("TZ").unwrap_or(Doctor::Unset.words(desk.lang));
    let value = fill(Doctor::Days.words(desk.lang), &[&zone, &print_day(desk.today)]);
    finding((Doctor::Zone, "zone"), value, State::Good, Some(Doctor::DoZone.words(desk.lang).to_owned()))
}

fn keyboard(desk: &Desk) -> Finding {
    let words = |text: Doctor| text.words(desk.lang).to_owned();
    finding((Doctor::Keys, "keys"), words(Doctor::PressKeys), State::Note, Some(words(Doctor::DoKeys)))
}

fn print(desk: &mut Desk, found: &[Finding]) -> Result<(), Failure> {
    let lang = desk.lang;
    let lines = found.iter().map(|finding| Line { row: row(finding), cells: cells(lang, finding) }).collect();
    desk.list(&[Head::Checked, Head::Result, Head::Found], lines)?;
    if !matches!(desk.format, None | Some(Format::Text)) {
        return Ok(());
    }
    desk.say("")?;
    for finding in found.iter().filter(|finding| finding.advice.is_some()) {
        let advice = finding.advice.as_deref().unwrap_or_default();
        desk.say(&format!("{}: {advice}", finding.what.0.words(lang)))?;
    }
    let by_eye = [Doctor::ByEye, Doctor::ByEyeElse].map(|text| text.words(lang));
    for line in ["", by_eye[0], "", LETTERS, DIGITS, "", MARKS, DIGITS, "", by_eye[1]] {
        desk.say(line)?;
    }
    Ok(())
}

fn cells(lang: crate::words::Lang, finding: &Finding) -> Vec<Cell> {
    let (state, tone) = match finding.state {
        State::Good => (Doctor::Good, Tone::Good),
        State::Note => (Doctor::Note, Tone::Warn),
        State::Wrong => (Doctor::Wrong, Tone::Bad),
    };
    let state = Cell::from(state.words(lang)).tone(tone);
    vec![Cell::from(finding.what.0.words(lang)), state, Cell::from(finding.value.as_str()).long()]
}

fn row(finding: &Finding) -> FindingRow {
    let state = match finding.state {
        State::Good => "good",
        State::Note => "note",
        State::Wrong => "wrong",
    };
    FindingRow {
        check: finding.what.1.to_owned(),
        state: state.to_owned(),
        value: finding.value.clone(),
        advice: finding.advice.clone(),
    }
}
