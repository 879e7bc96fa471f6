//! Files of other programs, in and out.
//!
//! Start at `exchange/mod.rs` for the form in which schedules leave and come back exactly, at `export/mod.rs` for what
//! writes it, at `import/mod.rs` for how a messy spreadsheet becomes panelboards.

pub mod drawing;
pub mod exchange;
pub mod export;
pub mod import;
