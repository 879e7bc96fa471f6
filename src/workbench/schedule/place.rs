//! Where circuits may be dropped and what a drop does: move, swap, shuffle, copy, insert.
//!
//! One circuit or a block keeps its shape: every mover shifts by the same number of slots. Locked circuits neither move
//! nor make room.

use crate::domain::{Circuit, CircuitId, Edit, Panel, PanelId, Project, Slot, Span, apply_all};
use crate::workbench::schedule::draft::Draft;
use crate::workbench::schedule::groups::{torn_groups, with_groups};
use crate::workbench::schedule::poles::{name, slots_text};
use crate::workbench::schedule::room::Room;
use crate::workbench::schedule::{Choice, Offer, Step};

/// What is held while dropping.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum DropMode {
    #[default]
    Move,
    /// Ctrl: leaves the original.
    Copy,
    /// Alt: pushes what is there down.
    Insert,
}

/// What a drop amounts to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DropKind {
    Move,
    /// Two breakers of as many poles change places.
    Swap,
    /// Others make room; asked first.
    Shuffle,
    Copy,
    Insert,
}

/// A drop that is possible.
#[derive(Clone, Debug, PartialEq)]
pub struct DropPlan {
    pub kind: DropKind,
    pub step: Step,
    /// What other circuits do, one sentence each.
    pub consequences: Vec<String>,
}

/// Plans dropping `movers` so that the top pole of `grabbed` lands on `target`.
///
/// # Errors
/// Says why it is impossible there.
pub fn plan_drop(
    project: &Project,
    panel_id: PanelId,
    movers: &[CircuitId],
    grabbed: CircuitId,
    target: Slot,
    mode: DropMode,
) -> Result<DropPlan, String> {
    let panel = project.panel(panel_id).ok_or("The panel is gone")?;
    let block = Block::new(panel, movers, grabbed, target)?;
    let (kind, edits, consequences) = match mode {
        DropMode::Move => block.moved()?,
        DropMode::Copy => block.copied(project.next_id())?,
        DropMode::Insert => block.inserted()?,
    };
    if edits.is_empty() {
        return Err("It is there already".to_owned());
    }
    let (after, _) = apply_all(project, &edits).map_err(|error| error.to_string())?;
    let torn = after.panel(panel_id).map(|after| torn_groups(panel, after)).unwrap_or_default();
    // What is kept together is not taken apart without asking.
    let kind = if torn.is_empty() { kind } else { DropKind::Shuffle };
    let consequences = consequences.into_iter().chain(torn).collect();
    let verb = match kind {
        DropKind::Move | DropKind::Shuffle => "Move",
        DropKind::Swap => "Swap",
        DropKind::Copy => "Copy",
        DropKind::Insert => "Insert",
    };
    let label = format!("{verb} {} to {target}", block.words());
    Ok(DropPlan { kind, step: Step { label, edits }, consequences })
}

/// Returns for every slot (index 0 is slot 1) whether the circuits may be dropped there.
pub fn legal_targets(
    project: &Project,
    panel_id: PanelId,
    movers: &[CircuitId],
    grabbed: CircuitId,
    mode: DropMode,
) -> Vec<bool> {
    let slots = project.panel(panel_id).map_or(0, |panel| panel.slots);
    (1..=slots).map(|slot| plan_drop(project, panel_id, movers, grabbed, Slot(slot), mode).is_ok()).collect()
}

/// Types a circuit number: the circuit goes there, as if dropped.
pub fn enter_number(draft: &mut Draft, circuit: &Circuit, text: &str) -> Result<Option<Offer>, String> {
    let slot: u16 = text.parse().map_err(|_| format!("'{text}' is no circuit number"))?;
    if slot == circuit.slot.0 {
        return Ok(None);
    }
    let movers = draft.panel().map(|panel| with_groups(panel, &[circuit.id])).unwrap_or_default();
    let plan = plan_drop(draft.project(), draft.panel_id(), &movers, circuit.id, Slot(slot), DropMode::Move)?;
    if plan.kind == DropKind::Shuffle {
        return Ok(Some(shuffle_offer(plan)));
    }
    draft.push_all(plan.step.edits).map(|()| None).map_err(|error| error.to_string())
}

/// Returns the question before others make room.
pub fn shuffle_offer(plan: DropPlan) -> Offer {
    let title = format!("{}?", plan.step.label);
    let choice = Choice { label: "Move and make room".to_owned(), step: Some(plan.step) };
    Offer::new(title, plan.consequences.join("\n"), vec![choice])
}

type Planned = (DropKind, Vec<Edit>, Vec<String>);

/// Circuits that shift together.
struct Block<'p> {
    panel: &'p Panel,
    movers: Vec<&'p Circuit>,
    delta: i32,
    target: Slot,
}

impl<'p> Block<'p> {
    fn new(panel: &'p Panel, movers: &[CircuitId], grabbed: CircuitId, target: Slot) -> Result<Self, String> {
        let anchor = panel.circuit(grabbed).ok_or("The circuit is gone")?;
        let mut movers: Vec<&Circuit> = movers.iter().filter_map(|id| panel.circuit(*id)).collect();
        movers.sort_by_key(|circuit| circuit.slot);
        let delta = i32::from(target.0) - i32::from(anchor.slot.0);
        let halves = |left| movers.iter().any(|circuit| circuit.slot.is_left() == left);
        if delta % 2 != 0 && halves(true) && halves(false) {
            return Err("Circuits of both halves keep their halves".to_owned());
        }
        Ok(Self { panel, movers, delta, target })
    }

    fn words(&self) -> String {
        match self.movers.as_slice() {
            [one] => name(one),
            many => format!("{} circuits", many.len()),
        }
    }

    fn ids(&self) -> Vec<CircuitId> {
        self.movers.iter().map(|circuit| circuit.id).collect()
    }

    /// Returns where each mover lands.
    fn landing(&self) -> Result<Vec<(&'p Circuit, Span)>, String> {
        let land = |circuit: &&'p Circuit| {
            let slot = u16::try_from(i32::from(circuit.slot.0) + self.delta).unwrap_or(0);
            let span = Span::new(Slot(slot), circuit.poles);
            let fits = span.fits(self.panel.slots, self.panel.sections);
            fits.map(|()| (*circuit, span)).map_err(|error| match slot {
                0 => format!("{} would leave the panel", name(circuit)),
                _ => format!("{} {error}", name(circuit)),
            })
        };
        self.movers.iter().map(land).collect()
    }

    fn moved(&self) -> Result<Planned, String> {
        if self.delta == 0 {
            return Ok((DropKind::Move, Vec::new(), Vec::new()));
        }
        unlocked(&self.movers)?;
        let landing = self.landing()?;
        let ids = self.ids();
        let blockers: Vec<&Circuit> = self
            .panel
            .circuits_by_slot()
            .into_iter()
            .filter(|c| !ids.contains(&c.id) && landing.iter().any(|(_, span)| span.overlaps(c.span())))
            .collect();
        unlocked(&blockers)?;
        let mut ignoring = ids;
        ignoring.extend(blockers.iter().map(|c| c.id));
        let mut room = Room::of(self.panel, &ignoring);
        let mut moves = Vec::new();
        for (circuit, span) in &landing {
            room.take(*span);
            moves.push((circuit.id, span.top));
        }
        let (mut consequences, mut exact) = (Vec::new(), true);
        for blocker in &blockers {
            let back = u16::try_from(i32::from(blocker.slot.0) - self.delta).unwrap_or(0);
            let exchanged = room.take(Span::new(Slot(back), blocker.poles)).then_some(Slot(back));
            exact &= exchanged.is_some();
            let slot = exchanged
                .or_else(|| room.take_nearest(blocker.slot, blocker.poles))
                .ok_or_else(|| format!("{} finds no other free place", name(blocker)))?;
            consequences.push(format!(
                "{} goes to {}",
                name(blocker),
                slots_text(Span::new(slot, blocker.poles))
            ));
            moves.push((blocker.id, slot));
        }
        let kind = match (self.movers.as_slice(), blockers.as_slice()) {
            (_, []) => DropKind::Move,
            ([mover], [blocker]) if exact && mover.poles == blocker.poles => DropKind::Swap,
            _ => DropKind::Shuffle,
        };
        Ok((kind, vec![Edit::MoveCircuits { panel: self.panel.id, moves }], consequences))
    }

    fn copied(&self, next_id: u64) -> Result<Planned, String> {
        let mut room = Room::of(self.panel, &[]);
        let mut edits = Vec::new();
        for ((circuit, span), id) in self.landing()?.into_iter().zip(next_id..) {
            if !room.take(span) {
                return Err(format!("A copy needs free slots; taken: {}", slots_text(span)));
            }
            // A copy is a circuit of its own: free to move, kept together with nothing.
            let copy =
                Circuit { id: CircuitId(id), slot: span.top, locked: false, group: None, ..circuit.clone() };
            edits.push(Edit::AddCircuit { panel: self.panel.id, circuit: Box::new(copy) });
        }
        Ok((DropKind::Copy, edits, Vec::new()))
    }

    /// The movers land on the target, what is there and below in that half goes down as far as needed.
    fn inserted(&self) -> Result<Planned, String> {
        unlocked(&self.movers)?;
        let landing = self.landing()?;
        let ids = self.ids();
        let left = self.target.is_left();
        if self.movers.iter().any(|c| (c.slot.is_left() == left) != (self.delta % 2 == 0)) {
            return Err("Only circuits of one half can be inserted".to_owned());
        }
        let others: Vec<&Circuit> = self
            .panel
            .circuits_by_slot()
            .into_iter()
            .filter(|c| !ids.contains(&c.id) && c.slot.is_left() == left)
            .collect();
        if let Some(cut) = others.iter().find(|c| c.slot < self.target && c.span().contains(self.target)) {
            return Err(format!("{} is not taken apart; insert above or below it", name(cut)));
        }
        let pushed: Vec<&Circuit> = others.iter().copied().filter(|c| c.slot >= self.target).collect();
        let mut moves: Vec<(CircuitId, Slot)> = landing.iter().map(|(c, span)| (c.id, span.top)).collect();
        let mut spans: Vec<Span> = landing.iter().map(|(_, span)| *span).collect();
        let mut consequences = Vec::new();
        for circuit in pushed {
            let mut span = circuit.span();
            // Down until it is free and in one section.
            while spans.iter().any(|taken| taken.overlaps(span))
                || (span.fits(self.panel.slots, self.panel.sections).is_err()
                    && span.top.0 <= self.panel.slots)
            {
                span.top = span.top.down(1);
            }
            if span.fits(self.panel.slots, self.panel.sections).is_err() {
                return Err(format!("No space is left below: {} would fall off the end", name(circuit)));
            }
            spans.push(span);
            if span.top != circuit.slot {
                unlocked(&[circuit])?;
                consequences.push(format!("{} goes down to {}", name(circuit), slots_text(span)));
                moves.push((circuit.id, span.top));
            }
        }
        moves.retain(|(id, slot)| self.panel.circuit(*id).is_some_and(|c| c.slot != *slot));
        let edits = if moves.is_empty() {
            Vec::new()
        } else {
            vec![Edit::MoveCircuits { panel: self.panel.id, moves }]
        };
        Ok((DropKind::Insert, edits, consequences))
    }
}

/// Says which circuit is locked.
pub fn unlocked(circuits: &[&Circuit]) -> Result<(), String> {
    match circuits.iter().find(|circuit| circuit.locked) {
        Some(circuit) => Err(format!("{} is locked", name(circuit))),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::examples;

    fn plan(slot: u16, target: u16, mode: DropMode) -> Result<DropPlan, String> {
        let project = examples::two_panels();
        let panel = project.panel(PanelId(1)).expect("LP-1");
        let id = panel.circuit_at(Slot(slot)).expect("taken").id;
        plan_drop(&project, PanelId(1), &[id], id, Slot(target), mode)
    }

    #[test]
    fn a_drop_moves_swaps_or_shuffles() {
        assert_eq!(plan(13, 27, DropMode::Move).map(|p| p.kind), Ok(DropKind::Move));
        assert_eq!(plan(13, 5, DropMode::Move).map(|p| p.kind), Ok(DropKind::Swap));
        let shuffle = plan(15, 5, DropMode::Move).expect("two breakers exchange with one");
        assert_eq!(shuffle.kind, DropKind::Shuffle);
        assert_eq!(shuffle.consequences, ["5 RECEPT CONF 110 goes to 15", "7 COPIER goes to 17"]);
        assert_eq!(
            plan(19, 40, DropMode::Move),
            Err("19 AHU-1 needs 40, 42, 44; panel ends at 42".to_owned())
        );
    }

    #[test]
    fn a_copy_needs_free_slots_and_an_insert_pushes_down() {
        assert!(plan(13, 5, DropMode::Copy).is_err());
        assert_eq!(plan(13, 27, DropMode::Copy).map(|p| p.kind), Ok(DropKind::Copy));
        let insert = plan(25, 23, DropMode::Insert);
        assert_eq!(insert, Err("19 AHU-1 is not taken apart; insert above or below it".to_owned()));
        let insert = plan(1, 19, DropMode::Insert).expect("room below");
        assert_eq!(insert.consequences, ["19 AHU-1 goes down to 21, 23, 25", "25 IT RACK A goes down to 27"]);
    }
}
