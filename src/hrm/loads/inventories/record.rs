//! An inventory of loads as one line of JSON, with what the engine says of it.

use crate::domain::facts::{FactKind, project::OCCUPANCY};
use crate::domain::{CircuitId, LoadClass, PanelId, System};
use crate::engineering::{
    DemandGroup, DwellingSum, LegLoad, LoadInventory, LoadItem, LoadPoint, Premises, ProjectLoads,
    demand_factors,
};
use crate::hrm::loads::sizes::size_class;
use crate::nec::Edition;
use serde::{Deserialize, Serialize};

/// One inventory.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct InventoryRecord {
    /// Its building and point: `2-17 P3`.
    pub name: String,
    /// The building; inventories of one are in one split.
    pub project: String,
    pub cell: String,
    pub case: String,
    /// Code of the system, as in `208Y/120`.
    pub system: String,
    pub edition: u16,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub occupancy: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub floor_area_ft2: Option<f64>,
    pub noncoincident: bool,
    pub optional: bool,
    pub heat_units: f64,
    pub building: bool,
    /// Units, area in ft², units without area, small-appliance and laundry circuits, lighting and receptacles in VA.
    pub dwelling: [f64; 7],
    pub items: Vec<ItemRecord>,
    pub truth: LoadTruth,
}

/// One load.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ItemRecord {
    /// Panelboard and circuit: among motors alike the first is the largest.
    pub id: (u64, u64),
    /// Letter of the class.
    pub class: char,
    /// What it is demanded together with: `general`, `cooking`, `dryers`, `appliances`, `dwelling` and `other` by class.
    pub group: String,
    /// On legs A, B, C.
    pub va: [f64; 3],
    #[serde(default, skip_serializing_if = "is_false")]
    pub continuous: bool,
}

/// What the engine says.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct LoadTruth {
    /// Demand factor of each item, the largest motor's 25 % in it.
    pub factors: Vec<f64>,
    /// Demand and design load of what is demanded together, in VA.
    pub groups: Vec<(String, f64, f64)>,
    /// The motor that counts 25 % more.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub motor: Option<(u64, u64)>,
    /// Demand on legs A, B, C in VA.
    pub demand_va: [f64; 3],
    pub design_va: f64,
    pub design_a: f64,
    /// Class of the service or feeder: see `sizes.rs`.
    pub size: usize,
}

const fn is_false(flag: &bool) -> bool {
    !*flag
}

/// Returns what the engine says of a point; `None` where the project has no such point.
pub fn truth_at(loads: &ProjectLoads, point: LoadPoint, inventory: &LoadInventory) -> Option<LoadTruth> {
    let (loads, amperes) = loads.at(point)?;
    let motor = loads.largest_motor.map(|motor| (motor.panel.0, motor.circuit.0));
    Some(LoadTruth {
        factors: demand_factors(loads, inventory),
        groups: loads.groups.iter().map(|row| (code_of(row.group), row.demand, row.design)).collect(),
        motor,
        demand_va: loads.demand.per_leg().0.map(|va| va.0),
        design_va: loads.design.total().0,
        design_a: amperes.0,
        size: size_class(amperes.0, loads.edition),
    })
}

/// Returns the name of what is demanded together.
pub(in crate::hrm::loads) fn code_of(group: DemandGroup) -> String {
    match group {
        DemandGroup::General => "general".to_owned(),
        DemandGroup::Cooking => "cooking".to_owned(),
        DemandGroup::Dryers => "dryers".to_owned(),
        DemandGroup::Appliances => "appliances".to_owned(),
        DemandGroup::Dwelling(class) => format!("dwelling {}", class.letter()),
        DemandGroup::Class(class) => format!("other {}", class.letter()),
    }
}

fn group_of(code: &str) -> Option<DemandGroup> {
    let class = |letter: &str| LoadClass::from_letter(letter.chars().next()?);
    match code {
        "general" => Some(DemandGroup::General),
        "cooking" => Some(DemandGroup::Cooking),
        "dryers" => Some(DemandGroup::Dryers),
        "appliances" => Some(DemandGroup::Appliances),
        _ => match code.split_once(' ')? {
            ("dwelling", letter) => Some(DemandGroup::Dwelling(class(letter)?)),
            ("other", letter) => Some(DemandGroup::Class(class(letter)?)),
            _ => None,
        },
    }
}

fn occupancy_of(word: &str) -> Option<&'static str> {
    match OCCUPANCY.kind {
        FactKind::Word(words) => words.iter().map(|(known, _)| *known).find(|known| *known == word),
        _ => None,
    }
}

impl InventoryRecord {
    /// Writes an inventory down.
    pub fn new(
        (name, project): (String, String),
        (cell, case): (&str, &str),
        inventory: &LoadInventory,
        truth: LoadTruth,
    ) -> Self {
        let d = &inventory.dwelling;
        Self {
            name,
            project,
            cell: cell.to_owned(),
            case: case.to_owned(),
            system: inventory.system.code().to_owned(),
            edition: inventory.premises.edition.year(),
            occupancy: inventory.premises.occupancy.map(str::to_owned),
            floor_area_ft2: inventory.premises.floor_area,
            noncoincident: inventory.premises.noncoincident,
            optional: inventory.optional,
            heat_units: inventory.heat_units,
            building: inventory.building,
            dwelling: [
                d.units,
                d.area_ft2,
                d.without_area,
                d.small_appliance,
                d.laundry,
                d.lighting_va,
                d.receptacles_va,
            ],
            items: inventory.items.iter().map(ItemRecord::new).collect(),
            truth,
        }
    }

    /// Returns the inventory; its loads are known by leg, not by how they are connected.
    ///
    /// # Errors
    /// Says what of the record cannot be.
    pub fn inventory(&self) -> Result<LoadInventory, String> {
        let fault = |what: String| format!("{}: {what}", self.name);
        let edition = Edition::ALL.into_iter().find(|edition| edition.year() == self.edition);
        let edition = edition.ok_or_else(|| fault(format!("there is no edition {}", self.edition)))?;
        let occupancy = match &self.occupancy {
            None => None,
            Some(word) => Some(occupancy_of(word).ok_or_else(|| fault(format!("'{word}' is no occupancy")))?),
        };
        let system = System::from_code(&self.system)
            .ok_or_else(|| fault(format!("'{}' is no system", self.system)))?;
        let items: Result<Vec<LoadItem>, String> = self.items.iter().map(ItemRecord::item).collect();
        let items = items.map_err(fault)?;
        if self.truth.factors.len() != items.len() {
            return Err(fault("there is not one factor for each load".to_owned()));
        }
        let [units, area_ft2, without_area, small_appliance, laundry, lighting_va, receptacles_va] =
            self.dwelling;
        Ok(LoadInventory {
            system,
            premises: Premises {
                edition,
                occupancy,
                floor_area: self.floor_area_ft2,
                noncoincident: self.noncoincident,
            },
            optional: self.optional,
            heat_units: self.heat_units,
            building: self.building,
            dwelling: DwellingSum {
                units,
                area_ft2,
                without_area,
                small_appliance,
                laundry,
                lighting_va,
                receptacles_va,
            },
            items,
        })
    }

    /// Returns what stays the same when loads change places or legs: equal keys are one inventory for a leak check.
    pub fn key(&self) -> String {
        let mut items: Vec<String> = self.items.iter().map(ItemRecord::key).collect();
        items.sort();
        let legs = System::from_code(&self.system).map_or(0, |system| system.legs().len());
        format!(
            "{legs}/{}/{:?}/{:?}/{}{}{}{}/{:?}:{}",
            self.edition,
            self.occupancy,
            self.floor_area_ft2,
            self.noncoincident,
            self.optional,
            self.building,
            self.heat_units,
            self.dwelling,
            items.join(",")
        )
    }

    /// Returns the same inventory with its loads moved on by a number of legs: what is demanded stays, by leg it turns too.
    pub fn turned(&self, legs: usize) -> Self {
        let of = System::from_code(&self.system).map_or(3, |system| system.legs().len());
        let turn = |va: &mut [f64; 3]| {
            if let Some(used) = va.get_mut(..of) {
                used.rotate_right(legs % of);
            }
        };
        let mut copy = self.clone();
        copy.items.iter_mut().for_each(|item| turn(&mut item.va));
        turn(&mut copy.truth.demand_va);
        copy
    }
}

impl ItemRecord {
    fn new(item: &LoadItem) -> Self {
        Self {
            id: (item.panel.0, item.circuit.0),
            class: item.class.letter(),
            group: code_of(item.group),
            va: item.load.per_leg().0.map(|va| va.0),
            continuous: item.marked_continuous,
        }
    }

    fn item(&self) -> Result<LoadItem, String> {
        if self.va.iter().any(|va| !va.is_finite() || *va < 0.0) {
            return Err(format!("circuit {} of panelboard {} has no load by leg", self.id.1, self.id.0));
        }
        let class = LoadClass::from_letter(self.class);
        Ok(LoadItem {
            panel: PanelId(self.id.0),
            circuit: CircuitId(self.id.1),
            class: class.ok_or_else(|| format!("'{}' is no class of load", self.class))?,
            group: group_of(&self.group).ok_or_else(|| format!("'{}' is no group of loads", self.group))?,
            load: LegLoad { line_to_neutral: self.va, ..LegLoad::default() },
            marked_continuous: self.continuous,
        })
    }

    fn key(&self) -> String {
        let total = self.va.iter().sum::<f64>().round();
        format!("{}{}{total}{}", self.class, self.group, u8::from(self.continuous))
    }
}
