//! Files that this program exported itself, perhaps edited since: read back exactly, by the mark they carry.
//!
//! They need no mapping. What a person has typed into them is placed like any other circuit: where the row says, else
//! nearby, with a note.

use crate::interchange::exchange::{ExchangePanel, ExchangeRow, RowFate, read};
use crate::interchange::import::Overrides;
use crate::interchange::import::draft::{
    CircuitDraft, ImportNote, PanelDraft, Placement, RowAccount, RowOutcome, ScheduleDraft, Skip,
};
use crate::interchange::import::edits::keep_to_system;
use crate::interchange::import::place::{Occupancy, place};
use crate::interchange::import::propose::file_stem;
use crate::interchange::import::registry::MAX_BYTES;
use crate::interchange::import::workbook::{MAX_UNPACKED, unpacked_size};
use std::collections::BTreeSet;

/// Reads a file of the exchange form; `None` when it is of another.
pub fn read_exchanged(bytes: &[u8], name: &str, overrides: &Overrides) -> Option<ScheduleDraft> {
    // what is too large is refused in words by the importer
    if bytes.len() > MAX_BYTES || unpacked_size(bytes) > MAX_UNPACKED {
        return None;
    }
    let exchange = read(bytes)?;
    let name = name.rsplit(['/', '\\']).next().unwrap_or(name);
    // a workbook has one sheet a panel, a text all of them below each other
    let text_sheet = (!bytes.starts_with(b"PK")).then(|| file_stem(name));
    let mut draft = ScheduleDraft { source: name.to_owned(), ..ScheduleDraft::default() };
    for panel in exchange.panels {
        let sheet = text_sheet.clone().unwrap_or_else(|| panel.parts.facts.name.clone());
        take_panel(&mut draft, panel, &sheet, overrides);
    }
    let of_cells = exchange.notes.into_iter().map(|note| {
        let sheet = text_sheet.as_deref().unwrap_or(&note.panel);
        ImportNote::at_row(sheet, note.row.saturating_sub(1), note.what)
    });
    draft.notes.extend(of_cells);
    Some(draft)
}

fn take_panel(draft: &mut ScheduleDraft, read: ExchangePanel, sheet: &str, overrides: &Overrides) {
    let mut panel = read.parts.facts;
    panel.system = overrides.system.unwrap_or(panel.system);
    if let Some(slots) = overrides.slots {
        let fresh = crate::domain::Panel::new(panel.id, "", panel.system, slots);
        (panel.slots, panel.sections) = (fresh.slots, fresh.sections);
    }
    let fates = read.rows;
    let rows = fates.iter().filter(|row| matches!(row.fate, RowFate::Circuit)).map(|row| row.row);
    let mut circuits: Vec<CircuitDraft> = (read.parts.circuits.into_iter().zip(rows))
        .map(|(circuit, row)| CircuitDraft {
            circuit,
            placement: Placement::AsWritten,
            sheet: sheet.to_owned(),
            row: row.saturating_sub(1),
            problems: Vec::new(),
        })
        .collect();
    for circuit in &mut circuits {
        keep_to_system(circuit, panel.system);
    }
    let mut occupancy = Occupancy::empty(panel.slots);
    occupancy.sections = panel.sections;
    place(&mut circuits, &mut occupancy, panel.system, true);
    (panel.slots, panel.sections) = (occupancy.slots, occupancy.sections);
    for circuit in &circuits {
        if let Some(reason) = circuit.conflict() {
            let (what, slot) = (&circuit.circuit.description, circuit.circuit.slot);
            draft.notes.push(ImportNote::at_row(
                sheet,
                circuit.row,
                format!("{what}: {reason}; placed at {slot}"),
            ));
        }
        for problem in &circuit.problems {
            let what = format!("{}: {problem}", circuit.circuit.description);
            draft.notes.push(ImportNote::at_row(sheet, circuit.row, what));
        }
    }
    let place_of_panel = draft.panels.len();
    draft.rows.extend(fates.iter().map(|row| account(row, sheet, place_of_panel, &circuits)));
    draft.panels.push(PanelDraft {
        panel,
        fed_from: None,
        feeder: read.fed_from.map(|source| (source, read.feeder)),
        circuits,
        spaces: BTreeSet::new(),
    });
}

fn account(row: &ExchangeRow, sheet: &str, panel: usize, circuits: &[CircuitDraft]) -> RowAccount {
    let at = row.row.saturating_sub(1);
    let skipped = |why| RowOutcome::Skipped { why, text: String::new() };
    let outcome = match row.fate {
        RowFate::Circuit => {
            let found = circuits.iter().find(|circuit| circuit.row == at);
            let slot = found.filter(|circuit| circuit.is_placed()).map(|circuit| circuit.circuit.slot);
            match found.is_some_and(|circuit| circuit.circuit.is_spare()) {
                true => RowOutcome::Spare { panel, slot },
                false => RowOutcome::Circuit { panel, slot },
            }
        }
        RowFate::Space(slot) => RowOutcome::Space { panel, slot },
        RowFate::Head => skipped(Skip::Head),
        RowFate::Header => skipped(Skip::Header),
        RowFate::Blank => skipped(Skip::Blank),
        RowFate::Foot => skipped(Skip::Total),
        RowFate::LeftOut => skipped(Skip::Text),
    };
    RowAccount { sheet: sheet.to_owned(), first: at, last: at, half: 0, outcome }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{CircuitId, PanelId, PanelParts, Project, ProjectParts, apply_all, examples};
    use crate::interchange::export::{export_csv, export_xlsx};
    use crate::interchange::import::{edits_for_new_panels, import_schedule};

    /// The panels alone, numbered anew: what can come back into an empty project.
    fn bare(project: &Project) -> Project {
        let mut panels = project.to_parts().panels;
        let mut ids = 1..;
        for PanelParts { facts, circuits } in &mut panels {
            (facts.id, facts.feeder) = (PanelId(ids.next().expect("endless")), None);
            circuits.sort_by_key(|circuit| circuit.slot);
            for circuit in circuits {
                circuit.id = CircuitId(ids.next().expect("endless"));
            }
        }
        Project::from_parts(ProjectParts { panels, ..ProjectParts::default() }).expect("fits together")
    }

    #[test]
    fn an_export_comes_back_into_a_new_project_without_a_difference() {
        let office = examples::two_panels();
        let ids: Vec<_> = office.panels().map(|panel| panel.id).collect();
        for (bytes, name) in
            [(export_csv(&office, &ids), "office.csv"), (export_xlsx(&office, &ids), "office.xlsx")]
        {
            let bytes = bytes.expect("exports");
            let draft = import_schedule(&bytes, name, None, &Overrides::default()).expect("reads");
            assert_eq!(draft.notes, [], "{name}");
            let empty = Project::named("back");
            let edits = edits_for_new_panels(&empty, &draft);
            let (back, _) = apply_all(&empty, &edits).expect("fits together");
            assert_eq!(bare(&back), bare(&office), "{name}");
        }
    }

    #[test]
    fn rows_typed_on_top_of_each_other_are_placed_and_named() {
        let office = examples::two_panels();
        let ids: Vec<_> = office.panels().map(|panel| panel.id).collect();
        let text = String::from_utf8(export_csv(&office, &ids).expect("exports")).expect("text");
        let twice: String = text
            .lines()
            .flat_map(|line| [line; 2].into_iter().take(if line.starts_with("1,") { 2 } else { 1 }))
            .map(|line| format!("{line}\r\n"))
            .collect();
        let draft = read_exchanged(twice.as_bytes(), "o.csv", &Overrides::default()).expect("of the form");
        let displaced = draft.circuits().filter(|(_, circuit)| circuit.conflict().is_some()).count();
        assert!(displaced > 0 && displaced == draft.notes.len(), "{:?}", draft.notes);
        let empty = Project::named("back");
        let (back, _) = apply_all(&empty, &edits_for_new_panels(&empty, &draft)).expect("fits together");
        let made: usize = back.panels().map(|panel| panel.circuits().len()).sum();
        assert_eq!(made, draft.circuits().count());
    }
}
