//! Pictures of the window without a graphics card: the triangles that egui makes, filled one after the other.
//!
//! Slow and plain, but it needs nothing of the machine. Where the folder `PHASEWRIGHT_PICTURES` is named in the environment,
//! pictures are written there to be looked at.

use egui::epaint::{ImageData, Primitive, Vertex};
use egui::{ClippedPrimitive, Context, Pos2, Rect, TextureId, TexturesDelta};
use egui_kittest::TestRenderer;
use image::{Rgba, RgbaImage};
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

/// A texture: width, height, premultiplied pixels.
type Texture = (usize, usize, Vec<[f32; 4]>);

/// The textures that egui has handed over.
#[derive(Clone, Default)]
pub(in crate::app) struct Painted(Arc<Mutex<BTreeMap<TextureId, Texture>>>);

impl TestRenderer for Painted {
    fn handle_delta(&mut self, delta: &mut TexturesDelta) {
        let mut textures = self.0.lock().expect("nobody panics while painting");
        let set = std::mem::take(&mut delta.set).into_iter();
        for (id, image) in set.flat_map(|(id, images)| images.into_iter().map(move |image| (id, image))) {
            let ImageData::Color(color) = &image.image;
            let pixels =
                color.pixels.iter().map(|pixel| pixel.to_array().map(|part| f32::from(part) / 255.0));
            let [width, height] = color.size;
            match image.pos {
                None => {
                    textures.insert(id, (width, height, pixels.collect()));
                }
                Some([left, top]) => {
                    let Some((across, _, kept)) = textures.get_mut(&id) else { continue };
                    for (place, pixel) in pixels.enumerate() {
                        let at = (top + place / width) * *across + left + place % width;
                        if let Some(old) = kept.get_mut(at) {
                            *old = pixel;
                        }
                    }
                }
            }
        }
    }

    #[cfg(feature = "snapshot-images")]
    fn render(&mut self, ctx: &Context, output: &egui::FullOutput) -> Result<RgbaImage, String> {
        Ok(self.picture(ctx, output))
    }
}

impl Painted {
    /// Paints a frame.
    pub fn picture(&self, ctx: &Context, output: &egui::FullOutput) -> RgbaImage {
        let scale = output.pixels_per_point;
        let size = ctx.content_rect().size() * scale;
        let (width, height) = (size.x as usize, size.y as usize);
        let mut canvas = vec![[0.0, 0.0, 0.0, 1.0]; width * height];
        let textures = self.0.lock().expect("nobody panics while painting");
        for ClippedPrimitive { clip_rect, primitive } in ctx.tessellate(output.shapes.clone(), scale) {
            let Primitive::Mesh(mesh) = primitive else { continue };
            let Some(texture) = textures.get(&mesh.texture_id) else { continue };
            for three in mesh.indices.chunks_exact(3) {
                let corner = |n: usize| mesh.vertices[three[n] as usize];
                let triangle = [corner(0), corner(1), corner(2)];
                fill(&mut canvas, (width, height), &triangle, texture, clip_rect, scale);
            }
        }
        RgbaImage::from_fn(width as u32, height as u32, |x, y| {
            let [r, g, b, _] = canvas[y as usize * width + x as usize];
            Rgba([(r * 255.0) as u8, (g * 255.0) as u8, (b * 255.0) as u8, 255])
        })
    }
}

fn fill(
    canvas: &mut [[f32; 4]],
    (width, height): (usize, usize),
    triangle: &[Vertex; 3],
    texture: &Texture,
    clip: Rect,
    scale: f32,
) {
    let [a, b, c] = triangle.map(|vertex| vertex.pos * scale);
    let area = cross(a, b, c);
    if area.abs() < 1e-6 {
        return;
    }
    let low = |x: f32, y: f32, z: f32| x.min(y).min(z).floor().max(0.0) as usize;
    let high = |x: f32, y: f32, z: f32, most: usize| (x.max(y).max(z).ceil().max(0.0) as usize).min(most);
    for y in low(a.y, b.y, c.y)..high(a.y, b.y, c.y, height) {
        for x in low(a.x, b.x, c.x)..high(a.x, b.x, c.x, width) {
            let at = Pos2::new(x as f32 + 0.5, y as f32 + 0.5);
            if !clip.contains(at / scale) {
                continue;
            }
            let shares = [cross(b, c, at) / area, cross(c, a, at) / area, cross(a, b, at) / area];
            if shares.iter().any(|share| *share < 0.0) {
                continue;
            }
            let mix = |of: &dyn Fn(&Vertex) -> f32| -> f32 {
                triangle.iter().zip(shares).map(|(vertex, share)| of(vertex) * share).sum()
            };
            let texel = sample(texture, mix(&|v| v.uv.x), mix(&|v| v.uv.y));
            let ink: Vec<f32> =
                (0..4).map(|n| mix(&|v| f32::from(v.color.to_array()[n]) / 255.0) * texel[n]).collect();
            let under = &mut canvas[y * width + x];
            for n in 0..3 {
                under[n] = (ink[n] + under[n] * (1.0 - ink[3])).clamp(0.0, 1.0);
            }
        }
    }
}

fn cross(a: Pos2, b: Pos2, c: Pos2) -> f32 {
    (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x)
}

fn sample((width, height, pixels): &Texture, u: f32, v: f32) -> [f32; 4] {
    let (x, y) = (u * *width as f32 - 0.5, v * *height as f32 - 0.5);
    let at = |x: f32, y: f32| {
        let column = (x.max(0.0) as usize).min(width - 1);
        let row = (y.max(0.0) as usize).min(height - 1);
        pixels[row * width + column]
    };
    let (fx, fy) = (x - x.floor(), y - y.floor());
    let mut mixed = [0.0; 4];
    for (dx, dy, share) in [
        (0.0, 0.0, (1.0 - fx) * (1.0 - fy)),
        (1.0, 0.0, fx * (1.0 - fy)),
        (0.0, 1.0, (1.0 - fx) * fy),
        (1.0, 1.0, fx * fy),
    ] {
        for (sum, part) in mixed.iter_mut().zip(at(x.floor() + dx, y.floor() + dy)) {
            *sum += part * share;
        }
    }
    mixed
}
