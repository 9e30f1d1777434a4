//! The rules of the house as tests: who may name whom, and the sizes, which are printed and not enforced.

#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests")]

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

/// A folder (or file) of `src`, and the names that must not appear in it.
const MUST_NOT_NAME: &[(&str, &[&str])] = &[
    (
        "domain",
        &[
            "crate::store",
            "crate::words",
            "crate::cli",
            "crate::app",
            "crate::panes",
            "crate::widgets",
            "crate::form",
            "crate::keys",
            "crate::report",
            "crate::import",
            "crate::sample",
            "rusqlite",
            "ratatui",
            "crossterm",
            "std::fs",
            "std::env",
            "Utc::now",
            "Local::now",
            "SystemTime",
            "toml::",
            "csv::",
        ],
    ),
    (
        "store",
        &[
            "ratatui",
            "crossterm",
            "crate::app",
            "crate::panes",
            "crate::form",
            "crate::widgets",
            "crate::cli",
            "crate::words",
            "crate::keys",
            "Utc::now",
        ],
    ),
    ("report", &["crate::store", "crate::panes", "crate::app", "rusqlite", "ratatui", "crossterm"]),
    ("import", &["crate::store", "crate::panes", "crate::app", "rusqlite", "ratatui", "crossterm"]),
    ("form", &["ratatui", "crossterm", "rusqlite", "crate::store", "crate::panes", "crate::app"]),
    ("widgets", &["rusqlite", "crate::store", "crate::app", "crate::panes", "crossterm"]),
    ("panes", &["rusqlite", "crossterm", "crate::app"]),
    ("app", &["ratatui", "crossterm", "rusqlite"]),
    ("config", &["rusqlite", "ratatui", "crossterm", "crate::store", "crate::panes", "crate::app", "std::env"]),
    ("keys", &["rusqlite", "ratatui", "crate::store", "crate::panes", "crate::app", "crate::domain"]),
    // Words may name forms: what a form refuses becomes a sentence there.
    ("words", &["rusqlite", "ratatui", "crossterm", "crate::app", "crate::panes", "crate::cli"]),
];

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

/// Path below `src`, and the lines that are code and not tests.
fn code() -> Vec<(String, Vec<(usize, String)>)> {
    let src = src();
    let read = |path: PathBuf| {
        let name = path.strip_prefix(&src).unwrap().display().to_string();
        let text = fs::read_to_string(&path).unwrap();
        let body = text.split("#[cfg(test)]").next().unwrap_or_default();
        let lines = body.lines().enumerate().filter(|(_, line)| !line.trim_start().starts_with("//"));
        (name, lines.map(|(no, line)| (no + 1, line.to_owned())).collect())
    };
    sources(&src).into_iter().map(read).collect()
}

#[test]
fn each_folder_names_only_what_it_may() {
    let mut broken = String::new();
    for (name, lines) in code() {
        let rules = MUST_NOT_NAME
            .iter()
            .filter(|(place, _)| name.starts_with(&format!("{place}/")) || name == format!("{place}.rs"));
        for (_, forbidden) in rules {
            for (no, line) in &lines {
                for word in forbidden.iter().filter(|word| line.contains(**word)) {
                    let _ = writeln!(broken, "src/{name}:{no}: must not name {word}");
                }
            }
        }
    }
    assert!(broken.is_empty(), "\n{broken}");
}

#[test]
fn the_clock_is_read_in_one_place() {
    for (name, lines) in code().into_iter().filter(|(name, _)| !CLOCK.contains(&name.as_str())) {
        for (no, line) in lines {
            assert!(!line.contains("Utc::now()") && !line.contains("Local::now("), "src/{name}:{no}: reads the clock");
        }
    }
}

#[test]
fn every_file_says_in_its_first_line_what_it_is_for() {
    for path in sources(&src()) {
        let text = fs::read_to_string(&path).unwrap();
        assert!(text.starts_with("//! "), "{} has no first doc line", path.display());
    }
}

/// Printed with `cargo test --test rules -- --nocapture sizes`.
#[test]
fn sizes() {
    let mut sizes: Vec<(usize, String)> = code().into_iter().map(|(name, lines)| (lines.len(), name)).collect();
    sizes.sort();
    let at = |part: usize| &sizes[(sizes.len() - 1) * part / 100];
    println!("{} files; median {:?}, 90th percentile {:?}, longest {:?}", sizes.len(), at(50), at(90), at(100));
    assert!(!sizes.is_empty());
}

/// English nouns that are counted; behind a value each has both its forms, as in `{} row{|s}`.
const COUNTED: &[&str] = &[
    "activities",
    "cells",
    "characters",
    "days",
    "differences",
    "duties",
    "forms",
    "gaps",
    "groups",
    "lines",
    "measures",
    "offices",
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
fn english_counts_one_as_one() {
    let mut wrong = String::new();
    for (name, lines) in code().into_iter().filter(|(name, _)| name.starts_with("words/")) {
        for (no, line) in lines {
            for behind in line.split("{} ").skip(1) {
                let words: Vec<&str> = behind.split(|c: char| !c.is_ascii_alphabetic()).take(2).collect();
                let noun = words.iter().find(|word| !["more", "new", "reporting"].contains(word));
                if let Some(noun) = noun.filter(|noun| COUNTED.contains(noun) && !line.contains("more than {} rows")) {
                    let _ = writeln!(wrong, "src/{name}:{no}: 1 {noun}");
                }
            }
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}
