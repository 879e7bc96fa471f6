//! Frames of the window without a display, for measurements: everything but handing the triangles to a GPU.

use crate::app::PhasewrightApp;
use crate::domain::Project;
use crate::workbench::{Command, Workbench};
use egui::{Event, Key, Modifiers, Pos2, RawInput, Rect, vec2};

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
        let input = RawInput {
            screen_rect: Some(Rect::from_min_size(Pos2::ZERO, vec2(1440.0, 900.0))),
            time: Some(turn as f64 / 60.0),
            events: vec![event(true), event(false)],
            focused: true,
            ..RawInput::default()
        };
        let mut output = ctx.run_ui(input, |ui| app.show(ui));
        // Nothing uploads them here.
        output.textures_delta.clear();
        std::hint::black_box(ctx.tessellate(output.shapes, output.pixels_per_point));
    };
    // the first frames lay out fonts and find their sizes
    for _ in 0..3 {
        draw();
    }
    Box::new(draw)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::examples;

    #[test]
    fn frames_are_drawn_without_a_display() {
        let mut draw = frames(&examples::two_panels());
        for _ in 0..10 {
            draw();
        }
    }
}
