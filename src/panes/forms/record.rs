//! Forms on records: a plan, a part of one, an office, a group, a day off, an account. The input becomes a draft of the
//! record, and the draft a write.

use chrono::NaiveDate;

use super::{FormModel, FormRefusal, read_draft, write_effect};
use crate::domain::account::{Account, AccountRefusal};
use crate::domain::catalog::Catalog;
use crate::domain::code::PlanCode;
use crate::domain::office::{Group, Holiday, Office, OfficeFile};
use crate::domain::office_change::OfficeRefusal;
use crate::domain::plan::Plan;
use crate::domain::validation::ValidationError;
use crate::domain::{office_check, plan_change, plan_check, plan_copy, plan_limits};
use crate::form::field::DraftForm;
use crate::form::messages::value_type_hint;
use crate::form::part_types::PlanPart;
use crate::form::plan_parts::PartRef;
use crate::form::record::{ChangeNote, NewTarget, PlanCopy, RecordDraft};
use crate::form::value_types::{LookupContext, ValueType};
use crate::form::{FieldKind, FormState};
use crate::i18n::messages::change::office_refusal;
use crate::i18n::screen::Text;
use crate::i18n::{Lang, account, fill_placeholders, messages};
use crate::panes::effect::{Effect, FormRef, MenuKind, RecordRef};
use crate::panes::read_model::ReadModel;
use crate::store::{Expected, Write};

/// Form model of a record.
#[derive(Debug)]
pub struct RecordFormModel<R> {
    pub(super) context: RecordContext,
    pub(super) fields: DraftForm<RecordDraft<R>>,
    /// The record when the form was opened; `None` for a new one.
    pub(super) was: Option<R>,
    /// Builds the write, or returns what is invalid.
    pub(super) build_write: BuildWrite<R>,
    /// Reference to a record created by this form, to be opened afterwards.
    pub(super) became: Option<fn(&RecordRef, &R) -> RecordRef>,
}

/// Builds the write of a draft.
pub(super) type BuildWrite<R> =
    fn(&RecordFormModel<R>, RecordDraft<R>) -> Result<Write, RecordRefusal>;

/// Context of a record form: its record, and the catalog against which it is checked.
#[derive(Debug)]
pub(super) struct RecordContext {
    pub record: RecordRef,
    /// Catalog as stored, including all amendments.
    pub catalog: Catalog,
    pub today: NaiveDate,
    pub lang: Lang,
}

impl RecordContext {
    pub(super) fn lookup_context(&self) -> LookupContext<'_> {
        LookupContext {
            catalog: &self.catalog,
            plan: self.plan_code(),
            today: self.today,
            lang: self.lang,
        }
    }

    /// Code of the record's plan.
    pub(super) fn plan_code(&self) -> Option<&PlanCode> {
        match &self.record {
            RecordRef::Plan(code) => code.as_ref(),
            RecordRef::PlanCopy(code) => Some(code),
            RecordRef::PlanPart(at) | RecordRef::NewPlanPart(at) => Some(&at.plan),
            RecordRef::Office(_)
            | RecordRef::Group(_)
            | RecordRef::Holiday(_)
            | RecordRef::Account(_) => None,
        }
    }

    /// The record's plan as stored.
    pub(super) fn plan(&self) -> Option<&Plan> {
        self.catalog.plan(self.plan_code()?)
    }

    /// Plan of a part, and the reference to the part.
    fn plan_and_part(&self) -> Result<(&Plan, &PartRef), RecordRefusal> {
        match (&self.record, self.plan()) {
            (RecordRef::PlanPart(at) | RecordRef::NewPlanPart(at), Some(plan)) => Ok((plan, at)),
            _ => Err(self.removed_refusal()),
        }
    }

    fn removed_refusal(&self) -> RecordRefusal {
        RecordRefusal::Record(Text::PartGone.text(self.lang).to_owned())
    }

    fn refuse_known_code(&self, is_known: bool) -> Result<(), RecordRefusal> {
        if is_known {
            Err(RecordRefusal::Record(messages::plan_check::code_exists(
                self.lang,
            )))
        } else {
            Ok(())
        }
    }

    fn write_new_plan(&self, plan: Plan) -> Result<Write, RecordRefusal> {
        self.refuse_known_code(self.catalog.plan(&plan.code).is_some())?;
        fail_on_errors(plan_check::check_plan(&plan, &self.catalog))?;
        Ok(Write::AddPlan(Box::new(plan)))
    }

    /// Write of a changed plan, as an amendment if one was chosen. Violations present before are ignored.
    fn write_changed_plan(&self, mut plan: Plan, note: ChangeNote) -> Result<Write, RecordRefusal> {
        let stored = self.plan().ok_or_else(|| self.removed_refusal())?;
        let mut amendments = stored.amendments.iter();
        let amendment = amendments.find(|known| Some(&known.number) == note.amendment.as_ref());
        if let Some(amendment) = amendment {
            plan = plan_change::apply_amendment(stored, plan, amendment);
        }
        let before = plan_check::check_plan(stored, &self.catalog);
        let mut errors = plan_check::check_change(stored, &plan, &self.catalog);
        errors.retain(|fault| !before.contains(fault));
        fail_on_errors(errors)?;
        Ok(Write::ChangePlan {
            expected: Box::new(stored.clone()),
            plan: Box::new(plan),
            reason: note.reason,
        })
    }

    fn write_offices(&self, file: OfficeFile, note: ChangeNote) -> Result<Write, RecordRefusal> {
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
            reason: note.reason,
        })
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

impl RecordFormModel<Plan> {
    pub(super) fn write_new(&self, draft: RecordDraft<Plan>) -> Result<Write, RecordRefusal> {
        self.context.write_new_plan(draft.record)
    }

    pub(super) fn write_head(&self, draft: RecordDraft<Plan>) -> Result<Write, RecordRefusal> {
        self.context.write_changed_plan(draft.record, draft.note)
    }
}

impl RecordFormModel<PlanCopy> {
    pub(super) fn write_copy(&self, draft: RecordDraft<PlanCopy>) -> Result<Write, RecordRefusal> {
        let PlanCopy { code, years } = draft.record;
        let plan = self.context.plan();
        let copy = plan.and_then(|plan| plan_copy::shift_plan(plan, code, years));
        self.context.write_new_plan(copy.ok_or_else(|| {
            RecordRefusal::Record(messages::plan_check::copy_too_far(self.context.lang))
        })?)
    }
}

impl<P: PlanPart> RecordFormModel<P> {
    pub(super) fn write_part(&self, draft: RecordDraft<P>) -> Result<Write, RecordRefusal> {
        let (plan, at) = self.context.plan_and_part()?;
        let changed = at.replace_in(plan, draft.record.settle(self.was.as_ref(), plan));
        let changed = changed.ok_or_else(|| self.context.removed_refusal())?;
        self.context.write_changed_plan(changed, draft.note)
    }

    pub(super) fn write_new_part(&self, draft: RecordDraft<P>) -> Result<Write, RecordRefusal> {
        let (plan, at) = self.context.plan_and_part()?;
        let changed = at.insert_into(plan, draft.record.settle(None, plan));
        let changed = changed.ok_or_else(|| self.context.removed_refusal())?;
        self.context.write_changed_plan(changed, draft.note)
    }
}

impl RecordFormModel<NewTarget> {
    pub(super) fn write_target(
        &self,
        draft: RecordDraft<NewTarget>,
    ) -> Result<Write, RecordRefusal> {
        let (plan, at) = self.context.plan_and_part()?;
        let NewTarget {
            mut target,
            measure,
        } = draft.record;
        target.measures = vec![measure];
        let changed = at.insert_into(plan, target.settle(None, plan));
        let changed = changed.ok_or_else(|| self.context.removed_refusal())?;
        self.context.write_changed_plan(changed, draft.note)
    }
}

impl RecordFormModel<Office> {
    pub(super) fn write_office(&self, draft: RecordDraft<Office>) -> Result<Write, RecordRefusal> {
        let known = self
            .context
            .catalog
            .offices
            .contains_key(&draft.record.code);
        self.context
            .refuse_known_code(self.was.is_none() && known)?;
        let file = OfficeFile {
            offices: vec![draft.record],
            groups: Vec::new(),
        };
        self.context.write_offices(file, draft.note)
    }
}

impl RecordFormModel<Group> {
    pub(super) fn write_group(&self, draft: RecordDraft<Group>) -> Result<Write, RecordRefusal> {
        let known = self.context.catalog.groups.contains_key(&draft.record.code);
        self.context
            .refuse_known_code(self.was.is_none() && known)?;
        let file = OfficeFile {
            offices: Vec::new(),
            groups: vec![draft.record],
        };
        self.context.write_offices(file, draft.note)
    }
}

impl RecordFormModel<Holiday> {
    pub(super) fn write_holiday(
        &self,
        draft: RecordDraft<Holiday>,
    ) -> Result<Write, RecordRefusal> {
        let day = draft.record;
        fail_on_errors(office_check::check_holidays(std::slice::from_ref(&day)))?;
        let known = self.context.catalog.holidays.iter();
        let was = known.filter(|known| known.on == day.on).cloned().collect();
        Ok(Write::SetHolidays {
            expected: Expected::Version(was),
            days: vec![day],
            reason: draft.note.reason,
        })
    }
}

impl RecordFormModel<Account> {
    pub(super) fn write_account(
        &self,
        draft: RecordDraft<Account>,
    ) -> Result<Write, RecordRefusal> {
        let account = Box::new(draft.record);
        account.check().map_err(|why| {
            let words = account::account_refusal(self.context.lang, &why);
            RecordRefusal::Field(account_field(&why), words)
        })?;
        Ok(match &self.was {
            Some(was) => Write::ChangeAccount {
                expected: Box::new(was.clone()),
                account,
            },
            None => Write::AddAccount(account),
        })
    }
}

impl<R: Clone + 'static> RecordFormModel<R> {
    /// Messages: each violation at its field; the others below the form.
    fn to_form_refusal(&self, wrong: RecordRefusal) -> FormRefusal {
        match wrong {
            RecordRefusal::Invalid(errors) => self.validation_refusals(&errors),
            RecordRefusal::Field(field, words) => FormRefusal {
                field_refusals: vec![(field, words)],
                form_refusal: None,
            },
            RecordRefusal::Record(error) => FormRefusal::of_form(fill_placeholders(
                Text::RefusedRecord.text(self.context.lang),
                &[&error],
            )),
        }
    }

    fn validation_refusals(&self, errors: &[ValidationError]) -> FormRefusal {
        let (lang, mut field_refusals, mut others) = (self.context.lang, Vec::new(), Vec::new());
        for found in errors {
            let key = found.violation.key();
            match key.and_then(|key| self.fields.field_of_key(key)) {
                Some(field) => field_refusals.push((
                    field,
                    messages::plan_check::violation_in_form(lang, &found.violation),
                )),
                None => others.push(messages::plan_check::validation_error(lang, found)),
            }
        }
        FormRefusal {
            field_refusals,
            form_refusal: others.into_iter().next(),
        }
    }
}

/// Reason why a record cannot be written.
pub(super) enum RecordRefusal {
    /// Violations.
    Invalid(Vec<ValidationError>),
    /// A field is invalid.
    Field(Text, String),
    /// The record is invalid as a whole.
    Record(String),
}

fn fail_on_errors(errors: Vec<ValidationError>) -> Result<(), RecordRefusal> {
    if errors.is_empty() {
        Ok(())
    } else {
        Err(RecordRefusal::Invalid(errors))
    }
}

/// Field of an account to which a refusal belongs.
fn account_field(why: &AccountRefusal) -> Text {
    match why {
        AccountRefusal::MissingPerson => Text::FieldPersonName,
        AccountRefusal::MissingOffice(_) => Text::Office,
        AccountRefusal::InvalidKey(_) | AccountRefusal::KeyTaken(_) => Text::FieldKeys,
        AccountRefusal::OwnAccount => Text::FieldRole,
        AccountRefusal::InvalidName(_)
        | AccountRefusal::NameTaken(_)
        | AccountRefusal::Removed(_) => Text::AccountName,
    }
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

impl<R: Clone + std::fmt::Debug + 'static> FormModel for RecordFormModel<R> {
    fn form_ref(&self) -> Option<FormRef> {
        Some(FormRef::Record(self.context.record.clone()))
    }

    fn save(&self, form: &FormState, _: &ReadModel) -> Result<Effect, FormRefusal> {
        let draft = read_draft(&self.fields, form, self.context.lookup_context())?;
        (self.build_write)(self, draft)
            .map(write_effect)
            .map_err(|wrong| self.to_form_refusal(wrong))
    }

    /// Hint for the focused field, or the names of its codes.
    fn hint(&self, form: &FormState) -> String {
        let Some(focused) = form.focused() else {
            return String::new();
        };
        if focused.kind == FieldKind::Choice || focused.kind == FieldKind::Toggle {
            return Text::HintChoice.text(self.context.lang).to_owned();
        }
        let Some(shape) = self.fields.focused_value_type(form) else {
            return String::new();
        };
        let hint = value_type_hint(shape).map_or("", |hint| hint.text(self.context.lang));
        let named = self.context.names_of_codes(focused.input.text());
        if named.is_empty() || field_menu_of(shape).is_none() {
            hint.to_owned()
        } else {
            format!("{named}. {hint}")
        }
    }

    fn field_menu(&self, form: &FormState) -> Option<MenuKind> {
        field_menu_of(self.fields.focused_value_type(form)?)
    }

    fn created_row_effect(&self, form: &FormState) -> Option<Effect> {
        let became = self.became?;
        let known = self.context.lookup_context();
        let draft = self.fields.finish(form, known).ok()?;
        let record = became(&self.context.record, &draft.record);
        Some(Effect::OpenRecordForm(record, None))
    }
}
