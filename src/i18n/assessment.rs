//! The words of values, promises and judgements: one sentence with its numbers for every verdict (DOMAIN §2).

use chrono::{Datelike, NaiveDate};

use super::facts::{
    assessment_reason, measure_status, milestone_state, period, period_kind, quality, series_name,
};
use super::{Lang, fill_placeholders};
use crate::domain::assessment::{AssessedValue, Assessment, MeasureStatus, QuotaCoverage, Reason};
use crate::domain::catalog::Catalog;
use crate::domain::day::print_day;
use crate::domain::figure::{Answer, Quality};
use crate::domain::number::{Fraction, Number, distinguishing_decimals, print, print_fraction};
use crate::domain::period::Period;
use crate::domain::plan::{Comparator, Measure, Plan, Quota, Unit};

/// More decimals than this are shown only to tell two values apart, and then at least [`FINE`].
const SHOWN_DECIMALS: u8 = 2;
const DISTINGUISHING_DECIMALS: u8 = 4;

/// The unit's words: `%`, `trên 1.000 phụ nữ`, `cuộc`.
pub fn unit(lang: Lang, measure: &Measure) -> String {
    if let (Some(words), Lang::Vi) = (&measure.unit_words, lang) {
        return words.clone();
    }
    match &measure.unit {
        Unit::Percent => "%".to_owned(),
        Unit::Per1000 => lang.pick("trên 1.000", "per 1,000").to_owned(),
        Unit::Per100000 => lang.pick("trên 100.000", "per 100,000").to_owned(),
        Unit::Per100Girls => lang
            .pick("bé trai/100 bé gái", "boys per 100 girls")
            .to_owned(),
        Unit::Times => lang.pick("lần", "times").to_owned(),
        Unit::Count(word) => word.clone(),
    }
}

/// A value in the measure's decimals: `35,2`.
pub fn value(measure: &Measure, value: &Fraction) -> String {
    print_fraction(value, measure.scale)
}

/// By how much an official figure differs from its estimate: `+1,5`, `-0,4`, `0`.
pub fn difference(measure: &Measure, off: &Fraction) -> String {
    let scale = if measure.quota.is_some() {
        0
    } else {
        measure.scale
    };
    let sign = if *off > Fraction::from(0) { "+" } else { "" };
    format!("{sign}{}", print_fraction(off, scale))
}

/// `Ước 2026-Q1 chờ số chính thức: 6 ô`.
pub fn pending_estimates(lang: Lang, of: Period, count: usize) -> String {
    let words = lang.pick(
        "Số ước {} chờ số chính thức: {} ô",
        "Estimates for {} awaiting final figures: {}",
    );
    fill_placeholders(words, &[&of, &count])
}

/// What was reached, in a column: a quota's share of offices with its sign, `90 %`; others as [`value`].
pub fn actual(measure: &Measure, of: &Fraction) -> String {
    if measure.quota.is_some() {
        with_sign(measure, of, measure.scale)
    } else {
        value(measure, of)
    }
}

/// A value with the sign of a share: `35,2 %`; other units go without.
fn with_sign(measure: &Measure, value: &Fraction, decimals: u8) -> String {
    let sign = if is_share(measure) { "%" } else { "" };
    format!("{}{sign}", print_fraction(value, decimals))
}

fn is_share(measure: &Measure) -> bool {
    measure.unit == Unit::Percent || measure.quota.is_some()
}

/// What was promised, short: `≥ 60 %`, `< 30 %`, `95 % (2025) → 100 % (2030)`, `≥ 4 tin, bài/quý mỗi đơn vị`.
pub fn target_value(lang: Lang, measure: &Measure) -> String {
    if let Some(quota) = &measure.quota {
        return quota_target_value(lang, measure, quota);
    }
    let sign = if measure.unit == Unit::Percent {
        "%"
    } else {
        ""
    };
    let amount = |number: Option<Number>| format!("{}{sign}", print(number.unwrap_or_default(), 0));
    if measure.stages.len() > 1 {
        let stages: Vec<String> = measure
            .stages
            .iter()
            .map(|stage| format!("{} ({})", amount(stage.value), stage.on.year()))
            .collect();
        return format!("{} {}", comparator(measure.comparator), stages.join(" → "));
    }
    match measure.comparator {
        Comparator::Done => match measure.stages.last() {
            Some(stage) => format!(
                "{} {}",
                lang.pick("hoàn thành đến", "done by"),
                print_day(stage.on)
            ),
            None => lang.pick("hoàn thành", "done").to_owned(),
        },
        Comparator::Between => {
            format!(
                "{} – {}",
                print(measure.value.unwrap_or_default(), 0),
                amount(measure.value_to)
            )
        }
        other => format!("{} {}", comparator(other), amount(measure.value)),
    }
}

/// The sign of a comparator.
pub fn comparator(comparator: Comparator) -> &'static str {
    match comparator {
        Comparator::Ge => "≥",
        Comparator::Gt => ">",
        Comparator::Le => "≤",
        Comparator::Lt => "<",
        Comparator::Eq => "=",
        Comparator::About => "≈",
        Comparator::Between => "–",
        Comparator::Done => "√",
    }
}

fn quota_target_value(lang: Lang, measure: &Measure, quota: &Quota) -> String {
    let count = match &measure.unit {
        Unit::Count(word) => format!("≥ {} {word}", print(quota.value, 0)),
        _ => format!("≥ {}", print(quota.value, 0)),
    };
    let often = quota
        .period_kind
        .map_or(String::new(), |per| format!("/{}", period_kind(lang, per)));
    let each = lang.pick("mỗi đơn vị", "each office");
    match quota.coverage {
        Some(coverage) => {
            let of = lang.pick("đơn vị", "of offices");
            format!("{}% {of}: {count}{often}", print(coverage, 0))
        }
        None => format!("{count}{often} {each}"),
    }
}

/// An answer as a person reads it: `33,5`, `45/75`, `không phát sinh`.
pub fn answer(lang: Lang, measure: &Measure, answer: &Answer) -> String {
    match answer {
        Answer::Number(number) => {
            let scale = if measure.quota.is_some() {
                0
            } else {
                measure.scale
            };
            print(*number, scale)
        }
        Answer::Share {
            numerator,
            denominator,
        } => format!("{}/{}", print(*numerator, 0), print(*denominator, 0)),
        Answer::NoneOccurred => assessment_reason(lang, Reason::NoneOccurred).to_owned(),
        Answer::NotApplicable => assessment_reason(lang, Reason::NotApplicable).to_owned(),
        Answer::NoData => lang.pick("chưa có số liệu", "no data yet").to_owned(),
        Answer::Milestone(state) => milestone_state(lang, *state).to_owned(),
    }
}

/// One sentence that explains a judgement with its numbers.
pub fn explain(
    lang: Lang,
    catalog: &Catalog,
    plan: &Plan,
    measure: &Measure,
    assessment: &Assessment,
) -> String {
    let sentence = Sentence {
        lang,
        catalog,
        plan,
        measure,
        assessment,
    };
    let mut text = sentence.main_clause();
    text.extend(sentence.remarks());
    let lead = assessment
        .series
        .as_deref()
        .map(|name| format!("{}: ", series_name(lang, name)))
        .unwrap_or_default();
    capitalize(&format!("{lead}{text}."))
}

/// The text with a capital first letter.
pub fn capitalize(text: &str) -> String {
    let mut letters = text.chars();
    letters
        .next()
        .map(|first| first.to_uppercase().chain(letters).collect())
        .unwrap_or_default()
}

/// A sentence in the making.
struct Sentence<'a> {
    lang: Lang,
    catalog: &'a Catalog,
    plan: &'a Plan,
    measure: &'a Measure,
    assessment: &'a Assessment,
}

impl Sentence<'_> {
    fn main_clause(&self) -> String {
        let verdict = measure_status(self.lang, self.assessment.status);
        match (&self.assessment.figure, self.assessment.reason) {
            (Some(figure), Some(Reason::TooOld)) => {
                let newest = self
                    .lang
                    .pick("số liệu mới nhất là của", "the latest figure is for");
                format!(
                    "{newest} {}: {}",
                    period(self.lang, figure.period),
                    assessment_reason(self.lang, Reason::TooOld)
                )
            }
            (Some(figure), _) => format!("{}: {verdict}", self.comparison(figure)),
            (None, why) => self.no_value(verdict, why.unwrap_or(Reason::Missing)),
        }
    }

    /// Why there is no value, and whose part is missing.
    fn no_value(&self, verdict: &str, why: Reason) -> String {
        if !self.assessment.missing_owners.is_empty() {
            let names: Vec<&str> = self
                .assessment
                .missing_owners
                .iter()
                .map(|code| self.catalog.office_name(code))
                .collect();
            let lacks = match self.measure.unit {
                Unit::Count(_) => self.lang.pick("thiếu số liệu của", "no figure from"),
                _ => self.lang.pick(
                    "thiếu tử số và mẫu số của",
                    "no numerator and denominator from",
                ),
            };
            let rest = self.assessment.partial_sum.map(|partial| {
                let there = self.lang.pick("phần đã có là", "the available part is");
                format!(
                    "; {there} {}",
                    with_sign(self.measure, &partial, self.measure.scale)
                )
            });
            return format!(
                "{lacks} {}{}: {verdict}",
                names.join(", "),
                rest.unwrap_or_default()
            );
        }
        match (&self.assessment.coverage, why) {
            (Some(count), _) => format!("{}: {verdict}", self.coverage(count)),
            (None, Reason::Missing) if self.measure.owners.is_empty() => {
                let coordinator = self.catalog.office_name(&self.plan.coordinator);
                let by = self
                    .lang
                    .pick("cơ quan đầu mối nhập", "entered by the coordinator");
                format!("{verdict} ({by}: {coordinator})")
            }
            (None, Reason::Missing) => verdict.to_owned(),
            (None, why) => format!("{}: {verdict}", assessment_reason(self.lang, why)),
        }
    }

    /// What the figure is held against.
    fn comparison(&self, figure: &AssessedValue) -> String {
        let when = match figure.quality {
            Quality::Estimate => {
                format!(
                    "{}, {}",
                    period(self.lang, figure.period),
                    quality(self.lang, figure.quality)
                )
            }
            Quality::Official => period(self.lang, figure.period),
        };
        let promise = target_value(self.lang, self.measure);
        let Some(value) = figure.value else {
            let state = figure
                .milestone
                .map(|state| milestone_state(self.lang, state))
                .unwrap_or_default();
            return format!(
                "{state} ({when}), {} {promise}",
                self.lang.pick("cần", "target")
            );
        };
        let held = match &self.assessment.coverage {
            Some(count) => self.coverage(count),
            None => with_sign(self.measure, &value, self.decimals(&value)),
        };
        match (self.assessment.status, &self.assessment.expected) {
            (MeasureStatus::OnTrack | MeasureStatus::Behind, Some(line)) => {
                format!("{held} ({when}) {}", self.trajectory(&value, line))
            }
            (MeasureStatus::NotAssessed, _) => {
                format!(
                    "{held} ({when}), {}",
                    self.assessment
                        .reason
                        .map_or("", |why| assessment_reason(self.lang, why))
                )
            }
            _ => format!(
                "{held} ({when}) {} {promise}",
                self.lang.pick("so với", "vs")
            ),
        }
    }

    /// "against 33,3 % on the line from 36,5 % (2021, derived) to < 30 % (2025)".
    fn trajectory(&self, value: &Fraction, line: &Fraction) -> String {
        let decimals = match distinguishing_decimals(value, line, self.measure.scale) {
            few if few <= SHOWN_DECIMALS => few,
            many => many.max(DISTINGUISHING_DECIMALS),
        };
        let at = with_sign(self.measure, line, decimals);
        let start = self.assessment.start.as_ref().map(|start| {
            let derived = if start.derived {
                self.lang.pick(", lấy số liệu đầu tiên", ", first value")
            } else {
                ""
            };
            format!(
                "{} ({}{derived})",
                with_sign(self.measure, &start.value, self.measure.scale),
                year(start.on)
            )
        });
        let goal = self.assessment.next_stage.map(|(on, value)| {
            let sign = comparator(if self.measure.quota.is_some() {
                Comparator::Ge
            } else {
                self.measure.comparator
            });
            format!(
                "{sign} {} ({})",
                with_sign(self.measure, &value, 0),
                year(on)
            )
        });
        let (start, goal) = (start.unwrap_or_default(), goal.unwrap_or_default());
        match self.lang {
            Lang::Vi => format!("so với mức {at} cần đạt theo lộ trình từ {start} đến {goal}"),
            Lang::En => format!("vs {at} expected from {start} to {goal}"),
        }
    }

    /// As many decimals of the value as show its difference from the last promise.
    fn decimals(&self, value: &Fraction) -> u8 {
        let promised = self.measure.value.map(Number::fraction);
        promised.map_or(self.measure.scale, |promised| {
            distinguishing_decimals(value, &promised, self.measure.scale)
        })
    }

    fn coverage(&self, count: &QuotaCoverage) -> String {
        if count.of == 0 {
            let entered = count
                .entered
                .map(|(met, of)| format!("{met}/{of}"))
                .unwrap_or_default();
            return format!(
                "{} {entered}",
                self.lang.pick("số đơn vị đạt", "offices that met it")
            )
            .trim_end()
            .to_owned();
        }
        let (met, of) = (count.met, count.of);
        let all = fill_placeholders(
            self.lang
                .pick("{}/{} đơn vị đạt", "{}/{} office{|s} met it"),
            &[&met, &of],
        );
        let short = [
            (
                count.below.len(),
                self.lang.pick("{} chưa đạt", "{} below quota"),
            ),
            (
                count.missing.len(),
                self.lang.pick("{} chưa có số liệu", "{} without data"),
            ),
        ];
        let short = short
            .into_iter()
            .filter(|(count, _)| *count > 0)
            .map(|(count, words)| fill_placeholders(words, &[&count]));
        std::iter::once(all)
            .chain(short)
            .collect::<Vec<_>>()
            .join(", ")
    }

    /// What else has to be seen: stale, worse than the start, beyond the band, missed stages, a differing entry.
    fn remarks(&self) -> Vec<String> {
        let lang = self.lang;
        let mut marks = Vec::new();
        let mut mark = |on: bool, vi: &str, en: &str| {
            if on {
                marks.push(format!("; {}", lang.pick(vi, en)));
            }
        };
        mark(
            self.assessment.stale,
            "kỳ mới nhất chưa có số liệu",
            "no data for the latest period",
        );
        mark(
            self.assessment.worse_than_start,
            "kém hơn giá trị gốc",
            "worse than the baseline",
        );
        mark(
            self.assessment.beyond_band,
            "vượt trên khoảng",
            "above the range",
        );
        for stage in &self.assessment.missed_stages {
            let promised = with_sign(self.measure, &stage.target_value, 0);
            let missed = lang.pick("không đạt mốc lộ trình", "interim target missed");
            marks.push(format!("; {missed}: {promised} ({})", year(stage.on)));
        }
        if let Some(change) = self
            .assessment
            .coverage
            .as_ref()
            .and_then(|count| count.size_change)
        {
            let words = lang.pick(
                "; từ {} tính trên {} đơn vị (trước đó {})",
                "; since {} over {} office{|s} ({} before)",
            );
            marks.push(fill_placeholders(
                words,
                &[&print_day(change.on), &change.after, &change.before],
            ));
        }
        let differs = self
            .assessment
            .coverage
            .as_ref()
            .filter(|count| count.of > 0)
            .and_then(|count| count.entered);
        if let Some((met, of)) = differs {
            let entered = lang.pick("đơn vị chủ trì nhập", "the responsible office entered");
            marks.push(format!("; {entered} {met}/{of}"));
        }
        marks
    }
}

fn year(day: NaiveDate) -> i32 {
    day.year()
}
