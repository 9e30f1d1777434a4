//! The words of refusals and questions: what is wrong with an entry, and what would be accepted.

use std::fmt::Display;

use crate::domain::code::OfficeCode;
use crate::domain::day::print_day;
use crate::domain::entry::EntryRefusal;
use crate::domain::number::{Fraction, MAX_DIGITS, NumberError, print, print_fraction};
use crate::domain::plausibility::EntryWarning;
use crate::domain::text::{TextError, code_point};
use crate::i18n::facts::{period, period_kind};
use crate::i18n::{Lang, fill_placeholders, quote_input};

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
            format!("{office} không phụ trách số liệu này; đơn vị nhập được: {}.", office_codes(owners))
        }
        EntryRefusal::AnsweredByOther { office, on, by } => {
            let (on, by) = (print_day(*on), office_codes(by));
            format!("Ngày cuối kỳ ({on}) việc này thuộc {by}, không thuộc {office}: nhập vào ô của {by}.")
        }
        EntryRefusal::OutsidePlan { from, to } => {
            format!("Kỳ nằm ngoài kế hoạch: chọn kỳ từ {} đến {}.", print_day(*from), print_day(*to))
        }
        EntryRefusal::MeasureChanged(label) => {
            format!("Số chỉ tiêu này vừa được đổi cho “{label}”, chưa lưu: nếu đúng chỉ tiêu cần nhập, hãy gõ lại.")
        }
        EntryRefusal::PlanClosed(on) => {
            format!("Kế hoạch đã kết thúc theo dõi ngày {}: nhờ đầu mối mở lại trước khi nhập.", print_day(*on))
        }
        EntryRefusal::PeriodTooShort(kind) => {
            format!("Kỳ ngắn quá: số liệu này nhập theo {} hoặc kỳ dài hơn.", period_kind(Lang::Vi, *kind))
        }
        EntryRefusal::NotAPeriod => {
            "Một ngày không phải kỳ số liệu: nhập như 2023, 2023-H1, 2023-Q4, 2023-M11.".to_owned()
        }
        EntryRefusal::MissingSeries(known) => format!("Cần chọn một dòng số liệu: {}.", known.join(", ")),
        EntryRefusal::UnknownSeries(name, known) if known.is_empty() => {
            format!("Chỉ tiêu này không chia dòng, không có {name}: bỏ phần series.")
        }
        EntryRefusal::UnknownSeries(name, known) => format!("Không có dòng {name}: chọn {}.", known.join(", ")),
        EntryRefusal::ShareOver100 => "Tỷ lệ không thể quá 100 %: nhập từ 0 đến 100.".to_owned(),
        EntryRefusal::NumeratorOverDenominator(n, d) => {
            format!("Tử số {} lớn hơn mẫu số {}: tử số phải nhỏ hơn hoặc bằng mẫu số.", print(*n, 0), print(*d, 0))
        }
        EntryRefusal::ZeroDenominator => "Mẫu số 0 thì tử số cũng phải 0 (không phát sinh).".to_owned(),
        EntryRefusal::Negative => "Số liệu không thể âm: nhập từ 0 trở lên.".to_owned(),
        EntryRefusal::PairForCount => "Đây là số đếm: nhập một số, không nhập tử số/mẫu số.".to_owned(),
        EntryRefusal::MilestoneExpected => {
            "Đây là mốc việc: chọn chưa làm, đang làm hoặc đã xong (not_begun, in_progress, done).".to_owned()
        }
        EntryRefusal::NumberExpected => "Chỉ tiêu này cần một con số, không phải trạng thái mốc việc.".to_owned(),
        EntryRefusal::CoverageNotAllowed => {
            "Chỉ đơn vị chủ trì của chỉ tiêu giao cho từng đơn vị mới nhập “x trên y đơn vị đạt”.".to_owned()
        }
        EntryRefusal::CoverageExpected => {
            "Đơn vị chủ trì nhập “x trên y đơn vị đạt” (--met X --of Y), từng đơn vị nhập số của mình.".to_owned()
        }
        EntryRefusal::IncompletePair => "Cần một tử số và một mẫu số: gõ như 45/75.".to_owned(),
        EntryRefusal::IncompleteCoverage => {
            "Ô này cần “x trên y đơn vị đạt”: gõ như 45/75 (dòng lệnh: --met 45 --of 75).".to_owned()
        }
        EntryRefusal::CoverageOverTotal(met, of) => {
            format!("{} đơn vị đạt trên {} là không thể: x phải nhỏ hơn hoặc bằng y.", print(*met, 0), print(*of, 0))
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
            format!("{office} does not answer for this figure; these offices may enter it: {}.", office_codes(owners))
        }
        EntryRefusal::AnsweredByOther { office, on, by } => {
            let (on, by) = (print_day(*on), office_codes(by));
            format!("On the last day of the period ({on}) {by} held this task, not {office}: enter it for {by}.")
        }
        EntryRefusal::OutsidePlan { from, to } => {
            format!("The period lies outside the plan: choose one from {} to {}.", print_day(*from), print_day(*to))
        }
        EntryRefusal::MeasureChanged(label) => {
            format!(
                "This number now belongs to the target “{label}”, nothing was saved: type the figure again if it is meant for that one."
            )
        }
        EntryRefusal::PlanClosed(on) => {
            format!("The plan was closed on {}: ask the coordinator to open it again first.", print_day(*on))
        }
        EntryRefusal::PeriodTooShort(kind) => {
            format!("The period is too short: this figure is entered by {} or longer.", period_kind(Lang::En, *kind))
        }
        EntryRefusal::NotAPeriod => {
            "A day is no period for a figure: write 2023, 2023-H1, 2023-Q4, 2023-M11.".to_owned()
        }
        EntryRefusal::MissingSeries(known) => format!("Name one of the series: {}.", known.join(", ")),
        EntryRefusal::UnknownSeries(name, known) if known.is_empty() => {
            format!("This measure has no series, so there is no {name}: leave it out.")
        }
        EntryRefusal::UnknownSeries(name, known) => format!("There is no series {name}: choose {}.", known.join(", ")),
        EntryRefusal::ShareOver100 => "A share cannot exceed 100 %: enter 0 to 100.".to_owned(),
        EntryRefusal::NumeratorOverDenominator(n, d) => {
            format!("The numerator {} exceeds the denominator {}: it may not.", print(*n, 0), print(*d, 0))
        }
        EntryRefusal::ZeroDenominator => "With a denominator of 0 the numerator is 0 too (none occurred).".to_owned(),
        EntryRefusal::Negative => "A figure cannot be negative: enter 0 or more.".to_owned(),
        EntryRefusal::PairForCount => "This is a count: enter one number, not numerator/denominator.".to_owned(),
        EntryRefusal::MilestoneExpected => "This is a milestone: choose not_begun, in_progress or done.".to_owned(),
        EntryRefusal::NumberExpected => "This measure wants a number, not the state of a milestone.".to_owned(),
        EntryRefusal::CoverageNotAllowed => "Only the owner of a quota enters “x of y offices met it”.".to_owned(),
        EntryRefusal::CoverageExpected => {
            "The owner enters “x of y offices met it” (--met X --of Y), each office its own number.".to_owned()
        }
        EntryRefusal::IncompletePair => "Give one numerator and one denominator: type it as 45/75.".to_owned(),
        EntryRefusal::IncompleteCoverage => {
            "This cell wants “x of y offices met it”: type it as 45/75 (command line: --met 45 --of 75).".to_owned()
        }
        EntryRefusal::CoverageOverTotal(met, of) => {
            fill_placeholders("{} of {} office{|s} cannot be: x may not exceed y.", &[&print(*met, 0), &print(*of, 0)])
        }
        EntryRefusal::Locked(closed) => super::store::period_locked(Lang::En, *closed),
        EntryRefusal::InvalidNumber(error) => number_error(Lang::En, error),
        EntryRefusal::InvalidNote(error) => text_error(Lang::En, error),
    }
}

/// Why a typed number is refused, with a hint.
pub fn number_error(lang: Lang, error: &NumberError) -> String {
    match error {
        NumberError::Empty => lang.pick("Chưa nhập số: gõ một số như 33,5.", "No number yet: type one such as 33,5."),
        NumberError::Ambiguous { thousands, decimals } => {
            return ambiguous_number(lang, thousands.as_deref(), decimals.as_deref());
        }
        NumberError::EnglishForm => lang.pick(
            "Số viết kiểu tiếng Anh: dùng dấu chấm cho hàng nghìn, dấu phẩy cho phần lẻ, như 1.234,5.",
            "This is the English form: use a dot for thousands and a comma for decimals, as in 1.234,5.",
        ),
        NumberError::Fraction => lang.pick(
            "Ô này cần một số, không phải phân số: chỉ gõ phần trước dấu /.",
            "This field wants one number, not a fraction: type only what stands before the slash.",
        ),
        NumberError::Comparator(_) => {
            lang.pick("Chỉ gõ con số, không gõ dấu so sánh.", "Type the number only, without a comparison sign.")
        }
        NumberError::Exponent => lang.pick("Viết đủ các chữ số, không dùng 1e5.", "Write all digits out, not 1e5."),
        NumberError::NotANumber => lang.pick(
            "NaN không phải số liệu: gõ chữ số như 33,5; chưa có số thì chọn “chưa có số liệu”.",
            "NaN is no figure: type digits such as 33,5; if there is none yet, choose “no data yet”.",
        ),
        NumberError::Infinite => lang.pick(
            "Vô hạn không phải số liệu (thường do chia cho 0): gõ chữ số như 33,5, hoặc chọn “không phát sinh”.",
            "Infinity is no figure (it comes of dividing by 0): type digits such as 33,5, or choose “none occurred”.",
        ),
        NumberError::Letter(_) => {
            lang.pick("Không phải số: gõ chữ số như 33,5.", "Not a number: type digits such as 33,5.")
        }
        NumberError::PercentSign => {
            lang.pick("Số liệu này không tính bằng %: bỏ dấu %.", "This figure is not in per cent: leave out the %.")
        }
        NumberError::BadGrouping => lang.pick(
            "Nhóm hàng nghìn phải đủ ba chữ số, như 1.234.567.",
            "Groups of thousands have exactly three digits, as in 1.234.567.",
        ),
        NumberError::MixedSeparators => lang.pick(
            "Chỉ dùng một kiểu dấu ngăn hàng nghìn: 1.234.567 hoặc 1 234 567.",
            "Use one kind of thousands sign only: 1.234.567 or 1 234 567.",
        ),
        NumberError::TwoDecimalSigns => {
            lang.pick("Chỉ được một dấu phẩy thập phân.", "There may be only one decimal comma.")
        }
        NumberError::MissingDigits => {
            lang.pick("Thiếu chữ số trước hoặc sau dấu phẩy.", "Digits are missing before or after the comma.")
        }
        NumberError::ForeignDigit(_) => lang.pick("Chỉ dùng chữ số 0–9.", "Only the digits 0–9 are used."),
        NumberError::Unexpected(sign) => {
            return match lang {
                Lang::Vi => format!("Ký tự {sign} không dùng được trong số: gõ như 1.234,5."),
                Lang::En => format!("The character {sign} has no place in a number: type it as 1.234,5."),
            };
        }
        NumberError::TooManyDigits => {
            return fill_placeholders(
                lang.pick(
                    "Số quá dài: nhiều nhất {} chữ số, kể cả phần lẻ.",
                    "The number is too long: at most {} digits, decimals among them.",
                ),
                &[&MAX_DIGITS],
            );
        }
        NumberError::TooManyDecimals { scale: 0, .. } => {
            lang.pick("Số này không có phần lẻ: nhập số nguyên.", "This number has no decimals: enter a whole one.")
        }
        NumberError::TooManyDecimals { scale, .. } => {
            return match lang {
                Lang::Vi => format!("Nhiều nhất {scale} chữ số sau dấu phẩy; hãy tự làm tròn rồi nhập."),
                Lang::En => format!("At most {scale} decimals; round it yourself, then enter it."),
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
            "Không rõ là hàng nghìn hay phần lẻ: gõ {} nếu là hàng nghìn, {} nếu là phần lẻ (đã làm tròn).",
            "It may mean thousands or decimals: type {} for thousands, {} for decimals (rounded).",
            &[&thousands, &decimals],
        ),
        (Some(thousands), None) => said(
            "Hàng nghìn ngăn bằng dấu chấm: gõ {}.",
            "Thousands are parted by a dot: type {}.",
            &[&thousands],
        ),
        (None, decimals) => said(
            "Phần lẻ viết sau dấu phẩy: gõ {}.",
            "Decimals stand behind a comma: type {}.",
            &[&decimals.unwrap_or_default()],
        ),
    }
}

/// Why a text does not pass the gate.
pub fn text_error(lang: Lang, error: &TextError) -> String {
    match (error, lang) {
        (TextError::Nul { at }, Lang::Vi) => {
            format!("Có ký tự NUL ở vị trí {}: xóa nó đi.", at + 1)
        }
        (TextError::Nul { at }, Lang::En) => {
            format!("There is a NUL at place {}: remove it.", at + 1)
        }
        (TextError::Unwanted { character, at, .. }, Lang::Vi) => {
            format!(
                "Có ký tự ẩn {} ở vị trí {}: xóa nó đi.",
                code_point(*character),
                at + 1
            )
        }
        (TextError::Unwanted { character, at, .. }, Lang::En) => {
            format!(
                "There is a hidden character {} at place {}: remove it.",
                code_point(*character),
                at + 1
            )
        }
        (TextError::TooManyMarks { at }, Lang::Vi) => {
            format!("Quá nhiều dấu trên một chữ ở vị trí {}.", at + 1)
        }
        (TextError::TooManyMarks { at }, Lang::En) => {
            format!("Too many marks on one letter at place {}.", at + 1)
        }
        (TextError::TooLong { length, max }, Lang::Vi) => {
            format!("Dài {length} ký tự, nhiều nhất {max}: rút ngắn lại.")
        }
        (TextError::TooLong { length, max }, Lang::En) => {
            format!("{length} characters long, at most {max}: shorten it.")
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
            "A large change against {}: {}.",
            &[&period(lang, *earlier), &number(before)],
        ),
        EntryWarning::Outlier { periods, low, high } => said(
            "Khác xa {} kỳ trước của đơn vị: thường trong khoảng {} đến {}.",
            "Far from the office's {} period{|s} before: usually {} to {}.",
            &[periods, &number(low), &number(high)],
        ),
        EntryWarning::NotBegun(first) => said(
            "Kỳ này chưa bắt đầu (từ {}).",
            "The period has not begun (from {}).",
            &[&print_day(*first)],
        ),
        EntryWarning::LateEstimate(last) => said(
            "Số ước, dù số liệu của kỳ đã chốt ngày {}.",
            "An estimate, although the data of the period closed on {}.",
            &[&print_day(*last)],
        ),
        EntryWarning::BelowParts {
            whole,
            entered,
            parts,
        } => said(
            "Số của {} ({}) nhỏ hơn tổng các kỳ đã nhập trong đó ({}).",
            "The figure of {} ({}) is below the sum of its parts as entered ({}).",
            &[&period(lang, *whole), &number(entered), &number(parts)],
        ),
        EntryWarning::GroupSize { entered, members } => said(
            "Nhóm có {} đơn vị, không phải {}.",
            "The group has {} office{|s}, not {}.",
            &[members, &print(*entered, 0)],
        ),
    }
}
