//! Wrong clocks: before the last journal line, far in the past, far in the future.

use chrono::{DateTime, Utc};
use tiendo::domain::figure::{Answer, Cell, Quality, UndoDirection, ValidFigure};
use tiendo::domain::number::Number;
use tiendo::store::{Actor, ExpectedVersion, Store, Write};

use crate::setup::{OFFICE, TestDatabase};

#[test]
#[allow(
    clippy::too_many_lines,
    reason = "one scenario, read from top to bottom"
)]
fn writes_with_a_wrong_clock_are_kept_in_order() {
    let database = TestDatabase::new();
    let store = Store::open(&database.db).unwrap();
    let actor = Actor::single_user("lan", "cli");
    let cell = Cell {
        measure: "hard/1".into(),
        office: OFFICE.into(),
        period: "2020-Q1".parse().unwrap(),
        series: None,
    };
    let times = [
        "2026-06-05T01:00:00Z",
        "2026-06-05T00:59:59Z",
        "1970-01-01T00:00:00Z",
        "2400-02-29T23:59:59Z",
        "1999-12-31T00:00:00Z",
    ];
    for (no, time) in times.iter().enumerate() {
        let now: DateTime<Utc> = time.parse().unwrap();
        let figures = store.figures_of_cell(&cell).unwrap();
        let version = |quality| {
            figures
                .iter()
                .find(|figure| figure.quality == quality)
                .map(|figure| figure.version)
        };
        let expected = ExpectedVersion::Both {
            estimate: version(Quality::Estimate),
            official: version(Quality::Official),
        };
        let answer = Answer::Number(Number::from_hundredths(
            100 * (i64::try_from(no).unwrap() + 1),
        ));
        let draft = ValidFigure {
            cell: cell.clone(),
            answer,
            quality: Quality::Official,
            note: None,
        };
        let changes = store
            .write(
                &actor,
                now,
                Write::SetFigure {
                    entry: tiendo::domain::entry::Entry::from(&draft),
                    expected,
                },
            )
            .unwrap();
        assert_eq!(changes.rows, 1, "{time}");
    }
    // Lines are in the order of writing, whatever the clock; before its data day a figure is an estimate.
    let history = store.figure_history(&cell).unwrap();
    let versions: Vec<i64> = history.iter().map(|change| change.figure.version).collect();
    assert_eq!(versions, [1, 2, 1, 3, 2]);
    let lines = store.journal(None, 5).unwrap();
    assert!(
        lines.iter().map(|line| line.after.as_deref().unwrap()).eq([
            "5 estimate",
            "4 official",
            "3 estimate",
            "2 official",
            "1 official"
        ]),
        "{lines:?}"
    );
    // The last change is undone with a correct clock.
    let taken = store
        .next_undo_step("lan", UndoDirection::Undo, None)
        .unwrap()
        .unwrap();
    store
        .write(&actor, Utc::now(), Write::UndoRedo(taken))
        .unwrap();
    let figures: Vec<Answer> = store
        .figures_of_cell(&cell)
        .unwrap()
        .iter()
        .map(|figure| figure.answer)
        .collect();
    assert_eq!(
        figures,
        [300, 400].map(|hundredths| Answer::Number(Number::from_hundredths(hundredths)))
    );
    assert_eq!(store.check().unwrap(), []);
    drop(store);
    let quarter = [
        "--measure",
        "hard/1",
        "--office",
        OFFICE,
        "--period",
        "2020-Q1",
    ];
    for command in [
        &["journal"][..],
        &["status"],
        &["overdue"],
        &["today"],
        &["measures"],
        &["export", "figures"],
        &["check"],
    ] {
        let ran = database.run(command);
        assert!(ran.status.success(), "{command:?}: {ran:?}");
    }
    let history = database.run(&[&["figure", "history"][..], &quarter].concat());
    assert!(
        history.status.success() && history.out.lines().count() >= 6,
        "{history:?}"
    );
    assert!(
        database
            .run(&[&["figure", "set"][..], &quarter, &["--value", "9"]].concat())
            .status
            .success()
    );
}
