//! Tones and themes: the sixteen named colours, never a background except by reverse. Knows no meaning of a status.

use ratatui::style::{Color, Modifier, Style};

/// What a piece of text is, for the eye.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tone {
    /// Ordinary text.
    #[default]
    Plain,
    /// What may be overlooked.
    Dim,
    /// A heading.
    Strong,
    /// The one accent: where one is, what is open.
    Accent,
    /// All is well.
    Good,
    /// Soon, or behind.
    Warn,
    /// Wrong: overdue, missed, refused.
    Bad,
    /// Reverse video: the pane one is in.
    Here,
}

/// A set of colours.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Theme {
    /// For dark terminals.
    #[default]
    Dark,
    /// For light terminals.
    Light,
    /// Only what differs most.
    HighContrast,
    /// No colour at all: bold and reverse.
    Monochrome,
}

impl Theme {
    /// The next one, for the command that changes it.
    #[must_use]
    pub fn next(self) -> Self {
        match self {
            Self::Dark => Self::Light,
            Self::Light => Self::HighContrast,
            Self::HighContrast => Self::Monochrome,
            Self::Monochrome => Self::Dark,
        }
    }

    /// The style of a tone.
    pub fn style(self, tone: Tone) -> Style {
        let plain = Style::new();
        let bold = plain.add_modifier(Modifier::BOLD);
        match tone {
            Tone::Plain => plain,
            Tone::Strong => bold,
            Tone::Here => plain.add_modifier(Modifier::REVERSED),
            Tone::Accent => self.colour(tone).map_or(bold, |colour| bold.fg(colour)),
            Tone::Bad => self.colour(tone).map_or(bold, |colour| plain.fg(colour)),
            Tone::Dim | Tone::Good | Tone::Warn => self.colour(tone).map_or(plain, |colour| plain.fg(colour)),
        }
    }

    fn colour(self, tone: Tone) -> Option<Color> {
        Some(match (self, tone) {
            (Self::Monochrome, _)
            | (_, Tone::Plain | Tone::Strong | Tone::Here)
            | (Self::HighContrast, Tone::Dim | Tone::Good | Tone::Accent) => return None,
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
