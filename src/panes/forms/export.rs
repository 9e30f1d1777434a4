//! Form that exports the focused list to a spreadsheet file or to the clipboard.

use std::path::PathBuf;

use super::{FormModel, FormRefusal, OpenForm};
use crate::domain::text::fold;
use crate::form::{FieldKind, FieldOption, FieldState, FormState};
use crate::i18n::fill_placeholders;
use crate::i18n::screen::Text;
use crate::panes::effect::{Effect, ExportTarget, FormRef};
use crate::panes::read_model::ReadModel;

/// A field of the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExportField {
    /// Target.
    Target,
    /// Name of the file.
    File,
    /// The button.
    Save,
}

/// Value of the option for a file; the other option is the clipboard.
const FILE_OPTION: &str = "file";

/// Form model of an export.
#[derive(Debug)]
pub struct ExportFormModel;

impl ExportFormModel {
    /// Opens the form for a list with a number of rows. On a shared file no path is accepted: only the clipboard.
    pub fn open_form(name: &str, rows: usize, model: &ReadModel) -> OpenForm<Self> {
        let choice = |value: &str, words: Text| FieldOption {
            value: value.into(),
            label: words.text(model.lang).to_owned(),
        };
        let mut choices = vec![
            choice(FILE_OPTION, Text::ToFile),
            choice("", Text::ToClipboard),
        ];
        if model.shared_account.is_some() {
            choices.remove(0);
        }
        let short = fold(name.split(':').next().unwrap_or_default());
        let words = short
            .split(|c: char| !c.is_ascii_alphanumeric())
            .filter(|word| !word.is_empty());
        let file = format!(
            "{}-{}.xlsx",
            words.take(6).collect::<Vec<_>>().join("-"),
            model.today
        );
        let fields = vec![
            FieldState::with_options(
                ExportField::Target,
                Text::FieldWhereTo,
                choices,
                FILE_OPTION,
            ),
            FieldState::new(
                ExportField::File,
                Text::FieldFile,
                FieldKind::SingleLine,
                if model.shared_account.is_some() {
                    ""
                } else {
                    &file
                },
            ),
            FieldState::new(ExportField::Save, Text::ExportTable, FieldKind::Button, ""),
        ];
        let title = format!("{}: {name}", Text::ExportTable.text(model.lang));
        let remark = fill_placeholders(Text::ExportExplained.text(model.lang), &[&rows]);
        OpenForm::new(Self, FormState::new(fields).with_suggestions(), title).with_subtitle(remark)
    }
}

impl FormModel for ExportFormModel {
    type FieldKey = ExportField;

    fn form_ref(&self) -> Option<FormRef> {
        None
    }

    fn save(
        &self,
        form: &FormState<ExportField>,
        model: &ReadModel,
    ) -> Result<Effect, FormRefusal<ExportField>> {
        let to = match (form.text(ExportField::Target), form.text(ExportField::File)) {
            (FILE_OPTION, "") => {
                return Err(FormRefusal::of_fields(
                    [(ExportField::File, Text::RefusedMissing)],
                    |why| why.text(model.lang).to_owned(),
                ));
            }
            (FILE_OPTION, name) => ExportTarget::File(PathBuf::from(name)),
            _ => ExportTarget::Clipboard,
        };
        Ok(Effect::ExportList(to))
    }
}
