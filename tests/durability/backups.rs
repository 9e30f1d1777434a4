//! Backups under load: each is complete and holds everything acknowledged before it began.

use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use crate::setup::{Rng, Row, TestDatabase, assert_valid, size, stored_rows};

const WRITERS: usize = 4;
/// Rows of one sheet.
const SHEET: usize = 400;

/// Stops the writers when dropped, also after a failure.
struct StopOnDrop<'a>(&'a AtomicBool);

impl Drop for StopOnDrop<'_> {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

/// Imports sheet after sheet until it is stopped.
fn write(
    database: &TestDatabase,
    writer: usize,
    stop: &AtomicBool,
    acknowledged: &Mutex<Vec<Row>>,
) {
    for sheet in 0.. {
        let rows: Vec<Row> = (sheet * SHEET..(sheet + 1) * SHEET)
            .map(|no| Row::of(writer, no))
            .collect();
        let mut program = database.writer(&format!("{writer}.csv"), &rows);
        while let Some(no) = program.next() {
            acknowledged.lock().unwrap().push(rows[no].clone());
            if stop.load(Ordering::Relaxed) {
                program.kill();
                return;
            }
        }
        program.finish();
    }
}

#[test]
fn every_backup_under_load_is_complete() {
    let backups = size(8, 60);
    let (database, mut rng) = (TestDatabase::new(), Rng::new());
    let (stop, acknowledged) = (AtomicBool::new(false), Mutex::new(Vec::new()));
    let mut least = usize::MAX;
    std::thread::scope(|scope| {
        for writer in 0..WRITERS {
            let (database, stop, acknowledged) = (&database, &stop, &acknowledged);
            scope.spawn(move || write(database, writer, stop, acknowledged));
        }
        let _stop = StopOnDrop(&stop);
        while acknowledged.lock().unwrap().len() < 20 {
            std::thread::sleep(Duration::from_millis(5));
        }
        for no in 0..backups {
            std::thread::sleep(rng.micros(30_000));
            let before = acknowledged.lock().unwrap().clone();
            let copy = database.at(&format!("copy-{no}.db"));
            let made = database.run(&["backup", copy.to_str().unwrap()]);
            let since = acknowledged.lock().unwrap().len() - before.len();
            least = least.min(since);
            assert!(made.status.success(), "backup {no}: {made:?}");
            assert_valid(&copy);
            let stored = stored_rows(&copy);
            let missing: Vec<&Row> = before.iter().filter(|row| !stored.contains(row)).collect();
            assert!(missing.is_empty(), "backup {no} lacks {missing:?}");
            std::fs::remove_file(&copy).unwrap();
        }
    });
    let acknowledged = acknowledged.into_inner().unwrap();
    println!(
        "{backups} backups, {} figures meanwhile, at least {least} during each",
        acknowledged.len()
    );
    database.assert_holds(acknowledged);
}
