//! Offices, groups of offices with dated members, and successors of ended offices. Must not depend on plans.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::code::{GroupCode, OfficeCode};

/// A department, people's committee, newspaper, school … (đơn vị).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Office {
    /// `<place>.<short>`.
    pub code: OfficeCode,
    /// Full name: `Sở Y tế`.
    pub name: String,
    /// Kind of office.
    pub kind: OfficeKind,
    /// Parent office.
    pub parent: Option<OfficeCode>,
    /// First day of existence, if known.
    pub from: Option<NaiveDate>,
    /// Last day of existence; `None` while it is active.
    pub to: Option<NaiveDate>,
    /// Alternative names.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub aliases: Vec<String>,
    /// Person, phone and e-mail, in the order written.
    pub contact: Option<Contact>,
    /// Successors, each with its first day.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub successors: Vec<Successor>,
}

/// Contact of an office.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Contact {
    /// Person or department.
    pub person: Option<String>,
    /// Phone number.
    pub phone: Option<String>,
    /// E-mail address.
    pub email: Option<String>,
}

/// An office that takes over the tasks of another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Successor {
    /// The successor.
    pub office: OfficeCode,
    /// First day on which it holds the tasks.
    pub on: NaiveDate,
}

/// An office from which tasks came, seen from the one that holds them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Predecessor {
    /// The office that ended.
    pub office: OfficeCode,
    /// First day of its successor.
    pub on: NaiveDate,
}

/// Kind of office.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OfficeKind {
    /// Ministries and other central bodies: outside the system.
    Central,
    /// Provincial people's committee (UBND tỉnh / thành phố trực thuộc trung ương).
    Province,
    /// Provincial department (sở).
    Department,
    /// Committee, sector agency, police or military command (ban, ngành, cục, công an, quân sự).
    Branch,
    /// Mass organization (Mặt trận, Hội, Đoàn, Liên đoàn).
    MassOrganization,
    /// Party offices.
    Party,
    /// District people's committee (UBND huyện, thị xã, thành phố thuộc tỉnh).
    District,
    /// Division of a district, and its broadcasting station and centres (phòng, đài, trung tâm).
    Division,
    /// Commune people's committee (UBND xã, phường, thị trấn, đặc khu).
    Commune,
    /// Newspaper or broadcaster (báo, đài).
    Press,
    /// School (trường).
    School,
    /// Any other office.
    Other,
}

impl Office {
    /// Returns `true` if the office exists on that day.
    pub fn is_active_on(&self, day: NaiveDate) -> bool {
        is_within(day, self.from, self.to)
    }
}

/// A dated list of offices for one wording of a plan ("các sở, ban, ngành cấp tỉnh").
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Group {
    /// Its key.
    pub code: GroupCode,
    /// The wording.
    pub name: String,
    /// Scope of the list and exceptions, where they are not obvious.
    pub note: Option<String>,
    /// The members.
    #[serde(default)]
    pub members: Vec<Member>,
}

/// Membership of an office in a group, with its days.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Member {
    /// The office.
    pub office: OfficeCode,
    /// From this day; absent means always.
    pub from: Option<NaiveDate>,
    /// To this day inclusive; absent means always.
    pub to: Option<NaiveDate>,
}

impl Group {
    /// Members on a day, in the order of the list.
    pub fn members_on(&self, day: NaiveDate) -> impl Iterator<Item = &OfficeCode> {
        self.members
            .iter()
            .filter(move |m| is_within(day, m.from, m.to))
            .map(|m| &m.office)
    }
}

/// Returns `true` if a day is between two ends, both inclusive; an absent end is open.
pub fn is_within(day: NaiveDate, from: Option<NaiveDate>, to: Option<NaiveDate>) -> bool {
    from.is_none_or(|from| from <= day) && to.is_none_or(|to| day <= to)
}

/// Data file of offices and groups.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OfficeFile {
    /// Offices.
    #[serde(default, rename = "office", skip_serializing_if = "Vec::is_empty")]
    pub offices: Vec<Office>,
    /// Groups.
    #[serde(default, rename = "group", skip_serializing_if = "Vec::is_empty")]
    pub groups: Vec<Group>,
}

/// A day off, or a make-up workday on a weekend.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Holiday {
    /// The day.
    pub on: NaiveDate,
    /// Name of the account.
    pub name: String,
    /// `true` for a make-up workday.
    #[serde(default)]
    pub working: bool,
}

/// Data file of holidays.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HolidayFile {
    /// Days in order.
    #[serde(default, rename = "holiday", skip_serializing_if = "Vec::is_empty")]
    pub holidays: Vec<Holiday>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::fixtures::{day, group, office};

    #[test]
    fn both_ends_are_within() {
        let dated = Office {
            from: Some(day("2024-05-10")),
            ..office("x.a", Some("2024-05-20"), &[])
        };
        let mut group = group("x.g", &["x.a"]);
        group.members[0].from = dated.from;
        group.members[0].to = dated.to;
        for (on, expected) in [
            ("2024-05-09", false),
            ("2024-05-10", true),
            ("2024-05-11", true),
            ("2024-05-19", true),
            ("2024-05-20", true),
            ("2024-05-21", false),
        ] {
            assert_eq!(dated.is_active_on(day(on)), expected, "{on}");
            assert_eq!(group.members_on(day(on)).count() == 1, expected, "{on}");
        }
        assert!(office("x.b", None, &[]).is_active_on(NaiveDate::MIN));
    }
}
