//! Concurrent writers on one file: no write is lost, none waits without end, and each connection notices changes.

use std::collections::BTreeSet;

use tiendo::store::{ExpectedVersion, Store, StoreError, Write};

use super::fixture::*;

#[test]
fn another_connection_notices_a_saved_change() {
    let (folder, store) = on_file();
    let other = Store::open(&folder.path().join("tiendo.db")).unwrap();
    let before = other.data_version().unwrap();
    let write = |value| Write::SetFigure {
        entry: Entry::from(&draft(cell("p-2021/1.1", "x.syt", "2023"), value)),
        expected: ExpectedVersion::Any,
    };
    store.write(&lan(), now(), write(1)).unwrap();
    let after = other.data_version().unwrap();
    assert_ne!(before, after);
    store.write(&lan(), now(), write(1)).unwrap();
    assert_eq!(
        other.data_version().unwrap(),
        after,
        "without a change there is no reread"
    );
}

#[test]
fn second_of_two_writers_from_one_version_conflicts() {
    let (folder, first) = on_file();
    let second = Store::open(&folder.path().join("tiendo.db")).unwrap();
    let write = |value| Write::SetFigure {
        entry: Entry::from(&draft(cell("p-2021/1.1", "x.syt", "2023"), value)),
        expected: ExpectedVersion::Absent,
    };
    first.write(&lan(), now(), write(1)).unwrap();
    match second.write(&minh(), now(), write(2)) {
        Err(StoreError::FigureConflict(standing)) => assert_eq!(standing.unwrap().by, "lan"),
        other => panic!("{other:?}"),
    }
}

#[test]
fn concurrent_writers_lose_nothing() {
    let (folder, store) = on_file();
    let path = folder.path().join("tiendo.db");
    let threads: Vec<_> = (0..8)
        .map(|number| {
            let path = path.clone();
            std::thread::spawn(move || {
                let store = Store::open(&path).unwrap();
                for year in 2021..=2025 {
                    let place = cell(
                        "p-2021/1.1",
                        ["x.syt", "x.stc"][number % 2],
                        &year.to_string(),
                    );
                    let value = i64::try_from(number).unwrap() + 1;
                    let write = Write::SetFigure {
                        entry: Entry::from(&draft(place, value)),
                        expected: ExpectedVersion::Any,
                    };
                    assert_eq!(store.write(&lan(), now(), write).unwrap().rows, 1);
                }
            })
        })
        .collect();
    for thread in threads {
        thread.join().unwrap();
    }
    let mut versions = BTreeSet::new();
    for office in ["x.syt", "x.stc"] {
        for year in 2021..=2025 {
            let changes = store
                .figure_history(&cell("p-2021/1.1", office, &year.to_string()))
                .unwrap();
            versions.extend(
                changes
                    .iter()
                    .map(|change| (office, year, change.figure.version)),
            );
        }
    }
    assert_eq!(
        versions.len(),
        40,
        "each acknowledged save has a version of its own"
    );
    assert_eq!(store.check().unwrap(), []);
}
