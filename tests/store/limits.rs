//! Size limits: no plan or group change beyond a limit is written, whatever was checked before; a file that already
//! holds a larger plan remains usable.

use std::path::Path;
use std::process::{Command, Output};

use chrono::NaiveDate;
use tiendo::domain::code::OfficeCode;
use tiendo::domain::office::{Group, Member, Office, OfficeFile};
use tiendo::domain::office_change::OfficeRefusal;
use tiendo::domain::period::DataPeriod;
use tiendo::domain::plan::{Plan, Recurrence};
use tiendo::domain::plan_change::PlanChangeRefusal;
use tiendo::domain::plan_limits::{DUTIES_MAX, Limit};
use tiendo::store::{DutyFilter, Expected, SeedData, Setting, Store, StoreError, Write};

use super::fixture::*;

fn offices_with_group(members: usize) -> OfficeFile {
    let office = |no: usize| Office {
        code: OfficeCode(format!("x.{no}")),
        parent: None,
        ..offices().remove(1)
    };
    let member = |no: usize| Member {
        office: OfficeCode(format!("x.{no}")),
        from: None,
        to: None,
    };
    let group = Group {
        code: "x.xa".into(),
        name: "Các xã".into(),
        note: None,
        members: (0..members).map(member).collect(),
    };
    OfficeFile {
        offices: (0..members).map(office).collect(),
        groups: vec![group],
    }
}

/// A plan whose first rule is owed by the group once a year.
fn yearly(from: NaiveDate, to: NaiveDate) -> Plan {
    let mut rule = rich_plan().rules.remove(0);
    rule.who = vec![tiendo::domain::plan::Party::Group("x.xa".into())];
    rule.recurrence = Recurrence::Yearly;
    rule.waits_for = Vec::new();
    (rule.first, rule.last) = (Some(day("2001-11-30")), Some(to));
    let data_period = DataPeriod::Calendar;
    Plan {
        code: "p-big".into(),
        from,
        to,
        data_period,
        rules: vec![rule],
        ..plain_plan()
    }
}

fn set(store: &Store, file: OfficeFile) -> Result<usize, StoreError> {
    let write = Write::SetOffices {
        expected: Expected::Any,
        file,
        reason: Some("thêm".into()),
    };
    store
        .write(&lan(), now(), write)
        .map(|changes| changes.rows)
}

#[test]
fn plan_beyond_a_limit_is_not_written() {
    let store = Store::in_memory(&seed_data(), &lan(), now()).unwrap();
    set(&store, offices_with_group(20)).unwrap();
    let add = |plan: Plan| Write::AddPlan(Box::new(plan));
    let long = yearly(day("2001-01-01"), day("2031-01-01"));
    let refused = store.write(&lan(), now(), add(long));
    assert!(
        matches!(
            refused,
            Err(StoreError::PlanChange(PlanChangeRefusal::Limit(
                Limit::Years { .. }
            )))
        ),
        "{refused:?}"
    );
    let plan = yearly(day("2001-01-01"), day("2030-12-31"));
    store.write(&lan(), now(), add(plan.clone())).unwrap();
    let longer = Plan {
        to: day("2031-01-01"),
        ..plan.clone()
    };
    let write = Write::ChangePlan {
        expected: Box::new(plan.clone()),
        plan: Box::new(longer),
        reason: None,
    };
    let refused = store.write(&lan(), now(), write);
    assert!(
        matches!(
            refused,
            Err(StoreError::PlanChange(PlanChangeRefusal::Limit(
                Limit::Years { .. }
            )))
        ),
        "{refused:?}"
    );
    assert_eq!(store.catalog().unwrap().plan(&plan.code), Some(&plan));
}

/// A file with a plan that an earlier version of the program let grow beyond the limit.
fn beyond_the_limit() -> Store {
    let (mut all, mut plan) = (seed_data(), yearly(day("2001-01-01"), day("2060-12-31")));
    let OfficeFile { offices, groups } = offices_with_group(2);
    all.offices.extend(offices);
    all.groups.extend(groups);
    plan.rules[0].last = Some(day("2060-11-30"));
    let seed_data = SeedData {
        plans: vec![plan],
        ..all
    };
    Store::in_memory(&seed_data, &lan(), now()).unwrap()
}

#[test]
fn file_with_a_plan_beyond_a_limit_remains_usable() {
    let store = beyond_the_limit();
    assert_eq!(store.check().unwrap(), []);
    assert_eq!(store.duties(&DutyFilter::default()).unwrap().len(), 120);
    let plan = store.catalog().unwrap().plans.remove(0);
    let retitled = Plan {
        title: "Tên khác".into(),
        ..plan.clone()
    };
    let change = |was: &Plan, plan: &Plan| Write::ChangePlan {
        expected: Box::new(was.clone()),
        plan: Box::new(plan.clone()),
        reason: None,
    };
    store
        .write(&lan(), now(), change(&plan, &retitled))
        .unwrap();
    let mut shorter = Plan {
        to: day("2050-12-31"),
        ..retitled.clone()
    };
    shorter.rules[0].last = Some(day("2050-11-30"));
    store
        .write(&lan(), now(), change(&retitled, &shorter))
        .unwrap();
    let longer = Plan {
        to: day("2051-12-31"),
        ..shorter.clone()
    };
    assert!(
        store
            .write(&lan(), now(), change(&shorter, &longer))
            .is_err()
    );
    let mut longer = shorter.clone();
    longer.rules[0].last = Some(day("2051-11-30"));
    assert!(
        store
            .write(&lan(), now(), change(&shorter, &longer))
            .is_err()
    );
    store
        .write(&lan(), now(), Write::SetSetting(Setting::RollOver(true)))
        .unwrap();
    assert_eq!(store.check().unwrap(), []);
}

#[test]
fn duty_count_and_visit_agree_with_the_list() {
    let (_folder, store) = on_file();
    let event =
        tiendo::domain::duty::DutyEventKind::Sent(tiendo::domain::duty::Submission::default());
    for office in ["x.syt", "x.stp"] {
        let key = key("p-2021/r1", office, "2023");
        let write = Write::RecordStep {
            key,
            event: event.clone(),
            on: Some(day("2023-11-20")),
        };
        let _ = store.write(&minh(), now(), write);
    }
    let filter = DutyFilter {
        plan: Some("p-2021".into()),
        ..DutyFilter::default()
    };
    for filter in [DutyFilter::default(), filter] {
        let mut read = store.duties(&filter).unwrap();
        let mut visited = Vec::new();
        store
            .for_each_duty(&filter, &mut |record| visited.push(record))
            .unwrap();
        read.sort_by(|a, b| a.duty.key.cmp(&b.duty.key));
        visited.sort_by(|a, b| a.duty.key.cmp(&b.duty.key));
        assert!(read.iter().any(|record| !record.events.is_empty()));
        assert_eq!(visited, read);
    }
    let all = store.duties(&DutyFilter::default()).unwrap();
    assert_eq!(store.count_duties().unwrap(), all.len());
    let grouped = store.last_days().unwrap();
    assert_eq!(
        grouped.iter().map(|(.., count)| count).sum::<usize>(),
        all.len()
    );
}

fn run(db: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_tiendo"));
    command
        .env_clear()
        .env("TIENDO_LANG", "en")
        .arg("--db")
        .arg(db)
        .args(arguments)
        .output()
        .unwrap()
}

#[test]
fn commands_name_the_number_the_limit_and_the_rule() {
    let (folder, store) = on_file();
    let path = folder.path().join("tiendo.db");
    let members = DUTIES_MAX / 25;
    set(&store, offices_with_group(members)).unwrap();
    drop(store);
    let write = |name: &str, text: String| {
        let path = folder.path().join(name);
        std::fs::write(&path, text).unwrap();
        path.to_str().unwrap().to_owned()
    };
    let refused = |arguments: &[&str], words: &[&str]| {
        let done = run(&path, arguments);
        let sentence = String::from_utf8_lossy(&done.stderr).into_owned();
        assert_eq!(done.status.code(), Some(1), "{arguments:?}: {sentence}");
        assert!(
            words.iter().all(|words| sentence.contains(words)),
            "{arguments:?}: {sentence}"
        );
    };
    let mut large = yearly(day("2001-01-01"), day("2026-12-31"));
    (large.rules[0].first, large.rules[0].last) =
        (Some(day("2001-12-10")), Some(day("2026-12-10")));
    let file = write("large.toml", toml::to_string(&large).unwrap());
    let words = [
        "104,000 reports due",
        "the limit is 100,000",
        "Rule p-big/r1",
        "(104,000)",
    ];
    refused(&["import", "plan", &file, "--dry-run"], &words);
    refused(&["import", "plan", &file], &words);
    large.rules[0].last = Some(day("2025-12-10"));
    let file = write("full.toml", toml::to_string(&large).unwrap());
    let done = run(&path, &["import", "plan", &file, "--dry-run"]);
    assert!(
        done.status.success(),
        "{}",
        String::from_utf8_lossy(&done.stderr)
    );
    // The file holds a smaller plan, which a change or a group would make too large.
    large.rules[0].last = Some(day("2001-12-10"));
    let file = write("small.toml", toml::to_string(&large).unwrap());
    assert!(run(&path, &["import", "plan", &file]).status.success());
    let file = write(
        "large.toml",
        std::fs::read_to_string(folder.path().join("large.toml")).unwrap(),
    );
    refused(
        &[
            "import",
            "plan",
            &file,
            "--replace",
            "--reason",
            "x",
            "--dry-run",
        ],
        &words,
    );
    refused(
        &["import", "plan", &file, "--replace", "--reason", "x"],
        &words,
    );
}

#[test]
fn group_that_would_push_a_plan_beyond_the_limit_is_refused_with_its_name() {
    let (folder, store) = on_file();
    set(&store, offices_with_group(3)).unwrap();
    let mut plan = yearly(day("2001-01-01"), day("2030-12-31"));
    plan.rules = (1..=3000)
        .map(|no| {
            let mut rule = plan.rules[0].clone();
            rule.no = format!("r{no}");
            rule.recurrence = Recurrence::Once;
            (rule.first, rule.last) = (Some(day("2001-11-30")), Some(day("2001-11-30")));
            rule
        })
        .collect();
    store
        .write(&lan(), now(), Write::AddPlan(Box::new(plan)))
        .unwrap();
    let refused = set(&store, offices_with_group(34));
    let is_named = |refused: &Result<usize, StoreError>| {
        matches!(refused, Err(StoreError::OfficeChange(OfficeRefusal::Outgrows(plan, count)))
            if plan.as_str() == "p-big" && count.total == 102_000)
    };
    assert!(is_named(&refused), "{refused:?}");
    assert_eq!(
        store.catalog().unwrap().groups[&tiendo::domain::code::GroupCode::from("x.xa")]
            .members
            .len(),
        3
    );
    drop(store);
    let file = folder.path().join("groups.toml");
    std::fs::write(&file, toml::to_string(&offices_with_group(34)).unwrap()).unwrap();
    for more in [&["--dry-run"][..], &[]] {
        let arguments = [
            "import",
            "groups",
            file.to_str().unwrap(),
            "--replace",
            "--reason",
            "x",
        ];
        let done = run(
            &folder.path().join("tiendo.db"),
            &[&arguments[..], more].concat(),
        );
        let sentence = String::from_utf8_lossy(&done.stderr).into_owned();
        assert_eq!(done.status.code(), Some(1), "{sentence}");
        assert!(
            sentence.contains("plan p-big") && sentence.contains("102,000"),
            "{sentence}"
        );
    }
}
