//! Texts about the configuration: error messages, and the commented default file.

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
    /// Messages about invalid key bindings.
    enum RebindingText {
        Screen => "màn hình", "screen";
        Command => "lệnh", "command";
        UnknownKey => "không có phím “{}”; dùng f1 … f12, ctrl-k, enter, tab, pgup, ins … hoặc một ký tự.", "there is no key “{}”; use f1 … f12, ctrl-k, enter, tab, pgup, ins … or one character.";
        Unbindable => "không gán được phím “{}”: {}; chọn phím khác.", "“{}” cannot be assigned: {}; choose another key.";
        HabitKeyConfirms => "phím {} hay được bấm theo thói quen nên không dùng làm câu trả lời “có”; chọn phím khác, như một chữ cái.", "{} is often pressed by habit and cannot mean yes; choose another key, such as a letter.";
        PrintableInText => "ở {} phím {} là ký tự nhập vào; dùng phím F hoặc ctrl.", "in {} the key {} is text input; use an F key or ctrl.";
        Conflict => "phím {} đã gán cho {}.{} ({}); đổi hoặc bỏ phím của một trong hai lệnh {} và {}.", "the key {} is already assigned to {}.{} ({}); change or unbind {} or {}.";
        EssentialCommandUnbound => "ở {} không còn phím nào cho lệnh {} ({}); giữ {} hoặc gán phím khác.", "in {} no key would be left for {} ({}); keep {} or assign another key.";
        SuggestedName => "không có {} “{}”; có phải {}?", "there is no {} “{}”; did you mean {}?";
        UnknownName => "không có {} “{}”; dùng: {}.", "there is no {} “{}”; use: {}.";
    }
}

texts! {
    /// Texts about configuration files.
    pub enum ConfigText {
        AtLine => "{} dòng {}: {}", "{} line {}: {}";
        Valid => "{}: không có lỗi.", "{}: no errors.";
        NoFiles => "Chưa có tệp cấu hình nào; đang dùng giá trị mặc định.", "There is no configuration file; defaults are in use.";
        Site => "cơ quan", "site";
        User => "của tôi", "mine";
        FilePresent => "đã có", "found";
        FileAbsent => "chưa có", "not found";
        TildePath => "“~” chỉ có nghĩa trong shell; viết đường dẫn đầy đủ, như /home/lan/tiendo.db.", "“~” only works in the shell; write the full path, such as /home/lan/tiendo.db.";
        NoDatabase => "cấu hình riêng không được chọn tệp dữ liệu; bỏ dòng db.", "a personal configuration cannot choose the database; remove the line db.";
        HeadFile => "Cấu hình của tiendo (TOML). Bỏ dấu # ở đầu dòng để đổi; dòng còn dấu # là giá trị mặc định.", "Configuration of tiendo (TOML). Remove the # to change a line; lines with # show the defaults.";
        HeadOrder => "Thứ tự: tệp của cơ quan, tệp của tôi (`tiendo config path`), biến môi trường, tham số dòng lệnh; giá trị sau được ưu tiên.", "Order: site file, personal file (`tiendo config path`), environment variables, command-line options; later ones take precedence.";
        HeadCheck => "Kiểm tra: `tiendo config check`.", "Check it with `tiendo config check`.";
        AboutLang => "Ngôn ngữ: vi hoặc en (hoặc TIENDO_LANG, --lang).", "Language: vi or en (or TIENDO_LANG, --lang).";
        AboutTheme => "Màu: dark, light, high-contrast, monochrome (hoặc TIENDO_THEME, --theme; NO_COLOR là đơn sắc).", "Colours: dark, light, high-contrast, monochrome (or TIENDO_THEME, --theme; NO_COLOR means monochrome).";
        AboutDb => "Tệp dữ liệu (hoặc --db); đường dẫn tương đối tính từ thư mục của tệp này.", "Database (or --db); a relative path starts at the folder of this file.";
        AboutAscii => "Chỉ dùng ký tự ASCII cho khung và ký hiệu (hoặc TIENDO_ASCII, --ascii).", "Draw frames and symbols in ASCII only (or TIENDO_ASCII, --ascii).";
        AboutAccents => "Tiếng Việt không dấu, cho màn hình không hiển thị được tiếng Việt (hoặc TIENDO_NO_ACCENTS, --no-accents).", "Vietnamese without diacritics, for terminals that cannot show them (or TIENDO_NO_ACCENTS, --no-accents).";
        AboutMouse => "Dùng chuột (hoặc TIENDO_MOUSE, --mouse).", "Use the mouse (or TIENDO_MOUSE, --mouse).";
        AboutPlain => "Hiển thị từng dòng chữ thay cho màn hình, cho trình đọc màn hình (hoặc TIENDO_PLAIN, --plain).", "Plain lines of text instead of a full screen, for screen readers (or TIENDO_PLAIN, --plain).";
        AboutEscapeMs => "Số mili giây chờ sau phím Esc để phân biệt với phím khác (mũi tên, F1, Del …); tăng lên nếu đường truyền chậm.", "Milliseconds to wait after Esc for the rest of another key (an arrow, F1, Del …); raise it on a slow connection.";
        AboutEscapeDigits => "Bấm Esc rồi 1 … 9 thay cho F1 … F9, cho bàn phím không có phím F; khi bật, Esc chờ nửa giây.", "Press Esc and then 1 … 9 for F1 … F9, on keyboards without F keys; when on, Esc waits half a second.";
        BadEscapeMs => "escape_ms là {}; dùng số nguyên từ {} đến {}.", "escape_ms is {}; use a whole number from {} to {}.";
        AboutKeys => "Phím: \"màn hình.lệnh\" = \"phím\", hoặc [\"phím\", \"phím\"], hoặc [] để bỏ. Phím: f1 … f12, ctrl-a … ctrl-z, enter, esc, tab, shift-tab, up, down, left, right, pgup, pgdn, home, end, ins, del, backspace, space, hoặc một ký tự.", "Keys: \"screen.command\" = \"key\", or [\"key\", \"key\"], or [] for none. Keys: f1 … f12, ctrl-a … ctrl-z, enter, esc, tab, shift-tab, up, down, left, right, pgup, pgdn, home, end, ins, del, backspace, space, or one character.";
        AboutOthers => "Lệnh chưa có phím, có thể gán phím ở bất cứ màn hình nào:", "Commands without a key; a key can be assigned on any screen:";
    }
}

/// Error message with file, line, and what would be accepted.
pub fn config_error(lang: Lang, error: &ConfigError) -> String {
    let at = |line: usize, what: &str| {
        fill_placeholders(
            ConfigText::AtLine.text(lang),
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
    let message = |text: RebindingText, values: &[&dyn std::fmt::Display]| {
        fill_placeholders(text.text(lang), values)
    };
    match fault {
        RebindingError::UnknownContext { name, known } => {
            unknown_name(lang, RebindingText::Screen.text(lang), name, known)
        }
        RebindingError::UnknownCommand { name, known, .. } => {
            unknown_name(lang, RebindingText::Command.text(lang), name, known)
        }
        RebindingError::UnknownKey(key) => message(RebindingText::UnknownKey, &[key]),
        RebindingError::Unbindable(key, why) => message(
            RebindingText::Unbindable,
            &[key, &unbindable_reason(lang, *why)],
        ),
        RebindingError::HabitKeyConfirms(key) => {
            message(RebindingText::HabitKeyConfirms, &[&key.display_name(lang)])
        }
        RebindingError::PrintableInText(key, key_context) => message(
            RebindingText::PrintableInText,
            &[&key_context.name(), &key.display_name(lang)],
        ),
        RebindingError::Conflict {
            key,
            key_context,
            commands: [one, other],
        } => message(
            RebindingText::Conflict,
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
        } => message(
            RebindingText::EssentialCommandUnbound,
            &[
                &key_context.name(),
                &command.name(),
                &command.label().text(lang),
                &key.config_name(),
            ],
        ),
    }
}

/// Message about an unknown name: the nearest known one, else all.
fn unknown_name(lang: Lang, what: &str, name: &str, known: &[String]) -> String {
    match suggest(name, known.iter().map(String::as_str)) {
        Some(near) => fill_placeholders(
            RebindingText::SuggestedName.text(lang),
            &[&what, &name, &near],
        ),
        None => fill_placeholders(
            RebindingText::UnknownName.text(lang),
            &[&what, &name, &known.join(", ")],
        ),
    }
}

texts! {
    /// Reason why a key cannot be bound.
    fn unbindable_reason(UnbindableReason) {
        IsBackspace => "Ctrl+H chính là phím Backspace", "Ctrl+H is Backspace";
        IsTab => "Ctrl+I chính là Tab", "Ctrl+I is Tab";
        IsEnter => "Ctrl+J và Ctrl+M chính là Enter", "Ctrl+J and Ctrl+M are Enter";
        IsEsc => "Ctrl+[ chính là Esc", "Ctrl+[ is Esc";
        Unreliable => "một số máy gửi phím này thành phím khác", "some terminals send a different key for it";
        TerminalDependent => "các cửa sổ dòng lệnh gửi phím này khác nhau", "terminals send it differently";
        Alt => "Alt được gửi thành Esc rồi một chữ cái", "Alt is sent as Esc followed by a letter";
        Capital => "chữ hoa phụ thuộc Caps Lock", "capital letters depend on Caps Lock";
        Accented => "chữ có dấu do bộ gõ tiếng Việt xử lý", "letters with diacritics come from the input method";
    }
}

/// The commented default configuration: every setting, commented out; keys from the key table.
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

/// Keys in configuration syntax: a string, or a list of several.
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
