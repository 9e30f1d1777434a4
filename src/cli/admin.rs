//! `admin`: what the owner of a file does to it as a whole.

use super::Failure;
use super::args::AdminCommand;
use super::output::Desk;
use crate::domain::account::Mode;
use crate::store::Write;
use crate::words::fill;
use crate::words::system::Entry;

/// `tiendo admin …`
pub fn run(desk: &mut Desk, command: AdminCommand) -> Result<(), Failure> {
    let (mode, done, already) = match command {
        AdminCommand::Share => (Mode::Shared, Entry::SharedNow, Entry::SharedAlready),
        AdminCommand::Unshare => (Mode::Single, Entry::SingleNow, Entry::SingleAlready),
    };
    let path = desk.db()?;
    let changed = desk.open()?.write(&desk.actor("cli"), desk.clock, Write::SetMode(mode))?.rows > 0;
    let said = if changed { done } else { already };
    desk.say(&fill(said.words(desk.lang), &[&path.display()]))
}
