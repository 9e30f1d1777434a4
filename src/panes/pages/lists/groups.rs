//! Groups of offices, for editing their dated members.

use crate::domain::office::Group;
use crate::domain::succession::Responsibility;
use crate::domain::text::sort_key;
use crate::form::execution::{ExecutionForm, RemovalTarget};
use crate::i18n::fill_placeholders;
use crate::i18n::screen::Text;
use crate::panes::effect::{Effect, RecordRef};
use crate::panes::pages::listing::{Listing, RowEffects};
use crate::panes::read_model::ReadModel;
use crate::widgets::table::{Column, TableLine, styled};
use crate::widgets::theme::Tone;

/// Builds the list, each group with its number of offices today: members, and successors of those that ended.
pub fn listing(model: &ReadModel) -> Listing {
    let words = |text: Text| text.text(model.lang);
    let new = Effect::OpenRecordForm(RecordRef::Group(None), None);
    let mut groups: Vec<&Group> = model.catalog.groups.values().collect();
    groups.sort_by_cached_key(|group| (sort_key(&group.name), group.code.clone()));
    let lines = groups.into_iter().map(|group| {
        let today = Responsibility::of_members(&model.catalog, group)
            .holders_on(model.today)
            .len();
        let effects = RowEffects {
            open: Some(Effect::OpenRecordForm(
                RecordRef::Group(Some(group.code.clone())),
                None,
            )),
            insert: Some(new.clone()),
            remove: Some(Effect::OpenExecutionForm(ExecutionForm::Removal(
                RemovalTarget::Group(group.code.clone()),
            ))),
            ..RowEffects::default()
        };
        let cells = vec![
            group.name.as_str().into(),
            today.to_string().into(),
            styled(group.code.as_str(), Tone::Dim),
        ];
        let mut explain = fill_placeholders(
            words(Text::GroupExplained),
            &[&group.name, &today, &group.members.len()],
        );
        if let Some(note) = &group.note {
            explain = format!("{explain} {note}");
        }
        let members = if today == 0 {
            Text::WithoutMembers
        } else {
            Text::WithMembers
        };
        TableLine::row(effects, cells, explain, "")
            .with_facet(words(Text::MembersToday), members.text(model.lang))
    });
    let columns = vec![
        Column::flexible(words(Text::GroupsTitle), 24, 0),
        Column::right_aligned(words(Text::MembersToday), 8, 1),
        Column::left_aligned(words(Text::Code), 18, 0),
    ];
    Listing {
        title: words(Text::GroupsTitle).to_owned(),
        columns,
        lines: lines.collect(),
        empty: Text::NoGroups,
        insert: Some(new),
    }
}
