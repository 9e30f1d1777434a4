//! Messages of forms about refused fields, days and steps. Must not depend on screens.

use super::messages::entry::{number_error, text_error};
use super::{Lang, display, fill_placeholders, messages};
use crate::domain::catalog::Catalog;
use crate::domain::code::OfficeCode;
use crate::domain::day::DayError;
use crate::domain::duty_step::DutyStepRefusal;
use crate::domain::lock::LockRefusal;
use crate::domain::succession::Succession;
use crate::domain::validation::Violation;
use crate::form::duty::FieldRefusal;
use crate::form::plan_parts::PartKind;
use crate::form::text_input::InputLoss;
use crate::form::value_types::{ValueRefusal, ValueType};
use crate::i18n::screen::Text;

/// Message about losses of a typed or pasted text; `None` if nothing was lost.
pub fn lost_input(lang: Lang, lost: InputLoss) -> Option<String> {
    let counts = [
        (Text::LostCharacters, lost.dropped_chars),
        (Text::LostBreaks, lost.joined_lines),
        (Text::LostEnd, lost.cut_chars),
    ];
    let sentences = counts.into_iter().filter(|(_, count)| *count > 0);
    let sentences: Vec<String> = sentences
        .map(|(text, count)| fill_placeholders(text.text(lang), &[&count]))
        .collect();
    (!sentences.is_empty()).then(|| sentences.join(" "))
}

/// Message why a field is refused, and what would be accepted.
pub fn field_refusal(lang: Lang, refusal: &FieldRefusal) -> String {
    match refusal {
        FieldRefusal::Required => Text::RefusedMissing.text(lang).to_owned(),
        FieldRefusal::FutureDay => Text::RefusedFuture.text(lang).to_owned(),
        FieldRefusal::PastDay => Text::RefusedPast.text(lang).to_owned(),
        FieldRefusal::InvalidText(error) => text_error(lang, error),
        FieldRefusal::InvalidNumber(error) => number_error(lang, error),
        FieldRefusal::NegativeNumber => Text::RefusedNegative.text(lang).to_owned(),
        FieldRefusal::LetterForSeveralReports => Text::RefusedSeveralReports.text(lang).to_owned(),
        FieldRefusal::InvalidPeriod => Text::RefusedPeriod.text(lang).to_owned(),
        FieldRefusal::AmbiguousOffice => Text::RefusedOffice.text(lang).to_owned(),
        FieldRefusal::InvalidDay(error) => day_error(lang, error),
    }
}

/// Message why a record's field is refused, and what would be accepted.
pub fn value_refusal(lang: Lang, refusal: &ValueRefusal) -> String {
    let said =
        |text: Text, values: &[&dyn std::fmt::Display]| fill_placeholders(text.text(lang), values);
    match refusal {
        ValueRefusal::Required => said(Text::RefusedMissing, &[]),
        ValueRefusal::InvalidCode(typed) => {
            messages::plan_check::violation_in_form(lang, &Violation::InvalidCode(typed.clone()))
        }
        ValueRefusal::InvalidDay(error) => day_error(lang, error),
        ValueRefusal::InvalidNumber(error) => number_error(lang, error),
        ValueRefusal::InvalidText(error) => text_error(lang, error),
        ValueRefusal::UnknownOffice(typed) => said(Text::RefusedNoOffice, &[typed]),
        ValueRefusal::AmbiguousOffice(typed, codes) => {
            let codes = codes
                .iter()
                .map(ToString::to_string)
                .collect::<Vec<_>>()
                .join(", ");
            said(Text::RefusedSeveral, &[typed, &codes])
        }
        ValueRefusal::UnknownParty(typed) => said(Text::RefusedNobody, &[typed]),
        ValueRefusal::InvalidStage(typed) => said(Text::RefusedStage, &[typed]),
        ValueRefusal::InvalidLinkDays(typed) => said(Text::RefusedTail, &[typed]),
        ValueRefusal::MissingStartDay(typed) => said(Text::RefusedNoDay, &[typed]),
    }
}

/// Name of a part of a plan.
pub fn part_name(kind: PartKind) -> Text {
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

/// Format hint of a field, shown below the form.
pub fn value_type_hint(shape: ValueType) -> Option<Text> {
    Some(match shape {
        ValueType::Line | ValueType::Text(_) => return None,
        ValueType::Code => Text::HintCode,
        ValueType::Lines => Text::HintLines,
        ValueType::Day => Text::HintDay,
        ValueType::DayOfYear => Text::HintYearDay,
        ValueType::Number | ValueType::Integer => Text::HintNumber,
        ValueType::Unit => Text::HintUnit,
        ValueType::Office => Text::HintOffice,
        ValueType::Group => Text::HintGroup,
        ValueType::Party => Text::HintParty,
        ValueType::PartyList => Text::HintParties,
        ValueType::WordList => Text::HintWords,
        ValueType::Stages => Text::HintStages,
        ValueType::Owners => Text::HintOwners,
        ValueType::Members => Text::HintMembers,
        ValueType::Successors => Text::HintSuccessors,
    })
}

/// Message about an invalid day.
pub fn day_error(lang: Lang, error: &DayError) -> String {
    match error {
        DayError::Empty => Text::RefusedMissing.text(lang).to_owned(),
        DayError::Format => Text::RefusedDayShape.text(lang).to_owned(),
        DayError::ShortYear => Text::RefusedShortYear.text(lang).to_owned(),
        DayError::Year(year) => fill_placeholders(Text::RefusedYear.text(lang), &[year]),
        DayError::NoSuchDay { day, month, year } => fill_placeholders(
            Text::RefusedNoSuchDay.text(lang),
            &[&format!("{day}/{month}/{year}")],
        ),
    }
}

/// Message why a lock or exception is refused.
pub fn lock_refusal(lang: Lang, refusal: &LockRefusal) -> String {
    match refusal {
        LockRefusal::OutsidePlan { from, to } => fill_placeholders(
            Text::LockOutsidePlan.text(lang),
            &[&display::day(lang, *from), &display::day(lang, *to)],
        ),
        LockRefusal::AlreadyLocked => Text::LockedAlready.text(lang).to_owned(),
        LockRefusal::NotLocked => Text::LockNotClosed.text(lang).to_owned(),
        LockRefusal::MissingReason => Text::LockNoReason.text(lang).to_owned(),
        LockRefusal::EndsBeforeToday(day) => fill_placeholders(
            Text::LockEndsBefore.text(lang),
            &[&display::day(lang, *day)],
        ),
    }
}

/// Message why a step of a duty is refused.
pub fn step_refusal(
    lang: Lang,
    catalog: &Catalog,
    office: &OfficeCode,
    refusal: &DutyStepRefusal,
) -> String {
    let words = |text: Text| text.text(lang);
    match refusal {
        DutyStepRefusal::InFuture { on, today } => fill_placeholders(
            words(Text::StepInFuture),
            &[&display::day(lang, *on), &display::day(lang, *today)],
        ),
        DutyStepRefusal::LetterInFuture(on) => {
            fill_placeholders(words(Text::StepLetterInFuture), &[&display::day(lang, *on)])
        }
        DutyStepRefusal::AlreadySent { on } => {
            fill_placeholders(words(Text::StepAlreadySent), &[&display::day(lang, *on)])
        }
        DutyStepRefusal::NotOpen { opens_on } => {
            fill_placeholders(words(Text::StepNotOpen), &[&display::day(lang, *opens_on)])
        }
        DutyStepRefusal::NotSent => words(Text::NotSentYet).to_owned(),
        DutyStepRefusal::AlreadyAccepted { on } => fill_placeholders(
            words(Text::StepAlreadyAccepted),
            &[&display::day(lang, *on)],
        ),
        DutyStepRefusal::ExternalRecipient => words(Text::SentOutside).to_owned(),
        DutyStepRefusal::TooEarly { after } => {
            fill_placeholders(words(Text::StepTooEarly), &[&display::day(lang, *after)])
        }
        DutyStepRefusal::NotLater { deadline } => {
            fill_placeholders(words(Text::StepNotLater), &[&display::day(lang, *deadline)])
        }
        DutyStepRefusal::ResubmissionTooEarly { on } => fill_placeholders(
            words(Text::StepResubmissionTooEarly),
            &[&display::day(lang, *on)],
        ),
        DutyStepRefusal::MissingReason => words(Text::RefusedMissing).to_owned(),
        DutyStepRefusal::Exempted => words(Text::StepExempted).to_owned(),
        DutyStepRefusal::Transferred { on } => {
            let holders = Succession::new(&catalog.offices).holders_on(office, *on);
            let names: Vec<&str> = holders
                .iter()
                .map(|holder| catalog.office_name(holder))
                .collect();
            fill_placeholders(
                words(Text::StepTransferred),
                &[&display::day(lang, *on), &names.join(", ")],
            )
        }
    }
}
