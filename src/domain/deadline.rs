//! Deadlines computed from their wording, and the duties that a rule makes. Must not depend on what was sent.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, Days, Months, NaiveDate, Weekday};

use super::catalog::Catalog;
pub use super::catalog::DeadlineSettings;
use super::code::{OfficeCode, RuleId};
use super::duty::{Duty, DutyKey};
use super::office::{Holiday, Predecessor};
use super::period::Period;
use super::plan::{DataPeriod, Party, Plan, Recurrence, ReportingRule};
use super::succession::{Holder, Succession};

/// Last day on time for a named day: `trước ngày 10/06` → 09/06, `đến ngày 10/06` → 10/06.
pub fn last_day(
    named: NaiveDate,
    before: bool,
    settings: DeadlineSettings,
    holidays: &[Holiday],
) -> NaiveDate {
    let day = if before && !settings.before_inclusive {
        named - Days::new(1)
    } else {
        named
    };
    if settings.roll_over {
        next_working_day(day, holidays)
    } else {
        day
    }
}

/// Deadline settings of a rule: its own where set, else the system's.
pub fn effective_settings(rule: &ReportingRule, system: DeadlineSettings) -> DeadlineSettings {
    DeadlineSettings {
        before_inclusive: rule.before_inclusive.unwrap_or(system.before_inclusive),
        roll_over: rule.roll_over.unwrap_or(system.roll_over),
    }
}

/// Last day on time of a rule for one of its named days.
pub fn rule_last_day(
    rule: &ReportingRule,
    named: NaiveDate,
    system: DeadlineSettings,
    holidays: &[Holiday],
) -> NaiveDate {
    last_day(
        named,
        rule.excludes_named_day,
        effective_settings(rule, system),
        holidays,
    )
}

/// Last day before it moved off a weekend or holiday; `None` if it did not move.
pub fn last_day_before_rolling(
    rule: &ReportingRule,
    named: NaiveDate,
    system: DeadlineSettings,
    last: NaiveDate,
) -> Option<NaiveDate> {
    let settings = effective_settings(rule, system);
    let unrolled = last_day(
        named,
        rule.excludes_named_day,
        DeadlineSettings {
            roll_over: false,
            ..settings
        },
        &[],
    );
    (settings.roll_over && unrolled < last).then_some(unrolled)
}

/// Number of duties whose last day would change under `settings`.
pub fn count_moved_days<'a>(
    catalog: &Catalog,
    settings: DeadlineSettings,
    duties: impl Iterator<Item = &'a Duty>,
) -> usize {
    let moves = |duty: &&Duty| {
        is_moved(
            catalog,
            settings,
            &duty.key.rule,
            (duty.named_day, duty.last_day),
        )
    };
    duties.filter(moves).count()
}

/// Returns `true` if the last day of a rule's duties with this named and last day would change under `settings`.
pub fn is_moved(
    catalog: &Catalog,
    settings: DeadlineSettings,
    rule: &RuleId,
    (named, last): (NaiveDate, NaiveDate),
) -> bool {
    let rule = catalog.rule(rule).map(|(_, rule)| rule);
    rule.is_some_and(|rule| rule_last_day(rule, named, settings, &catalog.holidays) != last)
}

/// The day itself if it is a working day, else the next working day.
fn next_working_day(mut day: NaiveDate, holidays: &[Holiday]) -> NaiveDate {
    while !is_working_day(day, holidays) {
        day = day + Days::new(1);
    }
    day
}

/// Returns `true` if a day is a working day: not a weekend or day off, or a make-up workday on a weekend.
pub fn is_working_day(day: NaiveDate, holidays: &[Holiday]) -> bool {
    match holidays.iter().find(|holiday| holiday.on == day) {
        Some(holiday) => holiday.working,
        None => !matches!(day.weekday(), Weekday::Sat | Weekday::Sun),
    }
}

/// Days that a rule names, in ascending order; empty for a rule without a day.
pub fn named_days(rule: &ReportingRule) -> Vec<NaiveDate> {
    let (Some(first), Some(last)) = (rule.first, rule.last) else {
        return Vec::new();
    };
    match rule.recurrence {
        Recurrence::Once => vec![first],
        // 29/2 falls on 28/2 in a common year.
        Recurrence::Yearly => (first.year()..=last.year())
            .filter_map(|year| {
                first
                    .with_year(year)
                    .or_else(|| NaiveDate::from_ymd_opt(year, 2, 28))
            })
            .filter(|day| *day <= last)
            .collect(),
    }
}

/// Period that a report due on `named` covers: the one of its kind that ends nearest to it (a report due on 10/12
/// covers the current year, one due on 15/01 the year before, one on nine months due on 10/10 those that ended on
/// 30/09). A one-off duty's period is the day itself. `None` for unsupported years. In a leap year a day can be
/// equally near to both ends; a yearly rule then covers the period before, as the same day does in a common year.
pub fn covered_period(rule: &ReportingRule, named: NaiveDate, data: DataPeriod) -> Option<Period> {
    let Some(kind) = rule.data_period else {
        return Period::single_day(named).ok();
    };
    let at_hand = Period::latest_begun_by(named, kind, data)?;
    let is_once_a_year = kind.count_per_year() == 1;
    let end = at_hand.last_day(data);
    // The period before can lie in an unsupported year.
    let end_before = if is_once_a_year {
        end - Months::new(12)
    } else {
        at_hand.first_day(data) - Days::new(1)
    };
    let (to_end, since_before) = ((end - named).abs(), (named - end_before).abs());
    let is_tie_before = is_once_a_year && rule.recurrence == Recurrence::Yearly;
    let covers_before = since_before < to_end || since_before == to_end && is_tie_before;
    if covers_before {
        at_hand.previous()
    } else {
        Some(at_hand)
    }
}

/// Every duty that a rule makes, over all its named days. A duty arises on the first day of its data period for the
/// members of its groups on that day; the recipient of a report never owes it to itself. When its office ends the duty
/// passes on, one duty for each named successor. Pure: expanding twice gives the same duties with the same keys.
pub fn expand(catalog: &Catalog, plan: &Plan, rule: &ReportingRule) -> Vec<Duty> {
    let mut duties = Vec::new();
    for named in named_days(rule) {
        let Some((period, opens_on)) = arising(plan, rule, named) else {
            continue;
        };
        let last_day = rule_last_day(rule, named, catalog.settings, &catalog.holidays);
        duties.extend(
            reporting_offices(catalog, plan, rule, opens_on)
                .into_iter()
                .map(|owed| Duty {
                    key: DutyKey {
                        rule: plan.rule_id(rule),
                        office: owed.holder.office,
                        period,
                    },
                    opens_on: owed.from,
                    named_day: named,
                    last_day,
                    predecessors: owed.holder.predecessors,
                    transferred_on: owed.until,
                    tracked: last_day >= plan.tracked_from(),
                }),
        );
    }
    duties
}

/// Number of duties a rule makes, over all its named days: as many as [`expand`] returns, without building them.
/// The owing offices are computed once for all days between which no office and no group changes.
pub fn count_duties(catalog: &Catalog, plan: &Plan, rule: &ReportingRule) -> usize {
    let changes = change_days(catalog);
    let mut counted: BTreeMap<usize, usize> = BTreeMap::new();
    let mut total = 0_usize;
    for named in named_days(rule) {
        let Some((_, opens_on)) = arising(plan, rule, named) else {
            continue;
        };
        let between = changes.partition_point(|day| *day <= opens_on);
        let count = counted
            .entry(between)
            .or_insert_with(|| reporting_offices(catalog, plan, rule, opens_on).len());
        total = total.saturating_add(*count);
    }
    total
}

/// Days on which an office or a group membership begins, ends or passes on its tasks, ascending.
fn change_days(catalog: &Catalog) -> Vec<NaiveDate> {
    let members = catalog
        .groups
        .values()
        .flat_map(|group| &group.members)
        .map(|member| (member.from, member.to));
    let offices = catalog
        .offices
        .values()
        .map(|office| (office.from, office.to));
    let ends = members
        .chain(offices)
        .flat_map(|(from, to)| [from, to.and_then(|to| to.succ_opt())])
        .flatten();
    let successions = catalog
        .offices
        .values()
        .flat_map(|office| &office.successors)
        .map(|next| next.on);
    let days: BTreeSet<NaiveDate> = ends.chain(successions).collect();
    days.into_iter().collect()
}

/// Period of a report due on a named day, and the day on which its duties arise; `None` if nobody owes it, because
/// its years are unsupported or the plan was closed before.
fn arising(plan: &Plan, rule: &ReportingRule, named: NaiveDate) -> Option<(Period, NaiveDate)> {
    let data = plan.data_period;
    let period = covered_period(rule, named, data)?;
    let opens_on = if period.kind().is_some() {
        period.first_day(data).max(plan.from)
    } else {
        plan.from
    };
    let closed = plan
        .closing
        .as_ref()
        .is_some_and(|closing| closing.on < opens_on);
    (!closed).then_some((period, opens_on))
}

/// An office that owes a report for a range of days.
struct ReportingOffice {
    holder: Holder,
    from: NaiveDate,
    until: Option<NaiveDate>,
}

/// Offices that owe the report that arises on `day`, each once, and those that owe it after them while it is not sent.
fn reporting_offices(
    catalog: &Catalog,
    plan: &Plan,
    rule: &ReportingRule,
    day: NaiveDate,
) -> Vec<ReportingOffice> {
    let receiving = receivers_over_time(catalog, plan, rule, day);
    let members: Vec<OfficeCode> = rule
        .who
        .iter()
        .flat_map(|party| catalog.offices_of(party, day))
        .collect();
    let succession = Succession::new(&catalog.offices);
    let first = succession
        .trace_holders_on(&members, day)
        .into_iter()
        .map(|holder| ReportingOffice {
            holder,
            from: day,
            until: None,
        });
    let mut owing: Vec<ReportingOffice> = first
        .filter(|owed| !is_receiver(&receiving, &owed.holder.office, day))
        .collect();
    let mut at = 0;
    while let Some(owed) = owing.get(at) {
        let office = owed.holder.office.clone();
        // An office that owes the report receives it later, if ever.
        let receives = receiving
            .iter()
            .find(|(receiver, _)| *receiver == office)
            .map(|(_, on)| *on);
        let successors: Vec<_> = succession
            .successors(&office)
            .filter(|_| receives.is_none())
            .collect();
        let until = receives.or_else(|| successors.iter().map(|(_, on)| *on).min());
        owing[at].until = until;
        let origins = owing[at].holder.predecessors.clone();
        for (successor, on) in successors {
            if !is_receiver(&receiving, successor, on) {
                let step = Predecessor {
                    office: office.clone(),
                    on,
                };
                let path = [&origins[..], &[step]].concat();
                transfer_to_successor(&mut owing, successor, (on, &path));
            }
        }
        at += 1;
    }
    owing
}

/// A report comes to a successor, who may owe it already.
fn transfer_to_successor(
    owing: &mut Vec<ReportingOffice>,
    successor: &OfficeCode,
    (on, origins): (NaiveDate, &[Predecessor]),
) {
    if let Some(there) = owing
        .iter_mut()
        .find(|owed| owed.holder.office == *successor)
    {
        there.holder.add_predecessors(origins);
        return;
    }
    let holder = Holder {
        office: successor.clone(),
        predecessors: origins.to_vec(),
    };
    owing.push(ReportingOffice {
        holder,
        from: on,
        until: None,
    });
}

fn is_receiver(receiving: &[(OfficeCode, NaiveDate)], office: &OfficeCode, day: NaiveDate) -> bool {
    receiving
        .iter()
        .any(|(receiver, on)| receiver == office && *on <= day)
}

/// Offices that receive a rule's reports and their successors, each with the day from which it does.
fn receivers_over_time(
    catalog: &Catalog,
    plan: &Plan,
    rule: &ReportingRule,
    day: NaiveDate,
) -> Vec<(OfficeCode, NaiveDate)> {
    let mut receiving: Vec<_> = receivers(plan, rule)
        .into_iter()
        .map(|office| (office, day))
        .collect();
    let mut at = 0;
    while let Some((office, since)) = receiving.get(at).cloned() {
        for (successor, on) in Succession::new(&catalog.offices).successors(&office) {
            if !receiving.iter().any(|(known, _)| known == successor) {
                receiving.push((successor.clone(), on.max(since)));
            }
        }
        at += 1;
    }
    receiving
}

/// Offices that receive a rule's reports: its recipient, the one through which they are submitted, else the
/// coordinator. An office that the rule names individually owes its report even if it also passes it on.
fn receivers(plan: &Plan, rule: &ReportingRule) -> Vec<OfficeCode> {
    let named_alone = |office: &OfficeCode| {
        rule.who
            .iter()
            .any(|who| *who == Party::Office(office.clone()))
    };
    let to = rule.to.iter().filter_map(|party| match party {
        Party::Office(office) => Some(office.clone()),
        Party::Group(_) | Party::Words(_) => None,
    });
    let collector = rule
        .via
        .clone()
        .or_else(|| rule.to.is_none().then(|| plan.coordinator.clone()));
    to.chain(collector)
        .filter(|office| !named_alone(office))
        .collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::domain::fixtures::{catalog, day, measure, office, plan, rule};
    use crate::domain::plan::Closing;

    fn expanded(change: impl FnOnce(&mut Plan), rule: &ReportingRule) -> Vec<Duty> {
        let mut plan = plan(&measure(json!({})));
        change(&mut plan);
        let offices = vec![
            office("x.a", Some("2023-06-30"), &[("x.b", "2023-07-01")]),
            office("x.b", None, &[]),
            office("x.c", None, &[]),
        ];
        expand(&catalog(vec![plan.clone()], offices), &plan, rule)
    }

    #[test]
    fn a_duty_is_tracked_from_its_last_day_itself() {
        for (tracked_from, expected) in [
            ("2023-12-14", true),
            ("2023-12-15", true),
            ("2023-12-16", false),
        ] {
            let duties = expanded(
                |plan| plan.tracked_from = Some(day(tracked_from)),
                &rule(json!({})),
            );
            let of_2023 = duties
                .iter()
                .find(|duty| duty.last_day == day("2023-12-15"))
                .unwrap();
            assert_eq!(of_2023.tracked, expected, "{tracked_from}");
        }
    }

    #[test]
    fn before_a_day_excludes_it_and_a_day_off_moves_it() {
        let reads = |before_inclusive, roll_over| DeadlineSettings {
            before_inclusive,
            roll_over,
        };
        // 07/06/2024 is a Friday.
        for (named, before, settings, expected) in [
            ("2024-06-07", false, reads(false, false), "2024-06-07"),
            ("2024-06-07", true, reads(false, false), "2024-06-06"),
            ("2024-06-07", true, reads(true, false), "2024-06-07"),
            ("2024-06-07", false, reads(false, true), "2024-06-07"),
            ("2024-06-08", false, reads(false, true), "2024-06-10"),
            ("2024-06-09", false, reads(false, true), "2024-06-10"),
            ("2024-06-10", false, reads(false, true), "2024-06-10"),
            ("2024-06-08", true, reads(false, true), "2024-06-07"),
        ] {
            assert_eq!(
                last_day(day(named), before, settings, &[]),
                day(expected),
                "{named} {before} {settings:?}"
            );
        }
    }

    #[test]
    fn a_rule_names_its_last_day_too() {
        for (last, count) in [("2025-12-14", 3), ("2025-12-15", 4), ("2025-12-16", 4)] {
            assert_eq!(named_days(&rule(json!({ "last": last }))).len(), count);
        }
    }

    #[test]
    fn a_closed_plan_owes_what_arose_by_its_last_day() {
        for (closed, count) in [("2024-12-31", 3), ("2025-01-01", 4), ("2025-01-02", 4)] {
            let close = |plan: &mut Plan| {
                plan.closing = Some(Closing {
                    on: day(closed),
                    reason: "r".to_owned(),
                });
            };
            let single = rule(json!({ "who": [{ "office": "x.b" }] }));
            assert_eq!(expanded(close, &single).len(), count, "{closed}");
        }
    }

    #[test]
    fn a_duty_goes_to_the_successor_on_its_first_day() {
        let duties = expanded(|_| {}, &rule(json!({})));
        let of_2023: Vec<_> = duties
            .iter()
            .filter(|duty| duty.last_day == day("2023-12-15"))
            .collect();
        let [old, new] = of_2023[..] else {
            panic!("{of_2023:?}");
        };
        assert_eq!(old.transferred_on, Some(day("2023-07-01")));
        assert_eq!(new.opens_on, day("2023-07-01"));
        for (on, held) in [
            ("2023-06-30", [true, false]),
            ("2023-07-01", [false, true]),
            ("2023-07-02", [false, true]),
        ] {
            assert_eq!(
                [old, new].map(|duty| duty.is_held_on(day(on))),
                held,
                "{on}"
            );
        }
        assert!(new.starts_by_succession() && !old.starts_by_succession());
    }

    #[test]
    fn a_report_covers_the_period_that_ends_nearest() {
        // Of two ends as far away as the other, in the middle of the half year from 01/01 to 30/06/2023.
        let half = |named: &str| {
            let half = rule(json!({ "data_period": "half_year", "recurrence": "once" }));
            covered_period(&half, day(named), DataPeriod::Calendar).unwrap()
        };
        for (named, expected) in [
            ("2023-03-31", "2022-H2"),
            ("2023-04-01", "2023-H1"),
            ("2023-06-30", "2023-H1"),
            ("2023-07-01", "2023-H1"),
        ] {
            assert_eq!(half(named).to_string(), expected, "{named}");
        }
        // 2024 is a leap year: its first half and the whole year have a day in the exact middle.
        for (kind, recurrence, named, expected) in [
            ("half_year", "yearly", "2024-03-30", "2023-H2"),
            ("half_year", "yearly", "2024-03-31", "2024-H1"),
            ("half_year", "yearly", "2024-04-01", "2024-H1"),
            ("year", "yearly", "2024-06-30", "2023"),
            ("year", "yearly", "2024-07-01", "2023"),
            ("year", "yearly", "2024-07-02", "2024"),
            ("year", "once", "2024-06-30", "2023"),
            ("year", "once", "2024-07-01", "2024"),
            ("year", "once", "2024-07-02", "2024"),
        ] {
            let rule = rule(json!({ "data_period": kind, "recurrence": recurrence }));
            let covered = covered_period(&rule, day(named), DataPeriod::Calendar).unwrap();
            assert_eq!(covered.to_string(), expected, "{kind} {recurrence} {named}");
        }
    }
}
