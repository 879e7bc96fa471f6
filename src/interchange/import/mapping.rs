//! How a file is to be read: which rows, which columns, which panels. A plain value that people change and files keep.
//!
//! Rows and columns count from 0. A mapping made for one file is laid over the next file of the same shape by
//! `adapt`; the shape is the set of its headers.

use crate::domain::System;
use crate::interchange::import::ImportError;
use crate::interchange::import::role::{LoadUnit, Role};
use serde::{Deserialize, Serialize};

/// Everything the import needs to know beside the cells.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Mapping {
    /// Form of this record.
    pub version: u32,
    /// Shape of the file the mapping was proposed for; see [`Mapping::shape_of`].
    pub fingerprint: String,
    pub tables: Vec<TableMap>,
}

/// One table of a sheet.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct TableMap {
    pub sheet: String,
    /// First and last header row; `None` where the table has none.
    pub header: Option<(usize, usize)>,
    /// First row of the table's rows.
    pub first_row: usize,
    /// The row after the table's last one.
    pub end_row: usize,
    /// The headers as the vocabulary sees them, left to right.
    pub signature: Vec<String>,
    /// Panels side by side in this table: one, unless the sheet sets several next to each other.
    pub panels: Vec<PanelMap>,
}

/// One panel of a table.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct PanelMap {
    pub facts: PanelFacts,
    /// One, or the left and right half of the schedule.
    pub halves: Vec<HalfMap>,
}

/// What stands above or below a table about its panel.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct PanelFacts {
    pub name: String,
    pub location: String,
    /// Code of the system, such as `208Y/120`; `None` where the file names none.
    pub system: Option<String>,
    pub slots: Option<u16>,
    /// Bus rating in amperes.
    pub bus: Option<f64>,
    /// Rating of the main breaker in amperes.
    pub main: Option<f64>,
    /// Main lugs only.
    pub lugs_only: bool,
    /// Interrupting rating in kiloamperes.
    pub interrupting: Option<f64>,
    pub mounting: Option<String>,
    pub enclosure: Option<String>,
    pub fed_from: Option<String>,
    /// What had to be assumed about the panel, in words.
    pub assumed: Vec<String>,
    /// Remarks about the panel itself, such as its feeder cable.
    pub notes: Vec<String>,
}

/// One half of a schedule: a set of columns that give one circuit a row.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct HalfMap {
    pub numbering: Numbering,
    pub columns: Vec<ColumnMap>,
}

/// Where circuit numbers come from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Numbering {
    /// From the circuit column, or side and row.
    #[default]
    Column,
    /// By the place of the row: 1, 3, 5 …
    OddByRow,
    /// By the place of the row: 2, 4, 6 …
    EvenByRow,
    /// The next free slot: a load list.
    NextFree,
}

/// One column.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ColumnMap {
    pub column: usize,
    /// The header as the file has it.
    pub header: String,
    pub role: Role,
    /// Unit of a load column's bare numbers; `None` where the file does not say.
    pub unit: Option<LoadUnit>,
    #[serde(default)]
    pub decimal_comma: bool,
    /// The column serves both halves, with `left/right` in each cell.
    #[serde(default)]
    pub is_shared: bool,
}

/// Settings that win over what the file says.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Overrides {
    pub system: Option<System>,
    pub slots: Option<u16>,
}

impl Mapping {
    /// Present form of the record.
    pub const VERSION: u32 = 1;

    /// Writes the mapping as RON.
    ///
    /// # Errors
    /// Never for a mapping made here; kept because the writer can fail.
    pub fn to_ron(&self) -> Result<String, ImportError> {
        let pretty = ron::ser::PrettyConfig::new().struct_names(false);
        ron::ser::to_string_pretty(self, pretty).map(|text| text + "\n").map_err(|error| {
            ImportError::Mapping { name: "to be saved".to_owned(), detail: error.to_string() }
        })
    }

    /// Reads a mapping saved earlier.
    ///
    /// # Errors
    /// Names the line and what is wrong with it.
    pub fn from_ron(text: &str, name: &str) -> Result<Self, ImportError> {
        let bad = |detail: String| ImportError::Mapping { name: name.to_owned(), detail };
        let mapping: Self = ron::from_str(text).map_err(|error| bad(error.to_string()))?;
        if mapping.version > Self::VERSION {
            return Err(bad(format!(
                "it is of form {}, this program knows {}",
                mapping.version,
                Self::VERSION
            )));
        }
        Ok(mapping)
    }

    /// Returns the shape of a file with these tables: equal for files whose headers are equal, however many rows,
    /// sheets or repetitions there are.
    pub fn shape_of(tables: &[TableMap]) -> String {
        let mut headers: Vec<String> = tables.iter().map(|table| table.signature.join("|")).collect();
        headers.sort();
        headers.dedup();
        // FNV-1a: stable over versions and machines, which the standard hasher is not
        let hash = headers.join("\n").bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        });
        format!("{hash:016x}")
    }
}

impl PanelFacts {
    /// Returns the system named, if it is one that is served.
    pub fn system(&self) -> Option<System> {
        self.system.as_deref().and_then(System::from_code)
    }
}

impl HalfMap {
    /// Returns the first column of a role.
    pub fn column(&self, role: Role) -> Option<&ColumnMap> {
        self.columns.iter().find(|column| column.role == role)
    }

    /// Returns whether some column has this role.
    pub fn has(&self, role: Role) -> bool {
        self.column(role).is_some()
    }

    /// Returns whether rows of this half name their slots.
    pub fn is_numbered(&self) -> bool {
        self.numbering != Numbering::NextFree
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mapping_survives_its_file_and_says_where_one_is_broken() {
        let column = ColumnMap {
            column: 0,
            header: "CKT".to_owned(),
            role: Role::Circuit,
            unit: Some(LoadUnit::Kva),
            decimal_comma: true,
            is_shared: false,
        };
        let half = HalfMap { numbering: Numbering::Column, columns: vec![column] };
        let table = TableMap {
            signature: vec!["ckt".to_owned()],
            panels: vec![PanelMap { facts: PanelFacts::default(), halves: vec![half] }],
            ..TableMap::default()
        };
        let mapping = Mapping { version: 1, fingerprint: Mapping::shape_of(&[]), tables: vec![table] };
        let text = mapping.to_ron().expect("writes");
        assert_eq!(Mapping::from_ron(&text, "m.ron"), Ok(mapping));
        let error = Mapping::from_ron("(version: 1,\n fingerprint: 3)", "m.ron").expect_err("broken");
        assert!(error.to_string().contains("m.ron") && error.to_string().contains("2:"), "{error}");
    }

    #[test]
    fn the_shape_ignores_repetition_and_order() {
        let table = |word: &str| TableMap { signature: vec![word.to_owned()], ..TableMap::default() };
        let shape = |words: &[&str]| Mapping::shape_of(&words.iter().map(|w| table(w)).collect::<Vec<_>>());
        assert_eq!(shape(&["a", "b", "a"]), shape(&["b", "a"]));
        assert_ne!(shape(&["a"]), shape(&["b"]));
    }
}
