//! Invented progress of activities, spending, inspections and comments: a few of each for every plan.

use std::collections::VecDeque;

use chrono::{Days, NaiveDate};
use tiendo::domain::budget::Spending;
use tiendo::domain::catalog::Catalog;
use tiendo::domain::comment::CommentSubject;
use tiendo::domain::inspection::{Inspection, InspectionKind};
use tiendo::domain::number::Number;
use tiendo::domain::plan::{Party, Plan};
use tiendo::store::{ActivityProgress, Expected, Write};

use super::random::Random;

/// Writes by day.
pub type DatedWrites = VecDeque<(NaiveDate, Write)>;

/// What is recorded of every plan until a day.
pub fn writes(catalog: &Catalog, day: NaiveDate, random: &mut Random) -> DatedWrites {
    let mut all: Vec<(NaiveDate, Write)> = Vec::new();
    for plan in &catalog.plans {
        all.extend(activities(plan, random));
        all.extend(inspection(plan, random));
        all.extend(comment(plan, day));
    }
    all.retain(|(on, _)| *on <= day);
    all.sort_by_key(|(on, _)| *on);
    all.into()
}

/// The next ones, until a day included.
pub fn until(writes: &mut DatedWrites, day: NaiveDate) -> Vec<(NaiveDate, Write)> {
    let count = writes.partition_point(|(on, _)| *on <= day);
    writes.drain(..count).collect()
}

/// Every second activity is done to a part, with what was spent on it.
fn activities(plan: &Plan, random: &mut Random) -> Vec<(NaiveDate, Write)> {
    let record = |activity: &tiendo::domain::plan::Activity, random: &mut Random| {
        let on = activity.window.from + Days::new(random.within(10, 90));
        let spending = Spending {
            plan: plan.code.clone(),
            source: Some(1),
            activity: Some(activity.no),
            amount: i64::try_from(random.within(5, 40)).unwrap_or_default() * 1_000_000,
            on,
            note: None,
        };
        let progress = ActivityProgress {
            plan: plan.code.clone(),
            no: activity.no,
            done: Number::whole(i64::try_from(random.within(1, 4)).unwrap_or_default()),
            note: None,
            on,
        };
        let write = Write::SetActivity {
            expected: Expected::Any,
            progress,
            spending: Some(spending),
        };
        (on, write)
    };
    let every_second = plan.activities.iter().step_by(2);
    every_second
        .map(|activity| record(activity, random))
        .collect()
}

fn inspection(plan: &Plan, random: &mut Random) -> Option<(NaiveDate, Write)> {
    let activity = plan.activities.first()?;
    let from = activity.window.from + Days::new(random.within(100, 150));
    let found = random.permille(700);
    let inspection = Inspection {
        plan: plan.code.clone(),
        kind: InspectionKind::Periodic,
        from,
        to: from + Days::new(2),
        team: vec![Party::Office(plan.coordinator.clone())],
        inspected: Party::Office(activity.lead.clone()),
        findings: found.then(|| "Đơn vị triển khai đúng kế hoạch, lưu hồ sơ chưa đủ.".into()),
        follow_up: None,
        closed_on: None,
    };
    Some((
        from + Days::new(10),
        Write::AddInspection(Box::new(inspection)),
    ))
}

fn comment(plan: &Plan, day: NaiveDate) -> Option<(NaiveDate, Write)> {
    let (measure, _, _) = plan.measures().next()?;
    let on = (day - Days::new(20)).min(plan.to);
    let write = Write::Comment {
        subject: CommentSubject::Measure(measure),
        text: "Đề nghị rà soát số liệu trước khi chốt.".into(),
    };
    Some((on, write))
}
