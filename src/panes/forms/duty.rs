//! The forms on duties: send, accept, return, extend, remind, waive; the last ones for many at once.

use chrono::NaiveDate;

use super::{Filled, Matter, Refused, writes};
use crate::domain::chain::one_report;
use crate::domain::complete::Completeness;
use crate::domain::duty::{DutyEventKind, DutyKey};
use crate::domain::step;
use crate::form::Form;
use crate::form::duty::{DutyField, DutyForm, FieldRefusal, LetterAsked, Start};
use crate::panes::book::Book;
use crate::panes::duty_rows;
use crate::panes::effect::{Effect, FormAt};
use crate::store::Write;
use crate::words::form::{field_refusal, step_refusal};
use crate::words::screen::Text;
use crate::words::{chain, fill};

/// So many rows at once are asked about before they are recorded.
const MANY: usize = 10;

/// A step and the duties that it is taken on.
#[derive(Debug)]
pub struct DutyStep {
    kind: DutyForm,
    keys: Vec<DutyKey>,
    /// The cells that go with the report, where one is sent.
    cells: Option<Completeness>,
}

/// A step as it is typed: its day, what happens, and the letter that goes with it.
type Typed = ((NaiveDate, DutyEventKind), Option<LetterAsked>);

impl DutyStep {
    /// Opens a form on duties; those on which it makes no sense are passed over and named.
    pub fn open(kind: DutyForm, asked: &[DutyKey], book: &Book) -> Filled<Self> {
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
        let (title, about) = (title(book, kind, &keys), about(book, &keys));
        Filled::new(Self { kind, keys, cells }, kind.start(start).suggesting(), title).remark(about).warn(told)
    }

    /// The step and its letter, or every field that is wrong.
    fn typed(&self, form: &Form<DutyField>, today: NaiveDate) -> Result<Typed, Vec<(DutyField, FieldRefusal)>> {
        let narrative = self.cells.as_ref().is_some_and(|cells| cells.owed() == 0);
        match (self.kind.finish(form, today, narrative), self.letter(form, today)) {
            (Ok(step), Ok(letter)) => Ok((step, letter)),
            (step, letter) => {
                let (step, letter) = (step.err().into_iter().flatten(), letter.err().into_iter().flatten());
                Err(letter.chain(step).collect())
            }
        }
    }

    /// The letter that is to be written; it is about one report.
    fn letter(
        &self,
        form: &Form<DutyField>,
        today: NaiveDate,
    ) -> Result<Option<LetterAsked>, Vec<(DutyField, FieldRefusal)>> {
        match self.kind.letter(form, today)? {
            Some(_) if one_report(self.keys.iter()).is_none() => {
                Err(vec![(DutyField::LetterFile, FieldRefusal::SeveralReports)])
            }
            letter => Ok(letter),
        }
    }

    /// The fields that are wrong; cells that are missing are named below them.
    fn refused(&self, book: &Book, fields: Vec<(DutyField, FieldRefusal)>) -> Refused<DutyField> {
        let missing = self.cells.as_ref().map_or(&[][..], |cells| cells.missing.as_slice());
        let whole = fields.iter().any(|(key, _)| *key == DutyField::Missing).then(|| {
            let names = chain::missing_cells(book.lang, missing);
            fill(Text::CellsRefused.words(book.lang), &[&names])
        });
        Refused { whole, ..Refused::fields(fields, |why| field_refusal(book.lang, why)) }
    }

    /// Holds the step against what happened to each duty before any is recorded; returns why it is refused.
    fn check(&self, book: &Book, (on, event): &(NaiveDate, DutyEventKind)) -> Result<(), String> {
        let mut refused = Vec::new();
        for key in &self.keys {
            let Some(owed) = book.duty(key) else {
                refused.push((book.office(&key.office).to_owned(), Text::DutyNotThere.words(book.lang).to_owned()));
                continue;
            };
            let record = &owed.record;
            let checked = step::check(&record.duty, &record.events, record.outside, event, (*on, book.today));
            if let Err(why) = checked {
                refused.push((book.office(&owed.key().office).to_owned(), step_refusal(book.lang, &why)));
            }
        }
        match refused.as_slice() {
            [] => Ok(()),
            [(_, why)] if self.keys.len() == 1 => Err(why.clone()),
            refused => {
                let named = chain::passed_over(book.lang, refused).join(" ");
                Err(fill(Text::NothingRecorded.words(book.lang), &[&named]))
            }
        }
    }

    fn effect(&self, ((on, event), letter): Typed) -> Effect {
        let write = match self.keys.as_slice() {
            [key] => Write::TakeStep { key: key.clone(), event, on: Some(on) },
            keys => Write::TakeSteps { keys: keys.to_vec(), event, on: Some(on) },
        };
        let effect = match letter {
            Some(letter) => Effect::Letter { letter, keys: self.keys.clone(), write: Box::new(write) },
            None => writes(write),
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

impl Matter for DutyStep {
    type Key = DutyField;

    fn at(&self) -> Option<FormAt> {
        Some(FormAt::Duty(self.kind, self.keys.clone()))
    }

    fn save(&self, form: &Form<DutyField>, book: &Book) -> Result<Effect, Refused<DutyField>> {
        let typed = self.typed(form, book.today).map_err(|fields| self.refused(book, fields))?;
        self.check(book, &typed.0).map_err(Refused::whole)?;
        Ok(self.effect(typed))
    }
}
