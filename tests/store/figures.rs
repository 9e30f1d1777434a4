//! Figures: the current one, former ones, and who may overwrite whom.

use tiendo::domain::figure::{Answer, Cell, MilestoneState, Quality, ValidFigure};
use tiendo::domain::number::Number;
use tiendo::domain::plan::{Comparator, Measure, Target};
use tiendo::store::{ExpectedVersion, Store, StoreError, Write};

use super::fixture::*;

fn set(store: &Store, draft: &ValidFigure, expected: ExpectedVersion) -> Result<usize, StoreError> {
    store
        .write(
            &minh(),
            now(),
            Write::SetFigure {
                entry: Entry::from(draft),
                expected,
            },
        )
        .map(|changes| changes.rows)
}

#[test]
fn every_answer_is_read_back() {
    over_both(|store| {
        let milestone = Measure {
            comparator: Comparator::Done,
            value: None,
            owners: holders(),
            ..measure("Mốc")
        };
        let was = rich_plan();
        let mut plan = was.clone();
        let target = plan.targets[1].clone();
        plan.targets.push(Target {
            no: "1.2".into(),
            measures: vec![milestone],
            ..target
        });
        let write = Write::ChangePlan {
            expected: Box::new(was),
            plan: Box::new(plan),
            reason: None,
        };
        store.write(&lan(), now(), write).unwrap();
        let zero = Number::whole(0);
        for (measure, period, series, answer) in [
            (
                "p-2021/2.1a",
                "2023-Q1",
                Some("girls"),
                Answer::Number(zero),
            ),
            (
                "p-2021/1.1",
                "2021",
                None,
                Answer::Share {
                    numerator: zero,
                    denominator: Number::whole(75),
                },
            ),
            ("p-2021/1.1", "2022", None, Answer::NoneOccurred),
            ("p-2021/1.1", "2023", None, Answer::NoData),
            ("p-2021/1.1", "2024", None, Answer::NotApplicable),
            (
                "p-2021/1.2",
                "2023",
                None,
                Answer::Milestone(MilestoneState::InProgress),
            ),
        ] {
            let cell = Cell {
                series: series.map(str::to_owned),
                ..cell(measure, "x.syt", period)
            };
            let draft = ValidFigure {
                cell,
                answer,
                quality: Quality::Estimate,
                note: Some("ghi chú".into()),
            };
            assert_eq!(set(&store, &draft, ExpectedVersion::Absent).unwrap(), 1);
            let [figure] = &store.figures_of_cell(&draft.cell).unwrap()[..] else {
                panic!("one figure")
            };
            assert_eq!(
                (figure.answer, figure.quality, &figure.note),
                (answer, Quality::Estimate, &draft.note)
            );
            assert_eq!(
                (figure.by.as_str(), figure.at, figure.version, &figure.cell),
                ("minh", now(), 1, &draft.cell)
            );
        }
        let all = store.figures(&"p-2021".into()).unwrap();
        assert_eq!(
            (
                all.len(),
                store.figures_of_measure(&"p-2021/1.1".into()).unwrap()
            ),
            (6, all[..4].to_vec())
        );
        assert_eq!(store.figures(&"p-2019".into()).unwrap(), []);
        assert_eq!(store.check().unwrap(), []);
    });
}

#[test]
fn unchanged_figure_writes_nothing() {
    over_both(|store| {
        let draft = draft(cell("p-2021/1.1", "x.syt", "2023"), 3350);
        assert_eq!(set(&store, &draft, ExpectedVersion::Absent).unwrap(), 1);
        assert_eq!(
            set(&store, &draft, ExpectedVersion::Absent).unwrap(),
            0,
            "a save repeated is no conflict"
        );
        let noted = ValidFigure {
            note: Some("vì …".into()),
            ..draft.clone()
        };
        assert_eq!(set(&store, &noted, ExpectedVersion::Version(1)).unwrap(), 1);
        assert_eq!(store.figure_history(&draft.cell).unwrap().len(), 2);
        assert_eq!(store.journal(None, 10).unwrap().len(), 3);
    });
}

#[test]
fn figure_of_an_unseen_version_is_not_overwritten() {
    over_both(|store| {
        let place = cell("p-2021/1.1", "x.syt", "2023");
        let conflict = |result: Result<usize, StoreError>| match result {
            Err(StoreError::FigureConflict(standing)) => {
                standing.map(|figure| (figure.version, figure.answer))
            }
            other => panic!("{other:?}"),
        };
        let number = |value| Answer::Number(Number::from_hundredths(value));
        assert_eq!(
            conflict(set(
                &store,
                &draft(place.clone(), 100),
                ExpectedVersion::Version(1)
            )),
            None
        );
        set(&store, &draft(place.clone(), 100), ExpectedVersion::Absent).unwrap();
        assert_eq!(
            conflict(set(
                &store,
                &draft(place.clone(), 200),
                ExpectedVersion::Absent
            )),
            Some((1, number(100)))
        );
        set(
            &store,
            &draft(place.clone(), 200),
            ExpectedVersion::Version(1),
        )
        .unwrap();
        assert_eq!(
            conflict(set(
                &store,
                &draft(place.clone(), 300),
                ExpectedVersion::Version(1)
            )),
            Some((2, number(200)))
        );
        set(&store, &draft(place.clone(), 400), ExpectedVersion::Any).unwrap();
        let versions: Vec<_> = store
            .figure_history(&place)
            .unwrap()
            .iter()
            .map(|change| change.figure.version)
            .collect();
        assert_eq!(versions, [1, 2, 3]);
    });
}

#[test]
fn estimate_and_official_figure_are_both_kept() {
    over_both(|store| {
        let official = draft(cell("p-2021/1.1", "x.syt", "2023"), 100);
        let estimate = ValidFigure {
            quality: Quality::Estimate,
            ..draft(official.cell.clone(), 200)
        };
        set(&store, &official, ExpectedVersion::Absent).unwrap();
        set(&store, &estimate, ExpectedVersion::Absent).unwrap();
        let answers: Vec<_> = store
            .figures_of_cell(&official.cell)
            .unwrap()
            .into_iter()
            .map(|figure| (figure.quality, figure.answer))
            .collect();
        assert_eq!(
            answers,
            [
                (Quality::Estimate, estimate.answer),
                (Quality::Official, official.answer)
            ]
        );
        assert_eq!(store.figure_history(&official.cell).unwrap().len(), 2);
    });
}

#[test]
fn estimate_is_read_until_its_office_has_an_official_figure() {
    over_both(|store| {
        let read = |store: &Store| {
            let found = store.figures_for_open_estimates().unwrap();
            found
                .into_iter()
                .map(|figure| (figure.cell.office.0, figure.quality))
                .collect::<Vec<_>>()
        };
        let official = draft(cell("p-2021/1.1", "x.syt", "2023"), 100);
        let estimate = ValidFigure {
            quality: Quality::Estimate,
            ..official.clone()
        };
        let other = draft(cell("p-2021/1.1", "x.stc", "2023"), 100);
        set(&store, &other, ExpectedVersion::Absent).unwrap();
        assert_eq!(read(&store), []);
        set(&store, &estimate, ExpectedVersion::Absent).unwrap();
        let both = [
            ("x.stc".to_owned(), Quality::Official),
            ("x.syt".to_owned(), Quality::Estimate),
        ];
        assert_eq!(read(&store), both);
        set(
            &store,
            &ValidFigure {
                answer: Answer::NoData,
                ..official.clone()
            },
            ExpectedVersion::Absent,
        )
        .unwrap();
        assert_eq!(read(&store).len(), 3, "no data is no official figure");
        set(&store, &official, ExpectedVersion::Any).unwrap();
        assert_eq!(read(&store), []);
    });
}

#[test]
fn import_is_all_or_none() {
    over_both(|store| {
        let good = draft(cell("p-2021/1.1", "x.syt", "2023"), 100);
        for bad in [
            draft(cell("p-2021/9.9", "x.syt", "2023"), 1),
            draft(cell("p-2021/1.1", "x.nobody", "2023"), 1),
            draft(cell("p-2021/1.1", "x.syt", "2022"), -1),
        ] {
            let entries = vec![Entry::from(&good), Entry::from(&bad)];
            let refused = store.write(&lan(), now(), Write::ImportFigures(entries));
            assert!(
                matches!(&refused, Err(StoreError::Refused(of)) if of.len() == 1 && of[0].index == 1),
                "{refused:?}"
            );
            assert_eq!(store.figures(&"p-2021".into()).unwrap(), []);
        }
        let other = draft(cell("p-2021/1.1", "x.stc", "2023"), 5);
        let both = Write::ImportFigures(vec![Entry::from(&good), Entry::from(&other)]);
        assert_eq!(store.write(&lan(), now(), both.clone()).unwrap().rows, 2);
        assert_eq!(store.write(&lan(), now(), both).unwrap().rows, 0);
    });
}

#[test]
fn journal_records_before_and_after() {
    over_both(|store| {
        let place = cell("p-2021/1.1", "x.syt", "2023");
        set(&store, &draft(place.clone(), 3350), ExpectedVersion::Absent).unwrap();
        let again = ValidFigure {
            note: Some("sai số".into()),
            ..draft(place.clone(), 3520)
        };
        set(&store, &again, ExpectedVersion::Version(1)).unwrap();
        let lines = store.journal(None, 2).unwrap();
        assert_eq!(lines.iter().map(|line| line.no).collect::<Vec<_>>(), [3, 2]);
        let newest = &lines[0];
        assert_eq!(
            (newest.by.as_str(), newest.channel.as_str(), newest.at),
            ("minh", "terminal", now())
        );
        assert_eq!(
            (newest.kind.as_str(), newest.subject.as_str()),
            ("figure", "p-2021/1.1 x.syt 2023")
        );
        assert_eq!(newest.before.as_deref(), Some("33.5 official"));
        assert_eq!(newest.after.as_deref(), Some("35.2 official"));
        assert_eq!(newest.reason.as_deref(), Some("sai số"));
        assert_eq!(store.journal(Some(2), 5).unwrap()[0].kind, "init");
        assert_eq!(
            store.figure_history(&place).unwrap()[1].on,
            day("2024-06-05")
        );
    });
}
