//! PW090: a transformer can be reached, and disconnected by somebody who stands at it.

use crate::domain::{Device, DeviceKind, Sheet, Source, Transformer, facts};
use crate::rules::disconnects::sight::{IN_SIGHT, Seen, at_fault, look};
use crate::rules::{
    Object, ObjectKind, Rule, RuleContext, RuleMeta, Severity, Threshold, Verdict, Verification,
};
use crate::units::trimmed;

pub(in crate::rules) struct TransformerAccess;

const ABOVE_CEILING: Threshold =
    Threshold { name: "largest transformer above a ceiling", unit: "kVA", value: 50.0 };

const META: RuleMeta = RuleMeta {
    code: "PW090",
    name: "transformer-access",
    family: "disconnects",
    title: "Transformer out of reach, or without a disconnect in sight",
    sections: Some(["450.13; 450.14"; 4]),
    severity: Severity::Warning,
    looks_at: &[ObjectKind::Transformer],
    checks: "Dry-type transformers over 50 kVA are not above a ceiling. What a transformer says of its disconnect, else the plan: a \
             disconnect with its label or on its circuit, or the panelboard that feeds it, on the same sheet within 50 ft with no \
             wall and no closed door between.",
    resolve: "Move the transformer, place a disconnect at it, or say that the disconnect can be locked and its place is marked.",
    not_checked: "The disconnect of transformers that no plan shows and of which nobody has said anything; liquid-filled ones; \
                  ventilation (450.9), vaults and fire-resistant rooms (450.21).",
    verification: Verification::Partly,
    thresholds: &[ABOVE_CEILING, IN_SIGHT],
};

impl Rule for TransformerAccess {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, cx: &RuleContext<'_>, object: &Object<'_>) -> Verdict {
        let Object::Transformer(transformer) = object else { return Verdict::NotApplicable };
        let most = cx.threshold(META.code, &ABOVE_CEILING);
        let given = &transformer.facts;
        let dry = given.word_or_assumed(&facts::transformer::COOLING) == Some("dry");
        let large = dry && transformer.rating.0 > most * 1000.0 + 1e-6;
        let place = given.word(&facts::disconnect::TRANSFORMER_PLACE);
        if large && place == Some("above-ceiling") {
            let kva = format!("{} kVA", trimmed(transformer.rating.0 / 1000.0, 1));
            let most = format!("{} kVA above a ceiling", trimmed(most, 1));
            return Verdict::violation(format!("{kva} above a ceiling"), kva, most, Vec::new());
        }
        match sight(cx, transformer, cx.threshold(META.code, &IN_SIGHT)) {
            Verdict::NotApplicable | Verdict::Pass if large && place.is_none() => {
                Verdict::Undetermined(facts::disconnect::TRANSFORMER_PLACE.label)
            }
            Verdict::NotApplicable if large => Verdict::Pass,
            other => other,
        }
    }
}

fn sight(cx: &RuleContext<'_>, transformer: &Transformer, limit_ft: f64) -> Verdict {
    match transformer.facts.word(&facts::disconnect::TRANSFORMER_DISCONNECT) {
        Some("none") => {
            return Verdict::violation("no disconnect", "none", "a disconnect in sight", Vec::new());
        }
        Some(_) => return Verdict::Pass,
        None => {}
    }
    let Some((sheet, device)) = symbol_of(cx, transformer) else { return Verdict::NotApplicable };
    let circuit = match transformer.feeder.as_ref().map(|feeder| feeder.source) {
        Some(Source::Circuit(panel, circuit)) => Some((panel, circuit)),
        Some(Source::Service | Source::FeedThrough(_) | Source::Transformer(_)) | None => None,
    };
    let own = sheet.devices.values().map(AsRef::as_ref).filter(|other| {
        let named = other.label.trim().eq_ignore_ascii_case(transformer.name.trim());
        other.kind == DeviceKind::Disconnect && (named || (circuit.is_some() && other.circuit == circuit))
    });
    let feeding = circuit.and_then(|(panel, _)| cx.panel_place(panel));
    let feeding = feeding.filter(|(on, _)| on.id == sheet.id).map(|(_, device)| device);
    match look((sheet, device), own.chain(feeding), limit_ft) {
        Seen::Yes => Verdict::Pass,
        Seen::NoneDrawn { others: false } => {
            Verdict::Undetermined(facts::disconnect::TRANSFORMER_DISCONNECT.label)
        }
        seen => at_fault(&Object::Device(sheet, device).subject(), &seen, limit_ft),
    }
}

/// Returns the symbol of a transformer: equipment with its name.
fn symbol_of<'p>(cx: &RuleContext<'p>, transformer: &Transformer) -> Option<(&'p Sheet, &'p Device)> {
    cx.project.sheets().find_map(|sheet| {
        let named = |device: &&Device| {
            device.kind == DeviceKind::Equipment
                && device.symbol == "transformer"
                && device.label.trim().eq_ignore_ascii_case(transformer.name.trim())
        };
        Some((sheet, sheet.devices.values().map(AsRef::as_ref).find(named)?))
    })
}
