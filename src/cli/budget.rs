//! `budget` and `spend`: money by source, planned, spent and left. What adds up to what is decided by `domain::budget`.

use super::args::{BudgetArgs, SpendArgs};
use super::output::{Desk, Line};
use super::rows::{BudgetRow, SpendingRow};
use super::{Failure, find};
use crate::domain::budget::{Balance, SpendQuestion, Spending, Spent, budget as add_up, check, parse_amount};
use crate::domain::day::print_day;
use crate::domain::entry::Refusal;
use crate::domain::plan::Plan;
use crate::domain::text::{NOTE_MAX, gate_text};
use crate::report::table::{Cell, Tone};
use crate::store::{Store, StoreError, Write};
use crate::words::cli::{Head, Said};
use crate::words::money::{self, dong, dong_or_none};

/// `tiendo budget`
pub fn budget(desk: &mut Desk, args: &BudgetArgs) -> Result<(), Failure> {
    let store = desk.open()?;
    let catalog = store.catalog_on(desk.day)?;
    let (mut sums, mut lines) = (Vec::new(), Vec::new());
    for plan in find::plans(&catalog, args.plan.as_deref())? {
        let spent = store.spending(&plan.code, desk.day)?;
        if args.lines {
            lines.extend(spent.iter().map(|line| spending_line(plan, line)));
        } else {
            sums.extend(balances(desk, plan, &spent));
        }
    }
    if args.lines {
        return desk
            .list(&[Head::Plan, Head::At, Head::Source, Head::Activities, Head::Spent, Head::Note, Head::By], lines);
    }
    desk.list(&[Head::Plan, Head::Source, Head::Planned, Head::Spent, Head::Left], sums)
}

/// The sum of a plan, then each source, then what was spent without one.
fn balances(desk: &Desk, plan: &Plan, spent: &[Spent]) -> Vec<Line<BudgetRow>> {
    let budget = add_up(plan, spent.iter().map(|line| &line.spending));
    if budget.total == Balance::default() && budget.sources.is_empty() {
        return Vec::new();
    }
    let total = (None, Said::WholePlan.words(desk.lang).to_owned(), budget.total);
    let sources = (1..).zip(plan.budget.iter().zip(&budget.sources));
    let sources = sources.map(|(no, (source, balance))| (Some(no), source.source.clone(), *balance));
    let rest = (
        Some(0),
        Said::WithoutSource.words(desk.lang).to_owned(),
        Balance { planned: None, spent: budget.without_source },
    );
    let rest = Some(rest).filter(|_| budget.without_source != 0);
    let each = [total].into_iter().chain(sources).chain(rest);
    each.map(|(no, name, balance)| {
        let row = BudgetRow::of(&plan.code, no, name, balance);
        let tone = if balance.over().is_some() { Tone::Bad } else { Tone::Plain };
        let cells = vec![
            Cell::from(&plan.code.0),
            Cell::from(&row.name).long(),
            Cell::from(dong_or_none(balance.planned)).right(),
            Cell::from(dong(balance.spent)).right(),
            Cell::from(dong_or_none(balance.left())).right().tone(tone),
        ];
        Line { row, cells }
    })
    .collect()
}

fn spending_line(plan: &Plan, line: &Spent) -> Line<SpendingRow> {
    let row = SpendingRow::of(line);
    let number = |no: Option<u32>| no.map(|no| no.to_string()).unwrap_or_default();
    let cells = vec![
        Cell::from(&plan.code.0),
        Cell::from(print_day(row.on)),
        Cell::from(number(row.source)).right(),
        Cell::from(number(row.activity)).right(),
        Cell::from(dong(row.amount)).right(),
        Cell::from(row.note.as_deref().unwrap_or_default()).long(),
        Cell::from(&row.by).minor(1),
    ];
    Line { row, cells }
}

/// `tiendo spend`
pub fn spend(desk: &mut Desk, args: &SpendArgs) -> Result<(), Failure> {
    let mut store = desk.open()?;
    let catalog = store.catalog_on(desk.day)?;
    let plan = find::plan(&catalog, &args.plan)?;
    let note = args.note.as_deref().map(|note| gate_text(note.trim(), NOTE_MAX)).transpose()?;
    let spending = Spending {
        plan: plan.code.clone(),
        source: args.source,
        activity: args.activity,
        amount: parse_amount(&args.amount).map_err(Refusal::Number)?,
        on: args.on.as_deref().map_or(Ok(desk.today), |typed| find::day(typed, desk.today))?,
        note: note.filter(|note| !note.is_empty()),
    };
    let questions = check_spending(desk, &store, plan, &spending)?;
    let amount = dong(spending.amount);
    store.write(&desk.actor("cli"), desk.clock, Write::Spend { spending })?;
    let spent = store.spending(&plan.code, desk.today)?;
    let total = add_up(plan, spent.iter().map(|line| &line.spending)).total;
    let said = Said::Saved.words(desk.lang);
    desk.say(&format!("{said}: {} · {amount} ({})", plan.code, money::balance(desk.lang, total)))?;
    warn(desk, &questions);
    Ok(())
}

/// Refuses a line of spending that cannot be, with what the store has now; what is odd comes back.
pub fn check_spending(
    desk: &Desk,
    store: &Store,
    plan: &Plan,
    wanted: &Spending,
) -> Result<Vec<SpendQuestion>, Failure> {
    let before = store.spending(&plan.code, desk.today)?;
    let before: Vec<Spending> = before.into_iter().map(|line| line.spending).collect();
    Ok(check(plan, &before, wanted, desk.today).map_err(StoreError::Spending)?)
}

/// Says what is odd on standard error.
pub fn warn(desk: &mut Desk, questions: &[SpendQuestion]) {
    for question in questions {
        let words = format!("{}: {}", Said::Warning.words(desk.lang), money::spend_question(desk.lang, *question));
        desk.warn(&words);
    }
}
