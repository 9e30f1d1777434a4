//! Form on a record: a plan, a part of one, an office, a group, a day off, an account.

use chrono::NaiveDate;
use serde_json::{Value, json};

use super::record_form::{
    amendment_options, objective_options, start_account_form, start_record_form,
};
use super::{FormModel, FormRefusal, OpenForm, write_effect};
use crate::domain::account::{Account, AccountRefusal};
use crate::domain::catalog::Catalog;
use crate::domain::code::PlanCode;
use crate::domain::office::{Group, Holiday, Office, OfficeFile};
use crate::domain::office_change::OfficeRefusal;
use crate::domain::plan::Plan;
use crate::domain::validation::ValidationError;
use crate::domain::{office_check, plan_change, plan_check, plan_copy, plan_limits};
use crate::form::messages::{value_refusal, value_type_hint};
use crate::form::plan_parts::{self, PartKind, PartRef};
use crate::form::record::{AMENDMENT_KEY, REASON_KEY, RecordForm};
use crate::form::value_types::{LookupContext, ValueType};
use crate::form::{Field, FieldKind, Form};
use crate::i18n::messages::change::office_refusal;
use crate::i18n::screen::Text;
use crate::i18n::{Lang, account, fill_placeholders, messages};
use crate::panes::effect::{Effect, FormRef, MenuKind, RecordRef};
use crate::panes::read_model::ReadModel;
use crate::store::{Expected, Store, StoreError, Write};

/// Key of a field: its key in the data file.
type RecordKey = &'static str;

/// Form model of a record.
#[derive(Debug)]
pub struct RecordFormModel {
    record: RecordRef,
    fields: RecordForm,
    /// Catalog as stored, including all amendments.
    catalog: Catalog,
    /// The account being edited, as it was when the form opened.
    account: Option<Box<Account>>,
    today: NaiveDate,
    lang: Lang,
}

impl RecordFormModel {
    /// Opens a form on a record, at its first field or a named one; `None` if the record does not exist.
    pub fn open_form(
        record: RecordRef,
        on: Option<&'static str>,
        model: &ReadModel,
        store: &Store,
    ) -> Result<Option<OpenForm<Self>>, StoreError> {
        let (catalog, lang) = (store.catalog()?, model.lang);
        let account = match &record {
            RecordRef::Account(Some(name)) => store.account(name)?.map(Box::new),
            _ => None,
        };
        let start = match &record {
            RecordRef::Account(_) => start_account_form(account.as_deref(), lang),
            _ => start_record_form(&record, &catalog, lang),
        };
        let Some(start) = start else { return Ok(None) };
        let plan = plan_of(&record).and_then(|code| catalog.plan(code));
        let objectives = |_: &str| plan.map_or_else(Vec::new, |plan| objective_options(plan, lang));
        let (fields, mut form) = RecordForm::open(start.fields, start.value, lang, &objectives);
        if let (Some(plan), RecordRef::PlanPart(part)) = (plan, &record)
            && has_figures(plan, part, store)?
        {
            form.add(Field::new(
                REASON_KEY,
                Text::FieldReasonOfChange,
                FieldKind::MultiLine(2),
                "",
            ));
            form.add(Field::with_options(
                AMENDMENT_KEY,
                Text::FieldAmendment,
                amendment_options(plan, lang),
                "",
            ));
        }
        if matches!(
            record,
            RecordRef::Office(Some(_)) | RecordRef::Group(Some(_)) | RecordRef::Holiday(Some(_))
        ) {
            form.add(Field::new(
                REASON_KEY,
                Text::FieldReasonOfChange,
                FieldKind::SingleLine,
                "",
            ));
        }
        if matches!(record, RecordRef::NewPlanPart(_) | RecordRef::PlanCopy(_)) {
            form = form.with_suggestions();
        }
        if let Some(key) = on {
            form.focus_on(key);
        }
        let entry = Self {
            record,
            fields,
            catalog,
            account,
            today: model.today,
            lang,
        };
        Ok(Some(OpenForm::new(entry, form, start.title)))
    }

    fn lookup_context(&self) -> LookupContext<'_> {
        LookupContext {
            catalog: &self.catalog,
            plan: plan_of(&self.record),
            today: self.today,
        }
    }

    /// The write, or what is invalid.
    fn build_write(&self, form: &Form<RecordKey>, value: Value) -> Result<Write, RecordRefusal> {
        match &self.record {
            RecordRef::Plan(None) => self.build_plan_write(serde_json::from_value(value)?),
            RecordRef::Plan(Some(code)) => {
                self.build_plan_change(form, code, |plan| plan_parts::replace_head(plan, value))
            }
            RecordRef::PlanCopy(code) => {
                let years = value["years"]
                    .as_u64()
                    .and_then(|years| u32::try_from(years).ok())
                    .unwrap_or(u32::MAX);
                let code_of_copy = PlanCode(value["code"].as_str().unwrap_or_default().to_owned());
                let copy = self
                    .catalog
                    .plan(code)
                    .and_then(|plan| plan_copy::shift_plan(plan, code_of_copy, years));
                self.build_plan_write(copy.ok_or_else(|| {
                    RecordRefusal::Record(messages::plan_check::copy_too_far(self.lang))
                })?)
            }
            RecordRef::PlanPart(at) => self.build_plan_change(form, &at.plan, |plan| {
                let was = at.read_from(plan).unwrap_or(Value::Null);
                at.replace_in(
                    plan,
                    with_final_stage(at.kind, with_stage_following_value(value, &was), plan),
                )
            }),
            RecordRef::NewPlanPart(at) => self.build_plan_change(form, &at.plan, |plan| {
                at.insert_into(plan, with_final_stage(at.kind, value, plan))
            }),
            RecordRef::Office(was) => {
                let office: Office = serde_json::from_value(value)?;
                if was.is_none() && self.catalog.offices.contains_key(&office.code) {
                    return Err(RecordRefusal::Record(messages::plan_check::code_exists(
                        self.lang,
                    )));
                }
                self.build_office_write(
                    form,
                    OfficeFile {
                        offices: vec![office],
                        groups: Vec::new(),
                    },
                )
            }
            RecordRef::Group(was) => {
                let group: Group = serde_json::from_value(value)?;
                if was.is_none() && self.catalog.groups.contains_key(&group.code) {
                    return Err(RecordRefusal::Record(messages::plan_check::code_exists(
                        self.lang,
                    )));
                }
                self.build_office_write(
                    form,
                    OfficeFile {
                        offices: Vec::new(),
                        groups: vec![group],
                    },
                )
            }
            RecordRef::Account(_) => {
                let account: Box<Account> = Box::new(serde_json::from_value(value)?);
                account.check().map_err(|why| {
                    RecordRefusal::Field(
                        account_field(&why),
                        account::account_refusal(self.lang, &why),
                    )
                })?;
                Ok(match &self.account {
                    Some(was) => Write::ChangeAccount {
                        expected: was.clone(),
                        account,
                    },
                    None => Write::AddAccount(account),
                })
            }
            RecordRef::Holiday(_) => {
                let day: Holiday = serde_json::from_value(value)?;
                fail_on_errors(office_check::check_holidays(std::slice::from_ref(&day)))?;
                let was = self
                    .catalog
                    .holidays
                    .iter()
                    .filter(|known| known.on == day.on)
                    .cloned()
                    .collect();
                Ok(Write::SetHolidays {
                    expected: Expected::Version(was),
                    days: vec![day],
                    reason: typed_reason(form),
                })
            }
        }
    }

    fn build_plan_write(&self, plan: Plan) -> Result<Write, RecordRefusal> {
        if self.catalog.plan(&plan.code).is_some() {
            return Err(RecordRefusal::Record(messages::plan_check::code_exists(
                self.lang,
            )));
        }
        fail_on_errors(plan_check::check_plan(&plan, &self.catalog))?;
        Ok(Write::AddPlan(Box::new(plan)))
    }

    /// Write of a changed plan, as an amendment if one was chosen. Violations present before are ignored.
    fn build_plan_change(
        &self,
        form: &Form<RecordKey>,
        code: &PlanCode,
        change: impl FnOnce(&Plan) -> Result<Plan, serde_json::Error>,
    ) -> Result<Write, RecordRefusal> {
        let was = self
            .catalog
            .plan(code)
            .ok_or_else(|| RecordRefusal::Record(code.to_string()))?;
        let mut plan = change(was)?;
        let number = form.text(AMENDMENT_KEY);
        if let Some(amendment) = was
            .amendments
            .iter()
            .find(|amendment| amendment.number == number)
        {
            plan = plan_change::apply_amendment(was, plan, amendment);
        }
        let before = plan_check::check_plan(was, &self.catalog);
        let mut errors = plan_check::check_change(was, &plan, &self.catalog);
        errors.retain(|fault| !before.contains(fault));
        fail_on_errors(errors)?;
        Ok(Write::ChangePlan {
            expected: Box::new(was.clone()),
            plan: Box::new(plan),
            reason: typed_reason(form),
        })
    }

    fn build_office_write(
        &self,
        form: &Form<RecordKey>,
        file: OfficeFile,
    ) -> Result<Write, RecordRefusal> {
        fail_on_errors(office_check::check_offices(&file, &self.catalog))?;
        if let Some((plan, count)) = plan_limits::outgrown(
            &self.catalog,
            &plan_limits::with_offices(&self.catalog, &file),
        ) {
            let refusal = OfficeRefusal::Outgrows(plan, count);
            return Err(RecordRefusal::Record(office_refusal(self.lang, &refusal)));
        }
        let known = |office: &Office| self.catalog.offices.get(&office.code).cloned();
        let known_group = |group: &Group| self.catalog.groups.get(&group.code).cloned();
        let was = OfficeFile {
            offices: file.offices.iter().filter_map(known).collect(),
            groups: file.groups.iter().filter_map(known_group).collect(),
        };
        Ok(Write::SetOffices {
            expected: Expected::Version(was),
            file,
            reason: typed_reason(form),
        })
    }

    /// Messages: each violation at its field; the others below the form.
    fn to_form_refusal(
        &self,
        form: &Form<RecordKey>,
        wrong: RecordRefusal,
    ) -> FormRefusal<RecordKey> {
        match wrong {
            RecordRefusal::Invalid(errors) => self.validation_refusals(form, &errors),
            RecordRefusal::Field(field, words) => FormRefusal {
                field_refusals: vec![(field, words)],
                form_refusal: None,
            },
            RecordRefusal::Record(error) => FormRefusal::of_form(fill_placeholders(
                Text::RefusedRecord.text(self.lang),
                &[&error],
            )),
        }
    }

    fn validation_refusals(
        &self,
        form: &Form<RecordKey>,
        errors: &[ValidationError],
    ) -> FormRefusal<RecordKey> {
        let (mut field_refusals, mut others) = (Vec::new(), Vec::new());
        for found in errors {
            let key = found.violation.key().map(|key| key.replace('.', "/"));
            let field = key.and_then(|key| {
                let fits = |field: &&Field<RecordKey>| {
                    field
                        .key
                        .strip_suffix(&key)
                        .is_some_and(|k| k.ends_with('/'))
                };
                form.fields.iter().find(fits).map(|field| field.key)
            });
            match field {
                Some(field) => {
                    field_refusals.push((
                        field,
                        messages::plan_check::violation_in_form(self.lang, &found.violation),
                    ));
                }
                None => others.push(messages::plan_check::validation_error(self.lang, found)),
            }
        }
        FormRefusal {
            field_refusals,
            form_refusal: others.into_iter().next(),
        }
    }

    /// Names of the codes in a field.
    fn names_of_codes(&self, text: &str) -> String {
        let code = |line: &str| {
            line.split([':', ';'])
                .next()
                .unwrap_or_default()
                .trim()
                .to_owned()
        };
        let name = |code: String| {
            let office = self
                .catalog
                .offices
                .get(&code.as_str().into())
                .map(|office| office.name.clone());
            office.or_else(|| {
                self.catalog
                    .groups
                    .get(&code.as_str().into())
                    .map(|group| group.name.clone())
            })
        };
        text.lines()
            .map(code)
            .filter_map(name)
            .collect::<Vec<_>>()
            .join("; ")
    }
}

/// Reason why a record cannot be written.
enum RecordRefusal {
    /// Violations.
    Invalid(Vec<ValidationError>),
    /// A field is invalid.
    Field(&'static str, String),
    /// The record is invalid as a whole.
    Record(String),
}

impl From<serde_json::Error> for RecordRefusal {
    fn from(error: serde_json::Error) -> Self {
        Self::Record(error.to_string())
    }
}

fn fail_on_errors(errors: Vec<ValidationError>) -> Result<(), RecordRefusal> {
    if errors.is_empty() {
        Ok(())
    } else {
        Err(RecordRefusal::Invalid(errors))
    }
}

/// Typed reason of the change, if required.
fn typed_reason(form: &Form<RecordKey>) -> Option<String> {
    let reason = form.text(REASON_KEY);
    (!reason.is_empty()).then(|| reason.lines().map(str::trim).collect::<Vec<_>>().join(" "))
}

/// Plan of a record.
fn plan_of(at: &RecordRef) -> Option<&PlanCode> {
    match at {
        RecordRef::Plan(code) => code.as_ref(),
        RecordRef::PlanCopy(code) => Some(code),
        RecordRef::PlanPart(at) | RecordRef::NewPlanPart(at) => Some(&at.plan),
        RecordRef::Office(_)
        | RecordRef::Group(_)
        | RecordRef::Holiday(_)
        | RecordRef::Account(_) => None,
    }
}

/// Field of an account to which a refusal belongs.
fn account_field(why: &AccountRefusal) -> &'static str {
    match why {
        AccountRefusal::MissingPerson => "/person",
        AccountRefusal::MissingOffice(_) => "/office",
        AccountRefusal::InvalidKey(_) | AccountRefusal::KeyTaken(_) => "/keys",
        AccountRefusal::OwnAccount => "/role",
        AccountRefusal::InvalidName(_)
        | AccountRefusal::NameTaken(_)
        | AccountRefusal::Removed(_) => "/name",
    }
}

/// Adds a final stage on the plan's last day to a measure with a value that has neither stages nor recurrence.
fn with_final_stage(kind: PartKind, mut value: Value, plan: &Plan) -> Value {
    let measure = match kind {
        PartKind::Measure => Some(&mut value),
        PartKind::Target => value.pointer_mut("/measures/0"),
        _ => None,
    };
    if let Some(measure) = measure {
        let empty = measure["stages"].as_array().is_some_and(Vec::is_empty);
        let alone = measure["recurs"] == json!(true)
            || !measure["quota"].is_null()
            || !measure["from"].is_null();
        if empty
            && !alone
            && (!measure["value"].is_null() || measure["comparator"] == json!("done"))
        {
            measure["stages"] = json!([{ "on": plan.to, "value": measure["value"] }]);
        }
    }
    value
}

/// Updates a final stage that equalled the measure's value along with it, unless the stages were edited too.
fn with_stage_following_value(mut value: Value, was: &Value) -> Value {
    if value["value"] != was["value"] && value["stages"] == was["stages"] {
        let promised = value["value"].clone();
        let last = value["stages"]
            .as_array_mut()
            .and_then(|stages| stages.last_mut());
        if let Some(last) = last.filter(|last| last["value"] == was["value"]) {
            last["value"] = promised;
        }
    }
    value
}

/// Returns whether the target of a part has figures: then a change needs a reason.
fn has_figures(plan: &Plan, at: &PartRef, store: &Store) -> Result<bool, StoreError> {
    let no = at.target_no();
    let Some(target) = plan
        .targets
        .iter()
        .find(|target| Some(target.no.as_str()) == no)
    else {
        return Ok(false);
    };
    let held = store.plan_dependents(&plan.code)?;
    Ok(target
        .measures
        .iter()
        .any(|measure| held.figures.contains_key(&plan.measure_id(target, measure))))
}

/// Menu from which a field of this type can be filled.
fn field_menu_of(shape: ValueType) -> Option<MenuKind> {
    match shape {
        ValueType::Office | ValueType::Owners | ValueType::Members | ValueType::Successors => {
            Some(MenuKind::FieldOffice)
        }
        ValueType::Group => Some(MenuKind::FieldGroup),
        ValueType::Party | ValueType::PartyList => Some(MenuKind::FieldParty),
        _ => None,
    }
}

impl FormModel for RecordFormModel {
    type FieldKey = RecordKey;

    fn form_ref(&self) -> Option<FormRef> {
        Some(FormRef::Record(self.record.clone()))
    }

    fn save(
        &self,
        form: &Form<RecordKey>,
        _: &ReadModel,
    ) -> Result<Effect, FormRefusal<RecordKey>> {
        let value = self
            .fields
            .read_record(form, self.lookup_context())
            .map_err(|refused| {
                FormRefusal::of_fields(refused, |why| value_refusal(self.lang, why))
            })?;
        self.build_write(form, value)
            .map(write_effect)
            .map_err(|wrong| self.to_form_refusal(form, wrong))
    }

    /// Hint for the focused field, or the names of its codes.
    fn hint(&self, form: &Form<RecordKey>) -> String {
        let Some(focused) = form.focused() else {
            return String::new();
        };
        if focused.kind == FieldKind::Choice || focused.kind == FieldKind::Toggle {
            return Text::HintChoice.text(self.lang).to_owned();
        }
        let Some(shape) = self.fields.focused_value_type(form) else {
            return String::new();
        };
        let hint = value_type_hint(shape).map_or("", |hint| hint.text(self.lang));
        let named = self.names_of_codes(focused.input.text());
        if named.is_empty() || field_menu_of(shape).is_none() {
            hint.to_owned()
        } else {
            format!("{named}. {hint}")
        }
    }

    fn field_menu(&self, form: &Form<RecordKey>) -> Option<MenuKind> {
        field_menu_of(self.fields.focused_value_type(form)?)
    }

    fn created_row_effect(&self, form: &Form<RecordKey>) -> Option<Effect> {
        match &self.record {
            RecordRef::NewPlanPart(at) => {
                let part = self.fields.read_record(form, self.lookup_context()).ok()?;
                Some(Effect::OpenRecordForm(
                    RecordRef::PlanPart(at.became(&part)),
                    None,
                ))
            }
            _ => None,
        }
    }
}
