//! Phasewright: a workbench for building-electrical design.
#![forbid(unsafe_code)]
