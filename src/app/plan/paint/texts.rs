//! Words on the plan: room names, names and circuits of devices, tags of runs, placed so that none covers another, a symbol or the
//! arrow of a home run. What finds no place stays away until there is room for it at a larger scale.

use super::PlanPainter;
use super::kept::MeshLayer;
use super::laid::{Galleys, LaidTags, LaidWords, TagView};
use super::sheet::{ARROW_PT, color_ink};
use crate::app::theme::{TypeStyle, space};
use crate::domain::drawing::Shape as DrawnShape;
use crate::domain::symbols::placed;
use crate::domain::{Device, DeviceKind, EntityId, Run, device_tag, home_run_tag};
use crate::engineering::plan_drawing::panel_end;
use crate::units::{PlanPoint, PlanRect};
use crate::workbench::plan::geometry::{distance, grown, middle_of};
use crate::workbench::plan::{
    ColorBy, LabelAsk, LabelBoard, LabelRect, LabelSide, PlacedLabel, PlanItem, PlanLayer, color_of,
};
use egui::{Color32, FontId, Rect, Vec2, pos2, vec2};

/// Tags are hidden below this scale, in points a foot; circuits of devices below the other.
const TAGS: f64 = 5.0;
const CIRCUITS: f64 = 9.0;
/// Names of panelboards are shown from here on.
const PANELS: f64 = 2.5;
/// The size symbols have at least, as in their mesh.
const OWN_SIZE: f64 = 8.0;
/// Legs of a run beside which its tag may stand.
const LEGS: usize = 6;

/// The words of a sheet while they are being placed.
struct Laying<'p, 'a> {
    paint: &'p PlanPainter<'a>,
    origin: PlanPoint,
    board: LabelBoard,
    galleys: Galleys,
    below: Vec<LaidWords>,
    above: Vec<LaidWords>,
}

impl PlanPainter<'_> {
    /// Places the words of the sheet anew where they are not those of the present state and view.
    pub(super) fn lay_tags(&self, kept: &mut LaidTags) {
        let view = TagView {
            key: self.mesh_key(MeshLayer::Devices),
            pt_per_ft: self.camera.pt_per_ft,
            pixels_per_point: self.painter.pixels_per_point(),
            seen: self.seen,
        };
        if kept.fit(&view) {
            return;
        }
        let (min, max) = (self.seen.min, self.seen.max);
        let covers = grown(self.seen, (max.x - min.x).min(max.y - min.y) / 4.0);
        let mut laying = Laying {
            paint: self,
            origin: self.camera.center,
            board: LabelBoard::default(),
            galleys: kept.galleys(view.pixels_per_point),
            below: Vec::new(),
            above: Vec::new(),
        };
        laying.all(covers);
        let Laying { origin, galleys, below, above, .. } = laying;
        kept.keep(view, (covers, origin), (below, above), galleys);
    }

    /// Paints the words below the devices, or those above.
    pub(super) fn words(&self, kept: &LaidTags, above: bool) {
        let Some((origin, names, tags)) = kept.words() else { return };
        let pixels = self.painter.pixels_per_point();
        let whole = |value: f32| (value * pixels).round() / pixels;
        let at = self.at(origin);
        let corner = vec2(whole(at.x), whole(at.y));
        for words in if above { tags } else { names } {
            let place = (corner + words.at).to_pos2();
            let ground = words.boxed.map(|ground| ground.translate(corner));
            let reach = ground.unwrap_or_else(|| words.galley.rect.translate(place.to_vec2()));
            if !reach.intersects(self.rect) {
                continue;
            }
            if let Some([from, to]) = words.leader {
                let ends = [(corner + from).to_pos2(), (corner + to).to_pos2()];
                self.painter.line_segment(ends, self.tokens.stroke(1.0, words.ink.gamma_multiply(0.6)));
            }
            if let Some(ground) = ground {
                self.painter.rect_filled(ground, 2.0, self.tokens.canvas);
            }
            self.painter.galley(place, std::sync::Arc::clone(&words.galley), words.ink);
        }
    }
}

impl Laying<'_, '_> {
    fn all(&mut self, covers: PlanRect) {
        let paint = self.paint;
        let (scale, layers) = (paint.camera.pt_per_ft, &paint.session.layers);
        let items: Vec<&PlanItem> = paint.session.index().within(covers);
        let device = |item: &PlanItem| match item.id {
            EntityId::Device(_, id) => paint.sheet.devices.get(&id).filter(|_| layers.is_shown(item.layer)),
            _ => None,
        };
        if scale < PANELS {
            if layers.is_shown(PlanLayer::Rooms) {
                items.iter().for_each(|item| self.room_name(item));
            }
            return;
        }
        for item in &items {
            if let Some(found) = device(item) {
                self.board.block(self.symbol(item, found));
            }
        }
        if layers.is_shown(PlanLayer::Runs) {
            for item in &items {
                if let EntityId::Run(_, id) = item.id
                    && let Some(run) = paint.sheet.runs.get(&id)
                {
                    self.keep_off(run);
                }
            }
        }
        if layers.is_shown(PlanLayer::Rooms) {
            items.iter().for_each(|item| self.room_name(item));
        }
        let is_panel = |device: &Device| device.kind == DeviceKind::PanelLocation;
        for panels in [true, false] {
            for item in items.iter().filter(|_| panels || scale >= TAGS) {
                if let Some(found) = device(item).filter(|found| is_panel(found) == panels) {
                    self.device_name(item, found);
                }
            }
        }
        if scale >= TAGS && layers.is_shown(PlanLayer::Runs) {
            for item in &items {
                if let EntityId::Run(_, id) = item.id
                    && let Some(run) = paint.sheet.runs.get(&id)
                {
                    self.run_tag(item, run);
                }
            }
        }
        if scale < CIRCUITS {
            return;
        }
        for item in &items {
            let Some(found) = device(item) else { continue };
            self.symbol_words(found);
            if layers.is_shown(PlanLayer::Circuits) {
                self.circuit_tag(item, found);
            }
        }
    }

    /// Returns where a point of the plan lies, from the origin, in points.
    fn at(&self, point: PlanPoint) -> (f32, f32) {
        let scale = self.paint.camera.pt_per_ft;
        (((point.x - self.origin.x) * scale) as f32, ((self.origin.y - point.y) * scale) as f32)
    }

    fn rect_of(&self, rect: PlanRect) -> LabelRect {
        let ((left, bottom), (right, top)) = (self.at(rect.min), self.at(rect.max));
        LabelRect { left, top, right, bottom }
    }

    fn symbol(&self, item: &PlanItem, device: &Device) -> LabelRect {
        let rect = self.rect_of(item.bounds);
        let larger = self.paint.enlarged(device);
        let size = ((rect.right - rect.left) * larger, (rect.bottom - rect.top) * larger);
        LabelRect::around(rect.center(), size)
    }

    /// Words keep off the lines of a run, and off its arrow altogether.
    fn keep_off(&mut self, run: &Run) {
        for (from, to) in run.path.iter().zip(run.path.iter().skip(1)) {
            let (from, to) = (self.at(*from), self.at(*to));
            self.board.avoid(from, to);
        }
        let end = panel_end(self.paint.project, self.paint.sheet, run)
            .filter(|_| run.path.len() > 1 && !run.circuits.is_empty());
        let Some((tip, before)) = end.map(|(tip, before)| (self.at(tip), self.at(before))) else { return };
        let way = vec2(tip.0 - before.0, tip.1 - before.1);
        if way.length() < ARROW_PT {
            return;
        }
        let middle = vec2(tip.0, tip.1) - way.normalized() * ARROW_PT / 2.0;
        self.board.block(LabelRect::around((middle.x, middle.y), (ARROW_PT, ARROW_PT)));
    }

    fn room_name(&mut self, item: &PlanItem) {
        let EntityId::Room(_, id) = item.id else { return };
        let Some(room) = self.paint.sheet.rooms.get(&id) else { return };
        let Some(middle) = middle_of(&room.outline) else { return };
        let ink = self.paint.layer_color(PlanLayer::Rooms).unwrap_or(self.paint.tokens.underlay_text);
        let galley =
            self.galleys.lay_centered(self.paint.painter, &two_lines(&room.name), TypeStyle::Caption);
        let bounds = self.rect_of(item.bounds);
        let (width, height) = (bounds.right - bounds.left, bounds.bottom - bounds.top);
        let size = galley.size();
        if size.x + space::S > width || size.y > height {
            return;
        }
        // In the middle, else a line or two higher or lower: symbols and conduits go before.
        let line = f64::from(size.y) / 2.0 / self.paint.camera.pt_per_ft;
        let places = [0.0, 1.0, -1.0, 2.0, -2.0, 3.0, -3.0]
            .map(|lines| PlanPoint { y: middle.y + lines * line, ..middle });
        let inside = places.iter().filter(|at| {
            [-1.0, 1.0].iter().all(|side| PlanPoint { y: at.y + side * line, ..**at }.lies_in(&room.outline))
        });
        let middles: Vec<(f32, f32)> = inside.map(|at| self.at(*at)).collect();
        let free = self.board.place_on((size.x, size.y), &middles).map(|label| label.rect);
        // A name is worth more than a free place: it stands in the middle where there is none.
        let rect = free.unwrap_or_else(|| {
            let rect = LabelRect::around(self.at(middle), (size.x, size.y));
            self.board.block(rect);
            rect
        });
        let at = vec2(rect.center().0, rect.top);
        self.below.push(LaidWords { galley, ink, at, boxed: None, leader: None });
    }

    /// The name stands above or below its symbol, away from the wall where there is one.
    fn device_name(&mut self, item: &PlanItem, device: &Device) {
        if device.label.is_empty() {
            return;
        }
        let is_panel = device.kind == DeviceKind::PanelLocation;
        let style = if is_panel { TypeStyle::CaptionSemibold } else { TypeStyle::Caption };
        let ink = if is_panel { self.paint.tokens.text_1 } else { self.paint.tokens.text_2 };
        // The wall is on the side of −y of the symbol: the name goes to +y, up or down on the screen.
        let cos = device.rotation_deg.to_radians().cos();
        let first = if cos > 0.5 { LabelSide::Above } else { LabelSide::Below };
        self.around(self.symbol(item, device), &device.label, style, ink, first);
    }

    fn circuit_tag(&mut self, item: &PlanItem, device: &Device) {
        let paint = self.paint;
        let Some(words) = device_tag(paint.project, device) else { return };
        let color = color_of(paint.project, paint.sheet, paint.checked, ColorBy::Phase, item.id);
        let own = paint.layer_color(PlanLayer::Circuits);
        let ink = own.or_else(|| color_ink(color, paint.tokens)).unwrap_or(paint.tokens.text_2);
        self.around(self.symbol(item, device), &words, TypeStyle::Caption, ink, LabelSide::Right);
    }

    fn around(&mut self, body: LabelRect, words: &str, style: TypeStyle, ink: Color32, first: LabelSide) {
        let galley = self.galleys.lay(self.paint.painter, words, style);
        let size = (galley.size().x, galley.size().y);
        if let Some(label) = self.board.place(&LabelAsk { body, size, first, may_lead: true }) {
            self.put(label, galley, ink);
        }
    }

    /// The tag of a run stands on its line: on the longest leg that has room, in its middle or at a quarter of it.
    fn run_tag(&mut self, item: &PlanItem, run: &Run) {
        let paint = self.paint;
        let words = format!("{} {}", run.tag, home_run_tag(paint.project, &run.circuits));
        if words.trim().is_empty() {
            return;
        }
        let mut legs: Vec<(PlanPoint, PlanPoint)> =
            run.path.iter().copied().zip(run.path.iter().copied().skip(1)).collect();
        legs.sort_by(|a, b| distance(b.0, b.1).total_cmp(&distance(a.0, a.1)));
        let own = paint.layer_color(PlanLayer::Runs);
        let ink = own.or_else(|| paint.ink(item)).unwrap_or(paint.tokens.text_2);
        let galley = self.galleys.lay(paint.painter, words.trim(), TypeStyle::Caption);
        let on = |(from, to): &(PlanPoint, PlanPoint), share: f64| {
            self.at(PlanPoint { x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share })
        };
        let shares = [0.5, 0.25, 0.75];
        let middles: Vec<(f32, f32)> =
            legs.iter().take(LEGS).flat_map(|leg| shares.map(|share| on(leg, share))).collect();
        if let Some(label) = self.board.place_on((galley.size().x, galley.size().y), &middles) {
            self.put(label, galley, ink);
        }
    }

    fn put(&mut self, label: PlacedLabel, galley: std::sync::Arc<egui::Galley>, ink: Color32) {
        let PlacedLabel { rect, leader } = label;
        let rect = Rect::from_min_max(pos2(rect.left, rect.top), pos2(rect.right, rect.bottom));
        let leader = leader.map(|ends| ends.map(|(x, y)| vec2(x, y)));
        let boxed = Some(rect.expand2(vec2(2.0, 0.0)));
        self.above.push(LaidWords { galley, ink, at: rect.min.to_vec2(), boxed, leader });
    }

    /// The letters that belong to a symbol, such as GFI.
    fn symbol_words(&mut self, device: &Device) {
        let paint = self.paint;
        let Some(symbol) = paint.session.symbols().of_device(device.kind, &device.symbol) else { return };
        let enlarged = if symbol.is_true_size { 1.0 } else { (OWN_SIZE / paint.camera.pt_per_ft).max(1.0) };
        for shape in placed(symbol, device.at, device.rotation_deg, enlarged) {
            let DrawnShape::Text { at, height, text, .. } = shape else { continue };
            let size = (height * paint.camera.pt_per_ft / 0.7 * 2.0).round() / 2.0;
            if size >= 6.0 {
                let font = FontId::new(size as f32, TypeStyle::Caption.font().family);
                let galley = self.galleys.lay_sized(paint.painter, &text, font);
                let (x, y) = self.at(at);
                let at: Vec2 = vec2(x, y) - galley.size() / 2.0;
                self.above.push(LaidWords { galley, ink: paint.tokens.n_ink, at, boxed: None, leader: None });
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
