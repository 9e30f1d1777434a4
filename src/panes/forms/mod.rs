//! The forms over a pane, a file each: what differs between them is a [`FormModel`], what they share is [`OpenForm`].
//! Must not depend on key.

pub mod comment;
pub mod duty;
pub mod execution;
pub mod export;
pub mod journal;
pub mod lock;
pub mod record;
pub mod record_form;

use std::fmt::Debug;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::domain::code::PlanCode;
use crate::form::field::DraftForm;
use crate::form::messages::value_refusal;
use crate::form::text_input::{InputLoss, TextInput};
use crate::form::value_types::LookupContext;
use crate::form::{FieldKind, FieldTexts, FormState};
use crate::i18n::screen::Text;
use crate::keys::Command;
use crate::panes::cells;
use crate::panes::effect::{Effect, FormRef, MenuKind, Outcome};
use crate::panes::read_model::ReadModel;
use crate::store::Write;
use crate::widgets::text::{put_text, wrap};
use crate::widgets::theme::Tone;
use crate::widgets::{DrawContext, form};

/// Minimum height for multi-line fields and blank lines.
const ROOMY_HEIGHT: u16 = 18;
/// Maximum number of rows of a refusal or a hint.
const MESSAGE_ROWS: usize = 3;

/// Behaviour of a form: what saving does, and the texts besides the input.
pub trait FormModel: Debug {
    /// Identity of the form for restoring a draft; `None` if drafts are not kept.
    fn form_ref(&self) -> Option<FormRef>;
    /// Effect of saving, or why it is refused.
    fn save(&self, form: &FormState, book: &ReadModel) -> Result<Effect, FormRefusal>;
    /// Hint for the focused field, shown below the fields.
    fn hint(&self, _form: &FormState) -> String {
        String::new()
    }
    /// Menu from which the focused field can be filled.
    fn field_menu(&self, _form: &FormState) -> Option<MenuKind> {
        None
    }
    /// Text of the focused field after a menu choice: a list gets another line, other fields are replaced.
    fn text_with_choice(&self, form: &FormState, chosen: &str) -> String {
        let line = form.focused().map(|field| &field.input);
        match line
            .filter(|line| line.is_multiline())
            .map(|line| line.text().trim_end())
        {
            Some(before) if !before.is_empty() => format!("{before}\n{chosen}"),
            Some(_) | None => chosen.to_owned(),
        }
    }
    /// Effect that opens the row created by a save, so that the list below selects it.
    fn created_row_effect(&self, _form: &FormState) -> Option<Effect> {
        None
    }
}

/// Reason why a form is not saved, as texts.
#[derive(Debug)]
pub struct FormRefusal {
    /// Messages of single fields, by label.
    pub field_refusals: Vec<(Text, String)>,
    /// Message below the fields.
    pub form_refusal: Option<String>,
}

impl FormRefusal {
    /// Refusal of several fields, each with its reason.
    pub fn of_fields<R>(
        refused: impl IntoIterator<Item = (Text, R)>,
        words: impl Fn(&R) -> String,
    ) -> Self {
        let field_refusals = refused
            .into_iter()
            .map(|(label, why)| (label, words(&why)))
            .collect();
        Self {
            field_refusals,
            form_refusal: None,
        }
    }

    /// Refusal of the form as a whole.
    pub fn of_form(words: impl Into<String>) -> Self {
        Self {
            field_refusals: Vec::new(),
            form_refusal: Some(words.into()),
        }
    }
}

/// Context for resolving names, with precedence for those of a plan's place.
fn lookup_context<'a>(model: &'a ReadModel, plan: Option<&'a PlanCode>) -> LookupContext<'a> {
    LookupContext {
        catalog: &model.catalog,
        plan,
        today: model.today,
        lang: model.lang,
    }
}

/// Parses the fields into a draft, or returns the message of every refused field.
fn read_draft<D: Clone + 'static>(
    fields: &DraftForm<D>,
    form: &FormState,
    known: LookupContext<'_>,
) -> Result<D, FormRefusal> {
    fields
        .finish(form, known)
        .map_err(|refused| FormRefusal::of_fields(refused, |why| value_refusal(known.lang, why)))
}

/// Wraps a write as an effect.
fn write_effect(write: Write) -> Effect {
    Effect::Write(Box::new(write))
}

/// An open form with its input.
#[derive(Debug)]
pub struct OpenForm<M: FormModel> {
    model: M,
    form: FormState,
    title: String,
    /// Subtitle.
    subtitle: String,
    /// Warnings before saving.
    warnings: Vec<String>,
    /// Reason why the form was refused as a whole.
    refusal: Option<String>,
}

impl<M: FormModel> OpenForm<M> {
    /// Opens a form.
    fn new(model: M, form: FormState, title: String) -> Self {
        Self {
            model,
            form,
            title,
            subtitle: String::new(),
            warnings: Vec::new(),
            refusal: None,
        }
    }

    /// Sets the subtitle.
    fn with_subtitle(self, remark: impl Into<String>) -> Self {
        Self {
            subtitle: remark.into(),
            ..self
        }
    }

    /// Sets the warnings.
    fn with_warnings(self, warnings: Vec<String>) -> Self {
        Self { warnings, ..self }
    }

    fn save(&mut self, model: &ReadModel) -> Outcome {
        self.refusal = None;
        match self.model.save(&self.form, model) {
            Ok(effect) => Outcome::Effect(effect),
            Err(FormRefusal {
                field_refusals,
                form_refusal,
            }) => {
                self.form.show_refusals(field_refusals);
                self.refusal = form_refusal;
                Outcome::Handled
            }
        }
    }

    /// Shows why the focused field would be refused on saving; an empty field may be filled later. The focus moves
    /// on all the same, so that input of users who type without looking lands in the intended field.
    fn validate_focused_field(&mut self, model: &ReadModel) {
        let Some(field) = self.form.focused().filter(|field| !field.input.is_empty()) else {
            return;
        };
        let label = field.label;
        let refused = self.model.save(&self.form, model).err();
        if let Some((_, words)) = refused.and_then(|refused| {
            refused
                .field_refusals
                .into_iter()
                .find(|(of, _)| *of == label)
        }) {
            self.form.show_refusal_of_focused(words);
        }
    }

    /// Moves the focus between fields, and the cursor within one.
    fn move_focus(&mut self, command: Command) -> Outcome {
        let form = &mut self.form;
        match command {
            Command::PreviousField => form.focus_previous(),
            Command::Up | Command::Down => move_vertically(form, command == Command::Down),
            Command::NewLine => form.insert_newline(),
            Command::Left | Command::Right if form.cycle_option(command == Command::Right) => {}
            other => match cells::edit_action(other) {
                Some(edit) => form.edit_focused(edit),
                None => return Outcome::Ignored,
            },
        }
        Outcome::Handled
    }

    /// Draws title, subtitle and warnings; returns the first free row.
    fn draw_head(&self, area: Rect, buffer: &mut Buffer, draw_context: DrawContext) -> u16 {
        let (x, room) = (area.x + 1, area.width.saturating_sub(2));
        put_text(
            buffer,
            x,
            area.y,
            room,
            &self.title,
            draw_context.theme.style(Tone::Strong),
        );
        let mut y = area.y + 1;
        if !self.subtitle.is_empty() {
            put_text(
                buffer,
                x,
                y,
                room,
                &self.subtitle,
                draw_context.theme.style(Tone::Dim),
            );
            y += 1;
        }
        // On a small screen the fields need the space more than long warnings.
        let most = if area.height >= ROOMY_HEIGHT { 6 } else { 3 };
        for line in self
            .warnings
            .iter()
            .flat_map(|words| wrap(&draw_context.fill_keys(words), room))
            .take(most)
        {
            put_text(
                buffer,
                x,
                y,
                room,
                &line,
                draw_context.theme.style(Tone::Warn),
            );
            y += 1;
        }
        y
    }
}

/// Up and down: within a multi-line field while there are lines, else to the adjacent field.
fn move_vertically(form: &mut FormState, down: bool) {
    let mut moved = false;
    if form
        .focused()
        .is_some_and(|field| field.input.is_multiline())
    {
        form.edit_focused(|line| {
            moved = if down {
                line.move_down()
            } else {
                line.move_up()
            }
        });
    }
    match (moved, down) {
        (true, _) => {}
        (false, true) => form.focus_next(),
        (false, false) => form.focus_previous(),
    }
}

/// Interface of any form for the screen.
pub trait FormPane: Debug {
    /// Returns `true` if there is unsaved input.
    fn is_changed(&self) -> bool;
    /// Inserts text into the focused field; returns what was lost.
    fn insert_text(&mut self, text: &str) -> InputLoss;
    /// Handles a command; saving is an effect.
    fn handle_command(&mut self, command: Command, book: &ReadModel) -> Outcome;
    /// Shows why the form was refused; the input stays.
    fn show_refusal(&mut self, words: String);
    /// Draws the form; returns the cursor position.
    fn draw(&self, area: Rect, buffer: &mut Buffer, look: DrawContext) -> Option<Position>;
    /// Menu from which the focused field can be filled.
    fn field_menu(&self) -> Option<MenuKind>;
    /// Fills the focused field with a menu choice.
    fn fill_focused_field(&mut self, chosen: &str);
    /// Returns `true` if the focused field has several lines.
    fn is_multiline(&self) -> bool;
    /// Effect that opens the row created by a save.
    fn created_row_effect(&self) -> Option<Effect>;
    /// Identity of the form and texts of its fields, for restoring; `None` if drafts are not kept.
    fn draft(&self) -> Option<(FormRef, FieldTexts)>;
    /// Restores field texts; `false` if the fields differ now.
    fn restore_draft(&mut self, texts: &FieldTexts) -> bool;
}

impl<M: FormModel> FormPane for OpenForm<M> {
    fn is_changed(&self) -> bool {
        self.model.form_ref().is_some() && self.form.is_changed()
    }

    fn insert_text(&mut self, text: &str) -> InputLoss {
        self.refusal = None;
        self.form.insert_text(text)
    }

    fn handle_command(&mut self, command: Command, model: &ReadModel) -> Outcome {
        let on_button = self
            .form
            .focused()
            .is_some_and(|field| field.kind == FieldKind::Button);
        match command {
            Command::Save => self.save(model),
            Command::NextField if on_button => self.save(model),
            Command::NextField => {
                self.validate_focused_field(model);
                self.form.focus_next();
                Outcome::Handled
            }
            other => self.move_focus(other),
        }
    }

    fn show_refusal(&mut self, words: String) {
        self.refusal = Some(words);
    }

    fn draw(&self, area: Rect, buffer: &mut Buffer, draw_context: DrawContext) -> Option<Position> {
        let (x, room) = (area.x + 1, area.width.saturating_sub(2));
        let head = self.draw_head(area, buffer, draw_context);
        let (words, tone) = match &self.refusal {
            Some(refusal) => (refusal.clone(), Tone::Bad),
            None => (self.model.hint(&self.form), Tone::Dim),
        };
        let below = wrap(&draw_context.fill_keys(&words), room);
        let rows = u16::try_from(below.len().min(MESSAGE_ROWS)).unwrap_or(0);
        let left = (area.bottom() - rows).saturating_sub(head);
        let is_wide = area.height >= ROOMY_HEIGHT || form::form_height(&self.form, true) < left;
        let air = u16::from(is_wide || self.warnings.is_empty());
        let body = Rect {
            y: head + air,
            height: left.saturating_sub(air),
            ..area
        };
        let cursor = form::draw_form(&self.form, is_wide, body, buffer, draw_context);
        for (y, line) in (area.bottom() - rows..area.bottom()).zip(&below) {
            put_text(buffer, x, y, room, line, draw_context.theme.style(tone));
        }
        cursor
    }

    fn field_menu(&self) -> Option<MenuKind> {
        self.model.field_menu(&self.form)
    }

    fn fill_focused_field(&mut self, chosen: &str) {
        let text = self.model.text_with_choice(&self.form, chosen);
        self.form.edit_focused(|line| {
            *line = if line.is_multiline() {
                TextInput::new_multiline(&text)
            } else {
                TextInput::new(&text)
            }
        });
    }

    fn is_multiline(&self) -> bool {
        self.form
            .focused()
            .is_some_and(|field| field.input.is_multiline())
    }

    fn created_row_effect(&self) -> Option<Effect> {
        self.model.created_row_effect(&self.form)
    }

    fn draft(&self) -> Option<(FormRef, FieldTexts)> {
        Some((self.model.form_ref()?, self.form.texts()))
    }

    fn restore_draft(&mut self, texts: &FieldTexts) -> bool {
        self.form.restore_texts(texts)
    }
}
