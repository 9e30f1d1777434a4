//! Definitions of lists: keys, headings and widths, and that every output shows the same cells.

#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests")]

use std::borrow::Cow;
use std::collections::BTreeSet;

use serde_json::Value;
use tiendo::domain::assessment::assess_plan;
use tiendo::domain::catalog::Catalog;
use tiendo::domain::estimate::due_estimates;
use tiendo::domain::figure::Figure;
use tiendo::i18n::Lang;
use tiendo::lists::column::{keys, shown_columns};
use tiendo::lists::{ColumnWidth, Facts, List, ShownIn, print};
use tiendo::lists::{accounts, execution, figures, follow_up, gaps, holidays, inspections};
use tiendo::lists::{journal, locks, measures, offices, plans, settings};
use tiendo::report::csv::CsvStyle;
use tiendo::report::table::TableOutput;
use tiendo::sample::demo;
use tiendo::store::{JournalFilter, Setting, Store};
use unicode_width::UnicodeWidthStr;

fn facts(catalog: &Catalog, lang: Lang) -> Facts<'_> {
    Facts {
        lang,
        day: demo::demo_day(),
        catalog,
        qualifiers: None,
    }
}

/// Checks a definition, and the outputs of its rows in both languages.
fn check<L: List>(catalog: &Catalog, rows: &[L::Row<'_>]) {
    let name = std::any::type_name::<L>();
    check_columns::<L>(name);
    for lang in [Lang::Vi, Lang::En] {
        check_headings::<L>(name, lang);
        check_outputs::<L>(name, &facts(catalog, lang), rows);
    }
}

fn check_columns<L: List>(name: &str) {
    let keys = keys::<L>();
    let unique: BTreeSet<&str> = keys.iter().copied().collect();
    assert_eq!(unique.len(), keys.len(), "{name}: a key occurs twice");
    for column in L::COLUMNS {
        let is_used = column.data.is_some() || column.shown.is_some();
        assert!(is_used, "{name}: a column is in no output");
    }
    for output in [ShownIn::Text, ShownIn::Screen] {
        let places: Vec<u8> = shown_columns::<L>(output)
            .iter()
            .map(|column| column.place)
            .collect();
        let unique: BTreeSet<u8> = places.iter().copied().collect();
        assert_eq!(unique.len(), places.len(), "{name}: {places:?}");
    }
}

fn check_headings<L: List>(name: &str, lang: Lang) {
    for column in shown_columns::<L>(ShownIn::Screen) {
        let heading = column.heading.map_or("", |heading| heading.text(lang));
        let (ColumnWidth::Fixed(width) | ColumnWidth::Flexible(width) | ColumnWidth::Number(width)) =
            column.width;
        assert!(
            heading.width() <= usize::from(width),
            "{name}: “{heading}” is wider than {width}"
        );
    }
}

fn check_outputs<L: List>(name: &str, facts: &Facts<'_>, rows: &[L::Row<'_>]) {
    let keys = keys::<L>();
    let mut json = Vec::new();
    print::write_json::<L>(&mut json, facts, rows).unwrap();
    let objects: Vec<Value> = serde_json::from_slice(&json).unwrap();
    assert_eq!(objects.len(), rows.len(), "{name}");
    for object in &objects {
        let found: BTreeSet<&str> = object
            .as_object()
            .unwrap()
            .keys()
            .map(String::as_str)
            .collect();
        assert_eq!(found, keys.iter().copied().collect(), "{name}");
    }
    let mut csv = Vec::new();
    print::write_csv::<L>(&mut csv, facts, rows, CsvStyle::Plain).unwrap();
    let csv = String::from_utf8(csv).unwrap();
    // A list of the screen only has no keys.
    let head = csv.lines().next().unwrap_or_default().trim_matches('"');
    assert_eq!(head, keys.join(","), "{name}");
    let mut text = Vec::new();
    print::write_text::<L>(&mut text, facts, rows, TableOutput::default()).unwrap();
    let text = String::from_utf8(text).unwrap();
    let lines: Vec<&str> = text.lines().skip(1).collect();
    for (line, row) in lines.iter().zip(rows) {
        for column in shown_columns::<L>(ShownIn::Screen) {
            if column.shown_in == ShownIn::Both {
                let cell = (column.cell)(facts, row).text;
                assert!(
                    line.contains(cell.trim()),
                    "{name}: “{cell}” is not in “{line}”"
                );
            }
        }
    }
}

/// Rows of a list whose text has no table without rows.
fn check_filled<L: List>(catalog: &Catalog, rows: &[L::Row<'_>]) {
    assert!(!rows.is_empty(), "{}", std::any::type_name::<L>());
    check::<L>(catalog, rows);
}

fn demo_store() -> (Store, Catalog) {
    let store = demo::open_demo().unwrap();
    let catalog = store.catalog_as_of(demo::demo_day()).unwrap();
    (store, catalog)
}

#[test]
fn lists_of_reference_data_are_the_same_in_every_output() {
    let (store, catalog) = demo_store();
    let day = demo::demo_day();
    let all = &catalog.plans;
    let rows = all
        .iter()
        .map(|plan| plans::PlanRow::new(&catalog, plan, day));
    check_filled::<plans::PlanList>(&catalog, &rows.collect::<Vec<_>>());
    let objectives = all
        .iter()
        .flat_map(|plan| plan.objectives.iter().map(move |one| (plan, one)));
    check_filled::<plans::ObjectiveList>(&catalog, &objectives.collect::<Vec<_>>());
    let rules = all
        .iter()
        .flat_map(|plan| plan.rules.iter().map(move |rule| (plan, rule)));
    check_filled::<plans::RuleList>(&catalog, &rules.collect::<Vec<_>>());
    check_filled::<gaps::GapList>(&catalog, &gaps::rows(&catalog, all, day));
    let known: Vec<_> = catalog.offices.values().collect();
    check_filled::<offices::OfficeList>(&catalog, &known);
    let groups: Vec<_> = catalog.groups.values().collect();
    check_filled::<offices::GroupList>(&catalog, &groups);
    let members = groups
        .iter()
        .flat_map(|group| group.members.iter().map(move |one| (*group, one)));
    check_filled::<offices::GroupMemberList>(&catalog, &members.collect::<Vec<_>>());
    check_filled::<holidays::HolidayList>(&catalog, &catalog.holidays.iter().collect::<Vec<_>>());
    let set = [Setting::OwnOffice(None), Setting::RollOver(true)];
    check_filled::<settings::SettingList>(&catalog, &set.iter().collect::<Vec<_>>());
    let known = store.accounts().unwrap();
    check::<accounts::AccountList>(&catalog, &known.iter().collect::<Vec<_>>());
    let statuses = catalog.locks.statuses(day);
    let events = catalog.locks.events.iter().zip(statuses);
    let rows = events.map(|(record, status)| locks::LockRow { record, status });
    check::<locks::LockList>(&catalog, &rows.collect::<Vec<_>>());
}

#[test]
fn lists_of_measures_and_figures_are_the_same_in_every_output() {
    let (store, catalog) = demo_store();
    let day = demo::demo_day();
    let (mut rows, mut targets) = (Vec::new(), Vec::new());
    let mut all: Vec<Figure> = Vec::new();
    for plan in &catalog.plans {
        let found = store.figures(&plan.code).unwrap();
        for (id, assessment) in assess_plan(&catalog, plan, &found, day) {
            let measure = plan.find_measure(&id).unwrap().1;
            rows.push(measures::MeasureRow {
                plan,
                id,
                measure,
                assessment: Cow::Owned(assessment),
                star: None,
            });
        }
        targets.extend(plan.targets.iter().map(|target| measures::TargetRow {
            plan,
            target,
            status: None,
        }));
        all.extend(found);
    }
    check_filled::<measures::MeasureList>(&catalog, &rows);
    check_filled::<measures::TargetList>(&catalog, &targets);
    let row = |figure| figures::FigureRow {
        figure,
        measure: catalog.measure(&figure.cell.measure).map(|found| found.2),
        difference: None,
        is_withdrawn: false,
    };
    check_filled::<figures::FigureList>(&catalog, &all.iter().map(row).collect::<Vec<_>>());
    check_filled::<figures::FigureExchangeList>(&catalog, &all.iter().collect::<Vec<_>>());
    let open = store.figures_for_open_estimates().unwrap();
    let plans = catalog.plans.iter();
    let due: Vec<_> = plans
        .flat_map(|plan| due_estimates(&catalog, plan, &open, day))
        .collect();
    let facts = facts(&catalog, Lang::Vi);
    let rows = due
        .iter()
        .map(|due| follow_up::EstimateRow::new(&facts, due));
    check_filled::<follow_up::EstimateList>(&catalog, &rows.collect::<Vec<_>>());
    check::<follow_up::BelowQuotaList>(&catalog, &[]);
    check::<follow_up::CommentList>(&catalog, &[]);
}

#[test]
fn lists_of_execution_and_the_journal_are_the_same_in_every_output() {
    let (store, catalog) = demo_store();
    let day = demo::demo_day();
    let (mut activities, mut balances, mut lines) = (Vec::new(), Vec::new(), Vec::new());
    for plan in &catalog.plans {
        let spent = store.spending(&plan.code, day).unwrap();
        let amounts = spent.iter().map(|line| &line.spending);
        let budget = tiendo::domain::budget::budget_of(plan, amounts);
        balances.extend(execution::budget_rows(plan, &budget));
        let all = plan.activities.iter();
        activities.extend(all.map(|one| execution::ActivityRow::new(plan, one, (None, 0), day)));
        lines.extend(spent);
    }
    check_filled::<execution::ActivityList>(&catalog, &activities);
    check_filled::<execution::BudgetList>(&catalog, &balances);
    check_filled::<execution::SpendingList>(&catalog, &lines);
    let records = store.inspections().unwrap();
    let rows = inspections::rows(&records, None, day);
    check_filled::<inspections::InspectionList>(&catalog, &rows);
    let page = store
        .journal_chunk(&JournalFilter::default(), None, 200, &|_| true)
        .unwrap();
    check_filled::<journal::JournalList>(&catalog, &page.lines.iter().collect::<Vec<_>>());
}
