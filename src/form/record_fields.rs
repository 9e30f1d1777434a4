//! Field tables of editable records: the fields of the data file in the order in which users think of them.
//! Must not depend on values or screens.

use super::record::{Input, RecordField, Required};
use super::value_types::ValueType as S;
use crate::i18n::screen::Text as T;
use Required::{Always, IfGroupFilled, Never};

const fn text_field(key: &'static str, label: T, shape: S, required: Required) -> RecordField {
    RecordField {
        key,
        label,
        input: Input::Text(shape),
        required,
    }
}

const fn toggle_field(key: &'static str, label: T) -> RecordField {
    RecordField {
        key,
        label,
        input: Input::Toggle,
        required: Never,
    }
}

const fn choice_field(
    key: &'static str,
    label: T,
    words: &'static [(&'static str, T)],
) -> RecordField {
    RecordField {
        key,
        label,
        input: Input::Choice(words),
        required: Never,
    }
}

const DATA_PERIODS: &[(&str, T)] = &[
    ("calendar", T::PeriodCalendar),
    ("decree09", T::PeriodDecree09),
];
const DIRECTIONS: &[(&str, T)] = &[("up", T::MoreIsBetter), ("down", T::LessIsBetter)];
const COMPARATORS: &[(&str, T)] = &[
    ("ge", T::ComparatorGe),
    ("gt", T::ComparatorGt),
    ("le", T::ComparatorLe),
    ("lt", T::ComparatorLt),
    ("eq", T::ComparatorEq),
    ("about", T::ComparatorAbout),
    ("between", T::ComparatorBetween),
    ("done", T::ComparatorDone),
];
const SCALES: &[(&str, T)] = &[("0", T::ScaleNone), ("1", T::ScaleOne), ("2", T::ScaleTwo)];
const AGGREGATIONS: &[(&str, T)] = &[("latest", T::AddsLatest), ("sum", T::AddsSum)];
const FREQUENCIES: &[(&str, T)] = &[
    ("year", T::KindYear),
    ("half_year", T::KindHalf),
    ("quarter", T::KindQuarter),
    ("month", T::KindMonth),
    ("nine_months", T::KindNine),
];
const COVERED_PERIODS: &[(&str, T)] = &[
    ("", T::KindNone),
    ("year", T::KindYear),
    ("half_year", T::KindHalf),
    ("quarter", T::KindQuarter),
    ("month", T::KindMonth),
    ("nine_months", T::KindNine),
];
/// Options yes, no, or the system setting.
const YES_NO_DEFAULT: &[(&str, T)] = &[("", T::AsSystem), ("true", T::Yes), ("false", T::No)];
const RULE_KINDS: &[(&str, T)] = &[
    ("report", T::RuleReport),
    ("own_plan", T::RuleOwnPlan),
    ("mid_term", T::RuleMidTerm),
    ("final", T::RuleFinal),
];
const RECURRENCES: &[(&str, T)] = &[("yearly", T::Yearly), ("once", T::Once)];
/// Display texts of office kinds.
pub const OFFICE_KINDS: &[(&str, T)] = &[
    ("department", T::OfficeDepartment),
    ("branch", T::OfficeBranch),
    ("mass_organization", T::OfficeMass),
    ("province", T::OfficeProvince),
    ("district", T::OfficeDistrict),
    ("division", T::OfficeDivision),
    ("commune", T::OfficeCommune),
    ("party", T::OfficeParty),
    ("press", T::OfficePress),
    ("school", T::OfficeSchool),
    ("central", T::OfficeCentral),
    ("other", T::OfficeOther),
];

/// A plan's own fields.
pub const PLAN: &[RecordField] = &[
    text_field("/code", T::Code, S::Code, Always),
    text_field("/number", T::Number, S::Line, Never),
    text_field("/title", T::FieldTitle, S::Text(2), Always),
    text_field("/short", T::FieldShort, S::Line, Always),
    text_field("/issuer", T::Issuer, S::Office, Always),
    text_field("/coordinator", T::Coordinator, S::Office, Always),
    text_field("/signed_on", T::SignedOn, S::Day, Never),
    text_field("/signer/name", T::Signer, S::Line, IfGroupFilled),
    text_field("/signer/post", T::FieldPost, S::Line, Never),
    text_field("/from", T::FieldFrom, S::Day, Always),
    text_field("/to", T::FieldTo, S::Day, Always),
    text_field("/tracked_from", T::FieldTrackedFrom, S::Day, Never),
    choice_field("/data_period", T::FieldDataPeriod, DATA_PERIODS),
    text_field("/budget_total", T::FieldBudget, S::Integer, Never),
    text_field("/recipients", T::FieldRecipients, S::Lines, Never),
    text_field("/decisions", T::FieldDecisions, S::Lines, Never),
    text_field("/closing/on", T::FieldClosedOn, S::Day, IfGroupFilled),
    text_field("/closing/reason", T::FieldClosedWhy, S::Line, IfGroupFilled),
];

/// An objective.
pub const OBJECTIVE: &[RecordField] = &[
    text_field("/no", T::FieldNo, S::Line, Always),
    text_field("/title", T::FieldTitle, S::Text(2), Always),
];

/// Wording of a target.
pub const TARGET: &[RecordField] = &[
    text_field("/no", T::FieldNo, S::Line, Always),
    RecordField {
        key: "/objective",
        label: T::Objective,
        input: Input::ProvidedChoice,
        required: Never,
    },
    text_field("/wording", T::FieldWording, S::Text(3), Always),
    text_field("/decision", T::Decision, S::Text(2), Never),
];

/// Fields of a measure below a key: alone, or as the first one of a new target.
macro_rules! measure {
    ($below:literal) => {
        &[
            text_field(
                concat!($below, "/letter"),
                T::FieldLetterOfMeasure,
                S::Line,
                Never,
            ),
            text_field(concat!($below, "/label"), T::FieldLabel, S::Line, Always),
            text_field(concat!($below, "/unit"), T::Unit, S::Unit, Never),
            text_field(
                concat!($below, "/unit_words"),
                T::FieldUnitWords,
                S::Line,
                Never,
            ),
            choice_field(
                concat!($below, "/comparator"),
                T::FieldComparator,
                COMPARATORS,
            ),
            text_field(concat!($below, "/value"), T::FieldValue, S::Number, Never),
            text_field(
                concat!($below, "/value_to"),
                T::FieldValueTo,
                S::Number,
                Never,
            ),
            text_field(
                concat!($below, "/tolerance"),
                T::FieldTolerance,
                S::Number,
                Never,
            ),
            choice_field(concat!($below, "/direction"), T::FieldDirection, DIRECTIONS),
            RecordField {
                key: concat!($below, "/scale"),
                label: T::FieldScale,
                input: Input::NumberChoice(SCALES),
                required: Never,
            },
            text_field(concat!($below, "/stages"), T::Stages, S::Stages, Never),
            text_field(
                concat!($below, "/baseline/value"),
                T::Baseline,
                S::Number,
                IfGroupFilled,
            ),
            text_field(
                concat!($below, "/baseline/on"),
                T::FieldBaselineOn,
                S::Day,
                Never,
            ),
            text_field(concat!($below, "/from"), T::FieldHoldsFrom, S::Day, Never),
            toggle_field(concat!($below, "/recurs"), T::FieldRecurs),
            choice_field(
                concat!($below, "/frequency"),
                T::FieldFrequency,
                FREQUENCIES,
            ),
            choice_field(concat!($below, "/adds_up"), T::FieldAddsUp, AGGREGATIONS),
            text_field(
                concat!($below, "/series"),
                T::FieldSeries,
                S::WordList,
                Never,
            ),
            text_field(
                concat!($below, "/quota/value"),
                T::FieldQuota,
                S::Number,
                IfGroupFilled,
            ),
            choice_field(
                concat!($below, "/quota/per"),
                T::FieldQuotaPer,
                COVERED_PERIODS,
            ),
            text_field(
                concat!($below, "/quota/group"),
                T::FieldQuotaGroup,
                S::Group,
                Never,
            ),
            text_field(
                concat!($below, "/quota/coverage"),
                T::FieldCoverage,
                S::Number,
                Never,
            ),
            text_field(concat!($below, "/owners"), T::FieldOwners, S::Owners, Never),
        ]
    };
}

/// A measure.
pub const MEASURE: &[RecordField] = measure!("");

/// The first measure of a new target.
pub const FIRST_MEASURE: &[RecordField] = measure!("/measures/0");

/// A reporting rule.
pub const RULE: &[RecordField] = &[
    text_field("/no", T::FieldRuleNo, S::Line, Always),
    text_field("/label", T::FieldRuleLabel, S::Line, Always),
    choice_field("/kind", T::FieldRuleKind, RULE_KINDS),
    text_field("/wording", T::FieldDeadlineWording, S::Line, Always),
    text_field("/who", T::FieldWho, S::PartyList, Never),
    text_field("/to", T::Recipient, S::Party, Never),
    text_field("/via", T::Via, S::Office, Never),
    toggle_field("/before", T::FieldBefore),
    choice_field("/before_inclusive", T::FieldBeforeInclusive, YES_NO_DEFAULT),
    choice_field("/roll_over", T::FieldRollOver, YES_NO_DEFAULT),
    choice_field("/recurrence", T::FieldRecurrence, RECURRENCES),
    text_field("/first", T::FieldFirstDay, S::Day, Never),
    text_field("/last", T::FieldLastDay, S::Day, Never),
    choice_field("/data_period", T::FieldCovers, COVERED_PERIODS),
    toggle_field("/outside", T::FieldOutside),
    text_field("/waits_for", T::FieldWaitsFor, S::WordList, Never),
];

/// An activity.
pub const ACTIVITY: &[RecordField] = &[
    text_field("/no", T::FieldNo, S::Integer, Always),
    text_field("/content", T::FieldContent, S::Text(2), Always),
    text_field("/unit", T::FieldCountWord, S::Line, Never),
    text_field("/quantity", T::FieldQuantity, S::Number, Never),
    text_field("/window/wording", T::FieldWindow, S::Line, Always),
    text_field("/window/from", T::FieldFrom, S::Day, Always),
    text_field("/window/to", T::FieldTo, S::Day, Always),
    text_field("/lead", T::FieldLead, S::Office, Always),
    text_field("/partners", T::FieldPartners, S::PartyList, Never),
];

/// A budget source.
pub const BUDGET: &[RecordField] = &[
    text_field("/source", T::FieldSource, S::Text(2), Always),
    text_field("/amount", T::FieldAmount, S::Integer, Never),
];

/// A yearly event or campaign.
pub const EVENT: &[RecordField] = &[
    text_field("/name", T::FieldName, S::Text(2), Always),
    text_field("/from", T::FieldYearFrom, S::DayOfYear, Always),
    text_field("/to", T::FieldYearTo, S::DayOfYear, Always),
];

/// A task of a department.
pub const TASK: &[RecordField] = &[
    text_field("/who", T::FieldDoer, S::Party, Always),
    text_field("/section", T::FieldSection, S::Line, Never),
    text_field("/content", T::FieldContent, S::Text(2), Always),
];

/// A parent document.
pub const PARENT: &[RecordField] = &[
    text_field("/number", T::Number, S::Line, Never),
    text_field("/signed_on", T::SignedOn, S::Day, Never),
    text_field("/title", T::FieldTitle, S::Text(2), Always),
];

/// An amendment.
pub const AMENDMENT: &[RecordField] = &[
    text_field("/number", T::Number, S::Line, Always),
    text_field("/on", T::FieldHoldsFrom, S::Day, Always),
    text_field("/signed_on", T::SignedOn, S::Day, Never),
    text_field("/title", T::FieldTitle, S::Text(2), Always),
];

/// An office.
pub const OFFICE: &[RecordField] = &[
    text_field("/code", T::Code, S::Code, Always),
    text_field("/name", T::FieldName, S::Line, Always),
    choice_field("/kind", T::FieldOfficeKind, OFFICE_KINDS),
    text_field("/parent", T::FieldParentOffice, S::Office, Never),
    text_field("/aliases", T::FieldAliases, S::Lines, Never),
    text_field("/contact/person", T::FieldPerson, S::Line, Never),
    text_field("/contact/phone", T::FieldPhone, S::Line, Never),
    text_field("/contact/email", T::FieldEmail, S::Line, Never),
    text_field("/from", T::FieldLivesFrom, S::Day, Never),
    text_field("/to", T::FieldLivesTo, S::Day, Never),
    text_field("/successors", T::FieldSuccessors, S::Successors, Never),
];

/// A group of offices.
pub const GROUP: &[RecordField] = &[
    text_field("/code", T::Code, S::Code, Always),
    text_field("/name", T::FieldWordingOfGroup, S::Text(2), Always),
    text_field("/note", T::FieldGroupNote, S::Text(2), Never),
    text_field("/members", T::FieldMembers, S::Members, Never),
];

const ROLES: &[(&str, T)] = &[
    ("reporter", T::RoleReporter),
    ("coordinator", T::RoleCoordinator),
    ("viewer", T::RoleViewer),
    ("admin", T::RoleAdmin),
];
const ACCOUNT_STATES: &[(&str, T)] = &[
    ("active", T::AccountActive),
    ("suspended", T::AccountSuspended),
    ("removed", T::AccountRemoved),
];

/// An account of a shared file.
pub const ACCOUNT: &[RecordField] = &[
    text_field("/name", T::AccountName, S::Line, Always),
    text_field("/person", T::FieldPersonName, S::Line, Always),
    choice_field("/role", T::FieldRole, ROLES),
    text_field("/office", T::Office, S::Office, Never),
    choice_field("/state", T::State, ACCOUNT_STATES),
    text_field("/keys", T::FieldKeys, S::Lines, Never),
];

/// A day off, or a make-up workday.
pub const HOLIDAY: &[RecordField] = &[
    text_field("/on", T::FieldDay, S::Day, Always),
    text_field("/name", T::FieldName, S::Line, Always),
    toggle_field("/working", T::FieldWorking),
];

#[cfg(test)]
mod tests {
    use unicode_width::UnicodeWidthStr;

    use super::*;
    use crate::i18n::Lang;

    #[test]
    fn every_label_stands_whole_before_its_field() {
        let records = [
            PLAN,
            OBJECTIVE,
            TARGET,
            MEASURE,
            FIRST_MEASURE,
            RULE,
            ACTIVITY,
            BUDGET,
            EVENT,
            TASK,
            PARENT,
            AMENDMENT,
            OFFICE,
            GROUP,
            ACCOUNT,
            HOLIDAY,
        ];
        for row in records.into_iter().flatten() {
            for lang in [Lang::Vi, Lang::En] {
                let label = row.label.text(lang);
                assert!(label.width() <= 22, "{label}");
            }
        }
    }
}
