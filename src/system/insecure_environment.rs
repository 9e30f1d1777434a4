//! Reasons why the program refuses to run: insecure permissions of the file or the process. Must not
//! depend on display texts.

use std::io;
use std::path::PathBuf;

/// Reason why the environment is insecure. Each can be fixed by the file's owner or by root.
#[derive(Debug)]
pub enum InsecureEnvironment {
    /// Root must not run the program on a shared file; the file's own user does.
    Root,
    /// Root on another user's file: new WAL and journal files would belong to root.
    RootOnOtherUsersFile {
        /// The file or folder.
        path: PathBuf,
        /// Owner's user id.
        owner: u32,
    },
    /// The program is set-user-id or set-group-id, in the environment of its caller.
    SetId,
    /// Not a regular file or real folder, but a link or a pipe.
    NotRegularFile(PathBuf),
    /// The file has several hard links, whose number is given; through one of them somebody else could keep or change
    /// it.
    HardLinked(PathBuf, u64),
    /// Owned by a user other than the one who runs the program.
    WrongOwner {
        /// The file or folder.
        path: PathBuf,
        /// Owner's user id.
        owner: u32,
        /// The user who runs the program, or root.
        required_owner: u32,
    },
    /// A folder writable by everybody, like `/tmp`.
    WorldWritableFolder(PathBuf),
    /// Accessible to other users.
    AccessibleToOthers {
        /// The file or folder.
        path: PathBuf,
        /// Actual permission bits.
        mode: u32,
        /// Allowed permission bits.
        allowed_mode: u32,
    },
    /// On a file system without reliable locks between machines, or served by another program.
    RemoteFileSystem {
        /// The folder.
        path: PathBuf,
        /// Name, such as `NFS`.
        file_system: &'static str,
    },
    /// The operating system refused a check or a hardening step.
    SystemError {
        /// A path, or the name of a limit.
        subject: String,
        /// The error.
        error: io::Error,
    },
    /// Shared databases require Linux.
    UnsupportedPlatform,
}

impl InsecureEnvironment {
    pub(super) fn from_io(subject: impl Into<String>, error: impl Into<io::Error>) -> Self {
        Self::SystemError {
            subject: subject.into(),
            error: error.into(),
        }
    }
}
