//! Rows and columns of the sheet: cells of an office, offices of a measure, or periods as columns. Built after a
//! change, not on a key press. Must not depend on cursors.

use super::availability;
use super::cell::{CellBuilder, SheetCell};
use crate::domain::code::{MeasureId, OfficeCode};
use crate::domain::entry::{
    AssignedCell, belongs_to_row_of, cells_where, responsible_offices, series_of_office,
};
use crate::domain::figure::{COVERAGE_SERIES, Cell};
use crate::domain::period::{Period, PeriodKind};
use crate::domain::plan::Measure;
use crate::i18n::assessment::capitalize;
use crate::i18n::screen::Text;
use crate::i18n::{facts, fill_placeholders};
use crate::panes::cells::measure_number;
use crate::panes::effect::{SheetLayout, SheetLocation};
use crate::panes::read_model::ReadModel;

/// Rows and columns.
#[derive(Clone, Debug, Default)]
pub struct Grid {
    /// The periods of the columns.
    pub periods: Vec<Period>,
    /// The rows.
    pub rows: Vec<GridRow>,
}

/// A row.
#[derive(Clone, Debug)]
pub struct GridRow {
    /// Number `4.2`; for an office its place.
    pub row_number: String,
    /// Short label with the series, or the office's name.
    pub label: String,
    /// Unit and target value; empty if all rows share them.
    pub unit_and_target: String,
    /// `true` if the row is offered but not required: it is not counted, and its entries are estimates.
    pub is_optional: bool,
    /// `true` if the row is only kept for a cell that no longer exists: it is not counted.
    pub is_retained: bool,
    /// A cell per column; `None` where the office does not answer.
    pub cells: Vec<Option<SheetCell>>,
}

impl Grid {
    /// Builds the grid of a location; empty if the location is incomplete.
    pub fn build(model: &ReadModel, at: &SheetLocation) -> Self {
        let SheetLocation {
            office: Some(office),
            plan: Some(plan),
            period: Some(period),
            ..
        } = at
        else {
            return Self::default();
        };
        let Some(plan) = model.catalog.plan(plan) else {
            return Self::default();
        };
        let builder = CellBuilder::new(model, plan);
        match (at.layout, &at.measure) {
            (SheetLayout::OfficeRows, Some(id)) => measure_grid(&builder, id, *period),
            (SheetLayout::PeriodColumns, _) => period_grid(
                &builder,
                office,
                availability::column_periods(model, plan, *period),
            ),
            (SheetLayout::OfficeRows | SheetLayout::MeasureRows, _) => {
                let mut grid = period_grid(&builder, office, vec![*period]);
                grid.rows.extend(
                    at.shows_yearly
                        .then(|| yearly_rows(&builder, office, *period))
                        .into_iter()
                        .flatten(),
                );
                grid
            }
        }
    }

    /// Cell at a position.
    pub fn cell(&self, (row, column): (usize, usize)) -> Option<&SheetCell> {
        self.rows.get(row)?.cells.get(column)?.as_ref()
    }

    /// Every cell with its position, row by row.
    pub fn cells(&self) -> impl Iterator<Item = ((usize, usize), &SheetCell)> {
        self.rows.iter().enumerate().flat_map(|(row, line)| {
            line.cells
                .iter()
                .enumerate()
                .filter_map(move |(column, cell)| Some(((row, column), cell.as_ref()?)))
        })
    }

    /// Position of a cell.
    pub fn position_of(&self, cell: &Cell) -> Option<(usize, usize)> {
        self.cells()
            .find(|(_, found)| found.cell == *cell)
            .map(|(place, _)| place)
    }

    /// Number of required cells with a figure, and of all required cells.
    pub fn entered_counts(&self) -> (usize, usize) {
        let owed = self
            .rows
            .iter()
            .filter(|row| !row.is_optional && !row.is_retained)
            .flat_map(|row| row.cells.iter().flatten());
        let entered = owed.clone().filter(|cell| cell.figure().is_some());
        (entered.count(), owed.count())
    }
}

/// Rows of an office in the order of the plan, a column per period.
fn period_grid(builder: &CellBuilder, office: &OfficeCode, periods: Vec<Period>) -> Grid {
    let catalog = &builder.model.catalog;
    // Earlier periods belong to the row of the office that this one continues.
    let of_row = |measure: &Measure, one: &OfficeCode| {
        one == office
            || periods.len() > 1 && belongs_to_row_of(catalog, (builder.plan, measure), office, one)
    };
    let columns: Vec<_> = periods
        .iter()
        .map(|period| cells_where(catalog, builder.plan, *period, of_row))
        .collect();
    let mut keys: Vec<(MeasureId, &Measure, Option<String>)> = Vec::new();
    for (id, _, measure) in builder.plan.measures() {
        for AssignedCell { series, .. } in columns.iter().flatten().filter(|found| found.id == id) {
            if !keys
                .iter()
                .any(|(known, _, known_series)| *known == id && known_series == series)
            {
                keys.push((id.clone(), measure, series.clone()));
            }
        }
    }
    let row = |(id, measure, series): (MeasureId, &Measure, Option<String>)| {
        let cell = |(cells, period): (&Vec<AssignedCell>, &Period)| {
            let fits = cells
                .iter()
                .filter(|cell| cell.id == id && cell.series == series);
            let found = fits.max_by_key(|cell| cell.office == *office)?;
            let cell = Cell {
                measure: id.clone(),
                office: found.office.clone(),
                period: *period,
                series: series.clone(),
            };
            Some(builder.build_cell(measure, cell))
        };
        let cells = columns.iter().zip(&periods).map(cell).collect();
        GridRow {
            cells,
            ..measure_row(builder, &id, measure, series.as_deref())
        }
    };
    Grid {
        rows: keys.into_iter().map(row).collect(),
        periods,
    }
}

/// A row of a measure without its cells.
fn measure_row(
    builder: &CellBuilder,
    id: &MeasureId,
    measure: &Measure,
    series: Option<&str>,
) -> GridRow {
    let lang = builder.model.lang;
    GridRow {
        row_number: measure_number(id).to_owned(),
        label: label_with_series(builder.model, &measure.label, series),
        unit_and_target: format!(
            "{} · {}",
            facts::unit(lang, measure),
            facts::target_value(lang, measure)
        ),
        is_optional: false,
        is_retained: false,
        cells: Vec::new(),
    }
}

/// A label with its series.
pub fn label_with_series(model: &ReadModel, label: &str, series: Option<&str>) -> String {
    let lang = model.lang;
    let series = match series {
        Some(COVERAGE_SERIES) => Text::Coverage.text(lang),
        Some(series) => facts::series_name(lang, series),
        None => return label.to_owned(),
    };
    // The series comes first: truncation at the end must not make two rows look alike.
    format!("{} · {label}", capitalize(series))
}

/// Rows of yearly measures in a shorter period, for their values so far.
fn yearly_rows(builder: &CellBuilder, office: &OfficeCode, period: Period) -> Vec<GridRow> {
    let year = Period::new(PeriodKind::Year, period.year(), 1).ok();
    let year = year.filter(|year| {
        *year != period && availability::is_within_plan(builder.model, &builder.plan.code, *year)
    });
    let Some(year) = year else { return Vec::new() };
    let so_far = fill_placeholders(
        Text::YearSoFar.text(builder.model.lang),
        &[&facts::period(builder.model.lang, year)],
    );
    let grid = period_grid(builder, office, vec![year]);
    let optional = |mut row: GridRow| {
        // The column of the previous period does not show the previous year.
        for cell in row.cells.iter_mut().flatten() {
            cell.previous_text.clear();
            cell.is_required = false;
        }
        GridRow {
            unit_and_target: format!("{so_far} · {}", row.unit_and_target),
            is_optional: true,
            ..row
        }
    };
    grid.rows.into_iter().map(optional).collect()
}

/// Rows of the offices that fill a measure in a period, each with its cells.
fn measure_grid(builder: &CellBuilder, id: &MeasureId, period: Period) -> Grid {
    let (model, plan) = (builder.model, builder.plan);
    let Some((_, measure)) = plan.find_measure(id) else {
        return Grid::default();
    };
    let mut rows = Vec::new();
    for office in responsible_offices(&model.catalog, plan, measure, period) {
        for series in series_of_office(&model.catalog, plan, measure, &office, period) {
            let label = label_with_series(model, model.office_name(&office), series.as_deref());
            let cell = Cell {
                measure: id.clone(),
                office: office.clone(),
                period,
                series,
            };
            let mut found = builder.build_cell(measure, cell);
            // Next to other offices the status of its own part, not of the total.
            found.status = builder.quota_status(id, &found.cell);
            let row_number = (rows.len() + 1).to_string();
            rows.push(GridRow {
                row_number,
                label,
                unit_and_target: String::new(),
                is_optional: false,
                is_retained: false,
                cells: vec![Some(found)],
            });
        }
    }
    Grid {
        periods: vec![period],
        rows,
    }
}
