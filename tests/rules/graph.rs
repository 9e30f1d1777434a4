//! Dependencies between files of `src`, read from their `use` trees and inline paths. Contains no rule.
//!
//! A path belongs to the file of its longest prefix that is a module: `crate::store::Write` names `store/mod.rs`,
//! which re-exports it, and `crate::store::write_types::Write` names that file. A declaration `mod x;` names nothing.
//! Comments, quoted text and code behind `#[cfg(test)]` are not read.

use std::collections::{BTreeMap, BTreeSet};

/// A module: its path of names from the crate root.
type Module = Vec<String>;

/// A reference from one file to another.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Edge {
    /// The file that names, below `src`.
    pub from: String,
    /// The file that is named.
    pub to: String,
    /// The line in `from`.
    pub line: usize,
}

/// The files and their references.
#[derive(Debug, Default)]
pub struct Graph {
    /// Every reference, by file and line.
    pub edges: BTreeSet<Edge>,
}

/// A word, a `::`, or one other character of a file, with its line.
#[derive(Clone, Debug)]
struct Token {
    text: String,
    line: usize,
}

impl Graph {
    /// Builds the graph from paths below `src` and texts.
    pub fn read(files: &[(String, String)]) -> Self {
        let tokens: BTreeMap<&str, Vec<Token>> = files
            .iter()
            .map(|(name, text)| (name.as_str(), without_tests(&tokens(text))))
            .collect();
        let mut modules: BTreeMap<Module, String> = BTreeMap::new();
        let tests = test_files(files);
        for name in tokens.keys().filter(|name| !tests.contains(**name)) {
            if *name != "main.rs" {
                modules.insert(module_of(name), (*name).to_owned());
            }
        }
        let mut macros = BTreeMap::new();
        for (name, tokens) in &tokens {
            for at in words(tokens, &["macro_export", "]", "macro_rules", "!"]) {
                macros.insert(tokens[at + 4].text.clone(), (*name).to_owned());
            }
        }
        let mut graph = Self::default();
        for (name, tokens) in tokens.iter().filter(|(name, _)| !tests.contains(**name)) {
            let mut reader = Reader {
                modules: &modules,
                here: module_of(name),
                known: BTreeMap::new(),
                found: Vec::new(),
            };
            reader.read(tokens);
            for (path, line) in reader.found {
                let to = match path.as_slice() {
                    [one] if macros.contains_key(one) => &macros[one],
                    path => file_of(&modules, path),
                };
                if to != name {
                    graph.edges.insert(Edge {
                        from: (*name).to_owned(),
                        to: to.clone(),
                        line,
                    });
                }
            }
        }
        graph
    }

    /// The circles: sets of files that all reach each other, largest first.
    pub fn circles(&self) -> Vec<BTreeSet<&str>> {
        let mut next: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
        for edge in &self.edges {
            next.entry(&edge.from).or_default().insert(&edge.to);
        }
        let reached: BTreeMap<&str, BTreeSet<&str>> = next
            .keys()
            .map(|file| (*file, reach(&next, file)))
            .collect();
        let mut circles: Vec<BTreeSet<&str>> = Vec::new();
        for (file, there) in &reached {
            let circle: BTreeSet<&str> = there
                .iter()
                .filter(|other| reached.get(*other).is_some_and(|back| back.contains(file)))
                .copied()
                .collect();
            if !circle.is_empty() && !circles.contains(&circle) {
                circles.push(circle);
            }
        }
        circles.sort_by_key(|circle| std::cmp::Reverse(circle.len()));
        circles
    }

    /// The edges inside a set of files.
    pub fn within<'a>(&'a self, files: &'a BTreeSet<&str>) -> impl Iterator<Item = &'a Edge> {
        self.edges
            .iter()
            .filter(|edge| files.contains(edge.from.as_str()) && files.contains(edge.to.as_str()))
    }

    /// Pairs of folders that name each other, neither within the other, each with the edges of the rarer direction.
    pub fn mutual_folders(&self) -> BTreeMap<(String, String), Vec<&Edge>> {
        let mut named: BTreeMap<(String, String), Vec<&Edge>> = BTreeMap::new();
        for edge in &self.edges {
            for from in folders(&edge.from) {
                for to in folders(&edge.to) {
                    let within = |a: &str, b: &str| a == b || a.starts_with(&format!("{b}/"));
                    if !within(&from, &to) && !within(&to, &from) {
                        named.entry((from.clone(), to)).or_default().push(edge);
                    }
                }
            }
        }
        let mut mutual = BTreeMap::new();
        for ((from, to), edges) in &named {
            let back = named.get(&(to.clone(), from.clone()));
            if let Some(back) = back.filter(|_| from < to) {
                let rarer = if back.len() < edges.len() {
                    back
                } else {
                    edges
                };
                mutual.insert((from.clone(), to.clone()), rarer.clone());
            }
        }
        mutual
    }
}

/// The folders of a file; `keys.rs` is in the folder `keys`.
fn folders(file: &str) -> Vec<String> {
    let module = module_of(file);
    let is_file_of_folder = file.ends_with("/mod.rs") || module.len() == 1;
    let depth = module.len() - usize::from(!is_file_of_folder && !module.is_empty());
    (1..=depth).map(|depth| module[..depth].join("/")).collect()
}

/// All files that can be reached from a file.
fn reach<'a>(next: &BTreeMap<&'a str, BTreeSet<&'a str>>, from: &str) -> BTreeSet<&'a str> {
    let mut reached = BTreeSet::new();
    let mut open: Vec<&str> = next.get(from).into_iter().flatten().copied().collect();
    while let Some(file) = open.pop() {
        if reached.insert(file) {
            open.extend(next.get(file).into_iter().flatten().copied());
        }
    }
    reached
}

/// The module of a file.
fn module_of(file: &str) -> Module {
    let path = file.trim_end_matches(".rs");
    let path = path.strip_suffix("/mod").unwrap_or(path);
    match path {
        "lib" | "main" => Module::new(),
        path => path.split('/').map(str::to_owned).collect(),
    }
}

/// The file of the longest prefix that is a module.
fn file_of<'a>(modules: &'a BTreeMap<Module, String>, path: &[String]) -> &'a String {
    let prefixes = (0..=path.len()).rev().map(|length| &path[..length]);
    let mut known = prefixes.filter_map(|prefix| modules.get(prefix));
    known.next().unwrap_or_else(|| &modules[&Module::new()])
}

/// Files that exist only for tests: `#[cfg(test)] mod tests;`.
fn test_files(files: &[(String, String)]) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for (name, text) in files {
        let tokens = tokens(text);
        for at in words(&tokens, &["cfg", "(", "test", ")", "]", "mod"]) {
            if tokens.get(at + 7).is_some_and(|token| token.text == ";") {
                let mut module = module_of(name);
                module.push(tokens[at + 6].text.clone());
                found.insert(module.join("/") + ".rs");
            }
        }
    }
    found
}

/// Positions of a sequence of words.
fn words(tokens: &[Token], sequence: &[&str]) -> Vec<usize> {
    let is_here = |window: &[Token]| window.iter().zip(sequence).all(|(a, b)| a.text == *b);
    let windows = tokens.windows(sequence.len()).enumerate();
    windows
        .filter(|(_, window)| is_here(window))
        .map(|(at, _)| at)
        .collect()
}

/// The tokens of a file, without comments and quoted text.
fn tokens(text: &str) -> Vec<Token> {
    let chars: Vec<char> = text.chars().collect();
    let (mut found, mut at, mut line) = (Vec::new(), 0, 1);
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    while at < chars.len() {
        let rest = &chars[at..];
        let length = match rest {
            ['/', '/', ..] => rest.iter().take_while(|c| **c != '\n').count(),
            ['/', '*', ..] => until(rest, 2, &['*', '/']),
            ['"', ..] => quoted(rest),
            ['r', '"', ..] => until(rest, 2, &['"']),
            ['r', '#', '"', ..] => until(rest, 3, &['"', '#']),
            ['\'', '\\', ..] => until(rest, 3, &['\'']),
            ['\'', _, '\'', ..] => 3,
            [':', ':', ..] => 2,
            [c, ..] if is_word(*c) => rest.iter().take_while(|c| is_word(**c)).count(),
            _ => 1,
        };
        let first = chars[at];
        let part: String = chars[at..(at + length).min(chars.len())].iter().collect();
        let is_left_out = first.is_whitespace()
            || part.starts_with("//")
            || part.starts_with("/*")
            || part.contains('"')
            || (first == '\'' && length > 1);
        let lines = part.matches('\n').count();
        if !is_left_out {
            found.push(Token { text: part, line });
        }
        (at, line) = (at + length, line + lines);
    }
    found
}

/// The length up to and with an ending.
fn until(chars: &[char], from: usize, ending: &[char]) -> usize {
    let mut starts = from..chars.len();
    let end = starts.find(|at| chars[*at..].starts_with(ending));
    end.map_or(chars.len(), |at| at + ending.len())
}

/// The length of a quoted text.
fn quoted(chars: &[char]) -> usize {
    let mut at = 1;
    while at < chars.len() && chars[at] != '"' {
        at += if chars[at] == '\\' { 2 } else { 1 };
    }
    at + 1
}

/// Removes each item behind `#[cfg(test)]`.
fn without_tests(tokens: &[Token]) -> Vec<Token> {
    let mut kept: Vec<Token> = Vec::new();
    let starts = words(tokens, &["#", "[", "cfg", "(", "test", ")", "]"]);
    let mut skip_to = 0;
    for (at, token) in tokens.iter().enumerate() {
        if at < skip_to {
            continue;
        }
        if starts.contains(&at) {
            let is_use = tokens.get(at + 7).is_some_and(|token| token.text == "use");
            let end = if is_use { end_of_use } else { end_of_item };
            skip_to = end(tokens, at + 7);
        } else {
            kept.push(token.clone());
        }
    }
    kept
}

/// The position after an item: after its `;` or its braces.
fn end_of_item(tokens: &[Token], from: usize) -> usize {
    let mut depth = 0_usize;
    for (at, token) in tokens.iter().enumerate().skip(from) {
        match token.text.as_str() {
            "{" | "(" | "[" => depth += 1,
            ")" | "]" => depth -= 1,
            "}" => {
                depth -= 1;
                if depth == 0 {
                    return at + 1;
                }
            }
            ";" if depth == 0 => return at + 1,
            _ => {}
        }
    }
    tokens.len()
}

/// The position after a `use`.
fn end_of_use(tokens: &[Token], from: usize) -> usize {
    let behind = tokens.iter().skip(from).position(|token| token.text == ";");
    behind.map_or(tokens.len(), |at| from + at + 1)
}

/// Reads the paths of one file.
struct Reader<'a> {
    modules: &'a BTreeMap<Module, String>,
    here: Module,
    /// Modules by the name that a `use` gives them here.
    known: BTreeMap<String, Module>,
    found: Vec<(Module, usize)>,
}

impl Reader<'_> {
    fn read(&mut self, tokens: &[Token]) {
        // A name from a `use` may occur before it, so every `use` is read first.
        let is_use = |at: &usize| {
            let next = tokens.get(at + 1).map_or("", |token| &token.text);
            tokens[*at].text == "use" && next != "<"
        };
        let uses: Vec<usize> = (0..tokens.len()).filter(is_use).collect();
        for at in &uses {
            let end = end_of_use(tokens, *at);
            self.read_tree(&tokens[at + 1..end - 1], &[]);
        }
        let (mut at, mut uses) = (0, uses.into_iter().peekable());
        while at < tokens.len() {
            if uses.next_if_eq(&at).is_some() {
                at = end_of_use(tokens, at);
                continue;
            }
            if at == 0 || tokens[at - 1].text != "::" {
                let path = path_at(&tokens[at..]);
                if let Some(full) = path.get(1).and_then(|_| self.resolve(&path)) {
                    self.found.push((full, tokens[at].line));
                }
            }
            at += 1;
        }
    }

    /// Reads one branch of a `use` tree: `a::b::{c, d as e, self}`.
    fn read_tree(&mut self, tokens: &[Token], before: &[String]) {
        let mut path = before.to_vec();
        for (at, token) in tokens.iter().enumerate() {
            match token.text.as_str() {
                "::" => {}
                "{" => {
                    for branch in branches(&tokens[at + 1..tokens.len() - 1]) {
                        self.read_tree(branch, &path);
                    }
                    return;
                }
                "as" => {
                    self.keep(&path, &tokens[at + 1]);
                    return;
                }
                "*" | "self" if at > 0 || !before.is_empty() => {}
                word => path.push(word.to_owned()),
            }
        }
        if let (Some(last), Some(name)) = (tokens.last(), path.last()) {
            let name = Token {
                text: name.clone(),
                line: last.line,
            };
            self.keep(&path, &name);
        }
    }

    fn keep(&mut self, path: &[String], name: &Token) {
        let Some(full) = self.resolve(path) else {
            return;
        };
        if self.modules.contains_key(&full) {
            self.known.insert(name.text.clone(), full.clone());
        }
        self.found.push((full, name.line));
    }

    /// The path from the crate root; none if it leads out of the crate.
    fn resolve(&self, path: &[String]) -> Option<Module> {
        let (first, rest) = path.split_first()?;
        let mut full = self.here.clone();
        match first.as_str() {
            "crate" | "tiendo" => full.clear(),
            "self" => {}
            "super" => {
                full.pop();
                if rest.first().is_some_and(|next| next == "super") {
                    full.pop();
                    full.extend_from_slice(&rest[1..]);
                    return Some(full);
                }
            }
            name => {
                if let Some(module) = self.known.get(name) {
                    full.clone_from(module);
                } else {
                    full.push(name.to_owned());
                    self.modules.get(&full)?;
                }
            }
        }
        full.extend_from_slice(rest);
        Some(full)
    }
}

/// The words of a path from here on: `a::b::c`.
fn path_at(tokens: &[Token]) -> Vec<String> {
    let is_word = |token: &Token| {
        token
            .text
            .starts_with(|c: char| c.is_alphabetic() || c == '_')
    };
    let mut path = Vec::new();
    if tokens.get(1).is_none_or(|sign| sign.text != "::") {
        return path;
    }
    for pair in tokens.chunks(2) {
        if !is_word(&pair[0]) {
            break;
        }
        path.push(pair[0].text.clone());
        if pair.get(1).is_none_or(|sign| sign.text != "::") {
            break;
        }
    }
    path
}

/// The parts between commas, with braces kept together.
fn branches(tokens: &[Token]) -> Vec<&[Token]> {
    let (mut found, mut depth, mut from) = (Vec::new(), 0_usize, 0);
    for (at, token) in tokens.iter().enumerate() {
        match token.text.as_str() {
            "{" => depth += 1,
            "}" => depth -= 1,
            "," if depth == 0 => {
                found.push(&tokens[from..at]);
                from = at + 1;
            }
            _ => {}
        }
    }
    found.push(&tokens[from..]);
    found.retain(|branch: &&[Token]| !branch.is_empty());
    found
}
