//! Connected, demand and design load of a sum of circuits, by leg and by class.
//!
//! For each leg the factors are spread in proportion: every circuit of a group takes the group's common factor, and the
//! largest motor's 25 % lies on the legs of that motor. That is a convention for balancing on demand; the Code knows demand
//! only for the whole. Load that an area asks for and no circuit carries lies evenly on the legs.

use crate::domain::LoadClass;
use crate::engineering::demand::optional::outcome;
use crate::engineering::demand::steps;
use crate::engineering::demand::{
    DemandGroup, DwellingSum, GroupDemand, LargestMotor, OptionalCase, OptionalRefusal, Sums, Tally, Terms,
    optional_case,
};
use crate::engineering::{Computed, LegLoad, Step};
use crate::nec::Edition;
use crate::units::VoltAmperes;

/// One class of a panelboard, feeder or service: connected, demand and design load.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ClassDemand {
    pub class: LoadClass,
    pub connected: VoltAmperes,
    /// With the largest motor's 25 % where that motor is of this class.
    pub demand: VoltAmperes,
    /// Demand with 25 % of the continuous load.
    pub design: VoltAmperes,
    /// Connected load that runs three hours or more; motors are not in it (430.24).
    pub continuous: VoltAmperes,
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
    /// What is demanded together, in the order of steps.
    pub groups: Vec<GroupDemand>,
    /// The optional method that holds, where one is asked for.
    pub optional: Option<OptionalCase>,
    pub(in crate::engineering) terms: Terms,
    pub(in crate::engineering) sums: Sums,
}

impl Loads {
    pub(in crate::engineering) fn of(tally: &Tally, terms: Terms) -> Self {
        let (found, optional) = outcome(tally, &terms);
        let mut loads = Self {
            edition: terms.premises.edition,
            connected: tally.connected(),
            demand: LegLoad::default(),
            design: LegLoad::default(),
            classes: Vec::new(),
            largest_motor: found.motor,
            groups: found.groups,
            optional,
            terms,
            sums: tally.sums.clone(),
        };
        loads.classes = loads.by_class(tally);
        let (unplaced, more) = loads.unplaced();
        loads.demand = loads.demand_of(tally) + spread(unplaced, terms.three_phase);
        let continuous = tally.loads.iter().map(|((_, group), load)| load.continuous * loads.more(*group));
        let continuous = continuous.fold(LegLoad::default(), |sum, load| sum + load);
        loads.design = loads.demand + continuous + spread(more, terms.three_phase);
        loads
    }

    /// Returns the demand that a part of what is summed here (one circuit, one sub-feed) has in it.
    pub(in crate::engineering) fn demand_of(&self, part: &Tally) -> LegLoad {
        let factored = (part.loads.iter())
            .fold(LegLoad::default(), |sum, ((_, group), load)| sum + load.all * self.factor(*group));
        let quarters = part.motors.values().filter(|motor| motor.is_same(self.largest_motor.as_ref()));
        quarters.fold(factored, |sum, motor| sum + motor.load * 0.25)
    }

    /// Returns a group of loads, where it occurs.
    pub fn group(&self, group: DemandGroup) -> Option<&GroupDemand> {
        self.groups.iter().find(|row| row.group == group)
    }

    /// Returns the common demand factor of a group, without the largest motor's 25 %.
    pub fn factor(&self, group: DemandGroup) -> f64 {
        self.group(group).map_or(1.0, GroupDemand::factor)
    }

    fn more(&self, group: DemandGroup) -> f64 {
        self.group(group).map_or(0.0, GroupDemand::more)
    }

    /// Returns what dwellings count for beside the loads of their circuits.
    pub fn dwelling(&self) -> &DwellingSum {
        &self.sums.dwelling
    }

    /// Returns the loads one by one of a group that counts pieces, in VA.
    pub fn pieces(&self, group: DemandGroup) -> &[f64] {
        self.sums.pieces(group)
    }

    /// Returns which optional method these loads are eligible for.
    ///
    /// # Errors
    /// Why it is for none.
    pub fn optional_case(&self) -> Result<OptionalCase, OptionalRefusal> {
        let cooking = self.pieces(DemandGroup::Cooking).len();
        optional_case(&self.sums.dwelling, &self.groups, cooking, self.terms.three_phase)
    }

    /// Returns demand and design load that no circuit carries, in VA.
    fn unplaced(&self) -> (f64, f64) {
        let bare = |row: &&GroupDemand| row.connected <= 0.0;
        let demand = self.groups.iter().filter(bare).map(|row| row.demand).sum();
        let quiet = |row: &&GroupDemand| row.continuous <= 0.0;
        let more = self.groups.iter().filter(quiet).map(|row| row.design - row.demand).sum();
        (demand, more)
    }

    fn by_class(&self, tally: &Tally) -> Vec<ClassDemand> {
        let mut rows: Vec<ClassDemand> = Vec::new();
        for ((class, group), load) in &tally.loads {
            let (connected, continuous) = (load.all.total(), load.continuous.total());
            let demand = connected * self.factor(*group);
            let design = demand + continuous * self.more(*group);
            add(&mut rows, ClassDemand { class: *class, connected, demand, design, continuous });
        }
        if let Some(motor) = self.largest_motor {
            let quarter = motor.load.total() * 0.25;
            add(&mut rows, ClassDemand { demand: quarter, design: quarter, ..nothing(motor.class) });
        }
        for row in &self.groups {
            let class = row.group.class().unwrap_or(LoadClass::Lighting);
            let demand = if row.connected > 0.0 { 0.0 } else { row.demand };
            let more = if row.continuous > 0.0 { 0.0 } else { row.design - row.demand };
            if demand > 0.0 || more > 0.0 {
                let (demand, design) = (VoltAmperes(demand), VoltAmperes(demand + more));
                add(&mut rows, ClassDemand { demand, design, ..nothing(class) });
            }
        }
        rows.sort_by_key(|row| row.class);
        rows
    }

    /// Returns the demand load with its derivation.
    pub fn demand(&self) -> Computed<VoltAmperes> {
        Computed { value: self.demand.total(), steps: steps::demand(self) }
    }

    /// Returns the design load with its derivation, that of the demand first and what is not covered last.
    pub fn design(&self) -> Computed<VoltAmperes> {
        let mut all = self.demand().steps;
        all.push(steps::design(self));
        all.extend(steps::notes(self));
        Computed { value: self.design.total(), steps: all }
    }

    /// Returns the steps to one group, where it occurs.
    pub fn steps_of(&self, group: DemandGroup) -> Vec<Step> {
        self.group(group).map_or_else(Vec::new, |row| steps::group(self, row))
    }
}

const fn nothing(class: LoadClass) -> ClassDemand {
    let zero = VoltAmperes::ZERO;
    ClassDemand { class, connected: zero, demand: zero, design: zero, continuous: zero }
}

fn add(rows: &mut Vec<ClassDemand>, more: ClassDemand) {
    match rows.iter_mut().find(|row| row.class == more.class) {
        Some(row) => {
            row.connected += more.connected;
            row.demand += more.demand;
            row.design += more.design;
            row.continuous += more.continuous;
        }
        None => rows.push(more),
    }
}

fn spread(va: f64, three_phase: bool) -> LegLoad {
    let each = va / if three_phase { 3.0 } else { 2.0 };
    LegLoad { line_to_neutral: [each, each, if three_phase { each } else { 0.0 }], ..LegLoad::default() }
}
