//! The rules of the trade, pure and exact: no clock, no files, no database, no words for the screen.

pub mod activity;
pub mod catalog;
pub mod code;
pub mod day;
pub mod deadline;
pub mod duty;
pub mod entry;
pub mod fault;
pub mod figure;
pub mod gap;
pub mod judge;
pub mod lock;
pub mod number;
pub mod office;
pub mod office_change;
pub mod office_check;
pub mod period;
pub mod plan;
pub mod plan_change;
pub mod plan_check;
pub mod plan_copy;
pub mod step;
pub mod text;
