//! What is wrong in data that an office brings in: every fault with its place as a sentence, in both languages.

use std::fmt::Display;

use super::cli::text_error;
use crate::domain::day::{YEAR_RANGE, print_day};
use crate::domain::number::{Number, print, print_count};
use crate::domain::plan_limits::{DUTIES_MAX, Limit, YEARS_MAX};
use crate::domain::validation::{
    DateViolation, Location, MeasureViolation, StageViolation, ValidationError, Violation,
};
use crate::i18n::screen::Text;
use crate::i18n::{Lang, fill_placeholders};

/// Where, and what is wrong.
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
            .pick("phần đầu kế hoạch", "head of the plan")
            .to_owned(),
        Location::Row(list, no) => format!("{list} {} {no}", lang.pick("mục", "no.")),
        Location::Objective(no) => named("mục tiêu", "objective", no),
        Location::Target(no) => named("chỉ tiêu", "target", no),
        Location::Measure(id) => named("chỉ tiêu", "measure", id),
        Location::Activity(no) => named("hoạt động", "activity", no),
        Location::Rule(id) => named("quy định", "rule", id),
        Location::Office(code) => named("đơn vị", "office", code),
        Location::Group(code) => named("nhóm", "group", code),
        Location::Holiday(day) => named("ngày", "day", &print_day(*day)),
    }
}

/// Keys of data files in the sentences above, and the fields of the forms that they are.
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

/// What is wrong, for a form: fields by their labels. In English the keys are the words.
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

/// A copy whose days would leave the calendar.
pub fn copy_too_far(lang: Lang) -> String {
    lang.pick("số năm quá lớn", "so many years leave the calendar")
        .to_owned()
}

/// A code that is taken.
pub fn code_exists(lang: Lang) -> String {
    lang.pick(
        "mã này đã dùng, hãy dùng mã khác",
        "this code is taken, use another one",
    )
    .to_owned()
}

fn number(value: Number) -> String {
    print(value, 0)
}

/// What is wrong, without its place.
pub fn violation(lang: Lang, wrong: &Violation) -> String {
    let said =
        |vi: &str, en: &str, values: &[&dyn Display]| fill_placeholders(lang.pick(vi, en), values);
    match wrong {
        Violation::EmptyText(key) => said("{} để trống.", "{} is empty.", &[key]),
        Violation::InvalidText(key, error) => format!("{key}: {}", text_error(lang, error)),
        Violation::UnnormalizedText(key) => said(
            "{} có dấu tab, xuống dòng hoặc chữ dựng sẵn sai; hãy viết trên một dòng, mã Unicode dựng sẵn.",
            "{} has a tab, a line break or letters that are not composed; write it in one line, in NFC.",
            &[key],
        ),
        Violation::InvalidCode(code) => said(
            "mã “{}” không hợp lệ: dùng chữ thường không dấu, chữ số, gạch nối; của đơn vị có dấu chấm, như hue.syt.",
            "“{}” is no code: use small letters without marks, digits, hyphens; an office has a dot, as in hue.syt.",
            &[code],
        ),
        Violation::InvalidNumber(no) => said(
            "số “{}” không hợp lệ; chỉ dùng chữ không dấu, chữ số, dấu chấm và gạch nối, như 2.3.",
            "“{}” is no number of a heading; use letters, digits, dots and hyphens, such as 2.3.",
            &[no],
        ),
        Violation::InvalidRuleNumber(no) => said(
            "số “{}” không hợp lệ; viết r1, r2 … nếu có ngày, u1, u2 … nếu không.",
            "“{}” is no number of a rule; write r1, r2 … with a day, u1, u2 … without one.",
            &[no],
        ),
        Violation::TargetNumberedAsRule(no) => said(
            "số “{}” dành cho quy định báo cáo; ghi số khác cho chỉ tiêu, như 2.3.",
            "“{}” is how reporting rules are numbered; give the target another number, such as 2.3.",
            &[no],
        ),
        Violation::Duplicate => said(
            "mã hoặc số này đã dùng ở trên.",
            "this code or number is used above already.",
            &[],
        ),
        Violation::ReversedDates(from, to) => said(
            "ngày đầu {} sau ngày cuối {}.",
            "the first day {} lies after the last, {}.",
            &[&print_day(*from), &print_day(*to)],
        ),
        Violation::YearOutOfRange(day) => said(
            "ngày {} nằm ngoài các năm {}–{}.",
            "{} lies outside the years {}–{}.",
            &[&print_day(*day), YEAR_RANGE.start(), YEAR_RANGE.end()],
        ),
        Violation::Negative(key) => said("{} nhỏ hơn 0.", "{} is below 0.", &[key]),
        Violation::UnknownOffice(code) => said(
            "không có đơn vị {}; nhập đơn vị trước (tiendo import offices).",
            "there is no office {}; bring it in first (tiendo import offices).",
            &[code],
        ),
        Violation::UnknownGroup(code) => said(
            "không có nhóm {}; nhập nhóm trước (tiendo import groups).",
            "there is no group {}; bring it in first (tiendo import groups).",
            &[code],
        ),
        Violation::UnknownObjective(no) => said(
            "kế hoạch không có mục tiêu {}; thêm vào objectives hoặc sửa số.",
            "the plan has no objective {}; add it to objectives or mend the number.",
            &[no],
        ),
        Violation::UnknownRule(no) => said(
            "chờ quy định {} nhưng kế hoạch không có quy định nào khác như thế.",
            "it waits for rule {}, and the plan has no other rule of that number.",
            &[no],
        ),
        Violation::UnknownAmendment(number) => said(
            "kế hoạch không có văn bản điều chỉnh {}; thêm vào amendments trước.",
            "the plan has no amendment {}; add it to amendments first.",
            &[number],
        ),
        Violation::ParentIsItself => said(
            "đơn vị lại là cấp trên của chính mình; sửa parent.",
            "it stands above itself; mend parent.",
            &[],
        ),
        Violation::SuccessorIsItself => said(
            "đơn vị kế tục lại dẫn về chính nó; sửa successors.",
            "its successors lead back to it; mend successors.",
            &[],
        ),
        Violation::SuccessorsWithoutEnd => said(
            "có đơn vị kế tục mà chưa có ngày kết thúc; thêm to.",
            "it has successors and no last day; add to.",
            &[],
        ),
        Violation::TargetWithoutMeasure => said(
            "chưa có measures; chỉ tiêu cần ít nhất một.",
            "it has no measures; a target needs one.",
            &[],
        ),
        Violation::Measure(wrong) => measure_violation(lang, wrong),
        Violation::Dates(wrong) => date_violation(lang, wrong),
        Violation::Limit(wrong) => limit(lang, wrong),
    }
}

/// The limit that a plan is beyond.
pub fn limit(lang: Lang, limit: &Limit) -> String {
    match limit {
        Limit::Years { last } => fill_placeholders(
            lang.pick(
                "kế hoạch kéo dài quá {} năm; ngày cuối muộn nhất là {}.",
                "it runs over more than {} year{|s}; its last day may be {} at most.",
            ),
            &[&YEARS_MAX, &print_day(*last)],
        ),
        Limit::RuleYears { first, last, rule } => fill_placeholders(
            lang.pick(
                "kế hoạch cùng các quy định kéo dài quá {} năm, từ {} đến {}; quy định {} nằm ngoài kế hoạch xa nhất.",
                "with its rules it runs over more than {} year{|s}, from {} to {}; rule {} lies farthest outside the plan.",
            ),
            &[&YEARS_MAX, &print_day(*first), &print_day(*last), rule],
        ),
        Limit::Duties(count) => fill_placeholders(
            lang.pick(
                "các quy định đặt ra {} báo cáo phải gửi, nhiều nhất được {}; nhiều nhất là quy định {} ({}). Hãy bớt kỳ, bớt đơn vị hoặc chia kế hoạch.",
                "its rules make {} report{|s} due, and {} is the most; rule {} makes the most of them ({}). Take fewer periods or offices, or divide the plan.",
            ),
            &[&counted(lang, count.total), &counted(lang, DUTIES_MAX), &count.rule, &counted(lang, count.of_rule)],
        ),
    }
}

/// A count with its thousands apart: `100.001`, in English `100,001`.
fn counted(lang: Lang, count: usize) -> String {
    let printed = print_count(i64::try_from(count).unwrap_or(i64::MAX));
    match lang {
        Lang::Vi => printed,
        Lang::En => printed.replace('.', ","),
    }
}

fn measure_violation(lang: Lang, wrong: &MeasureViolation) -> String {
    let said =
        |vi: &str, en: &str, values: &[&dyn Display]| fill_placeholders(lang.pick(vi, en), values);
    match wrong {
        MeasureViolation::MissingLetter => said(
            "chỉ tiêu có nhiều thành phần thì mỗi thành phần cần letter: a, b …",
            "each measure of a compound target needs its letter: a, b …",
            &[],
        ),
        MeasureViolation::InvalidLetter(letter) => said(
            "letter “{}” không hợp lệ; dùng một chữ thường.",
            "“{}” is no letter; use one small letter.",
            &[letter],
        ),
        MeasureViolation::MissingValue => said("thiếu value.", "it has no value.", &[]),
        MeasureViolation::MilestoneValue => said(
            "việc có hay không (done) thì không có số: bỏ value, baseline, quota.",
            "a milestone (done) has no numbers: remove value, baseline, quota.",
            &[],
        ),
        MeasureViolation::MissingUpperEnd => said(
            "khoảng (between) thiếu value_to.",
            "the band (between) has no value_to.",
            &[],
        ),
        MeasureViolation::BandReversed(from, to) => said(
            "khoảng từ {} đến {} bị ngược.",
            "the band from {} to {} is upside down.",
            &[&number(*from), &number(*to)],
        ),
        MeasureViolation::UpperEndWithoutBand => said(
            "value_to chỉ dùng với between.",
            "value_to belongs to between only.",
            &[],
        ),
        MeasureViolation::ToleranceWithoutAbout => said(
            "tolerance chỉ dùng với about.",
            "tolerance belongs to about only.",
            &[],
        ),
        MeasureViolation::ToleranceOver100(value) => said(
            "tolerance {} quá 100 %.",
            "the tolerance {} is over 100 %.",
            &[&number(*value)],
        ),
        MeasureViolation::TooManyDecimals(scale) => said(
            "scale {} quá 2 chữ số thập phân.",
            "scale {} is more than 2 decimals.",
            &[scale],
        ),
        MeasureViolation::DecimalsOverScale(key, value) => said(
            "{} {} có nhiều chữ số thập phân hơn scale.",
            "{} {} has more decimals than scale.",
            &[key, &number(*value)],
        ),
        MeasureViolation::ShareOver100(key, value) => said(
            "{} {} quá 100 %.",
            "{} {} is over 100 %.",
            &[key, &number(*value)],
        ),
        MeasureViolation::EmptyQuota(value) => said(
            "định mức {} phải lớn hơn 0.",
            "the quota {} must be more than 0.",
            &[&number(*value)],
        ),
        MeasureViolation::CoverageOver100(value) => said(
            "tỷ lệ đơn vị (quota.coverage) {} quá 100 %.",
            "the coverage {} is over 100 %.",
            &[&number(*value)],
        ),
        MeasureViolation::QuotaValue(promised) => said(
            "value phải là {}: bằng quota.coverage, hoặc quota.value nếu không có coverage.",
            "value must be {}: quota.coverage, or quota.value where there is none.",
            &[&number(*promised)],
        ),
        MeasureViolation::FrequencyTooLow => said(
            "frequency dài hơn kỳ của định mức (quota.per).",
            "frequency is longer than the quota's period (quota.per).",
            &[],
        ),
        MeasureViolation::SumOfShares => said(
            "tỷ lệ, tỷ suất không cộng được qua các kỳ: adds_up phải là latest, trừ khi có định mức cho từng đơn vị.",
            "shares and rates cannot be added over periods: adds_up must be latest, unless there is a quota.",
            &[],
        ),
        MeasureViolation::DuplicateSeries(series) => said(
            "series “{}” lặp lại.",
            "the series “{}” stands there twice.",
            &[series],
        ),
        MeasureViolation::Stages(wrong) => stage_violation(lang, wrong),
    }
}

fn stage_violation(lang: Lang, wrong: &StageViolation) -> String {
    let said =
        |vi: &str, en: &str, values: &[&dyn Display]| fill_placeholders(lang.pick(vi, en), values);
    match wrong {
        StageViolation::StageOrder(day) => said(
            "mốc {} không sau mốc trước nó; xếp stages theo ngày.",
            "stage {} does not lie after the one before it; put stages in order.",
            &[&print_day(*day)],
        ),
        StageViolation::StageOutsidePlan(day) => said(
            "mốc {} nằm ngoài thời gian của kế hoạch.",
            "stage {} lies outside the plan.",
            &[&print_day(*day)],
        ),
        StageViolation::MissingStageValue(day) => said(
            "mốc {} thiếu value.",
            "stage {} has no value.",
            &[&print_day(*day)],
        ),
        StageViolation::LastStageValue { value, stage } => said(
            "value {} khác giá trị của mốc cuối ({}).",
            "value {} differs from that of the last stage ({}).",
            &[&number(*value), &number(*stage)],
        ),
        StageViolation::BaselineLate(day) => said(
            "mốc đầu kỳ (baseline) {} phải trước mốc đầu tiên.",
            "the baseline of {} must lie before the first stage.",
            &[&print_day(*day)],
        ),
    }
}

fn date_violation(lang: Lang, wrong: &DateViolation) -> String {
    let said =
        |vi: &str, en: &str, values: &[&dyn Display]| fill_placeholders(lang.pick(vi, en), values);
    match wrong {
        DateViolation::AmendmentOutside(day) => said(
            "văn bản điều chỉnh có hiệu lực ngày {}: phải sau ngày đầu và không quá ngày cuối của kế hoạch.",
            "the amendment holds from {}: that has to lie after the plan's first day and not after its last.",
            &[&print_day(*day)],
        ),
        DateViolation::FormerOrder(day) => said(
            "nội dung cũ đến ngày {} không sau nội dung cũ trước nó; xếp former theo ngày.",
            "what it said until {} does not end after what it said before; put former in order.",
            &[&print_day(*day)],
        ),
        DateViolation::OneDayMissing => said(
            "first và last phải đi cùng nhau; bỏ cả hai nếu quy định không nêu ngày.",
            "first and last go together; leave both out for a rule without a day.",
            &[],
        ),
        DateViolation::OnceWithTwoDays => said(
            "quy định một lần (once) thì first và last là cùng một ngày.",
            "first and last of a rule that falls due once are the same day.",
            &[],
        ),
        DateViolation::MissingOffices => said(
            "quy định có ngày thì phải nêu ai báo cáo (who).",
            "a rule with a day has to say who reports (who).",
            &[],
        ),
        DateViolation::InvalidYearDay(day) => said(
            "“{}” không phải ngày trong năm; viết tháng-ngày như 03-08.",
            "“{}” is no day of a year; write month-day, such as 03-08.",
            &[day],
        ),
    }
}
