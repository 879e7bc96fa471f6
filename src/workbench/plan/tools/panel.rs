//! Panelboards on the plan: each press says where one stands. One that stands somewhere already moves there.

use crate::domain::symbols::{Symbol, SymbolLibrary, placed};
use crate::domain::{Device, DeviceId, DeviceKind, Edit, Mounting, Panel, Project, Sheet};
use crate::workbench::plan::{
    OptionValue, OverlayForm, OverlayShape, OverlayStyle, PlanEvent, PlanKey, Tool, ToolContext, ToolOption,
    ToolOutcome, place_for,
};

const PANEL: &str = "Panel";

#[derive(Debug, Default)]
pub(in crate::workbench::plan) struct PanelTool {
    /// Name of the panelboard that a person has chosen; without one, the first that stands nowhere.
    chosen: Option<String>,
    /// Name of the one that the next press places, for the option.
    shown: String,
    turned_deg: f64,
}

/// Returns the device that stands for a panelboard, and its sheet.
fn stands<'p>(project: &'p Project, panel: &Panel) -> Option<(&'p Sheet, &'p Device)> {
    project.sheets().find_map(|sheet| {
        let is_it = |device: &&Device| {
            device.kind == DeviceKind::PanelLocation
                && device.label.trim().eq_ignore_ascii_case(panel.name.trim())
        };
        sheet.devices.values().map(AsRef::as_ref).find(is_it).map(|device| (sheet, device))
    })
}

impl PanelTool {
    fn panel<'p>(&self, project: &'p Project) -> Option<&'p Panel> {
        let named = self.chosen.as_deref().and_then(|name| project.panel_named(name));
        named.or_else(|| project.panels().find(|panel| stands(project, panel).is_none()))
    }

    fn symbol(panel: &Panel, library: &SymbolLibrary) -> Option<Symbol> {
        let name = match panel.mounting {
            Mounting::Surface => "panelboard",
            Mounting::Flush => "panelboard-flush",
            Mounting::Freestanding => "switchboard",
        };
        library.get(name).cloned()
    }

    fn press(&mut self, event: &PlanEvent, cx: &ToolContext<'_>) -> ToolOutcome {
        let Some(panel) = self.panel(cx.project) else {
            return ToolOutcome::say("Every panel stands on the plan; name one above to move it");
        };
        let Some(symbol) = Self::symbol(panel, cx.symbols) else { return ToolOutcome::default() };
        let Some(at) = event.place(cx) else { return ToolOutcome::default() };
        let place = place_for(cx.sheet, &symbol, at, (cx.aperture_ft, self.turned_deg));
        self.chosen = None;
        let mut device = symbol.device(DeviceId(cx.project.next_id()), place.at, place.rotation_deg);
        device.label.clone_from(&panel.name);
        let mut edits = Vec::new();
        if let Some((sheet, old)) = stands(cx.project, panel) {
            if sheet.id == cx.sheet.id {
                device = Device { at: place.at, rotation_deg: place.rotation_deg, ..old.clone() };
            } else {
                edits.push(Edit::RemoveDevice { sheet: sheet.id, device: old.id });
            }
        }
        edits.push(Edit::PutDevice { sheet: cx.sheet.id, device: Box::new(device) });
        ToolOutcome::step(format!("Place {}", panel.name), edits)
    }
}

impl Tool for PanelTool {
    fn event(&mut self, event: &PlanEvent, cx: &ToolContext<'_>) -> ToolOutcome {
        let outcome = match event {
            PlanEvent::Click { .. } | PlanEvent::Exact(_) => self.press(event, cx),
            PlanEvent::Key(PlanKey::Letter('R')) => {
                self.turned_deg = (self.turned_deg + 90.0).rem_euclid(360.0);
                ToolOutcome::default()
            }
            PlanEvent::Move
            | PlanEvent::DragStart { .. }
            | PlanEvent::Drag
            | PlanEvent::DragEnd
            | PlanEvent::Confirm
            | PlanEvent::Cancel
            | PlanEvent::Key(_) => ToolOutcome::default(),
        };
        self.shown = self.panel(cx.project).map_or_else(String::new, |panel| panel.name.clone());
        outcome
    }

    fn overlay(&self, cx: &ToolContext<'_>) -> Vec<OverlayShape> {
        let Some(panel) = self.panel(cx.project) else { return Vec::new() };
        let Some(symbol) = Self::symbol(panel, cx.symbols) else { return Vec::new() };
        let place = place_for(cx.sheet, &symbol, cx.pointer.at, (cx.aperture_ft, self.turned_deg));
        let strokes = placed(&symbol, place.at, place.rotation_deg, 1.0);
        let lines = strokes.iter().map(|shape| OverlayShape::line(OverlayStyle::Draft, shape.flatten(0.02)));
        lines
            .filter(|shape| matches!(&shape.form, OverlayForm::Line(points) if points.len() > 1))
            .chain([OverlayShape::chip(OverlayStyle::Dimension, place.at, panel.name.clone())])
            .collect()
    }

    fn letters(&self) -> &'static [char] {
        &['R']
    }

    fn hint(&self) -> String {
        if self.shown.is_empty() {
            "Panels: every panel stands on the plan".to_owned()
        } else {
            format!("{}: press where it stands", self.shown)
        }
    }

    fn is_idle(&self) -> bool {
        true
    }

    fn options(&self) -> Vec<ToolOption> {
        vec![ToolOption { name: PANEL, value: OptionValue::Text(self.shown.clone()) }]
    }

    fn set_option(&mut self, _name: &str, text: &str) -> Result<(), String> {
        self.shown = text.trim().to_owned();
        self.chosen = Some(self.shown.clone());
        Ok(())
    }
}
