//! What the machine says, with what to do next: every way in which the store can fail.

use super::change::{office_refusal, plan_change_refusal};
use super::cli::{duty_step_refusal, system_error};
use super::entry::entry_refusal;
use crate::domain::duty::DutyKey;
use crate::domain::duty_step::DutyStepRefusal;
use crate::domain::period::Period;
use crate::i18n::Lang;
use crate::i18n::account;
use crate::i18n::budget::spending_refusal;
use crate::i18n::form::lock_refusal;
use crate::store::{RefusedEntry, StoreError};

/// One sentence on what is wrong and what to do.
pub fn store_error(lang: Lang, error: &StoreError) -> String {
    match lang {
        Lang::Vi => vietnamese(error),
        Lang::En => english(error),
    }
}

/// A closed period, and who can open it.
pub(super) fn period_locked(lang: Lang, closed: Period) -> String {
    let period = crate::i18n::facts::period(lang, closed);
    match lang {
        Lang::Vi => format!(
            "Số liệu {period} đã khóa: mở khóa có lý do và hạn (lệnh “Mở khóa” trong Nhập số liệu, hoặc `tiendo unlock`)."
        ),
        Lang::En => format!(
            "The figures of {period} are locked: open them with reason and end (“Unlock” in Enter figures, or `tiendo unlock`)."
        ),
    }
}

/// What was refused of many, each with its office.
fn refused_steps(lang: Lang, refused: &[(DutyKey, DutyStepRefusal)]) -> String {
    let each = |(key, refusal): &(DutyKey, DutyStepRefusal)| {
        format!("{}: {}", key.office, duty_step_refusal(lang, *refusal))
    };
    refused.iter().map(each).collect::<Vec<_>>().join(" ")
}

/// Why a figure was refused; of several each with its cell.
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
            let nothing = lang.pick("Chưa ghi ô nào.", "Nothing was saved.");
            format!(
                "{nothing} {}",
                several.iter().map(each).collect::<Vec<_>>().join(" ")
            )
        }
    }
}

/// Why a backup cannot be restored.
fn unusable_copy(lang: Lang, error: &StoreError) -> String {
    match (lang, error) {
        (Lang::Vi, StoreError::FileMissing(path)) => {
            format!("Không có tệp {}: chỉ ra một bản sao.", path.display())
        }
        (Lang::En, StoreError::FileMissing(path)) => {
            format!("There is no file {}: name a copy.", path.display())
        }
        (Lang::Vi, StoreError::Damaged { path, detail }) => {
            format!(
                "Bản sao {} bị hỏng ({detail}): chọn bản sao khác; tệp đang dùng vẫn nguyên.",
                path.display()
            )
        }
        (Lang::En, StoreError::Damaged { path, detail }) => {
            format!(
                "The copy {} is damaged ({detail}): choose another; the database is as it was.",
                path.display()
            )
        }
        (Lang::Vi, StoreError::CutShort { path, bytes }) => format!(
            "Bản sao {} bị cụt (hết sau {bytes} byte, thiếu phần cuối): chọn bản sao khác; tệp đang dùng vẫn nguyên.",
            path.display()
        ),
        (Lang::En, StoreError::CutShort { path, bytes }) => format!(
            "The copy {} is cut short (it ends after {bytes} bytes, and what follows is missing): choose another; the database is as it was.",
            path.display()
        ),
        (lang, other) => store_error(lang, other),
    }
}

fn vietnamese(error: &StoreError) -> String {
    match error {
        StoreError::FileMissing(path) => {
            format!(
                "Chưa có cơ sở dữ liệu {}: tạo bằng `tiendo init --sample`.",
                path.display()
            )
        }
        StoreError::FileExists(path) => {
            format!(
                "{} đã có, không ghi đè: chọn tên khác hoặc dời tệp cũ đi.",
                path.display()
            )
        }
        StoreError::ForeignFile(path) => {
            format!(
                "{} không phải cơ sở dữ liệu của tiendo: kiểm tra lại đường dẫn --db.",
                path.display()
            )
        }
        StoreError::NotAFile(path) => {
            format!(
                "{} là thư mục hoặc liên kết: chỉ ra chính tệp dữ liệu bằng --db.",
                path.display()
            )
        }
        StoreError::HardLinked(path) => format!(
            "{} còn một tên khác (liên kết cứng), mở bằng hai tên sẽ làm hỏng tệp: bỏ tên kia đi (tìm bằng `find -samefile`).",
            path.display()
        ),
        StoreError::NewerVersion { path, found, known } => format!(
            "{} có phiên bản {found}, chương trình này chỉ biết đến {known}: hãy cập nhật chương trình.",
            path.display()
        ),
        StoreError::ReadOnly(path) => {
            format!(
                "Không ghi được vào {}: nhờ người quản trị cấp quyền ghi cho tệp và thư mục.",
                path.display()
            )
        }
        StoreError::Busy => {
            "Người khác đang ghi quá lâu, chưa lưu được: thử lại sau ít giây.".to_owned()
        }
        StoreError::DiskFull => {
            "Ổ đĩa đã đầy, chưa lưu được: báo người quản trị dọn chỗ rồi lưu lại.".to_owned()
        }
        StoreError::DiskError { path, detail } => format!(
            "Ổ đĩa không đọc hoặc ghi được {} ({detail}): báo người quản trị xem ổ đĩa và hạn mức; điều vừa lưu có thể chưa được ghi.",
            path.display()
        ),
        StoreError::Damaged { path, detail } => {
            format!(
                "{} bị hỏng ({detail}): báo người quản trị khôi phục từ bản sao lưu.",
                path.display()
            )
        }
        StoreError::CutShort { path, bytes } => format!(
            "{} bị cụt (hết sau {bytes} byte, thiếu phần cuối): báo người quản trị khôi phục từ bản sao lưu.",
            path.display()
        ),
        StoreError::SetAside { aside, error } => {
            format!(
                "{} Tệp trước đó được giữ ở {}.",
                vietnamese(error),
                aside.display()
            )
        }
        StoreError::FileReplaced(path) => format!(
            "{} đã bị dời, xóa hoặc thay khi đang mở, chưa lưu: báo người quản trị, rồi mở lại chương trình.",
            path.display()
        ),
        StoreError::CellConflict { cell, .. } => {
            let (measure, office) = (&cell.measure, &cell.office);
            format!(
                "Người khác vừa sửa ô {measure}, {office}, {}: chưa ghi ô nào, xem số mới rồi làm lại.",
                cell.period
            )
        }
        StoreError::FigureConflict(_) => {
            "Người khác vừa sửa ô này, chưa lưu: xem số mới rồi nhập lại.".to_owned()
        }
        StoreError::PlanConflict(code) => {
            format!("Người khác vừa sửa kế hoạch {code}, chưa lưu: mở lại để xem rồi sửa tiếp.")
        }
        StoreError::Forbidden(why) => account::forbidden(Lang::Vi, why),
        StoreError::Account(refusal) => account::account_refusal(Lang::Vi, refusal),
        StoreError::OlderVersion { path, found } => {
            format!(
                "{} còn ở phiên bản cũ {found}: nâng cấp bằng `tiendo upgrade` (tự sao lưu trước).",
                path.display()
            )
        }
        StoreError::InUse(path) => format!(
            "{} đang được mở ở nơi khác: yêu cầu mọi người thoát tiendo rồi chạy lại; tệp vẫn nguyên.",
            path.display()
        ),
        StoreError::SameFile(path) => {
            format!(
                "{} chính là tệp đang dùng: chỉ ra một bản sao, ví dụ trong thư mục backups.",
                path.display()
            )
        }
        StoreError::InvalidCopy(error) => unusable_copy(Lang::Vi, error),
        StoreError::OutsideBackupFolder(folder) => {
            format!(
                "Tệp dùng chung chỉ được sao lưu vào {}: chạy `tiendo backup` không kèm tên tệp.",
                folder.display()
            )
        }
        StoreError::PlanChange(refusal) => plan_change_refusal(Lang::Vi, refusal),
        StoreError::OfficeChange(refusal) => office_refusal(Lang::Vi, refusal),
        StoreError::Refused(refused) => entries(Lang::Vi, refused),
        StoreError::Inspection(refusal) => {
            crate::i18n::inspection::inspection_refusal(Lang::Vi, refusal)
        }
        StoreError::Lock(refusal) => lock_refusal(Lang::Vi, refusal),
        StoreError::DutyStep(refusal) => duty_step_refusal(Lang::Vi, *refusal),
        StoreError::Spending(refusal) => spending_refusal(Lang::Vi, *refusal),
        StoreError::ItemConflict(what) => {
            format!("Người khác vừa sửa {what}, chưa lưu: xem lại rồi sửa tiếp.")
        }
        StoreError::DutySteps(refused) => {
            format!("Chưa ghi gì. {}", refused_steps(Lang::Vi, refused))
        }
        StoreError::DutyNotFound(key) => {
            format!(
                "Không có nghĩa vụ báo cáo {} của {} kỳ {}: xem `tiendo duties`.",
                key.rule, key.office, key.period
            )
        }
        StoreError::NotFound(what) => format!("Không có {what}: xem lại mã bằng lệnh danh sách."),
        StoreError::AlreadyExists(what) => format!("{what} đã có: dùng mã khác."),
        StoreError::Io { path, error } => {
            let why = system_error(Lang::Vi, error);
            format!(
                "Không dùng được {}: {why}; kiểm tra đường dẫn.",
                path.display()
            )
        }
        StoreError::Sqlite(error) => {
            format!("Cơ sở dữ liệu báo lỗi: {error}; chạy `tiendo check`.")
        }
    }
}

fn english(error: &StoreError) -> String {
    match error {
        StoreError::FileMissing(path) => {
            format!("There is no database at {}: create it with `tiendo init --sample`.", path.display())
        }
        StoreError::FileExists(path) => {
            format!("{} exists and is not overwritten: choose another name or move the old file.", path.display())
        }
        StoreError::ForeignFile(path) => format!("{} is no tiendo database: check the path in --db.", path.display()),
        StoreError::NotAFile(path) => {
            format!("{} is a folder or a link: name the database file itself with --db.", path.display())
        }
        StoreError::HardLinked(path) => format!(
            "{} has another name too (a hard link), and using both would ruin it: remove the other (`find -samefile` finds it).",
            path.display()
        ),
        StoreError::NewerVersion { path, found, known } => format!(
            "{} has version {found} and this program knows only {known}: please update the program.",
            path.display()
        ),
        StoreError::ReadOnly(path) => {
            format!("{} cannot be written: ask the administrator for write access to file and folder.", path.display())
        }
        StoreError::Busy => "Somebody else has been writing for too long, nothing was saved: try again.".to_owned(),
        StoreError::DiskFull => "The disk is full, nothing was saved: ask the administrator for space.".to_owned(),
        StoreError::DiskError { path, detail } => format!(
            "The disk does not read or write {} ({detail}): ask the administrator to look at disk and quota; what was just saved may not be there.",
            path.display()
        ),
        StoreError::Damaged { path, detail } => {
            format!("{} is damaged ({detail}): ask the administrator to restore a backup.", path.display())
        }
        StoreError::CutShort { path, bytes } => format!(
            "{} is cut short (it ends after {bytes} bytes, and what follows is missing): ask the administrator to restore a backup.",
            path.display()
        ),
        StoreError::SetAside { aside, error } => {
            format!("{} The file before it is kept in {}.", english(error), aside.display())
        }
        StoreError::FileReplaced(path) => format!(
            "{} was moved, deleted or replaced while it was open, nothing was saved: tell the administrator and start again.",
            path.display()
        ),
        StoreError::CellConflict { cell, .. } => format!(
            "Somebody else has just changed the cell {}, {}, {}: nothing was written; look at the new value first.",
            cell.measure, cell.office, cell.period
        ),
        StoreError::FigureConflict(_) => {
            "Somebody else has just changed this cell, nothing was saved: look at the new value first.".to_owned()
        }
        StoreError::PlanConflict(code) => {
            format!("Somebody else has just changed plan {code}, nothing was saved: open it again and go on.")
        }
        StoreError::Forbidden(why) => account::forbidden(Lang::En, why),
        StoreError::Account(refusal) => account::account_refusal(Lang::En, refusal),
        StoreError::OlderVersion { path, found } => format!(
            "{} has the older version {found}: bring it up with `tiendo upgrade` (it makes a copy first).",
            path.display()
        ),
        StoreError::InUse(path) => format!(
            "{} is open elsewhere: ask everybody to leave tiendo, then run this again; the file is as it was.",
            path.display()
        ),
        StoreError::SameFile(path) => {
            format!("{} is the database itself: name a copy, for example in the folder backups.", path.display())
        }
        StoreError::InvalidCopy(error) => unusable_copy(Lang::En, error),
        StoreError::OutsideBackupFolder(folder) => format!(
            "A shared database is backed up into {} only: run `tiendo backup` without a file name.",
            folder.display()
        ),
        StoreError::PlanChange(refusal) => plan_change_refusal(Lang::En, refusal),
        StoreError::OfficeChange(refusal) => office_refusal(Lang::En, refusal),
        StoreError::Refused(refused) => entries(Lang::En, refused),
        StoreError::Inspection(refusal) => crate::i18n::inspection::inspection_refusal(Lang::En, refusal),
        StoreError::Lock(refusal) => lock_refusal(Lang::En, refusal),
        StoreError::DutyStep(refusal) => duty_step_refusal(Lang::En, *refusal),
        StoreError::Spending(refusal) => spending_refusal(Lang::En, *refusal),
        StoreError::ItemConflict(what) => {
            format!("Somebody else has just changed {what}, nothing was saved: look again, then change it.")
        }
        StoreError::DutySteps(refused) => format!("Nothing was recorded. {}", refused_steps(Lang::En, refused)),
        StoreError::DutyNotFound(key) => {
            format!("There is no report {} of {} for {}: see `tiendo duties`.", key.rule, key.office, key.period)
        }
        StoreError::NotFound(what) => format!("There is no {what}: look the code up in its list."),
        StoreError::AlreadyExists(what) => format!("{what} exists already: use another code."),
        StoreError::Io { path, error } => {
            let why = system_error(Lang::En, error);
            format!("{} cannot be used: {why}; check the path.", path.display())
        }
        StoreError::Sqlite(error) => format!("The database reports: {error}; run `tiendo check`."),
    }
}
