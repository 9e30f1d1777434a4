//! x
use std::io::{self, BufRead, Write};
use super::glyphs::Glyphs;
use crate::app::App;
/// x
pub fn run(_app: App, _glyphs: Glyphs, _input: &mut dyn BufRead, _out: &mut dyn Write) -> io::Result<()> { Ok(()) }
