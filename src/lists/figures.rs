//! Figures with their author and time, and the sheet for `import figures`.

use super::{CellText, Facts, List, ListColumn, data, printed};
use crate::domain::figure::{Answer, Figure, Quality};
use crate::domain::number::{Fraction, Number, format_decimal};
use crate::domain::plan::Measure;
use crate::i18n::cli::CliText;
use crate::i18n::{display, facts as words};
use crate::list_columns;
use crate::report::value::DataValue;

/// The list of figures.
pub struct FigureList;

/// A current or former figure.
pub struct FigureRow<'r> {
    /// The figure.
    pub figure: &'r Figure,
    /// Its measure, which provides the unit.
    pub measure: Option<&'r Measure>,
    /// Difference of an official figure from the replaced estimate.
    pub difference: Option<Fraction>,
    /// It was withdrawn.
    pub is_withdrawn: bool,
}

impl List for FigureList {
    type Row<'r> = FigureRow<'r>;
    const COLUMNS: &'static [ListColumn<Self>] = list_columns! {
        "measure" = |_, row| data(&row.figure.cell.measure)
            => 1 Code Fixed 14: |_, row| row.figure.cell.measure.as_str().into();
        "office" = |_, row| data(&row.figure.cell.office)
            => 2 Office Flexible 20: |facts, row| facts.catalog.office_name(&row.figure.cell.office).into();
        "period" = |_, row| printed(&row.figure.cell.period)
            => 3 Period Fixed 12: |facts, row| words::period_short(facts.lang, row.figure.cell.period).into();
        "series" = |_, row| data(&row.figure.cell.series)
            => 4 FieldSeries Fixed 12: |_, row| row.figure.cell.series.as_deref().unwrap_or_default().into();
        "kind" = |_, row| data(if row.is_withdrawn { "withdrawn" } else { kind_key(&row.figure.answer) });
        "value" = |_, row| machine_value(&row.figure.answer, row.measure) => 5 Actual Number 14: answer_cell;
        "numerator" = |_, row| data(&fraction_parts(&row.figure.answer).0.map(String::from));
        "denominator" = |_, row| data(&fraction_parts(&row.figure.answer).1.map(String::from));
        "quality" = |_, row| data(&row.figure.quality)
            => 6 FigureQuality Fixed 14: |facts, row| quality_label(row.figure.quality).text(facts.lang).into();
        "difference" = |_, row| data(&row.difference.as_ref().map(|difference| format_decimal(difference, 2)))
            => 7 Difference Number 24 drop 1: difference_cell;
        "note" = |_, row| data(&row.figure.note)
            => 10 Note Flexible 20 drop 2: |_, row| row.figure.note.as_deref().unwrap_or_default().into();
        "by" = |_, row| data(&row.figure.by) => 8 Who Fixed 10 drop 3: |_, row| row.figure.by.as_str().into();
        "at" = |_, row| data(&row.figure.at)
            => 9 When Fixed 17 drop 4: |facts, row| display::date_time(facts.lang, row.figure.at).into();
    };
}

fn answer_cell(facts: &Facts<'_>, row: &FigureRow<'_>) -> CellText {
    if row.is_withdrawn {
        return CliText::Withdrawn.text(facts.lang).into();
    }
    let answer = |measure| words::answer(facts.lang, measure, &row.figure.answer);
    row.measure.map(answer).unwrap_or_default().into()
}

fn difference_cell(facts: &Facts<'_>, row: &FigureRow<'_>) -> CellText {
    let known = row.measure.zip(row.difference.as_ref());
    known
        .map(|(measure, difference)| words::difference(facts.lang, measure, difference))
        .unwrap_or_default()
        .into()
}

/// Label of a quality.
pub fn quality_label(quality: Quality) -> CliText {
    match quality {
        Quality::Estimate => CliText::Estimate,
        Quality::Official => CliText::Official,
    }
}

/// Key of an answer's kind.
pub fn kind_key(answer: &Answer) -> &'static str {
    match answer {
        Answer::Number(_) | Answer::Share { .. } => "number",
        Answer::NoneOccurred => "none_occurred",
        Answer::NoData => "no_data",
        Answer::NotApplicable => "not_applicable",
        Answer::Milestone(_) => "milestone",
    }
}

/// Numerator and denominator of a share.
pub fn fraction_parts(answer: &Answer) -> (Option<Number>, Option<Number>) {
    match *answer {
        Answer::Share {
            numerator,
            denominator,
        } => (Some(numerator), Some(denominator)),
        _ => (None, None),
    }
}

/// Value of an answer in machine notation; computed for a share.
pub fn machine_value(answer: &Answer, measure: Option<&Measure>) -> DataValue {
    match answer {
        Answer::Number(number) => printed(number),
        Answer::Milestone(state) => data(state),
        Answer::Share { .. } => {
            let value = measure.and_then(|measure| answer.value(&measure.unit));
            data(&value.map(|value| format_decimal(&value, 2)))
        }
        Answer::NoneOccurred | Answer::NoData | Answer::NotApplicable => DataValue::Null,
    }
}

/// Figures on a sheet for `import figures`. Decimal comma, no group separators.
pub struct FigureExchangeList;

impl List for FigureExchangeList {
    type Row<'r> = &'r Figure;
    const COLUMNS: &'static [ListColumn<Self>] = list_columns! {
        "measure" = |_, figure| data(&figure.cell.measure);
        "office" = |_, figure| data(&figure.cell.office);
        "period" = |_, figure| printed(&figure.cell.period);
        "series" = |_, figure| data(&figure.cell.series);
        "value" = |_, figure| match &figure.answer {
            Answer::Number(number) => data(&with_comma(*number)),
            Answer::Milestone(state) => data(state),
            _ => DataValue::Null,
        };
        "numerator" = |_, figure| data(&fraction_parts(&figure.answer).0.map(with_comma));
        "denominator" = |_, figure| data(&fraction_parts(&figure.answer).1.map(with_comma));
        "kind" = |_, figure| data(kind_key(&figure.answer));
        "quality" = |_, figure| data(&figure.quality);
        "note" = |_, figure| data(&figure.note);
    };
}

fn with_comma(number: Number) -> String {
    number.to_string().replace('.', ",")
}
