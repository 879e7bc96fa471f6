//! What the window says of each action before anyone asks for it: whether it is served, why it cannot run now, whether it is on.

use crate::app::app::PhasewrightApp;
use crate::app::dialogs;
use crate::app::dispatch::scale;
use crate::app::filing::is_file_action;
use crate::app::front::Front;
use crate::app::go_to::is_finding_action;
use crate::app::help::is_help_action;
use crate::app::layout::Pane;
use crate::app::menu_bar::ActionFacts;
use crate::app::plan::is_plan_action;
use crate::app::theme::Tokens;
use crate::workbench::Action;

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
        if matches!(action, Action::NewRun | Action::OwnProjects) {
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
            Action::TogglePolar => Some(self.plan.session.snaps.polar),
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
    fn zoom_refusal(&self, action: Action) -> Option<String> {
        let now = scale(self.workbench.settings());
        match action {
            Action::ZoomIn if now.larger() == now => Some("200 % is the largest".to_owned()),
            Action::ZoomOut if now.smaller() == now => Some("100 % is the smallest".to_owned()),
            _ => None,
        }
    }
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
            | Action::OwnProjects
            | Action::About
    )
}
