//! An example enlarged: its drawing, what is known of it, and a way into the project. Arrow keys go on to its neighbors.

use crate::app::dialogs::{DialogOutcome, ProgramDialog};
use crate::app::front::Front;
use crate::app::theme::{self, PhaseMark, Signal, TypeStyle, space};
use crate::app::training::sample_view::{paint, paint_legs};
use crate::app::training::survey_view::fact_ui;
use crate::app::view_context::AppRequest;
use crate::app::widgets::{self, Button, banner, dialog_block, dialog_foot, text_in};
use crate::domain::{PanelId, Project};
use crate::workbench::lab::{Drawing, LabCommand, Opened, Sample, lab_task};
use crate::workbench::{Command, Workbench};
use egui::{Align, Key, Modifiers, Rect, Role, Sense, Ui, WidgetInfo, pos2, vec2};
use std::sync::Arc;

/// Size of the drawing.
const DRAWING: egui::Vec2 = vec2(300.0, 260.0);

/// The dialog's state.
pub(super) struct SampleDialog {
    task: String,
    samples: Arc<Vec<Sample>>,
    at: usize,
}

impl SampleDialog {
    pub const fn new(task: String, samples: Arc<Vec<Sample>>, at: usize) -> Self {
        Self { task, samples, at }
    }

    /// Opens the example: in the open project with its panelboard in front, or as a project of its own.
    fn opened(&self, workbench: &Workbench, sample: Sample) -> Vec<AppRequest> {
        let empty = Arc::new(Project::named(""));
        let project = workbench.document().map_or(&empty, |document| document.project());
        let Sample { record, seed, .. } = sample;
        let becomes = lab_task(&self.task).and_then(|task| (task.opened)(&record, seed, project));
        match becomes {
            Some(Opened::Project(project)) => {
                let front = if project.sheets().next().is_some() { Front::Plan } else { Front::Panels };
                vec![AppRequest::Front(front), AppRequest::Command(Command::OpenUnsaved(project))]
            }
            becomes => {
                let front = becomes.map(|_| AppRequest::ShowPanel(PanelId(project.next_id())));
                let add = LabCommand::AddToProject(self.task.clone(), record, seed);
                std::iter::once(AppRequest::Command(Command::Lab(add))).chain(front).collect()
            }
        }
    }

    fn step(&mut self, by: isize) {
        let last = self.samples.len().saturating_sub(1);
        self.at = self.at.saturating_add_signed(by).min(last);
    }
}

impl ProgramDialog for SampleDialog {
    fn take_keys(&mut self, ctx: &egui::Context) {
        let (left, right) = ctx.input_mut(|input| {
            let mut pressed = |key| input.consume_key(Modifiers::NONE, key);
            (pressed(Key::ArrowLeft), pressed(Key::ArrowRight))
        });
        self.step(isize::from(right) - isize::from(left));
    }

    fn show(&mut self, ctx: &egui::Context, workbench: &Workbench) -> DialogOutcome {
        let Some(sample) = self.samples.get(self.at).cloned() else { return DialogOutcome::Cancelled };
        let remark = format!("{} of {}", self.at + 1, self.samples.len());
        let opens_as = lab_task(&self.task).map(|task| task.opens_as);
        let dialog = widgets::Dialog::new("example", &sample.title).subtitle(&remark).width(640.0);
        let shown = dialog.show(ctx, |ui| {
            dialog_block(ui, |ui| {
                if let Some(mark) = &sample.mark {
                    banner(ui, Signal::Info, mark, "The label is the best that is possible.", None);
                }
                ui.horizontal_top(|ui| {
                    ui.spacing_mut().item_spacing.x = space::XL;
                    drawing_ui(ui, &sample);
                    ui.vertical(|ui| {
                        ui.spacing_mut().item_spacing.y = 0.0;
                        for (name, words) in &sample.facts {
                            fact_ui(ui, name, words, false);
                        }
                    });
                });
            });
            dialog_foot(
                ui,
                |ui| {
                    let back = ui.add(Button::plain("Previous").enabled(self.at > 0)).clicked();
                    let next =
                        ui.add(Button::plain("Next").enabled(self.at + 1 < self.samples.len())).clicked();
                    isize::from(next) - isize::from(back)
                },
                |ui| {
                    let close = ui.add(Button::primary("Close").keys("Esc")).clicked();
                    let open = opens_as.is_some_and(|word| {
                        let button = ui.add(Button::plain(&format!("Open as a {word}")));
                        let about = if word == "panelboard" {
                            "Adds it to the project as one step that can be undone"
                        } else {
                            "Opens it as a project of its own, with everything around it"
                        };
                        button.on_hover_text(about).clicked()
                    });
                    (close, open)
                },
            )
        });
        let (step, (close, open)) = shown.inner;
        self.step(step);
        if open {
            DialogOutcome::Leave(self.opened(workbench, sample))
        } else if close || shown.closed || shown.confirmed {
            DialogOutcome::Cancelled
        } else {
            DialogOutcome::Open
        }
    }
}

fn drawing_ui(ui: &mut Ui, sample: &Sample) {
    let tokens = theme::tokens(ui);
    let (rect, response) = ui.allocate_exact_size(DRAWING, Sense::hover());
    let spoken = format!("Drawing of {}", sample.title);
    response.widget_info(|| WidgetInfo::labeled(Role::Image, true, &spoken));
    let painter = ui.painter();
    painter.rect_filled(rect, 4, tokens.canvas);
    let Drawing::Legs { now, best, model } = &sample.drawing else {
        return paint(painter, rect.shrink(space::S), &sample.drawing, &tokens);
    };
    // As it stands, as the model has it, at its best: side by side on one scale of heights.
    let groups: Vec<(&str, &Vec<f64>)> =
        [("as it stands", Some(now)), ("model", model.as_ref()), ("best", Some(best))]
            .into_iter()
            .filter_map(|(name, legs)| Some((name, legs?)))
            .collect();
    let most = groups.iter().flat_map(|(_, legs)| legs.iter().copied()).fold(1.0, f64::max);
    let width = (rect.width() - space::L * (groups.len() + 1) as f32) / groups.len() as f32;
    for (at, (name, legs)) in groups.iter().enumerate() {
        let left = rect.left() + space::L + at as f32 * (width + space::L);
        let top_of = legs.iter().copied().fold(0.0, f64::max) / most;
        let room = rect.height() - 64.0;
        let bottom = rect.bottom() - 44.0;
        let bars = Rect::from_min_max(pos2(left, bottom - room * top_of as f32), pos2(left + width, bottom));
        paint_legs(painter, bars, legs, &tokens);
        let each = width / legs.len().max(1) as f32;
        for (leg, mark) in (0..legs.len()).zip([PhaseMark::A, PhaseMark::B, PhaseMark::C]) {
            let place = Rect::from_min_size(pos2(left + leg as f32 * each, bottom + 2.0), vec2(each, 16.0));
            text_in(painter, place, Align::Center, mark.letter(), TypeStyle::Caption.font(), tokens.text_3);
        }
        let place = Rect::from_min_size(pos2(left, bottom + 20.0), vec2(width, 18.0));
        text_in(painter, place, Align::Center, name, TypeStyle::Small.font(), tokens.text_2);
    }
}
