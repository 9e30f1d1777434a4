//! Plans are read back as they were written.

use tiendo::domain::deadline::{DeadlineSettings, expand};
use tiendo::domain::number::Number;
use tiendo::domain::plan::Party;
use tiendo::store::{
    ActivityProgress, Changes, Expected, SeedData, Setting, Store, StoreError, Write,
};

use super::fixture::*;

#[test]
fn plan_is_read_back_unchanged() {
    over_both(|store| {
        let catalog = store.catalog().unwrap();
        assert_eq!(
            catalog.plans,
            [plain_plan(), rich_plan()],
            "in the order in which they start"
        );
        let mut given = offices();
        given.sort_by(|a, b| a.code.cmp(&b.code));
        assert_eq!(catalog.offices.into_values().collect::<Vec<_>>(), given);
        assert_eq!(catalog.groups.into_values().collect::<Vec<_>>(), groups());
        assert_eq!(catalog.holidays, holidays());
        assert_eq!(catalog.settings, DeadlineSettings::default());
        assert_eq!(store.own_office().unwrap(), None);
    });
}

#[test]
fn rules_are_expanded_once() {
    over_both(|store| {
        let catalog = store.catalog().unwrap();
        let created: usize = catalog
            .plans
            .iter()
            .flat_map(|p| p.rules.iter().map(|r| expand(&catalog, p, r).len()))
            .sum();
        let found = store.duties(&tiendo::store::DutyFilter::default()).unwrap();
        assert!(created > 15);
        assert_eq!(found.len(), created);
        assert_eq!(store.expand_duties().unwrap(), 0);
        for record in found {
            let (plan, rule) = catalog.rule(&record.duty.key.rule).unwrap();
            assert!(
                expand(&catalog, plan, rule).contains(&record.duty),
                "{:?}",
                record.duty
            );
            assert_eq!(record.external_recipient, rule.external_recipient);
            assert_eq!(store.duty(&record.duty.key).unwrap(), Some(record));
        }
        assert_eq!(store.check().unwrap(), []);
    });
}

#[test]
fn plan_is_added_completely_or_not_at_all() {
    over_both(|store| {
        let mut next = rich_plan();
        next.code = "p-2022".into();
        next.tasks[0].who = Party::Office("x.nobody".into());
        let refused = store.write(&lan(), now(), Write::AddPlan(Box::new(next.clone())));
        assert!(matches!(refused, Err(StoreError::NotFound(code)) if code == "x.nobody"));
        next.tasks[0].who = Party::Group("x.none".into());
        let refused = store.write(&lan(), now(), Write::AddPlan(Box::new(next.clone())));
        assert!(matches!(refused, Err(StoreError::NotFound(code)) if code == "x.none"));
        assert_eq!(store.catalog().unwrap().plans.len(), 2);
        next.tasks.clear();
        let before = store
            .duties(&tiendo::store::DutyFilter::default())
            .unwrap()
            .len();
        let Changes { rows, .. } = store
            .write(&lan(), now(), Write::AddPlan(Box::new(next.clone())))
            .unwrap();
        assert_eq!(
            store
                .duties(&tiendo::store::DutyFilter::default())
                .unwrap()
                .len(),
            before + rows - 1
        );
        assert_eq!(store.catalog().unwrap().plan(&next.code), Some(&next));
        assert_eq!(store.expand_duties().unwrap(), 0);
        let refused = store.write(&lan(), now(), Write::AddPlan(Box::new(next)));
        assert!(matches!(refused, Err(StoreError::AlreadyExists(code)) if code == "p-2022"));
    });
}

#[test]
fn setting_moves_deadlines_and_back() {
    over_both(|store| {
        let all = || tiendo::store::DutyFilter::default();
        let before = store.duties(&all()).unwrap();
        let set = |setting| {
            store
                .write(&lan(), now(), Write::SetSetting(setting))
                .unwrap()
                .rows
        };
        assert_eq!(set(Setting::RollOver(false)), 1, "set for the first time");
        assert!(set(Setting::BeforeInclusive(true)) > 1);
        assert_eq!(set(Setting::BeforeInclusive(true)), 0);
        assert_eq!(set(Setting::OwnOffice(Some("x.syt".into()))), 1);
        assert_eq!(store.own_office().unwrap(), Some("x.syt".into()));
        let catalog = store.catalog().unwrap();
        assert!(catalog.settings.before_inclusive);
        for record in store.duties(&all()).unwrap() {
            let (plan, rule) = catalog.rule(&record.duty.key.rule).unwrap();
            assert!(expand(&catalog, plan, rule).contains(&record.duty));
        }
        store
            .write(
                &lan(),
                now(),
                Write::SetSetting(Setting::BeforeInclusive(false)),
            )
            .unwrap();
        assert_eq!(store.duties(&all()).unwrap(), before);
        store
            .write(&lan(), now(), Write::SetSetting(Setting::OwnOffice(None)))
            .unwrap();
        assert_eq!(store.own_office().unwrap(), None);
        let nobody = Setting::OwnOffice(Some("x.nobody".into()));
        let refused = store.write(&lan(), now(), Write::SetSetting(nobody));
        assert!(matches!(refused, Err(StoreError::NotFound(_))));
    });
}

#[test]
fn activities_are_read_as_of_a_day() {
    over_both(|store| {
        let at = |on: &str, no, done| ActivityProgress {
            plan: "p-2021".into(),
            no,
            done: Number::whole(done),
            note: Some("đủ".into()),
            on: day(on),
        };
        let set = |progress: ActivityProgress| {
            store
                .write(
                    &lan(),
                    now(),
                    Write::SetActivity {
                        expected: Expected::Any,
                        progress,
                        spending: None,
                    },
                )
                .map(|changes| changes.rows)
        };
        assert_eq!(set(at("2021-06-01", 2, 1)).unwrap(), 1);
        assert_eq!(set(at("2021-07-01", 2, 3)).unwrap(), 1);
        assert_eq!(set(at("2021-07-01", 2, 3)).unwrap(), 0);
        assert_eq!(set(at("2021-06-15", 1, 1)).unwrap(), 1);
        assert!(matches!(
            set(at("2021-06-15", 9, 1)),
            Err(StoreError::NotFound(_))
        ));
        let on = |text| store.activities(&"p-2021".into(), day(text)).unwrap();
        assert_eq!(on("2021-05-31"), []);
        assert_eq!(
            on("2021-06-30"),
            [at("2021-06-15", 1, 1), at("2021-06-01", 2, 1)]
        );
        assert_eq!(
            on("2021-07-01"),
            [at("2021-06-15", 1, 1), at("2021-07-01", 2, 3)]
        );
    });
}

#[test]
fn five_real_plans_are_read_back_unchanged() {
    let (given_offices, given_groups) = tiendo::sample::offices().unwrap();
    let seed_data = SeedData {
        plans: tiendo::sample::plans().unwrap(),
        offices: given_offices,
        groups: given_groups,
        holidays: tiendo::sample::holidays().unwrap(),
        ..SeedData::default()
    };
    let store = Store::in_memory(&seed_data, &lan(), now()).unwrap();
    let catalog = store.catalog().unwrap();
    let mut plans = seed_data.plans;
    plans.sort_by_key(|plan| (plan.from, plan.code.clone()));
    assert_eq!(catalog.plans, plans);
    assert_eq!(catalog.holidays, seed_data.holidays);
    assert_eq!(catalog.offices.len(), seed_data.offices.len());
    assert!(
        seed_data
            .offices
            .iter()
            .all(|office| catalog.offices.get(&office.code) == Some(office))
    );
    assert_eq!(catalog.groups.len(), seed_data.groups.len());
    assert!(
        seed_data
            .groups
            .iter()
            .all(|group| catalog.groups.get(&group.code) == Some(group))
    );
    assert_eq!(store.expand_duties().unwrap(), 0);
    assert_eq!(store.check().unwrap(), []);
}
