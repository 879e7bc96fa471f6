//! A calculation as it is listed: its inputs, its results, what does it.

use crate::calc::{Fault, Field, Work};

/// A result of a calculation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ResultField {
    /// As in `ocpd`; `motors[i].flc` stands for one of each item of a list, counted from 0.
    pub name: &'static str,
    /// As in `A`, `VA`, `awg_kcmil`, `yes_no`; `unit` stands for the word given as the input of that name.
    pub unit: &'static str,
    pub note: &'static str,
}

/// A calculation.
#[derive(Clone, Copy, Debug)]
pub struct Kind {
    /// As in `conductor-ampacity`.
    pub name: &'static str,
    pub title: &'static str,
    /// Sections of the Code it follows.
    pub sections: &'static str,
    pub inputs: &'static [Field],
    pub results: &'static [ResultField],
    pub(in crate::calc) run: fn(&Work<'_>) -> Result<(), Fault>,
}
