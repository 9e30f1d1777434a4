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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::fixtures::{catalog, day, group, office};
    use crate::domain::office::Contact;

    type Change<'a> = &'a dyn Fn(&mut OfficeFile);

    /// Violations of `x.a`, `x.b` and a group of both after a change; the catalog knows `x.c`.
    fn violations(change: impl FnOnce(&mut OfficeFile)) -> Vec<(Location, Violation)> {
        let mut file = OfficeFile {
            offices: vec![office("x.a", None, &[]), office("x.b", None, &[])],
            groups: vec![group("x.g", &["x.a", "x.b"])],
        };
        change(&mut file);
        let known = catalog(Vec::new(), vec![office("x.c", None, &[])]);
        check_offices(&file, &known)
            .into_iter()
            .map(|found| (found.location, found.violation))
            .collect()
    }

    #[test]
    fn a_valid_file_names_its_own_offices_and_those_of_the_catalog() {
        assert_eq!(violations(|_| {}), []);
        let linked = |file: &mut OfficeFile| {
            file.offices[0] = Office {
                parent: Some("x.c".into()),
                contact: Some(Contact {
                    person: Some("n".to_owned()),
                    phone: None,
                    email: None,
                }),
                ..office("x.a", Some("2025-06-30"), &[("x.b", "2025-07-01")])
            };
            file.offices[1].parent = Some("x.a".into());
            file.groups[0].members[0].office = "x.c".into();
        };
        assert_eq!(violations(linked), []);
    }

    #[test]
    fn an_office_is_reported_with_its_violation() {
        let contact = |file: &mut OfficeFile, change: fn(&mut Contact)| {
            let mut contact = Contact::default();
            change(&mut contact);
            file.offices[0].contact = Some(contact);
        };
        let rows: [(Change<'_>, Violation); 12] = [
            (
                &|file| file.offices[0].name.clear(),
                Violation::EmptyText("name"),
            ),
            (
                &|file| file.offices[0].aliases.push(String::new()),
                Violation::EmptyText("aliases"),
            ),
            (
                &|file| contact(file, |contact| contact.person = Some(String::new())),
                Violation::EmptyText("contact.person"),
            ),
            (
                &|file| contact(file, |contact| contact.phone = Some(String::new())),
                Violation::EmptyText("contact.phone"),
            ),
            (
                &|file| contact(file, |contact| contact.email = Some(String::new())),
                Violation::EmptyText("contact.email"),
            ),
            (
                &|file| {
                    file.offices[0].from = Some(day("2024-01-02"));
                    file.offices[0].to = Some(day("2024-01-01"));
                },
                Violation::ReversedDates(day("2024-01-02"), day("2024-01-01")),
            ),
            (
                &|file| file.offices[0].parent = Some("x.z".into()),
                Violation::UnknownOffice("x.z".into()),
            ),
            (
                &|file| file.offices[0].parent = Some("x.a".into()),
                Violation::ParentIsItself,
            ),
            (
                &|file| file.offices[0] = office("x.a", None, &[("x.b", "2025-07-01")]),
                Violation::SuccessorsWithoutEnd,
            ),
            (
                &|file| {
                    file.offices[0] = office("x.a", Some("2025-06-30"), &[("x.a", "2025-07-01")]);
                },
                Violation::SuccessorIsItself,
            ),
            (
                &|file| {
                    file.offices[0] = office("x.a", Some("2025-06-30"), &[("x.z", "2025-07-01")]);
                },
                Violation::UnknownOffice("x.z".into()),
            ),
            (
                &|file| {
                    file.offices[0] = office("x.a", Some("2025-06-30"), &[("x.b", "0999-07-01")]);
                },
                Violation::YearOutOfRange(day("0999-07-01")),
            ),
        ];
        for (change, expected) in rows {
            let place = Location::Office("x.a".into());
            assert_eq!(violations(change), [(place, expected)]);
        }
    }

    #[test]
    fn parents_never_lead_back_to_the_office() {
        let parents = |above: &[(&str, &str)]| {
            let found = violations(|file| {
                file.offices.push(office("x.d", None, &[]));
                for office in &mut file.offices {
                    let parent = above.iter().find(|(code, _)| office.code.as_str() == *code);
                    office.parent = parent.map(|(_, parent)| (*parent).into());
                }
            });
            let offices = found.into_iter().map(|(place, violation)| {
                assert_eq!(violation, Violation::ParentIsItself);
                place
            });
            offices.collect::<Vec<_>>()
        };
        let at = |code: &str| Location::Office(code.into());
        assert_eq!(parents(&[("x.a", "x.b"), ("x.b", "x.d")]), []);
        assert_eq!(
            parents(&[("x.a", "x.b"), ("x.b", "x.a")]),
            [at("x.a"), at("x.b")]
        );
        assert_eq!(
            parents(&[("x.a", "x.b"), ("x.b", "x.d"), ("x.d", "x.a")]),
            [at("x.a"), at("x.b"), at("x.d")]
        );
        // An office below a circle is not part of it.
        assert_eq!(
            parents(&[("x.a", "x.b"), ("x.b", "x.d"), ("x.d", "x.b")]),
            [at("x.b"), at("x.d")]
        );
    }

    #[test]
    fn a_group_is_reported_with_its_violation() {
        let rows: [(Change<'_>, Violation); 4] = [
            (
                &|file| file.groups[0].name.clear(),
                Violation::EmptyText("name"),
            ),
            (
                &|file| file.groups[0].note = Some(String::new()),
                Violation::EmptyText("note"),
            ),
            (
                &|file| file.groups[0].members[1].office = "x.z".into(),
                Violation::UnknownOffice("x.z".into()),
            ),
            (
                &|file| {
                    file.groups[0].members[1].from = Some(day("2024-01-02"));
                    file.groups[0].members[1].to = Some(day("2024-01-01"));
                },
                Violation::ReversedDates(day("2024-01-02"), day("2024-01-01")),
            ),
        ];
        for (change, expected) in rows {
            let place = Location::Group("x.g".into());
            assert_eq!(violations(change), [(place, expected)]);
        }
    }

    #[test]
    fn a_code_is_parts_of_small_letters_digits_and_hyphens() {
        let longest = "a".repeat(60);
        for (code, expected) in [
            ("x", true),
            ("x.a-1", true),
            ("x.-a", false),
            ("x.a-", false),
            ("x.", false),
            ("", false),
            ("x.A", false),
            ("x.đ", false),
            ("x a", false),
            (longest.as_str(), true),
            (&format!("{longest}a"), false),
        ] {
            assert_eq!(is_place_code(code), expected, "{code}");
            let office = violations(|file| file.offices.push(office(code, None, &[])));
            assert_eq!(office.is_empty(), expected, "{code}");
            let group = violations(|file| file.groups.push(group(code, &[])));
            assert_eq!(
                group.len(),
                usize::from(!expected) + usize::from(code.is_empty())
            );
        }
    }

    #[test]
    fn a_day_off_has_a_name_and_a_supported_year() {
        let found = |on: &str, name: &str| {
            let holiday = Holiday {
                on: day(on),
                name: name.to_owned(),
                working: false,
            };
            let found = check_holidays(&[holiday]).into_iter();
            found.map(|found| found.violation).collect::<Vec<_>>()
        };
        assert_eq!(found("2024-02-10", "Tết"), []);
        assert_eq!(found("2024-02-10", ""), [Violation::EmptyText("name")]);
        assert_eq!(
            found("0999-02-10", "Tết"),
            [Violation::YearOutOfRange(day("0999-02-10"))]
        );
    }
}
