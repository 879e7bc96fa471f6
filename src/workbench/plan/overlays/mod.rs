//! What is drawn over the plan beside the tool at hand, one provider a file. A new one is its file and its line in [`KEPT`] or [`LIVE`].

mod causes;
mod proposed;
mod reload;
mod route;

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

/// Providers that look at project, findings and layers only, from the bottom up: asked once for each of their states.
const KEPT: &[Provider] = &[causes::causes];

/// Providers that are asked every frame, above the others.
const LIVE: &[Provider] = &[reload::reload, route::route, proposed::proposed];

/// What kept overlays were made for: sheet, opened project, its revision, that of the findings, layers.
pub(super) type OverlayState = (u64, u64, u64, u64, u64);

/// Returns what is drawn over the plan: of every provider, then of the tool at hand.
pub fn overlays(cx: &OverlayContext<'_>) -> Vec<OverlayShape> {
    let revision = cx.workbench.document().map_or(0, |document| document.revision().0);
    let findings = cx.workbench.findings().map_or(0, |checked| checked.revision.0 + 1);
    let state = (cx.sheet.id.0, cx.workbench.session(), revision, findings, cx.session.layers.version());
    let mut shapes = cx.session.kept_overlays(state, || {
        let mut shapes = Vec::new();
        for provider in KEPT {
            provider(cx, &mut shapes);
        }
        shapes
    });
    for provider in LIVE {
        provider(cx, &mut shapes);
    }
    shapes.extend(cx.session.overlay(cx.project));
    shapes
}
