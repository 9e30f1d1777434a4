//! Row of a starred item.

use crate::domain::code::{MeasureId, OfficeCode, RuleId};
use crate::domain::star::StarSubject;
use crate::list_row;

list_row! {
    /// A starred item.
    pub struct StarRow {
        /// The measure, if it is one.
        pub measure: Option<MeasureId>,
        /// The rule of a duty.
        pub rule: Option<RuleId>,
        /// The office of a duty.
        pub office: Option<OfficeCode>,
        /// The period of a duty.
        pub period: Option<String>,
        /// Short name.
        pub label: String,
        /// Status of a measure, state of a duty.
        pub state: Option<String>,
        /// Explanation.
        pub explanation: String,
    }
}

impl StarRow {
    /// Builds the row of a starred item.
    pub fn new(
        starred: &StarSubject,
        label: String,
        state: Option<String>,
        explanation: String,
    ) -> Self {
        let bare = Self {
            measure: None,
            rule: None,
            office: None,
            period: None,
            label,
            state,
            explanation,
        };
        match starred {
            StarSubject::Measure(id) => Self {
                measure: Some(id.clone()),
                ..bare
            },
            StarSubject::Duty(key) => Self {
                rule: Some(key.rule.clone()),
                office: Some(key.office.clone()),
                period: Some(key.period.to_string()),
                ..bare
            },
        }
    }
}
