//! Every known office, for editing or adding: active ones first, then ended ones.

use crate::domain::office::Office;
use crate::form::execution::{ExecutionForm, RemovalTarget};
use crate::i18n::screen::Text;
use crate::i18n::{display, fill_placeholders};
use crate::lists::List;
use crate::lists::offices::OfficeList;
use crate::panes::effect::{Effect, RecordRef};
use crate::panes::list_lines;
use crate::panes::pages::listing::{Listing, RowEffects};
use crate::panes::read_model::ReadModel;
use crate::widgets::table::TableLine;

/// Builds the list.
pub fn listing(model: &ReadModel) -> Listing {
    let facts = model.facts();
    let mut offices: Vec<&Office> = model.catalog.offices.values().collect();
    OfficeList::arrange(&facts, &mut offices);
    let new = Effect::OpenRecordForm(RecordRef::Office(None), None);
    let line = |office: &&Office| office_row(model, office, &new);
    let lines = offices.iter().map(line).collect();
    Listing::of::<OfficeList>(model, facts.text(Text::AllOffices), lines, Some(new))
}

fn office_row(model: &ReadModel, office: &Office, new: &Effect) -> TableLine<RowEffects> {
    let next: Vec<String> = office
        .successors
        .iter()
        .map(|next| {
            format!(
                "{} ({})",
                model.office_name(&next.office),
                display::day(model.lang, next.on)
            )
        })
        .collect();
    let explain = match (&office.parent, next.is_empty()) {
        (_, false) => fill_placeholders(
            Text::OfficeSucceeded.text(model.lang),
            &[&office.name, &next.join("; ")],
        ),
        (Some(parent), true) => fill_placeholders(
            Text::OfficeBelow.text(model.lang),
            &[&office.name, &model.office_name(parent)],
        ),
        (None, true) => office.name.clone(),
    };
    let effects = RowEffects {
        open: Some(Effect::OpenRecordForm(
            RecordRef::Office(Some(office.code.clone())),
            None,
        )),
        insert: Some(new.clone()),
        remove: Some(Effect::OpenExecutionForm(ExecutionForm::Removal(
            RemovalTarget::Office(office.code.clone()),
        ))),
        ..RowEffects::default()
    };
    let aliases = office.aliases.join(" ");
    list_lines::line::<OfficeList, _>(&model.facts(), &office, effects, explain, &aliases)
}
