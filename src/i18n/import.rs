//! Messages of imports of plans, offices, groups and days off: results and errors.

use std::fmt::Display;
use std::path::Path;

use super::{Lang, fill_placeholders, quote_input};
use crate::domain::suggestion::suggest;
use crate::import::data::{DataError, DataErrorKind};
use crate::texts;

texts! {
    /// Messages about files that cannot be imported.
    enum ImportErrorText {
        AtLine => "{} dòng {}: {}", "{} line {}: {}";
        AmendmentNotFound => "Tệp không có văn bản điều chỉnh {}: thêm [[amendments]] có number, on, title rồi nhập lại.", "The file has no amendment {}: add [[amendments]] with number, on, title and import it again.";
        CopyTooFar => "Không chuyển được về sau {} năm: chọn số nhỏ hơn.", "Dates cannot be shifted forward by {} year{|s}: choose fewer.";
        PlanExists => "Kế hoạch {} đã có: dùng mã khác, hoặc thay bằng import plan --replace --reason.", "Plan {} already exists: use another code, or replace it with import plan --replace --reason.";
        ValidationFailed => "Tệp có {} lỗi nên chưa nhập gì; sửa rồi nhập lại.", "{} error{|s} in the file; nothing was imported. Correct {it|them} and import again.";
    }
}

texts! {
    /// Errors in a data file, without their lines.
    enum DataErrorText {
        NotUtf8 => "tệp không phải UTF-8; lưu lại ở dạng UTF-8.", "the file is not UTF-8; save it as UTF-8.";
        NoKeys => "không có trường “{}”.", "there is no field “{}”.";
        SuggestedKey => "không có trường “{}”; có phải {}? Dùng: {}.", "there is no field “{}”; did you mean {}? Use: {}.";
        UnknownKey => "không có trường “{}”; dùng: {}.", "there is no field “{}”; use: {}.";
        MissingKey => "phần này thiếu trường “{}”.", "the field “{}” is missing in this section.";
        DuplicateUnnamedKey => "trường ở dòng này lặp lại; giữ một.", "the field on this line appears twice; keep one.";
        DuplicateKey => "trường “{}” lặp lại; giữ một.", "the field “{}” appears twice; keep one.";
        UnknownWord => "“{}” không dùng được; dùng: {}.", "“{}” is not accepted; use: {}.";
        MissingQuotes => "số và ngày phải đặt trong dấu ngoặc kép, như \"33.5\" hoặc \"2025-12-31\".", "put numbers and dates in quotation marks, such as \"33.5\" or \"2025-12-31\".";
        InvalidDay => "không phải là ngày; viết năm-tháng-ngày, như \"2025-12-31\".", "not a valid date; write year-month-day, such as \"2025-12-31\".";
        InvalidNumber => "“{}” không phải là số; viết với dấu chấm và nhiều nhất hai chữ số thập phân, như \"33.5\".", "“{}” is not a number; write it with a decimal point and at most two decimals, such as \"33.5\".";
        WrongType => "giá trị không đúng loại ({}).", "the value has the wrong type ({}).";
        Syntax => "không đúng cú pháp TOML ({}).", "invalid TOML ({}).";
    }
}

texts! {
    /// Results and previews of imports.
    pub enum ImportMessage {
        Plan => "Đã nhập kế hoạch {}: {} chỉ tiêu, {} chỉ tiêu thành phần, {} hoạt động, {} chế độ báo cáo, {} báo cáo phải gửi, {} nội dung cần bổ sung (tiendo gaps --plan {}).", "Imported plan {}: {} target{|s}, {} measure{|s}, {} activit{y|ies}, {} reporting rule{|s}, {} report{|s} due, {} missing item{|s} (tiendo gaps --plan {}).";
        PlanDryRun => "Chạy thử: kế hoạch {} sẽ có {} chỉ tiêu, {} chỉ tiêu thành phần, {} hoạt động, {} chế độ báo cáo, {} báo cáo phải gửi, {} nội dung cần bổ sung; chưa ghi gì.", "Dry run: plan {} would have {} target{|s}, {} measure{|s}, {} activit{y|ies}, {} reporting rule{|s}, {} report{|s} due, {} missing item{|s}; nothing was saved.";
        WithOfficesAndHolidays => "Cùng {} đơn vị, {} nhóm, {} ngày nghỉ, ngày làm bù.", "With {} office{|s}, {} group{|s} and {} holiday{|s} or make-up workdays.";
        OfficesFirst => "Đã đọc {} đơn vị, {} nhóm. Tiếp theo, chọn tệp kế hoạch.", "Read {} office{|s} and {} group{|s}. Now select the plan file.";
        PlanSame => "Kế hoạch {} không thay đổi.", "Plan {} is unchanged.";
        Replaced => "Đã sửa kế hoạch {}: {} điểm khác.", "Changed plan {}: {} difference{|s}.";
        ReplacedDry => "Chạy thử: kế hoạch {} sẽ thay đổi {} điểm; chưa ghi gì.", "Dry run: plan {} would change in {} place{|s}; nothing was saved.";
        Offices => "Đã nhập {} đơn vị, {} nhóm; {} đã có, không thay đổi.", "Imported {} office{|s}, {} group{|s}; {} already existed, unchanged.";
        OfficesDry => "Chạy thử: {} đơn vị mới, {} nhóm mới, {} đã có, không thay đổi; chưa ghi gì.", "Dry run: {} new office{|s}, {} new group{|s}, {} already there, unchanged; nothing was saved.";
        OfficesChanged => "Đã sửa {} đơn vị, nhóm đang có; báo cáo phải gửi chuyển theo đơn vị kế thừa.", "Changed {} existing office{|s} or group{|s}; reports due pass to the successors.";
        OfficesChangeDry => "Sẽ sửa {} đơn vị, nhóm đang có; chưa ghi gì.", "{} existing office{|s} or group{|s} would change; nothing was saved.";
        Differs => "{}: đã có với nội dung khác; bỏ khỏi tệp, dùng mã khác, hoặc sửa bằng --replace --reason \"lý do\".", "{}: already exists with different content; remove it from the file, use another code, or change it with --replace --reason \"why\".";
        Holidays => "Đã nhập ngày nghỉ, ngày làm bù: {} mới, {} thay đổi, {} không đổi.", "Imported holidays and make-up workdays: {} new, {} changed, {} unchanged.";
        HolidayTwice => "ngày {}: có hai lần trong tệp với nội dung khác nhau; giữ một.", "date {}: appears twice in the file with different content; keep one.";
    }
}

/// Message about an unreadable line of a data file, with advice.
pub fn data_error(lang: Lang, path: &Path, error: &DataError) -> String {
    let what = data_error_kind(lang, &error.kind);
    fill_placeholders(
        ImportErrorText::AtLine.text(lang),
        &[&path.display(), &error.line, &what],
    )
}

fn data_error_kind(lang: Lang, what: &DataErrorKind) -> String {
    let message =
        |text: DataErrorText, values: &[&dyn Display]| fill_placeholders(text.text(lang), values);
    match what {
        DataErrorKind::NotUtf8 => message(DataErrorText::NotUtf8, &[]),
        DataErrorKind::UnknownKey { key, known } if known.is_empty() => {
            message(DataErrorText::NoKeys, &[&quote_input(key)])
        }
        DataErrorKind::UnknownKey { key, known } if suggest(key, known.split(", ")).is_some() => {
            let near = suggest(key, known.split(", ")).unwrap_or_default();
            message(
                DataErrorText::SuggestedKey,
                &[&quote_input(key), &near, known],
            )
        }
        DataErrorKind::UnknownKey { key, known } => {
            message(DataErrorText::UnknownKey, &[&quote_input(key), known])
        }
        DataErrorKind::MissingKey(key) => message(DataErrorText::MissingKey, &[key]),
        DataErrorKind::DuplicateKey(key) if key.is_empty() => {
            message(DataErrorText::DuplicateUnnamedKey, &[])
        }
        DataErrorKind::DuplicateKey(key) => message(DataErrorText::DuplicateKey, &[key]),
        DataErrorKind::UnknownWord { word, known } => {
            message(DataErrorText::UnknownWord, &[&quote_input(word), known])
        }
        DataErrorKind::MissingQuotes => message(DataErrorText::MissingQuotes, &[]),
        DataErrorKind::InvalidDay => message(DataErrorText::InvalidDay, &[]),
        DataErrorKind::InvalidNumber(text) => message(DataErrorText::InvalidNumber, &[text]),
        DataErrorKind::WrongType(detail) => message(DataErrorText::WrongType, &[detail]),
        DataErrorKind::Syntax(detail) => message(DataErrorText::Syntax, &[detail]),
    }
}

/// Message about an amendment missing in a plan file.
pub fn amendment_not_found(lang: Lang, number: &str) -> String {
    fill_placeholders(ImportErrorText::AmendmentNotFound.text(lang), &[&number])
}

/// Message about a copy whose days would leave the calendar.
pub fn copy_too_far(lang: Lang, years: u32) -> String {
    fill_placeholders(ImportErrorText::CopyTooFar.text(lang), &[&years])
}

/// Message about an existing plan of the same code.
pub fn plan_exists(lang: Lang, code: &str) -> String {
    fill_placeholders(ImportErrorText::PlanExists.text(lang), &[&code])
}

/// Message with the number of errors in a file, after each was printed.
pub fn validation_failed(lang: Lang, count: usize) -> String {
    fill_placeholders(ImportErrorText::ValidationFailed.text(lang), &[&count])
}
