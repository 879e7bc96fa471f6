//! PW089: taps of a feeder are short and strong enough, and end as their rule says.

use crate::calc::tap_share;
use crate::domain::facts::supply;
use crate::domain::{FeederLoad, Main, Panel, Source};
use crate::engineering::Step;
use crate::nec::tables::TapRule;
use crate::rules::conductors::wires_of_feeder;
use crate::rules::{
    FeederRef, Object, ObjectKind, Protection, Rule, RuleContext, RuleMeta, Severity, Verdict, Verification,
};
use crate::units::{Amperes, trimmed};

pub(in crate::rules) struct FeederTap;

const META: RuleMeta = RuleMeta {
    code: "PW089",
    name: "feeder-tap",
    family: "conductors",
    title: "Tap too long, too small, or without its device",
    sections: Some(["240.21(B)"; 4]),
    severity: Severity::Error,
    looks_at: &[ObjectKind::Feeder],
    checks: "Feeders of panelboards that are said to be taps. To 10 ft: their ampacity against the load, the main or bus at \
             their end, and a tenth of the device ahead. To 25 ft: against a third of the device ahead, and a main of no more \
             than their ampacity. Outside: the main alone. PW006, PW007 and PW008 leave taps to this rule.",
    resolve: "Shorten or enlarge the tap, or give the panelboard a main.",
    not_checked: "Taps to transformers with the secondary counted in (240.21(B)(3)); taps over 25 ft in high bays \
                  (240.21(B)(4)); physical protection and walls passed; whether a line that nobody calls a tap is one.",
    verification: Verification::Transcription,
    thresholds: &[],
};

impl Rule for FeederTap {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, cx: &RuleContext<'_>, object: &Object<'_>) -> Verdict {
        let Object::Feeder(feeder) = object else { return Verdict::NotApplicable };
        let (Some(rule), FeederLoad::Panel(id)) = (tap_of(feeder), feeder.load) else {
            return Verdict::NotApplicable;
        };
        let Some(panel) = cx.project.panel(id) else { return Verdict::NotApplicable };
        let Protection::Device(ahead) = feeder.protection else {
            return Verdict::Undetermined("rating of the device ahead");
        };
        match rule {
            "10-ft" => {
                let leaves = feeder.feeder.facts.yes_or_assumed(&supply::LEAVES_ENCLOSURE) != Some(false);
                let share = if leaves { tap_share(TapRule::Feeder10, ahead.0, 1.0) } else { 0.0 };
                let limits = TapLimits {
                    longest_ft: Some(TapRule::Feeder10.longest_ft()),
                    share: Amperes(share),
                    one_device: false,
                };
                tap_verdict(cx, feeder, panel, &limits)
            }
            "25-ft" => {
                let share = tap_share(TapRule::Feeder25, ahead.0, 1.0);
                let limits = TapLimits {
                    longest_ft: Some(TapRule::Feeder25.longest_ft()),
                    share: Amperes(share),
                    one_device: true,
                };
                tap_verdict(cx, feeder, panel, &limits)
            }
            _ => {
                let limits = TapLimits { longest_ft: None, share: Amperes(0.0), one_device: true };
                tap_verdict(cx, feeder, panel, &limits)
            }
        }
    }
}

/// Returns the rule a feeder is said to be a tap under; `None` where it is none, or starts at a transformer.
pub(in crate::rules) fn tap_of(feeder: &FeederRef<'_>) -> Option<&'static str> {
    if matches!(feeder.feeder.source, Source::Transformer(_)) {
        return None;
    }
    feeder.feeder.facts.word_or_assumed(&supply::TAP).filter(|word| *word != "none")
}

/// What a tap or a secondary has to hold.
pub(in crate::rules) struct TapLimits {
    /// `None` where the length does not matter.
    pub longest_ft: Option<f64>,
    /// What it carries at least, by the device ahead.
    pub share: Amperes,
    /// Whether it ends in one device of no more than its ampacity.
    pub one_device: bool,
}

/// Judges a tap or a secondary that ends at a panelboard.
pub(in crate::rules) fn tap_verdict(
    cx: &RuleContext<'_>,
    feeder: &FeederRef<'_>,
    panel: &Panel,
    limits: &TapLimits,
) -> Verdict {
    if let Some(longest) = limits.longest_ft {
        let Some(length) = feeder.feeder.length else { return Verdict::Undetermined("length") };
        if length.0 > longest + 1e-6 {
            let (has, most) = (format!("{} ft", trimmed(length.0, 1)), format!("{} ft", trimmed(longest, 1)));
            return Verdict::violation(format!("{has} long, {most} at most"), has, most, Vec::new());
        }
    }
    let Some(wires) = wires_of_feeder(feeder) else { return Verdict::Undetermined("conductors") };
    let (end, what) = match (panel.main, limits.one_device, panel.bus) {
        (Main::Breaker(main), ..) => (main, "the main at its end"),
        (Main::LugsOnly, true, _) => {
            let message = "ends at main lugs, not in one overcurrent device";
            return Verdict::violation(
                message,
                "main lugs",
                "a main of no more than its ampacity",
                Vec::new(),
            );
        }
        (Main::LugsOnly, false, Some(bus)) => (bus, "the bus at its end"),
        (Main::LugsOnly, false, None) => {
            return Verdict::Missing { at: Object::Panel(panel).subject(), field: "bus rating" };
        }
    };
    let loads = cx.feeder_loads(feeder.load).map_or(Amperes(0.0), |loads| loads.design_amperes);
    wires.by_terminals(end.0, |found, column| {
        let has = Amperes(found.usable());
        let asked = [(end, what), (limits.share, "its share of the device ahead"), (loads, "its load")];
        // What the load asks for is PW002's where conductors end in one device.
        let of_rule = if limits.one_device { 2 } else { 3 };
        let (needs, why) = asked.into_iter().take(of_rule).find(|(needs, _)| needs.0 > has.0 + 1e-6)?;
        let steps = vec![
            Step::new("Ampacity", wires.words(column), has),
            Step::new("Share of the device ahead", "by the rule", format!("{:.1}", limits.share)),
        ];
        let needs = format!("{needs:.1}");
        Some(Verdict::violation(format!("carries {has}; {why} asks for {needs}"), has, needs, steps))
    })
}
