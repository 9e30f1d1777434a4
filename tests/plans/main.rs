//! The five plans as data, against counts written by hand from the signed documents.

#![allow(missing_docs, clippy::unwrap_used, reason = "helpers of tests")]

mod kg_bg;
mod shapes;
mod tth;
