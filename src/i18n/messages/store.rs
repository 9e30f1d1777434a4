//! What the machine says, with what to do next: every way in which the store can fail.

use std::fmt::Display;
use std::path::Path;

use super::change::{office_refusal, plan_change_refusal};
use super::cli::{duty_step_refusal, system_error};
use super::entry::entry_refusal;
use crate::domain::duty::DutyKey;
use crate::domain::duty_step::DutyStepRefusal;
use crate::i18n::account;
use crate::i18n::budget::spending_refusal;
use crate::i18n::form::lock_refusal;
use crate::i18n::inspection::inspection_refusal;
use crate::i18n::{Lang, fill_placeholders};
use crate::store::{RefusedEntry, StoreError};
use crate::texts;

texts! {
    /// What the store reports. The first value is the file where there is one.
    pub enum StoreText {
        FileMissing => "Chưa có tệp dữ liệu {}: tạo bằng `tiendo init --sample`.", "There is no database at {}: create it with `tiendo init --sample`.";
        FileExists => "{} đã có, không ghi đè: chọn tên khác hoặc chuyển tệp cũ đi nơi khác.", "{} already exists and is not overwritten: choose another name or move the old file.";
        ForeignFile => "{} không phải tệp dữ liệu của tiendo: xem lại đường dẫn --db.", "{} is not a tiendo database: check the path in --db.";
        NotAFile => "{} là thư mục hoặc liên kết: chỉ ra chính tệp dữ liệu bằng --db.", "{} is a folder or a link: name the database file itself with --db.";
        HardLinked => "{} còn một tên khác (liên kết cứng), mở bằng hai tên sẽ làm hỏng tệp: xóa tên kia (tìm bằng `find -samefile`).", "{} also has another name (a hard link), and using both would corrupt it: remove the other one (`find -samefile` finds it).";
        NewerVersion => "{} ở phiên bản {}, chương trình này chỉ đọc được đến phiên bản {}: cập nhật chương trình.", "{} is version {}; this program reads versions up to {}: update the program.";
        OlderVersion => "{} còn ở phiên bản cũ {}: nâng cấp bằng `tiendo upgrade` (tự sao lưu trước).", "{} is an older version ({}): upgrade it with `tiendo upgrade` (a backup is made first).";
        ReadOnly => "Không ghi được vào {}: đề nghị quản trị máy chủ cấp quyền ghi cho tệp và thư mục.", "{} cannot be written: ask the server administrator for write access to the file and its folder.";
        Busy => "Người khác đang ghi, chưa lưu được: thử lại sau ít giây.", "Another user is saving; nothing was saved: try again in a few seconds.";
        DiskFull => "Ổ đĩa đã đầy, chưa lưu được: báo quản trị máy chủ giải phóng dung lượng, sau đó lưu lại.", "The disk is full; nothing was saved: ask the server administrator to free space, then save again.";
        DiskError => "Ổ đĩa không đọc hoặc ghi được {} ({}): báo quản trị máy chủ kiểm tra ổ đĩa và hạn mức; nội dung vừa lưu có thể chưa được ghi.", "The disk cannot read or write {} ({}): ask the server administrator to check the disk and its quota; your last change may not have been saved.";
        Damaged => "{} bị hỏng ({}): báo quản trị máy chủ khôi phục từ bản sao lưu.", "{} is damaged ({}): ask the server administrator to restore a backup.";
        CutShort => "{} bị thiếu phần cuối (chỉ có {} byte): báo quản trị máy chủ khôi phục từ bản sao lưu.", "{} is truncated (only {} bytes): ask the server administrator to restore a backup.";
        SetAside => "{} Tệp trước đó được giữ ở {}.", "{} The previous file is kept as {}.";
        RemovalStopped => "{} Trước đó đã xóa {} bản sao lưu cũ.", "{} {} older backup{|s} had been deleted before.";
        FileReplaced => "{} đã bị chuyển đi, xóa hoặc thay khi đang mở, chưa lưu: báo quản trị máy chủ, sau đó mở lại chương trình.", "{} was moved, deleted or replaced while open; nothing was saved: tell the server administrator, then restart the program.";
        InUse => "{} đang được mở ở nơi khác: đề nghị mọi người thoát tiendo rồi chạy lại; tệp không thay đổi.", "{} is open elsewhere: ask everyone to quit tiendo, then run this again; the file is unchanged.";
        SameFile => "{} chính là tệp dữ liệu đang dùng: chỉ ra một bản sao lưu, ví dụ trong thư mục backups.", "{} is the database in use: name a backup, for example in the folder backups.";
        OutsideBackupFolder => "Tệp dữ liệu dùng chung chỉ được sao lưu vào {}: chạy `tiendo backup` không kèm tên tệp.", "A shared database can only be backed up to {}: run `tiendo backup` without a file name.";
        CellConflict => "Người khác vừa sửa ô {}, {}, {}: chưa lưu ô nào, xem số liệu mới rồi nhập lại.", "Another user has just changed the cell {}, {}, {}: nothing was saved; check the new value and enter yours again.";
        FigureConflict => "Người khác vừa sửa ô này, chưa lưu: xem số liệu mới rồi nhập lại.", "Another user has just changed this cell; nothing was saved: check the new value and enter yours again.";
        PlanConflict => "Người khác vừa sửa kế hoạch {}, chưa lưu: mở lại để xem rồi sửa tiếp.", "Another user has just changed plan {}; nothing was saved: reopen it, then continue.";
        ItemConflict => "Người khác vừa sửa {}, chưa lưu: xem lại rồi sửa tiếp.", "Another user has just changed {}; nothing was saved: review it, then make your change.";
        DutySteps => "Chưa ghi gì. {}", "Nothing was recorded. {}";
        DutyNotFound => "Không có báo cáo {} phải gửi của {} kỳ {}: xem `tiendo duties`.", "No report {} is due from {} for {}: see `tiendo duties`.";
        NotFound => "Không có {}: xem lại mã bằng lệnh liệt kê.", "There is no {}: look up the code in its list.";
        AlreadyExists => "{} đã có: dùng mã khác.", "{} exists already: use another code.";
        Io => "Không dùng được {}: {}; xem lại đường dẫn.", "{} cannot be used: {}; check the path.";
        Sqlite => "Tệp dữ liệu báo lỗi: {}; chạy `tiendo check`.", "Database error: {}; run `tiendo check`.";
        CopyMissing => "Không có tệp {}: chỉ ra một bản sao lưu.", "There is no file {}: name a backup.";
        CopyDamaged => "Bản sao lưu {} bị hỏng ({}): chọn bản khác; tệp dữ liệu đang dùng không thay đổi.", "The backup {} is damaged ({}): choose another; the database is unchanged.";
        CopyCutShort => "Bản sao lưu {} bị thiếu phần cuối (chỉ có {} byte): chọn bản khác; tệp dữ liệu đang dùng không thay đổi.", "The backup {} is truncated (only {} bytes): choose another; the database is unchanged.";
        NothingSaved => "Chưa ghi ô nào. {}", "Nothing was saved. {}";
    }
}

/// One sentence: what is wrong and what to do.
pub fn store_error(lang: Lang, error: &StoreError) -> String {
    let say = |text: StoreText, values: &[&dyn Display]| say(lang, text, values);
    let file = |text: StoreText, path: &Path| say(text, &[&path.display()]);
    match error {
        StoreError::FileMissing(path) => file(StoreText::FileMissing, path),
        StoreError::FileExists(path) => file(StoreText::FileExists, path),
        StoreError::ForeignFile(path) => file(StoreText::ForeignFile, path),
        StoreError::NotAFile(path) => file(StoreText::NotAFile, path),
        StoreError::HardLinked(path) => file(StoreText::HardLinked, path),
        StoreError::ReadOnly(path) => file(StoreText::ReadOnly, path),
        StoreError::FileReplaced(path) => file(StoreText::FileReplaced, path),
        StoreError::InUse(path) => file(StoreText::InUse, path),
        StoreError::SameFile(path) => file(StoreText::SameFile, path),
        StoreError::OutsideBackupFolder(folder) => file(StoreText::OutsideBackupFolder, folder),
        StoreError::NewerVersion { path, found, known } => {
            say(StoreText::NewerVersion, &[&path.display(), found, known])
        }
        StoreError::OlderVersion { path, found } => {
            say(StoreText::OlderVersion, &[&path.display(), found])
        }
        StoreError::DiskError { path, detail } => {
            say(StoreText::DiskError, &[&path.display(), detail])
        }
        StoreError::Damaged { path, detail } => say(StoreText::Damaged, &[&path.display(), detail]),
        StoreError::CutShort { path, bytes } => say(StoreText::CutShort, &[&path.display(), bytes]),
        StoreError::SetAside { aside, error } => say(
            StoreText::SetAside,
            &[&store_error(lang, error), &aside.display()],
        ),
        StoreError::RemovalStopped { removed, error } => say(
            StoreText::RemovalStopped,
            &[&store_error(lang, error), removed],
        ),
        StoreError::InvalidCopy(error) => unusable_copy(lang, error),
        StoreError::Busy => say(StoreText::Busy, &[]),
        StoreError::DiskFull => say(StoreText::DiskFull, &[]),
        StoreError::Io { path, error } => say(
            StoreText::Io,
            &[&path.display(), &system_error(lang, error)],
        ),
        StoreError::Sqlite(error) => say(StoreText::Sqlite, &[error]),
        StoreError::CellConflict { cell, .. } => say(
            StoreText::CellConflict,
            &[&cell.measure, &cell.office, &cell.period],
        ),
        StoreError::FigureConflict(_) => say(StoreText::FigureConflict, &[]),
        StoreError::PlanConflict(code) => say(StoreText::PlanConflict, &[code]),
        StoreError::ItemConflict(what) => say(StoreText::ItemConflict, &[what]),
        StoreError::DutySteps(refused) => {
            say(StoreText::DutySteps, &[&refused_steps(lang, refused)])
        }
        StoreError::DutyNotFound(key) => say(
            StoreText::DutyNotFound,
            &[&key.rule, &key.office, &key.period],
        ),
        StoreError::NotFound(what) => say(StoreText::NotFound, &[what]),
        StoreError::AlreadyExists(what) => say(StoreText::AlreadyExists, &[what]),
        StoreError::Forbidden(why) => account::forbidden(lang, why),
        StoreError::Account(refusal) => account::account_refusal(lang, refusal),
        StoreError::PlanChange(refusal) => plan_change_refusal(lang, refusal),
        StoreError::OfficeChange(refusal) => office_refusal(lang, refusal),
        StoreError::Refused(refused) => entries(lang, refused),
        StoreError::Inspection(refusal) => inspection_refusal(lang, refusal),
        StoreError::Lock(refusal) => lock_refusal(lang, refusal),
        StoreError::DutyStep(refusal) => duty_step_refusal(lang, *refusal),
        StoreError::Spending(refusal) => spending_refusal(lang, *refusal),
    }
}
fn say(lang: Lang, text: StoreText, values: &[&dyn Display]) -> String {
    fill_placeholders(text.text(lang), values)
}

/// Refused steps of several duties, each with its office.
fn refused_steps(lang: Lang, refused: &[(DutyKey, DutyStepRefusal)]) -> String {
    let each = |(key, refusal): &(DutyKey, DutyStepRefusal)| {
        format!("{}: {}", key.office, duty_step_refusal(lang, *refusal))
    };
    refused.iter().map(each).collect::<Vec<_>>().join(" ")
}

/// Refused figures; several each with its cell.
fn entries(lang: Lang, refused: &[RefusedEntry]) -> String {
    let each = |one: &RefusedEntry| {
        let (measure, office, period) = (&one.cell.measure, &one.cell.office, one.cell.period);
        format!(
            "{measure}, {office}, {period}: {}",
            entry_refusal(lang, &one.refusal)
        )
    };
    match refused {
        [one] => entry_refusal(lang, &one.refusal),
        several => {
            let each: Vec<String> = several.iter().map(each).collect();
            say(lang, StoreText::NothingSaved, &[&each.join(" ")])
        }
    }
}

/// Message why a backup cannot be restored.
fn unusable_copy(lang: Lang, error: &StoreError) -> String {
    match error {
        StoreError::FileMissing(path) => say(lang, StoreText::CopyMissing, &[&path.display()]),
        StoreError::Damaged { path, detail } => {
            say(lang, StoreText::CopyDamaged, &[&path.display(), detail])
        }
        StoreError::CutShort { path, bytes } => {
            say(lang, StoreText::CopyCutShort, &[&path.display(), bytes])
        }
        other => store_error(lang, other),
    }
}
