//! Documents about a whole project: the calculations an engineer seals, and the review a plan reviewer answers to.
//!
//! ```text
//! cx.rs        project, loads, verdicts, hash of the file    flow.rs, table.rs, set.rs   what runs down the pages
//! cover.rs     the first page, with room for a seal          furniture.rs                head, foot, contents
//! basis.rs     edition, rules, amendments, overrides         loads.rs, circuits.rs, sizes.rs, feed.rs   the numbers
//! findings.rs  waivers.rs  passed.rs  checklist.rs   corrections/   the answered correction list
//! ```
//!
//! The program never stamps and reads no clock: a date stands here only where the caller gives one, so the same file gives
//! the same bytes. What is undetermined is said to be so wherever it stands; it never counts as passed.

mod basis;
mod checklist;
mod circuits;
mod corrections;
mod cover;
mod cx;
mod feed;
mod findings;
mod flow;
mod furniture;
mod loads;
mod passed;
mod set;
mod sizes;
mod steps;
mod table;
mod waivers;
mod words;

use crate::domain::{PanelId, Project};
use crate::report::one_line::one_line_pages;
use crate::report::package::cx::{Cx, project_name};
use crate::report::package::flow::{Flow, Kind};
use crate::report::page::Page;
use crate::report::pdf::{DocumentFacts, pdf_of};
use crate::report::schedule::bare_pages;
use crate::report::typeface::Typeface;
use crate::report::{Paper, ReportError, ScheduleOptions};
use crate::units::Date;

/// How a package is printed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PackageOptions {
    /// Of the panel schedules; everything else stands on letter sheets, upright.
    pub schedules: Paper,
    /// Printed as it is. Where it is a day, waivers that ended before it hold no more.
    pub date: String,
}

impl Default for PackageOptions {
    fn default() -> Self {
        Self { schedules: Paper::LetterPortrait, date: String::new() }
    }
}

impl PackageOptions {
    fn today(&self) -> Option<Date> {
        self.date.trim().parse().ok()
    }

    fn of_schedules(&self) -> ScheduleOptions {
        ScheduleOptions { paper: self.schedules, date: self.date.clone() }
    }
}

/// Writes the calculation package of a project as a PDF.
///
/// # Errors
/// When a font is damaged or the document cannot be written.
pub fn calculations_pdf(project: &Project, options: &PackageOptions) -> Result<Vec<u8>, ReportError> {
    written(project, &calculations_pages(project, options)?, CALCULATIONS)
}

/// Writes the review of a project as a PDF.
///
/// # Errors
/// When a font is damaged or the document cannot be written.
pub fn review_pdf(project: &Project, options: &PackageOptions) -> Result<Vec<u8>, ReportError> {
    written(project, &review_pages(project, options)?, REVIEW)
}

const CALCULATIONS: &str = "Electrical calculations";
const REVIEW: &str = "Code review";

fn written(project: &Project, pages: &[Page], kind: &str) -> Result<Vec<u8>, ReportError> {
    let title = format!("{}: {kind}", project_name(project));
    pdf_of(pages, &DocumentFacts { title: &title, author: &project.info().engineer })
}

/// Lays out the calculation package.
///
/// # Errors
/// When a font is damaged.
pub fn calculations_pages(project: &Project, options: &PackageOptions) -> Result<Vec<Page>, ReportError> {
    let typeface = Typeface::open()?;
    let cx = Cx::of(project, CALCULATIONS, options)?;
    let mut flow = Flow::new(&typeface);
    flow.section("Basis of the calculations");
    basis_parts(&mut flow, &cx);
    flow.part("Waivers");
    waivers::waivers(&mut flow, &cx);
    flow.part("Findings");
    basis::findings(&mut flow, &cx);
    flow.section("Panel schedules and one-line diagram");
    schedules(&mut flow, &cx)?;
    let diagram = one_line_pages(project)?;
    if !diagram.is_empty() {
        flow.insert("One-line diagram", Kind::Drawing, diagram);
    }
    flow.section("Loads");
    flow.part("All loads");
    loads::overview(&mut flow, &cx);
    loads::derivations(&mut flow, &cx);
    flow.section("Branch circuits");
    circuits::circuits(&mut flow, &cx);
    flow.section("Sizes of feeders");
    sizes::sizes(&mut flow, &cx);
    flow.section("Available fault current");
    feed::fault_currents(&mut flow, &cx);
    flow.section("Voltage drop from the service");
    feed::drops(&mut flow, &cx);
    flow.section("Rules of the review");
    basis::rules(&mut flow, &cx);
    let holds = "Basis, panel schedules, one-line diagram, loads with every step, branch circuits, sizes of feeders, available fault current, \
                 voltage drop, rules";
    let cover = cover::cover(&typeface, &cx, holds);
    Ok(furniture::assembled(&typeface, &cx, cover, flow))
}

/// Lays out the review.
///
/// # Errors
/// When a font is damaged.
pub fn review_pages(project: &Project, options: &PackageOptions) -> Result<Vec<Page>, ReportError> {
    let typeface = Typeface::open()?;
    let cx = Cx::of(project, REVIEW, options)?;
    let mut flow = Flow::new(&typeface);
    flow.section("Basis of the review");
    flow.paragraph(&cover::verdicts(&cx));
    basis_parts(&mut flow, &cx);
    flow.section("Findings");
    findings::findings(&mut flow, &cx);
    flow.section("Waivers and existing conditions");
    flow.part("Waivers");
    waivers::waivers(&mut flow, &cx);
    flow.part("Baseline of existing conditions");
    waivers::baseline(&mut flow, &cx);
    flow.section("Answered correction list");
    corrections::corrections(&mut flow, &cx);
    flow.section("Passed checks");
    passed::passed(&mut flow, &cx);
    flow.section("Checklist for a person");
    checklist::checklist(&mut flow, &cx);
    flow.section("Rules of the review");
    basis::rules(&mut flow, &cx);
    let holds = "Basis, findings as corrections, waivers, answered correction list, passed checks, checklist for a \
                 person, rules";
    let cover = cover::cover(&typeface, &cx, holds);
    Ok(furniture::assembled(&typeface, &cx, cover, flow))
}

fn basis_parts(flow: &mut Flow<'_>, cx: &Cx<'_>) {
    flow.part("Project");
    basis::settings(flow, cx);
    flow.part("Local amendments");
    basis::amendments(flow, cx);
    flow.part("Overrides by engineer");
    basis::overrides(flow, cx);
    flow.part("Undetermined");
    basis::undetermined(flow, cx);
}

fn schedules(flow: &mut Flow<'_>, cx: &Cx<'_>) -> Result<(), ReportError> {
    if cx.project.panels().len() == 0 {
        flow.paragraph("The project has no panelboard.");
        return Ok(());
    }
    let ids: Vec<PanelId> = cx.project.panels().map(|panel| panel.id).collect();
    basis::panelboards(flow, cx);
    let mut pages = bare_pages(flow.typeface, cx.project, &ids, cx.options.schedules)?;
    for panel in cx.project.panels() {
        let rest = pages.iter().position(|(_, of)| of.id != panel.id).unwrap_or(pages.len());
        let own = pages.drain(..rest).map(|(page, _)| page).collect();
        flow.insert(&format!("Panel {}", panel.name), Kind::Schedule(panel.id), own);
    }
    Ok(())
}

#[cfg(test)]
mod tests;
