//! Images beneath the sheet on the graphics card, each handed over once.

use crate::interchange::drawing::Picture;
use crate::workbench::plan::Grounds;
use egui::{ColorImage, Context, TextureHandle, TextureOptions};
use std::collections::BTreeMap;
use std::sync::Arc;

/// The textures of the grounds, by place.
#[derive(Default)]
pub struct Textures {
    kept: BTreeMap<usize, (Arc<Picture>, TextureHandle)>,
}

impl Textures {
    /// Hands over what is new and drops what is gone.
    pub fn keep(&mut self, ctx: &Context, grounds: &Grounds) {
        let most = ctx.input(|input| input.max_texture_side);
        let list = grounds.list();
        self.kept.retain(|place, (picture, _)| {
            let now = list.get(*place).and_then(|ground| ground.picture.as_ref());
            now.is_some_and(|now| Arc::ptr_eq(now, picture))
        });
        for (place, ground) in list.iter().enumerate() {
            let Some(image) = &ground.picture else { continue };
            if self.kept.contains_key(&place) {
                continue;
            }
            let name = format!("underlay {place}");
            let texture = ctx.load_texture(name, fitted(image, most), TextureOptions::LINEAR);
            self.kept.insert(place, (Arc::clone(image), texture));
        }
    }

    /// Returns the texture of a ground.
    pub fn of(&self, place: usize) -> Option<&TextureHandle> {
        self.kept.get(&place).map(|(_, texture)| texture)
    }
}

/// Returns the image with as many pixels as the graphics card takes on a side.
fn fitted(image: &Picture, most: usize) -> ColorImage {
    let (width, height) = (image.width as usize, image.height as usize);
    let step = width.max(height).div_ceil(most.max(1)).max(1);
    if step == 1 && image.rgba.len() == width * height * 4 {
        return ColorImage::from_rgba_unmultiplied([width, height], &image.rgba);
    }
    let (small_width, small_height) = ((width / step).max(1), (height / step).max(1));
    let pixel = |x: usize, y: usize| {
        let start = (y * step * width + x * step) * 4;
        image.rgba.get(start..start + 4).unwrap_or(&[0, 0, 0, 0]).to_vec()
    };
    let rgba: Vec<u8> =
        (0..small_height).flat_map(|y| (0..small_width).flat_map(move |x| pixel(x, y))).collect();
    ColorImage::from_rgba_unmultiplied([small_width, small_height], &rgba)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_image_larger_than_the_card_takes_keeps_its_corners() {
        let (width, height) = (10_u32, 6_u32);
        let rgba = (0..width * height).flat_map(|n| [n as u8, 0, 0, 255]).collect();
        let image = Picture { width, height, rgba, unit_per_pixel: [1.0, 1.0] };
        assert_eq!(fitted(&image, 16).size, [10, 6]);
        let small = fitted(&image, 5);
        assert_eq!(small.size, [5, 3]);
        assert_eq!(small.pixels.first().map(|p| p.r()), Some(0));
        assert_eq!(small.pixels.get(5).map(|p| p.r()), Some(20), "the third row begins at pixel 20");
    }
}
