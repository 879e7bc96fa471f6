//! Walls and rooms found in a drawing: by which layers, how many, and the step that puts them on the sheet.

use super::{Dialog, DialogOutcome};
use crate::app::theme::{self, Signal, TypeStyle, space};
use crate::app::widgets::{
    self, Button, Checkbox, dialog_block, dialog_foot, dialog_room, empty_state, section_label, severity_icon,
};
use crate::domain::{Project, SheetId, Underlay};
use crate::interchange::drawing::ReadDrawing;
use crate::interchange::drawing::recognize::Recognized;
use crate::units::PlanPoint;
use crate::workbench::underlays::RecognizeSession;
use egui::{Rect, ScrollArea, Sense, Shape, Ui, vec2};
use std::sync::Arc;

/// Width of the list of layers.
const COLUMN: f32 = 280.0;

/// The dialog's state.
pub struct RecognizeDialog {
    session: RecognizeSession,
}

impl RecognizeDialog {
    /// Starts looking in an underlay.
    pub fn new(
        ctx: &egui::Context,
        project: &Arc<Project>,
        sheet: SheetId,
        underlay: Underlay,
        read: Arc<ReadDrawing>,
    ) -> Self {
        let ctx = ctx.clone();
        let waker = Arc::new(move || ctx.request_repaint());
        Self { session: RecognizeSession::open(Arc::clone(project), sheet, underlay, read, waker) }
    }

    /// Returns the conversation.
    #[cfg(test)]
    pub const fn session(&mut self) -> &mut RecognizeSession {
        &mut self.session
    }

    fn layers_ui(&mut self, ui: &mut Ui) {
        section_label(ui, "Layers of walls", "");
        let mut changed = None;
        for (name, taken) in self.session.layers() {
            let mut taken = taken;
            if ui.add(Checkbox::new(&mut taken, &name)).changed() {
                changed = Some((name, taken));
            }
        }
        if let Some((name, taken)) = changed {
            self.session.take_layer(&name, taken);
        }
    }
}

impl Dialog for RecognizeDialog {
    fn show(&mut self, ctx: &egui::Context, _project: &Project) -> DialogOutcome {
        self.session.poll();
        let room = (dialog_room(ctx) - 2.0 * space::L).clamp(160.0, 480.0);
        let subtitle = self.session.file_name().to_owned();
        let shown = widgets::Dialog::new("recognize", "Recognize walls and rooms")
            .subtitle(&subtitle)
            .width(960.0)
            .show(ctx, |ui| {
                dialog_block(ui, |ui| {
                    ui.set_min_height(room);
                    ui.horizontal_top(|ui| {
                        ui.spacing_mut().item_spacing.x = space::L;
                        let width = (ui.available_width() - COLUMN - space::L).max(120.0);
                        match self.session.found() {
                            Some(found) => found_ui(ui, vec2(width, room), found),
                            None => {
                                ui.allocate_ui(vec2(width, room), |ui| {
                                    empty_state(
                                        ui,
                                        "Looking",
                                        "Pairs of lines, gaps, doors and closed regions",
                                        None,
                                    );
                                });
                            }
                        }
                        ScrollArea::vertical().max_height(room).min_scrolled_height(room).show(ui, |ui| {
                            ui.vertical(|ui| {
                                ui.set_width(COLUMN);
                                self.layers_ui(ui);
                            });
                        });
                    });
                });
                let can = self.session.found().is_some_and(|found| !found.walls.is_empty());
                let tokens = theme::tokens(ui);
                dialog_foot(
                    ui,
                    |ui| {
                        ui.spacing_mut().item_spacing.x = space::S;
                        let words = self.session.verdict();
                        severity_icon(ui, if can { Signal::Passed } else { Signal::Info }, 16.0);
                        ui.label(theme::rich(words, TypeStyle::Small, tokens.text_1));
                    },
                    |ui| {
                        ui.spacing_mut().item_spacing.x = space::S;
                        let accept =
                            ui.add(Button::primary("Accept").keys("Ctrl+Enter").enabled(can)).clicked();
                        (accept, ui.add(Button::plain("Cancel").keys("Esc")).clicked())
                    },
                )
                .1
            });
        let (accept, cancel) = shown.inner;
        if (accept || shown.confirmed)
            && let Some(command) = self.session.accept()
        {
            return DialogOutcome::Done(vec![command]);
        }
        if cancel || shown.closed { DialogOutcome::Cancelled } else { DialogOutcome::Open }
    }
}

/// Draws what was found, whole.
fn found_ui(ui: &mut Ui, size: egui::Vec2, found: &Recognized) {
    let tokens = theme::tokens(ui);
    let (view, response) = ui.allocate_exact_size(size, Sense::hover());
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Image, true, "What was found"));
    let painter = ui.painter().with_clip_rect(view);
    painter.rect(view, 2.0, tokens.canvas, tokens.edge(), egui::StrokeKind::Inside);
    let ends = found.walls.iter().flat_map(|wall| [wall.from, wall.to]);
    let Some((min, max)) = bounds(ends) else { return };
    let room = view.shrink(16.0);
    let (width, height) = ((max.x - min.x).max(1.0), (max.y - min.y).max(1.0));
    let scale = (f64::from(room.width()) / width).min(f64::from(room.height()) / height);
    let middle = PlanPoint { x: f64::midpoint(min.x, max.x), y: f64::midpoint(min.y, max.y) };
    let screen = |at: PlanPoint| {
        room.center() + vec2(((at.x - middle.x) * scale) as f32, (-(at.y - middle.y) * scale) as f32)
    };
    for room in &found.rooms {
        let points: Vec<egui::Pos2> = room.outline.iter().map(|at| screen(*at)).collect();
        let middle = Rect::from_points(&points).center();
        painter.add(Shape::closed_line(points, tokens.stroke(1.0, tokens.ghost)));
        let font = TypeStyle::Caption.font();
        painter.text(middle, egui::Align2::CENTER_CENTER, &room.name, font, tokens.text_2);
    }
    for wall in &found.walls {
        let thick = ((wall.thickness_ft * scale) as f32).clamp(1.0, 8.0);
        painter.line_segment([screen(wall.from), screen(wall.to)], tokens.stroke(thick, tokens.text_2));
        let length = (wall.to.x - wall.from.x).hypot(wall.to.y - wall.from.y).max(1e-9);
        for opening in &wall.openings {
            let at = |along: f64| {
                let share = along / length;
                screen(PlanPoint {
                    x: wall.from.x + (wall.to.x - wall.from.x) * share,
                    y: wall.from.y + (wall.to.y - wall.from.y) * share,
                })
            };
            let half = opening.width_ft / 2.0;
            let ends = [at(opening.along_ft - half), at(opening.along_ft + half)];
            painter.line_segment(ends, tokens.stroke(thick + 1.0, tokens.accent));
        }
    }
}

fn bounds(points: impl Iterator<Item = PlanPoint>) -> Option<(PlanPoint, PlanPoint)> {
    points.map(|at| (at, at)).reduce(|(a, b), (c, d)| {
        let (min, max) =
            (PlanPoint { x: a.x.min(c.x), y: a.y.min(c.y) }, PlanPoint { x: b.x.max(d.x), y: b.y.max(d.y) });
        (min, max)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::testing::harness_sized;
    use crate::domain::Edit;
    use crate::interchange::drawing::{Limits, Watch, read_drawing};
    use crate::workbench::Command;
    use egui_kittest::kittest::Queryable as _;

    struct Seen {
        dialog: Option<RecognizeDialog>,
        edits: Vec<Edit>,
    }

    /// A room of 20 by 10 ft as single lines, its layer named for nothing.
    fn room() -> Arc<ReadDrawing> {
        let tags = "0 SECTION|2 ENTITIES|0 LWPOLYLINE|8 HOUSE|90 4|70 1|10 0|20 0|10 240|20 0|10 240|20 120|10 0|20 120\
            |0 TEXT|8 NAMES|10 100|20 60|40 8|1 KITCHEN|0 ENDSEC|0 EOF";
        let tag = |tag: &str| tag.trim().split_once(' ').map(|(code, value)| format!("{code}\n{value}\n"));
        let text: String = tags.split('|').filter_map(tag).collect();
        let read = read_drawing(text.as_bytes(), "h.dxf", 1, &Limits::default(), Watch::patient());
        Arc::new(read.expect("a drawing"))
    }

    #[test]
    fn layers_are_chosen_and_what_is_found_is_accepted_as_one_step() {
        let project = Arc::new(Project::named("p"));
        let read = room();
        let seen = Seen { dialog: None, edits: Vec::new() };
        let mut harness = harness_sized(egui::vec2(1200.0, 800.0), seen, move |ui, seen: &mut Seen| {
            let Some(dialog) = &mut seen.dialog else {
                let underlay = Underlay::new("h.dxf", "", 1.0 / 12.0);
                seen.dialog =
                    Some(RecognizeDialog::new(ui.ctx(), &project, SheetId(1), underlay, Arc::clone(&read)));
                return;
            };
            dialog.session().wait();
            if let DialogOutcome::Done(commands) = dialog.show(ui.ctx(), &project) {
                for command in commands {
                    let Command::Edit { edits, .. } = command else { continue };
                    seen.edits = edits;
                }
            }
        });
        harness.run_ok();
        harness.run_ok();
        harness.get_by_label_contains("No layer is named for walls");
        harness.get_by_label("HOUSE").click();
        harness.run_ok();
        harness.run_ok();
        harness.get_by_label_contains("4 walls, 0 openings and 1 room by the layers HOUSE");
        harness.get_by_label("Accept").click();
        harness.run_ok();
        let edits = &harness.state().edits;
        assert_eq!(edits.iter().filter(|edit| matches!(edit, Edit::PutWall { .. })).count(), 4);
        let kitchen = |edit: &Edit| matches!(edit, Edit::PutRoom { room, .. } if room.use_type == "kitchen");
        assert!(edits.iter().any(kitchen), "{edits:?}");
    }
}
