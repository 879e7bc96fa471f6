//! Routes on a floor of 200 ft by 200 ft in cells of half a foot.

use super::{More, share};
use crate::cli::CliError;
use crate::cli::commands::bench::{Clock, inputs};
use crate::document::Document;
use crate::domain::{CircuitId, DeviceKind, PanelId, Sheet};
use crate::engineering::routing::{Crossing, Finder, Floor, RouteTerms};
use crate::proposals::{Cancel, RouteSubject, RouteWish, propose_routes};
use serde_json::json;

/// One way from the panelboard to a device, bends counted, walls passed only through doors.
pub(super) fn one(clock: &mut Clock<'_>, n: usize) -> Result<More, CliError> {
    let project = inputs::floor(1)?;
    let sheet = sheet(&project)?;
    let terms = RouteTerms { crossing: Crossing::Openings, ..RouteTerms::default() };
    let floor = Floor::of(sheet, &terms);
    let places = |kind| {
        let devices = sheet.devices.values().filter(move |device| device.kind == kind);
        devices.filter_map(|device| floor.start_at(device.at)).collect::<Vec<_>>()
    };
    let panel = places(DeviceKind::PanelLocation);
    let devices = places(DeviceKind::Receptacle);
    let mut finder = Finder::default();
    let mut found = 0;
    for device in devices.iter().cycle().step_by(7).take(n) {
        let way = clock.time(|| finder.shortest(&floor.ground, &panel, &[*device], floor.terms(&terms)))?;
        found += usize::from(way.is_ok());
    }
    let cells = floor.ground.columns() * floor.ground.rows();
    Ok(More::from_iter([("cells".to_owned(), json!(cells)), ("found_share".to_owned(), share(found, n))]))
}

/// The whole way of one circuit: floor, tree with proof, figures, check.
pub(super) fn circuit(clock: &mut Clock<'_>, n: usize) -> Result<More, CliError> {
    routed(clock, n, 1)
}

/// The same for all 42 circuits of the panelboard together.
pub(super) fn panel(clock: &mut Clock<'_>, n: usize) -> Result<More, CliError> {
    routed(clock, n, usize::MAX)
}

fn routed(clock: &mut Clock<'_>, n: usize, most: usize) -> Result<More, CliError> {
    let snapshot = Document::unsaved(inputs::floor(1)?).snapshot();
    let project = &snapshot.project;
    let sheet = sheet(project)?.id;
    let all: Vec<(PanelId, CircuitId)> =
        project.panels().flat_map(|panel| panel.circuits().map(|circuit| (panel.id, circuit.id))).collect();
    let (mut proven, mut routes, mut length) = (0, 0, 0.0);
    for turn in 0..n {
        let circuits: Vec<_> = all.iter().copied().cycle().skip(turn).take(most.min(all.len())).collect();
        let wish = RouteWish::of(sheet, RouteSubject::Circuits(circuits));
        let proposal = clock
            .time(|| propose_routes(&snapshot, &wish, None, &Cancel::default()))?
            .map_err(CliError::internal)?;
        proven += proposal.routes.iter().filter(|routed| routed.route.is_proven()).count();
        routes += proposal.routes.len();
        length = proposal.length_ft();
    }
    Ok(More::from_iter([
        ("circuits".to_owned(), json!(most.min(all.len()))),
        ("proven_share".to_owned(), share(proven, routes)),
        ("length_ft".to_owned(), crate::cli::json::number(length)),
    ]))
}

fn sheet(project: &crate::domain::Project) -> Result<&Sheet, CliError> {
    project.sheets().next().ok_or_else(|| CliError::internal("the measured project has no sheet"))
}
