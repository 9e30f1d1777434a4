//! `import plan|offices|groups|holidays`: import of an office's own data files, validated as a whole before anything is
//! written. The inverse of `export … --format toml`.

use std::collections::BTreeMap;

use super::args::{ImportFileArgs, ImportOfficesArgs, ImportPlanArgs};
use super::context::Context;
use super::data_files::{
    plan_import_summary, read_data_file, read_office_file, report_validation_errors,
};
use super::error::CliError;
use super::{lookup, plan};
use crate::domain::catalog::Catalog;

use crate::domain::office::{Group, Holiday, HolidayFile, Office, OfficeFile};
use crate::domain::office_change::{OfficeRefusal, differences};
use crate::domain::plan::Plan;
use crate::domain::plan_change::Difference;
use crate::domain::{office_check, plan_change, plan_check, plan_limits};
use crate::i18n::cli::CliText;
use crate::i18n::display;
use crate::i18n::fill_placeholders;
use crate::i18n::import::ImportMessage;
use crate::store::{Expected, Store, StoreError, Write};

/// `tiendo import plan FILE`
pub fn import_plan(context: &mut Context, args: &ImportPlanArgs) -> Result<(), CliError> {
    let store = context.open_store()?;
    let plan: Plan = read_data_file(&args.from.file)?;
    let catalog = store.catalog()?;
    let known = catalog.plan(&plan.code);
    let errors = known.map_or_else(
        || plan_check::check_plan(&plan, &catalog),
        |was| plan_check::check_change(was, &plan, &catalog),
    );
    report_validation_errors(context, &errors, 0)?;
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
        return plan::replace_plan(context, &store, was, plan, mode);
    }
    let message = plan_import_summary(context.lang, &catalog, &plan, dry_run);
    if !dry_run {
        store.write(
            &context.actor("import"),
            context.clock,
            Write::AddPlan(Box::new(plan)),
        )?;
    }
    context.print_line(&message)
}

/// The plan as changed by one of its amendments.
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

/// Comparison of a list with existing records: new, changed, and number of equal ones.
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

/// `tiendo import offices FILE` and `import groups FILE`: identical, because one file may contain both.
pub fn import_office_file(context: &mut Context, args: &ImportOfficesArgs) -> Result<(), CliError> {
    let store = context.open_store()?;
    let catalog = store.catalog()?;
    let file = read_office_file(&args.from.file, &catalog)?;
    let errors = office_check::check_offices(&file, &catalog);
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
    report_validation_errors(context, &errors, refused)?;
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
        save_offices(context, &store, file, args.reason.as_deref())?;
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
    store: &Store,
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

/// Every difference, one per line.
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
    let store = context.open_store()?;
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
