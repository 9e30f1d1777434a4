//! How the interface stands before a person: what the environment says of the terminal, what was asked for, which glyphs
//! are there. Decided before any screen is drawn; knows neither commands nor the terminal's bytes.

pub mod charset;
pub mod settings;
pub mod terminal_env;
