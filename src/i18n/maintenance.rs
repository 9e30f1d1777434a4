//! Messages of maintenance: issues found by `check`, backups, upgrade, restore.

use std::fmt::Display;
use std::path::Path;

use super::{Lang, fill_placeholders};
use crate::store::{
    CheckStep, IntegrityIssue, JournalTip, NIGHTS_KEPT, NightlyBackup, Restored, Upgraded,
};
use crate::texts;

texts! {
    /// Results of maintenance commands.
    enum MaintenanceText {
        JournalTip => "Mã cuối nhật ký: {}. Ghi mã này ra giấy; lần sau `tiendo check --head {}` cho biết nhật ký có bị cắt hay ghi lại không.", "End of the audit log: {}. Write it down; later `tiendo check --head {}` shows whether the log was truncated or rewritten.";
        JournalTipFound => "Mã {} vẫn còn trong nhật ký.", "The code {} is still in the audit log.";
        InvalidJournalTip => "“{}” không phải mã cuối nhật ký: viết số dòng, dấu hai chấm và 16 chữ số như `tiendo check` in ra.", "“{}” is not an end-of-log code: enter the line number, a colon and 16 digits, as printed by `tiendo check`.";
        BackedUp => "Đã sao lưu ra {}.", "Backed up to {}.";
        BackedUpWithIssues => "{} Nhưng dữ liệu có {} chỗ không khớp (xem `tiendo check`): {}", "{} But the data has {} inconsistenc{y|ies} (see `tiendo check`): {}";
        NothingRemoved => "Chưa xóa bản sao lưu cũ nào.", "No older backups were deleted.";
        BackupExists => "Hôm nay đã có bản sao lưu: {}.", "Today's backup already exists: {}.";
        BackupsKept => "Giữ {} bản sao lưu tốt (nhiều nhất {}), đã xóa {} bản cũ.", "{} good backup{|s} kept ({} at most), {} old one{|s} deleted.";
        DamagedCopy => "Bản sao lưu {} bị hỏng, không được tính và chưa bị xóa: kiểm tra ổ đĩa, sau đó tự xóa.", "The backup {} is damaged; it is not counted and was not deleted: check the disk, then delete it.";
        Upgraded => "Đã nâng cấp tệp dữ liệu từ phiên bản {} lên {}; tệp cũ được giữ ở {}.", "Database upgraded from version {} to {}; previous file: {}.";
        NoUpgradeNeeded => "Tệp dữ liệu đã ở phiên bản mới nhất.", "The database is already the newest version.";
        Restored => "Đã khôi phục {} từ {}.", "Restored {} from {}.";
        PreviousFile => "{} Tệp trước đó được giữ ở {}.", "{} The previous file is kept as {}.";
    }
}

texts! {
    /// What `check` found.
    pub enum IntegrityText {
        Structure => "Cấu trúc tệp bị hỏng: {}.", "The structure of the file is damaged: {}.";
        ForeignKey => "Có bản ghi tham chiếu tới bản ghi không tồn tại: {}.", "A row refers to a row that does not exist: {}.";
        FigureHistory => "Số liệu {} không khớp với lịch sử ghi nhận.", "The figure {} does not match its own history.";
        DutyMissing => "Báo cáo phải gửi {} theo chế độ báo cáo bị thiếu hoặc sai hạn cuối.", "The report due {} under its rule is missing or has the wrong deadline.";
        DutyDates => "Ngày gửi hoặc hạn cuối của {} không khớp với các bước đã ghi.", "The submission date or deadline of {} does not match its recorded steps.";
        DutySummary => "Trạng thái lưu sẵn của {} không khớp với các bước đã ghi.", "The stored state of {} does not match its recorded steps.";
        DutyCount => "Số báo cáo lưu sẵn của {} không khớp với từng báo cáo.", "The stored number of reports of {} does not match the reports.";
        JournalLinesMissing => "Nhật ký bị mất dòng {}.", "Line {} of the audit log is missing.";
        JournalLineChanged => "Nhật ký bị sửa: dòng {} khác với lúc ghi.", "The audit log was altered: line {} differs from what was written.";
        CountMismatch => "{}: nhật ký ghi {} lần, tệp dữ liệu có {} lần.", "{}: {} time{|s} in the audit log, {} time{|s} in the database.";
        HistoryMismatch => "{}: nhật ký ghi “{}”, lịch sử trong tệp dữ liệu là “{}”.", "{}: the audit log has “{}”, the history in the database “{}”.";
        CurrentMismatch => "Số liệu {}: nhật ký ghi lần cuối “{}”, trong tệp dữ liệu là “{}”.", "The figure {}: the audit log last has “{}”, the database has “{}”.";
        NoFigure => "không có số liệu", "no figure";
        JournalTruncated => "Nhật ký bị cắt phần cuối: từng có dòng {}, nay chỉ đến dòng {}.", "The audit log was truncated: it once had line {} and now ends at line {}.";
        JournalRewritten => "Nhật ký bị ghi lại: dòng {} không khớp với mã đã in trước đây.", "The audit log was rewritten: line {} does not match the code printed earlier.";
    }
}

texts! {
    /// Steps of a check of the whole file.
    pub enum CheckStepText {
        Copy => "sao chép tệp", "copying the file";
        Structure => "cấu trúc tệp", "structure of the file";
        References => "tham chiếu giữa các bảng", "references between tables";
        JournalChain => "nhật ký", "audit log";
        Figures => "số liệu và lịch sử", "figures and their histories";
        Duties => "báo cáo phải gửi", "reports due";
        Audit => "đối chiếu với nhật ký", "comparison with the audit log";
        Progress => "Đang kiểm tra {}/{}: {} …", "Checking {}/{}: {} …";
    }
}

/// Progress line of a check.
pub fn check_step(lang: Lang, step: CheckStep) -> String {
    let name = match step {
        CheckStep::Copy => CheckStepText::Copy,
        CheckStep::Structure => CheckStepText::Structure,
        CheckStep::References => CheckStepText::References,
        CheckStep::JournalChain => CheckStepText::JournalChain,
        CheckStep::Figures => CheckStepText::Figures,
        CheckStep::Duties => CheckStepText::Duties,
        CheckStep::Audit => CheckStepText::Audit,
    };
    fill_placeholders(
        CheckStepText::Progress.text(lang),
        &[&step.number(), &CheckStep::ALL.len(), &name.text(lang)],
    )
}

/// An integrity issue as a sentence.
pub fn integrity_issue(lang: Lang, issue: &IntegrityIssue) -> String {
    let say =
        |text: IntegrityText, values: &[&dyn Display]| fill_placeholders(text.text(lang), values);
    match issue {
        IntegrityIssue::Integrity(detail) => say(IntegrityText::Structure, &[detail]),
        IntegrityIssue::ForeignKey(detail) => say(IntegrityText::ForeignKey, &[detail]),
        IntegrityIssue::FigureHistory(cell) => say(IntegrityText::FigureHistory, &[cell]),
        IntegrityIssue::DutyMissing(duty) => say(IntegrityText::DutyMissing, &[duty]),
        IntegrityIssue::DutyDates(duty) => say(IntegrityText::DutyDates, &[duty]),
        IntegrityIssue::DutySummary(duty) => say(IntegrityText::DutySummary, &[duty]),
        IntegrityIssue::DutyCount(report) => say(IntegrityText::DutyCount, &[report]),
        IntegrityIssue::JournalLinesMissing(no) => say(IntegrityText::JournalLinesMissing, &[no]),
        IntegrityIssue::JournalLineChanged(no) => say(IntegrityText::JournalLineChanged, &[no]),
        IntegrityIssue::CountMismatch {
            subject,
            journal,
            file,
        } => say(IntegrityText::CountMismatch, &[subject, journal, file]),
        IntegrityIssue::HistoryMismatch {
            subject,
            journal,
            file,
        } => say(IntegrityText::HistoryMismatch, &[subject, journal, file]),
        IntegrityIssue::CurrentMismatch {
            subject,
            journal,
            file,
        } => {
            let none = IntegrityText::NoFigure.text(lang);
            let journal = journal.as_deref().unwrap_or(none);
            let file = file.as_deref().unwrap_or(none);
            say(IntegrityText::CurrentMismatch, &[subject, &journal, &file])
        }
        IntegrityIssue::JournalTruncated { no, last } => {
            say(IntegrityText::JournalTruncated, &[no, last])
        }
        IntegrityIssue::JournalRewritten(no) => say(IntegrityText::JournalRewritten, &[no]),
    }
}

/// The journal tip, and its purpose.
pub fn journal_tip(lang: Lang, tip: &JournalTip) -> String {
    let words = MaintenanceText::JournalTip.text(lang);
    fill_placeholders(words, &[tip, tip])
}

/// Message that an earlier tip was found.
pub fn journal_tip_found(lang: Lang, tip: &JournalTip) -> String {
    fill_placeholders(MaintenanceText::JournalTipFound.text(lang), &[tip])
}

/// Message about an invalid tip.
pub fn invalid_journal_tip(lang: Lang, typed: &str) -> String {
    let words = MaintenanceText::InvalidJournalTip.text(lang);
    fill_placeholders(words, &[&typed])
}

/// Message that a copy was made.
pub fn backed_up(lang: Lang, copy: &Path) -> String {
    fill_placeholders(MaintenanceText::BackedUp.text(lang), &[&copy.display()])
}

/// Message that a copy was made of a database with inconsistencies.
pub fn backed_up_with(lang: Lang, copy: &Path, issues: &[IntegrityIssue]) -> String {
    let first = issues
        .first()
        .map(|found| integrity_issue(lang, found))
        .unwrap_or_default();
    let words = MaintenanceText::BackedUpWithIssues.text(lang);
    fill_placeholders(words, &[&backed_up(lang, copy), &issues.len(), &first])
}

/// Message why a nightly backup removed no older copies.
pub fn nothing_removed(lang: Lang) -> &'static str {
    MaintenanceText::NothingRemoved.text(lang)
}

/// Results of a nightly backup, one per line.
pub fn nightly_backup(lang: Lang, night: &NightlyBackup) -> Vec<String> {
    let first = if night.created {
        backed_up(lang, &night.copy)
    } else {
        fill_placeholders(
            MaintenanceText::BackupExists.text(lang),
            &[&night.copy.display()],
        )
    };
    let kept = fill_placeholders(
        MaintenanceText::BackupsKept.text(lang),
        &[&night.kept, &NIGHTS_KEPT, &night.removed.len()],
    );
    vec![first, kept]
}

/// Message about a damaged copy in the folder.
pub fn damaged_copy(lang: Lang, copy: &Path) -> String {
    let words = MaintenanceText::DamagedCopy.text(lang);
    fill_placeholders(words, &[&copy.display()])
}

/// Result of an upgrade.
pub fn upgraded(lang: Lang, done: &Upgraded) -> String {
    let words = MaintenanceText::Upgraded.text(lang);
    fill_placeholders(words, &[&done.from, &done.to, &done.copy.display()])
}

/// Message that no upgrade was needed.
pub fn no_upgrade_needed(lang: Lang) -> &'static str {
    MaintenanceText::NoUpgradeNeeded.text(lang)
}

/// Result of a restore.
pub fn restored(lang: Lang, from: &Path, target: &Path, done: &Restored) -> String {
    let words = MaintenanceText::Restored.text(lang);
    let message = fill_placeholders(words, &[&target.display(), &from.display()]);
    match &done.aside_path {
        None => message,
        Some(aside) => {
            let words = MaintenanceText::PreviousFile.text(lang);
            fill_placeholders(words, &[&message, &aside.display()])
        }
    }
}
