//! Writes in the order of their days, in large transactions: what is given for a range of days is sorted and written
//! together.

use chrono::{DateTime, NaiveDate, Utc};
use tiendo::domain::entry::Entry;
use tiendo::store::{Actor, Store, StoreError, Write};

use super::steps::DatedStep;
use super::{Report, actor, recorded_at};

/// Entries of one write: a sheet that an office imports.
const ENTRIES_A_WRITE: usize = 200;

/// Rows of one transaction.
const ROWS_A_TRANSACTION: usize = 20_000;

/// A write and the number of rows that it adds.
struct Dated {
    on: NaiveDate,
    account: String,
    rows: usize,
    write: Write,
}

/// Writes that are collected for a range of days.
pub struct Timeline<'a> {
    store: &'a Store,
    waiting: Vec<Dated>,
    written: usize,
    total: usize,
    steps: usize,
    report: Report<'a>,
}

impl<'a> Timeline<'a> {
    /// Nothing is written yet of `total` rows.
    pub fn new(store: &'a Store, total: usize, report: Report<'a>) -> Self {
        Self {
            store,
            waiting: Vec::new(),
            written: 0,
            total,
            steps: 0,
            report,
        }
    }

    /// Steps of duties that were written.
    pub fn steps(&self) -> usize {
        self.steps
    }

    /// Adds entries: those of one day and province are imported together.
    pub fn add_figures(&mut self, mut entries: Vec<(NaiveDate, Entry)>) {
        let place = |entry: &Entry| entry.office.as_str().split('.').next().map(str::to_owned);
        entries.sort_by_cached_key(|(on, entry)| (*on, place(entry)));
        let mut sheet: Vec<Entry> = Vec::new();
        let mut of = None;
        for (on, entry) in entries {
            let key = (on, place(&entry));
            if of.as_ref() != Some(&key) || sheet.len() == ENTRIES_A_WRITE {
                self.add_sheet(of.replace(key), std::mem::take(&mut sheet));
            }
            sheet.push(entry);
        }
        self.add_sheet(of, sheet);
    }

    fn add_sheet(&mut self, of: Option<(NaiveDate, Option<String>)>, sheet: Vec<Entry>) {
        if let Some((on, place)) = of {
            self.waiting.push(Dated {
                on,
                account: format!("cb.{}", place.unwrap_or_default()),
                rows: sheet.len(),
                write: Write::ImportFigures(sheet),
            });
        }
    }

    /// Adds steps of duties.
    pub fn add_steps(&mut self, steps: Vec<DatedStep>) {
        self.steps += steps.len();
        self.waiting.extend(steps.into_iter().map(|step| Dated {
            on: step.on,
            account: step.account,
            rows: 1,
            write: step.write,
        }));
    }

    /// Adds other writes of the coordinator.
    pub fn add_writes(&mut self, writes: Vec<(NaiveDate, Write)>) {
        self.waiting
            .extend(writes.into_iter().map(|(on, write)| Dated {
                on,
                account: "dm".into(),
                rows: 1,
                write,
            }));
    }

    /// Writes everything that was added.
    pub fn write(&mut self) -> Result<(), StoreError> {
        let mut waiting = std::mem::take(&mut self.waiting);
        waiting.sort_by_key(|dated| dated.on);
        let mut batch: Vec<(Actor, DateTime<Utc>, Write)> = Vec::new();
        let mut rows = 0;
        for dated in waiting {
            rows += dated.rows;
            batch.push((actor(&dated.account), recorded_at(dated.on), dated.write));
            if rows >= ROWS_A_TRANSACTION {
                self.commit(&mut batch, std::mem::take(&mut rows))?;
            }
        }
        self.commit(&mut batch, rows)
    }

    fn commit(
        &mut self,
        batch: &mut Vec<(Actor, DateTime<Utc>, Write)>,
        rows: usize,
    ) -> Result<(), StoreError> {
        if !batch.is_empty() {
            self.store.replay(batch)?;
            batch.clear();
            self.written += rows;
            (self.report)(self.written, self.total);
        }
        Ok(())
    }
}
