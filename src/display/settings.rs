//! Display settings of the interface: theme, character set, mouse, plain mode; resolved from preferences and the
//! terminal's abilities. Must not depend on screens.

use std::time::Duration;

use ratatui::buffer::Buffer;
use ratatui::style::{Color, Modifier};

use super::charset::Charset;
use super::terminal_env::TerminalEnv;
use crate::widgets::theme::Theme;

/// Display preferences; `None` fields are decided by weaker preferences, and at last by the terminal.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DisplayPreferences {
    /// Colour theme.
    pub theme: Option<Theme>,
    /// ASCII marks.
    pub ascii: Option<bool>,
    /// Letters without accents.
    pub no_accents: Option<bool>,
    /// Mouse support.
    pub mouse: Option<bool>,
    /// Plain mode: lines instead of a screen.
    pub plain: Option<bool>,
    /// Milliseconds that an ESC at the end of a read waits for the rest of a sequence.
    pub escape_ms: Option<u16>,
    /// Esc and a digit typed for F1 … F9.
    pub escape_digits: Option<bool>,
}

impl DisplayPreferences {
    /// Preferences of the environment.
    pub fn from_env(terminal_env: &TerminalEnv) -> Self {
        Self {
            theme: terminal_env.get("TIENDO_THEME").and_then(Theme::from_name),
            ascii: terminal_env.bool_choice("TIENDO_ASCII"),
            no_accents: terminal_env.bool_choice("TIENDO_NO_ACCENTS"),
            mouse: terminal_env.bool_choice("TIENDO_MOUSE"),
            plain: terminal_env.bool_choice("TIENDO_PLAIN"),
            escape_ms: None,
            escape_digits: None,
        }
    }

    /// Combines with weaker preferences.
    #[must_use]
    pub fn or(self, weaker: Self) -> Self {
        Self {
            theme: self.theme.or(weaker.theme),
            ascii: self.ascii.or(weaker.ascii),
            no_accents: self.no_accents.or(weaker.no_accents),
            mouse: self.mouse.or(weaker.mouse),
            plain: self.plain.or(weaker.plain),
            escape_ms: self.escape_ms.or(weaker.escape_ms),
            escape_digits: self.escape_digits.or(weaker.escape_digits),
        }
    }
}

/// Resolved display settings.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DisplaySettings {
    /// Initial colour theme.
    pub theme: Theme,
    /// Character set limitations.
    pub charset: Charset,
    /// Eight colours only: bright ones are shown bold.
    pub has_eight_colours: bool,
    /// Input settings, including mouse support; without it the terminal's own selection works.
    pub input: InputSettings,
    /// Plain mode, and its reason.
    pub plain_mode: PlainMode,
    /// Output by ratatui's own backend, for a terminal that shows the program's own wrongly.
    pub has_stock_backend: bool,
}

/// Plain mode, and its reason.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PlainMode {
    /// Screen mode.
    #[default]
    Off,
    /// Requested: lines for a screen reader.
    Requested,
    /// Forced by the terminal, which cannot position its cursor.
    Forced,
}

impl DisplaySettings {
    /// Converts a finished buffer to the terminal's characters and colours.
    pub fn convert_buffer(self, buffer: &mut Buffer) {
        self.charset.convert_buffer(buffer);
        for cell in buffer.content.iter_mut().filter(|_| self.has_eight_colours) {
            match cell.fg {
                Color::DarkGray => cell.fg = Color::Reset,
                Color::LightRed => {
                    cell.fg = Color::Red;
                    cell.modifier |= Modifier::BOLD;
                }
                _ => {}
            }
        }
    }

    /// Returns `true` in plain mode.
    pub fn is_plain(self) -> bool {
        self.plain_mode != PlainMode::Off
    }

    /// Resolves the settings. `color`: the option `--color`; it overrides a theme, and a theme overrides `NO_COLOR`.
    pub fn resolve(
        wanted: DisplayPreferences,
        color: Option<bool>,
        terminal_env: &TerminalEnv,
    ) -> Self {
        let colourless = terminal_env.get("NO_COLOR").is_some() || terminal_env.lacks_colour();
        let by_terminal = if terminal_env.has_light_background() {
            Theme::Light
        } else {
            Theme::Dark
        };
        let theme = match (color, wanted.theme) {
            (Some(false), _) => Theme::Monochrome,
            (_, Some(theme)) => theme,
            (Some(true), None) => by_terminal,
            (None, None) if colourless => Theme::Monochrome,
            (None, None) => by_terminal,
        };
        let console = terminal_env.is_linux_console();
        let unreadable = terminal_env.lacks_utf8();
        // tmux writes `_` for characters outside its locale.
        let letterless = console || (unreadable && terminal_env.get("TMUX").is_some());
        Self {
            theme,
            charset: Charset {
                is_ascii: wanted.ascii.unwrap_or(console || unreadable),
                strips_accents: wanted.no_accents.unwrap_or(letterless),
            },
            has_eight_colours: console,
            input: InputSettings {
                escape: Duration::from_millis(wanted.escape_ms.unwrap_or(ESCAPE_MS).into()),
                escape_digits: wanted.escape_digits.unwrap_or(false),
                mouse: wanted.mouse.unwrap_or(false),
            },
            plain_mode: match wanted.plain {
                Some(true) => PlainMode::Requested,
                None if terminal_env.lacks_cursor() => PlainMode::Forced,
                Some(false) | None => PlainMode::Off,
            },
            has_stock_backend: terminal_env.get("TIENDO_BACKEND") == Some("stock"),
        }
    }
}

/// Default time in ms that an ESC at the end of a read waits for the rest of a sequence.
pub const ESCAPE_MS: u16 = 75;

/// Input settings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InputSettings {
    /// How long an ESC at the end of a read waits for the rest of a sequence.
    pub escape: Duration,
    /// `true` if Esc and a digit are F1 … F9.
    pub escape_digits: bool,
    /// `true` if mouse events are used.
    pub mouse: bool,
}

impl Default for InputSettings {
    fn default() -> Self {
        Self {
            escape: Duration::from_millis(ESCAPE_MS.into()),
            escape_digits: false,
            mouse: false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn terminal_env(vars: &[(&str, &str)]) -> TerminalEnv {
        TerminalEnv::read(|name| {
            vars.iter()
                .find(|(key, _)| *key == name)
                .map(|(_, value)| (*value).to_owned())
        })
    }

    fn settings(vars: &[(&str, &str)]) -> DisplaySettings {
        let terminal_env = terminal_env(vars);
        DisplaySettings::resolve(
            DisplayPreferences::from_env(&terminal_env),
            None,
            &terminal_env,
        )
    }

    #[test]
    fn a_terminal_of_today_gets_everything() {
        assert_eq!(
            settings(&[("TERM", "xterm-256color"), ("LANG", "vi_VN.UTF-8")]),
            DisplaySettings::default()
        );
        assert_eq!(settings(&[]), DisplaySettings::default());
    }

    #[test]
    fn glyphs_follow_the_terminal_unless_somebody_says_otherwise() {
        let console = settings(&[("TERM", "linux"), ("LANG", "vi_VN.UTF-8")]);
        assert_eq!(
            console.charset,
            Charset {
                is_ascii: true,
                strips_accents: true
            }
        );
        assert!(console.has_eight_colours);
        let posix = [("LC_ALL", "C"), ("LANG", "vi_VN.UTF-8")];
        assert_eq!(
            settings(&posix).charset,
            Charset {
                is_ascii: true,
                strips_accents: false
            }
        );
        let tmux = [("LC_ALL", "C"), ("TMUX", "/tmp/x,1,0")];
        assert_eq!(
            settings(&tmux).charset,
            Charset {
                is_ascii: true,
                strips_accents: true
            }
        );
        let terminal_env = terminal_env(&[("TERM", "linux"), ("TIENDO_ASCII", "1")]);
        let asked = DisplayPreferences {
            ascii: Some(false),
            ..DisplayPreferences::default()
        }
        .or(DisplayPreferences::from_env(&terminal_env));
        assert!(
            !DisplaySettings::resolve(asked, None, &terminal_env)
                .charset
                .is_ascii
        );
    }

    #[test]
    fn the_environment_chooses_the_backend() {
        assert!(settings(&[("TIENDO_BACKEND", "stock")]).has_stock_backend);
        assert!(!settings(&[("TIENDO_BACKEND", "own")]).has_stock_backend);
    }

    #[test]
    fn a_terminal_without_a_cursor_gets_lines_unless_somebody_says_otherwise() {
        assert_eq!(settings(&[("TERM", "dumb")]).plain_mode, PlainMode::Forced);
        assert_eq!(
            settings(&[("TERM", "dumb"), ("TIENDO_PLAIN", "1")]).plain_mode,
            PlainMode::Requested
        );
        assert_eq!(
            settings(&[("TERM", "dumb"), ("TIENDO_PLAIN", "0")]).plain_mode,
            PlainMode::Off
        );
        assert_eq!(settings(&[("TERM", "vt100")]).plain_mode, PlainMode::Off);
    }

    #[test]
    fn colours_follow_the_strongest_wish() {
        assert_eq!(settings(&[("COLORFGBG", "0;15")]).theme, Theme::Light);
        assert_eq!(
            settings(&[("COLORFGBG", "15;default;0")]).theme,
            Theme::Dark
        );
        assert_eq!(settings(&[("NO_COLOR", "1")]).theme, Theme::Monochrome);
        assert_eq!(settings(&[("TERM", "vt220")]).theme, Theme::Monochrome);
        assert_eq!(
            settings(&[("NO_COLOR", "1"), ("TIENDO_THEME", "light")]).theme,
            Theme::Light
        );
        let light = DisplayPreferences {
            theme: Some(Theme::Light),
            ..DisplayPreferences::default()
        };
        assert_eq!(
            DisplaySettings::resolve(light, Some(false), &terminal_env(&[])).theme,
            Theme::Monochrome
        );
    }
}
