//! The start screen: three ways to begin, and the preview of a plan before a database exists.

use std::path::Path;

use ratatui::Terminal;
use ratatui::backend::TestBackend;
use tiendo::cli::{FirstStart, FirstStartChoice, create_first_store};
use tiendo::display::settings::DisplaySettings;
use tiendo::i18n::Lang;
use tiendo::keys::{Key, Keymap};
use tiendo::store::{Actor, DutyFilter, JournalFilter};
use tiendo::terminal::start_screen::StartScreen;
use tiendo::widgets::DrawContext;

use crate::harness::{hold, now, press, without_frame};

/// The start screen in a window of a size, with a folder of files.
struct StartSession {
    first: StartScreen,
    size: (u16, u16),
}

impl StartSession {
    fn open(size: (u16, u16), lang: Lang, folder: &Path) -> Self {
        let look = DrawContext {
            lang,
            ..DrawContext::default()
        };
        Self {
            first: StartScreen::new(look, Keymap::default(), Path::new("tiendo.db"), folder),
            size,
        }
    }

    fn press(&mut self, script: &str) {
        press(script, |key| self.first.handle_key(key));
    }

    fn text(&self) -> String {
        let mut screen = Terminal::new(TestBackend::new(self.size.0, self.size.1)).unwrap();
        screen.draw(|frame| self.first.draw(frame)).unwrap();
        let buffer = screen.backend().buffer();
        let lines = buffer.content.chunks(usize::from(self.size.0)).map(|row| {
            let line: String = row.iter().map(ratatui::buffer::Cell::symbol).collect();
            line.trim_end().to_owned()
        });
        lines.collect::<Vec<_>>().join("\n") + "\n"
    }

    fn shows(&self, text: &str) -> bool {
        self.text().contains(text)
    }

    fn check(&self, name: &str) {
        hold(name, &without_frame(name, &self.text(), 0));
    }
}

/// A folder with a plan and its offices, a plan with faults, and a subfolder.
fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("data");
    let plan = std::fs::read_to_string(data.join("plans/hh-2023.toml")).unwrap();
    // Offices of another place, which the sample does not contain.
    let moved = |text: &str| text.replace("\"hh.", "\"xx.");
    std::fs::write(folder.path().join("ke-hoach.toml"), moved(&plan)).unwrap();
    std::fs::write(folder.path().join("huyen.toml"), &plan).unwrap();
    std::fs::write(folder.path().join("hong.toml"), "title = 3\n").unwrap();
    std::fs::write(folder.path().join("anh.png"), "x").unwrap();
    std::fs::create_dir(folder.path().join("don-vi")).unwrap();
    let offices = std::fs::read_to_string(data.join("offices/bacgiang.toml")).unwrap();
    let central = std::fs::read_to_string(data.join("offices/central.toml")).unwrap();
    let next = std::fs::read_to_string(data.join("offices/bacninh.toml")).unwrap();
    std::fs::write(
        folder.path().join("don-vi/tat-ca.toml"),
        moved(&format!("{central}\n{offices}\n{next}")),
    )
    .unwrap();
    folder
}

fn start(db: &Path) -> FirstStart {
    FirstStart {
        db: db.to_owned(),
        actor: Actor::single_user("lan", "terminal"),
        clock: now().into(),
        lang: Lang::Vi,
        display_settings: DisplaySettings::default(),
        keymap: Keymap::default(),
    }
}

#[test]
fn plan_of_the_sample_is_imported_after_confirmation() {
    let folder = folder();
    let mut session = StartSession::open((80, 24), Lang::Vi, folder.path());
    session.press("<down><enter>");
    for source in [
        "TT Huế 2021–2025",
        "có sẵn",
        "ke-hoach.toml",
        "tệp",
        "don-vi/",
        "thư mục",
    ] {
        assert!(session.shows(source), "{source}\n{}", session.text());
    }
    assert!(!session.shows("anh.png"), "{}", session.text());
    session.press("hue 2021<enter>");
    assert!(
        session.shows("kế hoạch tth-2021 sẽ có 20 chỉ tiêu") && session.shows("đơn vị"),
        "{}",
        session.text()
    );
    // The default is no.
    session.press("<enter>");
    assert!(
        session.shows("Chọn kế hoạch:") && session.first.choice().is_none(),
        "{}",
        session.text()
    );
    session.press("<enter>c");
    let Some(beginning @ FirstStartChoice::Plan(_)) = session.first.choice().cloned() else {
        panic!("{}", session.text())
    };
    let db = folder.path().join("new.db");
    let run = create_first_store(start(&db), beginning).unwrap();
    let catalog = run.store.catalog().unwrap();
    assert_eq!(
        catalog
            .plans
            .iter()
            .map(|plan| plan.code.as_str())
            .collect::<Vec<_>>(),
        ["tth-2021"]
    );
    assert!(!run.store.duties(&DutyFilter::default()).unwrap().is_empty());
    let lines = run
        .store
        .journal_chunk(&JournalFilter::default(), None, 50, &|line| {
            line.channel == "import"
        })
        .unwrap();
    assert_eq!(lines.lines.len(), 1, "the same import as from the shell");
    assert!(
        !run.store.record_first_visit("lan").unwrap(),
        "shown around already"
    );
}

#[test]
fn own_plan_reports_its_faults_and_imports_its_offices_first() {
    let folder = folder();
    let mut session = StartSession::open((80, 24), Lang::Vi, folder.path());
    session.press("<down><enter>ke-hoach<enter>");
    assert!(
        session.shows("ke-hoach.toml: chưa nhập được") && session.shows("xx."),
        "{}",
        session.text()
    );
    session.check("first-faults");
    session.press("<esc>");
    for _ in 0..20 {
        session.press("<bs>");
    }
    session.press("don-vi<enter>");
    assert!(session.shows("don-vi/tat-ca.toml"), "{}", session.text());
    session.press("<enter>");
    assert!(
        session.shows("Tiếp theo, chọn tệp kế hoạch."),
        "{}",
        session.text()
    );
    session.press("ke-hoach<enter>");
    assert!(
        session.shows("ke-hoach.toml: nội dung sẽ nhập"),
        "{}",
        session.text()
    );
    session.press("c");
    let beginning = session.first.choice().cloned().unwrap();
    let run = create_first_store(start(&folder.path().join("own.db")), beginning).unwrap();
    assert_eq!(run.store.catalog().unwrap().plans.len(), 1);
}

#[test]
fn offices_of_the_sample_are_imported_with_a_plan_that_names_them() {
    let folder = folder();
    let mut session = StartSession::open((80, 24), Lang::Vi, folder.path());
    session.press("<down><enter>huyen<enter>");
    assert!(
        session.shows("huyen.toml: nội dung sẽ nhập") && session.shows("Cùng "),
        "{}",
        session.text()
    );
}

#[test]
fn unreadable_file_is_reported_with_its_location_and_a_path_can_be_typed() {
    let folder = folder();
    let mut session = StartSession::open((80, 24), Lang::Vi, folder.path());
    session.press("<down><enter>hong.toml<enter>");
    assert!(
        session.shows("hong.toml") && session.shows("dòng 1"),
        "{}",
        session.text()
    );
    session.press("<enter><bs><bs><bs><bs><bs><bs><bs><bs><bs>khong/co.toml<enter>");
    assert!(
        session.shows("khong/co.toml: chưa nhập được"),
        "{}",
        session.text()
    );
    session.press("<esc>");
    for _ in 0..20 {
        session.press("<bs>");
    }
    session
        .first
        .insert_text(&format!("{}/don-vi/\u{7}tat", folder.path().display()));
    assert!(
        session.shows("tat-ca.toml") && session.shows("Đã bỏ 1 ký tự"),
        "{}",
        session.text()
    );
    session.press("<esc><esc>");
    assert!(session.first.choice().is_none());
    assert!(
        !folder.path().join("tiendo.db").exists(),
        "looking writes nothing"
    );
}

#[test]
fn start_screens_match_at_every_size_and_in_both_languages() {
    let folder = folder();
    for (name, size, lang) in [
        ("-small", (60, 15), Lang::Vi),
        ("", (80, 24), Lang::Vi),
        ("-wide", (120, 40), Lang::Vi),
        ("-en", (80, 24), Lang::En),
    ] {
        let mut session = StartSession::open(size, lang, folder.path());
        session.check(&format!("first{name}"));
        session.press("<down><enter>");
        session.check(&format!("first-plans{name}"));
        session.press("hue 2021<enter>");
        session.check(&format!("first-sure{name}"));
    }
    let mut session = StartSession::open((80, 24), Lang::En, folder.path());
    session.press("<down><enter>ke-hoach<enter>");
    session.check("first-faults-en");
    session.first.handle_key(Key::F(10));
    assert!(session.first.choice().is_none());
}
