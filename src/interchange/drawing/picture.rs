//! Images as drawings: one unit is a pixel of the file, the origin is the lower left corner.
//!
//! A picture larger than a screen can show is kept smaller; its units stay those of the file.

use super::read::{DrawingFormat, ReadDrawing};
use super::{DrawingError, DrawingReport};
use crate::domain::drawing::Drawing;
use crate::units::{PlanPoint, PlanRect};
use image::{DynamicImage, GenericImageView, ImageReader};
use std::io::Cursor;
use std::sync::Arc;

/// Longest side of a picture that is kept: what every graphics card can hold.
pub(super) const MOST_SIDE: u32 = 4096;
/// Most bytes that decoding may take.
const MOST_BYTES: u64 = 1 << 30;

/// A picture: rows of red, green, blue, opacity from the upper left corner.
#[derive(Clone, Debug, PartialEq)]
pub struct Picture {
    pub width: u32,
    pub height: u32,
    pub rgba: Vec<u8>,
    /// Drawing units of a pixel of this picture, across and up.
    pub unit_per_pixel: [f64; 2],
}

impl Picture {
    /// Returns the rectangle the picture covers, in drawing units.
    pub fn extents(&self) -> PlanRect {
        let [x, y] = self.unit_per_pixel;
        PlanRect {
            min: PlanPoint::default(),
            max: PlanPoint { x: f64::from(self.width) * x, y: f64::from(self.height) * y },
        }
    }
}

/// Decodes an image.
pub(super) fn read_picture(
    bytes: &[u8],
    name: &str,
    format: DrawingFormat,
    page: u32,
) -> Result<ReadDrawing, DrawingError> {
    if page != 1 {
        return Err(DrawingError::NoSuchPage { name: name.to_owned(), page, pages: 1 });
    }
    let damaged = |why: String| DrawingError::Damaged {
        name: name.to_owned(),
        detail: why,
        hint: "Open it in an image program and save it again".to_owned(),
    };
    let mut limits = image::Limits::default();
    limits.max_alloc = Some(MOST_BYTES);
    let mut reader = ImageReader::new(Cursor::new(bytes))
        .with_guessed_format()
        .map_err(|error| damaged(error.to_string()))?;
    reader.limits(limits);
    let image = reader.decode().map_err(|error| damaged(error.to_string()))?;
    let (width, height) = image.dimensions();
    let picture = kept(&image);
    let mut report = DrawingReport {
        format: format.name().to_owned(),
        version: format!("{width} × {height} pixels"),
        drawn: 1,
        ..DrawingReport::default()
    };
    report.entities.insert("IMAGE".to_owned(), 1);
    report.layers.push("0".to_owned());
    report.extents = Some(picture.extents());
    report.drawn_extents = report.extents;
    if picture.width != width {
        let (kept_width, kept_height) = (picture.width, picture.height);
        report.note("image", format!("shown with {kept_width} × {kept_height} of its pixels"));
    }
    Ok(ReadDrawing {
        drawing: Arc::new(Drawing::default()),
        picture: Some(Arc::new(picture)),
        pages: vec!["Image".to_owned()],
        report,
        ..ReadDrawing::default()
    })
}

fn kept(image: &DynamicImage) -> Picture {
    let (width, height) = image.dimensions();
    let longest = width.max(height).max(1);
    let smaller;
    let image = if longest > MOST_SIDE {
        smaller = image.thumbnail(MOST_SIDE, MOST_SIDE);
        &smaller
    } else {
        image
    };
    let (kept_width, kept_height) = image.dimensions();
    let ratio = |whole: u32, kept: u32| f64::from(whole) / f64::from(kept.max(1));
    Picture {
        width: kept_width,
        height: kept_height,
        rgba: image.to_rgba8().into_raw(),
        unit_per_pixel: [ratio(width, kept_width), ratio(height, kept_height)],
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::interchange::drawing::{Limits, Watch, read_drawing};
    use image::{ImageFormat, Rgb, RgbImage};

    fn encoded(width: u32, height: u32, format: ImageFormat) -> Vec<u8> {
        let mut image = RgbImage::new(width, height);
        image.put_pixel(0, 0, Rgb([250, 0, 0]));
        let mut bytes = Cursor::new(Vec::new());
        image.write_to(&mut bytes, format).expect("encoded");
        bytes.into_inner()
    }

    #[test]
    fn a_pixel_is_a_unit_also_of_a_picture_that_is_kept_smaller() {
        let limits = Limits::default();
        let read = read_drawing(&encoded(40, 30, ImageFormat::Png), "p.png", 1, &limits, Watch::patient());
        let read = read.expect("an image");
        let picture = read.picture.expect("a picture");
        assert_eq!((picture.width, picture.height, picture.rgba.first()), (40, 30, Some(&250)));
        assert_eq!(picture.extents().max, PlanPoint { x: 40.0, y: 30.0 });
        let large = encoded(MOST_SIDE * 2, 20, ImageFormat::Jpeg);
        let read = read_drawing(&large, "p.jpg", 1, &limits, Watch::patient()).expect("an image");
        assert_eq!(read.report.format, "JPEG");
        let picture = read.picture.expect("a picture");
        assert_eq!((picture.width, picture.height), (MOST_SIDE, 10));
        assert_eq!(picture.extents().max, PlanPoint { x: f64::from(MOST_SIDE) * 2.0, y: 20.0 });
        let none = read_drawing(&large, "p.jpg", 2, &limits, Watch::patient());
        assert!(matches!(none, Err(DrawingError::NoSuchPage { page: 2, pages: 1, .. })));
    }
}
