//! Permitted use: the screen and the remote commands by key, the same through sudo, and the commands of the owner.

use crate::Check;
use crate::setup::{Ground, PERSON};

pub const CHECKS: &[Check] = &[
    ("a login by key gets the terminal", by_key),
    (
        "a person's own shell gets the terminal through sudo",
        by_sudo,
    ),
    ("remote commands answer", remote_commands),
    (
        "figures travel by standard input and output",
        figures_travel,
    ),
    ("each has their own configuration", own_configuration),
    ("the owner administers and enters nothing", the_owner),
];

fn by_key(ground: &Ground) {
    let mut session = ground.ssh_session(PERSON, &[]);
    session.wait_for("Hôm nay");
    session.press("\x1b[21~");
    assert_eq!(session.end(), (0, true));
}

fn by_sudo(ground: &Ground) {
    let mut session = ground.sudo_session();
    session.wait_for("Hôm nay");
    session.press("\x1b[21~");
    assert_eq!(session.end(), (0, true));
}

fn remote_commands(ground: &Ground) {
    for asked in [
        "overdue",
        "status",
        "today",
        "plans",
        "measures --plan tth-2021",
        "duties --office=tth.syt --format json",
        "offices --format csv",
        "gaps --lang en",
    ] {
        let words: Vec<&str> = asked.split(' ').collect();
        assert_eq!(
            ground.ssh(PERSON, asked).good(),
            ground.account(PERSON, &words).good(),
            "{asked}"
        );
    }
    assert_eq!(ground.ssh(PERSON, "overdue --exit-code").code, Some(3));
    // A document is a zip file, which begins with `PK`.
    for asked in [
        "remind --rule tth-2021/r2 --period 2022 --draft",
        "export report --plan tth-2021 --format docx",
    ] {
        assert!(ground.ssh("dau", asked).good().starts_with("PK"), "{asked}");
    }
    for asked in ["overdue", "status", "today", "export"] {
        assert_eq!(
            ground.shell(PERSON, &ground.sudo_line(asked)).good(),
            ground.account(PERSON, &[asked]).good(),
            "{asked}"
        );
    }
}

fn figures_travel(ground: &Ground) {
    let sheet = "measure,office,period,value\ntth-2021/4.3,tth.syt,2022,21\n";
    assert!(
        ground
            .ssh_with(PERSON, &[], "import figures --dry-run", sheet)
            .good()
            .contains("chưa ghi gì")
    );
    assert!(!ground.figures().contains("2022;;21"));
    ground.ssh_with(PERSON, &[], "import figures", sheet).good();
    assert!(
        ground
            .ssh(PERSON, "export figures --plan tth-2021")
            .good()
            .contains("tth-2021/4.3;tth.syt;2022;;21")
    );
    let line = format!(
        "printf 'measure,office,period,value\\ntth-2021/4.3,tth.syt,2023,20\\n' | {}",
        ground.sudo_line("import")
    );
    ground.shell(PERSON, &line).good();
    assert!(ground.figures().contains("tth-2021/4.3;tth.syt;2023;;20"));
    let journal = ground.journal();
    let figures: Vec<&str> = journal
        .lines()
        .filter(|line| line.contains("tth-2021/4.3"))
        .collect();
    assert!(
        figures.len() == 2 && figures.iter().all(|line| line.contains(PERSON)),
        "{journal}"
    );
}

fn own_configuration(ground: &Ground) {
    ground
        .ssh_with(PERSON, &[], "config set", "lang = \"en\"\n")
        .good();
    assert_eq!(ground.ssh(PERSON, "config show").good(), "lang = \"en\"\n");
    assert!(
        ground
            .ssh(PERSON, "status")
            .good()
            .contains("submission rate")
    );
    assert!(ground.ssh("sep", "status").good().contains("Báo cáo"));
    assert!(
        ground
            .ssh_with(PERSON, &[], "config set", "db = \"/tmp/x.db\"\n")
            .bad()
            .contains("db")
    );
    assert!(
        ground
            .ssh_with(PERSON, &[], "config set", "theem = \"dark\"\n")
            .bad()
            .contains("theme")
    );
    assert_eq!(ground.ssh(PERSON, "config show").good(), "lang = \"en\"\n");
    ground.ssh_with(PERSON, &[], "config set", "").good();
    ground.still_works();
}

fn the_owner(ground: &Ground) {
    assert!(ground.owner(&["account", "list"]).good().contains(PERSON));
    let copy = ground.path("data/copy.db");
    ground.owner(&["backup", &copy]).good();
    std::fs::remove_file(copy).unwrap();
    for asked in [
        &["overdue"][..],
        &["export", "figures"],
        &["import", "figures", "-"],
        &["figure", "history"],
        &[],
    ] {
        ground.owner(asked).bad();
    }
    let added = ground.journal();
    let line = added.lines().find(|line| line.contains("quan")).unwrap();
    assert!(
        line.contains("admin") && line.contains(crate::setup::SERVICE),
        "{line}"
    );
    // Back to a single-user database, with all its data.
    ground.owner(&["admin", "unshare"]).good();
    ground.ssh(PERSON, "status").bad();
    ground.owner(&["status"]).good();
    ground.owner(&["admin", "share"]).good();
    ground.still_works();
}
