//! Rows of duties, the same in every pane that lists them, and what is done with the selected one. Knows no pane.

use chrono::{Datelike, NaiveDate};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::domain::comment::About;
use crate::domain::day::{print_day, print_short};
use crate::domain::duty::{DutyEventKind, DutyKey, DutyState};
use crate::domain::star::Starred;
use crate::form::duty::DutyForm;
use crate::keys::Command;
use crate::panes::book::{Book, OwedDuty};
use crate::panes::effect::{Effect, Outcome, SheetAt, Subject};
use crate::panes::{permits, remarks, tones};
use crate::widgets::Look;
use crate::widgets::table::{Column, Table, TableLine, Toned, toned};
use crate::widgets::text::put_right;
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
    let office = &owed.key().office;
    vec![
        marks(owed, book.today),
        toned(remarks::marked(book, &Starred::Duty(owed.key().clone()), book.office(office)), Tone::Plain)
            .beside(book.which(office)),
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
    if owed.standing.state == DutyState::Overdue && owed.standing.mend_by.is_some() {
        // Past its day, and yet another matter than a report that never came.
        mark.text = tones::state_mark(DutyState::Returned).text;
    }
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
    // The year is told where it is another one.
    let last = |on: NaiveDate| if on.year() == book.today.year() { print_short(on) } else { print_day(on) };
    let reminded = owed.standing.reminded_on.filter(|_| owed.standing.is_owed());
    let reminded = reminded.map(|on| fill(words(Text::RemindedTimes), &[&owed.standing.reminders, &last(on)]));
    [returned, reminded, sent, letter, extended, from].into_iter().flatten().collect()
}

/// A row with the sentence that explains it.
pub fn row<K>(book: &Book, owed: &OwedDuty, key: K) -> TableLine<K> {
    let plan = book.rule(owed).map_or("", |(plan, _)| plan.short.as_str());
    let mut explain = format!("{} – {}: {}.", book.told(&owed.key().office), plan, book.deadline(owed));
    let remarks = remarks(book, owed);
    if !remarks.is_empty() {
        explain = format!("{explain} {}.", capital(&remarks.join(" · ")));
    }
    TableLine::row(key, cells(book, owed), explain, owed.key().office.as_str())
}

/// What a command does to the marked duties, or to the selected one where none is marked.
pub fn act(book: &Book, command: Command, selected: Option<&DutyKey>, marked: &[DutyKey]) -> Option<Effect> {
    let form = match command {
        Command::Open => return selected.map(|key| Effect::Open(Subject::Duty(key.clone()))),
        Command::Edit => return selected.map(|key| Effect::Sheet(sheet_of(key))),
        Command::Star => return selected.map(|key| remarks::star(book, Starred::Duty(key.clone()))),
        Command::Comment => return selected.map(|key| Effect::Comment(About::Duty(key.clone()))),
        Command::Send => DutyForm::Send,
        Command::Accept => DutyForm::Accept,
        Command::Return => DutyForm::Return,
        Command::Extend => DutyForm::Extend,
        Command::Remind => DutyForm::Remind,
        Command::Waive => DutyForm::Waive,
        _ => return None,
    };
    let keys = match (marked, selected) {
        ([], selected) => selected.into_iter().cloned().collect(),
        (many, _) => many.to_vec(),
    };
    Some(match keys.as_slice() {
        [] => Effect::Say(Text::NeedsDuty),
        [_, _, ..] if !form.fits_many() => Effect::Say(Text::OneAtATime),
        _ => match keys
            .iter()
            .filter_map(|key| book.duty(key))
            .map(|owed| refusal(form, owed))
            .min_by_key(Option::is_some)
        {
            Some(Some(why)) => Effect::Say(why),
            Some(None) => Effect::Form(form, keys),
            None => Effect::Say(Text::DutyGone),
        },
    })
}

/// Those of the duties on which a form opens, and the offices of the others with the reason.
pub fn fitting(book: &Book, form: DutyForm, keys: &[DutyKey]) -> (Vec<DutyKey>, Vec<(String, String)>) {
    let (mut fit, mut passed) = (Vec::new(), Vec::new());
    for key in keys {
        let Some(owed) = book.duty(key) else {
            passed.push((book.office(&key.office).to_owned(), Text::DutyNotThere.words(book.lang).to_owned()));
            continue;
        };
        let why = refusal(form, owed).map(|why| why.words(book.lang).to_owned());
        match why.or_else(|| permits::step(book, form, owed.key())) {
            None => fit.push(owed.key().clone()),
            Some(why) => passed.push((book.office(&owed.key().office).to_owned(), why)),
        }
    }
    (fit, passed)
}

/// Why a form does not open on a duty.
fn refusal(form: DutyForm, owed: &OwedDuty) -> Option<Text> {
    let (state, is_sent) = (owed.standing.state, owed.standing.is_in_hand());
    match form {
        DutyForm::Accept if state == DutyState::Accepted => Some(Text::AlreadyAccepted),
        DutyForm::Accept | DutyForm::Return if !is_sent => Some(Text::NotSentYet),
        DutyForm::Return if owed.record.outside => Some(Text::SentOutside),
        DutyForm::Accept | DutyForm::Return => None,
        _ if state == DutyState::Accepted => Some(Text::AlreadyAccepted),
        _ if is_sent => Some(Text::AlreadySent),
        DutyForm::Send | DutyForm::Remind if state == DutyState::NotOpen => Some(Text::NotOpenYet),
        DutyForm::Extend | DutyForm::Remind | DutyForm::Waive if owed.standing.waived => Some(Text::StepWaived),
        DutyForm::Send | DutyForm::Extend | DutyForm::Remind | DutyForm::Waive => None,
    }
}

/// Marks rows, or takes the marks away; none for any other command.
pub fn mark<K: Clone + PartialEq>(table: &mut Table<K>, command: Command) -> Option<Outcome> {
    let done = match command {
        Command::Mark => table.mark(),
        Command::MarkAll => table.mark_all(),
        Command::Back => return table.unmark().then_some(Outcome::Done),
        _ => return None,
    };
    Some(if done { Outcome::Done } else { Outcome::Wants(Effect::Say(Text::NothingToMark)) })
}

/// How many rows are marked, at the right of a line; nothing where none is.
pub fn draw_marked(count: usize, line: Rect, buffer: &mut Buffer, look: Look) {
    if count > 0 {
        let words = fill(&look.says(Text::MarkedRows), &[&count]);
        put_right(buffer, line.x, line.y, line.width.saturating_sub(1), &words, look.theme.style(Tone::Accent));
    }
}

fn sheet_of(key: &DutyKey) -> SheetAt {
    let period = key.period.kind().is_some().then_some(key.period);
    SheetAt { office: Some(key.office.clone()), plan: Some(key.rule.plan()), period, ..SheetAt::default() }
}
