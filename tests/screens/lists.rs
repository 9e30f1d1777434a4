//! Lists: sort order, search, the journal, the summary page for leaders, the introduction, and rebound keys.

use tiendo::i18n::Lang;
use tiendo::keys::rebinding::Rebinding;
use tiendo::keys::{Key, Keymap};

use crate::harness::TestSession;

/// The selected row.
fn row(session: &mut TestSession) -> String {
    session
        .text()
        .lines()
        .find(|line| line.starts_with('►'))
        .unwrap_or_default()
        .to_owned()
}

#[test]
fn f6_sorts_by_each_column_and_returns_to_the_default_order() {
    for (pane, headings) in [
        ("2", ["▲Kế hoạch", "▼Cần bổ sung"]),
        ("4", ["▲Đơn vị", "▼Quá hạn"]),
        ("5", ["▲Đơn vị", "▲Báo cáo"]),
    ] {
        let mut session = TestSession::open(120, 40, Lang::Vi);
        session.press(pane);
        let before = session.text();
        session.press("<f6>");
        assert!(session.shows(headings[0]), "{pane}\n{}", session.text());
        let mut found = false;
        for _ in 0..12 {
            found |= session.shows(headings[1]);
            session.press("<f6>");
            if !session.text().contains(['▲', '▼']) || session.text() == before {
                break;
            }
        }
        assert!(found, "{pane}: {} never came", headings[1]);
    }
}

#[test]
fn list_page_is_shown_again_unchanged() {
    let mut session = TestSession::open(120, 40, Lang::Vi);
    session.press("4m<f6>/an bien<enter>");
    let left = session.text();
    assert!(
        left.contains('▲') && left.contains("Tìm: an bien") && left.contains("An Biên"),
        "{left}"
    );
    session.press("5");
    assert!(!session.shows("an bien"));
    session.press("4m");
    assert_eq!(session.text(), left);
    // Another list is not affected.
    session.press("4<f9>nhom don vi<enter>");
    assert!(!session.shows("an bien"), "{}", session.text());
    // Esc ends the search, then closes the list; the order stays.
    session.press("4m<esc><esc>m");
    assert!(
        session.shows("▲") && !session.shows("an bien"),
        "{}",
        session.text()
    );
}

#[test]
fn sort_order_follows_the_column_and_is_remembered() {
    let mut session = TestSession::open(120, 40, Lang::Vi);
    session.press("4<f6><f6><home>");
    let late = |line: &str| {
        let cell = line
            .get(..)
            .unwrap_or_default()
            .split_whitespace()
            .find(|word| word.parse::<u32>().is_ok());
        cell.map_or(0, |word| word.parse::<u32>().unwrap())
    };
    let first = late(&row(&mut session));
    session.press("<down>");
    assert!(first >= late(&row(&mut session)), "{}", session.text());
    session.press("1");
    session.press("4");
    assert!(session.shows("▼Quá hạn"), "{}", session.text());
    session.press("<f9>dao chieu<enter><home>");
    assert!(session.shows("▲Quá hạn"), "{}", session.text());
}

#[test]
fn letters_without_accents_find_a_target_an_office_or_a_plan() {
    let mut session = TestSession::usual();
    session.press("jty so gioi tinh khi sinh<enter>");
    assert!(
        session.shows("Tỷ số giới tính khi sinh"),
        "{}",
        session.text()
    );
    session.press("jhoa hop<esc>");
    session.press("jhue.syt");
    session.press("<bs><bs><bs><bs><bs><bs><bs><bs>so y te<enter>");
    assert!(session.shows("Sở Y tế"), "{}", session.text());
    session.press("<esc><esc><f9>di toi chi tieu<enter>");
    assert!(
        session.shows("Đi tới chỉ tiêu, đơn vị, kế hoạch"),
        "{}",
        session.text()
    );
}

#[test]
fn targets_are_filtered_by_status_with_f4() {
    let mut session = TestSession::usual();
    session.press("3<f4>khong dat<enter>");
    let shown = session.text();
    assert!(
        shown.contains("■ không đạt") && !shown.contains("● đạt"),
        "{shown}"
    );
    session.press("<esc>");
    assert!(session.shows("● đạt"), "{}", session.text());
}

#[test]
fn journal_is_read_by_page_searched_and_filtered() {
    let mut session = TestSession::usual();
    session.press("9");
    session.check("journal");
    assert!(session.shows("200 dòng"), "{}", session.text());
    session.press("<end>");
    assert!(session.shows("400 dòng"), "{}", session.text());
    // The search covers every line, not only the pages read so far.
    session.press("<f3>ty so gioi tinh<enter>");
    let found = session.text();
    assert!(
        found.contains("Tỷ số giới tính") && !found.contains("đã tiếp nhận"),
        "{found}"
    );
    session.press("<esc><f4> <tab>lan<tab>1/1/2026<tab>31/1/2026<f8>");
    assert!(
        session.shows("lan · từ 01/01/2026 · đến hết 31/01/2026"),
        "{}",
        session.text()
    );
    session.press("<esc>");
    assert!(session.shows("Toàn bộ nhật ký"), "{}", session.text());
    session.press("<f4><tab><tab>32/1/2026<f8>");
    assert!(
        session.shows("32/1/2026") && session.shows("Lọc nhật ký"),
        "{}",
        session.text()
    );
}

#[test]
fn journal_line_opens_its_record_and_new_lines_come_first() {
    let mut session = TestSession::usual();
    session.write_from_other_session("tth-2021/4.1", "tth.syt", "2024", "110,1");
    session.press("9");
    assert!(row(&mut session).contains("minh"), "{}", session.text());
    session.press("<enter>");
    assert!(
        session.shows("Tỷ số giới tính khi sinh") && session.shows("TT Huế"),
        "{}",
        session.text()
    );
    session.press("<esc>");
    assert!(session.shows("Nhật ký"), "{}", session.text());
}

#[test]
fn every_number_of_the_summary_page_opens_its_rows() {
    let mut session = TestSession::open(120, 40, Lang::Vi);
    session.press("l");
    session.check("leaders-wide");
    for (down, shown) in [
        (0, "đã gửi đúng hạn"),
        (3, "quá hạn"),
        (6, "■ không đạt"),
        (13, "quá hạn"),
    ] {
        let mut session = TestSession::open(120, 40, Lang::Vi);
        session.press("l");
        session.press(&"<down>".repeat(down));
        let counted = row(&mut session);
        session.press("<enter>");
        assert!(
            !session.shows("Tổng hợp điều hành (đến ngày") && session.shows(shown),
            "{counted}\n{}",
            session.text()
        );
    }
}

#[test]
fn journal_and_summary_match_at_every_size_and_in_english() {
    for (name, columns, rows, lang) in [
        ("-small", 60, 15, Lang::Vi),
        ("", 80, 24, Lang::Vi),
        ("-wide", 120, 40, Lang::Vi),
        ("-en", 80, 24, Lang::En),
    ] {
        let mut session = TestSession::open(columns, rows, lang);
        session.press("9");
        session.check(&format!("journal{name}"));
        session.press("1l");
        session.check(&format!("leaders{name}"));
        session.press("<f9>tour<esc><esc><f9>gioi thieu<enter>");
    }
    let mut session = TestSession::usual();
    session.press("<f9>gioi thieu nhanh<enter>");
    session.check("tour");
}

#[test]
fn rebound_keys_are_named_in_footer_help_palette_and_tour() {
    let change = |name: &str, key: &str| Rebinding::parse(name, &[key.to_owned()]).unwrap();
    let keys = Keymap::with_rebindings(&[
        change("reports.accept", "n"),
        change("list.go_journal", "f11"),
        change("any.language", "f12"),
    ]);
    let mut session = TestSession::with_keys(keys.unwrap(), Lang::Vi);
    session.press("5");
    assert!(session.shows("n Tiếp nhận"), "{}", session.text());
    session.app.handle_key(Key::F(11));
    assert!(session.shows("Toàn bộ nhật ký"), "{}", session.text());
    session.press("9");
    assert!(
        session.shows("Phím này không có lệnh"),
        "{}",
        session.text()
    );
    // A page knows its height only after it was drawn.
    session.press("<f1>");
    session.text();
    session.press("<pgdn>");
    assert!(session.shows("F11"), "{}", session.text());
    session.press("<esc><f9>gioi thieu<enter>");
    let tour = session.text();
    assert!(
        tour.lines()
            .any(|line| line.starts_with(" F11") && line.contains("Nhật ký:")),
        "{tour}"
    );
    session.press("<esc><f12>");
    assert!(session.shows("Audit log"), "{}", session.text());
}
