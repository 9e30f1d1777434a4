//! Test data: a plan with every field filled, its offices and groups, and stores with it in memory and on a file.

use std::process::{Command, Stdio};
use std::time::Duration;

use chrono::{DateTime, NaiveDate, Utc};
use tempfile::TempDir;
use tiendo::domain::code::{GroupCode, MeasureId, OfficeCode, PlanCode, RuleId};
use tiendo::domain::duty::DutyKey;
pub use tiendo::domain::entry::Entry;
use tiendo::domain::figure::{Answer, Cell, Quality, ValidFigure};
use tiendo::domain::number::Number;
use tiendo::domain::office::{Contact, Group, Holiday, Member, Office, OfficeKind, Successor};
use tiendo::domain::period::PeriodKind;
use tiendo::domain::plan::*;
use tiendo::store::{Actor, SeedData, Store};

pub fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

pub fn moment(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

pub fn now() -> DateTime<Utc> {
    moment("2024-06-05T01:02:03.456789Z")
}

pub fn lan() -> Actor {
    Actor::single_user("lan", "cli")
}

pub fn minh() -> Actor {
    Actor::single_user("minh", "terminal")
}

/// Runs a test on a store in memory and on one in a file.
pub fn over_both(behaviour: impl Fn(Store)) {
    behaviour(Store::in_memory(&seed_data(), &lan(), now()).unwrap());
    let (_folder, store) = on_file();
    behaviour(store);
}

pub fn on_file() -> (TempDir, Store) {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::create(
        &folder.path().join("tiendo.db"),
        &seed_data(),
        &lan(),
        now(),
    )
    .unwrap();
    (folder, store)
}

pub fn cell(measure: &str, office: &str, period: &str) -> Cell {
    Cell {
        measure: MeasureId::from(measure),
        office: office.into(),
        period: period.parse().unwrap(),
        series: None,
    }
}

pub fn draft(cell: Cell, hundredths: i64) -> ValidFigure {
    let answer = Answer::Number(Number::from_hundredths(hundredths));
    ValidFigure {
        cell,
        answer,
        quality: Quality::Official,
        note: None,
    }
}

pub fn key(rule: &str, office: &str, period: &str) -> DutyKey {
    DutyKey {
        rule: RuleId::from(rule),
        office: office.into(),
        period: period.parse().unwrap(),
    }
}

pub fn seed_data() -> SeedData {
    SeedData {
        plans: vec![rich_plan(), plain_plan()],
        offices: offices(),
        groups: groups(),
        holidays: holidays(),
        ..SeedData::default()
    }
}

fn office(code: &str, kind: OfficeKind) -> Office {
    Office {
        code: code.into(),
        name: format!("Sở {code}"),
        kind,
        parent: None,
        from: None,
        to: None,
        aliases: Vec::new(),
        contact: None,
        successors: Vec::new(),
    }
}

pub fn offices() -> Vec<Office> {
    let labour = Office {
        parent: Some("x.ubnd".into()),
        from: Some(day("2008-01-01")),
        to: Some(day("2025-02-28")),
        aliases: vec!["Sở LĐTBXH".into(), "LĐ-TB&XH".into()],
        contact: Some(Contact {
            person: Some("Bà A".into()),
            phone: Some("0296".into()),
            email: None,
        }),
        successors: vec![
            Successor {
                office: "x.snv".into(),
                on: day("2025-03-01"),
            },
            Successor {
                office: "x.syt".into(),
                on: day("2025-03-01"),
            },
        ],
        ..office("x.sld", OfficeKind::Department)
    };
    vec![
        labour,
        office("x.snv", OfficeKind::Department),
        office("x.syt", OfficeKind::Department),
        office("x.stc", OfficeKind::Department),
        office("x.ubnd", OfficeKind::Province),
        office("bo.ld", OfficeKind::Central),
    ]
}

pub fn groups() -> Vec<Group> {
    let member = |office: &str| Member {
        office: office.into(),
        from: None,
        to: None,
    };
    let dated = Member {
        office: "x.stc".into(),
        from: Some(day("2021-01-01")),
        to: Some(day("2023-12-31")),
    };
    vec![Group {
        code: "x.so".into(),
        name: "các sở, ban, ngành".into(),
        note: Some("Không gồm công an.".into()),
        members: vec![member("x.syt"), dated, member("x.sld")],
    }]
}

pub fn holidays() -> Vec<Holiday> {
    vec![
        Holiday {
            on: day("2025-04-30"),
            name: "Giải phóng".into(),
            working: false,
        },
        Holiday {
            on: day("2025-05-03"),
            name: "Làm bù".into(),
            working: true,
        },
    ]
}

/// A plan with required fields only; starts before the rich one.
pub fn plain_plan() -> Plan {
    Plan {
        code: PlanCode::from("p-2019"),
        title: "nhỏ".into(),
        short_name: "Nhỏ".into(),
        issuer: "x.ubnd".into(),
        from: day("2019-01-01"),
        to: day("2019-12-31"),
        coordinator: "x.snv".into(),
        data_period: DataPeriod::Decree09,
        ..Plan::default()
    }
}

/// A plan with every field filled and more than one row in every list whose order matters.
pub fn rich_plan() -> Plan {
    Plan {
        code: PlanCode::from("p-2021"),
        number: Some("70/KH-UBND".into()),
        title: "Thực hiện Chiến lược bình đẳng giới".into(),
        short_name: "X 2021–2025".into(),
        signed_on: Some(day("2021-03-02")),
        signer: Some(Signer {
            name: "Nguyễn Thanh B".into(),
            post: Some("Phó Chủ tịch".into()),
        }),
        from: day("2021-01-01"),
        to: day("2025-12-31"),
        tracked_from: Some(day("2022-01-01")),
        coordinator: "x.sld".into(),
        data_period: DataPeriod::Calendar,
        budget_total: Some(960_000_000),
        parents: vec![
            Parent {
                number: Some("28/NQ-CP".into()),
                signed_on: Some(day("2021-03-03")),
                title: "Chính phủ".into(),
            },
            Parent {
                number: None,
                signed_on: None,
                title: "Bộ".into(),
            },
        ],
        amendments: vec![Amendment {
            number: "12/KH-UBND".into(),
            on: day("2022-07-01"),
            signed_on: Some(day("2022-06-20")),
            title: "Điều chỉnh chỉ tiêu 2.1".into(),
        }],
        closing: Some(Closing {
            on: day("2026-06-30"),
            reason: "Đã tổng kết".into(),
        }),
        recipients: vec!["Như trên".into(), "Lưu: VT".into()],
        decisions: vec!["Đọc là 100 %".into()],
        objectives: vec![
            Objective {
                no: "1".into(),
                title: "Chính trị".into(),
            },
            Objective {
                no: "2".into(),
                title: "Kinh tế".into(),
            },
        ],
        targets: targets(),
        activities: activities(),
        budget: vec![
            BudgetSource {
                source: "Tỉnh".into(),
                amount: Some(900_000_000),
            },
            BudgetSource {
                source: "Khác".into(),
                amount: None,
            },
        ],
        rules: rules(),
        events: vec![YearlyEvent {
            name: "Tháng hành động".into(),
            from: "11-15".into(),
            to: "12-15".into(),
        }],
        tasks: vec![
            Task {
                who: Party::Office("x.sld".into()),
                section: Some("IV.1".into()),
                content: "Chủ trì".into(),
            },
            Task {
                who: Party::Group("x.so".into()),
                section: None,
                content: "Phối hợp".into(),
            },
            Task {
                who: Party::Words("Đề nghị Mặt trận".into()),
                section: None,
                content: "Giám sát".into(),
            },
        ],
        ..plain_plan()
    }
}

pub fn measure(label: &str) -> Measure {
    Measure {
        letter: None,
        label: label.into(),
        unit: Unit::Percent,
        unit_words: None,
        scale: 1,
        direction: Direction::Up,
        comparator: Comparator::Ge,
        value: Some(Number::whole(60)),
        value_to: None,
        tolerance: None,
        stages: Vec::new(),
        baseline: None,
        from: None,
        recurs: false,
        aggregation: Aggregation::Latest,
        accumulates: false,
        survey_years: None,
        frequency: PeriodKind::Year,
        series: Vec::new(),
        quota: None,
        owners: Vec::new(),
    }
}

fn targets() -> Vec<Target> {
    let full = Measure {
        letter: Some("a".into()),
        unit_words: Some("trên 1.000 phụ nữ".into()),
        unit: Unit::Per1000,
        direction: Direction::Down,
        comparator: Comparator::Between,
        value_to: Some(Number::from_hundredths(6550)),
        tolerance: Some(Number::whole(5)),
        stages: vec![
            Stage {
                on: day("2023-12-31"),
                value: Some(Number::from_hundredths(3350)),
            },
            Stage {
                on: day("2025-12-31"),
                value: None,
            },
        ],
        baseline: Some(Baseline {
            value: Number::whole(23),
            on: Some(day("2020-12-31")),
        }),
        from: Some(day("2022-01-01")),
        recurs: true,
        aggregation: Aggregation::Sum,
        accumulates: false,
        survey_years: None,
        frequency: PeriodKind::Quarter,
        series: vec!["girls".into(), "boys".into()],
        quota: Some(Quota {
            value: Number::whole(4),
            period_kind: Some(PeriodKind::Quarter),
            group: Some(GroupCode::from("x.so")),
            coverage: Some(Number::whole(90)),
        }),
        owners: vec![
            Owner {
                office: "x.syt".into(),
                scope: Some("gia đình".into()),
                from: Some(day("2021-01-01")),
                to: Some(day("2025-02-28")),
                decision: Some("Theo phần V".into()),
            },
            Owner {
                office: "x.sld".into(),
                scope: None,
                from: None,
                to: None,
                decision: None,
            },
        ],
        ..measure("Bạo lực")
    };
    let plain = Measure {
        letter: Some("b".into()),
        unit: Unit::Count("cuộc".into()),
        ..measure("Phần hai")
    };
    vec![
        Target {
            no: "2.1".into(),
            objective: Some("2".into()),
            wording: "Giảm …".into(),
            decision: Some("Hai phần".into()),
            from: Some(day("2021-01-01")),
            to: Some(day("2025-12-31")),
            former_versions: vec![FormerTarget {
                until: day("2022-06-30"),
                amendment: "12/KH-UBND".into(),
                wording: "Giảm nhiều …".into(),
                decision: None,
                measures: vec![
                    Measure {
                        value: Some(Number::whole(9)),
                        ..full.clone()
                    },
                    plain.clone(),
                ],
            }],
            measures: vec![full, plain],
        },
        Target {
            no: "1.1".into(),
            objective: None,
            wording: "Đạt 60 %".into(),
            decision: None,
            from: None,
            to: None,
            former_versions: Vec::new(),
            measures: vec![Measure {
                scale: 2,
                owners: holders(),
                ..measure("Một")
            }],
        },
    ]
}

/// Offices that each hold a part of the task.
pub fn holders() -> Vec<Owner> {
    let owner = |office: &str| Owner {
        office: office.into(),
        scope: None,
        from: None,
        to: None,
        decision: None,
    };
    ["x.syt", "x.stc"].map(owner).into()
}

fn activities() -> Vec<Activity> {
    let window = Window {
        wording: "Tháng 5-7".into(),
        from: day("2021-05-01"),
        to: day("2021-07-31"),
    };
    let first = Activity {
        no: 2,
        content: "Tập huấn".into(),
        unit: Some("lớp".into()),
        quantity: Some(Number::whole(3)),
        window,
        lead: "x.sld".into(),
        partners: vec![
            Party::Words("UBND huyện được chọn".into()),
            Party::Group("x.so".into()),
            Party::Office(OfficeCode::from("x.stc")),
        ],
    };
    let second = Activity {
        no: 1,
        unit: None,
        quantity: None,
        partners: Vec::new(),
        ..first.clone()
    };
    vec![first, second]
}

fn rules() -> Vec<ReportingRule> {
    let yearly = ReportingRule {
        no: "r1".into(),
        kind: RuleKind::Report,
        label: "Báo cáo năm".into(),
        who: vec![
            Party::Group("x.so".into()),
            Party::Words("huyện".into()),
            Party::Office("x.stc".into()),
        ],
        to: Some(Party::Office("x.ubnd".into())),
        via: Some("x.snv".into()),
        wording: "trước ngày 30/11".into(),
        excludes_named_day: true,
        before_inclusive: None,
        roll_over: None,
        recurrence: Recurrence::Yearly,
        first: Some(day("2021-11-30")),
        last: Some(day("2025-11-30")),
        data_period: Some(PeriodKind::Year),
        external_recipient: false,
        waits_for: Vec::new(),
    };
    let ministry = ReportingRule {
        no: "r2".into(),
        who: vec![Party::Office("x.sld".into())],
        to: Some(Party::Office("bo.ld".into())),
        via: None,
        wording: "chậm nhất 10/12".into(),
        excludes_named_day: false,
        before_inclusive: Some(true),
        roll_over: Some(false),
        first: Some(day("2021-12-10")),
        last: Some(day("2025-12-10")),
        external_recipient: true,
        waits_for: vec!["u1".into(), "r1".into()],
        ..yearly.clone()
    };
    let own_plan = ReportingRule {
        no: "r3".into(),
        kind: RuleKind::OwnPlan,
        to: None,
        recurrence: Recurrence::Once,
        first: Some(day("2022-03-15")),
        last: Some(day("2022-03-15")),
        data_period: None,
        ..yearly.clone()
    };
    let undated = ReportingRule {
        no: "u1".into(),
        kind: RuleKind::MidTerm,
        to: Some(Party::Words("cấp trên".into())),
        first: None,
        last: None,
        ..yearly.clone()
    };
    vec![yearly, ministry, own_plan, undated]
}

/// Runs the program and kills it after a number of milliseconds.
pub fn killed_after(milliseconds: u64, arguments: &[&str]) {
    let mut child = Command::new(env!("CARGO_BIN_EXE_tiendo"))
        .args(arguments)
        .envs([("TIENDO_CONFIG", ""), ("TIENDO_SITE_CONFIG", "")])
        .stdout(Stdio::null())
        .spawn()
        .unwrap();
    std::thread::sleep(Duration::from_millis(milliseconds));
    child.kill().unwrap();
    child.wait().unwrap();
}
