//! Progress of a long check as one line on standard error, if that is a terminal; wiped at the end.

use std::io::{IsTerminal, Write, stderr};

use super::args::OutputFormat;
use super::context::Context;
use crate::display::charset::Charset;
use crate::i18n::Lang;
use crate::i18n::maintenance::check_step;
use crate::store::{CheckProgress, CheckStep};

/// Begins the line anew and erases what it held.
const ERASE_LINE: &str = "\r\x1b[K";

/// A line that is wiped when the receiver is dropped, so that no result is printed behind it.
struct ProgressLine {
    lang: Lang,
    charset: Charset,
}

impl ProgressLine {
    fn show(&self, step: CheckStep) {
        let words = self
            .charset
            .convert_text(&check_step(self.lang, step))
            .into_owned();
        Self::print(&words);
    }

    fn print(words: &str) {
        let mut terminal = stderr().lock();
        // A closed standard error does not make the command fail.
        let _ = write!(terminal, "{ERASE_LINE}{words}").and_then(|()| terminal.flush());
    }
}

impl Drop for ProgressLine {
    fn drop(&mut self) {
        Self::print("");
    }
}

/// Receiver of the steps of a check: a line on a terminal, nobody in a pipe or for output that a program reads.
pub fn check_progress(context: &Context) -> CheckProgress {
    let is_for_people = matches!(context.format, None | Some(OutputFormat::Text));
    if !is_for_people || !stderr().is_terminal() {
        return CheckProgress::default();
    }
    let line = ProgressLine {
        lang: context.lang,
        charset: context.display_settings.charset,
    };
    CheckProgress::new(move |step| line.show(step))
}
