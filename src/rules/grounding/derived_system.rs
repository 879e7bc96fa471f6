//! PW091: the neutral of a transformer's secondary is bonded once, and grounded by a conductor of the right size.

use crate::domain::{Source, Transformer, facts};
use crate::engineering::Step;
use crate::nec::Material;
use crate::nec::tables::{bonding_jumper_size, conductor, gec_size};
use crate::rules::grounding::{metal_of_gec, shown};
use crate::rules::{Object, ObjectKind, Rule, RuleContext, RuleMeta, Severity, Verdict, Verification};
use crate::units::{VoltAmperes, WireSize};

pub(in crate::rules) struct DerivedSystem;

const META: RuleMeta = RuleMeta {
    code: "PW091",
    name: "derived-system",
    family: "grounding",
    title: "Separately derived system not bonded and grounded",
    sections: Some(["250.30(A)"; 4]),
    severity: Severity::Error,
    looks_at: &[ObjectKind::Transformer],
    checks: "Transformers with a neutral on the secondary side: bonded at the transformer or at the first disconnecting \
             means, not at both; the grounding electrode conductor, and a system bonding jumper whose size is given, \
             against the tables by the secondary conductors. At 1,000 VA or less no grounding electrode conductor is \
             asked for.",
    resolve: "Bond the neutral once and run a grounding electrode conductor to the electrode system.",
    not_checked: "The supply-side bonding jumper (PW020); generators; secondaries without a neutral; common grounding \
                  electrode conductors of several transformers.",
    verification: Verification::Memory,
    thresholds: &[],
};

/// A transformer up to this rating needs no grounding electrode conductor (250.30(A)(5) Exception 3).
const WITHOUT_ELECTRODE: VoltAmperes = VoltAmperes(1000.0);

impl Rule for DerivedSystem {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, cx: &RuleContext<'_>, object: &Object<'_>) -> Verdict {
        let Object::Transformer(transformer) = object else { return Verdict::NotApplicable };
        if !transformer.secondary.has_neutral() {
            return Verdict::NotApplicable;
        }
        let fault =
            |message: &str, actual: &str| Verdict::violation(message, actual, "bonded once", Vec::new());
        match transformer.facts.word(&facts::grounding::SYSTEM_BOND) {
            None => Verdict::Undetermined(facts::grounding::SYSTEM_BOND.label),
            Some("none") => fault("the neutral of the secondary is not bonded", "not bonded"),
            Some("both") => fault("the neutral of the secondary is bonded in two places", "bonded twice"),
            Some(_) => sizes(cx, transformer),
        }
    }
}

fn sizes(cx: &RuleContext<'_>, transformer: &Transformer) -> Verdict {
    let jumper = transformer.facts.wire_size(&facts::grounding::SYSTEM_JUMPER);
    let gec = transformer.facts.wire_size(&facts::grounding::GEC);
    let needs_gec = transformer.rating.0 > WITHOUT_ELECTRODE.0;
    if needs_gec && gec.is_none() {
        return Verdict::Undetermined(facts::grounding::GEC.label);
    }
    if gec.is_none() && jumper.is_none() {
        return Verdict::Pass;
    }
    let (cmil, metal) = match secondary(cx, transformer) {
        Ok(area) => area,
        Err(verdict) => return verdict,
    };
    let of_gec = gec.and_then(|gec| {
        let metal_of_gec = metal_of_gec(&transformer.facts);
        too_small("grounding electrode conductor", gec, gec_size(cmil, metal, metal_of_gec), cmil)
    });
    let of_jumper = jumper.and_then(|jumper| {
        too_small("system bonding jumper", jumper, bonding_jumper_size(cmil, metal, metal)?, cmil)
    });
    of_gec.or(of_jumper).unwrap_or(Verdict::Pass)
}

/// Returns the area of the ungrounded conductors of the secondary, and their metal.
fn secondary(cx: &RuleContext<'_>, transformer: &Transformer) -> Result<(f64, Material), Verdict> {
    let mut found: Option<(f64, Material)> = None;
    for feeder in cx.feeders().iter().filter(|f| f.feeder.source == Source::Transformer(transformer.id)) {
        let Some(set) = &feeder.feeder.conductors else {
            let at = Object::Feeder(feeder.clone()).subject();
            return Err(Verdict::Missing { at, field: "conductors" });
        };
        let one = conductor(set.size.name()).map_or(0.0, |row| row.cmil);
        let area = one * f64::from(set.parallel_sets.max(1));
        found = Some((found.map_or(area, |(known, _)| known.max(area)), set.material));
    }
    found.ok_or(Verdict::Undetermined("panelboard fed by the transformer"))
}

fn too_small(what: &str, has: WireSize, required: &str, cmil: f64) -> Option<Verdict> {
    let area = |size: &str| conductor(size).map_or(0.0, |row| row.cmil);
    if area(has.name()) + 0.5 >= area(required) {
        return None;
    }
    let required = shown(required);
    let step = Step::new("Secondary conductors", format!("{cmil} cmil"), &required);
    let message = format!("{what} {has}; {required} is asked for");
    Some(Verdict::violation(message, has, required, vec![step]))
}
