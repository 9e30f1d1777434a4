//! The words of what a form refuses: fields, days, steps of a duty. Knows no screen.

use super::refusal::text_error;
use super::{Lang, fill};
use crate::domain::day::{DayError, print_day};
use crate::domain::lock::LockRefusal;
use crate::domain::step::StepRefusal;
use crate::form::duty::FieldRefusal;
use crate::words::screen::Text;

/// Why a field is refused and what would be accepted.
pub fn field_refusal(lang: Lang, refusal: &FieldRefusal) -> String {
    match refusal {
        FieldRefusal::Missing => Text::RefusedMissing.words(lang).to_owned(),
        FieldRefusal::Future => Text::RefusedFuture.words(lang).to_owned(),
        FieldRefusal::Past => Text::RefusedPast.words(lang).to_owned(),
        FieldRefusal::Text(error) => text_error(lang, error),
        FieldRefusal::SeveralReports => Text::RefusedSeveralReports.words(lang).to_owned(),
        FieldRefusal::Period => Text::RefusedPeriod.words(lang).to_owned(),
        FieldRefusal::Office => Text::RefusedOffice.words(lang).to_owned(),
        FieldRefusal::Day(error) => day_error(lang, error),
    }
}

/// Why a text is no day.
pub fn day_error(lang: Lang, error: &DayError) -> String {
    match error {
        DayError::Empty => Text::RefusedMissing.words(lang).to_owned(),
        DayError::Shape => Text::RefusedDayShape.words(lang).to_owned(),
        DayError::ShortYear => Text::RefusedShortYear.words(lang).to_owned(),
        DayError::Year(year) => fill(Text::RefusedYear.words(lang), &[year]),
        DayError::NoSuchDay { day, month, year } => {
            fill(Text::RefusedNoSuchDay.words(lang), &[&format!("{day}/{month}/{year}")])
        }
    }
}

/// Why a period is not closed or opened.
pub fn lock_refusal(lang: Lang, refusal: &LockRefusal) -> String {
    match refusal {
        LockRefusal::OutsidePlan { from, to } => {
            fill(Text::LockOutsidePlan.words(lang), &[&print_day(*from), &print_day(*to)])
        }
        LockRefusal::ClosedAlready => Text::LockedAlready.words(lang).to_owned(),
        LockRefusal::NotClosed => Text::LockNotClosed.words(lang).to_owned(),
        LockRefusal::NoReason => Text::LockNoReason.words(lang).to_owned(),
        LockRefusal::EndsBefore(day) => fill(Text::LockEndsBefore.words(lang), &[&print_day(*day)]),
    }
}

/// Why a step of a duty is refused.
pub fn step_refusal(lang: Lang, refusal: &StepRefusal) -> String {
    let words = |text: Text| text.words(lang);
    match refusal {
        StepRefusal::InFuture { on, today } => fill(words(Text::StepInFuture), &[&print_day(*on), &print_day(*today)]),
        StepRefusal::LetterInFuture(on) => fill(words(Text::StepLetterInFuture), &[&print_day(*on)]),
        StepRefusal::AlreadySent { on } => fill(words(Text::StepAlreadySent), &[&print_day(*on)]),
        StepRefusal::NotOpen { opens_on } => fill(words(Text::StepNotOpen), &[&print_day(*opens_on)]),
        StepRefusal::NotSent => words(Text::NotSentYet).to_owned(),
        StepRefusal::AlreadyAccepted { on } => fill(words(Text::StepAlreadyAccepted), &[&print_day(*on)]),
        StepRefusal::Outside => words(Text::SentOutside).to_owned(),
        StepRefusal::TooEarly { after } => fill(words(Text::StepTooEarly), &[&print_day(*after)]),
        StepRefusal::NotLater { deadline } => fill(words(Text::StepNotLater), &[&print_day(*deadline)]),
        StepRefusal::MendBefore { on } => fill(words(Text::StepMendBefore), &[&print_day(*on)]),
        StepRefusal::NoReason => words(Text::RefusedMissing).to_owned(),
        StepRefusal::Waived => words(Text::StepWaived).to_owned(),
    }
}
