//! `budget` and `spend`: budget by source: planned, spent and remaining. `domain::budget` computes the sums.

use super::args::{BudgetArgs, SpendArgs};
use super::context::Context;
use super::error::CliError;
use super::lookup;
use crate::domain::budget::{
    Balance, Spending, SpendingWarning, budget_of as add_up, parse_amount, validate_spending,
};
use crate::domain::entry::EntryRefusal;
use crate::domain::plan::Plan;
use crate::domain::text::{NOTE_MAX, validate_text};
use crate::i18n::budget::{self, print_dong};
use crate::i18n::cli::CliText;
use crate::lists::execution::{BudgetList, SpendingList, budget_rows};
use crate::store::{Store, StoreError, Write};

/// `tiendo budget`
pub fn print_budget(context: &mut Context, args: &BudgetArgs) -> Result<(), CliError> {
    let store = context.open_store()?;
    let catalog = store.catalog_as_of(context.day)?;
    let (mut sums, mut lines) = (Vec::new(), Vec::new());
    for plan in lookup::find_plans(&catalog, args.plan.as_deref())? {
        let spent = store.spending(&plan.code, context.day)?;
        if args.lines {
            lines.extend(spent);
            continue;
        }
        let budget = add_up(plan, spent.iter().map(|line| &line.spending));
        if budget.total != Balance::default() || !budget.sources.is_empty() {
            sums.extend(budget_rows(plan, &budget));
        }
    }
    if args.lines {
        context.print_rows::<SpendingList>(&catalog, lines)
    } else {
        context.print_rows::<BudgetList>(&catalog, sums)
    }
}

/// `tiendo spend`
pub fn record_spending(context: &mut Context, args: &SpendArgs) -> Result<(), CliError> {
    let store = context.open_store()?;
    let catalog = store.catalog_as_of(context.day)?;
    let plan = lookup::find_plan(&catalog, &args.plan)?;
    let note = args
        .note
        .as_deref()
        .map(|note| validate_text(note.trim(), NOTE_MAX))
        .transpose()?;
    let spending = Spending {
        plan: plan.code.clone(),
        source: args.source,
        activity: args.activity,
        amount: parse_amount(&args.amount).map_err(EntryRefusal::InvalidNumber)?,
        on: args.on.as_deref().map_or(Ok(context.today), |typed| {
            lookup::parse_day_argument(typed, context.today)
        })?,
        note: note.filter(|note| !note.is_empty()),
    };
    let questions = check_spending(context, &store, plan, &spending)?;
    let amount = print_dong(context.lang, spending.amount);
    store.write(
        &context.actor("cli"),
        context.clock,
        Write::RecordSpending { spending },
    )?;
    let spent = store.spending(&plan.code, context.today)?;
    let total = add_up(plan, spent.iter().map(|line| &line.spending)).total;
    let message = CliText::Saved.text(context.lang);
    context.print_line(&format!(
        "{message}: {} · {amount} ({})",
        plan.code,
        budget::balance_text(context.lang, total)
    ))?;
    print_warnings(context, &questions);
    Ok(())
}

/// Checks spending against the current store; returns the warnings.
pub fn check_spending(
    context: &Context,
    store: &Store,
    plan: &Plan,
    wanted: &Spending,
) -> Result<Vec<SpendingWarning>, CliError> {
    let before = store.spending(&plan.code, context.today)?;
    let before: Vec<Spending> = before.into_iter().map(|line| line.spending).collect();
    Ok(validate_spending(plan, &before, wanted, context.today).map_err(StoreError::Spending)?)
}

/// Prints warnings on standard error.
pub fn print_warnings(context: &mut Context, questions: &[SpendingWarning]) {
    for question in questions {
        let words = format!(
            "{}: {}",
            CliText::Warning.text(context.lang),
            budget::spending_warning(context.lang, *question)
        );
        context.print_warning(&words);
    }
}
