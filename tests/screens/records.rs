//! Forms of plans, offices and groups: questions, refusals, and what stays visible.

use tiendo::domain::code::{OfficeCode, PlanCode};
use tiendo::domain::inspection::Inspection;
use tiendo::domain::number::Number;
use tiendo::domain::office::{Office, OfficeFile};
use tiendo::domain::succession::Succession;
use tiendo::i18n::Lang;
use tiendo::sample::demo;
use tiendo::store::{ActivityProgress, Actor, Expected, Store, Write};

use crate::harness::{TestSession, now};

/// Keys that lead to the measure of target 4.3 of the plan of Thừa Thiên Huế.
const MEASURE: &str = "2/hue<enter>e/vi thanh nien<enter><down>";

#[test]
fn target_with_figures_changes_with_a_reason_and_keeps_its_former_version() {
    let mut session = TestSession::usual();
    session.press(MEASURE);
    session.press("<enter>");
    assert!(
        session.shows("Sửa chỉ tiêu thành phần – TT Huế"),
        "{}",
        session.text()
    );
    session.press("<tab><tab><tab><tab><tab><bs><bs>17<f8>");
    assert!(
        session.shows("4.3 đã có số liệu: ghi lý do sửa"),
        "{}",
        session.text()
    );
    // The last field keeps the focus.
    for _ in 0..40 {
        session.press("<tab>");
    }
    session.press("<up><up>In nhầm 18<f8>");
    assert!(session.shows("Đã lưu TT Huế"), "{}", session.text());
    let plan = session
        .app
        .store()
        .catalog()
        .unwrap()
        .plan(&PlanCode::from("tth-2021"))
        .unwrap()
        .clone();
    let value = plan.find_measure(&"tth-2021/4.3".into()).unwrap().1.value;
    assert_eq!(value.unwrap().to_string(), "17");
    // The page of the target shows the former version, with author and reason.
    session.press("<esc><esc>3/vi thanh nien<enter><enter>");
    session.text();
    session.press("<end>");
    assert!(
        session.shows("Mức phải đạt: 18 → 17 – In nhầm 18"),
        "{}",
        session.text()
    );
}

#[test]
fn office_field_is_filled_from_a_list_and_shows_the_name() {
    let mut session = TestSession::usual();
    session.press(MEASURE);
    session.press("<enter>");
    for _ in 0..24 {
        session.press("<tab>");
    }
    assert!(session.shows("Mỗi dòng: đơn vị"), "{}", session.text());
    session.press("<f4>hue.stp<enter>");
    assert!(session.shows("hue.stp"), "{}", session.text());
    assert!(session.shows("Sở Tư pháp"), "{}", session.text());
    session.press("<bs>x<f8>");
    assert!(
        session.shows("không có đơn vị “hue.stx”"),
        "{}",
        session.text()
    );
    session.press("<esc>k");
    assert!(session.shows("hue.stx"), "what was typed stays");
}

#[test]
fn parts_with_history_are_not_removed_and_others_after_confirmation() {
    let mut session = TestSession::usual();
    session.press("2/hue<enter>e/vi thanh nien<enter><del>");
    assert!(session.shows("Xóa phần này"), "{}", session.text());
    session.press("c");
    assert!(session.shows("đã có số liệu"), "{}", session.text());
    session.press("<esc>/Lưu<esc>");
    let before = session
        .app
        .store()
        .catalog()
        .unwrap()
        .plan(&PlanCode::from("tth-2021"))
        .unwrap()
        .tasks
        .len();
    session.press("<end><up><up><up><up><up><up><del><esc>");
    let tasks = session
        .app
        .store()
        .catalog()
        .unwrap()
        .plan(&PlanCode::from("tth-2021"))
        .unwrap()
        .tasks
        .len();
    assert_eq!(tasks, before, "no is the default");
}

#[test]
fn amendment_changes_a_target_from_its_day() {
    let mut session = TestSession::usual();
    session.press("2/truyen thong<enter>e/van ban dieu chinh<enter><ins>");
    assert!(
        session.shows("Thêm văn bản điều chỉnh"),
        "{}",
        session.text()
    );
    session.press("99/KH-UBND<tab>1/7/2026<tab><tab>Giảm chỉ tiêu 1<f8>");
    assert!(session.shows("Đã lưu"), "{}", session.text());
    session.press("<home><down><down><enter>");
    assert!(session.shows("Sửa chỉ tiêu"), "{}", session.text());
    session.press("<tab><tab><tab><tab><tab> <f8>");
    assert!(session.shows("Đã lưu"), "{}", session.text());
}

#[test]
fn plan_is_copied_for_the_next_year() {
    let mut session = TestSession::usual();
    session.press("2/hiep hoa<enter>c");
    assert!(
        session.shows("Sao chép Hiệp Hòa 2023"),
        "{}",
        session.text()
    );
    session.press("hh-2023<f8>");
    assert!(session.shows("mã này đã dùng"), "{}", session.text());
    for years in ["0", "-1"] {
        session.press(&format!("<bs>4<tab><end><bs>{years}<f8>"));
        assert!(session.shows("từ 1 trở lên"), "{years}: {}", session.text());
        session.press(&format!("{}1<s-tab>", "<bs>".repeat(years.len())));
    }
    session.press("<f8>");
    assert!(session.shows("Hiệp Hòa 2024"), "{}", session.text());
    let plan = session
        .app
        .store()
        .catalog()
        .unwrap()
        .plan(&PlanCode::from("hh-2024"))
        .unwrap()
        .clone();
    assert_eq!(
        (plan.from.to_string().as_str(), plan.number),
        ("2024-01-01", None)
    );
    assert!(plan.title.ends_with("năm 2024"), "{}", plan.title);
}

#[test]
fn forms_match_at_every_size_and_in_both_languages() {
    for (name, size, lang) in [
        ("parts", (80, 24), Lang::Vi),
        ("parts-wide", (120, 40), Lang::Vi),
        ("parts-small", (60, 15), Lang::Vi),
        ("parts-en", (80, 24), Lang::En),
    ] {
        let mut session = TestSession::open(size.0, size.1, lang);
        session.press(MEASURE);
        session.check(name);
        session.press("<enter>");
        session.check(&name.replace("parts", "record"));
    }
    for (name, script) in [
        ("gaps", "2h"),
        ("groups", "<f9>nhom don vi<enter>"),
        ("every-office", "4m"),
    ] {
        let mut session = TestSession::usual();
        session.press(script);
        session.check(name);
    }
}

#[test]
fn office_without_references_is_removed_with_a_reason() {
    let mut session = TestSession::usual();
    session.press("4m/angiang.syt<enter><del>");
    assert!(session.shows("Xóa dòng này"), "{}", session.text());
    session.press("<f8>");
    assert!(session.shows("không được để trống"), "{}", session.text());
    session.press("ghi thừa<f8>");
    assert!(
        session.shows("angiang.syt") && !session.shows("Đã bỏ"),
        "{}",
        session.text()
    );
    session.press("<esc>c<esc><ins>angiang.thua<tab>Đơn vị ghi thừa<f8>");
    assert!(
        session.shows("Đã lưu Đơn vị ghi thừa"),
        "{}",
        session.text()
    );
    session.press("/angiang.thua<enter><del>ghi thừa<f8>");
    assert!(session.shows("√ Đã xóa"), "{}", session.text());
    assert!(
        !session
            .app
            .store()
            .catalog()
            .unwrap()
            .offices
            .contains_key(&"angiang.thua".into())
    );
}

#[test]
fn office_change_is_entered_with_its_reason() {
    let mut session = TestSession::usual();
    session.press("4m<ins>angiang.moi<tab>Sở Mới<f8>");
    assert!(session.shows("Đã lưu Sở Mới"), "{}", session.text());
    session.press("/angiang.sdl<enter><enter>");
    for _ in 0..8 {
        session.press("<tab>");
    }
    session.press("30/6/2026<tab>angiang.moi; từ 1/7/2026<f8>");
    assert!(
        session.shows("lý do"),
        "a change of what is there says why: {}",
        session.text()
    );
    session.press("<tab>Sắp xếp 2026<f8>");
    assert!(session.shows("Đã lưu"), "{}", session.text());
    let catalog = session.app.store().catalog().unwrap();
    let day = |text: &str| text.parse().unwrap();
    let owners_on = |on: &str| {
        Succession::new(&catalog.offices)
            .holder_on(&"angiang.sdl".into(), day(on))
            .clone()
    };
    assert_eq!(
        (
            owners_on("2026-06-30").as_str(),
            owners_on("2026-07-01").as_str()
        ),
        ("angiang.sdl", "angiang.moi")
    );
    let lines = session.app.store().journal(None, 3).unwrap();
    assert!(
        lines
            .iter()
            .any(|line| line.reason.as_deref() == Some("Sắp xếp 2026")),
        "{lines:?}"
    );
}

/// Writes into the same file as another user while a form is open, and reads the screen again.
fn write_from_other_session(session: &mut TestSession, write: Write) {
    let store = Store::open(&session.path()).unwrap();
    store
        .write(&Actor::single_user("minh", "terminal"), now(), write)
        .unwrap();
    assert!(session.app.poll_changes());
}

#[test]
fn form_saves_only_over_the_version_it_read() {
    let mut session = TestSession::usual();
    let catalog = session.app.store().catalog().unwrap();
    let code = OfficeCode::from("angiang.sdl");
    session.press("4m/angiang.sdl<enter><enter>");
    let office = Office {
        aliases: vec!["Sở Du lịch AG".into()],
        ..catalog.offices[&code].clone()
    };
    let file = OfficeFile {
        offices: vec![office.clone()],
        groups: Vec::new(),
    };
    let write = Write::SetOffices {
        expected: Expected::Any,
        file,
        reason: Some("tên gọi khác".into()),
    };
    write_from_other_session(&mut session, write);
    session.press(" mới");
    for _ in 0..10 {
        session.press("<tab>");
    }
    session.press("Đổi tên<f8>");
    assert!(
        session.shows("Người khác vừa sửa angiang.sdl, chưa lưu"),
        "{}",
        session.text()
    );
    assert_eq!(
        session.app.store().catalog().unwrap().offices[&code],
        office
    );

    let mut session = TestSession::usual();
    session.press("7<f2><bs>2");
    let progress = ActivityProgress {
        plan: "kg-2020".into(),
        no: 7,
        done: Number::whole(2),
        note: None,
        on: demo::demo_day(),
    };
    write_from_other_session(
        &mut session,
        Write::SetActivity {
            expected: Expected::Any,
            progress,
            spending: None,
        },
    );
    session.press("<tab><tab><tab><tab>Xã thứ hai<f8>");
    assert!(
        session.shows("Người khác vừa sửa kg-2020 7, chưa lưu"),
        "{}",
        session.text()
    );

    let mut session = TestSession::usual();
    session.press("7i<enter><enter>");
    for was in session.app.store().inspections().unwrap() {
        let inspection = Inspection {
            findings: Some("Đủ sổ sách".into()),
            ..was.inspection.clone()
        };
        write_from_other_session(
            &mut session,
            Write::SetInspection {
                expected: Box::new(was),
                inspection: Box::new(inspection),
            },
        );
    }
    session.press("x<f8>");
    assert!(session.shows("Người khác vừa sửa"), "{}", session.text());
}
