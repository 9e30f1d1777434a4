//! Rows of duties and reports with their status on a day, and of the totals.

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
    /// A duty with its status.
    pub struct DutyRow {
        /// Its plan.
        pub plan: PlanCode,
        /// Rule.
        pub rule: RuleId,
        /// Office that owes it.
        pub office: OfficeCode,
        /// Name of the office.
        pub office_name: String,
        /// Offices from which it passed.
        pub inherited_from: Vec<OfficeCode>,
        /// The data period, or the day of a one-off duty.
        pub period: String,
        /// Wording of the deadline.
        pub wording: String,
        /// The last day on time.
        pub last_day: NaiveDate,
        /// State.
        pub state: String,
        /// Days late; 0 when on time.
        pub late_days: i64,
        /// `false` if it fell due before the plan was tracked.
        pub tracked: bool,
        /// Exempted.
        pub waived: bool,
        /// Number of reminders.
        pub reminders: u32,
        /// Day of the newest reminder.
        pub reminded_on: Option<NaiveDate>,
        /// Day of the first submission.
        pub sent_on: Option<NaiveDate>,
        /// Day of acceptance.
        pub accepted_on: Option<NaiveDate>,
        /// Extended deadline.
        pub extended_to: Option<NaiveDate>,
        /// Day by which to resubmit a returned report.
        pub mend_by: Option<NaiveDate>,
        /// The day named in the wording.
        pub first: NaiveDate,
        /// Days until the effective deadline; negative after it.
        pub days_left: i64,
        /// Holders of the office's tasks on the day.
        pub holders: Vec<OfficeCode>,
        /// Missing prerequisite reports; for a submitted report those it was sent without.
        pub blockers: Vec<BlockerRow>,
    }
}

impl DutyRow {
    /// Builds the row of a duty on a day.
    pub fn new(
        catalog: &Catalog,
        (record, status, blockers): (&DutyRecord, &DutyStatus, &[Blocker]),
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
            state: enum_key(&status.state),
            late_days: status.late_days,
            tracked: duty.tracked,
            waived: status.exempted,
            reminders: status.reminders,
            reminded_on: status.reminded_on,
            sent_on: status.sent_on,
            accepted_on: status.accepted_on,
            extended_to: status.extended_to,
            mend_by: status.resubmit_by,
            first: duty.named_day,
            days_left: status.days_left,
            holders: Succession::new(&catalog.offices)
                .holders_on(&duty.key.office, day)
                .into_iter()
                .cloned()
                .collect(),
            blockers: BlockerRow::from_blockers(catalog, blockers),
        }
    }
}

/// Event of a duty.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ReportEvent {
    /// Effective day.
    pub on: NaiveDate,
    /// Kind: `sent`, `returned`, `accepted`, `extended`, `waived`, `reminded`.
    pub event: &'static str,
    /// Author.
    pub by: String,
    /// Number of the letter.
    pub letter: Option<String>,
    /// Day of the letter.
    pub letter_on: Option<NaiveDate>,
    /// Entered on behalf of the office.
    pub behalf: Option<bool>,
    /// Reason.
    pub reason: Option<String>,
    /// New deadline, or the day by which to resubmit.
    pub until: Option<NaiveDate>,
    /// Channel of a reminder.
    pub channel: Option<ReminderChannel>,
    /// Content of the reminder or answer.
    pub note: Option<String>,
    /// Results, difficulties, proposals.
    pub narrative: Option<Narrative>,
    /// Explanation of missing cells.
    pub missing_note: Option<String>,
    /// Blockers of the submission.
    pub blockers: Vec<BlockerRow>,
}

impl ReportEvent {
    /// Builds the row of an event.
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

/// A duty with its events.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ReportRow {
    /// The duty.
    #[serde(flatten)]
    pub duty: DutyRow,
    /// Its cells.
    pub cells: CellCounts,
    /// Events, oldest first.
    pub events: Vec<ReportEvent>,
}

/// Number of measures by status.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct MeasureCounts {
    /// See [`MeasureStatus::Met`].
    pub met: u64,
    /// See [`MeasureStatus::OnTrack`].
    pub on_track: u64,
    /// See [`MeasureStatus::Behind`].
    pub behind: u64,
    /// See [`MeasureStatus::NotReached`].
    pub not_reached: u64,
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
            MeasureStatus::NotReached => &mut self.not_reached,
            MeasureStatus::Missed => &mut self.missed,
            MeasureStatus::NoData => &mut self.no_data,
            MeasureStatus::NotAssessed => &mut self.not_judged,
        };
        *counter += 1;
    }

    /// Counts from the best status to the worst.
    pub fn by_status(&self) -> [(MeasureStatus, u64); 7] {
        [
            (MeasureStatus::Met, self.met),
            (MeasureStatus::OnTrack, self.on_track),
            (MeasureStatus::Behind, self.behind),
            (MeasureStatus::NotReached, self.not_reached),
            (MeasureStatus::Missed, self.missed),
            (MeasureStatus::NoData, self.no_data),
            (MeasureStatus::NotAssessed, self.not_judged),
        ]
    }
}

/// The four totals and the submission rate.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DutyCounts {
    /// Sent, on time.
    pub done_on_time: u64,
    /// Sent, late.
    pub done_late: u64,
    /// Open, within the deadline.
    pub open_in_term: u64,
    /// Open, overdue.
    pub open_overdue: u64,
    /// done / (done + open overdue), per cent; null if nothing was due yet.
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
    /// Totals of measures by status and of duties.
    pub struct StatusRow {
        /// The day.
        pub as_of: NaiveDate,
        /// Measures by status.
        pub measures: MeasureCounts,
        /// Four totals and the rate.
        pub duties: DutyCounts,
    }
}
