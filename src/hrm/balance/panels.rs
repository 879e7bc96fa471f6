//! Panelboards drawn from seeds: occupancies, load mixes, hard cases.

mod build;
mod draw;
mod files;
mod occupancy;
mod own;
mod record;
mod vary;

pub use build::{PanelPlan, PanelSet, TEST_SIZES, TEST_SYSTEMS};
pub use draw::{Case, DrawnPanel, draw_panel};
pub use files::{hash_of, read_learned, read_panels};
pub use occupancy::Occupancy;
pub use own::OwnPanel;
pub use record::{FINISHED, PanelRecord};
