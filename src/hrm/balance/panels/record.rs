//! A panelboard of a dataset as one line of JSON, with what is known of its best balance.

use crate::domain::{CircuitId, LoadClass, Slot, System};
use crate::engineering::LegLoad;
use crate::engineering::balance::{BalanceItem, BalanceProblem, BestPossible, units_from_va};
use serde::{Deserialize, Serialize};

/// One panelboard.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PanelRecord {
    /// Its place in the draw, or the project and panel it comes from.
    pub name: String,
    pub occupancy: String,
    pub case: String,
    /// Code of the system, as in `208Y/120`.
    pub system: String,
    pub slots: u16,
    pub circuits: Vec<CircuitRecord>,
    /// Best possible score, no score is above `bound`; equal where that is proven.
    pub best: f64,
    pub bound: f64,
    pub proven: bool,
    /// The leg of the first slot (0, 1, 2) of each circuit that has a choice, in an arrangement of the best score.
    pub choice: Vec<usize>,
    /// Whether it is difficult: a proposal for it was rejected, or the model lost to the heuristic.
    #[serde(default, skip_serializing_if = "is_false")]
    pub hard: bool,
    /// The top slots of a proposal that was rejected, circuit by circuit; the circuits stand as they were kept.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub away: Vec<u16>,
}

/// What a record of a firm's own says as its case: its circuits stand where the firm has them.
pub const FINISHED: [&str; 4] = ["given", "by hand", "accepted", "rejected"];

/// One breaker.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CircuitRecord {
    /// Slot of the top pole.
    pub slot: u16,
    /// Load of each pole in VA, top first.
    pub va: Vec<f64>,
    /// Whether the poles carry loads to neutral, each its own.
    #[serde(default, skip_serializing_if = "is_false")]
    pub neutral: bool,
    #[serde(default, skip_serializing_if = "is_false")]
    pub locked: bool,
    #[serde(default, skip_serializing_if = "is_false")]
    pub spare: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub group: Option<String>,
    /// Letter of what it serves; drawn panelboards do not say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub class: Option<char>,
    /// Which of the panelboard's areas it serves, counted from 1 in their order; 0 where nothing is known. No names.
    #[serde(default, skip_serializing_if = "is_none")]
    pub area: u16,
}

const fn is_none(area: &u16) -> bool {
    *area == 0
}

const fn is_false(flag: &bool) -> bool {
    !*flag
}

impl PanelRecord {
    /// Writes a panelboard down.
    pub fn new(
        name: String,
        (occupancy, case): (&str, &str),
        problem: &BalanceProblem,
        best: &BestPossible,
        choice: Vec<usize>,
    ) -> Self {
        Self {
            name,
            occupancy: occupancy.to_owned(),
            case: case.to_owned(),
            system: problem.system.code().to_owned(),
            slots: problem.slots,
            circuits: circuits(problem),
            best: best.score,
            bound: best.bound,
            proven: best.proven,
            choice,
            hard: false,
            away: Vec::new(),
        }
    }

    /// Writes a panelboard down as it stands, with nothing known of its best balance.
    pub fn unlabelled(case: &str, problem: &BalanceProblem) -> Self {
        let best = BestPossible { score: 0.0, bound: 1.0, gap: 1.0, proven: false };
        Self::new(String::new(), ("given", case), problem, &best, Vec::new())
    }

    /// Returns the panelboard.
    ///
    /// # Errors
    /// Says what of the record cannot be.
    pub fn problem(&self) -> Result<BalanceProblem, String> {
        let system = System::from_code(&self.system)
            .ok_or_else(|| format!("{}: '{}' is no system", self.name, self.system))?;
        let items: Result<Vec<BalanceItem>, String> =
            self.circuits.iter().zip(1..).map(|(circuit, id)| circuit.item(id)).collect();
        let items = items.map_err(|why| format!("{}: {why}", self.name))?;
        Ok(BalanceProblem::new(system, self.slots, 1, items))
    }

    /// Returns whether the circuits stand where a firm has put them; drawn and varied ones do not.
    pub fn is_finished(&self) -> bool {
        FINISHED.contains(&self.case.as_str())
    }

    /// Returns what two records differ in that say the same panelboard otherwise.
    pub(super) fn state(&self) -> String {
        let slots: Vec<u16> = self.circuits.iter().map(|circuit| circuit.slot).collect();
        format!("{} {slots:?} {:?}", self.key(), self.away)
    }

    /// Returns what stays the same when circuits change places or legs: equal keys are one panelboard for a leak check.
    pub fn key(&self) -> String {
        let mut circuits: Vec<String> = self.circuits.iter().map(CircuitRecord::key).collect();
        circuits.sort();
        let legs = System::from_code(&self.system).map_or(0, |system| system.legs().len());
        format!("{}/{legs}:{}", self.slots, circuits.join(","))
    }
}

/// Writes the breakers of a panelboard down, areas by their place in the order of names.
fn circuits(problem: &BalanceProblem) -> Vec<CircuitRecord> {
    let mut areas: Vec<&str> = problem.items.iter().map(|item| item.area.as_str()).collect();
    areas.retain(|area| !area.is_empty());
    areas.sort_unstable();
    areas.dedup();
    let area =
        |item: &BalanceItem| areas.iter().position(|area| **area == item.area).map_or(0, |at| at as u16 + 1);
    problem.items.iter().map(|item| CircuitRecord { area: area(item), ..CircuitRecord::new(item) }).collect()
}

impl CircuitRecord {
    fn new(item: &BalanceItem) -> Self {
        let va = item.load.per_leg().0.map(|va| va.0);
        Self {
            slot: item.top.0,
            va: va.into_iter().take(usize::from(item.poles)).collect(),
            neutral: item.line_to_neutral && item.poles > 1,
            locked: item.locked,
            spare: item.spare,
            group: item.group.clone(),
            class: Some(item.class.letter()).filter(|_| item.class != LoadClass::Appliance),
            area: 0,
        }
    }

    fn item(&self, id: u64) -> Result<BalanceItem, String> {
        let poles = self.va.len();
        if !(1..=3).contains(&poles) || self.va.iter().any(|va| !va.is_finite() || *va < 0.0) {
            return Err(format!(
                "the circuit in slot {} has no one to three loads of zero or more",
                self.slot
            ));
        }
        let mut shares = [0.0; 3];
        shares.iter_mut().zip(&self.va).for_each(|(share, va)| *share = *va);
        let to_neutral = poles == 1 || self.neutral;
        let load = match poles {
            _ if to_neutral => LegLoad { line_to_neutral: shares, ..LegLoad::default() },
            2 => LegLoad { line_to_line: shares, ..LegLoad::default() },
            _ => LegLoad { three_phase: shares, ..LegLoad::default() },
        };
        Ok(BalanceItem {
            id: CircuitId(id),
            top: Slot(self.slot),
            poles: poles as u8,
            load,
            line_to_neutral: to_neutral,
            locked: self.locked,
            group: self.group.clone(),
            spare: self.spare,
            class: self.class.and_then(LoadClass::from_letter).unwrap_or(LoadClass::Appliance),
            area: if self.area == 0 { String::new() } else { format!("{:0>5}", self.area) },
        })
    }

    /// Loads in units; of several poles from the largest on, so that another first leg is the same circuit.
    fn key(&self) -> String {
        let mut units: Vec<i64> = self.va.iter().map(|va| units_from_va(*va)).collect();
        let first = units.iter().enumerate().max_by_key(|(index, load)| (**load, std::cmp::Reverse(*index)));
        let first = first.map_or(0, |(index, _)| index);
        units.rotate_left(first);
        let flags = u8::from(self.locked) * 2 + u8::from(self.spare);
        format!("{units:?}{flags}{}", self.group.as_deref().unwrap_or_default())
    }
}
