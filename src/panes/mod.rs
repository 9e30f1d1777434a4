//! Panes: each has its state, its commands and its drawing; `screen` holds them together.
//! Panes read and never write; they match on commands and never see keys.

pub mod activities;
mod annotations;
pub mod assessments;
pub mod calendar;
mod calendar_entries;
pub mod cells;
pub mod confirm;
pub mod duty_pages;
pub mod duty_reads;
mod duty_rows;
pub mod effect;
pub mod execution;
mod figure_cache;
mod filter;
pub mod forms;
pub mod frame;
mod help;
mod journal;
pub mod layers;
mod list_lines;
mod measure_reads;
mod menus;
pub mod offices;
pub mod pages;
pub mod pane;
pub mod permissions;
pub mod plans;
pub mod read_model;
pub mod reports;
pub mod scope;
pub mod screen;
pub mod sheet;
pub mod tabs;
pub mod targets;
pub mod today;
mod today_duties;
