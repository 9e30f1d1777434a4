//! F3, F4 and F6 in every pane and on every page: something happens, or a reason is given; and what a filter of a list
//! does, says, keeps and forgets.

use tiendo::words::Lang;

use crate::harness::Seat;

/// How every list over a pane is reached.
const LISTS: &[(&str, &str)] = &[
    ("leaders", "l"),
    ("offices", "4m"),
    ("groups", "<f9>nhom don vi<enter>"),
    ("holidays", "<f9>ngay nghi<enter>"),
    ("settings", "<f9>cai dat<enter>"),
    ("accounts", "<f9>tai khoan<enter>"),
    ("rights", "<f9>quyen cua toi<enter>"),
    ("budget", "<f9>kinh phi<enter>"),
    ("inspections", "<f9>kiem tra<enter>"),
    ("starred", "3b<f9>dang theo doi<enter>"),
    ("estimates", "<f9>so uoc cho<enter>"),
    ("gaps", "<f9>cho con ho<enter>"),
    ("parts", "2e"),
    ("day", "8<pgup><pgup><end><enter>"),
    ("below", "3<f3>he so luong<enter>d"),
];

/// Every pane, and every page of text.
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
fn f3_f4_and_f6_do_something_or_say_why_everywhere() {
    for (name, keys) in PLACES.iter().chain(LISTS) {
        for key in ["<f3>", "<f4>", "<f6>"] {
            let mut seat = Seat::open(120, 40, Lang::Vi);
            seat.press(keys);
            let before = seat.text();
            seat.press(key);
            assert!(seat.text() != before, "{name} {key} is silent:\n{before}");
        }
    }
}

#[test]
fn every_list_has_a_filter_of_what_its_rows_are_or_says_that_they_are_alike() {
    let mut offered = Vec::new();
    for (name, keys) in LISTS {
        let mut seat = Seat::open(120, 40, Lang::Vi);
        seat.press(keys);
        seat.press("<f4>");
        let shown = seat.text();
        if shown.contains("Lọc:") && shown.contains("►Tất cả") {
            offered.push(*name);
        } else {
            assert!(shown.contains("không có gì để lọc"), "{name}\n{shown}");
        }
    }
    // One person's file has no accounts, and every group has members.
    for name in LISTS.iter().map(|(name, _)| *name).filter(|name| !["groups", "accounts", "rights"].contains(name)) {
        assert!(offered.contains(&name), "{name} is missing in {offered:?}");
    }
    let mut seat = Seat::shared("ha");
    seat.press("<f9>tai khoan<enter><f4>can bo bao cao<enter>");
    assert!(seat.shows("Vai trò: cán bộ báo cáo") && seat.shows("lan") && !seat.shows("minh "), "{}", seat.text());
}

#[test]
fn a_filter_counts_its_rows_and_shows_no_others() {
    for (pane, choice, head) in [
        ("4m", "phuong, dac khu", "Loại: UBND xã, phường, đặc khu"),
        ("<f9>cho con ho<enter>", "moc dau", "Còn hở: Mốc đầu"),
        ("<f9>ngay nghi<enter>", "2025", "Năm: 2025"),
        ("2", "ket thuc", "Tình trạng: kết thúc"),
        ("4", "co bao cao qua han", "Quá hạn: có báo cáo quá hạn"),
        ("1", "sap han", "Tình trạng: Sắp hạn"),
    ] {
        let mut seat = Seat::open(120, 60, Lang::Vi);
        seat.press(pane);
        let whole = seat.app.screen().0.found().1;
        seat.press(&format!("<f4>{choice}"));
        let menu = seat.text();
        let line = menu.lines().find(|line| line.starts_with('►')).unwrap_or_default().to_owned();
        let count: usize = line.rsplit(' ').next().unwrap_or_default().parse().unwrap_or_else(|_| panic!("{menu}"));
        seat.press("<enter>");
        let shown = seat.app.screen().0.found().1;
        assert!(seat.shows(head), "{head}\n{}", seat.text());
        assert_eq!(shown, count, "{line}\n{}", seat.text());
        assert!(shown > 0 && shown < whole, "{line}: {shown} of {whole}");
        seat.press("<esc>");
        assert_eq!(seat.app.screen().0.found().1, whole, "Esc shows all again\n{}", seat.text());
        assert!(!seat.shows(head));
    }
}

#[test]
fn esc_ends_the_search_then_the_filter_then_closes_the_page() {
    let mut seat = Seat::open(120, 40, Lang::Vi);
    seat.press("4m<f4>da ket thuc<enter><f3>zzz<enter>");
    assert!(seat.shows("Tình trạng: đã kết thúc · Tìm: zzz"), "{}", seat.text());
    assert!(seat.shows("Không có dòng nào khớp. Esc bỏ tìm."), "{}", seat.text());
    seat.press("<esc>");
    assert!(seat.shows("Tình trạng: đã kết thúc") && !seat.shows("zzz"), "{}", seat.text());
    seat.press("<esc>");
    assert!(!seat.shows("đã kết thúc") && seat.shows("Mọi đơn vị"), "{}", seat.text());
    seat.press("<esc>");
    assert!(!seat.shows("Mọi đơn vị"), "{}", seat.text());
}

#[test]
fn filter_order_and_search_are_remembered_while_the_program_runs() {
    let mut seat = Seat::open(120, 40, Lang::Vi);
    seat.press("4m<f6><f4>da ket thuc<enter><f3>an<enter>");
    let left = seat.text();
    assert!(left.contains("Tình trạng: đã kết thúc · Tìm: an") && left.contains('▲'), "{left}");
    seat.press("9");
    seat.press("4m");
    assert_eq!(seat.text(), left);
    // The menu stands on what is shown, and "all" shows all.
    seat.press("<esc><f4>");
    assert!(seat.text().lines().any(|line| line.starts_with("►đã kết thúc")), "{}", seat.text());
    seat.press("<home><up><up><up><up><up><up><up><up><up><up><up><up><up><enter>");
    assert!(!seat.shows("Tình trạng: đã kết thúc"), "{}", seat.text());
    // A pane keeps its filter while another is in front.
    seat.press("2<f4>ket thuc<enter>");
    seat.press("52");
    assert!(seat.shows("Tình trạng: kết thúc"), "{}", seat.text());
}

#[test]
fn filters_are_whole_at_every_size_and_in_both_languages() {
    for (name, columns, rows, lang) in
        [("-small", 60, 15, Lang::Vi), ("", 80, 24, Lang::Vi), ("-wide", 120, 40, Lang::Vi), ("-en", 80, 24, Lang::En)]
    {
        let mut seat = Seat::open(columns, rows, lang);
        seat.press("<f9>cho con ho<enter>");
        if lang == Lang::En {
            seat.press("<esc><f9>gaps<enter>");
        }
        seat.press("<f4>");
        seat.check(&format!("filter-menu{name}"));
        seat.press("<down><down><enter>");
        seat.check(&format!("filter-gaps{name}"));
        seat.press("2<f4><down><enter>");
        seat.check(&format!("filter-plans{name}"));
        seat.press("1<f4><down><down><enter>");
        seat.check(&format!("filter-today{name}"));
    }
}
