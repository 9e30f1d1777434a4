//! The smallest comparable program: ratatui and rusqlite list the overdue reports of a database, a page at a time. The
//! times of `tiendo` are given as multiples of its times. Knows nothing of the crate.
//!
//! `floor FILE`: ↓ ↑ move, PgDn PgUp turn the page, `q` leaves.

use std::error::Error;

use ratatui::crossterm::event::{self, Event, KeyCode, KeyEventKind};
use ratatui::layout::Constraint;
use ratatui::style::{Style, Stylize};
use ratatui::widgets::{Block, Row, Table, TableState};
use ratatui::{DefaultTerminal, Frame};
use rusqlite::{Connection, OpenFlags, params};

/// One page, continued after the key of the last row of the page before.
const PAGE: &str = "SELECT d.id, d.first_term, r.label, o.name, d.period
     FROM duty d JOIN rule r ON r.id = d.rule JOIN office o ON o.code = d.office
     WHERE d.closed_on IS NULL AND d.void = 0 AND d.first_term < date('now', '+7 hours')
     AND (d.first_term, d.id) > (?1, ?2) ORDER BY d.first_term, d.id LIMIT ?3";

/// A row: its key (id, day), then what is shown.
struct Report {
    id: i64,
    day: String,
    shown: [String; 3],
}

struct Floor {
    db: Connection,
    rows: Vec<Report>,
    /// The key after which each page that was turned begins.
    pages: Vec<(String, i64)>,
    state: TableState,
    height: u16,
}

impl Floor {
    fn open(file: &str, height: u16) -> Result<Self, Box<dyn Error>> {
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let mut floor = Self {
            db: Connection::open_with_flags(file, flags)?,
            rows: Vec::new(),
            pages: vec![(String::new(), 0)],
            state: TableState::new().with_selected(0),
            height,
        };
        floor.read()?;
        Ok(floor)
    }

    fn read(&mut self) -> rusqlite::Result<()> {
        let (day, id) = self.pages.last().cloned().unwrap_or_default();
        let mut statement = self.db.prepare_cached(PAGE)?;
        let rows = statement.query_map(params![day, id, self.height.saturating_sub(3)], |row| {
            Ok(Report {
                id: row.get(0)?,
                day: row.get(1)?,
                shown: [row.get(2)?, row.get(3)?, row.get(4)?],
            })
        })?;
        self.rows = rows.collect::<Result<_, _>>()?;
        self.state.select_first();
        Ok(())
    }

    fn draw(&mut self, frame: &mut Frame<'_>) {
        let rows = self.rows.iter().map(|row| {
            let [label, office, period] = &row.shown;
            Row::new([row.day.as_str(), label, office, period])
        });
        let widths = [12, 40, 50, 10].map(Constraint::Max);
        let table = Table::new(rows, widths)
            .header(Row::new(["Day", "Report", "Office", "Period"]).bold())
            .row_highlight_style(Style::new().reversed())
            .block(Block::bordered().title("Overdue"));
        frame.render_stateful_widget(table, frame.area(), &mut self.state);
    }

    fn turn(&mut self, key: KeyCode) -> rusqlite::Result<()> {
        match key {
            KeyCode::Down => self.state.select_next(),
            KeyCode::Up => self.state.select_previous(),
            KeyCode::PageDown => {
                if let Some(last) = self.rows.last() {
                    self.pages.push((last.day.clone(), last.id));
                    self.read()?;
                }
            }
            KeyCode::PageUp if self.pages.len() > 1 => {
                self.pages.pop();
                self.read()?;
            }
            _ => {}
        }
        Ok(())
    }

    fn run(&mut self, terminal: &mut DefaultTerminal) -> Result<(), Box<dyn Error>> {
        loop {
            terminal.draw(|frame| self.draw(frame))?;
            match event::read()? {
                Event::Key(key) if key.code == KeyCode::Char('q') => return Ok(()),
                Event::Key(key) if key.kind == KeyEventKind::Press => self.turn(key.code)?,
                _ => {}
            }
        }
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    let file = std::env::args().nth(1).ok_or("usage: floor FILE")?;
    let mut terminal = ratatui::try_init()?;
    let height = terminal.size()?.height;
    let ended = Floor::open(&file, height).and_then(|mut floor| floor.run(&mut terminal));
    ratatui::try_restore()?;
    ended
}
