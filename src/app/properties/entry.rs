//! What has been typed and is not taken over yet, and what stands in the way.

use crate::app::view_context::Requests;
use crate::domain::Project;
use crate::workbench::panel_life::Plan;
use crate::workbench::properties::{Property, PropertyKey, PropertySheet, Refusal, set_properties};
use crate::workbench::{Command, NoticeLevel};
use std::collections::BTreeMap;

/// Typed texts and reasons by field.
#[derive(Debug, Default)]
pub struct Entry {
    texts: BTreeMap<PropertyKey, String>,
    reasons: BTreeMap<PropertyKey, String>,
}

impl Entry {
    /// Returns what a field shows: what is typed, else the value.
    pub fn text(&self, property: &Property) -> String {
        let typed = self.texts.get(&property.key);
        typed.cloned().unwrap_or_else(|| property.held.text().to_owned())
    }

    /// Returns whether something is typed in a field.
    pub fn is_typed(&self, key: PropertyKey) -> bool {
        self.texts.contains_key(&key)
    }

    /// Returns what is wrong at a field.
    pub fn reason(&self, property: &Property) -> Option<String> {
        let fault = || property.fault.clone().filter(|_| !self.is_typed(property.key));
        self.reasons.get(&property.key).cloned().or_else(fault)
    }

    /// Notes what a field shows by now.
    pub fn type_in(&mut self, property: &Property, text: String) {
        if text == self.text(property) {
            return;
        }
        self.reasons.remove(&property.key);
        if text == property.held.text() {
            self.texts.remove(&property.key);
        } else {
            self.texts.insert(property.key, text);
        }
    }

    /// Notes a choice, the empty one of objects that differ included.
    pub fn choose(&mut self, key: PropertyKey, text: String) {
        self.reasons.remove(&key);
        self.texts.insert(key, text);
    }

    /// Forgets what is typed in a field; returns whether there was something.
    pub fn revert(&mut self, key: PropertyKey) -> bool {
        let typed = self.texts.remove(&key).is_some();
        let refused = self.reasons.remove(&key).is_some();
        if self.texts.is_empty() {
            self.reasons.clear();
        }
        typed || refused
    }

    /// Takes over what is typed: all of it as one step, else this field alone. What cannot be stays typed with its reason.
    pub fn commit(&mut self, project: &Project, sheet: &PropertySheet, key: PropertyKey, out: &mut Requests) {
        let all: Vec<(PropertyKey, String)> =
            self.texts.iter().map(|(key, text)| (*key, text.clone())).collect();
        if !self.is_typed(key) {
            return;
        }
        let refusals = match set_properties(project, &sheet.entities, &all) {
            Ok(plan) => {
                self.forget();
                return carry_out(plan, out);
            }
            Err(refusals) => refusals,
        };
        let alone: Vec<(PropertyKey, String)> = all.iter().filter(|(at, _)| *at == key).cloned().collect();
        if all.len() > 1
            && let Ok(plan) = set_properties(project, &sheet.entities, &alone)
        {
            self.texts.remove(&key);
            self.reasons.remove(&key);
            return carry_out(plan, out);
        }
        self.reasons = refusals.into_iter().map(|Refusal { key, reason }| (key, reason)).collect();
    }

    /// Takes over all that can be, and says what cannot: the fields go off the screen.
    pub fn leave(&mut self, project: &Project, sheet: &PropertySheet, out: &mut Requests) {
        if let Some(key) = self.texts.keys().next().copied() {
            self.commit(project, sheet, key, out);
        }
        for key in self.texts.keys().copied().collect::<Vec<_>>() {
            self.commit(project, sheet, key, out);
            if !self.is_typed(key) {
                continue;
            }
            let label = sheet.property(key).map_or("", |property| property.label.as_str());
            let reason = self.reasons.values().next().map_or("", String::as_str);
            let text = format!("Not set: {label} of {}: {reason}", sheet.title);
            out.command(Command::Notify { level: NoticeLevel::Warning, text });
            self.revert(key);
        }
        self.forget();
    }

    fn forget(&mut self) {
        self.texts.clear();
        self.reasons.clear();
    }
}

fn carry_out(plan: Plan, out: &mut Requests) {
    if plan.edits.is_empty() {
        return;
    }
    let edit = Command::Edit { label: plan.label, edits: plan.edits };
    if plan.consequences.is_empty() {
        out.command(edit);
        return;
    }
    // What happens besides is said with Undo at hand.
    out.command(Command::Announced(Box::new(edit)));
    out.command(Command::Notify { level: NoticeLevel::Info, text: plan.consequences.join("; ") });
}
