//! Comments (ý kiến): short texts on a measure, a cell or a duty, with author and time; added, never changed.
//! Must not depend on the store.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::code::MeasureId;
use super::duty::DutyKey;
use super::figure::Cell;
use super::text::{TextError, validate_text};

/// Maximum length of a comment in characters.
pub const COMMENT_MAX: usize = 1000;

/// Subject of a comment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum CommentSubject {
    /// A measure as a whole.
    Measure(MeasureId),
    /// One cell of a measure.
    Cell(Cell),
    /// A duty.
    Duty(DutyKey),
}

/// A comment as recorded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comment {
    /// Subject.
    pub subject: CommentSubject,
    /// The text.
    pub text: String,
    /// The account that wrote it.
    pub by: String,
    /// Time of recording.
    pub at: DateTime<Utc>,
}

/// Reason why a comment is refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CommentRefusal {
    /// The text is empty.
    Empty,
    /// The text is invalid.
    InvalidText(TextError),
}

/// Validates the text of a comment: trims it and refuses more than [`COMMENT_MAX`] characters.
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
