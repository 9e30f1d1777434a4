//! Messages about violations in imported data, with their locations.

use std::fmt::Display;

use super::cli::text_error;
use crate::domain::day::YEAR_RANGE;
use crate::domain::number::{Number, print, print_count};
use crate::domain::plan_limits::{DUTIES_MAX, Limit, YEARS_MAX};
use crate::domain::validation::{
    DateViolation, Location, MeasureViolation, StageViolation, ValidationError, Violation,
};
use crate::i18n::screen::Text;
use crate::i18n::{Lang, display, fill_placeholders};

/// Message with the location of a violation.
pub fn validation_error(lang: Lang, fault: &ValidationError) -> String {
    format!(
        "{}: {}",
        location(lang, &fault.location),
        violation(lang, &fault.violation)
    )
}

fn location(lang: Lang, place: &Location) -> String {
    let named = |vi: &str, en: &str, what: &dyn Display| format!("{} {what}", lang.pick(vi, en));
    match place {
        Location::Plan => lang
            .pick("thông tin chung của kế hoạch", "plan details")
            .to_owned(),
        Location::Row(list, no) => format!("{list} {} {no}", lang.pick("mục", "item")),
        Location::Objective(no) => named("mục tiêu", "objective", no),
        Location::Target(no) => named("chỉ tiêu", "target", no),
        Location::Measure(id) => named("chỉ tiêu", "measure", id),
        Location::Activity(no) => named("hoạt động", "activity", no),
        Location::Rule(id) => named("chế độ báo cáo", "rule", id),
        Location::Office(code) => named("đơn vị", "office", code),
        Location::Group(code) => named("nhóm", "group", code),
        Location::Holiday(day) => named("ngày", "date", &display::day(lang, *day)),
    }
}

/// Keys of data files that appear in messages, with their labels in forms.
const FIELD_LABELS: [(&str, Text); 21] = [
    ("quota.coverage", Text::FieldCoverage),
    ("quota.value", Text::FieldQuota),
    ("quota.per", Text::FieldQuotaPer),
    ("value_to", Text::FieldValueTo),
    ("waits_for", Text::FieldWaitsFor),
    ("tolerance", Text::FieldTolerance),
    ("frequency", Text::FieldFrequency),
    ("baseline", Text::Baseline),
    ("stages", Text::Stages),
    ("series", Text::FieldSeries),
    ("letter", Text::FieldLetterOfMeasure),
    ("between", Text::ComparatorBetween),
    ("about", Text::ComparatorAbout),
    ("adds_up", Text::FieldAddsUp),
    ("latest", Text::AddsLatest),
    ("parent", Text::FieldParentOffice),
    ("scale", Text::FieldScale),
    ("value", Text::FieldValue),
    ("first", Text::FieldFirstDay),
    ("last", Text::FieldLastDay),
    ("who", Text::FieldWho),
];

/// Message for a form: fields by their labels. The English messages keep the keys.
pub fn violation_in_form(lang: Lang, found: &Violation) -> String {
    if let Violation::EmptyText(_) = found {
        return Text::RefusedMissing.text(lang).to_owned();
    }
    let words = violation(lang, found);
    if lang == Lang::En {
        return words;
    }
    let is_key = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let label = |word: &str| {
        let bare = word.trim_matches(|c: char| !is_key(c));
        let known = FIELD_LABELS.iter().find(|(key, _)| *key == bare);
        known.map_or_else(
            || word.to_owned(),
            |(key, text)| word.replace(key, &format!("“{}”", text.text(lang))),
        )
    };
    words.split(' ').map(label).collect::<Vec<_>>().join(" ")
}

/// Message about a copy whose days would leave the calendar.
pub fn copy_too_far(lang: Lang) -> String {
    lang.pick("số năm quá lớn", "too many years").to_owned()
}

/// Message about a code in use.
pub fn code_exists(lang: Lang) -> String {
    lang.pick(
        "mã này đã dùng, chọn mã khác",
        "this code is already used; choose another",
    )
    .to_owned()
}

fn number(value: Number) -> String {
    print(value, 0)
}

/// Message about a violation, without its location.
pub fn violation(lang: Lang, wrong: &Violation) -> String {
    let message =
        |vi: &str, en: &str, values: &[&dyn Display]| fill_placeholders(lang.pick(vi, en), values);
    match wrong {
        Violation::EmptyText(key) => message("{} để trống.", "{} is empty.", &[key]),
        Violation::InvalidText(key, error) => format!("{key}: {}", text_error(lang, error)),
        Violation::UnnormalizedText(key) => message(
            "{} có dấu tab, dấu xuống dòng hoặc chữ không phải Unicode dựng sẵn; viết trên một dòng, bằng Unicode dựng sẵn.",
            "{} contains a tab, a line break or letters that are not precomposed; write it on one line, in Unicode NFC.",
            &[key],
        ),
        Violation::InvalidCode(code) => message(
            "mã “{}” không hợp lệ: dùng chữ thường không dấu, chữ số, gạch nối; mã đơn vị có dấu chấm, như hue.syt.",
            "“{}” is not a valid code: use lower-case letters a–z, digits and hyphens; office codes contain a dot, as in hue.syt.",
            &[code],
        ),
        Violation::InvalidNumber(no) => message(
            "số thứ tự “{}” không hợp lệ; chỉ dùng chữ không dấu, chữ số, dấu chấm và gạch nối, như 2.3.",
            "“{}” is not a valid number; use letters a–z, digits, dots and hyphens, such as 2.3.",
            &[no],
        ),
        Violation::InvalidRuleNumber(no) => message(
            "số thứ tự “{}” không hợp lệ; viết r1, r2 … nếu có thời hạn, u1, u2 … nếu không.",
            "“{}” is not a valid rule number; write r1, r2 … with a deadline, u1, u2 … without one.",
            &[no],
        ),
        Violation::TargetNumberedAsRule(no) => message(
            "số thứ tự “{}” dành cho chế độ báo cáo; ghi số khác cho chỉ tiêu, như 2.3.",
            "“{}” is reserved for reporting rules; give the target another number, such as 2.3.",
            &[no],
        ),
        Violation::Duplicate => message(
            "mã hoặc số thứ tự này đã dùng ở trên.",
            "this code or number is already used above.",
            &[],
        ),
        Violation::ReversedDates(from, to) => message(
            "ngày đầu {} sau ngày cuối {}.",
            "the start date {} is after the end date {}.",
            &[&display::day(lang, *from), &display::day(lang, *to)],
        ),
        Violation::YearOutOfRange(day) => message(
            "ngày {} nằm ngoài các năm {}–{}.",
            "{} is outside the years {}–{}.",
            &[
                &display::day(lang, *day),
                YEAR_RANGE.start(),
                YEAR_RANGE.end(),
            ],
        ),
        Violation::Negative(key) => message("{} nhỏ hơn 0.", "{} is less than 0.", &[key]),
        Violation::UnknownOffice(code) => message(
            "không có đơn vị {}; nhập đơn vị trước (tiendo import offices).",
            "there is no office {}; import it first (tiendo import offices).",
            &[code],
        ),
        Violation::UnknownGroup(code) => message(
            "không có nhóm {}; nhập nhóm trước (tiendo import groups).",
            "there is no group {}; import it first (tiendo import groups).",
            &[code],
        ),
        Violation::UnknownObjective(no) => message(
            "kế hoạch không có mục tiêu {}; thêm vào objectives hoặc sửa số thứ tự.",
            "the plan has no objective {}; add it to objectives or correct the number.",
            &[no],
        ),
        Violation::UnknownRule(no) => message(
            "báo cáo này chờ chế độ báo cáo {} nhưng kế hoạch không có chế độ báo cáo nào khác mang số đó.",
            "it waits for rule {}, but the plan has no other rule with that number.",
            &[no],
        ),
        Violation::UnknownAmendment(number) => message(
            "kế hoạch không có văn bản điều chỉnh {}; thêm vào amendments trước.",
            "the plan has no amendment {}; add it to amendments first.",
            &[number],
        ),
        Violation::ParentIsItself => message(
            "đơn vị là cấp trên của chính mình; sửa parent.",
            "the office is its own parent; correct parent.",
            &[],
        ),
        Violation::SuccessorIsItself => message(
            "chuỗi đơn vị kế thừa quay về chính đơn vị này; sửa successors.",
            "its successors lead back to itself; correct successors.",
            &[],
        ),
        Violation::SuccessorsWithoutEnd => message(
            "có đơn vị kế thừa nhưng chưa có ngày kết thúc; thêm to.",
            "it has successors but no closing date; add to.",
            &[],
        ),
        Violation::TargetWithoutMeasure => message(
            "chỉ tiêu chưa có chỉ tiêu thành phần (measures); cần ít nhất một.",
            "it has no measures; a target needs at least one.",
            &[],
        ),
        Violation::Measure(wrong) => measure_violation(lang, wrong),
        Violation::Dates(wrong) => date_violation(lang, wrong),
        Violation::Limit(wrong) => limit(lang, wrong),
    }
}

/// Message about an exceeded limit.
pub fn limit(lang: Lang, limit: &Limit) -> String {
    match limit {
        Limit::Years { last } => fill_placeholders(
            lang.pick(
                "kế hoạch kéo dài quá {} năm; ngày cuối muộn nhất là {}.",
                "it runs for more than {} year{|s}; its end date can be {} at the latest.",
            ),
            &[&YEARS_MAX, &display::day(lang, *last)],
        ),
        Limit::RuleYears { first, last, rule } => fill_placeholders(
            lang.pick(
                "kế hoạch cùng các chế độ báo cáo kéo dài quá {} năm, từ {} đến {}; chế độ báo cáo {} vượt xa thời gian của kế hoạch nhất.",
                "with its reporting rules it runs for more than {} year{|s}, from {} to {}; rule {} reaches farthest beyond the plan.",
            ),
            &[&YEARS_MAX, &display::day(lang, *first), &display::day(lang, *last), rule],
        ),
        Limit::Duties(count) => fill_placeholders(
            lang.pick(
                "các chế độ báo cáo tạo ra {} báo cáo phải gửi, tối đa được {}; nhiều nhất là chế độ báo cáo {} ({}). Bớt kỳ, bớt đơn vị hoặc chia kế hoạch.",
                "its rules make {} report{|s} due; the limit is {}. Rule {} accounts for most of them ({}). Use fewer periods or offices, or split the plan.",
            ),
            &[&counted(lang, count.total), &counted(lang, DUTIES_MAX), &count.rule, &counted(lang, count.of_rule)],
        ),
    }
}

/// A count with thousands separators: `100.001`, in English `100,001`.
fn counted(lang: Lang, count: usize) -> String {
    let printed = print_count(i64::try_from(count).unwrap_or(i64::MAX));
    match lang {
        Lang::Vi => printed,
        Lang::En => printed.replace('.', ","),
    }
}

fn measure_violation(lang: Lang, wrong: &MeasureViolation) -> String {
    let message =
        |vi: &str, en: &str, values: &[&dyn Display]| fill_placeholders(lang.pick(vi, en), values);
    match wrong {
        MeasureViolation::MissingLetter => message(
            "chỉ tiêu có nhiều chỉ tiêu thành phần thì mỗi chỉ tiêu thành phần cần letter: a, b …",
            "each measure of a target with several needs a letter: a, b …",
            &[],
        ),
        MeasureViolation::InvalidLetter(letter) => message(
            "letter “{}” không hợp lệ; dùng một chữ cái thường.",
            "“{}” is not a valid letter; use one lower-case letter.",
            &[letter],
        ),
        MeasureViolation::MissingValue => message("thiếu value.", "it has no value.", &[]),
        MeasureViolation::MilestoneValue => message(
            "chỉ tiêu định tính (done) không có giá trị số: bỏ value, baseline, quota.",
            "a milestone (done) has no numeric values: remove value, baseline, quota.",
            &[],
        ),
        MeasureViolation::MissingUpperEnd => message(
            "khoảng (between) thiếu value_to.",
            "the range (between) has no value_to.",
            &[],
        ),
        MeasureViolation::BandReversed(from, to) => message(
            "khoảng từ {} đến {} bị ngược (giá trị đầu lớn hơn giá trị cuối).",
            "the range from {} to {} is reversed.",
            &[&number(*from), &number(*to)],
        ),
        MeasureViolation::UpperEndWithoutBand => message(
            "value_to chỉ dùng với between.",
            "value_to can only be used with between.",
            &[],
        ),
        MeasureViolation::ToleranceWithoutAbout => message(
            "tolerance chỉ dùng với about.",
            "tolerance can only be used with about.",
            &[],
        ),
        MeasureViolation::ToleranceOver100(value) => message(
            "tolerance {} quá 100%.",
            "the tolerance {} is over 100%.",
            &[&number(*value)],
        ),
        MeasureViolation::TooManyDecimals(scale) => message(
            "scale {} quá 2 chữ số thập phân.",
            "scale {} is more than 2 decimals.",
            &[scale],
        ),
        MeasureViolation::DecimalsOverScale(key, value) => message(
            "{} {} có nhiều chữ số thập phân hơn scale.",
            "{} {} has more decimals than scale.",
            &[key, &number(*value)],
        ),
        MeasureViolation::ShareOver100(key, value) => message(
            "{} {} quá 100%.",
            "{} {} is over 100%.",
            &[key, &number(*value)],
        ),
        MeasureViolation::EmptyQuota(value) => message(
            "mức giao {} phải lớn hơn 0.",
            "the quota {} must be greater than 0.",
            &[&number(*value)],
        ),
        MeasureViolation::CoverageOver100(value) => message(
            "tỷ lệ đơn vị (quota.coverage) {} quá 100%.",
            "the coverage {} is over 100%.",
            &[&number(*value)],
        ),
        MeasureViolation::QuotaValue(promised) => message(
            "value phải là {}: bằng quota.coverage, hoặc quota.value nếu không có coverage.",
            "value must be {}: quota.coverage, or quota.value where there is none.",
            &[&number(*promised)],
        ),
        MeasureViolation::FrequencyTooLow => message(
            "frequency dài hơn kỳ của mức giao (quota.per).",
            "frequency is longer than the period of the quota (quota.per).",
            &[],
        ),
        MeasureViolation::SumOfShares => message(
            "tỷ lệ, tỷ suất không cộng được qua các kỳ: adds_up phải là latest, trừ khi có mức giao cho từng đơn vị.",
            "shares and rates cannot be added up over periods: adds_up must be latest, unless there is a quota.",
            &[],
        ),
        MeasureViolation::DuplicateSeries(series) => message(
            "phân tổ (series) “{}” lặp lại.",
            "the breakdown (series) “{}” appears twice.",
            &[series],
        ),
        MeasureViolation::Stages(wrong) => stage_violation(lang, wrong),
    }
}

fn stage_violation(lang: Lang, wrong: &StageViolation) -> String {
    let message =
        |vi: &str, en: &str, values: &[&dyn Display]| fill_placeholders(lang.pick(vi, en), values);
    match wrong {
        StageViolation::StageOrder(day) => message(
            "mốc lộ trình {} không sau mốc lộ trình trước đó; xếp stages theo ngày.",
            "interim target {} is not after the one before it; sort stages by date.",
            &[&display::day(lang, *day)],
        ),
        StageViolation::StageOutsidePlan(day) => message(
            "mốc lộ trình {} nằm ngoài thời gian của kế hoạch.",
            "interim target {} is outside the plan.",
            &[&display::day(lang, *day)],
        ),
        StageViolation::MissingStageValue(day) => message(
            "mốc lộ trình {} thiếu value.",
            "interim target {} has no value.",
            &[&display::day(lang, *day)],
        ),
        StageViolation::LastStageValue { value, stage } => message(
            "value {} khác giá trị của mốc lộ trình cuối ({}).",
            "value {} differs from that of the last interim target ({}).",
            &[&number(*value), &number(*stage)],
        ),
        StageViolation::BaselineLate(day) => message(
            "giá trị gốc (baseline) {} phải trước mốc lộ trình đầu tiên.",
            "the baseline of {} must be before the first interim target.",
            &[&display::day(lang, *day)],
        ),
    }
}

fn date_violation(lang: Lang, wrong: &DateViolation) -> String {
    let message =
        |vi: &str, en: &str, values: &[&dyn Display]| fill_placeholders(lang.pick(vi, en), values);
    match wrong {
        DateViolation::AmendmentOutside(day) => message(
            "văn bản điều chỉnh có hiệu lực ngày {}: phải sau ngày đầu và không quá ngày cuối của kế hoạch.",
            "the amendment takes effect on {}: that must be after the plan's start date and no later than its end date.",
            &[&display::day(lang, *day)],
        ),
        DateViolation::FormerOrder(day) => message(
            "nội dung cũ đến ngày {} không sau nội dung cũ trước nó; xếp former theo ngày.",
            "the former text until {} does not end after the one before it; sort former by date.",
            &[&display::day(lang, *day)],
        ),
        DateViolation::OneDayMissing => message(
            "first và last phải có cả hai; bỏ cả hai nếu chế độ báo cáo không nêu thời hạn.",
            "give both first and last; leave both out for a rule without a deadline.",
            &[],
        ),
        DateViolation::OnceWithTwoDays => message(
            "chế độ báo cáo một lần (once) thì first và last là cùng một ngày.",
            "first and last of a one-off rule must be the same date.",
            &[],
        ),
        DateViolation::MissingOffices => message(
            "chế độ báo cáo có thời hạn thì phải nêu đối tượng thực hiện báo cáo (who).",
            "a rule with a deadline must name the reporting offices (who).",
            &[],
        ),
        DateViolation::InvalidYearDay(day) => message(
            "“{}” không phải ngày trong năm; viết tháng-ngày, như 03-08.",
            "“{}” is not a day of the year; write month-day, such as 03-08.",
            &[day],
        ),
    }
}
