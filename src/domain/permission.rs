//! Permissions of roles: an account's role and office, evaluated on the day on which the offices' parents and
//! successors are looked up. Checked in the write transaction, and by the screen before it offers a command.

use chrono::NaiveDate;

use super::account::{Account, AccountState, Role};
use super::catalog::Catalog;
use super::code::{OfficeCode, PlanCode};
use super::duty::DutyKey;
use super::succession::Succession;

/// Permission that an operation needs.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Permission {
    /// Enter a figure, a report or progress of an office.
    EnterReports {
        /// The plan.
        plan: PlanCode,
        /// Its coordinating office.
        coordinator: OfficeCode,
        /// The office of the figure or report.
        office: OfficeCode,
    },
    /// Change a plan or its rules, or process reports of other offices.
    CoordinatePlan {
        /// The plan.
        plan: PlanCode,
        /// Its coordinating office.
        coordinator: OfficeCode,
    },
    /// Manage accounts, offices, days off, settings, backups.
    Administer,
    /// Add a star or a comment: allowed to everybody who may read.
    Annotate,
}

/// Who answers for plans and activities: the facts of whoever asks, the screen's or those of a transaction.
pub trait PlanOffices {
    /// Why they cannot be read.
    type Error;
    /// The coordinating office of a plan.
    fn coordinator(&self, plan: &PlanCode) -> Result<OfficeCode, Self::Error>;
    /// The leading office of an activity of a plan, if there is such an activity.
    fn activity_lead(&self, plan: &PlanCode, no: u32) -> Result<Option<OfficeCode>, Self::Error>;
}

impl Permission {
    /// What a figure or a report of an office takes.
    pub fn to_report<O: PlanOffices>(
        offices: &O,
        plan: &PlanCode,
        office: &OfficeCode,
    ) -> Result<Self, O::Error> {
        Ok(Self::EnterReports {
            plan: plan.clone(),
            coordinator: offices.coordinator(plan)?,
            office: office.clone(),
        })
    }

    /// What a change of a plan takes, and what is done with the reports of others.
    pub fn to_coordinate<O: PlanOffices>(offices: &O, plan: &PlanCode) -> Result<Self, O::Error> {
        Ok(Self::CoordinatePlan {
            plan: plan.clone(),
            coordinator: offices.coordinator(plan)?,
        })
    }

    /// What a step of a duty takes: a report is sent by its office, every other step is the coordinator's.
    pub fn to_step<O: PlanOffices>(
        offices: &O,
        key: &DutyKey,
        sends: bool,
    ) -> Result<Self, O::Error> {
        if sends {
            Self::to_report(offices, &key.rule.plan(), &key.office)
        } else {
            Self::to_coordinate(offices, &key.rule.plan())
        }
    }

    /// What progress and spending take: those of an activity are its leading office's, spending of a plan as a whole is
    /// its coordinator's.
    pub fn to_execute<O: PlanOffices>(
        offices: &O,
        plan: &PlanCode,
        activity: Option<u32>,
    ) -> Result<Self, O::Error> {
        let lead = activity.map(|no| offices.activity_lead(plan, no));
        match lead.transpose()?.flatten() {
            Some(lead) => Self::to_report(offices, plan, &lead),
            None => Self::to_coordinate(offices, plan),
        }
    }
}

/// Reason why an operation is forbidden.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Forbidden {
    /// The account does not exist.
    NoAccount(String),
    /// The account is suspended or removed.
    Suspended(String),
    /// The role is not sufficient.
    RoleTooSmall {
        /// The account's role.
        actual: Role,
        /// The role required.
        required: Role,
    },
    /// The role suffices, but not for this office.
    OtherOffice(OfficeCode),
    /// The role suffices, but another office coordinates this plan.
    OtherPlan {
        /// The plan.
        plan: PlanCode,
        /// Its coordinating office.
        coordinator: OfficeCode,
    },
}

/// Checks whether an account has a permission on a day, with the offices of `catalog`.
pub fn authorize(
    account: &Account,
    permission: &Permission,
    catalog: &Catalog,
    day: NaiveDate,
) -> Result<(), Forbidden> {
    if account.state != AccountState::Active {
        return Err(Forbidden::Suspended(account.name.clone()));
    }
    let own = account.office.as_ref();
    match permission {
        Permission::Annotate => Ok(()),
        Permission::Administer => require_role(account, Role::Admin),
        Permission::CoordinatePlan { plan, coordinator } => {
            require_role(account, Role::Coordinator)?;
            require_coordinator(own, plan, coordinator, (catalog, day))
        }
        Permission::EnterReports {
            plan,
            coordinator,
            office,
        } => match account.role {
            Role::Reporter if own.is_some_and(|own| is_own_or_below(catalog, own, office, day)) => {
                Ok(())
            }
            Role::Reporter => Err(Forbidden::OtherOffice(office.clone())),
            // Their own office and those below it like a reporter, all others "on behalf" in the plans they coordinate.
            Role::Coordinator
                if own.is_some_and(|own| is_own_or_below(catalog, own, office, day)) =>
            {
                Ok(())
            }
            Role::Coordinator => require_coordinator(own, plan, coordinator, (catalog, day)),
            Role::Viewer | Role::Admin => Err(Forbidden::RoleTooSmall {
                actual: account.role,
                required: Role::Reporter,
            }),
        },
    }
}

fn require_role(account: &Account, required: Role) -> Result<(), Forbidden> {
    if account.role == required {
        Ok(())
    } else {
        Err(Forbidden::RoleTooSmall {
            actual: account.role,
            required,
        })
    }
}

fn require_coordinator(
    own: Option<&OfficeCode>,
    plan: &PlanCode,
    coordinator: &OfficeCode,
    (catalog, day): (&Catalog, NaiveDate),
) -> Result<(), Forbidden> {
    if own.is_some_and(|own| is_same_office_on(catalog, own, coordinator, day)) {
        Ok(())
    } else {
        Err(Forbidden::OtherPlan {
            plan: plan.clone(),
            coordinator: coordinator.clone(),
        })
    }
}

/// Returns `true` if two codes mean the same office on a day: equal, or one succeeded by the other.
fn is_same_office_on(
    catalog: &Catalog,
    one: &OfficeCode,
    other: &OfficeCode,
    day: NaiveDate,
) -> bool {
    let succession = Succession::new(&catalog.offices);
    let holders = succession.holders_on(other, day);
    one == other
        || succession
            .holders_on(one, day)
            .iter()
            .any(|holder| holders.contains(holder))
}

/// Returns `true` if `office` is `own` on a day, or below it.
pub fn is_own_or_below(
    catalog: &Catalog,
    own: &OfficeCode,
    office: &OfficeCode,
    day: NaiveDate,
) -> bool {
    let succession = Succession::new(&catalog.offices);
    let mut above = vec![office.clone()];
    let mut at = 0;
    while let Some(code) = above.get(at).cloned() {
        if is_same_office_on(catalog, own, &code, day) {
            return true;
        }
        for holder in succession.holders_on(&code, day) {
            let parent = catalog
                .offices
                .get(holder)
                .and_then(|office| office.parent.clone());
            above.extend(parent.filter(|parent| !above.contains(parent)));
        }
        at += 1;
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::fixtures::{catalog, day, office};

    fn account(role: Role, office: &str) -> Account {
        Account {
            name: "lan".to_owned(),
            person: "Lan".to_owned(),
            role,
            office: Some(office.into()),
            state: AccountState::Active,
            keys: Vec::new(),
            settings: None,
        }
    }

    /// `x.a1` is below `x.a`; `x.b` follows `x.a` from 01/07/2025; `x.c` coordinates plan `p`.
    fn offices() -> Catalog {
        let below = crate::domain::office::Office {
            parent: Some("x.a".into()),
            ..office("x.a1", None, &[])
        };
        let ended = office("x.a", Some("2025-06-30"), &[("x.b", "2025-07-01")]);
        let others = ["x.b", "x.c", "x.d"].map(|code| office(code, None, &[]));
        catalog(
            Vec::new(),
            [below, ended].into_iter().chain(others).collect(),
        )
    }

    fn may_enter(role: Role, own: &str, office: &str, on: &str) -> bool {
        let permission = Permission::EnterReports {
            plan: "p".into(),
            coordinator: "x.c".into(),
            office: office.into(),
        };
        authorize(&account(role, own), &permission, &offices(), day(on)).is_ok()
    }

    #[test]
    fn a_coordinator_enters_the_own_figures_in_the_plan_of_another() {
        use Role::{Coordinator, Reporter};
        for (role, own, office, expected) in [
            (Coordinator, "x.a", "x.a", true),
            (Coordinator, "x.a", "x.a1", true),
            (Coordinator, "x.a", "x.d", false),
            (Coordinator, "x.c", "x.d", true),
            (Reporter, "x.a", "x.a", true),
            (Reporter, "x.a", "x.a1", true),
            (Reporter, "x.a", "x.d", false),
            (Reporter, "x.c", "x.d", false),
        ] {
            assert_eq!(
                may_enter(role, own, office, "2025-01-01"),
                expected,
                "{role:?} {own} {office}"
            );
        }
    }

    #[test]
    fn a_successor_enters_for_an_office_that_ended_from_its_first_day() {
        for (on, expected) in [
            ("2025-06-30", false),
            ("2025-07-01", true),
            ("2025-07-02", true),
        ] {
            for office in ["x.a", "x.a1"] {
                assert_eq!(
                    may_enter(Role::Reporter, "x.b", office, on),
                    expected,
                    "{on} {office}"
                );
            }
            assert!(may_enter(Role::Reporter, "x.a", "x.a", on), "{on}");
            assert!(!may_enter(Role::Reporter, "x.b", "x.d", on), "{on}");
        }
    }
}
