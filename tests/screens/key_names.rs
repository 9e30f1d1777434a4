//! Sentences name the bound keys: rebound ones by their new name, unbound ones by the path through the palette.

use tiendo::i18n::Lang;
use tiendo::keys::Keymap;
use tiendo::keys::rebinding::Rebinding;

use crate::harness::TestSession;

/// A session with these keys; an empty list unbinds a command.
fn session(lang: Lang, bindings: &[(&str, &[&str])]) -> TestSession {
    let change = |(name, keys): &(&str, &[&str])| {
        let keys: Vec<String> = keys.iter().map(|key| (*key).to_owned()).collect();
        Rebinding::parse(name, &keys).unwrap()
    };
    let changes: Vec<Rebinding> = bindings.iter().map(change).collect();
    TestSession::with_keys(Keymap::with_rebindings(&changes).unwrap(), lang)
}

/// F4, Ins, F2, the digits of the panes, yes and no under other names.
const REBOUND: &[(&str, &[&str])] = &[
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

/// Whether the screen contains the words, across line ends.
fn has(session: &mut TestSession, words: &str) {
    let one_line = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(
        one_line(&session.text()).contains(&one_line(words)),
        "“{words}” in\n{}",
        session.text()
    );
}

#[test]
fn rebound_keys_are_named_in_sentences() {
    let mut session = session(Lang::Vi, REBOUND);
    has(&mut session, "w Kế hoạch");
    session.press("<f7>");
    has(
        &mut session,
        "Phím này không có lệnh ở đây. F1: các phím của màn hình này.",
    );
    session.press("<ins>");
    has(
        &mut session,
        "Thêm kế hoạch ở màn hình w, đơn vị ở màn hình 4; ghi nhận đã gửi báo cáo: phím F6.",
    );
    // An empty list and its way out.
    session.press("5<f11>chua mo<enter>");
    session.press("<f9>tai khoan<enter>");
    has(&mut session, "i: thêm tài khoản");
    // The hint of a field and its refusal.
    session.press("<esc>w<f12>");
    session.press("<down><down><down><down><down>");
    has(&mut session, "F11 chọn từ danh sách.");
    // A confirmation.
    session.press("x<esc>");
    has(&mut session, "Đóng và bỏ?  x = có, z = không");
    has(&mut session, "x Có  z Không");
    session.press("z");
    has(&mut session, "F8 Lưu");
    session.press("<esc>x");
    // The state of a cell, the line of layouts, a legend in the help.
    session.press("6hue.syt<enter>");
    has(&mut session, "v nhiều kỳ cạnh nhau · d theo đơn vị");
    session.press("1,2,3<enter>");
    // While a value is typed, F12 and z are not keys of the sheet.
    has(&mut session, "■ bị từ chối, chưa lưu\n");
    session.press("<esc>");
    has(&mut session, "■ bị từ chối, chưa lưu (F12 sửa, z xóa)");
    session.press("<f1>");
    let shown = (0..6).any(|_| {
        let shows = session.shows("chưa lưu (F12 sửa, z xóa)");
        session.press("<pgdn>");
        shows
    });
    assert!(shown, "{}", session.text());
}

#[test]
fn rebound_keys_are_named_in_english() {
    let mut session = session(Lang::En, REBOUND);
    session.press("<ins>");
    has(
        &mut session,
        "Add plans on screen w, offices on screen 4; record a submission: key F6.",
    );
    session.press("w<f12>x<esc>");
    has(&mut session, "Close and discard it?  x = yes, z = no");
    let mut usual = TestSession::open(80, 24, Lang::En);
    usual.press("2<ins>x<esc>");
    has(&mut usual, "Close and discard it?  y = yes, Enter = no");
    has(&mut usual, "y Yes  Enter No");
}

#[test]
fn unbound_commands_are_named_with_the_palette() {
    let mut session = session(
        Lang::Vi,
        &[
            ("form.choose_value", &[]),
            ("form.save", &[]),
            ("sheet.by_office", &[]),
        ],
    );
    session.press("2<ins><down><down><down><down><down>");
    has(&mut session, "F9 “Chọn từ danh sách” chọn từ danh sách.");
    session.press("<f9>chon tu danh sach<enter>");
    has(&mut session, "Chọn đơn vị:");
    session.press("<esc><f9>luu bieu mau");
    assert!(
        !session.shows("Enter\n"),
        "no key of another place: {}",
        session.text()
    );
    session.press("<enter>");
    has(&mut session, "không được để trống");
    session.press("<esc>6hue.syt<enter>");
    has(&mut session, "c nhiều kỳ cạnh nhau");
    assert!(!session.shows("theo đơn vị"), "{}", session.text());
}

#[test]
fn help_groups_the_layout_commands_of_the_sheet() {
    let mut session = TestSession::usual();
    session.press("6hue.syt<enter><f1>");
    session.text();
    let mut seen = String::new();
    for _ in 0..6 {
        seen += &session.text();
        session.press("<pgdn>");
    }
    let (_, views) = seen
        .split_once("Cách xem bảng: theo kỳ, theo đơn vị, theo năm")
        .unwrap();
    let views: Vec<&str> = views.lines().map(str::trim).collect();
    assert!(
        views
            .iter()
            .any(|line| line.starts_with("c ") && line.contains("Bật/tắt xem nhiều kỳ cạnh nhau")),
        "{views:?}"
    );
    assert!(
        views
            .iter()
            .any(|line| line.starts_with("d ") && line.contains("Bật/tắt xem theo đơn vị")),
        "{views:?}"
    );
    assert!(
        views
            .iter()
            .any(|line| line.starts_with("e ") && line.contains("chỉ tiêu năm")),
        "{views:?}"
    );
}
