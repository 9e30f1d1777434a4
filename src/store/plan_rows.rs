//! Writing of a plan to its tables, all parts or none, in the caller's transaction. Must not depend on duties; the
//! rules are expanded elsewhere.

use rusqlite::{Connection, ToSql};

use super::error::StoreError;
use super::offices::{require_group, require_office};
use super::rows::{insert, party_columns, position};
use crate::domain::code::MeasureId;
use crate::domain::plan::{Activity, Measure, Party, Plan, ReportingRule, Target};

/// Columns with their values.
type Columns<'a> = &'a [(&'a str, &'a dyn ToSql)];

/// Statements that delete a plan with all its parts, dependents first. Recorded history stays, and fails the
/// transaction if its references are not restored at the end.
pub(super) const DELETE_PLAN: [&str; 20] = [
    "DELETE FROM rule_waits_for WHERE rule IN (SELECT id FROM rule WHERE plan = ?1)",
    "DELETE FROM rule_who WHERE rule IN (SELECT id FROM rule WHERE plan = ?1)",
    "DELETE FROM rule WHERE plan = ?1",
    "DELETE FROM activity_partner WHERE plan = ?1",
    "DELETE FROM activity WHERE plan = ?1",
    "DELETE FROM measure_stage WHERE measure IN (SELECT id FROM measure WHERE plan = ?1)",
    "DELETE FROM measure_series WHERE measure IN (SELECT id FROM measure WHERE plan = ?1)",
    "DELETE FROM measure_owner WHERE measure IN (SELECT id FROM measure WHERE plan = ?1)",
    "DELETE FROM measure WHERE plan = ?1",
    "DELETE FROM target_former WHERE plan = ?1",
    "DELETE FROM target WHERE plan = ?1",
    "DELETE FROM objective WHERE plan = ?1",
    "DELETE FROM amendment WHERE plan = ?1",
    "DELETE FROM plan_parent WHERE plan = ?1",
    "DELETE FROM plan_recipient WHERE plan = ?1",
    "DELETE FROM plan_decision WHERE plan = ?1",
    "DELETE FROM budget_source WHERE plan = ?1",
    "DELETE FROM yearly_event WHERE plan = ?1",
    "DELETE FROM task WHERE plan = ?1",
    "DELETE FROM plan WHERE code = ?1",
];

/// Replaces the plan of the same code.
pub(super) fn replace_plan(db: &Connection, plan: &Plan) -> Result<(), StoreError> {
    for sql in DELETE_PLAN {
        db.prepare_cached(sql)?.execute([&plan.code])?;
    }
    add_plan(db, plan)
}

/// Adds a plan with all its parts.
pub(super) fn add_plan(db: &Connection, plan: &Plan) -> Result<(), StoreError> {
    if db
        .prepare_cached("SELECT 1 FROM plan WHERE code = ?1")?
        .exists([&plan.code])?
    {
        return Err(StoreError::AlreadyExists(plan.code.to_string()));
    }
    require_references(db, plan)?;
    add_plan_row(db, plan)?;
    add_lists(db, plan)?;
    for (index, target) in plan.targets.iter().enumerate() {
        add_target(db, plan, index, target)?;
    }
    for (index, activity) in plan.activities.iter().enumerate() {
        add_activity(db, plan, index, activity)?;
    }
    for (index, rule) in plan.rules.iter().enumerate() {
        add_rule(db, plan, index, rule)?;
    }
    Ok(())
}

/// Fails for the first reference of the plan to an unknown office, group, objective or rule.
fn require_references(db: &Connection, plan: &Plan) -> Result<(), StoreError> {
    let measures = || plan.measures().map(|(_, _, measure)| measure);
    let owners = measures().flat_map(|measure| measure.owners.iter().map(|owner| &owner.office));
    let leads = plan.activities.iter().map(|activity| &activity.lead);
    let vias = plan.rules.iter().filter_map(|rule| rule.via.as_ref());
    for office in [&plan.issuer, &plan.coordinator]
        .into_iter()
        .chain(owners)
        .chain(leads)
        .chain(vias)
    {
        require_office(db, office)?;
    }
    let owing = plan
        .rules
        .iter()
        .flat_map(|rule| rule.who.iter().chain(&rule.to));
    let partners = plan
        .activities
        .iter()
        .flat_map(|activity| &activity.partners);
    for party in owing
        .chain(partners)
        .chain(plan.tasks.iter().map(|task| &task.who))
    {
        match party {
            Party::Office(office) => require_office(db, office)?,
            Party::Group(group) => require_group(db, group)?,
            Party::Words(_) => {}
        }
    }
    for group in measures().filter_map(|measure| measure.quota.as_ref()?.group.as_ref()) {
        require_group(db, group)?;
    }
    require_own_parts(plan)
}

/// Checks the plan's references to its own parts.
fn require_own_parts(plan: &Plan) -> Result<(), StoreError> {
    let unknown = |no: &String| Err(StoreError::NotFound(format!("{}/{no}", plan.code)));
    let mut objectives = plan
        .targets
        .iter()
        .filter_map(|target| target.objective.as_ref());
    if let Some(no) =
        objectives.find(|no| plan.objectives.iter().all(|objective| objective.no != **no))
    {
        return unknown(no);
    }
    let mut awaited = plan.rules.iter().flat_map(|rule| &rule.waits_for);
    awaited
        .find(|no| plan.rules.iter().all(|rule| rule.no != **no))
        .map_or(Ok(()), unknown)
}

fn add_plan_row(db: &Connection, plan: &Plan) -> rusqlite::Result<()> {
    let signer = plan.signer.as_ref();
    insert(
        db,
        "plan",
        &[
            ("code", &plan.code),
            ("number", &plan.number),
            ("title", &plan.title),
            ("short", &plan.short_name),
            ("issuer", &plan.issuer),
            ("signed_on", &plan.signed_on),
            ("signer_name", &signer.map(|signer| &signer.name)),
            (
                "signer_post",
                &signer.and_then(|signer| signer.post.as_ref()),
            ),
            ("from_day", &plan.from),
            ("to_day", &plan.to),
            ("tracked_from", &plan.tracked_from),
            ("coordinator", &plan.coordinator),
            ("data_period", &plan.data_period),
            ("budget_total", &plan.budget_total),
            (
                "closed_on",
                &plan.closing.as_ref().map(|closing| closing.on),
            ),
            (
                "closed_why",
                &plan.closing.as_ref().map(|closing| &closing.reason),
            ),
        ],
    )
}

/// A table of parts: its name, and the column and value by which its rows hang on the whole.
struct ChildTable<'a> {
    table: &'a str,
    key: &'a str,
    id: &'a dyn ToSql,
}

impl<'a> ChildTable<'a> {
    fn new(table: &'a str, key: &'a str, id: &'a dyn ToSql) -> Self {
        Self { table, key, id }
    }
}

/// Adds the rows of one list, each with its parent key and position.
fn add_list<'a, T>(
    db: &Connection,
    ChildTable { table, key, id }: ChildTable<'_>,
    list: &'a [T],
    columns: impl Fn(&'a T) -> Vec<(&'static str, Box<dyn ToSql + 'a>)>,
) -> rusqlite::Result<()> {
    for (index, item) in list.iter().enumerate() {
        let (at, columns) = (position(index), columns(item));
        let mut row: Vec<(&str, &dyn ToSql)> = vec![(key, id), ("position", &at)];
        row.extend(columns.iter().map(|(column, value)| (*column, &**value)));
        insert(db, table, &row)?;
    }
    Ok(())
}

/// A column whose value is borrowed from the plan.
fn column<'a>(
    name: &'static str,
    value: &'a (impl ToSql + 'a),
) -> (&'static str, Box<dyn ToSql + 'a>) {
    (name, Box::new(value))
}

/// Three columns of a party.
fn party_values<'a>(party: &'a Party) -> Vec<(&'static str, Box<dyn ToSql + 'a>)> {
    let [office, group, words] = party_columns(Some(party));
    vec![
        ("office", Box::new(office)),
        ("office_group", Box::new(group)),
        ("words", Box::new(words)),
    ]
}

fn add_lists(db: &Connection, plan: &Plan) -> rusqlite::Result<()> {
    let of = |table| ChildTable::new(table, "plan", &plan.code);
    add_list(db, of("plan_parent"), &plan.parents, |parent| {
        vec![
            column("number", &parent.number),
            column("signed_on", &parent.signed_on),
            column("title", &parent.title),
        ]
    })?;
    add_list(db, of("plan_recipient"), &plan.recipients, |line| {
        vec![column("line", line)]
    })?;
    add_list(db, of("plan_decision"), &plan.decisions, |line| {
        vec![column("line", line)]
    })?;
    add_list(db, of("objective"), &plan.objectives, |objective| {
        vec![
            column("no", &objective.no),
            column("title", &objective.title),
        ]
    })?;
    add_list(db, of("budget_source"), &plan.budget, |budget| {
        vec![
            column("source", &budget.source),
            column("amount", &budget.amount),
        ]
    })?;
    add_list(db, of("yearly_event"), &plan.events, |event| {
        vec![
            column("name", &event.name),
            column("from_md", &event.from),
            column("to_md", &event.to),
        ]
    })?;
    add_list(db, of("amendment"), &plan.amendments, |amendment| {
        vec![
            column("number", &amendment.number),
            column("on_day", &amendment.on),
            column("signed_on", &amendment.signed_on),
            column("title", &amendment.title),
        ]
    })?;
    add_list(db, of("task"), &plan.tasks, |task| {
        let mut columns = party_values(&task.who);
        columns.extend([
            column("section", &task.section),
            column("content", &task.content),
        ]);
        columns
    })
}

fn add_target(db: &Connection, plan: &Plan, index: usize, target: &Target) -> rusqlite::Result<()> {
    insert(
        db,
        "target",
        &[
            ("plan", &plan.code),
            ("position", &position(index)),
            ("no", &target.no),
            ("objective", &target.objective),
            ("wording", &target.wording),
            ("decision", &target.decision),
            ("from_day", &target.from),
            ("to_day", &target.to),
        ],
    )?;
    add_measures(db, plan, (target, 0), &target.measures)?;
    for (former, said) in (1..).zip(&target.former_versions) {
        insert(
            db,
            "target_former",
            &[
                ("plan", &plan.code),
                ("target", &target.no),
                ("former", &former),
                ("until", &said.until),
                ("amendment", &said.amendment),
                ("wording", &said.wording),
                ("decision", &said.decision),
            ],
        )?;
        add_measures(db, plan, (target, former), &said.measures)?;
    }
    Ok(())
}

/// Adds the measures of a target, or of its former version counted from 1; former measures have separate ids.
fn add_measures(
    db: &Connection,
    plan: &Plan,
    (target, former): (&Target, i64),
    measures: &[Measure],
) -> rusqlite::Result<()> {
    for (index, measure) in measures.iter().enumerate() {
        let id = plan.measure_id(target, measure);
        let id = if former == 0 {
            id
        } else {
            MeasureId(format!("{id}#{former}"))
        };
        let at = position(index);
        let place: Columns<'_> = &[
            ("plan", &plan.code),
            ("target", &target.no),
            ("former", &former),
            ("position", &at),
        ];
        add_measure(db, &id, place, measure)?;
        add_measure_parts(db, &id, measure)?;
    }
    Ok(())
}

fn add_measure(
    db: &Connection,
    id: &MeasureId,
    place: Columns<'_>,
    measure: &Measure,
) -> rusqlite::Result<()> {
    let (baseline, quota) = (measure.baseline.as_ref(), measure.quota.as_ref());
    let own: Columns<'_> = &[
        ("id", id),
        ("letter", &measure.letter),
        ("label", &measure.label),
        ("unit", &String::from(measure.unit.clone())),
        ("unit_words", &measure.unit_words),
        ("scale", &measure.scale),
        ("direction", &measure.direction),
        ("comparator", &measure.comparator),
        ("value", &measure.value),
        ("value_to", &measure.value_to),
        ("tolerance", &measure.tolerance),
        ("baseline_value", &baseline.map(|baseline| baseline.value)),
        ("baseline_on", &baseline.and_then(|baseline| baseline.on)),
        ("from_day", &measure.from),
        ("recurs", &measure.recurs),
        ("adds_up", &measure.aggregation),
        ("accumulates", &measure.accumulates),
        ("frequency", &measure.frequency),
        ("survey_years", &measure.survey_years),
        ("quota_value", &quota.map(|quota| quota.value)),
        ("quota_per", &quota.and_then(|quota| quota.period_kind)),
        ("quota_group", &quota.and_then(|quota| quota.group.as_ref())),
        ("quota_coverage", &quota.and_then(|quota| quota.coverage)),
    ];
    insert(db, "measure", &[place, own].concat())
}

fn add_measure_parts(db: &Connection, id: &MeasureId, measure: &Measure) -> rusqlite::Result<()> {
    let of = |table| ChildTable::new(table, "measure", id);
    add_list(db, of("measure_stage"), &measure.stages, |stage| {
        vec![column("on_day", &stage.on), column("value", &stage.value)]
    })?;
    add_list(db, of("measure_series"), &measure.series, |series| {
        vec![column("series", series)]
    })?;
    add_list(db, of("measure_owner"), &measure.owners, |owner| {
        vec![
            column("office", &owner.office),
            column("scope", &owner.scope),
            column("from_day", &owner.from),
            column("to_day", &owner.to),
            column("decision", &owner.decision),
        ]
    })
}

fn add_activity(
    db: &Connection,
    plan: &Plan,
    index: usize,
    activity: &Activity,
) -> rusqlite::Result<()> {
    insert(
        db,
        "activity",
        &[
            ("plan", &plan.code),
            ("position", &position(index)),
            ("no", &activity.no),
            ("content", &activity.content),
            ("unit", &activity.unit),
            ("quantity", &activity.quantity),
            ("window_wording", &activity.window.wording),
            ("window_from", &activity.window.from),
            ("window_to", &activity.window.to),
            ("lead", &activity.lead),
        ],
    )?;
    add_list(
        db,
        ChildTable::new("activity_partner", "plan", &plan.code),
        &activity.partners,
        |partner| {
            let mut columns = party_values(partner);
            columns.push(column("activity", &activity.no));
            columns
        },
    )
}

fn add_rule(
    db: &Connection,
    plan: &Plan,
    index: usize,
    rule: &ReportingRule,
) -> rusqlite::Result<()> {
    let id = plan.rule_id(rule);
    let [to_office, to_group, to_words] = party_columns(rule.to.as_ref());
    insert(
        db,
        "rule",
        &[
            ("id", &id),
            ("plan", &plan.code),
            ("position", &position(index)),
            ("no", &rule.no),
            ("kind", &rule.kind),
            ("label", &rule.label),
            ("to_office", &to_office),
            ("to_group", &to_group),
            ("to_words", &to_words),
            ("via", &rule.via),
            ("wording", &rule.wording),
            ("before", &rule.excludes_named_day),
            ("before_inclusive", &rule.before_inclusive),
            ("roll_over", &rule.roll_over),
            ("recurrence", &rule.recurrence),
            ("first", &rule.first),
            ("last", &rule.last),
            ("data_period", &rule.data_period),
            ("outside", &rule.external_recipient),
        ],
    )?;
    add_list(
        db,
        ChildTable::new("rule_who", "rule", &id),
        &rule.who,
        party_values,
    )?;
    add_list(
        db,
        ChildTable::new("rule_waits_for", "rule", &id),
        &rule.waits_for,
        |no| vec![("other", Box::new(format!("{}/{no}", plan.code)))],
    )
}
