//! `phasewright report`: documents for people, as PDF.

use crate::cli::commands::{Context, export};
use crate::cli::{CliError, Outcome, project_file};
use crate::domain::Project;
use crate::report::{
    PackageOptions, Paper, REPORTS, ReportError, ScheduleOptions, calculations_pdf, review_pdf, schedule_pdf,
};
use std::path::PathBuf;

/// Write a document for people, as PDF
///
/// The same project gives the same bytes: a date stands in a document only where one is given.
#[derive(Debug, clap::Args)]
pub(in crate::cli) struct Args {
    /// The project
    project: PathBuf,
    /// What to write: schedule, the panel schedules of a drawing set; calculations, the package an engineer seals; review,
    /// findings, waivers and an answered correction list
    #[arg(long, value_name = "KIND", value_parser = kind)]
    kind: &'static str,
    /// The file to write: .pdf
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
    /// Only this panel, of schedules; all of them without it
    #[arg(long, value_name = "NAME")]
    panel: Option<String>,
    /// Paper of panel schedules: letter-landscape, letter-portrait or tabloid-landscape; landscape without it, upright in a
    /// calculation package
    #[arg(long, value_name = "PAPER", value_parser = paper)]
    paper: Option<Paper>,
    /// Date of the title block, printed as it is given; none without it. Where it is a day, as 2026-05-04, waivers that
    /// ended before it hold no more
    #[arg(long, value_name = "TEXT", default_value = "", hide_default_value = true)]
    date: String,
}

fn kind(text: &str) -> Result<&'static str, String> {
    let found = REPORTS.iter().find(|report| report.kind == text).map(|report| report.kind);
    found.ok_or_else(|| {
        let there: Vec<String> =
            REPORTS.iter().map(|report| format!("{} ({})", report.kind, report.content)).collect();
        format!("the documents there are: {}", there.join("; "))
    })
}

fn paper(text: &str) -> Result<Paper, String> {
    let names = || Paper::ALL.iter().map(|paper| paper.name()).collect::<Vec<_>>().join(", ");
    Paper::from_name(text).ok_or_else(|| format!("use one of {}", names()))
}

pub(in crate::cli) fn run(args: &Args, context: &Context) -> Result<Outcome, CliError> {
    let is_pdf = args.out.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("pdf"));
    if !is_pdf {
        return Err(CliError::file("documents are written as PDF", &args.out).hint("use .pdf"));
    }
    let project = project_file::read(&args.project)?;
    let panels = project_file::panels(&project, args.panel.as_deref())?;
    let bytes = match args.kind {
        "schedule" => {
            let options = ScheduleOptions { paper: args.paper.unwrap_or_default(), date: args.date.clone() };
            schedule_pdf(&project, &panels, &options).map_err(CliError::input)?
        }
        "calculations" => package(args, &project, calculations_pdf)?,
        "review" => package(args, &project, review_pdf)?,
        other => return Err(CliError::internal(format!("nothing writes the document '{other}'"))),
    };
    export::written(&args.out, &bytes, &project, &panels, context)
}

/// Writes a document that is about the whole project.
fn package(
    args: &Args,
    project: &Project,
    write: fn(&Project, &PackageOptions) -> Result<Vec<u8>, ReportError>,
) -> Result<Vec<u8>, CliError> {
    if args.panel.is_some() {
        let what = format!("the document '{}' is about the whole project", args.kind);
        return Err(CliError::input(what).hint("leave --panel out"));
    }
    let schedules = args.paper.unwrap_or(PackageOptions::default().schedules);
    write(project, &PackageOptions { schedules, date: args.date.clone() }).map_err(CliError::input)
}
