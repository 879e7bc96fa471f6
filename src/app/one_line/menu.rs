//! The menus of the diagram: of a node, and of the ground.

use super::{action_row, open};
use crate::app::view_context::{AppRequest, Requests, ViewContext};
use crate::app::widgets::MenuRow;
use crate::domain::{Edit, OneLineNode};
use crate::report::DrawnNode;
use crate::workbench::{Action, Command};
use egui::Ui;

const ROW: f32 = 26.0;
const WIDTH: f32 = 250.0;

/// Draws the menu of a node.
pub(super) fn node_ui(ui: &mut Ui, node: &DrawnNode, out: &mut Requests) {
    ui.set_width(WIDTH);
    ui.spacing_mut().item_spacing.y = 0.0;
    let is_panel = matches!(node.node, OneLineNode::Panel(_));
    let words = if is_panel { "Open schedule" } else { "Open in the feeder tree" };
    if ui.add(MenuRow::new(words).keys("Enter").height(ROW)).clicked() {
        open(node.node, out);
        ui.close();
    }
    if is_panel && ui.add(MenuRow::new("Show in the feeder tree").height(ROW)).clicked() {
        out.push(AppRequest::ShowFeed(node.node.into()));
        ui.close();
    }
    if let OneLineNode::Panel(panel) = node.node
        && ui.add(MenuRow::new("Explain numbers…").height(ROW)).clicked()
    {
        out.push(AppRequest::Explain(panel));
        ui.close();
    }
    ui.separator();
    let row = MenuRow::new("Automatic place").enabled(node.placed).height(ROW);
    if ui.add(row).on_hover_text("Let the layout place it again").clicked() {
        let edits = vec![Edit::PlaceOnOneLine { node: node.node, at: None }];
        out.command(Command::Edit { label: format!("Place {} automatically", node.name), edits });
        ui.close();
    }
}

/// Draws the menu of the ground.
pub(super) fn ground_ui(ui: &mut Ui, view: &ViewContext<'_>, out: &mut Requests) {
    ui.set_width(WIDTH);
    ui.spacing_mut().item_spacing.y = 0.0;
    action_row(ui, Action::ResetOneLine, view.project.one_line().len() > 0, out);
    ui.separator();
    action_row(ui, Action::ExportOneLinePdf, true, out);
    action_row(ui, Action::ExportOneLineSvg, true, out);
}
