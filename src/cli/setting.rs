//! `setting` and `holiday`: how deadlines are read, and the days on which nobody works. Both may move last days of
//! reports; how many is said.

use super::args::{HolidayCommand, SettingCommand};
use super::output::{Desk, Line};
use super::rows::{HolidayRow, SettingRow};
use super::{Failure, find};
use crate::domain::catalog::{Catalog, DeadlineSettings};
use crate::domain::day::print_day;
use crate::domain::deadline::is_moved;
use crate::domain::fault::Fault;
use crate::domain::office::Holiday;
use crate::domain::office_check::check_holidays;
use crate::domain::step::StepRefusal;
use crate::domain::text::{NOTE_MAX, TITLE_MAX, gate_line, gate_text};
use crate::report::table::Cell;
use crate::store::{Setting, Store, Was, Write};
use crate::words::cli::{Head, Said};
use crate::words::setting::{self as words, SettingName};
use crate::words::{facts, fault};

/// `tiendo setting …`
pub fn setting(desk: &mut Desk, command: SettingCommand) -> Result<(), Failure> {
    let mut store = desk.open()?;
    let catalog = store.catalog_on(desk.day)?;
    let (name, value, dry_run) = match command {
        SettingCommand::List => return list(desk, &store, &catalog),
        SettingCommand::Set { name, value, dry_run } => (name, value, dry_run),
    };
    let wanted = parse(&catalog, &name, &value)?;
    let moved = moves(&store, &catalog, &wanted)?;
    if !dry_run {
        store.write(&desk.actor("cli"), desk.clock, Write::SetSetting(wanted.clone()))?;
    }
    let said = if dry_run { Said::WouldBe } else { Said::Saved };
    let (lang, title) = (desk.lang, SettingName::of(&wanted).words(desk.lang));
    desk.say(&format!("{}: {title}: {}", said.words(lang), words::value(lang, &catalog, &wanted)))?;
    if moved > 0 {
        let words = format!("{}: {}", Said::Warning.words(lang), words::moved(lang, moved));
        desk.warn(&words);
    }
    Ok(())
}

fn parse(catalog: &Catalog, name: &str, value: &str) -> Result<Setting, Failure> {
    let flag = match value.trim().to_lowercase().as_str() {
        "on" | "1" | "true" | "yes" | "có" | "co" => Some(true),
        "off" | "0" | "false" | "no" | "không" | "khong" => Some(false),
        _ => None,
    };
    let bad = || Failure::SettingValue(name.to_owned(), value.to_owned());
    match name {
        "before_inclusive" => flag.map(Setting::BeforeInclusive).ok_or_else(bad),
        "roll_over" => flag.map(Setting::RollOver).ok_or_else(bad),
        _ if ["none", "-", ""].contains(&value.trim()) => Ok(Setting::OwnOffice(None)),
        _ => find::office(catalog, value, None).map(|office| Setting::OwnOffice(Some(office))),
    }
}

/// How many last days a setting moves.
fn moves(store: &Store, catalog: &Catalog, wanted: &Setting) -> Result<usize, Failure> {
    let settings = match wanted {
        Setting::OwnOffice(_) => return Ok(0),
        Setting::BeforeInclusive(on) => DeadlineSettings { before_inclusive: *on, ..catalog.settings },
        Setting::RollOver(on) => DeadlineSettings { roll_over: *on, ..catalog.settings },
    };
    let moved = store
        .last_days()?
        .into_iter()
        .filter_map(|(rule, named, last, count)| is_moved(catalog, settings, &rule, (named, last)).then_some(count));
    Ok(moved.sum())
}

fn list(desk: &mut Desk, store: &Store, catalog: &Catalog) -> Result<(), Failure> {
    let settings = [
        Setting::OwnOffice(store.own_office()?),
        Setting::BeforeInclusive(catalog.settings.before_inclusive),
        Setting::RollOver(catalog.settings.roll_over),
    ];
    let line = |setting: &Setting| {
        let row = SettingRow::of(setting);
        let cells = vec![
            Cell::from(&row.name),
            Cell::from(words::value(desk.lang, catalog, setting)),
            Cell::from(SettingName::of(setting).words(desk.lang)).long(),
        ];
        Line { row, cells }
    };
    let lines = settings.iter().map(line).collect();
    desk.list(&[Head::Code, Head::Value, Head::Name], lines)
}

/// `tiendo holiday …`
pub fn holiday(desk: &mut Desk, command: HolidayCommand) -> Result<(), Failure> {
    let mut store = desk.open()?;
    let known = store.catalog_on(desk.day)?.holidays;
    let (write, said) = match command {
        HolidayCommand::List { year } => return holidays(desk, &known, year),
        HolidayCommand::Set { on, name, working } => {
            let day = Holiday { on: find::day(&on, desk.today)?, name: gate_line(name.trim(), TITLE_MAX)?, working };
            if let Some(wrong) = check_holidays(std::slice::from_ref(&day)).first() {
                return Err(Failure::Holiday(fault_words(desk, wrong)));
            }
            let said = format!("{} {}", print_day(day.on), day.name);
            (Write::SetHolidays { was: Was::Whatever, days: vec![day], reason: None }, said)
        }
        HolidayCommand::Remove { on, reason } => {
            let on = find::day(&on, desk.today)?;
            let reason = gate_text(reason.trim(), NOTE_MAX)?;
            if reason.is_empty() {
                return Err(StepRefusal::NoReason.into());
            }
            let day = known.iter().find(|day| day.on == on).ok_or(Failure::NoHoliday(on))?;
            (Write::RemoveHoliday { on, reason }, format!("{} {}", print_day(on), day.name))
        }
    };
    let removed = matches!(write, Write::RemoveHoliday { .. });
    let changes = store.write(&desk.actor("cli"), desk.clock, write)?;
    let done = match changes.rows {
        0 => Said::Unchanged,
        _ if removed => Said::Removed,
        _ => Said::Saved,
    };
    desk.say(&format!("{}: {said}", done.words(desk.lang)))?;
    if changes.rows > 1 {
        let words = format!("{}: {}", Said::Warning.words(desk.lang), words::moved(desk.lang, changes.rows - 1));
        desk.warn(&words);
    }
    Ok(())
}

fn fault_words(desk: &Desk, wrong: &Fault) -> String {
    fault::fault(desk.lang, wrong)
}

fn holidays(desk: &mut Desk, known: &[Holiday], year: Option<i32>) -> Result<(), Failure> {
    let wanted = known.iter().filter(|day| year.is_none_or(|year| chrono::Datelike::year(&day.on) == year));
    let line = |day: &Holiday| {
        let kind = if day.working { Said::WorkingDay } else { Said::DayOff };
        let cells = vec![
            Cell::from(print_day(day.on)),
            Cell::from(facts::weekday(desk.lang, day.on)),
            Cell::from(kind.words(desk.lang)),
            Cell::from(&day.name).long(),
        ];
        Line { row: HolidayRow::of(day), cells }
    };
    let lines = wanted.map(line).collect();
    desk.list(&[Head::At, Head::Weekday, Head::Kind, Head::Name], lines)
}
