//! Settings of the database.

use super::{List, ListColumn, data};
use crate::i18n::screen::Text;
use crate::i18n::setting::{SettingName, setting_value};
use crate::list_columns;
use crate::report::value::DataValue;
use crate::store::Setting;

/// The list of settings.
pub struct SettingList;

impl List for SettingList {
    type Row<'r> = &'r Setting;
    const COLUMNS: &'static [ListColumn<Self>] = list_columns! {
        "name" = |_, setting| data(name(setting).key())
            => 1 Code Fixed 16 in Text: |_, setting| name(setting).key().into();
        "value" = |_, setting| value(setting)
            => 3 Value Flexible 13: |facts, setting| setting_value(facts.lang, facts.catalog, setting).into();
        _ => 2 Name Flexible 40: |facts, setting| name(setting).text(facts.lang).into();
    };
    const FACETS: &'static [(Text, super::FacetOf<Self>)] = &[(Text::Value, |facts, setting| {
        setting_value(facts.lang, facts.catalog, setting)
    })];
}

fn name(setting: &Setting) -> SettingName {
    SettingName::from_setting(setting)
}

/// `on`, `off`, an office's code, or null.
fn value(setting: &Setting) -> DataValue {
    match setting {
        Setting::OwnOffice(office) => data(office),
        Setting::BeforeInclusive(on) | Setting::RollOver(on) => {
            data(if *on { "on" } else { "off" })
        }
    }
}
