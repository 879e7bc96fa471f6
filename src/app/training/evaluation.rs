//! The right column below the runs: how the champions stand, a run or a model judged beside them, and what may be promoted.

use super::lab_dialogs::LabDialog;
use super::sample_view::tiles_ui;
use crate::app::icons;
use crate::app::theme::{self, Signal, Tokens, TypeStyle, height, space};
use crate::app::view_context::{AppRequest, Requests};
use crate::app::widgets::{
    Button, Column, FocusRing, IconButton, IconWeight, banner, dropdown_or, focus_ring, icon_at,
    progress_bar, section_label, table_head, text_in,
};
use crate::units::grouped;
use crate::workbench::lab::{GateRow, Lab, LabCommand, Measured, ModelRow, Sample, Standing};
use crate::workbench::training::{RunView, TrainingView};
use crate::workbench::{Command, Workbench};
use egui::{Align, Layout, Rangef, Rect, Role, ScrollArea, Sense, Ui, UiBuilder, WidgetInfo, pos2, vec2};
use std::path::PathBuf;
use std::sync::Arc;

/// Height of the line below a task's own: the plain algorithm and the best there is.
const BESIDE: f32 = 16.0;
/// Height of the foot.
const FOOT: f32 = 52.0;
/// Below this width the foot has icons in place of words.
const NARROW: f32 = 400.0;
/// Tiles of the worst answers side by side.
const ACROSS: usize = 7;

/// What has been chosen in the pane.
#[derive(Default)]
pub(super) struct EvaluationPane {
    /// What is to be judged: a run's id or a model's name.
    chosen: Option<String>,
    /// The run that was in front when that was chosen by itself.
    followed: Option<String>,
    /// The task whose worst answers are on show.
    task: Option<&'static str>,
}

/// Something that can be judged.
struct Subject {
    name: String,
    title: String,
    from: PathBuf,
}

impl EvaluationPane {
    /// Draws the pane; `front` is the run in front.
    pub fn ui(
        &mut self,
        ui: &mut Ui,
        workbench: &Workbench,
        view: &TrainingView,
        front: Option<&RunView>,
        out: &mut Requests,
    ) {
        let (all, lab) = (ui.max_rect(), workbench.lab());
        let tokens = theme::tokens(ui);
        let foot = all.with_min_y(all.bottom() - FOOT);
        let body = all.with_max_y(foot.top()).shrink2(vec2(space::L, space::M));
        let mut part = ui.new_child(UiBuilder::new().id_salt("judged").max_rect(body));
        part.set_clip_rect(all.with_max_y(foot.top()).intersect(ui.clip_rect()));
        ScrollArea::vertical().id_salt("evaluation").auto_shrink(false).show(&mut part, |ui| {
            ui.set_width(ui.available_width());
            self.body_ui(ui, lab, view, front, out);
        });
        ui.painter().hline(foot.x_range(), foot.top() + 0.5, tokens.edge());
        foot_ui(ui, foot.shrink2(vec2(space::L, 0.0)), lab, out);
    }

    fn body_ui(
        &mut self,
        ui: &mut Ui,
        lab: &Lab,
        view: &TrainingView,
        front: Option<&RunView>,
        out: &mut Requests,
    ) {
        let gate = lab.gate();
        let n = gate.rows.iter().find_map(|row| row.candidate.as_ref().and(row.of_candidate)).map(|of| of.n);
        let remark = match n {
            Some(n) => format!("frozen test, n = {}", grouped(n as f64, 0)),
            None => "the champions on their frozen tests".to_owned(),
        };
        section_label(ui, "Evaluation", &remark);
        self.judge_ui(ui, lab, view, front, out);
        if let Some(why) = lab.problem() {
            banner(ui, Signal::Error, "The models cannot be listed", why, None);
        }
        table_ui(ui, gate.rows.as_slice(), gate.has_candidates(), lab.models(), &mut self.task);
        ui.add_space(space::S);
        let objections = gate.objections();
        if !objections.is_empty() {
            let text = "Promote needs every task at least equal within the champion's interval, or a reason.";
            banner(ui, Signal::Error, &objections.join("; "), text, None);
            ui.add_space(space::S);
        }
        self.worst_ui(ui, lab, out);
    }

    /// Draws the choice of what to judge, and how far that is.
    fn judge_ui(
        &mut self,
        ui: &mut Ui,
        lab: &Lab,
        view: &TrainingView,
        front: Option<&RunView>,
        out: &mut Requests,
    ) {
        if let Some(judging) = lab.judging() {
            let tokens = theme::tokens(ui);
            let (done, of) = judging.progress();
            let share = done as f32 / of.max(1) as f32;
            let words = format!("Judging {}, {:.0} %", judging.title, 100.0 * share);
            ui.horizontal(|ui| {
                ui.label(theme::rich(words, TypeStyle::Body, tokens.text_1));
                if ui.add(Button::plain("Cancel evaluation")).clicked() {
                    out.command(Command::Lab(LabCommand::Cancel));
                }
            });
            progress_bar(ui, "Judging", share);
            ui.ctx().request_repaint_after(std::time::Duration::from_millis(250));
            return;
        }
        let subjects = subjects(view, lab.models());
        // The run in front, as soon as it has a model; what a person has chosen stays.
        let own = front.filter(|run| run.has_model).map(|run| run.id.to_string());
        if own != self.followed {
            self.followed.clone_from(&own);
            self.chosen = own.or(self.chosen.take());
        }
        let mut at = subjects.iter().position(|subject| Some(&subject.name) == self.chosen.as_ref());
        let names: Vec<(Option<usize>, &str)> =
            subjects.iter().enumerate().map(|(at, subject)| (Some(at), subject.title.as_str())).collect();
        ui.horizontal(|ui| {
            let width = (ui.available_width() - 104.0).max(80.0);
            dropdown_or(ui, "Run or model", width, (&mut at, &names), "Run or model");
            let subject = at.and_then(|at| subjects.get(at));
            if ui.add(Button::plain("Evaluate").enabled(subject.is_some())).clicked()
                && let Some(Subject { title, from, .. }) = subject
            {
                let evaluate = LabCommand::Evaluate { title: title.clone(), from: from.clone() };
                out.command(Command::Lab(evaluate));
            }
        });
        self.chosen = at.and_then(|at| subjects.get(at)).map(|subject| subject.name.clone());
    }

    fn worst_ui(&mut self, ui: &mut Ui, lab: &Lab, out: &mut Requests) {
        let judged = |task: &&GateRow| lab.evaluation(task.task).is_some();
        let rows = &lab.gate().rows;
        let chosen = rows.iter().filter(judged).find(|row| Some(row.task) == self.task);
        let Some(row) = chosen.or_else(|| rows.iter().find(judged)) else { return };
        let Some(evaluation) = lab.evaluation(row.task) else { return };
        let count = evaluation.worst.len();
        section_label(
            ui,
            &format!("Worst {count} of {}", evaluation.title),
            &format!("{}, worst first", row.short),
        );
        let tiles = evaluation
            .worst
            .iter()
            .map(|worst| (&worst.sample, format!("score {:.3} of the best", worst.score)));
        if let Some(at) = tiles_ui(ui, "Worst", ACROSS, tiles) {
            let samples: Vec<Sample> = evaluation.worst.iter().map(|worst| worst.sample.clone()).collect();
            let dialog = LabDialog::Sample { task: row.task.to_owned(), samples: Arc::new(samples), at };
            out.push(AppRequest::Lab(dialog));
        }
        ui.add_space(space::XS);
        let words = format!("Keep the champion of {}", row.short.to_lowercase());
        if ui.add(Button::bare(&words)).clicked() {
            out.command(Command::Lab(LabCommand::DropCandidate(row.task.to_owned())));
        }
    }
}

/// Returns what can be judged: runs with a model, then the models.
fn subjects(view: &TrainingView, models: &[ModelRow]) -> Vec<Subject> {
    let runs = view.runs.iter().filter(|run| run.has_model).map(|run| Subject {
        name: run.id.to_string(),
        title: run.title(),
        from: run.folder.clone(),
    });
    let usable = models.iter().filter(|model| model.card.is_ok() && !model.champion);
    let models = usable.map(|model| Subject {
        name: model.id.clone(),
        title: model.id.clone(),
        from: PathBuf::from(&model.id),
    });
    runs.chain(models).collect()
}

/// Draws the tasks: their champions alone, or the candidates beside them.
fn table_ui(
    ui: &mut Ui,
    rows: &[GateRow],
    judged: bool,
    models: &[ModelRow],
    chosen: &mut Option<&'static str>,
) {
    ui.spacing_mut().item_spacing.y = 0.0;
    ui.add_space(space::S);
    let column = |head: &'static str, width: f32, align| Column { head, width, align };
    let wide = f32::INFINITY;
    let columns = if judged {
        vec![
            column("", 16.0, Align::Min),
            column("Task", wide, Align::Min),
            column("Candidate", 90.0, Align::Max),
            column("Champion", 56.0, Align::Max),
            column("Plain", 38.0, Align::Max),
            column("Best", 38.0, Align::Max),
        ]
    } else {
        vec![
            column("", 16.0, Align::Min),
            column("Task", wide, Align::Min),
            column("Model", 80.0, Align::Min),
            column("Score", 88.0, Align::Max),
            column("n", 36.0, Align::Max),
        ]
    };
    let spans = table_head(ui, &columns, 0.0, space::XS);
    for row in rows {
        let model = models.iter().find(|model| Some(&model.id) == row.champion.as_ref());
        if row_ui(ui, row, judged, &spans, model).clicked() {
            *chosen = Some(row.task);
        }
    }
    ui.spacing_mut().item_spacing.y = space::XS;
}

fn row_ui(
    ui: &mut Ui,
    row: &GateRow,
    judged: bool,
    spans: &[Rangef],
    model: Option<&ModelRow>,
) -> egui::Response {
    let tokens = theme::tokens(ui);
    let beside = if judged { 0.0 } else { BESIDE };
    let (rect, response) =
        ui.allocate_exact_size(vec2(ui.available_width(), height::TABLE_HEAD + beside), Sense::click());
    if response.hovered() {
        ui.painter().rect_filled(rect, 0, tokens.hover_row);
    }
    ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, tokens.hairline());
    let upper = rect.with_max_y(rect.bottom() - beside);
    let cell =
        |at: usize| Rect::from_x_y_ranges(spans.get(at).copied().unwrap_or(Rangef::NOTHING), upper.y_range());
    let painter = ui.painter();
    let body = || TypeStyle::Body.font();
    if !judged {
        let lower = Rect::from_min_max(pos2(cell(1).left(), upper.bottom() - 4.0), rect.max - vec2(0.0, 4.0));
        let others = [row.plain, row.best].map(|(name, score)| Some(format!("{name} {:.3}", score?)));
        let words = others.into_iter().flatten().collect::<Vec<_>>().join(" · ");
        text_in(painter, lower, Align::Min, &words, TypeStyle::Small.font(), tokens.text_3);
    }
    let mark = pos2(cell(0).center().x, upper.center().y);
    let (glyph, ink) = match &row.standing {
        Standing::Keeps if row.champion.is_some() => (icons::CROWN, tokens.text_3),
        Standing::Keeps => (icons::MINUS, tokens.text_3),
        Standing::Holds => (Signal::Passed.icon(), tokens.pass),
        Standing::Below(_) => (Signal::Error.icon(), tokens.error),
        Standing::NotCompared { passes: true, .. } => (Signal::Undetermined.icon(), tokens.undetermined),
        Standing::NotCompared { .. } => (Signal::Error.icon(), tokens.error),
    };
    icon_at(painter, mark, glyph, IconWeight::Fill, 14.0, ink);
    text_in(painter, cell(1), Align::Min, row.short, body(), tokens.text_1);
    let score = |of: Option<f64>| of.map_or_else(|| "–".to_owned(), |score| format!("{score:.3}"));
    if judged {
        match (&row.candidate, row.of_candidate) {
            (Some(_), of) => measured_in(ui, cell(2), of, &tokens),
            (None, _) => {
                text_in(
                    painter,
                    cell(2),
                    Align::Max,
                    "champion stays",
                    TypeStyle::Small.font(),
                    tokens.text_3,
                );
            }
        }
        let champion = score(row.of_champion.map(|of| of.score.value));
        text_in(painter, cell(3), Align::Max, &champion, body(), tokens.text_2);
        text_in(painter, cell(4), Align::Max, &score(row.plain.1), body(), tokens.text_2);
        text_in(painter, cell(5), Align::Max, &score(row.best.1), body(), tokens.text_2);
    } else {
        text_in(
            painter,
            cell(2),
            Align::Min,
            row.champion.as_deref().unwrap_or("none"),
            body(),
            tokens.text_2,
        );
        measured_in(ui, cell(3), row.of_champion, &tokens);
        let n = row.of_champion.map(|of| grouped(of.n as f64, 0)).unwrap_or_default();
        text_in(ui.painter(), cell(4), Align::Max, &n, body(), tokens.text_2);
    }
    focus_ring(ui, &response, 0, FocusRing::Inside);
    let spoken = spoken(row, model);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, format!("{}: {spoken}", row.short)));
    response.on_hover_text(spoken)
}

/// Draws `0.934 ± 0.012`.
fn measured_in(ui: &Ui, rect: Rect, of: Option<Measured>, tokens: &Tokens) {
    let Some(Measured { score, .. }) = of else {
        text_in(ui.painter(), rect, Align::Max, "not measured", TypeStyle::Small.font(), tokens.text_3);
        return;
    };
    let half = format!(" ± {:.3}", (score.high - score.low) / 2.0);
    let right = text_in(ui.painter(), rect, Align::Max, &half, TypeStyle::Small.font(), tokens.text_3);
    let room = rect.with_max_x(right.left());
    text_in(
        ui.painter(),
        room,
        Align::Max,
        &format!("{:.3}", score.value),
        TypeStyle::Body.font(),
        tokens.text_1,
    );
}

/// Says everything about a task in the table.
fn spoken(row: &GateRow, model: Option<&ModelRow>) -> String {
    let of = |of: Option<Measured>| match of {
        Some(Measured { score, n }) => {
            let n = grouped(n as f64, 0);
            format!("{:.3} (95 %: {:.3} to {:.3}, n = {n})", score.value, score.low, score.high)
        }
        None => "not measured".to_owned(),
    };
    let mut lines = Vec::new();
    match (&row.candidate, &row.standing) {
        (Some(title), standing) => {
            lines.push(format!("candidate {title} {}", of(row.of_candidate)));
            match standing {
                Standing::Below(cells) => lines.push(format!("below the champion: {cells}")),
                Standing::NotCompared { why, .. } => lines.push(format!("not compared: {why}")),
                Standing::Keeps | Standing::Holds => {}
            }
        }
        (None, _) => lines.push("keeps its champion".to_owned()),
    }
    if let Some(id) = &row.champion {
        lines.push(format!("champion {id} {}", of(row.of_champion)));
    }
    if let Some(model) = model {
        let date = if model.date.is_empty() { "no date" } else { &model.date };
        lines.push(format!("made {date}, data SHA-256 {}", model.data_sha256));
    }
    for (name, score) in [row.plain, row.best] {
        lines.extend(score.map(|score| format!("{name} {score:.3}")));
    }
    lines.join("\n")
}

fn foot_ui(ui: &mut Ui, rect: Rect, lab: &Lab, out: &mut Requests) {
    let layout = Layout::left_to_right(Align::Center);
    let mut row = ui.new_child(UiBuilder::new().id_salt("foot left").max_rect(rect).layout(layout));
    row.spacing_mut().item_spacing.x = space::XS;
    let back = lab.gate().rows.iter().any(|row| lab.champions(row.task).len() > 1);
    let (roll_back, models) = if rect.width() < NARROW {
        let icon = |glyph, name| IconButton::new(glyph, name).size(32.0);
        let roll_back = row.add(icon(icons::CLOCK_COUNTER_CLOCKWISE, "Roll back…").enabled(back));
        (roll_back, row.add(icon(icons::STACK, "Models…")))
    } else {
        let roll_back = Button::bare("Roll back…").icon(icons::CLOCK_COUNTER_CLOCKWISE).enabled(back);
        (row.add(roll_back), row.add(Button::bare("Models…")))
    };
    if roll_back.clicked() {
        out.push(AppRequest::Lab(LabDialog::RollBack));
    }
    if models.clicked() {
        out.push(AppRequest::Lab(LabDialog::Models));
    }
    let layout = Layout::right_to_left(Align::Center);
    let mut row = ui.new_child(UiBuilder::new().id_salt("foot right").max_rect(rect).layout(layout));
    row.spacing_mut().item_spacing.x = space::S;
    let gate = lab.gate();
    let objections = gate.objections();
    let may = gate.has_candidates() && objections.is_empty();
    let promote = row.add(Button::primary("Promote").icon(icons::CROWN).enabled(may));
    let why = if gate.has_candidates() {
        objections.join("; ")
    } else {
        "Evaluate a run or a model first".to_owned()
    };
    let pressed = if may { promote.clicked() } else { promote.on_disabled_hover_text(why).clicked() };
    if pressed {
        out.push(AppRequest::Lab(LabDialog::Promote { against_gate: false }));
    }
    if !objections.is_empty() && row.add(Button::plain("Override…")).clicked() {
        out.push(AppRequest::Lab(LabDialog::Promote { against_gate: true }));
    }
}
