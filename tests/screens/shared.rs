//! A file that several share: what each role can do by keyboard, and why not the rest.

use tiendo::domain::account::{Account, AccountState, Mode};
use tiendo::domain::code::OfficeCode;
use tiendo::store::{Actor, Store, Write};

use crate::harness::{Seat, now};

/// Opens a place by a few letters.
fn palette(seat: &mut Seat, letters: &str) {
    seat.press(&format!("<f9>{letters}<enter>"));
}

fn account(seat: &Seat, name: &str) -> Account {
    seat.app.store().account(name).unwrap().unwrap()
}

#[test]
fn the_first_line_says_who_sits_there() {
    let mut seat = Seat::shared("lan");
    seat.resize(120, 40);
    assert!(seat.shows("lan · cán bộ báo cáo · Sở Y tế"), "{}", seat.text());
}

#[test]
fn a_viewer_reads_and_is_told_why_not_more() {
    let mut seat = Seat::shared("xem");
    seat.press("5g");
    assert!(seat.shows("Vai trò của anh/chị là lãnh đạo (chỉ xem); việc này cần vai trò"), "{}", seat.text());
    palette(&mut seat, "quyen cua toi");
    assert!(seat.shows("xem – Trần Văn Xem, lãnh đạo (chỉ xem)"), "{}", seat.text());
    assert!(seat.shows("√ Ghi ý kiến, theo dõi") && seat.shows("× Tài khoản, đơn vị"), "{}", seat.text());
    seat.check("rights-viewer");
}

#[test]
fn a_reporter_enters_for_the_own_office_only() {
    let mut seat = Seat::shared("lan");
    palette(&mut seat, "quyen cua toi");
    seat.check("rights-reporter");
    assert!(seat.shows("√ Nhập số liệu, gửi báo cáo: Sở Y tế"), "{}", seat.text());
    seat.press("<esc>");
    seat.press("5");
    // A coordinator's step, then another office's report, then another office's figures.
    seat.press("<home>g");
    assert!(seat.shows("việc này cần vai trò đầu mối"), "{}", seat.text());
    seat.press("s");
    assert!(seat.shows("Đây là phần của Công an thành phố Huế"), "{}", seat.text());
    seat.press("6otu phap<enter>7");
    assert!(seat.shows("Đây là phần của Sở Tư pháp"), "{}", seat.text());
    seat.press("<f2>");
    assert!(seat.shows("Đây là phần của Sở Tư pháp"), "{}", seat.text());
}

#[test]
fn a_coordinator_sees_which_plans_are_theirs() {
    let mut seat = Seat::shared("minh");
    palette(&mut seat, "quyen cua toi");
    seat.check("rights-coordinator");
    assert!(seat.shows("√ Làm đầu mối"), "{}", seat.text());
}

#[test]
fn an_admin_adds_an_account_by_keyboard_and_shuts_it() {
    let mut seat = Seat::shared("ha");
    palette(&mut seat, "tai khoan");
    assert!(seat.shows("Tài khoản (dùng chung)") && seat.shows("Nguyễn Thị Lan"), "{}", seat.text());
    seat.check("accounts");
    seat.press("<ins>Hoa<down>Vũ Hoa<f8>");
    assert!(seat.shows("Tên tài khoản “Hoa” không dùng được"), "{}", seat.text());
    seat.press("<backspace><backspace><backspace>hoa<f8>");
    assert!(seat.shows("cần một đơn vị"), "{}", seat.text());
    seat.press("hue.stp<f8>");
    assert!(seat.shows("√"), "{}", seat.text());
    let made = account(&seat, "hoa");
    assert_eq!((made.person.as_str(), made.office.as_ref().map(OfficeCode::as_str)), ("Vũ Hoa", Some("hue.stp")));
    assert_eq!(seat.app.store().check().unwrap(), []);
}

/// A second person at the same file.
fn beside(seat: &Seat, name: &str) -> Seat {
    Seat::at(seat.path(), name)
}

#[test]
fn a_report_goes_from_hand_to_hand_and_each_sees_what_waits() {
    // The reporter of a police office that is late sends, with its letter.
    let mut admin = Seat::shared("ha");
    palette(&mut admin, "tai khoan");
    admin.press("<ins>catp<down>Đỗ An<down><down>hue.ca<f8>");
    assert!(admin.shows("catp"), "{}", admin.text());
    let mut police = beside(&admin, "catp");
    assert!(police.shows("QUÁ HẠN") && police.shows("Báo cáo năm 2025"), "{}", police.text());
    police.check("today-reporter");
    police.press("<home><enter>s");
    police.press("12/BC-CA<down>05/06/2026");
    police.press("<f8>Đã làm<tab>Không<tab>Không<f8>");
    assert!(police.shows("√ Đã"), "{}", police.text());
    // The coordinator is told without a key, looks, and returns it with a day to mend.
    let mut minh = beside(&admin, "minh");
    assert!(minh.shows("CHỜ TIẾP NHẬN") && minh.shows("□← Công an thành phố Huế"), "{}", minh.text());
    minh.check("today-coordinator");
    minh.press("<end><enter>");
    assert!(minh.shows("12/BC-CA") && minh.shows("catp"), "who sent it: {}", minh.text());
    minh.press("tThiếu số liệu quý IV<down>12/06/2026<f8>");
    assert!(minh.shows("√ Đã"), "{}", minh.text());
    // It comes back to the reporter by itself.
    assert!(police.app.look_around());
    police.press("<esc><esc>1");
    assert!(police.shows("BỊ TRẢ LẠI") && police.shows("12/06"), "{}", police.text());
    police.press("<home><enter>");
    assert!(police.shows("Thiếu số liệu quý IV"), "{}", police.text());
    police.press("s13/BC-CA<f8>Đã bổ sung<tab>Không<tab>Không<f8>");
    assert!(police.shows("√ Đã"), "{}", police.text());
    minh.app.look_around();
    minh.press("a<f8>");
    assert!(minh.shows("√ Đã"), "{}", minh.text());
    police.app.look_around();
    police.press("<esc><esc>1");
    assert!(!police.shows("BỊ TRẢ LẠI") && !police.shows("QUÁ HẠN"), "{}", police.text());
}

#[test]
fn what_a_coordinator_enters_for_an_office_says_so() {
    let mut minh = Seat::shared("minh");
    minh.press("6ohue.syt<enter><down>15,1<enter>");
    palette(&mut minh, "nhat ky");
    minh.check("journal-behalf");
    assert!(minh.shows("minh, thay Sở Y tế"), "{}", minh.text());
}

#[test]
fn who_is_shut_out_sees_nothing_more() {
    let mut seat = Seat::shared("lan");
    let mut store = Store::open(&seat.path()).unwrap();
    let was = account(&seat, "lan");
    let shut = Account { state: AccountState::Suspended, ..was.clone() };
    let owner = Actor::owner("tiendo");
    store.write(&owner, now(), Write::ChangeAccount { was: Box::new(was), account: Box::new(shut) }).unwrap();
    assert!(!seat.app.is_leaving());
    seat.app.look_around();
    assert!(seat.app.is_leaving());
}

#[test]
fn a_file_that_is_shared_no_more_lets_its_accounts_go() {
    let mut seat = Seat::shared("lan");
    let mut store = Store::open(&seat.path()).unwrap();
    store.write(&Actor::owner("tiendo"), now(), Write::SetMode(Mode::Single)).unwrap();
    seat.app.look_around();
    assert!(seat.app.is_leaving());
}

#[test]
fn the_own_office_is_the_accounts() {
    let mut seat = Seat::shared("lan");
    palette(&mut seat, "don vi cua toi");
    assert!(seat.shows("Đơn vị của anh/chị đi theo tài khoản"), "{}", seat.text());
}

#[test]
fn no_letter_is_written_by_its_name_on_a_shared_server() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("cong-van.docx");
    let mut seat = Seat::shared("minh");
    let before = seat.app.store().journal(None, 1).unwrap();
    seat.press("5<home>d<down><down><down>");
    seat.app.insert(path.to_str().unwrap());
    seat.press("<f8>");
    assert!(seat.shows("không ghi tệp theo tên"), "{}", seat.text());
    assert!(!path.exists());
    assert_eq!(seat.app.store().journal(None, 1).unwrap(), before);
}
