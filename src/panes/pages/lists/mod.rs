//! List pages, one module per list: rows with their effects from the read model.

pub mod accounts;
pub mod below_quota;
pub mod budget;
pub mod day;
pub mod estimates;
pub mod gaps;
pub mod groups;
pub mod holidays;
pub mod inspections;
pub mod leaders;
pub mod offices;
pub mod permissions;
pub mod plan_parts;
pub mod settings;
pub mod starred;
