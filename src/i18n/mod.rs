//! Sentences for people, in Vietnamese and English: the only place where a fact becomes a sentence. Must not depend
//! on screens. The table of the screen's texts lies below, in [`mod@crate::texts`].

pub mod account;
pub mod assessment;
pub mod budget;
pub mod calendar;
pub mod cli;
pub mod column;
pub mod config;
pub mod deadline;
pub mod display;
pub mod doctor;
pub mod facts;
pub mod form;
pub mod help;
pub mod help_examples;
pub mod import;
pub mod inspection;
pub mod journal;
pub mod letter;
pub mod maintenance;
pub mod messages;
pub mod plan_report;
pub mod quota;
pub mod report;
pub mod setting;
pub mod submission;
pub mod system;
pub mod terms;

pub use crate::texts::{Lang, fill_placeholders, help_guide, quote_input, screen, with_article};
