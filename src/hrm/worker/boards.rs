//! Panelboards and boards of cells as messages carry them.

use crate::domain::{CircuitId, Metric, Slot, System};
use crate::engineering::LegLoad;
use crate::engineering::balance::{self, BalanceItem, BalanceProblem, MoveLimits};
use crate::engineering::routing::{Board, Cell};
use crate::proposals::{DirectionField, ModelAsk};
use serde::{Deserialize, Serialize};

/// A panelboard with a wish.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PanelBoard {
    /// Code of the system, as in `208Y/120`.
    system: String,
    slots: u16,
    sections: u8,
    metric: String,
    no_holes: bool,
    only_to_spares_or_spaces: bool,
    circuits: Vec<Breaker>,
    goal: Goal,
    /// Score to reach.
    target: f64,
}

/// What is wanted of a panelboard.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Goal {
    Fewest,
    Best,
}

/// A breaker; loads are VA of each pole, by connection.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct Breaker {
    id: u64,
    top: u16,
    poles: u8,
    line_to_neutral: [f64; 3],
    line_to_line: [f64; 3],
    three_phase: [f64; 3],
    to_neutral: bool,
    locked: bool,
    group: Option<String>,
    spare: bool,
}

impl PanelBoard {
    /// Writes a problem down.
    pub fn new(problem: &BalanceProblem, ask: &ModelAsk) -> Self {
        let breaker = |item: &BalanceItem| Breaker {
            id: item.id.0,
            top: item.top.0,
            poles: item.poles,
            line_to_neutral: item.load.line_to_neutral,
            line_to_line: item.load.line_to_line,
            three_phase: item.load.three_phase,
            to_neutral: item.line_to_neutral,
            locked: item.locked,
            group: item.group.clone(),
            spare: item.spare,
        };
        Self {
            system: problem.system.code().to_owned(),
            slots: problem.slots,
            sections: problem.sections,
            metric: problem.metric.name().to_owned(),
            no_holes: problem.limits.no_holes,
            only_to_spares_or_spaces: problem.limits.only_to_spares_or_spaces,
            circuits: problem.items.iter().map(breaker).collect(),
            goal: match ask.goal {
                balance::Goal::Fewest => Goal::Fewest,
                balance::Goal::Best => Goal::Best,
            },
            target: ask.target,
        }
    }

    /// Returns the problem and the wish.
    ///
    /// # Errors
    /// Says what of it cannot be.
    pub fn problem(&self) -> Result<(BalanceProblem, ModelAsk), String> {
        let unknown = |what: &str, name: &str| format!("'{name}' is no {what}");
        let system = System::from_code(&self.system).ok_or_else(|| unknown("system", &self.system))?;
        let metric = Metric::from_name(&self.metric).ok_or_else(|| unknown("metric", &self.metric))?;
        let items = self.circuits.iter().map(Breaker::item).collect::<Result<Vec<_>, String>>()?;
        let limits =
            MoveLimits { no_holes: self.no_holes, only_to_spares_or_spaces: self.only_to_spares_or_spaces };
        let problem = BalanceProblem {
            metric,
            limits,
            ..BalanceProblem::new(system, self.slots, self.sections.max(1), items)
        };
        let goal = match self.goal {
            Goal::Fewest => balance::Goal::Fewest,
            Goal::Best => balance::Goal::Best,
        };
        Ok((problem, ModelAsk { goal, target: self.target }))
    }
}

impl Breaker {
    fn item(&self) -> Result<BalanceItem, String> {
        let loads = [self.line_to_neutral, self.line_to_line, self.three_phase];
        if !(1..=3).contains(&self.poles) || loads.iter().flatten().any(|va| !va.is_finite()) {
            return Err(format!("the breaker in slot {} has no one to three poles with loads", self.top));
        }
        let [line_to_neutral, line_to_line, three_phase] = loads;
        Ok(BalanceItem {
            id: CircuitId(self.id),
            top: Slot(self.top),
            poles: self.poles,
            load: LegLoad { line_to_neutral, line_to_line, three_phase },
            line_to_neutral: self.to_neutral,
            locked: self.locked,
            group: self.group.clone(),
            spare: self.spare,
            class: crate::domain::LoadClass::Appliance,
            area: String::new(),
        })
    }
}

/// A board with the goal of all ways. Cells are counted in rows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RouteBoard {
    columns: usize,
    rows: usize,
    blocked: Vec<usize>,
    goal: usize,
}

/// The most cells of a board; a broken message may say anything.
const MOST_CELLS: usize = 1 << 22;

impl RouteBoard {
    /// Writes a board down; `None` where the goal is outside.
    pub fn new(board: &Board, goal: Cell) -> Option<Self> {
        let (columns, rows) = (board.columns(), board.rows());
        let blocked = (0..columns * rows).filter(|at| board.is_blocked(board.cell(*at))).collect();
        Some(Self { columns, rows, blocked, goal: board.index(goal)? })
    }

    /// Returns the board and the goal.
    ///
    /// # Errors
    /// When it is too large.
    pub fn board(&self) -> Result<(Board, Cell), String> {
        if self.columns.checked_mul(self.rows).is_none_or(|cells| cells > MOST_CELLS) {
            return Err(format!("a board of {} by {} cells is too large", self.columns, self.rows));
        }
        let mut board = Board::new(self.columns, self.rows);
        self.blocked.iter().for_each(|at| board.set_blocked(board.cell(*at), true));
        let goal = board.cell(self.goal);
        Ok((board, goal))
    }
}

/// For every cell the one that lies next on its way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Field {
    next: Vec<Option<usize>>,
    segments: usize,
}

impl Field {
    /// Writes a model's pointers down.
    pub fn new(board: &Board, field: &DirectionField) -> Self {
        let next = |at: usize| field.next(board.cell(at)).and_then(|cell| board.index(cell));
        Self { next: (0..board.columns() * board.rows()).map(next).collect(), segments: field.segments() }
    }

    /// Returns the pointers on a board.
    pub fn field(&self, board: &Board, goal: Cell) -> DirectionField {
        let cell = |at: &Option<usize>| at.map(|at| board.cell(at));
        DirectionField::new(board, goal, self.next.iter().map(cell).collect(), self.segments)
    }
}
