//! The column beside the preview: page, sheet, unit with its evidence, two known points, place, fade, and the account.

use crate::app::theme::{self, TypeStyle, space};
use crate::app::widgets::{Button, TextField, dropdown, section_label, segmented};
use crate::domain::{Project, SheetId};
use crate::interchange::drawing::PlaceChoice;
use crate::interchange::drawing::scale::{DrawingUnit, length_in_feet};
use crate::units::{PlanPoint, grouped};
use crate::workbench::underlays::{ScaleChoice, UnderlaySession};
use egui::{Label, Ui};

/// Tints of an underlay: what a print of the drawing would use, on any ground.
const GRAY: [u8; 3] = [128, 128, 128];
const BLUE: [u8; 3] = [96, 136, 184];
/// Width of labels.
const LABEL: f32 = 64.0;
/// Width of fields.
const FIELD: f32 = 270.0;

fn row<R>(ui: &mut Ui, label: &str, contents: impl FnOnce(&mut Ui) -> R) -> R {
    let tokens = theme::tokens(ui);
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = space::S;
        ui.allocate_ui(egui::vec2(LABEL, theme::metrics(ui).control), |ui| {
            ui.set_width(LABEL);
            ui.label(theme::rich(label, TypeStyle::Body, tokens.text_2));
        });
        contents(ui)
    })
    .inner
}

fn small(ui: &mut Ui, words: &str) {
    let tokens = theme::tokens(ui);
    ui.add(Label::new(theme::rich(words, TypeStyle::Small, tokens.text_2)).wrap());
}

/// Draws page, sheet, unit, place and fade.
pub(super) fn choices_ui(ui: &mut Ui, project: &Project, session: &mut UnderlaySession) {
    let pages: Vec<String> = session.read().map(|read| read.pages.clone()).unwrap_or_default();
    if pages.len() > 1 {
        let choices: Vec<(u32, &str)> =
            pages.iter().enumerate().map(|(place, name)| (place as u32 + 1, name.as_str())).collect();
        let mut page = session.page();
        row(ui, "Page", |ui| dropdown(ui, "Page", FIELD, &mut page, &choices));
        session.turn_to(page);
    }
    if session.replaced().is_none() {
        let sheets: Vec<(Option<SheetId>, &str)> = project
            .sheets()
            .map(|sheet| (Some(sheet.id), sheet.name.as_str()))
            .chain([(None, "A new sheet")])
            .collect();
        row(ui, "Sheet", |ui| dropdown(ui, "Sheet", FIELD, &mut session.sheet, &sheets));
    }
    scale_ui(ui, session);
    let places = [
        (PlaceChoice::Usual, if session.replaced().is_some() { "As before" } else { "As drawn" }),
        (PlaceChoice::Corner, "Corner at 0, 0"),
        (PlaceChoice::OwnOrigin, "Own origin"),
    ];
    row(ui, "Lies", |ui| segmented(ui, &mut session.place, &places));
    let fades = [(0.0, "0 %"), (20.0, "20 %"), (40.0, "40 %"), (60.0, "60 %"), (80.0, "80 %")];
    let mut tints: Vec<(Option<[u8; 3]>, &str)> =
        vec![(None, "Its own colors"), (Some(GRAY), "Gray"), (Some(BLUE), "Blue")];
    if !tints.iter().any(|(tint, _)| *tint == session.tint) {
        tints.push((session.tint, "As before"));
    }
    row(ui, "Tint", |ui| dropdown(ui, "Tint", FIELD, &mut session.tint, &tints));
    row(ui, "Fade", |ui| segmented(ui, &mut session.fade_percent, &fades));
}

fn scale_ui(ui: &mut Ui, session: &mut UnderlaySession) {
    let guessed = match session.guess().map(|guess| guess.unit) {
        Some(Some(unit)) => format!("As it seems: {unit}"),
        _ => "As it seems".to_owned(),
    };
    let calibrated = match session.scale {
        ScaleChoice::Calibrated(feet) => format!("By two points: {} in a unit", number(feet * 12.0)),
        _ => String::new(),
    };
    let mut choices: Vec<(ScaleChoice, &str)> = vec![(ScaleChoice::Guessed, &guessed)];
    choices.extend(DrawingUnit::ALL.iter().map(|unit| (ScaleChoice::Unit(*unit), unit.name())));
    if session.replaced().is_some() {
        choices.push((ScaleChoice::Kept, "As the drawing before"));
    }
    if matches!(session.scale, ScaleChoice::Calibrated(_)) {
        choices.push((session.scale, &calibrated));
    }
    row(ui, "Unit", |ui| dropdown(ui, "Unit", FIELD, &mut session.scale, &choices));
    let evidence = session.guess().map(|guess| guess.evidence.clone()).unwrap_or_default();
    for line in evidence {
        small(ui, &line);
    }
}

/// Draws what two points of the preview measure, and takes their true distance.
pub(super) fn points_ui(
    ui: &mut Ui,
    session: &mut UnderlaySession,
    points: &mut Vec<PlanPoint>,
    distance: &mut String,
) {
    ui.add_space(space::S);
    section_label(ui, "Check by two points", "");
    let (from, to) = match points.as_slice() {
        [from, to] => (*from, *to),
        [_] => return small(ui, "Click the second point in the preview"),
        _ => {
            return small(
                ui,
                "Click two points in the preview: the jambs of a door, the ends of a dimension",
            );
        }
    };
    let apart = (to.x - from.x).hypot(to.y - from.y);
    let feet = session.feet_per_unit().unwrap_or(0.0) * apart;
    small(ui, &format!("They are {} units apart: {}", number(apart), feet_inches(feet)));
    row(ui, "Is really", |ui| {
        let typed = length_in_feet(distance);
        let error =
            (!distance.trim().is_empty() && typed.is_none()).then_some("Write it as 3'-0\", 36\" or 914 mm");
        ui.add(TextField::new(distance, "Distance").width(120.0).hint("3'-0\"").error(error));
        let set = ui.add(Button::plain("Set scale").enabled(typed.is_some())).clicked();
        if set && let Some(feet) = typed {
            session.calibrate(from, to, feet);
        }
        if ui.add(Button::plain("Clear")).clicked() {
            points.clear();
        }
    });
}

/// Draws what was approximated and skipped, and what a reload changes.
pub(super) fn account_ui(ui: &mut Ui, session: &UnderlaySession) {
    let Some(read) = session.read() else { return };
    if let Some(changes) = session.changes() {
        ui.add_space(space::S);
        section_label(ui, "Against the drawing before", "");
        small(ui, &format!("{} gone, {} new", changes.gone.len(), changes.added.len()));
    } else if session.is_same_file() && !session.is_adjustment() {
        ui.add_space(space::S);
        small(ui, "This is the very file that was missing");
    }
    let report = &read.report;
    if report.approximated.is_empty() && report.skipped.is_empty() && report.notes.is_empty() {
        return;
    }
    ui.add_space(space::S);
    section_label(ui, "Not exactly as drawn", "");
    for (what, count) in report.approximated.iter().chain(&report.skipped) {
        small(ui, &format!("{} {what}", grouped(*count as f64, 0)));
    }
    for note in report.notes.iter().take(40) {
        small(ui, &format!("{}: {}", note.place, note.what));
    }
    let more = report.notes.len().saturating_sub(40) + report.more_notes;
    if more > 0 {
        small(ui, &format!("and {more} more"));
    }
}

fn number(value: f64) -> String {
    format!("{}", (value * 1000.0).round() / 1000.0)
}

/// Writes feet and inches to an eighth.
pub(super) fn feet_inches(feet: f64) -> String {
    let eighths = (feet * 96.0).round() as i64;
    let (feet, rest) = (eighths / 96, eighths % 96);
    let (inches, eighths) = (rest / 8, rest % 8);
    let fraction = match eighths {
        0 => String::new(),
        4 => " 1/2".to_owned(),
        2 | 6 => format!(" {}/4", eighths / 2),
        odd => format!(" {odd}/8"),
    };
    format!("{feet}'-{inches}{fraction}\"")
}
