//! What is said when an office brings in a plan, offices, groups or days off: what is wrong in its file, what was
//! brought in, what is there already.

use std::fmt::Display;
use std::path::Path;

use super::{Lang, fill, quoted};
use crate::domain::near::nearest;
use crate::import::data::{DataError, Unreadable};
use crate::texts;

texts! {
    /// What was brought in, and what would be.
    pub enum Brought {
        Plan => "Đã nhập kế hoạch {}: {} chỉ tiêu, {} thành phần, {} hoạt động, {} quy định, {} nghĩa vụ báo cáo, {} chỗ bỏ ngỏ (tiendo gaps --plan {}).", "Brought in plan {}: {} target{|s}, {} measure{|s}, {} activit{y|ies}, {} rule{|s}, {} dut{y|ies}, {} gap{|s} (tiendo gaps --plan {}).";
        PlanDry => "Thử: kế hoạch {} sẽ có {} chỉ tiêu, {} thành phần, {} hoạt động, {} quy định, {} nghĩa vụ báo cáo, {} chỗ bỏ ngỏ; chưa ghi gì.", "Dry run: plan {} would have {} target{|s}, {} measure{|s}, {} activit{y|ies}, {} rule{|s}, {} dut{y|ies}, {} gap{|s}; nothing was saved.";
        Beside => "Cùng {} đơn vị, {} nhóm, {} ngày nghỉ.", "With {} office{|s}, {} group{|s} and {} day{|s} off.";
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
    let what = unreadable(lang, &error.what);
    fill(lang.pick("{} dòng {}: {}", "{} line {}: {}"), &[&path.display(), &error.line, &what])
}

fn unreadable(lang: Lang, what: &Unreadable) -> String {
    let said = |vi: &str, en: &str, values: &[&dyn Display]| fill(lang.pick(vi, en), values);
    match what {
        Unreadable::NotUtf8 => {
            said("không phải UTF-8; hãy lưu lại tệp dạng UTF-8.", "it is not UTF-8; save the file as UTF-8.", &[])
        }
        Unreadable::UnknownKey { key, known } if known.is_empty() => {
            said("không có khóa “{}”.", "there is no key “{}”.", &[&quoted(key)])
        }
        Unreadable::UnknownKey { key, known } if nearest(key, known.split(", ")).is_some() => {
            let near = nearest(key, known.split(", ")).unwrap_or_default();
            said(
                "không có khóa “{}”; ý bạn là {}? Dùng: {}.",
                "there is no key “{}”; did you mean {}? Use: {}.",
                &[&quoted(key), &near, known],
            )
        }
        Unreadable::UnknownKey { key, known } => {
            said("không có khóa “{}”; dùng: {}.", "there is no key “{}”; use: {}.", &[&quoted(key), known])
        }
        Unreadable::MissingKey(key) => {
            said("phần này thiếu khóa “{}”.", "the key “{}” is missing in this part.", &[key])
        }
        Unreadable::RepeatedKey(key) if key.is_empty() => {
            said("khóa ở dòng này lặp lại; giữ một.", "the key of this line stands there twice; keep one.", &[])
        }
        Unreadable::RepeatedKey(key) => {
            said("khóa “{}” lặp lại; giữ một.", "the key “{}” stands there twice; keep one.", &[key])
        }
        Unreadable::UnknownWord { word, known } => {
            said("“{}” không dùng được; dùng: {}.", "“{}” is not known; use: {}.", &[&quoted(word), known])
        }
        Unreadable::Unquoted => said(
            "số và ngày phải nằm trong dấu ngoặc kép, như \"33.5\" hoặc \"2025-12-31\".",
            "numbers and days stand in quotation marks, such as \"33.5\" or \"2025-12-31\".",
            &[],
        ),
        Unreadable::Day => said(
            "không phải là ngày; viết năm-tháng-ngày như \"2025-12-31\".",
            "it is not a day; write year-month-day, such as \"2025-12-31\".",
            &[],
        ),
        Unreadable::Number(text) => said(
            "“{}” không phải là số; viết với dấu chấm và nhiều nhất hai chữ số thập phân, như \"33.5\".",
            "“{}” is not a number; write it with a point and at most two decimals, such as \"33.5\".",
            &[text],
        ),
        Unreadable::Sort(detail) => {
            said("giá trị không đúng loại ({}).", "the value is of the wrong sort ({}).", &[detail])
        }
        Unreadable::Syntax(detail) => said("không đúng cú pháp TOML ({}).", "it is not TOML ({}).", &[detail]),
    }
}

/// An amendment that a plan file does not have.
pub fn no_amendment(lang: Lang, number: &str) -> String {
    fill(
        lang.pick(
            "Tệp không có văn bản điều chỉnh {}: thêm [[amendments]] có number, on, title rồi nhập lại.",
            "The file has no amendment {}: add [[amendments]] with number, on, title and bring it in again.",
        ),
        &[&number],
    )
}

/// A copy whose days would leave the calendar.
pub fn too_far(lang: Lang, years: u32) -> String {
    fill(
        lang.pick("Không dời được {} năm: chọn số nhỏ hơn.", "It cannot be moved by {} year{|s}: choose fewer."),
        &[&years],
    )
}

/// A plan of this code is there already.
pub fn plan_there(lang: Lang, code: &str) -> String {
    fill(
        lang.pick(
            "Kế hoạch {} đã có: dùng mã khác, hoặc thay bằng import plan --replace --reason.",
            "Plan {} is there already: use another code, or replace it with import plan --replace --reason.",
        ),
        &[&code],
    )
}

/// So much is wrong in a file; each was said with its place.
pub fn faults(lang: Lang, count: usize) -> String {
    fill(
        lang.pick(
            "Tệp có {} chỗ sai nên chưa nhập gì; hãy sửa rồi nhập lại.",
            "{} thing{|s} {is|are} wrong in the file, so nothing was brought in; mend {it|them} and import again.",
        ),
        &[&count],
    )
}
