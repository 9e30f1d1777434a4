//! Security of the process and the database file: checks by the kernel's data, and hardening of the process for a
//! shared database. Must not depend on rows, accounts or display texts.

mod file;
mod insecure_environment;
mod process;

pub use file::{check_configuration, check_shared, check_single_user};
pub use insecure_environment::InsecureEnvironment;
pub use process::{check_user, harden_process, ignore_signals, login_name};
