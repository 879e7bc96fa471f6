//! What a window or a test asks the workbench to do. Plain data; every document change comes through here.

use crate::document::Revision;
use crate::domain::{Edit, EntityId, PanelId, Project, SheetId};
use crate::engineering::routing::RouteTerms;
use crate::proposals::RouteSubject;
use crate::rules::Finding;
use crate::workbench::underlays::UnderlayOrder;
use crate::workbench::{DiskAnswer, Export, JobId, LostAnswer, NoticeId, NoticeLevel, Sample, Settings};
use std::path::PathBuf;

/// A request to the workbench.
#[derive(Clone, Debug)]
pub enum Command {
    /// Opens a project that has no file yet: a new one, or a copy of a sample.
    OpenUnsaved(Box<Project>),
    /// Opens a copy of a sample.
    OpenSample(Sample),
    /// Opens a project file; a schedule or a drawing of another program is handed to import.
    Open(PathBuf),
    /// Reads a schedule of another program, to be mapped and previewed.
    Import(PathBuf),
    /// Takes pasted rows of a schedule as a file to be mapped and previewed, for one panelboard.
    ImportRows {
        panel: PanelId,
        text: String,
    },
    /// Forgets the file that was read for import.
    DropIncoming,
    /// Carries out all that the steps after an edit propose, as one step to undo.
    FollowThrough,
    /// Reads a drawing to be put under a sheet, or to take the place of an underlay: its sheet and its place there.
    ImportUnderlay {
        path: PathBuf,
        replaces: Option<(SheetId, usize)>,
    },
    /// Takes an underlay up again, by its sheet and its place there: its scale, its place, its looks.
    AdjustUnderlay(SheetId, usize),
    /// Puts a drawing under a sheet and keeps its file with the project.
    PlaceUnderlay(Box<UnderlayOrder>),
    /// Looks again for files of underlays that were missing.
    LookForUnderlays,
    /// Takes away what the last reload of an underlay changed.
    DropComparison,
    /// Adds the symbols that came with the project to the person's own.
    KeepSymbols,
    /// Writes the project to its file.
    Save,
    /// Writes the project to a file of another name. `overwrite` when the person has agreed to that.
    SaveAs {
        path: PathBuf,
        overwrite: bool,
    },
    /// Writes panelboards in the form of another program, or as a document.
    Export(Export),
    /// Adds the local amendments of a pack to the project, as one undo step.
    ImportAmendments(PathBuf),
    /// Writes the local amendments of the project as a pack. `overwrite` when the person has agreed to that.
    ExportAmendments {
        path: PathBuf,
        overwrite: bool,
    },
    /// Looks whether another program has written the file.
    CheckDisk,
    /// Answers [`crate::workbench::Question::ChangedOnDisk`].
    AnswerDisk(DiskAnswer),
    /// Answers [`crate::workbench::Question::Recover`].
    AnswerLost(LostAnswer),
    /// Takes the question away without doing anything.
    DropQuestion,
    /// Asks a job to end early.
    CancelJob(JobId),
    /// Applies edits as one undo step; a refusal becomes a notice.
    Edit {
        label: String,
        edits: Vec<Edit>,
    },
    /// The same, for edits computed from an older state: refused when the document has moved on.
    EditAt {
        revision: Revision,
        label: String,
        edits: Vec<Edit>,
    },
    /// The same, for edits that finish what the last step began, if it is called so and touched that object: one undo takes both
    /// back.
    FinishAt {
        revision: Revision,
        begun: (String, EntityId),
        label: String,
        edits: Vec<Edit>,
    },
    /// Carries out the live proposal for a panelboard as one undo step.
    AcceptProposal(PanelId),
    /// Takes the live proposal for a panelboard away.
    DismissProposal(PanelId),
    /// Deletes what was remembered of accepted and rejected proposals.
    ForgetDecisions,
    /// Asks for a route in the background; the route shown goes away.
    ProposeRoute {
        sheet: SheetId,
        subject: RouteSubject,
        terms: RouteTerms,
    },
    /// Carries out the route that is shown as one undo step.
    AcceptRoute,
    /// Takes the route away, shown or still searched.
    DismissRoute,
    /// Carries out an edit and says afterwards what was done, with Undo at hand.
    Announced(Box<Command>),
    /// Tries in the background what can be done about a finding of the latest report.
    TryFixes(Box<Finding>),
    /// Datasets, evaluations, promotions.
    #[cfg(feature = "ml")]
    Lab(crate::workbench::lab::LabCommand),
    Undo,
    Redo,
    /// Closes the document without saving. The asker has asked the person.
    Close,
    /// Replaces the person's settings.
    SetSettings(Box<Settings>),
    /// Takes a file off the recent ones.
    ForgetRecent(PathBuf),
    /// Shows a message.
    Notify {
        level: NoticeLevel,
        text: String,
    },
    /// Takes a message away.
    Dismiss(NoticeId),
    /// Looks at one's own projects as examples, or makes a dataset of them.
    #[cfg(feature = "ml")]
    Own(crate::workbench::training::OwnCommand),
    /// Asks the training studio.
    #[cfg(feature = "ml")]
    Train(crate::workbench::training::TrainingCommand),
}
