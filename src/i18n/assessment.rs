//! Texts about values, target values and assessments: every assessment is explained in one sentence with its numbers.

use chrono::{Datelike, NaiveDate};

use super::terms::{
    assessment_reason, measure_status, milestone_state, period, period_kind, quality, series_name,
};
use super::{Lang, display, fill_placeholders};
use crate::domain::assessment::{
    AssessedValue, Assessment, MeasureStatus, QuotaCoverage, Reason, accepted_value,
    target_assessments,
};
use crate::domain::catalog::Catalog;
use crate::domain::code::MeasureId;
use crate::domain::figure::{Answer, Quality};
use crate::domain::number::{Fraction, Number, distinguishing_decimals, print};
use crate::domain::period::Period;
use crate::domain::plan::{Comparator, Direction, Measure, Plan, Quota, Unit};
use crate::texts;

texts! {
    /// Parts of the explanation of an assessment.
    enum AssessmentText {
        Per1000 => "trên 1.000", "per 1,000";
        Per100000 => "trên 100.000", "per 100,000";
        Per100Girls => "bé trai/100 bé gái", "boys per 100 girls";
        Times => "lần", "times";
        EstimatesAwaitingFinalFigures => "Số ước {} chờ số chính thức: {} ô", "Estimates for {} awaiting final figures: {}";
        DoneBy => "hoàn thành đến", "done by";
        Done => "hoàn thành", "done";
        ByDay => "đến", "by";
        EachOffice => "mỗi đơn vị", "each office";
        OfOffices => "đơn vị", "of offices";
        NoData => "chưa có số liệu", "no data yet";
        InPeriod => "", "in ";
        LatestFigureFor => "số liệu mới nhất là của", "the latest figure is for";
        NoFigureFrom => "thiếu số liệu của", "no figure from";
        NoPairFrom => "thiếu tử số và mẫu số của", "no numerator and denominator from";
        AvailablePart => "phần đã có là", "the available part is";
        EnteredByCoordinator => "cơ quan đầu mối nhập", "entered by the coordinator";
        Target => "mức phải đạt", "target";
        FirstValue => ", lấy số liệu đầu tiên,", ", first value,";
        OfficesThatMetIt => "số đơn vị đạt", "offices that met it";
        OfficesMet => "{}/{} đơn vị đạt", "{} of {} office{|s}";
        BelowQuota => "{} chưa đạt", "{} below quota";
        WithoutData => "{} chưa có số liệu", "{} without data";
        Stale => "kỳ mới nhất chưa có số liệu", "no data for the latest period";
        WorseThanStart => "kém hơn giá trị gốc", "worse than the baseline";
        BeyondBand => "vượt trên khoảng", "above the range";
        MissedStage => "không đạt mốc lộ trình", "interim target missed";
        SizeChange => "; từ {} tính trên {} đơn vị (trước đó {})", "; since {} over {} office{|s} ({} before)";
        EnteredByOwner => "đơn vị chủ trì nhập", "the responsible office entered";
    }
}

/// Decimals shown by default; more are shown only to distinguish two values.
const SHOWN_DECIMALS: u8 = 2;
const DISTINGUISHING_DECIMALS: u8 = 4;

/// Text of a measure's unit: `%`, `trên 1.000 phụ nữ`, `cuộc`.
pub fn unit(lang: Lang, measure: &Measure) -> String {
    if let (Some(words), Lang::Vi) = (&measure.unit_words, lang) {
        return words.clone();
    }
    match &measure.unit {
        Unit::Percent => "%".to_owned(),
        Unit::Per1000 => AssessmentText::Per1000.text(lang).to_owned(),
        Unit::Per100000 => AssessmentText::Per100000.text(lang).to_owned(),
        Unit::Per100Girls => AssessmentText::Per100Girls.text(lang).to_owned(),
        Unit::Times => AssessmentText::Times.text(lang).to_owned(),
        Unit::Count(word) => word.clone(),
    }
}

/// A value with the measure's decimals: `35,2`.
pub fn value(lang: Lang, measure: &Measure, value: &Fraction) -> String {
    display::fraction(lang, value, measure.scale)
}

/// Difference of an official figure from its estimate: `+1,5`, `-0,4`, `0`.
pub fn difference(lang: Lang, measure: &Measure, off: &Fraction) -> String {
    let scale = answer_scale(measure);
    let sign = if *off > Fraction::from(0) { "+" } else { "" };
    format!("{sign}{}", display::fraction(lang, off, scale))
}

/// `Số ước quý I/2026 chờ số chính thức: 6 ô`.
pub fn pending_estimates(lang: Lang, of: Period, count: usize) -> String {
    let words = AssessmentText::EstimatesAwaitingFinalFigures.text(lang);
    fill_placeholders(words, &[&period(lang, of), &count])
}

/// What was reached, in a column, a share with its sign: `61,3%`.
pub fn actual(lang: Lang, measure: &Measure, of: &Fraction) -> String {
    with_sign(lang, measure, of, measure.scale)
}

/// A value with the sign of a share: `35,2 %`; other units have no sign.
fn with_sign(lang: Lang, measure: &Measure, value: &Fraction, decimals: u8) -> String {
    let sign = if is_share(measure) { "%" } else { "" };
    format!("{}{sign}", display::fraction(lang, value, decimals))
}

fn is_share(measure: &Measure) -> bool {
    measure.unit == Unit::Percent || measure.quota.is_some()
}

/// Target value, short: `≥ 60 %`, `< 30 %`, `95 % (2025) → 100 % (2030)`, `≥ 4 tin, bài/quý mỗi đơn vị`.
pub fn target_value(lang: Lang, measure: &Measure) -> String {
    if let Some(quota) = &measure.quota {
        return quota_target_value(lang, measure, quota);
    }
    let sign = if measure.unit == Unit::Percent {
        "%"
    } else {
        ""
    };
    let amount = |number: Option<Number>| {
        format!(
            "{}{sign}",
            display::number(lang, number.unwrap_or_default(), 0)
        )
    };
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
                AssessmentText::DoneBy.text(lang),
                display::day(lang, stage.on)
            ),
            None => AssessmentText::Done.text(lang).to_owned(),
        },
        Comparator::Between => {
            format!(
                "{} – {}",
                display::number(lang, measure.value.unwrap_or_default(), 0),
                amount(measure.value_to)
            )
        }
        // Nothing is beyond all.
        Comparator::Ge
            if measure.unit == Unit::Percent && measure.value == Some(Number::whole(100)) =>
        {
            amount(measure.value)
        }
        other => format!("{} {}", comparator(other), amount(measure.value)),
    }
}

/// The same for a narrow column: of a milestone its day alone, `đến 31/12/2025`.
pub fn target_value_short(lang: Lang, measure: &Measure) -> String {
    match (measure.comparator, measure.stages.last()) {
        (Comparator::Done, Some(stage)) if measure.quota.is_none() && measure.stages.len() == 1 => {
            format!(
                "{} {}",
                AssessmentText::ByDay.text(lang),
                display::day(lang, stage.on)
            )
        }
        _ => target_value(lang, measure),
    }
}

/// Sign of a comparator.
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
        Unit::Count(word) => format!("≥ {} {word}", display::number(lang, quota.value, 0)),
        _ => format!("≥ {}", display::number(lang, quota.value, 0)),
    };
    let often = quota
        .period_kind
        .map_or(String::new(), |per| format!("/{}", period_kind(lang, per)));
    let each = AssessmentText::EachOffice.text(lang);
    match quota.coverage {
        Some(coverage) => {
            let of = AssessmentText::OfOffices.text(lang);
            format!(
                "{}% {of}: {count}{often}",
                display::number(lang, coverage, 0)
            )
        }
        None => format!("{count}{often} {each}"),
    }
}

/// An answer as text: `33,5`, `45/75`, `không phát sinh`.
pub fn answer(lang: Lang, measure: &Measure, answer: &Answer) -> String {
    match answer {
        Answer::Number(number) => display::number(lang, *number, answer_scale(measure)),
        Answer::Share {
            numerator,
            denominator,
        } => format!(
            "{}/{}",
            display::number(lang, *numerator, 0),
            display::number(lang, *denominator, 0)
        ),
        Answer::NoneOccurred | Answer::NotApplicable | Answer::NoData | Answer::Milestone(_) => {
            typed_answer(lang, measure, answer)
        }
    }
}

fn answer_scale(measure: &Measure) -> u8 {
    if measure.quota.is_some() {
        0
    } else {
        measure.scale
    }
}

/// The same where it is typed or stands beside what is typed: numbers in the form of entry in both languages.
pub fn typed_answer(lang: Lang, measure: &Measure, answer: &Answer) -> String {
    match answer {
        Answer::Number(number) => print(*number, answer_scale(measure)),
        Answer::Share {
            numerator,
            denominator,
        } => format!("{}/{}", print(*numerator, 0), print(*denominator, 0)),
        Answer::NoneOccurred => assessment_reason(lang, Reason::NoneOccurred).to_owned(),
        Answer::NotApplicable => assessment_reason(lang, Reason::NotApplicable).to_owned(),
        Answer::NoData => AssessmentText::NoData.text(lang).to_owned(),
        Answer::Milestone(state) => milestone_state(lang, *state).to_owned(),
    }
}

/// The verdict in words; of what can still be made good the period and quality of its figure:
/// `chưa đạt quý I/2026 (số ước)`.
pub fn assessment_status(lang: Lang, assessment: &Assessment) -> String {
    let short = measure_status(lang, assessment.named_status());
    match &assessment.figure {
        Some(figure) if assessment.named_status() == MeasureStatus::NotReached => {
            let estimate = if figure.quality == Quality::Estimate {
                format!(" ({})", quality(lang, figure.quality))
            } else {
                String::new()
            };
            let of = AssessmentText::InPeriod.text(lang);
            format!("{short} {of}{}{estimate}", period(lang, figure.period))
        }
        _ => short.to_owned(),
    }
}

/// Targets by verdict, the final ones first: `2 không đạt, 3 chưa đạt, 14 đạt`.
pub fn target_counts<'a>(
    lang: Lang,
    plan: &'a Plan,
    assessment_of: impl Fn(&MeasureId) -> Option<&'a Assessment>,
) -> String {
    let order = [
        MeasureStatus::Missed,
        MeasureStatus::NotReached,
        MeasureStatus::Behind,
        MeasureStatus::Met,
        MeasureStatus::OnTrack,
        MeasureStatus::NoData,
        MeasureStatus::NotAssessed,
    ];
    let targets = target_assessments(plan, assessment_of);
    let count = |status| {
        let same = targets
            .iter()
            .filter(|(_, found)| found.named_status() == status);
        same.count()
    };
    let parts = order.into_iter().filter_map(|status| {
        let count = count(status);
        (count > 0).then(|| format!("{count} {}", measure_status(lang, status)))
    });
    parts.collect::<Vec<_>>().join(", ")
}

/// Explains an assessment in one sentence with its numbers.
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
        .map(|name| format!("{} – ", series_name(lang, name)))
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

/// Builder of an explanation.
struct Sentence<'a> {
    lang: Lang,
    catalog: &'a Catalog,
    plan: &'a Plan,
    measure: &'a Measure,
    assessment: &'a Assessment,
}

impl Sentence<'_> {
    /// The verdict, then what it rests on.
    fn main_clause(&self) -> String {
        let verdict = assessment_status(self.lang, self.assessment);
        let ground = match (&self.assessment.figure, self.assessment.reason) {
            (Some(figure), Some(Reason::TooOld)) => {
                let newest = AssessmentText::LatestFigureFor.text(self.lang);
                format!(
                    "{newest} {}: {}",
                    period(self.lang, figure.period),
                    assessment_reason(self.lang, Reason::TooOld)
                )
            }
            (Some(figure), _) => self.comparison(figure),
            (None, why) => self.no_value(why.unwrap_or(Reason::Missing)),
        };
        if ground.is_empty() {
            verdict
        } else {
            format!("{verdict}: {ground}")
        }
    }

    /// Explains why there is no value, and whose part is missing.
    fn no_value(&self, why: Reason) -> String {
        if !self.assessment.missing_owners.is_empty() {
            let names: Vec<&str> = self
                .assessment
                .missing_owners
                .iter()
                .map(|code| self.catalog.office_name(code))
                .collect();
            let lacks = match self.measure.unit {
                Unit::Count(_) => AssessmentText::NoFigureFrom.text(self.lang),
                _ => AssessmentText::NoPairFrom.text(self.lang),
            };
            let rest = self.assessment.partial_sum.map(|partial| {
                let there = AssessmentText::AvailablePart.text(self.lang);
                format!(
                    "; {there} {}",
                    with_sign(self.lang, self.measure, &partial, self.measure.scale)
                )
            });
            return format!("{lacks} {}{}", names.join(", "), rest.unwrap_or_default());
        }
        match (&self.assessment.coverage, why) {
            (Some(count), _) => self.coverage(count, None),
            (None, Reason::Missing) if self.measure.owners.is_empty() => {
                let coordinator = self.catalog.office_name(&self.plan.coordinator);
                let by = AssessmentText::EnteredByCoordinator.text(self.lang);
                format!("{by} ({coordinator})")
            }
            (None, Reason::Missing) => String::new(),
            (None, why) => assessment_reason(self.lang, why).to_owned(),
        }
    }

    /// The figure and what it is held against.
    fn comparison(&self, figure: &AssessedValue) -> String {
        let lang = self.lang;
        let when = match figure.quality {
            Quality::Estimate => format!(
                "{} ({})",
                period(lang, figure.period),
                quality(lang, figure.quality)
            ),
            Quality::Official => period(lang, figure.period),
        };
        let Some(value) = figure.value else {
            let state = figure
                .milestone
                .map(|state| milestone_state(lang, state))
                .unwrap_or_default();
            let target = AssessmentText::Target.text(lang);
            return format!(
                "{state} ({when}), {target}: {}",
                target_value(lang, self.measure)
            );
        };
        let (amount, verb) = match &self.assessment.coverage {
            Some(count) => (self.coverage(count, Some(&value)), "có"),
            None => (
                with_sign(lang, self.measure, &value, self.decimals(&value)),
                "thực hiện",
            ),
        };
        // What can still be made good has its period in the verdict.
        let reached = match lang {
            _ if self.assessment.named_status() == MeasureStatus::NotReached => amount,
            Lang::Vi => format!("{when} {verb} {amount}"),
            Lang::En => format!("{amount} in {when}"),
        };
        match (self.assessment.status, &self.assessment.expected) {
            (MeasureStatus::OnTrack | MeasureStatus::Behind, Some(line)) => {
                self.trajectory(&reached, &value, line)
            }
            (MeasureStatus::NotAssessed, _) => {
                let why = self.assessment.reason;
                let why = why.map_or("", |why| assessment_reason(lang, why));
                format!("{reached}, {why}")
            }
            _ => self.against_target(&reached, &value),
        }
    }

    /// "61,3%, mức phải đạt ≥ 60%"; of a value that keeps "about" without reaching its number how far that goes:
    /// "81,2%, đạt mức khoảng 85% (chấp nhận từ 80,75%)".
    fn against_target(&self, reached: &str, value: &Fraction) -> String {
        let (lang, measure) = (self.lang, self.measure);
        let promised = measure.value.map(Number::fraction).unwrap_or_default();
        let is_short = match measure.direction {
            Direction::Up => *value < promised,
            Direction::Down => *value > promised,
        };
        let accepted = accepted_value(measure)
            .filter(|_| is_short && self.assessment.status == MeasureStatus::Met);
        let Some(accepted) = accepted else {
            let target = AssessmentText::Target.text(lang);
            return format!("{reached}, {target} {}", target_value(lang, measure));
        };
        let amount = with_sign(lang, measure, &promised, 0);
        let accepted = with_sign(lang, measure, &accepted, SHOWN_DECIMALS);
        match (lang, measure.direction) {
            (Lang::Vi, Direction::Up) => {
                format!("{reached}, đạt mức khoảng {amount} (chấp nhận từ {accepted})")
            }
            (Lang::Vi, Direction::Down) => {
                format!("{reached}, đạt mức khoảng {amount} (chấp nhận đến {accepted})")
            }
            (Lang::En, Direction::Up) => {
                format!("{reached} meets about {amount} ({accepted} or more)")
            }
            (Lang::En, Direction::Down) => {
                format!("{reached} meets about {amount} ({accepted} or less)")
            }
        }
    }

    /// "33,3%, lộ trình cần 30% (từ 36,5% năm 2021, lấy số liệu đầu tiên, đến < 30% năm 2025)".
    fn trajectory(&self, reached: &str, value: &Fraction, line: &Fraction) -> String {
        let lang = self.lang;
        let decimals = match distinguishing_decimals(value, line, self.measure.scale) {
            few if few <= SHOWN_DECIMALS => few,
            many => many.max(DISTINGUISHING_DECIMALS),
        };
        let at = with_sign(lang, self.measure, line, decimals);
        let in_year = |amount: String, on: NaiveDate| match lang {
            Lang::Vi => format!("{amount} năm {}", year(on)),
            Lang::En => format!("{amount} in {}", year(on)),
        };
        let start = self.assessment.start.as_ref().map(|start| {
            let derived = if start.derived {
                AssessmentText::FirstValue.text(lang)
            } else {
                ""
            };
            let amount = with_sign(lang, self.measure, &start.value, self.measure.scale);
            in_year(amount, start.on) + derived
        });
        let goal = self.assessment.next_stage.map(|(on, value)| {
            let sign = match self.measure.comparator {
                _ if self.measure.quota.is_some() => String::new(),
                Comparator::Ge => String::new(),
                other => format!("{} ", comparator(other)),
            };
            let amount = with_sign(lang, self.measure, &value, 0);
            in_year(format!("{sign}{amount}"), on)
        });
        let (start, goal) = (start.unwrap_or_default(), goal.unwrap_or_default());
        match lang {
            Lang::Vi => format!("{reached}, lộ trình cần {at} (từ {start} đến {goal})"),
            Lang::En => format!("{reached}; the trajectory needs {at} ({start} to {goal})"),
        }
    }

    /// Number of decimals that shows the value's difference from the last target value.
    fn decimals(&self, value: &Fraction) -> u8 {
        let promised = self.measure.value.map(Number::fraction);
        promised.map_or(self.measure.scale, |promised| {
            distinguishing_decimals(value, &promised, self.measure.scale)
        })
    }

    /// "8/15 đơn vị đạt (53%), 6 chưa đạt, 1 chưa có số liệu".
    fn coverage(&self, count: &QuotaCoverage, share: Option<&Fraction>) -> String {
        let lang = self.lang;
        let share = share.map_or_else(String::new, |share| {
            format!(
                " ({})",
                with_sign(lang, self.measure, share, self.decimals(share))
            )
        });
        if count.of == 0 {
            let entered = count
                .entered
                .map(|(met, of)| format!(" {met}/{of}"))
                .unwrap_or_default();
            let words = AssessmentText::OfficesThatMetIt.text(lang);
            return format!("{words}{entered}{share}");
        }
        let (met, of) = (count.met, count.of);
        let all = fill_placeholders(AssessmentText::OfficesMet.text(lang), &[&met, &of]);
        let short = [
            (count.below.len(), AssessmentText::BelowQuota.text(lang)),
            (count.missing.len(), AssessmentText::WithoutData.text(lang)),
        ];
        let short = short
            .into_iter()
            .filter(|(count, _)| *count > 0)
            .map(|(count, words)| fill_placeholders(words, &[&count]));
        std::iter::once(all + &share)
            .chain(short)
            .collect::<Vec<_>>()
            .join(", ")
    }

    /// Further remarks: stale, worse than the baseline, beyond the band, missed stages, a differing entry.
    fn remarks(&self) -> Vec<String> {
        let lang = self.lang;
        let mut marks = Vec::new();
        let mut mark = |on: bool, text: AssessmentText| {
            if on {
                marks.push(format!("; {}", text.text(lang)));
            }
        };
        mark(self.assessment.stale, AssessmentText::Stale);
        mark(
            self.assessment.worse_than_start,
            AssessmentText::WorseThanStart,
        );
        mark(self.assessment.beyond_band, AssessmentText::BeyondBand);
        for stage in &self.assessment.missed_stages {
            let promised = with_sign(self.lang, self.measure, &stage.target_value, 0);
            let missed = AssessmentText::MissedStage.text(lang);
            marks.push(format!("; {missed}: {promised} ({})", year(stage.on)));
        }
        if let Some(change) = self
            .assessment
            .coverage
            .as_ref()
            .and_then(|count| count.size_change)
        {
            let words = AssessmentText::SizeChange.text(lang);
            marks.push(fill_placeholders(
                words,
                &[
                    &display::day(lang, change.on),
                    &change.after,
                    &change.before,
                ],
            ));
        }
        let differs = self
            .assessment
            .coverage
            .as_ref()
            .filter(|count| count.of > 0)
            .and_then(|count| count.entered);
        if let Some((met, of)) = differs {
            let entered = AssessmentText::EnteredByOwner.text(lang);
            marks.push(format!("; {entered} {met}/{of}"));
        }
        marks
    }
}

fn year(day: NaiveDate) -> i32 {
    day.year()
}
