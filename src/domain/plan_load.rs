//! The load of a circuit as its devices on the plan add up to.
//!
//! A circuit with the fact `load_from_plan` has the sum of its devices as its load: `apply` keeps the two alike whatever is
//! done to the devices. A load that somebody types ends that, and the fact goes; `apply` never overwrites a typed load. All other
//! circuits keep what was typed, and the plan has no part in it.

use crate::domain::facts::{FactValue, circuit as circuit_facts, plan as plan_facts};
use crate::domain::{Circuit, CircuitId, CircuitLoad, Device, PanelId, Project};
use crate::units::VoltAmperes;

/// What the devices of a circuit add up to.
#[derive(Clone, Debug, PartialEq)]
pub struct DevicesLoad {
    pub count: usize,
    pub load: CircuitLoad,
}

impl Circuit {
    /// Returns whether the load is the sum of the devices on the plan.
    pub fn follows_plan(&self) -> bool {
        self.facts.yes(&circuit_facts::LOAD_FROM_PLAN) == Some(true)
    }

    /// Says whether the load is the sum of the devices on the plan from now on.
    pub fn follow_plan(&mut self, follows: bool) {
        let value = follows.then_some(FactValue::YesNo(true));
        // A yes-or-no fact takes yes and nothing.
        let _set = self.facts.set(&circuit_facts::LOAD_FROM_PLAN, value);
    }

    /// Returns whether another load, for as many poles, says something else than this one.
    pub(in crate::domain) fn is_other_load(&self, other: &CircuitLoad, poles: u8) -> bool {
        const NEAR_VA: f64 = 1e-6;
        let kept = self.load.with_poles(poles);
        (0..usize::from(poles))
            .any(|pole| (kept.share(pole, poles).0 - other.share(pole, poles).0).abs() > NEAR_VA)
    }
}

/// Returns the pole of a multiwire branch circuit that a device is on, counted from 0; `None` where it is on all of them.
pub fn pole_of_device(device: &Device, poles: u8) -> Option<usize> {
    let number = device.facts.number(&plan_facts::POLE)?;
    (1..=usize::from(poles)).find(|pole| *pole as f64 == number).map(|pole| pole - 1)
}

/// Adds up the devices of a circuit on all sheets: for a multiwire branch circuit leg by leg, a device without a leg in equal
/// parts on each.
pub fn devices_load(project: &Project, panel: PanelId, circuit: &Circuit) -> DevicesLoad {
    let of_circuit = |device: &&Device| device.circuit == Some((panel, circuit.id));
    let devices = project.sheets().flat_map(|sheet| sheet.devices.values().map(AsRef::as_ref));
    sum_of(devices.filter(of_circuit), circuit)
}

/// Adds up devices as if they were those of a circuit.
pub fn sum_of<'d>(devices: impl Iterator<Item = &'d Device>, circuit: &Circuit) -> DevicesLoad {
    let poles = usize::from(circuit.poles.max(1));
    let is_split = circuit.multiwire && poles > 1;
    let (mut count, mut total, mut shares) = (0, VoltAmperes::ZERO, vec![VoltAmperes::ZERO; poles]);
    for device in devices {
        count += 1;
        total += device.load;
        let on = pole_of_device(device, circuit.poles);
        for (pole, share) in shares.iter_mut().enumerate() {
            match on {
                Some(one) if one == pole => *share += device.load,
                Some(_) => {}
                None => *share += device.load / poles as f64,
            }
        }
    }
    let load = if is_split { CircuitLoad::PerPole(shares) } else { CircuitLoad::Total(total) };
    DevicesLoad { count, load }
}

/// Names a circuit as tags on the plan do: `LP-1/8`.
pub fn circuit_tag(project: &Project, (panel, circuit): (PanelId, CircuitId)) -> Option<String> {
    let panel = project.panel(panel)?;
    Some(format!("{}/{}", panel.name, panel.circuit(circuit)?.slot))
}

/// Names the circuit of a device: `LP-1/8`; on one leg of a multiwire branch circuit the number of that leg.
pub fn device_tag(project: &Project, device: &Device) -> Option<String> {
    let (panel, circuit) = device.circuit?;
    let panel = project.panel(panel)?;
    let circuit = panel.circuit(circuit)?;
    let pole = if circuit.multiwire { pole_of_device(device, circuit.poles) } else { None };
    let slot = pole.and_then(|pole| circuit.span().slots().nth(pole)).unwrap_or(circuit.slot);
    Some(format!("{}/{slot}", panel.name))
}

/// Names the circuits of a home run, panel by panel: `LP-1/1,3,5`; a breaker of several poles by all its numbers.
pub fn home_run_tag(project: &Project, circuits: &[(PanelId, CircuitId)]) -> String {
    let mut words: Vec<String> = Vec::new();
    for panel in project.panels() {
        let of_panel = circuits.iter().filter(|(id, _)| *id == panel.id);
        let found = of_panel.filter_map(|(_, id)| panel.circuit(*id));
        let mut slots: Vec<u16> = found.flat_map(|c| c.span().slots().map(|slot| slot.0)).collect();
        slots.sort_unstable();
        slots.dedup();
        if !slots.is_empty() {
            let numbers: Vec<String> = slots.iter().map(u16::to_string).collect();
            words.push(format!("{}/{}", panel.name, numbers.join(",")));
        }
    }
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{DeviceId, DeviceKind, Edit, Facts, Sheet, SheetId, Slot, apply_all, examples};
    use crate::units::PlanPoint;

    const PANEL: PanelId = PanelId(1);
    const SHEET: SheetId = SheetId(500);

    fn device(id: u64, va: f64, circuit: u64) -> Device {
        Device {
            id: DeviceId(id),
            kind: DeviceKind::Receptacle,
            symbol: "duplex".to_owned(),
            at: PlanPoint::default(),
            rotation_deg: 0.0,
            load: VoltAmperes(va),
            circuit: Some((PANEL, CircuitId(circuit))),
            label: String::new(),
            facts: Facts::new(),
        }
    }

    fn put(device: Device) -> Edit {
        Edit::PutDevice { sheet: SHEET, device: Box::new(device) }
    }

    /// LP-1/1 follows the plan; LP-1/2 keeps its 1,620 VA as typed.
    fn following() -> Project {
        let project = examples::two_panels();
        let mut circuit =
            project.panel(PANEL).and_then(|p| p.circuit(CircuitId(101))).expect("there").clone();
        circuit.follow_plan(true);
        let edits = [
            Edit::PutSheet(Box::new(Sheet::new(SHEET, "E1"))),
            Edit::SetCircuit { panel: PANEL, circuit: Box::new(circuit) },
        ];
        apply_all(&project, &edits).expect("legal").0
    }

    fn load(project: &Project, id: u64) -> CircuitLoad {
        project.panel(PANEL).and_then(|p| p.circuit(CircuitId(id))).expect("there").load.clone()
    }

    #[test]
    fn a_circuit_that_follows_the_plan_has_the_sum_of_its_devices_whatever_is_done_to_them() {
        let project = following();
        assert_eq!(load(&project, 101), CircuitLoad::Total(VoltAmperes(0.0)), "no device yet");
        let two = [put(device(600, 180.0, 101)), put(device(601, 360.0, 101)), put(device(602, 180.0, 102))];
        let (project, change) = apply_all(&project, &two).expect("legal");
        assert_eq!(load(&project, 101).total().0, 540.0);
        assert_eq!(load(&project, 102).total().0, 1620.0, "as typed");
        assert!(change.touched.contains(&crate::domain::EntityId::Circuit(PANEL, CircuitId(101))));
        let moved = put(device(601, 360.0, 102));
        assert_eq!(load(&apply_all(&project, &[moved]).expect("legal").0, 101).total().0, 180.0);
        let gone = Edit::RemoveDevice { sheet: SHEET, device: DeviceId(600) };
        assert_eq!(load(&apply_all(&project, &[gone]).expect("legal").0, 101).total().0, 360.0);
        let no_sheet = Edit::RemoveSheet(SHEET);
        assert_eq!(load(&apply_all(&project, &[no_sheet]).expect("legal").0, 101).total().0, 0.0);
    }

    #[test]
    fn a_typed_load_is_kept_and_ends_following() {
        let (project, _) = apply_all(&following(), &[put(device(600, 180.0, 101))]).expect("legal");
        let mut circuit =
            project.panel(PANEL).and_then(|p| p.circuit(CircuitId(101))).expect("there").clone();
        circuit.description = "RENAMED".to_owned();
        let renamed = Edit::SetCircuit { panel: PANEL, circuit: Box::new(circuit.clone()) };
        let (same, _) = apply_all(&project, &[renamed]).expect("legal");
        assert_eq!(load(&same, 101).total().0, 180.0);
        circuit.load = CircuitLoad::Total(VoltAmperes(1000.0));
        let typed = Edit::SetCircuit { panel: PANEL, circuit: Box::new(circuit) };
        let (after, _) = apply_all(&project, &[typed, put(device(601, 180.0, 101))]).expect("legal");
        assert_eq!(load(&after, 101).total().0, 1000.0);
        assert!(!after.panel(PANEL).and_then(|p| p.circuit(CircuitId(101))).expect("there").follows_plan());
    }

    /// A copied circuit brings its load but none of the devices: the load is kept as if it had been typed.
    #[test]
    fn a_copy_keeps_its_load_and_does_not_follow() {
        let (project, _) = apply_all(&following(), &[put(device(600, 180.0, 101))]).expect("legal");
        let circuit = project.panel(PANEL).and_then(|p| p.circuit(CircuitId(101))).expect("there");
        let copy = Circuit { id: CircuitId(300), slot: Slot(27), ..circuit.clone() };
        let edit = Edit::AddCircuit { panel: PANEL, circuit: Box::new(copy) };
        let (after, _) = apply_all(&project, &[edit]).expect("legal");
        assert_eq!(load(&after, 300).total().0, 180.0);
        assert!(!after.panel(PANEL).and_then(|p| p.circuit(CircuitId(300))).expect("there").follows_plan());
    }

    #[test]
    fn legs_of_a_multiwire_circuit_have_their_devices_and_numbers() {
        let mut circuit = Circuit { poles: 2, multiwire: true, ..Circuit::new(CircuitId(300), Slot(27)) };
        circuit.load = CircuitLoad::PerPole(vec![VoltAmperes::ZERO; 2]);
        circuit.follow_plan(true);
        let on_pole = |id, pole: f64| {
            let mut device = device(id, 180.0, 300);
            device.facts.set(&plan_facts::POLE, Some(FactValue::Number(pole))).expect("a number");
            device
        };
        let second = on_pole(601, 2.0);
        let edits = [
            Edit::AddCircuit { panel: PANEL, circuit: Box::new(circuit) },
            put(on_pole(600, 1.0)),
            put(second.clone()),
            put(on_pole(602, 2.0)),
            put(device(603, 100.0, 300)),
        ];
        let (project, _) = apply_all(&following(), &edits).expect("legal");
        assert_eq!(load(&project, 300), CircuitLoad::PerPole(vec![VoltAmperes(230.0), VoltAmperes(410.0)]));
        assert_eq!(device_tag(&project, &second).as_deref(), Some("LP-1/29"));
        let circuits = [(PANEL, CircuitId(300)), (PANEL, CircuitId(101)), (PanelId(2), CircuitId(201))];
        assert_eq!(home_run_tag(&project, &circuits), "LP-1/1,27,29 EM-1/1");
    }
}
