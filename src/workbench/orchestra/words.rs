//! The plan in words: for the status bar, and row by row for its dialog.

use super::plan::{Fate, PlannedStep, StepName, plan};
use super::{PlanFor, Touched};
use crate::workbench::Workbench;

/// A step as the dialog shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StepRow {
    pub name: StepName,
    pub label: &'static str,
    /// Who does it: a model by its name, or exact code.
    pub by: String,
    /// What came of it, or why it did not run.
    pub outcome: String,
    /// `42 records, 1,260 units`.
    pub work: String,
    pub details: Vec<String>,
    pub on: bool,
    /// Whether it ran for the present state.
    pub ran: bool,
}

/// The plan in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrchestraWords {
    /// `3 moves · 1 size · 6 errors`, as short as it goes.
    pub text: String,
    /// A line a step.
    pub tooltip: String,
    /// Whether there is something to accept.
    pub open: bool,
}

impl StepName {
    /// Returns the word for a person.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Balance => "Balance",
            Self::Loads => "Loads",
            Self::Sizes => "Sizes",
            Self::Routes => "Routes",
            Self::Validation => "Validation",
            Self::Checks => "Checks",
        }
    }
}

impl Workbench {
    /// Returns the words about what followed the last edit; `None` before the first.
    pub fn orchestra_words(&self) -> Option<OrchestraWords> {
        let Some(followed) = self.followed() else {
            let tooltip = "Balance, sizes, routes and checks of what the edit touched".to_owned();
            let text = "following the edit".to_owned();
            return self.is_following().then_some(OrchestraWords { text, tooltip, open: false });
        };
        let proposed: Vec<&str> = followed.proposing().map(|(_, outcome)| outcome.words.as_str()).collect();
        let left_out = followed.planned.iter().filter(|step| step.fate == Fate::LeftOut).count();
        let mut text =
            if proposed.is_empty() { "nothing to follow".to_owned() } else { proposed.join(" · ") };
        if left_out > 0 {
            text.push_str(&format!(" · {left_out} left out"));
        }
        let line = |row: StepRow| format!("{}: {}", row.label, row.outcome);
        let rows: Vec<String> = self.step_rows().into_iter().map(line).collect();
        let tooltip = format!("After the last edit\n{}", rows.join("\n"));
        Some(OrchestraWords { text, tooltip, open: !proposed.is_empty() })
    }

    /// Returns the steps of the present plan, in their order.
    pub fn step_rows(&self) -> Vec<StepRow> {
        let off = self.steps_off();
        let planned = match (self.followed(), self.document.as_ref()) {
            (Some(followed), _) => followed.planned.clone(),
            // Before the first edit: nothing is stale.
            (None, Some(document)) => plan(&PlanFor {
                project: document.project(),
                touched: &Touched::default(),
                watched: None,
                off: &off,
                without_model: &self.steps_without_model(),
                budget: self.settings.work_after_edit,
            }),
            (None, None) => Vec::new(),
        };
        planned.into_iter().map(|step| self.step_row(&step, !off.contains(&step.name))).collect()
    }

    fn step_row(&self, step: &PlannedStep, on: bool) -> StepRow {
        let followed = self.followed();
        let outcome = followed.and_then(|f| f.ran.iter().find(|(name, _)| *name == step.name));
        let words = match (outcome, step.fate) {
            (Some((_, outcome)), _) => outcome.words.clone(),
            (None, Fate::Off) => "switched off".to_owned(),
            (None, Fate::NoModel) => "no model is installed".to_owned(),
            (None, Fate::LeftOut) => "left out: the budget is used up".to_owned(),
            (None, Fate::NothingStale) => "nothing stale".to_owned(),
            (None, Fate::Runs) => "waits".to_owned(),
        };
        let model = |name: Option<&str>, plain: &str| {
            name.map_or_else(|| plain.to_owned(), |name| format!("{name} + {plain}"))
        };
        let by = match step.name {
            StepName::Balance => model(self.balance_model_id(), "search, verified"),
            StepName::Loads => model(self.loads_model_id(), "engine beside it"),
            StepName::Validation => model(self.signal_model_id(), "rules beside it"),
            StepName::Sizes => "calculation".to_owned(),
            StepName::Routes => model(self.route_model_id(), "search, verified"),
            StepName::Checks => format!("{} rules", self.rule_count()),
        };
        let plural = if step.records == 1 { "" } else { "s" };
        StepRow {
            name: step.name,
            label: step.name.label(),
            by,
            outcome: words,
            work: format!("{} record{plural}, {} units", grouped(step.records), grouped(step.work)),
            details: outcome.map(|(_, outcome)| outcome.details.clone()).unwrap_or_default(),
            on,
            ran: outcome.is_some(),
        }
    }

    fn balance_model_id(&self) -> Option<&str> {
        self.live.model.as_ref()?.as_ref().ok().map(|model| model.id())
    }

    fn loads_model_id(&self) -> Option<&str> {
        self.loads_model()?.as_ref().ok().map(|model| model.id())
    }

    fn signal_model_id(&self) -> Option<&str> {
        self.signal_model()?.as_ref().ok().map(|model| model.id())
    }

    fn route_model_id(&self) -> Option<&str> {
        self.route_model()?.as_ref().ok().map(|model| model.id())
    }
}

fn grouped(number: u64) -> String {
    crate::units::grouped(number as f64, 0)
}
