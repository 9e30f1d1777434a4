//! A plan for a new database: where it may come from, and what it would bring, read and checked as by `import plan`
//! before there is a file. Writes nothing and knows no screen.

use std::fs;
use std::path::{Path, PathBuf};

use super::bring;
use crate::domain::catalog::Catalog;
use crate::domain::code::PlanCode;
use crate::domain::fault::Fault;
use crate::domain::office::OfficeFile;
use crate::domain::plan::Plan;
use crate::domain::{office_check, plan_check};
use crate::sample;
use crate::store::Founding;
use crate::words::data::Brought;
use crate::words::{Lang, fault, fill};

/// Where a plan may come from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// One of the five of the sample: its code and short name.
    Sample(PlanCode, String),
    /// A data file.
    File(PathBuf),
    /// A folder, to look into.
    Folder(PathBuf),
}

/// What a source would bring, and the sentences that say so.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Proposal {
    /// The plan; none where the source is a list of offices, which a plan needs first.
    pub plan: Option<Box<Plan>>,
    /// Offices, groups and days off that come with it.
    pub beside: Founding,
    /// What would come in.
    pub said: Vec<String>,
}

/// The plans of the sample.
pub fn samples() -> Vec<Source> {
    let plans = sample::plans().unwrap_or_default();
    plans.into_iter().map(|plan| Source::Sample(plan.code, plan.short)).collect()
}

/// The data files and folders of a folder, by their names; none where it cannot be read.
pub fn files(folder: &Path) -> Vec<Source> {
    let here = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    let entries = fs::read_dir(here).into_iter().flatten().filter_map(Result::ok);
    let sources = entries.filter_map(|entry| {
        let name = entry.file_name();
        let path = folder.join(&name);
        let is_data = path.extension().is_some_and(|ending| ending == "toml" || ending == "csv");
        match path.is_dir() {
            _ if name.to_string_lossy().starts_with('.') => None,
            true => Some(Source::Folder(path)),
            false => is_data.then_some(Source::File(path)),
        }
    });
    let mut sources: Vec<Source> = sources.collect();
    sources.sort_by_key(|source| match source {
        Source::File(path) => (0, path.clone()),
        Source::Folder(path) => (1, path.clone()),
        Source::Sample(..) => (2, PathBuf::new()),
    });
    sources
}

/// What a source would bring to a new database that has these offices, or every reason why not.
pub fn propose(lang: Lang, source: &Source, known: &Founding) -> Result<Proposal, Vec<String>> {
    match source {
        Source::Sample(code, _) => {
            let plan = sample::plans().unwrap_or_default().into_iter().find(|plan| plan.code == *code);
            plan.map_or(Err(Vec::new()), |plan| of_plan(lang, plan, &of_sample()))
        }
        Source::Folder(_) => Err(Vec::new()),
        Source::File(path) => {
            let is_list = path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("csv"));
            match bring::read::<Plan>(path) {
                Ok(plan) => of_plan(lang, plan, known),
                Err(unread) => match bring::office_file(path, &Catalog::default()) {
                    Ok(list) if !list.offices.is_empty() || !list.groups.is_empty() => of_offices(lang, list, known),
                    Ok(_) => Err(vec![unread.words(lang)]),
                    Err(failure) if is_list => Err(vec![failure.words(lang)]),
                    Err(_) => Err(vec![unread.words(lang)]),
                },
            }
        }
    }
}

fn of_sample() -> Founding {
    let (offices, groups) = sample::offices().unwrap_or_default();
    Founding { offices, groups, holidays: sample::holidays().unwrap_or_default(), ..Founding::default() }
}

fn catalog(of: &Founding) -> Catalog {
    Catalog {
        offices: of.offices.iter().map(|office| (office.code.clone(), office.clone())).collect(),
        groups: of.groups.iter().map(|group| (group.code.clone(), group.clone())).collect(),
        ..Catalog::default()
    }
}

fn told(lang: Lang, faults: &[Fault]) -> Vec<String> {
    faults.iter().map(|found| fault::fault(lang, found)).collect()
}

/// A plan with the offices that are there; with those of the sample where it names them.
fn of_plan(lang: Lang, plan: Plan, known: &Founding) -> Result<Proposal, Vec<String>> {
    let faults = plan_check::check(&plan, &catalog(known));
    let sample = of_sample();
    let fits_sample = || known.offices.is_empty() && plan_check::check(&plan, &catalog(&sample)).is_empty();
    let beside = match faults.as_slice() {
        [] => known.clone(),
        _ if fits_sample() => sample,
        faults => return Err(told(lang, faults)),
    };
    let mut said = vec![bring::said_of_plan(lang, &catalog(&beside), &plan, true)];
    if !beside.offices.is_empty() {
        said.push(fill(
            Brought::Beside.words(lang),
            &[&beside.offices.len(), &beside.groups.len(), &beside.holidays.len()],
        ));
    }
    Ok(Proposal { plan: Some(Box::new(plan)), beside, said })
}

/// A list of offices, added to those that are there.
fn of_offices(lang: Lang, list: OfficeFile, known: &Founding) -> Result<Proposal, Vec<String>> {
    let faults = office_check::check(&list, &catalog(known));
    if !faults.is_empty() {
        return Err(told(lang, &faults));
    }
    let mut all = catalog(known);
    all.offices.extend(list.offices.into_iter().map(|office| (office.code.clone(), office)));
    all.groups.extend(list.groups.into_iter().map(|group| (group.code.clone(), group)));
    let (offices, groups) = (all.offices.into_values().collect(), all.groups.into_values().collect());
    let beside = Founding { offices, groups, ..known.clone() };
    let said = vec![fill(Brought::OfficesFirst.words(lang), &[&beside.offices.len(), &beside.groups.len()])];
    Ok(Proposal { plan: None, beside, said })
}
