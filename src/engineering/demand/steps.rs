//! How demand and design load came about, in words and numbers with their sections.

use crate::calc::CookingMethod;
use crate::domain::LoadClass;
use crate::engineering::class_demand::whole;
use crate::engineering::demand::optional::{Air, general_of_one, total};
use crate::engineering::demand::{DemandGroup, General, GroupDemand, Loads, OptionalCase, Outcome};
use crate::engineering::{Step, class_rule};
use crate::nec::tables::{
    DWELLING_CIRCUIT_VA, LightingUse, RECEPTACLE_SLICES, Slice, kitchen_percent, lighting_slices,
    multifamily_percent, optional_dwelling_slices,
};
use crate::nec::{Citation, Edition};
use crate::units::{VoltAmperes, grouped, percent, trimmed};

const GENERAL: [&str; 4] = ["220.42", "220.42", "220.45", "120.45"];
const CIRCUITS: [&str; 4] = ["220.52", "220.52", "220.52", "120.52"];
const AREA: [&str; 4] = ["220.12", "220.14(J)", "220.41", "120.41"];
const UNIT_LOADS: [&str; 4] = ["220.12", "220.12", "220.42(A)", "120.42(A)"];
const OFFICE_RECEPTACLES: [&str; 4] = ["220.14(K)", "220.14(K)", "220.14(K)", "120.14(K)"];
const APPLIANCES: [&str; 4] = ["220.53", "220.53", "220.53", "120.53"];
const DRYERS: [&str; 4] = ["220.54", "220.54", "220.54", "120.54"];
const COOKING: [&str; 4] = ["220.55", "220.55", "220.55", "120.55"];
const NONCOINCIDENT: [&str; 4] = ["220.60", "220.60", "220.60", "120.60"];
const ONE: [&str; 4] = ["220.82(B)", "220.82(B)", "220.82(B)", "120.82(B)"];
const ONE_AIR: [&str; 4] = ["220.82(C)", "220.82(C)", "220.82(C)", "120.82(C)"];
const SEVERAL: [&str; 4] = ["220.84", "220.84", "220.84", "120.84"];
const TWO: [&str; 4] = ["220.85", "220.85", "220.85", "120.85"];

/// Returns the steps to the demand.
pub(super) fn demand(loads: &Loads) -> Vec<Step> {
    let quarter = |row: &GroupDemand| quarter_of(loads, row.group).unwrap_or(0.0);
    let counts = |row: &&GroupDemand| row.connected > 0.0 || row.demand > 0.0;
    let mut rows: Vec<&GroupDemand> = loads.groups.iter().filter(counts).collect();
    let mut terms = Vec::new();
    let mut steps = Vec::new();
    if let Some(case) = loads.optional {
        steps = by_option(loads, case);
        let of_dwellings = rows.iter().filter(|row| row.group.is_of_dwellings());
        terms.push(va(of_dwellings.map(|row| row.demand).sum()));
        rows.retain(|row| !row.group.is_of_dwellings());
    }
    steps.extend(rows.iter().flat_map(|row| group(loads, row)));
    terms.extend(rows.iter().map(|row| va(row.demand + quarter(row))));
    steps.push(Step::new("Demand", terms.join(" + "), whole(loads.demand.total())));
    steps
}

/// Returns the step from the demand to the design load.
pub(super) fn design(loads: &Loads) -> Step {
    let (demand, design) = (loads.demand.total(), loads.design.total());
    let inputs = format!("{} + 25 % of {} continuous", whole(demand), whole((design - demand) * 4.0));
    Step::new("Design", inputs, whole(design))
        .citing(Citation { edition: loads.edition, section: "215.2(A)" })
}

/// Returns what is assumed or left out.
pub(super) fn notes(loads: &Loads) -> Vec<Step> {
    let mut notes: Vec<Step> = Vec::new();
    let premises = &loads.terms.premises;
    if premises.occupancy.is_none() {
        for row in &loads.classes {
            if let Some(what) = class_rule(row.class).by_occupancy {
                let label = row.class.label();
                notes.push(Step::note("Not applied", format!("{label}: {what}; the occupancy is not given")));
            }
        }
    }
    let both = [LoadClass::Heating, LoadClass::Cooling];
    let both = both.iter().all(|class| loads.classes.iter().any(|row| row.class == *class));
    let larger_counts = matches!(loads.optional, Some(OptionalCase::Two | OptionalCase::Several(_)));
    if both && !premises.noncoincident && !larger_counts {
        notes.push(Step::note(
            "Both counted",
            "heating and cooling; they are not said to be never on together",
        ));
    }
    let dwelling = loads.dwelling();
    if dwelling.without_area > 0.0 {
        let units = trimmed(dwelling.without_area, 0);
        notes.push(Step::note(
            "Area not given",
            format!("of {units} dwelling units; lighting and receptacles count as installed"),
        ));
    }
    if loads.terms.optional && loads.optional.is_none() {
        notes.push(Step::note("Standard method", "the optional one does not hold here, or gives no less"));
    }
    if loads.edition == Edition::E2026 && !loads.classes.is_empty() {
        notes.push(Step::note("Sections", "numbers of Article 120 are from renumbering lists, not verified"));
    }
    notes
}

/// Returns the steps to one group by the standard method.
pub(super) fn group(loads: &Loads, row: &GroupDemand) -> Vec<Step> {
    match row.group {
        DemandGroup::General => general(loads),
        DemandGroup::Cooking => vec![cooking(loads, row)],
        DemandGroup::Dryers => vec![dryers(loads, row)],
        DemandGroup::Appliances => vec![appliances(loads, row)],
        DemandGroup::Dwelling(class) | DemandGroup::Class(class) => of_class(loads, row, class),
    }
}

fn general(loads: &Loads) -> Vec<Step> {
    let sum = loads.dwelling();
    let general = General::of(sum, loads.edition);
    let by_area = general.per_ft2 * sum.area_ft2;
    let lighting = if sum.units > 0.0 && sum.without_area == 0.0 && by_area >= sum.lighting_va {
        let area = grouped(sum.area_ft2, 0);
        Step::new(
            "General lighting",
            format!("{} VA/ft² × {area} ft²", trimmed(general.per_ft2, 1)),
            va(by_area),
        )
    } else {
        Step::new("General lighting", "as installed", va(general.lighting_va))
    };
    let circuits = trimmed(general.circuits, 0);
    let circuits_va = general.circuits * DWELLING_CIRCUIT_VA;
    let mut steps = vec![cite(loads, lighting, &AREA)];
    if general.circuits > 0.0 {
        let inputs = format!("{circuits} × {}", va(DWELLING_CIRCUIT_VA));
        steps.push(cite(
            loads,
            Step::new("Small-appliance and laundry circuits", inputs, va(circuits_va)),
            &CIRCUITS,
        ));
    }
    let slices = lighting_slices(LightingUse::Dwelling, loads.edition);
    let step = Step::new("General load", sliced(general.subtotal_va, slices), va(general.demand_va));
    steps.push(cite(loads, step, &GENERAL));
    steps
}

fn cooking(loads: &Loads, row: &GroupDemand) -> Step {
    let count = loads.pieces(DemandGroup::Cooking).len();
    let three = loads.terms.three_phase && count > 1;
    let method = loads.sums.cooking(loads.terms.three_phase).map_or(CookingMethod::C, |(d, _)| d.method);
    let phases = if three { ", twice the number between two phases" } else { "" };
    let inputs =
        format!("{}, {}, column {}{phases}", counted(count, "appliance"), va(row.connected), method.name());
    cite(loads, Step::new("Household cooking", inputs, va(row.demand)), &COOKING)
}

fn dryers(loads: &Loads, row: &GroupDemand) -> Step {
    let count = loads.pieces(DemandGroup::Dryers).len();
    let inputs = match loads.sums.dryers(loads.terms.three_phase) {
        Some(demand) => {
            let all = va(demand.connected_va);
            let dryers = counted(count, "dryer");
            format!("{dryers} of at least 5,000 VA, {all} × {} %", trimmed(demand.percent, 1))
        }
        None => format!("{} × 100 %", va(row.connected)),
    };
    cite(loads, Step::new("Dryers", inputs, va(row.demand)), &DRYERS)
}

fn appliances(loads: &Loads, row: &GroupDemand) -> Step {
    let found = loads.sums.appliances(loads.edition);
    let rest = found.connected_va - found.counted_va;
    let mut inputs = format!("{} × {} %", va(found.counted_va), trimmed(found.percent, 0));
    if rest > 0.0 {
        inputs += &format!(" + {} that do not count for the factor", va(rest));
    }
    cite(loads, Step::new("Fastened appliances", inputs, va(row.demand)), &APPLIANCES)
}

fn of_class(loads: &Loads, row: &GroupDemand, class: LoadClass) -> Vec<Step> {
    let outside = !row.group.is_of_dwellings() && loads.dwelling().units > 0.0;
    let label =
        if outside { format!("{}, outside dwellings", class.label()) } else { class.label().to_owned() };
    let rule = class_rule(class);
    let mut steps = Vec::new();
    let (inputs, section) = arithmetic(loads, row, class, &mut steps);
    let quarter = quarter_of(loads, row.group);
    let mut step = Step::new(label, inputs, va(row.demand + quarter.unwrap_or(0.0)));
    if let Some(quarter) = quarter {
        step.inputs += &format!(" + 25 % of {}", va(quarter * 4.0));
    }
    steps.push(match (section, rule.citation(loads.edition)) {
        (Some(section), _) => cite(loads, step, section),
        (None, Some(citation)) => step.citing(citation),
        (None, None) => step,
    });
    steps
}

/// Returns the arithmetic of a class and a section of its own, writing steps that come before.
fn arithmetic(
    loads: &Loads,
    row: &GroupDemand,
    class: LoadClass,
    before: &mut Vec<Step>,
) -> (String, Option<&'static [&'static str; 4]>) {
    let connected = row.connected;
    let least = loads.terms.least_by_area().filter(|_| !row.group.is_of_dwellings());
    match class {
        LoadClass::Heating | LoadClass::Cooling if row.demand == 0.0 && connected > 0.0 => {
            (format!("{} × 0 %, the smaller of heating and cooling", va(connected)), Some(&NONCOINCIDENT))
        }
        LoadClass::Lighting => {
            let by_area = least.map_or(0.0, |least| least.lighting_va());
            if let Some(least) = least.filter(|_| by_area > connected) {
                let each = trimmed(least.lighting_per_ft2.unwrap_or(0.0), 2);
                let inputs = format!("{each} VA/ft² × {} ft²", grouped(least.area_ft2, 0));
                before.push(cite(loads, Step::new("Lighting by area", inputs, va(by_area)), &UNIT_LOADS));
            }
            let slices = lighting_slices(loads.terms.premises.lights(), loads.edition);
            (sliced(connected.max(by_area), slices), None)
        }
        LoadClass::Receptacle => {
            let by_area = least.map_or(0.0, |least| least.receptacles_va());
            if let Some(least) = least.filter(|_| by_area > connected) {
                let inputs = format!("1 VA/ft² × {} ft²", grouped(least.area_ft2, 0));
                let step = Step::new("Receptacles by area", inputs, va(by_area));
                before.push(cite(loads, step, &OFFICE_RECEPTACLES));
            }
            (sliced(connected.max(by_area), &RECEPTACLE_SLICES), None)
        }
        LoadClass::Kitchen if row.demand < connected => {
            let count = loads.pieces(row.group).len();
            let by_number = connected * kitchen_percent(count) / 100.0;
            if row.demand > by_number + 1e-9 {
                return (format!("the two largest of {count} pieces, more than {}", va(by_number)), None);
            }
            (format!("{} × {} % for {count} pieces", va(connected), trimmed(kitchen_percent(count), 0)), None)
        }
        LoadClass::ElectricVehicle if row.demand > connected => (
            format!("{}, at least 7,200 VA for each of {}", va(connected), loads.pieces(row.group).len()),
            None,
        ),
        LoadClass::Motor
        | LoadClass::Heating
        | LoadClass::Cooling
        | LoadClass::Kitchen
        | LoadClass::Appliance
        | LoadClass::ElectricVehicle
        | LoadClass::Sign
        | LoadClass::SpareCapacity
        | LoadClass::Existing => (format!("{} × {}", va(connected), percent(row.factor(), 0)), None),
    }
}

fn by_option(loads: &Loads, case: OptionalCase) -> Vec<Step> {
    let general_load = General::of(loads.dwelling(), loads.edition);
    let mut steps = general(loads);
    steps.pop();
    match case {
        OptionalCase::One => {
            let (demand, load) = general_of_one(&loads.groups, &general_load, &loads.terms);
            let slices = optional_dwelling_slices(loads.edition);
            let text = format!("lighting, circuits and nameplates: {}", sliced(load, &slices));
            steps.push(cite(loads, Step::new("General load, optional", text, va(demand)), &ONE));
            let air = Air::of(&loads.groups, &loads.terms);
            if air.heating + air.cooling > 0.0 {
                let (cooling, heating) = (va(air.cooling), va(air.heating));
                let text = format!(
                    "cooling {cooling} + heating {heating}, which counts with {} %",
                    trimmed(air.percent, 0)
                );
                let step = Step::new("Heating and cooling", text, va(air.heating + air.cooling));
                steps.push(cite(loads, step, &ONE_AIR));
            }
        }
        OptionalCase::Two => steps.push(units_step(loads, 3.0, "two units as three alike", &TWO)),
        OptionalCase::Several(units) => {
            let text = format!("{} units", trimmed(units, 0));
            steps.push(units_step(loads, units, &text, &SEVERAL));
        }
    }
    steps
}

fn units_step(loads: &Loads, units: f64, text: &str, section: &[&'static str; 4]) -> Step {
    let dwellings = loads.groups.iter().filter(|row| row.group.is_of_dwellings()).copied().collect();
    let demand = total(&Outcome { groups: dwellings, motor: None });
    let factor = multifamily_percent(units).unwrap_or(100.0);
    let inputs = format!(
        "{text}: {} × {} %, the larger of heating and cooling",
        va(demand * 100.0 / factor),
        trimmed(factor, 0)
    );
    cite(loads, Step::new("Dwelling units, optional", inputs, va(demand)), section)
}

fn counted(count: usize, what: &str) -> String {
    if count == 1 { format!("1 {what}") } else { format!("{count} {what}s") }
}

fn quarter_of(loads: &Loads, group: DemandGroup) -> Option<f64> {
    let motor = loads.largest_motor.filter(|motor| motor.group == group)?;
    Some(motor.load.total().0 * 0.25)
}

/// Writes a load slice by slice: `10,000 VA × 100 % + 3,500 VA × 50 %`.
fn sliced(load: f64, slices: &[Slice]) -> String {
    let mut from = 0.0;
    let mut terms = Vec::new();
    for slice in slices {
        let part = load.min(slice.up_to) - from;
        if part > 0.0 || terms.is_empty() {
            terms.push(format!("{} × {} %", va(part.max(0.0)), trimmed(slice.percent, 0)));
        }
        from = slice.up_to;
    }
    terms.join(" + ")
}

fn cite(loads: &Loads, step: Step, sections: &[&'static str; 4]) -> Step {
    let at = Edition::ALL.iter().position(|edition| *edition == loads.edition);
    match at.and_then(|at| sections.get(at)) {
        Some(section) => step.citing(Citation { edition: loads.edition, section }),
        None => step,
    }
}

fn va(va: f64) -> String {
    whole(VoltAmperes(va))
}
