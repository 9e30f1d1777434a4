//! Texts about settings: names, values, number of deadlines moved. Must not depend on screens.

use super::{Lang, fill_placeholders};
use crate::domain::catalog::Catalog;
use crate::store::Setting;
use crate::texts;

texts! {
    /// Values of settings, and messages about them.
    enum SettingText {
        Yes => "có", "yes";
        No => "không", "no";
        NoOffice => "không đặt", "none";
        MovedDeadlines => "{} hạn cuối của báo cáo thay đổi theo", "{} deadline{|s} affected";
        InvalidSettingValue => "{}: “{}” không dùng được; dùng on hoặc off.", "{}: “{}” is not valid; use on or off.";
    }
}

texts! {
    /// Names of settings.
    pub enum SettingName {
        OwnOffice => "Đơn vị của tôi", "My office";
        BeforeInclusive => "Hạn “trước ngày …”: tính cả ngày nêu", "Deadline “before a day” counts the named day";
        RollOver => "Hạn rơi vào ngày nghỉ dời sang ngày làm việc kế tiếp", "A deadline on a holiday moves to the next workday";
    }
}

impl SettingName {
    /// Name on the command line.
    pub fn key(self) -> &'static str {
        match self {
            Self::OwnOffice => "own_office",
            Self::BeforeInclusive => "before_inclusive",
            Self::RollOver => "roll_over",
        }
    }

    /// Name of a setting.
    pub fn from_setting(setting: &Setting) -> Self {
        match setting {
            Setting::OwnOffice(_) => Self::OwnOffice,
            Setting::BeforeInclusive(_) => Self::BeforeInclusive,
            Setting::RollOver(_) => Self::RollOver,
        }
    }
}

/// Value of a setting.
pub fn setting_value(lang: Lang, catalog: &Catalog, setting: &Setting) -> String {
    let flag = |on: bool| {
        if on {
            SettingText::Yes.text(lang)
        } else {
            SettingText::No.text(lang)
        }
    };
    match setting {
        Setting::OwnOffice(Some(office)) => catalog.office_name(office).to_owned(),
        Setting::OwnOffice(None) => SettingText::NoOffice.text(lang).to_owned(),
        Setting::BeforeInclusive(on) | Setting::RollOver(on) => flag(*on).to_owned(),
    }
}

/// Number of deadlines that moved or would move.
pub fn moved_last_days(lang: Lang, count: usize) -> String {
    let message = SettingText::MovedDeadlines.text(lang);
    fill_placeholders(message, &[&count])
}

/// Message about an invalid value, and what would be accepted.
pub fn invalid_setting_value(lang: Lang, name: &str, typed: &str) -> String {
    let message = SettingText::InvalidSettingValue.text(lang);
    fill_placeholders(message, &[&name, &typed])
}
