//! Key names in sentences. A sentence contains the name of a command between ‹ and ›, never a key; the key bound to it
//! is inserted on display. Must not depend on sentences.

use std::borrow::Cow;

use super::command::{Command, KeyContext};
use super::key::Key;
use super::keymap::{Keymap, localized_letter};
use crate::texts::Lang;

/// A command reference in a sentence: `‹filter›` for a command in the current context, `‹plans.insert›` for one in
/// another. The names are those of the configuration.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CommandMarker {
    /// The other context.
    pub key_context: Option<KeyContext>,
    /// The command.
    pub command: Command,
}

impl CommandMarker {
    /// Parses the text between ‹ and ›.
    pub fn parse(name: &str) -> Option<Self> {
        let (key_context, command) = match name.split_once('.') {
            Some((key_context, command)) => (Some(KeyContext::from_name(key_context)?), command),
            None => (None, name),
        };
        Some(Self {
            key_context,
            command: Command::from_name(command)?,
        })
    }
}

/// Key map and contexts in which a sentence is shown.
#[derive(Clone, Copy, Debug, Default)]
pub struct KeyHints<'k> {
    keymap: Option<&'k Keymap>,
    key_contexts: &'k [KeyContext],
}

impl<'k> KeyHints<'k> {
    /// Creates the hints for contexts, innermost first.
    pub fn new(keys: &'k Keymap, key_contexts: &'k [KeyContext]) -> Self {
        Self {
            keymap: Some(keys),
            key_contexts,
        }
    }

    /// Replaces the command references in a sentence by their keys.
    pub fn fill_keys<'t>(&self, sentence: &'t str, lang: Lang) -> Cow<'t, str> {
        if !sentence.contains('‹') {
            return Cow::Borrowed(sentence);
        }
        let mut parts = sentence.split('‹');
        let mut filled = parts.next().unwrap_or_default().to_owned();
        for part in parts {
            let marker = part
                .split_once('›')
                .and_then(|(name, rest)| Some((CommandMarker::parse(name)?, rest)));
            // User text between such marks that names no command is unchanged.
            let Some((marker, rest)) = marker else {
                filled.push('‹');
                filled.push_str(part);
                continue;
            };
            filled.push_str(&self.key_or_palette_text(marker, lang));
            filled.push_str(rest);
        }
        Cow::Owned(filled)
    }

    /// Key of the command here, the one in the footer first.
    pub fn find_key(&self, command: Command, lang: Lang) -> Option<Key> {
        self.preferred_key(self.key_contexts, command, lang)
    }

    /// Returns `true` if a key is bound to the command here.
    pub fn is_bound(&self, command: Command) -> bool {
        self.find_key(command, Lang::default()).is_some()
    }

    /// Key of a command; if it has none, the palette's key and the label to search there.
    fn key_or_palette_text(&self, marker: CommandMarker, lang: Lang) -> String {
        let alone = marker.key_context.map(|place| [place]);
        let places = match (&alone, marker.key_context) {
            (Some(alone), Some(place)) if !place.context_chain().contains(&place) => &alone[..],
            (_, Some(place)) => place.context_chain(),
            _ => self.key_contexts,
        };
        if let Some(key) = self.preferred_key(places, marker.command, lang) {
            return key.display_name(lang);
        }
        let palette = self.find_key(Command::Palette, lang);
        let palette =
            palette.or_else(|| self.keymap.and_then(|keys| keys.key_of(Command::Palette)));
        let label = marker.command.label().text(lang);
        palette.map_or_else(
            || format!("“{label}”"),
            |key| format!("{} “{label}”", key.display_name(lang)),
        )
    }

    /// The key shown in the footer, else the first.
    fn preferred_key(&self, places: &[KeyContext], command: Command, lang: Lang) -> Option<Key> {
        let live = self.keymap?.bindings_in(places);
        let rows = || live.iter().filter(|row| row.command == command);
        let first = rows()
            .find(|row| row.footer_rank > 0)
            .or_else(|| rows().next())?;
        Some(localized_letter(first, &live, lang).key)
    }
}
