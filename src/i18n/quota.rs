//! Texts about offices below a quota: the summary, a line per office, and text for a letter or message.

use super::assessment::capitalize;
use super::terms::period;
use super::{Lang, display, fill_placeholders};
use crate::domain::assessment::{OfficeBelowQuota, Shortfall};
use crate::domain::catalog::Catalog;
use crate::domain::number::print_fraction;
use crate::domain::plan::{Measure, Plan, Unit};
use crate::texts;

texts! {
    /// Texts about offices below a quota.
    enum QuotaText {
        UntilEndOf => "từ đầu kế hoạch đến hết {}", "from the start of the plan to the end of {}";
        NoOffices => "{}: chưa có danh sách đơn vị được giao {}", "{}: no offices listed for the quota of {}";
        AllReached => "{}: cả {} đơn vị đã đạt mức giao {}", "{}: all {} office{|s} reached the quota of {}";
        SomeBelow => "{}: chưa đạt mức giao ({}) {}/{} đơn vị; chưa có số liệu {}/{}", "{}, quota {}: {} of {} below quota; {} of {} without data";
        EnteredCoverage => "; đơn vị chủ trì nhập {}/{} đơn vị đạt", "; the responsible office entered {} of {} office{|s} met";
        NoData => "chưa có số liệu", "no data yet";
        MissingText => "còn thiếu {}", "short by {}";
        LetterHeading => "{} – chỉ tiêu {}: {}.", "{} – target {}: {}.";
    }
}

/// Letters of enumerations in official documents: a, b, c, d, đ, e, g … (Decree 30/2020/NĐ-CP).
const LIST_LETTERS: [char; 23] = [
    'a', 'b', 'c', 'd', 'đ', 'e', 'g', 'h', 'i', 'k', 'l', 'm', 'n', 'o', 'p', 'q', 'r', 's', 't',
    'u', 'v', 'x', 'y',
];

/// Amount required from each office: `4 tin, bài`.
fn quota_amount(lang: Lang, measure: &Measure, shortfall: &Shortfall) -> String {
    let quota = display::number(lang, shortfall.quota, 0);
    match &measure.unit {
        Unit::Count(word) if !word.is_empty() => format!("{quota} {word}"),
        _ => quota,
    }
}

/// Period of the quota, or the time up to its end if it has no period of its own.
fn quota_time(lang: Lang, measure: &Measure, shortfall: &Shortfall) -> String {
    let name = period(lang, shortfall.period);
    match measure.quota.as_ref().and_then(|quota| quota.period_kind) {
        Some(_) => name,
        None => fill_placeholders(QuotaText::UntilEndOf.text(lang), &[&name]),
    }
}

/// `Quý I/2026: chưa đạt mức giao (4 tin, bài) 3/102 đơn vị; chưa có số liệu 25/102.`
pub fn shortfall_sentence(lang: Lang, measure: &Measure, shortfall: &Shortfall) -> String {
    let when = capitalize(&quota_time(lang, measure, shortfall));
    let quota = quota_amount(lang, measure, shortfall);
    let mut text = if shortfall.of == 0 {
        let words = QuotaText::NoOffices.text(lang);
        fill_placeholders(words, &[&when, &quota])
    } else if shortfall.below.is_empty() {
        let words = QuotaText::AllReached.text(lang);
        fill_placeholders(words, &[&when, &shortfall.of, &quota])
    } else {
        let without = shortfall
            .below
            .iter()
            .filter(|one| one.actual.is_none())
            .count();
        let words = QuotaText::SomeBelow.text(lang);
        let (of, short) = (shortfall.of, shortfall.below.len() - without);
        fill_placeholders(words, &[&when, &quota, &short, &of, &without, &of])
    };
    if let Some((met, of)) = shortfall.entered {
        let words = QuotaText::EnteredCoverage.text(lang);
        text.push_str(&fill_placeholders(words, &[&met, &of]));
    }
    text.push('.');
    text
}

/// What an office has: `3`, or `chưa có số liệu`.
pub fn actual_text(lang: Lang, below: &OfficeBelowQuota) -> String {
    below.actual.as_ref().map_or_else(
        || QuotaText::NoData.text(lang).to_owned(),
        |value| display::fraction(lang, value, 0),
    )
}

/// How many are missing, below a head that says so: `1`.
pub fn missing_count(below: &OfficeBelowQuota) -> String {
    print_fraction(&below.missing, 0)
}

/// The same in a sentence: `còn thiếu 1`.
pub fn missing_text(lang: Lang, below: &OfficeBelowQuota) -> String {
    fill_placeholders(QuotaText::MissingText.text(lang), &[&missing_count(below)])
}

/// Text for a letter or a message: plan and target, the summary, and the offices with a letter each; with numbers
/// if there are more offices than letters.
pub fn shortfall_letter(
    lang: Lang,
    catalog: &Catalog,
    (plan, number, measure): (&Plan, &str, &Measure),
    shortfall: &Shortfall,
) -> String {
    let head = fill_placeholders(
        QuotaText::LetterHeading.text(lang),
        &[&plan.short_name, &number, &measure.label],
    );
    let last = shortfall.below.len();
    let sentence = shortfall_sentence(lang, measure, shortfall);
    let introduction = if last > 0 {
        format!("{}:", sentence.trim_end_matches('.'))
    } else {
        sentence
    };
    let mut lines = vec![head, introduction];
    for (place, one) in shortfall.below.iter().enumerate() {
        let mark = match LIST_LETTERS
            .get(place)
            .filter(|_| last <= LIST_LETTERS.len())
        {
            Some(letter) => format!("{letter})"),
            None => format!("{}.", place + 1),
        };
        let end = if place + 1 == last { '.' } else { ';' };
        let name = catalog.office_name(&one.office);
        lines.push(format!(
            "{mark} {name}: {}, {}{end}",
            actual_text(lang, one),
            missing_text(lang, one)
        ));
    }
    lines.join("\n")
}
