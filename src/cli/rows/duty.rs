//! Rows of duties and reports as they stand on a day, and the page of totals.

use chrono::NaiveDate;
use serde::Serialize;

use super::completeness::{BlockerRow, CellCounts};
use super::enum_key::enum_key;
use crate::domain::assessment::MeasureStatus;
use crate::domain::catalog::Catalog;
use crate::domain::code::{OfficeCode, PlanCode, RuleId};
use crate::domain::duty::Blocker;
use crate::domain::duty::{
    DutyEvent, DutyEventKind, DutyStatus, Narrative, ReminderChannel, Totals,
};
use crate::domain::number::Number;
use crate::domain::succession::Succession;
use crate::list_row;
use crate::store::DutyRecord;

list_row! {
    /// A duty and how it stands.
    pub struct DutyRow {
        /// Its plan.
        pub plan: PlanCode,
        /// Its rule.
        pub rule: RuleId,
        /// Who owes it.
        pub office: OfficeCode,
        /// That office's name.
        pub office_name: String,
        /// The offices from which it came down.
        pub inherited_from: Vec<OfficeCode>,
        /// The data period, or the day of a one-off duty.
        pub period: String,
        /// The words of the deadline.
        pub wording: String,
        /// The last day on time.
        pub last_day: NaiveDate,
        /// How it stands.
        pub state: String,
        /// Days late; 0 when on time.
        pub late_days: i64,
        /// Not before the plan was tracked.
        pub tracked: bool,
        /// Not asked for any more.
        pub waived: bool,
        /// How often somebody was reminded.
        pub reminders: u32,
        /// The day of the newest reminder.
        pub reminded_on: Option<NaiveDate>,
        /// First day of arrival.
        pub sent_on: Option<NaiveDate>,
        /// Day of acceptance.
        pub accepted_on: Option<NaiveDate>,
        /// The extended last day.
        pub extended_to: Option<NaiveDate>,
        /// By when a returned report is to be mended.
        pub mend_by: Option<NaiveDate>,
        /// The day named in the wording.
        pub first: NaiveDate,
        /// Days until the last day that counts; negative past it.
        pub days_left: i64,
        /// Who holds the office's tasks on the day.
        pub holders: Vec<OfficeCode>,
        /// The reports that it waits for and that are missing; of a report in hand, those that it was sent without.
        pub blockers: Vec<BlockerRow>,
    }
}

impl DutyRow {
    /// The row of a duty on a day.
    pub fn new(
        catalog: &Catalog,
        (record, standing, blockers): (&DutyRecord, &DutyStatus, &[Blocker]),
        day: NaiveDate,
    ) -> Self {
        let duty = &record.duty;
        let wording = catalog
            .rule(&duty.key.rule)
            .map(|(_, rule)| rule.wording.clone());
        Self {
            plan: duty.key.rule.plan(),
            rule: duty.key.rule.clone(),
            office: duty.key.office.clone(),
            office_name: catalog.office_name(&duty.key.office).to_owned(),
            inherited_from: duty
                .predecessors_on(day)
                .map(|origin| origin.office.clone())
                .collect(),
            period: duty.key.period.to_string(),
            wording: wording.unwrap_or_default(),
            last_day: duty.last_day,
            state: enum_key(&standing.state),
            late_days: standing.late_days,
            tracked: duty.tracked,
            waived: standing.exempted,
            reminders: standing.reminders,
            reminded_on: standing.reminded_on,
            sent_on: standing.sent_on,
            accepted_on: standing.accepted_on,
            extended_to: standing.extended_to,
            mend_by: standing.resubmit_by,
            first: duty.named_day,
            days_left: standing.days_left,
            holders: Succession::new(&catalog.offices)
                .holders_on(&duty.key.office, day)
                .into_iter()
                .cloned()
                .collect(),
            blockers: BlockerRow::from_blockers(catalog, blockers),
        }
    }
}

/// Something that happened to a duty.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ReportEvent {
    /// The day on which it counts.
    pub on: NaiveDate,
    /// `sent`, `returned`, `accepted`, `extended`, `waived`, `reminded`.
    pub event: &'static str,
    /// Who recorded it.
    pub by: String,
    /// The letter's number.
    pub letter: Option<String>,
    /// The letter's own day.
    pub letter_on: Option<NaiveDate>,
    /// Entered by somebody else than the office.
    pub behalf: Option<bool>,
    /// Why.
    pub reason: Option<String>,
    /// The new last day, or the day to mend it by.
    pub until: Option<NaiveDate>,
    /// By which way somebody was reminded.
    pub channel: Option<ReminderChannel>,
    /// What was said or answered.
    pub note: Option<String>,
    /// Results, difficulties, proposals.
    pub narrative: Option<Narrative>,
    /// Why cells that go with it are missing.
    pub missing_note: Option<String>,
    /// What it was sent without.
    pub blockers: Vec<BlockerRow>,
}

impl ReportEvent {
    /// The part of an event.
    pub fn new(catalog: &Catalog, event: &DutyEvent) -> Self {
        let mut part = Self {
            on: event.on,
            event: "",
            by: event.by.clone(),
            letter: None,
            letter_on: None,
            behalf: None,
            reason: None,
            until: None,
            channel: None,
            note: None,
            narrative: None,
            missing_note: None,
            blockers: Vec::new(),
        };
        match &event.kind {
            DutyEventKind::Sent(sending) => {
                part.event = "sent";
                part.letter.clone_from(&sending.letter);
                part.letter_on = sending.letter_on;
                part.behalf = Some(sending.on_behalf);
                part.narrative = Some(sending.narrative.clone());
                part.missing_note.clone_from(&sending.missing_note);
                part.blockers = BlockerRow::from_blockers(catalog, &sending.blockers);
            }
            DutyEventKind::Returned {
                reason,
                resubmit_by,
            } => {
                part.event = "returned";
                (part.reason, part.until) = (Some(reason.clone()), Some(*resubmit_by));
            }
            DutyEventKind::Accepted => part.event = "accepted",
            DutyEventKind::Extended { to, reason } => {
                part.event = "extended";
                (part.reason, part.until) = (Some(reason.clone()), Some(*to));
            }
            DutyEventKind::Exempted { reason } => {
                part.event = "waived";
                part.reason = Some(reason.clone());
            }
            DutyEventKind::Reminded { channel, note } => {
                part.event = "reminded";
                (part.channel, part.note) = (Some(*channel), note.clone());
            }
        }
        part
    }
}

/// A duty with everything that happened to it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ReportRow {
    /// The duty.
    #[serde(flatten)]
    pub duty: DutyRow,
    /// The cells that go with it.
    pub cells: CellCounts,
    /// Oldest first.
    pub events: Vec<ReportEvent>,
}

/// How many measures stand how.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct MeasureCounts {
    /// See [`MeasureStatus::Met`].
    pub met: u64,
    /// See [`MeasureStatus::OnTrack`].
    pub on_track: u64,
    /// See [`MeasureStatus::Behind`].
    pub behind: u64,
    /// See [`MeasureStatus::Missed`].
    pub missed: u64,
    /// See [`MeasureStatus::NoData`].
    pub no_data: u64,
    /// See [`MeasureStatus::NotAssessed`].
    pub not_judged: u64,
}

impl MeasureCounts {
    /// Counts one measure.
    pub fn count(&mut self, status: MeasureStatus) {
        let counter = match status {
            MeasureStatus::Met => &mut self.met,
            MeasureStatus::OnTrack => &mut self.on_track,
            MeasureStatus::Behind => &mut self.behind,
            MeasureStatus::Missed => &mut self.missed,
            MeasureStatus::NoData => &mut self.no_data,
            MeasureStatus::NotAssessed => &mut self.not_judged,
        };
        *counter += 1;
    }

    /// The counts from the best status to the worst.
    pub fn by_status(&self) -> [(MeasureStatus, u64); 6] {
        [
            (MeasureStatus::Met, self.met),
            (MeasureStatus::OnTrack, self.on_track),
            (MeasureStatus::Behind, self.behind),
            (MeasureStatus::Missed, self.missed),
            (MeasureStatus::NoData, self.no_data),
            (MeasureStatus::NotAssessed, self.not_judged),
        ]
    }
}

/// The four totals and the rate.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DutyCounts {
    /// Sent, on time.
    pub done_on_time: u64,
    /// Sent, late.
    pub done_late: u64,
    /// Open, in term.
    pub open_in_term: u64,
    /// Open, overdue.
    pub open_overdue: u64,
    /// done / (done + open overdue), per cent; null before anything was due.
    pub rate: Option<String>,
}

impl From<Totals> for DutyCounts {
    fn from(totals: Totals) -> Self {
        let rate = totals
            .rate()
            .and_then(|hundredths| i64::try_from(hundredths).ok());
        Self {
            done_on_time: totals.done_on_time,
            done_late: totals.done_late,
            open_in_term: totals.open_within_deadline,
            open_overdue: totals.open_overdue,
            rate: rate.map(|hundredths| Number::from_hundredths(hundredths).to_string()),
        }
    }
}

list_row! {
    /// One page: measures by status, duties in four totals.
    pub struct StatusRow {
        /// The day.
        pub as_of: NaiveDate,
        /// By status.
        pub measures: MeasureCounts,
        /// Four totals and the rate.
        pub duties: DutyCounts,
    }
}
