//! The dock: the document in the middle, panes beside and below it that can be dragged, resized and put back.

use crate::app::feed_drawer::FeedDrawer;
use crate::app::log_pane::log_pane_ui;
use crate::app::theme::{Tokens, height};
use crate::app::view_context::{Requests, Tab, ViewContext};
use egui::{Color32, Stroke, Ui, Visuals, WidgetText};
use egui_tiles::{
    Behavior, Container, Linear, LinearDir, SimplificationOptions, TabState, Tile, TileId, Tiles, Tree,
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
}

impl Pane {
    const fn title(self) -> &'static str {
        match self {
            Self::Document => "Panels",
            Self::Log => "Log",
            Self::FeedTree => "Feeder tree",
        }
    }
}

/// The arrangement of panes.
pub(in crate::app) struct Layout {
    tree: Tree<Pane>,
}

impl Layout {
    /// Returns the arrangement of a first start.
    pub fn new(show_log: bool) -> Self {
        let mut tiles = Tiles::default();
        let document = tiles.insert_pane(Pane::Document);
        let log = tiles.insert_pane(Pane::Log);
        let dock = tiles.insert_tab_tile(vec![log]);
        let mut linear = Linear::new(LinearDir::Vertical, vec![document, dock]);
        linear.shares.set_share(document, 0.78);
        linear.shares.set_share(dock, 0.22);
        let column = tiles.insert_new(Tile::Container(Container::Linear(linear)));
        let feed = tiles.insert_pane(Pane::FeedTree);
        let side = tiles.insert_tab_tile(vec![feed]);
        let mut row = Linear::new(LinearDir::Horizontal, vec![column, side]);
        row.shares.set_share(column, 0.64);
        row.shares.set_share(side, 0.36);
        let root = tiles.insert_new(Tile::Container(Container::Linear(row)));
        let mut layout = Self { tree: Tree::new(egui::Id::unique("phasewright dock"), root, tiles) };
        layout.show_pane(Pane::Log, show_log);
        layout.show_pane(Pane::FeedTree, false);
        layout
    }

    /// Shows or hides a pane.
    pub fn show_pane(&mut self, pane: Pane, visible: bool) {
        if let Some(tile) = self.tree.tiles.find_pane(&pane) {
            self.tree.set_visible(tile, visible);
            if let Some(dock) = self.tree.tiles.parent_of(tile)
                && Some(dock) != self.tree.root()
            {
                self.tree.set_visible(dock, visible);
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
        tab: &mut dyn Tab,
        feed: &mut FeedDrawer,
        out: &mut Requests,
    ) -> Option<Pane> {
        let mut dock = Dock { view, tab, feed, out, closed: None };
        self.tree.ui(&mut dock, ui);
        dock.closed
    }
}

/// Draws panes and looks like LOOK §13.
struct Dock<'a, 'v> {
    view: &'a ViewContext<'v>,
    tab: &'a mut dyn Tab,
    feed: &'a mut FeedDrawer,
    out: &'a mut Requests,
    closed: Option<Pane>,
}

impl Dock<'_, '_> {
    fn tokens(&self) -> &Tokens {
        self.view.tokens
    }
}

impl Behavior<Pane> for Dock<'_, '_> {
    fn pane_ui(&mut self, ui: &mut Ui, _tile: TileId, pane: &mut Pane) -> UiResponse {
        ui.painter().rect_filled(ui.max_rect(), 0.0, self.tokens().panel);
        match pane {
            Pane::Document => self.tab.ui(ui, self.view, self.out),
            Pane::Log => log_pane_ui(ui, self.view),
            Pane::FeedTree => self.feed.ui(ui, self.view, self.out),
        }
        UiResponse::None
    }

    fn tab_title_for_pane(&mut self, pane: &Pane) -> WidgetText {
        pane.title().into()
    }

    fn is_tab_closable(&self, _tiles: &Tiles<Pane>, _tile: TileId) -> bool {
        true
    }

    fn on_tab_close(&mut self, tiles: &mut Tiles<Pane>, tile: TileId) -> bool {
        self.closed = tiles.get_pane(&tile).copied();
        false
    }

    fn is_tile_draggable(&self, tiles: &Tiles<Pane>, tile: TileId) -> bool {
        tiles.get_pane(&tile) != Some(&Pane::Document)
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
