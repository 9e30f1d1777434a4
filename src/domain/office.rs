//! Offices, groups of offices with dated members, and who follows whom when an office ends. Knows no plan.

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
    /// What sort of office.
    pub kind: OfficeKind,
    /// The office above it.
    pub parent: Option<OfficeCode>,
    /// First day of its life, where that matters.
    pub from: Option<NaiveDate>,
    /// Last day of its life; absent while it lives.
    pub to: Option<NaiveDate>,
    /// Other spellings that lead to it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub aliases: Vec<String>,
    /// Person, telephone and mail, in the order written.
    pub contact: Option<Contact>,
    /// Who takes over, and from which day.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub successors: Vec<Successor>,
}

/// Whom to ask at an office.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Contact {
    /// A person or a room.
    pub person: Option<String>,
    /// Telephone.
    pub phone: Option<String>,
    /// Mail.
    pub email: Option<String>,
}

/// An office that takes over from another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Successor {
    /// The follower.
    pub office: OfficeCode,
    /// Its first day in charge.
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

/// What sort of office.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OfficeKind {
    /// Bộ, Chính phủ and their offices: outside the system.
    Central,
    /// UBND tỉnh / thành phố trực thuộc trung ương.
    Province,
    /// Sở.
    Department,
    /// Ban, ngành, cục, công an, quân sự.
    Branch,
    /// Mặt trận, Hội, Đoàn, Liên đoàn.
    MassOrganization,
    /// Party offices.
    Party,
    /// UBND huyện, thị xã, thành phố thuộc tỉnh.
    District,
    /// Phòng of a district, and its đài and trung tâm.
    Division,
    /// UBND xã, phường, thị trấn, đặc khu.
    Commune,
    /// Báo, đài.
    Press,
    /// Trường.
    School,
    /// What fits nowhere else.
    Other,
}

impl Office {
    /// Whether the office lives on that day.
    pub fn is_active_on(&self, day: NaiveDate) -> bool {
        is_within(day, self.from, self.to)
    }
}

/// A dated list of offices that one wording of a plan means ("các sở, ban, ngành cấp tỉnh").
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Group {
    /// Its key.
    pub code: GroupCode,
    /// The wording.
    pub name: String,
    /// What the list covers and leaves out, where that is not obvious.
    pub note: Option<String>,
    /// The members.
    #[serde(default)]
    pub members: Vec<Member>,
}

/// An office in a group, and for how long.
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
    /// The members on a day, in the order of the list.
    pub fn members_on(&self, day: NaiveDate) -> impl Iterator<Item = &OfficeCode> {
        self.members
            .iter()
            .filter(move |m| is_within(day, m.from, m.to))
            .map(|m| &m.office)
    }
}

/// Whether a day lies between two ends, both inclusive, an absent end being open.
pub fn is_within(day: NaiveDate, from: Option<NaiveDate>, to: Option<NaiveDate>) -> bool {
    from.is_none_or(|from| from <= day) && to.is_none_or(|to| day <= to)
}

/// The file of offices and groups.
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

/// A day off, or a working Saturday that was swapped for one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Holiday {
    /// The day.
    pub on: NaiveDate,
    /// Its name.
    pub name: String,
    /// True if people work on it although it is a weekend.
    #[serde(default)]
    pub working: bool,
}

/// The file of holidays.
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
