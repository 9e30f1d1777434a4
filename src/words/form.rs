//! The words of what a form refuses: fields, days, steps of a duty. Knows no screen.

use super::refusal::{number_error, text_error};
use super::{Lang, fault, fill};
use crate::domain::day::{DayError, print_day};
use crate::domain::fault::Wrong;
use crate::domain::lock::LockRefusal;
use crate::domain::step::StepRefusal;
use crate::form::duty::FieldRefusal;
use crate::form::line::Lost;
use crate::form::parts::PartKind;
use crate::form::shapes::{Shape, ShapeRefusal};
use crate::words::screen::Text;

/// What of a typed or pasted text came in otherwise, or not at all; none where all of it came in.
pub fn lost(lang: Lang, lost: Lost) -> Option<String> {
    let counts = [(Text::LostCharacters, lost.dropped), (Text::LostBreaks, lost.joined), (Text::LostEnd, lost.cut)];
    let told = counts.into_iter().filter(|(_, count)| *count > 0);
    let told: Vec<String> = told.map(|(text, count)| fill(text.words(lang), &[&count])).collect();
    (!told.is_empty()).then(|| told.join(" "))
}

/// Why a field is refused and what would be accepted.
pub fn field_refusal(lang: Lang, refusal: &FieldRefusal) -> String {
    match refusal {
        FieldRefusal::Missing => Text::RefusedMissing.words(lang).to_owned(),
        FieldRefusal::Future => Text::RefusedFuture.words(lang).to_owned(),
        FieldRefusal::Past => Text::RefusedPast.words(lang).to_owned(),
        FieldRefusal::Text(error) => text_error(lang, error),
        FieldRefusal::Number(error) => number_error(lang, error),
        FieldRefusal::Negative => Text::RefusedNegative.words(lang).to_owned(),
        FieldRefusal::SeveralReports => Text::RefusedSeveralReports.words(lang).to_owned(),
        FieldRefusal::Period => Text::RefusedPeriod.words(lang).to_owned(),
        FieldRefusal::Office => Text::RefusedOffice.words(lang).to_owned(),
        FieldRefusal::Day(error) => day_error(lang, error),
    }
}

/// Why the field of a record is refused and what would be accepted.
pub fn shape_refusal(lang: Lang, refusal: &ShapeRefusal) -> String {
    let said = |text: Text, values: &[&dyn std::fmt::Display]| fill(text.words(lang), values);
    match refusal {
        ShapeRefusal::Missing => said(Text::RefusedMissing, &[]),
        ShapeRefusal::Code(typed) => fault::in_form(lang, &Wrong::Code(typed.clone())),
        ShapeRefusal::Day(error) => day_error(lang, error),
        ShapeRefusal::Number(error) => number_error(lang, error),
        ShapeRefusal::Text(error) => text_error(lang, error),
        ShapeRefusal::NoOffice(typed) => said(Text::RefusedNoOffice, &[typed]),
        ShapeRefusal::SeveralOffices(typed, codes) => {
            let codes = codes.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
            said(Text::RefusedSeveral, &[typed, &codes])
        }
        ShapeRefusal::Nobody(typed) => said(Text::RefusedNobody, &[typed]),
        ShapeRefusal::Stage(typed) => said(Text::RefusedStage, &[typed]),
        ShapeRefusal::Tail(typed) => said(Text::RefusedTail, &[typed]),
        ShapeRefusal::NoDay(typed) => said(Text::RefusedNoDay, &[typed]),
    }
}

/// What a part of a plan is called.
pub fn part_words(kind: PartKind) -> Text {
    match kind {
        PartKind::Objective => Text::PartObjective,
        PartKind::Target => Text::PartTarget,
        PartKind::Measure => Text::PartMeasure,
        PartKind::Rule => Text::PartRule,
        PartKind::Activity => Text::PartActivity,
        PartKind::Budget => Text::PartBudget,
        PartKind::Event => Text::PartEvent,
        PartKind::Task => Text::PartTask,
        PartKind::Parent => Text::PartParent,
        PartKind::Amendment => Text::PartAmendment,
    }
}

/// How a field is written, for the line below the form.
pub fn shape_hint(shape: Shape) -> Option<Text> {
    Some(match shape {
        Shape::Line | Shape::Text(_) => return None,
        Shape::Code => Text::HintCode,
        Shape::Lines => Text::HintLines,
        Shape::Day => Text::HintDay,
        Shape::YearDay => Text::HintYearDay,
        Shape::Number | Shape::Whole => Text::HintNumber,
        Shape::Unit => Text::HintUnit,
        Shape::Office => Text::HintOffice,
        Shape::Group => Text::HintGroup,
        Shape::Party => Text::HintParty,
        Shape::Parties => Text::HintParties,
        Shape::Words => Text::HintWords,
        Shape::Stages => Text::HintStages,
        Shape::Owners => Text::HintOwners,
        Shape::Members => Text::HintMembers,
        Shape::Successors => Text::HintSuccessors,
    })
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
        StepRefusal::PassedOn { on } => fill(words(Text::StepPassedOn), &[&print_day(*on)]),
    }
}
