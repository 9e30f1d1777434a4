//! Random keys, invalid bytes and window sizes in a pseudo-terminal: the program keeps running, and the terminal is
//! restored at the end. `TIENDO_STORM=60` runs for a minute.

use std::time::{Duration, Instant};

use crate::session::Session;

/// Duration of the short version.
const DEFAULT_DURATION: Duration = Duration::from_secs(3);

/// Keys, broken sequences, split letters and pastes; nothing that leaves, suspends or interrupts.
const KEYS: &[&str] = &[
    "\r",
    "\t",
    "\x1b[A",
    "\x1b[B",
    "\x1b[C",
    "\x1b[D",
    "\x1b[5~",
    "\x1b[6~",
    "\x1b[H",
    "\x1b[F",
    "\x1b[2~",
    "\x1b[3~",
    "\x7f",
    "\x08",
    "\x1bOQ",
    "\x1bOR",
    "\x1bOS",
    "\x1b[15~",
    "\x1b[17~",
    "\x1b[18~",
    "\x1b[19~",
    "\x1b[20~",
    "\x1b[",
    "\x1b",
    "1",
    "2",
    "3",
    "4",
    "5",
    "6",
    "7",
    "8",
    "9",
    "0",
    "4",
    ",",
    "/",
    "ế",
    "đ",
    "e\u{302}\u{301}",
    "\u{301}",
    "n",
    "k",
    "s",
    "a",
    "t",
    "x",
    " ",
    "\x1b[200~Sở\t42,5\r\n\x1b[201~",
    "\x1b[<0;3;9M",
    "\x1b[<65;9;9M",
    "\x1a",
    "\x0c",
];

/// Pseudo-random numbers, the same in each run.
struct Rng(u64);

impl Rng {
    fn number_below(&mut self, sides: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % sides
    }
}

#[test]
fn random_keys_and_sizes_leave_the_terminal_restored() {
    let asked = std::env::var("TIENDO_STORM")
        .ok()
        .and_then(|seconds| seconds.parse().ok());
    let end = Instant::now() + asked.map_or(DEFAULT_DURATION, Duration::from_secs);
    let mut rng = Rng(20_260_605);
    let mut line = Session::start((80, 24), &["demo", "--mouse"], &[]);
    line.wait_for("QUÁ HẠN");
    while Instant::now() < end {
        for _ in 0..20 {
            let key = KEYS[usize::try_from(rng.number_below(KEYS.len() as u64)).unwrap()];
            line.press(key);
        }
        let side = |sides: u64| u16::try_from(1 + sides).unwrap();
        line.resize(side(rng.number_below(300)), side(rng.number_below(100)));
        // Keys are sent as fast as the program reads them, so that no queue builds up.
        std::thread::sleep(Duration::from_millis(40));
    }
    line.resize(80, 24);
    line.settle();
    // Closes whatever is open, leaves and confirms; repeated because a slow machine may read two keys as one.
    for key in ["\x1b", "\x11", "c"].into_iter().cycle().take(36) {
        if line.has_ended() {
            break;
        }
        line.press(key);
        std::thread::sleep(Duration::from_millis(600));
    }
    let (status, message, restored) = line.end_with_text();
    assert!(
        status == 0 && restored,
        "{status}, restored: {restored}\n{message}"
    );
}
