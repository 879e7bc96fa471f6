//! The models a subcommand may use: the shipped ones, and a person's own in the data directory or in `--models`.

use crate::cli::commands::Context;
use crate::workbench::Places;
use crate::workbench::live::{LoadedModel, LoadedRouter, installed_balance_model, installed_route_model};
use std::path::PathBuf;

fn place(context: &Context) -> Option<PathBuf> {
    context.models.clone().or_else(|| Places::of_user().models)
}

/// Returns the registry.
#[cfg(feature = "ml")]
pub(in crate::cli) fn registry(context: &Context) -> crate::hrm::registry::Registry {
    crate::hrm::registry::Registry::open(place(context))
}

/// Returns the champion of phase balancing, or why its file cannot be used; `None` when there is none.
pub(in crate::cli) fn balance_model(context: &Context) -> Option<LoadedModel> {
    installed_balance_model(place(context).as_deref()).map(|installed| installed.model)
}

/// Returns the champion of routing, or why its file cannot be used; `None` when there is none.
pub(in crate::cli) fn route_model(context: &Context) -> Option<LoadedRouter> {
    installed_route_model(place(context).as_deref()).map(|installed| installed.model)
}
