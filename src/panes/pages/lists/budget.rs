//! Money by source, planned, spent and left, and every line of spending; Enter and Ins record more.

use crate::domain::budget::Balance;
use crate::domain::code::PlanCode;
use crate::domain::day::print_day;
use crate::domain::plan::Plan;
use crate::form::work::WorkForm;
use crate::panes::book::Book;
use crate::panes::effect::Effect;
use crate::panes::pages::list::{Listing, RowEffects};
use crate::widgets::table::{Column, TableLine, Toned, toned};
use crate::widgets::theme::Tone;
use crate::words::fill;
use crate::words::money::{balance as balance_words, dong, dong_or_none};
use crate::words::screen::Text;

/// The list of one plan's money, or of all.
pub fn listing(book: &Book, only: Option<&PlanCode>) -> Listing {
    let words = |text: Text| text.words(book.lang);
    let wanted = |plan: &&Plan| match only {
        Some(only) => plan.code == *only,
        None => plan.budget_total.is_some() || !plan.budget.is_empty() || book.work.spent(&plan.code).next().is_some(),
    };
    let plans: Vec<&Plan> = book.catalog.plans.iter().filter(wanted).collect();
    let insert = only.cloned().or_else(|| plans.first().map(|plan| plan.code.clone()));
    Listing {
        title: words(Text::BudgetList).to_owned(),
        columns: vec![
            Column::flex(words(Text::Source), 20, 0),
            Column::right(words(Text::Planned), 14, 1),
            Column::right(words(Text::Spent), 15, 0),
            Column::right(words(Text::Left), 20, 2),
        ],
        lines: plans.into_iter().flat_map(|plan| lines(book, plan)).collect(),
        empty: Text::NoMoney,
        insert: insert.map(|plan| Effect::Work(WorkForm::Spend(plan))),
    }
}

fn lines(book: &Book, plan: &Plan) -> Vec<TableLine<RowEffects>> {
    let budget = book.work.budget(plan);
    let spend = Effect::Work(WorkForm::Spend(plan.code.clone()));
    let effects = RowEffects { open: Some(spend.clone()), insert: Some(spend), ..RowEffects::default() };
    let keyed = |key: &str| effects.clone().keyed(format!("{} {key}", plan.code));
    let balance = |name: &str, of: Balance| {
        let cells = vec![name.into(), dong_or_none(of.planned).into(), dong(of.spent).into(), left(book, of)];
        let explain = format!("{} – {name}: {}.", plan.short, balance_words(book.lang, of));
        TableLine::row(keyed(name.trim_start_matches(|c: char| c.is_ascii_digit())), cells, explain, &plan.title)
            .of_kind(Text::Plan.words(book.lang), &plan.short)
    };
    let mut lines = vec![TableLine::gap(), TableLine::heading(plan.short.as_str())];
    lines.push(balance(Text::WholePlan.words(book.lang), budget.total));
    let sources = plan.budget.iter().zip(&budget.sources).enumerate();
    lines.extend(sources.map(|(place, (source, of))| balance(&format!("{}. {}", place + 1, source.source), *of)));
    if budget.without_source != 0 {
        let of = Balance { planned: None, spent: budget.without_source };
        lines.push(balance(Text::NoSource.words(book.lang), of));
    }
    let each = book.work.spent(&plan.code).map(|line| {
        let key = format!("{} {} {:?}", line.at, line.by, line.spending);
        let spending = &line.spending;
        let source =
            spending.source.map_or_else(|| "–".to_owned(), |no| fill(Text::FromSource.words(book.lang), &[&no]));
        let activity = spending.activity.map(|no| fill(Text::ForActivity.words(book.lang), &[&no]));
        let what = [spending.note.clone(), activity].into_iter().flatten().collect::<Vec<_>>().join(" · ");
        let tone = if spending.amount < 0 { Tone::Warn } else { Tone::Plain };
        let cells = vec![
            toned(format!("  {}  {what}", print_day(spending.on)), Tone::Dim),
            Toned::default(),
            toned(dong(spending.amount), tone),
            toned(source, Tone::Dim),
        ];
        let explain = format!(
            "{} · {} · {what} · {} · {}.",
            print_day(spending.on),
            dong(spending.amount),
            cells[3].text,
            line.by
        );
        TableLine::row(keyed(&key), cells, explain, "").of_kind(Text::Plan.words(book.lang), &plan.short)
    });
    lines.extend(each);
    lines
}

/// What is left, or by how much it is over.
fn left(book: &Book, of: Balance) -> Toned {
    match of.over() {
        Some(over) => toned(format!("■ {}", fill(Text::OverBy.words(book.lang), &[&dong(over)])), Tone::Bad),
        None => dong_or_none(of.left()).into(),
    }
}
