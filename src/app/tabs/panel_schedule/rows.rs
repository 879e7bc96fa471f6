//! The rows of the schedule: fills, hairlines, texts, marks. Every visible cell is a node with a name.

use crate::app::tabs::panel_schedule::footer::mark_of;
use crate::app::tabs::panel_schedule::geometry::{Geometry, HalfColumns};
use crate::app::tabs::panel_schedule::hints;
use crate::app::tabs::panel_schedule::{editor, ghosts, marks};
use crate::app::theme::{Tokens, TypeStyle};
use crate::app::widgets::{Leg as LegKind, icon_at, paint_phase_chip, text_in};
use crate::domain::{Circuit, CircuitId, LoadBasis, Panel, Slot, StandardSlots};
use crate::engineering::balance::CircuitMove;
use crate::engineering::{PanelLoads, SizedPart};
use crate::units::{grouped, trimmed};
use crate::workbench::findings::Checked;
use crate::workbench::schedule::{Cell, Column, Grid, cell_text, unread_text};
use egui::epaint::StrokeKind;
use egui::{Align, Color32, Id, Painter, Rangef, Rect, Role, Sense, Ui, WidgetInfo, pos2, vec2};

/// What the rows show besides the panelboard.
pub struct Rows<'a> {
    pub panel: &'a Panel,
    pub loads: &'a PanelLoads,
    pub basis: LoadBasis,
    pub grid: &'a Grid,
    pub geometry: &'a Geometry,
    pub tokens: &'a Tokens,
    /// Circuit at each slot, index 0 is slot 1.
    pub taken: Vec<Option<CircuitId>>,
    pub hovered: Option<Cell>,
    /// Whether the grid has the keyboard.
    pub focused: bool,
    /// Circuits being dragged.
    pub dragged: &'a [CircuitId],
    /// Moves that are proposed.
    pub ghosts: &'a [CircuitMove],
    /// What the rules found.
    pub checked: Option<&'a Checked>,
    /// Slots where they may land, while dragging.
    pub legal: Option<&'a [bool]>,
}

/// Returns the id of a cell's node.
pub fn cell_id(panel: &Panel, cell: Cell) -> Id {
    Id::unique(("schedule cell", panel.id.0, cell.slot.0, cell.column.index()))
}

impl Rows<'_> {
    /// Draws the rows from `first` to before `end`, with row 0 at `top`.
    pub fn show(&self, ui: &mut Ui, top: f32, first: u16, end: u16) {
        let painter = ui.painter().clone();
        for row in first..end {
            for half in &self.geometry.halves {
                let slot = Slot(2 * row + if half.left { 1 } else { 2 });
                if slot.0 <= self.panel.slots {
                    self.slot(ui, &painter, half, slot, top);
                }
            }
            if let Some(chips) = self.geometry.chips {
                let y = top + (f32::from(row) + 0.5) * self.geometry.row;
                let leg = Slot(2 * row + 1).leg(self.panel.system);
                let kind =
                    if self.panel.system.high_leg() == Some(leg) { LegKind::High } else { LegKind::Ordinary };
                paint_phase_chip(&painter, pos2(chips.center(), y), mark_of(leg), kind, self.tokens);
            }
        }
        ghosts::outlines(&painter, self.ghosts, self.panel, self.geometry, top, self.tokens);
        self.range(&painter, top);
        self.cursor(&painter, top);
    }

    fn circuit(&self, slot: Slot) -> Option<&Circuit> {
        let id = self.taken.get(usize::from(slot.0).wrapping_sub(1)).copied().flatten()?;
        self.panel.circuit(id)
    }

    fn slot(&self, ui: &mut Ui, painter: &Painter, half: &HalfColumns, slot: Slot, top: f32) {
        let tokens = self.tokens;
        let circuit = self.circuit(slot);
        let y = top + self.geometry.y(slot);
        let rows = Rangef::new(y, y + self.geometry.row);
        let is_top = circuit.is_none_or(|c| c.slot == slot);
        let is_last = circuit.is_none_or(|c| c.span().slots().next_back() == Some(slot));
        let leg = slot.leg(self.panel.system);
        let cursor = self.grid.cursor().slot;
        let same = |other: Slot| other == slot || circuit.is_some_and(|c| c.span().contains(other));
        let selected = same(cursor);
        let hovered = self.hovered.is_some_and(|cell| same(cell.slot));
        // Fills.
        let whole = Rect::from_x_y_ranges(half.span(), rows);
        if selected {
            painter.rect_filled(whole, 0.0, tokens.select);
        } else if hovered {
            painter.rect_filled(whole, 0.0, tokens.hover_row);
        }
        if !selected && ghosts::arriving(self.ghosts, slot).is_some() {
            painter.rect_filled(Rect::from_x_y_ranges(half.description, rows), 0.0, tokens.ghost_tint);
        }
        let number = Rect::from_x_y_ranges(half.number, rows);
        painter.rect_filled(number, 0.0, if selected { tokens.select } else { tokens.header });
        let phase = Rect::from_x_y_ranges(half.phase(leg.index()), rows);
        let strength = if circuit.is_some() { 1.0 } else { 0.5 };
        painter.rect_filled(phase, 0.0, tokens.over(mark_of(leg).tint(tokens), tokens.sheet, strength));
        let legal = self.legal.and_then(|legal| legal.get(usize::from(slot.0).wrapping_sub(1)));
        if legal == Some(&true) {
            painter.rect_filled(whole.shrink(1.0), 0.0, tokens.select.gamma_multiply(0.6));
        }
        // Hairlines; those within a breaker only under its numbers and phase cells.
        let bottom = rows.max - 0.5;
        if is_last {
            painter.hline(half.span(), bottom, tokens.hairline());
        } else {
            painter.hline(half.phase_span(), bottom, tokens.hairline());
        }
        let section = StandardSlots::per_section(self.panel.slots, self.panel.sections);
        if (slot.row() + 1).is_multiple_of(section / 2) && slot.0 + 2 <= self.panel.slots {
            // A breaker never reaches over the border between two sections.
            painter.hline(half.span(), rows.max - 1.0, tokens.stroke(2.0, tokens.line_2));
        }
        for x in half.phases.iter().skip(1) {
            painter.vline(x.min, rows, tokens.hairline());
        }
        let inner = if half.left { half.number.max } else { half.number.min };
        painter.vline(inner, rows, tokens.edge());
        self.texts(painter, half, slot, circuit, rows, is_top);
        if let Some(circuit) = circuit.filter(|c| c.poles > 1) {
            bracket(painter, half, slot, circuit, rows, tokens);
        }
        self.nodes(ui, half, slot, circuit, rows, is_top);
    }

    fn texts(
        &self,
        painter: &Painter,
        half: &HalfColumns,
        slot: Slot,
        circuit: Option<&Circuit>,
        rows: Rangef,
        is_top: bool,
    ) {
        let tokens = self.tokens;
        let place = |x: Rangef, inset: f32| Rect::from_x_y_ranges(x, rows).shrink2(vec2(inset, 0.0));
        let body = TypeStyle::Body.font();
        let (style, ink) = match circuit {
            Some(_) if is_top => (TypeStyle::BodyMedium, tokens.text_1),
            _ => (TypeStyle::Body, tokens.text_3),
        };
        let dragged = circuit.is_some_and(|c| self.dragged.contains(&c.id));
        let leaving = circuit.is_some_and(|c| ghosts::leaving(self.ghosts, c).is_some());
        let dim = |ink: Color32| match (dragged, leaving) {
            (true, _) => tokens.text_off,
            (false, true) => tokens.text_3,
            (false, false) => ink,
        };
        // The number keeps clear of the bracket on its inner side.
        let number = place(half.number, 0.0);
        let number = if half.left {
            number.with_max_x(number.right() - 10.0)
        } else {
            number.with_min_x(number.left() + 10.0)
        };
        text_in(painter, number, Align::Center, &slot.to_string(), style.font(), dim(ink));
        let Some(circuit) = circuit else {
            let newcomer = ghosts::newcomer(self.ghosts, self.panel, slot);
            let ink = if newcomer.is_some() { tokens.ghost } else { tokens.text_3 };
            let words = newcomer.as_deref().unwrap_or("Space");
            text_in(painter, place(half.description, 6.0), Align::Min, words, body, ink);
            return;
        };
        let unread = |column: Column| unread_text(circuit, Cell { slot, column });
        self.load_text(painter, half, slot, circuit, rows, dim);
        if !is_top {
            return;
        }
        let mut flags = self.flags(painter, place(half.description, 6.0), circuit);
        if let Some(words) = ghosts::words(self.ghosts, circuit, slot) {
            let room = place(half.description, 6.0);
            let room = room.with_max_x(room.right() - flags);
            let font = TypeStyle::BodyMedium.font();
            flags += text_in(painter, room, Align::Max, &words, font, tokens.ghost).width() + 6.0;
        }
        let words = if circuit.is_spare() { "Spare" } else { circuit.description.as_str() };
        let ink = if circuit.is_spare() { tokens.text_2 } else { tokens.text_1 };
        let description = place(half.description, 6.0);
        let description = description.with_max_x(description.right() - flags);
        let written = text_in(painter, description, Align::Min, words, body.clone(), dim(ink));
        if leaving {
            painter.hline(written.x_range(), written.center().y, tokens.stroke(1.0, tokens.text_3));
        }
        let trip = circuit.trip.map_or_else(String::new, |trip| trimmed(trip.0, 1));
        let cells = [
            (Column::Class, half.class, circuit.class.letter().to_string(), tokens.text_2, Align::Center),
            (Column::Poles, half.poles, circuit.poles.to_string(), tokens.text_2, Align::Center),
            (Column::Trip, half.trip, trip, tokens.text_1, Align::Max),
        ];
        for (column, x, text, ink, align) in cells {
            let rect = Rect::from_x_y_ranges(x, rows);
            match unread(column) {
                Some(text) => invalid(painter, rect, text, tokens),
                None => {
                    let inset = if align == Align::Max { 6.0 } else { 0.0 };
                    let room = rect.shrink2(vec2(inset, 0.0));
                    let written = text_in(painter, room, align, &text, body.clone(), dim(ink));
                    if column == Column::Trip && SizedPart::Ocpd.reason(&circuit.facts).is_some() {
                        painter.hline(written.x_range(), written.bottom(), tokens.stroke(1.0, tokens.text_2));
                    }
                }
            }
        }
    }

    fn load_text(
        &self,
        painter: &Painter,
        half: &HalfColumns,
        slot: Slot,
        circuit: &Circuit,
        rows: Rangef,
        dim: impl Fn(Color32) -> Color32,
    ) {
        let tokens = self.tokens;
        let leg = slot.leg(self.panel.system);
        let rect = Rect::from_x_y_ranges(half.phase(leg.index()), rows);
        let cell = Cell { slot, column: Column::Load };
        if let Some(text) = unread_text(circuit, cell) {
            let font = TypeStyle::Mono.font();
            let wanted = painter.layout_no_wrap(text.to_owned(), font, tokens.error).size().x + 12.0;
            let (rect, _) = editor::places(rect, wanted.max(rect.width()), cell, self.geometry);
            return invalid(painter, rect, text, tokens);
        }
        let ink = if circuit.is_spare() { tokens.text_2 } else { tokens.text_1 };
        let text = grouped(self.share(circuit, slot), 0);
        text_in(painter, rect.shrink2(vec2(6.0, 0.0)), Align::Max, &text, TypeStyle::Body.font(), dim(ink));
    }

    /// Returns the connected VA on the pole at a slot; a sub-feed carries what it feeds.
    fn share(&self, circuit: &Circuit, slot: Slot) -> f64 {
        let pole = usize::from(slot.row().saturating_sub(circuit.slot.row()));
        let load = self.loads.circuit_load(circuit, LoadBasis::Connected).per_leg();
        load.0.get(pole).map_or(0.0, |va| va.0)
    }

    /// Draws the marks at the right of a description and returns the width they took: at most two, then how many more.
    fn flags(&self, painter: &Painter, rect: Rect, circuit: &Circuit) -> f32 {
        let tokens = self.tokens;
        let found = marks::found(self.checked, self.panel.id, circuit.id);
        let marks: Vec<marks::Mark> =
            found.into_iter().chain(marks::marks(self.panel, self.loads, circuit)).collect();
        let mut right = rect.right();
        if marks.len() > 2 {
            let more = Rect::from_min_max(pos2(right - 16.0, rect.top()), rect.max);
            let text = format!("+{}", marks.len() - 2);
            text_in(painter, more, Align::Max, &text, TypeStyle::Caption.font(), tokens.text_3);
            right -= 20.0;
        }
        for mark in marks.iter().take(2).rev() {
            let (glyph, weight, ink) = mark.icon(tokens);
            icon_at(painter, pos2(right - 7.0, rect.center().y), glyph, weight, 14.0, ink);
            right -= 18.0;
        }
        rect.right() - right
    }

    fn nodes(
        &self,
        ui: &mut Ui,
        half: &HalfColumns,
        slot: Slot,
        circuit: Option<&Circuit>,
        rows: Rangef,
        is_top: bool,
    ) {
        let leg = slot.leg(self.panel.system);
        for column in Column::ALL {
            let cell = Cell { slot, column };
            if !is_top && !matches!(column, Column::Number | Column::Load) {
                continue;
            }
            let x = if circuit.is_none() && column == Column::Load {
                half.phase(leg.index())
            } else {
                half.column(column, leg.index())
            };
            let rect = Rect::from_x_y_ranges(x, rows);
            // Only the cursor's cell takes part in the round of Tab; arrows lead to the others.
            let sense = if cell == self.grid.cursor() {
                Sense::hover() | Sense::focusable_noninteractive()
            } else {
                Sense::hover()
            };
            let response = ui.interact(rect, cell_id(self.panel, cell), sense);
            response.widget_info(|| {
                let value = match (column, circuit) {
                    (Column::Load, Some(circuit)) if unread_text(circuit, cell).is_none() => {
                        grouped(self.share(circuit, slot), 0)
                    }
                    (Column::Description, None) => "Space".to_owned(),
                    (Column::Description, Some(circuit)) if circuit.is_spare() => "Spare".to_owned(),
                    _ => cell_text(self.panel, cell),
                };
                let mut info = WidgetInfo::new(Role::Cell);
                info.label = Some(format!("{} circuit {slot} {}", self.panel.name, column.name()));
                info.current_text_value = Some(value);
                info
            });
            if response.hovered() {
                let found = circuit.filter(|_| column == Column::Description);
                let found = found.and_then(|c| marks::found(self.checked, self.panel.id, c.id));
                let found = found.as_ref().map(marks::mark_words);
                let hint = hints::hover(self.panel, self.loads, self.basis, cell);
                let lines: Vec<String> = found.into_iter().chain(hint).collect();
                if !lines.is_empty() {
                    response.on_hover_text(lines.join("\n"));
                }
            }
        }
    }

    /// Outlines a range of more than one cell.
    fn range(&self, painter: &Painter, top: f32) {
        let range = self.grid.selection();
        if range.is_one_cell() {
            return;
        }
        for half in &self.geometry.halves {
            let slots: Vec<Slot> =
                range.slots().into_iter().filter(|slot| slot.is_left() == half.left).collect();
            let (Some(first), Some(last)) = (slots.first(), slots.last()) else { continue };
            let x = if range.is_whole() {
                half.span()
            } else {
                let mut columns = vec![half.column(range.first_column, 0), half.column(range.last_column, 0)];
                if range.last_column == Column::Load {
                    columns.push(half.phase_span());
                }
                let min = columns.iter().map(|r| r.min).fold(f32::INFINITY, f32::min);
                Rangef::new(min, columns.iter().map(|r| r.max).fold(min, f32::max))
            };
            let y = top + self.geometry.y(*first)..=top + self.geometry.y(*last) + self.geometry.row;
            let rect = Rect::from_x_y_ranges(x, y);
            let wash = self.tokens.over(self.tokens.select_line, Color32::TRANSPARENT, 0.10);
            painter.rect(
                rect,
                0.0,
                wash,
                self.tokens.stroke(1.0, self.tokens.select_line),
                StrokeKind::Inside,
            );
        }
    }

    fn cursor(&self, painter: &Painter, top: f32) {
        let Some(rect) = self.geometry.rect(self.panel, self.grid.cursor(), top) else { return };
        let width = if self.focused { 2.0 } else { 1.0 };
        let stroke = self.tokens.stroke(width, self.tokens.select_line);
        painter.rect_stroke(rect, 2.0, stroke, StrokeKind::Inside);
    }
}

/// Text that is no value of its column.
fn invalid(painter: &Painter, rect: Rect, text: &str, tokens: &Tokens) {
    painter.rect(rect, 2.0, tokens.error_tint, tokens.stroke(1.0, tokens.error), StrokeKind::Inside);
    let font = TypeStyle::Mono.font();
    text_in(painter, rect.shrink2(vec2(5.0, 0.0)), Align::Max, text, font, tokens.error);
}

/// The mark that joins the numbers of one breaker, on their inner side.
fn bracket(
    painter: &Painter,
    half: &HalfColumns,
    slot: Slot,
    circuit: &Circuit,
    rows: Rangef,
    tokens: &Tokens,
) {
    let x = if half.left { half.number.max - 6.0 } else { half.number.min + 6.0 };
    let tick = if half.left { Rangef::new(x - 5.0, x) } else { Rangef::new(x, x + 5.0) };
    let stroke = tokens.stroke(1.5, tokens.text_3);
    let middle = rows.center();
    let first = circuit.slot == slot;
    let last = circuit.span().slots().next_back() == Some(slot);
    let from = if first { middle } else { rows.min };
    let to = if last { middle } else { rows.max };
    painter.vline(x, from..=to, stroke);
    if first || last {
        painter.hline(tick, middle, stroke);
    }
}
