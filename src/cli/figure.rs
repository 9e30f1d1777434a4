//! `figure set|show|history`: one cell from the shell. Whether an entry may stand is decided by `domain::entry`.

use super::args::{FigureAt, FigureCommand, FigureSet, Format, Milestone};
use super::output::{Desk, Line};
use super::rows::FigureRow;
use super::{Failure, failure, find};
use crate::domain::catalog::Catalog;
use crate::domain::day::{vietnam_day, vietnam_time};
use crate::domain::entry::{Entry, Typed, finish};
use crate::domain::estimate::difference;
use crate::domain::figure::{
    Answer, COVERAGE, Cell as FigureCell, Figure, FigureChange, FigureDraft, MilestoneState, Quality,
};
use crate::domain::judge::judge;
use crate::domain::number::machine_fraction;
use crate::domain::plan::{Measure, Plan};
use crate::domain::question::questions;
use crate::report::table::Cell;
use crate::store::{Seen, Store, Write};
use crate::words::cli::{Head, Said};
use crate::words::facts;

/// `tiendo figure …`
pub fn run(desk: &mut Desk, command: FigureCommand) -> Result<(), Failure> {
    match command {
        FigureCommand::Set(set) => save(desk, &set),
        FigureCommand::Show(at) => show(desk, &at),
        FigureCommand::History(at) => history(desk, &at),
    }
}

fn typed(set: &FigureSet) -> Typed {
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    if set.none_occurred {
        Typed::NoneOccurred
    } else if set.no_data {
        Typed::NoData
    } else if set.not_applicable {
        Typed::NotApplicable
    } else if let Some(state) = set.milestone {
        Typed::Milestone(match state {
            Milestone::NotBegun => MilestoneState::NotBegun,
            Milestone::InProgress => MilestoneState::InProgress,
            Milestone::Done => MilestoneState::Done,
        })
    } else if set.met.is_some() {
        Typed::Coverage(text(&set.met), text(&set.of))
    } else if set.numerator.is_some() {
        Typed::Pair(text(&set.numerator), text(&set.denominator))
    } else {
        Typed::Value(text(&set.value))
    }
}

/// Checks the entry, saves it, and says what was saved and how the measure stands now.
fn save(desk: &mut Desk, set: &FigureSet) -> Result<(), Failure> {
    let mut store = desk.open()?;
    let catalog = store.catalog_on(desk.day)?;
    let (measure, plan, _) = find::measure(&catalog, &set.measure)?;
    let entry = Entry {
        office: find::office(&catalog, &set.office, Some(plan))?,
        period: find::period(&set.period)?,
        series: set.series.clone(),
        typed: typed(set),
        quality: set.estimate.then_some(Quality::Estimate),
        note: set.note.clone(),
        expected: None,
        measure,
    };
    let draft = finish(&catalog, &entry, desk.today)?;
    let others = store.figures_by(&draft.cell.measure, &draft.cell.office)?;
    let odd = failure::questions(desk.lang, &questions(&catalog, &draft, &others, desk.today));
    if set.strict && !odd.is_empty() {
        return Err(Failure::Odd(odd));
    }
    let write = Write::SetFigure { entry: entry.clone(), seen: Seen::Whatever };
    let changes = store.write(&desk.actor("cli"), desk.clock, write)?;
    for sentence in odd {
        desk.warn(&format!("{}: {sentence}", Said::Warning.words(desk.lang)));
    }
    // As it was recorded: at midnight an estimate may have become an official figure.
    let draft = finish(&catalog, &entry, vietnam_day(changes.at)).unwrap_or(draft);
    echo(desk, &store, &catalog, &draft, if changes.rows == 0 { Said::Unchanged } else { Said::Saved })
}

fn echo(desk: &mut Desk, store: &Store, catalog: &Catalog, draft: &FigureDraft, said: Said) -> Result<(), Failure> {
    let Some((plan, target, measure)) = catalog.measure(&draft.cell.measure) else { return Ok(()) };
    let figures = store.figures_of(&draft.cell.measure)?;
    if let Some(Format::Json | Format::Csv) = desk.format {
        let saved = figures.iter().filter(|figure| figure.cell == draft.cell && figure.quality == draft.quality);
        let estimate = figures.iter().find(|figure| figure.cell == draft.cell && figure.quality == Quality::Estimate);
        let lines = saved.map(|figure| line(desk, catalog, figure, estimate)).collect();
        return desk.list(&HEADS, lines);
    }
    let lang = desk.lang;
    // The reading is said with its unit, so that a slip shows.
    let unit = match draft.answer {
        Answer::Number(_) if measure.quota.is_none() => format!(" {}", facts::unit(lang, measure)),
        _ => String::new(),
    };
    let answer = format!("{}{unit}", facts::answer(lang, measure, &draft.answer));
    let quality = quality(draft.quality).words(lang);
    let cell = cell_words(desk, catalog, &draft.cell);
    desk.say(&format!("{}: {} · {cell}: {answer} ({quality})", said.words(lang), draft.cell.measure))?;
    let judgement = judge(catalog, (plan, target, measure), &figures, desk.today);
    desk.say(&facts::explain(lang, catalog, plan, measure, &judgement))
}

/// Office, period and series of a cell in words.
fn cell_words(desk: &Desk, catalog: &Catalog, cell: &FigureCell) -> String {
    let series = cell.series.as_ref().map(|name| format!(" · {}", facts::series(desk.lang, name))).unwrap_or_default();
    format!("{} · {}{series}", catalog.office_name(&cell.office), facts::period(desk.lang, cell.period))
}

/// The word of a quality.
pub fn quality(quality: Quality) -> Said {
    match quality {
        Quality::Estimate => Said::Estimate,
        Quality::Official => Said::Official,
    }
}

const HEADS: [Head; 10] = [
    Head::Measures,
    Head::Office,
    Head::Period,
    Head::Series,
    Head::Figure,
    Head::Quality,
    Head::Difference,
    Head::By,
    Head::At,
    Head::Note,
];

/// A figure as a line of a list, with its difference from the estimate that it replaces.
fn line(desk: &Desk, catalog: &Catalog, figure: &Figure, estimate: Option<&Figure>) -> Line<FigureRow> {
    let measure = catalog.measure(&figure.cell.measure).map(|(_, _, measure)| measure);
    let answer = measure.map(|measure| facts::answer(desk.lang, measure, &figure.answer)).unwrap_or_default();
    let estimate = estimate.filter(|_| figure.quality == Quality::Official);
    let off = measure.zip(estimate).and_then(|(measure, was)| difference(&measure.unit, &was.answer, &figure.answer));
    let shown = measure.zip(off.as_ref()).map(|(measure, off)| facts::difference(measure, off)).unwrap_or_default();
    let cells = vec![
        Cell::from(&figure.cell.measure.0),
        Cell::from(catalog.office_name(&figure.cell.office)).long(),
        Cell::from(figure.cell.period.to_string()),
        Cell::from(figure.cell.series.as_deref().unwrap_or_default()),
        Cell::from(answer).right(),
        Cell::from(quality(figure.quality).words(desk.lang)),
        Cell::from(shown).right().minor(1),
        Cell::from(&figure.by).minor(3),
        Cell::from(vietnam_time(figure.at).format("%d/%m/%Y %H:%M").to_string()).minor(4),
        Cell::from(figure.note.as_deref().unwrap_or_default()).long().minor(2),
    ];
    Line {
        row: FigureRow { difference: off.map(|off| machine_fraction(&off, 2)), ..FigureRow::of(figure, measure) },
        cells,
    }
}

/// Figures of one cell, oldest first; an official one beside the newest estimate before it.
fn lines(desk: &Desk, catalog: &Catalog, figures: &[Figure]) -> Vec<Line<FigureRow>> {
    let estimate = |place: usize| figures[..place].iter().rfind(|figure| figure.quality == Quality::Estimate);
    figures.iter().enumerate().map(|(place, figure)| line(desk, catalog, figure, estimate(place))).collect()
}

/// The cells that a person means: of one measure, narrowed by office, period, series.
struct Wanted {
    office: Option<crate::domain::code::OfficeCode>,
    period: Option<crate::domain::period::Period>,
    series: Option<String>,
}

impl Wanted {
    fn read(catalog: &Catalog, plan: &Plan, at: &FigureAt) -> Result<Self, Failure> {
        Ok(Self {
            office: at.office.as_deref().map(|typed| find::office(catalog, typed, Some(plan))).transpose()?,
            period: at.period.as_deref().map(find::period).transpose()?,
            series: at.series.clone(),
        })
    }

    fn fits(&self, cell: &FigureCell) -> bool {
        self.office.as_ref().is_none_or(|office| *office == cell.office)
            && self.period.is_none_or(|period| period == cell.period)
            && self.series.as_ref().is_none_or(|series| cell.series.as_ref() == Some(series))
    }
}

/// The cells of a measure that have or had a figure and fit, each once, in order.
fn cells(store: &Store, catalog: &Catalog, at: &FigureAt) -> Result<Vec<FigureCell>, Failure> {
    let (id, plan, measure) = find::measure(catalog, &at.measure)?;
    refuse_series(measure, at)?;
    let wanted = Wanted::read(catalog, plan, at)?;
    Ok(store.cells_ever(&id)?.into_iter().filter(|cell| wanted.fits(cell)).collect())
}

fn refuse_series(measure: &Measure, at: &FigureAt) -> Result<(), Failure> {
    match &at.series {
        Some(name) if name != COVERAGE && !measure.series.contains(name) => {
            Err(crate::domain::entry::Refusal::UnknownSeries(name.clone(), measure.series.clone()).into())
        }
        _ => Ok(()),
    }
}

/// The figures as they stand; with `--as-of` as they stood at the end of that day.
fn show(desk: &mut Desk, at: &FigureAt) -> Result<(), Failure> {
    let store = desk.open()?;
    let catalog = store.catalog_on(desk.day)?;
    let mut found = Vec::new();
    for cell in cells(&store, &catalog, at)? {
        let figures = match desk.as_of {
            None => store.cell(&cell)?,
            Some(_) => stood(desk, &store, &cell)?,
        };
        found.extend(lines(desk, &catalog, &figures));
    }
    desk.list(&HEADS, found)
}

/// The newest figure of each quality that was recorded up to the desk's day.
fn stood(desk: &Desk, store: &Store, cell: &FigureCell) -> Result<Vec<Figure>, Failure> {
    let known: Vec<FigureChange> = store.history(cell)?.into_iter().filter(|change| change.on <= desk.day).collect();
    let newest = |quality| {
        let change = known.iter().rev().find(|change| change.figure.quality == quality);
        change.filter(|change| !change.withdrawn).map(|change| change.figure.clone())
    };
    Ok([Quality::Estimate, Quality::Official].into_iter().filter_map(newest).collect())
}

/// Every change of the cells, oldest first.
fn history(desk: &mut Desk, at: &FigureAt) -> Result<(), Failure> {
    let store = desk.open()?;
    let catalog = store.catalog_on(desk.day)?;
    let mut found = Vec::new();
    for cell in cells(&store, &catalog, at)? {
        let known = store.history(&cell)?.into_iter();
        let known = known.filter(|change| change.on <= desk.day || desk.as_of.is_none());
        let known: Vec<FigureChange> = known.collect();
        let figures: Vec<Figure> = known.iter().map(|change| change.figure.clone()).collect();
        let told = lines(desk, &catalog, &figures).into_iter().zip(&known);
        found.extend(told.map(|(line, change)| if change.withdrawn { withdrawn(desk, line) } else { line }));
    }
    desk.list(&HEADS, found)
}

/// A line of the history that says that nothing stands there any more.
fn withdrawn(desk: &Desk, mut line: Line<FigureRow>) -> Line<FigureRow> {
    line.row.kind = "withdrawn";
    if let Some(cell) = line.cells.get_mut(4) {
        *cell = Cell::from(Said::Withdrawn.words(desk.lang)).right();
    }
    line
}
