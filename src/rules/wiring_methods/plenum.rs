//! PW142: no plastic raceways or cables in air-handling spaces.

use crate::domain::{Room, Run, Sheet, facts};
use crate::rules::wiring_methods::outline::crosses;
use crate::rules::{Object, ObjectKind, Rule, RuleContext, RuleMeta, Severity, Verdict, Verification};

pub(in crate::rules) struct Plenum;

const META: RuleMeta = RuleMeta {
    code: "PW142",
    name: "plenum",
    family: "wiring_methods",
    title: "Plastic raceway or NM cable in an air-handling space",
    sections: Some(["300.22(C)"; 4]),
    severity: Severity::Error,
    looks_at: &[ObjectKind::Run],
    checks: "Conduit runs of PVC, ENT or NM cable that are said to lie in an air-handling space, or cross a room whose \
             ceiling or floor space is said to be one. One- and two-family dwellings are left out, where joist and stud \
             spaces may be crossed.",
    resolve: "Use EMT, IMC, RMC, FMC or a cable listed for such spaces.",
    not_checked: "Coatings of metal raceways and cables; ducts themselves (300.22(B)); runs at another height than the \
                  space.",
    verification: Verification::ExamKey,
    thresholds: &[],
};

impl Rule for Plenum {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, cx: &RuleContext<'_>, object: &Object<'_>) -> Verdict {
        let Object::Run(sheet, run) = object else { return Verdict::NotApplicable };
        let plastic = run.raceway.as_ref().map(|raceway| raceway.kind.is_nonmetallic());
        if plastic == Some(false) {
            return Verdict::NotApplicable;
        }
        let occupancy = cx.project.settings().facts.word(&facts::project::OCCUPANCY);
        if matches!(occupancy, Some("one-family" | "two-family")) {
            return Verdict::NotApplicable;
        }
        match (in_plenum(sheet, run), &run.raceway) {
            (Some(false), _) => Verdict::Pass,
            (_, None) => Verdict::Undetermined("raceway"),
            (None, Some(_)) => Verdict::Undetermined(facts::plan::PLENUM.label),
            (Some(true), Some(raceway)) => {
                let message = format!("{} in an air-handling space", raceway.kind);
                Verdict::violation(message, raceway.kind, "metal", Vec::new())
            }
        }
    }
}

/// Returns whether a run lies in an air-handling space: as it says, else as the rooms say that it crosses.
fn in_plenum(sheet: &Sheet, run: &Run) -> Option<bool> {
    if let Some(said) = run.facts.yes(&facts::plan::PLENUM) {
        return Some(said);
    }
    let crossed: Vec<&Room> =
        (sheet.rooms.values().map(AsRef::as_ref)).filter(|room| crosses(&run.path, &room.outline)).collect();
    let said = |room: &&Room| room.facts.yes(&facts::plan::PLENUM);
    if crossed.iter().any(|room| said(room) == Some(true)) {
        return Some(true);
    }
    (!crossed.is_empty() && crossed.iter().all(|room| said(room) == Some(false))).then_some(false)
}
