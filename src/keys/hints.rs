//! Keys as sentences name them. A sentence holds the name of a command between ‹ and ›, never a key; which key that is
//! here is filled in when the sentence is shown. Knows no sentence.

use std::borrow::Cow;

use super::{Binding, Command, Key, Keys, Place};
use crate::words::Lang;
use crate::words::screen::Text;

/// What a sentence names: `‹filter›` is the command where one is, `‹plans.insert›` the command in another place. The names
/// are those of the configuration.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Marker {
    /// The other place.
    pub place: Option<Place>,
    /// The command.
    pub command: Command,
}

impl Marker {
    /// Reads what stands between ‹ and ›.
    pub fn parse(name: &str) -> Option<Self> {
        let (place, command) = match name.split_once('.') {
            Some((place, command)) => (Some(Place::named(place)?), command),
            None => (None, name),
        };
        Some(Self { place, command: Command::named(command)? })
    }
}

/// The keys and the places that are live where a sentence is shown.
#[derive(Clone, Copy, Debug, Default)]
pub struct Hints<'k> {
    keys: Option<&'k Keys>,
    places: &'k [Place],
}

impl<'k> Hints<'k> {
    /// The keys of these places, the innermost first.
    pub fn new(keys: &'k Keys, places: &'k [Place]) -> Self {
        Self { keys: Some(keys), places }
    }

    /// The sentence with the keys in the place of the commands.
    pub fn fill<'t>(&self, sentence: &'t str, lang: Lang) -> Cow<'t, str> {
        if !sentence.contains('‹') {
            return Cow::Borrowed(sentence);
        }
        let mut parts = sentence.split('‹');
        let mut filled = parts.next().unwrap_or_default().to_owned();
        for part in parts {
            let marker = part.split_once('›').and_then(|(name, rest)| Some((Marker::parse(name)?, rest)));
            // What a person wrote between such marks names no command and stays.
            let Some((marker, rest)) = marker else {
                filled.push('‹');
                filled.push_str(part);
                continue;
            };
            filled.push_str(&self.way(marker, lang));
            filled.push_str(rest);
        }
        Cow::Owned(filled)
    }

    /// The key that leads to the command here, the one of the footer first.
    pub fn key_of(&self, command: Command, lang: Lang) -> Option<Key> {
        self.key(self.places, command, lang)
    }

    /// Whether a key leads to the command here.
    pub fn is_live(&self, command: Command) -> bool {
        self.key_of(command, Lang::default()).is_some()
    }

    /// The key of a command; where it has none, the key of the palette and the words that find it there.
    fn way(&self, marker: Marker, lang: Lang) -> String {
        let alone = marker.place.map(|place| [place]);
        let places = match (&alone, marker.place) {
            (Some(alone), Some(place)) if !place.chain().contains(&place) => &alone[..],
            (_, Some(place)) => place.chain(),
            _ => self.places,
        };
        if let Some(key) = self.key(places, marker.command, lang) {
            return key.name(lang);
        }
        let palette = self.key_of(Command::Palette, lang);
        let palette = palette.or_else(|| self.keys.and_then(|keys| keys.key_of(Command::Palette)));
        let label = marker.command.label().words(lang);
        palette.map_or_else(|| format!("“{label}”"), |key| format!("{} “{label}”", key.name(lang)))
    }

    /// The key that the footer names, else the first.
    fn key(&self, places: &[Place], command: Command, lang: Lang) -> Option<Key> {
        let live = self.keys?.live(places);
        let rows = || live.iter().filter(|row| row.command == command);
        let first = rows().find(|row| row.foot > 0).or_else(|| rows().next())?;
        Some(own_letter(first, &live, lang).key)
    }
}

/// Of several letters for one command, the one with which its word begins in the language: `c` for Có, `y` for Yes.
pub(super) fn own_letter<'b>(first: &'b Binding, live: &[&'b Binding], lang: Lang) -> &'b Binding {
    let begins = |text: Text| text.words(lang).chars().next().and_then(|c| c.to_lowercase().next());
    let same = |row: &&&Binding| row.place == first.place && row.command == first.command;
    let fits = |row: &&&Binding| matches!(row.key, Key::Char(c) if Some(c) == begins(row.label));
    match first.key {
        Key::Char(_) => live.iter().filter(same).find(fits).copied().unwrap_or(first),
        _ => first,
    }
}
