//! Words on the plan: room names, names and circuits of devices, tags of runs. Those that would cover one another are left out.

use super::PlanPainter;
use super::sheet::color_ink;
use crate::app::theme::{TypeStyle, space};
use crate::domain::drawing::Shape as DrawnShape;
use crate::domain::symbols::placed;
use crate::domain::{Device, DeviceKind, EntityId, Run, device_tag, home_run_tag};
use crate::units::PlanPoint;
use crate::workbench::plan::geometry::{distance, middle_of};
use crate::workbench::plan::{ColorBy, PlanItem, PlanLayer, color_of};
use egui::{Align2, Color32, FontId, Pos2, Rect, pos2, vec2};

/// Tags are hidden below this scale, in points a foot; circuits of devices below the other.
const TAGS: f64 = 5.0;
const CIRCUITS: f64 = 9.0;
/// Names of panelboards are shown from here on.
const PANELS: f64 = 2.5;
/// The size symbols have at least, as in their mesh.
const OWN_SIZE: f64 = 8.0;

/// Places that have words already.
#[derive(Default)]
pub(super) struct Taken(Vec<Rect>);

impl Taken {
    /// Takes a place; returns whether it was free.
    fn take(&mut self, rect: Rect) -> bool {
        let free = !self.0.iter().any(|other| other.intersects(rect));
        if free {
            self.0.push(rect);
        }
        free
    }
}

impl PlanPainter<'_> {
    /// Paints the names of rooms where they fit.
    pub(super) fn room_names(&self, taken: &mut Taken) {
        let ink = self.layer_color(PlanLayer::Rooms).unwrap_or(self.tokens.underlay_text);
        for item in &self.in_view {
            let EntityId::Room(_, id) = item.id else { continue };
            let Some(room) = self.sheet.rooms.get(&id) else { continue };
            let Some(at) = middle_of(&room.outline) else { continue };
            let words = two_lines(&room.name);
            let galley = self.painter.layout_no_wrap(words, TypeStyle::Caption.font(), ink);
            let room_pt = self.rect_of(item.bounds).size();
            if galley.size().x + space::S <= room_pt.x && galley.size().y <= room_pt.y {
                let mut job = galley.job.as_ref().clone();
                job.halign = egui::Align::Center;
                let galley = self.painter.layout_job(job);
                let middle = self.at(at) - vec2(0.0, galley.size().y / 2.0);
                let half = vec2(galley.size().x / 2.0, 0.0);
                taken.0.push(Rect::from_min_size(middle - half, galley.size()));
                self.painter.galley(middle, galley, ink);
            }
        }
    }

    /// Paints names of devices, circuits and runs.
    pub(super) fn tags(&self, taken: &mut Taken) {
        let scale = self.camera.pt_per_ft;
        let items = &self.in_view;
        let layers = &self.session.layers;
        for item in items {
            let EntityId::Device(_, id) = item.id else { continue };
            let Some(device) = self.sheet.devices.get(&id).filter(|_| layers.is_shown(item.layer)) else {
                continue;
            };
            let from = if device.kind == DeviceKind::PanelLocation { PANELS } else { TAGS };
            if scale >= from && !device.label.is_empty() {
                self.device_name(item, device, taken);
            }
            if scale >= CIRCUITS {
                self.symbol_words(device);
            }
        }
        if scale >= TAGS && layers.is_shown(PlanLayer::Runs) {
            for item in items {
                let EntityId::Run(_, id) = item.id else { continue };
                if let Some(run) = self.sheet.runs.get(&id) {
                    self.run_tag(item, run, taken);
                }
            }
        }
        if scale >= CIRCUITS && layers.is_shown(PlanLayer::Circuits) {
            for item in items {
                let EntityId::Device(_, id) = item.id else { continue };
                if let Some(device) = self.sheet.devices.get(&id).filter(|_| layers.is_shown(item.layer)) {
                    self.circuit_tag(item, device, taken);
                }
            }
        }
    }

    /// The name stands below its symbol, away from the wall where there is one.
    fn device_name(&self, item: &PlanItem, device: &Device, taken: &mut Taken) {
        let body = self.symbol_rect(item, device);
        let is_panel = device.kind == DeviceKind::PanelLocation;
        let style = if is_panel { TypeStyle::CaptionSemibold } else { TypeStyle::Caption };
        let ink = if is_panel { self.tokens.text_1 } else { self.tokens.text_2 };
        // The wall is on the side of −y of the symbol: the name goes to +y, up or down on the screen.
        let above = pos2(body.center().x, body.top() - 9.0);
        let below = pos2(body.center().x, body.bottom() + 9.0);
        let cos = device.rotation_deg.to_radians().cos();
        let places = if cos > 0.5 { [above, below] } else { [below, above] };
        self.boxed(&places, &device.label, style.font(), ink, taken);
    }

    fn circuit_tag(&self, item: &PlanItem, device: &Device, taken: &mut Taken) {
        let Some(words) = device_tag(self.project, device) else { return };
        let color = color_of(self.project, self.sheet, self.checked, ColorBy::Phase, item.id);
        let own = self.layer_color(PlanLayer::Circuits);
        let ink = own.or_else(|| color_ink(color, self.tokens)).unwrap_or(self.tokens.text_2);
        let body = self.symbol_rect(item, device);
        let beside = 6.0 + 3.2 * words.len() as f32;
        let (left, right) = (body.left() - beside, body.right() + beside);
        let places = [
            pos2(right, body.top() - 4.0),
            pos2(right, body.bottom() + 4.0),
            pos2(left, body.top() - 4.0),
            pos2(left, body.bottom() + 4.0),
        ];
        self.boxed(&places, &words, TypeStyle::Caption.font(), ink, taken);
    }

    fn run_tag(&self, item: &PlanItem, run: &Run, taken: &mut Taken) {
        let legs = run.path.iter().zip(run.path.iter().skip(1));
        let longest = legs.max_by(|a, b| distance(*a.0, *a.1).total_cmp(&distance(*b.0, *b.1)));
        let Some((from, to)) = longest else { return };
        let middle = PlanPoint { x: (from.x + to.x) / 2.0, y: (from.y + to.y) / 2.0 };
        let own = self.layer_color(PlanLayer::Runs);
        let ink = own.or_else(|| self.ink(item)).unwrap_or(self.tokens.text_2);
        let words = format!("{} {}", run.tag, home_run_tag(self.project, &run.circuits));
        self.boxed(&[self.at(middle)], words.trim(), TypeStyle::Caption.font(), ink, taken);
    }

    /// The letters that belong to a symbol, such as GFI.
    fn symbol_words(&self, device: &Device) {
        let Some(symbol) = self.session.symbols().of_device(device.kind, &device.symbol) else { return };
        let enlarged = if symbol.is_true_size { 1.0 } else { (OWN_SIZE / self.camera.pt_per_ft).max(1.0) };
        for shape in placed(symbol, device.at, device.rotation_deg, enlarged) {
            let DrawnShape::Text { at, height, text, .. } = shape else { continue };
            let size = (height * self.camera.pt_per_ft / 0.7 * 2.0).round() / 2.0;
            if size >= 6.0 {
                let font = FontId::new(size as f32, TypeStyle::Caption.font().family);
                self.painter.text(self.at(at), Align2::CENTER_CENTER, text, font, self.tokens.n_ink);
            }
        }
    }

    /// Paints words on a box of the ground, at the first place where no others stand; nowhere if there is none.
    fn boxed(&self, places: &[Pos2], words: &str, font: FontId, ink: Color32, taken: &mut Taken) {
        let galley = self.painter.layout_no_wrap(words.to_owned(), font, ink);
        let rects = places.iter().map(|center| Rect::from_center_size(*center, galley.size()));
        for rect in rects {
            if taken.take(rect.expand(1.0)) {
                self.painter.rect_filled(rect.expand2(vec2(2.0, 0.0)), 2.0, self.tokens.canvas);
                self.painter.galley(rect.min, galley, ink);
                return;
            }
        }
    }
}

/// A number at the end of a room's name stands below it.
fn two_lines(name: &str) -> String {
    match name.rsplit_once(' ') {
        Some((words, number)) if number.starts_with(|c: char| c.is_ascii_digit()) => {
            format!("{words}\n{number}")
        }
        _ => name.to_owned(),
    }
}
