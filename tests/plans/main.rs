//! The five plans as data, against counts written by hand from the signed documents.

mod kg_bg;
mod shapes;
mod tth;
