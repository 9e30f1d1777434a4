//! The form on a record: a plan, a part of one, an office, a group, a day off, an account.

use chrono::NaiveDate;
use serde_json::{Value, json};

use super::record_start::{amendments, objectives, start, start_account};
use super::{Filled, Matter, Refused, writes};
use crate::domain::account::{Account, AccountRefusal};
use crate::domain::catalog::Catalog;
use crate::domain::code::PlanCode;
use crate::domain::fault::Fault;
use crate::domain::office::{Group, Holiday, Office, OfficeFile};
use crate::domain::office_change::OfficeRefusal;
use crate::domain::plan::Plan;
use crate::domain::{office_check, plan_change, plan_check, plan_copy, plan_limits};
use crate::form::parts::{self, PartAt, PartKind};
use crate::form::record::{AMENDMENT, REASON, RecordRows};
use crate::form::shapes::{Known, Shape};
use crate::form::{Field, Form, Kind};
use crate::panes::book::Book;
use crate::panes::effect::{Effect, FormAt, MenuKind, RecordAt};
use crate::store::{Store, StoreError, Was, Write};
use crate::words::change::office_refusal;
use crate::words::form::{shape_hint, shape_refusal};
use crate::words::screen::Text;
use crate::words::{Lang, account, fault, fill};

/// The name of a field: its key in the data file.
type Key = &'static str;

/// A record in the making.
#[derive(Debug)]
pub struct RecordEntry {
    at: RecordAt,
    rows: RecordRows,
    /// What stands in the store, amendments and all.
    catalog: Catalog,
    /// The account that is changed, as it was when the form opened.
    account: Option<Box<Account>>,
    today: NaiveDate,
    lang: Lang,
}

impl RecordEntry {
    /// Opens a form on a record, on its first field or on the one named; none if there is no such record.
    pub fn open(
        at: RecordAt,
        on: Option<&'static str>,
        book: &Book,
        store: &Store,
    ) -> Result<Option<Filled<Self>>, StoreError> {
        let (catalog, lang) = (store.catalog()?, book.lang);
        let account = match &at {
            RecordAt::Account(Some(name)) => store.account(name)?.map(Box::new),
            _ => None,
        };
        let start = match &at {
            RecordAt::Account(_) => start_account(account.as_deref(), lang),
            _ => start(&at, &catalog, lang),
        };
        let Some(start) = start else { return Ok(None) };
        let plan = plan_of(&at).and_then(|code| catalog.plan(code));
        let objectives = |_: &str| plan.map_or_else(Vec::new, |plan| objectives(plan, lang));
        let (rows, mut form) = RecordRows::start(start.rows, start.value, lang, &objectives);
        if let (Some(plan), RecordAt::Part(part)) = (plan, &at)
            && has_figures(plan, part, store)?
        {
            form.add(Field::new(REASON, Text::FieldReasonOfChange, Kind::Lines(2), ""));
            form.add(Field::choice(AMENDMENT, Text::FieldAmendment, amendments(plan, lang), ""));
        }
        if matches!(at, RecordAt::Office(Some(_)) | RecordAt::Group(Some(_)) | RecordAt::Holiday(Some(_))) {
            form.add(Field::new(REASON, Text::FieldReasonOfChange, Kind::Line, ""));
        }
        if matches!(at, RecordAt::NewPart(_) | RecordAt::CopyOf(_)) {
            form = form.suggesting();
        }
        if let Some(key) = on {
            form.focus_on(key);
        }
        let entry = Self { at, rows, catalog, account, today: book.today, lang };
        Ok(Some(Filled::new(entry, form, start.title)))
    }

    fn known(&self) -> Known<'_> {
        Known { catalog: &self.catalog, plan: plan_of(&self.at), today: self.today }
    }

    /// What is to be written, or what is wrong with it.
    fn write(&self, form: &Form<Key>, value: Value) -> Result<Write, Wrong> {
        match &self.at {
            RecordAt::Plan(None) => self.new_plan(serde_json::from_value(value)?),
            RecordAt::Plan(Some(code)) => self.change_plan(form, code, |plan| parts::with_head(plan, value)),
            RecordAt::CopyOf(code) => {
                let years = value["years"].as_u64().and_then(|years| u32::try_from(years).ok()).unwrap_or(u32::MAX);
                let code_of_copy = PlanCode(value["code"].as_str().unwrap_or_default().to_owned());
                let copy = self.catalog.plan(code).and_then(|plan| plan_copy::moved(plan, code_of_copy, years));
                self.new_plan(copy.ok_or_else(|| Wrong::Record(fault::too_far(self.lang)))?)
            }
            RecordAt::Part(at) => self.change_plan(form, &at.plan, |plan| {
                let was = at.value(plan).unwrap_or(Value::Null);
                at.changed(plan, staged(at.kind, followed(value, &was), plan))
            }),
            RecordAt::NewPart(at) => {
                self.change_plan(form, &at.plan, |plan| at.added(plan, staged(at.kind, value, plan)))
            }
            RecordAt::Office(was) => {
                let office: Office = serde_json::from_value(value)?;
                if was.is_none() && self.catalog.offices.contains_key(&office.code) {
                    return Err(Wrong::Record(fault::code_there(self.lang)));
                }
                self.set_offices(form, OfficeFile { offices: vec![office], groups: Vec::new() })
            }
            RecordAt::Group(was) => {
                let group: Group = serde_json::from_value(value)?;
                if was.is_none() && self.catalog.groups.contains_key(&group.code) {
                    return Err(Wrong::Record(fault::code_there(self.lang)));
                }
                self.set_offices(form, OfficeFile { offices: Vec::new(), groups: vec![group] })
            }
            RecordAt::Account(_) => {
                let account: Box<Account> = Box::new(serde_json::from_value(value)?);
                account.check().map_err(|why| Wrong::Field(field_of(&why), account::refusal(self.lang, &why)))?;
                Ok(match &self.account {
                    Some(was) => Write::ChangeAccount { was: was.clone(), account },
                    None => Write::AddAccount(account),
                })
            }
            RecordAt::Holiday(_) => {
                let day: Holiday = serde_json::from_value(value)?;
                refuse_any(office_check::check_holidays(std::slice::from_ref(&day)))?;
                let was = self.catalog.holidays.iter().filter(|known| known.on == day.on).cloned().collect();
                Ok(Write::SetHolidays { was: Was::This(was), days: vec![day], reason: reason(form) })
            }
        }
    }

    fn new_plan(&self, plan: Plan) -> Result<Write, Wrong> {
        if self.catalog.plan(&plan.code).is_some() {
            return Err(Wrong::Record(fault::code_there(self.lang)));
        }
        refuse_any(plan_check::check(&plan, &self.catalog))?;
        Ok(Write::AddPlan(Box::new(plan)))
    }

    /// The plan with the change, as an amendment if one was chosen. What was wrong with it before is no matter here.
    fn change_plan(
        &self,
        form: &Form<Key>,
        code: &PlanCode,
        change: impl FnOnce(&Plan) -> Result<Plan, serde_json::Error>,
    ) -> Result<Write, Wrong> {
        let was = self.catalog.plan(code).ok_or_else(|| Wrong::Record(code.to_string()))?;
        let mut plan = change(was)?;
        let number = form.text(AMENDMENT);
        if let Some(amendment) = was.amendments.iter().find(|amendment| amendment.number == number) {
            plan = plan_change::amended(was, plan, amendment);
        }
        let before = plan_check::check(was, &self.catalog);
        let mut faults = plan_check::check_change(was, &plan, &self.catalog);
        faults.retain(|fault| !before.contains(fault));
        refuse_any(faults)?;
        Ok(Write::ChangePlan { was: Box::new(was.clone()), plan: Box::new(plan), reason: reason(form) })
    }

    fn set_offices(&self, form: &Form<Key>, file: OfficeFile) -> Result<Write, Wrong> {
        refuse_any(office_check::check(&file, &self.catalog))?;
        if let Some((plan, count)) =
            plan_limits::outgrown(&self.catalog, &plan_limits::with_offices(&self.catalog, &file))
        {
            let refusal = OfficeRefusal::Outgrows(plan, count);
            return Err(Wrong::Record(office_refusal(self.lang, &refusal)));
        }
        let known = |office: &Office| self.catalog.offices.get(&office.code).cloned();
        let known_group = |group: &Group| self.catalog.groups.get(&group.code).cloned();
        let was = OfficeFile {
            offices: file.offices.iter().filter_map(known).collect(),
            groups: file.groups.iter().filter_map(known_group).collect(),
        };
        Ok(Write::SetOffices { was: Was::This(was), file, reason: reason(form) })
    }

    /// In words: each fault beside its field; those of no field below the form.
    fn refused(&self, form: &Form<Key>, wrong: Wrong) -> Refused<Key> {
        match wrong {
            Wrong::Faults(faults) => self.faults(form, &faults),
            Wrong::Field(field, words) => Refused { fields: vec![(field, words)], whole: None },
            Wrong::Record(error) => Refused::whole(fill(Text::RefusedRecord.words(self.lang), &[&error])),
        }
    }

    fn faults(&self, form: &Form<Key>, faults: &[Fault]) -> Refused<Key> {
        let (mut fields, mut others) = (Vec::new(), Vec::new());
        for found in faults {
            let key = found.wrong.key().map(|key| key.replace('.', "/"));
            let field = key.and_then(|key| {
                let fits = |field: &&Field<Key>| field.key.strip_suffix(&key).is_some_and(|k| k.ends_with('/'));
                form.fields.iter().find(fits).map(|field| field.key)
            });
            match field {
                Some(field) => fields.push((field, fault::in_form(self.lang, &found.wrong))),
                None => others.push(fault::fault(self.lang, found)),
            }
        }
        Refused { fields, whole: others.into_iter().next() }
    }

    /// The names behind the codes of a field.
    fn named(&self, text: &str) -> String {
        let code = |line: &str| line.split([':', ';']).next().unwrap_or_default().trim().to_owned();
        let name = |code: String| {
            let office = self.catalog.offices.get(&code.as_str().into()).map(|office| office.name.clone());
            office.or_else(|| self.catalog.groups.get(&code.as_str().into()).map(|group| group.name.clone()))
        };
        text.lines().map(code).filter_map(name).collect::<Vec<_>>().join("; ")
    }
}

/// Why a record cannot be written.
enum Wrong {
    /// Rules that it breaks.
    Faults(Vec<Fault>),
    /// One field of it is wrong.
    Field(&'static str, String),
    /// It is no record.
    Record(String),
}

impl From<serde_json::Error> for Wrong {
    fn from(error: serde_json::Error) -> Self {
        Self::Record(error.to_string())
    }
}

fn refuse_any(faults: Vec<Fault>) -> Result<(), Wrong> {
    if faults.is_empty() { Ok(()) } else { Err(Wrong::Faults(faults)) }
}

/// Why it is changed, where that is asked.
fn reason(form: &Form<Key>) -> Option<String> {
    let reason = form.text(REASON);
    (!reason.is_empty()).then(|| reason.lines().map(str::trim).collect::<Vec<_>>().join(" "))
}

/// The plan that a record belongs to.
fn plan_of(at: &RecordAt) -> Option<&PlanCode> {
    match at {
        RecordAt::Plan(code) => code.as_ref(),
        RecordAt::CopyOf(code) => Some(code),
        RecordAt::Part(at) | RecordAt::NewPart(at) => Some(&at.plan),
        RecordAt::Office(_) | RecordAt::Group(_) | RecordAt::Holiday(_) | RecordAt::Account(_) => None,
    }
}

/// The field of an account that a refusal is about.
fn field_of(why: &AccountRefusal) -> &'static str {
    match why {
        AccountRefusal::NoPerson => "/person",
        AccountRefusal::NoOffice(_) => "/office",
        AccountRefusal::Key(_) | AccountRefusal::KeyTaken(_) => "/keys",
        AccountRefusal::Oneself => "/role",
        AccountRefusal::Name(_) | AccountRefusal::NameTaken(_) | AccountRefusal::Removed(_) => "/name",
    }
}

/// A measure with a value, no stages and no period of its own is promised for the plan's last day.
fn staged(kind: PartKind, mut value: Value, plan: &Plan) -> Value {
    let measure = match kind {
        PartKind::Measure => Some(&mut value),
        PartKind::Target => value.pointer_mut("/measures/0"),
        _ => None,
    };
    if let Some(measure) = measure {
        let empty = measure["stages"].as_array().is_some_and(Vec::is_empty);
        let alone = measure["recurs"] == json!(true) || !measure["quota"].is_null() || !measure["from"].is_null();
        if empty && !alone && (!measure["value"].is_null() || measure["comparator"] == json!("done")) {
            measure["stages"] = json!([{ "on": plan.to, "value": measure["value"] }]);
        }
    }
    value
}

/// A last stage that promised what the measure promised goes with it, unless the stages were typed too.
fn followed(mut value: Value, was: &Value) -> Value {
    if value["value"] != was["value"] && value["stages"] == was["stages"] {
        let promised = value["value"].clone();
        let last = value["stages"].as_array_mut().and_then(|stages| stages.last_mut());
        if let Some(last) = last.filter(|last| last["value"] == was["value"]) {
            last["value"] = promised;
        }
    }
    value
}

/// Whether the target of a part has figures: a change then says why.
fn has_figures(plan: &Plan, at: &PartAt, store: &Store) -> Result<bool, StoreError> {
    let no = at.target_no();
    let Some(target) = plan.targets.iter().find(|target| Some(target.no.as_str()) == no) else { return Ok(false) };
    let held = store.held(&plan.code)?;
    Ok(target.measures.iter().any(|measure| held.figures.contains_key(&plan.measure_id(target, measure))))
}

/// The list from which a field of this shape can be filled.
fn menu_of(shape: Shape) -> Option<MenuKind> {
    match shape {
        Shape::Office | Shape::Owners | Shape::Members | Shape::Successors => Some(MenuKind::FieldOffice),
        Shape::Group => Some(MenuKind::FieldGroup),
        Shape::Party | Shape::Parties => Some(MenuKind::FieldParty),
        _ => None,
    }
}

impl Matter for RecordEntry {
    type Key = Key;

    fn at(&self) -> Option<FormAt> {
        Some(FormAt::Record(self.at.clone()))
    }

    fn save(&self, form: &Form<Key>, _: &Book) -> Result<Effect, Refused<Key>> {
        let value = self
            .rows
            .read(form, self.known())
            .map_err(|refused| Refused::fields(refused, |why| shape_refusal(self.lang, why)))?;
        self.write(form, value).map(writes).map_err(|wrong| self.refused(form, wrong))
    }

    /// What the focused field takes, or whom its codes mean.
    fn hint(&self, form: &Form<Key>) -> String {
        let Some(focused) = form.focused() else { return String::new() };
        if focused.kind == Kind::Choice || focused.kind == Kind::Toggle {
            return Text::HintChoice.words(self.lang).to_owned();
        }
        let Some(shape) = self.rows.focused(form) else { return String::new() };
        let hint = shape_hint(shape).map_or("", |hint| hint.words(self.lang));
        let named = self.named(focused.line.text());
        if named.is_empty() || menu_of(shape).is_none() { hint.to_owned() } else { format!("{named}. {hint}") }
    }

    fn menu(&self, form: &Form<Key>) -> Option<MenuKind> {
        menu_of(self.rows.focused(form)?)
    }

    fn row(&self, form: &Form<Key>) -> Option<Effect> {
        match &self.at {
            RecordAt::NewPart(at) => {
                let part = self.rows.read(form, self.known()).ok()?;
                Some(Effect::Record(RecordAt::Part(at.became(&part)), None))
            }
            _ => None,
        }
    }
}
