//! PW106: rooms wired by Article 645 have a disconnect, and their circuits room for 125 % of the load.

use crate::domain::{Circuit, Panel, Room, facts};
use crate::rules::carrying::holds_continuous;
use crate::rules::circuit_current::circuit_current;
use crate::rules::{Object, ObjectKind, Rule, RuleContext, RuleMeta, Severity, Verdict, Verification};

pub(in crate::rules) struct ItRoom;

const META: RuleMeta = RuleMeta {
    code: "PW106",
    name: "it-room",
    family: "rooms",
    title: "Information technology room not as Article 645 asks",
    sections: Some(["645.5(A); 645.10"; 4]),
    severity: Severity::Warning,
    looks_at: &[ObjectKind::Circuit, ObjectKind::Room],
    checks: "In rooms that are said to be wired by Article 645: a disconnect for equipment and air at the doors, and devices and \
             conductors of the circuits with a device there against 125 % of their load.",
    resolve: "Add the disconnect, enlarge device and conductors, or wire the room by the other chapters.",
    not_checked: "The conditions under which Article 645 may be used (645.4); cables under floors; critical operations.",
    verification: Verification::Partly,
    thresholds: &[],
};

impl Rule for ItRoom {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, cx: &RuleContext<'_>, object: &Object<'_>) -> Verdict {
        match object {
            Object::Room(_, room) if is_chosen(room) => match room.facts.yes(&facts::people::IT_DISCONNECT) {
                Some(true) => Verdict::Pass,
                None => Verdict::Undetermined(facts::people::IT_DISCONNECT.label),
                Some(false) => Verdict::violation(
                    "nothing turns off equipment and air at the doors",
                    "no disconnect",
                    "a disconnect at the doors",
                    Vec::new(),
                ),
            },
            Object::Circuit(panel, circuit) if serves(cx, panel, circuit) => {
                match circuit_current(panel, circuit) {
                    Ok(current) => holds_continuous(circuit, &current, META.citation(cx.edition)),
                    Err(missing) => Verdict::Undetermined(missing),
                }
            }
            _ => Verdict::NotApplicable,
        }
    }
}

fn is_chosen(room: &Room) -> bool {
    room.facts.yes_or_assumed(&facts::people::ARTICLE_645) == Some(true)
}

fn serves(cx: &RuleContext<'_>, panel: &Panel, circuit: &Circuit) -> bool {
    let in_one = || {
        let mut devices = cx.devices(panel, circuit).iter();
        devices.any(|(sheet, device)| sheet.room_at(device.at).is_some_and(is_chosen))
    };
    cx.is_branch(panel, circuit) && in_one()
}
