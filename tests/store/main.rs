//! Behaviour of the store, in memory and on a file.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod accounts;
mod annotations;
mod changes;
mod concurrent_writers;
mod duties;
mod execution;
mod figures;
mod files;
mod fixture;
mod limits;
mod maintenance;
mod offices;
mod plans;
mod submission;
mod succession;
mod touched;
mod undo;
mod upgrades;
mod verification;
mod write_checks;
