//! What the window shows while no project is open: samples, new, recent, open. Enter opens the first sample.

use crate::app::filing::age;
use crate::app::icons;
use crate::app::menu_bar::paint_mark;
use crate::app::sample_pictures::paint_sample;
use crate::app::theme::{self, Tokens, TypeStyle, radius, space};
use crate::app::view_context::{AppRequest, Requests};
use crate::app::widgets::{
    Button, FocusRing, IconButton, IconWeight, KeyChipGround, focus_ring, icon_at, key_chip_size,
    paint_key_chip, section_label, text_in,
};
use crate::domain::System;
use crate::workbench::{Action, Command, RecentFile, Sample, Workbench};
use egui::{
    Align, Layout, Rect, Response, Role, ScrollArea, Sense, Ui, UiBuilder, Vec2, WidgetInfo, pos2, vec2,
};

/// Widest the content gets.
const WIDTH: f32 = 1040.0;
const CARD_HEIGHT: f32 = 282.0;
const PICTURE_HEIGHT: f32 = 169.0;
const ROW: f32 = 44.0;
/// Recent files on view.
const SHOWN: usize = 6;

/// The systems offered for a new project, the usual one first.
const PRESETS: [(System, u16, &str); 3] = [
    (System::Wye208, 42, "3φ 4W, small commercial"),
    (System::Wye480, 42, "3φ 4W, large commercial"),
    (System::Single240, 30, "1φ 3W, dwelling"),
];

/// What the start screen keeps between frames.
#[derive(Default)]
pub(in crate::app) struct StartScreen {
    /// Whether the first card has been given the focus since the screen appeared.
    focused: bool,
}

impl StartScreen {
    /// Forgets everything, for the next time the screen appears.
    pub fn reset(&mut self) {
        self.focused = false;
    }

    /// Draws the screen.
    pub fn ui(&mut self, ui: &mut Ui, tokens: &Tokens, workbench: &Workbench, out: &mut Requests) {
        ScrollArea::vertical().auto_shrink([false, false]).show(ui, |ui| {
            let width = WIDTH.min(ui.available_width() - 2.0 * space::XXL);
            let left = (ui.available_width() - width) / 2.0;
            let top = (ui.clip_rect().height() * 0.075).clamp(space::L, 64.0);
            let place = Rect::from_min_size(ui.cursor().min + vec2(left, top), vec2(width, 0.0));
            let mut column =
                ui.new_child(UiBuilder::new().max_rect(place).layout(Layout::top_down(Align::Min)));
            column.spacing_mut().item_spacing = Vec2::ZERO;
            head_ui(&mut column, tokens, workbench);
            column.add_space(34.0);
            section_label(&mut column, "Open a sample", "opens as a copy, cannot be spoiled");
            column.add_space(space::M);
            self.cards_ui(&mut column, tokens, out);
            column.add_space(34.0);
            lower_ui(&mut column, tokens, workbench, out);
            column.add_space(space::XXL);
            let used = column.min_rect();
            ui.allocate_rect(used, Sense::hover());
        });
    }

    fn cards_ui(&mut self, ui: &mut Ui, tokens: &Tokens, out: &mut Requests) {
        let gap = space::L;
        let columns = if ui.available_width() < 720.0 { 1 } else { 3 };
        let width = (ui.available_width() - gap * (columns as f32 - 1.0)) / columns as f32;
        for row in Sample::ALL.chunks(columns) {
            ui.horizontal(|ui| {
                ui.spacing_mut().item_spacing.x = gap;
                for sample in row {
                    let first = *sample == Sample::Riverside;
                    let response = card_ui(ui, tokens, *sample, width, first);
                    if first && !self.focused {
                        response.request_focus();
                        self.focused = true;
                    }
                    if response.clicked() {
                        out.command(Command::OpenSample(*sample));
                    }
                }
            });
            ui.add_space(gap);
        }
    }
}

fn head_ui(ui: &mut Ui, tokens: &Tokens, workbench: &Workbench) {
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = space::M;
        let (_, rect) = ui.allocate_space(vec2(30.0, 28.0));
        paint_mark(ui.painter(), rect, tokens);
        ui.label(theme::rich("Phasewright", TypeStyle::Heading, tokens.text_1));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let edition = workbench.settings().new_projects.edition();
            let words = format!("{} · offline · {edition}", env!("CARGO_PKG_VERSION"));
            ui.label(theme::rich(words, TypeStyle::Caption, tokens.text_3));
        });
    });
}

/// Draws the card of a sample: picture, name, what it is for, systems.
fn card_ui(ui: &mut Ui, tokens: &Tokens, sample: Sample, width: f32, first: bool) -> Response {
    let (rect, response) = ui.allocate_exact_size(vec2(width, CARD_HEIGHT), Sense::click());
    response
        .widget_info(|| WidgetInfo::labeled(Role::Button, true, format!("Open sample {}", sample.name())));
    let painter = ui.painter_at(rect.expand(4.0));
    let corner = f32::from(radius::DIALOG);
    let fill = if response.hovered() { tokens.control } else { tokens.raised };
    painter.rect_filled(rect, corner, fill);
    let picture = Rect::from_min_size(rect.min, vec2(rect.width(), PICTURE_HEIGHT));
    let upper = egui::CornerRadius { nw: radius::DIALOG, ne: radius::DIALOG, sw: 0, se: 0 };
    painter.rect_filled(picture, upper, tokens.canvas);
    paint_sample(&ui.painter_at(picture), picture, sample, tokens);
    painter.hline(picture.x_range(), picture.bottom(), tokens.edge());
    painter.rect_stroke(rect, corner, tokens.edge(), egui::StrokeKind::Inside);
    let inner = Rect::from_min_max(
        pos2(rect.left() + 16.0, picture.bottom()),
        pos2(rect.right() - 16.0, rect.bottom()),
    );
    let line = |from: f32, height: f32| {
        Rect::from_min_size(pos2(inner.left(), inner.top() + from), vec2(inner.width(), height))
    };
    text_in(&painter, line(12.0, 22.0), Align::Min, sample.name(), TypeStyle::Title.font(), tokens.text_1);
    if first {
        let size = key_chip_size(&painter, "Enter");
        let chip = Rect::from_min_size(pos2(inner.right() - size.x, inner.top() + 23.0 - size.y / 2.0), size);
        paint_key_chip(&painter, chip, "Enter", KeyChipGround::Plain, tokens);
    }
    let body =
        painter.layout(sample.purpose().to_owned(), TypeStyle::Body.font(), tokens.text_2, inner.width());
    painter.galley(pos2(inner.left(), inner.top() + 36.0), body, tokens.text_2);
    text_in(&painter, line(82.0, 18.0), Align::Min, &sample.tags(), TypeStyle::Caption.font(), tokens.text_2);
    focus_ring(ui, &response, radius::DIALOG, FocusRing::Inside);
    response
}

fn lower_ui(ui: &mut Ui, tokens: &Tokens, workbench: &Workbench, out: &mut Requests) {
    let gap = space::L;
    let all = ui.available_width();
    let narrow = all < 720.0;
    let left = if narrow { all } else { (all - 2.0 * gap) / 3.0 };
    let right = if narrow { all } else { all - gap - left };
    let layout = if narrow { Layout::top_down(Align::Min) } else { Layout::left_to_right(Align::Min) };
    ui.with_layout(layout, |ui| {
        ui.spacing_mut().item_spacing = vec2(gap, gap);
        ui.allocate_ui_with_layout(vec2(left, 0.0), Layout::top_down(Align::Min), |ui| {
            ui.spacing_mut().item_spacing = Vec2::ZERO;
            ui.allocate_ui_with_layout(vec2(left, 28.0), Layout::left_to_right(Align::Center), |ui| {
                section_label(ui, "New project", "");
            });
            ui.add_space(space::S);
            new_ui(ui, tokens, left, out);
        });
        ui.allocate_ui_with_layout(vec2(right, 0.0), Layout::top_down(Align::Min), |ui| {
            ui.spacing_mut().item_spacing = Vec2::ZERO;
            ui.allocate_ui_with_layout(vec2(right, 28.0), Layout::left_to_right(Align::Center), |ui| {
                section_label(ui, "Recent", "");
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                    let keys = keys_of(Action::OpenFile);
                    let open = Button::plain(Action::OpenFile.label()).icon(icons::FOLDER_OPEN).keys(&keys);
                    if ui.add(open).clicked() {
                        out.action(Action::OpenFile);
                    }
                });
            });
            ui.add_space(space::S);
            recent_ui(ui, tokens, right, workbench, out);
        });
    });
}

fn keys_of(action: Action) -> String {
    action.shortcut().map(|keys| keys.to_string()).unwrap_or_default()
}

fn new_ui(ui: &mut Ui, tokens: &Tokens, width: f32, out: &mut Requests) {
    list_frame(ui, tokens, width, PRESETS.len(), |ui, row| {
        let Some((system, slots, words)) = PRESETS.get(row).copied() else { return };
        let response =
            row_ui(ui, tokens, width, &format!("New {} project", system.code()), |painter, rect| {
                text_in(
                    painter,
                    rect,
                    Align::Min,
                    system.code(),
                    TypeStyle::BodySemibold.font(),
                    tokens.text_1,
                );
                let after = rect.with_min_x(rect.left() + 92.0);
                text_in(painter, after, Align::Min, words, TypeStyle::Body.font(), tokens.text_2);
                if row == 0 {
                    let keys = keys_of(Action::NewProject);
                    let size = key_chip_size(painter, &keys);
                    let chip =
                        Rect::from_center_size(pos2(rect.right() - size.x / 2.0, rect.center().y), size);
                    paint_key_chip(painter, chip, &keys, KeyChipGround::Plain, tokens);
                }
            });
        if response.clicked() {
            out.push(AppRequest::NewProject(system, slots));
        }
    });
}

fn recent_ui(ui: &mut Ui, tokens: &Tokens, width: f32, workbench: &Workbench, out: &mut Requests) {
    let recent = &workbench.settings().recent;
    if recent.is_empty() {
        let (rect, _) = ui.allocate_exact_size(vec2(width, ROW), Sense::hover());
        outline(ui, tokens, rect);
        let words = "Projects you open will stand here";
        let inner = rect.shrink2(vec2(space::L, 0.0));
        ui.put(inner, |ui: &mut Ui| {
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                ui.label(theme::rich(words, TypeStyle::Body, tokens.text_3))
            })
            .inner
        });
        return;
    }
    let shown = recent.len().min(SHOWN);
    list_frame(ui, tokens, width, shown, |ui, row| {
        let Some(file) = recent.get(row) else { return };
        let missing = workbench.is_missing(&file.path);
        let place = Rect::from_min_size(ui.cursor().min, vec2(width, ROW));
        let response = recent_row_ui(ui, tokens, width, file, missing, workbench.now());
        if response.clicked() && !missing {
            out.command(Command::Open(file.path.clone()));
        }
        // Beside the row, so that a click on it does not open the file.
        let cross = Rect::from_center_size(pos2(place.right() - 22.0, place.center().y), vec2(28.0, 28.0));
        let mut corner =
            ui.new_child(UiBuilder::new().max_rect(cross).layout(Layout::left_to_right(Align::Center)));
        let name = format!("Remove {} from the list", file.name);
        if corner.add(IconButton::new(icons::X, &name).size(28.0).icon_size(14.0)).clicked() {
            out.command(Command::ForgetRecent(file.path.clone()));
        }
        let path = file.path.display().to_string();
        response.on_hover_text(if missing {
            format!("{path} is not there any more: it was moved, renamed or deleted, or its disk is away")
        } else {
            path
        });
    });
}

fn recent_row_ui(
    ui: &mut Ui,
    tokens: &Tokens,
    width: f32,
    file: &RecentFile,
    missing: bool,
    now: u64,
) -> Response {
    let spoken = if missing { format!("{}, missing", file.name) } else { format!("Open {}", file.name) };
    row_ui(ui, tokens, width, &spoken, |painter, rect| {
        let ink = if missing { tokens.text_3 } else { tokens.text_1 };
        let glyph = if missing { icons::WARNING } else { icons::FILE };
        icon_at(
            painter,
            pos2(rect.left() + 8.0, rect.center().y),
            glyph,
            IconWeight::Outline,
            16.0,
            tokens.text_2,
        );
        let rect = rect.with_max_x(rect.right() - 28.0);
        let x = |from: f32, to: f32| {
            rect.with_min_x(rect.left() + from * rect.width()).with_max_x(rect.left() + to * rect.width())
        };
        let name = x(0.0, 0.3).with_min_x(rect.left() + 28.0);
        text_in(painter, name, Align::Min, &file.name, TypeStyle::BodySemibold.font(), ink);
        let path = short_path(&file.path);
        text_in(painter, x(0.32, 0.68), Align::Min, &path, TypeStyle::Mono.font(), tokens.text_3);
        let panels = if missing {
            "missing".to_owned()
        } else {
            format!("{} panel{}", file.panels, if file.panels == 1 { "" } else { "s" })
        };
        text_in(painter, x(0.68, 0.82), Align::Max, &panels, TypeStyle::Body.font(), tokens.text_2);
        text_in(
            painter,
            x(0.83, 1.0),
            Align::Max,
            &age(now, file.used),
            TypeStyle::Body.font(),
            tokens.text_2,
        );
    })
}

/// Returns a path as a person knows it: `~` for the own folder.
fn short_path(path: &std::path::Path) -> String {
    let own = directories::BaseDirs::new();
    own.and_then(|own| {
        let rest = path.strip_prefix(own.home_dir()).ok()?;
        Some(std::path::Path::new("~").join(rest).display().to_string())
    })
    .unwrap_or_else(|| path.display().to_string())
}

fn list_frame(ui: &mut Ui, tokens: &Tokens, width: f32, rows: usize, mut row: impl FnMut(&mut Ui, usize)) {
    let start = ui.cursor().min;
    let rect = Rect::from_min_size(start, vec2(width, ROW * rows as f32));
    ui.painter().rect_filled(rect, f32::from(radius::CARD), tokens.raised);
    for index in 0..rows {
        row(ui, index);
        if index + 1 < rows {
            ui.painter().hline(rect.x_range(), start.y + ROW * (index as f32 + 1.0), tokens.hairline());
        }
    }
    outline(ui, tokens, rect);
}

fn outline(ui: &Ui, tokens: &Tokens, rect: Rect) {
    ui.painter().rect_stroke(rect, f32::from(radius::CARD), tokens.edge(), egui::StrokeKind::Inside);
}

fn row_ui(
    ui: &mut Ui,
    tokens: &Tokens,
    width: f32,
    name: &str,
    paint: impl FnOnce(&egui::Painter, Rect),
) -> Response {
    let (rect, response) = ui.allocate_exact_size(vec2(width, ROW), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, name));
    if response.hovered() {
        ui.painter().rect_filled(rect.shrink(1.0), f32::from(radius::FIELD), tokens.control);
    }
    paint(ui.painter(), rect.shrink2(vec2(space::L, 0.0)));
    focus_ring(ui, &response, radius::CARD, FocusRing::Inside);
    response
}
