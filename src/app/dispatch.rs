//! What each action does, and when it cannot.
//!
//! The window carries out what concerns it; everything about circuits goes to the tab in front.

use crate::app::app::PhasewrightApp;
use crate::app::dialogs;
use crate::app::filing::is_file_action;
use crate::app::front::Front;
use crate::app::go_to::is_finding_action;
use crate::app::help::is_help_action;
use crate::app::layout::{Layout, Pane};
use crate::app::menu_bar::ActionFacts;
use crate::app::plan::{PlanView, SheetDialog, is_plan_action};
use crate::app::theme::{Scale, Tokens};
use crate::app::view_context::{AppRequest, DraggedCircuits, Requests, ViewContext};
use crate::domain::{Edit, EntityId, LoadBasis, Metric, PanelId};
use crate::workbench::{Action, Command, NoticeLevel, Settings, ThemeChoice, panel_life};
use std::sync::Arc;

impl ActionFacts for PhasewrightApp {
    fn served(&self, action: Action) -> bool {
        is_window_action(action)
            || is_finding_action(action)
            || is_plan_action(action)
            || is_file_action(action)
            || is_help_action(action)
            || dialogs::asks(action)
            || dialogs::asks_about_program(action)
            || self.tab.handles(action)
    }

    fn refusal(&self, action: Action) -> Option<String> {
        if action == Action::ModelCard {
            return self.model_card_refusal();
        }
        if action == Action::NewRun {
            let none = self.workbench.training().folder.is_none();
            return none.then(|| "This session keeps no training runs".to_owned());
        }
        let Some(document) = self.workbench.document() else {
            return needs_project(action).then(|| "Open a project first".to_owned());
        };
        let project = document.project();
        match action {
            Action::Undo if document.undo_label().is_none() => Some("Nothing to take back".to_owned()),
            Action::Redo if document.redo_label().is_none() => Some("Nothing was taken back".to_owned()),
            Action::NextPanel | Action::PreviousPanel if project.panels().len() < 2 => {
                Some("There is no other panel".to_owned())
            }
            Action::ResetOneLine if project.one_line().len() == 0 => {
                Some("Nothing on the one-line was moved by hand".to_owned())
            }
            Action::CircuitOnPlan if self.circuit_on_plan(project).is_none() => {
                Some("No circuit is selected that has a device or a run on the plan".to_owned())
            }
            Action::DuplicatePanel if self.panel.is_none() => Some("There is no panel to copy".to_owned()),
            Action::PanelProperties if self.panel.is_none() => Some("There is no panel".to_owned()),
            Action::AcceptProposal | Action::DismissProposal
                if !self.route_open()
                    && self.panel.is_none_or(|panel| self.workbench.ghost(panel).is_none()) =>
            {
                Some("There is no proposal for the present state".to_owned())
            }
            _ if dialogs::asks(action) => self.dialog_refusal(project, action),
            Action::GoTo if project.panels().len() + project.transformers().len() == 0 => {
                Some("There is no panel".to_owned())
            }
            _ if dialogs::asks_about_program(action) => None,
            _ if is_file_action(action) => self.file_refusal(action),
            _ if is_finding_action(action) => self.finding_refusal(action),
            _ if is_plan_action(action) => self.plan_refusal(project, action),
            _ if is_window_action(action) || is_help_action(action) => None,
            _ if self.front != Front::Panels => Some("Go back to the panels first".to_owned()),
            _ => {
                let tokens = Tokens::dark();
                self.tab.refusal(action, &self.view(project, &tokens, 0.0))
            }
        }
        .or_else(|| self.zoom_refusal(action))
    }

    fn checked(&self, action: Action) -> Option<bool> {
        let settings = self.workbench.settings();
        match action {
            Action::ToggleContrast => Some(settings.high_contrast),
            Action::ToggleVaColumns => Some(settings.one_va_column),
            Action::ToggleProposals => Some(settings.propose_after_edits),
            Action::ToggleLog => Some(self.layout.is_shown(Pane::Log)),
            Action::FeedTree => Some(self.layout.is_shown(Pane::FeedTree)),
            Action::ToggleProperties => Some(settings.properties_shown),
            Action::ShowPlan => Some(self.front == Front::Plan),
            Action::TogglePlanPane => Some(self.layout.is_shown(Pane::Plan)),
            Action::ToggleSnap => Some(self.plan.session.snaps.on),
            Action::ToggleGrid => Some(self.plan.session.snaps.grid_shown),
            Action::ToggleGridSnap => Some(self.plan.session.snaps.grid_snap),
            Action::ToggleOrtho => Some(self.plan.session.snaps.ortho),
            Action::ShowPanels => Some(self.front == Front::Panels),
            Action::OneLine => Some(self.front == Front::OneLine),
            Action::Review => Some(self.front == Front::Review),
            Action::Training => Some(self.front == Front::Training),
            Action::Calculators => Some(self.front == Front::Calculators),
            _ => None,
        }
    }

    fn remark(&self, action: Action) -> Option<String> {
        let document = self.workbench.document()?;
        match action {
            Action::Undo => document.undo_label().map(|label| format!("Take back: {label}")),
            Action::Redo => document.redo_label().map(|label| format!("Do again: {label}")),
            _ => None,
        }
    }
}

impl PhasewrightApp {
    /// Carries out what was asked for while the frame was drawn.
    pub(in crate::app) fn carry_out(&mut self, ctx: &egui::Context, requests: Vec<AppRequest>) {
        for request in requests {
            match request {
                AppRequest::Command(command) => self.command(ctx, command),
                AppRequest::Action(action) => self.act(ctx, action),
                AppRequest::NewProject(system, slots) => self.new_project(ctx, system, slots),
                AppRequest::PasteRows(panel, text) => {
                    self.workbench.execute(Command::ImportRows { panel, text })
                }
                AppRequest::Transfer(dragged, to) => self.transfer(&dragged, to),
                AppRequest::ShowPanel(panel) => {
                    self.front = Front::Panels;
                    self.panel = Some(panel);
                }
                AppRequest::Explain(panel) => {
                    self.panel = Some(panel);
                    self.open_explanation(panel);
                }
                AppRequest::Reveal(entity) => self.reveal(entity),
                AppRequest::PreviewFix(place) => self.preview_fix(place),
                AppRequest::Front(front) => self.front = front,
                AppRequest::ShowOnPlan(entity) => {
                    self.front = Front::Plan;
                    self.plan.reveal(entity);
                    self.properties.show(entity);
                }
                AppRequest::ChosenOnPlan(ids) => self.follow_plan(ids),
                AppRequest::DeleteFromPlan(ids) => self.ask_to_delete(&ids),
                AppRequest::CircuitDevices(devices) => self.ask_for_circuit(&devices),
                AppRequest::TakeSymbol(name) => self.take_symbol(ctx, &name),
                AppRequest::ProposeDevices(devices) => self.plan.session.proposed = devices,
                AppRequest::RenameSheet(sheet) => self.ask_about_sheet(sheet, SheetDialog::rename),
                AppRequest::DeleteSheet(sheet) => self.ask_about_sheet(sheet, SheetDialog::delete),
                AppRequest::LeavePlan => PlanView::leave(ctx),
                AppRequest::ShowFinding(key) => self.show_finding(&key),
                AppRequest::ShowSlot(panel, slot) => {
                    self.front = Front::Panels;
                    self.panel = Some(panel);
                    self.tab.show_slot(slot);
                }
                AppRequest::ShowFeed(entity) => {
                    self.front = Front::Panels;
                    self.layout.show_pane(Pane::FeedTree, true);
                    self.show_properties(entity);
                }
                AppRequest::Properties(entity) => self.show_properties(entity),
                AppRequest::PickUnderlay(replaces) => self.pick_underlay(ctx, replaces),
                AppRequest::Recognize(sheet, place) => self.open_recognition(ctx, sheet, place),
            }
        }
    }

    /// Moves circuits to another panelboard and says where they went, or why they cannot go.
    fn transfer(&mut self, dragged: &DraggedCircuits, to: PanelId) {
        let Some(project) = self.workbench.document().map(|d| Arc::clone(d.project())) else { return };
        match panel_life::plan_transfer(&project, dragged.from, to, &dragged.circuits) {
            Ok(plan) => {
                let edit = Command::Edit { label: plan.label, edits: plan.edits };
                self.workbench.execute(Command::Announced(Box::new(edit)));
                let text = plan.consequences.join("; ");
                self.workbench.execute(Command::Notify { level: NoticeLevel::Info, text });
            }
            Err(problems) => {
                let text = format!("Not moved: {}", problems.join("; "));
                self.workbench.execute(Command::Notify { level: NoticeLevel::Warning, text });
            }
        }
    }

    /// Does an action, or says why not.
    pub(in crate::app) fn act(&mut self, ctx: &egui::Context, action: Action) {
        if let Some(why) = self.refusal(action) {
            let text = format!("{}: {}", action.label().trim_end_matches('…'), lower_first(&why));
            self.workbench.execute(Command::Notify { level: NoticeLevel::Info, text });
            return;
        }
        match action {
            Action::Undo => self.workbench.execute(Command::Undo),
            Action::Redo => self.workbench.execute(Command::Redo),
            Action::NextPanel => self.step_panel(1),
            Action::PreviousPanel => self.step_panel(-1),
            Action::DuplicatePanel => self.duplicate_panel(),
            Action::AcceptProposal | Action::DismissProposal => self.answer_proposal(action),
            Action::ToggleProposals => {
                self.change_settings(|s| s.propose_after_edits = !s.propose_after_edits)
            }
            Action::CycleMetric | Action::ToggleBasis => self.change_measure(action),
            Action::FullScreen => {
                let full = ctx.input(|input| input.viewport().fullscreen.unwrap_or(false));
                ctx.send_viewport_cmd(egui::ViewportCommand::Fullscreen(!full));
            }
            Action::ResetLayout => {
                self.layout = Layout::first();
                self.close_properties(ctx);
            }
            Action::Properties => self.go_to_properties(ctx),
            Action::ToggleProperties if self.workbench.settings().properties_shown => {
                self.close_properties(ctx)
            }
            Action::ToggleProperties => self.change_settings(|s| s.properties_shown = true),
            Action::PanelProperties => {
                if let Some(panel) = self.panel {
                    self.open_properties(EntityId::Panel(panel));
                }
            }
            Action::ProjectProperties => self.open_properties(EntityId::Project),
            Action::ToggleLog => {
                let show = !self.layout.is_shown(Pane::Log);
                self.layout.show_pane(Pane::Log, show);
            }
            Action::ShowPlan => {
                self.front = Front::Plan;
                self.plan.left = false;
            }
            Action::CircuitOnPlan => {
                let project = self.workbench.document().map(|document| Arc::clone(document.project()));
                if let Some(circuit) = project.and_then(|project| self.circuit_on_plan(&project)) {
                    if !self.plan_is_beside() {
                        self.front = Front::Plan;
                    }
                    self.plan.reveal(circuit);
                }
            }
            Action::TogglePlanPane => {
                let show = !self.layout.is_shown(Pane::Plan);
                self.layout.show_pane(Pane::Plan, show);
                self.front = Front::Panels;
            }
            Action::ShowPanels => self.front = Front::Panels,
            Action::OneLine => self.front = Front::OneLine,
            Action::ResetOneLine => self.reset_one_line(),
            Action::Review => self.front = Front::Review,
            Action::Training => self.front = Front::Training,
            Action::Calculators => {
                let there = self.front == Front::Calculators;
                self.front = if there { Front::Panels } else { Front::Calculators };
            }
            _ if is_finding_action(action) => self.finding_action(ctx, action),
            _ if is_plan_action(action) => self.plan_action(ctx, action),
            Action::ToggleTheme => {
                let dark = ctx.theme() == egui::Theme::Dark;
                self.change_settings(|s| s.theme = if dark { ThemeChoice::Light } else { ThemeChoice::Dark });
            }
            Action::ToggleContrast => self.change_settings(|s| s.high_contrast = !s.high_contrast),
            Action::ToggleDensity => self.change_settings(|s| s.comfortable_rows = !s.comfortable_rows),
            Action::ToggleVaColumns => self.change_settings(|s| s.one_va_column = !s.one_va_column),
            Action::ZoomIn => self.change_settings(|s| s.scale_percent = scale(s).larger().percent()),
            Action::ZoomOut => self.change_settings(|s| s.scale_percent = scale(s).smaller().percent()),
            Action::ZoomReset => self.change_settings(|s| s.scale_percent = 100),
            Action::FeedTree => {
                let show = !self.layout.is_shown(Pane::FeedTree);
                self.layout.show_pane(Pane::FeedTree, show);
            }
            _ if is_file_action(action) => self.file_action(ctx, action),
            _ if is_help_action(action) => self.help_action(ctx, action),
            _ if dialogs::asks(action) => self.open_dialog(ctx, action),
            _ if dialogs::asks_about_program(action) => self.open_program_dialog(ctx, action),
            _ => self.tab_action(ctx, action),
        }
    }

    /// Leaves every node of the one-line to the automatic layout again.
    fn reset_one_line(&mut self) {
        let Some(document) = self.workbench.document() else { return };
        let placed = document.project().one_line();
        let edits = placed.map(|(node, _)| Edit::PlaceOnOneLine { node, at: None }).collect();
        let edit = Command::Edit { label: "Reset one-line layout".to_owned(), edits };
        self.workbench.execute(Command::Announced(Box::new(edit)));
    }

    /// Carries out the route over the plan, or what is proposed for the panelboard in front, or takes it away.
    fn answer_proposal(&mut self, action: Action) {
        if self.route_open() {
            return self.workbench.execute(match action {
                Action::AcceptProposal => Command::Announced(Box::new(Command::AcceptRoute)),
                _ => Command::DismissRoute,
            });
        }
        let Some(panel) = self.panel else { return };
        self.workbench.execute(match action {
            Action::AcceptProposal => Command::Announced(Box::new(Command::AcceptProposal(panel))),
            _ => Command::DismissProposal(panel),
        });
    }

    fn tab_action(&mut self, ctx: &egui::Context, action: Action) {
        let Some(project) = self.workbench.document().map(|d| Arc::clone(d.project())) else { return };
        let tokens = Tokens::of(ctx);
        let mut out = Requests::default();
        let view = ViewContext {
            workbench: &self.workbench,
            project: &project,
            panel: self.panel,
            tokens: &tokens,
            now: ctx.input(|input| input.time),
        };
        self.tab.act(action, ctx, &view, &mut out);
        self.carry_out(ctx, out.take());
    }

    /// Changes one setting.
    pub(in crate::app) fn change_settings(&mut self, change: impl FnOnce(&mut Settings)) {
        let mut settings = self.workbench.settings().clone();
        change(&mut settings);
        self.workbench.execute(Command::SetSettings(Box::new(settings)));
    }

    fn step_panel(&mut self, by: isize) {
        let Some(document) = self.workbench.document() else { return };
        let ids: Vec<PanelId> = document.project().panels().map(|panel| panel.id).collect();
        let here = ids.iter().position(|id| Some(*id) == self.panel).unwrap_or(0);
        let next = (here as isize + by).rem_euclid(ids.len().max(1) as isize);
        self.panel = ids.get(next as usize).copied();
    }

    fn duplicate_panel(&mut self) {
        let Some((document, panel)) = self.workbench.document().zip(self.panel) else { return };
        let project = Arc::clone(document.project());
        match panel_life::plan_duplicate(&project, panel) {
            Ok(plan) => {
                let edit = Command::Edit { label: plan.label, edits: plan.edits };
                self.workbench.execute(Command::Announced(Box::new(edit)));
                self.panel = Some(PanelId(project.next_id()));
            }
            Err(why) => {
                let text = format!("Not done: {}", why.join("; "));
                self.workbench.execute(Command::Notify { level: NoticeLevel::Error, text });
            }
        }
    }

    fn change_measure(&mut self, action: Action) {
        let Some(document) = self.workbench.document() else { return };
        let mut settings = document.project().settings().clone();
        let label = if action == Action::CycleMetric {
            let here = Metric::ALL.iter().position(|metric| *metric == settings.metric).unwrap_or(0);
            settings.metric =
                Metric::ALL.get((here + 1) % Metric::ALL.len()).copied().unwrap_or(settings.metric);
            format!("Score by {}", settings.metric.name())
        } else {
            settings.basis = match settings.basis {
                LoadBasis::Connected => LoadBasis::Demand,
                LoadBasis::Demand => LoadBasis::Connected,
            };
            format!("Loads by {}", settings.basis.name())
        };
        self.workbench.execute(Command::Edit { label, edits: vec![Edit::SetSettings(settings)] });
    }

    fn zoom_refusal(&self, action: Action) -> Option<String> {
        let now = scale(self.workbench.settings());
        match action {
            Action::ZoomIn if now.larger() == now => Some("200 % is the largest".to_owned()),
            Action::ZoomOut if now.smaller() == now => Some("100 % is the smallest".to_owned()),
            _ => None,
        }
    }
}

fn scale(settings: &Settings) -> Scale {
    Scale::nearest(settings.scale_percent)
}

fn lower_first(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_lowercase().chain(letters).collect()).unwrap_or_default()
}

/// Whether an action is the window's own rather than the tab's.
const fn is_window_action(action: Action) -> bool {
    matches!(
        action,
        Action::Undo
            | Action::Redo
            | Action::NextPanel
            | Action::PreviousPanel
            | Action::DuplicatePanel
            | Action::AcceptProposal
            | Action::DismissProposal
            | Action::ToggleProposals
            | Action::CycleMetric
            | Action::ToggleBasis
            | Action::ToggleTheme
            | Action::ToggleContrast
            | Action::ToggleDensity
            | Action::ToggleVaColumns
            | Action::ZoomIn
            | Action::ZoomOut
            | Action::ZoomReset
            | Action::FullScreen
            | Action::ToggleLog
            | Action::FeedTree
            | Action::ShowPlan
            | Action::CircuitOnPlan
            | Action::TogglePlanPane
            | Action::ShowPanels
            | Action::OneLine
            | Action::ResetOneLine
            | Action::Review
            | Action::Training
            | Action::Calculators
            | Action::ResetLayout
            | Action::Properties
            | Action::ToggleProperties
            | Action::PanelProperties
            | Action::ProjectProperties
    )
}

/// Whether an action makes no sense without a project.
const fn needs_project(action: Action) -> bool {
    !matches!(
        action,
        Action::NewProject
            | Action::OpenFile
            | Action::Import
            | Action::AddUnderlay
            | Action::Quit
            | Action::ToggleTheme
            | Action::ToggleContrast
            | Action::ToggleDensity
            | Action::ToggleVaColumns
            | Action::ZoomIn
            | Action::ZoomOut
            | Action::ZoomReset
            | Action::FullScreen
            | Action::Palette
            | Action::ToggleProposals
            | Action::AfterEdit
            | Action::Settings
            | Action::Help
            | Action::KeyCard
            | Action::Tour
            | Action::ModelCard
            | Action::Training
            | Action::NewRun
            | Action::About
    )
}
