//! What every part of a package speaks of: the project, its loads, what the rules say, and the hash of its file.

use crate::document::{ContentHash, to_text};
use crate::domain::{EntityId, Project};
use crate::engineering::{ProjectLoads, project_loads};
use crate::nec::{Citation, Edition};
use crate::report::ReportError;
use crate::report::package::PackageOptions;
use crate::rules::{CheckTerms, Finding, Report, Subject, check_by};

const PROGRAM: &str = concat!("Phasewright ", env!("CARGO_PKG_VERSION"));

/// The facts of one document.
pub struct Cx<'p> {
    pub project: &'p Project,
    pub title: &'static str,
    pub options: &'p PackageOptions,
    pub loads: ProjectLoads,
    pub report: Report,
    /// Of the text a project file has, whatever the file is called.
    pub hash: ContentHash,
}

impl<'p> Cx<'p> {
    /// Checks the project by its own edition, against its baseline.
    ///
    /// # Errors
    /// When the project cannot be written as text.
    pub fn of(
        project: &'p Project,
        title: &'static str,
        options: &'p PackageOptions,
    ) -> Result<Self, ReportError> {
        let text = to_text(project).map_err(|error| ReportError::Hash(error.to_string()))?;
        let report = check_by(project, &CheckTerms::of(project, options.today()));
        let hash = ContentHash::of(text.as_bytes());
        Ok(Self { project, title, options, loads: project_loads(project), report, hash })
    }

    pub fn edition(&self) -> Edition {
        self.report.edition
    }

    pub fn program() -> &'static str {
        PROGRAM
    }

    pub fn project_line(&self) -> String {
        let info = self.project.info();
        let parts = [project_name(self.project), info.number.trim()];
        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
    }

    pub fn foot_line(&self) -> String {
        let date = self.options.date.trim();
        let date = if date.is_empty() { String::new() } else { format!(" · {date}") };
        format!("Project file {} · {PROGRAM}{date}", self.hash)
    }

    /// Returns the section, with its edition only where that is not the project's.
    pub fn section(&self, citation: Option<Citation>) -> String {
        match citation {
            Some(citation) if citation.edition == self.edition() => citation.section.to_owned(),
            Some(citation) => citation.to_string(),
            None => String::new(),
        }
    }

    /// Returns the place of a finding in the list, from 1.
    pub fn number(&self, finding: &Finding) -> usize {
        self.report.findings.iter().position(|other| std::ptr::eq(other, finding)).map_or(0, |at| at + 1)
    }

    /// Returns the name of a subject and, of what is drawn, its sheet.
    pub fn place(&self, subject: &Subject) -> String {
        let sheet = match subject.id {
            EntityId::Wall(sheet, _)
            | EntityId::Opening(sheet, _)
            | EntityId::Area(sheet, _)
            | EntityId::Room(sheet, _)
            | EntityId::Device(sheet, _)
            | EntityId::Run(sheet, _) => sheet,
            EntityId::Project
            | EntityId::Service
            | EntityId::Transformer(_)
            | EntityId::Panel(_)
            | EntityId::Circuit(..)
            | EntityId::Sheet(_)
            | EntityId::Waiver(_)
            | EntityId::Baseline
            | EntityId::Amendments
            | EntityId::OneLine => return subject.name.clone(),
        };
        let sheet = self.project.sheet(sheet).map(|sheet| sheet.name.trim()).unwrap_or_default();
        if sheet.is_empty() { subject.name.clone() } else { format!("{}, sheet {sheet}", subject.name) }
    }

    /// Returns the names of the first few, and how many there are besides.
    pub fn places<'s>(&self, subjects: impl Iterator<Item = &'s Subject>, most: usize) -> String {
        let mut names: Vec<String> = Vec::new();
        for name in subjects.map(|subject| self.place(subject)) {
            if !names.contains(&name) {
                names.push(name);
            }
        }
        few(&names, most)
    }
}

/// Returns the name of a project, which may have none.
pub fn project_name(project: &Project) -> &str {
    let name = project.info().name.trim();
    if name.is_empty() { "Project without a name" } else { name }
}

/// Names the first few of many.
pub fn few(names: &[String], most: usize) -> String {
    let shown: Vec<&str> = names.iter().take(most).map(String::as_str).collect();
    match names.len().saturating_sub(most) {
        0 => shown.join(", "),
        more => format!("{} and {more} more", shown.join(", ")),
    }
}

/// Writes a count with its noun.
pub fn count(number: usize, one: &str) -> String {
    if number == 1 { format!("1 {one}") } else { format!("{number} {one}s") }
}
