//! The one-line diagram: service, transformers and panelboards as they feed each other, with what is known of each.
//!
//! ```text
//! Project ─ tree.rs (who hangs on what) ─ divide.rs (tidy tree, sheets) ─ settle.rs (moved by hand) ─ route.rs (lines)
//!         └ words.rs (what each node says) ──────────────────────────────────────┬─ node.rs, wires.rs, frame.rs
//!                                                                                  draw.rs ─ svg.rs, print.rs, the window
//! ```
//!
//! A diagram is plain shapes at their places, so the window, SVG and PDF show the same. Drawn anew from the project at
//! every change; the only thing kept is where a person has put a node. Left out: branch circuits, motors, meters.

mod divide;
mod draw;
mod frame;
mod node;
mod print;
mod route;
mod settle;
mod shape;
mod sizes;
mod svg;
mod tree;
mod wires;
mod words;

pub use draw::{DrawnLine, DrawnNode, OneLine, OneLineDrafter, OneLineSheet};
pub use shape::{Ink, Point, Shape, Words};
pub use sizes::OneLinePaper;

use crate::domain::Project;
use crate::engineering::project_loads;
use crate::report::ReportError;
use crate::report::page::Page;
use crate::report::pdf::{DocumentFacts, pdf_of};

/// Writes the diagram of a project as SVG.
///
/// # Errors
/// When there is nothing to draw.
pub fn one_line_svg(project: &Project) -> Result<String, ReportError> {
    Ok(svg::svg_of(&drawn(project)?, &title(project)))
}

/// Writes the diagram of a project as PDF, a page for each sheet.
///
/// # Errors
/// When there is nothing to draw, or the PDF cannot be written.
pub fn one_line_pdf(project: &Project) -> Result<Vec<u8>, ReportError> {
    let pages = print::pages(&drawn(project)?);
    pdf_of(&pages, &DocumentFacts { title: &title(project), author: &project.info().engineer })
}

/// Lays out the diagram of a project, a page for each sheet; none where there is nothing to draw.
///
/// # Errors
/// When a font is damaged.
pub(in crate::report) fn one_line_pages(project: &Project) -> Result<Vec<Page>, ReportError> {
    match drawn(project) {
        Ok(diagram) => Ok(print::pages(&diagram)),
        Err(ReportError::NothingFed) => Ok(Vec::new()),
        Err(error) => Err(error),
    }
}

fn drawn(project: &Project) -> Result<OneLine, ReportError> {
    let diagram = OneLineDrafter::new()?.draw(project, &project_loads(project));
    if diagram.sheets.is_empty() { Err(ReportError::NothingFed) } else { Ok(diagram) }
}

fn title(project: &Project) -> String {
    let name = project.info().name.trim();
    if name.is_empty() { "One-line diagram".to_owned() } else { format!("{name}, one-line diagram") }
}

#[cfg(test)]
mod tests;
