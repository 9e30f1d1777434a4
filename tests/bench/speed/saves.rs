//! Saves through the store, appended an append with fdatasync on the same disk.

use std::error::Error;
use std::fs::OpenOptions;
use std::io::Write as _;
use std::sync::Barrier;
use std::time::{Duration, Instant};

use chrono::Utc;
use tiendo::domain::entry::{AnswerInput, Entry};
use tiendo::domain::figure::Figure;
use tiendo::store::{Actor, ExpectedVersion, Store, StoreError, Write};

use super::table::{Must, Samples, Table, Yardstick};
use super::{Bench, Database};

/// Saves of one run, in turns with as many syncs.
const SAVES_A_RUN: usize = 10;

/// How many save at one instant.
const AT_ONCE: usize = 64;

/// Somebody who saves figures of one plan.
pub struct Saver {
    store: Store,
    figure: Figure,
    saved: usize,
}

impl Saver {
    /// Each number saves in a cell of its own.
    pub fn open(database: &Database, no: usize) -> Result<Self, Box<dyn Error>> {
        let store = Store::open(database.path.as_ref())?;
        let plan = store.catalog()?.plans.pop().ok_or("no plan")?;
        let mut figures = store.figures(&plan.code)?;
        if figures.is_empty() {
            return Err("no figures".into());
        }
        let at = no * 3 % figures.len();
        Ok(Self {
            store,
            figure: figures.swap_remove(at),
            saved: 0,
        })
    }

    /// Saves another answer: a figure, its history, its journal line.
    pub fn save(&mut self) -> Result<(), StoreError> {
        self.saved += 1;
        let cell = &self.figure.cell;
        let answers = [AnswerInput::NoData, AnswerInput::NotApplicable];
        let entry = Entry {
            measure: cell.measure.clone(),
            office: cell.office.clone(),
            period: cell.period,
            series: cell.series.clone(),
            answer: answers[self.saved % 2].clone(),
            quality: Some(self.figure.quality),
            note: None,
            expected: None,
        };
        let expected = ExpectedVersion::Any;
        let actor = Actor::single_user("bench", "cli");
        self.store
            .write(&actor, Utc::now(), Write::SetFigure { entry, expected })
            .map(|_| ())
    }
}

/// One save, then many at one instant.
pub fn saves(bench: &Bench, table: &mut Table) -> Result<(), Box<dyn Error>> {
    for database in &bench.databases {
        let (mut one, mut sync) = (Samples::default(), Samples::default());
        let mut saver = Saver::open(database, 0)?;
        saver.save()?;
        let appended = format!("{}.sync", database.path);
        let mut file = OpenOptions::new()
            .create(true)
            .append(true)
            .open(&appended)?;
        for _ in 0..bench.rounds * SAVES_A_RUN {
            let started = Instant::now();
            saver.save()?;
            one.add(started.elapsed());
            let started = Instant::now();
            file.write_all(&[b'x'; 1024])?;
            file.sync_data()?;
            sync.add(started.elapsed());
        }
        std::fs::remove_file(&appended)?;
        let by = Yardstick::new("sync", sync.median());
        let row = format!("one save, durable, {}", database.name);
        table.add(&row, (one.median(), "ms"), &by, Must::Times(2.5));
        let (mut last, mut failed) = (Samples::default(), 0);
        for _ in 0..bench.rounds {
            let (time, failures) = at_once(database)?;
            last.add(time);
            failed += failures;
        }
        let by = Yardstick::new("64 × one save", one.median().map(|one| one * 64.0));
        let row = format!(
            "{AT_ONCE} saves at one instant, the last done, {} ({failed} failed)",
            database.name
        );
        table.add(&row, (last.median(), "ms"), &by, Must::Times(8.0));
    }
    Ok(())
}

/// Until the last of many savers has saved, and how many failed.
fn at_once(database: &Database) -> Result<(Duration, usize), Box<dyn Error>> {
    let mut savers = Vec::new();
    for no in 0..AT_ONCE {
        let mut saver = Saver::open(database, no)?;
        // The reference data are read before, as in a session that is open.
        saver.save()?;
        savers.push(saver);
    }
    let barrier = Barrier::new(AT_ONCE);
    let done = std::thread::scope(|scope| {
        let wait_and_save = |mut saver: Saver| {
            let barrier = &barrier;
            scope.spawn(move || {
                barrier.wait();
                let started = Instant::now();
                let saved = saver.save().is_ok();
                (started.elapsed(), saved)
            })
        };
        let running: Vec<_> = savers.into_iter().map(wait_and_save).collect();
        running
            .into_iter()
            .map(|saving| saving.join().unwrap_or_default())
            .collect::<Vec<_>>()
    });
    let last = done.iter().map(|(time, _)| *time).max().unwrap_or_default();
    Ok((last, done.iter().filter(|(_, saved)| !saved).count()))
}
