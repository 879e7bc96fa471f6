//! The review: everything the rules found, filtered and grouped, beside the card of the chosen finding.
//!
//! Which rows there are and where the cursor stands is decided in `workbench::findings`; here it is drawn. The rules run in
//! the background: until a new report comes the old one stays, dimmed when that takes longer than a moment.

mod card;
mod filters;
mod header;
mod table;

use crate::app::go_to::reveal_cause;
use crate::app::help::mark;
use crate::app::theme::{self, Signal, TypeStyle, space};
use crate::app::view_context::{Requests, ViewContext};
use crate::app::widgets::{empty_state, text_in};
use crate::rules::{Finding, Passed, Subject};
use crate::workbench::findings::{Checked, FindingKind, FindingsList};
use crate::workbench::help::TopicId;
use crate::workbench::{Action, Command};
use egui::{Align, Frame, Id, Margin, Rect, Ui, UiBuilder, pos2};

/// Below this width of the window the card covers the list.
const BOTH: f32 = 1000.0;
/// A report may be older than the project for so many seconds before it is dimmed.
const MOMENT: f64 = 0.3;

/// Returns the mark of a kind of finding.
pub(in crate::app) const fn signal_of(kind: FindingKind) -> Signal {
    match kind {
        FindingKind::Error => Signal::Error,
        FindingKind::Warning => Signal::Warning,
        FindingKind::Info => Signal::Info,
        FindingKind::Undetermined => Signal::Undetermined,
        FindingKind::Stale => Signal::Stale,
        FindingKind::Waived => Signal::Waived,
        FindingKind::Existing => Signal::Existing,
    }
}

/// The view's state.
#[derive(Default)]
pub(in crate::app) struct ReviewView {
    list: FindingsList,
    /// Whether the row under the cursor has to be brought into view.
    follow: bool,
    /// Whether the card covers the list, in a narrow window.
    card_open: bool,
    narrow: bool,
    /// When the report was seen to be older than the project.
    stale_since: Option<f64>,
}

impl ReviewView {
    /// Draws the view.
    pub fn ui(&mut self, ui: &mut Ui, view: &ViewContext<'_>, out: &mut Requests) {
        let all = ui.max_rect();
        mark(ui, all, TopicId::Findings);
        let Some(checked) = view.workbench.findings().map(std::sync::Arc::clone) else {
            return waiting(ui, view);
        };
        self.list.settle(&checked);
        if let Some(finding) = self.list.finding(&checked).filter(|_| view.workbench.findings_are_fresh())
            && view.workbench.fixes_for(finding).is_none()
        {
            out.command(Command::TryFixes(Box::new(finding.clone())));
        }
        let dim = self.is_dimmed(ui, view);
        self.narrow = all.width() < BOTH;
        let (left, right) = if self.narrow {
            (all, all)
        } else {
            all.split_left_right_at_x(all.left() + (all.width() * 0.6).round())
        };
        if !self.covers_list() {
            child(ui, "findings", left, |ui| self.list_ui(ui, view, &checked, dim, out));
        }
        if !self.narrow {
            ui.painter().vline(left.right(), all.y_range(), view.tokens.edge());
        }
        if !self.narrow || self.card_open {
            child(ui, "finding", right, |ui| self.card_ui(ui, view, &checked, dim, out));
        }
    }

    fn list_ui(
        &mut self,
        ui: &mut Ui,
        view: &ViewContext<'_>,
        checked: &Checked,
        dim: bool,
        out: &mut Requests,
    ) {
        let all = ui.max_rect();
        ui.spacing_mut().item_spacing.y = 0.0;
        header::header_ui(ui, view, checked);
        filters::filters_ui(ui, &mut self.list, checked);
        self.list.settle(checked);
        let foot = Rect::from_min_max(pos2(all.left(), all.bottom() - filters::FOOT), all.max);
        let body = Rect::from_min_max(pos2(all.left(), ui.cursor().top()), foot.right_top());
        let pressed = child(ui, "table", body, |ui| {
            table::table_ui(ui, &mut self.list, checked, &mut self.follow, dim)
        });
        if pressed.row
            && let Some(finding) = self.list.finding(checked)
        {
            reveal_cause(finding, out);
        }
        if pressed.field {
            out.action(Action::FillInField);
        }
        child(ui, "foot", foot, |ui| filters::foot_ui(ui, &mut self.list));
    }

    fn card_ui(
        &mut self,
        ui: &mut Ui,
        view: &ViewContext<'_>,
        checked: &Checked,
        dim: bool,
        out: &mut Requests,
    ) {
        let chosen = card::Chosen::of(view, &self.list, checked);
        match chosen {
            Some(chosen) => card::card_ui(ui, view, &chosen, dim, out),
            None => {
                Frame::NONE.inner_margin(Margin::same(16)).show(ui, |ui| {
                    let words =
                        "J and K walk through the list; what is chosen is shown here with its derivation.";
                    empty_state(ui, "No finding is chosen", words, None);
                });
            }
        }
    }

    /// Chooses a finding; filters that hide it are taken off.
    pub fn choose(&mut self, finding: &Finding) {
        self.list.clear_filters();
        self.list.select_finding(finding);
        self.follow = true;
    }

    /// Moves the cursor through the list.
    pub fn step(&mut self, by: isize, checked: &Checked) {
        self.list.step(by, checked);
        self.follow = true;
    }

    /// Returns the finding under the cursor.
    pub fn finding<'c>(&self, checked: &'c Checked) -> Option<&'c Finding> {
        self.list.finding(checked)
    }

    /// Returns the rule that passed under the cursor, and the object of it.
    pub fn passed<'c>(&self, checked: &'c Checked) -> Option<(&'c Passed, Option<&'c Subject>)> {
        self.list.passed(checked)
    }

    /// Returns whether there is a card.
    pub fn has_choice(&self, checked: &Checked) -> bool {
        self.finding(checked).is_some() || self.passed(checked).is_some()
    }

    /// Returns whether arrows and Enter are for the list: it has the focus, or nothing has.
    pub fn has_arrows(&self, ctx: &egui::Context) -> bool {
        ctx.memory(|memory| memory.focused()).is_none_or(|id| id == list_id())
    }

    /// Shows the card where it covers the list.
    pub fn open_card(&mut self) {
        self.card_open = self.narrow;
    }

    /// Returns whether the card covers the list.
    pub fn covers_list(&self) -> bool {
        self.narrow && self.card_open
    }

    /// Goes back from the card to the list.
    pub fn close_card(&mut self) {
        self.card_open = false;
    }

    /// Whether the report has been older than the project for more than a moment.
    fn is_dimmed(&mut self, ui: &Ui, view: &ViewContext<'_>) -> bool {
        if view.workbench.findings_are_fresh() {
            self.stale_since = None;
            return false;
        }
        let since = *self.stale_since.get_or_insert(view.now);
        let late = view.now - since > MOMENT;
        if !late {
            ui.ctx().request_repaint_after(std::time::Duration::from_secs_f64(MOMENT));
        }
        late
    }
}

/// Returns the id of the list, which has the focus while arrows are its own.
pub(in crate::app) fn list_id() -> Id {
    Id::unique("findings list")
}

/// Before the first report.
fn waiting(ui: &mut Ui, view: &ViewContext<'_>) {
    let rect = ui.max_rect().shrink(space::L);
    let words = if view.workbench.check_failed() {
        "The check failed inside the program; nothing is known about the project"
    } else {
        "Checking the project"
    };
    let line = rect.with_max_y(rect.top() + 20.0);
    text_in(ui.painter(), line, Align::Min, words, TypeStyle::Body.font(), theme::tokens(ui).text_2);
}

/// Draws a part of the view inside its rectangle.
fn child<R>(ui: &mut Ui, key: &str, rect: Rect, contents: impl FnOnce(&mut Ui) -> R) -> R {
    let mut ui = ui.new_child(UiBuilder::new().id_salt(key).max_rect(rect));
    ui.set_clip_rect(rect.intersect(ui.clip_rect()));
    contents(&mut ui)
}

#[cfg(test)]
mod tests;
