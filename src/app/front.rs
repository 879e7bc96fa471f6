//! The views of the window, one of which is in front.

use crate::workbench::Action;

/// A view.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Front {
    /// The floor plan.
    Plan,
    /// The schedules of the panelboards.
    #[default]
    Panels,
    /// The one-line diagram.
    OneLine,
    /// What the rules found.
    Review,
    /// Models being trained, with or without a project.
    Training,
    Calculators,
}

impl Front {
    /// Every view, in the order of the tabs.
    pub const ALL: [Self; 6] =
        [Self::Plan, Self::Panels, Self::OneLine, Self::Review, Self::Training, Self::Calculators];

    /// Returns the action that brings it to the front.
    pub const fn action(self) -> Action {
        match self {
            Self::Plan => Action::ShowPlan,
            Self::Panels => Action::ShowPanels,
            Self::OneLine => Action::OneLine,
            Self::Review => Action::Review,
            Self::Training => Action::Training,
            Self::Calculators => Action::Calculators,
        }
    }

    /// Returns the words on its tab.
    pub const fn label(self) -> &'static str {
        self.action().label()
    }
}
