//! What a writer saw before changing it: compared in the transaction with what stands there. Knows no statement.

use crate::domain::figure::{Figure, Quality};

/// What a writer saw in a cell before changing it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExpectedVersion {
    /// The writer did not look (command line).
    Any,
    /// No figure of that quality.
    Absent,
    /// The figure in this version.
    Version(i64),
    /// The figures of both qualities: which of them is written is decided by the day of the write.
    Both {
        /// The version of the estimate.
        estimate: Option<i64>,
        /// The version of the official figure.
        official: Option<i64>,
    },
}

impl ExpectedVersion {
    /// Whether that is what stands there.
    pub(super) fn is(self, quality: Quality, standing: Option<&Figure>) -> bool {
        let version = standing.map(|figure| figure.version);
        match (self, quality) {
            (Self::Any, _) => true,
            (Self::Absent, _) => version.is_none(),
            (Self::Version(seen), _) => version == Some(seen),
            (Self::Both { estimate, .. }, Quality::Estimate) => version == estimate,
            (Self::Both { official, .. }, Quality::Official) => version == official,
        }
    }
}

/// What a writer saw of something before changing it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Expected<T> {
    /// The writer did not look (command line, import).
    Any,
    /// This.
    Version(T),
}

impl<T> Expected<T> {
    /// Whether what stands there now is not what was seen of it.
    pub(super) fn conflicts(&self, as_seen: impl FnOnce(&T) -> bool) -> bool {
        match self {
            Self::Any => false,
            Self::Version(seen) => !as_seen(seen),
        }
    }
}
