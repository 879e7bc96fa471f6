//! PW017: an equipment grounding conductor grows with conductors that are larger than they had to be.

use crate::calc::{Demand, egc_of, egc_table_cmil, smallest_conductor_for, upsizing_ratio};
use crate::domain::facts;
use crate::engineering::Step;
use crate::nec::tables::{Column, ConductorRow, conductor, egc_size};
use crate::rules::conductors::protected;
use crate::rules::fix::larger_egc;
use crate::rules::grounding::shown;
use crate::rules::laid::{Laid, Stage};
use crate::rules::wiring::COOL_TERMINALS_THROUGH_A;
use crate::rules::{Fix, Object, ObjectKind, Rule, RuleContext, RuleMeta, Severity, Verdict, Verification};
use crate::units::{Amperes, trimmed};

pub(in crate::rules) struct EgcEnlarged;

const META: RuleMeta = RuleMeta {
    code: "PW017",
    name: "egc-enlarged",
    family: "grounding",
    title: "Equipment grounding conductor not enlarged with its circuit",
    sections: Some(["250.122(B)"; 4]),
    severity: Severity::Error,
    looks_at: &[ObjectKind::Feeder, ObjectKind::Circuit],
    checks: "The equipment grounding conductor against the table's size times the ratio of the installed to the \
             smallest conductor that the device ahead, the ambient and the raceway ask for; never larger than the \
             ungrounded conductors. Terminals to 100 A that are not marked count as 60 °C. A size before enlarging that \
             is given holds instead.",
    resolve: "Enlarge the equipment grounding conductor in proportion.",
    not_checked: "What is too small by the table itself (PW016); motors and cooling, unless a size before enlarging is \
                  given; a size that a qualified person has determined, which 2023 allows.",
    verification: Verification::CrossChecked,
    thresholds: &[],
};

impl Rule for EgcEnlarged {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, cx: &RuleContext<'_>, object: &Object<'_>) -> Verdict {
        let wired = match protected(cx, object) {
            Ok(wired) => wired,
            Err(verdict) => return verdict,
        };
        let Some(laid) = wired.laid else { return Verdict::Undetermined("conductors") };
        let set = laid.place.set;
        let Some(egc) = set.egc else { return Verdict::NotApplicable };
        let before = laid.place.facts.wire_size(&facts::conductors::SIZE_BEFORE);
        if wired.motor && before.is_none() {
            return Verdict::NotApplicable;
        }
        let table = egc_size(wired.device.0, set.material, cx.edition).and_then(egc_table_cmil);
        let (Some(table), Some(installed), Some(has)) =
            (table, conductor(set.size.name()), conductor(egc.name()))
        else {
            return Verdict::NotApplicable;
        };
        if has.cmil + 0.5 < table.min(installed.cmil) {
            return Verdict::NotApplicable;
        }
        let judge = |least: &ConductorRow| grown(least, installed, (table, has));
        if let Some(least) = before.and_then(|size| conductor(size.name())) {
            return judge(least).unwrap_or(Verdict::Pass);
        }
        // Unmarked terminals to 100 A count as those of 60 °C, by which the smallest size is the larger (110.14(C)(1)(a)).
        let unmarked = if wired.device.0 > COOL_TERMINALS_THROUGH_A { Column::C75 } else { Column::C60 };
        let least = smallest(cx, &laid, wired.device, laid.marked().unwrap_or(unmarked));
        least.and_then(judge).unwrap_or(Verdict::Pass)
    }

    fn fixes(&self, cx: &RuleContext<'_>, object: &Object<'_>) -> Vec<Fix> {
        larger_egc(self, cx, object).into_iter().collect()
    }
}

/// Returns the smallest conductor whose ampacity is the rating of the device.
fn smallest(
    cx: &RuleContext<'_>,
    laid: &Laid<'_>,
    device: Amperes,
    terminals: Column,
) -> Option<&'static ConductorRow> {
    let demand = Demand { load: 0.0, design: 0.0, ocpd: device.0 };
    let conditions = laid.conditions(Stage::Neutrals, terminals)?;
    smallest_conductor_for(&demand, &conditions, cx.edition, || false).map(|(row, _)| row)
}

/// Judges an equipment grounding conductor by the smallest conductor that would have done; `None` where it holds.
fn grown(
    least: &ConductorRow,
    installed: &'static ConductorRow,
    (table_cmil, has): (f64, &ConductorRow),
) -> Option<Verdict> {
    let ratio = upsizing_ratio(installed, least);
    let required = egc_of(table_cmil * ratio, Some(installed))?;
    if ratio <= 1.0 || has.cmil + 0.5 >= required.cmil {
        return None;
    }
    let named = |row: &ConductorRow| shown(row.size);
    let words = format!("{} instead of {}", named(installed), named(least));
    let steps = vec![
        Step::new("Enlarged", words, format!("× {}", trimmed(ratio, 3))),
        Step::new("EGC", format!("{table_cmil} cmil × {}", trimmed(ratio, 3)), named(required)),
    ];
    let message = format!("EGC {} with conductors enlarged × {}", named(has), trimmed(ratio, 2));
    Some(Verdict::violation(message, named(has), named(required), steps))
}
