//! Conductors as they lie: what they may carry, correction by correction.
//!
//! ```text
//! Plain ─ InInsulation ─ Ambient ─ Bundled ─ Neutrals ─ PerhapsNonlinear     each with all corrections before it
//! PW007…  PW147          PW011     PW012     PW013      asks whether the load is nonlinear
//! ```
//!
//! A rule on a correction speaks where conductors hold without it and not with it, so that one fault is one finding.

use crate::calc::{Ampacity, Conditions};
use crate::domain::{Source, facts};
use crate::engineering::{ConductorPlace, CurrentCarrying, Step, feeder_wires, own_wires};
use crate::nec::tables::{Column, bundling_factor};
use crate::rules::conductors::{wires_of, wires_of_feeder};
use crate::rules::wiring::{Wires, by_terminals};
use crate::rules::{Object, RuleContext, Verdict};
use crate::units::{Amperes, trimmed};

/// How far ampacity is corrected; each has all corrections before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::rules) enum Stage {
    /// A cool ambient counts here already: it only helps.
    Plain,
    /// SE cable in thermal insulation.
    InInsulation,
    Ambient,
    /// Without the neutrals that 310.15(E) adds.
    Bundled,
    /// Everything that is certain.
    Neutrals,
    /// As if loads of which nobody has said so were nonlinear.
    PerhapsNonlinear,
}

/// Who counted the current-carrying conductors.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::rules) enum CountedBy {
    /// A person, at the circuit or feeder.
    Fact,
    /// A conduit run of the plan.
    Run,
    /// Nobody: they are taken to lie alone.
    Alone,
}

/// The conductors of a circuit or feeder as they lie and end.
#[derive(Clone, Copy, Debug)]
pub(in crate::rules) struct Laid<'p> {
    pub place: ConductorPlace<'p>,
    pub carrying: CurrentCarrying,
    pub counted_by: CountedBy,
    /// The column of the terminals, where somebody has said.
    marked: Option<Column>,
}

impl<'p> Laid<'p> {
    /// Returns the conductors of a branch circuit or feeder; `None` where nobody has given them, or they could not be read.
    pub fn of(cx: &RuleContext<'p>, object: &Object<'p>) -> Option<Self> {
        match object {
            Object::Circuit(panel, circuit) => {
                let in_run = cx.carrying(panel.id, circuit.id);
                Some(Self::new(cx, wires_of(circuit)?, in_run, || {
                    own_wires(panel, circuit).current_carrying()
                }))
            }
            Object::Feeder(feeder) => {
                let in_run = match feeder.feeder.source {
                    Source::Circuit(panel, circuit) => cx.carrying(panel, circuit),
                    Source::Service | Source::FeedThrough(_) | Source::Transformer(_) => None,
                };
                let alone = || {
                    let wires = feeder_wires(cx.project, feeder.load);
                    wires.map_or_else(CurrentCarrying::default, |wires| wires.current_carrying())
                };
                Some(Self::new(cx, wires_of_feeder(feeder)?, in_run, alone))
            }
            _ => None,
        }
    }

    fn new(
        cx: &RuleContext<'_>,
        wires: Wires<'p>,
        in_run: Option<CurrentCarrying>,
        alone: impl FnOnce() -> CurrentCarrying,
    ) -> Self {
        let Wires { set, raceway, facts } = wires;
        let given = facts.number(&facts::conductors::CURRENT_CARRYING).map(CurrentCarrying::given);
        let (carrying, counted_by) = match (given, in_run) {
            (Some(given), _) => (given, CountedBy::Fact),
            (None, Some(in_run)) => (in_run, CountedBy::Run),
            (None, None) => (alone(), CountedBy::Alone),
        };
        let place = ConductorPlace { set, raceway, facts, edition: cx.edition };
        Self { place, carrying, counted_by, marked: wires.marked() }
    }

    /// Returns the same conductors with others beside them.
    pub fn among(self, carrying: CurrentCarrying) -> Self {
        Self { carrying, ..self }
    }

    /// Returns the column of the insulation and the factor of the ambient.
    fn column_and_factor(&self, stage: Stage) -> Option<(Column, f64)> {
        let own = self.place.column()?;
        let inside = stage >= Stage::InInsulation && self.place.is_se_in_insulation();
        let column = if inside { own.min(Column::C60) } else { own };
        let factor = match (self.place.ambient_factor(column), stage >= Stage::Ambient) {
            (Some(factor), true) => factor,
            // Not permitted in this ambient.
            (None, true) => 0.0,
            (factor, false) => factor.unwrap_or(1.0).max(1.0),
        };
        Some((column, factor))
    }

    fn count(&self, stage: Stage) -> f64 {
        match stage {
            Stage::Plain | Stage::InInsulation | Stage::Ambient => 0.0,
            Stage::Bundled => self.carrying.plain,
            Stage::Neutrals => self.carrying.counted,
            Stage::PerhapsNonlinear => self.carrying.at_most,
        }
    }

    /// Returns the conditions of their ampacity with terminals of a column; `None` where their insulation is not permitted.
    pub fn conditions(&self, stage: Stage, terminals: Column) -> Option<Conditions> {
        let (column, factor) = self.column_and_factor(stage)?;
        Some(self.place.conditions(column, factor, self.count(stage), Some(terminals)))
    }

    /// Returns what they may carry with terminals of a column; `None` where the table has no value.
    pub fn may_carry(&self, stage: Stage, terminals: Column) -> Option<Ampacity> {
        self.place.ampacity(&self.conditions(stage, terminals)?)
    }

    /// Returns the column of the terminals, where somebody has said.
    pub const fn marked(&self) -> Option<Column> {
        self.marked
    }

    /// Returns how the ampacity came about.
    pub fn steps(&self, stage: Stage, found: &Ampacity, terminals: Column) -> Vec<Step> {
        let set = self.place.set;
        let Some((column, factor)) = self.column_and_factor(stage) else { return Vec::new() };
        let mut steps = Vec::new();
        let mut terms = vec![Amperes(found.base).to_string()];
        let words = format!("{}, {} °C column", self.place.ambient_words(), column.celsius());
        steps.push(Step::new("Ambient", words, format!("× {}", trimmed(factor, 2))));
        if factor != 1.0 {
            terms.push(trimmed(factor, 2));
        }
        let count = self.count(stage);
        let bundled = bundling_factor(count);
        if bundled < 1.0 {
            let words = format!("{count} current-carrying conductors in one raceway");
            steps.push(Step::new("Adjustment", words, format!("× {}", trimmed(bundled, 2))));
            terms.push(trimmed(bundled, 2));
        }
        if set.parallel_sets > 1 {
            terms.push(format!("{} sets", set.parallel_sets));
        }
        let carries = Amperes(found.corrected);
        steps.push(Step::new("Ampacity", format!("{set}: {}", terms.join(" × ")), carries));
        let at_terminals = Amperes(found.at_terminals.unwrap_or(found.corrected));
        let words = format!("terminals of {} °C", terminals.celsius());
        steps.push(Step::new("At the terminals", words, at_terminals));
        steps
    }

    /// Judges the conductors for the column of their terminals, behind a device of so many amperes.
    ///
    /// `at` returns a verdict where they do not hold with what they may carry.
    pub fn by_terminals(
        &self,
        stage: Stage,
        device_a: f64,
        at: impl Fn(&Ampacity, Column) -> Option<Verdict>,
    ) -> Verdict {
        by_terminals(self.marked, device_a, |column| {
            self.may_carry(stage, column).map(|found| at(&found, column))
        })
    }

    /// Whether anything beside the table decides.
    fn is_corrected(&self) -> bool {
        bundling_factor(self.carrying.counted) < 1.0
            || self.place.ambient_c() > 30.0
            || self.place.is_se_in_insulation()
    }
}

/// Returns the verdict of a rule that leaves to others what only a correction makes fail.
///
/// Where conductors do not hold without any correction the figures are those with all of them.
pub(in crate::rules) fn leaving_corrections(laid: &Laid<'_>, judge: impl Fn(Stage) -> Verdict) -> Verdict {
    let plain = judge(Stage::Plain);
    if !laid.is_corrected() {
        return plain;
    }
    match (plain, judge(Stage::Neutrals)) {
        (Verdict::Violation(_), full @ Verdict::Violation(_)) => full,
        (Verdict::Undetermined(_), Verdict::Violation(_)) => Verdict::NotApplicable,
        (plain, _) => plain,
    }
}
