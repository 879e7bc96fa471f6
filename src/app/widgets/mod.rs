//! Controls and readouts, one a file. They take plain values and answer with a response; panelboards and circuits are unknown here.
//!
//! Each has a name that a screen reader says and a test finds. Colors and sizes come from [`theme`](crate::app::theme) alone.
//! `gallery` (tests only) draws all of them on one page.

mod answer_line;
mod banner;
mod button;
mod card;
mod checkbox;
mod derivation;
mod dialog;
mod dropdown;
mod empty_state;
mod focus;
#[cfg(test)]
mod gallery;
mod icon_button;
mod key_chip;
mod labels;
mod menu_row;
mod number_field;
mod paint;
mod phase_bars;
mod phase_chip;
mod progress;
mod score;
mod segmented;
mod severity;
mod slider;
mod tab_ground;
mod tag;
mod text_field;
mod toasts;

pub use answer_line::{AnswerPart, AnswerState, answer_line};
pub use banner::banner;
pub use button::Button;
pub use card::{CardEdge, card, card_frame};
pub use checkbox::Checkbox;
pub use derivation::derivation;
pub use dialog::{
    Dialog, DialogInFront, DialogResponse, dialog_block, dialog_foot, dialog_in_front, dialog_room,
    dialog_row, dialog_strip, modal,
};
pub use dropdown::{dropdown, dropdown_or};
pub use empty_state::{empty_state, filtered_empty};
pub use focus::{FocusRing, focus_ring, paint_focus_ring};
pub use icon_button::IconButton;
pub use key_chip::{KeyChipGround, key_chip, key_chip_size, paint_key_chip};
pub use labels::{Column, column_spans, labeled_value, section_label, table_head, table_head_cell};
pub use menu_row::MenuRow;
pub use number_field::NumberField;
pub use paint::{IconWeight, dashed_rect, icon_at, phase_fill, text_in};
pub use phase_bars::{PhaseBars, PhaseLoad, phase_bar_scale, phase_bars_legend};
pub use phase_chip::{Leg, PHASE_CHIP, paint_phase_chip, phase_chip};
pub use progress::{Progress, progress_bar};
pub use score::{ScoreState, score_block, score_figure};
pub use segmented::{segmented, segmented_named};
pub use severity::{severity_badge, severity_filter, severity_icon};
pub use slider::slider;
pub use tab_ground::{TabStand, tab_ground};
pub use tag::{TagTone, ghost_slot, tag};
pub use text_field::TextField;
pub use toasts::{ToastEvent, ToastId, Toasts};
