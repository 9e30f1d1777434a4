//! Form that locks a period of a plan, or unlocks it with a reason and an end.

use super::{FormModel, FormRefusal, OpenForm, lookup_context, read_draft, write_effect};
use crate::domain::lock::{Lock, LockException, check_exception, check_lock};
use crate::form::FormState;
use crate::form::field::DraftForm;
use crate::form::lock::{LockForm, new_exception};
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
    fields: DraftForm<LockException>,
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
        let title = format!("{}: {plan}", verb.text(model.lang));
        let known = lookup_context(model, Some(&lock.plan));
        let fields = DraftForm::new(new_exception(lock.clone())).with_fields(
            kind.fields(),
            |exception| exception,
            known,
        );
        let form = fields.open(kind.button()).with_suggestions();
        OpenForm::new(Self { kind, lock, fields }, form, title)
    }
}

impl FormModel for LockFormModel {
    fn form_ref(&self) -> Option<FormRef> {
        Some(FormRef::Lock(self.kind, self.lock.clone()))
    }

    /// Checks the input against existing locks; locking asks for confirmation.
    fn save(&self, form: &FormState, model: &ReadModel) -> Result<Effect, FormRefusal> {
        let known = lookup_context(model, Some(&self.lock.plan));
        let exception = read_draft(&self.fields, form, known)?;
        let whole = |why: &_| FormRefusal::of_form(lock_refusal(model.lang, why));
        let Some(plan) = model.catalog.plan(&self.lock.plan) else {
            return Err(FormRefusal::of_form(Text::NeedsRecord.text(model.lang)));
        };
        let locks = &model.catalog.locks;
        match self.kind {
            LockForm::Lock => {
                let lock = exception.lock;
                check_lock(plan, locks, &lock, model.today).map_err(|why| whole(&why))?;
                Ok(Effect::Confirm(
                    Text::AskLock,
                    Box::new(write_effect(Write::Lock(lock))),
                ))
            }
            LockForm::Unlock => {
                check_exception(plan, locks, &exception, model.today).map_err(|why| whole(&why))?;
                Ok(write_effect(Write::Unlock(exception)))
            }
        }
    }

    fn field_menu(&self, form: &FormState) -> Option<MenuKind> {
        form.focused()
            .filter(|field| field.label == Text::FieldOffice)
            .map(|_| MenuKind::FieldOffice)
    }
}
