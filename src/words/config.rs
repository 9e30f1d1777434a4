//! What is said about a configuration: what is wrong where, and the file as the program comes, with its comments.

use std::fmt::Write as _;

use super::complaint::file_error;
use super::data::data_error;
use super::{Lang, fill};
use crate::config::{ConfigError, ConfigFault, ESCAPE_MS_RANGE};
use crate::domain::near::nearest;
use crate::keys::change::{KeyFault, Never};
use crate::keys::{BINDINGS, Command, Key, Keys, Place};
use crate::texts;

texts! {
    /// What is said about configuration files.
    pub enum Told {
        Sound => "{}: không có gì sai.", "{}: nothing is wrong.";
        NoFiles => "Chưa có tệp cấu hình nào; mọi điều theo mặc định.", "There is no configuration file; everything is as it comes.";
        Site => "cơ quan", "site";
        User => "của tôi", "mine";
        There => "có", "there";
        Absent => "chưa có", "not there";
        Home => "“~” chỉ shell mới hiểu; viết đường dẫn đầy đủ, như /home/lan/tiendo.db.", "“~” belongs to the shell; write the whole path, such as /home/lan/tiendo.db.";
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
        fill(lang.pick("{} dòng {}: {}", "{} line {}: {}"), &[&error.path.display(), &line, &what])
    };
    match &error.fault {
        ConfigFault::File(why) => file_error(lang, &error.path, why),
        ConfigFault::Data(data) => data_error(lang, &error.path, data),
        ConfigFault::Home(line) => at(*line, Told::Home.words(lang)),
        ConfigFault::Database(line) => at(*line, Told::NoDatabase.words(lang)),
        ConfigFault::EscapeMs(line, written) => {
            let (least, most) = (ESCAPE_MS_RANGE.start(), ESCAPE_MS_RANGE.end());
            at(*line, &fill(Told::BadEscapeMs.words(lang), &[written, least, most]))
        }
        ConfigFault::Key(line, name, fault) => at(*line, &format!("“{name}”: {}", key_fault(lang, fault))),
    }
}

fn key_fault(lang: Lang, fault: &KeyFault) -> String {
    let said = |vi: &str, en: &str, values: &[&dyn std::fmt::Display]| fill(lang.pick(vi, en), values);
    match fault {
        KeyFault::NoPlace { name, known } => unknown(lang, ("nơi", "place"), name, known),
        KeyFault::NoCommand { name, known, .. } => unknown(lang, ("lệnh", "command"), name, known),
        KeyFault::NoKey(key) => said(
            "không có phím “{}”; dùng f1 … f12, ctrl-k, enter, tab, pgup, ins … hoặc một ký tự.",
            "there is no key “{}”; use f1 … f12, ctrl-k, enter, tab, pgup, ins … or one character.",
            &[key],
        ),
        KeyFault::Never(key, why) => {
            let why = never(*why);
            said(
                "không gán được “{}”: {}; chọn phím khác.",
                "“{}” is never bound: {}; choose another key.",
                &[key, &lang.pick(why.0, why.1)],
            )
        }
        KeyFault::Hasty(key) => said(
            "phím {} hay được bấm theo thói quen nên không được là câu trả lời “có”; chọn phím khác, như một chữ.",
            "{} is pressed by habit and cannot answer yes; choose another key, such as a letter.",
            &[&key.name(lang)],
        ),
        KeyFault::Typed(key, place) => said(
            "ở {} phím {} là chữ gõ vào; dùng phím F hoặc ctrl.",
            "in {} the key {} is typed as text; use an F key or ctrl.",
            &[&place.name(), &key.name(lang)],
        ),
        KeyFault::Conflict { key, place, commands: [one, other] } => said(
            "phím {} đã thuộc {}.{} ({}); đổi hoặc bỏ phím của một trong hai lệnh {} và {}.",
            "the key {} belongs to {}.{} ({}); change or unbind one of {} and {}.",
            &[&key.name(lang), &place.name(), &other.name(), &other.label().words(lang), &one.name(), &other.name()],
        ),
        KeyFault::Lost { place, command, key } => said(
            "ở {} không còn phím nào cho lệnh {} ({}); để lại {} hoặc một phím khác.",
            "in {} no key would be left for {} ({}); keep {} or another key.",
            &[&place.name(), &command.name(), &command.label().words(lang), &key.config()],
        ),
    }
}

/// A name that nobody knows: the nearest one, else all.
fn unknown(lang: Lang, (vi, en): (&str, &str), name: &str, known: &[String]) -> String {
    let what = lang.pick(vi, en);
    match nearest(name, known.iter().map(String::as_str)) {
        Some(near) => fill(
            lang.pick("không có {} “{}”; ý bạn là {}?", "there is no {} “{}”; did you mean {}?"),
            &[&what, &name, &near],
        ),
        None => fill(
            lang.pick("không có {} “{}”; dùng: {}.", "there is no {} “{}”; use: {}."),
            &[&what, &name, &known.join(", ")],
        ),
    }
}

/// Vietnamese, English.
fn never(why: Never) -> (&'static str, &'static str) {
    match why {
        Never::IsBackspace => ("Ctrl+H chính là phím xóa lùi", "Ctrl+H is Backspace"),
        Never::IsTab => ("Ctrl+I chính là Tab", "Ctrl+I is Tab"),
        Never::IsEnter => ("Ctrl+J và Ctrl+M chính là Enter", "Ctrl+J and Ctrl+M are Enter"),
        Never::IsEsc => ("Ctrl+[ chính là Esc", "Ctrl+[ is Esc"),
        Never::Unsure => ("có máy gửi phím này thành phím khác", "some terminals send another key for it"),
        Never::Differs => ("mỗi cửa sổ dòng lệnh gửi một kiểu", "every terminal sends it differently"),
        Never::Alt => ("Alt đến như Esc rồi một chữ", "Alt arrives as Esc and a letter"),
        Never::Capital => ("chữ hoa phụ thuộc Caps Lock", "capitals depend on Caps Lock"),
        Never::Marked => ("chữ có dấu thuộc bộ gõ tiếng Việt", "letters with marks belong to the input method"),
    }
}

/// The configuration as the program comes: everything there, everything commented out; the keys from the key table.
pub fn default_file(lang: Lang, db: &str) -> String {
    let mut file = String::new();
    let mut line = |text: &str| {
        let _ = writeln!(file, "{text}");
    };
    for told in [Told::HeadFile, Told::HeadOrder, Told::HeadCheck] {
        line(&format!("# {}", told.words(lang)));
    }
    let db = format!("{db:?}");
    let keys: [(Told, &str, &str); 9] = [
        (Told::AboutLang, "lang", "\"vi\""),
        (Told::AboutTheme, "theme", "\"dark\""),
        (Told::AboutDb, "db", &db),
        (Told::AboutAscii, "ascii", "false"),
        (Told::AboutAccents, "no_accents", "false"),
        (Told::AboutMouse, "mouse", "false"),
        (Told::AboutPlain, "plain", "false"),
        (Told::AboutEscapeMs, "escape_ms", "75"),
        (Told::AboutEscapeDigits, "escape_digits", "false"),
    ];
    for (about, key, value) in keys {
        line(&format!("\n# {}\n# {key} = {value}", about.words(lang)));
    }
    line(&format!("\n# {}\n[keys]", Told::AboutKeys.words(lang)));
    file + &default_keys(lang)
}

fn default_keys(lang: Lang) -> String {
    let keys = Keys::default();
    let mut file = String::new();
    let pairs = keys.bound();
    for place in Place::ALL {
        let _ = writeln!(file, "\n# {}: {}", place.name(), place.title().words(lang));
        for (_, command) in pairs.iter().filter(|(at, _)| at == place) {
            let name = format!("\"{}.{}\"", place.name(), command.name());
            let row = BINDINGS.iter().find(|b| b.place == *place && b.command == *command && b.foot == 0);
            let label = row.map_or(command.label(), |row| row.label).words(lang);
            let _ = writeln!(file, "# {name} = {} # {label}", written(&keys.keys_of(*place, *command)));
        }
    }
    let _ = writeln!(file, "\n# {}", Told::AboutOthers.words(lang));
    for command in Command::ALL.iter().filter(|c| c.is_offered() && keys.key_of(**c).is_none()) {
        let _ = writeln!(file, "# \"any.{}\" = [] # {}", command.name(), command.label().words(lang));
    }
    file
}

/// One key as it is, several in a list.
fn written(keys: &[Key]) -> String {
    let names: Vec<String> = keys.iter().map(|key| format!("{:?}", key.config())).collect();
    match names.as_slice() {
        [one] => one.clone(),
        several => format!("[{}]", several.join(", ")),
    }
}
