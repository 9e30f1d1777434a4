//! First screens: of the program, of the floor, of other programs that show a list.

use std::error::Error;
use std::time::Duration;

use super::process::run;
use super::table::{Must, Samples, Table, Yardstick};
use super::terminal::{Drawn, Terminal};
use super::{Bench, Database, FLOOR_SHOWS, FOOTER, installed, other_programs};

/// A run that takes longer is made once.
const LONG: Duration = Duration::from_secs(5);

/// First screens of the program, in turns with the floor's and those of other programs.
pub fn first(bench: &Bench, table: &mut Table) -> Result<(), Box<dyn Error>> {
    let mut of_office = None;
    for database in &bench.databases {
        let (mut own, mut floor) = (Samples::default(), Samples::default());
        let mut others = other_programs(database)?;
        let mut asked = None;
        for _ in 0..bench.rounds {
            let session = Terminal::start(&bench.tiendo(database, &[]), true)?;
            let drawn = session.first_screen(FOOTER, bench.limit);
            asked = asked.or_else(|| question(&session.first_bytes()));
            session.stop();
            let Some(drawn) = drawn else { break };
            own.add(drawn.time);
            floor.add(floor_screen(bench, database)?.time);
            for (_, shows, program, samples) in &mut others {
                let session = Terminal::start(program, true)?;
                if let Some(drawn) = session.first_screen(shows, bench.limit) {
                    samples.add(drawn.time);
                }
                session.stop();
            }
            if drawn.time > LONG {
                break;
            }
        }
        let what = format!("first full screen, {}", database.name);
        let by_floor = Yardstick::new("floor", floor.median());
        if own.len() == 0 {
            let by = Yardstick::new("office", of_office);
            table.add_too_long(&what, bench.limit, (Must::Times(1.5), &by));
        } else if database.name == "office" {
            of_office = own.median();
            table.add(&what, (own.median(), "ms"), &by_floor, Must::Times(3.0));
        } else {
            table.add(&what, (own.median(), "ms"), &by_floor, Must::Nothing);
            let by_office = Yardstick::new("office", of_office);
            let what = format!("{what} against office");
            table.add(&what, (own.median(), "ms"), &by_office, Must::Times(1.5));
        }
        for (name, _, _, samples) in &others {
            let what = format!("{name}, {}", database.name);
            table.add(&what, (samples.median(), "ms"), &by_floor, Must::Nothing);
        }
        sqlite_shell(bench, (database, &by_floor), table)?;
        let verdict = if asked.is_none() { "met" } else { "missed" };
        let what = format!(
            "asked of the terminal before the first frame, {}",
            database.name
        );
        table.add_note(&what, asked.unwrap_or("nothing"), ("nothing", verdict));
    }
    Ok(())
}

/// What a program asks of the terminal before it draws a text.
fn question(first: &[u8]) -> Option<&'static str> {
    let text = String::from_utf8_lossy(first);
    let drawn = text.find(FOOTER).unwrap_or(text.len());
    let asked = [
        "\x1b[c",
        "\x1b[6n",
        "\x1b[?u",
        "\x1b]10;?",
        "\x1b]11;?",
        "\x1bP+q",
    ];
    let names = [
        "attributes",
        "cursor",
        "keyboard",
        "colour",
        "background",
        "capability",
    ];
    let found = asked
        .iter()
        .zip(names)
        .find(|(asked, _)| text.find(**asked).is_some_and(|at| at < drawn));
    found.map(|(_, name)| name)
}

fn floor_screen(bench: &Bench, database: &Database) -> Result<Drawn, Box<dyn Error>> {
    let session = Terminal::start(&bench.floor(database), true)?;
    let drawn = session
        .first_screen(FLOOR_SHOWS, bench.limit)
        .ok_or("the floor draws nothing")?;
    session.stop();
    Ok(drawn)
}

fn sqlite_shell(
    bench: &Bench,
    (database, by): (&Database, &Yardstick),
    table: &mut Table,
) -> Result<(), Box<dyn Error>> {
    let Some(shell) = installed("sqlite3") else {
        return Ok(());
    };
    let query =
        "SELECT rule, office, period, first_term FROM duty WHERE closed_on IS NULL AND void = 0
                 AND first_term < date('now', '+7 hours') ORDER BY first_term LIMIT 40";
    let arguments = [
        shell,
        "-readonly".into(),
        database.path.clone(),
        query.into(),
    ];
    let mut samples = Samples::default();
    for _ in 0..bench.rounds {
        if let Some(run) = run(&arguments, bench.limit)? {
            samples.add(run.wall);
        }
    }
    let what = format!("sqlite3, first overdue rows, {}", database.name);
    table.add(&what, (samples.median(), "ms"), by, Must::Nothing);
    Ok(())
}
