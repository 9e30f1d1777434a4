//! Confirmations before something is lost. The default answer is no. Must not depend on keys.

use crate::i18n::screen::Text;
use crate::i18n::{Lang, fill_placeholders};
use crate::panes::effect::Effect;

/// A question, and what a yes performs.
#[derive(Clone, Debug, PartialEq)]
pub struct Confirm {
    /// What is asked.
    pub question: Question,
    /// What a yes performs.
    pub effect: Effect,
}

/// Confirmation that is pending.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Question {
    /// A sentence of the program.
    Text(Text),
    /// Whether to do something for so many offices at once.
    Bulk(usize),
    /// A sentence about what is at hand.
    Words(String),
}

impl Question {
    /// The question as a sentence.
    pub fn sentence(&self, lang: Lang) -> String {
        match self {
            Self::Text(text) => text.text(lang).to_owned(),
            Self::Bulk(count) => fill_placeholders(Text::AskMany.text(lang), &[count]),
            Self::Words(words) => words.clone(),
        }
    }
}
