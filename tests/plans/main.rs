//! The five plans as data, against counts written by hand from the signed documents.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "helpers of tests"
)]

mod faults;
mod kg_bg;
mod shapes;
mod tth;
mod written;
