//! Demand and design load of whatever a set of circuits makes up: a panelboard, a feeder, the service.
//!
//! Demand = connected × demand factor of the class, the largest motor counted at 125 %. Design = demand + 25 % of the
//! continuous load; it sizes conductors and devices. The factors of a class hold for the sum downstream, once, so the
//! demand of a feeder is not the sum of the demands it serves.
//!
//! For each leg the same factors are spread in proportion: every circuit of a class takes the class's common factor, and
//! the largest motor's 25 % lies on the legs of that motor. That is a convention for balancing on demand; the Code knows
//! demand only for the whole.

use crate::domain::{Circuit, CircuitId, LoadClass, PanelId};
use crate::engineering::class_demand::whole;
use crate::engineering::{ClassDemand, Computed, Continuous, LegLoad, Step, class_rule};
use crate::nec::{Citation, Edition};
use crate::units::VoltAmperes;
use std::collections::BTreeMap;

/// The motor whose load counts 25 % more.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LargestMotor {
    pub panel: PanelId,
    pub circuit: CircuitId,
    pub class: LoadClass,
    /// On the legs of what is being calculated.
    pub load: LegLoad,
}

impl LargestMotor {
    /// Returns whichever is larger; of equals the one of the lower panel, then circuit.
    fn larger(self, other: Self) -> Self {
        let (mine, theirs) = (self.load.total(), other.load.total());
        let first = (self.panel, self.circuit) <= (other.panel, other.circuit);
        if mine > theirs || (mine == theirs && first) { self } else { other }
    }

    fn is_same(&self, other: Option<&Self>) -> bool {
        other.is_some_and(|o| (o.panel, o.circuit) == (self.panel, self.circuit))
    }
}

/// Loads summed by class, before any factor.
#[derive(Clone, Debug, Default, PartialEq)]
pub(in crate::engineering) struct Tally {
    classes: BTreeMap<LoadClass, ClassLoad>,
    largest_motor: Option<LargestMotor>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct ClassLoad {
    all: LegLoad,
    continuous: LegLoad,
}

impl Tally {
    /// Returns one circuit, on the poles of its breaker.
    pub(in crate::engineering) fn of_circuit(panel: PanelId, circuit: &Circuit) -> Self {
        let load = LegLoad::of_poles(circuit);
        let rule = class_rule(circuit.class);
        let continuous = match rule.continuous {
            Continuous::AsMarked => circuit.continuous,
            Continuous::Always => true,
            Continuous::Never => false,
        };
        let class = ClassLoad { all: load, continuous: if continuous { load } else { LegLoad::default() } };
        let largest_motor = (rule.motor && load.total().0 > 0.0).then_some(LargestMotor {
            panel,
            circuit: circuit.id,
            class: circuit.class,
            load,
        });
        Self { classes: BTreeMap::from([(circuit.class, class)]), largest_motor }
    }

    /// Adds what another tally holds.
    pub(in crate::engineering) fn add(&mut self, other: &Self) {
        for (class, load) in &other.classes {
            let sum = self.classes.entry(*class).or_default();
            sum.all += load.all;
            sum.continuous += load.continuous;
        }
        self.largest_motor = match (self.largest_motor, other.largest_motor) {
            (Some(mine), Some(theirs)) => Some(mine.larger(theirs)),
            (mine, theirs) => mine.or(theirs),
        };
    }

    /// Moves every load with the same linear change of positions.
    pub(in crate::engineering) fn moved(&self, change: impl Fn(&LegLoad) -> LegLoad) -> Self {
        let classes = self.classes.iter().map(|(class, load)| {
            (*class, ClassLoad { all: change(&load.all), continuous: change(&load.continuous) })
        });
        let largest_motor = self.largest_motor.map(|m| LargestMotor { load: change(&m.load), ..m });
        Self { classes: classes.collect(), largest_motor }
    }

    /// Returns the connected load.
    pub(in crate::engineering) fn connected(&self) -> LegLoad {
        self.classes.values().fold(LegLoad::default(), |sum, load| sum + load.all)
    }
}

/// Connected, demand and design load, by leg and by class.
#[derive(Clone, Debug, PartialEq)]
pub struct Loads {
    pub edition: Edition,
    pub connected: LegLoad,
    pub demand: LegLoad,
    pub design: LegLoad,
    /// The classes that occur, in the order of the class list.
    pub classes: Vec<ClassDemand>,
    pub largest_motor: Option<LargestMotor>,
}

impl Loads {
    pub(in crate::engineering) fn of(tally: &Tally, edition: Edition) -> Self {
        let mut loads = Self {
            edition,
            connected: tally.connected(),
            demand: LegLoad::default(),
            design: LegLoad::default(),
            classes: tally.classes.iter().map(|(class, load)| class_demand(tally, *class, load)).collect(),
            largest_motor: tally.largest_motor,
        };
        loads.demand = loads.demand_of(tally);
        let continuous = tally.classes.values().fold(LegLoad::default(), |sum, load| sum + load.continuous);
        loads.design = loads.demand + continuous * 0.25;
        loads
    }

    /// Returns the demand that a part of what is summed here (one circuit, one sub-feed) has in it.
    pub(in crate::engineering) fn demand_of(&self, part: &Tally) -> LegLoad {
        let factored = part
            .classes
            .iter()
            .fold(LegLoad::default(), |sum, (class, load)| sum + load.all * self.factor(*class));
        match part.largest_motor {
            Some(motor) if motor.is_same(self.largest_motor.as_ref()) => factored + motor.load * 0.25,
            _ => factored,
        }
    }

    /// Returns the common demand factor of a class, without the largest motor's 25 %.
    pub fn factor(&self, class: LoadClass) -> f64 {
        let connected = self.classes.iter().find(|row| row.class == class).map(|row| row.connected);
        match connected {
            Some(va) if va.0 > 0.0 => class_rule(class).demand(va) / va,
            _ => 1.0,
        }
    }

    /// Returns the demand load with its derivation.
    pub fn demand(&self) -> Computed<VoltAmperes> {
        let mut steps = Vec::new();
        for row in &self.classes {
            let rule = class_rule(row.class);
            let mut step = Step::new(row.class.label(), rule.arithmetic(row.connected), whole(row.demand));
            if let Some(motor) = self.largest_motor.filter(|motor| motor.class == row.class) {
                step.inputs += &format!(" + 25 % of {}", whole(motor.load.total()));
            }
            steps.push(match rule.citation(self.edition) {
                Some(citation) => step.citing(citation),
                None => step,
            });
        }
        let terms: Vec<String> = self.classes.iter().map(|row| whole(row.demand)).collect();
        let value = self.demand.total();
        steps.push(Step::new("Demand", terms.join(" + "), whole(value)));
        Computed { value, steps }
    }

    /// Returns the design load with its derivation, that of the demand first and what is not covered last.
    pub fn design(&self) -> Computed<VoltAmperes> {
        let mut steps = self.demand().steps;
        let continuous: VoltAmperes = self.classes.iter().map(|row| row.continuous).sum();
        let value = self.design.total();
        let inputs = format!("{} + 25 % of {} continuous", whole(self.demand.total()), whole(continuous));
        steps.push(
            Step::new("Design", inputs, whole(value))
                .citing(Citation { edition: self.edition, section: "215.2(A)" }),
        );
        steps.extend(self.notes());
        Computed { value, steps }
    }

    fn notes(&self) -> Vec<Step> {
        let mut notes: Vec<Step> = Vec::new();
        for row in &self.classes {
            if let Some(what) = class_rule(row.class).not_applied {
                notes.push(Step::note("Not applied", format!("{}: {what}", row.class.label())));
            }
        }
        if self.edition == Edition::E2026 && !self.classes.is_empty() {
            notes.push(Step::note(
                "Sections",
                "numbers of Article 120 are from renumbering lists, not verified",
            ));
        }
        notes
    }
}

fn class_demand(tally: &Tally, class: LoadClass, load: &ClassLoad) -> ClassDemand {
    let connected = load.all.total();
    let continuous = load.continuous.total();
    let motor = tally.largest_motor.filter(|motor| motor.class == class);
    let quarter = motor.map_or(VoltAmperes::ZERO, |motor| motor.load.total() * 0.25);
    let demand = class_rule(class).demand(connected) + quarter;
    ClassDemand { class, connected, demand, design: demand + continuous * 0.25, continuous }
}
