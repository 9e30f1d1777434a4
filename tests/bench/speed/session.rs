//! One session while nobody types, and its memory.

use std::error::Error;
use std::time::Duration;

use super::table::{Must, Samples, Table, Yardstick};
use super::terminal::Terminal;
use super::{Bench, Database, ESC, FLOOR_SHOWS, FOOTER, count, megabytes};

/// Every tab.
const TABS: [&str; 9] = ["1", "2", "3", "4", "5", "7", "8", "9", "0"];

/// A run that takes longer is made once.
const LONG: Duration = Duration::from_secs(5);

/// Ten seconds without a key.
pub fn idle(bench: &Bench, table: &mut Table) -> Result<(), Box<dyn Error>> {
    const WATCHED: Duration = Duration::from_secs(10);
    for database in &bench.databases {
        let session = Terminal::start(&bench.tiendo(database, &[]), true)?;
        let name = database.name;
        if session.first_screen(FOOTER, bench.limit).is_none() {
            let row = format!("idle, {name}: first screen");
            table.add_too_long(&row, bench.limit, (Must::Nothing, &Yardstick::default()));
            continue;
        }
        std::thread::sleep(Duration::from_secs(1));
        let process = session.process;
        let before = (process.cpu(), process.wakeups(), session.bytes());
        std::thread::sleep(WATCHED);
        let cpu =
            process.cpu().saturating_sub(before.0).as_secs_f64() * 100.0 / WATCHED.as_secs_f64();
        let wakeups = count(usize::try_from(process.wakeups() - before.1)?) / WATCHED.as_secs_f64();
        let bytes = count(session.bytes() - before.2);
        session.stop();
        let none = Yardstick::default();
        let row = |what: &str| format!("idle, 10 s: {what}, {name}");
        table.add(
            &row("of a core"),
            (Some(cpu), "%"),
            &none,
            Must::AtMost(0.1, "%"),
        );
        table.add(
            &row("wake-ups a second"),
            (Some(wakeups), ""),
            &none,
            Must::AtMost(2.0, "a second"),
        );
        table.add(
            &row("bytes"),
            (Some(bytes), "B"),
            &none,
            Must::AtMost(0.0, "B"),
        );
    }
    Ok(())
}

/// Own memory after the first screen and after all tabs, beside the floor's.
pub fn memory(bench: &Bench, table: &mut Table) -> Result<(), Box<dyn Error>> {
    let mut of_office = [None; 2];
    for database in &bench.databases {
        let (mut first, mut tabs) = (Samples::default(), Samples::default());
        let mut floor_memory = Samples::default();
        for _ in 0..bench.rounds {
            let mut session = Terminal::start(&bench.tiendo(database, &[]), true)?;
            let Some(drawn) = session.first_screen(FOOTER, bench.limit) else {
                session.stop();
                break;
            };
            first.add_number(megabytes(session.process.own_memory()));
            let visited = TABS
                .iter()
                .try_for_each(|tab| session.press(tab, bench.limit).map(|_| ()));
            if visited.is_ok() {
                tabs.add_number(megabytes(session.process.own_memory()));
            }
            session.stop();
            let floor = Terminal::start(&bench.floor(database), true)?;
            floor.first_screen(FLOOR_SHOWS, bench.limit);
            floor_memory.add_number(megabytes(floor.process.own_memory()));
            floor.stop();
            if drawn.time > LONG || visited.is_err() {
                break;
            }
        }
        let name = database.name;
        let floor = Yardstick::new("floor", floor_memory.median());
        let whats = ["after the first screen", "after all tabs"];
        for ((what, samples), of_office) in whats.iter().zip([first, tabs]).zip(&mut of_office) {
            let row = format!("own memory {what}, {name}");
            if samples.len() == 0 {
                table.add_too_long(&row, bench.limit, (Must::Times(1.3), &floor));
            } else if name == "office" {
                *of_office = samples.median();
                table.add(&row, (samples.median(), "MB"), &floor, Must::Times(3.0));
            } else {
                let office = Yardstick::new("office", *of_office);
                table.add(&row, (samples.median(), "MB"), &office, Must::Times(1.3));
            }
        }
    }
    Ok(())
}

/// Runs the program once, so that what is shown at the first visit only is not measured.
pub fn visit(bench: &Bench, database: &Database) -> Result<(), Box<dyn Error>> {
    let mut session = Terminal::start(&bench.tiendo(database, &[]), true)?;
    // A database that is not shown within the limit is measured none the less, each row with its limit.
    if session.first_screen(FOOTER, bench.limit).is_some() {
        drop(session.press(ESC, bench.limit));
    }
    session.stop();
    Ok(())
}
