//! Attacks on a running session by other processes: memory, environment, descriptors, tracing, core dumps, signals.

use std::fs;
use std::path::Path;

use crate::Check;
use crate::session::Session;
use crate::setup::{PERSON, SERVICE, STRANGER, TestServer, run, wait_until};

pub const CHECKS: &[Check] = &[
    (
        "a session over ssh is hidden from other users",
        hidden_over_ssh,
    ),
    (
        "a session through sudo is hidden from the user who started it",
        hidden_over_sudo,
    ),
    (
        "a session leaves no core dump and handles stop signals",
        no_core,
    ),
];

/// System calls by their numbers, so that no compiler or debugger is needed.
fn attacks(process: &str) -> Vec<String> {
    let (ptrace, readv) = if cfg!(target_arch = "aarch64") {
        (117, 270)
    } else {
        (101, 310)
    };
    let call = |arguments: &str| format!("perl -e 'exit(syscall({arguments}) == -1 ? 1 : 0)'");
    vec![
        format!("cat /proc/{process}/environ"),
        format!("cat /proc/{process}/maps"),
        format!("dd if=/proc/{process}/mem bs=1 count=1"),
        format!("ls -l /proc/{process}/fd/"),
        format!("cat /proc/{process}/fd/0"),
        format!("readlink /proc/{process}/cwd"),
        format!("ls /proc/{process}/root/"),
        format!("cat /proc/{process}/stack"),
        // PTRACE_ATTACH, PTRACE_SEIZE
        call(&format!("{ptrace}, 16, {process}, 0, 0")),
        call(&format!("{ptrace}, 0x4206, {process}, 0, 0")),
        format!(
            "perl -e '$b = \"x\" x 16; $l = pack(\"P16 Q\", $b, 16); $r = pack(\"Q Q\", 0x400000, 16); exit(syscall({readv}, {process}, $l, 1, $r, 1, 0) == -1 && $!{{EPERM}} ? 1 : 0)'"
        ),
    ]
}

#[track_caller]
fn assert_hidden(server: &TestServer, process: &str, users: &[&str]) {
    let tools = ["gdb", "strace"]
        .into_iter()
        .filter(|tool| run("which", &[tool]).code == Some(0));
    let tools: Vec<&str> = tools.collect();
    for user in users {
        for attack in attacks(process) {
            server.shell(user, &attack).bad();
        }
        for tool in &tools {
            let ran = server.shell(
                user,
                &format!("timeout 20 {tool} -p {process} </dev/null 2>&1"),
            );
            assert!(ran.out.contains("not permitted"), "{tool}: {ran:?}");
        }
    }
}

/// The attacks succeed on an ordinary process of the attacker, so their failure on the session is meaningful.
fn attacks_succeed_on_own_process(server: &TestServer) {
    let attack = "sleep 20 & p=$!; cat /proc/$p/environ >/dev/null && cat /proc/$p/maps && kill $p";
    assert!(server.shell(SERVICE, attack).good().contains("libc"));
}

fn assert_running(session: &Session) {
    session.wait_for("Hôm nay");
}

fn hidden_over_ssh(server: &TestServer) {
    attacks_succeed_on_own_process(server);
    let mut session = server.ssh_session(PERSON, &[]);
    assert_running(&session);
    assert_hidden(server, &server.one_session(), &[SERVICE, PERSON, STRANGER]);
    session.press("\x1b[21~");
    assert_eq!(session.end(), (0, true));
    server.wait_until_no_session();
    server.assert_permitted_use();
}

fn hidden_over_sudo(server: &TestServer) {
    let mut session = server.sudo_session();
    assert_running(&session);
    let process = server.one_session();
    assert_hidden(server, &process, &[SERVICE, PERSON, STRANGER]);
    for signal in ["KILL", "STOP", "TERM", "TSTP"] {
        server
            .shell(PERSON, &format!("kill -{signal} {process}"))
            .bad();
    }
    session.press("\x1b[21~");
    assert_eq!(session.end(), (0, true));
    server.wait_until_no_session();
    server.assert_permitted_use();
}

fn no_core(server: &TestServer) {
    let line = server.sudo_line("");
    let home = server.path(PERSON);
    let shell = format!("cd {home}; ulimit -c unlimited; {line}");
    let session = Session::spawn(
        "setpriv",
        (80, 24),
        &[
            "--reuid",
            PERSON,
            "--regid",
            PERSON,
            "--init-groups",
            "--",
            "sh",
            "-c",
            &shell,
        ],
        &[],
    );
    assert_running(&session);
    let process = server.one_session();
    let limits = fs::read_to_string(format!("/proc/{process}/limits")).unwrap();
    let limit = |name: &str| {
        limits
            .lines()
            .find(|line| line.starts_with(name))
            .unwrap()
            .split_whitespace()
            .rev()
            .nth(1)
            .unwrap()
            .to_owned()
    };
    assert_eq!(
        (
            limit("Max core file size").as_str(),
            limit("Max address space").as_str()
        ),
        ("0", "1073741824")
    );
    let status = fs::read_to_string(format!("/proc/{process}/status")).unwrap();
    let field = |name: &str| {
        status
            .lines()
            .find_map(|line| line.strip_prefix(name))
            .unwrap()
            .trim()
            .to_owned()
    };
    assert_eq!(field("NoNewPrivs:"), "1");
    assert_eq!(field("Umask:"), "0077");
    let heard = u64::from_str_radix(&field("SigCgt:"), 16).unwrap();
    let bit = |signal: u64| heard >> (signal - 1) & 1 == 1;
    // SIGTSTP, SIGXFSZ
    assert!(bit(20) && bit(25), "{heard:x}");
    println!(
        "       a session sets aside {} and uses {}",
        field("VmPeak:"),
        field("VmHWM:")
    );
    run("kill", &["-TSTP", &process]).good();
    std::thread::sleep(std::time::Duration::from_millis(200));
    let state = fs::read_to_string(format!("/proc/{process}/stat")).unwrap();
    assert!(!state.contains(") T"), "{state}");
    run("kill", &["-QUIT", &process]).good();
    server.wait_until_no_session();
    session.stop();
    let cores = |folder: &Path| {
        fs::read_dir(folder)
            .unwrap()
            .filter(|entry| {
                entry
                    .as_ref()
                    .unwrap()
                    .file_name()
                    .to_string_lossy()
                    .contains("core")
            })
            .count()
    };
    wait_until("no core", || {
        cores(Path::new(&home)) + cores(&server.folder.join("data")) == 0
    });
    server.assert_permitted_use();
}
