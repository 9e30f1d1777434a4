//! Names of reports with their periods. Must not depend on duties.

use super::{Lang, terms};
use crate::domain::period::Period;
use crate::domain::plan::ReportingRule;

/// Name of a report: `Báo cáo 6 tháng đầu năm 2026`; for a one-off report without a period.
pub fn report_name(lang: Lang, rule: &ReportingRule, period: Period) -> String {
    with_period(rule, period, |period| terms::period(lang, period))
}

/// Name for a column, half-years without the word for year: `Báo cáo 6 tháng đầu 2026`.
pub fn report_column_name(lang: Lang, rule: &ReportingRule, period: Period) -> String {
    with_period(rule, period, |period| terms::period_column(lang, period))
}

fn with_period(rule: &ReportingRule, period: Period, words: impl Fn(Period) -> String) -> String {
    match period.kind() {
        Some(_) => join_label(&rule.label, &words(period)),
        None => rule.label.clone(),
    }
}

/// Joins a label and a period without repeating a word: `Báo cáo năm` and `năm 2025` become `Báo cáo năm 2025`,
/// `Báo cáo năm gửi Bộ` becomes `Báo cáo năm 2025 gửi Bộ`.
fn join_label(label: &str, period: &str) -> String {
    let (label, period): (Vec<&str>, Vec<&str>) =
        (label.split(' ').collect(), period.split(' ').collect());
    let most = label.len().min(period.len());
    let same = |n: usize| {
        label
            .windows(n)
            .rposition(|words| *words == period[..n])
            .map(|place| (place + n, n))
    };
    match (1..=most).rev().find_map(same) {
        Some((end, n)) => [&label[..end], &period[n..], &label[end..]]
            .concat()
            .join(" "),
        None => format!("{} · {}", label.join(" "), period.join(" ")),
    }
}

#[cfg(test)]
mod tests {
    use super::join_label;

    #[test]
    fn no_word_twice() {
        assert_eq!(join_label("Báo cáo năm", "năm 2025"), "Báo cáo năm 2025");
        assert_eq!(
            join_label("Báo cáo 6 tháng", "6 tháng đầu năm 2026"),
            "Báo cáo 6 tháng đầu năm 2026"
        );
        assert_eq!(
            join_label("Báo cáo năm gửi Bộ", "năm 2025"),
            "Báo cáo năm 2025 gửi Bộ"
        );
        assert_eq!(join_label("Báo cáo", "quý I/2026"), "Báo cáo · quý I/2026");
    }
}
