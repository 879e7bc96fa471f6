//! A proposal for one room.

use super::recipe::recipe_for;
use super::{lights, outlets, switches};
use crate::domain::symbols::{Symbol, SymbolLibrary};
use crate::domain::{Device, DeviceId, DeviceKind, Room, Sheet};
use crate::engineering::plan_geometry::area_ft2;
use crate::nec::RoomKind;
use crate::units::{PlanPoint, grouped, trimmed};

/// What a room would get.
#[derive(Clone, Debug, PartialEq)]
pub struct RoomProposal {
    pub devices: Vec<Device>,
    /// What is proposed and why, a line each; and what the room has already.
    pub words: Vec<String>,
}

/// Proposes the usual devices of a room; the first has the id given, the others follow.
///
/// # Errors
/// Says why there is no usual: the use is not known, or varies too much.
pub fn room_devices(
    sheet: &Sheet,
    room: &Room,
    library: &SymbolLibrary,
    next_id: u64,
) -> Result<RoomProposal, String> {
    let kind = RoomKind::from_words(&room.use_type)
        .ok_or_else(|| format!("The use of {} is not known; say it in its properties", room.name))?;
    let recipe = recipe_for(kind).ok_or_else(|| format!("There is no usual for {}: a {kind}", room.name))?;
    let mut work = Work { sheet, room, library, next_id, devices: Vec::new(), words: Vec::new() };
    if !work.has(DeviceKind::Receptacle, "receptacles") {
        work.receptacles(&recipe);
    }
    if let Some((name, density)) = recipe.luminaire
        && !work.has(DeviceKind::Luminaire, "luminaires")
    {
        work.luminaires(name, density);
    }
    if let Some(name) = recipe.switch
        && !work.has(DeviceKind::Switch, "switches")
    {
        work.switches(name);
    }
    if let Some(name) = recipe.ceiling
        && !work.has(DeviceKind::FireAlarm, "detectors")
        && let Some(symbol) = library.get(name)
    {
        let middle =
            lights::grid(room, &Symbol { load: crate::units::VoltAmperes::ZERO, ..symbol.clone() }, 0.0);
        // Beside the luminaire that stands in the middle.
        let places = middle.into_iter().map(|(at, turned)| (PlanPoint { x: at.x + 2.0, ..at }, turned));
        let inside: Vec<(PlanPoint, f64)> = places.filter(|(at, _)| at.lies_in(&room.outline)).collect();
        work.put(symbol, &inside, "");
    }
    Ok(RoomProposal { devices: work.devices, words: work.words })
}

struct Work<'w> {
    sheet: &'w Sheet,
    room: &'w Room,
    library: &'w SymbolLibrary,
    next_id: u64,
    devices: Vec<Device>,
    words: Vec<String>,
}

impl Work<'_> {
    /// Returns whether the room has devices of a kind already, and says so.
    fn has(&mut self, kind: DeviceKind, what: &str) -> bool {
        let inside =
            |device: &Device| self.sheet.room_at(device.at).is_some_and(|room| room.id == self.room.id);
        let count = self.sheet.devices.values().filter(|d| d.kind == kind && inside(d)).count();
        if count > 0 {
            self.words.push(format!("{}: has {count} {what} already", self.room.name));
        }
        count > 0
    }

    fn put(&mut self, symbol: &Symbol, places: &[(PlanPoint, f64)], why: &str) {
        for (at, turned) in places {
            self.devices.push(symbol.device(DeviceId(self.next_id), *at, *turned));
            self.next_id += 1;
        }
        if !places.is_empty() {
            let line =
                format!("{}: {} × {} {why}", self.room.name, places.len(), symbol.title.to_lowercase());
            self.words.push(line.trim_end().to_owned());
        }
    }

    fn receptacles(&mut self, recipe: &super::Recipe) {
        let mut placed: Vec<(PlanPoint, f64)> = Vec::new();
        if let Some(symbol) = recipe.basin.and_then(|name| self.library.get(name)) {
            let places = outlets::beside_basins(self.sheet, self.room, symbol);
            self.put(symbol, &places, "beside the basins");
            placed.extend(places);
        }
        if let Some((symbol, feet)) =
            recipe.counter.and_then(|(name, feet)| Some((self.library.get(name)?, feet)))
        {
            let places = outlets::over_counters(self.sheet, self.room, symbol, feet);
            self.put(symbol, &places, &format!("over counters, {} ft apart at most", trimmed(feet, 1)));
            placed.extend(places);
        }
        if let Some((symbol, feet)) =
            recipe.receptacle.and_then(|(name, feet)| Some((self.library.get(name)?, feet)))
        {
            let mut places = outlets::along_walls(self.sheet, self.room, symbol, feet);
            places.retain(|(at, _)| !outlets::is_near(*at, &placed));
            self.put(symbol, &places, &format!("along the walls, {} ft apart at most", trimmed(feet, 1)));
        }
    }

    fn luminaires(&mut self, name: &str, density: f64) {
        let Some(symbol) = self.library.get(name) else { return };
        let places = lights::grid(self.room, symbol, density);
        let area = area_ft2(&self.room.outline);
        let load = symbol.load.0 * places.len() as f64 / area;
        let why = format!("over {} ft², {} VA/ft²", grouped(area, 0), trimmed(load, 2));
        self.put(symbol, &places, &why);
    }

    fn switches(&mut self, name: &str) {
        let Some(mut symbol) = self.library.get(name) else { return };
        let mut places = switches::at_doors(self.sheet, self.room, symbol);
        // Two doors: the lights are switched from both.
        places.truncate(2);
        if places.len() > 1 && name == "switch" {
            symbol = self.library.get("switch-3way").unwrap_or(symbol);
        } else {
            places.truncate(1);
        }
        self.put(symbol, &places, "at the strike side of the door");
    }
}
