//! Duties: a single report owed by one office under one rule for one period; its events and its status on a day.
//! "Overdue" is never stored: it is derived from dates.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use super::code::{OfficeCode, RuleId};
use super::office::Predecessor;
use super::period::Period;

/// A report due within this number of days is "due soon".
pub const DUE_SOON_DAYS: i64 = 7;

/// Key of a duty.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct DutyKey {
    /// The rule.
    pub rule: RuleId,
    /// The office that owed it when it arose.
    pub office: OfficeCode,
    /// The data period, or the named day of a one-off duty.
    pub period: Period,
}

/// A single report owed (nghĩa vụ báo cáo).
///
/// ```
/// use tiendo::domain::duty::{Duty, DutyKey, DutyState, duty_status};
///
/// let day = |text: &str| text.parse().unwrap();
/// let duty = Duty {
///     key: DutyKey {
///         rule: "tth-2021/r1".into(),
///         office: "tth.sgd".into(),
///         period: "2024-H1".parse().unwrap(),
///     },
///     opens_on: day("2024-01-01"),
///     named_day: day("2024-06-10"),
///     last_day: day("2024-06-09"),
///     predecessors: Vec::new(),
///     transferred_on: None,
///     tracked: true,
/// };
/// let state = |on| duty_status(&duty, &[], false, day(on)).state;
/// assert_eq!(state("2024-06-09"), DutyState::DueSoon);
/// assert_eq!(state("2024-06-10"), DutyState::Overdue);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Duty {
    /// Rule, office, period.
    pub key: DutyKey,
    /// First day on which this office owes it: the first day of its data period, or the day on which it passed from an
    /// office that ended.
    pub opens_on: NaiveDate,
    /// Day named in the wording (10/06 in "trước ngày 10/06").
    pub named_day: NaiveDate,
    /// Last day on time (09/06).
    pub last_day: NaiveDate,
    /// Offices from which it passed to this one, oldest first.
    pub predecessors: Vec<Predecessor>,
    /// First day on which this office no longer owes it unless it was sent or exempted before: its office ended and the
    /// successors owe it, or became the recipient.
    pub transferred_on: Option<NaiveDate>,
    /// `false` if it fell due before the plan was tracked.
    pub tracked: bool,
}

impl Duty {
    /// Returns `true` if the report must be sent: it is tracked and not exempted.
    pub fn is_required(&self, status: &DutyStatus) -> bool {
        self.tracked && !status.exempted
    }

    /// Returns `true` if it passed to this office from one that ended, rather than arising with it.
    pub fn starts_by_succession(&self) -> bool {
        self.predecessors
            .iter()
            .any(|origin| origin.on == self.opens_on)
    }

    /// Returns `true` if this office owes it on a day, provided that nobody has sent it.
    pub fn is_held_on(&self, day: NaiveDate) -> bool {
        self.opens_on <= day && self.transferred_on.is_none_or(|passes_on| passes_on > day)
    }

    /// Offices from which it had passed on by a day, oldest first.
    pub fn predecessors_on(&self, day: NaiveDate) -> impl Iterator<Item = &Predecessor> {
        self.predecessors
            .iter()
            .filter(move |origin| origin.on <= day)
    }
}

/// An event of a duty. Events are appended, never changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DutyEvent {
    /// Effective day (for a report: the day it was received).
    pub on: NaiveDate,
    /// Kind and details.
    pub kind: DutyEventKind,
    /// The account that recorded it.
    pub by: String,
    /// When it was recorded.
    pub at: DateTime<Utc>,
}

impl DutyEvent {
    /// The submission, if the event is one.
    pub fn submission(&self) -> Option<&Submission> {
        match &self.kind {
            DutyEventKind::Sent(sending) => Some(sending),
            _ => None,
        }
    }
}

/// Kind of a duty event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DutyEventKind {
    /// A report was received.
    Sent(Submission),
    /// Returned by the coordinator.
    Returned {
        /// Reason.
        reason: String,
        /// Last day to resubmit.
        resubmit_by: NaiveDate,
    },
    /// Accepted by the coordinator.
    Accepted,
    /// The deadline was extended.
    Extended {
        /// The new deadline.
        to: NaiveDate,
        /// Reason.
        reason: String,
    },
    /// The duty was exempted.
    Exempted {
        /// Reason.
        reason: String,
    },
    /// A reminder was sent (đôn đốc); it changes nothing but the record.
    Reminded {
        /// Channel.
        channel: ReminderChannel,
        /// Content or answer.
        note: Option<String>,
    },
}

impl DutyEventKind {
    /// Whether a report is sent: its office's step, every other is the coordinator's.
    pub fn is_submission(&self) -> bool {
        matches!(self, Self::Sent(_))
    }
}

/// Channel of a reminder.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReminderChannel {
    /// Letter (công văn).
    #[default]
    Letter,
    /// Phone (điện thoại).
    Phone,
    /// E-mail (thư điện tử).
    Email,
    /// Text message (tin nhắn).
    Message,
    /// In person or in a meeting (trực tiếp, tại cuộc họp).
    InPerson,
}

/// A report as received.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Submission {
    /// Number of the letter.
    pub letter: Option<String>,
    /// Day of the letter.
    pub letter_on: Option<NaiveDate>,
    /// Entered by someone other than the office itself.
    pub on_behalf: bool,
    /// Results, difficulties, proposals.
    pub narrative: Narrative,
    /// Explanation of missing cells (giải trình ô thiếu).
    pub missing_note: Option<String>,
    /// Prerequisite reports that were missing when it was sent; filled in by the store in the same transaction.
    pub blockers: Vec<Blocker>,
}

/// Narrative of a report in three parts; required if the report has no cells.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, serde::Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Narrative {
    /// Results (kết quả).
    pub results: String,
    /// Difficulties (khó khăn, vướng mắc).
    pub difficulties: String,
    /// Proposals (đề xuất, kiến nghị).
    pub proposals: String,
}

/// State of a duty.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum DutyState {
    /// Not sent by the deadline.
    Overdue,
    /// Returned; the day by which to resubmit has not passed.
    Returned,
    /// 0 to 7 days left.
    DueSoon,
    /// Open, more than 7 days left.
    #[serde(rename = "in_term")]
    WithinDeadline,
    /// Sent, waiting for acceptance.
    Waiting,
    /// Accepted, or sent to a recipient outside the system.
    Accepted,
    /// Its data period has not begun.
    NotOpen,
    /// Its office ended before it was sent: the successors owe it.
    #[serde(rename = "passed_on")]
    Transferred,
}

/// Status of a duty on a day, with its numbers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DutyStatus {
    /// The state.
    pub state: DutyState,
    /// Days late: for an overdue duty counted to the day, for a sent one to its submission; 0 when on time.
    pub late_days: i64,
    /// Days until the effective deadline; negative after it.
    pub days_left: i64,
    /// Effective deadline: the resubmission day, the extended day, or the last day.
    pub deadline: NaiveDate,
    /// Day of the first submission.
    pub sent_on: Option<NaiveDate>,
    /// Day of acceptance.
    pub accepted_on: Option<NaiveDate>,
    /// The extended deadline.
    pub extended_to: Option<NaiveDate>,
    /// The day by which a returned report is to be resubmitted.
    pub resubmit_by: Option<NaiveDate>,
    /// The duty is exempted.
    pub exempted: bool,
    /// Number of reminders.
    pub reminders: u32,
    /// Day of the newest reminder.
    pub reminded_on: Option<NaiveDate>,
}

impl DutyStatus {
    /// Returns `true` if the report was sent and not returned.
    pub fn is_submitted(&self) -> bool {
        matches!(self.state, DutyState::Waiting | DutyState::Accepted)
    }

    /// Returns `true` if the report is outstanding: open, not submitted and not exempted.
    pub fn is_owed(&self) -> bool {
        !self.exempted
            && !self.is_submitted()
            && !matches!(self.state, DutyState::NotOpen | DutyState::Transferred)
    }
}

/// Returns the status of a duty on `day`; later events are ignored. `outside`: the recipient is outside the system,
/// so that sending is final.
pub fn duty_status(duty: &Duty, events: &[DutyEvent], outside: bool, day: NaiveDate) -> DutyStatus {
    let history = EventSummary::new(events.iter().filter(|event| event.on <= day));
    let deadline = history.deadline(duty.last_day);
    let days_left = (deadline - day).num_days();
    let passed_on = is_transferred_on(duty, events, day).then_some(DutyState::Transferred);
    let state = passed_on
        .or_else(|| history.state(outside))
        .unwrap_or(match days_left {
            _ if day < duty.opens_on => DutyState::NotOpen,
            _ => open_state(days_left, history.is_returned()),
        });
    let late_days = match state {
        DutyState::Overdue => -days_left,
        DutyState::Waiting | DutyState::Accepted => history.late_days(duty.last_day),
        DutyState::Returned
        | DutyState::DueSoon
        | DutyState::WithinDeadline
        | DutyState::NotOpen
        | DutyState::Transferred => 0,
    };
    DutyStatus {
        state,
        late_days,
        days_left,
        deadline,
        sent_on: history.sent_on,
        accepted_on: history.accepted_on,
        extended_to: history.extended_to,
        resubmit_by: history.resubmit_by,
        exempted: history.exempted,
        reminders: history.reminders,
        reminded_on: history.reminded_on,
    }
}

/// State of an open report by the days left until its effective deadline.
pub(super) fn open_state(days_left: i64, returned: bool) -> DutyState {
    match days_left {
        ..0 => DutyState::Overdue,
        _ if returned => DutyState::Returned,
        0..=DUE_SOON_DAYS => DutyState::DueSoon,
        _ => DutyState::WithinDeadline,
    }
}

/// Returns `true` if a duty passed to successors by a day: it was neither submitted nor exempted when its office
/// ended. Later events do not count; a submitted report never passes on.
fn is_transferred_on(duty: &Duty, events: &[DutyEvent], day: NaiveDate) -> bool {
    duty.transferred_on
        .is_some_and(|passes_on| passes_on <= day && !is_resolved_before(events, passes_on))
}

/// Returns `true` if a report was submitted or exempted before a day.
pub fn is_resolved_before(events: &[DutyEvent], day: NaiveDate) -> bool {
    let history = EventSummary::new(events.iter().filter(|event| event.on < day));
    history.submitted || history.exempted
}

/// Combined effect of events.
#[derive(Default)]
pub(super) struct EventSummary {
    sent_on: Option<NaiveDate>,
    submitted: bool,
    accepted_on: Option<NaiveDate>,
    extended_to: Option<NaiveDate>,
    resubmit_by: Option<NaiveDate>,
    resubmission_late_days: i64,
    pub(super) exempted: bool,
    reminders: u32,
    reminded_on: Option<NaiveDate>,
}

impl EventSummary {
    /// Applies events in the order of their effective days.
    pub(super) fn new<'a>(events: impl Iterator<Item = &'a DutyEvent>) -> Self {
        let mut events: Vec<&DutyEvent> = events.collect();
        events.sort_by_key(|event| (event.on, event.at));
        let mut history = Self::default();
        for event in events {
            history.apply(event);
        }
        history
    }

    /// Effective deadline: the resubmission day, the extended day, or the last day of the duty.
    pub(super) fn deadline(&self, last_day: NaiveDate) -> NaiveDate {
        self.resubmit_by.unwrap_or(self.term(last_day))
    }

    /// Deadline of the first submission: the extended day, or the last day of the duty.
    fn term(&self, last_day: NaiveDate) -> NaiveDate {
        self.extended_to.unwrap_or(last_day)
    }

    /// Returns `true` if the report was returned and not submitted again.
    pub(super) fn is_returned(&self) -> bool {
        self.resubmit_by.is_some()
    }

    fn apply(&mut self, event: &DutyEvent) {
        match &event.kind {
            DutyEventKind::Sent(_) => {
                if let Some(resubmit_by) = self.resubmit_by.take() {
                    self.resubmission_late_days = self
                        .resubmission_late_days
                        .max((event.on - resubmit_by).num_days());
                }
                self.sent_on.get_or_insert(event.on);
                self.submitted = true;
            }
            DutyEventKind::Returned { resubmit_by, .. } => {
                self.submitted = false;
                self.accepted_on = None;
                self.resubmit_by = Some(*resubmit_by);
            }
            DutyEventKind::Accepted => self.accepted_on = Some(event.on),
            // An extension of a returned report moves the resubmission day.
            DutyEventKind::Extended { to, .. } if self.resubmit_by.is_some() => {
                self.resubmit_by = Some(*to);
            }
            DutyEventKind::Extended { to, .. } => self.extended_to = Some(*to),
            DutyEventKind::Exempted { .. } => self.exempted = true,
            DutyEventKind::Reminded { .. } => {
                self.reminders += 1;
                self.reminded_on = Some(event.on);
            }
        }
    }

    /// State of a submitted report; `None` while it is owed.
    pub(super) fn state(&self, outside: bool) -> Option<DutyState> {
        self.submitted
            .then_some(if self.accepted_on.is_some() || outside {
                DutyState::Accepted
            } else {
                DutyState::Waiting
            })
    }

    /// Days late: counted to the first submission, unless it was returned and the resubmission day passed.
    pub(super) fn late_days(&self, last_day: NaiveDate) -> i64 {
        let term = self.term(last_day);
        let first = self.sent_on.map_or(0, |sent| (sent - term).num_days());
        first.max(self.resubmission_late_days).max(0)
    }
}

/// The four totals for leaders, over tracked duties that are open or done.
///
/// ```
/// use tiendo::domain::duty::Totals;
///
/// let totals = Totals {
///     done_on_time: 2,
///     open_overdue: 1,
///     ..Totals::default()
/// };
/// // 66,67 %
/// assert_eq!(totals.rate(), Some(6667));
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    /// Sent, not returned, on time.
    pub done_on_time: u64,
    /// Sent, not returned, late.
    pub done_late: u64,
    /// Open and not overdue.
    pub open_within_deadline: u64,
    /// Open and overdue.
    pub open_overdue: u64,
}

/// One of the four totals.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Total {
    /// Sent, not returned, on time.
    DoneOnTime,
    /// Sent, not returned, late.
    DoneLate,
    /// Open and not overdue.
    OpenWithinDeadline,
    /// Open and overdue.
    OpenOverdue,
}

impl Total {
    /// The total in which a duty counts; `None` for not open, transferred, exempted and untracked duties.
    pub fn classify(tracked: bool, status: &DutyStatus) -> Option<Total> {
        if !tracked || status.exempted {
            return None;
        }
        Self::of_state(status.state, status.late_days > 0)
    }

    /// The total of a counted duty in a state; `late`: it was sent late.
    pub(super) fn of_state(state: DutyState, late: bool) -> Option<Total> {
        match state {
            DutyState::Waiting | DutyState::Accepted if late => Some(Total::DoneLate),
            DutyState::Waiting | DutyState::Accepted => Some(Total::DoneOnTime),
            DutyState::WithinDeadline | DutyState::DueSoon | DutyState::Returned => {
                Some(Total::OpenWithinDeadline)
            }
            DutyState::Overdue => Some(Total::OpenOverdue),
            DutyState::NotOpen | DutyState::Transferred => None,
        }
    }
}

impl Totals {
    /// Counts one duty.
    pub fn count(&mut self, tracked: bool, status: &DutyStatus) {
        if let Some(total) = Total::classify(tracked, status) {
            self.add(total, 1);
        }
    }

    /// Adds to a total.
    pub fn add(&mut self, total: Total, duties: u64) {
        let counter = match total {
            Total::DoneOnTime => &mut self.done_on_time,
            Total::DoneLate => &mut self.done_late,
            Total::OpenWithinDeadline => &mut self.open_within_deadline,
            Total::OpenOverdue => &mut self.open_overdue,
        };
        *counter += duties;
    }

    /// Value of a total.
    pub fn get(&self, total: Total) -> u64 {
        match total {
            Total::DoneOnTime => self.done_on_time,
            Total::DoneLate => self.done_late,
            Total::OpenWithinDeadline => self.open_within_deadline,
            Total::OpenOverdue => self.open_overdue,
        }
    }

    /// Submission rate, done / (done + open overdue), in hundredths of a per cent, rounded half up; `None` if nothing
    /// was due yet.
    pub fn rate(&self) -> Option<u64> {
        self.share(self.done_on_time + self.done_late)
    }

    /// done on time / (done + open overdue), likewise.
    pub fn on_time_rate(&self) -> Option<u64> {
        self.share(self.done_on_time)
    }

    fn share(&self, part: u64) -> Option<u64> {
        let all = self.done_on_time + self.done_late + self.open_overdue;
        (all > 0).then(|| (part * 20_000 + all) / (2 * all))
    }
}

/// A missing report that another one waits for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Blocker {
    /// Rule, office that owes it, and period.
    pub key: DutyKey,
    /// Effective deadline.
    pub deadline: NaiveDate,
    /// Days past that deadline; 0 while it has not passed.
    pub late_days: i64,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::fixtures::{day, duty, event, returned, sent};

    fn status(events: &[DutyEvent], on: &str) -> DutyStatus {
        duty_status(&duty(), events, false, day(on))
    }

    #[test]
    fn the_days_of_an_open_duty() {
        for (on, state, late_days) in [
            ("2023-12-31", DutyState::NotOpen, 0),
            ("2024-01-01", DutyState::WithinDeadline, 0),
            ("2024-06-01", DutyState::WithinDeadline, 0),
            ("2024-06-02", DutyState::DueSoon, 0),
            ("2024-06-03", DutyState::DueSoon, 0),
            ("2024-06-08", DutyState::DueSoon, 0),
            ("2024-06-09", DutyState::DueSoon, 0),
            ("2024-06-10", DutyState::Overdue, 1),
        ] {
            let found = status(&[], on);
            assert_eq!((found.state, found.late_days), (state, late_days), "{on}");
        }
    }

    #[test]
    fn a_report_is_late_after_the_last_day() {
        for (on, late_days) in [("2024-06-08", 0), ("2024-06-09", 0), ("2024-06-10", 1)] {
            let found = status(&[event(sent(), on)], "2024-06-20");
            assert_eq!(
                (found.state, found.late_days),
                (DutyState::Waiting, late_days),
                "{on}"
            );
        }
        assert_eq!(
            status(&[event(sent(), "2024-06-05")], "2024-06-04").state,
            DutyState::DueSoon,
            "what happens later is not known"
        );
        assert_eq!(
            status(&[event(sent(), "2024-06-05")], "2024-06-05").state,
            DutyState::Waiting
        );
    }

    #[test]
    fn a_returned_report_is_overdue_after_its_day() {
        let back = [
            event(sent(), "2024-06-05"),
            event(returned("2024-06-20"), "2024-06-12"),
        ];
        for (on, state) in [
            ("2024-06-11", DutyState::Waiting),
            ("2024-06-12", DutyState::Returned),
            ("2024-06-19", DutyState::Returned),
            ("2024-06-20", DutyState::Returned),
            ("2024-06-21", DutyState::Overdue),
        ] {
            assert_eq!(status(&back, on).state, state, "{on}");
        }
        for (on, late_days) in [("2024-06-19", 0), ("2024-06-20", 0), ("2024-06-21", 1)] {
            let mut again = back.to_vec();
            again.push(event(sent(), on));
            assert_eq!(status(&again, "2024-06-30").late_days, late_days, "{on}");
        }
    }

    #[test]
    fn a_duty_goes_to_successors_on_the_day_itself() {
        let moved = Duty {
            transferred_on: Some(day("2024-03-01")),
            ..duty()
        };
        let state = |events: &[DutyEvent], on: &str| {
            duty_status(&moved, events, false, day(on)).state == DutyState::Transferred
        };
        for (on, expected) in [
            ("2024-02-29", false),
            ("2024-03-01", true),
            ("2024-03-02", true),
        ] {
            assert_eq!(state(&[], on), expected, "{on}");
        }
        for (sent_on, expected) in [
            ("2024-02-28", false),
            ("2024-02-29", false),
            ("2024-03-01", true),
        ] {
            assert_eq!(
                state(&[event(sent(), sent_on)], "2024-03-05"),
                expected,
                "sent {sent_on}"
            );
        }
        let predecessor = |on: &str| Predecessor {
            office: "x.b".into(),
            on: day(on),
        };
        let received = Duty {
            predecessors: vec![predecessor("2024-03-01")],
            ..duty()
        };
        for (on, count) in [("2024-02-29", 0), ("2024-03-01", 1), ("2024-03-02", 1)] {
            assert_eq!(received.predecessors_on(day(on)).count(), count, "{on}");
        }
    }

    #[test]
    fn the_rate_is_rounded_at_the_half() {
        let rate = |done, open_overdue| {
            Totals {
                done_on_time: done,
                open_overdue,
                ..Totals::default()
            }
            .rate()
        };
        assert_eq!(rate(0, 0), None);
        assert_eq!(rate(0, 1), Some(0));
        // 0.0049, 0.005 and 0.0051 per cent.
        assert_eq!(rate(49, 999_951), Some(0));
        assert_eq!(rate(1, 19_999), Some(1));
        assert_eq!(rate(51, 999_949), Some(1));
    }

    #[test]
    fn only_a_submission_is_the_step_of_the_reporting_office() {
        assert!(sent().is_submission());
        assert!(!DutyEventKind::Accepted.is_submission());
        assert!(!returned("2024-06-20").is_submission());
    }

    #[test]
    fn a_report_is_owed_from_its_first_day_until_it_is_sent() {
        let exempted = DutyEventKind::Exempted { reason: "r".into() };
        let back = [
            event(sent(), "2024-06-05"),
            event(returned("2024-06-20"), "2024-06-12"),
        ];
        for (events, on, expected) in [
            (&[][..], "2023-12-31", false),
            (&[], "2024-01-01", true),
            (&[], "2024-06-10", true),
            (&back[..1], "2024-06-04", true),
            (&back[..1], "2024-06-05", false),
            (&back, "2024-06-11", false),
            (&back, "2024-06-12", true),
            (&[event(exempted, "2024-05-02")], "2024-05-01", true),
        ] {
            assert_eq!(status(events, on).is_owed(), expected, "{on}");
        }
        let exempted = DutyEventKind::Exempted { reason: "r".into() };
        assert!(!status(&[event(exempted, "2024-05-02")], "2024-05-02").is_owed());
    }

    #[test]
    fn a_total_counts_what_was_sent_on_the_last_day_as_on_time() {
        let mut totals = Totals::default();
        for (on, expected) in [
            ("2024-06-08", Total::DoneOnTime),
            ("2024-06-09", Total::DoneOnTime),
            ("2024-06-10", Total::DoneLate),
        ] {
            let status = status(&[event(sent(), on)], "2024-06-20");
            assert_eq!(Total::classify(true, &status), Some(expected), "{on}");
            totals.count(true, &status);
        }
        totals.count(true, &status(&[], "2024-06-10"));
        totals.add(Total::OpenWithinDeadline, 7);
        let each = [
            Total::DoneOnTime,
            Total::DoneLate,
            Total::OpenWithinDeadline,
            Total::OpenOverdue,
        ];
        assert_eq!(each.map(|total| totals.get(total)), [2, 1, 7, 1]);
        assert_eq!(totals.rate(), Some(7500));
        assert_eq!(totals.on_time_rate(), Some(5000));
        assert_eq!(Totals::default().on_time_rate(), None);
    }
}
