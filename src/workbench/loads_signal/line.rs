//! The comparison in a line: the model's demand and size beside the engine's.

use super::LoadsComparison;
use crate::domain::PanelId;
use crate::units::grouped;
use crate::workbench::Workbench;

/// Words for the line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LoadsLine {
    /// `loads-1 38.2 kVA, 175 A · engine 38.4 kVA, 175 A · 11 of 12 factors agree`.
    pub text: String,
    /// The model's part of it, where the engine's numbers stand right above.
    pub short: String,
    /// What it is, and leg by leg.
    pub tooltip: String,
    /// The model says the engine's size and all of its factors.
    pub agrees: bool,
}

impl Workbench {
    /// Returns the line about a panelboard; `None` without a model, with the switch off, until an answer is there, and where there
    /// is nothing to ask.
    pub fn loads_line(&self, panel: PanelId) -> Option<LoadsLine> {
        match self.loads_outcome(panel)? {
            Ok(found) => found.as_ref().map(words),
            Err(why) => Some(LoadsLine { text: why.clone(), short: why.clone(), ..LoadsLine::default() }),
        }
    }
}

fn words(of: &LoadsComparison) -> LoadsLine {
    let kva = |va: f64| format!("{} kVA", grouped(va / 1000.0, 1));
    let rating = |amperes: Option<f64>| amperes.map_or_else(|| "no size".to_owned(), |a| format!("{a:.0} A"));
    let side = |demand: &[f64; 3], size| format!("{}, {}", kva(demand.iter().sum()), rating(size));
    let text = format!(
        "{} {} · engine {} · {} of {} factors agree",
        of.model,
        side(&of.guess.demand_va, of.guess.rating_a),
        side(&of.demand_va, of.rating_a),
        of.agreeing,
        of.of
    );
    let guess = side(&of.guess.demand_va, of.guess.rating_a);
    let short = format!("{} {guess} · {} of {} factors", of.model, of.agreeing, of.of);
    let legs = |va: &[f64; 3]| va.map(|va| grouped(va, 0)).join(", ");
    let tooltip = format!(
        "Early signal of a trained model; the engine's numbers count\nDemand by leg in VA: model {}, engine {}\n\
         Sure of its size to {:.0} %",
        legs(&of.guess.demand_va),
        legs(&of.demand_va),
        100.0 * of.guess.confidence
    );
    let agrees = of.agreeing == of.of && of.guess.rating_a == of.rating_a;
    LoadsLine { text, short, tooltip, agrees }
}
