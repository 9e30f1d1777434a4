//! The lists over panes, a file each: from what is known to rows with what they lead to.

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
