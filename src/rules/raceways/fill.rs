//! PW136: raceways are filled no more than Chapter 9 allows.

use crate::domain::{FeederLoad, Raceway, facts};
use crate::engineering::{
    MissingPart, RacewayContents, WiresOf, contents_of_circuit, contents_of_feeder, contents_of_run,
    raceway_row,
};
use crate::rules::{
    Object, ObjectKind, Rule, RuleContext, RuleMeta, Severity, Subject, Verdict, Verification,
};
use crate::units::grouped;

pub(in crate::rules) struct Fill;

const META: RuleMeta = RuleMeta {
    code: "PW136",
    name: "fill",
    family: "raceways",
    title: "Raceway filled beyond its limit",
    sections: Some(["Chapter 9 Table 1; 358.22, 342.22, 344.22, 348.22, 350.22, 352.22, 362.22"; 4]),
    severity: Severity::Error,
    looks_at: &[ObjectKind::Feeder, ObjectKind::Circuit, ObjectKind::Run],
    checks: "The area of all conductors against 53 % of the inside for one, 31 % for two, 40 % for more, 60 % in a \
             nipple to 24 in; by count where all are alike. In a conduit run lie the conductors of its circuits, one \
             EGC of the largest size for all of them unless every circuit has its own, and additional conductors. \
             Circuits and feeders in no run are taken to lie alone in their raceway, one set of parallel conductors to \
             each.",
    resolve: "Take a larger raceway, or divide the circuits.",
    not_checked: "Cables; several circuits in one raceway that is not on the plan; bare conductors, which take less \
                  room.",
    verification: Verification::CrossChecked,
    thresholds: &[],
};

const TRADE_SIZE: &str = "trade size of the raceway";

impl Rule for Fill {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, cx: &RuleContext<'_>, object: &Object<'_>) -> Verdict {
        match object {
            Object::Run(_, run) => {
                let Some(raceway) = &run.raceway else { return Verdict::Undetermined("raceway") };
                let nipple = run.facts.yes_or_assumed(&facts::plan::NIPPLE).unwrap_or(false);
                judge(cx, raceway, nipple, || contents_of_run(cx.project, run))
            }
            // In a run the run is judged. Nobody is asked for the raceway of every circuit.
            Object::Circuit(panel, circuit) => {
                let alone = cx.is_branch(panel, circuit) && cx.carrying(panel.id, circuit.id).is_none();
                match circuit.raceway.as_ref().filter(|_| alone) {
                    Some(raceway) => judge(cx, raceway, false, || own(contents_of_circuit(panel, circuit))),
                    None => Verdict::NotApplicable,
                }
            }
            Object::Feeder(feeder) => match &feeder.feeder.raceway {
                Some(raceway) if !in_run(cx, feeder) => {
                    judge(cx, raceway, false, || own(contents_of_feeder(cx.project, feeder.load)))
                }
                _ => Verdict::NotApplicable,
            },
            _ => Verdict::NotApplicable,
        }
    }
}

/// Returns the contents of the looked-at object, which lacks what is missing itself.
fn own(contents: Result<RacewayContents, MissingPart>) -> Result<RacewayContents, MissingPart> {
    contents.map_err(|missing| match missing {
        MissingPart::Run(field) | MissingPart::Wires(_, field) => MissingPart::Run(field),
    })
}

fn in_run(cx: &RuleContext<'_>, feeder: &crate::rules::FeederRef<'_>) -> bool {
    match feeder.feeder.source {
        crate::domain::Source::Circuit(panel, circuit) => cx.carrying(panel, circuit).is_some(),
        crate::domain::Source::Service
        | crate::domain::Source::FeedThrough(_)
        | crate::domain::Source::Transformer(_) => false,
    }
}

fn judge(
    cx: &RuleContext<'_>,
    raceway: &Raceway,
    nipple: bool,
    contents: impl FnOnce() -> Result<RacewayContents, MissingPart>,
) -> Verdict {
    if raceway.kind.is_cable() {
        return Verdict::NotApplicable;
    }
    if raceway_row(raceway).is_none() {
        return Verdict::Undetermined(TRADE_SIZE);
    }
    let contents = match contents() {
        Ok(contents) => contents,
        Err(MissingPart::Run(field)) => return Verdict::Undetermined(field),
        Err(MissingPart::Wires(of, field)) => return missing(cx, of, field),
    };
    match contents.fits(raceway, nipple) {
        None => return Verdict::Undetermined(TRADE_SIZE),
        Some((_, count)) if count <= 0.0 => return Verdict::NotApplicable,
        Some((true, _)) => return Verdict::Pass,
        Some((false, _)) => {}
    }
    match contents.fill(raceway, nipple) {
        None => Verdict::Undetermined(TRADE_SIZE),
        Some(fill) => {
            let actual = format!("{} %", grouped(fill.percent, 2));
            let required = format!("{} %", fill.limit.percent());
            let message = format!("{} fill {raceway} to {actual}; {required} at most", contents.words());
            Verdict::violation(message, actual, required, fill.steps)
        }
    }
}

/// Returns the verdict where a circuit or feeder in the raceway lacks a field.
fn missing(cx: &RuleContext<'_>, of: WiresOf, field: &'static str) -> Verdict {
    let at: Option<Subject> = match of {
        WiresOf::Circuit(panel, circuit) => cx
            .project
            .panel(panel)
            .and_then(|panel| Some(Object::Circuit(panel, panel.circuit(circuit)?).subject())),
        WiresOf::Feeder(load) => feeder_subject(cx, load),
    };
    at.map_or(Verdict::Undetermined(field), |at| Verdict::Missing { at, field })
}

fn feeder_subject(cx: &RuleContext<'_>, load: FeederLoad) -> Option<Subject> {
    let feeder = cx.feeders().iter().find(|feeder| feeder.load == load)?;
    Some(Object::Feeder(feeder.clone()).subject())
}
