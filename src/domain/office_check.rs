//! The rules that offices, groups and days off have to keep before they are brought in. Knows no words.

use super::catalog::Catalog;
use super::fault::{Fault, Faults, Place, Wrong, is_code};
use super::office::{Group, Holiday, Office, OfficeFile};
use super::text::{NOTE_MAX, TITLE_MAX};

/// Everything that is wrong with a file of offices and groups beside what is known already.
pub fn check(file: &OfficeFile, catalog: &Catalog) -> Vec<Fault> {
    let mut known = Catalog { offices: catalog.offices.clone(), ..Catalog::default() };
    known.offices.extend(file.offices.iter().map(|office| (office.code.clone(), office.clone())));
    let mut found = Faults::default();
    for office in &file.offices {
        check_office(office, &known, &mut found);
    }
    for group in &file.groups {
        check_group(group, &known, &mut found);
    }
    found.0
}

/// Everything that is wrong with days off.
pub fn check_holidays(holidays: &[Holiday]) -> Vec<Fault> {
    let mut found = Faults::default();
    for holiday in holidays {
        let place = Place::Holiday(holiday.on);
        found.years(&place, [Some(holiday.on)]);
        found.text(&place, "name", &holiday.name, TITLE_MAX);
    }
    found.0
}

/// `tth.syt`: codes with dots between them.
pub fn is_place_code(code: &str) -> bool {
    code.split('.').all(is_code)
}

fn check_office(office: &Office, known: &Catalog, found: &mut Faults) {
    let place = &Place::Office(office.code.clone());
    found.add_if(!is_place_code(office.code.as_str()), place, Wrong::Code(office.code.to_string()));
    found.text(place, "name", &office.name, TITLE_MAX);
    for alias in &office.aliases {
        found.text(place, "aliases", alias, TITLE_MAX);
    }
    if let Some(contact) = &office.contact {
        found.optional(place, "contact.person", contact.person.as_ref(), TITLE_MAX);
        found.optional(place, "contact.phone", contact.phone.as_ref(), TITLE_MAX);
        found.optional(place, "contact.email", contact.email.as_ref(), TITLE_MAX);
    }
    found.ends(place, office.from, office.to);
    if let Some(parent) = &office.parent {
        found.office(place, parent, known);
    }
    found.add_if(is_above_itself(office, known), place, Wrong::OwnParent);
    found.add_if(office.to.is_none() && !office.successors.is_empty(), place, Wrong::SuccessorsWithoutEnd);
    let followers = known.followers(&office.code);
    found.add_if(
        followers.iter().any(|(next, _)| known.line_of(next).contains(&office.code)),
        place,
        Wrong::OwnSuccessor,
    );
    for next in &office.successors {
        found.office(place, &next.office, known);
        found.years(place, [Some(next.on)]);
    }
}

/// Whether the way up from an office comes back to it.
fn is_above_itself(office: &Office, known: &Catalog) -> bool {
    let mut at = office.parent.as_ref();
    for _ in 0..known.offices.len() {
        match at {
            Some(code) if *code == office.code => return true,
            Some(code) => at = known.offices.get(code).and_then(|above| above.parent.as_ref()),
            None => return false,
        }
    }
    false
}

fn check_group(group: &Group, known: &Catalog, found: &mut Faults) {
    let place = &Place::Group(group.code.clone());
    found.add_if(!is_place_code(group.code.as_str()), place, Wrong::Code(group.code.to_string()));
    found.text(place, "name", &group.name, NOTE_MAX);
    found.optional(place, "note", group.note.as_ref(), NOTE_MAX);
    for member in &group.members {
        found.office(place, &member.office, known);
        found.ends(place, member.from, member.to);
    }
}
