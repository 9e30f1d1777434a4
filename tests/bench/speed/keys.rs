//! Keys: from the press to the settled screen, and the bytes that are sent, in turns with the floor.

use std::error::Error;
use std::time::{Duration, Instant};

use super::table::{Must, Samples, Table, Yardstick};
use super::terminal::Terminal;
use super::{Bench, Database, ESC, FLOOR_SHOWS, FOOTER, count};

const DOWN: &str = "\x1b[B";
const PAGE_DOWN: &str = "\x1b[6~";
const PAGE_UP: &str = "\x1b[5~";
const HOME: &str = "\x1b[H";
const BACKSPACE: &str = "\x7f";
const F2: &str = "\x1bOQ";
const F3: &str = "\x1bOR";

/// Tabs whose lists are moved in.
const LISTS: [&str; 6] = ["1", "2", "3", "4", "5", "9"];

/// Times and bytes of keys, by kind.
#[derive(Default)]
struct Keys {
    moves: Samples,
    floor_moves: Samples,
    pages: Samples,
    floor_pages: Samples,
    tabs: Samples,
    opened: Samples,
    sheet: Samples,
    letters: Samples,
    cell: Samples,
    move_bytes: Samples,
    page_bytes: Samples,
    tab_bytes: Samples,
    letter_bytes: Samples,
    cell_bytes: Samples,
    first_bytes: Samples,
}

/// Every kind of key on every database, with the bytes that it sends.
pub fn keys(bench: &Bench, table: &mut Table) -> Result<(), Box<dyn Error>> {
    for database in &bench.databases {
        let mut session = Terminal::start(&bench.tiendo(database, &[]), true)?;
        let mut floor = Terminal::start(&bench.floor(database), true)?;
        floor.first_screen(FLOOR_SHOWS, bench.limit);
        let mut keys = Keys::default();
        let Some(first) = session.first_screen(FOOTER, bench.limit) else {
            let row = format!("keys, {}: first screen", database.name);
            table.add_too_long(&row, bench.limit, (Must::Nothing, &Yardstick::default()));
            continue;
        };
        keys.first_bytes.add_number(count(first.bytes));
        let started = Instant::now();
        let mut rounds = 0;
        let mut ended = Ok(());
        // A round is long where a key takes seconds.
        while rounds < bench.rounds
            && (rounds == 0 || started.elapsed() < 6 * bench.limit)
            && ended.is_ok()
        {
            rounds += 1;
            ended = round(bench, (&mut session, &mut floor), &mut keys);
        }
        session.stop();
        floor.stop();
        if ended.is_err() {
            let what = format!(
                "a key, {} (the rows below are of the keys before it)",
                database.name
            );
            let must = Must::AtMost(30.0, "ms");
            table.add_too_long(&what, bench.limit, (must, &Yardstick::default()));
        }
        keys.report(database, table);
    }
    Ok(())
}

/// Presses a key and notes what it took.
fn press(
    session: &mut Terminal,
    key: &str,
    limit: Duration,
    (times, bytes): (&mut Samples, Option<&mut Samples>),
) -> Result<(), Box<dyn Error>> {
    if let Some(drawn) = session.press(key, limit)? {
        times.add(drawn.time);
        if let Some(bytes) = bytes {
            bytes.add_number(count(drawn.bytes));
        }
    }
    Ok(())
}

/// Every kind of key once or a few times.
fn round(
    bench: &Bench,
    (session, floor): (&mut Terminal, &mut Terminal),
    keys: &mut Keys,
) -> Result<(), Box<dyn Error>> {
    let limit = bench.limit;
    for tab in LISTS {
        press(
            session,
            tab,
            limit,
            (&mut keys.tabs, Some(&mut keys.tab_bytes)),
        )?;
        session.press(HOME, limit)?;
        for _ in 0..4 {
            press(
                session,
                DOWN,
                limit,
                (&mut keys.moves, Some(&mut keys.move_bytes)),
            )?;
            press(floor, DOWN, limit, (&mut keys.floor_moves, None))?;
        }
        press(
            session,
            PAGE_DOWN,
            limit,
            (&mut keys.pages, Some(&mut keys.page_bytes)),
        )?;
        press(floor, PAGE_DOWN, limit, (&mut keys.floor_pages, None))?;
        press(floor, PAGE_UP, limit, (&mut keys.floor_pages, None))?;
    }
    for tab in ["7", "8", "0"] {
        press(
            session,
            tab,
            limit,
            (&mut keys.tabs, Some(&mut keys.tab_bytes)),
        )?;
    }
    search(session, limit, keys)?;
    for tab in ["2", "4", "5"] {
        session.press(tab, limit)?;
        session.press(HOME, limit)?;
        press(session, "\r", limit, (&mut keys.opened, None))?;
        session.press(ESC, limit)?;
    }
    sheet(session, limit, keys)
}

fn search(session: &mut Terminal, limit: Duration, keys: &mut Keys) -> Result<(), Box<dyn Error>> {
    session.press("4", limit)?;
    session.press(F3, limit)?;
    for letter in ["t", "a", "n", " ", "h", "o"] {
        press(
            session,
            letter,
            limit,
            (&mut keys.letters, Some(&mut keys.letter_bytes)),
        )?;
    }
    session.press(ESC, limit)?;
    Ok(())
}

/// Opens the sheet of the first plan and office, moves and types in it, leaves no draft.
fn sheet(session: &mut Terminal, limit: Duration, keys: &mut Keys) -> Result<(), Box<dyn Error>> {
    session.press("2", limit)?;
    session.press(HOME, limit)?;
    open_sheet(session, limit, &mut keys.sheet)?;
    for _ in 0..3 {
        press(session, DOWN, limit, (&mut keys.moves, None))?;
    }
    press(
        session,
        "4",
        limit,
        (&mut keys.cell, Some(&mut keys.cell_bytes)),
    )?;
    press(
        session,
        "5",
        limit,
        (&mut keys.cell, Some(&mut keys.cell_bytes)),
    )?;
    session.press(BACKSPACE, limit)?;
    session.press(BACKSPACE, limit)?;
    // Out of the cell, the sheet, the plan; then the list of the first tab.
    for _ in 0..3 {
        session.press(ESC, limit)?;
    }
    Ok(())
}

/// From the list of plans to the sheet; an office is asked for where several report.
pub fn open_sheet(
    session: &mut Terminal,
    limit: Duration,
    times: &mut Samples,
) -> Result<(), Box<dyn Error>> {
    press(session, F2, limit, (times, None))?;
    press(session, "\r", limit, (times, None))
}

impl Keys {
    fn report(&self, database: &Database, table: &mut Table) {
        let name = database.name;
        let floor = Yardstick::new("floor p50", self.floor_moves.median());
        let floor_page = Yardstick::new("floor p50", self.floor_pages.median());
        let none = Yardstick::default();
        let p99 = |samples: &Samples| (samples.percentile(99), "ms");
        let what = |kind: &str, of: &Samples| {
            format!("key → settled screen, {kind}, {name}, of {}", of.len())
        };
        let move_row = what("down", &self.moves);
        table.add(
            &format!("{move_row}: p50"),
            (self.moves.median(), "ms"),
            &floor,
            Must::Times(3.0),
        );
        table.add(
            &format!("{move_row}: p99"),
            p99(&self.moves),
            &none,
            Must::AtMost(16.0, "ms"),
        );
        let asking = [
            ("page down", &self.pages, &floor_page),
            ("tab", &self.tabs, &none),
            ("letter of a search", &self.letters, &none),
            ("open a plan, office, duty", &self.opened, &none),
            ("open the sheet", &self.sheet, &none),
        ];
        for (kind, samples, by) in asking {
            let row = what(kind, samples);
            table.add(
                &format!("{row}: p50"),
                (samples.median(), "ms"),
                by,
                Must::AtMost(10.0, "ms"),
            );
            table.add(
                &format!("{row}: p99"),
                p99(samples),
                &none,
                Must::AtMost(30.0, "ms"),
            );
        }
        let row = what("digit in a cell", &self.cell);
        table.add(
            &format!("{row}: p50"),
            (self.cell.median(), "ms"),
            &floor,
            Must::Times(3.0),
        );
        self.report_bytes(name, table);
    }

    fn report_bytes(&self, name: &str, table: &mut Table) {
        let none = Yardstick::default();
        for (kind, value, limit) in [
            ("first screen", self.first_bytes.median(), 10_000.0),
            ("page down, median", self.page_bytes.median(), 6_500.0),
            ("tab change, median", self.tab_bytes.median(), 7_500.0),
            (
                "tab change, largest",
                self.tab_bytes.percentile(100),
                7_500.0,
            ),
            ("move, mean", self.move_bytes.mean(), 300.0),
            ("digit in a cell, median", self.cell_bytes.median(), 150.0),
        ] {
            let row = format!("bytes at 120×40: {kind}, {name}");
            table.add(&row, (value, "B"), &none, Must::AtMost(limit, "B"));
        }
        let row = format!("bytes at 120×40: letter of a search with its rows, {name}");
        table.add(
            &row,
            (self.letter_bytes.median(), "B"),
            &none,
            Must::Nothing,
        );
    }
}
