//! Reading and caching of the reference data. Must not depend on figures or duties.

use std::cell::RefCell;
use std::sync::Arc;

use chrono::NaiveDate;
use rusqlite::{Connection, OptionalExtension};

use super::error::StoreError;
use super::journal_chain::{self, ChainHash};
use super::{locks, offices, plans};
use crate::domain::catalog::Catalog;

/// Reads plans, offices, groups, holidays and settings.
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

/// Tests whether something other than figures, reports, progress, comments, stars or accounts was written after a line.
pub(super) const CHANGED_AFTER: &str = "SELECT 1 FROM journal WHERE no > ?1 AND kind NOT IN
    ('figure', 'duty', 'activity', 'spending', 'inspection', 'star', 'comment', 'account') LIMIT 1";

/// Cache of the catalog of one day. Each figure is validated against the catalog in its own transaction, and reading
/// it for each figure would take longer than everything else. Every change of it leaves a journal line, so that later
/// lines tell whether the cache is valid.
#[derive(Debug, Default)]
pub(super) struct CatalogCache(RefCell<Option<Cached>>);

#[derive(Debug)]
struct Cached {
    /// As it was read, for every day.
    whole: Catalog,
    /// As it holds on the day that was asked for last.
    catalog: Arc<Catalog>,
    day: NaiveDate,
    /// Newest journal line when the cache was read or last validated.
    line: (i64, ChainHash),
}

impl CatalogCache {
    /// Reads the catalog as of a day and caches it for later writes.
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

    /// The catalog as of a day.
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
    /// Returns whether the cache is valid. If its journal line is gone, the transaction was rolled back.
    fn holds(&self, db: &Connection) -> rusqlite::Result<bool> {
        let (no, link) = self.line;
        let there: Option<ChainHash> = db
            .prepare_cached(LINE)?
            .query_row([no], |row| row.get(0))
            .optional()?;
        Ok(there == Some(link) && !db.prepare_cached(CHANGED_AFTER)?.exists([no])?)
    }
}
