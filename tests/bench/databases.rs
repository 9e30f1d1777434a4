//! Databases for benchmarks, in the target's folder for such files: made at first use, made anew on another day.

#![allow(clippy::unwrap_used, reason = "a benchmark that cannot begin stops")]
#![allow(dead_code, reason = "each benchmark uses a part of it")]

use std::path::{Path, PathBuf};
use std::sync::Mutex;

use chrono::{DateTime, NaiveDate, Utc};
use tempfile::TempDir;
use tiendo::domain::day::vietnam_day;
use tiendo::store::Store;

use crate::data;

/// Sizes that are small enough to be made in passing.
pub const SIZES: [&str; 2] = ["office", "middle"];

const SEED: u64 = 1;

/// The clock.
pub fn now() -> DateTime<Utc> {
    Utc::now()
}

/// Today.
pub fn day() -> NaiveDate {
    vietnam_day(now())
}

/// The file of a size.
pub fn made(size: &str) -> PathBuf {
    static MAKING: Mutex<()> = Mutex::new(());
    let _alone = MAKING.lock();
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("bench-{}", day()));
    let path = folder.join(format!("{size}.db"));
    if !path.exists() {
        let size = data::SIZES
            .into_iter()
            .find(|known| known.name == size)
            .unwrap();
        data::create(&path, size, (SEED, day()), &mut |_, _| {}).unwrap();
    }
    path
}

/// A database to read.
pub fn open(size: &str) -> Store {
    Store::open(&made(size)).unwrap()
}

/// A database to write to, gone with its folder.
pub fn open_copy(size: &str) -> (TempDir, Store) {
    let source = made(size);
    let folder = tempfile::tempdir_in(source.parent().unwrap()).unwrap();
    let path = folder.path().join("copy.db");
    std::fs::copy(source, &path).unwrap();
    let store = Store::open(&path).unwrap();
    (folder, store)
}
