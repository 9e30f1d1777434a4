//! Copy of a plan for other years: its days are shifted, and what belongs to the old document is left out.
//! Must not depend on the store.

use chrono::{Datelike, Months, NaiveDate};

use super::code::PlanCode;
use super::plan::{Plan, ReportingRule, Target};

/// Maximum number of years by which a copy is shifted; larger values are typing errors.
pub const YEARS_MAX: u32 = 30;

/// The plan shifted by a number of years under a new code. The number, the signature, amendments and what they
/// changed, coding notes of the plan, ended owners and baselines are dropped: they belong to the old document. Years
/// in the old plan's texts are shifted too. `None` if a day falls outside the calendar.
pub fn shift_plan(plan: &Plan, code: PlanCode, years: u32) -> Option<Plan> {
    let day = |day: NaiveDate| day.checked_add_months(Months::new(years.checked_mul(12)?));
    let opt = |given: Option<NaiveDate>| given.map_or(Some(None), |given| day(given).map(Some));
    let words = |text: &str| shift_years(text, plan, years);
    let mut new = Plan {
        code,
        number: None,
        title: words(&plan.title),
        short_name: words(&plan.short_name),
        signed_on: None,
        signer: None,
        from: day(plan.from)?,
        to: day(plan.to)?,
        tracked_from: None,
        amendments: Vec::new(),
        closing: None,
        decisions: Vec::new(),
        ..plan.clone()
    };
    new.targets.retain(|target| target.to.is_none());
    for target in &mut new.targets {
        shift_target(target, &words, &day)?;
    }
    for rule in &mut new.rules {
        *rule = ReportingRule {
            first: opt(rule.first)?,
            last: opt(rule.last)?,
            wording: words(&rule.wording),
            label: words(&rule.label),
            ..rule.clone()
        };
    }
    for activity in &mut new.activities {
        activity.window.from = day(activity.window.from)?;
        activity.window.to = day(activity.window.to)?;
        activity.window.wording = words(&activity.window.wording);
        activity.content = words(&activity.content);
    }
    Some(new)
}

fn shift_target(
    target: &mut Target,
    words: &impl Fn(&str) -> String,
    day: &impl Fn(NaiveDate) -> Option<NaiveDate>,
) -> Option<()> {
    (target.from, target.former_versions) = (None, Vec::new());
    target.wording = words(&target.wording);
    for measure in &mut target.measures {
        measure.label = words(&measure.label);
        measure.baseline = None;
        measure.from = match measure.from {
            Some(from) => Some(day(from)?),
            None => None,
        };
        for stage in &mut measure.stages {
            stage.on = day(stage.on)?;
        }
        measure.owners.retain(|owner| owner.to.is_none());
    }
    Some(())
}

/// A text with every year covered by the plan shifted by a number of years.
fn shift_years(text: &str, plan: &Plan, years: u32) -> String {
    let covered = plan.from.year()..=plan.to.year();
    let moved = |year: &str| {
        let year: i32 = year.parse().ok().filter(|year| covered.contains(year))?;
        year.checked_add_unsigned(years)
            .map(|year| year.to_string())
    };
    let mut out = String::with_capacity(text.len());
    let mut digits = String::new();
    for c in text.chars().chain(['\0']) {
        if c.is_ascii_digit() {
            digits.push(c);
            continue;
        }
        out.push_str(&moved(&digits).unwrap_or_else(|| digits.clone()));
        digits.clear();
        if c != '\0' {
            out.push(c);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::domain::fixtures::{day, measure, plan, rule};
    use crate::domain::plan::{Activity, Amendment, Closing, FormerTarget, Owner, Signer, Window};

    /// A plan with everything that a copy changes or leaves out.
    fn signed_plan() -> Plan {
        let text = "từ 2022 đến 2025".to_owned();
        let mut measure = measure(json!({
            "label": text, "from": "2022-02-01",
            "stages": [{ "on": "2023-12-31", "value": "20" }, { "on": "2025-12-31", "value": "50" }],
        }));
        measure.owners.push(Owner {
            to: Some(day("2023-06-30")),
            ..measure.owners[0].clone()
        });
        let mut plan = plan(&measure);
        plan.targets[0].wording.clone_from(&text);
        plan.targets[0].from = Some(day("2023-01-01"));
        plan.targets[0].former_versions.push(FormerTarget {
            until: day("2022-12-31"),
            amendment: "9".to_owned(),
            wording: text.clone(),
            decision: None,
            measures: Vec::new(),
        });
        let mut removed = plan.targets[0].clone();
        (removed.no, removed.to) = ("2".to_owned(), Some(day("2023-12-31")));
        plan.targets.push(removed);
        Plan {
            number: Some("70/KH-UBND".to_owned()),
            title: text.clone(),
            short_name: text.clone(),
            signed_on: Some(day("2021-12-20")),
            signer: Some(Signer {
                name: "n".to_owned(),
                post: None,
            }),
            tracked_from: Some(day("2022-06-01")),
            amendments: vec![Amendment {
                number: "9".to_owned(),
                on: day("2023-01-01"),
                signed_on: None,
                title: text.clone(),
            }],
            closing: Some(Closing {
                on: day("2024-06-30"),
                reason: text.clone(),
            }),
            decisions: vec![text.clone()],
            recipients: vec!["kept".to_owned()],
            rules: vec![rule(json!({ "wording": text, "label": text }))],
            activities: vec![Activity {
                no: 1,
                content: text.clone(),
                unit: None,
                quantity: None,
                window: Window {
                    wording: text,
                    from: day("2023-05-01"),
                    to: day("2024-02-29"),
                },
                lead: "x.a".into(),
                partners: Vec::new(),
            }],
            ..plan
        }
    }

    #[test]
    fn a_copy_is_shifted_and_leaves_out_what_belongs_to_the_old_document() {
        let was = signed_plan();
        let text = "từ 2027 đến 2030".to_owned();
        let mut expected = Plan {
            code: "q".into(),
            number: None,
            title: text.clone(),
            short_name: text.clone(),
            signed_on: None,
            signer: None,
            from: day("2027-01-01"),
            to: day("2030-12-31"),
            tracked_from: None,
            amendments: Vec::new(),
            closing: None,
            decisions: Vec::new(),
            ..was.clone()
        };
        expected.targets.truncate(1);
        let target = &mut expected.targets[0];
        target.wording.clone_from(&text);
        (target.from, target.former_versions) = (None, Vec::new());
        let measure = &mut target.measures[0];
        measure.label.clone_from(&text);
        (measure.baseline, measure.from) = (None, Some(day("2027-02-01")));
        measure.stages[0].on = day("2028-12-31");
        measure.stages[1].on = day("2030-12-31");
        measure.owners.truncate(1);
        let rule = &mut expected.rules[0];
        (rule.wording, rule.label) = (text.clone(), text.clone());
        (rule.first, rule.last) = (Some(day("2027-12-15")), Some(day("2030-12-15")));
        let activity = &mut expected.activities[0];
        activity.content.clone_from(&text);
        activity.window.wording = text;
        activity.window.from = day("2028-05-01");
        activity.window.to = day("2029-02-28");
        assert_eq!(shift_plan(&was, "q".into(), 5), Some(expected));
    }

    #[test]
    fn a_copy_beyond_the_calendar_is_none() {
        let mut plan = signed_plan();
        plan.to = NaiveDate::MAX;
        assert_eq!(shift_plan(&plan, "q".into(), 1), None);
        assert_eq!(shift_plan(&signed_plan(), "q".into(), u32::MAX), None);
    }

    #[test]
    fn years_of_the_plan_are_shifted_in_its_texts_and_other_numbers_stay() {
        let plan = plan(&measure(json!({})));
        for (text, expected) in [
            ("", ""),
            ("không có năm", "không có năm"),
            ("2022", "2024"),
            ("2021 2022 2025 2026", "2021 2024 2027 2026"),
            ("giai đoạn 2022–2025", "giai đoạn 2024–2027"),
            ("12022 và 20225", "12022 và 20225"),
            ("15/01/2023: 60%", "15/01/2025: 60%"),
        ] {
            assert_eq!(shift_years(text, &plan, 2), expected, "{text}");
        }
    }
}
