//! The real program in a real pseudo-terminal.

mod pictures;
mod pty;
