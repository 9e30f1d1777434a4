//! Durability under killed writers, power cuts, failing system calls, full disks and contention.
//!
//! Each test compares the database with the client's record of acknowledged writes. It prints its seed (`TIENDO_SEED`
//! sets it) and has two sizes (`TIENDO_LONG=1` is the long one).

#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests")]

mod backups;
mod child_processes;
mod contention;
mod damaged_files;
mod disk_full;
mod failing_calls;
mod idle_sessions;
mod killed_writers;
mod power_cuts;
#[path = "../pty/session.rs"]
#[allow(dead_code, reason = "these tests press no keys")]
mod session;
mod setup;
mod syscall_trace;
mod wrong_clocks;
