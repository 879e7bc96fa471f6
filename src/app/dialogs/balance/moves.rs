//! The moves, one a row: accept box, circuit, from, to, own gain, score after. Below them, moves against score.

use super::sides::{figure, mark};
use crate::app::icons;
use crate::app::theme::{self, Tokens, TypeStyle, space};
use crate::app::widgets::{
    Button, Checkbox, Column, IconWeight, Leg as LegKind, ghost_slot, icon_at, paint_phase_chip, table_head,
    text_in,
};
use crate::engineering::balance::{FrontPoint, Goal};
use crate::units::grouped;
use crate::workbench::balance::{BalanceSession, MoveRow};
use egui::{Align, Rangef, Rect, ScrollArea, Ui, UiBuilder, pos2, vec2};

const ROW: f32 = 32.0;

const COLUMNS: [Column<'_>; 9] = [
    Column { head: "", width: 20.0, align: Align::Min },
    Column { head: "#", width: 24.0, align: Align::Max },
    Column { head: "Circuit", width: f32::INFINITY, align: Align::Min },
    Column { head: "VA", width: 64.0, align: Align::Max },
    Column { head: "From slot", width: 84.0, align: Align::Max },
    Column { head: "To slot", width: 116.0, align: Align::Min },
    Column { head: "Own gain", width: 76.0, align: Align::Max },
    Column { head: "Score after", width: 84.0, align: Align::Max },
    Column { head: "", width: 64.0, align: Align::Max },
];

pub(super) fn moves_ui(ui: &mut Ui, session: &mut BalanceSession, room: f32) {
    let tokens = theme::tokens(ui);
    let spans = table_head(ui, &COLUMNS, space::XL, space::M);
    let rows = session.chosen().map(|chosen| chosen.rows.clone()).unwrap_or_default();
    let mut asked = Asked::Nothing;
    ScrollArea::vertical()
        .id_salt("moves")
        .max_height(room)
        .min_scrolled_height(room)
        .auto_shrink(false)
        .show(ui, |ui| {
            if rows.is_empty() {
                let (_, rect) = ui.allocate_space(vec2(ui.available_width(), ROW));
                let words = "No move makes it better within these options";
                let inner = rect.shrink2(vec2(space::XL, 0.0));
                text_in(ui.painter(), inner, Align::Min, words, TypeStyle::Body.font(), tokens.text_2);
            }
            for (index, row) in rows.iter().enumerate() {
                row_ui(ui, &tokens, &spans, index, row, &mut asked);
            }
        });
    match asked {
        Asked::Nothing => {}
        Asked::Take(index, take) => session.take(index, take),
        Asked::Keep(index) => {
            if let Some(row) = rows.get(index) {
                session.wish_for(|wish| wish.locked.push(row.circuit));
            }
        }
    }
    front_ui(ui, session);
}

/// What was asked for in the list.
enum Asked {
    Nothing,
    Take(usize, bool),
    Keep(usize),
}

fn row_ui(ui: &mut Ui, tokens: &Tokens, spans: &[Rangef], index: usize, row: &MoveRow, asked: &mut Asked) {
    let (_, rect) = ui.allocate_space(vec2(ui.available_width(), ROW));
    ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, tokens.hairline());
    let [check, number, words, va, from, to, gain, after, keep] = spans else { return };
    let ink = if row.taken { tokens.text_1 } else { tokens.text_3 };
    let place = |span: &Rangef| Rect::from_x_y_ranges(*span, rect.y_range());
    let child = |ui: &mut Ui, span: &Rangef, salt: &str| {
        let layout = egui::Layout::left_to_right(Align::Center);
        ui.new_child(UiBuilder::new().max_rect(place(span)).layout(layout).id_salt((salt, index)))
    };
    let mut taken = row.taken;
    let name = format!("Take move {}, circuit {} to {}", index + 1, row.from, row.to);
    child(ui, check, "take").add(Checkbox::unlabeled(&mut taken, &name));
    if taken != row.taken {
        *asked = Asked::Take(index, taken);
    }
    let painter = ui.painter().clone();
    figure(ui, *number, rect, &(index + 1).to_string(), tokens.text_3);
    let description = match row.swap {
        Some(swap) => format!("{}  ·  exchange {swap}", row.description),
        None => row.description.clone(),
    };
    text_in(&painter, place(words), Align::Min, &description, TypeStyle::Body.font(), ink);
    figure(ui, *va, rect, &grouped(row.va, 0), ink);
    let slot_room = Rangef::new(from.min, from.max - legs_room(row.from_legs.len()));
    figure(ui, slot_room, rect, &row.from.to_string(), ink);
    let arrow = pos2(to.min + 6.0, rect.center().y);
    icon_at(&painter, arrow, icons::ARROW_RIGHT, IconWeight::Outline, 16.0, tokens.ghost);
    for (at, leg) in row.from_legs.iter().enumerate() {
        let x = from.max - legs_room(row.from_legs.len()) + 14.0 + at as f32 * 18.0;
        paint_phase_chip(&painter, pos2(x, rect.center().y), mark(*leg), LegKind::Ordinary, tokens);
    }
    let mut target = child(ui, &Rangef::new(to.min + 22.0, to.max), "to");
    target.spacing_mut().item_spacing.x = 2.0;
    if let Some(leg) = row.to_legs.first() {
        ghost_slot(&mut target, &row.to.to_string(), mark(*leg));
    }
    let signed =
        row.gain.map_or_else(String::new, |g| format!("{}{:.3}", if g < 0.0 { "−" } else { "+" }, g.abs()));
    figure(ui, *gain, rect, &signed, ink);
    figure(ui, *after, rect, &row.score_after.map_or_else(String::new, |s| format!("{s:.3}")), ink);
    let mut last = child(ui, keep, "keep");
    let button = last.add(Button::bare("Keep"));
    if button.on_hover_text("Leave this circuit where it is and ask again").clicked() {
        *asked = Asked::Keep(index);
    }
}

fn legs_room(legs: usize) -> f32 {
    6.0 + legs as f32 * 18.0
}

/// The best score of 0, 1, 2 … moves; a press asks for that many.
fn front_ui(ui: &mut Ui, session: &mut BalanceSession) {
    let tokens = theme::tokens(ui);
    let front: Vec<FrontPoint> = session.front().to_vec();
    let mut wanted = None;
    super::plain_row(ui, 40.0, |ui| {
        ui.spacing_mut().item_spacing.x = space::S;
        ui.label(theme::rich("Moves against best score", TypeStyle::Small, tokens.text_2));
        if front.is_empty() {
            ui.label(theme::rich("being searched", TypeStyle::Small, tokens.text_3));
        }
        for point in &front {
            let sign = if point.proven { "" } else { "≥ " };
            let words = format!("{}: {sign}{:.3}", point.moves, point.score);
            let button = ui.add(Button::bare(&words).enabled(point.moves > 0));
            let proof = if point.proven { "proven" } else { "the best found, not proven" };
            let tip =
                format!("The best score of at most {} moves, {proof}; press to ask for it", point.moves);
            if button.on_hover_text(tip).clicked() {
                wanted = Some(point.moves);
            }
        }
    });
    if let Some(moves) = wanted {
        session.wish_for(|wish| (wish.goal, wish.max_moves) = (Goal::Best, Some(moves)));
    }
}
