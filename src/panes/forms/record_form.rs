//! Opening of record forms: draft, fields, title.

use std::fmt::Debug;

use super::record::{BuildWrite, RecordContext, RecordFormModel};
use super::{FormPane, OpenForm};
use crate::domain::account::Account;
use crate::domain::code::{GroupCode, OfficeCode, PlanCode};
use crate::domain::plan::{Plan, Target};
use crate::form::field::{DraftForm, Field};
use crate::form::messages::part_name;
use crate::form::part_types::{PartKind, PlanPart, new_measure, with_part_type};
use crate::form::plan_parts::PartRef;
use crate::form::record::{self, ChangeNote, NewTarget, PlanCopy, RecordDraft};
use crate::form::record_fields;
use crate::i18n::fill_placeholders;
use crate::i18n::screen::Text;
use crate::panes::effect::RecordRef;
use crate::panes::read_model::ReadModel;
use crate::store::{Store, StoreError};

/// Opens a form on a record, at its first field or a named one; `None` if the record does not exist.
pub fn open_record_form(
    record: RecordRef,
    on: Option<Text>,
    model: &ReadModel,
    store: &Store,
) -> Result<Option<Box<dyn FormPane>>, StoreError> {
    let account = match &record {
        RecordRef::Account(Some(name)) => store.account(name)?,
        _ => None,
    };
    let context = RecordContext {
        catalog: store.catalog()?,
        today: model.today,
        lang: model.lang,
        record,
    };
    let has_figures = match (&context.record, context.plan()) {
        (RecordRef::PlanPart(part), Some(plan)) => has_figures(plan, part, store)?,
        _ => false,
    };
    let opener = RecordFormOpener { context, on };
    Ok(match opener.context.record.clone() {
        RecordRef::Plan(None) => Some(opener.new_plan()),
        RecordRef::Plan(Some(code)) => opener.plan_head(&code),
        RecordRef::PlanCopy(code) => opener.plan_copy(&code),
        RecordRef::PlanPart(at) => {
            with_part_type!(at.kind, Part => opener.part::<Part>(&at, has_figures))
        }
        RecordRef::NewPlanPart(at) if at.kind == PartKind::Target => opener.new_target(&at),
        RecordRef::NewPlanPart(at) => {
            with_part_type!(at.kind, Part => opener.new_part::<Part>(&at))
        }
        RecordRef::Office(code) => opener.office(code.as_ref()),
        RecordRef::Group(code) => opener.group(code.as_ref()),
        RecordRef::Holiday(on) => Some(opener.holiday(on)),
        RecordRef::Account(None) => Some(opener.account(None)),
        RecordRef::Account(Some(_)) => account.map(|account| opener.account(Some(account))),
    })
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
    let dependents = store.plan_dependents(&plan.code)?;
    Ok(target.measures.iter().any(|measure| {
        dependents
            .figures
            .contains_key(&plan.measure_id(target, measure))
    }))
}

/// Opens a record form, at its first field or a named one.
struct RecordFormOpener {
    context: RecordContext,
    on: Option<Text>,
}

/// Initial state of a record form.
struct RecordStart<R> {
    title: String,
    /// The stored record; `None` for a new one.
    was: Option<R>,
    fields: DraftForm<RecordDraft<R>>,
    build_write: BuildWrite<R>,
    became: Option<fn(&RecordRef, &R) -> RecordRef>,
}

impl RecordFormOpener {
    fn text(&self, text: Text) -> &'static str {
        text.text(self.context.lang)
    }

    /// Fields of a record, followed by those of the reason for the change.
    fn fields<R: Clone + 'static>(
        &self,
        record: R,
        rows: &'static [Field<R>],
        note: &'static [Field<ChangeNote>],
    ) -> DraftForm<RecordDraft<R>> {
        let known = self.context.lookup_context();
        let draft = RecordDraft {
            record,
            note: ChangeNote::default(),
        };
        DraftForm::new(draft)
            .with_fields(rows, |draft| &mut draft.record, known)
            .with_fields(note, |draft| &mut draft.note, known)
    }

    fn open<R: Clone + Debug + 'static>(self, start: RecordStart<R>) -> Box<dyn FormPane> {
        let mut form = start.fields.open(Text::SaveRecord);
        let record = &self.context.record;
        if matches!(record, RecordRef::NewPlanPart(_) | RecordRef::PlanCopy(_)) {
            form = form.with_suggestions();
        }
        if let Some(field) = self.on {
            form.focus_on(field);
        }
        let model = RecordFormModel {
            context: self.context,
            fields: start.fields,
            was: start.was,
            build_write: start.build_write,
            became: start.became,
        };
        Box::new(OpenForm::new(model, form, start.title))
    }

    fn new_plan(self) -> Box<dyn FormPane> {
        let start = RecordStart {
            title: self.text(Text::NewPlan).to_owned(),
            was: None,
            fields: self.fields(record::new_plan(), record_fields::PLAN, &[]),
            build_write: RecordFormModel::write_new,
            became: None,
        };
        self.open(start)
    }

    fn plan_head(self, code: &PlanCode) -> Option<Box<dyn FormPane>> {
        let plan = self.context.catalog.plan(code)?.clone();
        let start = RecordStart {
            title: fill_placeholders(
                self.text(Text::ChangePart),
                &[&self.text(Text::PartHead), &plan.short_name],
            ),
            fields: self.fields(plan.clone(), &record_fields::PLAN[1..], &[]),
            was: Some(plan),
            build_write: RecordFormModel::write_head,
            became: None,
        };
        Some(self.open(start))
    }

    fn plan_copy(self, code: &PlanCode) -> Option<Box<dyn FormPane>> {
        let plan = self.context.catalog.plan(code)?;
        let title = fill_placeholders(self.text(Text::CopyTitle), &[&plan.short_name]);
        let copy = PlanCopy {
            code: "".into(),
            years: 1,
        };
        let start = RecordStart {
            title,
            was: None,
            fields: self.fields(copy, record_fields::PLAN_COPY, &[]),
            build_write: RecordFormModel::write_copy,
            became: None,
        };
        Some(self.open(start))
    }

    fn part<P: PlanPart>(self, at: &PartRef, has_figures: bool) -> Option<Box<dyn FormPane>> {
        let plan = self.context.catalog.plan(&at.plan)?;
        let part: P = at.find_in::<P>(plan)?.clone();
        let note = if has_figures {
            record_fields::CHANGE_OF_PART
        } else {
            &[]
        };
        let start = RecordStart {
            title: self.part_title(Text::ChangePart, at.kind, plan),
            fields: self.fields(part.clone(), P::FIELDS, note),
            was: Some(part),
            build_write: RecordFormModel::write_part,
            became: None,
        };
        Some(self.open(start))
    }

    fn new_part<P: PlanPart>(self, at: &PartRef) -> Option<Box<dyn FormPane>> {
        let plan = self.context.catalog.plan(&at.plan)?;
        let target = at.target.as_deref();
        P::list(plan, target)?;
        let start = RecordStart {
            title: self.part_title(Text::NewPart, at.kind, plan),
            was: None,
            fields: self.fields(P::template(plan, target), P::FIELDS, &[]),
            build_write: RecordFormModel::write_new_part,
            became: Some(|at, part: &P| became(at, part.name())),
        };
        Some(self.open(start))
    }

    /// A new target includes its first measure.
    fn new_target(self, at: &PartRef) -> Option<Box<dyn FormPane>> {
        let plan = self.context.catalog.plan(&at.plan)?;
        let known = self.context.lookup_context();
        let draft = RecordDraft {
            record: NewTarget {
                target: Target::template(plan, None),
                measure: new_measure(),
            },
            note: ChangeNote::default(),
        };
        let fields = DraftForm::new(draft)
            .with_fields(record_fields::TARGET, |new| &mut new.record.target, known)
            .with_fields(record_fields::MEASURE, |new| &mut new.record.measure, known);
        let start = RecordStart {
            title: self.part_title(Text::NewPart, at.kind, plan),
            was: None,
            fields,
            build_write: RecordFormModel::write_target,
            became: Some(|at, new: &NewTarget| became(at, new.target.name())),
        };
        Some(self.open(start))
    }

    fn part_title(&self, what: Text, kind: PartKind, plan: &Plan) -> String {
        let named = self.text(part_name(kind));
        fill_placeholders(self.text(what), &[&named, &plan.short_name])
    }

    fn office(self, code: Option<&OfficeCode>) -> Option<Box<dyn FormPane>> {
        let (title, was, fields) = match code {
            None => {
                let rows = record_fields::OFFICE;
                let fields = self.fields(record::new_office(), rows, &[]);
                (self.text(Text::NewOffice).to_owned(), None, fields)
            }
            Some(code) => {
                let office = self.context.catalog.offices.get(code)?.clone();
                let (rows, note) = (&record_fields::OFFICE[1..], record_fields::CHANGE_OF_RECORD);
                let fields = self.fields(office.clone(), rows, note);
                (office.name.clone(), Some(office), fields)
            }
        };
        let start = RecordStart {
            title,
            was,
            fields,
            build_write: RecordFormModel::write_office,
            became: None,
        };
        Some(self.open(start))
    }

    fn group(self, code: Option<&GroupCode>) -> Option<Box<dyn FormPane>> {
        let (title, was, fields) = match code {
            None => {
                let rows = record_fields::GROUP;
                let fields = self.fields(record::new_group(), rows, &[]);
                (self.text(Text::NewGroup).to_owned(), None, fields)
            }
            Some(code) => {
                let group = self.context.catalog.groups.get(code)?.clone();
                let (rows, note) = (&record_fields::GROUP[1..], record_fields::CHANGE_OF_RECORD);
                let fields = self.fields(group.clone(), rows, note);
                (group.name.clone(), Some(group), fields)
            }
        };
        let start = RecordStart {
            title,
            was,
            fields,
            build_write: RecordFormModel::write_group,
            became: None,
        };
        Some(self.open(start))
    }

    fn holiday(self, on: Option<chrono::NaiveDate>) -> Box<dyn FormPane> {
        let note = match on {
            Some(_) => record_fields::CHANGE_OF_RECORD,
            None => &[],
        };
        let mut holidays = self.context.catalog.holidays.iter();
        let was = holidays.find(|day| Some(day.on) == on).cloned();
        let fields = match &was {
            Some(day) => self.fields(day.clone(), &record_fields::HOLIDAY[1..], note),
            None => self.fields(record::new_holiday(), record_fields::HOLIDAY, note),
        };
        let start = RecordStart {
            title: self.text(Text::NewHoliday).to_owned(),
            was,
            fields,
            build_write: RecordFormModel::write_holiday,
            became: None,
        };
        self.open(start)
    }

    fn account(self, was: Option<Account>) -> Box<dyn FormPane> {
        let title = match &was {
            None => self.text(Text::NewAccount).to_owned(),
            Some(account) => format!("{}: {}", self.text(Text::AccountName), account.name),
        };
        let fields = match &was {
            None => self.fields(record::new_account(), record_fields::ACCOUNT, &[]),
            Some(account) => self.fields(account.clone(), &record_fields::ACCOUNT[1..], &[]),
        };
        let start = RecordStart {
            title,
            was,
            fields,
            build_write: RecordFormModel::write_account,
            became: None,
        };
        self.open(start)
    }
}

/// Reference to the part that was inserted.
fn became(at: &RecordRef, name: String) -> RecordRef {
    match at {
        RecordRef::NewPlanPart(at) => RecordRef::PlanPart(at.became(name)),
        other => other.clone(),
    }
}
