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

/// Action of `main` after a command.
#[derive(Debug)]
pub enum NextAction {
    /// Exit with this status.
    Exit(u8),
    /// Open the terminal interface.
    OpenTerminal(Box<TerminalSession>),
    /// Show each key as received.
    ShowKeys,
    /// Show the start screen: there is no database yet.
    AskFirstStart(Box<FirstStart>),
}

/// Initial state of the terminal interface.
#[derive(Debug)]
pub struct TerminalSession {
    /// The database; for the demo one in memory.
    pub store: Store,
    /// Author of writes.
    pub actor: Actor,
    /// Day viewed: today, or `--as-of`.
    pub today: NaiveDate,
    /// The language.
    pub lang: Lang,
    /// Display settings.
    pub display_settings: DisplaySettings,
    /// Key map.
    pub keymap: Keymap,
    /// Source of the day viewed.
    pub day_source: DaySource,
    /// Command to run on the first screen.
    pub initial_command: Option<keys::Command>,
}

/// Initial state of the start screen.
#[derive(Debug)]
pub struct FirstStart {
    /// Path of the new database.
    pub db: PathBuf,
    /// Author of writes.
    pub actor: Actor,
    /// Clock: the start screen may be open for long.
    pub clock: Clock,
    /// The language.
    pub lang: Lang,
    /// Display settings.
    pub display_settings: DisplaySettings,
    /// Key map.
    pub keymap: Keymap,
}

/// Choice on the start screen.
#[derive(Clone, Debug, PartialEq)]
pub enum FirstStartChoice {
    /// Open the sample; nothing is written.
    Sample,
    /// Create a database with the previewed plan.
    Plan(Box<ImportPreview>),
    /// Create an empty database, and show the tour.
    Empty,
}
