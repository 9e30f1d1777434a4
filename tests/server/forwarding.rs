//! Other features of ssh: forwarding of ports, agents and displays, file copies, subsystems, tunnels, sessions
//! without a command. The sshd of these tests permits all of them; the SSH login line must refuse them.

use std::fs;
use std::io::Read;
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use crate::Check;
use crate::setup::{BackgroundProcess, PERSON, SERVICE, TestServer, run, wait_until};

pub const CHECKS: &[Check] = &[
    ("no local port is forwarded", local_ports),
    ("no remote port is forwarded", remote_ports),
    ("no agent, display or tunnel is forwarded", agents),
    ("no files are copied", copies),
    ("no subsystem and no session without a command", subsystems),
];

fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0")
        .and_then(|listener| listener.local_addr())
        .unwrap()
        .port()
}

/// What a port sends within a second; the greeting of sshd if the port is forwarded.
fn received(port: u16, first: &[u8]) -> Vec<u8> {
    use std::io::Write;
    let mut received = Vec::new();
    if let Ok(mut line) = TcpStream::connect(("127.0.0.1", port)) {
        line.set_read_timeout(Some(Duration::from_secs(1))).unwrap();
        // A closed connection counts as nothing, however it is closed.
        let _ = line.write_all(first);
        let _ = line.read_to_end(&mut received);
    }
    received
}

fn local_ports(server: &TestServer) {
    let port = free_port();
    let to = format!("{port}:127.0.0.1:{}", server.port);
    let client = server.ssh_background(PERSON, &["-N", "-L", &to]);
    wait_until("the client listens", || {
        TcpStream::connect(("127.0.0.1", port)).is_ok()
    });
    assert_eq!(received(port, b""), b"");
    drop(client);
    let port = free_port();
    let client = server.ssh_background(PERSON, &["-N", "-D", &port.to_string()]);
    wait_until("the client listens", || {
        TcpStream::connect(("127.0.0.1", port)).is_ok()
    });
    // SOCKS 5 without authentication, to sshd itself. Whatever the client answers, there is no greeting of sshd.
    let remote = [
        &[5, 1, 0, 5, 1, 0, 1, 127, 0, 0, 1][..],
        &server.port.to_be_bytes(),
    ]
    .concat();
    assert!(!String::from_utf8_lossy(&received(port, &remote)).contains("SSH-2.0"));
    drop(client);
    let through = server.ssh_with(
        PERSON,
        &["-W", &format!("127.0.0.1:{}", server.port)],
        "",
        "",
    );
    through.bad();
    server
        .ssh_with(
            PERSON,
            &[
                "-o",
                "ExitOnForwardFailure=yes",
                "-R",
                "/tmp/tiendo-x.sock:127.0.0.1:22",
            ],
            "status",
            "",
        )
        .bad();
    assert!(!Path::new("/tmp/tiendo-x.sock").exists());
    server.assert_permitted_use();
}

fn remote_ports(server: &TestServer) {
    for at in [
        format!("{}", free_port()),
        format!("0.0.0.0:{}", free_port()),
    ] {
        let request = format!("{at}:127.0.0.1:{}", server.port);
        let output = server
            .ssh_with(
                PERSON,
                &["-o", "ExitOnForwardFailure=yes", "-R", &request],
                "status",
                "",
            )
            .bad();
        assert!(output.contains("forwarding"), "{output}");
        let port: u16 = at.rsplit(':').next().unwrap().parse().unwrap();
        assert!(TcpStream::connect(("127.0.0.1", port)).is_err());
    }
    server.assert_permitted_use();
}

fn agents(server: &TestServer) {
    let agent = Command::new("ssh-agent")
        .args(["-D", "-a", &server.path("agent.sock")])
        .stdout(std::process::Stdio::null())
        .spawn();
    let agent = BackgroundProcess(agent.unwrap());
    wait_until("the agent listens", || {
        server.folder.join("agent.sock").exists()
    });
    let socket = server.path("agent.sock");
    let mut options = vec!["-A", "-X", "-o", "ForwardX11Trusted=yes"];
    let named = format!("ForwardAgent={socket}");
    options.extend(["-o", &named]);
    let session = server.ssh_session(PERSON, &options);
    session.wait_for("Hôm nay");
    let process = server.one_session();
    let environment = fs::read(format!("/proc/{process}/environ")).unwrap();
    let environment = String::from_utf8_lossy(&environment).into_owned();
    assert!(environment.contains("SSH_CONNECTION="), "{environment}");
    assert!(
        !environment.contains("SSH_AUTH_SOCK") && !environment.contains("DISPLAY"),
        "{environment}"
    );
    session.stop();
    drop(agent);
    server.wait_until_no_session();
    server.ssh_with(
        PERSON,
        &[
            "-o",
            "ExitOnForwardFailure=yes",
            "-o",
            "Tunnel=point-to-point",
            "-w",
            "7:7",
        ],
        "status",
        "",
    );
    assert!(!Path::new("/sys/class/net/tun7").exists());
    // A start-up file of ssh in the service's home is not executed.
    let rc = server.folder.join("data/.ssh");
    fs::create_dir(&rc).unwrap();
    fs::write(
        rc.join("rc"),
        format!("touch {}\n", server.path("data/mark")),
    )
    .unwrap();
    crate::setup::change_owner(&rc, SERVICE);
    crate::setup::change_owner(&rc.join("rc"), SERVICE);
    server.ssh(PERSON, "status").good();
    assert!(!server.folder.join("data/mark").exists());
    fs::remove_dir_all(rc).unwrap();
    server.assert_permitted_use();
}

fn copies(server: &TestServer) {
    let options = server.ssh_options(PERSON);
    let options: Vec<&str> = options.iter().map(String::as_str).collect();
    let port = server.port.to_string();
    let remote = format!("{SERVICE}@127.0.0.1:tiendo.db");
    let (here, local_file) = (server.path("copied"), server.path("mine"));
    fs::write(&local_file, "x").unwrap();
    let before = server.bytes();
    for old in [&[][..], &["-O"]] {
        let scp = |from: &str, to: &str| {
            let line = [&["20", "scp", "-P", &port], old, &options, &[from, to]].concat();
            run("timeout", &line)
        };
        scp(&remote, &here).bad();
        scp(&local_file, &format!("{SERVICE}@127.0.0.1:tiendo.db")).bad();
        scp(
            &local_file,
            &format!("{SERVICE}@127.0.0.1:.ssh/authorized_keys"),
        )
        .bad();
    }
    let batch = server.path("batch");
    fs::write(&batch, "ls\nget tiendo.db\n").unwrap();
    run(
        "timeout",
        &[
            &["20", "sftp", "-P", &port, "-b", &batch],
            &options[..],
            &[&format!("{SERVICE}@127.0.0.1")],
        ]
        .concat(),
    )
    .bad();
    assert!(!Path::new(&here).exists() && !server.folder.join("data/.ssh").exists());
    assert_eq!(server.bytes(), before);
    server.assert_permitted_use();
}

fn subsystems(server: &TestServer) {
    for name in ["sftp", "netconf", "sh"] {
        server.ssh_with(PERSON, &["-s"], name, "").bad();
    }
    // Without a terminal the screen refuses to start and exits.
    assert_eq!(server.ssh_with(PERSON, &["-T"], "", "id\n").code, Some(1));
    let mut client = server.ssh_background(PERSON, &["-N"]);
    std::thread::sleep(Duration::from_secs(1));
    assert!(client.0.try_wait().unwrap().is_none());
    let running = run("ps", &["-u", SERVICE, "-o", "comm="]).out;
    assert!(
        running.lines().all(|name| name.trim() == "sshd"),
        "{running}"
    );
    drop(client);
    server.assert_permitted_use();
}
