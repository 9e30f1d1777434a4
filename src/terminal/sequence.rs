//! Escape sequences of terminals: their ends, and the keys or mouse reports they encode. Pure: no times, no I/O. Must
//! not depend on commands.
//!
//! Keys of xterm, the Linux console, rxvt, PuTTY's VT100+ and SCO modes. If two of them send the same bytes, PuTTY
//! takes precedence: `ESC O X` is F9 (VT100+) and not the keypad's equals sign, `CSI P` is F4 (SCO) and not Pause.
//! `CSI M` is both SCO F1 and the head of a mouse report of three more bytes; the caller decides by time.
//!
//! The crate `vte` is not used: it supports neither SS3 keys nor mouse reports nor pastes, and does not expose whether
//! it is inside a sequence, which the timing between reads depends on.

use crate::keys::Key;

const ESC: u8 = 0x1b;
const BEL: u8 = 0x07;
/// Head of a mouse report in the oldest encoding; three bytes follow.
pub const OLD_MOUSE: &[u8] = b"\x1b[M";
/// Maximum length of a sequence without text, in bytes.
const LONGEST: usize = 64;
/// Maximum length of a sequence with text, such as a clipboard reply, in bytes.
const LONGEST_TEXT: usize = 1 << 20;

/// Result of scanning bytes that begin with ESC.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scan {
    /// A complete sequence of this length.
    Complete(usize),
    /// A partial sequence.
    Partial,
    /// A beginning of this length that the following bytes cannot complete.
    Broken(usize),
    /// Not a sequence: ESC and something else.
    Foreign,
}

/// Meaning of a complete sequence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Token {
    /// A key.
    Key(Key),
    /// A mouse report.
    Mouse(Mouse),
    /// Start of a bracketed paste.
    PasteStart,
    /// A reply of the terminal, or a key that the program ignores.
    Nothing,
}

/// A mouse report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mouse {
    /// Button, motion, wheel and modifiers as encoded by the protocol.
    code: u16,
    /// Column, from 0.
    pub column: u16,
    /// Row, from 0.
    pub row: u16,
    released: bool,
}

impl Mouse {
    /// Returns `true` if the left button was pressed.
    pub fn is_left_press(self) -> bool {
        self.code & 0b110_0011 == 0 && !self.released
    }

    /// Direction of the wheel, `true` towards the end; `None` for other events.
    pub fn wheel(self) -> Option<bool> {
        match self.code & 0b110_0011 {
            0b100_0000 => Some(false),
            0b100_0001 => Some(true),
            _ => None,
        }
    }
}

/// Scans for the end of a sequence in bytes that begin with ESC.
pub fn scan(bytes: &[u8]) -> Scan {
    match bytes.get(1) {
        None => Scan::Partial,
        Some(b'[') => scan_csi(bytes),
        Some(b'O') => scan_ss3(bytes),
        Some(b']' | b'P' | b'_') => scan_text(bytes),
        Some(_) => Scan::Foreign,
    }
}

/// Scans `CSI parameters intermediates final`, and irregular variants.
fn scan_csi(bytes: &[u8]) -> Scan {
    match bytes.get(2) {
        // Linux console: CSI [ A … E.
        Some(b'[') => return scan_final(bytes, 3),
        Some(b'M') => return scan_old_mouse(bytes),
        _ => {}
    }
    let parameters = bytes[2..]
        .iter()
        .take_while(|byte| matches!(byte, 0x30..=0x3f))
        .count();
    let at = 2 + parameters;
    // rxvt ends Shift keys with `$`; mode reports have it before their end, after two parameters.
    let is_one_number = parameters > 0 && bytes[2..at].iter().all(u8::is_ascii_digit);
    if is_one_number && bytes.get(at) == Some(&b'$') {
        return Scan::Complete(at + 1);
    }
    let intermediates = bytes[at..]
        .iter()
        .take_while(|byte| matches!(byte, 0x20..=0x2f))
        .count();
    scan_final(bytes, at + intermediates)
}

fn scan_old_mouse(bytes: &[u8]) -> Scan {
    match bytes[3..].iter().take(3).position(|byte| *byte < 0x20) {
        Some(0) => Scan::Complete(3),
        Some(control) => Scan::Broken(3 + control),
        None if bytes.len() >= 6 => Scan::Complete(6),
        None => Scan::Partial,
    }
}

/// Scans `ESC O final`, with parameters for Shift or Ctrl in old terminals.
fn scan_ss3(bytes: &[u8]) -> Scan {
    if bytes.get(2) == Some(&b' ') {
        return Scan::Complete(3);
    }
    let parameters = bytes[2..]
        .iter()
        .take_while(|byte| byte.is_ascii_digit() || **byte == b';')
        .count();
    scan_final(bytes, 2 + parameters)
}

fn scan_final(bytes: &[u8], at: usize) -> Scan {
    match bytes.get(at) {
        Some(0x40..=0x7e) => Scan::Complete(at + 1),
        Some(_) => Scan::Broken(at),
        None if bytes.len() > LONGEST => Scan::Broken(at),
        None => Scan::Partial,
    }
}

/// Scans OSC, DCS, APC: text up to BEL or `ESC \`. It must begin like a terminal's reply; else Alt and a letter were
/// pressed.
fn scan_text(bytes: &[u8]) -> Scan {
    let begins = |byte: &u8| match bytes[1] {
        b']' => byte.is_ascii_digit() || matches!(byte, b'l' | b'L'),
        b'P' => byte.is_ascii_digit() || b">!<=?+$|".contains(byte),
        _ => *byte == b'G',
    };
    if bytes.get(2).is_some_and(|byte| !begins(byte)) {
        return Scan::Foreign;
    }
    let Some(control) = bytes[2..]
        .iter()
        .position(|byte| *byte < 0x20)
        .map(|at| at + 2)
    else {
        return if bytes.len() > LONGEST_TEXT {
            Scan::Broken(bytes.len())
        } else {
            Scan::Partial
        };
    };
    match (bytes[control], bytes.get(control + 1)) {
        (BEL, _) => Scan::Complete(control + 1),
        (ESC, Some(b'\\')) => Scan::Complete(control + 2),
        (ESC, None) => Scan::Partial,
        _ => Scan::Broken(control),
    }
}

/// Decodes a complete sequence.
pub fn token(sequence: &[u8]) -> Token {
    let key = match sequence {
        [ESC, b'[', b'[', last] => linux_key(*last),
        [ESC, b'[', b'M'] => Some(Key::F(1)),
        [ESC, b'[', b'M', code, x, y] => {
            let place = |byte: &u8| u16::from(byte.saturating_sub(33));
            let code = u16::from(code.saturating_sub(32));
            let released = code & 0b11 == 0b11 && code & 0b100_0000 == 0;
            return Token::Mouse(Mouse {
                code,
                column: place(x),
                row: place(y),
                released,
            });
        }
        [ESC, b'[', rest @ .., last] => return csi_token(rest, *last),
        [ESC, b'O', .., last] => ss3_key(*last),
        _ => None,
    };
    key.map_or(Token::Nothing, Token::Key)
}

fn linux_key(last: u8) -> Option<Key> {
    matches!(last, b'A'..=b'E').then(|| Key::F(last - b'A' + 1))
}

fn ss3_key(last: u8) -> Option<Key> {
    Some(match last {
        b'P'..=b'[' => Key::F(last - b'P' + 1),
        b'p'..=b'y' => Key::Char(char::from(b'0' + (last - b'p'))),
        b'j'..=b'o' => Key::Char(char::from(b'*' + (last - b'j'))),
        b'M' => Key::Enter,
        b'I' => Key::Tab,
        b' ' => Key::Char(' '),
        _ => return moving_key(last),
    })
}

/// Arrows, also with Shift or Ctrl, and Home and End.
fn moving_key(last: u8) -> Option<Key> {
    Some(match last {
        b'A' | b'a' => Key::Up,
        b'B' | b'b' => Key::Down,
        b'C' | b'c' => Key::Right,
        b'D' | b'd' => Key::Left,
        b'H' => Key::Home,
        b'F' => Key::End,
        _ => return None,
    })
}

fn csi_token(parameters: &[u8], last: u8) -> Token {
    let text = std::str::from_utf8(parameters).unwrap_or("?");
    if let Some(report) = text.strip_prefix('<') {
        return mouse(report, 0, last == b'm')
            .filter(|_| matches!(last, b'M' | b'm'))
            .map_or(Token::Nothing, Token::Mouse);
    }
    // Replies begin with `?`, `>` or `=`, or have intermediates before their final byte.
    if text.contains(|c: char| !c.is_ascii_digit() && c != ';' && c != ':') {
        return Token::Nothing;
    }
    let numbers: Vec<u32> = text
        .split(';')
        .map(|part| {
            part.split(':')
                .next()
                .and_then(|n| n.parse().ok())
                .unwrap_or(0)
        })
        .collect();
    let is_release = text
        .split(';')
        .nth(1)
        .is_some_and(|part| part.split(':').nth(1) == Some("3"));
    let key = match (last, numbers.as_slice()) {
        _ if is_release => None,
        (b'~', [200]) => return Token::PasteStart,
        (b'M', [_, _, _]) => return mouse(text, 32, false).map_or(Token::Nothing, Token::Mouse),
        (b'~', [27, modifiers, code]) | (b'u', [code, modifiers, ..]) => {
            coded_key(*code, *modifiers)
        }
        (b'u', [code]) => coded_key(*code, 1),
        (b'~' | b'^' | b'$' | b'@', [number, ..]) if *number > 0 => numbered_key(*number),
        (b'Z', _) => Some(Key::BackTab),
        (b'P' | b'Q' | b'S', [_, _, ..]) => Some(Key::F(last - b'P' + 1)),
        _ if text.is_empty() => moving_key(last).or_else(|| sco_key(last)),
        _ => moving_key(last),
    };
    key.map_or(Token::Nothing, Token::Key)
}

/// Keys that PuTTY sends in SCO mode without parameters.
fn sco_key(last: u8) -> Option<Key> {
    Some(match last {
        b'M'..=b'X' => Key::F(last - b'M' + 1),
        b'I' => Key::PageUp,
        b'G' => Key::PageDown,
        b'L' => Key::Insert,
        _ => return None,
    })
}

/// Key of `CSI number ~`.
fn numbered_key(number: u32) -> Option<Key> {
    let function = |less: u32| u8::try_from(number - less).ok().map(Key::F);
    match number {
        1 | 7 => Some(Key::Home),
        2 => Some(Key::Insert),
        3 => Some(Key::Delete),
        4 | 8 => Some(Key::End),
        5 => Some(Key::PageUp),
        6 => Some(Key::PageDown),
        11..=15 => function(10),
        17..=21 => function(11),
        23..=26 => function(12),
        28 | 29 => function(13),
        31..=34 => function(14),
        _ => None,
    }
}

/// Key by character and modifiers: `CSI code ; modifiers u`.
fn coded_key(code: u32, modifiers: u32) -> Option<Key> {
    let pressed = modifiers.saturating_sub(1);
    let (shift, alt, ctrl) = (pressed & 1 != 0, pressed & 2 != 0, pressed & 4 != 0);
    let c = char::from_u32(code).filter(|c| !('\u{e000}'..='\u{f8ff}').contains(c))?;
    match c {
        '\u{1b}' => Some(Key::Esc),
        '\r' | '\n' => Some(Key::Enter),
        '\t' if shift => Some(Key::BackTab),
        '\t' => Some(Key::Tab),
        '\u{8}' | '\u{7f}' => Some(Key::Backspace),
        // AltGr of some keyboards: the character itself.
        c if ctrl && alt => (!c.is_ascii_alphanumeric()).then_some(Key::Char(c)),
        c if ctrl => Some(Key::ctrl(c)),
        c if alt => c.is_ascii_digit().then_some(Key::Char(c)),
        c if shift => Some(Key::Char(c.to_uppercase().next().unwrap_or(c))),
        c => Some(Key::Char(c)),
    }
}

/// Parses `code;column;row`; urxvt adds 32 to the code.
fn mouse(report: &str, base: u16, released: bool) -> Option<Mouse> {
    let mut numbers = report.split(';').map(|number| number.parse::<u16>().ok());
    let (code, column, row) = (numbers.next()??, numbers.next()??, numbers.next()??);
    let code = code.checked_sub(base)?;
    let released = released || (base > 0 && code & 0b110_0011 == 0b11);
    Some(Mouse {
        code,
        column: column.saturating_sub(1),
        row: row.saturating_sub(1),
        released,
    })
}
