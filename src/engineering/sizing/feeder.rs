//! The sizes of a feeder, and of the conductors to and from a transformer.

use crate::domain::{ConductorSet, Feeder, FeederLoad, Main, Project, Source, System};
use crate::engineering::feeder_load::Supply;
use crate::engineering::sizing::ask::Ask;
use crate::engineering::sizing::choose::Job;
use crate::engineering::sizing::circuit::{near_enough, sized};
use crate::engineering::sizing::overrides::kept;
use crate::engineering::{
    MissingField, ProjectLoads, SizedObject, SizedPart, Sizes, Sizing, SizingTerms, Step,
};
use crate::nec::tables::{StandardDevice, next_standard_rating, standard_ratings};
use crate::nec::{Citation, Edition, Insulation, Material};
use crate::units::rounding::code_amperes;
use crate::units::{Amperes, PowerFactor, WireSize};

/// Sizes the feeder of a panelboard or transformer by its design load.
///
/// The primary of a transformer is sized at 125 % of its rated current (450.3(B)); conductors from a secondary carry the
/// rating of the device where they end, without the next size up (240.21(C)).
///
/// # Errors
/// Names the field that is missing.
pub fn size_feeder(
    project: &Project,
    loads: &ProjectLoads,
    load: FeederLoad,
    terms: &SizingTerms,
) -> Result<Sizing, MissingField> {
    let (name, feeder, system) = record(project, load).ok_or("source of supply")?;
    let supply = Supply::of_load(project, feeder.source, load).ok_or("source of supply")?;
    let edition = project.settings().edition;
    let mut steps = Vec::new();
    let mut held = Vec::new();
    let now = Sizes {
        ocpd: device_now(project, feeder),
        conductors: feeder.conductors.clone(),
        raceway: feeder.raceway.clone(),
    };
    let secondary = matches!(feeder.source, Source::Transformer(_));
    let (carried, design, calculated) = match load {
        FeederLoad::Transformer(id) => of_primary(project, id, supply, edition, &mut steps)?,
        FeederLoad::Panel(id) if secondary => of_secondary(project, id, &now, &mut steps)?,
        FeederLoad::Panel(_) => of_load(loads, load, supply, edition, &mut steps)?,
    };
    let standard = |now: &Amperes| standard_ratings(StandardDevice::Breaker, edition).contains(&now.0);
    let calculated = match now.ocpd.filter(|now| near_enough(*now, calculated) && standard(now)) {
        Some(now) if now != calculated => {
            steps.push(Step::note("Device", format!("{now} as recorded")));
            now
        }
        _ => calculated,
    };
    let ocpd = if secondary && now.ocpd.is_none() {
        calculated
    } else {
        kept(&mut held, SizedPart::Ocpd, &feeder.facts, now.ocpd, calculated)
    };
    let ask = Ask {
        load: carried,
        carried,
        device: None,
        design,
        volts: supply.volts(),
        three_phase: supply.is_three_phase(),
        several_outlets: false,
        next_size_up: !secondary,
        steps: Vec::new(),
    };
    let like = feeder.conductors.clone().unwrap_or_else(|| usual(system));
    let job = Job {
        ask: &ask,
        ocpd,
        facts: &feeder.facts,
        edition,
        like: &like,
        raceway: feeder.raceway.as_ref(),
        length: feeder.length,
        most_drop_percent: terms.feeder_drop_percent,
        power_factor: PowerFactor::UNITY,
    };
    let poles = if supply.is_three_phase() { 3 } else { 2 };
    let then = sized(&job, &now, poles, &mut held, &mut steps)?;
    // The device at the end of a secondary is the main of what it feeds, no size of the feeder.
    let ocpd = if secondary && now.ocpd.is_none() { None } else { Some(ocpd) };
    let then = Sizes { ocpd, ..then };
    let name = format!("feeder of {name}");
    Ok(Sizing { object: SizedObject::Feeder(load), name, now, then, kept: held, steps })
}

fn record(project: &Project, load: FeederLoad) -> Option<(&str, &Feeder, Option<System>)> {
    match load {
        FeederLoad::Panel(id) => {
            let panel = project.panel(id)?;
            Some((&panel.name, panel.feeder.as_ref()?, Some(panel.system)))
        }
        FeederLoad::Transformer(id) => {
            let transformer = project.transformer(id)?;
            Some((&transformer.name, transformer.feeder.as_ref()?, None))
        }
    }
}

/// Returns the device ahead of a feeder that its size is about: the breaker it starts from, or its own.
pub(super) fn device_now(project: &Project, feeder: &Feeder) -> Option<Amperes> {
    match feeder.source {
        Source::Circuit(panel, circuit) => project.panel(panel)?.circuit(circuit)?.trip,
        Source::Service | Source::FeedThrough(_) | Source::Transformer(_) => feeder.ocpd,
    }
}

type Wanted = (Amperes, Amperes, Amperes);

fn of_load(
    loads: &ProjectLoads,
    load: FeederLoad,
    supply: Supply,
    edition: Edition,
    steps: &mut Vec<Step>,
) -> Result<Wanted, MissingField> {
    let of_feeder = loads.feeder(load).filter(|found| found.loads.connected.total().0 > 0.0).ok_or("load")?;
    let carried = supply.amperes(of_feeder.loads.demand.total());
    let design = of_feeder.design_amperes;
    steps.push(Step::new("Design load", of_feeder.arithmetic.clone(), format!("{design:.1}")));
    let rating = next_standard(design, edition, "215.3; 240.6(A)", steps)?;
    Ok((carried, design, rating))
}

fn of_primary(
    project: &Project,
    id: crate::domain::TransformerId,
    supply: Supply,
    edition: Edition,
    steps: &mut Vec<Step>,
) -> Result<Wanted, MissingField> {
    let transformer = project.transformer(id).ok_or("source of supply")?;
    let rated = supply.amperes(transformer.rating);
    if rated.0 <= 0.0 {
        return Err("rating of the transformer");
    }
    steps.push(Step::new(
        "Rated primary current",
        supply.arithmetic(transformer.rating),
        format!("{rated:.1}"),
    ));
    let least = rated * 1.25;
    let rating = next_standard(least, edition, "450.3(B); 240.6(A)", steps)?;
    Ok((rated, rated, rating))
}

fn of_secondary(
    project: &Project,
    id: crate::domain::PanelId,
    now: &Sizes,
    steps: &mut Vec<Step>,
) -> Result<Wanted, MissingField> {
    let main = project.panel(id).and_then(|panel| match panel.main {
        Main::Breaker(rating) => Some(rating),
        Main::LugsOnly => None,
    });
    let rating = now.ocpd.or(main).ok_or("rating of the device that protects the secondary")?;
    steps.push(Step::note(
        "Secondary",
        format!("its conductors carry the {rating} of the device at their end"),
    ));
    Ok((rating, rating, rating))
}

fn next_standard(
    least: Amperes,
    edition: Edition,
    section: &'static str,
    steps: &mut Vec<Step>,
) -> Result<Amperes, MissingField> {
    let found = next_standard_rating(code_amperes(least.0), StandardDevice::Breaker, edition);
    let rating = Amperes(found.ok_or("a load within the standard ratings")?);
    let words = format!("smallest rating of {least:.1} or more");
    steps.push(Step::new("Device", words, rating).citing(Citation { edition, section }));
    Ok(rating)
}

/// Returns the conductors of a feeder that has none recorded.
fn usual(system: Option<System>) -> ConductorSet {
    let size = WireSize::all().find(|size| size.name() == "1/0").expect("1/0 is a standard size");
    ConductorSet {
        size,
        material: Material::Copper,
        insulation: Insulation::Thhn,
        parallel_sets: 1,
        neutral: system.filter(|system| system.has_neutral()).map(|_| size),
        egc: Some(size),
    }
}
