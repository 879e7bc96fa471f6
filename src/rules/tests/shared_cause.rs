//! A fault that several objects share: its waiver holds for those objects with those values, whatever they are called and
//! in whichever order they stand.

use crate::domain::{
    CircuitId, Edit, EntityId, PanelId, Project, Waiver, WaiverId, WaiverKind, WaiverScope, apply_all,
    examples,
};
use crate::nec::Edition;
use crate::rules::{
    CheckTerms, Finding, Object, ObjectKind, Rule, RuleContext, RuleMeta, Severity, State, Verdict,
    Verification, check_with, waiver_facts,
};
use std::sync::Arc;

struct Unmarked;

const META: RuleMeta = RuleMeta {
    code: "PW000",
    name: "unmarked",
    family: "tests",
    title: "Circuits with a note, a fault of their panelboard",
    sections: None,
    severity: Severity::Error,
    looks_at: &[ObjectKind::Circuit],
    checks: "",
    resolve: "",
    not_checked: "",
    verification: Verification::Memory,
    thresholds: &[],
};

impl Rule for Unmarked {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, _: &RuleContext<'_>, object: &Object<'_>) -> Verdict {
        let Object::Circuit(panel, circuit) = object else { return Verdict::NotApplicable };
        if circuit.notes.is_empty() {
            return Verdict::Pass;
        }
        Verdict::violation("a note", &circuit.notes, "none", Vec::new()).because_of(EntityId::Panel(panel.id))
    }
}

fn noted(project: &Project, notes: &[(u64, &str)]) -> Project {
    let edit = |(id, note): &(u64, &str)| {
        let panel = PanelId(1);
        let mut circuit =
            project.panel(panel).and_then(|p| p.circuit(CircuitId(*id))).expect("there").clone();
        (*note).clone_into(&mut circuit.notes);
        Edit::SetCircuit { panel, circuit: Box::new(circuit) }
    };
    apply_all(project, &notes.iter().map(edit).collect::<Vec<_>>()).expect("legal").0
}

fn found(project: &Project) -> Finding {
    let report = check_with(project, &CheckTerms::edition(Edition::E2023), &[&Unmarked]);
    assert_eq!(report.findings.len(), 1, "one cause, one finding");
    report.findings.first().expect("one").clone()
}

fn waived(project: &Project) -> Project {
    let facts = waiver_facts(project, &found(project), WaiverScope::Object);
    let waiver = Waiver {
        id: WaiverId(project.next_id()),
        finding_key: facts.finding_key,
        facts_hash: facts.facts_hash,
        actual: facts.actual,
        required: facts.required,
        kind: WaiverKind::FalsePositive,
        scope: WaiverScope::Object,
        reason: "seen on site".to_owned(),
        basis: String::new(),
        author: "R. Reviewer".to_owned(),
        license_number: None,
        date: "2026-05-04".parse().expect("a date"),
        expires: None,
        edition: Edition::E2023,
    };
    apply_all(project, &[Edit::PutWaiver(Box::new(waiver))]).expect("legal").0
}

#[test]
fn a_waiver_of_a_shared_fault_holds_for_those_who_share_it() {
    let project = waived(&noted(&examples::two_panels(), &[(101, "x"), (103, "y")]));
    let finding = found(&project);
    assert_eq!((finding.state, finding.subjects.len(), finding.verdicts), (State::Waived, 2, 2));

    // The two exchange their slots, so that the other one is told first; the panelboard is renamed.
    let slot = |id| project.panel(PanelId(1)).and_then(|p| p.circuit(CircuitId(id))).expect("there").slot;
    let moves = vec![(CircuitId(101), slot(103)), (CircuitId(103), slot(101))];
    let mut panel = project.panel_arc(PanelId(1)).map(Arc::as_ref).expect("there").clone();
    panel.name = "P-7".to_owned();
    let edits = [Edit::MoveCircuits { panel: PanelId(1), moves }, Edit::SetPanel(Box::new(panel))];
    let moved = apply_all(&project, &edits).expect("legal").0;
    assert_eq!(found(&moved).state, State::Waived);

    for (change, words) in [
        (vec![(105, "x")], "one more shares it"),
        (vec![(103, "z")], "a value changed"),
        (vec![(103, "")], "one is mended"),
        (vec![(103, ""), (105, "y")], "another with the same value took its place"),
    ] {
        assert_eq!(found(&noted(&moved, &change)).state, State::Stale, "{words}");
    }
}
