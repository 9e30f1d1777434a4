//! Chains, reminders, many at once, locks: from the first key to what stands in the database.

use tiendo::domain::duty::{DutyEventKind, DutyKey, DutyState, Sending};
use tiendo::domain::lock::{Lock, Opening};
use tiendo::panes::book::{Book, OwedDuty};
use tiendo::sample::demo;
use tiendo::store::{Actor, DutyFilter, DutyRecord, Store, Write};
use tiendo::words::Lang;

use crate::harness::{Seat, now};

fn key(rule: &str, office: &str, period: &str) -> DutyKey {
    DutyKey { rule: rule.into(), office: office.into(), period: period.parse().unwrap() }
}

fn record(store: &Store, key: &DutyKey) -> DutyRecord {
    store.duty(key).unwrap().unwrap()
}

/// The last event of a duty.
fn newest(seat: &Seat, key: &DutyKey) -> DutyEventKind {
    record(seat.app.store(), key).events.last().unwrap().kind.clone()
}

fn reminders(seat: &Seat) -> usize {
    let all = seat.app.store().duties(&DutyFilter::default()).unwrap();
    let reminded = |record: &DutyRecord| {
        record.events.iter().filter(|event| matches!(event.kind, DutyEventKind::Reminded { .. })).count()
    };
    all.iter().map(reminded).sum()
}

#[test]
fn a_reminder_is_recorded_with_its_way_and_stands_on_the_page() {
    let mut seat = Seat::usual();
    seat.press("5d<right><down><down>đã gọi, hẹn thứ Hai<f8>");
    assert!(seat.shows("√ Đã ghi đôn đốc."), "{}", seat.text());
    seat.press("<down><up>");
    assert!(seat.shows("Đã nhắc 2 lần, gần nhất 05/06"), "{}", seat.text());
    seat.press("<enter>");
    assert!(seat.shows("Đôn đốc qua điện thoại: đã gọi, hẹn thứ Hai (lan)"), "{}", seat.text());
}

#[test]
fn marked_rows_are_reminded_together_and_ten_ask_once() {
    let mut seat = Seat::usual();
    seat.press("5  ");
    assert!(seat.shows("√ 2 dòng đánh dấu") && seat.shows(" √ ■← Sở Văn hóa và Thể thao"), "{}", seat.text());
    seat.press("<esc>");
    assert!(!seat.shows("đánh dấu"), "Esc unmarks first");
    let before = reminders(&seat);
    seat.press("  d<f8>");
    assert!(seat.shows("√ Đã ghi đôn đốc. 2 đơn vị."), "{}", seat.text());
    assert_eq!(reminders(&seat), before + 2);
    assert!(!seat.shows("dòng đánh dấu"), "what is done is not marked any more");
    seat.press("*d<f8>");
    let asked = seat.text();
    let count = asked.split_once("Ghi cho ").and_then(|(_, rest)| rest.split(' ').next()?.parse::<usize>().ok());
    let count = count.unwrap_or_else(|| panic!("{asked}"));
    assert!(count >= 100, "{count}");
    seat.press("<enter>");
    assert_eq!(reminders(&seat), before + 2, "Enter is no");
    seat.press("<f8>d");
    assert_eq!(reminders(&seat), before + 2, "the key that asked does not confirm");
    seat.press("c");
    assert_eq!(reminders(&seat), before + 2 + count);
}

#[test]
fn rows_to_which_a_step_does_not_fit_are_named_before_it_is_recorded() {
    let mut seat = Seat::usual();
    seat.press("1*a");
    assert!(seat.shows("Tiếp nhận báo cáo: 3 đơn vị"), "{}", seat.text());
    assert!(seat.shows("Bỏ qua Công an thành phố Huế"), "{}", seat.text());
    seat.press("<f8>");
    assert!(seat.shows("báo cáo được tiếp nhận. 3 đơn vị."), "{}", seat.text());
    let accepted = newest(&seat, &key("kg-tt-2030/r2", "angiang.syt", "2026-H1"));
    assert_eq!(accepted, DutyEventKind::Accepted);
}

#[test]
fn reports_are_sent_and_returned_one_at_a_time() {
    let mut seat = Seat::usual();
    seat.press("5  s");
    assert!(seat.shows("Gửi và trả lại từng báo cáo một"), "{}", seat.text());
    seat.press("<esc>/khong co dau nay<enter> ");
    assert!(seat.shows("Không có dòng nào để đánh dấu."), "{}", seat.text());
}

#[test]
fn a_waiver_needs_its_reason() {
    let mut seat = Seat::usual();
    seat.press("5m<f8>");
    assert!(seat.shows("▲ không được để trống"), "{}", seat.text());
    seat.press("đã sáp nhập<f8>");
    let waived = newest(&seat, &key("tth-2021/r2", "hue.ca", "2025"));
    assert_eq!(waived, DutyEventKind::Waived { reason: "đã sáp nhập".into() });
    assert!(seat.shows("√ Đã ghi: không yêu cầu nữa."), "{}", seat.text());
}

#[test]
fn a_letter_is_written_beside_the_reminders_and_never_over_a_file() {
    let mut seat = Seat::usual();
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("don-doc");
    seat.press("5  d<down><down><down>");
    seat.app.insert(file.to_str().unwrap());
    seat.press("<down>15/6<f8>");
    let written = folder.path().join("don-doc.docx");
    assert!(written.is_file(), "{}", seat.text());
    assert!(seat.shows("√ Đã ghi đôn đốc. 2 đơn vị. Công văn: "), "{}", seat.text());
    let before = reminders(&seat);
    seat.press("d<down><down><down>");
    seat.app.insert(file.to_str().unwrap());
    seat.press("<f8>");
    assert!(seat.shows("đã có, không ghi đè"), "{}", seat.text());
    assert_eq!(reminders(&seat), before, "without the letter nothing is recorded");
    // Two reports of different years in one letter.
    seat.press("<esc>c  <down><down>  d<down><down><down>");
    seat.app.insert(folder.path().join("hai.docx").to_str().unwrap());
    seat.press("<f8>");
    assert!(seat.shows("một công văn về một báo cáo"), "{}", seat.text());
    assert!(!folder.path().join("hai.docx").exists());
}

#[test]
fn missing_cells_need_a_note() {
    let mut seat = Seat::usual();
    let owed = key("tth-2021/r2", "hue.svhtt", "2025");
    seat.press("5<down>s<f8>");
    assert!(seat.shows("Còn thiếu các ô 3.2a (năm 2025): nhập số liệu"), "{}", seat.text());
    assert!(record(seat.app.store(), &owed).events.iter().all(|event| event.sending().is_none()));
    seat.press("chờ số của công an<f8>");
    assert!(seat.shows("√ Đã ghi: báo cáo đã gửi."), "{}", seat.text());
    let DutyEventKind::Sent(sending) = newest(&seat, &owed) else { panic!("not sent") };
    assert_eq!(sending.missing_note.as_deref(), Some("chờ số của công an"));
    seat.press("<f4>hue<enter>/van hoa nam 2025<enter><enter>");
    assert!(seat.shows("2 ô: 1 có số, 1 thiếu") && seat.shows("Thiếu: 3.2a (năm 2025)"), "{}", seat.text());
}

#[test]
fn a_report_shows_what_blocks_it_live_and_what_it_was_sent_without() {
    let mut seat = Seat::usual();
    seat.press("3<f4>hue<enter>5<f4>hue<enter>/gui bo<enter><end><enter>");
    assert!(seat.shows("GỬI KHI CÒN THIẾU 2 BÁO CÁO"), "{}", seat.text());
    // A ministry's report is final; only a told past takes one back.
    let ministry = key("tth-2021/r3", "hue.snv", "2025");
    let on = seat.app.screen().1.today;
    let returned = DutyEventKind::Returned { reason: "thử".into(), mend_by: on };
    seat.also(Write::RecordEvent { key: ministry, event: returned, on });
    assert!(seat.app.look_around());
    seat.press("<down><down><down><down><down><down>");
    assert!(seat.shows("CÒN CHỜ 3 BÁO CÁO"), "{}", seat.text());
    seat.press("s");
    assert!(seat.shows("Còn thiếu 3 báo cáo (Báo cáo năm 2025)"), "{}", seat.text());
    assert!(seat.shows("điều còn thiếu ghi trong báo cáo"), "{}", seat.text());
    seat.press("<esc><esc><esc><f4>hue<enter><enter>");
    assert!(seat.shows("1 BÁO CÁO CHỜ BÁO CÁO NÀY"), "{}", seat.text());
}

#[test]
fn a_period_is_closed_after_a_question_and_opened_with_reason_and_end() {
    let mut seat = Seat::usual();
    seat.press("2<down><enter>x");
    assert!(seat.shows("Kỳ này chưa khóa"), "{}", seat.text());
    seat.press("k<f8>");
    assert!(seat.shows("Khóa số liệu kỳ này?"), "{}", seat.text());
    seat.press("c");
    assert!(seat.shows("√ Đã khóa năm 2025."), "{}", seat.text());
    seat.press("6hue.syt<enter>");
    assert!(seat.shows("▒ đã khóa (x: mở khóa)") && seat.shows("15,0 ▒    15,0 ■ không đạt"), "{}", seat.text());
    seat.check("sheet-locked");
    seat.press("x<f8>");
    assert!(seat.shows("▲ không được để trống"), "{}", seat.text());
    seat.press("10/6<down>đính chính<f8>");
    assert!(seat.shows("√ Đã mở năm 2025 đến hết 10/06/2026."), "{}", seat.text());
    seat.press("108<enter>");
    assert!(seat.shows("√ đã lưu"), "{}", seat.text());
    seat.press("x");
    assert!(seat.shows("Kỳ này không khóa"), "{}", seat.text());
    seat.press("<esc>2<enter>");
    let all: String = (0..5).fold(String::new(), |read, _| {
        let text = read + &seat.text();
        seat.press("<pgdn>");
        text
    });
    assert!(all.contains("mở đến hết 10/06/2026, lan lúc"), "{all}");
}

#[test]
fn figure_and_undo_are_refused_where_the_period_was_locked_meanwhile() {
    let mut seat = Seat::usual();
    seat.press("6hue.syt<enter>108<enter>");
    assert!(seat.shows("√ đã lưu"), "{}", seat.text());
    // Nothing was looked at again: the screen takes the period for open.
    seat.also(Write::Lock(Lock { plan: "tth-2021".into(), period: "2025".parse().unwrap(), office: None }));
    seat.press("<up>107<enter>");
    assert!(seat.shows("Số liệu năm 2025 đã khóa") && seat.shows("107"), "{}", seat.text());
    seat.press("<esc><c-z>");
    assert!(seat.shows("Số liệu năm 2025 đã khóa"), "{}", seat.text());
    let lines = seat.app.store().journal(None, 2).unwrap();
    assert_eq!((lines[0].kind.as_str(), lines[1].kind.as_str()), ("lock", "figure"));
    assert!(lines[1].after.as_deref().is_some_and(|after| after.starts_with("108 ")), "{lines:?}");
}

#[test]
fn lock_after_an_exception_locks_and_the_page_of_the_plan_says_what_holds() {
    let mut seat = Seat::usual();
    let office = Some("hue.syt".into());
    let lock = |office| Lock { plan: "tth-2021".into(), period: "2025".parse().unwrap(), office };
    let until = "2026-06-10".parse().unwrap();
    let opening = Opening { lock: lock(office.clone()), until, reason: "đính chính".to_owned() };
    seat.also(Write::Lock(lock(None)));
    seat.also(Write::Unlock(opening));
    assert!(seat.app.look_around());
    seat.press("6hue.syt<enter>");
    assert!(!seat.shows("▒ đã khóa"), "{}", seat.text());
    seat.press("<esc>2<down><enter>k<f8>c");
    assert!(seat.shows("√ Đã khóa năm 2025."), "{}", seat.text());
    seat.press("6");
    assert!(seat.shows("▒ kỳ đã khóa"), "{}", seat.text());
    seat.press("<esc>2<enter>");
    let all: String = (0..5).fold(String::new(), |read, _| {
        let text = read + &seat.text();
        seat.press("<pgdn>");
        text
    });
    assert!(all.contains("ngoại lệ đến hết 10/06/2026 đã kết thúc"), "{all}");
    assert!(all.contains("sau đó khóa lại"), "{all}");
}

#[test]
fn a_lock_that_makes_no_sense_is_refused_in_words() {
    let mut seat = Seat::usual();
    seat.press("2<down><enter>k<end><bs><bs><bs><bs>2031<f8>");
    assert!(seat.shows("của kế hoạch: 01/01/2021 – 31/12/2025."), "{}", seat.text());
    seat.press("<bs><bs><bs><bs>năm nay<f8>");
    assert!(seat.shows("cần kỳ như 2025"), "{}", seat.text());
    seat.press("<home><del><del><del><del><del><del><del>2024<down>không có<f8>");
    assert!(seat.shows("không có đúng một đơn vị như vậy"), "{}", seat.text());
    seat.press("<f4>hue.syt<enter><f8>c");
    assert!(seat.shows("√ Đã khóa năm 2024."), "{}", seat.text());
    let made = seat.app.store().catalog().unwrap().locks.events.remove(0);
    assert_eq!(made.what.lock().office, Some("hue.syt".into()));
}

impl Seat {
    /// Somebody else writes into the same file.
    fn also(&self, write: Write) {
        let mut store = Store::open(&self.path()).unwrap();
        let actor = Actor::alone("minh", "terminal");
        store.write(&actor, crate::harness::now(), write).unwrap();
    }
}

#[test]
fn after_a_step_its_report_alone_is_read_again_as_a_full_reading_would_have_it() {
    let seat = Seat::usual();
    let mut store = Store::open(&seat.path()).unwrap();
    let read = |store: &Store| Book::read(store, "lan", Lang::Vi, demo::day()).unwrap();
    let mut book = read(&store);
    let find = |book: &Book, fits: &dyn Fn(&OwedDuty) -> bool| book.duties.iter().find(|owed| fits(owed)).cloned();
    let passing = find(&book, &|owed| owed.record.duty.passes_on.is_some() && owed.record.events.is_empty()).unwrap();
    let waiting = find(&book, &|owed| owed.standing.state == DutyState::Waiting).unwrap();
    let overdue = find(&book, &|owed| owed.standing.state == DutyState::Overdue).unwrap();
    let before = passing.record.duty.passes_on.and_then(|on| on.pred_opt()).unwrap();
    let sending = DutyEventKind::Sent(Sending::default());
    let extended = DutyEventKind::Extended { to: "2026-07-01".parse().unwrap(), reason: "lũ".into() };
    for (owed, event, on) in [
        (&passing, sending, before),
        (&waiting, DutyEventKind::Accepted, demo::day()),
        (&overdue, extended, demo::day()),
    ] {
        let write = Write::RecordEvent { key: owed.key().clone(), event, on };
        store.write(&Actor::alone("lan", "terminal"), now(), write).unwrap();
        let left = format!("{:?}", book.duty(waiting.key()));
        book.read_reports(&store, std::slice::from_ref(owed.key())).unwrap();
        let whole = read(&store);
        assert_eq!(format!("{:?}", book.duties), format!("{:?}", whole.duties), "{:?}", owed.key());
        assert!(book.duties.iter().all(|owed| book.duty(owed.key()).is_some_and(|found| found.key() == owed.key())));
        let other = owed.key() != waiting.key();
        assert!(!other || left == format!("{:?}", book.duty(waiting.key())), "the others stay as they are");
    }
    // Of what somebody else did to another report it knows nothing until it reads everything.
    let write = Write::RecordEvent {
        key: overdue.key().clone(),
        event: DutyEventKind::Waived { reason: "thôi".into() },
        on: demo::day(),
    };
    store.write(&Actor::alone("minh", "terminal"), now(), write).unwrap();
    book.read_reports(&store, std::slice::from_ref(waiting.key())).unwrap();
    assert!(!book.duty(overdue.key()).unwrap().standing.waived);
    book.read_duties(&store).unwrap();
    assert!(book.duty(overdue.key()).unwrap().standing.waived);
}

#[test]
fn a_page_below_is_made_again_when_it_comes_up_and_no_stack_grows_for_ever() {
    let mut seat = Seat::usual();
    seat.press("3/vi thanh nien<enter>b<f9>dang theo doi<enter>");
    assert!(seat.shows("vị thành niên"), "{}", seat.text());
    seat.press("<end><enter>");
    assert!(seat.shows("4.3"), "the page of the target: {}", seat.text());
    seat.press("b<esc>");
    assert!(!seat.shows("vị thành niên"), "{}", seat.text());
    seat.press("1");
    let front = seat.text();
    for _ in 0..30 {
        seat.press("<f9>dang theo doi<enter>");
    }
    for _ in 0..19 {
        seat.press("<esc>");
    }
    assert_ne!(seat.text(), front);
    seat.press("<esc>");
    assert_eq!(seat.text(), front);
}
