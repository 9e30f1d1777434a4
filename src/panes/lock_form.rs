//! A form that closes a period of a plan, or opens it again with a reason and an end. Knows no key; records by an effect.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::domain::lock::{Lock, LockRefusal, check_lock, check_opening};
use crate::form::Form;
use crate::form::line::Line;
use crate::form::lock::{Asked, LockField, LockForm};
use crate::keys::Command;
use crate::panes::book::Book;
use crate::panes::effect::{Effect, FormAt, MenuKind, Outcome};
use crate::panes::forms::{self, FormPane, Steered};
use crate::store::Write;
use crate::widgets::text::{put, wrap};
use crate::widgets::theme::Tone;
use crate::widgets::{Look, form};
use crate::words::form::{field_refusal, lock_refusal};
use crate::words::screen::Text;

/// A form and the plan that it is about.
#[derive(Debug)]
pub struct LockFormPane {
    kind: LockForm,
    lock: Lock,
    form: Form<LockField>,
    title: String,
    refusal: Option<String>,
}

impl LockFormPane {
    /// Opens a form; period and office of `lock` stand in it.
    pub fn open(kind: LockForm, lock: Lock, book: &Book) -> Self {
        let verb = match kind {
            LockForm::Close => Text::LockPeriod,
            LockForm::Open => Text::UnlockPeriod,
        };
        let plan = book.catalog.plan(&lock.plan).map_or(lock.plan.as_str(), |plan| plan.short.as_str());
        let office = lock.office.as_ref().map_or("", |office| office.as_str());
        let form = kind.start(&lock.period.to_string(), office);
        Self { title: format!("{}: {plan}", verb.words(book.lang)), form, kind, lock, refusal: None }
    }

    fn save(&mut self, book: &Book) -> Outcome {
        match self.kind.finish(&self.form, &self.lock, &book.catalog, book.today) {
            Err(refused) => {
                let words = |(key, why)| (key, field_refusal(book.lang, &why));
                self.form.refuse(refused.into_iter().map(words).collect());
                Outcome::Done
            }
            Ok(asked) => self.check(book, asked),
        }
    }

    /// Holds it against what is closed before it is recorded; to close a period asks first.
    fn check(&mut self, book: &Book, asked: Asked) -> Outcome {
        let Some(plan) = book.catalog.plan(&self.lock.plan) else { return Outcome::Done };
        let locks = &book.catalog.locks;
        let checked: Result<Effect, LockRefusal> = match asked {
            Asked::Close(lock) => check_lock(plan, locks, &lock)
                .map(|()| Effect::Ask(Text::AskLock, Box::new(Effect::Write(Box::new(Write::Lock(lock)))))),
            Asked::Open(opening) => check_opening(plan, locks, &opening, book.today)
                .map(|()| Effect::Write(Box::new(Write::Unlock(opening)))),
        };
        match checked {
            Ok(effect) => Outcome::Wants(effect),
            Err(why) => {
                self.refuse(lock_refusal(book.lang, &why));
                Outcome::Done
            }
        }
    }
}

impl FormPane for LockFormPane {
    fn is_changed(&self) -> bool {
        self.form.is_changed()
    }

    fn insert(&mut self, text: &str) {
        self.refusal = None;
        self.form.insert(text);
    }

    fn update(&mut self, command: Command, book: &Book) -> Outcome {
        match forms::steer(&mut self.form, command) {
            Steered::Save => self.save(book),
            Steered::Done => Outcome::Done,
            Steered::Unknown => Outcome::Unknown,
        }
    }

    fn typed(&self) -> (FormAt, Vec<String>) {
        (FormAt::Lock(self.kind, self.lock.clone()), self.form.texts())
    }

    fn retype(&mut self, texts: &[String]) {
        self.form.retype(texts);
    }

    fn refuse(&mut self, words: String) {
        self.refusal = Some(words);
    }

    fn menu(&self) -> Option<MenuKind> {
        self.form.focused().filter(|field| field.key == LockField::Office).map(|_| MenuKind::FieldOffice)
    }

    fn take(&mut self, chosen: &str) {
        if let Some(office) = self.form.fields.iter_mut().find(|field| field.key == LockField::Office) {
            office.line = Line::new(chosen);
            office.refusal = None;
        }
    }

    fn draw(&self, area: Rect, buffer: &mut Buffer, look: Look) -> Option<Position> {
        let room = area.width.saturating_sub(2);
        put(buffer, area.x + 1, area.y, room, &self.title, look.theme.style(Tone::Strong));
        let lines = self.refusal.as_ref().map_or_else(Vec::new, |words| wrap(&look.keyed(words), room));
        let below = u16::try_from(lines.len()).unwrap_or(1).max(1);
        let body = Rect { y: area.y + 2, height: area.height.saturating_sub(2 + below), ..area };
        let cursor = form::draw(&self.form, area.height >= 18, body, buffer, look);
        for (y, line) in (area.bottom().saturating_sub(below)..area.bottom()).zip(&lines) {
            put(buffer, area.x + 1, y, room, line, look.theme.style(Tone::Bad));
        }
        cursor
    }
}
