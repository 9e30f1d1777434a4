//! Files that come in: from text to what the domain checks. Knows no store and no screen.

pub mod data;
pub mod figures;
pub mod offices;
