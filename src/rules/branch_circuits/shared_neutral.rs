//! PW035: circuits that share a neutral are on different legs.

use crate::domain::facts::distribution;
use crate::domain::{Circuit, Panel};
use crate::rules::{Object, ObjectKind, Rule, RuleContext, RuleMeta, Severity, Verdict, Verification};

pub(in crate::rules) struct SharedNeutral;

const META: RuleMeta = RuleMeta {
    code: "PW035",
    name: "shared-neutral",
    family: "branch_circuits",
    title: "Shared neutral with two circuits on one leg",
    sections: Some(["210.4(A); 200.4(A)"; 4]),
    severity: Severity::Error,
    looks_at: &[ObjectKind::Circuit],
    checks: "Circuits of a panelboard that name the same shared neutral are on different legs, so that their currents do not \
             add up in it; so there are no more of them than the system has legs. A circuit recorded as multiwire has \
             different legs by its breaker.",
    resolve: "Move a circuit to a slot of another leg, or give it a neutral of its own.",
    not_checked: "Neutrals that nobody has named; neutrals shared between panelboards; harmonics of nonlinear loads.",
    verification: Verification::Partly,
    thresholds: &[],
};

impl Rule for SharedNeutral {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, _: &RuleContext<'_>, object: &Object<'_>) -> Verdict {
        let Object::Circuit(panel, circuit) = object else { return Verdict::NotApplicable };
        if matches!(sharing(panel, circuit), Sharing::Alone) {
            let multiwire = circuit.multiwire && !circuit.is_spare();
            return if multiwire { Verdict::Pass } else { Verdict::NotApplicable };
        }
        let on_leg = |other: &Circuit| {
            let legs: Vec<_> = other.span().legs(panel.system).collect();
            circuit.span().legs(panel.system).any(|leg| legs.contains(&leg))
        };
        let above = partners(panel, circuit).filter(|other| other.slot < circuit.slot && on_leg(other));
        let Some(twin) = above.min_by_key(|other| other.slot) else { return Verdict::Pass };
        let message = format!("shares its neutral with circuit {} on the same leg", twin.slot);
        let mut verdict = Verdict::violation(message, "the same leg", "different legs", Vec::new());
        if let Verdict::Violation(fault) = &mut verdict {
            fault.also.push(Object::Circuit(panel, twin).subject());
        }
        verdict
    }
}

/// Whether a circuit shares its neutral.
#[derive(Clone, Copy)]
pub(super) enum Sharing<'p> {
    Alone,
    /// With others; the one of them, or the circuit itself, that has the lowest slot.
    With(&'p Circuit),
}

/// Returns whether a circuit shares its neutral with others of its panelboard.
pub(super) fn sharing<'p>(panel: &'p Panel, circuit: &'p Circuit) -> Sharing<'p> {
    let lowest = partners(panel, circuit).min_by_key(|other| other.slot);
    lowest.map_or(Sharing::Alone, |other| {
        Sharing::With(if other.slot < circuit.slot { other } else { circuit })
    })
}

fn partners<'p>(panel: &'p Panel, circuit: &'p Circuit) -> impl Iterator<Item = &'p Circuit> {
    // Few circuits say that they share; only for those the panelboard is looked through.
    let named = neutral(circuit).map(|name| {
        let shares = move |other: &&Circuit| other.id != circuit.id && neutral(other).as_ref() == Some(&name);
        panel.circuits().filter(shares)
    });
    named.into_iter().flatten()
}

fn neutral(circuit: &Circuit) -> Option<String> {
    if circuit.is_spare() {
        return None;
    }
    circuit.facts.text(&distribution::SHARED_NEUTRAL).map(|name| name.trim().to_uppercase())
}
