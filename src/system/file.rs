//! Security checks of a file and its folder by their metadata. Opens nothing: closing a descriptor of the database
//! would release SQLite's locks.

use std::fs::Metadata;
use std::io::ErrorKind;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

use rustix::process::{getegid, geteuid};

use super::insecure_environment::InsecureEnvironment;

/// Permissions of a private file: owner only.
const PRIVATE_FILE: u32 = 0o600;
const PRIVATE_FOLDER: u32 = 0o700;

/// File systems without reliable locks between machines, or served by a user's program, by their magic numbers
/// (statfs(2)).
const REMOTE_FILE_SYSTEMS: [(u64, &str); 13] = [
    (0x6969, "NFS"),
    (0xFF53_4D42, "CIFS"),
    (0xFE53_4D42, "SMB2"),
    (0x517B, "SMB"),
    (0x6573_5546, "FUSE"),
    (0x0102_1997, "9P"),
    (0x00C3_6400, "Ceph"),
    (0x5346_414F, "AFS"),
    (0x7375_7245, "Coda"),
    (0x564C, "NCP"),
    (0x0BD0_0BD0, "Lustre"),
    (0x7461_636F, "OCFS2"),
    (0x0116_1970, "GFS2"),
];

/// Sticky bit: everybody may create files, but delete only their own.
const STICKY: u32 = 0o1000;

/// Checks a single-user file: nobody else may write it or its folder. Missing files are accepted.
pub fn check_single_user(database: &Path) -> Result<(), InsecureEnvironment> {
    let Some((folder, file)) = resolve_path(database)? else {
        return Ok(());
    };
    // The store refuses anything but a regular file.
    if read_metadata(&file)?.is_some_and(|found| !found.is_file()) {
        return Ok(());
    }
    for (path, allowed_mode) in [(folder, 0o755), (file, 0o644)] {
        let Some(found) = read_metadata(&path)? else {
            continue;
        };
        if geteuid().is_root() && found.uid() != 0 {
            return Err(InsecureEnvironment::RootOnOtherUsersFile {
                path,
                owner: found.uid(),
            });
        }
        // Many systems give each user a private group, which is nobody else.
        let by_group = found.mode() & 0o020 != 0 && found.gid() != getegid().as_raw();
        if found.mode() & STICKY != 0 && found.mode() & 0o002 != 0 {
            return Err(InsecureEnvironment::WorldWritableFolder(path));
        }
        if found.mode() & 0o002 != 0 || by_group {
            return Err(InsecureEnvironment::AccessibleToOthers {
                path,
                mode: found.mode() & 0o7777,
                allowed_mode: found.mode() & allowed_mode,
            });
        }
    }
    Ok(())
}

/// Checks a shared file: a regular file with one link in a real folder, both private to the effective user, on a
/// local disk. Missing files are accepted.
pub fn check_shared(database: &Path) -> Result<(), InsecureEnvironment> {
    let Some((folder, file)) = resolve_path(database)? else {
        return Ok(());
    };
    if let Some(found) = read_metadata(&folder)? {
        if !found.is_dir() {
            return Err(InsecureEnvironment::NotRegularFile(folder));
        }
        check_own_and_private(&folder, &found, PRIVATE_FOLDER)?;
        check_local_disk(&folder)?;
    }
    let Some(found) = read_metadata(&file)? else {
        return Ok(());
    };
    if !found.is_file() {
        return Err(InsecureEnvironment::NotRegularFile(file));
    }
    check_own_and_private(&file, &found, PRIVATE_FILE)?;
    if found.nlink() == 1 {
        Ok(())
    } else {
        Err(InsecureEnvironment::HardLinked(file, found.nlink()))
    }
}

/// Checks the site's configuration for shared files: owned by root, and writable by root only.
pub fn check_configuration(path: &Path) -> Result<(), InsecureEnvironment> {
    let folder = path.parent().unwrap_or(Path::new("/"));
    for path in [folder, path] {
        let Some(found) = read_metadata(path)? else {
            continue;
        };
        if !found.is_dir() && !found.is_file() {
            return Err(InsecureEnvironment::NotRegularFile(path.to_owned()));
        }
        if found.uid() != 0 {
            return Err(InsecureEnvironment::WrongOwner {
                path: path.to_owned(),
                owner: found.uid(),
                required_owner: 0,
            });
        }
        if found.mode() & 0o022 != 0 {
            let mode = found.mode() & 0o7777;
            return Err(InsecureEnvironment::AccessibleToOthers {
                path: path.to_owned(),
                mode,
                allowed_mode: mode & !0o022,
            });
        }
    }
    Ok(())
}

/// The folder with links resolved, and the file in it; `None` if the folder does not exist.
fn resolve_path(file: &Path) -> Result<Option<(PathBuf, PathBuf)>, InsecureEnvironment> {
    let whole = std::path::absolute(file)
        .map_err(|error| InsecureEnvironment::from_io(file.to_string_lossy(), error))?;
    let (Some(folder), Some(name)) = (whole.parent(), whole.file_name()) else {
        return Ok(None);
    };
    match folder.canonicalize() {
        Ok(folder) => Ok(Some((folder.clone(), folder.join(name)))),
        Err(error) if is_absent(&error) => Ok(None),
        Err(error) => Err(InsecureEnvironment::from_io(
            folder.to_string_lossy(),
            error,
        )),
    }
}

/// Metadata of a path without following links; `None` if it does not exist.
fn read_metadata(path: &Path) -> Result<Option<Metadata>, InsecureEnvironment> {
    match path.symlink_metadata() {
        Ok(found) => Ok(Some(found)),
        Err(error) if is_absent(&error) => Ok(None),
        Err(error) => Err(InsecureEnvironment::from_io(path.to_string_lossy(), error)),
    }
}

fn is_absent(error: &std::io::Error) -> bool {
    matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory)
}

fn check_own_and_private(
    path: &Path,
    found: &Metadata,
    allowed_mode: u32,
) -> Result<(), InsecureEnvironment> {
    let me = geteuid().as_raw();
    if found.uid() != me {
        return Err(InsecureEnvironment::WrongOwner {
            path: path.to_owned(),
            owner: found.uid(),
            required_owner: me,
        });
    }
    let mode = found.mode() & 0o7777;
    if mode & !allowed_mode == 0 {
        Ok(())
    } else {
        Err(InsecureEnvironment::AccessibleToOthers {
            path: path.to_owned(),
            mode,
            allowed_mode,
        })
    }
}

/// Checks that a folder is on a local disk.
fn check_local_disk(folder: &Path) -> Result<(), InsecureEnvironment> {
    match remote_file_system(folder)? {
        None => Ok(()),
        Some(file_system) => Err(InsecureEnvironment::RemoteFileSystem {
            path: folder.to_owned(),
            file_system,
        }),
    }
}

#[cfg(target_os = "linux")]
fn remote_file_system(folder: &Path) -> Result<Option<&'static str>, InsecureEnvironment> {
    let found = rustix::fs::statfs(folder)
        .map_err(|error| InsecureEnvironment::from_io(folder.to_string_lossy(), error))?;
    // The kernel's number has 32 bits; some machines sign-extend it.
    Ok(remote_name(found.f_type.cast_unsigned() & 0xFFFF_FFFF))
}

#[cfg(not(target_os = "linux"))]
fn remote_file_system(_: &Path) -> Result<Option<&'static str>, InsecureEnvironment> {
    Err(InsecureEnvironment::UnsupportedPlatform)
}

fn remote_name(magic: u64) -> Option<&'static str> {
    REMOTE_FILE_SYSTEMS
        .iter()
        .find(|(number, _)| *number == magic)
        .map(|(_, name)| *name)
}

#[cfg(test)]
mod tests {
    use std::fs::{Permissions, set_permissions};
    use std::os::unix::fs::{PermissionsExt, symlink};

    use super::*;

    /// A private folder with a private file.
    fn ground() -> (tempfile::TempDir, PathBuf) {
        let folder = tempfile::tempdir().unwrap();
        set(folder.path(), 0o700);
        let file = folder.path().join("tiendo.db");
        std::fs::write(&file, "x").unwrap();
        set(&file, 0o600);
        (folder, file)
    }

    fn set(path: &Path, mode: u32) {
        set_permissions(path, Permissions::from_mode(mode)).unwrap();
    }

    #[test]
    fn a_shared_file_is_the_owners_alone() {
        let (folder, file) = ground();
        check_shared(&file).unwrap();
        check_shared(&folder.path().join("absent.db")).unwrap();
        check_shared(Path::new("/nowhere/at/all.db")).unwrap();
        for mode in [0o640, 0o604, 0o660, 0o610, 0o4600] {
            set(&file, mode);
            assert!(
                matches!(check_shared(&file), Err(InsecureEnvironment::AccessibleToOthers { mode: found, allowed_mode: 0o600, .. }) if found == mode)
            );
        }
        set(&file, 0o600);
        for mode in [0o750, 0o701, 0o1777] {
            set(folder.path(), mode);
            assert!(matches!(
                check_shared(&file),
                Err(InsecureEnvironment::AccessibleToOthers {
                    allowed_mode: 0o700,
                    ..
                })
            ));
        }
        set(folder.path(), 0o700);
        check_shared(&file).unwrap();
    }

    #[test]
    fn a_shared_file_has_one_name_and_is_no_link() {
        let (folder, file) = ground();
        let other = folder.path().join("other.db");
        std::fs::hard_link(&file, &other).unwrap();
        assert!(matches!(
            check_shared(&file),
            Err(InsecureEnvironment::HardLinked(_, 2))
        ));
        std::fs::remove_file(&other).unwrap();
        symlink(&file, &other).unwrap();
        assert!(matches!(
            check_shared(&other),
            Err(InsecureEnvironment::NotRegularFile(_))
        ));
        // A folder behind a link is checked at its target.
        let (other, _) = ground();
        symlink(folder.path(), other.path().join("way")).unwrap();
        check_shared(&other.path().join("way/tiendo.db")).unwrap();
    }

    #[test]
    fn what_is_everybodys_is_nobodys_to_close() {
        let (folder, file) = ground();
        set(folder.path(), 0o1777);
        assert!(
            matches!(check_single_user(&file), Err(InsecureEnvironment::WorldWritableFolder(found)) if found == folder.path().canonicalize().unwrap())
        );
        // A folder in place of the file is reported by the store.
        std::fs::remove_file(&file).unwrap();
        std::fs::create_dir(&file).unwrap();
        check_single_user(&file).unwrap();
    }

    #[test]
    fn alone_only_what_others_may_write_is_refused() {
        let (folder, file) = ground();
        for (of_folder, of_file) in [(0o755, 0o644), (0o700, 0o444), (0o775, 0o664)] {
            set(folder.path(), of_folder);
            set(&file, of_file);
            check_single_user(&file).unwrap();
        }
        set(&file, 0o646);
        assert!(matches!(
            check_single_user(&file),
            Err(InsecureEnvironment::AccessibleToOthers {
                allowed_mode: 0o644,
                ..
            })
        ));
        set(&file, 0o600);
        set(folder.path(), 0o777);
        assert!(matches!(
            check_single_user(&file),
            Err(InsecureEnvironment::AccessibleToOthers {
                allowed_mode: 0o755,
                ..
            })
        ));
        set(folder.path(), 0o700);
    }

    #[test]
    fn file_systems_of_other_machines_are_known() {
        assert_eq!(remote_name(0x6969), Some("NFS"));
        assert_eq!(remote_name(0x6573_5546), Some("FUSE"));
        // ext4, XFS, btrfs, tmpfs, overlay
        assert!(
            [0xEF53, 0x5846_5342, 0x9123_683E, 0x0102_1994, 0x794C_7630]
                .into_iter()
                .all(|m| remote_name(m).is_none())
        );
    }
}
