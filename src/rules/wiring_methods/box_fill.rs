//! PW134: a box has room for its conductors, clamps, fittings and devices.

use crate::calc::{Allowances, BoxContents, allowances, fits_in_box};
use crate::domain::{Device, DeviceKind, facts};
use crate::engineering::{Step, counted_conductors};
use crate::nec::Edition;
use crate::rules::{Object, ObjectKind, Rule, RuleContext, RuleMeta, Severity, Verdict, Verification};
use crate::units::trimmed;

pub(in crate::rules) struct BoxFill;

const META: RuleMeta = RuleMeta {
    code: "PW134",
    name: "box-fill",
    family: "wiring_methods",
    title: "Box too small for what is in it",
    sections: Some(["314.16(A), (B)"; 4]),
    severity: Severity::Error,
    looks_at: &[ObjectKind::Device],
    checks: "The allowances of conductors, equipment grounding conductors, clamps, fittings and device yokes against \
             the volume of the box, where either is given. A receptacle or switch counts as one yoke unless a number is \
             given; without a word on clamps both answers are tried.",
    resolve: "Take a larger box or an extension.",
    not_checked: "Looped conductors and terminal blocks; conductors of 4 AWG and larger (PW135); boxes of which neither \
                  volume nor conductors are given.",
    verification: Verification::CrossChecked,
    thresholds: &[],
};

const UNREAD: &str = "conductors in the box written as '6 #12, 2 #14'";

impl Rule for BoxFill {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, cx: &RuleContext<'_>, object: &Object<'_>) -> Verdict {
        let Object::Device(_, device) = object else { return Verdict::NotApplicable };
        let volume = device.facts.number(&facts::boxes::VOLUME);
        let conductors = device.facts.text(&facts::boxes::CONDUCTORS);
        let (volume, conductors) = match (volume, conductors) {
            (None, None) => return Verdict::NotApplicable,
            (None, Some(_)) => return Verdict::Undetermined(facts::boxes::VOLUME.label),
            (Some(_), None) => return Verdict::Undetermined(facts::boxes::CONDUCTORS.label),
            (Some(volume), Some(conductors)) => (volume, conductors),
        };
        let egcs = device.facts.text(&facts::boxes::EGCS).unwrap_or_default();
        let (Some(conductors), Some(egcs)) = (counted(conductors), counted(egcs)) else {
            return Verdict::Undetermined(UNREAD);
        };
        let clamps = device.facts.yes(&facts::boxes::CLAMPS);
        let needs = |clamps| needed(device, (&conductors, &egcs), clamps, cx.edition);
        let (without, with) = (needs(clamps.unwrap_or(false)), needs(clamps.unwrap_or(true)));
        match (fits_in_box(without, volume), fits_in_box(with, volume)) {
            (true, true) => Verdict::Pass,
            (true, false) => Verdict::Undetermined(facts::boxes::CLAMPS.label),
            (false, _) => {
                let of = |in3: f64| format!("{} in³", trimmed(in3, 3));
                let step = Step::new("Room needed", "sum of the allowances", of(without));
                let message = format!("{} needed in a box of {}", of(without), of(volume));
                Verdict::violation(message, of(volume), of(without), vec![step])
            }
        }
    }
}

fn counted(text: &str) -> Option<Vec<Allowances>> {
    let found = counted_conductors(text)?;
    found.iter().map(|entry| allowances(entry.count, entry.size.name())).collect()
}

/// Returns the room that everything in the box takes, in cubic inches.
fn needed(
    device: &Device,
    (conductors, egcs): (&[Allowances], &[Allowances]),
    clamps: bool,
    edition: Edition,
) -> f64 {
    let yoke = match device.kind {
        DeviceKind::Receptacle | DeviceKind::Switch => 1.0,
        DeviceKind::Luminaire
        | DeviceKind::Equipment
        | DeviceKind::PanelLocation
        | DeviceKind::JunctionBox
        | DeviceKind::Disconnect
        | DeviceKind::Data
        | DeviceKind::FireAlarm => 0.0,
    };
    let yokes = device.facts.number(&facts::boxes::YOKES).unwrap_or(yoke);
    let fittings = device.facts.number_or_assumed(&facts::boxes::FITTINGS).unwrap_or(0.0);
    // A yoke goes by the largest conductor connected to it; the largest in the box is never less.
    let largest = conductors.iter().map(|(_, room)| *room).fold(0.0, f64::max);
    let contents = BoxContents {
        conductors: conductors.to_vec(),
        egc: egcs.to_vec(),
        internal_clamps: clamps,
        support_fittings: fittings,
        yoke_gangs: vec![(yokes, largest)],
        ..BoxContents::default()
    };
    contents.conductor_volume()
        + contents.clamp_volume().unwrap_or(0.0)
        + contents.fitting_volume().unwrap_or(0.0)
        + contents.device_volume()
        + contents.egc_volume(edition)
}
