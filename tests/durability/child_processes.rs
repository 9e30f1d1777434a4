//! Child processes that write through the store: this test binary, started again in the role of a writer.

use std::io::{BufRead, BufReader, Write as _, stdin};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::time::Instant;

use chrono::Utc;
use tiendo::domain::code::MeasureId;
use tiendo::domain::figure::{Answer, Cell, Quality, ValidFigure};
use tiendo::domain::number::Number;
use tiendo::store::{Actor, ExpectedVersion, Store, StoreError, Write};

use crate::setup::{OFFICE, Row, TestDatabase};

const DATABASE: &str = "TIENDO_TEST_DATABASE";
const NAME: &str = "TIENDO_TEST_NAME";
/// Prefix of the lines of a child process; the other lines come from the test harness.
const MARK: &str = "> ";

/// A child process that saves figures on request.
pub struct WriterProcess {
    child: Child,
    to: ChildStdin,
    from: BufReader<ChildStdout>,
}

impl WriterProcess {
    pub fn start(database: &TestDatabase, name: &str) -> Self {
        let mut command = Command::new(std::env::current_exe().unwrap());
        command.args([
            "--exact",
            "child_processes::child_process_entry_point",
            "--nocapture",
            "--test-threads=1",
        ]);
        command.env(DATABASE, &database.db).env(NAME, name);
        let mut child = command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let (to, from) = (
            child.stdin.take().unwrap(),
            BufReader::new(child.stdout.take().unwrap()),
        );
        let mut process = Self { child, to, from };
        assert_eq!(process.read_answer(), "ready");
        process
    }

    /// Asks the process to save figures: for each the cell, the value, and the version that was read.
    pub fn request(&mut self, row: &Row, seen: ExpectedVersion) {
        let seen = match seen {
            ExpectedVersion::Any => "whatever".to_owned(),
            ExpectedVersion::Absent => "nothing".to_owned(),
            ExpectedVersion::Version(version) => version.to_string(),
            ExpectedVersion::Both { .. } => unreachable!("a player saves official figures"),
        };
        writeln!(
            self.to,
            "{} {} {} {seen}",
            row.measure, row.period, row.value
        )
        .unwrap();
        self.to.flush().unwrap();
    }

    /// Reads the answer.
    pub fn read_answer(&mut self) -> String {
        loop {
            let mut line = String::new();
            assert!(
                self.from.read_line(&mut line).unwrap() > 0,
                "a player has left"
            );
            // The test harness leaves its own line unfinished.
            if let Some((_, answer)) = line.split_once(MARK) {
                return answer.trim_end().to_owned();
            }
        }
    }

    /// Ends the process.
    pub fn end(self) {
        let Self { mut child, to, .. } = self;
        drop(to);
        assert!(child.wait().unwrap().success());
    }
}

/// Not a test by itself: the body of the process that [`WriterProcess::start`] starts.
#[test]
fn child_process_entry_point() {
    let Some(database) = std::env::var_os(DATABASE) else {
        return;
    };
    let store = Store::open(Path::new(&database)).unwrap();
    let actor = Actor::single_user(std::env::var(NAME).unwrap(), "cli");
    println!("{MARK}ready");
    for line in stdin().lock().lines() {
        let line = line.unwrap();
        let [measure, period, value, expected]: [&str; 4] =
            line.split(' ').collect::<Vec<_>>().try_into().unwrap();
        let cell = Cell {
            measure: MeasureId::from(measure),
            office: OFFICE.into(),
            period: period.parse().unwrap(),
            series: None,
        };
        let answer = Answer::Number(Number::from_hundredths(value.parse::<i64>().unwrap() * 100));
        let draft = ValidFigure {
            cell,
            answer,
            quality: Quality::Official,
            note: None,
        };
        let expected = match expected {
            "whatever" => ExpectedVersion::Any,
            "nothing" => ExpectedVersion::Absent,
            version => ExpectedVersion::Version(version.parse().unwrap()),
        };
        let start = Instant::now();
        match store.write(
            &actor,
            Utc::now(),
            Write::SetFigure {
                entry: tiendo::domain::entry::Entry::from(&draft),
                expected,
            },
        ) {
            Ok(changes) => println!(
                "{MARK}saved {} {}",
                changes.rows,
                start.elapsed().as_micros()
            ),
            Err(StoreError::FigureConflict(standing)) => {
                println!("{MARK}conflict {}", standing.unwrap().by);
            }
            Err(error) => println!("{MARK}error {error}"),
        }
    }
}
