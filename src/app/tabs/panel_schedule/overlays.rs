//! What opens over the grid: the question with its choices, the list under a cell, the menu of a circuit.

use crate::app::theme::{self, Tokens, TypeStyle, space};
use crate::app::view_context::Requests;
use crate::app::widgets::{Button, Dialog, MenuRow, dialog_block, dialog_foot};
use crate::workbench::Action;
use crate::workbench::schedule::{Grid, Offer};
use egui::{Area, Frame, Id, Order, Pos2, Ui};

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
}

/// Draws the menu of the circuit under the cursor.
pub fn circuit_menu_ui(ui: &mut Ui, max_poles: u8, out: &mut Requests) -> Option<MenuChoice> {
    let mut choice = None;
    ui.set_min_width(250.0);
    ui.spacing_mut().item_spacing.y = 0.0;
    let mut entry = |ui: &mut Ui, words: &str, keys: &str, value: MenuChoice| {
        if ui.add(MenuRow::new(words).keys(keys).height(26.0)).clicked() {
            choice = Some(value);
            ui.close();
        }
    };
    entry(ui, "Edit", "F2", MenuChoice::Edit);
    for poles in 1..=max_poles {
        let words = if poles == 1 { "1 pole".to_owned() } else { format!("{poles} poles") };
        entry(ui, &words, "", MenuChoice::Poles(poles));
    }
    entry(ui, "Equal legs", "", MenuChoice::EqualLegs);
    ui.separator();
    let actions: [&[Action]; 4] = [
        &[Action::MakeSpare, Action::ClearCircuit],
        &[Action::ToggleLock, Action::ToggleGroup, Action::ToggleMultiwire],
        &[Action::Cut, Action::Copy, Action::Paste, Action::FillDown],
        &[
            Action::MoveUp,
            Action::MoveDown,
            Action::MoveAcross,
            Action::MoveToPanel,
            Action::CircuitProperties,
        ],
    ];
    for (n, group) in actions.iter().enumerate() {
        if n > 0 {
            ui.separator();
        }
        for action in *group {
            let keys = action.shortcut().map(|keys| keys.to_string()).unwrap_or_default();
            let row = MenuRow::new(action.label()).keys(&keys).height(26.0);
            if ui.add(row).on_hover_text(action.tooltip()).clicked() {
                out.action(*action);
                ui.close();
            }
        }
    }
    choice
}
