//! JSON output for scripts: an array of rows, or one object. Keys are in the order of the row; unknown values are
//! `null`. Unwanted characters are removed from every text, wherever it came from.

use std::io::{self, Write};

use serde::ser::SerializeSeq as _;
use serde::{Serialize, Serializer as _};
use serde_json::ser::{CharEscape, Formatter, PrettyFormatter, Serializer};

use super::value::{DataRow, DataValue};
use crate::domain::text::sanitize_output;

/// Writes a value with line breaks, and one at its end.
pub fn write<T: Serialize + ?Sized>(out: &mut dyn Write, value: &T) -> io::Result<()> {
    value.serialize(&mut Serializer::with_formatter(
        &mut *out,
        SanitizingFormatter(PrettyFormatter::new()),
    ))?;
    writeln!(out)
}

/// Writes an array whose rows are written while they are read, in the layout of [`write()`].
pub fn write_each<R: Serialize, E: From<io::Error>>(
    out: &mut dyn Write,
    read: impl FnOnce(&mut dyn FnMut(&R) -> io::Result<()>) -> Result<(), E>,
) -> Result<(), E> {
    let failed = |error: serde_json::Error| E::from(io::Error::from(error));
    let formatter = SanitizingFormatter(PrettyFormatter::new());
    let mut serializer = Serializer::with_formatter(&mut *out, formatter);
    let mut array = serializer.serialize_seq(None).map_err(failed)?;
    read(&mut |row| Ok(array.serialize_element(row)?))?;
    array.end().map_err(failed)?;
    Ok(writeln!(out)?)
}

/// Writes an array of rows, each with a value per key.
pub fn write_data(
    out: &mut dyn Write,
    keys: &[&'static str],
    rows: impl IntoIterator<Item = Vec<DataValue>>,
) -> io::Result<()> {
    write_data_each(out, keys, |emit| rows.into_iter().try_for_each(emit))
}

/// The same for rows that are written while they are read.
pub fn write_data_each<E: From<io::Error>>(
    out: &mut dyn Write,
    keys: &[&'static str],
    read: impl FnOnce(&mut dyn FnMut(Vec<DataValue>) -> io::Result<()>) -> Result<(), E>,
) -> Result<(), E> {
    write_each(out, |emit| {
        read(&mut |values| emit(&DataRow { keys, values }))
    })
}

/// Formatter like the pretty one that also sanitizes texts.
struct SanitizingFormatter(PrettyFormatter<'static>);

/// Methods delegated to the pretty formatter.
macro_rules! delegate_to_pretty {
    ($($name:ident($($argument:ident: $type:ty),*)),* $(,)?) => {$(
        fn $name<W: ?Sized + Write>(&mut self, out: &mut W $(, $argument: $type)*) -> io::Result<()> {
            self.0.$name(out $(, $argument)*)
        }
    )*};
}

impl Formatter for SanitizingFormatter {
    delegate_to_pretty!(
        begin_array(),
        end_array(),
        begin_array_value(first: bool),
        end_array_value(),
        begin_object(),
        end_object(),
        begin_object_key(first: bool),
        begin_object_value(),
        end_object_value(),
    );

    fn write_string_fragment<W: ?Sized + Write>(
        &mut self,
        out: &mut W,
        fragment: &str,
    ) -> io::Result<()> {
        out.write_all(sanitize_output(fragment).as_bytes())
    }

    fn write_char_escape<W: ?Sized + Write>(
        &mut self,
        out: &mut W,
        escape: CharEscape,
    ) -> io::Result<()> {
        match escape {
            CharEscape::Quote | CharEscape::ReverseSolidus | CharEscape::LineFeed => {
                self.0.write_char_escape(out, escape)
            }
            CharEscape::Tab => out.write_all(b" "),
            _ => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_array_written_row_by_row_is_the_same() {
        for rows in [&[][..], &[("a", 1), ("b", 2)]] {
            let (mut whole, mut each) = (Vec::new(), Vec::new());
            write(&mut whole, rows).unwrap();
            write_each(&mut each, |emit| rows.iter().try_for_each(emit)).unwrap();
            assert_eq!(whole, each);
        }
    }

    #[test]
    fn texts_are_clean_and_laid_out() {
        let mut out = Vec::new();
        write(
            &mut out,
            &[("a\u{202e}b\u{9b}", "q\"\\\n\t\u{1b}x"), ("Tiếng Việt", "")],
        )
        .unwrap();
        let text = String::from_utf8(out).unwrap();
        assert!(
            text.contains("\"ab\"")
                && text.contains("\"q\\\"\\\\\\n x\"")
                && text.contains("Tiếng Việt"),
            "{text}"
        );
        assert_eq!(
            serde_json::from_str::<Vec<(String, String)>>(&text)
                .unwrap()
                .len(),
            2
        );
        assert!(text.starts_with("[\n  [\n    \"ab\","), "{text}");
    }
}
