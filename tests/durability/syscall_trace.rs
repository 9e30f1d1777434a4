//! Parser of `strace` output: the calls of a run on its files, in order and with their bytes.

use std::collections::HashMap;
use std::path::Path;

/// A call that affects what is on the disk.
#[derive(Debug)]
pub enum Call {
    /// A file was opened or created.
    Open(String),
    Write {
        file: String,
        at: usize,
        bytes: Vec<u8>,
    },
    Truncate {
        file: String,
        to: usize,
    },
    /// A file or the folder was synced.
    Sync(String),
    Remove(String),
    /// The program wrote this to its standard output.
    Output(String),
}

/// Options of `strace` for output that [`read`] can parse: complete calls on these files.
pub fn strace_arguments(log: &Path, files: &[std::path::PathBuf]) -> Vec<String> {
    let calls = "trace=openat,pwrite64,write,ftruncate,fsync,fdatasync,unlink";
    let mut strace_arguments: Vec<String> = [
        "strace",
        "-f",
        "-xx",
        "-s",
        "1000000",
        "-e",
        calls,
        "-e",
        "signal=none",
        "-o",
    ]
    .map(str::to_owned)
    .to_vec();
    strace_arguments.push(log.to_str().unwrap().to_owned());
    for file in files {
        strace_arguments.extend(["-P".to_owned(), file.to_str().unwrap().to_owned()]);
    }
    strace_arguments
}

/// The calls of a log. Files are named by their last component, the folder by the empty string.
pub fn read(log: &str, folder: &Path) -> Vec<Call> {
    let mut open: HashMap<String, String> = HashMap::new();
    let name = |path: &str| {
        Path::new(path)
            .strip_prefix(folder)
            .unwrap()
            .to_str()
            .unwrap()
            .to_owned()
    };
    let mut calls = Vec::new();
    for line in log.lines() {
        // `1234 call(a, b) = 0`: process number, call, result.
        let (_, rest) = line.split_once(' ').unwrap();
        let Some((call, arguments)) = rest.trim_start().split_once('(') else {
            continue;
        };
        let (arguments, answer) = arguments
            .rsplit_once(" = ")
            .unwrap_or_else(|| panic!("{line:.200}"));
        if answer.starts_with('-') {
            continue;
        }
        let arguments: Vec<&str> = arguments
            .trim_end()
            .trim_end_matches(')')
            .split(", ")
            .collect();
        let file = || match arguments[0] {
            "1" => None,
            number => Some(
                open.get(number)
                    .unwrap_or_else(|| panic!("{line:.200}"))
                    .clone(),
            ),
        };
        calls.push(match call {
            "openat" => {
                let name = name(&text(arguments[1]));
                open.insert(answer.to_owned(), name.clone());
                Call::Open(name)
            }
            "unlink" => Call::Remove(name(&text(arguments[0]))),
            "pwrite64" => Call::Write {
                file: file().unwrap(),
                at: arguments[3].parse().unwrap(),
                bytes: bytes(arguments[1]),
            },
            "write" => {
                assert!(file().is_none(), "{line:.200}");
                Call::Output(text(arguments[1]))
            }
            "ftruncate" => Call::Truncate {
                file: file().unwrap(),
                to: arguments[1].parse().unwrap(),
            },
            "fsync" | "fdatasync" => Call::Sync(file().unwrap()),
            _ => panic!("{line:.200}"),
        });
    }
    calls
}

fn text(quoted: &str) -> String {
    String::from_utf8(bytes(quoted)).unwrap()
}

/// Decodes `"\x41\x42"`.
fn bytes(quoted: &str) -> Vec<u8> {
    let inside = quoted
        .strip_prefix('"')
        .and_then(|rest| rest.strip_suffix('"'))
        .unwrap_or_else(|| panic!("{quoted:.80}"));
    inside
        .split("\\x")
        .skip(1)
        .map(|byte| u8::from_str_radix(byte, 16).unwrap())
        .collect()
}
