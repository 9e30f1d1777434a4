//! Vietnamese text: validation on input, cleaning on output, folding for search, sort keys.
//! Must not depend on display widths, graphemes, screens or their languages.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Maximum length of a title or name, in characters after NFC.
pub const TITLE_MAX: usize = 200;
/// Maximum length of a note, in characters after NFC.
pub const NOTE_MAX: usize = 4000;
/// Maximum length of one part of a report's narrative, in characters: some ten pages.
pub const NARRATIVE_MAX: usize = 20_000;
/// Maximum number of combining marks after a letter in NFC (ế, a single letter in NFC, has none).
pub const MARKS_MAX: usize = 4;

/// Reason why a character is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UnwantedChar {
    /// U+0000.
    Nul,
    /// C0, DEL and C1 controls; a terminal would execute them.
    Control,
    /// Overrides, embeddings, isolates and marks of writing direction.
    Bidi,
    /// Invisible characters: zero-width blanks and joiners, variation selectors, fillers.
    ZeroWidth,
    /// Other format characters: soft hyphen, annotations, byte order mark.
    Format,
    /// Tag characters U+E0000–U+E0FFF.
    Tag,
    /// Noncharacters: U+FDD0–U+FDEF and the last two of each plane.
    Noncharacter,
}

/// Reason why a text is refused. Positions count characters from 0.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TextError {
    /// A NUL.
    Nul {
        /// Position in the text as given.
        at: usize,
    },
    /// An unwanted character; [`code_point`] and [`unicode_name`] describe it.
    Unwanted {
        /// The character.
        character: char,
        /// Its kind.
        kind: UnwantedChar,
        /// Position in the text as given.
        at: usize,
    },
    /// More than [`MARKS_MAX`] combining marks on a letter.
    TooManyMarks {
        /// Position of the first excess mark, in the text after NFC.
        at: usize,
    },
    /// Longer than the field allows.
    TooLong {
        /// Characters after NFC.
        length: usize,
        /// Characters allowed.
        max: usize,
    },
}

/// Treatment of line breaks.
#[derive(Clone, Copy, PartialEq, Eq)]
enum LineMode {
    Single,
    Multiple,
}

/// Validates text of a one-line field: NFC; TAB and line breaks become one blank each (CR LF together one). Refuses
/// unwanted characters, more than [`MARKS_MAX`] marks on a letter and more than `max` characters. Idempotent.
pub fn validate_line(text: &str, max: usize) -> Result<String, TextError> {
    validate(text, max, LineMode::Single)
}

/// The entrance to fields of many lines: as [`validate_line`], but line breaks stay, as LF.
pub fn validate_text(text: &str, max: usize) -> Result<String, TextError> {
    validate(text, max, LineMode::Multiple)
}

/// Maximum bytes per allowed character: longer input is refused before NFC, which would take too long.
const BYTES_PER_CHARACTER: usize = 64;

fn validate(text: &str, max: usize, lines: LineMode) -> Result<String, TextError> {
    if text.len() > max.saturating_mul(BYTES_PER_CHARACTER) {
        return Err(TextError::TooLong {
            length: text.chars().count(),
            max,
        });
    }
    for (at, character) in text.chars().enumerate() {
        match unwanted_char(character) {
            Some(UnwantedChar::Nul) => return Err(TextError::Nul { at }),
            Some(kind) if !is_layout_char(character) => {
                return Err(TextError::Unwanted {
                    character,
                    kind,
                    at,
                });
            }
            _ => {}
        }
    }
    let text: String = normalize_layout(text, lines).nfc().collect();
    let mut marks = MarkCounter::default();
    if let Some(at) = text.chars().position(|c| marks.is_too_many(c)) {
        return Err(TextError::TooManyMarks { at });
    }
    let length = text.chars().count();
    if length > max {
        Err(TextError::TooLong { length, max })
    } else {
        Ok(text)
    }
}

/// For keys and pastes into one-line fields: as [`validate_line`], but drops what is refused there and says how many
/// characters that were. Cuts nothing off; the length is for the other.
pub fn sanitize_line(text: &str) -> (String, usize) {
    sanitize(text, LineMode::Single)
}

/// For keys and pastes into fields of many lines: as [`sanitize_line`], but line breaks stay, as LF.
pub fn sanitize_text(text: &str) -> (String, usize) {
    sanitize(text, LineMode::Multiple)
}

/// Cleans text for the screen, exports and messages: drops refused characters, NFC, TAB to a blank; line breaks stay,
/// as LF.
pub fn sanitize_output(text: &str) -> Cow<'_, str> {
    let is_plain = |byte| matches!(byte, b'\n' | b' '..=b'~');
    if text.bytes().all(is_plain) {
        return Cow::Borrowed(text);
    }
    let cleaned = sanitize_text(text).0;
    if cleaned == text {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(cleaned)
    }
}

fn sanitize(text: &str, lines: LineMode) -> (String, usize) {
    let mut dropped = 0;
    let wanted = normalize_layout(text, lines).filter(|c| {
        let stays = *c == '\n' || unwanted_char(*c).is_none();
        dropped += usize::from(!stays);
        stays
    });
    let composed: String = wanted.nfc().collect();
    let mut marks = MarkCounter::default();
    let mut cleaned = String::with_capacity(composed.len());
    for c in composed.chars() {
        if marks.is_too_many(c) {
            dropped += 1;
        } else {
            cleaned.push(c);
        }
    }
    (cleaned, dropped)
}

/// TAB, CR, LF and the two Unicode separators: layout characters that become blanks or LF.
fn is_layout_char(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | '\u{2028}' | '\u{2029}')
}

/// Replaces TAB by a blank, and CR LF, CR, LF, U+2028 and U+2029 by a blank or LF.
fn normalize_layout(text: &str, lines: LineMode) -> impl Iterator<Item = char> + '_ {
    let line_break = if lines == LineMode::Single { ' ' } else { '\n' };
    let mut after_return = false;
    text.chars().filter_map(move |c| {
        let is_second_half = after_return && c == '\n';
        after_return = c == '\r';
        match c {
            _ if is_second_half => None,
            '\t' => Some(' '),
            c if is_layout_char(c) => Some(line_break),
            c => Some(c),
        }
    })
}

/// Counts combining marks in a row.
#[derive(Default)]
struct MarkCounter(usize);

impl MarkCounter {
    fn is_too_many(&mut self, c: char) -> bool {
        self.0 = if is_combining_mark(c) { self.0 + 1 } else { 0 };
        self.0 > MARKS_MAX
    }
}

/// Reason why a character is refused; `None` for accepted ones. TAB and line breaks count as controls here; they are
/// normalized before.
pub fn unwanted_char(c: char) -> Option<UnwantedChar> {
    match c {
        ' '..='~' | '\u{a0}'..='\u{ac}' | '\u{ae}'..='\u{34e}' => None,
        '\0' => Some(UnwantedChar::Nul),
        c if c.is_control() => Some(UnwantedChar::Control),
        '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {
            Some(UnwantedChar::Bidi)
        }
        c if is_invisible(c) => Some(UnwantedChar::ZeroWidth),
        '\u{e0000}'..='\u{e0fff}' => Some(UnwantedChar::Tag),
        c if is_noncharacter(c) => Some(UnwantedChar::Noncharacter),
        c if is_format(c) => Some(UnwantedChar::Format),
        _ => None,
    }
}

/// Joiners, fillers, variation selectors.
fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{34f}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}'
        | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{ffa0}')
}

/// Format characters (Cf) except those handled by [`unwanted_char`], and the line and paragraph separators.
fn is_format(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{600}'..='\u{605}' | '\u{6dd}' | '\u{70f}' | '\u{890}' | '\u{891}' | '\u{8e2}'
        | '\u{2028}' | '\u{2029}' | '\u{2061}'..='\u{2065}' | '\u{206a}'..='\u{206f}'
        | '\u{feff}' | '\u{fff0}'..='\u{fffb}'
        | '\u{110bd}' | '\u{110cd}' | '\u{13430}'..='\u{1343f}' | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}')
}

fn is_noncharacter(c: char) -> bool {
    u32::from(c) & 0xfffe == 0xfffe || ('\u{fdd0}'..='\u{fdef}').contains(&c)
}

/// `U+202E`.
pub fn code_point(c: char) -> String {
    format!("U+{:04X}", u32::from(c))
}

/// Unicode names of common unwanted characters.
const UNICODE_NAMES: [(char, &str); 27] = [
    ('\0', "NULL"),
    ('\u{7}', "BELL"),
    ('\u{8}', "BACKSPACE"),
    ('\u{b}', "LINE TABULATION"),
    ('\u{c}', "FORM FEED"),
    ('\u{1b}', "ESCAPE"),
    ('\u{7f}', "DELETE"),
    ('\u{85}', "NEXT LINE"),
    ('\u{9b}', "CONTROL SEQUENCE INTRODUCER"),
    ('\u{ad}', "SOFT HYPHEN"),
    ('\u{200b}', "ZERO WIDTH SPACE"),
    ('\u{200c}', "ZERO WIDTH NON-JOINER"),
    ('\u{200d}', "ZERO WIDTH JOINER"),
    ('\u{200e}', "LEFT-TO-RIGHT MARK"),
    ('\u{200f}', "RIGHT-TO-LEFT MARK"),
    ('\u{202a}', "LEFT-TO-RIGHT EMBEDDING"),
    ('\u{202b}', "RIGHT-TO-LEFT EMBEDDING"),
    ('\u{202c}', "POP DIRECTIONAL FORMATTING"),
    ('\u{202d}', "LEFT-TO-RIGHT OVERRIDE"),
    ('\u{202e}', "RIGHT-TO-LEFT OVERRIDE"),
    ('\u{2060}', "WORD JOINER"),
    ('\u{2066}', "LEFT-TO-RIGHT ISOLATE"),
    ('\u{2067}', "RIGHT-TO-LEFT ISOLATE"),
    ('\u{2068}', "FIRST STRONG ISOLATE"),
    ('\u{2069}', "POP DIRECTIONAL ISOLATE"),
    ('\u{fe0f}', "VARIATION SELECTOR-16"),
    ('\u{feff}', "ZERO WIDTH NO-BREAK SPACE"),
];

/// Unicode name of a common unwanted character; the others have their [`code_point`] only.
pub fn unicode_name(c: char) -> Option<&'static str> {
    UNICODE_NAMES
        .into_iter()
        .find_map(|(known, name)| (known == c).then_some(name))
}

/// Folds a text for search: no case, no marks (so that the position of the tone mark does not matter: hoà, hòa →
/// `hoa`), đ as d, runs of blanks as one, none at the ends. Idempotent.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    let letters = text
        .nfd()
        .flat_map(char::to_lowercase)
        .nfd()
        .filter(|c| !is_combining_mark(*c));
    let mut after_blank = true;
    for c in letters {
        match c {
            c if c.is_whitespace() && after_blank => {}
            c if c.is_whitespace() => folded.push(' '),
            'đ' => folded.push('d'),
            c => folded.push(c),
        }
        after_blank = c.is_whitespace();
    }
    folded.truncate(folded.trim_end().len());
    folded
}

/// Returns `true` if every word of a query occurs in a folded text, in any order, possibly inside a word; an empty
/// query always matches.
pub fn matches(haystack_folded: &str, query: &str) -> bool {
    fold(query)
        .split(' ')
        .all(|word| haystack_folded.contains(word))
}

/// Alphabet for sorting: the Vietnamese one with f, j, w, z at their Latin positions.
const ALPHABET: &str = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz";
/// Terminator of a level of a sort key; below every weight.
const LEVEL_END: char = ' ';
const BLANK: char = '!';
const SIGN: char = '"';
const NUMBER: char = '#';
/// Weight of `a`; the other letters follow.
const FIRST_LETTER: u8 = b'A';
/// Weight of foreign letters, after the alphabet.
const FOREIGN: char = '~';

/// Sort key whose byte order (Rust's and SQLite's BINARY) is that of the Vietnamese alphabet: a ă â b c d đ e ê …;
/// blanks, signs and numbers before letters, whole numbers by value (Phường 2, Phường 10). Ties are decided by the
/// tones, from the first letter on, in the order ngang, huyền, hỏi, ngã, sắc, nặng; then lower case before upper
/// case.
pub fn sort_key(text: &str) -> String {
    let decomposed: String = text.trim().nfd().collect();
    let mut key = SortKey::default();
    let mut rest = decomposed.as_str();
    while let Some(first) = rest.chars().next() {
        let taken = if first.is_ascii_digit() {
            key.push_number(rest)
        } else {
            key.push_letter(rest)
        };
        rest = rest.get(taken..).unwrap_or_default();
    }
    key.finish()
}

#[derive(Default)]
struct SortKey {
    letters: String,
    tones: String,
    cases: String,
}

impl SortKey {
    /// Appends a run of digits: without leading zeros the longer is the greater. Returns its length in bytes.
    fn push_number(&mut self, text: &str) -> usize {
        let run = text.bytes().take_while(u8::is_ascii_digit).count();
        let digits = text[..run].trim_start_matches('0');
        let length = u8::try_from(digits.len()).unwrap_or(u8::MAX);
        self.letters.push(NUMBER);
        self.letters
            .push(char::from(length.min(b'~' - b'!') + b'!'));
        self.letters.push_str(digits);
        self.push_lower_levels('0', '0');
        run
    }

    /// Appends a decomposed letter with its marks, a blank run or a sign. Returns its length in bytes.
    fn push_letter(&mut self, text: &str) -> usize {
        let mut chars = text.chars();
        let base = chars.next().unwrap_or_default();
        if base.is_whitespace() {
            self.letters.push(BLANK);
            self.push_lower_levels('0', '0');
            return text
                .find(|c: char| !c.is_whitespace())
                .unwrap_or(text.len());
        }
        let small = base.to_lowercase().next().unwrap_or(base);
        let marks = chars.take_while(|c| is_combining_mark(*c));
        let taken = base.len_utf8() + marks.clone().map(char::len_utf8).sum::<usize>();
        let (letter, tone) = split_marks(small, marks);
        self.push_weight(letter);
        self.push_lower_levels(tone, if small == base { '0' } else { '1' });
        taken
    }

    fn push_weight(&mut self, letter: char) {
        match ALPHABET
            .chars()
            .zip(FIRST_LETTER..)
            .find(|(known, _)| *known == letter)
        {
            Some((_, weight)) => self.letters.push(char::from(weight)),
            None => self.letters.extend([
                if letter.is_alphabetic() {
                    FOREIGN
                } else {
                    SIGN
                },
                letter,
            ]),
        }
    }

    fn push_lower_levels(&mut self, tone: char, case: char) {
        self.tones.push(tone);
        self.cases.push(case);
    }

    fn finish(mut self) -> String {
        for level in [&self.tones, &self.cases] {
            self.letters.push(LEVEL_END);
            self.letters.push_str(level.trim_end_matches('0'));
        }
        self.letters
    }
}

/// Splits the marks of a lower-case letter: circumflex, breve and horn make another letter of the alphabet, the
/// others are tones (`1` huyền … `5` nặng, `0` none, `6` marks unknown to Vietnamese).
fn split_marks(base: char, marks: impl Iterator<Item = char>) -> (char, char) {
    let (mut letter, mut tone) = (base, '0');
    for mark in marks {
        match (letter, mark) {
            ('a', '\u{306}') => letter = 'ă',
            ('a', '\u{302}') => letter = 'â',
            ('e', '\u{302}') => letter = 'ê',
            ('o', '\u{302}') => letter = 'ô',
            ('o', '\u{31b}') => letter = 'ơ',
            ('u', '\u{31b}') => letter = 'ư',
            (_, '\u{300}') => tone = '1',
            (_, '\u{309}') => tone = '2',
            (_, '\u{303}') => tone = '3',
            (_, '\u{301}') => tone = '4',
            (_, '\u{323}') => tone = '5',
            _ => tone = '6',
        }
    }
    (letter, tone)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use unicode_normalization::is_nfc;

    use super::*;

    #[test]
    fn folds_for_search() {
        for (text, expected) in [
            ("Hiệp Hòa", "hiep hoa"),
            ("Hiệp Hoà", "hiep hoa"),
            ("ĐÀ NẴNG", "da nang"),
            ("Thừa Thiên  Huế ", "thua thien hue"),
            ("a\u{a0}\t ơ ư ă â ê ô", "a o u a a e o"),
            ("e\u{302}\u{301}", "e"),
            ("Sở LĐ-TB&XH", "so ld-tb&xh"),
            ("", ""),
        ] {
            assert_eq!(fold(text), expected);
        }
    }

    #[test]
    fn every_vietnamese_letter_folds_to_ascii() {
        let letters = "àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ";
        assert_eq!(letters.chars().count(), 67);
        assert!(fold(letters).is_ascii() && fold(&letters.to_uppercase()) == fold(letters));
    }

    #[test]
    fn finds_all_words() {
        let district = fold("Huyện Hiệp Hoà, tỉnh Bắc Giang");
        for query in ["hiep hoa", "hòa HIỆP", "bac giang hoa", "", "  ", "huy"] {
            assert!(matches(&district, query), "{query:?}");
        }
        assert!(!matches(&district, "hiep binh"));
    }

    #[test]
    fn sorts_by_the_vietnamese_alphabet() {
        let sorted = [
            "",
            "&",
            "2",
            "10",
            "a",
            "A",
            "à",
            "ả",
            "ã",
            "á",
            "Á",
            "ạ",
            "ā",
            "ab",
            "an",
            "az",
            "ăn",
            "ăz",
            "ân",
            "ấn",
            "b",
            "ba ria",
            "Bà Rịa",
            "ba vi",
            "bà vi",
            "ban",
            "c",
            "d",
            "đ",
            "e",
            "ez",
            "ê",
            "f",
            "g",
            "h",
            "i",
            "j",
            "k",
            "o",
            "oz",
            "ô",
            "ôz",
            "ơ",
            "p",
            "Phường 2",
            "Phường 10",
            "Phường An",
            "u",
            "uz",
            "ư",
            "v",
            "w",
            "x",
            "y",
            "z",
            "я",
        ];
        for pair in sorted.windows(2) {
            assert!(sort_key(pair[0]) < sort_key(pair[1]), "{pair:?}");
        }
    }

    #[test]
    fn sorts_numbers_by_value() {
        for (less, greater) in [
            ("9", "10"),
            ("099", "100"),
            ("S1 6.9", "S1 6.10"),
            ("2a", "10"),
            ("2", "2a"),
            ("999", "1000"),
            ("9999", "10000"),
        ] {
            assert!(sort_key(less) < sort_key(greater), "{less:?} {greater:?}");
        }
        let long = "9".repeat(300);
        assert!(sort_key("10") < sort_key(&long));
        assert!(sort_key(&long).is_ascii());
    }

    #[test]
    fn the_gate_composes_and_lays_out() {
        for (text, line, many) in [
            ("Huế", "Huế", "Huế"),
            ("Hue\u{302}\u{301}", "Huế", "Huế"),
            ("a\tb", "a b", "a b"),
            ("a\r\nb\rc\nd\u{2028}e", "a b c d e", "a\nb\nc\nd\ne"),
            ("\n\r", "  ", "\n\n"),
            (
                "33,5\u{a0}% – “x” …",
                "33,5\u{a0}% – “x” …",
                "33,5\u{a0}% – “x” …",
            ),
        ] {
            assert_eq!(
                (
                    validate_line(text, 99).as_deref(),
                    validate_text(text, 99).as_deref()
                ),
                (Ok(line), Ok(many))
            );
            assert_eq!(
                (sanitize_line(text), sanitize_text(text)),
                ((line.to_owned(), 0), (many.to_owned(), 0))
            );
        }
    }

    #[test]
    fn the_gate_refuses_by_kind() {
        for (c, kind) in [
            ('\u{1b}', UnwantedChar::Control),
            ('\u{7f}', UnwantedChar::Control),
            ('\u{9b}', UnwantedChar::Control),
            ('\u{85}', UnwantedChar::Control),
            ('\u{202e}', UnwantedChar::Bidi),
            ('\u{2066}', UnwantedChar::Bidi),
            ('\u{200b}', UnwantedChar::ZeroWidth),
            ('\u{fe0f}', UnwantedChar::ZeroWidth),
            ('\u{3164}', UnwantedChar::ZeroWidth),
            ('\u{ad}', UnwantedChar::Format),
            ('\u{feff}', UnwantedChar::Format),
            ('\u{e0041}', UnwantedChar::Tag),
            ('\u{e0100}', UnwantedChar::Tag),
            ('\u{fdd0}', UnwantedChar::Noncharacter),
            ('\u{ffff}', UnwantedChar::Noncharacter),
            ('\u{10fffe}', UnwantedChar::Noncharacter),
        ] {
            let text = format!("ấ{c}b");
            assert_eq!(
                validate_line(&text, 99),
                Err(TextError::Unwanted {
                    character: c,
                    kind,
                    at: 1
                })
            );
            assert_eq!(validate_text(&text, 99), validate_line(&text, 99));
            assert_eq!(sanitize_line(&text), ("ấb".to_owned(), 1));
            assert_eq!(sanitize_output(&text), "ấb");
        }
        assert_eq!(validate_line("a\0", 99), Err(TextError::Nul { at: 1 }));
        assert_eq!(
            (code_point('\u{1b}'), unicode_name('\u{1b}')),
            ("U+001B".to_owned(), Some("ESCAPE"))
        );
    }

    #[test]
    fn the_gate_counts() {
        let with_marks = |n| format!("x{}y", "\u{323}".repeat(n));
        assert_eq!(validate_line(&with_marks(4), 99), Ok(with_marks(4)));
        assert_eq!(
            validate_line(&with_marks(5), 99),
            Err(TextError::TooManyMarks { at: 5 })
        );
        assert_eq!(sanitize_line(&with_marks(7)), (with_marks(4), 3));
        let title = "e\u{302}\u{301}".repeat(TITLE_MAX);
        assert_eq!(validate_line(&title, TITLE_MAX), Ok("ế".repeat(TITLE_MAX)));
        assert_eq!(
            validate_line("abc", 2),
            Err(TextError::TooLong { length: 3, max: 2 })
        );
    }

    #[test]
    fn a_text_of_too_many_bytes_is_too_long_whatever_is_in_it() {
        let text = |letters: usize| format!("{}{}", "x".repeat(letters), "\u{323}".repeat(31));
        assert_eq!(text(2).len(), BYTES_PER_CHARACTER);
        for (letters, expected) in [
            (2, TextError::TooManyMarks { at: 6 }),
            (3, TextError::TooLong { length: 34, max: 1 }),
            (4, TextError::TooLong { length: 35, max: 1 }),
        ] {
            assert_eq!(validate_line(&text(letters), 1), Err(expected), "{letters}");
        }
    }

    #[test]
    fn names_are_of_unwanted_characters() {
        for (c, name) in UNICODE_NAMES {
            assert!(unwanted_char(c).is_some(), "{name}");
            assert_eq!(unicode_name(c), Some(name));
        }
        assert_eq!(unicode_name('a'), None);
    }

    #[test]
    fn what_is_clean_is_not_copied() {
        assert!(matches!(sanitize_output("Huế\nHue"), Cow::Borrowed(_)));
        assert!(matches!(sanitize_output("a\tb"), Cow::Owned(_)));
    }

    /// Strategy that mixes letters, marks, layout and unwanted characters.
    fn hostile() -> impl Strategy<Value = String> {
        let known: Vec<char> = "aeoudđĐƯệ 19\t\r\n\0\u{300}\u{301}\u{302}\u{31b}\u{323}\u{306}\u{200b}\u{202e}\u{1b}\u{ffff}\u{1100}\u{1161}\u{11a8}\u{9c7}\u{9be}\u{958}İ\u{212a}\u{2028}".chars().collect();
        let one = prop_oneof![3 => proptest::sample::select(known), 1 => any::<char>()];
        proptest::collection::vec(one, 0..24).prop_map(|chars| chars.into_iter().collect())
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2000))]

        #[test]
        fn folding_twice_changes_nothing(text in hostile()) {
            let folded = fold(&text);
            prop_assert_eq!(fold(&folded), folded.clone());
            prop_assert!(matches(&folded, &text));
        }

        #[test]
        fn what_passes_is_nfc_and_passes_again(text in hostile()) {
            for gate in [validate_line, validate_text] {
                if let Ok(passed) = gate(&text, 99) {
                    prop_assert!(is_nfc(&passed));
                    prop_assert_eq!(gate(&passed, 99), Ok(passed));
                }
            }
        }

        #[test]
        fn what_is_cleaned_passes(text in hostile()) {
            let (line, dropped) = sanitize_line(&text);
            prop_assert_eq!(validate_line(&line, 999), Ok(line));
            prop_assert_eq!(dropped == 0, validate_line(&text, 999).is_ok());
            let out = sanitize_output(&text);
            prop_assert_eq!(validate_text(&out, 999), Ok(out.into_owned()));
        }

        #[test]
        fn keys_ignore_how_letters_are_composed(text in hostile()) {
            let composed: String = text.nfc().collect();
            let decomposed: String = text.nfd().collect();
            prop_assert_eq!(sort_key(&composed), sort_key(&decomposed));
        }
    }
}
