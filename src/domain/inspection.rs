//! Inspections (kiểm tra, giám sát): periodic or ad hoc, by a joint team, with findings and follow-up. The state is
//! derived from days and findings. Must not depend on the store or display texts.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::catalog::{Catalog, OfficeLookup};
use super::code::PlanCode;
use super::plan::Party;
use super::text::{NOTE_MAX, TITLE_MAX, TextError, validate_line, validate_text};

/// Periodic or ad hoc.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum InspectionKind {
    /// Periodic (định kỳ).
    #[default]
    Periodic,
    /// Ad hoc (đột xuất).
    AdHoc,
}

/// An inspection under a plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Inspection {
    /// The plan.
    pub plan: PlanCode,
    /// Periodic or ad hoc.
    pub kind: InspectionKind,
    /// First day.
    pub from: NaiveDate,
    /// Last day.
    pub to: NaiveDate,
    /// The joint team.
    pub team: Vec<Party>,
    /// The inspected party.
    pub inspected: Party,
    /// Findings; `None` until recorded.
    pub findings: Option<String>,
    /// Follow-up: recommendations and corrections.
    pub follow_up: Option<String>,
    /// Day on which the follow-up was completed.
    pub closed_on: Option<NaiveDate>,
}

/// State of an inspection.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum InspectionState {
    /// It ended without recorded findings.
    #[serde(rename = "findings_owed")]
    FindingsMissing,
    /// In progress.
    Running,
    /// Its first day is in the future.
    Planned,
    /// Findings are recorded, the follow-up is open.
    #[serde(rename = "found")]
    FindingsRecorded,
    /// The follow-up is completed.
    Closed,
}

/// State of an inspection on a day.
pub fn inspection_state(inspection: &Inspection, day: NaiveDate) -> InspectionState {
    match &inspection.findings {
        _ if inspection.closed_on.is_some_and(|closed| closed <= day) => InspectionState::Closed,
        _ if day < inspection.from => InspectionState::Planned,
        Some(_) => InspectionState::FindingsRecorded,
        None if day <= inspection.to => InspectionState::Running,
        None => InspectionState::FindingsMissing,
    }
}

/// Reason why an inspection is refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum InspectionRefusal {
    /// The team is empty.
    MissingTeam,
    /// The inspected party is missing.
    MissingInspected,
    /// It ends before it begins.
    Reversed,
    /// It is entirely outside the plan's years.
    OutsidePlan {
        /// The plan's first day.
        from: NaiveDate,
        /// The plan's last day.
        to: NaiveDate,
    },
    /// Findings before the first day of the inspection.
    FindingsTooEarly {
        /// First day of the inspection.
        from: NaiveDate,
    },
    /// Closed without findings.
    ClosedWithoutFindings,
    /// Closed before it began, or on a future day.
    InvalidClosingDay {
        /// First accepted day.
        from: NaiveDate,
        /// Last accepted day.
        to: NaiveDate,
    },
    /// A text is invalid.
    InvalidText(TextError),
}

impl From<TextError> for InspectionRefusal {
    fn from(error: TextError) -> Self {
        Self::InvalidText(error)
    }
}

/// Validates an inspection before it is recorded.
pub fn check_inspection(
    catalog: &Catalog,
    wanted: &Inspection,
    today: NaiveDate,
) -> Result<(), InspectionRefusal> {
    use InspectionRefusal as R;
    let ends = catalog.plan(&wanted.plan).map(|plan| (plan.from, plan.to));
    let named = |party: &Party| !matches!(party, Party::Words(words) if words.trim().is_empty());
    for words in wanted
        .team
        .iter()
        .chain([&wanted.inspected])
        .filter_map(party_words)
    {
        validate_line(words, TITLE_MAX)?;
    }
    for text in wanted.findings.iter().chain(&wanted.follow_up) {
        validate_text(text, NOTE_MAX)?;
    }
    let closed_wrong = |on: NaiveDate| on < wanted.from || on > today;
    match ends {
        _ if wanted.team.is_empty() => Err(R::MissingTeam),
        _ if !named(&wanted.inspected) => Err(R::MissingInspected),
        _ if wanted.to < wanted.from => Err(R::Reversed),
        Some((from, to)) if wanted.to < from || to < wanted.from => {
            Err(R::OutsidePlan { from, to })
        }
        _ if wanted.findings.is_some() && today < wanted.from => {
            Err(R::FindingsTooEarly { from: wanted.from })
        }
        _ if wanted.closed_on.is_some() && wanted.findings.is_none() => {
            Err(R::ClosedWithoutFindings)
        }
        _ if wanted.closed_on.is_some_and(closed_wrong) => Err(R::InvalidClosingDay {
            from: wanted.from,
            to: today,
        }),
        _ => Ok(()),
    }
}

fn party_words(party: &Party) -> Option<&str> {
    match party {
        Party::Words(words) => Some(words),
        Party::Office(_) | Party::Group(_) => None,
    }
}

/// Resolves a typed party: the office with this code, name or alias if exactly one matches in the plan's place, else
/// the words themselves.
pub fn parse_party(catalog: &Catalog, plan: &PlanCode, typed: &str) -> Party {
    let typed = typed.trim();
    match catalog.find_office_of(typed, plan) {
        OfficeLookup::One(office) => Party::Office(office),
        OfficeLookup::None | OfficeLookup::Several(_) => Party::Words(typed.to_owned()),
    }
}

/// Parses a joint team: members are separated by semicolons.
pub fn parse_team(catalog: &Catalog, plan: &PlanCode, typed: &str) -> Vec<Party> {
    let members = typed.split(';').filter(|member| !member.trim().is_empty());
    members
        .map(|member| parse_party(catalog, plan, member))
        .collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::domain::fixtures::{catalog, day, measure, plan};

    fn inspection(findings: bool, closed_on: Option<&str>) -> Inspection {
        Inspection {
            plan: "p".into(),
            kind: InspectionKind::Periodic,
            from: day("2024-05-10"),
            to: day("2024-05-20"),
            team: vec![Party::Office("x.a".into())],
            inspected: Party::Office("x.b".into()),
            findings: findings.then(|| "f".to_owned()),
            follow_up: None,
            closed_on: closed_on.map(day),
        }
    }

    #[test]
    fn the_days_of_an_inspection() {
        use InspectionState as S;
        for (on, without, with) in [
            ("2024-05-09", S::Planned, S::Planned),
            ("2024-05-10", S::Running, S::FindingsRecorded),
            ("2024-05-11", S::Running, S::FindingsRecorded),
            ("2024-05-19", S::Running, S::FindingsRecorded),
            ("2024-05-20", S::Running, S::FindingsRecorded),
            ("2024-05-21", S::FindingsMissing, S::FindingsRecorded),
        ] {
            assert_eq!(
                inspection_state(&inspection(false, None), day(on)),
                without,
                "{on}"
            );
            assert_eq!(
                inspection_state(&inspection(true, None), day(on)),
                with,
                "{on}"
            );
        }
        for (on, state) in [
            ("2024-06-14", S::FindingsRecorded),
            ("2024-06-15", S::Closed),
            ("2024-06-16", S::Closed),
        ] {
            let closed = inspection(true, Some("2024-06-15"));
            assert_eq!(inspection_state(&closed, day(on)), state, "{on}");
        }
    }

    #[test]
    fn the_days_that_an_inspection_may_have() {
        use InspectionRefusal as R;
        let catalog = catalog(vec![plan(&measure(json!({})))], Vec::new());
        let checked = |wanted: &Inspection| check_inspection(&catalog, wanted, day("2024-06-15"));
        let closing = Err(R::InvalidClosingDay {
            from: day("2024-05-10"),
            to: day("2024-06-15"),
        });
        for (closed_on, expected) in [
            ("2024-05-09", &closing),
            ("2024-05-10", &Ok(())),
            ("2024-06-15", &Ok(())),
            ("2024-06-16", &closing),
        ] {
            assert_eq!(
                &checked(&inspection(true, Some(closed_on))),
                expected,
                "{closed_on}"
            );
        }
        let lasting = |from: &str, to: &str| Inspection {
            from: day(from),
            to: day(to),
            ..inspection(false, None)
        };
        let outside = Err(R::OutsidePlan {
            from: day("2022-01-01"),
            to: day("2025-12-31"),
        });
        for (from, to, expected) in [
            ("2021-12-01", "2021-12-31", &outside),
            ("2021-12-01", "2022-01-01", &Ok(())),
            ("2025-12-31", "2026-01-31", &Ok(())),
            ("2026-01-01", "2026-01-31", &outside),
            ("2024-05-10", "2024-05-10", &Ok(())),
            ("2024-05-10", "2024-05-09", &Err(R::Reversed)),
        ] {
            assert_eq!(&checked(&lasting(from, to)), expected, "{from} {to}");
        }
        for (from, expected) in [
            ("2024-06-14", Ok(())),
            ("2024-06-15", Ok(())),
            (
                "2024-06-16",
                Err(R::FindingsTooEarly {
                    from: day("2024-06-16"),
                }),
            ),
        ] {
            let wanted = Inspection {
                findings: Some("f".to_owned()),
                ..lasting(from, "2024-06-30")
            };
            assert_eq!(checked(&wanted), expected, "{from}");
        }
    }

    #[test]
    fn a_team_is_separated_by_semicolons() {
        let catalog = catalog(vec![plan(&measure(json!({})))], Vec::new());
        let words = |typed: &str| -> Vec<String> {
            let team = parse_team(&catalog, &"p".into(), typed);
            let words = team.iter().map(|party| party_words(party).unwrap());
            words.map(str::to_owned).collect()
        };
        assert_eq!(words(""), [""; 0]);
        assert_eq!(words(" ; "), [""; 0]);
        assert_eq!(words("a"), ["a"]);
        assert_eq!(words("a; b;"), ["a", "b"]);
        assert_eq!(party_words(&Party::Office("x.a".into())), None);
    }
}
