//! Flags for the look of the screen. Must not depend on the terminal.

use clap::{Args, ValueEnum};

use crate::display::settings::DisplayPreferences;
use crate::widgets::theme::Theme;

/// Display flags of the terminal interface.
#[derive(Clone, Copy, Debug, Default, Args)]
#[command(next_help_heading = "Screen")]
pub struct DisplayArgs {
    /// Colour theme; or set TIENDO_THEME
    #[arg(long, global = true, value_enum, value_name = "NAME")]
    pub theme: Option<ThemeArg>,
    /// Draw symbols and lines in ASCII; or set TIENDO_ASCII=1
    #[arg(long, global = true, value_name = "BOOL", num_args = 0..=1, require_equals = true, default_missing_value = "true")]
    pub ascii: Option<bool>,
    /// Letters without diacritics, for terminals that cannot show Vietnamese; or set TIENDO_NO_ACCENTS=1
    #[arg(long, global = true, value_name = "BOOL", num_args = 0..=1, require_equals = true, default_missing_value = "true")]
    pub no_accents: Option<bool>,
    /// Use the mouse; off by default so that text can be selected and copied; or set TIENDO_MOUSE=1
    #[arg(long, global = true, value_name = "BOOL", num_args = 0..=1, require_equals = true, default_missing_value = "true")]
    pub mouse: Option<bool>,
    /// Plain lines of text instead of a full screen, for screen readers; or set TIENDO_PLAIN=1
    #[arg(long, global = true, value_name = "BOOL", num_args = 0..=1, require_equals = true, default_missing_value = "true")]
    pub plain: Option<bool>,
}

/// A theme by its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ThemeArg {
    /// Dark background.
    Dark,
    /// Light background.
    Light,
    /// High contrast.
    HighContrast,
    /// No colours.
    Monochrome,
}

impl DisplayArgs {
    /// Converts the flags to display preferences.
    pub fn preferences(self) -> DisplayPreferences {
        let theme = self.theme.map(|name| match name {
            ThemeArg::Dark => Theme::Dark,
            ThemeArg::Light => Theme::Light,
            ThemeArg::HighContrast => Theme::HighContrast,
            ThemeArg::Monochrome => Theme::Monochrome,
        });
        let Self {
            ascii,
            no_accents,
            mouse,
            plain,
            ..
        } = self;
        DisplayPreferences {
            theme,
            ascii,
            no_accents,
            mouse,
            plain,
            ..DisplayPreferences::default()
        }
    }
}
