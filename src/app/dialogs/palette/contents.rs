//! What the palette offers at this moment, collected once when it opens.

use crate::app::app::PhasewrightApp;
use crate::app::menu_bar::ActionFacts as _;
use crate::domain::Metric;
use crate::workbench::palette::{Entry, Face, action_entry, file_entries, place_entries, sample_entries};
use crate::workbench::{Action, ActionGroup, Settings};

/// Entries of one opening.
pub(in crate::app) struct PaletteContents {
    pub face: Face,
    pub entries: Vec<Entry>,
    /// Names of the actions that were run last.
    pub recent: Vec<String>,
    /// Name of the panelboard in front.
    pub place: String,
    /// Whether there is a project with panels to go to.
    pub has_places: bool,
}

impl PhasewrightApp {
    /// Collects what can be chosen now.
    pub(in crate::app) fn palette_contents(&self, ctx: &egui::Context, face: Face) -> PaletteContents {
        let project = self.workbench.document().map(crate::document::Document::project);
        let front = project.and_then(|project| project.panel(self.panel?));
        let place = front.map_or_else(String::new, |panel| panel.name.clone());
        let places = project.map_or_else(Vec::new, |project| place_entries(project, self.panel));
        let has_places = !places.is_empty();
        let settings = self.workbench.settings();
        let entries = match face {
            Face::Places => places,
            Face::Commands => {
                let actions =
                    Action::ALL.iter().filter(|action| **action != Action::Palette && self.served(**action));
                let actions = actions.map(|action| {
                    let remark = self.palette_remark(ctx, *action, &place);
                    action_entry(*action, remark, self.refusal(*action))
                });
                let there = settings.recent.iter().filter(|file| !self.workbench.is_missing(&file.path));
                let files = file_entries(there);
                if project.is_some() {
                    actions.chain(places).chain(files).chain(sample_entries()).collect()
                } else {
                    // On the start screen a project is what is wanted.
                    sample_entries().into_iter().chain(files).chain(actions).collect()
                }
            }
        };
        PaletteContents { face, entries, recent: settings.palette_recent.clone(), place, has_places }
    }

    /// What stands at the right of an action: what it is about, or how things are now.
    fn palette_remark(&self, ctx: &egui::Context, action: Action, panel: &str) -> Option<String> {
        let settings = self.workbench.settings();
        let project = self.workbench.document().map(crate::document::Document::project);
        if let Some(remark) = view_remark(ctx, settings, action) {
            return Some(remark);
        }
        let project = project?;
        match action {
            Action::Undo | Action::Redo => {
                let document = self.workbench.document()?;
                let label =
                    if action == Action::Undo { document.undo_label() } else { document.redo_label() };
                label.map(str::to_owned)
            }
            Action::CycleMetric => Some(format!("now {}", metric_words(project.settings().metric))),
            Action::ToggleBasis => Some(format!("now {}", project.settings().basis.name())),
            Action::Save => {
                let name = self.workbench.path()?.file_name()?;
                Some(name.to_string_lossy().into_owned())
            }
            Action::NewPanel | Action::FeedTree => Some(match project.panels().len() {
                1 => "1 panel".to_owned(),
                many => format!("{many} panels"),
            }),
            _ if action.group() == ActionGroup::Panel && !panel.is_empty() => Some(panel.to_owned()),
            _ if action.group() == ActionGroup::Circuit && !panel.is_empty() => {
                let selected = self.tab.selected_circuits();
                match (selected.as_slice(), self.tab.place().slot) {
                    ([_, _, ..], _) => Some(format!("{} circuits", selected.len())),
                    (_, Some(slot)) => Some(format!("{panel}/{slot}")),
                    (_, None) => Some(panel.to_owned()),
                }
            }
            _ => None,
        }
    }
}

/// How the window looks now.
fn view_remark(ctx: &egui::Context, settings: &Settings, action: Action) -> Option<String> {
    let now = match action {
        Action::ToggleTheme if ctx.theme() == egui::Theme::Dark => "now dark",
        Action::ToggleTheme => "now light",
        Action::ToggleContrast if settings.high_contrast => "now on",
        Action::ToggleContrast => "now off",
        Action::ToggleDensity if settings.comfortable_rows => "now comfortable",
        Action::ToggleDensity => "now compact",
        Action::ZoomIn | Action::ZoomOut | Action::ZoomReset => {
            return Some(format!("now {} %", settings.scale_percent));
        }
        _ => return None,
    };
    Some(now.to_owned())
}

/// A metric as the balance dialog calls it.
const fn metric_words(metric: Metric) -> &'static str {
    match metric {
        Metric::RangeOverMax => "(max − min) / max",
        Metric::RangeOverAverage => "(max − min) / average",
        Metric::MaxDeviation => "largest deviation",
        Metric::NeutralCurrent => "neutral current",
    }
}
