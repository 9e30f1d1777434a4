//! What the backend sends, read by a terminal emulator: cell by cell what was drawn.

use std::fs;
use std::num::NonZeroU16;
use std::path::Path;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Color, Modifier, Style};
use ratatui::{Terminal, TerminalOptions, Viewport};

use super::pen::SHOWN_ON_BLANK;
use super::*;
use crate::widgets::theme::{Theme, Tone};

/// Letters, marks, decomposed Vietnamese, wide characters, and what a cell cannot show.
const TEXTS: &[&str] = &[
    "a",
    "b",
    "Z",
    "0",
    "9",
    ".",
    "ế",
    "Đ",
    "ư",
    "►",
    "■",
    "─",
    "│",
    "…",
    "e\u{302}\u{301}",
    "o\u{31b}\u{323}",
    "漢",
    "字",
    "コ",
    "ｱ",
    "",
    "\u{301}",
    "\u{7}",
    "👍",
    " ",
    " ",
    " ",
    " ",
];

/// Numbers that look random and are the same each time.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap_or_default() % sides
    }

    fn below(&mut self, sides: u16) -> u16 {
        u16::try_from(self.roll(sides.into())).unwrap_or_default()
    }
}

/// All styles of the program, and some that it does not use.
fn styles() -> Vec<Style> {
    let tones = [
        Tone::Plain,
        Tone::Dim,
        Tone::Strong,
        Tone::Accent,
        Tone::Good,
        Tone::Warn,
        Tone::Bad,
        Tone::Active,
    ];
    let themes = [
        Theme::Dark,
        Theme::Light,
        Theme::HighContrast,
        Theme::Monochrome,
    ];
    let mut styles: Vec<Style> = Vec::new();
    for style in themes
        .into_iter()
        .flat_map(|theme| tones.map(|tone| theme.style(tone)))
    {
        styles.push(style);
        styles.push(style.add_modifier(Modifier::REVERSED));
    }
    let plain = Style::new();
    styles.extend([
        plain.fg(Color::White).bg(Color::Blue),
        plain.bg(Color::LightYellow).add_modifier(Modifier::BOLD),
        plain.fg(Color::Indexed(200)).bg(Color::Rgb(1, 2, 3)),
        plain.add_modifier(Modifier::UNDERLINED | Modifier::ITALIC),
        plain.fg(Color::Black).add_modifier(Modifier::DIM),
    ]);
    // The emulator knows bold or faint, not both.
    let exclude = |style: Style| {
        if style.add_modifier.contains(Modifier::DIM) {
            style.remove_modifier(Modifier::BOLD)
        } else {
            style.remove_modifier(Modifier::DIM)
        }
    };
    styles.into_iter().map(exclude).collect()
}

/// A program's output and the terminal that it reaches.
struct Line {
    terminal: Terminal<CompactBackend<Vec<u8>>>,
    emulator: vt100::Parser,
}

fn side(count: u16) -> NonZeroU16 {
    NonZeroU16::new(count).unwrap_or(NonZeroU16::MIN)
}

impl Line {
    fn new(size: Size) -> Self {
        let backend = CompactBackend::new(Vec::new(), size);
        let viewport = Viewport::Fixed(Rect::from((Position::ORIGIN, size)));
        let Ok(terminal) = Terminal::with_options(backend, TerminalOptions { viewport }) else {
            unreachable!("memory is written to");
        };
        Self {
            terminal,
            emulator: vt100::Parser::new(side(size.height), side(size.width), 0),
        }
    }

    /// The window changes its size; what the terminal makes of its content is not known.
    fn resize(&mut self, size: Size) {
        let screen = self.emulator.screen_mut();
        screen.set_size(side(size.height), side(size.width));
        self.terminal.backend_mut().forget(size);
        let area = Rect::from((Position::ORIGIN, size));
        assert!(self.terminal.resize(area).is_ok());
    }

    /// Draws a frame; the bytes that were sent, after they were compared.
    fn draw(&mut self, content: &Buffer, cursor: Option<Position>) -> Vec<u8> {
        let drawn = self.terminal.draw(|frame| {
            frame.buffer_mut().clone_from(content);
            if let Some(cursor) = cursor {
                frame.set_cursor_position(cursor);
            }
        });
        assert!(drawn.is_ok());
        let sent = std::mem::take(&mut self.terminal.backend_mut().writer);
        self.emulator.process(&sent);
        let text = || String::from_utf8_lossy(&sent).replace('\x1b', "␛");
        let screen = self.emulator.screen();
        assert_eq!(screen.hide_cursor(), cursor.is_none(), "{}", text());
        if let Some(Position { x, y }) = cursor {
            assert_eq!(screen.cursor_position(), (y, x), "{}", text());
        }
        for y in 0..content.area.height {
            let mut x = 0;
            while x < content.area.width {
                let cell = &content[(x, y)];
                let expected = expected_look(cell);
                let shown = screen.cell(y, x).map(shown_look);
                assert_eq!(shown, Some(expected), "cell {x}, {y} after {}", text());
                x += cell.cell_width().max(1);
            }
        }
        sent
    }
}

/// Text, colours and attributes. What cannot be seen of a blank is left out.
type Look = (String, vt100::Color, vt100::Color, Modifier);

fn visible(text: &str, fg: vt100::Color, bg: vt100::Color, modifier: Modifier) -> Look {
    let shows_pen = bg != vt100::Color::Default || modifier.intersects(SHOWN_ON_BLANK);
    if text == " " && !shows_pen {
        let default = vt100::Color::Default;
        return (text.to_owned(), default, default, Modifier::empty());
    }
    (text.to_owned(), fg, bg, modifier)
}

fn expected_look(cell: &Cell) -> Look {
    let text = match cell.symbol() {
        _ if cell.cell_width() == 0 => " ",
        text if text.contains(char::is_control) => " ",
        text => text,
    };
    visible(text, colour(cell.fg), colour(cell.bg), cell.modifier)
}

fn shown_look(cell: &vt100::Cell) -> Look {
    let flags = [
        (cell.bold(), Modifier::BOLD),
        (cell.dim(), Modifier::DIM),
        (cell.italic(), Modifier::ITALIC),
        (cell.underline(), Modifier::UNDERLINED),
        (cell.inverse(), Modifier::REVERSED),
    ];
    let set = flags.iter().filter(|(is_set, _)| *is_set);
    let modifier = set.map(|(_, modifier)| *modifier).collect();
    let text = Some(cell.contents()).filter(|text| !text.is_empty());
    visible(
        text.unwrap_or(" "),
        cell.fgcolor(),
        cell.bgcolor(),
        modifier,
    )
}

fn colour(colour: Color) -> vt100::Color {
    vt100::Color::Idx(match colour {
        Color::Reset => return vt100::Color::Default,
        Color::Rgb(red, green, blue) => return vt100::Color::Rgb(red, green, blue),
        Color::Indexed(index) => index,
        Color::Black => 0,
        Color::Red => 1,
        Color::Green => 2,
        Color::Yellow => 3,
        Color::Blue => 4,
        Color::Magenta => 5,
        Color::Cyan => 6,
        Color::Gray => 7,
        Color::DarkGray => 8,
        Color::LightRed => 9,
        Color::LightGreen => 10,
        Color::LightYellow => 11,
        Color::LightBlue => 12,
        Color::LightMagenta => 13,
        Color::LightCyan => 14,
        Color::White => 15,
    })
}

/// Changes a frame as programs do: single cells, pieces of text, blank pieces, rows that move.
fn change(content: &mut Buffer, dice: &mut Dice, styles: &[Style]) {
    let (width, height) = (content.area.width, content.area.height);
    let style = styles[dice.roll(styles.len())];
    let (x, y) = (dice.below(width), dice.below(height));
    match dice.roll(8) {
        0 => {
            let text = TEXTS[dice.roll(TEXTS.len())];
            // A cell that covers others leaves them blank, as the drawing of texts does.
            if text.chars().count() == 1 && content[(x, y)].cell_width() == 1 {
                content.set_string(x, y, text, style);
            }
        }
        1..=3 => {
            let count = dice.roll(30);
            let text: String = (0..count).map(|_| TEXTS[dice.roll(TEXTS.len())]).collect();
            content.set_string(x, y, text, style);
        }
        4 => {
            let area = Rect::new(x, y, dice.below(width - x) + 1, dice.below(height - y) + 1);
            for place in area.positions() {
                content[place].reset();
            }
        }
        5 => {
            let row = Rect::new(0, y, width, 1);
            content.set_style(row, style);
        }
        6 => content.set_string(0, y, "─".repeat(width.into()), style),
        _ => move_rows(content, dice),
    }
}

/// Moves rows up or down; blank rows follow.
fn move_rows(content: &mut Buffer, dice: &mut Dice) {
    let (width, height) = (usize::from(content.area.width), content.area.height);
    let top = dice.below(height);
    let bottom = top + 1 + dice.below(height - top);
    let rows = &mut content.content[usize::from(top) * width..usize::from(bottom) * width];
    let count = (dice.roll(5) + 1) * width;
    if count < rows.len() {
        let (blanks, kept) = (count, rows.len() - count);
        if dice.roll(2) == 0 {
            rows.rotate_left(count);
            rows[kept..].fill(Cell::EMPTY);
        } else {
            rows.rotate_right(count);
            rows[..blanks].fill(Cell::EMPTY);
        }
    }
}

/// Half a wide character, which no program draws, becomes blank.
fn repair_halves(content: &mut Buffer) {
    let width = content.area.width;
    for y in 0..content.area.height {
        let mut x = 0;
        while x < width {
            let columns = content[(x, y)].cell_width().max(1);
            if x + columns > width {
                content[(x, y)].reset();
            }
            for rest in x + 1..(x + columns).min(width) {
                content[(rest, y)].reset();
            }
            x += columns;
        }
    }
}

#[test]
fn random_frames_arrive_cell_by_cell() {
    let (mut dice, styles) = (Dice(20_261_201), styles());
    for (columns, rows) in [
        (80, 24),
        (120, 40),
        (60, 15),
        (7, 3),
        (1, 1),
        (2, 2),
        (31, 9),
    ] {
        let mut size = Size::new(columns, rows);
        let mut line = Line::new(size);
        let mut content = Buffer::empty(Rect::from((Position::ORIGIN, size)));
        for step in 0..300 {
            if step % 97 == 96 {
                size = Size::new(dice.below(100) + 1, dice.below(30) + 1);
                line.resize(size);
                content.resize(Rect::from((Position::ORIGIN, size)));
            }
            for _ in 0..=dice.roll(6) {
                change(&mut content, &mut dice, &styles);
            }
            repair_halves(&mut content);
            let cursor = Position::new(dice.below(size.width), dice.below(size.height));
            line.draw(&content, Some(cursor).filter(|_| step % 3 == 0));
        }
    }
}

/// Frames of the program: its golden screens, one after the other, as texts with marks of colour.
#[test]
fn screens_of_the_program_arrive_cell_by_cell() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/screens/seen");
    let mut paths: Vec<_> = fs::read_dir(folder)
        .map(|entries| entries.flatten().map(|entry| entry.path()).collect())
        .unwrap_or_default();
    paths.sort();
    assert!(paths.len() > 50, "{}", paths.len());
    let (mut dice, styles) = (Dice(7), styles());
    let mut size = Size::new(80, 24);
    let mut line = Line::new(size);
    for path in paths.iter().chain(paths.iter().rev()) {
        let text = fs::read_to_string(path).unwrap_or_default();
        let wide = if path.to_string_lossy().contains("wide") {
            Size::new(120, 40)
        } else {
            Size::new(80, 24)
        };
        if wide != size {
            size = wide;
            line.resize(size);
        }
        let mut content = Buffer::empty(Rect::from((Position::ORIGIN, size)));
        for (y, row) in (0..size.height).zip(text.lines()) {
            let (mut x, mut style) = (0, Style::new());
            for word in row.split_inclusive(' ') {
                style = if dice.roll(4) == 0 {
                    styles[dice.roll(styles.len())]
                } else {
                    style
                };
                x = content
                    .set_stringn(x, y, word, (size.width - x).into(), style)
                    .0;
            }
        }
        line.draw(&content, None);
    }
}
