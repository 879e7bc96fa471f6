//! The records that edits carry, from rolled numbers.

use super::Dice;
use crate::domain::facts::{FactKind, FactOwner, FactValue, Facts, all};
use crate::domain::symbols::{Symbol, SymbolLibrary};
use crate::domain::{
    Amendment, AmendmentChange, Area, AreaId, AreaKind, Baseline, BaselineEntry, Circuit, CircuitField,
    CircuitId, CircuitKind, CircuitLoad, ConductorSet, Connection, DesignSettings, Device, DeviceId,
    DeviceKind, Expiry, Feeder, FeederLoad, LayerLook, LoadBasis, LoadClass, Main, Metric, Mounting,
    OneLineNode, OneLinePlace, Opening, OpeningId, OpeningKind, Panel, ProjectInfo, Raceway, Room, RoomId,
    Run, RunId, ScaleBasis, Service, Severity, Sheet, Slot, Source, System, Transformer, Underlay, Waiver,
    WaiverKind, WaiverScope, Wall, WallId,
};
use crate::nec::{Edition, Insulation, Material, RacewayType};
use crate::units::{Amperes, Date, Feet, KiloAmperes, PlanPoint, PowerFactor, VoltAmperes, Volts, WireSize};
use std::sync::Arc;

impl Dice<'_> {
    pub(super) fn info(&mut self) -> ProjectInfo {
        ProjectInfo {
            name: self.text(),
            number: self.text(),
            client: self.text(),
            address: self.text(),
            engineer: self.text(),
            notes: self.text(),
        }
    }

    pub(super) fn settings(&mut self) -> DesignSettings {
        DesignSettings {
            edition: self.one_of(&Edition::ALL, Edition::E2023),
            metric: self.one_of(Metric::ALL, Metric::RangeOverMax),
            basis: self.one_of(LoadBasis::ALL, LoadBasis::Connected),
            balance_target: self.number(),
            facts: self.facts(FactOwner::Project),
            symbols: Arc::new(self.symbols()),
        }
    }

    /// Returns at times a symbol of the program under a name of its own.
    fn symbols(&mut self) -> Vec<Symbol> {
        let library = SymbolLibrary::shipped();
        let found = if self.coin() { self.pick(library.all().iter()) } else { None };
        found
            .map(|symbol| Symbol { name: format!("own-{}", symbol.name), ..symbol.clone() })
            .into_iter()
            .collect()
    }

    /// Returns up to two facts of a kind of record.
    fn facts(&mut self, owner: FactOwner) -> Facts {
        let mut facts = Facts::new();
        for _ in 0..self.below(3) {
            let Some(fact) = self.pick(all().filter(|fact| fact.of.contains(&owner))) else { continue };
            let value = match fact.kind {
                FactKind::YesNo => FactValue::YesNo(self.coin()),
                FactKind::Number { .. } => FactValue::Number(self.number().abs()),
                FactKind::Word(words) => {
                    FactValue::Word(self.pick(words.iter().map(|(word, _)| *word)).unwrap_or_default())
                }
                FactKind::WireSize => match self.wire() {
                    Some(size) => FactValue::Word(size.name()),
                    None => continue,
                },
                FactKind::Text => FactValue::Text(format!("t{}", self.text())),
            };
            facts.set(fact, Some(value)).expect("a value of the fact's kind");
        }
        facts
    }

    pub(super) fn system(&mut self) -> System {
        self.one_of(&System::ALL, System::Wye208)
    }

    pub(super) fn service(&mut self) -> Service {
        Service {
            name: self.text(),
            system: self.system(),
            rating: self.maybe(|d| Amperes(d.number())),
            available_fault: self.maybe(|d| KiloAmperes(d.number())),
            utility: self.text(),
            notes: self.text(),
            facts: self.facts(FactOwner::Service),
        }
    }

    pub(super) fn one_line_node(&mut self) -> OneLineNode {
        match self.below(3) {
            0 => OneLineNode::Service,
            _ => self.feeder_load().into(),
        }
    }

    pub(super) fn one_line_place(&mut self) -> OneLinePlace {
        OneLinePlace { x: self.number(), y: self.number() }
    }

    pub(super) fn panel(&mut self) -> Panel {
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
        panel.facts = self.facts(FactOwner::Panel);
        panel.feeder = self.maybe(Self::feeder);
        let circuits = self.below(4);
        for offset in 0..circuits as u64 {
            let mut circuit = self.circuit(CircuitId(self.project.next_id() + 1 + offset));
            circuit.slot = Slot(1 + 6 * offset as u16);
            panel.circuits.insert(circuit.id, Arc::new(circuit));
        }
        panel
    }

    pub(super) fn new_circuit(&mut self) -> Circuit {
        self.circuit(CircuitId(self.project.next_id()))
    }

    pub(super) fn circuit(&mut self, id: CircuitId) -> Circuit {
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
            facts: self.facts(FactOwner::Circuit),
            notes: self.text(),
            ..Circuit::new(id, Slot(1))
        }
    }

    pub(super) fn wire(&mut self) -> Option<WireSize> {
        self.pick(WireSize::all())
    }

    pub(super) fn conductors(&mut self) -> ConductorSet {
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

    pub(super) fn raceway(&mut self) -> Raceway {
        Raceway { kind: self.one_of(RacewayType::ALL, RacewayType::Emt), trade_size: self.text() }
    }

    pub(super) fn feeder_load(&mut self) -> FeederLoad {
        if self.coin() {
            FeederLoad::Panel(self.panel_id())
        } else {
            FeederLoad::Transformer(self.transformer_id())
        }
    }

    pub(super) fn feeder(&mut self) -> Feeder {
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
            facts: self.facts(FactOwner::Feeder),
        }
    }

    pub(super) fn transformer(&mut self) -> Transformer {
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
            facts: self.facts(FactOwner::Transformer),
            feeder: self.maybe(Self::feeder),
        }
    }

    pub(super) fn point(&mut self) -> PlanPoint {
        PlanPoint { x: self.number(), y: self.number() }
    }

    pub(super) fn points(&mut self) -> Vec<PlanPoint> {
        (0..self.below(4)).map(|_| self.point()).collect()
    }

    pub(super) fn sheet(&mut self) -> Sheet {
        let mut sheet = Sheet::new(self.sheet_id(), self.text());
        sheet.underlays.extend(self.maybe(Self::underlay));
        let next = self.project.next_id();
        for n in 0..self.below(3) {
            let wall = self.wall(WallId(next + 4 + n as u64));
            sheet.walls.insert(wall.id, Arc::new(wall));
        }
        if self.coin() {
            sheet.areas.insert(AreaId(next + 9), Arc::new(self.area(AreaId(next + 9))));
            sheet.rooms.insert(RoomId(next + 1), Arc::new(self.room(RoomId(next + 1))));
            sheet.devices.insert(DeviceId(next + 2), Arc::new(self.device(DeviceId(next + 2))));
            sheet.runs.insert(RunId(next + 3), Arc::new(self.run(RunId(next + 3))));
        }
        sheet
    }

    pub(super) fn underlay(&mut self) -> Underlay {
        let mut underlay = Underlay::new(self.text(), self.text(), self.number());
        underlay.page = 1 + self.below(3) as u32;
        underlay.scale_basis = self.one_of(ScaleBasis::ALL, ScaleBasis::Guessed);
        underlay.origin = self.point();
        underlay.rotation_deg = self.number();
        underlay.fade_percent = self.number();
        underlay.tint = self.maybe(|d| [d.below(256) as u8, 0, 255]);
        underlay.hidden = self.coin();
        if self.coin() {
            let look = LayerLook {
                shown: self.maybe(Self::coin),
                locked: self.coin(),
                color: self.maybe(|d| [1, d.below(256) as u8, 3]),
            };
            underlay.layers.insert(self.text(), look);
        }
        underlay
    }

    pub(super) fn wall(&mut self, id: WallId) -> Wall {
        Wall {
            id,
            from: self.point(),
            to: self.point(),
            thickness_ft: self.number(),
            facts: self.facts(FactOwner::Wall),
        }
    }

    pub(super) fn opening(&mut self, id: OpeningId, wall: WallId) -> Opening {
        Opening {
            id,
            kind: self.one_of(OpeningKind::ALL, OpeningKind::Door),
            wall,
            along_ft: self.number(),
            width_ft: self.number(),
            hinge_far: self.coin(),
            swings_right: self.coin(),
            facts: self.facts(FactOwner::Opening),
        }
    }

    pub(super) fn area(&mut self, id: AreaId) -> Area {
        Area {
            id,
            kind: self.one_of(AreaKind::ALL, AreaKind::Column),
            name: self.text(),
            outline: self.points(),
            facts: self.facts(FactOwner::Area),
        }
    }

    pub(super) fn room(&mut self, id: RoomId) -> Room {
        let facts = self.facts(FactOwner::Room);
        Room { id, name: self.text(), use_type: self.text(), outline: self.points(), facts }
    }

    pub(super) fn device(&mut self, id: DeviceId) -> Device {
        Device {
            id,
            kind: self.one_of(DeviceKind::ALL, DeviceKind::Switch),
            symbol: self.text(),
            at: self.point(),
            rotation_deg: self.number(),
            load: VoltAmperes(self.number()),
            circuit: self.maybe(Self::circuit_ref),
            label: self.text(),
            facts: self.facts(FactOwner::Device),
        }
    }

    pub(super) fn run(&mut self, id: RunId) -> Run {
        Run {
            id,
            tag: self.text(),
            path: self.points(),
            raceway: self.maybe(Self::raceway),
            circuits: (0..self.below(3)).map(|_| self.circuit_ref()).collect(),
            pinned: (0..self.below(3)).collect(),
            facts: self.facts(FactOwner::Run),
        }
    }

    pub(super) fn waiver(&mut self) -> Waiver {
        Waiver {
            id: self.waiver_id(),
            finding_key: self.text(),
            facts_hash: self.text(),
            actual: self.text(),
            required: self.text(),
            kind: self.one_of(WaiverKind::ALL, WaiverKind::FalsePositive),
            scope: self.one_of(WaiverScope::ALL, WaiverScope::Object),
            reason: self.text(),
            basis: self.text(),
            author: self.text(),
            license_number: self.maybe(Self::text),
            date: self.date(),
            expires: self.maybe(|d| if d.coin() { Expiry::NextEdition } else { Expiry::After(d.date()) }),
            edition: self.one_of(&Edition::ALL, Edition::E2026),
        }
    }

    pub(super) fn date(&mut self) -> Date {
        Date::from_unix_seconds(self.below(4_000_000_000) as u64)
    }

    pub(super) fn baseline(&mut self) -> Baseline {
        let entry = |d: &mut Self| (d.text(), BaselineEntry { facts_hash: d.text(), summary: d.text() });
        Baseline {
            date: self.date(),
            author: self.text(),
            panels: (0..self.below(3)).map(|_| self.panel_id()).collect(),
            entries: (0..self.below(4)).map(|_| entry(self)).collect(),
        }
    }

    pub(super) fn amendment(&mut self) -> Amendment {
        let change = match self.below(5) {
            0 => AmendmentChange::Off,
            1 => AmendmentChange::On,
            2 => AmendmentChange::Severity(self.one_of(Severity::ALL, Severity::Warning)),
            3 => AmendmentChange::Threshold { name: self.text(), value: self.number() },
            _ => AmendmentChange::Note(self.text()),
        };
        Amendment {
            rule: self.text(),
            change,
            basis: self.text(),
            author: self.text(),
            date: self.maybe(Self::date),
        }
    }
}
