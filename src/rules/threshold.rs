//! Numbers of a rule that a local amendment may change.

/// An adjustable number, declared in the facts of its rule and read with `cx.threshold(META.code, &NAME)`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Threshold {
    /// As amendments and reports write it: `drop of a branch circuit`.
    pub name: &'static str,
    /// `%`, `°`, `A`; empty for a bare factor.
    pub unit: &'static str,
    /// What holds without an amendment.
    pub value: f64,
}
