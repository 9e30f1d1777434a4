//! Plans, offices and groups changed by forms: what is asked, what is refused, what stays visible.

use tiendo::domain::code::{OfficeCode, PlanCode};
use tiendo::domain::inspection::Inspection;
use tiendo::domain::number::Number;
use tiendo::domain::office::{Office, OfficeFile};
use tiendo::sample::demo;
use tiendo::store::{ActivityProgress, Actor, Store, Was, Write};
use tiendo::words::Lang;

use crate::harness::{Seat, now};

/// To the parts of the plan of Thừa Thiên Huế, at target 4.3's measure.
const MEASURE: &str = "2/hue<enter>e/vi thanh nien<enter><down>";

#[test]
fn a_target_with_figures_changes_with_a_reason_and_keeps_what_stood_before() {
    let mut seat = Seat::usual();
    seat.press(MEASURE);
    seat.press("<enter>");
    assert!(seat.shows("Sửa thành phần – TT Huế"), "{}", seat.text());
    seat.press("<tab><tab><tab><tab><tab><bs><bs>17<f8>");
    assert!(seat.shows("4.3 đã có số liệu: phải ghi lý do"), "{}", seat.text());
    for _ in 0..20 {
        seat.press("<tab>");
    }
    seat.press("<up><up>In nhầm 18<f8>");
    assert!(seat.shows("Đã lưu TT Huế"), "{}", seat.text());
    let plan = seat.app.store().catalog().unwrap().plan(&PlanCode::from("tth-2021")).unwrap().clone();
    let value = plan.find_measure(&"tth-2021/4.3".into()).unwrap().1.value;
    assert_eq!(value.unwrap().to_string(), "17");
    // What stood before is on the target's page, with who and why.
    seat.press("<esc><esc>3/vi thanh nien<enter><enter>");
    seat.text();
    seat.press("<end>");
    assert!(seat.shows("Giá trị cam kết: 18 → 17 – In nhầm 18"), "{}", seat.text());
}

#[test]
fn a_field_of_offices_is_filled_from_a_list_and_says_whom_it_means() {
    let mut seat = Seat::usual();
    seat.press(MEASURE);
    seat.press("<enter>");
    for _ in 0..22 {
        seat.press("<tab>");
    }
    assert!(seat.shows("Mỗi dòng: đơn vị"), "{}", seat.text());
    seat.press("<f4>hue.stp<enter>");
    assert!(seat.shows("hue.stp"), "{}", seat.text());
    assert!(seat.shows("Sở Tư pháp"), "{}", seat.text());
    seat.press("<bs>x<f8>");
    assert!(seat.shows("không có đơn vị “hue.stx”"), "{}", seat.text());
    seat.press("<esc>k");
    assert!(seat.shows("hue.stx"), "what was typed stays");
}

#[test]
fn what_history_hangs_on_is_not_removed_and_the_rest_asks_first() {
    let mut seat = Seat::usual();
    seat.press("2/hue<enter>e/vi thanh nien<enter><del>");
    assert!(seat.shows("Xóa phần này"), "{}", seat.text());
    seat.press("c");
    assert!(seat.shows("đã có số liệu"), "{}", seat.text());
    seat.press("<esc>/Lưu<esc>");
    let before = seat.app.store().catalog().unwrap().plan(&PlanCode::from("tth-2021")).unwrap().tasks.len();
    seat.press("<end><up><up><up><up><up><up><del><esc>");
    let tasks = seat.app.store().catalog().unwrap().plan(&PlanCode::from("tth-2021")).unwrap().tasks.len();
    assert_eq!(tasks, before, "no is the default");
}

#[test]
fn an_amendment_is_typed_and_a_target_changes_from_its_day() {
    let mut seat = Seat::usual();
    seat.press("2/truyen thong<enter>e/van ban dieu chinh<enter><ins>");
    assert!(seat.shows("Thêm văn bản điều chỉnh"), "{}", seat.text());
    seat.press("99/KH-UBND<tab>1/7/2026<tab><tab>Giảm chỉ tiêu 1<f8>");
    assert!(seat.shows("Đã lưu"), "{}", seat.text());
    seat.press("<home><down><down><enter>");
    assert!(seat.shows("Sửa chỉ tiêu"), "{}", seat.text());
    seat.press("<tab><tab><tab><tab><tab> <f8>");
    assert!(seat.shows("Đã lưu"), "{}", seat.text());
}

#[test]
fn a_plan_is_copied_for_the_next_year() {
    let mut seat = Seat::usual();
    seat.press("2/hiep hoa<enter>c");
    assert!(seat.shows("Sao Hiệp Hòa 2023"), "{}", seat.text());
    seat.press("hh-2023<f8>");
    assert!(seat.shows("mã này đã dùng"), "{}", seat.text());
    seat.press("<bs>4<f8>");
    assert!(seat.shows("Hiệp Hòa 2024"), "{}", seat.text());
    let plan = seat.app.store().catalog().unwrap().plan(&PlanCode::from("hh-2024")).unwrap().clone();
    assert_eq!((plan.from.to_string().as_str(), plan.number), ("2024-01-01", None));
    assert!(plan.title.ends_with("năm 2024"), "{}", plan.title);
}

#[test]
fn forms_are_whole_at_every_size_and_in_both_languages() {
    for (name, size, lang) in [
        ("parts", (80, 24), Lang::Vi),
        ("parts-wide", (120, 40), Lang::Vi),
        ("parts-small", (60, 15), Lang::Vi),
        ("parts-en", (80, 24), Lang::En),
    ] {
        let mut seat = Seat::open(size.0, size.1, lang);
        seat.press(MEASURE);
        seat.check(name);
        seat.press("<enter>");
        seat.check(&name.replace("parts", "record"));
    }
    for (name, script) in [("gaps", "2h"), ("groups", "<f9>nhom don vi<enter>"), ("every-office", "4m")] {
        let mut seat = Seat::usual();
        seat.press(script);
        seat.check(name);
    }
}

#[test]
fn an_office_goes_with_a_reason_and_only_where_nothing_hangs_on_it() {
    let mut seat = Seat::usual();
    seat.press("4m/angiang.syt<enter><del>");
    assert!(seat.shows("Bỏ dòng này"), "{}", seat.text());
    seat.press("<f8>");
    assert!(seat.shows("không được để trống"), "{}", seat.text());
    seat.press("ghi thừa<f8>");
    assert!(seat.shows("angiang.syt") && !seat.shows("Đã bỏ"), "{}", seat.text());
    seat.press("<esc>c<esc><ins>angiang.thua<tab>Đơn vị ghi thừa<f8>");
    assert!(seat.shows("Đã lưu Đơn vị ghi thừa"), "{}", seat.text());
    seat.press("/angiang.thua<enter><del>ghi thừa<f8>");
    assert!(seat.shows("√ Đã bỏ"), "{}", seat.text());
    assert!(!seat.app.store().catalog().unwrap().offices.contains_key(&"angiang.thua".into()));
}

#[test]
fn the_next_reform_is_typed_in_with_its_reason() {
    let mut seat = Seat::usual();
    seat.press("4m<ins>angiang.moi<tab>Sở Mới<f8>");
    assert!(seat.shows("Đã lưu Sở Mới"), "{}", seat.text());
    seat.press("/angiang.sdl<enter><enter>");
    for _ in 0..8 {
        seat.press("<tab>");
    }
    seat.press("30/6/2026<tab>angiang.moi; từ 1/7/2026<f8>");
    assert!(seat.shows("lý do"), "a change of what is there says why: {}", seat.text());
    seat.press("<tab>Sắp xếp 2026<f8>");
    assert!(seat.shows("Đã lưu"), "{}", seat.text());
    let catalog = seat.app.store().catalog().unwrap();
    let day = |text: &str| text.parse().unwrap();
    let held = |on: &str| catalog.holders(&"angiang.sdl".into(), day(on)).remove(0).0;
    assert_eq!((held("2026-06-30").as_str(), held("2026-07-01").as_str()), ("angiang.sdl", "angiang.moi"));
    let lines = seat.app.store().journal(None, 3).unwrap();
    assert!(lines.iter().any(|line| line.why.as_deref() == Some("Sắp xếp 2026")), "{lines:?}");
}

/// Somebody else writes into the same file while a form is open, and the screen reads again.
fn meanwhile(seat: &mut Seat, write: Write) {
    let mut store = Store::open(&seat.path()).unwrap();
    store.write(&Actor::alone("minh", "terminal"), now(), write).unwrap();
    assert!(seat.app.look_around());
}

#[test]
fn a_form_saves_only_over_what_it_read() {
    let mut seat = Seat::usual();
    let catalog = seat.app.store().catalog().unwrap();
    let code = OfficeCode::from("angiang.sdl");
    seat.press("4m/angiang.sdl<enter><enter>");
    let office = Office { aliases: vec!["Sở Du lịch AG".into()], ..catalog.offices[&code].clone() };
    let file = OfficeFile { offices: vec![office.clone()], groups: Vec::new() };
    let write = Write::SetOffices { was: Was::Whatever, file, reason: Some("tên gọi khác".into()) };
    meanwhile(&mut seat, write);
    seat.press(" mới");
    for _ in 0..10 {
        seat.press("<tab>");
    }
    seat.press("Đổi tên<f8>");
    assert!(seat.shows("Người khác vừa sửa angiang.sdl, chưa lưu"), "{}", seat.text());
    assert_eq!(seat.app.store().catalog().unwrap().offices[&code], office);

    let mut seat = Seat::usual();
    seat.press("7<f2><bs>2");
    let progress =
        ActivityProgress { plan: "kg-2020".into(), no: 7, done: Number::whole(2), note: None, on: demo::day() };
    meanwhile(&mut seat, Write::SetActivity { was: Was::Whatever, progress, spent: None });
    seat.press("<tab><tab><tab><tab>Xã thứ hai<f8>");
    assert!(seat.shows("Người khác vừa sửa kg-2020 7, chưa lưu"), "{}", seat.text());

    let mut seat = Seat::usual();
    seat.press("7i<enter><enter>");
    for was in seat.app.store().inspections().unwrap() {
        let inspection = Inspection { findings: Some("Đủ sổ sách".into()), ..was.inspection.clone() };
        meanwhile(&mut seat, Write::SetInspection { was: Box::new(was), inspection: Box::new(inspection) });
    }
    seat.press("x<f8>");
    assert!(seat.shows("Người khác vừa sửa"), "{}", seat.text());
}
