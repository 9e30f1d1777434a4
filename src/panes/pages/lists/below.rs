//! The offices below a quota in a period, each with its figure and what is missing; a row leads to its cell in the
//! sheet, and a copy takes the whole list as a text for a letter.

use crate::domain::code::MeasureId;
use crate::domain::figure::Cell;
use crate::domain::judge::{Below, Shortfall, quota_period, shortfall};
use crate::domain::period::Period;
use crate::domain::plan::{Measure, Plan};
use crate::panes::book::Book;
use crate::panes::effect::{Effect, ListKind, Subject};
use crate::panes::pages::list::{Listing, RowEffects};
use crate::panes::pages::lists::offices;
use crate::panes::sheet::places;
use crate::panes::targets::number;
use crate::widgets::table::{Column, TableLine, toned};
use crate::widgets::theme::Tone;
use crate::words::quota as words;
use crate::words::screen::Text;

/// The list of a measure's quota in the period that its verdict is about, else in the newest that ended.
pub fn of_measure(book: &Book, id: &MeasureId) -> Effect {
    let judged = book.verdict(id).filter(|verdict| verdict.coverage.is_some()).and_then(|v| v.figure.as_ref());
    let newest = || {
        let (plan, _, measure) = book.catalog.measure(id)?;
        quota_period(plan, measure, book.today)
    };
    match judged.map(|figure| figure.period).or_else(newest) {
        Some(period) => Effect::Open(Subject::List(ListKind::QuotaBelow(id.clone(), period))),
        None => Effect::Say(Text::NoQuota),
    }
}

fn found<'a>(book: &'a Book, id: &MeasureId, period: Period) -> Option<(&'a Plan, &'a Measure, Shortfall)> {
    let (plan, target, measure) = book.catalog.measure(id)?;
    let figures = book.judged(&plan.code).map_or(&[][..], |judged| judged.figures.as_slice());
    Some((plan, measure, shortfall(&book.catalog, (plan, target, measure), figures, period)?))
}

/// The list.
pub fn listing(book: &Book, id: &MeasureId, period: Period) -> Listing {
    let text = |text: Text| text.words(book.lang);
    let columns = vec![
        Column::right("", 4, 0),
        Column::flex(text(Text::Office), 24, 0),
        Column::right(text(Text::Has), 12, 0),
        Column::right(text(Text::Lacks), 10, 0),
    ];
    let (title, lines) = match found(book, id, period) {
        Some((_, measure, shortfall)) => {
            let rows = shortfall.below.iter().enumerate();
            let lines = rows.map(|(place, below)| line(book, (id, period), place + 1, below)).collect();
            (words::below(book.lang, measure, &shortfall), lines)
        }
        None => (number(id).to_owned(), Vec::new()),
    };
    Listing { title, columns, lines, empty: Text::NobodyBelow, insert: None }
}

fn line(book: &Book, (id, period): (&MeasureId, Period), place: usize, below: &Below) -> TableLine<RowEffects> {
    let (has, missing) = (words::has(book.lang, below), words::missing(book.lang, below));
    let name = book.office(&below.office);
    let explain = format!("{name}: {has}, {missing}. {}", Text::BelowExplained.words(book.lang));
    let tone = if below.has.is_some() { Tone::Plain } else { Tone::Warn };
    let cells =
        vec![toned(format!("{place}."), Tone::Dim), name.into(), toned(has, tone), toned(missing, Tone::Strong)];
    let cell = Cell { measure: id.clone(), office: below.office.clone(), period, series: None };
    let known = if below.has.is_some() { Text::WithData } else { Text::AnswerNoData };
    let effects = RowEffects::from(Effect::Sheet(places::of_cell(book, &cell))).keyed(below.office.as_str());
    TableLine::row(effects, cells, explain, below.office.as_str())
        .of_kind(Text::State.words(book.lang), known.words(book.lang).to_lowercase())
        .of_kind(Text::Kind.words(book.lang), offices::kind(book, &below.office))
}

/// The list as a text for a letter or a message.
pub fn letter(book: &Book, id: &MeasureId, period: Period) -> Option<String> {
    let (plan, measure, shortfall) = found(book, id, period)?;
    Some(words::letter(book.lang, &book.catalog, (plan, number(id), measure), &shortfall))
}
