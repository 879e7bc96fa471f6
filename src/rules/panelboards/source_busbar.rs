//! PW101: a busbar that a source feeds back carries main and source together.

use crate::calc::source_current;
use crate::domain::facts::{circuit as served, distribution};
use crate::domain::{Circuit, Panel};
use crate::engineering::Step;
use crate::nec::tables::{BUSBAR_SHARE, BUSBAR_SHARE_OPPOSITE_ENDS};
use crate::rules::feed::bus_protection;
use crate::rules::{
    Object, ObjectKind, Protection, Rule, RuleContext, RuleMeta, Severity, Threshold, Verdict, Verification,
};
use crate::units::{Amperes, trimmed};

pub(in crate::rules) struct SourceBusbar;

const OPPOSITE: Threshold =
    Threshold { name: "share at opposite ends", unit: "%", value: 100.0 * BUSBAR_SHARE_OPPOSITE_ENDS };

const META: RuleMeta = RuleMeta {
    code: "PW101",
    name: "source-busbar",
    family: "panelboards",
    title: "Busbar too small for its main and a source that feeds it back",
    sections: Some(["705.12(B)(2)(3)", "705.12(B)(3)", "705.12(B)", "705.12(B)"]),
    severity: Severity::Error,
    looks_at: &[ObjectKind::Panel],
    checks: "Panelboards with photovoltaics or storage on a circuit: the device that protects the bus and 125 % of the output \
             of all sources (their devices where no output is given) against the bus rating; against 120 % of it where all \
             sources are in the lowest slots, opposite the main; or all breakers but the main against the bus rating. One of \
             the three is enough.",
    resolve: "Move the source to the end of the bus opposite the main, reduce the main or the source, or enlarge the bus.",
    not_checked: "Buses fed at their center; a main or lugs at the bottom; power control systems; connections to feeders; \
                  warning labels.",
    verification: Verification::CrossChecked,
    thresholds: &[OPPOSITE],
};

impl Rule for SourceBusbar {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, cx: &RuleContext<'_>, object: &Object<'_>) -> Verdict {
        let Object::Panel(panel) = object else { return Verdict::NotApplicable };
        let sources: Vec<&Circuit> = panel.circuits_by_slot().into_iter().filter(|c| is_source(c)).collect();
        if sources.is_empty() {
            return Verdict::NotApplicable;
        }
        let Some(bus) = panel.bus else { return Verdict::Undetermined("bus rating") };
        let main = match bus_protection(cx.project, panel) {
            Protection::Device(main) => main,
            Protection::NotGiven if panel.feeder.is_none() => {
                return Verdict::Undetermined("source of supply");
            }
            Protection::NotGiven => return Verdict::Undetermined("rating of the device ahead"),
            // That there is no device is what PW023 says.
            Protection::AtTheEnd => return Verdict::NotApplicable,
        };
        judge(cx, panel, &sources, (bus, main))
    }
}

fn judge(
    cx: &RuleContext<'_>,
    panel: &Panel,
    sources: &[&Circuit],
    (bus, main): (Amperes, Amperes),
) -> Verdict {
    let output = |circuit: &Circuit| circuit.facts.number(&distribution::SOURCE_OUTPUT);
    let asked = |circuit: &Circuit| Verdict::Missing {
        at: Object::Circuit(panel, circuit).subject(),
        field: distribution::SOURCE_OUTPUT.label,
    };
    let mut total = Amperes(0.0);
    for circuit in sources {
        match source_current(output(circuit), circuit.trip.map(|trip| trip.0)) {
            Some(current) => total += Amperes(current),
            None => return asked(circuit),
        }
    }
    let opposite = sources.iter().all(|circuit| is_at_end(panel, circuit));
    let share = if opposite { cx.threshold(META.code, &OPPOSITE) } else { 100.0 * BUSBAR_SHARE };
    let (sum, limit) = (main + total, bus * (share / 100.0));
    let breakers: Option<Amperes> = panel.circuits().map(|circuit| circuit.trip).sum();
    if sum.0 <= limit.0 + 1e-6 || breakers.is_some_and(|all| all.0 <= bus.0 + 1e-6) {
        return Verdict::Pass;
    }
    // A device may be larger than 125 % of the output that it carries.
    if let Some(circuit) = sources.iter().find(|circuit| output(circuit).is_none()) {
        return asked(circuit);
    }
    let (sum, limit) = (format!("{sum:.1}"), format!("{limit:.1}"));
    let share = trimmed(share, 0);
    let steps = vec![
        Step::new("Main and sources", format!("{main} + 125 % of the sources, {total:.1}"), &sum),
        Step::new("Limit", format!("{bus} × {share} %"), &limit),
    ];
    let place = if opposite { "opposite the main" } else { "not all opposite the main" };
    let message = format!("main and sources {sum} on a bus of {bus}, {place}: {share} % are {limit}");
    Verdict::violation(message, sum, limit, steps)
}

fn is_source(circuit: &Circuit) -> bool {
    let source = |word: &str| ["pv", "storage"].contains(&word);
    !circuit.is_spare() && circuit.facts.word(&served::EQUIPMENT).is_some_and(source)
}

/// Whether nothing but sources has a slot below a circuit in its column.
fn is_at_end(panel: &Panel, circuit: &Circuit) -> bool {
    let last = circuit.span().slots().map(|slot| slot.0).max().unwrap_or(0);
    let below = (last..=panel.slots).skip(1).filter(|slot| slot % 2 == last % 2);
    let held =
        |slot: u16| panel.circuits().any(|c| is_source(c) && c.span().slots().any(|taken| taken.0 == slot));
    below.into_iter().all(held)
}
