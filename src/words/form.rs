//! The words of what a form refuses: fields, days, steps of a duty. Knows no screen.

use super::refusal::text_error;
use super::{Lang, fill};
use crate::domain::day::{DayError, print_day};
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
        StepRefusal::PassedOn { on } => fill(words(Text::StepPassedOn), &[&print_day(*on)]),
    }
}
