//! The forms over a pane, a file each: what differs between them is a [`Matter`], what they share is [`Filled`]. Knows no
//! key.

pub mod comment;
pub mod duty;
pub mod export;
pub mod journal;
pub mod lock;
pub mod record;
mod record_start;
pub mod work;

use std::fmt::Debug;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::form::line::{Line, Lost};
use crate::form::{Form, Kind};
use crate::keys::Command;
use crate::panes::book::Book;
use crate::panes::effect::{Effect, FormAt, MenuKind, Outcome};
use crate::panes::tones;
use crate::store::Write;
use crate::widgets::text::{put, wrap};
use crate::widgets::theme::Tone;
use crate::widgets::{Look, form};

/// From this height on fields of many lines have them, and there is air.
const ROOMY: u16 = 18;
/// The rows that a refusal or a hint may take.
const BELOW: usize = 3;

/// What a form is about: how saving it ends, and what there is to know beside what is typed.
pub trait Matter: Debug {
    /// The name of a field.
    type Key: Copy + PartialEq + Debug;
    /// Which form it is, so that a draft can be offered again; none where nobody would miss what is typed.
    fn at(&self) -> Option<FormAt>;
    /// What saving asks for, or why it is refused.
    fn save(&self, form: &Form<Self::Key>, book: &Book) -> Result<Effect, Refused<Self::Key>>;
    /// What the focused field takes, in the row below the fields.
    fn hint(&self, _form: &Form<Self::Key>) -> String {
        String::new()
    }
    /// The menu from which the focused field can be filled.
    fn menu(&self, _form: &Form<Self::Key>) -> Option<MenuKind> {
        None
    }
    /// What stands in the focused field once something was chosen in that menu: in a list one line more, else that alone.
    fn with_chosen(&self, form: &Form<Self::Key>, chosen: &str) -> String {
        let line = form.focused().map(|field| &field.line);
        match line.filter(|line| line.is_many()).map(|line| line.text().trim_end()) {
            Some(before) if !before.is_empty() => format!("{before}\n{chosen}"),
            Some(_) | None => chosen.to_owned(),
        }
    }
    /// What the row that a save has made leads to, so that the list below selects it.
    fn row(&self, _form: &Form<Self::Key>) -> Option<Effect> {
        None
    }
}

/// Why a form is not saved, in words.
#[derive(Debug)]
pub struct Refused<K> {
    /// Beside the fields.
    pub fields: Vec<(K, String)>,
    /// Below them.
    pub whole: Option<String>,
}

impl<K> Refused<K> {
    /// Some fields are wrong, each for its reason.
    pub fn fields<R>(refused: impl IntoIterator<Item = (K, R)>, words: impl Fn(&R) -> String) -> Self {
        let fields = refused.into_iter().map(|(key, why)| (key, words(&why))).collect();
        Self { fields, whole: None }
    }

    /// It is refused as a whole.
    pub fn whole(words: impl Into<String>) -> Self {
        Self { fields: Vec::new(), whole: Some(words.into()) }
    }
}

/// A write as what a form asks for.
fn writes(write: Write) -> Effect {
    Effect::Write(Box::new(write))
}

/// A form with what is typed in it.
#[derive(Debug)]
pub struct Filled<M: Matter> {
    matter: M,
    form: Form<M::Key>,
    title: String,
    /// One line about it.
    remark: String,
    /// What to know before it is recorded.
    warnings: Vec<String>,
    /// Why the whole is refused.
    refusal: Option<String>,
}

impl<M: Matter> Filled<M> {
    /// A form as it opens.
    fn new(matter: M, form: Form<M::Key>, title: String) -> Self {
        Self { matter, form, title, remark: String::new(), warnings: Vec::new(), refusal: None }
    }

    /// One line under the title.
    fn remark(self, remark: impl Into<String>) -> Self {
        Self { remark: remark.into(), ..self }
    }

    /// What to know before it is recorded.
    fn warn(self, warnings: Vec<String>) -> Self {
        Self { warnings, ..self }
    }

    fn save(&mut self, book: &Book) -> Outcome {
        self.refusal = None;
        match self.matter.save(&self.form, book) {
            Ok(effect) => Outcome::Wants(effect),
            Err(Refused { fields, whole }) => {
                self.form.refuse(fields);
                self.refusal = whole;
                Outcome::Done
            }
        }
    }

    /// Says why what is typed in the focused field would be refused on saving; an empty field may be filled later. Whoever
    /// types without looking goes on: nothing lands in another field than it was meant for.
    fn judge_focused(&mut self, book: &Book) {
        let Some(field) = self.form.focused().filter(|field| !field.line.is_empty()) else { return };
        let key = field.key;
        let refused = self.matter.save(&self.form, book).err();
        if let Some((_, words)) = refused.and_then(|refused| refused.fields.into_iter().find(|(of, _)| *of == key)) {
            self.form.refuse_focused(words);
        }
    }

    /// Moves between fields and within one.
    fn steer(&mut self, command: Command) -> Outcome {
        let form = &mut self.form;
        match command {
            Command::PreviousField => form.previous(),
            Command::Up | Command::Down => step(form, command == Command::Down),
            Command::NewLine => form.new_line(),
            Command::Left | Command::Right if form.turn(command == Command::Right) => {}
            other => match tones::edit(other) {
                Some(edit) => form.edit(edit),
                None => return Outcome::Unknown,
            },
        }
        Outcome::Done
    }

    /// Title, remark and warnings; returns the first free row.
    fn draw_head(&self, area: Rect, buffer: &mut Buffer, look: Look) -> u16 {
        let (x, room) = (area.x + 1, area.width.saturating_sub(2));
        put(buffer, x, area.y, room, &self.title, look.theme.style(Tone::Strong));
        let mut y = area.y + 1;
        if !self.remark.is_empty() {
            put(buffer, x, y, room, &self.remark, look.theme.style(Tone::Dim));
            y += 1;
        }
        // Where it is low the fields need the room more than the end of what is told.
        let most = if area.height >= ROOMY { 6 } else { 3 };
        for line in self.warnings.iter().flat_map(|words| wrap(&look.keyed(words), room)).take(most) {
            put(buffer, x, y, room, &line, look.theme.style(Tone::Warn));
            y += 1;
        }
        y
    }
}

/// Up and down: within many lines as long as there are any, else to the field beside.
fn step<K: Copy + PartialEq>(form: &mut Form<K>, down: bool) {
    let mut moved = false;
    if form.focused().is_some_and(|field| field.line.is_many()) {
        form.edit(|line| moved = if down { line.down() } else { line.up() });
    }
    match (moved, down) {
        (true, _) => {}
        (false, true) => form.next(),
        (false, false) => form.previous(),
    }
}

/// What the screen asks of any form.
pub trait FormPane: Debug {
    /// Whether something was typed that would be missed.
    fn is_changed(&self) -> bool;
    /// Types into the focused field; answers what was lost of the text.
    fn insert(&mut self, text: &str) -> Lost;
    /// Does what a command asks; what saves is an effect.
    fn update(&mut self, command: Command, book: &Book) -> Outcome;
    /// Shows why the whole was refused; what was typed stays.
    fn refuse(&mut self, words: String);
    /// Draws it; returns the cursor's place.
    fn draw(&self, area: Rect, buffer: &mut Buffer, look: Look) -> Option<Position>;
    /// The menu from which the focused field can be filled.
    fn menu(&self) -> Option<MenuKind>;
    /// Takes what was chosen in that menu.
    fn take(&mut self, chosen: &str);
    /// Whether the focused field has many lines.
    fn is_many(&self) -> bool;
    /// What the row that a save has made leads to.
    fn row(&self) -> Option<Effect>;
    /// Which form it is and what stands in its fields, so that it can be offered again; none where nobody would miss it.
    fn typed(&self) -> Option<(FormAt, Vec<String>)>;
    /// Puts texts back into the fields; false if they are other fields now.
    fn retype(&mut self, texts: &[String]) -> bool;
}

impl<M: Matter> FormPane for Filled<M> {
    fn is_changed(&self) -> bool {
        self.matter.at().is_some() && self.form.is_changed()
    }

    fn insert(&mut self, text: &str) -> Lost {
        self.refusal = None;
        self.form.insert(text)
    }

    fn update(&mut self, command: Command, book: &Book) -> Outcome {
        let on_button = self.form.focused().is_some_and(|field| field.kind == Kind::Button);
        match command {
            Command::Save => self.save(book),
            Command::NextField if on_button => self.save(book),
            Command::NextField => {
                self.judge_focused(book);
                self.form.next();
                Outcome::Done
            }
            other => self.steer(other),
        }
    }

    fn refuse(&mut self, words: String) {
        self.refusal = Some(words);
    }

    fn draw(&self, area: Rect, buffer: &mut Buffer, look: Look) -> Option<Position> {
        let (x, room) = (area.x + 1, area.width.saturating_sub(2));
        let head = self.draw_head(area, buffer, look);
        let (words, tone) = match &self.refusal {
            Some(refusal) => (refusal.clone(), Tone::Bad),
            None => (self.matter.hint(&self.form), Tone::Dim),
        };
        let below = wrap(&look.keyed(&words), room);
        let rows = u16::try_from(below.len().min(BELOW)).unwrap_or(0);
        let left = (area.bottom() - rows).saturating_sub(head);
        let roomy = area.height >= ROOMY || form::rows(&self.form, true) < left;
        let air = u16::from(roomy || self.warnings.is_empty());
        let body = Rect { y: head + air, height: left.saturating_sub(air), ..area };
        let cursor = form::draw(&self.form, roomy, body, buffer, look);
        for (y, line) in (area.bottom() - rows..area.bottom()).zip(&below) {
            put(buffer, x, y, room, line, look.theme.style(tone));
        }
        cursor
    }

    fn menu(&self) -> Option<MenuKind> {
        self.matter.menu(&self.form)
    }

    fn take(&mut self, chosen: &str) {
        let text = self.matter.with_chosen(&self.form, chosen);
        self.form.edit(|line| *line = if line.is_many() { Line::many(&text) } else { Line::new(&text) });
    }

    fn is_many(&self) -> bool {
        self.form.focused().is_some_and(|field| field.line.is_many())
    }

    fn row(&self) -> Option<Effect> {
        self.matter.row(&self.form)
    }

    fn typed(&self) -> Option<(FormAt, Vec<String>)> {
        Some((self.matter.at()?, self.form.texts()))
    }

    fn retype(&mut self, texts: &[String]) -> bool {
        self.form.retype(texts)
    }
}
