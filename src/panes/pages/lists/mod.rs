//! The lists over panes, a file each.

pub mod gaps;
pub mod groups;
pub mod offices;
pub mod parts;
