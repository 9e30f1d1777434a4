//! Plan and period on which the sheet opens: one with open reports, then a running one, never one that has not begun.

use tiendo::domain::plan_copy::shift_plan;
use tiendo::store::{Actor, Store, Write};

use crate::harness::{TestSession, now};

/// The sample with a copy of a plan a number of years ahead, under a new code.
fn with_copy(of: &str, years: u32) -> TestSession {
    let session = TestSession::usual();
    let store = Store::open(&session.path()).unwrap();
    let catalog = store.catalog().unwrap();
    let plan = shift_plan(catalog.plan(&of.into()).unwrap(), "next".into(), years).unwrap();
    store
        .write(
            &Actor::single_user("lan", "terminal"),
            now(),
            Write::AddPlan(Box::new(plan)),
        )
        .unwrap();
    drop(store);
    session.again()
}

fn head(session: &mut TestSession) -> String {
    session
        .text()
        .lines()
        .skip(2)
        .take(2)
        .collect::<Vec<_>>()
        .join(" ")
}

#[test]
fn plan_that_has_not_begun_never_opens_by_default() {
    for (plan, offices, years) in [
        (
            "kg-tt-2030",
            ["kg.snv", "rach gia", "go quao"].as_slice(),
            5,
        ),
        ("tth-2021", &["hue.syt", "hue.snv", "hue.sldtbxh"], 6),
    ] {
        for office in offices {
            let script = format!("6{office}<enter>");
            let mut before = TestSession::usual();
            before.press(&script);
            let mut after = with_copy(plan, years);
            after.press(&script);
            assert_eq!(
                head(&mut after),
                head(&mut before),
                "{plan} {office}:\n{}",
                after.text()
            );
            let year = after.text();
            assert!(
                !year.contains("năm 2027") && !year.contains("/2027") && !year.contains("/2031"),
                "{office}:\n{year}"
            );
        }
    }
}

#[test]
fn plan_that_has_not_begun_is_reported_when_opened() {
    let mut session = with_copy("tth-2021", 6);
    session.press("6hue.syt<enter>p2027<enter>");
    assert!(
        session.shows("Kế hoạch này bắt đầu từ 01/01/2027"),
        "{}",
        session.text()
    );
    assert!(
        session.shows("chưa có kỳ nào để nhập"),
        "{}",
        session.text()
    );
    // A target of such a plan opens no period that has not begun either.
    let mut session = with_copy("tth-2021", 6);
    session.press("3<f4>2027<enter><f2>");
    assert!(
        session.shows("Kế hoạch này bắt đầu từ 01/01/2027"),
        "{}",
        session.text()
    );
}

#[test]
fn quarter_is_found_in_every_notation() {
    for typed in [
        "quy i",
        "quý I",
        "quy 1",
        "q1",
        "QUY I",
        "quy i/2026",
        "q1/2026",
        "2026-q1",
    ] {
        let mut session = TestSession::usual();
        session.press("6rach gia<enter>k");
        assert!(session.shows("quý II/2026"), "{}", session.text());
        session.press(typed);
        let chosen = session
            .text()
            .lines()
            .find(|line| line.contains('►'))
            .unwrap_or_default()
            .to_owned();
        assert!(
            chosen.contains("quý I/2026"),
            "{typed}: {chosen}\n{}",
            session.text()
        );
    }
}
