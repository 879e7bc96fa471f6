//! A report with its revision and with what screens look up in it: counts, findings of a panelboard, of a circuit.

use super::{FindingKind, Tally};
use crate::document::{DocumentSnapshot, Revision};
use crate::domain::{CircuitId, EntityId, PanelId, Project};
use crate::rules::{CheckTerms, Finding, Report, Subject, check_by, missing_file};
use crate::units::Date;
use crate::workbench::underlays::MissingUnderlay;
use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// One state of the project, checked.
#[derive(Debug)]
pub struct Checked {
    pub(super) session: u64,
    pub revision: Revision,
    /// The day of the check: waivers end.
    pub today: Date,
    /// The project that was checked.
    pub project: Arc<Project>,
    pub report: Report,
    /// How long the rules took.
    pub took: Duration,
    /// All findings.
    pub tally: Tally,
    /// Underlays without their files, which are findings too.
    pub(super) missing: Vec<MissingUnderlay>,
    panels: BTreeMap<PanelId, Tally>,
    /// Places in the report, the gravest first.
    circuits: BTreeMap<(PanelId, CircuitId), Vec<usize>>,
}

impl Checked {
    /// Checks a state of the project on a day.
    pub(super) fn new(
        session: u64,
        snapshot: &DocumentSnapshot,
        today: Date,
        missing: Vec<MissingUnderlay>,
    ) -> Self {
        let started = Instant::now();
        let project = Arc::clone(&snapshot.project);
        let mut report = check_by(&project, &CheckTerms::of(&project, Some(today)));
        report.findings.extend(
            missing.iter().map(|at| missing_file(at.sheet, &at.sheet_name, &at.file_name, &at.content_hash)),
        );
        let took = started.elapsed();
        let mut tally = Tally::default();
        let mut panels: BTreeMap<PanelId, Tally> = BTreeMap::new();
        let mut circuits: BTreeMap<(PanelId, CircuitId), Vec<usize>> = BTreeMap::new();
        for (place, finding) in report.findings.iter().enumerate() {
            let kind = FindingKind::of(finding);
            tally.add(kind);
            for panel in finding.panels() {
                panels.entry(panel).or_default().add(kind);
            }
            for subject in &finding.subjects {
                if let EntityId::Circuit(panel, circuit) = subject.id {
                    circuits.entry((panel, circuit)).or_default().push(place);
                }
            }
        }
        let revision = snapshot.revision;
        Self { session, revision, today, project, report, took, tally, panels, circuits, missing }
    }

    /// Returns the counts of a panelboard, its feeder and its circuits; `None` where nothing was found.
    pub fn of_panel(&self, panel: PanelId) -> Option<&Tally> {
        self.panels.get(&panel)
    }

    /// Returns the findings of a circuit, the gravest first.
    pub fn of_circuit(&self, panel: PanelId, circuit: CircuitId) -> impl Iterator<Item = &Finding> {
        let places = self.circuits.get(&(panel, circuit)).map_or(&[][..], Vec::as_slice);
        places.iter().filter_map(|place| self.report.findings.get(*place))
    }

    /// Returns the gravest kind among the findings of a circuit.
    pub fn worst_of_circuit(&self, panel: PanelId, circuit: CircuitId) -> Option<FindingKind> {
        self.of_circuit(panel, circuit).map(FindingKind::of).min()
    }
}

/// Returns the panelboard a subject belongs to.
pub(super) fn panel_of(subject: &Subject) -> Option<PanelId> {
    match subject.id {
        EntityId::Panel(panel) | EntityId::Circuit(panel, _) => Some(panel),
        _ => None,
    }
}
