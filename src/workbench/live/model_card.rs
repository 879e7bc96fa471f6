//! The card of the installed model in words, as a dialog shows it. It knows nothing of the registry's files.

use crate::workbench::Workbench;

/// A card in words.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ModelCardWords {
    /// Name, as in `balance-1`.
    pub id: String,
    pub title: String,
    /// One paragraph.
    pub description: String,
    /// What it was made with and on, as label and words.
    pub made: Vec<(&'static str, String)>,
    /// The exact commands, in their order.
    pub commands: Vec<String>,
    /// What it has learned from and was judged on, as label and words.
    pub data: Vec<(&'static str, String)>,
    /// What it is not good for, a sentence each.
    pub limits: Vec<String>,
    /// Heads of the table of figures.
    pub columns: Vec<&'static str>,
    /// How many of the columns, from the last, are the model's own.
    pub own_columns: usize,
    /// Rows of the table; none where the model was not measured.
    pub cells: Vec<CellWords>,
    /// What the figures are.
    pub remark: String,
}

/// One cell of a test set.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CellWords {
    /// As in `18 208Y/120`.
    pub cell: String,
    /// One for each column; empty words where the card has none.
    pub figures: Vec<FigureWords>,
}

/// What one column came to in a cell.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FigureWords {
    /// Mean, 5th percentile and share above 0.95, as in `0.981`, `0.951` and `93 %`.
    pub lines: [String; 3],
    /// The same with their 95 % intervals, a line each.
    pub intervals: String,
}

impl Workbench {
    /// Returns the card of the installed model; `None` without a model, or where its card cannot be read.
    pub const fn model_card(&self) -> Option<&ModelCardWords> {
        self.live.card.as_ref()
    }

    /// Returns the name of the model that proposes.
    pub fn model_id(&self) -> Option<&str> {
        self.live.model.as_ref()?.as_ref().ok().map(|model| model.id())
    }

    /// Returns why the installed model cannot be used.
    pub fn model_refusal(&self) -> Option<&str> {
        self.live.model.as_ref()?.as_ref().err().map(String::as_str)
    }
}
