//! Whatever a finding needs leads to a property that takes it.

use super::{entities, field, riverside};
use crate::domain::facts::all;
use crate::domain::{
    Circuit, CircuitLoad, Edit, EntityId, Facts, Feeder, FeederLoad, Main, Panel, Project, Source, apply_all,
};
use crate::nec::Edition;
use crate::rules::check;
use crate::workbench::Sample;
use crate::workbench::properties::{PropertyKey, PropertyPlace, place_of, property_sheet, ways_from};
use std::collections::BTreeSet;

/// A sample with less and less said about it.
fn incomplete(project: &Project) -> Vec<Project> {
    let mut edits: Vec<Vec<Edit>> = vec![Vec::new(); 5];
    for panel in project.panels() {
        let wired = |panel: &Panel| panel.feeder.clone();
        let bare = Feeder {
            conductors: None,
            length: None,
            ocpd: None,
            ..wired(panel).unwrap_or(Feeder::from(Source::Service))
        };
        let load = FeederLoad::Panel(panel.id);
        let mut unsaid = panel.clone();
        (unsaid.interrupting, unsaid.bus, unsaid.main) = (None, None, Main::LugsOnly);
        edits[0].push(Edit::SetPanel(Box::new(unsaid)));
        if panel.feeder.is_some() {
            edits[1].push(Edit::SetFeeder { load, feeder: Some(Box::new(bare)) });
        }
        edits[2].push(Edit::SetFeeder { load, feeder: None });
        for circuit in panel.circuits() {
            let set = |circuit: Circuit| Edit::SetCircuit { panel: panel.id, circuit: Box::new(circuit) };
            edits[3].push(set(Circuit { trip: None, conductors: None, length: None, ..circuit.clone() }));
            edits[4].push(set(Circuit { load: CircuitLoad::ZERO, facts: Facts::new(), ..circuit.clone() }));
        }
    }
    let mut found = vec![project.clone()];
    for batch in edits {
        let (next, _) = apply_all(project, &batch).expect("legal");
        let (both, _) = apply_all(found.last().expect("one"), &batch).expect("legal");
        found.extend([next, both]);
    }
    found
}

fn leads_somewhere(project: &Project, place: PropertyPlace) -> bool {
    let sheet = property_sheet(project, &[place.entity]);
    match (place.key, sheet) {
        (Some(key), Some(sheet)) => sheet.property(key).is_some(),
        // A panelboard without circuits and a transformer that feeds nothing have no field that would give them a load.
        (None, Some(_)) if matches!(place.entity, EntityId::Transformer(_)) => {
            ways_from(project, place.entity).is_empty()
        }
        (None, Some(_)) => {
            matches!(place.entity, EntityId::Panel(id) if project.panel(id).is_some_and(|p| p.used_slots() == 0))
        }
        (_, None) => false,
    }
}

#[test]
fn every_need_of_a_finding_leads_to_a_property() {
    let mut needs: BTreeSet<&str> = BTreeSet::new();
    for project in Sample::ALL.iter().flat_map(|sample| incomplete(&sample.project().expect("reads"))) {
        for finding in check(&project, Edition::E2023).findings {
            for (subject, need) in
                finding.subjects.iter().flat_map(|s| finding.needs.iter().map(move |n| (s, *n)))
            {
                needs.insert(need);
                let place = place_of(&project, subject.id, need).unwrap_or_else(|| {
                    panic!("'{need}' at {} leads nowhere: {:?}", subject.name, finding.rules)
                });
                assert!(leads_somewhere(&project, place), "'{need}' at {} leads to {place:?}", subject.name);
            }
        }
    }
    assert!(needs.len() > 8, "{needs:?}");
}

#[test]
fn what_is_missing_up_the_way_is_sought_there() {
    let project = riverside();
    let panel = project.panel_named("LP-1").expect("there");
    let transformer = project.transformers().find(|t| t.name == "T-1").expect("there");
    let bare = crate::domain::Transformer { impedance_percent: None, ..transformer.clone() };
    let (project, _) = apply_all(&project, &[Edit::SetTransformer(Box::new(bare))]).expect("legal");
    let place = place_of(&project, EntityId::Panel(panel.id), "impedance of the transformer");
    let wanted =
        PropertyPlace { entity: EntityId::Transformer(transformer.id), key: Some(field("impedance")) };
    assert_eq!(place, Some(wanted));
    let breaker = transformer.feeder.as_ref().map(|f| f.source);
    let Some(Source::Circuit(from, id)) = breaker else { panic!("T-1 hangs on a breaker") };
    let place = place_of(&project, EntityId::Transformer(transformer.id), "rating of the device ahead");
    assert_eq!(place, Some(PropertyPlace { entity: EntityId::Circuit(from, id), key: Some(field("trip")) }));
}

/// The words of a source file that stand behind one of these marks, as string literals.
fn literals(text: &str, marks: &[&str]) -> Vec<String> {
    marks
        .iter()
        .flat_map(|mark| text.split(mark).skip(1))
        .filter_map(|rest| rest.split('"').next())
        .map(str::to_owned)
        .collect()
}

fn sources(folder: &std::path::Path, found: &mut Vec<String>) {
    for entry in std::fs::read_dir(folder).expect("a folder").filter_map(Result::ok) {
        let path = entry.path();
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        if path.is_dir() {
            if name != "tests" {
                sources(&path, found);
            }
        } else if name.ends_with(".rs") && name != "tests.rs" {
            let text = std::fs::read_to_string(&path).expect("a text");
            let code = text.split("#[cfg(test)]").next().unwrap_or_default().to_owned();
            found.push(code);
        }
    }
}

#[test]
fn every_word_that_rules_ask_with_leads_to_a_property() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut texts = Vec::new();
    for room in ["rules", "engineering"] {
        sources(&root.join(room), &mut texts);
    }
    let marks = ["Undetermined(\"", "MissingField = \"", "of_project(\""];
    let engineering = ["Err(\"", "ok_or(\""];
    let words: BTreeSet<String> = texts
        .iter()
        .flat_map(|text| {
            let asks = text.contains("MissingField") || text.contains("&'static str>");
            let more: &[&str] = if asks { &engineering } else { &[] };
            literals(text, &marks).into_iter().chain(literals(text, more))
        })
        .collect();
    assert!(words.contains("trip rating") && words.contains("length"), "{words:?}");
    let project = riverside();
    let objects = entities(&project);
    let reached = |need: &str| {
        let mut found = objects.iter().filter_map(|entity| place_of(&project, *entity, need));
        found.any(|place| place.key.is_some() && leads_somewhere(&project, place))
    };
    let lost: Vec<&String> = words.iter().filter(|need| !reached(need)).collect();
    assert!(
        lost.is_empty(),
        "{lost:?} lead to no property: add them to FIELDS of properties/place.rs, or ask by the label of a fact"
    );
    for fact in all() {
        for owner in fact.of {
            let of = |entity: &&EntityId| {
                property_sheet(&project, &[**entity])
                    .is_some_and(|sheet| sheet.property(PropertyKey::Fact(*owner, fact.name)).is_some())
            };
            let entity = objects.iter().find(of).expect("an object of each kind");
            let place = place_of(&project, *entity, fact.label).expect("its own record");
            assert!(leads_somewhere(&project, place), "{}", fact.label);
        }
    }
}
