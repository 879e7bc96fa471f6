//! How the load and current of one circuit came about, step by step.

use crate::domain::{Circuit, CircuitField, CircuitLoad, LoadBasis, Panel, Project, hanging_on_circuit};
use crate::engineering::{PanelLoads, Step};
use crate::nec::Citation;
use crate::units::{Amperes, VoltAmperes, grouped, trimmed};

/// Returns the current of a circuit by the usual formulas (line to neutral, line to line, √3 line to line) with the
/// words of its divisor; `None` where each leg has a current of its own or no voltage to divide by.
pub fn circuit_current(panel: &Panel, circuit: &Circuit, va: VoltAmperes) -> Option<(Amperes, String)> {
    let system = panel.system;
    let line_to_line = system.line_to_line().0;
    let (volts, words) = match circuit.poles {
        1 => {
            let volts = system.line_to_neutral(circuit.slot.leg(system))?.0;
            (volts, format!("{} V", trimmed(volts, 1)))
        }
        _ if circuit.multiwire => return None,
        3 => (line_to_line * 3.0_f64.sqrt(), format!("(√3 × {} V)", trimmed(line_to_line, 1))),
        _ => (line_to_line, format!("{} V", trimmed(line_to_line, 1))),
    };
    Some((Amperes(va.0 / volts), words))
}

/// Returns the derivation of one circuit: what was entered, its legs, its current against the rating, its demand.
pub fn circuit_steps(project: &Project, loads: &PanelLoads, panel: &Panel, circuit: &Circuit) -> Vec<Step> {
    let shares = loads.circuit_load(circuit, LoadBasis::Connected).per_leg().0;
    let total = VoltAmperes(shares.iter().map(|va| va.0).sum());
    let mut steps = vec![origin(project, loads, panel, circuit, total)];
    for text in CircuitField::LOADS.iter().filter_map(|field| circuit.unread.get(field)) {
        steps.push(Step::note("Not read", format!("'{text}' counts as none until it is corrected")));
    }
    if circuit.poles > 1 {
        let legs: Vec<String> = circuit
            .span()
            .legs(panel.system)
            .zip(shares)
            .map(|(leg, va)| format!("{leg} {}", whole(va)))
            .collect();
        let equal = shares.iter().take(usize::from(circuit.poles)).all(|va| (va.0 - shares[0].0).abs() < 0.5);
        let inputs = if equal {
            format!("{} ÷ {} poles", whole(total), circuit.poles)
        } else {
            "as entered for each leg".to_owned()
        };
        steps.push(Step::new("Legs", inputs, legs.join(" · ")));
    } else {
        let leg = circuit.slot.leg(panel.system);
        let of_leg = loads.va(LoadBasis::Connected).get(leg).0;
        if of_leg > 0.0 {
            let share = format!("{} %", grouped(100.0 * total.0 / of_leg, 1));
            let inputs = format!("{} of {} on leg {leg}", whole(total), whole(VoltAmperes(of_leg)));
            steps.push(Step::new("Share of its leg", inputs, share));
        }
    }
    currents(&mut steps, project, panel, circuit, total, &shares);
    let demand = loads.circuit_load(circuit, LoadBasis::Demand).total();
    if !circuit.is_spare() && !loads.is_subfeed(circuit.id) {
        let words = format!("{} in class {} of this panel", whole(total), circuit.class.label());
        steps.push(Step::new("Demand share", words, whole(demand)));
    }
    steps
}

fn origin(
    project: &Project,
    loads: &PanelLoads,
    panel: &Panel,
    circuit: &Circuit,
    total: VoltAmperes,
) -> Step {
    if loads.is_subfeed(circuit.id) {
        let fed = hanging_on_circuit(project, panel.id, circuit.id).join(", ");
        return Step::new("Connected", format!("what is connected to {fed}"), whole(total));
    }
    if circuit.is_spare() {
        return Step::new("Connected", "an installed breaker without load", whole(VoltAmperes::ZERO));
    }
    let inputs = match &circuit.load {
        CircuitLoad::Total(_) => "entered".to_owned(),
        CircuitLoad::PerPole(shares) => {
            let terms: Vec<String> = shares.iter().map(|va| whole(*va)).collect();
            format!("entered by leg: {}", terms.join(" + "))
        }
    };
    Step::new("Connected", inputs, whole(total))
}

fn currents(
    steps: &mut Vec<Step>,
    project: &Project,
    panel: &Panel,
    circuit: &Circuit,
    total: VoltAmperes,
    shares: &[VoltAmperes; 3],
) {
    let mut largest = None;
    if let Some((amperes, divisor)) = circuit_current(panel, circuit, total) {
        steps.push(Step::new("Current", format!("{} ÷ {divisor}", whole(total)), ampere_text(amperes)));
        largest = Some(amperes);
    } else {
        for (leg, va) in circuit.span().legs(panel.system).zip(shares) {
            let Some(volts) = panel.system.line_to_neutral(leg) else { continue };
            let amperes = *va / volts;
            let inputs = format!("{} ÷ {} V", whole(*va), trimmed(volts.0, 1));
            steps.push(Step::new(format!("Current of {leg}"), inputs, ampere_text(amperes)));
            largest = Some(largest.map_or(amperes, |most: Amperes| Amperes(most.0.max(amperes.0))));
        }
    }
    let Some(mut needed) = largest else { return };
    if circuit.continuous {
        let more = Amperes(needed.0 * 1.25);
        let edition = project.settings().edition;
        let citation = Citation { edition, section: "210.20(A)" };
        let inputs = format!("{} × 125 %", ampere_text(needed));
        steps.push(Step::new("Continuous", inputs, ampere_text(more)).citing(citation));
        needed = more;
    }
    if let Some(trip) = circuit.trip {
        let percent = format!("{} %", grouped(100.0 * needed.0 / trip.0, 0));
        steps.push(Step::new(
            "Of the rating",
            format!("{} ÷ {} A", ampere_text(needed), trimmed(trip.0, 1)),
            percent,
        ));
    }
}

fn whole(va: VoltAmperes) -> String {
    format!("{} VA", grouped(va.0, 0))
}

/// Amperes with one decimal, or two where the second says something: 17.0, 21.25.
fn ampere_text(amperes: Amperes) -> String {
    let text = grouped(amperes.0, 2);
    format!("{} A", text.strip_suffix('0').unwrap_or(&text))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{PanelId, Slot, examples};
    use crate::engineering::project_loads;

    fn lines(slot: u16, change: impl FnOnce(&mut Circuit)) -> Vec<String> {
        let project = examples::two_panels();
        let panel = project.panel(PanelId(1)).expect("LP-1");
        let mut circuit = panel.circuit_at(Slot(slot)).expect("taken").clone();
        change(&mut circuit);
        let loads = &project_loads(&project).panels[&PanelId(1)];
        let steps = circuit_steps(&project, loads, panel, &circuit);
        steps.iter().map(|s| format!("{}: {} = {}", s.what, s.inputs, s.result)).collect()
    }

    /// 2,040 VA ÷ 120 V = 17.0 A; × 1.25 = 21.25 A against a 20 A breaker.
    #[test]
    fn a_continuous_circuit_shows_its_current_against_the_rating() {
        assert_eq!(
            lines(13, |_| {}),
            [
                "Connected: entered = 2,040 VA",
                "Share of its leg: 2,040 VA of 15,720 VA on leg A = 13.0 %",
                "Current: 2,040 VA ÷ 120 V = 17.0 A",
                "Continuous: 17.0 A × 125 % = 21.25 A",
                "Of the rating: 21.25 A ÷ 20 A = 106 %",
                "Demand share: 2,040 VA in class Lighting of this panel = 2,040 VA",
            ]
        );
    }

    #[test]
    fn legs_of_a_multiwire_circuit_have_their_own_current() {
        let lines = lines(15, |circuit| {
            circuit.multiwire = true;
            circuit.load = CircuitLoad::PerPole(vec![VoltAmperes(1200.0), VoltAmperes(600.0)]);
        });
        assert_eq!(lines[0], "Connected: entered by leg: 1,200 VA + 600 VA = 1,800 VA");
        assert_eq!(lines[1], "Legs: as entered for each leg = B 1,200 VA · C 600 VA");
        assert_eq!(lines[2], "Current of B: 1,200 VA ÷ 120 V = 10.0 A");
        assert_eq!(lines[4], "Of the rating: 10.0 A ÷ 30 A = 33 %");
    }
}
