//! The five plans as data, against counts written by hand from the signed documents.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "helpers of tests"
)]

mod kg_bg;
mod measures;
mod plan_checks;
mod round_trip;
mod tth;
