//! Invented figures by quarter: official ones in the weeks after the period, a few estimates before its end and a few
//! corrections after; most of them near what is asked for. Each is validated like a typed one.

use chrono::{Datelike, Days, NaiveDate};
use tiendo::domain::catalog::Catalog;
use tiendo::domain::code::{MeasureId, OfficeCode};
use tiendo::domain::entry::{AnswerInput, Entry};
use tiendo::domain::figure::{MilestoneState, Quality};
use tiendo::domain::period::{Period, PeriodKind};
use tiendo::domain::plan::{Comparator, DataPeriod, Measure, Plan, Unit};
use tiendo::domain::succession::Succession;

use super::random::Random;

/// Days after the end of a period in which its figures are entered, and corrected.
const ENTERED_WITHIN: u64 = 20;
const CORRECTED_WITHIN: u64 = 8;
const ESTIMATED_WITHIN: u64 = 10;

/// Of a thousand cells, those with an estimate too, and those that are corrected.
const ESTIMATED: u64 = 30;
const CORRECTED: u64 = 10;

/// A quarter of a year, of which no figure is entered before the one before it is complete.
#[derive(Clone, Copy, Debug)]
pub struct Quarter {
    year: i32,
    index: u8,
}

impl Quarter {
    fn last_day(self) -> NaiveDate {
        Period::new(PeriodKind::Quarter, self.year, self.index)
            .map(|period| period.last_day(DataPeriod::Calendar))
            .unwrap_or_default()
    }

    /// Last day on which one of its figures is entered or corrected.
    pub fn last_day_of_entry(self) -> NaiveDate {
        self.last_day() + Days::new(ENTERED_WITHIN + CORRECTED_WITHIN)
    }

    /// Period of a kind that ends with it.
    fn period(self, kind: PeriodKind) -> Option<Period> {
        let index = match (kind, self.index) {
            (PeriodKind::Quarter, index) => index,
            (PeriodKind::HalfYear, 2 | 4) => self.index / 2,
            (PeriodKind::Year, 4) => 1,
            _ => return None,
        };
        Period::new(kind, self.year, index).ok()
    }
}

/// Quarters of all plans until a day, and the share of cells that is answered.
pub struct Quarters {
    all: Vec<Quarter>,
    /// Of a million.
    answered: u64,
    day: NaiveDate,
}

/// What is entered for a quarter.
pub struct Entries {
    /// Entries by the day on which they are entered.
    pub dated: Vec<(NaiveDate, Entry)>,
    /// Figures that stand after it: entries that replace nothing.
    pub standing: usize,
}

/// A cell that can be answered.
struct OpenCell<'a> {
    plan: &'a Plan,
    id: MeasureId,
    measure: &'a Measure,
    period: Period,
    office: OfficeCode,
    series: Option<&'a str>,
}

impl Quarters {
    /// Chooses the share so that as many figures stand as asked for.
    pub fn plan(catalog: &Catalog, figures: usize, day: NaiveDate) -> Self {
        let first = catalog.plans.iter().map(|plan| plan.from.year()).min();
        let all: Vec<Quarter> = (first.unwrap_or(day.year())..=day.year())
            .flat_map(|year| (1..=4).map(move |index| Quarter { year, index }))
            .filter(|quarter| quarter.last_day() < day)
            .collect();
        let mut cells = 0_u64;
        for quarter in &all {
            each_cell(catalog, *quarter, |_| cells += 1);
        }
        let standing = (cells * (1000 + ESTIMATED) / 1000).max(1);
        Self {
            all,
            answered: (figures as u64 * 1_000_000 / standing).min(1_000_000),
            day,
        }
    }

    /// The quarters, the oldest first.
    pub fn all(&self) -> impl Iterator<Item = Quarter> + use<> {
        self.all.clone().into_iter()
    }

    /// Entries of a quarter.
    pub fn entries(&self, catalog: &Catalog, quarter: Quarter, random: &mut Random) -> Entries {
        let mut made = Entries {
            dated: Vec::new(),
            standing: 0,
        };
        let end = quarter.last_day();
        each_cell(catalog, quarter, |cell| {
            if random.below(1_000_000) >= self.answered {
                return;
            }
            if random.permille(ESTIMATED) {
                let on = end - Days::new(random.within(1, ESTIMATED_WITHIN));
                made.dated.push((on, cell.entry(Quality::Estimate, random)));
                made.standing += 1;
            }
            let on = end + Days::new(random.within(1, ENTERED_WITHIN));
            if on > self.day {
                return;
            }
            made.dated.push((on, cell.entry(Quality::Official, random)));
            made.standing += 1;
            let again = on + Days::new(random.within(1, CORRECTED_WITHIN));
            if random.permille(CORRECTED) && again <= self.day {
                let mut entry = cell.entry(Quality::Official, random);
                entry.note = Some("Đính chính sau khi rà soát".into());
                made.dated.push((again, entry));
            }
        });
        made
    }
}

/// Visits the cells whose period ends with a quarter, each with the office that holds the task then.
fn each_cell<'a>(catalog: &'a Catalog, quarter: Quarter, mut visit: impl FnMut(OpenCell<'a>)) {
    let end = quarter.last_day();
    let succession = Succession::new(&catalog.offices);
    for plan in catalog
        .plans
        .iter()
        .filter(|plan| plan.from <= end && end <= plan.to)
    {
        for (id, _, measure) in plan.measures() {
            let Some(period) = quarter.period(measure.frequency) else {
                continue;
            };
            let group = measure
                .quota
                .as_ref()
                .and_then(|quota| quota.group.as_ref());
            let named: Vec<&OfficeCode> = match group.and_then(|group| catalog.groups.get(group)) {
                Some(group) => group.members_on(end).collect(),
                None => measure.owners.iter().map(|owner| &owner.office).collect(),
            };
            let series: Vec<Option<&str>> = if measure.series.is_empty() {
                vec![None]
            } else {
                measure
                    .series
                    .iter()
                    .map(|name| Some(name.as_str()))
                    .collect()
            };
            for holder in succession.trace_holders_on(named, end) {
                for series in &series {
                    visit(OpenCell {
                        plan,
                        id: id.clone(),
                        measure,
                        period,
                        office: holder.office.clone(),
                        series: *series,
                    });
                }
            }
        }
    }
}

impl OpenCell<'_> {
    fn entry(&self, quality: Quality, random: &mut Random) -> Entry {
        let note = random
            .permille(20)
            .then(|| "Theo báo cáo của đơn vị".to_owned());
        Entry {
            measure: self.id.clone(),
            office: self.office.clone(),
            period: self.period,
            series: self.series.map(str::to_owned),
            answer: self.answer(random),
            quality: Some(quality),
            note,
            expected: None,
        }
    }

    fn answer(&self, random: &mut Random) -> AnswerInput {
        let milestone = self.measure.comparator == Comparator::Done;
        match random.below(1000) {
            0..15 => return AnswerInput::NoData,
            15..20 => return AnswerInput::NotApplicable,
            20..40 if !milestone => return AnswerInput::NoneOccurred,
            _ => {}
        }
        if milestone {
            let states = [
                MilestoneState::NotBegun,
                MilestoneState::InProgress,
                MilestoneState::Done,
            ];
            return AnswerInput::Milestone(*random.choose(&states));
        }
        if let Some(quota) = &self.measure.quota {
            let asked = u64::try_from(quota.value.hundredths() / 100).unwrap_or(1);
            // Four of five reach it.
            let missed = if random.permille(200) { asked / 2 } else { 0 };
            return AnswerInput::Value((asked + random.below(4) - missed).to_string());
        }
        match self.measure.unit {
            Unit::Percent if random.permille(500) => {
                let of = random.within(200, 5_000);
                let reached = of * random.within(30, 95) / 100;
                AnswerInput::Pair(reached.to_string(), of.to_string())
            }
            Unit::Percent => {
                let progress = self.progress_percent();
                let value = random.within(20 + progress / 2, 45 + progress / 2);
                AnswerInput::Value(format!("{value},{}", random.below(10)))
            }
            Unit::Per1000 => {
                AnswerInput::Value(format!("{},{:02}", random.within(2, 8), random.below(100)))
            }
            _ => AnswerInput::Value(random.within(10, 60).to_string()),
        }
    }

    /// Share of the plan's time that has passed.
    fn progress_percent(&self) -> u64 {
        let end = self.period.last_day(DataPeriod::Calendar);
        let passed = (end - self.plan.from).num_days() * 100;
        u64::try_from(passed / (self.plan.to - self.plan.from).num_days().max(1))
            .unwrap_or_default()
    }
}
