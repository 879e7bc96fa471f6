//! `phasewright check`: every rule of the Code on every object of a project, held against its waivers, its baseline and
//! local amendments.

mod as_json;
mod as_sarif;
mod as_text;

use crate::cli::commands::Context;
use crate::cli::{CliError, Outcome, progress, project_file};
use crate::document::amendments_from_text;
use crate::domain::{Amendment, Project};
use crate::nec::Edition;
use crate::rules::{Against, CheckTerms, Report, check_amendments, check_by};
use crate::units::Date;
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

/// Check a project against the rules of the Code: faults, what is undetermined and why, and what passed
///
/// Waivers and local amendments of the project apply. The answer is "no" (exit 1) while an error is open or its waiver is
/// stale. The JSON is described by assets/schemas/check-1.json; with --format sarif the same findings are written for code
/// scanning, as SARIF 2.1.0.
#[derive(Debug, clap::Args)]
pub(in crate::cli) struct Args {
    /// The project
    project: PathBuf,
    /// The edition of the Code, instead of the project's: 2017, 2020, 2023 or 2026
    #[arg(long)]
    edition: Option<Edition>,
    /// Hold the findings against the baseline of the project: what is in it with the same facts is existing and does not
    /// count for the exit code
    #[arg(long)]
    baseline: bool,
    /// Local amendments for this run, behind those of the project: a pack as RON
    #[arg(long, value_name = "PACK.ron")]
    amendments: Option<PathBuf>,
    /// The day on which waivers hold or are over, as 2026-05-04; by default today, in Greenwich
    #[arg(long, value_name = "DATE")]
    today: Option<Date>,
}

pub(in crate::cli) fn run(args: &Args, context: &Context) -> Result<Outcome, CliError> {
    let project = project_file::read(&args.project)?;
    let amendments = args.amendments.as_deref().map(read_pack).transpose()?.unwrap_or_default();
    if args.baseline && project.baseline().is_none() {
        progress::say("the project has no baseline; all findings count");
    }
    let terms = CheckTerms {
        edition: args.edition.unwrap_or(project.settings().edition),
        today: Some(args.today.unwrap_or_else(today)),
        against: if args.baseline { Against::Baseline } else { Against::Nothing },
        amendments: &amendments,
    };
    let report = check_by(&project, &terms);
    let file = args.project.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let checked = Checked { project: &project, report: &report, file: &file };
    context.output.answer_or_sarif(
        || as_json::write(&checked),
        || as_text::write(&checked),
        || as_sarif::write(&checked),
    )?;
    Ok(if report.has_open_error() { Outcome::No } else { Outcome::Done })
}

/// What is written.
struct Checked<'a> {
    project: &'a Project,
    report: &'a Report,
    /// The name of the project file.
    file: &'a str,
}

fn today() -> Date {
    let passed = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |passed| passed.as_secs());
    Date::from_unix_seconds(passed)
}

fn read_pack(path: &Path) -> Result<Vec<Amendment>, CliError> {
    let text = std::fs::read_to_string(path).map_err(|error| CliError::file(error, path))?;
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let amendments = amendments_from_text(&text, &name).map_err(CliError::input)?;
    check_amendments(&amendments).map_err(|error| CliError::input(format!("{name}, {error}")))?;
    Ok(amendments)
}
