//! Messages of forms about refused fields, days and steps. Must not depend on screens.

use super::{Lang, display, fill_placeholders};
use crate::domain::catalog::Catalog;
use crate::domain::code::OfficeCode;
use crate::domain::day::DayError;
use crate::domain::duty_step::DutyStepRefusal;
use crate::domain::lock::LockRefusal;
use crate::domain::succession::Succession;
use crate::i18n::screen::Text;

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
        LockRefusal::NotLocked => Text::PeriodNotLocked.text(lang).to_owned(),
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
