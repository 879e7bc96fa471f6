//! Edits made from any numbers: for tests that want every kind of change, in any order, legal or refused.
//!
//! The same numbers give the same edit. About half of the edits are refused by `apply`, which is wanted: a refusal must
//! leave no trace.

mod records;

use crate::domain::{
    AreaId, CircuitId, DeviceId, Edit, OpeningId, PanelId, Project, RoomId, RunId, Sheet, SheetId, Slot,
    TransformerId, WaiverId, WallId,
};

/// Turns numbers into an edit of this project. Numbers that are missing count as 0.
pub fn edit_from(project: &Project, numbers: &[u64]) -> Edit {
    Dice { project, numbers, at: 0 }.edit()
}

/// Texts that files and cells get wrong when they can.
const TEXTS: [&str; 12] = [
    "",
    "RECEPT OFFICE 101-104",
    "say \"when\"",
    "back\\slash",
    "two\nlines\r\n",
    "tab\there",
    "Größe 3φ ▲ Δ",
    "👷‍♀️ e\u{301}",
    "// no comment /* at all */",
    "(slot: 1, va: inf)",
    "=1+1",
    " spaced ",
];

struct Dice<'p> {
    project: &'p Project,
    numbers: &'p [u64],
    at: usize,
}

impl Dice<'_> {
    fn roll(&mut self) -> u64 {
        self.at += 1;
        // Numbers are used again when they run out, each time mixed with the place.
        let number = self.numbers.get((self.at - 1) % self.numbers.len().max(1)).copied().unwrap_or(0);
        number.wrapping_add(self.at as u64 - 1).wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(29)
    }

    fn below(&mut self, n: usize) -> usize {
        (self.roll() % n.max(1) as u64) as usize
    }

    fn coin(&mut self) -> bool {
        self.below(2) == 1
    }

    fn pick<T: Copy>(&mut self, values: impl IntoIterator<Item = T>) -> Option<T> {
        let values: Vec<T> = values.into_iter().collect();
        let at = self.below(values.len());
        values.get(at).copied()
    }

    fn one_of<T: Copy>(&mut self, values: &[T], otherwise: T) -> T {
        self.pick(values.iter().copied()).unwrap_or(otherwise)
    }

    fn maybe<T>(&mut self, make: impl FnOnce(&mut Self) -> T) -> Option<T> {
        self.coin().then(|| make(self))
    }

    fn text(&mut self) -> String {
        self.one_of(&TEXTS, "").to_owned()
    }

    /// Numbers of all kinds: whole, short, long, tiny, huge, negative.
    fn number(&mut self) -> f64 {
        let n = self.roll() as f64;
        match self.below(6) {
            0 => (n % 20_000.0).floor(),
            1 => (n % 4_000.0).floor() / 8.0,
            2 => n / 7.0e14,
            3 => 0.1 + 0.2,
            4 => -(n % 100.0) / 3.0,
            _ => [0.0, 1e-300, 1e15, 9_007_199_254_740_993.0, 1.5e300, -0.0]
                .get(self.below(6))
                .copied()
                .unwrap_or(0.0),
        }
    }

    /// An id in use, or the next free one.
    fn id(&mut self, used: impl IntoIterator<Item = u64>) -> u64 {
        let used: Vec<u64> = used.into_iter().collect();
        if self.below(4) == 0 {
            self.project.next_id()
        } else {
            self.pick(used).unwrap_or(self.project.next_id())
        }
    }

    fn panel_id(&mut self) -> PanelId {
        let used: Vec<u64> = self.project.panels().map(|p| p.id.0).collect();
        PanelId(self.id(used))
    }

    fn circuit_id(&mut self, panel: PanelId) -> CircuitId {
        let used: Vec<u64> =
            self.project.panel(panel).into_iter().flat_map(|p| p.circuits().map(|c| c.id.0)).collect();
        CircuitId(self.id(used))
    }

    fn circuit_ref(&mut self) -> (PanelId, CircuitId) {
        let panel = self.panel_id();
        (panel, self.circuit_id(panel))
    }

    fn transformer_id(&mut self) -> TransformerId {
        let used: Vec<u64> = self.project.transformers().map(|t| t.id.0).collect();
        TransformerId(self.id(used))
    }

    fn sheet_id(&mut self) -> SheetId {
        let used: Vec<u64> = self.project.sheets().map(|s| s.id.0).collect();
        SheetId(self.id(used))
    }

    fn on_sheet(&mut self, sheet: SheetId, ids: impl Fn(&Sheet) -> Vec<u64>) -> u64 {
        let used = self.project.sheet(sheet).map(ids).unwrap_or_default();
        self.id(used)
    }

    fn waiver_id(&mut self) -> WaiverId {
        let used: Vec<u64> = self.project.waivers().map(|w| w.id.0).collect();
        WaiverId(self.id(used))
    }

    fn slot(&mut self) -> Slot {
        Slot(1 + self.below(46) as u16)
    }

    fn edit(&mut self) -> Edit {
        // Circuits are what people edit most.
        match self.below(40) {
            0 => Edit::SetInfo(self.info()),
            1 => Edit::SetSettings(self.settings()),
            2 => Edit::SetService(self.maybe(Self::service)),
            3 | 4 => Edit::AddPanel(Box::new(self.panel())),
            5 | 6 => Edit::SetPanel(Box::new(self.panel())),
            7 => Edit::RemovePanel(self.panel_id()),
            8..=12 => Edit::AddCircuit { panel: self.panel_id(), circuit: Box::new(self.new_circuit()) },
            13..=17 => {
                let (panel, id) = self.circuit_ref();
                Edit::SetCircuit { panel, circuit: Box::new(self.circuit(id)) }
            }
            18 => {
                let (panel, circuit) = self.circuit_ref();
                Edit::RemoveCircuit { panel, circuit }
            }
            19..=22 => self.moves(),
            23 => {
                let (from, circuit) = self.circuit_ref();
                Edit::TransferCircuit { from, to: self.panel_id(), circuit, slot: self.slot() }
            }
            24 => Edit::AddTransformer(Box::new(self.transformer())),
            25 => Edit::SetTransformer(Box::new(self.transformer())),
            26 => Edit::RemoveTransformer(self.transformer_id()),
            27 | 28 => {
                Edit::SetFeeder { load: self.feeder_load(), feeder: self.maybe(Self::feeder).map(Box::new) }
            }
            29 | 30 => Edit::PutSheet(Box::new(self.sheet())),
            31 => Edit::RemoveSheet(self.sheet_id()),
            _ => self.edit_of_sheet_or_waiver(),
        }
    }

    fn edit_of_sheet_or_waiver(&mut self) -> Edit {
        let sheet = self.sheet_id();
        let room = RoomId(self.on_sheet(sheet, |s| s.rooms.keys().map(|id| id.0).collect()));
        let device = DeviceId(self.on_sheet(sheet, |s| s.devices.keys().map(|id| id.0).collect()));
        let run = RunId(self.on_sheet(sheet, |s| s.runs.keys().map(|id| id.0).collect()));
        let wall = WallId(self.on_sheet(sheet, |s| s.walls.keys().map(|id| id.0).collect()));
        let opening = OpeningId(self.on_sheet(sheet, |s| s.openings.keys().map(|id| id.0).collect()));
        let area = AreaId(self.on_sheet(sheet, |s| s.areas.keys().map(|id| id.0).collect()));
        match self.below(24) {
            0 | 1 => Edit::PutRoom { sheet, room: Box::new(self.room(room)) },
            2 => Edit::RemoveRoom { sheet, room },
            3 | 4 => Edit::PutDevice { sheet, device: Box::new(self.device(device)) },
            5 => Edit::RemoveDevice { sheet, device },
            6 => Edit::PutRun { sheet, run: Box::new(self.run(run)) },
            7 => Edit::RemoveRun { sheet, run },
            8 => Edit::PutWaiver(Box::new(self.waiver())),
            9 => Edit::SetBaseline(self.maybe(Self::baseline).map(Box::new)),
            10 => Edit::SetAmendments((0..self.below(4)).map(|_| self.amendment()).collect()),
            11 | 12 => {
                Edit::PlaceOnOneLine { node: self.one_line_node(), at: self.maybe(Self::one_line_place) }
            }
            13 => Edit::RenameSheet { sheet, name: self.text() },
            14 => Edit::SetUnderlays { sheet, underlays: self.maybe(Self::underlay).into_iter().collect() },
            15 | 16 => Edit::PutWall { sheet, wall: Box::new(self.wall(wall)) },
            17 => Edit::RemoveWall { sheet, wall },
            18 | 19 => Edit::PutOpening { sheet, opening: Box::new(self.opening(opening, wall)) },
            20 => Edit::RemoveOpening { sheet, opening },
            21 => Edit::PutArea { sheet, area: Box::new(self.area(area)) },
            22 => Edit::RemoveArea { sheet, area },
            _ => Edit::RemoveWaiver(self.waiver_id()),
        }
    }

    fn moves(&mut self) -> Edit {
        let panel = self.panel_id();
        let one = self.circuit_id(panel);
        let mut moves = vec![(one, self.slot())];
        if self.coin() {
            // An exchange, when both have as many poles.
            let other = self.circuit_id(panel);
            let slot = |id| self.project.panel(panel).and_then(|p| p.circuit(id)).map(|c| c.slot);
            if let (Some(a), Some(b)) = (slot(one), slot(other))
                && one != other
            {
                moves = vec![(one, b), (other, a)];
            }
        }
        Edit::MoveCircuits { panel, moves }
    }
}
