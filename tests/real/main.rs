//! The real program in a real pseudo-terminal.

#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests")]

mod job;
mod keys;
mod lost;
mod pictures;
mod plain;
mod pty;
mod sequences;
mod sheet;
mod stopped;
mod storm;
mod typed;
