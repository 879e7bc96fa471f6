//! Help, the key card and the tour: all three lie over the window and need no project.
//!
//! While it draws, every part of the window marks its place with a topic (`marks`). F1 asks for the topic under the
//! pointer, or under the cursor when keys were used last; it works above every dialog, since it is heard before them.

mod card;
mod coach;
mod key_card;
mod marks;
#[cfg(test)]
mod tests;

use crate::app::app::PhasewrightApp;
use crate::app::shortcuts;
use crate::app::view_context::{CursorPlace, Requests};
use crate::app::widgets::dialog_in_front;
use crate::nec::Edition;
use crate::workbench::help::TopicId;
use crate::workbench::{Action, Command, NoticeLevel, Sample, Tour, TourFacts, TourStep};
use card::{CardOutcome, HelpCard};
use coach::{Coach, CoachOutcome};
use egui::{Event, Key, Modifiers};
pub(in crate::app) use key_card::KeyCardOutcome;
pub(in crate::app) use marks::{mark, marked};

/// What the window keeps about help.
#[derive(Default)]
pub(in crate::app) struct HelpDesk {
    card: Option<HelpCard>,
    /// Whether the key card is open.
    keys: bool,
    tour: Option<Tour>,
    /// A tour that begins as soon as the sample is open.
    tour_wanted: bool,
    /// The opened project the tour began on.
    session: u64,
    /// F1 was pressed in this frame.
    asked: bool,
    /// Whether keys were used after the pointer moved last.
    by_keys: bool,
    /// Whether text was being edited when the last frame ended: egui takes the focus away before Esc is seen.
    had_text: bool,
    /// Whether the tour's card was drawn in the last frame.
    coached: bool,
}

impl HelpDesk {
    /// Whether the key card is open, so that keys are its own.
    pub const fn dialog_open(&self) -> bool {
        self.keys
    }

    /// Opens the list of all topics.
    pub fn open_list(&mut self) {
        self.card = Some(HelpCard::list());
    }

    /// Opens the key card.
    pub const fn open_keys(&mut self) {
        self.keys = true;
    }
}

/// Whether an action belongs here.
pub(in crate::app) const fn is_help_action(action: Action) -> bool {
    matches!(action, Action::Help | Action::KeyCard | Action::Tour)
}

impl PhasewrightApp {
    /// Takes F1, and Esc where it closes help or ends the tour, before anyone else sees them.
    pub(in crate::app) fn hear_help(&mut self, ctx: &egui::Context) {
        self.help.asked = shortcuts::take(ctx, Action::Help);
        let by_keys = ctx.input(|input| {
            input.events.iter().fold(self.help.by_keys, |by_keys, event| match event {
                Event::PointerMoved(_) | Event::PointerButton { .. } => false,
                Event::Key { pressed: true, .. } | Event::Text(_) => true,
                _ => by_keys,
            })
        });
        self.help.by_keys = by_keys;
        let taken = self.tab.wants_escape() && !self.dialog_open();
        let elsewhere = egui::Popup::is_any_open(ctx) || taken || self.help.had_text;
        let mine = self.help.card.as_ref().is_some_and(HelpCard::has_field) || !elsewhere;
        if (self.help.card.is_none() && !self.help.coached) || !mine {
            return;
        }
        if ctx.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape))
            && self.help.card.take().is_none()
        {
            self.help.tour = None;
        }
    }

    /// Carries out an action of help.
    pub(in crate::app) fn help_action(&mut self, ctx: &egui::Context, action: Action) {
        match action {
            Action::Help => self.help.open_list(),
            Action::KeyCard => self.help.open_keys(),
            Action::Tour if self.workbench.is_untouched_copy_of(Sample::Riverside) => self.begin_tour(),
            Action::Tour => {
                self.help.tour_wanted = true;
                self.command(ctx, Command::OpenSample(Sample::Riverside));
            }
            _ => {}
        }
    }

    /// Draws all of it over the window; the last thing in a frame.
    pub(in crate::app) fn help_ui(&mut self, ctx: &egui::Context, place: &CursorPlace, out: &mut Requests) {
        if self.help.keys {
            match key_card::key_card_ui(ctx) {
                KeyCardOutcome::Open => {}
                KeyCardOutcome::Closed => self.help.keys = false,
                KeyCardOutcome::Save => {
                    self.help.keys = false;
                    self.export_key_card(ctx);
                }
            }
        }
        if self.help.asked {
            self.answer(ctx, place);
        }
        let edition =
            self.workbench.document().map_or_else(Edition::default, |d| d.project().settings().edition);
        if let Some(card) = &mut self.help.card {
            match card.show(ctx, edition) {
                CardOutcome::Open => {}
                CardOutcome::Closed => self.help.card = None,
                CardOutcome::KeyCard => out.action(Action::KeyCard),
            }
        }
        self.help.coached = false;
        self.tour_ui(ctx);
        self.help.had_text = ctx.text_edit_focused();
    }

    /// Shows the topic of what is under the pointer or the cursor; the same again closes it.
    fn answer(&mut self, ctx: &egui::Context, place: &CursorPlace) {
        let pointer = ctx.input(|input| input.pointer.latest_pos()).filter(|_| !self.help.by_keys);
        let layer = pointer.and_then(|at| ctx.layer_id_at(at));
        if layer.is_some_and(|layer| layer.id == card::id()) && self.help.card.is_some() {
            self.help.card = None;
            return;
        }
        let dialog = dialog_in_front(ctx);
        let pointed = pointer.zip(layer).and_then(|(at, layer)| marks::topic_at(ctx, layer, at));
        let focused = || {
            let response = ctx.memory(|memory| memory.focused()).and_then(|id| ctx.read_response(id))?;
            // What lies behind a dialog is not meant, though it may have kept the focus.
            let behind = dialog.as_ref().is_some_and(|dialog| dialog.layer != response.layer_id);
            (!behind).then(|| marks::topic_at(ctx, response.layer_id, response.rect.center()))?
        };
        let of_dialog = dialog.as_ref().map(|dialog| dialog_topic(&dialog.key));
        let by_place = || {
            if self.workbench.document().is_some() {
                place.help.unwrap_or(TopicId::Schedule)
            } else {
                TopicId::Start
            }
        };
        let topic = pointed.or_else(focused).or(of_dialog).unwrap_or_else(by_place);
        let right_half = pointer.is_some_and(|at| at.x > ctx.content_rect().center().x);
        self.help.card = match self.help.card.take() {
            Some(card) if card.topic() == Some(topic) => None,
            _ => Some(HelpCard::about(topic, right_half)),
        };
    }

    /// Begins the tour on the sample that is open. It never comes by itself again.
    fn begin_tour(&mut self) {
        let Some(document) = self.workbench.document() else { return };
        self.help.tour = Some(Tour::begin(document.undo_len()));
        self.help.session = self.workbench.session();
        let project = document.project();
        self.panel = project.panel_named("LP-1").map_or(self.panel, |panel| Some(panel.id));
        if !self.workbench.settings().tour_done {
            self.change_settings(|settings| settings.tour_done = true);
        }
    }

    /// Takes up what has happened in this frame, once it has been carried out.
    pub(in crate::app) fn follow_tour(&mut self, ctx: &egui::Context) {
        let fresh = self.workbench.is_untouched_copy_of(Sample::Riverside);
        if self.help.tour_wanted {
            // What is asked before the sample opens is answered first; Cancel there means no tour.
            if self.filing.is_idle() && !self.file_question_open() {
                self.help.tour_wanted = false;
                if fresh {
                    self.begin_tour();
                }
            }
        } else if self.help.tour.is_none() && fresh && !self.workbench.settings().tour_done {
            self.begin_tour();
        }
        let Some(tour) = self.help.tour else { return };
        let balancing = self.dialog.is_some() && marks::place_of(ctx, TopicId::BalanceAccept).is_some();
        let facts = TourFacts {
            there: self.workbench.session() == self.help.session,
            steps: self.workbench.document().map_or(0, crate::document::Document::undo_len),
            balancing,
        };
        self.help.tour = tour.follow(facts);
        if self.help.tour != Some(tour) {
            ctx.request_repaint();
        }
        if self.help.tour.is_none() && facts.there {
            let keys = Action::Help.shortcut().map(|keys| keys.to_string()).unwrap_or_default();
            let text =
                format!("Tour done: everything is as it was. {keys} explains what is under the pointer");
            self.workbench.execute(Command::Notify { level: NoticeLevel::Info, text });
        }
    }

    /// Draws the card of the step a person is at, unless a dialog that is not about it is open.
    fn tour_ui(&mut self, ctx: &egui::Context) {
        let Some(step) = self.help.tour.as_ref().map(Tour::step) else { return };
        let other = self.program_dialog.is_some() || self.file_question_open() || self.help.keys;
        if other || (self.dialog_open() && step != TourStep::Accept) {
            return;
        }
        self.help.coached = true;
        match (Coach { step }).show(ctx) {
            CoachOutcome::Open => {}
            CoachOutcome::Next => self.help.tour.iter_mut().for_each(Tour::seen),
            CoachOutcome::Skip => self.help.tour = None,
        }
    }
}

/// Returns what help says about a dialog where no part of it says more.
fn dialog_topic(key: &str) -> TopicId {
    match key {
        "balance" => TopicId::Balance,
        "import" => TopicId::Import,
        "underlay" | "underlays" => TopicId::Underlays,
        "recognize" => TopicId::Recognize,
        "export" => TopicId::Export,
        "path" | "question" | "new-project" => TopicId::Files,
        "panel" | "new-panel" | "delete-panel" => TopicId::PanelHeader,
        "move-to-panel" => TopicId::PanelStrip,
        "schedule offer" => TopicId::ColumnNumber,
        "keys" => TopicId::Keys,
        "settings" => TopicId::Settings,
        _ => TopicId::Dialogs,
    }
}
