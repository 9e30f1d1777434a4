//! x
use super::glyphs::Glyphs;
use crate::app::App;
use std::io::{self, BufRead, Write};
/// x
pub fn run(_app: App, _glyphs: Glyphs, _input: &mut dyn BufRead, _out: &mut dyn Write) -> io::Result<()> {
    Ok(())
}
