//! Who runs the process by what the kernel says, and what the process gives up before it opens a shared database. Knows
//! no file of ours.

use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use rustix::process::{getegid, geteuid, getgid, getuid};
use signal_hook::consts::{SIGTSTP, SIGXFSZ};

use super::insecure_environment::InsecureEnvironment;

/// How much the process may set aside at most. Measured with five plans: 40 MB for a command; ten times as much stays
/// free for stacks and arenas that are never touched, and for years of figures.
const MEMORY_LIMIT: u64 = 1 << 30;

/// Standard input, output and error stay.
const STANDARD_STREAMS: i32 = 2;

/// Not root, and the person who runs the program is the one for whom it runs.
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

/// The name of the effective user as the operating system knows it, never as the environment says; its number where
/// it has no name.
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

/// A file that grows beyond its limit is an error that the writer hears, and not the end of the process. For everybody.
pub fn ignore_signals() {
    noop_signal_handler(SIGXFSZ);
}

/// What a process gives up before it opens a shared database: files for others, tracing and cores, new privileges,
/// descriptors that were handed in, memory without end, and being stopped by a key while it writes.
pub fn harden_process() -> Result<(), InsecureEnvironment> {
    rustix::process::umask(rustix::fs::Mode::RWXG | rustix::fs::Mode::RWXO);
    close_inherited_files();
    noop_signal_handler(SIGTSTP);
    harden_process_on_linux()
}

/// A signal is heard and nothing is done: unlike "ignored" this is not handed on, and a write in hand ends.
fn noop_signal_handler(signal: i32) {
    // The two signals may be caught; that is all that can go wrong.
    let _ = signal_hook::flag::register(signal, Arc::new(AtomicBool::new(false)));
}

/// Closes what is open beside the standard three. Only before the program has opened anything itself.
fn close_inherited_files() {
    let named = |entry: std::io::Result<std::fs::DirEntry>| {
        entry.ok()?.file_name().to_str()?.parse::<i32>().ok()
    };
    let open: Vec<i32> = std::fs::read_dir("/dev/fd").map_or_else(
        |_| (3..1024).collect(),
        |open| open.filter_map(named).collect(),
    );
    for descriptor in open.into_iter().filter(|number| *number > STANDARD_STREAMS) {
        // The listing's own is closed by now.
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
fn give_up_on_linux() -> Result<(), InsecureEnvironment> {
    Err(InsecureEnvironment::UnsupportedPlatform)
}
