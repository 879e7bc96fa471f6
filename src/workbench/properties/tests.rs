//! Properties: every object has them, their own text changes nothing, one step for many objects, a place for every need.

mod needs;

use super::{Held, PropertyKey, PropertyKind, property_sheet, set_properties, ways_from, ways_to};
use crate::domain::facts::{FactOwner, all};
use crate::domain::{Circuit, EntityId, Main, PanelId, Project, Slot, Source, apply_all, examples};
use crate::units::Amperes;
use crate::workbench::Sample;
use std::collections::BTreeSet;

const fn field(key: &'static str) -> PropertyKey {
    PropertyKey::Field(key)
}

fn set(
    project: &Project,
    entities: &[EntityId],
    typed: &[(PropertyKey, &str)],
) -> Result<(String, Project), Vec<String>> {
    let typed: Vec<(PropertyKey, String)> =
        typed.iter().map(|(key, text)| (*key, (*text).to_owned())).collect();
    let plan = set_properties(project, entities, &typed).map_err(|refusals| {
        refusals.into_iter().map(|r| format!("{:?}: {}", r.key, r.reason)).collect::<Vec<_>>()
    })?;
    let (after, _) = apply_all(project, &plan.edits).expect("a plan can be carried out");
    Ok((plan.label, after))
}

/// Every object of a project.
fn entities(project: &Project) -> Vec<EntityId> {
    let mut found = vec![EntityId::Project, EntityId::Service];
    found.extend(project.transformers().map(|t| EntityId::Transformer(t.id)));
    for panel in project.panels() {
        found.push(EntityId::Panel(panel.id));
        found.extend(panel.circuits().map(|c| EntityId::Circuit(panel.id, c.id)));
    }
    for sheet in project.sheets() {
        found.extend(sheet.walls.keys().map(|id| EntityId::Wall(sheet.id, *id)));
        found.extend(sheet.openings.keys().map(|id| EntityId::Opening(sheet.id, *id)));
        found.extend(sheet.areas.keys().map(|id| EntityId::Area(sheet.id, *id)));
        found.extend(sheet.rooms.keys().map(|id| EntityId::Room(sheet.id, *id)));
        found.extend(sheet.devices.keys().map(|id| EntityId::Device(sheet.id, *id)));
        found.extend(sheet.runs.keys().map(|id| EntityId::Run(sheet.id, *id)));
    }
    found
}

fn riverside() -> Project {
    Sample::Riverside.project().expect("reads")
}

fn at(project: &Project, panel: &str, slot: u16) -> EntityId {
    let panel = project.panel_named(panel).expect("the sample has it");
    EntityId::Circuit(panel.id, panel.circuit_at(Slot(slot)).expect("a circuit").id)
}

fn circuit(project: &Project, entity: EntityId) -> Circuit {
    let EntityId::Circuit(panel, id) = entity else { panic!("a circuit") };
    project.panel(panel).and_then(|panel| panel.circuit(id)).expect("there").clone()
}

#[test]
fn the_text_of_a_property_sets_it_to_what_it_is() {
    for sample in Sample::ALL {
        let project = sample.project().expect("reads");
        let mut kinds = BTreeSet::new();
        for entity in entities(&project) {
            // One of each kind of thing is enough, but for panelboards, which differ most.
            let kind = property_sheet(&project, &[entity]).expect("an object").properties.len();
            if !kinds.insert((std::mem::discriminant(&entity).clone(), kind).1)
                && !matches!(entity, EntityId::Panel(_) | EntityId::Transformer(_))
            {
                continue;
            }
            let sheet = property_sheet(&project, &[entity]).expect("an object");
            for property in &sheet.properties {
                let Held::Same(text) = &property.held else { panic!("one object varies") };
                let plan = set_properties(&project, &[entity], &[(property.key, text.clone())]);
                let plan = plan.unwrap_or_else(|why| panic!("{} {:?}: {why:?}", sheet.title, property.key));
                let (after, _) = apply_all(&project, &plan.edits).expect("legal");
                let adds_service = entity == EntityId::Service && project.service().is_none();
                assert!(after == project || adds_service, "{} {:?}", sheet.title, property.key);
            }
        }
    }
}

#[test]
fn every_fact_is_a_property_of_its_records_and_every_other_field_says_why() {
    let project = riverside();
    let mut asked = BTreeSet::new();
    for entity in entities(&project) {
        for property in property_sheet(&project, &[entity]).expect("an object").properties {
            let words = matches!(
                property.key,
                PropertyKey::Field("name" | "label" | "tag" | "notes" | "enclosure" | "mounting")
            );
            let title =
                matches!(property.key, PropertyKey::Field("number" | "client" | "address" | "engineer"));
            let place = matches!(entity, EntityId::Transformer(_)) && property.key == field("location");
            assert!(
                words || title || place || property.why.ends_with('.'),
                "{:?} of {entity:?}",
                property.key
            );
            assert!(
                !property.heading.is_empty() && property.label.starts_with(char::is_uppercase)
                    || property.label.starts_with(char::is_numeric),
                "{property:?}"
            );
            asked.insert(property.key);
        }
    }
    for fact in all() {
        for owner in fact.of {
            let there = asked.contains(&PropertyKey::Fact(*owner, fact.name));
            assert!(there, "{} of the {owner} is nowhere asked", fact.name);
        }
    }
}

#[test]
fn one_property_is_one_step_in_the_users_words() {
    let project = riverside();
    let lighting = at(&project, "LP-1", 13);
    let (label, after) = set(&project, &[lighting], &[(field("trip"), "25 A")]).expect("a rating");
    assert_eq!(label, "Set trip of LP-1/13 to 25 A");
    assert_eq!(circuit(&after, lighting).trip, Some(Amperes(25.0)));
    let (label, after) = set(&after, &[lighting], &[(field("trip"), "")]).expect("unknown");
    assert_eq!(label, "Clear trip of LP-1/13");
    assert_eq!(circuit(&after, lighting).trip, None);
    let ambient = PropertyKey::Fact(FactOwner::Circuit, "ambient_c");
    let (label, after) = set(&project, &[lighting], &[(ambient, "40")]).expect("a number");
    assert_eq!(label, "Set ambient temperature of LP-1/13 to 40 °C");
    let sheet = property_sheet(&after, &[lighting]).expect("there");
    assert_eq!(sheet.property(ambient).map(|p| (p.held.text(), p.assumed.as_str())), Some(("40", "30 °C")));
    let panel = project.panel_named("LP-1").expect("there").id;
    let (label, _) = set(&project, &[EntityId::Panel(panel)], &[(field("length"), "85")]).expect("a length");
    assert_eq!(label, "Set length, one way of the feeder of LP-1 to 85 ft");
}

#[test]
fn what_cannot_be_read_is_refused_at_its_field() {
    let project = riverside();
    let lighting = at(&project, "LP-1", 13);
    let terminals = PropertyKey::Fact(FactOwner::Circuit, "terminal_c");
    let refused = set(&project, &[lighting], &[(field("trip"), "twenty")]).expect_err("no number");
    assert_eq!(refused.len(), 1);
    assert!(refused[0].starts_with("Field(\"trip\"): 'twenty'"), "{refused:?}");
    let refused = set(&project, &[lighting], &[(terminals, "65")]).expect_err("no such column");
    assert!(refused[0].contains("one of 60, 75, 90"), "{refused:?}");
    let panel = EntityId::Panel(project.panel_named("LP-1").expect("there").id);
    let refused = set(&project, &[panel], &[(field("name"), "HP-1")]).expect_err("taken");
    assert!(refused[0].contains("HP-1 is the name of another panel"), "{refused:?}");
}

#[test]
fn many_circuits_are_set_in_one_step_or_none_is() {
    let project = riverside();
    let panel = project.panel_named("LP-1").expect("there");
    let all: Vec<EntityId> = panel
        .circuits_by_slot()
        .into_iter()
        .filter(|c| c.poles == 1 && !c.is_spare())
        .map(|c| EntityId::Circuit(panel.id, c.id))
        .collect();
    assert!(all.len() > 3);
    let sheet = property_sheet(&project, &all).expect("circuits");
    assert_eq!(sheet.title, format!("{} circuits of LP-1", all.len()));
    assert_eq!(sheet.property(field("description")).map(|p| &p.held), Some(&Held::Varies));
    let (label, after) = set(&project, &all, &[(field("length"), "75")]).expect("a length");
    assert_eq!(label, format!("Set length, one way of {} circuits of LP-1 to 75 ft", all.len()));
    assert!(all.iter().all(|id| circuit(&after, *id).length.is_some_and(|feet| feet.0 == 75.0)));
    // What was not typed stays as different as it was.
    for id in &all {
        let (old, new) = (circuit(&project, *id), circuit(&after, *id));
        assert_eq!(Circuit { length: old.length, ..new }, old);
    }
    let refused = set(&project, &all, &[(field("multiwire"), "yes")]).expect_err("one pole");
    assert!(
        refused[0]
            .contains(&format!("a multiwire branch circuit has 2 or 3 poles, and {} more", all.len() - 1)),
        "{refused:?}"
    );
}

#[test]
fn what_would_be_kept_nowhere_asks_for_what_must_come_first() {
    let project = examples::two_panels();
    let circuits: Vec<&Circuit> = project.panel(PanelId(1)).expect("LP-1").circuits_by_slot();
    let bare = circuits.iter().find(|c| c.conductors.is_none()).expect("without conductors");
    let bare = EntityId::Circuit(PanelId(1), bare.id);
    let refused = set(&project, &[bare], &[(field("material"), "Al")]).expect_err("no size");
    assert_eq!(refused, ["Field(\"size\"): give the size of the ungrounded conductors first"]);
    let (_, after) =
        set(&project, &[bare], &[(field("material"), "Al"), (field("size"), "10")]).expect("both");
    assert_eq!(circuit(&after, bare).conductors.map(|set| set.to_string()).as_deref(), Some("#10 Al THHN"));
    let panel = EntityId::Panel(PanelId(1));
    let dwelling = PropertyKey::Fact(FactOwner::Feeder, "carries_whole_dwelling");
    for typed in [(field("length"), "80"), (dwelling, "yes")] {
        let refused = set(&project, &[panel], &[typed]).expect_err("fed from nowhere");
        assert_eq!(refused, ["Field(\"source\"): choose what it is fed from first"]);
    }
    let refused = set(&project, &[panel], &[(field("main"), "mcb"), (field("main_rating"), "")])
        .expect_err("no rating");
    assert_eq!(refused, ["Field(\"main_rating\"): a main circuit breaker has a rating"]);
    let (_, after) = set(&project, &[panel], &[(field("main_rating"), "125")]).expect("a rating says it all");
    assert_eq!(after.panel(PanelId(1)).map(|p| p.main), Some(Main::Breaker(Amperes(125.0))));
}

#[test]
fn the_first_value_given_at_a_service_adds_it() {
    let project = examples::two_panels();
    assert_eq!(project.service(), None);
    let (label, after) = set(&project, &[EntityId::Service], &[(field("fault"), "22")]).expect("a figure");
    assert_eq!(label, "Set available fault current of the service to 22 kA");
    let service = after.service().expect("added");
    assert_eq!(service.available_fault.map(|ka| ka.0), Some(22.0));
    assert_eq!(service.system, project.panel(PanelId(1)).expect("LP-1").system);
}

#[test]
fn motor_facts_are_shown_where_there_can_be_a_motor_and_a_sub_feed_asks_for_no_load() {
    let project = riverside();
    let yokes = PropertyKey::Fact(FactOwner::Circuit, "receptacles");
    let matters = |entity, key| {
        property_sheet(&project, &[entity]).and_then(|s| s.property(key).map(|p| p.matters)).expect("there")
    };
    let panel = project.panel_named("LP-1").expect("there");
    let of_class = |class| {
        let found = panel.circuits_by_slot().into_iter().find(|c| c.class == class && !c.is_spare());
        EntityId::Circuit(panel.id, found.expect("the sample has some").id)
    };
    assert!(matters(of_class(crate::domain::LoadClass::Receptacle), yokes));
    assert!(!matters(of_class(crate::domain::LoadClass::Lighting), yokes));
    let transformer = project.transformers().next().expect("T-1");
    let Some(Source::Circuit(from, id)) = transformer.feeder.as_ref().map(|f| f.source) else {
        panic!("T-1 hangs on a breaker")
    };
    let breaker = EntityId::Circuit(from, id);
    assert!(matters(breaker, field("trip")) && !matters(breaker, field("load")));
    assert!(!matters(EntityId::Transformer(transformer.id), field("ocpd")), "its breaker is the device");
    assert_eq!(ways_from(&project, breaker).first().map(|way| way.name.as_str()), Some("T-1"));
}

#[test]
fn the_way_down_to_a_circuit_is_the_way_of_its_power() {
    let project = riverside();
    let names: Vec<String> =
        ways_to(&project, at(&project, "LP-1", 13)).into_iter().map(|way| way.name).collect();
    let service = project.service().expect("the sample has one").name.clone();
    assert_eq!(
        names,
        ["Building".to_owned(), service, "HP-1".to_owned(), "T-1".to_owned(), "LP-1".to_owned()]
    );
}

#[test]
fn kinds_are_those_a_person_expects() {
    let project = riverside();
    let sheet = property_sheet(&project, &[at(&project, "LP-1", 13)]).expect("a circuit");
    let kind = |key| sheet.property(key).map(|p| p.kind.clone()).expect("there");
    assert_eq!(kind(field("load")), PropertyKind::Number { unit: "VA" });
    assert_eq!(kind(field("continuous")), PropertyKind::YesNo { unsaid: false });
    let location = kind(PropertyKey::Fact(FactOwner::Circuit, "location"));
    assert!(matches!(location, PropertyKind::Choice { unsaid: true, .. }));
}
