//! The lists over a pane, one file each: what their rows are and where each leads.

pub mod budget;
pub mod day;
pub mod holidays;
pub mod inspections;
pub mod settings;
