//! A full disk: files that cannot grow, and a long reader that keeps the log from being truncated. Acknowledged
//! writes are kept, others are refused with a sentence, and writing continues when there is space again.

use rusqlite::Connection;

use crate::setup::{Rng, Row, TestDatabase, size};

/// Runs a program whose files are limited to a number of blocks of 512 bytes; the limit is an error and not a signal.
const LIMITED: &str = "trap '' XFSZ; ulimit -f \"$0\"; exec \"$@\"";

#[test]
#[cfg(unix)]
fn full_disk_acknowledges_nothing_and_damages_nothing() {
    let tries = size(6, 200);
    let mut rng = Rng::new();
    let mut refused = 0;
    for _ in 0..tries {
        let database = TestDatabase::new();
        let file = usize::try_from(database.db.metadata().unwrap().len()).unwrap() / 512;
        let rows: Vec<Row> = (0..60).map(|no| Row::of(0, no)).collect();
        let sheet = database.sheet("sheet.csv", &rows);
        // No space, less than the file has, and a little more.
        let blocks = [
            0,
            rng.number_below(100),
            rng.number_below(file),
            file + rng.number_below(200),
        ][rng.number_below(4)]
        .to_string();
        let ran = database.run_under(
            &["sh", "-c", LIMITED, &blocks],
            &["import", "figures", &sheet, "--each"],
        );
        ran.assert_reported();
        refused += usize::from(!ran.status.success());
        let saved = ran.acknowledged();
        assert!(
            !ran.status.success() || saved.len() == rows.len(),
            "{blocks}: {ran:?}"
        );
        database.assert_holds(saved.into_iter().map(|no| rows[no].clone()));
        // With space again all rows are saved.
        database.writer("again.csv", &rows).finish();
        database.assert_holds(rows);
    }
    println!("{tries} sheets with little room: {refused} not finished, nothing lost");
    assert!(refused > 0);
}

#[test]
fn long_reader_does_not_block_writers() {
    let figures = size(300, 3000);
    let database = TestDatabase::new();
    let reader = Connection::open(&database.db).unwrap();
    reader.execute_batch("BEGIN").unwrap();
    let count = || -> i64 {
        reader
            .query_row("SELECT count(*) FROM figure_change", [], |row| row.get(0))
            .unwrap()
    };
    assert_eq!(count(), 0);
    let mut rows = Vec::new();
    while rows.len() < figures {
        let more: Vec<Row> = (rows.len()..rows.len() + 300)
            .map(|no| Row::of(0, no))
            .collect();
        database.writer("sheet.csv", &more).finish();
        rows.extend(more);
    }
    assert_eq!(
        count(),
        0,
        "the reader still sees the moment at which it began"
    );
    let log = || {
        database
            .at("tiendo.db-wal")
            .metadata()
            .map_or(0, |log| log.len())
    };
    let grown = log();
    reader.execute_batch("COMMIT").unwrap();
    assert_eq!(count(), i64::try_from(rows.len()).unwrap());
    drop(reader);
    database.assert_holds(rows);
    println!(
        "{figures} figures beside one long reader: a log of {} kB, then of {}",
        grown / 1024,
        log()
    );
    assert!(grown > 0 && log() == 0, "the last one out clears the log");
}
