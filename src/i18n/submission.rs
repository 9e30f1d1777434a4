//! Texts about a submission: its cells by kind of answer, and its blockers.
//! Must not depend on screens.

use super::{Lang, fill_placeholders, terms};
use crate::domain::blocker;
use crate::domain::catalog::Catalog;
use crate::domain::code::RuleId;
use crate::domain::completeness::{Completeness, MissingCell};
use crate::domain::duty::Blocker;
use crate::domain::period::Period;
use crate::texts;

texts! {
    /// Texts about a submission's cells and blockers.
    enum SubmissionText {
        Entered => "{} có số liệu", "{} entered";
        NoneOccurred => "{} không phát sinh", "{} none occurred";
        NotApplicable => "{} không áp dụng", "{} not applicable";
        NoData => "{} chưa có số liệu", "{} no data yet";
        Missing => "{} còn thiếu", "{} missing";
        Cells => "{} ô", "{} cell{|s}";
        MoreCells => "và {} ô nữa", "and {} more cell{|s}";
        MoreReports => "và {} báo cáo nữa", "and {} more";
        WithinDeadline => "trong hạn", "open, in time";
        MoreOffices => "và {} đơn vị nữa", "and {} more";
    }
}

/// Maximum number of items named; the rest is counted.
const NAMED_MAX: usize = 6;

/// Summary of cells: `12 ô: 9 có số, 1 không phát sinh, 2 thiếu`; empty if the report has no cells.
pub fn completeness(lang: Lang, cells: &Completeness) -> String {
    if cells.total() == 0 {
        return String::new();
    }
    let parts = [
        (cells.with_value, SubmissionText::Entered.text(lang)),
        (cells.none_occurred, SubmissionText::NoneOccurred.text(lang)),
        (
            cells.not_applicable,
            SubmissionText::NotApplicable.text(lang),
        ),
        (cells.no_data, SubmissionText::NoData.text(lang)),
        (cells.missing.len(), SubmissionText::Missing.text(lang)),
    ];
    let parts = parts
        .iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, words)| fill_placeholders(words, &[count]));
    let all = fill_placeholders(SubmissionText::Cells.text(lang), &[&cells.total()]);
    format!("{all}: {}", parts.collect::<Vec<_>>().join(", "))
}

/// Unanswered cells: `4.2 (năm 2025), 4.3 trẻ em trai (năm 2025) … và 5 ô nữa`.
pub fn missing_cells(lang: Lang, cells: &[MissingCell]) -> String {
    let each = |cell: &MissingCell| {
        let id = cell.measure.as_str();
        let no = id.split_once('/').map_or(id, |(_, no)| no);
        let series = cell
            .series
            .as_deref()
            .map(|series| format!(" {}", terms::series_name(lang, series)));
        format!(
            "{no}{} ({})",
            series.unwrap_or_default(),
            terms::period(lang, cell.period)
        )
    };
    join_limited(cells, each, SubmissionText::MoreCells.text(lang))
}

/// `Còn thiếu 3 báo cáo: Sở Y tế (Báo cáo năm 2025, quá hạn 5 ngày) …`.
pub fn blockers(lang: Lang, catalog: &Catalog, blockers: &[Blocker]) -> String {
    let count = blockers.len();
    let head = match (lang, count) {
        (Lang::Vi, _) => format!("Còn thiếu {count} báo cáo"),
        (Lang::En, 1) => "1 report is missing".to_owned(),
        (Lang::En, _) => format!("{count} reports are missing"),
    };
    let more = SubmissionText::MoreReports.text(lang);
    match blocker::common_report(blockers.iter().map(|blocker| &blocker.key)) {
        // A report common to all is named once.
        Some((rule, period)) => {
            let one = |one: &Blocker| {
                format!(
                    "{} ({})",
                    catalog.office_name(&one.key.office),
                    late_days_text(lang, one.late_days)
                )
            };
            format!(
                "{head} ({}): {}",
                report_name_of(lang, catalog, rule, period),
                join_limited(blockers, one, more)
            )
        }
        None => format!(
            "{head}: {}",
            join_limited(blockers, |one| blocker(lang, catalog, one), more)
        ),
    }
}

fn report_name_of(lang: Lang, catalog: &Catalog, rule: &RuleId, period: Period) -> String {
    let known = catalog
        .rule(rule)
        .map(|(_, rule)| super::report::report_name(lang, rule, period));
    known.unwrap_or_else(|| rule.to_string())
}

/// `Sở Y tế (Báo cáo năm 2025, quá hạn 5 ngày)`.
pub fn blocker(lang: Lang, catalog: &Catalog, blocker: &Blocker) -> String {
    let key = &blocker.key;
    let report = report_name_of(lang, catalog, &key.rule, key.period);
    format!(
        "{} ({report}, {})",
        catalog.office_name(&key.office),
        late_days_text(lang, blocker.late_days)
    )
}

fn late_days_text(lang: Lang, days: i64) -> String {
    if days == 0 {
        SubmissionText::WithinDeadline.text(lang).to_owned()
    } else {
        super::deadline::overdue_days_text(lang, days)
    }
}

/// Offices skipped by a bulk step, by reason: `Sở A, Sở B và 3 đơn vị nữa: Báo cáo chưa gửi …`.
pub fn skipped_offices(lang: Lang, passed: &[(String, String)]) -> Vec<String> {
    let mut reasons: Vec<(&str, Vec<&str>)> = Vec::new();
    for (office, why) in passed {
        match reasons.iter_mut().find(|(reason, _)| reason == why) {
            Some((_, offices)) => offices.push(office),
            None => reasons.push((why, vec![office])),
        }
    }
    let more = SubmissionText::MoreOffices.text(lang);
    let each = |(why, offices): &(&str, Vec<&str>)| {
        let named = join_limited(offices, |office| (*office).to_owned(), more);
        format!("{named}: {why}")
    };
    reasons.iter().map(each).collect()
}

fn join_limited<T>(all: &[T], each: impl Fn(&T) -> String, more: &str) -> String {
    let mut parts: Vec<String> = all.iter().take(NAMED_MAX).map(each).collect();
    if all.len() > NAMED_MAX {
        parts.push(fill_placeholders(more, &[&(all.len() - NAMED_MAX)]));
    }
    parts.join(", ")
}
