//! Edits of the one-line diagram: a node is put where a person wants it, or left to the automatic layout again.

use super::{Change, EditError};
use crate::domain::{EntityId, OneLineNode, OneLinePlace, Project};

pub(super) fn place(
    project: &mut Project,
    node: OneLineNode,
    at: Option<OneLinePlace>,
) -> Result<Change, EditError> {
    match at {
        None => {
            project.one_line.remove(&node);
        }
        Some(at) if !(at.x.is_finite() && at.y.is_finite()) => return Err(EditError::PlaceNotFinite),
        Some(_) if !node.is_in(project) => return Err(EditError::NoSuch("node of the one-line")),
        Some(at) => {
            project.one_line.insert(node, at);
        }
    }
    Ok(Change::of(EntityId::OneLine))
}

/// Forgets the place of a node that goes.
pub(super) fn forget(project: &mut Project, node: OneLineNode, change: &mut Change) {
    if project.one_line.remove(&node).is_some() {
        change.touched.insert(EntityId::OneLine);
    }
}
