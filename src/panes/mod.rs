//! The panes, one file each: state, what it answers to, how it draws; and the screen that holds them.
//! Panes read and never write; they match on commands and never see keys.

pub mod activities;
pub mod ask;
pub mod book;
pub mod calendar;
mod duty_rows;
pub mod effect;
pub mod forms;
pub mod frame;
mod help;
mod journal;
mod menus;
mod narrow;
pub mod offices;
pub mod pages;
pub mod permits;
pub mod plans;
mod remarks;
pub mod reports;
pub mod screen;
pub mod sheet;
pub mod tabs;
pub mod targets;
pub mod today;
pub mod tones;
pub mod work;
