//! Parsing of imported files into values that the domain validates. Must not depend on the store or screens.

pub mod data;
pub mod figures;
pub mod offices;
pub mod sheet;
pub mod steps;
