//! The form of a circuit. Its number and poles are changed in the schedule, where what stands in the way is seen.

use super::Form;
use super::wiring::{add_wiring, read_wiring};
use crate::domain::{Circuit, CircuitField, CircuitKind, CircuitLoad, LoadClass};
use crate::units::{Amperes, PowerFactor, VoltAmperes, trimmed};

/// Returns the form of a circuit.
pub fn circuit_form(circuit: &Circuit) -> Form {
    let mut form = Form::default();
    let load = match &circuit.load {
        CircuitLoad::Total(va) => trimmed(va.0, 4),
        CircuitLoad::PerPole(shares) => {
            shares.iter().map(|va| trimmed(va.0, 4)).collect::<Vec<_>>().join(" / ")
        }
    };
    form.section("Circuit")
        .words("description", "Description", &circuit.description)
        .check("spare", "Installed spare", circuit.is_spare())
        .choice("class", "Class", LoadClass::ALL.iter().map(|c| (c.name(), c.label())), circuit.class.name())
        .words("load", "Load", &load)
        .number("trip", "Trip", "A", circuit.trip.map(|a| a.0))
        .number("power_factor", "Power factor", "", circuit.power_factor.map(PowerFactor::value))
        .check("continuous", "Continuous, three hours or more", circuit.continuous)
        .check("multiwire", "Multiwire branch circuit, common trip", circuit.multiwire)
        .check("gfci", "GFCI protection", circuit.gfci)
        .check("afci", "AFCI protection", circuit.afci)
        .section("Balancing")
        .check("locked", "Locked in its slot", circuit.locked)
        .words("group", "Keep together with group", circuit.group.as_deref().unwrap_or_default());
    add_wiring(&mut form, circuit.conductors.as_ref(), circuit.raceway.as_ref(), circuit.length);
    form.section("Notes").notes("notes", "Notes", &circuit.notes);
    form
}

/// Reads the form back into a record at the place of `base`, or leaves reasons at the fields.
pub fn read_circuit(form: &mut Form, base: &Circuit) -> Option<Circuit> {
    form.clear_errors();
    let wiring = read_wiring(form);
    let load = read_load(form, base);
    let power_factor = form.positive("power_factor");
    if power_factor.is_some_and(|pf| PowerFactor::new(pf).is_none()) {
        form.fail("power_factor", "above 0 and at most 1");
    }
    if form.is_checked("multiwire") && base.poles < 2 {
        form.fail("multiwire", "a multiwire branch circuit has 2 or 3 poles");
    }
    let mut circuit = Circuit {
        kind: if form.is_checked("spare") { CircuitKind::Spare } else { CircuitKind::Branch },
        description: form.text("description").to_owned(),
        class: LoadClass::from_name(form.text("class")).unwrap_or(base.class),
        trip: form.positive("trip").map(Amperes),
        power_factor: power_factor.and_then(PowerFactor::new),
        continuous: form.is_checked("continuous"),
        multiwire: form.is_checked("multiwire"),
        gfci: form.is_checked("gfci"),
        afci: form.is_checked("afci"),
        locked: form.is_checked("locked"),
        group: Some(form.text("group").to_owned()).filter(|group| !group.is_empty()),
        conductors: wiring.conductors,
        raceway: wiring.raceway,
        length: wiring.length,
        notes: form.text("notes").to_owned(),
        ..base.clone()
    };
    if circuit.is_spare() && load.as_ref().is_some_and(|load| load.total().0 != 0.0) {
        form.fail("spare", "a spare has no load; clear the load first");
    }
    if let Some(load) = load {
        if load != base.load {
            circuit.unread.retain(|field, _| !CircuitField::LOADS.contains(field));
        }
        // A multiwire branch circuit has a load a leg; one figure is shared out.
        circuit.load = match load {
            CircuitLoad::Total(va) if circuit.multiwire => {
                CircuitLoad::PerPole(vec![va / f64::from(circuit.poles); usize::from(circuit.poles)])
            }
            load => load,
        };
    }
    let changed = [
        (CircuitField::Trip, circuit.trip != base.trip),
        (CircuitField::Class, circuit.class != base.class),
        (CircuitField::Conductors, circuit.conductors != base.conductors),
        (CircuitField::Length, circuit.length != base.length),
    ];
    circuit.unread.retain(|field, _| !changed.contains(&(*field, true)));
    (!form.has_errors()).then_some(circuit)
}

fn read_load(form: &mut Form, base: &Circuit) -> Option<CircuitLoad> {
    let text = form.text("load").to_owned();
    if !text.contains('/') {
        return Some(CircuitLoad::Total(VoltAmperes(form.volt_amperes("load").unwrap_or(0.0))));
    }
    let shares: Vec<Option<f64>> =
        text.split('/').map(|part| crate::units::parse_number(part).ok()).collect();
    if shares.len() != usize::from(base.poles) {
        form.fail("load", format!("{} figures for {} poles", shares.len(), base.poles));
        return None;
    }
    let shares: Option<Vec<VoltAmperes>> = shares.into_iter().map(|share| share.map(VoltAmperes)).collect();
    if shares.is_none() {
        form.fail("load", "each figure is a number of VA");
    }
    shares.map(CircuitLoad::PerPole)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::examples;

    #[test]
    fn an_untouched_form_reads_back_the_same_circuit() {
        for circuit in examples::lp1().circuits() {
            let mut form = circuit_form(circuit);
            assert_eq!(read_circuit(&mut form, circuit).as_ref(), Some(circuit), "{:?}", form);
        }
    }

    #[test]
    fn loads_are_given_by_pole_or_in_one() {
        let panel = examples::lp1();
        let heater = panel.circuit_at(crate::domain::Slot(15)).expect("two poles");
        let mut form = circuit_form(heater);
        form.set("load", "2,000 / 2,160");
        let read = read_circuit(&mut form, heater).expect("two figures");
        assert_eq!(read.load, CircuitLoad::PerPole(vec![VoltAmperes(2000.0), VoltAmperes(2160.0)]));
        form.set("load", "1/2/3");
        assert_eq!(read_circuit(&mut form, heater), None);
        assert!(form.has_errors());
    }
}
