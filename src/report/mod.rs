//! Documents for people, as PDF; charts as PNG and SVG. Bytes out; where they go is the caller's.
//!
//! A report is laid out as pages of marks first (`page.rs`), with the widths of the real typeface, and only then written
//! by `pdf.rs`; tests look at the marks. Nothing here reads a clock: the same project gives the same bytes. [`REPORTS`]
//! lists what there is.

mod chart;
mod error;
mod key_card;
mod one_line;
mod package;
mod page;
#[cfg(test)]
mod page_checks;
mod paper;
mod pdf;
mod plan;
mod schedule;
mod typeface;

pub use chart::{Chart, ChartCurve, charts_png, charts_svg};
pub use error::ReportError;
pub use key_card::{KeyLine, KeySection, key_card_page, key_card_pdf, spread};
pub use one_line::{
    DrawnLine, DrawnNode, Ink, OneLine, OneLineDrafter, OneLinePaper, OneLineSheet, Point, Shape, Words,
    one_line_pdf, one_line_svg,
};
pub use package::{PackageOptions, calculations_pages, calculations_pdf, review_pages, review_pdf};
pub use page::{Align, Area, Mark, Page, Style, TextMark};
pub use paper::Paper;
pub use plan::{PlanOptions, PlanPaper, PlanScale, plan_pages, plan_pdf, plan_svg};
pub use schedule::{ScheduleOptions, schedule_pages, schedule_pdf};
pub use typeface::Weight;

/// What a report is called and what is in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReportMeta {
    /// The word of the command line's `--kind`.
    pub kind: &'static str,
    pub title: &'static str,
    pub content: &'static str,
}

/// Every report.
pub const REPORTS: &[ReportMeta] = &[
    ReportMeta {
        kind: "schedule",
        title: "Panel schedules",
        content: "one panelboard a page: circuits on two sides, loads by phase and class, balance, notes",
    },
    ReportMeta {
        kind: "calculations",
        title: "Calculation package",
        content: "the whole project: basis, schedules, loads with every step, sizes, fault current, voltage drop",
    },
    ReportMeta {
        kind: "review",
        title: "Review report",
        content: "findings as corrections, waivers, an answered correction list, passed checks, rules",
    },
];
