//! The list of all underlays: which file, how it was read, its scale; reload, relink, remove, recognize.

use super::{Dialog, DialogOutcome};
use crate::app::theme::{self, Signal, TypeStyle, space};
use crate::app::view_context::AppRequest;
use crate::app::widgets::{
    self, Button, dialog_block, dialog_foot, dialog_room, dialog_row, empty_state, severity_icon,
};
use crate::domain::{Edit, Project, ScaleBasis, SheetId, Underlay};
use crate::workbench::underlays::UnderlayState;
use crate::workbench::{Command, Workbench};
use egui::{ScrollArea, Ui};

/// An underlay as it stands in the list.
struct Row {
    sheet: SheetId,
    sheet_name: String,
    place: usize,
    underlay: Underlay,
    state: UnderlayState,
}

/// The dialog's state.
pub struct UnderlaysDialog {
    rows: Vec<Row>,
}

impl UnderlaysDialog {
    /// Opens the list of the open project.
    pub fn new(workbench: &Workbench, project: &Project) -> Self {
        let rows = project.sheets().flat_map(|sheet| {
            sheet.underlays.iter().enumerate().map(|(place, underlay)| Row {
                sheet: sheet.id,
                sheet_name: sheet.name.clone(),
                place,
                underlay: underlay.clone(),
                state: workbench.underlay(underlay),
            })
        });
        Self { rows: rows.collect() }
    }
}

impl Dialog for UnderlaysDialog {
    fn show(&mut self, ctx: &egui::Context, project: &Project) -> DialogOutcome {
        let count = match self.rows.len() {
            1 => "1 drawing".to_owned(),
            count => format!("{count} drawings"),
        };
        let room = dialog_room(ctx).min(480.0);
        let shown =
            widgets::Dialog::new("underlays", "Underlays").subtitle(&count).width(980.0).show(ctx, |ui| {
                let mut asked = None;
                ScrollArea::vertical().max_height(room).show(ui, |ui| {
                    if self.rows.is_empty() {
                        dialog_block(ui, |ui| {
                            empty_state(ui, "No underlays", "Drop a drawing on the window, or add one", None)
                        });
                    }
                    for row in &self.rows {
                        asked = asked.take().or(row_ui(ui, row, project));
                    }
                });
                let (_, (add, close)) = dialog_foot(
                    ui,
                    |_| (),
                    |ui| {
                        ui.spacing_mut().item_spacing.x = space::S;
                        let add = ui.add(Button::primary("Add…")).clicked();
                        (add, ui.add(Button::plain("Close").keys("Esc")).clicked())
                    },
                );
                (if add { Some(AppRequest::PickUnderlay(None)) } else { asked }, close)
            });
        let (asked, close) = shown.inner;
        match asked {
            Some(request) => DialogOutcome::Leave(vec![request]),
            None if close || shown.closed => DialogOutcome::Cancelled,
            None => DialogOutcome::Open,
        }
    }
}

fn row_ui(ui: &mut Ui, row: &Row, project: &Project) -> Option<AppRequest> {
    let tokens = theme::tokens(ui);
    let name = &row.underlay.file_name;
    dialog_row(ui, 64.0, |ui| {
        let (signal, words) = match &row.state {
            UnderlayState::Ready(read) => (Signal::Passed, read.report.line()),
            UnderlayState::Reading => (Signal::Info, "Being read".to_owned()),
            UnderlayState::Missing => (Signal::Warning, "Its file is missing".to_owned()),
            UnderlayState::Failed(why) => (Signal::Error, why.clone()),
        };
        severity_icon(ui, signal, 16.0);
        ui.vertical(|ui| {
            ui.set_width((ui.available_width() - 470.0).max(120.0));
            ui.spacing_mut().item_spacing.y = 2.0;
            ui.add_space(12.0);
            let title = format!("{} · {name}", row.sheet_name);
            ui.add(egui::Label::new(theme::rich(title, TypeStyle::BodyMedium, tokens.text_1)).truncate());
            let line = format!("{words} · {}", scale_words(&row.underlay));
            ui.add(egui::Label::new(theme::rich(line, TypeStyle::Small, tokens.text_2)).truncate());
        });
        ui.spacing_mut().item_spacing.x = space::S;
        let at = Some((row.sheet, row.place));
        let ready = matches!(row.state, UnderlayState::Ready(_));
        let missing = matches!(row.state, UnderlayState::Missing);
        let mut asked = None;
        if ui.add(Button::plain(if missing { "Relink…" } else { "Reload…" })).clicked() {
            asked = Some(AppRequest::PickUnderlay(at));
        }
        if ui.add(Button::plain("Adjust…").enabled(ready)).clicked() {
            asked = Some(AppRequest::Command(Command::AdjustUnderlay(row.sheet, row.place)));
        }
        if ui.add(Button::plain("Recognize…").enabled(ready)).clicked() {
            asked = Some(AppRequest::Recognize(row.sheet, row.place));
        }
        if ui.add(Button::plain("Remove")).clicked() {
            asked = project.sheet(row.sheet).map(|sheet| {
                let mut underlays = sheet.underlays.clone();
                if row.place < underlays.len() {
                    underlays.remove(row.place);
                }
                let edits = vec![Edit::SetUnderlays { sheet: row.sheet, underlays }];
                let edit = Command::Edit { label: format!("Remove {name}"), edits };
                AppRequest::Command(Command::Announced(Box::new(edit)))
            });
        }
        asked
    })
}

fn scale_words(underlay: &Underlay) -> String {
    let basis = match underlay.scale_basis {
        ScaleBasis::Guessed => "guessed",
        ScaleBasis::Calibrated => "by two points",
        ScaleBasis::Stated => "stated",
    };
    let inches = underlay.feet_per_unit * 12.0;
    format!("a unit is {} in, {basis}", (inches * 10_000.0).round() / 10_000.0)
}
