//! What is to be followed up: estimates whose official figure is due, offices below a quota, comments.

use super::figures::{fraction_parts, kind_key, machine_value};
use super::{CellText, CellTone, FacetOf, Facts, List, ListColumn, data, printed};
use crate::domain::assessment::OfficeBelowQuota;
use crate::domain::comment::{Comment, CommentSubject};
use crate::domain::duty::DutyKey;
use crate::domain::estimate::DueEstimate;
use crate::domain::number::format_decimal;
use crate::domain::plan::Measure;
use crate::i18n::quota::{actual_text, missing_count};
use crate::i18n::screen::Text;
use crate::i18n::terms::office_kind;
use crate::i18n::{display, facts as words, fill_placeholders};
use crate::list_columns;

/// The list of estimates whose official figure is due.
pub struct EstimateList;

/// An estimate with its measure.
pub struct EstimateRow<'r> {
    /// The estimate.
    pub due: &'r DueEstimate,
    /// Its measure, which provides the unit.
    pub measure: Option<&'r Measure>,
}

impl<'r> EstimateRow<'r> {
    /// An estimate with its measure.
    pub fn new(facts: &Facts<'r>, due: &'r DueEstimate) -> Self {
        let found = facts.catalog.measure(&due.cell.measure);
        Self {
            due,
            measure: found.map(|(_, _, measure)| measure),
        }
    }
}

impl List for EstimateList {
    type Row<'r> = EstimateRow<'r>;
    const COLUMNS: &'static [ListColumn<Self>] = list_columns! {
        "measure" = |_, row| data(&row.due.cell.measure)
            => 1 Code Fixed 14 in Text: |_, row| row.due.cell.measure.as_str().into();
        "office" = |_, row| data(&row.due.cell.office);
        "office_name" = |facts, row| data(facts.catalog.office_name(&row.due.cell.office))
            => 4 Office Flexible 20: |facts, row| facts.catalog.office_name(&row.due.cell.office).into();
        "period" = |_, row| printed(&row.due.cell.period)
            => 5 Period Fixed 12 drop 3: |facts, row| CellText::from(words::period_short(facts.lang, row.due.cell.period)).dim();
        "series" = |_, row| data(&row.due.cell.series);
        "kind" = |_, row| data(kind_key(&row.due.answer));
        "value" = |_, row| machine_value(&row.due.answer, row.measure)
            => 6 Estimated Number 9: |facts, row| CellText::from(format!("≈{}", answer(facts, row))).tone(CellTone::Strong);
        "numerator" = |_, row| data(&fraction_parts(&row.due.answer).0.map(String::from));
        "denominator" = |_, row| data(&fraction_parts(&row.due.answer).1.map(String::from));
        "closed_on" = |_, row| data(&row.due.cut_off_day)
            => 7 ClosedOn Fixed 11 drop 2: |facts, row| CellText::from(display::day(facts.lang, row.due.cut_off_day)).dim();
        "days" = |_, row| data(&row.due.days_overdue)
            => 8 _ Number 9: |facts, row| {
                let days = fill_placeholders(facts.text(Text::DaysAgo), &[&row.due.days_overdue]);
                CellText::from(days).tone(CellTone::Warn)
            };
        _ => 2 _ Fixed 5 in Screen: |_, row| CellText::from(row.due.cell.measure.number()).dim();
        _ => 3 Target Flexible 20 drop 1: target_cell;
    };
    const FACETS: &'static [(Text, FacetOf<Self>)] = &[
        (Text::Plan, |facts, row| {
            let plan = facts.catalog.plan(&row.due.cell.measure.plan());
            plan.map_or_else(String::new, |plan| plan.short_name.clone())
        }),
        (Text::Period, |facts, row| {
            words::period(facts.lang, row.due.cell.period)
        }),
        (Text::Office, |facts, row| {
            facts.catalog.office_name(&row.due.cell.office).to_owned()
        }),
    ];
    const EMPTY: Text = Text::NoEstimatesDue;
}

/// The estimated answer.
pub fn answer(facts: &Facts<'_>, row: &EstimateRow<'_>) -> String {
    let answer = |measure| words::answer(facts.lang, measure, &row.due.answer);
    row.measure.map(answer).unwrap_or_default()
}

fn target_cell(facts: &Facts<'_>, row: &EstimateRow<'_>) -> CellText {
    let label = row.measure.map_or("", |measure| measure.label.as_str());
    let series = row.due.cell.series.as_deref();
    let series = series.map(|series| format!(" · {}", words::series_name(facts.lang, series)));
    format!("{label}{}", series.unwrap_or_default()).into()
}

/// The list of offices below a quota.
pub struct BelowQuotaList;

/// An office below a quota with its place in the list, from 1.
pub type BelowQuotaRow<'r> = (usize, &'r OfficeBelowQuota);

impl List for BelowQuotaList {
    type Row<'r> = BelowQuotaRow<'r>;
    const COLUMNS: &'static [ListColumn<Self>] = list_columns! {
        "office" = |_, (_, below)| data(&below.office);
        "office_name" = |facts, (_, below)| data(facts.catalog.office_name(&below.office))
            => 2 Office Flexible 24: |facts, (_, below)| facts.catalog.office_name(&below.office).into();
        "has" = |_, (_, below)| data(&below.actual.as_ref().map(|value| format_decimal(value, 2)))
            => 3 Has Number 15: actual_cell;
        "missing" = |_, (_, below)| printed(&format_decimal(&below.missing, 2))
            => 4 Lacks Number 10: |_, (_, below)| CellText::from(missing_count(below)).tone(CellTone::Strong);
        _ => 1 _ Number 4 in Screen: |_, (place, _)| CellText::from(format!("{place}.")).dim();
    };
    const FACETS: &'static [(Text, FacetOf<Self>)] = &[
        (Text::State, |facts, (_, below)| {
            let is_known = below.actual.is_some();
            let known = if is_known {
                Text::WithData
            } else {
                Text::AnswerNoData
            };
            facts.text(known).to_lowercase()
        }),
        (Text::Kind, |facts, (_, below)| {
            let office = facts.catalog.offices.get(&below.office);
            office
                .map_or("", |office| facts.text(office_kind(office.kind)))
                .to_owned()
        }),
    ];
    const EMPTY: Text = Text::NobodyBelow;
}

fn actual_cell(facts: &Facts<'_>, (_, below): &BelowQuotaRow<'_>) -> CellText {
    let tone = if below.actual.is_some() {
        CellTone::Plain
    } else {
        CellTone::Warn
    };
    CellText::from(actual_text(facts.lang, below)).tone(tone)
}

/// The list of comments.
pub struct CommentList;

impl List for CommentList {
    type Row<'r> = &'r Comment;
    const COLUMNS: &'static [ListColumn<Self>] = list_columns! {
        "measure" = |_, comment| match &comment.subject {
            CommentSubject::Measure(id) => data(id),
            CommentSubject::Cell(cell) => data(&cell.measure),
            CommentSubject::Duty(_) => data(&()),
        };
        "rule" = |_, comment| data(&duty(comment).map(|key| &key.rule));
        "office" = |_, comment| match &comment.subject {
            CommentSubject::Measure(_) => data(&()),
            CommentSubject::Cell(cell) => data(&cell.office),
            CommentSubject::Duty(key) => data(&key.office),
        };
        "period" = |_, comment| match &comment.subject {
            CommentSubject::Measure(_) => data(&()),
            CommentSubject::Cell(cell) => printed(&cell.period),
            CommentSubject::Duty(key) => printed(&key.period),
        };
        "series" = |_, comment| match &comment.subject {
            CommentSubject::Cell(cell) => data(&cell.series),
            CommentSubject::Measure(_) | CommentSubject::Duty(_) => data(&()),
        };
        "text" = |_, comment| data(&comment.text) => 4 Comment Flexible 20: |_, comment| comment.text.as_str().into();
        "by" = |_, comment| data(&comment.by) => 2 Who Fixed 10: |_, comment| comment.by.as_str().into();
        "at" = |_, comment| data(&comment.at) => 1 When Fixed 17: |facts, comment| display::date_time(facts.lang, comment.at).into();
        _ => 3 Subject Flexible 20 drop 1: |facts, comment| subject_name(facts, &comment.subject).into();
    };
}

fn duty(comment: &Comment) -> Option<&DutyKey> {
    match &comment.subject {
        CommentSubject::Duty(key) => Some(key),
        CommentSubject::Measure(_) | CommentSubject::Cell(_) => None,
    }
}

/// Short name of what a comment is about.
pub fn subject_name(facts: &Facts<'_>, about: &CommentSubject) -> String {
    match about {
        CommentSubject::Measure(id) => id.to_string(),
        CommentSubject::Cell(cell) => {
            let period = words::period(facts.lang, cell.period);
            let office = facts.catalog.office_name(&cell.office);
            format!("{} · {office} · {period}", cell.measure)
        }
        CommentSubject::Duty(key) => duty_name(facts, key),
    }
}

/// Short name of a duty: rule, report, office, period.
pub fn duty_name(facts: &Facts<'_>, key: &DutyKey) -> String {
    let rule = facts.catalog.rule(&key.rule);
    let label = rule.map_or("", |(_, rule)| rule.label.as_str());
    let period = words::period(facts.lang, key.period);
    let office = facts.catalog.office_name(&key.office);
    format!("{} {label} · {office} · {period}", key.rule)
}
