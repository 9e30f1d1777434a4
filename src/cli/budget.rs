//! `budget` and `spend`: budget by source: planned, spent and remaining. `domain::budget` computes the sums.

use super::args::{BudgetArgs, SpendArgs};
use super::context::{Context, OutputRow};
use super::error::CliError;
use super::lookup;
use super::rows::{BudgetRow, SpendingRow};
use crate::domain::budget::{
    Balance, Spending, SpendingRecord, SpendingWarning, budget_of as add_up, parse_amount,
    validate_spending,
};
use crate::domain::entry::EntryRefusal;
use crate::domain::plan::Plan;
use crate::domain::text::{NOTE_MAX, validate_text};
use crate::i18n::budget::{self, print_dong, print_optional_dong};
use crate::i18n::cli::{CliText, Heading};
use crate::i18n::{Lang, display};
use crate::report::table::{CellTone, TextCell};
use crate::store::{Store, StoreError, Write};

/// `tiendo budget`
pub fn print_budget(context: &mut Context, args: &BudgetArgs) -> Result<(), CliError> {
    let store = context.open_store()?;
    let catalog = store.catalog_as_of(context.day)?;
    let (mut sums, mut lines) = (Vec::new(), Vec::new());
    for plan in lookup::find_plans(&catalog, args.plan.as_deref())? {
        let spent = store.spending(&plan.code, context.day)?;
        if args.lines {
            lines.extend(
                spent
                    .iter()
                    .map(|line| spending_row(context.lang, plan, line)),
            );
        } else {
            sums.extend(balance_rows(context, plan, &spent));
        }
    }
    if args.lines {
        return context.print_list(
            &[
                Heading::Plan,
                Heading::At,
                Heading::Source,
                Heading::Activities,
                Heading::Spent,
                Heading::Note,
                Heading::By,
            ],
            lines,
        );
    }
    context.print_list(
        &[
            Heading::Plan,
            Heading::Source,
            Heading::Planned,
            Heading::Spent,
            Heading::Remaining,
        ],
        sums,
    )
}

/// Rows of a plan's total, of each source, and of spending without a source.
fn balance_rows(
    context: &Context,
    plan: &Plan,
    spent: &[SpendingRecord],
) -> Vec<OutputRow<BudgetRow>> {
    let budget = add_up(plan, spent.iter().map(|line| &line.spending));
    if budget.total == Balance::default() && budget.sources.is_empty() {
        return Vec::new();
    }
    let total = (
        None,
        CliText::WholePlan.text(context.lang).to_owned(),
        budget.total,
    );
    let sources = (1..).zip(plan.budget.iter().zip(&budget.sources));
    let sources =
        sources.map(|(no, (source, balance))| (Some(no), source.source.clone(), *balance));
    let rest = (
        Some(0),
        CliText::WithoutSource.text(context.lang).to_owned(),
        Balance {
            planned: None,
            spent: budget.without_source,
        },
    );
    let rest = Some(rest).filter(|_| budget.without_source != 0);
    let each = [total].into_iter().chain(sources).chain(rest);
    each.map(|(no, name, balance)| {
        let row = BudgetRow::new(&plan.code, no, name, balance);
        let tone = if balance.overspent().is_some() {
            CellTone::Bad
        } else {
            CellTone::Plain
        };
        let cells = vec![
            TextCell::from(&plan.code.0),
            TextCell::from(&row.name).truncatable(),
            TextCell::from(print_optional_dong(context.lang, balance.planned)).right_aligned(),
            TextCell::from(print_dong(context.lang, balance.spent)).right_aligned(),
            TextCell::from(print_optional_dong(context.lang, balance.remaining()))
                .right_aligned()
                .tone(tone),
        ];
        OutputRow { row, cells }
    })
    .collect()
}

fn spending_row(lang: Lang, plan: &Plan, line: &SpendingRecord) -> OutputRow<SpendingRow> {
    let row = SpendingRow::new(line);
    let number = |no: Option<u32>| no.map(|no| no.to_string()).unwrap_or_default();
    let cells = vec![
        TextCell::from(&plan.code.0),
        TextCell::from(display::day(lang, row.on)),
        TextCell::from(number(row.source)).right_aligned(),
        TextCell::from(number(row.activity)).right_aligned(),
        TextCell::from(print_dong(lang, row.amount)).right_aligned(),
        TextCell::from(row.note.as_deref().unwrap_or_default()).truncatable(),
        TextCell::from(&row.by).drop_rank(1),
    ];
    OutputRow { row, cells }
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
