//! What an entity looks like: its layer, color and dashes, or the word that its layer or its insert decides.

use super::colors::{numbered, true_color};
use super::header::Header;
use super::record::Record;
use super::tables::{Tables, dash_scale};

/// What decides the color.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ink {
    ByLayer,
    ByBlock,
    Own([u8; 3]),
}

/// What decides the dashes.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Dash {
    ByLayer { scale: f64 },
    ByBlock,
    Own(Vec<f64>),
}

/// The looks of an entity as its record says.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Style {
    /// Place of the layer; nothing for layer 0, which in a block means the layer of the insert.
    pub layer: Option<usize>,
    pub ink: Ink,
    pub dash: Dash,
}

impl Style {
    pub fn of(record: &Record<'_>, tables: &mut Tables, header: &Header) -> Self {
        let name = record.name(8).unwrap_or_else(|| "0".to_owned());
        let layer = if name == "0" { None } else { Some(tables.layers.place(&name)) };
        let scale = dash_scale(header, record.real(48));
        let dash = match record.name(6).map(|name| name.to_uppercase()).as_deref() {
            None | Some("BYLAYER") => Dash::ByLayer { scale },
            Some("BYBLOCK") => Dash::ByBlock,
            Some(named) => Dash::Own(tables.dashes(named, scale)),
        };
        Self { layer, ink: ink(record), dash }
    }

    /// Returns this style in an insert: what it leaves to the insert is the insert's.
    pub fn within(&self, insert: &Self) -> Self {
        Self {
            layer: self.layer.or(insert.layer),
            ink: match self.ink {
                Ink::ByBlock => insert.ink,
                // By layer 0 is by the layer of the insert; what is drawn is the same either way.
                Ink::ByLayer | Ink::Own(_) => self.ink,
            },
            dash: match &self.dash {
                Dash::ByBlock => insert.dash.clone(),
                own @ (Dash::ByLayer { .. } | Dash::Own(_)) => own.clone(),
            },
        }
    }
}

fn ink(record: &Record<'_>) -> Ink {
    if let Some(color) = record.whole(420) {
        return Ink::Own(true_color(color));
    }
    match record.whole(62) {
        None | Some(256) => Ink::ByLayer,
        Some(0) => Ink::ByBlock,
        // White stands for whatever contrasts with the paper.
        Some(7) => Ink::Own([255, 255, 255]),
        Some(number) => numbered(number.abs()).map_or(Ink::ByLayer, Ink::Own),
    }
}
