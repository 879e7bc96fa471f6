//! What a fix would change, before and after, and what the rules would find then; carried out as one undo step.

use super::{Dialog, DialogOutcome};
use crate::app::theme::{self, Signal, TypeStyle, space};
use crate::app::widgets::{self, Button, dialog_block, dialog_foot, dropdown, section_label, severity_icon};
use crate::domain::Project;
use crate::rules::Finding;
use crate::workbench::findings::{FixPreview, FixesFor};
use egui::{Label, ScrollArea, Ui};

/// The dialog's state.
#[derive(Debug)]
pub struct FixDialog {
    title: String,
    fixes: FixesFor,
    /// Fixes of this finding, then each kind of fix for all findings of its rule.
    offered: Vec<FixPreview>,
    chosen: usize,
}

impl FixDialog {
    /// Opens what can be done about a finding, one of the fixes chosen; `None` where nothing is offered.
    pub fn new(finding: &Finding, fixes: FixesFor, chosen: usize) -> Option<Self> {
        let own = fixes.fixes.clone()?;
        let offered: Vec<FixPreview> = own.into_iter().chain(fixes.all.iter().cloned()).collect();
        let title = finding.summary();
        (!offered.is_empty()).then_some(Self { title, fixes, offered, chosen })
    }
}

impl Dialog for FixDialog {
    fn show(&mut self, ctx: &egui::Context, _project: &Project) -> DialogOutcome {
        let shown =
            widgets::Dialog::new("fix", "Fix finding").subtitle(&self.title).width(720.0).show(ctx, |ui| {
                let labels: Vec<(usize, &str)> =
                    self.offered.iter().map(|fix| fix.label.as_str()).enumerate().collect();
                dialog_block(ui, |ui| {
                    dropdown(ui, "Fix", ui.available_width(), &mut self.chosen, &labels);
                });
                let room = (ctx.content_rect().height() - 330.0).clamp(140.0, 420.0);
                ScrollArea::vertical().max_height(room).min_scrolled_height(room).auto_shrink(false).show(
                    ui,
                    |ui| {
                        if let Some(fix) = self.offered.get(self.chosen) {
                            dialog_block(ui, |ui| preview_ui(ui, fix));
                        }
                    },
                );
                dialog_foot(
                    ui,
                    |_| (),
                    |ui| {
                        let apply = ui.add(Button::primary("Apply fix").keys("Ctrl+Enter")).clicked();
                        (apply, ui.add(Button::plain("Cancel").keys("Esc")).clicked())
                    },
                )
                .1
            });
        let (apply, cancel) = shown.inner;
        if (apply || shown.confirmed)
            && let Some(fix) = self.offered.get(self.chosen)
        {
            return DialogOutcome::Done(vec![self.fixes.command(fix)]);
        }
        if cancel || shown.closed { DialogOutcome::Cancelled } else { DialogOutcome::Open }
    }
}

fn preview_ui(ui: &mut Ui, fix: &FixPreview) {
    let tokens = theme::tokens(ui);
    section_label(ui, "What changes", "before → after");
    for [what, before, after] in &fix.changes {
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = space::S;
            ui.label(theme::rich(what, TypeStyle::Body, tokens.text_2));
            ui.label(theme::rich(before, TypeStyle::Body, tokens.text_3));
            ui.label(theme::rich("→", TypeStyle::Body, tokens.text_3));
            ui.label(theme::rich(after, TypeStyle::BodyMedium, tokens.ghost));
        });
    }
    ui.add_space(space::M);
    found_ui(ui, Signal::Passed, "Findings that go", &fix.gone);
    ui.add_space(space::M);
    found_ui(ui, Signal::Warning, "Findings that come", &fix.new);
}

fn found_ui(ui: &mut Ui, signal: Signal, head: &str, lines: &[String]) {
    let tokens = theme::tokens(ui);
    let count = if lines.is_empty() { "none".to_owned() } else { lines.len().to_string() };
    section_label(ui, head, &count);
    for words in lines {
        ui.horizontal_top(|ui| {
            severity_icon(ui, signal, 16.0);
            ui.add(Label::new(theme::rich(words.as_str(), TypeStyle::Body, tokens.text_1)).wrap());
        });
    }
}
