//! What is said when an office brings in a plan, offices, groups or days off: what is wrong in its file, what was
//! brought in, what is there already.

use std::fmt::Display;
use std::path::Path;

use super::{Lang, fill_placeholders, quote_input};
use crate::domain::suggestion::suggest;
use crate::import::data::{DataError, DataErrorKind};
use crate::texts;

texts! {
    /// What was brought in, and what would be.
    pub enum ImportMessage {
        Plan => "Đã nhập kế hoạch {}: {} chỉ tiêu, {} thành phần, {} hoạt động, {} quy định, {} nghĩa vụ báo cáo, {} chỗ bỏ ngỏ (tiendo gaps --plan {}).", "Brought in plan {}: {} target{|s}, {} measure{|s}, {} activit{y|ies}, {} rule{|s}, {} dut{y|ies}, {} gap{|s} (tiendo gaps --plan {}).";
        PlanDry => "Thử: kế hoạch {} sẽ có {} chỉ tiêu, {} thành phần, {} hoạt động, {} quy định, {} nghĩa vụ báo cáo, {} chỗ bỏ ngỏ; chưa ghi gì.", "Dry run: plan {} would have {} target{|s}, {} measure{|s}, {} activit{y|ies}, {} rule{|s}, {} dut{y|ies}, {} gap{|s}; nothing was saved.";
        WithOfficesAndHolidays => "Cùng {} đơn vị, {} nhóm, {} ngày nghỉ.", "With {} office{|s}, {} group{|s} and {} day{|s} off.";
        OfficesFirst => "Đã đọc {} đơn vị, {} nhóm. Bây giờ chọn tệp kế hoạch.", "{} office{|s} and {} group{|s} were read. Now choose the file of the plan.";
        PlanSame => "Kế hoạch {} không có gì khác.", "Plan {} is the same as it was.";
        Replaced => "Đã sửa kế hoạch {}: {} điểm khác.", "Changed plan {}: {} difference{|s}.";
        ReplacedDry => "Thử: kế hoạch {} sẽ khác {} điểm; chưa ghi gì.", "Dry run: plan {} would change in {} place{|s}; nothing was saved.";
        Offices => "Đã nhập {} đơn vị, {} nhóm; {} đã có và giống hệt.", "Brought in {} office{|s}, {} group{|s}; {} {was|were} there already, the same.";
        OfficesDry => "Thử: {} đơn vị mới, {} nhóm mới, {} đã có và giống hệt; chưa ghi gì.", "Dry run: {} new office{|s}, {} new group{|s}, {} there already, the same; nothing was saved.";
        OfficesChanged => "Đã sửa {} đơn vị, nhóm đang có; nghĩa vụ báo cáo theo đơn vị kế tục.", "Changed {} office{|s} or group{|s} that {was|were} there; duties follow the successors.";
        OfficesChangeDry => "Sẽ sửa {} đơn vị, nhóm đang có; chưa ghi gì.", "{} office{|s} or group{|s} that {is|are} there would change; nothing was saved.";
        Differs => "{}: đã có với nội dung khác; hãy bỏ khỏi tệp, dùng mã khác, hoặc sửa bằng --replace --reason \"lý do\".", "{}: it is there with another content; take it out of the file, use another code, or change it with --replace --reason \"why\".";
        Holidays => "Đã nhập ngày nghỉ: {} mới, {} thay đổi, {} không đổi.", "Brought in days off: {} new, {} changed, {} unchanged.";
        HolidayTwice => "ngày {}: có hai lần trong tệp với nội dung khác nhau; hãy giữ một.", "day {}: it stands in the file twice with another content; keep one.";
    }
}

/// The line of a data file that cannot be read, and what to do.
pub fn data_error(lang: Lang, path: &Path, error: &DataError) -> String {
    let what = data_error_kind(lang, &error.kind);
    fill_placeholders(
        lang.pick("{} dòng {}: {}", "{} line {}: {}"),
        &[&path.display(), &error.line, &what],
    )
}

fn data_error_kind(lang: Lang, what: &DataErrorKind) -> String {
    let said =
        |vi: &str, en: &str, values: &[&dyn Display]| fill_placeholders(lang.pick(vi, en), values);
    match what {
        DataErrorKind::NotUtf8 => said(
            "không phải UTF-8; hãy lưu lại tệp dạng UTF-8.",
            "it is not UTF-8; save the file as UTF-8.",
            &[],
        ),
        DataErrorKind::UnknownKey { key, known } if known.is_empty() => said(
            "không có khóa “{}”.",
            "there is no key “{}”.",
            &[&quote_input(key)],
        ),
        DataErrorKind::UnknownKey { key, known } if suggest(key, known.split(", ")).is_some() => {
            let near = suggest(key, known.split(", ")).unwrap_or_default();
            said(
                "không có khóa “{}”; ý bạn là {}? Dùng: {}.",
                "there is no key “{}”; did you mean {}? Use: {}.",
                &[&quote_input(key), &near, known],
            )
        }
        DataErrorKind::UnknownKey { key, known } => said(
            "không có khóa “{}”; dùng: {}.",
            "there is no key “{}”; use: {}.",
            &[&quote_input(key), known],
        ),
        DataErrorKind::MissingKey(key) => said(
            "phần này thiếu khóa “{}”.",
            "the key “{}” is missing in this part.",
            &[key],
        ),
        DataErrorKind::DuplicateKey(key) if key.is_empty() => said(
            "khóa ở dòng này lặp lại; giữ một.",
            "the key of this line stands there twice; keep one.",
            &[],
        ),
        DataErrorKind::DuplicateKey(key) => said(
            "khóa “{}” lặp lại; giữ một.",
            "the key “{}” stands there twice; keep one.",
            &[key],
        ),
        DataErrorKind::UnknownWord { word, known } => said(
            "“{}” không dùng được; dùng: {}.",
            "“{}” is not known; use: {}.",
            &[&quote_input(word), known],
        ),
        DataErrorKind::MissingQuotes => said(
            "số và ngày phải nằm trong dấu ngoặc kép, như \"33.5\" hoặc \"2025-12-31\".",
            "numbers and days stand in quotation marks, such as \"33.5\" or \"2025-12-31\".",
            &[],
        ),
        DataErrorKind::InvalidDay => said(
            "không phải là ngày; viết năm-tháng-ngày như \"2025-12-31\".",
            "it is not a day; write year-month-day, such as \"2025-12-31\".",
            &[],
        ),
        DataErrorKind::InvalidNumber(text) => said(
            "“{}” không phải là số; viết với dấu chấm và nhiều nhất hai chữ số thập phân, như \"33.5\".",
            "“{}” is not a number; write it with a point and at most two decimals, such as \"33.5\".",
            &[text],
        ),
        DataErrorKind::WrongType(detail) => said(
            "giá trị không đúng loại ({}).",
            "the value is of the wrong sort ({}).",
            &[detail],
        ),
        DataErrorKind::Syntax(detail) => said(
            "không đúng cú pháp TOML ({}).",
            "it is not TOML ({}).",
            &[detail],
        ),
    }
}

/// An amendment that a plan file does not have.
pub fn amendment_not_found(lang: Lang, number: &str) -> String {
    fill_placeholders(
        lang.pick(
            "Tệp không có văn bản điều chỉnh {}: thêm [[amendments]] có number, on, title rồi nhập lại.",
            "The file has no amendment {}: add [[amendments]] with number, on, title and bring it in again.",
        ),
        &[&number],
    )
}

/// A copy whose days would leave the calendar.
pub fn copy_too_far(lang: Lang, years: u32) -> String {
    fill_placeholders(
        lang.pick(
            "Không dời được {} năm: chọn số nhỏ hơn.",
            "It cannot be moved by {} year{|s}: choose fewer.",
        ),
        &[&years],
    )
}

/// A plan of this code is there already.
pub fn plan_exists(lang: Lang, code: &str) -> String {
    fill_placeholders(
        lang.pick(
            "Kế hoạch {} đã có: dùng mã khác, hoặc thay bằng import plan --replace --reason.",
            "Plan {} is there already: use another code, or replace it with import plan --replace --reason.",
        ),
        &[&code],
    )
}

/// So much is wrong in a file; each was said with its place.
pub fn validation_failed(lang: Lang, count: usize) -> String {
    fill_placeholders(
        lang.pick(
            "Tệp có {} chỗ sai nên chưa nhập gì; hãy sửa rồi nhập lại.",
            "{} thing{|s} {is|are} wrong in the file, so nothing was brought in; mend {it|them} and import again.",
        ),
        &[&count],
    )
}
