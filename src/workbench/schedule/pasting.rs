//! Acceptance: copied, pasted and filled as in a spreadsheet, with keys alone. No mouse event anywhere.

use crate::domain::{Edit, LoadClass, Panel, PanelId, Project, Slot, System};
use crate::workbench::panel_life::new_panel;
use crate::workbench::schedule::typing::{Desk, empty_panel};
use crate::workbench::schedule::{Column, GridKey, Press};

#[test]
fn cells_are_copied_and_pasted_as_a_spreadsheet_does() {
    let mut desk = Desk::office();
    desk.at(1, Column::Description);
    for _ in 0..4 {
        desk.key(Press::shift(GridKey::Right));
    }
    desk.key(Press::shift(GridKey::Down)).run(|grid, project| grid.copy(project));
    assert_eq!(
        desk.clipboard,
        "RECEPT OFFICE 101-104\tR\t1\t20\t1440\r\nRECEPT CORRIDOR\tR\t1\t20\t1080\r\n"
    );
    let text = desk.clipboard.clone();
    desk.at(27, Column::Description).paste(&text);
    assert_eq!((desk.va(27), desk.va(29)), (1440.0, 1080.0));
    assert_eq!(desk.document.undo_len(), 1);
    // One cell fills the range, a block is repeated.
    desk.at(27, Column::Load).key(Press::shift(GridKey::Down)).paste("5k\r\n");
    assert_eq!((desk.va(27), desk.va(29)), (5000.0, 5000.0));
    desk.at(41, Column::Load).paste("100\n200\n300\n");
    assert_eq!(desk.va(41), 100.0);
    assert_eq!(desk.messages, ["2 cells lie beyond the end and were not pasted"]);
}

#[test]
fn an_84_by_9_block_is_pasted_in_one_step() {
    let mut project = Project::named("Pasted");
    let panel = new_panel(&project, "HP-1", System::Wye480, 84);
    crate::domain::apply(&mut project, &Edit::AddPanel(Box::new(panel))).expect("new");
    let mut desk = Desk::new(project, PanelId(1));
    let mut block = "Ckt\tDescription\tClass\tPoles\tTrip A\tA VA\tB VA\tC VA\tTotal VA\n".to_owned();
    for slot in 1..=84 {
        let va = 100 + slot;
        block.push_str(&format!("{slot}\tLTG ZONE {slot}\tL\t1\t20\t\t\t\t{va}\n"));
    }
    desk.paste(&block);
    assert_eq!(desk.panel().circuits().len(), 84);
    let total: f64 = desk.panel().circuits().map(|c| c.load.total().0).sum();
    assert_eq!(total, f64::from((1..=84).map(|n| 100 + n).sum::<i32>()));
    assert_eq!((desk.document.undo_len(), desk.messages.len(), desk.keys), (1, 0, 1));
}

#[test]
fn whole_circuits_travel_with_everything_they_have() {
    let mut desk = Desk::office();
    desk.at(13, Column::Number).run(|grid, project| grid.toggle_lock(project));
    desk.run(|grid, project| {
        grid.select_all(project);
        grid.copy(project)
    });
    let text = desk.clipboard.clone();
    let mut other = empty_panel();
    other.paste(&text);
    let facts = |panel: &Panel| -> Vec<_> {
        panel
            .circuits_by_slot()
            .iter()
            .map(|c| crate::domain::Circuit { id: crate::domain::CircuitId(0), ..(*c).clone() })
            .collect()
    };
    assert_eq!(facts(&other.panel()), facts(&desk.panel()));
    // The same again: everything is taken, so it asks.
    other.at(1, Column::Number).paste(&text);
    assert_eq!(other.grid.offer().map(|o| o.choices.len()), Some(2));
    other.key(GridKey::Escape);
    assert_eq!(other.panel().circuits().len(), 21);
}

#[test]
fn foreign_rows_go_to_the_import_preview() {
    let mut desk = Desk::office();
    let rows = "ckt\tpoles\tbreaker_A\tVA\tclass\tcontinuous\tdescription\n1\t1\t20\t1440\tR\t0\tRECEPT\n";
    let project = desk.document.project().clone();
    let effect = desk.grid.paste(&project, rows);
    assert_eq!(effect.rows.as_deref(), Some(rows));
    assert_eq!(effect.step, None);
}

#[test]
fn quoted_cells_come_in_as_excel_wrote_them() {
    let mut desk = Desk::office();
    desk.at(27, Column::Description);
    desk.paste("\"SIGN \"\"EXIT\"\"\"\tL\t1\t20\t\"1,250\"\r\n\"RECEPT\tA/B\"\tR\t1\t20\t360\r\n");
    let panel = desk.panel();
    let line =
        |slot: u16| panel.circuit_at(Slot(slot)).map(|c| (c.description.as_str(), c.class, c.load.total().0));
    assert_eq!(line(27), Some(("SIGN \"EXIT\"", LoadClass::Lighting, 1250.0)));
    assert_eq!(line(29).map(|(_, class, va)| (class, va)), Some((LoadClass::Receptacle, 360.0)));
    // And back out: what a spreadsheet would misread is quoted.
    desk.at(27, Column::Description).run(|grid, project| grid.copy(project));
    assert_eq!(desk.clipboard, "\"SIGN \"\"EXIT\"\"\"\r\n");
}

#[test]
fn a_range_is_filled_from_its_first_row_in_one_step() {
    let mut desk = Desk::office();
    desk.at(27, Column::Description).paste("RECEPT\tR\t1\t20\t360\n");
    desk.at(27, Column::Description).key(Press::shift(GridKey::End));
    desk.key(Press::shift(GridKey::Down)).key(Press::shift(GridKey::Down));
    desk.run(|grid, project| grid.fill_down(project));
    assert_eq!((desk.va(29), desk.va(31), desk.document.undo_len()), (360.0, 360.0, 2));
}

#[test]
fn rows_and_columns_are_selected_with_space() {
    let mut desk = Desk::office();
    desk.at(1, Column::Load).key(Press::ctrl(GridKey::Space)).run(|grid, project| grid.copy(project));
    assert_eq!(desk.clipboard.lines().next(), Some("1440"));
    assert_eq!(desk.clipboard.lines().count(), 21);
    desk.at(1, Column::Load).key(Press::shift(GridKey::Down)).key(Press::shift(GridKey::Space));
    let project = desk.document.project().clone();
    assert_eq!(desk.grid.selected(&project).len(), 2);
    assert!(desk.grid.selection().is_whole());
    desk.run(|grid, project| grid.cut(project));
    assert_eq!(desk.panel().circuits().len(), 19);
}
