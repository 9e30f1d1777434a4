//! Which file of `lists` makes which list.

use super::listing::Listing;
use crate::panes::effect::ListKind;
use crate::panes::pages::lists;
use crate::panes::read_model::ReadModel;
use crate::store::{Store, StoreError};

/// Builds the rows of a list.
pub fn build_listing(
    kind: &ListKind,
    model: &ReadModel,
    store: &Store,
) -> Result<Listing, StoreError> {
    Ok(match kind {
        ListKind::PlanParts(plan) => lists::plan_parts::listing(plan, model, store)?,
        ListKind::Gaps(plan) => lists::gaps::listing(plan.as_ref(), model, store)?,
        ListKind::Leaders => lists::leaders::listing(model),
        ListKind::Offices => lists::offices::listing(model),
        ListKind::Groups => lists::groups::listing(model),
        ListKind::DayEntries(day, plan) => lists::day::listing(model, *day, plan.as_ref()),
        ListKind::Budget(plan) => lists::budget::listing(model, plan.as_ref()),
        ListKind::Inspections(plan) => lists::inspections::listing(model, plan.as_ref()),
        ListKind::Holidays => lists::holidays::listing(model),
        ListKind::Settings => lists::settings::listing(model),
        ListKind::DueEstimates(of) => lists::estimates::listing(model, of.as_ref()),
        ListKind::BelowQuota(id, period) => lists::below_quota::listing(model, id, *period),
        ListKind::Accounts => lists::accounts::listing(model, store)?,
        ListKind::Permissions => lists::permissions::listing(model),
        ListKind::Starred => lists::starred::listing(model),
    })
}

/// Text of the whole list for copying, for lists that copy more than the selected row.
pub fn list_clipboard_text(kind: &ListKind, model: &ReadModel) -> Option<String> {
    match kind {
        ListKind::BelowQuota(id, period) => lists::below_quota::letter_text(model, id, *period),
        _ => None,
    }
}
