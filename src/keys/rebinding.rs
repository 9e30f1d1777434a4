//! Configured key bindings: `"reports.accept" = ["n"]`. Refuses bindings that cannot work: an unknown name, a key that
//! terminals cannot distinguish, one key for two commands, a context without an exit. Must not depend on files.

use crate::domain::number::is_minus_sign;

use super::{BINDINGS, Binding, Command, Key, KeyContext, Keymap};

/// A configured binding: exactly these keys for a command in a context.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rebinding {
    /// Context.
    pub key_context: KeyContext,
    /// The command.
    pub command: Command,
    /// Its keys; an empty list unbinds it.
    pub keys: Vec<Key>,
}

/// Reason why a binding is refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RebindingError {
    /// Unknown context, with the known ones.
    UnknownContext {
        /// As written.
        name: String,
        /// Known ones.
        known: Vec<String>,
    },
    /// Unknown command, or one that cannot have a key in this context, with the known ones.
    UnknownCommand {
        /// As written.
        name: String,
        /// Context.
        key_context: KeyContext,
        /// Known ones.
        known: Vec<String>,
    },
    /// Unknown key.
    UnknownKey(String),
    /// A key that cannot be bound.
    Unbindable(String, UnbindableReason),
    /// A key pressed out of habit must not confirm.
    HabitKeyConfirms(Key),
    /// A character in a context where text is typed.
    PrintableInText(Key, KeyContext),
    /// One key for two commands of a context.
    Conflict {
        /// The key.
        key: Key,
        /// Context.
        key_context: KeyContext,
        /// The commands.
        commands: [Command; 2],
    },
    /// An essential command of a context would have no key.
    EssentialCommandUnbound {
        /// Context.
        key_context: KeyContext,
        /// The command.
        command: Command,
        /// Its default key.
        key: Key,
    },
}

/// Reason why a key cannot be bound.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UnbindableReason {
    /// Ctrl+H is Backspace: both send the byte 0x08.
    IsBackspace,
    /// Ctrl+I is Tab.
    IsTab,
    /// Ctrl+J and Ctrl+M are Enter.
    IsEnter,
    /// Ctrl+[ is Esc.
    IsEsc,
    /// Ctrl+/ and Ctrl+\ arrive as other keys, or end programs.
    Unreliable,
    /// Shift with a function key, Ctrl with an arrow: encodings differ between terminals.
    TerminalDependent,
    /// Alt arrives as Esc and a letter.
    Alt,
    /// An upper-case letter: Caps Lock would run commands.
    Capital,
    /// A letter with a diacritic belongs to the input method.
    Accented,
}

/// Keys whose commands must stay bound wherever they are bound by default.
const ESSENTIAL_KEYS: [Key; 5] = [Key::Esc, Key::Enter, Key::F(1), Key::F(9), Key::F(10)];

impl Rebinding {
    /// Parses `context.command` and key names.
    pub fn parse(name: &str, keys: &[String]) -> Result<Self, RebindingError> {
        let (place_name, command_name) = name.split_once('.').unwrap_or((name, ""));
        let no_place = || RebindingError::UnknownContext {
            name: place_name.to_owned(),
            known: KeyContext::ALL
                .iter()
                .map(|key_context| key_context.name())
                .collect(),
        };
        let key_context = KeyContext::from_name(place_name).ok_or_else(no_place)?;
        let here = |place: KeyContext| {
            place == key_context || key_context.shared_contexts().contains(&place)
        };
        let fits = |command: &Command| {
            command.is_in_palette()
                || BINDINGS
                    .iter()
                    .any(|b| here(b.key_context) && b.command == *command)
        };
        let command = Command::from_name(command_name)
            .filter(fits)
            .ok_or_else(|| RebindingError::UnknownCommand {
                name: command_name.to_owned(),
                key_context,
                known: Command::ALL
                    .iter()
                    .copied()
                    .filter(fits)
                    .map(Command::name)
                    .collect(),
            })?;
        let keys = keys
            .iter()
            .map(|key| parse_key(key))
            .collect::<Result<Vec<Key>, _>>()?;
        Ok(Self {
            key_context,
            command,
            keys,
        })
    }
}

/// Parses a key name; refuses unbindable keys with the reason.
fn parse_key(name: &str) -> Result<Key, RebindingError> {
    let lower = name.trim().to_lowercase().replace('+', "-");
    let never = |why| Err(RebindingError::Unbindable(name.to_owned(), why));
    if lower.starts_with("alt-") {
        return never(UnbindableReason::Alt);
    }
    let shifted = lower
        .strip_prefix("shift-f")
        .is_some_and(|n| n.parse::<u8>().is_ok());
    if shifted || ["ctrl-up", "ctrl-down", "ctrl-left", "ctrl-right"].contains(&lower.as_str()) {
        return never(UnbindableReason::TerminalDependent);
    }
    let mut letters = name.trim().chars();
    if let (Some(letter), None) = (letters.next(), letters.next()) {
        return match letter {
            'A'..='Z' => never(UnbindableReason::Capital),
            '!'..='~' => Ok(Key::Char(letter)),
            letter if letter.is_alphabetic() => never(UnbindableReason::Accented),
            _ => Err(RebindingError::UnknownKey(name.to_owned())),
        };
    }
    match Key::from_name(&lower) {
        Some(Key::Ctrl('h')) => never(UnbindableReason::IsBackspace),
        Some(Key::Ctrl('i')) => never(UnbindableReason::IsTab),
        Some(Key::Ctrl('j' | 'm')) => never(UnbindableReason::IsEnter),
        Some(Key::Ctrl('[')) => never(UnbindableReason::IsEsc),
        Some(Key::Ctrl('/' | '\\')) => never(UnbindableReason::Unreliable),
        Some(key) => Ok(key),
        None => Err(RebindingError::UnknownKey(name.to_owned())),
    }
}

impl Keymap {
    /// The key map with these changes. An error contains the index of the refused change in `changes`.
    pub fn with_rebindings(changes: &[Rebinding]) -> Result<Self, (usize, RebindingError)> {
        let mut keys = Self::default();
        for (at, change) in changes.iter().enumerate() {
            check_printable_key(change)
                .and_then(|()| check_confirm_key(change))
                .map_err(|fault| (at, fault))?;
            keys.apply_rebinding(change);
        }
        for (at, change) in changes.iter().enumerate() {
            keys.check_conflict(change).map_err(|fault| (at, fault))?;
        }
        match keys.find_unbound_essential() {
            None => Ok(keys),
            Some((chain, command, key)) => {
                let guilty = |change: &Rebinding| {
                    chain.contains(&change.key_context)
                        && (change.command == command || change.keys.contains(&key))
                };
                let at = changes
                    .iter()
                    .rposition(guilty)
                    .unwrap_or(changes.len().saturating_sub(1));
                let key_context = chain.first().copied().unwrap_or(KeyContext::Global);
                Err((
                    at,
                    RebindingError::EssentialCommandUnbound {
                        key_context,
                        command,
                        key,
                    },
                ))
            }
        }
    }

    /// The rows of the command in its place give way to new ones; the first keeps the words and the rank. Those that it
    /// has in several places at once lead to it no more in this one.
    fn apply_rebinding(&mut self, change: &Rebinding) {
        let is_meant =
            |b: &Binding| b.key_context == change.key_context && b.command == change.command;
        let is_shared = |b: &Binding| {
            b.command == change.command
                && change
                    .key_context
                    .shared_contexts()
                    .contains(&b.key_context)
        };
        let shared = self.rows.iter().find(|b| is_shared(b));
        if shared.is_some() {
            self.overrides.push((change.key_context, change.command));
        }
        let first = self.rows.iter().find(|b| is_meant(b)).or(shared);
        let (label, footer_rank) = first.map_or((change.command.label(), 0), |row| {
            (row.label, row.footer_rank)
        });
        let at = self
            .rows
            .iter()
            .position(is_meant)
            .unwrap_or(self.rows.len());
        self.rows.retain(|b| !is_meant(b));
        for (more, key) in change.keys.iter().enumerate() {
            let footer_rank = if more == 0 { footer_rank } else { 0 };
            let row = Binding {
                key_context: change.key_context,
                key: *key,
                command: change.command,
                label,
                footer_rank,
            };
            self.rows.insert(at + more, row);
        }
    }

    /// Whether a row counts as one of a place: its own, and those of several places that hold there.
    fn binds_in(&self, place: KeyContext, row: &Binding) -> bool {
        row.key_context == place
            || place.shared_contexts().contains(&row.key_context)
                && !self.overrides_shared(place, row)
    }

    fn check_conflict(&self, change: &Rebinding) -> Result<(), RebindingError> {
        for key in &change.keys {
            let twin = self
                .rows
                .iter()
                .find(|b| {
                    self.binds_in(change.key_context, b)
                        && b.key == *key
                        && b.command != change.command
                })
                .map(|b| b.command);
            if let Some(other) = twin {
                let commands = [change.command, other];
                return Err(RebindingError::Conflict {
                    key: *key,
                    key_context: change.key_context,
                    commands,
                });
            }
        }
        Ok(())
    }

    /// An essential command that lost all its keys.
    fn find_unbound_essential(&self) -> Option<(&'static [KeyContext], Command, Key)> {
        let before = Self::default();
        KeyContext::CONTEXT_CHAINS.iter().find_map(|chain| {
            let live = self.bindings_in(chain);
            let is_essential =
                |b: &&Binding| ESSENTIAL_KEYS.contains(&b.key) || b.command == Command::Yes;
            let essential = before.bindings_in(chain).into_iter().filter(is_essential);
            let lost = essential
                .map(|b| (b.command, b.key))
                .find(|(command, _)| !live.iter().any(|b| b.command == *command));
            lost.map(|(command, key)| (*chain, command, key))
        })
    }
}

/// Refuses a confirmation key that is also the key that opened the confirmation.
fn check_confirm_key(change: &Rebinding) -> Result<(), RebindingError> {
    let hasty = |key: &&Key| matches!(key, Key::Enter | Key::Esc | Key::Char(' ') | Key::F(8));
    match change
        .keys
        .iter()
        .find(hasty)
        .filter(|_| change.command == Command::Yes)
    {
        Some(key) => Err(RebindingError::HabitKeyConfirms(*key)),
        None => Ok(()),
    }
}

/// Refuses characters where text is typed, and in the sheet those that begin a number.
fn check_printable_key(change: &Rebinding) -> Result<(), RebindingError> {
    let typed = KeyContext::CONTEXT_CHAINS
        .iter()
        .any(|chain| chain.contains(&KeyContext::TextInput) && chain.contains(&change.key_context));
    let in_sheet = KeyContext::Sheet
        .context_chain()
        .contains(&change.key_context);
    let number = |key: &Key| match key {
        Key::Char(c) => {
            is_minus_sign(*c) || matches!(c, '0'..='9' | ',' | '.' | '/' | '<' | '>' | '=')
        }
        _ => false,
    };
    let typed_key = |key: &&Key| match key {
        Key::Char(_) => typed || (in_sheet && number(key)),
        _ => false,
    };
    match change.keys.iter().find(typed_key) {
        Some(key) => Err(RebindingError::PrintableInText(*key, change.key_context)),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn change(name: &str, keys: &[&str]) -> Result<Rebinding, RebindingError> {
        let keys: Vec<String> = keys.iter().map(|key| (*key).to_owned()).collect();
        Rebinding::parse(name, &keys)
    }

    fn changed(rebindings: &[(&str, &[&str])]) -> Result<Keymap, (usize, RebindingError)> {
        let changes: Vec<Rebinding> = rebindings
            .iter()
            .map(|(name, keys)| change(name, keys).unwrap())
            .collect();
        Keymap::with_rebindings(&changes)
    }

    #[test]
    fn every_name_of_the_table_is_read_back() {
        for (key_context, command) in Keymap::default().bound_commands() {
            let keys: Vec<String> = Keymap::default()
                .keys_of(key_context, command)
                .iter()
                .map(|key| key.config_name())
                .collect();
            let name = format!("{}.{}", key_context.name(), command.name());
            let read = Rebinding::parse(&name, &keys).unwrap();
            assert_eq!(
                read,
                Rebinding {
                    key_context,
                    command,
                    keys: Keymap::default().keys_of(key_context, command)
                }
            );
        }
    }

    #[test]
    fn a_change_takes_the_place_of_all_keys_of_the_command_there() {
        let keys = changed(&[
            ("reports.accept", &["n"]),
            ("any.palette", &["f9", "ctrl+k"]),
            ("sheet.note", &[]),
        ])
        .unwrap();
        let reports = KeyContext::Reports.context_chain();
        assert_eq!(
            keys.command_for(reports, Key::Char('n')),
            Some(Command::Accept)
        );
        assert_eq!(keys.command_for(reports, Key::Char('a')), None);
        assert_eq!(
            keys.command_for(KeyContext::DutyPage.context_chain(), Key::Char('a')),
            Some(Command::Accept)
        );
        assert_eq!(
            keys.command_for(KeyContext::Form.context_chain(), Key::Ctrl('k')),
            Some(Command::Palette)
        );
        assert_eq!(
            keys.command_for(KeyContext::Form.context_chain(), Key::Ctrl('p')),
            None
        );
        assert_eq!(
            keys.command_for(KeyContext::Sheet.context_chain(), Key::Char('n')),
            None
        );
        assert_eq!(
            keys.footer_entries(reports, crate::texts::Lang::Vi)[2].0,
            "n"
        );
    }

    #[test]
    fn a_key_of_several_places_may_be_changed_in_one_or_in_all() {
        let places = [KeyContext::Today, KeyContext::DutyPage, KeyContext::Sheet];
        let leads = |keys: &Keymap, key| {
            places.map(|place| keys.command_for(place.context_chain(), Key::Char(key)))
        };
        let quit = Some(Command::Quit);
        let one = changed(&[("list.quit", &["z"])]).unwrap();
        assert_eq!(leads(&one, 'z'), [quit, None, None]);
        assert_eq!(leads(&one, 'q'), [None, quit, quit]);
        let none = changed(&[("page.go_plans", &[]), ("sheet.help", &[])]).unwrap();
        assert_eq!(
            leads(&none, '2'),
            [Some(Command::GoPlans), None, None],
            "a digit begins a number in the sheet"
        );
        assert_eq!(
            leads(&none, '?'),
            [Some(Command::Help), Some(Command::Help), None]
        );
        let all = changed(&[("screen.quit", &["z"]), ("page.palette", &["f9", "v"])]).unwrap();
        assert_eq!(leads(&all, 'z'), [quit; 3]);
        assert_eq!(leads(&all, 'q'), [None; 3]);
        assert_eq!(
            leads(&all, ':'),
            [Some(Command::Palette), None, Some(Command::Palette)]
        );
        let taken = |name: &str, key: &str| {
            matches!(
                changed(&[(name, &[key])]),
                Err((0, RebindingError::Conflict { .. }))
            )
        };
        assert!(taken("list.sort", "q") && taken("page.back", "2") && taken("sheet.note", ":"));
        assert!(!taken("today.send", "q") && !taken("sheet.note", "j"));
        assert!(changed(&[("list.sort", &["q"]), ("list.quit", &["z"])]).is_ok());
        assert!(matches!(
            changed(&[("screen.refresh", &["5"])]),
            Err((0, RebindingError::PrintableInText(..)))
        ));
    }

    #[test]
    fn two_keys_may_be_exchanged() {
        let keys = changed(&[("reports.accept", &["s"]), ("reports.send", &["a"])]).unwrap();
        assert_eq!(
            keys.command_for(KeyContext::Reports.context_chain(), Key::Char('s')),
            Some(Command::Accept)
        );
    }

    #[test]
    fn one_key_for_two_commands_is_refused_by_their_names() {
        let fault = changed(&[("today.accept", &["n"]), ("reports.accept", &["s"])]).unwrap_err();
        let commands = [Command::Accept, Command::Send];
        assert_eq!(
            fault,
            (
                1,
                RebindingError::Conflict {
                    key: Key::Char('s'),
                    key_context: KeyContext::Reports,
                    commands
                }
            )
        );
    }

    #[test]
    fn the_never_list_is_refused_with_its_reason() {
        let why = |key: &str| match change("any.refresh", &[key]) {
            Err(RebindingError::Unbindable(_, why)) => why,
            other => panic!("{key}: {other:?}"),
        };
        assert_eq!(why("ctrl-h"), UnbindableReason::IsBackspace);
        assert_eq!(why("Ctrl+I"), UnbindableReason::IsTab);
        assert_eq!(
            [why("ctrl-j"), why("ctrl-m")],
            [UnbindableReason::IsEnter; 2]
        );
        assert_eq!(why("ctrl-["), UnbindableReason::IsEsc);
        assert_eq!(
            [why("ctrl-/"), why("ctrl-\\")],
            [UnbindableReason::Unreliable; 2]
        );
        assert_eq!(
            [why("shift-f5"), why("ctrl-up")],
            [UnbindableReason::TerminalDependent; 2]
        );
        assert_eq!(why("alt-x"), UnbindableReason::Alt);
        assert_eq!(why("S"), UnbindableReason::Capital);
        assert_eq!(why("ư"), UnbindableReason::Accented);
        assert_eq!(
            change("any.refresh", &["f13"]),
            Err(RebindingError::UnknownKey("f13".into()))
        );
    }

    #[test]
    fn the_way_out_cannot_be_lost() {
        let lost = |rebindings: &[(&str, &[&str])]| match changed(rebindings) {
            Err((_, RebindingError::EssentialCommandUnbound { command, .. })) => command,
            other => panic!("{rebindings:?}: {}", other.is_ok()),
        };
        assert_eq!(lost(&[("any.leave", &[])]), Command::Quit);
        assert_eq!(lost(&[("any.palette", &[])]), Command::Palette);
        assert_eq!(lost(&[("form.back", &[])]), Command::Back);
        assert_eq!(
            lost(&[("any.leave", &["f12"]), ("form.choose_value", &["f12"])]),
            Command::Quit
        );
        assert!(changed(&[("any.leave", &["f12"])]).is_ok());
        assert!(changed(&[("form.back", &["f12"])]).is_ok());
    }

    #[test]
    fn characters_run_nothing_where_text_is_typed() {
        let typed = |name: &str, key: &str| {
            matches!(
                changed(&[(name, &[key])]),
                Err((0, RebindingError::PrintableInText(..)))
            )
        };
        assert!(typed("any.refresh", "r") && typed("form.save", "s") && typed("sheet.note", "5"));
        assert!(!typed("sheet.note", "g") && !typed("list.refresh", "r"));
    }

    #[test]
    fn a_question_may_have_other_keys_but_none_of_habit() {
        assert!(changed(&[("ask.yes", &["x"])]).is_ok());
        for key in ["enter", "esc", "space", "f8"] {
            let fault = changed(&[("ask.back", &["n"]), ("ask.yes", &[key])]).unwrap_err();
            assert!(
                matches!(fault, (1, RebindingError::HabitKeyConfirms(_))),
                "{key}: {fault:?}"
            );
        }
        assert!(matches!(
            changed(&[("ask.yes", &[])]),
            Err((
                0,
                RebindingError::EssentialCommandUnbound {
                    command: Command::Yes,
                    ..
                }
            ))
        ));
    }

    #[test]
    fn what_lost_its_key_is_known() {
        let keys = changed(&[("form.choose_value", &[]), ("form.save", &["f7"])]).unwrap();
        assert_eq!(
            keys.commands_without_key(KeyContext::Form.context_chain()),
            [Command::ChooseValue]
        );
        assert!(
            Keymap::default()
                .commands_without_key(KeyContext::Form.context_chain())
                .is_empty()
        );
    }
}
