//! Screens: scripts of keys and the resulting text, compared with golden files. `TIENDO_BLESS=1` rewrites the files.
//!
//! Scripts: `<down><enter>42,5<enter>`; the name of a key is in angle brackets.

#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::panic,
    reason = "helpers of tests"
)]

mod all_screens;
mod data_quality;
mod drafts;
mod duties_read;
mod execution;
mod filters;
mod forms;
mod harness;
mod input_methods;
mod key_names;
mod limited_terminals;
mod lists;
mod maintenance;
mod navigation;
mod random_keys;
mod records;
mod renumbered_targets;
mod reread;
mod session_day;
mod shared_database;
mod sheet;
mod sheet_start;
mod start_screen;
mod submissions;
mod workflows;
