//! The forms on activities, money, inspections and days off on the screen. Knows no key; records by an effect.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::domain::budget;
use crate::domain::day::print_day;
use crate::domain::inspection;
use crate::form::Form;
use crate::form::line::Line;
use crate::form::work::{self, ActivityEntry, Refused, Removed, WorkField, WorkForm};
use crate::keys::Command;
use crate::panes::book::Book;
use crate::panes::effect::{Effect, FormAt, MenuKind, Outcome};
use crate::panes::forms::{self, FormPane, Steered};
use crate::store::{ActivityProgress, Write};
use crate::widgets::text::{put, wrap};
use crate::widgets::theme::Tone;
use crate::widgets::{Look, form};
use crate::words::form::field_refusal;
use crate::words::screen::Text;
use crate::words::{inspection as inspection_words, money};

/// A form and what it is about.
#[derive(Debug)]
pub struct WorkFormPane {
    kind: WorkForm,
    form: Form<WorkField>,
    title: String,
    remark: String,
    /// Why the whole is refused.
    refusal: Option<String>,
}

impl WorkFormPane {
    /// Opens a form; none where what it is about is gone.
    pub fn open(kind: WorkForm, book: &Book) -> Option<Self> {
        let (lang, today) = (book.lang, book.today);
        let plan = |code| book.catalog.plan(code);
        let (form, title, remark) = match &kind {
            WorkForm::Activity(code, no) => {
                let plan = plan(code)?;
                let activity = plan.activities.iter().find(|activity| activity.no == *no)?;
                let done = book.work.done(code, *no);
                let remark = format!(
                    "{} · {} · {} {}",
                    super::activities::window(book, activity),
                    super::activities::quantity(activity, done),
                    Text::Spent.words(lang).to_lowercase(),
                    money::dong(book.work.spent_for(code, *no))
                );
                (work::activity(plan, done, today, lang), format!("{}. {}", activity.no, activity.content), remark)
            }
            WorkForm::Spend(code) => {
                let plan = plan(code)?;
                let title = format!("{}: {}", Text::RecordSpending.words(lang), plan.short);
                (work::spend(plan, today, lang), title, money::balance(lang, book.work.budget(plan).total))
            }
            WorkForm::Inspection(code, no) => {
                let was = no.and_then(|no| book.work.inspection(no)).map(|record| &record.inspection);
                let form = work::inspection(&book.catalog, code, was, today, lang);
                (form, Text::RecordInspection.words(lang).to_owned(), String::new())
            }
            WorkForm::Remove(what) => {
                let named = match what {
                    Removed::Holiday(on) => {
                        let day = book.catalog.holidays.iter().find(|day| day.on == *on)?;
                        format!("{} {}", print_day(*on), day.name)
                    }
                    Removed::Office(code) => format!("{} ({code})", book.office(code)),
                    Removed::Group(code) => format!("{} ({code})", book.catalog.groups.get(code)?.name),
                };
                (work::remove(), Text::RemoveThis.words(lang).to_owned(), named)
            }
        };
        Some(Self { kind, form, title, remark, refusal: None })
    }

    /// What is to be recorded; a whole that is refused says why below the form.
    fn save(&mut self, book: &Book) -> Outcome {
        self.refusal = None;
        let done = match self.kind.clone() {
            WorkForm::Activity(plan, no) => work::finish_activity(&self.form, (&plan, no), book.today)
                .map(|entry| activity_write(book, &plan, no, entry)),
            WorkForm::Spend(plan) => work::finish_spend(&self.form, &plan, book.today)
                .map(|spending| asked(book, Write::Spend { spending, today: book.today })),
            WorkForm::Inspection(_, no) => work::finish_inspection(&self.form, &book.catalog, book.today)
                .map(|wanted| inspection_write(book, no, wanted)),
            WorkForm::Remove(what) => work::finish_remove(&self.form, book.today).map(|reason| {
                Ok(written(match what {
                    Removed::Holiday(on) => Write::RemoveHoliday { on, reason },
                    Removed::Office(code) => Write::RemoveOffice { code, reason },
                    Removed::Group(code) => Write::RemoveGroup { code, reason },
                }))
            }),
        };
        match done {
            Err(refused) => self.refuse_fields(book, refused),
            Ok(Err(words)) => self.refuse(words),
            Ok(Ok(effect)) => return Outcome::Wants(effect),
        }
        Outcome::Done
    }

    fn refuse_fields(&mut self, book: &Book, refused: Refused) {
        let words = |(key, why)| (key, field_refusal(book.lang, &why));
        self.form.refuse(refused.into_iter().map(words).collect());
    }
}

fn written(write: Write) -> Effect {
    Effect::Write(Box::new(write))
}

/// An activity's progress, money, or both, as one write.
fn activity_write(
    book: &Book,
    plan: &crate::domain::code::PlanCode,
    no: u32,
    entry: ActivityEntry,
) -> Result<Effect, String> {
    let ActivityEntry { done, on, spent, note } = entry;
    let progress = done.map(|done| ActivityProgress { plan: plan.clone(), no, done, note, on });
    match (progress, spent) {
        (Some(progress), spent) => {
            asked(book, Write::SetActivity { progress, spent: spent.map(|spent| (spent, book.today)) })
        }
        (None, Some(spending)) => asked(book, Write::Spend { spending, today: book.today }),
        (None, None) => Err(Text::RefusedNothing.words(book.lang).to_owned()),
    }
}

/// A write with money in it: refused, or asked about where it goes over the plan.
fn asked(book: &Book, write: Write) -> Result<Effect, String> {
    let (Write::Spend { spending, .. } | Write::SetActivity { spent: Some((spending, _)), .. }) = &write else {
        return Ok(written(write));
    };
    let Some(plan) = book.catalog.plan(&spending.plan) else { return Ok(written(write)) };
    match budget::check(plan, &book.work.spending(&plan.code), spending, book.today) {
        Err(refusal) => Err(money::spend_refusal(book.lang, refusal)),
        Ok(questions) if questions.is_empty() => Ok(written(write)),
        Ok(_) => Ok(Effect::Ask(Text::AskOver, Box::new(written(write)))),
    }
}

fn inspection_write(book: &Book, no: Option<i64>, wanted: inspection::Inspection) -> Result<Effect, String> {
    inspection::check(&book.catalog, &wanted, book.today)
        .map_err(|refusal| inspection_words::refusal(book.lang, &refusal))?;
    Ok(written(match no.and_then(|no| book.work.inspection(no)) {
        Some(was) => Write::SetInspection { was: Box::new(was.clone()), inspection: Box::new(wanted) },
        None => Write::AddInspection(Box::new(wanted)),
    }))
}

impl FormPane for WorkFormPane {
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
        (FormAt::Work(self.kind.clone()), self.form.texts())
    }

    fn retype(&mut self, texts: &[String]) {
        self.form.retype(texts);
    }

    fn refuse(&mut self, words: String) {
        self.refusal = Some(words);
    }

    fn menu(&self) -> Option<MenuKind> {
        let key = self.form.focused()?.key;
        matches!(key, WorkField::Team | WorkField::Inspected).then_some(MenuKind::FieldOffice)
    }

    /// An office joins the team; it stands in the place of whoever else was inspected.
    fn take(&mut self, chosen: &str) {
        let Some(field) = self.form.focused() else { return };
        let before = field.line.text().trim_end_matches([' ', ';']).to_owned();
        let joins = field.key == WorkField::Team && !before.is_empty();
        let text = if joins { format!("{before}; {chosen}") } else { chosen.to_owned() };
        self.form.edit(|line| *line = Line::new(&text));
    }

    fn draw(&self, area: Rect, buffer: &mut Buffer, look: Look) -> Option<Position> {
        let room = area.width.saturating_sub(2);
        put(buffer, area.x + 1, area.y, room, &self.title, look.theme.style(Tone::Strong));
        put(buffer, area.x + 1, area.y + 1, room, &self.remark, look.theme.style(Tone::Dim));
        let roomy = area.height >= 18;
        let head = if roomy { 3 } else { 2 };
        let body = Rect { y: area.y + head, height: area.height.saturating_sub(head + 1), ..area };
        let cursor = form::draw(&self.form, roomy, body, buffer, look);
        if let Some(words) = &self.refusal {
            let lines = wrap(&look.keyed(words), room);
            let from = area.bottom().saturating_sub(u16::try_from(lines.len()).unwrap_or(1));
            for (y, line) in (from..area.bottom()).zip(&lines) {
                put(buffer, area.x + 1, y, room, line, look.theme.style(Tone::Bad));
            }
        }
        cursor
    }
}
