//! Set-up shared by the durability tests: seed, size, a folder with a database, the program, and the checks.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::io::{BufRead, BufReader, Lines};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, ExitStatus, Stdio};
use std::sync::OnceLock;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use rusqlite::{Connection, OpenFlags};
use tempfile::TempDir;

/// Measures of the test plan, each entered every quarter.
pub const MEASURES: usize = 64;
/// Quarters of the plan, from 2000 on.
pub const QUARTERS: usize = 100;
/// Measures of one writer.
const OWN: usize = 8;
/// The office that enters all figures.
pub const OFFICE: &str = "kg.snv";

/// The short or the long size of a test.
pub fn size(short: usize, long: usize) -> usize {
    if is_long() { long } else { short }
}

pub fn is_long() -> bool {
    std::env::var_os("TIENDO_LONG").is_some()
}

/// Pseudo-random numbers, the same for the same seed (splitmix64).
pub struct Rng(u64);

impl Rng {
    /// With the seed from the environment, or a new one that is printed.
    pub fn new() -> Self {
        let asked = std::env::var("TIENDO_SEED")
            .ok()
            .map(|seed| seed.parse().unwrap());
        let seed = asked.unwrap_or_else(|| {
            let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap();
            u64::from(now.subsec_nanos()) ^ now.as_secs()
        });
        println!("TIENDO_SEED={seed}");
        Self(seed)
    }

    /// A separate sequence for a concurrent user.
    pub fn of(&mut self) -> Self {
        Self(self.next())
    }

    pub fn number_below(&mut self, sides: usize) -> usize {
        usize::try_from(self.next() % u64::try_from(sides).unwrap()).unwrap()
    }

    pub fn micros(&mut self, below: usize) -> Duration {
        Duration::from_micros(u64::try_from(self.number_below(below)).unwrap())
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }
}

/// A figure as the client, the history and the journal record it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Row {
    pub measure: String,
    pub period: String,
    pub value: usize,
}

impl Row {
    /// Figure number `no` of a writer, in cells of its own and with a value of its own.
    pub fn of(writer: usize, no: usize) -> Self {
        Self::at(
            (writer * OWN + no / QUARTERS % OWN) % MEASURES,
            no % QUARTERS,
            no + 1,
        )
    }

    pub fn at(measure: usize, quarter: usize, value: usize) -> Self {
        let period = format!("{}-Q{}", 2000 + quarter / 4, quarter % 4 + 1);
        Self {
            measure: format!("hard/{}", measure + 1),
            period,
            value,
        }
    }
}

/// Status and output of a finished command.
#[derive(Debug)]
pub struct Ran {
    pub status: ExitStatus,
    pub out: String,
    pub err: String,
}

impl Ran {
    /// Asserts that the command succeeded, or was refused with a sentence: no panic, no signal, no internal detail.
    pub fn assert_reported(&self) -> &Self {
        assert!(matches!(self.status.code(), Some(0 | 1)), "{self:?}");
        assert!(
            !self.err.contains("panicked") && !self.err.contains("RUST_BACKTRACE"),
            "{self:?}"
        );
        let sentence = self
            .err
            .lines()
            .last()
            .is_some_and(|line| line.ends_with(['.', '`']) || line.contains(": "));
        let inside = ["Failure {", "Error {", "Sqlite", "Some(", "None"]
            .iter()
            .any(|word| self.err.contains(word));
        assert!(self.status.success() || sentence && !inside, "{self:?}");
        self
    }

    /// Acknowledged lines of the sheet, counted from the first row.
    pub fn acknowledged(&self) -> Vec<usize> {
        self.out.lines().filter_map(row_of).collect()
    }
}

/// The row that a line of `import figures --each` acknowledges, counted from 0 after the header line.
fn row_of(line: &str) -> Option<usize> {
    Some(line.strip_prefix("OK ")?.parse::<usize>().unwrap() - 2)
}

/// A folder with a database.
pub struct TestDatabase {
    pub folder: TempDir,
    pub db: PathBuf,
}

impl TestDatabase {
    pub fn new() -> Self {
        static IMAGE: OnceLock<Vec<u8>> = OnceLock::new();
        Self::with_image(IMAGE.get_or_init(database_image))
    }

    /// A folder whose database has these bytes.
    pub fn with_image(image: &[u8]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let db = folder.path().join("tiendo.db");
        std::fs::write(&db, image).unwrap();
        #[cfg(unix)]
        std::fs::set_permissions(&db, std::os::unix::fs::PermissionsExt::from_mode(0o600)).unwrap();
        Self { folder, db }
    }

    pub fn at(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Runs the program on the database.
    pub fn run(&self, arguments: &[&str]) -> Ran {
        run(&self.db, arguments)
    }

    /// Runs the program under another one, which gets the whole command line.
    pub fn run_under(&self, program: &[&str], arguments: &[&str]) -> Ran {
        let mut command = Command::new(program[0]);
        command
            .args(&program[1..])
            .arg(env!("CARGO_BIN_EXE_tiendo"));
        ran(&mut with_clean_environment(command, &self.db, arguments))
    }

    /// A sheet with these rows.
    pub fn sheet(&self, name: &str, rows: &[Row]) -> String {
        let mut text = "measure,office,period,value\n".to_owned();
        for Row {
            measure,
            period,
            value,
        } in rows
        {
            writeln!(text, "{measure},{OFFICE},{period},{value}").unwrap();
        }
        let path = self.at(name);
        std::fs::write(&path, text).unwrap();
        path.to_str().unwrap().to_owned()
    }

    /// Starts a process that writes rows one by one.
    pub fn writer(&self, name: &str, rows: &[Row]) -> Writer {
        let sheet = self.sheet(name, rows);
        let mut command = command(&self.db, &["import", "figures", &sheet, "--each"]);
        let errors = std::fs::File::create(self.at(&format!("{name}.err"))).unwrap();
        let mut child = command
            .stdout(Stdio::piped())
            .stderr(errors)
            .spawn()
            .unwrap();
        let lines = BufReader::new(child.stdout.take().unwrap()).lines();
        Writer { child, lines }
    }

    /// Asserts that the program finds the database valid.
    pub fn assert_valid(&self) {
        assert_valid(&self.db);
    }

    /// Every stored figure, replaced ones included. Each has its journal line, and each such line its figure.
    pub fn stored_rows(&self) -> BTreeSet<Row> {
        stored_rows(&self.db)
    }

    /// Asserts that the database is valid and holds all acknowledged rows.
    pub fn assert_holds(&self, acknowledged: impl IntoIterator<Item = Row>) {
        self.assert_valid();
        let stored_rows = self.stored_rows();
        let lost: Vec<Row> = acknowledged
            .into_iter()
            .filter(|row| !stored_rows.contains(row))
            .collect();
        assert!(lost.is_empty(), "acknowledged and lost: {lost:?}");
    }
}

/// A running `import figures --each`.
pub struct Writer {
    child: Child,
    lines: Lines<BufReader<ChildStdout>>,
}

impl Writer {
    /// The next acknowledged row; none when the program has ended.
    pub fn next(&mut self) -> Option<usize> {
        row_of(&self.lines.next()?.unwrap())
    }

    /// Kills the process; its acknowledgements that were not read yet, and whether it was still running.
    pub fn kill(mut self) -> (Vec<usize>, bool) {
        self.child.kill().unwrap();
        let alive = self.child.wait().unwrap().code().is_none();
        (
            self.lines
                .map(|line| row_of(&line.unwrap()).unwrap())
                .collect(),
            alive,
        )
    }

    /// Waits for the process to end successfully.
    pub fn finish(mut self) {
        for _ in self.lines {}
        assert!(self.child.wait().unwrap().success());
    }
}

fn command(db: &Path, arguments: &[&str]) -> Command {
    with_clean_environment(Command::new(env!("CARGO_BIN_EXE_tiendo")), db, arguments)
}

/// The program without the environment of the user who runs the tests.
fn with_clean_environment(mut command: Command, db: &Path, arguments: &[&str]) -> Command {
    for name in ["TIENDO_LANG", "NO_COLOR", "RUST_BACKTRACE"] {
        command.env_remove(name);
    }
    command
        .env("TIENDO_SITE_CONFIG", "")
        .env("TIENDO_CONFIG", "")
        .stdin(Stdio::null());
    command.arg("--db").arg(db).args(arguments);
    command
}

/// Runs the program on any file.
pub fn run(db: &Path, arguments: &[&str]) -> Ran {
    ran(&mut command(db, arguments))
}

/// See [`TestDatabase::assert_valid`].
pub fn assert_valid(db: &Path) {
    let ran = run(db, &["check"]);
    assert!(ran.status.success(), "{ran:?}");
}

fn ran(command: &mut Command) -> Ran {
    let output = command.output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    Ran {
        status: output.status,
        out: text(output.stdout),
        err: text(output.stderr),
    }
}

/// See [`TestDatabase::stored_rows`].
pub fn stored_rows(db: &Path) -> BTreeSet<Row> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let db = Connection::open_with_flags(db, flags).unwrap();
    db.busy_timeout(Duration::from_secs(10)).unwrap();
    let rows = |sql: &str| -> Vec<(String, String, String)> {
        let mut statement = db.prepare(sql).unwrap();
        let rows = statement
            .query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
            .unwrap();
        rows.collect::<Result<_, _>>().unwrap()
    };
    // In one read transaction, also while others write.
    db.execute_batch("BEGIN").unwrap();
    let figures = rows(
        "SELECT measure || ' ' || office || ' ' || period, measure, (value / 100) || ' ' || quality FROM figure_change
         WHERE kind = 'number' ORDER BY 1, 3, no",
    );
    let journal =
        rows("SELECT subject, kind, after FROM journal WHERE kind = 'figure' ORDER BY 1, 3, no");
    db.execute_batch("COMMIT").unwrap();
    let both = |rows: &[(String, String, String)]| -> Vec<(String, String)> {
        rows.iter()
            .map(|(subject, _, after)| (subject.clone(), after.clone()))
            .collect()
    };
    assert_eq!(both(&figures), both(&journal), "half a row");
    let row = |(subject, measure, after): (String, String, String)| Row {
        measure,
        period: subject.rsplit(' ').next().unwrap().to_owned(),
        value: after.split(' ').next().unwrap().parse().unwrap(),
    };
    figures.into_iter().map(row).collect()
}

/// The bytes of a database with the five plans and the test plan.
fn database_image() -> Vec<u8> {
    let database = TestDatabase::with_image(&[]);
    std::fs::remove_file(&database.db).unwrap();
    let mut plan = "code = \"hard\"\ntitle = \"Kế hoạch thử sức chịu\"\nshort = \"Thử\"\nissuer = \"kg.ubnd\"\n\
                    from = \"2000-01-01\"\nto = \"2029-12-31\"\ncoordinator = \"kg.snv\"\ndata_period = \"calendar\"\n"
        .to_owned();
    for no in 1..=MEASURES {
        write!(
            plan,
            "\n[[targets]]\nno = \"{no}\"\nwording = \"Chỉ tiêu {no}\"\n[[targets.measures]]\nlabel = \"Chỉ tiêu {no}\"\n\
             unit = \"cuộc\"\nscale = 0\ndirection = \"up\"\ncomparator = \"ge\"\nvalue = \"1\"\nrecurs = true\n\
             adds_up = \"sum\"\nfrequency = \"quarter\"\n"
        )
        .unwrap();
    }
    let file = database.at("plan.toml");
    std::fs::write(&file, plan).unwrap();
    for arguments in [
        &["init", "--sample"][..],
        &["import", "plan", file.to_str().unwrap()],
    ] {
        let ran = database.run(arguments);
        assert!(ran.status.success(), "{ran:?}");
    }
    assert!(
        !database.at("tiendo.db-wal").exists(),
        "the log is gone with the last session"
    );
    std::fs::read(&database.db).unwrap()
}
