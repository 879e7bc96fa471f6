//! The model beside plain rules and the engine, cell by cell.
//!
//! | column | a score of each inventory |
//! |---|---|
//! | factors | share of the loads whose demand factor is within 0.02 of the engine's |
//! | legs | 1 where the demand of every leg is within 2 % of the most loaded leg |
//! | size | 1 where the class of the service or feeder is the engine's |
//! | whole | 1 where all of it is right |

use super::answer::Answer;
use super::calibration::{fitted_temperature, sureness};
use super::encoding::Question;
use super::inventories::InventoryRecord;
use super::scores::Judged;
use super::thinking::answers;
use super::thumb::{Plain, by_thumb, in_full};
use super::wanted::Posed;
use crate::hrm::balance::Summary;
use crate::hrm::model::Answering;
use crate::hrm::reliability::{Reliability, reliability};
use crate::hrm::{Estimate, HrmError, mean_estimate, share_estimate};

/// Who answers, in the order of the table.
pub const ANSWERERS: [&str; 4] = ["majority", "thumb", "engine", "model"];
/// What is scored, in the order of the table.
pub const SCORES: [&str; 4] = ["factors", "legs", "size", "whole"];
/// Inventories of one pass.
const TOGETHER: usize = 256;

/// What a cell came to.
#[derive(Clone, Debug, PartialEq)]
pub struct LoadsCell {
    pub cell: String,
    pub n: usize,
    /// By [`ANSWERERS`], then [`SCORES`].
    pub scores: Vec<Vec<Summary>>,
    /// Share of all loads of the cell whose factor is right, by [`ANSWERERS`].
    pub items: Vec<Estimate>,
}

/// What an evaluation came to.
#[derive(Clone, Debug, PartialEq)]
pub struct LoadsScores {
    /// In the order of the cells.
    pub cells: Vec<LoadsCell>,
    /// All inventories together.
    pub all: LoadsCell,
    /// Largest error of a leg over the most loaded leg, as a mean over inventories, of the model.
    pub leg_error: Estimate,
    pub temperature: f64,
    /// How sure it is of the size against how often it is right, with the temperature, and without.
    pub reliability: Reliability,
    pub uncalibrated: Reliability,
    /// Inventories with nothing to ask, which nobody is scored on.
    pub left_out: usize,
}

/// Finds the temperature at which confidence is what it says, on inventories of neither training nor test.
///
/// # Errors
/// As [`evaluate_loads`].
pub fn calibrate(model: &Answering, records: &[InventoryRecord]) -> Result<f64, HrmError> {
    let posed = posed(records)?;
    let questions: Vec<&Question> = posed.iter().map(|(_, posed)| &posed.question).collect();
    let found = answers(model, &questions)?;
    let pairs = posed.iter().zip(&found).map(|((_, posed), (answer, _))| (answer, posed.truth.size));
    Ok(fitted_temperature(&sureness(pairs)))
}

fn posed(records: &[InventoryRecord]) -> Result<Vec<(&str, Posed)>, HrmError> {
    let mut all = Vec::with_capacity(records.len());
    for record in records {
        if let Some(posed) = Posed::new(record).map_err(HrmError::Batch)? {
            all.push((record.cell.as_str(), posed));
        }
    }
    Ok(all)
}

/// Scores a model on inventories at a temperature. `go_on` hears how many are done and says whether to go on.
///
/// # Errors
/// When a record is no inventory, the arithmetic fails, or `go_on` says no.
pub fn evaluate_loads(
    model: &Answering,
    records: &[InventoryRecord],
    temperature: f64,
    go_on: &mut dyn FnMut(usize) -> bool,
) -> Result<LoadsScores, HrmError> {
    let posed = posed(records)?;
    let mut found: Vec<Answer> = Vec::with_capacity(posed.len());
    for block in posed.chunks(TOGETHER) {
        if !go_on(found.len()) {
            return Err(HrmError::Cancelled);
        }
        let questions: Vec<&Question> = block.iter().map(|(_, posed)| &posed.question).collect();
        found.extend(answers(model, &questions)?.into_iter().map(|(answer, _)| answer));
    }
    let mut cells: Vec<&str> = Vec::new();
    for (cell, _) in &posed {
        if !cells.contains(cell) {
            cells.push(cell);
        }
    }
    let rows: Vec<[Judged; 4]> =
        posed.iter().zip(&found).map(|((_, posed), answer)| judged(posed, answer)).collect();
    let of = |name: &str, wanted: &dyn Fn(&str) -> bool| {
        let own: Vec<&[Judged; 4]> =
            posed.iter().zip(&rows).filter(|((cell, _), _)| wanted(cell)).map(|(_, row)| row).collect();
        summed(name, &own)
    };
    let sure = |temperature: f64| {
        let all = posed.iter().zip(&found).map(|((_, posed), answer)| {
            let (size, confidence) = answer.size(temperature);
            (confidence, size == posed.truth.size)
        });
        reliability(&all.collect::<Vec<_>>())
    };
    let errors: Vec<f64> = rows.iter().map(|row| row[3].leg_error).collect();
    Ok(LoadsScores {
        cells: cells.iter().map(|cell| of(cell, &|own| own == *cell)).collect(),
        all: of("all", &|_| true),
        leg_error: mean_estimate(&errors),
        temperature,
        reliability: sure(temperature),
        uncalibrated: sure(1.0),
        left_out: records.len() - posed.len(),
    })
}

fn judged(posed: &Posed, answer: &Answer) -> [Judged; 4] {
    let plain =
        |found: Plain| Judged::of(&posed.question, &posed.truth, &found.factors, found.demand_va, found.size);
    [
        plain(in_full(&posed.question)),
        plain(by_thumb(&posed.question)),
        // Recomputed from what it says of each row, by the sums that the model's answer goes through.
        posed.judge(&posed.engine()),
        posed.judge(answer),
    ]
}

fn summed(name: &str, rows: &[&[Judged; 4]]) -> LoadsCell {
    let flag = |holds: bool| f64::from(u8::from(holds));
    let scores = (0..ANSWERERS.len()).map(|who| {
        let of =
            |pick: &dyn Fn(&Judged) -> f64| Summary::of(rows.iter().map(|row| pick(&row[who])).collect());
        vec![
            of(&Judged::factors),
            of(&|one| flag(one.legs())),
            of(&|one| flag(one.size)),
            of(&|one| flag(one.whole())),
        ]
    });
    let items = (0..ANSWERERS.len()).map(|who| {
        let sum = |pick: fn(&Judged) -> usize| rows.iter().map(|row| pick(&row[who])).sum::<usize>();
        share_estimate(sum(|one| one.right), sum(|one| one.items))
    });
    LoadsCell { cell: name.to_owned(), n: rows.len(), scores: scores.collect(), items: items.collect() }
}
