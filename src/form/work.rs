//! The forms on a plan's other parts: an activity's progress and its money, spending, an inspection, a day off that
//! goes. From what was typed to facts, or to refusals. Knows no screen and no store.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::duty::FieldRefusal;
use super::{Choice, Field, Form, Kind};
use crate::domain::budget::{Spending, parse_amount};
use crate::domain::catalog::Catalog;
use crate::domain::code::{GroupCode, OfficeCode, PlanCode};
use crate::domain::day::{DayError, parse_day, print_day};
use crate::domain::inspection::{Inspection, InspectionKind, parse_party, parse_team};
use crate::domain::number::{Format, Number, parse, print};
use crate::domain::plan::Plan;
use crate::domain::text::{NOTE_MAX, gate_text};
use crate::words::screen::Text;
use crate::words::{Lang, inspection as words};

/// Which form, and on what.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum WorkForm {
    /// Progress of an activity, with the money that went into it.
    Activity(PlanCode, u32),
    /// Money spent of a plan.
    Spend(PlanCode),
    /// An inspection, by its number, or a new one.
    Inspection(PlanCode, Option<i64>),
    /// Something that goes, with a reason.
    Remove(Removed),
}

/// What goes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Removed {
    /// A day that is no day off any more.
    Holiday(NaiveDate),
    /// An office on which nothing hangs.
    Office(OfficeCode),
    /// A group that no plan names.
    Group(GroupCode),
}

/// A field of these forms.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WorkField {
    /// What was done.
    Done,
    /// The day.
    On,
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
    From,
    /// Last day.
    To,
    /// Who inspects.
    Team,
    /// Who is inspected.
    Inspected,
    /// What was found.
    Findings,
    /// What follows.
    FollowUp,
    /// When nothing was left to do.
    Closed,
    /// The button.
    Save,
}

use WorkField as F;

/// What was refused: each field with why.
pub type Refused = Vec<(WorkField, FieldRefusal)>;

fn save(label: Text) -> Field<WorkField> {
    Field::new(F::Save, label, Kind::Button, "")
}

fn sources(plan: &Plan, lang: Lang) -> Field<WorkField> {
    let none = Choice { value: String::new(), words: Text::NoSource.words(lang).to_owned() };
    let each = (1..).zip(&plan.budget);
    let each =
        each.map(|(no, source): (u32, _)| Choice { value: no.to_string(), words: format!("{no}. {}", source.source) });
    Field::choice(F::Source, Text::FieldSource, [none].into_iter().chain(each).collect(), "")
}

/// The form of an activity, with what was done so far.
pub fn activity(plan: &Plan, done: Option<Number>, today: NaiveDate, lang: Lang) -> Form<WorkField> {
    let done = done.map_or_else(String::new, |done| print(done, 0));
    Form::new(vec![
        Field::new(F::Done, Text::FieldDone, Kind::Line, &done),
        Field::new(F::On, Text::FieldOn, Kind::Day, &print_day(today)),
        Field::new(F::Amount, Text::FieldSpent, Kind::Line, ""),
        sources(plan, lang),
        Field::new(F::Note, Text::FieldNote, Kind::Lines(3), ""),
        save(Text::RecordWork),
    ])
}

/// The form of money spent.
pub fn spend(plan: &Plan, today: NaiveDate, lang: Lang) -> Form<WorkField> {
    let mut amount = Field::new(F::Amount, Text::FieldSpent, Kind::Line, "");
    amount.needed = true;
    Form::new(vec![
        amount,
        sources(plan, lang),
        Field::new(F::On, Text::FieldSpentOn, Kind::Day, &print_day(today)),
        Field::new(F::Note, Text::FieldNote, Kind::Lines(3), ""),
        save(Text::RecordSpending),
    ])
}

/// The form of an inspection: as it is, or empty.
pub fn inspection(
    catalog: &Catalog,
    plan: &PlanCode,
    was: Option<&Inspection>,
    today: NaiveDate,
    lang: Lang,
) -> Form<WorkField> {
    let day = |on: Option<NaiveDate>| on.map_or_else(String::new, print_day);
    let text = |key, label, rows, text: Option<&String>| {
        Field::new(key, label, Kind::Lines(rows), text.map_or("", String::as_str))
    };
    let kinds = [InspectionKind::Periodic, InspectionKind::AdHoc]
        .map(|kind| Choice { value: kind_value(kind).to_owned(), words: words::kind(lang, kind).to_owned() });
    let plans = catalog.plans.iter().map(|plan| Choice { value: plan.code.to_string(), words: plan.short.clone() });
    let team = was.map_or_else(String::new, |was| words::team(catalog, &was.team));
    let inspected = was.map_or_else(String::new, |was| words::party(catalog, &was.inspected));
    let mut form = Form::new(vec![
        Field::choice(F::Plan, Text::FieldPlan, plans.collect(), was.map_or(plan, |was| &was.plan).as_str()),
        Field::choice(
            F::Kind,
            Text::FieldKind,
            kinds.into(),
            kind_value(was.map_or_else(InspectionKind::default, |was| was.kind)),
        ),
        Field::new(F::From, Text::FieldFrom, Kind::Day, &day(was.map_or(Some(today), |was| Some(was.from)))),
        Field::new(F::To, Text::FieldTo, Kind::Day, &day(was.map(|was| was.to))),
        Field::new(F::Team, Text::FieldTeam, Kind::Line, &team),
        Field::new(F::Inspected, Text::FieldInspected, Kind::Line, &inspected),
        text(F::Findings, Text::FieldFindings, 3, was.and_then(|was| was.findings.as_ref())),
        text(F::FollowUp, Text::FieldFollowUp, 2, was.and_then(|was| was.follow_up.as_ref())),
        Field::new(F::Closed, Text::FieldClosed, Kind::Day, &day(was.and_then(|was| was.closed_on))),
        save(Text::RecordInspection),
    ]);
    for field in &mut form.fields {
        field.needed = matches!(field.key, F::From | F::Team | F::Inspected);
    }
    form
}

fn kind_value(kind: InspectionKind) -> &'static str {
    match kind {
        InspectionKind::Periodic => "periodic",
        InspectionKind::AdHoc => "ad_hoc",
    }
}

/// The form of something that goes.
pub fn remove() -> Form<WorkField> {
    let mut reason = Field::new(F::Note, Text::FieldReason, Kind::Lines(3), "");
    reason.needed = true;
    Form::new(vec![reason, save(Text::RemoveThis)])
}

/// Reads fields and keeps what it refuses.
struct Reader<'a> {
    form: &'a Form<WorkField>,
    today: NaiveDate,
    refused: Refused,
}

impl<'a> Reader<'a> {
    fn new(form: &'a Form<WorkField>, today: NaiveDate) -> Self {
        Self { form, today, refused: Vec::new() }
    }

    fn refuse<T>(&mut self, key: WorkField, why: FieldRefusal) -> Option<T> {
        self.refused.push((key, why));
        None
    }

    fn day(&mut self, key: WorkField) -> Option<NaiveDate> {
        match parse_day(self.form.text(key), self.today) {
            Ok(day) => Some(day),
            Err(DayError::Empty) => self.refuse(key, FieldRefusal::Missing),
            Err(error) => self.refuse(key, FieldRefusal::Day(error)),
        }
    }

    /// A day that may be absent.
    fn day_or_none(&mut self, key: WorkField) -> Option<NaiveDate> {
        if self.form.text(key).is_empty() { None } else { self.day(key) }
    }

    fn past_day(&mut self, key: WorkField) -> Option<NaiveDate> {
        let day = self.day(key)?;
        if day > self.today { self.refuse(key, FieldRefusal::Future) } else { Some(day) }
    }

    fn text(&mut self, key: WorkField) -> Option<String> {
        match gate_text(self.form.text(key), NOTE_MAX) {
            Ok(text) => Some(text).filter(|text| !text.is_empty()),
            Err(error) => self.refuse(key, FieldRefusal::Text(error)),
        }
    }

    fn amount(&mut self) -> Option<i64> {
        match parse_amount(self.form.text(F::Amount)) {
            Ok(amount) => Some(amount),
            Err(error) => self.refuse(F::Amount, FieldRefusal::Number(error)),
        }
    }

    fn done(&mut self) -> Option<Number> {
        match parse(self.form.text(F::Done), Format::plain(2)) {
            Ok(done) if done < Number::whole(0) => self.refuse(F::Done, FieldRefusal::Negative),
            Ok(done) => Some(done),
            Err(error) => self.refuse(F::Done, FieldRefusal::Number(error)),
        }
    }

    fn finish<T>(self, fact: Option<T>) -> Result<T, Refused> {
        let place = |key: WorkField| self.form.fields.iter().position(|field| field.key == key);
        let mut refused = self.refused;
        refused.sort_by_key(|(key, _)| place(*key));
        match fact {
            Some(fact) if refused.is_empty() => Ok(fact),
            _ => Err(refused),
        }
    }
}

/// What an activity's form says: done, the day, the money, the note.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ActivityEntry {
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
    form: &Form<WorkField>,
    (plan, no): (&PlanCode, u32),
    today: NaiveDate,
) -> Result<ActivityEntry, Refused> {
    let mut reader = Reader::new(form, today);
    let on = reader.past_day(F::On);
    let note = reader.text(F::Note);
    let spends = !form.text(F::Amount).is_empty();
    let amount = if spends { reader.amount() } else { None };
    let typed = form.fields.iter().any(|field| field.key == F::Done && field.is_changed());
    let done = if typed || !spends { reader.done() } else { None };
    let entry = on.map(|on| ActivityEntry {
        done,
        on,
        spent: amount.map(|amount| spending(form, (plan.clone(), Some(no)), amount, on, note.clone())),
        note: note.clone(),
    });
    reader.finish(entry)
}

fn spending(
    form: &Form<WorkField>,
    (plan, activity): (PlanCode, Option<u32>),
    amount: i64,
    on: NaiveDate,
    note: Option<String>,
) -> Spending {
    Spending { plan, source: form.text(F::Source).parse().ok(), activity, amount, on, note }
}

/// Reads the form of money spent.
pub fn finish_spend(form: &Form<WorkField>, plan: &PlanCode, today: NaiveDate) -> Result<Spending, Refused> {
    let mut reader = Reader::new(form, today);
    let (amount, on, note) = (reader.amount(), reader.past_day(F::On), reader.text(F::Note));
    let spent = amount.zip(on).map(|(amount, on)| spending(form, (plan.clone(), None), amount, on, note));
    reader.finish(spent)
}

/// Reads the form of an inspection; whether it may be so is the domain's to say. It ends on its first day unless
/// another is given.
pub fn finish_inspection(form: &Form<WorkField>, catalog: &Catalog, today: NaiveDate) -> Result<Inspection, Refused> {
    let plan = PlanCode::from(form.text(F::Plan));
    let mut reader = Reader::new(form, today);
    let from = reader.day(F::From);
    let to = reader.day_or_none(F::To);
    let closed_on = reader.day_or_none(F::Closed);
    let (findings, follow_up) = (reader.text(F::Findings), reader.text(F::FollowUp));
    for key in [F::Team, F::Inspected] {
        if form.text(key).is_empty() {
            reader.refuse::<()>(key, FieldRefusal::Missing);
        }
    }
    let inspection = from.map(|from| Inspection {
        kind: if form.text(F::Kind) == kind_value(InspectionKind::AdHoc) {
            InspectionKind::AdHoc
        } else {
            InspectionKind::Periodic
        },
        from,
        to: to.unwrap_or(from),
        team: parse_team(catalog, &plan, form.text(F::Team)),
        inspected: parse_party(catalog, &plan, form.text(F::Inspected)),
        findings,
        follow_up,
        closed_on,
        plan,
    });
    reader.finish(inspection)
}

/// Reads why something goes.
pub fn finish_remove(form: &Form<WorkField>, today: NaiveDate) -> Result<String, Refused> {
    let mut reader = Reader::new(form, today);
    let reason = reader.text(F::Note);
    if reason.is_none() && reader.refused.is_empty() {
        reader.refuse::<()>(F::Note, FieldRefusal::Missing);
    }
    reader.finish(reason)
}
