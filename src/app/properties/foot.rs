//! The foot of the drawer: why the field under the cursor is asked, and the switch for fields that do not seem to matter.

use crate::app::theme::{self, TypeStyle, space};
use crate::app::widgets::Checkbox;
use crate::workbench::properties::Property;
use egui::{Label, ScrollArea, Ui};

/// Height of the foot, in points: it stays, so that fields do not move while a person walks through them.
pub const HEIGHT: f32 = 116.0;

/// Draws the foot. `hidden` counts the fields that the switch would show.
pub fn foot_ui(ui: &mut Ui, asked: Option<&Property>, hidden: usize, show_all: &mut bool) {
    let tokens = theme::tokens(ui);
    let line = ui.max_rect();
    ui.painter().hline(line.x_range(), line.top() + 0.5, tokens.edge());
    egui::Frame::NONE.inner_margin(egui::Margin::symmetric(16, 8)).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = space::XS;
        if hidden > 0 || *show_all {
            let words = if *show_all {
                "Show all fields".to_owned()
            } else {
                format!("Show all fields ({hidden} more)")
            };
            ui.add(Checkbox::new(show_all, &words));
        }
        ScrollArea::vertical().id_salt("why").auto_shrink(false).show(ui, |ui| match asked {
            Some(property) => {
                ui.label(theme::rich(property.label.as_str(), TypeStyle::BodyMedium, tokens.text_1));
                let assumed = if property.assumed.is_empty() {
                    String::new()
                } else {
                    format!(" Without a value {} is assumed.", property.assumed)
                };
                let words = format!("{}{assumed}", property.why);
                ui.add(Label::new(theme::rich(words, TypeStyle::Small, tokens.text_2)).wrap());
            }
            None => {
                let words = "Enter or Tab takes over what is typed, Esc brings the old value back";
                ui.add(Label::new(theme::rich(words, TypeStyle::Small, tokens.text_3)).wrap());
            }
        });
    });
}
