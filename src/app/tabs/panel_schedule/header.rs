//! The head of the schedule: what the panelboard is, fed from where, with what.

use crate::app::help::mark;
use crate::app::icons;
use crate::app::theme::{self, Tokens, TypeStyle, space};
use crate::app::view_context::Requests;
use crate::app::widgets::{IconButton, labeled_value};
use crate::domain::{Feeder, Main, Panel, Project, Source, upstream_path};
use crate::units::trimmed;
use crate::workbench::Action;
use crate::workbench::help::TopicId;
use egui::{Align, Layout, Rangef, Rect, Ui, UiBuilder, vec2};

/// Height of the head.
const HEIGHT: f32 = 64.0;
/// Below this height of the pane the head is left out: its facts are one key away, rows are not.
const LOWEST: f32 = 380.0;

/// Returns the height of the head in a pane of this height.
pub fn height_in(pane: f32) -> f32 {
    if pane < LOWEST { 0.0 } else { HEIGHT }
}

/// Draws the head over its rectangle, with its facts over the sheet.
pub fn header_ui(
    ui: &mut Ui,
    rect: Rect,
    sheet: Rangef,
    project: &Project,
    panel: &Panel,
    tokens: &Tokens,
    out: &mut Requests,
) {
    mark(ui, rect, TopicId::PanelHeader);
    let inner = Rect::from_x_y_ranges(sheet, rect.y_range()).shrink2(vec2(space::PANEL_INSET, 0.0));
    let mut row = ui.new_child(UiBuilder::new().max_rect(inner).layout(Layout::left_to_right(Align::Center)));
    row.spacing_mut().item_spacing.x = space::XXL;
    row.allocate_ui_with_layout(vec2(130.0, 40.0), Layout::top_down(Align::Min), |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        ui.label(theme::rich(&panel.name, TypeStyle::Title, tokens.text_1));
        let place = if panel.location.is_empty() { "no location" } else { &panel.location };
        let words = format!("{place} · {}", panel.mounting);
        ui.add(egui::Label::new(theme::rich(words, TypeStyle::Caption, tokens.text_3)).truncate());
    });
    let facts = facts(project, panel);
    let room = inner.right() - 44.0;
    for (label, value) in &facts {
        let width =
            row.painter().layout_no_wrap(value.clone(), TypeStyle::Body.font(), tokens.text_1).size().x;
        // What does not fit is in the properties; nothing is cut in the middle of a word.
        if row.cursor().left() + width > room {
            break;
        }
        labeled_value(&mut row, label, value);
    }
    let corner = Rect::from_min_max(egui::pos2(inner.right() - 32.0, inner.top()), inner.max);
    let mut corner =
        ui.new_child(UiBuilder::new().max_rect(corner).layout(Layout::right_to_left(Align::Center)));
    let properties = IconButton::new(icons::SLIDERS_HORIZONTAL, "Panel properties").keys("Ctrl+E").size(28.0);
    if corner.add(properties).clicked() {
        out.action(Action::PanelProperties);
    }
    ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, tokens.edge());
}

fn facts(project: &Project, panel: &Panel) -> Vec<(&'static str, String)> {
    let unknown = || "not entered".to_owned();
    let path = upstream_path(project, panel.id);
    let fed_from = match path.as_slice() {
        [] => "nowhere yet".to_owned(),
        [one] => one.clone(),
        // A transformer is on the way, the panelboard behind it is the source people name.
        [near, far, ..] => format!("{far} via {near}"),
    };
    let fed_from = match panel.feeder.as_ref().map(|feeder| feeder.source) {
        Some(crate::domain::Source::Transformer(_)) => fed_from,
        _ => path.first().cloned().unwrap_or(fed_from),
    };
    let main = match panel.main {
        Main::LugsOnly => "MLO".to_owned(),
        Main::Breaker(amperes) => format!("MCB {} A", trimmed(amperes.0, 1)),
    };
    let used = panel.used_slots();
    let spares = panel.circuits().filter(|circuit| circuit.is_spare()).count();
    let slots = match spares {
        0 => format!("{} · {used} used", panel.slots),
        1 => format!("{} · {used} used, 1 spare", panel.slots),
        n => format!("{} · {used} used, {n} spares", panel.slots),
    };
    let feeds = fed_from_here(project, panel);
    let mut facts = vec![
        ("Fed from", fed_from),
        ("System", panel.system.label().to_owned()),
        ("Bus", panel.bus.map_or_else(unknown, |a| format!("{} A", trimmed(a.0, 1)))),
        ("Main", main),
        ("AIC", panel.interrupting.map_or_else(unknown, |ka| format!("{} kA", trimmed(ka.0, 1)))),
        ("Slots", slots),
    ];
    if panel.sections > 1 {
        facts.push(("Sections", panel.sections.to_string()));
    }
    if !feeds.is_empty() {
        facts.push(("Feeds", feeds.join(", ")));
    }
    if panel.feed_through {
        facts.push(("Lugs", "feed-through".to_owned()));
    }
    if !panel.enclosure.is_empty() {
        facts.push(("Enclosure", panel.enclosure.clone()));
    }
    facts
}

/// Returns what is fed from a breaker or the lugs of this panelboard.
fn fed_from_here(project: &Project, panel: &Panel) -> Vec<String> {
    let here = |feeder: Option<&Feeder>| match feeder.map(|feeder| feeder.source) {
        Some(Source::Circuit(id, _) | Source::FeedThrough(id)) => id == panel.id,
        _ => false,
    };
    let panels = project.panels().filter(|p| here(p.feeder.as_ref())).map(|p| p.name.clone());
    let transformers = project.transformers().filter(|t| here(t.feeder.as_ref())).map(|t| t.name.clone());
    transformers.chain(panels).collect()
}
