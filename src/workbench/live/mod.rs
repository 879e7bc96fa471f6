//! The model at work: after every edit it proposes for the panelboard on show, in the background.
//!
//! ```text
//! poll ─► newest state of the panelboard ─► worker: model + first answer, polished, verified ─► kept with its revision
//!                                              ▲ a newer state cancels the older one
//! accept ─► verified once more at the present state ─► one undo step
//! ```
//!
//! Only `installed.rs` knows where a model's file lies: it is handed in, or the reason why it cannot be used.
//! Without a model, or with the switch off, everything else goes on as if this were not there. Start at `state.rs`.

mod asked_once;
#[cfg(feature = "ml")]
mod decisions;
mod installed;
mod line;
mod model_card;
mod router;
mod state;
mod status;
#[cfg(test)]
mod tests;
mod worker;

pub use asked_once::AskedOnce;
#[cfg(feature = "ml")]
pub(in crate::workbench) use installed::words as card_words;
pub use installed::{InstalledModel, installed_balance_model};
pub use line::LiveLine;
pub(in crate::workbench) use line::in_moves;
pub use model_card::{CellWords, FigureWords, ModelCardWords};
pub use router::{InstalledRouter, LoadedRouter, installed_route_model};
pub(in crate::workbench) use state::LiveBalance;
pub use state::{Advice, LiveProposal, LiveState, LoadedModel};
pub use status::{ModelTone, ModelWords};
