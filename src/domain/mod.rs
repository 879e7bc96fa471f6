//! What a project is, and the edits that change it.
//!
//! ```text
//! Project ─┬─ service ──feeds──┐
//!          ├─ transformers ────┤   every load side names its one source (Feeder), so the feed tree
//!          ├─ panels ──────────┘   needs no second list; a cycle is refused by `apply`
//!          │    └─ circuits        each at its top slot; a space is the absence of a circuit
//!          ├─ sheets ── rooms, walls, devices, runs
//!          ├─ waivers, baseline     what people answered to findings
//!          └─ amendments            what a local ordinance changes in the rules
//! ```
//!
//! A project is a value: collections hold `Arc`s, so that keeping an old one costs little. It changes only by
//! [`apply`]ing an [`Edit`], all or nothing. A project with engineering faults in it is normal data; what [`apply`]
//! refuses is only what would make the record itself impossible (two breakers in one slot, a 3-pole breaker in a
//! single-phase panel, a panel fed by itself). Start reading at `project.rs`, then `panel.rs`, `slot.rs` and `edit.rs`.

mod amendment;
mod baseline;
mod circuit;
mod circuit_field;
mod conductor;
mod content_hash;
mod device;
pub mod drawing;
mod edit;
pub mod examples;
pub mod facts;
mod feeder;
mod floor_plan;
mod ids;
mod invariants;
mod load;
mod one_line;
mod panel;
mod plan_load;
mod project;
mod run;
mod service;
mod slot;
pub mod symbols;
mod system;
mod topology;
mod transformer;
mod underlay;
mod waiver;

pub use amendment::{Amendment, AmendmentChange, Severity};
pub use baseline::{Baseline, BaselineEntry};
pub use circuit::{Circuit, CircuitKind};
pub use circuit_field::CircuitField;
pub use conductor::{ConductorSet, Raceway, WiringTextError};
pub use content_hash::ContentHash;
pub use device::{Device, DeviceKind};
pub use edit::{Change, Edit, EditError, apply, apply_all};
pub use facts::Facts;
pub use feeder::{Feeder, FeederLoad, Source};
pub use floor_plan::{Area, AreaKind, Opening, OpeningKind, Room, Sheet, Wall};
pub use ids::{
    AreaId, CircuitId, DeviceId, EntityId, OpeningId, PanelId, RoomId, RunId, SheetId, TransformerId,
    WaiverId, WallId,
};
pub use invariants::violations;
pub use load::{CircuitLoad, LoadClass};
pub use one_line::{OneLineNode, OneLinePlace};
pub use panel::{Main, Mounting, Panel};
pub use plan_load::{
    DevicesLoad, circuit_tag, device_tag, devices_load, home_run_tag, pole_of_device, sum_of,
};
pub use project::{DesignSettings, LoadBasis, Metric, PanelParts, Project, ProjectInfo, ProjectParts};
pub use run::Run;
pub use service::Service;
pub use slot::{Slot, SlotError, Span, StandardSlots};
pub use system::{Leg, System};
pub use topology::{hanging_on_circuit, hanging_on_panel, upstream_path};
pub use transformer::{Connection, Transformer};
pub use underlay::{LayerLook, ScaleBasis, Underlay};
pub use waiver::{Expiry, Waiver, WaiverKind, WaiverScope};
