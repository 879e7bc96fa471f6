//! The status bar: saved or not, project, place of the cursor, steps to take back, trained model, background work, and the way
//! to everything else.

use crate::app::help::mark;
use crate::app::icons;
use crate::app::plan::PlanStatus;
use crate::app::review::signal_of;
use crate::app::theme::{self, Tokens, TypeStyle, space};
use crate::app::view_context::{CursorPlace, Requests, ViewContext};
use crate::app::widgets::{FocusRing, IconButton, IconWeight, focus_ring, icon_at};
use crate::workbench::findings::FindingKind;
use crate::workbench::help::TopicId;
use crate::workbench::live::ModelTone;
use crate::workbench::{Action, Command, Workbench};
use egui::{Align, Color32, Layout, Response, Role, Sense, Ui, WidgetInfo, vec2};

/// Draws the status bar; `view` is `None` while no project is open.
pub(in crate::app) fn status_bar_ui(
    ui: &mut Ui,
    tokens: &Tokens,
    workbench: &Workbench,
    view: Option<&ViewContext<'_>>,
    place: &CursorPlace,
    out: &mut Requests,
) {
    let bar = ui.max_rect();
    mark(ui, bar, TopicId::StatusBar);
    ui.painter().hline(bar.x_range(), bar.top() + 0.5, tokens.edge());
    ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
        ui.spacing_mut().item_spacing.x = space::S;
        ui.add_space(space::M);
        if invitation(ui, tokens) {
            out.action(Action::Palette);
        }
        work_ui(ui, tokens, workbench, out);
        if let Some(view) = view {
            findings_ui(ui, tokens, view, out);
            steps_ui(ui, tokens, view);
            model_ui(ui, tokens, workbench, out);
            follow_ui(ui, tokens, workbench, out);
        }
        ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
            ui.add_space(space::M);
            match view {
                None => words(ui, "No project open", tokens),
                Some(view) => project_ui(ui, tokens, view, place, out),
            }
        });
    });
}

fn project_ui(ui: &mut Ui, tokens: &Tokens, view: &ViewContext<'_>, place: &CursorPlace, out: &mut Requests) {
    let (glyph, ink, state) = saved_state(tokens, view.workbench);
    let (_, rect) = ui.allocate_space(vec2(14.0, 14.0));
    icon_at(ui.painter(), rect.center(), glyph, IconWeight::Fill, 14.0, ink);
    words(ui, &state, tokens);
    separator(ui, tokens);
    if let Some(plan) = &place.plan {
        return plan_ui(ui, tokens, plan, out);
    }
    words(ui, &view.project.info().name, tokens);
    if let Some(panel) = view.panel.and_then(|id| view.project.panel(id)) {
        separator(ui, tokens);
        match place.slot {
            Some(slot) => words(ui, &format!("{} / ckt {slot}", panel.name), tokens),
            None => words(ui, &panel.name, tokens),
        }
    }
}

/// Where the pointer is on the plan, what it snaps to, the scale, what to do next.
fn plan_ui(ui: &mut Ui, tokens: &Tokens, plan: &PlanStatus, out: &mut Requests) {
    words(ui, &plan.place, tokens);
    separator(ui, tokens);
    for (action, on) in &plan.toggles {
        let ink = if *on { tokens.text_1 } else { tokens.text_3 };
        let response = link(ui, tokens, action.label(), ink);
        response.widget_info(|| WidgetInfo::selected(Role::Button, true, *on, action.label()));
        if response.clicked() {
            out.action(*action);
        }
        let keys = action.shortcut().map(|keys| keys.to_string()).unwrap_or_default();
        response.on_hover_text(format!("{} ({keys})", action.tooltip()));
    }
    separator(ui, tokens);
    words(ui, &plan.scale, tokens);
    separator(ui, tokens);
    let hint = theme::rich(&plan.hint, TypeStyle::Small, tokens.text_2);
    ui.add(egui::Label::new(hint).truncate());
}

/// Whether the project is on disk: icon, color and words.
fn saved_state(tokens: &Tokens, workbench: &Workbench) -> (&'static str, Color32, String) {
    let modified = workbench.document().is_some_and(crate::document::Document::is_modified);
    if workbench.is_saving() {
        (icons::FLOPPY_DISK, tokens.text_2, "Saving".to_owned())
    } else if workbench.read_only().is_some() {
        (icons::LOCK_SIMPLE, tokens.warning, "Read-only".to_owned())
    } else if !modified {
        (icons::CHECK_CIRCLE, tokens.pass, "Saved".to_owned())
    } else if !workbench.has_unsaved_work() {
        (icons::COPY, tokens.text_2, "Not in a file yet".to_owned())
    } else {
        (icons::PENCIL_SIMPLE, tokens.warning, "Not saved".to_owned())
    }
}

/// How many findings there are of each open kind; a press opens the review.
fn findings_ui(ui: &mut Ui, tokens: &Tokens, view: &ViewContext<'_>, out: &mut Requests) {
    let Some(checked) = view.workbench.findings() else { return };
    separator(ui, tokens);
    let shown: Vec<(FindingKind, usize)> = (FindingKind::ALL.iter())
        .map(|kind| (*kind, checked.tally.of(*kind)))
        .filter(|(kind, count)| kind.is_open() && *count > 0)
        .collect();
    let ink = tokens.text_2;
    let texts = shown.iter().map(|(_, count)| count.to_string());
    let galleys: Vec<_> =
        texts.map(|text| ui.painter().layout_no_wrap(text, TypeStyle::Small.font(), ink)).collect();
    let none = ui.painter().layout_no_wrap("No findings".to_owned(), TypeStyle::Small.font(), ink);
    let one = |width: f32| 14.0 + space::XS + width;
    let width = match galleys.len() {
        0 => none.size().x,
        many => galleys.iter().map(|galley| one(galley.size().x)).sum::<f32>() + space::S * (many - 1) as f32,
    };
    let (rect, response) = ui.allocate_exact_size(vec2(width, 18.0), Sense::click());
    let words = checked.tally.words();
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, format!("Findings: {words}")));
    mark(ui, rect, TopicId::Findings);
    let ink = if response.hovered() { tokens.text_1 } else { ink };
    if galleys.is_empty() {
        let at = rect.center() - none.size() / 2.0;
        ui.painter().galley_with_override_text_color(at, none, ink);
    }
    let mut left = rect.left();
    for ((kind, _), galley) in shown.iter().zip(galleys) {
        let signal = signal_of(*kind);
        let at = egui::pos2(left + 7.0, rect.center().y);
        icon_at(ui.painter(), at, signal.icon(), IconWeight::Fill, 14.0, signal.ink(tokens));
        let size = galley.size();
        let place = egui::pos2(left + 14.0 + space::XS, rect.center().y - size.y / 2.0);
        ui.painter().galley_with_override_text_color(place, galley, ink);
        left += one(size.x) + space::S;
    }
    focus_ring(ui, &response, 2, FocusRing::Outside);
    if response.clicked() {
        out.action(Action::Review);
    }
    let keys = Action::Review.shortcut().map(|keys| keys.to_string()).unwrap_or_default();
    response.on_hover_text(format!("{words}; {keys} opens the review"));
}

/// How many steps can be taken back.
fn steps_ui(ui: &mut Ui, tokens: &Tokens, view: &ViewContext<'_>) {
    let Some(document) = view.workbench.document() else { return };
    let text = match document.undo_len() {
        0 => return,
        1 => "1 step to undo".to_owned(),
        many => format!("{many} steps to undo"),
    };
    separator(ui, tokens);
    let label = ui.label(theme::rich(text, TypeStyle::Small, tokens.text_2));
    if let Some(step) = document.undo_label() {
        label.on_hover_text(format!("Last: {step}; state {}", document.revision().0));
    }
}

/// The trained model: its name, how long it thought and where; or why it does not. A press shows its card.
fn model_ui(ui: &mut Ui, tokens: &Tokens, workbench: &Workbench, out: &mut Requests) {
    let Some(model) = workbench.model_words() else { return };
    separator(ui, tokens);
    let ink = match model.tone {
        ModelTone::Plain => tokens.text_2,
        ModelTone::Dimmed => tokens.text_3,
        ModelTone::Refused => tokens.warning,
    };
    let shown = if workbench.model_card().is_some() {
        let pressed = link(ui, tokens, &model.text, ink);
        if pressed.clicked() {
            out.action(Action::ModelCard);
        }
        pressed
    } else {
        ui.label(theme::rich(&model.text, TypeStyle::Small, ink))
    };
    mark(ui, shown.rect, TopicId::LiveProposal);
    shown.on_hover_text(&model.tooltip);
}

/// What followed the last edit; a press shows the steps.
fn follow_ui(ui: &mut Ui, tokens: &Tokens, workbench: &Workbench, out: &mut Requests) {
    let Some(words) = workbench.orchestra_words() else { return };
    separator(ui, tokens);
    let ink = if words.open { tokens.ghost } else { tokens.text_3 };
    let pressed = link(ui, tokens, &words.text, ink);
    mark(ui, pressed.rect, TopicId::LiveProposal);
    if pressed.clicked() {
        out.action(Action::AfterEdit);
    }
    pressed.on_hover_text(&words.tooltip);
}

/// What runs in the background and is worth a word, with a way to end it.
fn work_ui(ui: &mut Ui, tokens: &Tokens, workbench: &Workbench, out: &mut Requests) {
    if let Some(run) = workbench.training().live() {
        separator(ui, tokens);
        let text = format!("Training {} · {:.0} %", run.id, (run.share() * 100.0).floor());
        if link(ui, tokens, &text, tokens.text_2).on_hover_text(Action::Training.tooltip()).clicked() {
            out.action(Action::Training);
        }
    }
    let Some(job) = workbench.jobs().find(|job| is_worth_a_word(&job.name)) else { return };
    separator(ui, tokens);
    let name = format!("Stop: {}", job.name);
    let stop = IconButton::new(icons::X, &name).size(20.0).icon_size(12.0);
    if job.name.starts_with("Export ") && ui.add(stop).clicked() {
        out.command(Command::CancelJob(job.id));
    }
    let (done, total) = job.control.progress();
    let count = if total > 0 { format!("{} {done} of {total}", job.name) } else { job.name.clone() };
    words(ui, &count, tokens);
}

/// Reading and writing files of the person, not the program's own.
fn is_worth_a_word(name: &str) -> bool {
    ["Open ", "Export ", "Read "].iter().any(|verb| name.starts_with(verb))
}

fn words(ui: &mut Ui, text: &str, tokens: &Tokens) {
    ui.label(theme::rich(text, TypeStyle::Small, tokens.text_2));
}

fn separator(ui: &mut Ui, tokens: &Tokens) {
    let (_, rect) = ui.allocate_space(vec2(1.0, 12.0));
    ui.painter().vline(rect.center().x, rect.y_range(), tokens.edge());
}

/// Draws the invitation and returns whether it was pressed.
fn invitation(ui: &mut Ui, tokens: &Tokens) -> bool {
    let keys = Action::Palette.shortcut().map(|keys| keys.to_string()).unwrap_or_default();
    let response = link(ui, tokens, &format!("Press {keys} for everything"), tokens.text_2);
    mark(ui, response.rect, TopicId::Palette);
    response.clicked()
}

/// Draws words that can be pressed.
fn link(ui: &mut Ui, tokens: &Tokens, text: &str, ink: Color32) -> Response {
    let galley = ui.painter().layout_no_wrap(text.to_owned(), TypeStyle::Small.font(), ink);
    let (rect, response) = ui.allocate_exact_size(galley.size(), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, text));
    let ink = if response.hovered() { tokens.text_1 } else { ink };
    ui.painter().galley_with_override_text_color(rect.min, galley, ink);
    focus_ring(ui, &response, 2, FocusRing::Outside);
    response
}
