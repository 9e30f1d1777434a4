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
use crate::texts;

texts! {
    /// Locations of violations.
    enum LocationText {
        Plan => "thông tin chung của kế hoạch", "plan details";
        Row => "mục", "item";
        Objective => "mục tiêu", "objective";
        Target => "chỉ tiêu", "target";
        Measure => "chỉ tiêu", "measure";
        Activity => "hoạt động", "activity";
        Rule => "chế độ báo cáo", "rule";
        Office => "đơn vị", "office";
        Group => "nhóm", "group";
        Holiday => "ngày", "date";
    }
}

texts! {
    /// Messages about a new plan in its form.
    enum PlanCheckText {
        CopyTooFar => "số năm quá lớn", "too many years";
        CodeExists => "mã này đã dùng, chọn mã khác", "this code is already used; choose another";
    }
}

texts! {
    /// Violations of the rules of a data file.
    enum ViolationText {
        EmptyText => "{} để trống.", "{} is empty.";
        UnnormalizedText => "{} có dấu tab, dấu xuống dòng hoặc chữ không phải Unicode dựng sẵn; viết trên một dòng, bằng Unicode dựng sẵn.", "{} contains a tab, a line break or letters that are not precomposed; write it on one line, in Unicode NFC.";
        InvalidCode => "mã “{}” không hợp lệ: dùng chữ thường không dấu, chữ số, gạch nối; mã đơn vị có dấu chấm, như hue.syt.", "“{}” is not a valid code: use lower-case letters a–z, digits and hyphens; office codes contain a dot, as in hue.syt.";
        InvalidNumber => "số thứ tự “{}” không hợp lệ; chỉ dùng chữ không dấu, chữ số, dấu chấm và gạch nối, như 2.3.", "“{}” is not a valid number; use letters a–z, digits, dots and hyphens, such as 2.3.";
        InvalidRuleNumber => "số thứ tự “{}” không hợp lệ; viết r1, r2 … nếu có thời hạn, u1, u2 … nếu không.", "“{}” is not a valid rule number; write r1, r2 … with a deadline, u1, u2 … without one.";
        TargetNumberedAsRule => "số thứ tự “{}” dành cho chế độ báo cáo; ghi số khác cho chỉ tiêu, như 2.3.", "“{}” is reserved for reporting rules; give the target another number, such as 2.3.";
        Duplicate => "mã hoặc số thứ tự này đã dùng ở trên.", "this code or number is already used above.";
        ReversedDates => "ngày đầu {} sau ngày cuối {}.", "the start date {} is after the end date {}.";
        YearOutOfRange => "ngày {} nằm ngoài các năm {}–{}.", "{} is outside the years {}–{}.";
        Negative => "{} nhỏ hơn 0.", "{} is less than 0.";
        UnknownOffice => "không có đơn vị {}; nhập đơn vị trước (tiendo import offices).", "there is no office {}; import it first (tiendo import offices).";
        UnknownGroup => "không có nhóm {}; nhập nhóm trước (tiendo import groups).", "there is no group {}; import it first (tiendo import groups).";
        UnknownObjective => "kế hoạch không có mục tiêu {}; thêm vào objectives hoặc sửa số thứ tự.", "the plan has no objective {}; add it to objectives or correct the number.";
        UnknownRule => "báo cáo này chờ chế độ báo cáo {} nhưng kế hoạch không có chế độ báo cáo nào khác mang số đó.", "it waits for rule {}, but the plan has no other rule with that number.";
        UnknownAmendment => "kế hoạch không có văn bản điều chỉnh {}; thêm vào amendments trước.", "the plan has no amendment {}; add it to amendments first.";
        ParentIsItself => "đơn vị là cấp trên của chính mình; sửa parent.", "the office is its own parent; correct parent.";
        SuccessorIsItself => "chuỗi đơn vị kế thừa quay về chính đơn vị này; sửa successors.", "its successors lead back to itself; correct successors.";
        SuccessorsWithoutEnd => "có đơn vị kế thừa nhưng chưa có ngày kết thúc; thêm to.", "it has successors but no closing date; add to.";
        TargetWithoutMeasure => "chỉ tiêu chưa có chỉ tiêu thành phần (measures); cần ít nhất một.", "it has no measures; a target needs at least one.";
    }
}

texts! {
    /// Exceeded limits of a plan.
    enum LimitText {
        Years => "kế hoạch kéo dài quá {} năm; ngày cuối muộn nhất là {}.", "it runs for more than {} year{|s}; its end date can be {} at the latest.";
        RuleYears => "kế hoạch cùng các chế độ báo cáo kéo dài quá {} năm, từ {} đến {}; chế độ báo cáo {} vượt xa thời gian của kế hoạch nhất.", "with its reporting rules it runs for more than {} year{|s}, from {} to {}; rule {} reaches farthest beyond the plan.";
        Duties => "các chế độ báo cáo tạo ra {} báo cáo phải gửi, tối đa được {}; nhiều nhất là chế độ báo cáo {} ({}). Bớt kỳ, bớt đơn vị hoặc chia kế hoạch.", "its rules make {} report{|s} due; the limit is {}. Rule {} accounts for most of them ({}). Use fewer periods or offices, or split the plan.";
    }
}

texts! {
    /// Violations in a measure.
    enum MeasureViolationText {
        MissingLetter => "chỉ tiêu có nhiều chỉ tiêu thành phần thì mỗi chỉ tiêu thành phần cần letter: a, b …", "each measure of a target with several needs a letter: a, b …";
        InvalidLetter => "letter “{}” không hợp lệ; dùng một chữ cái thường.", "“{}” is not a valid letter; use one lower-case letter.";
        MissingValue => "thiếu value.", "it has no value.";
        MilestoneValue => "chỉ tiêu định tính (done) không có giá trị số: bỏ value, baseline, quota.", "a milestone (done) has no numeric values: remove value, baseline, quota.";
        MissingUpperEnd => "khoảng (between) thiếu value_to.", "the range (between) has no value_to.";
        BandReversed => "khoảng từ {} đến {} bị ngược (giá trị đầu lớn hơn giá trị cuối).", "the range from {} to {} is reversed.";
        UpperEndWithoutBand => "value_to chỉ dùng với between.", "value_to can only be used with between.";
        ToleranceWithoutAbout => "tolerance chỉ dùng với about.", "tolerance can only be used with about.";
        ToleranceOver100 => "tolerance {} quá 100%.", "the tolerance {} is over 100%.";
        TooManyDecimals => "scale {} quá 2 chữ số thập phân.", "scale {} is more than 2 decimals.";
        DecimalsOverScale => "{} {} có nhiều chữ số thập phân hơn scale.", "{} {} has more decimals than scale.";
        ShareOver100 => "{} {} quá 100%.", "{} {} is over 100%.";
        EmptyQuota => "mức giao {} phải lớn hơn 0.", "the quota {} must be greater than 0.";
        CoverageOver100 => "tỷ lệ đơn vị (quota.coverage) {} quá 100%.", "the coverage {} is over 100%.";
        QuotaValue => "value phải là {}: bằng quota.coverage, hoặc quota.value nếu không có coverage.", "value must be {}: quota.coverage, or quota.value where there is none.";
        FrequencyTooLow => "frequency dài hơn kỳ của mức giao (quota.per).", "frequency is longer than the period of the quota (quota.per).";
        SumOfShares => "tỷ lệ, tỷ suất không cộng được qua các kỳ: adds_up phải là latest, trừ khi có mức giao cho từng đơn vị.", "shares and rates cannot be added up over periods: adds_up must be latest, unless there is a quota.";
        CannotAccumulate => "chỉ số đếm cộng được (adds_up là sum), đánh giá một lần, không có mức giao và giá trị gốc, mới cộng dồn cả kế hoạch.", "only a count that adds up (adds_up is sum) and is assessed once, without a quota and a baseline, accumulates over the plan.";
        SurveyYears => "điều tra {} năm một lần: nhập từ 2 đến 10 năm, cho chỉ tiêu nhập theo năm và đánh giá một lần.", "surveyed every {} year{|s}: enter 2 to 10 years, for a measure that is entered yearly and assessed once.";
        DuplicateSeries => "phân tổ (series) “{}” lặp lại.", "the breakdown (series) “{}” appears twice.";
    }
}

texts! {
    /// Violations in the interim targets of a measure.
    enum StageViolationText {
        StageOrder => "mốc lộ trình {} không sau mốc lộ trình trước đó; xếp stages theo ngày.", "interim target {} is not after the one before it; sort stages by date.";
        StageOutsidePlan => "mốc lộ trình {} nằm ngoài thời gian của kế hoạch.", "interim target {} is outside the plan.";
        MissingStageValue => "mốc lộ trình {} thiếu value.", "interim target {} has no value.";
        LastStageValue => "value {} khác giá trị của mốc lộ trình cuối ({}).", "value {} differs from that of the last interim target ({}).";
        BaselineLate => "giá trị gốc (baseline) {} phải trước mốc lộ trình đầu tiên.", "the baseline of {} must be before the first interim target.";
    }
}

texts! {
    /// Violations in the dates of a plan.
    enum DateViolationText {
        AmendmentOutside => "văn bản điều chỉnh có hiệu lực ngày {}: phải sau ngày đầu và không quá ngày cuối của kế hoạch.", "the amendment takes effect on {}: that must be after the plan's start date and no later than its end date.";
        FormerOrder => "nội dung cũ đến ngày {} không sau nội dung cũ trước nó; xếp former theo ngày.", "the former text until {} does not end after the one before it; sort former by date.";
        OneDayMissing => "first và last phải có cả hai; bỏ cả hai nếu chế độ báo cáo không nêu thời hạn.", "give both first and last; leave both out for a rule without a deadline.";
        OnceWithTwoDays => "chế độ báo cáo một lần (once) thì first và last là cùng một ngày.", "first and last of a one-off rule must be the same date.";
        MissingOffices => "chế độ báo cáo có thời hạn thì phải nêu đối tượng thực hiện báo cáo (who).", "a rule with a deadline must name the reporting offices (who).";
        InvalidYearDay => "“{}” không phải ngày trong năm; viết tháng-ngày, như 03-08.", "“{}” is not a day of the year; write month-day, such as 03-08.";
    }
}

/// Message with the location of a violation.
pub fn validation_error(lang: Lang, fault: &ValidationError) -> String {
    format!(
        "{}: {}",
        location(lang, &fault.location),
        violation(lang, &fault.violation)
    )
}

fn location(lang: Lang, place: &Location) -> String {
    let named = |text: LocationText, what: &dyn Display| format!("{} {what}", text.text(lang));
    match place {
        Location::Plan => LocationText::Plan.text(lang).to_owned(),
        Location::Row(list, no) => format!("{list} {} {no}", LocationText::Row.text(lang)),
        Location::Objective(no) => named(LocationText::Objective, no),
        Location::Target(no) => named(LocationText::Target, no),
        Location::Measure(id) => named(LocationText::Measure, id),
        Location::Activity(no) => named(LocationText::Activity, no),
        Location::Rule(id) => named(LocationText::Rule, id),
        Location::Office(code) => named(LocationText::Office, code),
        Location::Group(code) => named(LocationText::Group, code),
        Location::Holiday(day) => named(LocationText::Holiday, &display::day(lang, *day)),
    }
}

/// Keys of data files that appear in messages, with their labels in forms.
const FIELD_LABELS: [(&str, Text); 23] = [
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
    ("accumulates", Text::FieldAccumulates),
    ("survey_years", Text::FieldSurveyYears),
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
    PlanCheckText::CopyTooFar.text(lang).to_owned()
}

/// Message about a code in use.
pub fn code_exists(lang: Lang) -> String {
    PlanCheckText::CodeExists.text(lang).to_owned()
}

fn number(value: Number) -> String {
    print(value, 0)
}

/// Message about a violation, without its location.
pub fn violation(lang: Lang, wrong: &Violation) -> String {
    let message =
        |text: ViolationText, values: &[&dyn Display]| fill_placeholders(text.text(lang), values);
    match wrong {
        Violation::EmptyText(key) => message(ViolationText::EmptyText, &[key]),
        Violation::InvalidText(key, error) => format!("{key}: {}", text_error(lang, error)),
        Violation::UnnormalizedText(key) => message(ViolationText::UnnormalizedText, &[key]),
        Violation::InvalidCode(code) => message(ViolationText::InvalidCode, &[code]),
        Violation::InvalidNumber(no) => message(ViolationText::InvalidNumber, &[no]),
        Violation::InvalidRuleNumber(no) => message(ViolationText::InvalidRuleNumber, &[no]),
        Violation::TargetNumberedAsRule(no) => message(ViolationText::TargetNumberedAsRule, &[no]),
        Violation::Duplicate => message(ViolationText::Duplicate, &[]),
        Violation::ReversedDates(from, to) => message(
            ViolationText::ReversedDates,
            &[&display::day(lang, *from), &display::day(lang, *to)],
        ),
        Violation::YearOutOfRange(day) => message(
            ViolationText::YearOutOfRange,
            &[
                &display::day(lang, *day),
                YEAR_RANGE.start(),
                YEAR_RANGE.end(),
            ],
        ),
        Violation::Negative(key) => message(ViolationText::Negative, &[key]),
        Violation::UnknownOffice(code) => message(ViolationText::UnknownOffice, &[code]),
        Violation::UnknownGroup(code) => message(ViolationText::UnknownGroup, &[code]),
        Violation::UnknownObjective(no) => message(ViolationText::UnknownObjective, &[no]),
        Violation::UnknownRule(no) => message(ViolationText::UnknownRule, &[no]),
        Violation::UnknownAmendment(number) => message(ViolationText::UnknownAmendment, &[number]),
        Violation::ParentIsItself => message(ViolationText::ParentIsItself, &[]),
        Violation::SuccessorIsItself => message(ViolationText::SuccessorIsItself, &[]),
        Violation::SuccessorsWithoutEnd => message(ViolationText::SuccessorsWithoutEnd, &[]),
        Violation::TargetWithoutMeasure => message(ViolationText::TargetWithoutMeasure, &[]),
        Violation::Measure(wrong) => measure_violation(lang, wrong),
        Violation::Dates(wrong) => date_violation(lang, wrong),
        Violation::Limit(wrong) => limit(lang, wrong),
    }
}

/// Message about an exceeded limit.
pub fn limit(lang: Lang, limit: &Limit) -> String {
    match limit {
        Limit::Years { last } => fill_placeholders(
            LimitText::Years.text(lang),
            &[&YEARS_MAX, &display::day(lang, *last)],
        ),
        Limit::RuleYears { first, last, rule } => fill_placeholders(
            LimitText::RuleYears.text(lang),
            &[
                &YEARS_MAX,
                &display::day(lang, *first),
                &display::day(lang, *last),
                rule,
            ],
        ),
        Limit::Duties(count) => fill_placeholders(
            LimitText::Duties.text(lang),
            &[
                &counted(lang, count.total),
                &counted(lang, DUTIES_MAX),
                &count.rule,
                &counted(lang, count.of_rule),
            ],
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
    let message = |text: MeasureViolationText, values: &[&dyn Display]| {
        fill_placeholders(text.text(lang), values)
    };
    match wrong {
        MeasureViolation::MissingLetter => message(MeasureViolationText::MissingLetter, &[]),
        MeasureViolation::InvalidLetter(letter) => {
            message(MeasureViolationText::InvalidLetter, &[letter])
        }
        MeasureViolation::MissingValue => message(MeasureViolationText::MissingValue, &[]),
        MeasureViolation::MilestoneValue => message(MeasureViolationText::MilestoneValue, &[]),
        MeasureViolation::MissingUpperEnd => message(MeasureViolationText::MissingUpperEnd, &[]),
        MeasureViolation::BandReversed(from, to) => message(
            MeasureViolationText::BandReversed,
            &[&number(*from), &number(*to)],
        ),
        MeasureViolation::UpperEndWithoutBand => {
            message(MeasureViolationText::UpperEndWithoutBand, &[])
        }
        MeasureViolation::ToleranceWithoutAbout => {
            message(MeasureViolationText::ToleranceWithoutAbout, &[])
        }
        MeasureViolation::ToleranceOver100(value) => {
            message(MeasureViolationText::ToleranceOver100, &[&number(*value)])
        }
        MeasureViolation::TooManyDecimals(scale) => {
            message(MeasureViolationText::TooManyDecimals, &[scale])
        }
        MeasureViolation::DecimalsOverScale(key, value) => message(
            MeasureViolationText::DecimalsOverScale,
            &[key, &number(*value)],
        ),
        MeasureViolation::ShareOver100(key, value) => {
            message(MeasureViolationText::ShareOver100, &[key, &number(*value)])
        }
        MeasureViolation::EmptyQuota(value) => {
            message(MeasureViolationText::EmptyQuota, &[&number(*value)])
        }
        MeasureViolation::CoverageOver100(value) => {
            message(MeasureViolationText::CoverageOver100, &[&number(*value)])
        }
        MeasureViolation::QuotaValue(promised) => {
            message(MeasureViolationText::QuotaValue, &[&number(*promised)])
        }
        MeasureViolation::FrequencyTooLow => message(MeasureViolationText::FrequencyTooLow, &[]),
        MeasureViolation::SumOfShares => message(MeasureViolationText::SumOfShares, &[]),
        MeasureViolation::CannotAccumulate => message(MeasureViolationText::CannotAccumulate, &[]),
        MeasureViolation::SurveyYears(years) => {
            message(MeasureViolationText::SurveyYears, &[years])
        }
        MeasureViolation::DuplicateSeries(series) => {
            message(MeasureViolationText::DuplicateSeries, &[series])
        }
        MeasureViolation::Stages(wrong) => stage_violation(lang, wrong),
    }
}

fn stage_violation(lang: Lang, wrong: &StageViolation) -> String {
    let message = |text: StageViolationText, values: &[&dyn Display]| {
        fill_placeholders(text.text(lang), values)
    };
    match wrong {
        StageViolation::StageOrder(day) => {
            message(StageViolationText::StageOrder, &[&display::day(lang, *day)])
        }
        StageViolation::StageOutsidePlan(day) => message(
            StageViolationText::StageOutsidePlan,
            &[&display::day(lang, *day)],
        ),
        StageViolation::MissingStageValue(day) => message(
            StageViolationText::MissingStageValue,
            &[&display::day(lang, *day)],
        ),
        StageViolation::LastStageValue { value, stage } => message(
            StageViolationText::LastStageValue,
            &[&number(*value), &number(*stage)],
        ),
        StageViolation::BaselineLate(day) => message(
            StageViolationText::BaselineLate,
            &[&display::day(lang, *day)],
        ),
    }
}

fn date_violation(lang: Lang, wrong: &DateViolation) -> String {
    let message = |text: DateViolationText, values: &[&dyn Display]| {
        fill_placeholders(text.text(lang), values)
    };
    match wrong {
        DateViolation::AmendmentOutside(day) => message(
            DateViolationText::AmendmentOutside,
            &[&display::day(lang, *day)],
        ),
        DateViolation::FormerOrder(day) => {
            message(DateViolationText::FormerOrder, &[&display::day(lang, *day)])
        }
        DateViolation::OneDayMissing => message(DateViolationText::OneDayMissing, &[]),
        DateViolation::OnceWithTwoDays => message(DateViolationText::OnceWithTwoDays, &[]),
        DateViolation::MissingOffices => message(DateViolationText::MissingOffices, &[]),
        DateViolation::InvalidYearDay(day) => message(DateViolationText::InvalidYearDay, &[day]),
    }
}
