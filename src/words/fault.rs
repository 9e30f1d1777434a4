//! What is wrong in data that an office brings in: every fault with its place as a sentence, in both languages.

use std::fmt::Display;

use super::complaint::text_error;
use super::{Lang, fill};
use crate::domain::day::{YEARS, print_day};
use crate::domain::fault::{DatesWrong, Fault, MeasureWrong, Place, WayWrong, Wrong};
use crate::domain::number::{Number, print, print_count};
use crate::domain::plan_limits::{DUTIES_MAX, Limit, YEARS_MAX};
use crate::words::screen::Text;

/// Where, and what is wrong.
pub fn fault(lang: Lang, fault: &Fault) -> String {
    format!("{}: {}", place(lang, &fault.place), wrong(lang, &fault.wrong))
}

fn place(lang: Lang, place: &Place) -> String {
    let named = |vi: &str, en: &str, what: &dyn Display| format!("{} {what}", lang.pick(vi, en));
    match place {
        Place::Plan => lang.pick("phần đầu kế hoạch", "head of the plan").to_owned(),
        Place::Row(list, no) => format!("{list} {} {no}", lang.pick("mục", "no.")),
        Place::Objective(no) => named("mục tiêu", "objective", no),
        Place::Target(no) => named("chỉ tiêu", "target", no),
        Place::Measure(id) => named("chỉ tiêu", "measure", id),
        Place::Activity(no) => named("hoạt động", "activity", no),
        Place::Rule(id) => named("quy định", "rule", id),
        Place::Office(code) => named("đơn vị", "office", code),
        Place::Group(code) => named("nhóm", "group", code),
        Place::Holiday(day) => named("ngày", "day", &print_day(*day)),
    }
}

/// Keys of data files in the sentences above, and the fields of the forms that they are.
const FIELDS: [(&str, Text); 21] = [
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
pub fn in_form(lang: Lang, found: &Wrong) -> String {
    if let Wrong::Empty(_) = found {
        return Text::RefusedMissing.words(lang).to_owned();
    }
    let words = wrong(lang, found);
    if lang == Lang::En {
        return words;
    }
    let is_key = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let label = |word: &str| {
        let bare = word.trim_matches(|c: char| !is_key(c));
        let known = FIELDS.iter().find(|(key, _)| *key == bare);
        known.map_or_else(|| word.to_owned(), |(key, text)| word.replace(key, &format!("“{}”", text.words(lang))))
    };
    words.split(' ').map(label).collect::<Vec<_>>().join(" ")
}

/// A copy whose days would leave the calendar.
pub fn too_far(lang: Lang) -> String {
    lang.pick("số năm quá lớn", "so many years leave the calendar").to_owned()
}

/// A code that is taken.
pub fn code_there(lang: Lang) -> String {
    lang.pick("mã này đã dùng, hãy dùng mã khác", "this code is taken, use another one").to_owned()
}

fn number(value: Number) -> String {
    print(value, 0)
}

/// What is wrong, without its place.
pub fn wrong(lang: Lang, wrong: &Wrong) -> String {
    let said = |vi: &str, en: &str, values: &[&dyn Display]| fill(lang.pick(vi, en), values);
    match wrong {
        Wrong::Empty(key) => said("{} để trống.", "{} is empty.", &[key]),
        Wrong::Text(key, error) => format!("{key}: {}", text_error(lang, error)),
        Wrong::Untidy(key) => said(
            "{} có dấu tab, xuống dòng hoặc chữ dựng sẵn sai; hãy viết trên một dòng, mã Unicode dựng sẵn.",
            "{} has a tab, a line break or letters that are not composed; write it in one line, in NFC.",
            &[key],
        ),
        Wrong::Code(code) => said(
            "mã “{}” không hợp lệ: dùng chữ thường không dấu, chữ số, gạch nối; của đơn vị có dấu chấm, như hue.syt.",
            "“{}” is no code: use small letters without marks, digits, hyphens; an office has a dot, as in hue.syt.",
            &[code],
        ),
        Wrong::No(no) => said(
            "số “{}” không hợp lệ; chỉ dùng chữ không dấu, chữ số, dấu chấm và gạch nối, như 2.3.",
            "“{}” is no number of a heading; use letters, digits, dots and hyphens, such as 2.3.",
            &[no],
        ),
        Wrong::RuleNo(no) => said(
            "số “{}” không hợp lệ; viết r1, r2 … nếu có ngày, u1, u2 … nếu không.",
            "“{}” is no number of a rule; write r1, r2 … with a day, u1, u2 … without one.",
            &[no],
        ),
        Wrong::NoOfRule(no) => said(
            "số “{}” dành cho quy định báo cáo; ghi số khác cho chỉ tiêu, như 2.3.",
            "“{}” is how reporting rules are numbered; give the target another number, such as 2.3.",
            &[no],
        ),
        Wrong::Repeated => said("mã hoặc số này đã dùng ở trên.", "this code or number is used above already.", &[]),
        Wrong::Reversed(from, to) => said(
            "ngày đầu {} sau ngày cuối {}.",
            "the first day {} lies after the last, {}.",
            &[&print_day(*from), &print_day(*to)],
        ),
        Wrong::Year(day) => said(
            "ngày {} nằm ngoài các năm {}–{}.",
            "{} lies outside the years {}–{}.",
            &[&print_day(*day), YEARS.start(), YEARS.end()],
        ),
        Wrong::Negative(key) => said("{} nhỏ hơn 0.", "{} is below 0.", &[key]),
        Wrong::UnknownOffice(code) => said(
            "không có đơn vị {}; nhập đơn vị trước (tiendo import offices).",
            "there is no office {}; bring it in first (tiendo import offices).",
            &[code],
        ),
        Wrong::UnknownGroup(code) => said(
            "không có nhóm {}; nhập nhóm trước (tiendo import groups).",
            "there is no group {}; bring it in first (tiendo import groups).",
            &[code],
        ),
        Wrong::UnknownObjective(no) => said(
            "kế hoạch không có mục tiêu {}; thêm vào objectives hoặc sửa số.",
            "the plan has no objective {}; add it to objectives or mend the number.",
            &[no],
        ),
        Wrong::UnknownRule(no) => said(
            "chờ quy định {} nhưng kế hoạch không có quy định nào khác như thế.",
            "it waits for rule {}, and the plan has no other rule of that number.",
            &[no],
        ),
        Wrong::UnknownAmendment(number) => said(
            "kế hoạch không có văn bản điều chỉnh {}; thêm vào amendments trước.",
            "the plan has no amendment {}; add it to amendments first.",
            &[number],
        ),
        Wrong::OwnParent => {
            said("đơn vị lại là cấp trên của chính mình; sửa parent.", "it stands above itself; mend parent.", &[])
        }
        Wrong::OwnSuccessor => said(
            "đơn vị kế tục lại dẫn về chính nó; sửa successors.",
            "its successors lead back to it; mend successors.",
            &[],
        ),
        Wrong::SuccessorsWithoutEnd => said(
            "có đơn vị kế tục mà chưa có ngày kết thúc; thêm to.",
            "it has successors and no last day; add to.",
            &[],
        ),
        Wrong::NoMeasure => {
            said("chưa có measures; chỉ tiêu cần ít nhất một.", "it has no measures; a target needs one.", &[])
        }
        Wrong::Measure(wrong) => in_measure(lang, wrong),
        Wrong::Dates(wrong) => in_dates(lang, wrong),
        Wrong::Limit(wrong) => limit(lang, wrong),
    }
}

/// The limit that a plan is beyond.
pub fn limit(lang: Lang, limit: &Limit) -> String {
    match limit {
        Limit::Years { last } => fill(
            lang.pick(
                "kế hoạch kéo dài quá {} năm; ngày cuối muộn nhất là {}.",
                "it runs over more than {} year{|s}; its last day may be {} at most.",
            ),
            &[&YEARS_MAX, &print_day(*last)],
        ),
        Limit::RuleYears { first, last, rule } => fill(
            lang.pick(
                "kế hoạch cùng các quy định kéo dài quá {} năm, từ {} đến {}; quy định {} nằm ngoài kế hoạch xa nhất.",
                "with its rules it runs over more than {} year{|s}, from {} to {}; rule {} lies farthest outside the plan.",
            ),
            &[&YEARS_MAX, &print_day(*first), &print_day(*last), rule],
        ),
        Limit::Duties(count) => fill(
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

fn in_measure(lang: Lang, wrong: &MeasureWrong) -> String {
    let said = |vi: &str, en: &str, values: &[&dyn Display]| fill(lang.pick(vi, en), values);
    match wrong {
        MeasureWrong::NoLetter => said(
            "chỉ tiêu có nhiều thành phần thì mỗi thành phần cần letter: a, b …",
            "each measure of a compound target needs its letter: a, b …",
            &[],
        ),
        MeasureWrong::Letter(letter) => said(
            "letter “{}” không hợp lệ; dùng một chữ thường.",
            "“{}” is no letter; use one small letter.",
            &[letter],
        ),
        MeasureWrong::NoValue => said("thiếu value.", "it has no value.", &[]),
        MeasureWrong::MilestoneValue => said(
            "việc có hay không (done) thì không có số: bỏ value, baseline, quota.",
            "a milestone (done) has no numbers: remove value, baseline, quota.",
            &[],
        ),
        MeasureWrong::NoUpperEnd => {
            said("khoảng (between) thiếu value_to.", "the band (between) has no value_to.", &[])
        }
        MeasureWrong::BandReversed(from, to) => said(
            "khoảng từ {} đến {} bị ngược.",
            "the band from {} to {} is upside down.",
            &[&number(*from), &number(*to)],
        ),
        MeasureWrong::UpperEndWithoutBand => {
            said("value_to chỉ dùng với between.", "value_to belongs to between only.", &[])
        }
        MeasureWrong::ToleranceWithoutAbout => {
            said("tolerance chỉ dùng với about.", "tolerance belongs to about only.", &[])
        }
        MeasureWrong::Tolerance(value) => {
            said("tolerance {} quá 100 %.", "the tolerance {} is over 100 %.", &[&number(*value)])
        }
        MeasureWrong::Scale(scale) => {
            said("scale {} quá 2 chữ số thập phân.", "scale {} is more than 2 decimals.", &[scale])
        }
        MeasureWrong::Decimals(key, value) => said(
            "{} {} có nhiều chữ số thập phân hơn scale.",
            "{} {} has more decimals than scale.",
            &[key, &number(*value)],
        ),
        MeasureWrong::Share(key, value) => said("{} {} quá 100 %.", "{} {} is over 100 %.", &[key, &number(*value)]),
        MeasureWrong::Quota(value) => {
            said("định mức {} phải lớn hơn 0.", "the quota {} must be more than 0.", &[&number(*value)])
        }
        MeasureWrong::Coverage(value) => {
            said("tỷ lệ đơn vị (quota.coverage) {} quá 100 %.", "the coverage {} is over 100 %.", &[&number(*value)])
        }
        MeasureWrong::QuotaValue(promised) => said(
            "value phải là {}: bằng quota.coverage, hoặc quota.value nếu không có coverage.",
            "value must be {}: quota.coverage, or quota.value where there is none.",
            &[&number(*promised)],
        ),
        MeasureWrong::Frequency => said(
            "frequency dài hơn kỳ của định mức (quota.per).",
            "frequency is longer than the quota's period (quota.per).",
            &[],
        ),
        MeasureWrong::SumOfShares => said(
            "tỷ lệ, tỷ suất không cộng được qua các kỳ: adds_up phải là latest, trừ khi có định mức cho từng đơn vị.",
            "shares and rates cannot be added over periods: adds_up must be latest, unless there is a quota.",
            &[],
        ),
        MeasureWrong::Series(series) => said("series “{}” lặp lại.", "the series “{}” stands there twice.", &[series]),
        MeasureWrong::Way(wrong) => on_the_way(lang, wrong),
    }
}

fn on_the_way(lang: Lang, wrong: &WayWrong) -> String {
    let said = |vi: &str, en: &str, values: &[&dyn Display]| fill(lang.pick(vi, en), values);
    match wrong {
        WayWrong::StageOrder(day) => said(
            "mốc {} không sau mốc trước nó; xếp stages theo ngày.",
            "stage {} does not lie after the one before it; put stages in order.",
            &[&print_day(*day)],
        ),
        WayWrong::StageOutside(day) => {
            said("mốc {} nằm ngoài thời gian của kế hoạch.", "stage {} lies outside the plan.", &[&print_day(*day)])
        }
        WayWrong::StageValue(day) => said("mốc {} thiếu value.", "stage {} has no value.", &[&print_day(*day)]),
        WayWrong::LastStage { value, stage } => said(
            "value {} khác giá trị của mốc cuối ({}).",
            "value {} differs from that of the last stage ({}).",
            &[&number(*value), &number(*stage)],
        ),
        WayWrong::BaselineLate(day) => said(
            "mốc đầu kỳ (baseline) {} phải trước mốc đầu tiên.",
            "the baseline of {} must lie before the first stage.",
            &[&print_day(*day)],
        ),
    }
}

fn in_dates(lang: Lang, wrong: &DatesWrong) -> String {
    let said = |vi: &str, en: &str, values: &[&dyn Display]| fill(lang.pick(vi, en), values);
    match wrong {
        DatesWrong::AmendmentOutside(day) => said(
            "văn bản điều chỉnh có hiệu lực ngày {}: phải sau ngày đầu và không quá ngày cuối của kế hoạch.",
            "the amendment holds from {}: that has to lie after the plan's first day and not after its last.",
            &[&print_day(*day)],
        ),
        DatesWrong::FormerOrder(day) => said(
            "nội dung cũ đến ngày {} không sau nội dung cũ trước nó; xếp former theo ngày.",
            "what it said until {} does not end after what it said before; put former in order.",
            &[&print_day(*day)],
        ),
        DatesWrong::HalfDated => said(
            "first và last phải đi cùng nhau; bỏ cả hai nếu quy định không nêu ngày.",
            "first and last go together; leave both out for a rule without a day.",
            &[],
        ),
        DatesWrong::OnceTwice => said(
            "quy định một lần (once) thì first và last là cùng một ngày.",
            "first and last of a rule that falls due once are the same day.",
            &[],
        ),
        DatesWrong::NoWho => said(
            "quy định có ngày thì phải nêu ai báo cáo (who).",
            "a rule with a day has to say who reports (who).",
            &[],
        ),
        DatesWrong::YearDay(day) => said(
            "“{}” không phải ngày trong năm; viết tháng-ngày như 03-08.",
            "“{}” is no day of a year; write month-day, such as 03-08.",
            &[day],
        ),
    }
}
