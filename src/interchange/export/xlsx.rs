//! Panel schedules as a workbook: one sheet a panelboard, ready to print.
//!
//! Texts are written as texts and totals as values: no cell is a formula. Nothing depends on the clock, so the same
//! project gives the same bytes.

use crate::domain::{Panel, PanelId, Project};
use crate::interchange::exchange::{Cell, Column, Look, Row, RowKind, columns, sheet_of};
use crate::interchange::export::{ExportError, chosen};
use rust_xlsxwriter::{
    Color, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError,
};
use std::collections::BTreeSet;

/// Characters a cell can hold (Excel specifications and limits).
const CELL_LIMIT: usize = 32_767;
/// Columns that stay in view: number and description.
const FROZEN_COLUMNS: u16 = 2;

/// Writes a workbook with one sheet for each panelboard.
///
/// # Errors
/// When there is no panelboard in the list, one is not in the project, or a text is too long for a cell.
pub fn export_xlsx(project: &Project, panels: &[PanelId]) -> Result<Vec<u8>, ExportError> {
    let mut workbook = Workbook::new();
    // A fixed date, for the real one would make every export differ.
    let date = ExcelDateTime::from_ymd(2000, 1, 1).map_err(failed)?;
    workbook
        .set_properties(&DocProperties::new().set_title(&project.info().name).set_creation_datetime(&date));
    let mut names = BTreeSet::new();
    for (panel, loads) in chosen(project, panels)? {
        let worksheet = workbook.add_worksheet();
        worksheet.set_name(sheet_name(&panel.name, &mut names)).map_err(failed)?;
        write_sheet(worksheet, project, panel, &sheet_of(project, panel, &loads))?;
    }
    workbook.save_to_buffer().map_err(failed)
}

pub(super) fn failed(error: XlsxError) -> ExportError {
    ExportError::Workbook(error.to_string())
}

fn write_sheet(
    worksheet: &mut Worksheet,
    project: &Project,
    panel: &Panel,
    rows: &[Row],
) -> Result<(), ExportError> {
    let table: Vec<&Column> = columns(panel.system).collect();
    for (at, row) in rows.iter().enumerate() {
        for (column, cell) in row.cells.iter().enumerate() {
            let look = table.get(column).map_or(Look::Words, |c| c.look);
            let format = format_of(row.kind, look, column);
            write_cell(worksheet, (at, column), cell, &format).map_err(|error| match error {
                XlsxError::MaxStringLengthExceeded => {
                    ExportError::TextTooLong { panel: panel.name.clone(), row: at + 1 }
                }
                other => failed(other),
            })?;
        }
    }
    for (column, definition) in table.iter().enumerate() {
        worksheet.set_column_width(column as u16, definition.width).map_err(failed)?;
    }
    page_setup(worksheet, project, panel, rows).map_err(failed)
}

fn write_cell(
    worksheet: &mut Worksheet,
    (row, column): (usize, usize),
    cell: &Cell,
    format: &Format,
) -> Result<(), XlsxError> {
    let (row, column) = (row as u32, column as u16);
    match cell {
        Cell::Empty => worksheet.write_blank(row, column, format)?,
        Cell::Number(number) => worksheet.write_number_with_format(row, column, *number, format)?,
        Cell::Text(text) if text.chars().count() > CELL_LIMIT => {
            return Err(XlsxError::MaxStringLengthExceeded);
        }
        Cell::Text(text) => worksheet.write_string_with_format(row, column, text, format)?,
    };
    Ok(())
}

fn page_setup(
    worksheet: &mut Worksheet,
    project: &Project,
    panel: &Panel,
    rows: &[Row],
) -> Result<(), XlsxError> {
    const LETTER: u8 = 1;
    let head = rows.iter().position(|row| row.kind == RowKind::Head).unwrap_or_default() as u32;
    worksheet.set_freeze_panes(head + 1, FROZEN_COLUMNS)?;
    worksheet.set_repeat_rows(head, head)?;
    worksheet
        .set_landscape()
        .set_paper_size(LETTER)
        .set_print_fit_to_pages(1, 0)
        .set_margins(0.4, 0.4, 0.6, 0.6, 0.3, 0.3);
    // In headers & begins a code; two of them are one.
    let plain = |text: &str| text.replace('&', "&&");
    worksheet.set_header(format!("&L{}&R{}", plain(&project.info().name), plain(&project.info().number)));
    worksheet.set_footer(format!("&LPanel {}&RPage &P of &N", plain(&panel.name)));
    Ok(())
}

fn format_of(kind: RowKind, look: Look, column: usize) -> Format {
    const RULE: Color = Color::RGB(0xB8_BF_C4);
    const SHADE: Color = Color::RGB(0xEC_EF_F1);
    const FAINT: Color = Color::RGB(0x59_65_6D);
    let base = Format::new().set_font_size(10).set_align(FormatAlign::Top);
    let in_table = |format: Format| {
        let format = format.set_border(FormatBorder::Thin).set_border_color(RULE);
        match look {
            Look::Words => format,
            Look::Mark => format.set_align(FormatAlign::Center),
            Look::Number => format.set_align(FormatAlign::Right),
            Look::Load => format.set_align(FormatAlign::Right).set_num_format("#,##0.##;-#,##0.##;0"),
        }
    };
    match kind {
        RowKind::Title if column == 0 => base.set_bold().set_font_size(14),
        RowKind::Title => base.set_font_color(FAINT),
        RowKind::Facts if matches!(column, 0 | 5 | 7) => base.set_font_color(FAINT),
        RowKind::Facts => base.set_bold().set_align(FormatAlign::Left),
        RowKind::Blank => base,
        RowKind::Head => in_table(base).set_bold().set_background_color(SHADE),
        RowKind::Circuit => in_table(base),
        RowKind::Spare | RowKind::Space => in_table(base).set_font_color(FAINT),
        RowKind::Totals => in_table(base).set_bold().set_border_top(FormatBorder::Medium),
    }
}

/// Returns a name a sheet may have: at most 31 characters, none of `[]:*?/\`, no apostrophe at an end, none taken.
fn sheet_name(panel: &str, taken: &mut BTreeSet<String>) -> String {
    const LIMIT: usize = 31;
    let allowed: String = panel
        .chars()
        .map(
            |c| if matches!(c, '[' | ']' | ':' | '*' | '?' | '/' | '\\') || c.is_control() { '-' } else { c },
        )
        .collect();
    let stem = allowed.trim_matches('\'').trim();
    // A sheet may not be called History.
    let stem = if stem.is_empty() || stem.eq_ignore_ascii_case("history") { "Panel" } else { stem };
    let cut = |room: usize| stem.chars().take(room).collect::<String>().trim_end_matches('\'').to_owned();
    let numbered = (2..).map(|n| {
        let suffix = format!(" ({n})");
        format!("{}{suffix}", cut(LIMIT - suffix.len()))
    });
    let name = std::iter::once(cut(LIMIT))
        .chain(numbered)
        .find(|name| !taken.contains(&name.to_lowercase()))
        .unwrap_or_default();
    taken.insert(name.to_lowercase());
    name
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sheets_get_names_that_workbooks_allow() {
        let mut taken = BTreeSet::new();
        assert_eq!(sheet_name("LP-1", &mut taken), "LP-1");
        assert_eq!(sheet_name("lp-1", &mut taken), "lp-1 (2)");
        assert_eq!(sheet_name("2/F [east]", &mut taken), "2-F -east-");
        assert_eq!(sheet_name("'", &mut taken), "Panel");
        assert_eq!(sheet_name("History", &mut taken), "Panel (2)");
        assert_eq!(sheet_name(&"x".repeat(40), &mut taken), "x".repeat(31));
        assert_eq!(sheet_name(&"x".repeat(40), &mut taken), format!("{} (2)", "x".repeat(27)));
    }
}
