//! Which rows of a table go on which page: evenly, and never through a breaker unless there is no other way.

use crate::report::schedule::entry::Entry;
use std::ops::Range;

/// Rows that fit a page that holds nothing else, and the last page with the foot below its rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Capacity {
    pub plain: usize,
    pub with_foot: usize,
}

/// Splits the rows of a table into pages. The last range is empty when the foot needs a page of its own.
pub fn split(entries: &[Entry], capacity: Capacity) -> Vec<Range<usize>> {
    let rows = entries.len().div_ceil(2);
    let plain = capacity.plain.max(1);
    if rows <= capacity.with_foot {
        return vec![0..rows];
    }
    let mut pages = Vec::new();
    let mut start = 0;
    while rows - start > capacity.with_foot {
        let rest = rows - start;
        // The pages still needed share the rows evenly.
        let more = 1 + rest.saturating_sub(capacity.with_foot).div_ceil(plain);
        let wanted = rest.div_ceil(more).clamp(1, plain.min(rest));
        let end = start + uncut(entries, start, wanted);
        pages.push(start..end);
        start = end;
    }
    pages.push(start..rows);
    pages
}

/// Returns the most rows, at most `wanted`, after which no breaker goes on; `wanted` itself if there are none.
fn uncut(entries: &[Entry], start: usize, wanted: usize) -> usize {
    let cuts = |row: usize| {
        let pair = entries.iter().skip(row * 2).take(2);
        pair.into_iter().any(Entry::continues)
    };
    (1..=wanted).rev().find(|count| !cuts(start + count - 1)).unwrap_or(wanted)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Leg, Slot};
    use crate::report::schedule::entry::Place;

    fn space(slot: u16) -> Entry {
        Entry {
            slot: Slot(slot),
            leg: Leg::A,
            place: Place::Space,
            description: String::new(),
            marks: String::new(),
            class: String::new(),
            poles: String::new(),
            trip: String::new(),
            load: None,
        }
    }

    fn spaces(slots: u16) -> Vec<Entry> {
        (1..=slots).map(space).collect()
    }

    #[test]
    fn rows_are_shared_evenly_and_none_is_lost() {
        let capacity = Capacity { plain: 34, with_foot: 24 };
        assert_eq!(split(&spaces(42), capacity), [0..21]);
        assert_eq!(split(&spaces(84), capacity), [0..21, 21..42]);
        for slots in 1..=336 {
            for with_foot in [0, 3, 24, 34] {
                let pages = split(&spaces(slots), Capacity { with_foot, ..capacity });
                let rows: Vec<usize> = pages.iter().cloned().flatten().collect();
                assert_eq!(rows, (0..usize::from(slots).div_ceil(2)).collect::<Vec<_>>());
                assert!(pages.iter().all(|page| page.len() <= 34));
                assert!(pages.last().is_some_and(|page| page.len() <= with_foot));
            }
        }
    }

    #[test]
    fn a_breaker_stays_on_one_page() {
        let mut entries = spaces(84);
        // A three-pole breaker at 41, 43, 45: rows 20 to 22.
        entries[40].place = Place::Top { poles: 3 };
        entries[42].place = Place::Lower { last: false };
        entries[44].place = Place::Lower { last: true };
        assert_eq!(split(&entries, Capacity { plain: 34, with_foot: 24 }), [0..20, 20..42]);
    }
}
