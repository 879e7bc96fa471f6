//! PW030: a panelboard stands the fault current that is available at it.

use crate::calc::{FaultRun, c_of, transformer_fault_amperes};
use crate::domain::{Connection, Feeder, Panel, Source, System, Transformer};
use crate::engineering::Step;
use crate::nec::tables::ac_impedance;
use crate::rules::wiring::{NO_VALUE, conduit_metal};
use crate::rules::{Object, ObjectKind, Rule, RuleContext, RuleMeta, Severity, Verdict, Verification};
use crate::units::{Amperes, KiloAmperes};

pub(in crate::rules) struct InterruptingRating;

const META: RuleMeta = RuleMeta {
    code: "PW030",
    name: "interrupting-rating",
    family: "overcurrent",
    title: "Interrupting rating below the available fault current",
    sections: Some(["110.9; 110.10"; 4]),
    severity: Severity::Error,
    looks_at: &[ObjectKind::Panel],
    checks: "The interrupting rating of a panelboard against the most that can flow: what the utility says at the service, or \
             the rated current of the transformer ahead over its impedance with an infinite primary, half more for a \
             single-phase three-wire secondary. A panelboard that stands it passes. Where one does not, the feeders from \
             the service are counted point to point; behind a transformer a study has to say it.",
    resolve: "Choose equipment of a higher interrupting rating, or have the fault current at the panelboard calculated.",
    not_checked: "Current of motors; series ratings (240.86); the circuit breakers' own ratings; the marking of the available \
                  fault current and its date (110.24).",
    verification: Verification::Partly,
};

/// The fault current at a panelboard.
struct Fault {
    /// No more than this can flow, in amperes.
    most: f64,
    /// Point to point, or the field that is missing for it.
    counted: Result<f64, &'static str>,
    steps: Vec<Step>,
}

impl Rule for InterruptingRating {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, cx: &RuleContext<'_>, object: &Object<'_>) -> Verdict {
        let Object::Panel(panel) = object else { return Verdict::NotApplicable };
        let Some(rating) = panel.interrupting else { return Verdict::Undetermined("interrupting rating") };
        let fault = match fault_at(cx, panel) {
            Ok(fault) => fault,
            Err(missing) => return Verdict::Undetermined(missing),
        };
        let stands = |amperes: f64| amperes <= rating.0 * 1000.0 + 1e-6;
        if stands(fault.most) {
            return Verdict::Pass;
        }
        match fault.counted {
            Err(missing) => Verdict::Undetermined(missing),
            Ok(counted) if stands(counted) => Verdict::Pass,
            Ok(counted) => {
                let available = format!("{:.1}", KiloAmperes(counted / 1000.0));
                let message = format!("interrupting rating {rating}, available fault current {available}");
                Verdict::violation(message, rating, available, fault.steps)
            }
        }
    }
}

/// Walks up to the first transformer or the service. Ends because `apply` refuses a feed cycle.
fn fault_at(cx: &RuleContext<'_>, panel: &Panel) -> Result<Fault, &'static str> {
    let feeder = panel.feeder.as_ref().ok_or("source of supply")?;
    let mut fault = match feeder.source {
        Source::Service => {
            let service = cx.project.service().ok_or("service")?;
            let given = service.available_fault.ok_or("available fault current at the service")?;
            let amperes = given.0 * 1000.0;
            let step = Step::new("At the service", "from the utility", given);
            Fault { most: amperes, counted: Ok(amperes), steps: vec![step] }
        }
        Source::Circuit(id, _) | Source::FeedThrough(id) => {
            fault_at(cx, cx.project.panel(id).ok_or("source of supply")?)?
        }
        Source::Transformer(id) => {
            return behind(cx.project.transformer(id).ok_or("source of supply")?);
        }
    };
    if let Ok(start) = fault.counted {
        fault.counted = along(feeder, panel, start).map(|(amperes, step)| {
            fault.steps.push(step);
            amperes
        });
    }
    Ok(fault)
}

/// Returns the fault current at the end of a feeder.
fn along(feeder: &Feeder, panel: &Panel, start_a: f64) -> Result<(f64, Step), &'static str> {
    let set = feeder.conductors.as_ref().ok_or("conductors")?;
    let length = feeder.length.ok_or("length")?;
    let conduit = conduit_metal(feeder.raceway.as_ref());
    let impedance = ac_impedance(set.size.name(), set.material, conduit).ok_or(NO_VALUE)?;
    let c = c_of(impedance.resistance, impedance.reactance);
    let run = FaultRun { length_ft: length.0, c, sets: f64::from(set.parallel_sets.max(1)) };
    let volts = panel.system.line_to_line().0;
    let f = run.f(start_a, volts, panel.system.is_three_phase());
    let end_a = start_a / (1.0 + f);
    let words = format!("{:.0} ÷ (1 + {f:.3}) after {length} of {set}", Amperes(start_a));
    Ok((end_a, Step::new(format!("At {}", panel.name), words, format!("{:.0}", Amperes(end_a)))))
}

/// Returns the fault current at a transformer's secondary with an infinite primary.
fn behind(transformer: &Transformer) -> Result<Fault, &'static str> {
    let single = transformer.connection == Connection::SinglePhase;
    let root = if single { 1.0 } else { 3.0_f64.sqrt() };
    let rated = transformer.rating / (transformer.secondary.line_to_line() * root);
    let percent = transformer.impedance_percent.ok_or("impedance of the transformer")?;
    let bolted = transformer_fault_amperes(rated.0, percent).ok_or("impedance of the transformer")?;
    // From one line to the middle of the winding more can flow than from line to line.
    let factor = if transformer.secondary == System::Single240 { 1.5 } else { 1.0 };
    Ok(Fault {
        most: bolted * factor,
        counted: Err("available fault current at the panelboard"),
        steps: Vec::new(),
    })
}
