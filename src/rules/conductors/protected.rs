//! The conductors of a circuit or feeder with the device ahead of them.

use crate::domain::{Circuit, CircuitField, LoadClass, Source, facts};
use crate::engineering::class_rule;
use crate::rules::conductors::{dwelling_rating, tap_of};
use crate::rules::laid::Laid;
use crate::rules::wiring::Wires;
use crate::rules::{FeederRef, Object, Protection, RuleContext, Verdict};
use crate::units::Amperes;

/// Conductors and their device.
pub(in crate::rules) struct Protected<'p> {
    /// `None` where nobody has given them, or their text could not be read.
    pub wires: Option<Wires<'p>>,
    /// The same as they lie.
    pub laid: Option<Laid<'p>>,
    pub device: Amperes,
    /// Motors, cooling and welders have larger devices than their conductors carry (240.4(G)).
    pub motor: bool,
    /// Feeders of a whole dwelling (PW015) and taps (PW089) have rules of their own.
    pub elsewhere: bool,
    /// Whether the next standard rating above their ampacity may protect them (240.4(B)).
    pub next_size_up: bool,
}

/// Returns the conductors of a circuit or feeder with their device; else the verdict of a rule that needs the device.
pub(in crate::rules) fn protected<'p>(
    cx: &RuleContext<'p>,
    object: &Object<'p>,
) -> Result<Protected<'p>, Verdict> {
    match object {
        Object::Circuit(panel, circuit) => {
            if !cx.is_branch(panel, circuit) {
                return Err(Verdict::NotApplicable);
            }
            Ok(Protected {
                wires: wires_of(circuit),
                laid: Laid::of(cx, object),
                device: circuit.trip.ok_or(Verdict::Undetermined("trip rating"))?,
                motor: has_own_devices(circuit),
                elsewhere: false,
                // Receptacles may serve portable loads by cord and plug.
                next_size_up: circuit.class != LoadClass::Receptacle,
            })
        }
        Object::Feeder(feeder) => {
            let device = match feeder.protection {
                Protection::Device(rating) => rating,
                Protection::NotGiven => return Err(Verdict::Undetermined("rating of the device ahead")),
                Protection::AtTheEnd => return Err(Verdict::NotApplicable),
            };
            Ok(Protected {
                wires: wires_of_feeder(feeder),
                laid: Laid::of(cx, object),
                device,
                motor: false,
                elsewhere: dwelling_rating(feeder).is_some() || tap_of(feeder).is_some(),
                next_size_up: !matches!(feeder.feeder.source, Source::Transformer(_)),
            })
        }
        _ => Err(Verdict::NotApplicable),
    }
}

/// Returns the conductors of a circuit; `None` where nobody has given them or their text could not be read.
pub(in crate::rules) fn wires_of(circuit: &Circuit) -> Option<Wires<'_>> {
    let unread = circuit.unread.contains_key(&CircuitField::Conductors);
    let set = circuit.conductors.as_ref().filter(|_| !unread)?;
    Some(Wires { set, raceway: circuit.raceway.as_ref(), facts: &circuit.facts })
}

/// Returns the conductors of a feeder.
pub(in crate::rules) fn wires_of_feeder<'p>(feeder: &FeederRef<'p>) -> Option<Wires<'p>> {
    let set = feeder.feeder.conductors.as_ref()?;
    Some(Wires { set, raceway: feeder.feeder.raceway.as_ref(), facts: &feeder.feeder.facts })
}

/// Whether a circuit is of those whose devices their own articles size: motors, cooling and welders (240.4(G)).
pub(in crate::rules) fn has_own_devices(circuit: &Circuit) -> bool {
    let equipment = circuit.facts.word(&facts::circuit::EQUIPMENT);
    class_rule(circuit.class).motor || matches!(equipment, Some("motor" | "air-conditioning" | "welder"))
}
