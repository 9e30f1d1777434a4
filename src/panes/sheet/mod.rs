//! Data entry sheet (nhập số liệu): the cells of an office, of a measure, or of several periods. A figure is stored
//! when its cell is saved. Must not depend on keys; records by effects. Input stays until it is saved or dropped.

pub mod availability;
pub mod cell;
pub mod cell_mark;
mod check;
mod draft_messages;
pub mod drafts;
mod draw;
mod editing;
mod editors;
mod grid;
mod header;
mod layout_hints;
mod paste;
mod pasted_block;
mod renumbered;
pub mod retained_rows;
mod save;
mod search;

use std::cell::Cell as Scrolled;
use std::collections::{BTreeMap, BTreeSet};

use crate::domain::code::{OfficeCode, PlanCode};
use crate::domain::comment::CommentSubject;
use crate::domain::figure::{Cell, Quality, UndoDirection};
use crate::domain::lock::Lock;
use crate::domain::period::{Period, PeriodKind};
use crate::form::lock::LockForm;
use crate::i18n::screen::Text;
use crate::keys::{Command, KeyContext};
use crate::panes::cells;
use crate::panes::effect::{Effect, MenuKind, Outcome, SheetLayout, SheetLocation};
use crate::panes::read_model::ReadModel;
use crate::widgets::table::Motion;
use cell::SheetCell;
use drafts::{BaseVersions, DraftState, Drafts};
use editors::{CellEditor, CellInput, CursorStep, NoteEditor, NoteInput};
use grid::{Grid, GridRow};
use pasted_block::PastedBlock;

/// Mode of the sheet.
#[derive(Debug, Default)]
pub enum SheetMode {
    /// Nothing is being typed.
    #[default]
    Idle,
    /// A cell is being edited.
    EditingCell(CellEditor),
    /// A note is being typed.
    EditingNote(NoteEditor),
    /// A pasted block is previewed before it is written.
    PreviewingPaste(PastedBlock),
}

/// The sheet pane.
#[derive(Debug, Default)]
pub struct SheetPane {
    location: SheetLocation,
    grid: Grid,
    /// Position of the selected cell: row and column. Looked up again by its key whenever rows are built.
    cursor: (usize, usize),
    mode: SheetMode,
    drafts: Drafts,
    /// Requested quality; `None`: by the day.
    quality: Option<Quality>,
    /// Message about the input, and whether it is a refusal.
    inline_message: Option<(String, bool)>,
    saved_message: String,
    /// Move of the selection after a save.
    step_after_save: Option<CursorStep>,
    /// Cell that was last to be saved, until [`SheetPane::take_save_kept_selection`] reads the result.
    tried: Option<Cell>,
    /// Versions of the cells when the sheet was opened.
    opened_versions: BTreeMap<Cell, BaseVersions>,
    /// Cells of the grid already reported as no longer existing.
    reported_removals: BTreeSet<Cell>,
    /// Message about a cell that no longer exists.
    removal_message: Option<String>,
    /// Search query.
    search_query: String,
    scroll_top: Scrolled<usize>,
}

impl SheetPane {
    /// Opens the sheet; missing parts are taken from the previous location, the own office, the plan, today.
    pub fn open(&mut self, at: SheetLocation, model: &ReadModel) -> Option<Effect> {
        let again = at == SheetLocation::default();
        let office = at
            .office
            .clone()
            .or_else(|| self.location.office.clone())
            .or_else(|| model.own_office.clone());
        let Some(office) = office else {
            self.location = at;
            if model.catalog.plans.is_empty() {
                return None;
            }
            return Some(Effect::OpenMenu(MenuKind::SheetOffice));
        };
        let plan = at
            .plan
            .clone()
            .filter(|plan| availability::has_cells_in_plan(model, plan, &office));
        let previous = self
            .location
            .plan
            .clone()
            .filter(|plan| availability::has_cells_in_plan(model, plan, &office));
        let plan = plan
            .or(previous)
            .or_else(|| availability::default_plan(model, &office));
        let (office, period) = match &plan {
            Some(plan) => self.resolve_office_and_period(plan, (office, &at), model),
            None => (office, None),
        };
        let from = if again { self.location.clone() } else { at };
        let layout = if from.measure.is_none() && from.layout == SheetLayout::OfficeRows {
            SheetLayout::MeasureRows
        } else {
            from.layout
        };
        self.location = SheetLocation {
            office: Some(office),
            plan,
            period,
            layout,
            ..from
        };
        self.cursor = (0, 0);
        self.opened_versions.clear();
        self.stop_editing();
        self.replace_rows(model);
        let fits = |cell: &SheetCell| {
            Some(&cell.cell.measure) == self.location.measure.as_ref()
                && Some(cell.cell.period) == self.location.period
        };
        let spot = self
            .grid
            .cells()
            .find(|(_, cell)| layout != SheetLayout::OfficeRows && fits(cell))
            .map(|(place, _)| place);
        self.cursor = spot.unwrap_or_else(|| (0, self.default_column()));
        None
    }

    /// Office that answers in the requested period; without a period, or if no office answers, the office's default
    /// period.
    fn resolve_office_and_period(
        &self,
        plan: &PlanCode,
        (office, at): (OfficeCode, &SheetLocation),
        model: &ReadModel,
    ) -> (OfficeCode, Option<Period>) {
        let requested = at.period.and_then(|period| {
            Some((
                availability::responsible_office(model, plan, &office, period)?,
                Some(period),
            ))
        });
        // The previous period is kept, unless the requested measure has no cell in it.
        let kind = at
            .measure
            .as_ref()
            .and_then(|id| model.catalog.measure(id))
            .map(|(.., measure)| measure.frequency);
        let previous = self.location.period.filter(|period| {
            let meant = at.period.is_none() && (kind.is_none() || period.kind() == kind);
            meant && availability::has_cells_in_period(model, plan, &office, *period)
        });
        requested.unwrap_or_else(|| {
            let period = previous.or_else(|| {
                availability::default_period(model, plan, &office, at.measure.as_ref())
            });
            let holder = period
                .and_then(|period| availability::responsible_office(model, plan, &office, period));
            (holder.unwrap_or(office), period)
        })
    }

    /// Current location.
    pub fn location(&self) -> &SheetLocation {
        &self.location
    }

    /// Returns `true` if a change of a cell's figure shows: its measure has a row, or input that was not saved.
    pub fn shows_change_of(&self, cell: &Cell) -> bool {
        let drafts = self.drafts.cells.keys().chain(self.drafts.notes.keys());
        let mut shown = drafts.chain(self.grid.cells().map(|(_, shown)| &shown.cell));
        shown.any(|shown| shown.measure == cell.measure)
    }

    /// Rebuilds the rows after a change: the selected cell stays selected, and input stays in its cell. If its row no
    /// longer exists, the cell is kept and shows why.
    pub fn build_rows(&mut self, model: &ReadModel) {
        let cell_in_use = self.cell_in_use();
        let before = std::mem::replace(&mut self.grid, Grid::build(model, &self.location));
        let cell_in_use = self.follow_measures(&before, cell_in_use, model);
        self.retain_rows((&before, cell_in_use.as_ref()), model);
        let position = cell_in_use
            .as_ref()
            .and_then(|cell| self.grid.position_of(cell));
        self.cursor = position
            .or_else(|| self.position_of_same_row(&before))
            .unwrap_or(self.cursor);
        self.after_rows(cell_in_use.as_ref(), model);
    }

    /// Builds the rows of another sheet or layout; the selection stays on the same measure if possible.
    fn replace_rows(&mut self, model: &ReadModel) {
        let before = std::mem::replace(&mut self.grid, Grid::build(model, &self.location));
        self.retain_rows((&Grid::default(), None), model);
        self.cursor = self.position_of_same_row(&before).unwrap_or(self.cursor);
        self.after_rows(None, model);
    }

    /// New position of the row that was selected before: by measure and series, and by office if each office has its
    /// own row.
    fn position_of_same_row(&self, before: &Grid) -> Option<(usize, usize)> {
        let key = |cell: &Cell| {
            let office =
                (self.location.layout == SheetLayout::OfficeRows).then(|| cell.office.clone());
            (cell.measure.clone(), cell.series.clone(), office)
        };
        let of_row = |row: &GridRow| {
            row.cells
                .iter()
                .flatten()
                .next()
                .map(|cell| key(&cell.cell))
        };
        let wanted = of_row(before.rows.get(self.cursor.0)?)?;
        let row = self
            .grid
            .rows
            .iter()
            .position(|row| of_row(row).as_ref() == Some(&wanted))?;
        Some((row, self.cursor.1))
    }

    fn after_rows(&mut self, cell_in_use: Option<&Cell>, model: &ReadModel) {
        for (_, cell) in self.grid.cells() {
            self.opened_versions
                .entry(cell.cell.clone())
                .or_insert_with(|| BaseVersions::from_figures(&cell.figures));
        }
        let (rows, columns) = (self.grid.rows.len(), self.grid.periods.len());
        self.cursor = (
            self.cursor.0.min(rows.saturating_sub(1)),
            self.cursor.1.min(columns.saturating_sub(1)),
        );
        self.update_messages(model);
        self.show_removal_message(cell_in_use, model);
        if self
            .grid
            .cells()
            .any(|(_, cell)| self.is_changed_by_other(cell, model))
        {
            self.saved_message.clear();
        }
        if let SheetMode::PreviewingPaste(block) = &mut self.mode {
            block.reassess(&self.grid, model, self.quality);
        }
    }

    /// Column of the requested period.
    fn default_column(&self) -> usize {
        self.grid
            .periods
            .iter()
            .position(|period| Some(*period) == self.location.period)
            .unwrap_or(0)
    }

    /// Active key context.
    pub fn key_context(&self) -> KeyContext {
        match self.mode {
            SheetMode::Idle => KeyContext::Sheet,
            SheetMode::EditingCell(_) => KeyContext::Cell,
            SheetMode::EditingNote(_) => KeyContext::NoteInput,
            SheetMode::PreviewingPaste(_) => KeyContext::PastePreview,
        }
    }

    /// Unsaved input.
    pub fn drafts(&self) -> &Drafts {
        &self.drafts
    }

    /// Restores input of a previous session, and shows the first cell of it.
    pub fn restore_drafts(&mut self, drafts: Drafts, model: &ReadModel) {
        let first = drafts.first_cell().cloned();
        self.drafts = drafts;
        if let Some(cell) = first {
            self.show_cell(&cell, model);
        }
    }

    /// Returns `true` if there is unsaved input.
    pub fn has_drafts(&self) -> bool {
        !self.drafts.is_empty() || !matches!(self.mode, SheetMode::Idle)
    }

    /// Selected cell.
    pub fn selected_cell(&self) -> Option<&SheetCell> {
        self.grid.cell(self.cursor)
    }

    /// Explanation of the selected cell or message about the input, and whether it is a refusal.
    pub fn explanation(&self) -> (&str, bool) {
        match (&self.inline_message, &self.mode) {
            (Some((words, refuses)), _) => (words, *refuses),
            (None, SheetMode::PreviewingPaste(block)) => block.explanation(),
            (None, _) => self.selected_cell().map_or(("", false), |cell| {
                match self.drafts.cells.get(&cell.cell) {
                    Some(draft) if !draft.message.is_empty() => {
                        (&draft.message, draft.state != DraftState::Typed)
                    }
                    _ => (&cell.explanation, false),
                }
            }),
        }
    }

    fn stop_editing(&mut self) {
        self.mode = SheetMode::Idle;
        self.inline_message = None;
    }

    /// Handles a command.
    pub fn handle_command(&mut self, command: Command, model: &ReadModel) -> Outcome {
        let several_columns = self.grid.periods.len() > 1;
        match &mut self.mode {
            SheetMode::Idle => return self.update_idle(command, model),
            SheetMode::EditingCell(editor) => {
                match editor.handle_command(command, several_columns) {
                    CellInput::Ignored => return Outcome::Ignored,
                    CellInput::Edited => self.store_draft(model),
                    CellInput::Answer(typed, onward) => {
                        return self.save_answer(model, typed, onward);
                    }
                    CellInput::MoveOn(step) => {
                        self.stop_editing();
                        self.step_cursor(step);
                    }
                    CellInput::CopyPrevious => return self.copy_previous(model),
                    CellInput::ChooseAnswer => {
                        return Outcome::Effect(Effect::OpenMenu(MenuKind::SheetAnswer));
                    }
                    CellInput::Leave => self.leave_cell_as_draft(model),
                }
            }
            SheetMode::EditingNote(editor) => match editor.handle_command(command) {
                NoteInput::Ignored => return Outcome::Ignored,
                NoteInput::Edited => self.store_note_draft(),
                NoteInput::Save => return self.save_note(model),
                NoteInput::Leave => self.stop_editing(),
            },
            SheetMode::PreviewingPaste(_) => return self.update_paste_preview(command, model),
        }
        Outcome::Handled
    }

    fn update_idle(&mut self, command: Command, model: &ReadModel) -> Outcome {
        if let Some(motion) = cells::motion_of_command(command) {
            self.move_cursor(motion);
            return Outcome::Handled;
        }
        match command {
            Command::Open => self.open_cell(model),
            Command::Edit => self.edit_cell(model),
            Command::CopyPrevious => self.copy_previous(model),
            Command::ChooseAnswer => self.needs_cell(Effect::OpenMenu(MenuKind::SheetAnswer)),
            Command::ChooseOffice => Outcome::Effect(Effect::OpenMenu(MenuKind::SheetOffice)),
            Command::ChoosePlan => Outcome::Effect(Effect::OpenMenu(MenuKind::SheetPlan)),
            Command::ChoosePeriod => Outcome::Effect(Effect::OpenMenu(MenuKind::SheetPeriod)),
            Command::PreviousPeriod => self.shift_period(model, false),
            Command::NextPeriod => self.shift_period(model, true),
            Command::Left | Command::Right => self.move_sideways(command == Command::Right),
            Command::NextPane | Command::PreviousPane if self.grid.periods.len() > 1 => {
                self.step_cursor(if command == Command::NextPane {
                    CursorStep::Next
                } else {
                    CursorStep::Previous
                });
                Outcome::Handled
            }
            Command::ToggleOfficeLayout => self.toggle_layout(SheetLayout::OfficeRows, model),
            Command::TogglePeriodLayout => self.toggle_layout(SheetLayout::PeriodColumns, model),
            Command::ToggleYearly => self.toggle_yearly(model),
            Command::Note => self.start_note(model),
            Command::Comment => {
                let about = self
                    .selected_cell()
                    .map(|cell| Effect::OpenCommentForm(CommentSubject::Cell(cell.cell.clone())));
                Outcome::Effect(about.unwrap_or(Effect::ShowMessage(Text::NoCells)))
            }
            Command::CycleQuality => self.cycle_quality(model),
            Command::Undo => Outcome::Effect(Effect::UndoRedo(UndoDirection::Undo)),
            Command::Redo => Outcome::Effect(Effect::UndoRedo(UndoDirection::Redo)),
            Command::Lock | Command::Unlock => self.lock_form_effect(command == Command::Lock),
            Command::Send => Outcome::Effect(self.send_form_effect(model)),
            Command::Check => self.go_to_first_problem(model),
            Command::DiscardDraft => {
                if let Some(cell) = self.grid.cell(self.cursor) {
                    let is_removed = cell.removal_reason.is_some();
                    self.drafts.remove(&cell.cell);
                    self.inline_message = None;
                    if is_removed {
                        self.replace_rows(model);
                    }
                }
                Outcome::Handled
            }
            _ => Outcome::Ignored,
        }
    }

    fn move_cursor(&mut self, motion: Motion) {
        let last = self.grid.rows.len().saturating_sub(1);
        let row = &mut self.cursor.0;
        *row = match motion {
            Motion::Up => row.saturating_sub(1),
            Motion::Down => (*row + 1).min(last),
            Motion::PageUp => row.saturating_sub(5),
            Motion::PageDown => (*row + 5).min(last),
            Motion::First => 0,
            Motion::Last => last,
        };
        self.inline_message = None;
    }

    /// Moves after a cell, and by Tab: past the end of a row to the next one.
    fn step_cursor(&mut self, step: CursorStep) {
        let last = self.grid.periods.len().saturating_sub(1);
        let (row, column) = self.cursor;
        match step {
            CursorStep::Down => self.move_cursor(Motion::Down),
            CursorStep::Up => self.move_cursor(Motion::Up),
            CursorStep::Next if column < last => self.cursor.1 += 1,
            CursorStep::Next if row + 1 < self.grid.rows.len() => self.cursor = (row + 1, 0),
            CursorStep::Previous if column > 0 => self.cursor.1 -= 1,
            CursorStep::Previous if row > 0 => self.cursor = (row - 1, last),
            CursorStep::Next | CursorStep::Previous => {}
        }
        self.inline_message = None;
    }

    fn move_sideways(&mut self, right: bool) -> Outcome {
        let last = self.grid.periods.len().saturating_sub(1);
        if last == 0 {
            return Outcome::Effect(Effect::ShowMessage(Text::OneColumn));
        }
        self.cursor.1 = if right {
            (self.cursor.1 + 1).min(last)
        } else {
            self.cursor.1.saturating_sub(1)
        };
        self.inline_message = None;
        Outcome::Handled
    }

    fn needs_cell(&self, effect: Effect) -> Outcome {
        Outcome::Effect(if self.selected_cell().is_some() {
            effect
        } else {
            Effect::ShowMessage(Text::NoCells)
        })
    }

    /// Switches to another layout, or back to the cells of the office; the selected cell stays if possible.
    fn toggle_layout(&mut self, layout: SheetLayout, model: &ReadModel) -> Outcome {
        let Some(cell) = self.selected_cell().map(|cell| cell.cell.clone()) else {
            return Outcome::Effect(Effect::ShowMessage(Text::NoCells));
        };
        let back = self.location.layout == layout;
        self.location.layout = if back {
            SheetLayout::MeasureRows
        } else {
            layout
        };
        if self.location.layout == SheetLayout::MeasureRows {
            self.location.office = Some(cell.office.clone());
        }
        self.location.period = Some(cell.period);
        self.location.measure = Some(cell.measure.clone());
        self.inline_message = None;
        self.replace_rows(model);
        self.cursor = self
            .grid
            .position_of(&cell)
            .unwrap_or_else(|| (0, self.default_column()));
        Outcome::Handled
    }

    /// Shows or hides yearly measures in a shorter period.
    fn toggle_yearly(&mut self, model: &ReadModel) -> Outcome {
        let is_shorter = self
            .location
            .period
            .and_then(Period::kind)
            .is_some_and(|kind| kind != PeriodKind::Year);
        if self.location.layout != SheetLayout::MeasureRows || !is_shorter {
            return Outcome::Effect(Effect::ShowMessage(Text::OnlyShorter));
        }
        self.location.shows_yearly = !self.location.shows_yearly;
        self.inline_message = None;
        self.replace_rows(model);
        if self.location.shows_yearly && !self.grid.rows.iter().any(|row| row.is_optional) {
            self.location.shows_yearly = false;
            return Outcome::Effect(Effect::ShowMessage(Text::NoYearly));
        }
        Outcome::Handled
    }

    /// Shows the previous or next period; with period columns those of the previous or next year.
    fn shift_period(&mut self, model: &ReadModel, forward: bool) -> Outcome {
        let (Some(plan), Some(period)) = (&self.location.plan, self.location.period) else {
            return Outcome::Effect(Effect::ShowMessage(Text::NoCells));
        };
        let next = match (self.location.layout, forward, period.kind()) {
            (SheetLayout::PeriodColumns, _, Some(kind)) => Period::new(
                kind,
                period.year() + if forward { 1 } else { -1 },
                period.index(),
            )
            .ok(),
            (_, true, _) => period.next(),
            (_, false, _) => period.previous(),
        };
        match next.filter(|period| availability::is_within_plan(model, plan, *period)) {
            Some(period) => {
                let holder = self.location.office.as_ref().and_then(|office| {
                    availability::responsible_office(model, plan, office, period)
                });
                self.location.office = holder.or(self.location.office.take());
                self.location.period = Some(period);
                self.inline_message = None;
                self.replace_rows(model);
                Outcome::Handled
            }
            None => Outcome::Effect(Effect::ShowMessage(Text::OutsidePlan)),
        }
    }

    /// Opens the form that locks the current period for all, or unlocks it for the cell's office.
    fn lock_form_effect(&self, close: bool) -> Outcome {
        let (Some(cell), Some(plan)) = (self.selected_cell(), &self.location.plan) else {
            return Outcome::Effect(Effect::ShowMessage(Text::NoCells));
        };
        let (plan, period) = (plan.clone(), cell.cell.period);
        Outcome::Effect(match cell.lock {
            _ if close => Effect::OpenLockForm(
                LockForm::Lock,
                Lock {
                    plan,
                    period,
                    office: None,
                },
            ),
            Some(period) => {
                let office = Some(cell.cell.office.clone());
                Effect::OpenLockForm(
                    LockForm::Unlock,
                    Lock {
                        plan,
                        period,
                        office,
                    },
                )
            }
            None => Effect::ShowMessage(Text::NotLockedHere),
        })
    }

    /// Selects a cell; opens its sheet if it is another one.
    pub fn show_cell(&mut self, cell: &Cell, model: &ReadModel) {
        if self.grid.position_of(cell).is_none() {
            let at = SheetLocation {
                office: Some(cell.office.clone()),
                plan: Some(cell.measure.plan()),
                period: Some(cell.period),
                measure: Some(cell.measure.clone()),
                ..SheetLocation::default()
            };
            let _ = self.open(at, model);
        }
        self.cursor = self.grid.position_of(cell).unwrap_or(self.cursor);
        self.stop_editing();
    }
}
