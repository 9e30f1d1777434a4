//! Invented steps of duties: most reports are sent on time and accepted; some are late, returned, extended, waived,
//! waiting or overdue. They are recorded as a history is replayed; a report that waits for others as it is sent, so that
//! those are recorded with it.

use std::collections::BTreeSet;

use chrono::{Days, NaiveDate};
use tiendo::domain::catalog::Catalog;
use tiendo::domain::code::OfficeCode;
use tiendo::domain::deadline::expand;
use tiendo::domain::duty::{Duty, DutyEventKind, DutyKey, Narrative, ReminderChannel, Submission};
use tiendo::domain::period::Period;
use tiendo::store::Write;

use super::random::Random;

/// A step without its words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Sent,
    Accepted,
    Returned { resubmit_by: NaiveDate },
    Extended { to: NaiveDate },
    Exempted,
    Reminded,
}

/// A step of a duty on a day.
#[derive(Clone, Copy, Debug)]
struct Step {
    on: NaiveDate,
    duty: usize,
    kind: Kind,
}

/// A step as it is written.
pub struct DatedStep {
    /// Day on which it is taken.
    pub on: NaiveDate,
    /// Account that takes it.
    pub account: String,
    /// The write.
    pub write: Write,
}

/// Steps of all duties until a day, by day.
pub struct Steps {
    /// Duties, and whether their reports wait for others.
    duties: Vec<(DutyKey, bool)>,
    all: Vec<Step>,
    taken: usize,
}

impl Steps {
    /// Chooses what happens to each duty.
    pub fn plan(catalog: &Catalog, day: NaiveDate, random: &mut Random) -> Self {
        let (mut duties, mut steps) = (Vec::new(), Vec::new());
        for plan in &catalog.plans {
            for rule in &plan.rules {
                // Who has settled a report, or passed on a settled one.
                let mut settled: BTreeSet<(OfficeCode, Period)> = BTreeSet::new();
                for duty in expand(catalog, plan, rule) {
                    let inherits = duty.predecessors.iter().any(|origin| {
                        origin.on == duty.opens_on
                            && settled.contains(&(origin.office.clone(), duty.key.period))
                    });
                    let own = if inherits || !duty.tracked {
                        Vec::new()
                    } else {
                        steps_of(&duty, rule.external_recipient, day, random)
                    };
                    if inherits || !own.is_empty() {
                        settled.insert((duty.key.office.clone(), duty.key.period));
                    }
                    if own.is_empty() {
                        continue;
                    }
                    let duty_no = duties.len();
                    duties.push((duty.key, !rule.waits_for.is_empty()));
                    steps.extend(own.into_iter().map(|(on, kind)| Step {
                        on,
                        duty: duty_no,
                        kind,
                    }));
                }
            }
        }
        steps.sort_by_key(|step| step.on);
        Self {
            duties,
            all: steps,
            taken: 0,
        }
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.all.len()
    }

    /// The next ones, until a day included.
    pub fn until(&mut self, day: NaiveDate) -> Vec<DatedStep> {
        let from = self.taken;
        self.taken = from + self.all[from..].partition_point(|step| step.on <= day);
        self.all[from..self.taken]
            .iter()
            .map(|step| self.dated(*step))
            .collect()
    }

    fn dated(&self, step: Step) -> DatedStep {
        let (key, waits) = self.duties[step.duty].clone();
        let no = 20 + step.duty % 900;
        let event = match step.kind {
            Kind::Sent => DutyEventKind::Sent(Submission {
                letter: Some(format!("{no}/BC")),
                letter_on: Some(step.on - Days::new(1)),
                narrative: Narrative {
                    results: "Đã triển khai các nội dung được giao trong kỳ.".into(),
                    ..Narrative::default()
                },
                ..Submission::default()
            }),
            Kind::Accepted => DutyEventKind::Accepted,
            Kind::Returned { resubmit_by } => DutyEventKind::Returned {
                reason: "Số liệu chưa khớp với kỳ trước".into(),
                resubmit_by,
            },
            Kind::Extended { to } => DutyEventKind::Extended {
                to,
                reason: "Chờ số liệu của ngành dọc".into(),
            },
            Kind::Exempted => DutyEventKind::Exempted {
                reason: "Không phát sinh nhiệm vụ trong kỳ".into(),
            },
            Kind::Reminded => DutyEventKind::Reminded {
                channel: ReminderChannel::Letter,
                note: None,
            },
        };
        let place = key.office.as_str().split('.').next().unwrap_or_default();
        let by = if event.is_submission() { "cb" } else { "dm" };
        let account = format!("{by}.{place}");
        let on = step.on;
        let write = if waits && event.is_submission() {
            let on = Some(on);
            Write::RecordStep { key, event, on }
        } else {
            Write::ReplayDutyEvent { key, event, on }
        };
        DatedStep { on, account, write }
    }
}

/// What happens to a duty until a day; nothing if its office ended meanwhile, so that the successors owe it.
fn steps_of(
    duty: &Duty,
    outside: bool,
    day: NaiveDate,
    random: &mut Random,
) -> Vec<(NaiveDate, Kind)> {
    let due = duty.last_day;
    let after = |base: NaiveDate, days: u64| base + Days::new(days);
    let sent = (due - Days::new(random.below(10))).max(duty.opens_on);
    let accepted = after(sent, random.within(1, 6));
    let late = after(due.max(duty.opens_on), random.within(1, 14));
    let mut steps = match random.below(1000) {
        0..865 => vec![(sent, Kind::Sent), (accepted, Kind::Accepted)],
        865..925 => vec![(late, Kind::Sent), (after(late, 4), Kind::Accepted)],
        925..950 => {
            let again = after(accepted, 7);
            let resubmit_by = after(accepted, 10);
            vec![
                (sent, Kind::Sent),
                (accepted, Kind::Returned { resubmit_by }),
                (again, Kind::Sent),
                (after(again, 3), Kind::Accepted),
            ]
        }
        950..965 => {
            let asked = (due - Days::new(3)).max(duty.opens_on);
            let to = after(due, 15);
            vec![
                (asked, Kind::Extended { to }),
                (late.max(asked), Kind::Sent),
                (after(late.max(asked), 2), Kind::Accepted),
            ]
        }
        965..973 => vec![(sent, Kind::Exempted)],
        973..985 => vec![(sent, Kind::Sent)],
        // Never sent.
        985..992 => vec![(after(due.max(duty.opens_on), 5), Kind::Reminded)],
        _ => Vec::new(),
    };
    if outside {
        steps.truncate(1);
        steps.retain(|(_, kind)| *kind == Kind::Sent);
    }
    let last = steps.last().map(|(on, _)| *on);
    if duty
        .transferred_on
        .is_some_and(|passes_on| last >= Some(passes_on))
    {
        return Vec::new();
    }
    steps.retain(|(on, _)| *on <= day);
    steps
}
