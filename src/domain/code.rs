//! Keys of plans, offices, groups, measures and rules. Names are not unique; codes are.

use std::fmt;

use serde::{Deserialize, Serialize};

macro_rules! code_type {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub String);

        impl $name {
            /// The code as written.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }
        impl From<&str> for $name {
            fn from(code: &str) -> Self {
                Self(code.to_owned())
            }
        }
        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(&self.0)
            }
        }
    };
}

code_type!(
    /// `kg-2020`: one signed plan.
    PlanCode
);
code_type!(
    /// `tth.syt`: `<place>.<short>`, one office.
    OfficeCode
);
code_type!(
    /// `kg.cac-so-ban-nganh`: one group of offices, one for each wording of a plan.
    GroupCode
);
code_type!(
    /// `tth-2021/3.2a`: plan, target number, and a letter if the target is compound.
    MeasureId
);
code_type!(
    /// `kg-tt-2030/r2`: plan and `r<n>` (dated) or `u<n>` (undated), in the order of the plan.
    RuleId
);

impl MeasureId {
    /// Number of the measure within its plan, the part after the slash: `3.2a`.
    pub fn number(&self) -> &str {
        self.0.split('/').nth(1).unwrap_or_default()
    }

    /// The plan of the measure: the part before the slash.
    pub fn plan(&self) -> PlanCode {
        self.plan_str().into()
    }

    /// The plan as `&str`, for comparisons.
    pub fn plan_str(&self) -> &str {
        before_slash(&self.0)
    }
}

impl RuleId {
    /// The plan of the rule: the part before the slash.
    pub fn plan(&self) -> PlanCode {
        self.plan_str().into()
    }

    /// The plan as `&str`, for comparisons.
    pub fn plan_str(&self) -> &str {
        before_slash(&self.0)
    }

    /// Returns `true` if a text is a rule number: `r` or `u` and one to four digits. No target has such a number, so
    /// that an id tells measures and rules apart.
    pub fn is_rule_number(no: &str) -> bool {
        let digits = no.strip_prefix(['r', 'u']).unwrap_or_default();
        (1..=4).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit())
    }
}

fn before_slash(id: &str) -> &str {
    id.split_once('/').map_or(id, |(plan, _)| plan)
}
