//! Submission by the keys: blocking reports, reminders, bulk steps and locks, up to the database.

use std::rc::Rc;

use tiendo::domain::duty::{DutyEventKind, DutyKey, DutyState, Submission};
use tiendo::domain::lock::{Lock, LockException};
use tiendo::i18n::Lang;
use tiendo::panes::read_model::{DutyWithStatus, ReadModel};
use tiendo::sample::demo;
use tiendo::store::{Actor, DutyFilter, DutyRecord, Store, Write};

use crate::harness::{TestSession, now};

fn key(rule: &str, office: &str, period: &str) -> DutyKey {
    DutyKey {
        rule: rule.into(),
        office: office.into(),
        period: period.parse().unwrap(),
    }
}

fn record(store: &Store, key: &DutyKey) -> DutyRecord {
    store.duty(key).unwrap().unwrap()
}

/// The last event of a duty.
fn newest(session: &TestSession, key: &DutyKey) -> DutyEventKind {
    record(session.app.store(), key)
        .events
        .last()
        .unwrap()
        .kind
        .clone()
}

fn reminders(session: &TestSession) -> usize {
    let all = session.app.store().duties(&DutyFilter::default()).unwrap();
    let reminded = |record: &DutyRecord| {
        record
            .events
            .iter()
            .filter(|event| matches!(event.kind, DutyEventKind::Reminded { .. }))
            .count()
    };
    all.iter().map(reminded).sum()
}

#[test]
fn reminder_is_recorded_with_its_channel_and_shown_on_the_page() {
    let mut session = TestSession::usual();
    session.press("5d<right><down><down>đã gọi, hẹn thứ Hai<f8>");
    assert!(session.shows("√ Đã ghi đôn đốc."), "{}", session.text());
    session.press("<down><up>");
    assert!(
        session.shows("Đã đôn đốc 2 lần, gần nhất 05/06"),
        "{}",
        session.text()
    );
    session.press("<enter>");
    assert!(
        session.shows("Đôn đốc (hình thức: điện thoại): đã gọi, hẹn thứ Hai (lan)"),
        "{}",
        session.text()
    );
}

#[test]
fn marked_rows_are_reminded_together_and_ten_need_confirmation() {
    let mut session = TestSession::usual();
    session.press("5  ");
    assert!(
        session.shows("√ 2 dòng đánh dấu") && session.shows(" √ ■← Sở Văn hóa và Thể thao"),
        "{}",
        session.text()
    );
    session.press("<esc>");
    assert!(!session.shows("đánh dấu"), "Esc unmarks first");
    let before = reminders(&session);
    session.press("  d<f8>");
    assert!(
        session.shows("√ Đã ghi đôn đốc. 2 đơn vị."),
        "{}",
        session.text()
    );
    assert_eq!(reminders(&session), before + 2);
    assert!(
        !session.shows("dòng đánh dấu"),
        "what is done is not marked any more"
    );
    session.press("*d<f8>");
    let asked = session.text();
    let count = asked
        .split_once("Ghi cho ")
        .and_then(|(_, rest)| rest.split(' ').next()?.parse::<usize>().ok());
    let count = count.unwrap_or_else(|| panic!("{asked}"));
    assert!(count >= 100, "{count}");
    session.press("<enter>");
    assert_eq!(reminders(&session), before + 2, "Enter is no");
    session.press("<f8>d");
    assert_eq!(
        reminders(&session),
        before + 2,
        "the key that asked does not confirm"
    );
    session.press("c");
    assert_eq!(reminders(&session), before + 2 + count);
}

#[test]
fn rows_that_do_not_allow_a_step_are_named_before_it_is_recorded() {
    let mut session = TestSession::usual();
    session.press("1*a");
    assert!(
        session.shows("Tiếp nhận báo cáo: 3 đơn vị"),
        "{}",
        session.text()
    );
    assert!(
        session.shows("Bỏ qua Công an thành phố Huế"),
        "{}",
        session.text()
    );
    session.press("<f8>");
    assert!(
        session.shows("tiếp nhận báo cáo. 3 đơn vị."),
        "{}",
        session.text()
    );
    let accepted = newest(&session, &key("kg-tt-2030/r2", "angiang.syt", "2026-H1"));
    assert_eq!(accepted, DutyEventKind::Accepted);
}

#[test]
fn reports_are_sent_and_returned_one_at_a_time() {
    let mut session = TestSession::usual();
    session.press("5  s");
    assert!(
        session.shows("Ghi nhận đã gửi, trả lại: từng báo cáo một"),
        "{}",
        session.text()
    );
    session.press("<esc>/khong co dau nay<enter> ");
    assert!(
        session.shows("Không có dòng nào để đánh dấu."),
        "{}",
        session.text()
    );
}

#[test]
fn exemption_needs_a_reason() {
    let mut session = TestSession::usual();
    session.press("5m<f8>");
    assert!(session.shows("▲ không được để trống"), "{}", session.text());
    session.press("đã sáp nhập<f8>");
    let waived = newest(&session, &key("tth-2021/r2", "hue.ca", "2025"));
    assert_eq!(
        waived,
        DutyEventKind::Exempted {
            reason: "đã sáp nhập".into()
        }
    );
    assert!(
        session.shows("√ Đã ghi: miễn báo cáo."),
        "{}",
        session.text()
    );
}

#[test]
fn reminder_letter_never_overwrites_a_file() {
    let mut session = TestSession::usual();
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("don-doc");
    session.press("5  d<down><down><down>");
    session.app.insert_text(file.to_str().unwrap());
    session.press("<down>15/6<f8>");
    let written = folder.path().join("don-doc.docx");
    assert!(written.is_file(), "{}", session.text());
    assert!(
        session.shows("√ Đã ghi đôn đốc. 2 đơn vị. Công văn: "),
        "{}",
        session.text()
    );
    let before = reminders(&session);
    session.press("d<down><down><down>");
    session.app.insert_text(file.to_str().unwrap());
    session.press("<f8>");
    assert!(session.shows("đã có, không ghi đè"), "{}", session.text());
    assert_eq!(
        reminders(&session),
        before,
        "without the letter nothing is recorded"
    );
    // Two reports of different years in one letter.
    session.press("<esc>c  <down><down>  d<down><down><down>");
    session
        .app
        .insert_text(folder.path().join("hai.docx").to_str().unwrap());
    session.press("<f8>");
    assert!(
        session.shows("một công văn chỉ về một báo cáo"),
        "{}",
        session.text()
    );
    assert!(!folder.path().join("hai.docx").exists());
}

#[test]
fn missing_cells_need_a_note() {
    let mut session = TestSession::usual();
    let owed = key("tth-2021/r2", "hue.svhtt", "2025");
    session.press("5<down>s<f8>");
    assert!(
        session.shows("Còn thiếu các ô 3.2a (năm 2025): nhập số liệu"),
        "{}",
        session.text()
    );
    assert!(
        record(session.app.store(), &owed)
            .events
            .iter()
            .all(|event| event.submission().is_none())
    );
    session.press("chờ số của công an<f8>");
    assert!(
        session.shows("√ Đã ghi nhận đã gửi báo cáo (không thay cho việc phát hành văn bản)."),
        "{}",
        session.text()
    );
    let DutyEventKind::Sent(sending) = newest(&session, &owed) else {
        panic!("not sent")
    };
    assert_eq!(sending.missing_note.as_deref(), Some("chờ số của công an"));
    session.press("<f4>hue<enter>/van hoa nam 2025<enter><enter>");
    assert!(
        session.shows("2 ô: 1 có số liệu, 1 còn thiếu") && session.shows("Thiếu: 3.2a (năm 2025)"),
        "{}",
        session.text()
    );
}

#[test]
fn report_shows_current_blockers_and_those_at_sending() {
    let mut session = TestSession::usual();
    session.press("3<f4>hue<enter>5<f4>hue<enter>/gui bo<enter><end><enter>");
    assert!(
        session.shows("GỬI KHI CÒN THIẾU 2 BÁO CÁO"),
        "{}",
        session.text()
    );
    // The report to a ministry is final; an event recorded for an earlier day can still undo it.
    let ministry = key("tth-2021/r3", "hue.snv", "2025");
    let on = session.app.screen_and_model().1.today;
    let returned = DutyEventKind::Returned {
        reason: "thử".into(),
        resubmit_by: on,
    };
    session.write_as_other_user(Write::ReplayDutyEvent {
        key: ministry,
        event: returned,
        on,
    });
    assert!(session.app.poll_changes());
    session.press("<down><down><down><down><down><down>");
    assert!(session.shows("CÒN CHỜ 3 BÁO CÁO"), "{}", session.text());
    session.press("s");
    assert!(
        session.shows("Còn thiếu 3 báo cáo (Báo cáo năm 2025)"),
        "{}",
        session.text()
    );
    assert!(
        session.shows("nội dung còn thiếu được ghi trong"),
        "{}",
        session.text()
    );
    session.press("<esc><esc><esc><f4>hue<enter><enter>");
    assert!(
        session.shows("1 BÁO CÁO CHỜ BÁO CÁO NÀY"),
        "{}",
        session.text()
    );
}

#[test]
fn period_is_locked_after_confirmation_and_unlocked_with_reason_and_end() {
    let mut session = TestSession::usual();
    session.press("2<down><enter>x");
    assert!(session.shows("Kỳ này chưa khóa"), "{}", session.text());
    session.press("k<f8>");
    assert!(session.shows("Khóa số liệu kỳ này?"), "{}", session.text());
    session.press("c");
    assert!(session.shows("√ Đã khóa năm 2025."), "{}", session.text());
    session.press("6hue.syt<enter>");
    assert!(
        session.shows("▒ đã khóa (x: mở khóa)") && session.shows("15,0 ▒    15,0 ■ không đạt"),
        "{}",
        session.text()
    );
    session.check("sheet-locked");
    session.press("x<f8>");
    assert!(session.shows("▲ không được để trống"), "{}", session.text());
    session.press("10/6<down>đính chính<f8>");
    assert!(
        session.shows("√ Đã mở khóa năm 2025 đến hết 10/06/2026."),
        "{}",
        session.text()
    );
    session.press("108<enter>");
    assert!(session.shows("√ đã lưu"), "{}", session.text());
    session.press("x");
    assert!(session.shows("Kỳ này không khóa"), "{}", session.text());
    session.press("<esc>2<enter>");
    let all: String = (0..8).fold(String::new(), |read, _| {
        let text = read + &session.text();
        session.press("<pgdn>");
        text
    });
    let all = all.replace(['▲', '▼'], "");
    let all = all.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(all.contains("mở khóa đến hết 10/06/2026, lan lúc"), "{all}");
}

#[test]
fn figure_and_undo_are_refused_where_the_period_was_locked_meanwhile() {
    let mut session = TestSession::usual();
    session.press("6hue.syt<enter>108<enter>");
    assert!(session.shows("√ đã lưu"), "{}", session.text());
    // Nothing was read again: the screen takes the period for unlocked.
    session.write_as_other_user(Write::Lock(Lock {
        plan: "tth-2021".into(),
        period: "2025".parse().unwrap(),
        office: None,
    }));
    session.press("<up>107<enter>");
    assert!(
        session.shows("Số liệu năm 2025 đã khóa") && session.shows("107"),
        "{}",
        session.text()
    );
    session.press("<esc><c-z>");
    assert!(
        session.shows("Số liệu năm 2025 đã khóa"),
        "{}",
        session.text()
    );
    let lines = session.app.store().journal(None, 2).unwrap();
    assert_eq!(
        (lines[0].kind.as_str(), lines[1].kind.as_str()),
        ("lock", "figure")
    );
    assert!(
        lines[1]
            .after
            .as_deref()
            .is_some_and(|after| after.starts_with("108 ")),
        "{lines:?}"
    );
}

#[test]
fn lock_after_an_exception_is_in_force_on_the_plan_page() {
    let mut session = TestSession::usual();
    let office = Some("hue.syt".into());
    let lock = |office| Lock {
        plan: "tth-2021".into(),
        period: "2025".parse().unwrap(),
        office,
    };
    let until = "2026-06-10".parse().unwrap();
    let opening = LockException {
        lock: lock(office.clone()),
        until,
        reason: "đính chính".to_owned(),
    };
    session.write_as_other_user(Write::Lock(lock(None)));
    session.write_as_other_user(Write::Unlock(opening));
    assert!(session.app.poll_changes());
    session.press("6hue.syt<enter>");
    assert!(!session.shows("▒ đã khóa"), "{}", session.text());
    session.press("<esc>2<down><enter>k<f8>c");
    assert!(session.shows("√ Đã khóa năm 2025."), "{}", session.text());
    session.press("6");
    assert!(session.shows("▒ kỳ đã khóa"), "{}", session.text());
    session.press("<esc>2<enter>");
    let all: String = (0..8).fold(String::new(), |read, _| {
        let text = read + &session.text();
        session.press("<pgdn>");
        text
    });
    let all = all.replace(['▲', '▼'], "");
    let all = all.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(
        all.contains("lần mở khóa đến hết 10/06/2026 đã kết thúc"),
        "{all}"
    );
    assert!(all.contains("sau đó khóa lại"), "{all}");
}

#[test]
fn invalid_lock_is_refused_with_a_reason() {
    let mut session = TestSession::usual();
    session.press("2<down><enter>k<end><bs><bs><bs><bs>2031<f8>");
    assert!(
        session.shows("của kế hoạch: 01/01/2021 – 31/12/2025."),
        "{}",
        session.text()
    );
    session.press("<bs><bs><bs><bs>năm nay<f8>");
    assert!(session.shows("cần kỳ như 2025"), "{}", session.text());
    session.press("<home><del><del><del><del><del><del><del>2024<down>không có<f8>");
    assert!(
        session.shows("không có đúng một đơn vị như vậy"),
        "{}",
        session.text()
    );
    session.press("<f4>hue.syt<enter><f8>c");
    assert!(session.shows("√ Đã khóa năm 2024."), "{}", session.text());
    let letters = session
        .app
        .store()
        .catalog()
        .unwrap()
        .locks
        .events
        .remove(0);
    assert_eq!(letters.item.lock().office, Some("hue.syt".into()));
}

impl TestSession {
    /// Writes into the same file as another user.
    fn write_as_other_user(&self, write: Write) {
        let store = Store::open(&self.path()).unwrap();
        let actor = Actor::single_user("minh", "terminal");
        store.write(&actor, crate::harness::now(), write).unwrap();
    }
}

#[test]
fn forgetting_one_report_equals_a_full_reread() {
    let session = TestSession::usual();
    let store = Rc::new(Store::open(&session.path()).unwrap());
    let read = |store: &Rc<Store>| {
        ReadModel::read(Rc::clone(store), "lan", Lang::Vi, demo::demo_day()).unwrap()
    };
    let book = read(&store);
    let all = book.read_duties(&DutyFilter::default());
    let find = |book: &ReadModel, fits: &dyn Fn(&DutyWithStatus) -> bool| {
        let found = all.iter().find(|owed| fits(owed));
        found.and_then(|owed| book.duty(owed.key()))
    };
    let shown = |book: &ReadModel| {
        let duties: Vec<_> = all.iter().map(|owed| book.duty(owed.key())).collect();
        let counts = (book.duty_counts(), book.office_counts());
        format!("{duties:?} {counts:?} {:?}", book.totals(|_, _| true))
    };
    let passing = find(&book, &|owed| {
        owed.record.duty.transferred_on.is_some() && owed.record.events.is_empty()
    })
    .unwrap();
    let waiting = find(&book, &|owed| owed.status.state == DutyState::Waiting).unwrap();
    let overdue = find(&book, &|owed| owed.status.state == DutyState::Overdue).unwrap();
    let before = passing
        .record
        .duty
        .transferred_on
        .and_then(|on| on.pred_opt())
        .unwrap();
    let sending = DutyEventKind::Sent(Submission::default());
    let extended = DutyEventKind::Extended {
        to: "2026-07-01".parse().unwrap(),
        reason: "lũ".into(),
    };
    for (owed, event, on) in [
        (&passing, sending, before),
        (&waiting, DutyEventKind::Accepted, demo::demo_day()),
        (&overdue, extended, demo::demo_day()),
    ] {
        let write = Write::ReplayDutyEvent {
            key: owed.key().clone(),
            event,
            on,
        };
        store
            .write(&Actor::single_user("lan", "terminal"), now(), write)
            .unwrap();
        let left = format!("{:?}", book.duty(waiting.key()));
        shown(&book);
        book.forget_duties(std::slice::from_ref(owed.key()));
        assert_eq!(shown(&book), shown(&read(&store)), "{:?}", owed.key());
        let other = owed.key() != waiting.key();
        assert!(
            !other || left == format!("{:?}", book.duty(waiting.key())),
            "the others stay as they are"
        );
    }
    // An event of another user on another report is seen only after a full reading.
    let write = Write::ReplayDutyEvent {
        key: overdue.key().clone(),
        event: DutyEventKind::Exempted {
            reason: "thôi".into(),
        },
        on: demo::demo_day(),
    };
    store
        .write(&Actor::single_user("minh", "terminal"), now(), write)
        .unwrap();
    book.forget_duties(std::slice::from_ref(waiting.key()));
    assert!(!book.duty(overdue.key()).unwrap().status.exempted);
    book.forget_all_duties();
    assert!(book.duty(overdue.key()).unwrap().status.exempted);
}

#[test]
fn covered_page_is_rebuilt_when_shown_and_history_is_bounded() {
    let mut session = TestSession::usual();
    session.press("3/vi thanh nien<enter>b<f9>da danh dau sao<enter>");
    assert!(session.shows("vị thành niên"), "{}", session.text());
    session.press("<end><enter>");
    assert!(
        session.shows("4.3"),
        "the page of the target: {}",
        session.text()
    );
    session.press("b<esc>");
    assert!(!session.shows("vị thành niên"), "{}", session.text());
    session.press("1");
    let front = session.text();
    for _ in 0..30 {
        session.press("<f9>da danh dau sao<enter>");
    }
    for _ in 0..19 {
        session.press("<esc>");
    }
    assert_ne!(session.text(), front);
    session.press("<esc>");
    assert_eq!(session.text(), front);
}
