//! `tiendo` ("tiến độ", progress): plans, targets, responsible departments and overdue reports.
pub mod app;
pub mod cli;
pub mod domain;
pub mod form;
pub mod import;
pub mod keys;
pub mod panes;
pub mod report;
pub mod sample;
pub mod store;
pub mod terminal;
pub mod widgets;
pub mod words;
