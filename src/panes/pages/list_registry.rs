//! Which file of `lists` makes which list.

use super::listing::Listing;
use crate::panes::effect::ListKind;
use crate::panes::pages::lists;
use crate::panes::read_model::ReadModel;
use crate::store::{Store, StoreError};

/// Builds the rows of a list.
pub fn build_listing(
    kind: &ListKind,
    book: &ReadModel,
    store: &Store,
) -> Result<Listing, StoreError> {
    Ok(match kind {
        ListKind::PlanParts(plan) => lists::plan_parts::listing(plan, book, store)?,
        ListKind::Gaps(plan) => lists::gaps::listing(plan.as_ref(), book, store)?,
        ListKind::Leaders => lists::leaders::listing(book),
        ListKind::Offices => lists::offices::listing(book),
        ListKind::Groups => lists::groups::listing(book),
        ListKind::DayEntries(day, plan) => lists::day::listing(book, *day, plan.as_ref()),
        ListKind::Budget(plan) => lists::budget::listing(book, plan.as_ref()),
        ListKind::Inspections(plan) => lists::inspections::listing(book, plan.as_ref()),
        ListKind::Holidays => lists::holidays::listing(book),
        ListKind::Settings => lists::settings::listing(book),
        ListKind::DueEstimates(of) => lists::estimates::listing(book, of.as_ref()),
        ListKind::BelowQuota(id, period) => lists::below_quota::listing(book, id, *period),
        ListKind::Accounts => lists::accounts::listing(book, store)?,
        ListKind::Permissions => lists::permissions::listing(book),
        ListKind::Starred => lists::starred::listing(book),
    })
}

/// Text of the whole list for copying, for lists that copy more than the selected row.
pub fn list_copy_text(kind: &ListKind, book: &ReadModel) -> Option<String> {
    match kind {
        ListKind::BelowQuota(id, period) => lists::below_quota::letter_text(book, id, *period),
        _ => None,
    }
}
