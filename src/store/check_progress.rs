//! Progress of a check of the whole file, reported to whoever asked for it. Must not depend on the checks.

/// A step of a check of the whole file, in the order in which they run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CheckStep {
    /// The file is copied.
    Copy,
    /// Pages, indexes and CHECKs.
    Structure,
    /// References between tables.
    References,
    /// The journal's hash chain.
    JournalChain,
    /// Figures and their histories.
    Figures,
    /// Reports, their days and totals.
    Duties,
    /// Everything with its journal lines.
    Audit,
}

impl CheckStep {
    /// Every step.
    pub const ALL: [Self; 7] = [
        Self::Copy,
        Self::Structure,
        Self::References,
        Self::JournalChain,
        Self::Figures,
        Self::Duties,
        Self::Audit,
    ];

    /// Place among the steps, from 1.
    pub fn number(self) -> usize {
        Self::ALL.iter().take_while(|step| **step != self).count() + 1
    }
}

/// Receiver of the steps of a check; by default nobody.
#[derive(Default)]
pub struct CheckProgress(Option<Box<dyn Fn(CheckStep) + Send>>);

impl CheckProgress {
    /// Calls a function as each step begins.
    pub fn new(report: impl Fn(CheckStep) + Send + 'static) -> Self {
        Self(Some(Box::new(report)))
    }

    /// Reports that a step begins.
    pub(super) fn begin(&self, step: CheckStep) {
        if let Some(report) = &self.0 {
            report(step);
        }
    }
}

impl std::fmt::Debug for CheckProgress {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "CheckProgress")
    }
}
