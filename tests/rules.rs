//! Rules of the code: dependencies between folders and files, texts, and sizes, which are printed and not enforced.

#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests")]

#[path = "rules/graph.rs"]
mod graph;

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use graph::Graph;
use tiendo::i18n::Lang;
use tiendo::i18n::screen::Text;
use tiendo::keys::{CommandMarker, KeyContext, KeyHints, Keymap};

/// A folder (or file) of `src`.
struct Folder {
    name: &'static str,
    /// The other folders that it may name.
    may_name: &'static [&'static str],
    /// Crates and parts of std that must not appear in it.
    must_not_name: &'static [&'static str],
}

/// Permitted dependencies, from the lowest folder up.
const FOLDERS: &[Folder] = &[
    Folder {
        name: "domain",
        may_name: &[],
        must_not_name: &[
            "rusqlite",
            "ratatui",
            "crossterm",
            "clap",
            "rustix",
            "std::fs",
            "std::env",
            "Utc::now",
            "Local::now",
            "SystemTime",
            "toml::",
            "csv::",
        ],
    },
    // The table of texts is data: keys, forms and widgets name it, and it names none of them.
    Folder {
        name: "texts",
        may_name: &["domain"],
        must_not_name: &[
            "rusqlite",
            "ratatui",
            "crossterm",
            "clap",
            "std::fs",
            "std::env",
        ],
    },
    Folder {
        name: "store",
        may_name: &["domain"],
        must_not_name: &[
            "ratatui",
            "crossterm",
            "clap",
            "toml::",
            "csv::",
            "Utc::now",
        ],
    },
    Folder {
        name: "report",
        may_name: &["domain"],
        must_not_name: &["rusqlite", "ratatui", "crossterm", "clap", "std::env"],
    },
    Folder {
        name: "import",
        may_name: &["domain"],
        must_not_name: &["rusqlite", "ratatui", "crossterm", "clap", "std::env"],
    },
    Folder {
        name: "sample",
        may_name: &["domain", "import", "store"],
        must_not_name: &["rusqlite", "ratatui", "crossterm", "clap", "std::env"],
    },
    Folder {
        name: "system",
        may_name: &[],
        must_not_name: &["rusqlite", "ratatui", "crossterm", "clap"],
    },
    // The list of commands is data: the grammar of the shell and that of remote commands derive from it.
    Folder {
        name: "command_table",
        may_name: &["domain"],
        must_not_name: &["rusqlite", "ratatui", "crossterm", "std::fs", "std::env"],
    },
    Folder {
        name: "remote",
        may_name: &["command_table"],
        must_not_name: &[
            "rusqlite",
            "ratatui",
            "crossterm",
            "std::process",
            "std::fs",
            "std::env",
        ],
    },
    // What begins a number is typed in the sheet and never bound: the domain says what that is.
    Folder {
        name: "keys",
        may_name: &["domain", "texts"],
        must_not_name: &["rusqlite", "ratatui", "std::fs", "std::env"],
    },
    // A configuration holds keys and a theme, and is decoded as every data file is.
    Folder {
        name: "config",
        may_name: &["import", "keys", "texts", "widgets"],
        must_not_name: &["rusqlite", "ratatui", "crossterm", "std::env"],
    },
    // Sentences describe results, refusals and errors of the other folders.
    Folder {
        name: "i18n",
        may_name: &[
            "config", "domain", "import", "keys", "remote", "report", "store", "system", "texts",
        ],
        must_not_name: &["rusqlite", "ratatui", "crossterm", "clap", "std::env"],
    },
    // A list is defined once: the command line and the panes name its definition.
    Folder {
        name: "lists",
        may_name: &["domain", "i18n", "report", "store", "texts"],
        must_not_name: &[
            "rusqlite",
            "ratatui",
            "crossterm",
            "clap",
            "std::fs",
            "std::env",
        ],
    },
    Folder {
        name: "form",
        may_name: &["domain", "i18n", "texts"],
        must_not_name: &["ratatui", "crossterm", "rusqlite", "std::fs", "std::env"],
    },
    Folder {
        name: "widgets",
        may_name: &["domain", "form", "keys", "texts"],
        must_not_name: &["rusqlite", "crossterm", "std::fs", "std::env"],
    },
    // The display settings of the interface hold a theme.
    Folder {
        name: "display",
        may_name: &["widgets"],
        must_not_name: &["rusqlite", "crossterm", "clap", "std::fs", "std::env"],
    },
    Folder {
        name: "panes",
        may_name: &[
            "domain", "form", "i18n", "keys", "lists", "store", "texts", "widgets",
        ],
        must_not_name: &["rusqlite", "crossterm", "clap", "std::fs", "std::env"],
    },
    Folder {
        name: "app",
        may_name: &[
            "domain", "form", "i18n", "keys", "panes", "report", "store", "texts", "widgets",
        ],
        must_not_name: &["ratatui", "crossterm", "rusqlite", "clap"],
    },
    Folder {
        name: "cli",
        may_name: &[
            "app",
            "command_table",
            "config",
            "display",
            "domain",
            "i18n",
            "import",
            "keys",
            "lists",
            "remote",
            "report",
            "sample",
            "store",
            "system",
            "texts",
            "widgets",
        ],
        must_not_name: &["rusqlite", "ratatui"],
    },
    Folder {
        name: "terminal",
        may_name: &[
            "app", "cli", "display", "domain", "form", "i18n", "keys", "panes", "store", "texts",
            "widgets",
        ],
        must_not_name: &["rusqlite", "clap"],
    },
    Folder {
        name: "main",
        may_name: &[
            "app", "cli", "config", "display", "domain", "i18n", "keys", "remote", "report",
            "sample", "store", "system", "terminal", "texts", "widgets",
        ],
        must_not_name: &["rusqlite", "ratatui"],
    },
];

/// Pairs of files that name each other, with the reason.
const PAIRS: &[(&str, &str, &str)] = &[];

/// Public types that share a name because they are the same idea, with the reason.
const SAME_IDEA: &[(&str, &str)] = &[];

/// The places that read the clock: the program's entry only.
const CLOCK: &[&str] = &["main.rs"];

fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(sources(&path));
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            found.push(path);
        }
    }
    found.sort();
    found
}

fn src() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

/// Path below `src`, and the lines of code without tests.
fn code() -> Vec<(String, Vec<(usize, String)>)> {
    let src = src();
    let read = |path: PathBuf| {
        let name = path.strip_prefix(&src).unwrap().display().to_string();
        let text = fs::read_to_string(&path).unwrap();
        let body = text
            .split("#[cfg(test)]\nmod tests {")
            .next()
            .unwrap_or_default();
        let lines = body
            .lines()
            .enumerate()
            .filter(|(_, line)| !line.trim_start().starts_with("//"));
        (
            name,
            lines.map(|(no, line)| (no + 1, line.to_owned())).collect(),
        )
    };
    sources(&src).into_iter().map(read).collect()
}

/// The folder of a file; `keys.rs` would be in the folder `keys`.
fn folder_of(file: &str) -> &str {
    let first = file.split('/').next().unwrap_or_default();
    first.trim_end_matches(".rs")
}

#[test]
fn each_folder_has_a_row() {
    let files: Vec<String> = code().into_iter().map(|(name, _)| name).collect();
    let there: BTreeSet<&str> = files.iter().map(|file| folder_of(file)).collect();
    let rows: BTreeSet<&str> = FOLDERS.iter().map(|folder| folder.name).collect();
    let without: Vec<&&str> = there
        .difference(&rows)
        .filter(|name| **name != "lib")
        .collect();
    assert!(without.is_empty(), "no row in FOLDERS: {without:?}");
    let gone: Vec<&&str> = rows.difference(&there).collect();
    assert!(gone.is_empty(), "no folder has this row: {gone:?}");
}

#[test]
fn each_folder_names_only_what_it_may() {
    let mut broken = String::new();
    for edge in &graph().edges {
        let (from, to) = (folder_of(&edge.from), folder_of(&edge.to));
        let row = FOLDERS.iter().find(|folder| folder.name == from);
        if from != to && row.is_some_and(|row| !row.may_name.contains(&to)) {
            let _ = writeln!(
                broken,
                "src/{}:{}: {from} must not name {to} ({})",
                edge.from, edge.line, edge.to
            );
        }
    }
    for (name, lines) in code() {
        let row = FOLDERS.iter().find(|row| row.name == folder_of(&name));
        for word in row.map_or(&[][..], |row| row.must_not_name) {
            for (no, line) in lines.iter().filter(|(_, line)| line.contains(word)) {
                let _ = writeln!(broken, "src/{name}:{no}: must not name {word}: {line}");
            }
        }
    }
    assert!(broken.is_empty(), "\n{broken}");
}

/// Dependencies between files; computed once.
fn graph() -> &'static Graph {
    static GRAPH: LazyLock<Graph> = LazyLock::new(|| {
        let src = src();
        let read = |path: PathBuf| {
            let name = path.strip_prefix(&src).unwrap().display().to_string();
            (name, fs::read_to_string(&path).unwrap())
        };
        Graph::read(&sources(&src).into_iter().map(read).collect::<Vec<_>>())
    });
    &GRAPH
}

#[test]
fn files_have_no_circular_dependency() {
    let graph = graph();
    let mut broken = String::new();
    let is_named = |circle: &BTreeSet<&str>| {
        PAIRS
            .iter()
            .any(|(a, b, _)| *circle == BTreeSet::from([*a, *b]))
    };
    for circle in graph.circles().iter().filter(|circle| !is_named(circle)) {
        let _ = writeln!(broken, "a circle of {} files:", circle.len());
        for edge in graph.within(circle) {
            let _ = writeln!(
                broken,
                "  src/{}:{} names {}",
                edge.from, edge.line, edge.to
            );
        }
    }
    assert!(broken.is_empty(), "\n{broken}");
}

#[test]
fn folders_have_no_mutual_dependency() {
    let graph = graph();
    let mut broken = String::new();
    for ((a, b), edges) in graph.mutual_folders() {
        let _ = writeln!(broken, "{a} and {b} name each other; the rarer direction:");
        for edge in edges {
            let _ = writeln!(
                broken,
                "  src/{}:{} names {}",
                edge.from, edge.line, edge.to
            );
        }
    }
    assert!(broken.is_empty(), "\n{broken}");
}

/// The type that a line declares with `pub`, if any: `pub(super) struct Row<T> {` declares `Row`.
fn public_type(line: &str) -> Option<&str> {
    let rest = line.trim_start().strip_prefix("pub")?;
    let rest = match rest.strip_prefix('(') {
        Some(visibility) => visibility.split_once(')')?.1,
        None => rest,
    };
    let (keyword, rest) = rest.strip_prefix(' ')?.split_once(' ')?;
    let name = rest.split(|c: char| !c.is_alphanumeric()).next()?;
    // `$name` in a macro is no name.
    (["struct", "enum", "trait", "type"].contains(&keyword) && !name.is_empty()).then_some(name)
}

#[test]
fn public_type_names_are_unique() {
    assert_eq!(public_type("    pub(super) struct Row<T> {"), Some("Row"));
    assert_eq!(public_type("pub type Row = (u8, u8);"), Some("Row"));
    assert_eq!(public_type("pub fn row() {}"), None);
    assert_eq!(public_type("        pub struct $name {"), None);
    let mut declared: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (file, lines) in code() {
        for (no, line) in lines {
            if let Some(name) = public_type(&line) {
                let place = format!("src/{file}:{no}");
                declared.entry(name.to_owned()).or_default().push(place);
            }
        }
    }
    assert!(declared.len() > 300, "{}", declared.len());
    let is_named = |name: &str| SAME_IDEA.iter().any(|(same, _)| *same == name);
    let mut broken = String::new();
    for (name, places) in declared {
        if places.len() > 1 && !is_named(&name) {
            let _ = writeln!(broken, "{name} is declared in {}", places.join(" and "));
        }
    }
    assert!(broken.is_empty(), "\n{broken}");
}

#[test]
fn clock_is_read_in_one_place() {
    for (name, lines) in code()
        .into_iter()
        .filter(|(name, _)| !CLOCK.contains(&name.as_str()))
    {
        for (no, line) in lines {
            assert!(
                !line.contains("Utc::now()") && !line.contains("Local::now("),
                "src/{name}:{no}: reads the clock"
            );
        }
    }
}

#[test]
fn every_file_starts_with_its_purpose() {
    for path in sources(&src()) {
        let text = fs::read_to_string(&path).unwrap();
        assert!(
            text.starts_with("//! "),
            "{} has no first doc line",
            path.display()
        );
    }
}

/// A function of `src` without its tests: location, lines, and parameters, with tuples counted by their parts.
struct FunctionSize {
    name: String,
    lines: usize,
    parameters: usize,
}

/// The functions of a file. A function ends with the brace in the column of its first word, as rustfmt formats it.
fn functions_of(file: &str, text: &str) -> Vec<FunctionSize> {
    let lines: Vec<&str> = text.lines().collect();
    let body = lines.iter().position(|line| line.trim() == "#[cfg(test)]");
    let lines = &lines[..body.unwrap_or(lines.len())];
    let mut found = Vec::new();
    for (start, line) in lines.iter().enumerate() {
        let word = line.trim_start();
        let indent = &line[..line.len() - word.len()];
        let mut words = word.split([' ', '(', ')']).filter(|word| !word.is_empty());
        let qualifiers = ["pub", "super", "crate", "const", "async"];
        if words.find(|word| !qualifiers.contains(word)) != Some("fn") {
            continue;
        }
        let name = words.next().unwrap_or_default();
        let name = name.split('<').next().unwrap_or_default();
        let ends = |line: &&str| {
            line.strip_prefix(indent).is_some_and(|rest| {
                rest.starts_with('}') || (rest.starts_with(')') && rest.ends_with(';'))
            })
        };
        let last = lines[start..].iter().position(ends);
        let is_one_line = line.ends_with(['}', ';']);
        let last = last.filter(|_| !is_one_line).unwrap_or(0);
        found.push(FunctionSize {
            name: format!("{file} {name}"),
            lines: last + 1,
            parameters: parameter_count(&lines[start..].join(" ")),
        });
    }
    found
}

/// Number of values that a function takes: `(at, width): (u16, u16)` is two.
fn parameter_count(function: &str) -> usize {
    let head = function.split(" fn ").nth(1).unwrap_or(function);
    let generics = head.find('(').unwrap_or(0);
    let parts = top_level_parts(&head[generics..]);
    let taken = parts
        .iter()
        .filter(|part| !part.trim_end().ends_with("self"));
    taken
        .map(|part| {
            let of = part.split_once(':').map_or("", |(_, of)| of.trim());
            let of = of.trim_start_matches(['&', ' ']).trim_start_matches("mut ");
            if of.starts_with('(') {
                top_level_parts(of).len()
            } else {
                1
            }
        })
        .sum()
}

/// The parts between commas in the first brackets of a text.
fn top_level_parts(text: &str) -> Vec<String> {
    let (mut parts, mut depth, mut before) = (vec![String::new()], 0, ' ');
    for c in text.chars() {
        match c {
            '(' | '[' | '{' | '<' => depth += 1,
            ')' | ']' | '}' => depth -= 1,
            '>' if before != '-' => depth -= 1,
            _ => {}
        }
        before = c;
        match (c, depth) {
            (_, 0) => break,
            (',', 1) => parts.push(String::new()),
            ('(', 1) => {}
            _ => parts.last_mut().unwrap().push(c),
        }
    }
    parts.retain(|part| !part.trim().is_empty());
    parts
}

#[test]
fn parameters_are_counted_with_their_tuples() {
    for (function, count) in [
        ("fn none() {", 0),
        ("pub fn one(&mut self, at: usize) -> usize {", 1),
        (
            "fn pairs<T>((x, y): (u16, u16), f: impl Fn(u8) -> (u8, u8), m: &Map<A, B>) {",
            4,
        ),
        ("const fn lent(at: &(u8, u8, u8),) {", 3),
    ] {
        assert_eq!(parameter_count(function), count, "{function}");
    }
}

/// Printed with `cargo test --test rules -- --nocapture sizes`.
#[test]
fn sizes() {
    let mut sizes: Vec<(usize, String)> = code()
        .into_iter()
        .map(|(name, lines)| (lines.len(), name))
        .collect();
    sizes.sort();
    let at = |part: usize| &sizes[(sizes.len() - 1) * part / 100];
    println!(
        "{} files; median {:?}, 90th percentile {:?}, longest {:?}",
        sizes.len(),
        at(50),
        at(90),
        at(100)
    );
    assert!(!sizes.is_empty());
    let mut functions: Vec<FunctionSize> = sources(&src())
        .iter()
        .flat_map(|path| {
            let name = path.strip_prefix(src()).unwrap().display().to_string();
            functions_of(&name, &fs::read_to_string(path).unwrap())
        })
        .collect();
    functions.sort_by_key(|function| function.lines);
    let long = functions.iter().filter(|function| function.lines > 60);
    println!(
        "{} functions; 90th percentile {} lines; over 60 lines: {}",
        functions.len(),
        functions[(functions.len() - 1) * 90 / 100].lines,
        long.clone().count()
    );
    long.for_each(|function| println!("  {} lines: {}", function.lines, function.name));
    let wide = functions.iter().filter(|function| function.parameters > 5);
    println!("more than 5 parameters: {}", wide.clone().count());
    wide.for_each(|function| println!("  {} parameters: {}", function.parameters, function.name));
    assert!(functions.len() > 1000, "functions are not found any more");
}

/// Sentences that name fixed keys of the keyboard, which no configuration changes, with the reason.
const NAMES_KEYS: &[(&str, &str)] = &[
    (
        "i18n/config.rs",
        "the names of keys, as the configuration writes them, and why some are never bound",
    ),
    (
        "Empty Enter: open the row",
        "lines are read there, not keys: Enter ends one",
    ),
    ("Gõ ? rồi Enter", "the same"),
    ("Type ? and Enter", "the same"),
    (
        "Esc rồi một chữ số",
        "what the program reads as a function key, before any table",
    ),
    ("Esc and a digit", "the same"),
    (
        "hoặc dùng F1 … F10",
        "the keys of a keyboard that an input method leaves alone",
    ),
    ("or use F1 … F10", "the same"),
];

/// Words that look like keys and are not.
const NO_KEYS: &[&str] = &[
    "Enter figures",
    "Enter or edit figures",
    "Enter a figure",
    "Enter the figure",
    "Enter x/y",
];

/// The key that a sentence names, if any.
fn key_named(sentence: &str) -> Option<String> {
    let words: Vec<&str> = sentence.split(' ').collect();
    let bare = |word: &str| {
        word.trim_matches(|c: char| !c.is_alphanumeric() && c != '+' && c != '‹')
            .to_owned()
    };
    let is_key = |word: &str| {
        let function = word.strip_prefix('F').and_then(|n| n.parse::<u8>().ok());
        function.is_some_and(|n| (1..=12).contains(&n))
            || ["Ins", "Del", "Esc", "Enter", "Tab", "PgUp", "PgDn", "Home"].contains(&word)
            || word.starts_with("Ctrl+")
    };
    let is_one = |word: &str| matches!(bare(word).chars().collect::<Vec<_>>()[..], [c] if c.is_ascii_alphanumeric());
    let named = |(at, word): (usize, &&str)| {
        let before = at
            .checked_sub(1)
            .map(|at| bare(words[at]).to_lowercase())
            .unwrap_or_default();
        let behind = words.get(at + 1).copied().unwrap_or_default();
        let called = is_one(word) && ["phím", "key", "hình", "screen"].contains(&before.as_str());
        let equals = is_one(word) && behind == "="
            || (is_one(word) && word.ends_with(':') && word.starts_with(char::is_alphabetic));
        let bracketed = is_one(word) && word.starts_with('(') && word.contains([')', ':']);
        (is_key(&bare(word)) || called || equals || bracketed).then(|| (*word).to_owned())
    };
    words.iter().enumerate().find_map(named)
}

/// Whether a file holds texts for people.
fn is_text(file: &str) -> bool {
    ["i18n", "texts"].contains(&folder_of(file))
}

/// The string literals of a line.
fn literals(line: &str) -> Vec<&str> {
    line.split('"').skip(1).step_by(2).collect()
}

#[test]
fn no_sentence_names_a_rebindable_key() {
    let mut named = String::new();
    let mut used = Vec::new();
    for (name, lines) in code().into_iter().filter(|(name, _)| is_text(name)) {
        for (no, line) in lines {
            for sentence in literals(&line) {
                let meant = NO_KEYS
                    .iter()
                    .fold(sentence.to_owned(), |text, word| text.replace(word, ""));
                let Some(key) = key_named(&meant) else {
                    continue;
                };
                match NAMES_KEYS
                    .iter()
                    .find(|(what, _)| sentence.contains(what) || *what == name)
                {
                    Some((what, _)) => used.push(*what),
                    None => {
                        let _ = writeln!(
                            named,
                            "src/{name}:{no}: “{key}” in “{sentence}”: name the command, ‹so›"
                        );
                    }
                }
            }
        }
    }
    assert!(named.is_empty(), "\n{named}");
    let unused: Vec<&str> = NAMES_KEYS
        .iter()
        .map(|(what, _)| *what)
        .filter(|what| !used.contains(what))
        .collect();
    assert!(unused.is_empty(), "no exception is needed for {unused:?}");
    for sentence in [
        "F4: lọc khác",
        "c = có",
        "phím s",
        "màn hình 2",
        "Nhập (6)",
        "Ctrl+Y chép",
        "k: chọn kỳ",
    ] {
        assert!(key_named(sentence).is_some(), "{sentence}");
    }
}

/// The names between ‹ and › in a text, in order.
fn markers(text: &str) -> Vec<&str> {
    text.split('‹')
        .skip(1)
        .map(|part| part.split_once('›').map_or(part, |(name, _)| name))
        .collect()
}

#[test]
fn commands_named_in_sentences_are_bound_where_shown() {
    let keys = Keymap::default();
    let is_bound = |places: &[KeyContext], command| {
        keys.bindings_in(places)
            .iter()
            .any(|row| row.command == command)
    };
    for text in Text::ALL {
        let names = markers(text.text(Lang::Vi));
        let mut english = markers(text.text(Lang::En));
        let mut vietnamese = names.clone();
        vietnamese.sort_unstable();
        english.sort_unstable();
        assert_eq!(
            vietnamese, english,
            "{text:?} names the same commands in both languages"
        );
        let read = |name: &&str| {
            CommandMarker::parse(name)
                .unwrap_or_else(|| panic!("{text:?}: there is no command ‹{name}›"))
        };
        let read: Vec<CommandMarker> = names.iter().map(read).collect();
        for marker in &read {
            let Some(place) = marker.key_context else {
                continue;
            };
            let chain = if place.context_chain().contains(&place) {
                place.context_chain()
            } else {
                &[place][..]
            };
            assert!(
                is_bound(chain, marker.command),
                "{text:?}: {marker:?} is not bound there"
            );
        }
        // A command without a place is bound in at least one place where the sentence is shown; the test with random
        // keys checks the other places.
        let here = |chain: &&&[KeyContext]| {
            read.iter()
                .filter(|marker| marker.key_context.is_none())
                .all(|marker| is_bound(chain, marker.command))
        };
        assert!(
            KeyContext::CONTEXT_CHAINS.iter().any(|chain| here(&chain)),
            "{text:?}: no place has {names:?}"
        );
    }
}

/// The widest line of the help guide, with the default keys.
const GUIDE_WIDTH: usize = 70;

#[test]
fn every_screen_has_a_guide_of_three_lines() {
    let keys = Keymap::default();
    let mut wrong = String::new();
    for chain in KeyContext::CONTEXT_CHAINS {
        let guide = chain[0].guide();
        let guide = guide.unwrap_or_else(|| panic!("{:?} teaches nothing", chain[0]));
        let mut named = Vec::new();
        for lang in [Lang::Vi, Lang::En] {
            let lines: Vec<&str> = guide.text(lang).lines().collect();
            assert_eq!(lines.len(), 3, "{guide:?} {lang:?}");
            for line in lines {
                let shown = KeyHints::new(&keys, chain).fill_keys(line, lang);
                if shown.chars().count() > GUIDE_WIDTH || shown.contains('“') {
                    let _ = writeln!(wrong, "{guide:?} {}: {shown}", shown.chars().count());
                }
            }
            let mut commands = markers(guide.text(lang));
            commands.sort_unstable();
            named.push(commands);
        }
        if named[0] != named[1] {
            let _ = writeln!(wrong, "{guide:?} names {named:?}");
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

/// Tables that are read as a whole, and where.
const READ_WHOLE: &[(&str, &str)] = &[
    ("Term", "help_guide::terms"),
    ("TermMeaning", "help_guide::terms"),
];

/// A table of texts.
struct TextTable {
    /// Path below `src`.
    file: String,
    /// Name of its enum, or of its function with a row per code.
    name: String,
    /// Its variants, or its codes in quotation marks.
    rows: Vec<String>,
}

/// Name of the table that a line opens. Functions with a row per variant of a type are not among them: the compiler
/// demands every row, and another test refuses variants that nothing makes.
fn opened_table(line: &str) -> Option<&str> {
    let line = line.strip_prefix("    ")?;
    let line = line.strip_prefix("pub ").unwrap_or(line);
    line.strip_prefix("enum ")
        .and_then(|rest| rest.split(' ').next())
        .or_else(|| {
            line.strip_prefix("fn ")
                .and_then(|rest| rest.strip_suffix("(&str) {"))
        })
}

/// The tables of texts whose rows the compiler does not demand.
fn text_tables() -> Vec<TextTable> {
    let mut tables = Vec::new();
    for (file, lines) in code().into_iter().filter(|(name, _)| is_text(name)) {
        let mut open: Option<TextTable> = None;
        let mut before = "";
        for (_, line) in &lines {
            if before == "texts! {" {
                open = opened_table(line).map(|name| TextTable {
                    file: file.clone(),
                    name: name.to_owned(),
                    rows: Vec::new(),
                });
            } else if line == "    }" {
                tables.extend(open.take());
            } else if let Some(table) = &mut open {
                let row = line.strip_prefix("        ");
                let names = row.and_then(|row| row.split_once(" => "));
                table.rows.extend(
                    names
                        .iter()
                        .flat_map(|(names, _)| names.split(" | "))
                        .map(str::to_owned),
                );
            }
            before = line;
        }
    }
    tables
}

/// The names on both sides of each `::` in a line.
fn paths(line: &str) -> Vec<(&str, &str)> {
    let is_name = |c: char| c.is_alphanumeric() || c == '_';
    line.match_indices("::")
        .map(|(at, _)| {
            let before = &line[..at];
            let behind = &line[at + 2..];
            let from = before.rfind(|c| !is_name(c)).map_or(0, |at| at + 1);
            let to = behind.find(|c| !is_name(c)).unwrap_or(behind.len());
            (&before[from..], &behind[..to])
        })
        .collect()
}

#[test]
fn every_text_is_used() {
    let code = code();
    let mut used: HashSet<(&str, &str)> = HashSet::new();
    for (name, lines) in &code {
        for (_, line) in lines {
            used.extend(paths(line));
            // Tables of columns name their headings without the table: `"key" = value => place Heading Width columns: cell;`.
            if name.starts_with("lists/")
                && let Some((_, shown)) = line.split_once("=> ")
            {
                used.extend(shown.split(' ').nth(1).map(|heading| ("Text", heading)));
            }
            // The tables of places and commands name their texts without the table.
            if name == "keys/command.rs"
                && let Some((_, texts)) = line.split_once(" => ")
            {
                used.extend(
                    texts
                        .trim_end_matches(';')
                        .split(", ")
                        .map(|text| ("Text", text)),
                );
            }
        }
    }
    let tables = text_tables();
    assert!(tables.len() > 40, "{}", tables.len());
    let words: Vec<(&String, HashSet<String>)> = code
        .iter()
        .map(|(name, lines)| (name, words_of(lines)))
        .collect();
    let mut dead = Vec::new();
    for TextTable { file, name, rows } in &tables {
        // The rows of a function are codes that other files write, or constants.
        let is_function = name.starts_with(char::is_lowercase);
        let is_used = |row: &str| {
            if is_function {
                let mut others = words.iter().filter(|(other, _)| *other != file);
                return others.any(|(_, words)| words.contains(row.trim_matches('"')));
            }
            let short = name == "Text" && used.contains(&("T", row));
            short || used.contains(&(name.as_str(), row)) || used.contains(&("Self", row))
        };
        if !READ_WHOLE.iter().any(|(whole, _)| whole == name) {
            let unused = rows.iter().filter(|row| !is_used(row));
            dead.extend(unused.map(|row| format!("{file}: {name}::{row}")));
        }
    }
    assert!(dead.is_empty(), "nothing shows {dead:#?}");
}

/// The words of a file; a variant such as `NotBegun` also as `not_begun`, as it is stored.
fn words_of(lines: &[(usize, String)]) -> HashSet<String> {
    let mut found = HashSet::new();
    for (_, line) in lines {
        for word in line.split(|c: char| !c.is_alphanumeric() && c != '_') {
            let mut stored = String::new();
            for (at, c) in word.char_indices() {
                if at > 0 && c.is_uppercase() {
                    stored.push('_');
                }
                stored.extend(c.to_lowercase());
            }
            found.extend([word.to_owned(), stored]);
        }
    }
    found
}

/// Ways to write the two languages of a text into code; all texts stand in tables instead.
const TEXTS_IN_CODE: &[&str] = &[".pick(", "vi: &str", "Lang::Vi => \""];

#[test]
fn texts_stand_in_tables() {
    let mut wrong = String::new();
    for (name, lines) in code() {
        for (no, line) in lines {
            if TEXTS_IN_CODE.iter().any(|written| line.contains(written)) {
                let _ = writeln!(
                    wrong,
                    "src/{name}:{no}: {}: make it a row of texts!",
                    line.trim()
                );
            }
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

/// Printed or written output knows no keys: a sentence that names a command appears on the screen only.
#[test]
fn printed_output_uses_no_sentence_that_names_keys() {
    let marked: Vec<String> = Text::ALL
        .iter()
        .filter(|text| text.text(Lang::Vi).contains('‹'))
        .map(|text| format!("Text::{text:?}"))
        .collect();
    let on_screen = ["texts/screen.rs", "i18n/form.rs", "texts/help_guide.rs"];
    let printed = |name: &str| {
        let folders = [
            "cli", "report", "import", "remote", "sample", "i18n", "texts", "main",
        ];
        folders.iter().any(|folder| name.starts_with(folder)) && !on_screen.contains(&name)
    };
    for (name, lines) in code().into_iter().filter(|(name, _)| printed(name)) {
        for (no, line) in lines {
            let names = |text: &&String| {
                line.match_indices(text.as_str()).any(|(at, _)| {
                    let (before, after) = (&line[..at], &line[at + text.len()..]);
                    !before.ends_with(char::is_alphabetic)
                        && !after.starts_with(char::is_alphabetic)
                })
            };
            assert!(
                marked.iter().find(names).is_none(),
                "src/{name}:{no}: {line}"
            );
            assert!(!line.contains('‹'), "src/{name}:{no}: {line}");
        }
    }
}

/// English nouns with a count; behind a value each has both forms, as in `{} row{|s}`.
const COUNTED: &[&str] = &[
    "activities",
    "backups",
    "cells",
    "characters",
    "days",
    "differences",
    "duties",
    "errors",
    "forms",
    "gaps",
    "groups",
    "holidays",
    "inconsistencies",
    "items",
    "lines",
    "measures",
    "offices",
    "ones",
    "periods",
    "places",
    "plans",
    "reports",
    "rows",
    "rules",
    "targets",
    "things",
    "times",
    "years",
];

#[test]
fn english_counts_have_singular_and_plural() {
    let mut wrong = String::new();
    for (name, lines) in code().into_iter().filter(|(name, _)| is_text(name)) {
        for (no, line) in lines {
            for behind in line.split("{} ").skip(1) {
                let words: Vec<&str> = behind
                    .split(|c: char| !c.is_ascii_alphabetic())
                    .take(2)
                    .collect();
                let noun = words
                    .iter()
                    .find(|word| !["last", "more", "new", "reporting"].contains(word));
                if let Some(noun) = noun
                    .filter(|noun| COUNTED.contains(noun) && !line.contains("more than {} rows"))
                {
                    let _ = writeln!(wrong, "src/{name}:{no}: 1 {noun}");
                }
            }
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}
