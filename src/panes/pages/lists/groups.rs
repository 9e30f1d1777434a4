//! Groups of offices, for editing their dated members.

use crate::domain::office::Group;
use crate::form::execution::{ExecutionForm, RemovalTarget};
use crate::i18n::fill_placeholders;
use crate::i18n::screen::Text;
use crate::lists::List;
use crate::lists::offices::{GroupList, holders_today};
use crate::panes::effect::{Effect, RecordRef};
use crate::panes::list_lines;
use crate::panes::pages::listing::{Listing, RowEffects};
use crate::panes::read_model::ReadModel;

/// Builds the list.
pub fn listing(model: &ReadModel) -> Listing {
    let facts = model.facts();
    let new = Effect::OpenRecordForm(RecordRef::Group(None), None);
    let mut groups: Vec<&Group> = model.catalog.groups.values().collect();
    GroupList::arrange(&facts, &mut groups);
    let line = |group: &&Group| {
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
        let mut explain = fill_placeholders(
            facts.text(Text::GroupExplained),
            &[
                &group.name,
                &holders_today(&facts, group),
                &group.members.len(),
            ],
        );
        if let Some(note) = &group.note {
            explain = format!("{explain} {note}");
        }
        list_lines::line::<GroupList, _>(&facts, group, effects, explain, "")
    };
    let lines = groups.iter().map(line).collect();
    Listing::of::<GroupList>(model, facts.text(Text::GroupsTitle), lines, Some(new))
}
