//! `phasewright report`: documents for people, as PDF.

use crate::cli::commands::{Context, export};
use crate::cli::{CliError, Outcome, project_file};
use crate::report::{Paper, REPORTS, ScheduleOptions, schedule_pdf};
use std::path::PathBuf;

/// Write a document for people, as PDF
#[derive(Debug, clap::Args)]
pub(in crate::cli) struct Args {
    /// The project
    project: PathBuf,
    /// What to write: schedule, the panel schedules of a drawing set
    #[arg(long, value_name = "KIND", value_parser = kind)]
    kind: &'static str,
    /// The file to write: .pdf
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
    /// Only this panel; all of them without it
    #[arg(long, value_name = "NAME")]
    panel: Option<String>,
    /// Paper: letter-landscape, letter-portrait or tabloid-landscape
    #[arg(long, value_name = "PAPER", default_value = Paper::default().name(), value_parser = paper)]
    paper: Paper,
    /// Date of the title block, printed as it is given; none without it
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
    // `kind` has one value today; the match keeps the next one from being forgotten
    let bytes = match args.kind {
        "schedule" => {
            let options = ScheduleOptions { paper: args.paper, date: args.date.clone() };
            schedule_pdf(&project, &panels, &options).map_err(CliError::input)?
        }
        other => return Err(CliError::internal(format!("nothing writes the document '{other}'"))),
    };
    export::written(&args.out, &bytes, &project, &panels, context)
}
