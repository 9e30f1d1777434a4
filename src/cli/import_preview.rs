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
    /// Offices, groups and days off to be created with the plan.
    pub reference_data: SeedData,
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

/// Data files of a folder, then its folders, each by name; empty if it is unreadable. Hidden and unreadable entries are
/// omitted.
pub fn folder_sources(folder: &Path) -> Vec<ImportSource> {
    let directory = if folder.as_os_str().is_empty() {
        Path::new(".")
    } else {
        folder
    };
    let entries = fs::read_dir(directory)
        .into_iter()
        .flatten()
        .filter_map(Result::ok);
    let (mut files, mut folders) = (Vec::new(), Vec::new());
    for entry in entries {
        let name = entry.file_name();
        let path = folder.join(&name);
        let is_data = path
            .extension()
            .is_some_and(|extension| extension == "toml" || extension == "csv");
        let is_hidden = name.to_string_lossy().starts_with('.');
        if path.is_dir() && !is_hidden {
            folders.push(path);
        } else if is_data && !is_hidden {
            files.push(path);
        }
    }
    files.sort();
    folders.sort();
    files
        .into_iter()
        .map(ImportSource::File)
        .chain(folders.into_iter().map(ImportSource::Folder))
        .collect()
}

/// Previews a source for a new database that will have the existing offices; else all errors. A folder or an unknown
/// sample has no error to show.
pub fn preview_import(
    lang: Lang,
    source: &ImportSource,
    existing: &SeedData,
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
        ImportSource::File(path) => preview_file(lang, path, existing),
    }
}

/// Previews a file as a plan, else as a list of offices. If it is neither, the error is that of the kind which its
/// extension suggests.
fn preview_file(
    lang: Lang,
    path: &Path,
    existing: &SeedData,
) -> Result<ImportPreview, Vec<String>> {
    let is_csv = path
        .extension()
        .is_some_and(|extension| extension.eq_ignore_ascii_case("csv"));
    let plan_error = match data_files::read_data_file::<Plan>(path) {
        Ok(plan) => return preview_plan(lang, plan, existing),
        Err(error) => error,
    };
    match data_files::read_office_file(path, &Catalog::default()) {
        Ok(offices) if !offices.offices.is_empty() || !offices.groups.is_empty() => {
            preview_offices(lang, offices, existing)
        }
        Err(office_error) if is_csv => Err(vec![office_error.message(lang)]),
        Ok(_) | Err(_) => Err(vec![plan_error.message(lang)]),
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

fn seed_catalog(seed: &SeedData) -> Catalog {
    Catalog {
        offices: seed
            .offices
            .iter()
            .map(|office| (office.code.clone(), office.clone()))
            .collect(),
        groups: seed
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
        .map(|error| messages::plan_check::validation_error(lang, error))
        .collect()
}

/// Previews a plan with the existing offices, and those of the sample that it names.
fn preview_plan(lang: Lang, plan: Plan, existing: &SeedData) -> Result<ImportPreview, Vec<String>> {
    let errors = plan_check::check_plan(&plan, &seed_catalog(existing));
    let sample = sample_seed();
    // Only if there are no offices yet: the two lists are not merged.
    let is_valid_with_sample_offices = || {
        existing.offices.is_empty()
            && plan_check::check_plan(&plan, &seed_catalog(&sample)).is_empty()
    };
    let reference_data = match errors.as_slice() {
        [] => existing.clone(),
        _ if is_valid_with_sample_offices() => sample,
        errors => return Err(error_texts(lang, errors)),
    };
    let mut summary = vec![data_files::plan_import_summary(
        lang,
        &seed_catalog(&reference_data),
        &plan,
        true,
    )];
    if !reference_data.offices.is_empty() {
        summary.push(fill_placeholders(
            ImportMessage::WithOfficesAndHolidays.text(lang),
            &[
                &reference_data.offices.len(),
                &reference_data.groups.len(),
                &reference_data.holidays.len(),
            ],
        ));
    }
    Ok(ImportPreview {
        plan: Some(Box::new(plan)),
        reference_data,
        summary,
    })
}

/// Previews a list of offices, added to the existing ones.
fn preview_offices(
    lang: Lang,
    file: OfficeFile,
    existing: &SeedData,
) -> Result<ImportPreview, Vec<String>> {
    let errors = office_check::check_offices(&file, &seed_catalog(existing));
    if !errors.is_empty() {
        return Err(error_texts(lang, &errors));
    }
    let mut all = seed_catalog(existing);
    all.offices.extend(
        file.offices
            .into_iter()
            .map(|office| (office.code.clone(), office)),
    );
    all.groups.extend(
        file.groups
            .into_iter()
            .map(|group| (group.code.clone(), group)),
    );
    let (offices, groups) = (
        all.offices.into_values().collect(),
        all.groups.into_values().collect(),
    );
    let reference_data = SeedData {
        offices,
        groups,
        ..existing.clone()
    };
    let summary = vec![fill_placeholders(
        ImportMessage::OfficesFirst.text(lang),
        &[&reference_data.offices.len(), &reference_data.groups.len()],
    )];
    Ok(ImportPreview {
        plan: None,
        reference_data,
        summary,
    })
}
