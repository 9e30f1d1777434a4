//! Fields of the editable records, one list each, in the order in which users think of them. Must not depend on screens.

use super::field::{Choices, Field, Input, Required, key_of, options, value_of};
use super::record::{ChangeNote, PlanCopy};
use super::value_types::{FieldValue, NO_DAY, ValueRefusal, ValueType as V};
use crate::domain::account::{Account, AccountState, Role};
use crate::domain::number::Number;
use crate::domain::office::{Contact, Group, Holiday, Office, OfficeKind};
use crate::domain::period::PeriodKind;
use crate::domain::plan::{
    Activity, Aggregation, Amendment, Baseline, BudgetSource, Closing, Comparator, DataPeriod,
    Direction, Measure, Objective, Parent, Plan, Quota, Recurrence, ReportingRule, RuleKind,
    Signer, Target, Task, YearlyEvent,
};
use crate::i18n::screen::Text as T;

/// Field of a value at a path of the draft.
macro_rules! field {
    ($key:literal, $label:expr, $value_type:expr, $required:ident, $($path:ident).+) => {
        Field {
            label: $label,
            key: $key,
            input: Input::Text($value_type),
            required: Required::$required,
            show: |draft, lang| draft.$($path).+.to_text($value_type, lang),
            set: |draft, typed| {
                draft.$($path).+ = FieldValue::parse(typed, $value_type)?;
                Ok(())
            },
        }
    };
}

/// Toggle of a boolean at a path of the draft.
macro_rules! toggle {
    ($key:literal, $label:expr, $($path:ident).+) => {
        Field {
            label: $label,
            key: $key,
            input: Input::Toggle,
            required: Required::Never,
            show: |draft, _| if draft.$($path).+ { "x".to_owned() } else { String::new() },
            set: |draft, typed| {
                draft.$($path).+ = !typed.text.is_empty();
                Ok(())
            },
        }
    };
}

/// Choice of a value at a path of the draft.
macro_rules! choice {
    ($key:literal, $label:expr, $choices:ident, $($path:ident).+) => {
        Field {
            label: $label,
            key: $key,
            input: Input::Choice(|known| options($choices, known.lang)),
            required: Required::Never,
            show: |draft, _| key_of($choices, &draft.$($path).+),
            set: |draft, typed| {
                draft.$($path).+ = value_of($choices, typed.text)?;
                Ok(())
            },
        }
    };
}

/// First field of an optional group: an empty text removes the group. The group's other fields create it again, and then
/// this one is required.
macro_rules! first_of_group {
    ($key:literal, $label:expr, $value_type:expr, $group:ident.$part:ident, $empty:ident) => {
        Field {
            label: $label,
            key: $key,
            input: Input::Text($value_type),
            required: Required::If(|draft| draft.$group.is_some()),
            show: |draft, lang| {
                draft
                    .$group
                    .as_ref()
                    .map_or_else(String::new, |group| group.$part.to_text($value_type, lang))
            },
            set: |draft, typed| {
                match <Option<_> as FieldValue>::parse(typed, $value_type)? {
                    Some(value) => draft.$group.get_or_insert_with($empty).$part = value,
                    None => draft.$group = None,
                }
                Ok(())
            },
        }
    };
}

/// Field of such a group after the first.
macro_rules! of_group {
    ($key:literal, $label:expr, $value_type:expr, $required:expr, $group:ident.$part:ident, $empty:ident) => {
        Field {
            label: $label,
            key: $key,
            input: Input::Text($value_type),
            required: $required,
            show: |draft, lang| {
                draft
                    .$group
                    .as_ref()
                    .map_or_else(String::new, |group| group.$part.to_text($value_type, lang))
            },
            set: |draft, typed| {
                if !typed.text.is_empty() {
                    let value = FieldValue::parse(typed, $value_type)?;
                    draft.$group.get_or_insert_with($empty).$part = value;
                } else if let Some(group) = &mut draft.$group {
                    group.$part = Default::default();
                }
                Ok(())
            },
        }
    };
}

const DATA_PERIODS: Choices<DataPeriod> = &[
    ("calendar", DataPeriod::Calendar, T::PeriodCalendar),
    ("decree09", DataPeriod::Decree09, T::PeriodDecree09),
];
const DIRECTIONS: Choices<Direction> = &[
    ("up", Direction::Up, T::MoreIsBetter),
    ("down", Direction::Down, T::LessIsBetter),
];
const COMPARATORS: Choices<Comparator> = &[
    ("ge", Comparator::Ge, T::ComparatorGe),
    ("gt", Comparator::Gt, T::ComparatorGt),
    ("le", Comparator::Le, T::ComparatorLe),
    ("lt", Comparator::Lt, T::ComparatorLt),
    ("eq", Comparator::Eq, T::ComparatorEq),
    ("about", Comparator::About, T::ComparatorAbout),
    ("between", Comparator::Between, T::ComparatorBetween),
    ("done", Comparator::Done, T::ComparatorDone),
];
const SCALES: Choices<u8> = &[
    ("0", 0, T::ScaleNone),
    ("1", 1, T::ScaleOne),
    ("2", 2, T::ScaleTwo),
];
const AGGREGATIONS: Choices<Aggregation> = &[
    ("latest", Aggregation::Latest, T::AddsLatest),
    ("sum", Aggregation::Sum, T::AddsSum),
];
const FREQUENCIES: Choices<PeriodKind> = &[
    ("year", PeriodKind::Year, T::KindYear),
    ("half_year", PeriodKind::HalfYear, T::KindHalf),
    ("quarter", PeriodKind::Quarter, T::KindQuarter),
    ("month", PeriodKind::Month, T::KindMonth),
    ("nine_months", PeriodKind::NineMonths, T::KindNine),
];
const COVERED_PERIODS: Choices<Option<PeriodKind>> = &[
    ("", None, T::KindNone),
    ("year", Some(PeriodKind::Year), T::KindYear),
    ("half_year", Some(PeriodKind::HalfYear), T::KindHalf),
    ("quarter", Some(PeriodKind::Quarter), T::KindQuarter),
    ("month", Some(PeriodKind::Month), T::KindMonth),
    ("nine_months", Some(PeriodKind::NineMonths), T::KindNine),
];
/// Options yes, no, or the system setting.
const YES_NO_DEFAULT: Choices<Option<bool>> = &[
    ("", None, T::AsSystem),
    ("true", Some(true), T::Yes),
    ("false", Some(false), T::No),
];
const RULE_KINDS: Choices<RuleKind> = &[
    ("report", RuleKind::Report, T::RuleReport),
    ("own_plan", RuleKind::OwnPlan, T::RuleOwnPlan),
    ("mid_term", RuleKind::MidTerm, T::RuleMidTerm),
    ("final", RuleKind::Final, T::RuleFinal),
];
const RECURRENCES: Choices<Recurrence> = &[
    ("yearly", Recurrence::Yearly, T::Yearly),
    ("once", Recurrence::Once, T::Once),
];
/// Kinds of offices.
pub const OFFICE_KINDS: Choices<OfficeKind> = &[
    ("department", OfficeKind::Department, T::OfficeDepartment),
    ("branch", OfficeKind::Branch, T::OfficeBranch),
    (
        "mass_organization",
        OfficeKind::MassOrganization,
        T::OfficeMass,
    ),
    ("province", OfficeKind::Province, T::OfficeProvince),
    ("district", OfficeKind::District, T::OfficeDistrict),
    ("division", OfficeKind::Division, T::OfficeDivision),
    ("commune", OfficeKind::Commune, T::OfficeCommune),
    ("party", OfficeKind::Party, T::OfficeParty),
    ("press", OfficeKind::Press, T::OfficePress),
    ("school", OfficeKind::School, T::OfficeSchool),
    ("central", OfficeKind::Central, T::OfficeCentral),
    ("other", OfficeKind::Other, T::OfficeOther),
];

fn empty_signer() -> Signer {
    Signer {
        name: String::new(),
        post: None,
    }
}

fn empty_closing() -> Closing {
    Closing {
        on: NO_DAY,
        reason: String::new(),
    }
}

/// A plan's own fields; its code is first and cannot be changed later.
pub const PLAN: &[Field<Plan>] = &[
    field!("code", T::Code, V::Code, Always, code),
    field!("number", T::Number, V::Line, Never, number),
    field!("title", T::FieldTitle, V::Text(2), Always, title),
    field!("short", T::FieldShort, V::Line, Always, short_name),
    field!("issuer", T::Issuer, V::Office, Always, issuer),
    field!(
        "coordinator",
        T::Coordinator,
        V::Office,
        Always,
        coordinator
    ),
    field!("signed_on", T::SignedOn, V::Day, Never, signed_on),
    first_of_group!("signer.name", T::Signer, V::Line, signer.name, empty_signer),
    of_group!(
        "signer.post",
        T::FieldPost,
        V::Line,
        Required::Never,
        signer.post,
        empty_signer
    ),
    field!("from", T::FieldFrom, V::Day, Always, from),
    field!("to", T::FieldTo, V::Day, Always, to),
    field!(
        "tracked_from",
        T::FieldTrackedFrom,
        V::Day,
        Never,
        tracked_from
    ),
    choice!("data_period", T::FieldDataPeriod, DATA_PERIODS, data_period),
    field!(
        "budget_total",
        T::FieldBudget,
        V::Integer,
        Never,
        budget_total
    ),
    field!(
        "recipients",
        T::FieldRecipients,
        V::Lines,
        Never,
        recipients
    ),
    field!("decisions", T::FieldDecisions, V::Lines, Never, decisions),
    first_of_group!(
        "closing.on",
        T::FieldClosedOn,
        V::Day,
        closing.on,
        empty_closing
    ),
    of_group!(
        "closing.reason",
        T::FieldClosedWhy,
        V::Line,
        Required::If(|plan| plan.closing.is_some()),
        closing.reason,
        empty_closing
    ),
];

/// A copy of a plan for later years.
pub const PLAN_COPY: &[Field<PlanCopy>] = &[
    field!("code", T::Code, V::Code, Always, code),
    Field {
        label: T::FieldYearsLater,
        key: "years",
        input: Input::Text(V::Integer),
        required: Required::Always,
        show: |copy, lang| i64::from(copy.years).to_text(V::Integer, lang),
        set: |copy, typed| {
            let years = i64::parse(typed, V::Integer)?;
            if years < 1 {
                return Err(ValueRefusal::BelowOne);
            }
            // Too many years are refused later, as a copy too far in the future.
            copy.years = u32::try_from(years).unwrap_or(u32::MAX);
            Ok(())
        },
    },
];

/// An objective.
pub const OBJECTIVE: &[Field<Objective>] = &[
    field!("no", T::FieldNo, V::Line, Always, no),
    field!("title", T::FieldTitle, V::Text(2), Always, title),
];

/// Wording of a target.
pub const TARGET: &[Field<Target>] = &[
    field!("no", T::FieldNo, V::Line, Always, no),
    Field {
        label: T::Objective,
        key: "objective",
        input: Input::Choice(super::record::objective_options),
        required: Required::Never,
        show: |target, _| target.objective.clone().unwrap_or_default(),
        set: |target, typed| {
            target.objective = Some(typed.text.to_owned()).filter(|no| !no.is_empty());
            Ok(())
        },
    },
    field!("wording", T::FieldWording, V::Text(3), Always, wording),
    field!("decision", T::Decision, V::Text(2), Never, decision),
];

fn empty_baseline() -> Baseline {
    Baseline {
        value: Number::whole(0),
        on: None,
    }
}

fn empty_quota() -> Quota {
    Quota {
        value: Number::whole(0),
        period_kind: None,
        group: None,
        coverage: None,
    }
}

/// A measure.
pub const MEASURE: &[Field<Measure>] = &[
    field!("letter", T::FieldLetterOfMeasure, V::Line, Never, letter),
    field!("label", T::FieldLabel, V::Line, Always, label),
    field!("unit", T::Unit, V::Unit, Never, unit),
    field!("unit_words", T::FieldUnitWords, V::Line, Never, unit_words),
    choice!("comparator", T::FieldComparator, COMPARATORS, comparator),
    field!("value", T::FieldValue, V::Number, Never, value),
    field!("value_to", T::FieldValueTo, V::Number, Never, value_to),
    field!("tolerance", T::FieldTolerance, V::Number, Never, tolerance),
    choice!("direction", T::FieldDirection, DIRECTIONS, direction),
    choice!("scale", T::FieldScale, SCALES, scale),
    field!("stages", T::Stages, V::Stages, Never, stages),
    first_of_group!(
        "baseline.value",
        T::Baseline,
        V::Number,
        baseline.value,
        empty_baseline
    ),
    of_group!(
        "baseline.on",
        T::FieldBaselineOn,
        V::Day,
        Required::Never,
        baseline.on,
        empty_baseline
    ),
    field!("from", T::FieldHoldsFrom, V::Day, Never, from),
    toggle!("recurs", T::FieldRecurs, recurs),
    choice!("frequency", T::FieldFrequency, FREQUENCIES, frequency),
    choice!("adds_up", T::FieldAddsUp, AGGREGATIONS, aggregation),
    toggle!("accumulates", T::FieldAccumulates, accumulates),
    field!(
        "survey_years",
        T::FieldSurveyYears,
        V::Integer,
        Never,
        survey_years
    ),
    field!("series", T::FieldSeries, V::WordList, Never, series),
    first_of_group!(
        "quota.value",
        T::FieldQuota,
        V::Number,
        quota.value,
        empty_quota
    ),
    Field {
        label: T::FieldQuotaPer,
        key: "quota.per",
        input: Input::Choice(|known| options(COVERED_PERIODS, known.lang)),
        required: Required::Never,
        show: |measure, _| {
            let kind = measure.quota.as_ref().and_then(|quota| quota.period_kind);
            key_of(COVERED_PERIODS, &kind)
        },
        set: |measure, typed| {
            let kind = value_of(COVERED_PERIODS, typed.text)?;
            if kind.is_some() {
                measure.quota.get_or_insert_with(empty_quota);
            }
            if let Some(quota) = &mut measure.quota {
                quota.period_kind = kind;
            }
            Ok(())
        },
    },
    of_group!(
        "quota.group",
        T::FieldQuotaGroup,
        V::Group,
        Required::Never,
        quota.group,
        empty_quota
    ),
    of_group!(
        "quota.coverage",
        T::FieldCoverage,
        V::Number,
        Required::Never,
        quota.coverage,
        empty_quota
    ),
    field!("owners", T::FieldOwners, V::Owners, Never, owners),
];

/// Deadlines of a rule: whether its wording excludes the named day, and what it says of "before" in its place.
const DEADLINES: Choices<(bool, Option<bool>)> = &[
    ("day_before", (true, Some(false)), T::DeadlineDayBefore),
    ("named_day", (false, None), T::DeadlineNamedDay),
    ("default", (true, None), T::DeadlineDefault),
];

/// Deadline of a rule as one of [`DEADLINES`].
fn deadline_of(rule: &ReportingRule) -> (bool, Option<bool>) {
    match (rule.excludes_named_day, rule.before_inclusive) {
        (false, _) | (true, Some(true)) => (false, None),
        before => before,
    }
}

/// A reporting rule.
pub const RULE: &[Field<ReportingRule>] = &[
    field!("no", T::FieldRuleNo, V::Line, Always, no),
    field!("label", T::FieldRuleLabel, V::Line, Always, label),
    choice!("kind", T::FieldRuleKind, RULE_KINDS, kind),
    field!("wording", T::FieldDeadlineWording, V::Line, Always, wording),
    field!("who", T::FieldWho, V::PartyList, Never, who),
    field!("to", T::Recipient, V::Party, Never, to),
    field!("via", T::Via, V::Office, Never, via),
    Field {
        label: T::FieldDeadlineIs,
        key: "before",
        input: Input::Choice(|known| options(DEADLINES, known.lang)),
        required: Required::Never,
        show: |rule, _| key_of(DEADLINES, &deadline_of(rule)),
        set: |rule, typed| {
            let chosen = value_of(DEADLINES, typed.text)?;
            // A rule whose "before" includes the named day keeps its wording.
            if chosen != deadline_of(rule) {
                (rule.excludes_named_day, rule.before_inclusive) = chosen;
            }
            Ok(())
        },
    },
    choice!("roll_over", T::FieldRollOver, YES_NO_DEFAULT, roll_over),
    choice!("recurrence", T::FieldRecurrence, RECURRENCES, recurrence),
    field!("first", T::FieldFirstDay, V::Day, Never, first),
    field!("last", T::FieldLastDay, V::Day, Never, last),
    choice!("data_period", T::FieldCovers, COVERED_PERIODS, data_period),
    toggle!("outside", T::FieldOutside, external_recipient),
    field!("waits_for", T::FieldWaitsFor, V::WordList, Never, waits_for),
];

/// An activity.
pub const ACTIVITY: &[Field<Activity>] = &[
    field!("no", T::FieldNo, V::Integer, Always, no),
    field!("content", T::FieldContent, V::Text(2), Always, content),
    field!("unit", T::FieldCountWord, V::Line, Never, unit),
    field!("quantity", T::FieldQuantity, V::Number, Never, quantity),
    field!(
        "window.wording",
        T::FieldWindow,
        V::Line,
        Always,
        window.wording
    ),
    field!("window.from", T::FieldFrom, V::Day, Always, window.from),
    field!("window.to", T::FieldTo, V::Day, Always, window.to),
    field!("lead", T::FieldLead, V::Office, Always, lead),
    field!("partners", T::FieldPartners, V::PartyList, Never, partners),
];

/// A budget source.
pub const BUDGET: &[Field<BudgetSource>] = &[
    field!("source", T::FieldSource, V::Text(2), Always, source),
    field!("amount", T::FieldAmount, V::Integer, Never, amount),
];

/// A yearly event or campaign.
pub const EVENT: &[Field<YearlyEvent>] = &[
    field!("name", T::FieldName, V::Text(2), Always, name),
    field!("from", T::FieldYearFrom, V::DayOfYear, Always, from),
    field!("to", T::FieldYearTo, V::DayOfYear, Always, to),
];

/// A task of a department.
pub const TASK: &[Field<Task>] = &[
    field!("who", T::FieldDoer, V::Party, Always, who),
    field!("section", T::FieldSection, V::Line, Never, section),
    field!("content", T::FieldContent, V::Text(2), Always, content),
];

/// A parent document.
pub const PARENT: &[Field<Parent>] = &[
    field!("number", T::Number, V::Line, Never, number),
    field!("signed_on", T::SignedOn, V::Day, Never, signed_on),
    field!("title", T::FieldTitle, V::Text(2), Always, title),
];

/// An amendment.
pub const AMENDMENT: &[Field<Amendment>] = &[
    field!("number", T::Number, V::Line, Always, number),
    field!("on", T::FieldHoldsFrom, V::Day, Always, on),
    field!("signed_on", T::SignedOn, V::Day, Never, signed_on),
    field!("title", T::FieldTitle, V::Text(2), Always, title),
];

fn empty_contact() -> Contact {
    Contact::default()
}

/// An office; its code is first and cannot be changed later.
pub const OFFICE: &[Field<Office>] = &[
    field!("code", T::Code, V::Code, Always, code),
    field!("name", T::FieldName, V::Line, Always, name),
    choice!("kind", T::FieldOfficeKind, OFFICE_KINDS, kind),
    field!("parent", T::FieldParentOffice, V::Office, Never, parent),
    field!("aliases", T::FieldAliases, V::Lines, Never, aliases),
    Field {
        label: T::FieldPerson,
        key: "contact.person",
        input: Input::Text(V::Line),
        required: Required::Never,
        show: |office, _| {
            let person = office
                .contact
                .as_ref()
                .map(|contact| contact.person.clone());
            person.flatten().unwrap_or_default()
        },
        // The first field of its group, yet optional.
        set: |office, typed| {
            match <Option<_> as FieldValue>::parse(typed, V::Line)? {
                None => office.contact = None,
                person => office.contact.get_or_insert_default().person = person,
            }
            Ok(())
        },
    },
    of_group!(
        "contact.phone",
        T::FieldPhone,
        V::Line,
        Required::Never,
        contact.phone,
        empty_contact
    ),
    of_group!(
        "contact.email",
        T::FieldEmail,
        V::Line,
        Required::Never,
        contact.email,
        empty_contact
    ),
    field!("from", T::FieldLivesFrom, V::Day, Never, from),
    field!("to", T::FieldLivesTo, V::Day, Never, to),
    field!(
        "successors",
        T::FieldSuccessors,
        V::Successors,
        Never,
        successors
    ),
];

/// A group of offices; its code is first and cannot be changed later.
pub const GROUP: &[Field<Group>] = &[
    field!("code", T::Code, V::Code, Always, code),
    field!("name", T::FieldWordingOfGroup, V::Text(2), Always, name),
    field!("note", T::FieldGroupNote, V::Text(2), Never, note),
    field!("members", T::FieldMembers, V::Members, Never, members),
];

const ROLES: Choices<Role> = &[
    ("reporter", Role::Reporter, T::RoleReporter),
    ("coordinator", Role::Coordinator, T::RoleCoordinator),
    ("viewer", Role::Viewer, T::RoleViewer),
    ("admin", Role::Admin, T::RoleAdmin),
];
const ACCOUNT_STATES: Choices<AccountState> = &[
    ("active", AccountState::Active, T::AccountActive),
    ("suspended", AccountState::Suspended, T::AccountSuspended),
    ("removed", AccountState::Removed, T::AccountRemoved),
];

/// An account of a shared file; its name is first and cannot be changed later.
pub const ACCOUNT: &[Field<Account>] = &[
    field!("name", T::AccountName, V::Line, Always, name),
    field!("person", T::FieldPersonName, V::Line, Always, person),
    choice!("role", T::FieldRole, ROLES, role),
    field!("office", T::Office, V::Office, Never, office),
    choice!("state", T::State, ACCOUNT_STATES, state),
    field!("keys", T::FieldKeys, V::Lines, Never, keys),
];

/// A day off, or a make-up workday; the day is first and cannot be changed later.
pub const HOLIDAY: &[Field<Holiday>] = &[
    field!("on", T::FieldDay, V::Day, Always, on),
    field!("name", T::FieldName, V::Line, Always, name),
    toggle!("working", T::FieldWorking, working),
];

/// Reason for changing a part of a plan with figures, and the amendment.
pub const CHANGE_OF_PART: &[Field<ChangeNote>] = &[
    reason_of_change(V::Text(2)),
    Field {
        label: T::FieldAmendment,
        key: "",
        input: Input::Choice(super::record::amendment_options),
        required: Required::Never,
        show: |note, _| note.amendment.clone().unwrap_or_default(),
        set: |note, typed| {
            note.amendment = Some(typed.text.to_owned()).filter(|number| !number.is_empty());
            Ok(())
        },
    },
];

/// Reason for changing an office, a group or a day off.
pub const CHANGE_OF_RECORD: &[Field<ChangeNote>] = &[reason_of_change(V::Line)];

const fn reason_of_change(value_type: V) -> Field<ChangeNote> {
    Field {
        label: T::FieldReasonOfChange,
        key: "",
        input: Input::Text(value_type),
        required: Required::Never,
        show: |note, _| note.reason.clone().unwrap_or_default(),
        set: |note, typed| {
            let reason = typed.text.lines().map(str::trim).collect::<Vec<_>>();
            note.reason = Some(reason.join(" ")).filter(|reason| !reason.is_empty());
            Ok(())
        },
    }
}

/// Label of the field whose key in the data file is this, or ends with it.
pub fn label_of_key<D>(rows: &[Field<D>], key: &str) -> Option<T> {
    let mut rows = rows.iter();
    rows.find(|row| row.key.rsplit('.').next() == Some(key))
        .map(|row| row.label)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use unicode_width::UnicodeWidthStr;

    use super::*;
    use crate::i18n::Lang;

    fn labels<D>(rows: &[Field<D>]) -> Vec<T> {
        rows.iter().map(|row| row.label).collect()
    }

    fn forms() -> Vec<Vec<T>> {
        let with_note = |labels: Vec<T>| [labels, self::labels(CHANGE_OF_PART)].concat();
        vec![
            labels(PLAN),
            labels(PLAN_COPY),
            labels(OBJECTIVE),
            with_note([labels(TARGET), labels(MEASURE)].concat()),
            labels(RULE),
            labels(ACTIVITY),
            labels(BUDGET),
            labels(EVENT),
            labels(TASK),
            labels(PARENT),
            labels(AMENDMENT),
            [labels(OFFICE), labels(CHANGE_OF_RECORD)].concat(),
            [labels(GROUP), labels(CHANGE_OF_RECORD)].concat(),
            labels(ACCOUNT),
            [labels(HOLIDAY), labels(CHANGE_OF_RECORD)].concat(),
        ]
    }

    #[test]
    fn every_label_stands_whole_before_its_field() {
        for label in forms().into_iter().flatten() {
            for lang in [Lang::Vi, Lang::En] {
                let label = label.text(lang);
                assert!(label.width() <= 22, "{label}");
            }
        }
    }

    #[test]
    fn a_label_names_one_field_of_its_form() {
        for form in forms() {
            let names: BTreeSet<String> = form.iter().map(|label| format!("{label:?}")).collect();
            assert_eq!(names.len(), form.len(), "{form:?}");
        }
    }
}
