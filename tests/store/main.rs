//! The store by what it promises: the same behaviours in memory and on a file, and what a file alone can show.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod accounts;
mod brought;
mod chains;
mod changes;
mod checks;
mod duties;
mod figures;
mod files;
mod fixture;
mod limits;
mod maintenance;
mod plans;
mod remarks;
mod succession;
mod undo;
mod upgrades;
mod verification;
mod work;
mod writers;
