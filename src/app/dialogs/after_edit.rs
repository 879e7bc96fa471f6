//! What follows an edit: the steps in their order, who does each, what came of it, what it cost, and a switch for each. All that
//! they propose can be accepted as one step to undo.

use super::{DialogOutcome, ProgramDialog};
use crate::app::theme::{self, TypeStyle, space};
use crate::app::view_context::AppRequest;
use crate::app::widgets::{
    self, Button, Checkbox, Column, NumberField, dialog_block, dialog_foot, dialog_room, empty_state,
    section_label, table_head, text_in,
};
use crate::workbench::orchestra::{StepName, StepRow};
use crate::workbench::{Command, Settings, Workbench};
use egui::{Align, Layout, Rangef, Rect, ScrollArea, Sense, Ui, UiBuilder, vec2};

/// Width of the dialog, in points.
const WIDTH: f32 = 860.0;
/// Height of a row.
const ROW: f32 = 32.0;
/// Most units of work that an edit can be worth: every rule on half a million circuits.
const MOST_WORK: f64 = 1_000_000.0;

/// The dialog's state.
#[derive(Default)]
pub(in crate::app) struct AfterEditDialog;

impl ProgramDialog for AfterEditDialog {
    fn show(&mut self, ctx: &egui::Context, workbench: &Workbench) -> DialogOutcome {
        let mut settings = workbench.settings().clone();
        let words = workbench.orchestra_words();
        let open = words.as_ref().is_some_and(|words| words.open);
        let subtitle = "each step works on the project as those before it would leave it";
        let dialog = widgets::Dialog::new("after edit", "After an edit").subtitle(subtitle).width(WIDTH);
        let shown = dialog.show(ctx, |ui| {
            let room = dialog_room(ctx);
            ScrollArea::vertical().max_height(room).auto_shrink([false, true]).show(ui, |ui| {
                dialog_block(ui, |ui| {
                    let rows = workbench.step_rows();
                    if rows.is_empty() {
                        empty_state(ui, "No project is open", "Steps follow edits of a project", None);
                    } else {
                        steps_ui(ui, &rows, &mut settings);
                    }
                    ui.add_space(space::M);
                    budget_ui(ui, &mut settings);
                    ui.add_space(space::M);
                    proposed_ui(ui, workbench, &rows);
                });
            });
            dialog_foot(
                ui,
                |ui| ui.add(Button::plain("Close").keys("Esc")).clicked(),
                |ui| ui.add(Button::primary("Accept all").enabled(open)).clicked(),
            )
        });
        if settings != *workbench.settings() {
            return DialogOutcome::Act(vec![AppRequest::Command(Command::SetSettings(Box::new(settings)))]);
        }
        let (close, accept) = shown.inner;
        if open && (accept || shown.confirmed) {
            DialogOutcome::Done(vec![Command::Announced(Box::new(Command::FollowThrough))])
        } else if close || shown.closed {
            DialogOutcome::Cancelled
        } else {
            DialogOutcome::Open
        }
    }
}

fn steps_ui(ui: &mut Ui, rows: &[StepRow], settings: &mut Settings) {
    let column = |head, width| Column { head, width, align: Align::Min };
    let columns =
        [column("Step", 110.0), column("By", 230.0), column("Work", 180.0), column("Came to", f32::INFINITY)];
    let spans = table_head(ui, &columns, 0.0, space::M);
    for row in rows {
        row_ui(ui, row, &spans, settings);
    }
}

fn row_ui(ui: &mut Ui, row: &StepRow, spans: &[Rangef], settings: &mut Settings) {
    let tokens = theme::tokens(ui);
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::hover());
    ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, tokens.hairline());
    let cell = |at: usize| spans.get(at).map(|span| Rect::from_x_y_ranges(*span, rect.y_range()));
    let mut on = row.on;
    if let Some(at) = cell(0) {
        let layout = Layout::left_to_right(Align::Center);
        let mut place = ui.new_child(UiBuilder::new().max_rect(at).layout(layout));
        if place.add(Checkbox::new(&mut on, row.label)).changed() {
            switch(settings, row.name, on);
        }
    }
    let ink = if row.ran { tokens.text_1 } else { tokens.text_3 };
    for (at, words, ink) in
        [(1, &row.by, tokens.text_2), (2, &row.work, tokens.text_2), (3, &row.outcome, ink)]
    {
        if let Some(at) = cell(at) {
            text_in(ui.painter(), at, Align::Min, words, TypeStyle::Body.font(), ink);
        }
    }
}

/// What trained models do by themselves has its switches in the settings; the other steps have theirs here.
fn switch(settings: &mut Settings, name: StepName, on: bool) {
    match name {
        StepName::Balance => return settings.propose_after_edits = on,
        StepName::Loads => return settings.loads_signal = on,
        StepName::Validation => return settings.early_signals = on,
        StepName::Sizes | StepName::Routes | StepName::Checks => {}
    }
    settings.steps_off.retain(|off| off != name.name());
    if !on {
        settings.steps_off.push(name.name().to_owned());
    }
}

fn budget_ui(ui: &mut Ui, settings: &mut Settings) {
    let tokens = theme::tokens(ui);
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = space::S;
        ui.label(theme::rich("An edit is worth", TypeStyle::Body, tokens.text_2));
        let mut work = settings.work_after_edit as f64;
        let field = NumberField::new(&mut work, "Work after an edit").width(96.0).range(0.0..=MOST_WORK).step(1000.0);
        let hint = "Counted, not timed: a plan is the same on every machine. Checks come first, a step that does not fit is left out whole";
        if field.show(ui).on_hover_text(hint).changed() {
            settings.work_after_edit = work as u64;
        }
        ui.label(theme::rich("units of work; sizing a circuit is one", TypeStyle::Body, tokens.text_2));
    });
}

fn proposed_ui(ui: &mut Ui, workbench: &Workbench, rows: &[StepRow]) {
    let tokens = theme::tokens(ui);
    let now = workbench.findings().map(|checked| checked.tally.words());
    let then = workbench.followed().and_then(|followed| followed.after.as_ref());
    let findings = match (now, then) {
        (Some(now), Some(then)) => format!("{now} now, {} then", then.words()),
        (Some(now), None) => now,
        _ => String::new(),
    };
    section_label(ui, "Proposed", &findings);
    let lines: Vec<&String> = rows.iter().flat_map(|row| &row.details).collect();
    if lines.is_empty() {
        ui.label(theme::rich("Nothing needs to follow the present state", TypeStyle::Body, tokens.text_2));
    }
    ScrollArea::vertical().id_salt("proposed").max_height(200.0).auto_shrink([false, true]).show_rows(
        ui,
        18.0,
        lines.len(),
        |ui, shown| {
            for line in lines.get(shown).unwrap_or_default() {
                ui.label(theme::rich(line.as_str(), TypeStyle::Body, tokens.text_1));
            }
        },
    );
}
