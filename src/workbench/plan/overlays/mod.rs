//! What is drawn over the plan beside the tool at hand, one provider a file. A new one is its file and its line in [`PROVIDERS`].

mod causes;
mod proposed;
mod reload;

use super::{OverlayShape, PlanSession};
use crate::domain::{Project, Sheet};
use crate::workbench::Workbench;

/// What a provider may read.
#[derive(Clone, Copy, Debug)]
pub struct OverlayContext<'a> {
    pub workbench: &'a Workbench,
    pub project: &'a Project,
    pub sheet: &'a Sheet,
    pub session: &'a PlanSession,
}

/// Adds shapes to what is drawn.
type Provider = fn(&OverlayContext<'_>, &mut Vec<OverlayShape>);

/// Every provider, from the bottom up.
const PROVIDERS: &[Provider] = &[reload::reload, causes::causes, proposed::proposed];

/// Returns what is drawn over the plan: of every provider, then of the tool at hand.
pub fn overlays(cx: &OverlayContext<'_>) -> Vec<OverlayShape> {
    let mut shapes = Vec::new();
    for provider in PROVIDERS {
        provider(cx, &mut shapes);
    }
    shapes.extend(cx.session.overlay(cx.project));
    shapes
}
