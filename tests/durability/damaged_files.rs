//! Damaged files: with any bytes changed, nothing panics, and the file is opened or refused; a refused file is left
//! unchanged. Files of other programs and versions are tested in `tests/store/files.rs`.

use std::path::Path;

use chrono::Utc;
use tiendo::store::{Actor, DutyFilter, Setting, Store, StoreError, Write};

use crate::setup::{Dice, Ground, Row, size};

/// A change of some bytes of a file.
fn damage(bytes: &mut Vec<u8>, dice: &mut Dice) {
    match dice.roll(5) {
        // Anywhere in the file.
        0 => (0..=dice.roll(8)).for_each(|_| flip(bytes, usize::MAX, dice)),
        // In the header and the first page, where the schema begins.
        1 => flip(bytes, 100, dice),
        2 => (0..=dice.roll(4)).for_each(|_| flip(bytes, 4096, dice)),
        // A sector of random bytes.
        3 => {
            let from = dice.roll(bytes.len() / 512) * 512;
            bytes[from..from + 512].fill_with(|| u8::try_from(dice.roll(256)).unwrap());
        }
        _ => bytes.truncate(dice.roll(bytes.len())),
    }
}

fn flip(bytes: &mut [u8], below: usize, dice: &mut Dice) {
    let at = dice.roll(bytes.len().min(below));
    bytes[at] ^= 1 << dice.roll(8);
}

/// Reads everything and writes a figure.
fn use_it(path: &Path) -> Result<(), StoreError> {
    let mut store = Store::open(path)?;
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
    let ground = Ground::new();
    let rows: Vec<Row> = (0..60).map(|no| Row::of(0, no)).collect();
    let mut writer = ground.writer("sheet.csv", &rows);
    for _ in 0..40 {
        writer.next().unwrap();
    }
    writer.kill();
    let read = |name: &str| std::fs::read(ground.at(name)).unwrap();
    (read("tiendo.db"), read("tiendo.db-wal"))
}

#[test]
fn damaged_files_never_panic() {
    let tries = size(40, 1500);
    let mut dice = Dice::new();
    let (whole, log) = with_log();
    let (mut refused, mut reported) = (0, 0);
    for no in 0..tries {
        let (mut bytes, mut log) = (whole.clone(), log.clone());
        // Every fourth case damages the log; damaged frames count as not written.
        damage(if no % 4 == 0 { &mut log } else { &mut bytes }, &mut dice);
        let ground = Ground::holding(&bytes);
        if no % 2 == 0 {
            std::fs::write(ground.at("tiendo.db-wal"), &log).unwrap();
        }
        if no % 15 == 0 {
            ground.run(&["status"]).said();
            ground.run(&["check"]).said();
            continue;
        }
        match Store::open(&ground.db) {
            Ok(store) => {
                drop(store);
                if let Err(error) = use_it(&ground.db) {
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
                assert_eq!(std::fs::read(&ground.db).unwrap(), bytes, "{error}");
            }
        }
    }
    println!(
        "{tries} damaged files: {refused} refused when opened, {reported} when used, no panic"
    );
    assert!(refused > 0);
}
