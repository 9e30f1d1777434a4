//! `cargo run --release --example generate -- office|middle|national FILE [--seed N] [--day YYYY-MM-DD]`: makes a database
//! of invented plans to measure with. The same seed and day make the same content; the day, today unless given, is the
//! one on which its past ends.

#[path = "data/mod.rs"]
mod data;

use std::error::Error;
use std::io::{IsTerminal, Write as _, stderr};
use std::path::PathBuf;
use std::time::Instant;

use chrono::{NaiveDate, Utc};
use clap::Parser;
use clap::builder::PossibleValuesParser;
use tiendo::domain::day::vietnam_day;

/// Makes a database of invented plans to measure with.
#[derive(Parser)]
#[command(name = "generate")]
struct Arguments {
    /// How much it holds
    #[arg(value_parser = PossibleValuesParser::new(data::SIZES.map(|size| size.name)))]
    size: String,
    /// The file to make; refuses to overwrite
    file: PathBuf,
    /// The same seed makes the same content
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Day on which its past ends (default: today)
    #[arg(long, value_name = "YYYY-MM-DD")]
    day: Option<NaiveDate>,
}

fn main() -> Result<(), Box<dyn Error>> {
    let arguments = Arguments::parse();
    let size = data::SIZES
        .into_iter()
        .find(|size| size.name == arguments.size)
        .ok_or("unknown size")?;
    let day = arguments.day.unwrap_or_else(|| vietnam_day(Utc::now()));
    let is_terminal = stderr().is_terminal();
    let started = Instant::now();
    let mut report = |written: usize, total: usize| {
        if is_terminal {
            // A progress line that cannot be written is no reason to stop.
            let _ = write!(stderr(), "\r{written} of about {total} rows\x1b[K");
        }
    };
    let made = data::create(&arguments.file, size, (arguments.seed, day), &mut report)?;
    if is_terminal {
        eprintln!();
    }
    println!(
        "{}: {} plans, {} offices, {} figures, {} duties with {} steps; seed {}, until {day}",
        arguments.file.display(),
        made.plans,
        made.offices,
        made.figures,
        made.duties,
        made.steps,
        arguments.seed
    );
    println!(
        "{:.1} s: {:.1} s for plans, offices and duties, {:.1} s for figures and steps",
        started.elapsed().as_secs_f64(),
        made.creation.as_secs_f64(),
        made.history.as_secs_f64()
    );
    Ok(())
}
