//! Pictures in `screenshots/`, drawn as SVG from the screen of the program. `TIENDO_BLESS=1 cargo test --test pty`
//! rewrites them; otherwise they must be equal.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use crate::session::Session;

/// Size of a cell of the picture, in points.
const CELL: (f32, f32) = (8.4, 18.0);
const BACKGROUND: &str = "#1d1f21";
const FOREGROUND: &str = "#d6d8d6";

/// The sixteen named colours, as terminals commonly show them.
const NAMED_COLORS: [&str; 16] = [
    "#282a2e", "#cc6666", "#8fbf6f", "#e0b060", "#81a2be", "#b294bb", "#7fb8b0", "#c5c8c6",
    "#8a8f94", "#e07070", "#a8d080", "#f0c674", "#9cc0e0", "#c8a8d8", "#92d0c8", "#ffffff",
];

fn color(color: vt100::Color, otherwise: &str) -> String {
    match color {
        vt100::Color::Default => otherwise.to_owned(),
        vt100::Color::Idx(index) => NAMED_COLORS
            .get(usize::from(index))
            .copied()
            .unwrap_or(otherwise)
            .to_owned(),
        vt100::Color::Rgb(r, g, b) => format!("#{r:02x}{g:02x}{b:02x}"),
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}

/// The screen as SVG: runs of equal cells, row by row. A blank that shows no colour belongs to any run.
fn svg(screen: &vt100::Screen) -> String {
    let (rows, columns) = screen.size();
    let (rows, columns) = (rows.get(), columns.get());
    let (width, height) = (
        f32::from(columns) * CELL.0 + 16.0,
        f32::from(rows) * CELL.1 + 16.0,
    );
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" height=\"{height}\" \
         font-family=\"'JetBrains Mono','Liberation Mono',Menlo,Consolas,monospace\" font-size=\"14\" xml:space=\"preserve\">\n\
         <rect width=\"100%\" height=\"100%\" rx=\"6\" fill=\"{BACKGROUND}\"/>\n"
    );
    for row in 0..rows {
        let cells: Vec<&vt100::Cell> = (0..columns)
            .map(|column| screen.cell(row, column).unwrap())
            .collect();
        let mut column = 0;
        while column < cells.len() {
            let style = style_of(cells[column]);
            let is_blank = is_invisible(cells[column]);
            let same =
                |cell: &&&vt100::Cell| is_invisible(cell) == is_blank && style_of(cell) == style;
            let length = cells[column..].iter().take_while(same).count();
            let next = column + length;
            if is_blank {
                column = next;
                continue;
            }
            // One blank between words of one style does not end a run.
            let mut end = next;
            while let [blank, word, ..] = &cells[end..]
                && is_invisible(blank)
                && same(&word)
            {
                end += 1 + cells[end + 1..].iter().take_while(same).count();
            }
            draw_run(&mut svg, (row, column), &cells[column..end]);
            column = end;
        }
    }
    svg + "</svg>\n"
}

type Style = (vt100::Color, bool, bool, bool);

fn style_of(cell: &vt100::Cell) -> Style {
    (cell.fgcolor(), cell.bold(), cell.dim(), cell.inverse())
}

fn is_invisible(cell: &vt100::Cell) -> bool {
    cell.contents().trim().is_empty() && !cell.inverse()
}

fn draw_run(svg: &mut String, (row, start): (u16, usize), cells: &[&vt100::Cell]) {
    let (ink, bold, dim, inverse) = style_of(cells[0]);
    let (x, y) = (
        8.0 + f32::from(u16::try_from(start).unwrap()) * CELL.0,
        8.0 + f32::from(row) * CELL.1,
    );
    let width = f32::from(u16::try_from(cells.len()).unwrap()) * CELL.0;
    let ink = color(ink, FOREGROUND);
    let fill = if inverse { BACKGROUND } else { ink.as_str() };
    if inverse {
        let _ = writeln!(
            svg,
            "<rect x=\"{x:.1}\" y=\"{y:.1}\" width=\"{width:.1}\" height=\"{}\" fill=\"{ink}\"/>",
            CELL.1
        );
    }
    let weight = if bold { " font-weight=\"bold\"" } else { "" };
    let faint = if dim { " opacity=\"0.6\"" } else { "" };
    let contents = |cell: &&vt100::Cell| match cell.contents() {
        "" => " ".to_owned(),
        contents => contents.to_owned(),
    };
    let text = escaped(&cells.iter().map(contents).collect::<String>());
    let base = y + 13.5;
    let _ = writeln!(
        svg,
        "<text x=\"{x:.1}\" y=\"{base:.1}\" fill=\"{fill}\"{weight}{faint} textLength=\"{width:.1}\" \
         lengthAdjust=\"spacingAndGlyphs\">{text}</text>"
    );
}

/// Runs the sample with keys, each followed by a text to wait for, and compares the picture.
fn picture(name: &str, size: (u16, u16), arguments: &[&str], keys: &[(&str, &str)]) {
    let mut session = Session::start(size, arguments, &[]);
    session.wait_for("2026");
    for (key, text) in keys {
        session.type_until(key, text);
    }
    session.settle();
    let drawn = session.read_screen(svg);
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("screenshots")
        .join(format!("{name}.svg"));
    if std::env::var_os("TIENDO_BLESS").is_some() {
        fs::write(&path, &drawn).unwrap();
    }
    let previous = fs::read_to_string(&path).unwrap_or_default();
    assert!(
        previous == drawn,
        "screenshots/{name}.svg is not what the program shows: look, then TIENDO_BLESS=1"
    );
    session.stop();
}

const DOWN: &str = "\x1b[B";
const ENTER: &str = "\r";

#[test]
fn picture_of_today_is_current() {
    picture("hom-nay", (80, 24), &["demo"], &[("", "Thoát")]);
}

#[test]
fn picture_of_the_overview_is_current() {
    picture("tong-quan", (120, 40), &["demo"], &[("0", "ĐƠN VỊ")]);
}

#[test]
fn picture_of_targets_is_current() {
    picture(
        "chi-tieu",
        (120, 40),
        &["demo"],
        &[("3", "►1.1"), (DOWN, "►2.1"), (DOWN, "►2.2")],
    );
}

#[test]
fn picture_of_one_target_is_current() {
    let keys = [
        ("3", "►1.1"),
        (DOWN, "►2.1"),
        (DOWN, "►2.2"),
        (ENTER, "CHỦ TRÌ"),
    ];
    picture("mot-chi-tieu", (80, 24), &["demo"], &keys);
}

#[test]
fn picture_of_reports_is_current() {
    picture("bao-cao", (80, 24), &["demo"], &[("5", "Tất cả kế hoạch")]);
}

#[test]
fn picture_of_the_sheet_is_current() {
    let keys = [
        ("6", "Chọn đơn vị"),
        ("hue.syt\r", "►4.1"),
        (DOWN, "►4.2"),
        ("14,8", "[14,8"),
    ];
    picture("nhap-so-lieu", (80, 24), &["demo"], &keys);
}

#[test]
fn picture_in_english_is_current() {
    picture(
        "today-english",
        (80, 24),
        &["--lang", "en", "demo"],
        &[("", "Quit")],
    );
}

#[test]
fn picture_of_the_calendar_is_current() {
    // Back to November 2024: the action month and the deadlines of 30/11 and 10/12.
    let back = "\x1b[5~".repeat(19);
    picture(
        "lich",
        (120, 40),
        &["demo"],
        &[("8", "Tháng 6/2026"), (&back, "Tháng 12/2024")],
    );
}
