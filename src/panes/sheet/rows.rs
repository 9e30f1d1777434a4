//! One cell of the sheet: what stands in it, what stood there last period, how it is judged, in words.
//! Made when something changed, not on a key. Knows no cursor.

use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate};

use crate::domain::code::{MeasureId, OfficeCode};
use crate::domain::entry::{Entry, MeasureDefinition, Typed, is_row_of};
use crate::domain::estimate::difference;
use crate::domain::figure::{Answer, COVERAGE, Cell, Figure, FigureDraft, Quality};
use crate::domain::judge::{Judgement, Shortfall, Status, judge, shortfall};
use crate::domain::period::Period;
use crate::domain::plan::{Comparator, Measure, Plan, Unit};
use crate::panes::book::Book;
use crate::words::{facts, fill, screen::Text};

/// One cell.
#[derive(Clone, Debug)]
pub struct SheetCell {
    /// Which one.
    pub cell: Cell,
    /// What its measure asks for; none where no measure has its number any more.
    pub definition: Option<MeasureDefinition>,
    /// Last period's answer, in words.
    pub previous: String,
    /// Last period's answer, as one would type it.
    pub previous_typed: Option<String>,
    /// What stands in it: an estimate, the official figure, or both in this order.
    pub figures: Vec<Figure>,
    /// The figure that counts, in words.
    pub value: String,
    /// Of a pair what it comes to, so that nobody divides in the head.
    pub comes_to: Option<String>,
    /// The line at the end of the period.
    pub line: String,
    /// The verdict, if the figure was judged.
    pub status: Option<Status>,
    /// The sentence that explains the cell.
    pub explain: String,
    /// A milestone takes a state, not a number.
    pub milestone: bool,
    /// The closed period that keeps it from changing.
    pub closed: Option<Period>,
    /// It goes with a report that is open.
    pub owed: bool,
    /// Why nobody can fill it any more: its target was removed, or its row is another office's now.
    pub gone: Option<String>,
}

impl SheetCell {
    /// The official figure, else the estimate.
    pub fn figure(&self) -> Option<&Figure> {
        self.figures.last()
    }
}

/// A measure, a period and a series of it.
type OfSeries = (MeasureId, Period, Option<String>);

/// Makes the cells of a plan; what several of them need is worked out once.
pub struct Maker<'a> {
    /// What is looked at.
    pub book: &'a Book,
    /// The plan.
    pub plan: &'a Plan,
    figures: &'a [Figure],
    /// Offices and data periods of the reports that are open.
    open: Vec<(OfficeCode, Period)>,
    verdicts: RefCell<BTreeMap<OfSeries, Option<Judgement>>>,
    shortfalls: RefCell<BTreeMap<(MeasureId, Period), Option<Shortfall>>>,
}

impl<'a> Maker<'a> {
    /// For the cells of a plan.
    pub fn new(book: &'a Book, plan: &'a Plan) -> Self {
        let figures = book.judged(&plan.code).map_or(&[][..], |judged| judged.figures.as_slice());
        let open = book.duties.iter().filter(|owed| owed.key().rule.plan_str() == plan.code.as_str() && owed.counts());
        let open = open.filter(|owed| owed.standing.is_owed());
        Self {
            book,
            plan,
            figures,
            open: open.map(|owed| (owed.key().office.clone(), owed.key().period)).collect(),
            verdicts: RefCell::default(),
            shortfalls: RefCell::default(),
        }
    }

    /// One cell.
    pub fn cell(&self, measure: &Measure, cell: Cell) -> SheetCell {
        let book = self.book;
        let previous = cell.period.previous().and_then(|period| self.before(measure, &cell, period));
        let mut figures: Vec<Figure> = self.figures.iter().filter(|figure| figure.cell == cell).cloned().collect();
        figures.sort_by_key(|figure| figure.quality);
        let verdict = self.verdict(measure, &cell);
        let verdict = verdict.filter(|v| v.figure.as_ref().is_some_and(|figure| figure.period == cell.period));
        let line = verdict.as_ref().and_then(|v| v.line.as_ref());
        let goes = |(office, period): &(OfficeCode, Period)| *office == cell.office && period.contains(&cell.period);
        let own_part = measure.quota.is_some() && cell.series.is_none();
        let reached = own_part.then(|| self.reached(&cell.measure, &cell)).flatten();
        let status = reached.or_else(|| verdict.as_ref().map(|verdict| verdict.status));
        let period = (cell.period, measure.frequency);
        let closed = book.catalog.locks.closed(&self.plan.code, period, &cell.office, book.today);
        SheetCell {
            previous: previous.map_or_else(String::new, |figure| marked(book, measure, figure)),
            previous_typed: previous.and_then(|figure| typed(&figure.answer)),
            value: figures.last().map_or_else(String::new, |figure| words(book, measure, figure)),
            comes_to: figures.last().and_then(|figure| comes_to(measure, figure)),
            line: line.map_or_else(String::new, |line| facts::value(measure, line)),
            explain: format!(
                "{}{}",
                explain(book, self.plan, measure, &figures, verdict.as_ref()),
                self.elsewhere(&cell, measure)
            ),
            status: status.filter(|_| !figures.is_empty()),
            milestone: measure.comparator == Comparator::Done,
            closed,
            owed: self.open.iter().any(goes),
            gone: None,
            definition: definition(book, &cell),
            figures,
            cell,
        }
    }

    /// What stood in another period of the cell: its own figure, else that of an office whose row it goes on with.
    fn before(&self, measure: &Measure, cell: &Cell, period: Period) -> Option<&'a Figure> {
        let at = |office: &OfficeCode| current(self.figures, &Cell { period, office: office.clone(), ..cell.clone() });
        let entered = self.figures.iter().filter(|f| f.cell.measure == cell.measure && f.cell.period == period);
        let catalog = &self.book.catalog;
        let mut before =
            entered.map(|f| &f.cell.office).filter(|o| is_row_of(catalog, (self.plan, measure), &cell.office, o));
        at(&cell.office).or_else(|| before.find_map(at))
    }

    /// Where a file of an older version has the answer of an empty cell under the office that followed: that one counts.
    fn elsewhere(&self, cell: &Cell, measure: &Measure) -> String {
        let there = |figure: &&Figure| {
            let other = &figure.cell;
            (&other.measure, other.period, &other.series) == (&cell.measure, cell.period, &cell.series)
                && self.book.catalog.stands_for(&other.office, &cell.office)
        };
        let mut there = self.figures.iter().filter(there);
        let Some(first) = there.next().filter(|figure| figure.cell.office != cell.office) else { return String::new() };
        if there.any(|figure| figure.cell.office == cell.office) {
            return String::new();
        }
        let (value, office) = (words(self.book, measure, first), self.book.office(&first.cell.office));
        format!(" {}", fill(Text::StandsElsewhere.words(self.book.lang), &[&office, &value]))
    }

    /// How the measure stands at the end of the cell's period; of several series that of the cell.
    fn verdict(&self, measure: &Measure, cell: &Cell) -> Option<Judgement> {
        let measure = &*of_series(measure, cell);
        let key = (cell.measure.clone(), cell.period, cell.series.clone());
        if let Some(known) = self.verdicts.borrow().get(&key) {
            return known.clone();
        }
        let own: Vec<Figure> = self.figures.iter().filter(|f| f.cell.measure == cell.measure).cloned().collect();
        let day = judged_on(self.plan, cell.period);
        let target = self.plan.find_measure(&cell.measure).map(|(target, _)| target);
        let found = target.map(|target| judge(&self.book.catalog, (self.plan, target, measure), &own, day));
        self.verdicts.borrow_mut().insert(key, found.clone());
        found
    }

    /// Whether an office by itself reached the quota of a measure; none where there is none, or no figure.
    pub fn reached(&self, id: &MeasureId, cell: &Cell) -> Option<Status> {
        let mut known = self.shortfalls.borrow_mut();
        let found = known.entry((id.clone(), cell.period)).or_insert_with(|| {
            let (target, measure) = self.plan.find_measure(id)?;
            shortfall(&self.book.catalog, (self.plan, target, measure), self.figures, cell.period)
        });
        let found = found.as_ref().filter(|_| cell.series.is_none())?;
        match found.below.iter().find(|below| below.office == cell.office) {
            Some(below) => below.has.map(|_| Status::Missed),
            None => self.figures.iter().any(|figure| figure.cell == *cell).then_some(Status::Met),
        }
    }
}

/// An answer in the narrow column: short words for what is no number.
pub fn words(book: &Book, measure: &Measure, figure: &Figure) -> String {
    match figure.answer {
        Answer::NoneOccurred => Text::ShortNone.words(book.lang).to_owned(),
        Answer::NoData => Text::ShortNoData.words(book.lang).to_owned(),
        Answer::NotApplicable => Text::ShortNotApplicable.words(book.lang).to_owned(),
        _ => facts::answer(book.lang, measure, &figure.answer),
    }
}

/// What it comes to, with the mark of an estimate or its room behind, as in the column of this period.
fn marked(book: &Book, measure: &Measure, figure: &Figure) -> String {
    let mark = if figure.quality == Quality::Estimate { "≈" } else { " " };
    let value = comes_to(measure, figure).unwrap_or_else(|| words(book, measure, figure));
    format!("{value} {mark}")
}

/// What a pair comes to in the unit of its measure; "x of y" in per cent.
fn comes_to(measure: &Measure, figure: &Figure) -> Option<String> {
    let Answer::Share { .. } = figure.answer else { return None };
    if figure.cell.series.as_deref() == Some(COVERAGE) {
        let share = figure.answer.value(&Unit::Percent)?;
        let measure = Measure { unit: Unit::Percent, scale: 1, ..measure.clone() };
        return Some(facts::reached(&measure, &share));
    }
    Some(facts::reached(measure, &figure.answer.value(&measure.unit)?))
}

/// The measure of a cell: of several series its own alone.
fn of_series<'m>(measure: &'m Measure, cell: &Cell) -> Cow<'m, Measure> {
    match &cell.series {
        Some(series) if measure.series.contains(series) => {
            Cow::Owned(Measure { series: vec![series.clone()], ..measure.clone() })
        }
        _ => Cow::Borrowed(measure),
    }
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
fn current<'a>(figures: &'a [Figure], cell: &Cell) -> Option<&'a Figure> {
    figures.iter().filter(|figure| figure.cell == *cell).max_by_key(|figure| figure.quality)
}

/// A period is judged as it stands the day after its end: what falls due with the period is final then.
fn judged_on(plan: &Plan, period: Period) -> NaiveDate {
    let last = period.last_day(plan.data_period);
    last.succ_opt().unwrap_or(last)
}

fn explain(book: &Book, plan: &Plan, measure: &Measure, figures: &[Figure], verdict: Option<&Judgement>) -> String {
    let mut parts = vec![format!("{}:", measure.label)];
    if let Some(verdict) = verdict {
        parts.push(facts::explain(book.lang, &book.catalog, plan, measure, verdict));
    }
    if let Some(figure) = figures.last() {
        let estimate = figures.iter().find(|figure| figure.quality == Quality::Estimate);
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

/// What the measure of a cell asks for; none where no measure has its number.
pub fn definition(book: &Book, cell: &Cell) -> Option<MeasureDefinition> {
    let (_, target, measure) = book.catalog.measure(&cell.measure)?;
    Some(MeasureDefinition::of(target, measure))
}

/// What was typed for a cell, as an entry to be checked.
pub fn entry(row: &SheetCell, typed: Typed, quality: Option<Quality>, note: Option<String>) -> Entry {
    let typed = match typed {
        Typed::Value(text) if row.cell.series.as_deref() == Some(COVERAGE) => match text.split_once('/') {
            Some((met, of)) if !met.trim().is_empty() && !of.trim().is_empty() => {
                Typed::Coverage(met.trim().to_owned(), of.trim().to_owned())
            }
            Some(_) | None => Typed::Value(text),
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
        expected: row.definition.clone(),
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
    let measure = &*of_series(measure, &draft.cell);
    let verdict = judge(&book.catalog, (plan, target, measure), &own, day);
    let reading = facts::answer(book.lang, measure, &draft.answer);
    let quality = facts::quality(book.lang, draft.quality);
    let sentence = facts::explain(book.lang, &book.catalog, plan, measure, &verdict);
    Some(format!("{reading} ({quality}). {sentence}"))
}
