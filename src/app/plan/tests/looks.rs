//! What lies over the plan is seen in both themes: the card of a route, the picker of symbols, the palette, a dense plan, the dialog
//! of a drawing. Where the environment names a folder for pictures, all of it is painted to be looked at.

use super::{LEVEL_1, count};
use crate::app::front::Front;
use crate::app::testing::Window;
use crate::app::theme::Tokens;
use crate::domain::{DeviceId, EntityId, RunId};
use crate::workbench::plan::SelectMode;
use crate::workbench::{Action, Command, ThemeChoice};
use egui::{Key, Modifiers};

fn themes() -> Vec<ThemeChoice> {
    let pictures = std::env::var_os("PHASEWRIGHT_PICTURES").is_some();
    if pictures { vec![ThemeChoice::Dark, ThemeChoice::Light] } else { vec![ThemeChoice::Dark] }
}

fn dressed(window: &mut Window, theme: ThemeChoice) -> (&'static str, std::sync::Arc<Tokens>) {
    window.app().change_settings(|settings| settings.theme = theme);
    window.harness.set_size(egui::vec2(1280.0, 800.0));
    window.run();
    if theme == ThemeChoice::Dark { ("dark", Tokens::dark()) } else { ("light", Tokens::light()) }
}

#[test]
fn cards_and_pickers_over_the_plan_are_seen_in_both_themes() {
    for theme in themes() {
        let mut window = super::plan();
        let (name, tokens) = dressed(&mut window, theme);
        window.press(Modifiers::NONE, Key::Z);
        window.app().plan.session.select(&[EntityId::Device(LEVEL_1, DeviceId(76))], SelectMode::Replace);
        window.run();
        window.press(Modifiers::NONE, Key::T);
        window.until("Accept route");
        let picture = window.picture(&format!("route-card-{name}.png"));
        assert!(count(&picture, tokens.ghost) > 100, "the ghost of the route");
        window.press(Modifiers::NONE, Key::Escape);
        window.press(Modifiers::NONE, Key::Escape);
        window.app().plan.session.select(&[EntityId::Run(LEVEL_1, RunId(178))], SelectMode::Replace);
        window.run();
        window.press(Modifiers::ALT, Key::Enter);
        window.picture(&format!("drawer-run-{name}.png"));
        window.click("Length: 180.0 ft");
        window.picture(&format!("explain-run-{name}.png"));
        window.press(Modifiers::NONE, Key::Escape);
        window.act(Action::PlanSymbol);
        window.picture(&format!("picker-{name}.png"));
        window.press(Modifiers::NONE, Key::Escape);
        window.act(Action::Palette);
        window.picture(&format!("palette-{name}.png"));
    }
}

#[test]
fn a_dense_plan_and_the_dialog_of_a_drawing_are_seen_in_both_themes() {
    for theme in themes() {
        let mut window = Window::open();
        let (name, tokens) = dressed(&mut window, theme);
        window.click("Open sample Duplex");
        window.act(Action::ShowPlan);
        assert_eq!(window.app().front, Front::Plan);
        let picture = window.picture(&format!("duplex-{name}.png"));
        assert!(count(&picture, tokens.wall_fill) > 1000);
        let path = window.folder.path().join("architect.dxf");
        std::fs::write(&path, include_bytes!("../../../../sample_projects/architect.dxf")).expect("written");
        let ctx = window.harness.ctx.clone();
        window.app().command(&ctx, Command::Open(path));
        window.until("Header: $INSUNITS = 1, inches");
        window.picture(&format!("underlay-dialog-{name}.png"));
        window.click("Place drawing");
        window.act(Action::Underlays);
        window.picture(&format!("underlays-{name}.png"));
    }
}

/// Another theme makes the texture of the fonts anew. Words that are kept on the plan must not go on using the places of their
/// letters in the old one.
#[test]
fn words_on_the_plan_are_the_same_after_another_theme() {
    let other = |window: &mut Window| dressed(window, ThemeChoice::Dark);
    let wanted = |window: &mut Window| dressed(window, ThemeChoice::Light);
    let mut fresh = Window::riverside();
    wanted(&mut fresh);
    fresh.press(Modifiers::COMMAND, Key::Num1);
    let mut changed = Window::riverside();
    other(&mut changed);
    changed.press(Modifiers::COMMAND, Key::Num1);
    wanted(&mut changed);
    let [fresh, changed] =
        [&fresh, &changed].map(|window| window.picture("plan-after-another-theme.png").into_raw());
    // Letters that lie elsewhere in the texture are sampled a little otherwise; letters that are others differ by far.
    let others = fresh.iter().zip(&changed).filter(|(a, b)| a.abs_diff(**b) > 64).count();
    assert!(others < 100, "{others} numbers of the picture are others");
}
