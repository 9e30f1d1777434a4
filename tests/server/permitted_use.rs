//! Permitted use: the screen and the remote commands by key, the same through sudo, and the commands of the owner.

use crate::Check;
use crate::setup::{PERSON, TestServer};

pub const CHECKS: &[Check] = &[
    ("a login by key gets the terminal", by_key),
    (
        "a person's own shell gets the terminal through sudo",
        by_sudo,
    ),
    ("remote commands work", remote_commands),
    (
        "figures are imported and exported through standard input and output",
        figures_are_transferred,
    ),
    ("each account has its own configuration", own_configuration),
    (
        "the owner administers and enters no data",
        commands_of_the_owner,
    ),
];

fn by_key(server: &TestServer) {
    let mut session = server.ssh_session(PERSON, &[]);
    session.wait_for("Hôm nay");
    session.press("\x1b[21~");
    assert_eq!(session.end(), (0, true));
}

fn by_sudo(server: &TestServer) {
    let mut session = server.sudo_session();
    session.wait_for("Hôm nay");
    session.press("\x1b[21~");
    assert_eq!(session.end(), (0, true));
}

fn remote_commands(server: &TestServer) {
    for request in [
        "overdue",
        "status",
        "today",
        "plans",
        "measures --plan tth-2021",
        "duties --office=tth.syt --format json",
        "offices --format csv",
        "gaps --lang en",
    ] {
        let words: Vec<&str> = request.split(' ').collect();
        assert_eq!(
            server.ssh(PERSON, request).good(),
            server.account(PERSON, &words).good(),
            "{request}"
        );
    }
    assert_eq!(server.ssh(PERSON, "overdue --exit-code").code, Some(3));
    // A document is a zip file, which begins with `PK`.
    for request in [
        "remind --rule tth-2021/r2 --period 2022 --draft",
        "export report --plan tth-2021 --format docx",
    ] {
        assert!(
            server.ssh("dau", request).good().starts_with("PK"),
            "{request}"
        );
    }
    for request in ["overdue", "status", "today", "export"] {
        assert_eq!(
            server.shell(PERSON, &server.sudo_line(request)).good(),
            server.account(PERSON, &[request]).good(),
            "{request}"
        );
    }
}

fn figures_are_transferred(server: &TestServer) {
    let sheet = "measure,office,period,value\ntth-2021/4.3,tth.syt,2022,21\n";
    assert!(
        server
            .ssh_with(PERSON, &[], "import figures --dry-run", sheet)
            .good()
            .contains("chưa ghi gì")
    );
    assert!(!server.figures().contains("2022;;21"));
    server.ssh_with(PERSON, &[], "import figures", sheet).good();
    assert!(
        server
            .ssh(PERSON, "export figures --plan tth-2021")
            .good()
            .contains("tth-2021/4.3;tth.syt;2022;;21")
    );
    let line = format!(
        "printf 'measure,office,period,value\\ntth-2021/4.3,tth.syt,2023,20\\n' | {}",
        server.sudo_line("import")
    );
    server.shell(PERSON, &line).good();
    assert!(server.figures().contains("tth-2021/4.3;tth.syt;2023;;20"));
    let journal = server.journal();
    let figures: Vec<&str> = journal
        .lines()
        .filter(|line| line.contains("tth-2021/4.3"))
        .collect();
    assert!(
        figures.len() == 2 && figures.iter().all(|line| line.contains(PERSON)),
        "{journal}"
    );
}

fn own_configuration(server: &TestServer) {
    server
        .ssh_with(PERSON, &[], "config set", "lang = \"en\"\n")
        .good();
    assert_eq!(server.ssh(PERSON, "config show").good(), "lang = \"en\"\n");
    assert!(
        server
            .ssh(PERSON, "status")
            .good()
            .contains("submission rate")
    );
    assert!(server.ssh("sep", "status").good().contains("Báo cáo"));
    assert!(
        server
            .ssh_with(PERSON, &[], "config set", "db = \"/tmp/x.db\"\n")
            .bad()
            .contains("db")
    );
    assert!(
        server
            .ssh_with(PERSON, &[], "config set", "theem = \"dark\"\n")
            .bad()
            .contains("theme")
    );
    assert_eq!(server.ssh(PERSON, "config show").good(), "lang = \"en\"\n");
    server.ssh_with(PERSON, &[], "config set", "").good();
    server.assert_permitted_use();
}

fn commands_of_the_owner(server: &TestServer) {
    assert!(server.owner(&["account", "list"]).good().contains(PERSON));
    let copy = server.path("data/copy.db");
    server.owner(&["backup", &copy]).good();
    std::fs::remove_file(copy).unwrap();
    for request in [
        &["overdue"][..],
        &["export", "figures"],
        &["import", "figures", "-"],
        &["figure", "history"],
        &[],
    ] {
        server.owner(request).bad();
    }
    let added = server.journal();
    let line = added.lines().find(|line| line.contains("quan")).unwrap();
    assert!(
        line.contains("admin") && line.contains(crate::setup::SERVICE),
        "{line}"
    );
    // Back to a single-user database, with all its data.
    server.owner(&["admin", "unshare"]).good();
    server.ssh(PERSON, "status").bad();
    server.owner(&["status"]).good();
    server.owner(&["admin", "share"]).good();
    server.assert_permitted_use();
}
