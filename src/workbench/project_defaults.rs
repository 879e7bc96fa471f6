//! What a new project starts with: the person's own choices in place of the program's.

use crate::domain::{DesignSettings, Edit, Project, ProjectInfo, System, apply_all};
use crate::nec::Edition;
use serde::{Deserialize, Serialize};

/// Choices for new projects. Plain words and numbers, so that a settings file outlives the types behind them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ProjectDefaults {
    /// Engineer of the title block.
    pub engineer: String,
    /// Year of the Code edition.
    pub edition: u16,
    /// System of the first panelboard, by its code.
    pub system: String,
    pub slots: u16,
}

impl Default for ProjectDefaults {
    fn default() -> Self {
        Self {
            engineer: String::new(),
            edition: Edition::default().year(),
            system: System::Wye208.code().to_owned(),
            slots: 42,
        }
    }
}

impl ProjectDefaults {
    /// Returns the edition; the newest usual one when the year is none served.
    pub fn edition(&self) -> Edition {
        Edition::ALL.into_iter().find(|edition| edition.year() == self.edition).unwrap_or_default()
    }

    /// Returns an empty project of this name with these choices.
    pub fn project(&self, name: &str) -> Project {
        let empty = Project::named(name);
        let info = ProjectInfo { engineer: self.engineer.trim().to_owned(), ..empty.info().clone() };
        let settings = DesignSettings { edition: self.edition(), ..empty.settings().clone() };
        let edits = [Edit::SetInfo(info), Edit::SetSettings(settings)];
        apply_all(&empty, &edits).map_or(empty, |(project, _)| project)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_new_project_has_the_choices() {
        let defaults = ProjectDefaults {
            engineer: " A. Volta ".to_owned(),
            edition: 2020,
            ..ProjectDefaults::default()
        };
        let project = defaults.project("School");
        assert_eq!(project.info().name, "School");
        assert_eq!(project.info().engineer, "A. Volta");
        assert_eq!(project.settings().edition, Edition::E2020);
        let plain = ProjectDefaults { edition: 1881, ..ProjectDefaults::default() }.project("School");
        assert_eq!(plain, Project::named("School"));
    }
}
