//! The words of single facts and the sentences about them, under one name for screens, lists and letters. The sentences
//! name [`super::terms`] and never this file.

pub use super::assessment::{
    actual, answer, assessment_status, difference, explain, pending_estimates, target_counts,
    target_value, target_value_short, typed_answer, unit, value,
};
pub use super::deadline::{days_text, deadline, overdue_days_text};
pub use super::messages::entry::{entry_refusal, entry_refusal_with_names, entry_warning};
pub use super::messages::store::store_error;
pub use super::report::{report_column_name, report_name};
pub use super::terms::*;
