//! What the kernel says about the process and the file, and what the process gives up (the trust rules for a shared
//! database). Knows no row, no account and no words.

mod file;
mod insecure_environment;
mod process;

pub use file::{check_configuration, check_shared, check_single_user};
pub use insecure_environment::InsecureEnvironment;
pub use process::{check_user, harden_process, ignore_signals, login_name};
