//! A form on one duty on the screen: send, accept, return, extend. Knows no key; records by an effect.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::domain::duty::{DutyEventKind, DutyKey};
use crate::domain::step;
use crate::form::Form;
use crate::form::duty::{DutyField, DutyForm};
use crate::keys::Command;
use crate::panes::book::Book;
use crate::panes::cells::Cells;
use crate::panes::effect::{Effect, Outcome};
use crate::panes::forms::{self, FormPane, Steered};
use crate::store::Write;
use crate::widgets::text::{put, wrap};
use crate::widgets::theme::Tone;
use crate::widgets::{Look, form};
use crate::words::form::{field_refusal, step_refusal};
use crate::words::screen::Text;

/// A form and the duty that it is about.
#[derive(Debug)]
pub struct DutyFormPane {
    kind: DutyForm,
    key: DutyKey,
    form: Form<DutyField>,
    title: String,
    deadline: String,
    /// Why the whole is refused.
    refusal: Option<String>,
    /// Whether the narrative is compulsory: no cells go with the report.
    narrative: bool,
    /// How many of the cells that go with the report are missing, in words.
    cells: String,
}

impl DutyFormPane {
    /// Opens a form on a duty.
    pub fn open(kind: DutyForm, key: DutyKey, book: &Book) -> Self {
        let behalf = book.own.as_ref().is_some_and(|own| *own != key.office);
        let owed = book.duty(&key);
        let name = owed.map_or_else(String::new, |owed| book.report_name(owed));
        let verb = match kind {
            DutyForm::Send => Text::SendReport,
            DutyForm::Accept => Text::AcceptReport,
            DutyForm::Return => Text::ReturnReport,
            DutyForm::Extend => Text::ExtendDuty,
        };
        let cells = Cells::of(book, &key);
        let narrative = kind == DutyForm::Send && cells == Cells::default();
        let mut form = kind.start(book.today, behalf);
        for field in form.fields.iter_mut().filter(|field| field.key == DutyField::Results) {
            field.needed = narrative;
        }
        Self {
            title: format!("{}: {} – {name}", verb.words(book.lang), book.office(&key.office)),
            deadline: owed.map_or_else(String::new, |owed| book.deadline(owed)),
            narrative,
            cells: if kind == DutyForm::Send { cells.words(book) } else { String::new() },
            form,
            refusal: None,
            kind,
            key,
        }
    }

    fn save(&mut self, book: &Book) -> Outcome {
        match self.kind.finish(&self.form, book.today, self.narrative) {
            Err(refused) => {
                let words = |(key, why)| (key, field_refusal(book.lang, &why));
                self.form.refuse(refused.into_iter().map(words).collect());
                Outcome::Done
            }
            Ok((on, event)) => self.check(book, on, event),
        }
    }

    /// Holds the step against what happened to the duty before it is recorded.
    fn check(&mut self, book: &Book, on: chrono::NaiveDate, event: DutyEventKind) -> Outcome {
        let Some(owed) = book.duty(&self.key) else { return Outcome::Wants(Effect::Say(Text::NeedsDuty)) };
        let record = &owed.record;
        let at = (on, book.today);
        if let Err(why) = step::check(&record.duty, &record.events, record.outside, &event, at) {
            self.refuse(step_refusal(book.lang, &why));
            return Outcome::Done;
        }
        let write = Write::TakeStep { key: self.key.clone(), event, on, today: book.today };
        Outcome::Wants(Effect::Write(Box::new(write)))
    }
}

impl FormPane for DutyFormPane {
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

    fn refuse(&mut self, words: String) {
        self.refusal = Some(words);
    }

    fn draw(&self, area: Rect, buffer: &mut Buffer, look: Look) -> Option<Position> {
        let style = |tone| look.theme.style(tone);
        let room = area.width.saturating_sub(2);
        put(buffer, area.x + 1, area.y, room, &self.title, style(Tone::Strong));
        put(buffer, area.x + 1, area.y + 1, room, &self.deadline, style(Tone::Dim));
        put(buffer, area.x + 1, area.y + 2, room, &self.cells, style(Tone::Warn));
        let roomy = area.height >= 18;
        let head = if self.cells.is_empty() || roomy { 3 + u16::from(roomy && !self.cells.is_empty()) } else { 3 };
        let body = Rect { y: area.y + head, height: area.height.saturating_sub(head + 1), ..area };
        let cursor = form::draw(&self.form, roomy, body, buffer, look);
        if let Some(words) = &self.refusal {
            let lines = wrap(words, room);
            let from = area.bottom().saturating_sub(u16::try_from(lines.len()).unwrap_or(1));
            for (y, line) in (from..area.bottom()).zip(&lines) {
                put(buffer, area.x + 1, y, room, line, style(Tone::Bad));
            }
        }
        cursor
    }
}
