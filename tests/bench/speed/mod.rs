//! What is measured, on which databases, with which programs.

mod commands;
mod contention;
mod crowd;
mod first;
mod keys;
mod process;
mod saves;
mod session;
mod table;
mod terminal;

use std::error::Error;
use std::fs::File;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use clap::{Parser, ValueEnum};
use rusqlite::{Connection, OpenFlags};
use tempfile::TempDir;

use crate::databases;
use table::{Samples, Table};

/// What every screen of the program shows, and every screen of the floor.
const FOOTER: &str = "F10";
const FLOOR_SHOWS: &str = "Overdue";

const ESC: &str = "\x1b";

/// Rows of other programs' input.
const OTHERS_ROWS: u32 = 5_000;

/// A part of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Part {
    First,
    Keys,
    Idle,
    Memory,
    Save,
    Contention,
    Command,
    Sessions,
    Crowd,
}

/// Measures the program and prints a table.
#[derive(Parser)]
#[command(name = "speed")]
struct Arguments {
    /// Folder with office.db, middle.db, national.db, as the generator makes them (default: office and middle, made now)
    #[arg(long, value_name = "DIR")]
    databases: Option<PathBuf>,
    /// Only these databases
    #[arg(long, value_delimiter = ',', default_value = "office,middle,national")]
    sizes: Vec<String>,
    /// Only these parts
    #[arg(
        long,
        value_enum,
        value_delimiter = ',',
        default_value = "first,keys,idle,memory,save,contention,command"
    )]
    only: Vec<Part>,
    /// Runs of each row
    #[arg(long, default_value_t = 7)]
    rounds: usize,
    /// Seconds after which a screen, a key or a command is given up
    #[arg(long, default_value_t = 10)]
    limit: u64,
    /// Sessions of the parts `sessions` and `crowd`
    #[arg(long, default_value_t = 64)]
    sessions: usize,
    /// The program to measure (default: the one just built)
    #[arg(long, default_value = env!("CARGO_BIN_EXE_tiendo"))]
    program: String,
    /// Given by `cargo bench`
    #[arg(long, hide = true)]
    bench: bool,
}

/// A copy of a database: what is measured writes to it.
pub struct Database {
    pub name: &'static str,
    pub path: String,
    /// Folder of the copy, gone with it.
    _folder: TempDir,
}

/// Another program: its name, what its first screen shows, its command, its times.
type OtherProgram = (&'static str, String, Vec<String>, Samples);

/// What is measured and how.
pub struct Bench {
    pub program: String,
    floor: String,
    pub databases: Vec<Database>,
    pub rounds: usize,
    pub limit: Duration,
    pub sessions: usize,
}

impl Bench {
    /// The program on a database.
    pub fn tiendo(&self, database: &Database, arguments: &[&str]) -> Vec<String> {
        let own = [self.program.as_str(), "--db", &database.path];
        own.iter()
            .chain(arguments)
            .map(|&word| word.to_owned())
            .collect()
    }

    /// The smallest comparable program on a database.
    pub fn floor(&self, database: &Database) -> Vec<String> {
        vec![self.floor.clone(), database.path.clone()]
    }
}

/// Programs that show a list of overdue reports from a file of text.
pub fn other_programs(database: &Database) -> Result<Vec<OtherProgram>, Box<dyn Error>> {
    let list = format!("{}.overdue.csv", database.path);
    let shown = write_overdue(&database.path, &list)?;
    let other = |program: &str, name, more: &[&str]| {
        let program = installed(program)?;
        let words = [&[program.as_str(), &list], more].concat();
        let words = words.into_iter().map(str::to_owned).collect();
        Some((name, shown.clone(), words, Samples::default()))
    };
    let less = other("less", "less, the overdue reports as text", &[]);
    let visidata = other("vd", "VisiData, the overdue reports as CSV", &[]);
    Ok(less.into_iter().chain(visidata).collect())
}
/// A program on the path; says so if it is not there.
pub fn installed(name: &str) -> Option<String> {
    let found = find_program(name);
    if found.is_none() {
        eprintln!("  {name} is not installed: without its row");
    }
    found
}

fn find_program(name: &str) -> Option<String> {
    let path = std::env::var_os("PATH")?;
    let found = std::env::split_paths(&path)
        .map(|folder| folder.join(name))
        .find(|path| path.is_file())?;
    Some(found.display().to_string())
}

/// Writes overdue reports as CSV; returns a text of the first row.
fn write_overdue(database: &str, list: &str) -> Result<String, Box<dyn Error>> {
    let db = Connection::open_with_flags(database, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    let mut statement = db.prepare(
        "SELECT rule, office, period, first_term FROM duty WHERE closed_on IS NULL AND void = 0
         AND first_term < date('now', '+7 hours') ORDER BY first_term LIMIT ?1",
    )?;
    let mut rows = statement.query([OTHERS_ROWS])?;
    let (mut file, mut shown) = (File::create(list)?, None);
    writeln!(file, "office,rule,period,day")?;
    while let Some(row) = rows.next()? {
        let [rule, office, period, day] = [
            row.get(0)?,
            row.get(1)?,
            row.get(2)?,
            row.get::<_, String>(3)?,
        ];
        let office: String = office;
        let (rule, period): (String, String) = (rule, period);
        writeln!(file, "{office},{rule},{period},{day}")?;
        shown.get_or_insert(office);
    }
    Ok(shown.unwrap_or_else(|| "office".into()))
}

/// Builds the floor program beside this one, unless it is there.
fn floor_program() -> Result<String, Box<dyn Error>> {
    let own = std::env::current_exe()?;
    let profile = own
        .parent()
        .and_then(Path::parent)
        .ok_or("unknown folder of the build")?;
    let floor = profile.join("examples").join("floor");
    if !floor.exists() {
        let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
        let release = profile.file_name().is_some_and(|name| name == "release");
        let profile = if release { "release" } else { "dist" };
        let built = Command::new(cargo)
            .args(["build", "--profile", profile, "--example", "floor"])
            .status()?;
        if !built.success() {
            return Err("the floor program cannot be built".into());
        }
    }
    Ok(floor.display().to_string())
}

/// Copies the databases that are there: the given folder's, or those made for benchmarks.
fn copies(arguments: &Arguments) -> Result<Vec<Database>, Box<dyn Error>> {
    let mut copies = Vec::new();
    for name in ["office", "middle", "national"] {
        if !arguments.sizes.iter().any(|size| size == name) {
            continue;
        }
        let source = match &arguments.databases {
            Some(folder) => folder.join(format!("{name}.db")),
            None if databases::SIZES.contains(&name) => databases::made(name),
            None => continue,
        };
        if !source.exists() {
            eprintln!("{} is not there: without its rows", source.display());
            continue;
        }
        let folder = tempfile::tempdir_in(source.parent().unwrap_or(Path::new(".")))?;
        let path = folder.path().join(format!("{name}.db"));
        std::fs::copy(&source, &path)?;
        // What is still in the log of changes belongs to it.
        let log = PathBuf::from(format!("{}-wal", source.display()));
        if log.exists() {
            std::fs::copy(log, format!("{}-wal", path.display()))?;
        }
        copies.push(Database {
            name,
            path: path.display().to_string(),
            _folder: folder,
        });
    }
    Ok(copies)
}

/// A count as a number of the table.
fn count(number: usize) -> f64 {
    f64::from(u32::try_from(number).unwrap_or(u32::MAX))
}

/// Bytes in megabytes (2²⁰).
fn megabytes(bytes: u64) -> f64 {
    f64::from(u32::try_from(bytes / 1024).unwrap_or(u32::MAX)) / 1024.0
}

/// Measures and prints.
pub fn run() -> Result<(), Box<dyn Error>> {
    let arguments = Arguments::parse();
    let bench = Bench {
        program: arguments.program.clone(),
        floor: floor_program()?,
        databases: copies(&arguments)?,
        rounds: arguments.rounds,
        limit: Duration::from_secs(arguments.limit),
        sessions: arguments.sessions,
    };
    for database in &bench.databases {
        session::visit(&bench, database)?;
    }
    let mut table = Table::default();
    for part in &arguments.only {
        eprintln!("{part:?}");
        // What was measured before is printed none the less.
        if let Err(error) = measure(*part, &bench, &mut table) {
            let row = format!("{part:?} ended");
            table.add_note(&row, &error.to_string(), ("", "failed"));
        }
    }
    table.print();
    Ok(())
}

fn measure(part: Part, bench: &Bench, table: &mut Table) -> Result<(), Box<dyn Error>> {
    match part {
        Part::First => first::first(bench, table),
        Part::Keys => keys::keys(bench, table),
        Part::Idle => session::idle(bench, table),
        Part::Memory => session::memory(bench, table),
        Part::Save => saves::saves(bench, table),
        Part::Contention => contention::contention(bench, table),
        Part::Command => commands::commands(bench, table),
        Part::Sessions => crowd::memory(bench, table),
        Part::Crowd => crowd::typing(bench, table),
    }
}
