//! A session of the program on the sample data with a screen in memory, and the comparison with golden files.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{LazyLock, Mutex, OnceLock, PoisonError};

use chrono::{DateTime, TimeZone, Utc};
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use tempfile::TempDir;
use tiendo::app::{App, DaySource, Session};
use tiendo::display::settings::DisplaySettings;
use tiendo::domain::account::{Account, AccountState, DatabaseMode, Role};
use tiendo::domain::entry::{AnswerInput, Entry, validate_entry};
use tiendo::i18n::Lang;
use tiendo::keys::{Key, Keymap};
use tiendo::panes::frame;
use tiendo::sample::demo;
use tiendo::store::{Actor, ExpectedVersion, Store, Write};
use tiendo::widgets::theme::Theme;

/// The program and its screen.
pub struct TestSession {
    pub app: App,
    screen: Terminal<TestBackend>,
    /// What the terminal can display.
    pub display: DisplaySettings,
    path: PathBuf,
    /// The temporary folder of the database, if this session created it.
    _folder: Option<TempDir>,
}

/// A copy of the sample database, which is built once.
fn copy_of_sample(folder: &Path) -> Store {
    static SAMPLE: OnceLock<(TempDir, PathBuf)> = OnceLock::new();
    leave_the_project_folder();
    let (_, sample) = SAMPLE.get_or_init(|| {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("demo.db");
        demo::open_demo().unwrap().backup(&path).unwrap();
        (folder, path)
    });
    let path = folder.join("demo.db");
    std::fs::copy(sample, &path).unwrap();
    Store::open(&path).unwrap()
}

pub fn now() -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2026, 6, 5, 3, 42, 7).unwrap()
}

/// Changes into an empty folder, because random keys may write files.
fn leave_the_project_folder() {
    static EMPTY_HOME: LazyLock<tempfile::TempDir> = LazyLock::new(|| {
        let folder = tempfile::tempdir().unwrap();
        std::env::set_current_dir(folder.path()).unwrap();
        folder
    });
    LazyLock::force(&EMPTY_HOME);
}

fn session(lang: Lang) -> Session {
    Session {
        actor: Actor::single_user("lan", "terminal"),
        today: demo::demo_day(),
        lang,
        theme: Theme::default(),
        keymap: Keymap::default(),
        day_source: DaySource::FixedSample,
        system_time: now,
    }
}

impl TestSession {
    /// Opens the sample in a window of this size.
    pub fn open(columns: u16, rows: u16, lang: Lang) -> Self {
        Self::opened((columns, rows), session(lang))
    }

    /// The default size with rebound keys.
    pub fn with_keys(keys: Keymap, lang: Lang) -> Self {
        Self::opened(
            (80, 24),
            Session {
                keymap: keys,
                ..session(lang)
            },
        )
    }

    /// The default size with another theme.
    pub fn themed(theme: Theme) -> Self {
        Self::opened(
            (80, 24),
            Session {
                theme,
                ..session(Lang::Vi)
            },
        )
    }

    /// The default size with another source of the day and its clock.
    pub fn on(day: DaySource, now: fn() -> DateTime<Utc>) -> Self {
        Self::opened(
            (80, 24),
            Session {
                day_source: day,
                system_time: now,
                ..session(Lang::Vi)
            },
        )
    }

    fn opened((columns, rows): (u16, u16), session: Session) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let app = App::new(copy_of_sample(folder.path()), session).unwrap();
        let screen = Terminal::new(TestBackend::new(columns, rows)).unwrap();
        let path = folder.path().join("demo.db");
        Self {
            app,
            screen,
            display: DisplaySettings::default(),
            path,
            _folder: Some(folder),
        }
    }

    /// The sample as a shared database, opened by one of its accounts: `xem` is a viewer, `lan` reports for Sở Y tế
    /// of Huế, `minh` coordinates at its Sở Nội vụ, `ha` is the administrator.
    pub fn shared(name: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let store = copy_of_sample(folder.path());
        let owner = Actor::owner("tiendo");
        for (name, person, role, office) in [
            ("xem", "Trần Văn Xem", Role::Viewer, None),
            ("lan", "Nguyễn Thị Lan", Role::Reporter, Some("hue.syt")),
            ("minh", "Lê Minh", Role::Coordinator, Some("hue.snv")),
            ("ha", "Phạm Hà", Role::Admin, None),
        ] {
            let account = Account {
                name: name.into(),
                person: person.into(),
                role,
                office: office.map(Into::into),
                state: AccountState::Active,
                keys: Vec::new(),
                settings: None,
            };
            store
                .write(&owner, now(), Write::AddAccount(Box::new(account)))
                .unwrap();
        }
        store
            .write(&owner, now(), Write::SetMode(DatabaseMode::Shared))
            .unwrap();
        drop(store);
        let path = folder.path().join("demo.db");
        Self {
            _folder: Some(folder),
            ..Self::at(path, name)
        }
    }

    /// Opens an existing shared database as one of its accounts.
    pub fn at(path: PathBuf, name: &str) -> Self {
        let mut session = session(Lang::Vi);
        session.actor = Actor::account(name, "terminal");
        session.day_source = DaySource::Clock;
        let app = App::new(Store::open(&path).unwrap(), session).unwrap();
        Self {
            app,
            screen: Terminal::new(TestBackend::new(80, 24)).unwrap(),
            display: DisplaySettings::default(),
            path,
            _folder: None,
        }
    }

    /// Opens an existing single-user database.
    pub fn of_file(path: PathBuf) -> Self {
        Self {
            app: App::new(Store::open(&path).unwrap(), session(Lang::Vi)).unwrap(),
            screen: Terminal::new(TestBackend::new(80, 24)).unwrap(),
            display: DisplaySettings::default(),
            path,
            _folder: None,
        }
    }

    /// Every cell of the screen with its colours.
    pub fn cells(&mut self) -> Vec<ratatui::buffer::Cell> {
        self.text();
        self.screen.backend().buffer().content.clone()
    }

    /// Leaves the program in any state and starts it again on the same file.
    pub fn again(self) -> Self {
        let app = App::new(Store::open(&self.path()).unwrap(), session(Lang::Vi)).unwrap();
        Self { app, ..self }
    }

    /// The default size in Vietnamese.
    pub fn usual() -> Self {
        Self::open(80, 24, Lang::Vi)
    }

    /// Writes a figure into the same file as another user.
    pub fn write_from_other_session(&self, measure: &str, office: &str, period: &str, value: &str) {
        let store = Store::open(&self.path()).unwrap();
        let entry = Entry {
            measure: measure.into(),
            office: office.into(),
            period: period.parse().unwrap(),
            series: None,
            answer: AnswerInput::Value(value.into()),
            quality: None,
            note: None,
            expected: None,
        };
        let draft = validate_entry(&store.catalog().unwrap(), &entry, demo::demo_day()).unwrap();
        let actor = Actor::single_user("minh", "terminal");
        store
            .write(
                &actor,
                now(),
                Write::SetFigure {
                    entry: tiendo::domain::entry::Entry::from(&draft),
                    expected: ExpectedVersion::Any,
                },
            )
            .unwrap();
    }

    /// The database file.
    pub fn path(&self) -> PathBuf {
        self.path.clone()
    }

    /// Changes the size of the window.
    pub fn resize(&mut self, columns: u16, rows: u16) {
        self.screen = Terminal::new(TestBackend::new(columns, rows)).unwrap();
    }

    /// Presses the keys of a script.
    pub fn press(&mut self, script: &str) {
        press(script, |key| self.app.handle_key(key));
    }

    /// The text of the screen without trailing blanks.
    pub fn text(&mut self) -> String {
        let (panes, book) = self.app.screen_and_model();
        let display = self.display;
        self.screen
            .draw(|area| {
                frame::draw_screen(panes, book, area);
                display.convert_buffer(area.buffer_mut());
            })
            .unwrap();
        let buffer = self.screen.backend().buffer();
        let width = usize::from(buffer.area.width);
        let lines = buffer.content.chunks(width).map(|row| {
            let line: String = row.iter().map(ratatui::buffer::Cell::symbol).collect();
            line.trim_end().to_owned()
        });
        lines.collect::<Vec<_>>().join("\n") + "\n"
    }

    /// Whether the screen contains a text.
    pub fn shows(&mut self, text: &str) -> bool {
        self.text().contains(text)
    }

    /// Compares the screen with its golden file.
    pub fn check(&mut self, name: &str) {
        hold(name, &without_frame(name, &self.text(), HEAD_LINES));
    }
}

/// Lines above the body: the tabs, and a rule with the user.
pub const HEAD_LINES: usize = 2;
/// The golden file with the head and footer of every screen, so that a changed word in them rewrites one file.
const FRAMES: &str = "frames";

/// The body without head and footer, which are compared with their own file.
pub fn without_frame(name: &str, text: &str, head: usize) -> String {
    let lines: Vec<&str> = text.lines().collect();
    let (footer, lines) = lines.split_last().unwrap();
    let (top, body) = lines.split_at(head);
    let frame = [top, &[*footer]].concat();
    compare_frame(name, &frame.join("\n"));
    body.join("\n") + "\n"
}

fn compare_frame(name: &str, frame: &str) {
    static FILE: Mutex<()> = Mutex::new(());
    let _one_at_a_time = FILE.lock().unwrap_or_else(PoisonError::into_inner);
    let path = golden_path(FRAMES);
    let file = std::fs::read_to_string(&path).unwrap_or_default();
    let blocks = file.split("═══ ").skip(1);
    let mut frames: BTreeMap<&str, &str> = blocks
        .filter_map(|block| block.trim_end_matches('\n').split_once('\n'))
        .collect();
    if std::env::var_os("TIENDO_BLESS").is_some() {
        frames.insert(name, frame);
        let blocks = frames
            .iter()
            .map(|(name, frame)| format!("═══ {name}\n{frame}\n"));
        std::fs::write(&path, blocks.collect::<String>()).unwrap();
    }
    let golden = frames.get(name).copied().unwrap_or_default();
    assert!(
        golden == frame.trim_end_matches('\n'),
        "head or footer of {name} differ from {}:\n{frame}",
        path.display()
    );
}

fn golden_path(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/screens/seen");
    folder.join(format!("{name}.txt"))
}

/// Splits a script into keys and presses each of them.
pub fn press(script: &str, mut press: impl FnMut(Key)) {
    let mut rest = script;
    while let Some(c) = rest.chars().next() {
        let end = rest.find('>').filter(|_| c == '<');
        let key = end.and_then(|end| Key::from_name(&rest[1..end]));
        if let (Some(key), Some(end)) = (key, end) {
            press(key);
            rest = &rest[end + 1..];
        } else {
            press(Key::Char(c));
            rest = &rest[c.len_utf8()..];
        }
    }
}

/// Compares a text with its golden file.
pub fn hold(name: &str, text: &str) {
    let path = golden_path(name);
    if std::env::var_os("TIENDO_BLESS").is_some() {
        std::fs::write(&path, text).unwrap();
    }
    let expected = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        text == expected,
        "{name} differs from {}:\n{text}",
        path.display()
    );
}
