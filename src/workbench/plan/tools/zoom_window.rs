//! A box, by a drag or by two presses, that is then shown as large as the canvas allows.

use crate::units::PlanPoint;
use crate::workbench::plan::geometry::{corners, rect_between};
use crate::workbench::plan::{
    OverlayForm, OverlayShape, OverlayStyle, PlanEvent, Tool, ToolContext, ToolOutcome, ViewChange,
};

#[derive(Debug, Default)]
pub(in crate::workbench::plan) struct ZoomWindowTool {
    from: Option<PlanPoint>,
}

impl ZoomWindowTool {
    fn show(&mut self, to: PlanPoint) -> ToolOutcome {
        let Some(from) = self.from.take() else { return ToolOutcome::default() };
        let part = rect_between(from, to);
        if part.max.x - part.min.x < 1e-3 && part.max.y - part.min.y < 1e-3 {
            return ToolOutcome::default();
        }
        ToolOutcome { view: Some(ViewChange::Show(part)), done: true, ..ToolOutcome::default() }
    }
}

impl Tool for ZoomWindowTool {
    fn event(&mut self, event: &PlanEvent, cx: &ToolContext<'_>) -> ToolOutcome {
        match event {
            PlanEvent::DragStart { from } => self.from = Some(from.raw),
            PlanEvent::Click { .. } if self.from.is_none() => self.from = Some(cx.pointer.raw),
            PlanEvent::Click { .. } | PlanEvent::DragEnd => return self.show(cx.pointer.raw),
            PlanEvent::Cancel | PlanEvent::Confirm => self.from = None,
            PlanEvent::Move | PlanEvent::Drag | PlanEvent::Exact(_) | PlanEvent::Key(_) => {}
        }
        ToolOutcome::default()
    }

    fn overlay(&self, cx: &ToolContext<'_>) -> Vec<OverlayShape> {
        let Some(from) = self.from else { return Vec::new() };
        let points = corners(rect_between(from, cx.pointer.raw)).to_vec();
        vec![OverlayShape::new(OverlayStyle::WindowBox, OverlayForm::Closed(points))]
    }

    fn hint(&self) -> String {
        if self.from.is_none() { "Zoom: drag a box" } else { "Zoom: let go at the other corner" }.to_owned()
    }

    fn is_idle(&self) -> bool {
        self.from.is_none()
    }

    fn takes_points(&self) -> bool {
        false
    }

    fn drags(&self) -> bool {
        true
    }
}
