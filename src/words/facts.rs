//! The words of facts: statuses, states, periods, promises, judgements, refusals and errors.

use chrono::NaiveDate;

use super::Lang;
use crate::domain::catalog::Catalog;
use crate::domain::duty::{Duty, DutyState, Standing};
use crate::domain::entry::{Question, Refusal};
use crate::domain::figure::Answer;
use crate::domain::judge::{Judgement, Reason, Status};
use crate::domain::number::Fraction;
use crate::domain::period::Period;
use crate::domain::plan::{Measure, Plan, ReportingRule};
use crate::store::StoreError;

/// `đạt`, `đúng tiến độ`, `chậm` …
pub fn status(lang: Lang, status: Status) -> &'static str {
    match status {
        Status::Met => lang.pick("đạt", "met"),
        Status::OnTrack => lang.pick("đúng tiến độ", "on track"),
        Status::Behind => lang.pick("chậm", "behind"),
        Status::Missed => lang.pick("không đạt", "missed"),
        Status::NoData => lang.pick("chưa có số liệu", "no data"),
        Status::NotJudged => lang.pick("chưa xét", "not judged"),
    }
}

/// The character that stands before a status word.
pub fn status_mark(status: Status) -> char {
    match status {
        Status::Met => '●',
        Status::OnTrack => '○',
        Status::Behind => '▲',
        Status::Missed => '■',
        Status::NoData => '·',
        Status::NotJudged => '□',
    }
}

/// `quá hạn`, `sắp hạn` …
pub fn duty_state(lang: Lang, state: DutyState) -> &'static str {
    match state {
        DutyState::NotOpen => lang.pick("chưa mở", "not yet open"),
        DutyState::InTerm => lang.pick("trong hạn", "in term"),
        DutyState::DueSoon => lang.pick("sắp hạn", "due soon"),
        DutyState::Overdue => lang.pick("quá hạn", "overdue"),
        DutyState::Waiting => lang.pick("chờ tiếp nhận", "waiting"),
        DutyState::Returned => lang.pick("bị trả lại", "returned"),
        DutyState::Accepted => lang.pick("đã tiếp nhận", "accepted"),
    }
}

/// The character that stands before a state word.
pub fn duty_mark(state: DutyState) -> char {
    match state {
        DutyState::Overdue => '■',
        DutyState::Returned => '▲',
        DutyState::DueSoon => '◄',
        DutyState::InTerm => '○',
        DutyState::Waiting => '□',
        DutyState::Accepted => '●',
        DutyState::NotOpen => '·',
    }
}

/// Why there is no value or no verdict, in a few words.
pub fn reason(lang: Lang, reason: Reason) -> &'static str {
    match reason {
        Reason::NoneOccurred => lang.pick("không phát sinh", "none occurred"),
        Reason::NotApplicable => lang.pick("không thuộc phạm vi", "not applicable"),
        Reason::Missing => lang.pick("thiếu số liệu", "figures missing"),
        Reason::TooOld => lang.pick("số liệu quá cũ", "figures too old"),
        Reason::BaselineOnly => lang.pick("mới có số đầu kỳ", "only a first figure"),
        Reason::NoBaseline => lang.pick("chưa có mốc đầu", "no starting point"),
    }
}

/// Day of the week, short: `T2` … `CN`.
pub fn weekday(lang: Lang, day: NaiveDate) -> &'static str {
    let _ = (lang, day);
    ""
}

/// `quý I/2025`, `6 tháng đầu năm 2026`, `năm 2023`.
pub fn period(lang: Lang, period: Period) -> String {
    let _ = lang;
    format!("{period:?}")
}

/// The unit's words: `%`, `trên 1.000 phụ nữ`, `cuộc`.
pub fn unit(lang: Lang, measure: &Measure) -> String {
    let _ = lang;
    measure.unit_words.clone().unwrap_or_default()
}

/// A value in the measure's decimals: `35,2`.
pub fn value(measure: &Measure, value: &Fraction) -> String {
    let _ = measure;
    value.to_string()
}

/// What was promised, short: `≥ 60 %`, `< 30 %`, `95 % → 100 %`.
pub fn promise(lang: Lang, measure: &Measure) -> String {
    let _ = (lang, measure);
    String::new()
}

/// An answer as a person reads it: `33,5`, `45/75`, `không phát sinh`.
pub fn answer(lang: Lang, measure: &Measure, answer: &Answer) -> String {
    let _ = (lang, measure, answer);
    String::new()
}

/// One sentence that explains a judgement with its numbers (DOMAIN §2).
pub fn explain(lang: Lang, catalog: &Catalog, plan: &Plan, measure: &Measure, judgement: &Judgement) -> String {
    let _ = (catalog, plan, measure);
    status(lang, judgement.status).to_owned()
}

/// The resolved deadline: `trước 10/06/2026 → hết ngày 09/06 (T3), còn 4 ngày`.
pub fn deadline(lang: Lang, rule: &ReportingRule, duty: &Duty, standing: &Standing) -> String {
    let _ = (rule, duty);
    duty_state(lang, standing.state).to_owned()
}

/// Days in words: `trễ 178 ngày`, `còn 4 ngày`, `hạn hôm nay`, `đúng hạn`.
pub fn days(lang: Lang, standing: &Standing) -> String {
    duty_state(lang, standing.state).to_owned()
}

/// Why an entry is refused and what would be accepted.
pub fn refusal(lang: Lang, refusal: &Refusal) -> String {
    let _ = lang;
    format!("{refusal:?}")
}

/// What is odd about an entry that is possible.
pub fn question(lang: Lang, question: &Question) -> String {
    let _ = lang;
    format!("{question:?}")
}

/// What the store says, with what to do next.
pub fn store_error(lang: Lang, error: &StoreError) -> String {
    let _ = lang;
    error.to_string()
}
