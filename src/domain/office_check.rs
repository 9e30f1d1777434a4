//! Validation of offices, groups and days off before they are imported. Must not depend on display texts.

use super::catalog::Catalog;
use super::office::{Group, Holiday, Office, OfficeFile};
use super::succession::Succession;
use super::text::{NOTE_MAX, TITLE_MAX};
use super::validation::{Location, ValidationError, ValidationErrors, Violation, is_code};

/// Violations in a file of offices and groups, checked together with the existing catalog.
pub fn check_offices(file: &OfficeFile, catalog: &Catalog) -> Vec<ValidationError> {
    let mut known = Catalog {
        offices: catalog.offices.clone(),
        ..Catalog::default()
    };
    known.offices.extend(
        file.offices
            .iter()
            .map(|office| (office.code.clone(), office.clone())),
    );
    let mut found = ValidationErrors::default();
    for office in &file.offices {
        check_office(office, &known, &mut found);
    }
    for group in &file.groups {
        check_group(group, &known, &mut found);
    }
    found.0
}

/// Violations in a list of days off.
pub fn check_holidays(holidays: &[Holiday]) -> Vec<ValidationError> {
    let mut found = ValidationErrors::default();
    for holiday in holidays {
        let place = Location::Holiday(holiday.on);
        found.check_years(&place, [Some(holiday.on)]);
        found.check_text(&place, "name", &holiday.name, TITLE_MAX);
    }
    found.0
}

/// Returns `true` for a place code such as `tth`: codes separated by dots.
pub fn is_place_code(code: &str) -> bool {
    code.split('.').all(is_code)
}

fn check_office(office: &Office, known: &Catalog, found: &mut ValidationErrors) {
    let place = &Location::Office(office.code.clone());
    found.add_if(
        !is_place_code(office.code.as_str()),
        place,
        Violation::InvalidCode(office.code.to_string()),
    );
    found.check_text(place, "name", &office.name, TITLE_MAX);
    for alias in &office.aliases {
        found.check_text(place, "aliases", alias, TITLE_MAX);
    }
    if let Some(contact) = &office.contact {
        found.check_optional_text(place, "contact.person", contact.person.as_ref(), TITLE_MAX);
        found.check_optional_text(place, "contact.phone", contact.phone.as_ref(), TITLE_MAX);
        found.check_optional_text(place, "contact.email", contact.email.as_ref(), TITLE_MAX);
    }
    found.check_range(place, office.from, office.to);
    if let Some(parent) = &office.parent {
        found.check_office(place, parent, known);
    }
    found.add_if(
        has_parent_cycle(office, known),
        place,
        Violation::ParentIsItself,
    );
    found.add_if(
        office.to.is_none() && !office.successors.is_empty(),
        place,
        Violation::SuccessorsWithoutEnd,
    );
    let succession = Succession::new(&known.offices);
    found.add_if(
        succession
            .successors(&office.code)
            .any(|(next, _)| succession.lineage(next).contains(&&office.code)),
        place,
        Violation::SuccessorIsItself,
    );
    for next in &office.successors {
        found.check_office(place, &next.office, known);
        found.check_years(place, [Some(next.on)]);
    }
}

/// Returns `true` if the chain of parents of an office leads back to it.
fn has_parent_cycle(office: &Office, known: &Catalog) -> bool {
    let mut at = office.parent.as_ref();
    for _ in 0..known.offices.len() {
        match at {
            Some(code) if *code == office.code => return true,
            Some(code) => {
                at = known
                    .offices
                    .get(code)
                    .and_then(|above| above.parent.as_ref());
            }
            None => return false,
        }
    }
    false
}

fn check_group(group: &Group, known: &Catalog, found: &mut ValidationErrors) {
    let place = &Location::Group(group.code.clone());
    found.add_if(
        !is_place_code(group.code.as_str()),
        place,
        Violation::InvalidCode(group.code.to_string()),
    );
    found.check_text(place, "name", &group.name, NOTE_MAX);
    found.check_optional_text(place, "note", group.note.as_ref(), NOTE_MAX);
    for member in &group.members {
        found.check_office(place, &member.office, known);
        found.check_range(place, member.from, member.to);
    }
}
