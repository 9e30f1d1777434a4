//! Changes of plans and offices by another user: open cells, forms, questions and selections stay with the record
//! that they were opened for.

use std::rc::Rc;

use chrono::NaiveDate;
use tiendo::domain::budget::Spending;
use tiendo::domain::code::PlanCode;
use tiendo::domain::duty::{DutyEventKind, DutyKey, Narrative, Submission};
use tiendo::domain::entry::{AnswerInput, Entry, validate_entry};
use tiendo::domain::figure::{Answer, Figure, Quality, UndoDirection};
use tiendo::domain::number::Number;
use tiendo::domain::office::{Holiday, OfficeFile, Successor};
use tiendo::domain::plan::{Plan, Target};
use tiendo::domain::star::StarSubject;
use tiendo::i18n::Lang;
use tiendo::panes::read_model::ReadModel;
use tiendo::sample::demo;
use tiendo::store::{Actor, ChangedFacts, Expected, ExpectedVersion, Store, Write};

use crate::harness::{TestSession, now};

const HEALTH: &str = "6hue.syt<enter>";
const COMMUNES: &str = "3/tin bai cua cap xa<enter><f2>d";

/// Writes into the file as another user, then reads the screen again.
fn write_from_other_session(session: &mut TestSession, write: impl FnOnce(&Store) -> Write) {
    let store = Store::open(&session.path()).unwrap();
    let write = write(&store);
    store
        .write(&Actor::single_user("minh", "terminal"), now(), write)
        .unwrap();
    assert!(session.app.poll_changes());
}

fn change_plan(session: &mut TestSession, code: &str, change: impl FnOnce(&mut Plan)) {
    write_from_other_session(session, |store| {
        let was = store
            .catalog()
            .unwrap()
            .plan(&PlanCode::from(code))
            .unwrap()
            .clone();
        let mut plan = was.clone();
        change(&mut plan);
        Write::ChangePlan {
            expected: Box::new(was),
            plan: Box::new(plan),
            reason: Some("Sắp xếp lại".into()),
        }
    });
}

fn target<'a>(plan: &'a mut Plan, no: &str) -> &'a mut Target {
    plan.targets
        .iter_mut()
        .find(|target| target.no == no)
        .unwrap()
}

/// Adds a copy of a target under a new number before it.
fn add_target_before(session: &mut TestSession, code: &str, no: &str, new: &str) {
    change_plan(session, code, |plan| {
        let place = plan
            .targets
            .iter()
            .position(|target| target.no == no)
            .unwrap();
        let mut added = plan.targets[place].clone();
        new.clone_into(&mut added.no);
        plan.targets.insert(place, added);
    });
}

fn change_owner(session: &mut TestSession, code: &str, no: &str, office: &str) {
    change_plan(session, code, |plan| {
        target(plan, no).measures[0].owners[0].office = office.into();
    });
}

/// Merges a commune into another one on 5 June 2026, within the quarter.
fn merge(session: &mut TestSession, gone: &str, into: &str) {
    let day = |day| NaiveDate::from_ymd_opt(2026, 6, day).unwrap();
    write_from_other_session(session, |store| {
        let mut office = store.catalog().unwrap().offices[&gone.into()].clone();
        office.to = Some(day(4));
        office.successors = vec![Successor {
            office: into.into(),
            on: day(5),
        }];
        let file = OfficeFile {
            offices: vec![office],
            groups: Vec::new(),
        };
        Write::SetOffices {
            expected: Expected::Any,
            file,
            reason: Some("Sáp nhập".into()),
        }
    });
}

/// Office, answer and note of every figure of a measure in a period.
fn figures(
    session: &TestSession,
    measure: &str,
    period: &str,
) -> Vec<(String, Answer, Option<String>)> {
    let plan = PlanCode::from(measure.split('/').next().unwrap());
    let fits = |figure: &Figure| {
        figure.cell.measure.as_str() == measure && figure.cell.period.to_string() == period
    };
    let found = session
        .app
        .store()
        .figures(&plan)
        .unwrap()
        .into_iter()
        .filter(fits);
    found
        .map(|figure| (figure.cell.office.to_string(), figure.answer, figure.note))
        .collect()
}

fn answer(session: &TestSession, measure: &str, office: &str, period: &str) -> Option<Answer> {
    let of_office = figures(session, measure, period)
        .into_iter()
        .filter(|(of, ..)| of == office);
    of_office
        .map(|(_, answer, _)| answer)
        .reduce(|_, last| last)
}

#[allow(
    clippy::unnecessary_wraps,
    reason = "it is compared with the value of the cell"
)]
fn number(hundredths: i64) -> Option<Answer> {
    Some(Answer::Number(Number::from_hundredths(hundredths)))
}

fn selected(session: &mut TestSession) -> String {
    session
        .text()
        .lines()
        .find(|line| line.starts_with('►'))
        .unwrap_or_default()
        .to_owned()
}

#[test]
fn typed_figure_stays_in_its_cell_when_a_target_is_added_above() {
    let mut session = TestSession::usual();
    session.press(&format!("{HEALTH}<down>14,8"));
    add_target_before(&mut session, "tth-2021", "4.2", "4.9");
    assert!(
        selected(&mut session).contains("4.2") && session.shows("[14,8"),
        "{}",
        session.text()
    );
    session.press("<enter>");
    assert_eq!(
        answer(&session, "tth-2021/4.2", "hue.syt", "2025"),
        number(1480)
    );
    assert_eq!(figures(&session, "tth-2021/4.9", "2025"), []);
    assert!(
        selected(&mut session).contains("4.3"),
        "Enter goes down from it: {}",
        session.text()
    );
}

#[test]
fn typed_figure_stays_in_its_cell_when_the_row_above_gets_another_owner() {
    let mut session = TestSession::usual();
    session.press(&format!("{HEALTH}<down>14,8"));
    let below = figures(&session, "tth-2021/4.3", "2025");
    change_owner(&mut session, "tth-2021", "4.1", "tth.sgddt");
    session.press("<enter>");
    assert_eq!(
        answer(&session, "tth-2021/4.2", "hue.syt", "2025"),
        number(1480),
        "{}",
        session.text()
    );
    assert_eq!(figures(&session, "tth-2021/4.3", "2025"), below);
}

#[test]
fn typed_figure_stays_a_draft_when_its_row_gets_another_owner() {
    let mut session = TestSession::usual();
    session.press(&format!("{HEALTH}<down>14,8"));
    let before =
        ["4.1", "4.2", "4.3"].map(|no| figures(&session, &format!("tth-2021/{no}"), "2025"));
    change_owner(&mut session, "tth-2021", "4.2", "tth.sgddt");
    assert!(
        session.shows("nay do Sở Giáo dục") && session.shows("bản nháp"),
        "it says why: {}",
        session.text()
    );
    assert!(session.shows("14,8"), "{}", session.text());
    for keys in [
        "0<enter>",
        "<enter>",
        "<esc><enter>",
        "<down><up><f2>1<enter>",
    ] {
        session.press(keys);
        let after =
            ["4.1", "4.2", "4.3"].map(|no| figures(&session, &format!("tth-2021/{no}"), "2025"));
        assert_eq!(after, before, "{keys}: {}", session.text());
        assert!(
            !session.shows("√ đã lưu 10:42"),
            "{keys}: {}",
            session.text()
        );
    }
    assert!(
        session.shows("14,80"),
        "what was typed is there still: {}",
        session.text()
    );
}

#[test]
fn typed_figure_stays_a_draft_when_its_target_is_removed() {
    let mut session = TestSession::usual();
    add_target_before(&mut session, "tth-2021", "4.2", "4.9");
    session.press(&format!("{HEALTH}<down>14,8"));
    assert!(selected(&mut session).contains("4.9"), "{}", session.text());
    let before = ["4.1", "4.2"].map(|no| figures(&session, &format!("tth-2021/{no}"), "2025"));
    change_plan(&mut session, "tth-2021", |plan| {
        plan.targets.retain(|target| target.no != "4.9");
    });
    assert!(
        session.shows("4.9")
            && session.shows("không còn trong kế hoạch")
            && session.shows("bản nháp"),
        "{}",
        session.text()
    );
    session.press("<enter><enter>");
    assert_eq!(
        ["4.1", "4.2"].map(|no| figures(&session, &format!("tth-2021/{no}"), "2025")),
        before
    );
    assert!(
        session.shows("14,8") && session.shows("không còn trong kế hoạch"),
        "{}",
        session.text()
    );
    // The draft is left, found again from the first screen, and discarded.
    session.press("<esc><esc><home>");
    assert!(session.shows("chưa lưu"), "{}", session.text());
    session.press("<enter>");
    assert!(
        selected(&mut session).contains("4.9") && session.shows("14,8"),
        "{}",
        session.text()
    );
    session.press("<del>");
    assert!(
        !session.shows("14,8") && !session.shows("4.9 "),
        "{}",
        session.text()
    );
}

#[test]
fn typed_figure_stays_with_its_commune_when_two_above_merge() {
    let mut session = TestSession::usual();
    session.press(&format!("{COMMUNES}<down><down><down>7"));
    let typed = selected(&mut session);
    assert!(typed.contains("Tiên Hải"), "{typed}");
    merge(&mut session, "angiang.rach-gia", "angiang.vinh-thong");
    assert!(
        selected(&mut session).contains("Tiên Hải") && session.shows("[7"),
        "{}",
        session.text()
    );
    session.press("<enter>");
    assert_eq!(
        answer(&session, "kg-tt-2030/5", "angiang.tien-hai", "2026-Q2"),
        number(700),
        "{}",
        session.text()
    );
}

#[test]
fn typed_figure_stays_a_draft_when_its_commune_merges_into_another() {
    let mut session = TestSession::usual();
    session.press(&format!("{COMMUNES}<down>7"));
    assert!(
        selected(&mut session).contains("Rạch Giá"),
        "{}",
        session.text()
    );
    let before = figures(&session, "kg-tt-2030/5", "2026-Q2");
    merge(&mut session, "angiang.rach-gia", "angiang.vinh-thong");
    assert!(
        session.shows("Vĩnh Thông nhập") && session.shows("bản nháp"),
        "{}",
        session.text()
    );
    session.press("<enter><f2>0<enter><esc><enter><esc>");
    assert_eq!(
        figures(&session, "kg-tt-2030/5", "2026-Q2"),
        before,
        "{}",
        session.text()
    );
    assert!(
        selected(&mut session).contains("Rạch Giá") && session.shows("70 ×"),
        "{}",
        session.text()
    );
    // After another sheet was open the draft is there, with the office that it was typed for.
    session.press("<esc><esc><f9>hom nay<enter><home><enter>");
    assert!(
        session.shows("70 ×") && session.shows("UBND phường Rạch Giá"),
        "{}",
        session.text()
    );
}

#[test]
fn pasted_block_goes_to_the_cells_that_it_was_pasted_on() {
    let mut session = TestSession::usual();
    session.press(HEALTH);
    session.app.insert_text("110,9\n15,4\n");
    add_target_before(&mut session, "tth-2021", "4.2", "4.9");
    assert!(
        session.shows("4.2 Tử vong mẹ") && !session.shows("4.9 "),
        "{}",
        session.text()
    );
    session.press("<enter>");
    assert_eq!(
        answer(&session, "tth-2021/4.1", "hue.syt", "2025"),
        number(11090),
        "{}",
        session.text()
    );
    assert_eq!(
        answer(&session, "tth-2021/4.2", "hue.syt", "2025"),
        number(1540)
    );
    assert_eq!(figures(&session, "tth-2021/4.9", "2025"), []);
}

#[test]
fn pasted_figures_without_a_cell_stay_drafts() {
    let mut session = TestSession::usual();
    session.press(HEALTH);
    session.app.insert_text("110,9\n15,4\n18,1\n");
    let before = figures(&session, "tth-2021/4.2", "2025");
    change_owner(&mut session, "tth-2021", "4.2", "tth.sgddt");
    assert!(session.shows("× ô không còn"), "{}", session.text());
    session.press("<enter>");
    assert_eq!(
        answer(&session, "tth-2021/4.1", "hue.syt", "2025"),
        number(11090),
        "{}",
        session.text()
    );
    assert_eq!(
        answer(&session, "tth-2021/4.3", "hue.syt", "2025"),
        number(1810)
    );
    assert_eq!(figures(&session, "tth-2021/4.2", "2025"), before);
    assert!(session.shows("15,4 ×"), "{}", session.text());
}

#[test]
fn pasted_block_over_a_changed_figure_is_written_only_after_a_warning() {
    let mut session = TestSession::usual();
    session.press(HEALTH);
    session.app.insert_text("110,9\n15,4\n");
    session.write_from_other_session("tth-2021/4.2", "hue.syt", "2025", "15,6");
    assert!(session.app.poll_changes());
    session.press("<enter>");
    assert!(session.shows("minh vừa sửa ô 4.2"), "{}", session.text());
    assert_eq!(
        answer(&session, "tth-2021/4.2", "hue.syt", "2025"),
        number(1560)
    );
    session.press("<enter>");
    assert_eq!(
        answer(&session, "tth-2021/4.2", "hue.syt", "2025"),
        number(1540),
        "{}",
        session.text()
    );
}

#[test]
fn note_is_saved_with_the_figure_it_was_written_for() {
    let mut session = TestSession::usual();
    session.press(&format!("{HEALTH}<down>nTheo báo cáo"));
    add_target_before(&mut session, "tth-2021", "4.2", "4.9");
    session.press("<enter>");
    let note = |no: &str| {
        figures(&session, &format!("tth-2021/{no}"), "2025")
            .last()
            .and_then(|(.., note)| note.clone())
    };
    assert_eq!(note("4.2").as_deref(), Some("Theo báo cáo"));
    assert_eq!((note("4.1"), note("4.3")), (None, None));
}

#[test]
fn note_stays_a_draft_when_its_cell_is_gone() {
    let mut session = TestSession::usual();
    session.press(&format!("{HEALTH}<down>nTheo báo cáo"));
    let before =
        ["4.1", "4.2", "4.3"].map(|no| figures(&session, &format!("tth-2021/{no}"), "2025"));
    change_owner(&mut session, "tth-2021", "4.2", "tth.sgddt");
    assert!(
        session.shows("không còn phụ trách chỉ tiêu 4.2") && session.shows("bản nháp"),
        "{}",
        session.text()
    );
    session.press("<enter>");
    assert!(
        session.shows("Theo báo cáo") && session.shows("bản nháp"),
        "{}",
        session.text()
    );
    assert_eq!(
        ["4.1", "4.2", "4.3"].map(|no| figures(&session, &format!("tth-2021/{no}"), "2025")),
        before
    );
}

#[test]
fn note_is_not_saved_on_a_changed_figure() {
    let mut session = TestSession::usual();
    session.press(&format!("{HEALTH}<down>nTheo báo cáo"));
    session.write_from_other_session("tth-2021/4.2", "hue.syt", "2025", "15,6");
    assert!(session.app.poll_changes());
    session.press("<enter>");
    assert!(
        session.shows("minh vừa sửa ô này") && session.shows("Theo báo cáo"),
        "{}",
        session.text()
    );
    assert_eq!(
        figures(&session, "tth-2021/4.2", "2025").last().unwrap().2,
        None
    );
    session.press("<enter>");
    assert_eq!(
        figures(&session, "tth-2021/4.2", "2025")
            .last()
            .unwrap()
            .2
            .as_deref(),
        Some("Theo báo cáo")
    );
    assert_eq!(
        answer(&session, "tth-2021/4.2", "hue.syt", "2025"),
        number(1560)
    );
}

#[test]
fn answer_menu_applies_to_the_cell_it_was_opened_on() {
    let mut session = TestSession::usual();
    session.press(&format!("{HEALTH}<down><f4>chua co"));
    let below = figures(&session, "tth-2021/4.3", "2025");
    change_owner(&mut session, "tth-2021", "4.2", "tth.sgddt");
    session.press("<enter>");
    assert_eq!(figures(&session, "tth-2021/4.3", "2025"), below);
    assert_eq!(
        answer(&session, "tth-2021/4.2", "hue.syt", "2025"),
        number(1500)
    );
    assert!(
        session.shows("không còn phụ trách chỉ tiêu 4.2"),
        "{}",
        session.text()
    );
}

#[test]
fn question_about_a_removed_cell_saves_nothing() {
    let mut session = TestSession::usual();
    session.press(&format!("{HEALTH}<down>14,8"));
    session.write_from_other_session("tth-2021/4.2", "hue.syt", "2025", "15,6");
    session.press("<enter><enter>");
    assert!(
        session.shows("Ghi đè 15,6 bằng 14,8?"),
        "{}",
        session.text()
    );
    change_owner(&mut session, "tth-2021", "4.2", "tth.sgddt");
    assert!(
        session.shows("Ghi đè 15,6 bằng 14,8?"),
        "{}",
        session.text()
    );
    session.press("c");
    assert_eq!(
        answer(&session, "tth-2021/4.2", "hue.syt", "2025"),
        number(1560),
        "{}",
        session.text()
    );
    assert!(
        session.shows("không còn phụ trách chỉ tiêu 4.2") && session.shows("14,8"),
        "{}",
        session.text()
    );
}

#[test]
fn question_writes_the_cell_it_names_when_rows_move() {
    let mut session = TestSession::usual();
    session.press(&format!("{HEALTH}<down>14,8"));
    session.write_from_other_session("tth-2021/4.2", "hue.syt", "2025", "15,6");
    session.press("<enter><enter>");
    add_target_before(&mut session, "tth-2021", "4.2", "4.9");
    session.press("c");
    assert_eq!(
        answer(&session, "tth-2021/4.2", "hue.syt", "2025"),
        number(1480),
        "{}",
        session.text()
    );
    assert_eq!(figures(&session, "tth-2021/4.9", "2025"), []);
}

#[test]
fn figure_typed_ahead_is_not_saved_below_a_removed_row() {
    let mut session = TestSession::usual();
    session.press(&format!("{HEALTH}<down>"));
    let below = figures(&session, "tth-2021/4.3", "2025");
    change_owner(&mut session, "tth-2021", "4.2", "tth.sgddt");
    session.press("17,5<enter>");
    assert_eq!(
        figures(&session, "tth-2021/4.3", "2025"),
        below,
        "{}",
        session.text()
    );
    assert!(selected(&mut session).contains("4.3"), "{}", session.text());
}

#[test]
fn selected_cell_stays_selected_in_every_layout_when_rows_move() {
    for (script, no) in [
        (HEALTH, "4.2"),
        ("6hue.syt<enter>c", "4.2"),
        (COMMUNES, "Vĩnh Thông"),
    ] {
        let mut session = TestSession::usual();
        session.press(script);
        session.press(if script == COMMUNES {
            "<down><down>"
        } else {
            "<down>"
        });
        assert!(selected(&mut session).contains(no), "{}", session.text());
        if script == COMMUNES {
            merge(&mut session, "angiang.rach-gia", "angiang.tien-hai");
        } else {
            add_target_before(&mut session, "tth-2021", "4.2", "4.9");
        }
        assert!(
            selected(&mut session).contains(no),
            "{script}: {}",
            session.text()
        );
    }
}

/// Adds the same plan for later years, which comes first in the lists.
fn add_plan(session: &mut TestSession) {
    write_from_other_session(session, |store| {
        let catalog = store.catalog().unwrap();
        let mut plan = catalog.plan(&PlanCode::from("yt-2018")).unwrap().clone();
        plan.code = PlanCode::from("yt-2040");
        (plan.from, plan.to) = (day(2040, 1, 1), day(2040, 12, 31));
        Write::AddPlan(Box::new(plan))
    });
}

fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap()
}

/// The most overdue duty of an office.
fn late_duty(session: &TestSession, office: &str) -> DutyKey {
    let duties = session
        .app
        .screen_and_model()
        .1
        .duties_of_office(&office.into());
    let late = duties.iter().find(|owed| owed.status.is_owed());
    late.unwrap().key().clone()
}

fn step(session: &mut TestSession, key: DutyKey, event: DutyEventKind) {
    write_from_other_session(session, |_| Write::RecordStep {
        key,
        event,
        on: Some(day(2026, 6, 4)),
    });
}

/// Sends the first report of the list, that of the police.
fn send_first(session: &mut TestSession) {
    let key = late_duty(session, "hue.ca");
    let part = || "Có".to_owned();
    let narrative = Narrative {
        results: part(),
        difficulties: part(),
        proposals: part(),
    };
    let sending = Submission {
        letter: Some("1/BC".into()),
        letter_on: None,
        on_behalf: true,
        narrative,
        missing_note: Some("Có".into()),
        blockers: Vec::new(),
    };
    step(session, key, DutyEventKind::Sent(sending));
}

fn add_holiday(session: &mut TestSession) {
    let added = Holiday {
        on: day(2026, 1, 2),
        name: "Nghỉ bù".into(),
        working: false,
    };
    write_from_other_session(session, |_| Write::SetHolidays {
        expected: Expected::Any,
        days: vec![added],
        reason: Some("Thông báo".into()),
    });
}

fn add_activity(session: &mut TestSession) {
    let plans = &session.app.screen_and_model().1.catalog.plans;
    let code = plans
        .iter()
        .find(|plan| !plan.activities.is_empty())
        .unwrap()
        .code
        .to_string();
    change_plan(session, &code, |plan| {
        let mut added = plan.activities[0].clone();
        (added.no, added.window.to) = (99, added.window.from);
        plan.activities.insert(0, added);
    });
}

/// Records money: one more line in the plan and other sums.
fn spend(session: &mut TestSession) {
    let spending = Spending {
        plan: PlanCode::from("kg-tt-2030"),
        source: None,
        activity: None,
        amount: 1_000_000,
        on: day(2026, 1, 5),
        note: Some("In ấn".into()),
    };
    write_from_other_session(session, |_| Write::RecordSpending { spending });
}

/// A list that is open while another user changes something above its selected row: the keys that open it, the keys
/// that select a row, and the change.
type OpenList = (
    &'static str,
    &'static str,
    &'static str,
    fn(&mut TestSession),
);

const LISTS: &[OpenList] = &[
    ("today", "", "<down><down><down>", send_first),
    ("plans", "2", "<down><down>", add_plan),
    ("targets", "3", "<end><up><up>", |session| {
        add_target_before(session, "tth-2021", "4.2", "4.9");
    }),
    ("offices", "4", "<down><down><down><down>", send_first),
    ("reports", "5", "<down><down><down>", send_first),
    ("activities", "7", "<down><down>", add_activity),
    ("journal", "9", "<down><down>", send_first),
    ("overview", "0", "<down>", add_plan),
    (
        "parts",
        "2<down><down><down>e",
        "<pagedown><pagedown>",
        |session| {
            add_target_before(session, "tth-2021", "1.1", "0.9");
            add_target_before(session, "hh-2023", "1", "0.9");
        },
    ),
    ("gaps", "2h", "<down><down><down>", |session| {
        add_target_before(session, "kg-tt-2030", "1", "0.9");
    }),
    ("holidays", "<f9>ngay nghi<enter>", "<end><up>", add_holiday),
    (
        "offices of the catalog",
        "<f9>tat ca don vi<enter>",
        "<down><down><down><down>",
        |session| {
            merge(session, "angiang.rach-gia", "angiang.vinh-thong");
        },
    ),
    ("budget", "7m", "<down><down>", spend),
    ("leaders", "l", "<end><up>", send_first),
    (
        "rights",
        "<f9>quyen cua toi<enter>",
        "<down><down>",
        add_plan,
    ),
    (
        "quota below",
        "3/tin bai cua cap xa<enter>d",
        "<end>",
        |session| {
            session.write_from_other_session("kg-tt-2030/5", "angiang.rach-gia", "2026-Q1", "9");
            assert!(session.app.poll_changes());
        },
    ),
];

#[test]
fn selected_row_stays_selected_in_every_list_that_is_read_again() {
    for (name, opens, selects, change) in LISTS {
        let mut session = TestSession::usual();
        session.press(opens);
        session.press(selects);
        let before = selected(&mut session);
        let words = |row: &str| {
            row.split("  ")
                .map(str::trim)
                .filter(|part| part.chars().count() > 8)
                .max()
                .unwrap_or_default()
                .to_owned()
        };
        assert!(!words(&before).is_empty(), "{name}: {}", session.text());
        change(&mut session);
        let after = selected(&mut session);
        assert!(
            after.contains(&words(&before)),
            "{name}: {before}\n{}",
            session.text()
        );
    }
}

#[test]
fn selected_day_stays_selected_when_the_calendar_is_read_again() {
    let mut session = TestSession::usual();
    session.press("8<right><right><right>");
    add_holiday(&mut session);
    assert!(session.shows("► 8"), "{}", session.text());
}

#[test]
fn selected_line_of_the_journal_stays_selected_below_the_first_page() {
    let mut session = TestSession::usual();
    session.press("9<end><end><up>");
    let before = selected(&mut session);
    assert!(
        session.shows("/400 ") || session.shows("/600 "),
        "{}",
        session.text()
    );
    send_first(&mut session);
    assert_eq!(selected(&mut session), before, "{}", session.text());
}

#[test]
fn selected_report_stays_selected_when_another_user_changes_it() {
    let mut session = TestSession::usual();
    session.press("5");
    let before = selected(&mut session);
    assert!(before.contains("Công an thành phố Huế"), "{before}");
    send_first(&mut session);
    assert!(
        selected(&mut session).contains("Công an thành phố Huế"),
        "{}",
        session.text()
    );
}

#[test]
fn removed_marked_report_is_not_replaced_by_the_selected_one() {
    let mut session = TestSession::usual();
    session.press("5/phuong<enter>");
    let is_there = (0..200).any(|_| {
        let found = selected(&mut session).contains("Rạch Giá");
        session.press(if found { "" } else { "<down>" });
        found
    });
    assert!(is_there, "{}", session.text());
    session.press(" ");
    assert!(session.shows("1 dòng đánh dấu"), "{}", session.text());
    merge(&mut session, "angiang.rach-gia", "angiang.vinh-thong");
    session.press("d");
    assert!(
        !session.shows("Đôn đốc: ") || session.shows("Đôn đốc: UBND phường Rạch Giá"),
        "{}",
        session.text()
    );
}

#[test]
fn bulk_step_applies_to_the_marked_reports_wherever_they_are() {
    let mut session = TestSession::usual();
    session.press("5<down>  ");
    let marked = |session: &mut TestSession| {
        session
            .text()
            .lines()
            .filter(|line| line.starts_with(" √") || line.starts_with("►√"))
            .count()
    };
    assert_eq!(marked(&mut session), 2, "{}", session.text());
    send_first(&mut session);
    session.press("d");
    assert!(session.shows("Đôn đốc: 2 đơn vị"), "{}", session.text());
    assert!(
        session.shows("Sở Văn hóa và Thể thao, Sở Du lịch"),
        "{}",
        session.text()
    );
    // With the form open one of the two is sent, and nothing is recorded for another one.
    let key = late_duty(&session, "hue.svhtt");
    step(
        &mut session,
        key.clone(),
        DutyEventKind::Exempted {
            reason: "Thôi".into(),
        },
    );
    session.press("<f8>");
    assert!(
        session.shows("Chưa ghi gì") && session.shows("Sở Văn hóa và Thể thao"),
        "{}",
        session.text()
    );
}

#[test]
fn confirmed_part_is_removed_when_rows_move() {
    let mut session = TestSession::usual();
    add_target_before(&mut session, "tth-2021", "4.2", "4.9");
    session.press("2/tt hue<enter>e/4.9<enter><del>");
    assert!(session.shows("c = xóa"), "{}", session.text());
    add_target_before(&mut session, "tth-2021", "4.9", "4.8");
    session.press("c");
    let targets = |session: &TestSession| {
        let catalog = session.app.store().catalog().unwrap();
        let plan = catalog.plan(&PlanCode::from("tth-2021")).unwrap();
        plan.targets
            .iter()
            .map(|target| target.no.clone())
            .filter(|no| no.starts_with("4."))
            .collect::<Vec<_>>()
    };
    assert_eq!(
        targets(&session),
        ["4.1", "4.8", "4.2", "4.3", "4.4"],
        "{}",
        session.text()
    );
    // A part that changed since it was shown is not removed.
    session.press("<esc>/4.8<enter><del>");
    change_plan(&mut session, "tth-2021", |plan| {
        target(plan, "4.8").wording = "Khác".into();
    });
    session.press("c");
    assert_eq!(
        targets(&session),
        ["4.1", "4.8", "4.2", "4.3", "4.4"],
        "{}",
        session.text()
    );
    assert!(
        session.shows("Người khác vừa sửa phần này"),
        "{}",
        session.text()
    );
}

#[test]
fn form_draft_is_saved_to_the_part_it_was_typed_for() {
    let mut session = TestSession::usual();
    add_target_before(&mut session, "tth-2021", "4.2", "4.9");
    session.press("2/tt hue<enter>e/4.9<enter><enter>");
    assert!(session.shows("4.9"), "{}", session.text());
    session.press("<down><down>Đang sửa");
    session.app.store_drafts();
    add_target_before(&mut session, "tth-2021", "4.9", "4.8");
    let mut session = session.again();
    session.press("c");
    assert!(
        session.shows("Đang sửa") && session.shows("4.9") && !session.shows("4.8"),
        "{}",
        session.text()
    );
}

#[test]
fn spending_is_not_recorded_for_a_moved_source() {
    let mut session = TestSession::usual();
    let plans = &session.app.screen_and_model().1.catalog.plans;
    // Nothing was spent in this plan: sources with spending cannot move.
    let plan = plans
        .iter()
        .find(|plan| plan.code.as_str() == "hh-2023")
        .unwrap();
    let (code, before) = (
        plan.code.to_string(),
        session.app.store().journal(None, 1).unwrap(),
    );
    let plan = plan.short_name.clone();
    session.press(&format!(
        "2/{plan}<enter><enter>m<enter>1000000<tab><right>"
    ));
    assert!(session.shows("1. "), "{}", session.text());
    change_plan(&mut session, &code, |plan| plan.budget.rotate_left(1));
    let changed = session.app.store().journal(None, 1).unwrap();
    assert_ne!(changed, before);
    session.press("<f8>");
    assert!(
        session.shows("vừa sửa các nguồn kinh phí"),
        "{}",
        session.text()
    );
    assert_eq!(session.app.store().journal(None, 1).unwrap(), changed);
}

/// Saves another figure in a cell of Sở Y tế as another user; how many rows this session reads for it.
fn rows_read_after_foreign_save(session: &mut TestSession, value: &str) -> usize {
    session.write_from_other_session("tth-2021/4.2", "hue.syt", "2025", value);
    let before = session.app.store().rows_read();
    assert!(session.app.poll_changes());
    session.app.store().rows_read() - before
}

#[test]
fn foreign_save_rereads_its_measure_and_nothing_else() {
    for keys in ["1", "2", "3", "5", "6hue.syt<enter>", "8", "9"] {
        let mut session = TestSession::usual();
        session.press(keys);
        rows_read_after_foreign_save(&mut session, "15,1");
        let small = rows_read_after_foreign_save(&mut session, "15,2");
        // The file grows by figures of another measure.
        for (value, office) in ["angiang.tien-hai", "angiang.rach-gia"].iter().enumerate() {
            for period in ["2026-Q1", "2026-Q2"] {
                let value = (value + 2).to_string();
                session.write_from_other_session("kg-tt-2030/5", office, period, &value);
            }
        }
        assert!(session.app.poll_changes());
        let large = rows_read_after_foreign_save(&mut session, "15,3");
        assert_eq!(small, large, "{keys}");
        let whole = session.app.store().figures(&"tth-2021".into()).unwrap();
        assert!(small < whole.len() / 4, "{keys}: {small} rows");
    }
}

#[test]
fn foreign_save_of_a_comment_or_a_star_reads_no_rows() {
    let mut session = TestSession::usual();
    session.press("3");
    let before = session.app.store().rows_read();
    write_from_other_session(&mut session, |_| Write::Star {
        subject: StarSubject::Measure("tth-2021/4.2".into()),
        is_starred: true,
    });
    assert_eq!(session.app.store().rows_read(), before);
    assert!(session.shows("Người khác vừa ghi"), "{}", session.text());
}

#[test]
fn own_save_is_not_reread() {
    let mut session = TestSession::usual();
    session.press(&format!("{HEALTH}<down>14,8<enter>"));
    assert!(!session.app.poll_changes(), "nobody else wrote");
    session.write_from_other_session("tth-2021/4.3", "hue.syt", "2025", "18,4");
    assert!(session.app.poll_changes());
    assert!(session.shows("18,4"), "{}", session.text());
    assert!(!session.app.poll_changes());
}

/// Figures of a cell of the sample in one quality after another.
fn writes_of_one_cell(store: &Store) -> Vec<Write> {
    let entry = |value: &str, quality| Entry {
        measure: "tth-2021/4.2".into(),
        office: "hue.syt".into(),
        period: "2025".parse().unwrap(),
        series: None,
        answer: AnswerInput::Value(value.into()),
        quality: Some(quality),
        note: None,
        expected: None,
    };
    let catalog = store.catalog().unwrap();
    let set = |value, quality| {
        let valid = validate_entry(&catalog, &entry(value, quality), demo::demo_day()).unwrap();
        Write::SetFigure {
            entry: Entry::from(&valid),
            expected: ExpectedVersion::Any,
        }
    };
    vec![
        set("15,1", Quality::Estimate),
        set("15,2", Quality::Official),
        set("15,3", Quality::Estimate),
    ]
}

#[test]
fn reread_of_a_cell_equals_a_full_reread() {
    let session = TestSession::usual();
    let store = Rc::new(Store::open(&session.path()).unwrap());
    let read = || ReadModel::read(Rc::clone(&store), "lan", Lang::Vi, demo::demo_day()).unwrap();
    let (plan, measure) = (PlanCode::from("tth-2021"), "tth-2021/4.2".into());
    let mut model = read();
    let lan = Actor::single_user("lan", "terminal");
    for write in writes_of_one_cell(&store) {
        let before = (model.figures(&plan), model.assessment(&measure).cloned());
        let changes = store.write(&lan, now(), write).unwrap();
        let ChangedFacts::Figures(cells) = changes.facts else {
            panic!("{:?}", changes.facts);
        };
        assert_eq!(model.figures(&plan), before.0, "kept until it is reread");
        model.reread_cells(&cells).unwrap();
        let full = read();
        assert_ne!(model.figures(&plan), before.0);
        assert_eq!(model.figures(&plan), full.figures(&plan));
        assert_eq!(model.assessment(&measure), full.assessment(&measure));
        assert_eq!(model.due_estimates, full.due_estimates);
    }
    let undo = store
        .next_undo_step("lan", UndoDirection::Undo, None)
        .unwrap()
        .unwrap();
    let cells = undo.cells.clone();
    store.write(&lan, now(), Write::UndoRedo(undo)).unwrap();
    model.reread_cells(&cells).unwrap();
    assert_eq!(model.figures(&plan), read().figures(&plan));
    assert_eq!(model.due_estimates, read().due_estimates);
}

#[test]
fn pending_assessments_are_shown_as_such_and_then_as_they_are() {
    for keys in ["2", "3", "1l", "0"] {
        let whole = {
            let mut session = TestSession::open(120, 40, Lang::Vi);
            session.press(keys);
            session.text()
        };
        let mut session = TestSession::open(120, 40, Lang::Vi);
        session.app.limit_reads_at_once(0);
        session.press(keys);
        assert_ne!(session.text(), whole, "{keys}");
        assert!(session.app.is_assessing(), "{keys}");
        // The summary has a row for each status.
        for word in ["chưa đạt", "không đạt"].iter().filter(|_| keys != "1l") {
            assert!(
                !session.shows(&format!(" {word}")),
                "{keys} {word}: {}",
                session.text()
            );
        }
        while session.app.is_assessing() {
            session.app.poll_changes();
            std::thread::sleep(std::time::Duration::from_millis(5));
        }
        assert_eq!(session.text(), whole, "{keys}");
    }
}
