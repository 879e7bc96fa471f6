//! What is wished for: goal, target, metric, limits, and circuits to leave in place.

use super::plain_row;
use crate::app::theme::{self, TypeStyle, space};
use crate::app::widgets::{Button, Checkbox, NumberField, dropdown, segmented};
use crate::domain::{CircuitId, LoadBasis, Metric};
use crate::engineering::balance::Goal;
use crate::workbench::balance::BalanceSession;
use egui::Ui;

/// The three goals as one choice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum GoalChoice {
    Fewest,
    Best,
    AtMost,
}

const METRICS: [(Metric, &str); 4] = [
    (Metric::RangeOverMax, "(max − min) / max"),
    (Metric::RangeOverAverage, "(max − min) / average"),
    (Metric::MaxDeviation, "largest deviation / average"),
    (Metric::NeutralCurrent, "neutral current"),
];

pub(super) fn options_ui(ui: &mut Ui, session: &mut BalanceSession) {
    let tokens = theme::tokens(ui);
    let wish = session.wish().clone();
    let (mut goal, mut target) = (goal_of(&wish), wish.target);
    let (mut metric, mut most) = (wish.metric, f64::from(wish.max_moves.unwrap_or(3)));
    plain_row(ui, 52.0, |ui| {
        ui.label(theme::rich("Goal", TypeStyle::Body, tokens.text_2));
        let goals = [
            (GoalChoice::Fewest, "Fewest moves"),
            (GoalChoice::Best, "Best score"),
            (GoalChoice::AtMost, "At most"),
        ];
        segmented(ui, &mut goal, &goals);
        if goal == GoalChoice::AtMost {
            NumberField::new(&mut most, "Most moves")
                .width(52.0)
                .decimals(0)
                .range(1.0..=84.0)
                .step(1.0)
                .show(ui);
            ui.label(theme::rich("moves", TypeStyle::Body, tokens.text_2));
        }
        ui.label(theme::rich("Target", TypeStyle::Body, tokens.text_2));
        NumberField::new(&mut target, "Target score")
            .width(64.0)
            .decimals(3)
            .range(0.0..=1.0)
            .step(0.01)
            .show(ui);
        ui.label(theme::rich("Metric", TypeStyle::Body, tokens.text_2));
        dropdown(ui, "Metric", 210.0, &mut metric, &METRICS);
    });
    let mut limits = wish.limits;
    let mut demand = wish.basis == LoadBasis::Demand;
    let locked = session.locked_in_project();
    let (knows_habits, mut by_habit) = (session.knows_habits(), wish.by_habit);
    let mut keep_locked = wish.keep_locked;
    plain_row(ui, 40.0, |ui| {
        ui.spacing_mut().item_spacing.x = space::XL;
        if locked > 0 {
            ui.add(Checkbox::new(&mut keep_locked, &format!("Keep locked ({locked})")));
        }
        ui.add(Checkbox::new(&mut limits.no_holes, "No holes: swap only"));
        ui.add(Checkbox::new(&mut limits.only_to_spares_or_spaces, "Only onto spaces and spares"));
        ui.add(Checkbox::new(&mut demand, "Use demand load"));
        if knows_habits {
            ui.add(Checkbox::new(&mut by_habit, "Seat all by habit")).on_hover_text(
                "Every circuit goes where your firm seats it, on the legs of the best plan; otherwise habits decide \
                 only where circuits go that move anyway",
            );
        }
        ui.label(theme::rich("Groups stay together", TypeStyle::Small, tokens.text_3));
    });
    session.wish_for(|wish| {
        wish.metric = metric;
        wish.target = target;
        wish.limits = limits;
        wish.keep_locked = keep_locked;
        wish.by_habit = by_habit;
        wish.basis = if demand { LoadBasis::Demand } else { LoadBasis::Connected };
        (wish.goal, wish.max_moves) = match goal {
            GoalChoice::Fewest => (Goal::Fewest, None),
            GoalChoice::Best => (Goal::Best, None),
            GoalChoice::AtMost => (Goal::Best, Some(most.round().max(1.0) as u32)),
        };
    });
}

const fn goal_of(wish: &crate::proposals::BalanceWish) -> GoalChoice {
    match (wish.goal, wish.max_moves) {
        (_, Some(_)) => GoalChoice::AtMost,
        (Goal::Fewest, None) => GoalChoice::Fewest,
        (Goal::Best, None) => GoalChoice::Best,
    }
}

/// Circuits the person asked to leave in place, each with a button that lets it go again.
pub(super) fn kept_ui(ui: &mut Ui, session: &mut BalanceSession) {
    let tokens = theme::tokens(ui);
    let kept = session.wish().locked.clone();
    if kept.is_empty() {
        ui.label(theme::rich(
            "Keep leaves one circuit where it is and asks again",
            TypeStyle::Small,
            tokens.text_3,
        ));
        return;
    }
    ui.label(theme::rich("Kept in place", TypeStyle::Small, tokens.text_2));
    let mut released: Option<CircuitId> = None;
    for id in kept {
        let panel = session.snapshot().project.panel(session.wish().panel);
        let Some(circuit) = panel.and_then(|panel| panel.circuit(id)) else { continue };
        let words = format!("{} ×", circuit.slot);
        let button = ui.add(Button::plain(&words));
        let spoken = format!("Let circuit {} move again", circuit.slot);
        if button.on_hover_text(spoken).clicked() {
            released = Some(id);
        }
    }
    if let Some(id) = released {
        session.wish_for(|wish| wish.locked.retain(|kept| *kept != id));
    }
}
