//! What state a cell is in: a character and words for each, never a colour alone. Knows no layout.

use super::SheetPane;
use super::drafts::{Base, DraftState};
use super::rows::SheetCell;
use crate::domain::day::vietnam_time;
use crate::domain::figure::{Figure, Quality};
use crate::panes::book::Book;
use crate::widgets::theme::Tone;
use crate::words::screen::Text;
use crate::words::{Lang, fill};

/// The state of a cell, the most pressing first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// What is typed has no cell any more.
    Gone,
    /// What is typed was refused.
    Refused,
    /// What is typed is odd and waits for a note.
    Questioned,
    /// Typed, not saved.
    Draft,
    /// A note is typed and not saved.
    NoteDraft,
    /// The period is closed.
    Locked,
    /// Changed by somebody else since the sheet was opened.
    Other,
    /// Saved, an estimate.
    Estimate,
    /// Saved, an estimate, with a note.
    EstimateNoted,
    /// Saved, with a note.
    Noted,
    /// Saved.
    Saved,
    /// Empty, and goes with an open report.
    Required,
    /// Empty.
    Empty,
}

impl Mark {
    /// Every mark, for the help.
    pub const ALL: [Mark; 12] = [
        Mark::Saved,
        Mark::Estimate,
        Mark::Noted,
        Mark::EstimateNoted,
        Mark::Draft,
        Mark::NoteDraft,
        Mark::Refused,
        Mark::Questioned,
        Mark::Gone,
        Mark::Required,
        Mark::Locked,
        Mark::Other,
    ];

    /// Its character.
    pub fn sign(self) -> &'static str {
        match self {
            Mark::Gone => "×",
            Mark::Refused => "■",
            Mark::Questioned => "?",
            Mark::Draft | Mark::NoteDraft => "…",
            Mark::Locked => "▒",
            Mark::Other => "◄",
            Mark::Estimate | Mark::EstimateNoted => "≈",
            Mark::Noted => "+",
            Mark::Saved => "√",
            Mark::Required => "□",
            Mark::Empty => "",
        }
    }

    /// Its tone.
    pub fn tone(self) -> Tone {
        match self {
            Mark::Gone | Mark::Refused => Tone::Bad,
            Mark::Questioned | Mark::Draft | Mark::NoteDraft | Mark::Other => Tone::Warn,
            Mark::Locked | Mark::Empty => Tone::Dim,
            Mark::Estimate | Mark::EstimateNoted | Mark::Noted | Mark::Saved | Mark::Required => Tone::Plain,
        }
    }

    /// Its words with the character.
    pub fn words(self, lang: Lang, figure: Option<&Figure>) -> String {
        let text = match self {
            Mark::Gone => Text::MarkGone,
            Mark::Refused => Text::MarkRefused,
            Mark::Questioned => Text::MarkQuestioned,
            Mark::Draft => Text::MarkDraft,
            Mark::NoteDraft => Text::MarkNoteDraft,
            Mark::Locked => Text::MarkLocked,
            Mark::Other => match figure {
                Some(figure) => {
                    let time = vietnam_time(figure.at).format("%H:%M %d/%m").to_string();
                    return fill(Text::MarkOther.words(lang), &[&figure.by, &time]);
                }
                None => Text::LegendOther,
            },
            Mark::Estimate => Text::MarkEstimate,
            Mark::EstimateNoted => Text::MarkEstimateNoted,
            Mark::Noted => Text::MarkNoted,
            Mark::Saved => Text::MarkSaved,
            Mark::Required => Text::MarkRequired,
            Mark::Empty => return String::new(),
        };
        text.words(lang).to_owned()
    }

    /// Its words in the legend.
    pub fn legend(self, lang: Lang) -> String {
        match self {
            Mark::Other => format!("◄ {}", Text::LegendOther.words(lang)),
            other => other.words(lang, None),
        }
    }
}

impl SheetPane {
    /// The state of a cell.
    pub fn mark(&self, cell: &SheetCell, book: &Book) -> Mark {
        let gone = cell.gone.as_ref().map(|_| Mark::Gone);
        let draft = self.drafts.cells.get(&cell.cell).map(|draft| match draft.state {
            DraftState::Refused => Mark::Refused,
            DraftState::Questioned => Mark::Questioned,
            DraftState::Typed => Mark::Draft,
            DraftState::Changed => Mark::Other,
        });
        let noting = self.drafts.notes.contains_key(&cell.cell).then_some(Mark::NoteDraft);
        let closed = cell.closed.map(|_| Mark::Locked);
        let other = self.is_changed_by_another(cell, book).then_some(Mark::Other);
        let stands = cell.figure().map(|figure| match (figure.quality, &figure.note) {
            (Quality::Estimate, None) => Mark::Estimate,
            (Quality::Estimate, Some(_)) => Mark::EstimateNoted,
            (Quality::Official, Some(_)) => Mark::Noted,
            (Quality::Official, None) => Mark::Saved,
        });
        let empty = if cell.owed { Mark::Required } else { Mark::Empty };
        gone.or(draft).or(noting).or(closed).or(other).or(stands).unwrap_or(empty)
    }

    /// Whether somebody else changed a cell since the sheet was opened.
    pub(super) fn is_changed_by_another(&self, cell: &SheetCell, book: &Book) -> bool {
        let moved = self.seen.get(&cell.cell).is_some_and(|seen| *seen != Base::of(&cell.figures));
        moved && cell.figure().is_some_and(|figure| figure.by != book.account())
    }
}
