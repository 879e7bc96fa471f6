//! The enclosure of a panelboard on the plan: where it is, how wide and deep, which way it looks.

use crate::domain::{Device, EntityId, Mounting, Panel, Sheet, facts};
use crate::engineering::plan_geometry::{Front, Obstacle};
use crate::rules::{Object, RuleContext, Subject, Verdict};

/// Cabinets on and in walls are as wide unless somebody says otherwise.
const CABINET_WIDTH_IN: f64 = 20.0;
/// Cabinets on walls are as deep.
const CABINET_DEPTH_IN: f64 = 6.0;

/// Where a panelboard stands on the plan.
#[derive(Clone, Copy, Debug)]
pub(in crate::rules::working_space) struct Enclosure<'p> {
    pub sheet: &'p Sheet,
    pub device: &'p Device,
    pub width_in: f64,
    pub depth_in: f64,
    pub front: Front,
}

/// Returns the width of an enclosure in inches: what is said, else that of a usual cabinet.
///
/// # Errors
/// Names the fact that a freestanding one lacks.
pub(in crate::rules::working_space) fn width_in(panel: &Panel) -> Result<f64, &'static str> {
    let said = panel.facts.number(&facts::space::WIDTH);
    match (said, panel.mounting) {
        (Some(width), _) => Ok(width),
        (None, Mounting::Surface | Mounting::Flush) => {
            Ok(CABINET_WIDTH_IN * f64::from(panel.sections.max(1)))
        }
        (None, Mounting::Freestanding) => Err(facts::space::WIDTH.label),
    }
}

fn depth_in(panel: &Panel) -> Result<f64, &'static str> {
    let said = panel.facts.number(&facts::space::DEPTH);
    match (said, panel.mounting) {
        (Some(depth), _) => Ok(depth),
        (None, Mounting::Surface) => Ok(CABINET_DEPTH_IN),
        (None, Mounting::Flush) => Ok(0.0),
        (None, Mounting::Freestanding) => Err(facts::space::DEPTH.label),
    }
}

impl<'p> Enclosure<'p> {
    /// Returns the enclosure of a panelboard; `None` where no plan shows it.
    ///
    /// # Errors
    /// Names the fact that a freestanding one lacks.
    pub fn of(cx: &RuleContext<'p>, panel: &Panel) -> Result<Option<Self>, &'static str> {
        let Some((sheet, device)) = cx.panel_place(panel.id) else { return Ok(None) };
        let (width_in, depth_in) = (width_in(panel)?, depth_in(panel)?);
        // A cabinet in the wall has its front at the face of it.
        let out = if panel.mounting == Mounting::Flush { 0.0 } else { depth_in };
        let front = Front::of(sheet, device.at, device.rotation_deg, width_in / 12.0, out / 12.0);
        Ok(Some(Self { sheet, device, width_in, depth_in, front }))
    }
}

/// Returns what stands in the way, by a name a person finds it by.
pub(in crate::rules::working_space) fn obstacle(sheet: &Sheet, is: Obstacle) -> Subject {
    match is {
        Obstacle::Wall(id) => Subject { id: EntityId::Wall(sheet.id, id), name: format!("wall {id}") },
        Obstacle::Area(id) => {
            let area = sheet.areas.get(&id);
            let named = area.filter(|area| !area.name.is_empty()).map(|area| area.name.clone());
            let kind = area.map_or("area", |area| area.kind.name());
            Subject {
                id: EntityId::Area(sheet.id, id),
                name: named.unwrap_or_else(|| format!("{kind} {id}")),
            }
        }
        Obstacle::Device(id) => match sheet.devices.get(&id) {
            Some(device) => Object::Device(sheet, device).subject(),
            None => Subject { id: EntityId::Device(sheet.id, id), name: format!("device {id}") },
        },
    }
}

/// Adds the symbol of the panelboard to what a violation speaks of, for the plan to show.
pub(in crate::rules::working_space) fn with_symbol(enclosure: &Enclosure<'_>, verdict: Verdict) -> Verdict {
    match verdict {
        Verdict::Violation(mut fault) => {
            let id = EntityId::Device(enclosure.sheet.id, enclosure.device.id);
            fault.also.push(Subject { id, name: "its symbol".to_owned() });
            Verdict::Violation(fault)
        }
        other => other,
    }
}
