//! How the numbers of a circuit or panelboard came about: every figure the window shows, with its steps or what is missing.

use crate::domain::facts::plan::NIPPLE;
use crate::domain::{Circuit, FeederLoad, Panel, Project, Raceway};
use crate::engineering::{
    FaultCurrent, MissingField, MissingPart, PanelLoads, ProjectLoads, RacewayContents, SizingTerms, Step,
    circuit_drop, circuit_steps, contents_of_circuit, contents_of_feeder, contents_of_run, drop_from_service,
    fault_at, feeder_drop, size_circuit, size_feeder,
};

/// The derivation of one figure.
#[derive(Clone, Debug, PartialEq)]
pub struct Derivation {
    /// "Voltage drop".
    pub title: String,
    /// What it holds for.
    pub remark: String,
    /// The steps, or the field that is missing.
    pub steps: Result<Vec<Step>, MissingField>,
}

impl Derivation {
    fn new(title: &str, remark: impl Into<String>, steps: Result<Vec<Step>, MissingField>) -> Self {
        Self { title: title.to_owned(), remark: remark.into(), steps }
    }
}

/// Returns the derivations of a circuit: load and current, voltage drop, sizes by calculation.
pub fn of_circuit(
    project: &Project,
    loads: &PanelLoads,
    panel: &Panel,
    circuit: &Circuit,
) -> Vec<Derivation> {
    let poles = if circuit.poles == 1 { "pole" } else { "poles" };
    let remark = format!("{} {poles}, {}", circuit.poles, panel.system.label());
    let mut all =
        vec![Derivation::new("Load and current", remark, Ok(circuit_steps(project, loads, panel, circuit)))];
    if circuit.is_spare() || loads.is_subfeed(circuit.id) {
        return all;
    }
    let drop = circuit_drop(panel, circuit).map(|drop| drop.steps());
    all.push(Derivation::new("Voltage drop", "the whole load at the end of the circuit", drop));
    let own = filled(contents_of_circuit(panel, circuit), circuit.raceway.as_ref(), false);
    all.push(Derivation::new("Raceway fill", "the circuit alone", own));
    let runs = project.sheets().flat_map(|sheet| sheet.runs.values());
    for run in runs.filter(|run| run.circuits.contains(&(panel.id, circuit.id))) {
        let nipple = run.facts.yes_or_assumed(&NIPPLE) == Some(true);
        let fill = filled(contents_of_run(project, run), run.raceway.as_ref(), nipple);
        let title = format!("Raceway fill of {}", run.tag);
        all.push(Derivation::new(&title, "all circuits in the run", fill));
    }
    let sizes = size_circuit(project, panel, circuit, &SizingTerms::default());
    all.push(Derivation::new("Sizes by calculation", "3 % of the voltage at most", sizes.map(|s| s.steps)));
    all
}

/// Returns the derivations of a panelboard: its load, its feeder, the fault current and the voltage that reach it.
pub fn of_panel(project: &Project, loads: &ProjectLoads, panel: &Panel) -> Vec<Derivation> {
    let edition = project.settings().edition.to_string();
    let mut all = Vec::new();
    if let Some(of_panel) = loads.panels.get(&panel.id) {
        all.push(Derivation::new("Load of the panelboard", &*edition, Ok(of_panel.steps(panel))));
    }
    let Some(feeder) = &panel.feeder else { return all };
    let load = FeederLoad::Panel(panel.id);
    let of_feeder = loads.feeder(load);
    let steps = of_feeder.map(crate::engineering::FeederLoads::steps).ok_or("load");
    all.push(Derivation::new("Load of the feeder", "all that hangs on it", steps));
    let sizes = size_feeder(project, loads, load, &SizingTerms::default());
    all.push(Derivation::new("Sizes of the feeder by calculation", &*edition, sizes.map(|s| s.steps)));
    let fill = filled(contents_of_feeder(project, load), feeder.raceway.as_ref(), false);
    all.push(Derivation::new("Raceway fill of the feeder", "one set of its conductors", fill));
    let drop = of_feeder.ok_or("load").and_then(|found| feeder_drop(project, feeder, found));
    all.push(Derivation::new("Voltage drop of the feeder", "with its demand load", drop.map(|d| d.steps())));
    let whole = drop_from_service(project, loads, load).map(|drop| drop.steps);
    all.push(Derivation::new("Voltage drop from the service", "shares of the voltage add up", whole));
    let fault = fault_at(project, load).and_then(|fault: FaultCurrent| fault.counted.map(|_| fault.steps));
    all.push(Derivation::new("Available fault current", "point to point", fault));
    all
}

/// Returns how full a raceway is.
fn filled(
    contents: Result<RacewayContents, MissingPart>,
    raceway: Option<&Raceway>,
    nipple: bool,
) -> Result<Vec<Step>, MissingField> {
    let raceway = raceway.ok_or("raceway")?;
    let contents = contents.map_err(|missing| match missing {
        MissingPart::Run(field) | MissingPart::Wires(_, field) => field,
    })?;
    contents.fill(raceway, nipple).map(|fill| fill.steps).ok_or("raceway with a trade size of the tables")
}

/// Returns derivations as rows that a spreadsheet reads: step, arithmetic, result, section.
pub fn as_text<'d>(parts: impl IntoIterator<Item = &'d Derivation>) -> String {
    let mut rows = Vec::new();
    for part in parts {
        rows.push(part.title.clone());
        match &part.steps {
            Ok(steps) => rows.extend(steps.iter().map(|step| {
                let section = step.citation.map(|citation| citation.section.to_owned()).unwrap_or_default();
                [step.what.as_str(), &step.inputs, &step.result, &section].join("\t")
            })),
            Err(needs) => rows.push(format!("Undetermined\tneeds {needs}")),
        }
    }
    rows.join("\r\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Sample;
    use crate::domain::Slot;
    use crate::engineering::project_loads;

    fn results(parts: &[Derivation], title: &str) -> String {
        let part = parts.iter().find(|part| part.title == title).unwrap_or_else(|| panic!("{title}"));
        match &part.steps {
            Ok(steps) => steps.iter().map(|step| step.result.as_str()).collect::<Vec<_>>().join(" · "),
            Err(needs) => format!("needs {needs}"),
        }
    }

    #[test]
    fn every_figure_of_riverside_shows_its_steps_or_what_is_missing() {
        let project = Sample::by_id("riverside-office").and_then(|s| s.project().ok()).expect("the sample");
        let loads = project_loads(&project);
        let panel = project.panel_named("LP-1").expect("LP-1");
        let rack = panel.circuit_at(Slot(25)).expect("LP-1/25");
        let of_rack = of_circuit(&project, &loads.panels[&panel.id], panel, rack);
        // 2 × 180 ft × 10 A × 2 Ω per 1000 ft = 7.2 V of 120 V; #8 brings it to 2.34 %.
        assert!(results(&of_rack, "Voltage drop").ends_with("7.20 V · 6.00 %"));
        assert!(results(&of_rack, "Sizes by calculation").contains("2.34 %"));
        let hp1 = project.panel_named("HP-1").expect("HP-1");
        let unit = hp1.circuit_at(Slot(19)).expect("HP-1/19");
        let of_unit = of_circuit(&project, &loads.panels[&hp1.id], hp1, unit);
        // Three #8 and one #10 THHN, 0.1309 in², in the 0.304 in² of 1/2 EMT.
        assert!(results(&of_unit, "Raceway fill of R-09").ends_with("43.06 %"));
        let of_lp1 = of_panel(&project, &loads, panel);
        assert!(results(&of_lp1, "Load of the panelboard").contains("36,170 VA"));
        // All that hangs on the feeder of LP-1 is LP-1: 35,030 VA of demand, 36,170 VA to design for, 100.4 A.
        let feeder = results(&of_lp1, "Load of the feeder");
        assert!(
            feeder.contains("35,030 VA") && feeder.contains("36,170 VA") && feeder.contains("100.4 A"),
            "{feeder}"
        );
        assert_eq!(
            results(&of_lp1, "Available fault current"),
            "needs available fault current at the service"
        );
        let text = as_text(&of_lp1);
        assert!(text.contains("Undetermined\tneeds available fault current"), "{text}");
    }
}
