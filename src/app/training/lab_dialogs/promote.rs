//! What would change if the candidates became champions: their proposals for five projects beside those of the champions. Against
//! the gate it asks for a reason, which is kept.

use crate::app::dialogs::{DialogOutcome, ProgramDialog};
use crate::app::icons;
use crate::app::theme::{self, Signal, TypeStyle, height, space};
use crate::app::view_context::AppRequest;
use crate::app::widgets::{
    self, Button, Column, TextField, banner, dialog_block, dialog_foot, dialog_room, progress_bar,
    section_label, table_head, text_in,
};
use crate::workbench::lab::{Change, Changes, LabCommand};
use crate::workbench::{Command, Workbench};
use egui::{Align, Rangef, Rect, Role, ScrollArea, Sense, Ui, WidgetInfo, vec2};

/// Height of the list.
const LIST: f32 = 320.0;

/// The dialog's state.
pub(super) struct PromoteDialog {
    against_gate: bool,
    reason: String,
    asked: bool,
}

impl PromoteDialog {
    pub const fn new(against_gate: bool) -> Self {
        Self { against_gate, reason: String::new(), asked: false }
    }
}

impl ProgramDialog for PromoteDialog {
    fn show(&mut self, ctx: &egui::Context, workbench: &Workbench) -> DialogOutcome {
        let lab = workbench.lab();
        let gate = lab.gate();
        let named = gate.rows.iter().filter_map(|row| {
            let champion = row.champion.as_deref().unwrap_or("no champion");
            Some(format!("{}: {} instead of {champion}", row.short, row.candidate.as_ref()?))
        });
        let subtitle = named.collect::<Vec<_>>().join("; ");
        let objections = gate.objections().join("; ");
        // First it is seen what would change, or why that is not known.
        let seen = lab.changes().is_some() || (self.asked && lab.comparing().is_none());
        let ready = seen && (!self.against_gate || !self.reason.trim().is_empty());
        let room = LIST.min(dialog_room(ctx) - if self.against_gate { 150.0 } else { 60.0 });
        let dialog = widgets::Dialog::new("promote", "What changes").subtitle(&subtitle).width(820.0);
        let shown = dialog.show(ctx, |ui| {
            dialog_block(ui, |ui| {
                if self.against_gate {
                    banner(
                        ui,
                        Signal::Error,
                        &objections,
                        "Promoted all the same, with a reason that is kept.",
                        None,
                    );
                    ui.add(
                        TextField::new(&mut self.reason, "Reason")
                            .hint("Why it shall be champion")
                            .width(480.0),
                    );
                }
                ui.allocate_ui(vec2(ui.available_width(), room), |ui| {
                    ui.set_min_size(vec2(ui.available_width(), room));
                    match (lab.changes(), lab.comparing()) {
                        (Some(Ok(changes)), _) => changes_ui(ui, changes, room),
                        (Some(Err(why)), _) => {
                            banner(ui, Signal::Warning, "What would change is not known", why, None);
                        }
                        (None, of) => {
                            let (done, of) = of.unwrap_or_default();
                            section_label(ui, "Asking both for proposals", &format!("{done} of {of}"));
                            progress_bar(ui, "Asking both for proposals", done as f32 / of.max(1) as f32);
                            ctx.request_repaint_after(std::time::Duration::from_millis(250));
                        }
                    }
                });
            });
            dialog_foot(
                ui,
                |ui| {
                    let tokens = theme::tokens(ui);
                    let words = "Every champion before can be had again with Roll back";
                    ui.label(theme::rich(words, TypeStyle::Small, tokens.text_2));
                },
                |ui| {
                    let promote = Button::primary("Make champion").icon(icons::CROWN).enabled(ready);
                    let promote = ui.add(promote).clicked();
                    (promote, ui.add(Button::plain("Cancel")).clicked())
                },
            )
            .1
        });
        let (promote, cancel) = shown.inner;
        if (promote || shown.confirmed) && ready {
            let reason = self.against_gate.then(|| self.reason.trim().to_owned());
            return DialogOutcome::Done(vec![Command::Lab(LabCommand::Promote { reason })]);
        }
        if cancel || shown.closed {
            // What is still being asked is not wanted any more.
            return DialogOutcome::Done(vec![Command::Lab(LabCommand::Cancel)]);
        }
        if !self.asked {
            self.asked = true;
            if lab.changes().is_none() {
                return DialogOutcome::Act(vec![AppRequest::Command(Command::Lab(LabCommand::Compare))]);
            }
        }
        DialogOutcome::Open
    }
}

fn changes_ui(ui: &mut Ui, changes: &Changes, room: f32) {
    let differ = changes.rows.iter().filter(|row| row.differs).count();
    let remark = format!("{differ} of {} differ, in {} projects", changes.rows.len(), changes.projects.len());
    section_label(ui, "Proposals", &remark);
    ui.spacing_mut().item_spacing.y = 0.0;
    let column = |head: &'static str, width: f32| Column { head, width, align: Align::Min };
    let columns = [
        column("Project", 200.0),
        column("About", f32::INFINITY),
        column("Champion", 210.0),
        column("Candidate", 210.0),
    ];
    let spans = table_head(ui, &columns, space::S, space::S);
    ScrollArea::vertical().max_height(room - 60.0).auto_shrink([false, true]).show(ui, |ui| {
        changes.rows.iter().for_each(|change| change_ui(ui, change, &spans));
    });
}

fn change_ui(ui: &mut Ui, change: &Change, spans: &[Rangef]) {
    let tokens = theme::tokens(ui);
    let (rect, response) =
        ui.allocate_exact_size(vec2(ui.available_width(), height::TABLE_HEAD), Sense::hover());
    let cell =
        |at: usize| Rect::from_x_y_ranges(spans.get(at).copied().unwrap_or(Rangef::NOTHING), rect.y_range());
    let painter = ui.painter();
    painter.hline(rect.x_range(), rect.bottom() - 0.5, tokens.hairline());
    let ink = if change.differs { tokens.text_1 } else { tokens.text_3 };
    let about = format!("{} {}", change.task, change.subject);
    let font = || TypeStyle::Body.font();
    text_in(painter, cell(0), Align::Min, &change.project, font(), tokens.text_2);
    text_in(painter, cell(1), Align::Min, &about, font(), ink);
    text_in(painter, cell(2), Align::Min, &change.before, font(), tokens.text_2);
    let after = if change.differs { change.after.as_str() } else { "the same" };
    text_in(painter, cell(3), Align::Min, after, font(), ink);
    let spoken = format!("{}, {about}: {}, then {after}", change.project, change.before);
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &spoken));
    response.on_hover_text(spoken);
}
