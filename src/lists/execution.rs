//! Activities of plans, their budget and spending.

use chrono::NaiveDate;

use super::{CellText, CellTone, Facts, List, ListColumn, data, party_key};
use crate::domain::activity::{ActivityState, activity_state, late_days};
use crate::domain::budget::{Balance, Budget, SpendingRecord};
use crate::domain::number::Number;
use crate::domain::plan::{Activity, Plan};
use crate::i18n::budget::{print_dong, print_optional_dong};
use crate::i18n::calendar::activity_mark;
use crate::i18n::cli::{CliText, activity_late};
use crate::i18n::screen::Text;
use crate::i18n::{Lang, display, fill_placeholders};
use crate::list_columns;
use crate::report::value::DataValue;

/// The list of activities.
pub struct ActivityList;

/// An activity with its progress on a day.
pub struct ActivityRow<'r> {
    /// Its plan.
    pub plan: &'r Plan,
    /// The activity.
    pub activity: &'r Activity,
    /// Quantity done.
    pub done: Option<Number>,
    /// Amount spent, in đồng.
    pub spent: i64,
    /// Its state.
    pub state: ActivityState,
}

impl<'r> ActivityRow<'r> {
    /// An activity with progress and spending by a day.
    pub fn new(
        plan: &'r Plan,
        activity: &'r Activity,
        (done, spent): (Option<Number>, i64),
        day: NaiveDate,
    ) -> Self {
        let state = activity_state(activity, done, day);
        Self {
            plan,
            activity,
            done,
            spent,
            state,
        }
    }
}

impl List for ActivityList {
    type Row<'r> = ActivityRow<'r>;
    const COLUMNS: &'static [ListColumn<Self>] = list_columns! {
        "plan" = |_, row| data(&row.plan.code)
            => 1 Code Fixed 16 in Text: |_, row| format!("{} {}", row.plan.code, row.activity.no).into();
        "no" = |_, row| data(&row.activity.no);
        "content" = |_, row| data(&row.activity.content)
            => 3 Activity Flexible 20: |_, row| format!("{}. {}", row.activity.no, row.activity.content).into();
        "unit" = |_, row| data(&row.activity.unit);
        "quantity" = |_, row| data(&row.activity.quantity.map(String::from));
        "window" = |_, row| window(row.activity)
            => 5 Window Fixed 15 drop 2: |_, row| CellText::from(row.activity.window.wording.as_str()).dim();
        "lead" = |_, row| data(&row.activity.lead)
            => 7 Lead Fixed 20 drop 4: |facts, row| facts.catalog.office_name(&row.activity.lead).into();
        "partners" = |_, row| data(&row.activity.partners.iter().map(party_key).collect::<Vec<_>>());
        "done" = |_, row| data(&row.done.map(String::from))
            => 4 DoneOf Fixed 14 drop 1: |facts, row| quantity_text(facts.lang, row.activity, row.done).into();
        "state" = |_, row| data(&row.state)
            => 2 State Fixed 25: |facts, row| activity_state_cell(facts, row.activity, row.done);
        "late_days" = |facts, row| data(&late_days(row.activity, row.done, facts.day));
        "spent" = |_, row| data(&row.spent);
        _ => 6 Plan Fixed 16 drop 3 in Screen: |_, row| CellText::from(row.plan.short_name.as_str()).dim();
    };
    const EMPTY: Text = Text::NoActivitiesHere;

    /// Late activities first, then by the end of their window.
    fn arrange(_: &Facts<'_>, rows: &mut [ActivityRow<'_>]) {
        let rank = |state| ActivityState::ALL.iter().position(|one| *one == state);
        rows.sort_by_key(|row| (rank(row.state), row.activity.window.to));
    }
}

fn window(activity: &Activity) -> DataValue {
    let window = &activity.window;
    DataValue::parts([
        ("wording", data(&window.wording)),
        ("from", data(&window.from)),
        ("to", data(&window.to)),
    ])
}

/// Mark and name of an activity's state, with the days late.
pub fn activity_state_cell(
    facts: &Facts<'_>,
    activity: &Activity,
    done: Option<Number>,
) -> CellText {
    let state = activity_state(activity, done, facts.day);
    let tone = match state {
        ActivityState::Late => CellTone::Bad,
        ActivityState::Running => CellTone::Plain,
        ActivityState::NotBegun => CellTone::Dim,
        ActivityState::Done => CellTone::Good,
    };
    let words = activity_late(facts.lang, state, late_days(activity, done, facts.day));
    CellText::from(format!("{} {words}", activity_mark(state))).tone(tone)
}

/// `1/2 lớp`.
pub fn quantity_text(lang: Lang, activity: &Activity, done: Option<Number>) -> String {
    let done = done.map_or_else(|| "0".to_owned(), |done| display::number(lang, done, 0));
    let unit = activity.unit.as_deref().unwrap_or_default();
    let of = activity.quantity.map_or_else(String::new, |quantity| {
        format!("/{}", display::number(lang, quantity, 0))
    });
    format!("{done}{of} {unit}").trim_end().to_owned()
}

/// The list of budgets: of a plan, of its sources, of spending without a source.
pub struct BudgetList;

/// Planned and spent amounts of a plan or of one of its sources.
pub struct BudgetRow<'r> {
    /// The plan.
    pub plan: &'r Plan,
    /// Number of the source; `None` for the whole plan, 0 for spending without a source.
    pub source: Option<u32>,
    /// Name of the source, if it has one.
    pub name: Option<&'r str>,
    /// Planned and spent.
    pub balance: Balance,
}

/// A plan as a whole, its sources, and spending without a source if there is any.
pub fn budget_rows<'r>(plan: &'r Plan, budget: &Budget) -> Vec<BudgetRow<'r>> {
    let row = |source, name, balance| BudgetRow {
        plan,
        source,
        name,
        balance,
    };
    let sources = (1..).zip(plan.budget.iter().zip(&budget.sources));
    let sources =
        sources.map(|(no, (of, balance))| row(Some(no), Some(of.source.as_str()), *balance));
    let without = Balance {
        planned: None,
        spent: budget.without_source,
    };
    let without = (budget.without_source != 0).then(|| row(Some(0), None, without));
    [row(None, None, budget.total)]
        .into_iter()
        .chain(sources)
        .chain(without)
        .collect()
}

impl BudgetRow<'_> {
    /// Name of the row for people: `1. Ngân sách tỉnh`.
    pub fn title(&self, lang: Lang) -> String {
        match (self.source, self.name) {
            (Some(no), Some(name)) => format!("{no}. {name}"),
            (Some(_), None) => Text::NoSource.text(lang).to_owned(),
            (None, _) => Text::WholePlan.text(lang).to_owned(),
        }
    }

    /// Name of the row for programs.
    fn name(&self, lang: Lang) -> &str {
        match (self.source, self.name) {
            (_, Some(name)) => name,
            (Some(_), None) => CliText::WithoutSource.text(lang),
            (None, None) => CliText::WholePlan.text(lang),
        }
    }
}

impl List for BudgetList {
    type Row<'r> = BudgetRow<'r>;
    const COLUMNS: &'static [ListColumn<Self>] = list_columns! {
        "plan" = |_, row| data(&row.plan.code) => 1 Plan Fixed 12 in Text: |_, row| row.plan.code.as_str().into();
        "source" = |_, row| data(&row.source);
        "name" = |facts, row| data(row.name(facts.lang))
            => 2 Source Flexible 20: |facts, row| row.title(facts.lang).into();
        "planned" = |_, row| data(&row.balance.planned)
            => 3 Planned Number 14 drop 1: |facts, row| print_optional_dong(facts.lang, row.balance.planned).into();
        "spent" = |_, row| data(&row.balance.spent)
            => 4 Spent Number 15: |facts, row| print_dong(facts.lang, row.balance.spent).into();
        "left" = |_, row| data(&row.balance.remaining()) => 5 Left Number 20 drop 2: remaining_cell;
    };
    const FACETS: &'static [(Text, super::FacetOf<Self>)] =
        &[(Text::Plan, |_, row| row.plan.short_name.clone())];
    const EMPTY: Text = Text::NoMoney;
}

/// Remaining amount, or the amount overspent.
fn remaining_cell(facts: &Facts<'_>, row: &BudgetRow<'_>) -> CellText {
    let Some(over) = row.balance.overspent() else {
        return print_optional_dong(facts.lang, row.balance.remaining()).into();
    };
    let over = print_dong(facts.lang, over);
    let over = fill_placeholders(facts.text(Text::OverBy), &[&over]);
    CellText::from(format!("■ {over}")).tone(CellTone::Bad)
}

/// The list of spending.
pub struct SpendingList;

impl List for SpendingList {
    type Row<'r> = SpendingRecord;
    const COLUMNS: &'static [ListColumn<Self>] = list_columns! {
        "plan" = |_, line| data(&line.spending.plan) => 1 Plan Fixed 12: |_, line| line.spending.plan.as_str().into();
        "source" = |_, line| data(&line.spending.source) => 3 Source Number 6: |_, line| number_text(line.spending.source).into();
        "activity" = |_, line| data(&line.spending.activity)
            => 4 Activity Number 9: |_, line| number_text(line.spending.activity).into();
        "amount" = |_, line| data(&line.spending.amount)
            => 5 Spent Number 15: |facts, line| print_dong(facts.lang, line.spending.amount).into();
        "on" = |_, line| data(&line.spending.on)
            => 2 Day Fixed 11: |facts, line| display::day(facts.lang, line.spending.on).into();
        "note" = |_, line| data(&line.spending.note)
            => 6 Note Flexible 20: |_, line| line.spending.note.as_deref().unwrap_or_default().into();
        "by" = |_, line| data(&line.by) => 7 Who Fixed 10 drop 1: |_, line| line.by.as_str().into();
        "at" = |_, line| data(&line.at);
    };
}

fn number_text(no: Option<u32>) -> String {
    no.map(|no| no.to_string()).unwrap_or_default()
}
