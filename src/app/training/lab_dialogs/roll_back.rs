//! The champions that tasks have had, with their dates; one press makes one of them champion again. Its files are checked first.

use crate::app::dialogs::{DialogOutcome, ProgramDialog};
use crate::app::theme::{self, Signal, TypeStyle, space};
use crate::app::training::survey_view::short_hash;
use crate::app::widgets::{
    self, Button, dialog_block, dialog_foot, dialog_room, section_label, severity_icon, text_in,
};
use crate::units::Date;
use crate::workbench::lab::{ChampionRow, LabCommand};
use crate::workbench::{Command, Workbench};
use egui::{Align, Rect, ScrollArea, Sense, Ui, vec2};

const ROW: f32 = 44.0;

/// The dialog.
pub(super) struct RollBackDialog;

impl ProgramDialog for RollBackDialog {
    fn show(&mut self, ctx: &egui::Context, workbench: &Workbench) -> DialogOutcome {
        let lab = workbench.lab();
        let mut wanted = None;
        let room = dialog_room(ctx).min(420.0);
        let dialog = widgets::Dialog::new("roll back", "Roll back")
            .subtitle("champions, the newest first")
            .width(620.0);
        let shown = dialog.show(ctx, |ui| {
            dialog_block(ui, |ui| {
                ScrollArea::vertical().max_height(room - 40.0).auto_shrink([false, true]).show(ui, |ui| {
                    for task in &lab.gate().rows {
                        let champions = lab.champions(task.task);
                        if champions.is_empty() {
                            continue;
                        }
                        section_label(ui, task.short, "");
                        for (at, champion) in champions.iter().enumerate() {
                            if row_ui(ui, champion, at == 0) {
                                wanted = Some((task.task.to_owned(), champion.id.clone()));
                            }
                        }
                        ui.add_space(space::S);
                    }
                });
            });
            dialog_foot(ui, |_| (), |ui| ui.add(Button::primary("Close").keys("Esc")).clicked()).1
        });
        match wanted {
            Some((task, id)) => DialogOutcome::Done(vec![Command::Lab(LabCommand::RollBack { task, id })]),
            None if shown.inner || shown.closed || shown.confirmed => DialogOutcome::Cancelled,
            None => DialogOutcome::Open,
        }
    }
}

/// Draws a champion; returns whether it shall be champion again.
fn row_ui(ui: &mut Ui, champion: &ChampionRow, present: bool) -> bool {
    let tokens = theme::tokens(ui);
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::hover());
    ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, tokens.hairline());
    let since = match champion.at {
        Some(at) => format!("champion since {}", Date::from_unix_seconds(at)),
        None => "the first champion".to_owned(),
    };
    let hash = champion.sha256.as_deref().map(|hash| format!("SHA-256 {}", short_hash(hash)));
    let forced = champion.forced.as_ref().map(|reason| format!("against the numbers: {reason}"));
    let words: Vec<String> = [Some(since), hash, forced].into_iter().flatten().collect();
    let (words, ink) = match &champion.problem {
        Some(why) => (why.clone(), tokens.error),
        None => (words.join(" · "), tokens.text_2),
    };
    let room = rect.with_max_x(rect.right() - 150.0);
    let line = |top: f32| Rect::from_x_y_ranges(room.x_range(), rect.top() + top..=rect.top() + top + 18.0);
    text_in(ui.painter(), line(4.0), Align::Min, &champion.id, TypeStyle::BodySemibold.font(), tokens.text_1);
    text_in(ui.painter(), line(22.0), Align::Min, &words, TypeStyle::Small.font(), ink);
    let place = Rect::from_min_max(egui::pos2(rect.right() - 146.0, rect.top()), rect.max);
    let layout = egui::Layout::right_to_left(Align::Center);
    let mut corner =
        ui.new_child(egui::UiBuilder::new().id_salt(&champion.id).max_rect(place).layout(layout));
    if present {
        corner.label(theme::rich("champion", TypeStyle::Small, tokens.text_3));
        return false;
    }
    if champion.problem.is_some() {
        severity_icon(&mut corner, Signal::Error, 16.0);
        return false;
    }
    corner.add(Button::plain(&format!("Go back to {}", champion.id))).clicked()
}
