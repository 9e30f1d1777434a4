//! Account commands on a database that is not shared yet: who may use it with which role, and the SSH login lines for
//! root. Checks that need other Unix users are in `tests/server`.

#![cfg(unix)]
#![allow(clippy::unwrap_used, reason = "helpers of tests")]

use std::fs::{Permissions, set_permissions};
use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use serde_json::{Value, json};
use tempfile::TempDir;

const KEY: &str =
    "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl lan@so-y-te";
const OTHER: &str =
    "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIKF2fCGVTCW5ciTqvcbtGHVnGFpneBC1k4MBIrew665A nha@so-y-te";

struct TestFolder {
    _folder: TempDir,
    db: PathBuf,
}

impl TestFolder {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let fixture = Self {
            db: folder.path().canonicalize().unwrap().join("tiendo.db"),
            _folder: folder,
        };
        fixture.good(&["init", "--sample"]);
        fixture
    }

    fn run(&self, arguments: &[&str]) -> (Option<i32>, String, String) {
        let mut command = Command::new(env!("CARGO_BIN_EXE_tiendo"));
        command
            .arg("--db")
            .arg(&self.db)
            .args(arguments)
            .stdin(Stdio::null());
        command
            .env("TIENDO_SITE_CONFIG", "")
            .env("TIENDO_CONFIG", "")
            .env_remove("TIENDO_LANG");
        let ran = command.output().unwrap();
        let text = |bytes| String::from_utf8(bytes).unwrap();
        (ran.status.code(), text(ran.stdout), text(ran.stderr))
    }

    #[track_caller]
    fn good(&self, arguments: &[&str]) -> String {
        let (code, out, err) = self.run(arguments);
        assert_eq!(code, Some(0), "{arguments:?}: {err}");
        out
    }

    /// Asserts exit status 1 and one sentence that contains these words.
    #[track_caller]
    fn refused(&self, arguments: &[&str], words: &str) {
        let (code, out, err) = self.run(arguments);
        assert_eq!(
            (code, out.as_str(), err.lines().count()),
            (Some(1), "", 1),
            "{arguments:?}: {err}"
        );
        assert!(err.contains(words), "{arguments:?}: {err}");
    }

    fn add(&self, name: &str, more: &[&str]) {
        self.good(
            &[
                &["account", "add", name, "--person", "Nguyễn Thị Lan"],
                more,
            ]
            .concat(),
        );
    }

    fn list(&self) -> Value {
        serde_json::from_str(&self.good(&["account", "list", "--format", "json"])).unwrap()
    }
}

#[test]
fn accounts_are_added_changed_and_removed() {
    let fixture = TestFolder::new();
    fixture.add(
        "lan",
        &["--role", "reporter", "--office", "tth.syt", "--key", KEY],
    );
    fixture.add("sep", &["--role", "viewer"]);
    assert_eq!(
        fixture.list()[0],
        json!({"name": "lan", "person": "Nguyễn Thị Lan", "role": "reporter", "office": "tth.syt", "state": "active", "keys": 1})
    );
    fixture.good(&[
        "account",
        "role",
        "sep",
        "coordinator",
        "--office",
        "tth.sldtbxh",
    ]);
    fixture.good(&["account", "suspend", "lan"]);
    assert!(
        fixture
            .good(&["account", "suspend", "lan"])
            .contains("không đổi")
    );
    fixture.good(&["account", "key", "add", "sep", OTHER]);
    let list = fixture.list();
    assert_eq!(
        (&list[0]["state"], &list[1]["role"], &list[1]["keys"]),
        (&json!("suspended"), &json!("coordinator"), &json!(1))
    );
    fixture.good(&["account", "remove", "lan"]);
    fixture.refused(&["account", "resume", "lan"], "xóa hẳn");
    fixture.good(&["account", "key", "remove", "sep", "nha@"]);
    assert_eq!(fixture.list()[1]["keys"], json!(0));
    let journal = fixture.good(&["journal", "--format", "csv"]);
    assert_eq!(
        journal
            .lines()
            .filter(|line| line.contains("account"))
            .count(),
        7,
        "{journal}"
    );
}

#[test]
fn invalid_account_is_refused_with_the_reason() {
    let fixture = TestFolder::new();
    fixture.add(
        "lan",
        &["--role", "reporter", "--office", "tth.syt", "--key", KEY],
    );
    let refused = |name: &str, more: &[&str], words: &str| {
        fixture.refused(
            &[&["account", "add", name, "--person", "A"], more].concat(),
            words,
        );
    };
    refused("Lan", &["--role", "viewer"], "a–z");
    refused("lan", &["--role", "viewer"], "từng được cấp");
    refused("nha", &["--role", "reporter"], "--office");
    refused(
        "nha",
        &["--role", "reporter", "--office", "ở đâu đó"],
        "ở đâu đó",
    );
    refused(
        "nha",
        &[
            "--role",
            "viewer",
            "--key",
            "command=\"sh\" ssh-ed25519 AAAA",
        ],
        "khóa SSH công khai",
    );
    refused("nha", &["--role", "viewer", "--key", KEY], "tài khoản khác");
    fixture.refused(&["account", "suspend", "nha"], "account list");
    fixture.refused(
        &["account", "key", "remove", "lan", "zzz"],
        "account keys lan",
    );
    assert_eq!(fixture.list().as_array().unwrap().len(), 1);
}

#[test]
fn ssh_login_lines_are_printed_for_active_accounts() {
    let fixture = TestFolder::new();
    fixture.add(
        "lan",
        &["--role", "reporter", "--office", "tth.syt", "--key", KEY],
    );
    fixture.add("nha.le", &["--role", "viewer", "--key", OTHER]);
    let db = fixture.db.display().to_string();
    let keys = fixture.good(&["account", "keys", "--program", "/usr/bin/tiendo"]);
    let line = format!("restrict,pty,command=\"/usr/bin/tiendo --db {db} --account lan\" {KEY}");
    assert!(keys.lines().any(|printed| printed == line), "{keys}");
    let sudo = fixture.good(&[
        "account",
        "keys",
        "nha.le",
        "--sudo",
        "--program",
        "/usr/bin/tiendo",
    ]);
    let rule = format!(
        "NOPASSWD: /usr/bin/tiendo ^--db {} --account nha\\.le( export| import| overdue| status| today)?$",
        db.replace('.', "\\.")
    );
    assert!(
        sudo.lines()
            .any(|printed| printed.starts_with("nha.le ALL=(") && printed.ends_with(&rule)),
        "{sudo}"
    );
    assert!(!sudo.contains("--account lan"));
    fixture.good(&["account", "suspend", "lan"]);
    assert!(
        !fixture
            .good(&["account", "keys", "--program", "/usr/bin/tiendo"])
            .contains("--account lan")
    );
    fixture.refused(
        &["account", "keys", "--program", "/opt/tiến độ/tiendo"],
        "tiến độ",
    );
}

#[test]
fn account_option_is_refused_on_a_single_user_database() {
    let fixture = TestFolder::new();
    fixture.add("lan", &["--role", "viewer"]);
    // Root is refused as root; any other user because the database is not shared.
    for more in [&["status"][..], &["account", "list"], &[]] {
        let (code, out, err) = fixture.run(&[&["--account", "lan"], more].concat());
        assert_eq!(
            (code, out.as_str(), err.lines().count()),
            (Some(1), "", 1),
            "{err}"
        );
    }
    assert_eq!(
        fixture
            .run(&["--account", "lan", "--account", "lan", "status"])
            .0,
        Some(2)
    );
    assert_eq!(fixture.run(&["status", "--account", "lan"]).0, Some(2));
    fixture.refused(&["config", "show"], "config path");
}

#[test]
fn database_writable_by_others_is_refused_with_the_fix() {
    let fixture = TestFolder::new();
    set_permissions(&fixture.db, Permissions::from_mode(0o666)).unwrap();
    fixture.refused(&["status"], &format!("chmod 644 {}", fixture.db.display()));
    set_permissions(&fixture.db, Permissions::from_mode(0o644)).unwrap();
    fixture.good(&["status"]);
    let folder = fixture.db.parent().unwrap();
    set_permissions(folder, Permissions::from_mode(0o777)).unwrap();
    fixture.refused(&["status"], &format!("chmod 755 {}", folder.display()));
    fixture.refused(&["account", "list"], "chmod");
    set_permissions(folder, Permissions::from_mode(0o700)).unwrap();
    fixture.good(&["status"]);
}
