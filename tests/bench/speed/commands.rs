//! Commands of the shell: wall time and peak memory, beside those of the smallest database, and a copy of the file.

use std::error::Error;
use std::fs::File;
use std::time::{Duration, Instant};

use tiendo::store::Store;

use super::process::{Run, run};
use super::table::{Must, Samples, Table, Yardstick};
use super::{Bench, Database, megabytes};

/// A command that takes longer is run once.
const LONG: Duration = Duration::from_secs(5);

/// A command and what is asked of it.
struct Asked {
    name: &'static str,
    arguments: Vec<String>,
    /// Its first row counts, not its end.
    first_row: bool,
    must: Must,
    peak: Must,
}

/// All commands on all databases.
pub fn commands(bench: &Bench, table: &mut Table) -> Result<(), Box<dyn Error>> {
    let size = std::fs::metadata(&bench.program)?.len();
    let none = Yardstick::default();
    let must = Must::AtMost(12.0, "MB in the profile dist");
    table.add(
        "size of the program",
        (Some(megabytes(size)), "MB"),
        &none,
        must,
    );
    let mut of_office: Vec<Option<f64>> = Vec::new();
    for database in &bench.databases {
        let copied = copy_time(bench, database)?;
        for (no, asked) in asked(database)?.into_iter().enumerate() {
            let (times, peak) = measure(bench, database, &asked)?;
            let row = format!("command {}, {}", asked.name, database.name);
            if database.name == "office" {
                of_office.push(times.median());
            }
            let by = if asked.name == "backup" {
                Yardstick::new("copy of the file", copied.median())
            } else {
                Yardstick::new("office", of_office.get(no).copied().flatten())
            };
            let must = if database.name == "office" && asked.name != "backup" {
                Must::Nothing
            } else {
                asked.must
            };
            if times.len() == 0 {
                table.add_too_long(&row, bench.limit, (must, &by));
                continue;
            }
            table.add(&row, (times.median(), "ms"), &by, must);
            table.add(
                &format!("{row}: peak"),
                (peak, "MB"),
                &Yardstick::default(),
                asked.peak,
            );
        }
    }
    Ok(())
}

fn asked(database: &Database) -> Result<Vec<Asked>, Box<dyn Error>> {
    let words = |text: &str| text.split(' ').map(str::to_owned).collect::<Vec<_>>();
    let backup = format!("{}.backup", database.path);
    let asked = |name, arguments, must, peak| Asked {
        name,
        arguments,
        first_row: name == "overdue",
        must,
        peak,
    };
    let figure = figure_arguments(database)?;
    Ok(vec![
        asked("overdue", words("overdue"), Must::Times(1.5), Must::Nothing),
        asked(
            "status",
            words("status"),
            Must::AtMost(250.0, "ms"),
            Must::Nothing,
        ),
        asked("figure set", figure, Must::Times(1.5), Must::Nothing),
        asked(
            "check",
            words("check"),
            Must::AtMost(15_000.0, "ms"),
            Must::AtMost(64.0, "MB"),
        ),
        asked(
            "backup",
            vec!["backup".into(), backup],
            Must::Times(1.5),
            Must::Nothing,
        ),
    ])
}

/// `figure set` of a cell that has a figure.
fn figure_arguments(database: &Database) -> Result<Vec<String>, Box<dyn Error>> {
    let store = Store::open(database.path.as_ref())?;
    let plan = store.catalog()?.plans.pop().ok_or("no plan")?;
    let figure = store.figures(&plan.code)?.pop().ok_or("no figures")?;
    let cell = figure.cell;
    let mut arguments: Vec<String> = ["figure", "set", "--note", "đo", "--measure"]
        .map(Into::into)
        .into();
    arguments.extend([
        cell.measure.to_string(),
        "--office".into(),
        cell.office.to_string(),
    ]);
    arguments.extend(["--period".into(), cell.period.to_string()]);
    if let Some(series) = cell.series {
        arguments.extend(["--series".into(), series]);
    }
    Ok(arguments)
}

fn measure(
    bench: &Bench,
    database: &Database,
    asked: &Asked,
) -> Result<(Samples, Option<f64>), Box<dyn Error>> {
    let (mut times, mut peak) = (Samples::default(), None::<f64>);
    for round in 0..bench.rounds {
        let mut arguments: Vec<&str> = asked.arguments.iter().map(String::as_str).collect();
        if asked.name == "figure set" {
            // A save that changes nothing writes nothing.
            arguments.push(["--no-data", "--not-applicable"][round % 2]);
        }
        let ran = run(&bench.tiendo(database, &arguments), bench.limit)?;
        if asked.name == "backup" {
            // The next one needs its name; after the time limit there may be none.
            let _ = std::fs::remove_file(&asked.arguments[1]);
        }
        let Some(Run {
            first,
            wall,
            peak: seen,
            success,
        }) = ran
        else {
            break;
        };
        if !success {
            return Err(format!("{} failed on {}", asked.name, database.name).into());
        }
        times.add(if asked.first_row { first } else { wall });
        let seen = megabytes(seen);
        peak = Some(peak.unwrap_or(0.0).max(seen));
        if wall > LONG {
            break;
        }
    }
    Ok((times, peak))
}

/// A copy of the file, synced.
fn copy_time(bench: &Bench, database: &Database) -> Result<Samples, Box<dyn Error>> {
    let mut samples = Samples::default();
    let copy = format!("{}.copied", database.path);
    for _ in 0..bench.rounds {
        let started = Instant::now();
        std::fs::copy(&database.path, &copy)?;
        File::open(&copy)?.sync_all()?;
        samples.add(started.elapsed());
        std::fs::remove_file(&copy)?;
        if started.elapsed() > LONG {
            break;
        }
    }
    Ok(samples)
}
