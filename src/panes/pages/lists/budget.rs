//! Budget by source: planned, spent, remaining, and every line of spending; Enter and Ins record more.

use crate::domain::budget::SpendingRecord;
use crate::domain::code::PlanCode;
use crate::domain::plan::Plan;
use crate::form::execution::ExecutionForm;
use crate::i18n::budget::{balance_text as balance_words, print_dong};
use crate::i18n::screen::Text;
use crate::i18n::{display, fill_placeholders};
use crate::lists::execution::{BudgetList, BudgetRow, budget_rows};
use crate::panes::effect::Effect;
use crate::panes::list_lines;
use crate::panes::pages::listing::{Listing, RowEffects};
use crate::panes::read_model::ReadModel;
use crate::widgets::table::{StyledText, TableLine, styled};
use crate::widgets::theme::Tone;

/// Builds the list of one plan, or of all.
pub fn listing(model: &ReadModel, only: Option<&PlanCode>) -> Listing {
    let wanted = |plan: &&Plan| match only {
        Some(only) => plan.code == *only,
        None => {
            plan.budget_total.is_some()
                || !plan.budget.is_empty()
                || model
                    .execution()
                    .spending_of_plan(&plan.code)
                    .next()
                    .is_some()
        }
    };
    let plans: Vec<&Plan> = model.catalog.plans.iter().filter(wanted).collect();
    let insert = only
        .cloned()
        .or_else(|| plans.first().map(|plan| plan.code.clone()));
    let lines = plans.into_iter().flat_map(|plan| plan_rows(model, plan));
    let insert = insert.map(|plan| Effect::OpenExecutionForm(ExecutionForm::Spending(plan)));
    let title = Text::BudgetList.text(model.lang);
    Listing::of::<BudgetList>(model, title, lines.collect(), insert)
}

fn plan_rows(model: &ReadModel, plan: &Plan) -> Vec<TableLine<RowEffects>> {
    let budget = model.execution().budget(plan);
    let spend = Effect::OpenExecutionForm(ExecutionForm::Spending(plan.code.clone()));
    let effects = RowEffects {
        open: Some(spend.clone()),
        insert: Some(spend),
        ..RowEffects::default()
    };
    let mut lines = vec![
        TableLine::blank_line(),
        TableLine::heading(plan.short_name.as_str()),
    ];
    let balances = budget_rows(plan, &budget);
    lines.extend(balances.iter().map(|row| balance_row(model, &effects, row)));
    let each = model.execution().spending_of_plan(&plan.code);
    lines.extend(each.map(|line| spending_row(model, plan, &effects, line)));
    lines
}

/// What a row leads to, told from the others of its plan by a key.
fn keyed(effects: &RowEffects, plan: &Plan, key: &str) -> RowEffects {
    effects.clone().keyed(format!("{} {key}", plan.code))
}

/// A plan as a whole, or one of its sources: planned, spent, left.
fn balance_row(
    model: &ReadModel,
    effects: &RowEffects,
    row: &BudgetRow<'_>,
) -> TableLine<RowEffects> {
    let (plan, name) = (row.plan, row.title(model.lang));
    let words = balance_words(model.lang, row.balance);
    let explain = format!("{} – {name}: {words}.", plan.short_name);
    let key = name.trim_start_matches(|c: char| c.is_ascii_digit());
    let effects = keyed(effects, plan, key);
    list_lines::line::<BudgetList, _>(&model.facts(), row, effects, explain, &plan.title)
}

/// A line of spending: day, what for, how much, from which source.
fn spending_row(
    model: &ReadModel,
    plan: &Plan,
    effects: &RowEffects,
    line: &SpendingRecord,
) -> TableLine<RowEffects> {
    let key = format!("{} {} {:?}", line.at, line.by, line.spending);
    let spending = &line.spending;
    let source = spending.source.map_or_else(
        || "–".to_owned(),
        |no| fill_placeholders(Text::FromSource.text(model.lang), &[&no]),
    );
    let activity = spending
        .activity
        .map(|no| fill_placeholders(Text::ForActivity.text(model.lang), &[&no]));
    let what = [spending.note.clone(), activity]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(" · ");
    let tone = if spending.amount < 0 {
        Tone::Warn
    } else {
        Tone::Plain
    };
    let (day, amount) = (
        display::day(model.lang, spending.on),
        print_dong(model.lang, spending.amount),
    );
    let explain = format!("{day} · {amount} · {what} · {source} · {}.", line.by);
    let cells = vec![
        styled(format!("  {day}  {what}"), Tone::Dim),
        StyledText::default(),
        styled(amount, tone),
        styled(source, Tone::Dim),
    ];
    TableLine::row(keyed(effects, plan, &key), cells, explain, "")
        .with_facet(Text::Plan.text(model.lang), &plan.short_name)
}
