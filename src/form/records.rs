//! The records that can be typed in, a table each: the fields of the data file in the order in which people think of them.
//! Knows no value and no screen.

use super::record::{Fill, Need, Row};
use super::shapes::Shape as S;
use crate::words::screen::Text as T;
use Need::{Always, Free, WithGroup};

const fn typed(key: &'static str, label: T, shape: S, need: Need) -> Row {
    Row { key, label, fill: Fill::Typed(shape), need }
}

const fn toggle(key: &'static str, label: T) -> Row {
    Row { key, label, fill: Fill::Toggle, need: Free }
}

const fn choice(key: &'static str, label: T, words: &'static [(&'static str, T)]) -> Row {
    Row { key, label, fill: Fill::Choice(words), need: Free }
}

const DATA_PERIODS: &[(&str, T)] = &[("calendar", T::PeriodCalendar), ("decree09", T::PeriodDecree09)];
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
const ADDS_UP: &[(&str, T)] = &[("latest", T::AddsLatest), ("sum", T::AddsSum)];
const FREQUENCIES: &[(&str, T)] = &[
    ("year", T::KindYear),
    ("half_year", T::KindHalf),
    ("quarter", T::KindQuarter),
    ("month", T::KindMonth),
    ("nine_months", T::KindNine),
];
const COVERED: &[(&str, T)] = &[
    ("", T::KindNone),
    ("year", T::KindYear),
    ("half_year", T::KindHalf),
    ("quarter", T::KindQuarter),
    ("month", T::KindMonth),
    ("nine_months", T::KindNine),
];
/// Yes, no, or as the whole system reads its days.
const AS_SYSTEM: &[(&str, T)] = &[("", T::AsSystem), ("true", T::Yes), ("false", T::No)];
const RULE_KINDS: &[(&str, T)] =
    &[("report", T::RuleReport), ("own_plan", T::RuleOwnPlan), ("mid_term", T::RuleMidTerm), ("final", T::RuleFinal)];
const RECURRENCES: &[(&str, T)] = &[("yearly", T::Yearly), ("once", T::Once)];
/// The words of the sorts of offices.
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

/// The head of a plan.
pub const PLAN: &[Row] = &[
    typed("/code", T::Code, S::Code, Always),
    typed("/number", T::Number, S::Line, Free),
    typed("/title", T::FieldTitle, S::Text(2), Always),
    typed("/short", T::FieldShort, S::Line, Always),
    typed("/issuer", T::Issuer, S::Office, Always),
    typed("/coordinator", T::Coordinator, S::Office, Always),
    typed("/signed_on", T::SignedOn, S::Day, Free),
    typed("/signer/name", T::Signer, S::Line, WithGroup),
    typed("/signer/post", T::FieldPost, S::Line, Free),
    typed("/from", T::FieldFrom, S::Day, Always),
    typed("/to", T::FieldTo, S::Day, Always),
    typed("/tracked_from", T::FieldTrackedFrom, S::Day, Free),
    choice("/data_period", T::FieldDataPeriod, DATA_PERIODS),
    typed("/budget_total", T::FieldBudget, S::Whole, Free),
    typed("/recipients", T::FieldRecipients, S::Lines, Free),
    typed("/decisions", T::FieldDecisions, S::Lines, Free),
    typed("/closing/on", T::FieldClosedOn, S::Day, WithGroup),
    typed("/closing/reason", T::FieldClosedWhy, S::Line, WithGroup),
];

/// An objective.
pub const OBJECTIVE: &[Row] =
    &[typed("/no", T::FieldNo, S::Line, Always), typed("/title", T::FieldTitle, S::Text(2), Always)];

/// The signed words of a target.
pub const TARGET: &[Row] = &[
    typed("/no", T::FieldNo, S::Line, Always),
    Row { key: "/objective", label: T::Objective, fill: Fill::Given, need: Free },
    typed("/wording", T::FieldWording, S::Text(3), Always),
    typed("/decision", T::Decision, S::Text(2), Free),
];

/// The rows of a measure, below a key: alone, or as the first one of a new target.
macro_rules! measure {
    ($below:literal) => {
        &[
            typed(concat!($below, "/letter"), T::FieldLetterOfMeasure, S::Line, Free),
            typed(concat!($below, "/label"), T::FieldLabel, S::Line, Always),
            typed(concat!($below, "/unit"), T::Unit, S::Unit, Free),
            typed(concat!($below, "/unit_words"), T::FieldUnitWords, S::Line, Free),
            choice(concat!($below, "/comparator"), T::FieldComparator, COMPARATORS),
            typed(concat!($below, "/value"), T::FieldValue, S::Number, Free),
            typed(concat!($below, "/value_to"), T::FieldValueTo, S::Number, Free),
            typed(concat!($below, "/tolerance"), T::FieldTolerance, S::Number, Free),
            choice(concat!($below, "/direction"), T::FieldDirection, DIRECTIONS),
            Row { key: concat!($below, "/scale"), label: T::FieldScale, fill: Fill::Digits(SCALES), need: Free },
            typed(concat!($below, "/stages"), T::Stages, S::Stages, Free),
            typed(concat!($below, "/baseline/value"), T::Baseline, S::Number, WithGroup),
            typed(concat!($below, "/baseline/on"), T::FieldBaselineOn, S::Day, Free),
            typed(concat!($below, "/from"), T::FieldHoldsFrom, S::Day, Free),
            toggle(concat!($below, "/recurs"), T::FieldRecurs),
            choice(concat!($below, "/frequency"), T::FieldFrequency, FREQUENCIES),
            choice(concat!($below, "/adds_up"), T::FieldAddsUp, ADDS_UP),
            typed(concat!($below, "/series"), T::FieldSeries, S::Words, Free),
            typed(concat!($below, "/quota/value"), T::FieldQuota, S::Number, WithGroup),
            choice(concat!($below, "/quota/per"), T::FieldQuotaPer, COVERED),
            typed(concat!($below, "/quota/group"), T::FieldQuotaGroup, S::Group, Free),
            typed(concat!($below, "/quota/coverage"), T::FieldCoverage, S::Number, Free),
            typed(concat!($below, "/owners"), T::FieldOwners, S::Owners, Free),
        ]
    };
}

/// A measure.
pub const MEASURE: &[Row] = measure!("");

/// The first measure of a new target.
pub const FIRST_MEASURE: &[Row] = measure!("/measures/0");

/// A reporting rule.
pub const RULE: &[Row] = &[
    typed("/no", T::FieldRuleNo, S::Line, Always),
    typed("/label", T::FieldRuleLabel, S::Line, Always),
    choice("/kind", T::FieldRuleKind, RULE_KINDS),
    typed("/wording", T::FieldDeadlineWording, S::Line, Always),
    typed("/who", T::FieldWho, S::Parties, Free),
    typed("/to", T::Recipient, S::Party, Free),
    typed("/via", T::Via, S::Office, Free),
    toggle("/before", T::FieldBefore),
    choice("/before_inclusive", T::FieldBeforeInclusive, AS_SYSTEM),
    choice("/roll_over", T::FieldRollOver, AS_SYSTEM),
    choice("/recurrence", T::FieldRecurrence, RECURRENCES),
    typed("/first", T::FieldFirstDay, S::Day, Free),
    typed("/last", T::FieldLastDay, S::Day, Free),
    choice("/data_period", T::FieldCovers, COVERED),
    toggle("/outside", T::FieldOutside),
    typed("/waits_for", T::FieldWaitsFor, S::Words, Free),
];

/// An activity.
pub const ACTIVITY: &[Row] = &[
    typed("/no", T::FieldNo, S::Whole, Always),
    typed("/content", T::FieldContent, S::Text(2), Always),
    typed("/unit", T::FieldCountWord, S::Line, Free),
    typed("/quantity", T::FieldQuantity, S::Number, Free),
    typed("/window/wording", T::FieldWindow, S::Line, Always),
    typed("/window/from", T::FieldFrom, S::Day, Always),
    typed("/window/to", T::FieldTo, S::Day, Always),
    typed("/lead", T::FieldLead, S::Office, Always),
    typed("/partners", T::FieldPartners, S::Parties, Free),
];

/// A source of money.
pub const BUDGET: &[Row] =
    &[typed("/source", T::FieldSource, S::Text(2), Always), typed("/amount", T::FieldAmount, S::Whole, Free)];

/// A yearly day or campaign.
pub const EVENT: &[Row] = &[
    typed("/name", T::FieldName, S::Text(2), Always),
    typed("/from", T::FieldYearFrom, S::YearDay, Always),
    typed("/to", T::FieldYearTo, S::YearDay, Always),
];

/// What a department is to do.
pub const TASK: &[Row] = &[
    typed("/who", T::FieldDoer, S::Party, Always),
    typed("/section", T::FieldSection, S::Line, Free),
    typed("/content", T::FieldContent, S::Text(2), Always),
];

/// A document that the plan carries out.
pub const PARENT: &[Row] = &[
    typed("/number", T::Number, S::Line, Free),
    typed("/signed_on", T::SignedOn, S::Day, Free),
    typed("/title", T::FieldTitle, S::Text(2), Always),
];

/// A document that changes the plan.
pub const AMENDMENT: &[Row] = &[
    typed("/number", T::Number, S::Line, Always),
    typed("/on", T::FieldHoldsFrom, S::Day, Always),
    typed("/signed_on", T::SignedOn, S::Day, Free),
    typed("/title", T::FieldTitle, S::Text(2), Always),
];

/// An office.
pub const OFFICE: &[Row] = &[
    typed("/code", T::Code, S::Code, Always),
    typed("/name", T::FieldName, S::Line, Always),
    choice("/kind", T::FieldOfficeKind, OFFICE_KINDS),
    typed("/parent", T::FieldParentOffice, S::Office, Free),
    typed("/aliases", T::FieldAliases, S::Lines, Free),
    typed("/contact/person", T::FieldPerson, S::Line, Free),
    typed("/contact/phone", T::FieldPhone, S::Line, Free),
    typed("/contact/email", T::FieldEmail, S::Line, Free),
    typed("/from", T::FieldLivesFrom, S::Day, Free),
    typed("/to", T::FieldLivesTo, S::Day, Free),
    typed("/successors", T::FieldSuccessors, S::Successors, Free),
];

/// A group of offices.
pub const GROUP: &[Row] = &[
    typed("/code", T::Code, S::Code, Always),
    typed("/name", T::FieldWordingOfGroup, S::Text(2), Always),
    typed("/note", T::FieldGroupNote, S::Text(2), Free),
    typed("/members", T::FieldMembers, S::Members, Free),
];

const ROLES: &[(&str, T)] = &[
    ("reporter", T::RoleReporter),
    ("coordinator", T::RoleCoordinator),
    ("viewer", T::RoleViewer),
    ("admin", T::RoleAdmin),
];
const ACCOUNT_STATES: &[(&str, T)] =
    &[("active", T::AccountActive), ("suspended", T::AccountSuspended), ("removed", T::AccountRemoved)];

/// An account of a shared file.
pub const ACCOUNT: &[Row] = &[
    typed("/name", T::AccountName, S::Line, Always),
    typed("/person", T::FieldPersonName, S::Line, Always),
    choice("/role", T::FieldRole, ROLES),
    typed("/office", T::Office, S::Office, Free),
    choice("/state", T::State, ACCOUNT_STATES),
    typed("/keys", T::FieldKeys, S::Lines, Free),
];

/// A day off, or a working weekend day.
pub const HOLIDAY: &[Row] = &[
    typed("/on", T::FieldDay, S::Day, Always),
    typed("/name", T::FieldName, S::Line, Always),
    toggle("/working", T::FieldWorking),
];

#[cfg(test)]
mod tests {
    use unicode_width::UnicodeWidthStr;

    use super::*;
    use crate::words::Lang;

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
                let label = row.label.words(lang);
                assert!(label.width() <= 22, "{label}");
            }
        }
    }
}
