//! Text input: text, cursor position, deletion by grapheme, NFC composition.
//! Must not depend on keys, screens or what the text means.

use unicode_segmentation::{GraphemeCursor, UnicodeSegmentation};

use crate::domain::text::{sanitize_line, sanitize_text};

/// Maximum bytes of a line while typing: more than any validation accepts.
const MAX_LINE_BYTES: usize = 8 << 10;
/// Maximum bytes of a multi-line text while typing.
const MAX_TEXT_BYTES: usize = 64 << 10;

/// Losses of a typed or pasted text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct InputLoss {
    /// Number of characters refused by validation.
    pub dropped_chars: usize,
    /// Number of line breaks replaced by blanks in a single-line field.
    pub joined_lines: usize,
    /// Number of characters beyond the field's maximum.
    pub cut_chars: usize,
}

/// A text being edited. It is never rewritten while typing, except for NFC composition at the cursor.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TextInput {
    text: String,
    /// Cursor as byte offset at a grapheme boundary.
    cursor: usize,
    is_multiline: bool,
}

impl TextInput {
    /// Creates a single-line field with the cursor at the end.
    pub fn new(text: &str) -> Self {
        Self {
            text: text.to_owned(),
            cursor: text.len(),
            is_multiline: false,
        }
    }

    /// Creates a multi-line field.
    pub fn new_multiline(text: &str) -> Self {
        Self {
            is_multiline: true,
            ..Self::new(text)
        }
    }

    /// Text of the field.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Text before the cursor.
    pub fn text_before_cursor(&self) -> &str {
        &self.text[..self.cursor]
    }

    /// Returns `true` if Enter inserts a line break.
    pub fn is_multiline(&self) -> bool {
        self.is_multiline
    }

    /// Returns `true` if the text is empty.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// Inserts typed or pasted text at the cursor: composes it to NFC with the text before (a mark may arrive after
    /// its letter), replaces tabs, and in single-line fields line breaks, by blanks, drops control and invisible
    /// characters. Returns the losses.
    pub fn insert(&mut self, typed: &str) -> InputLoss {
        let tail = self.text.split_off(self.cursor);
        let room = if self.is_multiline {
            MAX_TEXT_BYTES
        } else {
            MAX_LINE_BYTES
        }
        .saturating_sub(self.text.len() + tail.len());
        let end = (0..=room.min(typed.len()))
            .rev()
            .find(|at| typed.is_char_boundary(*at))
            .unwrap_or(0);
        let (typed, cut) = typed.split_at(end);
        self.text.push_str(typed);
        let (head, dropped_chars) = if self.is_multiline {
            sanitize_text(&self.text)
        } else {
            sanitize_line(&self.text)
        };
        self.cursor = head.len();
        self.text = head;
        self.text.push_str(&tail);
        let joined_lines = if self.is_multiline {
            0
        } else {
            sanitize_text(typed)
                .0
                .trim_matches('\n')
                .matches('\n')
                .count()
        };
        InputLoss {
            dropped_chars,
            joined_lines,
            cut_chars: cut.chars().count(),
        }
    }

    /// Deletes the grapheme before the cursor.
    pub fn delete_backward(&mut self) {
        let from = self.previous_boundary();
        self.text.replace_range(from..self.cursor, "");
        self.cursor = from;
    }

    /// Deletes the grapheme after the cursor.
    pub fn delete_forward(&mut self) {
        let to = self.next_boundary();
        self.text.replace_range(self.cursor..to, "");
    }

    /// Moves one grapheme to the left.
    pub fn move_left(&mut self) {
        self.cursor = self.previous_boundary();
    }

    /// Moves one grapheme to the right.
    pub fn move_right(&mut self) {
        self.cursor = self.next_boundary();
    }

    /// Moves to the start of the line.
    pub fn move_to_line_start(&mut self) {
        self.cursor = self.text[..self.cursor]
            .rfind('\n')
            .map_or(0, |end| end + 1);
    }

    /// Moves to the end of the line.
    pub fn move_to_line_end(&mut self) {
        self.cursor = self.text[self.cursor..]
            .find('\n')
            .map_or(self.text.len(), |end| self.cursor + end);
    }

    /// Moves one line up; `false` on the first line.
    pub fn move_up(&mut self) -> bool {
        let start = self.line_start();
        if start == 0 {
            return false;
        }
        let column = self.text[start..self.cursor].graphemes(true).count();
        self.cursor = start - 1;
        self.move_to_line_start();
        self.move_right_within_line(column);
        true
    }

    /// Moves one line down; `false` on the last line.
    pub fn move_down(&mut self) -> bool {
        let Some(end) = self.text[self.cursor..]
            .find('\n')
            .map(|end| self.cursor + end)
        else {
            return false;
        };
        let column = self.text[self.line_start()..self.cursor]
            .graphemes(true)
            .count();
        self.cursor = end + 1;
        self.move_right_within_line(column);
        true
    }

    fn line_start(&self) -> usize {
        self.text[..self.cursor]
            .rfind('\n')
            .map_or(0, |end| end + 1)
    }

    /// Moves right by graphemes, but not past the line's end.
    fn move_right_within_line(&mut self, column: usize) {
        let line = self.text[self.cursor..]
            .split('\n')
            .next()
            .unwrap_or_default();
        self.cursor += line
            .graphemes(true)
            .take(column)
            .map(str::len)
            .sum::<usize>();
    }

    fn previous_boundary(&self) -> usize {
        let mut cursor = GraphemeCursor::new(self.cursor, self.text.len(), true);
        cursor
            .prev_boundary(&self.text, 0)
            .ok()
            .flatten()
            .unwrap_or(0)
    }

    fn next_boundary(&self) -> usize {
        let mut cursor = GraphemeCursor::new(self.cursor, self.text.len(), true);
        cursor
            .next_boundary(&self.text, 0)
            .ok()
            .flatten()
            .unwrap_or(self.text.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Feeds bytes as a terminal sends them; 0x7F and 0x08 delete.
    fn typed(stream: &str) -> String {
        let mut line = TextInput::default();
        for c in stream.chars() {
            match c {
                '\u{7f}' | '\u{8}' => line.delete_backward(),
                c => {
                    line.insert(c.encode_utf8(&mut [0; 4]));
                }
            }
        }
        line.text().to_owned()
    }

    #[test]
    fn input_methods_erase_and_retype() {
        for (stream, word) in [
            ("vie\u{7f}êt", "viêt"),
            ("tieng\u{7f}\u{7f}\u{7f}ếng", "tiếng"),
            ("tieng\u{8}\u{8}\u{8}ếng", "tiếng"),
            ("e\u{302}\u{301}", "ế"),
            ("đa\u{7f}ã\u{7f}\u{7f}d", "d"),
            ("Ha\u{7f}à Nôi\u{7f}\u{7f}ội", "Hà Nội"),
            ("\u{7f}\u{7f}a", "a"),
            ("a\u{202e}b\u{200b}c", "abc"),
        ] {
            assert_eq!(typed(stream), word, "{stream:?}");
        }
    }

    #[test]
    fn a_mark_composes_only_with_what_stands_before_the_cursor() {
        let mut line = TextInput::new("Ho a");
        line.move_left();
        line.move_left();
        line.insert("\u{300}");
        assert_eq!(line.text(), "Hò a");
        assert_eq!(line.text_before_cursor(), "Hò");
    }

    #[test]
    fn a_paste_stays_in_its_line() {
        let mut line = TextInput::new("");
        assert_eq!(
            line.insert("Sở\tY tế\r\ntỉnh\u{1b}"),
            InputLoss {
                dropped_chars: 1,
                joined_lines: 1,
                cut_chars: 0
            }
        );
        assert_eq!(line.text(), "Sở Y tế tỉnh");
        assert_eq!(
            line.insert(" Huế\r\n"),
            InputLoss::default(),
            "a line break at the end parts nothing"
        );
        let mut text = TextInput::new_multiline("");
        assert_eq!(text.insert("một\nhai"), InputLoss::default());
        assert_eq!(text.text(), "một\nhai");
    }

    #[test]
    fn moves_by_graphemes_and_lines() {
        let mut text = TextInput::new_multiline("tiếng Việt\nngắn\ncuối cùng");
        assert!(text.move_up());
        assert_eq!(text.text_before_cursor(), "tiếng Việt\nngắn");
        assert!(text.move_up());
        assert_eq!(text.text_before_cursor(), "tiến");
        assert!(!text.move_up());
        text.move_left();
        assert_eq!(text.text_before_cursor(), "tiế");
        text.delete_forward();
        text.delete_backward();
        assert_eq!(text.text(), "tig Việt\nngắn\ncuối cùng");
        assert!(text.move_down() && text.move_down() && !text.move_down());
        text.move_to_line_start();
        assert_eq!(text.text_before_cursor(), "tig Việt\nngắn\n");
        text.move_to_line_end();
        assert_eq!(text.text_before_cursor(), text.text());
    }
}
