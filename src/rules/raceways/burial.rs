//! PW139: underground wiring lies deep enough.

use crate::domain::{Circuit, Facts, Panel, Raceway, facts};
use crate::engineering::Step;
use crate::nec::RacewayType;
use crate::nec::tables::{BurialPlace, BuriedWiring, burial_cover_in};
use crate::rules::people::circuit_has_gfci;
use crate::rules::places::volts_to_ground;
use crate::rules::{Object, ObjectKind, Rule, RuleContext, RuleMeta, Severity, Verdict, Verification};
use crate::units::trimmed;

pub(in crate::rules) struct Burial;

const META: RuleMeta = RuleMeta {
    code: "PW139",
    name: "burial-depth",
    family: "raceways",
    title: "Underground wiring not deep enough",
    sections: Some(["300.5(A)"; 4]),
    severity: Severity::Error,
    looks_at: &[ObjectKind::Feeder, ObjectKind::Circuit, ObjectKind::Run],
    checks: "The cover of conduit runs, circuits and feeders that are said to lie underground, against Table 300.5(A) by what lies \
             above and the kind of raceway; cables count as directly buried. Residential branch circuits of 120 V and 20 A with \
             GFCI protection may lie higher.",
    resolve: "Lay it deeper, or in another raceway.",
    not_checked: "Wiring of which nobody says that it is underground; landscape lighting of 30 V; solid rock; where it comes up; \
                  systems over 1,000 V (300.50).",
    verification: Verification::Transcription,
    thresholds: &[],
};

const PLACE: &facts::Fact = &facts::plan::BURIAL;
const COVER: &facts::Fact = &facts::plan::COVER;
/// Residential circuits may lie higher up to this rating, and up to these volts.
const RESIDENTIAL: (f64, f64) = (20.0, 120.0);

impl Rule for Burial {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, cx: &RuleContext<'_>, object: &Object<'_>) -> Verdict {
        match object {
            Object::Run(_, run) => {
                let circuits: Vec<(&Panel, &Circuit)> = (run.circuits.iter())
                    .filter_map(|(panel, circuit)| {
                        let panel = cx.project.panel(*panel)?;
                        Some((panel, panel.circuit(*circuit)?))
                    })
                    .collect();
                let all = || !circuits.is_empty() && circuits.iter().all(|of| is_residential(cx, of));
                judge(&run.facts, run.raceway.as_ref(), all)
            }
            Object::Circuit(panel, circuit) => {
                judge(&circuit.facts, circuit.raceway.as_ref(), || is_residential(cx, &(panel, circuit)))
            }
            Object::Feeder(feeder) => judge(&feeder.feeder.facts, feeder.feeder.raceway.as_ref(), || false),
            _ => Verdict::NotApplicable,
        }
    }
}

fn is_residential(cx: &RuleContext<'_>, (panel, circuit): &(&Panel, &Circuit)) -> bool {
    let occupancy = cx.project.settings().facts.word(&facts::project::OCCUPANCY);
    matches!(occupancy, Some("one-family" | "two-family" | "multifamily"))
        && circuit.poles == 1
        && circuit.trip.is_some_and(|trip| trip.0 <= RESIDENTIAL.0)
        && volts_to_ground(panel, circuit).0 <= RESIDENTIAL.1
        && circuit_has_gfci(circuit)
}

fn judge(given: &Facts, raceway: Option<&Raceway>, residential: impl FnOnce() -> bool) -> Verdict {
    let (place, cover) = (given.word(PLACE), given.number(COVER));
    if place.is_none() && cover.is_none() {
        return Verdict::NotApplicable;
    }
    let Some(place) = place.and_then(place_of) else { return Verdict::Undetermined(PLACE.label) };
    let Some(cover) = cover else { return Verdict::Undetermined(COVER.label) };
    let Some(raceway) = raceway else { return Verdict::Undetermined("raceway") };
    if raceway.kind.is_cable() && place == BurialPlace::UnderBuilding {
        return Verdict::violation(
            "cable under a building without a raceway",
            "a cable",
            "a raceway",
            Vec::new(),
        );
    }
    let own = burial_cover_in(place, wiring_of(raceway.kind));
    // The column of residential circuits is no stricter where it does not help.
    let needs =
        if residential() { own.min(burial_cover_in(place, BuriedWiring::ResidentialGfci)) } else { own };
    if cover + 1e-6 >= needs {
        return Verdict::Pass;
    }
    let [has, needs] = [cover, needs].map(|inches| format!("{} in", trimmed(inches, 1)));
    let step = Step::new("Table 300.5(A)", format!("{}, {place}", raceway.kind), &needs);
    let message = format!("cover of {has}; {needs} at least");
    Verdict::violation(message, has, needs, vec![step])
}

fn place_of(word: &str) -> Option<BurialPlace> {
    Some(match word {
        "elsewhere" => BurialPlace::Elsewhere,
        "trench" => BurialPlace::TrenchUnderConcrete,
        "building" => BurialPlace::UnderBuilding,
        "slab" => BurialPlace::UnderSlab,
        "street" => BurialPlace::Streets,
        "dwelling-driveway" => BurialPlace::DwellingDriveway,
        "runway" => BurialPlace::AirportRunway,
        _ => return None,
    })
}

const fn wiring_of(kind: RacewayType) -> BuriedWiring {
    match kind {
        RacewayType::Rmc | RacewayType::Imc => BuriedWiring::MetalConduit,
        RacewayType::CableMc | RacewayType::CableNm => BuriedWiring::DirectBuried,
        RacewayType::Emt
        | RacewayType::PvcSchedule40
        | RacewayType::PvcSchedule80
        | RacewayType::Fmc
        | RacewayType::Lfmc
        | RacewayType::Ent => BuriedWiring::OtherRaceway,
    }
}
