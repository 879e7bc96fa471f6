//! What each action does; when it cannot is said in `action_facts.rs`.
//!
//! The window carries out what concerns it; everything about circuits goes to the tab in front.

use crate::app::app::PhasewrightApp;
use crate::app::dialogs;
use crate::app::filing::is_file_action;
use crate::app::front::Front;
use crate::app::go_to::is_finding_action;
use crate::app::help::is_help_action;
use crate::app::layout::{Layout, Pane};
use crate::app::menu_bar::ActionFacts as _;
use crate::app::plan::{PlanView, SheetDialog, is_plan_action};
use crate::app::theme::{Scale, Tokens};
use crate::app::view_context::{AppRequest, DraggedCircuits, Requests, ViewContext};
use crate::domain::{Edit, EntityId, LoadBasis, Metric, PanelId};
use crate::workbench::{Action, Command, NoticeLevel, Settings, ThemeChoice, panel_life};
use std::sync::Arc;

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
                AppRequest::ExplainFigure(entity, place) => self.open_figures(entity, place),
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
                AppRequest::ChangeSymbol(ids) => self.change_symbol(&ids),
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
                AppRequest::Lab(dialog) => {
                    let dialog = dialog.open();
                    self.show_program_dialog(ctx, dialog);
                }
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
}

pub(in crate::app) fn scale(settings: &Settings) -> Scale {
    Scale::nearest(settings.scale_percent)
}

fn lower_first(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_lowercase().chain(letters).collect()).unwrap_or_default()
}
