//! The picker of symbols: a field to search, a list with each symbol drawn; Enter takes the device tool with the chosen one, or draws
//! chosen devices with it.

use crate::app::dialogs::{Dialog, DialogOutcome};
use crate::app::theme::{self, Tokens, TypeStyle, radius, space};
use crate::app::view_context::AppRequest;
use crate::app::widgets::{self, Button, TextField, dialog_block, dialog_foot, text_in};
use crate::domain::drawing::Shape;
use crate::domain::symbols::{Symbol, SymbolLibrary, placed};
use crate::domain::{DeviceKind, EntityId, Project, Sheet, SheetId};
use crate::units::PlanPoint;
use crate::workbench::Command;
use crate::workbench::plan::with_symbol;
use egui::{
    Align, CornerRadius, Id, Key, Modifiers, Painter, Pos2, Rect, Role, ScrollArea, Sense, Ui, WidgetInfo,
    vec2,
};
use std::sync::Arc;

const ROW: f32 = 36.0;
/// Height of the list, so that the dialog keeps its size.
const LIST: f32 = ROW * 9.0;
/// Room of a drawn symbol.
const GLYPH: f32 = 30.0;

/// What a symbol is chosen for.
#[derive(Debug)]
enum Purpose {
    Place,
    /// Devices of one kind, which keep it.
    Change(SheetId, DeviceKind, Vec<EntityId>),
}

/// The dialog's state.
#[derive(Debug)]
pub(in crate::app) struct SymbolDialog {
    library: Arc<SymbolLibrary>,
    purpose: Purpose,
    query: String,
    row: usize,
    scroll: bool,
    opened: bool,
}

impl SymbolDialog {
    /// Opens the picker on the whole library.
    pub const fn new(library: Arc<SymbolLibrary>) -> Self {
        Self { library, purpose: Purpose::Place, query: String::new(), row: 0, scroll: true, opened: false }
    }

    /// Opens the picker for devices of a sheet; `None` unless all of them are devices of one kind.
    pub fn for_devices(library: Arc<SymbolLibrary>, sheet: &Sheet, ids: &[EntityId]) -> Option<Self> {
        let kind = |id: &EntityId| match id {
            EntityId::Device(_, device) => sheet.devices.get(device).map(|device| device.kind),
            _ => None,
        };
        let first = kind(ids.first()?)?;
        let purpose = Purpose::Change(sheet.id, first, ids.to_vec());
        let alike = ids.iter().all(|id| kind(id) == Some(first));
        alike.then(|| Self { purpose, ..Self::new(library) })
    }

    /// Returns what is done with the chosen symbol.
    fn take(&self, project: &Project, symbol: &Symbol) -> DialogOutcome {
        match &self.purpose {
            Purpose::Place => DialogOutcome::Leave(vec![AppRequest::TakeSymbol(symbol.name.clone())]),
            Purpose::Change(sheet, _, ids) => {
                let step = project.sheet(*sheet).and_then(|sheet| with_symbol(sheet, ids, symbol));
                let edit = step.map(|step| Command::Edit { label: step.label, edits: step.edits });
                DialogOutcome::Leave(edit.map(AppRequest::Command).into_iter().collect())
            }
        }
    }

    fn list_ui(&mut self, ui: &mut Ui, found: &[&Symbol]) -> bool {
        let tokens = theme::tokens(ui);
        let mut list = ScrollArea::vertical().id_salt("symbols").max_height(LIST).min_scrolled_height(LIST);
        if std::mem::take(&mut self.scroll) {
            list = list.vertical_scroll_offset((self.row as f32 - 4.0).max(0.0) * ROW);
        }
        let mut taken = false;
        list.auto_shrink(false).show_rows(ui, ROW, found.len(), |ui, range| {
            ui.spacing_mut().item_spacing.y = 0.0;
            for row in range {
                let Some(symbol) = found.get(row) else { continue };
                if row_ui(ui, &tokens, symbol, row == self.row) {
                    self.row = row;
                    taken = true;
                }
            }
        });
        taken
    }
}

/// Draws a symbol with its words and returns whether it was pressed.
fn row_ui(ui: &mut Ui, tokens: &Tokens, symbol: &Symbol, chosen: bool) -> bool {
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::ListBoxOption, true, chosen, &symbol.title));
    let painter = ui.painter();
    if chosen {
        painter.rect_filled(rect, CornerRadius::same(radius::FIELD), tokens.select);
        let edge = tokens.stroke(1.0, tokens.select_line);
        painter.rect_stroke(rect, CornerRadius::same(radius::FIELD), edge, egui::StrokeKind::Inside);
    } else if response.hovered() {
        painter.rect_filled(rect, CornerRadius::same(radius::FIELD), tokens.hover_row);
    }
    let glyph =
        Rect::from_center_size(rect.left_center() + vec2(space::S + GLYPH / 2.0, 0.0), vec2(GLYPH, GLYPH));
    paint_symbol(painter, glyph, symbol, tokens);
    let words = rect.with_min_x(glyph.right() + space::M).with_max_x(rect.right() - space::S);
    let half = words.center().x + 40.0;
    text_in(
        painter,
        words.with_max_x(half),
        Align::Min,
        &symbol.title,
        TypeStyle::Body.font(),
        tokens.text_1,
    );
    let family = words.with_min_x(half);
    text_in(painter, family, Align::Max, &symbol.family, TypeStyle::Small.font(), tokens.text_2);
    response.clicked()
}

/// Draws a symbol into a square, as large as fits.
fn paint_symbol(painter: &Painter, room: Rect, symbol: &Symbol, tokens: &Tokens) {
    let shapes = placed(symbol, PlanPoint::default(), 0.0, 1.0);
    let bounds: Vec<_> = shapes.iter().filter_map(Shape::bounds).collect();
    let low = |of: fn(&crate::units::PlanRect) -> f64| bounds.iter().map(of).fold(f64::INFINITY, f64::min);
    let high =
        |of: fn(&crate::units::PlanRect) -> f64| bounds.iter().map(of).fold(f64::NEG_INFINITY, f64::max);
    let (left, right, bottom, top) =
        (low(|r| r.min.x), high(|r| r.max.x), low(|r| r.min.y), high(|r| r.max.y));
    let largest = (right - left).max(top - bottom).max(1e-6);
    let scale = f64::from(room.width()) / largest;
    let (x0, y0) = (f64::midpoint(left, right), f64::midpoint(bottom, top));
    let at = |p: PlanPoint| -> Pos2 {
        room.center() + vec2(((p.x - x0) * scale) as f32, (-(p.y - y0) * scale) as f32)
    };
    for shape in &shapes {
        match shape {
            Shape::Fill { rings } => {
                for ring in rings {
                    let points: Vec<Pos2> = ring.iter().copied().map(at).collect();
                    painter.add(egui::Shape::convex_polygon(points, tokens.n_ink, egui::Stroke::NONE));
                }
            }
            Shape::Text { at: place, height, text, .. } => {
                let font = egui::FontId::new((height * scale * 1.3) as f32, TypeStyle::Body.font().family);
                painter.text(at(*place), egui::Align2::CENTER_CENTER, text, font, tokens.n_ink);
            }
            Shape::Mark(_)
            | Shape::Line { .. }
            | Shape::Polyline { .. }
            | Shape::Arc { .. }
            | Shape::Ellipse { .. }
            | Shape::Curve { .. } => {
                let points: Vec<Pos2> = shape.flatten(0.02).into_iter().map(at).collect();
                painter.add(egui::Shape::line(points, tokens.stroke(1.3, tokens.n_ink)));
            }
        }
    }
}

impl Dialog for SymbolDialog {
    fn show(&mut self, ctx: &egui::Context, project: &Project) -> DialogOutcome {
        let pressed = |key| ctx.input_mut(|input| input.consume_key(Modifiers::NONE, key));
        let (down, up, enter) = (pressed(Key::ArrowDown), pressed(Key::ArrowUp), pressed(Key::Enter));
        let library = Arc::clone(&self.library);
        let of_kind = |symbol: &Symbol| match &self.purpose {
            Purpose::Place => true,
            Purpose::Change(_, kind, _) => symbol.kind == *kind,
        };
        let mut found = library.search(&self.query);
        found.retain(|symbol| of_kind(symbol));
        let all = library.all().iter().filter(|symbol| of_kind(symbol)).count();
        let button = match &self.purpose {
            Purpose::Place => "Place devices".to_owned(),
            Purpose::Change(_, _, ids) if ids.len() == 1 => "Use for the device".to_owned(),
            Purpose::Change(_, _, ids) => format!("Use for {} devices", ids.len()),
        };
        if down || up {
            let last = found.len().saturating_sub(1);
            self.row = if down { (self.row + 1).min(last) } else { self.row.saturating_sub(1) };
            self.scroll = true;
        }
        let subtitle = format!("{} of {all}", found.len());
        let shown = widgets::Dialog::new("symbol", "Choose a symbol").subtitle(&subtitle).width(560.0).show(
            ctx,
            |ui| {
                let mut searched = false;
                dialog_block(ui, |ui| {
                    let field = TextField::new(&mut self.query, "Search symbols")
                        .hint("duplex, 2x4, exit, disconnect …")
                        .width(f32::INFINITY)
                        .id(Id::unique("symbol search"));
                    let response = ui.add(field);
                    if !self.opened {
                        response.request_focus();
                        self.opened = true;
                    }
                    searched = response.changed();
                });
                let taken = dialog_block(ui, |ui| self.list_ui(ui, &found));
                let buttons = dialog_foot(
                    ui,
                    |_| (),
                    |ui| {
                        let place = Button::primary(&button).keys("Enter").enabled(!found.is_empty());
                        (ui.add(place).clicked(), ui.add(Button::plain("Cancel").keys("Esc")).clicked())
                    },
                )
                .1;
                (searched, taken, buttons)
            },
        );
        let (searched, taken, (go, cancel)) = shown.inner;
        if searched {
            self.row = 0;
            self.scroll = true;
            return DialogOutcome::Open;
        }
        if (go || taken || enter || shown.confirmed)
            && let Some(symbol) = found.get(self.row)
        {
            return self.take(project, symbol);
        }
        if cancel || shown.closed { DialogOutcome::Cancelled } else { DialogOutcome::Open }
    }
}
