//! Questions before something is lost. The default is no. Knows no key.

use crate::i18n::screen::Text;
use crate::i18n::{Lang, fill_placeholders};
use crate::panes::effect::Effect;

/// What is asked.
#[derive(Clone, Debug, PartialEq)]
pub enum Confirm {
    /// Leave the program with figures typed and not saved.
    Quit,
    /// Close a form with something typed.
    DiscardForm,
    /// Something that is hard to reverse: the question, and what yes does.
    Effect(Text, Box<Effect>),
    /// Go on with what was typed and not saved before; the question.
    RestoreDrafts(String),
    /// Something that is hard to reverse, in words of its own.
    EffectWithText(String, Box<Effect>),
    /// Something for so many offices at once, and what yes does.
    BulkEffect(usize, Box<Effect>),
}

/// What a yes leads to.
#[derive(Clone, Debug, PartialEq)]
pub enum Confirmed {
    /// The program ends.
    Quit,
    /// What was typed before is taken up again.
    RestoreDrafts,
    /// Nothing more.
    Nothing,
    /// Something is performed.
    Effect(Effect),
}

impl Confirm {
    /// The question.
    pub fn question(&self, lang: Lang) -> String {
        match self {
            Confirm::Quit => Text::AskLeave.text(lang).to_owned(),
            Confirm::DiscardForm => Text::AskDropForm.text(lang).to_owned(),
            Confirm::RestoreDrafts(words) | Confirm::EffectWithText(words, _) => words.clone(),
            Confirm::Effect(text, _) => text.text(lang).to_owned(),
            Confirm::BulkEffect(count, _) => fill_placeholders(Text::AskMany.text(lang), &[count]),
        }
    }
}
