//! What is said about a configuration: what is wrong where, and the file as the program comes, with its comments.

use std::fmt::Write as _;

use super::import::data_error;
use super::messages::cli::file_error;
use super::{Lang, fill_placeholders};
use crate::config::{ConfigError, ConfigErrorKind, ESCAPE_MS_RANGE};
use crate::domain::suggestion::suggest;
use crate::keys::rebinding::{RebindingError, UnbindableReason};
use crate::keys::{BINDINGS, Command, Key, KeyContext, Keymap};
use crate::texts;

texts! {
    /// What is said about configuration files.
    pub enum ConfigText {
        Valid => "{}: không có gì sai.", "{}: nothing is wrong.";
        NoFiles => "Chưa có tệp cấu hình nào; mọi điều theo mặc định.", "There is no configuration file; everything is as it comes.";
        Site => "cơ quan", "site";
        User => "của tôi", "mine";
        FilePresent => "có", "there";
        FileAbsent => "chưa có", "not there";
        TildePath => "“~” chỉ shell mới hiểu; viết đường dẫn đầy đủ, như /home/lan/tiendo.db.", "“~” belongs to the shell; write the whole path, such as /home/lan/tiendo.db.";
        NoDatabase => "cấu hình riêng không chọn tệp dữ liệu; bỏ dòng db.", "one's own settings choose no database; take the line db out.";
        HeadFile => "Cấu hình của tiendo (TOML). Bỏ dấu # ở đầu dòng để đổi; dòng còn dấu # là giá trị mặc định.", "Configuration of tiendo (TOML). Take the # away to change a line; a line with # shows what holds without it.";
        HeadOrder => "Thứ tự: tệp của cơ quan, tệp của tôi (`tiendo config path`), biến môi trường, rồi tham số dòng lệnh; cái sau thắng.", "Order: the site's file, one's own (`tiendo config path`), the environment, then flags; the later one wins.";
        HeadCheck => "Kiểm tra: `tiendo config check`.", "Check it with `tiendo config check`.";
        AboutLang => "Ngôn ngữ: vi hoặc en (hoặc TIENDO_LANG, --lang).", "Language: vi or en (or TIENDO_LANG, --lang).";
        AboutTheme => "Màu: dark, light, high-contrast, monochrome (hoặc TIENDO_THEME, --theme; NO_COLOR là đơn sắc).", "Colours: dark, light, high-contrast, monochrome (or TIENDO_THEME, --theme; NO_COLOR is monochrome).";
        AboutDb => "Tệp dữ liệu (hoặc --db); đường dẫn ngắn tính từ thư mục của tệp này.", "The database (or --db); a relative path begins at the folder of this file.";
        AboutAscii => "Chỉ dùng ký tự ASCII để vẽ khung và dấu (hoặc TIENDO_ASCII, --ascii).", "Draw frames and marks with ASCII only (or TIENDO_ASCII, --ascii).";
        AboutAccents => "Chữ Việt không dấu, cho màn hình không có chữ Việt (hoặc TIENDO_NO_ACCENTS, --no-accents).", "Vietnamese without marks, for consoles that lack them (or TIENDO_NO_ACCENTS, --no-accents).";
        AboutMouse => "Nghe chuột (hoặc TIENDO_MOUSE, --mouse).", "Listen to the mouse (or TIENDO_MOUSE, --mouse).";
        AboutPlain => "Từng dòng chữ thay cho màn hình, cho trình đọc màn hình (hoặc TIENDO_PLAIN, --plain).", "Lines instead of a screen, for screen readers (or TIENDO_PLAIN, --plain).";
        AboutEscapeMs => "Phím Esc chờ bao nhiêu mili giây xem có phải phần đầu của một phím khác (mũi tên, F1, Del …) không; tăng lên nếu đường truyền chậm.", "How many milliseconds Esc waits for the rest of another key (an arrow, F1, Del …); raise it on a slow line.";
        AboutEscapeDigits => "Bấm Esc rồi 1 … 9 thay cho F1 … F9, cho bàn phím không có phím F; khi bật, Esc chờ nửa giây.", "Press Esc and then 1 … 9 for F1 … F9, for keyboards without F keys; if on, Esc waits half a second.";
        BadEscapeMs => "escape_ms là {}; dùng số nguyên từ {} đến {}.", "escape_ms is {}; use a whole number from {} to {}.";
        AboutKeys => "Phím: \"nơi.lệnh\" = \"phím\", hoặc [\"phím\", \"phím\"], hoặc [] để bỏ. Phím: f1 … f12, ctrl-a … ctrl-z, enter, esc, tab, shift-tab, up, down, left, right, pgup, pgdn, home, end, ins, del, backspace, space, hoặc một ký tự.", "Keys: \"place.command\" = \"key\", or [\"key\", \"key\"], or [] for none. Keys: f1 … f12, ctrl-a … ctrl-z, enter, esc, tab, shift-tab, up, down, left, right, pgup, pgdn, home, end, ins, del, backspace, space, or one character.";
        AboutOthers => "Lệnh chưa có phím, có thể gán ở bất cứ nơi nào:", "Commands without a key; each may have one in any place:";
    }
}

/// File, line, what is wrong, and what would be accepted.
pub fn config_error(lang: Lang, error: &ConfigError) -> String {
    let at = |line: usize, what: &str| {
        fill_placeholders(
            lang.pick("{} dòng {}: {}", "{} line {}: {}"),
            &[&error.path.display(), &line, &what],
        )
    };
    match &error.kind {
        ConfigErrorKind::Unreadable(why) => file_error(lang, &error.path, why),
        ConfigErrorKind::InvalidToml(data) => data_error(lang, &error.path, data),
        ConfigErrorKind::TildePath(line) => at(*line, ConfigText::TildePath.text(lang)),
        ConfigErrorKind::DatabaseNotAllowed(line) => at(*line, ConfigText::NoDatabase.text(lang)),
        ConfigErrorKind::EscapeMs(line, written) => {
            let (least, most) = (ESCAPE_MS_RANGE.start(), ESCAPE_MS_RANGE.end());
            at(
                *line,
                &fill_placeholders(ConfigText::BadEscapeMs.text(lang), &[written, least, most]),
            )
        }
        ConfigErrorKind::InvalidKey(line, name, fault) => {
            at(*line, &format!("“{name}”: {}", key_fault(lang, fault)))
        }
    }
}

fn key_fault(lang: Lang, fault: &RebindingError) -> String {
    let said = |vi: &str, en: &str, values: &[&dyn std::fmt::Display]| {
        fill_placeholders(lang.pick(vi, en), values)
    };
    match fault {
        RebindingError::UnknownContext { name, known } => {
            unknown_name(lang, ("nơi", "place"), name, known)
        }
        RebindingError::UnknownCommand { name, known, .. } => {
            unknown_name(lang, ("lệnh", "command"), name, known)
        }
        RebindingError::UnknownKey(key) => said(
            "không có phím “{}”; dùng f1 … f12, ctrl-k, enter, tab, pgup, ins … hoặc một ký tự.",
            "there is no key “{}”; use f1 … f12, ctrl-k, enter, tab, pgup, ins … or one character.",
            &[key],
        ),
        RebindingError::Unbindable(key, why) => {
            let why = unchangeable_reason(*why);
            said(
                "không gán được “{}”: {}; chọn phím khác.",
                "“{}” is never bound: {}; choose another key.",
                &[key, &lang.pick(why.0, why.1)],
            )
        }
        RebindingError::HabitKeyConfirms(key) => said(
            "phím {} hay được bấm theo thói quen nên không được là câu trả lời “có”; chọn phím khác, như một chữ.",
            "{} is pressed by habit and cannot answer yes; choose another key, such as a letter.",
            &[&key.display_name(lang)],
        ),
        RebindingError::PrintableInText(key, key_context) => said(
            "ở {} phím {} là chữ gõ vào; dùng phím F hoặc ctrl.",
            "in {} the key {} is typed as text; use an F key or ctrl.",
            &[&key_context.name(), &key.display_name(lang)],
        ),
        RebindingError::Conflict {
            key,
            key_context,
            commands: [one, other],
        } => said(
            "phím {} đã thuộc {}.{} ({}); đổi hoặc bỏ phím của một trong hai lệnh {} và {}.",
            "the key {} belongs to {}.{} ({}); change or unbind one of {} and {}.",
            &[
                &key.display_name(lang),
                &key_context.name(),
                &other.name(),
                &other.label().text(lang),
                &one.name(),
                &other.name(),
            ],
        ),
        RebindingError::EssentialCommandUnbound {
            key_context,
            command,
            key,
        } => said(
            "ở {} không còn phím nào cho lệnh {} ({}); để lại {} hoặc một phím khác.",
            "in {} no key would be left for {} ({}); keep {} or another key.",
            &[
                &key_context.name(),
                &command.name(),
                &command.label().text(lang),
                &key.config_name(),
            ],
        ),
    }
}

/// A name that nobody knows: the nearest one, else all.
fn unknown_name(lang: Lang, (vi, en): (&str, &str), name: &str, known: &[String]) -> String {
    let what = lang.pick(vi, en);
    match suggest(name, known.iter().map(String::as_str)) {
        Some(near) => fill_placeholders(
            lang.pick(
                "không có {} “{}”; ý bạn là {}?",
                "there is no {} “{}”; did you mean {}?",
            ),
            &[&what, &name, &near],
        ),
        None => fill_placeholders(
            lang.pick(
                "không có {} “{}”; dùng: {}.",
                "there is no {} “{}”; use: {}.",
            ),
            &[&what, &name, &known.join(", ")],
        ),
    }
}

/// Vietnamese, English.
fn unchangeable_reason(why: UnbindableReason) -> (&'static str, &'static str) {
    match why {
        UnbindableReason::IsBackspace => ("Ctrl+H chính là phím xóa lùi", "Ctrl+H is Backspace"),
        UnbindableReason::IsTab => ("Ctrl+I chính là Tab", "Ctrl+I is Tab"),
        UnbindableReason::IsEnter => (
            "Ctrl+J và Ctrl+M chính là Enter",
            "Ctrl+J and Ctrl+M are Enter",
        ),
        UnbindableReason::IsEsc => ("Ctrl+[ chính là Esc", "Ctrl+[ is Esc"),
        UnbindableReason::Unreliable => (
            "có máy gửi phím này thành phím khác",
            "some terminals send another key for it",
        ),
        UnbindableReason::TerminalDependent => (
            "mỗi cửa sổ dòng lệnh gửi một kiểu",
            "every terminal sends it differently",
        ),
        UnbindableReason::Alt => (
            "Alt đến như Esc rồi một chữ",
            "Alt arrives as Esc and a letter",
        ),
        UnbindableReason::Capital => (
            "chữ hoa phụ thuộc Caps Lock",
            "capitals depend on Caps Lock",
        ),
        UnbindableReason::Accented => (
            "chữ có dấu thuộc bộ gõ tiếng Việt",
            "letters with marks belong to the input method",
        ),
    }
}

/// The configuration as the program comes: everything there, everything commented out; the keys from the key table.
pub fn default_file(lang: Lang, db: &str) -> String {
    let mut file = String::new();
    let mut line = |text: &str| {
        let _ = writeln!(file, "{text}");
    };
    for heading in [
        ConfigText::HeadFile,
        ConfigText::HeadOrder,
        ConfigText::HeadCheck,
    ] {
        line(&format!("# {}", heading.text(lang)));
    }
    let db = format!("{db:?}");
    let keys: [(ConfigText, &str, &str); 9] = [
        (ConfigText::AboutLang, "lang", "\"vi\""),
        (ConfigText::AboutTheme, "theme", "\"dark\""),
        (ConfigText::AboutDb, "db", &db),
        (ConfigText::AboutAscii, "ascii", "false"),
        (ConfigText::AboutAccents, "no_accents", "false"),
        (ConfigText::AboutMouse, "mouse", "false"),
        (ConfigText::AboutPlain, "plain", "false"),
        (ConfigText::AboutEscapeMs, "escape_ms", "75"),
        (ConfigText::AboutEscapeDigits, "escape_digits", "false"),
    ];
    for (about, key, value) in keys {
        line(&format!("\n# {}\n# {key} = {value}", about.text(lang)));
    }
    line(&format!("\n# {}\n[keys]", ConfigText::AboutKeys.text(lang)));
    file + &default_keys(lang)
}

fn default_keys(lang: Lang) -> String {
    let keys = Keymap::default();
    let mut file = String::new();
    let pairs = keys.bound_commands();
    for place in KeyContext::ALL {
        let _ = writeln!(file, "\n# {}: {}", place.name(), place.title().text(lang));
        for (_, command) in pairs.iter().filter(|(at, _)| at == place) {
            let name = format!("\"{}.{}\"", place.name(), command.name());
            let row = BINDINGS
                .iter()
                .find(|b| b.key_context == *place && b.command == *command && b.footer_rank == 0);
            let label = row.map_or(command.label(), |row| row.label).text(lang);
            let _ = writeln!(
                file,
                "# {name} = {} # {label}",
                format_keys(&keys.keys_of(*place, *command))
            );
        }
    }
    let _ = writeln!(file, "\n# {}", ConfigText::AboutOthers.text(lang));
    for command in Command::ALL
        .iter()
        .filter(|c| c.is_in_palette() && keys.key_of(**c).is_none())
    {
        let _ = writeln!(
            file,
            "# \"global.{}\" = [] # {}",
            command.name(),
            command.label().text(lang)
        );
    }
    file
}

/// One key as it is, several in a list.
fn format_keys(keys: &[Key]) -> String {
    let names: Vec<String> = keys
        .iter()
        .map(|key| format!("{:?}", key.config_name()))
        .collect();
    match names.as_slice() {
        [one] => one.clone(),
        several => format!("[{}]", several.join(", ")),
    }
}
