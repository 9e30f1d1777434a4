//! What is left to do when a command is through: the interface, the first start, or to leave.

use std::path::PathBuf;

use chrono::NaiveDate;

use super::import_preview::ImportPreview;
use crate::app::DaySource;
use crate::display::settings::DisplaySettings;
use crate::i18n::Lang;
use crate::keys;
use crate::keys::Keymap;
use crate::store::{Actor, Clock, Store};

/// What is left to do when a command is through.
#[derive(Debug)]
pub enum NextAction {
    /// Leave with this status.
    Exit(u8),
    /// Open the terminal interface.
    OpenTerminal(Box<TerminalSession>),
    /// Show each key that is pressed.
    ShowKeys,
    /// Ask how to begin: there is no database yet.
    AskFirstStart(Box<FirstStart>),
}

/// What the terminal interface starts with.
#[derive(Debug)]
pub struct TerminalSession {
    /// The database; of the demo, one in memory.
    pub store: Store,
    /// Who writes.
    pub actor: Actor,
    /// The day that is shown: today, or `--as-of`.
    pub today: NaiveDate,
    /// The language.
    pub lang: Lang,
    /// Theme, glyphs, mouse, plain or not.
    pub display_settings: DisplaySettings,
    /// The keys.
    pub keymap: Keymap,
    /// Where that day comes from.
    pub day_source: DaySource,
    /// What is opened over the first screen.
    pub initial_command: Option<keys::Command>,
}

/// What begins where there is no database yet.
#[derive(Debug)]
pub struct FirstStart {
    /// Where it will be.
    pub db: PathBuf,
    /// Who writes.
    pub actor: Actor,
    /// The clock: the ways to begin may be looked at for long.
    pub clock: Clock,
    /// The language.
    pub lang: Lang,
    /// Theme, glyphs, mouse, plain or not.
    pub display_settings: DisplaySettings,
    /// The keys.
    pub keymap: Keymap,
}

/// A way to begin.
#[derive(Clone, Debug, PartialEq)]
pub enum FirstStartChoice {
    /// Look around in the sample; nothing is written.
    Sample,
    /// A new database with a plan that was looked through.
    Plan(Box<ImportPreview>),
    /// A new database, and a look around the screen.
    Empty,
}
