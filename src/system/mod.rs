//! What the kernel says about the process and the file, and what the process gives up (the trust rules for a shared
//! database). Knows no row, no account and no words.

mod file;
mod process;

use std::io;
use std::path::PathBuf;

pub use file::{check_alone, check_configuration, check_shared};
pub use process::{check_person, give_up, ignore_signals, login_name};

/// Why the program does not go on where it stands. Each is put right by whoever owns the file, or by root.
#[derive(Debug)]
pub enum Distrust {
    /// Root may change everything and shares nothing: the file's own user runs the program.
    Root,
    /// Root on another user's file: what is written beside it would be root's. The owner's number.
    RootOn {
        /// The file or folder.
        path: PathBuf,
        /// Whose it is.
        owner: u32,
    },
    /// The program runs set-user-id or set-group-id, inside the environment of whoever started it.
    SetId,
    /// No plain file or no plain folder: a link, a pipe.
    NotPlain(PathBuf),
    /// The file has so many names; through another one somebody else could keep or change it.
    Links(PathBuf, u64),
    /// It belongs to another user than the one who runs the program.
    Owner {
        /// The file or folder.
        path: PathBuf,
        /// Whose it is.
        owner: u32,
        /// Who it should be: the user who runs the program, or root.
        wanted: u32,
    },
    /// A folder that is everybody's, like `/tmp`.
    Common(PathBuf),
    /// Others may read or write it.
    Open {
        /// The file or folder.
        path: PathBuf,
        /// The bits that it has.
        mode: u32,
        /// The bits that it may have.
        wanted: u32,
    },
    /// On a file system whose locks do not hold between machines, or that another program serves.
    Remote {
        /// The folder.
        path: PathBuf,
        /// `NFS` …
        kind: &'static str,
    },
    /// The operating system refused to look, or to take something away.
    System {
        /// What it was about: a path, or the name of a limit.
        what: String,
        /// What it said.
        error: io::Error,
    },
    /// Sharing needs Linux.
    Elsewhere,
}

impl Distrust {
    fn system(what: impl Into<String>, error: impl Into<io::Error>) -> Self {
        Self::System { what: what.into(), error: error.into() }
    }
}
