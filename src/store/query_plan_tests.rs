//! Tests that no statement used for reading, or inside a write, scans all figures, changes, duties, events, comments
//! or journal lines, according to SQLite's query plans, foreign key checks included. Whole-file checks (`check`,
//! `audit`) may scan; they lock nobody out.

use rusqlite::Connection;

use crate::domain::duty::DutyState;

use super::duties::{DutyFilter, DutyPage, DutyQuery};
use super::duty_list::{DutyListFilter, DutyPosition, PageStart};
use super::{
    activities, catalog, comments, duties, duty_events, duty_generation, duty_list, duty_summaries,
    figures, journal, journal_search, locks, office_change, plan_change, plan_rows, planned_steps,
    schema, spending, stale_duties, stars, succession, touched, undo,
};

/// Names of growing tables as used in the statements.
const GROWING_TABLES: [&str; 20] = [
    "f",
    "d",
    "e",
    "o",
    "p",
    "figure",
    "figure_change",
    "duty",
    "duty_summary",
    "duty_event",
    "duty_event_blocker",
    "duty_origin",
    "h",
    "spending",
    "activity_progress",
    "journal",
    "s",
    "c",
    "star",
    "comment",
];

/// Steps of a statement that scan all rows of a growing table.
fn full_scans(db: &Connection, sql: &str) -> Vec<String> {
    let mut statement = db.prepare(&format!("EXPLAIN QUERY PLAN {sql}")).unwrap();
    let mut rows = statement.raw_query();
    let mut found = Vec::new();
    while let Some(row) = rows.next().unwrap() {
        let step: String = row.get(3).unwrap();
        // These indexes contain only the rows that are asked for.
        if [
            "figure_estimate",
            "duty_passing",
            "star_of_measure",
            "duty_summary_returned",
            "duty_summary_waiting",
        ]
        .iter()
        .any(|index| step.contains(index))
        {
            continue;
        }
        if step
            .strip_prefix("SCAN ")
            .and_then(|rest| rest.split(' ').next())
            .is_some_and(|t| GROWING_TABLES.contains(&t))
        {
            found.push(step);
        }
    }
    found
}

/// All combinations of duty filters.
fn all_filters() -> Vec<DutyFilter> {
    let given = |bits: u32, bit: u32| bits & (1 << bit) != 0;
    let make = |bits| DutyFilter {
        plan: given(bits, 0).then(|| "p".into()),
        office: given(bits, 1).then(|| "o".into()),
        rule: given(bits, 2).then(|| "p/r1".into()),
        overdue_on: given(bits, 3).then_some(chrono::NaiveDate::MIN),
        period: given(bits, 4).then(|| "2024".parse().unwrap()),
        office_or_predecessor: given(bits, 5).then(|| "o".into()),
        pending_on: given(bits, 6).then_some(chrono::NaiveDate::MIN),
    };
    (1..128).map(make).collect()
}

/// Lists of every state, also without a filter, from every start.
fn duty_lists() -> Vec<(DutyListFilter, PageStart)> {
    use DutyState as S;
    let day = chrono::NaiveDate::MIN;
    let at = DutyPosition {
        deadline: day,
        office: "o".into(),
        row: 1,
    };
    let states = [
        S::Overdue,
        S::Returned,
        S::DueSoon,
        S::WithinDeadline,
        S::Waiting,
        S::Accepted,
        S::NotOpen,
        S::Transferred,
    ];
    let mut lists = Vec::new();
    for state in states.map(Some).into_iter().chain([None]) {
        for narrow in [false, true] {
            let filter = DutyListFilter {
                day,
                state,
                plan: narrow.then(|| "p".into()),
                rule: narrow.then(|| "p/r1".into()),
                period: narrow.then(|| "2024".parse().unwrap()),
                late: narrow.then_some(true),
                deadlines: (day, day),
                report_size: 0,
            };
            let starts = [
                PageStart::First,
                PageStart::Last,
                PageStart::After(at.clone()),
                PageStart::Before(at.clone()),
            ];
            lists.extend(starts.map(|start| (filter.clone(), start)));
        }
    }
    lists
}

/// Steps of a page's statement that do not follow the index of its state: a scan, or sorting.
fn unordered_steps(db: &Connection, sql: &str) -> Vec<String> {
    let mut statement = db.prepare(&format!("EXPLAIN QUERY PLAN {sql}")).unwrap();
    let mut rows = statement.raw_query();
    let mut steps: Vec<String> = Vec::new();
    while let Some(row) = rows.next().unwrap() {
        steps.push(row.get(3).unwrap());
    }
    let follows_index = |step: &String| {
        step.starts_with("SEARCH s USING INDEX duty_summary_")
            || step.starts_with("SEARCH d USING INTEGER PRIMARY KEY")
            || step.starts_with("SEARCH rule USING")
            || step.starts_with("LIST SUBQUERY")
            // Over the rules of one plan.
            || step == "CREATE BLOOM FILTER"
    };
    steps.retain(|step| !follows_index(step));
    steps
}

#[test]
fn reading_searches() {
    let db = Connection::open_in_memory().unwrap();
    schema::create_schema(&db).unwrap();
    let fixed = [
        figures::CURRENT,
        figures::OF_PLAN,
        figures::OF_MEASURE,
        figures::OF_MEASURE_UP_TO,
        figures::OPEN_ESTIMATES,
        figures::OPEN_ESTIMATES_OF_SERIES,
        figures::OF_OFFICE,
        figures::FOR_OPEN_ESTIMATES,
        figures::OF_CELL,
        figures::HISTORY,
        figures::NEWEST_VERSION,
        figures::CELLS_WITH_HISTORY,
        undo::LAST_DONE,
        undo::LAST_UNDONE,
        undo::CHANGES_OF_STEP,
        journal::PAGE,
        journal_search::SEARCH,
        touched::NEW_LINES,
        locks::LINES,
        catalog::CHANGED_AFTER,
        activities::ON_DAY,
        duties::REPORT_DAYS,
        duty_events::OF_DUTY,
        duty_events::BLOCKERS_OF_EVENT,
        planned_steps::LAST_EVENT,
        duty_summaries::LAST_EVENT_DAY,
        stars::OF_ACCOUNT,
        comments::OF_MEASURE,
        comments::OF_DUTY,
        succession::SUCCESSORS,
        succession::PREDECESSORS,
    ];
    for sql in fixed {
        assert_eq!(full_scans(&db, sql), Vec::<String>::new(), "{sql}");
    }
    for filter in all_filters() {
        let query = DutyQuery::from_filter(&filter);
        for sql in query.statements().into_iter().chain([query.candidates()]) {
            assert_eq!(
                full_scans(&db, &sql),
                Vec::<String>::new(),
                "{filter:?}: {sql}"
            );
        }
    }
    // A filter that narrows nothing is for lists of everything alone: their order is read once, the rest by pages.
    let everything = DutyFilter::default();
    let [duties, ..] = DutyQuery::from_filter(&everything).statements();
    assert!(!full_scans(&db, &duties).is_empty(), "{duties}");
    for sql in DutyQuery::of_page(&DutyPage::default()).statements() {
        assert_eq!(full_scans(&db, &sql), Vec::<String>::new(), "{sql}");
    }
    for (filter, start) in duty_lists() {
        let (sql, _) = duty_list::page_sql(&filter, &start, 10);
        assert_eq!(
            unordered_steps(&db, &sql),
            Vec::<String>::new(),
            "{filter:?}: {sql}"
        );
    }
    assert_eq!(
        full_scans(&db, "SELECT * FROM figure f WHERE value = 1"),
        ["SCAN f"],
        "the test sees a scan"
    );
}

#[test]
fn changing_searches() {
    let db = Connection::open_in_memory().unwrap();
    schema::create_schema(&db).unwrap();
    db.pragma_update(None, "foreign_keys", true).unwrap();
    stale_duties::mark_all(&db).unwrap();
    let hanging = office_change::OFFICE_DEPENDENTS.map(|(_, sql)| sql);
    let alone = [
        stale_duties::MARK_SUCCESSORS,
        stale_duties::MARK_OFFICE,
        stale_duties::MARK_RULE,
        office_change::PERIODS,
        office_change::ARRIVALS,
        spending::OF_PLAN,
        stars::DELETE_ORPHANS,
    ];
    let all = [
        &alone[..],
        &duty_generation::STATEMENTS,
        &plan_change::DEPENDENTS,
        &hanging,
        &plan_rows::DELETE_PLAN,
    ]
    .concat();
    for sql in all {
        assert_eq!(full_scans(&db, sql), Vec::<String>::new(), "{sql}");
    }
    // Offices are deleted a few times a year, and none with figures: an index would make every figure more expensive.
    let removing = office_change::DELETE_OFFICE
        .iter()
        .flat_map(|sql| full_scans(&db, sql))
        .collect::<Vec<_>>();
    assert_eq!(removing, ["SCAN figure"]);
}

#[test]
fn every_kind_of_line_can_be_asked_for() {
    let db = Connection::open_in_memory().unwrap();
    schema::create_schema(&db).unwrap();
    let sql: String = db
        .query_row(
            "SELECT sql FROM sqlite_schema WHERE name = 'journal'",
            [],
            |row| row.get(0),
        )
        .unwrap();
    let listed = sql
        .split_once("kind IN (")
        .unwrap()
        .1
        .split_once(')')
        .unwrap()
        .0;
    let mut listed: Vec<&str> = listed
        .split(',')
        .map(|kind| kind.trim().trim_matches('\''))
        .collect();
    let mut known = journal_search::KINDS.to_vec();
    listed.sort_unstable();
    known.sort_unstable();
    assert_eq!(known, listed);
}

#[test]
fn the_library_keeps_what_it_committed() {
    // SQLite below 3.51.3 can lose committed rows with several processes in WAL mode.
    assert!(rusqlite::version_number() >= 3_051_003);
}
