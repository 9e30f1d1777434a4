//! What lies in the rows and columns of the sheet: the cells of an office, the offices of a measure, or periods side by
//! side. Made when something changed, not on a key. Knows no cursor.

use super::places;
use super::rows::{Maker, SheetCell};
use crate::domain::code::{MeasureId, OfficeCode};
use crate::domain::entry::{AnsweredCell, cells_behind, is_row_of, offices_of, series_of};
use crate::domain::figure::{COVERAGE, Cell};
use crate::domain::period::{Period, PeriodKind};
use crate::domain::plan::Measure;
use crate::panes::book::Book;
use crate::panes::effect::{Layout, SheetAt};
use crate::panes::targets::number;
use crate::words::judgement::capital;
use crate::words::screen::Text;
use crate::words::{facts, fill};

/// Rows and columns.
#[derive(Clone, Debug, Default)]
pub struct Grid {
    /// The periods of the columns.
    pub periods: Vec<Period>,
    /// The rows.
    pub rows: Vec<GridRow>,
}

/// One row.
#[derive(Clone, Debug)]
pub struct GridRow {
    /// `4.2`; of an office its place.
    pub no: String,
    /// Short label with the series, or the office's name.
    pub label: String,
    /// Unit and promise; empty where every row has the same.
    pub promise: String,
    /// Offered, not owed: counted nowhere, and what is entered is an estimate.
    pub optional: bool,
    /// It stays for a cell that the sheet has no more: counted nowhere.
    pub kept: bool,
    /// A cell for each column; none where the office answers for none.
    pub cells: Vec<Option<SheetCell>>,
}

impl Grid {
    /// The grid of a place; empty where something of it is not chosen yet.
    pub fn of(book: &Book, at: &SheetAt) -> Self {
        let SheetAt { office: Some(office), plan: Some(plan), period: Some(period), .. } = at else {
            return Self::default();
        };
        let Some(plan) = book.catalog.plan(plan) else { return Self::default() };
        let maker = Maker::new(book, plan);
        match (at.layout, &at.measure) {
            (Layout::Offices, Some(id)) => of_measure(&maker, id, *period),
            (Layout::Periods, _) => of_periods(&maker, office, places::side_by_side(book, plan, *period)),
            (Layout::Offices | Layout::Measures, _) => {
                let mut grid = of_periods(&maker, office, vec![*period]);
                grid.rows.extend(at.yearly.then(|| of_year(&maker, office, *period)).into_iter().flatten());
                grid
            }
        }
    }

    /// The cell at a place.
    pub fn cell(&self, (row, column): (usize, usize)) -> Option<&SheetCell> {
        self.rows.get(row)?.cells.get(column)?.as_ref()
    }

    /// Every cell with its place, row by row.
    pub fn cells(&self) -> impl Iterator<Item = ((usize, usize), &SheetCell)> {
        self.rows.iter().enumerate().flat_map(|(row, line)| {
            line.cells.iter().enumerate().filter_map(move |(column, cell)| Some(((row, column), cell.as_ref()?)))
        })
    }

    /// Where a cell lies.
    pub fn place(&self, cell: &Cell) -> Option<(usize, usize)> {
        self.cells().find(|(_, found)| found.cell == *cell).map(|(place, _)| place)
    }

    /// How many cells that are owed have a figure, and how many there are.
    pub fn entered(&self) -> (usize, usize) {
        let owed = self.rows.iter().filter(|row| !row.optional && !row.kept).flat_map(|row| row.cells.iter().flatten());
        let entered = owed.clone().filter(|cell| cell.figure().is_some());
        (entered.count(), owed.count())
    }
}

/// The rows of an office in the order of the plan, a column for each period.
fn of_periods(maker: &Maker, office: &OfficeCode, periods: Vec<Period>) -> Grid {
    let catalog = &maker.book.catalog;
    // Earlier periods lie in the row of the office that this one goes on with.
    let of_row = |measure: &Measure, one: &OfficeCode| {
        one == office || periods.len() > 1 && is_row_of(catalog, (maker.plan, measure), office, one)
    };
    let columns: Vec<_> = periods.iter().map(|period| cells_behind(catalog, maker.plan, *period, of_row)).collect();
    let mut keys: Vec<(MeasureId, &Measure, Option<String>)> = Vec::new();
    for (id, _, measure) in maker.plan.measures() {
        for AnsweredCell { series, .. } in columns.iter().flatten().filter(|found| found.id == id) {
            if !keys.iter().any(|(known, _, known_series)| *known == id && known_series == series) {
                keys.push((id.clone(), measure, series.clone()));
            }
        }
    }
    let row = |(id, measure, series): (MeasureId, &Measure, Option<String>)| {
        let cell = |(cells, period): (&Vec<AnsweredCell>, &Period)| {
            let fits = cells.iter().filter(|cell| cell.id == id && cell.series == series);
            let found = fits.max_by_key(|cell| cell.office == *office)?;
            let cell =
                Cell { measure: id.clone(), office: found.office.clone(), period: *period, series: series.clone() };
            Some(maker.cell(measure, cell))
        };
        let cells = columns.iter().zip(&periods).map(cell).collect();
        GridRow { cells, ..head(maker, &id, measure, series.as_deref()) }
    };
    Grid { rows: keys.into_iter().map(row).collect(), periods }
}

/// A row of a measure without its cells.
fn head(maker: &Maker, id: &MeasureId, measure: &Measure, series: Option<&str>) -> GridRow {
    let lang = maker.book.lang;
    GridRow {
        no: number(id).to_owned(),
        label: with_series(maker.book, &measure.label, series),
        promise: format!("{} · {}", facts::unit(lang, measure), facts::promise(lang, measure)),
        optional: false,
        kept: false,
        cells: Vec::new(),
    }
}

/// A label with the series before it.
pub fn with_series(book: &Book, label: &str, series: Option<&str>) -> String {
    let lang = book.lang;
    let series = match series {
        Some(COVERAGE) => Text::Coverage.words(lang),
        Some(series) => facts::series(lang, series),
        None => return label.to_owned(),
    };
    // First: what is cut off at the end must not make two rows the same.
    format!("{} · {label}", capital(series))
}

/// The year's measures beside a shorter period: how far they are so far.
fn of_year(maker: &Maker, office: &OfficeCode, period: Period) -> Vec<GridRow> {
    let year = Period::new(PeriodKind::Year, period.year(), 1).ok();
    let year = year.filter(|year| *year != period && places::lies_in(maker.book, &maker.plan.code, *year));
    let Some(year) = year else { return Vec::new() };
    let so_far = fill(Text::YearSoFar.words(maker.book.lang), &[&facts::period(maker.book.lang, year)]);
    let grid = of_periods(maker, office, vec![year]);
    let optional = |mut row: GridRow| {
        // The column of last period is not last year's.
        for cell in row.cells.iter_mut().flatten() {
            cell.previous.clear();
            cell.owed = false;
        }
        GridRow { promise: format!("{so_far} · {}", row.promise), optional: true, ..row }
    };
    grid.rows.into_iter().map(optional).collect()
}

/// The offices that fill a measure in a period, each with its cells.
fn of_measure(maker: &Maker, id: &MeasureId, period: Period) -> Grid {
    let (book, plan) = (maker.book, maker.plan);
    let Some((_, measure)) = plan.find_measure(id) else { return Grid::default() };
    let mut rows = Vec::new();
    for office in offices_of(&book.catalog, plan, measure, period) {
        for series in series_of(&book.catalog, plan, measure, &office, period) {
            let label = with_series(book, book.office(&office), series.as_deref());
            let cell = Cell { measure: id.clone(), office: office.clone(), period, series };
            let mut found = maker.cell(measure, cell);
            // Beside the other offices its own part, not the whole.
            found.status = maker.reached(id, &found.cell);
            let no = (rows.len() + 1).to_string();
            rows.push(GridRow {
                no,
                label,
                promise: String::new(),
                optional: false,
                kept: false,
                cells: vec![Some(found)],
            });
        }
    }
    Grid { periods: vec![period], rows }
}
