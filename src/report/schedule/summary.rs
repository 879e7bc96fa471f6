//! What stands below the table: phase loads, loads by class with their arithmetic, balance, and the notes.

use crate::domain::{Circuit, CircuitField, LoadBasis, Panel, Project};
use crate::engineering::{PanelLoads, PerLeg, Step};
use crate::report::schedule::facts::on_lugs;
use crate::units::{Amperes, VoltAmperes, grouped};

/// Words of the foot.
#[derive(Clone, Debug, PartialEq)]
pub struct Summary {
    /// Head and rows of the phase table; the first cell of a row is its name.
    pub phases: Vec<Vec<String>>,
    /// Rows of the class table: name, connected, demand, design, arithmetic.
    pub classes: Vec<[String; 5]>,
    /// Sums of the class table, with the arithmetic of demand, design and current.
    pub sums: Vec<[String; 5]>,
    /// Label and value: balance, neutral, spaces.
    pub figures: Vec<(String, String)>,
    pub notes: Vec<String>,
}

/// Collects the foot of one panelboard.
pub fn summary(project: &Project, panel: &Panel, loads: &PanelLoads) -> Summary {
    let steps = loads.steps(panel);
    Summary {
        phases: phases(panel, loads),
        classes: classes(loads, &steps),
        sums: sums(loads, &steps),
        figures: figures(panel, loads),
        notes: notes(project, panel, &steps),
    }
}

fn va(load: VoltAmperes) -> String {
    grouped(load.0, 0)
}

fn phases(panel: &Panel, loads: &PanelLoads) -> Vec<Vec<String>> {
    let system = panel.system;
    let mut head = vec![String::new()];
    head.extend(system.legs().iter().map(|leg| leg.to_string()));
    head.push("Total".to_owned());
    let in_va = |name: &str, load: PerLeg<VoltAmperes>| {
        let mut row = vec![name.to_owned()];
        row.extend(load.of(system).map(|(_, share)| va(share)));
        row.push(va(load.total()));
        row
    };
    let in_amperes = |name: &str, load: PerLeg<Amperes>| {
        let mut row = vec![name.to_owned()];
        row.extend(load.of(system).map(|(_, share)| grouped(share.0, 1)));
        row.push(String::new());
        row
    };
    vec![
        head,
        in_va("Connected, VA", loads.va(LoadBasis::Connected)),
        in_amperes("Connected, A", loads.amperes(LoadBasis::Connected)),
        in_va("Demand, VA", loads.va(LoadBasis::Demand)),
        in_amperes("Demand, A", loads.amperes(LoadBasis::Demand)),
    ]
}

/// The arithmetic of a step with its section.
fn arithmetic(step: &Step) -> String {
    match &step.citation {
        // The edition stands in the heading.
        Some(citation) => format!("{} (NEC {})", step.inputs, citation.section),
        None => step.inputs.clone(),
    }
}

fn classes(loads: &PanelLoads, steps: &[Step]) -> Vec<[String; 5]> {
    let rows = loads.loads.classes.iter().map(|row| {
        let label = row.class.label();
        let how = steps.iter().find(|step| step.what == label).map(arithmetic).unwrap_or_default();
        let name = format!("{} {label}", row.class.letter());
        [name, va(row.connected), va(row.demand), va(row.design), how]
    });
    rows.collect()
}

fn sums(loads: &PanelLoads, steps: &[Step]) -> Vec<[String; 5]> {
    let of = |what: &str| steps.iter().find(|step| step.what == what).map(arithmetic).unwrap_or_default();
    let loads_of = &loads.loads;
    let blank = String::new;
    let amperes = format!("{} A", grouped(loads.design_amperes().0, 1));
    vec![
        [
            "Total".to_owned(),
            va(loads_of.connected.total()),
            va(loads_of.demand.total()),
            va(loads_of.design.total()),
            of("Design"),
        ],
        ["Design current".to_owned(), blank(), blank(), amperes, of("Design current")],
    ]
}

fn figures(panel: &Panel, loads: &PanelLoads) -> Vec<(String, String)> {
    let basis = LoadBasis::Connected;
    let mut figures = Vec::new();
    if panel.system.has_neutral() {
        figures.push(("Neutral, estimate".to_owned(), format!("{} A", grouped(loads.neutral(basis).0, 1))));
    }
    let spares = panel.circuits().filter(|circuit| circuit.is_spare()).count();
    let spaces = usize::from(panel.slots).saturating_sub(panel.used_slots());
    figures.push(("Spares / spaces".to_owned(), format!("{spares} / {spaces}")));
    figures
}

fn notes(project: &Project, panel: &Panel, steps: &[Step]) -> Vec<String> {
    let mut notes: Vec<String> =
        panel.notes.lines().map(str::to_owned).filter(|n| !n.trim().is_empty()).collect();
    for circuit in panel.circuits_by_slot() {
        notes.extend(circuit_notes(circuit));
    }
    let on_lugs = on_lugs(project, panel);
    if !on_lugs.is_empty() {
        notes.push(format!(
            "The loads by phase and class hold those of {}, fed through; the side totals do not.",
            on_lugs.join(", ")
        ));
    }
    notes.extend(legend(panel));
    let from_steps = steps.iter().filter(|step| step.is_note());
    notes.extend(from_steps.map(|step| format!("{}: {}.", step.what, step.inputs.trim_end_matches('.'))));
    notes
}

fn circuit_notes(circuit: &Circuit) -> Vec<String> {
    let at = circuit.slot;
    let own = circuit.notes.trim();
    let own =
        (!own.is_empty()).then(|| format!("Circuit {at}: {}", own.lines().collect::<Vec<_>>().join("; ")));
    // The load's text is among the steps of the calculation.
    let unread = circuit.unread.iter().filter(|(field, _)| !CircuitField::LOADS.contains(field));
    own.into_iter()
        .chain(unread.map(|(field, text)| format!("Circuit {at}: the {field} '{text}' could not be read.")))
        .collect()
}

/// Explains the signs that occur, and no others.
fn legend(panel: &Panel) -> Vec<String> {
    let any = |has: fn(&Circuit) -> bool| panel.circuits().any(has);
    let signs = [
        (any(|c| c.continuous && !c.is_spare()), "* continuous load, three hours or more"),
        (any(|c| c.gfci), "GF ground-fault protection for personnel at the breaker"),
        (any(|c| c.afci), "AF arc-fault protection at the breaker"),
        (any(|c| c.multiwire), "MW multiwire branch circuit with common trip"),
        (panel.system.high_leg().is_some(), "the triangle marks the high leg"),
    ];
    let used: Vec<&str> = signs.into_iter().filter(|(used, _)| *used).map(|(_, text)| text).collect();
    let classes = "Class letters are spelled out in the load summary".to_owned();
    vec![format!(
        "Loads in VA, trips in A. {classes}{}.",
        used.iter().map(|sign| format!("; {sign}")).collect::<String>()
    )]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::examples;
    use crate::engineering::project_loads;

    fn summary_of(name: &str) -> Summary {
        let project = examples::two_panels();
        let panel = project.panel_named(name).expect("in the example");
        summary(&project, panel, &project_loads(&project).panels[&panel.id])
    }

    /// The published figures of the office panel.
    #[test]
    fn lp1_has_its_published_loads() {
        let summary = summary_of("LP-1");
        assert_eq!(summary.phases[1], ["Connected, VA", "15,720", "10,600", "8,660", "34,980"]);
        assert_eq!(summary.phases[2], ["Connected, A", "131.0", "88.3", "72.2", ""]);
        assert_eq!(summary.sums[0][1..4], ["34,980", "35,030", "36,170"]);
        assert_eq!(summary.sums[1][3], "100.4 A");
        let figures: Vec<&str> = summary.figures.iter().map(|(_, value)| value.as_str()).collect();
        assert_eq!(figures, ["69.5 A", "0 / 16"]);
        assert!(summary.classes.iter().any(|row| row[4].contains("50 %")), "{:?}", summary.classes);
    }

    #[test]
    fn legends_explain_only_what_occurs() {
        let summary = summary_of("EM-1");
        let legend = summary.notes.iter().find(|note| note.starts_with("Loads in VA")).expect("a legend");
        assert!(legend.contains("* continuous") && !legend.contains("GF "));
        assert_eq!(summary.phases[0], ["", "A", "B", "Total"]);
    }
}
