//! `tiendo` ("tiến độ", progress): plans, targets, responsible departments and overdue reports.
pub mod cli;
pub mod domain;
pub mod import;
pub mod report;
pub mod sample;
pub mod store;
pub mod words;
