//! Forms on other parts of a plan: progress of an activity and its spending, spending, an inspection, a deletion with a
//! reason. Input becomes records or refusals. Must not depend on screens or the store.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::duty::FieldRefusal;
use super::{FieldKind, FieldOption, FieldState, FormState};
use crate::domain::budget::{Spending, parse_amount};
use crate::domain::catalog::Catalog;
use crate::domain::code::{GroupCode, OfficeCode, PlanCode};
use crate::domain::day::{DayError, parse_day, print_day};
use crate::domain::inspection::{Inspection, InspectionKind, parse_party, parse_team};
use crate::domain::number::{Number, NumberFormat, parse_number, print};
use crate::domain::plan::Plan;
use crate::domain::text::{NOTE_MAX, validate_text};
use crate::i18n::screen::Text;
use crate::i18n::{Lang, inspection as words};

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

/// Field of an execution form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExecutionField {
    /// Quantity done.
    QuantityDone,
    /// The day.
    Day,
    /// In đồng.
    Amount,
    /// Budget source.
    Source,
    /// Note, or reason.
    Note,
    /// Plan.
    Plan,
    /// Periodic or ad hoc.
    Kind,
    /// First day.
    FirstDay,
    /// Last day.
    LastDay,
    /// Inspecting team.
    Team,
    /// Inspected party.
    InspectedOffices,
    /// Findings.
    Findings,
    /// Follow-up.
    FollowUp,
    /// Day on which the follow-up was completed.
    ClosedOn,
    /// The button.
    Save,
}

use ExecutionField as F;

/// Refused fields with their reasons.
pub type ExecutionFieldRefusals = Vec<(ExecutionField, FieldRefusal)>;

fn save_button(label: Text) -> FieldState<ExecutionField> {
    FieldState::new(F::Save, label, FieldKind::Button, "")
}

fn source_field(plan: &Plan, lang: Lang) -> FieldState<ExecutionField> {
    let none = FieldOption {
        value: String::new(),
        label: Text::NoSource.text(lang).to_owned(),
    };
    let each = (1..).zip(&plan.budget);
    let each = each.map(|(no, source): (u32, _)| FieldOption {
        value: no.to_string(),
        label: format!("{no}. {}", source.source),
    });
    FieldState::with_options(
        F::Source,
        Text::FieldSource,
        [none].into_iter().chain(each).collect(),
        "",
    )
}

/// Form of an activity, with the quantity done so far.
pub fn activity_form(
    plan: &Plan,
    done: Option<Number>,
    today: NaiveDate,
    lang: Lang,
) -> FormState<ExecutionField> {
    let done = done.map_or_else(String::new, |done| print(done, 0));
    FormState::new(vec![
        FieldState::new(
            F::QuantityDone,
            Text::FieldDone,
            FieldKind::SingleLine,
            &done,
        ),
        FieldState::new(F::Day, Text::FieldOn, FieldKind::Day, &print_day(today)),
        FieldState::new(F::Amount, Text::FieldSpent, FieldKind::SingleLine, ""),
        source_field(plan, lang),
        FieldState::new(F::Note, Text::FieldNote, FieldKind::MultiLine(3), ""),
        save_button(Text::RecordWork),
    ])
}

/// Form of spending.
pub fn spending_form(plan: &Plan, today: NaiveDate, lang: Lang) -> FormState<ExecutionField> {
    let mut amount = FieldState::new(F::Amount, Text::FieldSpent, FieldKind::SingleLine, "");
    amount.is_required = true;
    FormState::new(vec![
        amount,
        source_field(plan, lang),
        FieldState::new(
            F::Day,
            Text::FieldSpentOn,
            FieldKind::Day,
            &print_day(today),
        ),
        FieldState::new(F::Note, Text::FieldNote, FieldKind::MultiLine(3), ""),
        save_button(Text::RecordSpending),
    ])
}

/// Form of an existing or new inspection.
pub fn inspection_form(
    catalog: &Catalog,
    plan: &PlanCode,
    was: Option<&Inspection>,
    today: NaiveDate,
    lang: Lang,
) -> FormState<ExecutionField> {
    let day = |on: Option<NaiveDate>| on.map_or_else(String::new, print_day);
    let text = |key, label, rows, text: Option<&String>| {
        FieldState::new(
            key,
            label,
            FieldKind::MultiLine(rows),
            text.map_or("", String::as_str),
        )
    };
    let kinds = [InspectionKind::Periodic, InspectionKind::AdHoc].map(|kind| FieldOption {
        value: inspection_kind_value(kind).to_owned(),
        label: words::inspection_kind_name(lang, kind).to_owned(),
    });
    let plans = catalog.plans.iter().map(|plan| FieldOption {
        value: plan.code.to_string(),
        label: plan.short_name.clone(),
    });
    let team = was.map_or_else(String::new, |was| words::team_names(catalog, &was.team));
    let inspected = was.map_or_else(String::new, |was| {
        words::party_name(catalog, &was.inspected)
    });
    let mut form = FormState::new(vec![
        FieldState::with_options(
            F::Plan,
            Text::FieldPlan,
            plans.collect(),
            was.map_or(plan, |was| &was.plan).as_str(),
        ),
        FieldState::with_options(
            F::Kind,
            Text::FieldKind,
            kinds.into(),
            inspection_kind_value(was.map_or_else(InspectionKind::default, |was| was.kind)),
        ),
        FieldState::new(
            F::FirstDay,
            Text::FieldFrom,
            FieldKind::Day,
            &day(was.map_or(Some(today), |was| Some(was.from))),
        ),
        FieldState::new(
            F::LastDay,
            Text::FieldTo,
            FieldKind::Day,
            &day(was.map(|was| was.to)),
        ),
        FieldState::new(F::Team, Text::FieldTeam, FieldKind::SingleLine, &team),
        FieldState::new(
            F::InspectedOffices,
            Text::FieldInspected,
            FieldKind::SingleLine,
            &inspected,
        ),
        text(
            F::Findings,
            Text::FieldFindings,
            3,
            was.and_then(|was| was.findings.as_ref()),
        ),
        text(
            F::FollowUp,
            Text::FieldFollowUp,
            2,
            was.and_then(|was| was.follow_up.as_ref()),
        ),
        FieldState::new(
            F::ClosedOn,
            Text::FieldClosed,
            FieldKind::Day,
            &day(was.and_then(|was| was.closed_on)),
        ),
        save_button(Text::RecordInspection),
    ]);
    for field in &mut form.fields {
        field.is_required = matches!(field.key, F::FirstDay | F::Team | F::InspectedOffices);
    }
    form
}

fn inspection_kind_value(kind: InspectionKind) -> &'static str {
    match kind {
        InspectionKind::Periodic => "periodic",
        InspectionKind::AdHoc => "ad_hoc",
    }
}

/// Form of a deletion.
pub fn removal_form() -> FormState<ExecutionField> {
    let mut reason = FieldState::new(F::Note, Text::FieldReason, FieldKind::MultiLine(3), "");
    reason.is_required = true;
    FormState::new(vec![reason, save_button(Text::RemoveThis)])
}

/// Reads fields and collects refusals.
struct ExecutionFormReader<'a> {
    form: &'a FormState<ExecutionField>,
    today: NaiveDate,
    refusals: ExecutionFieldRefusals,
}

impl<'a> ExecutionFormReader<'a> {
    fn new(form: &'a FormState<ExecutionField>, today: NaiveDate) -> Self {
        Self {
            form,
            today,
            refusals: Vec::new(),
        }
    }

    fn add_refusal<T>(&mut self, key: ExecutionField, why: FieldRefusal) -> Option<T> {
        self.refusals.push((key, why));
        None
    }

    fn parse_day(&mut self, key: ExecutionField) -> Option<NaiveDate> {
        match parse_day(self.form.text(key), self.today) {
            Ok(day) => Some(day),
            Err(DayError::Empty) => self.add_refusal(key, FieldRefusal::Required),
            Err(error) => self.add_refusal(key, FieldRefusal::InvalidDay(error)),
        }
    }

    /// Parses an optional day.
    fn parse_optional_day(&mut self, key: ExecutionField) -> Option<NaiveDate> {
        if self.form.text(key).is_empty() {
            None
        } else {
            self.parse_day(key)
        }
    }

    fn parse_past_day(&mut self, key: ExecutionField) -> Option<NaiveDate> {
        let day = self.parse_day(key)?;
        if day > self.today {
            self.add_refusal(key, FieldRefusal::FutureDay)
        } else {
            Some(day)
        }
    }

    fn parse_text(&mut self, key: ExecutionField) -> Option<String> {
        match validate_text(self.form.text(key), NOTE_MAX) {
            Ok(text) => Some(text).filter(|text| !text.is_empty()),
            Err(error) => self.add_refusal(key, FieldRefusal::InvalidText(error)),
        }
    }

    fn parse_amount(&mut self) -> Option<i64> {
        match parse_amount(self.form.text(F::Amount)) {
            Ok(amount) => Some(amount),
            Err(error) => self.add_refusal(F::Amount, FieldRefusal::InvalidNumber(error)),
        }
    }

    fn parse_done(&mut self) -> Option<Number> {
        match parse_number(self.form.text(F::QuantityDone), NumberFormat::plain(2)) {
            Ok(done) if done < Number::whole(0) => {
                self.add_refusal(F::QuantityDone, FieldRefusal::NegativeNumber)
            }
            Ok(done) => Some(done),
            Err(error) => self.add_refusal(F::QuantityDone, FieldRefusal::InvalidNumber(error)),
        }
    }

    fn finish<T>(self, fact: Option<T>) -> Result<T, ExecutionFieldRefusals> {
        let place =
            |key: ExecutionField| self.form.fields.iter().position(|field| field.key == key);
        let mut refused = self.refusals;
        refused.sort_by_key(|(key, _)| place(*key));
        match fact {
            Some(fact) if refused.is_empty() => Ok(fact),
            _ => Err(refused),
        }
    }
}

/// Result of an activity's form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ActivityFormResult {
    /// Quantity done, if changed.
    pub done: Option<Number>,
    /// The day.
    pub on: NaiveDate,
    /// Spending.
    pub spent: Option<Spending>,
    /// A note.
    pub note: Option<String>,
}

/// Reads an activity's form. The quantity is recorded only if it was changed, or if there is no spending.
pub fn finish_activity(
    form: &FormState<ExecutionField>,
    (plan, no): (&PlanCode, u32),
    today: NaiveDate,
) -> Result<ActivityFormResult, ExecutionFieldRefusals> {
    let mut reader = ExecutionFormReader::new(form, today);
    let on = reader.parse_past_day(F::Day);
    let note = reader.parse_text(F::Note);
    let spends = !form.text(F::Amount).is_empty();
    let amount = if spends { reader.parse_amount() } else { None };
    let typed = form
        .fields
        .iter()
        .any(|field| field.key == F::QuantityDone && field.is_changed());
    let done = if typed || !spends {
        reader.parse_done()
    } else {
        None
    };
    let entry = on.map(|on| ActivityFormResult {
        done,
        on,
        spent: amount
            .map(|amount| build_spending(form, (plan.clone(), Some(no)), amount, on, note.clone())),
        note: note.clone(),
    });
    reader.finish(entry)
}

fn build_spending(
    form: &FormState<ExecutionField>,
    (plan, activity): (PlanCode, Option<u32>),
    amount: i64,
    on: NaiveDate,
    note: Option<String>,
) -> Spending {
    Spending {
        plan,
        source: form.text(F::Source).parse().ok(),
        activity,
        amount,
        on,
        note,
    }
}

/// Reads the spending form.
pub fn finish_spending(
    form: &FormState<ExecutionField>,
    plan: &PlanCode,
    today: NaiveDate,
) -> Result<Spending, ExecutionFieldRefusals> {
    let mut reader = ExecutionFormReader::new(form, today);
    let (amount, on, note) = (
        reader.parse_amount(),
        reader.parse_past_day(F::Day),
        reader.parse_text(F::Note),
    );
    let spent = amount
        .zip(on)
        .map(|(amount, on)| build_spending(form, (plan.clone(), None), amount, on, note));
    reader.finish(spent)
}

/// Reads the inspection form; the domain validates the result. The last day defaults to the first.
pub fn finish_inspection(
    form: &FormState<ExecutionField>,
    catalog: &Catalog,
    today: NaiveDate,
) -> Result<Inspection, ExecutionFieldRefusals> {
    let plan = PlanCode::from(form.text(F::Plan));
    let mut reader = ExecutionFormReader::new(form, today);
    let from = reader.parse_day(F::FirstDay);
    let to = reader.parse_optional_day(F::LastDay);
    let closed_on = reader.parse_optional_day(F::ClosedOn);
    let (findings, follow_up) = (
        reader.parse_text(F::Findings),
        reader.parse_text(F::FollowUp),
    );
    for key in [F::Team, F::InspectedOffices] {
        if form.text(key).is_empty() {
            reader.add_refusal::<()>(key, FieldRefusal::Required);
        }
    }
    let inspection = from.map(|from| Inspection {
        kind: if form.text(F::Kind) == inspection_kind_value(InspectionKind::AdHoc) {
            InspectionKind::AdHoc
        } else {
            InspectionKind::Periodic
        },
        from,
        to: to.unwrap_or(from),
        team: parse_team(catalog, &plan, form.text(F::Team)),
        inspected: parse_party(catalog, &plan, form.text(F::InspectedOffices)),
        findings,
        follow_up,
        closed_on,
        plan,
    });
    reader.finish(inspection)
}

/// Reads the reason of a deletion.
pub fn finish_removal(
    form: &FormState<ExecutionField>,
    today: NaiveDate,
) -> Result<String, ExecutionFieldRefusals> {
    let mut reader = ExecutionFormReader::new(form, today);
    let reason = reader.parse_text(F::Note);
    if reason.is_none() && reader.refusals.is_empty() {
        reader.add_refusal::<()>(F::Note, FieldRefusal::Required);
    }
    reader.finish(reason)
}
