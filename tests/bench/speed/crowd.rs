//! Many sessions on one database: their memory, and what a save by somebody else costs a person who types.

use std::error::Error;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use super::keys::open_sheet;
use super::process::Process;
use super::saves::Saver;
use super::table::{Must, Samples, Table, Yardstick};
use super::terminal::Terminal;
use super::{Bench, Database, FOOTER, count, megabytes};

/// How long a person types, with and without saves by others.
const TYPING: Duration = Duration::from_secs(10);

/// Between two keys.
const PAUSE: Duration = Duration::from_millis(40);

/// Between two saves.
const SAVE_EVERY: Duration = Duration::from_millis(500);

/// Sessions that nobody looks at, all with their first screen.
struct Crowd(Vec<Terminal>);

impl Crowd {
    /// Starts them; `None` if they would not fit into half of the free memory.
    fn start(
        bench: &Bench,
        database: &Database,
        count: usize,
    ) -> Result<Option<Self>, Box<dyn Error>> {
        let first = Terminal::start(&bench.tiendo(database, &[]), true)?;
        let drawn = first.first_screen(FOOTER, bench.limit);
        let own = first.process.own_memory();
        first.stop();
        if drawn.is_none_or(|drawn| drawn.time > Duration::from_secs(5))
            || own * count as u64 > free_memory() / 2
        {
            return Ok(None);
        }
        let mut sessions = Vec::new();
        for _ in 0..count {
            sessions.push(Terminal::start(&bench.tiendo(database, &[]), true)?);
        }
        let limit = bench.limit * 12;
        let all = sessions
            .iter()
            .all(|session| session.first_screen(FOOTER, limit).is_some());
        Ok(all.then_some(Self(sessions)))
    }

    fn processes(&self) -> impl Iterator<Item = Process> {
        self.0.iter().map(|session| session.process)
    }

    fn cpu(&self) -> Duration {
        self.processes().map(Process::cpu).sum()
    }

    fn stop(self) {
        self.0.into_iter().for_each(Terminal::stop);
    }
}

/// Memory that can be had, in bytes.
fn free_memory() -> u64 {
    let text = std::fs::read_to_string("/proc/meminfo").unwrap_or_default();
    let line = text
        .lines()
        .find_map(|line| line.strip_prefix("MemAvailable:"));
    let kibibytes: Option<u64> = line.and_then(|rest| rest.split_whitespace().next()?.parse().ok());
    kibibytes.unwrap_or(0) * 1024
}

/// Own memory of each of many sessions after their first screens.
pub fn memory(bench: &Bench, table: &mut Table) -> Result<(), Box<dyn Error>> {
    for database in &bench.databases {
        let row = format!(
            "own memory of each of {} sessions, {}",
            bench.sessions, database.name
        );
        let Some(crowd) = Crowd::start(bench, database, bench.sessions)? else {
            table.add_note(
                &row,
                "not started: too slow or too large",
                ("≤ 4 MB", "missed"),
            );
            continue;
        };
        let mut samples = Samples::default();
        for process in crowd.processes() {
            samples.add_number(megabytes(process.own_memory()));
        }
        crowd.stop();
        table.add(
            &row,
            (samples.median(), "MB"),
            &Yardstick::default(),
            Must::AtMost(4.0, "MB"),
        );
    }
    Ok(())
}

/// A person moves in the sheet while the others, in the sheet too, are silent; then with two saves a second.
pub fn typing(bench: &Bench, table: &mut Table) -> Result<(), Box<dyn Error>> {
    for database in &bench.databases {
        let others = bench.sessions - 1;
        let row = format!("{others} others open, {}", database.name);
        let crowd = Crowd::start(bench, database, others)?;
        let Some(mut crowd) = crowd else {
            table.add_note(
                &row,
                "not started: too slow or too large",
                ("≤ 1.5 ×", "missed"),
            );
            continue;
        };
        let limit = bench.limit * 6;
        let mut unused = Samples::default();
        for session in &mut crowd.0 {
            session.press("2", limit)?;
            open_sheet(session, limit, &mut unused)?;
        }
        let mut person = Terminal::start(&bench.tiendo(database, &[]), true)?;
        person.first_screen(FOOTER, limit);
        person.press("2", limit)?;
        open_sheet(&mut person, limit, &mut unused)?;
        let silent = type_for(&mut person, limit)?;
        let (cpu, started) = (crowd.cpu(), Instant::now());
        let (busy, saves) = type_with_saves(&mut person, database, limit)?;
        let share = crowd.cpu().saturating_sub(cpu).as_secs_f64() / started.elapsed().as_secs_f64();
        let a_save = crowd.cpu().saturating_sub(cpu).as_secs_f64() * 1000.0 / count(saves * others);
        person.stop();
        crowd.stop();
        let (none, keys) = (Yardstick::default(), busy.len());
        let by = Yardstick::new("silent p50", silent.median());
        table.add(
            &format!("{row}, {saves} saves and {keys} keys: key p50"),
            (busy.median(), "ms"),
            &by,
            Must::Nothing,
        );
        let by = Yardstick::new("silent p99", silent.percentile(99));
        let p99 = (busy.percentile(99), "ms");
        table.add(
            &format!("{row}, {saves} saves and {keys} keys: key p99"),
            p99,
            &by,
            Must::Times(1.5),
        );
        let what = format!("{row}: all of them, cores");
        table.add(
            &what,
            (Some(share), "cores"),
            &none,
            Must::AtMost(0.25, "of a core"),
        );
        let what = format!("{row}: each, of a save by somebody else");
        table.add(
            &what,
            (Some(a_save), "ms CPU"),
            &none,
            Must::AtMost(2.0, "ms CPU"),
        );
    }
    Ok(())
}

/// Types a digit into a cell and removes it, with a pause as people make it.
fn type_for(person: &mut Terminal, limit: Duration) -> Result<Samples, Box<dyn Error>> {
    const TYPED: &str = "[4";
    let mut samples = Samples::default();
    let started = Instant::now();
    for (key, is_typed) in [("4", true), ("\x7f", false)].into_iter().cycle() {
        let drawn = person.press_until(key, |text| text.contains(TYPED) == is_typed, limit)?;
        samples.add(drawn.ok_or("no cell takes a digit, or a key took too long")?);
        if started.elapsed() > TYPING && !is_typed {
            break;
        }
        std::thread::sleep(PAUSE);
    }
    Ok(samples)
}

fn type_with_saves(
    person: &mut Terminal,
    database: &Database,
    limit: Duration,
) -> Result<(Samples, usize), Box<dyn Error>> {
    let ended = AtomicBool::new(false);
    let mut writer = Saver::open(database, 0)?;
    std::thread::scope(|scope| {
        let saving = scope.spawn(|| {
            let mut saves = 0;
            while !ended.load(Ordering::Relaxed) {
                saves += usize::from(writer.save().is_ok());
                std::thread::sleep(SAVE_EVERY);
            }
            saves
        });
        let samples = type_for(person, limit);
        ended.store(true, Ordering::Relaxed);
        let saves = saving.join().map_err(|_| "the saving thread stopped")?;
        Ok((samples?, saves))
    })
}
