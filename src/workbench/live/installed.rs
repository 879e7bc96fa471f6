//! Which model the program works with.

use super::LoadedModel;

/// Returns the installed model for phase balancing, or why its file cannot be used; `None` when there is none.
pub const fn installed_balance_model() -> Option<LoadedModel> {
    None
}
