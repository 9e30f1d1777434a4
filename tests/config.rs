//! Configuration through the command line: the commented default, the site's and the user's file, their precedence,
//! and errors with file and line.

#![allow(clippy::unwrap_used, reason = "helpers of tests")]

use std::path::PathBuf;
use std::process::Command;

use tempfile::TempDir;

/// A folder with a site configuration and a user configuration.
struct TestFolder {
    folder: TempDir,
}

impl TestFolder {
    fn new(site: &str, user: &str) -> Self {
        let fixture = Self {
            folder: tempfile::tempdir().unwrap(),
        };
        for (name, text) in [("site.toml", site), ("user.toml", user)] {
            if !text.is_empty() {
                std::fs::write(fixture.path(name), text).unwrap();
            }
        }
        fixture
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Status, standard output, standard error.
    fn run(&self, args: &[&str]) -> (Option<i32>, String, String) {
        self.run_with(args, &[])
    }

    fn run_with(
        &self,
        args: &[&str],
        environment: &[(&str, &str)],
    ) -> (Option<i32>, String, String) {
        let mut command = Command::new(env!("CARGO_BIN_EXE_tiendo"));
        command
            .args(args)
            .env_remove("TIENDO_LANG")
            .env_remove("NO_COLOR")
            .stdin(std::process::Stdio::null());
        command
            .env("TIENDO_SITE_CONFIG", self.path("site.toml"))
            .env("TIENDO_CONFIG", self.path("user.toml"));
        command.envs(environment.iter().copied());
        let output = command.output().unwrap();
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        (
            output.status.code(),
            text(output.stdout),
            text(output.stderr),
        )
    }

    fn out(&self, args: &[&str]) -> String {
        let (code, out, err) = self.run(args);
        assert_eq!(code, Some(0), "{args:?}: {err}");
        out
    }

    /// Asserts status 1 and one sentence with all these words for every command.
    fn refused(&self, words: &[&str]) {
        for args in [&["today"] as &[&str], &["config", "check"], &["demo"], &[]] {
            let (code, out, err) = self.run(args);
            assert_eq!((code, out.as_str()), (Some(1), ""), "{args:?}: {err}");
            assert_eq!(err.lines().count(), 1, "{args:?}: {err}");
            for words in words {
                assert!(err.contains(words), "{args:?}: {err} lacks {words}");
            }
        }
    }
}

/// The default configuration with its commented lines uncommented.
fn uncommented(file: &str) -> String {
    let line = |line: &str| match line.strip_prefix("# ") {
        Some(rest)
            if rest
                .split_once(" = ")
                .is_some_and(|(key, _)| !key.contains(' ')) =>
        {
            rest.to_owned()
        }
        _ => line.to_owned(),
    };
    file.lines().map(line).collect::<Vec<_>>().join("\n")
}

#[test]
fn default_configuration_is_valid_commented_and_uncommented() {
    let fixture = TestFolder::new("", "");
    for lang in ["vi", "en"] {
        let file = fixture.out(&["--lang", lang, "config", "default"]);
        for name in [
            "lang",
            "theme",
            "db",
            "ascii",
            "no_accents",
            "mouse",
            "global.quit",
            "reports.accept",
            "global.next_theme",
        ] {
            assert!(
                file.contains(&format!("{name}\" = ")) || file.contains(&format!("\n# {name} = ")),
                "{name}"
            );
        }
        for (name, text) in [
            ("commented.toml", file.clone()),
            ("taken.toml", uncommented(&file)),
        ] {
            std::fs::write(fixture.path(name), &text).unwrap();
            let path = fixture.path(name).display().to_string();
            let (code, _, err) = fixture.run(&["config", "check", &path]);
            assert_eq!(code, Some(0), "{err}\n{text}");
        }
        assert!(
            uncommented(&file)
                .lines()
                .filter(|line| !line.starts_with('#'))
                .count()
                > 150
        );
    }
}

#[test]
fn both_files_are_named_even_if_missing() {
    let fixture = TestFolder::new("lang = \"en\"\n", "");
    let paths = fixture.out(&["config", "path"]);
    let lines: Vec<&str> = paths.lines().collect();
    assert!(
        lines.len() == 2 && lines[0].contains("site.toml") && lines[1].contains("user.toml"),
        "{paths}"
    );
    assert!(
        lines[0].ends_with("(found)") && lines[1].ends_with("(not found)"),
        "{paths}"
    );
    assert!(fixture.out(&["config", "check"]).contains("site.toml"));
    let nothing = TestFolder::new("", "").out(&["config", "check"]);
    assert!(nothing.starts_with("Chưa có tệp cấu hình"), "{nothing}");
}

#[test]
fn flags_override_environment_which_overrides_the_users_file() {
    let fixture = TestFolder::new(
        "lang = \"en\"\ndb = \"/nowhere/site.db\"\n",
        "lang = \"vi\"\ndb = \"mine.db\"\n",
    );
    assert_eq!(fixture.run(&["init", "--sample"]).0, Some(0));
    assert!(fixture.path("mine.db").exists());
    assert!(
        fixture.out(&["plans"]).contains("Kế hoạch")
            || fixture.out(&["plans"]).contains("Chỉ tiêu")
    );
    let english = fixture.run_with(&["plans"], &[("TIENDO_LANG", "en")]).1;
    assert!(english.contains("Targets"), "{english}");
    let flag = fixture
        .run_with(&["plans", "--lang", "vi"], &[("TIENDO_LANG", "en")])
        .1;
    assert!(flag.contains("Chỉ tiêu"), "{flag}");
    let other = fixture.path("other.db").display().to_string();
    let (code, _, err) = fixture.run(&["plans", "--db", &other]);
    assert!(code == Some(1) && err.contains("other.db"), "{err}");
}

#[test]
fn unknown_key_is_refused_with_its_line_and_a_suggestion() {
    TestFolder::new("", "# mine\n\ntheem = \"dark\"\n").refused(&[
        "user.toml dòng 3",
        "“theem”",
        "có phải theme?",
    ]);
    TestFolder::new("lang = \"en\"\nmuose = true\n", "").refused(&[
        "site.toml",
        "2",
        "muose",
        "mouse",
    ]);
    TestFolder::new("", "theme = \"blue\"\n").refused(&["dòng 1", "“blue”", "high-contrast"]);
    TestFolder::new("", "mouse = \"có\"\n").refused(&["dòng 1", "không đúng loại"]);
    TestFolder::new("", "lang = \n").refused(&["dòng 1", "TOML"]);
    TestFolder::new("", "[keys]\n\"reports.acept\" = \"n\"\n").refused(&[
        "dòng 2",
        "reports.acept",
        "có phải accept?",
    ]);
    TestFolder::new("", "[keys]\n\"report.accept\" = \"n\"\n")
        .refused(&["dòng 2", "có phải reports?"]);
}

#[test]
fn invalid_keys_are_refused_by_name() {
    let keys = |lines: &str| TestFolder::new("", &format!("[keys]\n{lines}\n"));
    keys("\"reports.accept\" = \"s\"").refused(&[
        "dòng 2",
        "phím s",
        "reports.send",
        "accept và send",
    ]);
    keys("\"any.refresh\" = [\"f5\", \"ctrl-h\"]").refused(&["ctrl-h", "Backspace"]);
    keys("\"any.leave\" = []").refused(&["dòng 2", "leave", "Thoát chương trình"]);
    keys("\"form.save\" = \"s\"").refused(&["form", "ký tự nhập vào"]);
    // The site's binding and the user's conflict: the user's is named.
    TestFolder::new(
        "[keys]\n\"sheet.note\" = \"g\"\n",
        "\n[keys]\n\"sheet.comment\" = \"g\"\n",
    )
    .refused(&["dòng", "sheet.", "note", "comment"]);
}

#[test]
fn invalid_configuration_leaves_config_commands_usable() {
    let fixture = TestFolder::new("", "theem = 1\n");
    assert!(fixture.out(&["config", "default"]).contains("theme"));
    assert!(fixture.out(&["config", "path"]).contains("user.toml"));
}
