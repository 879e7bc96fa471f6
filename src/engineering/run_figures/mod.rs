//! What a conduit run on the plan comes to: length, bends, pull boxes, supports, conductors, fill, and the voltage lost over the way
//! the circuits in it really take, each with its steps.
//!
//! ```text
//! pulls.rs   stretches between pull points      way.rs   from the panelboard along the runs of a circuit
//! ```

mod pulls;
mod way;

pub use pulls::{Pull, boxes_at_bends, most_bent, pulls};
pub use way::{LaidWay, WorstDevice, laid_way, worst_device};

use crate::domain::facts::plan::{FIRST_SUPPORT, NIPPLE, SUPPORT_SPACING};
use crate::domain::{CircuitId, PanelId, Project, Run, Sheet};
use crate::engineering::routing::{drop_over, held_along, length_ft, trade_size_in};
use crate::engineering::{Computed, MissingField, MissingPart, RacewayFill, Step, contents_of_run};
use crate::nec::Citation;
use crate::nec::tables::{BENDS_BETWEEN_PULLS_DEG, supports};
use crate::units::{grouped, trimmed};

/// What a conduit run comes to.
#[derive(Clone, Debug, PartialEq)]
pub struct RunFigures {
    /// As drawn, in feet.
    pub length_ft: Computed<f64>,
    /// The most between two pull points, in degrees.
    pub bends_deg: Computed<f64>,
    /// Boxes that are missing between its pull points.
    pub boxes_wanted: Computed<usize>,
    /// Where nobody has given a spacing, as many as the Code has it.
    pub supports: Result<Computed<usize>, MissingField>,
    /// `3 #12 THHN`.
    pub conductors: Result<Computed<String>, MissingField>,
    pub fill: Result<RacewayFill, MissingField>,
    /// The voltage lost by each circuit in it, of its own voltage in per cent.
    pub drops: Vec<DropOnTheWay>,
}

/// The voltage that a circuit loses over the runs laid for it.
#[derive(Clone, Debug, PartialEq)]
pub struct DropOnTheWay {
    pub circuit: (PanelId, CircuitId),
    pub percent: Result<Computed<f64>, MissingField>,
}

/// Returns what a run of a sheet comes to.
pub fn run_figures(project: &Project, sheet: &Sheet, run: &Run) -> RunFigures {
    let contents = contents_of_run(project, run).map_err(missing_field);
    let fill = match (&contents, &run.raceway) {
        (Err(field), _) => Err(*field),
        (Ok(_), None) => Err("raceway"),
        (Ok(contents), Some(raceway)) => {
            let nipple = run.facts.yes_or_assumed(&NIPPLE) == Some(true);
            contents.fill(raceway, nipple).ok_or("raceway with a trade size of the tables")
        }
    };
    let conductors = contents.map(|contents| {
        let step = |group: &crate::engineering::ConductorGroup| {
            let words = format!("{} × {} {}", group.count, group.size, group.insulation.name());
            Step::new(role_words(group.role), words, format!("{} in² each", trimmed(group.area_in2, 4)))
        };
        Computed { value: contents.words(), steps: contents.groups.iter().map(step).collect() }
    });
    let drop = |circuit: &(PanelId, CircuitId)| DropOnTheWay {
        circuit: *circuit,
        percent: drop_on_the_way(project, sheet, *circuit),
    };
    RunFigures {
        length_ft: length(run),
        bends_deg: bends(sheet, run),
        boxes_wanted: boxes_wanted(sheet, run),
        supports: held(project, run),
        conductors,
        fill,
        drops: run.circuits.iter().map(drop).collect(),
    }
}

fn missing_field(missing: MissingPart) -> MissingField {
    match missing {
        MissingPart::Run(field) | MissingPart::Wires(_, field) => field,
    }
}

const fn role_words(role: crate::engineering::ConductorRole) -> &'static str {
    use crate::engineering::ConductorRole;
    match role {
        ConductorRole::Ungrounded => "Ungrounded",
        ConductorRole::Neutral => "Neutral",
        ConductorRole::EquipmentGrounding => "Equipment grounding",
        ConductorRole::Additional => "Additional",
    }
}

fn feet(value: f64) -> String {
    format!("{} ft", grouped(value, 1))
}

fn length(run: &Run) -> Computed<f64> {
    let value = length_ft(&run.path);
    let legs: Vec<String> = run.path.windows(2).map(|leg| trimmed(length_ft(leg), 2)).collect();
    let words = if legs.is_empty() { "no legs".to_owned() } else { format!("{} ft", legs.join(" + ")) };
    let note = Step::note("As drawn", "what goes up or down at its ends is not drawn and not counted");
    Computed { value, steps: vec![Step::new("Legs", words, feet(value)), note] }
}

fn bends(sheet: &Sheet, run: &Run) -> Computed<f64> {
    let pulls = pulls(&run.path, &boxes_at_bends(sheet, &run.path));
    let value = most_bent(&pulls).map_or(0.0, Pull::degrees);
    let step = |(n, pull): (usize, &Pull)| {
        let bends: Vec<String> = pull.bends.iter().map(|degrees| format!("{degrees:.0}°")).collect();
        let words = if bends.is_empty() { "straight".to_owned() } else { bends.join(" + ") };
        let what = if pulls.len() == 1 { "Bends".to_owned() } else { format!("Bends of stretch {}", n + 1) };
        Step::new(what, words, format!("{:.0}°", pull.degrees()))
    };
    let mut steps: Vec<Step> = pulls.iter().enumerate().map(step).collect();
    steps.push(Step::note("Limit", format!("{BENDS_BETWEEN_PULLS_DEG:.0}° between two pull points")));
    Computed { value, steps }
}

fn boxes_wanted(sheet: &Sheet, run: &Run) -> Computed<usize> {
    let boxes = boxes_at_bends(sheet, &run.path);
    let pulls = pulls(&run.path, &boxes);
    let value: usize = pulls.iter().map(|pull| pull.boxes_wanted).sum();
    let words = format!("{} at its bends, pull points at its two ends", boxes.len());
    let most = most_bent(&pulls).map_or(0.0, Pull::degrees);
    let wanted = format!("{most:.0}° at most between pull points, limit {BENDS_BETWEEN_PULLS_DEG:.0}°");
    let steps = vec![
        Step::note("Boxes there", words),
        Step::new("Boxes that are missing", wanted, value.to_string()),
    ];
    Computed { value, steps }
}

/// Counts the supports of a run: by what it says of itself, else by the Code.
fn held(project: &Project, run: &Run) -> Result<Computed<usize>, MissingField> {
    let raceway = run.raceway.as_ref().ok_or("raceway")?;
    let by_code = supports(raceway.kind, trade_size_in(raceway));
    let length = length_ft(&run.path);
    let given = (run.facts.number(&SUPPORT_SPACING), run.facts.number(&FIRST_SUPPORT));
    let (spacing, first) = (given.0.unwrap_or(by_code.spacing_ft), given.1.unwrap_or(by_code.first_ft));
    let value = held_along(&run.path, first, spacing).len();
    let words = format!("{} at each end, then every {} or less", feet(first), feet(spacing));
    let citation = Citation { edition: project.settings().edition, section: by_code.section };
    let limit = match given {
        (None, None) => Step::note("By the Code", words).citing(citation),
        _ => Step::note("As given", words),
    };
    let count = Step::new("Supports", format!("over {}", feet(length)), value.to_string());
    Ok(Computed { value, steps: vec![limit, count] })
}

fn drop_on_the_way(
    project: &Project,
    sheet: &Sheet,
    circuit: (PanelId, CircuitId),
) -> Result<Computed<f64>, MissingField> {
    let way = laid_way(project, sheet, circuit)?;
    let drop = drop_over(project, circuit, way.length_ft)?;
    let over: Vec<String> = way.over.iter().map(|(tag, on)| format!("{tag} {}", feet(*on))).collect();
    let mut steps = vec![Step::new("Way from the panelboard", over.join(" + "), feet(way.length_ft))];
    steps.extend(drop.steps());
    steps.push(Step::note("Load", "all of it at the end that is farthest away"));
    Ok(Computed { value: drop.percent, steps })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{
        Device, DeviceId, DeviceKind, Edit, Facts, RunId, Sheet, SheetId, apply_all, examples,
    };
    use crate::units::{PlanPoint, VoltAmperes};
    use std::sync::Arc;

    const PANEL: PanelId = PanelId(1);

    fn at(x: f64, y: f64) -> PlanPoint {
        PlanPoint { x, y }
    }

    fn run(id: u64, tag: &str, path: &[(f64, f64)]) -> Run {
        Run {
            id: RunId(id),
            tag: tag.to_owned(),
            path: path.iter().map(|(x, y)| at(*x, *y)).collect(),
            raceway: "1/2 EMT".parse().ok(),
            circuits: vec![(PANEL, CircuitId(101))],
            pinned: Default::default(),
            facts: Facts::new(),
        }
    }

    /// LP-1 at the origin; LP-1/1 in #12 Cu with 1,200 VA at 120 V, 10 A, along two runs.
    fn project(runs: Vec<Run>, panel: bool) -> Project {
        let project = examples::two_panels();
        let mut circuit =
            project.panel(PANEL).and_then(|p| p.circuit(CircuitId(101))).expect("there").clone();
        circuit.conductors = "#12 Cu THHN, N #12, EGC #12".parse().ok();
        circuit.load = crate::domain::CircuitLoad::Total(VoltAmperes(1200.0));
        let mut sheet = Sheet::new(SheetId(900), "E1");
        for run in runs {
            sheet.runs.insert(run.id, Arc::new(run));
        }
        let place = Device {
            id: DeviceId(910),
            kind: DeviceKind::PanelLocation,
            symbol: String::new(),
            at: at(0.0, 0.0),
            rotation_deg: 0.0,
            load: VoltAmperes(0.0),
            circuit: None,
            label: "LP-1".to_owned(),
            facts: Facts::new(),
        };
        if panel {
            sheet.devices.insert(place.id, Arc::new(place));
        }
        let edits =
            [Edit::SetCircuit { panel: PANEL, circuit: Box::new(circuit) }, Edit::PutSheet(Box::new(sheet))];
        apply_all(&project, &edits).expect("legal").0
    }

    fn figures(project: &Project, tag: &str) -> RunFigures {
        let sheet = project.sheets().next().expect("E1");
        let run = sheet.runs.values().find(|run| run.tag == tag).expect("the run");
        run_figures(project, sheet, run)
    }

    /// 50 ft to a corner and 30 ft on, then 20 ft of a second run: 100 ft. Two ways at 10 A and 2 Ω per 1000 ft are 4 V of 120 V.
    #[test]
    fn the_voltage_is_lost_over_the_way_that_is_drawn() {
        let first = run(901, "R-1", &[(0.5, 0.0), (50.5, 0.0), (50.5, 30.0)]);
        let second = run(902, "R-2", &[(70.5, 30.0), (50.5, 30.0)]);
        let project = project(vec![first, second], true);
        for tag in ["R-1", "R-2"] {
            let found = figures(&project, tag);
            let drop = found.drops[0].percent.as_ref().expect("all is known");
            assert!((drop.value - 100.0 * 4.0 / 120.0).abs() < 0.02, "{drop:?}");
            assert_eq!(drop.steps[0].inputs, "R-1 80.0 ft + R-2 20.0 ft");
        }
        let found = figures(&project, "R-1");
        assert!((found.length_ft.value - 80.0).abs() < 1e-9 && (found.bends_deg.value - 90.0).abs() < 1e-9);
        assert_eq!(found.boxes_wanted.value, 0);
        // 3 ft from each end and every 10 ft: 74 ft in between are 8 spans, 9 supports (358.30).
        assert_eq!(found.supports.expect("EMT").value, 9);
        // Three #12 THHN of 0.0133 in² in the 0.304 in² of 1/2 EMT.
        assert!((found.fill.expect("known").percent - 13.125).abs() < 0.01);
        assert_eq!(found.conductors.expect("known").value, "3 #12 THHN");
    }

    #[test]
    fn what_is_missing_is_named() {
        let lone = run(901, "R-1", &[(9.0, 0.0), (50.0, 0.0)]);
        let without = figures(&project(vec![lone.clone()], false), "R-1");
        assert_eq!(without.drops[0].percent, Err("length along runs of a panelboard on the sheet"));
        let apart = figures(&project(vec![Run { raceway: None, ..lone }], true), "R-1");
        assert_eq!(apart.drops[0].percent, Err("length along a run that starts at its panelboard"));
        assert_eq!((apart.fill, apart.supports), (Err("raceway"), Err("raceway")));
    }
}
