//! What a screen reads of the duties: as much as it shows, whatever the size of the file.

use std::path::Path;
use std::rc::Rc;

use tiendo::domain::duty::{DutyKey, DutyState, Total};
use tiendo::domain::plan::Plan;
use tiendo::i18n::Lang;
use tiendo::keys::Command;
use tiendo::panes::duty_pages::{DutyPages, PAGE_ROWS};
use tiendo::panes::read_model::{DutyWithStatus, ReadModel};
use tiendo::panes::scope::DutyScope;
use tiendo::panes::tabs::Tab;
use tiendo::sample::demo;
use tiendo::store::Store;

use crate::harness::TestSession;

#[path = "../bench/data/mod.rs"]
#[allow(dead_code, reason = "sizes and numbers that only the benchmarks use")]
mod data;

fn create(path: &Path, duties: usize) -> usize {
    let mut size = data::SIZES[0];
    (size.figures, size.duties) = (100, duties);
    let made = data::create(path, size, (7, demo::demo_day()), &mut |_, _| {}).unwrap();
    made.duties
}

/// Numbers of duties of the file and of those read for the first screen and after each of some commands.
fn duties_read(duties: usize) -> (usize, Vec<usize>) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("file.db");
    let made = create(&path, duties);
    let mut session = TestSession::of_file(path);
    let mut before = 0;
    let mut read = |session: &TestSession| {
        let all = session.app.screen_and_model().1.duties_read();
        all - std::mem::replace(&mut before, all)
    };
    let mut found = vec![read(&session)];
    for command in [
        Tab::Reports.command(),
        Command::PageDown,
        Command::PageDown,
        Tab::Offices.command(),
        Command::Open,
        Command::Back,
        Tab::Calendar.command(),
        Command::PageDown,
    ] {
        session.app.handle_command(command);
        found.push(read(&session));
    }
    (made, found)
}

#[test]
fn a_screen_reads_no_more_duties_of_a_large_file() {
    let ((few, small), (many, large)) = (duties_read(400), duties_read(4_000));
    assert!(many >= 3_500 && few <= 800, "{few}, {many}");
    for (small, large) in small.iter().zip(&large) {
        assert!(
            *large <= (*small).max(2 * PAGE_ROWS) + 50,
            "{small} of {few}, {large} of {many}"
        );
    }
}

fn keys(duties: &[Rc<DutyWithStatus>]) -> Vec<DutyKey> {
    duties.iter().map(|owed| owed.key().clone()).collect()
}

#[test]
fn pages_have_the_duties_of_the_whole_list_in_the_order_of_state_and_deadline() {
    let session = TestSession::usual();
    let store = Rc::new(Store::open(&session.path()).unwrap());
    let model = ReadModel::read(store, "lan", Lang::Vi, demo::demo_day()).unwrap();
    let states = [
        DutyState::Overdue,
        DutyState::Accepted,
        DutyState::Waiting,
        DutyState::NotOpen,
        DutyState::Transferred,
    ];
    let totals = [
        Total::DoneOnTime,
        Total::DoneLate,
        Total::OpenWithinDeadline,
        Total::OpenOverdue,
    ];
    let of_state = |state| DutyScope {
        state: Some(state),
        ..DutyScope::default()
    };
    let of_total = |total| DutyScope {
        total: Some(total),
        ..DutyScope::default()
    };
    let rules = |plan: &Plan| Some(plan.rule_id(plan.rules.first()?));
    let of_rule = DutyScope {
        rule: model.catalog.plans.iter().find_map(rules),
        ..DutyScope::default()
    };
    let scopes = [DutyScope::default(), of_rule].into_iter();
    for scope in scopes
        .chain(states.map(of_state))
        .chain(totals.map(of_total))
    {
        let mut pages = DutyPages::by_pages(&model, &scope);
        let total = pages.total();
        while !pages.is_complete() {
            pages.read_on(&model, &scope, 7);
        }
        let order = |owed: &Rc<DutyWithStatus>| {
            let state = owed.is_counted().then_some(owed.status.state);
            let deadline = owed.status.deadline;
            (state.is_none(), state, deadline, owed.key().office.clone())
        };
        assert!(pages.rows.is_sorted_by_key(order), "{scope:?}");
        let mut whole = model.read_duties(&scope.filter());
        whole.retain(|owed| {
            let is_listed = owed.is_counted() && owed.status.state != DutyState::NotOpen;
            scope.matches(owed) && (scope.lists_all_states() || is_listed)
        });
        assert_eq!(total, whole.len(), "{scope:?}");
        let (mut by_pages, mut whole) = (keys(&pages.rows), keys(&whole));
        by_pages.sort();
        whole.sort();
        assert_eq!(by_pages, whole, "{scope:?}");
    }
}

#[test]
fn a_search_in_a_long_list_goes_on_between_the_keys() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("file.db");
    create(&path, 9_000);
    let mut session = TestSession::of_file(path);
    session.press("5/khong co don vi nay");
    assert!(session.shows("Còn tìm …"), "{}", session.text());
    while session.app.is_searching() {
        assert!(session.app.poll_changes());
    }
    assert!(session.shows("Không có dòng phù hợp"), "{}", session.text());
}
