//! What the calculations of dwellings share: lists of appliances as they are given, and the steps to their demand.

use crate::calc::kinds::fields;
use crate::calc::{
    Alike, Appliance, COOKING_RATINGS, ColumnC, CookingMethod, DryerDemand, DwellingSystem, Fault, Field,
    FieldType, Part, Preset, Work, cooking_demand, dryer_demand, dwelling_service_rating, neutral_of_heating,
    reduced_neutral, twice_between_two_phases, whole_amperes,
};
use crate::nec::tables::{
    CookingColumn, article_220, dwelling_service_conductor, motor_rated_volts, single_phase_motor_amperes,
    three_phase_motor_amperes,
};
use crate::nec::{Edition, Material};

pub(super) const SYSTEM: Field =
    Field::new("system", FieldType::Choice(&["120/240-1ph-3w", "208Y/120-1ph-3w", "208Y/120-3ph-4w"]), "")
        .assumed(Preset::Text("120/240-1ph-3w"));

pub(super) const AREA: Field = Field::new("area_ft2", FieldType::Positive, "ft2")
    .needed()
    .note("floor area from the outside dimensions");

pub(super) const EXCLUDED_AREA: Field =
    Field::new("excluded_area_ft2", FieldType::Number, "ft2").assumed(Preset::Number(0.0)).note(
        "part of area_ft2 that is open porch, garage or unused/unfinished space \
not adaptable for future use",
    );

pub(super) const SA_CIRCUITS: Field = Field::new("sa_circuits", FieldType::Whole, "")
    .assumed(Preset::Number(2.0))
    .note("small-appliance circuits");

pub(super) const LAUNDRY_CIRCUITS: Field = Field::new("laundry_circuits", FieldType::Whole, "")
    .assumed(Preset::Number(1.0))
    .note("laundry circuits");

pub(super) const COOKING: Field =
    Field::new("cooking", FieldType::List(ALIKE), "").note("household cooking appliances over 1.75 kW");

pub(super) const DRYERS: Field = Field::new("dryers", FieldType::List(ALIKE), "");

pub(super) const APPLIANCE_LIST: Field = Field::new("appliances", FieldType::List(APPLIANCES), "").note(
    "fastened in place: water heater, dishwasher, disposer ... not cooking, \
dryer, heat, A/C",
);

pub(super) const EVSE: Field = Field::new("evse", FieldType::List(ALIKE), "");

pub(super) const OTHER_VA: Field = Field::new("other_va", FieldType::Number, "VA")
    .assumed(Preset::Number(0.0))
    .note("further line-to-line load at 100 %");

/// Fields of a list of ratings.
pub(super) const ALIKE: &[Field] = &[
    fields::COUNT,
    Field::new("va", FieldType::Positive, "VA").needed().note("nameplate of one (kW x 1000)"),
];

/// Fields of a list of appliances fastened in place.
pub(super) const APPLIANCES: &[Field] = &[
    fields::COUNT,
    Field::new("name", FieldType::Text, ""),
    Field::new("va", FieldType::Positive, "VA").needed_when("one of va | a+v | hp+v"),
    Field::new("a", FieldType::Positive, "A"),
    Field::new("v", FieldType::Positive, "V"),
    Field::new("hp", FieldType::Positive, "hp"),
    Field::new("phases", FieldType::ChoiceOf(&[1.0, 3.0]), "").assumed(Preset::Number(1.0)).note("for hp"),
    Field::new("neutral", FieldType::Flag, "").assumed(Preset::Flag(false)).note("line-to-neutral load"),
];

/// Reads a list of ratings; empty where it is absent.
pub(super) fn read_alike(inputs: &Part<'_>, list: &str) -> Vec<Alike> {
    let read = |one: Part<'_>| Alike { count: one.number("n"), va: one.number("va") };
    inputs.list(list).into_iter().map(read).collect()
}

/// Reads a list of cooking appliances, whose ratings the table has to cover.
pub(super) fn read_cooking(work: &Work<'_>, list: &str) -> Result<Vec<Alike>, Fault> {
    let inputs = work.inputs();
    let (above, to) = COOKING_RATINGS;
    for one in inputs.list(list) {
        let va = one.number("va");
        if va <= above || va > to {
            return Err(work.range(&one.at("va"), format!("the table is for {above} to {to} VA")));
        }
    }
    Ok(read_alike(&inputs, list))
}

/// Reads a list of appliances fastened in place; whether they load the neutral is read only where it matters.
pub(super) fn read_appliances(
    work: &Work<'_>,
    list: &str,
    neutral_matters: bool,
) -> Result<Vec<Appliance>, Fault> {
    let read = |one: Part<'_>| {
        let va = appliance_va(work, &one)?;
        let neutral = neutral_matters && one.flag("neutral");
        Ok(Appliance { count: one.number("n"), va, hp: one.maybe("hp"), neutral })
    };
    work.inputs().list(list).into_iter().map(read).collect()
}

/// Returns the load of one appliance in VA: given, from amperes and volts, or from the motor's current.
fn appliance_va(work: &Work<'_>, one: &Part<'_>) -> Result<f64, Fault> {
    let given: Vec<&str> = ["va", "a", "hp"].into_iter().filter(|name| one.has(name)).collect();
    match given[..] {
        [] => return Err(work.missing(&one.at("va"))),
        [_] => {}
        [.., last] => return Err(work.conflict(&one.at(last), "give VA, amperes and volts, or horsepower")),
    }
    if let Some(va) = one.maybe("va") {
        return Ok(va);
    }
    let volts = one.maybe("v").ok_or_else(|| work.missing(&one.at("v")))?;
    if let Some(amperes) = one.maybe("a") {
        return Ok(amperes * volts);
    }
    let hp = one.number("hp");
    let three_phase = one.number("phases") == 3.0;
    if motor_rated_volts(volts).is_none() {
        return Err(work.range(&one.at("v"), "no motor current is listed for this voltage"));
    }
    let (amperes, factor) = if three_phase {
        (three_phase_motor_amperes(hp, volts), 3.0_f64.sqrt())
    } else {
        (single_phase_motor_amperes(hp, volts), 1.0)
    };
    let amperes = amperes.ok_or_else(|| work.no_row(&one.at("hp"), "no motor current is listed"))?;
    let va = amperes * volts * factor;
    work.step("Load of a motor", if three_phase { "√3 · table current · V" } else { "table current · V" })
        .with("hp", hp)
        .with("A", amperes)
        .with("V", volts)
        .cite(if three_phase { "Table 430.250" } else { "Table 430.248" })
        .gives(va, "VA");
    Ok(va)
}

/// Returns the demand of cooking appliances in VA, writing the steps before the last; none come to nothing.
///
/// # Errors
/// Different ratings over three phases.
pub(super) fn cooking(
    work: &Work<'_>,
    list: &str,
    given: &[Alike],
    three_phase: bool,
) -> Result<(f64, CookingMethod), Fault> {
    let table = format!("Table {}", article_220("55", work.edition));
    let spread;
    let appliances = if three_phase && !given.is_empty() {
        spread = [one_rating(work, list, given)?];
        &spread[..]
    } else {
        given
    };
    let Some(demand) = cooking_demand(appliances) else { return Ok((0.0, CookingMethod::C)) };
    column_c(work, "all appliances", &demand.all, &table);
    for share in &demand.shares {
        let name = if share.column == CookingColumn::A { "column A" } else { "column B" };
        work.step(format!("Share of the nameplates, {name}"), "Σ nameplates · per cent")
            .with("n", share.count)
            .with("Σ VA", share.nameplates_va)
            .with("per cent", share.percent)
            .cite(&table)
            .gives(share.va, "VA");
    }
    if let Some(large) = &demand.large {
        column_c(work, "appliances above 8.75 kW", large, &table);
    }
    if !demand.shares.is_empty() {
        work.step("Demand by shares of the nameplates", "sum of the parts")
            .cite(&table)
            .gives(demand.shared_va, "VA");
    }
    if !three_phase {
        return Ok((demand.va, demand.method));
    }
    work.step("Demand between two phases", "smaller of the two ways").cite(&table).gives(demand.va, "VA");
    Ok((demand.va / 2.0 * 3.0, demand.method))
}

fn column_c(work: &Work<'_>, of: &str, column: &ColumnC, table: &str) {
    work.step(format!("Column C, {of}"), "row of the table")
        .with("n", column.count)
        .cite(table)
        .gives(1000.0 * column.table_kw, "VA");
    if column.average_kw > 12.0 {
        work.step("Average rating above 12 kW", "average − 12, in whole kW")
            .with("average kW", column.average_kw)
            .cite(table)
            .gives(column.excess_kw, "-");
    }
    work.step(format!("Demand by column C, {of}"), "column C · (1 + 5 % · kW above 12)")
        .with("kW above 12", column.excess_kw)
        .cite(table)
        .gives(column.va, "VA");
}

/// Returns what enters the table for appliances over three phases: twice the number between two phases.
fn one_rating(work: &Work<'_>, list: &str, given: &[Alike]) -> Result<Alike, Fault> {
    let va = Alike::rating(given).ok_or_else(|| {
        work.conflict(&work.inputs().at(list), "over three phases all ratings have to be equal")
    })?;
    let count = Alike::count(given);
    let twice = twice_between_two_phases(count);
    work.step("Number that enters the table", "2 · ⌈n / 3⌉").with("n", count).gives(twice, "-");
    Ok(Alike { count: twice, va })
}

/// Returns the demand of dryers, writing the steps before factor and demand; `None` of none.
///
/// # Errors
/// Different ratings over three phases.
pub(super) fn dryers(
    work: &Work<'_>,
    list: &str,
    given: &[Alike],
    three_phase: bool,
) -> Result<Option<DryerDemand>, Fault> {
    if given.is_empty() {
        return Ok(None);
    }
    if three_phase {
        one_rating(work, list, given)?;
    }
    Ok(dryer_demand(given, three_phase))
}

/// Writes the demand of the appliances given as `cooking`, in VA, as a result.
///
/// # Errors
/// As [`cooking`].
pub(super) fn cooking_demand_step(work: &Work<'_>, three_phase: bool) -> Result<f64, Fault> {
    let (va, _) = cooking(work, "cooking", &read_cooking(work, "cooking")?, three_phase)?;
    work.step("Cooking demand", "by the table")
        .cite(&article_220("55", work.edition))
        .is("cooking_demand_va", va);
    Ok(va)
}

/// Writes the demand of the dryers given as `dryers`, in VA, as a result; none of them is no demand.
///
/// # Errors
/// As [`dryers`].
pub(super) fn dryer_demand_step(work: &Work<'_>, three_phase: bool) -> Result<f64, Fault> {
    let section = article_220("54", work.edition);
    let demand = dryers(work, "dryers", &read_alike(&work.inputs(), "dryers"), three_phase)?;
    if let Some(demand) = &demand {
        work.step("Dryer factor", "row of the table")
            .with("n", demand.counted)
            .with("connected VA", demand.connected_va)
            .cite(&format!("Table {section}"))
            .gives(demand.percent, "pct");
    }
    let va = demand.map_or(0.0, |demand| demand.va);
    work.step("Dryer demand", "factor · connected load").cite(&section).is("dryer_demand_va", va);
    Ok(va)
}

/// Reads `system`.
pub(super) fn system(inputs: &Part<'_>) -> DwellingSystem {
    let name = inputs.text("system");
    DwellingSystem::from_name(&name).unwrap_or_else(|| unreachable!("{name} is no system"))
}

/// Writes the service's rating and its conductors.
///
/// # Errors
/// Amperes above every standard rating.
pub(super) fn service(work: &Work<'_>, system: DwellingSystem, amperes: f64) -> Result<(), Fault> {
    let rating = dwelling_service_rating(amperes, work.edition)
        .ok_or_else(|| work.range("", "no standard rating is as large as the service current"))?;
    work.step("Service rating", "smallest standard rating ≥ whole amperes, at least 100 A")
        .with("whole amperes", whole_amperes(amperes))
        .cite("230.79(C), 240.6(A)")
        .is("min_service_a", rating);
    let section = if work.edition == Edition::E2017 { "310.15(B)(7)" } else { "310.12" };
    for (result, metal) in
        [("service_conductor_cu", Material::Copper), ("service_conductor_al", Material::Aluminum)]
    {
        if system == DwellingSystem::Wye208 {
            work.undetermined(result, &["system"]);
            continue;
        }
        match dwelling_service_conductor(rating, metal) {
            Some(size) => work
                .step(format!("Service conductor, {}", metal.name()), "row of the table")
                .with("A", rating)
                .cite(section)
                .is(result, size),
            None => work.undetermined(result, &[]),
        }
    }
    if system != DwellingSystem::Wye208 && dwelling_service_conductor(rating, Material::Copper).is_none() {
        work.warn("The table of dwelling services ends at 400 A; size the conductors by their ampacity");
    }
    Ok(())
}

/// Writes what the neutral carries: line-to-neutral demand, and a share of cooking and drying.
pub(super) fn neutral(work: &Work<'_>, system: DwellingSystem, line_neutral_va: f64, heating_va: f64) {
    let section = article_220("61(B)", work.edition);
    let share = neutral_of_heating(heating_va);
    work.step("Neutral load", "line-to-neutral demand + 70 % of cooking and drying")
        .with("line to neutral VA", line_neutral_va)
        .with("cooking and drying VA", heating_va)
        .cite(&section)
        .is("neutral_va", line_neutral_va + share);
    let before = system.amperes(line_neutral_va, share);
    work.step("Neutral current", amperes_formula(system))
        .with("line to neutral VA", line_neutral_va)
        .with("share VA", share)
        .is("neutral_a_before", before);
    let after = if system.reduces_neutral() { reduced_neutral(before, 0.0) } else { before };
    let formula = if system.reduces_neutral() { "70 % of what is above 200 A" } else { "no reduction" };
    work.step("Neutral current, reduced", formula).with("A", before).cite(&section).is("neutral_a", after);
}

/// Says how VA become amperes.
pub(super) fn amperes_formula(system: DwellingSystem) -> &'static str {
    match system {
        DwellingSystem::Split240 => "VA / 240",
        DwellingSystem::TwoLegs208 => "line-to-neutral VA / 240 + other VA / 208",
        DwellingSystem::Wye208 => "VA / (√3 · 208)",
    }
}
