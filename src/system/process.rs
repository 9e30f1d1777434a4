//! User of the process, and hardening of the process before it opens a shared database. Must not depend on the
//! program's files.

use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use rustix::process::{getegid, geteuid, getgid, getuid};
use signal_hook::consts::{SIGTSTP, SIGXFSZ};

use super::insecure_environment::InsecureEnvironment;

/// Memory limit of the process. Measured with five plans: 40 MB for a command; the limit leaves room for untouched
/// stacks and arenas, and for years of figures.
const MEMORY_LIMIT: u64 = 1 << 30;

/// Standard input, output and error are kept open.
const STANDARD_STREAMS: i32 = 2;

/// Checks that the user is not root, and that real and effective user are the same.
pub fn check_user() -> Result<(), InsecureEnvironment> {
    if getuid() != geteuid() || getgid() != getegid() {
        return Err(InsecureEnvironment::SetId);
    }
    if geteuid().is_root() {
        Err(InsecureEnvironment::Root)
    } else {
        Ok(())
    }
}

/// Login name of the effective user from the operating system, never from the environment; the user id if there is
/// no name.
pub fn login_name() -> String {
    let id = geteuid().as_raw().to_string();
    let users = std::fs::read_to_string("/etc/passwd").unwrap_or_default();
    let name = users.lines().find_map(|line| {
        let mut parts = line.split(':');
        let name = parts.next()?;
        (parts.nth(1)? == id).then(|| name.to_owned())
    });
    name.unwrap_or(id)
}

/// Makes exceeding a file size limit a write error instead of the end of the process, for all users.
pub fn ignore_signals() {
    noop_signal_handler(SIGXFSZ);
}

/// Hardens the process before it opens a shared database: private files, no tracing and core dumps, no new
/// privileges, no inherited descriptors, limited memory, and no stop by a key during a write.
pub fn harden_process() -> Result<(), InsecureEnvironment> {
    rustix::process::umask(rustix::fs::Mode::RWXG | rustix::fs::Mode::RWXO);
    close_inherited_files();
    noop_signal_handler(SIGTSTP);
    harden_process_on_linux()
}

/// Handles a signal without effect: unlike "ignored" this is not inherited, and a running write completes.
fn noop_signal_handler(signal: i32) {
    // The two signals can be caught; nothing else can fail.
    let _ = signal_hook::flag::register(signal, Arc::new(AtomicBool::new(false)));
}

/// Closes descriptors besides the standard three. Must run before the program opens anything itself.
fn close_inherited_files() {
    let named = |entry: std::io::Result<std::fs::DirEntry>| {
        entry.ok()?.file_name().to_str()?.parse::<i32>().ok()
    };
    let open: Vec<i32> = std::fs::read_dir("/dev/fd").map_or_else(
        |_| (3..1024).collect(),
        |open| open.filter_map(named).collect(),
    );
    for descriptor in open.into_iter().filter(|number| *number > STANDARD_STREAMS) {
        // The descriptor of the listing itself is closed already.
        let _ = nix::unistd::close(descriptor);
    }
}

#[cfg(target_os = "linux")]
fn harden_process_on_linux() -> Result<(), InsecureEnvironment> {
    use rustix::process::{
        DumpableBehavior, Resource, Rlimit, getrlimit, set_dumpable_behavior, setrlimit,
    };
    let named = |what: &'static str| {
        move |error: rustix::io::Errno| InsecureEnvironment::from_io(what, error)
    };
    set_dumpable_behavior(DumpableBehavior::NotDumpable).map_err(named("PR_SET_DUMPABLE"))?;
    rustix::thread::set_no_new_privs(true).map_err(named("PR_SET_NO_NEW_PRIVS"))?;
    let none = Rlimit {
        current: Some(0),
        maximum: Some(0),
    };
    setrlimit(Resource::Core, none).map_err(named("RLIMIT_CORE"))?;
    let given = getrlimit(Resource::As);
    let least =
        |limit: Option<u64>| Some(limit.map_or(MEMORY_LIMIT, |limit| limit.min(MEMORY_LIMIT)));
    let memory = Rlimit {
        current: least(given.current),
        maximum: least(given.maximum),
    };
    setrlimit(Resource::As, memory).map_err(named("RLIMIT_AS"))
}

#[cfg(not(target_os = "linux"))]
fn harden_process_on_linux() -> Result<(), InsecureEnvironment> {
    Err(InsecureEnvironment::UnsupportedPlatform)
}
