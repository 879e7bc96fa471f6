//! PW023: a panelboard fed through a transformer has a device on the secondary side.

use crate::domain::{Connection, Main, Source};
use crate::rules::feed::protection;
use crate::rules::{
    Object, ObjectKind, Protection, Rule, RuleContext, RuleMeta, Severity, Verdict, Verification,
};

pub(in crate::rules) struct TransformerFed;

const META: RuleMeta = RuleMeta {
    code: "PW023",
    name: "transformer-fed",
    family: "panelboards",
    title: "Panelboard fed through a transformer without a device on the secondary side",
    sections: Some(["408.36(B)"; 4]),
    severity: Severity::Error,
    looks_at: &[ObjectKind::Panel],
    checks: "A panelboard fed by a transformer has a main, or there is a device at the transformer's secondary or ahead of \
             the feeder.",
    resolve: "Give the panelboard a main breaker, or the secondary a device.",
    not_checked: "Delta-delta transformers with a three-wire secondary, whose primary device may protect the panelboard \
                  (240.21(C)(1)).",
    verification: Verification::Transcription,
    thresholds: &[],
};

impl Rule for TransformerFed {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, cx: &RuleContext<'_>, object: &Object<'_>) -> Verdict {
        let Object::Panel(panel) = object else { return Verdict::NotApplicable };
        let Some(feeder) = &panel.feeder else { return Verdict::Undetermined("source of supply") };
        let Source::Transformer(id) = feeder.source else { return Verdict::NotApplicable };
        let has_device = protection(cx.project, feeder) != Protection::AtTheEnd;
        if has_device || panel.main != Main::LugsOnly {
            return Verdict::Pass;
        }
        let transformer = cx.project.transformer(id);
        let excepted =
            transformer.is_some_and(|t| t.connection == Connection::DeltaDelta && !t.secondary.has_neutral());
        if excepted {
            return Verdict::NotApplicable;
        }
        let name = transformer.map_or("the transformer", |t| t.name.as_str());
        let message = format!("main lugs only, and no device between {name} and the panelboard");
        Verdict::violation(message, "no device", "a main, or a device on the secondary side", Vec::new())
    }
}
