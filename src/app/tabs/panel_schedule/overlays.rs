//! What opens over the grid: the question with its choices, the list under a cell, the menu of a circuit.

use crate::app::icons;
use crate::app::theme::{self, Tokens, TypeStyle, space};
use crate::app::view_context::Requests;
use crate::app::widgets::{Button, Dialog, IconWeight, MenuRow, dialog_block, dialog_foot, icon_at};
use crate::domain::PanelId;
use crate::workbench::Action;
use crate::workbench::schedule::{Grid, Offer};
use egui::containers::menu::SubMenu;
use egui::{Area, Frame, Id, Order, Pos2, Ui, pos2};

/// Draws the open question. Returns the choice taken.
pub fn offer_ui(ctx: &egui::Context, offer: &Offer, tokens: &Tokens) -> Option<usize> {
    let cancel = offer.choices.len().saturating_sub(1);
    let mut taken = None;
    let shown = Dialog::new("schedule offer", &offer.title).width(520.0).show(ctx, |ui| {
        dialog_block(ui, |ui| {
            ui.label(theme::rich(&offer.text, TypeStyle::Body, tokens.text_2));
            ui.add_space(space::S);
            for (n, choice) in offer.choices.iter().enumerate().take(cancel) {
                let key = (n + 1).to_string();
                let row = MenuRow::new(&choice.label).keys(&key).checked(n == offer.selected);
                if ui.add(row).clicked() {
                    taken = Some(n);
                }
            }
        });
        let words = if offer.selected == cancel { "Cancel (Enter)" } else { "Cancel" };
        dialog_foot(
            ui,
            |ui| ui.label(theme::rich("↑↓ and Enter, or the number", TypeStyle::Caption, tokens.text_3)),
            |ui| {
                if ui.add(Button::plain(words)).clicked() {
                    taken = Some(cancel);
                }
            },
        );
    });
    taken.or(shown.closed.then_some(cancel))
}

/// Draws the open list below its cell. Returns the entry taken.
pub fn list_ui(ctx: &egui::Context, grid: &Grid, at: Pos2, tokens: &Tokens) -> Option<usize> {
    let list = grid.list()?;
    let mut taken = None;
    let frame = Frame::popup(&ctx.global_style()).fill(tokens.raised).inner_margin(4);
    Area::new(Id::unique("schedule list")).order(Order::Foreground).fixed_pos(at).constrain(true).show(
        ctx,
        |ui| {
            frame.show(ui, |ui| {
                ui.set_width(220.0);
                ui.spacing_mut().item_spacing.y = 0.0;
                egui::ScrollArea::vertical().max_height(264.0).show(ui, |ui| {
                    for (n, item) in list.items.iter().enumerate() {
                        let row = MenuRow::new(&item.label).checked(n == list.selected).height(24.0);
                        let response = ui.add(row);
                        if n == list.selected {
                            response.scroll_to_me(None);
                        }
                        if response.clicked() {
                            taken = Some(n);
                        }
                    }
                });
            });
        },
    );
    taken
}

/// What the menu of a circuit asks for besides actions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MenuChoice {
    Edit,
    Poles(u8),
    EqualLegs,
    /// To another panelboard.
    MoveTo(PanelId),
}

/// What the menu shows depends on.
pub struct MenuFacts<'p> {
    /// Poles of the circuit under the cursor; `None` on a space.
    pub poles: Option<u8>,
    pub max_poles: u8,
    /// The other panelboards.
    pub others: Vec<(PanelId, &'p str)>,
    pub tokens: &'p Tokens,
}

const ROW: f32 = 26.0;

/// Draws the menu of the circuit under the cursor.
pub fn circuit_menu_ui(ui: &mut Ui, facts: &MenuFacts<'_>, out: &mut Requests) -> Option<MenuChoice> {
    let mut choice = None;
    ui.set_width(270.0);
    ui.spacing_mut().item_spacing.y = 0.0;
    if ui.add(MenuRow::new("Edit").keys("F2").height(ROW)).clicked() {
        choice = Some(MenuChoice::Edit);
        ui.close();
    }
    submenu(ui, "Poles", true, facts.tokens, |ui| {
        for poles in 1..=facts.max_poles {
            let words = if poles == 1 { "1 pole".to_owned() } else { format!("{poles} poles") };
            let row = MenuRow::new(&words).checked(facts.poles == Some(poles)).height(ROW);
            if ui.add(row).clicked() {
                choice = Some(MenuChoice::Poles(poles));
                ui.close();
            }
        }
        ui.separator();
        actions_ui(ui, &[Action::ToggleMultiwire], facts, out);
        if ui.add(MenuRow::new("Equal legs").enabled(facts.poles.is_some()).height(ROW)).clicked() {
            choice = Some(MenuChoice::EqualLegs);
            ui.close();
        }
    });
    ui.separator();
    actions_ui(ui, &[Action::MakeSpare, Action::ClearCircuit], facts, out);
    actions_ui(ui, &[Action::ToggleLock, Action::ToggleGroup], facts, out);
    ui.separator();
    submenu(ui, "Move", facts.poles.is_some(), facts.tokens, |ui| {
        let moves = [Action::MoveUp, Action::MoveDown, Action::MoveAcross, Action::InsertSpace];
        actions_ui(ui, &moves, facts, out);
    });
    let can_leave = facts.poles.is_some() && !facts.others.is_empty();
    submenu(ui, "Move to panel", can_leave, facts.tokens, |ui| {
        for (panel, name) in &facts.others {
            if ui.add(MenuRow::new(name).height(ROW)).clicked() {
                choice = Some(MenuChoice::MoveTo(*panel));
                ui.close();
            }
        }
    });
    ui.separator();
    actions_ui(ui, &[Action::Cut, Action::Copy, Action::Paste, Action::FillDown], facts, out);
    ui.separator();
    let about = [Action::CircuitOnPlan, Action::ExplainLoad, Action::CircuitHistory, Action::Properties];
    actions_ui(ui, &about, facts, out);
    choice
}

/// Draws a row that opens a further menu beside it.
fn submenu(ui: &mut Ui, words: &str, enabled: bool, tokens: &Tokens, content: impl FnOnce(&mut Ui)) {
    let row = ui.add(MenuRow::new(words).enabled(enabled).height(ROW));
    let ink = if enabled { tokens.text_2 } else { tokens.text_off };
    let caret = pos2(row.rect.right() - 14.0, row.rect.center().y);
    icon_at(ui.painter(), caret, icons::CARET_RIGHT, IconWeight::Outline, 12.0, ink);
    if enabled {
        SubMenu::new().show(ui, &row, |ui| {
            ui.set_width(220.0);
            ui.spacing_mut().item_spacing.y = 0.0;
            content(ui);
        });
    }
}

fn actions_ui(ui: &mut Ui, actions: &[Action], facts: &MenuFacts<'_>, out: &mut Requests) {
    for action in actions {
        let keys = action.shortcut().map(|keys| keys.to_string()).unwrap_or_default();
        let enabled = facts.poles.is_some() || !needs_circuit(*action);
        let row = MenuRow::new(action.label()).keys(&keys).enabled(enabled).height(ROW);
        if ui.add(row).on_hover_text(action.tooltip()).clicked() {
            out.action(*action);
            ui.close();
        }
    }
}

/// Whether an action asks for a circuit under the cursor.
pub const fn needs_circuit(action: Action) -> bool {
    matches!(
        action,
        Action::ClearCircuit
            | Action::MoveUp
            | Action::MoveDown
            | Action::MoveAcross
            | Action::ToggleLock
            | Action::ToggleGroup
            | Action::ToggleMultiwire
            | Action::CircuitHistory
    )
}
