//! Messages about refused and questionable entries, and what would be accepted.

use std::fmt::Display;

use crate::domain::catalog::Catalog;
use crate::domain::code::OfficeCode;
use crate::domain::entry::EntryRefusal;
use crate::domain::number::{Fraction, MAX_DIGITS, NumberError, print, print_fraction};
use crate::domain::period::Period;
use crate::domain::plausibility::EntryWarning;
use crate::domain::text::{TextError, code_point};
use crate::i18n::terms::{office_with_place, period, period_kind};
use crate::i18n::{Lang, display, fill_placeholders, quote_input};
use crate::texts;

texts! {
    /// Advice for a sign that may separate thousands or decimals.
    enum AmbiguousNumberText {
        Both => "Chưa rõ là hàng nghìn hay phần thập phân: nhập {} nếu là hàng nghìn, {} nếu là phần thập phân (đã làm tròn).", "Thousands or decimals? Type {} for thousands, {} for decimals (rounded).";
        Thousands => "Hàng nghìn ngăn bằng dấu chấm: nhập {}.", "Separate thousands with “.”: type {}.";
        Decimals => "Phần thập phân viết sau dấu phẩy: nhập {}.", "Use a decimal comma: type {}.";
    }
}

texts! {
    /// Warnings about unusual entries.
    enum EntryWarningText {
        LargeChange => "Thay đổi lớn so với {}: {}.", "Large change from {}: {}.";
        Outlier => "Khác nhiều so với {} kỳ trước của đơn vị: thường trong khoảng {} đến {}.", "Far from the office's previous {} period{|s}: usually {} to {}.";
        NotBegun => "Kỳ này chưa bắt đầu (từ {}).", "The period has not started (from {}).";
        LateEstimate => "Vẫn là số ước, dù đã qua ngày chốt số liệu {}.", "Still an estimate after the data cut-off on {}.";
        BelowParts => "Số liệu {} ({}) nhỏ hơn tổng các kỳ đã nhập trong thời gian đó ({}).", "The figure for {} ({}) is below the sum of the periods entered within it ({}).";
        GroupSize => "Nhóm có {} đơn vị, không phải {}.", "The group has {} office{|s}, not {}.";
    }
}

texts! {
    /// Why an entry is refused.
    pub enum EntryText {
        UnknownMeasure => "Không có chỉ tiêu {}: xem mã bằng `tiendo measures`.", "There is no measure {}: see `tiendo measures` for the codes.";
        UnknownOffice => "Không có đơn vị {}: xem mã bằng `tiendo offices`.", "There is no office {}: see `tiendo offices` for the codes.";
        NotOwner => "{} không phụ trách số liệu này; đơn vị được nhập: {}.", "{} is not responsible for this figure; these offices may enter it: {}.";
        AnsweredByOther => "Kỳ này (đến {}) do {} phụ trách, không phải {}: nhập vào ô của {}.", "On {} {} was responsible, not {}: enter it for {}.";
        AnsweredByOtherOffice => "Kỳ này (đến {}) do {} phụ trách: nhập vào ô của đơn vị đó.", "The period (to {}) is in the charge of {}: enter it there.";
        PeriodLocked => "Số liệu {} đã khóa: đề nghị mở khóa có lý do và thời hạn (lệnh “Mở khóa” trong Nhập số liệu, hoặc `tiendo unlock`).", "The figures for {} are locked: unlock them with a reason and an expiry date (“Unlock” in Enter figures, or `tiendo unlock`).";
        OutsidePlan => "Kỳ nằm ngoài thời gian của kế hoạch: chọn kỳ từ {} đến {}.", "The period is outside the plan: choose one from {} to {}.";
        MeasureChanged => "Số thứ tự này vừa được chuyển cho chỉ tiêu “{}”, chưa lưu: nếu đúng chỉ tiêu cần nhập, nhập lại số liệu.", "This number now belongs to the target “{}”; nothing was saved. If that is the target you mean, enter the figure again.";
        PlanClosed => "Kế hoạch đã kết thúc theo dõi ngày {}: đề nghị cơ quan đầu mối mở lại trước khi nhập.", "The plan was closed on {}: ask the coordinator to reopen it first.";
        PeriodTooShort => "Kỳ quá ngắn: số liệu này nhập theo {} hoặc kỳ dài hơn.", "The period is too short: this figure is entered per {} or longer.";
        NotAPeriod => "Kỳ số liệu không thể là một ngày: viết như 2023, 2023-H1, 2023-Q4, 2023-M11.", "A figure's period cannot be a single day: write 2023, 2023-H1, 2023-Q4 or 2023-M11.";
        MissingSeries => "Cần chọn một phân tổ: {}.", "Choose a breakdown: {}.";
        NoSeries => "Chỉ tiêu này không có phân tổ, không có {}: bỏ --series.", "This measure has no breakdown, so there is no {}: leave out --series.";
        UnknownSeries => "Không có phân tổ {}: chọn {}.", "There is no breakdown {}: choose {}.";
        ShareOver100 => "Tỷ lệ không thể quá 100%: nhập từ 0 đến 100.", "A share cannot exceed 100%: enter 0 to 100.";
        NumeratorOverDenominator => "Tử số {} lớn hơn mẫu số {}: tử số phải nhỏ hơn hoặc bằng mẫu số.", "The numerator {} exceeds the denominator {}: it must not.";
        ZeroDenominator => "Mẫu số bằng 0 thì tử số cũng phải bằng 0 (không phát sinh).", "If the denominator is 0, the numerator must be 0 too (none occurred).";
        Negative => "Số liệu không được âm: nhập từ 0 trở lên.", "A figure cannot be negative: enter 0 or more.";
        PairForCount => "Đây là số đếm: nhập một số, không nhập tử số/mẫu số.", "This is a count: enter one number, not numerator/denominator.";
        MilestoneExpected => "Đây là chỉ tiêu định tính: chọn chưa thực hiện, đang thực hiện hoặc đã hoàn thành (not_begun, in_progress, done).", "This is a milestone: choose not_begun, in_progress or done.";
        NumberExpected => "Chỉ tiêu này cần nhập số; trạng thái thực hiện chỉ dùng cho chỉ tiêu định tính.", "This measure needs a number, not a milestone state.";
        CoverageNotAllowed => "Chỉ đơn vị chủ trì chỉ tiêu có mức giao mới nhập “x trên y đơn vị đạt”.", "Only the responsible office enters “x of y offices met it”.";
        CoverageExpected => "Đơn vị chủ trì nhập “x trên y đơn vị đạt” (--met X --of Y), từng đơn vị nhập số liệu của đơn vị mình.", "The responsible office enters “x of y offices met it” (--met X --of Y); each office enters its own number.";
        IncompletePair => "Cần một tử số và một mẫu số: nhập như 45/75.", "Give one numerator and one denominator, as in 45/75.";
        IncompleteCoverage => "Ô này cần “x trên y đơn vị đạt”: nhập như 45/75 (dòng lệnh: --met 45 --of 75).", "This cell needs “x of y offices met it”: type it as 45/75 (command line: --met 45 --of 75).";
        CoverageOverTotal => "{} đơn vị đạt trên {} là không hợp lệ: x phải nhỏ hơn hoặc bằng y.", "{} of {} office{|s} is not possible: x must not exceed y.";
    }
}

texts! {
    /// Why a typed number is refused.
    pub enum NumberText {
        Empty => "Chưa nhập số: nhập một số như 33,5.", "No number entered: type one such as 33,5.";
        EnglishForm => "Số viết theo kiểu tiếng Anh: dùng dấu chấm cho hàng nghìn, dấu phẩy cho phần thập phân, như 1.234,5.", "This is the English number format: use “.” for thousands and “,” for decimals, as in 1.234,5.";
        Fraction => "Ô này cần một số, không phải phân số: chỉ nhập phần trước dấu /.", "This field needs one number, not a fraction: type only the part before the slash.";
        Comparator => "Chỉ nhập số, không nhập dấu so sánh.", "Type only the number, without a comparison sign.";
        Exponent => "Viết đủ các chữ số, không dùng 1e5.", "Write out all digits; 1e5 is not accepted.";
        NotANumber => "NaN không phải số liệu: nhập chữ số như 33,5; nếu chưa có thì chọn “Chưa có số liệu”.", "NaN is not a figure: type digits such as 33,5; if there is none yet, choose “No data yet”.";
        Infinite => "Vô hạn không phải số liệu (thường do chia cho 0): nhập chữ số như 33,5, hoặc chọn “Không phát sinh”.", "Infinity is not a figure (usually a division by 0): type digits such as 33,5, or choose “None occurred”.";
        Letter => "Không phải số: nhập chữ số như 33,5.", "Not a number: type digits such as 33,5.";
        PercentSign => "Số liệu này không tính bằng %: bỏ dấu %.", "This figure is not a percentage: leave out the %.";
        BadGrouping => "Nhóm hàng nghìn phải đủ ba chữ số, như 1.234.567.", "Each group of thousands must have three digits, as in 1.234.567.";
        MixedSeparators => "Chỉ dùng một kiểu dấu ngăn hàng nghìn: 1.234.567 hoặc 1 234 567.", "Use only one thousands separator: 1.234.567 or 1 234 567.";
        TwoDecimalSigns => "Chỉ được một dấu phẩy thập phân.", "Only one decimal comma is allowed.";
        MissingDigits => "Thiếu chữ số trước hoặc sau dấu phẩy.", "Digits are missing before or after the comma.";
        ForeignDigit => "Chỉ dùng chữ số 0–9.", "Use only the digits 0–9.";
        Unexpected => "Ký tự {} không dùng được trong số: nhập như 1.234,5.", "The character {} is not allowed in a number: type it as 1.234,5.";
        TooManyDigits => "Số quá dài: nhiều nhất {} chữ số, kể cả phần thập phân.", "The number is too long: at most {} digits, including decimals.";
        NoDecimals => "Số này không có phần thập phân: nhập số nguyên.", "This number has no decimals: enter a whole number.";
        TooManyDecimals => "Nhiều nhất {} chữ số sau dấu phẩy; tự làm tròn rồi nhập.", "At most {} decimals; round the number before entering it.";
    }
}

/// Message why an entry is refused, and what would be accepted, in one sentence.
pub fn entry_refusal(lang: Lang, refusal: &EntryRefusal) -> String {
    let say = |text: EntryText, values: &[&dyn Display]| fill_placeholders(text.text(lang), values);
    match refusal {
        EntryRefusal::UnknownMeasure(id) => {
            say(EntryText::UnknownMeasure, &[&quote_input(id.as_str())])
        }
        EntryRefusal::UnknownOffice(code) => say(EntryText::UnknownOffice, &[code]),
        EntryRefusal::NotOwner { office, owners } => {
            say(EntryText::NotOwner, &[office, &office_codes(owners)])
        }
        EntryRefusal::AnsweredByOther { office, on, by } => {
            let by = office_codes(by);
            say(
                EntryText::AnsweredByOther,
                &[&display::day(lang, *on), &by, office, &by],
            )
        }
        EntryRefusal::OutsidePlan { from, to } => say(
            EntryText::OutsidePlan,
            &[&display::day(lang, *from), &display::day(lang, *to)],
        ),
        EntryRefusal::MeasureChanged(label) => say(EntryText::MeasureChanged, &[label]),
        EntryRefusal::PlanClosed(on) => say(EntryText::PlanClosed, &[&display::day(lang, *on)]),
        EntryRefusal::PeriodTooShort(kind) => {
            say(EntryText::PeriodTooShort, &[&period_kind(lang, *kind)])
        }
        EntryRefusal::NotAPeriod => say(EntryText::NotAPeriod, &[]),
        EntryRefusal::MissingSeries(known) => say(EntryText::MissingSeries, &[&known.join(", ")]),
        EntryRefusal::UnknownSeries(name, known) if known.is_empty() => {
            say(EntryText::NoSeries, &[name])
        }
        EntryRefusal::UnknownSeries(name, known) => {
            say(EntryText::UnknownSeries, &[name, &known.join(", ")])
        }
        EntryRefusal::ShareOver100 => say(EntryText::ShareOver100, &[]),
        EntryRefusal::NumeratorOverDenominator(n, d) => say(
            EntryText::NumeratorOverDenominator,
            &[&print(*n, 0), &print(*d, 0)],
        ),
        EntryRefusal::ZeroDenominator => say(EntryText::ZeroDenominator, &[]),
        EntryRefusal::Negative => say(EntryText::Negative, &[]),
        EntryRefusal::PairForCount => say(EntryText::PairForCount, &[]),
        EntryRefusal::MilestoneExpected => say(EntryText::MilestoneExpected, &[]),
        EntryRefusal::NumberExpected => say(EntryText::NumberExpected, &[]),
        EntryRefusal::CoverageNotAllowed => say(EntryText::CoverageNotAllowed, &[]),
        EntryRefusal::CoverageExpected => say(EntryText::CoverageExpected, &[]),
        EntryRefusal::IncompletePair => say(EntryText::IncompletePair, &[]),
        EntryRefusal::IncompleteCoverage => say(EntryText::IncompleteCoverage, &[]),
        EntryRefusal::CoverageOverTotal(met, of) => say(
            EntryText::CoverageOverTotal,
            &[&print(*met, 0), &print(*of, 0)],
        ),
        EntryRefusal::Locked(closed) => period_locked(lang, *closed),
        EntryRefusal::InvalidNumber(error) => number_error(lang, error),
        EntryRefusal::InvalidNote(error) => text_error(lang, error),
    }
}

/// The same where the offices are known: by their names, not their codes.
pub fn entry_refusal_with_names(lang: Lang, catalog: &Catalog, refusal: &EntryRefusal) -> String {
    let name = |office: &OfficeCode| office_with_place(lang, catalog, office);
    let names = |offices: &[OfficeCode]| offices.iter().map(name).collect::<Vec<_>>().join(", ");
    match refusal {
        EntryRefusal::NotOwner { office, owners } => fill_placeholders(
            EntryText::NotOwner.text(lang),
            &[&name(office), &names(owners)],
        ),
        EntryRefusal::AnsweredByOther { on, by, .. } => fill_placeholders(
            EntryText::AnsweredByOtherOffice.text(lang),
            &[&display::day(lang, *on), &names(by)],
        ),
        other => entry_refusal(lang, other),
    }
}

/// A locked period, and who can unlock it.
pub(super) fn period_locked(lang: Lang, locked: Period) -> String {
    fill_placeholders(EntryText::PeriodLocked.text(lang), &[&period(lang, locked)])
}

fn office_codes(offices: &[OfficeCode]) -> String {
    offices
        .iter()
        .map(OfficeCode::as_str)
        .collect::<Vec<_>>()
        .join(", ")
}

/// Message why a typed number is refused, with a hint.
pub fn number_error(lang: Lang, error: &NumberError) -> String {
    let say =
        |text: NumberText, values: &[&dyn Display]| fill_placeholders(text.text(lang), values);
    match error {
        NumberError::Ambiguous {
            thousands,
            decimals,
        } => ambiguous_number(lang, thousands.as_deref(), decimals.as_deref()),
        NumberError::Empty => say(NumberText::Empty, &[]),
        NumberError::EnglishForm => say(NumberText::EnglishForm, &[]),
        NumberError::Fraction => say(NumberText::Fraction, &[]),
        NumberError::Comparator(_) => say(NumberText::Comparator, &[]),
        NumberError::Exponent => say(NumberText::Exponent, &[]),
        NumberError::NotANumber => say(NumberText::NotANumber, &[]),
        NumberError::Infinite => say(NumberText::Infinite, &[]),
        NumberError::Letter(_) => say(NumberText::Letter, &[]),
        NumberError::PercentSign => say(NumberText::PercentSign, &[]),
        NumberError::BadGrouping => say(NumberText::BadGrouping, &[]),
        NumberError::MixedSeparators => say(NumberText::MixedSeparators, &[]),
        NumberError::TwoDecimalSigns => say(NumberText::TwoDecimalSigns, &[]),
        NumberError::MissingDigits => say(NumberText::MissingDigits, &[]),
        NumberError::ForeignDigit(_) => say(NumberText::ForeignDigit, &[]),
        NumberError::Unexpected(sign) => say(NumberText::Unexpected, &[sign]),
        NumberError::TooManyDigits => say(NumberText::TooManyDigits, &[&MAX_DIGITS]),
        NumberError::TooManyDecimals { scale: 0, .. } => say(NumberText::NoDecimals, &[]),
        NumberError::TooManyDecimals { scale, .. } => say(NumberText::TooManyDecimals, &[scale]),
    }
}

/// Message about a sign that may separate thousands or decimals: what to type for each.
fn ambiguous_number(lang: Lang, thousands: Option<&str>, decimals: Option<&str>) -> String {
    let message = |text: AmbiguousNumberText, values: &[&dyn Display]| {
        fill_placeholders(text.text(lang), values)
    };
    match (thousands, decimals) {
        (Some(thousands), Some(decimals)) => {
            message(AmbiguousNumberText::Both, &[&thousands, &decimals])
        }
        (Some(thousands), None) => message(AmbiguousNumberText::Thousands, &[&thousands]),
        (None, decimals) => message(
            AmbiguousNumberText::Decimals,
            &[&decimals.unwrap_or_default()],
        ),
    }
}

texts! {
    /// Why a text is refused.
    pub enum TextErrorText {
        Nul => "Có ký tự NUL ở vị trí {}: xóa ký tự đó.", "NUL character at position {}: delete it.";
        Unwanted => "Có ký tự không hiển thị {} ở vị trí {}: xóa ký tự đó.", "Invisible character {} at position {}: delete it.";
        TooManyMarks => "Quá nhiều dấu trên một chữ ở vị trí {}.", "Too many marks on a letter at position {}.";
        TooLong => "Dài {} ký tự, nhiều nhất {}: rút gọn lại.", "{} character{|s}; the limit is {}. Shorten it.";
    }
}

/// Why a text is refused.
pub fn text_error(lang: Lang, error: &TextError) -> String {
    let say =
        |text: TextErrorText, values: &[&dyn Display]| fill_placeholders(text.text(lang), values);
    match error {
        TextError::Nul { at } => say(TextErrorText::Nul, &[&(at + 1)]),
        TextError::Unwanted { character, at, .. } => say(
            TextErrorText::Unwanted,
            &[&code_point(*character), &(at + 1)],
        ),
        TextError::TooManyMarks { at } => say(TextErrorText::TooManyMarks, &[&(at + 1)]),
        TextError::TooLong { length, max } => say(TextErrorText::TooLong, &[length, max]),
    }
}

/// Warning about a possible but unusual entry.
pub fn entry_warning(lang: Lang, question: &EntryWarning) -> String {
    let message = |text: EntryWarningText, values: &[&dyn Display]| {
        fill_placeholders(text.text(lang), values)
    };
    let number = |value: &Fraction| print_fraction(value, u8::from(!value.is_integer()));
    match question {
        EntryWarning::LargeChange {
            period: earlier,
            before,
        } => message(
            EntryWarningText::LargeChange,
            &[&period(lang, *earlier), &number(before)],
        ),
        EntryWarning::Outlier { periods, low, high } => message(
            EntryWarningText::Outlier,
            &[periods, &number(low), &number(high)],
        ),
        EntryWarning::NotBegun(first) => {
            message(EntryWarningText::NotBegun, &[&display::day(lang, *first)])
        }
        EntryWarning::LateEstimate(last) => message(
            EntryWarningText::LateEstimate,
            &[&display::day(lang, *last)],
        ),
        EntryWarning::BelowParts {
            whole,
            entered,
            parts,
        } => message(
            EntryWarningText::BelowParts,
            &[&period(lang, *whole), &number(entered), &number(parts)],
        ),
        EntryWarning::GroupSize { entered, members } => {
            message(EntryWarningText::GroupSize, &[members, &print(*entered, 0)])
        }
    }
}
