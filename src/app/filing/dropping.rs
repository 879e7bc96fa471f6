//! Files dragged from the desktop onto the window.

use crate::app::app::PhasewrightApp;
use crate::app::theme::{Tokens, TypeStyle};
use crate::workbench::{Command, NoticeLevel};
use std::path::PathBuf;

impl PhasewrightApp {
    /// Opens or imports what was dropped onto the window; one project, or one schedule, at a time.
    pub(super) fn take_dropped(&mut self, ctx: &egui::Context) {
        let dropped: Vec<PathBuf> =
            ctx.input(|input| input.raw.dropped_files.iter().map(|file| file.path().to_owned()).collect());
        let Some(first) = dropped.first() else { return };
        if self.dialog_open() {
            let text = "Finish the open dialog, then drop the file again".to_owned();
            return self.workbench.execute(Command::Notify { level: NoticeLevel::Info, text });
        }
        if dropped.len() > 1 {
            let name = first.file_name().unwrap_or_default().to_string_lossy();
            let text = format!("One file at a time: {name} is taken, {} more are not", dropped.len() - 1);
            self.workbench.execute(Command::Notify { level: NoticeLevel::Info, text });
        }
        self.command(ctx, Command::Open(first.clone()));
    }

    /// Says what dropping would do while a file is held over the window.
    pub(super) fn drop_hint_ui(&self, ctx: &egui::Context) {
        if ctx.input(|input| input.raw.hovered_files.is_empty()) {
            return;
        }
        let tokens = Tokens::of(ctx);
        let window = ctx.content_rect();
        let layer = egui::LayerId::new(egui::Order::Foreground, egui::Id::unique("drop hint"));
        let painter = ctx.layer_painter(layer);
        painter.rect_filled(window, 0.0, tokens.scrim);
        let edge = tokens.stroke(2.0, tokens.select_line);
        painter.rect_stroke(window.shrink(12.0), 8.0, edge, egui::StrokeKind::Inside);
        let words =
            "Drop a project to open it, a schedule to import it, or a drawing to place it under a sheet";
        let galley = painter.layout_no_wrap(words.to_owned(), TypeStyle::Title.font(), tokens.text_1);
        let card = egui::Rect::from_center_size(window.center(), galley.size() + egui::vec2(48.0, 32.0));
        painter.rect(card, 8.0, tokens.raised, tokens.edge(), egui::StrokeKind::Inside);
        painter.galley(card.center() - galley.size() / 2.0, galley, tokens.text_1);
    }
}
