//! Files of other programs, in and out.
//!
//! Start at `exchange/mod.rs` for the form in which schedules leave and come back exactly, at `export/mod.rs` for what
//! writes it.

pub mod exchange;
pub mod export;
