//! Tokens and settings as an egui style.
//!
//! Not here, because egui has no field for it: phases, severities, ghosts, the focus ring, density of rows. Buttons are painted by our
//! own widget without a stroke; the strokes below are for fields and for egui's own controls.

use egui::style::{HandleShape, ScrollAnimation, ScrollStyle, Selection, TextCursorStyle, WidgetVisuals};
use egui::{Color32, CornerRadius, Margin, Stroke, Style, TextStyle, Visuals, vec2};

use crate::app::theme::{CursorBlink, Metrics, Motion, ThemeSettings, Tokens, TypeStyle, radius, space};

/// Returns the egui style of one theme.
pub(in crate::app::theme) fn style(tokens: &Tokens, settings: &ThemeSettings) -> Style {
    let mut style = Style {
        visuals: visuals(tokens, settings.cursor_blink),
        text_styles: [
            (TextStyle::Body, TypeStyle::Body.font()),
            (TextStyle::Button, TypeStyle::Body.font()),
            (TextStyle::Small, TypeStyle::Small.font()),
            (TextStyle::Heading, TypeStyle::Heading.font()),
            (TextStyle::Monospace, TypeStyle::Mono.font()),
            (TextStyle::Name("caption".into()), TypeStyle::Caption.font()),
            (TextStyle::Name("title".into()), TypeStyle::Title.font()),
            (TextStyle::Name("figure".into()), TypeStyle::Figure.font()),
        ]
        .into(),
        animation_time: match settings.motion {
            Motion::Full => 0.12,
            Motion::Reduced => 0.0,
        },
        scroll_animation: match settings.motion {
            Motion::Full => ScrollAnimation::duration(0.18),
            Motion::Reduced => ScrollAnimation::none(),
        },
        ..Style::default()
    };
    let metrics = Metrics::for_density(settings.density);
    let spacing = &mut style.spacing;
    spacing.item_spacing = metrics.gap;
    spacing.button_padding = vec2(space::M, space::XS);
    spacing.interact_size.y = metrics.control;
    spacing.menu_margin = Margin::same(4);
    spacing.window_margin = Margin::ZERO;
    spacing.icon_width = 16.0;
    spacing.icon_width_inner = 10.0;
    spacing.icon_spacing = space::ICON_TO_TEXT;
    spacing.tooltip_width = 360.0;
    spacing.menu_spacing = 4.0;
    spacing.scroll = ScrollStyle { bar_width: 6.0, ..ScrollStyle::thin() };
    style.interaction.tooltip_delay = 0.5;
    style.interaction.selectable_labels = false;
    style
}

fn visuals(tokens: &Tokens, blink: CursorBlink) -> Visuals {
    let base = if tokens.is_dark { Visuals::dark() } else { Visuals::light() };
    let mut visuals = Visuals {
        weak_text_color: Some(tokens.text_2),
        selection: Selection { bg_fill: tokens.select, stroke: tokens.stroke(1.0, tokens.text_1) },
        hyperlink_color: tokens.text_1,
        faint_bg_color: tokens.hover_row,
        extreme_bg_color: tokens.canvas,
        text_edit_bg_color: Some(tokens.canvas),
        code_bg_color: tokens.control,
        warn_fg_color: tokens.warning,
        error_fg_color: tokens.error,
        window_corner_radius: CornerRadius::same(radius::DIALOG),
        window_shadow: tokens.float_shadow(),
        window_fill: tokens.raised,
        window_stroke: tokens.edge(),
        menu_corner_radius: CornerRadius::same(radius::CARD),
        panel_fill: tokens.panel,
        popup_shadow: tokens.float_shadow(),
        text_cursor: TextCursorStyle {
            stroke: Stroke::new(1.5, tokens.text_1),
            blink: blink == CursorBlink::On,
            ..base.text_cursor.clone()
        },
        striped: false,
        slider_trailing_fill: true,
        handle_shape: HandleShape::Rect { aspect_ratio: 0.75 },
        interact_cursor: None,
        disabled_alpha: 0.5,
        ..base
    };
    let text = tokens.stroke(1.0, tokens.text_1);
    visuals.widgets.noninteractive = state(tokens.panel, tokens.panel, tokens.edge(), text, radius::FIELD);
    visuals.widgets.inactive =
        state(tokens.control, tokens.canvas, tokens.stroke(1.0, tokens.line_3), text, radius::BUTTON);
    visuals.widgets.hovered =
        state(tokens.control_hover, tokens.canvas, tokens.stroke(1.0, tokens.text_2), text, radius::BUTTON);
    visuals.widgets.active = state(
        tokens.control_active,
        tokens.canvas,
        tokens.stroke(2.0, tokens.select_line),
        text,
        radius::BUTTON,
    );
    visuals.widgets.open =
        state(tokens.control_hover, tokens.canvas, tokens.stroke(1.0, tokens.line_3), text, radius::BUTTON);
    visuals
}

fn state(weak: Color32, fill: Color32, edge: Stroke, text: Stroke, corner: u8) -> WidgetVisuals {
    WidgetVisuals {
        weak_bg_fill: weak,
        bg_fill: fill,
        bg_stroke: edge,
        fg_stroke: text,
        corner_radius: CornerRadius::same(corner),
        expansion: 0.0,
    }
}
