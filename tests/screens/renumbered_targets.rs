//! Targets that are renumbered while one of their cells is open: the typed value stays with the target.

use tiendo::domain::code::PlanCode;
use tiendo::domain::plan::Plan;
use tiendo::store::{Actor, Store, Write};

use crate::harness::{TestSession, now};

const OFFICE: &str = "6hue.syt<enter>";

/// Changes the plan in the file; the session has not read it again yet.
fn change(session: &TestSession, change: impl FnOnce(&mut Plan)) {
    let store = Store::open(&session.path()).unwrap();
    let was = store
        .catalog()
        .unwrap()
        .plan(&PlanCode::from("tth-2021"))
        .unwrap()
        .clone();
    let mut plan = was.clone();
    change(&mut plan);
    let write = Write::ChangePlan {
        expected: Box::new(was),
        plan: Box::new(plan),
        reason: Some("Đánh lại số".into()),
    };
    store
        .write(&Actor::single_user("minh", "terminal"), now(), write)
        .unwrap();
}

/// Two new targets, 4.8 and 4.9, before the first of objective 4; the sheet is at the first one.
fn session() -> TestSession {
    let mut session = TestSession::usual();
    change(&session, |plan| {
        let place = plan
            .targets
            .iter()
            .position(|target| target.no == "4.1")
            .unwrap();
        for (no, label) in [("4.9", "Phòng khám"), ("4.8", "Trạm y tế")] {
            let mut added = plan.targets[place].clone();
            no.clone_into(&mut added.no);
            label.clone_into(&mut added.wording);
            label.clone_into(&mut added.measures[0].label);
            plan.targets.insert(place, added);
        }
    });
    assert!(session.app.poll_changes());
    session.press(OFFICE);
    assert!(
        line(&mut session).contains("Trạm y tế"),
        "{}",
        session.text()
    );
    session
}

fn exchange_numbers(session: &TestSession) {
    change(session, |plan| {
        for target in &mut plan.targets {
            match target.no.as_str() {
                "4.8" => "4.9".clone_into(&mut target.no),
                "4.9" => "4.8".clone_into(&mut target.no),
                _ => {}
            }
        }
    });
}

/// 4.8 becomes another target, and the former one is removed.
fn replace(session: &TestSession) {
    change(session, |plan| {
        let target = plan
            .targets
            .iter_mut()
            .find(|target| target.no == "4.8")
            .unwrap();
        "Nhà thuốc".clone_into(&mut target.wording);
        "Nhà thuốc".clone_into(&mut target.measures[0].label);
    });
}

fn line(session: &mut TestSession) -> String {
    session
        .text()
        .lines()
        .find(|line| line.starts_with('►'))
        .unwrap_or_default()
        .to_owned()
}

/// The figures of the two targets, by number.
fn figures(session: &TestSession) -> Vec<(String, String)> {
    let found = session
        .app
        .store()
        .figures(&PlanCode::from("tth-2021"))
        .unwrap()
        .into_iter();
    let new = found
        .filter(|figure| ["tth-2021/4.8", "tth-2021/4.9"].contains(&figure.cell.measure.as_str()));
    new.map(|figure| {
        (
            figure.cell.measure.to_string(),
            format!("{:?}", figure.answer),
        )
    })
    .collect()
}

#[test]
fn typed_figure_follows_its_target_to_another_number() {
    let mut session = session();
    session.press("12");
    exchange_numbers(&session);
    assert!(session.app.poll_changes());
    assert!(
        line(&mut session).contains("Trạm y tế") && session.shows("[12") && session.shows("4.9"),
        "{}",
        session.text()
    );
    assert!(
        session.shows("nay mang số 4.9"),
        "reported: {}",
        session.text()
    );
    session.press("<enter>");
    let saved = figures(&session);
    assert!(
        saved.len() == 1 && saved[0].0 == "tth-2021/4.9",
        "{saved:?}: {}",
        session.text()
    );
}

#[test]
fn selection_follows_its_target_to_another_number() {
    let mut session = session();
    exchange_numbers(&session);
    assert!(session.app.poll_changes());
    session.press("12<enter>");
    let saved = figures(&session);
    assert!(
        saved.len() == 1 && saved[0].0 == "tth-2021/4.9",
        "{saved:?}: {}",
        session.text()
    );
}

#[test]
fn figure_is_refused_where_its_number_belongs_to_another_target_now() {
    for change in [exchange_numbers, replace] {
        let mut session = session();
        change(&session);
        session.press("12<enter>");
        assert_eq!(figures(&session), [], "{}", session.text());
        assert!(
            session.shows("12") && session.shows("nhập lại"),
            "{}",
            session.text()
        );
    }
}

#[test]
fn typed_figure_stays_a_draft_where_its_target_was_removed_and_new_typing_is_saved() {
    let mut session = session();
    session.press("12");
    replace(&session);
    assert!(session.app.poll_changes());
    assert!(
        session.shows("Nhà thuốc") && session.shows("[12"),
        "{}",
        session.text()
    );
    for keys in ["<enter>", "<esc><enter>", "<esc><down><up><enter>", "<esc>"] {
        session.press(keys);
        assert_eq!(figures(&session), [], "{keys}: {}", session.text());
    }
    assert!(
        session.shows("12") && session.shows("Nhà thuốc"),
        "{}",
        session.text()
    );
    session.press("13<enter>");
    let saved = figures(&session);
    assert!(
        saved.len() == 1 && saved[0].0 == "tth-2021/4.8" && saved[0].1.contains("13"),
        "{saved:?}: {}",
        session.text()
    );
}

#[test]
fn pasted_block_follows_its_targets_to_other_numbers() {
    let mut session = session();
    session.app.insert_text("12\n31\n");
    exchange_numbers(&session);
    assert!(session.app.poll_changes());
    session.press("<enter>");
    let saved = figures(&session);
    let of = |id: &str| {
        saved
            .iter()
            .find(|(found, _)| found == id)
            .map(|(_, answer)| answer.clone())
            .unwrap()
    };
    assert!(
        of("tth-2021/4.9").contains("12") && of("tth-2021/4.8").contains("31"),
        "{saved:?}: {}",
        session.text()
    );
}
