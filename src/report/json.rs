//! JSON for scripts: an array of rows, or one object. Keys stand in the order of the row; unknown is `null`.

use std::io::{self, Write};

use serde::Serialize;

/// Writes a value with line breaks, and one at its end.
pub fn write<T: Serialize + ?Sized>(out: &mut dyn Write, value: &T) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut *out, value)?;
    writeln!(out)
}
