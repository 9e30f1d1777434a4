//! Rules for the next event of a duty: when a report may be sent, returned, accepted, extended or exempted.
//! Must not depend on display texts, accounts or the store.

use chrono::NaiveDate;

use super::duty::{Duty, DutyEvent, DutyEventKind, DutyState, DutyStatus, Submission, duty_status};

/// Reason why a step is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DutyStepRefusal {
    /// The effective day is in the future.
    InFuture {
        /// Requested day.
        on: NaiveDate,
        /// Today.
        today: NaiveDate,
    },
    /// The day of the letter is in the future.
    LetterInFuture(NaiveDate),
    /// The report was sent and not returned.
    AlreadySent {
        /// Day of its first submission.
        on: NaiveDate,
    },
    /// The data period has not begun.
    NotOpen {
        /// First day of the data period.
        opens_on: NaiveDate,
    },
    /// There is no submitted report to return or accept.
    NotSent,
    /// Already accepted.
    AlreadyAccepted {
        /// Day of acceptance.
        on: NaiveDate,
    },
    /// The recipient is outside the system: sent is final.
    ExternalRecipient,
    /// Earlier than the step that it answers: an acceptance before the report, a second report before its return.
    TooEarly {
        /// Day of that step.
        after: NaiveDate,
    },
    /// The extension does not move the effective deadline.
    NotLater {
        /// The effective deadline.
        deadline: NaiveDate,
    },
    /// The resubmission day is before the day of the return.
    ResubmissionTooEarly {
        /// Day of the return.
        on: NaiveDate,
    },
    /// A required reason is missing.
    MissingReason,
    /// The duty is exempted.
    Exempted,
    /// Its office ended: the successors owe the duty.
    Transferred {
        /// First day of the successors.
        on: NaiveDate,
    },
}

/// Checks the next event of a duty: `event` effective on the day `on`, recorded on the day `today`.
pub fn check_duty_step(
    duty: &Duty,
    events: &[DutyEvent],
    outside: bool,
    event: &DutyEventKind,
    (on, today): (NaiveDate, NaiveDate),
) -> Result<(), DutyStepRefusal> {
    if on > today {
        return Err(DutyStepRefusal::InFuture { on, today });
    }
    let now = duty_status(duty, events, outside, today);
    if let Some(passes_on) = duty
        .transferred_on
        .filter(|_| now.state == DutyState::Transferred)
    {
        // A report received while the office was active may be recorded later.
        let is_sent_before = matches!(event, DutyEventKind::Sent(_)) && on < passes_on;
        return if is_sent_before {
            check_backdated_submission(duty, events, on)
        } else {
            Err(DutyStepRefusal::Transferred { on: passes_on })
        };
    }
    match event {
        DutyEventKind::Sent(sending) => check_submission(duty, events, &now, sending, (on, today)),
        DutyEventKind::Returned {
            reason,
            resubmit_by,
        } => {
            check_reply(events, &now, outside, on)?;
            match reason.trim() {
                "" => Err(DutyStepRefusal::MissingReason),
                _ if *resubmit_by < on => Err(DutyStepRefusal::ResubmissionTooEarly { on }),
                _ => Ok(()),
            }
        }
        DutyEventKind::Accepted => {
            check_reply(events, &now, outside, on)?;
            now.accepted_on
                .map_or(Ok(()), |on| Err(DutyStepRefusal::AlreadyAccepted { on }))
        }
        DutyEventKind::Extended { to, reason } => {
            check_extension_or_exemption(&now, reason)?;
            // A day earlier than the return would move the day of the first submission instead.
            refuse_earlier(
                on,
                newest_event(events, |kind| {
                    matches!(kind, DutyEventKind::Returned { .. })
                }),
            )?;
            if *to > now.deadline {
                Ok(())
            } else {
                Err(DutyStepRefusal::NotLater {
                    deadline: now.deadline,
                })
            }
        }
        DutyEventKind::Exempted { reason } => check_extension_or_exemption(&now, reason),
        DutyEventKind::Reminded { .. } => check_reminder(duty, &now, on),
    }
}

/// Day of the first submission of a report that was not returned.
fn submitted_on(now: &DutyStatus) -> Option<NaiveDate> {
    now.sent_on.filter(|_| now.is_submitted())
}

fn check_submission(
    duty: &Duty,
    events: &[DutyEvent],
    now: &DutyStatus,
    sending: &Submission,
    (on, today): (NaiveDate, NaiveDate),
) -> Result<(), DutyStepRefusal> {
    if let Some(on) = submitted_on(now) {
        return Err(DutyStepRefusal::AlreadySent { on });
    }
    if on < duty.opens_on {
        return Err(DutyStepRefusal::NotOpen {
            opens_on: duty.opens_on,
        });
    }
    if let Some(letter_on) = sending.letter_on.filter(|letter_on| *letter_on > today) {
        return Err(DutyStepRefusal::LetterInFuture(letter_on));
    }
    refuse_earlier(
        on,
        newest_event(events, |kind| {
            matches!(kind, DutyEventKind::Returned { .. })
        }),
    )
}

/// Checks a report that was received before its office ended and is recorded afterwards.
fn check_backdated_submission(
    duty: &Duty,
    events: &[DutyEvent],
    on: NaiveDate,
) -> Result<(), DutyStepRefusal> {
    if on < duty.opens_on {
        return Err(DutyStepRefusal::NotOpen {
            opens_on: duty.opens_on,
        });
    }
    refuse_earlier(
        on,
        newest_event(events, |kind| {
            matches!(kind, DutyEventKind::Returned { .. })
        }),
    )
}

/// Checks a return or an acceptance: it answers a submitted report.
fn check_reply(
    events: &[DutyEvent],
    now: &DutyStatus,
    outside: bool,
    on: NaiveDate,
) -> Result<(), DutyStepRefusal> {
    if outside {
        return Err(DutyStepRefusal::ExternalRecipient);
    }
    if submitted_on(now).is_none() {
        return Err(DutyStepRefusal::NotSent);
    }
    refuse_earlier(
        on,
        newest_event(events, |kind| {
            matches!(kind, DutyEventKind::Sent(_) | DutyEventKind::Accepted)
        }),
    )
}

/// Checks a reminder: the report must be owed already.
fn check_reminder(duty: &Duty, now: &DutyStatus, on: NaiveDate) -> Result<(), DutyStepRefusal> {
    match submitted_on(now) {
        Some(on) => Err(DutyStepRefusal::AlreadySent { on }),
        None if now.exempted => Err(DutyStepRefusal::Exempted),
        None if on < duty.opens_on => Err(DutyStepRefusal::NotOpen {
            opens_on: duty.opens_on,
        }),
        None => Ok(()),
    }
}

/// Checks an extension or exemption: the report must still be owed, and a reason is required.
fn check_extension_or_exemption(now: &DutyStatus, reason: &str) -> Result<(), DutyStepRefusal> {
    match submitted_on(now) {
        Some(on) => Err(DutyStepRefusal::AlreadySent { on }),
        None if now.exempted => Err(DutyStepRefusal::Exempted),
        None if reason.trim().is_empty() => Err(DutyStepRefusal::MissingReason),
        None => Ok(()),
    }
}

fn newest_event(
    events: &[DutyEvent],
    is_wanted: impl Fn(&DutyEventKind) -> bool,
) -> Option<NaiveDate> {
    events
        .iter()
        .filter(|event| is_wanted(&event.kind))
        .map(|event| event.on)
        .max()
}

fn refuse_earlier(on: NaiveDate, after: Option<NaiveDate>) -> Result<(), DutyStepRefusal> {
    match after {
        Some(after) if on < after => Err(DutyStepRefusal::TooEarly { after }),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::duty::ReminderChannel;
    use crate::domain::fixtures::{day, duty, event, returned, sent};

    fn step(events: &[DutyEvent], kind: &DutyEventKind, on: &str) -> Result<(), DutyStepRefusal> {
        check_duty_step(&duty(), events, false, kind, (day(on), day("2024-06-30")))
    }

    #[test]
    fn a_report_is_sent_once_until_it_is_returned() {
        assert_eq!(step(&[], &sent(), "2024-06-08"), Ok(()));
        assert_eq!(
            step(&[], &sent(), "2023-12-31"),
            Err(DutyStepRefusal::NotOpen {
                opens_on: day("2024-01-01")
            })
        );
        let future = DutyStepRefusal::InFuture {
            on: day("2024-07-01"),
            today: day("2024-06-30"),
        };
        assert_eq!(step(&[], &sent(), "2024-07-01"), Err(future));
        let mut events = vec![event(sent(), "2024-06-08")];
        assert_eq!(
            step(&events, &sent(), "2024-06-09"),
            Err(DutyStepRefusal::AlreadySent {
                on: day("2024-06-08")
            })
        );
        events.push(event(returned("2024-06-20"), "2024-06-12"));
        assert_eq!(
            step(&events, &sent(), "2024-06-11"),
            Err(DutyStepRefusal::TooEarly {
                after: day("2024-06-12")
            })
        );
        assert_eq!(step(&events, &sent(), "2024-06-12"), Ok(()));
    }

    #[test]
    fn only_a_report_in_hand_is_returned_or_accepted() {
        assert_eq!(
            step(&[], &DutyEventKind::Accepted, "2024-06-12"),
            Err(DutyStepRefusal::NotSent)
        );
        let mut events = vec![event(sent(), "2024-06-08")];
        assert_eq!(
            step(&events, &returned("2024-06-11"), "2024-06-12"),
            Err(DutyStepRefusal::ResubmissionTooEarly {
                on: day("2024-06-12")
            })
        );
        assert_eq!(
            step(&events, &DutyEventKind::Accepted, "2024-06-12"),
            Ok(())
        );
        events.push(event(DutyEventKind::Accepted, "2024-06-12"));
        let twice = DutyStepRefusal::AlreadyAccepted {
            on: day("2024-06-12"),
        };
        assert_eq!(
            step(&events, &DutyEventKind::Accepted, "2024-06-13"),
            Err(twice)
        );
        assert_eq!(step(&events, &returned("2024-06-20"), "2024-06-13"), Ok(()));
        let early = DutyStepRefusal::TooEarly {
            after: day("2024-06-12"),
        };
        assert_eq!(
            step(&events, &returned("2024-06-20"), "2024-06-11"),
            Err(early),
            "before its acceptance"
        );
    }

    #[test]
    fn an_extension_reaches_past_the_last_day() {
        let extended = |to: &str| DutyEventKind::Extended {
            to: day(to),
            reason: "bão".into(),
        };
        assert_eq!(
            step(&[], &extended("2024-06-09"), "2024-06-01"),
            Err(DutyStepRefusal::NotLater {
                deadline: day("2024-06-09")
            })
        );
        assert_eq!(step(&[], &extended("2024-06-10"), "2024-06-01"), Ok(()));
        let returned = [
            event(sent(), "2024-06-08"),
            event(returned("2024-06-20"), "2024-06-12"),
        ];
        let early = DutyStepRefusal::TooEarly {
            after: day("2024-06-12"),
        };
        assert_eq!(
            step(&returned, &extended("2024-06-25"), "2024-06-11"),
            Err(early)
        );
        assert_eq!(
            step(&returned, &extended("2024-06-25"), "2024-06-12"),
            Ok(())
        );
        let reasonless = DutyEventKind::Exempted { reason: " ".into() };
        assert_eq!(
            step(&[], &reasonless, "2024-06-01"),
            Err(DutyStepRefusal::MissingReason)
        );
    }

    #[test]
    fn a_report_is_returned_until_the_same_day_at_the_earliest() {
        let events = [event(sent(), "2024-06-08")];
        let early = Err(DutyStepRefusal::ResubmissionTooEarly {
            on: day("2024-06-12"),
        });
        for (resubmit_by, expected) in [
            ("2024-06-11", early),
            ("2024-06-12", Ok(())),
            ("2024-06-13", Ok(())),
        ] {
            assert_eq!(
                step(&events, &returned(resubmit_by), "2024-06-12"),
                expected,
                "{resubmit_by}"
            );
        }
    }

    #[test]
    fn a_report_is_sent_and_asked_for_from_the_first_day() {
        let not_open = Err(DutyStepRefusal::NotOpen {
            opens_on: day("2024-01-01"),
        });
        let reminded = DutyEventKind::Reminded {
            channel: ReminderChannel::Letter,
            note: None,
        };
        for (on, expected) in [
            ("2023-12-31", not_open),
            ("2024-01-01", Ok(())),
            ("2024-01-02", Ok(())),
        ] {
            assert_eq!(step(&[], &sent(), on), expected, "{on}");
            assert_eq!(step(&[], &reminded, on), expected, "{on}");
        }
    }

    #[test]
    fn nothing_happens_after_today() {
        let future = |on: &str| DutyStepRefusal::InFuture {
            on: day(on),
            today: day("2024-06-30"),
        };
        for (on, expected) in [
            ("2024-06-29", Ok(())),
            ("2024-06-30", Ok(())),
            ("2024-07-01", Err(future("2024-07-01"))),
        ] {
            assert_eq!(step(&[], &sent(), on), expected, "{on}");
        }
        for (letter_on, is_future) in [
            ("2024-06-29", false),
            ("2024-06-30", false),
            ("2024-07-01", true),
        ] {
            let letter = DutyEventKind::Sent(Submission {
                letter_on: Some(day(letter_on)),
                ..Submission::default()
            });
            let expected = if is_future {
                Err(DutyStepRefusal::LetterInFuture(day(letter_on)))
            } else {
                Ok(())
            };
            assert_eq!(step(&[], &letter, "2024-06-08"), expected, "{letter_on}");
        }
    }

    #[test]
    fn an_ended_office_sends_what_arrived_before_its_successors_owe_it() {
        let duty = Duty {
            transferred_on: Some(day("2024-03-01")),
            ..duty()
        };
        let step = |on: &str, today: &str| {
            check_duty_step(&duty, &[], false, &sent(), (day(on), day(today)))
        };
        let transferred = Err(DutyStepRefusal::Transferred {
            on: day("2024-03-01"),
        });
        let not_open = Err(DutyStepRefusal::NotOpen {
            opens_on: day("2024-01-01"),
        });
        for (on, expected) in [
            ("2023-12-31", not_open),
            ("2024-01-01", Ok(())),
            ("2024-02-29", Ok(())),
            ("2024-03-01", transferred),
            ("2024-03-02", transferred),
        ] {
            assert_eq!(step(on, "2024-03-10"), expected, "{on}");
        }
        assert_eq!(step("2024-02-29", "2024-02-29"), Ok(()));
        assert_eq!(step("2024-03-01", "2024-03-01"), transferred);
    }

    #[test]
    fn an_answer_is_no_earlier_than_what_it_answers() {
        let events = [event(sent(), "2024-06-08")];
        let early = Err(DutyStepRefusal::TooEarly {
            after: day("2024-06-08"),
        });
        for (on, expected) in [
            ("2024-06-07", early),
            ("2024-06-08", Ok(())),
            ("2024-06-09", Ok(())),
        ] {
            assert_eq!(
                step(&events, &DutyEventKind::Accepted, on),
                expected,
                "{on}"
            );
            assert_eq!(step(&events, &returned("2024-06-20"), on), expected, "{on}");
        }
    }

    #[test]
    fn a_return_has_a_reason() {
        let events = [event(sent(), "2024-06-08")];
        for (reason, expected) in [
            ("", Err(DutyStepRefusal::MissingReason)),
            (" ", Err(DutyStepRefusal::MissingReason)),
            ("r", Ok(())),
        ] {
            let returned = DutyEventKind::Returned {
                reason: reason.to_owned(),
                resubmit_by: day("2024-06-20"),
            };
            assert_eq!(
                step(&events, &returned, "2024-06-12"),
                expected,
                "{reason:?}"
            );
        }
    }

    #[test]
    fn an_exempted_report_is_neither_asked_for_nor_extended() {
        let exempted = || DutyEventKind::Exempted { reason: "r".into() };
        let events = [event(exempted(), "2024-05-02")];
        let reminded = DutyEventKind::Reminded {
            channel: ReminderChannel::Letter,
            note: None,
        };
        let extended = DutyEventKind::Extended {
            to: day("2024-06-20"),
            reason: "r".into(),
        };
        for kind in [reminded, extended, exempted()] {
            let found = step(&events, &kind, "2024-05-03");
            assert_eq!(found, Err(DutyStepRefusal::Exempted), "{kind:?}");
        }
    }
}
