//! One field of text: what was typed, where the cursor stands, deletion by grapheme, everything composed to NFC.
//! Knows no key, no screen and no meaning of the text.

use unicode_segmentation::{GraphemeCursor, UnicodeSegmentation};

use crate::domain::text::{clean_line, clean_text};

/// The most bytes that one line holds while it is typed: more than any gate lets through.
const LONGEST_LINE: usize = 8 << 10;
/// The same of a text of many lines.
const LONGEST_TEXT: usize = 64 << 10;

/// What of a typed or pasted text came in otherwise, or not at all.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Lost {
    /// Characters that the gate refuses (SHARING, "Text and numbers: one gate").
    pub dropped: usize,
    /// Line breaks between words that became blanks, in one line.
    pub joined: usize,
    /// Characters behind the most that a field holds.
    pub cut: usize,
}

/// A text being typed. The text is never rewritten while it is typed in, but for NFC at the cursor.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Line {
    text: String,
    /// The cursor, a byte offset at the edge of a grapheme.
    at: usize,
    many: bool,
}

impl Line {
    /// A field of one line, the cursor at its end.
    pub fn new(text: &str) -> Self {
        Self { text: text.to_owned(), at: text.len(), many: false }
    }

    /// A field of many lines.
    pub fn many(text: &str) -> Self {
        Self { many: true, ..Self::new(text) }
    }

    /// What stands in the field.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The text before the cursor.
    pub fn before(&self) -> &str {
        &self.text[..self.at]
    }

    /// Whether Enter makes a new line.
    pub fn is_many(&self) -> bool {
        self.many
    }

    /// Whether nothing is typed.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// Puts typed or pasted text at the cursor: NFC with what stands before it (a mark may arrive after its letter),
    /// tabs and line breaks a blank in one line, control and invisible characters dropped. Returns what was lost of it.
    pub fn insert(&mut self, typed: &str) -> Lost {
        let tail = self.text.split_off(self.at);
        let room = if self.many { LONGEST_TEXT } else { LONGEST_LINE }.saturating_sub(self.text.len() + tail.len());
        let end = (0..=room.min(typed.len())).rev().find(|at| typed.is_char_boundary(*at)).unwrap_or(0);
        let (typed, cut) = typed.split_at(end);
        self.text.push_str(typed);
        let (head, dropped) = if self.many { clean_text(&self.text) } else { clean_line(&self.text) };
        self.at = head.len();
        self.text = head;
        self.text.push_str(&tail);
        let joined = if self.many { 0 } else { clean_text(typed).0.trim_matches('\n').matches('\n').count() };
        Lost { dropped, joined, cut: cut.chars().count() }
    }

    /// Erases the grapheme before the cursor.
    pub fn erase_back(&mut self) {
        let from = self.previous();
        self.text.replace_range(from..self.at, "");
        self.at = from;
    }

    /// Erases the grapheme after the cursor.
    pub fn erase_forward(&mut self) {
        let to = self.next();
        self.text.replace_range(self.at..to, "");
    }

    /// A grapheme to the left.
    pub fn left(&mut self) {
        self.at = self.previous();
    }

    /// A grapheme to the right.
    pub fn right(&mut self) {
        self.at = self.next();
    }

    /// To the start of the line.
    pub fn home(&mut self) {
        self.at = self.text[..self.at].rfind('\n').map_or(0, |end| end + 1);
    }

    /// To the end of the line.
    pub fn end(&mut self) {
        self.at = self.text[self.at..].find('\n').map_or(self.text.len(), |end| self.at + end);
    }

    /// A line up; false on the first one.
    pub fn up(&mut self) -> bool {
        let start = self.line_start();
        if start == 0 {
            return false;
        }
        let column = self.text[start..self.at].graphemes(true).count();
        self.at = start - 1;
        self.home();
        self.forward(column);
        true
    }

    /// A line down; false on the last one.
    pub fn down(&mut self) -> bool {
        let Some(end) = self.text[self.at..].find('\n').map(|end| self.at + end) else { return false };
        let column = self.text[self.line_start()..self.at].graphemes(true).count();
        self.at = end + 1;
        self.forward(column);
        true
    }

    fn line_start(&self) -> usize {
        self.text[..self.at].rfind('\n').map_or(0, |end| end + 1)
    }

    /// Right by graphemes, not past the line's end.
    fn forward(&mut self, column: usize) {
        let line = self.text[self.at..].split('\n').next().unwrap_or_default();
        self.at += line.graphemes(true).take(column).map(str::len).sum::<usize>();
    }

    fn previous(&self) -> usize {
        let mut cursor = GraphemeCursor::new(self.at, self.text.len(), true);
        cursor.prev_boundary(&self.text, 0).ok().flatten().unwrap_or(0)
    }

    fn next(&self) -> usize {
        let mut cursor = GraphemeCursor::new(self.at, self.text.len(), true);
        cursor.next_boundary(&self.text, 0).ok().flatten().unwrap_or(self.text.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Feeds bytes as a terminal sends them; 0x7F and 0x08 erase.
    fn typed(stream: &str) -> String {
        let mut line = Line::default();
        for c in stream.chars() {
            match c {
                '\u{7f}' | '\u{8}' => line.erase_back(),
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
        let mut line = Line::new("Ho a");
        line.left();
        line.left();
        line.insert("\u{300}");
        assert_eq!(line.text(), "Hò a");
        assert_eq!(line.before(), "Hò");
    }

    #[test]
    fn a_paste_stays_in_its_line() {
        let mut line = Line::new("");
        assert_eq!(line.insert("Sở\tY tế\r\ntỉnh\u{1b}"), Lost { dropped: 1, joined: 1, cut: 0 });
        assert_eq!(line.text(), "Sở Y tế tỉnh");
        assert_eq!(line.insert(" Huế\r\n"), Lost::default(), "a line break at the end parts nothing");
        let mut text = Line::many("");
        assert_eq!(text.insert("một\nhai"), Lost::default());
        assert_eq!(text.text(), "một\nhai");
    }

    #[test]
    fn moves_by_graphemes_and_lines() {
        let mut text = Line::many("tiếng Việt\nngắn\ncuối cùng");
        assert!(text.up());
        assert_eq!(text.before(), "tiếng Việt\nngắn");
        assert!(text.up());
        assert_eq!(text.before(), "tiến");
        assert!(!text.up());
        text.left();
        assert_eq!(text.before(), "tiế");
        text.erase_forward();
        text.erase_back();
        assert_eq!(text.text(), "tig Việt\nngắn\ncuối cùng");
        assert!(text.down() && text.down() && !text.down());
        text.home();
        assert_eq!(text.before(), "tig Việt\nngắn\n");
        text.end();
        assert_eq!(text.before(), text.text());
    }
}
