//! Many sessions that wait for a key: quickly there, small, silent, and in nobody's way.

use std::time::{Duration, Instant};

use rusqlite::Connection;

use crate::session::Session;
use crate::setup::{Ground, is_long, size};

/// The longest that anybody waits for the first screen.
const FIRST_SCREEN: Duration = Duration::from_secs(5);
/// The most memory of one session; a program built for debugging is larger by its own file.
const MEMORY_KB: u64 = if cfg!(debug_assertions) { 40 } else { 30 } * 1024;
/// The processor time that one may use while it is watched, in the system's ticks (10 ms).
const TICKS: u64 = 2;

/// The memory that a process has, in kB, with what it shares with the others.
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
fn idle_sessions_use_no_cpu() {
    let sessions = size(8, 64);
    let ground = Ground::new();
    let db = ground.db.to_str().unwrap();
    let watch = Duration::from_secs(if is_long() { 10 } else { 3 });
    // Whoever comes for the first time is shown around; that is not what is measured.
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
    let there = start.elapsed();
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
    // Nobody reads, nobody writes: the log can be emptied, the file taken by one alone.
    let other = Connection::open(&ground.db).unwrap();
    let blocked: i64 = other
        .query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0))
        .unwrap();
    assert_eq!(blocked, 0, "a transaction is open");
    other.execute_batch("BEGIN EXCLUSIVE; COMMIT").unwrap();
    println!(
        "{sessions} sessions: all first screens in {there:?}; ticks in {watch:?}: {used:?}; the largest has {most} kB"
    );
    assert!(there < FIRST_SCREEN);
    assert!(used.iter().all(|ticks| *ticks <= TICKS));
    assert!(most < MEMORY_KB);
    all.into_iter().for_each(Session::stop);
}
