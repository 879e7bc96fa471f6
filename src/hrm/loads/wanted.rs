//! What the engine says of an inventory, row by row: what is learned.

use super::answer::{Answer, RowAnswer};
use super::encoding::Question;
use super::inventories::{InventoryRecord, LoadTruth};
use super::scores::Judged;

/// An inventory with what the engine says of it.
#[derive(Clone, Debug)]
pub struct Posed {
    pub question: Question,
    /// Of each row; above zero for a motor that counts 25 % more.
    pub rows: Vec<RowAnswer>,
    pub truth: LoadTruth,
    /// What of the design load factors do not give: the motor's 25 %, in VA.
    pub of_motor: f64,
}

impl Posed {
    /// Poses an inventory; `None` where there is nothing to ask.
    ///
    /// # Errors
    /// Says what of the record cannot be.
    pub fn new(record: &InventoryRecord) -> Result<Option<Self>, String> {
        let Some(question) = Question::new(record.inventory()?) else { return Ok(None) };
        Ok(Some(Self::of(question, record.truth.clone())))
    }

    pub(super) fn of(question: Question, truth: LoadTruth) -> Self {
        let summary = &question.summary;
        let motor = question
            .inventory
            .items
            .iter()
            .position(|item| truth.motor == Some((item.panel.0, item.circuit.0)));
        let rows = summary.rows.iter().map(|row| {
            let code = super::inventories::code_of(row.group);
            let found = truth.groups.iter().find(|(group, ..)| *group == code);
            let (demand, design) = found.map_or((0.0, 0.0), |(_, demand, design)| (*demand, *design));
            let base = summary.group(row).base;
            RowAnswer {
                factor: if base > 0.0 { demand / base } else { 1.0 },
                share: if demand > 0.0 { design / demand } else { 1.0 },
                motor: if row.motor.is_some() && row.motor == motor { 1.0 } else { -1.0 },
            }
        });
        let rows = rows.collect();
        let va = motor.and_then(|place| question.inventory.items.get(place));
        let of_motor = va.map_or(0.0, |item| 0.25 * item.load.total().0);
        Self { rows, of_motor, truth, question }
    }

    /// Returns the engine's answer as if a model had given it.
    pub fn engine(&self) -> Answer {
        let mut sizes = vec![0.0; super::sizes::SIZES];
        if let Some(size) = sizes.get_mut(self.truth.size) {
            *size = 30.0;
        }
        Answer::of(&self.question, self.rows.clone(), sizes, 0)
    }

    /// Holds an answer against the engine's.
    pub fn judge(&self, answer: &Answer) -> Judged {
        let (size, _) = answer.size(1.0);
        Judged::of(&self.question, &self.truth, &answer.factors(&self.question), answer.demand_va, size)
    }
}
