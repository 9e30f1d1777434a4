//! Questions before something is lost. The default is no. Knows no key.

use crate::words::screen::Text;

/// What is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ask {
    /// Leave the program with figures typed and not saved.
    Leave,
    /// Close a form with something typed.
    DropForm,
}

impl Ask {
    /// The question.
    pub fn text(self) -> Text {
        match self {
            Ask::Leave => Text::AskLeave,
            Ask::DropForm => Text::AskDropForm,
        }
    }
}
