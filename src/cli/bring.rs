//! `import plan|offices|groups|holidays`: an office brings in its own data files, checked whole before anything is
//! written. The inverse of `export … --format toml`.

use std::collections::BTreeMap;
use std::fmt::Display;
use std::path::Path;

use serde::de::DeserializeOwned;

use super::args::{ImportFile, ImportOffices, ImportPlan};
use super::output::Desk;
use super::{Failure, file, find, replan};
use crate::domain::catalog::Catalog;
use crate::domain::day::print_day;
use crate::domain::fault::Fault;
use crate::domain::gap::gaps;
use crate::domain::office::{Group, Holiday, HolidayFile, Office, OfficeFile};
use crate::domain::office_change::{OfficeRefusal, differences};
use crate::domain::plan::Plan;
use crate::domain::plan_change::Difference;
use crate::domain::{office_check, plan_change, plan_check, plan_limits};
use crate::import::{data, offices as import_offices};
use crate::store::{StoreError, Was, Write};
use crate::words::cli::Said;
use crate::words::data::Brought;
use crate::words::{Lang, fault, fill};

/// The file as the domain's type, or its line and what is wrong there.
pub(super) fn read<T: DeserializeOwned>(path: &Path) -> Result<T, Failure> {
    data::read(&file::read(path)?).map_err(|error| Failure::Unreadable(path.to_owned(), error))
}

/// Says every fault on standard error; refuses if there is any, or if so many others were said before.
pub(super) fn refuse_faults(desk: &mut Desk, faults: &[Fault], said: usize) -> Result<(), Failure> {
    for found in faults {
        let words = fault::fault(desk.lang, found);
        desk.warn(&words);
    }
    let count = faults.len() + said;
    if count == 0 { Ok(()) } else { Err(Failure::Faults(count)) }
}

/// `tiendo import plan FILE`
pub fn plan(desk: &mut Desk, args: &ImportPlan) -> Result<(), Failure> {
    let mut store = desk.open()?;
    let plan: Plan = read(&args.from.file)?;
    let catalog = store.catalog()?;
    let known = catalog.plan(&plan.code);
    let faults =
        known.map_or_else(|| plan_check::check(&plan, &catalog), |was| plan_check::check_change(was, &plan, &catalog));
    refuse_faults(desk, &faults, 0)?;
    let dry_run = args.from.dry_run;
    if let Some(was) = known {
        if !args.replace {
            return Err(Failure::PlanThere(plan.code));
        }
        let plan = amended(was, plan, args.amendment.as_deref())?;
        refuse_faults(desk, &plan_check::check_change(was, &plan, &catalog), 0)?;
        let reason = args.reason.as_deref().map(find::reason).transpose()?;
        return replan::change(desk, &mut store, was, plan, reason.as_deref(), dry_run);
    }
    let said = said_of_plan(desk.lang, &catalog, &plan, dry_run);
    if !dry_run {
        store.write(&desk.actor("import"), desk.clock, Write::AddPlan(Box::new(plan)))?;
    }
    desk.say(&said)
}

/// The plan as one of its amendments makes it.
fn amended(was: &Plan, plan: Plan, number: Option<&str>) -> Result<Plan, Failure> {
    let Some(number) = number else { return Ok(plan) };
    let known = plan.amendments.iter().find(|amendment| amendment.number == number).cloned();
    let amendment = known.ok_or_else(|| Failure::Amendment(number.to_owned()))?;
    Ok(plan_change::amended(was, plan, &amendment))
}

/// How much a plan brings with it.
pub(super) fn said_of_plan(lang: Lang, catalog: &Catalog, plan: &Plan, dry_run: bool) -> String {
    let words = if dry_run { Brought::PlanDry } else { Brought::Plan };
    let duties = plan_limits::count(plan, catalog).map_or(0, |count| count.total);
    let counts: [usize; 6] = [
        plan.targets.len(),
        plan.measures().count(),
        plan.activities.len(),
        plan.rules.len(),
        duties,
        gaps(plan).len(),
    ];
    let mut values: Vec<&dyn Display> = vec![&plan.code];
    values.extend(counts.iter().map(|count| count as &dyn Display));
    values.push(&plan.code);
    fill(words.words(lang), &values)
}

/// What of a list is new beside what is known, what would change, and how much is there already, the same.
struct Compared<T> {
    new: Vec<T>,
    changed: Vec<T>,
    same: usize,
}

impl<T: Clone + PartialEq> Compared<T> {
    fn of<C: Ord + Clone>(list: &[T], known: &BTreeMap<C, T>, code: impl Fn(&T) -> &C) -> Self {
        let mut all = known.clone();
        let mut compared = Self { new: Vec::new(), changed: Vec::new(), same: 0 };
        for one in list {
            match all.get(code(one)) {
                None => {
                    all.insert(code(one).clone(), one.clone());
                    compared.new.push(one.clone());
                }
                Some(there) if there == one => compared.same += 1,
                Some(_) => compared.changed.push(one.clone()),
            }
        }
        compared
    }

    fn both(self) -> Vec<T> {
        self.new.into_iter().chain(self.changed).collect()
    }
}

/// A file of offices: CSV by its name or its head, else TOML. A list has no contacts; those that are known stay.
pub(super) fn office_file(path: &Path, catalog: &Catalog) -> Result<OfficeFile, Failure> {
    let bytes = file::read(path)?;
    let unreadable = |error| Failure::Unreadable(path.to_owned(), error);
    let is_named_list = path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("csv"));
    if !is_named_list && !import_offices::is_list(&bytes) {
        return data::read(&bytes).map_err(unreadable);
    }
    let mut file = import_offices::read(&bytes).map_err(unreadable)?;
    for office in &mut file.offices {
        office.contact = catalog.offices.get(&office.code).and_then(|known| known.contact.clone());
    }
    Ok(file)
}

/// `tiendo import offices FILE` and `import groups FILE`: the same, as one file may hold both.
pub fn offices(desk: &mut Desk, args: &ImportOffices) -> Result<(), Failure> {
    let mut store = desk.open()?;
    let catalog = store.catalog()?;
    let file = office_file(&args.from.file, &catalog)?;
    let faults = office_check::check(&file, &catalog);
    let offices = Compared::of(&file.offices, &catalog.offices, |office| &office.code);
    let groups = Compared::of(&file.groups, &catalog.groups, |group| &group.code);
    let codes = offices.changed.iter().map(|office| office.code.to_string());
    let differing: Vec<String> = codes.chain(groups.changed.iter().map(|group| group.code.to_string())).collect();
    if !args.replace {
        for code in &differing {
            let words = fill(Brought::Differs.words(desk.lang), &[code]);
            desk.warn(&words);
        }
    }
    refuse_faults(desk, &faults, if args.replace { 0 } else { differing.len() })?;
    if let Some((plan, count)) = plan_limits::outgrown(&catalog, &plan_limits::with_offices(&catalog, &file)) {
        return Err(StoreError::Offices(OfficeRefusal::Outgrows(plan, count)).into());
    }
    let changes = change_lines(&catalog, &offices.changed, &groups.changed);
    let words = if args.from.dry_run { Brought::OfficesDry } else { Brought::Offices };
    let (new, new_groups, same) = (offices.new.len(), groups.new.len(), offices.same + groups.same);
    if !args.from.dry_run {
        let file = OfficeFile { offices: offices.both(), groups: groups.both() };
        let reason = args.reason.as_deref().map(find::reason).transpose()?;
        let write = Write::SetOffices { was: Was::Whatever, file, reason };
        store.write(&desk.actor("import"), desk.clock, write)?;
    }
    changes.iter().try_for_each(|line| desk.say(line))?;
    desk.say(&fill(words.words(desk.lang), &[&new, &new_groups, &same]))?;
    if differing.is_empty() {
        return Ok(());
    }
    let words = if args.from.dry_run { Brought::OfficesChangeDry } else { Brought::OfficesChanged };
    desk.say(&fill(words.words(desk.lang), &[&differing.len()]))
}

/// Every difference in a line of its own.
fn change_lines(catalog: &Catalog, offices: &[Office], groups: &[Group]) -> Vec<String> {
    let of_office = |now: &Office| catalog.offices.get(&now.code).map(|was| differences(was, now)).unwrap_or_default();
    let of_group = |now: &Group| catalog.groups.get(&now.code).map(|was| differences(was, now)).unwrap_or_default();
    let offices = offices.iter().map(|now| (now.code.to_string(), of_office(now)));
    let groups = groups.iter().map(|now| (now.code.to_string(), of_group(now)));
    let line = |(code, found): (String, Vec<Difference>)| {
        let side = |side: &Option<String>| side.clone().unwrap_or_else(|| "–".to_owned());
        let lines =
            found.iter().map(|one| format!("{code} {}: {} → {}", one.path, side(&one.before), side(&one.after)));
        lines.collect::<Vec<_>>()
    };
    offices.chain(groups).flat_map(line).collect()
}

/// `tiendo import holidays FILE`
pub fn holidays(desk: &mut Desk, from: &ImportFile) -> Result<(), Failure> {
    let mut store = desk.open()?;
    let file: HolidayFile = read(&from.file)?;
    let catalog = store.catalog()?;
    let mut wanted: BTreeMap<_, &Holiday> = BTreeMap::new();
    let mut twice = 0;
    for day in &file.holidays {
        if wanted.insert(day.on, day).is_some_and(|before| before != day) {
            let words = fill(Brought::HolidayTwice.words(desk.lang), &[&print_day(day.on)]);
            desk.warn(&words);
            twice += 1;
        }
    }
    refuse_faults(desk, &office_check::check_holidays(&file.holidays), twice)?;
    let known: BTreeMap<_, &Holiday> = catalog.holidays.iter().map(|day| (day.on, day)).collect();
    let new = wanted.keys().filter(|on| !known.contains_key(on)).count();
    let same = wanted.iter().filter(|(on, day)| known.get(on) == Some(day)).count();
    let words = if from.dry_run { Said::DryRun.words(desk.lang) } else { Brought::Holidays.words(desk.lang) };
    if !from.dry_run {
        let days = wanted.values().map(|day| (*day).clone()).collect();
        let write = Write::SetHolidays { was: Was::Whatever, days, reason: None };
        store.write(&desk.actor("import"), desk.clock, write)?;
    }
    desk.say(&fill(words, &[&new, &(wanted.len() - new - same), &same]))
}
