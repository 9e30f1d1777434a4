//! `export …`: the same rows as the lists, for other programs: CSV for spreadsheets, JSON, or the data file's own TOML.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::Path;

use chrono::{Days, NaiveDate};
use clap::ValueEnum;
use serde::Serialize;

use super::args::{DutyFilters, DutyScope, ExportArgs, Exported, Format, MeasureScope};
use super::duties::{self, Stood};
use super::list::scope_office;
use super::output::Desk;
use super::rows::{ExchangeRow, FigureRow, GroupRow, HolidayRow, OfficeRow};
use super::{Failure, find, list};
use crate::domain::catalog::Catalog;
use crate::domain::code::OfficeCode;
use crate::domain::duty::{DutyEventKind, Narrative, Totals};
use crate::domain::figure::Figure;
use crate::domain::office::{HolidayFile, OfficeFile};
use crate::domain::plan::Plan;
use crate::report::csv::Style;
use crate::report::{self, Row, csv, json, letter, xlsx};
use crate::words::results::{self as words, Results};
use crate::words::{Lang, column};

/// `tiendo export WHAT`
pub fn export(desk: &mut Desk, args: &ExportArgs) -> Result<(), Failure> {
    let format = desk.format.unwrap_or(if args.what == Exported::Plan { Format::Toml } else { Format::Csv });
    // Into memory first: a file is only begun when everything is read.
    let mut bytes = Vec::new();
    let page = Page { out: &mut bytes, format, what: args.what, lang: desk.lang };
    write(desk, args, page)?;
    match args.output.as_deref().filter(|path| !report::is_standard_output(path)) {
        None => Ok(desk.out().write_all(&bytes)?),
        Some(path) => save(desk, path, &bytes, args.force),
    }
}

/// What SQLite and the program keep beside the database.
const BESIDE: [&str; 6] = ["", "-wal", "-shm", "-journal", ".lock", ".queue"];

/// Whether a path is the database, or one of the files that belong to it.
fn is_database(db: &Path, path: &Path) -> bool {
    // A link that leads nowhere yet would be followed on writing.
    let led = path.read_link().map(|to| path.parent().map_or(to.clone(), |folder| folder.join(&to)));
    let Ok(path) = std::path::absolute(led.as_deref().unwrap_or(path)) else { return false };
    let whole = |path: &Path| match (path.canonicalize(), path.parent(), path.file_name()) {
        (Ok(path), ..) => path,
        (Err(_), Some(folder), Some(name)) => folder.canonicalize().map_or(path.to_owned(), |folder| folder.join(name)),
        (Err(_), ..) => path.to_owned(),
    };
    let (db, path) = (whole(db), whole(&path));
    BESIDE.iter().any(|ending| {
        let mut one = db.clone().into_os_string();
        one.push(ending);
        path.as_os_str() == one
    })
}

/// Writes a file, never over the database; over another file only if that was asked for.
fn save(desk: &Desk, path: &Path, bytes: &[u8], force: bool) -> Result<(), Failure> {
    if desk.db.as_deref().is_some_and(|db| is_database(db, path)) {
        return Err(Failure::OverDatabase(path.to_owned()));
    }
    let saved = if report::is_stream(path) {
        report::pour(bytes, path)
    } else if force {
        report::replace(bytes, path)
    } else {
        report::save(bytes, path)
    };
    saved.map_err(|error| match error.kind() {
        std::io::ErrorKind::AlreadyExists => Failure::OutputThere(path.to_owned()),
        _ => Failure::File(path.to_owned(), error),
    })
}

/// What an export is written on.
struct Page<'a> {
    out: &'a mut dyn Write,
    format: Format,
    what: Exported,
    lang: Lang,
}

impl Page<'_> {
    fn rows<R: Row>(self, rows: &[R]) -> Result<(), Failure> {
        match self.format {
            Format::Json => Ok(json::write(self.out, rows)?),
            Format::Csv => Ok(csv::write(self.out, rows, Style::Spreadsheet)?),
            Format::Xlsx => {
                let name = self.what.to_possible_value().map(|value| value.get_name().to_owned());
                let head = |key: &str| column::head(self.lang, key);
                Ok(self.out.write_all(&xlsx::write(rows, &name.unwrap_or_default(), &head)?)?)
            }
            format => Err(Failure::NoFormat(self.what, format)),
        }
    }

    /// As a data file, or as rows.
    fn file_or_rows<F: Serialize, R: Row>(self, file: &F, rows: &[R]) -> Result<(), Failure> {
        match self.format {
            Format::Toml => self.toml(file),
            _ => self.rows(rows),
        }
    }

    fn toml<F: Serialize>(self, file: &F) -> Result<(), Failure> {
        let text = toml::to_string_pretty(file).map_err(|error| Failure::Output(std::io::Error::other(error)))?;
        Ok(self.out.write_all(text.as_bytes())?)
    }
}

fn write(desk: &Desk, args: &ExportArgs, page: Page) -> Result<(), Failure> {
    let catalog = desk.open()?.catalog()?;
    match args.what {
        Exported::Figures => figures(desk, &catalog, &args.scope, page),
        Exported::Duties => {
            let DutyScope { plan, office } = &args.scope;
            let scope = DutyScope { plan: plan.clone(), office: office.clone() };
            let filters = DutyFilters { scope, ..DutyFilters::default() };
            let found = duties::read(desk, &desk.open()?, &catalog, &filters)?;
            let rows: Vec<_> = found.iter().map(|stood| duties::line(desk, &catalog, stood).row).collect();
            page.rows(&rows)
        }
        Exported::Report if page.format == Format::Docx => results(desk, args, page.out),
        Exported::Report => {
            let (plan, office) = (args.scope.plan.clone(), args.scope.office.clone());
            let lines = list::measure_lines(desk, &MeasureScope { plan, office, state: None })?;
            page.rows(&lines.into_iter().map(|line| line.row).collect::<Vec<_>>())
        }
        Exported::Plan => plan(&catalog, args, page),
        Exported::Offices => offices(&catalog, page),
        Exported::Groups => groups(&catalog, page),
        Exported::Holidays => {
            let rows: Vec<HolidayRow> = catalog.holidays.iter().map(HolidayRow::of).collect();
            page.file_or_rows(&HolidayFile { holidays: catalog.holidays.clone() }, &rows)
        }
    }
}

/// The current figures of a scope: as a sheet that `import figures` reads, or as rows with who and when.
fn figures(desk: &Desk, catalog: &Catalog, scope: &DutyScope, page: Page) -> Result<(), Failure> {
    let store = desk.open()?;
    let office = scope_office(catalog, scope.plan.as_deref(), scope.office.as_deref())?;
    let mut found: Vec<Figure> = Vec::new();
    for plan in find::plans(catalog, scope.plan.as_deref())? {
        found.extend(store.figures(&plan.code)?);
    }
    found.retain(|figure| office.as_ref().is_none_or(|office| figure.cell.office == *office));
    found.sort_by(|a, b| (&a.cell, a.quality).cmp(&(&b.cell, b.quality)));
    match page.format {
        Format::Json => {
            let measure = |figure: &Figure| catalog.measure(&figure.cell.measure).map(|(_, _, measure)| measure);
            page.rows(&found.iter().map(|figure| FigureRow::of(figure, measure(figure))).collect::<Vec<_>>())
        }
        _ => page.rows(&found.iter().map(ExchangeRow::of).collect::<Vec<_>>()),
    }
}

/// The report on one plan's results, as a document.
fn results(desk: &Desk, args: &ExportArgs, out: &mut dyn Write) -> Result<(), Failure> {
    let store = desk.open()?;
    let catalog = store.catalog_on(desk.day)?;
    let plan = named(&catalog, args)?;
    let judgements = list::judged(desk, &store, &catalog, plan)?;
    let verdict = |(id, _, measure)| judgements.get(&id).map(|judgement| (id, measure, judgement));
    let scope = DutyScope { plan: args.scope.plan.clone(), office: None };
    let duties = duties::read(desk, &store, &catalog, &DutyFilters { scope, ..DutyFilters::default() })?;
    let mut totals = Totals::default();
    for stood in &duties {
        totals.count(stood.record.duty.tracked, &stood.standing);
    }
    let found = Results {
        plan,
        verdicts: plan.measures().filter_map(verdict).collect(),
        totals,
        narratives: newest_narratives(&duties, desk.day),
    };
    Ok(out.write_all(&letter::write(&words::results(&catalog, &found, desk.day))?)?)
}

/// What each office wrote in its newest report that stands: sent in the year before the day, and not returned.
fn newest_narratives(duties: &[Stood], day: NaiveDate) -> Vec<(OfficeCode, Narrative)> {
    let since = day - Days::new(365);
    let mut newest: BTreeMap<&OfficeCode, (NaiveDate, &Narrative)> = BTreeMap::new();
    for stood in duties.iter().filter(|stood| stood.standing.is_in_hand()) {
        for event in stood.record.events.iter().filter(|event| event.on > since && event.on <= day) {
            let DutyEventKind::Sent(sending) = &event.kind else { continue };
            let told = newest.entry(&stood.record.duty.key.office).or_insert((event.on, &sending.narrative));
            if told.0 <= event.on {
                *told = (event.on, &sending.narrative);
            }
        }
    }
    newest.into_iter().map(|(office, (_, narrative))| (office.clone(), narrative.clone())).collect()
}

/// The plan that has to be named.
fn named<'a>(catalog: &'a Catalog, args: &ExportArgs) -> Result<&'a Plan, Failure> {
    match args.scope.plan.as_deref() {
        Some(typed) => find::plan(catalog, typed),
        None => Err(Failure::PlanNeeded(catalog.plans.iter().map(|plan| plan.code.clone()).collect())),
    }
}

/// One plan as its data file.
fn plan(catalog: &Catalog, args: &ExportArgs, page: Page) -> Result<(), Failure> {
    let plan = named(catalog, args)?;
    match page.format {
        Format::Toml => page.toml(plan),
        Format::Json => Ok(json::write(page.out, plan)?),
        format => Err(Failure::NoFormat(page.what, format)),
    }
}

fn offices(catalog: &Catalog, page: Page) -> Result<(), Failure> {
    let rows: Vec<OfficeRow> = catalog.offices.values().map(OfficeRow::of).collect();
    let file = OfficeFile { offices: catalog.offices.values().cloned().collect(), groups: Vec::new() };
    page.file_or_rows(&file, &rows)
}

fn groups(catalog: &Catalog, page: Page) -> Result<(), Failure> {
    let members = catalog.groups.values().flat_map(|group| group.members.iter().map(move |one| (group, one)));
    let rows: Vec<GroupRow> = members.map(|(group, member)| GroupRow::of(group, member)).collect();
    let file = OfficeFile { offices: Vec::new(), groups: catalog.groups.values().cloned().collect() };
    page.file_or_rows(&file, &rows)
}
