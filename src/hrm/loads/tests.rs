//! Inventories, answers and learning.

mod data;
mod learning;
