//! PW087: the devices of a transformer against its rated currents.

use crate::domain::{Connection, Main, Source, Transformer};
use crate::engineering::Step;
use crate::nec::Edition;
use crate::nec::tables::{
    StandardDevice, TransformerLimit, TransformerScheme, next_standard_rating, transformer_primary_limit,
    transformer_secondary_limit,
};
use crate::rules::feed::protection;
use crate::rules::fix::smaller_device;
use crate::rules::{
    Fix, Object, ObjectKind, Protection, Rule, RuleContext, RuleMeta, Severity, Verdict, Verification,
};
use crate::units::{Amperes, trimmed};

pub(in crate::rules) struct TransformerProtection;

const META: RuleMeta = RuleMeta {
    code: "PW087",
    name: "transformer-protection",
    family: "equipment",
    title: "Transformer protected above its limits",
    sections: Some(["450.3(B)"; 4]),
    severity: Severity::Error,
    looks_at: &[ObjectKind::Transformer],
    checks: "The primary device of transformers to 1000 V: 125 % of the rated primary current alone (167 and 300 % for small \
             ones), 250 % where the secondary is protected at 125 % as well. Where the transformer has no secondary device \
             of its own, the devices of the panelboards it feeds are added up for it.",
    resolve: "Choose a smaller primary device, or protect the secondary.",
    not_checked: "Transformers over 1000 V; more than six secondary devices, or those not grouped in one place; thermal \
                  protection by the maker; protection of the conductors (PW007, 240.21(C)).",
    verification: Verification::Transcription,
    thresholds: &[],
};

impl Rule for TransformerProtection {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, cx: &RuleContext<'_>, object: &Object<'_>) -> Verdict {
        let Object::Transformer(transformer) = object else { return Verdict::NotApplicable };
        if transformer.primary.0 > 1000.0 {
            return Verdict::NotApplicable;
        }
        let Some(feeder) = &transformer.feeder else { return Verdict::Undetermined("source of supply") };
        let Protection::Device(primary) = protection(cx.project, feeder) else {
            return Verdict::Undetermined("rating of the device ahead");
        };
        judge(cx, transformer, primary)
    }

    fn fixes(&self, cx: &RuleContext<'_>, object: &Object<'_>) -> Vec<Fix> {
        smaller_device(self, cx, object).into_iter().collect()
    }
}

fn judge(cx: &RuleContext<'_>, transformer: &Transformer, primary: Amperes) -> Verdict {
    use TransformerScheme::{PrimaryAndSecondary, PrimaryOnly};
    let single = transformer.connection == Connection::SinglePhase;
    let root = if single { 1.0 } else { 3.0_f64.sqrt() };
    let primary_a = transformer.rating / (transformer.primary * root);
    let secondary_a = transformer.rating / (transformer.secondary.line_to_line() * root);
    let alone = ceiling(transformer_primary_limit(PrimaryOnly, primary_a.0), primary_a, cx.edition);
    if primary.0 <= alone.0 + 1e-6 {
        return Verdict::Pass;
    }
    let secondary = secondary_device(cx, transformer);
    let secondary_limit = transformer_secondary_limit(PrimaryAndSecondary, secondary_a.0)
        .map(|limit| ceiling(limit, secondary_a, cx.edition));
    let protected = secondary.zip(secondary_limit).is_some_and(|(device, limit)| device.0 <= limit.0 + 1e-6);
    let both = transformer_primary_limit(PrimaryAndSecondary, primary_a.0);
    let limit = if protected { ceiling(both, primary_a, cx.edition) } else { alone };
    if primary.0 <= limit.0 + 1e-6 {
        return Verdict::Pass;
    }
    let divisor =
        if single { transformer.primary.to_string() } else { format!("(√3 × {})", transformer.primary) };
    let steps = vec![
        Step::new(
            "Rated primary current",
            format!("{:.0} ÷ {divisor}", transformer.rating),
            format!("{primary_a:.1}"),
        ),
        Step::new(
            "Limit of the primary device",
            if protected { "with the secondary protected" } else { "primary alone" },
            format!("{limit:.1}"),
        ),
    ];
    let share = trimmed((100.0 * primary.0 / primary_a.0).round(), 0);
    let why = match (protected, secondary) {
        (true, _) => String::new(),
        (false, Some(device)) => format!("; {device} on the secondary protects it not"),
        (false, None) => "; the secondary has no device".to_owned(),
    };
    let message = format!("{primary} primary device is {share} % of {primary_a:.1}{why}");
    Verdict::violation(message, primary, format!("{limit:.1}"), steps)
}

/// Returns the largest rating a limit allows.
fn ceiling(limit: TransformerLimit, rated: Amperes, edition: Edition) -> Amperes {
    let exact = rated.0 * limit.pct / 100.0;
    let up = next_standard_rating(exact, StandardDevice::Fuse, edition).filter(|_| limit.next_size_up);
    Amperes(up.unwrap_or(exact))
}

/// Returns the device of the secondary: at the transformer, or all devices of what it feeds; `None` where one has none.
fn secondary_device(cx: &RuleContext<'_>, transformer: &Transformer) -> Option<Amperes> {
    if transformer.secondary_ocpd.is_some() {
        return transformer.secondary_ocpd;
    }
    let fed = |source: Source| source == Source::Transformer(transformer.id);
    let panels = cx.project.panels().filter_map(|panel| {
        let feeder = panel.feeder.as_ref().filter(|feeder| fed(feeder.source))?;
        Some(feeder.ocpd.or(match panel.main {
            Main::Breaker(main) => Some(main),
            Main::LugsOnly => None,
        }))
    });
    let transformers = cx.project.transformers().filter_map(|t| {
        let feeder = t.feeder.as_ref().filter(|feeder| fed(feeder.source))?;
        Some(feeder.ocpd)
    });
    let devices: Option<Vec<Amperes>> = panels.chain(transformers).collect();
    devices.filter(|devices| !devices.is_empty()).map(|devices| devices.into_iter().sum())
}
