//! PW118: circuits of rooms to live in, with arc-fault protection.

use crate::domain::{EntityId, facts};
use crate::nec::{Edition, RoomKind, afci_in_dwelling};
use crate::rules::fix::{Guard, guarding_breaker};
use crate::rules::people::gfci::words;
use crate::rules::places::{Place, equipment, places, serves_dwelling};
use crate::rules::{
    Fix, Object, ObjectKind, Rule, RuleContext, RuleMeta, Severity, Threshold, Verdict, Verification,
};

pub(in crate::rules) struct Afci;

const LARGEST: Threshold = Threshold { name: "largest circuit", unit: "A", value: 20.0 };

const META: RuleMeta = RuleMeta {
    code: "PW118",
    name: "afci",
    family: "people",
    title: "Circuit without arc-fault protection",
    sections: Some(["210.12(A) to (C)", "210.12(A) to (C)", "210.12(B) to (D)", "210.12(B) to (D)"]),
    severity: Severity::Error,
    looks_at: &[ObjectKind::Circuit],
    checks: "One-pole 120 V circuits to 20 A that serve outlets or devices in kitchens, dining and living rooms, bedrooms, \
             closets, hallways, laundries and the like of dwelling units; in rooms of dormitories, bathrooms there included; in \
             guest rooms of hotels; since 2020 in patient sleeping rooms of nursing homes.",
    resolve: "Use an AFCI breaker, or an outlet device with the wiring that 210.12 asks for.",
    not_checked: "Sleeping quarters of fire and police stations (2023); whether the wiring ahead of an outlet device is as it must \
                  be; extensions of existing circuits.",
    verification: Verification::Transcription,
    thresholds: &[LARGEST],
};

const VOLTS: f64 = 120.0;

impl Rule for Afci {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, cx: &RuleContext<'_>, object: &Object<'_>) -> Verdict {
        let Object::Circuit(panel, circuit) = object else { return Verdict::NotApplicable };
        let volts =
            circuit.span().legs(panel.system).next().and_then(|leg| panel.system.line_to_neutral(leg));
        let larger = circuit.trip.is_some_and(|trip| trip.0 > cx.threshold(META.code, &LARGEST));
        if !cx.is_branch(panel, circuit)
            || !circuit.is_line_to_neutral()
            || volts.is_none_or(|volts| volts.0 != VOLTS)
            || larger
            || equipment(cx, panel, circuit) == Some("fire-alarm")
        {
            return Verdict::NotApplicable;
        }
        let building = match serves_dwelling(cx, panel) {
            Ok(true) => Building::Dwelling,
            Ok(false) => match cx.project.settings().facts.word(&facts::project::OCCUPANCY) {
                Some("dormitory") => Building::Dormitory,
                Some("hotel") => Building::Hotel,
                Some("nursing-home") if cx.edition >= Edition::E2020 => Building::NursingHome,
                _ => return Verdict::NotApplicable,
            },
            Err(unknown) => return unknown,
        };
        let at_outlet = circuit.facts.yes_or_assumed(&facts::people::AFCI_AT_OUTLET) == Some(true);
        if circuit.afci || at_outlet {
            return Verdict::Pass;
        }
        let found = places(cx, panel, circuit, |_| true);
        match found.known.iter().find(|place| building.asks(place.kind)) {
            Some(place) if circuit.trip.is_some() => unprotected(place),
            Some(_) => Verdict::Undetermined("trip rating"),
            None => found.missing.unwrap_or(Verdict::Pass),
        }
    }

    fn fixes(&self, cx: &RuleContext<'_>, object: &Object<'_>) -> Vec<Fix> {
        guarding_breaker(self, cx, object, Guard::ArcFault).into_iter().collect()
    }
}

/// Buildings whose rooms are protected.
#[derive(Clone, Copy)]
enum Building {
    Dwelling,
    Dormitory,
    Hotel,
    NursingHome,
}

impl Building {
    fn asks(self, kind: RoomKind) -> bool {
        match self {
            Self::Dwelling => afci_in_dwelling(kind),
            Self::Dormitory => afci_in_dwelling(kind) || kind == RoomKind::Bathroom,
            Self::Hotel => matches!(kind, RoomKind::GuestRoom | RoomKind::Bedroom),
            Self::NursingHome => matches!(kind, RoomKind::PatientRoom | RoomKind::Bedroom),
        }
    }
}

fn unprotected(place: &Place<'_>) -> Verdict {
    let message = format!("no arc-fault protection; place: {}", words(place.kind));
    let verdict = Verdict::violation(message, "no AFCI", "AFCI protection", Vec::new());
    let because = |room: EntityId| verdict.clone().because_of(room);
    place.room.map_or_else(|| verdict.clone(), because)
}
