//! The rail of tools at the left, and the options of the tool at hand above the canvas.

use super::PlanView;
use crate::app::action_icons::action_icon;
use crate::app::theme::{TypeStyle, height, rich, space, tokens};
use crate::app::view_context::{Requests, ViewContext};
use crate::app::widgets::{IconButton, TextField, dropdown};
use crate::workbench::plan::{OptionValue, TOOLS, ToolOption};
use egui::{Align, Id, Layout, Rect, StrokeKind, Ui, UiBuilder, vec2};

/// Width of a field for an option.
const FIELD: f32 = 92.0;
const CHOICE: f32 = 150.0;

/// Draws the rail.
pub(super) fn rail_ui(
    plan: &mut PlanView,
    ui: &mut Ui,
    rail: Rect,
    view: &ViewContext<'_>,
    out: &mut Requests,
) {
    let tokens = view.tokens;
    ui.painter().rect_filled(rail, 0.0, tokens.panel);
    ui.painter().vline(rail.right() - 0.5, rail.y_range(), tokens.edge());
    let inner = rail.shrink2(vec2((rail.width() - height::TOOL_BUTTON) / 2.0, space::S));
    let mut column = ui.new_child(UiBuilder::new().max_rect(inner).layout(Layout::top_down(Align::Center)));
    column.spacing_mut().item_spacing.y = space::XS;
    let list = egui::ScrollArea::vertical().id_salt("plan tools").auto_shrink([false, false]);
    list.scroll_bar_visibility(egui::scroll_area::ScrollBarVisibility::AlwaysHidden).show(
        &mut column,
        |ui| {
            ui.spacing_mut().item_spacing.y = space::XS;
            let mut section = TOOLS.first().map_or(0, |entry| entry.section);
            for entry in TOOLS {
                if entry.section != section {
                    section = entry.section;
                    ui.add_space(space::XS);
                    let (_, line) = ui.allocate_space(vec2(height::TOOL_BUTTON, 1.0));
                    ui.painter().hline(line.x_range(), line.center().y, tokens.edge());
                    ui.add_space(space::XS);
                }
                let on = plan.session.tool_action() == entry.action;
                let keys = entry.action.shortcut().map(|keys| keys.to_string()).unwrap_or_default();
                let button = IconButton::new(action_icon(entry.action), entry.action.label())
                    .keys(&keys)
                    .size(height::TOOL_BUTTON)
                    .icon_size(18.0)
                    .toggled(on);
                if ui.add(button).clicked() {
                    out.action(entry.action);
                }
            }
        },
    );
}

/// Draws what can be set of the tool at hand, in a bar over the canvas.
pub(super) fn options_ui(plan: &mut PlanView, ui: &mut Ui, canvas: Rect) {
    let options = plan.session.tool().map(|tool| tool.options()).unwrap_or_default();
    if options.is_empty() {
        return;
    }
    let tokens = tokens(ui);
    let width: f32 = options.iter().map(|option| width_of(ui, option)).sum::<f32>() + space::M;
    let bar = Rect::from_min_size(canvas.left_top() + vec2(space::M, space::M), vec2(width, 40.0));
    ui.interact(bar, Id::unique("plan options ground"), egui::Sense::click_and_drag());
    ui.painter().rect(bar, 6.0, tokens.raised, tokens.edge(), StrokeKind::Inside);
    let inner = bar.shrink2(vec2(space::M, 0.0));
    let mut row = ui.new_child(UiBuilder::new().max_rect(inner).layout(Layout::left_to_right(Align::Center)));
    row.spacing_mut().item_spacing.x = space::S;
    for option in options {
        row.label(rich(option.name, TypeStyle::Small, tokens.text_2));
        match option.value {
            OptionValue::Choice { chosen, choices } => {
                let mut place = chosen;
                let named: Vec<(usize, &str)> = choices.iter().copied().enumerate().collect();
                dropdown(&mut row, option.name, CHOICE, &mut place, &named);
                if place != chosen
                    && let Some(word) = choices.get(place)
                {
                    let _ = plan.session.set_option(option.name, word);
                }
            }
            OptionValue::Length(text) | OptionValue::Text(text) => {
                field_ui(plan, &mut row, option.name, text)
            }
        }
    }
}

fn width_of(ui: &Ui, option: &ToolOption) -> f32 {
    let font = TypeStyle::Small.font();
    let label =
        ui.painter().layout_no_wrap(option.name.to_owned(), font, egui::Color32::PLACEHOLDER).size().x;
    let field = match option.value {
        OptionValue::Choice { .. } => CHOICE,
        OptionValue::Length(_) | OptionValue::Text(_) => FIELD,
    };
    label + field + 2.0 * space::S + space::XS
}

/// A field that is taken over by Enter or by leaving it; what cannot be read says why and stays.
fn field_ui(plan: &mut PlanView, ui: &mut Ui, name: &'static str, present: String) {
    let (mut text, why) = match &plan.option_text {
        Some((of, text, why)) if of == name => (text.clone(), why.clone()),
        _ => (present, None),
    };
    let id = Id::unique("plan option").with(name);
    let response = ui.add(TextField::new(&mut text, name).width(FIELD).error(why.as_deref()).id(id));
    if response.changed() {
        plan.option_text = Some((name.to_owned(), text.clone(), None));
    }
    if response.lost_focus() && plan.option_text.as_ref().is_some_and(|(of, _, _)| of == name) {
        plan.option_text = match plan.session.set_option(name, &text) {
            Ok(()) => None,
            Err(why) => Some((name.to_owned(), text, Some(why))),
        };
    }
}
