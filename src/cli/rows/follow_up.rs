//! Rows of items to follow up: due estimates, offices below a quota, starred items, comments.

use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;

use super::figure::{fraction_parts, kind_key, machine_value};
use crate::domain::assessment::{OfficeBelowQuota, Shortfall};
use crate::domain::catalog::Catalog;
use crate::domain::code::{MeasureId, OfficeCode, RuleId};
use crate::domain::comment::{Comment, CommentSubject};
use crate::domain::estimate::DueEstimate;
use crate::domain::number::format_decimal;
use crate::domain::plan::Measure;
use crate::domain::star::StarSubject;
use crate::list_row;

list_row! {
    /// An estimate whose official figure is due.
    pub struct EstimateRow {
        /// The measure.
        pub measure: MeasureId,
        /// The office.
        pub office: OfficeCode,
        /// Name of the office.
        pub office_name: String,
        /// The period.
        pub period: String,
        /// Series.
        pub series: Option<String>,
        /// Kind of the estimated answer.
        pub kind: &'static str,
        /// Estimated value, computed for a share.
        pub value: Option<String>,
        /// Numerator of a share.
        pub numerator: Option<String>,
        /// Denominator of a share.
        pub denominator: Option<String>,
        /// Data cut-off of the period.
        pub closed_on: NaiveDate,
        /// Days since then.
        pub days: i64,
    }
}

impl EstimateRow {
    /// Builds the row of an estimate; the measure provides the base of shares.
    pub fn new(catalog: &Catalog, due: &DueEstimate, measure: Option<&Measure>) -> Self {
        let (numerator, denominator) = fraction_parts(&due.answer);
        Self {
            measure: due.cell.measure.clone(),
            office: due.cell.office.clone(),
            office_name: catalog.office_name(&due.cell.office).to_owned(),
            period: due.cell.period.to_string(),
            series: due.cell.series.clone(),
            kind: kind_key(&due.answer),
            value: machine_value(&due.answer, measure),
            numerator: numerator.map(String::from),
            denominator: denominator.map(String::from),
            closed_on: due.cut_off_day,
            days: due.days_overdue,
        }
    }
}

list_row! {
    /// An office below a quota.
    pub struct BelowQuotaRow {
        /// The office.
        pub office: OfficeCode,
        /// Its name.
        pub office_name: String,
        /// Actual value; null without a figure.
        pub has: Option<String>,
        /// Missing amount.
        pub missing: String,
    }
}

impl BelowQuotaRow {
    /// Builds the row of an office.
    pub fn new(catalog: &Catalog, below: &OfficeBelowQuota) -> Self {
        Self {
            office: below.office.clone(),
            office_name: catalog.office_name(&below.office).to_owned(),
            has: below.actual.as_ref().map(|value| format_decimal(value, 2)),
            missing: format_decimal(&below.missing, 2),
        }
    }
}

/// A quota in one period with the offices below it.
#[derive(Clone, Debug, Serialize)]
pub struct BelowQuotaPage {
    /// The measure.
    pub measure: MeasureId,
    /// The period.
    pub period: String,
    /// Number required from each office.
    pub quota: String,
    /// Offices that reached it.
    pub met: u64,
    /// Number of offices that the quota applies to.
    pub of: u64,
    /// x of "x of y" as the owner entered it, if it differs.
    pub entered_met: Option<u64>,
    /// y of "x of y".
    pub entered_of: Option<u64>,
    /// Offices below the quota.
    pub below: Vec<BelowQuotaRow>,
}

impl BelowQuotaPage {
    /// Builds the page of a quota's period.
    pub fn new(catalog: &Catalog, id: &MeasureId, shortfall: &Shortfall) -> Self {
        Self {
            measure: id.clone(),
            period: shortfall.period.to_string(),
            quota: shortfall.quota.to_string(),
            met: shortfall.met,
            of: shortfall.of,
            entered_met: shortfall.entered.map(|(met, _)| met),
            entered_of: shortfall.entered.map(|(_, of)| of),
            below: shortfall
                .below
                .iter()
                .map(|one| BelowQuotaRow::new(catalog, one))
                .collect(),
        }
    }
}

list_row! {
    /// A starred item.
    pub struct StarRow {
        /// The measure, if it is one.
        pub measure: Option<MeasureId>,
        /// The rule of a duty.
        pub rule: Option<RuleId>,
        /// The office of a duty.
        pub office: Option<OfficeCode>,
        /// The period of a duty.
        pub period: Option<String>,
        /// Short name.
        pub label: String,
        /// Status of a measure, state of a duty.
        pub state: Option<String>,
        /// Explanation.
        pub explanation: String,
    }
}

impl StarRow {
    /// Builds the row of a starred item.
    pub fn new(
        starred: &StarSubject,
        label: String,
        state: Option<String>,
        explanation: String,
    ) -> Self {
        let bare = Self {
            measure: None,
            rule: None,
            office: None,
            period: None,
            label,
            state,
            explanation,
        };
        match starred {
            StarSubject::Measure(id) => Self {
                measure: Some(id.clone()),
                ..bare
            },
            StarSubject::Duty(key) => Self {
                rule: Some(key.rule.clone()),
                office: Some(key.office.clone()),
                period: Some(key.period.to_string()),
                ..bare
            },
        }
    }
}

list_row! {
    /// A comment.
    pub struct CommentRow {
        /// The measure, if the comment is about one or one of its cells.
        pub measure: Option<MeasureId>,
        /// The rule of a duty.
        pub rule: Option<RuleId>,
        /// The office of a cell or a duty.
        pub office: Option<OfficeCode>,
        /// The period of a cell or a duty.
        pub period: Option<String>,
        /// The series of a cell.
        pub series: Option<String>,
        /// The text.
        pub text: String,
        /// Author.
        pub by: String,
        /// Time of recording.
        pub at: DateTime<Utc>,
    }
}

impl CommentRow {
    /// Builds the row of a comment.
    pub fn new(comment: &Comment) -> Self {
        let bare = Self {
            measure: None,
            rule: None,
            office: None,
            period: None,
            series: None,
            text: comment.text.clone(),
            by: comment.by.clone(),
            at: comment.at,
        };
        match &comment.subject {
            CommentSubject::Measure(id) => Self {
                measure: Some(id.clone()),
                ..bare
            },
            CommentSubject::Cell(cell) => Self {
                measure: Some(cell.measure.clone()),
                office: Some(cell.office.clone()),
                period: Some(cell.period.to_string()),
                series: cell.series.clone(),
                ..bare
            },
            CommentSubject::Duty(key) => Self {
                rule: Some(key.rule.clone()),
                office: Some(key.office.clone()),
                period: Some(key.period.to_string()),
                ..bare
            },
        }
    }
}
