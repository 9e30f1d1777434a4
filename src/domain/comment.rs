//! Comments (ý kiến): short texts on a measure, a cell or a duty, with who and when; added, never changed. Knows no store.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::code::MeasureId;
use super::duty::DutyKey;
use super::figure::Cell;
use super::text::{TextError, validate_text};

/// The most characters of a comment.
pub const COMMENT_MAX: usize = 1000;

/// What a comment is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum CommentSubject {
    /// A measure as a whole.
    Measure(MeasureId),
    /// One cell of a measure.
    Cell(Cell),
    /// A duty.
    Duty(DutyKey),
}

/// A comment as it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comment {
    /// What it is about.
    pub subject: CommentSubject,
    /// The text.
    pub text: String,
    /// The account that wrote it.
    pub by: String,
    /// When.
    pub at: DateTime<Utc>,
}

/// Why a comment is refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CommentRefusal {
    /// It says nothing.
    Empty,
    /// A text that cannot be kept.
    InvalidText(TextError),
}

/// From what was typed to the text of a comment: blanks around it removed, at most [`COMMENT_MAX`] characters.
pub fn finish(typed: &str) -> Result<String, CommentRefusal> {
    let text = validate_text(typed.trim(), COMMENT_MAX).map_err(CommentRefusal::InvalidText)?;
    if text.is_empty() {
        Err(CommentRefusal::Empty)
    } else {
        Ok(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_comment_says_something_and_is_short() {
        assert_eq!(
            finish("  đã hỏi Sở Y tế \n"),
            Ok("đã hỏi Sở Y tế".to_owned())
        );
        assert_eq!(finish(" \n "), Err(CommentRefusal::Empty));
        let long = "a".repeat(COMMENT_MAX + 1);
        assert!(matches!(
            finish(&long),
            Err(CommentRefusal::InvalidText(TextError::TooLong { .. }))
        ));
        assert!(matches!(
            finish("a\u{200b}b"),
            Err(CommentRefusal::InvalidText(TextError::Unwanted { .. }))
        ));
    }
}
