//! The sizes of a branch circuit.

use crate::domain::{Circuit, ConductorSet, Panel, Project};
use crate::engineering::sizing::ask::{Ask, ask_of_circuit};
use crate::engineering::sizing::choose::{Job, raceway_for};
use crate::engineering::sizing::overrides::kept;
use crate::engineering::{MissingField, SizedObject, SizedPart, Sizes, Sizing, SizingTerms, Step};
use crate::nec::tables::{StandardDevice, branch_circuit, standard_ratings};
use crate::nec::{Citation, Edition, Insulation, Material, RacewayType};
use crate::units::rounding::code_amperes;
use crate::units::{Amperes, PowerFactor, WireSize};

/// A device below so many times the smallest that would do is left as it is.
const LEFT_ALONE_BELOW: f64 = 1.5;

/// Sizes a branch circuit by its load, its length and the facts about its conductors.
///
/// What is recorded decides metal, insulation, raceway type and whether there is a neutral or a wire-type EGC; where
/// nothing is, copper THHN in EMT with an EGC. Lighting and receptacles get a device for several outlets.
///
/// # Errors
/// Names the field that is missing.
pub fn size_circuit(
    project: &Project,
    panel: &Panel,
    circuit: &Circuit,
    terms: &SizingTerms,
) -> Result<Sizing, MissingField> {
    let edition = project.settings().edition;
    let ask = ask_of_circuit(panel, circuit, edition)?;
    let mut steps = ask.steps.clone();
    let mut held = Vec::new();
    let now = Sizes {
        ocpd: circuit.trip,
        conductors: circuit.conductors.clone(),
        raceway: circuit.raceway.clone(),
    };
    let calculated = device(&ask, circuit.trip, terms, edition, &mut steps)?;
    let ocpd = kept(&mut held, SizedPart::Ocpd, &circuit.facts, now.ocpd, calculated);
    let like = now.conductors.clone().unwrap_or_else(|| usual(panel, circuit));
    let job = Job {
        ask: &ask,
        ocpd,
        facts: &circuit.facts,
        edition,
        like: &like,
        raceway: now.raceway.as_ref(),
        length: circuit.length,
        most_drop_percent: terms.branch_drop_percent,
        power_factor: circuit.power_factor.unwrap_or(PowerFactor::UNITY),
    };
    let then = sized(&job, &now, circuit.poles, &mut held, &mut steps)?;
    Ok(Sizing {
        object: SizedObject::Circuit(panel.id, circuit.id),
        name: format!("{}/{}", panel.name, circuit.slot),
        now,
        then: Sizes { ocpd: Some(ocpd), ..then },
        kept: held,
        steps,
    })
}

/// Returns conductors, EGC and raceway for a job, with what is kept as it is.
pub(super) fn sized(
    job: &Job<'_>,
    now: &Sizes,
    poles: u8,
    held: &mut Vec<(SizedPart, String)>,
    steps: &mut Vec<Step>,
) -> Result<Sizes, MissingField> {
    let chosen = job.conductors(steps)?;
    let size: WireSize =
        chosen.row.size.parse().map_err(|_| "conductors with an ampacity in the Code's table")?;
    let egc = if job.like.egc.is_some() { Some(job.egc(&chosen, steps)?) } else { None };
    let neutral = job.like.neutral.map(|_| size);
    let calculated = ConductorSet { size, parallel_sets: chosen.sets, neutral, egc, ..job.like.clone() };
    let mut set = kept(held, SizedPart::Conductors, job.facts, now.conductors.clone(), calculated.clone());
    set.egc = kept(held, SizedPart::Egc, job.facts, now.conductors.as_ref().map(|set| set.egc), egc);
    let kind = job.raceway.map_or(RacewayType::Emt, |raceway| raceway.kind);
    let raceway = raceway_for(&set, poles, kind, job.edition, steps)?;
    let raceway = kept(held, SizedPart::Raceway, job.facts, now.raceway.clone(), raceway);
    Ok(Sizes { ocpd: None, conductors: Some(set), raceway: Some(raceway) })
}

/// Returns the smallest device for a load.
fn device(
    ask: &Ask,
    now: Option<Amperes>,
    terms: &SizingTerms,
    edition: Edition,
    steps: &mut Vec<Step>,
) -> Result<Amperes, MissingField> {
    if let Some((most, section)) = ask.device {
        // Any device between does; only experience says with which one a motor starts.
        let recorded = now.filter(|now| *now >= ask.carried && *now <= most);
        let words = match recorded {
            Some(_) => format!("as recorded: no less than {:.1}, no more than {most}", ask.carried),
            None => "the largest rating allowed".to_owned(),
        };
        let rating = recorded.unwrap_or(most);
        steps.push(Step::new("Device", words, rating).citing(Citation { edition, section }));
        return Ok(rating);
    }
    // Somebody has chosen a smaller device than is usual, and it is large enough.
    let enough = code_amperes(ask.design.0);
    let smallest =
        now.filter(|now| now.0 >= enough).map_or(terms.smallest_device, |now| now.min(terms.smallest_device));
    let least = enough.max(smallest.0);
    let ratings = standard_ratings(StandardDevice::Breaker, edition);
    let several = |rating: &f64| branch_circuit(*rating, edition).is_some();
    let fits = |rating: &f64| *rating >= least && (!ask.several_outlets || several(rating));
    let section = if ask.several_outlets { "210.18; 240.6(A)" } else { "240.6(A)" };
    let rating = ratings.iter().copied().find(fits);
    let rating = Amperes(rating.ok_or("a load within the ratings of one circuit; split it over several")?);
    let (rating, words) = match now
        .filter(|now| near_enough(*now, rating) && ratings.iter().filter(|r| fits(r)).any(|r| *r == now.0))
    {
        Some(now) => (now, format!("as recorded: {rating} would do")),
        None => (rating, format!("smallest rating of {} or more", Amperes(least))),
    };
    steps.push(Step::new("Device", words, rating).citing(Citation { edition, section }));
    Ok(rating)
}

/// Whether a recorded device that is larger than it has to be is left alone: somebody has chosen it.
pub(super) fn near_enough(now: Amperes, rating: Amperes) -> bool {
    now >= rating && now.0 < rating.0 * LEFT_ALONE_BELOW
}

/// Returns the conductors of a circuit that has none recorded.
fn usual(panel: &Panel, circuit: &Circuit) -> ConductorSet {
    let twelve = WireSize::all().find(|size| size.name() == "12");
    let size = twelve.expect("12 AWG is a standard size");
    ConductorSet {
        size,
        material: Material::Copper,
        insulation: Insulation::Thhn,
        parallel_sets: 1,
        neutral: (panel.system.has_neutral() && circuit.is_line_to_neutral()).then_some(size),
        egc: Some(size),
    }
}
