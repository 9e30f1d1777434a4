//! The menus: commands, offices, plans, periods, answers, filters. Knows no key but the names of keys.

use super::activities::ActivityScope;
use super::book::{Book, DutyScope};
use super::effect::{MenuKind, Pick, Special, Subject};
use super::sheet::{SheetPane, places};
use super::targets::number;
use crate::domain::activity::ActivityState;
use crate::domain::duty::DutyState;
use crate::domain::figure::MilestoneState;
use crate::domain::judge::Status;
use crate::domain::office::Office;
use crate::domain::period::Period;
use crate::domain::text::sort_key;
use crate::keys::{Command, Hints, Keys, Place};
use crate::widgets::menu::{Choice, Menu};
use crate::widgets::row_kind::{Choices, RowKind};
use crate::words::cli::activity_state;
use crate::words::facts;
use crate::words::screen::Text;

/// Makes a menu; the commands are those of the places beneath.
pub fn menu(kind: MenuKind, book: &Book, sheet: &SheetPane, keys: (&Keys, &[Place])) -> Menu<Pick> {
    let (title, choices) = match kind {
        MenuKind::Commands => (Text::Palette, commands(book, keys)),
        MenuKind::SheetOffice => (Text::ChooseOffice, offices(book)),
        MenuKind::SheetPlan => (Text::ChoosePlan, plans(book, sheet)),
        MenuKind::SheetPeriod => (Text::ChoosePeriod, periods(book, sheet)),
        MenuKind::SheetAnswer => (Text::ChooseAnswer, answers(book, sheet)),
        MenuKind::DutyFilter => (Text::Filter, scopes(book)),
        MenuKind::Jump => (Text::JumpTo, jump(book)),
        MenuKind::TargetFilter => (Text::Filter, target_plans(book)),
        MenuKind::ActivityFilter => (Text::Filter, activity_scopes(book)),
        MenuKind::CalendarFilter => (Text::Filter, calendar_plans(book)),
        MenuKind::OwnOffice => (Text::OwnOffice, own(book)),
        MenuKind::FieldOffice => (Text::ChooseOffice, living(book)),
        MenuKind::FieldGroup => (Text::ChooseGroup, groups(book)),
        MenuKind::FieldParty => (Text::ChooseParty, groups(book).into_iter().chain(living(book)).collect()),
    };
    let menu = Menu::new(title.words(book.lang), choices);
    match (kind, sheet.opened()) {
        (MenuKind::SheetPeriod, at) => match at.period {
            Some(period) => menu.at(&Pick::Period(period)),
            None => menu,
        },
        _ => menu,
    }
}

/// The menu of the kinds of rows that a list has, with the number of each.
pub fn kinds(book: &Book, choices: Choices, shown: Option<RowKind>) -> Menu<Pick> {
    let choices = choices.into_iter().map(|(kind, count)| match kind {
        Some(RowKind { by, to }) => {
            let remark = format!("{by} · {count}");
            choice(Pick::Kind(Some(RowKind { by, to: to.clone() })), to, remark)
        }
        None => choice(Pick::Kind(None), Text::All.words(book.lang), count.to_string()),
    });
    Menu::new(Text::Filter.words(book.lang), choices.collect()).at(&Pick::Kind(shown))
}

fn choice(value: Pick, words: impl Into<String>, remark: impl Into<String>) -> Choice<Pick> {
    Choice { value, words: words.into(), remark: remark.into(), also: String::new() }
}

/// What has lost its key by one's configuration is offered too, so that it stays within reach.
fn commands(book: &Book, (keys, places): (&Keys, &[Place])) -> Vec<Choice<Pick>> {
    let keyless = keys.keyless(places);
    let hints = Hints::new(keys, places);
    let key_of = |command: Command| {
        let here = hints.key_of(command, book.lang);
        here.or_else(|| keys.key_of(command).filter(|_| !keyless.contains(&command)))
    };
    let offered = Command::ALL.iter().filter(|command| command.is_offered() || keyless.contains(command));
    offered
        .map(|command| {
            let key = key_of(*command).map_or_else(String::new, |key| key.name(book.lang));
            choice(Pick::Run(*command), command.label().words(book.lang), key)
        })
        .collect()
}

fn offices(book: &Book) -> Vec<Choice<Pick>> {
    let offices = places::offices(book).into_iter();
    offices.map(|office| choice(Pick::Office(office.clone()), book.told(&office), office.to_string())).collect()
}

fn plans(book: &Book, sheet: &SheetPane) -> Vec<Choice<Pick>> {
    let plans = match &sheet.opened().office {
        Some(office) => places::plans(book, office),
        None => book.catalog.plans.iter().map(|plan| plan.code.clone()).collect(),
    };
    let plans = plans.into_iter().filter_map(|code| book.catalog.plan(&code));
    plans
        .map(|plan| choice(Pick::Plan(plan.code.clone()), plan.short.as_str(), plan.number.clone().unwrap_or_default()))
        .collect()
}

fn periods(book: &Book, sheet: &SheetPane) -> Vec<Choice<Pick>> {
    let at = sheet.opened();
    let (Some(plan), Some(office)) = (&at.plan, &at.office) else { return Vec::new() };
    let periods = places::periods(book, plan, office).into_iter();
    let choice = |period: Period| Choice {
        also: facts::period_search(period),
        ..choice(Pick::Period(period), facts::period(book.lang, period), period.to_string())
    };
    periods.map(choice).collect()
}

fn answers(book: &Book, sheet: &SheetPane) -> Vec<Choice<Pick>> {
    let Some(cell) = sheet.cell() else { return Vec::new() };
    let pick = |answer| Pick::Answer(cell.cell.clone(), answer);
    let states = [MilestoneState::Done, MilestoneState::InProgress, MilestoneState::NotBegun];
    let states = states.into_iter().filter(|_| cell.milestone);
    let states = states.map(|state| choice(pick(Special::Milestone(state)), facts::milestone(book.lang, state), ""));
    let others = [
        (Special::NoneOccurred, Text::AnswerNone, !cell.milestone),
        (Special::NoData, Text::AnswerNoData, true),
        (Special::NotApplicable, Text::AnswerNotApplicable, true),
    ];
    let others = others.into_iter().filter(|(.., fits)| *fits);
    states.chain(others.map(|(answer, text, _)| choice(pick(answer), text.words(book.lang), ""))).collect()
}

fn scopes(book: &Book) -> Vec<Choice<Pick>> {
    let all = choice(Pick::Scope(DutyScope::default()), Text::All.words(book.lang), "");
    let states = [
        DutyState::Overdue,
        DutyState::Returned,
        DutyState::DueSoon,
        DutyState::InTerm,
        DutyState::Waiting,
        DutyState::Accepted,
        DutyState::NotOpen,
        DutyState::PassedOn,
    ];
    let states = states.into_iter().map(|state| {
        let scope = DutyScope { state: Some(state), ..DutyScope::default() };
        choice(Pick::Scope(scope), facts::duty_state(book.lang, state), Text::State.words(book.lang))
    });
    let plans = book.catalog.plans.iter().map(|plan| {
        let scope = DutyScope { plan: Some(plan.code.clone()), ..DutyScope::default() };
        choice(Pick::Scope(scope), plan.short.as_str(), Text::Plan.words(book.lang))
    });
    [all].into_iter().chain(states).chain(plans).collect()
}

/// Plans, offices and measures, to open their pages.
fn jump(book: &Book) -> Vec<Choice<Pick>> {
    let go = |subject, words: String, remark: &str| choice(Pick::Page(subject), words, remark);
    let catalog = &book.catalog;
    let plan = Text::Plan.words(book.lang);
    let plans = catalog.plans.iter().map(|one| go(Subject::Plan(one.code.clone()), one.short.clone(), plan));
    let offices = by_name(book.catalog.offices.values().collect()).into_iter();
    let offices = offices.map(|one| go(Subject::Office(one.code.clone()), book.told(&one.code), one.code.as_str()));
    let measures = catalog.plans.iter().flat_map(|plan| {
        plan.measures().map(|(id, _, measure)| {
            let words = format!("{} {}", number(&id), measure.label);
            go(Subject::Measure(id.clone()), words, &plan.short)
        })
    });
    plans.chain(offices).chain(measures).collect()
}

fn target_plans(book: &Book) -> Vec<Choice<Pick>> {
    let all = choice(Pick::TargetsOf(None), Text::AllPlans.words(book.lang), "");
    let plans = book.catalog.plans.iter().filter(|plan| !plan.targets.is_empty());
    let plans = plans.map(|plan| choice(Pick::TargetsOf(Some(plan.code.clone())), plan.short.as_str(), ""));
    let statuses = [Status::Missed, Status::Behind, Status::NoData, Status::NotJudged, Status::OnTrack, Status::Met];
    let statuses = statuses
        .map(|status| choice(Pick::Status(status), facts::status(book.lang, status), Text::State.words(book.lang)));
    [all].into_iter().chain(statuses).chain(plans).collect()
}

fn activity_scopes(book: &Book) -> Vec<Choice<Pick>> {
    let all = choice(Pick::Activities(ActivityScope::default()), Text::All.words(book.lang), "");
    let states = ActivityState::ALL.into_iter().map(|state| {
        let scope = ActivityScope { state: Some(state), ..ActivityScope::default() };
        choice(Pick::Activities(scope), activity_state(book.lang, state), Text::State.words(book.lang))
    });
    let plans = book.catalog.plans.iter().filter(|plan| !plan.activities.is_empty()).map(|plan| {
        let scope = ActivityScope { plan: Some(plan.code.clone()), ..ActivityScope::default() };
        choice(Pick::Activities(scope), plan.short.as_str(), Text::Plan.words(book.lang))
    });
    [all].into_iter().chain(states).chain(plans).collect()
}

fn calendar_plans(book: &Book) -> Vec<Choice<Pick>> {
    let all = choice(Pick::CalendarOf(None), Text::AllPlans.words(book.lang), "");
    let plans = book.catalog.plans.iter();
    let plans = plans.map(|plan| choice(Pick::CalendarOf(Some(plan.code.clone())), plan.short.as_str(), ""));
    [all].into_iter().chain(plans).collect()
}

fn own(book: &Book) -> Vec<Choice<Pick>> {
    let none = choice(Pick::Own(None), Text::NoOwnOffice.words(book.lang), "");
    let offices = living_by_name(book).into_iter();
    let offices = offices
        .map(|office| choice(Pick::Own(Some(office.code.clone())), book.told(&office.code), office.code.as_str()));
    [none].into_iter().chain(offices).collect()
}

/// Offices in the order of their names.
fn by_name(mut offices: Vec<&Office>) -> Vec<&Office> {
    offices.sort_by_cached_key(|office| (sort_key(&office.name), office.code.clone()));
    offices
}

fn living_by_name(book: &Book) -> Vec<&Office> {
    by_name(book.catalog.offices.values().filter(|office| office.lives_on(book.today)).collect())
}

/// Offices that live on the day, for a field.
fn living(book: &Book) -> Vec<Choice<Pick>> {
    let living = living_by_name(book).into_iter();
    living
        .map(|office| choice(Pick::Field(office.code.to_string()), book.told(&office.code), office.code.as_str()))
        .collect()
}

/// Groups, for a field.
fn groups(book: &Book) -> Vec<Choice<Pick>> {
    let groups = book.catalog.groups.values();
    groups.map(|group| choice(Pick::Field(group.code.to_string()), group.name.as_str(), group.code.as_str())).collect()
}
