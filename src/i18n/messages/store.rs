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
            "Số liệu {period} đã khóa: đề nghị mở khóa có lý do và thời hạn (lệnh “Mở khóa” trong Nhập số liệu, hoặc `tiendo unlock`)."
        ),
        Lang::En => format!(
            "The figures for {period} are locked: unlock them with a reason and an expiry date (“Unlock” in Enter figures, or `tiendo unlock`)."
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
            format!("Không có tệp {}: chỉ ra một bản sao lưu.", path.display())
        }
        (Lang::En, StoreError::FileMissing(path)) => {
            format!("There is no file {}: name a backup.", path.display())
        }
        (Lang::Vi, StoreError::Damaged { path, detail }) => {
            format!(
                "Bản sao lưu {} bị hỏng ({detail}): chọn bản khác; tệp dữ liệu đang dùng không thay đổi.",
                path.display()
            )
        }
        (Lang::En, StoreError::Damaged { path, detail }) => {
            format!(
                "The backup {} is damaged ({detail}): choose another; the database is unchanged.",
                path.display()
            )
        }
        (Lang::Vi, StoreError::CutShort { path, bytes }) => format!(
            "Bản sao lưu {} bị thiếu phần cuối (chỉ có {bytes} byte): chọn bản khác; tệp dữ liệu đang dùng không thay đổi.",
            path.display()
        ),
        (Lang::En, StoreError::CutShort { path, bytes }) => format!(
            "The backup {} is truncated (only {bytes} bytes): choose another; the database is unchanged.",
            path.display()
        ),
        (lang, other) => store_error(lang, other),
    }
}

fn vietnamese(error: &StoreError) -> String {
    match error {
        StoreError::FileMissing(path) => {
            format!(
                "Chưa có tệp dữ liệu {}: tạo bằng `tiendo init --sample`.",
                path.display()
            )
        }
        StoreError::FileExists(path) => {
            format!(
                "{} đã có, không ghi đè: chọn tên khác hoặc chuyển tệp cũ đi nơi khác.",
                path.display()
            )
        }
        StoreError::ForeignFile(path) => {
            format!(
                "{} không phải tệp dữ liệu của tiendo: xem lại đường dẫn --db.",
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
            "{} còn một tên khác (liên kết cứng), mở bằng hai tên sẽ làm hỏng tệp: xóa tên kia (tìm bằng `find -samefile`).",
            path.display()
        ),
        StoreError::NewerVersion { path, found, known } => format!(
            "{} ở phiên bản {found}, chương trình này chỉ đọc được đến phiên bản {known}: cập nhật chương trình.",
            path.display()
        ),
        StoreError::ReadOnly(path) => {
            format!(
                "Không ghi được vào {}: đề nghị quản trị máy chủ cấp quyền ghi cho tệp và thư mục.",
                path.display()
            )
        }
        StoreError::Busy => {
            "Người khác đang ghi, chưa lưu được: thử lại sau ít giây.".to_owned()
        }
        StoreError::DiskFull => {
            "Ổ đĩa đã đầy, chưa lưu được: báo quản trị máy chủ giải phóng dung lượng, sau đó lưu lại.".to_owned()
        }
        StoreError::DiskError { path, detail } => format!(
            "Ổ đĩa không đọc hoặc ghi được {} ({detail}): báo quản trị máy chủ kiểm tra ổ đĩa và hạn mức; nội dung vừa lưu có thể chưa được ghi.",
            path.display()
        ),
        StoreError::Damaged { path, detail } => {
            format!(
                "{} bị hỏng ({detail}): báo quản trị máy chủ khôi phục từ bản sao lưu.",
                path.display()
            )
        }
        StoreError::CutShort { path, bytes } => format!(
            "{} bị thiếu phần cuối (chỉ có {bytes} byte): báo quản trị máy chủ khôi phục từ bản sao lưu.",
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
            "{} đã bị chuyển đi, xóa hoặc thay khi đang mở, chưa lưu: báo quản trị máy chủ, sau đó mở lại chương trình.",
            path.display()
        ),
        StoreError::CellConflict { cell, .. } => {
            let (measure, office) = (&cell.measure, &cell.office);
            format!(
                "Người khác vừa sửa ô {measure}, {office}, {}: chưa lưu ô nào, xem số liệu mới rồi nhập lại.",
                cell.period
            )
        }
        StoreError::FigureConflict(_) => {
            "Người khác vừa sửa ô này, chưa lưu: xem số liệu mới rồi nhập lại.".to_owned()
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
            "{} đang được mở ở nơi khác: đề nghị mọi người thoát tiendo rồi chạy lại; tệp không thay đổi.",
            path.display()
        ),
        StoreError::SameFile(path) => {
            format!(
                "{} chính là tệp dữ liệu đang dùng: chỉ ra một bản sao lưu, ví dụ trong thư mục backups.",
                path.display()
            )
        }
        StoreError::InvalidCopy(error) => unusable_copy(Lang::Vi, error),
        StoreError::OutsideBackupFolder(folder) => {
            format!(
                "Tệp dữ liệu dùng chung chỉ được sao lưu vào {}: chạy `tiendo backup` không kèm tên tệp.",
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
                "Không có báo cáo {} phải gửi của {} kỳ {}: xem `tiendo duties`.",
                key.rule, key.office, key.period
            )
        }
        StoreError::NotFound(what) => format!("Không có {what}: xem lại mã bằng lệnh liệt kê."),
        StoreError::AlreadyExists(what) => format!("{what} đã có: dùng mã khác."),
        StoreError::Io { path, error } => {
            let why = system_error(Lang::Vi, error);
            format!(
                "Không dùng được {}: {why}; xem lại đường dẫn.",
                path.display()
            )
        }
        StoreError::Sqlite(error) => {
            format!("Tệp dữ liệu báo lỗi: {error}; chạy `tiendo check`.")
        }
    }
}

fn english(error: &StoreError) -> String {
    match error {
        StoreError::FileMissing(path) => {
            format!("There is no database at {}: create it with `tiendo init --sample`.", path.display())
        }
        StoreError::FileExists(path) => {
            format!("{} already exists and is not overwritten: choose another name or move the old file.", path.display())
        }
        StoreError::ForeignFile(path) => format!("{} is not a tiendo database: check the path in --db.", path.display()),
        StoreError::NotAFile(path) => {
            format!("{} is a folder or a link: name the database file itself with --db.", path.display())
        }
        StoreError::HardLinked(path) => format!(
            "{} also has another name (a hard link), and using both would corrupt it: remove the other one (`find -samefile` finds it).",
            path.display()
        ),
        StoreError::NewerVersion { path, found, known } => format!(
            "{} is version {found}; this program reads versions up to {known}: update the program.",
            path.display()
        ),
        StoreError::ReadOnly(path) => {
            format!("{} cannot be written: ask the server administrator for write access to the file and its folder.", path.display())
        }
        StoreError::Busy => "Another user is saving; nothing was saved: try again in a few seconds.".to_owned(),
        StoreError::DiskFull => "The disk is full; nothing was saved: ask the server administrator to free space, then save again.".to_owned(),
        StoreError::DiskError { path, detail } => format!(
            "The disk cannot read or write {} ({detail}): ask the server administrator to check the disk and its quota; your last change may not have been saved.",
            path.display()
        ),
        StoreError::Damaged { path, detail } => {
            format!("{} is damaged ({detail}): ask the server administrator to restore a backup.", path.display())
        }
        StoreError::CutShort { path, bytes } => format!(
            "{} is truncated (only {bytes} bytes): ask the server administrator to restore a backup.",
            path.display()
        ),
        StoreError::SetAside { aside, error } => {
            format!("{} The previous file is kept as {}.", english(error), aside.display())
        }
        StoreError::FileReplaced(path) => format!(
            "{} was moved, deleted or replaced while open; nothing was saved: tell the server administrator, then restart the program.",
            path.display()
        ),
        StoreError::CellConflict { cell, .. } => format!(
            "Another user has just changed the cell {}, {}, {}: nothing was saved; check the new value and enter yours again.",
            cell.measure, cell.office, cell.period
        ),
        StoreError::FigureConflict(_) => {
            "Another user has just changed this cell; nothing was saved: check the new value and enter yours again.".to_owned()
        }
        StoreError::PlanConflict(code) => {
            format!("Another user has just changed plan {code}; nothing was saved: reopen it, then continue.")
        }
        StoreError::Forbidden(why) => account::forbidden(Lang::En, why),
        StoreError::Account(refusal) => account::account_refusal(Lang::En, refusal),
        StoreError::OlderVersion { path, found } => format!(
            "{} is an older version ({found}): upgrade it with `tiendo upgrade` (a backup is made first).",
            path.display()
        ),
        StoreError::InUse(path) => format!(
            "{} is open elsewhere: ask everyone to quit tiendo, then run this again; the file is unchanged.",
            path.display()
        ),
        StoreError::SameFile(path) => {
            format!("{} is the database in use: name a backup, for example in the folder backups.", path.display())
        }
        StoreError::InvalidCopy(error) => unusable_copy(Lang::En, error),
        StoreError::OutsideBackupFolder(folder) => format!(
            "A shared database can only be backed up to {}: run `tiendo backup` without a file name.",
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
            format!("Another user has just changed {what}; nothing was saved: review it, then make your change.")
        }
        StoreError::DutySteps(refused) => format!("Nothing was recorded. {}", refused_steps(Lang::En, refused)),
        StoreError::DutyNotFound(key) => {
            format!("No report {} is due from {} for {}: see `tiendo duties`.", key.rule, key.office, key.period)
        }
        StoreError::NotFound(what) => format!("There is no {what}: look up the code in its list."),
        StoreError::AlreadyExists(what) => format!("{what} exists already: use another code."),
        StoreError::Io { path, error } => {
            let why = system_error(Lang::En, error);
            format!("{} cannot be used: {why}; check the path.", path.display())
        }
        StoreError::Sqlite(error) => format!("Database error: {error}; run `tiendo check`."),
    }
}
