//! The program on a server with real users, sshd and sudo: what staff may do, and what is refused. Runs as root, on
//! the loopback interface only, with users that it creates and removes: `cargo test --test server -- --ignored`.
//! Without `--ignored` it does nothing.
//!
//! Each attack asserts that it has no effect, and the last check of each family that permitted use still works.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "helpers of tests"
)]

mod environment;
mod files;
mod forwarding;
mod logins;
mod permitted_use;
mod process;
mod resource_limits;
#[path = "../pty/session.rs"]
#[allow(dead_code, reason = "shared with another test")]
mod session;
mod setup;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::process::ExitCode;

use setup::TestServer;

/// Name and function of a check.
type Check = (&'static str, fn(&TestServer));

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if !arguments.iter().any(|argument| argument == "--ignored") {
        println!(
            "server: not run; as root on a machine for tests: cargo test --test server -- --ignored"
        );
        return ExitCode::SUCCESS;
    }
    let name_filter = arguments.iter().find(|argument| !argument.starts_with('-'));
    let server = match TestServer::install() {
        Ok(server) => server,
        Err(reason) => {
            println!("server: {reason}");
            return ExitCode::FAILURE;
        }
    };
    let families = [
        permitted_use::CHECKS,
        logins::CHECKS,
        environment::CHECKS,
        files::CHECKS,
        process::CHECKS,
        resource_limits::CHECKS,
        forwarding::CHECKS,
    ];
    let checks = families.into_iter().flatten().filter(|(name, _)| {
        name_filter.is_none_or(|name_filter| name.contains(name_filter.as_str()))
    });
    let mut failed = 0;
    let mut passed = 0;
    for (name, check) in checks {
        if catch_unwind(AssertUnwindSafe(|| check(&server))).is_ok() {
            passed += 1;
            println!("ok     {name}");
        } else {
            failed += 1;
            println!("FAILED {name}");
            server.restore();
        }
    }
    drop(server);
    println!("server: {passed} passed, {failed} failed");
    if failed == 0 && passed > 0 {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}
