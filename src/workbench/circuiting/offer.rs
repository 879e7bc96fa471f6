//! What circuits of a panelboard would be with the chosen devices on them.

use super::assign::edits;
use super::{Chosen, CircuitTarget, LoadSource};
use crate::domain::{
    Circuit, CircuitKind, Panel, PanelId, Project, Slot, apply_all, devices_load, hanging_on_circuit,
};
use crate::engineering::branch_current;
use crate::units::{Amperes, VoltAmperes, grouped, percent, trimmed};

/// A circuit of the palette.
#[derive(Clone, Debug, PartialEq)]
pub struct CircuitOffer {
    pub target: CircuitTarget,
    pub slot: Slot,
    /// "New circuit", or the words of the circuit.
    pub title: String,
    pub poles: u8,
    pub trip: Option<Amperes>,
    pub load_before: VoltAmperes,
    pub load_after: VoltAmperes,
    /// Whether the load is the sum of the devices afterwards.
    pub follows: bool,
    /// What the devices add up to afterwards, and how many they are.
    pub devices: (usize, VoltAmperes),
    pub amperes: Option<Amperes>,
    /// Whether the load runs three hours and more.
    pub continuous: bool,
    /// Why it would not do.
    pub refusal: Option<String>,
}

impl CircuitOffer {
    /// Returns the current as a share of the breaker.
    pub fn share(&self) -> Option<f64> {
        let trip = self.trip.filter(|trip| trip.0 > 0.0)?;
        Some(self.amperes?.0 / trip.0)
    }

    /// Returns `1,080 VA · 9 A · 45 % of 20 A`.
    pub fn words(&self) -> String {
        let mut words = vec![format!("{} VA", grouped(self.load_after.0, 0))];
        words.extend(self.amperes.map(|a| format!("{} A", trimmed(a.0, 1))));
        match (self.share(), self.trip) {
            (Some(share), Some(trip)) => {
                words.push(format!("{} of {} A", percent(share, 0), trimmed(trip.0, 1)));
            }
            (None, Some(trip)) => words.push(format!("{} A breaker", trimmed(trip.0, 1))),
            (_, None) => words.push("breaker not given".to_owned()),
        }
        words.join(" · ")
    }

    /// Returns what happens to the load, where there is more to say than the number.
    pub fn load_words(&self) -> String {
        let va = |va: VoltAmperes| grouped(va.0, 0);
        let (count, sum) = self.devices;
        let devices = if count == 1 { "1 device".to_owned() } else { format!("{count} devices") };
        match (self.target, self.follows) {
            (CircuitTarget::New(_) | CircuitTarget::Multiwire(..), _) => {
                format!("The load is the sum of its {devices}")
            }
            (CircuitTarget::Existing(_), true) => {
                format!("{} → {} VA, the sum of its {devices}", va(self.load_before), va(self.load_after))
            }
            (CircuitTarget::Existing(_), false) => {
                format!("Stays {} VA as typed; its {devices} add up to {} VA", va(self.load_after), va(sum))
            }
        }
    }
}

/// Lists what a panelboard offers: a new circuit first, then those with room left, of the same class before others, then
/// multiwire circuits, and last, with its reason, what will not do.
pub fn circuit_offers(project: &Project, chosen: &Chosen, panel_id: PanelId) -> Vec<CircuitOffer> {
    let Some(panel) = project.panel(panel_id) else { return Vec::new() };
    let new = chosen.first_slot(panel, chosen.poles).map(CircuitTarget::New);
    let branches = panel.circuits_by_slot().into_iter().filter(|circuit| circuit.kind == CircuitKind::Branch);
    let existing = branches.map(|circuit| CircuitTarget::Existing(circuit.id));
    let multiwire = (2..=panel.system.max_poles())
        .filter(|_| chosen.poles == 1 && chosen.devices.len() > 1)
        .filter_map(|legs| Some(CircuitTarget::Multiwire(chosen.first_slot(panel, legs)?, legs)));
    let targets = new.into_iter().chain(existing).chain(multiwire);
    let mut offers: Vec<CircuitOffer> =
        targets.filter_map(|target| offer_of(project, chosen, panel_id, target, None).ok()).collect();
    let class_of = |offer: &CircuitOffer| match offer.target {
        CircuitTarget::Existing(id) => panel.circuit(id).map(|circuit| circuit.class),
        CircuitTarget::New(_) | CircuitTarget::Multiwire(..) => None,
    };
    offers.sort_by_key(|offer| {
        let kind = match offer.target {
            CircuitTarget::New(_) => 0,
            CircuitTarget::Existing(_) => 1,
            CircuitTarget::Multiwire(..) => 2,
        };
        (offer.refusal.is_some(), kind, class_of(offer) != Some(chosen.class), offer.slot, offer.poles)
    });
    offers
}

/// Returns what one circuit would be. Without a source, a circuit follows its devices where nothing typed is lost by it.
///
/// # Errors
/// When the panel or circuit is gone or the record would be impossible.
pub fn offer_of(
    project: &Project,
    chosen: &Chosen,
    panel_id: PanelId,
    target: CircuitTarget,
    source: Option<LoadSource>,
) -> Result<CircuitOffer, String> {
    let panel = project.panel(panel_id).ok_or("The panel is gone")?;
    let before = match target {
        CircuitTarget::Existing(id) => Some(panel.circuit(id).ok_or("The circuit is gone")?),
        CircuitTarget::New(_) | CircuitTarget::Multiwire(..) => None,
    };
    let source = source.unwrap_or_else(|| match before {
        Some(circuit) if !loses_nothing(project, panel_id, circuit) => LoadSource::Typed,
        Some(_) | None => LoadSource::Devices,
    });
    let steps = edits(project, chosen, panel_id, target, source)?;
    let (after, _) = apply_all(project, &steps).map_err(|error| error.to_string())?;
    let id = match target {
        CircuitTarget::Existing(id) => id,
        CircuitTarget::New(_) | CircuitTarget::Multiwire(..) => crate::domain::CircuitId(project.next_id()),
    };
    let panel_after = after.panel(panel_id).ok_or("The panel is gone")?;
    let circuit = panel_after.circuit(id).ok_or("The circuit is gone")?;
    let sum = devices_load(&after, panel_id, circuit);
    let mut offer = CircuitOffer {
        target,
        slot: circuit.slot,
        title: title(target, circuit),
        poles: circuit.poles,
        trip: circuit.trip,
        load_before: before.map_or(VoltAmperes::ZERO, |circuit| circuit.load.total()),
        load_after: circuit.load.total(),
        follows: circuit.follows_plan(),
        devices: (sum.count, sum.load.total()),
        amperes: branch_current(panel_after, circuit).ok().map(|current| current.amperes),
        continuous: circuit.continuous,
        refusal: None,
    };
    offer.refusal = refusal(project, chosen, panel, circuit, &offer);
    Ok(offer)
}

fn title(target: CircuitTarget, circuit: &Circuit) -> String {
    match target {
        CircuitTarget::New(_) => "New circuit".to_owned(),
        CircuitTarget::Multiwire(_, legs) => format!("New multiwire circuit, {legs} legs with common trip"),
        CircuitTarget::Existing(_) if circuit.description.is_empty() => "Circuit without a name".to_owned(),
        CircuitTarget::Existing(_) => circuit.description.clone(),
    }
}

/// Nothing typed is lost where no load was typed, where it is the sum already, or where the circuit follows already.
fn loses_nothing(project: &Project, panel: PanelId, circuit: &Circuit) -> bool {
    const NEAR_VA: f64 = 0.5;
    let typed = circuit.load.total().0;
    let sum = devices_load(project, panel, circuit).load.total().0;
    circuit.follows_plan() || typed == 0.0 || (typed - sum).abs() < NEAR_VA
}

fn refusal(
    project: &Project,
    chosen: &Chosen,
    panel: &Panel,
    circuit: &Circuit,
    offer: &CircuitOffer,
) -> Option<String> {
    let fed = hanging_on_circuit(project, panel.id, circuit.id);
    if !fed.is_empty() {
        return Some(format!("It feeds {}", fed.join(", ")));
    }
    let legs_fit = circuit.poles == chosen.poles || (chosen.poles == 1 && circuit.multiwire);
    if !legs_fit {
        let poles = |n: u8| if n == 1 { "1 pole".to_owned() } else { format!("{n} poles") };
        return Some(format!("It has {}; the devices need {}", poles(circuit.poles), poles(chosen.poles)));
    }
    if let Some(why) = chosen.refusal(panel) {
        return Some(why);
    }
    if !chosen.suits(panel, circuit.span(), chosen.poles == 1) {
        return Some("Its leg has another voltage than the devices need".to_owned());
    }
    // Limit of the breaker: 210.20(A), 100 % of the load, 125 % where it is continuous.
    let (amperes, trip) = (offer.amperes?, offer.trip?);
    let factor = if offer.continuous { 1.25 } else { 1.0 };
    let needed = amperes.0 * factor;
    (needed > trip.0 + 1e-6).then(|| {
        let times = if offer.continuous { " × 1.25" } else { "" };
        format!("{} A{times} is more than its {} A", trimmed(amperes.0, 1), trimmed(trip.0, 1))
    })
}
