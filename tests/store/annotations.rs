//! Stars and comments: their owner, their subject, and that a comment never changes.

use tiendo::domain::comment::CommentSubject;
use tiendo::domain::plan_change::PlanChangeRefusal;
use tiendo::domain::star::StarSubject;
use tiendo::store::{Actor, DutyFilter, JournalLine, JournalSubject, Store, StoreError, Write};

use super::fixture::*;

fn star(store: &Store, who: &Actor, starred: &StarSubject, on: bool) -> usize {
    store
        .write(
            who,
            now(),
            Write::Star {
                subject: starred.clone(),
                is_starred: on,
            },
        )
        .unwrap()
        .rows
}

fn comment(store: &Store, subject: CommentSubject, text: &str) -> Result<usize, StoreError> {
    store
        .write(
            &minh(),
            now(),
            Write::Comment {
                subject,
                text: text.into(),
            },
        )
        .map(|changes| changes.rows)
}

#[test]
fn each_account_has_its_own_stars() {
    over_both(|store| {
        let measure = StarSubject::Measure("p-2021/1.1".into());
        let duty = StarSubject::Duty(key("p-2021/r1", "x.syt", "2023"));
        assert_eq!(star(&store, &lan(), &measure, true), 1);
        assert_eq!(star(&store, &lan(), &duty, true), 1);
        assert_eq!(star(&store, &lan(), &duty, true), 0, "it is so already");
        assert_eq!(star(&store, &minh(), &duty, true), 1);
        assert_eq!(store.stars("lan").unwrap(), [measure.clone(), duty.clone()]);
        assert_eq!(star(&store, &lan(), &measure, false), 1);
        assert_eq!(star(&store, &lan(), &measure, false), 0);
        assert_eq!(store.stars("lan").unwrap(), std::slice::from_ref(&duty));
        assert_eq!(store.stars("minh").unwrap(), [duty]);
        assert_eq!(store.check().unwrap(), []);
    });
}

#[test]
fn journal_keeps_a_removed_star() {
    over_both(|store| {
        let measure = StarSubject::Measure("p-2021/1.1".into());
        star(&store, &lan(), &measure, true);
        star(&store, &lan(), &measure, false);
        let lines = store.journal(None, 2).unwrap();
        let recorded = lines.iter().map(|line| {
            (
                line.kind.as_str(),
                line.before.as_deref(),
                line.after.as_deref(),
            )
        });
        let recorded: Vec<_> = recorded.collect();
        assert_eq!(
            recorded,
            [
                ("star", Some("starred"), None),
                ("star", None, Some("starred"))
            ]
        );
        assert!(
            lines
                .iter()
                .all(|line| line.subject == "p-2021/1.1" && line.by == "lan")
        );
    });
}

#[test]
fn missing_record_gets_no_star_and_no_comment() {
    over_both(|store| {
        let unknown = [
            StarSubject::Measure("p-2021/9.9".into()),
            StarSubject::Duty(key("p-2021/r1", "x.nobody", "2023")),
        ];
        for subject in unknown {
            let refused = store.write(
                &lan(),
                now(),
                Write::Star {
                    subject,
                    is_starred: true,
                },
            );
            assert!(
                matches!(
                    refused,
                    Err(StoreError::NotFound(_) | StoreError::DutyNotFound(_))
                ),
                "{refused:?}"
            );
        }
        for about in [
            CommentSubject::Measure("p-2021/9.9".into()),
            CommentSubject::Cell(cell("p-2021/1.1", "x.nobody", "2023")),
            CommentSubject::Duty(key("p-2021/r1", "x.nobody", "2023")),
        ] {
            assert!(comment(&store, about, "hỏi").is_err());
        }
        assert_eq!(
            store.journal(None, 9).unwrap().len(),
            1,
            "only the founding"
        );
    });
}

#[test]
fn comments_are_in_order_of_creation() {
    over_both(|store| {
        let measure = CommentSubject::Measure("p-2021/1.1".into());
        let place = CommentSubject::Cell(cell("p-2021/1.1", "x.syt", "2023"));
        let mut boys = cell("p-2021/2.1a", "x.syt", "2023");
        boys.series = Some("boys".into());
        let duty = key("p-2021/r1", "x.syt", "2023");
        for (about, text) in [
            (measure.clone(), "vì sao tăng?"),
            (place.clone(), "số của 9 huyện"),
            (CommentSubject::Duty(duty.clone()), "đã gọi điện"),
            (measure.clone(), "đã rõ"),
            (measure.clone(), "đã rõ"),
            (CommentSubject::Cell(boys.clone()), "trai"),
        ] {
            assert_eq!(comment(&store, about, text).unwrap(), 1);
        }
        let found = store.comments_on_measure(&"p-2021/1.1".into()).unwrap();
        let texts: Vec<_> = found
            .iter()
            .map(|one| (one.subject.clone(), one.text.as_str()))
            .collect();
        assert_eq!(
            texts,
            [
                (measure.clone(), "vì sao tăng?"),
                (place, "số của 9 huyện"),
                (measure.clone(), "đã rõ"),
                (measure, "đã rõ")
            ]
        );
        assert!(found.iter().all(|one| one.by == "minh" && one.at == now()));
        assert_eq!(
            store.comments_on_duty(&duty).unwrap()[0].text,
            "đã gọi điện"
        );
        assert_eq!(
            store.comments_on_measure(&"p-2021/2.1a".into()).unwrap()[0].subject,
            CommentSubject::Cell(boys)
        );
        let newest = &store.journal(None, 1).unwrap()[0];
        assert_eq!(
            (newest.kind.as_str(), newest.subject.as_str()),
            ("comment", "p-2021/2.1a x.syt 2023 boys")
        );
        assert_eq!(newest.after.as_deref(), Some("trai"));
        assert_eq!(store.check().unwrap(), []);
    });
}

/// The rich plan without its second target and its one-off rule.
fn shorten_plan(store: &Store) -> Result<usize, StoreError> {
    let was = store
        .catalog()
        .unwrap()
        .plan(&"p-2021".into())
        .unwrap()
        .clone();
    let mut plan = was.clone();
    plan.targets.retain(|target| target.no != "1.1");
    plan.rules.retain(|rule| rule.no != "r3");
    let write = Write::ChangePlan {
        expected: Box::new(was),
        plan: Box::new(plan),
        reason: None,
    };
    store
        .write(&lan(), now(), write)
        .map(|changes| changes.rows)
}

#[test]
fn changed_plan_keeps_comments_and_drops_stars_of_removed_parts() {
    over_both(|store| {
        let (measure, remaining) = (
            StarSubject::Measure("p-2021/1.1".into()),
            StarSubject::Measure("p-2021/2.1a".into()),
        );
        let once = store
            .duties(&DutyFilter::default())
            .unwrap()
            .into_iter()
            .map(|record| record.duty.key);
        let once: Vec<_> = once
            .filter(|key| key.rule.as_str() == "p-2021/r3")
            .collect();
        for starred in [&measure, &remaining, &StarSubject::Duty(once[0].clone())] {
            star(&store, &lan(), starred, true);
        }
        shorten_plan(&store).unwrap();
        assert_eq!(store.stars("lan").unwrap(), [remaining]);
        assert_eq!(store.check().unwrap(), []);
    });
    over_both(|store| {
        comment(
            &store,
            CommentSubject::Measure("p-2021/1.1".into()),
            "vì sao?",
        )
        .unwrap();
        let refused = shorten_plan(&store);
        assert!(
            matches!(
                refused,
                Err(StoreError::PlanChange(
                    PlanChangeRefusal::MeasureHasComments(_)
                ))
            ),
            "{refused:?}"
        );
    });
    over_both(|store| {
        let all = store.duties(&DutyFilter::default()).unwrap();
        let duty = all
            .into_iter()
            .map(|record| record.duty.key)
            .find(|key| key.rule.as_str() == "p-2021/r3");
        comment(&store, CommentSubject::Duty(duty.unwrap()), "đã gọi").unwrap();
        let refused = shorten_plan(&store);
        assert!(
            matches!(
                refused,
                Err(StoreError::PlanChange(PlanChangeRefusal::RuleHasEvents(_)))
            ),
            "{refused:?}"
        );
    });
}

#[test]
fn comment_refers_to_a_rule_only_by_a_rule_number() {
    let line = |subject: &str| JournalLine {
        no: 1,
        at: now(),
        by: "lan".into(),
        channel: "cli".into(),
        kind: "comment".into(),
        subject: subject.into(),
        before: None,
        after: None,
        reason: None,
        on_behalf_of: None,
    };
    assert_eq!(
        line("p/r1 x.syt 2023").parse_subject(),
        JournalSubject::Duty(key("p/r1", "x.syt", "2023"))
    );
    for id in ["p/ra", "p/u.1", "p/r1a", "p/rung-2"] {
        assert_eq!(
            line(id).parse_subject(),
            JournalSubject::Measure(id.into(), None, None)
        );
    }
}
