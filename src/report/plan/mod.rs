//! Sheets of the plan on paper, to scale, with a legend, a scale bar and a title block: PDF and SVG.
//!
//! ```text
//! engineering::plan_drawing ─ scale.rs (the largest that fits) ─ sheet.rs (lines on the page) ─┬─ frame.rs, legend.rs
//!                                                                                              └─ pages ─ PDF, svg.rs
//! ```
//!
//! Black and gray only: a plan is printed and copied. The architect's drawing beneath is lines and level texts; texts that are turned
//! and pictures stay out.

mod clip;
mod frame;
mod legend;
mod scale;
mod sheet;
mod svg;

pub use scale::{PlanPaper, PlanScale};

use crate::domain::symbols::SymbolLibrary;
use crate::domain::{Project, SheetId};
use crate::engineering::plan_drawing::UnderDrawing;
use crate::report::ReportError;
use crate::report::page::Page;
use crate::report::pdf::{DocumentFacts, pdf_of};

/// How plans are printed.
#[derive(Clone, Debug, Default)]
pub struct PlanOptions {
    pub paper: PlanPaper,
    /// `None`: the largest scale at which the sheet fits.
    pub scale: Option<PlanScale>,
    /// Architect's drawings that are printed beneath, faded and cut at the edges of the sheet.
    pub under: Vec<UnderDrawing>,
}

/// Lays out sheets, a page each.
///
/// # Errors
/// When there is no sheet, one is not in the project, one does not fit at the scale asked for, or a font is damaged.
pub fn plan_pages(
    project: &Project,
    sheets: &[SheetId],
    library: &SymbolLibrary,
    options: &PlanOptions,
) -> Result<Vec<Page>, ReportError> {
    if sheets.is_empty() {
        return Err(ReportError::NoSheet);
    }
    let typeface = crate::report::typeface::Typeface::open()?;
    let page = |(number, id): (usize, &SheetId)| {
        let sheet = project.sheet(*id).ok_or(ReportError::NoSuchSheet(*id))?;
        sheet::page(&typeface, (project, sheet), library, options, (number + 1, sheets.len()))
    };
    sheets.iter().enumerate().map(page).collect()
}

/// Writes sheets as PDF, a page each.
///
/// # Errors
/// As [`plan_pages`], and when the PDF cannot be written.
pub fn plan_pdf(
    project: &Project,
    sheets: &[SheetId],
    library: &SymbolLibrary,
    options: &PlanOptions,
) -> Result<Vec<u8>, ReportError> {
    let pages = plan_pages(project, sheets, library, options)?;
    pdf_of(&pages, &DocumentFacts { title: &title(project), author: &project.info().engineer })
}

/// Writes sheets as SVG, beside each other.
///
/// # Errors
/// As [`plan_pages`].
pub fn plan_svg(
    project: &Project,
    sheets: &[SheetId],
    library: &SymbolLibrary,
    options: &PlanOptions,
) -> Result<String, ReportError> {
    Ok(svg::svg_of(&plan_pages(project, sheets, library, options)?, &title(project)))
}

fn title(project: &Project) -> String {
    let name = project.info().name.trim();
    if name.is_empty() { "Electrical plan".to_owned() } else { format!("{name}, electrical plan") }
}

#[cfg(test)]
mod tests;
