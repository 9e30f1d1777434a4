//! From the wording of a deadline to the last day on time, and from a rule to the duties that it makes
//! (DOMAIN §4). Knows nothing of what was sent.

use std::collections::BTreeSet;

use chrono::{Datelike, Days, NaiveDate, Weekday};

use super::catalog::Catalog;
pub use super::catalog::DeadlineSettings;
use super::code::OfficeCode;
use super::duty::{Duty, DutyKey};
use super::office::Holiday;
use super::period::Period;
use super::plan::{DataPeriod, Party, Plan, Recurrence, ReportingRule};

/// The last day on time for a named day: `trước ngày 10/06` → 09/06, `đến ngày 10/06` → 10/06.
pub fn last_day(named: NaiveDate, before: bool, settings: DeadlineSettings, holidays: &[Holiday]) -> NaiveDate {
    let day = if before && !settings.before_inclusive { named - Days::new(1) } else { named };
    if settings.roll_over { next_working_day(day, holidays) } else { day }
}

/// How a rule reads its days: as it says itself, else as the whole system does.
pub fn settings_of(rule: &ReportingRule, system: DeadlineSettings) -> DeadlineSettings {
    DeadlineSettings {
        before_inclusive: rule.before_inclusive.unwrap_or(system.before_inclusive),
        roll_over: rule.roll_over.unwrap_or(system.roll_over),
    }
}

/// The last day on time of a rule for one of its named days.
pub fn last_day_of(
    rule: &ReportingRule,
    named: NaiveDate,
    system: DeadlineSettings,
    holidays: &[Holiday],
) -> NaiveDate {
    last_day(named, rule.before, settings_of(rule, system), holidays)
}

/// The last day as the words say it, before it moved off a day on which nobody works; none if it did not move.
pub fn rolled_from(
    rule: &ReportingRule,
    named: NaiveDate,
    system: DeadlineSettings,
    last: NaiveDate,
) -> Option<NaiveDate> {
    let settings = settings_of(rule, system);
    let said = last_day(named, rule.before, DeadlineSettings { roll_over: false, ..settings }, &[]);
    (settings.roll_over && said < last).then_some(said)
}

/// How many of these duties get another last day if the system reads its days by `settings`.
pub fn moved_by<'a>(catalog: &Catalog, settings: DeadlineSettings, duties: impl Iterator<Item = &'a Duty>) -> usize {
    let moves = |duty: &&Duty| {
        let rule = catalog.rule(&duty.key.rule).map(|(_, rule)| rule);
        let last = |rule| last_day_of(rule, duty.named_day, settings, &catalog.holidays);
        rule.is_some_and(|rule| last(rule) != duty.last_day)
    };
    duties.filter(moves).count()
}

/// The day itself if people work on it, else the next one on which they do.
fn next_working_day(mut day: NaiveDate, holidays: &[Holiday]) -> NaiveDate {
    while !is_working_day(day, holidays) {
        day = day + Days::new(1);
    }
    day
}

/// Whether people work on a day: no weekend and no day off, or a weekend day that was swapped for one.
pub fn is_working_day(day: NaiveDate, holidays: &[Holiday]) -> bool {
    match holidays.iter().find(|holiday| holiday.on == day) {
        Some(holiday) => holiday.working,
        None => !matches!(day.weekday(), Weekday::Sat | Weekday::Sun),
    }
}

/// The days that a rule names, first to last; none for a rule without a day.
pub fn named_days(rule: &ReportingRule) -> Vec<NaiveDate> {
    let (Some(first), Some(last)) = (rule.first, rule.last) else { return Vec::new() };
    match rule.recurrence {
        Recurrence::Once => vec![first],
        // 29/2 falls on 28/2 in a common year.
        Recurrence::Yearly => (first.year()..=last.year())
            .filter_map(|year| first.with_year(year).or_else(|| NaiveDate::from_ymd_opt(year, 2, 28)))
            .filter(|day| *day <= last)
            .collect(),
    }
}

/// The period that a report due on `named` covers: the one of its kind that ends nearest to it (a report due on
/// 10/12 covers the year at hand, one due on 15/01 the year before). A one-off duty's period is the day itself.
/// None for years that the program does not know.
pub fn covered_period(rule: &ReportingRule, named: NaiveDate, data: DataPeriod) -> Option<Period> {
    let Some(kind) = rule.data_period else { return Period::on(named).ok() };
    let at_hand = Period::containing(named, kind, data);
    let before = at_hand.and_then(Period::previous);
    let distance = |period: &Period| (period.last_day(data) - named).num_days().abs();
    [at_hand, before].into_iter().flatten().min_by_key(distance)
}

/// Every duty that a rule makes, over all its named days. A duty arises on the first day of its data period for the
/// members of its groups on that day; the recipient of a report never owes it to itself. Pure: expanding twice gives
/// the same duties with the same keys.
pub fn expand(catalog: &Catalog, plan: &Plan, rule: &ReportingRule) -> Vec<Duty> {
    let data = plan.data_period;
    let mut duties = Vec::new();
    for named in named_days(rule) {
        let Some(period) = covered_period(rule, named, data) else { continue };
        let opens_on = if period.kind().is_some() { period.first_day(data).max(plan.from) } else { plan.from };
        if plan.closing.as_ref().is_some_and(|closing| closing.on < opens_on) {
            continue;
        }
        let last_day = last_day_of(rule, named, catalog.settings, &catalog.holidays);
        for (office, inherited_from) in owing(catalog, plan, rule, opens_on) {
            duties.push(Duty {
                key: DutyKey { rule: plan.rule_id(rule), office, period },
                opens_on,
                named_day: named,
                last_day,
                inherited_from,
                tracked: last_day >= plan.tracked_from(),
            });
        }
    }
    duties
}

/// Who owes the report that arises on `day`, each once, with the offices that it came from.
fn owing(catalog: &Catalog, plan: &Plan, rule: &ReportingRule, day: NaiveDate) -> Vec<(OfficeCode, Vec<OfficeCode>)> {
    let receivers = receivers(plan, rule);
    let mut seen = BTreeSet::new();
    let members = rule.who.iter().flat_map(|party| catalog.offices_of(party, day));
    members
        .flat_map(|member| catalog.holders(&member, day))
        .filter(|(office, _)| !receivers.contains(office) && seen.insert(office.clone()))
        .collect()
}

/// The offices that get a rule's reports: its recipient, the one through which they go, else the coordinator.
/// An office that the rule names alone owes its report even where it also passes it on.
fn receivers(plan: &Plan, rule: &ReportingRule) -> Vec<OfficeCode> {
    let named_alone = |office: &OfficeCode| rule.who.iter().any(|who| *who == Party::Office(office.clone()));
    let to = rule.to.iter().filter_map(|party| match party {
        Party::Office(office) => Some(office.clone()),
        Party::Group(_) | Party::Words(_) => None,
    });
    let collector = rule.via.clone().or_else(|| rule.to.is_none().then(|| plan.coordinator.clone()));
    to.chain(collector).filter(|office| !named_alone(office)).collect()
}
