//! What the person's own shell passes to the program through sudo: closed or extra descriptors and tight resource
//! limits. Acknowledged writes are stored, refused ones are not, and the database stays valid.

use std::fs;

use crate::Check;
use crate::session::Session;
use crate::setup::{PERSON, TestServer};

pub const CHECKS: &[Check] = &[
    ("closed descriptors are harmless", closed_descriptors),
    ("inherited descriptors are closed", extra_descriptors),
    (
        "under tight limits every acknowledged write is stored",
        tight_limits,
    ),
];

fn sheet(year: u32, value: u32) -> String {
    format!("printf 'measure,office,period,value\\ntth-2021/4.1,tth.syt,{year},{value}\\n'")
}

fn closed_descriptors(server: &TestServer) {
    let before = server.figures();
    let line = server.sudo_line("overdue");
    for closed in ["<&-", ">&-", "2>&-", "<&- >&-", "<&- >&- 2>&-"] {
        let ran = server.shell(PERSON, &format!("{line} {closed}"));
        assert!(ran.code.is_some(), "{closed}: {ran:?}");
        // The same without sudo, which opens the descriptors again.
        let (program, db) = (server.path("tiendo"), server.path("data/tiendo.db"));
        let direct = format!("{program} --db {db} --account {PERSON} overdue {closed}");
        let ran = server.shell(crate::setup::SERVICE, &direct);
        assert!(ran.code.is_some(), "{closed}: {ran:?}");
        let import = format!(
            "{} | {program} --db {db} --account {PERSON} import {}",
            sheet(2021, 114),
            closed.replace("<&-", "")
        );
        server.shell(crate::setup::SERVICE, &format!("exec {closed}; {import}"));
    }
    // Output without a descriptor did not go into the file.
    assert!(server.owner(&["check"]).good().contains("không có lỗi"));
    assert!(server.figures().len() >= before.len());
    server.assert_permitted_use();
}

fn extra_descriptors(server: &TestServer) {
    let (program, db) = (server.path("tiendo"), server.path("data/tiendo.db"));
    let line = format!(
        "exec {program} --db {db} --account {PERSON} 7</etc/passwd 9>>{}",
        server.path("data/handed-in")
    );
    let session = Session::spawn(
        "setpriv",
        (80, 24),
        &[
            "--reuid",
            crate::setup::SERVICE,
            "--regid",
            crate::setup::SERVICE,
            "--init-groups",
            "--",
            "sh",
            "-c",
            &line,
        ],
        &[],
    );
    session.wait_for("Hôm nay");
    let process = server.one_session();
    let open: Vec<String> = fs::read_dir(format!("/proc/{process}/fd"))
        .unwrap()
        .map(|entry| {
            fs::read_link(entry.unwrap().path())
                .unwrap()
                .display()
                .to_string()
        })
        .collect();
    assert!(
        !open
            .iter()
            .any(|path| path.contains("passwd") || path.contains("handed-in")),
        "{open:?}"
    );
    session.stop();
    server.wait_until_no_session();
    fs::remove_file(server.folder.join("data/handed-in")).unwrap();
    server.assert_permitted_use();
}

fn tight_limits(server: &TestServer) {
    let line = server.sudo_line("import");
    let mut refused = 0;
    for (number, limit) in [
        "-n 3", "-n 4", "-n 5", "-n 6", "-n 8", "-n 12", "-f 0", "-f 1", "-f 8", "-f 64",
        "-v 20000", "-v 30000", "-v 40000", "-s 64", "-t 1",
    ]
    .iter()
    .enumerate()
    {
        let (year, value) = (
            2021 + u32::try_from(number % 4).unwrap(),
            101 + u32::try_from(number).unwrap(),
        );
        let ran = server.shell(
            PERSON,
            &format!("ulimit {limit}; {} | {line}", sheet(year, value)),
        );
        let stored = server
            .figures()
            .contains(&format!("tth-2021/4.1;tth.syt;{year};;{value}"));
        if ran.code == Some(0) {
            assert!(ran.out.contains("Đã nhập") && stored, "{limit}: {ran:?}");
        } else {
            refused += 1;
            assert!(!ran.out.contains("Đã nhập"), "{limit}: {ran:?}");
        }
        assert!(!ran.err.contains("panicked"), "{limit}: {ran:?}");
        assert!(
            server.owner(&["check"]).good().contains("không có lỗi"),
            "{limit}"
        );
    }
    assert!(refused > 0, "no limit was tight");
    server.assert_permitted_use();
}
