//! The words of keeping the file: what `check` found, where copies lie, what an upgrade and a restore did.

use std::path::Path;

use super::{Lang, fill_placeholders};
use crate::store::{IntegrityIssue, JournalTip, NIGHTS_KEPT, NightlyBackup, Restored, Upgraded};

/// What is wrong, in a sentence.
pub fn integrity_issue(lang: Lang, finding: &IntegrityIssue) -> String {
    match lang {
        Lang::Vi => vietnamese(finding),
        Lang::En => english(finding),
    }
}

fn vietnamese(finding: &IntegrityIssue) -> String {
    match finding {
        IntegrityIssue::Integrity(detail) => format!("Cấu trúc tệp bị hỏng: {detail}."),
        IntegrityIssue::ForeignKey(detail) => format!("Có dòng trỏ đến chỗ không có: {detail}."),
        IntegrityIssue::FigureHistory(cell) => {
            format!("Số liệu {cell} không khớp với lịch sử của chính nó.")
        }
        IntegrityIssue::DutyMissing(duty) => {
            format!("Nghĩa vụ báo cáo {duty} mà quy định đặt ra bị thiếu hoặc sai hạn.")
        }
        IntegrityIssue::DutyDates(duty) => {
            format!("Ngày gửi hoặc hạn của {duty} không khớp với các bước đã ghi của nó.")
        }
        IntegrityIssue::JournalLinesMissing(no) => format!("Nhật ký bị mất dòng {no}."),
        IntegrityIssue::JournalLineChanged(no) => {
            format!("Nhật ký bị sửa: dòng {no} không còn như lúc ghi.")
        }
        IntegrityIssue::CountMismatch {
            subject,
            journal,
            file,
        } => {
            format!("{subject}: nhật ký ghi {journal} lần, trong tệp có {file} lần.")
        }
        IntegrityIssue::HistoryMismatch {
            subject,
            journal,
            file,
        } => {
            format!("{subject}: nhật ký ghi “{journal}”, lịch sử trong tệp là “{file}”.")
        }
        IntegrityIssue::CurrentMismatch {
            subject,
            journal,
            file,
        } => {
            let (journal, file) = (
                or_placeholder(journal.as_deref(), "không có số"),
                or_placeholder(file.as_deref(), "không có số"),
            );
            format!("Số liệu {subject}: nhật ký ghi lần cuối “{journal}”, trong tệp là “{file}”.")
        }
        IntegrityIssue::JournalTruncated { no, last } => {
            format!("Nhật ký bị cắt cuối: từng có dòng {no}, nay chỉ đến dòng {last}.")
        }
        IntegrityIssue::JournalRewritten(no) => {
            format!("Nhật ký bị viết lại: dòng {no} không phải dòng đã ghi mã trước đây.")
        }
    }
}

fn english(finding: &IntegrityIssue) -> String {
    match finding {
        IntegrityIssue::Integrity(detail) => {
            format!("The structure of the file is damaged: {detail}.")
        }
        IntegrityIssue::ForeignKey(detail) => format!("A row points at nothing: {detail}."),
        IntegrityIssue::FigureHistory(cell) => {
            format!("The figure {cell} does not agree with its own history.")
        }
        IntegrityIssue::DutyMissing(duty) => {
            format!("The report {duty} that a rule makes is missing or has another last day.")
        }
        IntegrityIssue::DutyDates(duty) => {
            format!("The day of sending or the term of {duty} does not follow from its steps.")
        }
        IntegrityIssue::JournalLinesMissing(no) => format!("Line {no} of the journal is gone."),
        IntegrityIssue::JournalLineChanged(no) => {
            format!("The journal was changed: line {no} is not what was written.")
        }
        IntegrityIssue::CountMismatch {
            subject,
            journal,
            file,
        } => fill_placeholders(
            "{}: {} time{|s} by the journal, {} time{|s} in the file.",
            &[subject, journal, file],
        ),
        IntegrityIssue::HistoryMismatch {
            subject,
            journal,
            file,
        } => {
            format!("{subject}: the journal says “{journal}”, the history in the file “{file}”.")
        }
        IntegrityIssue::CurrentMismatch {
            subject,
            journal,
            file,
        } => {
            let (journal, file) = (
                or_placeholder(journal.as_deref(), "no figure"),
                or_placeholder(file.as_deref(), "no figure"),
            );
            format!(
                "The figure {subject}: the journal wrote “{journal}” last, in the file stands “{file}”."
            )
        }
        IntegrityIssue::JournalTruncated { no, last } => {
            format!(
                "The end of the journal was cut off: there was a line {no}, the last is {last}."
            )
        }
        IntegrityIssue::JournalRewritten(no) => {
            format!("The journal was written anew: line {no} is not the one of the earlier code.")
        }
    }
}

fn or_placeholder<'a>(words: Option<&'a str>, nothing: &'a str) -> &'a str {
    words.unwrap_or(nothing)
}

/// The journal's head, and what it is for.
pub fn journal_tip(lang: Lang, head: &JournalTip) -> String {
    let words = lang.pick(
        "Cuối nhật ký: {}. Ghi mã này ra giấy; lần sau `tiendo check --head {}` cho biết nhật ký có bị cắt hay viết lại.",
        "End of the journal: {}. Write it down; later `tiendo check --head {}` tells whether the journal was cut or rewritten.",
    );
    fill_placeholders(words, &[head, head])
}

/// An earlier head was found.
pub fn journal_tip_found(lang: Lang, head: &JournalTip) -> String {
    fill_placeholders(
        lang.pick(
            "Mã {} vẫn còn trong nhật ký.",
            "The code {} still is in the journal.",
        ),
        &[head],
    )
}

/// Not a head.
pub fn invalid_journal_tip(lang: Lang, typed: &str) -> String {
    let words = lang.pick(
        "“{}” không phải mã cuối nhật ký: viết số dòng, dấu hai chấm và 16 chữ số như `tiendo check` in ra.",
        "“{}” is no end of a journal: write the line, a colon and 16 digits as `tiendo check` prints them.",
    );
    fill_placeholders(words, &[&typed])
}

/// A copy was made.
pub fn backed_up(lang: Lang, copy: &Path) -> String {
    fill_placeholders(
        lang.pick("Đã sao lưu ra {}.", "Backed up to {}."),
        &[&copy.display()],
    )
}

/// A copy was made of a database that does not agree with itself.
pub fn backed_up_with(lang: Lang, copy: &Path, findings: &[IntegrityIssue]) -> String {
    let first = findings
        .first()
        .map(|found| integrity_issue(lang, found))
        .unwrap_or_default();
    let words = lang.pick(
        "{} Nhưng dữ liệu có {} chỗ không khớp (xem `tiendo check`): {}",
        "{} But {} thing{|s} in the data {does|do} not agree (see `tiendo check`): {}",
    );
    fill_placeholders(words, &[&backed_up(lang, copy), &findings.len(), &first])
}

/// Why a night's backup left the older copies alone.
pub fn nothing_removed(lang: Lang) -> &'static str {
    lang.pick("Chưa bỏ bản sao cũ nào.", "No older copy was removed.")
}

/// What a night's backup did, a line each.
pub fn nightly_backup(lang: Lang, night: &NightlyBackup) -> Vec<String> {
    let first = if night.created {
        backed_up(lang, &night.copy)
    } else {
        fill_placeholders(
            lang.pick(
                "Hôm nay đã sao lưu: {}.",
                "Today's copy is there already: {}.",
            ),
            &[&night.copy.display()],
        )
    };
    let kept = fill_placeholders(
        lang.pick(
            "Giữ {} bản tốt (nhiều nhất {}), bỏ {} bản cũ.",
            "{} sound copies are kept ({} at most), {} old ones went.",
        ),
        &[&night.kept, &NIGHTS_KEPT, &night.removed.len()],
    );
    vec![first, kept]
}

/// A copy in the folder that is damaged.
pub fn damaged_copy(lang: Lang, copy: &Path) -> String {
    let words = lang.pick(
        "Bản sao {} bị hỏng, không được tính và không bị bỏ: kiểm tra ổ đĩa, rồi tự xóa.",
        "The copy {} is damaged; it counts for nothing and stays: look at the disk, then remove it.",
    );
    fill_placeholders(words, &[&copy.display()])
}

/// What an upgrade did.
pub fn upgraded(lang: Lang, done: &Upgraded) -> String {
    let words = lang.pick(
        "Đã nâng tệp dữ liệu từ phiên bản {} lên {}; tệp cũ còn ở {}.",
        "The database went from version {} to {}; as it was it lies in {}.",
    );
    fill_placeholders(words, &[&done.from, &done.to, &done.copy.display()])
}

/// There was nothing to raise.
pub fn no_upgrade_needed(lang: Lang) -> &'static str {
    lang.pick(
        "Tệp dữ liệu đã ở phiên bản mới nhất.",
        "The database is of the newest version already.",
    )
}

/// What a restore did.
pub fn restored(lang: Lang, from: &Path, target: &Path, done: &Restored) -> String {
    let words = lang.pick("Đã khôi phục {} từ {}.", "{} was restored from {}.");
    let said = fill_placeholders(words, &[&target.display(), &from.display()]);
    match &done.aside_path {
        None => said,
        Some(aside) => {
            let words = lang.pick(
                "{} Tệp trước đó được giữ ở {}.",
                "{} The file before it is kept in {}.",
            );
            fill_placeholders(words, &[&said, &aside.display()])
        }
    }
}
