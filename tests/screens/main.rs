//! The screens: keys in, text out, held against checked-in files. `TIENDO_BLESS=1` writes the files anew.
//! Scripts: `<down><enter>42,5<enter>`; what stands between the brackets is a key by name.

#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::panic,
    reason = "helpers of tests"
)]

mod filters;
mod first;
mod forms;
mod front;
mod harness;
mod jobs;
mod keynames;
mod lists;
mod looks;
mod maintenance;
mod quality;
mod records;
mod renumbered;
mod reread;
mod shared;
mod sheet;
mod sheet_start;
mod storm;
mod submissions;
mod terminals;
mod typing;
mod ways;
mod work;
