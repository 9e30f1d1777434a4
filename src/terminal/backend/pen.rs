//! Colours and attributes with which characters are written, and the sequences that change them. Must not depend on
//! cells.

use std::fmt::Write as _;

use ratatui::style::{Color, Modifier};

/// Attributes that show on a blank.
pub const SHOWN_ON_BLANK: Modifier = Modifier::REVERSED
    .union(Modifier::UNDERLINED)
    .union(Modifier::SLOW_BLINK)
    .union(Modifier::RAPID_BLINK)
    .union(Modifier::CROSSED_OUT);

/// Attributes, the code that sets each, and the code that ends it.
const ATTRIBUTES: [(Modifier, u8, u8); 9] = [
    (Modifier::BOLD, 1, 22),
    (Modifier::DIM, 2, 22),
    (Modifier::ITALIC, 3, 23),
    (Modifier::UNDERLINED, 4, 24),
    (Modifier::SLOW_BLINK, 5, 25),
    (Modifier::RAPID_BLINK, 6, 25),
    (Modifier::REVERSED, 7, 27),
    (Modifier::HIDDEN, 8, 28),
    (Modifier::CROSSED_OUT, 9, 29),
];

/// Colours and attributes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Pen {
    /// Foreground.
    pub fg: Color,
    /// Background.
    pub bg: Color,
    /// Attributes.
    pub modifier: Modifier,
}

impl Pen {
    /// Whether a blank written with this pen looks like an erased cell.
    pub fn writes_plain_blanks(self) -> bool {
        self.bg == Color::Reset && !self.modifier.intersects(SHOWN_ON_BLANK)
    }

    /// The nearest pen that writes plain blanks.
    #[must_use]
    pub fn for_blanks(self) -> Self {
        Self {
            bg: Color::Reset,
            modifier: self.modifier.difference(SHOWN_ON_BLANK),
            ..self
        }
    }

    /// Whether terminals that show bold text in bright colours would change the foreground.
    fn is_brightened(self) -> bool {
        let is_base = matches!(colour_code(self.fg), ColourCode::Named(0..8));
        is_base && self.modifier.contains(Modifier::BOLD)
    }

    /// Appends the code of the foreground. A colour that bold text would brighten is named by its place in the palette.
    fn push_fg(self, to: &mut String) {
        match colour_code(self.fg) {
            ColourCode::Named(number) if self.is_brightened() => {
                let _ = write!(to, "38;5;{number};");
            }
            code => code.push(30, to),
        }
    }
}

/// How a colour is named in a sequence.
enum ColourCode {
    Default,
    Named(u8),
    Indexed(u8),
    Rgb(u8, u8, u8),
}

impl ColourCode {
    /// Appends the code; `base` is 30 for the foreground and 40 for the background.
    fn push(self, base: u8, to: &mut String) {
        let _ = match self {
            Self::Default => write!(to, "{};", base + 9),
            Self::Named(number @ 0..8) => write!(to, "{};", base + number),
            Self::Named(number) => write!(to, "{};", base + 52 + number),
            Self::Indexed(index) => write!(to, "{};5;{index};", base + 8),
            Self::Rgb(red, green, blue) => write!(to, "{};2;{red};{green};{blue};", base + 8),
        };
    }
}

fn colour_code(colour: Color) -> ColourCode {
    ColourCode::Named(match colour {
        Color::Reset => return ColourCode::Default,
        Color::Indexed(index) => return ColourCode::Indexed(index),
        Color::Rgb(red, green, blue) => return ColourCode::Rgb(red, green, blue),
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

/// Codes that set a pen from the default one, each followed by `;`.
fn reset_codes(to: Pen) -> String {
    let mut codes = String::new();
    if to == Pen::default() {
        return codes;
    }
    codes.push_str("0;");
    for (_, code, _) in ATTRIBUTES.iter().filter(|row| to.modifier.contains(row.0)) {
        let _ = write!(codes, "{code};");
    }
    if to.fg != Color::Reset {
        to.push_fg(&mut codes);
    }
    if to.bg != Color::Reset {
        colour_code(to.bg).push(40, &mut codes);
    }
    codes
}

/// Codes of what differs between two pens, each followed by `;`.
fn change_codes(from: Pen, to: Pen) -> String {
    let mut codes = String::new();
    let gone = from.modifier.difference(to.modifier);
    // Bold and faint end together, and so do both ways of blinking.
    let ends = |end: u8| {
        let mut rows = ATTRIBUTES.iter();
        rows.any(|(attribute, _, code)| *code == end && gone.contains(*attribute))
    };
    for end in (22..30).filter(|end| ends(*end)) {
        let _ = write!(codes, "{end};");
    }
    for (attribute, code, end) in ATTRIBUTES {
        let is_set = from.modifier.contains(attribute) && !ends(end);
        if to.modifier.contains(attribute) && !is_set {
            let _ = write!(codes, "{code};");
        }
    }
    if from.fg != to.fg || from.is_brightened() != to.is_brightened() {
        to.push_fg(&mut codes);
    }
    if from.bg != to.bg {
        colour_code(to.bg).push(40, &mut codes);
    }
    codes
}

/// Appends the sequence that changes the pen; the shorter one of the differences and a reset.
pub fn pen_change(from: Option<Pen>, to: Pen, out: &mut String) {
    let anew = reset_codes(to);
    let changed = from.map(|from| change_codes(from, to));
    let codes = changed
        .filter(|changed| changed.len() < anew.len())
        .unwrap_or(anew);
    out.push_str("\x1b[");
    out.push_str(codes.trim_end_matches(';'));
    out.push('m');
}
