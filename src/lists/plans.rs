//! Plans, and two of their parts: objectives and reporting rules.

use std::cmp::Reverse;

use chrono::{Datelike, NaiveDate};

use super::{CellText, CellTone, FacetOf, Facts, List, ListColumn, data, party_key, printed};
use crate::domain::catalog::Catalog;
use crate::domain::gap::{gaps, open_decisions};
use crate::domain::plan::{Objective, Plan, ReportingRule};
use crate::domain::succession::Succession;
use crate::i18n::display;
use crate::i18n::inspection::{party_name, team_names};
use crate::i18n::screen::Text;
use crate::list_columns;

/// The list of plans.
pub struct PlanList;

/// A plan with what is counted of it.
pub struct PlanRow<'r> {
    /// The plan.
    pub plan: &'r Plan,
    /// Number of its gaps on the day.
    pub gaps: usize,
    /// Number of its overdue reports, for the screen.
    pub overdue: u64,
    /// Its targets by status in words, for the screen.
    pub statuses: String,
}

impl<'r> PlanRow<'r> {
    /// A plan on a day, without what only the screen shows.
    pub fn new(catalog: &Catalog, plan: &'r Plan, day: NaiveDate) -> Self {
        Self {
            plan,
            gaps: gaps(plan).len() + open_decisions(catalog, plan, day).len(),
            overdue: 0,
            statuses: String::new(),
        }
    }

    /// State of the plan on a day.
    pub fn state(&self, day: NaiveDate) -> Text {
        if day < self.plan.from {
            Text::PlanAhead
        } else if day > self.plan.to {
            Text::PlanEnded
        } else {
            Text::PlanRunning
        }
    }
}

impl List for PlanList {
    type Row<'r> = PlanRow<'r>;
    const COLUMNS: &'static [ListColumn<Self>] = list_columns! {
        "code" = |_, row| data(&row.plan.code) => 1 Code Fixed 12 in Text: |_, row| row.plan.code.as_str().into();
        "number" = |_, row| data(&row.plan.number)
            => 3 Number Fixed 13 drop 5: |_, row| row.plan.number.as_deref().unwrap_or("–").into();
        "title" = |_, row| data(&row.plan.title);
        "issuer" = |_, row| data(&row.plan.issuer);
        "signed_on" = |_, row| data(&row.plan.signed_on);
        "from" = |_, row| data(&row.plan.from)
            => 4 FieldFrom Fixed 12 drop 2 in Text: |facts, row| display::day(facts.lang, row.plan.from).into();
        "to" = |_, row| data(&row.plan.to)
            => 5 FieldTo Fixed 12 drop 1 in Text: |facts, row| display::day(facts.lang, row.plan.to).into();
        "objectives" = |_, row| data(&row.plan.objectives.len());
        "targets" = |_, row| data(&row.plan.targets.len())
            => 10 Targets Number 8 in Text: |_, row| row.plan.targets.len().to_string().into();
        "measures" = |_, row| data(&row.plan.measures().count())
            => 11 Measures Number 8 in Text: |_, row| row.plan.measures().count().to_string().into();
        "activities" = |_, row| data(&row.plan.activities.len())
            => 12 Activities Number 8 drop 3 in Text: |_, row| row.plan.activities.len().to_string().into();
        "rules" = |_, row| data(&row.plan.rules.len())
            => 13 Rules Number 8 drop 3 in Text: |_, row| row.plan.rules.len().to_string().into();
        "gaps" = |_, row| data(&row.gaps)
            => 14 Gaps Number 12 drop 3: |_, row| count_cell(row.gaps as u64, CellTone::Warn);
        "short" = |_, row| data(&row.plan.short_name)
            => 2 Plan Flexible 22: |_, row| row.plan.short_name.as_str().into();
        "coordinator" = |_, row| data(&row.plan.coordinator);
        "coordinator_now" = |facts, row| {
            data(&Succession::new(&facts.catalog.offices).holders_on(&row.plan.coordinator, facts.day))
        };
        _ => 6 Years Fixed 9 drop 4 in Screen: years_cell;
        _ => 7 State Fixed 14 drop 3 in Screen: state_cell;
        _ => 8 MeasuresByStatus Flexible 17 drop 2 in Screen: |_, row| row.statuses.as_str().into();
        _ => 9 Overdue Number 8 drop 1 in Screen: |_, row| count_cell(row.overdue, CellTone::Bad);
    };
    const FACETS: &'static [(Text, FacetOf<Self>)] = &[
        (Text::State, |facts, row| {
            facts.text(row.state(facts.day)).to_owned()
        }),
        (Text::Overdue, |facts, row| {
            let is_none = row.overdue == 0;
            let text = if is_none {
                Text::WithoutOverdue
            } else {
                Text::WithOverdue
            };
            facts.text(text).to_owned()
        }),
        (Text::Gaps, |facts, row| {
            let text = if row.gaps == 0 {
                Text::WithoutGaps
            } else {
                Text::WithGaps
            };
            facts.text(text).to_owned()
        }),
    ];

    /// Ended plans last; of the others those that end last first.
    fn arrange(facts: &Facts<'_>, rows: &mut [PlanRow<'_>]) {
        rows.sort_by_key(|row| (row.plan.to < facts.day, Reverse(row.plan.to)));
    }
}

fn years_cell(_: &Facts<'_>, row: &PlanRow<'_>) -> CellText {
    let (from, to) = (row.plan.from.year(), row.plan.to.year());
    if from == to {
        from.to_string().into()
    } else {
        format!("{from}–{to}").into()
    }
}

fn state_cell(facts: &Facts<'_>, row: &PlanRow<'_>) -> CellText {
    let state = row.state(facts.day);
    let tone = if state == Text::PlanRunning {
        CellTone::Plain
    } else {
        CellTone::Dim
    };
    CellText::from(facts.text(state)).tone(tone)
}

fn count_cell(count: u64, tone: CellTone) -> CellText {
    if count == 0 {
        CellText::from("–").dim()
    } else {
        CellText::from(count.to_string()).tone(tone)
    }
}

/// The list of objectives.
pub struct ObjectiveList;

impl List for ObjectiveList {
    type Row<'r> = (&'r Plan, &'r Objective);
    const COLUMNS: &'static [ListColumn<Self>] = list_columns! {
        "id" = |_, row| printed(&objective_id(row)) => 1 Code Fixed 14: |_, row| objective_id(row).into();
        "plan" = |_, (plan, _)| data(&plan.code);
        "no" = |_, (_, objective)| data(&objective.no);
        "title" = |_, (_, objective)| data(&objective.title)
            => 2 FieldContent Flexible 30: |_, (_, objective)| objective.title.as_str().into();
        "targets" = |_, row| data(&target_ids(row))
            => 3 Targets Number 8: |_, row| target_ids(row).len().to_string().into();
    };
}

fn objective_id((plan, objective): &(&Plan, &Objective)) -> String {
    format!("{}/{}", plan.code, objective.no)
}

fn target_ids((plan, objective): &(&Plan, &Objective)) -> Vec<String> {
    let own = plan
        .targets
        .iter()
        .filter(|target| target.objective.as_ref() == Some(&objective.no));
    own.map(|target| format!("{}/{}", plan.code, target.no))
        .collect()
}

/// The list of reporting rules.
pub struct RuleList;

impl List for RuleList {
    type Row<'r> = (&'r Plan, &'r ReportingRule);
    const COLUMNS: &'static [ListColumn<Self>] = list_columns! {
        "id" = |_, (plan, rule)| data(&plan.rule_id(rule)) => 1 Code Fixed 14: |_, (plan, rule)| plan.rule_id(rule).as_str().into();
        "plan" = |_, (plan, _)| data(&plan.code);
        "kind" = |_, (_, rule)| data(&rule.kind);
        "who" = |_, (_, rule)| data(&rule.who.iter().map(party_key).collect::<Vec<_>>())
            => 3 FieldWho Flexible 20: |facts, (_, rule)| team_names(facts.catalog, &rule.who).into();
        "to" = |_, (_, rule)| data(&rule.to.as_ref().map(party_key))
            => 4 Recipient Flexible 20 drop 1: |facts, (_, rule)| {
                rule.to.as_ref().map(|party| party_name(facts.catalog, party)).unwrap_or_default().into()
            };
        "via" = |_, (_, rule)| data(&rule.via);
        "wording" = |_, (_, rule)| data(&rule.wording)
            => 5 LastDay Flexible 20: |_, (_, rule)| rule.wording.as_str().into();
        "before" = |_, (_, rule)| data(&rule.excludes_named_day);
        "before_inclusive" = |_, (_, rule)| data(&rule.before_inclusive);
        "roll_over" = |_, (_, rule)| data(&rule.roll_over);
        "recurrence" = |_, (_, rule)| data(&rule.recurrence);
        "first" = |_, (_, rule)| data(&rule.first);
        "last" = |_, (_, rule)| data(&rule.last);
        "data_period" = |_, (_, rule)| data(&rule.data_period);
        "label" = |_, (_, rule)| data(&rule.label)
            => 2 Report Flexible 20: |_, (_, rule)| rule.label.as_str().into();
    };
}
