//! Databases of three sizes, made from a seed through the program's own interfaces: plans, offices with the reform of
//! 2025, figures by quarter, reports in every state on a given day. Everything in them is invented. Knows no command line.

mod figures;
mod offices;
mod plans;
mod random;
mod steps;
mod timeline;
mod work;

use std::error::Error;
use std::path::Path;
use std::time::{Duration, Instant};

use chrono::{DateTime, Days, NaiveDate, NaiveTime, TimeDelta, Utc};
use tiendo::domain::catalog::Catalog;
use tiendo::domain::plan_check::check_plan;
use tiendo::sample;
use tiendo::store::{Actor, SeedData, Store};

use random::Random;

/// How much a database holds.
#[derive(Clone, Copy, Debug)]
pub struct Size {
    /// Its name on the command line.
    pub name: &'static str,
    /// Provinces.
    places: usize,
    /// Plans.
    pub plans: usize,
    /// Offices.
    pub offices: usize,
    /// Figures.
    pub figures: usize,
    /// Duties.
    pub duties: usize,
}

/// The sizes, the smallest first: an office's own plans, a province, the whole country.
pub const SIZES: [Size; 3] = [
    Size {
        name: "office",
        places: 1,
        plans: 5,
        offices: 350,
        figures: 2_000,
        duties: 1_500,
    },
    Size {
        name: "middle",
        places: 1,
        plans: 12,
        offices: 600,
        figures: 50_000,
        duties: 30_000,
    },
    Size {
        name: "national",
        places: 34,
        plans: 200,
        offices: 12_000,
        figures: 1_000_000,
        duties: 500_000,
    },
];

/// What was written.
#[derive(Clone, Copy, Debug, Default)]
pub struct Made {
    /// Plans.
    pub plans: usize,
    /// Offices.
    pub offices: usize,
    /// Figures that stand: estimates and official ones.
    pub figures: usize,
    /// Duties.
    pub duties: usize,
    /// Steps of duties.
    pub steps: usize,
    /// Time for the file with plans, offices and duties.
    pub creation: Duration,
    /// Time for figures, steps and everything else that was written to it.
    pub history: Duration,
}

/// Called with the number of rows written so far, and about how many there will be.
pub type Report<'a> = &'a mut dyn FnMut(usize, usize);

/// Moment of a day at which its writes are recorded: in the morning in Việt Nam.
fn recorded_at(day: NaiveDate) -> DateTime<Utc> {
    day.and_time(NaiveTime::MIN).and_utc() + TimeDelta::hours(3)
}

fn actor(account: &str) -> Actor {
    Actor::single_user(account, "cli")
}

/// Creates a database that does not exist yet, with a past that ends on `day`.
pub fn create(
    path: &Path,
    size: Size,
    (seed, day): (u64, NaiveDate),
    report: Report<'_>,
) -> Result<Made, Box<dyn Error>> {
    let mut random = Random::new(seed);
    let started = Instant::now();
    let places = offices::places(size, &mut random);
    let catalog = plans::catalog(size, &places, day, &mut random)?;
    let invalid: Vec<_> = catalog
        .plans
        .iter()
        .flat_map(|plan| check_plan(plan, &catalog))
        .collect();
    if let Some(violation) = invalid.first() {
        return Err(format!("{} violations: {violation:?}", invalid.len()).into());
    }
    let seed_data = SeedData {
        plans: catalog.plans.clone(),
        offices: catalog.offices.values().cloned().collect(),
        groups: catalog.groups.values().cloned().collect(),
        holidays: sample::holidays()?,
        ..SeedData::default()
    };
    let first_day = catalog.plans.iter().map(|plan| plan.from).min();
    let created_on = first_day.unwrap_or(day).min(day) - Days::new(30);
    let store = Store::create(path, &seed_data, &actor("admin"), recorded_at(created_on))?;
    drop(seed_data);
    let mut made = Made {
        plans: catalog.plans.len(),
        offices: catalog.offices.len(),
        duties: store.count_duties()?,
        creation: started.elapsed(),
        ..Made::default()
    };
    let started = Instant::now();
    write_history(
        &store,
        (&catalog, size, day),
        &mut random,
        (&mut made, report),
    )?;
    made.history = started.elapsed();
    Ok(made)
}

fn write_history(
    store: &Store,
    (catalog, size, day): (&Catalog, Size, NaiveDate),
    random: &mut Random,
    (made, report): (&mut Made, Report<'_>),
) -> Result<(), Box<dyn Error>> {
    let mut steps = steps::Steps::plan(catalog, day, random);
    let quarters = figures::Quarters::plan(catalog, size.figures, day);
    let total = size.figures + steps.len();
    let mut timeline = timeline::Timeline::new(store, total, report);
    let mut others = work::writes(catalog, day, random);
    for quarter in quarters.all() {
        let entries = quarters.entries(catalog, quarter, random);
        made.figures += entries.standing;
        timeline.add_figures(entries.dated);
        let until = quarter.last_day_of_entry().min(day);
        timeline.add_steps(steps.until(until));
        timeline.add_writes(work::until(&mut others, until));
        timeline.write()?;
    }
    timeline.add_steps(steps.until(day));
    timeline.add_writes(work::until(&mut others, day));
    timeline.write()?;
    made.steps = timeline.steps();
    Ok(())
}
