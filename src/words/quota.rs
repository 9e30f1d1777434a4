//! The words of who is below a quota: the sentence, a line for each office, and the text for a letter or a message.

use super::facts::period;
use super::judgement::capital;
use super::{Lang, fill};
use crate::domain::catalog::Catalog;
use crate::domain::judge::{Below, Shortfall};
use crate::domain::number::{print, print_fraction};
use crate::domain::plan::{Measure, Plan, Unit};

/// How lists run in letters: a, b, c, d, đ, e, g … (Decree 30/2020/NĐ-CP).
const LETTERS: [char; 23] =
    ['a', 'b', 'c', 'd', 'đ', 'e', 'g', 'h', 'i', 'k', 'l', 'm', 'n', 'o', 'p', 'q', 'r', 's', 't', 'u', 'v', 'x', 'y'];

/// What each office owes: `4 tin, bài`.
fn owed(measure: &Measure, shortfall: &Shortfall) -> String {
    let quota = print(shortfall.quota, 0);
    match &measure.unit {
        Unit::Count(word) if !word.is_empty() => format!("{quota} {word}"),
        _ => quota,
    }
}

/// When it is owed: the period, or all the time up to its end where the quota has no period of its own.
fn when(lang: Lang, measure: &Measure, shortfall: &Shortfall) -> String {
    let name = period(lang, shortfall.period);
    match measure.quota.as_ref().and_then(|quota| quota.per) {
        Some(_) => name,
        None => fill(lang.pick("từ đầu kế hoạch đến hết {}", "from the plan's start to the end of {}"), &[&name]),
    }
}

/// `Quý I/2026: 28/102 đơn vị chưa đủ 4 tin, bài (3 thiếu, 25 chưa có số).`
pub fn below(lang: Lang, measure: &Measure, shortfall: &Shortfall) -> String {
    let when = capital(&when(lang, measure, shortfall));
    let owed = owed(measure, shortfall);
    let mut text = if shortfall.of == 0 {
        let words =
            lang.pick("{}: chưa có danh sách đơn vị phải đủ {}", "{}: nobody has listed the offices that owe {}");
        fill(words, &[&when, &owed])
    } else if shortfall.below.is_empty() {
        let words = lang.pick("{}: cả {} đơn vị đã đủ {}", "{}: all {} office{|s} reached {}");
        fill(words, &[&when, &shortfall.of, &owed])
    } else {
        let without = shortfall.below.iter().filter(|one| one.has.is_none()).count();
        let words = lang.pick(
            "{}: {}/{} đơn vị chưa đủ {} ({} thiếu, {} chưa có số)",
            "{}: {} of {} office{|s} below {} ({} short of it, {} without a figure)",
        );
        let (all, short) = (shortfall.below.len(), shortfall.below.len() - without);
        fill(words, &[&when, &all, &shortfall.of, &owed, &short, &without])
    };
    if let Some((met, of)) = shortfall.entered {
        let words =
            lang.pick("; đơn vị chủ trì nhập {}/{} đơn vị đạt", "; the owner entered {} of {} office{|s} met it");
        text.push_str(&fill(words, &[&met, &of]));
    }
    text.push('.');
    text
}

/// What an office has: `3`, or `chưa có số`.
pub fn has(lang: Lang, below: &Below) -> String {
    below.has.as_ref().map_or_else(|| lang.pick("chưa có số", "no figure").to_owned(), |value| print_fraction(value, 0))
}

/// How many are missing: `thiếu 1`.
pub fn missing(lang: Lang, below: &Below) -> String {
    fill(lang.pick("thiếu {}", "{} missing"), &[&print_fraction(&below.missing, 0)])
}

/// The text for a letter or a message: the plan and target, the sentence, and the offices with a letter each; numbered
/// where there are more offices than letters.
pub fn letter(
    lang: Lang,
    catalog: &Catalog,
    (plan, number, measure): (&Plan, &str, &Measure),
    shortfall: &Shortfall,
) -> String {
    let head = fill(lang.pick("{} – chỉ tiêu {}: {}.", "{} – target {}: {}."), &[&plan.short, &number, &measure.label]);
    let last = shortfall.below.len();
    let sentence = below(lang, measure, shortfall);
    let led = if last > 0 { format!("{}:", sentence.trim_end_matches('.')) } else { sentence };
    let mut lines = vec![head, led];
    for (place, one) in shortfall.below.iter().enumerate() {
        let mark = match LETTERS.get(place).filter(|_| last <= LETTERS.len()) {
            Some(letter) => format!("{letter})"),
            None => format!("{}.", place + 1),
        };
        let end = if place + 1 == last { '.' } else { ';' };
        let name = catalog.office_name(&one.office);
        lines.push(format!("{mark} {name}: {}, {}{end}", has(lang, one), missing(lang, one)));
    }
    lines.join("\n")
}
