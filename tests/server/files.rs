//! Attacks on the database file: from other users' shells, through links, and with excessive file permissions.

use std::fs;
use std::os::unix::fs::symlink;

use crate::Check;
use crate::setup::{PERSON, SERVICE, STRANGER, TestServer, change_owner, set_mode};

pub const CHECKS: &[Check] = &[
    (
        "a shell has no access to the database file",
        access_from_a_shell,
    ),
    ("a link is refused as database", links),
    (
        "a file or folder accessible to others is refused with the fix",
        open_files,
    ),
    ("a file of another owner is refused", foreign_files),
    (
        "the site configuration is read only if root owns it",
        site_file,
    ),
];

fn access_from_a_shell(server: &TestServer) {
    let (program, db) = (server.path("tiendo"), server.path("data/tiendo.db"));
    let (folder, before) = (server.path("data"), server.bytes());
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
            server.shell(user, &line).bad();
        }
    }
    assert!(!std::path::Path::new("/tmp/tiendo-x").exists());
    assert_eq!(server.bytes(), before);
    server.assert_permitted_use();
}

/// Moves the database away, puts something else in its place, and restores it.
fn with_replaced_database(
    server: &TestServer,
    place: impl FnOnce(&std::path::Path),
    check: impl FnOnce(),
) {
    let (db, aside) = (server.db(), server.folder.join("data/aside.db"));
    fs::rename(&db, &aside).unwrap();
    place(&aside);
    check();
    fs::remove_file(&db).unwrap();
    fs::rename(&aside, &db).unwrap();
    server.assert_permitted_use();
}

#[track_caller]
fn refused_everywhere(server: &TestServer, word: &str) {
    for output in [
        server.ssh(PERSON, "status").bad(),
        server.ssh(PERSON, "").bad(),
        server.shell(PERSON, &server.sudo_line("status")).bad(),
    ] {
        assert!(output.contains(word), "{word:?} is not in: {output}");
    }
    server.owner(&["account", "list"]).bad();
}

fn links(server: &TestServer) {
    let db = server.db();
    with_replaced_database(
        server,
        |aside| symlink(aside, &db).unwrap(),
        || {
            for output in [
                server.ssh(PERSON, "status").bad(),
                server.shell(PERSON, &server.sudo_line("status")).bad(),
            ] {
                assert!(output.contains("liên kết"), "{output}");
            }
            server.owner(&["account", "list"]).bad();
        },
    );
    with_replaced_database(
        server,
        |aside| fs::hard_link(aside, &db).unwrap(),
        || refused_everywhere(server, "2 tên"),
    );
    with_replaced_database(
        server,
        |_| fs::create_dir(&db).unwrap(),
        || {
            server.ssh(PERSON, "status").bad();
            fs::remove_dir(&db).unwrap();
            fs::write(&db, "").unwrap();
        },
    );
    with_replaced_database(
        server,
        |_| {
            crate::setup::run("mkfifo", &["-m", "600", &db.display().to_string()]).good();
            change_owner(&db, SERVICE);
        },
        || {
            assert!(server.ssh(PERSON, "status").bad().contains("thường"));
        },
    );
}

fn open_files(server: &TestServer) {
    let db = server.db();
    let folder = server.folder.join("data");
    for mode in [0o640, 0o604, 0o620, 0o666] {
        set_mode(&db, mode);
        refused_everywhere(server, &format!("chmod 600 {}", db.display()));
    }
    set_mode(&db, 0o600);
    for mode in [0o750, 0o705, 0o711, 0o777] {
        set_mode(&folder, mode);
        refused_everywhere(server, &format!("chmod 700 {}", folder.display()));
    }
    set_mode(&folder, 0o700);
    server.assert_permitted_use();
}

fn foreign_files(server: &TestServer) {
    let db = server.db();
    let service = crate::setup::run("id", &["-u", SERVICE]).good();
    change_owner(&db, PERSON);
    assert!(server.ssh(PERSON, "status").bad().contains(&format!(
        "chown {} {}",
        service.trim(),
        db.display()
    )));
    change_owner(&db, SERVICE);
    let folder = server.folder.join("data");
    change_owner(&folder, "root");
    set_mode(&folder, 0o755);
    assert!(server.ssh(PERSON, "status").bad().contains("chown"));
    set_mode(&folder, 0o700);
    change_owner(&folder, SERVICE);
    server.assert_permitted_use();
}

/// Only on machines without this file, because it belongs to root.
fn site_file(server: &TestServer) {
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
            format!("lang = \"en\"\ndb = \"{}\"\n", server.db().display()),
        )
        .unwrap();
        set_mode(&file, 0o644);
        assert!(
            server
                .ssh(PERSON, "status")
                .good()
                .contains("submission rate")
        );
        let program = server.path("tiendo");
        server
            .unix(SERVICE, &[&program, "--account", PERSON, "status"], "")
            .good();
        for mode in [0o664, 0o646] {
            set_mode(&file, mode);
            assert!(server.ssh(PERSON, "status").bad().contains("chmod 644"));
        }
        set_mode(&file, 0o644);
        change_owner(&file, PERSON);
        assert!(server.ssh(PERSON, "status").bad().contains("chown 0"));
    }));
    fs::remove_dir_all(folder).unwrap();
    checked.unwrap();
    server.assert_permitted_use();
}
