//! Questions before something is lost. The default is no. Knows no key.

use crate::panes::effect::Effect;
use crate::words::screen::Text;
use crate::words::{Lang, fill};

/// What is asked.
#[derive(Clone, Debug, PartialEq)]
pub enum Ask {
    /// Leave the program with figures typed and not saved.
    Leave,
    /// Close a form with something typed.
    DropForm,
    /// Something that is hard to reverse: the question, and what yes does.
    Sure(Text, Box<Effect>),
    /// Go on with what was typed and not saved before; the question.
    Drafts(String),
    /// Something that is hard to reverse, in words of its own.
    Words(String, Box<Effect>),
    /// Something for so many offices at once, and what yes does.
    Many(usize, Box<Effect>),
}

/// What a yes leads to.
#[derive(Clone, Debug, PartialEq)]
pub enum Agreed {
    /// The program ends.
    Leave,
    /// What was typed before is taken up again.
    Drafts,
    /// Nothing more.
    Nothing,
    /// Something is performed.
    Effect(Effect),
}

impl Ask {
    /// The question.
    pub fn words(&self, lang: Lang) -> String {
        match self {
            Ask::Leave => Text::AskLeave.words(lang).to_owned(),
            Ask::DropForm => Text::AskDropForm.words(lang).to_owned(),
            Ask::Drafts(words) | Ask::Words(words, _) => words.clone(),
            Ask::Sure(text, _) => text.words(lang).to_owned(),
            Ask::Many(count, _) => fill(Text::AskMany.words(lang), &[count]),
        }
    }
}
