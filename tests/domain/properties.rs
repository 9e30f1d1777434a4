//! Properties that hold for any sequence of entries.

use proptest::prelude::*;
use tiendo::domain::deadline::expand;
use tiendo::domain::figure::Figure;
use tiendo::domain::plan::{Comparator, Measure};

use crate::{
    assess_on, catalog, day, entry, entry_by_holder, figures, finish_later, stored, typed,
};

const YEARS: [&str; 5] = ["2021", "2022", "2023", "2024", "2025"];

fn yearly(values: &[Option<u16>]) -> Vec<Figure> {
    let catalog = catalog();
    let rows = YEARS.iter().zip(values).filter_map(|(year, value)| {
        let text = format!("{},{}", (*value)? / 10, (*value)? % 10);
        Some(stored(
            finish_later(
                &catalog,
                &entry_by_holder(
                    &catalog,
                    entry("tth-2021/2.2", "tth.sldtbxh", year, typed(&text)),
                ),
            )
            .unwrap(),
        ))
    });
    rows.collect()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(64) })]

    #[test]
    fn status_never_depends_on_the_order_of_entry(
        values in prop::collection::vec(prop::option::of(0u16..1000), 5),
        seed in any::<prop::sample::Index>(),
        on in 0i64..2500,
    ) {
        let catalog = catalog();
        let rows = yearly(&values);
        let mut turned = rows.clone();
        if !turned.is_empty() {
            let turn = seed.index(turned.len());
            turned.rotate_left(turn);
            turned.reverse();
        }
        let on = (day("2020-06-01") + chrono::Duration::days(on)).to_string();
        prop_assert_eq!(assess_on(&catalog, "tth-2021/2.2", &rows, &on), assess_on(&catalog, "tth-2021/2.2", &turned, &on));
    }

    #[test]
    fn status_on_a_day_ignores_later_periods(
        values in prop::collection::vec(prop::option::of(0u16..1000), 5),
        on in 0i64..2500,
    ) {
        let catalog = catalog();
        let rows = yearly(&values);
        let on = day("2020-06-01") + chrono::Duration::days(on);
        let known: Vec<Figure> = rows
            .iter()
            .filter(|figure| figure.cell.period.last_day(tiendo::domain::plan::DataPeriod::Calendar) <= on)
            .cloned()
            .collect();
        let on = on.to_string();
        prop_assert_eq!(assess_on(&catalog, "tth-2021/2.2", &rows, &on), assess_on(&catalog, "tth-2021/2.2", &known, &on));
    }

    #[test]
    fn less_than_and_at_most_differ_exactly_at_equality(value in 0u16..1000) {
        let mut catalog = catalog();
        let text = format!("{},{}", value / 10, value % 10);
        let rows = figures(&catalog, &[("tth-2021/2.2", "tth.sldtbxh", "2025", &text)]);
        let less = assess_on(&catalog, "tth-2021/2.2", &rows, "2026-01-01").status;
        let at_most = {
            let plan = catalog.plans.iter_mut().find(|plan| plan.code.as_str() == "tth-2021").unwrap();
            let target = plan.targets.iter_mut().find(|target| target.no == "2.2").unwrap();
            target.measures[0] = Measure { comparator: Comparator::Le, ..target.measures[0].clone() };
            assess_on(&catalog, "tth-2021/2.2", &rows, "2026-01-01").status
        };
        prop_assert_eq!(less == at_most, value != 300);
    }
}

#[test]
fn expanding_rules_twice_creates_nothing_twice() {
    let catalog = catalog();
    for plan in &catalog.plans {
        for rule in &plan.rules {
            let keys: Vec<_> = expand(&catalog, plan, rule)
                .into_iter()
                .map(|duty| duty.key)
                .collect();
            let again: Vec<_> = expand(&catalog, plan, rule)
                .into_iter()
                .map(|duty| duty.key)
                .collect();
            let once: std::collections::BTreeSet<_> = keys.iter().chain(&again).cloned().collect();
            assert_eq!(once.len(), keys.len(), "{}", plan.rule_id(rule));
        }
    }
}
