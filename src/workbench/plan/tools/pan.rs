//! The hand: a drag moves the plan.
//!
//! What is dragged by is the session's: it knows how far the pointer went in points. Nothing is drawn and nothing changes.

use crate::workbench::plan::{PlanEvent, Tool, ToolContext, ToolOutcome};

#[derive(Debug)]
pub(in crate::workbench::plan) struct PanTool;

impl Tool for PanTool {
    fn event(&mut self, event: &PlanEvent, _cx: &ToolContext<'_>) -> ToolOutcome {
        ToolOutcome { done: matches!(event, PlanEvent::Confirm), ..ToolOutcome::default() }
    }

    fn hint(&self) -> String {
        "Pan: drag the plan".to_owned()
    }

    fn is_idle(&self) -> bool {
        true
    }

    fn takes_points(&self) -> bool {
        false
    }

    fn drags(&self) -> bool {
        true
    }
}
