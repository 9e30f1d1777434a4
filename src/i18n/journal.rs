//! Texts of journal lines: kind of record, subject by its names, states before and after.

use chrono::NaiveDate;

use super::{Lang, account, display, fill_placeholders, terms};
use crate::domain::account::{AccountState, DatabaseMode, Role};
use crate::domain::catalog::Catalog;
use crate::domain::code::{MeasureId, OfficeCode};
use crate::domain::number::Number;
use crate::domain::period::Period;
use crate::store::{JournalLine, JournalSubject};
use crate::texts;

texts! {
    /// Parts of journal lines.
    enum JournalText {
        OnBehalfOf => "thay", "for";
        DatabaseMode => "Chế độ của tệp dữ liệu", "Mode of the database";
        Database => "Tệp dữ liệu", "Database";
        FollowUpCompleted => "hoàn thành khắc phục", "follow-up completed";
    }
}

texts! {
    /// Name of a record's kind; `None` for kinds of newer programs.
    fn known_kind(&str) {
        "figure" => "số liệu", "figure";
        "duty" => "báo cáo", "report";
        "activity" => "hoạt động", "activity";
        "spending" => "khoản chi", "spending";
        "inspection" => "đợt kiểm tra", "inspection";
        "lock" => "khóa kỳ", "lock";
        "plan" => "kế hoạch", "plan";
        "office" => "đơn vị", "office";
        "group" => "nhóm", "group";
        "holiday" => "ngày nghỉ", "holiday";
        "setting" => "cài đặt", "setting";
        "star" => "đánh dấu sao", "star";
        "comment" => "ý kiến", "comment";
        "account" => "tài khoản", "account";
        "upgrade" => "nâng cấp", "upgrade";
        "restore" => "khôi phục", "restore";
        "init" => "tạo tệp", "new database";
    }
}

/// Name of a record's kind: `số liệu`, `báo cáo` …; kinds of newer programs are unchanged.
pub fn line_kind(lang: Lang, kind: &str) -> &str {
    known_kind(lang, kind).unwrap_or(kind)
}

texts! {
    /// Name of a write's channel; `None` for channels of newer programs.
    fn known_channel(&str) {
        "terminal" => "màn hình", "screen";
        "cli" => "dòng lệnh", "command line";
        "import" => "nhập tệp", "import";
        "owner" => "quản trị máy chủ", "server admin";
    }
}

/// Name of a write's channel; channels of newer programs are unchanged.
pub fn channel(lang: Lang, channel: &str) -> &str {
    known_channel(lang, channel).unwrap_or(channel)
}

/// Author of a line: `lan`, or `minh, thay Sở Y tế` if written on behalf of another office.
pub fn author(lang: Lang, catalog: &Catalog, line: &JournalLine) -> String {
    match &line.on_behalf_of {
        Some(office) => format!(
            "{}, {} {}",
            line.by,
            JournalText::OnBehalfOf.text(lang),
            catalog.office_name(office)
        ),
        None => line.by.clone(),
    }
}

/// Subject by its names: `4.3 Tỷ lệ … – Sở Y tế – năm 2023`.
pub fn subject(lang: Lang, catalog: &Catalog, line: &JournalLine) -> String {
    let joined = |parts: Vec<String>| {
        parts
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join(" – ")
    };
    let office = |code: &OfficeCode| catalog.office_name(code).to_owned();
    match line.parse_subject() {
        JournalSubject::Measure(id, by, period) => {
            let period = period.and_then(|text| text.parse::<Period>().ok());
            let period = period
                .map(|period| terms::period(lang, period))
                .unwrap_or_default();
            joined(vec![
                by.as_ref().map(office).unwrap_or_default(),
                measure(catalog, &id),
                period,
            ])
        }
        JournalSubject::Duty(key) => {
            let label = catalog
                .rule(&key.rule)
                .map_or_else(|| key.rule.to_string(), |(_, rule)| rule.label.clone());
            joined(vec![
                office(&key.office),
                label,
                terms::period(lang, key.period),
            ])
        }
        JournalSubject::Plan(code, path) => {
            let plan = catalog
                .plan(&code)
                .map_or_else(|| code.to_string(), |plan| plan.short_name.clone());
            joined(vec![
                plan,
                if line.kind == "spending" {
                    spending(lang, &path)
                } else {
                    path
                },
            ])
        }
        JournalSubject::Office(code) => office(&code),
        JournalSubject::Other if line.subject == "mode" => {
            JournalText::DatabaseMode.text(lang).to_owned()
        }
        JournalSubject::Other if line.kind == "init" => JournalText::Database.text(lang).to_owned(),
        JournalSubject::Other => line.subject.clone(),
    }
}

texts! {
    /// Name of a part of a spending's path.
    fn spending_part(&str) {
        "source" => "nguồn", "source";
        "activity" => "hoạt động", "activity";
    }
}

/// Text of `source 2 activity 7`.
fn spending(lang: Lang, path: &str) -> String {
    let words = path
        .split(' ')
        .map(|word| spending_part(lang, word).unwrap_or(word));
    words.collect::<Vec<_>>().join(" ")
}

fn measure(catalog: &Catalog, id: &MeasureId) -> String {
    match catalog.measure(id) {
        Some((_, _, measure)) => {
            let number = id.as_str().split_once('/').map_or("", |(_, number)| number);
            format!("{number} {}", measure.label)
        }
        None => id.to_string(),
    }
}

/// State before or after: codes become names, days and numbers localized; user texts are unchanged.
pub fn change_side(lang: Lang, kind: &str, text: &str) -> String {
    if kind == "init" {
        return seed_summary(lang, text);
    }
    let coded = matches!(
        kind,
        "figure" | "duty" | "lock" | "activity" | "star" | "inspection" | "spending"
    );
    if !coded {
        return text.to_owned();
    }
    let words: Vec<String> = text
        .split(' ')
        .map(|word| decode_word(lang, kind, word))
        .collect();
    words.join(" ")
}

texts! {
    /// Count of one kind of a file's initial content.
    fn seed_count(&str) {
        "plans" => "{} kế hoạch", "{} plan{|s}";
        "offices" => "{} đơn vị", "{} office{|s}";
        "duties" => "{} báo cáo phải gửi", "{} report{|s} due";
    }
}

/// Text of a file's initial content, `plans 5 offices 351 duties 2540 shared`.
fn seed_summary(lang: Lang, text: &str) -> String {
    let mut words = text.split(' ');
    let mut parts = Vec::new();
    while let Some(word) = words.next() {
        let Some(counted) = seed_count(lang, word) else {
            parts.push(code_name(lang, word).unwrap_or(word).to_owned());
            continue;
        };
        let count = words
            .next()
            .and_then(|count| count.parse().ok())
            .map_or_else(String::new, |count| display::count(lang, count));
        parts.push(fill_placeholders(counted, &[&count]));
    }
    parts.join(", ")
}

fn decode_word(lang: Lang, kind: &str, word: &str) -> String {
    if let Ok(day) = word.parse::<NaiveDate>() {
        return display::day(lang, day);
    }
    if matches!(kind, "figure" | "activity" | "spending")
        && let Some(number) = number(lang, word)
    {
        return number;
    }
    if kind == "inspection" && word == "closed" {
        return JournalText::FollowUpCompleted.text(lang).to_owned();
    }
    code_name(lang, word).unwrap_or(word).to_owned()
}

/// Localized number from `35.2`, `15/100000`.
fn number(lang: Lang, word: &str) -> Option<String> {
    let part = |part: &str| {
        Number::try_from(part.to_owned())
            .ok()
            .map(|number| display::number(lang, number, 0))
    };
    let parts: Option<Vec<String>> = word.split('/').map(part).collect();
    parts.map(|parts| parts.join("/"))
}

/// Name of a code in a state; accounts and modes have theirs in their own tables.
fn code_name(lang: Lang, code: &str) -> Option<&'static str> {
    Some(match code {
        "single" => account::database_mode_name(lang, DatabaseMode::Single),
        "shared" => account::database_mode_name(lang, DatabaseMode::Shared),
        "viewer" => account::role_name(lang, Role::Viewer),
        "reporter" => account::role_name(lang, Role::Reporter),
        "coordinator" => account::role_name(lang, Role::Coordinator),
        "admin" => account::role_name(lang, Role::Admin),
        "active" => account::account_state_name(lang, AccountState::Active),
        "suspended" => account::account_state_name(lang, AccountState::Suspended),
        "removed" => account::account_state_name(lang, AccountState::Removed),
        _ => return state_word(lang, code),
    })
}

texts! {
    /// Name of a code in a state of a figure, a report, an inspection, a lock or an account.
    fn state_word(&str) {
        "official" => "số chính thức", "final";
        "estimate" => "số ước", "estimate";
        "none_occurred" => "không phát sinh", "none occurred";
        "no_data" => "chưa có số liệu", "no data yet";
        "not_applicable" => "không áp dụng", "not applicable";
        "not_begun" => "chưa thực hiện", "not started";
        "in_progress" => "đang thực hiện", "in progress";
        "done" => "đã hoàn thành", "done";
        "sent" => "đã gửi", "submitted";
        "returned" => "bị trả lại", "returned";
        "mend_by" => "gửi lại chậm nhất", "resubmit by";
        "accepted" => "đã tiếp nhận", "accepted";
        "extended" => "gia hạn", "extended";
        "waived" => "miễn báo cáo", "exempted";
        "reminded" => "đã đôn đốc", "reminded";
        "to" => "đến", "to";
        "periodic" => "định kỳ", "periodic";
        "ad_hoc" => "đột xuất", "ad hoc";
        "closed" => "khóa", "locked";
        "open" => "mở khóa", "unlocked";
        "until" => "đến hết", "through";
        "keys" => "khóa SSH", "SSH keys";
        "starred" => "đánh dấu sao", "starred";
        "on" => "có", "on";
        "off" => "không", "off";
    }
}

/// Text of a line for searching.
pub fn searchable_text(lang: Lang, catalog: &Catalog, line: &JournalLine) -> String {
    let sides = [&line.before, &line.after].map(|text| {
        text.as_deref()
            .map(|text| change_side(lang, &line.kind, text))
    });
    let [before, after] = sides.map(Option::unwrap_or_default);
    let why = line.reason.as_deref().unwrap_or_default();
    let named = subject(lang, catalog, line);
    [
        &author(lang, catalog, line),
        line_kind(lang, &line.kind),
        &line.subject,
        &named,
        &before,
        &after,
        why,
    ]
    .join(" ")
}

/// A change: `35,2 chính thức → 36 chính thức`; a dash for a missing state.
pub fn change(lang: Lang, line: &JournalLine) -> String {
    let or_dash = |text: &Option<String>| {
        text.as_deref().map_or_else(
            || "–".to_owned(),
            |text| change_side(lang, &line.kind, text),
        )
    };
    match (&line.before, &line.after) {
        (None, Some(after)) => change_side(lang, &line.kind, after),
        _ => format!("{} → {}", or_dash(&line.before), or_dash(&line.after)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_reads_as_people_write() {
        assert_eq!(
            change_side(Lang::Vi, "figure", "15/100000 official"),
            "15/100.000 số chính thức"
        );
        assert_eq!(
            change_side(Lang::En, "figure", "35.2 estimate"),
            "35.2 estimate"
        );
        assert_eq!(
            change_side(Lang::Vi, "spending", "-8500000 2020-08-20"),
            "-8.500.000 20/08/2020"
        );
        assert_eq!(
            change_side(Lang::Vi, "duty", "sent 2026-06-04 88/BC-STP"),
            "đã gửi 04/06/2026 88/BC-STP"
        );
        assert_eq!(
            change_side(Lang::Vi, "inspection", "closed 2026-06-04"),
            "hoàn thành khắc phục 04/06/2026"
        );
        assert_eq!(
            change_side(Lang::Vi, "lock", "closed until 2026-06-04"),
            "khóa đến hết 04/06/2026"
        );
        let init = "plans 1 offices 351 duties 2540 shared";
        assert_eq!(
            change_side(Lang::Vi, "init", init),
            "1 kế hoạch, 351 đơn vị, 2.540 báo cáo phải gửi, dùng chung"
        );
        assert_eq!(
            change_side(Lang::En, "init", init),
            "1 plan, 351 offices, 2,540 reports due, shared"
        );
        assert_eq!(
            spending(Lang::Vi, "source 2 activity 7"),
            "nguồn 2 hoạt động 7"
        );
    }
}
