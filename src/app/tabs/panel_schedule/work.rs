//! The project as it will be after this frame: edits asked for so far are in it already, so that keys of one frame build
//! on each other and the loads on the screen are never a frame old.

use crate::app::view_context::{AppRequest, Requests, ViewContext};
use crate::document::Revision;
use crate::domain::{PanelId, Project, apply_all};
use crate::engineering::{PanelLoads, ProjectLoads, project_loads};
use crate::workbench::schedule::Effect;
use crate::workbench::{Command, NoticeLevel};
use std::sync::Arc;

/// Loads of the whole project, kept while the document does not change.
#[derive(Debug, Default)]
pub struct LoadCache(Option<(Revision, Arc<ProjectLoads>)>);

/// One frame's view of the project.
pub struct Work<'f> {
    pub project: Arc<Project>,
    pub panel: PanelId,
    out: &'f mut Requests,
    loads: Arc<ProjectLoads>,
}

impl<'f> Work<'f> {
    /// Starts from the document.
    pub fn new(view: &ViewContext<'_>, panel: PanelId, cache: &mut LoadCache, out: &'f mut Requests) -> Self {
        let revision = view.workbench.document().map(crate::document::Document::revision);
        let loads = match (&cache.0, revision) {
            (Some((known, loads)), Some(now)) if *known == now => Arc::clone(loads),
            (_, now) => {
                let loads = Arc::new(project_loads(view.project));
                cache.0 = now.map(|now| (now, Arc::clone(&loads)));
                loads
            }
        };
        // The document's own copy where there is one: nothing of the size of the project is copied in a frame.
        let shared = view.workbench.document().map(|document| Arc::clone(document.project()));
        let project = shared.unwrap_or_else(|| Arc::new(view.project.clone()));
        Self { project, panel, out, loads }
    }

    /// Returns the loads of the panelboard.
    pub fn loads(&self) -> Option<&PanelLoads> {
        self.loads.panels.get(&self.panel)
    }

    /// Returns the queue of requests.
    pub fn out(&mut self) -> &mut Requests {
        self.out
    }

    /// Carries an effect out: edits for the document, text for the clipboard, words for the person.
    pub fn take(&mut self, ctx: &egui::Context, effect: Effect) {
        if let Some(step) = effect.step {
            if let Ok((next, _)) = apply_all(&self.project, &step.edits) {
                self.project = Arc::new(next);
                self.loads = Arc::new(project_loads(&self.project));
            }
            self.out.command(Command::Edit { label: step.label, edits: step.edits });
            ctx.request_repaint();
        }
        if let Some(text) = effect.clipboard {
            ctx.copy_text(text);
        }
        if let Some(text) = effect.rows {
            self.out.push(AppRequest::PasteRows(self.panel, text));
        }
        if let Some(text) = effect.message {
            self.out.command(Command::Notify { level: NoticeLevel::Info, text });
        }
    }
}
