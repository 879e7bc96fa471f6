//! Areas that are no rooms: columns, shafts, counters, zones for routes. A rectangle, or an outline of any shape.

use super::corners::Corners;
use crate::domain::{Area, AreaId, AreaKind, Edit, Facts};
use crate::units::PlanPoint;
use crate::workbench::plan::{
    OptionValue, OverlayShape, PlanEvent, Tool, ToolContext, ToolOption, ToolOutcome,
};

const KIND: &str = "Kind";
const SHAPE: &str = "Shape";
const SHAPES: [&str; 2] = ["Rectangle", "Outline"];

#[derive(Debug)]
pub(in crate::workbench::plan) struct AreaTool {
    kind: AreaKind,
    corners: Corners,
}

impl Default for AreaTool {
    fn default() -> Self {
        Self { kind: AreaKind::Column, corners: Corners::by(true) }
    }
}

impl Tool for AreaTool {
    fn event(&mut self, event: &PlanEvent, cx: &ToolContext<'_>) -> ToolOutcome {
        let Some(outline) = self.corners.event(event, cx) else { return ToolOutcome::default() };
        let id = AreaId(cx.project.next_id());
        let area = Area { id, kind: self.kind, name: String::new(), outline, facts: Facts::new() };
        let label = format!("Add {}", self.kind.name().replace('-', " "));
        ToolOutcome::step(label, vec![Edit::PutArea { sheet: cx.sheet.id, area: Box::new(area) }])
    }

    fn overlay(&self, cx: &ToolContext<'_>) -> Vec<OverlayShape> {
        self.corners.overlay(cx)
    }

    fn hint(&self) -> String {
        self.corners.hint("Area")
    }

    fn is_idle(&self) -> bool {
        self.corners.is_empty()
    }

    fn last(&self) -> Option<PlanPoint> {
        self.corners.last()
    }

    fn options(&self) -> Vec<ToolOption> {
        let chosen = AreaKind::ALL.iter().position(|kind| *kind == self.kind).unwrap_or(0);
        let choices = AreaKind::ALL.iter().map(|kind| kind.name()).collect();
        let shape = usize::from(!self.corners.rectangle);
        vec![
            ToolOption { name: KIND, value: OptionValue::Choice { chosen, choices } },
            ToolOption {
                name: SHAPE,
                value: OptionValue::Choice { chosen: shape, choices: SHAPES.to_vec() },
            },
        ]
    }

    fn set_option(&mut self, name: &str, text: &str) -> Result<(), String> {
        if name == SHAPE {
            self.corners = Corners::by(text == SHAPES[0]);
            return Ok(());
        }
        self.kind = AreaKind::from_name(text).ok_or("There is no such area")?;
        Ok(())
    }
}
