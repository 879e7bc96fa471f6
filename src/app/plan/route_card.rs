//! The one card beside a proposed route: what changes, who answered, the proof, accept and dismiss. A failed route says what is
//! in the way.

use crate::app::theme::{TypeStyle, rich, space};
use crate::app::view_context::{Requests, ViewContext};
use crate::app::widgets::{Button, CardEdge, card};
use crate::engineering::routing::{Angles, RouteTerms};
use crate::workbench::plan::PlanSession;
use crate::workbench::routing::RouteCard;
use crate::workbench::{Action, Command};
use egui::{Id, Rect, Ui, UiBuilder, pos2, vec2};

const WIDTH: f32 = 320.0;
/// What the card is expected to need; it grows upward from the lower left corner of the canvas.
const HEIGHT: f32 = 176.0;

/// Draws the card over the lower left of the canvas.
pub(super) fn route_card_ui(
    session: &mut PlanSession,
    ui: &mut Ui,
    canvas: Rect,
    view: &ViewContext<'_>,
    out: &mut Requests,
) {
    let Some(words) = view.workbench.route_card() else { return };
    if canvas.width() < WIDTH + 2.0 * space::M || canvas.height() < HEIGHT + 2.0 * space::M {
        return;
    }
    let id = Id::unique("route card");
    let height = ui.data(|data| data.get_temp::<f32>(id)).unwrap_or(HEIGHT);
    let corner = pos2(canvas.left() + space::L, canvas.bottom() - space::L - height);
    let place = Rect::from_min_size(corner, vec2(WIDTH, height));
    ui.interact(place, id.with("ground"), egui::Sense::click_and_drag());
    ui.painter().rect_filled(place, 8.0, view.tokens.raised);
    let mut inner = ui.new_child(UiBuilder::new().max_rect(place).id_salt("route card"));
    let edge = if words.open { CardEdge::Ghost } else { CardEdge::Solid };
    let shown = card(&mut inner, edge, |ui| {
        ui.set_width(WIDTH - 2.0 * 16.0);
        contents_ui(session, ui, &words, view, out);
    });
    let needed = shown.response.rect.height();
    if (needed - height).abs() > 0.5 {
        ui.data_mut(|data| data.insert_temp(id, needed));
        ui.ctx().request_repaint();
    }
}

fn contents_ui(
    session: &mut PlanSession,
    ui: &mut Ui,
    words: &RouteCard,
    view: &ViewContext<'_>,
    out: &mut Requests,
) {
    let tokens = view.tokens;
    ui.spacing_mut().item_spacing.y = space::XS;
    let ink = if words.open { tokens.ghost } else { tokens.text_1 };
    ui.label(rich(&words.title, TypeStyle::BodySemibold, ink));
    if !words.answer.is_empty() {
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = space::XS;
            ui.label(rich(&words.answer, TypeStyle::Body, tokens.text_1));
            if words.verified {
                ui.label(rich("·", TypeStyle::Body, tokens.text_3));
                ui.label(rich("verified", TypeStyle::Body, tokens.pass));
            }
        });
    }
    for line in std::iter::once(&words.proof).chain(&words.figures).filter(|line| !line.is_empty()) {
        ui.label(rich(line, TypeStyle::Small, tokens.text_2));
    }
    if !words.beside.is_empty() {
        ui.label(rich(format!("Beside it: {}", words.beside), TypeStyle::Small, tokens.text_3));
    }
    ui.add_space(space::XS);
    ui.horizontal(|ui| {
        let keys = |action: Action| action.shortcut().map(|keys| keys.to_string()).unwrap_or_default();
        if words.open && ui.add(Button::plain("Accept route").keys(&keys(Action::AcceptProposal))).clicked() {
            out.command(Command::Announced(Box::new(Command::AcceptRoute)));
        }
        if ui.add(Button::bare("Dismiss route").keys(&keys(Action::DismissProposal))).clicked() {
            out.command(Command::DismissRoute);
        }
    });
    // In a row of its own: the two above fill theirs.
    if let Some((words, tip, angles)) = words.angles.map(other_angles)
        && ui.add(Button::bare(words)).on_hover_text(tip).clicked()
    {
        ask_again(session, angles, view, out);
    }
}

/// Returns what asks for the same route with the other angles.
const fn other_angles(angles: Angles) -> (&'static str, &'static str, Angles) {
    match angles {
        Angles::Square => ("Try 45°", "Search the same route with bends of 45° too", Angles::Octile),
        Angles::Octile => ("Only 90°", "Search the same route with bends of 90° only", Angles::Square),
    }
}

/// Asks for the route that is shown once more; later routes are asked for with the same angles.
fn ask_again(session: &mut PlanSession, angles: Angles, view: &ViewContext<'_>, out: &mut Requests) {
    let Some(shown) = view.workbench.shown_route() else { return };
    let wish = &shown.wish;
    let terms = RouteTerms { angles, ..wish.terms };
    session.set_route_terms(terms);
    out.command(Command::ProposeRoute { sheet: wish.sheet, subject: wish.subject.clone(), terms });
}
