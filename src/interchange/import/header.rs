//! Where tables begin: the rows whose cells are headers of a schedule or load list.
//!
//! A header may take up to three rows with merged cells ("LOAD (VA)" over "A", "B", "C"). Heads of panels look alike
//! ("VOLTAGE" beside "208Y/120"); what tells them apart is that a header row holds no values.

use crate::interchange::import::grid::{Cell, Grid};
use crate::interchange::import::role::{LoadUnit, Role};
use crate::interchange::import::vocabulary::{
    Match, normalized, role_of, role_without_legs, unit_of, unit_of_leg,
};
use std::collections::BTreeSet;

/// Most rows one header takes.
const MAX_DEPTH: usize = 3;

/// A header found in a sheet.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::interchange) struct Header {
    pub first: usize,
    pub last: usize,
    pub columns: Vec<HeaderColumn>,
}

/// One column of a header.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::interchange) struct HeaderColumn {
    pub column: usize,
    /// As the file has it, rows joined.
    pub text: String,
    pub normalized: String,
    pub role: Option<Role>,
    pub certainty: u8,
    pub unit: Option<LoadUnit>,
}

impl Header {
    /// Returns the headers as a saved mapping recognizes them.
    pub fn signature(&self) -> Vec<String> {
        self.columns.iter().map(|column| column.normalized.clone()).filter(|text| !text.is_empty()).collect()
    }

    fn has(&self, role: Role) -> bool {
        self.columns.iter().any(|column| column.role == Some(role))
    }

    /// Distinct roles, and repetitions at a tenth: a header of two halves is better than its left half.
    fn score(&self) -> usize {
        let known = self.columns.iter().filter_map(|column| column.role);
        let distinct: BTreeSet<Role> = known.clone().collect();
        distinct.len() * 100 + known.count()
    }

    /// Whether these are headers of circuits or loads. `sure` is how many roles must be beyond doubt.
    fn is_schedule(&self, sure: usize) -> bool {
        let names_loads = self.has(Role::Circuit)
            || self.has(Role::Description)
            || (self.has(Role::Side) && self.has(Role::Position))
            // "No. | Load | Amps": what the words stand for is seen from the cells
            || (self.has(Role::Item) && self.has(Role::Trip));
        let certain: BTreeSet<Role> = self
            .columns
            .iter()
            .filter(|column| column.certainty >= 80)
            .filter_map(|column| column.role)
            .collect();
        let electrical = self
            .columns
            .iter()
            .any(|column| column.certainty >= 60 && column.role.is_some_and(Role::is_electrical));
        let known = self.columns.iter().filter(|column| column.role.is_some()).count();
        let filled = self.columns.iter().filter(|column| !column.normalized.is_empty()).count();
        names_loads && electrical && certain.len() >= sure && known * 5 >= filled * 2
    }
}

/// Finds the headers of a sheet, top to bottom.
pub(in crate::interchange) fn find_headers(grid: &Grid) -> Vec<Header> {
    let mut found = Vec::new();
    let mut row = 0;
    while row < grid.height() {
        match header_at(grid, row) {
            // Words of loads look like headers here and there ("Appliance"); below a first header it takes more.
            Some(header) if found.is_empty() || header.is_schedule(3) || repeats(&found, &header) => {
                row = header.last + 1;
                found.push(header);
            }
            _ => row += 1,
        }
    }
    found
}

fn repeats(found: &[Header], header: &Header) -> bool {
    found.iter().any(|known| known.signature() == header.signature())
}

/// Returns the header that begins at a row, as deep as its rows make it better.
fn header_at(grid: &Grid, row: usize) -> Option<Header> {
    if !may_be_header_row(grid, row) {
        return None;
    }
    let mut best = read_header(grid, row, row);
    // titles of groups hold no values; a row that does is the head of the panel
    let is_head = grid.row(row).iter().any(|cell| !cell.is_blank() && is_value_like(&cell.text()));
    for depth in 2..=MAX_DEPTH {
        let last = row + depth - 1;
        if is_head || !may_be_header_row(grid, last) {
            break;
        }
        let deeper = read_header(grid, row, last);
        let below = read_header(grid, row + 1, last);
        if deeper.score() > best.score() && deeper.score() > below.score() {
            best = deeper;
        }
    }
    best.is_schedule(2).then_some(best)
}

/// Reads rows of the user's choice as a header.
pub(in crate::interchange) fn read_header(grid: &Grid, first: usize, last: usize) -> Header {
    let width = (first..=last).map(|row| grid.row(row).len()).max().unwrap_or(0);
    let mut columns: Vec<HeaderColumn> =
        (0..width).map(|column| header_column(grid, first, last, column)).collect();
    settle_bare_letters(&mut columns);
    columns.retain(|column| !column.normalized.is_empty());
    Header { first, last, columns }
}

fn header_column(grid: &Grid, first: usize, last: usize, column: usize) -> HeaderColumn {
    let mut parts: Vec<String> = Vec::new();
    for row in first..=last {
        let text = grid.text(row, column);
        if !text.is_empty() && parts.last() != Some(&text) {
            parts.push(text);
        }
    }
    let own = parts.join(" ");
    let bottom = grid.text(last, column);
    // Without merged cells, as in CSV, a group's title stands over its first column only.
    let group = if last > first && grid.text(first, column).is_empty() && !bottom.is_empty() {
        (0..column).rev().map(|left| grid.text(first, left)).find(|text| !text.is_empty()).unwrap_or_default()
    } else {
        String::new()
    };
    let (own_key, bottom_key, group_key) =
        (normalized(&own), normalized(&bottom), normalized(&format!("{group} {bottom}")));
    let sure = |key: &str, least: u8| role_of(key).filter(|found| found.certainty >= least);
    let found: Option<Match> = if is_value_like(&own) {
        None
    } else {
        sure(&own_key, 80)
            .or_else(|| sure(&bottom_key, 60))
            .or_else(|| (!group.is_empty()).then(|| sure(&group_key, 90)).flatten())
            .or_else(|| sure(&own_key, 0))
    };
    // "Carga (VA)", "Service (kW)": words for what is served, and a unit of power behind them
    let found = found.map(|found| match (found.role, unit_of(&own_key)) {
        (Role::Description, Some(LoadUnit::Va | LoadUnit::Kva | LoadUnit::Watts | LoadUnit::Kilowatts)) => {
            Match { role: Role::Load, ..found }
        }
        _ => found,
    });
    let leg = found.map(|found| found.role).filter(|role| role.leg().is_some());
    let unit = |key: &str| match leg {
        Some(role) => unit_of_leg(key, role),
        None => unit_of(key),
    };
    let unit_found = [&bottom_key, &own_key, &group_key].into_iter().find_map(|key| unit(key));
    HeaderColumn {
        column,
        text: own,
        role: found.map(|found| found.role),
        certainty: found.map_or(0, |found| if found.is_bare_letter { 1 } else { found.certainty }),
        unit: unit_found,
        normalized: own_key,
    }
}

/// A lone `A` is amperes unless `B` stands there too.
fn settle_bare_letters(columns: &mut [HeaderColumn]) {
    let count = |role: Role| columns.iter().filter(|column| column.role == Some(role)).count();
    let are_legs = count(Role::LegA) > 0 && count(Role::LegB) > 0;
    let sure: BTreeSet<Role> = columns.iter().filter(|c| c.certainty > 1).filter_map(|c| c.role).collect();
    for column in columns.iter_mut().filter(|column| column.certainty == 1) {
        // beside "PHASE A" a "LOAD (A)" is amperes
        if are_legs && !column.role.is_some_and(|role| sure.contains(&role)) {
            column.certainty = 80;
            // "A" of the legs is no unit
            if column.unit == Some(LoadUnit::Amperes) && !column.normalized.contains("amp") {
                column.unit = None;
            }
        } else {
            let other = role_without_legs(&column.normalized);
            column.role = other.map(|found| found.role);
            column.certainty = other.map_or(0, |found| found.certainty);
            column.unit = column.unit.or_else(|| unit_of(&column.normalized));
        }
    }
    let group_unit =
        columns.iter().filter(|c| c.role.is_some_and(|r| r.leg().is_some())).find_map(|c| c.unit);
    for column in columns.iter_mut().filter(|column| column.role.is_some_and(|role| role.leg().is_some())) {
        column.unit = column.unit.or(group_unit);
    }
}

fn may_be_header_row(grid: &Grid, row: usize) -> bool {
    let (mut texts, mut values) = (0usize, 0usize);
    for cell in grid.row(row).iter().filter(|cell| !cell.is_blank()) {
        if cell.is_numeric() || is_value_like(&cell.text()) {
            values += 1;
        } else {
            texts += 1;
        }
    }
    // a title over the whole width is one text, however many cells it covers
    let anchors = grid.row(row).iter().filter(|cell| !cell.is_blank() && cell.merged_from.is_none()).count();
    anchors >= 2 && values * 3 <= texts
}

/// Headers hold no numbers of two digits and nothing behind a colon.
fn is_value_like(text: &str) -> bool {
    let behind_colon = text.split_once(':').is_some_and(|(_, rest)| !rest.trim().is_empty());
    let mut run = 0;
    let has_number = text.chars().any(|c| {
        run = if c.is_ascii_digit() { run + 1 } else { 0 };
        run >= 2
    });
    behind_colon || has_number || text.len() > 60
}

/// Returns whether a row repeats a header, as printed pages do.
pub(in crate::interchange) fn repeats_header(grid: &Grid, row: usize, signature: &[String]) -> bool {
    let words: Vec<String> = grid
        .row(row)
        .iter()
        .map(Cell::text)
        .map(|text| normalized(&text))
        .filter(|text| !text.is_empty())
        .collect();
    words.len() >= 2
        && words.iter().filter(|word| signature.iter().any(|known| known.ends_with(*word))).count() * 5
            >= words.len() * 4
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::interchange::import::delimited::read_delimited;

    fn roles(text: &str) -> Vec<(usize, usize, Vec<Option<Role>>)> {
        find_headers(&read_delimited(text, "x"))
            .into_iter()
            .map(|h| (h.first, h.last, h.columns.iter().map(|c| c.role).collect()))
            .collect()
    }

    #[test]
    fn finds_a_header_under_the_head_of_a_panel() {
        let text = "PANEL,LP-1,VOLTAGE,208Y/120,PHASE,3\nLOCATION,ELEC 101,MAIN,125A,,\n\nCKT,DESCRIPTION,VA,A,P\n1,RECEPT,1440,20,1\n";
        let (first, last, roles) = roles(text).remove(0);
        assert_eq!((first, last), (3, 3));
        use Role::{Circuit, Description, Load, Poles, Trip};
        assert_eq!(roles, [Circuit, Description, Load, Trip, Poles].map(Some));
    }

    #[test]
    fn two_row_headers_name_the_legs() {
        let text = "CKT,DESCRIPTION,BREAKER,,LOAD (KVA),,\nNO,,AMPS,POLES,A,B,C\n1,RECEPT,20,1,1.44,,\n";
        let header = find_headers(&read_delimited(text, "x")).remove(0);
        use Role::{Circuit, Description, LegA, LegB, LegC, Poles, Trip};
        let roles: Vec<_> = header.columns.iter().filter_map(|c| c.role).collect();
        assert_eq!((header.first, header.last), (0, 1));
        assert_eq!(roles, [Circuit, Description, Trip, Poles, LegA, LegB, LegC]);
        assert!(
            header
                .columns
                .iter()
                .filter(|c| c.role.is_some_and(|r| r.leg().is_some()))
                .all(|c| c.unit == Some(LoadUnit::Kva))
        );
    }

    #[test]
    fn price_lists_have_none() {
        assert!(roles("back,BRAND,ITEM,PRICE,QTY,AMOUNT\n,X,ACB 2500A 4P,16082.7,2,32165.4\n").is_empty());
        assert!(roles("name,r_ohm_per_km,x_ohm_per_km,c_nf_per_km,max_i_ka\nCable,0.1,0.2,3,4\n").is_empty());
    }
}
