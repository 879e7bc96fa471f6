//! Devices: each press places one; a drag along a wall places a row of them.
//!
//! What hangs on walls snaps to the nearest one and turns with it; everything else stands where the pointer is and turns by R.

use crate::domain::symbols::{Mount, Symbol, SymbolLibrary, placed};
use crate::domain::{DeviceId, Edit, Sheet};
use crate::units::{Feet, PlanPoint, feet_and_inches, parse_length};
use crate::workbench::plan::geometry::distance;
use crate::workbench::plan::{
    DevicePlace, OptionValue, OverlayForm, OverlayShape, OverlayStyle, PlanEvent, PlanKey, Tool, ToolContext,
    ToolOption, ToolOutcome, on_wall, place_for,
};
use std::sync::Arc;

const SYMBOL: &str = "Symbol";
const SPACING: &str = "Every";
const USUAL_SPACING_FT: f64 = 6.0;
/// A row holds so many devices at most; more are a slip of the hand.
const MOST: usize = 200;
/// Symbols keep their size on paper below this scale, in points to a foot.
const LEAST_PT_PER_FT: f64 = 8.0;

#[derive(Clone, Copy, Debug, Default)]
enum State {
    #[default]
    Idle,
    /// A row is drawn from here.
    Row { from: PlanPoint },
}

#[derive(Debug)]
pub(in crate::workbench::plan) struct DeviceTool {
    state: State,
    symbol: String,
    turned_deg: f64,
    spacing_ft: f64,
    /// As the last event had it.
    library: Arc<SymbolLibrary>,
}

impl Default for DeviceTool {
    fn default() -> Self {
        Self {
            state: State::Idle,
            symbol: "duplex".to_owned(),
            turned_deg: 0.0,
            spacing_ft: USUAL_SPACING_FT,
            library: SymbolLibrary::shipped(),
        }
    }
}

impl DeviceTool {
    fn symbol(&self) -> Option<&Symbol> {
        self.library.get(&self.symbol)
    }

    fn place(&self, cx: &ToolContext<'_>, symbol: &Symbol, at: PlanPoint) -> DevicePlace {
        place_for(cx.sheet, symbol, at, (cx.aperture_ft, self.turned_deg))
    }

    fn put(&self, cx: &ToolContext<'_>, places: &[DevicePlace]) -> ToolOutcome {
        let Some(symbol) = self.symbol() else { return ToolOutcome::say("Choose a symbol first") };
        let edits: Vec<Edit> = (cx.project.next_id()..)
            .zip(places)
            .map(|(id, place)| {
                let device = symbol.device(DeviceId(id), place.at, place.rotation_deg);
                Edit::PutDevice { sheet: cx.sheet.id, device: Box::new(device) }
            })
            .collect();
        let what = symbol.title.to_lowercase();
        let label = if edits.len() == 1 {
            format!("Place {what}")
        } else {
            format!("Place {} × {what}", edits.len())
        };
        ToolOutcome::step(label, edits)
    }

    /// Returns the places of a row: along the wall it begins at, else straight to its end.
    fn row(
        &self,
        sheet: &Sheet,
        symbol: &Symbol,
        (first, from): (DevicePlace, PlanPoint),
        to: PlanPoint,
    ) -> Vec<DevicePlace> {
        let wall = first.wall.and_then(|id| sheet.walls.get(&id));
        let end = wall.map_or(to, |wall| on_same_side(symbol, wall, from, to).at);
        let length = distance(first.at, end);
        let steps = (length / self.spacing_ft + 1e-9).floor().clamp(0.0, MOST as f64 - 1.0);
        (0..=steps as usize)
            .map(|step| {
                let share = if length > 0.0 { step as f64 * self.spacing_ft / length } else { 0.0 };
                let at = PlanPoint {
                    x: first.at.x + (end.x - first.at.x) * share,
                    y: first.at.y + (end.y - first.at.y) * share,
                };
                DevicePlace { at, ..first }
            })
            .collect()
    }

    fn places(&self, cx: &ToolContext<'_>) -> Vec<DevicePlace> {
        let Some(symbol) = self.symbol() else { return Vec::new() };
        match self.state {
            State::Idle => vec![self.place(cx, symbol, cx.pointer.at)],
            State::Row { from } => {
                self.row(cx.sheet, symbol, (self.place(cx, symbol, from), from), cx.pointer.at)
            }
        }
    }
}

/// A row stays on the face of the wall that it began on, whichever side the pointer is on by now.
fn on_same_side(symbol: &Symbol, wall: &crate::domain::Wall, from: PlanPoint, to: PlanPoint) -> DevicePlace {
    let on = crate::workbench::plan::geometry::nearest_on(wall.from, wall.to, to);
    let foot = crate::workbench::plan::geometry::nearest_on(wall.from, wall.to, from);
    on_wall(symbol, wall, PlanPoint { x: on.x + from.x - foot.x, y: on.y + from.y - foot.y })
}

impl Tool for DeviceTool {
    fn event(&mut self, event: &PlanEvent, cx: &ToolContext<'_>) -> ToolOutcome {
        self.library = Arc::clone(cx.symbols);
        match event {
            PlanEvent::Click { .. } | PlanEvent::Exact(_) => {
                self.state = State::Idle;
                let place = event.place(cx).zip(self.symbol()).map(|(at, symbol)| self.place(cx, symbol, at));
                place
                    .map_or_else(|| ToolOutcome::say("Choose a symbol first"), |place| self.put(cx, &[place]))
            }
            PlanEvent::DragStart { from } => {
                self.state = State::Row { from: from.at };
                ToolOutcome::default()
            }
            PlanEvent::DragEnd => {
                let places = self.places(cx);
                self.state = State::Idle;
                self.put(cx, &places)
            }
            PlanEvent::Key(PlanKey::Letter('R')) => {
                self.turned_deg = (self.turned_deg + 90.0).rem_euclid(360.0);
                ToolOutcome::default()
            }
            PlanEvent::Confirm | PlanEvent::Cancel => {
                self.state = State::Idle;
                ToolOutcome::default()
            }
            PlanEvent::Move | PlanEvent::Drag | PlanEvent::Key(_) => ToolOutcome::default(),
        }
    }

    fn overlay(&self, cx: &ToolContext<'_>) -> Vec<OverlayShape> {
        let Some(symbol) = self.symbol() else { return Vec::new() };
        let scale = if symbol.is_true_size { 1.0 } else { (LEAST_PT_PER_FT / cx.camera.pt_per_ft).max(1.0) };
        let places = self.places(cx);
        let mut shapes: Vec<OverlayShape> = places
            .iter()
            .flat_map(|place| placed(symbol, place.at, place.rotation_deg, scale))
            .map(|shape| OverlayShape::line(OverlayStyle::Draft, shape.flatten(0.02)))
            .filter(|shape| matches!(&shape.form, OverlayForm::Line(points) if points.len() > 1))
            .collect();
        if let (State::Row { .. }, Some(last)) = (self.state, places.last()) {
            let every = feet_and_inches(Feet(self.spacing_ft), 2);
            shapes.push(OverlayShape::chip(
                OverlayStyle::Dimension,
                last.at,
                format!("{} every {every}", places.len()),
            ));
        }
        shapes
    }

    fn letters(&self) -> &'static [char] {
        &['R']
    }

    fn hint(&self) -> String {
        let Some(symbol) = self.symbol() else { return "Devices: choose a symbol".to_owned() };
        match (self.state, symbol.mount) {
            (State::Row { .. }, _) => "Row: let go where it ends".to_owned(),
            (State::Idle, Mount::Wall) => {
                format!("{}: press near a wall, or drag along it; D chooses another", symbol.title)
            }
            (State::Idle, Mount::Ceiling | Mount::Floor | Mount::Anywhere) => {
                format!("{}: press where it goes, or drag; R turns, D chooses another", symbol.title)
            }
        }
    }

    fn is_idle(&self) -> bool {
        matches!(self.state, State::Idle)
    }

    fn drags(&self) -> bool {
        true
    }

    fn options(&self) -> Vec<ToolOption> {
        let title = self.symbol().map_or_else(|| self.symbol.clone(), |symbol| symbol.title.clone());
        let every = feet_and_inches(Feet(self.spacing_ft), 8);
        vec![
            ToolOption { name: SYMBOL, value: OptionValue::Text(title) },
            ToolOption { name: SPACING, value: OptionValue::Length(every) },
        ]
    }

    fn set_option(&mut self, name: &str, text: &str) -> Result<(), String> {
        if name == SPACING {
            let every = parse_length(text).map_err(|why| why.to_string())?.0;
            if !(0.25..=200.0).contains(&every) {
                return Err("Devices of a row stand 3 in to 200 ft apart".to_owned());
            }
            self.spacing_ft = every;
            return Ok(());
        }
        let exact = self.library.get(text.trim());
        let found = exact.or_else(|| self.library.search(text).into_iter().next());
        let name = found.map(|symbol| symbol.name.clone());
        self.symbol = name.ok_or_else(|| format!("No symbol is called '{}'", text.trim()))?;
        Ok(())
    }
}
