//! Offices, their groups, and the members of groups.

use super::{CellText, CellTone, FacetOf, Facts, List, ListColumn, data};
use crate::domain::code::OfficeCode;
use crate::domain::office::{Group, Member, Office};
use crate::domain::succession::Responsibility;
use crate::domain::text::sort_key;
use crate::i18n::display;
use crate::i18n::screen::Text;
use crate::i18n::terms::office_kind;
use crate::list_columns;

/// The list of offices.
pub struct OfficeList;

impl List for OfficeList {
    type Row<'r> = &'r Office;
    const COLUMNS: &'static [ListColumn<Self>] = list_columns! {
        "code" = |_, office| data(&office.code) => 1 Code Fixed 18 in Text: |_, office| office.code.as_str().into();
        "name" = |_, office| data(&office.name) => 2 Office Flexible 26: name_cell;
        "aliases" = |_, office| data(&office.aliases);
        "kind" = |_, office| data(&office.kind)
            => 3 FieldOfficeKind Fixed 22 drop 2 in Screen: |facts, office| CellText::from(facts.text(office_kind(office.kind))).dim();
        "parent" = |_, office| data(&office.parent);
        "from" = |_, office| data(&office.from)
            => 4 FieldLivesFrom Fixed 12 drop 3 in Text: |facts, office| display::optional_day(facts.lang, office.from).into();
        "to" = |_, office| data(&office.to)
            => 5 FieldLivesTo Fixed 12 drop 3: |facts, office| CellText::from(display::optional_day(facts.lang, office.to)).dim();
        "successors" = |_, office| data(&successors(office))
            => 6 FieldSuccessors Flexible 20 drop 2 in Text: successors_cell;
        _ => 7 Code Fixed 18 drop 1 in Screen: |_, office| CellText::from(office.code.as_str()).dim();
    };
    const FACETS: &'static [(Text, FacetOf<Self>)] = &[
        (Text::Kind, |facts, office| {
            facts.text(office_kind(office.kind)).to_owned()
        }),
        (Text::State, |facts, office| {
            let is_active = office.is_active_on(facts.day);
            facts
                .text(if is_active {
                    Text::OfficeLives
                } else {
                    Text::OfficeEnded
                })
                .to_owned()
        }),
        (Text::FieldParentOffice, |facts, office| {
            parent_name(facts, office).to_owned()
        }),
    ];
    const EMPTY: Text = Text::NoOfficeYet;

    /// Active offices first, then by name.
    fn arrange(facts: &Facts<'_>, rows: &mut [&Office]) {
        rows.sort_by_cached_key(|office| (!office.is_active_on(facts.day), sort_key(&office.name)));
    }
}

/// Name of the office, dimmed once it has ended.
pub fn name_cell(facts: &Facts<'_>, office: &&Office) -> CellText {
    let tone = if office.is_active_on(facts.day) {
        CellTone::Plain
    } else {
        CellTone::Dim
    };
    facts.office_cell(&office.code).tone(tone)
}

fn successors(office: &Office) -> Vec<&OfficeCode> {
    office.successors.iter().map(|next| &next.office).collect()
}

/// Codes of the office's successors.
pub fn successors_cell(_: &Facts<'_>, office: &&Office) -> CellText {
    let codes: Vec<&str> = successors(office)
        .into_iter()
        .map(OfficeCode::as_str)
        .collect();
    codes.join(", ").into()
}

/// Name of the parent office; empty if there is none.
pub fn parent_name<'a>(facts: &Facts<'a>, office: &'a Office) -> &'a str {
    let parent = office.parent.as_ref();
    parent.map_or("", |parent| facts.catalog.office_name(parent))
}

/// The list of groups.
pub struct GroupList;

impl List for GroupList {
    type Row<'r> = &'r Group;
    const COLUMNS: &'static [ListColumn<Self>] = list_columns! {
        _ => 1 GroupsTitle Flexible 24: |_, group| group.name.as_str().into();
        _ => 2 MembersToday Number 8 drop 1: |facts, group| holders_today(facts, group).to_string().into();
        _ => 3 Code Fixed 18: |_, group| CellText::from(group.code.as_str()).dim();
    };
    const FACETS: &'static [(Text, FacetOf<Self>)] = &[(Text::MembersToday, |facts, group| {
        let is_empty = holders_today(facts, group) == 0;
        facts
            .text(if is_empty {
                Text::WithoutMembers
            } else {
                Text::WithMembers
            })
            .to_owned()
    })];
    const EMPTY: Text = Text::NoGroups;

    /// By name.
    fn arrange(_: &Facts<'_>, rows: &mut [&Group]) {
        rows.sort_by_cached_key(|group| (sort_key(&group.name), group.code.clone()));
    }
}

/// Number of a group's offices on the day: members, and successors of those that ended.
pub fn holders_today(facts: &Facts<'_>, group: &Group) -> usize {
    Responsibility::of_members(facts.catalog, group)
        .holders_on(facts.day)
        .len()
}

/// The members of groups, for programs.
pub struct GroupMemberList;

impl List for GroupMemberList {
    type Row<'r> = (&'r Group, &'r Member);
    const COLUMNS: &'static [ListColumn<Self>] = list_columns! {
        "group" = |_, (group, _)| data(&group.code);
        "name" = |_, (group, _)| data(&group.name);
        "office" = |_, (_, member)| data(&member.office);
        "from" = |_, (_, member)| data(&member.from);
        "to" = |_, (_, member)| data(&member.to);
    };
}
