//! Find and replace over descriptions and notes of circuits, in one panelboard or all.

use crate::domain::{Circuit, CircuitId, Edit, PanelId, Project};
use crate::workbench::schedule::Step;

/// What is looked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FindQuery {
    pub text: String,
    pub match_case: bool,
    /// One panelboard only.
    pub panel: Option<PanelId>,
}

/// A circuit in whose description or notes the text stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Match {
    pub panel: PanelId,
    pub circuit: CircuitId,
    pub description: String,
    pub notes: String,
    /// How often.
    pub times: usize,
}

/// Finds the text, panels and circuits in their order.
pub fn find(project: &Project, query: &FindQuery) -> Vec<Match> {
    if query.text.is_empty() {
        return Vec::new();
    }
    let panels = project.panels().filter(|panel| query.panel.is_none_or(|id| id == panel.id));
    panels
        .flat_map(|panel| panel.circuits_by_slot().into_iter().map(move |circuit| (panel.id, circuit)))
        .filter_map(|(panel, circuit)| {
            let times = places(&circuit.description, query).len() + places(&circuit.notes, query).len();
            (times > 0).then(|| Match {
                panel,
                circuit: circuit.id,
                description: circuit.description.clone(),
                notes: circuit.notes.clone(),
                times,
            })
        })
        .collect()
}

/// Replaces the text in these matches as one step; `None` when nothing would change.
pub fn replace(project: &Project, query: &FindQuery, with: &str, matches: &[Match]) -> Option<Step> {
    let edits: Vec<Edit> = matches
        .iter()
        .filter_map(|found| {
            let circuit = project.panel(found.panel)?.circuit(found.circuit)?;
            let description = replaced(&circuit.description, query, with);
            let notes = replaced(&circuit.notes, query, with);
            let changed = Circuit { description, notes, ..circuit.clone() };
            (changed != *circuit).then(|| Edit::SetCircuit { panel: found.panel, circuit: Box::new(changed) })
        })
        .collect();
    let label = format!("Replace '{}' in {} circuits", query.text, edits.len());
    (!edits.is_empty()).then_some(Step { label, edits })
}

/// Returns the byte ranges where the text stands.
fn places(text: &str, query: &FindQuery) -> Vec<std::ops::Range<usize>> {
    let same = |a: char, b: char| a == b || (!query.match_case && a.to_lowercase().eq(b.to_lowercase()));
    let mut found = Vec::new();
    let mut from = 0;
    for (at, _) in text.char_indices() {
        if at < from {
            continue;
        }
        let mut rest = text.get(at..).unwrap_or_default().chars();
        if query.text.chars().all(|wanted| rest.next().is_some_and(|c| same(c, wanted))) {
            let end = text.len() - rest.as_str().len();
            found.push(at..end);
            from = end;
        }
    }
    found
}

fn replaced(text: &str, query: &FindQuery, with: &str) -> String {
    let mut out = text.to_owned();
    for place in places(text, query).into_iter().rev() {
        out.replace_range(place, with);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{apply_all, examples};

    #[test]
    fn replaces_everywhere_in_one_step_ignoring_case() {
        let project = examples::two_panels();
        let query = FindQuery { text: "ltg".to_owned(), ..FindQuery::default() };
        let matches = find(&project, &query);
        assert_eq!(matches.len(), 6);
        let step = replace(&project, &query, "LIGHTING", &matches).expect("something changes");
        let (after, _) = apply_all(&project, &step.edits).expect("legal");
        assert_eq!(find(&after, &query), []);
        let one = FindQuery { panel: Some(PanelId(2)), ..query };
        assert_eq!(find(&project, &one).len(), 2);
    }
}
