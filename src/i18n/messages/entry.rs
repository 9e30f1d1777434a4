//! The words of refusals and questions: what is wrong with an entry, and what would be accepted.

use std::fmt::Display;

use crate::domain::catalog::Catalog;
use crate::domain::code::OfficeCode;
use crate::domain::entry::EntryRefusal;
use crate::domain::number::{Fraction, MAX_DIGITS, NumberError, print, print_fraction};
use crate::domain::plausibility::EntryWarning;
use crate::domain::text::{TextError, code_point};
use crate::i18n::facts::{office_with_place, period, period_kind};
use crate::i18n::{Lang, display, fill_placeholders, quote_input};

/// Why an entry is refused and what would be accepted, in one sentence.
pub fn entry_refusal(lang: Lang, refusal: &EntryRefusal) -> String {
    match refusal {
        EntryRefusal::InvalidNumber(error) => number_error(lang, error),
        EntryRefusal::InvalidNote(error) => text_error(lang, error),
        other => match lang {
            Lang::Vi => vietnamese(other),
            Lang::En => english(other),
        },
    }
}

/// The same where the offices are known: by their names, not their codes.
pub fn entry_refusal_with_names(lang: Lang, catalog: &Catalog, refusal: &EntryRefusal) -> String {
    let name = |office: &OfficeCode| office_with_place(lang, catalog, office);
    let names = |offices: &[OfficeCode]| offices.iter().map(name).collect::<Vec<_>>().join(", ");
    match refusal {
        EntryRefusal::NotOwner { office, owners } => fill_placeholders(
            lang.pick(
                "{} không phụ trách số liệu này; đơn vị được nhập: {}.",
                "{} is not responsible for this figure; these offices may enter it: {}.",
            ),
            &[&name(office), &names(owners)],
        ),
        EntryRefusal::AnsweredByOther { on, by, .. } => fill_placeholders(
            lang.pick(
                "Kỳ này (đến {}) do {} phụ trách: nhập vào ô của đơn vị đó.",
                "The period (to {}) is in the charge of {}: enter it there.",
            ),
            &[&display::day(lang, *on), &names(by)],
        ),
        other => entry_refusal(lang, other),
    }
}

fn office_codes(offices: &[OfficeCode]) -> String {
    offices
        .iter()
        .map(OfficeCode::as_str)
        .collect::<Vec<_>>()
        .join(", ")
}

fn vietnamese(refusal: &EntryRefusal) -> String {
    match refusal {
        EntryRefusal::UnknownMeasure(id) => {
            format!("Không có chỉ tiêu {}: xem mã bằng `tiendo measures`.", quote_input(id.as_str()))
        }
        EntryRefusal::UnknownOffice(code) => format!("Không có đơn vị {code}: xem mã bằng `tiendo offices`."),
        EntryRefusal::NotOwner { office, owners } => {
            format!("{office} không phụ trách số liệu này; đơn vị được nhập: {}.", office_codes(owners))
        }
        EntryRefusal::AnsweredByOther { office, on, by } => {
            let (on, by) = (display::day(Lang::Vi, *on), office_codes(by));
            format!("Kỳ này (đến {on}) do {by} phụ trách, không phải {office}: nhập vào ô của {by}.")
        }
        EntryRefusal::OutsidePlan { from, to } => {
            format!("Kỳ nằm ngoài thời gian của kế hoạch: chọn kỳ từ {} đến {}.", display::day(Lang::Vi, *from), display::day(Lang::Vi, *to))
        }
        EntryRefusal::MeasureChanged(label) => {
            format!("Số thứ tự này vừa được chuyển cho chỉ tiêu “{label}”, chưa lưu: nếu đúng chỉ tiêu cần nhập, nhập lại số liệu.")
        }
        EntryRefusal::PlanClosed(on) => {
            format!("Kế hoạch đã kết thúc theo dõi ngày {}: đề nghị cơ quan đầu mối mở lại trước khi nhập.", display::day(Lang::Vi, *on))
        }
        EntryRefusal::PeriodTooShort(kind) => {
            format!("Kỳ quá ngắn: số liệu này nhập theo {} hoặc kỳ dài hơn.", period_kind(Lang::Vi, *kind))
        }
        EntryRefusal::NotAPeriod => {
            "Kỳ số liệu không thể là một ngày: viết như 2023, 2023-H1, 2023-Q4, 2023-M11.".to_owned()
        }
        EntryRefusal::MissingSeries(known) => format!("Cần chọn một phân tổ: {}.", known.join(", ")),
        EntryRefusal::UnknownSeries(name, known) if known.is_empty() => {
            format!("Chỉ tiêu này không có phân tổ, không có {name}: bỏ --series.")
        }
        EntryRefusal::UnknownSeries(name, known) => format!("Không có phân tổ {name}: chọn {}.", known.join(", ")),
        EntryRefusal::ShareOver100 => "Tỷ lệ không thể quá 100%: nhập từ 0 đến 100.".to_owned(),
        EntryRefusal::NumeratorOverDenominator(n, d) => {
            format!("Tử số {} lớn hơn mẫu số {}: tử số phải nhỏ hơn hoặc bằng mẫu số.", print(*n, 0), print(*d, 0))
        }
        EntryRefusal::ZeroDenominator => "Mẫu số bằng 0 thì tử số cũng phải bằng 0 (không phát sinh).".to_owned(),
        EntryRefusal::Negative => "Số liệu không được âm: nhập từ 0 trở lên.".to_owned(),
        EntryRefusal::PairForCount => "Đây là số đếm: nhập một số, không nhập tử số/mẫu số.".to_owned(),
        EntryRefusal::MilestoneExpected => {
            "Đây là chỉ tiêu định tính: chọn chưa thực hiện, đang thực hiện hoặc đã hoàn thành (not_begun, in_progress, done).".to_owned()
        }
        EntryRefusal::NumberExpected => "Chỉ tiêu này cần nhập số; trạng thái thực hiện chỉ dùng cho chỉ tiêu định tính.".to_owned(),
        EntryRefusal::CoverageNotAllowed => {
            "Chỉ đơn vị chủ trì chỉ tiêu có mức giao mới nhập “x trên y đơn vị đạt”.".to_owned()
        }
        EntryRefusal::CoverageExpected => {
            "Đơn vị chủ trì nhập “x trên y đơn vị đạt” (--met X --of Y), từng đơn vị nhập số liệu của đơn vị mình.".to_owned()
        }
        EntryRefusal::IncompletePair => "Cần một tử số và một mẫu số: nhập như 45/75.".to_owned(),
        EntryRefusal::IncompleteCoverage => {
            "Ô này cần “x trên y đơn vị đạt”: nhập như 45/75 (dòng lệnh: --met 45 --of 75).".to_owned()
        }
        EntryRefusal::CoverageOverTotal(met, of) => {
            format!("{} đơn vị đạt trên {} là không hợp lệ: x phải nhỏ hơn hoặc bằng y.", print(*met, 0), print(*of, 0))
        }
        EntryRefusal::Locked(closed) => super::store::period_locked(Lang::Vi, *closed),
        EntryRefusal::InvalidNumber(error) => number_error(Lang::Vi, error),
        EntryRefusal::InvalidNote(error) => text_error(Lang::Vi, error),
    }
}

fn english(refusal: &EntryRefusal) -> String {
    match refusal {
        EntryRefusal::UnknownMeasure(id) => {
            format!("There is no measure {}: see `tiendo measures` for the codes.", quote_input(id.as_str()))
        }
        EntryRefusal::UnknownOffice(code) => format!("There is no office {code}: see `tiendo offices` for the codes."),
        EntryRefusal::NotOwner { office, owners } => {
            format!("{office} is not responsible for this figure; these offices may enter it: {}.", office_codes(owners))
        }
        EntryRefusal::AnsweredByOther { office, on, by } => {
            let (on, by) = (display::day(Lang::En, *on), office_codes(by));
            format!("{by}, not {office}, was responsible on {on}: enter it for {by}.")
        }
        EntryRefusal::OutsidePlan { from, to } => {
            format!("The period is outside the plan: choose one from {} to {}.", display::day(Lang::En, *from), display::day(Lang::En, *to))
        }
        EntryRefusal::MeasureChanged(label) => {
            format!(
                "This number now belongs to the target “{label}”; nothing was saved. If that is the target you mean, enter the figure again."
            )
        }
        EntryRefusal::PlanClosed(on) => {
            format!("The plan was closed on {}: ask the coordinator to reopen it first.", display::day(Lang::En, *on))
        }
        EntryRefusal::PeriodTooShort(kind) => {
            format!("The period is too short: this figure is entered per {} or longer.", period_kind(Lang::En, *kind))
        }
        EntryRefusal::NotAPeriod => {
            "A figure's period cannot be a single day: write 2023, 2023-H1, 2023-Q4 or 2023-M11.".to_owned()
        }
        EntryRefusal::MissingSeries(known) => format!("Choose a breakdown: {}.", known.join(", ")),
        EntryRefusal::UnknownSeries(name, known) if known.is_empty() => {
            format!("This measure has no breakdown, so there is no {name}: leave out --series.")
        }
        EntryRefusal::UnknownSeries(name, known) => format!("There is no breakdown {name}: choose {}.", known.join(", ")),
        EntryRefusal::ShareOver100 => "A share cannot exceed 100%: enter 0 to 100.".to_owned(),
        EntryRefusal::NumeratorOverDenominator(n, d) => {
            format!("The numerator {} exceeds the denominator {}: it must not.", print(*n, 0), print(*d, 0))
        }
        EntryRefusal::ZeroDenominator => "If the denominator is 0, the numerator must be 0 too (none occurred).".to_owned(),
        EntryRefusal::Negative => "A figure cannot be negative: enter 0 or more.".to_owned(),
        EntryRefusal::PairForCount => "This is a count: enter one number, not numerator/denominator.".to_owned(),
        EntryRefusal::MilestoneExpected => "This is a milestone: choose not_begun, in_progress or done.".to_owned(),
        EntryRefusal::NumberExpected => "This measure needs a number, not a milestone state.".to_owned(),
        EntryRefusal::CoverageNotAllowed => "Only the responsible office enters “x of y offices met it”.".to_owned(),
        EntryRefusal::CoverageExpected => {
            "The responsible office enters “x of y offices met it” (--met X --of Y); each office enters its own number.".to_owned()
        }
        EntryRefusal::IncompletePair => "Give one numerator and one denominator, as in 45/75.".to_owned(),
        EntryRefusal::IncompleteCoverage => {
            "This cell needs “x of y offices met it”: type it as 45/75 (command line: --met 45 --of 75).".to_owned()
        }
        EntryRefusal::CoverageOverTotal(met, of) => {
            fill_placeholders("{} of {} office{|s} is not possible: x must not exceed y.", &[&print(*met, 0), &print(*of, 0)])
        }
        EntryRefusal::Locked(closed) => super::store::period_locked(Lang::En, *closed),
        EntryRefusal::InvalidNumber(error) => number_error(Lang::En, error),
        EntryRefusal::InvalidNote(error) => text_error(Lang::En, error),
    }
}

/// Why a typed number is refused, with a hint.
pub fn number_error(lang: Lang, error: &NumberError) -> String {
    match error {
        NumberError::Empty => lang.pick("Chưa nhập số: nhập một số như 33,5.", "No number entered: type one such as 33,5."),
        NumberError::Ambiguous { thousands, decimals } => {
            return ambiguous_number(lang, thousands.as_deref(), decimals.as_deref());
        }
        NumberError::EnglishForm => lang.pick(
            "Số viết theo kiểu tiếng Anh: dùng dấu chấm cho hàng nghìn, dấu phẩy cho phần thập phân, như 1.234,5.",
            "This is the English number format: use “.” for thousands and “,” for decimals, as in 1.234,5.",
        ),
        NumberError::Fraction => lang.pick(
            "Ô này cần một số, không phải phân số: chỉ nhập phần trước dấu /.",
            "This field needs one number, not a fraction: type only the part before the slash.",
        ),
        NumberError::Comparator(_) => {
            lang.pick("Chỉ nhập số, không nhập dấu so sánh.", "Type only the number, without a comparison sign.")
        }
        NumberError::Exponent => lang.pick("Viết đủ các chữ số, không dùng 1e5.", "Write out all digits; 1e5 is not accepted."),
        NumberError::NotANumber => lang.pick(
            "NaN không phải số liệu: nhập chữ số như 33,5; nếu chưa có thì chọn “Chưa có số liệu”.",
            "NaN is not a figure: type digits such as 33,5; if there is none yet, choose “No data yet”.",
        ),
        NumberError::Infinite => lang.pick(
            "Vô hạn không phải số liệu (thường do chia cho 0): nhập chữ số như 33,5, hoặc chọn “Không phát sinh”.",
            "Infinity is not a figure (usually a division by 0): type digits such as 33,5, or choose “None occurred”.",
        ),
        NumberError::Letter(_) => {
            lang.pick("Không phải số: nhập chữ số như 33,5.", "Not a number: type digits such as 33,5.")
        }
        NumberError::PercentSign => {
            lang.pick("Số liệu này không tính bằng %: bỏ dấu %.", "This figure is not a percentage: leave out the %.")
        }
        NumberError::BadGrouping => lang.pick(
            "Nhóm hàng nghìn phải đủ ba chữ số, như 1.234.567.",
            "Each group of thousands must have three digits, as in 1.234.567.",
        ),
        NumberError::MixedSeparators => lang.pick(
            "Chỉ dùng một kiểu dấu ngăn hàng nghìn: 1.234.567 hoặc 1 234 567.",
            "Use only one thousands separator: 1.234.567 or 1 234 567.",
        ),
        NumberError::TwoDecimalSigns => {
            lang.pick("Chỉ được một dấu phẩy thập phân.", "Only one decimal comma is allowed.")
        }
        NumberError::MissingDigits => {
            lang.pick("Thiếu chữ số trước hoặc sau dấu phẩy.", "Digits are missing before or after the comma.")
        }
        NumberError::ForeignDigit(_) => lang.pick("Chỉ dùng chữ số 0–9.", "Use only the digits 0–9."),
        NumberError::Unexpected(sign) => {
            return match lang {
                Lang::Vi => format!("Ký tự {sign} không dùng được trong số: nhập như 1.234,5."),
                Lang::En => format!("The character {sign} is not allowed in a number: type it as 1.234,5."),
            };
        }
        NumberError::TooManyDigits => {
            return fill_placeholders(
                lang.pick(
                    "Số quá dài: nhiều nhất {} chữ số, kể cả phần thập phân.",
                    "The number is too long: at most {} digits, including decimals.",
                ),
                &[&MAX_DIGITS],
            );
        }
        NumberError::TooManyDecimals { scale: 0, .. } => {
            lang.pick("Số này không có phần thập phân: nhập số nguyên.", "This number has no decimals: enter a whole number.")
        }
        NumberError::TooManyDecimals { scale, .. } => {
            return match lang {
                Lang::Vi => format!("Nhiều nhất {scale} chữ số sau dấu phẩy; tự làm tròn rồi nhập."),
                Lang::En => format!("At most {scale} decimals; round the number before entering it."),
            };
        }
    }
    .to_owned()
}

/// A sign that may stand for thousands or for decimals: what to type for each.
fn ambiguous_number(lang: Lang, thousands: Option<&str>, decimals: Option<&str>) -> String {
    let said =
        |vi: &str, en: &str, values: &[&dyn Display]| fill_placeholders(lang.pick(vi, en), values);
    match (thousands, decimals) {
        (Some(thousands), Some(decimals)) => said(
            "Chưa rõ là hàng nghìn hay phần thập phân: nhập {} nếu là hàng nghìn, {} nếu là phần thập phân (đã làm tròn).",
            "Thousands or decimals? Type {} for thousands, {} for decimals (rounded).",
            &[&thousands, &decimals],
        ),
        (Some(thousands), None) => said(
            "Hàng nghìn ngăn bằng dấu chấm: nhập {}.",
            "Separate thousands with “.”: type {}.",
            &[&thousands],
        ),
        (None, decimals) => said(
            "Phần thập phân viết sau dấu phẩy: nhập {}.",
            "Use a decimal comma: type {}.",
            &[&decimals.unwrap_or_default()],
        ),
    }
}

/// Why a text does not pass the gate.
pub fn text_error(lang: Lang, error: &TextError) -> String {
    match (error, lang) {
        (TextError::Nul { at }, Lang::Vi) => {
            format!("Có ký tự NUL ở vị trí {}: xóa ký tự đó.", at + 1)
        }
        (TextError::Nul { at }, Lang::En) => {
            format!("NUL character at position {}: delete it.", at + 1)
        }
        (TextError::Unwanted { character, at, .. }, Lang::Vi) => {
            format!(
                "Có ký tự không hiển thị {} ở vị trí {}: xóa ký tự đó.",
                code_point(*character),
                at + 1
            )
        }
        (TextError::Unwanted { character, at, .. }, Lang::En) => {
            format!(
                "Invisible character {} at position {}: delete it.",
                code_point(*character),
                at + 1
            )
        }
        (TextError::TooManyMarks { at }, Lang::Vi) => {
            format!("Quá nhiều dấu trên một chữ ở vị trí {}.", at + 1)
        }
        (TextError::TooManyMarks { at }, Lang::En) => {
            format!("Too many marks on a letter at position {}.", at + 1)
        }
        (TextError::TooLong { length, max }, Lang::Vi) => {
            format!("Dài {length} ký tự, nhiều nhất {max}: rút gọn lại.")
        }
        (TextError::TooLong { length, max }, Lang::En) => {
            format!("{length} characters; the limit is {max}. Shorten it.")
        }
    }
}

/// What is odd about an entry that is possible.
pub fn entry_warning(lang: Lang, question: &EntryWarning) -> String {
    let said =
        |vi: &str, en: &str, values: &[&dyn Display]| fill_placeholders(lang.pick(vi, en), values);
    let number = |value: &Fraction| print_fraction(value, u8::from(!value.is_integer()));
    match question {
        EntryWarning::LargeChange {
            period: earlier,
            before,
        } => said(
            "Thay đổi lớn so với {}: {}.",
            "Large change from {}: {}.",
            &[&period(lang, *earlier), &number(before)],
        ),
        EntryWarning::Outlier { periods, low, high } => said(
            "Khác nhiều so với {} kỳ trước của đơn vị: thường trong khoảng {} đến {}.",
            "Far from the office's previous {} period{|s}: usually {} to {}.",
            &[periods, &number(low), &number(high)],
        ),
        EntryWarning::NotBegun(first) => said(
            "Kỳ này chưa bắt đầu (từ {}).",
            "The period has not started (from {}).",
            &[&display::day(lang, *first)],
        ),
        EntryWarning::LateEstimate(last) => said(
            "Vẫn là số ước, dù đã qua ngày chốt số liệu {}.",
            "Still an estimate after the data cut-off on {}.",
            &[&display::day(lang, *last)],
        ),
        EntryWarning::BelowParts {
            whole,
            entered,
            parts,
        } => said(
            "Số liệu {} ({}) nhỏ hơn tổng các kỳ đã nhập trong thời gian đó ({}).",
            "The figure for {} ({}) is below the sum of the periods entered within it ({}).",
            &[&period(lang, *whole), &number(entered), &number(parts)],
        ),
        EntryWarning::GroupSize { entered, members } => said(
            "Nhóm có {} đơn vị, không phải {}.",
            "The group has {} office{|s}, not {}.",
            &[members, &print(*entered, 0)],
        ),
    }
}
