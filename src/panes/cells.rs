//! Tones of statuses and states, and cell renderings shared by panes. Must not depend on panes.

use crate::domain::assessment::Assessment;
use crate::domain::assessment::MeasureStatus;
use crate::domain::calendar::CalendarEntryKind;
use crate::domain::code::MeasureId;
use crate::domain::duty::{DutyState, Totals};
use crate::domain::number::Number;
use crate::domain::plan::Party;
use crate::form::text_input::TextInput;
use crate::i18n::screen::Text;
use crate::i18n::{Lang, display, facts, fill_placeholders};
use crate::keys::Command;
use crate::lists::measures;
use crate::panes::list_lines;
use crate::panes::read_model::{DutyWithStatus, ReadModel};
use crate::widgets::table::{Motion, StyledText, Table, styled};
use crate::widgets::theme::Tone;

/// Sorts a table by its next column, or reverses the order; `false` for another command or a table without sorting.
pub fn handle_sort_command<K: Clone + PartialEq>(table: &mut Table<K>, command: Command) -> bool {
    match command {
        Command::Sort => table.sort_by_next_column(),
        Command::ReverseSort => table.reverse_sort(),
        _ => false,
    }
}

/// Tone of a measure's status.
pub fn status_tone(status: MeasureStatus) -> Tone {
    list_lines::tone(measures::status_tone(status))
}

/// Tone of a duty's state.
pub fn duty_state_tone(state: DutyState) -> Tone {
    match state {
        DutyState::Overdue => Tone::Bad,
        DutyState::Returned | DutyState::DueSoon => Tone::Warn,
        DutyState::WithinDeadline | DutyState::Waiting => Tone::Plain,
        DutyState::Accepted => Tone::Good,
        DutyState::NotOpen | DutyState::Transferred => Tone::Dim,
    }
}

/// Symbol and text of a measure's status.
pub fn status_cell(lang: Lang, status: MeasureStatus) -> StyledText {
    list_lines::styled_text(measures::status_cell(lang, status))
}

/// The same of a verdict in full, the word alone: `■ chưa đạt`.
pub fn assessment_cell(lang: Lang, assessment: &Assessment) -> StyledText {
    list_lines::styled_text(measures::assessment_cell(lang, assessment))
}

/// Text of what is still being assessed.
pub const PENDING: &str = "…";

/// The cell of a measure's assessment in a list of many.
pub fn listed_assessment_cell(model: &ReadModel, id: &MeasureId) -> StyledText {
    model.listed_assessment(id).map_or_else(
        || styled(PENDING, Tone::Dim),
        |assessment| assessment_cell(model.lang, assessment),
    )
}

/// Symbol of a duty's state.
pub fn duty_state_mark(state: DutyState) -> StyledText {
    styled(facts::duty_mark(state).to_string(), duty_state_tone(state))
}

/// Days left or late, in the state's tone.
pub fn days_cell(model: &ReadModel, owed: &DutyWithStatus) -> StyledText {
    if !owed.record.duty.tracked {
        return styled(Text::NotTracked.text(model.lang), Tone::Dim);
    }
    if owed.status.exempted {
        return styled(Text::Exempted.text(model.lang), Tone::Dim);
    }
    styled(
        facts::days_text(model.lang, &owed.status),
        duty_state_tone(owed.status.state),
    )
}

/// A rate in hundredths of a per cent: `96,12%`.
pub fn format_rate(lang: Lang, totals: &Totals) -> String {
    format_hundredths(lang, totals.rate())
}

/// The rate of those that came on time, in the same form.
pub fn format_on_time_rate(lang: Lang, totals: &Totals) -> String {
    format_hundredths(lang, totals.on_time_rate())
}

fn format_hundredths(lang: Lang, rate: Option<u64>) -> String {
    let hundredths = rate.and_then(|rate| i64::try_from(rate).ok());
    hundredths.map_or_else(
        || "–".into(),
        |rate| {
            format!(
                "{}%",
                display::number(lang, Number::from_hundredths(rate), 2)
            )
        },
    )
}

/// A count: `1.167`.
pub fn format_count(lang: Lang, count: u64) -> String {
    display::count(lang, i64::try_from(count).unwrap_or(i64::MAX))
}

/// The four totals and the rate in one line.
pub fn format_totals(lang: Lang, totals: &Totals) -> String {
    let rate = format_rate(lang, totals);
    let count = |count| format_count(lang, count);
    fill_placeholders(
        Text::FourTotals.text(lang),
        &[
            &count(totals.done_on_time),
            &count(totals.done_late),
            &count(totals.open_within_deadline),
            &count(totals.open_overdue),
            &rate,
        ],
    )
}

/// Edit action of a command on a text input.
pub fn edit_action(command: Command) -> Option<fn(&mut TextInput)> {
    Some(match command {
        Command::Left => TextInput::move_left,
        Command::Right => TextInput::move_right,
        Command::First => TextInput::move_to_line_start,
        Command::Last => TextInput::move_to_line_end,
        Command::DeleteBackward => TextInput::delete_backward,
        Command::DeleteForward => TextInput::delete_forward,
        _ => return None,
    })
}

/// Motion of a command.
pub fn motion_of_command(command: Command) -> Option<Motion> {
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

/// Number of a measure within its plan: `3.2a`.
pub fn measure_number(id: &MeasureId) -> &str {
    id.number()
}

/// Name of a party.
pub fn party_name(model: &ReadModel, party: &Party) -> String {
    match party {
        Party::Office(office) => model.office_name(office).to_owned(),
        Party::Group(group) => model
            .catalog
            .groups
            .get(group)
            .map_or(group.as_str(), |group| group.name.as_str())
            .to_owned(),
        Party::Words(words) => words.clone(),
    }
}

/// Tone of a calendar entry.
pub fn entry_tone(what: &CalendarEntryKind) -> Tone {
    match what {
        CalendarEntryKind::Due(due) if due.overdue > 0 => Tone::Bad,
        CalendarEntryKind::Due(due) if due.open == 0 => Tone::Good,
        CalendarEntryKind::Due(_) => Tone::Warn,
        CalendarEntryKind::Event { .. } => Tone::Accent,
        CalendarEntryKind::DayOff { .. } => Tone::Dim,
        CalendarEntryKind::Activity { .. } | CalendarEntryKind::Inspection { .. } => Tone::Plain,
    }
}
