//! The form that takes the list in front away: into a spreadsheet file, or into the clipboard.

use std::path::PathBuf;

use super::{Filled, Matter, Refused};
use crate::domain::text::fold;
use crate::form::{Choice, Field, Form, Kind};
use crate::panes::book::Book;
use crate::panes::effect::{Effect, ExportTo, FormAt};
use crate::words::fill;
use crate::words::screen::Text;

/// A field of the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExportField {
    /// Where it goes.
    To,
    /// The file's name.
    File,
    /// The button.
    Save,
}

/// The value of the choice that is a file; the other one is the clipboard.
const FILE: &str = "file";

/// A list on its way out.
#[derive(Debug)]
pub struct Export;

impl Export {
    /// The form for a list of so many rows. Where the file is shared no path comes from a person: only the clipboard.
    pub fn open(name: &str, rows: usize, book: &Book) -> Filled<Self> {
        let choice =
            |value: &str, words: Text| Choice { value: value.into(), words: words.words(book.lang).to_owned() };
        let mut choices = vec![choice(FILE, Text::ToFile), choice("", Text::ToClipboard)];
        if book.person.is_some() {
            choices.remove(0);
        }
        let short = fold(name.split(':').next().unwrap_or_default());
        let words = short.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
        let file = format!("{}-{}.xlsx", words.take(6).collect::<Vec<_>>().join("-"), book.today);
        let fields = vec![
            Field::choice(ExportField::To, Text::FieldWhereTo, choices, FILE),
            Field::new(ExportField::File, Text::FieldFile, Kind::Line, if book.person.is_some() { "" } else { &file }),
            Field::new(ExportField::Save, Text::ExportTable, Kind::Button, ""),
        ];
        let title = format!("{}: {name}", Text::ExportTable.words(book.lang));
        let remark = fill(Text::ExportExplained.words(book.lang), &[&rows]);
        Filled::new(Self, Form::new(fields).suggesting(), title).remark(remark)
    }
}

impl Matter for Export {
    type Key = ExportField;

    fn at(&self) -> Option<FormAt> {
        None
    }

    fn save(&self, form: &Form<ExportField>, book: &Book) -> Result<Effect, Refused<ExportField>> {
        let to = match (form.text(ExportField::To), form.text(ExportField::File)) {
            (FILE, "") => {
                return Err(Refused::fields([(ExportField::File, Text::RefusedMissing)], |why| {
                    why.words(book.lang).to_owned()
                }));
            }
            (FILE, name) => ExportTo::File(PathBuf::from(name)),
            _ => ExportTo::Clipboard,
        };
        Ok(Effect::Export(to))
    }
}
