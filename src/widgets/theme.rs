//! Tones and themes: the sixteen named colours, with no background except by reverse video. Must not depend on what a
//! status means.

use ratatui::style::{Color, Modifier, Style};

/// Tone of a text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tone {
    /// Ordinary text.
    #[default]
    Plain,
    /// Less important text.
    Dim,
    /// A heading.
    Strong,
    /// Accent: selection, open items.
    Accent,
    /// Good.
    Good,
    /// Warning: soon due, behind.
    Warn,
    /// Bad: overdue, missed, refused.
    Bad,
    /// Reverse video: the current pane.
    Active,
}

/// Colour theme.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Theme {
    /// For dark terminals.
    #[default]
    Dark,
    /// For light terminals.
    Light,
    /// High contrast: nothing dimmed; bold, and one colour readable on black and white for errors.
    HighContrast,
    /// No colours: bold and reverse video only.
    Monochrome,
}

impl Theme {
    /// Next theme, for the command that cycles them.
    #[must_use]
    pub fn next(self) -> Self {
        match self {
            Self::Dark => Self::Light,
            Self::Light => Self::HighContrast,
            Self::HighContrast => Self::Monochrome,
            Self::Monochrome => Self::Dark,
        }
    }

    /// Finds a theme by its name on the command line: `dark`, `light`, `high-contrast`, `monochrome`.
    pub fn from_name(name: &str) -> Option<Self> {
        let all = [
            Self::Dark,
            Self::Light,
            Self::HighContrast,
            Self::Monochrome,
        ];
        all.into_iter().find(|theme| theme.name() == name)
    }

    /// Name on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Dark => "dark",
            Self::Light => "light",
            Self::HighContrast => "high-contrast",
            Self::Monochrome => "monochrome",
        }
    }

    /// Style of a tone.
    pub fn style(self, tone: Tone) -> Style {
        let plain = Style::new();
        let bold = plain.add_modifier(Modifier::BOLD);
        match tone {
            Tone::Plain => plain,
            Tone::Strong => bold,
            Tone::Active => plain.add_modifier(Modifier::REVERSED),
            Tone::Accent => self.colour(tone).map_or(bold, |colour| bold.fg(colour)),
            Tone::Bad if self == Self::HighContrast => bold.fg(Color::Red),
            Tone::Warn if self == Self::HighContrast => bold,
            Tone::Bad => self.colour(tone).map_or(bold, |colour| plain.fg(colour)),
            Tone::Dim | Tone::Good | Tone::Warn => {
                self.colour(tone).map_or(plain, |colour| plain.fg(colour))
            }
        }
    }

    fn colour(self, tone: Tone) -> Option<Color> {
        Some(match (self, tone) {
            (Self::Monochrome | Self::HighContrast, _)
            | (_, Tone::Plain | Tone::Strong | Tone::Active) => {
                return None;
            }
            (_, Tone::Dim) => Color::DarkGray,
            (Self::Dark, Tone::Accent) => Color::Cyan,
            (Self::Light, Tone::Accent) => Color::Blue,
            (Self::Light, Tone::Warn) => Color::Magenta,
            (_, Tone::Good) => Color::Green,
            (_, Tone::Warn) => Color::Yellow,
            (Self::Dark, Tone::Bad) => Color::LightRed,
            (_, Tone::Bad) => Color::Red,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TONES: [Tone; 8] = [
        Tone::Plain,
        Tone::Dim,
        Tone::Strong,
        Tone::Accent,
        Tone::Good,
        Tone::Warn,
        Tone::Bad,
        Tone::Active,
    ];

    #[test]
    fn only_named_colours_and_a_background_only_by_reverse() {
        let mut theme = Theme::default();
        for _ in 0..4 {
            theme = theme.next();
            for tone in TONES {
                let style = theme.style(tone);
                assert_eq!(style.bg, None, "{theme:?} {tone:?}");
                assert!(
                    !matches!(style.fg, Some(Color::Rgb(..) | Color::Indexed(_))),
                    "{theme:?} {tone:?}"
                );
            }
            assert!(
                theme
                    .style(Tone::Active)
                    .add_modifier
                    .contains(Modifier::REVERSED)
            );
        }
        assert_eq!(theme, Theme::default());
        assert!(
            TONES
                .iter()
                .all(|tone| Theme::Monochrome.style(*tone).fg.is_none())
        );
    }

    #[test]
    fn no_colour_that_vanishes_on_its_background() {
        for tone in TONES {
            for theme in [Theme::Light, Theme::HighContrast] {
                let fg = theme.style(tone).fg;
                assert!(
                    !matches!(
                        fg,
                        Some(Color::White | Color::Yellow | Color::LightYellow | Color::Gray)
                    ),
                    "{fg:?}"
                );
            }
            for theme in [Theme::Dark, Theme::HighContrast] {
                assert!(
                    !matches!(theme.style(tone).fg, Some(Color::Black | Color::Blue)),
                    "{theme:?} {tone:?}"
                );
            }
        }
    }
}
