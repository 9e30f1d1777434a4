//! Power cuts: the system calls of a writer are replayed up to a moment; what was not synced by then is on the disk,
//! missing, or there in part. The program must open every such image, find it valid with every acknowledged row, and
//! accept new writes.

use std::collections::HashMap;
use std::process::Command;

use crate::setup::{Rng, Row, TestDatabase, size};
use crate::syscall_trace::{self, Call};

const DB: &str = "tiendo.db";
const LOG: &str = "tiendo.db-wal";
const SECTOR: usize = 512;

/// A file as the disk and as the system see it.
#[derive(Clone, Default)]
struct File {
    /// Content that is certainly on the disk.
    durable: Vec<u8>,
    /// Operations since the last sync.
    pending: Vec<Change>,
}

#[derive(Clone)]
enum Change {
    Write(usize, Vec<u8>),
    Truncate(usize),
}

impl Change {
    fn apply(&self, to: &mut Vec<u8>) {
        match self {
            Self::Write(at, bytes) => write_at(to, *at, bytes),
            Self::Truncate(length) => to.resize(*length, 0),
        }
    }

    /// Applies an operation as a power cut may leave it: complete, missing, or some of its sectors.
    fn apply_in_part(&self, to: &mut Vec<u8>, rng: &mut Rng) {
        match (self, rng.number_below(3)) {
            (_, 0) => {}
            (Self::Write(at, bytes), 1) => {
                let mut from = 0;
                while from < bytes.len() {
                    let end = ((at + from) / SECTOR + 1) * SECTOR - at;
                    let end = end.min(bytes.len());
                    if rng.number_below(2) == 0 {
                        write_at(to, at + from, &bytes[from..end]);
                    }
                    from = end;
                }
            }
            _ => self.apply(to),
        }
    }
}

fn write_at(to: &mut Vec<u8>, at: usize, bytes: &[u8]) {
    if to.len() < at + bytes.len() {
        to.resize(at + bytes.len(), 0);
    }
    to[at..at + bytes.len()].copy_from_slice(bytes);
}

/// A folder on a disk: names refer to files, and a name is on the disk once the folder is synced.
struct Disk {
    files: Vec<File>,
    names: HashMap<String, usize>,
    durable_names: HashMap<String, usize>,
    /// Names created and removed since the folder's last sync, in order.
    pending_names: Vec<(String, Option<usize>)>,
}

impl Disk {
    fn new(image: Vec<u8>) -> Self {
        let names = HashMap::from([(DB.to_owned(), 0)]);
        let files = vec![File {
            durable: image,
            pending: Vec::new(),
        }];
        Self {
            files,
            durable_names: names.clone(),
            names,
            pending_names: Vec::new(),
        }
    }

    fn replay(&mut self, call: &Call) {
        match call {
            Call::Open(name) if !name.is_empty() && !self.names.contains_key(name) => {
                self.files.push(File::default());
                self.name(name, Some(self.files.len() - 1));
            }
            Call::Open(_) | Call::Output(_) => {}
            Call::Write { file, at, bytes } => self.change(file, Change::Write(*at, bytes.clone())),
            Call::Truncate { file, to } => self.change(file, Change::Truncate(*to)),
            Call::Sync(name) if name.is_empty() => {
                self.durable_names.clone_from(&self.names);
                self.pending_names.clear();
            }
            Call::Sync(name) => {
                let file = &mut self.files[self.names[name]];
                let pending = std::mem::take(&mut file.pending);
                for change in &pending {
                    change.apply(&mut file.durable);
                }
            }
            Call::Remove(name) => self.name(name, None),
        }
    }

    fn name(&mut self, name: &str, file: Option<usize>) {
        match file {
            Some(file) => self.names.insert(name.to_owned(), file),
            None => self.names.remove(name),
        };
        self.pending_names.push((name.to_owned(), file));
    }

    fn change(&mut self, name: &str, change: Change) {
        self.files[self.names[name]].pending.push(change);
    }

    /// Content of the disk after a power cut.
    fn image_after_cut(&self, rng: &mut Rng) -> HashMap<String, Vec<u8>> {
        let mut names = self.durable_names.clone();
        for (name, file) in &self.pending_names[..rng.number_below(self.pending_names.len() + 1)] {
            match file {
                Some(file) => names.insert(name.clone(), *file),
                None => names.remove(name),
            };
        }
        // None of the pending operations, all of them, or any part.
        let way = rng.number_below(4);
        let content = |file: &File, rng: &mut Rng| {
            let mut bytes = file.durable.clone();
            for change in &file.pending {
                match way {
                    0 => {}
                    1 => change.apply(&mut bytes),
                    _ => change.apply_in_part(&mut bytes, rng),
                }
            }
            bytes
        };
        names
            .into_iter()
            .map(|(name, file)| (name, content(&self.files[file], rng)))
            .collect()
    }
}

/// System calls of three sessions: a long one whose log is checkpointed more than once, and two short ones.
fn recorded(database: &TestDatabase) -> (Vec<Call>, Vec<Row>) {
    let (mut calls, mut rows) = (Vec::new(), Vec::new());
    let log = database.at("calls");
    let files = [DB, LOG, "out"].map(|name| database.at(name));
    let folder = database.folder.path().to_owned();
    for figures in [360, 12, 12] {
        let own: Vec<Row> = (rows.len()..rows.len() + figures)
            .map(|no| Row::of(0, no))
            .collect();
        let sheet = database.sheet("sheet.csv", &own);
        let strace_arguments = syscall_trace::strace_arguments(
            &log,
            &[&files[..], std::slice::from_ref(&folder)].concat(),
        );
        let out = std::fs::File::create(&files[2]).unwrap();
        let mut command = Command::new(&strace_arguments[0]);
        command
            .args(&strace_arguments[1..])
            .arg(env!("CARGO_BIN_EXE_tiendo"))
            .arg("--db")
            .arg(&database.db);
        command
            .args(["import", "figures", &sheet, "--each"])
            .stdout(out)
            .stderr(std::process::Stdio::null());
        let done = command
            .status()
            .unwrap_or_else(|error| panic!("strace: {error}"));
        assert!(done.success());
        let own_calls = syscall_trace::read(&std::fs::read_to_string(&log).unwrap(), &folder);
        // Each session counts its rows from zero.
        let first = rows.len();
        calls.extend(own_calls.into_iter().map(|call| match call {
            Call::Output(output) => Call::Output(format!("{first} {output}")),
            other => other,
        }));
        rows.extend(own);
    }
    (calls, rows)
}

/// The row that a call acknowledges.
fn acknowledged(call: &Call) -> Option<usize> {
    let Call::Output(output) = call else {
        return None;
    };
    let (first, output) = output.split_once(' ')?;
    let line: usize = output.trim_end().strip_prefix("OK ")?.parse().unwrap();
    Some(first.parse::<usize>().unwrap() + line - 2)
}

#[test]
#[ignore = "needs strace: cargo test --test durability -- --include-ignored"]
fn acknowledged_writes_survive_a_power_cut() {
    let images = size(30, 500);
    let (database, mut rng) = (TestDatabase::new(), Rng::new());
    let before = std::fs::read(&database.db).unwrap();
    let (calls, rows) = recorded(&database);
    assert_eq!(calls.iter().filter_map(acknowledged).count(), rows.len());
    let copied = calls
        .iter()
        .filter(|call| matches!(call, Call::Sync(name) if name == DB))
        .count();
    assert!(
        copied >= 4,
        "the log was copied into the file {copied} times only"
    );
    let mut cuts: Vec<usize> = (0..images)
        .map(|_| rng.number_below(calls.len() + 1))
        .collect();
    cuts.sort_unstable();
    let (mut disk, mut replayed, mut stored) = (Disk::new(before), 0, 0);
    for (no, image_after_cut) in cuts.into_iter().enumerate() {
        calls[replayed..image_after_cut]
            .iter()
            .for_each(|call| disk.replay(call));
        replayed = image_after_cut;
        let image = TestDatabase::with_image(&[]);
        for (name, bytes) in disk.image_after_cut(&mut rng) {
            std::fs::write(image.at(&name), bytes).unwrap();
        }
        let acknowledged: Vec<Row> = calls[..image_after_cut]
            .iter()
            .filter_map(acknowledged)
            .map(|no| rows[no].clone())
            .collect();
        stored += acknowledged.len();
        // Every other image is written to first, as by the first session after a power cut.
        let next = Row::at(63, 0, 999_999);
        if no % 2 == 0 {
            image.assert_holds(acknowledged.iter().cloned());
        }
        image
            .writer("next.csv", std::slice::from_ref(&next))
            .finish();
        image.assert_holds(acknowledged.into_iter().chain([next]));
    }
    println!(
        "{images} images after a power cut, of {} calls: 0 damaged, {stored} acknowledged rows, 0 missing",
        calls.len()
    );
}
