//! Keys sent after a figure before it was refused, by a paste without brackets or typed ahead on a slow connection:
//! they were meant for the next cells. Must not depend on keys.

use std::time::Instant;

use super::input::TYPED_AHEAD;

/// Detects keys sent before the result of an earlier key was visible.
#[derive(Clone, Copy, Debug, Default)]
pub struct Burst {
    last: Option<Instant>,
}

impl Burst {
    /// Starts a burst: keys sent after this one are not meant.
    pub fn begin(&mut self, at: Instant) {
        self.last = Some(at);
    }

    /// Returns `true` if a key belongs to the burst; the first one that does not ends it.
    pub fn takes(&mut self, at: Instant) -> bool {
        self.last = self
            .last
            .filter(|last| at.duration_since(*last) < TYPED_AHEAD)
            .map(|_| at);
        self.last.is_some()
    }

    /// Extends the burst by the time of drawing: keys sent then were sent before anybody saw the result.
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
