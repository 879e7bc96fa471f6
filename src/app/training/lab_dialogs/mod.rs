//! The dialogs of datasets and models: an example enlarged, what a promotion changes, going back, cards with lineage.

mod models;
mod promote;
mod roll_back;
mod sample;

use crate::app::dialogs::ProgramDialog;
use crate::workbench::lab::Sample;
use std::sync::Arc;

/// Which dialog is asked for.
#[derive(Clone, Debug)]
pub enum LabDialog {
    /// An example of a task, among others.
    Sample { task: String, samples: Arc<Vec<Sample>>, at: usize },
    /// What the candidates would change, and whether they shall be champions.
    Promote { against_gate: bool },
    /// The champions that tasks have had.
    RollBack,
    /// Every model with its card.
    Models,
}

impl LabDialog {
    /// Makes the dialog.
    pub fn open(self) -> Box<dyn ProgramDialog> {
        match self {
            Self::Sample { task, samples, at } => Box::new(sample::SampleDialog::new(task, samples, at)),
            Self::Promote { against_gate } => Box::new(promote::PromoteDialog::new(against_gate)),
            Self::RollBack => Box::new(roll_back::RollBackDialog),
            Self::Models => Box::new(models::ModelsDialog::default()),
        }
    }
}
