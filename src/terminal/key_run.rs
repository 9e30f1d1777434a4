//! Runs of keys, such as a held arrow: what explains the selected row follows after the last key of a run. Must not depend
//! on keys.

use std::time::{Duration, Instant};

/// Time without a key that ends a run. A keyboard repeats a held key faster.
const PAUSE: Duration = Duration::from_millis(120);

/// Detects keys that follow each other quickly.
#[derive(Clone, Copy, Debug, Default)]
pub struct KeyRun {
    last: Option<Instant>,
    is_running: bool,
}

impl KeyRun {
    /// Notes a key; the second one within the time begins a run.
    pub fn note_key(&mut self, at: Instant) {
        let is_soon = |last: Instant| at.duration_since(last) < PAUSE;
        self.is_running = self.last.is_some_and(is_soon);
        self.last = Some(at);
    }

    /// Returns `true` during a run.
    pub fn is_running(&self) -> bool {
        self.is_running
    }

    /// Time until the run ends if no key follows; `None` outside of a run.
    pub fn remaining(&self, at: Instant) -> Option<Duration> {
        let last = self.last.filter(|_| self.is_running)?;
        Some((last + PAUSE).saturating_duration_since(at))
    }

    /// Ends the run if its time is over; `true` if it ended.
    pub fn end_if_over(&mut self, at: Instant) -> bool {
        let is_over = self.remaining(at).is_some_and(|left| left.is_zero());
        self.is_running &= !is_over;
        is_over
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_second_key_begins_a_run_and_silence_ends_it() {
        let (start, mut run) = (Instant::now(), KeyRun::default());
        let at = |ms| start + Duration::from_millis(ms);
        run.note_key(at(0));
        assert!(!run.is_running() && run.remaining(at(1)).is_none() && !run.end_if_over(at(200)));
        run.note_key(at(119));
        assert!(run.is_running());
        run.note_key(at(200));
        assert_eq!(run.remaining(at(210)), Some(Duration::from_millis(110)));
        assert!(!run.end_if_over(at(319)) && run.is_running());
        assert!(run.end_if_over(at(320)) && !run.is_running());
        assert!(!run.end_if_over(at(321)), "it ends once");
    }

    #[test]
    fn keys_of_a_person_are_no_run() {
        let (start, mut run) = (Instant::now(), KeyRun::default());
        for key in 0..5 {
            run.note_key(start + key * PAUSE);
            assert!(!run.is_running());
        }
    }
}
