//! `admin`: operations of the owner on the file as a whole.

use super::args::AdminCommand;
use super::context::Context;
use super::error::CliError;
use crate::domain::account::DatabaseMode;
use crate::i18n::fill_placeholders;
use crate::i18n::system::AccessText;
use crate::store::Write;

/// `tiendo admin …`
pub fn run_admin(context: &mut Context, command: AdminCommand) -> Result<(), CliError> {
    let (mode, done, already) = match command {
        AdminCommand::Share => (
            DatabaseMode::Shared,
            AccessText::SharedNow,
            AccessText::SharedAlready,
        ),
        AdminCommand::Unshare => (
            DatabaseMode::Single,
            AccessText::SingleNow,
            AccessText::SingleAlready,
        ),
    };
    let path = context.database_path()?;
    let changed = context
        .open_store()?
        .write(&context.actor("cli"), context.clock, Write::SetMode(mode))?
        .rows
        > 0;
    let message = if changed { done } else { already };
    context.print_line(&fill_placeholders(
        message.text(context.lang),
        &[&path.display()],
    ))
}
