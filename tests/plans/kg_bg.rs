//! The data files of Kiên Giang and Bắc Giang, compared with counts made by hand from the plans S0, S2, S3 and S4,
//! and the days off with known calendar days.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, NaiveDate, Weekday};
use tiendo::domain::code::{GroupCode, OfficeCode};
use tiendo::domain::number::Number;
use tiendo::domain::office::{HolidayFile, Member, Office, OfficeFile, OfficeKind};
use tiendo::domain::period::PeriodKind;
use tiendo::domain::plan::{
    Aggregation, Comparator, Direction, Measure, Party, Plan, Recurrence, ReportingRule, RuleKind,
    Unit,
};

const PLANS: [&str; 4] = [
    include_str!("../../data/plans/kg-2020.toml"),
    include_str!("../../data/plans/kg-tt-2030.toml"),
    include_str!("../../data/plans/hh-2023.toml"),
    include_str!("../../data/plans/yt-2018.toml"),
];
const OFFICES: [&str; 4] = [
    include_str!("../../data/offices/kg.toml"),
    include_str!("../../data/offices/angiang.toml"),
    include_str!("../../data/offices/bacgiang.toml"),
    include_str!("../../data/offices/bacninh.toml"),
];
const HOLIDAYS: &str = include_str!("../../data/holidays.toml");

fn plans() -> Vec<Plan> {
    PLANS
        .iter()
        .map(|text| toml::from_str(text).unwrap())
        .collect()
}

fn plan(code: &str) -> Plan {
    plans()
        .into_iter()
        .find(|p| p.code.as_str() == code)
        .unwrap()
}

fn offices() -> OfficeFile {
    let mut all = OfficeFile::default();
    for text in OFFICES {
        let file: OfficeFile = toml::from_str(text).unwrap();
        all.offices.extend(file.offices);
        all.groups.extend(file.groups);
    }
    all
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn place(office: &Office) -> &str {
    office.code.as_str().split('.').next().unwrap()
}

fn measure<'a>(plan: &'a Plan, id: &str) -> &'a Measure {
    plan.measures()
        .find(|(found, _, _)| found.as_str() == id)
        .map(|(_, _, m)| m)
        .unwrap()
}

fn rule<'a>(plan: &'a Plan, no: &str) -> &'a ReportingRule {
    plan.rules.iter().find(|r| r.no == no).unwrap()
}

/// All offices and groups that a plan names.
fn references(plan: &Plan) -> (BTreeSet<&str>, BTreeSet<&str>) {
    let mut offices = BTreeSet::from([plan.issuer.as_str(), plan.coordinator.as_str()]);
    let mut groups = BTreeSet::new();
    for (_, _, m) in plan.measures() {
        offices.extend(m.owners.iter().map(|o| o.office.as_str()));
        groups.extend(
            m.quota
                .iter()
                .filter_map(|q| q.group.as_ref())
                .map(GroupCode::as_str),
        );
    }
    offices.extend(plan.activities.iter().map(|a| a.lead.as_str()));
    offices.extend(
        plan.rules
            .iter()
            .filter_map(|r| r.via.as_ref())
            .map(OfficeCode::as_str),
    );
    let partners = plan.activities.iter().flat_map(|a| &a.partners);
    let reporting = plan.rules.iter().flat_map(|r| r.who.iter().chain(&r.to));
    for party in partners
        .chain(reporting)
        .chain(plan.tasks.iter().map(|t| &t.who))
    {
        match party {
            Party::Office(code) => offices.extend([code.as_str()]),
            Party::Group(code) => groups.extend([code.as_str()]),
            Party::Words(words) => assert!(!words.is_empty()),
        }
    }
    (offices, groups)
}

#[test]
fn plans_have_the_counts_of_their_documents() {
    // Targets, measures, activities, dated rules, undated rules, budget sources, parents.
    let expected = BTreeMap::from([
        ("kg-2020", [0, 0, 7, 1, 4, 3, 3]),
        ("kg-tt-2030", [8, 9, 0, 3, 5, 6, 1]),
        ("hh-2023", [5, 7, 0, 0, 0, 2, 2]),
        ("yt-2018", [0, 0, 0, 0, 0, 2, 1]),
    ]);
    for plan in plans() {
        let dated = plan.rules.iter().filter(|r| r.first.is_some()).count();
        let counts = [
            plan.targets.len(),
            plan.measures().count(),
            plan.activities.len(),
            dated,
            plan.rules.len() - dated,
            plan.budget.len(),
            plan.parents.len(),
        ];
        assert_eq!(counts, expected[plan.code.as_str()], "{}", plan.code);
        assert!(
            plan.objectives.is_empty() && plan.from < plan.to && !plan.tasks.is_empty(),
            "{}",
            plan.code
        );
    }
}

#[test]
fn headers_match_the_documents() {
    let headers: Vec<_> = plans()
        .into_iter()
        .map(|p| {
            (
                p.code.to_string(),
                p.number,
                p.signed_on,
                p.signer.unwrap().name,
                p.budget_total,
            )
        })
        .collect();
    let head = |code: &str, number: Option<&str>, signed: Option<&str>, signer: &str, total| {
        (
            code.to_owned(),
            number.map(str::to_owned),
            signed.map(day),
            signer.to_owned(),
            total,
        )
    };
    assert_eq!(
        headers,
        [
            head(
                "kg-2020",
                Some("15A/KH-UBND"),
                Some("2019-10-30"),
                "Mai Anh Nhị",
                Some(960_000_000)
            ),
            head("kg-tt-2030", None, None, "Nguyễn Lưu Trung", None),
            head("hh-2023", None, None, "Phạm Văn Nghị", None),
            head(
                "yt-2018",
                Some("70/KH-UBND"),
                Some("2018-09-20"),
                "Nguyễn Ngọc Sơn",
                None
            ),
        ]
    );
}

#[test]
fn plan_2020_has_its_seven_activities() {
    let plan = plan("kg-2020");
    let rows: Vec<_> = plan
        .activities
        .iter()
        .map(|a| {
            (
                a.no,
                a.window.wording.as_str(),
                a.window.from,
                a.window.to,
                a.quantity.unwrap(),
                a.partners.len(),
            )
        })
        .collect();
    let row = |no, wording, from, to, quantity, partners| {
        (
            no,
            wording,
            day(from),
            day(to),
            Number::whole(quantity),
            partners,
        )
    };
    assert_eq!(
        rows,
        [
            row(1, "Tháng 3", "2020-03-01", "2020-03-31", 1, 0),
            row(2, "Tháng 3", "2020-03-01", "2020-03-31", 1, 0),
            row(3, "Tháng 4", "2020-04-01", "2020-04-30", 1, 3),
            row(4, "Tháng 4", "2020-04-01", "2020-04-30", 1, 1),
            row(5, "Tháng 5-7", "2020-05-01", "2020-07-31", 2, 2),
            row(6, "Ngày 15/11/2020", "2020-11-15", "2020-11-15", 1, 2),
            row(7, "Cả năm", "2020-01-01", "2020-12-31", 2, 0),
        ]
    );
    assert!(
        plan.activities
            .iter()
            .all(|a| a.lead.as_str() == "kg.sldtbxh")
    );
    assert!(
        plan.activities[5]
            .partners
            .contains(&Party::Words("UBND huyện được chọn".into()))
    );
}

#[test]
fn dated_rules_have_the_days_of_the_documents() {
    let plan_2020 = plan("kg-2020");
    let december = rule(&plan_2020, "r1");
    assert_eq!(
        (december.first, december.last),
        (Some(day("2020-12-10")), Some(day("2020-12-10")))
    );
    assert!(
        december.excludes_named_day
            && december.recurrence == Recurrence::Once
            && december.data_period.is_none()
    );

    let plan_2030 = plan("kg-tt-2030");
    let own = rule(&plan_2030, "r1");
    assert_eq!(
        (own.kind, own.first, own.excludes_named_day),
        (RuleKind::OwnPlan, Some(day("2022-01-15")), true)
    );
    let half = rule(&plan_2030, "r2");
    assert_eq!(half.data_period, Some(PeriodKind::HalfYear));
    assert_eq!(rule(&plan_2030, "r3").data_period, Some(PeriodKind::Year));
    for (no, month) in [("r2", 6), ("r3", 12)] {
        let yearly = rule(&plan_2030, no);
        let (first, last) = (yearly.first.unwrap(), yearly.last.unwrap());
        assert!(yearly.excludes_named_day && yearly.recurrence == Recurrence::Yearly);
        assert_eq!(
            (first.month(), first.day(), last.month(), last.day()),
            (month, 10, month, 10)
        );
        assert_eq!((first.year()..=last.year()).count(), 9);
        assert_eq!(yearly.who.len(), 2);
    }
    assert_eq!(rule(&plan_2030, "u1").kind, RuleKind::MidTerm);
    assert_eq!(rule(&plan_2030, "u2").kind, RuleKind::Final);
}

#[test]
fn rules_are_in_order_and_dated_as_in_their_letters() {
    for plan in plans() {
        let (mut dated, mut undated) = (0, 0);
        for rule in &plan.rules {
            let count = if rule.first.is_some() {
                &mut dated
            } else {
                &mut undated
            };
            *count += 1;
            let letter = if rule.first.is_some() { 'r' } else { 'u' };
            assert_eq!(rule.no, format!("{letter}{count}"), "{}", plan.code);
            assert_eq!(
                rule.first.is_some(),
                rule.last.is_some(),
                "{}/{}",
                plan.code,
                rule.no
            );
            assert_eq!(
                rule.excludes_named_day,
                rule.wording.starts_with("trước ngày"),
                "{}/{}",
                plan.code,
                rule.no
            );
            assert!(
                rule.waits_for
                    .iter()
                    .all(|no| plan.rules.iter().any(|r| r.no == *no))
            );
            let central =
                matches!(&rule.to, Some(Party::Office(o)) if o.as_str().starts_with("central."));
            assert_eq!(
                rule.external_recipient, central,
                "{}/{}",
                plan.code, rule.no
            );
        }
    }
}

#[test]
fn plan_2030_has_its_measures() {
    let plan = plan("kg-tt-2030");
    let quotas: Vec<_> = plan
        .measures()
        .filter_map(|(id, _, m)| m.quota.as_ref().map(|q| (id.to_string(), m, q)))
        .map(|(id, m, q)| {
            assert_eq!(
                (m.comparator, m.value, m.aggregation),
                (Comparator::Ge, Some(q.value), Aggregation::Sum),
                "{id}"
            );
            assert!(
                matches!(&m.unit, Unit::Count(word) if !word.is_empty()) && q.coverage.is_none(),
                "{id}"
            );
            assert_eq!(m.recurs, q.period_kind.is_some(), "{id}");
            (
                id,
                q.value.hundredths() / 100,
                q.period_kind,
                q.group.as_ref().map(GroupCode::as_str),
            )
        })
        .collect();
    let quota = |no, value, per, group| (format!("kg-tt-2030/{no}"), value, per, group);
    assert_eq!(
        quotas,
        [
            quota(1, 2, Some(PeriodKind::Year), Some("kg.co-quan-dia-phuong")),
            quota(4, 1, None, Some("kg.cap-huyen")),
            quota(5, 4, Some(PeriodKind::Quarter), Some("kg.xa")),
            quota(6, 1, Some(PeriodKind::Year), None),
            quota(8, 2, Some(PeriodKind::Year), None),
        ]
    );
    assert_eq!(
        measure(&plan, "kg-tt-2030/5").frequency,
        PeriodKind::Quarter
    );

    let everybody = measure(&plan, "kg-tt-2030/2");
    assert!(
        everybody.recurs
            && everybody.stages.is_empty()
            && everybody.value == Some(Number::whole(100))
    );
    let milestone = measure(&plan, "kg-tt-2030/3b");
    assert_eq!(
        (milestone.comparator, milestone.value),
        (Comparator::Done, None)
    );
    assert_eq!(
        (milestone.stages.len(), milestone.stages[0].on),
        (1, day("2029-12-31"))
    );
    let staged: Vec<_> = measure(&plan, "kg-tt-2030/7")
        .stages
        .iter()
        .map(|s| (s.on, s.value.unwrap()))
        .collect();
    assert_eq!(
        staged,
        [
            (day("2025-12-31"), Number::whole(95)),
            (day("2030-12-31"), Number::whole(100))
        ]
    );
    let owners: Vec<_> = plan
        .measures()
        .flat_map(|(id, _, m)| {
            m.owners
                .iter()
                .map(move |o| (id.to_string(), o.office.to_string(), o.decision.is_some()))
        })
        .collect();
    let owner = |no, office: &str| (format!("kg-tt-2030/{no}"), office.to_owned(), true);
    assert_eq!(
        owners,
        [
            owner("3a", "kg.stttt"),
            owner("3b", "kg.stttt"),
            owner("7", "kg.svhtt")
        ]
    );
}

#[test]
fn plan_of_hiep_hoa_has_its_measures() {
    let plan = plan("hh-2023");
    let rows: Vec<_> = plan
        .measures()
        .map(|(id, _, m)| (id.to_string(), m.comparator, m.direction, m.value))
        .collect();
    let row = |no: &str, comparator, direction, value| {
        (
            format!("hh-2023/{no}"),
            comparator,
            direction,
            Some(Number::whole(value)),
        )
    };
    assert_eq!(
        rows,
        [
            row("1", Comparator::Ge, Direction::Up, 100),
            row("2", Comparator::Between, Direction::Up, 40),
            row("3a", Comparator::Ge, Direction::Up, 50),
            row("3b", Comparator::Lt, Direction::Down, 30),
            row("4a", Comparator::Ge, Direction::Up, 80),
            row("4b", Comparator::Ge, Direction::Up, 45),
            row("5", Comparator::Ge, Direction::Up, 100),
        ]
    );
    assert!(plan.targets[0].decision.is_some());
    for (id, _, m) in plan.measures() {
        assert_eq!(
            m.value_to,
            (m.comparator == Comparator::Between).then(|| Number::whole(60)),
            "{id}"
        );
        assert!(
            m.owners.is_empty() && m.unit == Unit::Percent && !m.recurs,
            "{id}"
        );
        assert_eq!(
            (m.stages.len(), m.stages[0].on, m.stages[0].value),
            (1, day("2023-12-31"), m.value),
            "{id}"
        );
    }
}

#[test]
fn measures_are_well_formed() {
    for plan in plans() {
        let ids: Vec<_> = plan.measures().map(|(id, _, _)| id).collect();
        assert_eq!(
            ids.iter().collect::<BTreeSet<_>>().len(),
            ids.len(),
            "{}",
            plan.code
        );
        for (id, target, m) in plan.measures() {
            assert_eq!(m.letter.is_some(), target.measures.len() > 1, "{id}");
            assert_eq!(m.value.is_none(), m.comparator == Comparator::Done, "{id}");
            assert_eq!(m.scale, u8::from(m.unit == Unit::Percent), "{id}");
            assert!(
                m.label.chars().count() <= 40 && target.wording.chars().count() <= 100,
                "{id}"
            );
            assert!(m.stages.windows(2).all(|w| w[0].on < w[1].on), "{id}");
            assert!(
                m.stages
                    .iter()
                    .all(|s| plan.from <= s.on && s.on <= plan.to),
                "{id}"
            );
            assert!(m.stages.last().is_none_or(|s| s.value == m.value), "{id}");
        }
    }
}

#[test]
fn events_are_days_of_the_year_and_the_action_month_is_in_every_plan() {
    for plan in plans() {
        for event in &plan.events {
            let (from, to) = (
                day(&format!("2024-{}", event.from)),
                day(&format!("2024-{}", event.to)),
            );
            assert!(from <= to, "{}: {}", plan.code, event.name);
        }
        assert!(
            plan.events
                .iter()
                .any(|e| e.from == "11-15" && e.to == "12-15"),
            "{}",
            plan.code
        );
    }
    let days = |code| {
        plan(code)
            .events
            .into_iter()
            .map(|e| e.from)
            .collect::<Vec<_>>()
    };
    assert_eq!(
        days("kg-tt-2030"),
        ["03-08", "03-20", "06-01", "06-28", "11-15"]
    );
    assert_eq!(
        days("hh-2023"),
        ["03-08", "06-01", "06-28", "10-20", "11-15"]
    );
}

#[test]
fn every_section_of_the_communication_plan_has_a_task() {
    let plan = plan("kg-tt-2030");
    let sections: BTreeSet<_> = plan
        .tasks
        .iter()
        .filter_map(|t| t.section.clone())
        .collect();
    assert_eq!(sections, (1..=12).map(|n| format!("V.{n}")).collect());
}

#[test]
fn every_reference_of_a_plan_exists() {
    let all = offices();
    let known: BTreeSet<_> = all.offices.iter().map(|o| o.code.as_str()).collect();
    let groups: BTreeSet<_> = all.groups.iter().map(|g| g.code.as_str()).collect();
    assert_eq!(
        (known.len(), groups.len()),
        (all.offices.len(), all.groups.len()),
        "codes are unique"
    );
    assert!(known.is_disjoint(&groups));
    for plan in plans() {
        let (named_offices, named_groups) = references(&plan);
        for code in named_offices {
            assert!(
                known.contains(code) || code.starts_with("central."),
                "{}: {code}",
                plan.code
            );
        }
        assert_eq!(
            named_groups.difference(&groups).count(),
            0,
            "{}: {named_groups:?}",
            plan.code
        );
    }
    for group in &all.groups {
        let members: BTreeSet<_> = group.members.iter().map(|m| m.office.as_str()).collect();
        assert_eq!(members.len(), group.members.len(), "{}", group.code);
        assert!(
            !members.is_empty() && members.is_subset(&known),
            "{}",
            group.code
        );
        let ends = |code: &OfficeCode| {
            all.offices
                .iter()
                .find(|o| o.code == *code)
                .and_then(|o| o.to)
        };
        // A member that ended without a date here is replaced by its successors.
        let dated = |m: &Member| m.from.is_some() && (m.to.is_none() || m.to == ends(&m.office));
        assert!(group.members.iter().all(dated), "{}", group.code);
    }
}

#[test]
fn offices_have_parents_that_exist_at_the_time() {
    let all = offices();
    let kinds: BTreeMap<_, _> = all
        .offices
        .iter()
        .map(|o| (o.code.as_str(), o.kind))
        .collect();
    for office in &all.offices {
        let parent = office.parent.as_ref().map(OfficeCode::as_str);
        assert!(
            parent.is_none_or(|p| kinds.contains_key(p) || p.starts_with("central.")),
            "{}",
            office.code
        );
        match office.kind {
            // From 01/07/2025 there is no district level.
            OfficeKind::Commune if office.from == Some(day("2025-07-01")) => {
                assert_eq!(
                    kinds[parent.unwrap()],
                    OfficeKind::Province,
                    "{}",
                    office.code
                );
            }
            OfficeKind::Commune => assert_eq!(
                kinds[parent.unwrap()],
                OfficeKind::District,
                "{}",
                office.code
            ),
            OfficeKind::District => assert_eq!(
                kinds[parent.unwrap()],
                OfficeKind::Province,
                "{}",
                office.code
            ),
            _ => {}
        }
    }
    let below = |code: &str| {
        all.offices
            .iter()
            .find(|o| o.code.as_str() == code)
            .and_then(|o| o.parent.as_ref())
            .map(OfficeCode::as_str)
            .unwrap()
    };
    assert_eq!(below("kg.thanh-loc-ct"), "kg.chau-thanh");
    assert_eq!(below("kg.thanh-loc-gr"), "kg.giong-rieng");
}

#[test]
fn kien_giang_has_fifteen_districts() {
    let all = offices();
    let group = all
        .groups
        .iter()
        .find(|g| g.code.as_str() == "kg.cap-huyen")
        .unwrap();
    for (on, phu_quoc) in [
        ("2020-12-31", "kg.phu-quoc-huyen"),
        ("2021-01-01", "kg.phu-quoc"),
    ] {
        let on = day(on);
        let of_kg =
            |o: &&Office| place(o) == "kg" && o.kind == OfficeKind::District && o.is_active_on(on);
        let districts: BTreeSet<_> = all
            .offices
            .iter()
            .filter(of_kg)
            .map(|o| o.code.as_str())
            .collect();
        assert!(
            districts.len() == 15 && districts.contains(phu_quoc),
            "{on}"
        );
        assert_eq!(
            group
                .members_on(on)
                .map(OfficeCode::as_str)
                .collect::<BTreeSet<_>>(),
            districts,
            "{on}"
        );
    }
    let communes = all
        .groups
        .iter()
        .find(|g| g.code.as_str() == "kg.xa")
        .unwrap();
    assert_eq!(communes.members_on(day("2025-06-30")).count(), 15);
    let new: BTreeSet<_> = communes.members_on(day("2025-07-01")).collect();
    assert_eq!(new.len(), 48, "of the 102 of An Giang");
    let from_districts = all
        .offices
        .iter()
        .filter(|o| place(o) == "kg" && o.kind == OfficeKind::District);
    let from_districts = from_districts
        .flat_map(|o| &o.successors)
        .map(|s| &s.office);
    let from_districts: BTreeSet<_> = from_districts
        .filter(|o| o.as_str() != "kg.phu-quoc")
        .collect();
    assert_eq!(
        from_districts, new,
        "the districts' successors are the same"
    );
}

#[test]
fn aliases_are_unique_within_a_place() {
    let all = offices();
    let mut seen = BTreeMap::new();
    for office in &all.offices {
        let words = office
            .aliases
            .iter()
            .map(|a| a.to_lowercase())
            .collect::<Vec<_>>();
        for word in words {
            let before = seen.insert((place(office), word.clone()), &office.code);
            assert_eq!(before, None, "{word}");
        }
    }
    for office in &all.offices {
        let by_name = seen.get(&(place(office), office.name.to_lowercase()));
        assert!(
            by_name.is_none_or(|code| **code == office.code),
            "{} is an alias of another office",
            office.name
        );
    }
    for (place, code) in [
        ("kg", "kg.sldtbxh"),
        ("bacgiang", "bacgiang.sldtbxh"),
        ("hh", "hh.pldtbxh"),
        ("yt", "yt.pldtbxh"),
    ] {
        for alias in ["lđtbxh", "lđ-tb&xh"] {
            assert_eq!(seen[&(place, alias.to_owned())].as_str(), code);
        }
    }
}

#[test]
fn text_is_nfc() {
    for text in PLANS.iter().chain(&OFFICES).chain([&HOLIDAYS]) {
        assert!(unicode_normalization::is_nfc(text));
    }
}

#[test]
fn holidays_match_the_calendar_of_ten_years() {
    let days = toml::from_str::<HolidayFile>(HOLIDAYS).unwrap().holidays;
    assert!(days.windows(2).all(|w| w[0].on < w[1].on));
    let off: BTreeSet<_> = days.iter().filter(|h| !h.working).map(|h| h.on).collect();
    for year in 2018..=2027 {
        for fixed in ["01-01", "04-30", "05-01", "09-02"] {
            assert!(
                off.contains(&day(&format!("{year}-{fixed}"))),
                "{year}-{fixed}"
            );
        }
        let second = off.contains(&day(&format!("{year}-09-01")))
            || off.contains(&day(&format!("{year}-09-03")));
        assert!(year < 2021 || second, "{year}");
    }
    let new_year = [
        "2018-02-16",
        "2019-02-05",
        "2020-01-25",
        "2021-02-12",
        "2022-02-01",
    ];
    let new_year_after = [
        "2023-01-22",
        "2024-02-10",
        "2025-01-29",
        "2026-02-17",
        "2027-02-06",
    ];
    for first in new_year.into_iter().chain(new_year_after) {
        let found = days.iter().find(|h| h.on == day(first)).unwrap();
        assert_eq!(found.name, "Tết Nguyên đán, mùng 1");
    }
    let hung_kings_days = [
        "2018-04-25",
        "2019-04-14",
        "2020-04-02",
        "2021-04-21",
        "2022-04-10",
    ];
    let hung_kings_days_after = [
        "2023-04-29",
        "2024-04-18",
        "2025-04-07",
        "2026-04-26",
        "2027-04-16",
    ];
    for lunar_day in hung_kings_days.into_iter().chain(hung_kings_days_after) {
        assert!(off.contains(&day(lunar_day)), "{lunar_day}");
    }
    let working: Vec<_> = days.iter().filter(|h| h.working).map(|h| h.on).collect();
    assert_eq!(working.len(), 6);
    assert!(working.iter().all(|d| d.weekday() == Weekday::Sat));
}
