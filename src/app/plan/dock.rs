//! Layers at the right: eye, color, name, lock; one alone. Below our own those of the drawings beneath.

use super::PlanView;
use crate::app::icons;
use crate::app::theme::{TypeStyle, space};
use crate::app::view_context::{Requests, ViewContext};
use crate::app::widgets::{IconButton, MenuRow, section_label, text_in};
use crate::domain::drawing::DrawingLayer as DrawnLayer;
use crate::domain::{Edit, Sheet, Underlay};
use crate::workbench::Command;
use crate::workbench::plan::{GroundAbsent, LayerState, PlanLayer};
use egui::{
    Align, Color32, Frame, Layout, Margin, Rect, Role, ScrollArea, Sense, StrokeKind, Ui, UiBuilder,
    WidgetInfo, vec2,
};

const ROW: f32 = 26.0;
/// Colors a layer can be given.
const COLORS: [([u8; 3], &str); 6] = [
    ([0x8F, 0xC7, 0xF0], "Blue"),
    ([0xE7, 0x9B, 0xC6], "Pink"),
    ([0xB9, 0xC6, 0x6A], "Olive"),
    ([0xD9, 0xA3, 0x7A], "Brown"),
    ([0x6C, 0xC8, 0x7C], "Green"),
    ([0x96, 0xA1, 0xA9], "Gray"),
];

/// What was asked of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Asked {
    Shown(bool),
    Locked(bool),
    Color(Option<[u8; 3]>),
    Isolate,
}

impl PlanView {
    /// Draws the layers into the room there is.
    pub fn layers_ui(&mut self, ui: &mut Ui, view: &ViewContext<'_>, out: &mut Requests) {
        let all = ui.max_rect();
        ui.painter().hline(all.x_range(), all.top() + 0.5, view.tokens.edge());
        ui.painter().vline(all.left() + 0.5, all.y_range(), view.tokens.edge());
        Frame::NONE.inner_margin(Margin { left: 16, right: 12, top: 10, bottom: 4 }).show(ui, |ui| {
            let remark = if self.session.layers.isolated().is_some() { "one alone" } else { "" };
            section_label(ui, "Layers", remark);
        });
        ScrollArea::vertical().id_salt("plan layers").auto_shrink(false).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            if let Some(sheet) = self.session.sheet(view.project) {
                for place in 0..sheet.underlays.len() {
                    // A layer of a drawing may be called like one of ours.
                    ui.push_id(("underlay", place), |ui| self.underlay_ui(ui, sheet, place, view, out));
                }
            }
            for layer in PlanLayer::ALL {
                self.own_ui(ui, *layer, view);
            }
            ui.add_space(space::S);
        });
    }

    fn own_ui(&mut self, ui: &mut Ui, layer: PlanLayer, view: &ViewContext<'_>) {
        let state = self.session.layers.state(layer);
        let tokens = view.tokens;
        let usual = match layer {
            PlanLayer::Areas => tokens.underlay,
            PlanLayer::Walls => tokens.wall,
            PlanLayer::Rooms => tokens.underlay_text,
            PlanLayer::Lighting => tokens.n_fill,
            PlanLayer::Devices | PlanLayer::Circuits => tokens.n_ink,
            PlanLayer::Runs => tokens.a_ink,
            PlanLayer::Findings => tokens.error,
            PlanLayer::Proposals => tokens.ghost,
        };
        let color = state.color.map_or(usual, |[r, g, b]| Color32::from_rgb(r, g, b));
        let row = Row {
            name: layer.name(),
            spoken: layer.name(),
            color,
            shown: self.session.layers.is_shown(layer),
            locked: Some(state.locked),
            alone: Some(self.session.layers.isolated() == Some(layer)),
            indent: 0.0,
        };
        match row.ui(ui, view) {
            None => {}
            Some(Asked::Isolate) => self.session.layers.isolate(layer),
            Some(Asked::Shown(shown)) => {
                if let Some(alone) = self.session.layers.isolated() {
                    self.session.layers.isolate(alone);
                }
                self.session.layers.set(layer, LayerState { shown, ..state });
            }
            Some(Asked::Locked(locked)) => self.session.layers.set(layer, LayerState { locked, ..state }),
            Some(Asked::Color(color)) => self.session.layers.set(layer, LayerState { color, ..state }),
        }
    }

    fn underlay_ui(
        &mut self,
        ui: &mut Ui,
        sheet: &Sheet,
        place: usize,
        view: &ViewContext<'_>,
        out: &mut Requests,
    ) {
        let Some(underlay) = sheet.underlays.get(place) else { return };
        let ground = self.session.grounds().list().get(place);
        let remark = match ground.and_then(|ground| ground.absent.as_ref()) {
            None => "",
            Some(GroundAbsent::Reading) => " (being read)",
            Some(GroundAbsent::Missing) => " (file missing)",
            Some(GroundAbsent::Failed(_)) => " (cannot be read)",
        };
        let name = format!("Underlay · {}{remark}", underlay.file_name);
        let color = underlay.tint.map_or(view.tokens.underlay, |[r, g, b]| view.tokens.from_drawing(r, g, b));
        let shown = !underlay.hidden;
        let row = Row { name: &name, spoken: &name, color, shown, locked: None, alone: None, indent: 0.0 };
        if let Some(asked) = row.ui(ui, view) {
            let mut changed = underlay.clone();
            match asked {
                Asked::Shown(shown) => changed.hidden = !shown,
                Asked::Color(tint) => changed.tint = tint,
                Asked::Locked(_) | Asked::Isolate => return,
            }
            out.command(put(sheet, place, changed, &format!("Change underlay {}", underlay.file_name)));
        }
        let Some(prepared) = ground.and_then(|ground| ground.drawing.as_ref()) else { return };
        let layers = prepared.drawing().layers.clone();
        let is_shown = |layer: &DrawnLayer| {
            underlay.layers.get(&layer.name).and_then(|look| look.shown).unwrap_or(!layer.hidden)
        };
        let several = layers.len() > 1;
        for layer in &layers {
            let look = underlay.layers.get(&layer.name).cloned().unwrap_or_default();
            let color = look.color.map_or(color, |[r, g, b]| view.tokens.from_drawing(r, g, b));
            let shown = is_shown(layer);
            let alone = shown && layers.iter().all(|other| other.name == layer.name || !is_shown(other));
            let spoken = format!("{} of {}", layer.name, underlay.file_name);
            let row = Row {
                name: &layer.name,
                spoken: &spoken,
                color,
                shown,
                locked: Some(look.locked),
                alone: several.then_some(alone),
                indent: 20.0,
            };
            let Some(asked) = row.ui(ui, view) else { continue };
            let mut changed = underlay.clone();
            let entry = changed.layers.entry(layer.name.clone()).or_default();
            match asked {
                Asked::Shown(shown) => entry.shown = Some(shown),
                Asked::Locked(locked) => entry.locked = locked,
                Asked::Color(color) => entry.color = color,
                // Alone already: all of them as in the drawing.
                Asked::Isolate => layers.iter().for_each(|other| {
                    let shown = (!alone).then_some(other.name == layer.name);
                    changed.layers.entry(other.name.clone()).or_default().shown = shown;
                }),
            }
            out.command(put(sheet, place, changed, &format!("Change layer {}", layer.name)));
        }
    }
}

fn put(sheet: &Sheet, place: usize, changed: Underlay, label: &str) -> Command {
    let mut underlays = sheet.underlays.clone();
    if let Some(underlay) = underlays.get_mut(place) {
        *underlay = changed;
    }
    Command::Edit { label: label.to_owned(), edits: vec![Edit::SetUnderlays { sheet: sheet.id, underlays }] }
}

/// One layer.
struct Row<'a> {
    name: &'a str,
    /// Its name for who cannot see under which drawing it stands.
    spoken: &'a str,
    color: Color32,
    shown: bool,
    /// Whether it is locked; `None` where it cannot be.
    locked: Option<bool>,
    /// Whether it stands alone; `None` where it cannot.
    alone: Option<bool>,
    indent: f32,
}

impl Row<'_> {
    fn ui(&self, ui: &mut Ui, view: &ViewContext<'_>) -> Option<Asked> {
        let tokens = view.tokens;
        let (_, rect) = ui.allocate_space(vec2(ui.available_width(), ROW));
        if self.alone == Some(true) {
            ui.painter().rect_filled(rect, 0.0, tokens.select);
        }
        let inner = Rect::from_min_max(rect.min + vec2(10.0 + self.indent, 0.0), rect.max - vec2(12.0, 0.0));
        let mut line = ui.new_child(
            UiBuilder::new().id_salt(self.name).max_rect(inner).layout(Layout::left_to_right(Align::Center)),
        );
        line.spacing_mut().item_spacing.x = 6.0;
        let mut asked = None;
        let (eye, verb) = if self.shown { (icons::EYE, "Hide") } else { (icons::EYE_SLASH, "Show") };
        if line.add(IconButton::new(eye, &format!("{verb} {}", self.spoken)).size(24.0)).clicked() {
            asked = Some(Asked::Shown(!self.shown));
        }
        asked = self.color_ui(&mut line, view).or(asked);
        let words = Rect::from_min_max(line.cursor().min, inner.max - vec2(30.0, 0.0));
        let ink = if self.shown { tokens.text_1 } else { tokens.text_3 };
        text_in(ui.painter(), words, Align::Min, self.name, TypeStyle::Body.font(), ink);
        if let Some(locked) = self.locked {
            let lock_at = Rect::from_min_size(inner.right_top() - vec2(24.0, 0.0), vec2(24.0, ROW));
            let mut end = ui.new_child(
                UiBuilder::new()
                    .id_salt((self.name, "lock"))
                    .max_rect(lock_at)
                    .layout(Layout::left_to_right(Align::Center)),
            );
            let (lock, verb) =
                if locked { (icons::LOCK_SIMPLE, "Unlock") } else { (icons::LOCK_SIMPLE_OPEN, "Lock") };
            if end.add(IconButton::new(lock, &format!("{verb} {}", self.spoken)).size(24.0)).clicked() {
                asked = Some(Asked::Locked(!locked));
            }
        }
        let Some(alone) = self.alone else { return asked };
        let name_id = ui.scope_id().with(("layer", self.name));
        let response = ui.interact(words, name_id, Sense::click());
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, format!("{} alone", self.spoken)));
        if response.double_clicked() {
            asked = Some(Asked::Isolate);
        }
        response.context_menu(|ui| {
            ui.set_width(200.0);
            let words = if alone { "Show all layers" } else { "Show alone" };
            if ui.add(MenuRow::new(words).height(ROW)).clicked() {
                asked = Some(Asked::Isolate);
                ui.close();
            }
        });
        asked
    }

    /// The square that shows the color and opens the choice of others.
    fn color_ui(&self, ui: &mut Ui, view: &ViewContext<'_>) -> Option<Asked> {
        let (rect, response) = ui.allocate_exact_size(vec2(16.0, 16.0), Sense::click());
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, format!("Color of {}", self.spoken)));
        let ink = if self.shown { self.color } else { self.color.gamma_multiply(0.4) };
        let square = Rect::from_center_size(rect.center(), vec2(12.0, 12.0));
        ui.painter().rect(square, 2.0, ink, view.tokens.edge(), StrokeKind::Inside);
        let mut asked = None;
        egui::Popup::menu(&response).gap(4.0).show(|ui| {
            ui.set_width(160.0);
            if ui.add(MenuRow::new("As in the theme").height(ROW)).clicked() {
                asked = Some(Asked::Color(None));
                ui.close();
            }
            for (color, name) in COLORS {
                if ui.add(MenuRow::new(name).height(ROW)).clicked() {
                    asked = Some(Asked::Color(Some(color)));
                    ui.close();
                }
            }
        });
        asked
    }
}
