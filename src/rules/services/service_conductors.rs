//! PW061: service conductors carry their load and are protected by the service disconnect.

use crate::domain::facts::{project, service as facts};
use crate::domain::{Service, System};
use crate::engineering::Step;
use crate::nec::Material;
use crate::nec::tables::{Column, DWELLING_SERVICE_SHARE, StandardDevice, conductor, next_standard_rating};
use crate::rules::services::{RATING, occupancy};
use crate::rules::wiring::NO_VALUE;
use crate::rules::{Object, ObjectKind, Rule, RuleContext, RuleMeta, Severity, Verdict, Verification};
use crate::units::{Amperes, rounding::code_amperes, trimmed};

pub(in crate::rules) struct ServiceConductors;

const META: RuleMeta = RuleMeta {
    code: "PW061",
    name: "service-conductors",
    family: "services",
    title: "Service conductors too small",
    sections: Some(["230.42; 230.90(A)", "230.42; 230.90(A)", "230.42; 230.90(A)", "230.42; 230.90(A)"]),
    severity: Severity::Error,
    looks_at: &[ObjectKind::Service],
    checks: "The ampacity of all sets in the 75 °C column against the rating of the disconnect (to 800 A the next standard \
             rating above the ampacity passes) and against the design load of the service. A one-family dwelling of \
             240/120 V and 100 to 400 A passes with 83 % of its rating (310.12).",
    resolve: "Enlarge the service conductors or add a set.",
    not_checked: "Terminals of 60 °C, ambient, bundling and insulation; the ratings of several disconnects together; the \
                  load of a one-family dwelling whose conductors have 83 %.",
    verification: Verification::Memory,
    thresholds: &[],
};

/// Next ratings above the ampacity end here (240.4(B), (C)).
const NEXT_SIZE_UP_THROUGH_A: f64 = 800.0;
/// Ratings of dwellings with a share (310.12).
const SHARED_RATINGS_A: (f64, f64) = (100.0, 400.0);

impl Rule for ServiceConductors {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, cx: &RuleContext<'_>, object: &Object<'_>) -> Verdict {
        let Object::Service(service) = object else { return Verdict::NotApplicable };
        let (has, ampacity) = match ampacity(service) {
            Ok(found) => found,
            Err(missing) => return Verdict::Undetermined(missing),
        };
        let load = cx.loads.service.as_ref().filter(|service| service.loads.connected.total().0 > 0.0);
        if service.rating.is_none() && load.is_none() {
            return Verdict::Undetermined(RATING);
        }
        if let Some(verdict) =
            service.rating.and_then(|rating| against_rating(cx, service, rating, has, &ampacity))
        {
            return verdict;
        }
        let Some(load) = load else { return Verdict::Pass };
        let needs = load.design_amperes();
        if has.0 >= code_amperes(needs.0) {
            return Verdict::Pass;
        }
        match occupancy(cx) {
            None => Verdict::of_project(project::OCCUPANCY.label),
            Some("one-family") if shares(service, has) => Verdict::Pass,
            Some(_) => {
                let needs = format!("{needs:.1}");
                let message = format!("service conductors carry {has}; the load asks for {needs}");
                Verdict::violation(message, has, needs, load.steps().into_iter().chain([ampacity]).collect())
            }
        }
    }
}

/// Returns what the service conductors carry, with how it came about.
fn ampacity(service: &Service) -> Result<(Amperes, Step), &'static str> {
    let size = service.facts.wire_size(&facts::CONDUCTOR_SIZE).ok_or(facts::CONDUCTOR_SIZE.label)?;
    let material = match service.facts.word(&facts::CONDUCTOR_MATERIAL) {
        Some("Cu") => Material::Copper,
        Some(_) => Material::Aluminum,
        None => return Err(facts::CONDUCTOR_MATERIAL.label),
    };
    let sets = service.facts.number_or_assumed(&facts::CONDUCTOR_SETS).unwrap_or(1.0);
    let of_one =
        conductor(size.name()).and_then(|row| row.ampacity(material, Column::C75)).ok_or(NO_VALUE)?;
    let has = Amperes(of_one * sets);
    let words = format!("{} × {} {size} {material}, 75 °C", trimmed(sets, 0), Amperes(of_one));
    Ok((has, Step::new("Ampacity", words, has)))
}

/// Returns what is wrong between conductors and disconnect; `None` where nothing is.
fn against_rating(
    cx: &RuleContext<'_>,
    service: &Service,
    rating: Amperes,
    has: Amperes,
    ampacity: &Step,
) -> Option<Verdict> {
    let several = service.facts.number_or_assumed(&facts::DISCONNECTS).is_some_and(|count| count > 1.0);
    let up = next_standard_rating(has.0, StandardDevice::Breaker, cx.edition)
        .filter(|_| has.0 < NEXT_SIZE_UP_THROUGH_A && rating.0 <= NEXT_SIZE_UP_THROUGH_A);
    let most = Amperes(up.unwrap_or(has.0));
    if several || rating.0 <= most.0 + 1e-6 {
        return None;
    }
    if shares(service, has) {
        match occupancy(cx) {
            Some("one-family") => return None,
            None => return Some(Verdict::of_project(project::OCCUPANCY.label)),
            Some(_) => {}
        }
    }
    let message = format!("service conductors carry {has}; the disconnect has {rating}");
    Some(Verdict::violation(message, rating, most, vec![ampacity.clone()]))
}

/// Whether conductors do for the service of a dwelling with a share of its rating, whatever its load.
fn shares(service: &Service, has: Amperes) -> bool {
    let (least, largest) = SHARED_RATINGS_A;
    service.system == System::Single240
        && service.rating.is_some_and(|rating| {
            (least..=largest).contains(&rating.0) && has.0 >= rating.0 * DWELLING_SERVICE_SHARE - 1e-6
        })
}
