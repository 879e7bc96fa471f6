//! Tables without a header: rows pasted from the middle of a sheet. What a column means is read off its cells.

use crate::interchange::import::breaker_text::read_breaker;
use crate::interchange::import::columns::bare_column;
use crate::interchange::import::columns::settle_half;
use crate::interchange::import::grid::Grid;
use crate::interchange::import::halves::HalfColumn;
use crate::interchange::import::load_text::{read_load, read_number};
use crate::interchange::import::mapping::{PanelFacts, PanelMap, TableMap};
use crate::interchange::import::propose::file_stem;
use crate::interchange::import::role::{LoadUnit, Role};
use crate::interchange::import::slot_text::read_slots;
use crate::interchange::import::words::read_class;
use std::collections::BTreeSet;

/// Branch-circuit ratings seen in panels; enough of them make a column the breakers'.
const USUAL_TRIPS: [f64; 18] = [
    15.0, 20.0, 25.0, 30.0, 35.0, 40.0, 45.0, 50.0, 60.0, 70.0, 80.0, 90.0, 100.0, 110.0, 125.0, 150.0,
    175.0, 200.0,
];

/// Reads a sheet as one table without header. `None` when its columns are not those of circuits.
pub(in crate::interchange) fn headerless_table(grid: &Grid, source: &str) -> Option<TableMap> {
    let width = grid.width();
    if !(2..=40).contains(&width) || grid.height() > 2_000 {
        return None;
    }
    let mut taken: BTreeSet<Role> = BTreeSet::new();
    let columns: Vec<HalfColumn> = (0..width)
        .map(|column| {
            let role = role_by_content(grid, column, &taken);
            if !role.repeats() {
                taken.insert(role);
            }
            HalfColumn { header: bare_column(column, role), is_shared: false }
        })
        .collect();
    let names_slots = taken.contains(&Role::Circuit);
    let has_more =
        taken.contains(&Role::Description) && (taken.contains(&Role::Load) || taken.contains(&Role::Trip));
    if !(names_slots && has_more) {
        return None;
    }
    let half = settle_half(grid, 0..grid.height(), columns);
    let facts = PanelFacts { name: file_stem(source), ..PanelFacts::default() };
    Some(TableMap {
        sheet: grid.name.clone(),
        header: None,
        first_row: 0,
        end_row: grid.height(),
        signature: half.columns.iter().map(|column| format!("{:?}", column.role)).collect(),
        panels: vec![PanelMap { facts, halves: vec![half] }],
    })
}

fn role_by_content(grid: &Grid, column: usize, taken: &BTreeSet<Role>) -> Role {
    let cells: Vec<_> =
        (0..grid.height()).map(|row| grid.cell(row, column)).filter(|cell| !cell.is_blank()).collect();
    if cells.is_empty() {
        return Role::Ignore;
    }
    let texts: Vec<String> = cells.iter().map(|cell| cell.text()).collect();
    let share =
        |test: &dyn Fn(&str) -> bool| texts.iter().filter(|text| test(text)).count() * 10 / texts.len();
    let numbers: Vec<f64> = cells.iter().filter_map(|cell| read_number(cell)).collect();
    let distinct: BTreeSet<&str> = texts.iter().map(String::as_str).collect();
    let among = |allowed: &[f64]| {
        numbers.len() * 10 >= texts.len() * 9 && numbers.iter().all(|n| allowed.contains(n))
    };
    let free = |role: Role| !taken.contains(&role);
    if free(Role::Circuit)
        && share(&|t| read_slots(t).is_some()) >= 9
        && distinct.len() * 10 >= texts.len() * 9
    {
        Role::Circuit
    } else if free(Role::Poles) && among(&[1.0, 2.0, 3.0]) {
        Role::Poles
    } else if free(Role::Continuous) && among(&[0.0, 1.0]) {
        Role::Continuous
    } else if free(Role::Trip)
        && (numbers.iter().filter(|n| USUAL_TRIPS.contains(n)).count() * 10 >= texts.len() * 9
            || share(&|t| {
                t.contains(['/', 'A', 'a', 'P', 'p']) && read_breaker(t).is_some_and(|b| b.trip.is_some())
            }) >= 8)
    {
        Role::Trip
    } else if free(Role::Class) && share(&|t| t.chars().count() == 1 && read_class(t).is_some()) >= 9 {
        Role::Class
    } else if free(Role::Load)
        && cells.iter().filter(|c| matches!(read_load(c, LoadUnit::Va, false), Ok(Some(_)))).count() * 10
            >= texts.len() * 8
    {
        Role::Load
    } else if free(Role::Description) && share(&|t| t.chars().filter(|c| c.is_alphabetic()).count() >= 2) >= 5
    {
        Role::Description
    } else {
        Role::Notes
    }
}
