//! Rows of duties, the same in every pane that lists them, and what is done with the selected one. Knows no pane.

use chrono::NaiveDate;

use crate::domain::comment::About;
use crate::domain::day::{print_day, print_short};
use crate::domain::duty::{DutyEventKind, DutyKey, DutyState};
use crate::domain::star::Starred;
use crate::form::duty::DutyForm;
use crate::keys::Command;
use crate::panes::book::{Book, OwedDuty};
use crate::panes::effect::{Effect, SheetAt, Subject};
use crate::panes::{remarks, tones};
use crate::widgets::table::{Column, TableLine, Toned, toned};
use crate::widgets::theme::Tone;
use crate::words::fill;
use crate::words::judgement::capital;
use crate::words::screen::Text;

/// Marks, office, what is owed, plan, last day or day of arrival, days or the letter, remarks.
pub fn columns(book: &Book) -> Vec<Column> {
    let words = |text: Text| text.words(book.lang);
    vec![
        Column::left("", 2, 0),
        Column::flex(words(Text::Office), 22, 0),
        Column::flex(words(Text::Report), 24, 1),
        Column::flex(words(Text::Plan), 18, 3),
        Column::left(words(Text::LastDay), 10, 2),
        Column::right("", 14, 0),
        Column::flex(words(Text::Remark), 24, 5),
    ]
}

/// The cells of a duty, in the order of [`columns`].
pub fn cells(book: &Book, owed: &OwedDuty) -> Vec<Toned> {
    let plan = book.rule(owed).map_or("", |(plan, _)| plan.short.as_str());
    let (when, days) = when(book, owed);
    vec![
        marks(owed, book.today),
        remarks::marked(book, &Starred::Duty(owed.key().clone()), book.office(&owed.key().office)).into(),
        book.report_short(owed).into(),
        plan.into(),
        when.into(),
        days,
        toned(remarks(book, owed).join(" · "), Tone::Dim),
    ]
}

/// The state's mark, and whether it was extended or came down from another office.
fn marks(owed: &OwedDuty, today: NaiveDate) -> Toned {
    let mut mark = tones::state_mark(owed.standing.state);
    if owed.standing.extended_to.is_some() {
        mark.text.push('→');
    } else if owed.record.duty.came_from(today).next().is_some() {
        mark.text.push('←');
    }
    mark
}

/// The last day and the days to it; of a report that waits its arrival and letter, of a returned one the mending day.
fn when(book: &Book, owed: &OwedDuty) -> (String, Toned) {
    let standing = &owed.standing;
    let days = tones::days(book, owed);
    match (standing.state, standing.sent_on, standing.mend_by) {
        (DutyState::Waiting, Some(sent), _) => {
            let sent = fill(Text::SentOn.words(book.lang), &[&print_short(sent)]);
            let days = match (standing.late_days, letter(book, owed)) {
                (0, Some(letter)) => toned(letter, Tone::Plain),
                _ => days,
            };
            (sent, days)
        }
        (DutyState::Returned, _, Some(mend_by)) => {
            let mend = fill(Text::MendBy.words(book.lang), &[&print_short(mend_by)]);
            (print_day(mend_by), toned(mend, days.tone))
        }
        _ => (print_day(standing.deadline), days),
    }
}

/// The number of the newest letter: `số 412/BC-SYT`.
fn letter(book: &Book, owed: &OwedDuty) -> Option<String> {
    let newest = owed.record.events.iter().rev().find_map(|event| match &event.kind {
        DutyEventKind::Sent(sending) => Some(sending),
        _ => None,
    });
    let number = newest?.letter.as_ref()?;
    Some(format!("{} {number}", Text::LetterNo.words(book.lang)))
}

/// What else there is to know: the day of arrival and the letter, a new term, the office from which it came down.
fn remarks(book: &Book, owed: &OwedDuty) -> Vec<String> {
    let words = |text: Text| text.words(book.lang);
    let sent = owed.standing.sent_on.map(|day| fill(words(Text::SentOn), &[&print_day(day)]));
    let extended = owed.standing.extended_to.map(|day| fill(words(Text::ExtendedTo), &[&print_day(day)]));
    let from = owed.record.duty.came_from(book.today).last();
    let from = from.map(|origin| fill(words(Text::CameFrom), &[&book.office(&origin.office), &print_day(origin.on)]));
    let letter = sent.is_some().then(|| letter(book, owed)).flatten();
    let returned = owed.standing.mend_by.filter(|_| owed.standing.state == DutyState::Overdue);
    let returned = returned.map(|_| words(Text::Returned).to_lowercase());
    let reminders = owed.record.events.iter().filter(|event| matches!(event.kind, DutyEventKind::Reminded { .. }));
    let reminders = reminders.filter(|_| owed.standing.state == DutyState::Overdue).count();
    let reminded = (reminders > 0).then(|| fill(words(Text::RemindedTimes), &[&reminders]));
    [returned, reminded, sent, letter, extended, from].into_iter().flatten().collect()
}

/// A row with the sentence that explains it.
pub fn row<K>(book: &Book, owed: &OwedDuty, key: K) -> TableLine<K> {
    let plan = book.rule(owed).map_or("", |(plan, _)| plan.short.as_str());
    let mut explain = format!("{} – {}: {}.", book.office(&owed.key().office), plan, book.deadline(owed));
    let remarks = remarks(book, owed);
    if !remarks.is_empty() {
        explain = format!("{explain} {}.", capital(&remarks.join(" · ")));
    }
    TableLine::row(key, cells(book, owed), explain, owed.key().office.as_str())
}

/// What a command does to the selected duty.
pub fn act(book: &Book, command: Command, key: Option<&DutyKey>) -> Option<Effect> {
    let form = match command {
        Command::Open => return key.map(|key| Effect::Open(Subject::Duty(key.clone()))),
        Command::Edit => return key.map(|key| Effect::Sheet(sheet_of(key))),
        Command::Star => return key.map(|key| remarks::star(book, Starred::Duty(key.clone()))),
        Command::Comment => return key.map(|key| Effect::Comment(About::Duty(key.clone()))),
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
