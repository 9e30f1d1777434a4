//! `tiendo` ("tiến độ", progress): plans, targets, responsible departments and overdue reports.
pub mod app;
pub mod domain;
pub mod form;
pub mod keys;
pub mod panes;
pub mod sample;
pub mod store;
pub mod terminal;
pub mod widgets;
pub mod words;
