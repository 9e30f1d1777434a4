//! Lists of what stands in the plans, with the judgement of targets and measures. Knows no duties.

use std::collections::HashMap;

use super::args::{MeasureScope, OfficeState, PlanScope};
use super::output::{Desk, Line};
use super::rows::{GapRow, MeasureRow, ObjectiveRow, OfficeRow, PlanRow, RuleRow, TargetRow, key};
use super::{Failure, find};
use crate::domain::catalog::Catalog;
use crate::domain::code::{MeasureId, OfficeCode};
use crate::domain::day::print_day;
use crate::domain::gap;
use crate::domain::judge::{Judgement, Status, judge_plan, owners_on, worst};
use crate::domain::office::Office;
use crate::domain::plan::{Measure, Party, Plan};
use crate::report::table::{Cell, Tone};
use crate::store::Store;
use crate::words::cli::Head;
use crate::words::{Lang, cli as words, facts};

/// The colour of a status.
pub fn status_tone(status: Status) -> Tone {
    match status {
        Status::Missed => Tone::Bad,
        Status::Behind => Tone::Warn,
        Status::Met => Tone::Good,
        Status::OnTrack => Tone::Plain,
        Status::NoData | Status::NotJudged => Tone::Dim,
    }
}

/// A status with its mark, in its colour.
pub fn status_cell(lang: Lang, status: Status) -> Cell {
    Cell::from(format!("{} {}", facts::status_mark(status), facts::status(lang, status))).tone(status_tone(status))
}

/// `tiendo plans`
pub fn plans(desk: &mut Desk, scope: &PlanScope) -> Result<(), Failure> {
    let catalog = desk.open()?.catalog_on(desk.day)?;
    let line = |plan: &&Plan| {
        let row = PlanRow::of(&catalog, plan, desk.day);
        let count = |n: usize| Cell::from(n.to_string()).right();
        let mut cells = vec![
            Cell::from(&row.code.0),
            Cell::from(row.number.as_deref().unwrap_or("–")),
            Cell::from(&plan.short).long(),
            Cell::from(print_day(row.from)).minor(2),
            Cell::from(print_day(row.to)).minor(1),
        ];
        cells.extend([row.targets, row.measures].map(count));
        cells.extend([row.activities, row.rules, row.gaps].map(|n| count(n).minor(3)));
        Line { row, cells }
    };
    let lines = find::plans(&catalog, scope.plan.as_deref())?.iter().map(line).collect();
    let heads = [
        Head::Code,
        Head::Number,
        Head::Name,
        Head::From,
        Head::To,
        Head::Targets,
        Head::Measures,
        Head::Activities,
        Head::Rules,
        Head::Gaps,
    ];
    desk.list(&heads, lines)
}

/// `tiendo objectives`
pub fn objectives(desk: &mut Desk, scope: &PlanScope) -> Result<(), Failure> {
    let catalog = desk.open()?.catalog_on(desk.day)?;
    let mut lines = Vec::new();
    for plan in find::plans(&catalog, scope.plan.as_deref())? {
        for objective in &plan.objectives {
            let row = ObjectiveRow::of(plan, objective);
            let count = Cell::from(row.targets.len().to_string()).right();
            let cells = vec![Cell::from(&row.id), Cell::from(&row.title).long(), count];
            lines.push(Line { row, cells });
        }
    }
    desk.list(&[Head::Code, Head::Title, Head::Targets], lines)
}

/// The judgements of a plan's measures on the desk's day.
pub fn judged(
    desk: &Desk,
    store: &Store,
    catalog: &Catalog,
    plan: &Plan,
) -> Result<HashMap<MeasureId, Judgement>, Failure> {
    let figures = store.figures(&plan.code)?;
    Ok(judge_plan(catalog, plan, &figures, desk.day).into_iter().collect())
}

/// Whether an office answers for a measure on the day: as owner (the plan's coordinator where nobody is named), as a
/// member of its quota's group, or as the one that holds the tasks of either.
pub fn answers(desk: &Desk, catalog: &Catalog, (plan, measure): (&Plan, &Measure), office: &OfficeCode) -> bool {
    let group = measure.quota.as_ref().and_then(|quota| quota.group.as_ref());
    let members = group.map_or_else(Vec::new, |group| catalog.members(group, desk.day));
    let holds = |one: &OfficeCode| catalog.holders(one, desk.day).iter().any(|(holder, _)| holder == office);
    let ever = measure.owners.iter().map(|owner| &owner.office);
    owners_on(plan, measure, desk.day).iter().chain(&members).chain(ever).any(|one| one == office || holds(one))
}

/// The office of a filter, in the place of the plan that the filter names.
pub fn scope_office(
    catalog: &Catalog,
    plan: Option<&str>,
    office: Option<&str>,
) -> Result<Option<OfficeCode>, Failure> {
    let plan = plan.map(|plan| find::plan(catalog, plan)).transpose()?;
    office.map(|typed| find::office(catalog, typed, plan)).transpose()
}

/// `tiendo targets`
pub fn targets(desk: &mut Desk, scope: &MeasureScope) -> Result<(), Failure> {
    let store = desk.open()?;
    let catalog = store.catalog_on(desk.day)?;
    let office = scope_office(&catalog, scope.plan.as_deref(), scope.office.as_deref())?;
    let mut lines = Vec::new();
    for plan in find::plans(&catalog, scope.plan.as_deref())? {
        let judgements = judged(desk, &store, &catalog, plan)?;
        for target in &plan.targets {
            let wanted =
                |office: &OfficeCode| target.measures.iter().any(|m| answers(desk, &catalog, (plan, m), office));
            if !office.as_ref().is_none_or(wanted) {
                continue;
            }
            let own = target.measures.iter().filter_map(|m| judgements.get(&plan.measure_id(target, m)));
            let row = TargetRow::of(plan, target, worst(own.map(|judgement| judgement.status)));
            if scope.state.as_ref().is_some_and(|state| row.status.as_ref().map(key).as_ref() != Some(state)) {
                continue;
            }
            let status = row.status.map_or_else(Cell::default, |status| status_cell(desk.lang, status));
            let cells = vec![Cell::from(&row.id), Cell::from(&row.wording).long(), status];
            lines.push(Line { row, cells });
        }
    }
    desk.list(&[Head::Code, Head::Title, Head::Status], lines)
}

/// `tiendo measures`
pub fn measures(desk: &mut Desk, scope: &MeasureScope) -> Result<(), Failure> {
    let lines = measure_lines(desk, scope)?;
    let heads = [Head::Code, Head::Title, Head::Promise, Head::Figure, Head::Period, Head::Line, Head::Status];
    desk.list(&heads, lines)
}

/// The measures of a scope, each judged and explained.
pub fn measure_lines(desk: &Desk, scope: &MeasureScope) -> Result<Vec<Line<MeasureRow>>, Failure> {
    let store = desk.open()?;
    let catalog = store.catalog_on(desk.day)?;
    let office = scope_office(&catalog, scope.plan.as_deref(), scope.office.as_deref())?;
    let mut lines = Vec::new();
    for plan in find::plans(&catalog, scope.plan.as_deref())? {
        let judgements = judged(desk, &store, &catalog, plan)?;
        for (id, _, measure) in plan.measures() {
            let Some(judgement) = judgements.get(&id) else { continue };
            let wanted = office.as_ref().is_none_or(|office| answers(desk, &catalog, (plan, measure), office))
                && scope.state.as_ref().is_none_or(|state| key(&judgement.status) == *state);
            if wanted {
                let explanation = facts::explain(desk.lang, &catalog, plan, measure, judgement);
                let held = catalog.followed(&owners_on(plan, measure, desk.day), desk.day);
                let held_by = held.into_iter().map(|held| held.office).collect();
                let row = MeasureRow { held_by, ..MeasureRow::of(plan, &id, measure, judgement, explanation) };
                lines.push(Line { row, cells: measure_cells(desk.lang, &id, measure, judgement) });
            }
        }
    }
    Ok(lines)
}

fn measure_cells(lang: Lang, id: &MeasureId, measure: &Measure, judgement: &Judgement) -> Vec<Cell> {
    let figure = judgement.figure.as_ref();
    let value = figure.and_then(|figure| figure.value.as_ref()).map(|value| facts::value(measure, value));
    let period = figure.map(|figure| figure.period.to_string());
    let line = judgement.line.as_ref().map(|line| facts::value(measure, line));
    vec![
        Cell::from(&id.0),
        Cell::from(&measure.label).long(),
        Cell::from(facts::promise(lang, measure)).long(),
        Cell::from(value.unwrap_or_default()).right(),
        Cell::from(period.unwrap_or_default()).minor(2),
        Cell::from(line.unwrap_or_default()).right().minor(1),
        status_cell(lang, judgement.status),
    ]
}

/// `tiendo offices`: those that had begun by the day, the ended ones among them with their last day and successors.
pub fn offices(desk: &mut Desk, state: Option<OfficeState>) -> Result<(), Failure> {
    let catalog = desk.open()?.catalog_on(desk.day)?;
    let day = |day: Option<chrono::NaiveDate>| day.map(print_day).unwrap_or_default();
    let shown = |office: &&Office| {
        office.from.is_none_or(|from| from <= desk.day)
            && state.is_none_or(|state| office.lives_on(desk.day) == (state == OfficeState::Living))
    };
    let lines = catalog.offices.values().filter(shown).map(|office| {
        let row = OfficeRow::of(office);
        let successors = row.successors.iter().map(OfficeCode::as_str).collect::<Vec<_>>().join(", ");
        let cells = vec![
            Cell::from(&row.code.0),
            Cell::from(&row.name).long(),
            Cell::from(day(row.from)).minor(3),
            Cell::from(day(row.to)).minor(1),
            Cell::from(successors).long().minor(2),
        ];
        Line { row, cells }
    });
    let lines = lines.collect();
    desk.list(&[Head::Code, Head::Name, Head::From, Head::To, Head::Successors], lines)
}

/// The words of a party: an office's or group's name, or the plan's own words.
pub fn party_words(catalog: &Catalog, party: &Party) -> String {
    match party {
        Party::Office(code) => catalog.office_name(code).to_owned(),
        Party::Group(code) => catalog.groups.get(code).map_or_else(|| code.to_string(), |group| group.name.clone()),
        Party::Words(words) => words.clone(),
    }
}

/// `tiendo rules`
pub fn rules(desk: &mut Desk, scope: &PlanScope) -> Result<(), Failure> {
    let catalog = desk.open()?.catalog_on(desk.day)?;
    let mut lines = Vec::new();
    for plan in find::plans(&catalog, scope.plan.as_deref())? {
        for rule in &plan.rules {
            let row = RuleRow::of(plan, rule);
            let who = rule.who.iter().map(|who| party_words(&catalog, who)).collect::<Vec<_>>().join("; ");
            let to = rule.to.as_ref().map(|to| party_words(&catalog, to)).unwrap_or_default();
            let cells = vec![
                Cell::from(&row.id),
                Cell::from(&rule.label).long(),
                Cell::from(who).long(),
                Cell::from(to).long().minor(1),
                Cell::from(&rule.wording).long(),
            ];
            lines.push(Line { row, cells });
        }
    }
    desk.list(&[Head::Code, Head::Report, Head::Who, Head::Recipient, Head::Deadline], lines)
}

/// `tiendo gaps`
pub fn gaps(desk: &mut Desk, scope: &PlanScope) -> Result<(), Failure> {
    let catalog = desk.open()?.catalog_on(desk.day)?;
    let mut lines = Vec::new();
    for plan in find::plans(&catalog, scope.plan.as_deref())? {
        for gap in gap::gaps(plan).into_iter().chain(gap::decisions(&catalog, plan, desk.day)) {
            let words = words::gap(desk.lang, gap.kind());
            let row = GapRow::of(plan, &gap, words.to_owned());
            let cells = vec![Cell::from(&plan.code.0), Cell::from(&row.subject), Cell::from(words).long()];
            lines.push(Line { row, cells });
        }
    }
    desk.list(&[Head::Plan, Head::Subject, Head::Words], lines)
}
