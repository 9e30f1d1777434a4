//! A shared database: what each role can do by keyboard, and the reason for each refusal.

use tiendo::domain::account::{Account, AccountState, DatabaseMode};
use tiendo::domain::code::OfficeCode;
use tiendo::store::{Actor, Store, Write};

use crate::harness::{TestSession, now};

/// Opens a place through the palette.
fn open_from_palette(session: &mut TestSession, letters: &str) {
    session.press(&format!("<f9>{letters}<enter>"));
}

fn account(session: &TestSession, name: &str) -> Account {
    session.app.store().account(name).unwrap().unwrap()
}

#[test]
fn first_line_names_the_account() {
    let mut session = TestSession::shared("lan");
    session.resize(120, 40);
    assert!(
        session.shows("lan · cán bộ báo cáo · Sở Y tế"),
        "{}",
        session.text()
    );
}

#[test]
fn viewer_reads_and_sees_why_writing_is_refused() {
    let mut session = TestSession::shared("xem");
    session.press("5g");
    assert!(
        session.shows("Tài khoản này có vai trò lãnh đạo (chỉ xem); lệnh này cần vai trò"),
        "{}",
        session.text()
    );
    open_from_palette(&mut session, "quyen cua toi");
    assert!(
        session.shows("xem – Trần Văn Xem, lãnh đạo (chỉ xem)"),
        "{}",
        session.text()
    );
    assert!(
        session.shows("√ Ghi ý kiến, đánh dấu sao") && session.shows("× Tài khoản, đơn vị"),
        "{}",
        session.text()
    );
    session.check("rights-viewer");
}

#[test]
fn reporter_enters_for_the_own_office_only() {
    let mut session = TestSession::shared("lan");
    open_from_palette(&mut session, "quyen cua toi");
    session.check("rights-reporter");
    assert!(
        session.shows("√ Nhập số liệu, ghi nhận đã gửi báo cáo: Sở Y tế"),
        "{}",
        session.text()
    );
    session.press("<esc>");
    session.press("5");
    // A step of a coordinator, then the report and the figures of another office.
    session.press("<home>g");
    assert!(
        session.shows("lệnh này cần vai trò cán bộ đầu mối"),
        "{}",
        session.text()
    );
    session.press("s");
    assert!(
        session.shows("Đây là phần của Công an thành phố Huế"),
        "{}",
        session.text()
    );
    session.press("6otu phap<enter>7");
    assert!(
        session.shows("Đây là phần của Sở Tư pháp"),
        "{}",
        session.text()
    );
    session.press("<f2>");
    assert!(
        session.shows("Đây là phần của Sở Tư pháp"),
        "{}",
        session.text()
    );
}

#[test]
fn coordinator_sees_the_plans_of_the_own_office() {
    let mut session = TestSession::shared("minh");
    open_from_palette(&mut session, "quyen cua toi");
    session.check("rights-coordinator");
    assert!(session.shows("√ Cơ quan đầu mối"), "{}", session.text());
}

#[test]
fn admin_adds_and_suspends_an_account_by_keyboard() {
    let mut session = TestSession::shared("ha");
    open_from_palette(&mut session, "tai khoan");
    assert!(
        session.shows("Tài khoản (dùng chung)") && session.shows("Nguyễn Thị Lan"),
        "{}",
        session.text()
    );
    session.check("accounts");
    session.press("<ins>Hoa<down>Vũ Hoa<f8>");
    assert!(
        session.shows("Tên tài khoản “Hoa” không dùng được"),
        "{}",
        session.text()
    );
    session.press("<backspace><backspace><backspace>hoa<f8>");
    assert!(session.shows("cần một đơn vị"), "{}", session.text());
    session.press("hue.stp<f8>");
    assert!(session.shows("√"), "{}", session.text());
    let created = account(&session, "hoa");
    assert_eq!(
        (
            created.person.as_str(),
            created.office.as_ref().map(OfficeCode::as_str)
        ),
        ("Vũ Hoa", Some("hue.stp"))
    );
    assert_eq!(session.app.store().check().unwrap(), []);
}

/// A second user of the same file.
fn other_session(session: &TestSession, name: &str) -> TestSession {
    TestSession::at(session.path(), name)
}

#[test]
fn report_moves_between_roles_and_each_sees_its_pending_step() {
    // The reporter of a police office sends a late report with its letter.
    let mut admin = TestSession::shared("ha");
    open_from_palette(&mut admin, "tai khoan");
    admin.press("<ins>catp<down>Đỗ An<down><down>hue.ca<f8>");
    assert!(admin.shows("catp"), "{}", admin.text());
    let mut police = other_session(&admin, "catp");
    assert!(
        police.shows("QUÁ HẠN") && police.shows("Báo cáo năm 2025"),
        "{}",
        police.text()
    );
    police.check("today-reporter");
    police.press("<home><enter>s");
    police.press("12/BC-CA<down>05/06/2026");
    police.press("<f8>Đã làm<tab>Không<tab>Không<f8>");
    assert!(police.shows("√ Đã"), "{}", police.text());
    // The coordinator sees it without a key, opens it, and returns it with a resubmission deadline.
    let mut minh = other_session(&admin, "minh");
    assert!(
        minh.shows("CHỜ TIẾP NHẬN") && minh.shows("□← Công an thành phố Huế"),
        "{}",
        minh.text()
    );
    minh.check("today-coordinator");
    minh.press("<end><enter>");
    assert!(
        minh.shows("12/BC-CA") && minh.shows("catp"),
        "who sent it: {}",
        minh.text()
    );
    minh.press("tThiếu số liệu quý IV<down>12/06/2026<f8>");
    assert!(minh.shows("√ Đã"), "{}", minh.text());
    // The reporter sees it without a key.
    assert!(police.app.poll_changes());
    police.press("<esc><esc>1");
    assert!(
        police.shows("BỊ TRẢ LẠI") && police.shows("12/06"),
        "{}",
        police.text()
    );
    police.press("<home><enter>");
    assert!(police.shows("Thiếu số liệu quý IV"), "{}", police.text());
    police.press("s13/BC-CA<f8>Đã bổ sung<tab>Không<tab>Không<f8>");
    assert!(police.shows("√ Đã"), "{}", police.text());
    minh.app.poll_changes();
    minh.press("a<f8>");
    assert!(minh.shows("√ Đã"), "{}", minh.text());
    police.app.poll_changes();
    police.press("<esc><esc>1");
    assert!(
        !police.shows("BỊ TRẢ LẠI") && !police.shows("QUÁ HẠN"),
        "{}",
        police.text()
    );
}

#[test]
fn entry_of_a_coordinator_for_an_office_is_marked() {
    let mut minh = TestSession::shared("minh");
    minh.press("6ohue.syt<enter><down>15,1<enter>");
    open_from_palette(&mut minh, "nhat ky");
    minh.check("journal-behalf");
    assert!(minh.shows("minh, thay Sở Y tế"), "{}", minh.text());
}

#[test]
fn suspended_account_can_read_nothing() {
    let mut session = TestSession::shared("lan");
    let store = Store::open(&session.path()).unwrap();
    let was = account(&session, "lan");
    let shut = Account {
        state: AccountState::Suspended,
        ..was.clone()
    };
    let owner = Actor::owner("tiendo");
    store
        .write(
            &owner,
            now(),
            Write::ChangeAccount {
                expected: Box::new(was),
                account: Box::new(shut),
            },
        )
        .unwrap();
    assert!(!session.app.should_quit());
    session.app.poll_changes();
    assert!(session.app.should_quit());
}

#[test]
fn accounts_are_refused_when_the_file_is_no_longer_shared() {
    let mut session = TestSession::shared("lan");
    let store = Store::open(&session.path()).unwrap();
    store
        .write(
            &Actor::owner("tiendo"),
            now(),
            Write::SetMode(DatabaseMode::Single),
        )
        .unwrap();
    session.app.poll_changes();
    assert!(session.app.should_quit());
}

#[test]
fn own_office_is_that_of_the_account() {
    let mut session = TestSession::shared("lan");
    open_from_palette(&mut session, "don vi cua toi");
    assert!(
        session.shows("Đơn vị theo tài khoản: đề nghị quản trị ứng dụng đổi."),
        "{}",
        session.text()
    );
}

#[test]
fn letter_on_a_shared_server_is_not_written_to_a_named_file() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("cong-van.docx");
    let mut session = TestSession::shared("minh");
    let before = session.app.store().journal(None, 1).unwrap();
    session.press("5<home>d<down><down><down>");
    session.app.insert_text(path.to_str().unwrap());
    session.press("<f8>");
    assert!(
        session.shows("không ghi tệp theo tên"),
        "{}",
        session.text()
    );
    assert!(!path.exists());
    assert_eq!(session.app.store().journal(None, 1).unwrap(), before);
}
