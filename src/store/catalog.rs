//! The standing facts of a database, read together. Knows no figure and no duty.

use rusqlite::Connection;

use super::error::StoreError;
use super::{locks, offices, plans};
use crate::domain::catalog::Catalog;

/// Plans, offices, groups, holidays, settings.
pub(super) fn read(db: &Connection) -> Result<Catalog, StoreError> {
    Ok(Catalog {
        plans: plans::plans(db)?,
        offices: offices::offices(db)?,
        groups: offices::groups(db)?,
        holidays: offices::holidays(db)?,
        settings: offices::deadline_settings(db)?,
        locks: locks::read(db)?,
    })
}
