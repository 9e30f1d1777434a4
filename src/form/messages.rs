//! Messages of forms about refused fields and lost input, names of the parts of a plan, and labels of fields. Must not
//! depend on screens.

use super::part_types::PartKind;
use super::record_fields;
use super::text_input::InputLoss;
use super::value_types::{ValueRefusal, ValueType};
use crate::domain::validation::Violation;
use crate::i18n::form::day_error;
use crate::i18n::messages::entry::{number_error, text_error};
use crate::i18n::screen::Text;
use crate::i18n::{Lang, fill_placeholders, messages};

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
pub fn value_refusal(lang: Lang, refusal: &ValueRefusal) -> String {
    let message =
        |text: Text, values: &[&dyn std::fmt::Display]| fill_placeholders(text.text(lang), values);
    match refusal {
        ValueRefusal::Required => message(Text::RefusedMissing, &[]),
        ValueRefusal::InvalidCode(typed) => {
            messages::plan_check::violation_in_form(lang, &Violation::InvalidCode(typed.clone()))
        }
        ValueRefusal::InvalidDay(error) => day_error(lang, error),
        ValueRefusal::FutureDay => message(Text::RefusedFuture, &[]),
        ValueRefusal::PastDay => message(Text::RefusedPast, &[]),
        ValueRefusal::InvalidPeriod => message(Text::RefusedPeriod, &[]),
        ValueRefusal::UnclearOffice => message(Text::RefusedOffice, &[]),
        ValueRefusal::LetterForSeveralReports => message(Text::RefusedSeveralReports, &[]),
        ValueRefusal::Negative => message(Text::RefusedNegative, &[]),
        ValueRefusal::BelowOne => message(Text::RefusedBelowOne, &[]),
        ValueRefusal::InvalidNumber(error) => number_error(lang, error),
        ValueRefusal::InvalidText(error) => text_error(lang, error),
        ValueRefusal::UnknownOffice(typed) => message(Text::RefusedNoOffice, &[typed]),
        ValueRefusal::AmbiguousOffice(typed, codes) => {
            let codes = codes
                .iter()
                .map(ToString::to_string)
                .collect::<Vec<_>>()
                .join(", ");
            message(Text::RefusedSeveral, &[typed, &codes])
        }
        ValueRefusal::UnknownParty(typed) => message(Text::RefusedNobody, &[typed]),
        ValueRefusal::InvalidStage(typed) => message(Text::RefusedStage, &[typed]),
        ValueRefusal::InvalidLinkDays(typed) => message(Text::RefusedTail, &[typed]),
        ValueRefusal::MissingStartDay(typed) => message(Text::RefusedNoDay, &[typed]),
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
        ValueType::Line | ValueType::Text(_) | ValueType::Paragraphs(_) => return None,
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

/// Label of a data file's field in forms; the key itself if it has none.
pub fn field_label(lang: Lang, key: &str) -> &str {
    let label = None
        .or_else(|| record_fields::label_of_key(record_fields::TARGET, key))
        .or_else(|| record_fields::label_of_key(record_fields::MEASURE, key))
        .or_else(|| record_fields::label_of_key(record_fields::RULE, key))
        .or_else(|| record_fields::label_of_key(record_fields::ACTIVITY, key))
        .or_else(|| record_fields::label_of_key(record_fields::PLAN, key));
    label.map_or(key, |label| label.text(lang))
}
