//! Entities by their kind: the list of what is drawn, what stands for it, and what is not drawn and why.

use super::made::Made;
use super::record::Record;
use super::{annotations, curves, faces, hatches, polylines, texts};

/// Makes shapes of a record and of the vertices that follow it. Dimensions are made elsewhere: they need the blocks.
pub(super) fn convert(record: &Record<'_>, children: &[Record<'_>]) -> Made {
    match record.kind.as_str() {
        "POINT" => curves::point(record),
        "LINE" | "3DLINE" => curves::line(record),
        "CIRCLE" => curves::circle(record),
        "ARC" => curves::arc(record),
        "ELLIPSE" => curves::ellipse(record),
        "SPLINE" | "HELIX" => curves::spline(record),
        "LWPOLYLINE" => polylines::light(record),
        "POLYLINE" => polylines::old(record, children),
        "MESH" => polylines::subdivision_mesh(record),
        "MLINE" => polylines::multiline(record),
        "SOLID" | "TRACE" => faces::solid(record),
        "3DFACE" => faces::face(record),
        "HATCH" | "MPOLYGON" => hatches::hatch(record),
        "TEXT" | "ATTRIB" | "RTEXT" => texts::text(record),
        "ATTDEF" => texts::text_saying(record, &record.text(2).unwrap_or_default()),
        "MTEXT" => texts::paragraph_text(record),
        "LEADER" => annotations::leader(record),
        "MULTILEADER" | "MLEADER" => annotations::multileader(record),
        "TOLERANCE" => annotations::tolerance(record),
        "INSERT" => annotations::insert(record),
        "ACAD_TABLE" => annotations::table(record),
        other => Made::Skipped(why_not(other)),
    }
}

/// Returns whether a kind is drawn by a block of dimension lines.
pub(super) fn is_dimension(kind: &str) -> bool {
    matches!(kind, "DIMENSION" | "ARC_DIMENSION" | "LARGE_RADIAL_DIMENSION")
}

fn why_not(kind: &str) -> &'static str {
    match kind {
        "3DSOLID" | "BODY" | "REGION" | "SURFACE" | "EXTRUDEDSURFACE" | "LOFTEDSURFACE" | "PLANESURFACE"
        | "REVOLVEDSURFACE" | "SWEPTSURFACE" | "NURBSURFACE" => "solids and surfaces are no lines",
        "IMAGE" | "PDFUNDERLAY" | "DWFUNDERLAY" | "DGNUNDERLAY" | "UNDERLAY" | "POINTCLOUD"
        | "ACDBPOINTCLOUD" | "ACDBPOINTCLOUDEX" => "its file is not in the drawing",
        "WIPEOUT" => "it only covers what is below",
        "OLE2FRAME" | "OLEFRAME" => "OLE objects of other programs",
        "XLINE" | "RAY" => "construction lines without an end",
        "VIEWPORT" => "a window of the layout",
        "SHAPE" => "its shape file is not in the drawing",
        "ACAD_PROXY_ENTITY" | "ACAD_PROXY_OBJECT" => "objects of add-on programs",
        "LIGHT" | "SUN" | "CAMERA" | "SECTION" | "SECTIONOBJECT" | "GEOPOSITIONMARKER" => {
            "nothing to be seen on a plan"
        }
        "ATTRIB" | "VERTEX" | "SEQEND" | "ENDBLK" => "a part without its whole",
        _ => "an unknown kind",
    }
}
