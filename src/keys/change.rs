//! Keys changed by a person: `"reports.accept" = ["n"]`. Refuses by name what cannot work: an unknown name, a key that
//! terminals do not tell apart, one key for two commands, a place without a way out. Knows no file.

use crate::domain::number::is_minus_sign;

use super::{BINDINGS, Binding, Command, Key, Keys, Place};

/// A wish: these keys, and no others, for a command in a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The place.
    pub place: Place,
    /// The command.
    pub command: Command,
    /// Its keys; none unbinds it.
    pub keys: Vec<Key>,
}

/// Why a wish cannot be granted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum KeyFault {
    /// No place has this name; these have.
    NoPlace {
        /// As written.
        name: String,
        /// Known ones.
        known: Vec<String>,
    },
    /// No command that can have a key in this place has this name; these have.
    NoCommand {
        /// As written.
        name: String,
        /// The place.
        place: Place,
        /// Known ones.
        known: Vec<String>,
    },
    /// No key has this name.
    NoKey(String),
    /// A key that is never bound.
    Never(String, Never),
    /// A key that is pressed by habit: it agrees to nothing.
    Hasty(Key),
    /// Text is typed there, and this is a character.
    Typed(Key, Place),
    /// One key for two commands of a place.
    Conflict {
        /// The key.
        key: Key,
        /// The place.
        place: Place,
        /// The two commands.
        commands: [Command; 2],
    },
    /// Nothing would lead to a command that one cannot do without in a place.
    Lost {
        /// The place.
        place: Place,
        /// The command.
        command: Command,
        /// The key that leads to it as the program comes.
        key: Key,
    },
}

/// Why a key is never bound (TERMINAL, "Keys").
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Never {
    /// Ctrl+H is Backspace: both send the byte 0x08.
    IsBackspace,
    /// Ctrl+I is Tab.
    IsTab,
    /// Ctrl+J and Ctrl+M are Enter.
    IsEnter,
    /// Ctrl+[ is Esc.
    IsEsc,
    /// Ctrl+/ and Ctrl+\ come as other keys, or end programs.
    Unsure,
    /// Shift with a function key, Ctrl with an arrow: terminals send different things.
    Differs,
    /// Alt arrives as Esc and a letter.
    Alt,
    /// A capital: Caps Lock would run commands.
    Capital,
    /// A letter with a mark belongs to the input method.
    Marked,
}

/// Keys whose commands must stay within reach wherever they have them.
const ESSENTIAL: [Key; 5] = [Key::Esc, Key::Enter, Key::F(1), Key::F(9), Key::F(10)];

impl Change {
    /// Reads `place.command` and the names of keys.
    pub fn parse(name: &str, keys: &[String]) -> Result<Self, KeyFault> {
        let (place_name, command_name) = name.split_once('.').unwrap_or((name, ""));
        let no_place = || KeyFault::NoPlace {
            name: place_name.to_owned(),
            known: Place::ALL.iter().map(|place| place.name()).collect(),
        };
        let place = Place::named(place_name).ok_or_else(no_place)?;
        let fits = |command: &Command| {
            command.is_offered() || BINDINGS.iter().any(|b| b.place == place && b.command == *command)
        };
        let command = Command::named(command_name).filter(fits).ok_or_else(|| KeyFault::NoCommand {
            name: command_name.to_owned(),
            place,
            known: Command::ALL.iter().copied().filter(fits).map(Command::name).collect(),
        })?;
        let keys = keys.iter().map(|key| parse_key(key)).collect::<Result<Vec<Key>, _>>()?;
        Ok(Self { place, command, keys })
    }
}

/// Reads a key's name; refuses those of the never list with the reason.
fn parse_key(name: &str) -> Result<Key, KeyFault> {
    let lower = name.trim().to_lowercase().replace('+', "-");
    let never = |why| Err(KeyFault::Never(name.to_owned(), why));
    if lower.starts_with("alt-") {
        return never(Never::Alt);
    }
    let shifted = lower.strip_prefix("shift-f").is_some_and(|n| n.parse::<u8>().is_ok());
    if shifted || ["ctrl-up", "ctrl-down", "ctrl-left", "ctrl-right"].contains(&lower.as_str()) {
        return never(Never::Differs);
    }
    let mut letters = name.trim().chars();
    if let (Some(letter), None) = (letters.next(), letters.next()) {
        return match letter {
            'A'..='Z' => never(Never::Capital),
            '!'..='~' => Ok(Key::Char(letter)),
            letter if letter.is_alphabetic() => never(Never::Marked),
            _ => Err(KeyFault::NoKey(name.to_owned())),
        };
    }
    match Key::named(&lower) {
        Some(Key::Ctrl('h')) => never(Never::IsBackspace),
        Some(Key::Ctrl('i')) => never(Never::IsTab),
        Some(Key::Ctrl('j' | 'm')) => never(Never::IsEnter),
        Some(Key::Ctrl('[')) => never(Never::IsEsc),
        Some(Key::Ctrl('/' | '\\')) => never(Never::Unsure),
        Some(key) => Ok(key),
        None => Err(KeyFault::NoKey(name.to_owned())),
    }
}

impl Keys {
    /// The table with these changes. The fault names the change, by its place in `changes`, that cannot be.
    pub fn changed(changes: &[Change]) -> Result<Self, (usize, KeyFault)> {
        let mut keys = Self::default();
        for (at, change) in changes.iter().enumerate() {
            check_typed(change).and_then(|()| check_agreed(change)).map_err(|fault| (at, fault))?;
            keys.change(change);
        }
        for (at, change) in changes.iter().enumerate() {
            keys.check_conflict(change).map_err(|fault| (at, fault))?;
        }
        match keys.lost() {
            None => Ok(keys),
            Some((chain, command, key)) => {
                let guilty = |change: &Change| {
                    chain.contains(&change.place) && (change.command == command || change.keys.contains(&key))
                };
                let at = changes.iter().rposition(guilty).unwrap_or(changes.len().saturating_sub(1));
                let place = chain.first().copied().unwrap_or(Place::Any);
                Err((at, KeyFault::Lost { place, command, key }))
            }
        }
    }

    /// The rows of the command in its place give way to new ones; the first keeps the words and the rank.
    fn change(&mut self, change: &Change) {
        let is_meant = |b: &Binding| b.place == change.place && b.command == change.command;
        let first = self.rows.iter().find(|b| is_meant(b));
        let (label, foot) = first.map_or((change.command.label(), 0), |row| (row.label, row.foot));
        let at = self.rows.iter().position(is_meant).unwrap_or(self.rows.len());
        self.rows.retain(|b| !is_meant(b));
        for (more, key) in change.keys.iter().enumerate() {
            let foot = if more == 0 { foot } else { 0 };
            let row = Binding { place: change.place, key: *key, command: change.command, label, foot };
            self.rows.insert(at + more, row);
        }
    }

    fn check_conflict(&self, change: &Change) -> Result<(), KeyFault> {
        for key in &change.keys {
            let twin = self
                .rows
                .iter()
                .find(|b| b.place == change.place && b.key == *key && b.command != change.command)
                .map(|b| b.command);
            if let Some(other) = twin {
                let commands = [change.command, other];
                return Err(KeyFault::Conflict { key: *key, place: change.place, commands });
            }
        }
        Ok(())
    }

    /// A command that an essential key leads to as the program comes, and to which no key leads any more.
    fn lost(&self) -> Option<(&'static [Place], Command, Key)> {
        let before = Self::default();
        Place::CHAINS.iter().find_map(|chain| {
            let live = self.live(chain);
            let is_essential = |b: &&Binding| ESSENTIAL.contains(&b.key) || b.command == Command::Yes;
            let essential = before.live(chain).into_iter().filter(is_essential);
            let lost =
                essential.map(|b| (b.command, b.key)).find(|(command, _)| !live.iter().any(|b| b.command == *command));
            lost.map(|(command, key)| (*chain, command, key))
        })
    }
}

/// What is asked before something is lost is not agreed to by the key that led to the question.
fn check_agreed(change: &Change) -> Result<(), KeyFault> {
    let hasty = |key: &&Key| matches!(key, Key::Enter | Key::Esc | Key::Char(' ') | Key::F(8));
    match change.keys.iter().find(hasty).filter(|_| change.command == Command::Yes) {
        Some(key) => Err(KeyFault::Hasty(*key)),
        None => Ok(()),
    }
}

/// Characters are no commands where text is typed, nor in the sheet those that begin a number.
fn check_typed(change: &Change) -> Result<(), KeyFault> {
    let typed = Place::CHAINS.iter().any(|chain| chain.contains(&Place::Text) && chain.contains(&change.place));
    let number = |key: &Key| match key {
        Key::Char(c) => is_minus_sign(*c) || matches!(c, '0'..='9' | ',' | '.' | '/' | '<' | '>' | '='),
        _ => false,
    };
    let typed_key = |key: &&Key| match key {
        Key::Char(_) => typed || (change.place == Place::Sheet && number(key)),
        _ => false,
    };
    match change.keys.iter().find(typed_key) {
        Some(key) => Err(KeyFault::Typed(*key, change.place)),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn change(name: &str, keys: &[&str]) -> Result<Change, KeyFault> {
        let keys: Vec<String> = keys.iter().map(|key| (*key).to_owned()).collect();
        Change::parse(name, &keys)
    }

    fn changed(wishes: &[(&str, &[&str])]) -> Result<Keys, (usize, KeyFault)> {
        let changes: Vec<Change> = wishes.iter().map(|(name, keys)| change(name, keys).unwrap()).collect();
        Keys::changed(&changes)
    }

    #[test]
    fn every_name_of_the_table_is_read_back() {
        for (place, command) in Keys::default().bound() {
            let keys: Vec<String> = Keys::default().keys_of(place, command).iter().map(|key| key.config()).collect();
            let name = format!("{}.{}", place.name(), command.name());
            let read = Change::parse(&name, &keys).unwrap();
            assert_eq!(read, Change { place, command, keys: Keys::default().keys_of(place, command) });
        }
    }

    #[test]
    fn a_change_takes_the_place_of_all_keys_of_the_command_there() {
        let keys =
            changed(&[("reports.accept", &["n"]), ("any.palette", &["f9", "ctrl+k"]), ("sheet.note", &[])]).unwrap();
        let reports = Place::Reports.chain();
        assert_eq!(keys.find(reports, Key::Char('n')), Some(Command::Accept));
        assert_eq!(keys.find(reports, Key::Char('a')), None);
        assert_eq!(keys.find(Place::Duty.chain(), Key::Char('a')), Some(Command::Accept));
        assert_eq!(keys.find(Place::Form.chain(), Key::Ctrl('k')), Some(Command::Palette));
        assert_eq!(keys.find(Place::Form.chain(), Key::Ctrl('p')), None);
        assert_eq!(keys.find(Place::Sheet.chain(), Key::Char('n')), None);
        assert_eq!(keys.footer(reports, crate::words::Lang::Vi)[2].0, "n");
    }

    #[test]
    fn two_keys_may_be_exchanged() {
        let keys = changed(&[("reports.accept", &["s"]), ("reports.send", &["a"])]).unwrap();
        assert_eq!(keys.find(Place::Reports.chain(), Key::Char('s')), Some(Command::Accept));
    }

    #[test]
    fn one_key_for_two_commands_is_refused_by_their_names() {
        let fault = changed(&[("today.accept", &["n"]), ("reports.accept", &["s"])]).unwrap_err();
        let commands = [Command::Accept, Command::Send];
        assert_eq!(fault, (1, KeyFault::Conflict { key: Key::Char('s'), place: Place::Reports, commands }));
    }

    #[test]
    fn the_never_list_is_refused_with_its_reason() {
        let why = |key: &str| match change("any.refresh", &[key]) {
            Err(KeyFault::Never(_, why)) => why,
            other => panic!("{key}: {other:?}"),
        };
        assert_eq!(why("ctrl-h"), Never::IsBackspace);
        assert_eq!(why("Ctrl+I"), Never::IsTab);
        assert_eq!([why("ctrl-j"), why("ctrl-m")], [Never::IsEnter; 2]);
        assert_eq!(why("ctrl-["), Never::IsEsc);
        assert_eq!([why("ctrl-/"), why("ctrl-\\")], [Never::Unsure; 2]);
        assert_eq!([why("shift-f5"), why("ctrl-up")], [Never::Differs; 2]);
        assert_eq!(why("alt-x"), Never::Alt);
        assert_eq!(why("S"), Never::Capital);
        assert_eq!(why("ư"), Never::Marked);
        assert_eq!(change("any.refresh", &["f13"]), Err(KeyFault::NoKey("f13".into())));
    }

    #[test]
    fn the_way_out_cannot_be_lost() {
        let lost = |wishes: &[(&str, &[&str])]| match changed(wishes) {
            Err((_, KeyFault::Lost { command, .. })) => command,
            other => panic!("{wishes:?}: {}", other.is_ok()),
        };
        assert_eq!(lost(&[("any.leave", &[])]), Command::Leave);
        assert_eq!(lost(&[("any.palette", &[])]), Command::Palette);
        assert_eq!(lost(&[("form.back", &[])]), Command::Back);
        assert_eq!(lost(&[("any.leave", &["f12"]), ("form.choose_value", &["f12"])]), Command::Leave);
        assert!(changed(&[("any.leave", &["f12"])]).is_ok());
        assert!(changed(&[("form.back", &["f12"])]).is_ok());
    }

    #[test]
    fn characters_run_nothing_where_text_is_typed() {
        let typed = |name: &str, key: &str| matches!(changed(&[(name, &[key])]), Err((0, KeyFault::Typed(..))));
        assert!(typed("any.refresh", "r") && typed("form.save", "s") && typed("sheet.note", "5"));
        assert!(!typed("sheet.note", "g") && !typed("list.refresh", "r"));
    }

    #[test]
    fn a_question_may_have_other_keys_but_none_of_habit() {
        assert!(changed(&[("ask.yes", &["x"])]).is_ok());
        for key in ["enter", "esc", "space", "f8"] {
            let fault = changed(&[("ask.back", &["n"]), ("ask.yes", &[key])]).unwrap_err();
            assert!(matches!(fault, (1, KeyFault::Hasty(_))), "{key}: {fault:?}");
        }
        assert!(matches!(changed(&[("ask.yes", &[])]), Err((0, KeyFault::Lost { command: Command::Yes, .. }))));
    }

    #[test]
    fn what_lost_its_key_is_known() {
        let keys = changed(&[("form.choose_value", &[]), ("form.save", &["f7"])]).unwrap();
        assert_eq!(keys.keyless(Place::Form.chain()), [Command::ChooseValue]);
        assert!(Keys::default().keyless(Place::Form.chain()).is_empty());
    }
}
