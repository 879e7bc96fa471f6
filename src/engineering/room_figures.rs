//! What a room comes to: its area, the lighting in it, and how much of that a square foot has.
//!
//! A luminaire belongs to the room it stands in; of rooms that lie over one another that is the one drawn first. Luminaires in no
//! room are counted nowhere. Absent: a limit. The Code has unit loads for the load of a whole building (220.42(A)), and energy codes
//! have power densities of their own, which the program does not know; the unit load of the building's occupancy stands beside it.

use crate::domain::{DeviceKind, Project, Room, Sheet};
use crate::engineering::plan_geometry::area_ft2;
use crate::engineering::{Computed, Premises, Step, least_by_area};
use crate::nec::{Citation, Edition};
use crate::units::{VoltAmperes, grouped, trimmed};
use std::collections::BTreeMap;

/// What a room comes to.
#[derive(Clone, Debug, PartialEq)]
pub struct RoomFigures {
    /// In square feet.
    pub area_ft2: Computed<f64>,
    pub luminaires: usize,
    /// Of the luminaires in it.
    pub lighting: Computed<VoltAmperes>,
    /// Lighting in VA per square foot; `None` for an outline without area.
    pub density: Option<Computed<f64>>,
    pub receptacles: usize,
}

/// Returns what a room of a sheet comes to.
pub fn room_figures(project: &Project, sheet: &Sheet, room: &Room) -> RoomFigures {
    let area = area_ft2(&room.outline);
    let (mut luminaires, mut without, mut receptacles) = (0, 0, 0);
    // Luminaires by their load, in tenths of a volt-ampere: as an engineer writes them down.
    let mut loads: BTreeMap<i64, usize> = BTreeMap::new();
    let inside = sheet.devices.values().filter(|d| d.at.lies_in(&room.outline));
    for device in inside.filter(|d| sheet.room_at(d.at).is_some_and(|at| at.id == room.id)) {
        match device.kind {
            DeviceKind::Luminaire => {
                luminaires += 1;
                without += usize::from(device.load.0 <= 0.0);
                *loads.entry((device.load.0 * 10.0).round() as i64).or_default() += 1;
            }
            DeviceKind::Receptacle => receptacles += 1,
            _ => {}
        }
    }
    let lighting: f64 = loads.iter().map(|(tenths, count)| *tenths as f64 / 10.0 * *count as f64).sum();
    let terms: Vec<String> = loads
        .iter()
        .rev()
        .filter(|(tenths, _)| **tenths > 0)
        .map(|(tenths, count)| format!("{count} × {} VA", trimmed(*tenths as f64 / 10.0, 1)))
        .collect();
    let words = if terms.is_empty() { "no luminaire with a load".to_owned() } else { terms.join(" + ") };
    let va = VoltAmperes(lighting);
    let mut steps = vec![Step::new("Luminaires", words, va)];
    if without > 0 {
        let s = if without == 1 { " has" } else { "s have" };
        steps.push(Step::note("Not counted", format!("{without} luminaire{s} no load")));
    }
    let area_words =
        Step::new("Area", format!("outline of {} corners", room.outline.len()), square_feet(area));
    let density = (area > 0.0).then(|| {
        let value = lighting / area;
        let mut all = steps.clone();
        all.push(area_words.clone());
        let formula = format!("{va} ÷ {}", square_feet(area));
        all.push(Step::new("Lighting density", formula, per_square_foot(value)));
        all.extend(unit_load_note(project));
        Computed { value, steps: all }
    });
    RoomFigures {
        area_ft2: Computed { value: area, steps: vec![area_words] },
        luminaires,
        lighting: Computed { value: va, steps },
        density,
        receptacles,
    }
}

/// Says what the Code takes for a building of the project's occupancy, where it lists it.
fn unit_load_note(project: &Project) -> Option<Step> {
    let premises = Premises { floor_area: Some(1.0), ..Premises::of(project) };
    let per = least_by_area(&premises)?.lighting_per_ft2?;
    let edition = project.settings().edition;
    let words = format!("{} for the building as a whole", per_square_foot(per));
    let section = match edition {
        Edition::E2017 | Edition::E2020 => "220.12",
        Edition::E2023 => "220.42(A)",
        Edition::E2026 => "120.42(A)",
    };
    Some(Step::note("Unit load of the occupancy", words).citing(Citation { edition, section }))
}

/// Writes an area: `1,204 ft²`.
pub fn square_feet(area: f64) -> String {
    format!("{} ft²", grouped(area, if area < 100.0 { 1 } else { 0 }))
}

/// Writes a density: `0.62 VA/ft²`.
pub fn per_square_foot(value: f64) -> String {
    format!("{} VA/ft²", grouped(value, 2))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::facts::{FactValue, project::OCCUPANCY};
    use crate::domain::{Device, DeviceId, Facts, RoomId, SheetId};
    use crate::units::PlanPoint;
    use std::sync::Arc;

    fn at(x: f64, y: f64) -> PlanPoint {
        PlanPoint { x, y }
    }

    fn room(id: u64, width: f64, depth: f64) -> Room {
        Room {
            id: RoomId(id),
            name: format!("ROOM {id}"),
            use_type: "office".to_owned(),
            outline: vec![at(0.0, 0.0), at(width, 0.0), at(width, depth), at(0.0, depth)],
            facts: Facts::new(),
        }
    }

    fn device(id: u64, kind: DeviceKind, place: PlanPoint, va: f64) -> Device {
        Device {
            id: DeviceId(id),
            kind,
            symbol: String::new(),
            at: place,
            rotation_deg: 0.0,
            load: VoltAmperes(va),
            circuit: None,
            label: String::new(),
            facts: Facts::new(),
        }
    }

    fn sheet(devices: Vec<Device>, rooms: Vec<Room>) -> Sheet {
        let mut sheet = Sheet::new(SheetId(1), "E1");
        sheet.devices = devices.into_iter().map(|d| (d.id, Arc::new(d))).collect();
        sheet.rooms = rooms.into_iter().map(|r| (r.id, Arc::new(r))).collect();
        sheet
    }

    /// Four of 60 VA and one of 40 VA in 20 × 14 ft: 280 VA over 280 ft² are 1 VA/ft².
    #[test]
    fn lighting_density_is_the_luminaires_over_the_area() {
        let lit = |id: u64, va: f64| device(id, DeviceKind::Luminaire, at(id as f64, 5.0), va);
        let mut devices: Vec<Device> = (2..6).map(|id| lit(id, 60.0)).collect();
        devices.extend([lit(6, 40.0), lit(7, 0.0)]);
        devices.push(device(8, DeviceKind::Receptacle, at(1.0, 1.0), 180.0));
        devices.push(device(9, DeviceKind::Luminaire, at(30.0, 5.0), 60.0));
        let sheet = sheet(devices, vec![room(20, 20.0, 14.0)]);
        let mut project = Project::named("p");
        let found = room_figures(&project, &sheet, &sheet.rooms[&RoomId(20)]);
        let density = found.density.expect("an area");
        assert!((density.value - 1.0).abs() < 1e-12 && (found.lighting.value.0 - 280.0).abs() < 1e-9);
        assert_eq!((found.luminaires, found.receptacles), (6, 1));
        assert_eq!(density.steps[0].inputs, "4 × 60 VA + 1 × 40 VA");
        assert_eq!(density.steps[1].inputs, "1 luminaire has no load");
        assert!(density.steps.iter().all(|step| step.what != "Unit load of the occupancy"));
        let mut settings = project.settings().clone();
        settings.facts.set(&OCCUPANCY, Some(FactValue::Word("office"))).expect("a word of it");
        project = crate::domain::apply_all(&project, &[crate::domain::Edit::SetSettings(settings)])
            .expect("legal")
            .0;
        let told = room_figures(&project, &sheet, &sheet.rooms[&RoomId(20)]).density.expect("an area");
        let note = told.steps.last().expect("a note");
        assert_eq!(note.inputs, "1.30 VA/ft² for the building as a whole");
    }

    #[test]
    fn of_rooms_over_one_another_the_first_has_the_luminaire_and_a_line_has_no_density() {
        let devices = vec![device(2, DeviceKind::Luminaire, at(1.0, 1.0), 60.0)];
        let mut flat = room(22, 5.0, 5.0);
        flat.outline.truncate(2);
        let sheet = sheet(devices, vec![room(20, 5.0, 5.0), room(21, 9.0, 9.0), flat]);
        let of = |id: u64| room_figures(&Project::named("p"), &sheet, &sheet.rooms[&RoomId(id)]);
        assert_eq!((of(20).luminaires, of(21).luminaires), (1, 0));
        assert_eq!(of(22).density, None);
    }
}
