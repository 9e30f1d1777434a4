//! What the person who sits there follows up, measures first; a row leads to its page.

use crate::domain::code::MeasureId;
use crate::domain::duty::DutyKey;
use crate::domain::star::Starred;
use crate::panes::book::Book;
use crate::panes::effect::{Effect, Subject};
use crate::panes::pages::list::{Listing, RowEffects};
use crate::panes::targets::number;
use crate::panes::{remarks, tones};
use crate::widgets::table::{Column, TableLine, toned};
use crate::widgets::theme::Tone;
use crate::words::facts;
use crate::words::screen::Text;

/// The list.
pub fn listing(book: &Book) -> Listing {
    let words = |text: Text| text.words(book.lang);
    let columns = vec![
        Column::flex("", 30, 0),
        Column::flex(words(Text::Plan), 18, 2),
        Column::left(words(Text::State), 20, 0),
        Column::right("", 14, 1),
    ];
    let mut stars: Vec<&Starred> = book.stars.iter().collect();
    stars.sort();
    let lines = stars.into_iter().filter_map(|starred| match starred {
        Starred::Measure(id) => measure(book, id),
        Starred::Duty(key) => duty(book, key),
    });
    Listing {
        title: words(Text::Starred).to_owned(),
        columns,
        lines: lines.collect(),
        empty: Text::NothingStarred,
        insert: None,
    }
}

fn effects(book: &Book, open: Subject, starred: Starred) -> RowEffects {
    RowEffects { open: Some(Effect::Open(open)), remove: Some(remarks::star(book, starred)), ..RowEffects::default() }
}

fn measure(book: &Book, id: &MeasureId) -> Option<TableLine<RowEffects>> {
    let (plan, _, measure) = book.catalog.measure(id)?;
    let verdict = book.verdict(id)?;
    let reached = verdict.figure.as_ref().and_then(|figure| figure.value.as_ref());
    let cells = vec![
        format!("{} {}", number(id), measure.label).into(),
        toned(plan.short.as_str(), Tone::Dim),
        tones::verdict(book.lang, verdict.status),
        reached.map_or_else(String::new, |value| facts::reached(measure, value)).into(),
    ];
    let explain = facts::explain(book.lang, &book.catalog, plan, measure, verdict);
    let effects = effects(book, Subject::Measure(id.clone()), Starred::Measure(id.clone()));
    let line = TableLine::row(effects, cells, format!("{} {}: {explain}", number(id), measure.label), id.as_str());
    Some(kinds(line, book, &plan.short, facts::status(book.lang, verdict.status)))
}

fn duty(book: &Book, key: &DutyKey) -> Option<TableLine<RowEffects>> {
    let owed = book.duty(key)?;
    let state = owed.standing.state;
    let plan = book.rule(owed).map_or("", |(plan, _)| plan.short.as_str());
    let cells = vec![
        format!("{} – {}", book.office(&key.office), book.report_short(owed)).into(),
        toned(plan, Tone::Dim),
        toned(format!("{} {}", facts::duty_mark(state), facts::duty_state(book.lang, state)), tones::of_state(state)),
        tones::days(book, owed),
    ];
    let explain = format!("{} – {}: {}.", book.office(&key.office), plan, book.deadline(owed));
    let effects = effects(book, Subject::Duty(key.clone()), Starred::Duty(key.clone()));
    let line = TableLine::row(effects, cells, explain, key.office.as_str());
    Some(kinds(line, book, plan, facts::duty_state(book.lang, state)))
}

fn kinds(line: TableLine<RowEffects>, book: &Book, plan: &str, state: &str) -> TableLine<RowEffects> {
    line.of_kind(Text::Plan.words(book.lang), plan).of_kind(Text::State.words(book.lang), state)
}
