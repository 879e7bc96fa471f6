//! The model in the status bar: its name, how long it thought, where; or why it does not.

use super::LiveState;
use crate::workbench::Workbench;

/// How the words are to look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ModelTone {
    Plain,
    /// The proposal is not for the present state, or the model is off.
    Dimmed,
    /// It cannot be used.
    Refused,
}

/// Words for the status bar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ModelWords {
    /// `balance-1 · 4 ms · cpu`.
    pub text: String,
    /// A sentence or two more.
    pub tooltip: String,
    pub tone: ModelTone,
}

/// Longest reason that stands in the bar itself; the rest of it is in the tooltip.
const LONGEST: usize = 44;

impl Workbench {
    /// Returns the words about the model; `None` when none is installed.
    pub fn model_words(&self) -> Option<ModelWords> {
        let model = match self.live.model.as_ref()? {
            Ok(model) => model,
            Err(why) => {
                let tooltip = format!("{why}\nThe exact search goes on without a model");
                let text = format!("model refused: {}", shortened(why));
                return Some(ModelWords { text, tooltip, tone: ModelTone::Refused });
            }
        };
        let (id, device) = (model.id(), model.device());
        if !self.settings().propose_after_edits {
            let tooltip = format!("{id} is not asked; switch it on in the settings");
            return Some(ModelWords { text: "model off".to_owned(), tooltip, tone: ModelTone::Dimmed });
        }
        let panel = self.live.watched;
        let live = panel.and_then(|panel| self.live_proposal(panel));
        let ms = live.map_or_else(String::new, |live| format!("{} ms · ", live.ms));
        let fresh = panel.is_some_and(|panel| self.live_state(panel) == LiveState::Fresh);
        if let Some(why) = live.and_then(|live| live.failure()) {
            let text = format!("{id} · {ms}no plan");
            let tooltip = format!("{why}\nThe exact search goes on without it");
            return Some(ModelWords { text, tooltip, tone: ModelTone::Refused });
        }
        let tooltip = match panel.map(|panel| self.live_state(panel)) {
            Some(LiveState::Fresh) => "Trained model: last inference, and where it computed",
            Some(LiveState::Thinking) => "Trained model: thinking about the last edit",
            _ => "Trained model: proposes after every edit",
        };
        let tooltip = self.live.passed_over.as_deref().unwrap_or(tooltip);
        let tone = if fresh { ModelTone::Plain } else { ModelTone::Dimmed };
        Some(ModelWords { text: format!("{id} · {ms}{device}"), tooltip: tooltip.to_owned(), tone })
    }
}

fn shortened(why: &str) -> String {
    if why.chars().count() <= LONGEST {
        return why.to_owned();
    }
    let kept: String = why.chars().take(LONGEST - 1).collect();
    format!("{}…", kept.trim_end())
}
