//! From the terminal's events to keys and texts: Esc and a digit, arrows that a slow line split, Enter after a paste.
//! Takes the time from its caller. Knows no command.

use std::time::{Duration, Instant};

use crossterm::event::{Event, MouseButton, MouseEventKind};

use crate::keys::Key;

/// Esc and a digit within this time stand for a function key.
const CHORD: Duration = Duration::from_millis(500);
/// A key within this time of a paste, or of another such key, belongs to the paste.
const AFTER_PASTE: Duration = Duration::from_millis(100);

/// What came in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Input {
    /// A key.
    Key(Key),
    /// Pasted text.
    Text(String),
    /// The left button at a column and row.
    Click(u16, u16),
    /// The wheel.
    Wheel {
        /// Towards the end.
        down: bool,
    },
}

/// Reads events in the light of the ones before.
#[derive(Clone, Debug, Default)]
pub struct Reader {
    escaped: Option<Instant>,
    /// `Esc [` came in pieces: its last letter is an arrow.
    split: bool,
    pasted: Option<Instant>,
}

impl Reader {
    /// What an event means at a moment; `typing`: text is typed, a digit is a digit.
    pub fn read(&mut self, event: &Event, at: Instant, typing: bool) -> Option<Input> {
        match event {
            Event::Paste(text) => {
                self.pasted = Some(at);
                Some(Input::Text(text.clone()))
            }
            Event::Key(key) => self.key(Key::of(key)?, at, typing).map(Input::Key),
            Event::Mouse(mouse) => match mouse.kind {
                MouseEventKind::Down(MouseButton::Left) => Some(Input::Click(mouse.column, mouse.row)),
                MouseEventKind::ScrollDown => Some(Input::Wheel { down: true }),
                MouseEventKind::ScrollUp => Some(Input::Wheel { down: false }),
                _ => None,
            },
            Event::Resize(..) | Event::FocusGained | Event::FocusLost => None,
        }
    }

    fn key(&mut self, key: Key, at: Instant, typing: bool) -> Option<Key> {
        let soon = |then: Option<Instant>, within| then.is_some_and(|then| at.duration_since(then) < within);
        let chord = soon(self.escaped.take(), CHORD);
        // What comes right behind a paste was in it, behind an end mark of its own, and saves nothing. A person is slower.
        if soon(self.pasted, AFTER_PASTE) {
            self.pasted = Some(at);
            return None;
        }
        if std::mem::take(&mut self.split) {
            return Some(arrow(key).unwrap_or(key));
        }
        match key {
            Key::Esc => self.escaped = Some(at),
            Key::Char('[') if chord => {
                self.split = true;
                return None;
            }
            Key::Char(digit) if chord && !typing => return Some(Key::function(digit).unwrap_or(key)),
            _ => {}
        }
        Some(key)
    }
}

fn arrow(last: Key) -> Option<Key> {
    Some(match last {
        Key::Char('A') => Key::Up,
        Key::Char('B') => Key::Down,
        Key::Char('C') => Key::Right,
        Key::Char('D') => Key::Left,
        Key::Char('H') => Key::Home,
        Key::Char('F') => Key::End,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

    fn key(code: KeyCode) -> Event {
        Event::Key(KeyEvent::new(code, KeyModifiers::NONE))
    }

    fn read(events: &[(u64, Event)], typing: bool) -> Vec<Input> {
        let (start, mut reader) = (Instant::now(), Reader::default());
        let at = |ms: &u64| start + Duration::from_millis(*ms);
        events.iter().filter_map(|(ms, event)| reader.read(event, at(ms), typing)).collect()
    }

    #[test]
    fn esc_and_a_digit_are_a_function_key() {
        let events = [(0, key(KeyCode::Esc)), (400, key(KeyCode::Char('3')))];
        assert_eq!(read(&events, false), [Input::Key(Key::Esc), Input::Key(Key::F(3))]);
        assert_eq!(read(&events, true), [Input::Key(Key::Esc), Input::Key(Key::Char('3'))]);
        let late = [(0, key(KeyCode::Esc)), (600, key(KeyCode::Char('0')))];
        assert_eq!(read(&late, false), [Input::Key(Key::Esc), Input::Key(Key::Char('0'))]);
    }

    #[test]
    fn an_arrow_in_pieces_is_an_arrow() {
        let events = [(0, key(KeyCode::Esc)), (90, key(KeyCode::Char('['))), (180, key(KeyCode::Char('A')))];
        assert_eq!(read(&events, true), [Input::Key(Key::Esc), Input::Key(Key::Up)]);
    }

    #[test]
    fn keys_right_behind_a_paste_belong_to_it() {
        let paste = Event::Paste("42,5\t".into());
        let behind = [KeyCode::Enter, KeyCode::Down, KeyCode::F(8), KeyCode::Tab, KeyCode::Char('x'), KeyCode::Enter];
        let mut events = vec![(0, paste)];
        events.extend((1..).zip(behind).map(|(count, code)| (count * 60, key(code))));
        events.push((600, key(KeyCode::Enter)));
        assert_eq!(read(&events, true), [Input::Text("42,5\t".into()), Input::Key(Key::Enter)]);
    }

    #[test]
    fn both_backspaces_erase() {
        let old = Event::Key(KeyEvent::new(KeyCode::Char('h'), KeyModifiers::CONTROL));
        let events = [(0, key(KeyCode::Backspace)), (1, old)];
        assert_eq!(read(&events, true), [Input::Key(Key::Backspace), Input::Key(Key::Backspace)]);
    }
}
