//! Keys that were sent behind a figure before it was refused: a paste without brackets, keys typed ahead of a slow line.
//! They were meant for the next cells. Knows the time, and no key.

use std::time::Instant;

use super::input::TYPED_AHEAD;

/// The keys behind a key whose answer nobody has seen yet.
#[derive(Clone, Copy, Debug, Default)]
pub struct Burst {
    last: Option<Instant>,
}

impl Burst {
    /// A key was answered so that what was sent behind it is not meant.
    pub fn begin(&mut self, at: Instant) {
        self.last = Some(at);
    }

    /// Whether a key belongs to it; the first one that does not ends it.
    pub fn takes(&mut self, at: Instant) -> bool {
        self.last = self
            .last
            .filter(|last| at.duration_since(*last) < TYPED_AHEAD)
            .map(|_| at);
        self.last.is_some()
    }

    /// What was sent while the answer was drawn was sent before anybody saw it.
    pub fn drawn(&mut self, from: Instant, to: Instant) {
        if self.takes(from) {
            self.last = Some(to);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn keys_within_the_time_belong_to_it_and_the_first_later_one_ends_it() {
        let (start, mut burst) = (Instant::now(), Burst::default());
        let at = |ms| start + Duration::from_millis(ms);
        assert!(!burst.takes(at(0)));
        burst.begin(at(0));
        assert!(burst.takes(at(90)) && burst.takes(at(180)));
        assert!(!burst.takes(at(290)) && !burst.takes(at(291)));
    }

    #[test]
    fn time_spent_drawing_does_not_end_it() {
        let (start, mut burst) = (Instant::now(), Burst::default());
        let at = |ms| start + Duration::from_millis(ms);
        burst.begin(at(0));
        burst.drawn(at(1), at(500));
        assert!(burst.takes(at(510)));
        burst.drawn(at(700), at(710));
        assert!(!burst.takes(at(711)), "it was over before the drawing");
    }
}
