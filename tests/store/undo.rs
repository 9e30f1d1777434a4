//! Undo and redo of one's own changes: the stack is the history in the file.

use tiendo::domain::figure::{Answer, UndoDirection};
use tiendo::domain::number::Number;
use tiendo::store::{ExpectedVersion, Store, StoreError, Write};

use crate::fixture::*;

const CELL: (&str, &str, &str) = ("p-2021/1.1", "x.syt", "2023");

fn the_cell() -> tiendo::domain::figure::Cell {
    cell(CELL.0, CELL.1, CELL.2)
}

fn value_now(store: &Store) -> Option<i64> {
    store
        .figures_of_cell(&the_cell())
        .unwrap()
        .first()
        .map(|figure| match figure.answer {
            Answer::Number(number) => number.hundredths(),
            other => panic!("{other:?}"),
        })
}

fn set(store: &Store, value: i64) {
    store
        .write(
            &lan(),
            now(),
            Write::SetFigure {
                entry: Entry::from(&draft(the_cell(), value)),
                expected: ExpectedVersion::Any,
            },
        )
        .unwrap();
}

fn undo_or_redo(store: &Store, direction: UndoDirection) -> Option<usize> {
    let taken = store.next_undo_step("lan", direction, None).unwrap()?;
    Some(
        store
            .write(&lan(), now(), Write::UndoRedo(taken))
            .unwrap()
            .rows,
    )
}

#[test]
fn changes_are_undone_and_redone_in_order() {
    over_both(|store| {
        for value in [100, 200, 300] {
            set(&store, value);
        }
        for (direction, expected) in [
            (UndoDirection::Undo, Some(200)),
            (UndoDirection::Undo, Some(100)),
            (UndoDirection::Redo, Some(200)),
            (UndoDirection::Undo, Some(100)),
            (UndoDirection::Undo, None),
            (UndoDirection::Redo, Some(100)),
            (UndoDirection::Redo, Some(200)),
            (UndoDirection::Redo, Some(300)),
            (UndoDirection::Undo, Some(200)),
        ] {
            assert_eq!(
                undo_or_redo(&store, direction),
                Some(1),
                "{direction:?} to {expected:?}"
            );
            assert_eq!(value_now(&store), expected, "{direction:?}");
            assert_eq!(store.check().unwrap(), []);
        }
        set(&store, 500);
        assert_eq!(
            undo_or_redo(&store, UndoDirection::Redo),
            None,
            "a new change ends what can be done again"
        );
        assert_eq!(undo_or_redo(&store, UndoDirection::Undo), Some(1));
        assert_eq!(value_now(&store), Some(200));
    });
}

#[test]
fn first_figure_is_withdrawn_and_its_history_kept() {
    over_both(|store| {
        set(&store, 100);
        undo_or_redo(&store, UndoDirection::Undo);
        assert_eq!(store.figures_of_cell(&the_cell()).unwrap(), []);
        let journal_lines: Vec<_> = store
            .figure_history(&the_cell())
            .unwrap()
            .into_iter()
            .map(|c| (c.figure.version, c.withdrawn))
            .collect();
        assert_eq!(journal_lines, [(1, false), (2, true)]);
        let line = &store.journal(None, 1).unwrap()[0];
        assert_eq!(
            (line.before.as_deref(), &line.after, line.reason.as_deref()),
            (Some("1 official"), &None, Some("undo"))
        );
        set(&store, 700);
        assert_eq!(
            store.figures_of_cell(&the_cell()).unwrap()[0].version,
            3,
            "versions go on"
        );
        assert_eq!(store.check().unwrap(), []);
    });
}

#[test]
fn change_overwritten_by_another_is_not_undone() {
    over_both(|store| {
        set(&store, 100);
        let mut other = draft(cell("p-2021/1.1", "x.syt", "2024"), 100);
        store
            .write(
                &lan(),
                now(),
                Write::SetFigure {
                    entry: Entry::from(&other),
                    expected: ExpectedVersion::Any,
                },
            )
            .unwrap();
        other.answer = Answer::Number(Number::from_hundredths(900));
        store
            .write(
                &minh(),
                now(),
                Write::SetFigure {
                    entry: Entry::from(&other),
                    expected: ExpectedVersion::Any,
                },
            )
            .unwrap();
        let taken = store
            .next_undo_step("lan", UndoDirection::Undo, None)
            .unwrap()
            .unwrap();
        match store.write(&lan(), now(), Write::UndoRedo(taken.clone())) {
            Err(StoreError::CellConflict { cell: at, current }) => {
                assert_eq!(
                    (at.period.to_string(), current.unwrap().by),
                    ("2024".to_owned(), "minh".to_owned())
                );
            }
            other => panic!("{other:?}"),
        }
        let before = store
            .next_undo_step("lan", UndoDirection::Undo, Some(taken.no))
            .unwrap()
            .unwrap();
        assert_eq!(
            before.cells,
            [the_cell()],
            "the change before it is still there to be taken back"
        );
        assert_eq!(
            store
                .next_undo_step("minh", UndoDirection::Undo, None)
                .unwrap()
                .unwrap()
                .cells
                .len(),
            1,
            "each has a stack of one's own"
        );
    });
}

#[test]
fn block_is_one_undo_step_and_a_conflict_names_its_cell() {
    over_both(|store| {
        set(&store, 100);
        let years = ["2021", "2022", "2023"];
        let block = |seen: ExpectedVersion| -> Vec<(Entry, ExpectedVersion)> {
            let at = |year: &&str| {
                let entry = Entry::from(&draft(cell("p-2021/1.1", "x.syt", year), 4200));
                (
                    entry,
                    if **year == *"2023" {
                        seen
                    } else {
                        ExpectedVersion::Absent
                    },
                )
            };
            years.iter().map(at).collect()
        };
        match store.write(
            &lan(),
            now(),
            Write::SetFigures(block(ExpectedVersion::Absent)),
        ) {
            Err(StoreError::CellConflict { cell: at, .. }) => assert_eq!(*at, the_cell()),
            other => panic!("{other:?}"),
        }
        assert_eq!(
            store.figures(&"p-2021".into()).unwrap().len(),
            1,
            "all or none"
        );
        assert_eq!(
            store
                .write(
                    &lan(),
                    now(),
                    Write::SetFigures(block(ExpectedVersion::Version(1)))
                )
                .unwrap()
                .rows,
            3
        );
        assert_eq!(undo_or_redo(&store, UndoDirection::Undo), Some(3));
        assert_eq!(
            (
                store.figures(&"p-2021".into()).unwrap().len(),
                value_now(&store)
            ),
            (1, Some(100))
        );
        assert_eq!(undo_or_redo(&store, UndoDirection::Redo), Some(3));
        assert_eq!(
            (
                store.figures(&"p-2021".into()).unwrap().len(),
                value_now(&store)
            ),
            (3, Some(4200))
        );
        assert_eq!(store.check().unwrap(), []);
    });
}
