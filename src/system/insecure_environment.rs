//! Why the program does not go on where it stands: what file and process are found to be. Knows no words.

use std::io;
use std::path::PathBuf;

/// Why the program does not go on where it stands. Each is put right by whoever owns the file, or by root.
#[derive(Debug)]
pub enum InsecureEnvironment {
    /// Root may change everything and shares nothing: the file's own user runs the program.
    Root,
    /// Root on another user's file: what is written beside it would be root's. The owner's number.
    RootOnForeignFile {
        /// The file or folder.
        path: PathBuf,
        /// Whose it is.
        owner: u32,
    },
    /// The program runs set-user-id or set-group-id, inside the environment of whoever started it.
    SetId,
    /// No plain file or no plain folder: a link, a pipe.
    NotPlainFile(PathBuf),
    /// The file has so many names; through another one somebody else could keep or change it.
    HardLinked(PathBuf, u64),
    /// It belongs to another user than the one who runs the program.
    ForeignOwner {
        /// The file or folder.
        path: PathBuf,
        /// Whose it is.
        owner: u32,
        /// Who it should be: the user who runs the program, or root.
        wanted: u32,
    },
    /// A folder that is everybody's, like `/tmp`.
    WorldWritableFolder(PathBuf),
    /// Others may read or write it.
    AccessibleToOthers {
        /// The file or folder.
        path: PathBuf,
        /// The bits that it has.
        mode: u32,
        /// The bits that it may have.
        wanted: u32,
    },
    /// On a file system whose locks do not hold between machines, or that another program serves.
    RemoteFileSystem {
        /// The folder.
        path: PathBuf,
        /// `NFS` …
        kind: &'static str,
    },
    /// The operating system refused to look, or to take something away.
    SystemError {
        /// What it was about: a path, or the name of a limit.
        what: String,
        /// What it said.
        error: io::Error,
    },
    /// Sharing needs Linux.
    UnsupportedPlatform,
}

impl InsecureEnvironment {
    pub(super) fn from_io(what: impl Into<String>, error: impl Into<io::Error>) -> Self {
        Self::SystemError {
            what: what.into(),
            error: error.into(),
        }
    }
}
