//! A block pasted from a spreadsheet: from the selected cell down, and to the right where periods lie side by side. It is
//! looked through before anything is written. Knows no key.
//!
//! Empty cells are passed over, and so is a lone dash: in spreadsheets it may mean 0, none occurred or no data, and the
//! program does not guess. What is asked about or refused stays in the sheet as a draft.

use std::cell::Cell as Scrolled;

use super::drafts::{Base, DraftState};
use super::grid::Grid;
use super::kept::why_gone;
use super::rows::{SheetCell, entry};
use super::told::{is_same, odd, refused};
use super::{Mode, SheetPane};
use crate::domain::day::vietnam_time;
use crate::domain::entry::{Entry, MeasureDefinition, Typed, finish};
use crate::domain::figure::{Cell, Figure, Quality};
use crate::domain::number::is_minus_sign;
use crate::domain::text::clean_line;
use crate::keys::Command;
use crate::panes::book::Book;
use crate::panes::effect::{Effect, Outcome};
use crate::panes::tones;
use crate::store::{Seen, Write};
use crate::widgets::table::{Motion, Toned, toned};
use crate::widgets::theme::Tone;
use crate::words::screen::Text;
use crate::words::{facts, fill};

/// A block and what would become of each of its cells.
#[derive(Debug, Default)]
pub struct Block {
    /// Its cells that lay in the sheet when it was pasted.
    pub lines: Vec<BlockLine>,
    /// How many that say something lie outside.
    outside: usize,
    /// The selected line.
    pub selected: usize,
    /// The first line that is shown.
    pub top: Scrolled<usize>,
}

/// One pasted cell.
#[derive(Debug)]
pub struct BlockLine {
    /// Where it would go, wherever its row lies by now.
    pub cell: Cell,
    /// What stood in the cell when it was pasted.
    base: Base,
    /// What its measure asked for then.
    pub expected: Option<MeasureDefinition>,
    /// The row and, where there are several, the period, in words.
    pub label: String,
    /// What stands there.
    pub old: String,
    /// What was pasted.
    pub new: String,
    /// What becomes of it.
    pub fate: Fate,
    explain: String,
}

/// What becomes of a pasted cell.
#[derive(Debug, PartialEq)]
pub enum Fate {
    /// It is written.
    Written(Box<Entry>, Seen),
    /// It is odd: it waits for a note.
    Questioned,
    /// It is refused.
    Refused,
    /// Its cell is gone.
    Gone,
    /// The same stands there.
    Same,
    /// It says nothing.
    Passed,
}

impl Fate {
    /// Its mark and word.
    pub fn shown(&self, book: &Book) -> Toned {
        let (text, tone) = match self {
            Fate::Written(..) => (Text::PasteWrite, Tone::Good),
            Fate::Questioned => (Text::PasteAsk, Tone::Warn),
            Fate::Refused => (Text::PasteRefuse, Tone::Bad),
            Fate::Gone => (Text::PasteNoCell, Tone::Bad),
            Fate::Same => (Text::PasteSame, Tone::Dim),
            Fate::Passed => (Text::PastePass, Tone::Dim),
        };
        toned(text.words(book.lang), tone)
    }
}

/// Whether pasted text is several cells; one line is typed as it is.
pub fn is_block(text: &str) -> bool {
    let one = text.trim_matches(['\n', '\r']);
    one.contains(['\n', '\r']) || one.trim_matches('\t').contains('\t')
}

/// The cells of a text, row by row, through the gate.
fn texts(text: &str) -> Vec<Vec<String>> {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let lines = text.trim_end_matches('\n').split('\n');
    let cell = |cell: &str| clean_line(cell).0.trim().to_owned();
    lines.map(|line| line.split('\t').map(cell).collect()).collect()
}

/// Nothing, or a dash alone.
fn says_nothing(text: &str) -> bool {
    text.chars().all(|c| is_minus_sign(c) || c.is_whitespace())
}

impl Block {
    /// A block that begins at a place of the grid: each text gets its cell once and for all.
    fn new(text: &str, from: (usize, usize), grid: &Grid) -> Self {
        let mut block = Self::default();
        for (down, row) in texts(text).into_iter().enumerate() {
            for (right, new) in row.into_iter().enumerate() {
                match grid.cell((from.0 + down, from.1 + right)) {
                    Some(cell) => block.lines.push(BlockLine {
                        cell: cell.cell.clone(),
                        base: Base::of(&cell.figures),
                        expected: cell.definition.clone(),
                        label: String::new(),
                        old: String::new(),
                        new,
                        fate: Fate::Passed,
                        explain: String::new(),
                    }),
                    None => block.outside += usize::from(!says_nothing(&new)),
                }
            }
        }
        block
    }

    /// Looks at each cell again: what stands there, what would be written.
    pub fn look(&mut self, grid: &Grid, book: &Book, quality: Option<Quality>) {
        for line in &mut self.lines {
            match grid.place(&line.cell) {
                Some(place) => line.look((grid, place), book, quality),
                None => line.lose(book),
            }
        }
    }

    fn count(&self, fits: impl Fn(&Fate) -> bool) -> usize {
        self.lines.iter().filter(|line| fits(&line.fate)).count()
    }

    /// How many cells, and what becomes of them.
    pub fn title(&self, book: &Book) -> String {
        let written = self.count(|fate| matches!(fate, Fate::Written(..)));
        let is_refusal = |fate: &Fate| matches!(fate, Fate::Refused | Fate::Gone);
        let (asked, refused) = (self.count(|f| *f == Fate::Questioned), self.count(is_refusal));
        let passed = self.count(|fate| matches!(fate, Fate::Same | Fate::Passed));
        let head = Text::PasteHead.words(book.lang);
        let head = fill(head, &[&self.lines.len(), &written, &asked, &refused, &passed]);
        match self.outside {
            0 => head,
            outside => head + &fill(Text::PasteOutside.words(book.lang), &[&outside]),
        }
    }

    /// The sentence about the selected cell, and whether it refuses.
    pub fn explain(&self) -> (&str, bool) {
        let line = self.lines.get(self.selected);
        line.map_or(("", false), |line| (&line.explain, matches!(line.fate, Fate::Refused | Fate::Gone)))
    }

    fn go(&mut self, motion: Motion) {
        let last = self.lines.len().saturating_sub(1);
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

impl BlockLine {
    fn look(&mut self, (grid, place): (&Grid, (usize, usize)), book: &Book, quality: Option<Quality>) {
        let (Some(cell), Some(head)) = (grid.cell(place), grid.rows.get(place.0)) else { return self.lose(book) };
        self.label = format!("{} {}", head.no, head.label);
        if grid.periods.len() > 1 {
            self.label = format!("{} {}", facts::period_short(book.lang, cell.cell.period), self.label);
        }
        if cell.gone.is_some() {
            return self.lose(book);
        }
        let quality = if head.optional { Some(Quality::Estimate) } else { quality };
        self.old.clone_from(&cell.value);
        (self.fate, self.explain) = self.fate(cell, book, quality);
    }

    /// What becomes of it, and the sentence about it.
    fn fate(&self, cell: &SheetCell, book: &Book, quality: Option<Quality>) -> (Fate, String) {
        let text = self.new.as_str();
        if says_nothing(text) {
            return (Fate::Passed, Text::PasteWhy.words(book.lang).to_owned());
        }
        let typed = entry(cell, Typed::Value(text.to_owned()), quality, None);
        let typed = Entry { expected: self.expected.clone(), ..typed };
        let mut draft = match finish(&book.catalog, &typed, book.today) {
            Ok(draft) => draft,
            Err(refusal) => return (Fate::Refused, refused(book, &refusal)),
        };
        // A note belongs to the answer that it was written for.
        draft.note = cell.figure().filter(|_| is_same(cell, &draft)).and_then(|figure| figure.note.clone());
        let standing = cell.figures.iter().find(|figure| figure.quality == draft.quality);
        if standing.is_some_and(|figure| figure.answer == draft.answer) {
            return (Fate::Same, cell.explain.clone());
        }
        if let Some(words) = odd(book, &draft) {
            return (Fate::Questioned, format!("{words} {}", Text::PasteKept.words(book.lang)));
        }
        let reading = super::rows::preview(book, &draft).unwrap_or_default();
        let entry = Entry { note: draft.note, ..typed };
        (Fate::Written(Box::new(entry), self.base.seen()), reading)
    }

    /// Its cell is in the sheet no more: it is not written.
    fn lose(&mut self, book: &Book) {
        let passed = says_nothing(&self.new);
        self.fate = if passed { Fate::Passed } else { Fate::Gone };
        let why = why_gone(book, &self.cell).unwrap_or_default();
        let words = format!("{why} {}", Text::GoneKept.words(book.lang));
        words.trim_start().clone_into(&mut self.explain);
    }
}

impl SheetPane {
    /// Looks through a pasted block; what was being typed stays as a draft.
    pub(super) fn paste(&mut self, text: &str, book: &Book) {
        let mut block = Block::new(text, self.spot, &self.grid);
        block.look(&self.grid, book, self.quality);
        self.still();
        if block.lines.is_empty() {
            self.echo = Some((Text::PasteOutsideAll.words(book.lang).to_owned(), true));
        } else {
            self.mode = Mode::Pasting(block);
        }
    }

    pub(super) fn update_block(&mut self, command: Command, book: &Book) -> Outcome {
        let Mode::Pasting(block) = &mut self.mode else { return Outcome::Unknown };
        self.echo = None;
        match command {
            Command::Back => self.still(),
            Command::Save => {
                let written = block.lines.iter().filter_map(|line| match &line.fate {
                    Fate::Written(entry, seen) => Some(((**entry).clone(), *seen)),
                    _ => None,
                });
                let written: Vec<_> = written.collect();
                if written.is_empty() {
                    self.leave_block(book);
                } else {
                    return Outcome::Wants(Effect::Write(Box::new(Write::SetFigures(written))));
                }
            }
            other => match tones::motion(other) {
                Some(motion) => block.go(motion),
                None => return Outcome::Unknown,
            },
        }
        Outcome::Done
    }

    /// What could not be written stays in its cell as a draft.
    fn leave_block(&mut self, book: &Book) {
        let Mode::Pasting(block) = std::mem::take(&mut self.mode) else { return };
        self.fill(book);
        for line in &block.lines {
            let state = match line.fate {
                Fate::Questioned => DraftState::Questioned,
                Fate::Refused | Fate::Gone => DraftState::Refused,
                Fate::Written(..) => {
                    self.drafts.drop(&line.cell);
                    continue;
                }
                Fate::Same | Fate::Passed => continue,
            };
            let shown = self.grid.place(&line.cell).and_then(|place| self.grid.cell(place));
            self.drafts.cells.remove(&line.cell);
            self.drafts.keep(&line.cell, &line.new, state, shown);
        }
        self.fill(book);
    }

    /// The block is in the database.
    pub fn saved_block(&mut self, count: usize, time: &str, book: &Book) {
        self.leave_block(book);
        self.still();
        self.saved = fill(Text::SavedMany.words(book.lang), &[&count, &time]);
    }

    /// Somebody else changed one of its cells: nothing was written, everything is looked at again.
    pub fn conflict_in(&mut self, cell: &Cell, now: Option<&Figure>, book: &Book) {
        if let Mode::Pasting(block) = &mut self.mode {
            let figures = book.judged(&cell.measure.plan()).map_or(&[][..], |judged| judged.figures.as_slice());
            let stands: Vec<Figure> = figures.iter().filter(|figure| figure.cell == *cell).cloned().collect();
            for line in block.lines.iter_mut().filter(|line| line.cell == *cell) {
                line.base = Base::of(&stands);
            }
        }
        self.fill(book);
        let name = facts::cell(book.lang, &book.catalog, cell);
        let words = match now {
            Some(figure) => {
                let time = vietnam_time(figure.at).format("%H:%M").to_string();
                fill(Text::PasteConflict.words(book.lang), &[&figure.by, &name, &time])
            }
            None => fill(Text::PasteGone.words(book.lang), &[&name]),
        };
        self.echo = Some((words, true));
    }
}
