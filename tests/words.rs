//! Wording of the texts: phrases that no text may use, and Vietnamese only in `src/i18n`.

#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests")]

use std::collections::HashSet;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

/// Language, location, phrase, and its replacement.
const NOT_USED: &str = include_str!("words/not_used.tsv");

/// Phrases with another meaning that contain a forbidden one; removed before the search.
const ALLOWED: &[(&str, &str)] = &[
    ("ngày chốt số liệu", "the name of the cut-off"),
    ("thời gian chốt số liệu", "the same, of a rule"),
    ("chưa có số liệu", "the name of the state"),
    ("quản trị máy chủ", "the name of the server's administrator"),
    ("sang ô kế", "a cell of the sheet"),
    ("ô kế tiếp", "the same"),
    ("chấp nhận từ", "a value that is near enough"),
    (
        "submitted \u{1} days late",
        "a report that was sent; one that was not is overdue by so many days",
    ),
    ("mend_by", "a column of the sheet of steps"),
    ("extended, waived, reminded", "values of its column step"),
    ("tiendo duties", "a command"),
    ("tiendo gaps", "a command"),
    ("owes this report", "said of a successor"),
    ("sort stages by date", "a key of the plan's data file"),
];

/// Files where a word alone is a name in JSON, in a data file or on the command line, and no text.
const HOLDS_NAMES: &[&str] = &[
    "column.rs",
    "help_examples.rs",
    "journal.rs",
    "messages/plan_check.rs",
];

/// Files outside `src/i18n` that contain Vietnamese, with the reason.
const VIETNAMESE_OUTSIDE: &[(&str, &str)] = &[
    ("cli/doctor.rs", "letters that a font may lack, to look at"),
    ("cli/setting.rs", "yes and no, as they are typed"),
    ("domain/budget.rs", "the unit of an amount, as it is typed"),
    (
        "domain/day.rs",
        "the date of an official letter, Vietnamese in every language",
    ),
    ("domain/text.rs", "the alphabet, for sorting and searching"),
    ("sample/demo.rs", "sample data"),
];

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

/// A literal, its file below `src`, and its row in a table of texts.
struct Literal {
    file: String,
    row: String,
    text: String,
}

/// Every string in the code of a folder below `src`, without tests.
fn literals(folder: &str) -> Vec<Literal> {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut found = Vec::new();
    for path in sources(&src.join(folder)) {
        let file = path.strip_prefix(&src).unwrap().display().to_string();
        // Files of tests only.
        if file.ends_with("tests.rs") || file.ends_with("fixtures.rs") {
            continue;
        }
        let code = fs::read_to_string(&path).unwrap();
        let code = code.split("#[cfg(test)]").next().unwrap();
        let code: Vec<&str> = code
            .lines()
            .filter(|line| !line.trim_start().starts_with("//"))
            .collect();
        for (row, text) in strings(&code.join("\n")) {
            let file = file.clone();
            found.push(Literal { file, row, text });
        }
    }
    found
}

/// The strings of code, each with its table and the name before the last ` =>`: `Heading::Code`.
fn strings(code: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let (mut table, mut row) = ("", String::new());
    let mut rest = code;
    while let Some(at) = rest.find('"') {
        let before = &rest[..at];
        if let Some((_, named)) = before.rsplit_once("enum ") {
            table = named.split(' ').next().unwrap();
        }
        if let Some((name, _)) = before.rsplit_once(" =>") {
            let name = name.rsplit([' ', '\n', ':', '(']).next().unwrap();
            row = format!("{table}::{name}");
        }
        let tail = &rest[at + 1..];
        if before.ends_with('\'') && tail.starts_with('\'') {
            rest = &tail[1..];
        } else if before.ends_with("r#") {
            let end = tail.find("\"#").unwrap();
            found.push((row.clone(), tail[..end].to_owned()));
            rest = &tail[end + 2..];
        } else {
            let (text, end) = unescaped(tail);
            found.push((row.clone(), text));
            rest = &tail[end..];
        }
    }
    found
}

/// A string up to its closing quotation mark, and the position of that mark.
fn unescaped(tail: &str) -> (String, usize) {
    let mut text = String::new();
    let mut chars = tail.char_indices();
    while let Some((at, c)) = chars.next() {
        match c {
            '"' => return (text, at + 1),
            '\\' => match chars.next().unwrap().1 {
                'n' | 't' => text.push(' '),
                '\n' => {
                    let rest = chars.as_str().trim_start();
                    let skipped = chars.as_str().len() - rest.len();
                    chars.by_ref().take(skipped).for_each(drop);
                }
                other => text.push(other),
            },
            c => text.push(c),
        }
    }
    panic!("a string without an end: {tail}");
}

fn is_vietnamese(text: &str) -> bool {
    text.chars().any(|c| c.is_alphabetic() && !c.is_ascii())
}

/// A text in lower case without placeholders and without the phrases to keep; of an example only what is in quotation
/// marks, as the rest is a command.
fn to_search(literal: &Literal) -> String {
    let mut text = literal.text.to_lowercase();
    if literal.file.ends_with("help_examples.rs") {
        text = text
            .split('"')
            .skip(1)
            .step_by(2)
            .collect::<Vec<_>>()
            .join(" | ");
    }
    for (open, close) in [('{', '}'), ('‹', '›')] {
        while let Some((before, (_, tail))) = text
            .split_once(open)
            .and_then(|(a, b)| Some((a, b.split_once(close)?)))
        {
            text = format!("{before}\u{1}{tail}");
        }
    }
    for (phrase, _) in ALLOWED {
        text = text.replace(phrase, "\u{1}");
    }
    text
}

/// Whether a text contains a phrase as whole words.
fn has_phrase(text: &str, phrase: &str) -> bool {
    text.match_indices(phrase).any(|(at, _)| {
        !text[..at].ends_with(char::is_alphanumeric)
            && !text[at + phrase.len()..].starts_with(char::is_alphanumeric)
    })
}

/// Whether a text contains a phrase.
fn is_searched(place: &str, literal: &Literal) -> bool {
    let file = literal
        .file
        .strip_prefix("i18n/")
        .or_else(|| literal.file.strip_prefix("texts/"))
        .unwrap();
    match place {
        "all" => true,
        "heads" => literal.row.starts_with("Heading::") || literal.row.contains("::Head"),
        files => files.split(',').any(|name| file.starts_with(name)),
    }
}

#[test]
fn no_text_uses_a_replaced_phrase() {
    let rows: Vec<[&str; 4]> = NOT_USED
        .lines()
        .filter(|line| !line.starts_with('#'))
        .map(|line| line.split('\t').collect::<Vec<_>>().try_into().unwrap())
        .collect();
    assert!(rows.len() > 250);
    let mut wrong = String::new();
    for literal in literals("i18n").into_iter().chain(literals("texts")) {
        let holds_names = HOLDS_NAMES.iter().any(|name| literal.file.ends_with(name));
        if holds_names && !literal.text.contains(' ') && literal.text.is_ascii() {
            continue;
        }
        let lang = if is_vietnamese(&literal.text) {
            "vi"
        } else {
            "en"
        };
        let text = to_search(&literal);
        for [of, place, phrase, instead] in &rows {
            if *of == lang && is_searched(place, &literal) && has_phrase(&text, phrase) {
                let _ = writeln!(
                    wrong,
                    "src/{}: “{}”: not “{phrase}” but “{instead}”",
                    literal.file, literal.text
                );
            }
        }
        let percent = text.split(" %").collect::<Vec<_>>();
        let behind_number =
            |part: &&str| part.ends_with(|c: char| c.is_ascii_digit() || c == '\u{1}');
        if percent[..percent.len() - 1].iter().any(behind_number) {
            let _ = writeln!(
                wrong,
                "src/{}: “{}”: no blank before %",
                literal.file, literal.text
            );
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

#[test]
fn vietnamese_occurs_only_in_texts() {
    let mut used = HashSet::new();
    let mut wrong = String::new();
    for literal in literals("") {
        if literal.file.starts_with("i18n/")
            || literal.file.starts_with("texts/")
            || !is_vietnamese(&literal.text)
        {
            continue;
        }
        match VIETNAMESE_OUTSIDE
            .iter()
            .find(|(file, _)| *file == literal.file)
        {
            Some((file, _)) => {
                used.insert(*file);
            }
            None => {
                let _ = writeln!(wrong, "src/{}: “{}”", literal.file, literal.text);
            }
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
    let unused: Vec<_> = VIETNAMESE_OUTSIDE
        .iter()
        .filter(|(file, _)| !used.contains(file))
        .collect();
    assert!(unused.is_empty(), "no exception is needed for {unused:?}");
}
