//! The entries of the palette: actions, and the places of a project, recent files, samples.

use super::{Entry, Searched, Target};
use crate::domain::{Circuit, EntityId, Panel, PanelId, Project, Sheet, Slot};
use crate::units::grouped;
use crate::workbench::properties::name_of;
use crate::workbench::{Action, RecentFile, Sample};
use std::collections::BTreeSet;

/// Returns the entry of an action. Without a remark of its own it says which menu it stands in.
pub fn action_entry(action: Action, remark: Option<String>, refusal: Option<String>) -> Entry {
    let remark = remark.unwrap_or_else(|| action.group().label().to_owned());
    let mut entry = Entry::new(Target::Action(action), action.label(), remark);
    entry.keys = action.shortcut().map(|keys| keys.to_string()).unwrap_or_default();
    entry.refusal = refusal;
    entry.also(&format!("{} {}", action.group().label(), action.tooltip()))
}

/// Returns panels, circuits, feeders and free slots of a project. What belongs to the panelboard in front comes first,
/// so that a bare number means its circuit.
pub fn place_entries(project: &Project, front: Option<PanelId>) -> Vec<Entry> {
    let panels = || {
        let mine = project.panels().filter(move |panel| Some(panel.id) == front);
        mine.chain(project.panels().filter(move |panel| Some(panel.id) != front))
    };
    let mut entries: Vec<Entry> = project.panels().map(panel_entry).collect();
    entries.extend(feed_entries(project));
    for panel in panels() {
        entries.extend(panel.circuits_by_slot().into_iter().map(|circuit| circuit_entry(panel, circuit)));
    }
    entries.extend(project.sheets().flat_map(|sheet| plan_entries(project, sheet)));
    for panel in panels() {
        entries.extend(space_entries(panel));
    }
    entries
}

fn panel_entry(panel: &Panel) -> Entry {
    let remark = format!("{} · {} slots", panel.system.label(), panel.slots);
    Entry::new(Target::Panel(panel.id), &panel.name, remark).also(&format!("panel {}", panel.location))
}

fn circuit_entry(panel: &Panel, circuit: &Circuit) -> Entry {
    let slots: Vec<String> = circuit.span().slots().map(|slot| slot.to_string()).collect();
    let name = if circuit.is_spare() && circuit.description.trim().is_empty() {
        "Spare"
    } else {
        circuit.description.as_str()
    };
    let words = format!("{}/{} {name}", panel.name, slots.join(","));
    let trip = circuit.trip.map(|trip| format!("{trip} · ")).unwrap_or_default();
    let remark = format!("{trip}{} VA", grouped(circuit.load.total().0, 0));
    Entry::new(Target::Circuit(panel.id, circuit.slot), words.trim_end(), remark).also(&circuit.notes)
}

/// The sheet and what is on it, by the names that findings use.
fn plan_entries(project: &Project, sheet: &Sheet) -> Vec<Entry> {
    let at = sheet.id;
    let entry = |id: EntityId, what: &str, also: &str| {
        let remark = format!("{what} · {}", sheet.name);
        Entry::new(Target::OnPlan(id), name_of(project, &[id]), remark).also(also)
    };
    let mut entries = vec![Entry::new(Target::OnPlan(EntityId::Sheet(at)), &sheet.name, "sheet of the plan")];
    entries.extend(sheet.rooms.values().map(|r| entry(EntityId::Room(at, r.id), "room", &r.use_type)));
    entries.extend(sheet.runs.values().map(|run| entry(EntityId::Run(at, run.id), "conduit run", "raceway")));
    entries.extend(sheet.devices.values().map(|device| {
        let circuit = device.circuit.map(|(panel, circuit)| {
            let of = name_of(project, &[EntityId::Circuit(panel, circuit)]);
            format!("{} {of}", device.symbol)
        });
        let also = circuit.unwrap_or_else(|| device.symbol.clone());
        entry(EntityId::Device(at, device.id), device.kind.name(), &also)
    }));
    entries.extend(
        sheet.areas.values().map(|area| entry(EntityId::Area(at, area.id), "area", area.kind.name())),
    );
    entries
}

fn space_entries(panel: &Panel) -> impl Iterator<Item = Entry> + '_ {
    let taken: BTreeSet<Slot> = panel.circuits().flat_map(|circuit| circuit.span().slots()).collect();
    let free = (1..=panel.slots).map(Slot).filter(move |slot| !taken.contains(slot));
    free.map(|slot| {
        Entry::new(Target::Space(panel.id, slot), format!("{}/{slot} Space", panel.name), "no breaker")
    })
}

fn feed_entries(project: &Project) -> Vec<Entry> {
    let service = project.service().map(|service| {
        let name = if service.name.is_empty() { "Service" } else { service.name.as_str() };
        Entry::new(Target::Feed(EntityId::Service), name, "service · feeder tree")
    });
    let transformers = project.transformers().map(|transformer| {
        let kva = crate::units::trimmed(transformer.rating.0 / 1000.0, 2);
        let remark = format!("{kva} kVA transformer · feeder tree");
        Entry::new(Target::Feed(EntityId::Transformer(transformer.id)), &transformer.name, remark)
            .also(&format!("transformer {}", transformer.location))
    });
    service.into_iter().chain(transformers).collect()
}

/// Returns the recent files that are still there, latest first.
pub fn file_entries<'a>(files: impl Iterator<Item = &'a RecentFile>) -> Vec<Entry> {
    files
        .map(|file| {
            let panels = format!("{} panel{}", file.panels, if file.panels == 1 { "" } else { "s" });
            let path = file.path.display().to_string();
            Entry::new(Target::Recent(file.path.clone()), format!("Open {}", file.name), panels).also(&path)
        })
        .collect()
}

/// Returns the samples.
pub fn sample_entries() -> Vec<Entry> {
    Sample::ALL
        .into_iter()
        .map(|sample| {
            let words = format!("Open sample {}", sample.name());
            Entry::new(Target::Sample(sample), words, sample.tags()).also(sample.purpose())
        })
        .collect()
}

impl Entry {
    /// The words as they are searched: shown ones and others.
    pub(in crate::workbench::palette) const fn searched(&self) -> (&Searched, &Searched) {
        (&self.searched, &self.also)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::examples;

    #[test]
    fn the_panel_in_front_comes_first() {
        let project = examples::two_panels();
        let second = project.panel_named("EM-1").expect("an example").id;
        let entries = place_entries(&project, Some(second));
        let circuit = entries.iter().find(|entry| matches!(entry.target, Target::Circuit(..)));
        assert!(circuit.is_some_and(|entry| entry.words.starts_with("EM-1/")));
        let panels = entries.iter().filter(|entry| matches!(entry.target, Target::Panel(_)));
        let names: Vec<&str> = panels.map(|entry| entry.words.as_str()).collect();
        let expected: Vec<&str> = project.panels().map(|panel| panel.name.as_str()).collect();
        assert_eq!(names, expected, "panels stand as in their strip");
    }

    #[test]
    fn every_slot_of_every_panel_is_listed_once() {
        let project = examples::two_panels();
        let mut listed = BTreeSet::new();
        for entry in place_entries(&project, None) {
            let slots: Vec<(PanelId, Slot)> = match entry.target {
                Target::Space(panel, slot) => vec![(panel, slot)],
                Target::Circuit(panel, slot) => {
                    let board = project.panel(panel).expect("listed");
                    let circuit = board.circuits().find(|c| c.slot == slot).expect("listed");
                    circuit.span().slots().map(|slot| (panel, slot)).collect()
                }
                _ => Vec::new(),
            };
            for slot in slots {
                assert!(listed.insert(slot), "{slot:?} twice");
            }
        }
        let all: usize = project.panels().map(|panel| usize::from(panel.slots)).sum();
        assert_eq!(listed.len(), all);
    }

    #[test]
    fn an_action_says_its_menu_its_keys_and_why_not() {
        let entry = action_entry(Action::Save, None, Some("Everything is saved".to_owned()));
        assert_eq!((entry.remark.as_str(), entry.keys.as_str()), ("File", "Ctrl+S"));
        assert_eq!(entry.refusal.as_deref(), Some("Everything is saved"));
    }
}
