//! From what somebody typed for a cell to a figure, or to a refusal that says what would be accepted (DOMAIN §5).
//! One check for every door: form, command line, import.

use chrono::NaiveDate;

use super::catalog::Catalog;
use super::code::{MeasureId, OfficeCode};
use super::figure::{Figure, FigureDraft, MilestoneState, Quality};
use super::number::Number;
use super::period::{Period, PeriodKind};
use super::plan::{Measure, Plan};

/// What somebody typed for one cell, before any check.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The measure.
    pub measure: MeasureId,
    /// The office, already looked up.
    pub office: OfficeCode,
    /// The period.
    pub period: Period,
    /// The series, where the measure has several.
    pub series: Option<String>,
    /// The answer as typed.
    pub typed: Typed,
    /// Estimate or official; absent: an estimate before the period's data day, else official.
    pub quality: Option<Quality>,
    /// A note.
    pub note: Option<String>,
}

/// The answer as typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Typed {
    /// `33,5`, or `45/75` where the unit is a share, a rate or a ratio.
    Value(String),
    /// Numerator and denominator apart.
    Pair(String, String),
    /// "x of y offices met it", by a quota's owner.
    Coverage(String, String),
    /// Không phát sinh.
    NoneOccurred,
    /// Chưa có số liệu.
    NoData,
    /// Không thuộc phạm vi.
    NotApplicable,
    /// How far a milestone is.
    Milestone(MilestoneState),
}

/// Why an entry is refused. What was typed stays with whoever typed it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// No measure has this id.
    UnknownMeasure(MeasureId),
    /// No office has this code.
    UnknownOffice(OfficeCode),
    /// The office answers for no cell of this measure; these do.
    NotOwner {
        /// The office.
        office: OfficeCode,
        /// Offices that do (at most five).
        owners: Vec<OfficeCode>,
    },
    /// The period does not lie in the plan's years.
    OutsidePlan {
        /// First day of the plan.
        from: NaiveDate,
        /// Last day of the plan.
        to: NaiveDate,
    },
    /// Shorter than the period in which the measure is entered.
    TooShort(PeriodKind),
    /// A single day is no period for a figure.
    NotAPeriod,
    /// One of these series has to be named.
    SeriesNeeded(Vec<String>),
    /// The measure has no series of this name.
    UnknownSeries(String, Vec<String>),
    /// Not a number: why.
    Number(super::number::NumberError),
    /// A share over 100 %.
    ShareOver100,
    /// A numerator over its denominator.
    NumeratorOverDenominator(Number, Number),
    /// A denominator of 0 under a numerator that is not.
    ZeroDenominator,
    /// Below 0.
    Negative,
    /// A numerator and denominator where the unit is a count.
    PairForCount,
    /// A number for a milestone: done, in progress or not begun is asked.
    MilestoneAsked,
    /// A milestone state for a number.
    NumberAsked,
    /// "x of y" for a measure without a quota, or by an office that is not its owner.
    NoCoverage,
    /// More offices met it than there are.
    CoverageOver(Number, Number),
}

/// What is odd, but possible: asked of a person, kept with a note.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Question {
    /// Changed by more than half against the period before.
    LargeChange {
        /// The period before.
        period: Period,
        /// Its value, in the measure's unit.
        before: super::number::Fraction,
    },
}

/// Checks an entry and makes a draft of it.
pub fn finish(catalog: &Catalog, entry: &Entry, today: NaiveDate) -> Result<FigureDraft, Refusal> {
    let _ = (catalog, today);
    Err(Refusal::UnknownMeasure(entry.measure.clone()))
}

/// What is odd about a draft, beside the measure's other figures.
pub fn questions(catalog: &Catalog, draft: &FigureDraft, others: &[Figure]) -> Vec<Question> {
    let _ = (catalog, draft, others);
    Vec::new()
}

/// The cells that an office fills in a plan for a period: the measures whose entry period it is or contains, by
/// owner and by membership of a quota's group; each with its series.
pub fn cells_of<'a>(
    catalog: &'a Catalog,
    plan: &'a Plan,
    office: &OfficeCode,
    period: Period,
) -> Vec<(MeasureId, &'a Measure, Option<String>)> {
    let _ = (catalog, plan, office, period);
    Vec::new()
}
