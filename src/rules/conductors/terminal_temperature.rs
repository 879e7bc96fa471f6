//! PW010: conductors stand the temperature of the terminals they end at.

use crate::nec::tables::{Column, Location, conductor, insulation};
use crate::rules::conductors::protected;
use crate::rules::wiring::COOL_TERMINALS_THROUGH_A;
use crate::rules::{Object, ObjectKind, Rule, RuleContext, RuleMeta, Severity, Verdict, Verification};

pub(in crate::rules) struct TerminalTemperature;

const META: RuleMeta = RuleMeta {
    code: "PW010",
    name: "terminal-temperature",
    family: "conductors",
    title: "Conductors that do not suit the temperature of their terminals",
    sections: Some(["110.14(C)(1)"; 4]),
    severity: Severity::Error,
    looks_at: &[ObjectKind::Feeder, ObjectKind::Circuit],
    checks: "Circuits over 100 A and conductors larger than 1 AWG end at terminals of 75 °C: insulation of 60 °C is at fault \
             there, and so are terminals marked for 60 °C. The same insulation at smaller terminals marked for 75 °C passes. \
             How much the terminals let conductors carry is part of PW002 and PW007: the 60 °C column to 100 A unless they \
             are marked for 75 °C, the 75 °C column above, never the 90 °C column.",
    resolve: "Use conductors with insulation of 75 °C or more, and equipment whose terminals are marked for 75 °C.",
    not_checked: "Pressure connectors apart from the equipment, which may be marked for 90 °C (110.14(C)(2)); motors of \
                  design letters B, C and D; the markings themselves.",
    verification: Verification::Transcription,
    thresholds: &[],
};

/// Conductors above this size end at terminals of 75 °C.
const LARGEST_COOL_SIZE: &str = "1";

impl Rule for TerminalTemperature {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, cx: &RuleContext<'_>, object: &Object<'_>) -> Verdict {
        let wired = match protected(cx, object) {
            Ok(wired) => wired,
            Err(verdict) => return verdict,
        };
        let Some(wires) = wired.wires else { return Verdict::Undetermined("conductors") };
        let cmil = |size: &str| conductor(size).map_or(0.0, |row| row.cmil);
        let large = cmil(wires.set.size.name()) > cmil(LARGEST_COOL_SIZE);
        if wired.device.0 <= COOL_TERMINALS_THROUGH_A && !large {
            return Verdict::Pass;
        }
        let row = insulation(wires.set.insulation.name());
        let cool_wire = row.and_then(|row| row.column(Location::Dry)) == Some(Column::C60);
        let (message, actual) = if cool_wire {
            let what = format!("{} insulation", wires.set.insulation);
            (format!("{what}, 60 °C, at terminals for 75 °C"), format!("{what} of 60 °C"))
        } else if wires.marked() == Some(Column::C60) {
            let device = wired.device;
            (format!("terminals marked for 60 °C at {device}"), "terminals of 60 °C".to_owned())
        } else {
            return Verdict::Pass;
        };
        Verdict::violation(message, actual, "75 °C", Vec::new())
    }
}
