//! PW088: conductors of a transformer's secondary without a device ahead are short and strong enough.

use crate::calc::tap_share;
use crate::domain::facts::supply;
use crate::domain::{Connection, FeederLoad, Source, Transformer};
use crate::engineering::Step;
use crate::nec::tables::{Column, TapRule};
use crate::rules::conductors::{TapLimits, tap_verdict, wires_of_feeder};
use crate::rules::feed::protection;
use crate::rules::{
    FeederRef, Object, ObjectKind, Protection, Rule, RuleContext, RuleMeta, Severity, Verdict, Verification,
};
use crate::units::Amperes;

pub(in crate::rules) struct SecondaryConductor;

const META: RuleMeta = RuleMeta {
    code: "PW088",
    name: "secondary-conductor",
    family: "conductors",
    title: "Secondary conductors of a transformer too long or too small",
    sections: Some(["240.21(C)"; 4]),
    severity: Severity::Error,
    looks_at: &[ObjectKind::Feeder],
    checks: "Feeders from a transformer to a panelboard without a device at the transformer. To 10 ft: their ampacity against \
             the load, the main or bus at their end, and a tenth of the primary device times primary over secondary volts. \
             To 25 ft: a third of it, and a main of no more than their ampacity; the next rating above is not allowed. \
             Longer only outside. Three-wire delta-delta secondaries may be protected by the primary device.",
    resolve: "Shorten or enlarge the conductors, give the panelboard a main, or the secondary a device.",
    not_checked: "Industrial locations under supervision (240.21(C)(3)); secondaries to other transformers; physical \
                  protection; the number of secondaries.",
    verification: Verification::Memory,
    thresholds: &[],
};

impl Rule for SecondaryConductor {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, cx: &RuleContext<'_>, object: &Object<'_>) -> Verdict {
        let Object::Feeder(feeder) = object else { return Verdict::NotApplicable };
        let (Source::Transformer(id), FeederLoad::Panel(panel)) = (feeder.feeder.source, feeder.load) else {
            return Verdict::NotApplicable;
        };
        if feeder.protection != Protection::AtTheEnd {
            return Verdict::NotApplicable;
        }
        let (Some(transformer), Some(panel)) = (cx.project.transformer(id), cx.project.panel(panel)) else {
            return Verdict::NotApplicable;
        };
        let primary = match primary_device(cx, transformer) {
            Ok(primary) => primary,
            Err(field) => {
                return Verdict::Missing { at: Object::Transformer(transformer).subject(), field };
            }
        };
        let voltages = transformer.primary.0 / transformer.secondary.line_to_line().0;
        if by_primary(feeder, transformer, primary.0 * voltages) {
            return Verdict::Pass;
        }
        let outside = feeder.feeder.facts.word_or_assumed(&supply::TAP) == Some("outside");
        let short =
            |rule: TapRule| feeder.feeder.length.is_some_and(|length| length.0 <= rule.longest_ft() + 1e-6);
        let share = |rule: TapRule| Amperes(tap_share(rule, primary.0, voltages));
        let limits = if outside {
            TapLimits { longest_ft: None, share: Amperes(0.0), one_device: true }
        } else {
            let rule = if short(TapRule::Secondary10) { TapRule::Secondary10 } else { TapRule::Secondary25 };
            TapLimits {
                longest_ft: Some(rule.longest_ft()),
                share: share(rule),
                one_device: rule.ends_in_one_device(),
            }
        };
        with_step(tap_verdict(cx, feeder, panel, &limits), primary, voltages)
    }
}

fn primary_device(cx: &RuleContext<'_>, transformer: &Transformer) -> Result<Amperes, &'static str> {
    let feeder = transformer.feeder.as_ref().ok_or("source of supply")?;
    match protection(cx.project, feeder) {
        Protection::Device(rating) => Ok(rating),
        Protection::NotGiven | Protection::AtTheEnd => Err("rating of the device ahead"),
    }
}

/// Whether the primary device protects a three-wire secondary of a delta-delta transformer (240.21(C)(1)).
fn by_primary(feeder: &FeederRef<'_>, transformer: &Transformer, at_secondary_a: f64) -> bool {
    if transformer.connection != Connection::DeltaDelta || transformer.secondary.has_neutral() {
        return false;
    }
    let Some(wires) = wires_of_feeder(feeder) else { return false };
    let found = wires.may_carry(wires.marked().unwrap_or(Column::C60));
    found.is_some_and(|found| at_secondary_a <= found.usable() + 1e-6)
}

/// Adds how the primary device counts at the secondary.
fn with_step(verdict: Verdict, primary: Amperes, voltages: f64) -> Verdict {
    match verdict {
        Verdict::Violation(mut fault) => {
            let at_secondary = format!("{:.1}", primary * voltages);
            let words = format!("{primary} × {voltages:.3} primary over secondary volts");
            fault.steps.insert(0, Step::new("Primary device at the secondary", words, at_secondary));
            Verdict::Violation(fault)
        }
        other => other,
    }
}
