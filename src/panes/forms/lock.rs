//! The form that closes a period of a plan, or opens it again with a reason and an end.

use super::{Filled, Matter, Refused, writes};
use crate::domain::lock::{Lock, check_lock, check_opening};
use crate::form::Form;
use crate::form::lock::{Asked, LockField, LockForm};
use crate::panes::book::Book;
use crate::panes::effect::{Effect, FormAt, MenuKind};
use crate::store::Write;
use crate::words::form::{field_refusal, lock_refusal};
use crate::words::screen::Text;

/// What is closed or opened.
#[derive(Debug)]
pub struct Locking {
    kind: LockForm,
    lock: Lock,
}

impl Locking {
    /// Opens a form; period and office of `lock` stand in it.
    pub fn open(kind: LockForm, lock: Lock, book: &Book) -> Filled<Self> {
        let verb = match kind {
            LockForm::Close => Text::LockPeriod,
            LockForm::Open => Text::UnlockPeriod,
        };
        let plan = book.catalog.plan(&lock.plan).map_or(lock.plan.as_str(), |plan| plan.short.as_str());
        let office = lock.office.as_ref().map_or("", |office| office.as_str());
        let form = kind.start(&lock.period.to_string(), office).suggesting();
        let title = format!("{}: {plan}", verb.words(book.lang));
        Filled::new(Self { kind, lock }, form, title)
    }
}

impl Matter for Locking {
    type Key = LockField;

    fn at(&self) -> Option<FormAt> {
        Some(FormAt::Lock(self.kind, self.lock.clone()))
    }

    /// Held against what is closed before it is recorded; to close a period asks first.
    fn save(&self, form: &Form<LockField>, book: &Book) -> Result<Effect, Refused<LockField>> {
        let asked = self
            .kind
            .finish(form, &self.lock, &book.catalog, book.today)
            .map_err(|refused| Refused::fields(refused, |why| field_refusal(book.lang, why)))?;
        let whole = |why: &_| Refused::whole(lock_refusal(book.lang, why));
        let Some(plan) = book.catalog.plan(&self.lock.plan) else {
            return Err(Refused::whole(Text::NeedsRecord.words(book.lang)));
        };
        let locks = &book.catalog.locks;
        match asked {
            Asked::Close(lock) => {
                check_lock(plan, locks, &lock, book.today).map_err(|why| whole(&why))?;
                Ok(Effect::Ask(Text::AskLock, Box::new(writes(Write::Lock(lock)))))
            }
            Asked::Open(opening) => {
                check_opening(plan, locks, &opening, book.today).map_err(|why| whole(&why))?;
                Ok(writes(Write::Unlock(opening)))
            }
        }
    }

    fn menu(&self, form: &Form<LockField>) -> Option<MenuKind> {
        form.focused().filter(|field| field.key == LockField::Office).map(|_| MenuKind::FieldOffice)
    }
}
