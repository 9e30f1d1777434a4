//! A form on duties on the screen: send, accept, return, extend, remind, waive; the last ones for many at once. Knows no
//! key; records by an effect.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use chrono::NaiveDate;

use crate::domain::chain::one_report;
use crate::domain::complete::Completeness;
use crate::domain::duty::{DutyEventKind, DutyKey};
use crate::domain::step;
use crate::form::Form;
use crate::form::duty::{DutyField, DutyForm, FieldRefusal, LetterAsked, Start};
use crate::keys::Command;
use crate::panes::book::Book;
use crate::panes::duty_rows;
use crate::panes::effect::{Effect, FormAt, Outcome};
use crate::panes::forms::{self, FormPane, Steered};
use crate::store::Write;
use crate::widgets::text::{put, wrap};
use crate::widgets::theme::Tone;
use crate::widgets::{Look, form};
use crate::words::form::{field_refusal, step_refusal};
use crate::words::screen::Text;
use crate::words::{chain, fill};

/// So many rows at once are asked about before they are recorded.
const MANY: usize = 10;

/// A form and the duties that it is about.
#[derive(Debug)]
pub struct DutyFormPane {
    kind: DutyForm,
    keys: Vec<DutyKey>,
    form: Form<DutyField>,
    title: String,
    /// The deadline of one duty, the offices of many.
    about: String,
    /// What there is to know before it is recorded: the cells, what is missing, which rows are passed over.
    told: Vec<String>,
    /// Why the whole is refused.
    refusal: Option<String>,
    /// The cells that go with the report, where one is sent.
    cells: Option<Completeness>,
}

impl DutyFormPane {
    /// Opens a form on duties; those on which it makes no sense are passed over and named.
    pub fn open(kind: DutyForm, asked: &[DutyKey], book: &Book) -> Self {
        let (keys, passed) = duty_rows::fitting(book, kind, asked);
        let sends = kind == DutyForm::Send;
        let cells = keys.first().filter(|_| sends).map(|key| book.cells(key));
        let start = Start {
            today: book.today,
            lang: book.lang,
            behalf: keys.first().is_some_and(|key| book.own.as_ref().is_some_and(|own| *own != key.office)),
            narrative: cells.as_ref().is_some_and(|cells| cells.owed() == 0),
            missing: cells.as_ref().is_some_and(|cells| !cells.missing.is_empty()),
        };
        let mut told = told_of_cells(book, cells.as_ref());
        told.extend(keys.first().filter(|_| sends).and_then(|key| told_of_blockers(book, key)));
        let passed = chain::passed_over(book.lang, &passed);
        told.extend(passed.iter().map(|words| fill(Text::PassedOver.words(book.lang), &[words])));
        Self {
            title: title(book, kind, &keys),
            about: about(book, &keys),
            told,
            cells,
            form: kind.start(start),
            refusal: None,
            kind,
            keys,
        }
    }

    fn save(&mut self, book: &Book) -> Outcome {
        let narrative = self.cells.as_ref().is_some_and(|cells| cells.owed() == 0);
        let finished = self.kind.finish(&self.form, book.today, narrative);
        let (letter, mut refused) = match self.letter(book.today) {
            Ok(letter) => (letter, Vec::new()),
            Err(refused) => (None, refused),
        };
        match finished {
            Ok((on, event)) if refused.is_empty() => self.check(book, (on, event), letter),
            finished => {
                refused.extend(finished.err().into_iter().flatten());
                self.refuse_fields(book, &refused);
                Outcome::Done
            }
        }
    }

    /// The letter that is to be written; it is about one report.
    fn letter(&self, today: NaiveDate) -> Result<Option<LetterAsked>, Vec<(DutyField, FieldRefusal)>> {
        let letter = self.kind.letter(&self.form, today)?;
        match letter {
            Some(_) if one_report(self.keys.iter()).is_none() => {
                Err(vec![(DutyField::LetterFile, FieldRefusal::SeveralReports)])
            }
            letter => Ok(letter),
        }
    }

    fn refuse_fields(&mut self, book: &Book, refused: &[(DutyField, FieldRefusal)]) {
        let missing = self.cells.as_ref().map_or(&[][..], |cells| cells.missing.as_slice());
        if refused.iter().any(|(key, _)| *key == DutyField::Missing) {
            let names = chain::missing_cells(book.lang, missing);
            self.refusal = Some(fill(Text::CellsRefused.words(book.lang), &[&names]));
        }
        let words = |(key, why): &(DutyField, FieldRefusal)| (*key, field_refusal(book.lang, why));
        self.form.refuse(refused.iter().map(words).collect());
    }

    /// Holds the step against what happened to each duty before any is recorded.
    fn check(&mut self, book: &Book, (on, event): (NaiveDate, DutyEventKind), letter: Option<LetterAsked>) -> Outcome {
        let mut refused = Vec::new();
        for owed in self.keys.iter().filter_map(|key| book.duty(key)) {
            let record = &owed.record;
            let checked = step::check(&record.duty, &record.events, record.outside, &event, (on, book.today));
            if let Err(why) = checked {
                refused.push((book.office(&owed.key().office).to_owned(), step_refusal(book.lang, &why)));
            }
        }
        match refused.as_slice() {
            [] => Outcome::Wants(self.effect(book, (on, event), letter)),
            [(_, why)] if self.keys.len() == 1 => {
                self.refuse(why.clone());
                Outcome::Done
            }
            refused => {
                let named = chain::passed_over(book.lang, refused).join(" ");
                self.refuse(fill(Text::NothingRecorded.words(book.lang), &[&named]));
                Outcome::Done
            }
        }
    }

    fn effect(&self, book: &Book, (on, event): (NaiveDate, DutyEventKind), letter: Option<LetterAsked>) -> Effect {
        let today = book.today;
        let write = match self.keys.as_slice() {
            [key] => Write::TakeStep { key: key.clone(), event, on, today },
            keys => Write::TakeSteps { keys: keys.to_vec(), event, on, today },
        };
        let effect = match letter {
            Some(letter) => Effect::Letter { letter, keys: self.keys.clone(), write: Box::new(write) },
            None => Effect::Write(Box::new(write)),
        };
        if self.keys.len() < MANY { effect } else { Effect::AskMany(self.keys.len(), Box::new(effect)) }
    }
}

/// What the form does and to what: `Đôn đốc: 12 đơn vị – Báo cáo năm 2025`.
fn title(book: &Book, kind: DutyForm, keys: &[DutyKey]) -> String {
    let verb = match kind {
        DutyForm::Send => Text::SendReport,
        DutyForm::Accept => Text::AcceptReport,
        DutyForm::Return => Text::ReturnReport,
        DutyForm::Extend => Text::ExtendDuty,
        DutyForm::Remind => Text::RemindOffice,
        DutyForm::Waive => Text::WaiveDuty,
    };
    let whom = match keys {
        [key] => book.office(&key.office).to_owned(),
        keys => fill(Text::ForOffices.words(book.lang), &[&keys.len()]),
    };
    let report = one_report(keys.iter()).and(keys.first()).and_then(|key| book.duty(key));
    let report = report.map(|owed| format!(" – {}", book.report_name(owed))).unwrap_or_default();
    format!("{}: {whom}{report}", verb.words(book.lang))
}

fn about(book: &Book, keys: &[DutyKey]) -> String {
    match keys {
        [key] => book.duty(key).map_or_else(String::new, |owed| book.deadline(owed)),
        keys => keys.iter().map(|key| book.office(&key.office)).collect::<Vec<_>>().join(", "),
    }
}

fn told_of_cells(book: &Book, cells: Option<&Completeness>) -> Vec<String> {
    let Some(cells) = cells.filter(|cells| cells.owed() > 0) else { return Vec::new() };
    let counted = chain::completeness(book.lang, cells);
    let mut told = vec![fill(Text::CellsGoAlong.words(book.lang), &[&counted])];
    if !cells.missing.is_empty() {
        let names = chain::missing_cells(book.lang, &cells.missing);
        told.push(fill(Text::CellsMissing.words(book.lang), &[&names]));
    }
    told
}

fn told_of_blockers(book: &Book, key: &DutyKey) -> Option<String> {
    let blockers = book.blockers(book.duty(key)?);
    let named = chain::blockers(book.lang, &book.catalog, &blockers);
    (!blockers.is_empty()).then(|| fill(Text::SentWithout.words(book.lang), &[&named]))
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

    fn typed(&self) -> (FormAt, Vec<String>) {
        (FormAt::Duty(self.kind, self.keys.clone()), self.form.texts())
    }

    fn retype(&mut self, texts: &[String]) {
        self.form.retype(texts);
    }

    fn refuse(&mut self, words: String) {
        self.refusal = Some(words);
    }

    fn draw(&self, area: Rect, buffer: &mut Buffer, look: Look) -> Option<Position> {
        let style = |tone| look.theme.style(tone);
        let room = area.width.saturating_sub(2);
        put(buffer, area.x + 1, area.y, room, &self.title, style(Tone::Strong));
        put(buffer, area.x + 1, area.y + 1, room, &self.about, style(Tone::Dim));
        let roomy = area.height >= 18;
        // Where it is low the fields need the room more than the end of what is told.
        let most = if roomy { 6 } else { 3 };
        let mut y = area.y + 2;
        for line in self.told.iter().flat_map(|told| wrap(&look.keyed(told), room)).take(most) {
            put(buffer, area.x + 1, y, room, &line, style(Tone::Warn));
            y += 1;
        }
        y += u16::from(roomy || self.told.is_empty());
        let lines = self.refusal.as_ref().map_or_else(Vec::new, |words| wrap(&look.keyed(words), room));
        let below = u16::try_from(lines.len()).unwrap_or(1).max(1);
        let body = Rect { y, height: area.bottom().saturating_sub(y + below), ..area };
        let cursor = form::draw(&self.form, roomy, body, buffer, look);
        for (y, line) in (area.bottom().saturating_sub(below)..area.bottom()).zip(&lines) {
            put(buffer, area.x + 1, y, room, line, style(Tone::Bad));
        }
        cursor
    }
}
