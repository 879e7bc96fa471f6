//! The whole way from the bytes of a DXF file to a drawing with its report.

use super::blocks::{Blocks, Spaces, attributes};
use super::clips::Clips;
use super::convert::is_dimension;
use super::expand::{Expansion, Placed, TOO_MUCH};
use super::groups::{Group, groups};
use super::header::header;
use super::made::Made;
use super::measure::fact;
use super::reading::{Reading, made_of};
use super::record::{Place, Record};
use super::sections::{Sections, sections};
use super::tables::Tables;
use super::tags::{Form, Source};
use crate::domain::drawing::Drawing;
use crate::interchange::drawing::limits::{Budget, Limits, Watch};
use crate::interchange::drawing::{DrawingError, DrawingFacts, DrawingReport, PlacedBlock, ReadDrawing};
use crate::units::{PlanPoint, PlanRect};
use std::sync::Arc;

/// Kinds of entities whose extents are those of the line work.
const LINE_WORK: &[&str] = &[
    "LINE",
    "LWPOLYLINE",
    "POLYLINE",
    "CIRCLE",
    "ARC",
    "ELLIPSE",
    "SPLINE",
    "SOLID",
    "TRACE",
    "3DFACE",
    "HATCH",
    "MLINE",
    "MESH",
    "POINT",
];

/// Which of a drawing's two spaces.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Space {
    Model,
    Paper,
}

/// Reads a DXF file: its model, or its paper.
///
/// # Errors
/// When it is none, or when somebody asks to stop.
pub(in crate::interchange::drawing) fn read_dxf(
    bytes: &[u8],
    name: &str,
    page: u32,
    limits: &Limits,
    watch: Watch<'_>,
) -> Result<ReadDrawing, DrawingError> {
    let space = match page {
        1 => Space::Model,
        2 => Space::Paper,
        _ => return Err(DrawingError::NoSuchPage { name: name.to_owned(), page, pages: 2 }),
    };
    let source = Source::of(bytes);
    let sections = sections(&source, &watch)?;
    if sections.names.is_empty() {
        return Err(DrawingError::NotADrawing {
            name: name.to_owned(),
            what: "a text or binary file without any DXF section".to_owned(),
            hint: "Save the drawing again as DXF and import that file".to_owned(),
        });
    }
    let header = header(&source, &sections);
    let letters = header.letters();
    let tables = Tables::read(&source, &sections, letters);
    let mut reading = Reading { source, letters, header, tables, watch };
    let mut report = opening_report(&reading, &sections);
    let (blocks, spaces) = Blocks::of(&reading, &sections);
    let clips = Clips::of(&reading, &sections);
    let mut facts = DrawingFacts {
        header_units: reading.header.units,
        measurement: reading.header.measurement,
        length_form: reading.header.length_form,
        ..DrawingFacts::default()
    };
    let expansion = Expansion {
        reading: &mut reading,
        blocks,
        clips,
        windows: Vec::new(),
        budget: Budget::of(limits.points),
        depth: limits.depth,
        drawing: Drawing::default(),
    };
    let mut walk = Walk { expansion, report: &mut report, facts: &mut facts, space, line_work: None };
    walk.entities(&sections, &spaces)?;
    let (mut drawing, line_work) = (std::mem::take(&mut walk.expansion.drawing), walk.line_work);
    drawing.layers = reading.tables.layers.into_list();
    report.shapes = drawing.entities.len();
    report.drawn_extents = drawing.extents();
    report.extents = line_work.or(report.drawn_extents);
    report.layers = drawing.layers.iter().map(|layer| layer.name.clone()).collect();
    let pages = ["Model space", "Paper space"].map(str::to_owned).to_vec();
    Ok(ReadDrawing { drawing: Arc::new(drawing), picture: None, pages, report, facts })
}

fn opening_report(reading: &Reading<'_, '_>, sections: &Sections) -> DrawingReport {
    let release = match reading.header.version.as_deref() {
        None => "version not stated".to_owned(),
        Some(version) => release_of(version).map_or_else(|| version.to_owned(), str::to_owned),
    };
    let form = match reading.source.form {
        Form::Ascii { .. } => "ASCII",
        Form::Binary { .. } => "binary",
    };
    let mut report = DrawingReport {
        format: "DXF".to_owned(),
        version: format!("{release}, {form}"),
        ..DrawingReport::default()
    };
    if sections.damage > 0 {
        let places =
            if sections.damage == 1 { "1 place is" } else { &format!("{} places are", sections.damage) };
        report.note("file", format!("damaged: {places} no group code with a value; passed by"));
    }
    if sections.trailing > 0 {
        report.note(
            "file",
            format!("{} bytes stand behind the end of the drawing; not read", sections.trailing),
        );
    }
    if !sections.complete {
        report.note("file", "the file is cut off: its end is missing; what is there was read");
    }
    if reading.letters.unknown {
        let page = reading.header.code_page.as_deref().unwrap_or_default();
        report.note("header", format!("code page {page} is not known; texts are read as Windows-1252"));
    }
    report
}

/// Returns the release a version number belongs to.
pub(in crate::interchange::drawing) fn release_of(version: &str) -> Option<&'static str> {
    const RELEASES: &[(&str, &str)] = &[
        ("AC1001", "2.2"),
        ("AC1002", "R2.5"),
        ("AC1003", "R2.6"),
        ("AC1004", "R9"),
        ("AC1006", "R10"),
        ("AC1009", "R12"),
        ("AC1012", "R13"),
        ("AC1014", "R14"),
        ("AC1015", "2000"),
        ("AC1018", "2004"),
        ("AC1021", "2007"),
        ("AC1024", "2010"),
        ("AC1027", "2013"),
        ("AC1032", "2018"),
    ];
    RELEASES.iter().find(|(number, _)| *number == version).map(|(_, release)| *release)
}

/// The walk through the entities of model and paper.
struct Walk<'k, 'r, 'a, 'w> {
    expansion: Expansion<'r, 'a, 'w>,
    report: &'k mut DrawingReport,
    facts: &'k mut DrawingFacts,
    space: Space,
    line_work: Option<PlanRect>,
}

impl Walk<'_, '_, '_, '_> {
    fn entities(&mut self, sections: &Sections, spaces: &Spaces) -> Result<(), DrawingError> {
        self.list(&sections.entities, Space::Model)?;
        self.list(&spaces.model, Space::Model)?;
        self.list(&spaces.paper, Space::Paper)
    }

    fn list(&mut self, places: &[Place], usual: Space) -> Result<(), DrawingError> {
        let groups = groups(places);
        for (number, group) in groups.iter().enumerate() {
            if number.is_multiple_of(512) {
                let watch = &self.expansion.reading.watch;
                watch.go_on()?;
                watch.reach(groups.len() + 2 * number, groups.len().saturating_mul(3));
            }
            self.entity(group, usual)?;
        }
        Ok(())
    }

    fn entity(&mut self, group: &Group<'_>, usual: Space) -> Result<(), DrawingError> {
        let (record, parts) = self.expansion.reading.records(group);
        let owner_is_paper =
            record.name(330).is_some_and(|owner| self.expansion.reading.tables.is_paper(&owner));
        let space = if record.flags(67) == 1 || owner_is_paper { Space::Paper } else { usual };
        let counts = if space == self.space { &mut self.report.entities } else { &mut self.report.paper };
        *counts.entry(record.kind.clone()).or_default() += 1;
        if space != self.space {
            return Ok(());
        }
        if is_dimension(&record.kind) {
            self.facts.dimensions.extend(fact(&record, &self.expansion.reading.tables));
        }
        let first = self.expansion.drawing.entities.len();
        let placed = self.placed(&record, &parts)?;
        if LINE_WORK.contains(&record.kind.as_str()) {
            self.measure(first);
        }
        self.account(&record, placed);
        Ok(())
    }

    fn placed(&mut self, record: &Record<'_>, parts: &[Record<'_>]) -> Result<Placed, DrawingError> {
        if record.flags(60) == 1 {
            return Ok(Placed { skipped: Some("invisible in the file"), ..Placed::default() });
        }
        let blocks = &self.expansion.blocks;
        let made = made_of(record, parts, self.expansion.reading, &|name| blocks.has(name));
        let style = self.expansion.reading.style(record);
        let first = self.expansion.drawing.entities.len();
        let placed = self.expansion.place(&made, &style)?;
        for item in attributes(record, parts, self.expansion.reading) {
            self.expansion.place(&item.made, &item.style)?;
        }
        if let Made::Insert(insert) = &made
            && !insert.in_place
        {
            let at = insert.plane.apply(insert.at);
            let entities = first..self.expansion.drawing.entities.len();
            self.facts.blocks.push(PlacedBlock { name: insert.block.clone(), at, entities });
        }
        Ok(placed)
    }

    /// Widens the extents of the line work by what was drawn since.
    fn measure(&mut self, first: usize) {
        let new = self.expansion.drawing.entities.get(first..).unwrap_or_default();
        let bounds = new.iter().filter_map(|entity| entity.shape.bounds());
        self.line_work = self.line_work.into_iter().chain(bounds).reduce(joined);
    }

    fn account(&mut self, record: &Record<'_>, placed: Placed) {
        let Placed { shapes, nearly, skipped } = placed;
        match (skipped, nearly) {
            (Some(why), _) if shapes == 0 => {
                *self.report.skipped.entry(format!("{}: {why}", record.kind)).or_default() += 1;
                if why != TOO_MUCH {
                    self.report.note(place_of(record), why);
                }
            }
            (Some(why), _) => {
                *self.report.approximated.entry("parts of blocks left out".to_owned()).or_default() += 1;
                self.report.note(place_of(record), format!("in part: {why}"));
            }
            (None, Some(what)) => *self.report.approximated.entry(what.to_owned()).or_default() += 1,
            (None, None) => self.report.drawn += 1,
        }
        if self.expansion.budget.is_spent() && !self.report.notes.iter().any(|note| note.what == TOO_MUCH) {
            self.report.note("file", TOO_MUCH);
        }
    }
}

fn joined(a: PlanRect, b: PlanRect) -> PlanRect {
    PlanRect {
        min: PlanPoint { x: a.min.x.min(b.min.x), y: a.min.y.min(b.min.y) },
        max: PlanPoint { x: a.max.x.max(b.max.x), y: a.max.y.max(b.max.y) },
    }
}

/// Names an entity: its kind, its handle, the block it places.
fn place_of(record: &Record<'_>) -> String {
    let mut place = record.kind.clone();
    if let Some(handle) = record.name(5) {
        place += &format!(" {handle}");
    }
    if matches!(record.kind.as_str(), "INSERT" | "ACAD_TABLE")
        && let Some(block) = record.name(2)
    {
        place += &format!(" ({block})");
    }
    place
}
