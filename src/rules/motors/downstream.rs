//! The motors a feeder serves, through sub-feeds and transformers, with what they ask of it at its own voltage.

use crate::domain::{Circuit, Feeder, FeederLoad, LoadClass, Panel, Source, facts};
use crate::engineering::{CircuitMotors, Step, circuit_motors, is_motor_circuit};
use crate::rules::{FeederRef, Object, RuleContext, Verdict};
use crate::units::{Amperes, VoltAmperes};

/// What the motors of a feeder ask for, in VA, which transformers pass on.
#[derive(Clone, Debug, Default)]
pub(in crate::rules::motors) struct MotorFeeder {
    /// By the tables.
    motors: VoltAmperes,
    largest: VoltAmperes,
    /// Loads that are not motors sized by tables.
    others: VoltAmperes,
    /// Largest branch device with the load it protects: a motor or marked equipment.
    device: (VoltAmperes, VoltAmperes),
    number: usize,
}

/// Returns the motors of a feeder; `None` where there are none, and for dwellings, whose demand has them in its own way.
///
/// # Errors
/// Returns the verdict of a rule that lacks something about one of them.
pub(in crate::rules::motors) fn motors_of(
    cx: &RuleContext<'_>,
    feeder: &FeederRef<'_>,
) -> Result<Option<MotorFeeder>, Verdict> {
    let mut circuits = Vec::new();
    collect(cx, feeder.load, &mut circuits);
    if !circuits.iter().any(|(_, circuit)| is_motor_circuit(circuit)) {
        return Ok(None);
    }
    let Some(loads) = cx.feeder_loads(feeder.load) else { return Ok(None) };
    if loads.loads.groups.iter().any(|row| row.group.is_of_dwellings()) {
        return Ok(None);
    }
    let mut found = MotorFeeder::default();
    let mut typed = VoltAmperes(0.0);
    for (panel, circuit) in circuits {
        let total = circuit.load.total();
        if is_motor_circuit(circuit) {
            let motors = circuit_motors(panel, circuit).map_err(|missing| Verdict::Missing {
                at: Object::Circuit(panel, circuit).subject(),
                field: missing,
            })?;
            typed += total;
            found.add(&motors, cx);
        } else if let Some(marked) = circuit.facts.number(&facts::motor::MOCP) {
            found.offer(VoltAmperes(marked * volt_factor(panel, circuit)), total);
        }
        if circuit.class == LoadClass::Cooling {
            found.largest = found.largest.max(total);
        }
    }
    let quarter = loads.loads.largest_motor.map_or(VoltAmperes(0.0), |motor| motor.load.total() * 0.25);
    found.others = VoltAmperes((loads.loads.design.total() - quarter - typed).0.max(0.0));
    Ok(Some(found))
}

/// Returns volts that turn amperes of a circuit into VA.
fn volt_factor(panel: &Panel, circuit: &Circuit) -> f64 {
    let system = panel.system;
    match circuit.poles {
        1 => {
            let volts = circuit.span().legs(system).next().and_then(|leg| system.line_to_neutral(leg));
            volts.unwrap_or(system.line_to_line()).0
        }
        2 => system.line_to_line().0,
        _ => system.line_to_line().0 * 3.0_f64.sqrt(),
    }
}

/// Collects the branch circuits downstream. Ends because `apply` refuses a feed cycle.
fn collect<'p>(cx: &RuleContext<'p>, load: FeederLoad, into: &mut Vec<(&'p Panel, &'p Circuit)>) {
    let fed_here = |feeder: Option<&Feeder>| {
        feeder.is_some_and(|feeder| match (feeder.source, load) {
            (Source::Circuit(id, _) | Source::FeedThrough(id), FeederLoad::Panel(panel)) => id == panel,
            (Source::Transformer(id), FeederLoad::Transformer(transformer)) => id == transformer,
            _ => false,
        })
    };
    if let FeederLoad::Panel(id) = load
        && let Some(panel) = cx.project.panel(id)
    {
        let branches = panel.circuits().filter(|circuit| cx.is_branch(panel, circuit));
        into.extend(branches.map(|circuit| (panel, circuit)));
    }
    let panels = cx.project.panels().filter(|panel| fed_here(panel.feeder.as_ref()));
    let transformers = cx.project.transformers().filter(|t| fed_here(t.feeder.as_ref()));
    let loads = panels.map(|panel| FeederLoad::Panel(panel.id));
    for load in loads.chain(transformers.map(|t| FeederLoad::Transformer(t.id))) {
        collect(cx, load, into);
    }
}

impl MotorFeeder {
    fn add(&mut self, motors: &CircuitMotors, cx: &RuleContext<'_>) {
        let one = motors.load_of_one();
        self.motors += motors.load();
        self.largest = self.largest.max(one);
        self.number += motors.number as usize;
        self.offer(one * (motors.device_of_one(cx.edition) / motors.full_load), one);
    }

    fn offer(&mut self, device: VoltAmperes, of: VoltAmperes) {
        if device > self.device.0 {
            self.device = (device, of);
        }
    }

    /// Returns what the conductors of a feeder carry (430.24): 125 % of the largest motor, the others, and the other loads.
    pub fn conductor(&self, feeder: &FeederRef<'_>) -> (Amperes, Vec<Step>) {
        let quarter = self.largest * 0.25;
        let needs = at(feeder, self.motors + quarter + self.others);
        let steps = vec![
            Step::new(
                "Motors by the tables",
                format!("{} of them", self.number),
                amperes(at(feeder, self.motors)),
            ),
            Step::new("Largest motor", "25 % more", amperes(at(feeder, quarter))),
            Step::new("Other loads", "design load without motors", amperes(at(feeder, self.others))),
            Step::new("Conductors", "sum", amperes(needs)),
        ];
        (needs, steps)
    }

    /// Returns the largest device of a feeder (430.62, 430.63): the largest branch device, the other motors, and the other
    /// loads.
    pub fn device(&self, feeder: &FeederRef<'_>) -> (Amperes, Vec<Step>) {
        let (device, of) = self.device;
        let rest = VoltAmperes((self.motors + self.others - of).0.max(0.0));
        let most = at(feeder, device + rest);
        let steps = vec![
            Step::new(
                "Largest branch device",
                "largest that its motor may have",
                amperes(at(feeder, device)),
            ),
            Step::new("Other motors and other loads", "without that motor", amperes(at(feeder, rest))),
            Step::new("Device", "sum", amperes(most)),
        ];
        (most, steps)
    }
}

fn at(feeder: &FeederRef<'_>, va: VoltAmperes) -> Amperes {
    let root = if feeder.three_phase { 3.0_f64.sqrt() } else { 1.0 };
    Amperes(va.0 / (feeder.volts.0 * root))
}

fn amperes(amperes: Amperes) -> String {
    format!("{amperes:.1}")
}
