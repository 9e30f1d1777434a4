//! `export …`: the rows of the lists for other programs: CSV, JSON, spreadsheets, or TOML data files.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::Path;

use chrono::{Days, NaiveDate};
use clap::ValueEnum;
use clap::builder::PossibleValue;
use serde::Serialize;

use super::args::{
    DutyFilterArgs, ExportArgs, ExportKind, MeasureScopeArgs, OutputFormat, PlanOfficeArgs,
};
use super::context::Context;
use super::duties::{self, DutyDetail, DutyWithBlockers};
use super::error::CliError;
use super::list::scope_office;
use super::{list, lookup};
use crate::domain::catalog::Catalog;
use crate::domain::code::OfficeCode;
use crate::domain::duty::{DutyEventKind, Narrative, Totals};
use crate::domain::figure::Figure;
use crate::domain::office::{HolidayFile, OfficeFile};
use crate::domain::plan::Plan;
use crate::i18n::plan_report::{self as words, PlanReport};
use crate::i18n::{Lang, column};
use crate::lists::column::{keys, values};
use crate::lists::figures::{FigureExchangeList, FigureList, FigureRow};
use crate::lists::holidays::HolidayList;
use crate::lists::measures::MeasureList;
use crate::lists::offices::{GroupMemberList, OfficeList};
use crate::lists::{Facts, List, print};
use crate::report::csv::CsvStyle;
use crate::report::value::DataValue;
use crate::report::{self, ListRow, csv, json, letter, xlsx};

/// `tiendo export WHAT`
pub fn run_export(context: &mut Context, args: &ExportArgs) -> Result<(), CliError> {
    let format = context.format.unwrap_or(if args.what == ExportKind::Plan {
        OutputFormat::Toml
    } else {
        OutputFormat::Csv
    });
    let is_printed = args
        .output
        .as_deref()
        .is_none_or(report::is_standard_output);
    let is_streamed = matches!(format, OutputFormat::Csv | OutputFormat::Json);
    if is_printed && is_streamed {
        // Written while it is read.
        let mut out = context.shared_out();
        let page = ExportWriter {
            out: &mut **out,
            format,
            kind: args.what,
            lang: context.lang,
        };
        return write_export(context, args, page);
    }
    // Into memory first: a file is created only after everything was read.
    let mut bytes = Vec::new();
    let page = ExportWriter {
        out: &mut bytes,
        format,
        kind: args.what,
        lang: context.lang,
    };
    write_export(context, args, page)?;
    match args
        .output
        .as_deref()
        .filter(|path| !report::is_standard_output(path))
    {
        None => Ok(context.out().write_all(&bytes)?),
        Some(path) => save_output(context, path, &bytes, args.force),
    }
}

/// Suffixes of the files that SQLite and the program keep next to the database.
const DATABASE_SIDE_FILES: [&str; 7] = [
    "", "-wal", "-shm", "-journal", ".lock", ".queue", ".checked",
];

/// Returns `true` if a path is the database or one of its side files.
fn is_database(db: &Path, path: &Path) -> bool {
    // A dangling link would be followed on writing.
    let led = path
        .read_link()
        .map(|to| path.parent().map_or(to.clone(), |folder| folder.join(&to)));
    let Ok(path) = std::path::absolute(led.as_deref().unwrap_or(path)) else {
        return false;
    };
    let whole = |path: &Path| match (path.canonicalize(), path.parent(), path.file_name()) {
        (Ok(path), ..) => path,
        (Err(_), Some(folder), Some(name)) => folder
            .canonicalize()
            .map_or(path.to_owned(), |folder| folder.join(name)),
        (Err(_), ..) => path.to_owned(),
    };
    let (db, path) = (whole(db), whole(&path));
    DATABASE_SIDE_FILES.iter().any(|ending| {
        let mut one = db.clone().into_os_string();
        one.push(ending);
        path.as_os_str() == one
    })
}

/// Writes a file, never over the database, and over another file only if requested.
fn save_output(context: &Context, path: &Path, bytes: &[u8], force: bool) -> Result<(), CliError> {
    if context
        .database_path
        .as_deref()
        .is_some_and(|db| is_database(db, path))
    {
        return Err(CliError::OutputIsDatabase(path.to_owned()));
    }
    let saved = if report::is_stream(path) {
        report::write_to_stream(bytes, path)
    } else if force {
        report::replace(bytes, path)
    } else {
        report::save_new_file(bytes, path)
    };
    saved.map_err(|error| match error.kind() {
        std::io::ErrorKind::AlreadyExists => CliError::OutputExists(path.to_owned()),
        _ => CliError::FileIo(path.to_owned(), error),
    })
}

/// Output of an export.
struct ExportWriter<'a> {
    out: &'a mut dyn Write,
    format: OutputFormat,
    kind: ExportKind,
    lang: Lang,
}

impl ExportWriter<'_> {
    /// Writes rows while they are read; a spreadsheet once all are read.
    fn write_each<R: ListRow>(
        self,
        read: impl FnOnce(&mut dyn FnMut(R) -> io::Result<()>) -> Result<(), CliError>,
    ) -> Result<(), CliError> {
        match self.format {
            OutputFormat::Json => json::write_each(self.out, |write| read(&mut |row| write(&row))),
            OutputFormat::Csv => csv::write_each(self.out, CsvStyle::Spreadsheet, |write| {
                read(&mut |row| write(&row))
            }),
            _ => {
                let mut rows = Vec::new();
                read(&mut |row| {
                    rows.push(row);
                    Ok(())
                })?;
                self.write_rows(&rows)
            }
        }
    }

    fn write_rows<R: ListRow>(self, rows: &[R]) -> Result<(), CliError> {
        match self.format {
            OutputFormat::Json => Ok(json::write(self.out, rows)?),
            OutputFormat::Csv => Ok(csv::write(self.out, rows, CsvStyle::Spreadsheet)?),
            OutputFormat::Xlsx => {
                let name = self
                    .kind
                    .to_possible_value()
                    .map(|value| value.get_name().to_owned());
                let head = |key: &str| column::heading(self.lang, key);
                Ok(self.out.write_all(&xlsx::write_rows(
                    rows,
                    &name.unwrap_or_default(),
                    &head,
                )?)?)
            }
            format => Err(CliError::UnsupportedFormat(self.kind, format)),
        }
    }

    fn write_list<L: List>(self, facts: &Facts<'_>, rows: &[L::Row<'_>]) -> Result<(), CliError> {
        match self.format {
            OutputFormat::Json => Ok(print::write_json::<L>(self.out, facts, rows)?),
            OutputFormat::Csv => Ok(print::write_csv::<L>(
                self.out,
                facts,
                rows,
                CsvStyle::Spreadsheet,
            )?),
            OutputFormat::Xlsx => {
                let name = self.kind.to_possible_value();
                let name = name.as_ref().map_or("", PossibleValue::get_name);
                Ok(self
                    .out
                    .write_all(&print::xlsx_bytes::<L>(facts, rows, name)?)?)
            }
            format => Err(CliError::UnsupportedFormat(self.kind, format)),
        }
    }

    /// Writes the values of a list's rows while they are read; a spreadsheet once all are read.
    fn write_list_each<L: List>(
        self,
        read: impl FnOnce(&mut dyn FnMut(Vec<DataValue>) -> io::Result<()>) -> Result<(), CliError>,
    ) -> Result<(), CliError> {
        let keys = keys::<L>();
        match self.format {
            OutputFormat::Json => json::write_data_each(self.out, &keys, read),
            OutputFormat::Csv => csv::write_data_each(self.out, &keys, CsvStyle::Spreadsheet, read),
            OutputFormat::Xlsx => {
                let mut rows = Vec::new();
                read(&mut |row| {
                    rows.push(row);
                    Ok(())
                })?;
                let name = self.kind.to_possible_value();
                let name = name.as_ref().map_or("", |value| value.get_name());
                let head = |key: &str| column::heading(self.lang, key);
                let bytes = xlsx::write_data(&keys, rows, name, &head)?;
                Ok(self.out.write_all(&bytes)?)
            }
            format => Err(CliError::UnsupportedFormat(self.kind, format)),
        }
    }

    /// Writes a data file, or rows.
    fn write_file_or_list<F: Serialize, L: List>(
        self,
        file: &F,
        facts: &Facts<'_>,
        rows: &[L::Row<'_>],
    ) -> Result<(), CliError> {
        match self.format {
            OutputFormat::Toml => self.write_toml(file),
            _ => self.write_list::<L>(facts, rows),
        }
    }

    fn write_toml<F: Serialize>(self, file: &F) -> Result<(), CliError> {
        let text = toml::to_string_pretty(file)
            .map_err(|error| CliError::OutputIo(std::io::Error::other(error)))?;
        Ok(self.out.write_all(text.as_bytes())?)
    }
}

fn write_export(context: &Context, args: &ExportArgs, page: ExportWriter) -> Result<(), CliError> {
    let catalog = context.open_store()?.catalog()?;
    match args.what {
        ExportKind::Figures => export_figures(context, &catalog, &args.scope, page),
        ExportKind::Duties => {
            let PlanOfficeArgs { plan, office } = &args.scope;
            let scope = PlanOfficeArgs {
                plan: plan.clone(),
                office: office.clone(),
            };
            let filters = DutyFilterArgs {
                scope,
                ..DutyFilterArgs::default()
            };
            let store = context.open_store()?;
            page.write_each(|write| {
                let wanted = (&filters, DutyDetail::WithBlockers);
                duties::for_each_duty(context, &store, &catalog, wanted, &mut |owed| {
                    Ok(write(duties::duty_row(context, &catalog, owed).row)?)
                })
            })
        }
        ExportKind::Report if page.format == OutputFormat::Docx => {
            export_results(context, args, page.out)
        }
        ExportKind::Report => {
            let (plan, office) = (args.scope.plan.clone(), args.scope.office.clone());
            let scope = MeasureScopeArgs {
                plan,
                office,
                state: None,
            };
            let store = context.open_store()?;
            let catalog = store.catalog_as_of(context.day)?;
            let rows = list::measure_rows(context, &store, &catalog, &scope)?;
            page.write_list::<MeasureList>(&context.facts(&catalog), &rows)
        }
        ExportKind::Plan => export_plan(&catalog, args, page),
        ExportKind::Offices => export_offices(&catalog, &context.facts(&catalog), page),
        ExportKind::Groups => export_groups(&catalog, &context.facts(&catalog), page),
        ExportKind::Holidays => {
            let file = HolidayFile {
                holidays: catalog.holidays.clone(),
            };
            let rows: Vec<_> = catalog.holidays.iter().collect();
            page.write_file_or_list::<_, HolidayList>(&file, &context.facts(&catalog), &rows)
        }
    }
}

/// Exports current figures of a scope: as a sheet for `import figures`, or as rows with author and time.
fn export_figures(
    context: &Context,
    catalog: &Catalog,
    scope: &PlanOfficeArgs,
    page: ExportWriter,
) -> Result<(), CliError> {
    let store = context.open_store()?;
    let office = scope_office(catalog, scope.plan.as_deref(), scope.office.as_deref())?;
    let mut plans = lookup::find_plans(catalog, scope.plan.as_deref())?;
    // Plan by plan in the order of the measures of all.
    plans.sort_by_key(|plan| format!("{}/", plan.code));
    let read = |visit: &mut dyn FnMut(&Figure) -> io::Result<()>| {
        for plan in &plans {
            let mut found = store.figures(&plan.code)?;
            found.retain(|figure| {
                office
                    .as_ref()
                    .is_none_or(|office| figure.cell.office == *office)
            });
            found.sort_by(|a, b| (&a.cell, a.quality).cmp(&(&b.cell, b.quality)));
            found.iter().try_for_each(&mut *visit)?;
        }
        Ok(())
    };
    let facts = context.facts(catalog);
    if page.format != OutputFormat::Json {
        return page.write_list_each::<FigureExchangeList>(|write| {
            read(&mut |figure| write(values::<FigureExchangeList>(&facts, &figure)))
        });
    }
    page.write_list_each::<FigureList>(|write| {
        read(&mut |figure| {
            let measure = catalog.measure(&figure.cell.measure);
            let row = FigureRow {
                figure,
                measure: measure.map(|(_, _, measure)| measure),
                difference: None,
                is_withdrawn: false,
            };
            write(values::<FigureList>(&facts, &row))
        })
    })
}

/// Exports the report on one plan's results as a document.
fn export_results(
    context: &Context,
    args: &ExportArgs,
    out: &mut dyn Write,
) -> Result<(), CliError> {
    let store = context.open_store()?;
    let catalog = store.catalog_as_of(context.day)?;
    let plan = required_plan(&catalog, args)?;
    let assessments = list::assessments_of_plan(context, &store, &catalog, plan)?;
    let verdict = |(id, _, measure)| {
        assessments
            .get(&id)
            .map(|assessment| (id, measure, assessment))
    };
    let scope = PlanOfficeArgs {
        plan: args.scope.plan.clone(),
        office: None,
    };
    let duties = duties::read_duties(
        context,
        &store,
        &catalog,
        &DutyFilterArgs {
            scope,
            ..DutyFilterArgs::default()
        },
    )?;
    let mut totals = Totals::default();
    for owed in &duties {
        totals.count(owed.record.duty.tracked, &owed.status);
    }
    let found = PlanReport {
        plan,
        assessments: plan.measures().filter_map(verdict).collect(),
        totals,
        narratives: newest_narratives(&duties, context.day),
    };
    Ok(out.write_all(&letter::write(&words::plan_report(
        &catalog,
        &found,
        context.day,
    ))?)?)
}

/// Narrative of each office's newest valid report: sent in the year before the day, and not returned.
fn newest_narratives(duties: &[DutyWithBlockers], day: NaiveDate) -> Vec<(OfficeCode, Narrative)> {
    let since = day - Days::new(365);
    let mut newest: BTreeMap<&OfficeCode, (NaiveDate, &Narrative)> = BTreeMap::new();
    for owed in duties.iter().filter(|owed| owed.status.is_submitted()) {
        for event in owed
            .record
            .events
            .iter()
            .filter(|event| event.on > since && event.on <= day)
        {
            let DutyEventKind::Sent(sending) = &event.kind else {
                continue;
            };
            let latest = newest
                .entry(&owed.record.duty.key.office)
                .or_insert((event.on, &sending.narrative));
            if latest.0 <= event.on {
                *latest = (event.on, &sending.narrative);
            }
        }
    }
    newest
        .into_iter()
        .map(|(office, (_, narrative))| (office.clone(), narrative.clone()))
        .collect()
}

/// The plan that must be given.
fn required_plan<'a>(catalog: &'a Catalog, args: &ExportArgs) -> Result<&'a Plan, CliError> {
    match args.scope.plan.as_deref() {
        Some(typed) => lookup::find_plan(catalog, typed),
        None => Err(CliError::PlanRequired(
            catalog.plans.iter().map(|plan| plan.code.clone()).collect(),
        )),
    }
}

/// Exports one plan as its data file.
fn export_plan(catalog: &Catalog, args: &ExportArgs, page: ExportWriter) -> Result<(), CliError> {
    let plan = required_plan(catalog, args)?;
    match page.format {
        OutputFormat::Toml => page.write_toml(plan),
        OutputFormat::Json => Ok(json::write(page.out, plan)?),
        format => Err(CliError::UnsupportedFormat(page.kind, format)),
    }
}

fn export_offices(
    catalog: &Catalog,
    facts: &Facts<'_>,
    page: ExportWriter,
) -> Result<(), CliError> {
    let file = OfficeFile {
        offices: catalog.offices.values().cloned().collect(),
        groups: Vec::new(),
    };
    let rows: Vec<_> = catalog.offices.values().collect();
    page.write_file_or_list::<_, OfficeList>(&file, facts, &rows)
}

fn export_groups(catalog: &Catalog, facts: &Facts<'_>, page: ExportWriter) -> Result<(), CliError> {
    let file = OfficeFile {
        offices: Vec::new(),
        groups: catalog.groups.values().cloned().collect(),
    };
    let groups = catalog.groups.values();
    let rows: Vec<_> = groups
        .flat_map(|group| group.members.iter().map(move |member| (group, member)))
        .collect();
    page.write_file_or_list::<_, GroupMemberList>(&file, facts, &rows)
}
