//! The five plans as data files, compared with counts made by hand from the signed documents.

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
