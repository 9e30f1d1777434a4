//! `setting` and `holiday`: deadline settings and days off. Both may move deadlines; their number is printed.

use chrono::Datelike;

use super::args::{HolidayCommand, SettingCommand};
use super::context::Context;
use super::error::CliError;
use super::lookup;
use crate::domain::catalog::{Catalog, DeadlineSettings};
use crate::domain::deadline::is_moved;
use crate::domain::duty_step::DutyStepRefusal;
use crate::domain::office::Holiday;
use crate::domain::office_check::check_holidays;
use crate::domain::text::{NOTE_MAX, TITLE_MAX, validate_line, validate_text};
use crate::domain::validation::ValidationError;
use crate::i18n::cli::CliText;
use crate::i18n::setting::{self as words, SettingName};
use crate::i18n::{display, messages};
use crate::lists::holidays::HolidayList;
use crate::lists::settings::SettingList;
use crate::store::{Expected, Setting, Store, Write};

/// `tiendo setting …`
pub fn run_setting(context: &mut Context, command: SettingCommand) -> Result<(), CliError> {
    let store = context.open_store()?;
    let catalog = store.catalog_as_of(context.day)?;
    let (name, value, dry_run) = match command {
        SettingCommand::List => return list_settings(context, &store, &catalog),
        SettingCommand::Set {
            name,
            value,
            dry_run,
        } => (name, value, dry_run),
    };
    let wanted = parse_setting(&catalog, &name, &value)?;
    let moved = count_moved_deadlines(&store, &catalog, &wanted)?;
    if !dry_run {
        store.write(
            &context.actor("cli"),
            context.clock,
            Write::SetSetting(wanted.clone()),
        )?;
    }
    let message = if dry_run {
        CliText::NothingSaved
    } else {
        CliText::Saved
    };
    let (lang, title) = (
        context.lang,
        SettingName::from_setting(&wanted).text(context.lang),
    );
    context.print_line(&format!(
        "{}: {title}: {}",
        message.text(lang),
        words::setting_value(lang, &catalog, &wanted)
    ))?;
    if moved > 0 {
        let words = format!(
            "{}: {}",
            CliText::Warning.text(lang),
            words::moved_last_days(lang, moved)
        );
        context.print_warning(&words);
    }
    Ok(())
}

fn parse_setting(catalog: &Catalog, name: &str, value: &str) -> Result<Setting, CliError> {
    let flag = match value.trim().to_lowercase().as_str() {
        "on" | "1" | "true" | "yes" | "có" | "co" => Some(true),
        "off" | "0" | "false" | "no" | "không" | "khong" => Some(false),
        _ => None,
    };
    let bad = || CliError::InvalidSettingValue(name.to_owned(), value.to_owned());
    match name {
        "before_inclusive" => flag.map(Setting::BeforeInclusive).ok_or_else(bad),
        "roll_over" => flag.map(Setting::RollOver).ok_or_else(bad),
        _ if ["none", "-", ""].contains(&value.trim()) => Ok(Setting::OwnOffice(None)),
        _ => {
            lookup::find_office(catalog, value, None).map(|office| Setting::OwnOffice(Some(office)))
        }
    }
}

/// Number of deadlines moved by a setting.
fn count_moved_deadlines(
    store: &Store,
    catalog: &Catalog,
    wanted: &Setting,
) -> Result<usize, CliError> {
    let settings = match wanted {
        Setting::OwnOffice(_) => return Ok(0),
        Setting::BeforeInclusive(on) => DeadlineSettings {
            before_inclusive: *on,
            ..catalog.settings
        },
        Setting::RollOver(on) => DeadlineSettings {
            roll_over: *on,
            ..catalog.settings
        },
    };
    let moved = store
        .last_days()?
        .into_iter()
        .filter_map(|(rule, named, last, count)| {
            is_moved(catalog, settings, &rule, (named, last)).then_some(count)
        });
    Ok(moved.sum())
}

fn list_settings(context: &mut Context, store: &Store, catalog: &Catalog) -> Result<(), CliError> {
    let settings = [
        Setting::OwnOffice(store.own_office()?),
        Setting::BeforeInclusive(catalog.settings.before_inclusive),
        Setting::RollOver(catalog.settings.roll_over),
    ];
    context.print_rows::<SettingList>(catalog, settings.iter().collect())
}

/// `tiendo holiday …`
pub fn run_holiday(context: &mut Context, command: HolidayCommand) -> Result<(), CliError> {
    let store = context.open_store()?;
    let catalog = store.catalog_as_of(context.day)?;
    let known = &catalog.holidays;
    let (write, message) = match command {
        HolidayCommand::List { year } => return list_holidays(context, &catalog, year),
        HolidayCommand::Set { on, name, working } => {
            let day = Holiday {
                on: lookup::parse_day_argument(&on, context.today)?,
                name: validate_line(name.trim(), TITLE_MAX)?,
                working,
            };
            if let Some(wrong) = check_holidays(std::slice::from_ref(&day)).first() {
                return Err(CliError::InvalidHoliday(validation_error_text(
                    context, wrong,
                )));
            }
            let message = format!("{} {}", display::day(context.lang, day.on), day.name);
            (
                Write::SetHolidays {
                    expected: Expected::Any,
                    days: vec![day],
                    reason: None,
                },
                message,
            )
        }
        HolidayCommand::Remove { on, reason } => {
            let on = lookup::parse_day_argument(&on, context.today)?;
            let reason = validate_text(reason.trim(), NOTE_MAX)?;
            if reason.is_empty() {
                return Err(DutyStepRefusal::MissingReason.into());
            }
            let day = known
                .iter()
                .find(|day| day.on == on)
                .ok_or(CliError::UnknownHoliday(on))?;
            (
                Write::RemoveHoliday { on, reason },
                format!("{} {}", display::day(context.lang, on), day.name),
            )
        }
    };
    let removed = matches!(write, Write::RemoveHoliday { .. });
    let changes = store.write(&context.actor("cli"), context.clock, write)?;
    let done = match changes.rows {
        0 => CliText::Unchanged,
        _ if removed => CliText::Removed,
        _ => CliText::Saved,
    };
    context.print_line(&format!("{}: {message}", done.text(context.lang)))?;
    if changes.rows > 1 {
        let words = format!(
            "{}: {}",
            CliText::Warning.text(context.lang),
            words::moved_last_days(context.lang, changes.rows - 1)
        );
        context.print_warning(&words);
    }
    Ok(())
}

fn validation_error_text(context: &Context, wrong: &ValidationError) -> String {
    messages::plan_check::validation_error(context.lang, wrong)
}

fn list_holidays(
    context: &mut Context,
    catalog: &Catalog,
    year: Option<i32>,
) -> Result<(), CliError> {
    let wanted = |day: &&Holiday| year.is_none_or(|year| day.on.year() == year);
    let rows = catalog.holidays.iter().filter(wanted).collect();
    context.print_rows::<HolidayList>(catalog, rows)
}
