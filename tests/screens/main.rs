//! The screens: keys in, text out, held against checked-in files. `TIENDO_BLESS=1` writes the files anew.
//! Scripts: `<down><enter>42,5<enter>`; what stands between the brackets is a key by name.

#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::panic,
    reason = "helpers of tests"
)]

mod all_screens;
mod data_quality;
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
