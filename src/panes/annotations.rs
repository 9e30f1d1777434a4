//! Stars and comments as panes and pages show them, and what asks for them. Knows no key; records by effects.

use super::cells::measure_number;
use crate::domain::code::MeasureId;
use crate::domain::comment::{Comment, CommentSubject};
use crate::domain::day::vietnam_time;
use crate::domain::star::StarSubject;
use crate::i18n::facts;
use crate::i18n::screen::Text;
use crate::panes::effect::Effect;
use crate::panes::read_model::ReadModel;
use crate::store::Write;
use crate::widgets::page::Page;
use crate::widgets::table::styled;
use crate::widgets::theme::Tone;

/// Mark before or after a starred name.
pub const STAR_MARK: char = '*';

/// Adds or removes a star.
pub fn toggle_star(book: &ReadModel, subject: StarSubject) -> Effect {
    let on = !book.stars.contains(&subject);
    Effect::Write(Box::new(Write::Star { subject, on }))
}

/// A name with the mark if the subject is starred.
pub fn with_star_mark(book: &ReadModel, starred: &StarSubject, name: &str) -> String {
    if book.stars.contains(starred) {
        format!("{STAR_MARK} {name}")
    } else {
        name.to_owned()
    }
}

/// Returns `true` if a measure is starred.
pub fn is_starred(book: &ReadModel, id: &MeasureId) -> bool {
    book.stars
        .iter()
        .any(|starred| matches!(starred, StarSubject::Measure(found) if found == id))
}

/// Short text of a comment's subject.
pub fn subject_text(book: &ReadModel, about: &CommentSubject) -> String {
    let label = |id: &MeasureId| {
        let label = book
            .catalog
            .measure(id)
            .map_or("", |(_, _, measure)| measure.label.as_str());
        format!("{} {label}", measure_number(id))
    };
    match about {
        CommentSubject::Measure(id) => label(id),
        CommentSubject::Cell(cell) => {
            let series = cell
                .series
                .as_deref()
                .map(|series| format!(", {}", facts::series_name(book.lang, series)));
            let period = facts::period(book.lang, cell.period);
            let place = format!(
                "{}, {period}{}",
                book.office_name(&cell.office),
                series.unwrap_or_default()
            );
            format!("{} · {place}", label(&cell.measure))
        }
        CommentSubject::Duty(key) => {
            let name = book
                .duty(key)
                .map_or_else(String::new, |owed| book.report_name(owed));
            format!("{} – {name}", book.office_name(&key.office))
        }
    }
}

/// Adds the comments to the end of a page, newest last.
pub fn add_comments(page: &mut Page, book: &ReadModel, comments: &[Comment]) {
    if comments.is_empty() {
        return;
    }
    page.add_heading(Text::HeadComments.text(book.lang));
    for comment in comments {
        let at = vietnam_time(comment.at)
            .format("%d/%m/%Y %H:%M")
            .to_string();
        let place = match &comment.subject {
            CommentSubject::Cell(cell) => {
                format!(
                    " · {}, {}",
                    book.office_name(&cell.office),
                    facts::period(book.lang, cell.period)
                )
            }
            CommentSubject::Measure(_) | CommentSubject::Duty(_) => String::new(),
        };
        page.add_text(styled(format!("{at} · {}{place}", comment.by), Tone::Dim));
        page.add_text(format!("  {}", comment.text));
    }
}
