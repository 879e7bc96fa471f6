//! What is chosen on the plan, in the order it was chosen.

use crate::domain::EntityId;

/// How what is pointed at joins what is chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SelectMode {
    /// It alone is chosen.
    Replace,
    /// What is not chosen is added, what is chosen is taken away.
    Toggle,
    Add,
}

/// The chosen objects.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selection(Vec<EntityId>);

impl Selection {
    /// Returns the chosen objects, the first chosen first.
    pub fn ids(&self) -> &[EntityId] {
        &self.0
    }

    /// Returns whether an object is chosen.
    pub fn contains(&self, id: EntityId) -> bool {
        self.0.contains(&id)
    }

    /// Returns whether nothing is chosen.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Chooses objects.
    pub fn apply(&mut self, ids: &[EntityId], mode: SelectMode) {
        if mode == SelectMode::Replace {
            self.0.clear();
        }
        for id in ids {
            match self.0.iter().position(|chosen| chosen == id) {
                Some(place) if mode == SelectMode::Toggle => {
                    self.0.remove(place);
                }
                Some(_) => {}
                None => self.0.push(*id),
            }
        }
    }

    /// Drops what does not pass.
    pub fn retain(&mut self, keep: impl FnMut(&EntityId) -> bool) {
        self.0.retain(keep);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{DeviceId, SheetId};

    fn device(id: u64) -> EntityId {
        EntityId::Device(SheetId(1), DeviceId(id))
    }

    #[test]
    fn toggling_adds_and_takes_away() {
        let mut chosen = Selection::default();
        chosen.apply(&[device(1), device(2)], SelectMode::Replace);
        chosen.apply(&[device(2), device(3)], SelectMode::Toggle);
        assert_eq!(chosen.ids(), [device(1), device(3)]);
        chosen.apply(&[device(3), device(4)], SelectMode::Add);
        assert_eq!(chosen.ids(), [device(1), device(3), device(4)]);
        chosen.apply(&[], SelectMode::Replace);
        assert!(chosen.is_empty());
    }
}
