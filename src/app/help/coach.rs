//! The tour's card: which step, one sentence, and a point at the control. It lies over the window, takes no focus and
//! blocks nothing.

use super::marks::place_of;
use crate::app::theme::{self, Tokens, TypeStyle, height, radius, space};
use crate::app::widgets::Button;
use crate::workbench::TourStep;
use crate::workbench::help::TopicId;
use egui::{Area, Context, Frame, Id, Label, Margin, Order, Pos2, Rect, Shape, Ui, Vec2, pos2, vec2};

const WIDTH: f32 = 300.0;
/// Length of the point, and its distance from the control.
const POINT: f32 = 9.0;
const GAP: f32 = 4.0;

/// What became of the card in this frame.
pub(super) enum CoachOutcome {
    Open,
    /// The step that is only looked at is done.
    Next,
    Skip,
}

/// The card of a step.
pub(super) struct Coach {
    pub step: TourStep,
}

/// Where the card lies relative to its control.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Side {
    Above,
    Below,
    Left,
    Right,
}

impl Coach {
    /// Draws the card beside its control.
    pub fn show(&self, ctx: &Context) -> CoachOutcome {
        let tokens = Tokens::of(ctx);
        let id = Id::unique("tour");
        let size_id = id.with("size");
        let size = ctx.data(|data| data.get_temp::<Vec2>(size_id)).unwrap_or(vec2(WIDTH, 120.0));
        let window = ctx.content_rect();
        let free = Rect::from_min_max(
            pos2(window.left() + space::S, window.top() + height::MENU_BAR),
            pos2(window.right() - space::S, window.bottom() - height::STATUS_BAR),
        );
        let target = self.target(ctx);
        let (mut at, side) = place(free, target, size, self.sides());
        // In the dialog the answer line and Cancel must stay in view: the card stands higher, on a longer point.
        let keep = place_of(ctx, TopicId::BalanceAnswer).filter(|_| self.step == TourStep::Accept);
        if let (Some(keep), Some(Side::Above)) = (keep, side) {
            at.y = at.y.min(keep.top() - POINT - GAP - size.y).max(free.top());
        }
        let frame = Frame::NONE
            .fill(tokens.raised)
            .stroke(tokens.stroke(1.0, tokens.select_line))
            .corner_radius(egui::CornerRadius::same(radius::CARD))
            .inner_margin(Margin { left: 14, right: 10, top: 10, bottom: 8 })
            .shadow(tokens.float_shadow());
        let area = Area::new(id).order(Order::Tooltip).fixed_pos(at).constrain(false).interactable(true);
        let shown = area.show(ctx, |ui| frame.show(ui, |ui| self.contents(ui, &tokens)).inner);
        let rect = shown.response.rect;
        ctx.data_mut(|data| data.insert_temp(size_id, rect.size()));
        if let (Some(target), Some(side)) = (target, side) {
            let painter = ctx.layer_painter(shown.response.layer_id);
            point_at(&painter, rect, target, side, &tokens);
        }
        if (rect.size() - size).length() > 0.5 {
            // Measured now; it stands where it should in the next frame.
            ctx.request_repaint();
        }
        shown.inner
    }

    fn contents(&self, ui: &mut Ui, tokens: &Tokens) -> CoachOutcome {
        ui.set_width(WIDTH);
        ui.spacing_mut().item_spacing = vec2(space::S, space::XS);
        let number = format!("Tour, step {} of {}", self.step.number(), TourStep::ALL.len());
        ui.label(theme::rich(number, TypeStyle::Caption, tokens.text_3));
        ui.label(theme::rich(self.step.title(), TypeStyle::BodySemibold, tokens.text_1));
        ui.add(Label::new(theme::rich(self.step.sentence(), TypeStyle::Body, tokens.text_2)).wrap());
        ui.add_space(space::XS);
        let (_, row) = ui.allocate_space(vec2(WIDTH, 28.0));
        let layout = egui::Layout::right_to_left(egui::Align::Center);
        let mut row = ui.new_child(egui::UiBuilder::new().max_rect(row).layout(layout));
        let next = self.step == TourStep::See && row.add(Button::plain("Next")).clicked();
        let skip = row.add(Button::bare("Skip tour").keys("Esc")).clicked();
        match (next, skip) {
            (true, _) => CoachOutcome::Next,
            (_, true) => CoachOutcome::Skip,
            _ => CoachOutcome::Open,
        }
    }

    fn target(&self, ctx: &Context) -> Option<Rect> {
        let at = |topic| place_of(ctx, topic);
        match self.step {
            TourStep::See => match (at(TopicId::PhaseBars), at(TopicId::Score)) {
                (Some(bars), Some(score)) => Some(bars.union(score)),
                (bars, score) => bars.or(score),
            },
            TourStep::Balance => at(TopicId::Balance),
            TourStep::Accept => at(TopicId::BalanceAccept),
            TourStep::Edit => at(TopicId::ColumnLoad),
            TourStep::Undo => at(TopicId::Undo),
        }
    }

    /// Where the card hides the least of what the step is about, best first.
    const fn sides(&self) -> [Side; 4] {
        match self.step {
            TourStep::See | TourStep::Balance => [Side::Above, Side::Right, Side::Left, Side::Below],
            TourStep::Accept => [Side::Above, Side::Below, Side::Left, Side::Right],
            TourStep::Edit => [Side::Right, Side::Left, Side::Below, Side::Above],
            TourStep::Undo => [Side::Below, Side::Left, Side::Right, Side::Above],
        }
    }
}

/// Returns where the card stands and on which side of its control; without a control, low in the middle.
fn place(free: Rect, target: Option<Rect>, size: Vec2, sides: [Side; 4]) -> (Pos2, Option<Side>) {
    let Some(target) = target else {
        return (pos2(free.center().x - size.x / 2.0, free.bottom() - size.y - space::XXL), None);
    };
    let away = POINT + GAP;
    let middle = target.center() - size / 2.0;
    let corner = |side: Side| match side {
        Side::Above => pos2(middle.x, target.top() - away - size.y),
        Side::Below => pos2(middle.x, target.bottom() + away),
        Side::Left => pos2(target.left() - away - size.x, middle.y),
        Side::Right => pos2(target.right() + away, middle.y),
    };
    let fits = |side: &Side| {
        let at = Rect::from_min_size(corner(*side), size);
        match side {
            Side::Above => at.top() >= free.top(),
            Side::Below => at.bottom() <= free.bottom(),
            Side::Left => at.left() >= free.left(),
            Side::Right => at.right() <= free.right(),
        }
    };
    let side = sides.into_iter().find(fits).unwrap_or(Side::Above);
    let at = corner(side);
    let x = at.x.clamp(free.left(), (free.right() - size.x).max(free.left()));
    let y = at.y.clamp(free.top(), (free.bottom() - size.y).max(free.top()));
    (pos2(x, y), Some(side))
}

/// Draws the point of the card towards its control.
fn point_at(painter: &egui::Painter, card: Rect, target: Rect, side: Side, tokens: &Tokens) {
    let edge = f32::from(radius::CARD) + POINT;
    let x = target.center().x.clamp(card.left() + edge, card.right() - edge);
    let y = target.center().y.clamp(card.top() + edge, card.bottom() - edge);
    // The base lies half a line inside, over the card's own edge.
    let (base, out) = match side {
        Side::Above => (pos2(x, card.bottom() - 1.0), vec2(0.0, 1.0)),
        Side::Below => (pos2(x, card.top() + 1.0), vec2(0.0, -1.0)),
        Side::Left => (pos2(card.right() - 1.0, y), vec2(1.0, 0.0)),
        Side::Right => (pos2(card.left() + 1.0, y), vec2(-1.0, 0.0)),
    };
    // Where the card stands off, a line goes the rest of the way.
    let end = match side {
        Side::Above => pos2(x, target.top() - GAP),
        Side::Below => pos2(x, target.bottom() + GAP),
        Side::Left => pos2(target.left() - GAP, y),
        Side::Right => pos2(target.right() + GAP, y),
    };
    if base.distance(end) > 2.0 * POINT + GAP {
        painter.line_segment([base, end], tokens.stroke(1.5, tokens.select_line));
        painter.circle_filled(end, 3.0, tokens.select_line);
    }
    let along = out.rot90() * POINT;
    let tip = base + out * (POINT + 1.0);
    painter.add(Shape::convex_polygon(
        vec![base - along, tip, base + along],
        tokens.raised,
        egui::Stroke::NONE,
    ));
    let line = tokens.stroke(1.0, tokens.select_line);
    painter.line_segment([base - along, tip], line);
    painter.line_segment([base + along, tip], line);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_card_stands_beside_its_control_and_inside_the_window() {
        let free = Rect::from_min_max(pos2(0.0, 40.0), pos2(1280.0, 774.0));
        let size = vec2(320.0, 120.0);
        let sides = [Side::Above, Side::Right, Side::Left, Side::Below];
        for target in [
            Rect::from_min_size(pos2(20.0, 700.0), vec2(100.0, 30.0)),
            Rect::from_min_size(pos2(1200.0, 8.0), vec2(60.0, 28.0)),
            Rect::from_min_size(pos2(0.0, 40.0), vec2(1280.0, 30.0)),
        ] {
            let (at, side) = place(free, Some(target), size, sides);
            let card = Rect::from_min_size(at, size);
            assert!(free.contains_rect(card), "{card:?}");
            assert!(!card.intersects(target) && side.is_some(), "{card:?} covers {target:?}");
        }
        assert_eq!(place(free, None, size, sides).1, None);
    }
}
