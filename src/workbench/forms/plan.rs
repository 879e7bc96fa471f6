//! The forms of what stands on the plan: rooms, devices, conduit runs. Where they stand is drawn, not typed.

use super::Form;
use super::wiring::read_raceway;
use crate::domain::symbols::SymbolLibrary;
use crate::domain::{
    Area, AreaKind, CircuitId, Device, DeviceKind, Opening, OpeningKind, PanelId, Project, Room, Run, Slot,
    Wall,
};
use crate::nec::RacewayType;
use crate::units::VoltAmperes;

/// Returns the form of a wall.
pub fn wall_form(wall: &Wall) -> Form {
    let mut form = Form::default();
    form.section("Wall").number("thickness", "Thickness", "in", Some(wall.thickness_ft * 12.0));
    form
}

/// Reads the form back into a record at the place of `base`, or leaves reasons at the fields.
pub fn read_wall(form: &mut Form, base: &Wall) -> Option<Wall> {
    form.clear_errors();
    let thickness = form.positive("thickness");
    if thickness.is_none() && !form.has_errors() {
        form.fail("thickness", "a wall has a thickness, such as 5");
    }
    let wall = Wall { thickness_ft: thickness.unwrap_or(0.0) / 12.0, ..base.clone() };
    (!form.has_errors()).then_some(wall)
}

/// Returns the form of an opening.
pub fn opening_form(opening: &Opening) -> Form {
    let mut form = Form::default();
    form.section("Opening")
        .choice("kind", "Kind", OpeningKind::ALL.iter().map(|k| (k.name(), k.name())), opening.kind.name())
        .number("width", "Width", "in", Some(opening.width_ft * 12.0));
    form
}

/// Reads the form back into a record in the wall of `base`, or leaves reasons at the fields.
pub fn read_opening(form: &mut Form, base: &Opening) -> Option<Opening> {
    form.clear_errors();
    let width = form.positive("width");
    if width.is_none() && !form.has_errors() {
        form.fail("width", "an opening has a width, such as 36");
    }
    let opening = Opening {
        kind: OpeningKind::from_name(form.text("kind")).unwrap_or(base.kind),
        width_ft: width.unwrap_or(0.0) / 12.0,
        ..base.clone()
    };
    (!form.has_errors()).then_some(opening)
}

/// Returns the form of an area.
pub fn area_form(area: &Area) -> Form {
    let mut form = Form::default();
    form.section("Area")
        .choice("kind", "Kind", AreaKind::ALL.iter().map(|k| (k.name(), k.name())), area.kind.name())
        .words("name", "Name", &area.name);
    form
}

/// Reads the form back into a record with the outline of `base`.
pub fn read_area(form: &mut Form, base: &Area) -> Option<Area> {
    form.clear_errors();
    Some(Area {
        kind: AreaKind::from_name(form.text("kind")).unwrap_or(base.kind),
        name: form.text("name").to_owned(),
        ..base.clone()
    })
}

/// Returns the form of a room.
pub fn room_form(room: &Room) -> Form {
    let mut form = Form::default();
    form.section("Room").words("name", "Name", &room.name).words("use", "Use", &room.use_type);
    form
}

/// Reads the form back into a record with the outline of `base`.
pub fn read_room(form: &mut Form, base: &Room) -> Option<Room> {
    form.clear_errors();
    let room =
        Room { name: form.text("name").to_owned(), use_type: form.text("use").to_owned(), ..base.clone() };
    Some(room)
}

/// Returns the form of a device.
pub fn device_form(project: &Project, device: &Device) -> Form {
    let library = SymbolLibrary::of_project(project);
    let mut form = Form::default();
    form.section("Device")
        .words("label", "Label", &device.label)
        .choice("kind", "Kind", DeviceKind::ALL.iter().map(|k| (k.name(), k.name())), device.kind.name())
        .choice("symbol", "Symbol", symbols(&library, device), drawn_with(&library, device))
        .number("load", "Load", "VA", Some(device.load.0).filter(|va| *va != 0.0))
        .words("circuit", "Circuit", &device.circuit.map_or_else(String::new, |c| circuit_words(project, c)));
    form
}

/// Reads the form back into a record at the place of `base`, or leaves reasons at the fields.
pub fn read_device(form: &mut Form, project: &Project, base: &Device) -> Option<Device> {
    form.clear_errors();
    let circuit = form.text("circuit").to_owned();
    let kind = DeviceKind::from_name(form.text("kind")).unwrap_or(base.kind);
    let device = Device {
        label: form.text("label").to_owned(),
        kind,
        symbol: symbol_of(&SymbolLibrary::of_project(project), form.text("symbol"), kind, base),
        load: VoltAmperes(form.positive("load").unwrap_or(0.0)),
        circuit: read_circuits(form, project, &circuit).first().copied(),
        ..base.clone()
    };
    (!form.has_errors()).then_some(device)
}

/// Returns the symbols a device can be drawn with: those of its kind, by title, and the one it has.
fn symbols<'l>(library: &'l SymbolLibrary, device: &'l Device) -> Vec<(&'l str, &'l str)> {
    let of_kind = library.all().iter().filter(|symbol| symbol.kind == device.kind);
    let mut all: Vec<(&str, &str)> = of_kind.map(|s| (s.name.as_str(), s.title.as_str())).collect();
    let present = drawn_with(library, device);
    if !all.iter().any(|(name, _)| *name == present) {
        let title = library.get(present).map_or(present, |symbol| symbol.title.as_str());
        all.insert(0, (present, title));
    }
    all
}

/// Returns the name of what a device is drawn with; of an unknown symbol its own name.
fn drawn_with<'l>(library: &'l SymbolLibrary, device: &'l Device) -> &'l str {
    let plain = || library.of_device(device.kind, "").map_or("", |symbol| symbol.name.as_str());
    if device.symbol.is_empty() { plain() } else { &device.symbol }
}

/// Returns the symbol of a device as chosen; one that changes its kind has the plain symbol of it. What was drawn with the plain
/// symbol unasked stays so.
fn symbol_of(library: &SymbolLibrary, chosen: &str, kind: DeviceKind, base: &Device) -> String {
    let is_as_drawn = chosen == drawn_with(library, base);
    match library.get(chosen) {
        Some(symbol) if symbol.kind != kind && kind != base.kind => {
            library.of_device(kind, "").map_or_else(String::new, |symbol| symbol.name.clone())
        }
        _ if is_as_drawn => base.symbol.clone(),
        _ => chosen.to_owned(),
    }
}

/// Returns the form of a conduit run.
pub fn run_form(project: &Project, run: &Run) -> Form {
    let circuits: Vec<String> = run.circuits.iter().map(|c| circuit_words(project, *c)).collect();
    let mut form = Form::default();
    form.section("Conduit run")
        .words("tag", "Tag", &run.tag)
        .choice(
            "raceway",
            "Raceway",
            [("", "not given")].into_iter().chain(RacewayType::ALL.iter().map(|r| (r.name(), r.name()))),
            run.raceway.as_ref().map_or("", |r| r.kind.name()),
        )
        .words("trade_size", "Trade size", run.raceway.as_ref().map_or("", |r| &r.trade_size))
        .words("circuit", "Circuits", &circuits.join(", "));
    form
}

/// Reads the form back into a record with the path of `base`, or leaves reasons at the fields.
pub fn read_run(form: &mut Form, project: &Project, base: &Run) -> Option<Run> {
    form.clear_errors();
    let circuits = form.text("circuit").to_owned();
    let run = Run {
        tag: form.text("tag").to_owned(),
        raceway: read_raceway(form),
        circuits: read_circuits(form, project, &circuits),
        ..base.clone()
    };
    (!form.has_errors()).then_some(run)
}

fn circuit_words(project: &Project, (panel, circuit): (PanelId, CircuitId)) -> String {
    let found = project.panel(panel).and_then(|panel| Some((panel, panel.circuit(circuit)?)));
    found.map_or_else(String::new, |(panel, circuit)| format!("{}/{}", panel.name, circuit.slot))
}

/// Reads `LP-1/13, LP-1/15`; what names no circuit leaves its reason at the field.
fn read_circuits(form: &mut Form, project: &Project, text: &str) -> Vec<(PanelId, CircuitId)> {
    let mut circuits = Vec::new();
    for word in text.split(',').map(str::trim).filter(|word| !word.is_empty()) {
        let found = word.rsplit_once('/').and_then(|(panel, slot)| {
            let panel = project.panel_named(panel.trim())?;
            let circuit = panel.circuit_at(Slot(slot.trim().parse().ok()?))?;
            Some((panel.id, circuit.id))
        });
        match found {
            Some(circuit) => circuits.push(circuit),
            None => form.fail("circuit", format!("there is no circuit {word}; write it as LP-1/13")),
        }
    }
    circuits
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Facts, RunId, examples};
    use std::collections::BTreeSet;

    #[test]
    fn a_device_keeps_its_symbol_until_another_is_chosen_or_its_kind_changes() {
        let project = examples::two_panels();
        let device = Device {
            id: crate::domain::DeviceId(900),
            kind: DeviceKind::Receptacle,
            symbol: "duplex".to_owned(),
            at: Default::default(),
            rotation_deg: 0.0,
            load: VoltAmperes(180.0),
            circuit: None,
            label: String::new(),
            facts: Facts::new(),
        };
        let mut form = device_form(&project, &device);
        assert_eq!(read_device(&mut form, &project, &device).as_ref(), Some(&device));
        form.set("symbol", "duplex-gfci");
        let other = read_device(&mut form, &project, &device).expect("reads");
        assert_eq!(other.symbol, "duplex-gfci");
        let mut form = device_form(&project, &other);
        form.set("kind", "luminaire");
        let lamp = read_device(&mut form, &project, &other).expect("reads");
        assert_eq!((lamp.kind, lamp.symbol.as_str()), (DeviceKind::Luminaire, "ceiling"));
        let plain = Device { symbol: String::new(), ..device };
        let mut form = device_form(&project, &plain);
        assert_eq!(form.text("symbol"), "duplex", "what it is drawn with");
        assert_eq!(read_device(&mut form, &project, &plain), Some(plain));
    }

    #[test]
    fn circuits_are_written_and_read_by_panel_and_number() {
        let project = examples::two_panels();
        let run = Run {
            id: RunId(900),
            tag: "R-04".to_owned(),
            path: Vec::new(),
            raceway: None,
            circuits: Vec::new(),
            pinned: BTreeSet::new(),
            facts: Facts::new(),
        };
        let mut form = run_form(&project, &run);
        form.set("circuit", "LP-1/1, lp-1/17");
        form.set("raceway", "EMT");
        let read = read_run(&mut form, &project, &run).expect("two circuits");
        assert_eq!(
            run_form(&project, &read).text("circuit"),
            "LP-1/1, LP-1/15",
            "17 is the second pole of 15"
        );
        form.set("circuit", "LP-1/99");
        assert_eq!(read_run(&mut form, &project, &run), None);
    }
}
