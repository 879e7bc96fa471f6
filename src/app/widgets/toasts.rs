//! Short notices at the bottom right, above the status bar: one line, an action such as Undo, gone after 6 seconds.
//!
//! Time comes from egui's input. The pointer over the stack stops the clock; errors stay until they are dismissed.

use std::time::Duration;

use egui::{Align2, Area, Frame, Id, Margin, Order, Ui, vec2};

use crate::app::icons;
use crate::app::theme::{self, Signal, Tokens, TypeStyle, height, radius, space};
use crate::app::widgets::{Button, IconButton, IconWeight, icon_at};

/// Seconds a toast stays.
const LIFE: f64 = 6.0;
/// Longest line of words.
const WIDEST: f32 = 720.0;
/// Older ones make room.
const MOST: usize = 4;

/// Names a toast as long as the program runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ToastId(u64);

/// What happened to a toast.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ToastEvent {
    /// Its action was pressed; the toast is gone.
    Action(ToastId),
    /// It was dismissed or its time ran out.
    Gone(ToastId),
}

struct Toast {
    id: ToastId,
    text: String,
    signal: Option<Signal>,
    action: Option<String>,
    remaining: f64,
}

/// The toasts on view, oldest at the top.
#[derive(Default)]
pub struct Toasts {
    shown: Vec<Toast>,
    next_id: u64,
    last_time: Option<f64>,
}

impl Toasts {
    /// Adds a notice; `signal` puts its icon in front, `action` a button behind ("Undo").
    pub fn push(&mut self, text: impl Into<String>, signal: Option<Signal>, action: Option<&str>) -> ToastId {
        let id = ToastId(self.next_id);
        self.next_id += 1;
        let action = action.map(str::to_owned);
        self.shown.push(Toast { id, text: text.into(), signal, action, remaining: LIFE });
        id
    }

    /// Takes the oldest away when there are too many; errors last, since nobody may have read them.
    fn make_room(&mut self) -> Vec<ToastEvent> {
        let mut gone = Vec::new();
        while self.shown.len() > MOST {
            let calm = self.shown.iter().position(|toast| toast.signal != Some(Signal::Error));
            gone.push(ToastEvent::Gone(self.shown.remove(calm.unwrap_or(0)).id));
        }
        gone
    }

    pub fn is_empty(&self) -> bool {
        self.shown.is_empty()
    }

    /// Takes a toast away, as when its Undo makes no sense any more.
    pub fn remove(&mut self, id: ToastId) {
        self.shown.retain(|toast| toast.id != id);
    }

    /// Draws the stack and returns what was pressed or ran out in this frame.
    pub fn show(&mut self, ctx: &egui::Context) -> Vec<ToastEvent> {
        let now = ctx.input(|input| input.time);
        let passed = self.last_time.map_or(0.0, |last| now - last);
        if self.shown.is_empty() {
            self.last_time = None;
            return Vec::new();
        }
        self.last_time = Some(now);
        let mut events = self.make_room();
        let mut bottom = -(height::STATUS_BAR + space::M);
        let mut hovered = false;
        // Each toast hangs on the right edge by itself, the newest at the bottom.
        for toast in self.shown.iter().rev() {
            let area = Area::new(Id::unique(("toast", toast.id)))
                .order(Order::Foreground)
                .anchor(Align2::RIGHT_BOTTOM, vec2(-space::L, bottom))
                .show(ctx, |ui| toast_ui(ui, toast));
            events.extend(area.inner);
            hovered |= area.response.contains_pointer();
            bottom -= area.response.rect.height() + space::S;
        }
        for toast in &mut self.shown {
            // Errors wait for the user.
            if !hovered && toast.signal != Some(Signal::Error) {
                toast.remaining -= passed;
                if toast.remaining <= 0.0 {
                    events.push(ToastEvent::Gone(toast.id));
                }
            }
        }
        for event in &events {
            let (ToastEvent::Action(id) | ToastEvent::Gone(id)) = *event;
            self.remove(id);
        }
        let waiting = self.shown.iter().filter(|toast| toast.signal != Some(Signal::Error));
        if let Some(next) = waiting.map(|toast| toast.remaining).min_by(f64::total_cmp)
            && !hovered
        {
            ctx.request_repaint_after(Duration::from_secs_f64(next.max(0.0)));
        }
        events
    }
}

fn toast_ui(ui: &mut Ui, toast: &Toast) -> Option<ToastEvent> {
    let tokens = theme::tokens(ui);
    let frame = frame(&tokens);
    frame
        .show(ui, |ui| {
            ui.horizontal(|ui| {
                ui.spacing_mut().item_spacing.x = space::S;
                if let Some(signal) = toast.signal {
                    let (_, rect) = ui.allocate_space(vec2(16.0, 16.0));
                    icon_at(
                        ui.painter(),
                        rect.center(),
                        signal.icon(),
                        IconWeight::Fill,
                        16.0,
                        signal.ink(&tokens),
                    );
                }
                words_ui(ui, &toast.text, &tokens);
                let pressed =
                    toast.action.as_ref().is_some_and(|action| ui.add(Button::plain(action)).clicked());
                let name = format!("Dismiss: {}", toast.text);
                let dismissed = ui.add(IconButton::new(icons::X, &name).size(24.0)).clicked();
                match (pressed, dismissed) {
                    (true, _) => Some(ToastEvent::Action(toast.id)),
                    (false, true) => Some(ToastEvent::Gone(toast.id)),
                    (false, false) => None,
                }
            })
            .inner
        })
        .inner
}

/// Draws the text on one line; what would leave the window breaks.
fn words_ui(ui: &mut Ui, text: &str, tokens: &Tokens) {
    let job = theme::rich(text, TypeStyle::Body, tokens.text_1);
    let line = ui.painter().layout_no_wrap(text.to_owned(), TypeStyle::Body.font(), tokens.text_1).size().x;
    // Room for icon, action, cross and the edges of the window.
    let room = (ui.ctx().content_rect().width() - 240.0).clamp(160.0, WIDEST);
    if line <= room {
        ui.add(egui::Label::new(job).extend());
    } else {
        let size = vec2(room, TypeStyle::Body.line_height());
        ui.allocate_ui(size, |ui| {
            ui.set_width(room);
            ui.add(egui::Label::new(job).wrap());
        });
    }
}

fn frame(tokens: &Tokens) -> Frame {
    Frame::NONE
        .fill(tokens.raised)
        .stroke(tokens.edge())
        .corner_radius(egui::CornerRadius::same(radius::CARD))
        .inner_margin(Margin { left: 12, right: 6, top: 4, bottom: 4 })
        .shadow(tokens.float_shadow())
}

#[cfg(test)]
mod tests {
    use egui_kittest::Harness;
    use egui_kittest::kittest::Queryable as _;

    use super::*;
    use crate::app::testing::{harness, harness_sized};

    #[derive(Default)]
    struct Seen {
        toasts: Toasts,
        events: Vec<ToastEvent>,
    }

    fn with_toast(signal: Option<Signal>) -> (Harness<'static, Seen>, ToastId) {
        let mut seen = Seen::default();
        let id = seen.toasts.push("3 circuits moved", signal, Some("Undo"));
        let harness = harness(seen, |ui, seen| {
            let events = seen.toasts.show(ui.ctx());
            seen.events.extend(events);
        });
        (harness, id)
    }

    fn wait(harness: &mut Harness<'_, Seen>, seconds: f64) {
        let time = harness.input().time.unwrap_or(0.0);
        harness.input_mut().time = Some(time + seconds);
        harness.step();
    }

    #[test]
    fn undo_is_reported_once() {
        let (mut harness, id) = with_toast(None);
        // One frame to measure, one to stand where it stays.
        harness.run_steps(2);
        harness.get_by_label("Undo").click();
        harness.step();
        harness.step();
        assert_eq!(harness.state().events, [ToastEvent::Action(id)]);
        assert!(harness.state().toasts.is_empty());
    }

    #[test]
    fn it_goes_after_six_seconds_and_errors_stay() {
        let (mut plain, id) = with_toast(None);
        let (mut error, _) = with_toast(Some(Signal::Error));
        for harness in [&mut plain, &mut error] {
            wait(harness, 5.0);
            assert!(harness.query_by_label("3 circuits moved").is_some());
            wait(harness, 1.5);
        }
        assert_eq!(plain.state().events, [ToastEvent::Gone(id)]);
        assert!(error.query_by_label("3 circuits moved").is_some());
    }

    #[test]
    fn the_oldest_make_room_but_errors_stay_and_all_are_accounted_for() {
        let mut seen = Seen::default();
        let error = seen.toasts.push("Not saved", Some(Signal::Error), None);
        for n in 0..MOST + 2 {
            seen.toasts.push(format!("Note {n}"), None, None);
        }
        let mut harness = harness(seen, |ui, seen| {
            let events = seen.toasts.show(ui.ctx());
            seen.events.extend(events);
        });
        harness.step();
        assert!(harness.query_by_label("Not saved").is_some());
        let seen = harness.state();
        assert_eq!(seen.toasts.shown.len(), MOST);
        assert_eq!(seen.events.len(), 3);
        assert!(!seen.events.contains(&ToastEvent::Gone(error)));
    }

    #[test]
    fn long_words_stay_within_the_window() {
        let mut seen = Seen::default();
        let text = ["Exported 3 panels to /a/very/long/path"; 6].join(" ");
        seen.toasts.push(&text, None, None);
        let mut harness = harness_sized(egui::vec2(600.0, 320.0), seen, |ui, seen| {
            let _ = seen.toasts.show(ui.ctx());
        });
        harness.run_steps(3);
        let words = harness.get_by_label(&text).rect();
        assert!(words.left() >= 0.0 && words.height() > 30.0, "{words:?}");
    }

    #[test]
    fn the_pointer_stops_the_clock() {
        let (mut harness, _) = with_toast(None);
        harness.step();
        let place = harness.get_by_label("3 circuits moved").rect().center();
        harness.hover_at(place);
        harness.step();
        wait(&mut harness, 20.0);
        assert!(harness.query_by_label("3 circuits moved").is_some());
    }
}
