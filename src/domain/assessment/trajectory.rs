//! Assessment from points and a goal: each period alone, a milestone, or along a linear trajectory.

use chrono::{Days, NaiveDate};

use super::goal::{Goal, day_before_start};
use super::points::DataPoint;
use super::total::MeasureTotal;
use super::verdict::{
    AssessedValue, Assessment, MeasureStatus, MissedStage, Reason, TrajectoryStart,
};
use crate::domain::figure::{MilestoneState, Quality};
use crate::domain::number::{Fraction, Number};
use crate::domain::period::{Period, PeriodKind};
use crate::domain::plan::{Comparator, Measure, Plan};

/// Assessment of one measure on one day.
pub(super) struct MeasureAssessor<'a> {
    pub plan: &'a Plan,
    pub measure: &'a Measure,
    pub goal: Goal,
    /// The assessed day.
    pub day: NaiveDate,
    /// The earlier of that day and the last stage's: figures of periods that ended by then count.
    pub until: NaiveDate,
    /// Period kind in which a figure is expected.
    pub entry: PeriodKind,
}

impl MeasureAssessor<'_> {
    /// Assesses points in the order of their ends.
    pub fn assess(&self, points: Vec<DataPoint>) -> Assessment {
        if self.measure.comparator == Comparator::Done {
            return self.assess_milestone(&points);
        }
        if self.is_assessed_by_period() {
            let from = self.measure.from.unwrap_or(self.plan.from);
            let data = self.plan.data_period;
            let since: Vec<DataPoint> = points
                .into_iter()
                .filter(|p| p.period.first_day(data) >= from)
                .collect();
            let end = since.last().map_or(self.until, |point| point.end);
            return self.assess_newest(&since, |value, _| self.status_of_period(value, end));
        }
        self.assess_trajectory(&points)
    }

    /// Returns `true` if each ended period is assessed alone: the measure recurs, has no deadline of its own nor of its
    /// heading, or the day has passed from which it holds in each period.
    fn is_assessed_by_period(&self) -> bool {
        let has_deadline = !self.measure.stages.is_empty() && self.measure.from.is_none();
        self.measure.recurs && !has_deadline && self.has_started()
    }

    /// Status of a value of a period assessed alone, which ends on `end`. What is not met in the last period of a plan
    /// that has ended is final.
    fn status_of_period(&self, value: &Fraction, end: NaiveDate) -> MeasureStatus {
        let has_ended = self.day > self.goal.last_day(self.plan);
        if self.goal.is_met_by(value) {
            MeasureStatus::Met
        } else if has_ended && self.count_missed_periods(end) == 0 {
            MeasureStatus::Missed
        } else {
            MeasureStatus::NotReached
        }
    }

    /// Returns `true` if a period has ended since the day from which each period is assessed alone.
    fn has_started(&self) -> bool {
        let Some(from) = self.measure.from else {
            return true;
        };
        self.entry_periods(from).next().is_some()
    }

    /// Entry periods that began on or after a day and ended by the assessed day.
    fn entry_periods(&self, from: NaiveDate) -> impl Iterator<Item = Period> {
        let data = self.plan.data_period;
        self.periods_around(from)
            .skip_while(move |period| period.first_day(data) < from)
    }

    /// Entry periods from the one that includes a day, or else the first that begins after it, to the last that ended
    /// by the assessed day.
    fn periods_around(&self, from: NaiveDate) -> impl Iterator<Item = Period> {
        let (data, until) = (self.plan.data_period, self.until);
        std::iter::successors(Period::latest_begun_by(from, self.entry, data), |period| {
            period.next()
        })
        .skip_while(move |period| period.last_day(data) < from)
        .take_while(move |period| period.last_day(data) <= until)
    }

    /// Assesses the newest point: no data, with the reason, or the status that `judge` returns for its value.
    fn assess_newest(
        &self,
        points: &[DataPoint],
        judge: impl Fn(&Fraction, &mut Assessment) -> MeasureStatus,
    ) -> Assessment {
        let mut verdict = Assessment::without_value(MeasureStatus::NoData, Some(Reason::Missing));
        let Some(point) = points.last() else {
            return verdict;
        };
        let missed_periods = self.count_missed_periods(point.end);
        verdict.stale = missed_periods == 1;
        verdict.coverage.clone_from(&point.coverage);
        verdict.figure = Some(AssessedValue {
            period: point.period,
            value: None,
            milestone: None,
            quality: point.quality,
        });
        let value = match &point.value {
            MeasureTotal::Value(value) => *value,
            other => {
                verdict.figure = None;
                verdict.reason = Some(other.reason());
                if let MeasureTotal::Incomplete {
                    missing_owners,
                    partial,
                } = other
                {
                    verdict.missing_owners.clone_from(missing_owners);
                    verdict.partial_sum = *partial;
                }
                return verdict;
            }
        };
        if let Some(figure) = &mut verdict.figure {
            figure.value = Some(value);
        }
        if missed_periods > 1 {
            verdict.reason = Some(Reason::TooOld);
            return verdict;
        }
        verdict.reason = None;
        verdict.status = judge(&value, &mut verdict);
        verdict
    }

    /// Number of entry periods, or of a survey's intervals, that ended after `end` and by the assessed day, at most two.
    fn count_missed_periods(&self, end: NaiveDate) -> usize {
        let years = self.measure.survey_years.unwrap_or(1).max(1);
        let interval = usize::try_from(years).unwrap_or(usize::MAX / 2);
        let ended = self.periods_around(end + Days::new(1));
        ended.take(2 * interval).count() / interval
    }

    fn assess_trajectory(&self, points: &[DataPoint]) -> Assessment {
        let start = self.trajectory_start(points);
        let mut verdict = self.assess_newest(points, |value, verdict| {
            let end = points.last().map_or(self.until, |point| point.end);
            self.compare_to_trajectory(start.as_ref(), end, value, verdict)
        });
        verdict.missed_stages = self.missed_stages(points);
        verdict.start = start;
        verdict
    }

    /// Fills in trajectory, progress and marks, and returns the status.
    fn compare_to_trajectory(
        &self,
        start: Option<&TrajectoryStart>,
        end: NaiveDate,
        value: &Fraction,
        verdict: &mut Assessment,
    ) -> MeasureStatus {
        verdict.next_stage = self.goal.next_stage(end);
        let start_holds = start.is_some_and(|start| self.goal.is_bound_met_by(&start.value));
        let line = start.filter(|_| !start_holds).and_then(|start| {
            self.goal
                .expected_at((start.on, start.value), end)
                .filter(|_| end > start.on)
        });
        if let Some(start) = start.filter(|start| end > start.on) {
            verdict.expected = line;
            verdict.worse_than_start = !self.goal.is_at_least_as_good(value, &start.value);
            verdict.progress = self
                .progress(start, value)
                .filter(|_| !verdict.worse_than_start);
        }
        verdict.beyond_band = self.goal.is_beyond_band(value);
        match line {
            _ if self.goal.is_met_by(value) => MeasureStatus::Met,
            _ if self.day > self.goal.last_day(self.plan) => MeasureStatus::Missed,
            Some(line) if self.goal.is_at_least_as_good(value, &line) => MeasureStatus::OnTrack,
            Some(_) => MeasureStatus::Behind,
            None if start_holds => MeasureStatus::Behind,
            None => {
                let reason = if start.is_some() {
                    Reason::BaselineOnly
                } else {
                    Reason::NoBaseline
                };
                verdict.reason = Some(reason);
                MeasureStatus::NotAssessed
            }
        }
    }

    /// Progress in per cent of the way from the start to the last stage; `None` if they are equal.
    fn progress(&self, start: &TrajectoryStart, value: &Fraction) -> Option<Fraction> {
        let whole = self.goal.end_value() - start.value;
        (whole != Fraction::from(0)).then(|| (value - start.value) / whole * Fraction::from(100))
    }

    /// Start of the trajectory: 0 on the plan's first day if figures accumulate; the plan's baseline, by default dated the
    /// day before the plan starts; else the first official value, dated the end of its period.
    fn trajectory_start(&self, points: &[DataPoint]) -> Option<TrajectoryStart> {
        if self.measure.accumulates {
            return Some(TrajectoryStart {
                value: Fraction::from(0),
                on: self.plan.from,
                derived: false,
            });
        }
        if let Some(baseline) = &self.measure.baseline {
            let on = baseline.on.unwrap_or_else(|| day_before_start(self.plan));
            return Some(TrajectoryStart {
                value: Number::fraction(baseline.value),
                on,
                derived: false,
            });
        }
        points.iter().find_map(|point| match point.value {
            MeasureTotal::Value(value) if point.quality == Quality::Official => {
                Some(TrajectoryStart {
                    value,
                    on: point.end,
                    derived: true,
                })
            }
            _ => None,
        })
    }

    /// Stages before the last whose day has passed without their value being reached.
    fn missed_stages(&self, points: &[DataPoint]) -> Vec<MissedStage> {
        let before_last = self
            .goal
            .stages
            .split_last()
            .map_or(&[][..], |(_, before)| before);
        before_last
            .iter()
            .filter(|(on, _)| *on < self.day)
            .filter_map(|&(on, target_value)| {
                let reached = points
                    .iter()
                    .rev()
                    .filter(|p| p.end <= on)
                    .find_map(|p| p.value.value())?;
                let missed = !self.goal.meets(&reached, &target_value);
                missed.then_some(MissedStage {
                    on,
                    target_value,
                    actual: Some(reached),
                })
            })
            .collect()
    }

    /// Status of a milestone: done stays met; in progress is on track; not begun is on track in the first half of the
    /// plan.
    fn assess_milestone(&self, points: &[DataPoint]) -> Assessment {
        let mut verdict = Assessment::without_value(MeasureStatus::NoData, Some(Reason::Missing));
        verdict.next_stage = self.goal.stages.last().copied();
        let done = points
            .iter()
            .find(|point| point.value == MeasureTotal::Milestone(MilestoneState::Done));
        let Some(point) = done.or(points.last()) else {
            return verdict;
        };
        let MeasureTotal::Milestone(state) = point.value else {
            verdict.reason = Some(point.value.reason());
            if let MeasureTotal::Incomplete { missing_owners, .. } = &point.value {
                verdict.missing_owners.clone_from(missing_owners);
            }
            return verdict;
        };
        let missed_periods = if done.is_some() {
            0
        } else {
            self.count_missed_periods(point.end)
        };
        verdict.figure = Some(AssessedValue {
            period: point.period,
            value: None,
            milestone: Some(state),
            quality: point.quality,
        });
        if missed_periods > 1 {
            verdict.reason = Some(Reason::TooOld);
            return verdict;
        }
        verdict.reason = None;
        verdict.stale = missed_periods == 1;
        verdict.status = self.milestone_status(state);
        verdict
    }

    fn milestone_status(&self, state: MilestoneState) -> MeasureStatus {
        let half = self.plan.from
            + Days::new((self.plan.to - self.plan.from).num_days().unsigned_abs() / 2);
        match state {
            MilestoneState::Done => MeasureStatus::Met,
            _ if self.day > self.goal.last_day(self.plan) => MeasureStatus::Missed,
            MilestoneState::InProgress => MeasureStatus::OnTrack,
            MilestoneState::NotBegun if self.day <= half => MeasureStatus::OnTrack,
            MilestoneState::NotBegun => MeasureStatus::Behind,
        }
    }
}

impl MeasureTotal {
    pub(super) fn value(&self) -> Option<Fraction> {
        match self {
            MeasureTotal::Value(value) => Some(*value),
            _ => None,
        }
    }

    /// Reason why there is no value.
    fn reason(&self) -> Reason {
        match self {
            MeasureTotal::NoneOccurred => Reason::NoneOccurred,
            MeasureTotal::NotApplicable => Reason::NotApplicable,
            MeasureTotal::NoData
            | MeasureTotal::Incomplete { .. }
            | MeasureTotal::Value(_)
            | MeasureTotal::Milestone(_) => Reason::Missing,
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::domain::assessment::assess;
    use crate::domain::figure::{Answer, Figure};
    use crate::domain::fixtures::{catalog, day, figure, measure, office, plan};

    fn assessed(changes: Value, figures: &[Figure], on: &str) -> Assessment {
        let plan = plan(&measure(changes));
        let catalog = catalog(vec![plan.clone()], vec![office("x.a", None, &[])]);
        let target = &plan.targets[0];
        assess(
            &catalog,
            (&plan, target, &target.measures[0]),
            figures,
            day(on),
        )
    }

    fn status(changes: Value, figures: &[Figure], on: &str) -> MeasureStatus {
        assessed(changes, figures, on).status
    }

    #[test]
    fn missed_only_after_the_last_day() {
        let figures = [figure("x.a", "2024", 20)];
        for (on, expected) in [
            ("2025-12-30", MeasureStatus::Behind),
            ("2025-12-31", MeasureStatus::Behind),
            ("2026-01-01", MeasureStatus::Missed),
        ] {
            assert_eq!(status(json!({}), &figures, on), expected, "{on}");
        }
        // The day of its last stage where that is not the plan's.
        let stage = json!({ "stages": [{ "on": "2024-06-30", "value": "50" }] });
        let figures = [figure("x.a", "2023", 20)];
        for (on, expected) in [
            ("2024-06-29", MeasureStatus::Behind),
            ("2024-06-30", MeasureStatus::Behind),
            ("2024-07-01", MeasureStatus::Missed),
        ] {
            assert_eq!(status(stage.clone(), &figures, on), expected, "{on}");
        }
    }

    #[test]
    fn a_stage_is_reached_on_its_own_day() {
        let stages = json!({ "stages": [
            { "on": "2023-12-31", "value": "20" }, { "on": "2025-12-31", "value": "50" },
        ] });
        let missed = |second: i64, on| {
            let figures = [figure("x.a", "2022", 10), figure("x.a", "2023", second)];
            assessed(stages.clone(), &figures, on).missed_stages.len()
        };
        for (second, expected) in [(19, 1), (20, 0), (21, 0)] {
            assert_eq!(missed(second, "2024-06-01"), expected, "{second}");
        }
        for (on, expected) in [("2023-12-30", 0), ("2023-12-31", 0), ("2024-01-01", 1)] {
            assert_eq!(missed(19, on), expected, "{on}");
        }
    }

    #[test]
    fn on_the_line_is_on_track() {
        // From 10 on 31/12/2021 to 50 on 31/12/2025 in 1461 days: 730/1461 of the way at the end of 2023.
        let line = |value: i64| {
            let found = assessed(json!({}), &[figure("x.a", "2023", value)], "2024-02-01");
            (found.status, found.expected)
        };
        let expected = Fraction::from(10) + Fraction::new(40 * 730, 1461);
        assert_eq!(line(29), (MeasureStatus::Behind, Some(expected)));
        assert_eq!(line(30), (MeasureStatus::OnTrack, Some(expected)));
        let level = json!({ "baseline": { "value": "30" }, "stages": [
            { "on": "2024-12-31", "value": "30" }, { "on": "2025-12-31", "value": "50" },
        ] });
        for (value, expected) in [
            (29, MeasureStatus::Behind),
            (30, MeasureStatus::OnTrack),
            (31, MeasureStatus::OnTrack),
        ] {
            let figures = [figure("x.a", "2023", value)];
            assert_eq!(
                status(level.clone(), &figures, "2024-02-01"),
                expected,
                "{value}"
            );
        }
    }

    #[test]
    fn a_figure_on_the_day_of_the_start_has_no_line_yet() {
        for (on, expected) in [
            ("2023-12-30", MeasureStatus::Behind),
            ("2023-12-31", MeasureStatus::NotAssessed),
            ("2024-01-01", MeasureStatus::NotAssessed),
        ] {
            let baseline = json!({ "baseline": { "value": "10", "on": on } });
            let figures = [figure("x.a", "2023", 10)];
            assert_eq!(status(baseline, &figures, "2024-02-01"), expected, "{on}");
        }
    }

    #[test]
    fn a_figure_is_stale_when_one_period_ended_and_too_old_when_two() {
        let figures = [figure("x.a", "2022", 20)];
        for (on, stale, reason) in [
            ("2023-12-30", false, None),
            ("2023-12-31", true, None),
            ("2024-12-30", true, None),
            ("2024-12-31", false, Some(Reason::TooOld)),
        ] {
            let found = assessed(json!({}), &figures, on);
            assert_eq!((found.stale, found.reason), (stale, reason), "{on}");
        }
    }

    #[test]
    fn a_figure_counts_from_the_last_day_of_its_period() {
        let figures = [figure("x.a", "2023", 50)];
        for (on, expected) in [
            ("2023-12-30", MeasureStatus::NoData),
            ("2023-12-31", MeasureStatus::Met),
            ("2024-01-01", MeasureStatus::Met),
        ] {
            assert_eq!(status(json!({}), &figures, on), expected, "{on}");
        }
    }

    #[test]
    fn each_period_is_judged_alone_from_the_day_named() {
        let recurs = |from: &str| json!({ "recurs": true, "from": from, "baseline": null });
        let figures = [figure("x.a", "2023", 50)];
        for (from, expected) in [
            ("2022-12-31", MeasureStatus::Met),
            ("2023-01-01", MeasureStatus::Met),
            ("2023-01-02", MeasureStatus::NoData),
        ] {
            assert_eq!(
                status(recurs(from), &figures, "2024-12-31"),
                expected,
                "{from}"
            );
        }
    }

    #[test]
    fn only_the_last_period_of_an_ended_plan_is_missed_for_good() {
        let recurs = json!({ "recurs": true, "baseline": null });
        for (period, on, expected) in [
            ("2024", "2025-12-30", MeasureStatus::NotReached),
            ("2025", "2025-12-31", MeasureStatus::NotReached),
            ("2025", "2026-01-01", MeasureStatus::Missed),
            ("2024", "2026-01-01", MeasureStatus::NotReached),
        ] {
            let figures = [figure("x.a", period, 20)];
            assert_eq!(
                status(recurs.clone(), &figures, on),
                expected,
                "{period} on {on}"
            );
        }
    }

    #[test]
    fn a_bound_that_the_start_keeps_is_kept_or_not() {
        let stated = |start: Value| json!({ "direction": "down", "comparator": "lt", "value": "15", "baseline": start });
        let first = figure("x.a", "2022", 14);
        for (start, value, on, expected) in [
            (14, 14, "2024-02-01", MeasureStatus::Met),
            (14, 15, "2024-02-01", MeasureStatus::Behind),
            (15, 15, "2024-02-01", MeasureStatus::OnTrack),
            (14, 15, "2026-01-01", MeasureStatus::Missed),
        ] {
            let period = if on < "2026" { "2023" } else { "2025" };
            let figures = [figure("x.a", period, value)];
            let baseline = json!({ "value": start.to_string() });
            let found = assessed(stated(baseline), &figures, on);
            assert_eq!(found.status, expected, "{start} → {value} on {on}");
            assert_eq!(found.expected.is_some(), start == 15, "{start}");
        }
        let derived = [first, figure("x.a", "2023", 15)];
        let found = assessed(stated(Value::Null), &derived, "2024-02-01");
        assert_eq!(
            (found.status, found.expected),
            (MeasureStatus::Behind, None)
        );
    }

    #[test]
    fn a_count_over_the_whole_plan_accumulates_from_0_on_its_first_day() {
        let classes = json!({
            "unit": "lớp", "adds_up": "sum", "accumulates": true, "value": "10", "baseline": null,
            "frequency": "quarter", "stages": [{ "on": "2025-12-31", "value": "10" }],
        });
        // 730 of the 1,460 days from 01/01/2022 have passed on 01/01/2024: the line stands at half.
        for (figures, on, value, expected) in [
            (&[("2023", 4)][..], "2024-02-01", 4, MeasureStatus::Behind),
            (&[("2023", 5)], "2024-02-01", 5, MeasureStatus::OnTrack),
            (
                &[("2022", 2), ("2023", 3)],
                "2024-02-01",
                5,
                MeasureStatus::OnTrack,
            ),
            (
                &[("2022", 2), ("2023-Q1", 1), ("2023-Q4", 2)],
                "2024-02-01",
                5,
                MeasureStatus::OnTrack,
            ),
            // The year's figure stands for its quarters.
            (
                &[("2022", 2), ("2023-Q1", 1), ("2023", 2)],
                "2024-02-01",
                4,
                MeasureStatus::Behind,
            ),
            (
                &[("2024", 6), ("2025", 5)],
                "2026-02-01",
                11,
                MeasureStatus::Met,
            ),
            (
                &[("2024", 6), ("2025", 4)],
                "2026-02-01",
                10,
                MeasureStatus::Met,
            ),
            (
                &[("2024", 6), ("2025", 3)],
                "2026-02-01",
                9,
                MeasureStatus::Missed,
            ),
        ] {
            let figures: Vec<Figure> = figures
                .iter()
                .map(|(period, value)| figure("x.a", period, *value))
                .collect();
            let found = assessed(classes.clone(), &figures, on);
            let reached = found.figure.as_ref().and_then(|figure| figure.value);
            assert_eq!(
                (reached, found.status),
                (Some(Fraction::from(value)), expected),
                "{figures:?}"
            );
        }
    }

    #[test]
    fn a_survey_is_too_old_after_two_of_its_own_intervals() {
        let survey =
            json!({ "survey_years": 2, "stages": [{ "on": "2027-12-31", "value": "50" }] });
        let figures = [figure("x.a", "2022", 20)];
        for (on, stale, reason) in [
            ("2023-12-31", false, None),
            ("2024-12-30", false, None),
            ("2024-12-31", true, None),
            ("2026-12-30", true, None),
            ("2026-12-31", false, Some(Reason::TooOld)),
        ] {
            let found = assessed(survey.clone(), &figures, on);
            assert_eq!((found.stale, found.reason), (stale, reason), "{on}");
        }
    }

    #[test]
    fn a_milestone_not_begun_is_on_track_in_the_first_half() {
        let milestone = json!({ "comparator": "done", "value": null, "baseline": null, "unit": "", "frequency": "month" });
        let at = |state, period: &str, on: &str| {
            let mut only = figure("x.a", period, 0);
            only.answer = Answer::Milestone(state);
            status(milestone.clone(), &[only], on)
        };
        let not_begun = MilestoneState::NotBegun;
        for (on, expected) in [
            ("2023-12-31", MeasureStatus::OnTrack),
            ("2024-01-01", MeasureStatus::OnTrack),
            ("2024-01-02", MeasureStatus::Behind),
        ] {
            assert_eq!(at(not_begun, "2023-M11", on), expected, "{on}");
        }
        for (on, expected) in [
            ("2025-12-30", MeasureStatus::OnTrack),
            ("2025-12-31", MeasureStatus::OnTrack),
            ("2026-01-01", MeasureStatus::Missed),
        ] {
            assert_eq!(
                at(MilestoneState::InProgress, "2025-M11", on),
                expected,
                "{on}"
            );
        }
    }

    #[test]
    fn a_figure_on_the_day_of_the_start_shows_no_progress_yet() {
        for (on, is_compared) in [("2023-12-30", true), ("2023-12-31", false)] {
            let baseline = json!({ "baseline": { "value": "10", "on": on } });
            let with = |value| {
                assessed(
                    baseline.clone(),
                    &[figure("x.a", "2023", value)],
                    "2024-02-01",
                )
            };
            assert_eq!(with(20).progress.is_some(), is_compared, "{on}");
            assert_eq!(with(5).worse_than_start, is_compared, "{on}");
        }
    }

    #[test]
    fn periods_are_assessed_alone_from_the_first_that_begins_on_the_day_named() {
        let from = |on: &str| json!({ "recurs": true, "from": on, "baseline": null });
        let figures = [figure("x.a", "2022", 60)];
        for (on, expected) in [
            // Nothing was entered for 2023, the first year that is assessed alone.
            ("2023-01-01", MeasureStatus::NoData),
            ("2023-07-01", MeasureStatus::Met),
        ] {
            assert_eq!(status(from(on), &figures, "2023-12-31"), expected, "{on}");
        }
    }

    #[test]
    fn parts_that_are_assessed_alone_are_not_summed_to_a_year() {
        let quarters = json!({
            "recurs": true, "adds_up": "sum", "frequency": "quarter", "baseline": null,
        });
        let figures = [figure("x.a", "2023-Q1", 60), figure("x.a", "2023-Q2", 40)];
        let found = |on| status(quarters.clone(), &figures, on);
        assert_eq!(found("2023-04-10"), MeasureStatus::Met);
        assert_eq!(found("2023-07-10"), MeasureStatus::NotReached);
    }

    fn answer(period: &str, office: &str, answer: Answer) -> Figure {
        Figure {
            answer,
            ..figure(office, period, 0)
        }
    }

    fn milestone(owners: &[&str]) -> Value {
        let owner = |office: &&str| json!({ "office": office });
        let owners: Vec<Value> = owners.iter().map(owner).collect();
        json!({
            "comparator": "done", "unit": "", "value": null, "baseline": null, "owners": owners,
        })
    }

    #[test]
    fn a_milestone_in_progress_is_stale_when_one_period_ended() {
        let begun = answer("2022", "x.a", Answer::Milestone(MilestoneState::InProgress));
        for (on, stale, reason) in [
            ("2023-12-30", false, None),
            ("2023-12-31", true, None),
            ("2024-12-30", true, None),
            ("2024-12-31", false, Some(Reason::TooOld)),
        ] {
            let found = assessed(milestone(&["x.a"]), std::slice::from_ref(&begun), on);
            assert_eq!((found.stale, found.reason), (stale, reason), "{on}");
        }
    }

    #[test]
    fn a_milestone_done_by_one_office_stays_done_for_it() {
        let done = |period, office| answer(period, office, Answer::Milestone(MilestoneState::Done));
        for (first, expected) in [
            ("2022", MeasureStatus::Met),
            ("2023", MeasureStatus::Met),
            ("2024", MeasureStatus::NoData),
        ] {
            let figures = [done(first, "x.a"), done("2023", "x.b")];
            let found = status(milestone(&["x.a", "x.b"]), &figures, "2024-02-01");
            assert_eq!(found, expected, "{first}");
        }
    }

    #[test]
    fn a_milestone_without_a_state_has_the_reason_of_its_answer() {
        for (owners, given, reason, missing) in [
            (&["x.a"][..], Answer::NoneOccurred, Reason::NoneOccurred, 0),
            (&["x.a"], Answer::NotApplicable, Reason::NotApplicable, 0),
            (&["x.a"], Answer::NoData, Reason::Missing, 0),
            (&["x.a", "x.b"], Answer::NoData, Reason::Missing, 2),
        ] {
            let figures: Vec<Figure> = owners
                .iter()
                .map(|office| answer("2023", office, given))
                .collect();
            let found = assessed(milestone(owners), &figures, "2024-02-01");
            assert_eq!(found.reason, Some(reason), "{given:?}");
            assert_eq!(found.missing_owners.len(), missing, "{given:?}");
        }
    }
}
