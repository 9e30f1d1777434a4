//! Many writers without pause: fairness, the longest wait, what a reader sees meanwhile, and the size of the log.

use std::error::Error;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use chrono::Utc;
use tiendo::domain::day::vietnam_day;
use tiendo::store::{DutyFilter, Store};

use super::saves::Saver;
use super::table::{Must, Samples, Table, Yardstick};
use super::{Bench, Database, count, megabytes};

const WRITERS: usize = 64;

/// How long they write.
const WRITING: Duration = Duration::from_secs(3);

/// What one writer came to.
#[derive(Clone, Copy, Debug, Default)]
struct Turns {
    saved: usize,
    failed: usize,
    longest: Duration,
}

/// Writers without pause on each database.
pub fn contention(bench: &Bench, table: &mut Table) -> Result<(), Box<dyn Error>> {
    for database in &bench.databases {
        let reader = Store::open(database.path.as_ref())?;
        let quiet = read_for(&reader, WRITING, bench.limit)?;
        let savers = (0..WRITERS)
            .map(|no| Saver::open(database, no))
            .collect::<Result<Vec<_>, _>>()?;
        let (turns, busy) = write_and_read(savers, &reader, bench.limit)?;
        report(database, &turns, (&quiet, &busy), table);
    }
    Ok(())
}

fn report(
    database: &Database,
    turns: &[Turns],
    (quiet, busy): (&Samples, &Samples),
    table: &mut Table,
) {
    let name = database.name;
    let none = Yardstick::default();
    let row = |what: &str| format!("{WRITERS} writers, 3 s: {what}, {name}");
    let saved: f64 = turns.iter().map(|turns| count(turns.saved)).sum();
    let squares: f64 = turns.iter().map(|turns| count(turns.saved).powi(2)).sum();
    // Jain's index is 1 where all have the same share.
    let jain = saved.powi(2) / (squares * count(turns.len()));
    let failed = turns.iter().map(|turns| turns.failed).sum::<usize>();
    let longest = turns
        .iter()
        .map(|turns| turns.longest)
        .max()
        .unwrap_or_default();
    let verdict = if jain >= 0.95 { "met" } else { "missed" };
    let fairness = format!("{jain:.3} over {saved:.0} saves");
    table.add_note(&row("Jain index"), &fairness, ("≥ 0.95", verdict));
    table.add(
        &row("failed"),
        (Some(count(failed)), ""),
        &none,
        Must::AtMost(0.0, ""),
    );
    let longest = Some(longest.as_secs_f64() * 1000.0);
    table.add(
        &row("longest wait"),
        (longest, "ms"),
        &none,
        Must::AtMost(750.0, "ms"),
    );
    let by = Yardstick::new("without writers", quiet.median());
    table.add(
        &row("overdue reports read meanwhile, p50"),
        (busy.median(), "ms"),
        &by,
        Must::Times(2.0),
    );
    let by = Yardstick::new("without writers", quiet.percentile(99));
    let p99 = (busy.percentile(99), "ms");
    table.add(
        &row("overdue reports read meanwhile, p99"),
        p99,
        &by,
        Must::AtMost(10.0, "ms"),
    );
    let log = std::fs::metadata(format!("{}-wal", database.path)).map(|log| log.len());
    let log = log.ok().map(megabytes);
    table.add(
        &row("log of changes after it"),
        (log, "MB"),
        &none,
        Must::AtMost(8.0, "MB"),
    );
}

/// Reads what is overdue again and again.
fn read_for(store: &Store, time: Duration, limit: Duration) -> Result<Samples, Box<dyn Error>> {
    let filter = DutyFilter {
        overdue_on: Some(vietnam_day(Utc::now())),
        ..DutyFilter::default()
    };
    let (mut samples, started) = (Samples::default(), Instant::now());
    while started.elapsed() < time {
        let before = Instant::now();
        store.duties(&filter)?;
        samples.add(before.elapsed());
        if before.elapsed() > limit {
            break;
        }
    }
    Ok(samples)
}

fn write_and_read(
    savers: Vec<Saver>,
    reader: &Store,
    limit: Duration,
) -> Result<(Vec<Turns>, Samples), Box<dyn Error>> {
    let ended = AtomicBool::new(false);
    std::thread::scope(|scope| {
        let write = |mut saver: Saver| {
            let ended = &ended;
            scope.spawn(move || {
                let mut turns = Turns::default();
                while !ended.load(Ordering::Relaxed) {
                    let started = Instant::now();
                    match saver.save() {
                        Ok(()) => turns.saved += 1,
                        Err(_) => turns.failed += 1,
                    }
                    turns.longest = turns.longest.max(started.elapsed());
                }
                turns
            })
        };
        let writing: Vec<_> = savers.into_iter().map(write).collect();
        let samples = read_for(reader, WRITING, limit);
        ended.store(true, Ordering::Relaxed);
        let turns = writing
            .into_iter()
            .map(|writing| writing.join().unwrap_or_default())
            .collect();
        Ok((turns, samples?))
    })
}
