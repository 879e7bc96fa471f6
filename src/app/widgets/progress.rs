//! Work that takes time: a 4 pt bar with what is done and of how much, and Cancel. Never a spinner.

use egui::epaint::StrokeKind;
use egui::{CornerRadius, Rect, Role, Sense, Ui, WidgetInfo, vec2};

use crate::app::theme::{self, TypeStyle, space};
use crate::app::widgets::Button;
use crate::units::grouped;

/// A running job; show it with [`Progress::show`] once it has lasted 300 ms.
#[must_use = "call show"]
pub struct Progress<'a> {
    title: &'a str,
    done: u64,
    total: u64,
    unit: &'a str,
}

impl<'a> Progress<'a> {
    /// "Reading architect.dxf", 12,408 of 31,020 "entities".
    pub fn new(title: &'a str, done: u64, total: u64, unit: &'a str) -> Self {
        Self { title, done, total, unit }
    }

    /// Draws title, count, bar and Cancel; returns whether Cancel was pressed.
    pub fn show(self, ui: &mut Ui) -> bool {
        let tokens = theme::tokens(ui);
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = space::XS;
            ui.label(theme::rich(self.title, TypeStyle::BodySemibold, tokens.text_1));
            ui.label(theme::rich(self.count(), TypeStyle::Small, tokens.text_2));
            ui.add_space(space::XS);
            progress_bar(ui, self.title, self.share());
            ui.add_space(space::XS);
            ui.add(Button::plain("Cancel")).clicked()
        })
        .inner
    }

    fn count(&self) -> String {
        format!("{} of {} {}", grouped(self.done as f64, 0), grouped(self.total as f64, 0), self.unit)
    }

    fn share(&self) -> f32 {
        if self.total == 0 { 0.0 } else { (self.done as f64 / self.total as f64) as f32 }
    }
}

/// Draws only the bar, filled for `share` 0 to 1, over the width there is.
pub fn progress_bar(ui: &mut Ui, name: &str, share: f32) -> egui::Response {
    let tokens = theme::tokens(ui);
    let share = share.clamp(0.0, 1.0);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 4.0), Sense::hover());
    let corner = CornerRadius::same(2);
    let (ground, edge) = tokens.track();
    ui.painter().rect(rect, corner, ground, edge, StrokeKind::Inside);
    let fill = Rect::from_min_size(rect.min, vec2(rect.width() * share, rect.height()));
    ui.painter().rect_filled(fill, corner, tokens.accent);
    response.widget_info(|| {
        let mut info = WidgetInfo::labeled(Role::ProgressIndicator, true, name);
        info.value = Some(f64::from(share));
        info
    });
    response
}

#[cfg(test)]
mod tests {
    use egui_kittest::kittest::Queryable as _;

    use super::*;
    use crate::app::testing::harness;

    #[test]
    fn it_counts_and_can_be_cancelled() {
        let mut harness = harness(0, |ui, cancels| {
            *cancels +=
                u32::from(Progress::new("Reading architect.dxf", 12_408, 31_020, "entities").show(ui));
        });
        assert!(harness.query_by_label("12,408 of 31,020 entities").is_some());
        harness.get_by_label("Cancel").click();
        harness.run();
        assert_eq!(*harness.state(), 1);
    }

    #[test]
    fn nothing_to_do_is_an_empty_bar() {
        assert_eq!(Progress::new("", 0, 0, "").share(), 0.0);
    }
}
