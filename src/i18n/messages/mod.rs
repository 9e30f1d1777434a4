//! Messages about what was refused or failed, a file for each part of the program. Must not depend on screens.

pub mod change;
pub mod cli;
pub mod entry;
pub mod plan_check;
pub mod store;
pub mod usage;
