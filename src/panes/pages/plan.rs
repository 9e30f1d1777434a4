//! Page of a plan: signed header, missing information, targets, rules, activities, budget, yearly events.

use crate::domain::budget::Balance;
use crate::domain::code::{OfficeCode, PlanCode};
use crate::domain::gap::{Gap, gaps, open_decisions};
use crate::domain::lock::{Lock, LockEvent, LockRecord, LockStatus};
use crate::domain::period::{Period, PeriodKind};
use crate::domain::plan::Plan;
use crate::domain::succession::Succession;
use crate::form::lock::LockForm;
use crate::i18n::budget::balance_text;
use crate::i18n::screen::Text;
use crate::i18n::{display, facts, fill_placeholders};
use crate::lists::execution::quantity_text;
use crate::lists::gaps::gap_text;
use crate::panes::activities::activity_state_cell;
use crate::panes::cells;
use crate::panes::cells::measure_number;
use crate::panes::cells::party_name;
use crate::panes::effect::Effect;
use crate::panes::read_model::ReadModel;
use crate::widgets::page::Page;
use crate::widgets::table::styled;
use crate::widgets::theme::Tone;

/// Builds the page.
pub fn build_page(model: &ReadModel, code: &PlanCode) -> Page {
    let Some(plan) = model.catalog.plan(code) else {
        return Page::new(code.as_str());
    };
    let mut page = Page::new(plan.title.as_str());
    add_header(&mut page, model, plan);
    add_gaps(&mut page, model, plan);
    add_targets(&mut page, model, plan);
    add_rules(&mut page, model, plan);
    add_locks(&mut page, model, plan);
    add_activities(&mut page, model, plan);
    add_other_parts(&mut page, model, plan);
    page
}

/// Effect that opens the form to lock a period of the plan, by default this year's, or to unlock the one locked last.
pub fn lock_form_effect(model: &ReadModel, code: &PlanCode, close: bool) -> Option<Effect> {
    let plan = model.catalog.plan(code)?;
    if close {
        let period =
            Period::containing(model.today.min(plan.to), PeriodKind::Year, plan.data_period)?;
        return Some(Effect::OpenLockForm(
            LockForm::Lock,
            Lock {
                plan: code.clone(),
                period,
                office: None,
            },
        ));
    }
    let locked = model
        .catalog
        .locks
        .events
        .iter()
        .rev()
        .filter_map(|record| match &record.item {
            LockEvent::Locked(lock) => Some(lock),
            LockEvent::Unlocked(_) => None,
        });
    let newest = locked.into_iter().find(|lock| lock.plan == *code);
    Some(
        newest.map_or(Effect::ShowMessage(Text::PeriodNotLocked), |lock| {
            Effect::OpenLockForm(LockForm::Unlock, lock.clone())
        }),
    )
}

/// Adds locks and exceptions in the order of recording: author, time, end, reason, and current status.
fn add_locks(page: &mut Page, model: &ReadModel, plan: &Plan) {
    let words = |text: Text| text.text(model.lang);
    let all = &model.catalog.locks;
    page.add_heading(words(Text::HeadLocks));
    let statuses = all.statuses(model.today);
    let mut rows = all
        .events
        .iter()
        .zip(statuses)
        .filter(|(record, _)| record.item.lock().plan == plan.code)
        .peekable();
    if rows.peek().is_none() {
        page.add_text(styled(words(Text::NoLocks), Tone::Dim));
    }
    for (record, status) in rows {
        let lock = record.item.lock();
        let office = lock
            .office
            .as_ref()
            .map_or(words(Text::EveryOffice), |office| model.office_name(office));
        let (lock_text, tone) = lock_line(model, record, status);
        page.add_row(vec![
            (
                styled(facts::period(model.lang, lock.period), Tone::Strong),
                16,
            ),
            (styled(format!("{office}: {lock_text}"), tone), 50),
        ]);
    }
}

/// Text of a lock or an exception, and its tone today.
fn lock_line(
    model: &ReadModel,
    record: &LockRecord<LockEvent>,
    status: LockStatus,
) -> (String, Tone) {
    let at = display::date_time(model.lang, record.at);
    match &record.item {
        LockEvent::Locked(_) => {
            let (text, tone) = match status {
                LockStatus::Unlocked => (Text::LockedWithException, Tone::Warn),
                LockStatus::PartlyUnlocked => (Text::LockedWithPartialException, Tone::Warn),
                LockStatus::Repeated => (Text::LockedAgain, Tone::Dim),
                LockStatus::Locked | LockStatus::Expired | LockStatus::Ended => {
                    (Text::LockedBy, Tone::Plain)
                }
            };
            (
                fill_placeholders(text.text(model.lang), &[&record.by, &at]),
                tone,
            )
        }
        LockEvent::Unlocked(exception) => {
            let (text, tone) = match status {
                LockStatus::PartlyUnlocked => (Text::ExceptionPartlyEnded, Tone::Warn),
                LockStatus::Expired => (Text::ExceptionExpired, Tone::Dim),
                LockStatus::Ended => (Text::ExceptionEnded, Tone::Dim),
                LockStatus::Unlocked | LockStatus::Locked | LockStatus::Repeated => {
                    (Text::UnlockedBy, Tone::Warn)
                }
            };
            let until = display::day(model.lang, exception.until);
            (
                fill_placeholders(
                    text.text(model.lang),
                    &[&until, &record.by, &at, &exception.reason],
                ),
                tone,
            )
        }
    }
}

/// An office and its successors until today: `Sở A → từ 01/03/2025 Sở B`. Steps without a new name are omitted.
pub fn holder_chain_text(model: &ReadModel, office: &OfficeCode) -> String {
    let holders = Succession::new(&model.catalog.offices).trace_holders_on([office], model.today);
    let Some(first) = holders.first() else {
        return model.office_name(office).to_owned();
    };
    let mut way = model.office_name(office).to_owned();
    let days = first.predecessors.iter().map(|origin| origin.on);
    let offices = first
        .predecessors
        .iter()
        .skip(1)
        .map(|origin| &origin.office);
    let names: Vec<&str> = holders
        .iter()
        .map(|holder| model.office_name(&holder.office))
        .collect();
    let followers = offices
        .map(|office| model.office_name(office).to_owned())
        .chain([names.join(", ")]);
    let mut last = way.clone();
    for (on, follower) in days.zip(followers) {
        if std::mem::replace(&mut last, follower.clone()) == follower {
            continue;
        }
        let since = fill_placeholders(
            Text::HeldSince.text(model.lang),
            &[&display::day(model.lang, on), &follower],
        );
        way = format!("{way} → {since}");
    }
    way
}

fn add_header(page: &mut Page, model: &ReadModel, plan: &Plan) {
    let words = |text: Text| text.text(model.lang);
    let signer = plan.signer.as_ref().map(|signer| match &signer.post {
        Some(post) => format!("{} ({post})", signer.name),
        None => signer.name.clone(),
    });
    page.add_field(
        words(Text::Number),
        plan.number.clone().unwrap_or_else(|| "–".into()),
    );
    page.add_field(
        words(Text::SignedOn),
        plan.signed_on
            .map_or_else(|| "–".into(), |day| display::day(model.lang, day)),
    );
    page.add_field(words(Text::Signer), signer.unwrap_or_else(|| "–".into()));
    page.add_field(words(Text::Issuer), holder_chain_text(model, &plan.issuer));
    page.add_field(
        words(Text::Years),
        format!(
            "{} – {}",
            display::day(model.lang, plan.from),
            display::day(model.lang, plan.to)
        ),
    );
    page.add_field(
        words(Text::Coordinator),
        holder_chain_text(model, &plan.coordinator),
    );
    for parent in &plan.parents {
        let number = parent.number.as_deref().unwrap_or("–");
        let day = parent.signed_on.map_or_else(String::new, |day| {
            format!(", {}", display::day(model.lang, day))
        });
        page.add_field(
            words(Text::ParentDocument),
            format!("{number}{day}: {}", parent.title),
        );
    }
    for decision in &plan.decisions {
        page.add_field(words(Text::Decision), decision.as_str());
    }
}

fn add_gaps(page: &mut Page, model: &ReadModel, plan: &Plan) {
    let gaps: Vec<Gap> = gaps(plan)
        .into_iter()
        .chain(open_decisions(&model.catalog, plan, model.today))
        .collect();
    if gaps.is_empty() {
        return;
    }
    page.add_heading(fill_placeholders(
        Text::HeadGaps.text(model.lang),
        &[&gaps.len()],
    ));
    for gap in gaps {
        page.add_text(styled(
            format!("· {}", gap_text(&model.facts(), plan, &gap)),
            Tone::Warn,
        ));
    }
}

fn add_targets(page: &mut Page, model: &ReadModel, plan: &Plan) {
    if plan.targets.is_empty() {
        return;
    }
    page.add_heading(Text::HeadTargets.text(model.lang));
    for (id, _, measure) in plan.measures() {
        let verdict = cells::listed_assessment_cell(model, &id);
        page.add_row(vec![
            (styled(measure_number(&id), Tone::Dim), 5),
            (verdict, 17),
            (
                styled(facts::target_value(model.lang, measure), Tone::Plain),
                14,
            ),
            (styled(measure.label.as_str(), Tone::Plain), 40),
        ]);
    }
}

fn add_rules(page: &mut Page, model: &ReadModel, plan: &Plan) {
    if plan.rules.is_empty() {
        return;
    }
    page.add_heading(Text::HeadRules.text(model.lang));
    for rule in &plan.rules {
        let who: Vec<String> = rule.who.iter().map(|who| party_name(model, who)).collect();
        page.add_row(vec![
            (styled(rule.no.as_str(), Tone::Dim), 3),
            (
                styled(
                    format!("{}: {} – {}", rule.label, rule.wording, who.join(", ")),
                    Tone::Plain,
                ),
                60,
            ),
        ]);
    }
}

fn add_activities(page: &mut Page, model: &ReadModel, plan: &Plan) {
    if plan.activities.is_empty() {
        return;
    }
    page.add_heading(Text::HeadActivities.text(model.lang));
    for activity in &plan.activities {
        let done = model.execution().quantity_done(&plan.code, activity.no);
        let done_of = quantity_text(model.lang, activity, done);
        page.add_row(vec![
            (styled(format!("{:>2}", activity.no), Tone::Dim), 3),
            (activity_state_cell(model, activity, done), 16),
            (styled(activity.window.wording.as_str(), Tone::Dim), 15),
            (
                styled(
                    format!(
                        "{} · {done_of} – {}",
                        activity.content,
                        model.office_name(&activity.lead)
                    ),
                    Tone::Plain,
                ),
                40,
            ),
        ]);
    }
}

fn add_other_parts(page: &mut Page, model: &ReadModel, plan: &Plan) {
    let words = |text: Text| text.text(model.lang);
    if plan.budget_total.is_some() || !plan.budget.is_empty() {
        page.add_heading(words(Text::HeadBudget));
        let budget = model.execution().budget(plan);
        let tone = |of: Balance| {
            if of.overspent().is_some() {
                Tone::Bad
            } else {
                Tone::Plain
            }
        };
        page.add_field(
            words(Text::Sum),
            styled(balance_text(model.lang, budget.total), tone(budget.total)),
        );
        for (source, of) in plan.budget.iter().zip(&budget.sources) {
            page.add_text(styled(
                format!("· {}: {}", source.source, balance_text(model.lang, *of)),
                tone(*of),
            ));
        }
    }
    if !plan.events.is_empty() {
        page.add_heading(words(Text::HeadYearly));
        for event in &plan.events {
            let days = if event.from == event.to {
                short_day(&event.from)
            } else {
                format!("{}–{}", short_day(&event.from), short_day(&event.to))
            };
            page.add_row(vec![
                (styled(days, Tone::Dim), 12),
                (styled(event.name.as_str(), Tone::Plain), 50),
            ]);
        }
    }
    if !plan.tasks.is_empty() {
        page.add_heading(words(Text::HeadTasks));
        for task in &plan.tasks {
            page.add_row(vec![
                (
                    styled(task.section.as_deref().unwrap_or_default(), Tone::Dim),
                    6,
                ),
                (
                    styled(
                        format!("{}: {}", party_name(model, &task.who), task.content),
                        Tone::Plain,
                    ),
                    60,
                ),
            ]);
        }
    }
}

/// Short form of a yearly day: `03-08` → `8/3`.
fn short_day(day: &str) -> String {
    let (month, day) = day.split_once('-').unwrap_or((day, ""));
    format!(
        "{}/{}",
        day.trim_start_matches('0'),
        month.trim_start_matches('0')
    )
}
