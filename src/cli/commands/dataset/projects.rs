//! `phasewright dataset projects`: finished projects of a firm of the generator, as files.

use crate::cli::commands::Context;
use crate::cli::{CliError, Outcome};
use crate::document::{Expected, save_project};
use crate::hrm::habits::{Firm, FirmPlan, draw_projects};
use serde_json::json;
use std::path::PathBuf;

/// Finished projects of a made-up firm with habits of its own, to try learning habits with: project files like anybody's
#[derive(Clone, Debug, clap::Args)]
pub(in crate::cli) struct Args {
    /// The folder to write
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
    /// Whose habits: north, harbor or summit
    #[arg(long, value_name = "FIRM", value_parser = firm)]
    firm: Firm,
    /// How many projects
    #[arg(long, value_name = "N", default_value_t = 14, value_parser = clap::value_parser!(u16).range(1..=1000))]
    projects: u16,
    /// Decides which buildings; those of one seed are the same whatever the firm
    #[arg(long, value_name = "S", default_value_t = 1)]
    seed: u64,
}

fn firm(text: &str) -> Result<Firm, String> {
    let names: Vec<&str> = Firm::ALL.iter().map(|firm| firm.name()).collect();
    let found = Firm::ALL.iter().copied().find(|firm| firm.name() == text);
    found.ok_or_else(|| format!("there are {}", names.join(", ")))
}

pub(in crate::cli) fn run(args: &Args, context: &Context) -> Result<Outcome, CliError> {
    let plan = FirmPlan { firm: args.firm, projects: usize::from(args.projects), seed: args.seed };
    let projects = draw_projects(plan)?;
    std::fs::create_dir_all(&args.out).map_err(|error| CliError::file(error, &args.out))?;
    let mut files = Vec::new();
    for (index, project) in projects.iter().enumerate() {
        let path = args.out.join(format!("{}-{}-{:02}.pwp.ron", args.firm.name(), args.seed, index + 1));
        save_project(project, &path, Expected::Anything).map_err(CliError::input)?;
        files.push(path);
    }
    let panels: usize = projects.iter().map(|project| project.panels().len()).sum();
    let answer = || json!({ "firm": args.firm.name(), "seed": args.seed, "panels": panels, "files": files });
    let text =
        || format!("{} projects with {panels} panelboards written to {}", projects.len(), args.out.display());
    context.output.answer(answer, text)?;
    Ok(Outcome::Done)
}
