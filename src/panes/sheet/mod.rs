//! Nhập số liệu: the cells of an office, of a measure, or of several periods. A figure is in the database when its cell is
//! accepted. Knows no key; records by effects. What was typed stays until it is saved or dropped.

mod block;
mod check;
pub mod drafts;
mod draw;
mod find;
mod grid;
mod head;
pub mod kept;
pub mod marks;
pub mod places;
mod renumbered;
pub mod rows;
mod save;
mod told;
mod typing;
mod views;

use std::cell::Cell as Scrolled;
use std::collections::{BTreeMap, BTreeSet};

use crate::domain::code::{OfficeCode, PlanCode};
use crate::domain::comment::About;
use crate::domain::figure::{Cell, FigureDraft, Quality, Way};
use crate::domain::lock::Lock;
use crate::domain::period::{Period, PeriodKind};
use crate::form::line::Line;
use crate::form::lock::LockForm;
use crate::keys::{Command, Place};
use crate::panes::book::Book;
use crate::panes::effect::{Effect, Layout, MenuKind, Outcome, SheetAt};
use crate::panes::tones;
use crate::widgets::table::Motion;
use crate::words::screen::Text;
use block::Block;
use drafts::{Base, DraftState, Drafts};
use grid::{Grid, GridRow};
use rows::SheetCell;

/// What is going on in the sheet.
#[derive(Debug, Default)]
pub enum Mode {
    /// Nothing is typed.
    #[default]
    Still,
    /// A cell is typed in.
    Typing(Typing),
    /// A note is typed.
    Noting(Noting),
    /// A pasted block is looked through before it is written.
    Pasting(Block),
}

/// A cell that is typed in. It is the selected one as long as it is open, wherever its row goes.
#[derive(Debug)]
pub struct Typing {
    /// Which one.
    pub cell: Cell,
    /// What is typed.
    pub line: Line,
    /// Typing opened it, so that arrows to the side leave it.
    pub fresh: bool,
    /// It was refused and nothing changed since: typed text replaces it.
    pub refused: bool,
}

/// A note that is typed: to what stood in the cell, or to a draft that was questioned.
#[derive(Debug)]
pub struct Noting {
    /// What is typed.
    pub line: Line,
    /// The figure that it is written for.
    pub draft: FigureDraft,
    /// What stood in the cell when the note was begun.
    pub base: Base,
    /// The draft was questioned: without a note it is not saved.
    pub needed: bool,
    /// The note was refused and nothing changed since: typed text replaces it.
    pub refused: bool,
}

/// Where the selection goes after a cell was accepted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// A row down.
    Down,
    /// A row up.
    Up,
    /// The next cell, at the end of a row the next row's first.
    Next,
    /// The cell before.
    Before,
}

/// The sheet.
#[derive(Debug, Default)]
pub struct SheetPane {
    at: SheetAt,
    grid: Grid,
    /// Where the selected cell lies in the grid: row and column. Found again by the cell whenever rows are made.
    spot: (usize, usize),
    mode: Mode,
    drafts: Drafts,
    /// Estimate or official; absent: by the day.
    quality: Option<Quality>,
    /// The sentence about what is typed, and whether it refuses.
    echo: Option<(String, bool)>,
    saved: String,
    /// Where the selection goes after a save.
    onward: Option<Step>,
    /// The cell that was last to be saved, until [`SheetPane::take_stayed`] asks what became of it.
    tried: Option<Cell>,
    /// What stood in the cells when the sheet was opened.
    seen: BTreeMap<Cell, Base>,
    /// Cells of the grid of which it was said that they are gone.
    told_gone: BTreeSet<Cell>,
    /// What there is to say of a cell that has gone since.
    lost: Option<String>,
    /// What is searched for.
    sought: String,
    top: Scrolled<usize>,
}

impl SheetPane {
    /// Opens the sheet; what is absent is chosen from what was open, one's own office, the plan, today.
    pub fn open(&mut self, at: SheetAt, book: &Book) -> Option<Effect> {
        let again = at == SheetAt::default();
        let office = at.office.clone().or_else(|| self.at.office.clone()).or_else(|| book.own.clone());
        let Some(office) = office else {
            self.at = at;
            if book.catalog.plans.is_empty() {
                return None;
            }
            return Some(Effect::Menu(MenuKind::SheetOffice));
        };
        let plan = at.plan.clone().filter(|plan| places::answers(book, plan, &office));
        let kept = self.at.plan.clone().filter(|plan| places::answers(book, plan, &office));
        let plan = plan.or(kept).or_else(|| places::plan_at_hand(book, &office));
        let (office, period) = match &plan {
            Some(plan) => self.answered(plan, (office, &at), book),
            None => (office, None),
        };
        let from = if again { self.at.clone() } else { at };
        let layout =
            if from.measure.is_none() && from.layout == Layout::Offices { Layout::Measures } else { from.layout };
        self.at = SheetAt { office: Some(office), plan, period, layout, ..from };
        self.spot = (0, 0);
        self.seen.clear();
        self.still();
        self.lay_rows(book);
        let fits = |cell: &SheetCell| {
            Some(&cell.cell.measure) == self.at.measure.as_ref() && Some(cell.cell.period) == self.at.period
        };
        let spot = self.grid.cells().find(|(_, cell)| layout != Layout::Offices && fits(cell)).map(|(place, _)| place);
        self.spot = spot.unwrap_or_else(|| (0, self.column_at_hand()));
        None
    }

    /// Who answers in the period that is asked for; where none is, or nobody does, the office's own period.
    fn answered(
        &self,
        plan: &PlanCode,
        (office, at): (OfficeCode, &SheetAt),
        book: &Book,
    ) -> (OfficeCode, Option<Period>) {
        let asked = at.period.and_then(|period| Some((places::answering(book, plan, &office, period)?, Some(period))));
        // What stood there before stays, unless a measure is asked for that has no cell in such a period.
        let kind = at.measure.as_ref().and_then(|id| book.catalog.measure(id)).map(|(.., measure)| measure.frequency);
        let kept = self.at.period.filter(|period| {
            let meant = at.period.is_none() && (kind.is_none() || period.kind() == kind);
            meant && places::has_cells(book, plan, &office, *period)
        });
        asked.unwrap_or_else(|| {
            let period = kept.or_else(|| places::period(book, plan, &office, at.measure.as_ref()));
            let holder = period.and_then(|period| places::answering(book, plan, &office, period));
            (holder.unwrap_or(office), period)
        })
    }

    /// What is open.
    pub fn opened(&self) -> &SheetAt {
        &self.at
    }

    /// Makes the rows again after something changed: the selected cell stays selected, and what is typed stays in its
    /// cell. Where its row has gone, the cell stays and says why.
    pub fn fill(&mut self, book: &Book) {
        let held = self.held();
        let before = std::mem::replace(&mut self.grid, Grid::of(book, &self.at));
        let held = self.follow_measures(&before, held, book);
        self.keep_rows((&before, held.as_ref()), book);
        let kept = held.as_ref().and_then(|cell| self.grid.place(cell));
        self.spot = kept.or_else(|| self.near(&before)).unwrap_or(self.spot);
        self.after_rows(held.as_ref(), book);
    }

    /// Makes the rows of another sheet or layout; the selection stays on the same measure where it can.
    fn lay_rows(&mut self, book: &Book) {
        let before = std::mem::replace(&mut self.grid, Grid::of(book, &self.at));
        self.keep_rows((&Grid::default(), None), book);
        self.spot = self.near(&before).unwrap_or(self.spot);
        self.after_rows(None, book);
    }

    /// Where the row that was selected in the grid before lies now: that of its measure, series and, where each office has
    /// its own, office.
    fn near(&self, before: &Grid) -> Option<(usize, usize)> {
        let key = |cell: &Cell| {
            let office = (self.at.layout == Layout::Offices).then(|| cell.office.clone());
            (cell.measure.clone(), cell.series.clone(), office)
        };
        let of_row = |row: &GridRow| row.cells.iter().flatten().next().map(|cell| key(&cell.cell));
        let wanted = of_row(before.rows.get(self.spot.0)?)?;
        let row = self.grid.rows.iter().position(|row| of_row(row).as_ref() == Some(&wanted))?;
        Some((row, self.spot.1))
    }

    fn after_rows(&mut self, held: Option<&Cell>, book: &Book) {
        for (_, cell) in self.grid.cells() {
            self.seen.entry(cell.cell.clone()).or_insert_with(|| Base::of(&cell.figures));
        }
        let (rows, columns) = (self.grid.rows.len(), self.grid.periods.len());
        self.spot = (self.spot.0.min(rows.saturating_sub(1)), self.spot.1.min(columns.saturating_sub(1)));
        self.tell(book);
        self.tell_gone(held, book);
        if self.grid.cells().any(|(_, cell)| self.is_changed_by_another(cell, book)) {
            self.saved.clear();
        }
        if let Mode::Pasting(block) = &mut self.mode {
            block.look(&self.grid, book, self.quality);
        }
    }

    /// The column of the period that was asked for.
    fn column_at_hand(&self) -> usize {
        self.grid.periods.iter().position(|period| Some(*period) == self.at.period).unwrap_or(0)
    }

    /// The place whose keys are live.
    pub fn place(&self) -> Place {
        match self.mode {
            Mode::Still => Place::Sheet,
            Mode::Typing(_) => Place::Cell,
            Mode::Noting(_) => Place::Note,
            Mode::Pasting(_) => Place::Block,
        }
    }

    /// What is typed and not saved.
    pub fn drafts(&self) -> &Drafts {
        &self.drafts
    }

    /// Takes up what was typed before, and shows the first of it.
    pub fn take_up(&mut self, drafts: Drafts, book: &Book) {
        let first = drafts.first().cloned();
        self.drafts = drafts;
        if let Some(cell) = first {
            self.show(&cell, book);
        }
    }

    /// Whether something typed is not saved.
    pub fn has_drafts(&self) -> bool {
        !self.drafts.is_empty() || !matches!(self.mode, Mode::Still)
    }

    /// The selected cell.
    pub fn cell(&self) -> Option<&SheetCell> {
        self.grid.cell(self.spot)
    }

    /// The sentence about the selected cell or about what is typed, and whether it refuses.
    pub fn explain(&self) -> (&str, bool) {
        match (&self.echo, &self.mode) {
            (Some((words, refuses)), _) => (words, *refuses),
            (None, Mode::Pasting(block)) => block.explain(),
            (None, _) => self.cell().map_or(("", false), |cell| match self.drafts.cells.get(&cell.cell) {
                Some(draft) if !draft.said.is_empty() => (&draft.said, draft.state != DraftState::Typed),
                _ => (&cell.explain, false),
            }),
        }
    }

    fn still(&mut self) {
        self.mode = Mode::Still;
        self.echo = None;
    }

    /// Does what a command asks.
    pub fn update(&mut self, command: Command, book: &Book) -> Outcome {
        match &self.mode {
            Mode::Still => self.update_still(command, book),
            Mode::Typing(_) => self.update_typing(command, book),
            Mode::Noting(_) => self.update_noting(command, book),
            Mode::Pasting(_) => self.update_block(command, book),
        }
    }

    fn update_still(&mut self, command: Command, book: &Book) -> Outcome {
        if let Some(motion) = tones::motion(command) {
            self.go(motion);
            return Outcome::Done;
        }
        match command {
            Command::Open => self.open_cell(book),
            Command::Edit => self.edit_cell(book),
            Command::TakePrevious => self.take_previous(book),
            Command::ChooseAnswer => self.needs_cell(Effect::Menu(MenuKind::SheetAnswer)),
            Command::ChooseOffice => Outcome::Wants(Effect::Menu(MenuKind::SheetOffice)),
            Command::ChoosePlan => Outcome::Wants(Effect::Menu(MenuKind::SheetPlan)),
            Command::ChoosePeriod => Outcome::Wants(Effect::Menu(MenuKind::SheetPeriod)),
            Command::PreviousPeriod => self.turn(book, false),
            Command::NextPeriod => self.turn(book, true),
            Command::Left | Command::Right => self.aside(command == Command::Right),
            Command::NextPane | Command::PreviousPane if self.grid.periods.len() > 1 => {
                self.step(if command == Command::NextPane { Step::Next } else { Step::Before });
                Outcome::Done
            }
            Command::ByOffice => self.lay_out(Layout::Offices, book),
            Command::ByPeriod => self.lay_out(Layout::Periods, book),
            Command::Yearly => self.offer_year(book),
            Command::Note => self.start_note(book),
            Command::Comment => {
                let about = self.cell().map(|cell| Effect::Comment(About::Cell(cell.cell.clone())));
                Outcome::Wants(about.unwrap_or(Effect::Say(Text::NoCells)))
            }
            Command::Quality => self.next_quality(book),
            Command::Undo => Outcome::Wants(Effect::TakeBack(Way::Undo)),
            Command::Redo => Outcome::Wants(Effect::TakeBack(Way::Redo)),
            Command::Lock | Command::Unlock => self.lock(command == Command::Lock),
            Command::Send => Outcome::Wants(self.send(book)),
            Command::Check => self.check(book),
            Command::DropDraft => {
                if let Some(cell) = self.grid.cell(self.spot) {
                    let gone = cell.gone.is_some();
                    self.drafts.drop(&cell.cell);
                    self.echo = None;
                    if gone {
                        self.lay_rows(book);
                    }
                }
                Outcome::Done
            }
            _ => Outcome::Unknown,
        }
    }

    fn go(&mut self, motion: Motion) {
        let last = self.grid.rows.len().saturating_sub(1);
        let row = &mut self.spot.0;
        *row = match motion {
            Motion::Up => row.saturating_sub(1),
            Motion::Down => (*row + 1).min(last),
            Motion::PageUp => row.saturating_sub(5),
            Motion::PageDown => (*row + 5).min(last),
            Motion::First => 0,
            Motion::Last => last,
        };
        self.echo = None;
    }

    /// After a cell, and by Tab: past the end of a row to the next one.
    fn step(&mut self, step: Step) {
        let last = self.grid.periods.len().saturating_sub(1);
        let (row, column) = self.spot;
        match step {
            Step::Down => self.go(Motion::Down),
            Step::Up => self.go(Motion::Up),
            Step::Next if column < last => self.spot.1 += 1,
            Step::Next if row + 1 < self.grid.rows.len() => self.spot = (row + 1, 0),
            Step::Before if column > 0 => self.spot.1 -= 1,
            Step::Before if row > 0 => self.spot = (row - 1, last),
            Step::Next | Step::Before => {}
        }
        self.echo = None;
    }

    fn aside(&mut self, right: bool) -> Outcome {
        let last = self.grid.periods.len().saturating_sub(1);
        if last == 0 {
            return Outcome::Wants(Effect::Say(Text::OneColumn));
        }
        self.spot.1 = if right { (self.spot.1 + 1).min(last) } else { self.spot.1.saturating_sub(1) };
        self.echo = None;
        Outcome::Done
    }

    fn needs_cell(&self, effect: Effect) -> Outcome {
        Outcome::Wants(if self.cell().is_some() { effect } else { Effect::Say(Text::NoCells) })
    }

    /// Another layout, or back to the cells of the office; the selected cell stays the same where it can.
    fn lay_out(&mut self, layout: Layout, book: &Book) -> Outcome {
        let Some(cell) = self.cell().map(|cell| cell.cell.clone()) else {
            return Outcome::Wants(Effect::Say(Text::NoCells));
        };
        let back = self.at.layout == layout;
        self.at.layout = if back { Layout::Measures } else { layout };
        if self.at.layout == Layout::Measures {
            self.at.office = Some(cell.office.clone());
        }
        self.at.period = Some(cell.period);
        self.at.measure = Some(cell.measure.clone());
        self.echo = None;
        self.lay_rows(book);
        self.spot = self.grid.place(&cell).unwrap_or_else(|| (0, self.column_at_hand()));
        Outcome::Done
    }

    /// The year's measures beside those of a shorter period, or no more.
    fn offer_year(&mut self, book: &Book) -> Outcome {
        let is_shorter = self.at.period.and_then(Period::kind).is_some_and(|kind| kind != PeriodKind::Year);
        if self.at.layout != Layout::Measures || !is_shorter {
            return Outcome::Wants(Effect::Say(Text::OnlyShorter));
        }
        self.at.yearly = !self.at.yearly;
        self.echo = None;
        self.lay_rows(book);
        if self.at.yearly && !self.grid.rows.iter().any(|row| row.optional) {
            self.at.yearly = false;
            return Outcome::Wants(Effect::Say(Text::NoYearly));
        }
        Outcome::Done
    }

    /// The period before or after; of periods side by side those of the year before or after.
    fn turn(&mut self, book: &Book, forward: bool) -> Outcome {
        let (Some(plan), Some(period)) = (&self.at.plan, self.at.period) else {
            return Outcome::Wants(Effect::Say(Text::NoCells));
        };
        let next = match (self.at.layout, forward, period.kind()) {
            (Layout::Periods, _, Some(kind)) => {
                Period::new(kind, period.year() + if forward { 1 } else { -1 }, period.index()).ok()
            }
            (_, true, _) => period.next(),
            (_, false, _) => period.previous(),
        };
        match next.filter(|period| places::lies_in(book, plan, *period)) {
            Some(period) => {
                let holder = self.at.office.as_ref().and_then(|office| places::answering(book, plan, office, period));
                self.at.office = holder.or(self.at.office.take());
                self.at.period = Some(period);
                self.echo = None;
                self.lay_rows(book);
                Outcome::Done
            }
            None => Outcome::Wants(Effect::Say(Text::OutsidePlan)),
        }
    }

    /// The form that closes the period that is open here for all, or opens the closed one for the cell's office.
    fn lock(&self, close: bool) -> Outcome {
        let (Some(cell), Some(plan)) = (self.cell(), &self.at.plan) else {
            return Outcome::Wants(Effect::Say(Text::NoCells));
        };
        let (plan, period) = (plan.clone(), cell.cell.period);
        Outcome::Wants(match cell.closed {
            _ if close => Effect::LockForm(LockForm::Close, Lock { plan, period, office: None }),
            Some(period) => {
                let office = Some(cell.cell.office.clone());
                Effect::LockForm(LockForm::Open, Lock { plan, period, office })
            }
            None => Effect::Say(Text::NotLockedHere),
        })
    }

    /// Shows a cell: selects it, where it lies in another sheet opens that one.
    pub fn show(&mut self, cell: &Cell, book: &Book) {
        if self.grid.place(cell).is_none() {
            let at = SheetAt {
                office: Some(cell.office.clone()),
                plan: Some(cell.measure.plan()),
                period: Some(cell.period),
                measure: Some(cell.measure.clone()),
                ..SheetAt::default()
            };
            let _ = self.open(at, book);
        }
        self.spot = self.grid.place(cell).unwrap_or(self.spot);
        self.still();
    }
}
