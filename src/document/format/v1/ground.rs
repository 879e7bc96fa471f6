//! What lies on a sheet before anything electrical: underlays, walls, openings, areas.

use super::facts::FactsRecord;
use super::values::{Number, Point, Written, is_default};
use crate::domain::{
    Area, AreaId, AreaKind, LayerLook, Opening, OpeningId, OpeningKind, ScaleBasis, Underlay, Wall, WallId,
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename = "underlay", deny_unknown_fields)]
pub(super) struct UnderlayRecord {
    file_name: String,
    content_hash: String,
    #[serde(default = "one", skip_serializing_if = "is_one")]
    page: u32,
    feet_per_unit: Number,
    #[serde(default = "guessed", skip_serializing_if = "is_guessed")]
    scale_basis: Written<ScaleBasis>,
    origin: Point,
    #[serde(default = "zero", skip_serializing_if = "is_zero")]
    rotation_deg: Number,
    #[serde(default = "zero", skip_serializing_if = "is_zero")]
    fade_percent: Number,
    #[serde(default, skip_serializing_if = "is_default")]
    tint: Option<[u8; 3]>,
    #[serde(default, skip_serializing_if = "is_default")]
    hidden: bool,
    #[serde(default, skip_serializing_if = "is_default")]
    layers: BTreeMap<String, LayerRecord>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename = "layer", deny_unknown_fields)]
struct LayerRecord {
    #[serde(default, skip_serializing_if = "is_default")]
    shown: Option<bool>,
    #[serde(default, skip_serializing_if = "is_default")]
    locked: bool,
    #[serde(default, skip_serializing_if = "is_default")]
    color: Option<[u8; 3]>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename = "wall", deny_unknown_fields)]
pub(in crate::document) struct WallRecord {
    /// Files of before walls had identities are numbered when they are read.
    #[serde(default, skip_serializing_if = "is_default")]
    pub id: Option<WallId>,
    from: Point,
    to: Point,
    thickness_ft: Number,
    #[serde(default, skip_serializing_if = "FactsRecord::is_empty")]
    facts: FactsRecord,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename = "opening", deny_unknown_fields)]
pub(in crate::document) struct OpeningRecord {
    pub id: OpeningId,
    kind: Written<OpeningKind>,
    wall: WallId,
    along_ft: Number,
    width_ft: Number,
    #[serde(default, skip_serializing_if = "is_default")]
    hinge_far: bool,
    #[serde(default, skip_serializing_if = "is_default")]
    swings_right: bool,
    #[serde(default, skip_serializing_if = "FactsRecord::is_empty")]
    facts: FactsRecord,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename = "area", deny_unknown_fields)]
pub(in crate::document) struct AreaRecord {
    pub id: AreaId,
    kind: Written<AreaKind>,
    #[serde(default, skip_serializing_if = "is_default")]
    name: String,
    #[serde(default, skip_serializing_if = "is_default")]
    outline: Vec<Point>,
    #[serde(default, skip_serializing_if = "FactsRecord::is_empty")]
    facts: FactsRecord,
}

const fn one() -> u32 {
    1
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
fn is_one(page: &u32) -> bool {
    *page == 1
}

const fn guessed() -> Written<ScaleBasis> {
    Written(ScaleBasis::Guessed)
}

fn is_guessed(basis: &Written<ScaleBasis>) -> bool {
    basis.0 == ScaleBasis::Guessed
}

pub(super) const fn zero() -> Number {
    Number(0.0)
}

pub(super) fn is_zero(number: &Number) -> bool {
    number.0 == 0.0 && number.0.is_sign_positive()
}

impl From<&Underlay> for UnderlayRecord {
    fn from(underlay: &Underlay) -> Self {
        let Underlay {
            file_name,
            content_hash,
            page,
            feet_per_unit,
            scale_basis,
            origin,
            rotation_deg,
            fade_percent,
            tint,
            hidden,
            layers,
        } = underlay;
        Self {
            file_name: file_name.clone(),
            content_hash: content_hash.clone(),
            page: *page,
            feet_per_unit: Number(*feet_per_unit),
            scale_basis: Written(*scale_basis),
            origin: (*origin).into(),
            rotation_deg: Number(*rotation_deg),
            fade_percent: Number(*fade_percent),
            tint: *tint,
            hidden: *hidden,
            layers: layers
                .iter()
                .map(|(name, LayerLook { shown, locked, color })| {
                    (name.clone(), LayerRecord { shown: *shown, locked: *locked, color: *color })
                })
                .collect(),
        }
    }
}

impl From<UnderlayRecord> for Underlay {
    fn from(record: UnderlayRecord) -> Self {
        Self {
            file_name: record.file_name,
            content_hash: record.content_hash,
            page: record.page,
            feet_per_unit: record.feet_per_unit.0,
            scale_basis: record.scale_basis.0,
            origin: record.origin.into(),
            rotation_deg: record.rotation_deg.0,
            fade_percent: record.fade_percent.0,
            tint: record.tint,
            hidden: record.hidden,
            layers: record
                .layers
                .into_iter()
                .map(|(name, LayerRecord { shown, locked, color })| {
                    (name, LayerLook { shown, locked, color })
                })
                .collect(),
        }
    }
}

impl From<&Wall> for WallRecord {
    fn from(wall: &Wall) -> Self {
        let Wall { id, from, to, thickness_ft, facts } = wall;
        Self {
            id: Some(*id),
            from: (*from).into(),
            to: (*to).into(),
            thickness_ft: Number(*thickness_ft),
            facts: facts.into(),
        }
    }
}

impl From<WallRecord> for Wall {
    fn from(record: WallRecord) -> Self {
        Self {
            id: record.id.unwrap_or(WallId(0)),
            from: record.from.into(),
            to: record.to.into(),
            thickness_ft: record.thickness_ft.0,
            facts: record.facts.into(),
        }
    }
}

impl From<&Opening> for OpeningRecord {
    fn from(opening: &Opening) -> Self {
        let Opening { id, kind, wall, along_ft, width_ft, hinge_far, swings_right, facts } = opening;
        Self {
            id: *id,
            kind: Written(*kind),
            wall: *wall,
            along_ft: Number(*along_ft),
            width_ft: Number(*width_ft),
            hinge_far: *hinge_far,
            swings_right: *swings_right,
            facts: facts.into(),
        }
    }
}

impl From<OpeningRecord> for Opening {
    fn from(record: OpeningRecord) -> Self {
        Self {
            id: record.id,
            kind: record.kind.0,
            wall: record.wall,
            along_ft: record.along_ft.0,
            width_ft: record.width_ft.0,
            hinge_far: record.hinge_far,
            swings_right: record.swings_right,
            facts: record.facts.into(),
        }
    }
}

impl From<&Area> for AreaRecord {
    fn from(area: &Area) -> Self {
        let Area { id, kind, name, outline, facts } = area;
        Self {
            id: *id,
            kind: Written(*kind),
            name: name.clone(),
            outline: outline.iter().copied().map(Into::into).collect(),
            facts: facts.into(),
        }
    }
}

impl From<AreaRecord> for Area {
    fn from(record: AreaRecord) -> Self {
        Self {
            id: record.id,
            kind: record.kind.0,
            name: record.name,
            outline: record.outline.into_iter().map(Into::into).collect(),
            facts: record.facts.into(),
        }
    }
}
