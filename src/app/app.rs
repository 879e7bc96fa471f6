//! The window: what it keeps between frames, and the order in which a frame is drawn.

use crate::app::calculators::CalculatorsView;
use crate::app::dialogs::{Dialog, ProgramDialog, asks_about_program};
use crate::app::filing::Filing;
use crate::app::front::Front;
use crate::app::help::{HelpDesk, mark};
use crate::app::layout::{Layout, Pane, Panes};
use crate::app::menu_bar::menu_bar_ui;
use crate::app::one_line::OneLineView;
use crate::app::panel_strip::panel_strip_ui;
use crate::app::plan::PlanView;
use crate::app::properties::PropertiesDrawer;
use crate::app::review::ReviewView;
use crate::app::start_screen::StartScreen;
use crate::app::status_bar::status_bar_ui;
use crate::app::theme::{Signal, ThemeSettings, Tokens, height};
use crate::app::toasts::NoticeStack;
use crate::app::training::TrainingTab;
use crate::app::view_context::{CursorPlace, Requests, Tab, ViewContext};
use crate::app::widgets::banner;
use crate::app::{look, shortcuts};
use crate::domain::{PanelId, Project};
use crate::workbench::help::TopicId;
use crate::workbench::{Sample, Workbench};
use egui::{CentralPanel, Frame, Panel, Ui};
use std::sync::Arc;
use std::time::Instant;

/// From this width on a schedule with all its columns has room for the plan beside it, in points.
const BOTH: f32 = 1600.0;

/// The window.
pub struct PhasewrightApp {
    pub(in crate::app) workbench: Workbench,
    /// The tab in front.
    pub(in crate::app) tab: Box<dyn Tab>,
    /// The panelboard in front.
    pub(in crate::app) panel: Option<PanelId>,
    pub(in crate::app) layout: Layout,
    /// The view in front.
    pub(in crate::app) front: Front,
    pub(in crate::app) plan: PlanView,
    pub(in crate::app) one_line: OneLineView,
    pub(in crate::app) review: ReviewView,
    pub(in crate::app) calculators: CalculatorsView,
    pub(in crate::app) training: TrainingTab,
    pub(in crate::app) properties: PropertiesDrawer,
    /// The dialog about the project that is open, if any.
    pub(in crate::app) dialog: Option<Box<dyn Dialog>>,
    /// The dialog about the program that is open, if any.
    pub(in crate::app) program_dialog: Option<Box<dyn ProgramDialog>>,
    /// What had the focus before that, to have it again.
    pub(in crate::app) focus_before: Option<egui::Id>,
    pub(in crate::app) filing: Filing,
    pub(in crate::app) help: HelpDesk,
    start: StartScreen,
    notices: NoticeStack,
    /// The look egui has been given.
    look: Option<ThemeSettings>,
    /// The title the window has been given.
    title: String,
    /// The opened project that was seen last.
    session: u64,
}

impl PhasewrightApp {
    /// Returns the window of a workbench. Nothing is drawn yet, so tests can use it without a display.
    pub fn new(workbench: Workbench) -> Self {
        let layout = Layout::kept(workbench.settings());
        Self {
            workbench,
            tab: Box::new(crate::app::tabs::PanelScheduleTab::default()),
            panel: None,
            layout,
            front: Front::Panels,
            plan: PlanView::default(),
            one_line: OneLineView::default(),
            review: ReviewView::default(),
            calculators: CalculatorsView::default(),
            training: TrainingTab::default(),
            properties: PropertiesDrawer::default(),
            dialog: None,
            program_dialog: None,
            focus_before: None,
            filing: Filing::default(),
            help: HelpDesk::default(),
            start: StartScreen::default(),
            notices: NoticeStack::default(),
            look: None,
            title: String::new(),
            session: 0,
        }
    }

    /// Returns the application behind the window.
    pub const fn workbench(&self) -> &Workbench {
        &self.workbench
    }

    /// Draws one frame and carries out what was asked for in it.
    pub fn show(&mut self, ui: &mut Ui) {
        let begun = Instant::now();
        let ctx = ui.ctx().clone();
        self.workbench.poll();
        self.poll_files(&ctx);
        self.open_incoming(&ctx);
        self.keep_look(&ctx);
        self.keep_panel();
        self.welcome(&ctx);
        let mut out = Requests::default();
        self.hear_help(&ctx);
        self.plan_keys(&ctx, &mut out);
        for action in shortcuts::pressed(&ctx, self.dialog_open(), self.proposal_open(&ctx)) {
            if asks_about_program(action) {
                // At once, so that what is typed behind the keys is the dialog's.
                self.act(&ctx, action);
            } else {
                out.action(action);
            }
        }
        if let Some(dialog) = &mut self.program_dialog {
            dialog.take_keys(&ctx);
        }
        let free = !self.dialog_open() && !ctx.text_edit_focused() && !egui::Popup::is_any_open(&ctx);
        if self.front == Front::Review && self.workbench.document().is_some() && free {
            self.review_keys(&ctx, &mut out);
        }
        if self.front == Front::OneLine && self.workbench.document().is_some() && free {
            self.one_line.keys(&ctx, &mut out);
        }
        let tokens = Tokens::of(&ctx);
        let now = ctx.input(|input| input.time);
        let project = self.workbench.document().map(|document| Arc::clone(document.project()));
        let bar = Frame::NONE.fill(tokens.bar);
        Panel::top("menu bar")
            .exact_size(height::MENU_BAR)
            .frame(bar)
            .resizable(false)
            .show_separator_line(false)
            .show(ui, |ui| {
                mark(ui, ui.max_rect(), TopicId::Menus);
                let front = (project.is_some() || self.front == Front::Training).then_some(self.front);
                menu_bar_ui(ui, &tokens, self, front, &mut out);
            });
        Panel::bottom("status bar")
            .exact_size(height::STATUS_BAR)
            .frame(bar)
            .resizable(false)
            .show_separator_line(false)
            .show(ui, |ui| match &project {
                Some(project) => {
                    let view = self.view(project, &tokens, now);
                    let place = self.place(&view);
                    status_bar_ui(ui, &tokens, &self.workbench, Some(&view), &place, &mut out);
                }
                None => {
                    let place = CursorPlace::default();
                    status_bar_ui(ui, &tokens, &self.workbench, None, &place, &mut out);
                }
            });
        match &project {
            Some(project) => {
                self.project_ui(ui, project, &tokens, now, &mut out);
                self.dialog_ui(&ctx, project, &mut out);
            }
            None if self.front == Front::Training => {
                let ground = CentralPanel::default().frame(Frame::NONE.fill(tokens.panel));
                ground.show(ui, |ui| self.training.ui(ui, &tokens, &self.workbench, &mut out));
            }
            None => {
                CentralPanel::default().frame(Frame::NONE.fill(tokens.panel)).show(ui, |ui| {
                    mark(ui, ui.max_rect(), TopicId::Start);
                    self.start.ui(ui, &tokens, &self.workbench, &mut out);
                });
            }
        }
        self.program_dialog_ui(&ctx, &mut out);
        self.files_ui(&ctx);
        self.notices.ui(&ctx, self.workbench.notices(), &mut out);
        let place = self.tab.place();
        self.help_ui(&ctx, &place, &mut out);
        self.carry_out(&ctx, out.take());
        // What was done in this frame is asked about in this frame.
        self.keep_panel();
        self.workbench.poll();
        self.follow_tour(&ctx);
        self.keep_layout(&ctx);
        self.keep_title(&ctx);
        self.training.drew(now, begun.elapsed());
    }

    fn project_ui(&mut self, ui: &mut Ui, project: &Project, tokens: &Tokens, now: f64, out: &mut Requests) {
        self.start.reset();
        if !matches!(self.front, Front::Calculators | Front::Plan | Front::Training) {
            self.properties_ui(ui, project, tokens, now, out);
        }
        let ground = CentralPanel::default().frame(Frame::NONE.fill(tokens.panel));
        let view = ViewContext { workbench: &self.workbench, project, panel: self.panel, tokens, now };
        match self.front {
            Front::Plan => self.plan_front_ui(ui, project, tokens, now, out),
            Front::Panels => self.panels_ui(ui, project, tokens, now, out),
            Front::OneLine => {
                ground.show(ui, |ui| self.one_line.ui(ui, &view, out));
            }
            Front::Review => {
                ground.show(ui, |ui| self.review.ui(ui, &view, out));
            }
            Front::Training => {
                ground.show(ui, |ui| self.training.ui(ui, tokens, &self.workbench, out));
            }
            Front::Calculators => {
                let circuit = self.tab.selected_circuits().first().copied();
                ground.show(ui, |ui| self.calculators.ui(ui, &view, circuit, out));
            }
        }
    }

    fn panels_ui(&mut self, ui: &mut Ui, project: &Project, tokens: &Tokens, now: f64, out: &mut Requests) {
        let strip =
            Panel::top("panel strip").exact_size(height::TAB_STRIP).frame(Frame::NONE.fill(tokens.bar));
        strip.resizable(false).show_separator_line(false).show(ui, |ui| {
            mark(ui, ui.max_rect(), TopicId::PanelStrip);
            panel_strip_ui(ui, &self.view(project, tokens, now), out);
        });
        self.read_only_ui(ui, out);
        let view = ViewContext { workbench: &self.workbench, project, panel: self.panel, tokens, now };
        let closed = CentralPanel::default()
            .frame(Frame::NONE.fill(tokens.panel))
            .show(ui, |ui| {
                let mut panes =
                    Panes { tab: self.tab.as_mut(), plan: &mut self.plan, shown: self.properties.entity() };
                self.layout.ui(ui, &view, &mut panes, out)
            })
            .inner;
        let (circuits, slot) = (self.tab.selected_circuits(), self.tab.place().slot);
        if self.panel.is_some_and(|panel| self.properties.follow(panel, &circuits, slot)) {
            ui.ctx().request_repaint();
        }
        match closed {
            Some(Pane::Log) => out.action(crate::workbench::Action::ToggleLog),
            Some(Pane::FeedTree) => out.action(crate::workbench::Action::FeedTree),
            Some(Pane::Plan) => out.action(crate::workbench::Action::TogglePlanPane),
            Some(Pane::Document) | None => {}
        }
    }

    /// Says above the schedule that saving needs another name, and why.
    fn read_only_ui(&self, ui: &mut Ui, out: &mut Requests) {
        let Some(why) = self.workbench.read_only() else { return };
        let margin = egui::Margin::symmetric(16, 8);
        Panel::top("read only").frame(Frame::NONE.inner_margin(margin)).resizable(false).show(ui, |ui| {
            let text = format!("{why}. Edits here can be saved under another name.");
            if banner(ui, Signal::Warning, "Opened read-only", &text, Some("Save as…")) {
                out.action(crate::workbench::Action::SaveAs);
            }
        });
    }

    /// Returns where the cursor of the view in front stands.
    fn place(&self, view: &ViewContext<'_>) -> CursorPlace {
        if self.front == Front::Plan {
            return CursorPlace { plan: Some(self.plan.status(view)), ..CursorPlace::default() };
        }
        self.tab.place()
    }

    /// Returns what may be read while drawing.
    pub(in crate::app) fn view<'a>(
        &'a self,
        project: &'a Project,
        tokens: &'a Tokens,
        now: f64,
    ) -> ViewContext<'a> {
        ViewContext { workbench: &self.workbench, project, panel: self.panel, tokens, now }
    }

    /// Whether a proposal lies over the schedule and its keys mean nothing else: no menu, nothing typed or dragged.
    fn proposal_open(&self, ctx: &egui::Context) -> bool {
        let shown = self.panel.is_some_and(|panel| self.workbench.ghost(panel).is_some());
        (shown || self.route_open()) && !self.tab.wants_escape() && !egui::Popup::is_any_open(ctx)
    }

    /// Whether a dialog is open, so that keys are its own.
    pub(in crate::app) fn dialog_open(&self) -> bool {
        self.dialog.is_some()
            || self.program_dialog.is_some()
            || self.file_question_open()
            || self.help.dialog_open()
    }

    /// Writes down where the panes stand, once nothing is being dragged.
    fn keep_layout(&mut self, ctx: &egui::Context) {
        if self.workbench.document().is_none() || ctx.input(|input| input.pointer.any_down()) {
            return;
        }
        let record = Some(self.layout.record());
        if self.workbench.settings().layout != record {
            self.change_settings(|settings| settings.layout = record);
        }
    }

    fn keep_look(&mut self, ctx: &egui::Context) {
        let wanted = look::theme_settings(self.workbench.settings());
        if self.look != Some(wanted) {
            look::apply(ctx, &wanted);
            self.look = Some(wanted);
        }
    }

    /// Keeps a panelboard in front that exists.
    fn keep_panel(&mut self) {
        let project = self.workbench.document().map(crate::document::Document::project);
        let there = |id: PanelId| project.is_some_and(|project| project.panel(id).is_some());
        if !self.panel.is_some_and(there) {
            self.panel = project.and_then(|project| {
                // The sample speaks of LP-1; elsewhere the first panelboard is as good as any.
                project.panel_named("LP-1").or_else(|| project.panels().next()).map(|panel| panel.id)
            });
        }
        self.workbench.watch_panel(self.panel);
    }

    /// Shows the plan beside the schedule when a sample opens in a window that is wide enough for both.
    fn welcome(&mut self, ctx: &egui::Context) {
        if std::mem::replace(&mut self.session, self.workbench.session()) == self.workbench.session() {
            return;
        }
        let is_sample = Sample::ALL.into_iter().any(|sample| self.workbench.is_untouched_copy_of(sample));
        if is_sample && ctx.content_rect().width() >= BOTH {
            self.layout.show_pane(Pane::Plan, true);
        }
    }

    fn keep_title(&mut self, ctx: &egui::Context) {
        let title = self.workbench.document().map_or_else(
            || "Phasewright".to_owned(),
            |document| {
                let star = if document.is_modified() { "*" } else { "" };
                format!("{star}{} - Phasewright", document.project().info().name)
            },
        );
        if title != self.title {
            ctx.send_viewport_cmd(egui::ViewportCommand::Title(title.clone()));
            self.title = title;
        }
    }
}

impl eframe::App for PhasewrightApp {
    fn ui(&mut self, ui: &mut Ui, _frame: &mut eframe::Frame) {
        self.show(ui);
    }
}
