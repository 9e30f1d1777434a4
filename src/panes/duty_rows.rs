//! Rows of duties, the same in every pane that lists them, and what is done with the selected one. Knows no pane.

use crate::domain::duty::{DutyKey, DutyState};
use crate::form::duty::DutyForm;
use crate::keys::Command;
use crate::panes::book::{Book, OwedDuty};
use crate::panes::effect::{Effect, SheetAt, Subject};
use crate::panes::tones;
use crate::widgets::table::{Column, TableLine, Toned};
use crate::words::screen::Text;

/// Mark, office, what is owed, plan, last day, days.
pub fn columns(book: &Book) -> Vec<Column> {
    let words = |text: Text| text.words(book.lang);
    vec![
        Column::left("", 1, 0),
        Column::flex(words(Text::Office), 22, 0),
        Column::flex(words(Text::Report), 22, 1),
        Column::left(words(Text::Plan), 18, 3),
        Column::left(words(Text::LastDay), 10, 4),
        Column::right("", 15, 0),
    ]
}

/// The cells of a duty, in the order of [`columns`].
pub fn cells(book: &Book, owed: &OwedDuty) -> Vec<Toned> {
    let plan = book.rule(owed).map_or("", |(plan, _)| plan.short.as_str());
    vec![
        tones::state_mark(owed.standing.state),
        book.office(&owed.key().office).into(),
        book.report_name(owed).into(),
        plan.into(),
        crate::domain::day::print_day(owed.standing.deadline).into(),
        tones::days(book, owed),
    ]
}

/// A row with the sentence that explains it.
pub fn row<K>(book: &Book, owed: &OwedDuty, key: K) -> TableLine<K> {
    let plan = book.rule(owed).map_or("", |(plan, _)| plan.short.as_str());
    let explain = format!("{} – {}: {}", book.office(&owed.key().office), plan, book.deadline(owed));
    TableLine::row(key, cells(book, owed), explain, owed.key().office.as_str())
}

/// What a command does to the selected duty.
pub fn act(book: &Book, command: Command, key: Option<&DutyKey>) -> Option<Effect> {
    let form = match command {
        Command::Open => return key.map(|key| Effect::Open(Subject::Duty(key.clone()))),
        Command::Edit => return key.map(|key| Effect::Sheet(sheet_of(key))),
        Command::Send => DutyForm::Send,
        Command::Accept => DutyForm::Accept,
        Command::Return => DutyForm::Return,
        Command::Extend => DutyForm::Extend,
        _ => return None,
    };
    let Some(owed) = key.and_then(|key| book.duty(key)) else { return Some(Effect::Say(Text::NeedsDuty)) };
    Some(match refusal(form, owed) {
        Some(why) => Effect::Say(why),
        None => Effect::Form(form, owed.key().clone()),
    })
}

/// Why a form does not open on a duty.
fn refusal(form: DutyForm, owed: &OwedDuty) -> Option<Text> {
    let state = owed.standing.state;
    let is_sent = matches!(state, DutyState::Waiting | DutyState::Accepted);
    match form {
        DutyForm::Send | DutyForm::Accept if state == DutyState::Accepted => Some(Text::AlreadyAccepted),
        DutyForm::Send if state == DutyState::Waiting => Some(Text::AlreadySent),
        DutyForm::Send if state == DutyState::NotOpen => Some(Text::NotOpenYet),
        DutyForm::Accept | DutyForm::Return if !is_sent => Some(Text::NotSentYet),
        DutyForm::Return if owed.record.outside => Some(Text::SentOutside),
        DutyForm::Extend if is_sent => Some(Text::AlreadySent),
        _ => None,
    }
}

fn sheet_of(key: &DutyKey) -> SheetAt {
    let period = key.period.kind().is_some().then_some(key.period);
    SheetAt { office: Some(key.office.clone()), plan: Some(key.rule.plan()), period, measure: None }
}
