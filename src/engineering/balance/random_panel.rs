//! Small random panelboards for tests: every kind of breaker, locks, groups, odd sections, spares and loads.

use crate::domain::{
    Circuit, CircuitId, CircuitKind, CircuitLoad, Edit, Panel, PanelId, Project, Slot, System, apply_all,
};
use crate::engineering::balance::PoleLoad;
use crate::units::VoltAmperes;
use rand::seq::IndexedRandom;
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;

const SYSTEMS: [System; 5] =
    [System::Wye208, System::Single240, System::HighLeg240, System::Delta240, System::Wye208];

/// Returns a project with one panelboard (id 1) drawn from a seed; `None` where the draw is no legal panelboard.
pub(crate) fn random_project(seed: u64) -> Option<Project> {
    let mut rng = ChaCha8Rng::seed_from_u64(seed);
    let system = *SYSTEMS.choose(&mut rng)?;
    let (slots, most) = *[(6, 5), (8, 5), (10, 4), (12, 3)].choose(&mut rng)?;
    let mut panel = Panel::new(PanelId(1), "P", system, slots);
    panel.sections = if slots == 12 && rng.random_range(0..2) == 0 { 2 } else { 1 };
    let mut edits = vec![Edit::AddPanel(Box::new(panel.clone()))];
    let mut taken: Vec<u16> = Vec::new();
    let wanted = rng.random_range(2..=most);
    let poles_most = if system == System::Single240 { 2 } else { 3 };
    for id in 1..=wanted {
        let poles: u8 = if rng.random_range(0..3) == 0 { rng.random_range(1..=poles_most) } else { 1 };
        let top = rng.random_range(1..=slots);
        let span: Vec<u16> = (0..u16::from(poles)).map(|pole| top + 2 * pole).collect();
        let bad = |slot: &u16| *slot > slots || taken.contains(slot);
        if span.iter().any(bad) || (panel.sections == 2 && top <= 6 && span.iter().any(|slot| *slot > 6)) {
            continue;
        }
        taken.extend(span);
        edits.push(Edit::AddCircuit {
            panel: PanelId(1),
            circuit: Box::new(circuit(&mut rng, id, top, poles)),
        });
    }
    apply_all(&Project::named("random"), &edits).ok().map(|(project, _)| project)
}

fn circuit(rng: &mut ChaCha8Rng, id: u64, top: u16, poles: u8) -> Circuit {
    let mut circuit = Circuit { poles, ..Circuit::new(CircuitId(id), Slot(top)) };
    if rng.random_range(0..8) == 0 {
        circuit.kind = CircuitKind::Spare;
        return circuit;
    }
    // Coarse loads make ties and alike circuits, fine ones make every arrangement another.
    let step = if rng.random_range(0..2) == 0 { 300.0 } else { 1.0 };
    let mut va = || VoltAmperes((f64::from(rng.random_range(1..=3_000_u32)) / step).ceil() * step);
    circuit.load = CircuitLoad::Total(va());
    if poles > 1 {
        let each = (0..poles).map(|_| va()).collect();
        match rng.random_range(0..3) {
            0 => circuit.load = CircuitLoad::PerPole(each),
            1 => (circuit.load, circuit.multiwire) = (CircuitLoad::PerPole(each), true),
            _ => {}
        }
    }
    circuit.locked = rng.random_range(0..10) == 0;
    circuit.group = (rng.random_range(0..6) == 0).then(|| "together".to_owned());
    circuit
}

/// Returns what a circuit carries on its poles, for the verifier.
pub(crate) fn pole_load(circuit: &Circuit) -> PoleLoad {
    let share = |pole| {
        let used = pole < usize::from(circuit.poles) && !circuit.is_spare();
        if used { circuit.share(pole).0 } else { 0.0 }
    };
    let va = [0, 1, 2].map(share);
    PoleLoad { va, to_neutral: if circuit.is_line_to_neutral() { va } else { [0.0; 3] } }
}
