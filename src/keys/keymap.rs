//! Active key map: the rows of [`BINDINGS`] with the configured changes. Dispatch, footer, help and palette read it.
//! Must not depend on panes or files.

use super::bindings::{BINDINGS, Binding};
use super::command::{Command, KeyContext};
use super::key::Key;
use crate::texts::Lang;
use crate::texts::screen::Text;

/// Active key map.
#[derive(Clone, Debug)]
pub struct Keymap {
    pub(super) rows: Vec<Binding>,
    /// Where a configuration gave a command other keys than those that it has in several places at once: there these
    /// do not lead to it.
    pub(super) overrides: Vec<(KeyContext, Command)>,
}

impl Default for Keymap {
    fn default() -> Self {
        Self {
            rows: BINDINGS.to_vec(),
            overrides: Vec::new(),
        }
    }
}

impl Keymap {
    /// Command of a key, with contexts from the innermost outwards.
    pub fn command_for(&self, places: &[KeyContext], key: Key) -> Option<Command> {
        let mut live = self.bindings_in(places).into_iter();
        live.find(|row| row.key == key).map(|row| row.command)
    }

    /// Bindings active in these contexts: a binding of an inner context hides the same key of an outer one.
    pub fn bindings_in(&self, places: &[KeyContext]) -> Vec<&Binding> {
        let mut rows: Vec<&Binding> = Vec::new();
        for place in places {
            for row in self.rows.iter().filter(|b| b.key_context == *place) {
                let overridden = places
                    .iter()
                    .any(|inner| self.overrides_shared(*inner, row));
                if !overridden && !rows.iter().any(|seen| seen.key == row.key) {
                    rows.push(row);
                }
            }
        }
        rows
    }

    /// Whether a row of several places does not hold in one of them.
    pub(super) fn overrides_shared(&self, inner: KeyContext, row: &Binding) -> bool {
        inner.shared_contexts().contains(&row.key_context)
            && self.overrides.contains(&(inner, row.command))
    }

    /// Entries of the footer in these contexts, by rank, each command once: key and label.
    pub fn footer_entries(
        &self,
        places: &[KeyContext],
        lang: Lang,
    ) -> Vec<(String, &'static str, Command)> {
        let live = self.bindings_in(places);
        let mut rows: Vec<&Binding> = Vec::new();
        for row in live.iter().filter(|b| b.footer_rank > 0) {
            if !rows.iter().any(|seen| seen.command == row.command) {
                rows.push(row);
            }
        }
        rows.sort_by_key(|b| b.footer_rank);
        let shown = |row: &Binding| {
            (
                localized_letter(row, &live, lang).key.display_name(lang),
                row.label.text(lang),
                row.command,
            )
        };
        rows.into_iter().map(shown).collect()
    }

    /// Returns `true` if a key is bound to the command in some list or page; in text input it may differ.
    pub fn is_bound_to(&self, key: Key, command: Command) -> bool {
        let mut rows = self.rows.iter().filter(|b| {
            b.key == key
                && !b
                    .key_context
                    .context_chain()
                    .contains(&KeyContext::TextInput)
        });
        rows.any(|b| b.command == command)
    }

    /// Commands that lost their default key in these contexts by the configuration and have none now.
    pub fn commands_without_key(&self, places: &[KeyContext]) -> Vec<Command> {
        let live = self.bindings_in(places);
        let before = Self::default();
        let mut commands: Vec<Command> = Vec::new();
        for row in before.bindings_in(places) {
            if !live.iter().any(|b| b.command == row.command) && !commands.contains(&row.command) {
                commands.push(row.command);
            }
        }
        commands
    }

    /// First key of a command, for the palette.
    pub fn key_of(&self, command: Command) -> Option<Key> {
        self.rows
            .iter()
            .find(|b| b.command == command)
            .map(|b| b.key)
    }

    /// Keys of a command in a context, the one in the footer first.
    pub fn keys_of(&self, place: KeyContext, command: Command) -> Vec<Key> {
        self.rows
            .iter()
            .filter(|b| b.key_context == place && b.command == command)
            .map(|b| b.key)
            .collect()
    }

    /// Pairs of context and command that have a key, once each, in the order of the table.
    pub fn bound_commands(&self) -> Vec<(KeyContext, Command)> {
        let mut pairs: Vec<(KeyContext, Command)> = Vec::new();
        for row in &self.rows {
            if !pairs.contains(&(row.key_context, row.command)) {
                pairs.push((row.key_context, row.command));
            }
        }
        pairs
    }
}

/// Of several letters for a command, the one with which its label begins in the language: `c` for Có, `y` for Yes.
pub(super) fn localized_letter<'b>(
    first: &'b Binding,
    live: &[&'b Binding],
    lang: Lang,
) -> &'b Binding {
    let begins = |text: Text| {
        text.text(lang)
            .chars()
            .next()
            .and_then(|c| c.to_lowercase().next())
    };
    let same =
        |row: &&&Binding| row.key_context == first.key_context && row.command == first.command;
    let fits = |row: &&&Binding| matches!(row.key, Key::Char(c) if Some(c) == begins(row.label));
    match first.key {
        Key::Char(_) => live
            .iter()
            .filter(same)
            .find(fits)
            .copied()
            .unwrap_or(first),
        _ => first,
    }
}
