//! About Phasewright: version, what it is built from, and every license in full. Nothing here leads anywhere else.

use super::{DialogOutcome, ProgramDialog};
use crate::app::menu_bar::paint_mark;
use crate::app::theme::{self, TypeStyle, space};
use crate::app::widgets::{self, Button, dialog_foot, dialog_room, dialog_row, segmented};
use crate::workbench::Workbench;
use egui::{Frame, Margin, ScrollArea, Ui, vec2};

/// Height of the row of pages.
const ROW: f32 = 44.0;
/// Height of the text, in points.
const TEXT: f32 = 340.0;

/// What can be read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Page {
    #[default]
    Program,
    Mit,
    Apache,
    Fonts,
    Icons,
    Libraries,
}

impl Page {
    const ALL: [(Self, &'static str); 6] = [
        (Self::Program, "Program"),
        (Self::Mit, "MIT"),
        (Self::Apache, "Apache-2.0"),
        (Self::Fonts, "Fonts"),
        (Self::Icons, "Icons"),
        (Self::Libraries, "Libraries"),
    ];

    /// Returns what the page says before its text.
    const fn lead(self) -> &'static str {
        match self {
            Self::Program => "",
            Self::Mit => "Phasewright may be used under this license or under Apache-2.0, as you like.",
            Self::Apache => "Phasewright may be used under this license or under MIT, as you like.",
            Self::Fonts => "IBM Plex Sans and IBM Plex Mono, under the SIL Open Font License 1.1.",
            Self::Icons => "A selection of Phosphor icons, under the MIT license.",
            Self::Libraries => "Name, version and license of every library, on all systems together.",
        }
    }

    const fn text(self) -> &'static str {
        match self {
            Self::Program => "",
            Self::Mit => include_str!("../../../LICENSE-MIT"),
            Self::Apache => include_str!("../../../LICENSE-APACHE"),
            Self::Fonts => include_str!("../../../assets/fonts/IBMPlex-OFL.txt"),
            Self::Icons => include_str!("../../../assets/fonts/Phosphor-MIT.txt"),
            Self::Libraries => include_str!("../../../assets/libraries.txt"),
        }
    }
}

/// The dialog's state.
#[derive(Default)]
pub(in crate::app) struct AboutDialog {
    page: Page,
}

impl AboutDialog {
    /// Opens the dialog on the version.
    pub fn new() -> Self {
        Self::default()
    }
}

impl ProgramDialog for AboutDialog {
    fn show(&mut self, ctx: &egui::Context, _workbench: &Workbench) -> DialogOutcome {
        let room = TEXT.min(dialog_room(ctx) - ROW - 2.0 * space::L);
        let shown = widgets::Dialog::new("about", "About Phasewright").width(680.0).show(ctx, |ui| {
            dialog_row(ui, ROW, |ui| segmented(ui, &mut self.page, &Page::ALL));
            Frame::NONE.inner_margin(Margin { left: 20, right: 8, top: 16, bottom: 16 }).show(ui, |ui| {
                ui.set_min_size(vec2(ui.available_width(), room));
                match self.page {
                    Page::Program => {
                        ScrollArea::vertical().max_height(room).auto_shrink(false).show(ui, program_ui);
                    }
                    page => text_ui(ui, page, room),
                }
            });
            dialog_foot(
                ui,
                |ui| {
                    ui.add(Button::plain("Copy version"))
                        .clicked()
                        .then(|| ui.ctx().copy_text(version_text()))
                },
                |ui| ui.add(Button::primary("Close").keys("Esc")).clicked(),
            )
            .1
        });
        if shown.inner || shown.closed || shown.confirmed {
            DialogOutcome::Cancelled
        } else {
            DialogOutcome::Open
        }
    }
}

/// Returns what somebody who is asked for help needs to know.
fn version_text() -> String {
    format!(
        "Phasewright {} ({}, {}, egui {})",
        env!("CARGO_PKG_VERSION"),
        std::env::consts::OS,
        std::env::consts::ARCH,
        library_version("egui").unwrap_or("?"),
    )
}

fn library_version(name: &str) -> Option<&'static str> {
    Page::Libraries.text().lines().find_map(|line| {
        let mut words = line.split(' ');
        (words.next() == Some(name)).then(|| words.next()).flatten()
    })
}

fn program_ui(ui: &mut Ui) {
    let tokens = theme::tokens(ui);
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = space::M;
        let (_, rect) = ui.allocate_space(vec2(30.0, 28.0));
        paint_mark(ui.painter(), rect, &tokens);
        ui.label(theme::rich("Phasewright", TypeStyle::Heading, tokens.text_1));
    });
    ui.add_space(space::S);
    let libraries = Page::Libraries.text().lines().count();
    let libraries = format!("{libraries} of others, in Rust, each under a free license");
    for (label, words) in [
        ("Version", version_text()),
        ("What it is", env!("CARGO_PKG_DESCRIPTION").trim_end_matches('.').to_owned()),
        ("License", format!("{}: take the one you like", env!("CARGO_PKG_LICENSE").replace("OR", "or"))),
        ("Fonts", "IBM Plex Sans and IBM Plex Mono, SIL Open Font License 1.1".to_owned()),
        ("Icons", "Phosphor, MIT".to_owned()),
        ("Libraries", libraries),
        ("Network", "None: nothing is sent and nothing is fetched".to_owned()),
    ] {
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = space::LABEL_TO_FIELD;
            ui.allocate_ui(vec2(88.0, 20.0), |ui| {
                ui.set_min_width(88.0);
                ui.label(theme::rich(label, TypeStyle::Body, tokens.text_2));
            });
            ui.add(egui::Label::new(theme::rich(words, TypeStyle::Body, tokens.text_1)).wrap());
        });
        ui.add_space(space::S);
    }
}

/// Draws a text line by line, only those in view.
fn text_ui(ui: &mut Ui, page: Page, room: f32) {
    let tokens = theme::tokens(ui);
    ui.label(theme::rich(page.lead(), TypeStyle::Body, tokens.text_2));
    ui.add_space(space::S);
    let lines: Vec<&str> = page.text().lines().collect();
    let line = TypeStyle::Mono.line_height();
    ui.spacing_mut().item_spacing.y = 0.0;
    ScrollArea::vertical()
        .id_salt(page.lead())
        .max_height(room - 20.0 - space::S)
        .auto_shrink(false)
        .show_rows(ui, line, lines.len(), |ui, range| {
            for words in lines.get(range).unwrap_or_default() {
                let words = if words.is_empty() { " " } else { words };
                ui.add(egui::Label::new(theme::rich(words, TypeStyle::Mono, tokens.text_1)).extend());
            }
        });
}

#[cfg(test)]
mod tests {
    use crate::app::testing::Window;
    use crate::workbench::Action;
    use egui_kittest::kittest::Queryable as _;

    #[test]
    fn version_and_every_license_can_be_read_without_a_project() {
        let mut window = Window::open();
        window.act(Action::About);
        assert!(window.tells(env!("CARGO_PKG_VERSION")) && window.tells("MIT or Apache-2.0"));
        for (page, words) in [
            ("MIT", "Permission is hereby granted"),
            ("Apache-2.0", "Version 2.0, January 2004"),
            ("Fonts", "SIL OPEN FONT LICENSE"),
            ("Icons", "Phosphor Icons"),
            ("Libraries", "accesskit"),
        ] {
            window.click(page);
            assert!(window.tells(words), "{page} shows {words}");
        }
        window.press(egui::Modifiers::NONE, egui::Key::Escape);
        assert!(!window.app().dialog_open());
    }

    #[test]
    fn the_version_is_copied_as_text() {
        let mut window = Window::riverside();
        window.act(Action::About);
        window.harness.get_by_label("Copy version").click();
        let copied = (0..4).any(|_| {
            window.harness.step();
            window.harness.output().platform_output.commands.iter().any(|command| {
                matches!(command, egui::OutputCommand::CopyText(text) if *text == super::version_text())
            })
        });
        assert!(copied);
    }
}
