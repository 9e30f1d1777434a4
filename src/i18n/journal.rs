//! Texts of journal lines: kind of record, subject by its names, states before and after.

use chrono::NaiveDate;

use super::{Lang, account, display, fill_placeholders, terms};
use crate::domain::account::{AccountState, DatabaseMode, Role};
use crate::domain::catalog::Catalog;
use crate::domain::code::{MeasureId, OfficeCode};
use crate::domain::number::Number;
use crate::domain::period::Period;
use crate::store::{JournalLine, JournalSubject};

/// Name of a record's kind: `số liệu`, `báo cáo` …; kinds of newer programs are unchanged.
pub fn line_kind(lang: Lang, kind: &str) -> &str {
    match kind {
        "figure" => lang.pick("số liệu", "figure"),
        "duty" => lang.pick("báo cáo", "report"),
        "activity" => lang.pick("hoạt động", "activity"),
        "spending" => lang.pick("khoản chi", "spending"),
        "inspection" => lang.pick("đợt kiểm tra", "inspection"),
        "lock" => lang.pick("khóa kỳ", "lock"),
        "plan" => lang.pick("kế hoạch", "plan"),
        "office" => lang.pick("đơn vị", "office"),
        "group" => lang.pick("nhóm", "group"),
        "holiday" => lang.pick("ngày nghỉ", "holiday"),
        "setting" => lang.pick("cài đặt", "setting"),
        "star" => lang.pick("đánh dấu sao", "star"),
        "comment" => lang.pick("ý kiến", "comment"),
        "account" => lang.pick("tài khoản", "account"),
        "upgrade" => lang.pick("nâng cấp", "upgrade"),
        "restore" => lang.pick("khôi phục", "restore"),
        "init" => lang.pick("tạo tệp", "new database"),
        other => other,
    }
}

/// Name of a write's channel.
pub fn channel(lang: Lang, channel: &str) -> &str {
    match channel {
        "terminal" => lang.pick("màn hình", "screen"),
        "cli" => lang.pick("dòng lệnh", "command line"),
        "import" => lang.pick("nhập tệp", "import"),
        "owner" => lang.pick("quản trị máy chủ", "server admin"),
        other => other,
    }
}

/// Author of a line: `lan`, or `minh, thay Sở Y tế` if written on behalf of another office.
pub fn author(lang: Lang, catalog: &Catalog, line: &JournalLine) -> String {
    match &line.on_behalf_of {
        Some(office) => format!(
            "{}, {} {}",
            line.by,
            lang.pick("thay", "for"),
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
        JournalSubject::Other if line.subject == "mode" => lang
            .pick("Chế độ của tệp dữ liệu", "Mode of the database")
            .to_owned(),
        JournalSubject::Other if line.kind == "init" => {
            lang.pick("Tệp dữ liệu", "Database").to_owned()
        }
        JournalSubject::Other => line.subject.clone(),
    }
}

/// Text of `source 2 activity 7`.
fn spending(lang: Lang, path: &str) -> String {
    let words = path.split(' ').map(|word| match word {
        "source" => lang.pick("nguồn", "source"),
        "activity" => lang.pick("hoạt động", "activity"),
        word => word,
    });
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

/// Text of a file's initial content, `plans 5 offices 351 duties 2540 shared`.
fn seed_summary(lang: Lang, text: &str) -> String {
    let mut words = text.split(' ');
    let mut parts = Vec::new();
    while let Some(word) = words.next() {
        let counted = match word {
            "plans" => lang.pick("{} kế hoạch", "{} plan{|s}"),
            "offices" => lang.pick("{} đơn vị", "{} office{|s}"),
            "duties" => lang.pick("{} báo cáo phải gửi", "{} report{|s} due"),
            word => {
                parts.push(code_name(lang, word).unwrap_or(word).to_owned());
                continue;
            }
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
        return lang
            .pick("hoàn thành khắc phục", "follow-up completed")
            .to_owned();
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

fn code_name(lang: Lang, word: &str) -> Option<&'static str> {
    Some(match word {
        "official" => lang.pick("số chính thức", "final"),
        "estimate" => lang.pick("số ước", "estimate"),
        "none_occurred" => lang.pick("không phát sinh", "none occurred"),
        "no_data" => lang.pick("chưa có số liệu", "no data yet"),
        "not_applicable" => lang.pick("không áp dụng", "not applicable"),
        "not_begun" => lang.pick("chưa thực hiện", "not started"),
        "in_progress" => lang.pick("đang thực hiện", "in progress"),
        "done" => lang.pick("đã hoàn thành", "done"),
        "sent" => lang.pick("đã gửi", "submitted"),
        "returned" => lang.pick("bị trả lại", "returned"),
        "mend_by" => lang.pick("gửi lại chậm nhất", "resubmit by"),
        "accepted" => lang.pick("đã tiếp nhận", "accepted"),
        "extended" => lang.pick("gia hạn", "extended"),
        "waived" => lang.pick("miễn báo cáo", "exempted"),
        "reminded" => lang.pick("đã đôn đốc", "reminded"),
        "to" => lang.pick("đến", "to"),
        "periodic" => lang.pick("định kỳ", "periodic"),
        "ad_hoc" => lang.pick("đột xuất", "ad hoc"),
        "closed" => lang.pick("khóa", "locked"),
        "open" => lang.pick("mở khóa", "unlocked"),
        "until" => lang.pick("đến hết", "through"),
        "single" => account::database_mode_name(lang, DatabaseMode::Single),
        "shared" => account::database_mode_name(lang, DatabaseMode::Shared),
        "viewer" => account::role_name(lang, Role::Viewer),
        "reporter" => account::role_name(lang, Role::Reporter),
        "coordinator" => account::role_name(lang, Role::Coordinator),
        "admin" => account::role_name(lang, Role::Admin),
        "active" => account::account_state_name(lang, AccountState::Active),
        "suspended" => account::account_state_name(lang, AccountState::Suspended),
        "removed" => account::account_state_name(lang, AccountState::Removed),
        "keys" => lang.pick("khóa SSH", "SSH keys"),
        "starred" => lang.pick("đánh dấu sao", "starred"),
        "on" => lang.pick("có", "on"),
        "off" => lang.pick("không", "off"),
        _ => return None,
    })
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
