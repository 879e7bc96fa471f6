//! Words of the sheet that are kept: laid out and placed once for a state, a scale and a look, moved with the view.
//!
//! Placed over the view and a quarter more on every side, as meshes are, so that panning neither moves words about nor costs
//! anything. What was laid out for one scale is taken over to the next: zooming places words anew and lays out none.

use super::kept::MeshKey;
use crate::app::theme::TypeStyle;
use crate::units::{PlanPoint, PlanRect};
use crate::workbench::plan::geometry::holds;
use egui::{Color32, FontId, Galley, Painter, Vec2};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Words in their place, counted from the origin, in points.
#[derive(Debug)]
pub struct LaidWords {
    pub galley: Arc<Galley>,
    pub ink: Color32,
    /// Where the galley is painted; of words set around a middle this is the middle of their top.
    pub at: Vec2,
    /// Whether a box of the ground is behind them, and how wide.
    pub boxed: Option<egui::Rect>,
    /// From the words to what they name.
    pub leader: Option<[Vec2; 2]>,
}

/// The words of a sheet as they were placed last.
#[derive(Debug, Default)]
pub struct LaidTags {
    made: Option<Made>,
    galleys: Galleys,
}

#[derive(Debug)]
struct Made {
    key: MeshKey,
    pt_per_ft: f64,
    pixels_per_point: f32,
    covers: PlanRect,
    origin: PlanPoint,
    /// Below the devices: the names of rooms.
    below: Vec<LaidWords>,
    above: Vec<LaidWords>,
}

/// What words are laid out for: a state and a view.
#[derive(Clone, Debug)]
pub struct TagView {
    pub key: MeshKey,
    pub pt_per_ft: f64,
    pub pixels_per_point: f32,
    pub seen: PlanRect,
}

impl LaidTags {
    /// Returns whether the words are those of a state and view.
    pub fn fit(&self, view: &TagView) -> bool {
        self.made.as_ref().is_some_and(|made| {
            made.key == view.key
                && made.pt_per_ft == view.pt_per_ft
                && made.pixels_per_point == view.pixels_per_point
                && holds(made.covers, view.seen)
        })
    }

    /// Takes the galleys of the last time out, to be used again for the same screen.
    pub fn galleys(&mut self, pixels_per_point: f32) -> Galleys {
        let same = self.made.as_ref().is_some_and(|made| made.pixels_per_point == pixels_per_point);
        let known = std::mem::take(&mut self.galleys);
        if same { known } else { Galleys::default() }
    }

    /// Keeps words; of the galleys those that were used.
    pub fn keep(
        &mut self,
        view: TagView,
        (covers, origin): (PlanRect, PlanPoint),
        (below, above): (Vec<LaidWords>, Vec<LaidWords>),
        mut galleys: Galleys,
    ) {
        galleys.known.retain(|_, (_, used)| std::mem::take(used));
        self.galleys = galleys;
        let TagView { key, pt_per_ft, pixels_per_point, .. } = view;
        self.made = Some(Made { key, pt_per_ft, pixels_per_point, covers, origin, below, above });
    }

    /// Returns from where the words count, and those below and above the devices.
    pub fn words(&self) -> Option<(PlanPoint, &[LaidWords], &[LaidWords])> {
        self.made.as_ref().map(|made| (made.origin, made.below.as_slice(), made.above.as_slice()))
    }
}

/// Words that have been laid out, by what they say and how.
#[derive(Debug, Default)]
pub struct Galleys {
    known: BTreeMap<(String, u32, u8), (Arc<Galley>, bool)>,
}

impl Galleys {
    /// Lays words out in a style, or finds them as they were laid out before. Their ink is given when they are painted.
    pub fn lay(&mut self, painter: &Painter, words: &str, style: TypeStyle) -> Arc<Galley> {
        self.lay_font(painter, words, style.font(), style as u8, false)
    }

    /// The same around a middle, line by line.
    pub fn lay_centered(&mut self, painter: &Painter, words: &str, style: TypeStyle) -> Arc<Galley> {
        self.lay_font(painter, words, style.font(), 64 + style as u8, true)
    }

    /// The same in a size of its own.
    pub fn lay_sized(&mut self, painter: &Painter, words: &str, font: FontId) -> Arc<Galley> {
        self.lay_font(painter, words, font, 128, false)
    }

    fn lay_font(
        &mut self,
        painter: &Painter,
        words: &str,
        font: FontId,
        way: u8,
        centered: bool,
    ) -> Arc<Galley> {
        let key = (words.to_owned(), font.size.to_bits(), way);
        let (galley, used) = self.known.entry(key).or_insert_with(|| {
            let mut job =
                egui::text::LayoutJob::simple(words.to_owned(), font, Color32::PLACEHOLDER, f32::INFINITY);
            if centered {
                job.halign = egui::Align::Center;
            }
            (painter.layout_job(job), false)
        });
        *used = true;
        Arc::clone(galley)
    }
}
