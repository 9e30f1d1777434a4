//! The five sample plans, their offices and the holidays: files of `data/`, embedded and parsed.

pub mod demo;
pub mod history;
mod work;

use crate::domain::office::{Group, Holiday, HolidayFile, Office, OfficeFile};
use crate::domain::plan::Plan;

/// An embedded file: its name below `data/` and its text.
type EmbeddedFile = (&'static str, &'static str);

macro_rules! embed {
    ($($name:literal),* $(,)?) => {
        &[$(($name, include_str!(concat!("../../data/", $name)))),*]
    };
}

const PLANS: &[EmbeddedFile] = embed![
    "plans/yt-2018.toml",
    "plans/kg-2020.toml",
    "plans/tth-2021.toml",
    "plans/kg-tt-2030.toml",
    "plans/hh-2023.toml",
];
const OFFICES: &[EmbeddedFile] = embed![
    "offices/central.toml",
    "offices/kg.toml",
    "offices/angiang.toml",
    "offices/tth.toml",
    "offices/hue.toml",
    "offices/bacgiang.toml",
    "offices/bacninh.toml",
];
const HOLIDAYS: EmbeddedFile = ("holidays.toml", include_str!("../../data/holidays.toml"));

/// An unreadable file of `data/`; tests exclude it.
#[derive(Debug, thiserror::Error)]
#[error("data/{file}: {error}")]
pub struct DataFileError {
    /// Name below `data/`.
    pub file: &'static str,
    /// Error of the parser.
    pub error: toml::de::Error,
}

fn parse<T: serde::de::DeserializeOwned>((file, text): EmbeddedFile) -> Result<T, DataFileError> {
    toml::from_str(text).map_err(|error| DataFileError { file, error })
}

/// The five plans, ordered by first day.
pub fn plans() -> Result<Vec<Plan>, DataFileError> {
    PLANS.iter().map(|&file| parse(file)).collect()
}

/// Offices and groups of the five plans.
pub fn offices() -> Result<(Vec<Office>, Vec<Group>), DataFileError> {
    let (mut offices, mut groups) = (Vec::new(), Vec::new());
    for &file in OFFICES {
        let read: OfficeFile = parse(file)?;
        offices.extend(read.offices);
        groups.extend(read.groups);
    }
    Ok((offices, groups))
}

/// Known holidays.
pub fn holidays() -> Result<Vec<Holiday>, DataFileError> {
    Ok(parse::<HolidayFile>(HOLIDAYS)?.holidays)
}
