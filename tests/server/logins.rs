//! Login attacks: other accounts, other databases, commands that are not remote, shells, removed keys and accounts,
//! and roles.

use std::fs;
use std::path::Path;

use crate::Check;
use crate::setup::{Ground, PERSON, SERVICE, STRANGER, wait_until};

pub const CHECKS: &[Check] = &[
    ("no other account, no other database", no_other_account),
    ("no shell in what is asked", no_shell),
    ("no program of root's but this line", no_other_sudo),
    ("a key that nobody registered opens nothing", unknown_key),
    (
        "a suspended or removed account stays outside",
        shut_accounts,
    ),
    (
        "a session of an account that is shut writes nothing",
        shut_session,
    ),
    ("no role does another's work", roles),
    (
        "nobody is root, and nothing runs with borrowed rights",
        borrowed_rights,
    ),
];

/// Asserts status 2 or 1, nothing printed, nothing written.
#[track_caller]
fn refused(ground: &Ground, name: &str, asked: &str) -> String {
    let before = ground.bytes();
    let ran = ground.ssh(name, asked);
    assert!(matches!(ran.code, Some(1 | 2)), "{asked}: {ran:?}");
    assert_eq!(ran.out, "", "{asked}");
    assert_eq!(ground.bytes(), before, "{asked}");
    ran.err
}

fn no_other_account(ground: &Ground) {
    fs::copy(ground.db(), ground.folder.join("other.db")).unwrap();
    let db = ground.path("other.db");
    for asked in [
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
        refused(ground, PERSON, asked);
    }
    for asked in [
        format!("--db {db} status"),
        format!("status --db {db}"),
        format!("status --db={db}"),
        format!("export plan {db}"),
        format!("export figures -o {db}"),
        format!("import figures {db}"),
    ] {
        refused(ground, PERSON, &asked);
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
        ground.owner(line).bad();
    }
    assert!(!Path::new("/tmp/tiendo-x").exists());
    fs::remove_file(ground.folder.join("other.db")).unwrap();
    ground.still_works();
}

fn no_shell(ground: &Ground) {
    let mark = ground.path("mark");
    for asked in [
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
        let said = refused(ground, PERSON, &asked);
        assert!(!said.contains(&mark), "{said}");
    }
    assert!(!Path::new(&mark).exists());
    ground.still_works();
}

fn no_other_sudo(ground: &Ground) {
    let (program, db) = (ground.path("tiendo"), ground.path("data/tiendo.db"));
    let ours = ground.sudo_line("");
    for line in [
        format!("{ours} overdue --account quan"),
        format!("{ours} --account quan"),
        format!("{ours} account list"),
        format!("{ours} export -o /tmp/tiendo-x"),
        format!("{ours} 'overdue status'"),
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
        ground.shell(PERSON, &line).bad();
    }
    ground.shell(STRANGER, &ours).bad();
    ground.shell(STRANGER, &format!("{ours} status")).bad();
    assert!(!Path::new("/tmp/tiendo-x").exists());
    ground.still_works();
}

fn unknown_key(ground: &Ground) {
    assert!(ground.ssh("strangers", "status").bad().contains("denied"));
    assert!(ground.ssh("strangers", "").bad().contains("denied"));
}

fn shut_accounts(ground: &Ground) {
    ground.owner(&["account", "suspend", "nghi"]).good();
    // The SSH login line still exists, and the database refuses.
    assert!(ground.ssh("nghi", "status").bad().contains("tạm ngừng"));
    assert!(ground.ssh("nghi", "").bad().contains("tạm ngừng"));
    ground.install_lines();
    assert!(ground.ssh("nghi", "status").bad().contains("denied"));
    ground.owner(&["account", "resume", "nghi"]).good();
    ground.install_lines();
    ground.ssh("nghi", "status").good();
    ground.owner(&["account", "remove", "nghi"]).good();
    assert!(ground.ssh("nghi", "status").bad().contains("xóa"));
    ground.owner(&["account", "resume", "nghi"]).bad();
    assert!(
        ground
            .owner(&[
                "account", "add", "nghi", "--person", "x", "--role", "viewer"
            ])
            .bad()
            .contains("cấp")
    );
    ground.install_lines();
    assert!(ground.ssh("nghi", "status").bad().contains("denied"));
    ground.still_works();
}

fn shut_session(ground: &Ground) {
    let mut session = ground.ssh_session(PERSON, &[]);
    session.wait_for("Hôm nay");
    let stars = || {
        ground
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
    ground.owner(&["account", "suspend", PERSON]).good();
    session.press("b");
    session.settle();
    assert_eq!(stars(), before + 1);
    ground.owner(&["account", "resume", PERSON]).good();
    session.press("\x1b[21~");
    session.end();
    ground.still_works();
}

fn roles(ground: &Ground) {
    let sheet = |measure: &str, office: &str| {
        format!("measure,office,period,value\n{measure},{office},2024,41\n")
    };
    let before = (ground.figures(), ground.journal());
    for (name, sheet) in [
        (PERSON, sheet("tth-2021/2.1", "tth.sldtbxh")),
        (PERSON, sheet("tth-2021/6.3", "tth.stttt")),
        ("sep", sheet("tth-2021/4.3", "tth.syt")),
        ("quan", sheet("tth-2021/4.3", "tth.syt")),
    ] {
        let ran = ground.ssh_with(name, &[], "import figures", &sheet);
        assert_eq!(
            (ran.code, ran.out.as_str()),
            (Some(1), ""),
            "{name}: {ran:?}"
        );
        ground
            .ssh_with(name, &[], "import figures --each", &sheet)
            .bad();
    }
    let plan = ground
        .ssh(PERSON, "export plan --plan hh-2023")
        .good()
        .replace("hh-2023", "hh-2024");
    ground.ssh_with(PERSON, &[], "import plan", &plan).bad();
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
        ground.account(PERSON, line).bad();
    }
    assert_eq!((ground.figures(), ground.journal()), before);
    // The responsible user can do it.
    ground
        .ssh_with(
            "dau",
            &[],
            "import figures",
            &sheet("tth-2021/2.1", "tth.sldtbxh"),
        )
        .good();
    assert!(
        ground
            .figures()
            .contains("tth-2021/2.1;tth.sldtbxh;2024;;41")
    );
    ground.still_works();
}

fn borrowed_rights(ground: &Ground) {
    use crate::setup::{give, open_to, run};
    let (program, db) = (ground.path("tiendo"), ground.path("data/tiendo.db"));
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
    let borrowed = ground.folder.join("borrowed");
    fs::copy(&program, &borrowed).unwrap();
    give(&borrowed, SERVICE);
    for bits in [0o4755, 0o2755, 0o6755] {
        open_to(&borrowed, bits);
        for user in [PERSON, STRANGER] {
            for asked in [
                "--account quan status",
                "--account quan",
                "status",
                "account list",
            ] {
                ground
                    .shell(user, &format!("{} --db {db} {asked}", borrowed.display()))
                    .bad();
            }
        }
    }
    fs::remove_file(borrowed).unwrap();
    ground.still_works();
}
