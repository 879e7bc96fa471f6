//! PW096: a standby source is connected through transfer equipment, and an automatic one carries its load.

use crate::domain::Panel;
use crate::domain::facts::{circuit as served, distribution};
use crate::engineering::Step;
use crate::rules::standby::{NORMAL, panel_ahead, power, power_words};
use crate::rules::{Object, ObjectKind, Rule, RuleContext, RuleMeta, Severity, Verdict, Verification};
use crate::units::{VoltAmperes, trimmed};

pub(in crate::rules) struct TransferEquipment;

const META: RuleMeta = RuleMeta {
    code: "PW096",
    name: "transfer-equipment",
    family: "standby",
    title: "Standby source without suitable transfer equipment",
    sections: Some(["445.18; 700.5; 701.5; 702.4; 702.5"; 4]),
    severity: Severity::Error,
    looks_at: &[ObjectKind::Panel, ObjectKind::Circuit],
    checks: "The first panelboard of each emergency or standby system, and circuits that a generator feeds: whether there is \
             transfer equipment, automatic for all but optional standby, and whether a source behind an automatic transfer \
             switch has the capacity for the demand load of the panelboard.",
    resolve: "Add a transfer switch or a listed interlock, or a larger source.",
    not_checked: "Load management that sheds load; selective load pickup; the disconnect of the generator itself; the time \
                  until power returns, which stands in the checklist.",
    verification: Verification::Memory,
    thresholds: &[],
};

impl Rule for TransferEquipment {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, cx: &RuleContext<'_>, object: &Object<'_>) -> Verdict {
        match object {
            Object::Circuit(_, circuit) => {
                if circuit.is_spare() || circuit.facts.word(&served::EQUIPMENT) != Some("generator") {
                    return Verdict::NotApplicable;
                }
                match circuit.facts.word(&distribution::TRANSFER) {
                    None => Verdict::Undetermined(distribution::TRANSFER.label),
                    Some("none") => none("a generator feeds the panelboard without transfer equipment"),
                    Some(_) => Verdict::Pass,
                }
            }
            Object::Panel(panel) => {
                let kind = power(panel);
                let ahead = panel_ahead(cx.project, panel).map_or(NORMAL, power);
                if kind == NORMAL || ahead != NORMAL {
                    return Verdict::NotApplicable;
                }
                transfer(cx, panel, kind)
            }
            _ => Verdict::NotApplicable,
        }
    }
}

fn transfer(cx: &RuleContext<'_>, panel: &Panel, kind: &'static str) -> Verdict {
    match panel.facts.word(&distribution::TRANSFER) {
        None => Verdict::Undetermined(distribution::TRANSFER.label),
        Some("none") => none("standby power without transfer equipment"),
        Some("automatic") => capacity(cx, panel),
        Some(_) if kind == "optional-standby" => Verdict::Pass,
        Some(_) => {
            let message = format!("transfer by hand for {} power", power_words(kind));
            Verdict::violation(message, "transfer by hand", "an automatic transfer switch", Vec::new())
        }
    }
}

fn none(message: &str) -> Verdict {
    Verdict::violation(message, "none", "transfer equipment", Vec::new())
}

fn capacity(cx: &RuleContext<'_>, panel: &Panel) -> Verdict {
    let load = cx.loads.panels.get(&panel.id).map_or(VoltAmperes::ZERO, |loads| loads.loads.demand.total());
    if load.0 <= 0.0 {
        return Verdict::Undetermined("load");
    }
    let Some(capacity) = panel.facts.number(&distribution::STANDBY_CAPACITY) else {
        return Verdict::Undetermined(distribution::STANDBY_CAPACITY.label);
    };
    if capacity * 1000.0 >= load.0 - 1e-6 {
        return Verdict::Pass;
    }
    let (capacity, load) =
        (format!("{} kVA", trimmed(capacity, 1)), format!("{} kVA", trimmed(load.0 / 1000.0, 1)));
    let step = Step::new("Demand load", format!("of {}", panel.name), &load);
    Verdict::violation(format!("source of {capacity} for a load of {load}"), capacity, load, vec![step])
}
