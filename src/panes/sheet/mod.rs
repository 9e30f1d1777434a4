//! Nhập số liệu: the sheet of one office, one plan, one period. A figure is in the database when its cell is accepted.
//! Knows no key; records by effects. What was typed stays until it is saved or dropped.

mod draw;
mod find;
mod head;
pub mod places;
pub mod rows;
mod save;

use std::cell::Cell as Scrolled;
use std::collections::BTreeMap;

use crate::domain::comment::About;
use crate::domain::entry::{Typed, finish};
use crate::domain::figure::{Cell, Figure, FigureDraft, Quality};
use crate::domain::lock::Lock;
use crate::domain::period::Period;
use crate::form::line::Line;
use crate::form::lock::LockForm;
use crate::keys::{Command, Place};
use crate::panes::book::Book;
use crate::panes::effect::{Effect, MenuKind, Outcome, SheetAt};
use crate::panes::tones;
use crate::widgets::table::Motion;
use crate::words::screen::Text;
use rows::{SheetRow, entry, preview, rows};

/// What is going on in the sheet.
#[derive(Clone, Debug, Default)]
pub enum Mode {
    /// Nothing is typed.
    #[default]
    Still,
    /// The selected cell is typed in.
    Typing(Line),
    /// A note is typed: to what stands in the cell, or to a draft that was questioned.
    Noting(Line, Option<FigureDraft>),
}

/// What was typed in a cell and is not saved.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Draft {
    /// The text.
    pub text: String,
    /// Why it was refused.
    pub refused: bool,
    /// What stood in the cell when typing began: somebody else's change since then is never overwritten unasked.
    pub base: Option<Figure>,
}

/// The sheet.
#[derive(Debug, Default)]
pub struct SheetPane {
    at: SheetAt,
    rows: Vec<SheetRow>,
    selected: usize,
    mode: Mode,
    drafts: BTreeMap<Cell, Draft>,
    /// Notes that were typed and not saved: Esc keeps them.
    notes: BTreeMap<Cell, String>,
    /// Estimate or official; absent: by the day.
    quality: Option<Quality>,
    /// The sentence about what is typed, and whether it refuses.
    echo: Option<(String, bool)>,
    saved: String,
    /// Where the selection goes after a save.
    onward: Option<Motion>,
    last: Option<(Cell, Quality, Option<Figure>)>,
    /// The closed period that keeps these cells from changing.
    locked: Option<Period>,
    /// Where there are cells, if there is none here.
    hint: Vec<String>,
    /// What is searched for.
    sought: String,
    top: Scrolled<usize>,
}

impl SheetPane {
    /// Opens the sheet; what is absent is chosen from what was open, one's own office, the plan, today.
    pub fn open(&mut self, at: SheetAt, book: &Book) -> Option<Effect> {
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
        let plan = plan.or(kept).or_else(|| places::plans(book, &office).into_iter().next());
        let period = at
            .period
            .or(self.at.period)
            .filter(|period| plan.as_ref().is_some_and(|plan| places::has_cells(book, plan, &office, *period)));
        let period =
            period.or_else(|| plan.as_ref().and_then(|plan| places::period(book, plan, &office, at.measure.as_ref())));
        let measure = at.measure.clone();
        self.at = SheetAt { office: Some(office), plan, period, measure: None };
        self.selected = 0;
        self.still();
        self.fill(book);
        if let Some(measure) = measure {
            self.selected = self.rows.iter().position(|row| row.cell.measure == measure).unwrap_or(0);
        }
        None
    }

    /// What is open.
    pub fn opened(&self) -> &SheetAt {
        &self.at
    }

    /// Makes the rows again.
    pub fn fill(&mut self, book: &Book) {
        self.rows = match &self.at {
            SheetAt { office: Some(office), plan: Some(plan), period: Some(period), .. } => {
                book.catalog.plan(plan).map_or_else(Vec::new, |plan| rows(book, plan, office, *period))
            }
            _ => Vec::new(),
        };
        let first = self.rows.first().map(|row| &row.cell);
        let closed =
            |cell: &Cell| book.catalog.locks.closed(&cell.measure.plan(), cell.period, &cell.office, book.today);
        self.locked = first.and_then(closed);
        let office = self.at.office.as_ref().filter(|_| self.rows.is_empty());
        self.hint = office.map_or_else(Vec::new, |office| find::hint(book, office));
        self.selected = self.selected.min(self.rows.len().saturating_sub(1));
    }

    /// The place whose keys are live.
    pub fn place(&self) -> Place {
        match self.mode {
            Mode::Still => Place::Sheet,
            Mode::Typing(_) => Place::Cell,
            Mode::Noting(..) => Place::Note,
        }
    }

    /// Whether something typed is not saved.
    pub fn has_drafts(&self) -> bool {
        !self.drafts.is_empty() || !self.notes.is_empty() || !matches!(self.mode, Mode::Still)
    }

    /// The selected row.
    pub fn row(&self) -> Option<&SheetRow> {
        self.rows.get(self.selected)
    }

    /// The sentence about the selected row or about what is typed, and whether it refuses.
    pub fn explain(&self) -> (&str, bool) {
        match &self.echo {
            Some((words, refuses)) => (words, *refuses),
            None => (self.row().map_or("", |row| row.explain.as_str()), false),
        }
    }

    fn still(&mut self) {
        self.mode = Mode::Still;
        self.echo = None;
    }

    /// Types into the open cell or note; a digit opens the selected cell. False: not a character for the sheet.
    pub fn insert(&mut self, text: &str, book: &Book) -> bool {
        match &mut self.mode {
            Mode::Noting(line, _) => {
                line.insert(text);
                self.keep_note();
                return true;
            }
            Mode::Typing(line) => {
                line.insert(text);
            }
            Mode::Still => {
                let starts = |c: char| c.is_ascii_digit() || matches!(c, '-' | ',' | '.' | '/' | '<' | '>' | '=');
                let opens = text.chars().count() > 1 || text.starts_with(starts);
                if !opens || self.row().is_none_or(|row| row.milestone) {
                    return false;
                }
                let mut line = Line::default();
                line.insert(text);
                self.mode = Mode::Typing(line);
            }
        }
        self.keep(book);
        true
    }

    /// Keeps what is typed as the cell's draft and says how it reads.
    fn keep(&mut self, book: &Book) {
        let (Mode::Typing(line), Some(row)) = (&self.mode, self.rows.get(self.selected)) else { return };
        let text = line.text().to_owned();
        if text.trim().is_empty() {
            self.drafts.remove(&row.cell);
            self.echo = None;
            return;
        }
        let draft = finish(&book.catalog, &entry(row, Typed::Value(text.clone()), self.quality, None), book.today);
        self.echo = draft.ok().and_then(|draft| preview(book, &draft)).map(|words| (words, false));
        let base = self.drafts.get(&row.cell).map_or_else(|| row.figure.clone(), |draft| draft.base.clone());
        self.drafts.insert(row.cell.clone(), Draft { text, refused: false, base });
    }

    /// Does what a command asks.
    pub fn update(&mut self, command: Command, book: &Book) -> Outcome {
        match &self.mode {
            Mode::Still => self.update_still(command, book),
            Mode::Typing(_) => self.update_typing(command, book),
            Mode::Noting(..) => self.update_noting(command, book),
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
            Command::ChooseAnswer => self.needs_row(Effect::Menu(MenuKind::SheetAnswer)),
            Command::ChooseOffice => Outcome::Wants(Effect::Menu(MenuKind::SheetOffice)),
            Command::ChoosePlan => Outcome::Wants(Effect::Menu(MenuKind::SheetPlan)),
            Command::ChoosePeriod => Outcome::Wants(Effect::Menu(MenuKind::SheetPeriod)),
            Command::PreviousPeriod => self.turn(book, false),
            Command::NextPeriod => self.turn(book, true),
            Command::Note => self.start_note(),
            Command::Comment => {
                let about = self.row().map(|row| Effect::Comment(About::Cell(row.cell.clone())));
                Outcome::Wants(about.unwrap_or(Effect::Say(Text::NoCells)))
            }
            Command::Quality => self.next_quality(book),
            Command::Undo => self.undo(),
            Command::Lock | Command::Unlock => self.lock(command == Command::Lock),
            Command::DropDraft => {
                if let Some(row) = self.rows.get(self.selected) {
                    self.drafts.remove(&row.cell);
                    self.notes.remove(&row.cell);
                    self.echo = None;
                }
                Outcome::Done
            }
            _ => Outcome::Unknown,
        }
    }

    fn update_typing(&mut self, command: Command, book: &Book) -> Outcome {
        let Mode::Typing(line) = &mut self.mode else { return Outcome::Unknown };
        match command {
            Command::AcceptCell => return self.accept(book, Motion::Down),
            Command::AcceptCellUp => return self.accept(book, Motion::Up),
            Command::TakePrevious => return self.take_previous(book),
            Command::ChooseAnswer => return Outcome::Wants(Effect::Menu(MenuKind::SheetAnswer)),
            Command::Back => {
                self.still();
                return Outcome::Done;
            }
            other => match tones::edit(other) {
                Some(edit) => edit(line),
                None => return Outcome::Unknown,
            },
        }
        self.keep(book);
        Outcome::Done
    }

    fn update_noting(&mut self, command: Command, book: &Book) -> Outcome {
        let Mode::Noting(line, draft) = &mut self.mode else { return Outcome::Unknown };
        match command {
            Command::Back => {
                self.still();
                return Outcome::Done;
            }
            Command::Save => {
                let (note, draft) = (line.text().trim().to_owned(), draft.clone());
                return self.save_note(book, &note, draft);
            }
            other => match tones::edit(other) {
                Some(edit) => edit(line),
                None => return Outcome::Unknown,
            },
        }
        self.keep_note();
        Outcome::Done
    }

    /// Keeps the note that is typed, so that leaving it loses nothing.
    fn keep_note(&mut self) {
        let (Mode::Noting(line, _), Some(row)) = (&self.mode, self.rows.get(self.selected)) else { return };
        self.notes.insert(row.cell.clone(), line.text().to_owned());
    }

    fn go(&mut self, motion: Motion) {
        let last = self.rows.len().saturating_sub(1);
        self.selected = match motion {
            Motion::Up => self.selected.saturating_sub(1),
            Motion::Down => (self.selected + 1).min(last),
            Motion::PageUp => self.selected.saturating_sub(5),
            Motion::PageDown => (self.selected + 5).min(last),
            Motion::First => 0,
            Motion::Last => last,
        };
        self.echo = None;
    }

    fn needs_row(&self, effect: Effect) -> Outcome {
        Outcome::Wants(if self.row().is_some() { effect } else { Effect::Say(Text::NoCells) })
    }

    /// Enter on a cell: what was typed and not saved is accepted, a milestone asks for its state, else down.
    fn open_cell(&mut self, book: &Book) -> Outcome {
        let Some(row) = self.rows.get(self.selected) else {
            return Outcome::Wants(Effect::Menu(MenuKind::SheetOffice));
        };
        if row.milestone {
            return Outcome::Wants(Effect::Menu(MenuKind::SheetAnswer));
        }
        if let Some(draft) = self.drafts.get(&row.cell) {
            self.mode = Mode::Typing(Line::new(&draft.text));
            return self.accept(book, Motion::Down);
        }
        self.go(Motion::Down);
        Outcome::Done
    }

    /// F2: what stands in the cell, to be changed.
    fn edit_cell(&mut self, book: &Book) -> Outcome {
        let Some(row) = self.rows.get(self.selected) else { return Outcome::Wants(Effect::Say(Text::NoCells)) };
        if row.milestone {
            return Outcome::Wants(Effect::Menu(MenuKind::SheetAnswer));
        }
        let text = self.drafts.get(&row.cell).map_or_else(|| row.value.clone(), |draft| draft.text.clone());
        let is_number = text.starts_with(|c: char| c.is_ascii_digit());
        self.mode = Mode::Typing(Line::new(if is_number { &text } else { "" }));
        self.keep(book);
        Outcome::Done
    }

    fn take_previous(&mut self, book: &Book) -> Outcome {
        let Some(typed) = self.row().and_then(|row| row.previous_typed.clone()) else {
            return Outcome::Wants(Effect::Say(Text::NoPrevious));
        };
        self.mode = Mode::Typing(Line::new(&typed));
        self.keep(book);
        Outcome::Done
    }

    fn turn(&mut self, book: &Book, forward: bool) -> Outcome {
        let (Some(plan), Some(period)) = (&self.at.plan, self.at.period) else {
            return Outcome::Wants(Effect::Say(Text::NoCells));
        };
        let next = if forward { period.next() } else { period.previous() };
        match next.filter(|period| places::lies_in(book, plan, *period)) {
            Some(period) => {
                self.at.period = Some(period);
                self.echo = None;
                self.fill(book);
                Outcome::Done
            }
            None => Outcome::Wants(Effect::Say(Text::OutsidePlan)),
        }
    }

    /// The form that closes the period that is open here for all, or opens the closed one for this office.
    fn lock(&self, close: bool) -> Outcome {
        let SheetAt { office: Some(office), plan: Some(plan), period: Some(period), .. } = self.at.clone() else {
            return Outcome::Wants(Effect::Say(Text::NoCells));
        };
        Outcome::Wants(match self.locked {
            _ if close => Effect::LockForm(LockForm::Close, Lock { plan, period, office: None }),
            Some(period) => Effect::LockForm(LockForm::Open, Lock { plan, period, office: Some(office) }),
            None => Effect::Say(Text::NotLockedHere),
        })
    }

    fn next_quality(&mut self, book: &Book) -> Outcome {
        self.quality = match self.quality {
            None => Some(Quality::Estimate),
            Some(Quality::Estimate) => Some(Quality::Official),
            Some(Quality::Official) => None,
        };
        self.keep(book);
        Outcome::Done
    }

    /// Figures changed: rows are made again, what is typed stays.
    pub fn reread(&mut self, book: &Book) {
        self.fill(book);
    }
}
