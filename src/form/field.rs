//! Forms as data: a slice of fields, each with the conversion between a draft and its text. The input is kept in a
//! [`FormState`]. Must not depend on specific drafts, screens or the store.

use std::fmt;

use super::value_types::{LookupContext, Typed, ValueRefusal, ValueType};
use super::{FieldKind, FieldOption, FieldState, FormState};
use crate::i18n::Lang;
use crate::i18n::screen::Text;

/// A field of a draft, identified by its label: labels are unique within a form.
pub struct Field<D: 'static> {
    /// Its label.
    pub label: Text,
    /// Its key in the data file, by which validation errors refer to it: `signer.name`; empty if it is not stored.
    pub key: &'static str,
    /// Input kind.
    pub input: Input,
    /// Whether a value is required.
    pub required: Required<D>,
    /// Formats the draft's value.
    pub show: fn(&D, Lang) -> String,
    /// Parses the text into the draft.
    pub set: fn(&mut D, Typed<'_>) -> Result<(), ValueRefusal>,
}

/// Input kind of a field.
#[derive(Clone, Copy)]
pub enum Input {
    /// Typed text.
    Text(ValueType),
    /// Yes or no.
    Toggle,
    /// One of several options.
    Choice(fn(LookupContext<'_>) -> Vec<FieldOption>),
}

/// Whether a field requires a value.
pub enum Required<D: 'static> {
    /// Optional.
    Never,
    /// Required.
    Always,
    /// Required; `set` refuses an empty text with a message of its own.
    ByParser,
    /// Required if the condition holds: a signer's name next to the post.
    If(fn(&D) -> bool),
}

/// The required reason of a draft, in its field `reason`.
macro_rules! reason_field {
    () => {
        $crate::form::field::Field {
            label: $crate::i18n::screen::Text::FieldReason,
            key: "",
            input: $crate::form::field::Input::Text(
                $crate::form::value_types::ValueType::Paragraphs(3),
            ),
            required: $crate::form::field::Required::Always,
            show: |draft, _| draft.reason.clone(),
            set: |draft, typed| {
                draft.reason = typed.paragraphs($crate::domain::text::NOTE_MAX)?;
                Ok(())
            },
        }
    };
}
pub(super) use reason_field;

/// Options of a choice field: the key of each, its value, and its label.
pub type Choices<V> = &'static [(&'static str, V, Text)];

/// Options with labels in a language.
pub fn options<V>(choices: Choices<V>, lang: Lang) -> Vec<FieldOption> {
    let option = |(key, _, label): &(&str, V, Text)| FieldOption {
        value: (*key).to_owned(),
        label: label.text(lang).to_owned(),
    };
    choices.iter().map(option).collect()
}

/// Key of a value; empty if there is no such option.
pub fn key_of<V: PartialEq>(choices: Choices<V>, value: &V) -> String {
    let known = choices.iter().find(|(_, offered, _)| offered == value);
    known.map_or_else(String::new, |(key, ..)| (*key).to_owned())
}

/// Value of an option's key; an unknown key, such as one of an older draft, needs another choice.
pub fn value_of<V: Copy>(choices: Choices<V>, key: &str) -> Result<V, ValueRefusal> {
    choices
        .iter()
        .find(|(known, ..)| *known == key)
        .map(|(_, value, _)| *value)
        .ok_or(ValueRefusal::Required)
}

type SetBound<D> = Box<dyn Fn(&mut D, Typed<'_>) -> Result<(), ValueRefusal>>;

/// A field bound to a part of a draft.
struct BoundField<D> {
    label: Text,
    key: &'static str,
    input: Input,
    is_required: bool,
    set: SetBound<D>,
    /// Returns `true` if such a draft requires a value.
    required_in: Box<dyn Fn(&mut D) -> bool>,
}

/// Fields of a form, and the initial draft.
pub struct DraftForm<D> {
    fields: Vec<BoundField<D>>,
    states: Vec<FieldState>,
    initial: D,
}

impl<D: fmt::Debug> fmt::Debug for DraftForm<D> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DraftForm")
            .field("fields", &self.states)
            .field("initial", &self.initial)
            .finish()
    }
}

impl<D: Clone + 'static> DraftForm<D> {
    /// Creates a form of a draft, without fields.
    pub fn new(initial: D) -> Self {
        Self {
            fields: Vec::new(),
            states: Vec::new(),
            initial,
        }
    }

    /// Adds fields of a part of the draft.
    #[must_use]
    pub fn with_fields<P>(
        mut self,
        rows: &'static [Field<P>],
        part: fn(&mut D) -> &mut P,
        known: LookupContext<'_>,
    ) -> Self {
        let mut shown = self.initial.clone();
        for row in rows {
            self.states.push(build_state(row, part(&mut shown), known));
            self.fields.push(BoundField {
                label: row.label,
                key: row.key,
                input: row.input,
                is_required: matches!(row.required, Required::Always),
                set: Box::new(move |draft, typed| (row.set)(part(draft), typed)),
                required_in: Box::new(move |draft| match row.required {
                    Required::Never | Required::ByParser => false,
                    Required::Always => true,
                    Required::If(is_required) => is_required(part(draft)),
                }),
            });
        }
        self
    }

    /// Creates the input state: the initial texts, and the button after the fields.
    pub fn open(&self, button: Text) -> FormState {
        let mut states = self.states.clone();
        states.push(FieldState::new(button, FieldKind::Button, ""));
        FormState::new(states)
    }

    /// Value type of the focused field, if it is typed.
    pub fn focused_value_type(&self, form: &FormState) -> Option<ValueType> {
        let label = form.focused()?.label;
        let field = self.fields.iter().find(|field| field.label == label)?;
        match field.input {
            Input::Text(value_type) => Some(value_type),
            Input::Toggle | Input::Choice(_) => None,
        }
    }

    /// Label of the field with a key of the data file, or with a key that ends with it.
    pub fn field_of_key(&self, key: &str) -> Option<Text> {
        let fits = |field: &&BoundField<D>| {
            field
                .key
                .strip_suffix(key)
                .is_some_and(|before| before.is_empty() || before.ends_with('.'))
        };
        self.fields.iter().find(fits).map(|field| field.label)
    }

    /// Parses all fields into a draft, or returns every refused field, in order.
    pub fn finish(
        &self,
        form: &FormState,
        known: LookupContext<'_>,
    ) -> Result<D, Vec<(Text, ValueRefusal)>> {
        let (mut draft, mut refused) = (self.initial.clone(), Vec::new());
        for field in &self.fields {
            let text = form.text(field.label);
            if field.is_required && text.is_empty() {
                refused.push((field.label, ValueRefusal::Required));
            } else if let Err(refusal) = (field.set)(&mut draft, Typed { text, known }) {
                refused.push((field.label, refusal));
            }
        }
        for field in self.fields.iter().filter(|field| !field.is_required) {
            if form.text(field.label).is_empty() && (field.required_in)(&mut draft) {
                refused.push((field.label, ValueRefusal::Required));
            }
        }
        let place = |label: Text| self.fields.iter().position(|field| field.label == label);
        refused.sort_by_key(|(label, _)| place(*label));
        if refused.is_empty() {
            Ok(draft)
        } else {
            Err(refused)
        }
    }
}

fn build_state<D>(row: &Field<D>, draft: &D, known: LookupContext<'_>) -> FieldState {
    let text = (row.show)(draft, known.lang);
    let mut state = match row.input {
        Input::Text(value_type) => FieldState::new(row.label, value_type.field_kind(), &text),
        Input::Toggle => FieldState::new(row.label, FieldKind::Toggle, &text),
        Input::Choice(offered) => FieldState::with_options(row.label, offered(known), &text),
    };
    state.is_required = matches!(row.required, Required::Always | Required::ByParser);
    // Users replace a day or a number, and edit a text.
    let is_short = matches!(row.input, Input::Text(value_type) if value_type.is_short());
    state.is_suggestion = is_short && !state.input.is_empty();
    state
}

#[cfg(test)]
mod tests {
    use super::super::record::{ChangeNote, RecordDraft, new_office, new_plan};
    use super::super::record_fields::{MEASURE, OFFICE, PLAN};
    use super::super::text_input::TextInput;
    use super::*;
    use crate::domain::catalog::Catalog;
    use crate::domain::office::Contact;
    use crate::domain::plan::{Measure, Signer};
    use crate::form::part_types::new_measure;
    use chrono::NaiveDate;

    fn known(catalog: &Catalog) -> LookupContext<'_> {
        LookupContext {
            catalog,
            plan: None,
            today: NaiveDate::from_ymd_opt(2024, 6, 5).unwrap(),
            lang: Lang::Vi,
        }
    }

    fn type_into(form: &mut FormState, texts: &[(Text, &str)]) {
        for (label, text) in texts {
            let mut fields = form.fields.iter_mut();
            let field = fields.find(|field| field.label == *label).unwrap();
            field.input = TextInput::new(text);
        }
    }

    /// Draft after typing the texts, or labels of the refused fields.
    fn finish<D: Clone + 'static>(
        rows: &'static [Field<D>],
        draft: D,
        texts: &[(Text, &str)],
    ) -> Result<D, Vec<Text>> {
        let catalog = Catalog::default();
        let fields = DraftForm::new(draft).with_fields(rows, |draft| draft, known(&catalog));
        let mut form = fields.open(Text::SaveRecord);
        type_into(&mut form, texts);
        fields
            .finish(&form, known(&catalog))
            .map_err(|refused| refused.into_iter().map(|(label, _)| label).collect())
    }

    #[test]
    fn what_is_untouched_stays() {
        for plan in crate::sample::plans().unwrap() {
            for (_, _, measure) in plan.measures() {
                // Owners are looked up; there is no catalog here.
                let mut measure = measure.clone();
                measure.owners = Vec::new();
                if let Some(quota) = &mut measure.quota {
                    quota.group = None;
                }
                let typed = finish(MEASURE, measure.clone(), &[]);
                assert_eq!(typed, Ok(measure));
            }
        }
    }

    #[test]
    fn a_group_of_nothing_is_nothing() {
        let mut plan = new_plan();
        plan.signer = Some(Signer {
            name: "A".into(),
            post: Some("B".into()),
        });
        let head = &PLAN[7..9];
        let emptied = finish(
            head,
            plan.clone(),
            &[(Text::Signer, ""), (Text::FieldPost, "")],
        );
        assert_eq!(emptied.unwrap().signer, None);
        let refused = finish(head, plan, &[(Text::Signer, "")]);
        assert_eq!(refused, Err(vec![Text::Signer]), "a post without its name");
        let phone = finish(&OFFICE[5..8], new_office(), &[(Text::FieldPhone, "0234")]);
        let contact = Contact {
            phone: Some("0234".into()),
            ..Contact::default()
        };
        assert_eq!(phone.as_ref().unwrap().contact, Some(contact));
        let emptied = finish(&OFFICE[5..8], phone.unwrap(), &[(Text::FieldPhone, "")]);
        assert_eq!(emptied.unwrap().contact, None);
    }

    #[test]
    fn every_refused_field_is_named_in_order() {
        let texts = [
            (Text::FieldLabel, "L"),
            (Text::FieldTolerance, "nhiều"),
            (Text::FieldQuotaPer, "year"),
            (Text::FieldCoverage, "50"),
            (Text::FieldHoldsFrom, "31/6/2024"),
        ];
        let refused = finish(MEASURE, new_measure(), &texts);
        let named = vec![Text::FieldTolerance, Text::FieldHoldsFrom, Text::FieldQuota];
        assert_eq!(refused, Err(named));
        let empty = finish(MEASURE, new_measure(), &[]);
        assert_eq!(empty, Err(vec![Text::FieldLabel]));
    }

    #[test]
    fn fields_of_two_parts_make_one_form() {
        let catalog = Catalog::default();
        let draft = RecordDraft::<Measure> {
            record: new_measure(),
            note: ChangeNote::default(),
        };
        let fields = DraftForm::new(draft)
            .with_fields(MEASURE, |draft| &mut draft.record, known(&catalog))
            .with_fields(
                super::super::record_fields::CHANGE_OF_RECORD,
                |draft| &mut draft.note,
                known(&catalog),
            );
        let mut form = fields.open(Text::SaveRecord);
        let texts = [
            (Text::FieldLabel, "Tin, bài"),
            (Text::FieldReasonOfChange, "ghi nhầm"),
        ];
        type_into(&mut form, &texts);
        let draft = fields.finish(&form, known(&catalog)).unwrap();
        assert_eq!(draft.record.label, "Tin, bài");
        assert_eq!(draft.note.reason.as_deref(), Some("ghi nhầm"));
        assert_eq!(fields.field_of_key("quota.value"), Some(Text::FieldQuota));
        assert_eq!(fields.field_of_key("value"), Some(Text::FieldValue));
        assert_eq!(fields.field_of_key("alue"), None);
    }
}
