//! What the kernel says of a process (Linux): time on a processor, wake-ups, memory; and the peak of a command.

use std::error::Error;
use std::fs;
use std::io::Read as _;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// How often the peak of a command is looked at.
const LOOK_EVERY: Duration = Duration::from_millis(1);

/// A process by its number.
#[derive(Clone, Copy, Debug)]
pub struct Process(pub u32);

/// What one run of a command took.
#[derive(Clone, Copy, Debug)]
pub struct Run {
    /// Until the first byte of its output.
    pub first: Duration,
    /// Until its end.
    pub wall: Duration,
    /// Largest resident memory seen, in bytes.
    pub peak: u64,
    /// It ended with status 0, or 3 for "something is overdue".
    pub success: bool,
}

impl Process {
    fn tasks(self) -> Vec<std::path::PathBuf> {
        let Ok(tasks) = fs::read_dir(format!("/proc/{}/task", self.0)) else {
            return Vec::new();
        };
        tasks.flatten().map(|task| task.path()).collect()
    }

    /// Time on a processor of all its threads that live.
    pub fn cpu(self) -> Duration {
        let of_task = |task: std::path::PathBuf| {
            let text = fs::read_to_string(task.join("schedstat")).unwrap_or_default();
            text.split(' ')
                .next()
                .and_then(|count| count.parse().ok())
                .unwrap_or(0)
        };
        Duration::from_nanos(self.tasks().into_iter().map(of_task).sum())
    }

    /// How often its threads went to sleep, and so were woken.
    pub fn wakeups(self) -> u64 {
        let of_task = |task: std::path::PathBuf| {
            let text = fs::read_to_string(task.join("status")).unwrap_or_default();
            kibibytes(&text, "voluntary_ctxt_switches:")
        };
        self.tasks().into_iter().map(of_task).sum()
    }

    /// Memory that is not shared with others, in bytes.
    pub fn own_memory(self) -> u64 {
        let text = fs::read_to_string(format!("/proc/{}/smaps_rollup", self.0)).unwrap_or_default();
        (kibibytes(&text, "Private_Clean:") + kibibytes(&text, "Private_Dirty:")) * 1024
    }
}

/// Number after a word at the start of a line.
fn kibibytes(text: &str, word: &str) -> u64 {
    let line = text.lines().find_map(|line| line.strip_prefix(word));
    line.and_then(|rest| rest.split_whitespace().next()?.parse().ok())
        .unwrap_or(0)
}

/// Runs a command with its output in a pipe; `None` if it takes longer than `limit`. The peak is the kernel's own mark of
/// it (`VmHWM`, which `ru_maxrss` is made from), read every millisecond until the end.
pub fn run(arguments: &[String], limit: Duration) -> Result<Option<Run>, Box<dyn Error>> {
    let started = Instant::now();
    let mut child = Command::new(&arguments[0])
        .args(&arguments[1..])
        .envs([("TIENDO_CONFIG", ""), ("TIENDO_SITE_CONFIG", "")])
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()?;
    let mut output = child.stdout.take().ok_or("no output")?;
    let drain = std::thread::spawn(move || {
        let mut buffer = vec![0; 64 << 10];
        let mut first = None;
        while let Ok(1..) = output.read(&mut buffer) {
            first.get_or_insert_with(|| started.elapsed());
        }
        (first, started.elapsed())
    });
    let status = format!("/proc/{}/status", child.id());
    let mut peak = 0;
    let ended = loop {
        if let Some(ended) = child.try_wait()? {
            break ended;
        }
        let text = fs::read_to_string(&status).unwrap_or_default();
        peak = peak.max(kibibytes(&text, "VmHWM:") * 1024);
        if started.elapsed() > limit {
            child.kill()?;
            child.wait()?;
            return Ok(None);
        }
        std::thread::sleep(LOOK_EVERY);
    };
    // Its output closes when it ends: more exact than the loop above.
    let (first, wall) = drain.join().map_err(|_| "no output")?;
    Ok(Some(Run {
        first: first.unwrap_or(wall),
        wall,
        peak,
        success: matches!(ended.code(), Some(0 | 3)),
    }))
}
