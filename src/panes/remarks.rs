//! Stars and comments as panes and pages show them, and what asks for them. Knows no key; records by effects.

use crate::domain::code::MeasureId;
use crate::domain::comment::{About, Comment};
use crate::domain::day::vietnam_time;
use crate::domain::star::Starred;
use crate::panes::book::Book;
use crate::panes::effect::Effect;
use crate::panes::targets::number;
use crate::store::Write;
use crate::widgets::page::Page;
use crate::widgets::table::toned;
use crate::widgets::theme::Tone;
use crate::words::facts;
use crate::words::screen::Text;

/// What stands before or behind a name that is followed up.
pub const STAR: char = '*';

/// Follows something up, or does so no more.
pub fn star(book: &Book, starred: Starred) -> Effect {
    let on = !book.stars.contains(&starred);
    Effect::Write(Box::new(Write::Star { starred, on }))
}

/// A name with the mark of what is followed up before it.
pub fn marked(book: &Book, starred: &Starred, name: &str) -> String {
    if book.stars.contains(starred) { format!("{STAR} {name}") } else { name.to_owned() }
}

/// Whether a measure is followed up.
pub fn has_star(book: &Book, id: &MeasureId) -> bool {
    book.stars.iter().any(|starred| matches!(starred, Starred::Measure(found) if found == id))
}

/// What a comment is about, in a few words.
pub fn about(book: &Book, about: &About) -> String {
    let label = |id: &MeasureId| {
        let label = book.catalog.measure(id).map_or("", |(_, _, measure)| measure.label.as_str());
        format!("{} {label}", number(id))
    };
    match about {
        About::Measure(id) => label(id),
        About::Cell(cell) => {
            let series = cell.series.as_deref().map(|series| format!(", {}", facts::series(book.lang, series)));
            let period = facts::period(book.lang, cell.period);
            let place = format!("{}, {period}{}", book.office(&cell.office), series.unwrap_or_default());
            format!("{} · {place}", label(&cell.measure))
        }
        About::Duty(key) => {
            let name = book.duty(key).map_or_else(String::new, |owed| book.report_name(owed));
            format!("{} – {name}", book.office(&key.office))
        }
    }
}

/// The comments at the end of a page, the newest last.
pub fn comments(page: &mut Page, book: &Book, comments: &[Comment]) {
    if comments.is_empty() {
        return;
    }
    page.heading(Text::HeadComments.words(book.lang));
    for comment in comments {
        let at = vietnam_time(comment.at).format("%d/%m/%Y %H:%M").to_string();
        let place = match &comment.about {
            About::Cell(cell) => {
                format!(" · {}, {}", book.office(&cell.office), facts::period(book.lang, cell.period))
            }
            About::Measure(_) | About::Duty(_) => String::new(),
        };
        page.text(toned(format!("{at} · {}{place}", comment.by), Tone::Dim));
        page.text(format!("  {}", comment.text));
    }
}
