//! The devices a person has chosen to put on a circuit, and what they ask of it.

use crate::domain::symbols::{Symbol, SymbolLibrary};
use crate::domain::{Device, DeviceId, LoadClass, Panel, Project, SheetId, Slot, Span};
use crate::nec::Edition;
use crate::nec::tables::{StandardDevice, next_standard_rating};
use crate::units::{Amperes, VoltAmperes};
use std::collections::BTreeMap;

/// A device and the sheet it stands on.
pub type PlacedDevice = (SheetId, DeviceId);

/// Rating of a branch circuit for outlets in general.
const USUAL_TRIP: Amperes = Amperes(20.0);

/// The chosen devices, as the project has them.
#[derive(Clone, Debug, PartialEq)]
pub struct Chosen {
    /// In the order they were chosen.
    pub devices: Vec<(SheetId, Device)>,
    pub load: VoltAmperes,
    /// Class of the most of the load.
    pub class: LoadClass,
    /// Poles of the breaker.
    pub poles: u8,
    /// What was chosen and takes no power circuit.
    pub left_out: usize,
    symbols: Vec<Symbol>,
}

impl Chosen {
    /// Looks at devices.
    ///
    /// # Errors
    /// When none of them takes a circuit, or they cannot share one.
    pub fn of(project: &Project, library: &SymbolLibrary, ids: &[PlacedDevice]) -> Result<Self, String> {
        let mut chosen = Self {
            devices: Vec::new(),
            load: VoltAmperes::ZERO,
            class: LoadClass::Appliance,
            poles: 1,
            left_out: 0,
            symbols: Vec::new(),
        };
        let mut poles: BTreeMap<u8, String> = BTreeMap::new();
        for (sheet, id) in ids {
            let Some(device) = project.sheet(*sheet).and_then(|on| on.devices.get(id)) else { continue };
            let Some(symbol) = library.of_device(device.kind, &device.symbol) else { continue };
            let is_panel = device.kind == crate::domain::DeviceKind::PanelLocation;
            if is_panel || (symbol.is_limited_energy() && device.load.0 <= 0.0) {
                chosen.left_out += 1;
                continue;
            }
            poles.entry(symbol.poles).or_insert_with(|| symbol.title.clone());
            chosen.load += device.load;
            chosen.devices.push((*sheet, device.as_ref().clone()));
            chosen.symbols.push(symbol.clone());
        }
        if chosen.devices.is_empty() {
            return Err("Choose devices that take a branch circuit".to_owned());
        }
        if poles.len() > 1 {
            let each: Vec<String> = poles.iter().map(|(poles, title)| format!("{title} {poles}")).collect();
            return Err(format!("Devices of one circuit need as many poles: {}", each.join(", ")));
        }
        chosen.poles = poles.keys().next().copied().unwrap_or(1);
        chosen.class = chosen.most_of_the_load();
        Ok(chosen)
    }

    fn most_of_the_load(&self) -> LoadClass {
        let mut by_class: BTreeMap<LoadClass, f64> = BTreeMap::new();
        for ((_, device), symbol) in self.devices.iter().zip(&self.symbols) {
            *by_class.entry(symbol.class).or_default() += device.load.0;
        }
        // Of equal loads the class of the first device: a lone switch says what it switches.
        let first = self.symbols.first().map_or(LoadClass::Appliance, |symbol| symbol.class);
        by_class.into_iter().fold((first, 0.0), |most, class| if class.1 > most.1 { class } else { most }).0
    }

    /// Returns whether the load runs for three hours and more unless somebody says otherwise: lighting, EV charging (625.42).
    pub const fn is_continuous(&self) -> bool {
        matches!(self.class, LoadClass::Lighting | LoadClass::ElectricVehicle | LoadClass::Sign)
    }

    /// Returns the symbol of each device.
    pub fn symbols(&self) -> impl Iterator<Item = (&Device, &Symbol)> {
        self.devices.iter().map(|(_, device)| device).zip(&self.symbols)
    }

    /// Returns why a panelboard can serve none of them, whatever slot is free.
    pub fn refusal(&self, panel: &Panel) -> Option<String> {
        let misfit = self.symbols.iter().find(|symbol| !symbol.runs_on(panel.system))?;
        let volts: Vec<String> = misfit.volts.iter().map(|v| format!("{v:.0}")).collect();
        let wanted = if volts.is_empty() { format!("{} poles", misfit.poles) } else { volts.join(" or ") };
        Some(format!("{} needs {wanted}; {} is {}", misfit.title, panel.name, panel.system.label()))
    }

    /// Returns whether a breaker there gives all of them the voltage they are made for.
    pub fn suits(&self, panel: &Panel, span: Span, is_line_to_neutral: bool) -> bool {
        let system = panel.system;
        let takes = |volts| self.symbols.iter().all(|symbol| symbol.takes(volts));
        if is_line_to_neutral {
            span.legs(system).all(|leg| system.line_to_neutral(leg).is_some_and(takes))
        } else {
            takes(system.line_to_line())
        }
    }

    /// Returns the first free slot where a breaker of so many poles gives them their voltage.
    pub fn first_slot(&self, panel: &Panel, poles: u8) -> Option<Slot> {
        let to_neutral = self.poles == 1;
        let fits = |slot: &Slot| {
            let span = Span::new(*slot, poles);
            panel.is_free(span, &[]) && self.suits(panel, span, to_neutral)
        };
        (1..=panel.slots).map(Slot).find(fits)
    }

    /// Returns the rating of a breaker of their own: that of their kind, or the next standard one above their load.
    pub fn trip(&self, amperes: Amperes, edition: Edition) -> Amperes {
        let usual = self.symbols.iter().filter_map(|symbol| symbol.trip).fold(Amperes(0.0), Amperes::max);
        if usual.0 > 0.0 || matches!(self.class, LoadClass::Lighting | LoadClass::Receptacle) {
            return usual.max(USUAL_TRIP);
        }
        let needed = if self.is_continuous() { amperes * 1.25 } else { amperes };
        let standard = next_standard_rating(needed.0, StandardDevice::Breaker, edition);
        standard.map_or(needed, Amperes).max(USUAL_TRIP)
    }
}
