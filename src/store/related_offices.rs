//! The offices that a question about some can touch: those above and those that follow. Must not depend on the author.

use chrono::NaiveDate;
use rusqlite::Connection;

use super::error::StoreError;
use super::offices;
use crate::domain::catalog::Catalog;
use crate::domain::code::OfficeCode;
use crate::domain::permission as rule;

/// Catalog of the offices that a permission check about these can involve: parents and successors.
pub(super) fn related_offices(
    db: &Connection,
    codes: Vec<OfficeCode>,
) -> Result<Catalog, StoreError> {
    let mut catalog = Catalog::default();
    let mut wanted = codes;
    while let Some(code) = wanted.pop() {
        if catalog.offices.contains_key(&code) {
            continue;
        }
        if let Some(office) = offices::find(db, &code)? {
            wanted.extend(office.parent.clone());
            wanted.extend(
                office
                    .successors
                    .iter()
                    .map(|successor| successor.office.clone()),
            );
            catalog.offices.insert(code, office);
        }
    }
    Ok(catalog)
}

/// Returns whether `own` is on a day another office than `office` and not above it: then a change is written on its
/// behalf.
pub(super) fn is_on_behalf(
    db: &Connection,
    own: &OfficeCode,
    office: &OfficeCode,
    day: NaiveDate,
) -> Result<bool, StoreError> {
    Ok(!rule::is_own_or_below(
        &related_offices(db, vec![own.clone(), office.clone()])?,
        own,
        office,
        day,
    ))
}
