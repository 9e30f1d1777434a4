//! Form that exports the focused list to a spreadsheet file or to the clipboard.

use std::path::PathBuf;

use super::{FormModel, FormRefusal, OpenForm, lookup_context, read_draft};
use crate::domain::text::fold;
use crate::form::FormState;
use crate::form::field::{Choices, DraftForm, Field, Input, Required, key_of, options, value_of};
use crate::form::value_types::ValueType;
use crate::i18n::fill_placeholders;
use crate::i18n::screen::Text;
use crate::panes::effect::{Effect, ExportTarget, FormRef};
use crate::panes::read_model::ReadModel;

/// Place of an export.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum ExportPlace {
    File,
    Clipboard,
}

/// Draft of an export.
#[derive(Clone, Debug)]
struct ExportDraft {
    place: ExportPlace,
    file: String,
}

const PLACES: Choices<ExportPlace> = &[
    ("file", ExportPlace::File, Text::ToFile),
    ("", ExportPlace::Clipboard, Text::ToClipboard),
];

const FILE: Field<ExportDraft> = Field {
    label: Text::FieldFile,
    key: "",
    input: Input::Text(ValueType::Line),
    required: Required::If(|draft| draft.place == ExportPlace::File),
    show: |draft, _| draft.file.clone(),
    set: |draft, typed| {
        typed.text.clone_into(&mut draft.file);
        Ok(())
    },
};

const FIELDS: &[Field<ExportDraft>] = &[
    Field {
        label: Text::FieldWhereTo,
        key: "",
        input: Input::Choice(|known| options(PLACES, known.lang)),
        required: Required::Never,
        show: |draft, _| key_of(PLACES, &draft.place),
        set: |draft, typed| {
            draft.place = value_of(PLACES, typed.text)?;
            Ok(())
        },
    },
    FILE,
];

/// Fields on a shared file, where no path is accepted.
const SHARED_FIELDS: &[Field<ExportDraft>] = &[
    Field {
        label: Text::FieldWhereTo,
        key: "",
        input: Input::Choice(|known| options(&PLACES[1..], known.lang)),
        required: Required::Never,
        show: |draft, _| key_of(PLACES, &draft.place),
        set: |_, _| Ok(()),
    },
    FILE,
];

/// Form model of an export.
#[derive(Debug)]
pub struct ExportFormModel {
    fields: DraftForm<ExportDraft>,
}

impl ExportFormModel {
    /// Opens the form for a list with a number of rows. On a shared file no path is accepted: only the clipboard.
    pub fn open_form(name: &str, rows: usize, model: &ReadModel) -> OpenForm<Self> {
        let (draft, rows_of_form) = if model.shared_account.is_some() {
            let draft = ExportDraft {
                place: ExportPlace::Clipboard,
                file: String::new(),
            };
            (draft, SHARED_FIELDS)
        } else {
            let draft = ExportDraft {
                place: ExportPlace::File,
                file: file_name(name, model),
            };
            (draft, FIELDS)
        };
        let known = lookup_context(model, None);
        let fields = DraftForm::new(draft).with_fields(rows_of_form, |draft| draft, known);
        let form = fields.open(Text::ExportTable).with_suggestions();
        let title = format!("{}: {name}", Text::ExportTable.text(model.lang));
        let remark = fill_placeholders(Text::ExportExplained.text(model.lang), &[&rows]);
        OpenForm::new(Self { fields }, form, title).with_subtitle(remark)
    }
}

/// Suggested file name of a list.
fn file_name(name: &str, model: &ReadModel) -> String {
    let short = fold(name.split(':').next().unwrap_or_default());
    let words = short
        .split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty());
    let words = words.take(6).collect::<Vec<_>>().join("-");
    format!("{words}-{}.xlsx", model.today)
}

impl FormModel for ExportFormModel {
    fn form_ref(&self) -> Option<FormRef> {
        None
    }

    fn save(&self, form: &FormState, model: &ReadModel) -> Result<Effect, FormRefusal> {
        let draft = read_draft(&self.fields, form, lookup_context(model, None))?;
        Ok(Effect::ExportList(match draft.place {
            ExportPlace::File => ExportTarget::File(PathBuf::from(draft.file)),
            ExportPlace::Clipboard => ExportTarget::Clipboard,
        }))
    }
}
