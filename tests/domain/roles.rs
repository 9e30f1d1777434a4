//! Permissions of each role on the five real plans, also on the days on which offices end.

use tiendo::domain::account::{Account, AccountState, Role};
use tiendo::domain::code::{OfficeCode, PlanCode};
use tiendo::domain::permission::{Forbidden, Permission, authorize, is_own_or_below};

use crate::{catalog, day};

const BEFORE: &str = "2024-06-05";
const AFTER: &str = "2026-06-05";

fn account(role: Role, office: &str) -> Account {
    Account {
        name: "lan".into(),
        person: "Nguyễn Thị Lan".into(),
        role,
        office: Some(office.into()).filter(|office: &OfficeCode| !office.as_str().is_empty()),
        state: AccountState::Active,
        keys: Vec::new(),
        settings: None,
    }
}

fn coordinator_of(plan: &str) -> OfficeCode {
    catalog()
        .plan(&PlanCode::from(plan))
        .unwrap()
        .coordinator
        .clone()
}

fn report(plan: &str, office: &str) -> Permission {
    Permission::EnterReports {
        plan: plan.into(),
        coordinator: coordinator_of(plan),
        office: office.into(),
    }
}

fn coordinate(plan: &str) -> Permission {
    Permission::CoordinatePlan {
        plan: plan.into(),
        coordinator: coordinator_of(plan),
    }
}

fn authorize_for(
    role: Role,
    office: &str,
    permission: &Permission,
    on: &str,
) -> Result<(), Forbidden> {
    authorize(&account(role, office), permission, &catalog(), day(on))
}

#[test]
fn reporter_covers_the_own_office_and_its_subordinates() {
    let own = report("tth-2021", "tth.syt");
    assert_eq!(
        authorize_for(Role::Reporter, "tth.syt", &own, BEFORE),
        Ok(())
    );
    assert_eq!(
        authorize_for(Role::Reporter, "tth.ubnd", &own, BEFORE),
        Ok(()),
        "the committee above"
    );
    let other = report("tth-2021", "tth.stp");
    assert_eq!(
        authorize_for(Role::Reporter, "tth.syt", &other, BEFORE),
        Err(Forbidden::OtherOffice("tth.stp".into()))
    );
    let above = report("tth-2021", "tth.ubnd");
    assert_eq!(
        authorize_for(Role::Reporter, "tth.syt", &above, BEFORE),
        Err(Forbidden::OtherOffice("tth.ubnd".into()))
    );
}

#[test]
fn role_follows_the_office_through_the_reform() {
    let old = report("tth-2021", "tth.syt");
    assert_eq!(
        authorize_for(Role::Reporter, "hue.syt", &old, AFTER),
        Ok(()),
        "an old figure of the office before"
    );
    assert_eq!(
        authorize_for(
            Role::Reporter,
            "tth.syt",
            &report("tth-2021", "hue.syt"),
            AFTER
        ),
        Ok(()),
        "an account of old"
    );
    assert_eq!(
        authorize_for(Role::Reporter, "hue.syt", &old, BEFORE),
        Err(Forbidden::OtherOffice("tth.syt".into()))
    );
    assert_eq!(
        authorize_for(Role::Coordinator, "hue.snv", &coordinate("tth-2021"), AFTER),
        Ok(())
    );
    assert_eq!(
        authorize_for(
            Role::Coordinator,
            "tth.sldtbxh",
            &coordinate("tth-2021"),
            AFTER
        ),
        Ok(())
    );
    assert!(
        authorize_for(
            Role::Coordinator,
            "hue.snv",
            &coordinate("tth-2021"),
            BEFORE
        )
        .is_err()
    );
}

#[test]
fn coordinator_covers_the_plans_of_the_own_office() {
    assert_eq!(
        authorize_for(
            Role::Coordinator,
            "tth.sldtbxh",
            &coordinate("tth-2021"),
            BEFORE
        ),
        Ok(())
    );
    assert_eq!(
        authorize_for(
            Role::Coordinator,
            "tth.sldtbxh",
            &report("tth-2021", "tth.stp"),
            BEFORE
        ),
        Ok(()),
        "on behalf"
    );
    let other = Forbidden::OtherPlan {
        plan: "kg-2020".into(),
        coordinator: coordinator_of("kg-2020"),
    };
    assert_eq!(
        authorize_for(
            Role::Coordinator,
            "tth.sldtbxh",
            &coordinate("kg-2020"),
            BEFORE
        ),
        Err(other.clone())
    );
    assert_eq!(
        authorize_for(
            Role::Coordinator,
            "tth.sldtbxh",
            &report("kg-2020", "kg.syt"),
            BEFORE
        ),
        Err(other)
    );
    // A reporter of the coordinating office is not a coordinator: the role decides.
    let small = Forbidden::RoleTooSmall {
        actual: Role::Reporter,
        required: Role::Coordinator,
    };
    assert_eq!(
        authorize_for(
            Role::Reporter,
            "tth.sldtbxh",
            &coordinate("tth-2021"),
            BEFORE
        ),
        Err(small)
    );
}

#[test]
fn each_role_has_its_own_permissions() {
    let permissions = [
        report("tth-2021", "tth.sldtbxh"),
        coordinate("tth-2021"),
        Permission::Administer,
        Permission::Annotate,
    ];
    for (role, expected) in [
        (Role::Viewer, [false, false, false, true]),
        (Role::Reporter, [true, false, false, true]),
        (Role::Coordinator, [true, true, false, true]),
        (Role::Admin, [false, false, true, true]),
    ] {
        let found = permissions
            .each_ref()
            .map(|permission| authorize_for(role, "tth.sldtbxh", permission, BEFORE).is_ok());
        assert_eq!(found, expected, "{role}");
    }
}

#[test]
fn suspended_account_has_no_permission() {
    for state in [AccountState::Suspended, AccountState::Removed] {
        let shut = Account {
            state,
            ..account(Role::Admin, "")
        };
        let authorize_for = authorize(&shut, &Permission::Annotate, &catalog(), day(BEFORE));
        assert_eq!(authorize_for, Err(Forbidden::Suspended("lan".into())));
    }
}

#[test]
fn cycle_of_parent_offices_terminates() {
    let mut catalog = catalog();
    let (one, two) = (OfficeCode::from("tth.syt"), OfficeCode::from("tth.stp"));
    for (office, parent) in [(&one, &two), (&two, &one)] {
        catalog.offices.get_mut(office).unwrap().parent = Some(parent.clone());
    }
    assert!(!is_own_or_below(
        &catalog,
        &"kg.syt".into(),
        &one,
        day(BEFORE)
    ));
}
