//! The page of one plan: the signed header, what it leaves open, its targets, rules, activities, money, yearly days.

use chrono::{DateTime, Utc};

use crate::domain::budget::Balance;
use crate::domain::code::{OfficeCode, PlanCode};
use crate::domain::day::{print_day, vietnam_time};
use crate::domain::gap::{Gap, decisions, gaps};
use crate::domain::lock::{Lock, LockEvent, LockStatus, Made};
use crate::domain::period::{Period, PeriodKind};
use crate::domain::plan::{Party, Plan};
use crate::form::lock::LockForm;
use crate::panes::activities::{quantity, state_cell};
use crate::panes::book::Book;
use crate::panes::effect::Effect;
use crate::panes::targets::number;
use crate::panes::tones;
use crate::widgets::page::Page;
use crate::widgets::table::toned;
use crate::widgets::theme::Tone;
use crate::words::money::balance;
use crate::words::screen::Text;
use crate::words::{facts, fill};

/// The page.
pub fn page(book: &Book, code: &PlanCode) -> Page {
    let Some(plan) = book.catalog.plan(code) else { return Page::new(code.as_str()) };
    let mut page = Page::new(plan.title.as_str());
    header(&mut page, book, plan);
    open_points(&mut page, book, plan);
    targets(&mut page, book, plan);
    rules(&mut page, book, plan);
    locks(&mut page, book, plan);
    activities(&mut page, book, plan);
    rest(&mut page, book, plan);
    page
}

/// The form that closes a period of the plan, this year's at first; or opens the one that was closed last.
pub fn lock(book: &Book, code: &PlanCode, close: bool) -> Option<Effect> {
    let plan = book.catalog.plan(code)?;
    if close {
        let period = Period::containing(book.today.min(plan.to), PeriodKind::Year, plan.data_period)?;
        return Some(Effect::LockForm(LockForm::Close, Lock { plan: code.clone(), period, office: None }));
    }
    let locked = book.catalog.locks.events.iter().rev().filter_map(|made| match &made.what {
        LockEvent::Locked(lock) => Some(lock),
        LockEvent::Opened(_) => None,
    });
    let newest = locked.into_iter().find(|lock| lock.plan == *code);
    Some(newest.map_or(Effect::Say(Text::LockNotClosed), |lock| Effect::LockForm(LockForm::Open, lock.clone())))
}

/// What was closed and opened again, in the order in which it was recorded: who, when, until when, why, and what is left
/// of it today.
fn locks(page: &mut Page, book: &Book, plan: &Plan) {
    let words = |text: Text| text.words(book.lang);
    let all = &book.catalog.locks;
    page.heading(words(Text::HeadLocks));
    let statuses = all.statuses(book.today);
    let mut rows = all.events.iter().zip(statuses).filter(|(made, _)| made.what.lock().plan == plan.code).peekable();
    if rows.peek().is_none() {
        page.text(toned(words(Text::NoLocks), Tone::Dim));
    }
    for (made, status) in rows {
        let lock = made.what.lock();
        let office = lock.office.as_ref().map_or(words(Text::EveryOffice), |office| book.office(office));
        let (said, tone) = lock_line(book, made, status);
        page.row(vec![
            (toned(facts::period(book.lang, lock.period), Tone::Strong), 16),
            (toned(format!("{office}: {said}"), tone), 50),
        ]);
    }
}

/// A lock or an exception in words, and how much it matters today.
fn lock_line(book: &Book, made: &Made<LockEvent>, status: LockStatus) -> (String, Tone) {
    let at = clock(made.at);
    match &made.what {
        LockEvent::Locked(_) => {
            let (text, tone) = match status {
                LockStatus::Open => (Text::LockedOpen, Tone::Warn),
                LockStatus::PartlyOpen => (Text::LockedPartly, Tone::Warn),
                LockStatus::Repeated => (Text::LockedAgain, Tone::Dim),
                LockStatus::Closed | LockStatus::Expired | LockStatus::Ended => (Text::LockedBy, Tone::Plain),
            };
            (fill(text.words(book.lang), &[&made.by, &at]), tone)
        }
        LockEvent::Opened(opening) => {
            let (text, tone) = match status {
                LockStatus::PartlyOpen => (Text::OpeningCut, Tone::Warn),
                LockStatus::Expired => (Text::OpeningOver, Tone::Dim),
                LockStatus::Ended => (Text::OpeningEnded, Tone::Dim),
                LockStatus::Open | LockStatus::Closed | LockStatus::Repeated => (Text::OpenedBy, Tone::Warn),
            };
            let until = print_day(opening.until);
            (fill(text.words(book.lang), &[&until, &made.by, &at, &opening.reason]), tone)
        }
    }
}

fn clock(at: DateTime<Utc>) -> String {
    vietnam_time(at).format("%H:%M %d/%m/%Y").to_string()
}

/// Who a party is.
pub fn party(book: &Book, party: &Party) -> String {
    match party {
        Party::Office(office) => book.office(office).to_owned(),
        Party::Group(group) => {
            book.catalog.groups.get(group).map_or(group.as_str(), |group| group.name.as_str()).to_owned()
        }
        Party::Words(words) => words.clone(),
    }
}

/// An office and those that took over from it by today: `Sở A → từ 01/03/2025 Sở B`. A step without a new name is none.
pub fn held_by(book: &Book, office: &OfficeCode) -> String {
    let held = book.catalog.followed([office], book.today);
    let Some(first) = held.first() else { return book.office(office).to_owned() };
    let mut way = book.office(office).to_owned();
    let days = first.origins.iter().map(|origin| origin.on);
    let offices = first.origins.iter().skip(1).map(|origin| &origin.office);
    let names: Vec<&str> = held.iter().map(|held| book.office(&held.office)).collect();
    let followers = offices.map(|office| book.office(office).to_owned()).chain([names.join(", ")]);
    let mut last = way.clone();
    for (on, follower) in days.zip(followers) {
        if std::mem::replace(&mut last, follower.clone()) == follower {
            continue;
        }
        let since = fill(Text::HeldSince.words(book.lang), &[&print_day(on), &follower]);
        way = format!("{way} → {since}");
    }
    way
}

fn header(page: &mut Page, book: &Book, plan: &Plan) {
    let words = |text: Text| text.words(book.lang);
    let signer = plan.signer.as_ref().map(|signer| match &signer.post {
        Some(post) => format!("{} ({post})", signer.name),
        None => signer.name.clone(),
    });
    page.field(words(Text::Number), plan.number.clone().unwrap_or_else(|| "–".into()));
    page.field(words(Text::SignedOn), plan.signed_on.map_or_else(|| "–".into(), print_day));
    page.field(words(Text::Signer), signer.unwrap_or_else(|| "–".into()));
    page.field(words(Text::Issuer), held_by(book, &plan.issuer));
    page.field(words(Text::Years), format!("{} – {}", print_day(plan.from), print_day(plan.to)));
    page.field(words(Text::Coordinator), held_by(book, &plan.coordinator));
    for parent in &plan.parents {
        let number = parent.number.as_deref().unwrap_or("–");
        let day = parent.signed_on.map_or_else(String::new, |day| format!(", {}", print_day(day)));
        page.field(words(Text::ParentDocument), format!("{number}{day}: {}", parent.title));
    }
    for decision in &plan.decisions {
        page.field(words(Text::Decision), decision.as_str());
    }
}

fn open_points(page: &mut Page, book: &Book, plan: &Plan) {
    let gaps: Vec<Gap> = gaps(plan).into_iter().chain(decisions(&book.catalog, plan, book.today)).collect();
    if gaps.is_empty() {
        return;
    }
    page.heading(fill(Text::HeadGaps.words(book.lang), &[&gaps.len()]));
    for gap in gaps {
        page.text(toned(format!("· {}", gap_words(book, plan, &gap)), Tone::Warn));
    }
}

/// A gap in words.
pub fn gap_words(book: &Book, plan: &Plan, gap: &Gap) -> String {
    let of = |text: Text, id: &crate::domain::code::MeasureId| {
        let label = plan.find_measure(id).map_or("", |(_, measure)| measure.label.as_str());
        fill(text.words(book.lang), &[&format!("{} {label}", number(id))])
    };
    match gap {
        Gap::Number => Text::GapNumber.words(book.lang).to_owned(),
        Gap::SignedDay => Text::GapDay.words(book.lang).to_owned(),
        Gap::Signer => Text::GapSigner.words(book.lang).to_owned(),
        Gap::Owner(id) => of(Text::GapOwner, id),
        Gap::Baseline(id) => of(Text::GapBaseline, id),
        Gap::QuotaGroup(id) => of(Text::GapGroup, id),
        Gap::RuleDay(id) => {
            let label = plan.find_rule(id).map_or(id.as_str(), |rule| rule.label.as_str());
            fill(Text::GapRule.words(book.lang), &[&label])
        }
        Gap::Successor(office) => fill(Text::GapSuccessor.words(book.lang), &[&book.office(office)]),
    }
}

fn targets(page: &mut Page, book: &Book, plan: &Plan) {
    if plan.targets.is_empty() {
        return;
    }
    page.heading(Text::HeadTargets.words(book.lang));
    for (id, _, measure) in plan.measures() {
        let verdict = book.verdict(&id).map_or_else(Default::default, |v| tones::verdict(book.lang, v.status));
        page.row(vec![
            (toned(number(&id), Tone::Dim), 5),
            (verdict, 17),
            (toned(facts::promise(book.lang, measure), Tone::Plain), 14),
            (toned(measure.label.as_str(), Tone::Plain), 40),
        ]);
    }
}

fn rules(page: &mut Page, book: &Book, plan: &Plan) {
    if plan.rules.is_empty() {
        return;
    }
    page.heading(Text::HeadRules.words(book.lang));
    for rule in &plan.rules {
        let who: Vec<String> = rule.who.iter().map(|who| party(book, who)).collect();
        page.row(vec![
            (toned(rule.no.as_str(), Tone::Dim), 3),
            (toned(format!("{}: {} – {}", rule.label, rule.wording, who.join(", ")), Tone::Plain), 60),
        ]);
    }
}

fn activities(page: &mut Page, book: &Book, plan: &Plan) {
    if plan.activities.is_empty() {
        return;
    }
    page.heading(Text::HeadActivities.words(book.lang));
    for activity in &plan.activities {
        let done = book.work.done(&plan.code, activity.no);
        let done_of = quantity(activity, done);
        page.row(vec![
            (toned(format!("{:>2}", activity.no), Tone::Dim), 3),
            (state_cell(book, activity, done), 16),
            (toned(activity.window.wording.as_str(), Tone::Dim), 15),
            (toned(format!("{} · {done_of} – {}", activity.content, book.office(&activity.lead)), Tone::Plain), 40),
        ]);
    }
}

fn rest(page: &mut Page, book: &Book, plan: &Plan) {
    let words = |text: Text| text.words(book.lang);
    if plan.budget_total.is_some() || !plan.budget.is_empty() {
        page.heading(words(Text::HeadBudget));
        let budget = book.work.budget(plan);
        let tone = |of: Balance| if of.over().is_some() { Tone::Bad } else { Tone::Plain };
        page.field(words(Text::Sum), toned(balance(book.lang, budget.total), tone(budget.total)));
        for (source, of) in plan.budget.iter().zip(&budget.sources) {
            page.text(toned(format!("· {}: {}", source.source, balance(book.lang, *of)), tone(*of)));
        }
    }
    if !plan.events.is_empty() {
        page.heading(words(Text::HeadYearly));
        for event in &plan.events {
            let days = if event.from == event.to {
                short(&event.from)
            } else {
                format!("{}–{}", short(&event.from), short(&event.to))
            };
            page.row(vec![(toned(days, Tone::Dim), 12), (toned(event.name.as_str(), Tone::Plain), 50)]);
        }
    }
    if !plan.tasks.is_empty() {
        page.heading(words(Text::HeadTasks));
        for task in &plan.tasks {
            page.row(vec![
                (toned(task.section.as_deref().unwrap_or_default(), Tone::Dim), 6),
                (toned(format!("{}: {}", party(book, &task.who), task.content), Tone::Plain), 60),
            ]);
        }
    }
}

/// `03-08` → `8/3`.
fn short(day: &str) -> String {
    let (month, day) = day.split_once('-').unwrap_or((day, ""));
    format!("{}/{}", day.trim_start_matches('0'), month.trim_start_matches('0'))
}
