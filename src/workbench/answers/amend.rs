//! Local amendments: a rule off or on, another severity or limit, a note; one by one or as a pack.

use crate::domain::{Amendment, Edit, Project};
use crate::rules::{AmendmentError, check_amendments};
use crate::workbench::Command;

/// Plans to add amendments behind those there are, as one undo step. The last to a thing holds.
///
/// # Errors
/// The first that names a rule or number that is not there, or says no basis.
pub fn add_amendments(project: &Project, more: &[Amendment]) -> Result<Command, AmendmentError> {
    check_amendments(more)?;
    let label = match more {
        [only] => format!("Amend {}", only.rule),
        several => format!("Add {} local amendments", several.len()),
    };
    let amendments = project.amendments().iter().chain(more).cloned().collect();
    Ok(Command::Edit { label, edits: vec![Edit::SetAmendments(amendments)] })
}

/// Plans to take back the amendment at a place of the list, as one undo step; `None` where there is none.
pub fn remove_amendment(project: &Project, place: usize) -> Option<Command> {
    let mut amendments = project.amendments().to_vec();
    if place >= amendments.len() {
        return None;
    }
    let gone = amendments.remove(place);
    let label = format!("Take back an amendment of {}", gone.rule);
    Some(Command::Edit { label, edits: vec![Edit::SetAmendments(amendments)] })
}
