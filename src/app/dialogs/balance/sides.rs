//! Now and proposed, side by side on one scale.

use crate::app::theme::{self, PhaseMark, TypeStyle, space};
use crate::app::widgets::{
    Leg as LegKind, PhaseBars, PhaseLoad, ScoreState, TagTone, labeled_value, phase_bar_scale, score_figure,
    tag,
};
use crate::domain::{Leg, Main, Metric};
use crate::engineering::PanelLoads;
use crate::units::{grouped, percent};
use crate::workbench::balance::BalanceSession;
use egui::{Ui, vec2};

pub(super) fn sides_ui(ui: &mut Ui, session: &BalanceSession) {
    let tokens = theme::tokens(ui);
    let before = session.before();
    let after = session.chosen().and_then(|chosen| chosen.loads.as_ref()).unwrap_or(before);
    let main_va = main_va(session);
    let all = bars(session, before).into_iter().chain(bars(session, after)).map(|load| load.va);
    let scale = phase_bar_scale(main_va, all);
    let width = ui.available_width();
    let (_, rect) = ui.allocate_space(vec2(width, 184.0));
    let half = width / 2.0;
    ui.painter().vline(rect.center().x, rect.y_range(), tokens.edge());
    ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, tokens.edge());
    for (index, (title, loads)) in [("Now", before), ("Proposed", after)].into_iter().enumerate() {
        let left = rect.left() + index as f32 * half;
        let room = egui::Rect::from_min_size(egui::pos2(left, rect.top()), vec2(half, rect.height()));
        let inner = room.shrink2(vec2(space::XL, space::M));
        let mut side = ui.new_child(egui::UiBuilder::new().max_rect(inner).id_salt(title));
        side_ui(&mut side, session, title, loads, scale, main_va);
    }
}

fn side_ui(
    ui: &mut Ui,
    session: &BalanceSession,
    title: &str,
    loads: &PanelLoads,
    scale: f64,
    main_va: Option<f64>,
) {
    let bars = bars(session, loads);
    let average = bars.iter().map(|load| load.va).sum::<f64>() / bars.len().max(1) as f64;
    PhaseBars::new(title, &bars).scale(scale).average(average).main(main_va).show(ui);
    ui.add_space(space::S);
    let (metric, basis) = (session.wish().metric, session.wish().basis);
    let score = loads.score(metric, basis);
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = space::XL;
        score_figure(ui, score, score_state(session, title, score));
        let neutral = loads.neutral(basis);
        let deviation = percent(1.0 - loads.score(Metric::MaxDeviation, basis), 1);
        labeled_value(ui, "Neutral est.", &format!("{} A", grouped(neutral.0, 1)));
        labeled_value(ui, "Max deviation", &deviation);
        if title == "Proposed" {
            tag(ui, "not applied", TagTone::Ghost);
        }
    });
}

fn score_state(session: &BalanceSession, title: &str, score: f64) -> ScoreState {
    if score >= session.wish().target - 1e-9 {
        return ScoreState::Reached;
    }
    match session.proposal() {
        Ok(proposal) if proposal.proof.reason.is_some() && title == "Proposed" => {
            ScoreState::Unreachable { best: proposal.proof.best_possible.score }
        }
        _ => ScoreState::Below,
    }
}

/// Returns the phase loads in the terms of the bars.
fn bars(session: &BalanceSession, loads: &PanelLoads) -> Vec<PhaseLoad> {
    let basis = session.wish().basis;
    let amperes = loads.amperes(basis);
    let high = loads.system.high_leg();
    loads
        .va(basis)
        .of(loads.system)
        .map(|(leg, va)| PhaseLoad {
            mark: mark(leg),
            leg: if high == Some(leg) { LegKind::High } else { LegKind::Ordinary },
            va: va.0,
            amperes: amperes.get(leg).0,
        })
        .collect()
}

/// Returns the mark of a leg.
pub(super) const fn mark(leg: Leg) -> PhaseMark {
    match leg {
        Leg::A => PhaseMark::A,
        Leg::B => PhaseMark::B,
        Leg::C => PhaseMark::C,
    }
}

/// Returns what the main carries on one leg, in VA.
fn main_va(session: &BalanceSession) -> Option<f64> {
    let panel = session.snapshot().project.panel(session.wish().panel)?;
    let Main::Breaker(rating) = panel.main else { return None };
    let volts = panel
        .system
        .line_to_neutral(Leg::A)
        .map_or(panel.system.line_to_line().0 / 3.0_f64.sqrt(), |volts| volts.0);
    Some(rating.0 * volts)
}

/// Draws one figure of the table below in the column it belongs to.
pub(super) fn figure(ui: &Ui, span: egui::Rangef, row: egui::Rect, text: &str, color: egui::Color32) {
    let cell = egui::Rect::from_x_y_ranges(span, row.y_range());
    crate::app::widgets::text_in(ui.painter(), cell, egui::Align::Max, text, TypeStyle::Body.font(), color);
}
