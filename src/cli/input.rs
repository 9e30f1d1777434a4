//! Input from a file, a pipe or a terminal. Must not depend on commands.

use std::fs::File;
use std::io::{IsTerminal, Read};
use std::path::Path;

use super::error::CliError;
use crate::i18n::system::AccessText;
use crate::import::sheet::BYTES_MAX;

/// Fails unless standard input and output are a terminal.
pub fn require_terminal() -> Result<(), CliError> {
    let there = std::io::stdin().is_terminal() && std::io::stdout().is_terminal();
    if there {
        Ok(())
    } else {
        Err(CliError::NoTerminal)
    }
}

/// Fails unless standard input is a file or a pipe.
pub fn require_piped_input() -> Result<(), CliError> {
    if std::io::stdin().is_terminal() {
        Err(CliError::Authentication(AccessText::NoInput))
    } else {
        Ok(())
    }
}

/// Reads a file, or standard input for `-`; refuses more than the maximum size of exchange files.
pub fn read_file_or_stdin(path: &Path) -> Result<Vec<u8>, CliError> {
    let failed = |error| CliError::FileIo(path.to_owned(), error);
    let mut bytes = Vec::new();
    if path == Path::new("-") {
        std::io::stdin()
            .lock()
            .take(BYTES_MAX + 1)
            .read_to_end(&mut bytes)
            .map_err(failed)?;
    } else {
        File::open(path)
            .map_err(failed)?
            .take(BYTES_MAX + 1)
            .read_to_end(&mut bytes)
            .map_err(failed)?;
    }
    if bytes.len() as u64 > BYTES_MAX {
        Err(CliError::FileTooLarge(path.to_owned()))
    } else {
        Ok(bytes)
    }
}
