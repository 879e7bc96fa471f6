//! The figures of a room.

use super::Figure;
use crate::domain::{Project, Room, Sheet};
use crate::engineering::room_figures::{per_square_foot, room_figures, square_feet};

/// Returns area, lighting and lighting density of a room of a sheet.
pub(super) fn of_room(project: &Project, sheet: &Sheet, room: &Room) -> Vec<Figure> {
    let found = room_figures(project, sheet, room);
    let area = Figure::new("Area", square_feet(found.area_ft2.value), found.area_ft2.steps);
    let remark = match found.luminaires {
        1 => "1 luminaire".to_owned(),
        count => format!("{count} luminaires"),
    };
    let lighting =
        Figure::new("Lighting", found.lighting.value.to_string(), found.lighting.steps).of(remark.clone());
    let density = match found.density {
        Some(density) => {
            Figure::new("Lighting density", per_square_foot(density.value), density.steps).of(remark)
        }
        None => Figure::missing("Lighting density", "an outline with an area"),
    };
    vec![area, lighting, density]
}
