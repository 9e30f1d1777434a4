//! Which tone a status or a state has, and the small pieces that several panes write. Knows no pane.

use crate::domain::duty::{DutyState, Totals};
use crate::domain::judge::Status;
use crate::domain::number;
use crate::domain::number::Number;
use crate::form::line::Line;
use crate::keys::Command;
use crate::panes::book::{Book, OwedDuty};
use crate::widgets::table::{Motion, Table, Toned, toned};
use crate::widgets::theme::Tone;
use crate::words::screen::Text;
use crate::words::{Lang, facts, fill};

/// Orders a table by its next column, or turns the order round; false if the command is another, or
/// there is nothing to order by.
pub fn sorts<K: Clone + PartialEq>(table: &mut Table<K>, command: Command) -> bool {
    match command {
        Command::Sort => table.sort_next(),
        Command::SortBack => table.sort_back(),
        _ => false,
    }
}

/// The tone of a verdict.
pub fn of_status(status: Status) -> Tone {
    match status {
        Status::Missed => Tone::Bad,
        Status::Behind => Tone::Warn,
        Status::NoData | Status::NotJudged => Tone::Dim,
        Status::OnTrack => Tone::Plain,
        Status::Met => Tone::Good,
    }
}

/// The tone of a duty's state.
pub fn of_state(state: DutyState) -> Tone {
    match state {
        DutyState::Overdue => Tone::Bad,
        DutyState::Returned | DutyState::DueSoon => Tone::Warn,
        DutyState::InTerm | DutyState::Waiting => Tone::Plain,
        DutyState::Accepted => Tone::Good,
        DutyState::NotOpen | DutyState::PassedOn => Tone::Dim,
    }
}

/// Mark and word of a verdict.
pub fn verdict(lang: Lang, status: Status) -> Toned {
    toned(format!("{} {}", facts::status_mark(status), facts::status(lang, status)), of_status(status))
}

/// The mark of a duty's state.
pub fn state_mark(state: DutyState) -> Toned {
    toned(facts::duty_mark(state).to_string(), of_state(state))
}

/// Days left or late, in the state's tone.
pub fn days(book: &Book, owed: &OwedDuty) -> Toned {
    if !owed.record.duty.tracked {
        return toned(Text::NotTracked.words(book.lang), Tone::Dim);
    }
    if owed.standing.waived {
        return toned(Text::Waived.words(book.lang), Tone::Dim);
    }
    toned(facts::days(book.lang, &owed.standing), of_state(owed.standing.state))
}

/// A rate in hundredths of a per cent: `96,12 %`.
pub fn rate(totals: &Totals) -> String {
    let hundredths = totals.rate().and_then(|rate| i64::try_from(rate).ok());
    hundredths.map_or_else(|| "–".into(), |rate| format!("{} %", number::print(Number::from_hundredths(rate), 2)))
}

/// A number of things: `1.167`.
pub fn number(count: u64) -> String {
    number::print_count(i64::try_from(count).unwrap_or(i64::MAX))
}

/// The four totals and the rate in a line.
pub fn totals(lang: Lang, totals: &Totals) -> String {
    let rate = rate(totals);
    let count = self::number;
    fill(
        Text::FourTotals.words(lang),
        &[
            &count(totals.done_on_time),
            &count(totals.done_late),
            &count(totals.open_in_term),
            &count(totals.open_overdue),
            &rate,
        ],
    )
}

/// What a command does to a line that is typed in.
pub fn edit(command: Command) -> Option<fn(&mut Line)> {
    Some(match command {
        Command::Left => Line::left,
        Command::Right => Line::right,
        Command::First => Line::home,
        Command::Last => Line::end,
        Command::EraseBack => Line::erase_back,
        Command::EraseForward => Line::erase_forward,
        _ => return None,
    })
}

/// The motion that a command means.
pub fn motion(command: Command) -> Option<Motion> {
    Some(match command {
        Command::Up => Motion::Up,
        Command::Down => Motion::Down,
        Command::PageUp => Motion::PageUp,
        Command::PageDown => Motion::PageDown,
        Command::First => Motion::First,
        Command::Last => Motion::Last,
        _ => return None,
    })
}
