//! The marks at a circuit's description: which it has, how they look, what they mean.

use crate::app::icons;
use crate::app::review::signal_of;
use crate::app::theme::Tokens;
use crate::app::widgets::IconWeight;
use crate::domain::{Circuit, CircuitId, Panel, PanelId};
use crate::engineering::{PanelLoads, SizedPart};
use crate::rules::Finding;
use crate::workbench::findings::{Checked, FindingKind};
use egui::Color32;

/// Icons of a row and what they mean.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Mark {
    /// The gravest finding about the circuit; the words of all of them.
    Found(FindingKind, String),
    Unread,
    OnHighLeg,
    Locked,
    Grouped(String),
    Multiwire,
    /// The load is the sum of the devices on the plan.
    FromPlan,
    SubFeed,
    /// Sizes that are kept against the calculation, with their reasons.
    Kept(String),
}

impl Mark {
    /// Returns glyph, weight and color.
    pub fn icon(&self, tokens: &Tokens) -> (&'static str, IconWeight, Color32) {
        match self {
            Self::Found(kind, _) => {
                let signal = signal_of(*kind);
                (signal.icon(), IconWeight::Fill, signal.ink(tokens))
            }
            Self::Unread => (icons::WARNING_OCTAGON, IconWeight::Fill, tokens.error),
            Self::OnHighLeg => (icons::WARNING, IconWeight::Fill, tokens.warning),
            Self::Locked => (icons::LOCK_SIMPLE, IconWeight::Outline, tokens.text_3),
            Self::Grouped(_) => (icons::LINK_SIMPLE, IconWeight::Outline, tokens.text_3),
            Self::Multiwire => (icons::ARROWS_SPLIT, IconWeight::Outline, tokens.text_3),
            Self::FromPlan => (icons::BLUEPRINT, IconWeight::Outline, tokens.text_3),
            Self::SubFeed => (icons::TREE_STRUCTURE, IconWeight::Outline, tokens.text_3),
            Self::Kept(_) => (icons::PENCIL_SIMPLE, IconWeight::Outline, tokens.text_3),
        }
    }
}

/// Returns the marks of a circuit, the gravest first.
pub fn marks(panel: &Panel, loads: &PanelLoads, circuit: &Circuit) -> Vec<Mark> {
    let mut marks = Vec::new();
    if !circuit.unread.is_empty() {
        marks.push(Mark::Unread);
    }
    let on_high_leg = circuit.span().legs(panel.system).any(|leg| panel.system.high_leg() == Some(leg));
    if on_high_leg && circuit.is_line_to_neutral() && !circuit.is_spare() {
        marks.push(Mark::OnHighLeg);
    }
    if circuit.locked {
        marks.push(Mark::Locked);
    }
    if loads.is_subfeed(circuit.id) {
        marks.push(Mark::SubFeed);
    }
    if circuit.multiwire {
        marks.push(Mark::Multiwire);
    }
    if circuit.follows_plan() {
        marks.push(Mark::FromPlan);
    }
    marks.extend(circuit.group.clone().map(Mark::Grouped));
    let kept = |part: &SizedPart| Some(format!("Override, {part} kept: {}", part.reason(&circuit.facts)?));
    let kept: Vec<String> = SizedPart::ALL.iter().filter_map(kept).collect();
    if !kept.is_empty() {
        marks.push(Mark::Kept(kept.join("\n")));
    }
    marks
}

/// Returns the mark of what the rules found about a circuit; answered findings are none.
pub fn found(checked: Option<&Checked>, panel: PanelId, circuit: CircuitId) -> Option<Mark> {
    let checked = checked?;
    let open = |finding: &&Finding| FindingKind::of(finding).is_open();
    let kind = checked.of_circuit(panel, circuit).filter(open).map(FindingKind::of).min()?;
    let words: Vec<String> = (checked.of_circuit(panel, circuit).filter(open))
        .map(|finding| format!("{} {}", finding.meta.code, finding.message))
        .collect();
    Some(Mark::Found(kind, words.join("\n")))
}

/// Returns what a mark means.
pub fn mark_words(mark: &Mark) -> String {
    match mark {
        Mark::Found(_, words) | Mark::Kept(words) => words.clone(),
        Mark::Unread => "A cell of this row could not be read".to_owned(),
        Mark::OnHighLeg => "Line-to-neutral load on the high leg, which has 208 V to neutral".to_owned(),
        Mark::Locked => "Locked: stays where it is".to_owned(),
        Mark::Grouped(group) => format!("Kept together: {group}"),
        Mark::Multiwire => "Multiwire branch circuit: a load for each leg, common trip".to_owned(),
        Mark::FromPlan => "The load is the sum of its devices on the plan; typing one ends that".to_owned(),
        Mark::SubFeed => {
            "Feeds another panelboard or transformer: carries what is connected there".to_owned()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Edit, Project, Slot, System, apply_all};
    use crate::engineering::project_loads;

    #[test]
    fn a_line_to_neutral_load_on_the_high_leg_is_warned_of() {
        let panel = Panel::new(PanelId(1), "DP-1", System::HighLeg240, 42);
        let mut edits = vec![Edit::AddPanel(Box::new(panel))];
        for (id, slot, poles) in [(10, 1, 1), (11, 3, 1), (12, 4, 2), (13, 11, 3)] {
            let circuit = Circuit { poles, ..Circuit::new(CircuitId(id), Slot(slot)) };
            edits.push(Edit::AddCircuit { panel: PanelId(1), circuit: Box::new(circuit) });
        }
        let (project, _) = apply_all(&Project::named("High leg"), &edits).expect("legal");
        let panel = project.panel(PanelId(1)).expect("there");
        let loads = &project_loads(&project).panels[&PanelId(1)];
        let warned: Vec<u16> = panel
            .circuits_by_slot()
            .into_iter()
            .filter(|circuit| marks(panel, loads, circuit).contains(&Mark::OnHighLeg))
            .map(|circuit| circuit.slot.0)
            .collect();
        assert_eq!(warned, [3], "B is the high leg; loads between legs are right there");
    }
}
