//! Forms as data: fields, focus, input, refusals. Must not depend on screens or the store.
//!
//! Going back or leaving a field never validates; moving forward and saving do. The first refused field gets the focus,
//! and input is kept.

pub mod duty;
pub mod execution;
pub mod field;
pub mod lock;
pub mod messages;
mod office_links;
pub mod part_types;
pub mod plan_parts;
mod plan_values;
pub mod record;
pub mod record_fields;
pub mod text_input;
pub mod value_types;

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::domain::text::fold;
use crate::i18n::screen::Text;
use text_input::{InputLoss, TextInput};

/// Kind of a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FieldKind {
    /// One line.
    SingleLine,
    /// A day, typed `9/6` or `09/06/2026`.
    Day,
    /// Several lines, shown in this number of rows.
    MultiLine(u16),
    /// Yes or no, toggled by the space bar.
    Toggle,
    /// One of several options, changed by the space bar, the arrows or a first letter.
    Choice,
    /// The button that saves the form.
    Button,
}

/// Option of a choice field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldOption {
    /// Value; empty for "none".
    pub value: String,
    /// Display text.
    pub label: String,
}

/// A field of a form.
#[derive(Clone, Debug)]
pub struct FieldState {
    /// Its label, which identifies it.
    pub label: Text,
    /// Kind.
    pub kind: FieldKind,
    /// Input.
    pub input: TextInput,
    /// `true` if a value is required; shown beside the empty field.
    pub is_required: bool,
    /// `true` while the text is a suggestion: typing replaces it, moving the cursor in it keeps it.
    pub is_suggestion: bool,
    /// Options of a choice field; the input is the value of one of them.
    pub options: Vec<FieldOption>,
    /// Reason why it was refused on saving; cleared by the next change.
    pub refusal: Option<String>,
    initial_text: String,
}

/// Texts of the fields of a form, as a draft stores them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum FieldTexts {
    /// By the name of each field: a form that has one more since takes them up.
    Named(BTreeMap<String, String>),
    /// In the order of the fields, as version 0.2.0 and earlier ones stored them.
    Positional(Vec<String>),
}

impl FieldState {
    /// Name of the field in a stored draft.
    fn stored_name(&self) -> String {
        format!("{:?}", self.label)
    }

    fn restore_text(&mut self, text: &str) {
        if self.input.text() != text {
            self.input = if self.input.is_multiline() {
                TextInput::new_multiline(text)
            } else {
                TextInput::new(text)
            };
            self.is_suggestion = false;
        }
    }

    /// Creates a field with an initial text.
    pub fn new(label: Text, kind: FieldKind, text: &str) -> Self {
        let input = if matches!(kind, FieldKind::MultiLine(_)) {
            TextInput::new_multiline(text)
        } else {
            TextInput::new(text)
        };
        Self {
            label,
            kind,
            input,
            is_required: false,
            is_suggestion: false,
            options: Vec::new(),
            refusal: None,
            initial_text: text.to_owned(),
        }
    }

    /// Creates a choice field with a selected value; the first option if none has it.
    pub fn with_options(label: Text, options: Vec<FieldOption>, value: &str) -> Self {
        let known = options
            .iter()
            .find(|choice| choice.value == value)
            .or(options.first());
        let value = known.map_or_else(String::new, |choice| choice.value.clone());
        Self {
            options,
            ..Self::new(label, FieldKind::Choice, &value)
        }
    }

    /// Display text of the selected option.
    pub fn chosen_label(&self) -> &str {
        self.options
            .iter()
            .find(|choice| choice.value == self.input.text())
            .map_or("", |choice| &choice.label)
    }

    /// Selects the next or previous option, cyclic.
    fn cycle_option(&mut self, forward: bool) {
        let at = self
            .options
            .iter()
            .position(|choice| choice.value == self.input.text())
            .unwrap_or(0);
        let step = if forward {
            1
        } else {
            self.options.len().saturating_sub(1)
        };
        self.select_option((at + step) % self.options.len().max(1));
    }

    /// Selects the next option whose text begins with the letter.
    fn select_option_by_letter(&mut self, typed: &str) {
        let at = self
            .options
            .iter()
            .position(|choice| choice.value == self.input.text())
            .unwrap_or(0);
        let order = (at + 1..self.options.len()).chain(0..self.options.len());
        let fits = |place: &usize| fold(&self.options[*place].label).starts_with(&fold(typed));
        if let Some(place) = order.into_iter().find(fits) {
            self.select_option(place);
        }
    }

    fn select_option(&mut self, place: usize) {
        if let Some(choice) = self.options.get(place) {
            self.input = TextInput::new(&choice.value);
            self.refusal = None;
        }
    }

    /// Returns `true` if the text differs from the initial one.
    pub fn is_changed(&self) -> bool {
        self.input.text() != self.initial_text
    }

    /// Returns `true` if a toggle is on.
    pub fn is_on(&self) -> bool {
        !self.input.is_empty()
    }
}

/// A form: fields and focus.
#[derive(Clone, Debug)]
pub struct FormState {
    /// Fields in order, the button last.
    pub fields: Vec<FieldState>,
    focus_index: usize,
}

impl FormState {
    /// Creates a form; the first field has the focus.
    pub fn new(fields: Vec<FieldState>) -> Self {
        Self {
            fields,
            focus_index: 0,
        }
    }

    /// Marks the texts of single-line fields as suggestions: typing replaces them.
    #[must_use]
    pub fn with_suggestions(mut self) -> Self {
        for field in self
            .fields
            .iter_mut()
            .filter(|field| matches!(field.kind, FieldKind::SingleLine | FieldKind::Day))
        {
            field.is_suggestion = !field.input.is_empty();
        }
        self
    }

    /// Index of the focused field.
    pub fn focus_index(&self) -> usize {
        self.focus_index
    }

    /// Focused field.
    pub fn focused(&self) -> Option<&FieldState> {
        self.fields.get(self.focus_index)
    }

    /// Text of a field, trimmed.
    pub fn text(&self, label: Text) -> &str {
        self.fields
            .iter()
            .find(|field| field.label == label)
            .map_or("", |field| field.input.text().trim())
    }

    /// Texts of all fields.
    pub fn texts(&self) -> FieldTexts {
        let text = |field: &FieldState| (field.stored_name(), field.input.text().to_owned());
        FieldTexts::Named(self.fields.iter().map(text).collect())
    }

    /// Restores the texts of a draft; `false`, without a change, if the form lacks one of its fields now.
    #[must_use]
    pub fn restore_texts(&mut self, texts: &FieldTexts) -> bool {
        match texts {
            FieldTexts::Named(texts) => {
                let names: BTreeSet<String> =
                    self.fields.iter().map(FieldState::stored_name).collect();
                let is_lost =
                    |(name, text): (&String, &String)| !text.is_empty() && !names.contains(name);
                if texts.iter().any(is_lost) {
                    return false;
                }
                for field in &mut self.fields {
                    if let Some(text) = texts.get(&field.stored_name()) {
                        field.restore_text(text);
                    }
                }
            }
            FieldTexts::Positional(texts) => {
                if texts.len() != self.fields.len() {
                    return false;
                }
                for (field, text) in self.fields.iter_mut().zip(texts) {
                    field.restore_text(text);
                }
            }
        }
        true
    }

    /// Returns `true` if anything was typed since the form was opened.
    pub fn is_changed(&self) -> bool {
        self.fields.iter().any(FieldState::is_changed)
    }

    /// Moves the focus to the next field; stays on the last.
    pub fn focus_next(&mut self) {
        self.focus_index = (self.focus_index + 1).min(self.fields.len().saturating_sub(1));
    }

    /// Moves the focus to the previous field.
    pub fn focus_previous(&mut self) {
        self.focus_index = self.focus_index.saturating_sub(1);
    }

    /// Moves the focus to a field.
    pub fn focus_on(&mut self, label: Text) {
        self.focus_index = self
            .fields
            .iter()
            .position(|field| field.label == label)
            .unwrap_or(self.focus_index);
    }

    /// Selects the next or previous option of the focused choice; `false` for other fields.
    pub fn cycle_option(&mut self, forward: bool) -> bool {
        let Some(field) = self
            .fields
            .get_mut(self.focus_index)
            .filter(|field| field.kind == FieldKind::Choice)
        else {
            return false;
        };
        field.cycle_option(forward);
        true
    }

    /// Edits the focused field; toggles, choices and the button take no text.
    pub fn edit_focused(&mut self, change: impl FnOnce(&mut TextInput)) {
        let Some(field) = self.fields.get_mut(self.focus_index) else {
            return;
        };
        if !matches!(
            field.kind,
            FieldKind::Toggle | FieldKind::Choice | FieldKind::Button
        ) {
            let before = field.input.text().len();
            field.is_suggestion = false;
            change(&mut field.input);
            if field.input.text().len() != before {
                field.refusal = None;
            }
        }
    }

    /// Inserts text into the focused field; a blank changes toggles and choices.
    pub fn insert_text(&mut self, text: &str) -> InputLoss {
        let Some(field) = self.fields.get_mut(self.focus_index) else {
            return InputLoss::default();
        };
        match field.kind {
            FieldKind::Button => InputLoss::default(),
            FieldKind::Toggle => {
                if text == " " {
                    field.input = TextInput::new(if field.is_on() { "" } else { "x" });
                }
                InputLoss::default()
            }
            FieldKind::Choice => {
                if text == " " {
                    field.cycle_option(true);
                } else {
                    field.select_option_by_letter(text);
                }
                InputLoss::default()
            }
            FieldKind::SingleLine | FieldKind::Day | FieldKind::MultiLine(_) => {
                field.refusal = None;
                if std::mem::take(&mut field.is_suggestion) {
                    field.input = if field.input.is_multiline() {
                        TextInput::new_multiline("")
                    } else {
                        TextInput::new("")
                    };
                }
                field.input.insert(text)
            }
        }
    }

    /// Shows why the focused field is refused.
    pub fn show_refusal_of_focused(&mut self, words: String) {
        if let Some(field) = self.fields.get_mut(self.focus_index) {
            field.refusal = Some(words);
        }
    }

    /// Inserts a line break into a multi-line field.
    pub fn insert_newline(&mut self) {
        if self
            .focused()
            .is_some_and(|field| field.input.is_multiline())
        {
            self.insert_text("\n");
        }
    }

    /// Shows refusals; the first refused field gets the focus.
    pub fn show_refusals(&mut self, refusals: Vec<(Text, String)>) {
        for field in &mut self.fields {
            field.refusal = None;
        }
        for (label, words) in refusals.into_iter().rev() {
            if let Some(place) = self.fields.iter().position(|field| field.label == label) {
                self.fields[place].refusal = Some(words);
                self.focus_index = place;
            }
        }
    }
}
