//! Damaged files: with any bytes changed, nothing panics, and the file is opened or refused; a refused file is left
//! unchanged. Files of other programs and versions are tested in `tests/store/files.rs`.

use std::path::Path;

use chrono::Utc;
use tiendo::store::{Actor, DutyFilter, Setting, Store, StoreError, Write};

use crate::setup::{Rng, Row, TestDatabase, size};

/// A change of some bytes of a file.
fn damage(bytes: &mut Vec<u8>, rng: &mut Rng) {
    match rng.number_below(5) {
        // Anywhere in the file.
        0 => (0..=rng.number_below(8)).for_each(|_| flip(bytes, usize::MAX, rng)),
        // In the header and the first page, where the schema begins.
        1 => flip(bytes, 100, rng),
        2 => (0..=rng.number_below(4)).for_each(|_| flip(bytes, 4096, rng)),
        // A sector of random bytes.
        3 => {
            let from = rng.number_below(bytes.len() / 512) * 512;
            bytes[from..from + 512].fill_with(|| u8::try_from(rng.number_below(256)).unwrap());
        }
        _ => bytes.truncate(rng.number_below(bytes.len())),
    }
}

fn flip(bytes: &mut [u8], below: usize, rng: &mut Rng) {
    let at = rng.number_below(bytes.len().min(below));
    bytes[at] ^= 1 << rng.number_below(8);
}

/// Reads everything and writes a figure.
fn read_and_write(path: &Path) -> Result<(), StoreError> {
    let store = Store::open(path)?;
    store.check()?;
    let catalog = store.catalog()?;
    for plan in &catalog.plans {
        store.figures(&plan.code)?;
    }
    store.duties(&DutyFilter::default())?;
    store.journal(None, 1000)?;
    store.figures_for_open_estimates()?;
    let actor = Actor::single_user("lan", "cli");
    let setting = Setting::RollOver(!catalog.settings.roll_over);
    store.write(&actor, Utc::now(), Write::SetSetting(setting))?;
    Ok(())
}

/// A database with some figures and its log, as a killed writer leaves them.
fn with_log() -> (Vec<u8>, Vec<u8>) {
    let database = TestDatabase::new();
    let rows: Vec<Row> = (0..60).map(|no| Row::of(0, no)).collect();
    let mut writer = database.writer("sheet.csv", &rows);
    for _ in 0..40 {
        writer.next().unwrap();
    }
    writer.kill();
    let read = |name: &str| std::fs::read(database.at(name)).unwrap();
    (read("tiendo.db"), read("tiendo.db-wal"))
}

#[test]
fn damaged_files_never_panic() {
    let tries = size(40, 1500);
    let mut rng = Rng::new();
    let (undamaged, log) = with_log();
    let (mut refused, mut reported) = (0, 0);
    for no in 0..tries {
        let (mut bytes, mut log) = (undamaged.clone(), log.clone());
        // Every fourth case damages the log; damaged frames count as not written.
        damage(if no % 4 == 0 { &mut log } else { &mut bytes }, &mut rng);
        let database = TestDatabase::with_image(&bytes);
        if no % 2 == 0 {
            std::fs::write(database.at("tiendo.db-wal"), &log).unwrap();
        }
        if no % 15 == 0 {
            database.run(&["status"]).assert_reported();
            database.run(&["check"]).assert_reported();
            continue;
        }
        match Store::open(&database.db) {
            Ok(store) => {
                drop(store);
                if let Err(error) = read_and_write(&database.db) {
                    // A changed header can mark a file as read-only.
                    let is_reported = matches!(
                        error,
                        StoreError::Damaged { .. }
                            | StoreError::CutShort { .. }
                            | StoreError::ReadOnly(_)
                    );
                    assert!(is_reported, "{error:?}");
                    reported += 1;
                }
            }
            Err(_) if no % 2 == 0 => refused += 1,
            Err(error) => {
                refused += 1;
                assert_eq!(std::fs::read(&database.db).unwrap(), bytes, "{error}");
            }
        }
    }
    println!(
        "{tries} damaged files: {refused} refused when opened, {reported} when used, no panic"
    );
    assert!(refused > 0);
}
