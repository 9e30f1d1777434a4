//! A block pasted from a spreadsheet: from the selected cell down, and to the right where periods lie side by side. It is
//! looked through before anything is written. Must not depend on keys.
//!
//! Empty cells are passed over, and so is a lone dash: in spreadsheets it may mean 0, none occurred or no data, and the
//! program does not guess. What is asked about or refused stays in the sheet as a draft.

use super::cell::{SheetCell, build_entry};
use super::draft_messages::{is_unchanged, refusal_text, warnings};
use super::drafts::{BaseVersions, DraftState};
use super::grid::Grid;
use super::pasted_block::{PasteOutcome, PastedBlock, PastedCell};
use super::retained_rows::removal_reason;
use super::{SheetMode, SheetPane};
use crate::domain::entry::{AnswerInput, Entry, validate_entry};
use crate::domain::figure::{Cell, Figure, Quality};
use crate::domain::number::is_minus_sign;
use crate::domain::text::sanitize_line;
use crate::i18n::screen::Text;
use crate::i18n::{display, facts, fill_placeholders};
use crate::keys::Command;
use crate::panes::cells;
use crate::panes::effect::{Effect, Outcome};
use crate::panes::read_model::ReadModel;
use crate::store::Write;
use crate::widgets::table::{Motion, StyledText, styled};
use crate::widgets::theme::Tone;

impl PasteOutcome {
    /// Symbol and text.
    pub fn cell(&self, model: &ReadModel) -> StyledText {
        let (text, tone) = match self {
            PasteOutcome::Accepted(..) => (Text::PasteWrite, Tone::Good),
            PasteOutcome::Warning => (Text::PasteAsk, Tone::Warn),
            PasteOutcome::Refused => (Text::PasteRefuse, Tone::Bad),
            PasteOutcome::Gone => (Text::PasteNoCell, Tone::Bad),
            PasteOutcome::Unchanged => (Text::PasteSame, Tone::Dim),
            PasteOutcome::Blank => (Text::PastePass, Tone::Dim),
        };
        styled(text.text(model.lang), tone)
    }
}

/// Returns `true` if pasted text has several cells; a single line is typed as it is.
pub fn is_multi_cell(text: &str) -> bool {
    let one = text.trim_matches(['\n', '\r']);
    one.contains(['\n', '\r']) || one.trim_matches('\t').contains('\t')
}

/// Cleaned cells of a text, row by row.
fn split_cells(text: &str) -> Vec<Vec<String>> {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let lines = text.trim_end_matches('\n').split('\n');
    let cell = |cell: &str| sanitize_line(cell).0.trim().to_owned();
    lines
        .map(|line| line.split('\t').map(cell).collect())
        .collect()
}

/// Returns `true` for an empty text or a single dash.
fn is_blank(text: &str) -> bool {
    text.chars().all(|c| is_minus_sign(c) || c.is_whitespace())
}

impl PastedBlock {
    /// Creates a block at a position of the grid: each text gets its cell permanently.
    fn new(text: &str, from: (usize, usize), grid: &Grid) -> Self {
        let mut block = Self::default();
        for (down, row) in split_cells(text).into_iter().enumerate() {
            for (right, pasted_text) in row.into_iter().enumerate() {
                match grid.cell((from.0 + down, from.1 + right)) {
                    Some(cell) => block.cells.push(PastedCell {
                        cell: cell.cell.clone(),
                        base: BaseVersions::from_figures(&cell.figures),
                        expected: cell.definition.clone(),
                        label: String::new(),
                        current_text: String::new(),
                        pasted_text,
                        outcome: PasteOutcome::Blank,
                        explanation: String::new(),
                    }),
                    None => block.outside_count += usize::from(!is_blank(&pasted_text)),
                }
            }
        }
        block
    }

    /// Updates the current value and outcome of each cell.
    pub fn reassess(&mut self, grid: &Grid, model: &ReadModel, quality: Option<Quality>) {
        for line in &mut self.cells {
            match grid.position_of(&line.cell) {
                Some(place) => line.look((grid, place), model, quality),
                None => line.lose(model),
            }
        }
    }

    fn count_outcomes(&self, fits: impl Fn(&PasteOutcome) -> bool) -> usize {
        self.cells.iter().filter(|line| fits(&line.outcome)).count()
    }

    /// Title with the number of cells by outcome.
    pub fn title(&self, model: &ReadModel) -> String {
        let written = self.count_outcomes(|outcome| matches!(outcome, PasteOutcome::Accepted(..)));
        let is_refusal =
            |outcome: &PasteOutcome| matches!(outcome, PasteOutcome::Refused | PasteOutcome::Gone);
        let (warned, refused) = (
            self.count_outcomes(|f| *f == PasteOutcome::Warning),
            self.count_outcomes(is_refusal),
        );
        let passed = self.count_outcomes(|outcome| {
            matches!(outcome, PasteOutcome::Unchanged | PasteOutcome::Blank)
        });
        let head = Text::PasteHead.text(model.lang);
        let head = fill_placeholders(
            head,
            &[&self.cells.len(), &written, &warned, &refused, &passed],
        );
        match self.outside_count {
            0 => head,
            outside => head + &fill_placeholders(Text::PasteOutside.text(model.lang), &[&outside]),
        }
    }

    /// Explanation of the selected cell, and whether it is a refusal.
    pub fn explanation(&self) -> (&str, bool) {
        let line = self.cells.get(self.selected);
        line.map_or(("", false), |line| {
            (
                &line.explanation,
                matches!(line.outcome, PasteOutcome::Refused | PasteOutcome::Gone),
            )
        })
    }

    fn move_selection(&mut self, motion: Motion) {
        let last = self.cells.len().saturating_sub(1);
        self.selected = match motion {
            Motion::Up => self.selected.saturating_sub(1),
            Motion::Down => (self.selected + 1).min(last),
            Motion::PageUp => self.selected.saturating_sub(10),
            Motion::PageDown => (self.selected + 10).min(last),
            Motion::First => 0,
            Motion::Last => last,
        };
    }
}

impl PastedCell {
    fn look(
        &mut self,
        (grid, place): (&Grid, (usize, usize)),
        model: &ReadModel,
        quality: Option<Quality>,
    ) {
        let (Some(cell), Some(head)) = (grid.cell(place), grid.rows.get(place.0)) else {
            return self.lose(model);
        };
        self.label = format!("{} {}", head.row_number, head.label);
        if grid.periods.len() > 1 {
            self.label = format!(
                "{} {}",
                facts::period_short(model.lang, cell.cell.period),
                self.label
            );
        }
        if cell.removal_reason.is_some() {
            return self.lose(model);
        }
        let quality = if head.is_optional {
            Some(Quality::Estimate)
        } else {
            quality
        };
        self.current_text.clone_from(&cell.value_text);
        (self.outcome, self.explanation) = self.paste_outcome(cell, model, quality);
    }

    /// Outcome of a pasted cell, with its explanation.
    fn paste_outcome(
        &self,
        cell: &SheetCell,
        model: &ReadModel,
        quality: Option<Quality>,
    ) -> (PasteOutcome, String) {
        let text = self.pasted_text.as_str();
        if is_blank(text) {
            return (
                PasteOutcome::Blank,
                Text::PasteWhy.text(model.lang).to_owned(),
            );
        }
        let typed = build_entry(cell, AnswerInput::Value(text.to_owned()), quality, None);
        let typed = Entry {
            expected: self.expected.clone(),
            ..typed
        };
        let mut draft = match validate_entry(&model.catalog, &typed, model.today) {
            Ok(draft) => draft,
            Err(refusal) => return (PasteOutcome::Refused, refusal_text(model, &refusal)),
        };
        // A note belongs to the answer for which it was written.
        draft.note = cell
            .figure()
            .filter(|_| is_unchanged(cell, &draft))
            .and_then(|figure| figure.note.clone());
        let current = cell
            .figures
            .iter()
            .find(|figure| figure.quality == draft.quality);
        if current.is_some_and(|figure| figure.answer == draft.answer) {
            return (PasteOutcome::Unchanged, cell.explanation.clone());
        }
        if let Some(words) = warnings(model, &draft) {
            return (
                PasteOutcome::Warning,
                format!("{words} {}", Text::PasteKept.text(model.lang)),
            );
        }
        let reading = super::cell::preview_status(model, &draft).unwrap_or_default();
        let entry = Entry {
            note: draft.note,
            ..typed
        };
        (
            PasteOutcome::Accepted(Box::new(entry), self.base.expected_version()),
            reading,
        )
    }

    /// Marks the cell as gone: it is not written.
    fn lose(&mut self, model: &ReadModel) {
        let passed = is_blank(&self.pasted_text);
        self.outcome = if passed {
            PasteOutcome::Blank
        } else {
            PasteOutcome::Gone
        };
        let why = removal_reason(model, &self.cell).unwrap_or_default();
        let words = format!("{why} {}", Text::GoneKept.text(model.lang));
        words.trim_start().clone_into(&mut self.explanation);
    }
}

impl SheetPane {
    /// Opens the preview of a pasted block; input in progress stays as a draft.
    pub(super) fn open_paste_preview(&mut self, text: &str, model: &ReadModel) {
        let mut block = PastedBlock::new(text, self.cursor, &self.grid);
        block.reassess(&self.grid, model, self.quality);
        self.stop_editing();
        if block.cells.is_empty() {
            self.inline_message = Some((Text::PasteOutsideAll.text(model.lang).to_owned(), true));
        } else {
            self.mode = SheetMode::PreviewingPaste(block);
        }
    }

    pub(super) fn update_paste_preview(&mut self, command: Command, model: &ReadModel) -> Outcome {
        let SheetMode::PreviewingPaste(block) = &mut self.mode else {
            return Outcome::Ignored;
        };
        self.inline_message = None;
        match command {
            Command::Back => self.stop_editing(),
            Command::Save => {
                let written = block.cells.iter().filter_map(|line| match &line.outcome {
                    PasteOutcome::Accepted(entry, seen) => Some(((**entry).clone(), *seen)),
                    _ => None,
                });
                let written: Vec<_> = written.collect();
                if written.is_empty() {
                    self.close_paste_preview(model);
                } else {
                    return Outcome::Effect(Effect::Write(Box::new(Write::SetFigures(written))));
                }
            }
            other => match cells::motion_of_command(other) {
                Some(motion) => block.move_selection(motion),
                None => return Outcome::Ignored,
            },
        }
        Outcome::Handled
    }

    /// Closes the preview; cells that could not be written stay as drafts.
    fn close_paste_preview(&mut self, model: &ReadModel) {
        let SheetMode::PreviewingPaste(block) = std::mem::take(&mut self.mode) else {
            return;
        };
        self.build_rows(model);
        for line in &block.cells {
            let state = match line.outcome {
                PasteOutcome::Warning => DraftState::Warning,
                PasteOutcome::Refused | PasteOutcome::Gone => DraftState::Refused,
                PasteOutcome::Accepted(..) => {
                    self.drafts.remove(&line.cell);
                    continue;
                }
                PasteOutcome::Unchanged | PasteOutcome::Blank => continue,
            };
            let shown = self
                .grid
                .position_of(&line.cell)
                .and_then(|place| self.grid.cell(place));
            self.drafts.cells.remove(&line.cell);
            self.drafts
                .insert(&line.cell, &line.pasted_text, state, shown);
        }
        self.build_rows(model);
    }

    /// After the block was saved.
    pub fn after_block_saved(&mut self, count: usize, time: &str, model: &ReadModel) {
        self.close_paste_preview(model);
        self.stop_editing();
        self.saved_message = fill_placeholders(Text::SavedMany.text(model.lang), &[&count, &time]);
    }

    /// After a conflict in one of its cells: nothing was written, all outcomes are updated.
    pub fn after_block_conflict(&mut self, cell: &Cell, now: Option<&Figure>, model: &ReadModel) {
        if let SheetMode::PreviewingPaste(block) = &mut self.mode {
            let figures = model.figures(&cell.measure.plan());
            let stands: Vec<Figure> = figures
                .iter()
                .filter(|figure| figure.cell == *cell)
                .cloned()
                .collect();
            for line in block.cells.iter_mut().filter(|line| line.cell == *cell) {
                line.base = BaseVersions::from_figures(&stands);
            }
        }
        self.build_rows(model);
        let name = facts::cell(model.lang, &model.catalog, cell);
        let words = match now {
            Some(figure) => {
                let time = display::time(figure.at);
                fill_placeholders(
                    Text::PasteConflict.text(model.lang),
                    &[&figure.by, &name, &time],
                )
            }
            None => fill_placeholders(Text::PasteGone.text(model.lang), &[&name]),
        };
        self.inline_message = Some((words, true));
    }
}
