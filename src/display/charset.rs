//! Character set conversion for terminals with limited fonts: marks become ASCII of the same width, and letters lose
//! their accents, applied to the finished buffer. Drawing code does not know of it. Must not depend on panes.

use std::borrow::Cow;

use ratatui::buffer::Buffer;
use unicode_normalization::UnicodeNormalization;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// Limitations of the terminal's character set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Charset {
    /// Marks and lines become ASCII.
    pub is_ascii: bool,
    /// Letters lose their accents (không dấu): `Đ` becomes `D`. Input is unchanged.
    pub strips_accents: bool,
}

/// Marks and lines with their replacements. Marks with different meanings in one place stay different.
const ASCII_MARKS: &[(&str, &str)] = &[
    ("►", ">"),
    ("◄", "<"),
    ("▲", "^"),
    ("▼", "V"),
    ("●", "*"),
    ("○", "o"),
    ("■", "#"),
    ("□", "?"),
    ("√", "v"),
    ("·", "-"),
    ("…", "."),
    ("→", ">"),
    ("←", "<"),
    ("↑", "^"),
    ("↓", "v"),
    ("≥", ">"),
    ("≤", "<"),
    ("≈", "~"),
    ("±", "+"),
    ("×", "x"),
    ("–", "-"),
    ("“", "\""),
    ("”", "\""),
    ("█", "#"),
    ("▓", "%"),
    ("▒", "+"),
    ("░", ":"),
    ("▄", "_"),
    ("▀", "\""),
    ("▌", "["),
    ("▐", "]"),
    ("─", "-"),
    ("│", "|"),
    ("═", "="),
    ("║", "|"),
];

/// Replacements of two cells: a single `>` for "at least" would mean "more than".
const ASCII_PAIRS: &[([&str; 2], [&str; 2])] = &[
    (["≥", " "], [">", "="]),
    (["≤", " "], ["<", "="]),
    ([" ", "→"], ["-", ">"]),
];

impl Charset {
    /// Converts a finished buffer, row by row.
    pub fn convert_buffer(self, buffer: &mut Buffer) {
        let columns = usize::from(buffer.area.width).max(1);
        if self == Self::default() {
            return;
        }
        for row in buffer.content.chunks_mut(columns) {
            let symbols: Vec<&str> = row.iter().map(ratatui::buffer::Cell::symbol).collect();
            let replaced: Vec<Option<String>> = (0..symbols.len())
                .map(|at| self.converted_symbol(&symbols, at))
                .collect();
            for (cell, symbol) in row.iter_mut().zip(replaced) {
                if let Some(symbol) = symbol {
                    cell.set_symbol(&symbol);
                }
            }
        }
    }

    /// Converts a line of printed text.
    pub fn convert_text(self, text: &str) -> Cow<'_, str> {
        if self == Self::default() {
            return Cow::Borrowed(text);
        }
        let symbols: Vec<&str> = text.graphemes(true).collect();
        let mut out = String::with_capacity(text.len());
        for at in 0..symbols.len() {
            let padding = symbols[at].width();
            let changed = self.converted_symbol(&symbols, at);
            out.push_str(changed.as_deref().unwrap_or(symbols[at]));
            if let Some(changed) = changed {
                out.extend(std::iter::repeat_n(
                    ' ',
                    padding.saturating_sub(changed.width()),
                ));
            }
        }
        Cow::Owned(out)
    }

    /// Replacement of the symbol at an index, given its neighbours; `None` if it is unchanged.
    fn converted_symbol(self, symbols: &[&str], at: usize) -> Option<String> {
        let symbol = symbols[at];
        let neighbour = |place: Option<usize>| {
            place
                .and_then(|place| symbols.get(place).copied())
                .unwrap_or("")
        };
        for (pair, instead) in ASCII_PAIRS.iter().filter(|_| self.is_ascii) {
            if pair[0] == symbol && pair[1] == neighbour(at.checked_add(1)) {
                return Some(instead[0].to_owned());
            }
            if pair[1] == symbol && pair[0] == neighbour(at.checked_sub(1)) {
                return Some(instead[1].to_owned());
            }
        }
        if symbol.is_ascii() {
            return None;
        }
        let is_letter = symbol.chars().any(char::is_alphabetic);
        match (is_letter, self.strips_accents, self.is_ascii) {
            (true, true, ascii) => Some(without_accents(symbol, ascii)),
            (false, _, true) => Some(ascii_mark(symbol).to_owned()),
            (true, false, _) | (false, _, false) => None,
        }
    }
}

/// ASCII replacement of a mark; `?` for unknown ones.
fn ascii_mark(symbol: &str) -> &'static str {
    let corner = symbol
        .chars()
        .all(|c| ('\u{2500}'..='\u{257f}').contains(&c));
    ASCII_MARKS
        .iter()
        .find(|(mark, _)| *mark == symbol)
        .map_or(if corner { "+" } else { "?" }, |(_, ascii)| ascii)
}

/// A letter without its accents, case preserved; other characters are unchanged, or `?` in `ascii` mode.
fn without_accents(letter: &str, ascii: bool) -> String {
    let folded: String = letter
        .nfd()
        .filter_map(|c| match c {
            'đ' => Some('d'),
            'Đ' => Some('D'),
            c => (!unicode_normalization::char::is_combining_mark(c)).then_some(c),
        })
        .collect();
    if ascii && !folded.is_ascii() {
        "?".to_owned()
    } else {
        folded
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const BOTH: Charset = Charset {
        is_ascii: true,
        strips_accents: true,
    };

    #[test]
    fn letters_keep_their_case_and_marks_their_meaning() {
        let text = "■ Sở Giáo dục và Đào tạo… ≥ 60 % → đạt";
        assert_eq!(
            BOTH.convert_text(text),
            "# So Giao duc va Dao tao. >=60 %-> dat"
        );
        assert_eq!(
            Charset {
                is_ascii: true,
                strips_accents: false
            }
            .convert_text("▲ Thừa Thiên Huế"),
            "^ Thừa Thiên Huế"
        );
        assert_eq!(
            Charset {
                is_ascii: false,
                strips_accents: true
            }
            .convert_text("▲ Thừa Thiên Huế"),
            "▲ Thua Thien Hue"
        );
        assert_eq!(Charset::default().convert_text(text), text);
    }

    #[test]
    fn the_width_stays() {
        for text in ["■► √ 14,8 %", "漢字 ≥ 5", "e\u{302}\u{301} ư ┌─┐"] {
            assert_eq!(BOTH.convert_text(text).width(), text.width(), "{text}");
            assert!(BOTH.convert_text(text).is_ascii());
        }
    }

    #[test]
    fn marks_of_one_place_stay_different() {
        for place in ["■▲◄○□●·", "√≈…+■·", "→←", "►▲▼"] {
            let mut seen: Vec<String> = place
                .chars()
                .map(|c| BOTH.convert_text(&c.to_string()).into_owned())
                .collect();
            let count = seen.len();
            seen.sort();
            seen.dedup();
            assert_eq!(seen.len(), count, "{place}: {seen:?}");
        }
    }
}
