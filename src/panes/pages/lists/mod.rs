//! The lists over a pane, one file each: from what is known to rows with what they lead to.

pub mod below;
pub mod estimates;
pub mod starred;
