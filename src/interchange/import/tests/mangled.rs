//! Bytes that are no schedule, and schedules with bytes turned: read or refused in words, never a panic, in bounded
//! time.

use crate::domain::{Project, apply_all, violations};
use crate::interchange::import::{Overrides, edits_for_new_panels, import_schedule, report};
use proptest::prelude::*;

/// Small workbooks of our own, as other programs write them.
const FILES: [(&[u8], &str); 4] = [
    (include_bytes!("authored.xlsx"), "a.xlsx"),
    (include_bytes!("authored.xls"), "a.xls"),
    (include_bytes!("authored.ods"), "a.ods"),
    (
        b"PANEL:,LP-A,,VOLTAGE:,208Y/120V\nCKT,DESCRIPTION,AMP,POLE,VA,CKT,DESCRIPTION,AMP,POLE,VA\n1,\"LTG\nA\",20,1,1200,2,REC,20,1,900\n3,AHU-1,40,3,9000,4,SPARE,20,1,\n5,,,,,6,WH,30,2,4500\n7,,,,,8,\"\"\"\",,,\n,TOTAL,,,10200,,,,,5400\n",
        "a.csv",
    ),
];

/// Imports to the end; whatever comes out must fit into a project.
fn take(bytes: &[u8], name: &str) {
    match import_schedule(bytes, name, None, &Overrides::default()) {
        Err(error) => assert!(error.to_string().contains(name), "{error}"),
        Ok(draft) => {
            let report = report(&draft);
            assert_eq!(report.kind, "panel-schedule");
            let empty = Project::named("x");
            let (made, _) = apply_all(&empty, &edits_for_new_panels(&empty, &draft)).expect("fits together");
            assert_eq!(violations(&made), Vec::<String>::new());
            let circuits: usize = made.panels().map(|panel| panel.circuits().len()).sum();
            assert_eq!(circuits, draft.circuits().filter(|(_, circuit)| circuit.is_placed()).count());
        }
    }
}

#[test]
fn whole_files_are_read() {
    for (bytes, name) in FILES {
        let draft = import_schedule(bytes, name, None, &Overrides::default()).expect(name);
        assert_eq!(draft.panels.len(), 1, "{name}");
        let panel = draft.panels.first().expect("one");
        assert_eq!(panel.panel.name, "LP-A", "{name}");
        let total = if name == "a.csv" { 15_600.0 } else { 18_620.0 };
        assert_eq!(panel.connected().value(), total, "{name}: {:#?}", super::lines(panel));
    }
}

#[test]
fn a_stray_cell_at_the_far_corner_takes_no_memory() {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    for (column, text) in ["CKT", "DESCRIPTION", "TRIP", "VA"].into_iter().enumerate() {
        let column = u16::try_from(column).expect("small");
        sheet.write(0, column, text).expect("text");
        sheet.write(1, column, 20).expect("number");
    }
    sheet.write(1_048_575, 16_383, "far").expect("text");
    let bytes = book.save_to_buffer().expect("writes");
    let draft = import_schedule(&bytes, "far.xlsx", None, &Overrides::default()).expect("reads");
    assert!(draft.notes.iter().any(|note| note.what.contains("cells beyond row")), "{:?}", draft.notes);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 160, ..ProptestConfig::default() })]

    #[test]
    fn turned_bytes_never_panic(
        file in 0usize..FILES.len(),
        turns in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..12),
        cut in prop::option::of(any::<prop::sample::Index>()),
    ) {
        let (bytes, name) = FILES[file];
        let mut bytes = bytes.to_vec();
        for (at, value) in turns {
            let at = at.index(bytes.len());
            bytes[at] = value;
        }
        if let Some(cut) = cut {
            bytes.truncate(cut.index(bytes.len()).max(1));
        }
        take(&bytes, name);
    }

    #[test]
    fn any_text_never_panics(cells in prop::collection::vec(prop::collection::vec("[0-9A-Za-z/,.\"'#() ØéV-]{0,8}", 0..9), 0..14)) {
        let rows: Vec<String> = cells.iter().map(|row| row.join(",")).collect();
        let text = format!("CKT,DESCRIPTION,TRIP,POLES,VA,PH A,PH B\n{}\n", rows.join("\n"));
        take(text.as_bytes(), "a.csv");
    }
}
