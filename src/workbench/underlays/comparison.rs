//! What a reload changed: old and new entities that differ, and devices that no longer stand on a line.

use super::incoming::Replaced;
use super::session::UnderlayOrder;
use crate::domain::{DeviceId, Project, SheetId, Underlay};
use crate::interchange::drawing::{DrawingChanges, ReadDrawing, changes, points_off_lines};
use crate::workbench::Workbench;
use std::sync::Arc;

/// A reload to be looked over: the old in red, the new in green.
#[derive(Clone, Debug)]
pub struct UnderlayComparison {
    pub sheet: SheetId,
    /// Place of the underlay on its sheet.
    pub place: usize,
    pub old: Arc<ReadDrawing>,
    pub old_underlay: Underlay,
    pub new: Arc<ReadDrawing>,
    pub changes: DrawingChanges,
    /// Devices that stood on a line of the old drawing and stand on none of the new one.
    pub devices_off: Vec<DeviceId>,
}

impl UnderlayComparison {
    pub(super) fn of(replaced: &Replaced, order: &UnderlayOrder, project: &Project) -> Option<Self> {
        let old = Arc::clone(replaced.read.as_ref()?);
        let sheet = project.sheet(replaced.sheet)?;
        let devices: Vec<_> = sheet.devices.values().map(|device| (device.id, device.at)).collect();
        let points: Vec<_> = devices.iter().map(|(_, at)| *at).collect();
        let off = points_off_lines(
            &points,
            (&old.drawing, &replaced.underlay),
            (&order.read.drawing, &order.underlay),
        );
        Some(Self {
            sheet: replaced.sheet,
            place: replaced.place,
            changes: changes(&old.drawing, &order.read.drawing),
            devices_off: off.into_iter().filter_map(|place| devices.get(place)).map(|(id, _)| *id).collect(),
            old,
            old_underlay: replaced.underlay.clone(),
            new: Arc::clone(&order.read),
        })
    }

    /// Returns what changed in a line.
    pub fn line(&self) -> String {
        let count = |n: usize, one: &str, many: &str| format!("{n} {}", if n == 1 { one } else { many });
        let mut line = format!("{} gone, {} new", self.changes.gone.len(), self.changes.added.len());
        if !self.devices_off.is_empty() {
            line += &format!(
                "; {}",
                count(self.devices_off.len(), "device is off its wall", "devices are off their walls")
            );
        }
        line
    }
}

impl Workbench {
    /// Returns what the last reload changed, until it is dismissed or another project is open.
    pub fn underlay_comparison(&self) -> Option<&UnderlayComparison> {
        let comparison = self.comparison.as_ref()?;
        let sheet = self.document()?.project().sheet(comparison.sheet)?;
        sheet.underlays.get(comparison.place).map(|_| comparison)
    }
}
