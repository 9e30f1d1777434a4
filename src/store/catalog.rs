//! The standing facts of a database, read together, and kept as long as they hold. Knows no figure and no duty.

use std::cell::RefCell;
use std::sync::Arc;

use chrono::NaiveDate;
use rusqlite::{Connection, OptionalExtension};

use super::error::StoreError;
use super::journal_chain::{self, ChainHash};
use super::{locks, offices, plans};
use crate::domain::catalog::Catalog;

/// Plans, offices, groups, holidays, settings.
pub(super) fn read_catalog(db: &Connection) -> Result<Catalog, StoreError> {
    Ok(Catalog {
        plans: plans::plans(db)?,
        offices: offices::offices(db)?,
        groups: offices::groups(db)?,
        holidays: offices::holidays(db)?,
        settings: offices::deadline_settings(db)?,
        locks: locks::read(db)?,
    })
}

const LINE: &str = "SELECT chain FROM journal WHERE no = ?1";

/// Whether something else than figures, reports, work, remarks and accounts was written after a line.
pub(super) const CHANGED_AFTER: &str = "SELECT 1 FROM journal WHERE no > ?1 AND kind NOT IN
    ('figure', 'duty', 'activity', 'spending', 'inspection', 'star', 'comment', 'account') LIMIT 1";

/// The catalog of one day as it was read last: a figure is checked against it in its own transaction, and to read it for
/// each figure would take longer than the rest. Every change of it leaves a line in the journal, so that the lines since
/// then say whether it still holds.
#[derive(Debug, Default)]
pub(super) struct CatalogCache(RefCell<Option<Cached>>);

#[derive(Debug)]
struct Cached {
    /// As it was read, for every day.
    whole: Catalog,
    /// As it holds on the day that was asked for last.
    catalog: Arc<Catalog>,
    day: NaiveDate,
    /// The newest journal line when it was read, or found to hold.
    line: (i64, ChainHash),
}

impl CatalogCache {
    /// Reads the catalog as it holds on a day, and keeps it for what is written next.
    pub(super) fn read(&self, db: &Connection, day: NaiveDate) -> Result<Catalog, StoreError> {
        let line = journal_chain::tip(db)?;
        let whole = read_catalog(db)?;
        let catalog = whole.clone().as_of(day);
        *self.0.borrow_mut() = Some(Cached {
            whole,
            catalog: Arc::new(catalog.clone()),
            day,
            line,
        });
        Ok(catalog)
    }

    /// The catalog as it holds on a day.
    pub(super) fn on(&self, db: &Connection, day: NaiveDate) -> Result<Arc<Catalog>, StoreError> {
        let mut cached = self.0.borrow_mut();
        let line = journal_chain::tip(db)?;
        if let Some(cached) = cached.as_mut()
            && cached.holds(db)?
        {
            cached.line = line;
            if cached.day != day {
                cached.catalog = Arc::new(cached.whole.clone().as_of(day));
                cached.day = day;
            }
            return Ok(Arc::clone(&cached.catalog));
        }
        let whole = read_catalog(db)?;
        let catalog = Arc::new(whole.clone().as_of(day));
        *cached = Some(Cached {
            whole,
            catalog: Arc::clone(&catalog),
            day,
            line,
        });
        Ok(catalog)
    }
}

impl Cached {
    /// Whether nothing of it was changed. A line that is not there any more was rolled back.
    fn holds(&self, db: &Connection) -> rusqlite::Result<bool> {
        let (no, link) = self.line;
        let there: Option<ChainHash> = db
            .prepare_cached(LINE)?
            .query_row([no], |row| row.get(0))
            .optional()?;
        Ok(there == Some(link) && !db.prepare_cached(CHANGED_AFTER)?.exists([no])?)
    }
}
