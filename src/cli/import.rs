//! `import plan|offices|groups|holidays`: an office brings in its own data files, checked whole before anything is
//! written. The inverse of `export … --format toml`.

use std::collections::BTreeMap;
use std::fmt::Display;
use std::path::Path;

use serde::de::DeserializeOwned;

use super::args::{ImportFileArgs, ImportOfficesArgs, ImportPlanArgs};
use super::context::Context;
use super::{CliError, lookup, plan, startup};
use crate::domain::catalog::Catalog;
use crate::domain::gap::gaps;
use crate::domain::office::{Group, Holiday, HolidayFile, Office, OfficeFile};
use crate::domain::office_change::{OfficeRefusal, differences};
use crate::domain::plan::Plan;
use crate::domain::plan_change::Difference;
use crate::domain::validation::ValidationError;
use crate::domain::{office_check, plan_change, plan_check, plan_limits};
use crate::i18n::cli::CliText;
use crate::i18n::import::ImportMessage;
use crate::i18n::{Lang, display, fill_placeholders, messages};
use crate::import::{data, offices as import_offices};
use crate::store::{Expected, Store, StoreError, Write};

/// The file as the domain's type, or its line and what is wrong there.
pub(super) fn read_data_file<T: DeserializeOwned>(path: &Path) -> Result<T, CliError> {
    data::read_toml(&startup::read_file_or_stdin(path)?)
        .map_err(|error| CliError::UnreadableDataFile(path.to_owned(), error))
}

/// Says every fault on standard error; refuses if there is any, or if so many others were said before.
pub(super) fn report_validation_errors(
    context: &mut Context,
    faults: &[ValidationError],
    said: usize,
) -> Result<(), CliError> {
    for found in faults {
        let words = messages::plan_check::validation_error(context.lang, found);
        context.print_warning(&words);
    }
    let count = faults.len() + said;
    if count == 0 {
        Ok(())
    } else {
        Err(CliError::DataFileErrors(count))
    }
}

/// `tiendo import plan FILE`
pub fn import_plan(context: &mut Context, args: &ImportPlanArgs) -> Result<(), CliError> {
    let mut store = context.open_store()?;
    let plan: Plan = read_data_file(&args.from.file)?;
    let catalog = store.catalog()?;
    let known = catalog.plan(&plan.code);
    let faults = known.map_or_else(
        || plan_check::check_plan(&plan, &catalog),
        |was| plan_check::check_change(was, &plan, &catalog),
    );
    report_validation_errors(context, &faults, 0)?;
    let dry_run = args.from.dry_run;
    if let Some(was) = known {
        if !args.replace {
            return Err(CliError::PlanExists(plan.code));
        }
        let plan = amended_plan(was, plan, args.amendment.as_deref())?;
        report_validation_errors(context, &plan_check::check_change(was, &plan, &catalog), 0)?;
        let reason = args.reason.as_deref();
        let reason = reason.map(lookup::validate_reason).transpose()?;
        let mode = plan::ReplaceMode {
            reason: reason.as_deref(),
            dry_run,
        };
        return plan::replace_plan(context, &mut store, was, plan, mode);
    }
    let said = import_summary(context.lang, &catalog, &plan, dry_run);
    if !dry_run {
        store.write(
            &context.actor("import"),
            context.clock,
            Write::AddPlan(Box::new(plan)),
        )?;
    }
    context.print_line(&said)
}

/// The plan as one of its amendments makes it.
fn amended_plan(was: &Plan, plan: Plan, number: Option<&str>) -> Result<Plan, CliError> {
    let Some(number) = number else {
        return Ok(plan);
    };
    let known = plan
        .amendments
        .iter()
        .find(|amendment| amendment.number == number)
        .cloned();
    let amendment = known.ok_or_else(|| CliError::UnknownAmendment(number.to_owned()))?;
    Ok(plan_change::apply_amendment(was, plan, &amendment))
}

/// How much a plan brings with it.
pub(super) fn import_summary(lang: Lang, catalog: &Catalog, plan: &Plan, dry_run: bool) -> String {
    let words = if dry_run {
        ImportMessage::PlanDry
    } else {
        ImportMessage::Plan
    };
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
    fill_placeholders(words.text(lang), &values)
}

/// What of a list is new beside what is known, what would change, and how much is there already, the same.
struct ListComparison<T> {
    new: Vec<T>,
    changed: Vec<T>,
    unchanged: usize,
}

impl<T: Clone + PartialEq> ListComparison<T> {
    fn compare<C: Ord + Clone>(
        list: &[T],
        known: &BTreeMap<C, T>,
        code: impl Fn(&T) -> &C,
    ) -> Self {
        let mut all = known.clone();
        let mut compared = Self {
            new: Vec::new(),
            changed: Vec::new(),
            unchanged: 0,
        };
        for one in list {
            match all.get(code(one)) {
                None => {
                    all.insert(code(one).clone(), one.clone());
                    compared.new.push(one.clone());
                }
                Some(there) if there == one => compared.unchanged += 1,
                Some(_) => compared.changed.push(one.clone()),
            }
        }
        compared
    }

    fn new_and_changed(self) -> Vec<T> {
        self.new.into_iter().chain(self.changed).collect()
    }
}

/// A file of offices: CSV by its name or its head, else TOML. A list has no contacts; those that are known stay.
pub(super) fn read_office_file(path: &Path, catalog: &Catalog) -> Result<OfficeFile, CliError> {
    let bytes = startup::read_file_or_stdin(path)?;
    let unreadable = |error| CliError::UnreadableDataFile(path.to_owned(), error);
    let is_named_list = path
        .extension()
        .is_some_and(|extension| extension.eq_ignore_ascii_case("csv"));
    if !is_named_list && !import_offices::is_office_list(&bytes) {
        return data::read_toml(&bytes).map_err(unreadable);
    }
    let mut file = import_offices::read_office_list(&bytes).map_err(unreadable)?;
    for office in &mut file.offices {
        office.contact = catalog
            .offices
            .get(&office.code)
            .and_then(|known| known.contact.clone());
    }
    Ok(file)
}

/// `tiendo import offices FILE` and `import groups FILE`: the same, as one file may hold both.
pub fn import_office_file(context: &mut Context, args: &ImportOfficesArgs) -> Result<(), CliError> {
    let mut store = context.open_store()?;
    let catalog = store.catalog()?;
    let file = read_office_file(&args.from.file, &catalog)?;
    let faults = office_check::check_offices(&file, &catalog);
    let offices = ListComparison::compare(&file.offices, &catalog.offices, |office| &office.code);
    let groups = ListComparison::compare(&file.groups, &catalog.groups, |group| &group.code);
    let codes = offices.changed.iter().map(|office| office.code.to_string());
    let differing: Vec<String> = codes
        .chain(groups.changed.iter().map(|group| group.code.to_string()))
        .collect();
    if !args.replace {
        for code in &differing {
            let words = fill_placeholders(ImportMessage::Differs.text(context.lang), &[code]);
            context.print_warning(&words);
        }
    }
    let refused = if args.replace { 0 } else { differing.len() };
    report_validation_errors(context, &faults, refused)?;
    if let Some((plan, count)) =
        plan_limits::outgrown(&catalog, &plan_limits::with_offices(&catalog, &file))
    {
        return Err(StoreError::OfficeChange(OfficeRefusal::Outgrows(plan, count)).into());
    }
    let changes = difference_lines(&catalog, &offices.changed, &groups.changed);
    let words = if args.from.dry_run {
        ImportMessage::OfficesDry
    } else {
        ImportMessage::Offices
    };
    let (new, new_groups) = (offices.new.len(), groups.new.len());
    let same = offices.unchanged + groups.unchanged;
    if !args.from.dry_run {
        let file = OfficeFile {
            offices: offices.new_and_changed(),
            groups: groups.new_and_changed(),
        };
        save_offices(context, &mut store, file, args.reason.as_deref())?;
    }
    changes
        .iter()
        .try_for_each(|line| context.print_line(line))?;
    let counts = fill_placeholders(words.text(context.lang), &[&new, &new_groups, &same]);
    context.print_line(&counts)?;
    match (differing.len(), args.from.dry_run) {
        (0, _) => Ok(()),
        (count, dry_run) => {
            let words = if dry_run {
                ImportMessage::OfficesChangeDry
            } else {
                ImportMessage::OfficesChanged
            };
            context.print_line(&fill_placeholders(words.text(context.lang), &[&count]))
        }
    }
}

fn save_offices(
    context: &Context,
    store: &mut Store,
    file: OfficeFile,
    reason: Option<&str>,
) -> Result<(), CliError> {
    let write = Write::SetOffices {
        expected: Expected::Any,
        file,
        reason: reason.map(lookup::validate_reason).transpose()?,
    };
    store.write(&context.actor("import"), context.clock, write)?;
    Ok(())
}

/// Every difference in a line of its own.
fn difference_lines(catalog: &Catalog, offices: &[Office], groups: &[Group]) -> Vec<String> {
    let of_office = |now: &Office| {
        catalog
            .offices
            .get(&now.code)
            .map(|was| differences(was, now))
            .unwrap_or_default()
    };
    let of_group = |now: &Group| {
        catalog
            .groups
            .get(&now.code)
            .map(|was| differences(was, now))
            .unwrap_or_default()
    };
    let offices = offices
        .iter()
        .map(|now| (now.code.to_string(), of_office(now)));
    let groups = groups
        .iter()
        .map(|now| (now.code.to_string(), of_group(now)));
    let line = |(code, found): (String, Vec<Difference>)| {
        let side = |side: &Option<String>| side.clone().unwrap_or_else(|| "–".to_owned());
        let lines = found.iter().map(|one| {
            format!(
                "{code} {}: {} → {}",
                one.path,
                side(&one.before),
                side(&one.after)
            )
        });
        lines.collect::<Vec<_>>()
    };
    offices.chain(groups).flat_map(line).collect()
}

/// `tiendo import holidays FILE`
pub fn import_holidays(context: &mut Context, from: &ImportFileArgs) -> Result<(), CliError> {
    let mut store = context.open_store()?;
    let file: HolidayFile = read_data_file(&from.file)?;
    let catalog = store.catalog()?;
    let mut wanted: BTreeMap<_, &Holiday> = BTreeMap::new();
    let mut twice = 0;
    for day in &file.holidays {
        if wanted
            .insert(day.on, day)
            .is_some_and(|before| before != day)
        {
            let words = fill_placeholders(
                ImportMessage::HolidayTwice.text(context.lang),
                &[&display::day(context.lang, day.on)],
            );
            context.print_warning(&words);
            twice += 1;
        }
    }
    report_validation_errors(
        context,
        &office_check::check_holidays(&file.holidays),
        twice,
    )?;
    let known: BTreeMap<_, &Holiday> = catalog.holidays.iter().map(|day| (day.on, day)).collect();
    let new = wanted.keys().filter(|on| !known.contains_key(on)).count();
    let same = wanted
        .iter()
        .filter(|(on, day)| known.get(on) == Some(day))
        .count();
    let words = if from.dry_run {
        CliText::DryRun.text(context.lang)
    } else {
        ImportMessage::Holidays.text(context.lang)
    };
    if !from.dry_run {
        let days = wanted.values().map(|day| (*day).clone()).collect();
        let write = Write::SetHolidays {
            expected: Expected::Any,
            days,
            reason: None,
        };
        store.write(&context.actor("import"), context.clock, write)?;
    }
    context.print_line(&fill_placeholders(
        words,
        &[&new, &(wanted.len() - new - same), &same],
    ))
}
