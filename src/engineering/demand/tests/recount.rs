//! The demand of a feeder counted anew from the list of circuits downstream, with tables typed a second time.

use crate::domain::facts::{Facts, circuit, feeder, project};
use crate::domain::{Circuit, FeederLoad, LoadClass, PanelId, Project, Source};
use crate::nec::Edition;

/// Circuits with whether they are a dwelling's, and the areas of whole dwellings.
#[derive(Default)]
struct Downstream<'p> {
    circuits: Vec<(&'p Circuit, bool)>,
    areas: Vec<Option<f64>>,
}

/// Returns the demand of the feeder of a panelboard in VA.
pub fn demand(project: &Project, load: FeederLoad) -> f64 {
    let FeederLoad::Panel(id) = load else { panic!("the trees have no transformers") };
    let mut found = Downstream::default();
    let facts = &project.settings().facts;
    let occupancy = facts.word(&project::OCCUPANCY).unwrap_or("");
    let alone =
        project.panels().filter(|p| p.feeder.as_ref().is_some_and(|f| f.source == Source::Service)).count()
            == 1;
    collect(project, id, occupancy == "one-family", &mut found);
    let whole = alone
        && project.panel(id).is_some_and(|p| p.feeder.as_ref().is_some_and(|f| f.source == Source::Service));
    // A mark above makes the circuits of this panelboard a dwelling's too.
    let mut above = id;
    while let Some(Source::Circuit(from, _)) =
        project.panel(above).and_then(|p| p.feeder.as_ref()).map(|f| f.source)
    {
        above = from;
        if marked(project, above).is_some() {
            found.circuits.iter_mut().for_each(|(_, dwelling)| *dwelling = true);
        }
    }
    if occupancy == "one-family" && whole {
        found.areas = vec![facts.number(&project::FLOOR_AREA)];
    }
    let area = facts.number(&project::FLOOR_AREA).filter(|_| whole);
    let three = project.panel(id).is_some_and(|p| p.system.is_three_phase());
    count(&found, occupancy, area, three, project.settings().edition, facts)
}

fn marked(project: &Project, id: PanelId) -> Option<&Facts> {
    let facts = &project.panel(id)?.feeder.as_ref()?.facts;
    (facts.yes(&feeder::WHOLE_DWELLING) == Some(true)).then_some(facts)
}

fn collect<'p>(project: &'p Project, id: PanelId, dwelling: bool, into: &mut Downstream<'p>) {
    let mark = marked(project, id);
    if let Some(facts) = mark {
        into.areas.push(facts.number(&feeder::DWELLING_AREA));
    }
    let dwelling = dwelling || mark.is_some();
    let below =
        |source| project.panels().filter(move |p| p.feeder.as_ref().is_some_and(|f| f.source == source));
    for circuit in project.panel(id).expect("there").circuits() {
        let mut fed = below(Source::Circuit(id, circuit.id)).peekable();
        if fed.peek().is_none() && !circuit.is_spare() {
            into.circuits.push((circuit, dwelling));
        }
        for panel in fed {
            collect(project, panel.id, dwelling, into);
        }
    }
}

fn count(
    found: &Downstream<'_>,
    occupancy: &str,
    area: Option<f64>,
    three: bool,
    edition: Edition,
    facts: &Facts,
) -> f64 {
    let va = |c: &Circuit| c.load.total().0;
    let word = |c: &Circuit| c.facts.word(&circuit::EQUIPMENT).unwrap_or("");
    let required = |c: &Circuit| c.facts.word(&circuit::DWELLING_CIRCUIT).unwrap_or("");
    let dwellings = occupancy.ends_with("family");
    let old = edition == Edition::E2017;
    let (mut lighting, mut receptacles, mut own, mut own_receptacles) = (0.0, 0.0, 0.0, 0.0);
    let (mut small, mut laundry, mut rest) = (0.0, 0.0, 0.0);
    let (mut cooking, mut dryers, mut fast, mut kitchen) = (vec![], vec![], vec![], vec![]);
    let (mut heating, mut cooling) = (0.0, 0.0);
    let (mut motors, mut coolers): (Vec<f64>, Vec<f64>) = (vec![], vec![]);
    for (c, dwelling) in &found.circuits {
        let va = va(c);
        if *dwelling {
            match required(c) {
                "small-appliance" => {
                    small += 1.0;
                    continue;
                }
                "laundry" => {
                    laundry += 1.0;
                    continue;
                }
                _ => {}
            }
            match (word(c), c.class) {
                ("range", LoadClass::Appliance) | ("", LoadClass::Kitchen) if va > 1750.0 => {
                    cooking.push(va);
                    continue;
                }
                ("dryer", _) => {
                    dryers.push(va);
                    continue;
                }
                ("dishwasher" | "water-heater" | "disposer", LoadClass::Appliance) => {
                    fast.push(va);
                    continue;
                }
                (_, LoadClass::Lighting) => {
                    own += va;
                    continue;
                }
                (_, LoadClass::Receptacle) => {
                    own_receptacles += va;
                    continue;
                }
                _ => {}
            }
        }
        match c.class {
            LoadClass::Lighting => lighting += va,
            LoadClass::Receptacle => receptacles += va,
            LoadClass::Motor => {
                rest += va;
                motors.push(va);
            }
            LoadClass::Heating => heating += va,
            LoadClass::Cooling => {
                cooling += va;
                coolers.push(va);
            }
            LoadClass::Kitchen if !dwelling && !occupancy.is_empty() && !dwellings => kitchen.push(va),
            LoadClass::ElectricVehicle => rest += if edition == Edition::E2023 { va.max(7200.0) } else { va },
            LoadClass::Existing => rest += 1.25 * va,
            _ => rest += va,
        }
    }
    let mut sum = rest;
    // Outside dwellings.
    let per = |new: f64, old_load: f64| if old { old_load } else { new };
    let (unit, plugs) = match occupancy {
        "office" => (per(1.3, 3.5), 1.0),
        "hotel" => (per(1.7, 2.0), 0.0),
        "hospital" => (per(1.6, 2.0), 0.0),
        "restaurant" => (per(1.5, 2.0), 0.0),
        "warehouse" => (per(1.2, 0.25), 0.0),
        _ => (0.0, 0.0),
    };
    let area = area.unwrap_or(0.0);
    let lighting = f64::max(lighting, unit * area);
    sum += match occupancy {
        "warehouse" => lighting.min(12_500.0) + 0.5 * (lighting - 12_500.0).max(0.0),
        "hotel" => {
            let [a, b, c] = if old { [0.5, 0.4, 0.3] } else { [0.6, 0.5, 0.35] };
            a * lighting.min(20e3) + b * (lighting - 20e3).clamp(0.0, 80e3) + c * (lighting - 100e3).max(0.0)
        }
        "hospital" if old => 0.4 * lighting.min(50e3) + 0.2 * (lighting - 50e3).max(0.0),
        _ => lighting,
    };
    let receptacles = f64::max(receptacles, plugs * area);
    sum += receptacles.min(10e3) + 0.5 * (receptacles - 10e3).max(0.0);
    let all: f64 = kitchen.iter().sum();
    kitchen.sort_by(|a: &f64, b| b.total_cmp(a));
    let factor = [1.0, 1.0, 1.0, 0.9, 0.8, 0.7].get(kitchen.len()).copied().unwrap_or(0.65);
    sum += f64::max(factor * all, kitchen.iter().take(2).sum());
    // Dwellings.
    let units = found.areas.len() as f64;
    let floor: f64 = found.areas.iter().flatten().sum();
    let known = units > 0.0 && found.areas.iter().all(Option::is_some);
    let by_area = floor * if edition == Edition::E2026 { 2.0 } else { 3.0 };
    let general = by_area.max(own + if known { 0.0 } else { own_receptacles })
        + 1500.0 * (f64::max(small, 2.0 * units) + f64::max(laundry, units));
    sum += general.min(3e3) + 0.35 * (general - 3e3).clamp(0.0, 117e3) + 0.25 * (general - 120e3).max(0.0);
    sum += household(&cooking, three) + drying(&dryers, three) + appliances(&fast, edition);
    // Heating, cooling and the largest motor.
    let largest = |list: &[f64]| list.iter().copied().fold(0.0, f64::max);
    let (motor, cooler) = (largest(&motors), largest(&coolers));
    let more = if cooler > motor && edition >= Edition::E2023 { 0.25 * cooler } else { 0.0 };
    let apart = facts.yes(&project::NONCOINCIDENT) == Some(true) && heating > 0.0 && cooling > 0.0;
    if apart && heating > cooling + more {
        return sum + heating + 0.25 * motor;
    }
    if apart {
        return sum + cooling + 0.25 * motor.max(cooler);
    }
    sum + heating + cooling + 0.25 * motor.max(cooler)
}

/// Ranges of column C and the shares of smaller ones, for the few that a tree has.
fn household(ranges: &[f64], three: bool) -> f64 {
    let mut list = ranges.to_vec();
    let spread = three && list.len() > 1;
    if spread {
        let twice = 2 * list.len().div_ceil(3);
        let largest = list.iter().copied().fold(0.0, f64::max);
        list = vec![largest; twice];
    }
    const C: [f64; 26] = [
        0.0, 8.0, 11.0, 14.0, 17.0, 20.0, 21.0, 22.0, 23.0, 24.0, 25.0, 26.0, 27.0, 28.0, 29.0, 30.0, 31.0,
        32.0, 33.0, 34.0, 35.0, 36.0, 37.0, 38.0, 39.0, 40.0,
    ];
    const A: [f64; 16] =
        [0.0, 80.0, 75.0, 70.0, 66.0, 62.0, 59.0, 56.0, 53.0, 51.0, 49.0, 47.0, 45.0, 43.0, 41.0, 40.0];
    const B: [f64; 16] =
        [0.0, 80.0, 65.0, 55.0, 50.0, 45.0, 43.0, 40.0, 36.0, 35.0, 34.0, 32.0, 32.0, 32.0, 32.0, 32.0];
    let column_c = |list: &[f64]| {
        if list.is_empty() {
            return 0.0;
        }
        let average = list.iter().map(|va| va.max(12e3)).sum::<f64>() / list.len() as f64 / 1e3;
        let steps = (average - 12.0 + 0.5 + 1e-6).floor();
        1e3 * C[list.len()] * (1.0 + 0.05 * steps)
    };
    let pick =
        |from: f64, to: f64| list.iter().copied().filter(|va| *va >= from && *va < to).collect::<Vec<f64>>();
    let (small, middle) = (pick(0.0, 3500.0), pick(3500.0, 8750.1));
    let large = pick(8750.1, 1e9);
    let share = |list: &[f64], column: &[f64; 16]| list.iter().sum::<f64>() * column[list.len()] / 100.0;
    let shared = share(&small, &A) + share(&middle, &B) + column_c(&large);
    let one = column_c(&list).min(shared);
    if spread { one / 2.0 * 3.0 } else { one }
}

fn drying(dryers: &[f64], three: bool) -> f64 {
    const PERCENT: [f64; 12] = [0.0, 100.0, 100.0, 100.0, 100.0, 85.0, 75.0, 65.0, 60.0, 55.0, 50.0, 47.0];
    if three && dryers.len() > 1 {
        let twice = 2 * dryers.len().div_ceil(3);
        let each = dryers.iter().copied().fold(5e3, f64::max);
        return PERCENT[twice] / 100.0 * twice as f64 * each / 2.0 * 3.0;
    }
    PERCENT[dryers.len()] / 100.0 * dryers.iter().map(|va| va.max(5e3)).sum::<f64>()
}

fn appliances(list: &[f64], edition: Edition) -> f64 {
    let from = if edition >= Edition::E2023 { 500.0 } else { 0.0 };
    let counting = list.iter().filter(|va| **va >= from);
    let factor = if counting.clone().count() >= 4 { 0.75 } else { 1.0 };
    list.iter().map(|va| if *va >= from { factor * va } else { *va }).sum()
}
