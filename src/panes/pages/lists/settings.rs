//! Settings of the database; Enter changes one, after a confirmation if deadlines move.

use crate::domain::catalog::DeadlineSettings;
use crate::domain::deadline::is_moved;
use crate::i18n::screen::Text;
use crate::i18n::setting::{SettingName, setting_value};
use crate::i18n::{display, fill_placeholders};
use crate::lists::settings::SettingList;
use crate::panes::effect::{Effect, MenuKind};
use crate::panes::list_lines;
use crate::panes::pages::listing::{Listing, RowEffects};
use crate::panes::read_model::ReadModel;
use crate::store::{LastDays, Setting, Write};
use crate::widgets::table::TableLine;

/// Builds the list.
pub fn listing(model: &ReadModel) -> Listing {
    let settings = model.catalog.settings;
    let lines = vec![
        own_office_row(model),
        flag_row(model, &Setting::BeforeInclusive(settings.before_inclusive)),
        flag_row(model, &Setting::RollOver(settings.roll_over)),
    ];
    Listing::of::<SettingList>(model, Text::SettingList.text(model.lang), lines, None)
}

fn setting_row(
    model: &ReadModel,
    setting: &Setting,
    open: Effect,
    explain: String,
) -> TableLine<RowEffects> {
    let key = SettingName::from_setting(setting).key();
    let effects = RowEffects::from(open).keyed(key);
    list_lines::line::<SettingList, _>(&model.facts(), &setting, effects, explain, key)
}

fn own_office_row(model: &ReadModel) -> TableLine<RowEffects> {
    let quiet = Text::SettingQuiet.text(model.lang).to_owned();
    setting_row(
        model,
        &Setting::OwnOffice(model.own_office.clone()),
        Effect::OpenMenu(MenuKind::OwnOffice),
        quiet,
    )
}

/// Number of duties whose last day would change under other settings.
fn count_moved_duties(model: &ReadModel, settings: DeadlineSettings) -> usize {
    let days = model.value_or_default(model.store().last_days());
    let moves = |(rule, named, last, _): &&LastDays| {
        is_moved(&model.catalog, settings, rule, (*named, *last))
    };
    days.iter().filter(moves).map(|(.., duties)| duties).sum()
}

/// Row of an on/off setting; the confirmation names the number of deadlines that move.
fn flag_row(model: &ReadModel, setting: &Setting) -> TableLine<RowEffects> {
    let system = model.catalog.settings;
    let (other, is_later, settings) = match setting {
        Setting::BeforeInclusive(on) => (
            Setting::BeforeInclusive(!on),
            !on,
            DeadlineSettings {
                before_inclusive: !on,
                ..system
            },
        ),
        Setting::RollOver(on) => (
            Setting::RollOver(!on),
            !on,
            DeadlineSettings {
                roll_over: !on,
                ..system
            },
        ),
        Setting::OwnOffice(_) => (setting.clone(), false, system),
    };
    let moved = count_moved_duties(model, settings);
    let to = setting_value(model.lang, &model.catalog, &other);
    let write = Effect::Write(Box::new(Write::SetSetting(other)));
    let open = if moved > 0 {
        let asked = if is_later {
            Text::AskSettingLater
        } else {
            Text::AskSettingEarlier
        };
        let moved = display::count(model.lang, i64::try_from(moved).unwrap_or(i64::MAX));
        Effect::ConfirmWithText(
            fill_placeholders(asked.text(model.lang), &[&moved]),
            Box::new(write),
        )
    } else {
        write
    };
    setting_row(
        model,
        setting,
        open,
        fill_placeholders(
            Text::SettingMoves.text(model.lang),
            &[
                &to,
                &display::count(model.lang, i64::try_from(moved).unwrap_or(i64::MAX)),
            ],
        ),
    )
}
