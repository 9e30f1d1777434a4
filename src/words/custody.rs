//! The words of keeping the file: what `check` found, where copies lie, what an upgrade and a restore did.

use std::path::Path;

use super::{Lang, fill};
use crate::store::{Finding, Head, NIGHTS, Night, Restored, Upgraded};

/// What is wrong, in a sentence.
pub fn finding(lang: Lang, finding: &Finding) -> String {
    match lang {
        Lang::Vi => vietnamese(finding),
        Lang::En => english(finding),
    }
}

fn vietnamese(finding: &Finding) -> String {
    match finding {
        Finding::Integrity(detail) => format!("Cấu trúc tệp bị hỏng: {detail}."),
        Finding::ForeignKey(detail) => format!("Có dòng trỏ đến chỗ không có: {detail}."),
        Finding::History(cell) => format!("Số liệu {cell} không khớp với lịch sử của chính nó."),
        Finding::Duty(duty) => format!("Nghĩa vụ báo cáo {duty} mà quy định đặt ra bị thiếu hoặc sai hạn."),
        Finding::Term(duty) => format!("Ngày gửi hoặc hạn của {duty} không khớp với các bước đã ghi của nó."),
        Finding::Gone(no) => format!("Nhật ký bị mất dòng {no}."),
        Finding::Changed(no) => format!("Nhật ký bị sửa: dòng {no} không còn như lúc ghi."),
        Finding::Times { what, journal, file } => {
            format!("{what}: nhật ký ghi {journal} lần, trong tệp có {file} lần.")
        }
        Finding::Told { what, journal, file } => {
            format!("{what}: nhật ký ghi “{journal}”, lịch sử trong tệp là “{file}”.")
        }
        Finding::Stands { what, journal, file } => {
            let (journal, file) =
                (or_nothing(journal.as_deref(), "không có số"), or_nothing(file.as_deref(), "không có số"));
            format!("Số liệu {what}: nhật ký ghi lần cuối “{journal}”, trong tệp là “{file}”.")
        }
        Finding::Cut { no, last } => format!("Nhật ký bị cắt cuối: từng có dòng {no}, nay chỉ đến dòng {last}."),
        Finding::Rewritten(no) => format!("Nhật ký bị viết lại: dòng {no} không phải dòng đã ghi mã trước đây."),
    }
}

fn english(finding: &Finding) -> String {
    match finding {
        Finding::Integrity(detail) => format!("The structure of the file is damaged: {detail}."),
        Finding::ForeignKey(detail) => format!("A row points at nothing: {detail}."),
        Finding::History(cell) => format!("The figure {cell} does not agree with its own history."),
        Finding::Duty(duty) => format!("The report {duty} that a rule makes is missing or has another last day."),
        Finding::Term(duty) => format!("The day of sending or the term of {duty} does not follow from its steps."),
        Finding::Gone(no) => format!("Line {no} of the journal is gone."),
        Finding::Changed(no) => format!("The journal was changed: line {no} is not what was written."),
        Finding::Times { what, journal, file } => {
            fill("{}: {} time{|s} by the journal, {} time{|s} in the file.", &[what, journal, file])
        }
        Finding::Told { what, journal, file } => {
            format!("{what}: the journal says “{journal}”, the history in the file “{file}”.")
        }
        Finding::Stands { what, journal, file } => {
            let (journal, file) =
                (or_nothing(journal.as_deref(), "no figure"), or_nothing(file.as_deref(), "no figure"));
            format!("The figure {what}: the journal wrote “{journal}” last, in the file stands “{file}”.")
        }
        Finding::Cut { no, last } => {
            format!("The end of the journal was cut off: there was a line {no}, the last is {last}.")
        }
        Finding::Rewritten(no) => {
            format!("The journal was written anew: line {no} is not the one of the earlier code.")
        }
    }
}

fn or_nothing<'a>(words: Option<&'a str>, nothing: &'a str) -> &'a str {
    words.unwrap_or(nothing)
}

/// The journal's head, and what it is for.
pub fn head(lang: Lang, head: &Head) -> String {
    let words = lang.pick(
        "Cuối nhật ký: {}. Ghi mã này ra giấy; lần sau `tiendo check --head {}` cho biết nhật ký có bị cắt hay viết lại.",
        "End of the journal: {}. Write it down; later `tiendo check --head {}` tells whether the journal was cut or rewritten.",
    );
    fill(words, &[head, head])
}

/// An earlier head was found.
pub fn head_found(lang: Lang, head: &Head) -> String {
    fill(lang.pick("Mã {} vẫn còn trong nhật ký.", "The code {} still is in the journal."), &[head])
}

/// Not a head.
pub fn bad_head(lang: Lang, typed: &str) -> String {
    let words = lang.pick(
        "“{}” không phải mã cuối nhật ký: viết số dòng, dấu hai chấm và 16 chữ số như `tiendo check` in ra.",
        "“{}” is no end of a journal: write the line, a colon and 16 digits as `tiendo check` prints them.",
    );
    fill(words, &[&typed])
}

/// A copy was made.
pub fn backed_up(lang: Lang, copy: &Path) -> String {
    fill(lang.pick("Đã sao lưu ra {}.", "Backed up to {}."), &[&copy.display()])
}

/// A copy was made of a database that does not agree with itself.
pub fn backed_up_with(lang: Lang, copy: &Path, findings: &[Finding]) -> String {
    let first = findings.first().map(|found| finding(lang, found)).unwrap_or_default();
    let words = lang.pick(
        "{} Nhưng dữ liệu có {} chỗ không khớp (xem `tiendo check`): {}",
        "{} But {} thing{|s} in the data {does|do} not agree (see `tiendo check`): {}",
    );
    fill(words, &[&backed_up(lang, copy), &findings.len(), &first])
}

/// Why a night's backup left the older copies alone.
pub fn nothing_removed(lang: Lang) -> &'static str {
    lang.pick("Chưa bỏ bản sao cũ nào.", "No older copy was removed.")
}

/// What a night's backup did, a line each.
pub fn night(lang: Lang, night: &Night) -> Vec<String> {
    let first = if night.made {
        backed_up(lang, &night.copy)
    } else {
        fill(lang.pick("Hôm nay đã sao lưu: {}.", "Today's copy is there already: {}."), &[&night.copy.display()])
    };
    let kept = fill(
        lang.pick(
            "Giữ {} bản tốt (nhiều nhất {}), bỏ {} bản cũ.",
            "{} sound copies are kept ({} at most), {} old ones went.",
        ),
        &[&night.kept, &NIGHTS, &night.removed.len()],
    );
    vec![first, kept]
}

/// A copy in the folder that is damaged.
pub fn unsound(lang: Lang, copy: &Path) -> String {
    let words = lang.pick(
        "Bản sao {} bị hỏng, không được tính và không bị bỏ: kiểm tra ổ đĩa, rồi tự xóa.",
        "The copy {} is damaged; it counts for nothing and stays: look at the disk, then remove it.",
    );
    fill(words, &[&copy.display()])
}

/// What an upgrade did.
pub fn upgraded(lang: Lang, done: &Upgraded) -> String {
    let words = lang.pick(
        "Đã nâng tệp dữ liệu từ phiên bản {} lên {}; tệp cũ còn ở {}.",
        "The database went from version {} to {}; as it was it lies in {}.",
    );
    fill(words, &[&done.from, &done.to, &done.copy.display()])
}

/// There was nothing to raise.
pub fn up_to_date(lang: Lang) -> &'static str {
    lang.pick("Tệp dữ liệu đã ở phiên bản mới nhất.", "The database is of the newest version already.")
}

/// What a restore did.
pub fn restored(lang: Lang, from: &Path, target: &Path, done: &Restored) -> String {
    let words = lang.pick("Đã khôi phục {} từ {}.", "{} was restored from {}.");
    let said = fill(words, &[&target.display(), &from.display()]);
    match &done.aside {
        None => said,
        Some(aside) => {
            let words = lang.pick("{} Tệp trước đó được giữ ở {}.", "{} The file before it is kept in {}.");
            fill(words, &[&said, &aside.display()])
        }
    }
}
