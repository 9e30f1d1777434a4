//! `figure set|show|history`: figures from the command line. `domain::entry` validates entries.

use super::args::{FigureCommand, FigureSelectorArgs, FigureSetArgs, MilestoneArg, OutputFormat};
use super::context::Context;
use super::error::CliError;
use super::{error, lookup};
use crate::domain::assessment::assess;
use crate::domain::catalog::Catalog;
use crate::domain::code::OfficeCode;
use crate::domain::day::vietnam_day;
use crate::domain::entry::{AnswerInput, Entry, EntryRefusal, validate_entry};
use crate::domain::estimate::estimate_difference;
use crate::domain::figure::{
    Answer, COVERAGE_SERIES, Cell as FigureCell, Figure, FigureChange, MilestoneState, Quality,
    ValidFigure,
};
use crate::domain::period::Period;
use crate::domain::plan::{Measure, Plan};
use crate::domain::plausibility::entry_warnings;
use crate::i18n::cli::CliText;
use crate::i18n::facts;
use crate::lists::figures::{FigureList, FigureRow, quality_label};
use crate::store::{ExpectedVersion, Store, Write};

/// `tiendo figure …`
pub fn run_figure(context: &mut Context, command: FigureCommand) -> Result<(), CliError> {
    match command {
        FigureCommand::Set(set) => set_figure(context, &set),
        FigureCommand::Show(selector) => show_figures(context, &selector),
        FigureCommand::History(selector) => show_history(context, &selector),
    }
}

fn answer_input(set: &FigureSetArgs) -> AnswerInput {
    let value_or_empty = |value: &Option<String>| value.clone().unwrap_or_default();
    if set.none_occurred {
        AnswerInput::NoneOccurred
    } else if set.no_data {
        AnswerInput::NoData
    } else if set.not_applicable {
        AnswerInput::NotApplicable
    } else if let Some(state) = set.milestone {
        AnswerInput::Milestone(match state {
            MilestoneArg::NotBegun => MilestoneState::NotBegun,
            MilestoneArg::InProgress => MilestoneState::InProgress,
            MilestoneArg::Done => MilestoneState::Done,
        })
    } else if set.met.is_some() {
        AnswerInput::Coverage(value_or_empty(&set.met), value_or_empty(&set.of))
    } else if set.numerator.is_some() {
        // Without a denominator the validation refuses the pair in its own words.
        AnswerInput::Pair(
            value_or_empty(&set.numerator),
            value_or_empty(&set.denominator),
        )
    } else {
        AnswerInput::Value(value_or_empty(&set.value))
    }
}

/// Validates and saves the entry, prints it, and the new status of the measure.
fn set_figure(context: &mut Context, set: &FigureSetArgs) -> Result<(), CliError> {
    let store = context.open_store()?;
    let catalog = store.catalog_as_of(context.day)?;
    let (measure, plan, _) = lookup::find_measure(&catalog, &set.measure)?;
    let entry = Entry {
        office: lookup::find_office(&catalog, &set.office, Some(plan))?,
        period: lookup::parse_period_argument(&set.period)?,
        series: set.series.clone(),
        answer: answer_input(set),
        quality: set.estimate.then_some(Quality::Estimate),
        note: set.note.clone(),
        expected: None,
        measure,
    };
    let valid_figure = validate_entry(&catalog, &entry, context.today)?;
    let others = store.figures_of_office(&valid_figure.cell.measure, &valid_figure.cell.office)?;
    let warnings = error::warning_texts(
        context.lang,
        &entry_warnings(&catalog, &valid_figure, &others, context.today),
    );
    if set.strict && !warnings.is_empty() {
        return Err(CliError::FigureWarnings(warnings));
    }
    let write = Write::SetFigure {
        entry: entry.clone(),
        expected: ExpectedVersion::Any,
    };
    let changes = store.write(&context.actor("cli"), context.clock, write)?;
    for sentence in warnings {
        context.print_warning(&format!(
            "{}: {sentence}",
            CliText::Warning.text(context.lang)
        ));
    }
    // Validated again for the day of the write: at midnight an estimate may have become an official figure. The write has
    // succeeded, so that a refusal no longer fails the command.
    let valid_figure =
        validate_entry(&catalog, &entry, vietnam_day(changes.at)).unwrap_or(valid_figure);
    print_saved_figure(
        context,
        &store,
        &catalog,
        &valid_figure,
        if changes.rows == 0 {
            CliText::Unchanged
        } else {
            CliText::Saved
        },
    )
}

fn print_saved_figure(
    context: &mut Context,
    store: &Store,
    catalog: &Catalog,
    valid_figure: &ValidFigure,
    message: CliText,
) -> Result<(), CliError> {
    // Always there: the entry was validated with this catalog.
    let Some((plan, target, measure)) = catalog.measure(&valid_figure.cell.measure) else {
        return Ok(());
    };
    let figures = store.figures_of_measure(&valid_figure.cell.measure)?;
    if let Some(OutputFormat::Json | OutputFormat::Csv) = context.format {
        let saved = figures.iter().filter(|figure| {
            figure.cell == valid_figure.cell && figure.quality == valid_figure.quality
        });
        let estimate = figures
            .iter()
            .find(|figure| figure.cell == valid_figure.cell && figure.quality == Quality::Estimate);
        let rows = saved
            .map(|figure| figure_row(catalog, figure, estimate))
            .collect();
        return context.print_rows::<FigureList>(catalog, rows);
    }
    let lang = context.lang;
    // The value is printed with its unit, so that typing errors are noticed.
    let unit = match valid_figure.answer {
        Answer::Number(_) if measure.quota.is_none() => format!(" {}", facts::unit(lang, measure)),
        _ => String::new(),
    };
    let answer = format!(
        "{}{unit}",
        facts::answer(lang, measure, &valid_figure.answer)
    );
    let quality = quality_label(valid_figure.quality).text(lang);
    let cell = cell_text(context, catalog, &valid_figure.cell);
    context.print_line(&format!(
        "{}: {} · {cell}: {answer} ({quality})",
        message.text(lang),
        valid_figure.cell.measure
    ))?;
    let assessment = assess(catalog, (plan, target, measure), &figures, context.today);
    context.print_line(&facts::explain(lang, catalog, plan, measure, &assessment))
}

/// Text of a cell's office, period and series.
fn cell_text(context: &Context, catalog: &Catalog, cell: &FigureCell) -> String {
    let series = cell
        .series
        .as_ref()
        .map(|name| format!(" · {}", facts::series_name(context.lang, name)))
        .unwrap_or_default();
    format!(
        "{} · {}{series}",
        catalog.office_name(&cell.office),
        facts::period(context.lang, cell.period)
    )
}

/// List row of a figure, with its difference from the replaced estimate.
fn figure_row<'c>(
    catalog: &'c Catalog,
    figure: &'c Figure,
    estimate: Option<&Figure>,
) -> FigureRow<'c> {
    let found = catalog.measure(&figure.cell.measure);
    let measure = found.map(|(_, _, measure)| measure);
    let estimate = estimate.filter(|_| figure.quality == Quality::Official);
    let difference = measure.zip(estimate).and_then(|(measure, estimate)| {
        estimate_difference(&measure.unit, &estimate.answer, &figure.answer)
    });
    FigureRow {
        figure,
        measure,
        difference,
        is_withdrawn: false,
    }
}

/// Figures of one cell, oldest first; an official one with the newest estimate before it.
fn figure_rows<'c>(catalog: &'c Catalog, figures: &[&'c Figure]) -> Vec<FigureRow<'c>> {
    let estimate_before = |index: usize| {
        let mut before = figures[..index].iter().copied();
        before.rfind(|figure| figure.quality == Quality::Estimate)
    };
    let figures = figures.iter().enumerate();
    figures
        .map(|(index, figure)| figure_row(catalog, figure, estimate_before(index)))
        .collect()
}

/// Filter of one measure's cells by office, period and series.
struct FigureFilter {
    office: Option<OfficeCode>,
    period: Option<Period>,
    series: Option<String>,
}

impl FigureFilter {
    fn parse(
        catalog: &Catalog,
        plan: &Plan,
        selector: &FigureSelectorArgs,
    ) -> Result<Self, CliError> {
        Ok(Self {
            office: selector
                .office
                .as_deref()
                .map(|typed| lookup::find_office(catalog, typed, Some(plan)))
                .transpose()?,
            period: selector
                .period
                .as_deref()
                .map(lookup::parse_period_argument)
                .transpose()?,
            series: selector.series.clone(),
        })
    }

    fn matches(&self, cell: &FigureCell) -> bool {
        self.office
            .as_ref()
            .is_none_or(|office| *office == cell.office)
            && self.period.is_none_or(|period| period == cell.period)
            && self
                .series
                .as_ref()
                .is_none_or(|series| cell.series.as_ref() == Some(series))
    }
}

/// Cells of a measure that ever had a figure and match, once each, in order.
fn matching_cells(
    store: &Store,
    catalog: &Catalog,
    selector: &FigureSelectorArgs,
) -> Result<Vec<FigureCell>, CliError> {
    let (id, plan, measure) = lookup::find_measure(catalog, &selector.measure)?;
    check_series(measure, selector)?;
    let filter = FigureFilter::parse(catalog, plan, selector)?;
    Ok(store
        .cells_with_history(&id)?
        .into_iter()
        .filter(|cell| filter.matches(cell))
        .collect())
}

/// Checks that a series of the filter belongs to the measure.
fn check_series(measure: &Measure, selector: &FigureSelectorArgs) -> Result<(), CliError> {
    match &selector.series {
        Some(name) if name != COVERAGE_SERIES && !measure.series.contains(name) => {
            Err(EntryRefusal::UnknownSeries(name.clone(), measure.series.clone()).into())
        }
        _ => Ok(()),
    }
}

/// Prints current figures; with `--as-of` those at the end of that day.
fn show_figures(context: &mut Context, selector: &FigureSelectorArgs) -> Result<(), CliError> {
    let store = context.open_store()?;
    let catalog = store.catalog_as_of(context.day)?;
    let mut cells = Vec::new();
    for cell in matching_cells(&store, &catalog, selector)? {
        cells.push(match context.as_of {
            None => store.figures_of_cell(&cell)?,
            Some(_) => figures_recorded_until(context, &store, &cell)?,
        });
    }
    let mut rows = Vec::new();
    for figures in &cells {
        rows.extend(figure_rows(&catalog, &figures.iter().collect::<Vec<_>>()));
    }
    context.print_rows::<FigureList>(&catalog, rows)
}

/// Newest figure of each quality recorded up to the context's day.
fn figures_recorded_until(
    context: &Context,
    store: &Store,
    cell: &FigureCell,
) -> Result<Vec<Figure>, CliError> {
    let changes: Vec<FigureChange> = store
        .figure_history(cell)?
        .into_iter()
        .filter(|change| change.on <= context.day)
        .collect();
    let newest = |quality| {
        let change = changes
            .iter()
            .rev()
            .find(|change| change.figure.quality == quality);
        change
            .filter(|change| !change.withdrawn)
            .map(|change| change.figure.clone())
    };
    Ok([Quality::Estimate, Quality::Official]
        .into_iter()
        .filter_map(newest)
        .collect())
}

/// Prints every change of the cells, oldest first.
fn show_history(context: &mut Context, selector: &FigureSelectorArgs) -> Result<(), CliError> {
    let store = context.open_store()?;
    let catalog = store.catalog_as_of(context.day)?;
    let mut cells: Vec<Vec<FigureChange>> = Vec::new();
    for cell in matching_cells(&store, &catalog, selector)? {
        let mut changes = store.figure_history(&cell)?;
        changes.retain(|change| context.as_of.is_none() || change.on <= context.day);
        cells.push(changes);
    }
    let mut rows = Vec::new();
    for changes in &cells {
        let figures: Vec<&Figure> = changes.iter().map(|change| &change.figure).collect();
        let marked = figure_rows(&catalog, &figures).into_iter().zip(changes);
        rows.extend(marked.map(|(row, change)| FigureRow {
            is_withdrawn: change.withdrawn,
            ..row
        }));
    }
    context.print_rows::<FigureList>(&catalog, rows)
}
