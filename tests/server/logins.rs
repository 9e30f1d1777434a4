//! Login attacks: other accounts, other databases, commands that are not remote, shells, removed keys and accounts,
//! and roles.

use std::fs;
use std::path::Path;

use crate::Check;
use crate::setup::{PERSON, SERVICE, STRANGER, TestServer, wait_until};

pub const CHECKS: &[Check] = &[
    (
        "no other account or database can be chosen",
        no_other_account,
    ),
    ("a request is not passed to a shell", no_shell),
    ("sudo permits this command line only", no_other_sudo),
    ("an unregistered key is refused", unknown_key),
    (
        "a suspended or removed account is refused",
        suspended_accounts,
    ),
    (
        "an open session of a suspended account writes nothing",
        suspended_session,
    ),
    ("each role is limited to its permissions", roles),
    ("nothing runs as root or with setuid", no_borrowed_rights),
];

/// Asserts status 2 or 1, nothing printed, nothing written.
#[track_caller]
fn refused(server: &TestServer, name: &str, request: &str) -> String {
    let before = server.bytes();
    let ran = server.ssh(name, request);
    assert!(matches!(ran.code, Some(1 | 2)), "{request}: {ran:?}");
    assert_eq!(ran.out, "", "{request}");
    assert_eq!(server.bytes(), before, "{request}");
    ran.err
}

fn no_other_account(server: &TestServer) {
    fs::copy(server.db(), server.folder.join("other.db")).unwrap();
    let db = server.path("other.db");
    for request in [
        "--account quan",
        "--account=quan status",
        "overdue --account quan",
        "overdue --account=quan",
        "overdue --acc quan",
        "--account quan --account quan",
        "account list",
        "account role tdlan admin",
        "admin unshare",
        "init",
        "backup /tmp/x",
        "check",
        "demo",
        "completions bash",
        "--help",
        "--version",
        "journal",
        "figure set",
    ] {
        refused(server, PERSON, request);
    }
    for request in [
        format!("--db {db} status"),
        format!("status --db {db}"),
        format!("status --db={db}"),
        format!("export plan {db}"),
        format!("export figures -o {db}"),
        format!("import figures {db}"),
    ] {
        refused(server, PERSON, &request);
    }
    // Also from the service's own line: given twice, after the command, or unknown.
    for line in [
        &["--account", PERSON, "--account", "quan", "status"][..],
        &["--account", PERSON, "status", "--account", "quan"],
        &["--account", "nobody", "status"],
        &["--account", "", "status"],
        &["--account", PERSON, "export", "-o", "/tmp/tiendo-x"],
        &["--account", PERSON, "import", "figures", "/etc/passwd"],
        &["--account", PERSON, "import", "plan", "/etc/passwd"],
        &["--account", PERSON, "config", "check", "/etc/passwd"],
        &[
            "--account",
            PERSON,
            "remind",
            "--rule",
            "tth-2021/r2",
            "--period",
            "2023",
            "--letter",
            "/tmp/tiendo-x",
        ],
        &[
            "--account",
            "quan",
            "account",
            "add",
            "moi",
            "--person",
            "x",
            "--role",
            "admin",
            "--key-file",
            "/etc/passwd",
        ],
        &["--account", "quan", "backup", "/tmp/tiendo-x"],
        &["--account", "quan", "admin", "unshare"],
    ] {
        server.owner(line).bad();
    }
    assert!(!Path::new("/tmp/tiendo-x").exists());
    fs::remove_file(server.folder.join("other.db")).unwrap();
    server.assert_permitted_use();
}

fn no_shell(server: &TestServer) {
    let mark = server.path("mark");
    for request in [
        format!("overdue; touch {mark}"),
        format!("overdue && touch {mark}"),
        format!("overdue | touch {mark}"),
        format!("$(touch {mark})"),
        format!("overdue `touch {mark}`"),
        format!("overdue\ntouch {mark}"),
        format!("overdue > {mark}"),
        format!("sh -c 'touch {mark}'"),
        format!("export figures > {mark}"),
        format!("overdue --plan $(touch {mark})"),
        format!("'; touch {mark}; '"),
        format!("\"; touch {mark}; \""),
        "sh".to_owned(),
        "bash -i".to_owned(),
        "/bin/sh".to_owned(),
        "overdue\u{a0}--plan".to_owned(),
        "overdue  --plan x".to_owned(),
        " overdue".to_owned(),
        "@file".to_owned(),
        "a".repeat(5000),
    ] {
        let output = refused(server, PERSON, &request);
        assert!(!output.contains(&mark), "{output}");
    }
    assert!(!Path::new(&mark).exists());
    server.assert_permitted_use();
}

fn no_other_sudo(server: &TestServer) {
    let (program, db) = (server.path("tiendo"), server.path("data/tiendo.db"));
    let permitted = server.sudo_line("");
    for line in [
        format!("{permitted} overdue --account quan"),
        format!("{permitted} --account quan"),
        format!("{permitted} account list"),
        format!("{permitted} export -o /tmp/tiendo-x"),
        format!("{permitted} 'overdue status'"),
        format!("sudo -n -u {SERVICE} {program} --db {db} --account quan"),
        format!("sudo -n -u {SERVICE} {program} --account {PERSON}"),
        format!("sudo -n -u {SERVICE} {program} --db {db}"),
        format!("sudo -n -u {SERVICE} {program}"),
        format!("sudo -n -u {SERVICE} sh -c id"),
        format!("sudo -n -u root {program} --db {db} --account {PERSON}"),
        format!("sudo -n -u {SERVICE} -s"),
        format!("sudoedit -n -u {SERVICE} {db}"),
        format!("sudo -n -u {SERVICE} cat {db}"),
    ] {
        server.shell(PERSON, &line).bad();
    }
    server.shell(STRANGER, &permitted).bad();
    server.shell(STRANGER, &format!("{permitted} status")).bad();
    assert!(!Path::new("/tmp/tiendo-x").exists());
    server.assert_permitted_use();
}

fn unknown_key(server: &TestServer) {
    assert!(server.ssh("strangers", "status").bad().contains("denied"));
    assert!(server.ssh("strangers", "").bad().contains("denied"));
}

fn suspended_accounts(server: &TestServer) {
    server.owner(&["account", "suspend", "nghi"]).good();
    // The SSH login line still exists, and the database refuses.
    assert!(server.ssh("nghi", "status").bad().contains("tạm ngừng"));
    assert!(server.ssh("nghi", "").bad().contains("tạm ngừng"));
    server.install_lines();
    assert!(server.ssh("nghi", "status").bad().contains("denied"));
    server.owner(&["account", "resume", "nghi"]).good();
    server.install_lines();
    server.ssh("nghi", "status").good();
    server.owner(&["account", "remove", "nghi"]).good();
    assert!(server.ssh("nghi", "status").bad().contains("xóa"));
    server.owner(&["account", "resume", "nghi"]).bad();
    assert!(
        server
            .owner(&[
                "account", "add", "nghi", "--person", "x", "--role", "viewer"
            ])
            .bad()
            .contains("cấp")
    );
    server.install_lines();
    assert!(server.ssh("nghi", "status").bad().contains("denied"));
    server.assert_permitted_use();
}

fn suspended_session(server: &TestServer) {
    let mut session = server.ssh_session(PERSON, &[]);
    session.wait_for("Hôm nay");
    let stars = || {
        server
            .journal()
            .lines()
            .filter(|line| line.contains(",star,"))
            .count()
    };
    // `b` toggles the star of the target.
    session.press("3");
    session.settle();
    let before = stars();
    session.press("b");
    wait_until("a star", || stars() == before + 1);
    server.owner(&["account", "suspend", PERSON]).good();
    session.press("b");
    session.settle();
    assert_eq!(stars(), before + 1);
    server.owner(&["account", "resume", PERSON]).good();
    session.press("\x1b[21~");
    session.end();
    server.assert_permitted_use();
}

fn roles(server: &TestServer) {
    let sheet = |measure: &str, office: &str| {
        format!("measure,office,period,value\n{measure},{office},2024,41\n")
    };
    let before = (server.figures(), server.journal());
    for (name, sheet) in [
        (PERSON, sheet("tth-2021/2.1", "tth.sldtbxh")),
        (PERSON, sheet("tth-2021/6.3", "tth.stttt")),
        ("sep", sheet("tth-2021/4.3", "tth.syt")),
        ("quan", sheet("tth-2021/4.3", "tth.syt")),
    ] {
        let ran = server.ssh_with(name, &[], "import figures", &sheet);
        assert_eq!(
            (ran.code, ran.out.as_str()),
            (Some(1), ""),
            "{name}: {ran:?}"
        );
        server
            .ssh_with(name, &[], "import figures --each", &sheet)
            .bad();
    }
    let plan = server
        .ssh(PERSON, "export plan --plan hh-2023")
        .good()
        .replace("hh-2023", "hh-2024");
    server.ssh_with(PERSON, &[], "import plan", &plan).bad();
    for line in [
        &["account", "add", "moi", "--person", "x", "--role", "admin"][..],
        &["remind", "--rule", "tth-2021/r2", "--period", "2023"],
        &["account", "role", PERSON, "admin"],
        &["lock", "--plan", "tth-2021", "--period", "2022"],
        &[
            "report",
            "accept",
            "--rule",
            "tth-2021/r2",
            "--office",
            "tth.syt",
            "--period",
            "2023",
        ],
        &["setting", "set", "roll_over", "on"],
    ] {
        server.account(PERSON, line).bad();
    }
    assert_eq!((server.figures(), server.journal()), before);
    // The responsible user can do it.
    server
        .ssh_with(
            "dau",
            &[],
            "import figures",
            &sheet("tth-2021/2.1", "tth.sldtbxh"),
        )
        .good();
    assert!(
        server
            .figures()
            .contains("tth-2021/2.1;tth.sldtbxh;2024;;41")
    );
    server.assert_permitted_use();
}

fn no_borrowed_rights(server: &TestServer) {
    use crate::setup::{change_owner, run, set_mode};
    let (program, db) = (server.path("tiendo"), server.path("data/tiendo.db"));
    for line in [
        &["--account", PERSON, "status"][..],
        &["status"],
        &["account", "list"],
        &["check"],
    ] {
        assert!(
            run(&program, &[&["--db", &db], line].concat())
                .bad()
                .contains("root")
        );
    }
    let borrowed = server.folder.join("borrowed");
    fs::copy(&program, &borrowed).unwrap();
    change_owner(&borrowed, SERVICE);
    for bits in [0o4755, 0o2755, 0o6755] {
        set_mode(&borrowed, bits);
        for user in [PERSON, STRANGER] {
            for request in [
                "--account quan status",
                "--account quan",
                "status",
                "account list",
            ] {
                server
                    .shell(user, &format!("{} --db {db} {request}", borrowed.display()))
                    .bad();
            }
        }
    }
    fs::remove_file(borrowed).unwrap();
    server.assert_permitted_use();
}
