//! From points and a promise to a verdict: each period alone, a milestone, or the way along a straight line.

use chrono::{Days, NaiveDate};

use super::goal::{Goal, eve};
use super::points::Point;
use super::total::Total;
use super::{Judged, Judgement, MissedStage, Reason, Start, Status};
use crate::domain::figure::{MilestoneState, Quality};
use crate::domain::number::{Fraction, Number};
use crate::domain::period::{Period, PeriodKind};
use crate::domain::plan::{Comparator, Measure, Plan};

/// One measure on one day.
pub(super) struct Case<'a> {
    pub plan: &'a Plan,
    pub measure: &'a Measure,
    pub goal: Goal,
    /// The day asked about.
    pub day: NaiveDate,
    /// The earlier of that day and the last stage's: figures of periods that ended by then count.
    pub until: NaiveDate,
    /// The period in which a figure is expected.
    pub entry: PeriodKind,
}

impl Case<'_> {
    /// The verdict on points in the order of their ends.
    pub fn verdict(&self, points: Vec<Point>) -> Judgement {
        if self.measure.comparator == Comparator::Done {
            return self.milestone(&points);
        }
        if self.measure.recurs && self.started() {
            let from = self.measure.from.unwrap_or(self.plan.from);
            let data = self.plan.data_period;
            let since: Vec<Point> = points.into_iter().filter(|p| p.period.first_day(data) >= from).collect();
            return self.newest(&since, |value, _| if self.goal.holds(value) { Status::Met } else { Status::Missed });
        }
        self.along_the_line(&points)
    }

    /// Whether a period has ended since the day from which each period is judged alone.
    fn started(&self) -> bool {
        let Some(from) = self.measure.from else { return true };
        self.entry_periods(from).next().is_some()
    }

    /// Entry periods that began on or after a day and ended by the day judged.
    fn entry_periods(&self, from: NaiveDate) -> impl Iterator<Item = Period> {
        let data = self.plan.data_period;
        self.periods_around(from).skip_while(move |period| period.first_day(data) < from)
    }

    /// Entry periods from the one in which a day lies, or else the first that begins after it, to the last that ended by
    /// the day judged.
    fn periods_around(&self, from: NaiveDate) -> impl Iterator<Item = Period> {
        let (data, until) = (self.plan.data_period, self.until);
        std::iter::successors(Period::begun_by(from, self.entry, data), |period| period.next())
            .skip_while(move |period| period.last_day(data) < from)
            .take_while(move |period| period.last_day(data) <= until)
    }

    /// The verdict on the newest point: no data, with the reason, or what `judge` says of its value.
    fn newest(&self, points: &[Point], judge: impl Fn(&Fraction, &mut Judgement) -> Status) -> Judgement {
        let mut verdict = Judgement::bare(Status::NoData, Some(Reason::Missing));
        let Some(point) = points.last() else { return verdict };
        let missed_periods = self.periods_without(point.end);
        verdict.stale = missed_periods == 1;
        verdict.coverage.clone_from(&point.coverage);
        verdict.figure = Some(Judged { period: point.period, value: None, milestone: None, quality: point.quality });
        let value = match &point.total {
            Total::Value(value) => *value,
            other => {
                verdict.figure = None;
                verdict.reason = Some(other.reason());
                if let Total::Lacking { lacking, partial } = other {
                    verdict.lacking.clone_from(lacking);
                    verdict.partial = *partial;
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

    /// How many entry periods ended after `end` and by the day judged, counted up to two.
    fn periods_without(&self, end: NaiveDate) -> usize {
        self.periods_around(end + Days::new(1)).take(2).count()
    }

    fn along_the_line(&self, points: &[Point]) -> Judgement {
        let start = self.start(points);
        let mut verdict = self.newest(points, |value, verdict| {
            let end = points.last().map_or(self.until, |point| point.end);
            self.place_on_line(start.as_ref(), end, value, verdict)
        });
        verdict.missed_stages = self.missed_stages(points);
        if verdict.start.is_none() && verdict.status == Status::NoData {
            verdict.start = start;
        }
        verdict
    }

    /// Fills in line, way and marks, and says where the value stands.
    fn place_on_line(
        &self,
        start: Option<&Start>,
        end: NaiveDate,
        value: &Fraction,
        verdict: &mut Judgement,
    ) -> Status {
        verdict.goal = self.goal.next_stage(end);
        let line = start.and_then(|start| self.goal.line_at((start.on, start.value), end).filter(|_| end > start.on));
        if let Some(start) = start.filter(|start| end > start.on) {
            verdict.line = line;
            verdict.worse_than_start = !self.goal.at_least_as_good(value, &start.value);
            verdict.way = self.way(start, value).filter(|_| !verdict.worse_than_start);
        }
        verdict.start = start.cloned();
        verdict.beyond_band = self.goal.beyond_band(value);
        match line {
            _ if self.goal.holds(value) => Status::Met,
            _ if self.day > self.goal.last_day(self.plan) => Status::Missed,
            Some(line) if self.goal.at_least_as_good(value, &line) => Status::OnTrack,
            Some(_) => Status::Behind,
            None => {
                let reason = if start.is_some() { Reason::BaselineOnly } else { Reason::NoBaseline };
                verdict.reason = Some(reason);
                Status::NotJudged
            }
        }
    }

    /// Per cent of the way from the start to the last stage; none where they are the same.
    fn way(&self, start: &Start, value: &Fraction) -> Option<Fraction> {
        let whole = self.goal.end_value() - start.value;
        (whole != Fraction::from(0)).then(|| (value - start.value) / whole * Fraction::from(100))
    }

    /// What the plan states, dated the day before it starts; else the first official value, dated the end of its
    /// period.
    fn start(&self, points: &[Point]) -> Option<Start> {
        if let Some(baseline) = &self.measure.baseline {
            let on = baseline.on.unwrap_or_else(|| eve(self.plan));
            return Some(Start { value: Number::fraction(baseline.value), on, derived: false });
        }
        points.iter().find_map(|point| match point.total {
            Total::Value(value) if point.quality == Quality::Official => {
                Some(Start { value, on: point.end, derived: true })
            }
            _ => None,
        })
    }

    /// Stages before the last whose day has passed and whose value had not been reached by then.
    fn missed_stages(&self, points: &[Point]) -> Vec<MissedStage> {
        let before_last = self.goal.stages.split_last().map_or(&[][..], |(_, before)| before);
        before_last
            .iter()
            .filter(|(on, _)| *on < self.day)
            .filter_map(|&(on, promised)| {
                let reached = points.iter().rev().filter(|p| p.end <= on).find_map(|p| p.total.value())?;
                let missed = !self.goal.holds_for(&reached, &promised);
                missed.then_some(MissedStage { on, promised, reached: Some(reached) })
            })
            .collect()
    }

    /// Done stays done; in progress is on track; not begun is on track in the first half of the plan.
    fn milestone(&self, points: &[Point]) -> Judgement {
        let mut verdict = Judgement::bare(Status::NoData, Some(Reason::Missing));
        verdict.goal = self.goal.stages.last().copied();
        let done = points.iter().find(|point| point.total == Total::Milestone(MilestoneState::Done));
        let Some(point) = done.or(points.last()) else { return verdict };
        let Total::Milestone(state) = point.total else {
            verdict.reason = Some(point.total.reason());
            if let Total::Lacking { lacking, .. } = &point.total {
                verdict.lacking.clone_from(lacking);
            }
            return verdict;
        };
        let missed_periods = if done.is_some() { 0 } else { self.periods_without(point.end) };
        verdict.figure =
            Some(Judged { period: point.period, value: None, milestone: Some(state), quality: point.quality });
        if missed_periods > 1 {
            verdict.reason = Some(Reason::TooOld);
            return verdict;
        }
        verdict.reason = None;
        verdict.stale = missed_periods == 1;
        verdict.status = self.milestone_status(state);
        verdict
    }

    fn milestone_status(&self, state: MilestoneState) -> Status {
        let half = self.plan.from + Days::new((self.plan.to - self.plan.from).num_days().unsigned_abs() / 2);
        match state {
            MilestoneState::Done => Status::Met,
            _ if self.day > self.goal.last_day(self.plan) => Status::Missed,
            MilestoneState::InProgress => Status::OnTrack,
            MilestoneState::NotBegun if self.day <= half => Status::OnTrack,
            MilestoneState::NotBegun => Status::Behind,
        }
    }
}

impl Total {
    pub(super) fn value(&self) -> Option<Fraction> {
        match self {
            Total::Value(value) => Some(*value),
            _ => None,
        }
    }

    /// Why there is no value.
    fn reason(&self) -> Reason {
        match self {
            Total::NoneOccurred => Reason::NoneOccurred,
            Total::NotApplicable => Reason::NotApplicable,
            Total::NoData | Total::Lacking { .. } | Total::Value(_) | Total::Milestone(_) => Reason::Missing,
        }
    }
}
