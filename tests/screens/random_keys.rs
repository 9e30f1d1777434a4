//! Random keys and windows of every size: nothing panics, nothing is drawn outside, the program keeps running.

use tiendo::i18n::Lang;
use tiendo::keys::Key;
use unicode_width::UnicodeWidthStr;

use crate::harness::TestSession;

/// Number of keys over all sizes.
const KEYS: usize = 20_000;
/// Window sizes from empty to very large.
const SIZES: &[(u16, u16)] = &[(1, 1), (59, 14), (60, 15), (80, 24), (120, 40), (300, 100)];

/// Pseudo-random numbers, the same in each run.
struct Rng(u64);

impl Rng {
    fn number_below(&mut self, sides: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % sides
    }
}

/// The keys to choose from: every named one, and characters with and without a command.
fn keys() -> Vec<Key> {
    let names = [
        "enter", "esc", "tab", "s-tab", "up", "down", "left", "right", "pgup", "pgdn", "home",
        "end", "bs", "del", "ins", "f1", "f2", "f3", "f4", "f5", "f6", "f7", "f8", "f9", "f12",
        "c-z", "c-y", "c-p", "c-l", "down", "down", "enter",
    ];
    let letters = "0123456789,./<>= abcgknostuyđưế\u{301}:?[]-";
    names
        .iter()
        .map(|name| Key::from_name(name).unwrap())
        .chain(letters.chars().map(Key::Char))
        .collect()
}

#[test]
fn random_keys_never_panic_at_any_size() {
    let keys = keys();
    let mut rng = Rng(20_260_605);
    for (place, (columns, rows)) in SIZES.iter().enumerate() {
        let lang = if place % 2 == 0 { Lang::Vi } else { Lang::En };
        let mut session = TestSession::open(*columns, *rows, lang);
        for no in 0..KEYS / SIZES.len() {
            session.app.handle_key(keys[rng.number_below(keys.len())]);
            if no % 7 == 0 {
                let text = session.text();
                assert!(
                    text.lines()
                        .all(|line| line.width() <= usize::from(*columns)),
                    "{columns}×{rows}:\n{text}"
                );
                // A sentence that names a command shows its key; without one it would refer to the palette.
                assert!(
                    !text.contains('‹') && !text.contains("F9 “"),
                    "{columns}×{rows}:\n{text}"
                );
            }
        }
    }
}

#[test]
fn window_can_be_resized_at_any_time() {
    let keys = keys();
    let mut rng = Rng(7);
    let mut session = TestSession::usual();
    for _ in 0..400 {
        session.app.handle_key(keys[rng.number_below(keys.len())]);
        let size = (1 + rng.number_below(300), 1 + rng.number_below(100));
        session.resize(
            u16::try_from(size.0).unwrap(),
            u16::try_from(size.1).unwrap(),
        );
        session.text();
    }
}
