//! Every known office, for editing or adding: active ones first, then ended ones.

use crate::domain::code::OfficeCode;
use crate::domain::office::Office;
use crate::domain::text::sort_key;
use crate::form::execution::{ExecutionForm, RemovalTarget};
use crate::form::record_fields::OFFICE_KINDS;
use crate::i18n::screen::Text;
use crate::i18n::{display, fill_placeholders};
use crate::panes::effect::{Effect, RecordRef};
use crate::panes::pages::listing::{Listing, RowEffects};
use crate::panes::read_model::ReadModel;
use crate::widgets::table::{Column, TableLine, styled};
use crate::widgets::theme::Tone;

/// Builds the list.
pub fn listing(model: &ReadModel) -> Listing {
    let words = |text: Text| text.text(model.lang);
    let mut offices: Vec<&Office> = model.catalog.offices.values().collect();
    offices
        .sort_by_cached_key(|office| (!office.is_active_on(model.today), sort_key(&office.name)));
    let new = Effect::OpenRecordForm(RecordRef::Office(None), None);
    let columns = vec![
        Column::flexible(words(Text::Office), 26, 0),
        Column::left_aligned(words(Text::FieldOfficeKind), 22, 2),
        Column::left_aligned(words(Text::FieldLivesTo), 12, 3),
        Column::left_aligned(words(Text::Code), 18, 1),
    ];
    Listing {
        title: words(Text::AllOffices).to_owned(),
        columns,
        lines: offices
            .into_iter()
            .map(|office| office_row(model, office, &new))
            .collect(),
        empty: Text::NoOfficeYet,
        insert: Some(new),
    }
}

fn office_row(model: &ReadModel, office: &Office, new: &Effect) -> TableLine<RowEffects> {
    let lives = office.is_active_on(model.today);
    let kind = office_kind_text(model, &office.code);
    let cells = vec![
        styled(
            office.name.as_str(),
            if lives { Tone::Plain } else { Tone::Dim },
        )
        .with_suffix(model.office_qualifier(&office.code)),
        styled(kind, Tone::Dim),
        styled(
            office
                .to
                .map_or_else(String::new, |day| display::day(model.lang, day)),
            Tone::Dim,
        ),
        styled(office.code.as_str(), Tone::Dim),
    ];
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
    let state = if lives {
        Text::OfficeLives
    } else {
        Text::OfficeEnded
    };
    TableLine::row(effects, cells, explain, &office.aliases.join(" "))
        .with_facet(Text::Kind.text(model.lang), kind)
        .with_facet(Text::State.text(model.lang), state.text(model.lang))
        .with_facet(
            Text::FieldParentOffice.text(model.lang),
            parent_name(model, &office.code),
        )
}

/// Name of the office's kind.
pub fn office_kind_text(model: &ReadModel, code: &OfficeCode) -> &'static str {
    let kind = model.catalog.offices.get(code).map(|office| office.kind);
    OFFICE_KINDS
        .iter()
        .find(|(_, known, _)| Some(*known) == kind)
        .map_or("", |(.., text)| text.text(model.lang))
}

/// Name of the parent office; empty if there is none.
pub fn parent_name<'a>(model: &'a ReadModel, code: &OfficeCode) -> &'a str {
    let parent = model
        .catalog
        .offices
        .get(code)
        .and_then(|office| office.parent.as_ref());
    parent.map_or("", |parent| model.office_name(parent))
}
