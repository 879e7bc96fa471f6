//! The left column: the form that makes a dataset, what it would draw, what is in the dataset that is looked into, and all
//! datasets there are.

use super::form::{form_ui, row_ui};
use super::lab_dialogs::LabDialog;
use super::sample_view::tiles_ui;
use super::survey_view::survey_ui;
use crate::app::icons;
use crate::app::theme::{self, Signal, TypeStyle, height, space};
use crate::app::view_context::{AppRequest, Requests};
use crate::app::widgets::{
    Button, FocusRing, IconButton, TagTone, banner, dropdown, focus_ring, progress_bar, section_label, tag,
    text_in,
};
use crate::units::grouped;
use crate::workbench::lab::{DatasetRow, Generating, LAB_TASKS, Lab, LabCommand, Preview, Sample, lab_task};
use crate::workbench::training::TrainingView;
use crate::workbench::{Action, Command, Workbench};
use egui::{Align, Label, Rect, Role, ScrollArea, Sense, Ui, WidgetInfo, vec2};
use std::sync::Arc;

/// Tiles side by side.
const ACROSS: usize = 5;
/// Height of a row of the list.
const ROW: f32 = 40.0;

/// What has been chosen in the column.
#[derive(Default)]
pub(super) struct DatasetsPane {
    /// Which distribution is on show.
    histogram: usize,
}

impl DatasetsPane {
    /// Draws the column.
    pub fn ui(&mut self, ui: &mut Ui, workbench: &Workbench, view: &TrainingView, out: &mut Requests) {
        let lab = workbench.lab();
        ScrollArea::vertical().id_salt("datasets").auto_shrink(false).show(ui, |ui| {
            ui.set_width(ui.available_width());
            make_ui(ui, lab, out);
            ui.add_space(space::L);
            self.samples_ui(ui, lab, out);
            ui.add_space(space::L);
            list_ui(ui, lab, view, out);
        });
    }

    fn samples_ui(&mut self, ui: &mut Ui, lab: &Lab, out: &mut Requests) {
        let task = lab.task();
        match lab.shown() {
            None => {
                let total = lab.plan()["examples"].as_u64().unwrap_or(0);
                match lab.preview() {
                    Preview::None => drop(section_label(ui, "Samples", "being drawn")),
                    Preview::Refused(why) => {
                        banner(ui, Signal::Warning, "No such dataset", why, None);
                    }
                    Preview::Samples(samples) => {
                        let remark = format!("{} of {}", samples.len(), grouped(total as f64, 0));
                        section_label(ui, "Samples", &remark);
                        sample_tiles(ui, task.name, "Sample", samples, out);
                    }
                }
            }
            Some(name) => match lab.survey() {
                None => {
                    section_label(ui, name, "being looked into");
                    let (done, of) = lab.surveying().unwrap_or_default();
                    progress_bar(ui, "Looking into the dataset", done as f32 / of.max(1) as f32);
                }
                Some(Err(why)) => {
                    if banner(ui, Signal::Error, name, why, Some("Back to the form")) {
                        out.command(Command::Lab(LabCommand::Show(None)));
                    }
                }
                Some(Ok(survey)) => {
                    let total = survey.splits.iter().map(|(_, count)| count).sum::<usize>();
                    ui.horizontal(|ui| {
                        let remark = format!("{} of {}", survey.samples.len(), grouped(total as f64, 0));
                        section_label(ui, name, &remark);
                        let back = IconButton::new(icons::X, "Back to the form").size(20.0).icon_size(12.0);
                        if ui.add(back).clicked() {
                            out.command(Command::Lab(LabCommand::Show(None)));
                        }
                    });
                    let samples = Arc::new(survey.samples.clone());
                    sample_tiles(ui, task.name, "Sample", &samples, out);
                    ui.add_space(space::L);
                    survey_ui(ui, task, survey, &mut self.histogram);
                }
            },
        }
    }
}

/// Draws the form with what it leads to.
fn make_ui(ui: &mut Ui, lab: &Lab, out: &mut Requests) {
    let task = lab.task();
    ui.horizontal(|ui| {
        section_label(ui, "Dataset", "");
        tag(ui, "test frozen", TagTone::Severity(Signal::Info))
            .on_hover_text("What is judged on depends on its seed alone, whatever is learned from");
    });
    let names: Vec<(&str, &str)> = LAB_TASKS.iter().map(|task| (task.name, task.title)).collect();
    let mut name = task.name;
    row_ui(ui, "Task", "What is learned", |ui| {
        let width = ui.available_width();
        dropdown(ui, "Task", width, &mut name, &names);
    });
    if name != task.name {
        out.command(Command::Lab(LabCommand::SetTask(name.to_owned())));
    }
    let plan = lab.plan();
    if let Some(changed) = form_ui(ui, &(task.fields)(), &plan) {
        out.command(Command::Lab(LabCommand::SetPlan(changed)));
    }
    ui.add_space(space::XS);
    match lab.generating() {
        Some(generating) => generating_ui(ui, generating, out),
        None => {
            let refused = matches!(lab.preview(), Preview::Refused(_));
            let button = Button::plain("Generate").icon(icons::DATABASE).enabled(!refused);
            ui.horizontal(|ui| {
                if ui.add(button).clicked() {
                    out.command(Command::Lab(LabCommand::Generate));
                }
                let own = Button::plain("Own projects…").icon(icons::FOLDER_OPEN);
                if ui.add(own).on_hover_text(Action::OwnProjects.tooltip()).clicked() {
                    out.action(Action::OwnProjects);
                }
            });
        }
    }
}

fn generating_ui(ui: &mut Ui, generating: &Generating, out: &mut Requests) {
    let tokens = theme::tokens(ui);
    let (done, of) = generating.progress();
    let words = format!(
        "{} of {} {} · {}/s",
        grouped(done as f64, 0),
        grouped(of as f64, 0),
        generating.examples,
        grouped(generating.rate(), 0)
    );
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 18.0), Sense::hover());
    text_in(ui.painter(), rect, Align::Min, &words, TypeStyle::Small.font(), tokens.text_2);
    progress_bar(ui, &format!("Drawing {}", generating.name), done as f32 / of.max(1) as f32);
    ui.add_space(space::XS);
    if ui.add(Button::plain("Cancel")).clicked() {
        out.command(Command::Lab(LabCommand::Cancel));
    }
    // A few times a second is enough for a count.
    ui.ctx().request_repaint_after(std::time::Duration::from_millis(250));
}

/// Draws the tiles of samples; a press enlarges one.
fn sample_tiles(ui: &mut Ui, task: &str, key: &str, samples: &Arc<Vec<Sample>>, out: &mut Requests) {
    let tiles = samples.iter().map(|sample| (sample, String::new()));
    if let Some(at) = tiles_ui(ui, key, ACROSS, tiles) {
        let samples = Arc::clone(samples);
        out.push(AppRequest::Lab(LabDialog::Sample { task: task.to_owned(), samples, at }));
    }
}

/// Lists the datasets there are.
fn list_ui(ui: &mut Ui, lab: &Lab, view: &TrainingView, out: &mut Requests) {
    let rows = lab.datasets();
    let count = if rows.is_empty() { String::new() } else { rows.len().to_string() };
    section_label(ui, "Datasets", &count);
    if rows.is_empty() {
        let tokens = theme::tokens(ui);
        let words = "None yet. What you generate is listed here, with the runs that use it.";
        ui.add(Label::new(theme::rich(words, TypeStyle::Small, tokens.text_2)).wrap());
    }
    for row in rows {
        let runs: Vec<String> = view
            .runs
            .iter()
            .filter(|run| run.file.dataset == row.name)
            .map(|run| run.id.to_string())
            .collect();
        row_of_list(ui, row, &runs, lab.shown() == Some(row.name.as_str()), out);
    }
    if let Some(name) = lab.last_deleted() {
        let tokens = theme::tokens(ui);
        ui.horizontal(|ui| {
            ui.label(theme::rich(format!("{name} deleted"), TypeStyle::Small, tokens.text_2));
            if ui.add(Button::bare("Undo delete")).clicked() {
                out.command(Command::Lab(LabCommand::UndoDelete));
            }
        });
    }
}

fn row_of_list(ui: &mut Ui, row: &DatasetRow, runs: &[String], chosen: bool, out: &mut Requests) {
    let tokens = theme::tokens(ui);
    // Of tasks that nothing is known of here, there is nothing to look into.
    let known = lab_task(&row.task).is_some();
    let sense = if known { Sense::click() } else { Sense::hover() };
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), sense);
    let fill = if chosen {
        tokens.select
    } else if known && response.hovered() {
        tokens.hover_row
    } else {
        tokens.panel
    };
    ui.painter().rect_filled(rect.expand2(vec2(space::S, 0.0)), 0, fill);
    ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, tokens.hairline());
    let counts: Vec<String> =
        row.counts.iter().map(|(split, count)| format!("{} {split}", grouped(*count as f64, 0))).collect();
    let (words, ink) = match &row.problem {
        Some(why) => (why.clone(), tokens.error),
        None => (format!("{} · {}", row.task, counts.join(", ")), tokens.text_2),
    };
    let room = rect.with_max_x(rect.right() - 32.0);
    let line = |top: f32| Rect::from_x_y_ranges(room.x_range(), rect.top() + top..=rect.top() + top + 18.0);
    let style = if chosen { TypeStyle::BodySemibold } else { TypeStyle::Body };
    text_in(ui.painter(), line(2.0), Align::Min, &row.name, style.font(), tokens.text_1);
    text_in(ui.painter(), line(20.0), Align::Min, &words, TypeStyle::Small.font(), ink);
    focus_ring(ui, &response, 0, FocusRing::Inside);
    response
        .widget_info(|| WidgetInfo::selected(Role::Button, true, chosen, format!("Dataset {}", row.name)));
    let used = match runs {
        [] => "no run uses it".to_owned(),
        runs => format!("used by {}", runs.join(", ")),
    };
    let seed = row.seed.map(|seed| format!("seed {seed}, ")).unwrap_or_default();
    let corner =
        Rect::from_center_size(rect.right_center() - vec2(12.0, 0.0), vec2(height::CHIP, height::CHIP));
    let mut place = ui.new_child(egui::UiBuilder::new().id_salt(&row.name).max_rect(corner));
    let name = format!("Delete {}", row.name);
    let delete = place.add(IconButton::new(icons::TRASH, &name).size(height::CHIP).icon_size(14.0));
    if delete.on_hover_text(&used).clicked() {
        out.command(Command::Lab(LabCommand::Delete(row.name.clone())));
    } else if response.clicked() {
        let show = (!chosen).then(|| row.name.clone());
        out.command(Command::Lab(LabCommand::Show(show)));
    }
    response.on_hover_text(format!("{seed}SHA-256 {}\n{used}", row.sha256));
}
