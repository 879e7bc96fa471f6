//! PW102: sources ahead of the service disconnect give no more than the service is rated for, over conductors of the least size.

use crate::domain::Service;
use crate::domain::facts::supply;
use crate::nec::tables::conductor;
use crate::rules::services::RATING;
use crate::rules::{
    Object, ObjectKind, Rule, RuleContext, RuleMeta, Severity, Threshold, Verdict, Verification,
};
use crate::units::{Amperes, WireSize, trimmed};

pub(in crate::rules) struct SupplySideSource;

const LENGTH: Threshold = Threshold { name: "conductors to the device", unit: "ft", value: 10.0 };

const META: RuleMeta = RuleMeta {
    code: "PW102",
    name: "supply-side-source",
    family: "services",
    title: "Source ahead of the service disconnect wrongly connected",
    sections: Some(["705.12(A)", "705.11", "705.11", "705.11"]),
    severity: Severity::Warning,
    looks_at: &[ObjectKind::Service],
    checks: "The rated output of all sources ahead of the service disconnect against its rating; since 2020 their conductors \
             against 6 AWG copper or 4 AWG aluminum, and the conductors to their overcurrent device against 10 ft.",
    resolve: "Reduce the sources, enlarge their conductors, or move their device to the connection.",
    not_checked: "125 % of the output in conductors and device; longer runs with cable limiters; bonding and the disconnect of \
                  the source.",
    verification: Verification::Memory,
    thresholds: &[LENGTH],
};

/// Least sizes by metal.
const LEAST_COPPER: &str = "6";
const LEAST_ALUMINUM: &str = "4";

impl Rule for SupplySideSource {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, cx: &RuleContext<'_>, object: &Object<'_>) -> Verdict {
        let Object::Service(service) = object else { return Verdict::NotApplicable };
        let output = Amperes(service.facts.number_or_assumed(&supply::SUPPLY_SIDE_SOURCE).unwrap_or(0.0));
        if output.0 <= 0.0 {
            return Verdict::NotApplicable;
        }
        let Some(rating) = service.rating else { return Verdict::Undetermined(RATING) };
        if output > rating {
            let message = format!("sources of {output} ahead of a service of {rating}");
            return Verdict::violation(message, output, rating, Vec::new());
        }
        if cx.edition < crate::nec::Edition::E2020 {
            return Verdict::Pass;
        }
        conductors(cx, service)
    }
}

fn conductors(cx: &RuleContext<'_>, service: &Service) -> Verdict {
    let Some(size) = service.facts.wire_size(&supply::SUPPLY_SIDE_SIZE) else {
        return Verdict::Undetermined(supply::SUPPLY_SIDE_SIZE.label);
    };
    let copper = service.facts.word_or_assumed(&supply::SUPPLY_SIDE_MATERIAL) == Some("Cu");
    let (least, metal) = if copper { (LEAST_COPPER, "Cu") } else { (LEAST_ALUMINUM, "Al") };
    let cmil = |name: &str| conductor(name).map_or(0.0, |row| row.cmil);
    if cmil(size.name()) < cmil(least) {
        let least: String =
            least.parse().map_or_else(|_| least.to_owned(), |size: WireSize| size.to_string());
        let message = format!("source conductors of {size} {metal}, {least} at least");
        return Verdict::violation(message, size, least, Vec::new());
    }
    let Some(length) = service.facts.number(&supply::SUPPLY_SIDE_LENGTH) else {
        return Verdict::Undetermined(supply::SUPPLY_SIDE_LENGTH.label);
    };
    let longest = cx.threshold(META.code, &LENGTH);
    if length <= longest {
        return Verdict::Pass;
    }
    let (length, longest) = (format!("{} ft", trimmed(length, 1)), format!("{} ft", trimmed(longest, 1)));
    let message = format!("{length} from the connection to the overcurrent device of the source");
    Verdict::violation(message, length, longest, Vec::new())
}
