//! The mark of the program: three bars of unequal height, as a window icon and as strokes for the menu bar and the start screen.

use egui::{Color32, CornerRadius, Painter, Rect, pos2, vec2};

/// Left edge and height of each bar as shares of the mark's square; all stand on its bottom edge.
const BARS: [(f32, f32); 3] = [(0.0, 1.0), (0.37, 0.75), (0.74, 0.6)];
const BAR_WIDTH: f32 = 0.26;

/// Returns the window's icon, or none if the embedded picture cannot be read; the window then has the desktop's own.
pub fn window_icon() -> Option<egui::IconData> {
    eframe::icon_data::from_png_bytes(include_bytes!("../../assets/icon.png")).ok()
}

/// Draws the mark into the square in the middle of `rect`: 16 in the menu bar, 24 on the start screen.
pub fn paint_logo(painter: &Painter, rect: Rect, color: Color32) {
    let side = rect.width().min(rect.height());
    let square = Rect::from_center_size(rect.center(), vec2(side, side));
    for (left, height) in BARS {
        let left = square.left() + left * side;
        let bar = Rect::from_min_max(
            pos2(left, square.bottom() - height * side),
            pos2(left + BAR_WIDTH * side, square.bottom()),
        );
        painter.rect_filled(bar, CornerRadius::same((side / 16.0).round() as u8), color);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_window_icon_is_a_square_with_clear_corners() {
        let icon = window_icon().unwrap();
        assert_eq!((icon.width, icon.height), (128, 128));
        assert_eq!(icon.rgba[3], 0);
        let middle = (64 * 128 + 64) * 4;
        assert_eq!(icon.rgba[middle + 3], 255);
    }
}
