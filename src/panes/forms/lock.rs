//! Form that locks a period of a plan, or unlocks it with a reason and an end.

use super::{FormModel, FormRefusal, OpenForm, write_effect};
use crate::domain::lock::{Lock, check_exception, check_lock};
use crate::form::FormState;
use crate::form::lock::{LockField, LockForm, LockRequest};
use crate::form::messages::field_refusal;
use crate::i18n::form::lock_refusal;
use crate::i18n::screen::Text;
use crate::panes::effect::{Effect, FormRef, MenuKind};
use crate::panes::read_model::ReadModel;
use crate::store::Write;

/// Form model of a lock or an exception.
#[derive(Debug)]
pub struct LockFormModel {
    kind: LockForm,
    lock: Lock,
}

impl LockFormModel {
    /// Opens a form with the period and office of `lock`.
    pub fn open_form(kind: LockForm, lock: Lock, model: &ReadModel) -> OpenForm<Self> {
        let verb = match kind {
            LockForm::Lock => Text::LockPeriod,
            LockForm::Unlock => Text::UnlockPeriod,
        };
        let plan = model
            .catalog
            .plan(&lock.plan)
            .map_or(lock.plan.as_str(), |plan| plan.short_name.as_str());
        let office = lock.office.as_ref().map_or("", |office| office.as_str());
        let form = kind
            .new_form(&lock.period.to_string(), office)
            .with_suggestions();
        let title = format!("{}: {plan}", verb.text(model.lang));
        OpenForm::new(Self { kind, lock }, form, title)
    }
}

impl FormModel for LockFormModel {
    type FieldKey = LockField;

    fn form_ref(&self) -> Option<FormRef> {
        Some(FormRef::Lock(self.kind, self.lock.clone()))
    }

    /// Checks the input against existing locks; locking asks for confirmation.
    fn save(
        &self,
        form: &FormState<LockField>,
        model: &ReadModel,
    ) -> Result<Effect, FormRefusal<LockField>> {
        let asked = self
            .kind
            .finish(form, &self.lock, &model.catalog, model.today)
            .map_err(|refused| {
                FormRefusal::of_fields(refused, |why| field_refusal(model.lang, why))
            })?;
        let whole = |why: &_| FormRefusal::of_form(lock_refusal(model.lang, why));
        let Some(plan) = model.catalog.plan(&self.lock.plan) else {
            return Err(FormRefusal::of_form(Text::NeedsRecord.text(model.lang)));
        };
        let locks = &model.catalog.locks;
        match asked {
            LockRequest::Lock(lock) => {
                check_lock(plan, locks, &lock, model.today).map_err(|why| whole(&why))?;
                Ok(Effect::Confirm(
                    Text::AskLock,
                    Box::new(write_effect(Write::Lock(lock))),
                ))
            }
            LockRequest::Unlock(opening) => {
                check_exception(plan, locks, &opening, model.today).map_err(|why| whole(&why))?;
                Ok(write_effect(Write::Unlock(opening)))
            }
        }
    }

    fn field_menu(&self, form: &FormState<LockField>) -> Option<MenuKind> {
        form.focused()
            .filter(|field| field.key == LockField::Office)
            .map(|_| MenuKind::FieldOffice)
    }
}
