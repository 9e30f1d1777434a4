//! Attacks on the database file: from other users' shells, through links, and with excessive file permissions.

use std::fs;
use std::os::unix::fs::symlink;

use crate::Check;
use crate::setup::{Ground, PERSON, SERVICE, STRANGER, give, open_to};

pub const CHECKS: &[Check] = &[
    ("nobody reaches the file from a shell", from_a_shell),
    ("a link is no database", links),
    (
        "a file or folder that is open to others is refused with the fix",
        open_files,
    ),
    ("somebody else's file is refused", foreign_files),
    ("the site's file counts only as root's", site_file),
];

fn from_a_shell(ground: &Ground) {
    let (program, db) = (ground.path("tiendo"), ground.path("data/tiendo.db"));
    let (folder, before) = (ground.path("data"), ground.bytes());
    for user in [PERSON, STRANGER] {
        for line in [
            format!("cat {db}"),
            format!("ls {folder}"),
            format!("cp {db} /tmp/tiendo-x"),
            format!("echo x >> {db}"),
            format!("echo x > {db}-wal"),
            format!("mv {db} {db}.old"),
            format!("rm -f {db} && ls {db}"),
            format!("ln {db} /tmp/tiendo-x"),
            format!("chmod 666 {db}"),
            format!("mv {folder} {folder}.old"),
            format!("touch {db}.lock"),
            format!("{program} --db {db} overdue"),
            format!("{program} --db {db} --account {PERSON} overdue"),
            format!("{program} --db {db} --account quan account list"),
            format!("{program} --db {db} account add x --person x --role admin"),
            format!("{program} --db {db} admin unshare"),
            format!("{program} --db {db} backup /tmp/tiendo-x"),
        ] {
            ground.shell(user, &line).bad();
        }
    }
    assert!(!std::path::Path::new("/tmp/tiendo-x").exists());
    assert_eq!(ground.bytes(), before);
    ground.still_works();
}

/// Moves the database away, puts something else in its place, and restores it.
fn in_its_place(ground: &Ground, place: impl FnOnce(&std::path::Path), check: impl FnOnce()) {
    let (db, aside) = (ground.db(), ground.folder.join("data/aside.db"));
    fs::rename(&db, &aside).unwrap();
    place(&aside);
    check();
    fs::remove_file(&db).unwrap();
    fs::rename(&aside, &db).unwrap();
    ground.still_works();
}

#[track_caller]
fn refused_everywhere(ground: &Ground, word: &str) {
    for said in [
        ground.ssh(PERSON, "status").bad(),
        ground.ssh(PERSON, "").bad(),
        ground.shell(PERSON, &ground.sudo_line("status")).bad(),
    ] {
        assert!(said.contains(word), "{word:?} is not in: {said}");
    }
    ground.owner(&["account", "list"]).bad();
}

fn links(ground: &Ground) {
    let db = ground.db();
    in_its_place(
        ground,
        |aside| symlink(aside, &db).unwrap(),
        || {
            for said in [
                ground.ssh(PERSON, "status").bad(),
                ground.shell(PERSON, &ground.sudo_line("status")).bad(),
            ] {
                assert!(said.contains("liên kết"), "{said}");
            }
            ground.owner(&["account", "list"]).bad();
        },
    );
    in_its_place(
        ground,
        |aside| fs::hard_link(aside, &db).unwrap(),
        || refused_everywhere(ground, "2 tên"),
    );
    in_its_place(
        ground,
        |_| fs::create_dir(&db).unwrap(),
        || {
            ground.ssh(PERSON, "status").bad();
            fs::remove_dir(&db).unwrap();
            fs::write(&db, "").unwrap();
        },
    );
    in_its_place(
        ground,
        |_| {
            crate::setup::run("mkfifo", &["-m", "600", &db.display().to_string()]).good();
            give(&db, SERVICE);
        },
        || {
            assert!(ground.ssh(PERSON, "status").bad().contains("thường"));
        },
    );
}

fn open_files(ground: &Ground) {
    let db = ground.db();
    let folder = ground.folder.join("data");
    for mode in [0o640, 0o604, 0o620, 0o666] {
        open_to(&db, mode);
        refused_everywhere(ground, &format!("chmod 600 {}", db.display()));
    }
    open_to(&db, 0o600);
    for mode in [0o750, 0o705, 0o711, 0o777] {
        open_to(&folder, mode);
        refused_everywhere(ground, &format!("chmod 700 {}", folder.display()));
    }
    open_to(&folder, 0o700);
    ground.still_works();
}

fn foreign_files(ground: &Ground) {
    let db = ground.db();
    let service = crate::setup::run("id", &["-u", SERVICE]).good();
    give(&db, PERSON);
    assert!(ground.ssh(PERSON, "status").bad().contains(&format!(
        "chown {} {}",
        service.trim(),
        db.display()
    )));
    give(&db, SERVICE);
    let folder = ground.folder.join("data");
    give(&folder, "root");
    open_to(&folder, 0o755);
    assert!(ground.ssh(PERSON, "status").bad().contains("chown"));
    open_to(&folder, 0o700);
    give(&folder, SERVICE);
    ground.still_works();
}

/// Only on machines without this file, because it belongs to root.
fn site_file(ground: &Ground) {
    let folder = std::path::Path::new("/etc/tiendo");
    if folder.exists() {
        println!("       passed over: {} exists", folder.display());
        return;
    }
    let file = folder.join("config.toml");
    fs::create_dir(folder).unwrap();
    let checked = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
        fs::write(
            &file,
            format!("lang = \"en\"\ndb = \"{}\"\n", ground.db().display()),
        )
        .unwrap();
        open_to(&file, 0o644);
        assert!(
            ground
                .ssh(PERSON, "status")
                .good()
                .contains("submission rate")
        );
        let program = ground.path("tiendo");
        ground
            .unix(SERVICE, &[&program, "--account", PERSON, "status"], "")
            .good();
        for mode in [0o664, 0o646] {
            open_to(&file, mode);
            assert!(ground.ssh(PERSON, "status").bad().contains("chmod 644"));
        }
        open_to(&file, 0o644);
        give(&file, PERSON);
        assert!(ground.ssh(PERSON, "status").bad().contains("chown 0"));
    }));
    fs::remove_dir_all(folder).unwrap();
    checked.unwrap();
    ground.still_works();
}
