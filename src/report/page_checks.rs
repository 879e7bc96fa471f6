//! What every laid-out page keeps to, for tests: no text leaves its cell or the paper, none covers another.

use crate::report::typeface::CAP_HEIGHT;
use crate::report::{Area, Page, TextMark};

/// Below the baseline, as a share of the size.
const DESCENT: f32 = 0.22;

fn ink(text: &TextMark) -> Area {
    let top = text.baseline - CAP_HEIGHT * text.size;
    Area::new(text.x, top, text.width, (CAP_HEIGHT + DESCENT) * text.size)
}

pub fn assert_tidy(page: &Page) {
    let texts: Vec<&TextMark> = page.texts().collect();
    for text in &texts {
        let (ink, cell) = (ink(text), text.cell);
        let inside = ink.x >= cell.x - 0.01
            && ink.right() <= cell.right() + 0.01
            && ink.y >= cell.y - 0.01
            && ink.bottom() <= cell.bottom() + 0.6;
        assert!(inside, "'{}' leaves its cell: {ink:?} in {cell:?}", text.text);
        let on_paper = cell.x > 0.0 && cell.right() < page.width && cell.bottom() < page.height;
        assert!(on_paper, "'{}' leaves the paper", text.text);
    }
    for (i, one) in texts.iter().enumerate() {
        for other in texts.iter().skip(i + 1) {
            let (a, b) = (ink(one), ink(other));
            let apart =
                a.right() <= b.x || b.right() <= a.x || a.bottom() <= b.y + 0.6 || b.bottom() <= a.y + 0.6;
            assert!(apart, "'{}' and '{}' cover each other", one.text, other.text);
        }
    }
}
