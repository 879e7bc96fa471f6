//! PW025: every circuit is named so that it cannot be mistaken for another.

use crate::domain::{Circuit, Panel};
use crate::rules::{Object, ObjectKind, Rule, RuleContext, RuleMeta, Severity, Verdict, Verification};

pub(in crate::rules) struct Directory;

const META: RuleMeta = RuleMeta {
    code: "PW025",
    name: "directory",
    family: "panelboards",
    title: "Circuit that the directory does not tell from others",
    sections: Some(["408.4(A)"; 4]),
    severity: Severity::Warning,
    looks_at: &[ObjectKind::Circuit],
    checks: "A description that is missing, a bare word such as LIGHTS without a note, SPARE where there is a load, or the \
             same description and note as a circuit above it in the same panelboard.",
    resolve: "Describe what the circuit serves and where.",
    not_checked: "Whether the rooms named exist, and whether names last longer than their tenants.",
    verification: Verification::Memory,
    thresholds: &[],
};

/// Words that tell nothing where they stand alone.
const BARE: [&str; 18] = [
    "LIGHT",
    "LIGHTS",
    "LIGHTING",
    "LTG",
    "LTS",
    "RECEPT",
    "RECEPTS",
    "RECEPTACLE",
    "RECEPTACLES",
    "OUTLET",
    "OUTLETS",
    "PLUG",
    "PLUGS",
    "POWER",
    "LOAD",
    "EQUIPMENT",
    "GENERAL",
    "MISC",
];

impl Rule for Directory {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, _: &RuleContext<'_>, object: &Object<'_>) -> Verdict {
        let Object::Circuit(panel, circuit) = object else { return Verdict::NotApplicable };
        let words = circuit.description.trim().to_uppercase();
        if circuit.is_spare() {
            // A spare marked as such is named; nothing else is asked of it.
            return if circuit.load.total().0 > 0.0 {
                spare_with_load(circuit)
            } else {
                Verdict::NotApplicable
            };
        }
        let fault = |message: String| {
            let actual = format!("\"{}\"", circuit.description.trim());
            Verdict::violation(message, actual, "what the circuit serves and where", Vec::new())
        };
        if words.is_empty() {
            return fault("no description".to_owned());
        }
        if words == "SPARE" || words == "SPACE" {
            return if circuit.load.total().0 > 0.0 { spare_with_load(circuit) } else { Verdict::Pass };
        }
        if BARE.contains(&words.trim_end_matches('.')) && circuit.notes.trim().is_empty() {
            return fault(format!("\"{}\" does not say which or where", circuit.description.trim()));
        }
        let Some(twin) = twin_above(panel, circuit) else { return Verdict::Pass };
        let mut verdict = fault(format!("described like circuit {}", twin.slot));
        if let Verdict::Violation(fault) = &mut verdict {
            fault.also.push(Object::Circuit(panel, twin).subject());
        }
        verdict
    }
}

fn spare_with_load(circuit: &Circuit) -> Verdict {
    let load = circuit.load.total();
    Verdict::violation(format!("a spare with a load of {load}"), load, "no load on a spare", Vec::new())
}

/// Returns the circuit of the lowest slot that has the same words, if it is another and above.
///
/// Letters are compared one by one, since every circuit is held against every other one of its panelboard.
fn twin_above<'p>(panel: &'p Panel, circuit: &Circuit) -> Option<&'p Circuit> {
    let alike = |c: &Circuit| {
        same_words(&c.description, &circuit.description) && same_words(&c.notes, &circuit.notes)
    };
    let twins = panel.circuits().filter(|c| !c.is_spare() && c.slot < circuit.slot && alike(c));
    twins.min_by_key(|c| c.slot)
}

fn same_words(one: &str, other: &str) -> bool {
    let (one, other) = (one.trim(), other.trim());
    // Most words of schedules are plain letters, which have a quicker way.
    if one.is_ascii() && other.is_ascii() {
        return one.eq_ignore_ascii_case(other);
    }
    one.chars().flat_map(char::to_uppercase).eq(other.chars().flat_map(char::to_uppercase))
}
