//! The frame of every dialog: head 48 with title and close, rows edge to edge, foot 56, 92 below the top of the window.
//!
//! Escape, the cross and a press on the scrim close; Tab stays inside. Enter confirms unless a control has the focus and wants it
//! itself; Ctrl+Enter always confirms. The caller keeps the dialog's size steady while values change.

use egui::epaint::CornerRadius;
use egui::{
    Align, Area, Frame, Id, Key, Layout, Margin, Modal, Modifiers, Rect, Ui, UiBuilder, UiKind, pos2, vec2,
};

use crate::app::icons;
use crate::app::theme::{self, TypeStyle, height, radius, space};
use crate::app::widgets::IconButton;

/// What the user did with the dialog in this frame.
#[derive(Clone, Debug, PartialEq)]
pub struct DialogResponse<R> {
    pub inner: R,
    /// Close it without doing anything.
    pub closed: bool,
    /// Do the primary action, as if its button had been pressed.
    pub confirmed: bool,
    pub rect: Rect,
}

/// A modal dialog; show it every frame while it is open.
#[must_use = "call show"]
pub struct Dialog<'a> {
    id: Id,
    key: &'a str,
    title: &'a str,
    subtitle: &'a str,
    width: f32,
}

impl<'a> Dialog<'a> {
    /// `key` names the dialog uniquely in the program.
    pub fn new(key: &'a str, title: &'a str) -> Self {
        Self { id: Id::unique(("dialog", key)), key, title, subtitle: "", width: 560.0 }
    }

    /// Shown after the title in secondary text.
    pub fn subtitle(mut self, subtitle: &'a str) -> Self {
        self.subtitle = subtitle;
        self
    }

    /// Width in points, 560 unless told; never wider than the window.
    pub fn width(mut self, points: f32) -> Self {
        self.width = points;
        self
    }

    /// Draws scrim, frame and head, then `contents`, which builds itself from [`dialog_row`], [`dialog_block`],
    /// [`dialog_strip`] and [`dialog_foot`].
    pub fn show<R>(self, ctx: &egui::Context, contents: impl FnOnce(&mut Ui) -> R) -> DialogResponse<R> {
        let tokens = theme::Tokens::of(ctx);
        let window = ctx.content_rect();
        let width = self.width.min(window.width() - 2.0 * space::L);
        let top = top_of(window);
        let mut crossed = false;
        let shown = modal(self.id, top, &tokens).show(ctx, |ui| {
            ui.set_width(width);
            ui.spacing_mut().item_spacing.y = 0.0;
            crossed = self.head(ui);
            contents(ui)
        });
        let layer = shown.response.layer_id;
        let front = DialogInFront { key: self.key.to_owned(), layer, frame: ctx.cumulative_frame_nr() };
        ctx.data_mut(|data| data.insert_temp(front_id(), front));
        let focused = ctx.memory(|memory| memory.focused().is_some());
        let on_top = shown.is_top_modal && !shown.any_popup_open;
        let confirmed = on_top
            && ctx.input_mut(|input| {
                input.consume_key(Modifiers::COMMAND, Key::Enter)
                    || (!focused && input.consume_key(Modifiers::NONE, Key::Enter))
            });
        let closed = crossed || shown.should_close();
        let rect = shown.response.rect;
        DialogResponse { inner: shown.inner, closed, confirmed, rect }
    }

    /// Draws the head and returns whether the cross was pressed.
    fn head(&self, ui: &mut Ui) -> bool {
        let tokens = theme::tokens(ui);
        let rect = row_rect(ui, height::DIALOG_HEAD);
        ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, tokens.edge());
        let mut row = inset_child(ui, rect, Layout::left_to_right(Align::Center));
        row.spacing_mut().item_spacing.x = space::M;
        row.label(theme::rich(self.title, TypeStyle::Title, tokens.text_1));
        if !self.subtitle.is_empty() {
            row.label(theme::rich(self.subtitle, TypeStyle::Small, tokens.text_3));
        }
        let close = Rect::from_center_size(
            pos2(rect.right() - space::DIALOG_INSET - 8.0, rect.center().y),
            vec2(28.0, 28.0),
        );
        let mut corner =
            ui.new_child(UiBuilder::new().max_rect(close).layout(Layout::left_to_right(Align::Center)));
        let response = corner.add(IconButton::new(icons::X, "Close").keys("Esc").size(28.0));
        response.clicked()
    }
}

/// Returns how high what stands between head and foot may be, so that the dialog ends inside the window.
pub fn dialog_room(ctx: &egui::Context) -> f32 {
    let window = ctx.content_rect();
    let taken = top_of(window) + height::DIALOG_HEAD + height::DIALOG_FOOT + space::L;
    (window.height() - taken).max(96.0)
}

/// On a low window the dialog moves up rather than out.
fn top_of(window: Rect) -> f32 {
    height::DIALOG_TOP.min((window.height() * 0.13).max(space::S))
}

/// Returns the raised sheet of a dialog or the palette, hanging `top` below the upper edge of the window, over the scrim.
pub fn modal(id: Id, top: f32, tokens: &theme::Tokens) -> Modal {
    let area = Area::new(id)
        .kind(UiKind::Modal)
        .sense(egui::Sense::hover())
        .order(egui::Order::Foreground)
        .interactable(true)
        .anchor(egui::Align2::CENTER_TOP, vec2(0.0, top));
    let frame = Frame::NONE
        .fill(tokens.raised)
        .stroke(tokens.edge())
        .corner_radius(CornerRadius::same(radius::DIALOG))
        .shadow(tokens.float_shadow());
    Modal::new(id).area(area).frame(frame).backdrop_color(tokens.scrim)
}

/// The dialog that was drawn last in this frame, over all others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DialogInFront {
    /// Its unique name.
    pub key: String,
    pub layer: egui::LayerId,
    frame: u64,
}

/// Returns the dialog in front, once it has been drawn in this frame.
pub fn dialog_in_front(ctx: &egui::Context) -> Option<DialogInFront> {
    let front: Option<DialogInFront> = ctx.data(|data| data.get_temp(front_id()));
    front.filter(|front| front.frame == ctx.cumulative_frame_nr())
}

fn front_id() -> Id {
    Id::unique("dialog in front")
}

/// Draws a row of choices: on the panel's ground, inset 20 at both sides, contents from left to right centered in `points` of height,
/// line below.
pub fn dialog_row<R>(ui: &mut Ui, points: f32, contents: impl FnOnce(&mut Ui) -> R) -> R {
    let tokens = theme::tokens(ui);
    let rect = row_rect(ui, points);
    ui.painter().rect_filled(rect, 0, tokens.panel);
    ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, tokens.edge());
    let mut row = inset_child(ui, rect, Layout::left_to_right(Align::Center));
    row.spacing_mut().item_spacing.x = space::M;
    contents(&mut row)
}

/// Draws the strip above the foot, on the panel's ground with a line above: the place of the answer line.
pub fn dialog_strip<R>(ui: &mut Ui, contents: impl FnOnce(&mut Ui) -> R) -> R {
    let tokens = theme::tokens(ui);
    let shown = Frame::NONE.fill(tokens.panel).inner_margin(Margin::symmetric(20, 12)).show(ui, |ui| {
        ui.set_width(ui.available_width());
        contents(ui)
    });
    let rect = shown.response.rect;
    ui.painter().hline(rect.x_range(), rect.top() + 0.5, tokens.edge());
    shown.inner
}

/// Draws running content inset 20, as high as it gets; without a line.
pub fn dialog_block<R>(ui: &mut Ui, contents: impl FnOnce(&mut Ui) -> R) -> R {
    Frame::NONE
        .inner_margin(Margin::symmetric(20, 16))
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.spacing_mut().item_spacing.y = theme::metrics(ui).gap.y;
            contents(ui)
        })
        .inner
}

/// Draws the foot: `left` from the left edge, `right` from the right edge inwards, so its first button is the primary one.
pub fn dialog_foot<L, R>(
    ui: &mut Ui,
    left: impl FnOnce(&mut Ui) -> L,
    right: impl FnOnce(&mut Ui) -> R,
) -> (L, R) {
    let tokens = theme::tokens(ui);
    let rect = row_rect(ui, height::DIALOG_FOOT);
    ui.painter().hline(rect.x_range(), rect.top() + 0.5, tokens.edge());
    let mut row = inset_child(ui, rect, Layout::left_to_right(Align::Center));
    let left = left(&mut row);
    let mut row = inset_child(ui, rect, Layout::right_to_left(Align::Center));
    let right = right(&mut row);
    (left, right)
}

fn row_rect(ui: &mut Ui, points: f32) -> Rect {
    let (_, rect) = ui.allocate_space(vec2(ui.available_width(), points));
    rect
}

fn inset_child(ui: &mut Ui, rect: Rect, layout: Layout) -> Ui {
    ui.new_child(UiBuilder::new().max_rect(rect.shrink2(vec2(space::DIALOG_INSET, 0.0))).layout(layout))
}

#[cfg(test)]
mod tests {
    use egui_kittest::Harness;
    use egui_kittest::kittest::Queryable as _;

    use super::*;
    use crate::app::testing::harness_sized;
    use crate::app::widgets::{Button, Checkbox};

    #[derive(Default)]
    struct Seen {
        closed: u32,
        confirmed: u32,
        keep: bool,
        behind: u32,
        rect: Option<Rect>,
    }

    fn open() -> Harness<'static, Seen> {
        harness_sized(vec2(1000.0, 700.0), Seen::default(), |ui, seen| {
            if ui.add(Button::plain("Behind")).clicked() {
                seen.behind += 1;
            }
            let keep = &mut seen.keep;
            let shown = Dialog::new("balance", "Balance LP-1").subtitle("21 circuits").width(600.0).show(
                ui.ctx(),
                |ui| {
                    dialog_row(ui, 36.0, |ui| ui.add(Checkbox::new(keep, "Keep locked (1)")));
                    dialog_foot(ui, |_| (), |ui| ui.add(Button::primary("Accept 3 moves")).clicked()).1
                },
            );
            seen.closed += u32::from(shown.closed);
            seen.confirmed += u32::from(shown.confirmed || shown.inner);
            seen.rect = Some(shown.rect);
        })
    }

    #[test]
    fn escape_and_the_cross_close() {
        let mut harness = open();
        harness.run();
        harness.key_press(Key::Escape);
        harness.run();
        assert_eq!(harness.state().closed, 1);
        harness.get_by_label("Close").click();
        harness.run();
        assert_eq!(harness.state().closed, 2);
        assert_eq!(harness.state().confirmed, 0);
    }

    #[test]
    fn enter_and_the_primary_button_confirm() {
        let mut harness = open();
        harness.run();
        harness.key_press(Key::Enter);
        harness.run();
        harness.get_by_label("Accept 3 moves").click();
        harness.run();
        assert_eq!(harness.state().confirmed, 2);
        assert_eq!(harness.state().closed, 0);
    }

    #[test]
    fn tab_walks_inside_the_dialog_only() {
        let mut harness = open();
        harness.run();
        let mut focused = std::collections::BTreeSet::new();
        for _ in 0..8 {
            harness.key_press(Key::Tab);
            harness.run();
            for name in ["Behind", "Close", "Keep locked (1)", "Accept 3 moves"] {
                if harness.get_by_label(name).is_focused() {
                    focused.insert(name);
                }
            }
        }
        assert!(focused.contains("Accept 3 moves") && focused.contains("Keep locked (1)"), "{focused:?}");
        assert!(!focused.contains("Behind"), "{focused:?}");
    }

    #[test]
    fn it_hangs_below_the_top_with_the_width_it_was_given() {
        let mut harness = open();
        harness.run();
        let rect = harness.state().rect.unwrap();
        assert_eq!(harness.get_by_label("Close").rect().center().y, 91.0 + 24.0 + 1.0);
        assert!(rect.width() >= 600.0);
    }
}
