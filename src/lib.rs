//! `tiendo` ("tiến độ", progress): plans, targets, responsible departments and overdue reports.
pub mod domain;
pub mod sample;
pub mod store;
pub mod words;
