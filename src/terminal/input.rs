//! From bytes of a terminal and the time at which they came to keys, pastes and mouse actions. A state machine without
//! input or output: bytes go in by [`InputDecoder::feed`], a deadline that passed by [`InputDecoder::tick`]. Must not depend on
//! commands.
//!
//! | what is pending | what it waits for | what it becomes when nothing comes |
//! |---|---|---|
//! | ESC | the rest of a sequence, `escape` | Esc; then a tail that completes a sequence within 200 ms is swallowed |
//! | ESC, `escape_digits` on | a digit or a sequence, 500 ms | Esc |
//! | a part of a sequence | its rest, 200 ms; of an answer with text, 1 s | nothing |
//! | `CSI M`, mouse off | three bytes of a mouse report, `escape` | F1 of SCO terminals |
//! | a paste without its end | more of it, 2 s | the text that came |
//! | a part of a letter | its rest, without end | – |
//!
//! ESC and a digit are Esc and the digit (with `escape_digits` F1 … F9), ESC and a control character both of them, ESC and
//! Backspace is Backspace, ESC and another character is Alt with it, which the program does not read. Nothing else
//! waits: every other key is handed on with the read that brought it.

#[cfg(test)]
mod tests;

use std::time::{Duration, Instant};

use super::sequence::{Mouse, OLD_MOUSE, Scan, Token, scan, token};
use crate::display::settings::InputSettings;
use crate::keys::Key;

/// A key within this time of the previous one was sent with it, not in response to it. A person is slower.
pub(super) const TYPED_AHEAD: Duration = Duration::from_millis(100);
/// How long to wait for the rest of a sequence, and how long its tail is swallowed after Esc was returned.
const TAIL: Duration = Duration::from_millis(200);
/// The same for a terminal's reply with text, which may be long.
const TEXT_TAIL: Duration = Duration::from_secs(1);
/// Number of bytes after which a reply with text is certain.
const TEXT_HEAD: usize = 4;
/// Esc and a digit within this time are a function key, if configured.
const CHORD_TIMEOUT: Duration = Duration::from_millis(500);
/// A key within this time of a paste, or of another such key, belongs to the paste.
const PASTE_TAIL_TIMEOUT: Duration = TYPED_AHEAD;
/// A paste without end is closed this long after its last byte.
const PASTE_SILENCE: Duration = Duration::from_secs(2);
/// A line feed within this time of a carriage return is part of it.
const CRLF: Duration = Duration::from_millis(200);
const PASTE_END: &[u8] = b"\x1b[201~";
const ESC: u8 = 0x1b;
/// DEL, sent by Backspace.
const DEL: u8 = 0x7f;

/// An input event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum InputEvent {
    /// A key.
    Key(Key),
    /// Pasted text.
    Text(String),
    /// The left button at a column and row.
    Click(u16, u16),
    /// The wheel.
    Wheel {
        /// `true` towards the end.
        down: bool,
    },
    /// Bytes that are no key of the program: a terminal's reply, Alt with a letter, a partial sequence.
    Unread(Vec<u8>),
}

/// Bytes of a sequence whose beginning was returned as keys: what completes it is swallowed.
#[derive(Clone, Debug)]
struct Tail {
    seen: Vec<u8>,
    until: Instant,
}

/// Input decoder with its pending state.
#[derive(Clone, Debug, Default)]
pub struct InputDecoder {
    settings: InputSettings,
    /// Undecided bytes.
    pending: Vec<u8>,
    /// Arrival of the first and the last of them.
    came: Option<(Instant, Instant)>,
    /// `true` if a pending ESC stayed alone for so long that a person pressed it.
    alone: bool,
    tail: Option<Tail>,
    /// Text of an unfinished paste.
    paste: Option<Vec<u8>>,
    /// Time of the last paste, or of a key that belongs to it.
    pasted_at: Option<Instant>,
    /// Time of a carriage return, if it was the last byte.
    returned: Option<Instant>,
    inputs: Vec<InputEvent>,
}

impl InputDecoder {
    /// Creates a decoder.
    pub fn new(settings: InputSettings) -> Self {
        Self {
            settings,
            ..Self::default()
        }
    }

    /// Decodes the bytes of one read, together with pending ones.
    pub fn feed(&mut self, bytes: &[u8], at: Instant) -> Vec<InputEvent> {
        let first = self.came.map_or(at, |(first, _)| first);
        if self.pending == [ESC] && !bytes.is_empty() {
            self.alone = at.duration_since(first) >= self.settings.escape;
        }
        self.pending.extend_from_slice(bytes);
        self.came = Some((first, at));
        self.drain(at);
        std::mem::take(&mut self.inputs)
    }

    /// Time at which pending bytes are decided if nothing arrives; `None` if nothing is pending.
    pub fn deadline(&self) -> Option<Instant> {
        let (first, last) = self.came?;
        if self.paste.is_some() {
            return Some(last + PASTE_SILENCE);
        }
        if self.pending.first() != Some(&ESC) {
            let tail = self.tail.as_ref().filter(|_| !self.pending.is_empty())?;
            return Some(match (tail.seen.as_slice(), self.pending.as_slice()) {
                ([ESC], b"[" | b"O") => (last + self.settings.escape).min(tail.until),
                _ => tail.until,
            });
        }
        Some(match self.pending.as_slice() {
            [_] if self.settings.escape_digits => first + CHORD_TIMEOUT,
            [_] => first + self.settings.escape,
            b"\x1b[" | b"\x1bO" if self.alone => last + self.settings.escape,
            pending if pending == OLD_MOUSE && !self.settings.mouse => last + self.settings.escape,
            [_, b']' | b'P' | b'_', rest @ ..] if rest.len() >= TEXT_HEAD => last + TEXT_TAIL,
            _ => last + TAIL.max(self.settings.escape),
        })
    }

    /// Decides pending bytes if nothing arrived until this time.
    pub fn tick(&mut self, at: Instant) -> Vec<InputEvent> {
        let Some(deadline) = self.deadline().filter(|deadline| *deadline <= at) else {
            return Vec::new();
        };
        if let Some(paste) = self.paste.take() {
            self.end_paste(&paste, at);
        } else if self.pending.first() == Some(&ESC) {
            self.decide(deadline);
        } else if let Some(mut tail) = self.tail.take() {
            tail.seen.extend_from_slice(&self.pending);
            if tail.seen == OLD_MOUSE {
                self.pending.clear();
            }
            while !self.pending.is_empty() && self.plain(at) {}
            self.tail = Some(tail).filter(|tail| deadline < tail.until);
        }
        self.drain(at);
        std::mem::take(&mut self.inputs)
    }

    /// Discards pending bytes, after another program used the terminal.
    pub fn reset(&mut self) {
        *self = Self::new(self.settings);
    }

    /// Decodes as many events as possible.
    fn drain(&mut self, at: Instant) {
        while self.step(at) {}
        if self.pending.is_empty() && self.paste.is_none() {
            self.came = None;
        }
    }

    /// Decodes one event from pending bytes; `false` if they must wait.
    fn step(&mut self, at: Instant) -> bool {
        if self.paste.is_some() {
            return self.take_paste(at);
        }
        match self.pending.first() {
            None => false,
            Some(&ESC) => {
                self.tail = None;
                self.escape(at)
            }
            Some(_) => match self.tail.take().filter(|tail| at <= tail.until) {
                Some(tail) => self.after_escape(tail, at),
                None => self.plain(at),
            },
        }
    }

    /// Decodes pending bytes that begin with ESC.
    fn escape(&mut self, at: Instant) -> bool {
        match scan(&self.pending) {
            Scan::Complete(length)
                if length == OLD_MOUSE.len() && self.pending.starts_with(OLD_MOUSE) =>
            {
                self.decode_key(Key::F(1), at);
                self.take(length, at);
            }
            Scan::Complete(length) => {
                let sequence = self.take(length, at);
                self.sequence(sequence, at);
            }
            Scan::Broken(length) => {
                let begun = self.take(length, at);
                self.inputs.push(InputEvent::Unread(begun));
            }
            Scan::Partial => return false,
            Scan::Foreign => return self.escape_and(self.pending[1], at),
        }
        true
    }

    /// Decodes ESC and a byte that begins no sequence.
    fn escape_and(&mut self, next: u8, at: Instant) -> bool {
        let function = Key::function_key(char::from(next)).filter(|_| self.settings.escape_digits);
        if let Some(function) = function {
            self.take(2, at);
            self.decode_key(function, at);
        } else if matches!(next, DEL | 0x08) {
            self.take(1, at);
        } else if next.is_ascii_digit() || next < 0x20 || self.alone {
            self.take(1, at);
            self.decode_key(Key::Esc, at);
        } else {
            let Some((_, length)) = letter(&self.pending[1..]) else {
                return false;
            };
            let alt = self.take(1 + length, at);
            self.inputs.push(InputEvent::Unread(alt));
        }
        true
    }

    /// Handles bytes after an Esc or F1 that was already returned: what completes a sequence with it is dropped.
    fn after_escape(&mut self, mut tail: Tail, at: Instant) -> bool {
        let next_escape = self
            .pending
            .iter()
            .position(|byte| *byte == ESC)
            .unwrap_or(self.pending.len());
        let is_text = matches!(self.pending[0], b']' | b'P' | b'_');
        let end = if is_text {
            self.pending.len()
        } else {
            next_escape
        };
        let whole = [tail.seen.as_slice(), &self.pending[..end]].concat();
        match scan(&whole) {
            Scan::Complete(length) if length > tail.seen.len() => {
                let rest = self.take(length - tail.seen.len(), at);
                self.inputs.push(InputEvent::Unread(rest));
            }
            Scan::Partial if end == self.pending.len() => {
                if is_text && self.pending.len() > TEXT_HEAD {
                    tail.until = tail.until.max(at + TEXT_TAIL);
                }
                self.tail = Some(tail);
                return false;
            }
            _ => return self.plain(at),
        }
        true
    }

    /// Decides a partial sequence whose deadline has passed.
    fn decide(&mut self, deadline: Instant) {
        let is_alone = self.pending.len() == 1 || self.alone;
        let is_function = self.pending == OLD_MOUSE && !self.settings.mouse;
        let taken = if is_alone {
            self.take(1, deadline)
        } else {
            std::mem::take(&mut self.pending)
        };
        match taken.as_slice() {
            [ESC] => self.decode_key(Key::Esc, deadline),
            _ if is_function => self.decode_key(Key::F(1), deadline),
            _ => self.inputs.push(InputEvent::Unread(taken.clone())),
        }
        let mut seen = taken;
        if is_alone && !self.pending.is_empty() {
            seen.extend_from_slice(&self.pending);
            while !self.pending.is_empty() && self.plain(deadline) {}
        }
        self.tail = Some(Tail {
            seen,
            until: deadline + TAIL,
        });
    }

    fn sequence(&mut self, sequence: Vec<u8>, at: Instant) {
        match token(&sequence) {
            Token::Key(key) => self.decode_key(key, at),
            Token::Mouse(mouse) if self.settings.mouse => self.mouse(mouse),
            Token::PasteStart => self.paste = Some(Vec::new()),
            Token::Mouse(_) | Token::Nothing => self.inputs.push(InputEvent::Unread(sequence)),
        }
    }

    fn mouse(&mut self, mouse: Mouse) {
        if mouse.is_left_press() {
            self.inputs.push(InputEvent::Click(mouse.column, mouse.row));
        } else if let Some(down) = mouse.wheel() {
            self.inputs.push(InputEvent::Wheel { down });
        }
    }

    /// Moves pending bytes to the paste, up to its end.
    fn take_paste(&mut self, at: Instant) -> bool {
        let Some(mut paste) = self.paste.take() else {
            return false;
        };
        // The end marker may have begun in the bytes before.
        let from = paste.len().saturating_sub(PASTE_END.len() - 1);
        paste.append(&mut self.pending);
        let Some(end) = paste[from..]
            .windows(PASTE_END.len())
            .position(|bytes| bytes == PASTE_END)
        else {
            self.paste = Some(paste);
            return false;
        };
        self.pending = paste.split_off(from + end + PASTE_END.len());
        paste.truncate(from + end);
        self.came = Some((at, at));
        self.end_paste(&paste, at);
        true
    }

    fn end_paste(&mut self, paste: &[u8], at: Instant) {
        self.pasted_at = Some(at);
        self.inputs.push(InputEvent::Text(
            String::from_utf8_lossy(paste).into_owned(),
        ));
    }

    /// Decodes a byte or letter that is a key by itself; `false` if it is incomplete.
    fn plain(&mut self, at: Instant) -> bool {
        let returned = self.returned.take();
        let first = self.pending[0];
        if first < 0x20 || first == DEL {
            self.take(1, at);
            let is_second_half =
                first == b'\n' && returned.is_some_and(|then| at.duration_since(then) < CRLF);
            self.returned = (first == b'\r').then_some(at);
            if !is_second_half {
                self.decode_key(Key::control(first), at);
            }
            return true;
        }
        let Some((letter, length)) = letter(&self.pending) else {
            return false;
        };
        self.take(length, at);
        self.decode_key(Key::Char(letter), at);
        true
    }

    fn decode_key(&mut self, key: Key, at: Instant) {
        // Input right after a paste belongs to it, even after its end marker, and saves nothing. A person is slower.
        if self
            .pasted_at
            .is_some_and(|then| at.duration_since(then) < PASTE_TAIL_TIMEOUT)
        {
            self.pasted_at = Some(at);
        } else {
            self.inputs.push(InputEvent::Key(key));
        }
    }

    /// Takes the first pending bytes; the remaining ones count as arrived now.
    fn take(&mut self, length: usize, at: Instant) -> Vec<u8> {
        (self.came, self.alone) = (Some((at, at)), false);
        self.pending.drain(..length).collect()
    }
}

/// First UTF-8 letter and its length; an invalid byte becomes U+FFFD, so that nothing is dropped silently. `None`
/// if the letter is incomplete.
fn letter(bytes: &[u8]) -> Option<(char, usize)> {
    let width = match bytes.first()? {
        0xc2..=0xdf => 2,
        0xe0..=0xef => 3,
        0xf0..=0xf4 => 4,
        _ => 1,
    };
    match std::str::from_utf8(&bytes[..width.min(bytes.len())]) {
        Ok(text) => text.chars().next().map(|letter| (letter, width)),
        Err(error) if error.error_len().is_none() => None,
        Err(error) => Some((char::REPLACEMENT_CHARACTER, error.error_len().unwrap_or(1))),
    }
}
