//! What must not happen to forty people on one file, tried hard: killed writers, cut power, failing system calls, full
//! disks, crowds. The judge is the client's own record of what was acknowledged. Every test has a seed, which it
//! prints (`TIENDO_SEED` sets it), and two sizes (`TIENDO_LONG=1` is the long one).

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
