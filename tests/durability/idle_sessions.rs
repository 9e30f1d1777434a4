//! Many idle sessions: fast start, little memory and processor time, no open transaction.

use std::time::{Duration, Instant};

use rusqlite::Connection;

use crate::session::Session;
use crate::setup::{TestDatabase, is_long, size};

/// Longest acceptable time until the first screen.
const FIRST_SCREEN: Duration = Duration::from_secs(5);
/// Largest memory of one session; a debug build is larger by the size of its own file.
const MEMORY_KB: u64 = if cfg!(debug_assertions) { 40 } else { 30 } * 1024;
/// Processor time that one session may use while it is measured, in ticks of 10 ms.
const TICKS: u64 = 2;

/// Resident memory of a process in kB, shared pages included.
fn memory(process: u32) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).unwrap();
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmRSS:"))
        .unwrap();
    line.split_whitespace().next().unwrap().parse().unwrap()
}

#[test]
#[cfg(target_os = "linux")]
fn idle_sessions_use_no_processor_time() {
    let sessions = size(8, 64);
    let database = TestDatabase::new();
    let db = database.db.to_str().unwrap();
    let watch = Duration::from_secs(if is_long() { 10 } else { 3 });
    // The introduction of a first start is not measured.
    let mut visit = std::process::Command::new(env!("CARGO_BIN_EXE_tiendo"));
    let visited = visit
        .args(["--db", db, "--plain"])
        .stdin(std::process::Stdio::null())
        .output()
        .unwrap();
    assert!(visited.status.success());
    let start = Instant::now();
    let all: Vec<Session> = (0..sessions)
        .map(|_| Session::start((80, 24), &["--db", db], &[]))
        .collect();
    for session in &all {
        session.wait_for("QUÁ HẠN");
    }
    let started_in = start.elapsed();
    all.iter().for_each(Session::settle);
    let before: Vec<u64> = all.iter().map(Session::ticks).collect();
    std::thread::sleep(watch);
    let used: Vec<u64> = all
        .iter()
        .zip(before)
        .map(|(session, before)| session.ticks() - before)
        .collect();
    let most = all
        .iter()
        .map(|session| memory(session.process()))
        .max()
        .unwrap();
    // No reads, no writes: the log can be truncated, and the file can be locked exclusively.
    let other = Connection::open(&database.db).unwrap();
    let blocked: i64 = other
        .query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0))
        .unwrap();
    assert_eq!(blocked, 0, "a transaction is open");
    other.execute_batch("BEGIN EXCLUSIVE; COMMIT").unwrap();
    println!(
        "{sessions} sessions: all first screens in {started_in:?}; ticks in {watch:?}: {used:?}; the largest has {most} kB"
    );
    assert!(started_in < FIRST_SCREEN);
    assert!(used.iter().all(|ticks| *ticks <= TICKS));
    assert!(most < MEMORY_KB);
    all.into_iter().for_each(Session::stop);
}
