//! Preview of a plan import into a new database: sources, and contents read and validated as by `import plan` before a
//! file exists. Read-only. Must not depend on screens.

use std::fs;
use std::path::{Path, PathBuf};

use super::data_files;
use crate::domain::catalog::Catalog;
use crate::domain::code::PlanCode;
use crate::domain::office::OfficeFile;
use crate::domain::plan::Plan;
use crate::domain::validation::ValidationError;
use crate::domain::{office_check, plan_check};
use crate::i18n::import::ImportMessage;
use crate::i18n::{Lang, fill_placeholders, messages};
use crate::sample;
use crate::store::SeedData;

/// Source of a plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ImportSource {
    /// A sample plan: its code and short name.
    Sample(PlanCode, String),
    /// A data file.
    File(PathBuf),
    /// A folder to open.
    Folder(PathBuf),
}

/// Contents of a source, with a summary.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ImportPreview {
    /// The plan; `None` if the source is a list of offices, which a plan needs first.
    pub plan: Option<Box<Plan>>,
    /// Accompanying offices, groups and days off.
    pub accompanying: SeedData,
    /// Summary of the import.
    pub summary: Vec<String>,
}

/// Sample plans.
pub fn sample_sources() -> Vec<ImportSource> {
    let plans = sample::plans().unwrap_or_default();
    plans
        .into_iter()
        .map(|plan| ImportSource::Sample(plan.code, plan.short_name))
        .collect()
}

/// Data files and folders in a folder, by name; empty if it is unreadable.
pub fn folder_sources(folder: &Path) -> Vec<ImportSource> {
    let here = if folder.as_os_str().is_empty() {
        Path::new(".")
    } else {
        folder
    };
    let entries = fs::read_dir(here)
        .into_iter()
        .flatten()
        .filter_map(Result::ok);
    let sources = entries.filter_map(|entry| {
        let name = entry.file_name();
        let path = folder.join(&name);
        let is_data = path
            .extension()
            .is_some_and(|ending| ending == "toml" || ending == "csv");
        match path.is_dir() {
            _ if name.to_string_lossy().starts_with('.') => None,
            true => Some(ImportSource::Folder(path)),
            false => is_data.then_some(ImportSource::File(path)),
        }
    });
    let mut sources: Vec<ImportSource> = sources.collect();
    sources.sort_by_key(|source| match source {
        ImportSource::File(path) => (0, path.clone()),
        ImportSource::Folder(path) => (1, path.clone()),
        ImportSource::Sample(..) => (2, PathBuf::new()),
    });
    sources
}

/// Previews a source for a new database with these offices, or returns all errors.
pub fn preview_import(
    lang: Lang,
    source: &ImportSource,
    known: &SeedData,
) -> Result<ImportPreview, Vec<String>> {
    match source {
        ImportSource::Sample(code, _) => {
            let plan = sample::plans()
                .unwrap_or_default()
                .into_iter()
                .find(|plan| plan.code == *code);
            plan.map_or(Err(Vec::new()), |plan| {
                preview_plan(lang, plan, &sample_seed())
            })
        }
        ImportSource::Folder(_) => Err(Vec::new()),
        ImportSource::File(path) => {
            let is_list = path
                .extension()
                .is_some_and(|ending| ending.eq_ignore_ascii_case("csv"));
            match data_files::read_data_file::<Plan>(path) {
                Ok(plan) => preview_plan(lang, plan, known),
                Err(unread) => match data_files::read_office_file(path, &Catalog::default()) {
                    Ok(list) if !list.offices.is_empty() || !list.groups.is_empty() => {
                        preview_offices(lang, list, known)
                    }
                    Ok(_) => Err(vec![unread.message(lang)]),
                    Err(failure) if is_list => Err(vec![failure.message(lang)]),
                    Err(_) => Err(vec![unread.message(lang)]),
                },
            }
        }
    }
}

fn sample_seed() -> SeedData {
    let (offices, groups) = sample::offices().unwrap_or_default();
    SeedData {
        offices,
        groups,
        holidays: sample::holidays().unwrap_or_default(),
        ..SeedData::default()
    }
}

fn seed_catalog(of: &SeedData) -> Catalog {
    Catalog {
        offices: of
            .offices
            .iter()
            .map(|office| (office.code.clone(), office.clone()))
            .collect(),
        groups: of
            .groups
            .iter()
            .map(|group| (group.code.clone(), group.clone()))
            .collect(),
        ..Catalog::default()
    }
}

fn error_texts(lang: Lang, errors: &[ValidationError]) -> Vec<String> {
    errors
        .iter()
        .map(|found| messages::plan_check::validation_error(lang, found))
        .collect()
}

/// Previews a plan with the existing offices, and those of the sample that it names.
fn preview_plan(lang: Lang, plan: Plan, known: &SeedData) -> Result<ImportPreview, Vec<String>> {
    let errors = plan_check::check_plan(&plan, &seed_catalog(known));
    let sample = sample_seed();
    let fits_sample = || {
        known.offices.is_empty() && plan_check::check_plan(&plan, &seed_catalog(&sample)).is_empty()
    };
    let accompanying = match errors.as_slice() {
        [] => known.clone(),
        _ if fits_sample() => sample,
        errors => return Err(error_texts(lang, errors)),
    };
    let mut summary = vec![data_files::plan_import_summary(
        lang,
        &seed_catalog(&accompanying),
        &plan,
        true,
    )];
    if !accompanying.offices.is_empty() {
        summary.push(fill_placeholders(
            ImportMessage::WithOfficesAndHolidays.text(lang),
            &[
                &accompanying.offices.len(),
                &accompanying.groups.len(),
                &accompanying.holidays.len(),
            ],
        ));
    }
    Ok(ImportPreview {
        plan: Some(Box::new(plan)),
        accompanying,
        summary,
    })
}

/// Previews a list of offices, added to the existing ones.
fn preview_offices(
    lang: Lang,
    list: OfficeFile,
    known: &SeedData,
) -> Result<ImportPreview, Vec<String>> {
    let errors = office_check::check_offices(&list, &seed_catalog(known));
    if !errors.is_empty() {
        return Err(error_texts(lang, &errors));
    }
    let mut all = seed_catalog(known);
    all.offices.extend(
        list.offices
            .into_iter()
            .map(|office| (office.code.clone(), office)),
    );
    all.groups.extend(
        list.groups
            .into_iter()
            .map(|group| (group.code.clone(), group)),
    );
    let (offices, groups) = (
        all.offices.into_values().collect(),
        all.groups.into_values().collect(),
    );
    let accompanying = SeedData {
        offices,
        groups,
        ..known.clone()
    };
    let summary = vec![fill_placeholders(
        ImportMessage::OfficesFirst.text(lang),
        &[&accompanying.offices.len(), &accompanying.groups.len()],
    )];
    Ok(ImportPreview {
        plan: None,
        accompanying,
        summary,
    })
}
