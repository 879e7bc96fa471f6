//! What the rules on corrections of ampacity share: conductors that hold without a correction and do not with it.

use crate::calc::{NEXT_SIZE_UP_THROUGH_A, largest_ocpd};
use crate::domain::{EntityId, LoadClass, Run, Sheet, Source};
use crate::engineering::{CurrentCarrying, Step};
use crate::rules::circuit_current::circuit_current;
use crate::rules::conductors::{dwelling_rating, has_own_devices, tap_of};
use crate::rules::feeder_demand::open;
use crate::rules::laid::{CountedBy, Laid, Stage};
use crate::rules::{Fault, Object, Protection, RuleContext, Subject, Verdict};
use crate::units::{Amperes, rounding::code_amperes};

/// What conductors have to stand.
struct Asked {
    /// `None` where it may be larger than they carry, or stands at their end.
    device: Option<Amperes>,
    next_size_up: bool,
    /// The load as it is, by the factors that are known, and under the lowest that may apply.
    most: Option<Amperes>,
    least: Option<Amperes>,
    /// The answer that is missing where only the most is too much.
    open: Option<Verdict>,
}

impl Asked {
    fn of(cx: &RuleContext<'_>, object: &Object<'_>) -> Result<Self, Verdict> {
        match object {
            Object::Circuit(panel, circuit) if cx.is_branch(panel, circuit) => {
                let motor = has_own_devices(circuit);
                let load = circuit_current(panel, circuit).map(|current| current.amperes);
                let (device, load) = match (motor, load) {
                    (true, load) => (None, Some(load.map_err(Verdict::Undetermined)?)),
                    (false, load) => {
                        (Some(circuit.trip.ok_or(Verdict::Undetermined("trip rating"))?), load.ok())
                    }
                };
                let next_size_up = circuit.class != LoadClass::Receptacle;
                Ok(Self { device, next_size_up, most: load, least: load, open: None })
            }
            Object::Feeder(feeder) => {
                let device = match feeder.protection {
                    // PW015 holds its conductors against a share of the rating, PW089 those of taps.
                    Protection::Device(_)
                        if dwelling_rating(feeder).is_some() || tap_of(feeder).is_some() =>
                    {
                        None
                    }
                    Protection::Device(rating) => Some(rating),
                    Protection::NotGiven => return Err(Verdict::Undetermined("rating of the device ahead")),
                    Protection::AtTheEnd => None,
                };
                let next_size_up = !matches!(feeder.feeder.source, Source::Transformer(_));
                let loads = cx.feeder_loads(feeder.load);
                let most = loads.filter(|loads| loads.loads.design.total().0 > 0.0).map(|loads| {
                    loads.design_amperes * (loads.loads.demand.total().0 / loads.loads.design.total().0)
                });
                let open = loads.and_then(|loads| open(cx, feeder, loads));
                let least = most.map(|most| open.as_ref().map_or(most, |open| open.least(most)));
                let open = open.map(|open| open.verdict);
                Ok(Self { device, next_size_up, most, least, open })
            }
            _ => Err(Verdict::NotApplicable),
        }
    }

    fn verdict(&self, laid: &Laid<'_>, stage: Stage, load: Option<Amperes>) -> Verdict {
        let set = laid.place.set;
        let wires = || format!("{} {} {}", set.size, set.material, set.insulation);
        let device_a = self.device.or(load).map_or(0.0, |amperes| amperes.0);
        laid.by_terminals(stage, device_a, |found, column| {
            let usable = found.usable();
            let steps = || laid.steps(stage, found, column);
            if let Some(device) = self.device {
                let up = || self.next_size_up;
                let allowed = largest_ocpd(usable, set.size.name(), set.material, laid.place.edition, up);
                let allowed = if device.0 > NEXT_SIZE_UP_THROUGH_A { None } else { allowed };
                let largest = Amperes(allowed.unwrap_or(0.0).max(usable));
                if device.0 > largest.0 + 1e-6 {
                    let message =
                        format!("{} carries {} here behind a {device} device", wires(), Amperes(usable));
                    return Some(Verdict::violation(message, device, largest, steps()));
                }
            }
            let load = load.filter(|load| found.corrected < code_amperes(load.0))?;
            let carries = Amperes(found.corrected);
            let message = format!("{} carries {carries} here; the load asks for {load:.1}", wires());
            Some(Verdict::violation(message, carries, format!("{load:.1}"), steps()))
        })
    }
}

/// Judges what a correction does to the conductors of a circuit or feeder. Where they do not hold before it others speak.
pub(in crate::rules) fn by_correction(
    cx: &RuleContext<'_>,
    object: &Object<'_>,
    laid: &Laid<'_>,
    (before, stage): (Stage, Stage),
) -> Verdict {
    let asked = match Asked::of(cx, object) {
        Ok(asked) => asked,
        Err(verdict) => return verdict,
    };
    if let Verdict::Violation(_) = asked.verdict(laid, before, asked.least) {
        return Verdict::NotApplicable;
    }
    match asked.verdict(laid, stage, asked.most) {
        Verdict::Violation(fault) => match asked.verdict(laid, stage, asked.least) {
            Verdict::Violation(_) => Verdict::Violation(fault),
            _ => asked.open.unwrap_or(Verdict::Violation(fault)),
        },
        other => other,
    }
}

/// Judges the circuits and feeders of a conduit run together: one finding, at the run.
pub(in crate::rules) fn of_run<'p>(
    cx: &RuleContext<'p>,
    (sheet, run): (&Sheet, &Run),
    carrying: CurrentCarrying,
    judge: impl Fn(&Object<'p>, &Laid<'p>) -> Verdict,
) -> Verdict {
    let (mut faults, mut missing, mut passes): (Vec<(Subject, Fault)>, Option<Verdict>, bool) =
        (Vec::new(), None, false);
    for object in run.circuits.iter().flat_map(|circuit| objects_at(cx, *circuit)) {
        let at = object.subject();
        let Some(laid) = Laid::of(cx, &object) else {
            missing.get_or_insert(Verdict::Missing { at, field: "conductors" });
            continue;
        };
        if laid.counted_by == CountedBy::Fact {
            continue;
        }
        match judge(&object, &laid.among(carrying)) {
            Verdict::Violation(fault) => faults.push((at, *fault)),
            Verdict::Undetermined(field) => {
                missing.get_or_insert(Verdict::Missing { at, field });
            }
            found @ Verdict::Missing { .. } => {
                missing.get_or_insert(found);
            }
            Verdict::Pass => passes = true,
            Verdict::NotApplicable => {}
        }
    }
    let also: Vec<Subject> = faults.iter().map(|(at, _)| at.clone()).collect();
    let mut steps: Vec<Step> = Vec::new();
    for step in faults.iter().flat_map(|(_, fault)| &fault.steps) {
        if !steps.contains(step) {
            steps.push(step.clone());
        }
    }
    match (faults.into_iter().next(), missing) {
        (Some((_, fault)), _) => {
            let fault = Fault { also, steps, ..fault };
            Verdict::Violation(Box::new(fault)).because_of(EntityId::Run(sheet.id, run.id))
        }
        (None, Some(missing)) => missing,
        (None, None) if passes => Verdict::Pass,
        (None, None) => Verdict::NotApplicable,
    }
}

/// Returns a branch circuit, or the feeders that start at a circuit. Spares have no conductors.
fn objects_at<'p>(
    cx: &RuleContext<'p>,
    (panel, circuit): (crate::domain::PanelId, crate::domain::CircuitId),
) -> Vec<Object<'p>> {
    let Some(of) = cx.project.panel(panel) else { return Vec::new() };
    let Some(found) = of.circuit(circuit).filter(|circuit| !circuit.is_spare()) else { return Vec::new() };
    if !cx.is_subfeed(of, found) {
        return vec![Object::Circuit(of, found)];
    }
    let from_here =
        |feeder: &&crate::rules::FeederRef<'p>| feeder.feeder.source == Source::Circuit(panel, circuit);
    cx.feeders().iter().filter(from_here).cloned().map(Object::Feeder).collect()
}
