//! Set-up of the server tests: three Unix users, a shared database, an sshd on the loopback interface, a sudo rule.
//! Installed as README tells root to, from the lines of `tiendo account keys`, but with an sshd that permits
//! everything that those lines have to refuse. Removed at the end, also after a failure.

use std::fs::{self, Permissions};
use std::io::Write;
use std::net::{TcpListener, TcpStream};
use std::os::unix::fs::{PermissionsExt, chown};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

use crate::session::Session;

/// The Unix user that owns the database.
pub const SERVICE: &str = "tdsrv";
/// A user with a Unix account, an account in the database, a key and a sudo rule: a reporter of tth.syt.
pub const PERSON: &str = "tdlan";
/// A user with a Unix account only.
pub const STRANGER: &str = "tdeve";
/// Accounts of the database without a Unix account.
pub const OTHERS: [(&str, &str, Option<&str>); 4] = [
    ("dau", "coordinator", Some("tth.sldtbxh")),
    ("sep", "viewer", None),
    ("quan", "admin", None),
    ("nghi", "reporter", Some("tth.syt")),
];

const SUDOERS: &str = "/etc/sudoers.d/tiendo-test-server";

/// Time limit for a service to start.
const TIME_LIMIT: Duration = Duration::from_secs(20);

/// Status and output of a finished command.
#[derive(Debug)]
pub struct Ran {
    pub code: Option<i32>,
    pub out: String,
    pub err: String,
}

impl Ran {
    fn of(output: Output) -> Self {
        let text = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).into_owned();
        Self {
            code: output.status.code(),
            out: text(output.stdout),
            err: text(output.stderr),
        }
    }

    /// Asserts success.
    #[track_caller]
    pub fn good(self) -> String {
        assert_eq!(self.code, Some(0), "{self:?}");
        self.out
    }

    /// Asserts failure without any disclosed data.
    #[track_caller]
    pub fn bad(self) -> String {
        assert!(self.code != Some(0) && self.out.is_empty(), "{self:?}");
        self.err
    }
}

/// The installation; removed when dropped.
pub struct TestServer {
    pub folder: PathBuf,
    pub port: u16,
    sshd: Option<Child>,
}

impl TestServer {
    /// Installs everything, or says why it cannot.
    pub fn install() -> Result<Self, String> {
        if run("id", &["-u"]).out.trim() != "0" {
            return Err("root is needed: users are made".to_owned());
        }
        for tool in [
            "/usr/sbin/sshd",
            "/usr/bin/sudo",
            "/usr/bin/ssh",
            "/usr/bin/setpriv",
            "/usr/sbin/useradd",
        ] {
            if !Path::new(tool).exists() {
                return Err(format!(
                    "{tool} is missing: apt-get install openssh-server openssh-client sudo"
                ));
            }
        }
        for user in [SERVICE, PERSON, STRANGER] {
            if run("id", &[user]).code == Some(0) {
                return Err(format!(
                    "a user {user} exists; if it is left from an earlier run: userdel -r {user}"
                ));
            }
        }
        if Path::new(SUDOERS).exists() {
            return Err(format!(
                "{SUDOERS} exists; if it is left from an earlier run, remove it"
            ));
        }
        let folder = PathBuf::from(format!(
            "/var/lib/tiendo-test-server-{}",
            std::process::id()
        ));
        let port = TcpListener::bind("127.0.0.1:0")
            .and_then(|listener| listener.local_addr())
            .unwrap()
            .port();
        let mut server = Self {
            folder,
            port,
            sshd: None,
        };
        server.make_users();
        server.make_database();
        server.install_lines();
        server.start_sshd();
        Ok(server)
    }

    fn make_users(&self) {
        fs::create_dir(&self.folder).unwrap();
        set_mode(&self.folder, 0o755);
        run(
            "useradd",
            &[
                "--system",
                "--user-group",
                "--no-create-home",
                "--shell",
                "/bin/sh",
                "--home-dir",
                &self.path("data"),
                SERVICE,
            ],
        )
        .good();
        for user in [PERSON, STRANGER] {
            run(
                "useradd",
                &[
                    "--user-group",
                    "--create-home",
                    "--shell",
                    "/bin/sh",
                    "--home-dir",
                    &self.path(user),
                    user,
                ],
            )
            .good();
        }
        for user in [SERVICE, PERSON, STRANGER] {
            run("usermod", &["--password", "*", user]).good();
        }
        fs::create_dir(self.folder.join("data")).unwrap();
        change_owner(&self.folder.join("data"), SERVICE);
        set_mode(&self.folder.join("data"), 0o700);
        fs::copy(env!("CARGO_BIN_EXE_tiendo"), self.folder.join("tiendo")).unwrap();
        set_mode(&self.folder.join("tiendo"), 0o755);
    }

    fn make_database(&self) {
        self.owner(&["init", "--sample", "--shared"]).good();
        self.make_key("strangers");
        self.add_account(PERSON, "reporter", Some("tth.syt"));
        for (name, role, office) in OTHERS {
            self.add_account(name, role, office);
        }
    }

    fn add_account(&self, name: &str, role: &str, office: Option<&str>) {
        self.make_key(name);
        let key = fs::read_to_string(self.folder.join(format!("{name}.key.pub"))).unwrap();
        let mut arguments = vec![
            "account",
            "add",
            name,
            "--person",
            "Nguyễn Thị Lan",
            "--role",
            role,
            "--key",
            key.trim(),
        ];
        arguments.extend(office.iter().flat_map(|office| ["--office", office]));
        self.owner(&arguments).good();
    }

    /// A key that only root can read: the client runs as root, so that it can use the key of every user.
    fn make_key(&self, name: &str) {
        let path = self.path(&format!("{name}.key"));
        run(
            "ssh-keygen",
            &["-q", "-t", "ed25519", "-N", "", "-C", name, "-f", &path],
        )
        .good();
    }

    /// What root does with the lines that the program prints.
    pub fn install_lines(&self) {
        fs::create_dir_all(self.folder.join("keys")).unwrap();
        fs::write(
            self.folder.join("keys").join(SERVICE),
            self.owner(&["account", "keys"]).good(),
        )
        .unwrap();
        let rules = self.owner(&["account", "keys", "--sudo", PERSON]).good();
        fs::write(SUDOERS, rules).unwrap();
        set_mode(Path::new(SUDOERS), 0o440);
        run("visudo", &["--check", "--quiet", "--file", SUDOERS]).good();
    }

    fn start_sshd(&mut self) {
        run(
            "ssh-keygen",
            &[
                "-q",
                "-t",
                "ed25519",
                "-N",
                "",
                "-f",
                &self.path("host.key"),
            ],
        )
        .good();
        fs::create_dir_all("/run/sshd").unwrap();
        let config = format!(
            "Port {}\nListenAddress 127.0.0.1\nHostKey {}\nPidFile none\nUsePAM no\nPasswordAuthentication no\n\
             KbdInteractiveAuthentication no\nAuthorizedKeysFile {}/%u\nMaxStartups 100:30:200\n\
             ClientAliveInterval 30\nClientAliveCountMax 4\nSubsystem sftp internal-sftp\n\
             AllowTcpForwarding yes\nAllowStreamLocalForwarding yes\nAllowAgentForwarding yes\nX11Forwarding yes\n\
             PermitTunnel yes\nPermitUserRC yes\nGatewayPorts clientspecified\n\
             AcceptEnv LANG LC_* COLORTERM NO_COLOR TIENDO_* XDG_* SUDO_* HOME USER LOGNAME EDITOR VISUAL PAGER TMUX\n",
            self.port,
            self.path("host.key"),
            self.path("keys"),
        );
        fs::write(self.folder.join("sshd_config"), config).unwrap();
        let log = fs::File::create(self.folder.join("sshd.log")).unwrap();
        let started = Command::new("/usr/sbin/sshd")
            .args(["-D", "-e", "-f", &self.path("sshd_config")])
            .stdin(Stdio::null())
            .stderr(log)
            .spawn()
            .unwrap();
        self.sshd = Some(started);
        wait_until("sshd answers", || {
            TcpStream::connect(("127.0.0.1", self.port)).is_ok()
        });
    }

    /// A path in the folder.
    pub fn path(&self, name: &str) -> String {
        self.folder.join(name).display().to_string()
    }

    /// The database.
    pub fn db(&self) -> PathBuf {
        self.folder.join("data/tiendo.db")
    }

    /// The program as the owner of the database runs it.
    pub fn owner(&self, arguments: &[&str]) -> Ran {
        let (program, db) = (self.path("tiendo"), self.path("data/tiendo.db"));
        self.unix(
            SERVICE,
            &[&[program.as_str(), "--db", &db], arguments].concat(),
            "",
        )
    }

    /// The program as the SSH login line would call it, but from the service's own shell.
    pub fn account(&self, name: &str, arguments: &[&str]) -> Ran {
        self.owner(&[&["--account", name], arguments].concat())
    }

    /// A command of a Unix user, with its input.
    #[allow(
        clippy::unused_self,
        reason = "only where the ground is laid are there users"
    )]
    pub fn unix(&self, user: &str, command: &[&str], input: &str) -> Ran {
        let mut child = Command::new("setpriv");
        child
            .args(["--reuid", user, "--regid", user, "--init-groups", "--"])
            .args(command);
        child
            .env_clear()
            .env("PATH", "/usr/bin:/bin:/usr/sbin:/sbin")
            .env("LANG", "C.UTF-8")
            .current_dir("/");
        with_input(child, input)
    }

    /// A line in the shell of a Unix user.
    pub fn shell(&self, user: &str, line: &str) -> Ran {
        self.unix(user, &["sh", "-c", line], "")
    }

    /// The ssh options for the key of an account.
    pub fn ssh_options(&self, name: &str) -> Vec<String> {
        let mut options = vec!["-F".to_owned(), "none".to_owned()];
        options.extend(["-i".to_owned(), self.path(&format!("{name}.key"))]);
        for option in [
            "StrictHostKeyChecking=no",
            "UserKnownHostsFile=/dev/null",
            "LogLevel=ERROR",
            "IdentitiesOnly=yes",
            "IdentityAgent=none",
            "BatchMode=yes",
        ] {
            options.extend(["-o".to_owned(), option.to_owned()]);
        }
        options
    }

    fn ssh_command(&self, name: &str, more: &[&str], request: &[&str]) -> Vec<String> {
        let mut line = self.ssh_options(name);
        line.extend(["-p".to_owned(), self.port.to_string()]);
        line.extend(more.iter().map(ToString::to_string));
        line.extend(["--".to_owned(), format!("{SERVICE}@127.0.0.1")]);
        line.extend(request.iter().map(ToString::to_string));
        line
    }

    /// A remote command.
    pub fn ssh(&self, name: &str, request: &str) -> Ran {
        self.ssh_with(name, &[], request, "")
    }

    /// A remote command with further client options and with input.
    pub fn ssh_with(&self, name: &str, more: &[&str], request: &str, input: &str) -> Ran {
        let request = [request];
        let request = if request[0].is_empty() {
            &[][..]
        } else {
            &request[..]
        };
        let mut command = Command::new("timeout");
        command
            .arg("60")
            .arg("ssh")
            .args(self.ssh_command(name, more, request));
        with_input(command, input)
    }

    /// The screen over ssh.
    pub fn ssh_session(&self, name: &str, more: &[&str]) -> Session {
        let line = self.ssh_command(name, &[&["-tt"], more].concat(), &[]);
        let line: Vec<&str> = line.iter().map(String::as_str).collect();
        Session::spawn("ssh", (80, 24), &line, &[])
    }

    /// A client that keeps running, for its forwardings.
    pub fn ssh_background(&self, name: &str, more: &[&str]) -> BackgroundProcess {
        let mut command = Command::new("ssh");
        command.args(self.ssh_command(name, more, &[]));
        BackgroundProcess(
            command
                .stdin(Stdio::null())
                .stdout(Stdio::null())
                .stderr(Stdio::null())
                .spawn()
                .unwrap(),
        )
    }

    /// The sudo command of the person, as the rule permits it.
    pub fn sudo_line(&self, request: &str) -> String {
        let request = if request.is_empty() {
            String::new()
        } else {
            format!(" {request}")
        };
        format!(
            "sudo -n -u {SERVICE} {} --db {} --account {PERSON}{request}",
            self.path("tiendo"),
            self.path("data/tiendo.db")
        )
    }

    /// The screen through sudo, from the person's shell.
    pub fn sudo_session(&self) -> Session {
        let line = self.sudo_line("");
        let arguments = [
            "--reuid",
            PERSON,
            "--regid",
            PERSON,
            "--init-groups",
            "--",
            "sh",
            "-c",
            line.as_str(),
        ];
        Session::spawn("setpriv", (80, 24), &arguments, &[])
    }

    /// The processes of the service that run the program.
    #[allow(
        clippy::unused_self,
        reason = "only where the ground is laid is there a service"
    )]
    pub fn sessions(&self) -> Vec<String> {
        run("pgrep", &["-u", SERVICE, "-x", "tiendo"])
            .out
            .lines()
            .map(str::to_owned)
            .collect()
    }

    /// The only running session.
    pub fn one_session(&self) -> String {
        wait_until("one session", || self.sessions().len() == 1);
        self.sessions().remove(0)
    }

    /// Waits until no session is running.
    pub fn wait_until_no_session(&self) {
        wait_until("nobody", || self.sessions().is_empty());
    }

    /// The figures of the plan as the owner reads them.
    pub fn figures(&self) -> String {
        self.account("quan", &["export", "figures"]).good()
    }

    /// The journal lines about figures: author and channel.
    pub fn journal(&self) -> String {
        self.account("quan", &["journal", "--format", "csv"]).good()
    }

    /// The bytes of the database and its side files.
    pub fn bytes(&self) -> Vec<Vec<u8>> {
        ["tiendo.db", "tiendo.db-wal"]
            .iter()
            .map(|name| fs::read(self.folder.join("data").join(name)).unwrap_or_default())
            .collect()
    }

    /// Restores the installation after a check that failed half-way.
    pub fn restore(&self) {
        let (db, aside) = (self.db(), self.folder.join("data/aside.db"));
        run("pkill", &["-KILL", "-u", SERVICE, "-x", "tiendo"]);
        if aside.exists() {
            // Removes whatever is in its place.
            let _ = fs::remove_file(&db).or_else(|_| fs::remove_dir(&db));
            fs::rename(&aside, &db).unwrap();
        }
        for (path, mode) in [(self.folder.join("data"), 0o700), (db, 0o600)] {
            change_owner(&path, SERVICE);
            set_mode(&path, mode);
        }
        self.owner(&["admin", "share"]);
        self.owner(&["account", "resume", PERSON]);
        self.ssh_with(PERSON, &[], "config set", "");
        self.install_lines();
    }

    /// Asserts that permitted use by key and by sudo still works.
    #[track_caller]
    pub fn assert_permitted_use(&self) {
        assert!(self.ssh(PERSON, "status").good().contains("Báo cáo"));
        assert!(
            self.shell(PERSON, &self.sudo_line("status"))
                .good()
                .contains("Báo cáo")
        );
        assert!(self.owner(&["check"]).good().contains("không có lỗi"));
    }
}

impl Drop for TestServer {
    fn drop(&mut self) {
        if let Some(sshd) = &mut self.sshd {
            // It may have ended already; the same holds for the following commands.
            let _ = sshd.kill();
            let _ = sshd.wait();
        }
        let _ = fs::remove_file(SUDOERS);
        for user in [SERVICE, PERSON, STRANGER] {
            run("pkill", &["-KILL", "-u", user]);
            run("userdel", &["--force", user]);
            run("groupdel", &[user]);
        }
        let _ = fs::remove_dir_all(&self.folder);
    }
}

/// A process that ends with the check, also when the check fails.
pub struct BackgroundProcess(pub Child);

impl Drop for BackgroundProcess {
    fn drop(&mut self) {
        // It may have ended already.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Runs a command without input.
pub fn run(program: &str, arguments: &[&str]) -> Ran {
    let mut command = Command::new(program);
    command.args(arguments);
    with_input(command, "")
}

fn with_input(mut command: Command, input: &str) -> Ran {
    command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    // A command that refuses does not read its input.
    let _ = stdin.write_all(input.as_bytes());
    drop(stdin);
    Ran::of(child.wait_with_output().unwrap())
}

/// Waits until a condition holds.
#[track_caller]
pub fn wait_until(what: &str, holds: impl Fn() -> bool) {
    let deadline = Instant::now() + TIME_LIMIT;
    while !holds() {
        assert!(Instant::now() < deadline, "never: {what}");
        std::thread::sleep(Duration::from_millis(50));
    }
}

/// Sets the mode bits of a file.
pub fn set_mode(path: &Path, mode: u32) {
    fs::set_permissions(path, Permissions::from_mode(mode)).unwrap();
}

/// Changes the owner of a file.
pub fn change_owner(path: &Path, user: &str) {
    let number = |what: &str| run("id", &[what, user]).good().trim().parse().unwrap();
    chown(path, Some(number("-u")), Some(number("-g"))).unwrap();
}
