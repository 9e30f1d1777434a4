//! F3, F4 and F6 in every pane and page act or give a reason; filters of lists: their rows, labels, memory and
//! removal.

use tiendo::i18n::Lang;

use crate::harness::TestSession;

/// Keys that open each list page.
const LISTS: &[(&str, &str)] = &[
    ("leaders", "l"),
    ("offices", "4m"),
    ("groups", "<f9>nhom don vi<enter>"),
    ("holidays", "<f9>ngay nghi<enter>"),
    ("settings", "<f9>cai dat<enter>"),
    ("accounts", "<f9>tai khoan<enter>"),
    ("rights", "<f9>quyen cua toi<enter>"),
    ("budget", "<f9>kinh phi<enter>"),
    ("inspections", "<f9>dot kiem tra<enter>"),
    ("starred", "3b<f9>da danh dau sao<enter>"),
    ("estimates", "<f9>so uoc cho<enter>"),
    ("gaps", "<f9>noi dung can bo<enter>"),
    ("parts", "2e"),
    ("day", "8<pgup><pgup><end><enter>"),
    ("below", "3<f3>he so luong<enter>d"),
];

/// Keys that open each pane and each page of text.
const PLACES: &[(&str, &str)] = &[
    ("today", "1"),
    ("plans", "2"),
    ("targets", "3"),
    ("offices", "4"),
    ("reports", "5"),
    ("sheet", "6"),
    ("activities", "7"),
    ("calendar", "8"),
    ("journal", "9"),
    ("overview", "0"),
    ("a plan's page", "2<enter>"),
    ("a measure's page", "3<enter>"),
    ("an office's page", "4<enter>"),
    ("a duty's page", "5<enter>"),
    ("an activity's page", "7<enter>"),
    ("the help", "<f1>"),
    ("a form", "4<ins>"),
];

#[test]
fn f3_f4_and_f6_act_or_give_a_reason_everywhere() {
    for (name, keys) in PLACES.iter().chain(LISTS) {
        for key in ["<f3>", "<f4>", "<f6>"] {
            let mut session = TestSession::open(120, 40, Lang::Vi);
            session.press(keys);
            let before = session.text();
            session.press(key);
            assert!(
                session.text() != before,
                "{name} {key} is silent:\n{before}"
            );
        }
    }
}

#[test]
fn every_list_has_a_filter_or_says_that_its_rows_are_alike() {
    let mut offered = Vec::new();
    for (name, keys) in LISTS {
        let mut session = TestSession::open(120, 40, Lang::Vi);
        session.press(keys);
        session.press("<f4>");
        let shown = session.text();
        if shown.contains("Lọc:") && shown.contains("►Tất cả") {
            offered.push(*name);
        } else {
            assert!(shown.contains("không có gì để lọc"), "{name}\n{shown}");
        }
    }
    // A single-user database has no accounts, and every group has members.
    for name in LISTS
        .iter()
        .map(|(name, _)| *name)
        .filter(|name| !["groups", "accounts", "rights"].contains(name))
    {
        assert!(offered.contains(&name), "{name} is missing in {offered:?}");
    }
    let mut session = TestSession::shared("ha");
    session.press("<f9>tai khoan<enter><f4>can bo bao cao<enter>");
    assert!(
        session.shows("Vai trò: cán bộ báo cáo") && session.shows("lan") && !session.shows("minh "),
        "{}",
        session.text()
    );
}

#[test]
fn filter_counts_its_rows_and_hides_others() {
    for (pane, choice, head) in [
        ("4m", "phuong, dac khu", "Loại: UBND xã, phường, đặc khu"),
        (
            "<f9>noi dung can bo<enter>",
            "gia tri goc",
            "Cần bổ sung: Giá trị gốc",
        ),
        ("<f9>ngay nghi<enter>", "2025", "Năm: 2025"),
        ("2", "ket thuc", "Tình trạng: đã kết thúc"),
        ("4", "co bao cao qua han", "Quá hạn: có báo cáo quá hạn"),
        ("1", "sap han", "Tình trạng: Sắp đến hạn"),
    ] {
        let mut session = TestSession::open(120, 60, Lang::Vi);
        session.press(pane);
        let unfiltered = session.app.screen_and_model().0.search_state().1;
        session.press(&format!("<f4>{choice}"));
        let menu = session.text();
        let line = menu
            .lines()
            .find(|line| line.starts_with('►'))
            .unwrap_or_default()
            .to_owned();
        let count: usize = line
            .rsplit(' ')
            .next()
            .unwrap_or_default()
            .parse()
            .unwrap_or_else(|_| panic!("{menu}"));
        session.press("<enter>");
        let shown = session.app.screen_and_model().0.search_state().1;
        assert!(session.shows(head), "{head}\n{}", session.text());
        assert_eq!(shown, count, "{line}\n{}", session.text());
        assert!(
            shown > 0 && shown < unfiltered,
            "{line}: {shown} of {unfiltered}"
        );
        session.press("<esc>");
        assert_eq!(
            session.app.screen_and_model().0.search_state().1,
            unfiltered,
            "Esc shows all again\n{}",
            session.text()
        );
        assert!(!session.shows(head));
    }
}

#[test]
fn esc_ends_the_search_then_the_filter_then_closes_the_page() {
    let mut session = TestSession::open(120, 40, Lang::Vi);
    session.press("4m<f4>da ket thuc<enter><f3>zzz<enter>");
    assert!(
        session.shows("Tình trạng: đã kết thúc hoạt động · Tìm: zzz"),
        "{}",
        session.text()
    );
    assert!(
        session.shows("Không có dòng phù hợp. Esc bỏ tìm."),
        "{}",
        session.text()
    );
    session.press("<esc>");
    assert!(
        session.shows("Tình trạng: đã kết thúc hoạt động") && !session.shows("zzz"),
        "{}",
        session.text()
    );
    session.press("<esc>");
    assert!(
        !session.shows("đã kết thúc") && session.shows("Tất cả đơn vị"),
        "{}",
        session.text()
    );
    session.press("<esc>");
    assert!(!session.shows("Tất cả đơn vị"), "{}", session.text());
}

#[test]
fn filter_order_and_search_are_remembered_while_the_program_runs() {
    let mut session = TestSession::open(120, 40, Lang::Vi);
    session.press("4m<f6><f4>da ket thuc<enter><f3>an<enter>");
    let left = session.text();
    assert!(
        left.contains("Tình trạng: đã kết thúc hoạt động · Tìm: an") && left.contains('▲'),
        "{left}"
    );
    session.press("9");
    session.press("4m");
    assert_eq!(session.text(), left);
    // The menu selects the active filter, and "all" removes it.
    session.press("<esc><f4>");
    assert!(
        session
            .text()
            .lines()
            .any(|line| line.starts_with("►đã kết thúc")),
        "{}",
        session.text()
    );
    session.press("<home><up><up><up><up><up><up><up><up><up><up><up><up><up><enter>");
    assert!(
        !session.shows("Tình trạng: đã kết thúc hoạt động"),
        "{}",
        session.text()
    );
    // A pane keeps its filter while another one is active.
    session.press("2<f4>ket thuc<enter>");
    session.press("52");
    assert!(
        session.shows("Tình trạng: đã kết thúc"),
        "{}",
        session.text()
    );
}

#[test]
fn filters_match_at_every_size_and_in_both_languages() {
    for (name, columns, rows, lang) in [
        ("-small", 60, 15, Lang::Vi),
        ("", 80, 24, Lang::Vi),
        ("-wide", 120, 40, Lang::Vi),
        ("-en", 80, 24, Lang::En),
    ] {
        let mut session = TestSession::open(columns, rows, lang);
        session.press("<f9>noi dung can bo<enter>");
        if lang == Lang::En {
            session.press("<esc><f9>missing info<enter>");
        }
        session.press("<f4>");
        session.check(&format!("filter-menu{name}"));
        session.press("<down><down><enter>");
        session.check(&format!("filter-gaps{name}"));
        session.press("2<f4><down><enter>");
        session.check(&format!("filter-plans{name}"));
        session.press("1<f4><down><down><enter>");
        session.check(&format!("filter-today{name}"));
    }
}
