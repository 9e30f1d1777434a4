//! Attacks through the environment: names, homes, configuration, preloaded libraries, editors and pagers. None has an
//! effect.

use std::fs;
use std::path::Path;

use crate::Check;
use crate::setup::{PERSON, TestServer, set_mode};

pub const CHECKS: &[Check] = &[
    (
        "names in the environment do not change the account",
        forged_names,
    ),
    (
        "the environment selects no database or configuration",
        forged_configuration,
    ),
    ("no library is preloaded", preload),
    ("no other program is started", other_programs),
];

const SET_NAMES: [&str; 8] = [
    "USER=quan",
    "LOGNAME=quan",
    "SUDO_USER=quan",
    "SUDO_UID=0",
    "SUDO_COMMAND=/bin/sh",
    "TIENDO_ACCOUNT=quan",
    "TIENDO_LANG=en",
    "HOME=/root",
];

/// The answer with an environment set by the client, over ssh and through sudo.
fn answers_with(server: &TestServer, variables: &[&str], request: &str) -> [String; 2] {
    // Of several settings of one name the first counts: one option with all names.
    let all = format!("SetEnv={}", variables.join(" "));
    let by_ssh = server.ssh_with(PERSON, &["-o", &all], request, "").good();
    let by_sudo = server
        .shell(
            PERSON,
            &format!("env {} {}", variables.join(" "), server.sudo_line(request)),
        )
        .good();
    [by_ssh, by_sudo]
}

fn forged_names(server: &TestServer) {
    let permitted = server.ssh(PERSON, "status").good();
    for answer in answers_with(server, &SET_NAMES, "status") {
        assert_eq!(answer, permitted);
    }
    let sheet = "measure,office,period,value\ntth-2021/4.2,tth.syt,2022,14\n";
    let all = format!("SetEnv={}", SET_NAMES.join(" "));
    server
        .ssh_with(PERSON, &["-o", &all], "import figures", sheet)
        .good();
    let journal = server.journal();
    let line = journal
        .lines()
        .find(|line| line.contains("tth-2021/4.2"))
        .unwrap();
    assert!(line.contains(PERSON) && !line.contains("quan"), "{line}");
    // Variables on sudo's own line and a kept environment are refused by sudo.
    let line = server.sudo_line("status");
    for more in ["TIENDO_DB=/tmp/x", "LD_PRELOAD=/tmp/x", "HOME=/tmp"] {
        server
            .shell(PERSON, &line.replace("sudo -n", &format!("sudo -n {more}")))
            .bad();
    }
    server
        .shell(PERSON, &line.replace("sudo -n", "sudo -n -E"))
        .bad();
}

fn forged_configuration(server: &TestServer) {
    let untrusted = server.folder.join("evil/tiendo");
    fs::create_dir_all(&untrusted).unwrap();
    fs::write(
        untrusted.join("config.toml"),
        "lang = \"en\"\ndb = \"/nonexistent/other.db\"\n",
    )
    .unwrap();
    let folder = server.path("evil");
    let file = server.path("evil/tiendo/config.toml");
    let variables = [
        format!("TIENDO_CONFIG={file}"),
        format!("TIENDO_SITE_CONFIG={file}"),
        format!("XDG_CONFIG_HOME={folder}"),
        format!("XDG_DATA_HOME={folder}"),
        format!("HOME={folder}"),
        "TIENDO_DB=/nonexistent".to_owned(),
        "TIENDO_PLAIN=1".to_owned(),
        "TIENDO_ASCII=1".to_owned(),
        "LC_ALL=../../evil".to_owned(),
        "LC_MESSAGES=%n%n%s".to_owned(),
    ];
    let variables: Vec<&str> = variables.iter().map(String::as_str).collect();
    let permitted = server
        .ssh(PERSON, "overdue --plan tth-2021 --format json")
        .good();
    for answer in answers_with(server, &variables, "status") {
        assert!(
            answer.contains("Bao cao") || answer.contains("Báo cáo"),
            "{answer}"
        );
    }
    let all = format!("SetEnv={}", variables.join(" "));
    assert_eq!(
        server
            .ssh_with(
                PERSON,
                &["-o", &all],
                "overdue --plan tth-2021 --format json",
                ""
            )
            .good(),
        permitted
    );
    fs::remove_dir_all(server.folder.join("evil")).unwrap();
    server.assert_permitted_use();
}

/// The loader reports a missing library that it was asked to preload.
fn preload(server: &TestServer) {
    let library = "LD_PRELOAD=/nonexistent/evil.so";
    let program = server.path("tiendo");
    let shell = server.shell(PERSON, &format!("env {library} {program} --version"));
    assert!(
        shell.err.contains("evil.so"),
        "the loader says nothing: {shell:?}"
    );
    let by_ssh = server.ssh_with(PERSON, &["-o", &format!("SetEnv={library}")], "status", "");
    let by_sudo = server.shell(
        PERSON,
        &format!("export {library}; {}", server.sudo_line("status")),
    );
    // The person's own sudo reports it before it clears the environment; the program does not.
    let audit = server.shell(
        PERSON,
        &format!(
            "export LD_AUDIT=/nonexistent/evil.so LD_LIBRARY_PATH=/tmp; {}",
            server.sudo_line("status")
        ),
    );
    for ran in [by_ssh, by_sudo, audit] {
        assert!(!ran.err.contains("evil.so"), "{ran:?}");
        ran.good();
    }
}

fn other_programs(server: &TestServer) {
    let (script, mark) = (server.path("evil.sh"), server.path("mark"));
    fs::write(&script, format!("#!/bin/sh\ntouch {mark}\n")).unwrap();
    set_mode(Path::new(&script), 0o755);
    let variables: Vec<String> = ["EDITOR", "VISUAL", "PAGER", "TIENDO_EDITOR"]
        .iter()
        .map(|name| format!("{name}={script}"))
        .chain(["TMUX=/tmp/x,1,0".to_owned()])
        .collect();
    let all = format!("SetEnv={}", variables.join(" "));
    // A user of no other check: the typed text stays as this user's draft.
    let mut session = server.ssh_session("dau", &["-o", &all]);
    session.wait_for("Hôm nay");
    let process = server.one_session();
    // Through every screen, with the keys that start editors, pagers and shells in other programs.
    for key in [
        "1", "2", "3", "4", "5", "6", "7", "8", "9", "!", ":", "|", "v", "\x1b", "e", "\x1b",
        "\x18\x05", "\x1a", "\x0f", "\x1b",
    ] {
        session.press(key);
        session.settle();
        let children =
            fs::read_to_string(format!("/proc/{process}/task/{process}/children")).unwrap();
        assert_eq!(children, "", "after {key:?}");
    }
    let state = fs::read_to_string(format!("/proc/{process}/stat")).unwrap();
    assert!(!state.contains(") T"), "stopped: {state}");
    session.stop();
    server.wait_until_no_session();
    assert!(!Path::new(&mark).exists());
    server.assert_permitted_use();
}
