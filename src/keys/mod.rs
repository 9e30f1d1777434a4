//! Keys and commands: the one table of bindings, and the table as it is live. Dispatch, footer and help read it; nothing
//! else binds a key. Must not depend on panes or screens.

mod bindings;
pub mod command;
mod hints;
mod key;
mod keymap;
pub mod rebinding;

pub use bindings::{BINDINGS, Binding};
pub use command::{Command, KeyContext};
pub use hints::{CommandMarker, KeyHints};
pub use key::Key;
pub use keymap::Keymap;
