//! What must not happen to forty people on one file, tried hard: killed writers, cut power, failing system calls, full
//! disks, crowds. The judge is the client's own record of what was acknowledged. Every test has a seed, which it
//! prints (`TIENDO_SEED` sets it), and two sizes (`TIENDO_LONG=1` is the long one).

#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests")]

mod backups;
mod calls;
mod crowd;
mod damage;
mod full;
mod ground;
mod idle;
mod killed;
mod players;
mod power;
#[path = "../real/pty.rs"]
#[allow(dead_code, reason = "these tests press no keys")]
mod pty;
mod times;
mod trace;
