//! The questions about files: what is asked before edits could be lost, and what must be read when a file is refused.

use crate::app::theme::{self, Signal, TypeStyle, space};
use crate::app::widgets::{self, Button, IconWeight, dialog_block, dialog_foot, icon_at};
use crate::document::OnDisk;
use crate::workbench::{Command, DiskAnswer, Export, Lost, LostAnswer, Question, Retry, Workbench};
use egui::{Ui, vec2};
use std::path::Path;

/// What the person chose about unsaved edits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::app) enum UnsavedAnswer {
    Save,
    DontSave,
    Cancel,
}

/// What follows from an answer.
#[derive(Clone, Debug)]
pub(in crate::app) enum Answered {
    /// Nothing yet.
    No,
    Commands(Vec<Command>),
    /// Ask for another name for the project.
    SaveElsewhere,
    /// Ask for another name for an export.
    ExportElsewhere(Export),
}

/// A message with up to three buttons; returns the one pressed, counted from the right. Esc presses the last one.
fn ask(
    ctx: &egui::Context,
    title: &str,
    signal: Option<Signal>,
    contents: impl FnOnce(&mut Ui),
    buttons: &[&str],
) -> Option<usize> {
    let shown = widgets::Dialog::new("question", title).width(560.0).show(ctx, |ui| {
        dialog_block(ui, |ui| {
            ui.horizontal_top(|ui| {
                ui.spacing_mut().item_spacing.x = space::M;
                if let Some(signal) = signal {
                    let (_, place) = ui.allocate_space(vec2(20.0, 20.0));
                    let tokens = theme::tokens(ui);
                    let ink = signal.ink(&tokens);
                    icon_at(ui.painter(), place.center(), signal.icon(), IconWeight::Fill, 20.0, ink);
                }
                ui.vertical(|ui| {
                    ui.spacing_mut().item_spacing.y = space::S;
                    contents(ui);
                });
            });
        });
        dialog_foot(
            ui,
            |_| (),
            |ui| {
                let mut pressed = None;
                for (index, words) in buttons.iter().enumerate() {
                    let last = index + 1 == buttons.len();
                    let button = if index == 0 {
                        Button::primary(words).keys("Enter")
                    } else if last {
                        Button::plain(words).keys("Esc")
                    } else {
                        Button::plain(words)
                    };
                    if ui.add(button).clicked() {
                        pressed = Some(index);
                    }
                }
                pressed
            },
        )
        .1
    });
    let by_key = if shown.confirmed {
        Some(0)
    } else if shown.closed {
        Some(buttons.len().saturating_sub(1))
    } else {
        None
    };
    shown.inner.or(by_key)
}

fn text(ui: &mut Ui, words: &str) {
    let ink = theme::tokens(ui).text_1;
    ui.add(egui::Label::new(theme::rich(words, TypeStyle::Body, ink)).wrap());
}

fn note(ui: &mut Ui, words: &str) {
    let ink = theme::tokens(ui).text_2;
    ui.add(egui::Label::new(theme::rich(words, TypeStyle::Small, ink)).wrap());
}

fn path_line(ui: &mut Ui, path: &Path) {
    let ink = theme::tokens(ui).text_3;
    ui.add(egui::Label::new(theme::rich(path.display().to_string(), TypeStyle::Mono, ink)).wrap());
}

/// Asks what to do about edits that are on no disk; `doing` completes "before …".
pub(in crate::app) fn unsaved_ui(
    ctx: &egui::Context,
    workbench: &Workbench,
    doing: &str,
) -> Option<UnsavedAnswer> {
    let document = workbench.document()?;
    let title = format!("Save changes to {}?", document.project().info().name);
    let pressed = ask(
        ctx,
        &title,
        Some(Signal::Warning),
        |ui| {
            text(ui, &format!("There are edits that are in no file. Save them before {doing}?"));
            if let Some(step) = document.undo_label() {
                note(ui, &format!("Last step: {step}"));
            }
            match workbench.path() {
                Some(path) => path_line(ui, path),
                None => note(ui, "This project has no file yet; Save asks for one"),
            }
        },
        &["Save", "Don't save", "Cancel"],
    )?;
    Some(match pressed {
        0 => UnsavedAnswer::Save,
        1 => UnsavedAnswer::DontSave,
        _ => UnsavedAnswer::Cancel,
    })
}

/// What becomes of training when the window closes.
pub(in crate::app) enum TrainingAnswer {
    /// The run goes on without a window, or pauses.
    GoOn(bool),
    /// The window stays.
    Cancel,
}

/// Asks what becomes of the run that is being trained.
pub(in crate::app) fn training_ui(ctx: &egui::Context, workbench: &Workbench) -> Option<TrainingAnswer> {
    let training = workbench.training();
    let Some(run) = training.live() else { return Some(TrainingAnswer::GoOn(true)) };
    let pressed = ask(
        ctx,
        &format!("{} is being trained", run.id),
        None,
        |ui| {
            let steps = format!("Step {} of {}.", run.state.step, run.state.steps);
            text(
                ui,
                &format!("{steps} It can go on without the window; its curve is here when you come back."),
            );
            note(ui, "Pause leaves a checkpoint, and Resume goes on from there to the same result.");
            match training.queue.len() {
                0 => {}
                1 => note(ui, "The run that waits begins when the window is open again."),
                many => note(ui, &format!("The {many} runs that wait begin when the window is open again.")),
            }
        },
        &["Continue in background", "Pause it", "Cancel"],
    )?;
    Some(match pressed {
        0 => TrainingAnswer::GoOn(true),
        1 => TrainingAnswer::GoOn(false),
        _ => TrainingAnswer::Cancel,
    })
}

/// Draws the question the workbench has and returns what follows from the answer.
pub(in crate::app) fn question_ui(ctx: &egui::Context, workbench: &Workbench) -> Answered {
    match workbench.question() {
        None => Answered::No,
        Some(Question::ChangedOnDisk { path }) => changed_ui(ctx, path),
        Some(Question::Overwrite { path }) => {
            let (title, words) = overwrite_words(path);
            match ask(ctx, &title, Some(Signal::Warning), overwrite(path, words), &OVERWRITE) {
                Some(0) => Answered::Commands(vec![Command::SaveAs { path: path.clone(), overwrite: true }]),
                Some(1) => Answered::SaveElsewhere,
                Some(_) => Answered::Commands(vec![Command::DropQuestion]),
                None => Answered::No,
            }
        }
        Some(Question::OverwriteExport(export)) => {
            let (title, words) = overwrite_words(&export.path);
            match ask(ctx, &title, Some(Signal::Warning), overwrite(&export.path, words), &OVERWRITE) {
                Some(0) => Answered::Commands(vec![
                    Command::DropQuestion,
                    Command::Export(Export { overwrite: true, ..export.clone() }),
                ]),
                Some(1) => Answered::ExportElsewhere(export.clone()),
                Some(_) => Answered::Commands(vec![Command::DropQuestion]),
                None => Answered::No,
            }
        }
        Some(Question::Recover(lost)) => recover_ui(ctx, lost, workbench.now()),
        Some(Question::Failed { title, why, retry }) => failed_ui(ctx, title, why, retry.as_ref()),
    }
}

const OVERWRITE: [&str; 3] = ["Replace", "Other name…", "Cancel"];

fn overwrite_words(path: &Path) -> (String, &'static str) {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    (format!("Replace {name}?"), "There is a file of this name already.")
}

fn overwrite<'a>(path: &'a Path, words: &'static str) -> impl FnOnce(&mut Ui) + 'a {
    move |ui| {
        text(ui, words);
        path_line(ui, path);
    }
}

fn changed_ui(ctx: &egui::Context, path: &Path) -> Answered {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let pressed = ask(
        ctx,
        &format!("{name} was changed by another program"),
        Some(Signal::Warning),
        |ui| {
            text(ui, "Write over it with what you see here, or open it again and lose the edits made here?");
            path_line(ui, path);
        },
        &["Write over it", "Open again", "Later"],
    );
    match pressed {
        Some(0) => Answered::Commands(vec![Command::AnswerDisk(DiskAnswer::Overwrite)]),
        Some(1) => Answered::Commands(vec![Command::AnswerDisk(DiskAnswer::Reload)]),
        Some(_) => Answered::Commands(vec![Command::AnswerDisk(DiskAnswer::Later)]),
        None => Answered::No,
    }
}

fn failed_ui(ctx: &egui::Context, title: &str, why: &str, retry: Option<&Retry>) -> Answered {
    let buttons: &[&str] = match retry {
        None => &["Close"],
        Some(Retry::OpenBackup(_)) => &["Open the backup", "Close"],
        Some(Retry::SaveElsewhere) => &["Save as…", "Close"],
    };
    let contents = |ui: &mut Ui| {
        text(ui, why);
        if let Some(Retry::OpenBackup(backup)) = retry {
            note(ui, "A copy was kept when the file was saved last:");
            path_line(ui, backup);
        }
    };
    let Some(pressed) = ask(ctx, title, Some(Signal::Error), contents, buttons) else { return Answered::No };
    match (pressed, retry) {
        (0, Some(Retry::OpenBackup(backup))) => {
            Answered::Commands(vec![Command::DropQuestion, Command::Open(backup.clone())])
        }
        (0, Some(Retry::SaveElsewhere)) => Answered::SaveElsewhere,
        _ => Answered::Commands(vec![Command::DropQuestion]),
    }
}

fn recover_ui(ctx: &egui::Context, lost: &Lost, now: u64) -> Answered {
    let steps = if lost.steps == 1 { "1 edit".to_owned() } else { format!("{} edits", lost.steps) };
    let when = lost.when.map_or_else(String::new, |when| format!(", {}", super::age(now, when)));
    let contents = |ui: &mut Ui| {
        text(ui, &format!("Phasewright did not end in order{when}. {steps} can be brought back."));
        if !lost.last_step.is_empty() {
            note(ui, &format!("Last step: {}", lost.last_step));
        }
        for line in &lost.changes {
            note(ui, line);
        }
        match &lost.path {
            Some(path) => path_line(ui, path),
            None => note(ui, "It was never saved to a file"),
        }
        match lost.on_disk {
            OnDisk::NeverSaved | OnDisk::AsItWas => {}
            OnDisk::Changed => note(ui, "The file was written since; saving will ask before replacing it"),
            OnDisk::Missing => note(ui, "The file is gone; the project itself can still be recovered"),
        }
        if lost.torn {
            note(ui, "The very last edit was being written and is lost");
        }
        if lost.more > 0 {
            note(ui, &format!("{} more to decide about after this one", lost.more));
        }
    };
    let title = format!("Recover {}?", lost.name);
    let answer = match ask(ctx, &title, Some(Signal::Stale), contents, &["Recover", "Discard", "Later"]) {
        Some(0) => LostAnswer::Recover,
        Some(1) => LostAnswer::Discard,
        Some(_) => LostAnswer::Later,
        None => return Answered::No,
    };
    Answered::Commands(vec![Command::AnswerLost(answer)])
}
