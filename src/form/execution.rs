//! Forms on other parts of a plan: progress of an activity and its spending, spending, an inspection, a deletion with a
//! reason. Input becomes drafts, and drafts records. Must not depend on screens or the store.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::FieldOption;
use super::field::{Field, Input, Required, reason_field};
use super::value_types::{FieldValue, LookupContext, Typed, ValueRefusal, ValueType};
use crate::domain::budget::{Spending, parse_amount};
use crate::domain::catalog::Catalog;
use crate::domain::code::{GroupCode, OfficeCode, PlanCode};
use crate::domain::inspection::{Inspection, InspectionKind, parse_party, parse_team};
use crate::domain::number::{Number, NumberError, NumberFormat, parse_number};
use crate::domain::plan::{Party, Plan};
use crate::i18n::inspection as words;
use crate::i18n::screen::Text;

/// Form with its subject.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ExecutionForm {
    /// Progress of an activity, with its spending.
    Activity(PlanCode, u32),
    /// Spending of a plan.
    #[serde(rename = "Spend")]
    Spending(PlanCode),
    /// An inspection by its number; `None` for a new one.
    Inspection(PlanCode, Option<i64>),
    /// Deletion with a reason.
    #[serde(rename = "Remove")]
    Removal(RemovalTarget),
}

impl ExecutionForm {
    /// Plan of its subject.
    pub fn plan(&self) -> Option<&PlanCode> {
        match self {
            Self::Activity(plan, _) | Self::Spending(plan) | Self::Inspection(plan, _) => {
                Some(plan)
            }
            Self::Removal(_) => None,
        }
    }
}

/// Record to be deleted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum RemovalTarget {
    /// A day off.
    Holiday(NaiveDate),
    /// An office without references.
    Office(OfficeCode),
    /// A group that no plan uses.
    Group(GroupCode),
}

/// The budget source of a draft, in its field `source`.
macro_rules! source_field {
    () => {
        Field {
            label: Text::FieldSource,
            key: "",
            input: Input::Choice(source_options),
            required: Required::Never,
            show: |draft, lang| draft.source.to_text(ValueType::Integer, lang),
            set: |draft, typed| {
                draft.source = typed.text.parse().ok();
                Ok(())
            },
        }
    };
}

/// The note of a draft, in its field `note`.
macro_rules! note_field {
    () => {
        Field {
            label: Text::FieldNote,
            key: "",
            input: Input::Text(ValueType::Paragraphs(3)),
            required: Required::Never,
            show: |draft, _| draft.note.clone().unwrap_or_default(),
            set: |draft, typed| {
                draft.note = typed.optional_note()?;
                Ok(())
            },
        }
    };
}

/// Draft of an activity's progress, with its spending.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ActivityDraft {
    /// The plan.
    pub plan: PlanCode,
    /// Number of the activity.
    pub no: u32,
    /// Quantity done.
    pub done: Option<Number>,
    /// The day.
    pub on: NaiveDate,
    /// Amount spent, in đồng.
    pub amount: Option<i64>,
    /// Number of the budget source.
    pub source: Option<u32>,
    /// A note.
    pub note: Option<String>,
}

/// Fields of an activity's form.
pub const ACTIVITY: &[Field<ActivityDraft>] = &[
    Field {
        label: Text::FieldDone,
        key: "",
        input: Input::Text(ValueType::Number),
        required: Required::Never,
        show: |draft, lang| draft.done.to_text(ValueType::Number, lang),
        set: |draft, typed| {
            draft.done = if typed.text.is_empty() {
                None
            } else {
                Some(parse_quantity(typed.text)?)
            };
            Ok(())
        },
    },
    Field {
        label: Text::FieldOn,
        key: "",
        input: Input::Text(ValueType::Day),
        required: Required::If(|_| true),
        show: |draft, lang| draft.on.to_text(ValueType::Day, lang),
        set: |draft, typed| {
            draft.on = parse_optional_past_day(typed)?.unwrap_or(draft.on);
            Ok(())
        },
    },
    Field {
        label: Text::FieldSpent,
        key: "",
        input: Input::Text(ValueType::Integer),
        required: Required::Never,
        show: |draft, lang| draft.amount.to_text(ValueType::Integer, lang),
        set: |draft, typed| {
            draft.amount = if typed.text.is_empty() {
                None
            } else {
                Some(parse_spending(typed)?)
            };
            Ok(())
        },
    },
    source_field!(),
    note_field!(),
];

impl ActivityDraft {
    /// Quantity to be recorded: only if it was changed, or if there is no spending.
    pub fn recorded_quantity(
        &self,
        is_changed: bool,
    ) -> Result<Option<Number>, (Text, ValueRefusal)> {
        if !is_changed && self.amount.is_some() {
            return Ok(None);
        }
        let empty = ValueRefusal::InvalidNumber(NumberError::Empty);
        self.done.map(Some).ok_or((Text::FieldDone, empty))
    }

    /// Spending to be recorded.
    pub fn spending(&self) -> Option<Spending> {
        self.amount.map(|amount| Spending {
            plan: self.plan.clone(),
            source: self.source,
            activity: Some(self.no),
            amount,
            on: self.on,
            note: self.note.clone(),
        })
    }
}

/// Fields of the spending form.
pub const SPENDING: &[Field<Spending>] = &[
    Field {
        label: Text::FieldSpent,
        key: "",
        input: Input::Text(ValueType::Integer),
        required: Required::ByParser,
        show: |_, _| String::new(),
        set: |spending, typed| {
            spending.amount = parse_spending(typed)?;
            Ok(())
        },
    },
    source_field!(),
    Field {
        label: Text::FieldSpentOn,
        key: "",
        input: Input::Text(ValueType::Day),
        required: Required::If(|_| true),
        show: |spending, lang| spending.on.to_text(ValueType::Day, lang),
        set: |spending, typed| {
            spending.on = parse_optional_past_day(typed)?.unwrap_or(spending.on);
            Ok(())
        },
    },
    note_field!(),
];

/// Draft of an inspection, with the parties as typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InspectionDraft {
    /// The inspection.
    pub inspection: Inspection,
    /// Last day, if it is not the first.
    pub to: Option<NaiveDate>,
    /// Inspecting team.
    pub team: String,
    /// Inspected party.
    pub inspected: String,
}

impl InspectionDraft {
    /// Creates the draft of an existing or new inspection.
    pub fn new(
        catalog: &Catalog,
        plan: &PlanCode,
        was: Option<&Inspection>,
        today: NaiveDate,
    ) -> Self {
        match was {
            Some(was) => Self {
                to: Some(was.to),
                team: words::team_names(catalog, &was.team),
                inspected: words::party_name(catalog, &was.inspected),
                inspection: was.clone(),
            },
            None => Self {
                to: None,
                team: String::new(),
                inspected: String::new(),
                inspection: Inspection {
                    plan: plan.clone(),
                    kind: InspectionKind::default(),
                    from: today,
                    to: today,
                    team: Vec::new(),
                    inspected: Party::Words(String::new()),
                    findings: None,
                    follow_up: None,
                    closed_on: None,
                },
            },
        }
    }

    /// The inspection; the domain validates it. The last day defaults to the first.
    pub fn finish(self, catalog: &Catalog) -> Inspection {
        let plan = &self.inspection.plan;
        Inspection {
            to: self.to.unwrap_or(self.inspection.from),
            team: parse_team(catalog, plan, &self.team),
            inspected: parse_party(catalog, plan, &self.inspected),
            ..self.inspection
        }
    }
}

/// Fields of the inspection form.
pub const INSPECTION: &[Field<InspectionDraft>] = &[
    Field {
        label: Text::FieldPlan,
        key: "",
        input: Input::Choice(plan_options),
        required: Required::Never,
        show: |draft, _| draft.inspection.plan.to_string(),
        set: |draft, typed| {
            draft.inspection.plan = PlanCode::from(typed.text);
            Ok(())
        },
    },
    Field {
        label: Text::FieldKind,
        key: "",
        input: Input::Choice(kind_options),
        required: Required::Never,
        show: |draft, _| inspection_kind_value(draft.inspection.kind).to_owned(),
        set: |draft, typed| {
            let ad_hoc = inspection_kind_value(InspectionKind::AdHoc);
            draft.inspection.kind = if typed.text == ad_hoc {
                InspectionKind::AdHoc
            } else {
                InspectionKind::Periodic
            };
            Ok(())
        },
    },
    Field {
        label: Text::FieldFrom,
        key: "",
        input: Input::Text(ValueType::Day),
        required: Required::Always,
        show: |draft, lang| draft.inspection.from.to_text(ValueType::Day, lang),
        set: |draft, typed| {
            draft.inspection.from = typed.day()?;
            Ok(())
        },
    },
    Field {
        label: Text::FieldTo,
        key: "",
        input: Input::Text(ValueType::Day),
        required: Required::Never,
        show: |draft, lang| draft.to.to_text(ValueType::Day, lang),
        set: |draft, typed| {
            draft.to = FieldValue::parse(typed, ValueType::Day)?;
            Ok(())
        },
    },
    Field {
        label: Text::FieldTeam,
        key: "",
        input: Input::Text(ValueType::Line),
        required: Required::Always,
        show: |draft, _| draft.team.clone(),
        set: |draft, typed| {
            typed.text.clone_into(&mut draft.team);
            Ok(())
        },
    },
    Field {
        label: Text::FieldInspected,
        key: "",
        input: Input::Text(ValueType::Line),
        required: Required::Always,
        show: |draft, _| draft.inspected.clone(),
        set: |draft, typed| {
            typed.text.clone_into(&mut draft.inspected);
            Ok(())
        },
    },
    Field {
        label: Text::FieldFindings,
        key: "",
        input: Input::Text(ValueType::Paragraphs(3)),
        required: Required::Never,
        show: |draft, _| draft.inspection.findings.clone().unwrap_or_default(),
        set: |draft, typed| {
            draft.inspection.findings = typed.optional_note()?;
            Ok(())
        },
    },
    Field {
        label: Text::FieldFollowUp,
        key: "",
        input: Input::Text(ValueType::Paragraphs(2)),
        required: Required::Never,
        show: |draft, _| draft.inspection.follow_up.clone().unwrap_or_default(),
        set: |draft, typed| {
            draft.inspection.follow_up = typed.optional_note()?;
            Ok(())
        },
    },
    Field {
        label: Text::FieldClosed,
        key: "",
        input: Input::Text(ValueType::Day),
        required: Required::Never,
        show: |draft, lang| draft.inspection.closed_on.to_text(ValueType::Day, lang),
        set: |draft, typed| {
            draft.inspection.closed_on = FieldValue::parse(typed, ValueType::Day)?;
            Ok(())
        },
    },
];

/// Draft of a deletion.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RemovalDraft {
    /// Record to be deleted.
    pub target: RemovalTarget,
    /// Reason.
    pub reason: String,
}

/// Field of a deletion's form: the reason.
pub const REMOVAL: &[Field<RemovalDraft>] = &[reason_field!()];

fn source_options(known: LookupContext<'_>) -> Vec<FieldOption> {
    let none = FieldOption {
        value: String::new(),
        label: Text::NoSource.text(known.lang).to_owned(),
    };
    let plan = known.plan.and_then(|code| known.catalog.plan(code));
    let sources = plan.map_or(&[][..], |plan| plan.budget.as_slice());
    let each = (1..).zip(sources);
    let each = each.map(|(no, source): (u32, _)| FieldOption {
        value: no.to_string(),
        label: format!("{no}. {}", source.source),
    });
    [none].into_iter().chain(each).collect()
}

fn plan_options(known: LookupContext<'_>) -> Vec<FieldOption> {
    let plan = |plan: &Plan| FieldOption {
        value: plan.code.to_string(),
        label: plan.short_name.clone(),
    };
    known.catalog.plans.iter().map(plan).collect()
}

fn kind_options(known: LookupContext<'_>) -> Vec<FieldOption> {
    let kinds = [InspectionKind::Periodic, InspectionKind::AdHoc].map(|kind| FieldOption {
        value: inspection_kind_value(kind).to_owned(),
        label: words::inspection_kind_name(known.lang, kind).to_owned(),
    });
    kinds.into()
}

fn inspection_kind_value(kind: InspectionKind) -> &'static str {
    match kind {
        InspectionKind::Periodic => "periodic",
        InspectionKind::AdHoc => "ad_hoc",
    }
}

/// Parses an optional day that is not in the future.
fn parse_optional_past_day(typed: Typed<'_>) -> Result<Option<NaiveDate>, ValueRefusal> {
    if typed.text.is_empty() {
        Ok(None)
    } else {
        typed.past_day().map(Some)
    }
}

fn parse_spending(typed: Typed<'_>) -> Result<i64, ValueRefusal> {
    parse_amount(typed.text).map_err(ValueRefusal::InvalidNumber)
}

fn parse_quantity(text: &str) -> Result<Number, ValueRefusal> {
    match parse_number(text, NumberFormat::plain(2)) {
        Ok(done) if done < Number::whole(0) => Err(ValueRefusal::Negative),
        Ok(done) => Ok(done),
        Err(error) => Err(ValueRefusal::InvalidNumber(error)),
    }
}
