//! Backups under load: each is complete and holds everything acknowledged before it began.

use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use crate::setup::{Dice, Ground, Row, healthy, kept, size};

const WRITERS: usize = 4;
/// Rows of one sheet.
const SHEET: usize = 400;

/// Stops the writers when dropped, also after a failure.
struct Stop<'a>(&'a AtomicBool);

impl Drop for Stop<'_> {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

/// Imports sheet after sheet until it is stopped.
fn write(ground: &Ground, writer: usize, stop: &AtomicBool, acknowledged: &Mutex<Vec<Row>>) {
    for sheet in 0.. {
        let rows: Vec<Row> = (sheet * SHEET..(sheet + 1) * SHEET)
            .map(|no| Row::of(writer, no))
            .collect();
        let mut program = ground.writer(&format!("{writer}.csv"), &rows);
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
    let (ground, mut dice) = (Ground::new(), Dice::new());
    let (stop, acknowledged) = (AtomicBool::new(false), Mutex::new(Vec::new()));
    let mut least = usize::MAX;
    std::thread::scope(|scope| {
        for writer in 0..WRITERS {
            let (ground, stop, acknowledged) = (&ground, &stop, &acknowledged);
            scope.spawn(move || write(ground, writer, stop, acknowledged));
        }
        let _stop = Stop(&stop);
        while acknowledged.lock().unwrap().len() < 20 {
            std::thread::sleep(Duration::from_millis(5));
        }
        for no in 0..backups {
            std::thread::sleep(dice.micros(30_000));
            let before = acknowledged.lock().unwrap().clone();
            let copy = ground.at(&format!("copy-{no}.db"));
            let made = ground.run(&["backup", copy.to_str().unwrap()]);
            let since = acknowledged.lock().unwrap().len() - before.len();
            least = least.min(since);
            assert!(made.status.success(), "backup {no}: {made:?}");
            healthy(&copy);
            let there = kept(&copy);
            let missing: Vec<&Row> = before.iter().filter(|row| !there.contains(row)).collect();
            assert!(missing.is_empty(), "backup {no} lacks {missing:?}");
            std::fs::remove_file(&copy).unwrap();
        }
    });
    let acknowledged = acknowledged.into_inner().unwrap();
    println!(
        "{backups} backups, {} figures meanwhile, at least {least} during each",
        acknowledged.len()
    );
    ground.holds(acknowledged);
}
