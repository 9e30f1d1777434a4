//! A signed plan and its parts, in the shape of the data file. Must not depend on figures, reports or the current day.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::code::{GroupCode, MeasureId, OfficeCode, PlanCode, RuleId};
use super::number::Number;
use super::office::is_within;
pub use super::period::DataPeriod;
use super::period::PeriodKind;

/// A signed document (kế hoạch). A field that the document lacks is `None` and is listed as missing information.
/// The default has no content and no valid days.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Plan {
    /// Key of the plan.
    pub code: PlanCode,
    /// Number as printed: `70/KH-UBND`.
    pub number: Option<String>,
    /// The document's title, without the word "kế hoạch".
    pub title: String,
    /// Short name for lists: `TT Huế 2021–2025`.
    #[serde(rename = "short")]
    pub short_name: String,
    /// The issuing office.
    pub issuer: OfficeCode,
    /// Day of the document.
    pub signed_on: Option<NaiveDate>,
    /// Name and post of the signer.
    pub signer: Option<Signer>,
    /// First day covered.
    pub from: NaiveDate,
    /// Last day covered.
    pub to: NaiveDate,
    /// First day from which its duties are tracked; `None` means the plan's first day.
    pub tracked_from: Option<NaiveDate>,
    /// The office that collects everybody's reports (cơ quan đầu mối).
    pub coordinator: OfficeCode,
    /// Boundaries of its data periods.
    #[serde(default)]
    pub data_period: DataPeriod,
    /// Total budget in đồng, if the plan names one.
    pub budget_total: Option<i64>,
    /// Parent documents.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parents: Vec<Parent>,
    /// Recipients of the document (nơi nhận), one per line.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub recipients: Vec<String>,
    /// Coding notes: decisions taken when the document was read, shown with the plan.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub decisions: Vec<String>,
    /// Numbered headings; some plans have none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub objectives: Vec<Objective>,
    /// Targets in the order of the plan.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub targets: Vec<Target>,
    /// Activities of the annex.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub activities: Vec<Activity>,
    /// Budget sources.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub budget: Vec<BudgetSource>,
    /// Reporting rules, dated and undated.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rules: Vec<ReportingRule>,
    /// Yearly events and campaigns.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub events: Vec<YearlyEvent>,
    /// Tasks of departments, one line each.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tasks: Vec<Task>,
    /// Amendments (văn bản điều chỉnh).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub amendments: Vec<Amendment>,
    /// Set once the plan is closed (kết thúc theo dõi).
    pub closing: Option<Closing>,
}

/// A numbered document that changes targets of the plan from a day on (văn bản điều chỉnh).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Amendment {
    /// Number as printed; the key.
    pub number: String,
    /// Effective day.
    pub on: NaiveDate,
    /// Day of the document.
    pub signed_on: Option<NaiveDate>,
    /// Subject in one line.
    pub title: String,
}

/// Closing of a plan: no duty opens after that day and no figure can be entered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Closing {
    /// Last day of tracking.
    pub on: NaiveDate,
    /// Reason, or the document that ends the plan.
    pub reason: String,
}

/// Signer of a document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Signer {
    /// Full name.
    pub name: String,
    /// Post as printed (`KT. Chủ tịch, Phó Chủ tịch`), if any.
    pub post: Option<String>,
}

/// A parent document of the plan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Parent {
    /// Number as printed.
    pub number: Option<String>,
    /// Day as printed.
    pub signed_on: Option<NaiveDate>,
    /// Issuer and subject in a line.
    pub title: String,
}

/// A numbered heading of a plan (mục tiêu).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Objective {
    /// `1`, `2` …
    pub no: String,
    /// Its heading.
    pub title: String,
}

/// A target (chỉ tiêu); compound if it has several measures.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Target {
    /// `2.3` with objectives, `7` without.
    pub no: String,
    /// Number of its objective.
    pub objective: Option<String>,
    /// Summary of the signed wording.
    pub wording: String,
    /// Coding note where the wording is ambiguous ("100 tổ chức" is read as 100 %).
    pub decision: Option<String>,
    /// First day of validity, if an amendment added it.
    pub from: Option<NaiveDate>,
    /// Last day of validity, if an amendment removed it.
    pub to: Option<NaiveDate>,
    /// Measures; at least one.
    pub measures: Vec<Measure>,
    /// Versions before amendments, oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[serde(rename = "former")]
    pub former_versions: Vec<FormerTarget>,
}

/// A former version of a target, valid until an amendment changed it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FormerTarget {
    /// Last day of validity.
    pub until: NaiveDate,
    /// Number of the amendment that changed it.
    pub amendment: String,
    /// Summary of the signed wording.
    pub wording: String,
    /// Coding note.
    pub decision: Option<String>,
    /// Measures.
    pub measures: Vec<Measure>,
}

/// One number, or one yes/no, by which a target is assessed (chỉ tiêu thành phần).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Measure {
    /// `a`, `b` … in a compound target; `None` in a simple one.
    pub letter: Option<String>,
    /// Short label.
    pub label: String,
    /// Unit of count.
    pub unit: Unit,
    /// Display text of the unit where `unit` alone does not say it (`trên 1.000 phụ nữ`).
    pub unit_words: Option<String>,
    /// Decimals that may be entered, at most 2.
    #[serde(default)]
    pub scale: u8,
    /// Direction of improvement.
    pub direction: Direction,
    /// Comparator between a value and the target value.
    pub comparator: Comparator,
    /// Target value: that of the last stage, or of each period if the measure recurs. `None` for a milestone. For a
    /// quota without a percentage, the quota itself; for the coverage of a quota, the coverage.
    pub value: Option<Number>,
    /// Upper end of a band.
    pub value_to: Option<Number>,
    /// Tolerance of `about`, per cent of the value; absent means 5.
    pub tolerance: Option<Number>,
    /// Interim targets, ascending. Empty if the measure recurs without a deadline.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub stages: Vec<Stage>,
    /// Baseline, if the plan states one.
    pub baseline: Option<Baseline>,
    /// The day from which it holds ("từ năm 2025 trở đi"): a start, not a deadline.
    pub from: Option<NaiveDate>,
    /// Each ended period is assessed alone ("hằng năm", "mỗi quý").
    #[serde(default)]
    pub recurs: bool,
    /// How figures are aggregated over periods.
    #[serde(default)]
    #[serde(rename = "adds_up")]
    pub aggregation: Aggregation,
    /// Figures accumulate from the plan's first day: a count promised over the whole plan ("10 lớp trong giai đoạn
    /// 2024–2025").
    #[serde(default, skip_serializing_if = "is_false")]
    pub accumulates: bool,
    /// Entry frequency of figures, independent of the reports' due days.
    pub frequency: PeriodKind,
    /// Years between two surveys, if it is measured less often than once a year.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub survey_years: Option<u32>,
    /// Breakdown of the measure (`boys`, `girls`).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub series: Vec<String>,
    /// Quota of each office in each period.
    pub quota: Option<Quota>,
    /// Offices responsible; empty if the plan names none (missing information).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub owners: Vec<Owner>,
}

/// `serde` asks by reference.
#[allow(clippy::trivially_copy_pass_by_ref)]
fn is_false(value: &bool) -> bool {
    !*value
}

/// Unit of count.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Unit {
    /// Share, in per cent.
    Percent,
    /// Rate per 1.000.
    Per1000,
    /// Rate per 100.000.
    Per100000,
    /// Ratio of boys to 100 girls.
    Per100Girls,
    /// Multiple.
    Times,
    /// A count, with its noun (`cuộc`, `tin, bài`). Milestones have the empty text.
    Count(String),
}

impl Unit {
    /// Factor of a numerator over a denominator; `None` for counts.
    pub fn base(&self) -> Option<i64> {
        match self {
            Unit::Percent | Unit::Per100Girls => Some(100),
            Unit::Per1000 => Some(1000),
            Unit::Per100000 => Some(100_000),
            Unit::Times => Some(1),
            Unit::Count(_) => None,
        }
    }
}

impl TryFrom<String> for Unit {
    type Error = String;
    fn try_from(word: String) -> Result<Self, String> {
        Ok(match word.as_str() {
            "%" => Unit::Percent,
            "per 1.000" => Unit::Per1000,
            "per 100.000" => Unit::Per100000,
            "per 100 girls" => Unit::Per100Girls,
            "times" => Unit::Times,
            _ => Unit::Count(word),
        })
    }
}

impl From<Unit> for String {
    fn from(unit: Unit) -> String {
        match unit {
            Unit::Percent => "%".into(),
            Unit::Per1000 => "per 1.000".into(),
            Unit::Per100000 => "per 100.000".into(),
            Unit::Per100Girls => "per 100 girls".into(),
            Unit::Times => "times".into(),
            Unit::Count(word) => word,
        }
    }
}

/// Direction of improvement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// More is better.
    Up,
    /// Less is better.
    Down,
}

/// Comparator between a value and the target value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Comparator {
    /// At least; also "100 %" and "đạt 60 %".
    Ge,
    /// More than.
    Gt,
    /// At most.
    Le,
    /// Less than.
    Lt,
    /// Equal.
    Eq,
    /// About: within a tolerance, or better.
    About,
    /// A band; beyond its better end is met too.
    Between,
    /// A milestone: done or not.
    Done,
}

/// An interim target: a day and a value. A stage counts at the end of the year named.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Stage {
    /// The day.
    pub on: NaiveDate,
    /// The value; absent for a milestone.
    pub value: Option<Number>,
}

/// Baseline of a measure.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Baseline {
    /// The value.
    pub value: Number,
    /// Its day; absent means the day before the plan starts.
    pub on: Option<NaiveDate>,
}

/// Aggregation of figures over periods.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Aggregation {
    /// The newest figure counts for the year.
    #[default]
    Latest,
    /// The parts are summed.
    Sum,
}

/// Quota of each office of a group in each period.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Quota {
    /// Number required from each office.
    pub value: Number,
    /// Period of the quota; `None` means since the plan's start.
    #[serde(rename = "per")]
    pub period_kind: Option<PeriodKind>,
    /// The offices concerned; `None` if they are not listed yet (missing information).
    pub group: Option<GroupCode>,
    /// Share of offices that must reach it, in per cent; `None` means 100.
    pub coverage: Option<Number>,
}

/// An office responsible for a measure, with its days and its part.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Owner {
    /// The office.
    pub office: OfficeCode,
    /// Part of the measure that it answers for (`bạo lực gia đình`).
    pub scope: Option<String>,
    /// From this day; absent means always.
    pub from: Option<NaiveDate>,
    /// To this day inclusive; absent means always.
    pub to: Option<NaiveDate>,
    /// Coding note, set where the plan does not name the owner.
    pub decision: Option<String>,
}

/// An activity: a row of the annex (hoạt động).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Activity {
    /// Its number in the annex.
    pub no: u32,
    /// Content, summarized.
    pub content: String,
    /// Unit of count.
    pub unit: Option<String>,
    /// Quantity.
    pub quantity: Option<Number>,
    /// Time window.
    pub window: Window,
    /// Lead office.
    pub lead: OfficeCode,
    /// Partner offices.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub partners: Vec<Party>,
}

/// Time window of an activity.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Window {
    /// As written: `Tháng 5-7`.
    pub wording: String,
    /// First day.
    pub from: NaiveDate,
    /// Last day.
    pub to: NaiveDate,
}

/// An office, a group, or a party that the plan names in words only. Exactly one of the three.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Party {
    /// One office.
    Office(OfficeCode),
    /// A group.
    Group(GroupCode),
    /// Words, such as "UBND huyện được chọn".
    Words(String),
}

/// A budget source.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BudgetSource {
    /// Wording of the plan, shortened.
    pub source: String,
    /// In đồng, if the plan names an amount.
    pub amount: Option<i64>,
}

/// A reporting rule (chế độ báo cáo): who reports what to whom, by which day, how often.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReportingRule {
    /// `r1` if dated, `u1` if not.
    pub no: String,
    /// Kind of report.
    pub kind: RuleKind,
    /// The report's name on the screen: `Báo cáo 6 tháng`.
    pub label: String,
    /// Reporting offices.
    pub who: Vec<Party>,
    /// Recipient; `None` if the plan names none: then the coordinator collects the report.
    pub to: Option<Party>,
    /// The office through which the report is submitted and which accepts it.
    pub via: Option<OfficeCode>,
    /// Wording of the deadline: `trước ngày 10/6`.
    pub wording: String,
    /// `true` if the wording excludes the named day (`trước ngày`), `false` if not (`chậm nhất`, `đến ngày`).
    #[serde(default)]
    #[serde(rename = "before")]
    pub excludes_named_day: bool,
    /// Overrides for this rule whether `trước ngày` includes the named day; `None`: the system setting applies.
    pub before_inclusive: Option<bool>,
    /// Overrides for this rule whether a deadline on a day off moves to the next working day; `None`: the system
    /// setting applies.
    pub roll_over: Option<bool>,
    /// Frequency.
    pub recurrence: Recurrence,
    /// First named day; `None` in an undated rule.
    pub first: Option<NaiveDate>,
    /// Last named day; `None` in an undated rule.
    pub last: Option<NaiveDate>,
    /// Period covered: `half_year` (its first half), `year` …; `None` for a one-off duty.
    pub data_period: Option<PeriodKind>,
    /// The recipient is outside the system (a ministry): sent is final.
    #[serde(default)]
    #[serde(rename = "outside")]
    pub external_recipient: bool,
    /// Rules whose reports this one waits for.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub waits_for: Vec<String>,
}

/// Kind of report that a rule requires.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RuleKind {
    /// An office's own plan.
    OwnPlan,
    /// A report on a period.
    Report,
    /// A mid-term review (sơ kết).
    MidTerm,
    /// A final review (tổng kết) or evaluation.
    Final,
}

/// Frequency of a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Recurrence {
    /// Once.
    Once,
    /// On the same day each year from the first to the last day named.
    Yearly,
}

/// A yearly day or campaign (8/3, the action month 15/11–15/12).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct YearlyEvent {
    /// Name of the account.
    pub name: String,
    /// First day, `MM-DD`.
    pub from: String,
    /// Last day, `MM-DD`; equals `from` for a single day.
    pub to: String,
}

/// A task of a department.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Task {
    /// The department.
    pub who: Party,
    /// Section of the plan, if any: `IV.1`.
    pub section: Option<String>,
    /// Content in one line.
    pub content: String,
}

impl YearlyEvent {
    /// First and last day in a year; an event that crosses the new year ends in the next year. 29/2 is 28/2 in a common
    /// year. `None` for an invalid day.
    pub fn dates_in_year(&self, year: i32) -> Option<(NaiveDate, NaiveDate)> {
        let from = month_day(&self.from, year)?;
        let to = month_day(&self.to, year)?;
        if to < from {
            Some((from, month_day(&self.to, year + 1)?))
        } else {
            Some((from, to))
        }
    }
}

/// Parses `03-08` in a year.
fn month_day(text: &str, year: i32) -> Option<NaiveDate> {
    let (month, day) = text.split_once('-')?;
    let (month, day) = (month.parse().ok()?, day.parse().ok()?);
    let common =
        || NaiveDate::from_ymd_opt(year, month, day - 1).filter(|_| (month, day) == (2, 29));
    NaiveDate::from_ymd_opt(year, month, day).or_else(common)
}

impl Plan {
    /// The plan as of a day: targets that amendments have added by then and not removed, each in the version valid on
    /// that day.
    #[must_use]
    pub fn as_of(mut self, day: NaiveDate) -> Plan {
        self.targets
            .retain(|target| is_within(day, target.from, target.to));
        for target in &mut self.targets {
            if let Some(former) = target
                .former_versions
                .iter()
                .find(|former| day <= former.until)
                .cloned()
            {
                (target.wording, target.decision) = (former.wording, former.decision);
                target.measures = former.measures;
            }
        }
        self
    }

    /// First day from which duties are tracked.
    pub fn tracked_from(&self) -> NaiveDate {
        self.tracked_from.unwrap_or(self.from)
    }

    /// Stable id of a measure.
    pub fn measure_id(&self, target: &Target, measure: &Measure) -> MeasureId {
        let letter = measure.letter.as_deref().unwrap_or_default();
        MeasureId(format!("{}/{}{letter}", self.code, target.no))
    }

    /// Stable id of a rule.
    pub fn rule_id(&self, rule: &ReportingRule) -> RuleId {
        RuleId(format!("{}/{}", self.code, rule.no))
    }

    /// Every measure with its target and id, in the order of the plan.
    pub fn measures(&self) -> impl Iterator<Item = (MeasureId, &Target, &Measure)> {
        self.targets.iter().flat_map(move |t| {
            t.measures
                .iter()
                .map(move |m| (self.measure_id(t, m), t, m))
        })
    }

    /// Finds a measure with its target.
    pub fn find_measure(&self, id: &MeasureId) -> Option<(&Target, &Measure)> {
        let own = self.local_id(id.as_str())?;
        let mut all = self
            .targets
            .iter()
            .flat_map(|t| t.measures.iter().map(move |m| (t, m)));
        all.find(|(t, m)| {
            own.strip_prefix(t.no.as_str()) == Some(m.letter.as_deref().unwrap_or_default())
        })
    }

    /// Finds a rule.
    pub fn find_rule(&self, id: &RuleId) -> Option<&ReportingRule> {
        let own = self.local_id(id.as_str())?;
        self.rules.iter().find(|rule| rule.no == own)
    }

    /// Part of an id after this plan's code and the slash.
    fn local_id<'a>(&self, id: &'a str) -> Option<&'a str> {
        id.strip_prefix(self.code.as_str())?.strip_prefix('/')
    }
}
