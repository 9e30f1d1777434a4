//! Ways back: Esc leads to where one came from, a digit begins anew.

use tiendo::words::Lang;

use crate::harness::Seat;

/// The row with the marker.
fn row(seat: &mut Seat) -> String {
    seat.text().lines().find(|line| line.starts_with('►')).unwrap_or_default().to_owned()
}

#[test]
fn esc_leads_back_to_the_row_from_which_a_sheet_or_a_list_was_opened() {
    for ahead in
        ["3/ty so gioi tinh<enter>", "5<down><down>", "4<down>", "2<down>", "5<enter>", "3<enter>", "0<tab><down>"]
    {
        let mut seat = Seat::usual();
        seat.press(ahead);
        let before = seat.text();
        seat.press("<f2>");
        assert_ne!(seat.text(), before, "{ahead}");
        seat.press("<esc>");
        assert_eq!(seat.text(), before, "{ahead}");
    }
}

#[test]
fn the_leaders_page_is_there_again_after_each_of_its_lists() {
    let mut seat = Seat::open(120, 40, Lang::Vi);
    seat.press("l<down><down><down>");
    let page = seat.text();
    seat.press("<enter>");
    assert!(seat.shows("quá hạn") && !seat.shows("Lãnh đạo: đến"), "{}", seat.text());
    seat.press("<enter><f2>");
    seat.press("<esc><esc><esc>");
    assert_eq!(seat.text(), page);
    seat.press("<esc>");
    assert!(seat.shows("QUÁ HẠN") && !seat.shows("Lãnh đạo: đến"), "{}", seat.text());
    // What was narrowed on the way is whole again.
    seat.press("5");
    assert!(seat.shows("Tất cả kế hoạch"), "{}", seat.text());
}

#[test]
fn a_digit_begins_anew_and_shows_everything() {
    let mut seat = Seat::usual();
    for ahead in ["03", "2<enter>313", "2<enter>3<f2><esc>13", "0<esc>3"] {
        seat.press(ahead);
        assert!(seat.shows("Tất cả kế hoạch"), "{ahead}\n{}", seat.text());
        seat.press("/ty so gioi tinh khi sinh<enter>");
        assert!(row(&mut seat).contains("Tỷ số giới tính khi sinh"), "{ahead}\n{}", seat.text());
        seat.press("<esc><esc>");
        assert!(seat.shows("QUÁ HẠN"), "no way back after a digit: {ahead}\n{}", seat.text());
    }
}
