//! Messages about refusals and failures, one module per part of the program. Must not depend on screens.

pub mod change;
pub mod cli;
pub mod entry;
pub mod plan_check;
pub mod store;
pub mod usage;
