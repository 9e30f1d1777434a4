//! The rows of the sheet: what stands in each cell, what stood there last period, how it is judged, in words.
//! Made when something changed, not on a key. Knows no cursor.

use chrono::{DateTime, NaiveDate};

use crate::domain::code::{MeasureId, OfficeCode};
use crate::domain::entry::{Entry, Typed, cells_of, is_row_of};
use crate::domain::estimate::difference;
use crate::domain::figure::{Answer, COVERAGE, Cell, Figure, FigureDraft, Quality};
use crate::domain::judge::{Judgement, Status, judge};
use crate::domain::period::Period;
use crate::domain::plan::{Comparator, Measure, Plan};
use crate::panes::book::Book;
use crate::panes::targets::number;
use crate::words::{facts, fill, screen::Text};

/// One row.
#[derive(Clone, Debug)]
pub struct SheetRow {
    /// The cell.
    pub cell: Cell,
    /// `4.2`.
    pub no: String,
    /// Short label, with the series.
    pub label: String,
    /// Unit and promise.
    pub promise: String,
    /// Last period's answer, in words.
    pub previous: String,
    /// Last period's answer, as one would type it.
    pub previous_typed: Option<String>,
    /// What stands in the cell: the official figure, else the estimate.
    pub figure: Option<Figure>,
    /// The same in words.
    pub value: String,
    /// The line at the end of the period.
    pub line: String,
    /// The verdict, if the figure was judged.
    pub status: Option<Status>,
    /// The sentence that explains the row.
    pub explain: String,
    /// A milestone takes a state, not a number.
    pub milestone: bool,
}

/// The rows that an office fills in a plan for a period, in the order of the plan.
pub fn rows(book: &Book, plan: &Plan, office: &OfficeCode, period: Period) -> Vec<SheetRow> {
    let cells = cells_of(&book.catalog, plan, office, period);
    cells
        .into_iter()
        .map(|(id, measure, series)| {
            let cell = Cell { measure: id, office: office.clone(), period, series };
            row(book, plan, measure, cell)
        })
        .collect()
}

fn row(book: &Book, plan: &Plan, measure: &Measure, cell: Cell) -> SheetRow {
    let figures = book.judged(&plan.code).map_or(&[][..], |judged| judged.figures.as_slice());
    let previous = cell.period.previous().and_then(|period| {
        let at = |office: &OfficeCode| current(figures, &Cell { period, office: office.clone(), ..cell.clone() });
        let entered = figures.iter().filter(|f| f.cell.measure == cell.measure && f.cell.period == period);
        let mut before = entered.map(|f| &f.cell.office).filter(|o| is_row_of(&book.catalog, measure, &cell.office, o));
        at(&cell.office).or_else(|| before.find_map(at))
    });
    let figure = current(figures, &cell).cloned();
    let day = judged_on(plan, cell.period);
    let verdict = judge_row(book, plan, &cell.measure, measure, figures, day);
    let verdict = verdict.filter(|v| v.figure.as_ref().is_some_and(|figure| figure.period == cell.period));
    let series = cell.series.as_deref();
    let label = match series {
        Some(COVERAGE) => format!("{} ({})", measure.label, Text::Coverage.words(book.lang)),
        Some(series) => format!("{} ({})", measure.label, facts::series(book.lang, series)),
        None => measure.label.clone(),
    };
    let unit = facts::unit(book.lang, measure);
    let estimate = figures.iter().find(|other| other.cell == cell && other.quality == Quality::Estimate);
    let both = (figure.as_ref(), estimate);
    let explain = explain(book, plan, measure, both, verdict.as_ref());
    SheetRow {
        no: number(&cell.measure).to_owned(),
        label,
        promise: format!("{unit} · {}", facts::promise(book.lang, measure)),
        previous: previous.map_or_else(String::new, |figure| marked(book, measure, figure)),
        previous_typed: previous.and_then(|figure| typed(&figure.answer)),
        value: figure.as_ref().map_or_else(String::new, |figure| words(book, measure, figure)),
        line: verdict
            .as_ref()
            .and_then(|v| v.line.as_ref())
            .map_or_else(String::new, |line| facts::value(measure, line)),
        status: verdict.map(|verdict| verdict.status),
        explain,
        milestone: measure.comparator == Comparator::Done,
        figure,
        cell,
    }
}

/// An answer in the narrow column: short words for what is no number.
fn words(book: &Book, measure: &Measure, figure: &Figure) -> String {
    match figure.answer {
        Answer::NoneOccurred => Text::ShortNone.words(book.lang).to_owned(),
        Answer::NoData => Text::ShortNoData.words(book.lang).to_owned(),
        Answer::NotApplicable => Text::ShortNotApplicable.words(book.lang).to_owned(),
        _ => facts::answer(book.lang, measure, &figure.answer),
    }
}

/// The same with the mark of an estimate: in a column that has no marks of its own.
fn marked(book: &Book, measure: &Measure, figure: &Figure) -> String {
    let mark = if figure.quality == Quality::Estimate { "≈" } else { "" };
    format!("{mark}{}", words(book, measure, figure))
}

/// What one would type to give the same answer.
fn typed(answer: &Answer) -> Option<String> {
    use crate::domain::number::print;
    match answer {
        Answer::Number(number) => Some(print(*number, 0)),
        Answer::Share { numerator, denominator } => {
            Some(format!("{}/{}", print(*numerator, 0), print(*denominator, 0)))
        }
        Answer::NoneOccurred | Answer::NoData | Answer::NotApplicable | Answer::Milestone(_) => None,
    }
}

/// The official figure of a cell, else the estimate.
pub fn current<'a>(figures: &'a [Figure], cell: &Cell) -> Option<&'a Figure> {
    figures.iter().filter(|figure| figure.cell == *cell).max_by_key(|figure| figure.quality)
}

/// A period is judged as it stands the day after its end: what falls due with the period is final then.
fn judged_on(plan: &Plan, period: Period) -> NaiveDate {
    let last = period.last_day(plan.data_period);
    last.succ_opt().unwrap_or(last)
}

fn judge_row(
    book: &Book,
    plan: &Plan,
    id: &MeasureId,
    measure: &Measure,
    figures: &[Figure],
    day: NaiveDate,
) -> Option<Judgement> {
    let (target, _) = plan.find_measure(id)?;
    let own: Vec<Figure> = figures.iter().filter(|figure| figure.cell.measure == *id).cloned().collect();
    Some(judge(&book.catalog, (plan, target, measure), &own, day))
}

fn explain(
    book: &Book,
    plan: &Plan,
    measure: &Measure,
    (figure, estimate): (Option<&Figure>, Option<&Figure>),
    verdict: Option<&Judgement>,
) -> String {
    let mut parts = vec![format!("{}:", measure.label)];
    if let Some(verdict) = verdict {
        parts.push(facts::explain(book.lang, &book.catalog, plan, measure, verdict));
    }
    if let Some(figure) = figure {
        let day = crate::domain::day::print_day(crate::domain::day::vietnam_day(figure.at));
        parts.push(fill(
            Text::EnteredBy.words(book.lang),
            &[&facts::quality(book.lang, figure.quality), &figure.by, &day],
        ));
        parts.extend(beside_estimate(book, measure, figure, estimate));
        parts.extend(figure.note.iter().map(|note| format!("{}: {note}", Text::Note.words(book.lang))));
    } else {
        parts.push(Text::NothingEntered.words(book.lang).to_owned());
    }
    parts.join(" ")
}

/// The estimate that an official figure replaced, and by how much it was off.
fn beside_estimate(book: &Book, measure: &Measure, figure: &Figure, estimate: Option<&Figure>) -> Option<String> {
    let estimate = estimate.filter(|_| figure.quality == Quality::Official)?;
    let off = difference(&measure.unit, &estimate.answer, &figure.answer)?;
    let was = facts::answer(book.lang, measure, &estimate.answer);
    Some(fill(Text::EstimateWas.words(book.lang), &[&was, &facts::difference(measure, &off)]))
}

/// What was typed for a row, as an entry to be checked.
pub fn entry(row: &SheetRow, typed: Typed, quality: Option<Quality>, note: Option<String>) -> Entry {
    let typed = match typed {
        Typed::Value(text) if row.cell.series.as_deref() == Some(COVERAGE) => match text.split_once('/') {
            Some((met, of)) => Typed::Coverage(met.trim().to_owned(), of.trim().to_owned()),
            None => Typed::Coverage(text, String::new()),
        },
        typed => typed,
    };
    Entry {
        measure: row.cell.measure.clone(),
        office: row.cell.office.clone(),
        period: row.cell.period,
        series: row.cell.series.clone(),
        typed,
        quality,
        note,
    }
}

/// How the measure would stand with this draft, in words.
pub fn preview(book: &Book, draft: &FigureDraft) -> Option<String> {
    let (plan, target, measure) = book.catalog.measure(&draft.cell.measure)?;
    let figures = &book.judged(&plan.code)?.figures;
    let same = |figure: &&Figure| figure.cell != draft.cell || figure.quality != draft.quality;
    let mut own: Vec<Figure> =
        figures.iter().filter(|figure| figure.cell.measure == draft.cell.measure).filter(same).cloned().collect();
    own.push(Figure {
        cell: draft.cell.clone(),
        answer: draft.answer,
        quality: draft.quality,
        note: None,
        by: String::new(),
        at: DateTime::UNIX_EPOCH,
        version: 0,
    });
    let day = judged_on(plan, draft.cell.period);
    let verdict = judge(&book.catalog, (plan, target, measure), &own, day);
    let reading = facts::answer(book.lang, measure, &draft.answer);
    let quality = facts::quality(book.lang, draft.quality);
    let sentence = facts::explain(book.lang, &book.catalog, plan, measure, &verdict);
    Some(format!("{reading} ({quality}). {sentence}"))
}
