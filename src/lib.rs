//! Phasewright: a workbench for building-electrical design.
//!
//! The library does everything without a window; the binary is a thin layer over it. `src/` is a stack of rooms with
//! one-way doors, lowest first:
//!
//! * [`units`]: quantities as types, rounding rules, numbers to text and back
//! * [`nec`]: editions and the Code's vocabulary, numbers only
//! * [`domain`]: what a project is, and the edits that change it
//! * [`engineering`]: loads, balance and everything else that is computed from a project
//! * [`rules`]: the Code's rules as checks on a project, and what they find
//! * [`document`]: a project being worked on: undo, revisions, files, recovery
//! * [`proposals`]: suggestions, and the independent check each has to pass
//! * `hrm`: the Hierarchical Reasoning Model, its training and what it proposes (feature `ml`)
//! * [`interchange`]: files of other programs, in and out
//! * [`report`]: documents for people, as PDF
//! * `app`: the window, drawn with egui (feature `gui`)
//! * [`workbench`]: the application without its window
//! * [`cli`]: subcommands, for scripts and checks
#![forbid(unsafe_code)]

#[macro_use]
mod named_enum;

#[cfg(feature = "gui")]
pub mod app;
pub mod calc;
pub mod cli;
pub mod document;
pub mod domain;
pub mod engineering;
#[cfg(feature = "ml")]
pub mod hrm;
pub mod interchange;
pub mod nec;
pub mod proposals;
pub mod report;
pub mod rules;
pub mod units;
pub mod workbench;
