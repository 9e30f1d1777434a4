//! The program in a pseudo-terminal.

#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests")]

mod escape_sequences;
mod interruptions;
mod keys;
mod line_mode;
mod main_task;
mod random_keys;
mod screenshots;
mod session;
mod sheet;
mod suspend;
mod typed_plan;
