//! Edits made from any numbers: for tests that want every kind of change, in any order, legal or refused.
//!
//! The same numbers give the same edit. About half of the edits are refused by `apply`, which is wanted: a refusal must
//! leave no trace.

use crate::domain::{
    Circuit, CircuitField, CircuitId, CircuitKind, CircuitLoad, ConductorSet, Connection, DesignSettings,
    Device, DeviceId, DeviceKind, Edit, Feeder, FeederLoad, LoadBasis, LoadClass, Main, Metric, Mounting,
    Panel, PanelId, Project, ProjectInfo, Raceway, Room, RoomId, Run, RunId, Service, Sheet, SheetId, Slot,
    Source, System, Transformer, TransformerId, Underlay, Waiver, WaiverId, WaiverKind, WaiverScope, Wall,
};
use crate::nec::{Edition, Insulation, Material, RacewayType};
use crate::units::{Amperes, Feet, KiloAmperes, PlanPoint, PowerFactor, VoltAmperes, Volts, WireSize};
use std::sync::Arc;

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
        match self.below(10) {
            0 | 1 => Edit::PutRoom { sheet, room: Box::new(self.room(room)) },
            2 => Edit::RemoveRoom { sheet, room },
            3 | 4 => Edit::PutDevice { sheet, device: Box::new(self.device(device)) },
            5 => Edit::RemoveDevice { sheet, device },
            6 => Edit::PutRun { sheet, run: Box::new(self.run(run)) },
            7 => Edit::RemoveRun { sheet, run },
            8 => Edit::PutWaiver(Box::new(self.waiver())),
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

    fn info(&mut self) -> ProjectInfo {
        ProjectInfo {
            name: self.text(),
            number: self.text(),
            client: self.text(),
            address: self.text(),
            engineer: self.text(),
            notes: self.text(),
        }
    }

    fn settings(&mut self) -> DesignSettings {
        DesignSettings {
            edition: self.one_of(&Edition::ALL, Edition::E2023),
            metric: self.one_of(Metric::ALL, Metric::RangeOverMax),
            basis: self.one_of(LoadBasis::ALL, LoadBasis::Connected),
            balance_target: self.number(),
        }
    }

    fn system(&mut self) -> System {
        self.one_of(&System::ALL, System::Wye208)
    }

    fn service(&mut self) -> Service {
        Service {
            name: self.text(),
            system: self.system(),
            rating: self.maybe(|d| Amperes(d.number())),
            available_fault: self.maybe(|d| KiloAmperes(d.number())),
            utility: self.text(),
            notes: self.text(),
        }
    }

    fn panel(&mut self) -> Panel {
        let id = self.panel_id();
        let slots = [2, 12, 30, 42, 84, 168].get(self.below(6)).copied().unwrap_or(42);
        let name = format!("P-{}", self.below(9));
        let mut panel = Panel::new(id, name, self.system(), slots);
        panel.location = self.text();
        panel.bus = self.maybe(|d| Amperes(d.number()));
        panel.main = self.maybe(|d| Main::Breaker(Amperes(d.number()))).unwrap_or_default();
        panel.interrupting = self.maybe(|d| KiloAmperes(d.number()));
        panel.mounting = self.one_of(Mounting::ALL, Mounting::Flush);
        panel.enclosure = self.text();
        panel.feed_through = self.coin();
        panel.issued = self.coin();
        panel.notes = self.text();
        panel.feeder = self.maybe(Self::feeder);
        let circuits = self.below(4);
        for offset in 0..circuits as u64 {
            let mut circuit = self.circuit(CircuitId(self.project.next_id() + 1 + offset));
            circuit.slot = Slot(1 + 6 * offset as u16);
            panel.circuits.insert(circuit.id, Arc::new(circuit));
        }
        panel
    }

    fn new_circuit(&mut self) -> Circuit {
        self.circuit(CircuitId(self.project.next_id()))
    }

    fn circuit(&mut self, id: CircuitId) -> Circuit {
        let poles = 1 + self.below(3) as u8;
        let per_pole = self.coin();
        let load = if per_pole {
            CircuitLoad::PerPole((0..poles).map(|_| VoltAmperes(self.number())).collect())
        } else {
            CircuitLoad::Total(VoltAmperes(self.number()))
        };
        let unread =
            (0..self.below(3)).map(|_| (self.one_of(CircuitField::ALL, CircuitField::Load), self.text()));
        Circuit {
            unread: unread.collect(),
            slot: self.slot(),
            poles,
            kind: if self.below(4) == 0 { CircuitKind::Spare } else { CircuitKind::Branch },
            description: self.text(),
            class: self.one_of(LoadClass::ALL, LoadClass::Motor),
            load,
            trip: self.maybe(|d| Amperes(d.number())),
            continuous: self.coin(),
            multiwire: self.coin(),
            locked: self.coin(),
            group: self.maybe(Self::text),
            power_factor: PowerFactor::new(self.number().abs().fract()),
            conductors: self.maybe(Self::conductors),
            raceway: self.maybe(Self::raceway),
            length: self.maybe(|d| Feet(d.number())),
            gfci: self.coin(),
            afci: self.coin(),
            notes: self.text(),
            ..Circuit::new(id, Slot(1))
        }
    }

    fn wire(&mut self) -> Option<WireSize> {
        self.pick(WireSize::all())
    }

    fn conductors(&mut self) -> ConductorSet {
        // `all` is never empty; a missing pick would only repeat the smallest size.
        let size = self.wire().or_else(|| WireSize::all().next());
        ConductorSet {
            size: size.expect("there are standard sizes"),
            material: self.one_of(Material::ALL, Material::Copper),
            insulation: self.one_of(Insulation::ALL, Insulation::Thhn),
            parallel_sets: 1 + self.below(4) as u8,
            neutral: self.maybe(Self::wire).flatten(),
            egc: self.maybe(Self::wire).flatten(),
        }
    }

    fn raceway(&mut self) -> Raceway {
        Raceway { kind: self.one_of(RacewayType::ALL, RacewayType::Emt), trade_size: self.text() }
    }

    fn feeder_load(&mut self) -> FeederLoad {
        if self.coin() {
            FeederLoad::Panel(self.panel_id())
        } else {
            FeederLoad::Transformer(self.transformer_id())
        }
    }

    fn feeder(&mut self) -> Feeder {
        let source = match self.below(4) {
            0 => Source::Service,
            1 => Source::FeedThrough(self.panel_id()),
            2 => Source::Transformer(self.transformer_id()),
            _ => {
                let (panel, circuit) = self.circuit_ref();
                Source::Circuit(panel, circuit)
            }
        };
        Feeder {
            source,
            ocpd: self.maybe(|d| Amperes(d.number())),
            conductors: self.maybe(Self::conductors),
            raceway: self.maybe(Self::raceway),
            length: self.maybe(|d| Feet(d.number())),
        }
    }

    fn transformer(&mut self) -> Transformer {
        Transformer {
            id: self.transformer_id(),
            name: self.text(),
            location: self.text(),
            rating: VoltAmperes(self.number()),
            connection: self.one_of(Connection::ALL, Connection::DeltaWye),
            primary: Volts(self.number()),
            secondary: self.system(),
            impedance_percent: self.maybe(Self::number),
            secondary_ocpd: self.maybe(|d| Amperes(d.number())),
            notes: self.text(),
            feeder: self.maybe(Self::feeder),
        }
    }

    fn point(&mut self) -> PlanPoint {
        PlanPoint { x: self.number(), y: self.number() }
    }

    fn points(&mut self) -> Vec<PlanPoint> {
        (0..self.below(4)).map(|_| self.point()).collect()
    }

    fn sheet(&mut self) -> Sheet {
        let mut sheet = Sheet::new(self.sheet_id(), self.text());
        sheet.underlay = self.maybe(|d| Underlay {
            file_name: d.text(),
            content_hash: d.text(),
            feet_per_unit: d.number(),
            origin: d.point(),
        });
        for _ in 0..self.below(3) {
            sheet.walls.push(Wall { from: self.point(), to: self.point(), thickness_ft: self.number() });
        }
        let next = self.project.next_id();
        if self.coin() {
            sheet.rooms.insert(RoomId(next + 1), Arc::new(self.room(RoomId(next + 1))));
            sheet.devices.insert(DeviceId(next + 2), Arc::new(self.device(DeviceId(next + 2))));
            sheet.runs.insert(RunId(next + 3), Arc::new(self.run(RunId(next + 3))));
        }
        sheet
    }

    fn room(&mut self, id: RoomId) -> Room {
        Room { id, name: self.text(), use_type: self.text(), outline: self.points() }
    }

    fn device(&mut self, id: DeviceId) -> Device {
        Device {
            id,
            kind: self.one_of(DeviceKind::ALL, DeviceKind::Switch),
            symbol: self.text(),
            at: self.point(),
            rotation_deg: self.number(),
            load: VoltAmperes(self.number()),
            circuit: self.maybe(Self::circuit_ref),
            label: self.text(),
        }
    }

    fn run(&mut self, id: RunId) -> Run {
        Run {
            id,
            tag: self.text(),
            path: self.points(),
            raceway: self.maybe(Self::raceway),
            circuits: (0..self.below(3)).map(|_| self.circuit_ref()).collect(),
        }
    }

    fn waiver(&mut self) -> Waiver {
        Waiver {
            id: self.waiver_id(),
            finding_key: self.text(),
            facts_hash: self.text(),
            kind: self.one_of(WaiverKind::ALL, WaiverKind::FalsePositive),
            scope: self.one_of(WaiverScope::ALL, WaiverScope::Object),
            reason: self.text(),
            basis: self.text(),
            author: self.text(),
            license_number: self.maybe(Self::text),
            date: "2026-05-04".to_owned(),
            expires: self.maybe(Self::text),
            edition: self.one_of(&Edition::ALL, Edition::E2026),
        }
    }
}
