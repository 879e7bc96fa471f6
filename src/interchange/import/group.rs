//! Rows of one list to the panels they belong to: by a panel column, or by what feeds them.

use crate::interchange::import::mapping::{Numbering, PanelMap};
use crate::interchange::import::place::MAX_SLOTS;
use crate::interchange::import::role::Role;
use crate::interchange::import::walk::Raw;
use std::collections::{BTreeMap, BTreeSet};

/// Longest cell taken for the name of a panel.
const LONGEST_NAME: usize = 60;

/// The rows of one panel.
#[derive(Clone, Debug, Default, PartialEq)]
pub(in crate::interchange) struct Group {
    /// Name, where the rows say it; the table's own panel else.
    pub name: Option<String>,
    /// What the file says about the name when it is too long for one.
    pub remark: Option<String>,
    /// Places in the list of breakers.
    pub members: Vec<usize>,
    /// Descriptions that are names of panels: those breakers are feeders.
    pub feeders: BTreeSet<String>,
}

impl Group {
    /// Splits what no panel can hold: each breaker takes a slot at least.
    pub fn in_panels(self) -> impl Iterator<Item = Self> {
        let chunks: Vec<Vec<usize>> = match self.members.as_slice() {
            [] => vec![Vec::new()],
            members => members.chunks(usize::from(MAX_SLOTS)).map(<[usize]>::to_vec).collect(),
        };
        chunks.into_iter().map(move |members| Self { members, ..self.clone() })
    }
}

/// Groups breakers by panel, in the order the panels first appear.
pub(in crate::interchange) fn group_rows(map: &PanelMap, raws: &[Raw]) -> Vec<Group> {
    let has = |role: Role| map.halves.iter().any(|half| half.has(role));
    let by_prefix = names_of_prefixes(raws);
    let is_list = map.halves.iter().all(|half| half.numbering == Numbering::NextFree);
    let name_of = |raw: &Raw| -> Option<String> {
        let first = raw.first();
        let name = if has(Role::Panel) {
            &first.panel
        } else if has(Role::FedFrom) && is_list {
            &first.fed_from
        } else {
            return first.slots.as_ref()?.prefix.clone().filter(|prefix| by_prefix.contains(prefix));
        };
        (!name.trim().is_empty()).then(|| name.trim().to_owned())
    };
    let mut groups: Vec<Group> = Vec::new();
    let mut by_key: BTreeMap<Option<String>, usize> = BTreeMap::new();
    for (place, raw) in raws.iter().enumerate() {
        let name = name_of(raw);
        let key = name.as_ref().map(|name| name.to_ascii_lowercase());
        let index = *by_key.entry(key).or_insert_with(|| {
            let (name, remark) = shortened(name);
            groups.push(Group { name, remark, ..Group::default() });
            groups.len() - 1
        });
        if let Some(group) = groups.get_mut(index) {
            group.members.push(place);
        }
    }
    if groups.is_empty() {
        groups.push(Group::default());
    }
    let names: BTreeSet<String> =
        groups.iter().filter_map(|g| g.name.as_ref()).map(|n| n.to_ascii_lowercase()).collect();
    let feeders: BTreeSet<String> = raws
        .iter()
        .map(|raw| raw.first().description.clone())
        .filter(|description| names.contains(&description.to_ascii_lowercase()))
        .collect();
    for group in &mut groups {
        group.feeders.clone_from(&feeders);
    }
    groups
}

/// The names before circuit numbers, `LP-A` of `LP-A-13`, where they are those of several panels: two names at least,
/// and some number stands under both. Else the names say nothing that the title does not.
fn names_of_prefixes(raws: &[Raw]) -> BTreeSet<String> {
    let mut slots: BTreeMap<String, BTreeSet<u16>> = BTreeMap::new();
    for raw in raws {
        if let Some(prefix) = raw.first().slots.as_ref().and_then(|read| read.prefix.clone()) {
            slots.entry(prefix).or_default().extend(&raw.slots);
        }
    }
    let all: usize = slots.values().map(BTreeSet::len).sum();
    let distinct: BTreeSet<u16> = slots.values().flatten().copied().collect();
    if slots.len() > 1 && all > distinct.len() { slots.into_keys().collect() } else { BTreeSet::new() }
}

/// A cell that lists many names cannot be one; the first stands for all and the rest is kept as a remark.
fn shortened(name: Option<String>) -> (Option<String>, Option<String>) {
    match name {
        Some(long) if long.len() > LONGEST_NAME => {
            let words: Vec<&str> = long.split([' ', ',', ';']).filter(|word| !word.is_empty()).collect();
            let first = words.first().copied().unwrap_or_default();
            let short = format!(
                "{} and {} others",
                first.chars().take(40).collect::<String>(),
                words.len().saturating_sub(1)
            );
            (Some(short), Some(format!("Listed for: {long}")))
        }
        other => (other, None),
    }
}
