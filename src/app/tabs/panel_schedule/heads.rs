//! Above and below the rows: the heads of the columns, the totals of each half, and the spine between the halves.

use crate::app::tabs::panel_schedule::footer::mark_of;
use crate::app::tabs::panel_schedule::geometry::Geometry;
use crate::app::theme::{Tokens, TypeStyle};
use crate::app::widgets::{Leg as LegKind, paint_phase_chip, text_in};
use crate::domain::{LoadBasis, Panel};
use crate::engineering::PanelLoads;
use crate::units::grouped;
use crate::workbench::schedule::Column;
use egui::{Align, Painter, Rangef, Rect, Ui, pos2, vec2};

/// Draws the heads of the columns.
pub fn heads(painter: &Painter, rect: Rect, panel: &Panel, geometry: &Geometry, tokens: &Tokens) {
    painter.rect_filled(rect, 0.0, tokens.header);
    let caption = TypeStyle::Caption.font();
    for half in &geometry.halves {
        let place =
            |x: Rangef, inset: f32| Rect::from_x_y_ranges(x, rect.y_range()).shrink2(vec2(inset, 0.0));
        let heads = [
            (Column::Number, Align::Center, 0.0),
            (Column::Description, Align::Min, 6.0),
            (Column::Class, Align::Center, 0.0),
            (Column::Poles, Align::Center, 0.0),
            (Column::Trip, Align::Max, 6.0),
        ];
        for (column, align, inset) in heads {
            let place = place(half.column(column, 0), inset);
            text_in(painter, place, align, column.head(), caption.clone(), tokens.text_2);
        }
        if geometry.chips.is_some() {
            text_in(painter, place(half.phase(0), 6.0), Align::Max, "VA", caption.clone(), tokens.text_2);
            continue;
        }
        for leg in panel.system.legs() {
            let x = half.phase(leg.index());
            let kind = if panel.system.high_leg() == Some(*leg) { LegKind::High } else { LegKind::Ordinary };
            let back = if kind == LegKind::High { 24.0 } else { 14.0 };
            paint_phase_chip(painter, pos2(x.max - back, rect.center().y), mark_of(*leg), kind, tokens);
        }
    }
    if geometry.chips.is_none() {
        painter.vline(geometry.spine, rect.y_range(), tokens.stroke(2.0, tokens.line_2));
    }
    painter.hline(rect.x_range(), rect.top() + 0.5, tokens.edge());
    painter.hline(rect.x_range(), rect.bottom() - 0.5, tokens.edge());
}

/// Draws the totals of each half under its phase cells.
pub fn side_totals(
    ui: &mut Ui,
    rect: Rect,
    panel: &Panel,
    loads: &PanelLoads,
    geometry: &Geometry,
    tokens: &Tokens,
) {
    let painter = ui.painter().clone();
    painter.hline(rect.x_range(), rect.top() + 0.5, tokens.edge());
    for half in &geometry.halves {
        let mut sums = [0.0; 3];
        for circuit in panel.circuits().filter(|c| c.slot.is_left() == half.left) {
            let shares = loads.circuit_load(circuit, LoadBasis::Connected).per_leg().0;
            for (leg, va) in circuit.span().legs(panel.system).zip(shares) {
                if let Some(sum) = sums.get_mut(leg.index()) {
                    *sum += va.0;
                }
            }
        }
        let words = Rect::from_x_y_ranges(half.description, rect.y_range()).shrink2(vec2(6.0, 0.0));
        text_in(&painter, words, Align::Min, "Side total", TypeStyle::Body.font(), tokens.text_2);
        let medium = TypeStyle::BodyMedium.font();
        let figures: Vec<(Rangef, f64, Option<crate::domain::Leg>)> = if geometry.chips.is_some() {
            vec![(half.phase(0), sums.iter().sum(), None)]
        } else {
            panel
                .system
                .legs()
                .iter()
                .map(|leg| {
                    (half.phase(leg.index()), sums.get(leg.index()).copied().unwrap_or(0.0), Some(*leg))
                })
                .collect()
        };
        for (x, va, leg) in figures {
            let cell = Rect::from_x_y_ranges(x, rect.y_range());
            if let Some(leg) = leg {
                painter.rect_filled(cell.shrink2(vec2(0.0, 1.0)), 0.0, mark_of(leg).tint(tokens));
            }
            let text = grouped(va, 0);
            text_in(&painter, cell.shrink2(vec2(6.0, 0.0)), Align::Max, &text, medium.clone(), tokens.text_1);
        }
    }
    if geometry.chips.is_none() {
        painter.vline(geometry.spine, rect.y_range(), tokens.stroke(2.0, tokens.line_2));
    }
}

/// Draws the middle line over the rows.
pub fn spine(painter: &Painter, rect: Rect, geometry: &Geometry, tokens: &Tokens) {
    if geometry.chips.is_none() {
        painter.vline(geometry.spine, rect.y_range(), tokens.stroke(2.0, tokens.line_2));
    }
}
