//! Frames of the window without a display, for measurements: everything but handing the triangles to a GPU.

use crate::app::PhasewrightApp;
use crate::app::front::Front;
use crate::domain::Project;
use crate::domain::drawing::Drawing;
use crate::interchange::drawing::ReadDrawing;
use crate::workbench::{Command, Workbench};
use egui::{
    Event, Key, Modifiers, MouseWheelSource, MouseWheelUnit, Pos2, RawInput, Rect, TouchPhase, pos2, vec2,
};
use std::sync::Arc;

/// Returns a function that draws one frame of the window with a project open. The cursor moves with every frame, so that
/// none is the repetition of the last.
pub fn frames(project: &Project) -> Box<dyn FnMut()> {
    let mut workbench = Workbench::default();
    workbench.execute(Command::OpenUnsaved(Box::new(project.clone())));
    let mut app = PhasewrightApp::new(workbench);
    let ctx = egui::Context::default();
    let keys = [Key::ArrowDown, Key::ArrowRight, Key::ArrowUp, Key::ArrowLeft];
    let mut turn = 0usize;
    let mut draw = move || {
        let key = keys.get(turn / 8 % keys.len()).copied().unwrap_or(Key::ArrowDown);
        turn += 1;
        let event = |pressed| Event::Key {
            key,
            physical_key: None,
            pressed,
            repeat: false,
            modifiers: Modifiers::NONE,
        };
        draw_frame(&ctx, &mut app, turn, vec![event(true), event(false)]);
    };
    // the first frames lay out fonts and find their sizes
    for _ in 0..3 {
        draw();
    }
    Box::new(draw)
}

/// Returns a function that draws one frame of the plan over a drawing, at 1440 × 900. By turns the view is moved by the touchpad
/// and enlarged or reduced by one notch of the wheel, from the whole floor to a room and back, so that no frame repeats the last.
pub fn plan_frames(project: &Project, content: &str, drawing: Arc<Drawing>) -> Box<dyn FnMut()> {
    let mut workbench = Workbench::default();
    workbench.execute(Command::OpenUnsaved(Box::new(project.clone())));
    let read = ReadDrawing { drawing, ..ReadDrawing::default() };
    workbench.know_underlay(content.to_owned(), 1, Arc::new(read));
    workbench.run_until_idle();
    let mut app = PhasewrightApp::new(workbench);
    app.front = Front::Plan;
    let ctx = egui::Context::default();
    let middle = pos2(640.0, 450.0);
    let mut turn = 0usize;
    let mut draw = move || {
        turn += 1;
        let wheel = |unit: MouseWheelUnit, x: f32, y: f32| Event::MouseWheel {
            unit,
            delta: vec2(x, y),
            phase: TouchPhase::Move,
            source: MouseWheelSource::Wheel,
            modifiers: Modifiers::NONE,
        };
        let event = match turn % 4 {
            0 => wheel(MouseWheelUnit::Line, 0.0, if turn / 48 % 2 == 0 { 1.0 } else { -1.0 }),
            1 | 3 => wheel(MouseWheelUnit::Point, 9.0, -5.0),
            _ => wheel(MouseWheelUnit::Point, -9.0, 5.0),
        };
        draw_frame(&ctx, &mut app, turn, vec![Event::PointerMoved(middle), event]);
    };
    for _ in 0..3 {
        draw();
    }
    Box::new(draw)
}

/// Draws one frame at 1440 × 900, a sixtieth of a second after the last.
fn draw_frame(ctx: &egui::Context, app: &mut PhasewrightApp, turn: usize, events: Vec<Event>) {
    let input = RawInput {
        screen_rect: Some(Rect::from_min_size(Pos2::ZERO, vec2(1440.0, 900.0))),
        time: Some(turn as f64 / 60.0),
        events,
        focused: true,
        ..RawInput::default()
    };
    let mut output = ctx.run_ui(input, |ui| app.show(ui));
    // Nothing uploads them here.
    output.textures_delta.clear();
    std::hint::black_box(ctx.tessellate(output.shapes, output.pixels_per_point));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::examples;

    #[test]
    fn the_plan_is_drawn_without_a_display() {
        let project = crate::workbench::Sample::Riverside.project().expect("a sample");
        let mut draw = plan_frames(&project, "none", Arc::default());
        for _ in 0..10 {
            draw();
        }
    }

    #[test]
    fn frames_are_drawn_without_a_display() {
        let mut draw = frames(&examples::two_panels());
        for _ in 0..10 {
            draw();
        }
    }
}
