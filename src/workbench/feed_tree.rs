//! The feed tree as rows: service first, what each thing feeds beneath it, what nobody feeds last.

use crate::domain::{EntityId, Feeder, FeederLoad, PanelId, Project, Source, TransformerId};

/// One row of the tree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FeedRow {
    pub entity: EntityId,
    pub depth: usize,
    pub name: String,
    /// System, rating or size, in a few words.
    pub facts: String,
    /// The breaker or lugs it hangs on, if any: `circuit 12`.
    pub via: String,
}

/// Lists the tree in the order of the screen: children by the slot they hang on, then by name.
pub fn feed_rows(project: &Project) -> Vec<FeedRow> {
    let mut rows = Vec::new();
    if let Some(service) = project.service() {
        let facts = service.rating.map_or_else(String::new, |rating| rating.to_string());
        rows.push(FeedRow {
            entity: EntityId::Service,
            depth: 0,
            name: service.name.clone(),
            facts: format!("{} {facts}", service.system.label()).trim_end().to_owned(),
            via: String::new(),
        });
        children(project, 1, &|source| source == Source::Service, &mut rows);
    }
    let orphan = |feeder: Option<&Feeder>| feeder.is_none();
    for transformer in project.transformers().filter(|t| orphan(t.feeder.as_ref())) {
        push_load(
            project,
            FeederLoad::Transformer(transformer.id),
            0,
            "fed from nowhere".to_owned(),
            &mut rows,
        );
    }
    for panel in project.panels().filter(|p| orphan(p.feeder.as_ref())) {
        push_load(project, FeederLoad::Panel(panel.id), 0, "fed from nowhere".to_owned(), &mut rows);
    }
    rows
}

fn children(project: &Project, depth: usize, from: &dyn Fn(Source) -> bool, rows: &mut Vec<FeedRow>) {
    let mut found: Vec<((u16, String), FeederLoad, String)> = Vec::new();
    let panels = project.panels().map(|p| (FeederLoad::Panel(p.id), &p.name, p.feeder.as_ref()));
    let transformers =
        project.transformers().map(|t| (FeederLoad::Transformer(t.id), &t.name, t.feeder.as_ref()));
    for (load, name, feeder) in panels.chain(transformers) {
        let Some(feeder) = feeder.filter(|f| from(f.source)) else { continue };
        let (order, via) = hangs_on(project, feeder.source);
        found.push(((order, name.clone()), load, via));
    }
    found.sort();
    for (_, load, via) in found {
        push_load(project, load, depth, via, rows);
    }
}

fn hangs_on(project: &Project, source: Source) -> (u16, String) {
    match source {
        Source::Circuit(panel, circuit) => {
            let slot = project.panel(panel).and_then(|p| p.circuit(circuit)).map_or(0, |c| c.slot.0);
            (slot, format!("circuit {slot}"))
        }
        Source::FeedThrough(_) => (u16::MAX, "feed-through lugs".to_owned()),
        Source::Service | Source::Transformer(_) => (0, String::new()),
    }
}

fn push_load(project: &Project, load: FeederLoad, depth: usize, via: String, rows: &mut Vec<FeedRow>) {
    // A damaged tree must not hang the reader.
    if depth > project.panels().len() + project.transformers().len() + 1 {
        return;
    }
    match load {
        FeederLoad::Panel(id) => panel_row(project, id, depth, via, rows),
        FeederLoad::Transformer(id) => transformer_row(project, id, depth, via, rows),
    }
}

fn panel_row(project: &Project, id: PanelId, depth: usize, via: String, rows: &mut Vec<FeedRow>) {
    let Some(panel) = project.panel(id) else { return };
    let facts = format!("{}, {} slots", panel.system.label(), panel.slots);
    rows.push(FeedRow { entity: EntityId::Panel(id), depth, name: panel.name.clone(), facts, via });
    let mine = |source: Source| matches!(source, Source::Circuit(p, _) | Source::FeedThrough(p) if p == id);
    children(project, depth + 1, &mine, rows);
}

fn transformer_row(project: &Project, id: TransformerId, depth: usize, via: String, rows: &mut Vec<FeedRow>) {
    let Some(transformer) = project.transformer(id) else { return };
    let kva = crate::units::trimmed(transformer.rating.0 / 1000.0, 2);
    let facts = format!("{kva} kVA, {} to {}", transformer.primary, transformer.secondary.label());
    let entity = EntityId::Transformer(id);
    rows.push(FeedRow { entity, depth, name: transformer.name.clone(), facts, via });
    children(project, depth + 1, &|source| source == Source::Transformer(id), rows);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{CircuitId, Edit, Facts, Service, System, apply_all, examples};

    #[test]
    fn children_stand_under_what_feeds_them() {
        let service = Service {
            name: "UTILITY".to_owned(),
            system: System::Wye208,
            rating: None,
            available_fault: None,
            utility: String::new(),
            notes: String::new(),
            facts: Facts::new(),
        };
        let feed = |id: u64, source: Source| Edit::SetFeeder {
            load: FeederLoad::Panel(PanelId(id)),
            feeder: Some(Box::new(Feeder::from(source))),
        };
        let edits = [
            Edit::SetService(Some(service)),
            feed(1, Source::Service),
            feed(2, Source::Circuit(PanelId(1), CircuitId(120))),
        ];
        let (project, _) = apply_all(&examples::two_panels(), &edits).expect("legal");
        let rows: Vec<(usize, String, String)> =
            feed_rows(&project).into_iter().map(|r| (r.depth, r.name, r.via)).collect();
        assert_eq!(
            rows,
            [
                (0, "UTILITY".to_owned(), String::new()),
                (1, "LP-1".to_owned(), String::new()),
                (2, "EM-1".to_owned(), "circuit 25".to_owned()),
            ]
        );
        let alone = feed_rows(&examples::two_panels());
        assert!(alone.iter().all(|row| row.depth == 0 && row.via == "fed from nowhere"));
    }
}
