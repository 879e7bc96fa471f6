//! A workbook read through a mapping: panels, and an account of every row.

use crate::domain::{Main, Mounting, Panel, PanelId, Slot, System};
use crate::interchange::import::assemble::{Tally, assemble};
use crate::interchange::import::draft::{
    ImportNote, PanelDraft, Placement, RowAccount, RowOutcome, ScheduleDraft, Skip,
};
use crate::interchange::import::grid::{Grid, Workbook};
use crate::interchange::import::group::{Group, group_rows};
use crate::interchange::import::mapping::{Mapping, Overrides, PanelFacts, PanelMap, TableMap};
use crate::interchange::import::place::{Size, place_new};
use crate::interchange::import::remarks::{note_columns, note_sheets_without_schedule, note_tally};
use crate::interchange::import::walk::{Raw, Verdict, walk_half};
use crate::units::{Amperes, KiloAmperes};
use std::collections::{BTreeMap, BTreeSet, VecDeque};

/// Reads a workbook through a mapping. Whatever is odd is in the notes of the draft; nothing is left out in silence.
pub fn apply_mapping(book: &Workbook, mapping: &Mapping, overrides: &Overrides) -> ScheduleDraft {
    let mut draft = ScheduleDraft { source: book.source.clone(), ..ScheduleDraft::default() };
    draft.notes.extend(book.notes.iter().map(|note| ImportNote::about(&book.source, note)));
    for grid in &book.grids {
        let tables: Vec<&TableMap> = mapping.tables.iter().filter(|table| table.sheet == grid.name).collect();
        if tables.is_empty() {
            skip_rows(&mut draft, grid, 0..grid.height(), Skip::NoSchedule);
            continue;
        }
        if grid.hidden {
            draft.notes.push(ImportNote::about(&grid.name, "the sheet is hidden; imported all the same"));
        }
        let mut done = 0;
        for table in tables {
            let start = table.header.map_or(table.first_row, |(first, _)| first);
            skip_rows(&mut draft, grid, done..start, Skip::Head);
            skip_rows(&mut draft, grid, start..table.first_row, Skip::Header);
            read_table(&mut draft, grid, table, overrides);
            done = table.end_row.max(done);
        }
        skip_rows(&mut draft, grid, done..grid.height(), Skip::Unmapped);
    }
    note_sheets_without_schedule(&mut draft, book);
    make_names_unique(&mut draft);
    draft
}

/// Accounts for rows that hold no circuit, blank ones apart.
fn skip_rows(draft: &mut ScheduleDraft, grid: &Grid, rows: std::ops::Range<usize>, why: Skip) {
    if why == Skip::NoSchedule {
        if !rows.is_empty() {
            let outcome = RowOutcome::Skipped { why, text: String::new() };
            draft.rows.push(RowAccount {
                sheet: grid.name.clone(),
                first: rows.start,
                last: rows.end - 1,
                half: 0,
                outcome,
            });
        }
        return;
    }
    for row in rows {
        let why = if grid.is_blank_row(row) { Skip::Blank } else { why };
        let text = grid
            .row(row)
            .iter()
            .map(crate::interchange::import::grid::Cell::text)
            .filter(|t| !t.is_empty())
            .collect::<Vec<_>>()
            .join(" | ");
        draft.rows.push(RowAccount {
            sheet: grid.name.clone(),
            first: row,
            last: row,
            half: 0,
            outcome: RowOutcome::Skipped { why, text },
        });
    }
}

fn read_table(draft: &mut ScheduleDraft, grid: &Grid, table: &TableMap, overrides: &Overrides) {
    for map in &table.panels {
        let mut raws: Vec<Raw> = Vec::new();
        let mut verdicts: Vec<(usize, usize, Verdict)> = Vec::new();
        for (half, half_map) in map.halves.iter().enumerate() {
            let base = raws.len();
            let (found, rows) = walk_half(grid, table, half_map, half);
            raws.extend(found);
            verdicts.extend(rows.into_iter().map(|(row, verdict)| {
                let verdict = match verdict {
                    Verdict::Begins(place) => Verdict::Begins(base + place),
                    Verdict::Pole(place) => Verdict::Pole(base + place),
                    other => other,
                };
                (row, half, verdict)
            }));
        }
        let spaces: BTreeSet<Slot> = verdicts
            .iter()
            .filter_map(|(_, _, verdict)| match verdict {
                Verdict::Space(slots) => Some(slots.iter().copied().map(Slot)),
                _ => None,
            })
            .flatten()
            .collect();
        let groups = group_rows(map, &raws);
        let mut slot_of: BTreeMap<usize, (usize, Option<Slot>, bool)> = BTreeMap::new();
        let first_panel = draft.panels.len();
        let mut waiting: VecDeque<Group> = groups.into_iter().flat_map(Group::in_panels).collect();
        while let Some(mut group) = waiting.pop_front() {
            let place = draft.panels.len();
            let notes_before = draft.notes.len();
            let mut panel = build_panel(draft, grid, map, &group, &raws, &spaces, overrides);
            let rest = without_room(&group, &panel);
            if !rest.is_empty() && rest.len() < group.members.len() {
                draft.notes.truncate(notes_before);
                group.members.retain(|member| !rest.contains(member));
                panel = build_panel(draft, grid, map, &group, &raws, &spaces, overrides);
                let what = format!("{} circuits that find no room are in a further panel", rest.len());
                draft.notes.push(ImportNote::about(&panel.panel.name, what));
                waiting.push_front(Group { members: rest, ..group.clone() });
            }
            for (member, circuit) in group.members.iter().zip(&panel.circuits) {
                let slot = circuit.is_placed().then_some(circuit.circuit.slot);
                slot_of.insert(*member, (place, slot, circuit.circuit.is_spare()));
            }
            draft.panels.push(panel);
        }
        note_columns(draft, grid, table, map);
        account(draft, grid, &verdicts, &slot_of, first_panel);
    }
}

/// The members of a group that the largest panel does not hold.
fn without_room(group: &Group, panel: &PanelDraft) -> Vec<usize> {
    let circuits = group.members.iter().zip(&panel.circuits);
    circuits.filter(|(_, circuit)| !circuit.is_placed()).map(|(member, _)| *member).collect()
}

fn account(
    draft: &mut ScheduleDraft,
    grid: &Grid,
    verdicts: &[(usize, usize, Verdict)],
    slot_of: &BTreeMap<usize, (usize, Option<Slot>, bool)>,
    first_panel: usize,
) {
    for (row, half, verdict) in verdicts {
        let outcome = match verdict {
            Verdict::Begins(raw) | Verdict::Pole(raw) => {
                let (panel, slot, is_spare) = slot_of.get(raw).copied().unwrap_or((first_panel, None, false));
                match (verdict, is_spare) {
                    (Verdict::Pole(_), _) => RowOutcome::Pole { panel, of: slot },
                    (_, true) => RowOutcome::Spare { panel, slot },
                    (_, false) => RowOutcome::Circuit { panel, slot },
                }
            }
            Verdict::Space(slots) => {
                RowOutcome::Space { panel: first_panel, slot: Slot(slots.first().copied().unwrap_or(0)) }
            }
            Verdict::Skipped(why, text) => RowOutcome::Skipped { why: *why, text: text.clone() },
        };
        draft.rows.push(RowAccount {
            sheet: grid.name.clone(),
            first: *row,
            last: *row,
            half: *half,
            outcome,
        });
    }
}

fn build_panel(
    draft: &mut ScheduleDraft,
    grid: &Grid,
    map: &PanelMap,
    group: &Group,
    raws: &[Raw],
    spaces: &BTreeSet<Slot>,
    overrides: &Overrides,
) -> PanelDraft {
    let members: Vec<&Raw> = group.members.iter().filter_map(|member| raws.get(*member)).collect();
    let facts = &map.facts;
    let name = group.name.clone().unwrap_or_else(|| facts.name.clone());
    let system = choose_system(draft, facts, &name, &members, overrides);
    let mut tally = Tally::default();
    let mut circuits: Vec<_> = members
        .iter()
        .map(|raw| {
            assemble(raw, system, group.feeders.contains(&raw.first().description), &grid.name, &mut tally)
        })
        .collect();
    let listed: Vec<u16> = members
        .iter()
        .flat_map(|raw| raw.slots.iter().copied())
        .chain(spaces.iter().map(|slot| slot.0))
        .collect();
    let given = overrides.slots.or(facts.slots);
    let size = given.map_or(Size::ByRows, Size::Given);
    let slots = place_new(&mut circuits, size, &listed, system);
    if let Some(given) = given.filter(|given| *given < slots) {
        let what = format!("{given} slots do not hold all circuits; the panel has {slots} here");
        draft.notes.push(ImportNote::about(&name, what));
    }
    let taken: BTreeSet<Slot> =
        circuits.iter().filter(|c| c.is_placed()).flat_map(|c| c.circuit.span().slots()).collect();
    for circuit in &mut circuits {
        let what = match &circuit.placement {
            Placement::Displaced { wanted, reason } => {
                format!(
                    "{}: {reason}; placed at {} instead of {wanted}",
                    circuit.circuit.description, circuit.circuit.slot
                )
            }
            Placement::NoRoom { reason, .. } => format!("{}: {reason}", circuit.circuit.description),
            Placement::AsWritten | Placement::NextFree => continue,
        };
        // the drawing's number must stay findable
        if let Placement::Displaced { wanted, .. } = &circuit.placement {
            let was = format!("circuit {wanted} in {}", draft.source);
            circuit.circuit.notes = if circuit.circuit.notes.is_empty() {
                was
            } else {
                format!("{was}; {}", circuit.circuit.notes)
            };
        }
        draft.notes.push(ImportNote::at_row(&grid.name, circuit.row, what));
    }
    for circuit in &circuits {
        for problem in &circuit.problems {
            draft.notes.push(ImportNote::at_row(
                &grid.name,
                circuit.row,
                format!("{}: {problem}", circuit.circuit.description),
            ));
        }
    }
    let placed_free = circuits.iter().filter(|c| c.placement == Placement::NextFree).count();
    note_tally(draft, &name, tally, placed_free);
    let mut panel = Panel::new(PanelId(0), name, system, slots);
    set_facts(&mut panel, facts);
    if let Some(remark) = &group.remark {
        panel.notes = [panel.notes.as_str(), remark]
            .iter()
            .filter(|t| !t.is_empty())
            .copied()
            .collect::<Vec<_>>()
            .join("; ");
    }
    let spaces = spaces.iter().copied().filter(|slot| slot.0 <= slots && !taken.contains(slot)).collect();
    let fed_from = facts.fed_from.clone().filter(|_| group.name.is_none());
    PanelDraft { panel, fed_from, feeder: None, circuits, spaces }
}

/// The person's choice, else the file's, else what the rows allow.
fn choose_system(
    draft: &mut ScheduleDraft,
    facts: &PanelFacts,
    name: &str,
    members: &[&Raw],
    overrides: &Overrides,
) -> System {
    if let Some(system) = overrides.system {
        return system;
    }
    for assumed in &facts.assumed {
        draft.notes.push(ImportNote::about(name, assumed));
    }
    let needs_three = members
        .iter()
        .any(|raw| raw.stated_poles() == Some(3) || raw.first().legs.iter().flatten().count() == 3);
    match facts.system() {
        // a guess from some text gives way to three poles; a head that says so does not
        Some(system) if !(needs_three && !system.is_three_phase() && !facts.assumed.is_empty()) => system,
        None if !needs_three && is_dwelling(members) => {
            let system = System::Single240;
            let what =
                format!("the file names no system; {system} assumed, as the loads are those of a dwelling");
            draft.notes.push(ImportNote::about(name, what));
            system
        }
        _ => {
            let system = System::Wye208;
            draft.notes.push(ImportNote::about(name, format!("the file names no system; {system} assumed")));
            system
        }
    }
}

/// Rooms and appliances of a home, at least two of them.
fn is_dwelling(members: &[&Raw]) -> bool {
    const WORDS: [&str; 11] = [
        "bedroom",
        "living room",
        "dryer",
        "washer",
        "dishwasher",
        "garage",
        "bathroom",
        "cook top",
        "cooktop",
        "family room",
        "dining room",
    ];
    let at_home = |raw: &&&Raw| {
        let low = raw.first().description.to_ascii_lowercase();
        WORDS.iter().any(|word| low.contains(word))
    };
    members.iter().filter(at_home).count() >= 2
}

fn set_facts(panel: &mut Panel, facts: &PanelFacts) {
    facts.location.clone_into(&mut panel.location);
    panel.bus = facts.bus.map(Amperes);
    panel.main = match facts.main {
        Some(trip) => Main::Breaker(Amperes(trip)),
        None => Main::LugsOnly,
    };
    panel.interrupting = facts.interrupting.map(KiloAmperes);
    let mounting = facts.mounting.as_deref().unwrap_or_default().to_ascii_lowercase();
    panel.mounting = if mounting.contains("flush") || mounting.contains("recess") {
        Mounting::Flush
    } else if mounting.contains("free") || mounting.contains("floor") {
        Mounting::Freestanding
    } else {
        Mounting::Surface
    };
    if let Some(enclosure) = &facts.enclosure {
        let has_word = enclosure.to_ascii_lowercase().contains("nema");
        panel.enclosure = if has_word { enclosure.clone() } else { format!("NEMA {enclosure}") };
    }
    panel.notes = facts.notes.join("; ");
}

fn make_names_unique(draft: &mut ScheduleDraft) {
    let mut seen: BTreeSet<String> = BTreeSet::new();
    for panel in &mut draft.panels {
        let base = panel.panel.name.clone();
        let mut number = 2;
        while !seen.insert(panel.panel.name.to_ascii_lowercase()) {
            panel.panel.name = format!("{base} ({number})");
            number += 1;
        }
        if panel.panel.name != base {
            draft.notes.push(ImportNote::about(
                &panel.panel.name,
                format!("a panel named {base} came before; renamed"),
            ));
        }
    }
}
