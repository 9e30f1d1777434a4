//! The forms on activities, money, inspections, days off and what is removed.

use super::{Filled, Matter, Refused, writes};
use crate::domain::budget;
use crate::domain::code::PlanCode;
use crate::domain::day::print_day;
use crate::domain::inspection;
use crate::domain::plan::BudgetSource;
use crate::form::Form;
use crate::form::work::{self, ActivityEntry, Removed, WorkField, WorkForm};
use crate::panes::activities;
use crate::panes::book::Book;
use crate::panes::effect::{Effect, FormAt, MenuKind};
use crate::store::{ActivityProgress, InspectionRecord, Was, Write};
use crate::words::form::field_refusal;
use crate::words::screen::Text;
use crate::words::{inspection as inspection_words, money};

/// A piece of work in the making.
#[derive(Debug)]
pub struct WorkEntry {
    kind: WorkForm,
    /// An activity's progress as it was when the form opened.
    progress: Option<ActivityProgress>,
    /// The inspection that is changed, as it was then.
    inspection: Option<InspectionRecord>,
    /// The sources of money to choose from, as they were then: one is chosen by its number.
    sources: Vec<BudgetSource>,
}

impl WorkEntry {
    /// Opens a form; none where what it is about is gone.
    pub fn open(kind: WorkForm, book: &Book) -> Option<Filled<Self>> {
        let (lang, today) = (book.lang, book.today);
        let plan = |code| book.catalog.plan(code);
        let (form, title, remark) = match &kind {
            WorkForm::Activity(code, no) => {
                let plan = plan(code)?;
                let activity = plan.activities.iter().find(|activity| activity.no == *no)?;
                let done = book.work.done(code, *no);
                let remark = format!(
                    "{} · {} · {} {}",
                    activities::window(book, activity),
                    activities::quantity(activity, done),
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
        let progress = match &kind {
            WorkForm::Activity(plan, no) => book.work.newest(plan, *no).cloned(),
            _ => None,
        };
        let inspection = match &kind {
            WorkForm::Inspection(_, Some(no)) => book.work.inspection(*no).cloned(),
            _ => None,
        };
        let sources = sources(book, &kind).to_vec();
        let entry = Self { kind, progress, inspection, sources };
        Some(Filled::new(entry, form.suggesting(), title).remark(remark))
    }
}

/// The sources of the plan from which a form takes money.
fn sources<'b>(book: &'b Book, kind: &WorkForm) -> &'b [BudgetSource] {
    let plan = match kind {
        WorkForm::Activity(plan, _) | WorkForm::Spend(plan) => book.catalog.plan(plan),
        WorkForm::Inspection(..) | WorkForm::Remove(_) => None,
    };
    plan.map_or(&[][..], |plan| plan.budget.as_slice())
}

/// An activity's progress, money, or both, as one write.
fn activity_write(
    book: &Book,
    (plan, no): (&PlanCode, u32),
    was: Option<ActivityProgress>,
    entry: ActivityEntry,
) -> Result<Effect, String> {
    let ActivityEntry { done, on, spent, note } = entry;
    let progress = done.map(|done| ActivityProgress { plan: plan.clone(), no, done, note, on });
    match (progress, spent) {
        (Some(progress), spent) => asked(book, Write::SetActivity { was: Was::This(was), progress, spent }),
        (None, Some(spending)) => asked(book, Write::Spend { spending }),
        (None, None) => Err(Text::RefusedNothing.words(book.lang).to_owned()),
    }
}

/// A write with money in it: refused, or asked about where it goes over the plan.
fn asked(book: &Book, write: Write) -> Result<Effect, String> {
    let (Write::Spend { spending } | Write::SetActivity { spent: Some(spending), .. }) = &write else {
        return Ok(writes(write));
    };
    let Some(plan) = book.catalog.plan(&spending.plan) else { return Ok(writes(write)) };
    match budget::check(plan, &book.work.spending(&plan.code), spending, book.today) {
        Err(refusal) => Err(money::spend_refusal(book.lang, refusal)),
        Ok(questions) if questions.is_empty() => Ok(writes(write)),
        Ok(_) => Ok(Effect::Ask(Text::AskOver, Box::new(writes(write)))),
    }
}

fn inspection_write(
    book: &Book,
    was: Option<&InspectionRecord>,
    wanted: inspection::Inspection,
) -> Result<Effect, String> {
    inspection::check(&book.catalog, &wanted, book.today)
        .map_err(|refusal| inspection_words::refusal(book.lang, &refusal))?;
    Ok(writes(match was {
        Some(was) => Write::SetInspection { was: Box::new(was.clone()), inspection: Box::new(wanted) },
        None => Write::AddInspection(Box::new(wanted)),
    }))
}

impl Matter for WorkEntry {
    type Key = WorkField;

    fn at(&self) -> Option<FormAt> {
        Some(FormAt::Work(self.kind.clone()))
    }

    fn save(&self, form: &Form<WorkField>, book: &Book) -> Result<Effect, Refused<WorkField>> {
        // The number of the source that was chosen may be another one's by now.
        if !form.text(WorkField::Source).is_empty() && sources(book, &self.kind) != self.sources.as_slice() {
            return Err(Refused::whole(Text::SourcesChanged.words(book.lang)));
        }
        let fields = |refused: work::Refused| Refused::fields(refused, |why| field_refusal(book.lang, why));
        match &self.kind {
            WorkForm::Activity(plan, no) => {
                let entry = work::finish_activity(form, (plan, *no), book.today).map_err(fields)?;
                activity_write(book, (plan, *no), self.progress.clone(), entry)
            }
            WorkForm::Spend(plan) => {
                let spending = work::finish_spend(form, plan, book.today).map_err(fields)?;
                asked(book, Write::Spend { spending })
            }
            WorkForm::Inspection(..) => {
                let wanted = work::finish_inspection(form, &book.catalog, book.today).map_err(fields)?;
                inspection_write(book, self.inspection.as_ref(), wanted)
            }
            WorkForm::Remove(what) => {
                let reason = work::finish_remove(form, book.today).map_err(fields)?;
                Ok(writes(match what.clone() {
                    Removed::Holiday(on) => Write::RemoveHoliday { on, reason },
                    Removed::Office(code) => Write::RemoveOffice { code, reason },
                    Removed::Group(code) => Write::RemoveGroup { code, reason },
                }))
            }
        }
        .map_err(Refused::whole)
    }

    fn menu(&self, form: &Form<WorkField>) -> Option<MenuKind> {
        let key = form.focused()?.key;
        matches!(key, WorkField::Team | WorkField::Inspected).then_some(MenuKind::FieldOffice)
    }

    /// An office joins the team; it stands in the place of whoever else was inspected.
    fn with_chosen(&self, form: &Form<WorkField>, chosen: &str) -> String {
        let team = form.focused().filter(|field| field.key == WorkField::Team);
        match team.map(|field| field.line.text().trim_end_matches([' ', ';'])) {
            Some(before) if !before.is_empty() => format!("{before}; {chosen}"),
            Some(_) | None => chosen.to_owned(),
        }
    }
}
