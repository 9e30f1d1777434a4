//! Expected state of a change, compared in its transaction with the stored state. Must not depend on SQL.

use crate::domain::figure::{Figure, Quality};

/// Version that a writer expects in a cell (optimistic locking).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExpectedVersion {
    /// No expectation (command line).
    Any,
    /// No figure of that quality.
    Absent,
    /// The figure in this version.
    Version(i64),
    /// Both qualities: the day of the write decides which is written.
    Both {
        /// The version of the estimate.
        estimate: Option<i64>,
        /// The version of the official figure.
        official: Option<i64>,
    },
}

impl ExpectedVersion {
    /// Whether that is what stands there.
    pub(super) fn is(self, quality: Quality, current: Option<&Figure>) -> bool {
        let version = current.map(|figure| figure.version);
        match (self, quality) {
            (Self::Any, _) => true,
            (Self::Absent, _) => version.is_none(),
            (Self::Version(seen), _) => version == Some(seen),
            (Self::Both { estimate, .. }, Quality::Estimate) => version == estimate,
            (Self::Both { official, .. }, Quality::Official) => version == official,
        }
    }
}

/// State that a writer expects to find (optimistic locking).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Expected<T> {
    /// No expectation (command line, import).
    Any,
    /// The state read before.
    Version(T),
}

impl<T> Expected<T> {
    /// Returns `true` if the current state differs from the expected one.
    pub(super) fn conflicts(&self, as_seen: impl FnOnce(&T) -> bool) -> bool {
        match self {
            Self::Any => false,
            Self::Version(seen) => !as_seen(seen),
        }
    }
}
