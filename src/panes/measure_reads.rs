//! What the read model keeps of figures: those of a few plans, the assessments made of them, and the error of a read that
//! is still to be shown. Must not depend on panes.

use std::cell::RefCell;

use super::assessments::{Assessments, ReadBudget};
use super::figure_cache::FigureCache;
use crate::domain::catalog::Catalog;
use crate::store::{Store, StoreError};

/// Number of figures that are read at once for the assessments of a list; the rest is requested. About ten milliseconds.
const FIGURES_AT_ONCE: u32 = 2_500;

/// What was read of figures and made of them.
#[derive(Debug)]
pub struct MeasureReads {
    pub(super) assessments: Assessments,
    pub(super) figures: FigureCache,
    pub(super) budget: ReadBudget,
    /// First error of a read that nobody was shown yet.
    pub(super) error: RefCell<Option<StoreError>>,
}

impl MeasureReads {
    /// Nothing read yet. A database in memory cannot be read by another thread: it is assessed at once.
    pub(super) fn new(store: &Store, catalog: &Catalog) -> Self {
        let at_once = store.path().map_or(u32::MAX, |_| FIGURES_AT_ONCE);
        Self {
            assessments: Assessments::new(catalog),
            figures: FigureCache::default(),
            budget: ReadBudget::new(at_once),
            error: RefCell::default(),
        }
    }

    /// Keeps the error of a read until it is shown.
    pub(super) fn keep_error<T>(&self, read: Result<T, StoreError>) -> Option<T> {
        read.map_err(|error| {
            self.error.borrow_mut().get_or_insert(error);
        })
        .ok()
    }
}
