//! PW032: breakers suit the voltages of their system, slash ratings only within both of theirs.

use crate::domain::facts::distribution;
use crate::domain::{Circuit, Panel, System};
use crate::rules::{Object, ObjectKind, Rule, RuleContext, RuleMeta, Severity, Verdict, Verification};
use crate::units::{Volts, trimmed};

pub(in crate::rules) struct SlashRating;

const META: RuleMeta = RuleMeta {
    code: "PW032",
    name: "slash-rating",
    family: "overcurrent",
    title: "Breaker whose voltage rating does not suit the system",
    sections: Some(["240.85"; 4]),
    severity: Severity::Error,
    looks_at: &[ObjectKind::Circuit],
    checks: "The voltage rating of a circuit's breaker, its own or that of all breakers of the panelboard: the voltage between \
             lines against the higher figure, the voltage to ground against the lower one of a slash rating. Deltas of three \
             wires have no ground in their middle, so slash ratings do not suit them, nor the high leg of a delta above its \
             208 V. The rating is asked for only there; elsewhere every common breaker suits.",
    resolve: "Choose breakers of a straight rating, such as 240 V or 480 V.",
    not_checked: "Interrupting ratings of single poles on corner-grounded systems; fuses.",
    verification: Verification::Memory,
    thresholds: &[],
};

/// A marked rating: between lines, and to ground where a slash stands.
fn volts_of(word: &str) -> (f64, Option<f64>) {
    match word {
        "120" => (120.0, None),
        "120/240" => (240.0, Some(120.0)),
        "240" => (240.0, None),
        "277" => (277.0, None),
        "480Y/277" => (480.0, Some(277.0)),
        "480" => (480.0, None),
        "600Y/347" => (600.0, Some(347.0)),
        _ => (600.0, None),
    }
}

impl Rule for SlashRating {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, _: &RuleContext<'_>, object: &Object<'_>) -> Verdict {
        let Object::Circuit(panel, circuit) = object else { return Verdict::NotApplicable };
        if circuit.is_spare() {
            return Verdict::NotApplicable;
        }
        let (across, ground) = stress(panel, circuit);
        let own = circuit.facts.word(&distribution::BREAKER_VOLTS);
        let Some(word) = own.or_else(|| panel.facts.word(&distribution::BREAKER_VOLTS)) else {
            if is_common(panel.system, ground) {
                return Verdict::NotApplicable;
            }
            let field = distribution::BREAKER_VOLTS.label;
            return Verdict::Missing { at: Object::Panel(panel).subject(), field };
        };
        let (higher, lower) = volts_of(word);
        let fits =
            across.0 <= higher && lower.is_none_or(|lower| ground.is_some_and(|ground| ground.0 <= lower));
        if fits {
            return Verdict::Pass;
        }
        let to_ground = match ground {
            Some(ground) => format!("{} V to ground", trimmed(ground.0, 0)),
            None => "no grounded middle".to_owned(),
        };
        let system = format!("{} V across its poles, {to_ground}", trimmed(across.0, 0));
        let message = format!("breaker of {word} V on {system}");
        Verdict::violation(message, format!("{word} V"), system, Vec::new())
    }
}

/// Returns the voltage across the poles of a breaker and the highest one to ground; `None` without a grounded middle.
fn stress(panel: &Panel, circuit: &Circuit) -> (Volts, Option<Volts>) {
    let system = panel.system;
    let legs: Vec<_> = circuit.span().legs(system).collect();
    let ground = match system {
        System::Delta240 | System::Delta480 => None,
        System::HighLeg240 if legs.iter().any(|leg| system.high_leg() == Some(*leg)) => Some(Volts(208.0)),
        _ => legs.iter().filter_map(|leg| system.line_to_neutral(*leg)).reduce(Volts::max),
    };
    let one_pole = circuit.poles == 1;
    let across = if one_pole { ground.unwrap_or(system.line_to_line()) } else { system.line_to_line() };
    (across, ground)
}

/// Whether every common breaker of such a system suits: grounded in the middle, none on a high leg.
fn is_common(system: System, ground: Option<Volts>) -> bool {
    match system {
        System::Wye480 | System::Wye208 | System::Wye600 | System::Single240 => true,
        System::HighLeg240 => ground == Some(Volts(120.0)),
        System::Delta240 | System::Delta480 => false,
    }
}
