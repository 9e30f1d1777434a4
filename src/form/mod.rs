//! Forms as data: fields, where the focus is, what was typed, what was refused. Knows no screen and no store.
//!
//! The law: going back or leaving a field never validates, moving forward and saving do; the first refused field takes the
//! focus; what was typed stays.

pub mod duty;
pub mod journal;
pub mod line;
pub mod lock;
pub mod parts;
pub mod record;
pub mod records;
pub mod shapes;
pub mod work;

use crate::domain::text::fold;
use crate::words::screen::Text;
use line::{Line, Lost};

/// What sort of field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// One line.
    Line,
    /// A day, typed `9/6` or `09/06/2026`.
    Day,
    /// Many lines, shown in so many rows.
    Lines(u16),
    /// Yes or no, changed by a blank.
    Toggle,
    /// One of a few words, changed by a blank, the arrows or a first letter.
    Choice,
    /// What saves the form.
    Button,
}

/// One of the words that a choice offers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// What is chosen; empty for "none of them".
    pub value: String,
    /// Its words.
    pub words: String,
}

/// One field.
#[derive(Clone, Debug)]
pub struct Field<K> {
    /// Which one.
    pub key: K,
    /// Its label.
    pub label: Text,
    /// What sort.
    pub kind: Kind,
    /// What is typed.
    pub line: Line,
    /// Whether it may not stay empty: said beside the empty field.
    pub needed: bool,
    /// What stands in it is a suggestion: typing takes its place, moving the cursor in it keeps it.
    pub suggested: bool,
    /// What a choice offers; what is typed is the value of one of them.
    pub choices: Vec<Choice>,
    /// Why it was refused on saving; gone as soon as it is changed.
    pub refusal: Option<String>,
    was: String,
}

impl<K> Field<K> {
    /// A field with what stands in it at first.
    pub fn new(key: K, label: Text, kind: Kind, text: &str) -> Self {
        let line = if matches!(kind, Kind::Lines(_)) { Line::many(text) } else { Line::new(text) };
        Self {
            key,
            label,
            kind,
            line,
            needed: false,
            suggested: false,
            choices: Vec::new(),
            refusal: None,
            was: text.to_owned(),
        }
    }

    /// A field with one of a few words, by its value; the first one if none has it.
    pub fn choice(key: K, label: Text, choices: Vec<Choice>, value: &str) -> Self {
        let known = choices.iter().find(|choice| choice.value == value).or(choices.first());
        let value = known.map_or_else(String::new, |choice| choice.value.clone());
        Self { choices, ..Self::new(key, label, Kind::Choice, &value) }
    }

    /// The words of what is chosen.
    pub fn chosen(&self) -> &str {
        self.choices.iter().find(|choice| choice.value == self.line.text()).map_or("", |choice| &choice.words)
    }

    /// The choice beside, round and round.
    fn turn(&mut self, forward: bool) {
        let at = self.choices.iter().position(|choice| choice.value == self.line.text()).unwrap_or(0);
        let step = if forward { 1 } else { self.choices.len().saturating_sub(1) };
        self.choose((at + step) % self.choices.len().max(1));
    }

    /// The next choice whose words begin so.
    fn choose_by_letter(&mut self, typed: &str) {
        let at = self.choices.iter().position(|choice| choice.value == self.line.text()).unwrap_or(0);
        let order = (at + 1..self.choices.len()).chain(0..self.choices.len());
        let fits = |place: &usize| fold(&self.choices[*place].words).starts_with(&fold(typed));
        if let Some(place) = order.into_iter().find(fits) {
            self.choose(place);
        }
    }

    fn choose(&mut self, place: usize) {
        if let Some(choice) = self.choices.get(place) {
            self.line = Line::new(&choice.value);
            self.refusal = None;
        }
    }

    /// Whether something else stands in it than at first.
    pub fn is_changed(&self) -> bool {
        self.line.text() != self.was
    }

    /// Whether a toggle is on.
    pub fn is_on(&self) -> bool {
        !self.line.is_empty()
    }
}

/// A form.
#[derive(Clone, Debug)]
pub struct Form<K> {
    /// The fields in order, the button last.
    pub fields: Vec<Field<K>>,
    focus: usize,
}

impl<K: Copy + PartialEq> Form<K> {
    /// A form; the first field has the focus.
    pub fn new(fields: Vec<Field<K>>) -> Self {
        Self { fields, focus: 0 }
    }

    /// Adds a field before the button.
    pub fn add(&mut self, field: Field<K>) {
        let place = self.fields.len().saturating_sub(1);
        self.fields.insert(place, field);
    }

    /// What stands in the fields of a line is a suggestion: typing takes its place.
    #[must_use]
    pub fn suggesting(mut self) -> Self {
        for field in self.fields.iter_mut().filter(|field| matches!(field.kind, Kind::Line | Kind::Day)) {
            field.suggested = !field.line.is_empty();
        }
        self
    }

    /// The place of the focused field.
    pub fn focus(&self) -> usize {
        self.focus
    }

    /// The focused field.
    pub fn focused(&self) -> Option<&Field<K>> {
        self.fields.get(self.focus)
    }

    /// A field's text, blanks around it removed.
    pub fn text(&self, key: K) -> &str {
        self.fields.iter().find(|field| field.key == key).map_or("", |field| field.line.text().trim())
    }

    /// What stands in the fields.
    pub fn texts(&self) -> Vec<String> {
        self.fields.iter().map(|field| field.line.text().to_owned()).collect()
    }

    /// Puts texts back into the fields from which they were taken; a form that has other fields now stays as it is, and
    /// the answer is false.
    #[must_use]
    pub fn retype(&mut self, texts: &[String]) -> bool {
        if texts.len() != self.fields.len() {
            return false;
        }
        for (field, text) in self.fields.iter_mut().zip(texts) {
            if field.line.text() != text {
                field.line = if field.line.is_many() { Line::many(text) } else { Line::new(text) };
                field.suggested = false;
            }
        }
        true
    }

    /// Whether anything was typed since the form was opened.
    pub fn is_changed(&self) -> bool {
        self.fields.iter().any(Field::is_changed)
    }

    /// To the next field; stays on the last.
    pub fn next(&mut self) {
        self.focus = (self.focus + 1).min(self.fields.len().saturating_sub(1));
    }

    /// To the field before.
    pub fn previous(&mut self) {
        self.focus = self.focus.saturating_sub(1);
    }

    /// Puts the focus on a field.
    pub fn focus_on(&mut self, key: K) {
        self.focus = self.fields.iter().position(|field| field.key == key).unwrap_or(self.focus);
    }

    /// The focused choice becomes the one beside; false if the focused field is none.
    pub fn turn(&mut self, forward: bool) -> bool {
        let Some(field) = self.fields.get_mut(self.focus).filter(|field| field.kind == Kind::Choice) else {
            return false;
        };
        field.turn(forward);
        true
    }

    /// Changes the focused field; a toggle, a choice and the button take no text.
    pub fn edit(&mut self, change: impl FnOnce(&mut Line)) {
        let Some(field) = self.fields.get_mut(self.focus) else { return };
        if !matches!(field.kind, Kind::Toggle | Kind::Choice | Kind::Button) {
            let before = field.line.text().len();
            field.suggested = false;
            change(&mut field.line);
            if field.line.text().len() != before {
                field.refusal = None;
            }
        }
    }

    /// Types into the focused field; a blank turns a toggle and a choice.
    pub fn insert(&mut self, text: &str) -> Lost {
        let Some(field) = self.fields.get_mut(self.focus) else { return Lost::default() };
        match field.kind {
            Kind::Button => Lost::default(),
            Kind::Toggle => {
                if text == " " {
                    field.line = Line::new(if field.is_on() { "" } else { "x" });
                }
                Lost::default()
            }
            Kind::Choice => {
                if text == " " {
                    field.turn(true);
                } else {
                    field.choose_by_letter(text);
                }
                Lost::default()
            }
            Kind::Line | Kind::Day | Kind::Lines(_) => {
                field.refusal = None;
                if std::mem::take(&mut field.suggested) {
                    field.line = if field.line.is_many() { Line::many("") } else { Line::new("") };
                }
                field.line.insert(text)
            }
        }
    }

    /// Says why the focused field is refused.
    pub fn refuse_focused(&mut self, words: String) {
        if let Some(field) = self.fields.get_mut(self.focus) {
            field.refusal = Some(words);
        }
    }

    /// A new line in a field of many.
    pub fn new_line(&mut self) {
        if self.focused().is_some_and(|field| field.line.is_many()) {
            self.insert("\n");
        }
    }

    /// Shows what was refused; the first such field takes the focus.
    pub fn refuse(&mut self, refusals: Vec<(K, String)>) {
        for field in &mut self.fields {
            field.refusal = None;
        }
        for (key, words) in refusals.into_iter().rev() {
            if let Some(place) = self.fields.iter().position(|field| field.key == key) {
                self.fields[place].refusal = Some(words);
                self.focus = place;
            }
        }
    }
}
