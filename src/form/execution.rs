//! The forms on a plan's other parts: an activity's progress and its money, spending, an inspection, a day off that
//! goes. From what was typed to facts, or to refusals. Knows no screen and no store.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::duty::FieldRefusal;
use super::{Field, FieldKind, FieldOption, Form};
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

/// Which form, and on what.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ExecutionForm {
    /// Progress of an activity, with the money that went into it.
    Activity(PlanCode, u32),
    /// Money spent of a plan.
    #[serde(rename = "Spend")]
    Spending(PlanCode),
    /// An inspection, by its number, or a new one.
    Inspection(PlanCode, Option<i64>),
    /// Something that goes, with a reason.
    #[serde(rename = "Remove")]
    Removal(RemovalTarget),
}

/// What goes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum RemovalTarget {
    /// A day that is no day off any more.
    Holiday(NaiveDate),
    /// An office on which nothing hangs.
    Office(OfficeCode),
    /// A group that no plan names.
    Group(GroupCode),
}

/// A field of these forms.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExecutionField {
    /// What was done.
    QuantityDone,
    /// The day.
    Day,
    /// In đồng.
    Amount,
    /// Which source.
    Source,
    /// A note, or why.
    Note,
    /// Which plan.
    Plan,
    /// Periodic or ad hoc.
    Kind,
    /// First day.
    FirstDay,
    /// Last day.
    LastDay,
    /// Who inspects.
    Team,
    /// Who is inspected.
    InspectedOffices,
    /// What was found.
    Findings,
    /// What follows.
    FollowUp,
    /// When nothing was left to do.
    ClosedOn,
    /// The button.
    Save,
}

use ExecutionField as F;

/// What was refused: each field with why.
pub type ExecutionFieldRefusals = Vec<(ExecutionField, FieldRefusal)>;

fn save_button(label: Text) -> Field<ExecutionField> {
    Field::new(F::Save, label, FieldKind::Button, "")
}

fn source_field(plan: &Plan, lang: Lang) -> Field<ExecutionField> {
    let none = FieldOption {
        value: String::new(),
        label: Text::NoSource.text(lang).to_owned(),
    };
    let each = (1..).zip(&plan.budget);
    let each = each.map(|(no, source): (u32, _)| FieldOption {
        value: no.to_string(),
        label: format!("{no}. {}", source.source),
    });
    Field::with_options(
        F::Source,
        Text::FieldSource,
        [none].into_iter().chain(each).collect(),
        "",
    )
}

/// The form of an activity, with what was done so far.
pub fn activity_form(
    plan: &Plan,
    done: Option<Number>,
    today: NaiveDate,
    lang: Lang,
) -> Form<ExecutionField> {
    let done = done.map_or_else(String::new, |done| print(done, 0));
    Form::new(vec![
        Field::new(
            F::QuantityDone,
            Text::FieldDone,
            FieldKind::SingleLine,
            &done,
        ),
        Field::new(F::Day, Text::FieldOn, FieldKind::Day, &print_day(today)),
        Field::new(F::Amount, Text::FieldSpent, FieldKind::SingleLine, ""),
        source_field(plan, lang),
        Field::new(F::Note, Text::FieldNote, FieldKind::MultiLine(3), ""),
        save_button(Text::RecordWork),
    ])
}

/// The form of money spent.
pub fn spending_form(plan: &Plan, today: NaiveDate, lang: Lang) -> Form<ExecutionField> {
    let mut amount = Field::new(F::Amount, Text::FieldSpent, FieldKind::SingleLine, "");
    amount.is_required = true;
    Form::new(vec![
        amount,
        source_field(plan, lang),
        Field::new(
            F::Day,
            Text::FieldSpentOn,
            FieldKind::Day,
            &print_day(today),
        ),
        Field::new(F::Note, Text::FieldNote, FieldKind::MultiLine(3), ""),
        save_button(Text::RecordSpending),
    ])
}

/// The form of an inspection: as it is, or empty.
pub fn inspection_form(
    catalog: &Catalog,
    plan: &PlanCode,
    was: Option<&Inspection>,
    today: NaiveDate,
    lang: Lang,
) -> Form<ExecutionField> {
    let day = |on: Option<NaiveDate>| on.map_or_else(String::new, print_day);
    let text = |key, label, rows, text: Option<&String>| {
        Field::new(
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
    let mut form = Form::new(vec![
        Field::with_options(
            F::Plan,
            Text::FieldPlan,
            plans.collect(),
            was.map_or(plan, |was| &was.plan).as_str(),
        ),
        Field::with_options(
            F::Kind,
            Text::FieldKind,
            kinds.into(),
            inspection_kind_value(was.map_or_else(InspectionKind::default, |was| was.kind)),
        ),
        Field::new(
            F::FirstDay,
            Text::FieldFrom,
            FieldKind::Day,
            &day(was.map_or(Some(today), |was| Some(was.from))),
        ),
        Field::new(
            F::LastDay,
            Text::FieldTo,
            FieldKind::Day,
            &day(was.map(|was| was.to)),
        ),
        Field::new(F::Team, Text::FieldTeam, FieldKind::SingleLine, &team),
        Field::new(
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
        Field::new(
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

/// The form of something that goes.
pub fn removal_form() -> Form<ExecutionField> {
    let mut reason = Field::new(F::Note, Text::FieldReason, FieldKind::MultiLine(3), "");
    reason.is_required = true;
    Form::new(vec![reason, save_button(Text::RemoveThis)])
}

/// Reads fields and keeps what it refuses.
struct ExecutionFormReader<'a> {
    form: &'a Form<ExecutionField>,
    today: NaiveDate,
    refusals: ExecutionFieldRefusals,
}

impl<'a> ExecutionFormReader<'a> {
    fn new(form: &'a Form<ExecutionField>, today: NaiveDate) -> Self {
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

    /// A day that may be absent.
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

/// What an activity's form says: done, the day, the money, the note.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ActivityFormResult {
    /// What was done, where it changed.
    pub done: Option<Number>,
    /// The day.
    pub on: NaiveDate,
    /// What was spent.
    pub spent: Option<Spending>,
    /// A note.
    pub note: Option<String>,
}

/// Reads an activity's form. What was done is recorded only if it was typed anew, or if there is no money.
pub fn finish_activity(
    form: &Form<ExecutionField>,
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
    form: &Form<ExecutionField>,
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

/// Reads the form of money spent.
pub fn finish_spending(
    form: &Form<ExecutionField>,
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

/// Reads the form of an inspection; whether it may be so is the domain's to say. It ends on its first day unless
/// another is given.
pub fn finish_inspection(
    form: &Form<ExecutionField>,
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

/// Reads why something goes.
pub fn finish_removal(
    form: &Form<ExecutionField>,
    today: NaiveDate,
) -> Result<String, ExecutionFieldRefusals> {
    let mut reader = ExecutionFormReader::new(form, today);
    let reason = reader.parse_text(F::Note);
    if reason.is_none() && reader.refusals.is_empty() {
        reader.add_refusal::<()>(F::Note, FieldRefusal::Required);
    }
    reader.finish(reason)
}
