//! What is measured on: panelboards and files drawn from fixed seeds.

mod building;
mod floor;
mod plan;

pub(super) use building::building;
pub(super) use floor::floor;
pub(super) use plan::{CONTENT, plan, plan_drawing};

use crate::cli::CliError;
use crate::domain::{
    Circuit, CircuitId, CircuitLoad, Edit, LoadClass, Panel, PanelId, Project, Slot, System, apply_all,
};
use crate::engineering::balance::{BalanceItem, BalanceProblem};
use crate::units::{Amperes, VoltAmperes};
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;
use rust_xlsxwriter::{Workbook, XlsxError};

/// Returns a project of full 84-slot panels with breakers of one to three poles.
pub(super) fn project(panels: u64, seed: u64) -> Result<Project, CliError> {
    let mut rng = ChaCha8Rng::seed_from_u64(seed);
    let mut edits = Vec::new();
    let mut next = panels + 1;
    for id in 1..=panels {
        let panel = Panel::new(PanelId(id), format!("P-{id}"), System::Wye208, 84);
        edits.push(Edit::AddPanel(Box::new(panel)));
        for (slot, poles) in breakers(&mut rng) {
            let circuit = circuit(CircuitId(next), slot, poles, &mut rng);
            edits.push(Edit::AddCircuit { panel: PanelId(id), circuit: Box::new(circuit) });
            next += 1;
        }
    }
    let (project, _) = apply_all(&Project::named("Measured"), &edits).map_err(CliError::internal)?;
    Ok(project)
}

/// Returns a drawing of so many entities in a text, each kind in turn.
pub(super) fn drawing(entities: usize) -> String {
    let mut text = "0\nSECTION\n2\nBLOCKS\n0\nBLOCK\n2\nDOOR\n10\n0\n20\n0\n0\nLINE\n8\n0\n10\n0\n20\n0\n11\n0\n21\n36\n\
        0\nARC\n8\n0\n10\n0\n20\n0\n40\n36\n50\n0\n51\n90\n0\nENDBLK\n0\nENDSEC\n0\nSECTION\n2\nENTITIES\n"
        .to_owned();
    for number in 0..entities {
        let (x, y) = (number % 500 * 10, number / 500 * 10);
        text += &match number % 5 {
            0 => format!("0\nLINE\n8\nA-WALL\n10\n{x}\n20\n{y}\n11\n{}\n21\n{y}\n", x + 8),
            1 => format!("0\nARC\n8\nA-FURN\n10\n{x}\n20\n{y}\n40\n4\n50\n0\n51\n180\n"),
            2 => format!(
                "0\nLWPOLYLINE\n8\nA-FURN\n90\n3\n70\n1\n10\n{x}\n20\n{y}\n10\n{0}\n20\n{y}\n42\n0.5\n10\n{0}\n20\n{1}\n",
                x + 6,
                y + 6
            ),
            3 => format!("0\nTEXT\n8\nA-ANNO\n10\n{x}\n20\n{y}\n40\n2.5\n1\nROOM {number}\n"),
            _ => format!("0\nINSERT\n8\nA-DOOR\n2\nDOOR\n10\n{x}\n20\n{y}\n50\n{}\n", number % 4 * 90),
        };
    }
    text + "0\nENDSEC\n0\nEOF\n"
}

/// Fills both columns of 84 slots.
fn breakers(rng: &mut ChaCha8Rng) -> Vec<(Slot, u8)> {
    let mut found = Vec::new();
    for side in [1u16, 2] {
        let mut row = 0u16;
        while row < 42 {
            let poles = [1u8, 1, 1, 1, 2, 3][rng.random_range(0..6)].min((42 - row) as u8);
            found.push((Slot(row * 2 + side), poles));
            row += u16::from(poles);
        }
    }
    found
}

fn circuit(id: CircuitId, slot: Slot, poles: u8, rng: &mut ChaCha8Rng) -> Circuit {
    let classes = [LoadClass::Lighting, LoadClass::Receptacle, LoadClass::Motor, LoadClass::Appliance];
    let va = f64::from(rng.random_range(2..=18_u32)) * 100.0 * f64::from(poles);
    Circuit {
        poles,
        description: format!("LOAD {slot}"),
        class: classes[rng.random_range(0..classes.len())],
        load: CircuitLoad::Total(VoltAmperes(va)),
        trip: Some(Amperes(if poles == 1 { 20.0 } else { 30.0 })),
        ..Circuit::new(id, slot)
    }
}

/// Returns a panel of the hard zone: a few single poles with heavy-tailed loads, whole VA, on 42 slots.
pub(super) fn hard_zone(circuits: u16, seed: u64) -> BalanceProblem {
    let mut rng = ChaCha8Rng::seed_from_u64(seed);
    let items = (1..=circuits).map(|slot| {
        // Pareto with exponent 1.2: many small loads, a few that rule
        let share: f64 = rng.random_range(0.0..1.0);
        let va = (100.0 * (1.0 - share).powf(-1.0 / 1.2)).min(20_000.0).round();
        BalanceItem::single(u64::from(slot), slot, va)
    });
    BalanceProblem::new(System::Wye208, 42, 1, items.collect())
}

/// Returns a workbook of panel schedules as offices keep them: a head, two sides, loads in kVA, totals.
pub(super) fn workbook(sheets: u32, seed: u64) -> Result<Vec<u8>, CliError> {
    written(sheets, seed).map_err(CliError::internal)
}

fn written(sheets: u32, seed: u64) -> Result<Vec<u8>, XlsxError> {
    let mut rng = ChaCha8Rng::seed_from_u64(seed);
    let mut book = Workbook::new();
    for number in 1..=sheets {
        let sheet = book.add_worksheet();
        sheet.set_name(format!("LP-{number}"))?;
        sheet.write(0, 0, format!("PANEL: LP-{number}"))?;
        sheet.write(1, 0, "VOLTAGE: 208Y/120V, 3PH, 4W")?;
        sheet.write(1, 4, "BUS: 225A")?;
        let heads = ["CKT", "DESCRIPTION", "KVA", "BKR", "BKR", "KVA", "DESCRIPTION", "CKT"];
        for (column, head) in (0u16..).zip(heads) {
            sheet.write(3, column, head)?;
        }
        let mut total = 0.0;
        for row in 0..42u32 {
            for side in 0..2u32 {
                let kva = f64::from(rng.random_range(2..=18_u32)) / 10.0;
                total += kva;
                let columns: [u16; 4] = if side == 0 { [0, 1, 2, 3] } else { [7, 6, 5, 4] };
                sheet.write(4 + row, columns[0], row * 2 + side + 1)?;
                sheet.write(4 + row, columns[1], format!("LOAD {row} {side}"))?;
                sheet.write(4 + row, columns[2], kva)?;
                sheet.write(4 + row, columns[3], "20/1")?;
            }
        }
        sheet.write(47, 1, "TOTAL CONNECTED KVA")?;
        sheet.write(47, 2, total)?;
    }
    book.save_to_buffer()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::interchange::import::{Overrides, import_schedule};

    #[test]
    fn the_building_is_whole() {
        let project = building(40).expect("consistent");
        assert_eq!(project.panels().len(), 200);
        assert_eq!(project.panels().map(|panel| panel.circuits().len()).sum::<usize>(), 8000);
        assert_eq!(building(0).expect("consistent").panels().len(), 1);
    }

    #[test]
    fn panels_are_full_and_the_same_for_a_seed() {
        let project = project(2, 7).expect("consistent");
        assert!(project.panels().all(|panel| panel.used_slots() == 84));
        assert_eq!(project, super::project(2, 7).expect("consistent"));
    }

    #[test]
    fn the_workbook_is_read_whole() {
        let bytes = workbook(3, 1).expect("writes");
        let draft = import_schedule(&bytes, "w.xlsx", None, &Overrides::default()).expect("reads");
        assert_eq!(draft.panels.len(), 3);
        assert_eq!(draft.circuits().count(), 3 * 84);
    }
}
