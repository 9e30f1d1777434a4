//! Marks of cells: a character and a text for each state, never colour alone. Must not depend on layouts.

use super::SheetPane;
use super::cell::SheetCell;
use super::drafts::{BaseVersions, DraftState};
use crate::domain::figure::{Figure, Quality};
use crate::i18n::screen::Text;
use crate::i18n::{Lang, display, fill_placeholders};
use crate::panes::read_model::ReadModel;
use crate::widgets::theme::Tone;

/// Mark of a cell, the most pressing first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CellMark {
    /// Its input belongs to a cell that no longer exists.
    Gone,
    /// Its input was refused.
    Refused,
    /// Its input has a warning and needs a note.
    Warning,
    /// Unsaved input.
    Draft,
    /// An unsaved note.
    NoteDraft,
    /// The period is locked.
    Locked,
    /// Changed by somebody else since the sheet was opened.
    ChangedByOther,
    /// Saved, an estimate.
    Estimate,
    /// Saved, an estimate, with a note.
    EstimateWithNote,
    /// Saved, with a note.
    WithNote,
    /// Saved.
    Saved,
    /// Empty, and required by an open report.
    Required,
    /// Empty.
    Empty,
}

impl CellMark {
    /// Every mark, for the help.
    pub const ALL: [CellMark; 12] = [
        CellMark::Saved,
        CellMark::Estimate,
        CellMark::WithNote,
        CellMark::EstimateWithNote,
        CellMark::Draft,
        CellMark::NoteDraft,
        CellMark::Refused,
        CellMark::Warning,
        CellMark::Gone,
        CellMark::Required,
        CellMark::Locked,
        CellMark::ChangedByOther,
    ];

    /// Character.
    pub fn symbol(self) -> &'static str {
        match self {
            CellMark::Gone => "×",
            CellMark::Refused => "■",
            CellMark::Warning => "?",
            CellMark::Draft | CellMark::NoteDraft => "…",
            CellMark::Locked => "▒",
            CellMark::ChangedByOther => "◄",
            CellMark::Estimate | CellMark::EstimateWithNote => "≈",
            CellMark::WithNote => "+",
            CellMark::Saved => "√",
            CellMark::Required => "□",
            CellMark::Empty => "",
        }
    }

    /// Tone.
    pub fn tone(self) -> Tone {
        match self {
            CellMark::Gone | CellMark::Refused => Tone::Bad,
            CellMark::Warning
            | CellMark::Draft
            | CellMark::NoteDraft
            | CellMark::ChangedByOther => Tone::Warn,
            CellMark::Locked | CellMark::Empty => Tone::Dim,
            CellMark::Estimate
            | CellMark::EstimateWithNote
            | CellMark::WithNote
            | CellMark::Saved
            | CellMark::Required => Tone::Plain,
        }
    }

    /// Description with the character.
    pub fn description(self, lang: Lang, figure: Option<&Figure>) -> String {
        let text = match self {
            CellMark::Gone => Text::MarkGone,
            CellMark::Refused => Text::MarkRefused,
            CellMark::Warning => Text::MarkQuestioned,
            CellMark::Draft => Text::MarkDraft,
            CellMark::NoteDraft => Text::MarkNoteDraft,
            CellMark::Locked => Text::MarkLocked,
            CellMark::ChangedByOther => match figure {
                Some(figure) => {
                    let time = display::time_and_day_short(lang, figure.at);
                    return fill_placeholders(Text::MarkOther.text(lang), &[&figure.by, &time]);
                }
                None => Text::LegendOther,
            },
            CellMark::Estimate => Text::MarkEstimate,
            CellMark::EstimateWithNote => Text::MarkEstimateNoted,
            CellMark::WithNote => Text::MarkNoted,
            CellMark::Saved => Text::MarkSaved,
            CellMark::Required => Text::MarkRequired,
            CellMark::Empty => return String::new(),
        };
        text.text(lang).to_owned()
    }

    /// Text in the legend.
    pub fn legend_text(self, lang: Lang) -> String {
        match self {
            CellMark::ChangedByOther => format!("◄ {}", Text::LegendOther.text(lang)),
            other => other.description(lang, None),
        }
    }
}

impl SheetPane {
    /// Mark of a cell.
    pub fn cell_mark(&self, cell: &SheetCell, model: &ReadModel) -> CellMark {
        let removed = cell.removal_reason.as_ref().map(|_| CellMark::Gone);
        let draft = self
            .drafts
            .cells
            .get(&cell.cell)
            .map(|draft| match draft.state {
                DraftState::Refused => CellMark::Refused,
                DraftState::Warning => CellMark::Warning,
                DraftState::Typed => CellMark::Draft,
                DraftState::Conflicting => CellMark::ChangedByOther,
            });
        let noting = self
            .drafts
            .notes
            .contains_key(&cell.cell)
            .then_some(CellMark::NoteDraft);
        let closed = cell.lock.map(|_| CellMark::Locked);
        let other = self
            .is_changed_by_other(cell, model)
            .then_some(CellMark::ChangedByOther);
        let stands = cell
            .figure()
            .map(|figure| match (figure.quality, &figure.note) {
                (Quality::Estimate, None) => CellMark::Estimate,
                (Quality::Estimate, Some(_)) => CellMark::EstimateWithNote,
                (Quality::Official, Some(_)) => CellMark::WithNote,
                (Quality::Official, None) => CellMark::Saved,
            });
        let empty = if cell.is_required {
            CellMark::Required
        } else {
            CellMark::Empty
        };
        removed
            .or(draft)
            .or(noting)
            .or(closed)
            .or(other)
            .or(stands)
            .unwrap_or(empty)
    }

    /// Returns `true` if somebody else changed a cell since the sheet was opened.
    pub(super) fn is_changed_by_other(&self, cell: &SheetCell, model: &ReadModel) -> bool {
        let moved = self
            .opened_versions
            .get(&cell.cell)
            .is_some_and(|seen| *seen != BaseVersions::from_figures(&cell.figures));
        moved
            && cell
                .figure()
                .is_some_and(|figure| figure.by != model.user_name())
    }
}
