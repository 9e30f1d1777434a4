//! The lists over panes, a file each.

pub mod budget;
pub mod day;
pub mod gaps;
pub mod groups;
pub mod holidays;
pub mod inspections;
pub mod offices;
pub mod parts;
pub mod settings;
