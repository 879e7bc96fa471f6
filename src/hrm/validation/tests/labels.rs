//! Labels are what a check reports, attributes are at fault because it goes away without them, and what is exchanged keeps both.

use crate::domain::{CircuitId, Edit, EntityId, PanelId, Project, apply_all};
use crate::hrm::validation::{
    Attribute, Attributes, Family, ProjectTruth, RULES, Truth, Truths, draw_project, varied,
};
use crate::nec::RacewayType;
use crate::rules::{RuleContext, all_rules, check};
use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;
use std::collections::{BTreeMap, BTreeSet};

fn drawn(seed: u64) -> Project {
    draw_project(seed).expect("drawn").project
}

fn truths(project: &Project) -> BTreeMap<(PanelId, CircuitId), Truths> {
    ProjectTruth::of(&RuleContext::new(project), &|_| true).circuits
}

/// Every family that is violated at a circuit is an open finding of one of its rules there, and the other way round.
#[test]
fn labels_are_the_findings_of_a_check() {
    for seed in 0..6 {
        let project = drawn(seed);
        let report = check(&project, project.settings().edition);
        let mut found: BTreeSet<(PanelId, CircuitId, &str)> = BTreeSet::new();
        for finding in report.findings.iter().filter(|finding| !finding.is_undetermined()) {
            for subject in &finding.subjects {
                if let EntityId::Circuit(panel, circuit) = subject.id {
                    found.insert((panel, circuit, finding.meta.code));
                }
            }
        }
        let rules_of = |family: Family| RULES.iter().filter(move |rule| rule.family == family);
        for ((panel, circuit), truths) in truths(&project) {
            for (family, truth) in Family::ALL.iter().zip(truths) {
                let has = rules_of(*family).any(|rule| found.contains(&(panel, circuit, rule.code)));
                assert_eq!(truth.is_violated(), has, "seed {seed}, {panel}/{circuit}, {family:?}");
            }
        }
    }
}

#[test]
fn every_rule_of_the_table_is_one_of_the_registry_and_looks_at_circuits() {
    use crate::rules::ObjectKind;
    let mut seen = BTreeSet::new();
    for rule in RULES {
        let known = all_rules().iter().find(|known| known.meta().code == rule.code).expect(rule.code);
        assert!(known.meta().looks_at.contains(&ObjectKind::Circuit), "{}", rule.code);
        assert!(seen.insert(rule.code), "{} twice", rule.code);
    }
    let families: BTreeSet<Family> = RULES.iter().map(|rule| rule.family).collect();
    assert_eq!(families.len(), Family::ALL.len(), "every family has a rule");
}

/// Drawn circuits violate every family, and every attribute of the table is at fault somewhere.
#[test]
fn every_family_and_attribute_is_drawn() {
    let mut counts: BTreeMap<(Family, Truth), usize> = BTreeMap::new();
    for seed in 0..60 {
        for truths in truths(&drawn(seed)).into_values() {
            for (family, truth) in Family::ALL.iter().zip(truths) {
                *counts.entry((*family, truth)).or_default() += 1;
            }
        }
    }
    for rule in RULES.iter().filter(|rule| !matches!(rule.code, "PW008")) {
        let at = Truth::Violated(rule.at);
        let count = counts.get(&(rule.family, at)).copied().unwrap_or_default();
        assert!(count > 0, "{:?} at {:?}: {counts:?}", rule.family, rule.at);
    }
    for (family, attribute) in [
        (Family::Device, Attribute::Continuous),
        (Family::Conductor, Attribute::Continuous),
        (Family::Protection, Attribute::Terminals),
        (Family::Drop, Attribute::Ahead),
    ] {
        assert!(counts.contains_key(&(family, Truth::Violated(attribute))), "{family:?} at {attribute:?}");
    }
}

/// A continuous load of 17 A behind 20 A fails by the 25 % alone; without the mark the same load holds.
#[test]
fn an_attribute_is_at_fault_where_the_fault_goes_away_without_it() {
    let mut project = drawn(1);
    let panel = project.panels().next().expect("a panelboard").clone();
    let mut circuit = panel.circuits().find(|circuit| circuit.poles == 1).expect("a single pole").clone();
    let volts = circuit.span().legs(panel.system).find_map(|leg| panel.system.line_to_neutral(leg));
    circuit.facts = crate::domain::Facts::new();
    circuit.class = crate::domain::LoadClass::Appliance;
    circuit.continuous = true;
    circuit.trip = Some(crate::units::Amperes(20.0));
    circuit.load = crate::domain::CircuitLoad::Total(volts.expect("a neutral") * crate::units::Amperes(17.0));
    circuit.conductors = "#10 Cu THHN, N #10, EGC #10".parse().ok();
    let set = |project: &Project, circuit: &crate::domain::Circuit| {
        let edit = Edit::SetCircuit { panel: panel.id, circuit: Box::new(circuit.clone()) };
        apply_all(project, &[edit]).expect("legal").0
    };
    project = set(&project, &circuit);
    let of = |project: &Project| truths(project)[&(panel.id, circuit.id)][Family::Device.index()];
    assert_eq!(of(&project), Truth::Violated(Attribute::Continuous));
    circuit.load = crate::domain::CircuitLoad::Total(volts.expect("a neutral") * crate::units::Amperes(25.0));
    project = set(&project, &circuit);
    assert_eq!(of(&project), Truth::Violated(Attribute::Trip), "too much in any case");
    circuit.trip = None;
    project = set(&project, &circuit);
    assert_eq!(of(&project), Truth::Undetermined);
}

/// The rules say the same of a project with every circuit's raceway and class exchanged as the variation exchanges them.
#[test]
fn what_is_exchanged_keeps_the_label() {
    for seed in 10..16 {
        let project = drawn(seed);
        let cx = RuleContext::new(&project);
        let rng = &mut ChaCha8Rng::seed_from_u64(seed);
        let (mut edits, mut exchanged) = (Vec::new(), 0);
        for panel in project.panels() {
            for circuit in panel.circuits() {
                let other = varied(&Attributes::of(&cx, panel, circuit), rng);
                let mut circuit = circuit.clone();
                let before = circuit.clone();
                let letter = other.class.chars().next().expect("a letter");
                circuit.class = crate::domain::LoadClass::from_letter(letter).expect("a class");
                if let (Some(raceway), Some(kind)) = (&mut circuit.raceway, &other.raceway) {
                    raceway.kind = RacewayType::from_name(kind).expect("a raceway");
                }
                exchanged += usize::from(circuit != before);
                edits.push(Edit::SetCircuit { panel: panel.id, circuit: Box::new(circuit) });
            }
        }
        assert!(exchanged > 0);
        let (other, _) = apply_all(&project, &edits).expect("legal");
        assert_eq!(truths(&project), truths(&other), "seed {seed}");
    }
}

/// A single pole of 120 V is judged alike in both systems that have it.
#[test]
fn single_poles_are_alike_in_both_systems_of_120_volts() {
    use crate::domain::System;
    let seed = (0..200).find(|seed| drawn(*seed).panels().any(|panel| panel.system == System::Wye208));
    let project = drawn(seed.expect("a 208Y/120 V project"));
    let single = |project: &Project| -> BTreeMap<_, _> {
        let is_single = |(panel, circuit): &(PanelId, CircuitId)| {
            let found = project.panel(*panel).and_then(|panel| panel.circuit(*circuit));
            found.is_some_and(|circuit| circuit.poles == 1)
        };
        truths(project).into_iter().filter(|(id, _)| is_single(id)).collect()
    };
    let alone = |system: System| {
        let mut alone = crate::domain::ProjectParts::default();
        alone.settings = project.settings().clone();
        alone.next_id = 1_000_000;
        for panel in project.panels() {
            let mut facts = panel.clone();
            (facts.system, facts.feeder) = (system, None);
            let circuits = panel.circuits().filter(|circuit| circuit.poles == 1).cloned().collect();
            alone.panels.push(crate::domain::PanelParts { facts, circuits });
        }
        Project::from_parts(alone).expect("legal")
    };
    let (wye, three_wire) = (single(&alone(System::Wye208)), single(&alone(System::Single240)));
    assert!(!wye.is_empty());
    assert_eq!(wye, three_wire);
}

/// Where a model differs from the rules the circuit is kept once, labelled by the rules and without names.
#[test]
fn disagreements_are_kept_once_and_without_names() {
    use crate::hrm::validation::{CircuitAnswer, FamilyAnswer, collect, disagreements, read_collected};
    let project = drawn(2);
    let cx = RuleContext::new(&project);
    let panel = project.panels().next().expect("a panelboard");
    let holds = FamilyAnswer { holds: 1.0, undetermined: 0.0, violated: 0.0, at: Attribute::System };
    let truths = truths(&project);
    let answer: CircuitAnswer = [holds; 12];
    let said: Vec<_> = panel
        .circuits()
        .filter(|circuit| truths.contains_key(&(panel.id, circuit.id)))
        .map(|circuit| (circuit.id, answer))
        .collect();
    let faulty = said
        .iter()
        .filter(|(id, _)| truths[&(panel.id, *id)].iter().any(|truth| *truth != Truth::Holds))
        .count();
    let found = disagreements(&cx, panel.id, &said);
    assert!(faulty > 0 && found.len() == faulty, "{} of {faulty}", found.len());
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("collected.jsonl");
    assert_eq!(collect(&file, &found).expect("written"), faulty);
    assert_eq!(collect(&file, &found).expect("written"), faulty, "the same once more adds nothing");
    let read = read_collected(&file).expect("reads");
    assert!(read.iter().zip(&found).all(|(read, found)| read.key() == found.key()));
    assert!(read.iter().zip(&found).all(|(read, found)| read.answers == found.answers));
    let text = std::fs::read_to_string(&file).expect("there");
    assert!(!text.contains(&project.info().name) && !text.contains(&format!("{}/", panel.name)));
}
