//! `phasewright size`: devices, conductors, EGCs and raceways by calculation, beside what is recorded.

use crate::cli::commands::Context;
use crate::cli::table::{Align, Table};
use crate::cli::{CliError, Outcome, json, progress, project_file};
use crate::document::{Expected, save_project};
use crate::domain::{FeederLoad, Project, apply_all};
use crate::engineering::{
    MissingField, Override, SizedObject, SizedPart, Sizing, SizingTerms, edits_of, overrides, project_loads,
    size_project,
};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::path::PathBuf;

/// Size devices, conductors, EGCs and raceways by calculation, with derivations; nothing is written unless asked
#[derive(Debug, clap::Args)]
pub(in crate::cli) struct Args {
    /// The project
    project: PathBuf,
    /// Only this panelboard, its circuits and its feeder
    #[arg(long, value_name = "NAME")]
    panel: Option<String>,
    /// Voltage that a branch circuit may lose, in per cent
    #[arg(long, value_name = "PERCENT", default_value_t = SizingTerms::default().branch_drop_percent)]
    branch_drop: f64,
    /// Voltage that a feeder may lose, in per cent
    #[arg(long, value_name = "PERCENT", default_value_t = SizingTerms::default().feeder_drop_percent)]
    feeder_drop: f64,
    /// Write the project with every size carried out; overrides stay as they are
    #[arg(long, value_name = "OUT.ron")]
    write: Option<PathBuf>,
}

type Found = (SizedObject, String, Result<Sizing, MissingField>);

pub(in crate::cli) fn run(args: &Args, context: &Context) -> Result<Outcome, CliError> {
    let project = project_file::read(&args.project)?;
    let only = args.panel.as_deref().map(|name| project_file::panel(&project, name)).transpose()?;
    let only = only.map(|panel| panel.id);
    let terms = SizingTerms {
        branch_drop_percent: args.branch_drop,
        feeder_drop_percent: args.feeder_drop,
        ..SizingTerms::default()
    };
    let wanted = |object: SizedObject| match (only, object) {
        (None, _) => true,
        (Some(only), SizedObject::Circuit(panel, _) | SizedObject::Feeder(FeederLoad::Panel(panel))) => {
            panel == only
        }
        (Some(_), SizedObject::Feeder(FeederLoad::Transformer(_))) => false,
    };
    let found: Vec<Found> = size_project(&project, &project_loads(&project), &terms)
        .into_iter()
        .filter(|(object, _, _)| wanted(*object))
        .collect();
    if let Some(path) = &args.write {
        save_project(&carried_out(&project, &found)?, path, Expected::Anything).map_err(CliError::input)?;
        progress::say(&format!("written to {}", path.display()));
    }
    let kept: Vec<Override> = overrides(&project).into_iter().filter(|kept| wanted(kept.object)).collect();
    context.output.answer(|| as_json(&found, &kept), || as_text(&found, &kept))?;
    Ok(Outcome::Done)
}

/// Returns the project with every change made. Each is taken from the project as it then is: two of them may speak of one
/// record, a circuit and the feeder that starts from it.
fn carried_out(project: &Project, found: &[Found]) -> Result<Project, CliError> {
    let all: BTreeSet<SizedPart> = SizedPart::ALL.iter().copied().collect();
    let mut next = project.clone();
    for sizing in found.iter().filter_map(|(_, _, found)| found.as_ref().ok()) {
        let edits = edits_of(&next, sizing, &all);
        next = apply_all(&next, &edits).map_err(CliError::internal)?.0;
    }
    Ok(next)
}

fn as_json(found: &[Found], kept: &[Override]) -> Value {
    let sized = found.iter().filter_map(|(_, _, found)| found.as_ref().ok());
    let missing = found.iter().filter_map(|(_, name, found)| Some((name, found.as_ref().err()?)));
    json!({
        "sizes": sized.map(sizing_json).collect::<Value>(),
        "undetermined": missing.map(|(name, needs)| json!({ "name": name, "needs": [needs] })).collect::<Value>(),
        "overrides": kept.iter().map(|kept| json!({
            "name": kept.name, "part": kept.part.name(), "value": kept.value, "reason": kept.reason,
        })).collect::<Value>(),
    })
}

fn sizing_json(sizing: &Sizing) -> Value {
    let parts = SizedPart::ALL.iter().map(|part| {
        let kept = sizing.kept.iter().find(|(kept, _)| kept == part).map(|(_, reason)| reason);
        json!({
            "part": part.name(),
            "from": sizing.now.words(*part),
            "to": sizing.then.words(*part),
            "kept": kept,
        })
    });
    json!({
        "name": sizing.name,
        "changes": sizing.changes().len(),
        "parts": parts.collect::<Value>(),
        "steps": json::steps(&sizing.steps),
    })
}

fn as_text(found: &[Found], kept: &[Override]) -> String {
    let columns =
        [(Align::Left, "of"), (Align::Left, "part"), (Align::Left, "recorded"), (Align::Left, "calculated")];
    let mut table = Table::new(columns);
    let (mut right, mut changes) = (0, 0);
    for sizing in found.iter().filter_map(|(_, _, found)| found.as_ref().ok()) {
        let changed = sizing.changes();
        right += usize::from(changed.is_empty());
        changes += changed.len();
        for change in changed {
            table.row([sizing.name.clone(), change.part.to_string(), change.from, change.to]);
        }
    }
    let mut text = if changes == 0 { String::new() } else { format!("{}\n", table.text()) };
    text += &format!("{right} as calculated, {changes} sizes differ\n");
    for (_, name, found) in found {
        if let Err(needs) = found {
            text += &format!("Undetermined {name}: needs {needs}\n");
        }
    }
    for kept in kept {
        text += &format!("Override {}: {} {} kept, {}\n", kept.name, kept.part, kept.value, kept.reason);
    }
    text
}
