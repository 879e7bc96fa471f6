//! Which columns of a header belong together: left and right half of one panel, or panels side by side.
//!
//! Halves are repeated (number … load | number … load), mirrored (number … load | load … number) or swapped (the even
//! half first); the numbers decide what belongs to one panel, never the place.

use crate::interchange::import::grid::Grid;
use crate::interchange::import::header::HeaderColumn;
use crate::interchange::import::role::Role;
use crate::interchange::import::slot_text::read_slots;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// A column with the mark that it serves both halves.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::interchange) struct HalfColumn {
    pub header: HeaderColumn,
    pub is_shared: bool,
}

/// Columns of one half.
pub(in crate::interchange) type HalfColumns = Vec<HalfColumn>;

/// Splits the columns of a header into panels and their halves.
pub(in crate::interchange) fn split_halves(
    grid: &Grid,
    rows: Range<usize>,
    columns: &[HeaderColumn],
) -> Vec<Vec<HalfColumns>> {
    let keys = key_columns(columns);
    if keys.len() < 2 {
        return vec![vec![columns.iter().cloned().map(own).collect()]];
    }
    let segments = segments(columns, &keys);
    let mut panels: Vec<(BTreeSet<u16>, Vec<Range<usize>>)> = Vec::new();
    for segment in segments {
        let slots = slots_in(grid, rows.clone(), columns.get(segment.clone()).unwrap_or_default());
        match panels.last_mut() {
            // the halves of one panel share no number; two panels side by side share nearly all
            Some((taken, halves))
                if taken.intersection(&slots).count() * 2 <= slots.len().min(taken.len())
                    && halves.len() < 2 =>
            {
                taken.extend(slots);
                halves.push(segment);
            }
            _ => panels.push((slots, vec![segment])),
        }
    }
    panels.into_iter().map(|(_, halves)| with_legs(columns, &halves, grid, rows.clone())).collect()
}

fn own(header: HeaderColumn) -> HalfColumn {
    HalfColumn { header, is_shared: false }
}

/// Returns the places of the circuit columns, or of the description columns where nothing is numbered.
fn key_columns(columns: &[HeaderColumn]) -> Vec<usize> {
    let of = |role: Role| -> Vec<usize> {
        columns.iter().enumerate().filter(|(_, c)| c.role == Some(role)).map(|(place, _)| place).collect()
    };
    let circuits = of(Role::Circuit);
    // "CKT | DESC | TRIP | DESC | TRIP": the right half goes without numbers
    let is_half_numbered = circuits.len() == 1 && of(Role::Trip).len() == 2;
    if !circuits.is_empty() && !is_half_numbered {
        return circuits;
    }
    // Two headers read as descriptions may be "item" and "name" of one list: halves repeat the very words.
    let descriptions = of(Role::Description);
    let words: BTreeSet<&str> =
        descriptions.iter().filter_map(|place| columns.get(*place)).map(|c| c.normalized.as_str()).collect();
    if descriptions.len() == 2 && words.len() == 1 { descriptions } else { circuits }
}

/// Cuts between each two key columns where both sides look most alike.
fn segments(columns: &[HeaderColumn], keys: &[usize]) -> Vec<Range<usize>> {
    let mut cuts = vec![0];
    for (index, pair) in keys.windows(2).enumerate() {
        let [left_key, right_key] = pair else { continue };
        let start = cuts.last().copied().unwrap_or(0);
        let end = keys.get(index + 2).copied().unwrap_or(columns.len());
        let best = (left_key + 1..=*right_key)
            .max_by_key(|cut| {
                let left = role_counts(columns.get(start..*cut).unwrap_or_default());
                let right = role_counts(columns.get(*cut..end).unwrap_or_default());
                let alike: i64 = left.iter().map(|(role, n)| *n.min(right.get(role).unwrap_or(&0))).sum();
                let doubled: i64 = left.values().chain(right.values()).map(|n| (*n - 1).max(0)).sum();
                let uneven = (left.values().sum::<i64>() - right.values().sum::<i64>()).abs();
                (alike * 4 - doubled * 4 - uneven, *cut)
            })
            .unwrap_or(*right_key);
        cuts.push(best);
    }
    cuts.push(columns.len());
    cuts.windows(2).filter_map(|pair| Some(*pair.first()?..*pair.last()?)).collect()
}

/// Counts the roles a half has once; legs may stand in the middle for both, so they do not count.
fn role_counts(columns: &[HeaderColumn]) -> BTreeMap<Role, i64> {
    let mut counts = BTreeMap::new();
    for role in columns.iter().filter_map(|c| c.role).filter(|r| r.leg().is_none() && !r.repeats()) {
        *counts.entry(role).or_default() += 1;
    }
    counts
}

fn slots_in(grid: &Grid, rows: Range<usize>, columns: &[HeaderColumn]) -> BTreeSet<u16> {
    let Some(circuit) = columns.iter().find(|c| c.role == Some(Role::Circuit)) else {
        return BTreeSet::new();
    };
    rows.take(400)
        .filter_map(|row| read_slots(&grid.text(row, circuit.column)))
        .flat_map(|read| read.slots)
        .collect()
}

/// Gives the halves of one panel their columns. The first column of a leg is the first half's, the second the second's;
/// a single one serves both.
fn with_legs(
    columns: &[HeaderColumn],
    halves: &[Range<usize>],
    grid: &Grid,
    rows: Range<usize>,
) -> Vec<HalfColumns> {
    let is_leg = |c: &&HeaderColumn| c.role.is_some_and(|role| role.leg().is_some());
    let mut out: Vec<HalfColumns> = halves
        .iter()
        .map(|range| {
            columns
                .get(range.clone())
                .unwrap_or_default()
                .iter()
                .filter(|c| !is_leg(c))
                .cloned()
                .map(own)
                .collect()
        })
        .collect();
    let whole = halves.first().map_or(0, |r| r.start)..halves.last().map_or(0, |r| r.end);
    let in_panel = columns.get(whole).unwrap_or_default();
    for role in [Role::LegA, Role::LegB, Role::LegC] {
        let legs: Vec<&HeaderColumn> = in_panel.iter().filter(|c| c.role == Some(role)).collect();
        for (place, half) in out.iter_mut().enumerate() {
            if let Some(leg) =
                legs.get(place).or(legs.first()).filter(|_| legs.len() != 1 || halves.len() > 1)
            {
                half.push(HalfColumn { header: (*leg).clone(), is_shared: legs.len() == 1 });
            } else if let [leg] = legs.as_slice() {
                half.push(own((*leg).clone()));
            }
        }
    }
    share_single_load(&mut out, grid, rows);
    out
}

/// One load column with `100/200` in its cells belongs to both halves.
fn share_single_load(halves: &mut [HalfColumns], grid: &Grid, rows: Range<usize>) {
    let of = |half: &HalfColumns| half.iter().find(|c| c.header.role == Some(Role::Load)).cloned();
    let loads: Vec<Option<HalfColumn>> = halves.iter().map(of).collect();
    let [one, other] = loads.as_slice() else { return };
    let Some(single) = one.as_ref().xor(other.as_ref()).cloned() else { return };
    let filled: Vec<String> =
        rows.map(|row| grid.text(row, single.header.column)).filter(|text| !text.is_empty()).collect();
    let doubled = filled.iter().filter(|text| text.contains('/')).count();
    if doubled * 3 < filled.len().max(1) {
        return;
    }
    for half in halves {
        half.retain(|column| column.header.column != single.header.column);
        half.push(HalfColumn { is_shared: true, ..single.clone() });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::interchange::import::delimited::read_delimited;
    use crate::interchange::import::header::find_headers;

    /// Columns of each half of each panel, by number.
    fn split(text: &str) -> Vec<Vec<Vec<usize>>> {
        let grid = read_delimited(text, "x");
        let header = find_headers(&grid).remove(0);
        split_halves(&grid, header.last + 1..grid.height(), &header.columns)
            .into_iter()
            .map(|p| p.into_iter().map(|h| h.into_iter().map(|c| c.header.column).collect()).collect())
            .collect()
    }

    #[test]
    fn repeated_mirrored_and_swapped_halves() {
        let repeated = "CKT,DESC,VA,TRIP,CKT,DESC,VA,TRIP\n1,X,1,20,2,Y,1,20\n3,X,1,20,4,Y,1,20\n";
        assert_eq!(split(repeated), [[[0, 1, 2, 3], [4, 5, 6, 7]]]);
        let mirrored = "CKT,DESC,VA,TRIP,TRIP,VA,DESC,CKT\n1,X,1,20,20,1,Y,2\n3,X,1,20,20,1,Y,4\n";
        assert_eq!(split(mirrored), [[[0, 1, 2, 3], [4, 5, 6, 7]]]);
        let inward = "DESC,VA,TRIP,CKT,CKT,TRIP,VA,DESC\nX,1,20,1,2,20,1,Y\nX,1,20,3,4,20,1,Y\n";
        assert_eq!(split(inward), [[[0, 1, 2, 3], [4, 5, 6, 7]]]);
    }

    #[test]
    fn two_panels_side_by_side_repeat_their_numbers() {
        let text = "CKT,DESC,VA,CKT,DESC,VA\n1,X,1,1,Y,1\n2,X,1,2,Y,1\n3,X,1,3,Y,1\n";
        assert_eq!(split(text), [[[0, 1, 2]], [[3, 4, 5]]]);
    }

    #[test]
    fn legs_in_the_middle_serve_both_halves() {
        let shared = "CKT,DESC,TRIP,A,B,C,TRIP,DESC,CKT\n1,X,20,1/2,,,20,Y,2\n3,X,20,,1/2,,20,Y,4\n";
        assert_eq!(split(shared), [[[0, 1, 2, 3, 4, 5], [6, 7, 8, 3, 4, 5]]]);
        let paired =
            "CKT,DESC,TRIP,A,A,B,B,C,C,TRIP,DESC,CKT\n1,X,20,1,2,,,,,20,Y,2\n3,X,20,,,1,2,,,20,Y,4\n";
        assert_eq!(split(paired), [[[0, 1, 2, 3, 5, 7], [9, 10, 11, 4, 6, 8]]]);
    }
}
