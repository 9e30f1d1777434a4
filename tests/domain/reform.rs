//! The reform of 2025: holders of tasks by day, transferred reports, and comparable sums.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, NaiveDate, Utc};
use tiendo::domain::assessment::{MeasureStatus, assess_plan};
use tiendo::domain::catalog::Catalog;
use tiendo::domain::code::{GroupCode, OfficeCode, RuleId};
use tiendo::domain::deadline::expand;
use tiendo::domain::duty::{
    Duty, DutyEvent, DutyEventKind, DutyState, Submission, Totals, duty_status,
};
use tiendo::domain::gap::{Gap, open_decisions};
use tiendo::domain::office::OfficeKind;
use tiendo::domain::succession::{GroupSizeChange, Responsibility, Succession};

use crate::{catalog, day};

fn duties(catalog: &Catalog, rule: &str) -> Vec<Duty> {
    let (plan, rule) = catalog.rule(&RuleId::from(rule)).unwrap();
    expand(catalog, plan, rule)
}

/// The duties of a rule and period that count on a day, with nothing sent.
fn owed(catalog: &Catalog, rule: &str, period: &str, on: &str) -> BTreeMap<String, Vec<String>> {
    let on = day(on);
    let is_active = |duty: &Duty| {
        let state = duty_status(duty, &[], false, on).state;
        !matches!(state, DutyState::NotOpen | DutyState::Transferred)
    };
    let found = duties(catalog, rule)
        .into_iter()
        .filter(|d| d.key.period.to_string() == period && is_active(d));
    found
        .map(|d| {
            (
                d.key.office.to_string(),
                d.predecessors_on(on)
                    .map(|o| o.office.to_string())
                    .collect(),
            )
        })
        .collect()
}

fn codes<'a>(offices: impl IntoIterator<Item = &'a OfficeCode>) -> Vec<String> {
    offices.into_iter().map(ToString::to_string).collect()
}

#[test]
fn labour_offices_are_succeeded_by_home_affairs_in_each_province() {
    let catalog = catalog();
    let holders = |code: &str, on: &str| {
        codes(Succession::new(&catalog.offices).holders_on(&OfficeCode::from(code), day(on)))
    };
    for (code, on, holder) in [
        ("kg.sldtbxh", "2025-02-28", "kg.sldtbxh"),
        ("kg.sldtbxh", "2025-03-01", "kg.snv"),
        ("kg.sldtbxh", "2025-07-01", "angiang.snv"),
        ("tth.sldtbxh", "2024-12-31", "tth.sldtbxh"),
        ("tth.sldtbxh", "2025-01-01", "hue.sldtbxh"),
        ("tth.sldtbxh", "2025-03-01", "hue.snv"),
        ("bacgiang.sldtbxh", "2025-03-01", "bacgiang.snv"),
        ("bacgiang.sldtbxh", "2025-07-01", "bacninh.snv"),
        ("hh.pldtbxh", "2025-03-01", "hh.pnv"),
        ("hh.pldtbxh", "2025-07-01", "hh.pnv"),
        ("central.bldtbxh", "2025-03-01", "central.bnv"),
        ("kg.skhdt", "2025-07-01", "angiang.stc"),
        ("kg.stttt", "2025-03-01", "kg.skhcn"),
        ("kg.stnmt", "2025-07-01", "angiang.snnmt"),
        ("kg.sgtvt", "2025-03-01", "kg.sxd"),
        ("tth.ubnd", "2025-01-01", "hue.ubnd"),
        ("tth.nam-dong", "2025-01-01", "tth.phu-loc"),
        ("kg.ubnd", "2025-07-01", "angiang.ubnd"),
    ] {
        assert_eq!(holders(code, on), [holder], "{code} {on}");
    }
}

#[test]
fn new_communes_succeed_their_old_districts() {
    let catalog = catalog();
    let of = |districts: &[&str]| -> BTreeSet<OfficeCode> {
        let codes: Vec<OfficeCode> = districts
            .iter()
            .map(|code| OfficeCode::from(*code))
            .collect();
        Succession::new(&catalog.offices)
            .trace_holders_on(&codes, day("2025-07-01"))
            .into_iter()
            .map(|held| held.office)
            .collect()
    };
    let kg: Vec<&str> = catalog
        .offices
        .values()
        .filter(|o| o.kind == OfficeKind::District && o.code.as_str().starts_with("kg."))
        .map(|o| o.code.as_str())
        .collect();
    assert_eq!(
        (kg.len(), of(&kg).len()),
        (16, 48),
        "Phú Quốc counts twice among the old: huyện, then thành phố"
    );
    let tth = [
        "tth.hue",
        "tth.huong-thuy",
        "tth.huong-tra",
        "tth.phong-dien",
        "tth.quang-dien",
        "tth.phu-vang",
    ];
    assert_eq!(
        of(&[&tth[..], &["tth.phu-loc", "tth.nam-dong", "tth.a-luoi"]].concat()).len(),
        40
    );
    assert_eq!((of(&["hh.ubnd"]).len(), of(&["yt.ubnd"]).len()), (4, 5));
    assert_eq!(
        of(&["kg.phu-quoc"]),
        ["angiang.phu-quoc", "angiang.tho-chau"]
            .map(OfficeCode::from)
            .into()
    );
    assert_eq!(
        of(&["kg.kien-hai"]),
        ["angiang.kien-hai"].map(OfficeCode::from).into()
    );
    for commune in of(&kg) {
        assert!(
            catalog.offices[&commune].is_active_on(day("2026-11-22")),
            "{commune}"
        );
    }
}

#[test]
fn duties_of_districts_are_transferred_once_to_each_successor() {
    let catalog = catalog();
    let year = owed(&catalog, "kg-tt-2030/r3", "2026", "2026-11-22");
    let communes: Vec<_> = year
        .keys()
        .filter(|code| {
            catalog.offices[&OfficeCode::from(code.as_str())].kind == OfficeKind::Commune
        })
        .collect();
    assert_eq!(communes.len(), 48);
    assert!(
        year.keys().all(|code| code.starts_with("angiang.")),
        "{year:?}"
    );
    assert_eq!(year["angiang.an-bien"], ["kg.an-bien"]);
    assert_eq!(
        year["angiang.vinh-thong"],
        ["kg.rach-gia", "kg.hon-dat"],
        "of two districts: one duty, both origins"
    );
    assert_eq!(year["angiang.stc"], ["kg.stc", "kg.skhdt"]);
    // Sở Nội vụ succeeded Sở LĐTBXH and receives the reports: it owes none to itself.
    let (plan, _) = catalog.rule(&RuleId::from("kg-tt-2030/r3")).unwrap();
    let collector =
        Succession::new(&catalog.offices).trace_holders_on([&plan.coordinator], day("2026-11-22"));
    assert_eq!(
        codes(collector.iter().map(|held| &held.office)),
        ["angiang.snv"]
    );
    assert_eq!(
        codes(
            collector[0]
                .predecessors
                .iter()
                .map(|origin| &origin.office)
        ),
        ["kg.sldtbxh", "kg.snv"]
    );
    assert!(!year.contains_key("angiang.snv"));
    // Sở Nội vụ owes what Sở LĐTBXH owed itself: the yearly report to the ministry.
    assert_eq!(
        owed(&catalog, "tth-2021/r3", "2025", "2025-12-01")["hue.snv"],
        ["tth.sldtbxh", "hue.sldtbxh"]
    );
}

#[test]
fn open_report_is_transferred_and_counts_once_on_each_day() {
    let catalog = catalog();
    let at = |on: &str| owed(&catalog, "kg-tt-2030/r3", "2025", on);
    assert!(
        at("2025-02-28").contains_key("kg.skhdt") && !at("2025-03-01").contains_key("kg.skhdt")
    );
    assert_eq!(at("2025-02-28")["kg.stc"], [""; 0]);
    assert_eq!(at("2025-03-01")["kg.stc"], ["kg.skhdt"]);
    assert!(at("2025-02-28").contains_key("kg.snv"));
    assert!(
        !at("2025-03-01").contains_key("kg.snv"),
        "it receives them from that day"
    );
    assert_eq!(
        at("2025-06-30")
            .keys()
            .filter(|code| code.starts_with("angiang."))
            .count(),
        0
    );
    assert_eq!(
        at("2025-07-01")
            .keys()
            .filter(|code| code.starts_with("kg."))
            .count(),
        0
    );
    assert_eq!(at("2025-07-01")["angiang.kien-luong"], ["kg.kien-luong"]);
    assert_eq!(
        at("2025-07-01")["angiang.snnmt"],
        ["kg.snnptnt", "kg.stnmt", "kg.snnmt"]
    );
}

fn event(on: &str, kind: DutyEventKind) -> DutyEvent {
    DutyEvent {
        on: day(on),
        kind,
        by: "lan".to_owned(),
        at: DateTime::<Utc>::UNIX_EPOCH,
    }
}

#[test]
fn sent_report_stays_with_its_office() {
    let catalog = catalog();
    let all = duties(&catalog, "kg-tt-2030/r2");
    let old = all
        .iter()
        .find(|d| d.key.office.as_str() == "kg.an-bien" && d.key.period.to_string() == "2025-H1")
        .unwrap();
    assert_eq!(old.transferred_on, Some(day("2025-07-01")));
    let sent = event("2025-06-08", DutyEventKind::Sent(Submission::default()));
    let state = |events: &[DutyEvent], on: &str| duty_status(old, events, false, day(on)).state;
    assert_eq!(state(&[], "2025-06-30"), DutyState::Overdue);
    assert_eq!(state(&[], "2025-07-01"), DutyState::Transferred);
    assert_eq!(
        state(std::slice::from_ref(&sent), "2026-11-22"),
        DutyState::Waiting
    );
    let late = event("2025-07-02", DutyEventKind::Sent(Submission::default()));
    assert_eq!(
        state(&[late], "2026-11-22"),
        DutyState::Transferred,
        "its office was not there any more"
    );
    let returned = DutyEventKind::Returned {
        reason: "x".into(),
        resubmit_by: day("2025-08-01"),
    };
    assert_eq!(
        state(&[sent, event("2025-07-10", returned)], "2025-07-20"),
        DutyState::Returned
    );
    let mut totals = Totals::default();
    totals.count(true, &duty_status(old, &[], false, day("2025-07-01")));
    assert_eq!(totals, Totals::default());
}

#[test]
fn each_day_has_exactly_one_holder() {
    let with = catalog();
    let mut without = with.clone();
    for office in without.offices.values_mut() {
        (office.to, office.successors) = (None, Vec::new());
    }
    let days: Vec<NaiveDate> = [
        "2022-01-01",
        "2024-12-31",
        "2025-01-01",
        "2025-03-01",
        "2025-07-01",
        "2030-12-31",
    ]
    .map(day)
    .into();
    for plan in &with.plans {
        for rule in &plan.rules {
            let (old, new) = (expand(&without, plan, rule), expand(&with, plan, rule));
            assert_eq!(new, expand(&with, plan, rule), "twice the same");
            assert!(
                old.iter()
                    .all(|duty| duty.transferred_on.is_none() && duty.predecessors.is_empty())
            );
            let keys: BTreeSet<_> = new.iter().map(|duty| &duty.key).collect();
            assert_eq!(keys.len(), new.len(), "{} {}", plan.code, rule.no);
            for on in &days {
                // Of an office and its successors at most one owes a report, and never an active office together with
                // an ended one.
                let owing: Vec<&Duty> = new
                    .iter()
                    .filter(|d| {
                        d.opens_on <= *on && d.transferred_on.is_none_or(|passes| passes > *on)
                    })
                    .collect();
                for duty in &owing {
                    let office = &with.offices[&duty.key.office];
                    assert!(
                        office.is_active_on(*on) || office.successors.is_empty(),
                        "{} {on}",
                        duty.key.office
                    );
                    let above: Vec<_> = owing
                        .iter()
                        .filter(|other| {
                            other.key.period == duty.key.period
                                && duty
                                    .predecessors_on(*on)
                                    .any(|o| o.office == other.key.office)
                        })
                        .collect();
                    assert!(above.is_empty(), "{:?} {on} {above:?}", duty.key);
                }
            }
        }
    }
}

#[test]
fn quota_counts_members_of_the_period() {
    let catalog = catalog();
    let change = |group: &str, until: &str| {
        Responsibility::of_members(&catalog, &catalog.groups[&GroupCode::from(group)])
            .latest_size_change(day("2022-01-01"), day(until))
    };
    let (on, before) = (day("2025-07-01"), 15);
    assert_eq!(change("kg.xa", "2025-06-30"), None);
    assert_eq!(
        change("kg.xa", "2026-03-31"),
        Some(GroupSizeChange {
            on,
            before,
            after: 48
        })
    );
    assert_eq!(
        change("kg.cap-huyen", "2026-03-31"),
        Some(GroupSizeChange {
            on,
            before,
            after: 48
        })
    );
    let store = tiendo::sample::demo::open_demo().unwrap();
    let catalog = store.catalog().unwrap();
    let plan = catalog.plan(&"kg-tt-2030".into()).unwrap();
    let figures = store.figures(&plan.code).unwrap();
    let assessment = |id: &str, on: &str| {
        let all = assess_plan(&catalog, plan, &figures, day(on));
        all.into_iter()
            .find(|(measure, _)| measure.as_str() == id)
            .unwrap()
            .1
    };
    let old = assessment("kg-tt-2030/5", "2025-07-01").coverage.unwrap();
    assert_eq!((old.of, old.size_change), (15, None));
    let new = assessment("kg-tt-2030/5", "2026-06-05").coverage.unwrap();
    assert_eq!(
        (
            new.of,
            new.size_change.map(|change| (change.before, change.after))
        ),
        (48, Some((15, 48)))
    );
    // A quota of each district since the start: the fifteen districts remain members, and figures of their communes
    // count for them.
    let districts = assessment("kg-tt-2030/4", "2026-06-05");
    assert_eq!(districts.coverage.unwrap().of, 15);
    assert_ne!(districts.status, MeasureStatus::NoData);
}

#[test]
fn office_that_ended_without_successor_is_a_gap() {
    let mut catalog = catalog();
    let plan = catalog.plan(&"kg-tt-2030".into()).unwrap().clone();
    assert_eq!(open_decisions(&catalog, &plan, day("2026-11-22")), []);
    catalog
        .offices
        .get_mut(&OfficeCode::from("kg.an-bien"))
        .unwrap()
        .successors
        .clear();
    catalog
        .offices
        .get_mut(&OfficeCode::from("angiang.snv"))
        .unwrap()
        .to = Some(day("2026-12-31"));
    assert_eq!(open_decisions(&catalog, &plan, day("2025-06-30")), []);
    let of = |on: &str| open_decisions(&catalog, &plan, day(on));
    assert_eq!(of("2026-12-31"), [Gap::Successor("kg.an-bien".into())]);
    let both = [
        Gap::Successor("kg.an-bien".into()),
        Gap::Successor("angiang.snv".into()),
    ];
    assert!(of("2027-01-01").iter().all(|gap| both.contains(gap)) && of("2027-01-01").len() == 2);
    assert_eq!(of("2031-01-01"), [], "the plan is over");
    // The report stays with the district until its transfer is decided.
    assert!(owed(&catalog, "kg-tt-2030/r3", "2025", "2025-12-01").contains_key("kg.an-bien"));
}
