//! Messages of failed commands and refused sheets, with advice.

use std::fmt::Display;
use std::io;
use std::path::Path;

use crate::domain::catalog::OfficeLookup;
use crate::domain::duty_step::DutyStepRefusal;
use crate::domain::period::Period;
use crate::domain::text::{TextError, code_point, unicode_name};
use crate::i18n::{Lang, display, fill_placeholders, quote_input};
use crate::import::figures::RowError;
use crate::import::sheet::{BYTES_MAX, ROWS_MAX, SheetError};
use crate::import::steps::{CHANNELS, NOTHING_YET, StepKind, StepRowError};
use crate::texts;

texts! {
    /// Reasons why the next step of a duty is refused.
    enum DutyStepRefusalText {
        InFuture => "Ngày {} chưa đến; ghi ngày không muộn hơn hôm nay ({}).", "{} is in the future; enter a date no later than today ({}).";
        LetterInFuture => "Ngày văn bản {} chưa đến; xem lại --letter-date.", "The letter's date {} is in the future; check --letter-date.";
        AlreadySent => "Báo cáo đã gửi ngày {}; muốn ghi nhận gửi lại thì trước hết phải trả lại (report return).", "The report was submitted on {}; to submit it again, return it first (report return).";
        NotOpen => "Kỳ báo cáo chưa mở; ghi được từ ngày {}.", "The reporting period has not opened; submissions can be recorded from {}.";
        NotSent => "Báo cáo chưa gửi; ghi nhận đã gửi trước (report send).", "The report has not been submitted; record its submission first (report send).";
        AlreadyAccepted => "Báo cáo đã tiếp nhận ngày {}; không cần ghi nữa.", "The report was accepted on {}; there is nothing left to record.";
        ExternalRecipient => "Cơ quan nhận ở ngoài hệ thống: đã gửi là hoàn thành, không trả lại hay tiếp nhận ở đây.", "The recipient is outside the system: once submitted, a report is not accepted or returned here.";
        TooEarly => "Bước trước đó ghi ngày {}; ghi ngày không sớm hơn.", "The previous step is dated {}; enter a date no earlier.";
        NotLater => "Hạn cuối hiện nay là ngày {}; hạn mới phải sau ngày đó.", "The deadline is {}; an extension must be later.";
        ResubmissionTooEarly => "Hạn gửi lại phải từ ngày trả lại ({}) trở đi.", "The resubmission deadline cannot be before the return ({}).";
        MissingReason => "Phải có lý do; ghi lý do ở --reason.", "A reason is required; give it with --reason.";
        Exempted => "Báo cáo này đã được miễn; không cần ghi nữa.", "This report was exempted; there is nothing left to record.";
        Transferred => "Từ ngày {} báo cáo này do đơn vị kế thừa gửi; ghi cho đơn vị kế thừa (xem tiendo duties).", "Since {} the successor has to send this report; record it there (see tiendo duties).";
    }
}

texts! {
    /// Messages of failed commands.
    enum CliMessageText {
        Nul => "Có ký tự NUL ở vị trí {}; xóa ký tự đó.", "NUL character at position {}; delete it.";
        Unwanted => "Có ký tự không hiển thị {} ở vị trí {}; xóa ký tự đó.", "Invisible character {} at position {}; delete it.";
        TooManyMarks => "Quá nhiều dấu trên một chữ ở vị trí {}.", "Too many marks on a letter at position {}.";
        TooLong => "Dài {} ký tự; nhiều nhất là {}.", "It has {} character{|s}; the limit is {}.";
        WarningsRefused => "Chưa lưu vì số liệu bất thường: {} (bỏ --strict để lưu).", "Not saved because the figure is unusual: {} (leave out --strict to save).";
        PeriodNotFound => "Chế độ báo cáo {} không có báo cáo kỳ này; các kỳ: {}.", "Rule {} has no report for this period; its periods: {}.";
        NoOpenDuty => "Không còn đơn vị nào chưa gửi báo cáo {} · {}; không có đơn vị phải đôn đốc.", "No office has {} · {} outstanding; there is nobody to remind.";
        NoApplicableOffice => "Không ghi được cho đơn vị nào. {}", "It cannot be recorded for any office. {}";
        FileExists => "{} đã có, không ghi đè: chọn tên khác hoặc chuyển tệp cũ đi nơi khác.", "{} already exists and is not overwritten: choose another name or move the old file.";
        OutputExists => "{} đã có, không ghi đè: chọn tên khác, hoặc thêm --force để ghi đè.", "{} already exists and is not overwritten: choose another name, or add --force to overwrite it.";
        InvalidDay => "“{}” không phải là ngày hợp lệ; viết như 09/06/2025 hoặc 2025-06-09.", "“{}” is not a valid date; write it as 09/06/2025 or 2025-06-09.";
        InvalidPeriod => "“{}” không phải là kỳ; viết như 2023, 2023-H1, 2023-9M, 2023-Q4, 2023-M11 hoặc ngày 2020-12-10.", "“{}” is not a valid period; write it as 2023, 2023-H1, 2023-9M, 2023-Q4, 2023-M11 or the date 2020-12-10.";
        AmbiguousOffice => "“{}” là tên của nhiều đơn vị; dùng mã: {}.", "“{}” matches several offices; use a code: {}.";
        UnknownOffice => "Không có đơn vị “{}”; xem mã bằng tiendo offices.", "There is no office “{}”; list the codes with tiendo offices.";
        UnknownPlan => "Không có kế hoạch “{}”; hiện có: {}.", "There is no plan “{}”; available: {}.";
        UnknownMeasure => "Không có chỉ tiêu “{}”; xem mã bằng tiendo measures.", "There is no measure “{}”; list the codes with tiendo measures.";
        SuggestedMeasure => "Không có chỉ tiêu “{}”; có phải {}?", "There is no measure “{}”; did you mean {}?";
        SuggestedOffice => "Không có đơn vị “{}”; có phải {}?", "There is no office “{}”; did you mean {}?";
        UnknownRule => "Không có chế độ báo cáo “{}”; xem: {}.", "There is no reporting rule “{}”; see: {}.";
        UnknownActivity => "Kế hoạch không có hoạt động số {}; phụ lục có {} hàng.", "The plan has no activity {}; its annex has {} row{|s}.";
        RuleWithoutDeadline => "Chế độ báo cáo {} chưa có thời hạn nên chưa có báo cáo phải gửi.", "Rule {} has no deadline, so no report is due under it.";
        PeriodNotOwed => "{} không phải gửi báo cáo {} kỳ này; các kỳ: {}.", "{} is not required to report under {} for this period; its periods: {}.";
        RuleNotOwed => "{} không phải báo cáo theo {}; các kỳ báo cáo: {}; xem đối tượng thực hiện bằng tiendo rules.", "{} is not required to report under {}; periods of the rule: {}; see the reporting offices with tiendo rules.";
        RowsRefused => "{} dòng bị từ chối; các dòng khác đã lưu. Sửa rồi nhập lại.", "{} row{|s} {was|were} rejected; the others are saved. Correct {it|them} and import again.";
        AllRowsRefused => "{} dòng bị từ chối nên chưa lưu dòng nào. Sửa rồi nhập lại.", "{} row{|s} {was|were} rejected, so nothing was saved. Correct {it|them} and import again.";
        FileError => "Không dùng được {}: {}; xem lại đường dẫn và quyền truy cập.", "{} cannot be used: {}; check the path and its permissions.";
        FileTooLarge => "{} lớn hơn {} MB; chia thành nhiều tệp.", "{} is larger than {} MB; split it.";
        InvalidNarrative => "Không đọc được thuyết minh {} ({}); cần văn bản UTF-8, hoặc TOML với results, difficulties, proposals.", "The narrative {} cannot be read ({}); it must be UTF-8 text, or TOML with results, difficulties, proposals.";
        OutputError => "Không ghi được đầu ra ({}); kiểm tra dung lượng trống của đĩa.", "The output cannot be written ({}); check the free disk space.";
        UnknownFormat => "{} không xuất được ở dạng {}; dùng json, csv hoặc (với plan, offices, groups, holidays) toml.", "{} cannot be exported as {}; use json, csv or (for plan, offices, groups, holidays) toml.";
        PlanRequired => "Chọn kế hoạch bằng --plan: {}.", "Choose a plan with --plan: {}.";
        WouldOverwriteDatabase => "{} là tệp dữ liệu đang dùng; xuất ra tệp khác.", "{} is the database; write to another file.";
        InvalidSampleData => "Dữ liệu mẫu trong chương trình bị hỏng ({}); cài lại chương trình.", "The sample data in the program is damaged ({}); reinstall the program.";
        InconsistentCopy => "Đã sao lưu, nhưng dữ liệu có {} chỗ không khớp: chạy `tiendo check` và giữ các bản sao cũ.", "The backup was made, but the data has {} inconsistenc{y|ies}: run `tiendo check`, and keep older backups.";
        CheckFailed => "Tệp dữ liệu có {} lỗi; giữ nguyên tệp và khôi phục từ bản sao lưu.", "The database has {} error{|s}; keep the file and restore a backup.";
    }
}

texts! {
    /// Reasons why a file is not a sheet of figures.
    enum SheetErrorText {
        NotUtf8 => "Tệp không phải UTF-8; lưu lại ở dạng “CSV UTF-8”.", "The file is not UTF-8; save it as “CSV UTF-8”.";
        NotCsv => "Tệp không phải CSV ({}); lưu lại ở dạng CSV UTF-8.", "The file is not CSV ({}); save it as CSV UTF-8.";
        UnclosedQuote => "Dấu ngoặc kép mở ở dòng {} chưa đóng; đóng hoặc bỏ dấu đó.", "The quotation mark opened in line {} is never closed; close or remove it.";
        MissingColumn => "Thiếu cột {}; các cột: {}.", "Column {} is missing; the columns are: {}.";
        UnknownColumn => "Không có cột “{}”; các cột: {}.", "There is no column “{}”; the columns are: {}.";
        DuplicateColumn => "Cột {} lặp lại; mỗi cột chỉ nêu một lần.", "Column {} appears twice; keep one.";
        TooManyRows => "Tệp có hơn {} dòng; chia thành nhiều tệp.", "The file has more than {} row{|s}; split it.";
    }
}

texts! {
    /// Reasons why a row of a sheet is refused.
    enum RowErrorText {
        TooManyCells => "Số ô nhiều hơn số cột.", "There are more cells than columns.";
        InvalidKind => "Không có kind “{}”; dùng number, none_occurred, no_data, not_applicable, milestone.", "Unknown kind “{}”; use number, none_occurred, no_data, not_applicable, milestone.";
        InvalidMilestone => "“{}” không phải trạng thái của chỉ tiêu định tính; dùng not_begun, in_progress, done.", "“{}” is not a milestone state; use not_begun, in_progress, done.";
        InvalidQuality => "Không có quality “{}”; dùng estimate hoặc official.", "Unknown quality “{}”; use estimate or official.";
        ConflictingValues => "Chỉ ghi một trong ba: value; numerator và denominator; hoặc kind không có số.", "Give only one of: value; numerator and denominator; or a kind without a number.";
        IncompletePair => "Phải ghi cả numerator và denominator.", "Give both numerator and denominator.";
        Duplicate => "Trùng ô số liệu với dòng {}.", "Same cell as line {}.";
    }
}

texts! {
    /// Reasons why a row of a sheet of steps is refused.
    enum StepRowErrorText {
        UnknownStep => "Không có step “{}”; dùng {}.", "Unknown step “{}”; use {}.";
        UnusedCell => "Cột {} không dùng cho {}; để trống ô đó.", "Column {} is not used with {}; leave that cell empty.";
        UnknownChannel => "Không có channel “{}”; dùng {}.", "Unknown channel “{}”; use {}.";
        UnknownExpected => "Không có expect “{}”; dùng {}, {}.", "Unknown expect “{}”; use {}, {}.";
    }
}

texts! {
    /// Errors of the operating system about a file.
    enum SystemErrorText {
        NotFound => "không có tệp hay thư mục này", "no such file or folder";
        IsADirectory => "đây là thư mục, không phải tệp", "it is a folder, not a file";
        NotADirectory => "đường dẫn đi qua một tệp", "a part of its path is a file";
        PermissionDenied => "không có quyền", "permission denied";
        ReadOnlyFilesystem => "ổ đĩa chỉ cho đọc", "the disk is read-only";
        StorageFull => "ổ đĩa đã đầy", "the disk is full";
    }
}

/// Message why the next step of a duty is refused, with advice.
pub fn duty_step_refusal(lang: Lang, refusal: DutyStepRefusal) -> String {
    let message = |text: DutyStepRefusalText, values: &[&dyn Display]| {
        fill_placeholders(text.text(lang), values)
    };
    match refusal {
        DutyStepRefusal::InFuture { on, today } => message(
            DutyStepRefusalText::InFuture,
            &[&display::day(lang, on), &display::day(lang, today)],
        ),
        DutyStepRefusal::LetterInFuture(on) => message(
            DutyStepRefusalText::LetterInFuture,
            &[&display::day(lang, on)],
        ),
        DutyStepRefusal::AlreadySent { on } => {
            message(DutyStepRefusalText::AlreadySent, &[&display::day(lang, on)])
        }
        DutyStepRefusal::NotOpen { opens_on } => message(
            DutyStepRefusalText::NotOpen,
            &[&display::day(lang, opens_on)],
        ),
        DutyStepRefusal::NotSent => message(DutyStepRefusalText::NotSent, &[]),
        DutyStepRefusal::AlreadyAccepted { on } => message(
            DutyStepRefusalText::AlreadyAccepted,
            &[&display::day(lang, on)],
        ),
        DutyStepRefusal::ExternalRecipient => message(DutyStepRefusalText::ExternalRecipient, &[]),
        DutyStepRefusal::TooEarly { after } => {
            message(DutyStepRefusalText::TooEarly, &[&display::day(lang, after)])
        }
        DutyStepRefusal::NotLater { deadline } => message(
            DutyStepRefusalText::NotLater,
            &[&display::day(lang, deadline)],
        ),
        DutyStepRefusal::ResubmissionTooEarly { on } => message(
            DutyStepRefusalText::ResubmissionTooEarly,
            &[&display::day(lang, on)],
        ),
        DutyStepRefusal::MissingReason => message(DutyStepRefusalText::MissingReason, &[]),
        DutyStepRefusal::Exempted => message(DutyStepRefusalText::Exempted, &[]),
        DutyStepRefusal::Transferred { on } => {
            message(DutyStepRefusalText::Transferred, &[&display::day(lang, on)])
        }
    }
}

/// Message about an invalid text.
pub fn text_error(lang: Lang, error: &TextError) -> String {
    let shown = |character: char| match unicode_name(character) {
        Some(name) => format!("{} {name}", code_point(character)),
        None => code_point(character),
    };
    match error {
        TextError::Nul { at } => fill_placeholders(CliMessageText::Nul.text(lang), &[&(at + 1)]),
        TextError::Unwanted {
            character,
            kind: _,
            at,
        } => fill_placeholders(
            CliMessageText::Unwanted.text(lang),
            &[&shown(*character), &(at + 1)],
        ),
        TextError::TooManyMarks { at } => {
            fill_placeholders(CliMessageText::TooManyMarks.text(lang), &[&(at + 1)])
        }
        TextError::TooLong { length, max } => {
            fill_placeholders(CliMessageText::TooLong.text(lang), &[length, max])
        }
    }
}

/// Message about warnings with `--strict`.
pub fn warnings_refused(lang: Lang, questions: &[String]) -> String {
    fill_placeholders(
        CliMessageText::WarningsRefused.text(lang),
        &[&questions.join("; ").trim_end_matches('.')],
    )
}

/// Message about a rule without a duty of this period.
pub fn period_not_found(lang: Lang, rule: &str, periods: &[Period]) -> String {
    let shown = periods
        .iter()
        .map(ToString::to_string)
        .collect::<Vec<_>>()
        .join(", ");
    let words = CliMessageText::PeriodNotFound.text(lang);
    fill_placeholders(words, &[&rule, &shown])
}

/// Message that no office is left to be reminded.
pub fn no_open_duty(lang: Lang, rule: &str, period: Period) -> String {
    let words = CliMessageText::NoOpenDuty.text(lang);
    fill_placeholders(words, &[&rule, &crate::i18n::terms::period(lang, period)])
}

/// Message about a bulk step that applies to no office.
pub fn no_applicable_office(lang: Lang, passed: &[(String, DutyStepRefusal)]) -> String {
    let all = skipped_offices(lang, passed).join(" ");
    fill_placeholders(CliMessageText::NoApplicableOffice.text(lang), &[&all])
}

/// Offices skipped by a bulk step, by reason.
pub fn skipped_offices(lang: Lang, passed: &[(String, DutyStepRefusal)]) -> Vec<String> {
    let message = |(office, refusal): &(String, DutyStepRefusal)| {
        (office.clone(), duty_step_refusal(lang, *refusal))
    };
    crate::i18n::submission::skipped_offices(lang, &passed.iter().map(message).collect::<Vec<_>>())
}

/// Message about an existing file.
pub fn file_exists(lang: Lang, path: &Path) -> String {
    fill_placeholders(CliMessageText::FileExists.text(lang), &[&path.display()])
}

/// Message about an existing output file.
pub fn output_exists(lang: Lang, path: &Path) -> String {
    fill_placeholders(CliMessageText::OutputExists.text(lang), &[&path.display()])
}

/// Message about an invalid day.
pub fn invalid_day(lang: Lang, typed: &str) -> String {
    fill_placeholders(
        CliMessageText::InvalidDay.text(lang),
        &[&quote_input(typed)],
    )
}

/// Message about an invalid period.
pub fn invalid_period(lang: Lang, typed: &str) -> String {
    fill_placeholders(
        CliMessageText::InvalidPeriod.text(lang),
        &[&quote_input(typed)],
    )
}

/// Message about a text that does not identify one office.
pub fn invalid_office(lang: Lang, typed: &str, lookup: &OfficeLookup) -> String {
    match lookup {
        OfficeLookup::Several(codes) => {
            let codes = codes
                .iter()
                .take(8)
                .map(ToString::to_string)
                .collect::<Vec<_>>()
                .join(", ");
            fill_placeholders(
                CliMessageText::AmbiguousOffice.text(lang),
                &[&quote_input(typed), &codes],
            )
        }
        OfficeLookup::None | OfficeLookup::One(_) => fill_placeholders(
            CliMessageText::UnknownOffice.text(lang),
            &[&quote_input(typed)],
        ),
    }
}

/// Message about an unknown plan.
pub fn unknown_plan(lang: Lang, typed: &str, known: &str) -> String {
    fill_placeholders(
        CliMessageText::UnknownPlan.text(lang),
        &[&quote_input(typed), &known],
    )
}

/// Message about an unknown measure, with suggestions.
pub fn unknown_measure(lang: Lang, typed: &str, near: &[&str]) -> String {
    match near {
        [] => fill_placeholders(
            CliMessageText::UnknownMeasure.text(lang),
            &[&quote_input(typed)],
        ),
        near => fill_placeholders(
            CliMessageText::SuggestedMeasure.text(lang),
            &[&quote_input(typed), &near.join(", ")],
        ),
    }
}

/// Message about an unknown office, with suggestions.
pub fn unknown_office(lang: Lang, typed: &str, near: &[&str]) -> String {
    match near {
        [] => invalid_office(lang, typed, &OfficeLookup::None),
        near => fill_placeholders(
            CliMessageText::SuggestedOffice.text(lang),
            &[&quote_input(typed), &near.join(", ")],
        ),
    }
}

/// Message about an unknown rule.
pub fn unknown_rule(lang: Lang, typed: &str, known: &[String]) -> String {
    let known = if known.is_empty() {
        "tiendo rules".to_owned()
    } else {
        known.join(", ")
    };
    fill_placeholders(
        CliMessageText::UnknownRule.text(lang),
        &[&quote_input(typed), &known],
    )
}

/// Message about an unknown activity.
pub fn unknown_activity(lang: Lang, no: u32, count: usize) -> String {
    fill_placeholders(CliMessageText::UnknownActivity.text(lang), &[&no, &count])
}

/// Message about a missing duty, with the existing periods.
pub fn duty_not_found(
    lang: Lang,
    (rule, office): (&str, &str),
    periods: &[Period],
    owes: bool,
) -> String {
    let shown = periods
        .iter()
        .map(ToString::to_string)
        .collect::<Vec<_>>()
        .join(", ");
    match (periods.is_empty(), owes) {
        (true, _) => fill_placeholders(CliMessageText::RuleWithoutDeadline.text(lang), &[&rule]),
        (false, true) => fill_placeholders(
            CliMessageText::PeriodNotOwed.text(lang),
            &[&office, &rule, &shown],
        ),
        (false, false) => fill_placeholders(
            CliMessageText::RuleNotOwed.text(lang),
            &[&office, &rule, &shown],
        ),
    }
}

/// Message why a file is not a sheet with these columns.
pub fn sheet_error(lang: Lang, error: &SheetError, columns: &[&str]) -> String {
    let message =
        |text: SheetErrorText, values: &[&dyn Display]| fill_placeholders(text.text(lang), values);
    let columns = columns.join(",");
    match error {
        SheetError::NotUtf8 => message(SheetErrorText::NotUtf8, &[]),
        SheetError::NotCsv(detail) => message(SheetErrorText::NotCsv, &[detail]),
        SheetError::UnclosedQuote(line) => message(SheetErrorText::UnclosedQuote, &[line]),
        SheetError::MissingColumn(column) => {
            message(SheetErrorText::MissingColumn, &[column, &columns])
        }
        SheetError::UnknownColumn(column) => message(
            SheetErrorText::UnknownColumn,
            &[&quote_input(column), &columns],
        ),
        SheetError::DuplicateColumn(column) => message(SheetErrorText::DuplicateColumn, &[column]),
        SheetError::TooManyRows => message(SheetErrorText::TooManyRows, &[&ROWS_MAX]),
    }
}

/// Message why a row of a sheet of steps is refused.
pub fn step_row_error(lang: Lang, error: &StepRowError) -> String {
    let message = |text: StepRowErrorText, values: &[&dyn Display]| {
        fill_placeholders(text.text(lang), values)
    };
    let steps = StepKind::words().collect::<Vec<_>>().join(", ");
    match error {
        StepRowError::Cell(error) => row_error(lang, &RowError::from(error.clone())),
        StepRowError::UnknownStep(text) => {
            message(StepRowErrorText::UnknownStep, &[&quote_input(text), &steps])
        }
        StepRowError::UnusedCell(column, step) => {
            message(StepRowErrorText::UnusedCell, &[column, step])
        }
        StepRowError::UnknownChannel(text) => message(
            StepRowErrorText::UnknownChannel,
            &[
                &quote_input(text),
                &CHANNELS.map(|(word, _)| word).join(", "),
            ],
        ),
        StepRowError::UnknownExpected(text) => message(
            StepRowErrorText::UnknownExpected,
            &[&quote_input(text), &NOTHING_YET, &steps],
        ),
    }
}

/// Message why a row of a sheet is refused.
pub fn row_error(lang: Lang, error: &RowError) -> String {
    let message =
        |text: RowErrorText, values: &[&dyn Display]| fill_placeholders(text.text(lang), values);
    match error {
        RowError::TooManyCells => message(RowErrorText::TooManyCells, &[]),
        RowError::InvalidText(column, error) => format!("{column}: {}", text_error(lang, error)),
        RowError::InvalidPeriod(typed) => invalid_period(lang, typed),
        RowError::UnknownOffice(typed, lookup) => invalid_office(lang, typed, lookup),
        RowError::InvalidKind(text) => message(RowErrorText::InvalidKind, &[&quote_input(text)]),
        RowError::InvalidMilestone(text) => {
            message(RowErrorText::InvalidMilestone, &[&quote_input(text)])
        }
        RowError::InvalidQuality(text) => {
            message(RowErrorText::InvalidQuality, &[&quote_input(text)])
        }
        RowError::ConflictingValues => message(RowErrorText::ConflictingValues, &[]),
        RowError::IncompletePair => message(RowErrorText::IncompletePair, &[]),
        RowError::Duplicate(line) => message(RowErrorText::Duplicate, &[line]),
    }
}

/// Message with the number of refused rows.
pub fn rows_refused(lang: Lang, refused: usize, others_saved: bool) -> String {
    let words = if others_saved {
        CliMessageText::RowsRefused.text(lang)
    } else {
        CliMessageText::AllRowsRefused.text(lang)
    };
    fill_placeholders(words, &[&refused])
}

/// Message about a file that cannot be read or written.
pub fn file_error(lang: Lang, path: &Path, error: &io::Error) -> String {
    fill_placeholders(
        CliMessageText::FileError.text(lang),
        &[&path.display(), &system_error(lang, error)],
    )
}

/// Message of the operating system about a file.
pub fn system_error(lang: Lang, error: &io::Error) -> String {
    use io::ErrorKind;
    let words = match error.kind() {
        ErrorKind::NotFound => SystemErrorText::NotFound.text(lang),
        ErrorKind::IsADirectory => SystemErrorText::IsADirectory.text(lang),
        ErrorKind::NotADirectory => SystemErrorText::NotADirectory.text(lang),
        ErrorKind::PermissionDenied => SystemErrorText::PermissionDenied.text(lang),
        ErrorKind::ReadOnlyFilesystem => SystemErrorText::ReadOnlyFilesystem.text(lang),
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => {
            SystemErrorText::StorageFull.text(lang)
        }
        _ => return error.to_string(),
    };
    words.to_owned()
}

/// Message about a file that is too large.
pub fn file_too_large(lang: Lang, path: &Path) -> String {
    fill_placeholders(
        CliMessageText::FileTooLarge.text(lang),
        &[&path.display(), &(BYTES_MAX / 1024 / 1024)],
    )
}

/// Message about an unreadable narrative.
pub fn invalid_narrative(lang: Lang, path: &Path, detail: &str) -> String {
    fill_placeholders(
        CliMessageText::InvalidNarrative.text(lang),
        &[&path.display(), &detail],
    )
}

/// Message about an error of standard output.
pub fn output_error(lang: Lang, error: &io::Error) -> String {
    fill_placeholders(
        CliMessageText::OutputError.text(lang),
        &[&system_error(lang, error)],
    )
}

/// Message about an unsupported export format.
pub fn unknown_format(lang: Lang, what: &str, format: &str) -> String {
    fill_placeholders(CliMessageText::UnknownFormat.text(lang), &[&what, &format])
}

/// Message that a plan must be given.
pub fn plan_required(lang: Lang, known: &str) -> String {
    fill_placeholders(CliMessageText::PlanRequired.text(lang), &[&known])
}

/// Message about an output path that is the database.
pub fn would_overwrite_database(lang: Lang, path: &Path) -> String {
    fill_placeholders(
        CliMessageText::WouldOverwriteDatabase.text(lang),
        &[&path.display()],
    )
}

/// Message about unreadable sample data.
pub fn invalid_sample_data(lang: Lang, detail: &str) -> String {
    fill_placeholders(CliMessageText::InvalidSampleData.text(lang), &[&detail])
}

/// Message with the number of inconsistencies of a copied database.
pub fn inconsistent_copy(lang: Lang, count: usize) -> String {
    fill_placeholders(CliMessageText::InconsistentCopy.text(lang), &[&count])
}

/// Message with the number of issues found by `check`.
pub fn check_failed(lang: Lang, count: usize) -> String {
    fill_placeholders(CliMessageText::CheckFailed.text(lang), &[&count])
}
