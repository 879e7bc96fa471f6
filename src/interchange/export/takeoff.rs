//! The take-off of a project as CSV and as a workbook: circuit by circuit, panel by panel, and all of it; in the workbook the list of
//! rooms with their lighting density, too.

use super::{ExportError, xlsx::failed};
use crate::domain::symbols::SymbolLibrary;
use crate::domain::{CircuitId, PanelId, Project, Room, Sheet};
use crate::engineering::room_figures::room_figures;
use crate::engineering::takeoff::{Item, Takeoff, takeoff};
use crate::interchange::exchange::{Cell, guarded};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, Worksheet};
use std::collections::BTreeMap;

const HEAD: [&str; 7] = ["Panel", "Circuit", "Description", "Kind", "Item", "Quantity", "Unit"];
const WIDTHS: [f64; 7] = [12.0, 9.0, 34.0, 12.0, 34.0, 12.0, 6.0];

/// Writes the take-off as a table: the circuits' lines, then the notes.
///
/// # Errors
/// When the table cannot be written.
pub fn takeoff_csv(project: &Project, library: &SymbolLibrary) -> Result<Vec<u8>, ExportError> {
    let counted = takeoff(project, library);
    let mut bytes = "\u{FEFF}".as_bytes().to_vec();
    let mut writer = ::csv::WriterBuilder::new().terminator(::csv::Terminator::CRLF).from_writer(&mut bytes);
    let table = |error: ::csv::Error| ExportError::Table(error.to_string());
    writer.write_record(HEAD).map_err(table)?;
    let notes = notes(project, &counted).into_iter().map(|note| {
        let [first, rest @ ..] =
            [note, Cell::Empty, Cell::Empty, Cell::Empty, Cell::Empty, Cell::Empty, Cell::Empty];
        std::iter::once(first).chain(rest).collect::<Vec<_>>()
    });
    for row in by_circuit(project, &counted).into_iter().chain(notes) {
        let fields = row.iter().map(|cell| match cell {
            Cell::Text(text) => guarded(text),
            Cell::Empty | Cell::Number(_) => cell.to_string(),
        });
        writer.write_record(fields).map_err(table)?;
    }
    writer.flush().map_err(|error| ExportError::Table(error.to_string()))?;
    drop(writer);
    Ok(bytes)
}

const ROOMS: [(&str, f64); 8] = [
    ("Sheet", 16.0),
    ("Room", 26.0),
    ("Use", 18.0),
    ("Area, ft²", 11.0),
    ("Luminaires", 11.0),
    ("Lighting, VA", 12.0),
    ("VA/ft²", 9.0),
    ("Receptacles", 12.0),
];

/// Writes the take-off as a workbook of three sheets, with the notes on the last, and of the rooms where there are any.
///
/// # Errors
/// When the workbook cannot be written.
pub fn takeoff_xlsx(project: &Project, library: &SymbolLibrary) -> Result<Vec<u8>, ExportError> {
    let counted = takeoff(project, library);
    let mut workbook = Workbook::new();
    // A fixed date, for the real one would make every export differ.
    let date = ExcelDateTime::from_ymd(2000, 1, 1).map_err(failed)?;
    workbook
        .set_properties(&DocProperties::new().set_title(&project.info().name).set_creation_datetime(&date));
    let columns: Vec<(&str, f64)> = HEAD.into_iter().zip(WIDTHS).collect();
    sheet(workbook.add_worksheet(), "By circuit", &columns, &by_circuit(project, &counted))?;
    let of_panel: Vec<(&str, f64)> =
        columns.iter().copied().filter(|(name, _)| !matches!(*name, "Circuit" | "Description")).collect();
    sheet(workbook.add_worksheet(), "By panel", &of_panel, &by_panel(project, &counted))?;
    let total: Vec<(&str, f64)> = of_panel.iter().copied().skip(1).collect();
    let mut rows: Vec<Vec<Cell>> = counted.total().iter().map(line).collect();
    rows.push(Vec::new());
    rows.extend(notes(project, &counted).into_iter().map(|note| vec![note]));
    sheet(workbook.add_worksheet(), "Total", &total, &rows)?;
    let rooms = by_room(project);
    if !rooms.is_empty() {
        sheet(workbook.add_worksheet(), "Rooms", &ROOMS, &rooms)?;
    }
    workbook.save_to_buffer().map_err(failed)
}

fn sheet(
    worksheet: &mut Worksheet,
    name: &str,
    columns: &[(&str, f64)],
    rows: &[Vec<Cell>],
) -> Result<(), ExportError> {
    let (head, quantity) = (Format::new().set_bold(), Format::new().set_num_format("#,##0.##"));
    worksheet.set_name(name).map_err(failed)?;
    for (column, (title, width)) in (0_u16..).zip(columns) {
        worksheet.write_string_with_format(0, column, *title, &head).map_err(failed)?;
        worksheet.set_column_width(column, *width).map_err(failed)?;
    }
    for (row, cells) in (1_u32..).zip(rows) {
        for (column, cell) in (0_u16..).zip(cells) {
            match cell {
                Cell::Empty => {}
                Cell::Text(text) => {
                    worksheet.write_string(row, column, text).map_err(failed)?;
                }
                Cell::Number(number) => {
                    worksheet.write_number_with_format(row, column, *number, &quantity).map_err(failed)?;
                }
            }
        }
    }
    worksheet.set_freeze_panes(1, 0).map_err(failed)?;
    Ok(())
}

/// Kind, item, quantity, unit. Lengths to a tenth of a foot.
fn line((item, quantity): (&Item, &f64)) -> Vec<Cell> {
    vec![
        Cell::text(item.kind.name()),
        Cell::text(&item.words),
        Cell::Number((quantity * 10.0).round() / 10.0),
        Cell::text(item.kind.unit()),
    ]
}

fn by_circuit(project: &Project, counted: &Takeoff) -> Vec<Vec<Cell>> {
    let mut rows = Vec::new();
    for circuit in &counted.circuits {
        for each in &circuit.items {
            rows.push(names(project, circuit.circuit).into_iter().chain(line(each)).collect());
        }
    }
    rows
}

/// Panel, circuit, description.
fn names(project: &Project, circuit: Option<(PanelId, CircuitId)>) -> [Cell; 3] {
    let found = circuit.and_then(|(panel, id)| {
        let panel = project.panel(panel)?;
        Some((panel, panel.circuit(id)?))
    });
    match found {
        Some((panel, circuit)) => [
            Cell::text(&panel.name),
            Cell::Number(f64::from(circuit.slot.0)),
            Cell::text(&circuit.description),
        ],
        None => [Cell::text("On no circuit"), Cell::Empty, Cell::Empty],
    }
}

fn by_panel(project: &Project, counted: &Takeoff) -> Vec<Vec<Cell>> {
    let panels = project.panels().map(|panel| (panel.name.as_str(), Some(panel.id)));
    let groups = panels.chain([("On no circuit", None)]);
    let rows = groups.flat_map(|(name, id)| {
        let items: BTreeMap<Item, f64> = counted.of_panel(id);
        let row =
            |each: (&Item, &f64)| std::iter::once(Cell::text(name)).chain(line(each)).collect::<Vec<_>>();
        items.iter().map(row).collect::<Vec<_>>()
    });
    rows.collect()
}

/// Sheet, name, use, area, luminaires, their load, lighting density, receptacles.
fn by_room(project: &Project) -> Vec<Vec<Cell>> {
    let of_sheet = |of: &Sheet| -> Vec<Vec<Cell>> {
        let row = |room: &Room| {
            let found = room_figures(project, of, room);
            let hundredths = |value: f64| Cell::Number((value * 100.0).round() / 100.0);
            vec![
                Cell::text(&of.name),
                Cell::text(&room.name),
                Cell::text(&room.use_type),
                Cell::Number((found.area_ft2.value * 10.0).round() / 10.0),
                Cell::Number(found.luminaires as f64),
                Cell::Number(found.lighting.value.0.round()),
                found.density.map_or(Cell::Empty, |density| hundredths(density.value)),
                Cell::Number(found.receptacles as f64),
            ]
        };
        of.rooms.values().map(|room| row(room)).collect()
    };
    project.sheets().flat_map(of_sheet).collect()
}

fn notes(project: &Project, counted: &Takeoff) -> Vec<Cell> {
    let of_circuits = counted.circuits.iter().flat_map(|circuit| {
        let tag = circuit.circuit.and_then(|circuit| crate::domain::circuit_tag(project, circuit));
        circuit.notes.iter().map(move |note| match &tag {
            Some(tag) => format!("{tag}, {note}"),
            None => note.clone(),
        })
    });
    counted.notes.iter().cloned().chain(of_circuits).map(|note| Cell::text(&note)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::SAMPLES;
    use calamine::{Data, Reader};

    fn riverside() -> Project {
        SAMPLES.iter().find(|s| s.id == "riverside-office").expect("shipped").project().expect("reads")
    }

    #[test]
    fn the_sheets_of_the_workbook_add_up_to_the_same() {
        let (project, library) = (riverside(), SymbolLibrary::shipped());
        let bytes = takeoff_xlsx(&project, &library).expect("writes");
        assert_eq!(bytes, takeoff_xlsx(&project, &library).expect("writes"), "the same bytes");
        let mut book: calamine::Xlsx<_> = calamine::Xlsx::new(std::io::Cursor::new(bytes)).expect("opens");
        let mut sums = Vec::new();
        for (sheet, column) in [("By circuit", 3), ("By panel", 1), ("Total", 0)] {
            let range = book.worksheet_range(sheet).expect("a sheet");
            let devices = range.rows().filter(|row| row.get(column) == Some(&Data::String("Device".into())));
            let quantity = |row: &[Data]| match row.get(column + 2) {
                Some(Data::Float(number)) => *number,
                _ => 0.0,
            };
            sums.push(devices.map(quantity).sum::<f64>());
        }
        // Every device but junction boxes, which are boxes.
        let devices = project.sheets().flat_map(|sheet| sheet.devices.values());
        let count = devices.filter(|d| d.kind != crate::domain::DeviceKind::JunctionBox).count() as f64;
        assert_eq!(sums, [count; 3]);
        let rooms = book.worksheet_range("Rooms").expect("a sheet");
        let office = rooms.rows().find(|row| row.get(1) == Some(&Data::String("OFFICE 101".into())));
        let number = |column: usize| match office.and_then(|row| row.get(column)) {
            Some(Data::Float(number)) => *number,
            _ => f64::NAN,
        };
        // 26 × 30 ft with four of 60 VA.
        assert_eq!([number(3), number(4), number(5), number(6)], [780.0, 4.0, 240.0, 0.31]);
    }

    #[test]
    fn the_table_is_rectangular_and_says_what_is_not_counted() {
        let (project, library) = (riverside(), SymbolLibrary::shipped());
        let bytes = takeoff_csv(&project, &library).expect("writes");
        let text = std::str::from_utf8(&bytes).expect("UTF-8").trim_start_matches('\u{FEFF}').to_owned();
        assert!(text.starts_with("Panel,Circuit,Description,Kind,Item,Quantity,Unit\r\n"));
        let mut reader = ::csv::Reader::from_reader(text.as_bytes());
        let records: Vec<::csv::StringRecord> =
            reader.records().collect::<Result<_, _>>().expect("every record has as many fields");
        assert!(records.iter().any(|r| r.iter().any(|field| field.contains("no run on the plan serves"))));
        // R-04 runs 1 + 23 + 1 ft and holds five circuits: 5 ft each of its 25.
        let copier = records.iter().find(|r| r.get(1) == Some("7") && r.get(3) == Some("Raceway"));
        assert_eq!(copier.map(|r| (r.get(4), r.get(5))), Some((Some("3/4 EMT"), Some("5"))));
    }
}
