//! The dock: the document in the middle, panes beside and below it that can be dragged, resized and put back.

use crate::app::feed_drawer::feed_tree_ui;
use crate::app::help::mark;
use crate::app::log_pane::log_pane_ui;
use crate::app::plan::{Face, PlanView};
use crate::app::theme::{Tokens, height, space};
use crate::app::view_context::{Requests, Tab, ViewContext};
use crate::app::widgets::empty_state;
use crate::domain::EntityId;
use crate::workbench::help::TopicId;
use crate::workbench::{Action, LayoutRecord, Settings, TileRecord};
use egui::{Color32, Response, Stroke, Ui, Visuals, WidgetText};
use egui_tiles::{
    Behavior, Container, Linear, LinearDir, SimplificationOptions, TabState, Tabs, Tile, TileId, Tiles, Tree,
    UiResponse,
};

/// What can stand in the dock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::app) enum Pane {
    /// The tab in front: the panel schedule.
    Document,
    /// What was done.
    Log,
    /// Service, transformers and panelboards as they feed each other.
    FeedTree,
    /// The floor plan, beside the schedule.
    Plan,
}

impl Pane {
    const ALL: [Self; 4] = [Self::Document, Self::Log, Self::FeedTree, Self::Plan];

    /// Returns its name in the settings, which stays when the title changes.
    fn name(self) -> String {
        match self {
            Self::Document => "document",
            Self::Log => "log",
            Self::FeedTree => "feeder tree",
            Self::Plan => "plan",
        }
        .to_owned()
    }

    const fn title(self) -> &'static str {
        match self {
            Self::Document => "Panels",
            Self::Log => "Log",
            Self::FeedTree => "Feeder tree",
            Self::Plan => "Plan",
        }
    }
}

/// The arrangement of panes.
pub(in crate::app) struct Layout {
    tree: Tree<Pane>,
}

impl Layout {
    /// Returns the arrangement of a first start: the schedule alone, the log below, the plan and the feeder tree beside it hidden.
    pub fn first() -> Self {
        Self::of(&LayoutRecord {
            root: TileRecord::Row(vec![
                (
                    640,
                    TileRecord::Column(vec![
                        (760, TileRecord::Pane(Pane::Document.name())),
                        (240, tabs_of(Pane::Log)),
                    ]),
                ),
                (560, tabs_of(Pane::Plan)),
                (360, tabs_of(Pane::FeedTree)),
            ]),
            hidden: vec![Pane::Log.name(), Pane::FeedTree.name(), Pane::Plan.name()],
        })
    }

    /// Returns the arrangement as it was left; that of a first start when there is none with all panes.
    pub fn kept(settings: &Settings) -> Self {
        settings.layout.as_ref().filter(|record| is_whole(record)).map_or_else(Self::first, Self::of)
    }

    fn of(record: &LayoutRecord) -> Self {
        let mut tiles = Tiles::default();
        let root = put(&mut tiles, &record.root);
        let mut layout = Self { tree: Tree::new(egui::Id::unique("phasewright dock"), root, tiles) };
        for pane in Pane::ALL {
            layout.show_pane(pane, !record.hidden.contains(&pane.name()));
        }
        layout
    }

    /// Returns the present arrangement, to be kept.
    pub fn record(&self) -> LayoutRecord {
        let root = self.tree.root().and_then(|root| read(&self.tree.tiles, root));
        let hidden = Pane::ALL.into_iter().filter(|pane| !self.is_shown(*pane)).map(Pane::name).collect();
        LayoutRecord { root: root.unwrap_or_else(|| TileRecord::Pane(Pane::Document.name())), hidden }
    }

    /// Shows or hides a pane.
    pub fn show_pane(&mut self, pane: Pane, visible: bool) {
        if let Some(tile) = self.tree.tiles.find_pane(&pane) {
            // A container without visible panes takes no room by itself.
            self.tree.set_visible(tile, visible);
            if visible {
                self.tree.make_active(|id, _| id == tile);
            }
        }
    }

    /// Returns whether a pane is shown.
    pub fn is_shown(&self, pane: Pane) -> bool {
        self.tree.tiles.find_pane(&pane).is_some_and(|tile| self.tree.tiles.is_visible(tile))
    }

    /// Draws all panes; returns the one that the person closed with its cross.
    pub fn ui(
        &mut self,
        ui: &mut Ui,
        view: &ViewContext<'_>,
        panes: &mut Panes<'_>,
        out: &mut Requests,
    ) -> Option<Pane> {
        let mut dock = Dock { view, panes, out, closed: None };
        self.tree.ui(&mut dock, ui);
        dock.closed
    }
}

/// What the panes show.
pub(in crate::app) struct Panes<'a> {
    pub tab: &'a mut dyn Tab,
    pub plan: &'a mut PlanView,
    /// The object whose properties are shown.
    pub shown: Option<EntityId>,
}

/// Draws panes and looks like LOOK §13.
struct Dock<'a, 'v, 'p> {
    view: &'a ViewContext<'v>,
    panes: &'a mut Panes<'p>,
    out: &'a mut Requests,
    closed: Option<Pane>,
}

impl Dock<'_, '_, '_> {
    fn tokens(&self) -> &Tokens {
        self.view.tokens
    }
}

impl Behavior<Pane> for Dock<'_, '_, '_> {
    fn pane_ui(&mut self, ui: &mut Ui, _tile: TileId, pane: &mut Pane) -> UiResponse {
        ui.painter().rect_filled(ui.max_rect(), 0.0, self.tokens().panel);
        match pane {
            Pane::Document if self.view.project.panels().len() == 0 => no_panel_ui(ui, self.out),
            Pane::Document => self.panes.tab.ui(ui, self.view, self.out),
            Pane::Log => {
                mark(ui, ui.max_rect(), TopicId::Log);
                log_pane_ui(ui, self.view);
            }
            Pane::FeedTree => {
                mark(ui, ui.max_rect(), TopicId::FeederTree);
                feed_tree_ui(ui, self.view, self.panes.shown, self.out);
            }
            Pane::Plan => self.panes.plan.ui(ui, self.view, Face::Beside, self.out),
        }
        UiResponse::None
    }

    fn tab_title_for_pane(&mut self, pane: &Pane) -> WidgetText {
        pane.title().into()
    }

    fn is_tab_closable(&self, tiles: &Tiles<Pane>, tile: TileId) -> bool {
        matches!(tiles.get_pane(&tile), Some(Pane::Log | Pane::FeedTree | Pane::Plan))
    }

    fn on_tab_close(&mut self, tiles: &mut Tiles<Pane>, tile: TileId) -> bool {
        self.closed = tiles.get_pane(&tile).copied();
        false
    }

    fn is_tile_draggable(&self, tiles: &Tiles<Pane>, tile: TileId) -> bool {
        tiles.get_pane(&tile) != Some(&Pane::Document)
    }

    /// Marks the tab in front at its upper edge, as the strip of panelboards does.
    fn on_tab_button(&mut self, tiles: &mut Tiles<Pane>, tile: TileId, response: Response) -> Response {
        let parent = tiles.parent_of(tile).and_then(|parent| tiles.get_container(parent));
        if matches!(parent, Some(Container::Tabs(tabs)) if tabs.active == Some(tile)) {
            let painter = response.ctx.layer_painter(response.layer_id);
            let mark = self.tokens().stroke(2.0, self.tokens().accent);
            painter.hline(response.rect.x_range(), response.rect.top() + 1.0, mark);
        }
        response
    }

    fn tab_title_spacing(&self, _visuals: &Visuals) -> f32 {
        space::L
    }

    fn tab_bar_height(&self, _style: &egui::Style) -> f32 {
        height::TAB_STRIP
    }

    fn gap_width(&self, _style: &egui::Style) -> f32 {
        1.0
    }

    fn resize_stroke(&self, _style: &egui::Style, state: egui_tiles::ResizeState) -> Stroke {
        match state {
            egui_tiles::ResizeState::Idle => self.tokens().edge(),
            egui_tiles::ResizeState::Hovering | egui_tiles::ResizeState::Dragging => {
                self.tokens().stroke(2.0, self.tokens().select_line)
            }
        }
    }

    fn tab_bar_color(&self, _visuals: &Visuals) -> Color32 {
        self.tokens().bar
    }

    fn tab_bg_color(
        &self,
        _visuals: &Visuals,
        _tiles: &Tiles<Pane>,
        _tile: TileId,
        state: &TabState,
    ) -> Color32 {
        if state.active { self.tokens().panel } else { self.tokens().bar }
    }

    fn tab_text_color(
        &self,
        _visuals: &Visuals,
        _tiles: &Tiles<Pane>,
        _tile: TileId,
        state: &TabState,
    ) -> Color32 {
        if state.active { self.tokens().text_1 } else { self.tokens().text_2 }
    }

    fn tab_bar_hline_stroke(&self, _visuals: &Visuals) -> Stroke {
        self.tokens().edge()
    }

    fn simplification_options(&self) -> SimplificationOptions {
        SimplificationOptions { prune_single_child_tabs: false, ..SimplificationOptions::default() }
    }
}

fn tabs_of(pane: Pane) -> TileRecord {
    TileRecord::Tabs { active: 0, tiles: vec![TileRecord::Pane(pane.name())] }
}

/// Whether every pane stands somewhere in it, once.
fn is_whole(record: &LayoutRecord) -> bool {
    fn names(tile: &TileRecord, found: &mut Vec<String>) {
        match tile {
            TileRecord::Pane(name) => found.push(name.clone()),
            TileRecord::Row(tiles) | TileRecord::Column(tiles) => {
                tiles.iter().for_each(|(_, tile)| names(tile, found));
            }
            TileRecord::Tabs { tiles, .. } => tiles.iter().for_each(|tile| names(tile, found)),
        }
    }
    let mut found = Vec::new();
    names(&record.root, &mut found);
    let mut wanted = Pane::ALL.map(Pane::name).to_vec();
    found.sort();
    wanted.sort();
    found == wanted && !record.hidden.contains(&Pane::Document.name())
}

fn put(tiles: &mut Tiles<Pane>, record: &TileRecord) -> TileId {
    match record {
        TileRecord::Pane(name) => {
            let pane = Pane::ALL.into_iter().find(|pane| pane.name() == *name).unwrap_or(Pane::Document);
            tiles.insert_pane(pane)
        }
        TileRecord::Row(children) => put_linear(tiles, LinearDir::Horizontal, children),
        TileRecord::Column(children) => put_linear(tiles, LinearDir::Vertical, children),
        TileRecord::Tabs { active, tiles: children } => {
            let ids: Vec<TileId> = children.iter().map(|child| put(tiles, child)).collect();
            let mut tabs = Tabs::new(ids.clone());
            tabs.active = ids.get(*active).or(ids.first()).copied();
            tiles.insert_new(Tile::Container(Container::Tabs(tabs)))
        }
    }
}

fn put_linear(tiles: &mut Tiles<Pane>, dir: LinearDir, children: &[(u32, TileRecord)]) -> TileId {
    let ids: Vec<TileId> = children.iter().map(|(_, child)| put(tiles, child)).collect();
    let mut linear = Linear::new(dir, ids.clone());
    for (id, (share, _)) in ids.into_iter().zip(children) {
        linear.shares.set_share(id, (*share).max(50) as f32 / 1000.0);
    }
    tiles.insert_new(Tile::Container(Container::Linear(linear)))
}

fn read(tiles: &Tiles<Pane>, id: TileId) -> Option<TileRecord> {
    Some(match tiles.get(id)? {
        Tile::Pane(pane) => TileRecord::Pane(pane.name()),
        Tile::Container(Container::Linear(linear)) => {
            let sum: f32 = linear.children.iter().map(|child| linear.shares[*child]).sum();
            let share =
                |child: TileId| (linear.shares[child] / sum.max(f32::EPSILON) * 1000.0).round() as u32;
            let children =
                linear.children.iter().filter_map(|c| Some((share(*c), read(tiles, *c)?))).collect();
            match linear.dir {
                LinearDir::Horizontal => TileRecord::Row(children),
                LinearDir::Vertical => TileRecord::Column(children),
            }
        }
        Tile::Container(Container::Tabs(tabs)) => TileRecord::Tabs {
            active: tabs.children.iter().position(|child| Some(*child) == tabs.active).unwrap_or(0),
            tiles: tabs.children.iter().filter_map(|child| read(tiles, *child)).collect(),
        },
        Tile::Container(grid @ Container::Grid(_)) => TileRecord::Tabs {
            active: 0,
            tiles: grid.children().filter_map(|child| read(tiles, *child)).collect(),
        },
    })
}

/// What stands where a schedule will be while the project has none.
fn no_panel_ui(ui: &mut Ui, out: &mut Requests) {
    let frame = egui::Frame::NONE.inner_margin(egui::Margin::symmetric(16, 12));
    frame.show(ui, |ui| {
        let words =
            "Schedules of panelboards stand here. Add one from a preset, or drop a schedule onto the window.";
        if empty_state(ui, "No panelboard yet", words, Some(Action::NewPanel.label())) {
            out.action(Action::NewPanel);
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_arrangement_reads_back_as_it_was() {
        let mut layout = Layout::first();
        assert!(!layout.is_shown(Pane::Log) && !layout.is_shown(Pane::FeedTree));
        layout.show_pane(Pane::FeedTree, true);
        let record = layout.record();
        assert!(is_whole(&record));
        assert_eq!(Layout::of(&record).record(), record);
        assert!(Layout::of(&record).is_shown(Pane::FeedTree));
    }

    #[test]
    fn a_record_that_lacks_a_pane_is_not_used() {
        let mut settings = Settings::default();
        settings.layout =
            Some(LayoutRecord { root: TileRecord::Pane(Pane::Document.name()), hidden: Vec::new() });
        assert_eq!(Layout::kept(&settings).record(), Layout::first().record());
    }
}
