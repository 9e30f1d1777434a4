//! A signed plan and its parts, in the shape in which it is written down in a data file. Knows nothing of figures,
//! of what was reported, or of today.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::code::{GroupCode, MeasureId, OfficeCode, PlanCode, RuleId};
use super::number::Number;
use super::office::is_within;
pub use super::period::DataPeriod;
use super::period::PeriodKind;

/// The signed document (kế hoạch). A field that the document does not carry is absent, and listed as a gap.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Plan {
    /// The plan's key.
    pub code: PlanCode,
    /// Number as printed: `70/KH-UBND`.
    pub number: Option<String>,
    /// The document's title, without the word "kế hoạch".
    pub title: String,
    /// A few words for lists: `TT Huế 2021–2025`.
    #[serde(rename = "short")]
    pub short_name: String,
    /// Who signed it.
    pub issuer: OfficeCode,
    /// The day printed on it.
    pub signed_on: Option<NaiveDate>,
    /// The signer's name and post.
    pub signer: Option<Signer>,
    /// First day covered.
    pub from: NaiveDate,
    /// Last day covered.
    pub to: NaiveDate,
    /// The day from which its duties are tracked; absent means its first day.
    pub tracked_from: Option<NaiveDate>,
    /// The office that collects everybody's reports (cơ quan đầu mối).
    pub coordinator: OfficeCode,
    /// How its data periods are cut.
    #[serde(default)]
    pub data_period: DataPeriod,
    /// Money in one sum, in đồng, where the plan names one.
    pub budget_total: Option<i64>,
    /// Documents that it carries out.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parents: Vec<Parent>,
    /// Nơi nhận, a line each.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub recipients: Vec<String>,
    /// What a person decided on reading the document, shown with the plan.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub decisions: Vec<String>,
    /// Numbered headings; S2 and S3 have none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub objectives: Vec<Objective>,
    /// Targets in the order of the plan.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub targets: Vec<Target>,
    /// Rows of the annex.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub activities: Vec<Activity>,
    /// Sources of money.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub budget: Vec<BudgetSource>,
    /// Reporting rules, dated and undated.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rules: Vec<ReportingRule>,
    /// Yearly days and campaigns.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub events: Vec<YearlyEvent>,
    /// What each department is to do, in a line.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tasks: Vec<Task>,
    /// Documents that changed it from a day on (văn bản điều chỉnh).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub amendments: Vec<Amendment>,
    /// Set once it is closed (kết thúc theo dõi).
    pub closing: Option<Closing>,
}

/// A numbered document that changes targets of the plan from a day on (văn bản điều chỉnh).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Amendment {
    /// Number as printed: its key.
    pub number: String,
    /// The day from which what it changes holds.
    pub on: NaiveDate,
    /// The day printed on it.
    pub signed_on: Option<NaiveDate>,
    /// What it is about, in a line.
    pub title: String,
}

/// The end of following a plan: no duty opens after that day and no figure is entered any more.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Closing {
    /// The last day on which it is followed.
    pub on: NaiveDate,
    /// Why, or the document that ends it.
    pub reason: String,
}

/// Who signed, and as what.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Signer {
    /// Full name.
    pub name: String,
    /// Post as printed (`KT. Chủ tịch, Phó Chủ tịch`), where it is.
    pub post: Option<String>,
}

/// A document that the plan carries out.
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

/// One promise (chỉ tiêu); compound if it has several measures.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Target {
    /// `2.3` with objectives, `7` without.
    pub no: String,
    /// The objective that it stands under.
    pub objective: Option<String>,
    /// The promise in short words.
    pub wording: String,
    /// What a person decided where the wording leaves it open ("100 tổ chức" is read as 100 %).
    pub decision: Option<String>,
    /// The first day on which it holds, where an amendment added it.
    pub from: Option<NaiveDate>,
    /// The last day on which it holds, where an amendment took it out.
    pub to: Option<NaiveDate>,
    /// At least one.
    pub measures: Vec<Measure>,
    /// What it said before amendments changed it, oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[serde(rename = "former")]
    pub former_versions: Vec<FormerTarget>,
}

/// What a target said until an amendment changed it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FormerTarget {
    /// The last day on which it held.
    pub until: NaiveDate,
    /// The number of the amendment that changed it.
    pub amendment: String,
    /// The promise in short words.
    pub wording: String,
    /// What a person decided about it.
    pub decision: Option<String>,
    /// Its measures.
    pub measures: Vec<Measure>,
}

/// One number, or one yes/no, by which a target is judged (thành phần của chỉ tiêu).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Measure {
    /// `a`, `b` … in a compound target; absent in a simple one.
    pub letter: Option<String>,
    /// Short label.
    pub label: String,
    /// What is counted.
    pub unit: Unit,
    /// The unit's words on the screen where `unit` alone does not say it (`trên 1.000 phụ nữ`).
    pub unit_words: Option<String>,
    /// Decimals that may be entered, at most 2.
    #[serde(default)]
    pub scale: u8,
    /// Which way is better.
    pub direction: Direction,
    /// How the value is held against the target.
    pub comparator: Comparator,
    /// The promised value: the last stage's, or each period's where it recurs. Absent for a milestone. For a quota
    /// without a percentage, the quota itself; for the coverage of a quota, the coverage.
    pub value: Option<Number>,
    /// Upper end of a band.
    pub value_to: Option<Number>,
    /// Tolerance of `about`, per cent of the value; absent means 5.
    pub tolerance: Option<Number>,
    /// Days and values on the way, ascending. Empty where the measure recurs without a deadline.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub stages: Vec<Stage>,
    /// Where it started, if the plan says so.
    pub baseline: Option<Baseline>,
    /// The day from which it holds ("từ năm 2025 trở đi"): a start, not a deadline.
    pub from: Option<NaiveDate>,
    /// Each ended period is judged alone ("hằng năm", "mỗi quý").
    #[serde(default)]
    pub recurs: bool,
    /// How figures add up over periods.
    #[serde(default)]
    #[serde(rename = "adds_up")]
    pub aggregation: Aggregation,
    /// How often figures are entered, not how often reports are due.
    pub frequency: PeriodKind,
    /// Parallel rows of one measure (`boys`, `girls`).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub series: Vec<String>,
    /// A promise for each office in each period.
    pub quota: Option<Quota>,
    /// Who answers for it; empty means nobody is named: a gap.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub owners: Vec<Owner>,
}

/// What is counted.
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
    /// How many times as much.
    Times,
    /// A count, with its word (`cuộc`, `tin, bài`). Milestones have the empty word.
    Count(String),
}

impl Unit {
    /// What a numerator over a denominator is multiplied by; none for counts.
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

/// Which way is better.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// More is better.
    Up,
    /// Less is better.
    Down,
}

/// How a value is held against the target.
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

/// A day and the value promised for it. A stage counts at the end of the year named.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Stage {
    /// The day.
    pub on: NaiveDate,
    /// The value; absent for a milestone.
    pub value: Option<Number>,
}

/// Where a measure started.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Baseline {
    /// The value.
    pub value: Number,
    /// Its day; absent means the day before the plan starts.
    pub on: Option<NaiveDate>,
}

/// How figures add up over periods.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Aggregation {
    /// The newest stands for the year.
    #[default]
    Latest,
    /// The parts are added.
    Sum,
}

/// A promise for each office of a group in each period.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Quota {
    /// How many each office owes.
    pub value: Number,
    /// In which period; absent means since the plan's start.
    #[serde(rename = "per")]
    pub period_kind: Option<PeriodKind>,
    /// The offices that owe it; absent where nobody has listed them yet (a gap).
    pub group: Option<GroupCode>,
    /// The share of offices that must reach it, in per cent; absent means 100.
    pub coverage: Option<Number>,
}

/// An office that answers for a measure, for how long, and for which part.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Owner {
    /// The office.
    pub office: OfficeCode,
    /// The part that is its own (`bạo lực gia đình`).
    pub scope: Option<String>,
    /// From this day; absent means always.
    pub from: Option<NaiveDate>,
    /// To this day inclusive; absent means always.
    pub to: Option<NaiveDate>,
    /// Set where the plan does not say so and a person decided it.
    pub decision: Option<String>,
}

/// A row of the annex (hoạt động).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Activity {
    /// Its number in the annex.
    pub no: u32,
    /// What is to be done, in short words.
    pub content: String,
    /// Unit of count.
    pub unit: Option<String>,
    /// How many.
    pub quantity: Option<Number>,
    /// When.
    pub window: Window,
    /// Who leads.
    pub lead: OfficeCode,
    /// Who joins.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub partners: Vec<Party>,
}

/// When an activity runs.
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

/// An office, a group, or somebody whom the plan names in words only. Exactly one of the three.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Party {
    /// One office.
    Office(OfficeCode),
    /// A group.
    Group(GroupCode),
    /// Words: "UBND huyện được chọn".
    Words(String),
}

/// A source of money.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BudgetSource {
    /// In the plan's words, shortened.
    pub source: String,
    /// In đồng, where the plan says so.
    pub amount: Option<i64>,
}

/// Who reports what to whom, by which day, how often (chế độ báo cáo).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReportingRule {
    /// `r1` if dated, `u1` if not.
    pub no: String,
    /// What is owed.
    pub kind: RuleKind,
    /// The report's name on the screen: `Báo cáo 6 tháng`.
    pub label: String,
    /// Who owes it.
    pub who: Vec<Party>,
    /// Who gets it; absent where the plan names nobody: then the coordinator collects it.
    pub to: Option<Party>,
    /// The office through which it goes and which accepts it.
    pub via: Option<OfficeCode>,
    /// The words of the deadline: `trước ngày 10/6`.
    pub wording: String,
    /// Whether the words exclude the day itself (`trước ngày`), or not (`chậm nhất`, `đến ngày`).
    #[serde(default)]
    #[serde(rename = "before")]
    pub excludes_named_day: bool,
    /// Whether `trước ngày` includes the day itself, in this rule; absent: as in the whole system (DOMAIN §4).
    pub before_inclusive: Option<bool>,
    /// Whether a last day on a day off moves to the next working day, in this rule; absent: as in the whole system.
    pub roll_over: Option<bool>,
    /// How often.
    pub recurrence: Recurrence,
    /// First day named; absent in an undated rule.
    pub first: Option<NaiveDate>,
    /// Last day named; absent in an undated rule.
    pub last: Option<NaiveDate>,
    /// What the report covers: `half_year` (its first half), `year` …; absent for a one-off duty.
    pub data_period: Option<PeriodKind>,
    /// The recipient is outside the system (a ministry): sent is final.
    #[serde(default)]
    #[serde(rename = "outside")]
    pub external_recipient: bool,
    /// Rules whose reports this one waits for.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub waits_for: Vec<String>,
}

/// What a rule asks for.
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

/// How often a rule falls due.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Recurrence {
    /// Once.
    Once,
    /// On the same day each year from the first to the last day named.
    Yearly,
}

/// A day or campaign that returns each year (8/3, the action month 15/11–15/12).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct YearlyEvent {
    /// Its name.
    pub name: String,
    /// First day, `MM-DD`.
    pub from: String,
    /// Last day, `MM-DD`; the same for a single day.
    pub to: String,
}

/// What a department is to do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Task {
    /// Who.
    pub who: Party,
    /// Where the plan says so: `IV.1`.
    pub section: Option<String>,
    /// What, in a line of short words.
    pub content: String,
}

impl YearlyEvent {
    /// Its days in a year: the first and the last; one that turns over the year ends in the next. 29/2 is 28/2 in a
    /// common year. None for what is no day.
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

/// `03-08` in a year.
fn month_day(text: &str, year: i32) -> Option<NaiveDate> {
    let (month, day) = text.split_once('-')?;
    let (month, day) = (month.parse().ok()?, day.parse().ok()?);
    let common =
        || NaiveDate::from_ymd_opt(year, month, day - 1).filter(|_| (month, day) == (2, 29));
    NaiveDate::from_ymd_opt(year, month, day).or_else(common)
}

impl Plan {
    /// The plan as it holds on a day: targets that amendments have added by then and not taken out, each as it reads
    /// on that day.
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

    /// The day from which duties are tracked.
    pub fn tracked_from(&self) -> NaiveDate {
        self.tracked_from.unwrap_or(self.from)
    }

    /// The stable id of one measure of one of its targets.
    pub fn measure_id(&self, target: &Target, measure: &Measure) -> MeasureId {
        let letter = measure.letter.as_deref().unwrap_or_default();
        MeasureId(format!("{}/{}{letter}", self.code, target.no))
    }

    /// The stable id of one of its rules.
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

    /// The measure of this id, with its target.
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

    /// The rule of this id.
    pub fn find_rule(&self, id: &RuleId) -> Option<&ReportingRule> {
        let own = self.local_id(id.as_str())?;
        self.rules.iter().find(|rule| rule.no == own)
    }

    /// What stands after this plan's code and the slash.
    fn local_id<'a>(&self, id: &'a str) -> Option<&'a str> {
        id.strip_prefix(self.code.as_str())?.strip_prefix('/')
    }
}
