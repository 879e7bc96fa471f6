//! `phasewright loads`: connected, demand and design load of every panelboard, feeder and the service.

use crate::cli::commands::Context;
use crate::cli::table::{Align, Table};
use crate::cli::{CliError, Outcome, json, project_file};
use crate::domain::{FeederLoad, LoadBasis, Panel, Project, Source, System, upstream_path};
use crate::engineering::{FeederLoads, LegLoad, PanelLoads, ProjectLoads, ServiceLoads, Step, project_loads};
use crate::units::{Amperes, VoltAmperes, grouped};
use serde_json::{Map, Value, json};
use std::path::PathBuf;

/// Show connected, demand and design load per panel, feeder and service, with derivations
#[derive(Debug, clap::Args)]
pub(in crate::cli) struct Args {
    /// The project
    project: PathBuf,
}

pub(in crate::cli) fn run(args: &Args, context: &Context) -> Result<Outcome, CliError> {
    let project = project_file::read(&args.project)?;
    let loads = project_loads(&project);
    context.output.answer(|| as_json(&project, &loads), || as_text(&project, &loads))?;
    Ok(Outcome::Done)
}

fn as_json(project: &Project, loads: &ProjectLoads) -> Value {
    let panels =
        project.panels().filter_map(|panel| Some(panel_json(project, panel, loads.panels.get(&panel.id)?)));
    json!({
        "edition": project.settings().edition.year().to_string(),
        "panels": panels.collect::<Value>(),
        "feeders": loads.feeders.iter().map(|feeder| feeder_json(project, feeder)).collect::<Value>(),
        "service": loads.service.as_ref().map(|service| service_json(project, service)),
    })
}

fn panel_json(project: &Project, panel: &Panel, loads: &PanelLoads) -> Value {
    let basis = project.settings().basis;
    let classes = loads.loads.classes.iter().map(|row| {
        json!({
            "class": row.class.name(),
            "connected_va": json::number(row.connected.0),
            "demand_va": json::number(row.demand.0),
            "design_va": json::number(row.design.0),
        })
    });
    json!({
        "name": panel.name,
        "system": panel.system.code(),
        "slots": panel.slots,
        "connected_va": legs_and_total(panel.system, &loads.loads.connected),
        "demand_va": legs_and_total(panel.system, &loads.loads.demand),
        "design_va": legs_and_total(panel.system, &loads.loads.design),
        "amps": json::legs(panel.system, &loads.amperes(basis), Amperes::value),
        "amps_basis": basis.name(),
        "design_amps": json::number(loads.design_amperes().0),
        "neutral_a": json::number(loads.neutral(basis).0),
        "score": json::number(loads.score(project.settings().metric, basis)),
        "metric": project.settings().metric.name(),
        "fed_from": upstream_path(project, panel.id).first(),
        "classes": classes.collect::<Value>(),
        "steps": json::steps(&loads.steps(panel)),
    })
}

fn legs_and_total(system: System, load: &LegLoad) -> Map<String, Value> {
    let mut map = json::legs(system, &load.per_leg(), VoltAmperes::value);
    map.insert("total".to_owned(), json::number(load.total().0));
    map
}

fn feeder_json(project: &Project, feeder: &FeederLoads) -> Value {
    json!({
        "from": source_name(project, feeder.source),
        "to": load_name(project, feeder.load),
        "connected_va": json::number(feeder.loads.connected.total().0),
        "demand_va": json::number(feeder.loads.demand.total().0),
        "design_va": json::number(feeder.loads.design.total().0),
        "amps": json::number(feeder.design_amperes.0),
        "steps": json::steps(&feeder.steps()),
    })
}

fn service_json(project: &Project, service: &ServiceLoads) -> Value {
    json!({
        "name": project.service().map(|service| service.name.as_str()),
        "system": service.system.code(),
        "connected_va": json::number(service.loads.connected.total().0),
        "demand_va": json::number(service.loads.demand.total().0),
        "design_va": json::number(service.loads.design.total().0),
        "amps": json::number(service.design_amperes().0),
        "steps": json::steps(&service.steps()),
    })
}

fn as_text(project: &Project, loads: &ProjectLoads) -> String {
    let mut text = format!("{} · {}\n", project.info().name, project.settings().edition);
    for panel in project.panels() {
        if let Some(panel_loads) = loads.panels.get(&panel.id) {
            text += &panel_text(project, panel, panel_loads);
        }
    }
    if !loads.feeders.is_empty() {
        text += "\nFeeders\n";
        text += &feeders_text(project, &loads.feeders);
    }
    if let (Some(service), Some(facts)) = (&loads.service, project.service()) {
        let sums = &service.loads;
        text += &format!(
            "\nService {}, {}: connected {}, demand {}, design {} = {:.1}\n",
            facts.name,
            service.system.label(),
            va(sums.connected.total()),
            va(sums.demand.total()),
            va(sums.design.total()),
            service.design_amperes(),
        );
        text += &steps_text(&service.steps());
    }
    text
}

fn panel_text(project: &Project, panel: &Panel, loads: &PanelLoads) -> String {
    let settings = project.settings();
    let basis = settings.basis;
    let fed_from = upstream_path(project, panel.id).first().map(|name| format!(", fed from {name}"));
    let mut text = format!(
        "\n{}  {}, {} slots{}\n",
        panel.name,
        panel.system.label(),
        panel.slots,
        fed_from.unwrap_or_default()
    );
    text += &legs_text(panel.system, loads, basis);
    text += &format!(
        "  Score {:.3} ({}) · neutral {:.1} · design current {:.1}\n",
        loads.score(settings.metric, basis),
        settings.metric,
        loads.neutral(basis),
        loads.design_amperes(),
    );
    if !loads.loads.classes.is_empty() {
        text.push('\n');
        text += &classes_text(loads);
    }
    text + &steps_text(&loads.steps(panel))
}

/// One line for each step of a derivation: what, how, how much, by which section.
fn steps_text(steps: &[Step]) -> String {
    let mut text = String::from("\n");
    for step in steps {
        text += &format!("  {}: {}", step.what, step.inputs);
        if !step.is_note() {
            text += &format!(" = {}", step.result);
        }
        if let Some(citation) = &step.citation {
            text += &format!(" ({citation})");
        }
        text.push('\n');
    }
    text
}

fn legs_text(system: System, loads: &PanelLoads, basis: LoadBasis) -> String {
    use Align::{Left, Right};
    let legs: Vec<String> = system.legs().iter().map(ToString::to_string).collect();
    let legs = legs.iter().map(|leg| (Right, leg.as_str()));
    let mut table = Table::new([(Left, "")].into_iter().chain(legs).chain([(Right, "Total")]));
    for (what, load) in [
        ("Connected", &loads.loads.connected),
        ("Demand", &loads.loads.demand),
        ("Design", &loads.loads.design),
    ] {
        let shares = load.per_leg().of(system).map(|(_, share)| grouped(share.0, 0)).collect::<Vec<_>>();
        table.row([what.to_owned()].into_iter().chain(shares).chain([va(load.total())]));
    }
    let amperes = loads.amperes(basis).of(system).map(|(_, a)| format!("{a:.1}")).collect::<Vec<_>>();
    table.row([format!("Current, {basis}")].into_iter().chain(amperes));
    table.text()
}

fn classes_text(loads: &PanelLoads) -> String {
    use Align::{Left, Right};
    let columns = [(Left, "Class"), (Right, "Connected"), (Right, "Demand"), (Right, "Design")];
    let mut table = Table::new(columns);
    for row in &loads.loads.classes {
        table.row([row.class.label().to_owned(), va(row.connected), va(row.demand), va(row.design)]);
    }
    table.text()
}

fn feeders_text(project: &Project, feeders: &[FeederLoads]) -> String {
    use Align::{Left, Right};
    let columns = [(Left, "From"), (Left, "To"), (Right, "Demand"), (Right, "Design"), (Right, "Current")];
    let mut table = Table::new(columns);
    for feeder in feeders {
        table.row([
            source_name(project, feeder.source),
            load_name(project, feeder.load),
            va(feeder.loads.demand.total()),
            va(feeder.loads.design.total()),
            format!("{:.1}", feeder.design_amperes),
        ]);
    }
    table.text()
}

fn va(load: VoltAmperes) -> String {
    format!("{load:.0}")
}

fn load_name(project: &Project, load: FeederLoad) -> String {
    match load {
        FeederLoad::Panel(id) => project.panel(id).map(|panel| panel.name.clone()),
        FeederLoad::Transformer(id) => project.transformer(id).map(|transformer| transformer.name.clone()),
    }
    .unwrap_or_default()
}

/// Names the source of a feeder: the panelboard with the circuit behind a slash.
fn source_name(project: &Project, source: Source) -> String {
    match source {
        Source::Service => project.service().map(|service| service.name.clone()),
        Source::Circuit(id, circuit) => project.panel(id).map(|panel| {
            let slot = panel.circuit(circuit).map(|circuit| format!("/{}", circuit.slot));
            format!("{}{}", panel.name, slot.unwrap_or_default())
        }),
        Source::FeedThrough(id) => project.panel(id).map(|panel| panel.name.clone()),
        Source::Transformer(id) => project.transformer(id).map(|transformer| transformer.name.clone()),
    }
    .unwrap_or_default()
}
