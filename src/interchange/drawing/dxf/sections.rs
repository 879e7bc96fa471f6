//! A file as sections: header variables, tables, blocks and entities, each a list of places.

use super::record::Place;
use super::tags::{Source, Step};
use crate::interchange::drawing::DrawingError;
use crate::interchange::drawing::limits::Watch;

/// The places of everything that is read. Sections may come in any order, twice, or without an end.
#[derive(Debug, Default)]
pub(super) struct Sections {
    /// Names of the sections that were there.
    pub names: Vec<String>,
    /// Header variables: the name and where its values begin.
    pub variables: Vec<Place>,
    /// Entries of tables: LAYER, LTYPE, STYLE, DIMSTYLE, BLOCK_RECORD.
    pub tables: Vec<Place>,
    /// BLOCK, its entities, ENDBLK, one after another.
    pub blocks: Vec<Place>,
    pub entities: Vec<Place>,
    /// Dictionaries and spatial filters of the OBJECTS section.
    pub objects: Vec<Place>,
    /// Places that were no tags.
    pub damage: usize,
    /// Sections and file came to their proper ends.
    pub complete: bool,
    /// Bytes behind the end of the file's last section.
    pub trailing: usize,
}

/// Walks through a file once.
///
/// # Errors
/// When somebody asks to stop.
pub(super) fn sections(source: &Source<'_>, watch: &Watch<'_>) -> Result<Sections, DrawingError> {
    let mut found = Sections::default();
    let mut at = source.start;
    let mut section: Option<String> = None;
    let mut awaits_name = false;
    let mut seen = 0_usize;
    loop {
        let before = at;
        let tag = match source.step(&mut at) {
            Step::Tag(tag) => tag,
            Step::Damage => {
                found.damage += 1;
                continue;
            }
            Step::End => break,
        };
        seen += 1;
        if seen.is_multiple_of(4096) {
            watch.go_on()?;
            // Looking for the records is about a third of the work.
            watch.reach(at, source.bytes.len().saturating_mul(3));
        }
        if tag.code == 2 && awaits_name {
            let name = String::from_utf8_lossy(tag.word()).to_ascii_uppercase();
            found.names.push(name.clone());
            section = Some(name);
            awaits_name = false;
            continue;
        }
        if tag.code == 9 && section.as_deref() == Some("HEADER") {
            let kind = String::from_utf8_lossy(tag.word()).to_ascii_uppercase();
            found.variables.push(Place { kind, start: at });
            continue;
        }
        if tag.code != 0 {
            continue;
        }
        let kind = String::from_utf8_lossy(tag.word()).to_ascii_uppercase();
        match kind.as_str() {
            "SECTION" => awaits_name = true,
            "ENDSEC" => section = None,
            "EOF" => {
                found.complete = section.is_none();
                let rest = source.bytes.get(at..).unwrap_or_default();
                found.trailing = rest.trim_ascii().len();
                break;
            }
            _ => {
                let list = match section.as_deref() {
                    Some("TABLES") => &mut found.tables,
                    Some("BLOCKS") => &mut found.blocks,
                    Some("ENTITIES") => &mut found.entities,
                    Some("OBJECTS") if matches!(kind.as_str(), "DICTIONARY" | "SPATIAL_FILTER") => {
                        &mut found.objects
                    }
                    _ => continue,
                };
                // Group 0 with nothing in it, or with a sentence, is no record.
                if kind.is_empty() || kind.len() > 64 || before >= at {
                    found.damage += 1;
                } else {
                    list.push(Place { kind, start: at });
                }
            }
        }
    }
    Ok(found)
}
