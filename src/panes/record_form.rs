//! A form on a record on the screen: a plan, a part of one, an office, a group, a day off. Knows no key; records by an
//! effect.

use chrono::NaiveDate;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use serde_json::{Value, json};

use crate::domain::account::{Account, AccountRefusal};
use crate::domain::catalog::Catalog;
use crate::domain::code::PlanCode;
use crate::domain::fault::Fault;
use crate::domain::office::{Group, Holiday, Office, OfficeFile};
use crate::domain::plan::Plan;
use crate::domain::{office_check, plan_change, plan_check, plan_copy};
use crate::form::line::Line;
use crate::form::parts::{self, PartAt, PartKind};
use crate::form::record::{AMENDMENT, Fill, Need, REASON, RecordForm, Row};
use crate::form::records;
use crate::form::shapes::{Known, Shape};
use crate::form::{Choice, Field, Kind};
use crate::keys::Command;
use crate::panes::book::Book;
use crate::panes::effect::{Effect, FormAt, MenuKind, Outcome, RecordAt};
use crate::panes::forms::{self, FormPane, Steered};
use crate::store::{Store, StoreError, Write};
use crate::widgets::text::{put, wrap};
use crate::widgets::theme::Tone;
use crate::widgets::{Look, form};
use crate::words::form::{part_words, shape_hint, shape_refusal};
use crate::words::screen::Text;
use crate::words::{Lang, account, fault, fill};

/// The fields of a copy of a plan.
const COPY: &[Row] = &[
    Row { key: "/code", label: Text::Code, fill: Fill::Typed(Shape::Line), need: Need::Always },
    Row { key: "/years", label: Text::FieldYearsLater, fill: Fill::Typed(Shape::Whole), need: Need::Always },
];

/// A form and the record that it is about.
#[derive(Debug)]
pub struct RecordFormPane {
    at: RecordAt,
    record: RecordForm,
    /// What stands in the store, amendments and all.
    catalog: Catalog,
    /// The account that is changed, as it was when the form opened.
    account: Option<Box<Account>>,
    title: String,
    today: NaiveDate,
    lang: Lang,
    /// Why the whole is refused.
    refusal: Option<String>,
}

/// What a form starts with.
struct Start {
    rows: Vec<Row>,
    value: Value,
    title: String,
}

impl RecordFormPane {
    /// Opens a form on a record, on its first field or on the one named; none if there is no such record.
    pub fn open(
        at: RecordAt,
        on: Option<&'static str>,
        book: &Book,
        store: &Store,
    ) -> Result<Option<Self>, StoreError> {
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
        let mut record = RecordForm::start(start.rows, start.value, lang, &objectives);
        if let (Some(plan), RecordAt::Part(part)) = (plan, &at)
            && has_figures(plan, part, store)?
        {
            record.add(Field::new(REASON, Text::FieldReasonOfChange, Kind::Lines(2), ""));
            record.add(Field::choice(AMENDMENT, Text::FieldAmendment, amendments(plan, lang), ""));
        }
        if matches!(at, RecordAt::Office(Some(_)) | RecordAt::Group(Some(_)) | RecordAt::Holiday(Some(_))) {
            record.add(Field::new(REASON, Text::FieldReasonOfChange, Kind::Line, ""));
        }
        if matches!(at, RecordAt::NewPart(_) | RecordAt::CopyOf(_)) {
            record.suggest();
        }
        if let Some(key) = on {
            record.form.focus_on(key);
        }
        Ok(Some(Self { at, record, catalog, account, title: start.title, today: book.today, lang, refusal: None }))
    }

    fn known(&self) -> Known<'_> {
        Known { catalog: &self.catalog, plan: plan_of(&self.at), today: self.today }
    }

    fn save(&mut self) -> Outcome {
        self.refusal = None;
        let read = self.record.read(self.known());
        match read {
            Err(refused) => {
                let words = |(key, why)| (key, shape_refusal(self.lang, &why));
                let refused = refused.into_iter().map(words).collect();
                self.record.form.refuse(refused);
                Outcome::Done
            }
            Ok(value) => match self.write(value) {
                Ok(write) => Outcome::Wants(Effect::Write(Box::new(write))),
                Err(Refused::Faults(faults)) => self.refuse_faults(&faults),
                Err(Refused::Field(field, words)) => {
                    self.record.form.refuse(vec![(field, words)]);
                    Outcome::Done
                }
                Err(Refused::Record(error)) => {
                    self.refusal = Some(fill(Text::RefusedRecord.words(self.lang), &[&error]));
                    Outcome::Done
                }
            },
        }
    }

    /// What is to be written, or what is wrong with it.
    fn write(&self, value: Value) -> Result<Write, Refused> {
        match &self.at {
            RecordAt::Plan(None) => self.new_plan(serde_json::from_value(value)?),
            RecordAt::Plan(Some(code)) => self.change_plan(code, |plan| parts::with_head(plan, value)),
            RecordAt::CopyOf(code) => {
                let years = value["years"].as_u64().and_then(|years| u32::try_from(years).ok()).unwrap_or(u32::MAX);
                let code_of_copy = PlanCode(value["code"].as_str().unwrap_or_default().to_owned());
                let copy = self.catalog.plan(code).and_then(|plan| plan_copy::moved(plan, code_of_copy, years));
                self.new_plan(copy.ok_or_else(|| Refused::Record(fault::too_far(self.lang)))?)
            }
            RecordAt::Part(at) => self.change_plan(&at.plan, |plan| {
                let was = at.value(plan).unwrap_or(Value::Null);
                at.changed(plan, staged(at.kind, followed(value, &was), plan))
            }),
            RecordAt::NewPart(at) => self.change_plan(&at.plan, |plan| at.added(plan, staged(at.kind, value, plan))),
            RecordAt::Office(was) => {
                let office: Office = serde_json::from_value(value)?;
                if was.is_none() && self.catalog.offices.contains_key(&office.code) {
                    return Err(Refused::Record(fault::code_there(self.lang)));
                }
                self.set_offices(OfficeFile { offices: vec![office], groups: Vec::new() })
            }
            RecordAt::Group(was) => {
                let group: Group = serde_json::from_value(value)?;
                if was.is_none() && self.catalog.groups.contains_key(&group.code) {
                    return Err(Refused::Record(fault::code_there(self.lang)));
                }
                self.set_offices(OfficeFile { offices: Vec::new(), groups: vec![group] })
            }
            RecordAt::Account(_) => {
                let account: Box<Account> = Box::new(serde_json::from_value(value)?);
                account.check().map_err(|why| Refused::Field(field_of(&why), account::refusal(self.lang, &why)))?;
                Ok(match &self.account {
                    Some(was) => Write::ChangeAccount { was: was.clone(), account },
                    None => Write::AddAccount(account),
                })
            }
            RecordAt::Holiday(_) => {
                let day: Holiday = serde_json::from_value(value)?;
                refuse_any(office_check::check_holidays(std::slice::from_ref(&day)))?;
                Ok(Write::SetHolidays(vec![day]))
            }
        }
    }

    fn new_plan(&self, plan: Plan) -> Result<Write, Refused> {
        if self.catalog.plan(&plan.code).is_some() {
            return Err(Refused::Record(fault::code_there(self.lang)));
        }
        refuse_any(plan_check::check(&plan, &self.catalog))?;
        Ok(Write::AddPlan(Box::new(plan)))
    }

    /// The plan with the change, as an amendment if one was chosen. What was wrong with it before is no matter here.
    fn change_plan(
        &self,
        code: &PlanCode,
        change: impl FnOnce(&Plan) -> Result<Plan, serde_json::Error>,
    ) -> Result<Write, Refused> {
        let was = self.catalog.plan(code).ok_or_else(|| Refused::Record(code.to_string()))?;
        let mut plan = change(was)?;
        let number = self.record.form.text(AMENDMENT);
        if let Some(amendment) = was.amendments.iter().find(|amendment| amendment.number == number) {
            plan = plan_change::amended(was, plan, amendment);
        }
        let before = plan_check::check(was, &self.catalog);
        let mut faults = plan_check::check(&plan, &self.catalog);
        faults.retain(|fault| !before.contains(fault));
        refuse_any(faults)?;
        Ok(Write::ChangePlan { was: Box::new(was.clone()), plan: Box::new(plan), reason: self.reason() })
    }

    fn set_offices(&self, file: OfficeFile) -> Result<Write, Refused> {
        refuse_any(office_check::check(&file, &self.catalog))?;
        Ok(Write::SetOffices { file, reason: self.reason() })
    }

    fn reason(&self) -> Option<String> {
        let reason = self.record.form.text(REASON);
        (!reason.is_empty()).then(|| reason.lines().map(str::trim).collect::<Vec<_>>().join(" "))
    }

    /// Each fault beside its field; those of no field below the form.
    fn refuse_faults(&mut self, faults: &[Fault]) -> Outcome {
        let (mut fields, mut others) = (Vec::new(), Vec::new());
        for found in faults {
            let words = fault::in_form(self.lang, &found.wrong);
            let key = found.wrong.key().map(|key| key.replace('.', "/"));
            let field = key.and_then(|key| {
                let fits =
                    |field: &&Field<&'static str>| field.key.strip_suffix(&key).is_some_and(|k| k.ends_with('/'));
                self.record.form.fields.iter().find(fits).map(|field| field.key)
            });
            match field {
                Some(field) => fields.push((field, words)),
                None => others.push(fault::fault(self.lang, found)),
            }
        }
        self.record.form.refuse(fields);
        self.refusal = others.into_iter().next();
        Outcome::Done
    }

    /// What the focused field takes, or whom its codes mean.
    fn told(&self) -> String {
        let Some(focused) = self.record.form.focused() else { return String::new() };
        if focused.kind == Kind::Choice || focused.kind == Kind::Toggle {
            return Text::HintChoice.words(self.lang).to_owned();
        }
        let Some(shape) = self.record.focused() else { return String::new() };
        let hint = shape_hint(shape).map_or("", |hint| hint.words(self.lang));
        let named = self.named(focused.line.text());
        if named.is_empty() || menu_of(shape).is_none() { hint.to_owned() } else { format!("{named}. {hint}") }
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
enum Refused {
    /// Rules that it breaks.
    Faults(Vec<Fault>),
    /// One field of it is wrong.
    Field(&'static str, String),
    /// It is no record.
    Record(String),
}

impl From<serde_json::Error> for Refused {
    fn from(error: serde_json::Error) -> Self {
        Self::Record(error.to_string())
    }
}

fn refuse_any(faults: Vec<Fault>) -> Result<(), Refused> {
    if faults.is_empty() { Ok(()) } else { Err(Refused::Faults(faults)) }
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

/// Fields, first values and title; none if there is no such record.
fn start(at: &RecordAt, catalog: &Catalog, lang: Lang) -> Option<Start> {
    let words = |text: Text| text.words(lang).to_owned();
    let start = |rows: &[Row], value: Value, title: String| Some(Start { rows: rows.to_vec(), value, title });
    match at {
        RecordAt::Plan(None) => start(records::PLAN, parts::plan_template(), words(Text::NewPlan)),
        RecordAt::Plan(Some(code)) => {
            let plan = catalog.plan(code)?;
            let title = fill(Text::ChangePart.words(lang), &[&words(Text::PartHead), &plan.short]);
            // The code of a plan never changes.
            start(&records::PLAN[1..], parts::completed(parts::written(plan), parts::plan_template()), title)
        }
        RecordAt::CopyOf(code) => {
            let title = fill(Text::CopyTitle.words(lang), &[&catalog.plan(code)?.short]);
            start(COPY, json!({ "code": "", "years": 1 }), title)
        }
        RecordAt::Part(at) => {
            let plan = catalog.plan(&at.plan)?;
            let value = parts::completed(at.value(plan)?, at.kind.template(plan, at.within));
            let title = fill(Text::ChangePart.words(lang), &[&part_words(at.kind).words(lang), &plan.short]);
            start(&at.kind.rows(false), value, title)
        }
        RecordAt::NewPart(at) => {
            let plan = catalog.plan(&at.plan)?;
            let title = fill(Text::NewPart.words(lang), &[&part_words(at.kind).words(lang), &plan.short]);
            start(&at.kind.rows(true), at.kind.template(plan, at.within), title)
        }
        RecordAt::Office(None) => start(records::OFFICE, office_template(), words(Text::NewOffice)),
        RecordAt::Office(Some(code)) => {
            let office = catalog.offices.get(code)?;
            let value = serde_json::to_value(office).ok()?;
            start(&records::OFFICE[1..], parts::completed(value, office_template()), office.name.clone())
        }
        RecordAt::Group(None) => start(records::GROUP, group_template(), words(Text::NewGroup)),
        RecordAt::Group(Some(code)) => {
            let group = catalog.groups.get(code)?;
            start(&records::GROUP[1..], serde_json::to_value(group).ok()?, group.name.clone())
        }
        RecordAt::Holiday(on) => {
            let day = on.and_then(|on| catalog.holidays.iter().find(|day| day.on == on));
            let value = day.and_then(|day| serde_json::to_value(day).ok());
            let rows = if day.is_some() { &records::HOLIDAY[1..] } else { records::HOLIDAY };
            start(rows, value.unwrap_or(json!({ "on": null, "name": "", "working": false })), words(Text::NewHoliday))
        }
        // Accounts stand in the store, not in the catalog.
        RecordAt::Account(_) => None,
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

/// The form of an account, or of a new one: the name of one that is there never changes.
fn start_account(account: Option<&Account>, lang: Lang) -> Option<Start> {
    let Some(account) = account else {
        let template = json!({
            "name": "", "person": "", "role": "reporter", "office": null, "state": "active", "keys": [],
            "settings": null,
        });
        let title = Text::NewAccount.words(lang).to_owned();
        return Some(Start { rows: records::ACCOUNT.to_vec(), value: template, title });
    };
    let title = format!("{}: {}", Text::AccountName.words(lang), account.name);
    Some(Start { rows: records::ACCOUNT[1..].to_vec(), value: serde_json::to_value(account).ok()?, title })
}

fn office_template() -> Value {
    json!({
        "code": "", "name": "", "kind": "department", "parent": null, "from": null, "to": null, "aliases": [],
        "contact": null, "successors": [],
    })
}

fn group_template() -> Value {
    json!({ "code": "", "name": "", "note": null, "members": [] })
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
    let target = match at.kind {
        PartKind::Target => plan.targets.get(at.place),
        PartKind::Measure => at.within.and_then(|place| plan.targets.get(place)),
        _ => None,
    };
    let Some(target) = target else { return Ok(false) };
    let held = store.held(&plan.code)?;
    Ok(target.measures.iter().any(|measure| held.figures.contains_key(&plan.measure_id(target, measure))))
}

fn objectives(plan: &Plan, lang: Lang) -> Vec<Choice> {
    let none = Choice { value: String::new(), words: Text::NoObjective.words(lang).to_owned() };
    let named = plan.objectives.iter().map(|objective| Choice {
        value: objective.no.clone(),
        words: format!("{} {}", objective.no, objective.title),
    });
    [none].into_iter().chain(named).collect()
}

fn amendments(plan: &Plan, lang: Lang) -> Vec<Choice> {
    let none = Choice { value: String::new(), words: Text::NoAmendment.words(lang).to_owned() };
    let named = plan
        .amendments
        .iter()
        .map(|amendment| Choice { value: amendment.number.clone(), words: amendment.number.clone() });
    [none].into_iter().chain(named).collect()
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

impl FormPane for RecordFormPane {
    fn is_changed(&self) -> bool {
        self.record.form.is_changed()
    }

    fn insert(&mut self, text: &str) {
        self.refusal = None;
        self.record.form.insert(text);
    }

    fn update(&mut self, command: Command, _: &Book) -> Outcome {
        match forms::steer(&mut self.record.form, command) {
            Steered::Save => self.save(),
            Steered::Done => Outcome::Done,
            Steered::Unknown => Outcome::Unknown,
        }
    }

    fn typed(&self) -> (FormAt, Vec<String>) {
        (FormAt::Record(self.at.clone()), self.record.form.texts())
    }

    fn retype(&mut self, texts: &[String]) {
        self.record.form.retype(texts);
    }

    fn refuse(&mut self, words: String) {
        self.refusal = Some(words);
    }

    fn menu(&self) -> Option<MenuKind> {
        menu_of(self.record.focused()?)
    }

    /// One office alone takes the place of what was typed; in a list it is one more line.
    fn take(&mut self, chosen: &str) {
        let many = self.record.form.focused().is_some_and(|field| field.line.is_many());
        self.record.form.edit(|line| {
            *line = match line.text().trim_end() {
                before if many && !before.is_empty() => Line::many(&format!("{before}\n{chosen}")),
                _ if many => Line::many(chosen),
                _ => Line::new(chosen),
            }
        });
    }

    fn row(&self) -> Option<Effect> {
        match &self.at {
            RecordAt::NewPart(at) => Some(Effect::Record(RecordAt::Part(at.clone()), None)),
            _ => None,
        }
    }

    fn draw(&self, area: Rect, buffer: &mut Buffer, look: Look) -> Option<Position> {
        let room = area.width.saturating_sub(2);
        put(buffer, area.x + 1, area.y, room, &self.title, look.theme.style(Tone::Strong));
        let (words, tone) = match &self.refusal {
            Some(refusal) => (refusal.clone(), Tone::Bad),
            None => (self.told(), Tone::Dim),
        };
        let below = wrap(&look.keyed(&words), room);
        let rows = u16::try_from(below.len().min(3)).unwrap_or(0);
        let body = Rect { y: area.y + 2, height: area.height.saturating_sub(3 + rows), ..area };
        let cursor = form::draw(&self.record.form, area.height >= 18, body, buffer, look);
        for (y, line) in (area.bottom() - rows..area.bottom()).zip(&below) {
            put(buffer, area.x + 1, y, room, line, look.theme.style(tone));
        }
        cursor
    }
}
