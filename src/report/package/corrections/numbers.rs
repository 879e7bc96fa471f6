//! Answers that follow from facts and numbers of the project.

use crate::domain::{Feeder, FeederLoad, facts};
use crate::engineering::{MissingField, drop_from_service, fault_at, overrides};
use crate::report::package::corrections::{Answer, Verdict};
use crate::report::package::cx::{Cx, count, few};
use crate::report::package::words::{ends, feeders};
use crate::units::grouped;

const MOST: usize = 4;

pub fn edition(cx: &Cx<'_>) -> Answer {
    Answer::new(Verdict::Yes, "Cover", cx.edition().to_string())
}

pub fn occupancy(cx: &Cx<'_>) -> Answer {
    let fact = &facts::project::OCCUPANCY;
    match cx.project.settings().facts.get(fact) {
        Some(value) => Answer::new(Verdict::Yes, "Project", fact.show(value)),
        None => Answer::blank("Undetermined: needs occupancy (architect)"),
    }
}

pub fn amendments(cx: &Cx<'_>) -> Answer {
    match cx.report.amendments.len() {
        0 => Answer::blank("None recorded; to be confirmed with the authority"),
        number => Answer::new(Verdict::Yes, "Local amendments", count(number, "amendment")),
    }
}

pub fn overridden(cx: &Cx<'_>) -> Answer {
    let all = overrides(cx.project);
    if all.is_empty() {
        return Answer::new(Verdict::NotApplicable, "", "no size is kept against the calculation");
    }
    let names: Vec<String> = all.iter().map(|kept| format!("{} ({})", kept.name, kept.part)).collect();
    Answer::new(Verdict::Yes, "Overrides by engineer", few(&names, MOST))
}

pub fn load_calculation(cx: &Cx<'_>) -> Answer {
    let Some((service, loads)) = cx.project.service().zip(cx.loads.service.as_ref()) else {
        return Answer::blank("Undetermined: needs a service");
    };
    if loads.loads.connected.total().0 <= 0.0 {
        return Answer::blank("Undetermined: nothing is connected to the service");
    }
    let unread = cx.project.panels().flat_map(|panel| panel.circuits().map(move |circuit| (panel, circuit)));
    let unread = unread.filter(|(_, circuit)| {
        crate::domain::CircuitField::LOADS.iter().any(|field| circuit.unread.contains_key(field))
    });
    let unread: Vec<String> =
        unread.map(|(panel, circuit)| format!("{}/{}", panel.name, circuit.slot)).collect();
    if !unread.is_empty() {
        return Answer::new(
            Verdict::Blank,
            few(&unread, MOST),
            "Undetermined: these loads could not be read",
        );
    }
    let va = |load: crate::units::VoltAmperes| grouped(load.0, 0);
    let value = format!(
        "{} VA connected, {} VA demand",
        va(loads.loads.connected.total()),
        va(loads.loads.demand.total())
    );
    Answer::new(Verdict::Yes, format!("Calculation package, {}", service.name), value)
}

pub fn service_capacity(cx: &Cx<'_>) -> Answer {
    let Some((service, loads)) = cx.project.service().zip(cx.loads.service.as_ref()) else {
        return Answer::blank("Undetermined: needs a service");
    };
    let Some(rating) = service.rating else {
        return Answer::new(
            Verdict::Blank,
            &service.name,
            "Undetermined: needs the rating of the service disconnect",
        );
    };
    if loads.loads.connected.total().0 <= 0.0 {
        return Answer::new(
            Verdict::Blank,
            &service.name,
            "Undetermined: nothing is connected to the service",
        );
    }
    let design = loads.design_amperes();
    // 220.5(B): a fraction below half an ampere is dropped.
    let verdict = if design.0.round() <= rating.0 { Verdict::Yes } else { Verdict::No };
    Answer::new(verdict, &service.name, format!("design {design:.1}, rating {rating}"))
}

pub fn utility_fault(cx: &Cx<'_>) -> Answer {
    let Some(service) = cx.project.service() else { return Answer::blank("Undetermined: needs a service") };
    match service.available_fault {
        Some(fault) => Answer::new(Verdict::Yes, &service.name, format!("{fault} from the utility")),
        None => Answer::new(
            Verdict::Blank,
            &service.name,
            "Undetermined: needs available fault current at the service (utility)",
        ),
    }
}

pub fn fault_at_panels(cx: &Cx<'_>) -> Answer {
    at_panels(cx, |panel| {
        let counted = fault_at(cx.project, panel)?.counted?;
        Ok((counted.0, format!("largest {counted:.0}")))
    })
}

pub fn drop_at_panels(cx: &Cx<'_>) -> Answer {
    at_panels(cx, |panel| {
        let drop = drop_from_service(cx.project, &cx.loads, panel)?;
        Ok((drop.value, format!("largest {} %", grouped(drop.value, 2))))
    })
}

/// Shows the largest of all panelboards, where each has a number.
fn at_panels(cx: &Cx<'_>, number: impl Fn(FeederLoad) -> Result<(f64, String), MissingField>) -> Answer {
    let mut found: Vec<(f64, String, String)> = Vec::new();
    let mut missing = Vec::new();
    for panel in cx.project.panels() {
        match number(FeederLoad::Panel(panel.id)) {
            Ok((value, words)) => found.push((value, panel.name.clone(), words)),
            Err(needs) => missing.push(format!("{}: {needs}", panel.name)),
        }
    }
    let largest = found.into_iter().max_by(|(one, ..), (other, ..)| one.total_cmp(other));
    answered(missing, largest.map(|(_, name, words)| (name, words)))
}

pub fn panel_ratings(cx: &Cx<'_>) -> Answer {
    let lacks = cx.project.panels().filter_map(|panel| {
        let fields = [
            (panel.bus.is_none(), "bus rating"),
            (panel.interrupting.is_none(), "interrupting rating"),
            (panel.feeder.is_none(), "source of supply"),
        ];
        let lacking: Vec<&str> = fields.iter().filter(|(lacks, _)| *lacks).map(|(_, name)| *name).collect();
        (!lacking.is_empty()).then(|| format!("{}: {}", panel.name, lacking.join(", ")))
    });
    let missing: Vec<String> = lacks.collect();
    let count = count(cx.project.panels().len(), "panelboard");
    let all = (cx.project.panels().len() > 0).then(|| ("Panel schedules".to_owned(), count));
    answered(missing, all)
}

pub fn feeder_data(cx: &Cx<'_>) -> Answer {
    let all = feeders(cx.project);
    let lacks = all.iter().filter_map(|load| {
        let (name, _) = ends(cx.project, *load)?;
        let lacking = lacking_of(feeder(cx, *load)?);
        (!lacking.is_empty()).then(|| format!("feeder of {name}: {}", lacking.join(", ")))
    });
    let missing: Vec<String> = lacks.collect();
    let count = count(all.len(), "feeder");
    answered(missing, (!all.is_empty()).then(|| ("Calculation package, sizes of feeders".to_owned(), count)))
}

fn feeder<'p>(cx: &Cx<'p>, load: FeederLoad) -> Option<&'p Feeder> {
    match load {
        FeederLoad::Panel(id) => cx.project.panel(id)?.feeder.as_ref(),
        FeederLoad::Transformer(id) => cx.project.transformer(id)?.feeder.as_ref(),
    }
}

fn lacking_of(feeder: &Feeder) -> Vec<&'static str> {
    let fields = [
        (feeder.conductors.is_none(), "conductors"),
        (feeder.raceway.is_none(), "raceway"),
        (feeder.length.is_none(), "length"),
    ];
    fields.iter().filter(|(lacks, _)| *lacks).map(|(_, name)| *name).collect()
}

pub fn circuit_data(cx: &Cx<'_>) -> Answer {
    let (mut number, mut missing) = (0, Vec::new());
    for panel in cx.project.panels() {
        let loads = cx.loads.panels.get(&panel.id);
        for circuit in panel.circuits_by_slot() {
            let is_subfeed = loads.is_some_and(|loads| loads.is_subfeed(circuit.id));
            if circuit.is_spare() || is_subfeed {
                continue;
            }
            number += 1;
            if circuit.trip.is_none() || circuit.conductors.is_none() {
                missing.push(format!("{}/{}", panel.name, circuit.slot));
            }
        }
    }
    if missing.is_empty() {
        return answered(
            missing,
            (number > 0).then(|| ("Branch circuits".to_owned(), count(number, "circuit"))),
        );
    }
    let value = format!("Undetermined: device or conductors of {} of {number} not given", missing.len());
    Answer::new(Verdict::Blank, few(&missing, MOST), value)
}

/// "Yes" where nothing is missing and there is something; blank else.
fn answered(missing: Vec<String>, found: Option<(String, String)>) -> Answer {
    if !missing.is_empty() {
        return Answer::blank(format!("Undetermined: needs {}", few(&missing, MOST)));
    }
    match found {
        Some((shown, value)) => Answer::new(Verdict::Yes, shown, value),
        None => Answer::blank("Nothing to look at in the project"),
    }
}
