//! Stars and comments in panes and pages. Must not depend on keys; records by effects.

use super::cells::measure_number;
use crate::domain::code::MeasureId;
use crate::domain::comment::{Comment, CommentSubject};
use crate::domain::star::StarSubject;
use crate::i18n::screen::Text;
use crate::i18n::{display, facts};
use crate::panes::effect::Effect;
use crate::panes::read_model::ReadModel;
use crate::store::Write;
use crate::widgets::page::Page;
use crate::widgets::table::styled;
use crate::widgets::theme::Tone;

/// Mark before or after a starred name.
pub const STAR_MARK: char = '*';

/// Adds or removes a star.
pub fn toggle_star(model: &ReadModel, subject: StarSubject) -> Effect {
    let is_starred = !model.stars.contains(&subject);
    Effect::Write(Box::new(Write::Star {
        subject,
        is_starred,
    }))
}

/// A name with the mark if the subject is starred.
pub fn with_star_mark(model: &ReadModel, starred: &StarSubject, name: &str) -> String {
    if model.stars.contains(starred) {
        format!("{STAR_MARK} {name}")
    } else {
        name.to_owned()
    }
}

/// Returns `true` if a measure is starred.
pub fn is_starred(model: &ReadModel, id: &MeasureId) -> bool {
    model
        .stars
        .iter()
        .any(|starred| matches!(starred, StarSubject::Measure(found) if found == id))
}

/// Short text of a comment's subject.
pub fn subject_text(model: &ReadModel, about: &CommentSubject) -> String {
    let label = |id: &MeasureId| {
        let label = model
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
                .map(|series| format!(", {}", facts::series_name(model.lang, series)));
            let period = facts::period(model.lang, cell.period);
            let place = format!(
                "{}, {period}{}",
                model.office_name(&cell.office),
                series.unwrap_or_default()
            );
            format!("{} · {place}", label(&cell.measure))
        }
        CommentSubject::Duty(key) => {
            let name = model
                .duty(key)
                .map_or_else(String::new, |owed| model.report_name(&owed));
            format!("{} – {name}", model.office_name(&key.office))
        }
    }
}

/// Adds the comments to the end of a page, newest last.
pub fn add_comments(page: &mut Page, model: &ReadModel, comments: &[Comment]) {
    if comments.is_empty() {
        return;
    }
    page.add_heading(Text::HeadComments.text(model.lang));
    for comment in comments {
        let at = display::date_time(model.lang, comment.at);
        let place = match &comment.subject {
            CommentSubject::Cell(cell) => {
                format!(
                    " · {}, {}",
                    model.office_name(&cell.office),
                    facts::period(model.lang, cell.period)
                )
            }
            CommentSubject::Measure(_) | CommentSubject::Duty(_) => String::new(),
        };
        page.add_text(styled(format!("{at} · {}{place}", comment.by), Tone::Dim));
        page.add_text(format!("  {}", comment.text));
    }
}
