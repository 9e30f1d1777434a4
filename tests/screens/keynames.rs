//! Sentences name the keys that one has: changed ones by their new name, unbound ones by the way through the palette.

use tiendo::keys::Keys;
use tiendo::keys::change::Change;
use tiendo::words::Lang;

use crate::harness::Seat;

/// A seat with these keys; no key unbinds a command.
fn seat(lang: Lang, wishes: &[(&str, &[&str])]) -> Seat {
    let change = |(name, keys): &(&str, &[&str])| {
        let keys: Vec<String> = keys.iter().map(|key| (*key).to_owned()).collect();
        Change::parse(name, &keys).unwrap()
    };
    let changes: Vec<Change> = wishes.iter().map(change).collect();
    Seat::with_keys(Keys::changed(&changes).unwrap(), lang)
}

/// F4, Ins, F2, the panes' digits, yes and no under other names.
const OTHER: &[(&str, &[&str])] = &[
    ("reports.filter", &["f11"]),
    ("form.choose_value", &["f11"]),
    ("rows.insert", &["i"]),
    ("plans.insert", &["f12"]),
    ("list.go_plans", &["w"]),
    ("reports.send", &["f6"]),
    ("sheet.edit", &["f12"]),
    ("sheet.drop_draft", &["z"]),
    ("sheet.by_period", &["v"]),
    ("ask.yes", &["x"]),
    ("ask.back", &["z", "esc"]),
];

/// Whether the screen has the words, wherever its lines end.
fn has(seat: &mut Seat, words: &str) {
    let one_line = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(one_line(&seat.text()).contains(&one_line(words)), "“{words}” in\n{}", seat.text());
}

#[test]
fn changed_keys_are_named_in_sentences() {
    let mut seat = seat(Lang::Vi, OTHER);
    has(&mut seat, "w Kế hoạch");
    seat.press("<f7>");
    has(&mut seat, "Phím này không có lệnh ở đây. F1: các phím của ô này.");
    seat.press("<ins>");
    has(&mut seat, "Thêm kế hoạch ở màn hình w, đơn vị ở màn hình 4; gửi báo cáo: phím F6.");
    // An empty list and what leads out of it.
    seat.press("5<f11>chua mo<enter>");
    seat.press("<f9>tai khoan<enter>");
    has(&mut seat, "i: thêm tài khoản");
    // A field's hint and its refusal.
    seat.press("<esc>w<f12>");
    seat.press("<down><down><down><down><down>");
    has(&mut seat, "F11 chọn từ danh sách.");
    // A question.
    seat.press("x<esc>");
    has(&mut seat, "Đóng và bỏ?  x = có, z = không");
    has(&mut seat, "x Có  z Không");
    seat.press("z");
    has(&mut seat, "F8 Lưu");
    seat.press("<esc>x");
    // The state of a cell, the line of layouts, a legend in the help.
    seat.press("6hue.syt<enter>");
    has(&mut seat, "v nhiều kỳ cạnh nhau · d các đơn vị");
    seat.press("1,2,3<enter>");
    // While one types, F12 and z are not keys of the sheet.
    has(&mut seat, "■ bị từ chối, chưa lưu\n");
    seat.press("<esc>");
    has(&mut seat, "■ bị từ chối, chưa lưu (F12 sửa, z bỏ)");
    seat.press("<f1>");
    let told = (0..6).any(|_| {
        let shows = seat.shows("chưa lưu (F12 sửa, z bỏ)");
        seat.press("<pgdn>");
        shows
    });
    assert!(told, "{}", seat.text());
}

#[test]
fn changed_keys_are_named_in_english_too() {
    let mut seat = seat(Lang::En, OTHER);
    seat.press("<ins>");
    has(&mut seat, "Add plans on screen w, offices on screen 4; send a report: key F6.");
    seat.press("w<f12>x<esc>");
    has(&mut seat, "Close and drop it?  x = yes, z = no");
    let mut usual = Seat::open(80, 24, Lang::En);
    usual.press("2<ins>x<esc>");
    has(&mut usual, "Close and drop it?  y = yes, Enter = no");
    has(&mut usual, "y Yes  Enter No");
}

#[test]
fn what_has_no_key_is_found_in_the_palette_and_said_so() {
    let mut seat = seat(Lang::Vi, &[("form.choose_value", &[]), ("form.save", &[]), ("sheet.by_office", &[])]);
    seat.press("2<ins><down><down><down><down><down>");
    has(&mut seat, "F9 “Chọn từ danh sách” chọn từ danh sách.");
    seat.press("<f9>chon tu danh sach<enter>");
    has(&mut seat, "Chọn đơn vị:");
    seat.press("<esc><f9>luu bieu mau");
    assert!(!seat.shows("Enter\n"), "no key of another place: {}", seat.text());
    seat.press("<enter>");
    has(&mut seat, "không được để trống");
    seat.press("<esc>6hue.syt<enter>");
    has(&mut seat, "c nhiều kỳ cạnh nhau");
    assert!(!seat.shows("các đơn vị"), "{}", seat.text());
}

#[test]
fn the_help_groups_what_lays_the_sheet_out() {
    let mut seat = Seat::usual();
    seat.press("6hue.syt<enter><f1>");
    seat.text();
    let mut seen = String::new();
    for _ in 0..6 {
        seen += &seat.text();
        seat.press("<pgdn>");
    }
    let (_, views) = seen.split_once("Xem bảng theo kỳ, theo đơn vị, theo năm").unwrap();
    let views: Vec<&str> = views.lines().skip(1).take(3).map(str::trim).collect();
    assert!(views.iter().any(|line| line.starts_with("c ") && line.contains("Nhiều kỳ cạnh nhau")), "{views:?}");
    assert!(views.iter().any(|line| line.starts_with("d ") && line.contains("Các đơn vị của chỉ tiêu")), "{views:?}");
    assert!(views.iter().any(|line| line.starts_with("e ") && line.contains("chỉ tiêu năm")), "{views:?}");
}
