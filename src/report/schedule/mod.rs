//! The panel schedule of a drawing set: one panelboard after the other, each from the top of a page.
//!
//! ```text
//! heading       name, system, facts
//! table         odd slots | phases of both sides | even slots
//! foot          side totals, phase loads, loads by class, balance, notes
//! title block   project, engineer, date, page x of y
//! ```
//!
//! Everything prints in black with two light grays, so a copy loses nothing. Rows that do not fit one page flow to the
//! next under the same heads; locks and groups are the designer's own and are not printed. `entry`, `facts` and
//! `summary` are the words, the rest places them.

mod entry;
mod facts;
mod foot;
mod frame;
mod pagination;
mod summary;
mod table;

use crate::domain::{Panel, PanelId, Project};
use crate::engineering::{PanelLoads, project_loads};
use crate::report::page::{Area, Page};
use crate::report::pdf::{DocumentFacts, pdf_of};
use crate::report::schedule::pagination::{Capacity, split};
use crate::report::typeface::Typeface;
use crate::report::{Paper, ReportError};
use table::{HEAD_HEIGHT, ROW_HEIGHT, ROW_HEIGHTS, TOTALS_HEIGHT};

/// Widths of lines.
const HAIRLINE: f32 = 0.3;
const RULE: f32 = 0.6;
const BORDER: f32 = 1.0;
/// Grays: of secondary words, of heads, and of the phase a row sits on.
const LABEL_GRAY: f32 = 0.30;
const SHADE: f32 = 0.88;
const PHASE_FILL: f32 = 0.945;
/// Space around the border, and between border and content.
const MARGIN: f32 = 26.0;
const INSET: f32 = 6.0;

/// How a schedule is printed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ScheduleOptions {
    pub paper: Paper,
    /// Printed in the title block as it is: the caller decides whether a document has a date, and which.
    pub date: String,
}

/// Writes the schedules of panelboards, in the order given, as a PDF.
///
/// # Errors
/// When there is no panelboard in the list, one is not in the project, or the PDF cannot be written.
pub fn schedule_pdf(
    project: &Project,
    panels: &[PanelId],
    options: &ScheduleOptions,
) -> Result<Vec<u8>, ReportError> {
    let pages = schedule_pages(project, panels, options)?;
    let info = project.info();
    let title = if info.name.trim().is_empty() { "Panel schedules" } else { &info.name };
    pdf_of(&pages, &DocumentFacts { title, author: &info.engineer })
}

/// Lays out the schedules of panelboards.
///
/// # Errors
/// When there is no panelboard in the list or one is not in the project.
pub fn schedule_pages(
    project: &Project,
    panels: &[PanelId],
    options: &ScheduleOptions,
) -> Result<Vec<Page>, ReportError> {
    if panels.is_empty() {
        return Err(ReportError::NoPanel);
    }
    let typeface = Typeface::open()?;
    let pages = bare_pages(&typeface, project, panels, options.paper)?;
    let count = pages.len();
    let finished = pages.into_iter().enumerate().map(|(i, (mut page, panel))| {
        frame_page(&mut page, &typeface, (project, panel), options, (i + 1, count));
        page
    });
    Ok(finished.collect())
}

/// Lays out schedules without border and title block, which say how many pages the whole document has.
///
/// # Errors
/// When one of the panelboards is not in the project.
pub(in crate::report) fn bare_pages<'p>(
    typeface: &Typeface,
    project: &'p Project,
    panels: &[PanelId],
    paper: Paper,
) -> Result<Vec<(Page, &'p Panel)>, ReportError> {
    let loads = project_loads(project).panels;
    let mut pages: Vec<(Page, &Panel)> = Vec::new();
    for id in panels {
        let (panel, loads) = project.panel(*id).zip(loads.get(id)).ok_or(ReportError::NoSuchPanel(*id))?;
        let of_panel = panel_pages(typeface, project, (panel, loads), paper);
        pages.extend(of_panel.into_iter().map(|page| (page, panel)));
    }
    Ok(pages)
}

/// Draws border and title block of a bare page, which is one of so many.
pub(in crate::report) fn frame_page(
    page: &mut Page,
    typeface: &Typeface,
    subject: (&Project, &Panel),
    options: &ScheduleOptions,
    number: (usize, usize),
) {
    frame::title_block(page, typeface, border(options.paper), subject, (options, number));
}

fn border(paper: Paper) -> Area {
    let (width, height) = paper.size();
    Area::new(0.0, 0.0, width, height).inset(MARGIN)
}

/// Lays out one panelboard, without border and title block.
fn panel_pages(
    typeface: &Typeface,
    project: &Project,
    (panel, loads): (&Panel, &PanelLoads),
    paper: Paper,
) -> Vec<Page> {
    let entries = entry::entries(project, panel, loads);
    let inside = border(paper).inset(INSET);
    let bottom = border(paper).bottom() - frame::TITLE_BLOCK_HEIGHT - INSET;
    let body = Area {
        y: inside.y + frame::HEADING_HEIGHT,
        height: bottom - inside.y - frame::HEADING_HEIGHT,
        ..inside
    };
    let mut words = summary::summary(project, panel, loads);
    let cut = table::cut_short(typeface, body, panel.system, &entries);
    words.notes.extend(cut.map(|entry| format!("Circuit {} in full: {}", entry.slot, entry.description)));
    let mut notes = foot::set_notes(typeface, &words.notes, body.width);
    let foot_height = TOTALS_HEIGHT + foot::summary_height(&words);
    let for_table = body.height - foot_height;
    // More columns where fewer would push a table off its page.
    let with_notes =
        |notes: &foot::Notes| fitting_height(for_table - foot::notes_height(notes), entries.len());
    if with_notes(&notes).is_none() {
        let narrow = foot::set_in_columns(typeface, &words.notes, body.width, foot::MOST_COLUMNS);
        if with_notes(&narrow).is_some() {
            notes = narrow;
        }
    }
    // Notes may go to a page of their own; a table in one piece is worth more.
    let mut row_height =
        with_notes(&notes).or_else(|| fitting_height(for_table, entries.len())).unwrap_or(ROW_HEIGHT);
    let rows_in = |height: f32| ((height - HEAD_HEIGHT) / row_height).floor().max(0.0) as usize;
    let capacity = Capacity { plain: rows_in(body.height), with_foot: rows_in(for_table) };
    let ranges = split(&entries, capacity);
    let last = ranges.len() - 1;
    // A table in pieces: rows a little lower leave room for the notes below the last piece.
    let rows_above_foot = ranges.last().map_or(0, |rows| rows.len());
    if last > 0
        && let Some(lower) = fitting_height(for_table - foot::notes_height(&notes), rows_above_foot * 2)
    {
        row_height = row_height.min(lower);
    }
    let mut pages = Vec::new();
    for (i, rows) in ranges.into_iter().enumerate() {
        let mut page = new_page(typeface, project, panel, paper, i);
        let mut y = body.y;
        if !rows.is_empty() {
            y = table::table(&mut page, typeface, body, (panel, &entries), (rows, row_height));
        }
        if i == last {
            y = table::totals(&mut page, typeface, Area { y, ..body }, panel, &entries);
            foot::draw_summary(&mut page, typeface, Area { y, ..body }, &words);
            y += foot::summary_height(&words);
            draw_some_notes(&mut page, typeface, Area { y, height: body.bottom() - y, ..body }, &mut notes);
        }
        pages.push(page);
    }
    while !notes.lines.is_empty() {
        let mut page = new_page(typeface, project, panel, paper, pages.len());
        draw_some_notes(&mut page, typeface, body, &mut notes);
        pages.push(page);
    }
    pages
}

/// Returns the height of rows with which a whole table of so many slots fits a height, if one does.
fn fitting_height(height: f32, slots: usize) -> Option<f32> {
    let (least, most) = ROW_HEIGHTS;
    let fitting = (height - HEAD_HEIGHT) / slots.div_ceil(2).max(1) as f32;
    // A little less than fits, so that rounding does not push the last row over.
    (fitting >= least).then(|| (fitting - 0.01).min(most))
}

fn new_page(typeface: &Typeface, project: &Project, panel: &Panel, paper: Paper, index: usize) -> Page {
    let (width, height) = paper.size();
    let mut page = Page::new(width, height);
    if index == 0 {
        page.bookmark = Some(format!("Panel {}", panel.name));
    }
    let part = if index == 0 { "" } else { ", continued" };
    frame::heading(&mut page, typeface, border(paper).inset(INSET), (project, panel), part);
    page
}

/// Draws as many lines of notes as fit and takes them off the list.
fn draw_some_notes(page: &mut Page, typeface: &Typeface, area: Area, notes: &mut foot::Notes) {
    let count = (foot::note_room(area.height) * notes.columns).min(notes.lines.len());
    let lines: Vec<String> = notes.lines.drain(..count).collect();
    foot::draw_notes(page, typeface, area, &foot::Notes { lines, columns: notes.columns });
}

#[cfg(test)]
mod tests;
