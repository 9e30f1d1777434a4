//! What every list can do: order by its columns, a filter, a jump by a few letters; the journal, the leaders' page, the
//! tour, keys of one's own.

use tiendo::keys::change::Change;
use tiendo::keys::{Key, Keys};
use tiendo::words::Lang;

use crate::harness::Seat;

/// The row with the marker.
fn row(seat: &mut Seat) -> String {
    seat.text().lines().find(|line| line.starts_with('►')).unwrap_or_default().to_owned()
}

#[test]
fn f6_goes_through_the_columns_and_back_to_the_lists_own_order() {
    for (pane, heads) in
        [("2", ["▲Kế hoạch", "▼Còn hở"]), ("4", ["▲Đơn vị", "▼Quá hạn"]), ("5", ["▲Đơn vị", "▲Báo cáo"])]
    {
        let mut seat = Seat::open(120, 40, Lang::Vi);
        seat.press(pane);
        let before = seat.text();
        seat.press("<f6>");
        assert!(seat.shows(heads[0]), "{pane}\n{}", seat.text());
        let mut found = false;
        for _ in 0..12 {
            found |= seat.shows(heads[1]);
            seat.press("<f6>");
            if !seat.text().contains(['▲', '▼']) || seat.text() == before {
                break;
            }
        }
        assert!(found, "{pane}: {} never came", heads[1]);
    }
}

#[test]
fn a_list_over_a_pane_is_shown_again_as_it_was_left() {
    let mut seat = Seat::open(120, 40, Lang::Vi);
    seat.press("4m<f6>/an bien<enter>");
    let left = seat.text();
    assert!(left.contains('▲') && left.contains("Tìm: an bien") && left.contains("An Biên"), "{left}");
    seat.press("5");
    assert!(!seat.shows("an bien"));
    seat.press("4m");
    assert_eq!(seat.text(), left);
    // Another list is not concerned.
    seat.press("4<f9>nhom don vi<enter>");
    assert!(!seat.shows("an bien"), "{}", seat.text());
    // Esc ends the search, then the list; the order stays.
    seat.press("4m<esc><esc>m");
    assert!(seat.shows("▲") && !seat.shows("an bien"), "{}", seat.text());
}

#[test]
fn the_order_is_that_of_the_column_and_stays_while_the_program_runs() {
    let mut seat = Seat::open(120, 40, Lang::Vi);
    seat.press("4<f6><f6><home>");
    let late = |line: &str| {
        let cell = line.get(..).unwrap_or_default().split_whitespace().find(|word| word.parse::<u32>().is_ok());
        cell.map_or(0, |word| word.parse::<u32>().unwrap())
    };
    let first = late(&row(&mut seat));
    seat.press("<down>");
    assert!(first >= late(&row(&mut seat)), "{}", seat.text());
    seat.press("1");
    seat.press("4");
    assert!(seat.shows("▼Quá hạn"), "{}", seat.text());
    seat.press("<f9>dao chieu<enter><home>");
    assert!(seat.shows("▲Quá hạn"), "{}", seat.text());
}

#[test]
fn a_few_letters_without_marks_lead_to_a_target_an_office_a_plan() {
    let mut seat = Seat::usual();
    seat.press("jty so gioi tinh khi sinh<enter>");
    assert!(seat.shows("Tỷ số giới tính khi sinh"), "{}", seat.text());
    seat.press("jhoa hop<esc>");
    seat.press("jhue.syt");
    seat.press("<bs><bs><bs><bs><bs><bs><bs><bs>so y te<enter>");
    assert!(seat.shows("Sở Y tế"), "{}", seat.text());
    seat.press("<esc><esc><f9>den mot chi tieu<enter>");
    assert!(seat.shows("Đến một chỉ tiêu, đơn vị, kế hoạch"), "{}", seat.text());
}

#[test]
fn targets_are_narrowed_to_a_status_by_f4() {
    let mut seat = Seat::usual();
    seat.press("3<f4>khong dat<enter>");
    let shown = seat.text();
    assert!(shown.contains("■ không đạt") && !shown.contains("● đạt"), "{shown}");
    seat.press("<esc>");
    assert!(seat.shows("● đạt"), "{}", seat.text());
}

#[test]
fn the_journal_is_read_a_page_at_a_time_searched_and_narrowed() {
    let mut seat = Seat::usual();
    seat.press("9");
    seat.check("journal");
    assert!(seat.shows("200 dòng"), "{}", seat.text());
    seat.press("<end>");
    assert!(seat.shows("400 dòng"), "{}", seat.text());
    // The words of every line are searched, not only of those that were read.
    seat.press("<f3>ty so gioi tinh<enter>");
    let found = seat.text();
    assert!(found.contains("Tỷ số giới tính") && !found.contains("đã tiếp nhận"), "{found}");
    seat.press("<esc><f4> <tab>lan<tab>1/1/2026<tab>31/1/2026<f8>");
    assert!(seat.shows("lan · từ 01/01/2026 · đến hết 31/01/2026"), "{}", seat.text());
    seat.press("<esc>");
    assert!(seat.shows("Mọi việc"), "{}", seat.text());
    seat.press("<f4><tab><tab>32/1/2026<f8>");
    assert!(seat.shows("32/1/2026") && seat.shows("Lọc nhật ký"), "{}", seat.text());
}

#[test]
fn a_line_of_the_journal_leads_to_what_it_is_about_and_a_new_one_comes_first() {
    let mut seat = Seat::usual();
    seat.elsewhere("tth-2021/4.1", "tth.syt", "2024", "110,1");
    seat.press("9");
    assert!(row(&mut seat).contains("minh"), "{}", seat.text());
    seat.press("<enter>");
    assert!(seat.shows("Tỷ số giới tính khi sinh") && seat.shows("TT Huế"), "{}", seat.text());
    seat.press("<esc>");
    assert!(seat.shows("Nhật ký"), "{}", seat.text());
}

#[test]
fn every_number_of_the_leaders_page_leads_to_what_it_counts() {
    let mut seat = Seat::open(120, 40, Lang::Vi);
    seat.press("l");
    seat.check("leaders-wide");
    for (down, shown) in [(0, "đã gửi đúng hạn"), (3, "quá hạn"), (5, "■ không đạt"), (11, "quá hạn")]
    {
        let mut seat = Seat::open(120, 40, Lang::Vi);
        seat.press("l");
        seat.press(&"<down>".repeat(down));
        let counted = row(&mut seat);
        seat.press("<enter>");
        assert!(!seat.shows("Lãnh đạo: đến") && seat.shows(shown), "{counted}\n{}", seat.text());
    }
}

#[test]
fn journal_and_leaders_are_whole_at_every_size_and_in_english() {
    for (name, columns, rows, lang) in
        [("-small", 60, 15, Lang::Vi), ("", 80, 24, Lang::Vi), ("-wide", 120, 40, Lang::Vi), ("-en", 80, 24, Lang::En)]
    {
        let mut seat = Seat::open(columns, rows, lang);
        seat.press("9");
        seat.check(&format!("journal{name}"));
        seat.press("1l");
        seat.check(&format!("leaders{name}"));
        seat.press("<f9>tour<esc><esc><f9>gioi thieu<enter>");
    }
    let mut seat = Seat::usual();
    seat.press("<f9>gioi thieu man hinh<enter>");
    seat.check("tour");
}

#[test]
fn keys_of_ones_own_are_named_in_footer_help_palette_and_tour() {
    let change = |name: &str, key: &str| Change::parse(name, &[key.to_owned()]).unwrap();
    let keys = Keys::changed(&[
        change("reports.accept", "n"),
        change("list.go_journal", "f11"),
        change("any.language", "f12"),
    ]);
    let mut seat = Seat::with_keys(keys.unwrap(), Lang::Vi);
    seat.press("5");
    assert!(seat.shows("n Nhận"), "{}", seat.text());
    seat.app.press(Key::F(11));
    assert!(seat.shows("Mọi việc"), "{}", seat.text());
    seat.press("9");
    assert!(seat.shows("Phím này không có lệnh"), "{}", seat.text());
    // A page knows how much of it fits once it was drawn.
    seat.press("<f1>");
    seat.text();
    seat.press("<pgdn>");
    assert!(seat.shows("F11"), "{}", seat.text());
    seat.press("<esc><f9>gioi thieu<enter>");
    let tour = seat.text();
    assert!(tour.lines().any(|line| line.starts_with(" F11") && line.contains("Nhật ký:")), "{tour}");
    seat.press("<esc><f12>");
    assert!(seat.shows("Journal"), "{}", seat.text());
}
